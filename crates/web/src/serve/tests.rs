//! Stopping: nobody is cut off, and nobody who only keeps a connection open is waited for.

use std::time::Duration;

use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::*;

/// Much longer than a stop may take here.
const DRAIN_TIME: Duration = Duration::from_mins(2);
/// Far shorter than [`DRAIN_TIME`], and long on a busy machine.
const SOON: Duration = Duration::from_secs(20);

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<Result<(), TlsProblem>>,
    /// Tells that `/slow` is being answered.
    entered: mpsc::Receiver<()>,
    /// Lets `/slow` answer.
    leave: mpsc::Sender<()>,
}

async fn running() -> Running {
    let (told, entered) = mpsc::channel(1);
    let (leave, left) = mpsc::channel::<()>(1);
    let left = Arc::new(tokio::sync::Mutex::new(left));
    let slow = move || {
        let (told, left) = (told.clone(), Arc::clone(&left));
        async move {
            told.send(()).await.unwrap();
            left.lock().await.recv().await.unwrap();
            "finished"
        }
    };
    let router = Router::new().route("/quick", get(|| async { "quick" })).route("/slow", get(slow));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let config = WebConfig { drain_time_max: DRAIN_TIME, ..WebConfig::default() };
    let served = tokio::spawn(async move { serve(listener, None, router, &config, async { stopped.await.unwrap() }).await });
    Running { address, stop, served, entered, leave }
}

async fn ask(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: here\r\n\r\n").as_bytes()).await.unwrap();
    stream
}

/// An open connection on which a request was answered already.
async fn idle(address: SocketAddr) -> TcpStream {
    let mut stream = ask(address, "/quick").await;
    let mut answer = Vec::new();
    while !answer.ends_with(b"quick") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0, "closed before the stop");
    }
    stream
}

async fn rest(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    tokio::time::timeout(SOON, stream.read_to_string(&mut answer)).await.expect("the connection is closed").unwrap();
    answer
}

#[tokio::test]
async fn a_connection_that_waits_for_a_request_is_closed_at_once_and_a_running_request_is_answered() {
    let mut running = running().await;
    let idle = idle(running.address).await;
    let unused = TcpStream::connect(running.address).await.unwrap();
    let slow = ask(running.address, "/slow").await;
    running.entered.recv().await.unwrap();
    running.stop.send(()).unwrap();
    assert_eq!(rest(idle).await, "");
    assert_eq!(rest(unused).await, "");
    assert!(!running.served.is_finished(), "a request is still open");
    running.leave.send(()).await.unwrap();
    assert!(rest(slow).await.ends_with("finished"));
    tokio::time::timeout(SOON, running.served).await.expect("nobody is waited for any more").unwrap().unwrap();
}

#[tokio::test]
async fn an_idle_connection_alone_does_not_delay_the_stop() {
    let running = running().await;
    let idle = idle(running.address).await;
    running.stop.send(()).unwrap();
    tokio::time::timeout(SOON, running.served).await.expect("nobody is waited for").unwrap().unwrap();
    assert_eq!(rest(idle).await, "");
}
