//! At the practice: eight people on one tablet, the kiosk's code, and answers that go to whoever is on duty at the site: on SQLite and on PostgreSQL.

use std::collections::BTreeMap;

use app::care_fact::RecordKind;
use app::check_in::{Answered, Door, Keyed, KioskEntry, LinkRequest, RoundDoor, Turn};
use app::message::{NoCarrier, Sending};
use app::{AppError, Caller, FieldProblemKind, Settings};
use care::Channel;
use collection::check_in::{Given, Reply};
use collection::round::SeatState;
use collection::sending::Mode as SendingMode;
use collection::visit::Coming;
use instruments::{Answer, Mode};
use storage::View;
use storage::on_call_shift::OnCallShift;
use vocabulary::{OperationId, PatientId, RecordId, Role};

use crate::practice::{Practice, day, operator, patient, practice_in};

/// On a day on which the weekly measures can be given.
async fn both(story: impl AsyncFn(Practice)) {
    for target in [storage::testing::sqlite().await, storage::testing::postgres().await] {
        let practice = practice_in(target, Settings::default()).await;
        practice.test.pass_seconds(2 * 24 * 3_600);
        story(practice).await;
    }
}

fn request() -> OperationId {
    OperationId("story".to_owned())
}

fn by(path: &str) -> LinkRequest {
    LinkRequest { secret: path.trim_start_matches("/c/").to_owned(), pass: None, origin: "192.0.2.9".to_owned(), request: request() }
}

async fn admitted(practice: &Practice, name: &str) -> PatientId {
    let id = patient(&practice.app, &format!("G-{name}"), name, None).await;
    let operation = storage::testing::operation("look");
    let read = practice
        .test
        .database
        .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(storage::program::all(unit, View::Current).await?) }));
    let program = read.await.unwrap()[0].id;
    let episode = care::Episode {
        patient: id,
        program,
        admitted: day("2026-10-01"),
        discharge: None,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    };
    practice.app.admit(&operator(), episode, "CBT".to_owned(), None).await.expect("admitted");
    id
}

async fn administrations(practice: &Practice, patient: PatientId) -> Vec<instruments::Administration> {
    let operation = storage::testing::operation("look");
    let read = practice.test.database.read::<_, AppError, _>(&operation, |unit| {
        Box::pin(async move { Ok(storage::administration::of_patients(unit, &[patient], View::Current).await?) })
    });
    read.await.unwrap().into_iter().map(|stored| stored.recorded.value).collect()
}

/// Answers everything with its lowest answer and sends it off.
async fn answer_all(practice: &Practice, link: &LinkRequest) {
    let Door::Open(visit) = practice.app.look_at_check_in(link).await.unwrap() else { panic!("the link is good") };
    let questions: Vec<(String, String)> = visit
        .progress()
        .open()
        .map(|place| {
            let asked = visit.plan.questions()[place].asked;
            let definition = &visit.plan.forms()[asked.form].definition;
            (definition.id.to_string(), definition.items[asked.item].id.to_string())
        })
        .collect();
    let given = questions.into_iter().map(|(instrument, item)| Given { instrument, item, reply: Reply::Answer(Answer::Value(0)) });
    assert!(matches!(practice.app.answer_check_in(link, given.collect()).await.unwrap(), Answered::Taken { .. }));
    practice.app.finish_check_in(link).await.unwrap();
}

#[tokio::test]
async fn eight_people_on_one_tablet() {
    both(async |practice| {
        let mut group = vec![practice.anna, practice.ben];
        for name in ["Carmen", "Dimitri", "Elif", "Farah", "Gül", "Hana"] {
            group.push(admitted(&practice, name).await);
        }
        let opened = practice.app.open_round(&operator(), " Morning group ", group.clone()).await.unwrap();
        assert_eq!((opened.pins.len(), opened.without_forms.len()), (8, 0));
        let secret = practice.app.hand_over_round(&operator(), opened.id).await.unwrap();
        let mut links: Vec<LinkRequest> = Vec::new();
        for (place, pin) in opened.pins.iter().enumerate() {
            let RoundDoor::Turn { called, left, .. } = practice.app.look_at_round(&secret, &request()).await.unwrap() else {
                panic!("somebody is to be called")
            };
            assert_eq!((called, left), (pin.called.clone(), 8 - place));
            let Turn::Begun { path } = practice.app.begin_turn(&secret, &pin.pin, &request()).await.unwrap() else { panic!("it fits") };
            let link = by(&path);
            for before in &links {
                assert!(!matches!(practice.app.look_at_check_in(before).await.unwrap(), Door::Open(_)), "who was before is out of reach");
            }
            answer_all(&practice, &link).await;
            links.push(link);
        }
        assert_eq!(practice.app.look_at_round(&secret, &request()).await.unwrap(), RoundDoor::Finished);
        assert_eq!(practice.app.look_at_round(&secret, &request()).await.unwrap(), RoundDoor::Closed, "and it is over");
        for patient in group {
            let all = administrations(&practice, patient).await;
            assert!(!all.is_empty() && all.iter().all(|each| each.mode == Mode::Tablet), "the way is recorded");
        }
        let page = practice.app.round(&operator(), opened.id).await.unwrap();
        assert!(!page.is_open && page.seats.iter().all(|seat| seat.seat.state == SeatState::Done));
        let board = practice.app.collection(&operator()).await.unwrap();
        assert_eq!((board.rounds[0].done, board.rounds[0].seats, board.rounds[0].name.as_str()), (8, 8, "Morning group"));
        let rows = &board.programs[0].rows;
        assert!(rows.len() == 8 && rows.iter().all(|row| row.done.iter().any(|each| &*each.instrument == "phq-9")));
        // The practice has not loaded the text of the WHODAS: nobody can ask it, and it stays due.
        assert!(rows.iter().all(|row| row.open.is_empty() && row.without_text.iter().all(|each| &*each.instrument == "whodas-12")));
        assert!(rows.iter().all(|row| row.without_text.len() == 1), "that is said");
        assert_eq!(board.programs[0].completion(), (8, 8), "everybody gave what could be asked");
    })
    .await;
}

#[tokio::test]
async fn a_new_device_puts_the_old_one_out_and_an_ended_round_leads_nowhere() {
    both(async |practice| {
        let opened = practice.app.open_round(&operator(), "", vec![practice.anna, practice.ben]).await.unwrap();
        let first = practice.app.hand_over_round(&operator(), opened.id).await.unwrap();
        let second = practice.app.hand_over_round(&operator(), opened.id).await.unwrap();
        assert_eq!(practice.app.look_at_round(&first, &request()).await.unwrap(), RoundDoor::Closed);
        let Turn::Begun { path } = practice.app.begin_turn(&second, &opened.pins[0].pin, &request()).await.unwrap() else {
            panic!("it fits")
        };
        assert_eq!(practice.app.begin_turn(&second, &opened.pins[1].pin, &request()).await.unwrap(), Turn::Wrong { left: 4 });
        practice.app.end_round(&operator(), opened.id).await.unwrap();
        assert!(matches!(practice.app.look_at_check_in(&by(&path)).await.unwrap(), Door::Closed { .. }));
        assert_eq!(practice.app.look_at_round(&second, &request()).await.unwrap(), RoundDoor::Closed);
        assert!(matches!(practice.app.hand_over_round(&operator(), opened.id).await, Err(AppError::Conflict)), "it has ended");
        let newest = practice.app.audit(&operator(), app::audit::AuditQuery { size: 20, ..Default::default() }).await.unwrap();
        let failed = newest
            .entries
            .iter()
            .filter(|(entry, _)| entry.action == "hand_over_round" && entry.outcome == storage::audit::Outcome::Failed);
        assert_eq!(failed.count(), 1, "a refusal is no collision: nothing was tried again");
        let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
        assert!(matches!(practice.app.round(&biller, opened.id).await, Err(AppError::RoleRefused(_))));
        let resting = practice.app.open_round(&operator(), "", vec![practice.anna]).await.unwrap();
        let device = practice.app.hand_over_round(&operator(), resting.id).await.unwrap();
        practice.test.pass_seconds(30 * 60);
        assert_eq!(practice.app.look_at_round(&device, &request()).await.unwrap(), RoundDoor::Closed, "it ended by itself");
    })
    .await;
}

#[tokio::test]
async fn a_kiosk_code_is_taken_once_and_ends() {
    both(async |practice| {
        let code = practice.app.make_kiosk_code(&operator(), practice.anna).await.unwrap();
        let device = by("/c/");
        let KioskEntry::Begun { path } = practice.app.enter_kiosk_code(&device, &code.code).await.unwrap() else { panic!("it fits") };
        assert_eq!(practice.app.enter_kiosk_code(&device, &code.code).await.unwrap(), KioskEntry::Unknown);
        // Links that are none, from the same address, close neither the kiosk nor who is in the middle of it.
        for number in 0..25 {
            practice.app.look_at_check_in(&LinkRequest { secret: format!("{number:027}"), ..device.clone() }).await.unwrap();
        }
        answer_all(&practice, &by(&path)).await;
        assert!(administrations(&practice, practice.anna).await.iter().all(|each| each.mode == Mode::Kiosk));
        let late = practice.app.make_kiosk_code(&operator(), practice.ben).await.unwrap();
        practice.test.pass_seconds(30 * 60);
        assert_eq!(practice.app.enter_kiosk_code(&device, &late.code).await.unwrap(), KioskEntry::Unknown);
        for _ in 0..20 {
            practice.app.enter_kiosk_code(&device, "0000 0000").await.unwrap();
        }
        let guessed = practice.app.enter_kiosk_code(&device, "0000 0000").await.unwrap();
        assert!(matches!(guessed, KioskEntry::TooMany { .. }), "codes are short: trying them is limited");
    })
    .await;
}

/// A practice whose notices are kept, with the treating clinician, somebody on call and somebody on duty at the site.
async fn staffed(practice: Practice) -> (Practice, Caller, Caller) {
    let sending = Sending { mode: SendingMode::Demo, carrier: std::sync::Arc::new(NoCarrier), ..Sending::default() };
    let practice = Practice { app: practice.app.clone().with_sending(sending), ..practice };
    let (duty, _) = practice.somebody("duty", &[Role::Clinician], None).await;
    let (away, _) = practice.somebody("away", &[Role::Clinician], None).await;
    practice.somebody("okoro", &[Role::Clinician], Some(practice.treating)).await;
    for (person, is_on_site) in [(&duty, true), (&away, false)] {
        let user = person.user().unwrap();
        let shift = OnCallShift { user, program: None, starts_at: practice.app.now(), ends_at: None, is_on_site };
        practice.app.add_on_call(&operator(), shift).await.unwrap();
        practice.app.set_staff_contact(&operator(), user, Channel::Email, &format!("{is_on_site}@example.org")).await.unwrap();
    }
    practice.app.put_crisis_text(&operator(), None, vocabulary::Language::english(), "Call: 555-0100.").await.unwrap();
    (practice, duty, away)
}

#[tokio::test]
async fn an_answer_given_here_reaches_whoever_is_on_duty_here_at_once() {
    both(async |practice| {
        let (practice, duty, _) = staffed(practice).await;
        let check = async |mode: Mode, path: String, reaches: bool| {
            let given = Given { instrument: "phq-9".to_owned(), item: "9".to_owned(), reply: Reply::Answer(Answer::Value(2)) };
            let taken = practice.app.answer_check_in(&by(&path), vec![given]).await.unwrap();
            assert!(matches!(taken, Answered::Taken { needs_person: true, .. }), "{mode:?}");
            practice.app.judge_waiting().await.unwrap();
            practice.app.tell_owners().await.unwrap();
            let inbox = practice.app.inbox(&duty, app::alert::InboxPage::WHOLE).await.unwrap();
            let own = inbox.groups.iter().flat_map(|group| &group.alerts).filter(|alert| alert.is_own).count();
            let outbox = practice.app.outbox(&operator(), None, None).await.unwrap();
            let told = outbox.messages.iter().filter(|each| each.message.user == duty.user()).count();
            assert_eq!((own > 0, told), (reaches, own), "{mode:?}: in the inbox, and told outside");
            own
        };
        let new = |mode: Mode| app::check_in::NewCheckIn {
            respondent: instruments::Respondent::Patient,
            instruments: vec!["phq-9".to_owned()],
            language: vocabulary::Language::english(),
            mode,
        };
        let far = practice.app.make_check_in(&operator(), practice.ben, new(Mode::Link)).await.unwrap();
        let far = practice.app.print_check_in_link(&operator(), far).await.unwrap();
        check(Mode::Link, far.path, false).await;
        let here = practice.app.collect_here(&operator(), practice.anna, Mode::Tablet).await.unwrap();
        assert_eq!(check(Mode::Tablet, here.path, true).await, 1);
        let carl = admitted(&practice, "Carl").await;
        let said = practice.app.collect_here(&operator(), carl, Mode::Telephone).await.unwrap();
        assert_eq!(check(Mode::Telephone, said.path, true).await, 2);
        let dan = admitted(&practice, "Dan").await;
        let code = practice.app.make_kiosk_code(&operator(), dan).await.unwrap();
        let at_the_door = by("/c/");
        let KioskEntry::Begun { path } = practice.app.enter_kiosk_code(&at_the_door, &code.code).await.unwrap() else { panic!("it fits") };
        assert_eq!(check(Mode::Kiosk, path, true).await, 3);
        let eve = admitted(&practice, "Eve").await;
        let asked = practice.app.collect_here(&operator(), eve, Mode::Interview).await.unwrap();
        assert_eq!(check(Mode::Interview, asked.path, true).await, 4);
    })
    .await;
}

fn values(answers: [i32; 9]) -> BTreeMap<String, Reply> {
    answers.iter().enumerate().map(|(place, value)| ((place + 1).to_string(), Reply::Answer(Answer::Value(*value)))).collect()
}

/// The codes of a packet with everything that is due from Anna, and that of its PHQ-9.
async fn printed(practice: &Practice) -> collection::paper::FormCode {
    let bytes = practice.app.print_forms(&operator(), practice.anna).await.unwrap();
    for code in String::from_utf8(bytes).unwrap().split_whitespace() {
        let page = practice.app.paper_form(&operator(), code, &BTreeMap::new()).await.unwrap().unwrap();
        if &*page.definition.id == "phq-9" {
            return page.code;
        }
    }
    panic!("a PHQ-9 is due")
}

#[tokio::test]
async fn a_packet_can_be_handed_in_for_weeks_and_its_clock_starts_then() {
    both(async |practice| {
        let (practice, duty, _) = staffed(practice).await;
        let code = printed(&practice).await;
        for days in [20, 20] {
            practice.test.pass_seconds(days * 86_400);
            practice.app.keep_house().await;
            let page = practice.app.paper_form(&operator(), code.as_str(), &BTreeMap::new()).await.unwrap().unwrap();
            assert!(page.is_open, "what stands on the sheet is not lost");
        }
        let handed_in_at = practice.app.now();
        practice.app.paper_handed_in(&operator(), &code, handed_in_at).await.unwrap();
        practice.test.pass_seconds(8 * 86_400);
        assert_eq!(practice.app.key_paper_form(&operator(), &code, values([1; 9]), false).await.unwrap(), Keyed::First);
        assert_eq!(practice.app.key_paper_form(&operator(), &code, values([1; 9]), false).await.unwrap(), Keyed::Settled);
        practice.app.judge_waiting().await.unwrap();
        let inbox = practice.app.inbox(&duty, app::alert::InboxPage::WHOLE).await.unwrap();
        let alert = inbox.groups.iter().flat_map(|group| &group.alerts).next().expect("heard of");
        assert_eq!(alert.alert.raised.occurred_at, handed_in_at);
        let all = administrations(&practice, practice.anna).await;
        let day = handed_in_at.day_in(&"America/New_York".parse().unwrap());
        assert!(all.iter().any(|each| each.instrument == "phq-9" && each.day == day && each.finished_at == Some(handed_in_at)));
    })
    .await;
}

#[tokio::test]
async fn a_form_on_paper_is_heard_of_at_the_first_keying_and_recorded_at_the_second() {
    both(async |practice| {
        let (practice, duty, _) = staffed(practice).await;
        let bytes = practice.app.print_forms(&operator(), practice.anna).await.unwrap();
        let codes: Vec<String> = String::from_utf8(bytes).unwrap().split_whitespace().map(str::to_owned).collect();
        let mut phq9 = None;
        for code in &codes {
            let page = practice.app.paper_form(&operator(), code, &BTreeMap::new()).await.unwrap().unwrap();
            if &*page.definition.id == "phq-9" {
                phq9 = Some(page.code);
            }
        }
        let code = phq9.expect("a PHQ-9 is due");
        let unkeyed = practice.app.key_paper_form(&operator(), &code, values([1; 9]), false).await;
        assert!(matches!(unkeyed, Err(AppError::Form(_))), "first the time is noted at which it was handed in");
        let handed_in_at = practice.app.now();
        practice.app.paper_handed_in(&operator(), &code, handed_in_at).await.unwrap();
        practice.test.pass_seconds(1_200);
        let first = practice.app.key_paper_form(&operator(), &code, values([1; 9]), false).await.unwrap();
        assert_eq!(first, Keyed::First);
        practice.app.judge_waiting().await.unwrap();
        let inbox = practice.app.inbox(&duty, app::alert::InboxPage::WHOLE).await.unwrap();
        let alert = inbox.groups.iter().flat_map(|group| &group.alerts).find(|alert| alert.is_own).expect("heard of at once");
        assert_eq!(alert.alert.raised.occurred_at, handed_in_at, "the clock runs from the hand-in");
        let Keyed::Differs(differs) =
            practice.app.key_paper_form(&operator(), &code, values([1, 1, 1, 1, 1, 1, 1, 2, 1]), false).await.unwrap()
        else {
            panic!("one answer differs")
        };
        assert_eq!(differs.iter().map(|each| each.item.as_str()).collect::<Vec<_>>(), ["8"]);
        let second = practice.app.key_paper_form(&operator(), &code, values([1, 1, 1, 1, 1, 1, 1, 2, 1]), true).await.unwrap();
        assert_eq!(second, Keyed::Settled);
        assert_eq!(practice.app.key_paper_form(&operator(), &code, values([0; 9]), false).await.unwrap(), Keyed::Closed, "and once");
        let all = administrations(&practice, practice.anna).await;
        let recorded: Vec<_> = all.iter().filter(|each| each.instrument == "phq-9").collect();
        assert_eq!((recorded.len(), recorded[0].mode, recorded[0].finished_at), (1, Mode::Paper, Some(handed_in_at)));
        assert_eq!(recorded[0].completion, instruments::Completion::Complete);
    })
    .await;
}

#[tokio::test]
async fn the_day_of_a_hand_in_is_corrected_after_it_was_keyed_and_its_score_follows() {
    both(async |practice| {
        let (practice, _, _) = staffed(practice).await;
        let code = printed(&practice).await;
        let printed_at = practice.app.now();
        let early = practice.app.correct_paper_hand_in(&operator(), &code, printed_at, "typed wrong").await;
        assert!(matches!(early, Err(AppError::Form(_))), "nothing was noted yet: {early:?}");
        practice.test.pass_seconds(3 * 86_400);
        let noted = practice.app.now();
        practice.app.paper_handed_in(&operator(), &code, noted).await.unwrap();
        for expected in [Keyed::First, Keyed::Settled] {
            assert_eq!(practice.app.key_paper_form(&operator(), &code, values([1; 9]), false).await.unwrap(), expected);
        }
        practice.app.judge_waiting().await.unwrap();
        let really = printed_at.plus_seconds(86_400);
        for (at, reason) in [(really, " "), (noted.plus_seconds(60), "typed wrong"), (printed_at.plus_seconds(-3_600), "typed wrong")] {
            let refused = practice.app.correct_paper_hand_in(&operator(), &code, at, reason).await;
            assert!(matches!(refused, Err(AppError::Form(_))), "{at:?} {reason:?}: {refused:?}");
        }
        practice.app.correct_paper_hand_in(&operator(), &code, really, "noted on the day of keying").await.unwrap();
        let all = administrations(&practice, practice.anna).await;
        let recorded: Vec<_> = all.iter().filter(|each| each.instrument == "phq-9" && each.mode == Mode::Paper).collect();
        let day = really.day_in(&"America/New_York".parse().unwrap());
        assert_eq!((recorded.len(), recorded[0].day, recorded[0].finished_at), (1, day, Some(really)));
        let page = practice.app.paper_form(&operator(), code.as_str(), &BTreeMap::new()).await.unwrap().unwrap();
        assert_eq!((page.handed_in_at, page.is_settled), (Some(really), true));
        assert!(practice.app.judge_waiting().await.unwrap().patients > 0, "what was judged on it is judged anew");
        let query = app::audit::AuditQuery { size: 1, action: Some("paper_handed_in".to_owned()), ..Default::default() };
        let audit = practice.app.audit(&operator(), query).await.unwrap();
        assert_eq!(audit.entries[0].0.detail.as_deref(), Some("noted on the day of keying"));
    })
    .await;
}

/// The number of the one sheet of a check-in that asks one form, printed now.
async fn sheet_of(practice: &Practice, check_in: RecordId) -> collection::paper::FormCode {
    let bytes = practice.app.print_check_in_forms(&operator(), check_in, false).await.unwrap();
    collection::paper::FormCode::read(String::from_utf8(bytes).unwrap().trim()).unwrap()
}

fn is_refused<T>(result: &Result<T, AppError>, kind: &FieldProblemKind) -> bool {
    matches!(result, Err(AppError::Form(problems)) if problems.iter().all(|problem| problem.kind == *kind))
}

async fn handed_in_at(practice: &Practice, code: &collection::paper::FormCode) -> Option<vocabulary::Instant> {
    practice.app.paper_form(&operator(), code.as_str(), &BTreeMap::new()).await.unwrap().unwrap().handed_in_at
}

#[tokio::test]
async fn a_sheet_that_was_printed_again_was_not_handed_in_before_that() {
    both(async |practice| {
        let (practice, _, _) = staffed(practice).await;
        let new = app::check_in::NewCheckIn {
            respondent: instruments::Respondent::Patient,
            instruments: vec!["phq-9".to_owned()],
            language: vocabulary::Language::english(),
            mode: Mode::Paper,
        };
        let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
        let first = sheet_of(&practice, id).await;
        practice.test.pass_seconds(86_400);
        let between = practice.app.now();
        practice.test.pass_seconds(86_400);
        let again = sheet_of(&practice, id).await;
        practice.app.paper_handed_in(&operator(), &first, between).await.unwrap();
        assert_eq!((handed_in_at(&practice, &first).await, handed_in_at(&practice, &again).await), (Some(between), None));
        let refused = practice.app.paper_handed_in(&operator(), &again, between).await;
        assert!(is_refused(&refused, &FieldProblemKind::Backwards), "{refused:?}");
        // The second sheet came in too, and both are noted with the time of that.
        let both_noted = practice.app.now();
        practice.app.correct_paper_hand_in(&operator(), &first, both_noted, "came with the other").await.unwrap();
        practice.app.paper_handed_in(&operator(), &again, both_noted).await.unwrap();
        practice.app.correct_paper_hand_in(&operator(), &first, between, "it came alone").await.unwrap();
        let noted = (handed_in_at(&practice, &first).await, handed_in_at(&practice, &again).await);
        assert_eq!(noted, (Some(between), Some(both_noted)), "the second sheet was not there by then");
        // Once the second one was keyed, its answers stay where they are.
        practice.app.correct_paper_hand_in(&operator(), &first, both_noted, "came with the other").await.unwrap();
        for expected in [Keyed::First, Keyed::Settled] {
            assert_eq!(practice.app.key_paper_form(&operator(), &again, values([0; 9]), false).await.unwrap(), expected);
        }
        let refused = practice.app.correct_paper_hand_in(&operator(), &first, between, "it came alone").await;
        assert!(is_refused(&refused, &FieldProblemKind::Backwards), "{refused:?}");
        let recorded = administrations(&practice, practice.anna).await;
        let recorded: Vec<_> = recorded.iter().filter(|each| each.instrument == "phq-9" && each.mode == Mode::Paper).collect();
        assert_eq!((recorded.len(), recorded[0].finished_at), (1, Some(both_noted)));
    })
    .await;
}

#[tokio::test]
async fn what_a_clinician_rates_gets_no_code_for_the_kiosk() {
    both(async |practice| {
        let check = async |respondent: instruments::Respondent, instrument: &str, is_offered: bool| {
            let new = app::check_in::NewCheckIn {
                respondent,
                instruments: vec![instrument.to_owned()],
                language: vocabulary::Language::english(),
                mode: Mode::Interview,
            };
            let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
            let made = practice.app.make_check_in_kiosk_code(&operator(), id).await;
            assert_eq!((made.is_ok(), is_refused(&made, &FieldProblemKind::NotAChoice)), (is_offered, !is_offered), "{instrument}");
        };
        check(instruments::Respondent::Clinician, "ciwa-ar", false).await;
        check(instruments::Respondent::Patient, "gad-7", true).await;
    })
    .await;
}

#[tokio::test]
async fn a_check_in_made_for_paper_is_printed_and_then_answered_at_the_kiosk() {
    both(async |practice| {
        let new = app::check_in::NewCheckIn {
            respondent: instruments::Respondent::Patient,
            instruments: vec!["gad-7".to_owned()],
            language: vocabulary::Language::english(),
            mode: Mode::Paper,
        };
        let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
        for with_name in [false, true] {
            let bytes = practice.app.print_check_in_forms(&operator(), id, with_name).await.unwrap();
            let code = String::from_utf8(bytes).unwrap();
            let page = practice.app.paper_form(&operator(), &code, &BTreeMap::new()).await.unwrap().unwrap();
            assert_eq!((&*page.definition.id, page.is_open), ("gad-7", true), "it is keyed by its code");
        }
        let code = practice.app.make_check_in_kiosk_code(&operator(), id).await.unwrap();
        let at_the_door = LinkRequest { secret: String::new(), pass: None, origin: "192.0.2.10".to_owned(), request: request() };
        let KioskEntry::Begun { path } = practice.app.enter_kiosk_code(&at_the_door, &code.code).await.unwrap() else { panic!("it fits") };
        answer_all(&practice, &by(&path)).await;
        assert_eq!(practice.app.check_ins(&operator(), practice.anna).await.unwrap().check_ins.len(), 1, "and no second one was made");
        assert!(matches!(practice.app.print_check_in_forms(&operator(), id, false).await, Err(AppError::Conflict)), "it is answered");
        assert!(matches!(practice.app.make_check_in_kiosk_code(&operator(), id).await, Err(AppError::Conflict)));
    })
    .await;
}

/// Plans visits of patients: day, time, group.
async fn plan(practice: &Practice, patient: PatientId, visits: &[(&str, &str, &str)]) {
    for (day, time, group) in visits {
        let given = [("day", *day), ("starts_at", *time), ("type", "group"), ("group", *group)];
        let given = given.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        practice.app.record_care_fact(&operator(), patient, RecordKind::PlannedVisit, given).await.expect("planned");
    }
}

/// Who stands on the board, and when each comes, in its order.
async fn board(practice: &Practice) -> Vec<(String, Vec<String>)> {
    let board = practice.app.collection(&operator()).await.unwrap();
    let time = |coming: Coming| coming.time().map_or_else(|| format!("{coming:?}"), |time| time.to_string());
    let row = |row: &app::schedule::CollectionRow| {
        let name = row.listed_name.split(' ').next_back().unwrap_or_default().to_owned();
        (name, row.visits.visits.iter().map(|visit| time(visit.coming)).collect())
    };
    board.programs.iter().flat_map(|program| program.rows.iter().map(row)).collect()
}

#[tokio::test]
async fn the_board_of_the_day_is_in_the_order_of_visits_on_the_clock_of_the_program() {
    both(async |practice| {
        let mut people = BTreeMap::from([("Anna", practice.anna), ("Ben", practice.ben)]);
        for name in ["Carmen", "Dimitri", "Elif"] {
            people.insert(name, admitted(&practice, name).await);
        }
        plan(&practice, people["Anna"], &[("2026-11-25", "16:00", ""), ("2026-11-26", "08:00", "")]).await;
        plan(&practice, people["Ben"], &[("2026-11-25", "", "Morning group")]).await;
        plan(&practice, people["Carmen"], &[("2026-11-25", "14:30", ""), ("2026-11-25", "09:00", "Morning group")]).await;
        plan(&practice, people["Dimitri"], &[("2026-11-25", "09:00", "DBT"), ("2027-03-14", "09:30", "")]).await;
        let check = async |expected: &[(&str, &[&str])]| {
            let expected: Vec<(String, Vec<String>)> =
                expected.iter().map(|(name, times)| ((*name).to_owned(), times.iter().map(|time| (*time).to_owned()).collect())).collect();
            assert_eq!(board(&practice).await, expected);
        };
        let today: &[(&str, &[&str])] =
            &[("Dimitri", &["09:00"]), ("Carmen", &["09:00", "14:30"]), ("Anna", &["16:00"]), ("Ben", &["SomeTime"]), ("Elif", &[])];
        check(today).await;
        assert_eq!(practice.app.collection(&operator()).await.unwrap().programs[0].without_time(), 2);
        // Half past ten in the evening there, and the next day at Greenwich.
        practice.test.clock.set("2026-11-26T03:30:00Z".parse().unwrap());
        check(today).await;
        practice.test.clock.set("2026-11-26T05:30:00Z".parse().unwrap());
        check(&[("Anna", &["08:00"]), ("Ben", &[]), ("Carmen", &[]), ("Dimitri", &[]), ("Elif", &[])]).await;
        // The morning after the clocks went forward.
        practice.test.clock.set("2027-03-14T12:00:00Z".parse().unwrap());
        assert_eq!(board(&practice).await[0], ("Dimitri".to_owned(), vec!["09:30".to_owned()]));
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_moves_or_is_called_off_moves_on_the_board() {
    both(async |practice| {
        plan(&practice, practice.anna, &[("2026-11-25", "16:00", "")]).await;
        plan(&practice, practice.ben, &[("2026-11-25", "10:00", "")]).await;
        assert_eq!(board(&practice).await[0].0, "Ben");
        let of_ben = practice.app.care_facts(&operator(), practice.ben, View::Current).await.unwrap();
        let visit = of_ben.facts.iter().find(|fact| fact.kind == RecordKind::PlannedVisit).unwrap();
        let place = (RecordKind::PlannedVisit, visit.id, visit.version);
        let later = [("day", "2026-11-25"), ("starts_at", "17:00"), ("type", "individual")];
        let later = later.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        practice.app.correct_care_fact(&operator(), practice.ben, place, later).await.unwrap();
        assert_eq!(board(&practice).await[1], ("Ben".to_owned(), vec!["17:00".to_owned()]));
        let place = (RecordKind::PlannedVisit, visit.id, visit.version.next());
        practice.app.withdraw_care_fact(&operator(), practice.ben, place, "called off by telephone").await.unwrap();
        assert_eq!(board(&practice).await[1], ("Ben".to_owned(), Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn somebody_who_comes_today_stands_on_the_board_with_nothing_due() {
    both(async |practice| {
        let protocol = "id = \"intake\"\nversion = \"1\"\nname = \"Intake\"\nnote = \"For a story.\"\n[[schedules]]\nlevel_of_care = \"IOP\"\n\
                        [[schedules.measures]]\ninstrument = \"phq-9\"\nintake = { days_before = 3, days_after = 3 }\n";
        assert!(practice.app.put_protocol(&operator(), protocol.to_owned()).await.unwrap().is_ok());
        assert_eq!(board(&practice).await, [], "nothing is due, and nobody comes");
        plan(&practice, practice.anna, &[("2026-11-25", "16:00", "")]).await;
        assert_eq!(board(&practice).await, [("Anna".to_owned(), vec!["16:00".to_owned()])]);
        let board = practice.app.collection(&operator()).await.unwrap();
        assert!(!board.programs[0].rows[0].has_measures());
        assert_eq!(board.programs[0].completion(), (0, 0), "nobody is counted of whom nothing is due");
    })
    .await;
}

#[tokio::test]
async fn each_program_on_the_board_names_who_is_on_duty_there() {
    both(async |practice| {
        let other = care::Program {
            code: "HILL".to_owned(),
            name: "Hillside IOP".to_owned(),
            level_of_care: vocabulary::LevelOfCare::IntensiveOutpatient,
            zone: "America/New_York".parse().unwrap(),
            part2: false,
            closed_since: None,
        };
        let other = practice.app.add_program(&operator(), other).await.unwrap();
        let carl = patient(&practice.app, "C-9", "Carl", None).await;
        let episode = care::Episode {
            patient: carl,
            program: other,
            admitted: day("2026-10-01"),
            discharge: None,
            referral_source: None,
            payer_class: None,
            clinician: None,
            readmission_of: None,
        };
        practice.app.admit(&operator(), episode, "CBT".to_owned(), None).await.unwrap();
        let on_duty = async |name: &str, program: Option<vocabulary::ProgramId>| {
            let user = practice.somebody(name, &[Role::Clinician], None).await.0.user().unwrap();
            let shift = OnCallShift { user, program, starts_at: practice.app.now(), ends_at: None, is_on_site: true };
            practice.app.add_on_call(&operator(), shift).await.unwrap();
        };
        let board = async || -> Vec<(String, Vec<String>)> {
            let programs = practice.app.collection(&operator()).await.unwrap().programs;
            programs.into_iter().map(|each| (each.program, each.on_duty)).collect()
        };
        let expected = |hillside: &[&str], riverside: &[&str]| -> Vec<(String, Vec<String>)> {
            let of = |program: &str, names: &[&str]| (program.to_owned(), names.iter().map(|name| (*name).to_owned()).collect());
            vec![of("Hillside IOP", hillside), of("Riverside IOP", riverside)]
        };
        assert_eq!(board().await, expected(&[], &[]));
        on_duty("hill", Some(other)).await;
        assert_eq!(board().await, expected(&["hill"], &[]), "an answer at Riverside reaches nobody at Hillside");
        on_duty("whole", None).await;
        assert_eq!(board().await, expected(&["hill"], &["whole"]));
    })
    .await;
}

#[tokio::test]
async fn each_group_of_the_day_has_its_own_count() {
    both(async |practice| {
        let today = practice.app.collection(&operator()).await.unwrap().today.to_string();
        let carmen = admitted(&practice, "Carmen").await;
        for patient in [practice.anna, practice.ben] {
            plan(&practice, patient, &[(&today, "09:00", "Morning group")]).await;
        }
        plan(&practice, carmen, &[(&today, "14:00", "")]).await;
        let here = practice.app.collect_here(&operator(), practice.anna, Mode::Tablet).await.unwrap();
        answer_all(&practice, &by(&here.path)).await;
        let program = practice.app.collection(&operator()).await.unwrap().programs.remove(0);
        let group = program.rows[0].group().expect("they come as a group");
        assert_eq!(group.name, "Morning group");
        assert_eq!((program.completion_of(&group), program.completion()), ((1, 2), (1, 3)));
        assert!(program.rows[2].group().is_none(), "who comes alone is no group");
    })
    .await;
}

#[tokio::test]
async fn merged_records_stand_once_on_the_board_with_the_check_ins_of_both_and_part_again() {
    both(async |practice| {
        let new = || app::check_in::NewCheckIn {
            respondent: instruments::Respondent::Patient,
            instruments: vec!["gad-7".to_owned()],
            language: vocabulary::Language::english(),
            mode: Mode::Tablet,
        };
        let today = practice.app.collection(&operator()).await.unwrap().today.to_string();
        for (patient, time) in [(practice.anna, "09:00"), (practice.ben, "14:00")] {
            practice.app.make_check_in(&operator(), patient, new()).await.unwrap();
            plan(&practice, patient, &[(&today, time, "")]).await;
        }
        let board = async || -> Vec<(PatientId, usize, usize)> {
            let programs = practice.app.collection(&operator()).await.unwrap().programs;
            let rows = programs.into_iter().flat_map(|program| program.rows);
            let row = |row: app::schedule::CollectionRow| {
                let mut measures: Vec<String> = row.open.iter().map(|each| format!("{} {}", each.instrument, each.due_day)).collect();
                let all = measures.len();
                measures.sort();
                measures.dedup();
                assert_eq!(measures.len(), all, "nothing is asked twice: {measures:?}");
                (row.patient, row.check_ins.len(), row.visits.visits.len())
            };
            rows.map(row).collect()
        };
        let apart = [(practice.anna, 1, 1), (practice.ben, 1, 1)];
        assert_eq!(board().await, apart);
        let merge = care::PatientLink::Merged { kept: practice.anna, merged: practice.ben };
        practice.app.link_patients(&operator(), merge).await.unwrap();
        assert_eq!(board().await, [(practice.anna, 2, 2)]);
        practice.app.link_patients(&operator(), care::PatientLink::Unmerged { merged: practice.ben }).await.unwrap();
        assert_eq!(board().await, apart);
    })
    .await;
}
