//! The program is killed while somebody answers a check-in over HTTP, the question about safety among the rest. What was acknowledged is there and nothing
//! is there twice, and once the program runs again the alert of an acknowledged answer about safety stands in the inbox.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value as Json;
use storage::check_in::CheckInAnswer;
use storage::testing::{self, TestDatabase};
use storage::{Database, Options, StorageError, Target, View};
use vocabulary::RecordId;

use super::kills::seed;
use crate::browser::Browser;
use crate::practice::{Practice, Visitor};
use crate::program::Folder;
use crate::server::Server;

#[test]
fn a_kill_while_somebody_answers_loses_nothing_that_was_acknowledged() {
    kill_answers(5, seed());
}

#[test]
#[ignore = "soak: fifty kills while somebody answers over HTTP"]
fn fifty_kills_while_somebody_answers_lose_nothing_that_was_acknowledged() {
    let small = std::env::var("THROUGHLINE_SOAK_BUDGET").is_ok_and(|budget| budget == "small");
    kill_answers(if small { 3 } else { 50 }, seed());
}

/// A check-in that somebody answers, and what the server said to it.
struct Answering {
    patient: String,
    check_in: RecordId,
    link: String,
    /// The answers that were acknowledged, in their order: item and value.
    acknowledged: Vec<(u32, u32)>,
}

fn kill_answers(kills: u32, seed: u64) {
    let practice = practice(kills);
    let mut random = seed | 1;
    let mut next = |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    let mut server = Server::start(&practice.folder);
    let password = Visitor::add_director(&server);
    let mut answered: Vec<Answering> = Vec::new();
    for number in 0..kills {
        let mut director = Visitor::sign_in(&server, "dora", &password);
        let mut one = open(&mut director, number);
        let (pause, safety_at) = (Duration::from_millis(next(400)), next(6));
        let address = server.address().to_owned();
        let link = one.link.clone();
        let somebody = std::thread::spawn(move || answer_until_it_breaks(&address, &link, safety_at));
        std::thread::sleep(Duration::from_millis(60) + pause);
        server.kill();
        one.acknowledged = somebody.join().unwrap();
        let stored = stored(&practice.folder, one.check_in);
        check_stored(number, &one.acknowledged, &stored);
        answered.push(one);
        server = Server::start(&practice.folder);
        let last = answered.last().expect("it was pushed");
        if is_about_safety(last) {
            wait_for_alert(&mut Visitor::sign_in(&server, "dora", &password), &last.patient);
        }
    }
    let total: usize = answered.iter().map(|one| one.acknowledged.len()).sum();
    let safety = answered.iter().filter(|one| is_about_safety(one)).count();
    println!("{kills} kills, {total} answers acknowledged, {safety} of the check-ins with one about safety");
    assert!(total > 0, "something was answered before the server was killed");
    for one in &answered {
        finish(&mut server.browser(), one);
    }
    let mut director = Visitor::sign_in(&server, "dora", &password);
    for one in &answered {
        let administrations = director.page(&format!("/patients/{}", one.patient)).links("/administrations/");
        let of_check_in: std::collections::BTreeSet<&str> =
            administrations.iter().filter_map(|link| link.split('/').nth(2)).map(|id| &id[..36]).collect();
        assert_eq!(of_check_in.len(), 1, "one check-in is one administration, however often it was written: {administrations:?}");
    }
}

fn is_about_safety(one: &Answering) -> bool {
    one.acknowledged.iter().any(|(item, value)| *item == 9 && *value > 0)
}

/// As many patients as there will be kills, none of them with a score.
fn practice(patients: u32) -> Practice {
    let practice = Practice::new();
    let rows: Vec<String> = (0..patients).map(|number| format!("K-{number},Kay{number}x,Invented,1980-01-01\n")).collect();
    practice.folder.write("people.csv", format!("number,given,family,born\n{}", rows.concat()));
    let mapping = "[[records]]\nkind = \"patient\"\nrecord_number = \"number\"\ngiven_name = \"given\"\nfamily_name = \"family\"\nbirth_day = \"born\"\n";
    practice.folder.write("people.toml", mapping);
    practice.folder.ok(&["import", "people.csv", "--mapping", "people.toml"]);
    practice
}

/// Makes a PHQ-9 for the next patient, on a device at the practice: it needs nothing to be set up.
fn open(director: &mut Visitor, number: u32) -> Answering {
    let address = director.find_patient(&format!("Kay{number}x"));
    let patient = address.trim_start_matches("/patients/").to_owned();
    let form = director.page(&format!("{address}/check-ins"));
    let fields = [("respondent", "patient"), ("language", "en"), ("mode", "telephone"), ("instruments", "phq-9")];
    let made = director.browser.submit(&form, "instruments", &fields).with_status(200).text();
    let action = made.split("action=\"").filter_map(|rest| rest.split('"').next()).find(|path| path.ends_with("/here"));
    let action = action.unwrap_or_else(|| panic!("the check-in can be opened here: {made}")).to_owned();
    let token = made.split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned();
    let check_in = action.split('/').find_map(|part| part.parse().ok()).expect("the id of the check-in");
    let fields = [("form_token", token.as_str()), ("patient", patient.as_str()), ("mode", "telephone")];
    let shown = director.browser.post(&action, &fields).with_status(200);
    let link = director.browser.visited.iter().rev().find(|path| path.starts_with("/c/")).cloned();
    let link = link.unwrap_or_else(|| panic!("the device leads to the check-in: {}", shown.words()));
    Answering { patient, check_in, link, acknowledged: Vec::new() }
}

/// Answers one question after the other, each time with another value, until the server does not answer any more.
fn answer_until_it_breaks(address: &str, link: &str, safety_at: u64) -> Vec<(u32, u32)> {
    let mut acknowledged = Vec::new();
    let page = request(address, "GET", &format!("{link}/all"), "").unwrap_or_default();
    let Some(token) = page.split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()) else {
        return acknowledged;
    };
    for turn in 0_u64.. {
        let (item, value) = match turn {
            turn if turn == safety_at => (9, 2),
            // The same item comes again later with another value, so that every answer is written.
            turn => (u32::try_from(turn % 8 + 1).unwrap(), u32::try_from(turn / 8 % 4).unwrap()),
        };
        let body = format!("form_token={token}&a.phq-9.{item}={value}");
        match request(address, "POST", &format!("{link}/q/{item}"), &body) {
            Some(answer) if answer.starts_with("HTTP/1.1 303") => acknowledged.push((item, value)),
            Some(answer) => panic!("{}", answer.lines().next().unwrap_or_default()),
            None => return acknowledged,
        }
    }
    acknowledged
}

/// Asks, and hands back what came; `None` where the connection broke or the answer is not whole.
fn request(address: &str, method: &str, path: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nOrigin: http://{address}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.contains("\r\n\r\n").then_some(answer)
}

/// The answers of a check-in as they lie in the file of the killed program, with how many its row counts and how many administrations it became.
fn stored(folder: &Folder, check_in: RecordId) -> (Vec<CheckInAnswer>, i64, usize) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let options = Options::new(Target::file(folder.file("practice.db")));
        let opened = testing::open_with(testing::sqlite_target(), async |_, ports| Database::open(&options, ports).await);
        let test: TestDatabase = opened.await.expect("the database opens");
        let operation = testing::operation("look");
        let read = test.database.read::<_, StorageError, _>(&operation, |unit| {
            Box::pin(async move {
                let row = storage::check_in::get(unit, check_in).await?.expect("it was made before");
                let administrations = storage::administration::of_patients(unit, &[row.patient], View::Current).await?.len();
                Ok((storage::check_in::answers(unit, check_in).await?, row.answer_count, administrations))
            })
        });
        let found = read.await.unwrap();
        test.database.close().await;
        found
    })
}

fn check_stored(number: u32, acknowledged: &[(u32, u32)], (answers, count, administrations): &(Vec<CheckInAnswer>, i64, usize)) {
    let ordinals: Vec<i64> = answers.iter().map(|answer| answer.ordinal).collect();
    assert_eq!(ordinals, (1..=*count).collect::<Vec<_>>(), "after kill {number}: no gap and nothing twice");
    let kept: Vec<(u32, u32)> = answers.iter().map(|answer| (answer.item.parse().unwrap(), answer.answer.parse().unwrap())).collect();
    // One more may have been kept that nobody heard of.
    assert!(kept.starts_with(acknowledged) && kept.len() <= acknowledged.len() + 1, "after kill {number}: {kept:?} of {acknowledged:?}");
    let is_positive = kept.iter().any(|(item, value)| *item == 9 && *value > 0);
    assert_eq!(*administrations, usize::from(is_positive), "after kill {number}: an answer about safety is recorded with the answer, once");
}

/// The alert of an answer about safety stands in the inbox of whoever sees everybody's.
fn wait_for_alert(director: &mut Visitor, patient: &str) {
    for _ in 0..600 {
        let page = director.browser.send("GET", "/alerts", "Accept: application/json\r\n", b"").with_status(200);
        let inbox: Json = serde_json::from_slice(&page.bytes).unwrap();
        let mut alerts = inbox["groups"].as_array().unwrap().iter().flat_map(|group| group["alerts"].as_array().unwrap());
        if alerts.any(|alert| alert["patient"] == patient && alert["class"] == "safety") {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("no alert after the restart: {}", director.page("/alerts").words());
}

/// Goes on where the killed program stopped, and sends it off.
fn finish(browser: &mut Browser, one: &Answering) {
    let page = browser.get(&format!("{}/all", one.link)).with_status(200);
    if page.text().contains("a.phq-9.") {
        let open: Vec<String> =
            (1..=10).map(|item| format!("a.phq-9.{item}")).filter(|name| page.text().contains(&format!("name=\"{name}\""))).collect();
        let fields: Vec<(&str, &str)> = open.iter().map(|name| (name.as_str(), "1")).collect();
        browser.submit(&page, &open[0], &fields).with_status(200);
    }
    let end = browser.get(&format!("{}/end", one.link)).with_status(200);
    let token =
        end.text().split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned();
    browser.post(&format!("{}/end", one.link), &[("form_token", token.as_str())]).with_status(200);
}
