//! 200 open check-ins that each post an answer every 5 seconds, over HTTP on loopback, each durable before it is acknowledged, audit included:
//! `cargo bench -p web --bench check_in`. How long: `cargo bench -p web --bench check_in -- 60` (seconds).
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time")]

#[path = "house/served.rs"]
mod served;

use std::net::SocketAddr;
use std::time::{Duration, Instant as Stopwatch};

use app::check_in::NewCheckIn;
use app::{App, Caller, Settings};
use instruments::{Mode, Respondent};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use vocabulary::Language;

use served::EmptyPractice;

const CHECK_INS: usize = 200;
const EVERY: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() {
    let seconds = std::env::args().skip(1).find_map(|argument| argument.parse::<u64>().ok()).unwrap_or(60);
    let practice = EmptyPractice::make().await;
    let app = practice.app(Settings::default()).await;
    let paths = check_ins(&app).await;
    let address = practice.serve(app).await;
    let begin = Stopwatch::now();
    let end = begin + Duration::from_secs(seconds);
    let share = EVERY / u32::try_from(CHECK_INS).expect("a few");
    let people = paths.into_iter().zip(0_u32..).map(|(path, place)| tokio::spawn(answer_until(address, path, begin + share * place, end)));
    let mut times = Vec::new();
    for person in people.collect::<Vec<_>>() {
        times.extend(person.await.expect("every answer was taken"));
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("{CHECK_INS} check-ins, an answer each every {} s, for {seconds} s: {} answers", EVERY.as_secs(), times.len());
    println!("from sending to redirection: p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, longest {:.1} ms", at(50), at(95), at(99), at(100));
}

async fn check_ins(app: &App) -> Vec<String> {
    let operator = Caller::operator("bench", "bench");
    let mut paths = Vec::with_capacity(CHECK_INS);
    for number in 0..CHECK_INS {
        let patient = care::Patient {
            record_number: format!("B-{number}"),
            given_name: "Invented".to_owned(),
            family_name: format!("Person {number}"),
            birth_day: "1990-05-01".parse().expect("a day"),
            sex: None,
            race: None,
            ethnicity: None,
            language: Language::english(),
        };
        let patient = app.register_patient(&operator, patient).await.expect("registered");
        let new = NewCheckIn {
            respondent: Respondent::Patient,
            instruments: vec!["gad-7".to_owned(), "k6".to_owned()],
            language: Language::english(),
            mode: Mode::Link,
        };
        let id = app.make_check_in(&operator, patient, new).await.expect("made");
        paths.push(app.print_check_in_link(&operator, id).await.expect("a link").path);
    }
    paths
}

/// Posts an answer every few seconds on a connection that stays open; how long each took.
async fn answer_until(address: SocketAddr, path: String, begin: Stopwatch, end: Stopwatch) -> Vec<Duration> {
    let secret = path.trim_start_matches("/c/");
    let mut token = app::secret::token_hash(&format!("form:{secret}"));
    token.truncate(32);
    let mut stream = TcpStream::connect(address).await.expect("connected");
    stream.set_nodelay(true).expect("no delay");
    let (mut times, mut next, mut number) = (Vec::new(), begin, 0_usize);
    while next < end {
        tokio::time::sleep_until(next.into()).await;
        let (item, value) = (number % 7 + 1, (number / 7) % 4);
        let body = format!("form_token={token}&a.gad-7.{item}={value}");
        let head = format!(
            "POST {path}/q/{item} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let sent = Stopwatch::now();
        stream.write_all(format!("{head}{body}").as_bytes()).await.expect("sent");
        let mut buffer = vec![0_u8; 16 * 1024];
        let count = stream.read(&mut buffer).await.expect("received");
        times.push(sent.elapsed());
        assert!(buffer[..count].starts_with(b"HTTP/1.1 303"), "{}", String::from_utf8_lossy(&buffer[..count]));
        next += EVERY;
        number += 1;
    }
    times
}
