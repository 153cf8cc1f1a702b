//! The mail server of the tests.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::ServerConfig;
use smtp_proto::Request;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::certificate;

/// How the server treats the next messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Behavior {
    /// Takes them.
    #[default]
    Take,
    /// Greets nobody: closes the connection.
    Down,
    /// `451` to the recipient.
    Busy,
    /// `550` to the recipient: not known here.
    UnknownRecipient,
    /// Takes the whole text and closes the connection without an answer. It is counted as taken: so it is in the world.
    SilentAfterText,
}

/// A message that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenMail {
    /// The sender of the envelope.
    pub from: String,
    /// The recipient of the envelope.
    pub to: String,
    /// Headers and text.
    pub content: String,
    /// True when it came over TLS.
    pub was_private: bool,
    /// True when the sender had signed in.
    pub was_signed_in: bool,
}

#[derive(Debug, Default)]
struct Shared {
    behavior: Behavior,
    taken: Vec<TakenMail>,
}

/// A mail server that runs until it is dropped.
#[derive(Debug)]
pub struct TestMailServer {
    address: SocketAddr,
    certificate: Vec<u8>,
    shared: Arc<Mutex<Shared>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for TestMailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl TestMailServer {
    /// Starts one on a free port of the loopback; it offers STARTTLS.
    ///
    /// # Panics
    /// When there is no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (certificate, tls) = certificate::localhost();
        let shared = Arc::new(Mutex::new(Shared::default()));
        let task = tokio::spawn({
            let shared = Arc::clone(&shared);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let (shared, tls) = (Arc::clone(&shared), Arc::clone(&tls));
                    // A connection that breaks is over; the test sees it on its own side.
                    tokio::spawn(async move { serve(stream, &shared, tls).await.ok() });
                }
            }
        });
        Self { address, certificate, shared, task }
    }

    /// `localhost:port`.
    pub fn server(&self) -> String {
        format!("localhost:{}", self.address.port())
    }

    /// Its certificate in PEM.
    pub fn certificate(&self) -> Vec<u8> {
        self.certificate.clone()
    }

    /// From now on it behaves so.
    pub fn behave(&self, behavior: Behavior) {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).behavior = behavior;
    }

    /// What it took so far.
    pub fn taken(&self) -> Vec<TakenMail> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).taken.clone()
    }
}

async fn serve(mut stream: TcpStream, shared: &Mutex<Shared>, tls: Arc<ServerConfig>) -> std::io::Result<()> {
    let behavior = shared.lock().unwrap_or_else(PoisonError::into_inner).behavior;
    if behavior == Behavior::Down {
        return Ok(());
    }
    stream.write_all(b"220 localhost ESMTP\r\n").await?;
    if converse(&mut stream, shared, behavior, false).await? == Ended::WantsTls {
        let mut private = tokio_rustls::TlsAcceptor::from(tls).accept(stream).await?;
        converse(&mut private, shared, behavior, true).await?;
    }
    Ok(())
}

#[derive(PartialEq, Eq)]
enum Ended {
    WantsTls,
    Over,
}

#[derive(Default)]
struct Envelope {
    from: String,
    to: String,
    was_signed_in: bool,
}

async fn converse<S>(stream: &mut S, shared: &Mutex<Shared>, behavior: Behavior, was_private: bool) -> std::io::Result<Ended>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (mut waiting, mut envelope) = (Vec::new(), Envelope::default());
    while let Some(line) = line(stream, &mut waiting).await? {
        let answer: Cow<'static, str> = match Request::parse(&mut line.iter()) {
            Ok(Request::Ehlo { .. }) if was_private => "250-localhost\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n".into(),
            Ok(Request::Ehlo { .. }) => "250-localhost\r\n250-8BITMIME\r\n250 STARTTLS\r\n".into(),
            Ok(Request::StartTls) if !was_private => {
                stream.write_all(b"220 go ahead\r\n").await?;
                return Ok(Ended::WantsTls);
            }
            Ok(Request::Auth { .. }) if was_private => {
                envelope.was_signed_in = true;
                "235 welcome\r\n".into()
            }
            Ok(Request::Mail { from }) => {
                envelope.from = from.address.into_owned();
                "250 ok\r\n".into()
            }
            Ok(Request::Rcpt { .. }) if behavior == Behavior::Busy => "451 later\r\n".into(),
            Ok(Request::Rcpt { .. }) if behavior == Behavior::UnknownRecipient => "550 no such mailbox\r\n".into(),
            Ok(Request::Rcpt { to }) => {
                envelope.to = to.address.into_owned();
                "250 ok\r\n".into()
            }
            Ok(Request::Data) => {
                stream.write_all(b"354 go ahead\r\n").await?;
                let content = text(stream, &mut waiting).await?;
                let taken = TakenMail {
                    from: envelope.from.clone(),
                    to: envelope.to.clone(),
                    content,
                    was_private,
                    was_signed_in: envelope.was_signed_in,
                };
                shared.lock().unwrap_or_else(PoisonError::into_inner).taken.push(taken);
                if behavior == Behavior::SilentAfterText {
                    return Ok(Ended::Over);
                }
                "250 taken\r\n".into()
            }
            Ok(Request::Quit) => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(Ended::Over);
            }
            Ok(Request::Noop { .. } | Request::Rset) => "250 ok\r\n".into(),
            Ok(_) => "502 not here\r\n".into(),
            Err(_) => "500 what?\r\n".into(),
        };
        stream.write_all(answer.as_bytes()).await?;
    }
    Ok(Ended::Over)
}

/// The next line with its end; `None` when the other side is gone.
async fn line<S: AsyncRead + Unpin>(stream: &mut S, waiting: &mut Vec<u8>) -> std::io::Result<Option<Vec<u8>>> {
    until(stream, waiting, b"\r\n").await
}

/// The text up to its single dot.
async fn text<S: AsyncRead + Unpin>(stream: &mut S, waiting: &mut Vec<u8>) -> std::io::Result<String> {
    let bytes = until(stream, waiting, b"\r\n.\r\n").await?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn until<S: AsyncRead + Unpin>(stream: &mut S, waiting: &mut Vec<u8>, end: &[u8]) -> std::io::Result<Option<Vec<u8>>> {
    loop {
        if let Some(place) = waiting.windows(end.len()).position(|window| window == end) {
            return Ok(Some(waiting.drain(..place + end.len()).collect()));
        }
        let mut buffer = [0_u8; 4096];
        let read = stream.read(&mut buffer).await?;
        if read == 0 {
            return Ok(None);
        }
        waiting.extend_from_slice(&buffer[..read]);
    }
}
