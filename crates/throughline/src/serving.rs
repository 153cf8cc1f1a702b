//! The running server: listens, works in the background, and stops when it is asked to without cutting anybody off.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use web::{TlsFiles, TlsProblem, WebConfig, WebState};
use wording::Key;

use crate::configuration::{Configuration, Server, Tls};
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::Practice;
use crate::world::OsRandom;

/// What to do when the port is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Fail: the address is what people know.
    Fail,
    /// Take another free port.
    TakeAnother,
}

/// Takes the address. Done before anything else is opened, so that a second server of the same practice ends at once.
pub(crate) async fn listen(address: SocketAddr, taken: Taken) -> Result<TcpListener, Failure> {
    let text = console::text();
    let failed = |error: std::io::Error| {
        let arguments = [("address", address.to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Refused, text.say_with(Key::CommandServeCannotListen, &arguments))
            .hint(text.say(Key::CommandServeCannotListenHint))
    };
    match TcpListener::bind(address).await {
        Err(error) if taken == Taken::TakeAnother && error.kind() == std::io::ErrorKind::AddrInUse => {
            TcpListener::bind(SocketAddr::new(address.ip(), 0)).await.map_err(failed)
        }
        bound => bound.map_err(failed),
    }
}

/// Serves the practice until the process is asked to stop, then lets open requests finish.
pub(crate) async fn serve(practice: Practice, configuration: &Configuration, listener: TcpListener) -> Result<(), Failure> {
    let server = &configuration.server;
    let address = listener.local_addr().map_or_else(|_| server.listen.to_string(), |address| address.to_string());
    check_certificate(server)?;
    let tls = server.tls.as_ref().map(files);
    let config = web_config(server);
    let router = web::router(WebState::new(practice.app.clone(), config.clone(), Arc::new(OsRandom)));
    let (stop, stopping) = watch::channel(false);
    let (app, rest) = (&practice.app, Duration::from_secs(5));
    // Tasks of their own: a mail server that does not answer, or a hundred check-ins that ended, keep nobody else waiting.
    let workers = [
        steady(("judging", rest), app, &stopping, |app: app::App, stopping| async move { app.work(stopping).await }),
        steady(("messages", rest), app, &stopping, |app: app::App, stopping| async move { app.work_on_messages(stopping).await }),
        steady(("house", rest), app, &stopping, |app: app::App, stopping| async move { app.work_on_the_house(stopping).await }),
        steady(("courses", rest), app, &stopping, |app: app::App, stopping| async move { app.work_on_courses(stopping).await }),
    ];
    let scheme = if tls.is_some() { "https" } else { "http" };
    tracing::info!(%address, tls = tls.is_some(), "listening");
    console::note(&console::text().say_with(Key::CommandServing, &[("address", format!("{scheme}://{address}/").into())]));
    let served = web::serve(listener, tls, router, &config, asked_to_stop()).await;
    // The worker seals what the last requests wrote.
    stop.send_replace(true);
    for worker in workers {
        let _a_defect_is_logged_by_its_hook = worker.await;
    }
    tracing::info!("stopped");
    practice.close().await?;
    served.map_err(|problem| no_tls(&problem))
}

/// Runs work that goes on until it is asked to stop, and begins it anew, after a rest, where a defect stopped it: nobody would notice that alerts stand still.
fn steady<C, W>(
    (name, rest): (&'static str, Duration),
    context: &C,
    stopping: &watch::Receiver<bool>,
    work: impl Fn(C, watch::Receiver<bool>) -> W + Send + 'static,
) -> JoinHandle<()>
where
    C: Clone + Send + 'static,
    W: Future<Output = ()> + Send + 'static,
{
    let (context, mut stopping) = (context.clone(), stopping.clone());
    tokio::spawn(async move {
        while let Err(stopped) = tokio::spawn(work(context.clone(), stopping.clone())).await {
            tracing::error!(work = name, panicked = stopped.is_panic(), "work in the background stopped; it begins anew");
            tokio::select! {
                () = tokio::time::sleep(rest) => {}
                _ = stopping.changed() => {}
            }
        }
    })
}

/// Fails where a certificate is configured that cannot be used.
pub(crate) fn check_certificate(server: &Server) -> Result<(), Failure> {
    server.tls.as_ref().map_or(Ok(()), |tls| files(tls).check().map_err(|problem| no_tls(&problem)))
}

fn files(tls: &Tls) -> TlsFiles {
    TlsFiles { certificate: tls.certificate_file.clone(), key: tls.key_file.clone() }
}

fn no_tls(problem: &TlsProblem) -> Failure {
    Failure::new(Kind::Usage, console::text().say_with(Key::CommandServeTls, &[("reason", problem.to_string().into())]))
}

fn web_config(server: &Server) -> WebConfig {
    let behind_proxy = !server.proxy.is_empty();
    WebConfig {
        secure: server.tls.is_some() || behind_proxy,
        behind_proxy,
        upload_bytes_max: usize::try_from(server.upload_bytes_max).unwrap_or(usize::MAX),
        ..WebConfig::default()
    }
}

/// Ready when the process gets SIGTERM or SIGINT.
async fn asked_to_stop() {
    let interrupted = async {
        // A signal that cannot be heard was not given.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
    tracing::info!("asked to stop; open requests are finished");
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn work_that_a_defect_stops_begins_anew_until_it_is_asked_to_stop() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let (begun, (stop, stopping)) = (Arc::new(AtomicUsize::new(0)), watch::channel(false));
            let working = steady(("counting", Duration::ZERO), &begun, &stopping, |begun, mut stopping| async move {
                assert!(begun.fetch_add(1, Ordering::SeqCst) >= 2, "a defect");
                let _asked = stopping.changed().await;
            });
            while begun.load(Ordering::SeqCst) < 3 {
                tokio::task::yield_now().await;
            }
            stop.send_replace(true);
            working.await.unwrap();
            assert_eq!(begun.load(Ordering::SeqCst), 3);
        });
    }
}
