//! Check-ins from link to administration: on SQLite and on PostgreSQL.

use app::check_in::{Answered, CheckInSettings, Closed, Door, Identified, LinkRequest, NewCheckIn};
use app::message::{NoCarrier, Sending};
use app::own_page::{CodeAsked, OwnDoor};
use app::{AppError, Caller, Settings};
use care::{Channel, Consent, ConsentSource, ContactHolder};
use collection::check_in::{Given, Reply};
use collection::sending::{Mode as SendingMode, readiness::Missing};
use instruments::{Answer, Completion, Mode, Respondent};
use outcomes::warning_sign::Rule;
use storage::View;
use vocabulary::{Language, OperationId, PatientId, RecordId, Role};

use crate::practice::{Practice, day, operator, practice_in};

fn english() -> Language {
    Language::english()
}

/// A practice in which a form with safety items may be sent: crisis text, a way out that keeps everything and counts, somebody on call with an address.
pub(crate) async fn ready(practice: Practice) -> (Practice, Caller) {
    let sending = Sending { mode: SendingMode::Demo, carrier: std::sync::Arc::new(NoCarrier), ..Sending::default() };
    let practice = Practice { app: practice.app.clone().with_sending(sending), ..practice };
    let (night, _) = practice.somebody("night", &[Role::Clinician], None).await;
    let user = night.user().unwrap();
    let shift =
        storage::on_call_shift::OnCallShift { user, program: None, starts_at: practice.app.now(), ends_at: None, is_on_site: false };
    practice.app.add_on_call(&operator(), shift).await.unwrap();
    practice.app.set_staff_contact(&operator(), user, Channel::Email, "night@example.org").await.unwrap();
    practice.app.put_crisis_text(&operator(), None, english(), "Call the practice: 555-0100.").await.unwrap();
    (practice, night)
}

pub(crate) async fn both(story: impl AsyncFn(Practice)) {
    story(practice_in(storage::testing::sqlite().await, Settings::default()).await).await;
    story(practice_in(storage::testing::postgres().await, Settings::default()).await).await;
}

pub(crate) fn new(instruments: &[&str]) -> NewCheckIn {
    NewCheckIn {
        respondent: Respondent::Patient,
        instruments: instruments.iter().map(|id| (*id).to_owned()).collect(),
        language: english(),
        mode: Mode::Link,
    }
}

async fn made(practice: &Practice, instruments: &[&str]) -> (RecordId, LinkRequest) {
    let id = practice.app.make_check_in(&operator(), practice.anna, new(instruments)).await.unwrap();
    let link = practice.app.print_check_in_link(&operator(), id).await.unwrap();
    (id, by(&link.path))
}

pub(crate) fn by(path: &str) -> LinkRequest {
    let secret = path.rsplit('/').next().unwrap().to_owned();
    LinkRequest { secret, pass: None, origin: "192.0.2.7".to_owned(), request: OperationId("story".to_owned()) }
}

fn answer(instrument: &str, item: usize, value: i32) -> Given {
    Given { instrument: instrument.to_owned(), item: item.to_string(), reply: Reply::Answer(Answer::Value(value)) }
}

async fn take(practice: &Practice, link: &LinkRequest, given: Given) -> bool {
    match practice.app.answer_check_in(link, vec![given]).await.unwrap() {
        Answered::Taken { needs_person, .. } => needs_person,
        other @ Answered::NotNow(_) => panic!("not taken: {other:?}"),
    }
}

async fn administrations(practice: &Practice) -> Vec<instruments::Administration> {
    let anna = practice.anna;
    let operation = storage::testing::operation("look");
    let read = practice.test.database.read::<_, AppError, _>(&operation, |unit| {
        Box::pin(async move { Ok(storage::administration::of_patients(unit, &[anna], View::Current).await?) })
    });
    read.await.unwrap().into_iter().map(|stored| stored.recorded.value).collect()
}

async fn closed(practice: &Practice, link: &LinkRequest) -> Option<Closed> {
    match practice.app.look_at_check_in(link).await.unwrap() {
        Door::Closed { why, .. } => Some(why),
        _ => None,
    }
}

#[tokio::test]
async fn answers_become_administrations_once() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (id, link) = made(&practice, &["phq-2", "phq-9", "gad-7"]).await;
        assert!(matches!(practice.app.look_at_check_in(&link).await.unwrap(), Door::Open(_)));
        // Seven of the first eight: the eighth stays open, so that one form ends with a gap.
        for item in 1..=7 {
            assert!(!take(&practice, &link, answer("phq-9", item, 1)).await);
        }
        assert_eq!(administrations(&practice).await.len(), 0, "nothing is recorded while nothing needs a person");
        assert!(!take(&practice, &link, answer("phq-9", 9, 0)).await);
        for item in 1..=7 {
            take(&practice, &link, answer("gad-7", item, 2)).await;
        }
        // The same form sent twice, and a second tab that changes an answer.
        take(&practice, &link, answer("gad-7", 7, 2)).await;
        take(&practice, &link, answer("gad-7", 7, 3)).await;
        let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
        assert_eq!((page.check_ins[0].check_in.id, page.check_ins[0].check_in.answer_count), (id, 16));
        practice.app.finish_check_in(&link).await.unwrap();
        practice.app.finish_check_in(&link).await.unwrap();
        let all = administrations(&practice).await;
        let mut told: Vec<(&str, Completion, Mode)> =
            all.iter().map(|each| (each.instrument.as_str(), each.completion, each.mode)).collect();
        told.sort_unstable_by_key(|each| each.0);
        assert_eq!(told, [("gad-7", Completion::Complete, Mode::Link), ("phq-9", Completion::Partial, Mode::Link)]);
        assert!(all.iter().all(|each| each.started_at.is_some() && each.finished_at.is_some() && each.language == Some(english())));
        assert_eq!(closed(&practice, &link).await, Some(Closed::Finished));
        assert!(matches!(practice.app.answer_check_in(&link, vec![answer("gad-7", 1, 0)]).await.unwrap(), Answered::NotNow(_)));
        let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
        let kinds: Vec<&str> = page.check_ins[0].events.iter().map(|event| event.kind.code()).collect();
        assert_eq!(kinds, ["made", "link_made", "opened", "started", "finished"]);
    })
    .await;
}

/// Two tabs at the same moment: what was acknowledged is there, once.
#[tokio::test]
async fn two_tabs_at_once_lose_nothing_and_count_nothing_twice() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (_, link) = made(&practice, &["phq-9", "gad-7"]).await;
        let tab = async |instrument: &'static str, item: usize| take(&practice, &link, answer(instrument, item, 1)).await;
        for item in 1..=7 {
            tokio::join!(tab("phq-9", item), tab("gad-7", item), tab("phq-9", item));
        }
        tokio::join!(tab("phq-9", 8), take(&practice, &link, answer("phq-9", 9, 0)));
        let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
        assert_eq!(page.check_ins[0].check_in.answer_count, 16);
        let (one, other) = tokio::join!(practice.app.finish_check_in(&link), practice.app.finish_check_in(&link));
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        let all = administrations(&practice).await;
        let mut told: Vec<(&str, Completion)> = all.iter().map(|each| (each.instrument.as_str(), each.completion)).collect();
        told.sort_unstable_by_key(|each| each.0);
        assert_eq!(told, [("gad-7", Completion::Complete), ("phq-9", Completion::Complete)]);
        let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
        let finished = page.check_ins[0].events.iter().filter(|event| event.kind.code() == "finished").count();
        assert_eq!(finished, 1);
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_needs_a_person_reaches_one_before_the_form_is_finished() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (treating, _) = practice.somebody("okoro", &[Role::Clinician], Some(practice.treating)).await;
        let (_, link) = made(&practice, &["phq-9", "gad-7"]).await;
        take(&practice, &link, answer("phq-9", 1, 1)).await;
        assert!(take(&practice, &link, answer("phq-9", 9, 1)).await, "the crisis card comes at once");
        assert!(take(&practice, &link, answer("phq-9", 9, 1)).await, "and to who sends again because the reply was lost");
        practice.app.judge_waiting().await.unwrap();
        let alerts = async || {
            let inbox = practice.app.inbox(&treating, app::alert::InboxPage::WHOLE).await.unwrap();
            let alerts = inbox.groups.into_iter().flat_map(|group| group.alerts);
            alerts.filter(|view| view.alert.raised.rule == Rule::SafetyAnswer).map(|view| view.statement.key).collect::<Vec<_>>()
        };
        assert_eq!(alerts().await, ["warning-sign-safety-answer-partial"]);
        assert!(!take(&practice, &link, answer("phq-9", 2, 1)).await, "other answers are not held up");
        practice.app.finish_check_in(&link).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        assert_eq!(alerts().await.len(), 1, "the same answer is delivered once");
        let told: Vec<String> = administrations(&practice).await.into_iter().map(|each| each.instrument).collect();
        assert_eq!(told, ["phq-9"], "an instrument without an answer stays due");
        let Door::Closed { crisis_text, .. } = practice.app.look_at_check_in(&link).await.unwrap() else { panic!("it is finished") };
        assert_eq!(crisis_text.as_deref(), Some("Call the practice: 555-0100."), "and again at the end");
    })
    .await;
}

#[tokio::test]
async fn a_form_about_safety_is_not_sent_while_a_part_is_missing() {
    let bare = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let refused = bare.app.make_check_in(&operator(), bare.anna, new(&["phq-9"])).await;
    let Err(AppError::RemoteNotReady(missing)) = refused else { panic!("{refused:?}") };
    assert_eq!(missing, [Missing::CrisisText, Missing::Channel, Missing::OnCallPerson]);
    bare.app.make_check_in(&operator(), bare.anna, new(&["gad-7"])).await.unwrap();
    let tablet = NewCheckIn { mode: Mode::Tablet, ..new(&["phq-9"]) };
    bare.app.make_check_in(&operator(), bare.anna, tablet).await.unwrap();
    let (practice, _) = ready(bare).await;
    let spanish = NewCheckIn { language: "es".parse().unwrap(), ..new(&["phq-9"]) };
    let refused = practice.app.make_check_in(&operator(), practice.anna, spanish).await;
    assert!(matches!(refused, Err(AppError::RemoteNotReady(missing)) if missing == [Missing::CrisisText]), "the text is English only");
}

#[tokio::test]
async fn a_link_is_sent_to_the_persons_own_contact_and_never_to_anothers() {
    let (practice, _) = ready(practice_in(storage::testing::sqlite().await, Settings::default()).await).await;
    let id = practice.app.make_check_in(&operator(), practice.anna, new(&["gad-7"])).await.unwrap();
    let contact = |holder: ContactHolder, address: &str| app::contact::NewContact {
        holder,
        holder_name: "Maria".to_owned(),
        channel: Channel::Email,
        address: address.to_owned(),
        rank: 1,
        preference: String::new(),
    };
    let yes = Some((Consent::Given, ConsentSource::ToldStaff));
    practice.app.add_contact(&operator(), practice.anna, contact(ContactHolder::Parent, "mother@example.org"), yes).await.unwrap();
    assert!(matches!(practice.app.send_check_in(&operator(), id).await, Err(AppError::Unreachable(_))));
    practice.app.add_contact(&operator(), practice.anna, contact(ContactHolder::Patient, "anna@example.org"), yes).await.unwrap();
    practice.app.send_check_in(&operator(), id).await.unwrap();
    let contacts = practice.app.contacts(&operator(), practice.anna).await.unwrap();
    let templates: Vec<&str> = contacts.messages.iter().map(|message| message.template.as_str()).collect();
    assert_eq!(templates, ["check_in_reminder", "check_in_reminder", "check_in"], "the link, and two reminders of it to come");
    let link = app::message::link_of(&contacts.messages[0]);
    assert!(link.is_some() && contacts.messages.iter().all(|message| app::message::link_of(message) == link), "they bring the same link");
    let path = practice.path_in(&contacts.messages[0]).await;
    assert!(matches!(practice.app.look_at_check_in(&by(&path)).await.unwrap(), Door::Open(_)));
    practice.app.revoke_check_in(&operator(), id).await.unwrap();
    assert_eq!(closed(&practice, &by(&path)).await, Some(Closed::Revoked));
    let contacts = practice.app.contacts(&operator(), practice.anna).await.unwrap();
    assert!(contacts.messages.iter().all(|message| message.state.code() == "stopped"), "nothing of it is sent any more");
}

/// Somebody who was admitted yesterday, from whom the forms of intake are due.
async fn new_patient(practice: &Practice) -> PatientId {
    let carl = crate::practice::patient(&practice.app, "C-9", "Carl", None).await;
    let operation = storage::testing::operation("look");
    let read = practice
        .test
        .database
        .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(storage::program::all(unit, View::Current).await?) }));
    let program = read.await.unwrap()[0].id;
    let yesterday = practice.app.now().day_in(&"America/New_York".parse().unwrap()).plus_days(-1);
    let episode = care::Episode {
        patient: carl,
        program,
        admitted: yesterday,
        discharge: None,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    };
    practice.app.admit(&operator(), episode, "CBT".to_owned(), None).await.unwrap();
    carl
}

#[tokio::test]
async fn what_is_due_is_sent_in_one_step_and_once() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (app, carl) = (&practice.app, new_patient(&practice).await);
        let due = app.check_ins(&operator(), carl).await.unwrap().due;
        assert!(due.iter().any(|each| each.respondent == Respondent::Patient), "something is due from the patient: {due:?}");
        let sent = app.send_what_is_due(&operator(), carl).await.unwrap();
        assert!(sent.iter().all(|each| matches!(each.result, Err(AppError::Unreachable(_)))), "{sent:?}");
        assert_eq!(app.check_ins(&operator(), carl).await.unwrap().check_ins.len(), 0, "nothing is left behind of what was not sent");
        let contact = app::contact::NewContact {
            holder: ContactHolder::Patient,
            holder_name: String::new(),
            channel: Channel::Email,
            address: "carl@example.org".to_owned(),
            rank: 1,
            preference: String::new(),
        };
        app.add_contact(&operator(), carl, contact, Some((Consent::Given, ConsentSource::ToldStaff))).await.unwrap();
        let first = app.send_what_is_due(&operator(), carl).await.unwrap();
        let again = app.send_what_is_due(&operator(), carl).await.unwrap();
        let id = |sent: &[app::check_in::SentDue]| {
            sent.iter().find(|each| each.respondent == Respondent::Patient).and_then(|each| each.result.as_ref().ok().copied())
        };
        assert!(id(&first).is_some() && id(&first) == id(&again), "the same check-in is sent anew: {first:?} {again:?}");
        let page = app.check_ins(&operator(), carl).await.unwrap();
        assert_eq!(page.check_ins.iter().filter(|row| row.check_in.respondent == Respondent::Patient).count(), 1);
        let messages = app.contacts(&operator(), carl).await.unwrap().messages;
        let waiting = messages.iter().filter(|message| message.state.code() == "planned").count();
        assert_eq!((messages.len(), waiting), (6, 3), "what the first link still had to send is stopped");
    })
    .await;
}

#[tokio::test]
async fn links_that_are_none_are_refused_and_trying_them_is_limited() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (id, link) = made(&practice, &["gad-7"]).await;
        let truncated = LinkRequest { secret: link.secret[..26].to_owned(), origin: "192.0.2.8".to_owned(), ..link.clone() };
        assert_eq!(closed(&practice, &truncated).await, Some(Closed::Unknown));
        practice.test.pass_seconds(7 * 86_400);
        assert_eq!(closed(&practice, &link).await, Some(Closed::Expired));
        // Somebody guesses: the first tries are none, then they are refused. Who has a good link at the same address passes.
        let (_, good) = made(&practice, &["gad-7"]).await;
        for number in 0..20 {
            let guess = LinkRequest { secret: format!("{number:027}"), origin: "192.0.2.9".to_owned(), ..link.clone() };
            assert_eq!(closed(&practice, &guess).await, Some(Closed::Unknown), "{number}");
        }
        let there = |secret: &str| LinkRequest { secret: secret.to_owned(), origin: "192.0.2.9".to_owned(), ..link.clone() };
        let guess = there(&format!("{:027}", 20));
        assert!(matches!(practice.app.look_at_check_in(&guess).await.unwrap(), Door::TooMany { .. }));
        assert!(matches!(practice.app.look_at_check_in(&there(&good.secret)).await.unwrap(), Door::Open(_)), "a good link passes");
        assert!(!take(&practice, &there(&good.secret), answer("gad-7", 3, 1)).await, "also in the middle of it");
        practice.test.pass_seconds(15 * 60 + 1);
        assert_eq!(closed(&practice, &guess).await, Some(Closed::Unknown), "later one may try again");
        let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
        assert!(page.check_ins.iter().any(|row| row.check_in.id == id && !row.is_open));
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_none_holds_up_no_other() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (_, link) = made(&practice, &["gad-7", "phq-9"]).await;
        let sent = vec![answer("phq-9", 1, 9), answer("phq-2", 1, 1), answer("gad-7", 1, 1), answer("phq-9", 9, 2)];
        let Answered::Taken { needs_person, refused, .. } = practice.app.answer_check_in(&link, sent.clone()).await.unwrap() else {
            panic!("what can be kept is kept")
        };
        assert!(needs_person, "the answer about safety is heard, whatever stands beside it");
        assert_eq!(refused, sent[..2], "the form does not offer the one, the check-in does not ask the other");
        let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
        assert_eq!((page.check_ins[0].check_in.answer_count, page.check_ins[0].check_in.has_safety_answer), (2, true));
        assert_eq!(administrations(&practice).await.len(), 1, "and it is recorded at once");
    })
    .await;
}

#[tokio::test]
async fn after_a_change_of_level_the_words_for_a_crisis_are_those_of_the_program_that_treats_now() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let clinic = care::Program {
            code: "RIV-OP".to_owned(),
            name: "Riverside OP".to_owned(),
            level_of_care: vocabulary::LevelOfCare::Outpatient,
            zone: "America/New_York".parse().unwrap(),
            part2: false,
            closed_since: None,
        };
        let clinic = practice.app.add_program(&operator(), clinic).await.unwrap();
        practice.app.put_crisis_text(&operator(), Some(clinic), english(), "Call the clinic: 555-0199.").await.unwrap();
        let (_, link) = made(&practice, &["phq-9"]).await;
        let words = async || match practice.app.look_at_check_in(&link).await.unwrap() {
            Door::Open(visit) => visit.crisis_text.clone().unwrap(),
            other => panic!("open: {other:?}"),
        };
        assert_eq!(words().await, "Call the practice: 555-0100.");
        let episode = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap().episodes[0].episode.id;
        let today = practice.app.now().day_in(&"America/New_York".parse().unwrap());
        practice.app.change_level(&operator(), episode, (clinic, today), app::registration::Approach::default()).await.unwrap();
        assert_eq!(words().await, "Call the clinic: 555-0199.");
    })
    .await;
}

#[tokio::test]
async fn what_was_answered_before_the_language_was_changed_is_recorded_in_its_own() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let spanish: Language = "es".parse().unwrap();
        practice.app.put_crisis_text(&operator(), None, spanish.clone(), "Llámenos: 555-0100.").await.unwrap();
        let (_, link) = made(&practice, &["phq-9", "gad-7"]).await;
        for item in 1..=7 {
            take(&practice, &link, answer("gad-7", item, 1)).await;
        }
        // Of these two the PHQ-9 alone has an official Spanish version.
        let Door::Open(visit) = practice.app.choose_check_in_language(&link, spanish.clone()).await.unwrap() else { panic!("open") };
        assert_eq!(visit.languages, [english(), spanish.clone()]);
        for item in 1..=9 {
            take(&practice, &link, answer("phq-9", item, 0)).await;
        }
        practice.app.finish_check_in(&link).await.unwrap();
        let recorded = administrations(&practice).await;
        let mut told: Vec<(&str, Completion, Option<&Language>)> =
            recorded.iter().map(|each| (each.instrument.as_str(), each.completion, each.language.as_ref())).collect();
        told.sort_by_key(|(instrument, _, _)| *instrument);
        assert_eq!(told, [("gad-7", Completion::Complete, Some(&english())), ("phq-9", Completion::Complete, Some(&spanish))]);
    })
    .await;
}

#[tokio::test]
async fn the_birth_day_is_asked_for_later_and_not_guessed() {
    let settings = Settings { check_in: CheckInSettings { birth_day_after_hours: 1, ..CheckInSettings::default() }, ..Settings::default() };
    let (practice, _) = ready(practice_in(storage::testing::sqlite().await, settings).await).await;
    let (_, link) = made(&practice, &["gad-7"]).await;
    take(&practice, &link, answer("gad-7", 1, 1)).await;
    practice.test.pass_seconds(3_600);
    assert!(matches!(practice.app.look_at_check_in(&link).await.unwrap(), Door::Identify { .. }));
    assert!(matches!(
        practice.app.answer_check_in(&link, vec![answer("gad-7", 2, 1)]).await.unwrap(),
        Answered::NotNow(Door::Identify { .. })
    ));
    assert!(matches!(practice.app.identify_by_link(&link, Some(day("1990-05-02"))).await.unwrap(), Identified::Wrong { left: 4, .. }));
    let Identified::Done { pass } = practice.app.identify_by_link(&link, Some(day("1990-05-01"))).await.unwrap() else { panic!("it fits") };
    let inside = LinkRequest { pass: Some(pass), ..link.clone() };
    let Door::Open(check_in) = practice.app.look_at_check_in(&inside).await.unwrap() else { panic!("let in") };
    assert_eq!(check_in.progress().next(), Some(1), "the answer from before is there, on any device");
    for _ in 0..3 {
        assert!(matches!(practice.app.identify_by_link(&link, None).await.unwrap(), Identified::Wrong { .. }));
    }
    assert!(matches!(
        practice.app.identify_by_link(&link, None).await.unwrap(),
        Identified::NotNow(Door::Closed { why: Closed::Locked, .. })
    ));
    assert_eq!(closed(&practice, &inside).await, Some(Closed::Locked));
    let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
    assert!(page.check_ins[0].is_locked);
}

#[tokio::test]
async fn the_way_of_answering_is_that_of_the_link_and_a_tablet_shows_everybody_the_same() {
    let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let tablet = NewCheckIn { mode: Mode::Tablet, ..new(&["phq-9"]) };
    let id = practice.app.make_check_in(&operator(), practice.anna, tablet).await.unwrap();
    assert!(practice.app.open_check_in_here(&operator(), id, Mode::Link).await.is_err(), "a link is not opened here");
    let asked = async |mode: Mode, item: usize, value: i32| {
        let here = by(&practice.app.open_check_in_here(&operator(), id, mode).await.unwrap().path);
        match practice.app.answer_check_in(&here, vec![answer("phq-9", item, value)]).await.unwrap() {
            Answered::Taken { needs_person, card_for_everybody, .. } => (needs_person, card_for_everybody),
            other @ Answered::NotNow(_) => panic!("not taken: {other:?}"),
        }
    };
    assert_eq!(asked(Mode::Tablet, 1, 1).await, (false, false));
    assert_eq!(asked(Mode::Tablet, 9, 0).await, (false, true), "the card comes for an answer that needs nobody");
    assert_eq!(asked(Mode::Tablet, 9, 0).await, (false, true), "also when it is sent twice");
    assert_eq!(asked(Mode::Kiosk, 9, 1).await, (true, true), "and for one that does");
    assert_eq!(asked(Mode::Telephone, 9, 0).await, (false, false), "somebody of the practice is there");
    let last = by(&practice.app.open_check_in_here(&operator(), id, Mode::Interview).await.unwrap().path);
    for item in 2..=8 {
        take(&practice, &last, answer("phq-9", item, 1)).await;
    }
    practice.app.finish_check_in(&last).await.unwrap();
    let all = administrations(&practice).await;
    assert_eq!((all.len(), all[0].mode), (1, Mode::Interview), "the way of the last answer to the form");
    practice.test.pass_seconds(4 * 3600);
    assert_eq!(closed(&practice, &last).await, Some(Closed::Finished));
}

#[tokio::test]
async fn the_own_page_opens_by_a_code_each_time() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (treating, _) = practice.somebody("okoro", &[Role::Clinician], Some(practice.treating)).await;
        practice.app.record_administration(&operator(), practice.anna, crate::practice::phq9("2026-11-20", [1; 9])).await.unwrap();
        practice.app.add_patient_note(&treating, practice.anna, "We meet twice a week now.").await.unwrap();
        let first = practice.app.make_own_page_link(&operator(), practice.anna).await.unwrap();
        let link = by(&practice.app.make_own_page_link(&operator(), practice.anna).await.unwrap().path);
        assert!(matches!(practice.app.own_page(&by(&first.path)).await.unwrap(), OwnDoor::Closed), "a new link ends the one before");
        assert!(matches!(practice.app.own_page(&link).await.unwrap(), OwnDoor::Code { .. }));
        assert_eq!(practice.app.send_own_page_code(&link).await.unwrap(), CodeAsked::NoContact);
        let contact = app::contact::NewContact {
            holder: ContactHolder::Patient,
            holder_name: String::new(),
            channel: Channel::Email,
            address: "anna@example.org".to_owned(),
            rank: 1,
            preference: String::new(),
        };
        let yes = Some((Consent::Given, ConsentSource::ToldStaff));
        practice.app.add_contact(&operator(), practice.anna, contact, yes).await.unwrap();
        assert_eq!(
            practice.app.send_own_page_code(&link).await.unwrap(),
            CodeAsked::NotSent,
            "what is kept here goes nowhere, and nobody is told to wait"
        );
        let code = practice.code_in_newest(practice.anna).await;
        assert_eq!(practice.app.enter_own_page_code(&link, "000000").await.unwrap(), None);
        let pass = practice.app.enter_own_page_code(&link, &code).await.unwrap().expect("it fits");
        assert_eq!(practice.app.enter_own_page_code(&link, &code).await.unwrap(), None, "a code opens once");
        let inside = LinkRequest { pass: Some(pass), ..link.clone() };
        let OwnDoor::Open(page) = practice.app.own_page(&inside).await.unwrap() else { panic!("let in") };
        assert_eq!((page.series.len(), page.notes[0].0.as_str(), page.notes[0].1.as_str()), (1, "We meet twice a week now.", "okoro"));
        practice.app.patient(&treating, practice.anna, View::Current).await.unwrap();
        let OwnDoor::Open(page) = practice.app.own_page(&inside).await.unwrap() else { panic!("let in") };
        assert_eq!(page.seen.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["okoro"]);
        practice.app.leave_own_page(&inside).await.unwrap();
        assert!(matches!(practice.app.own_page(&inside).await.unwrap(), OwnDoor::Code { .. }));
        for _ in 0..4 {
            practice.app.send_own_page_code(&link).await.unwrap();
        }
        assert_eq!(practice.app.send_own_page_code(&link).await.unwrap(), CodeAsked::Limit);
        practice.test.pass_seconds(20 * 60 + 1);
        assert!(matches!(practice.app.own_page(&inside).await.unwrap(), OwnDoor::Code { .. }), "and the page closes by itself");
    })
    .await;
}

#[tokio::test]
async fn what_stands_on_the_own_page_is_taken_back_by_its_writer_and_withdrawn_by_staff() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let app = &practice.app;
        let (treating, _) = practice.somebody("okoro", &[Role::Clinician], Some(practice.treating)).await;
        let contact = app::contact::NewContact {
            holder: ContactHolder::Patient,
            holder_name: String::new(),
            channel: Channel::Email,
            address: "anna@example.org".to_owned(),
            rank: 1,
            preference: String::new(),
        };
        app.add_contact(&operator(), practice.anna, contact, Some((Consent::Given, ConsentSource::ToldStaff))).await.unwrap();
        let link = by(&app.make_own_page_link(&operator(), practice.anna).await.unwrap().path);
        app.send_own_page_code(&link).await.unwrap();
        let code = practice.code_in_newest(practice.anna).await;
        let pass = app.enter_own_page_code(&link, &code).await.unwrap().expect("it fits");
        let inside = LinkRequest { pass: Some(pass), ..link.clone() };
        for words in ["I slept.", "My neighbour wrote this.", "I ate."] {
            practice.test.pass_seconds(60);
            let words = app::own_page::NewOwnWords { went_well: words.to_owned(), ..Default::default() };
            assert!(app.write_own_words(&inside, words).await.unwrap());
        }
        app.add_patient_note(&treating, practice.anna, "Meant for somebody else.").await.unwrap();
        let staff = async || app.check_ins(&treating, practice.anna).await.unwrap();
        let own = async || match app.own_page(&inside).await.unwrap() {
            OwnDoor::Open(page) => page,
            other => panic!("not let in: {other:?}"),
        };
        let page = staff().await;
        let wrong = page.own_words.iter().find(|stored| stored.value().went_well.starts_with("My neighbour")).unwrap();
        let (wrong, note) = ((wrong.id, wrong.recorded.version), (page.notes[0].id, page.notes[0].version));
        assert!(matches!(app.withdraw_own_words(&treating, practice.anna, wrong, " ").await, Err(AppError::Form(_))), "it takes a reason");
        let (desk, _) = practice.somebody("front", &[Role::FrontDesk], None).await;
        let refused = app.withdraw_own_words(&desk, practice.anna, wrong, "not hers").await;
        assert!(matches!(refused, Err(AppError::RoleRefused(_))), "{refused:?}");
        app.withdraw_own_words(&treating, practice.anna, wrong, "not hers").await.unwrap();
        app.withdraw_patient_note(&treating, practice.anna, note, "for another patient").await.unwrap();
        let page = staff().await;
        let left: Vec<&str> = page.own_words.iter().map(|stored| stored.value().went_well.as_str()).collect();
        assert_eq!((left, page.notes.len(), own().await.notes.len()), (vec!["I ate.", "I slept."], 0, 0));
        assert_eq!(own().await.words.as_ref().map(|words| words.went_well.as_str()), Some("I ate."));
        assert!(!app.take_back_own_words(&link).await.unwrap(), "the code is asked for first");
        assert!(app.take_back_own_words(&inside).await.unwrap());
        assert_eq!((staff().await.own_words.len(), own().await.words.is_some()), (0, false), "all of it");
    })
    .await;
}

/// Posts a payment that refuses a claim of one line.
async fn refuse(practice: &Practice, number: &str, control: &str) {
    let payment = format!(
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261120*0900*^*00501*{control}*0*T*:~\
GS*HP*B*A*20261120*0900*1*X*005010X221A1~ST*835*0001~BPR*I*0*C*NON************20261120~TRN*1*T{control}*1512345678~\
N1*PR*PLAN~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*{number}*4*150*0**12*ICN{control}~NM1*QC*1*INVENTED*ANNA****MI*M1~\
SVC*HC:90834*150*0**1~DTM*472*20261103~CAS*CO*50*150~REF*6R*L1~SE*14*0001~GE*1*1~IEA*1*{control}~"
    );
    let source = Box::new(std::io::Cursor::new(payment.into_bytes()));
    practice.app.post_claims(&operator(), "november.835", source).await.unwrap();
}

#[tokio::test]
async fn the_own_page_tells_who_opened_the_record_and_what_left_and_nothing_else() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (treating, _) = practice.somebody("okoro", &[Role::Clinician], Some(practice.treating)).await;
        let (stranger, _) = practice.somebody("stranger", &[Role::Clinician], None).await;
        let (reviewer, _) = practice.somebody("reviewer", &[Role::UtilizationReview], None).await;
        practice.app.record_administration(&operator(), practice.anna, crate::practice::phq9("2026-11-20", [1; 9])).await.unwrap();
        let page = async || {
            let link = by(&practice.app.make_own_page_link(&operator(), practice.anna).await.unwrap().path);
            practice.app.send_own_page_code(&link).await.unwrap();
            let code = practice.code_in_newest(practice.anna).await;
            let pass = practice.app.enter_own_page_code(&link, &code).await.unwrap().expect("it fits");
            match practice.app.own_page(&LinkRequest { pass: Some(pass), ..link }).await.unwrap() {
                OwnDoor::Open(page) => (page.seen.into_iter().map(|(name, _)| name).collect::<Vec<_>>(), page.left),
                other => panic!("not let in: {other:?}"),
            }
        };
        let contact = app::contact::NewContact {
            holder: ContactHolder::Patient,
            holder_name: String::new(),
            channel: Channel::Email,
            address: "anna@example.org".to_owned(),
            rank: 1,
            preference: String::new(),
        };
        practice.app.add_contact(&operator(), practice.anna, contact, Some((Consent::Given, ConsentSource::ToldStaff))).await.unwrap();
        let refused = practice.app.patient(&stranger, practice.anna, View::Current).await;
        assert!(matches!(refused, Err(AppError::NotInCareTeam(_))));
        practice.app.due_list(&treating).await.unwrap();
        assert_eq!(page().await, (Vec::<String>::new(), Vec::new()), "who was refused saw nothing, and a list is no opening");
        practice.app.patient(&treating, practice.anna, View::Current).await.unwrap();
        assert_eq!(page().await.0, ["okoro"]);
        practice.test.pass_seconds(60);
        let biller = async |name: &str| practice.somebody(name, &[Role::Biller], None).await.0;
        let (bea, carl, dora) = (biller("bea").await, biller("carl").await, biller("dora").await);
        for (number, control) in [("A-1-9", "000000011"), ("A-2-9", "000000012")] {
            crate::claim_support::posted(&practice, number, "F331").await;
            refuse(&practice, number, control).await;
        }
        let query = app::claim::QueueQuery { size: 9, ..Default::default() };
        let rows = practice.app.denial_queue(&bea, query).await.unwrap().rows;
        let about = |number: &str| rows.iter().find(|row| row.denial.claim_number == number).unwrap().about;
        practice.app.denial(&bea, about("A-2-9")).await.unwrap();
        practice.app.payment(&bea, about("A-2-9").remittance).await.unwrap();
        practice.app.claims_of_nobody(&bea).await.unwrap();
        practice.app.denial(&carl, about("A-1-9")).await.unwrap();
        practice.app.payment(&dora, about("A-1-9").remittance).await.unwrap();
        assert_eq!(page().await.0, ["carl", "dora", "okoro"], "the queue is a list, and the refusal of another patient is not this one's");
        let to = |recipient: &str| app::release::Disclosure {
            recipient: recipient.to_owned(),
            reason: "review".to_owned(),
            basis: "payment".to_owned(),
            authority: String::new(),
        };
        practice.test.pass_seconds(60);
        practice.app.export_scores(&reviewer, app::export::Whose::Patient(practice.ben), to("about Ben")).await.unwrap();
        practice.test.pass_seconds(60);
        practice.app.export_scores(&reviewer, app::export::Whose::Patient(practice.anna), to("First Payer")).await.unwrap();
        practice.test.pass_seconds(60);
        practice.app.export_scores(&reviewer, app::export::Whose::Everybody, to("Second Payer")).await.unwrap();
        let left = page().await.1;
        let told: Vec<(&str, &str)> = left.iter().map(|each| (each.subject.as_str(), each.recipient.as_str())).collect();
        assert_eq!(told, [("scores", "Second Payer"), ("scores", "First Payer")], "alone, or as part of everybody's");
    })
    .await;
}
