//! The text gateway of the tests.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// How the gateway answers the next requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GatewayAnswer {
    /// With this status.
    Status(u16),
    /// It reads the request and closes the connection.
    Silent,
}

/// A text gateway that runs until it is dropped.
#[derive(Debug)]
pub struct TestGateway {
    address: SocketAddr,
    shared: Arc<Mutex<(GatewayAnswer, Vec<String>)>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for TestGateway {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl TestGateway {
    /// Starts one on a free port of the loopback.
    ///
    /// # Panics
    /// When there is no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Mutex::new((GatewayAnswer::Status(202), Vec::new())));
        let task = tokio::spawn({
            let shared = Arc::clone(&shared);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let shared = Arc::clone(&shared);
                    tokio::spawn(async move { serve(stream, &shared).await.ok() });
                }
            }
        });
        Self { address, shared, task }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}/messages", self.address)
    }

    /// From now on it answers so.
    pub fn answer(&self, answer: GatewayAnswer) {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).0 = answer;
    }

    /// The requests it read, head and body.
    pub fn requests(&self) -> Vec<String> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
    }
}

async fn serve(mut stream: TcpStream, shared: &Mutex<(GatewayAnswer, Vec<String>)>) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    while !is_whole(&bytes) {
        let mut buffer = [0_u8; 4096];
        let read = stream.read(&mut buffer).await?;
        if read == 0 {
            return Ok(());
        }
        bytes.extend_from_slice(&buffer[..read]);
    }
    let answer = {
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.1.push(String::from_utf8_lossy(&bytes).into_owned());
        shared.0
    };
    if let GatewayAnswer::Status(status) = answer {
        let head = format!("HTTP/1.1 {status} Said\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{{}}");
        stream.write_all(head.as_bytes()).await?;
    }
    Ok(())
}

/// True when head and body are there, by the length that the head names.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")).and_then(|length| length.trim().parse::<usize>().ok());
    body.len() >= length.unwrap_or(0)
}
