//! A day of collection from end to end, in a browser without scripts: somebody answers three forms in Spanish on a phone after one reminder, an answer about
//! safety reaches the clinician and the person on call, a group of eight answers on one tablet, and the funnel shows it all.

use std::time::{Duration, Instant};

use serde_json::Value as Json;
use storage::message::{Lane, Message};
use storage::testing::{self, TestDatabase};
use storage::{Database, Options, StorageError, Target};

use super::check_in::{CRISIS_WORDS, PHONE, Post, TOLD_WITHIN, answer_by_keys, be_ready, link_in, option_named, sending_practice};
use crate::chromium::{Chromium, Look, Rules};
use crate::practice::{Practice, Visitor};
use crate::server::Server;

/// A tablet without scripts.
const TABLET: Look = Look { dark: false, width: 768, scripts: false };

/// Everybody who is in care here, the first of them with a phone and eight in a group.
const NAMES: [&str; 9] = ["Ada", "Berta", "Carmen", "Dolores", "Elena", "Fidel", "Gloria", "Hugo", "Inés"];

/// Three forms are due from everybody around admission: two whose official Spanish was verified, and one with words of this story.
const PROTOCOL: &str = r#"
id = "collection-day"
version = "1"
name = "Three forms"
note = "For a story."

[[schedules]]
level_of_care = "OP"
budget_minutes = 10

[[schedules.measures]]
instrument = "phq-9"
intake = { days_before = 7, days_after = 7 }

[[schedules.measures]]
instrument = "asq"
intake = { days_before = 7, days_after = 7 }

[[schedules.measures]]
instrument = "who-5"
intake = { days_before = 7, days_after = 7 }
"#;

const PEOPLE: &str = r#"
[common]
patient = "number"
program = { constant = "OP" }

[[records]]
kind = "patient"
record_number = "number"
given_name = "given"
family_name = "family"
birth_day = "born"
language = "language"

[[records]]
kind = "episode"
key = "number"
admitted = "admitted"

[[records]]
kind = "level_of_care_period"
episode = "number"
level_of_care = { constant = "OP" }
first_day = "admitted"

[[records]]
kind = "care_team_member"
clinician = { constant = "C-1" }
role = { constant = "primary" }
first_day = "admitted"
"#;

const CLINICIANS: &str = "[[records]]\nkind = \"clinician\"\ncode = \"code\"\nname = \"name\"\n";

/// Nine people who were admitted yesterday, and their clinician.
fn practice(post: &Post) -> Practice {
    let practice = sending_practice(post);
    let folder = &practice.folder;
    folder.write("clinicians.csv", "code,name\nC-1,Clara Invented\n");
    folder.write("clinicians.toml", CLINICIANS);
    folder.ok(&["import", "clinicians.csv", "--mapping", "clinicians.toml"]);
    let admitted = today().plus_days(-1);
    let rows: Vec<String> =
        NAMES.iter().enumerate().map(|(place, name)| format!("D-{place},{name},Invented,1980-02-29,es,{admitted}\n")).collect();
    folder.write("people.csv", format!("number,given,family,born,language,admitted\n{}", rows.concat()));
    folder.write("people.toml", PEOPLE);
    folder.ok(&["import", "people.csv", "--mapping", "people.toml"]);
    practice
}

/// What the program that the story runs reads from the clock of the machine.
fn now() -> vocabulary::Instant {
    #[expect(clippy::disallowed_methods, reason = "the program that the story runs reads the clock of the machine")]
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    vocabulary::Instant::from_microseconds(i64::try_from(since.as_micros()).unwrap()).unwrap()
}

fn today() -> vocabulary::Day {
    now().day_in(&"America/New_York".parse().unwrap())
}

/// The clinician of everybody, signed in.
fn clinician(server: &Server<'_>) -> Visitor {
    let mut administrator = Visitor::sign_in(server, crate::practice::ADMINISTRATOR.0, crate::practice::ADMINISTRATOR.1);
    let form = administrator.page("/people/new");
    let record = option_named(&form.text(), "Clara Invented");
    let fields = [
        ("name", "Clara Invented"),
        ("sign_in_name", "clara"),
        ("roles", "clinician"),
        ("clinician", record.as_str()),
        ("licensed", "yes"),
    ];
    let shown = administrator.browser.submit(&form, "sign_in_name", &fields);
    Visitor::sign_in(server, "clara", &crate::practice::password_in(&shown))
}

/// What stands in somebody's inbox: by day among their own, at night with whoever is on call.
fn alerts(visitor: &mut Visitor) -> Vec<Json> {
    let page = visitor.browser.send("GET", "/alerts", "Accept: application/json\r\n", b"").with_status(200);
    let inbox: Json = serde_json::from_slice(&page.bytes).unwrap();
    inbox["groups"].as_array().unwrap().iter().flat_map(|group| group["alerts"].as_array().unwrap().clone()).collect()
}

/// How long after a moment the alert of an answer about safety stood in an inbox. Looks again and again.
fn shown_after(visitor: &mut Visitor, moment: Instant) -> Duration {
    for _ in 0..600 {
        if alerts(visitor).iter().any(|alert| alert["class"] == "safety") {
            return moment.elapsed();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("no alert in the inbox: {}", visitor.page("/alerts").words())
}

/// Lets the time of the first reminder come: it is due now, for whichever server looks next.
fn let_the_reminder_be_due(practice: &Practice) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let options = Options::new(Target::file(practice.folder.file("practice.db")));
        let opened = testing::open_with(testing::sqlite_target(), async |_, ports| Database::open(&options, ports).await);
        let test: TestDatabase = opened.await.expect("the database opens");
        test.clock.set(now());
        let (later, at_once) = (now().plus_seconds(5 * 86_400), now());
        let operation = testing::operation("time passes");
        let write = test.database.write::<_, StorageError, _>(&operation, |unit| {
            Box::pin(async move {
                let mut waiting: Vec<Message> = Vec::new();
                for lane in Lane::ALL {
                    waiting.extend(storage::message::due(unit, later, lane, 20).await?);
                }
                let reminder = waiting.iter().find(|message| message.template == "check_in_reminder").expect("a reminder is planned");
                let lease = storage::message::lease(unit, reminder, "time", later).await?.expect("nobody else works on it");
                storage::message::postpone(unit, lease, at_once, "quiet_hours").await
            })
        });
        assert!(write.await.unwrap());
        test.database.close().await;
    });
}

/// Answers everything on one page with the first answer, and goes on until the device calls the next person.
fn answer_all(browser: &Chromium, server: &Server<'_>) {
    let link = browser.value("location.pathname").as_str().unwrap().to_owned();
    browser.open(&server.url(&format!("{link}/all")));
    assert_eq!(browser.overhang(), 0, "as wide as the tablet");
    browser.value(
        "[...new Set([...document.querySelectorAll('main input[type=radio]')].map(each => each.name))].forEach(name => \
         document.querySelector(`input[name=\"${name}\"]`).checked = true)",
    );
    assert!(browser.send_form("main form:has(input[type=radio])"));
    for _ in 0..4 {
        let path = browser.value("location.pathname").as_str().unwrap().to_owned();
        let card = browser.value("document.querySelector('main').innerText").as_str().unwrap().to_owned();
        if path.ends_with("/end") {
            assert!(browser.send_form("main form[action$='/end']"));
            let next = browser.value("location.pathname").as_str().unwrap().to_owned();
            // Whoever comes next finds nothing of the one before, neither by the address nor by the way back.
            browser.open(&server.url(&format!("{link}/all")));
            assert_eq!(browser.value("document.querySelectorAll('input[type=radio]').length"), 0, "{next}");
            browser.open(&server.url("/round"));
            return;
        }
        assert!(path.ends_with("/help") && card.contains(CRISIS_WORDS), "everybody on a shared device sees the card: {path}\n{card}");
        let onward = browser.value("document.querySelector('main a.button').href").as_str().unwrap().to_owned();
        browser.open(&onward);
    }
    panic!("the forms do not come to their end");
}

/// Eight people answer on one tablet, one after the other.
fn group_of_eight(server: &Server<'_>, director: &mut Visitor, password: &str) {
    let board = director.page("/collection").text();
    let value = |after: &str| after.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned();
    let token = value(board.split("name=\"form_token\"").nth(1).expect("a token"));
    let patients: Vec<String> = board.split("name=\"patient\"").skip(1).map(value).collect();
    assert_eq!(patients.len(), 8, "who has answered is not asked again");
    let fields: Vec<(&str, &str)> = [("form_token", token.as_str()), ("name", "Morning group")]
        .into_iter()
        .chain(patients.iter().map(|patient| ("patient", patient.as_str())))
        .collect();
    let opened = director.browser.post("/rounds", &fields).with_status(200).text();
    let pins: Vec<(String, String)> = opened
        .split("<tr ")
        .filter_map(|row| Some((row.split("<strong>").nth(1)?.split('<').next()?.to_owned(), row.to_owned())))
        .map(|(pin, row)| (NAMES.iter().find(|name| row.contains(**name)).expect("a name").to_string(), pin))
        .collect();
    assert_eq!(pins.len(), 8, "{opened}");
    let round = opened.split("action=\"/rounds/").nth(1).and_then(|rest| rest.split('/').next()).expect("a round").to_owned();

    let browser = Chromium::start();
    browser.look(TABLET);
    browser.sign_in(server, "dora", password);
    browser.open(&server.url(&format!("/rounds/{round}")));
    assert!(browser.send_form("form[action$='/here']"));
    for (place, _) in pins.iter().enumerate() {
        let called = browser.value("document.querySelector('h1').innerText").as_str().unwrap().to_owned();
        let (_, pin) = pins.iter().find(|(name, _)| called.contains(name.as_str())).unwrap_or_else(|| panic!("{place}: {called}"));
        if place == 0 {
            assert_eq!(browser.faults(Rules::All), Vec::<String>::new(), "the tablet calls somebody");
        }
        browser.value(&format!("document.querySelector('#pin').value = '{pin}'"));
        assert!(browser.send_form("form[action='/round']"));
        answer_all(&browser, server);
    }
    browser.open(&server.url("/collection"));
    assert_eq!(browser.value("location.pathname"), "/sign-in", "the tablet leads nowhere else");
    let words = director.page(&format!("/rounds/{round}")).words();
    assert!(words.matches("Complete").count() >= 8, "{words}");
}

#[test]
fn a_day_of_collection_from_the_reminder_to_the_funnel() {
    let post = Post::start();
    let practice = practice(&post);
    let server = Server::start(&practice.folder);
    let password = Visitor::add_director(&server);
    let mut director = Visitor::sign_in(&server, "dora", &password);
    be_ready(&server, &mut director);
    let mut clara = clinician(&server);
    let form = director.page("/due/protocol");
    director.browser.submit(&form, "source", &[("source", PROTOCOL)]).with_status(200);

    // The link goes out, and its reminder once.
    let ada = director.find_patient("Ada");
    super::check_in::own_address(&mut director, &ada);
    let board = director.page("/collection").text();
    let token = board.split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned();
    let id = ada.trim_start_matches("/patients/");
    director.browser.post(&format!("/collection/{id}"), &[("form_token", token.as_str()), ("way", "send")]).with_status(200);
    let link = link_in(&post.nth_to("ada@example.org", 1));
    let_the_reminder_be_due(&practice);
    let reminded = link_in(&post.nth_to("ada@example.org", 2));
    assert_ne!(reminded, link, "each message brings a secret of its own");
    let link = reminded;

    // Three forms in Spanish on a phone, without scripts.
    let browser = Chromium::start();
    browser.look(PHONE);
    browser.open(&server.url(&link));
    assert_eq!(browser.value("document.documentElement.lang"), "es");
    let start = browser.value("document.querySelector('main').innerText").as_str().unwrap().to_owned();
    assert!(start.contains("20 preguntas") && start.contains("minutos") && start.contains("988"), "{start}");
    browser.tab_to("main a.button[href$='/q']");
    browser.follow("Enter");
    let (shown, told) = answer_by_keys(&browser, |positive_at| {
        let shown = shown_after(&mut clara, positive_at);
        post.nth_to("dora@example.org", 1);
        (shown, positive_at.elapsed())
    });
    println!("in the clinician's inbox after {} ms, at the mail server after {} ms", shown.as_millis(), told.as_millis());
    assert!(shown < TOLD_WITHIN && told < TOLD_WITHIN, "{shown:?} {told:?}");
    browser.tab_to("main button[type=submit]");
    browser.follow("Enter");
    let done = browser.value("document.querySelector('main').innerText").as_str().unwrap().to_owned();
    assert!(done.contains("Sus respuestas se enviaron") && done.contains(CRISIS_WORDS), "{done}");

    group_of_eight(&server, &mut director, &password);

    // The clinician looks at one of the scores.
    let patient = clara.page(&ada);
    let administration = patient.links("/administrations/").into_iter().find(|link| link.matches('/').count() == 2).expect("a score");
    let form = clara.page(&format!("{administration}/review"));
    clara.browser.submit(&form, "discussed", &[("discussed", "yes")]).with_status(200);

    // Nine people, three forms each: all were finished, those of one person were sent, one was looked at. Ways of answering begin at what was asked.
    let funnel = director.page("/due/funnel").words();
    for expected in ["All 27 27 100 %", "Spanish 27 27 100 %", "Tablet 24 24 100 %", "Own device 3 3 100 % 3 100 % 3 100 % 1 33 %"] {
        assert!(funnel.contains(expected), "{expected}: {funnel}");
    }
    // Reminders and links: one of each, whatever happened since.
    assert_eq!(post.server.taken().iter().filter(|mail| mail.to == "ada@example.org").count(), 2, "the reminder arrived once");
    let messages = director.page(&format!("{ada}/contacts")).words();
    assert!(messages.contains("It was answered"), "the second reminder does not go out: {messages}");
}
