//! The running server: listens, works in the background, and stops when it is asked to without cutting anybody off.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
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
    let worker = tokio::spawn({
        let (app, stopping) = (practice.app.clone(), stopping.clone());
        async move { app.work(stopping).await }
    });
    // A task of its own: a mail server that does not answer keeps nobody else waiting.
    let sender = tokio::spawn({
        let (app, stopping) = (practice.app.clone(), stopping.clone());
        async move { app.work_on_messages(stopping).await }
    });
    let fitter = tokio::spawn({
        let app = practice.app.clone();
        async move { app.work_on_courses(stopping).await }
    });
    let scheme = if tls.is_some() { "https" } else { "http" };
    tracing::info!(%address, tls = tls.is_some(), "listening");
    console::note(&console::text().say_with(Key::CommandServing, &[("address", format!("{scheme}://{address}/").into())]));
    let served = web::serve(listener, tls, router, &config, asked_to_stop()).await;
    // The worker seals what the last requests wrote.
    stop.send_replace(true);
    let _a_defect_is_logged_by_its_hook = (fitter.await, sender.await, worker.await);
    tracing::info!("stopped");
    practice.close().await?;
    served.map_err(|problem| no_tls(&problem))
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
        let _cannot_be_heard = tokio::signal::ctrl_c().await;
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
