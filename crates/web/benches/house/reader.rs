//! Somebody who is signed in and loads one page again and again on a connection that stays open.

use std::net::SocketAddr;
use std::time::{Duration, Instant as Stopwatch};

use app::people::{NewPerson, SignIn};
use app::{App, Caller};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use vocabulary::{ClinicianId, OperationId, Role};

/// Makes an account and signs in; the token of the session.
pub(crate) async fn sign_in(app: &App, role: Role, clinician: Option<ClinicianId>) -> String {
    let operator = Caller::operator("bench", "bench");
    let person = NewPerson {
        sign_in_name: "bench".to_owned(),
        name: "Bench".to_owned(),
        roles: vec![role],
        clinician,
        is_licensed: clinician.is_some(),
    };
    let (_, credentials) = app.add_person(&operator, person).await.expect("an account");
    let signed_in = app.sign_in("bench", &credentials.password, "", "127.0.0.1", OperationId("bench".to_owned())).await.expect("an answer");
    let SignIn::Done { token } = signed_in else { panic!("not signed in: {signed_in:?}") };
    token
}

/// How long each of so many requests took after so many to warm up, the shortest first, and the length of the page.
pub(crate) async fn load(address: SocketAddr, path: &str, token: &str, (warm_up, requests): (usize, usize)) -> (Vec<Duration>, usize) {
    let mut stream = TcpStream::connect(address).await.expect("connected");
    stream.set_nodelay(true).expect("no delay");
    let (mut times, mut size) = (Vec::with_capacity(requests), 0);
    for number in 0..warm_up + requests {
        let begin = Stopwatch::now();
        size = request(&mut stream, path, token).await;
        if number >= warm_up {
            times.push(begin.elapsed());
        }
    }
    times.sort_unstable();
    (times, size)
}

/// The figures of sorted times.
pub(crate) fn figures(times: &[Duration]) -> String {
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    format!("p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms", at(50), at(95), at(99))
}

/// One request; the length of the body.
async fn request(stream: &mut TcpStream, path: &str, token: &str) -> usize {
    let head = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: throughline={token}\r\nAccept: text/html\r\n\r\n");
    stream.write_all(head.as_bytes()).await.expect("sent");
    let mut answer = Vec::with_capacity(512 * 1024);
    let mut buffer = vec![0_u8; 64 * 1024];
    loop {
        let count = stream.read(&mut buffer).await.expect("received");
        assert!(count > 0, "the server closed the connection");
        answer.extend_from_slice(&buffer[..count]);
        if let Some(length) = whole(&answer) {
            return length;
        }
    }
}

fn whole(answer: &[u8]) -> Option<usize> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    assert!(head.starts_with("http/1.1 200"), "{head}");
    let length: usize =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).and_then(|value| value.parse().ok()).expect("a length");
    (answer.len() >= end + 4 + length).then_some(length)
}
