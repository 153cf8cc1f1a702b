//! Check-ins: answers are numbered and stay, an answer and the end never cross, links are found by their hash and end.

use collection::check_in::{EventKind, LinkEnd};
use collection::round::Seat;
use instruments::{Mode, Phase, Respondent};
use vocabulary::{Language, PatientId, RecordId};

use super::fixtures::*;
use crate::access_link::{self, AccessLink};
use crate::check_in::{self, CheckIn, CheckInState, NewAnswer};
use crate::crisis_text::{self, CrisisText};
use crate::device_round::{self, DeviceRound, StoredSeat};
use crate::paper_form::{self, PaperForm};
use crate::patient_note::PatientNote;
use crate::testing::{TestTarget, start};
use crate::{StorageError, View};

async fn open(practice: &Practice, patient: PatientId) -> RecordId {
    let new = CheckIn {
        id: practice.id(),
        patient,
        respondent: Respondent::Parent,
        instruments: vec!["phq-9".to_owned(), "gad-7".to_owned()],
        phase: Some(Phase::Intake),
        due_day: Some(day("2026-11-24")),
        mode: Mode::Link,
        language: "es".parse().expect("a language"),
        created_at: start(),
        expires_at: start().plus_seconds(3_600),
        state: CheckInState::Open,
        answer_count: 0,
        has_safety_answer: false,
        finished_at: None,
    };
    let check_in = new.clone();
    save!(practice, |unit| check_in::insert(unit, &check_in).await).expect("made");
    let id = new.id;
    assert_eq!(read!(practice, |unit| check_in::get(unit, id).await), Ok(Some(new)));
    id
}

fn answer(item: &str, answer: &str) -> NewAnswer {
    NewAnswer { instrument: "phq-9".to_owned(), item: item.to_owned(), answer: answer.to_owned() }
}

async fn add(practice: &Practice, id: RecordId, new: Vec<NewAnswer>) -> bool {
    save!(practice, |unit| check_in::add(unit, id, Mode::Link, &new).await).expect("taken or not")
}

pub(super) async fn answers_are_numbered_until_the_end_and_stay(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Zoë").await;
    let id = open(&practice, ada).await;
    assert!(add(&practice, id, vec![answer("1", "2"), answer("2", "skip")]).await);
    assert!(add(&practice, id, vec![answer("1", "0")]).await);
    save!(practice, |unit| check_in::happened(unit, id, EventKind::Started, Mode::Link, None).await).expect("noted");
    save!(practice, |unit| check_in::mark_safety(unit, id).await).expect("noted");
    assert_eq!(save!(practice, |unit| check_in::finish(unit, id, CheckInState::Finished).await), Ok(true));
    assert_eq!(save!(practice, |unit| check_in::finish(unit, id, CheckInState::Finished).await), Ok(false), "it ends once");
    assert!(!add(&practice, id, vec![answer("3", "1")]).await, "nothing is taken after the end");
    let answers = read!(practice, |unit| check_in::answers(unit, id).await).unwrap();
    let told: Vec<(i64, &str, &str)> = answers.iter().map(|each| (each.ordinal, each.item.as_str(), each.answer.as_str())).collect();
    assert_eq!(told, [(1, "1", "2"), (2, "2", "skip"), (3, "1", "0")]);
    let administration = practice.id();
    save!(practice, |unit| check_in::became(unit, id, "phq-9", administration).await).expect("noted");
    let became = read!(practice, |unit| check_in::administrations(unit, id).await).unwrap();
    assert_eq!(became.into_iter().collect::<Vec<_>>(), [("phq-9".to_owned(), administration)]);
    let kinds: Vec<EventKind> =
        read!(practice, |unit| check_in::events(unit, id).await).unwrap().into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::Started]);
    let listed = read!(practice, |unit| check_in::of_patients(unit, &[ada]).await).unwrap();
    assert_eq!((listed.len(), listed[0].state, listed[0].has_safety_answer, listed[0].answer_count), (1, CheckInState::Finished, true, 3));
    assert_eq!(read!(practice, |unit| check_in::since(unit, start()).await).unwrap(), listed);
    let nobody = practice.id();
    let unknown = CheckIn { id: practice.id(), patient: nobody, ..listed[0].clone() };
    let refused = save!(practice, |unit| check_in::insert(unit, &unknown).await);
    assert!(matches!(refused, Err(StorageError::NotFound { noun: "patient", .. })));
}

pub(super) async fn an_expired_check_in_takes_nothing(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let id = open(&practice, ada).await;
    practice.pass_seconds(3_600);
    assert!(!add(&practice, id, vec![answer("1", "2")]).await);
}

pub(super) async fn a_link_is_found_by_its_hash_counts_failures_and_ends(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let check_in = open(&practice, ada).await;
    let link = AccessLink {
        id: practice.id(),
        secret_sha256: "ab".repeat(32),
        patient: ada,
        check_in: Some(check_in),
        mode: Mode::Tablet,
        created_at: start(),
        identify_from: start().plus_seconds(60),
        expires_at: start().plus_seconds(600),
        failures: 0,
        revoked_at: None,
        revoke_reason: None,
    };
    let (new, id) = (link.clone(), link.id);
    save!(practice, |unit| access_link::insert(unit, &new).await).expect("made");
    let find = async || read!(practice, |unit| access_link::by_secret(unit, &"ab".repeat(32)).await).unwrap();
    assert_eq!(find().await, Some(link.clone()));
    assert_eq!(read!(practice, |unit| access_link::by_secret(unit, "other").await), Ok(None));
    assert!(!format!("{link:?}").contains("abab"));
    let again = link.clone();
    save!(practice, |unit| access_link::add_secret(unit, &again, &"ef".repeat(32)).await).expect("added");
    assert_eq!(
        read!(practice, |unit| access_link::by_secret(unit, &"ef".repeat(32)).await),
        Ok(Some(link.clone())),
        "by each of its secrets"
    );
    assert_eq!(find().await, Some(link.clone()));
    assert_eq!(save!(practice, |unit| access_link::failed(unit, id).await), Ok(1));
    save!(practice, |unit| access_link::let_in(unit, id, "pass", start().plus_seconds(100)).await).expect("let in");
    let has_pass = async |secret: &'static str| read!(practice, |unit| access_link::has_pass(unit, id, secret).await).unwrap();
    assert!(has_pass("pass").await && !has_pass("other").await);
    practice.pass_seconds(100);
    assert!(!has_pass("pass").await, "a pass ends");
    assert_eq!(save!(practice, |unit| access_link::revoke_of_check_in(unit, check_in, LinkEnd::Revoked).await), Ok(1));
    assert_eq!(find().await.unwrap().revoke_reason, Some(LinkEnd::Revoked));
    assert_eq!(read!(practice, |unit| access_link::of_patients(unit, &[ada]).await).unwrap().len(), 1);
}

pub(super) async fn a_one_time_code_of_a_link_is_taken_once_and_not_guessed(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let link = AccessLink {
        id: practice.id(),
        secret_sha256: "cd".repeat(32),
        patient: ada,
        check_in: None,
        mode: Mode::Link,
        created_at: start(),
        identify_from: start(),
        expires_at: start().plus_seconds(6_000),
        failures: 0,
        revoked_at: None,
        revoke_reason: None,
    };
    let id = link.id;
    save!(practice, |unit| access_link::insert(unit, &link).await).expect("made");
    let make = async |code: &'static str| {
        practice.pass_seconds(1);
        save!(practice, |unit| access_link::insert_code(unit, id, code, unit.at().plus_seconds(600)).await).expect("made");
    };
    let take = async |code: &'static str| save!(practice, |unit| access_link::take_code(unit, id, code, 3).await).unwrap();
    assert!(!take("none").await);
    make("first").await;
    make("second").await;
    assert!(!take("first").await, "only the newest counts");
    assert!(take("second").await && !take("second").await, "and once");
    make("third").await;
    for _ in 0..3 {
        assert!(!take("guess").await);
    }
    assert!(!take("third").await, "tried too often");
    make("fourth").await;
    practice.pass_seconds(600);
    assert!(!take("fourth").await, "too late");
    save!(practice, |unit| access_link::attempted(unit, "192.0.2.1").await).expect("noted");
    let attempts = async |origin: &'static str| read!(practice, |unit| access_link::attempts(unit, origin, start()).await).unwrap();
    assert_eq!((attempts("192.0.2.1").await, attempts("192.0.2.2").await), (1, 0));
    practice.pass_seconds(10);
    save!(practice, |unit| access_link::clear_before(unit, unit.at()).await).expect("cleared");
    assert_eq!(attempts("192.0.2.1").await, 0);
}

pub(super) async fn crisis_texts_are_found_by_program_and_language(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("RIV")).await;
    let put = async |program, language: &str, words: &str| {
        let text = CrisisText { program, language: language.parse().expect("a language"), words: words.to_owned() };
        save!(practice, |unit| crisis_text::put(unit, text, day("2026-11-23")).await).expect("kept");
    };
    put(None, "en", "for all").await;
    put(Some(program), "en", "own").await;
    put(Some(program), "en", "own, again").await;
    let find = async |program, language: &str| {
        let language: Language = language.parse().expect("a language");
        let found = read!(practice, |unit| crisis_text::for_program(unit, program, &language).await).unwrap();
        found.map(|text| text.value().words.clone())
    };
    assert_eq!(find(Some(program), "en").await.as_deref(), Some("own, again"));
    assert_eq!(find(Some(practice.id()), "en").await.as_deref(), Some("for all"));
    assert_eq!(find(Some(program), "es").await, None, "never in another language");
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let note = PatientNote { patient: ada, words: "Más sueño".to_owned(), written_by: practice.id(), written_at: start() };
    practice.insert(note.clone()).await;
    let notes = read!(practice, |unit| crate::patient_note::of_patients(unit, &[ada], View::Current).await).unwrap();
    assert_eq!(notes[0].value(), &note);
    let words = |went_well: &str, seconds: i64| crate::own_words::OwnWords {
        patient: ada,
        went_well: went_well.to_owned(),
        was_hard: String::new(),
        to_ask: "¿Y ahora?".to_owned(),
        written_at: start().plus_seconds(seconds),
    };
    practice.insert(words("Dormí bien", 60)).await;
    practice.insert(words("El perro", 0)).await;
    let written = read!(practice, |unit| crate::own_words::of_patients(unit, &[ada], View::Current).await).unwrap();
    let in_order: Vec<&crate::own_words::OwnWords> = written.iter().map(crate::Stored::value).collect();
    assert_eq!(in_order, [&words("El perro", 0), &words("Dormí bien", 60)]);
}

pub(super) async fn a_round_is_found_by_its_device_and_its_seats_change_once(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Zoë").await;
    let check_in = open(&practice, ada).await;
    let round = DeviceRound {
        id: practice.id(),
        name: "Grupo de la mañana".to_owned(),
        opened_at: start(),
        secret_sha256: None,
        last_seen_at: start(),
        expires_at: start().plus_seconds(3_600),
        ended_at: None,
        end_reason: None,
    };
    let stored = StoredSeat { seat: Seat::new(1), check_in, pin_sha256: "pin".to_owned(), failures: 0, link: None };
    let (new, seats, id) = (round.clone(), vec![stored.clone()], round.id);
    save!(practice, |unit| device_round::insert(unit, &new, &seats).await).expect("opened");
    assert_eq!(read!(practice, |unit| device_round::by_secret(unit, "device").await), Ok(None));
    assert_eq!(save!(practice, |unit| device_round::hand_over(unit, id, "device").await), Ok(true));
    assert_eq!(read!(practice, |unit| device_round::by_secret(unit, "device").await).unwrap().unwrap().id, id);
    assert!(!format!("{stored:?}").contains("pin\""), "no hash is shown");
    let (before, after) = (stored.seat, stored.seat.passed());
    assert_eq!(save!(practice, |unit| device_round::set_seat(unit, id, before, after, None).await), Ok(true));
    assert_eq!(save!(practice, |unit| device_round::set_seat(unit, id, before, after, None).await), Ok(false), "two requests crossed");
    assert_eq!(save!(practice, |unit| device_round::failed(unit, id, 1).await), Ok(1));
    save!(practice, |unit| device_round::set_pin(unit, id, 1, "other").await).expect("another number");
    let seats = read!(practice, |unit| device_round::seats(unit, id).await).unwrap();
    assert_eq!((seats[0].seat, seats[0].failures, seats[0].pin_sha256.as_str()), (after, 0, "other"));
    practice.pass_seconds(60);
    save!(practice, |unit| device_round::seen(unit, id).await).expect("noted");
    assert_eq!(save!(practice, |unit| device_round::end(unit, id, "staff").await), Ok(true));
    assert_eq!(save!(practice, |unit| device_round::end(unit, id, "done").await), Ok(false), "it ends once");
    assert_eq!(save!(practice, |unit| device_round::hand_over(unit, id, "late").await), Ok(false));
    let listed = read!(practice, |unit| device_round::since(unit, start()).await).unwrap();
    assert_eq!((listed[0].last_seen_at, listed[0].end_reason.as_deref()), (start().plus_seconds(60), Some("staff")));
}

pub(super) async fn a_form_on_paper_is_found_by_its_code_and_settled_once(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let check_in = open(&practice, ada).await;
    let form = |code: &str| PaperForm {
        code: code.to_owned(),
        check_in,
        instrument: "phq-9".to_owned(),
        printed_at: start(),
        handed_in_at: None,
        first_answers: None,
        first_keyed_by: None,
        settled_at: None,
    };
    let forms = vec![form("2"), form("1")];
    save!(practice, |unit| paper_form::insert(unit, &forms).await).expect("kept");
    let again = vec![form("1")];
    assert!(save!(practice, |unit| paper_form::insert(unit, &again).await).is_err(), "a code is given once");
    assert_eq!(save!(practice, |unit| paper_form::handed_in(unit, "1", start()).await), Ok(true));
    assert_eq!(save!(practice, |unit| paper_form::handed_in(unit, "1", start().plus_seconds(9)).await), Ok(false), "noted once");
    assert_eq!(save!(practice, |unit| paper_form::keyed_first(unit, "1", "1=2 2=0").await), Ok(true));
    assert_eq!(save!(practice, |unit| paper_form::settled(unit, "1").await), Ok(true));
    assert_eq!(save!(practice, |unit| paper_form::settled(unit, "1").await), Ok(false), "settled once");
    assert_eq!(save!(practice, |unit| paper_form::keyed_first(unit, "1", "1=3").await), Ok(false));
    let found = read!(practice, |unit| paper_form::by_code(unit, "1").await).unwrap().unwrap();
    assert_eq!((found.handed_in_at, found.first_answers.as_deref()), (Some(start()), Some("1=2 2=0")));
    let of_check_in = read!(practice, |unit| paper_form::of_check_in(unit, check_in).await).unwrap();
    assert_eq!(of_check_in.iter().map(|form| form.code.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(read!(practice, |unit| paper_form::by_code(unit, "3").await), Ok(None));
}

pub(super) async fn a_device_in_use_keeps_its_link_and_a_code_leads_to_it_once(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let check_in = open(&practice, ada).await;
    let link = AccessLink {
        id: practice.id(),
        secret_sha256: "ef".repeat(32),
        patient: ada,
        check_in: Some(check_in),
        mode: Mode::Kiosk,
        created_at: start(),
        identify_from: start().plus_seconds(6_000),
        expires_at: start().plus_seconds(600),
        failures: 0,
        revoked_at: None,
        revoke_reason: None,
    };
    let (new, id) = (link.clone(), link.id);
    save!(practice, |unit| access_link::insert(unit, &new).await).expect("made");
    let keep = async |until: i64| {
        save!(practice, |unit| access_link::keep_open(unit, id, start().plus_seconds(until)).await).expect("kept");
        read!(practice, |unit| access_link::get(unit, id).await).unwrap().unwrap().expires_at
    };
    assert_eq!(keep(900).await, start().plus_seconds(900));
    assert_eq!(keep(700).await, start().plus_seconds(900), "never shorter");
    save!(practice, |unit| access_link::insert_code(unit, id, "code", start().plus_seconds(300)).await).expect("made");
    assert_eq!(save!(practice, |unit| access_link::take_code_of_any(unit, "other").await), Ok(None));
    assert_eq!(save!(practice, |unit| access_link::take_code_of_any(unit, "code").await), Ok(Some(id)));
    assert_eq!(save!(practice, |unit| access_link::take_code_of_any(unit, "code").await), Ok(None), "and once");
    practice.pass_seconds(900);
    assert_eq!(keep(2_000).await, start().plus_seconds(900), "what has ended stays ended");
}
