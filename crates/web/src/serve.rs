//! Listening, with or without TLS, and stopping without cutting anybody off.

mod tls;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt as _;

use crate::config::WebConfig;
pub use tls::{TlsFiles, TlsProblem};

/// How long a browser may take to send the head of a request.
const HEAD_TIME_MAX: Duration = Duration::from_secs(15);
/// How long a TLS handshake may take.
const HANDSHAKE_TIME_MAX: Duration = Duration::from_secs(10);
/// How long to wait after the system could not accept a connection (no file descriptors left), before trying again.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// Serves until `stop` is ready, then lets open requests finish for as long as the configuration allows. Fails only when the certificate
/// cannot be read: what goes wrong with one connection ends that connection.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsFiles>,
    router: Router,
    config: &WebConfig,
    stop: impl Future<Output = ()> + Send,
) -> Result<(), TlsProblem> {
    let acceptor = tls.as_ref().map(TlsFiles::acceptor).transpose()?;
    let slots = Arc::new(Semaphore::new(config.connections_max));
    let graceful = Graceful::default();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &slots) => accepted,
        };
        let Ok((stream, address, slot)) = accepted else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let (router, acceptor, graceful) = (router.clone(), acceptor.clone(), graceful.clone());
        tokio::spawn(async move {
            match acceptor {
                None => connection(stream, address, router, &graceful).await,
                Some(acceptor) => {
                    if let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE_TIME_MAX, acceptor.accept(stream)).await {
                        connection(stream, address, router, &graceful).await;
                    }
                }
            }
            drop(slot);
        });
    }
    drop(listener);
    graceful.drain(config.drain_time_max).await;
    Ok(())
}

async fn accept(listener: &TcpListener, slots: &Arc<Semaphore>) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, address) = listener.accept().await?;
    // Answers are written whole: waiting for more to send only delays them.
    let _not_all_systems_can = stream.set_nodelay(true);
    Ok((stream, address, slot))
}

/// Connections that are told when the server stops.
#[derive(Clone)]
struct Graceful {
    stopping: tokio::sync::watch::Sender<bool>,
}

impl Default for Graceful {
    fn default() -> Self {
        Self { stopping: tokio::sync::watch::channel(false).0 }
    }
}

impl Graceful {
    async fn drain(self, longest: Duration) {
        self.stopping.send_replace(true);
        // Each connection holds a receiver; when all are gone nobody is being served.
        if tokio::time::timeout(longest, self.stopping.closed()).await.is_err() {
            tracing::warn!(connections = self.stopping.receiver_count(), "stopped with requests still open");
        }
    }
}

async fn connection<S>(stream: S, address: SocketAddr, router: Router, graceful: &Graceful)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = tower::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(address));
        let router = router.clone();
        async move {
            Ok::<Response, Infallible>(router.oneshot(request.map(axum::body::Body::new)).await.unwrap_or_else(|never| match never {}))
        }
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME_MAX);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Some(Duration::from_secs(30))).max_concurrent_streams(100);
    let mut stopping = graceful.stopping.subscribe();
    let served = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)).into_owned();
    let mut served = std::pin::pin!(served);
    tokio::select! {
        _ended = served.as_mut() => return,
        _stop = stopping.wait_for(|stopping| *stopping) => {}
    }
    // From here on no new request is taken: a connection that waits for one is closed, an open request is answered.
    served.as_mut().graceful_shutdown();
    let _how_it_ended_concerns_the_visitor_only = served.await;
}

#[cfg(test)]
mod tests;
