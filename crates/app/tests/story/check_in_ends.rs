//! Check-ins that are not sent off, and what stops asking: taken back, over, covered by another, given by another way. Nothing that was answered is lost
//! and nothing is asked twice. On SQLite and on PostgreSQL.

use app::check_in::{CheckInState, Closed, Door, LinkRequest, NewCheckIn};
use app::contact::NewContact;
use app::message::MessageState;
use app::{AppError, Settings};
use care::{Channel, Consent, ConsentSource, ContactHolder, Discharge, DischargeType, Episode};
use collection::check_in::{Given, Reply};
use collection::funnel::Stage;
use collection::sending::Template;
use collection::sending::readiness::Missing;
use instruments::{Administration, Answer, Completion, Mode, Phase, Respondent};
use storage::View;
use vocabulary::{PatientId, RecordId, Version};

use crate::check_ins::{both, by, new, ready};
use crate::practice::{Practice, operator, practice_in};

async fn administrations(practice: &Practice, patient: PatientId) -> Vec<Administration> {
    let operation = storage::testing::operation("look");
    let read = practice.test.database.read::<_, AppError, _>(&operation, |unit| {
        Box::pin(async move { Ok(storage::administration::of_patients(unit, &[patient], View::Current).await?) })
    });
    read.await.unwrap().into_iter().map(|stored| stored.recorded.value).collect()
}

fn given(instrument: &str, items: std::ops::RangeInclusive<usize>) -> Vec<Given> {
    let one = |item: usize| Given { instrument: instrument.to_owned(), item: item.to_string(), reply: Reply::Answer(Answer::Value(1)) };
    items.map(one).collect()
}

/// A check-in for Anna, with its link.
async fn sent(practice: &Practice, instruments: &[&str]) -> (RecordId, LinkRequest) {
    let id = practice.app.make_check_in(&operator(), practice.anna, new(instruments)).await.unwrap();
    (id, by(&practice.app.print_check_in_link(&operator(), id).await.unwrap().path))
}

async fn may_be_written_to(practice: &Practice, patient: PatientId, holder: ContactHolder) {
    let contact = NewContact {
        holder,
        holder_name: "Somebody".to_owned(),
        channel: Channel::Email,
        address: format!("{}@example.org", holder.code()),
        rank: 1,
        preference: String::new(),
    };
    let yes = Some((Consent::Given, ConsentSource::ToldStaff));
    practice.app.add_contact(&operator(), patient, contact, yes).await.unwrap();
}

async fn states(practice: &Practice) -> Vec<(String, MessageState, Option<String>)> {
    let messages = practice.app.contacts(&operator(), practice.anna).await.unwrap().messages;
    messages.into_iter().map(|message| (message.template, message.state, message.reason)).collect()
}

async fn state_of(practice: &Practice, id: RecordId) -> CheckInState {
    let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
    page.check_ins.into_iter().find(|row| row.check_in.id == id).expect("it is listed").check_in.state
}

/// A call about a follow-up that is due, and what came of it.
fn attempt(
    due: &app::follow_up::DueFollowUp,
    attempted_at: vocabulary::Instant,
    (outcome, note): (care::AttemptOutcome, &str),
) -> care::ContactAttempt {
    care::ContactAttempt {
        patient: due.patient,
        episode: due.episode,
        milestone_days: due.milestone_days,
        attempted_at,
        channel: Channel::Telephone,
        outcome,
        made_by: None,
        note: note.to_owned(),
    }
}

#[tokio::test]
async fn what_was_answered_before_it_was_taken_back_is_a_record() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (id, link) = sent(&practice, &["gad-7"]).await;
        practice.app.answer_check_in(&link, given("gad-7", 1..=6)).await.unwrap();
        assert_eq!(administrations(&practice, practice.anna).await.len(), 0);
        practice.app.revoke_check_in(&operator(), id).await.unwrap();
        let all = administrations(&practice, practice.anna).await;
        let told: Vec<(&str, Completion, bool)> =
            all.iter().map(|each| (each.instrument.as_str(), each.completion, each.finished_at.is_some())).collect();
        assert_eq!(told, [("gad-7", Completion::Partial, false)], "six of seven, and nobody sent them off");
        practice.app.revoke_check_in(&operator(), id).await.unwrap();
        assert_eq!(administrations(&practice, practice.anna).await.len(), 1, "once");
    })
    .await;
}

#[tokio::test]
async fn what_was_answered_before_its_time_was_over_is_a_record_of_the_day_it_was_answered() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (_, link) = sent(&practice, &["gad-7", "phq-9"]).await;
        practice.app.answer_check_in(&link, given("gad-7", 1..=7)).await.unwrap();
        practice.app.answer_check_in(&link, given("phq-9", 1..=2)).await.unwrap();
        let (_, empty) = sent(&practice, &["phq-9"]).await;
        let answered_on = practice.app.now().day_in(&"America/New_York".parse().unwrap());
        assert_eq!(practice.app.keep_what_expired().await.unwrap(), 0, "it is open");
        practice.test.pass_seconds(7 * 86_400);
        practice.app.keep_house().await;
        assert_eq!(practice.app.keep_what_expired().await.unwrap(), 0, "the worker has done it, once");
        let mut all = administrations(&practice, practice.anna).await;
        all.sort_by(|left, right| left.instrument.cmp(&right.instrument));
        let told: Vec<(&str, Completion, vocabulary::Day)> =
            all.iter().map(|each| (each.instrument.as_str(), each.completion, each.day)).collect();
        assert_eq!(told, [("gad-7", Completion::Complete, answered_on), ("phq-9", Completion::Partial, answered_on)]);
        let Door::Closed { why, crisis_text, .. } = practice.app.look_at_check_in(&empty).await.unwrap() else { panic!("it is over") };
        assert_eq!((why, crisis_text.as_deref()), (Closed::Expired, Some("Call the practice: 555-0100.")), "help stands there too");
    })
    .await;
}

#[tokio::test]
async fn a_form_about_safety_made_for_a_tablet_is_not_sent_while_a_part_is_missing() {
    let bare = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let tablet = NewCheckIn { mode: Mode::Tablet, ..new(&["phq-9"]) };
    let id = bare.app.make_check_in(&operator(), bare.anna, tablet).await.unwrap();
    may_be_written_to(&bare, bare.anna, ContactHolder::Patient).await;
    let all = [Missing::CrisisText, Missing::Channel, Missing::OnCallPerson];
    let refused = bare.app.send_check_in(&operator(), id).await;
    assert!(matches!(&refused, Err(AppError::RemoteNotReady(missing)) if *missing == all), "{refused:?}");
    let refused = bare.app.print_check_in_link(&operator(), id).await;
    assert!(matches!(refused, Err(AppError::RemoteNotReady(missing)) if missing == all));
    let (practice, _) = ready(bare).await;
    practice.app.send_check_in(&operator(), id).await.unwrap();
    // Who was on call goes home.
    let shift = practice.app.on_call_roster(&operator()).await.unwrap().shifts.remove(0);
    practice.test.pass_seconds(60);
    practice.app.end_on_call(&operator(), shift.shift.id, Version::FIRST).await.unwrap();
    practice.test.pass_seconds(60);
    let refused = practice.app.send_check_in(&operator(), id).await;
    assert!(matches!(&refused, Err(AppError::RemoteNotReady(missing)) if *missing == [Missing::OnCallPerson]), "{refused:?}");
}

#[tokio::test]
async fn what_was_given_by_another_way_is_not_asked_for_again() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        may_be_written_to(&practice, practice.anna, ContactHolder::Patient).await;
        let id = practice.app.make_check_in(&operator(), practice.anna, new(&["phq-9"])).await.unwrap();
        practice.app.send_check_in(&operator(), id).await.unwrap();
        practice.test.pass_seconds(60);
        let today = practice.app.now().day_in(&"America/New_York".parse().unwrap()).to_string();
        practice.app.record_administration(&operator(), practice.anna, crate::practice::phq9(&today, [0; 9])).await.unwrap();
        practice.test.pass_seconds(2 * 86_400);
        practice.app.send_due().await.unwrap();
        let ended: Vec<_> = states(&practice).await.into_iter().filter(|each| each.1 == MessageState::Stopped).collect();
        assert!(!ended.is_empty() && ended.iter().all(|each| each.2.as_deref() == Some("answered")), "{ended:?}");
    })
    .await;
}

#[tokio::test]
async fn a_check_in_that_another_covers_is_taken_back_with_its_link_and_its_reminders() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        may_be_written_to(&practice, practice.anna, ContactHolder::Patient).await;
        let narrow = practice.app.make_check_in(&operator(), practice.anna, new(&["gad-7"])).await.unwrap();
        practice.app.send_check_in(&operator(), narrow).await.unwrap();
        let old = by(&practice.app.print_check_in_link(&operator(), narrow).await.unwrap().path);
        let (wide, link) = sent(&practice, &["phq-9", "gad-7"]).await;
        assert_eq!((state_of(&practice, narrow).await, state_of(&practice, wide).await), (CheckInState::Revoked, CheckInState::Open));
        assert!(!matches!(practice.app.look_at_check_in(&old).await.unwrap(), Door::Open(_)));
        assert!(states(&practice).await.iter().all(|each| each.1 == MessageState::Stopped), "one series is enough");
        // The other way round: what is sent off gives everything that an older link still asks.
        let (older, old) = sent(&practice, &["phq-15", "gad-7"]).await;
        let telephone = NewCheckIn { mode: Mode::Telephone, ..new(&["phq-9", "gad-7"]) };
        let spoken = practice.app.make_check_in(&operator(), practice.anna, telephone).await.unwrap();
        assert_eq!(state_of(&practice, older).await, CheckInState::Open, "it asks more");
        assert_eq!(state_of(&practice, wide).await, CheckInState::Revoked);
        assert!(!matches!(practice.app.look_at_check_in(&link).await.unwrap(), Door::Open(_)));
        let here = by(&practice.app.open_check_in_here(&operator(), spoken, Mode::Telephone).await.unwrap().path);
        practice.app.answer_check_in(&here, given("gad-7", 1..=7)).await.unwrap();
        practice.app.finish_check_in(&here).await.unwrap();
        assert!(matches!(practice.app.look_at_check_in(&old).await.unwrap(), Door::Open(_)), "the other form is still asked");
        assert_eq!(administrations(&practice, practice.anna).await.len(), 1);
    })
    .await;
}

/// Ends Anna's treatment today.
async fn discharge(practice: &Practice) {
    let anna = practice.anna;
    let operation = storage::testing::operation("look");
    let read = practice.test.database.read::<_, AppError, _>(&operation, |unit| {
        Box::pin(async move { Ok(storage::episode::of_patients(unit, &[anna], View::Current).await?) })
    });
    let episode: storage::Stored<Episode> = read.await.unwrap().remove(0);
    let today = practice.app.now().day_in(&"America/New_York".parse().unwrap());
    let ended = Discharge { day: today, kind: DischargeType::Completed, destination: care::DischargeDestination::Home };
    practice.app.discharge(&operator(), episode.id, episode.recorded.version, ended).await.unwrap();
}

#[tokio::test]
async fn after_the_discharge_the_measures_of_discharge_and_follow_up_are_sent() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        may_be_written_to(&practice, practice.anna, ContactHolder::Patient).await;
        practice.app.send_what_is_due(&operator(), practice.anna).await.unwrap();
        discharge(&practice).await;
        practice.test.pass_seconds(3600);
        let (app, mut templates) = (&practice.app, Vec::new());
        for (days, phase) in [(0, Phase::Discharge), (30, Phase::FollowUp)] {
            practice.test.pass_seconds(days * 86_400);
            let sent = app.send_what_is_due(&operator(), practice.anna).await.unwrap();
            let id = *sent.iter().find(|each| each.respondent == Respondent::Patient).expect("something is due").result.as_ref().unwrap();
            let page = app.check_ins(&operator(), practice.anna).await.unwrap();
            let row = page.check_ins.iter().find(|row| row.check_in.id == id).unwrap();
            assert_eq!(row.check_in.phase, Some(phase));
            for _ in 0..4 {
                practice.test.pass_seconds(86_400);
                for _ in 0..4 {
                    app.send_due().await.unwrap();
                }
            }
            let kept = states(&practice).await.into_iter().filter(|each| each.1 == MessageState::Kept).map(|each| each.0);
            templates = kept.collect();
        }
        templates.sort_unstable();
        let expected = ["follow_up", "follow_up", "follow_up_reminder", "follow_up_reminder", "follow_up_reminder", "follow_up_reminder"];
        assert_eq!(templates, expected, "both went out, with their reminders, and nothing of the treatment");
    })
    .await;
}

#[tokio::test]
async fn a_link_counts_as_sent_when_its_message_went_out() {
    let (practice, _) = ready(practice_in(storage::testing::sqlite().await, Settings::default()).await).await;
    practice.test.pass_seconds(2 * 86_400);
    may_be_written_to(&practice, practice.anna, ContactHolder::Patient).await;
    let (app, director) = (&practice.app, practice.somebody("ruth", &[vocabulary::Role::Director], None).await.0);
    let sent = async || app.funnels(&director, 60).await.unwrap().whole.reached(Stage::Sent);
    let before = sent().await;
    let planned = app.send_what_is_due(&operator(), practice.anna).await.unwrap();
    let id = *planned[0].result.as_ref().expect("it is planned");
    assert_eq!(sent().await, before, "what is planned is not sent");
    practice.test.pass_seconds(86_400);
    app.send_due().await.unwrap();
    // Whatever the hour was, one of them is not quiet.
    practice.test.pass_seconds(12 * 3_600);
    app.send_due().await.unwrap();
    let after = sent().await;
    assert!(after > before, "what went out is: {:?}", states(&practice).await);
    app.revoke_check_in(&operator(), id).await.unwrap();
    app.send_what_is_due(&operator(), practice.anna).await.unwrap();
    assert_eq!(sent().await, after);
}

#[tokio::test]
async fn a_check_in_made_by_hand_counts_for_the_follow_up_that_is_awaited() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        discharge(&practice).await;
        practice.test.pass_seconds(32 * 86_400);
        let reached = async || practice.app.follow_up(&operator(), None).await.unwrap().accounts[0].reached;
        assert_eq!(reached().await, 0);
        // No protocol asks for this one.
        let (id, link) = sent(&practice, &["phq-15"]).await;
        let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
        assert_eq!(page.check_ins.iter().find(|row| row.check_in.id == id).unwrap().check_in.phase, Some(Phase::FollowUp));
        practice.app.answer_check_in(&link, given("phq-15", 1..=15)).await.unwrap();
        practice.app.finish_check_in(&link).await.unwrap();
        assert_eq!(reached().await, 1, "she was reached");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_as_after_a_discharge_who_is_in_care_again() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        discharge(&practice).await;
        practice.test.pass_seconds(32 * 86_400);
        let page = async || practice.app.follow_up(&operator(), None).await.unwrap();
        let due = async || page().await.due.iter().filter(|due| due.patient == practice.anna).count();
        assert_eq!((due().await, page().await.accounts[0].open), (1, 1));
        let before = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
        let program = before.episodes[0].episode.value().program;
        let again = Episode {
            patient: practice.anna,
            program,
            admitted: before.today,
            discharge: None,
            referral_source: None,
            payer_class: None,
            clinician: None,
            readmission_of: Some(before.episodes[0].episode.id),
        };
        practice.app.admit(&operator(), again, "CBT".to_owned(), None).await.unwrap();
        let accounts = page().await.accounts;
        assert_eq!((due().await, accounts[0].open, accounts[0].in_care_again, accounts[0].ended()), (0, 0, 1, 0));
    })
    .await;
}

#[tokio::test]
async fn an_answer_without_a_phase_that_satisfies_the_follow_up_reaches_somebody() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        discharge(&practice).await;
        practice.test.pass_seconds(32 * 86_400);
        let reached = async || practice.app.follow_up(&operator(), None).await.unwrap().accounts[0].reached;
        assert_eq!(reached().await, 0);
        let today = practice.app.now().day_in(&"America/New_York".parse().unwrap()).to_string();
        let entry = app::administration::NewEntry { phase: None, ..crate::practice::phq9(&today, [0; 9]) };
        practice.app.record_administration(&operator(), practice.anna, entry).await.unwrap();
        assert_eq!(reached().await, 1, "staff entered it from paper, and nothing says follow-up");
    })
    .await;
}

#[tokio::test]
async fn the_follow_up_of_two_records_that_are_one_person_is_one() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        discharge(&practice).await;
        let double = crate::practice::patient(&practice.app, "A-9", "Ana", None).await;
        practice.test.pass_seconds(32 * 86_400);
        let today = practice.app.now().day_in(&"America/New_York".parse().unwrap()).to_string();
        let entry = app::administration::NewEntry { phase: Some(Phase::FollowUp), ..crate::practice::phq9(&today, [0; 9]) };
        practice.app.record_administration(&operator(), double, entry).await.unwrap();
        let page = async || practice.app.follow_up(&operator(), None).await.unwrap();
        assert_eq!((page().await.accounts[0].reached, page().await.accounts[0].open), (0, 1), "nobody knows yet that they are one");
        // The record of the stay is folded into the other one.
        practice.app.link_patients(&operator(), care::PatientLink::Merged { kept: double, merged: practice.anna }).await.unwrap();
        assert_eq!((page().await.accounts[0].reached, page().await.accounts[0].open), (1, 0));
        practice.test.pass_seconds(58 * 86_400);
        let found = page().await;
        let due = found.due.first().expect("the next milestone is open");
        assert_eq!((due.patient, due.record_number.as_str(), found.due_count), (double, "A-9", 1));
        let attempt = attempt(due, practice.app.now(), (care::AttemptOutcome::Reached, ""));
        practice.app.record_contact_attempt(&operator(), attempt).await.unwrap();
        assert_eq!((page().await.accounts[1].reached, page().await.due_count), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_message_does_not_go_to_somebody_whose_record_was_joined_by_mistake() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let app = &practice.app;
        may_be_written_to(&practice, practice.ben, ContactHolder::Patient).await;
        app.link_patients(&operator(), care::PatientLink::Merged { kept: practice.anna, merged: practice.ben }).await.unwrap();
        let (id, _) = sent(&practice, &["gad-7"]).await;
        app.send_check_in(&operator(), id).await.unwrap();
        app.link_patients(&operator(), care::PatientLink::Unmerged { merged: practice.ben }).await.unwrap();
        practice.test.pass_seconds(6 * 3_600);
        app.send_due().await.unwrap();
        let messages = app.contacts(&operator(), practice.ben).await.unwrap().messages;
        let first = messages.iter().find(|message| message.template == "check_in").expect("it was planned for the address of Ben");
        assert_eq!((first.state, first.reason.as_deref()), (MessageState::Stopped, Some("no_contact")), "it brings a form of Anna's");
    })
    .await;
}

#[tokio::test]
async fn who_declined_a_follow_up_is_neither_due_nor_written_to() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let app = &practice.app;
        may_be_written_to(&practice, practice.anna, ContactHolder::Patient).await;
        discharge(&practice).await;
        practice.test.pass_seconds(30 * 86_400);
        let is_due = async || !app.due_of_patient(&operator(), practice.anna).await.unwrap().is_empty();
        let pass_days = async || {
            for _ in 0..4 {
                practice.test.pass_seconds(86_400);
                for _ in 0..4 {
                    app.send_due().await.unwrap();
                }
            }
        };
        assert!(is_due().await);
        app.send_what_is_due(&operator(), practice.anna).await.unwrap();
        practice.test.pass_seconds(60);
        let due = app.follow_up(&operator(), None).await.unwrap().due.remove(0);
        let attempt = attempt(&due, app.now(), (care::AttemptOutcome::Declined, ""));
        app.record_contact_attempt(&operator(), attempt).await.unwrap();
        assert!(!is_due().await);
        pass_days().await;
        let stopped = states(&practice).await;
        let is_declined =
            |each: &(String, MessageState, Option<String>)| each.1 == MessageState::Stopped && each.2.as_deref() == Some("declined");
        assert!(!stopped.is_empty() && stopped.iter().all(is_declined), "{stopped:?}");
        practice.test.pass_seconds(56 * 86_400);
        assert!(!is_due().await, "nor at the next milestone");
        assert_eq!(app.follow_up(&operator(), None).await.unwrap().accounts[1].declined, 1);
        let adherence = app.adherence(&operator(), 365).await.unwrap();
        let (_, tally) = adherence.by_phase.iter().find(|(phase, _)| *phase == Phase::FollowUp).expect("it was to be asked");
        assert!(tally.declined > 0 && tally.missed == 0, "{tally:?}");
        let funnels = app.funnels(&operator(), 100).await.unwrap();
        assert!(funnels.declined >= tally.declined, "they are told of beside the funnel: {funnels:?}");
        assert!(app.send_what_is_due(&operator(), practice.anna).await.unwrap().is_empty());
        // What staff make for them after that goes out: they said something else since.
        let (by_hand, _) = sent(&practice, &["phq-15"]).await;
        app.send_check_in(&operator(), by_hand).await.unwrap();
        // Out of the quiet hours.
        practice.test.pass_seconds(4 * 3_600);
        pass_days().await;
        assert!(states(&practice).await.iter().any(|each| each.1 == MessageState::Kept), "{:?}", states(&practice).await);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_or_written_to_about_somebody_who_died_unless_it_was_a_mistake() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let app = &practice.app;
        for holder in [ContactHolder::Patient, ContactHolder::Parent] {
            may_be_written_to(&practice, practice.anna, holder).await;
        }
        discharge(&practice).await;
        practice.test.pass_seconds(30 * 86_400);
        let is_due = async || !app.due_of_patient(&operator(), practice.anna).await.unwrap().is_empty();
        app.send_what_is_due(&operator(), practice.anna).await.unwrap();
        practice.test.pass_seconds(60);
        let due = app.follow_up(&operator(), None).await.unwrap().due.remove(0);
        let attempt = attempt(&due, app.now(), (care::AttemptOutcome::Died, "His sister told us."));
        app.record_contact_attempt(&operator(), attempt).await.unwrap();
        assert!(!is_due().await);
        for _ in 0..4 {
            practice.test.pass_seconds(86_400);
            for _ in 0..4 {
                app.send_due().await.unwrap();
            }
        }
        let stopped = states(&practice).await;
        let is_died = |each: &(String, MessageState, Option<String>)| each.1 == MessageState::Stopped && each.2.as_deref() == Some("died");
        assert!(!stopped.is_empty() && stopped.iter().all(is_died), "{stopped:?}");
        let page = app.follow_up(&operator(), None).await.unwrap();
        assert_eq!((page.due_count, page.accounts[0].died, page.accounts[3].died), (0, 1, 1), "it ends all follow-up");
        let (by_hand, _) = sent(&practice, &["phq-15"]).await;
        let refused = app.send_check_in(&operator(), by_hand).await;
        assert!(matches!(refused, Err(AppError::Unreachable(care::Unreachable::Died))), "{refused:?}");
        let (anna, now) = (practice.anna, app.now());
        let to_a_parent = app::message::Outgoing {
            key: "about her".to_owned(),
            template: Template::CheckIn,
            to: app::message::Recipient::Person { patient: anna, holder: ContactHolder::Parent, channel: None },
            brings: app::message::Brings::Code(by_hand),
            series: None,
            not_before: now,
            expires_at: now.plus_seconds(86_400),
            language: None,
        };
        let (operation, sender) = (storage::testing::operation("send"), app.clone());
        let planned = practice.test.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { app::message::plan(unit, sender.sending(), &to_a_parent).await })
        });
        let refused = planned.await;
        assert!(matches!(refused, Err(AppError::Unreachable(care::Unreachable::Died))), "nor is anybody about her: {refused:?}");
        // Somebody else of the same name died.
        let noted = app.contacts(&operator(), practice.anna).await.unwrap().attempts.remove(0);
        let at = (noted.id, noted.recorded.version);
        assert!(matches!(app.withdraw_contact_attempt(&operator(), practice.anna, at, "").await, Err(AppError::Form(_))));
        let elsewhere = app.withdraw_contact_attempt(&operator(), practice.ben, at, "another person").await;
        assert!(matches!(elsewhere, Err(AppError::NotFound(_))), "{elsewhere:?}");
        app.withdraw_contact_attempt(&operator(), practice.anna, at, "another person of that name").await.unwrap();
        assert!(app.contacts(&operator(), practice.anna).await.unwrap().attempts.is_empty());
        assert!(is_due().await);
        assert_eq!(app.follow_up(&operator(), None).await.unwrap().accounts[0].open, 1);
        app.send_check_in(&operator(), by_hand).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_as_after_a_discharge_whose_other_stay_goes_on() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        // Ben's record is Anna's: the stay that stands there was begun before the discharge and is still open.
        practice.app.link_patients(&operator(), care::PatientLink::Merged { kept: practice.anna, merged: practice.ben }).await.unwrap();
        discharge(&practice).await;
        practice.test.pass_seconds(32 * 86_400);
        let page = practice.app.follow_up(&operator(), None).await.unwrap();
        assert_eq!((page.due_count, page.accounts[0].open, page.accounts[0].in_care_again), (0, 0, 1));
        let due = practice.app.due_of_patient(&operator(), practice.anna).await.unwrap();
        assert!(due.iter().all(|each| each.discharged.is_none()), "the schedule asks nothing of a follow-up either");
    })
    .await;
}

#[tokio::test]
async fn what_is_due_goes_out_by_itself_at_the_start_of_the_day_and_never_twice() {
    for target in [storage::testing::sqlite().await, storage::testing::postgres().await] {
        let check_in = app::check_in::CheckInSettings { sends_what_is_due: true, ..app::check_in::CheckInSettings::default() };
        let (practice, _) = ready(practice_in(target, Settings { check_in, ..Settings::default() }).await).await;
        let app = &practice.app;
        may_be_written_to(&practice, practice.anna, ContactHolder::Patient).await;
        let at = |instant: &str| practice.test.clock.set(instant.parse().unwrap());
        let of_anna = async || app.check_ins(&operator(), practice.anna).await.unwrap().check_ins;
        // Before seven in the morning in New York, two days on: weekly measures are due.
        at("2026-11-25T11:00:00Z");
        assert_eq!(app.send_each_day().await.unwrap(), app::check_in::SentToMany::default(), "nobody is disturbed");
        at("2026-11-25T14:00:00Z");
        let sent = app.send_each_day().await.unwrap();
        assert_eq!((sent.sent, of_anna().await.len()), (1, 1), "{sent:?}");
        assert!(sent.not_sent > 0, "of Ben no address is known: {sent:?}");
        let planned = states(&practice).await.len();
        for (instant, what) in [("2026-11-25T20:00:00Z", "once a day"), ("2026-11-26T14:00:00Z", "a check-in is open")] {
            at(instant);
            app.send_each_day().await.unwrap();
            assert_eq!((of_anna().await.len(), states(&practice).await.len()), (1, planned), "{what}");
        }
        let asked = of_anna().await.remove(0);
        app.revoke_check_in(&operator(), asked.check_in.id).await.unwrap();
        at("2026-11-27T14:00:00Z");
        app.send_each_day().await.unwrap();
        assert!(of_anna().await.iter().all(|row| row.check_in.state != CheckInState::Open), "what was taken back is not sent again");
        // A person may, to everybody whom a list shows; not a second one beside it.
        let by_hand = async || app.send_what_is_due_to(&operator(), vec![practice.anna, practice.ben]).await.unwrap();
        let first = by_hand().await;
        assert!(first.sent == 1 && first.not_sent > 0, "{first:?}");
        let again = by_hand().await;
        assert!(again.sent == 0 && again.skipped == 1, "{again:?}");
    }
}

#[tokio::test]
async fn what_could_not_go_out_in_the_morning_is_tried_again_the_same_day() {
    for target in [storage::testing::sqlite().await, storage::testing::postgres().await] {
        let check_in = app::check_in::CheckInSettings { sends_what_is_due: true, ..app::check_in::CheckInSettings::default() };
        let (practice, _) = ready(practice_in(target, Settings { check_in, ..Settings::default() }).await).await;
        let app = &practice.app;
        may_be_written_to(&practice, practice.anna, ContactHolder::Patient).await;
        let shift = app.on_call_roster(&operator()).await.unwrap().shifts.remove(0);
        practice.test.pass_seconds(60);
        app.end_on_call(&operator(), shift.shift.id, Version::FIRST).await.unwrap();
        let at = |instant: &str| practice.test.clock.set(instant.parse().unwrap());
        at("2026-11-25T14:00:00Z");
        assert_eq!(app.send_each_day().await.unwrap().sent, 0, "nobody would hear of an answer about safety");
        let mut again = shift.shift.value().clone();
        (again.starts_at, again.ends_at) = (app.now(), None);
        app.add_on_call(&operator(), again).await.unwrap();
        at("2026-11-25T14:04:00Z");
        assert_eq!(app.send_each_day().await.unwrap(), app::check_in::SentToMany::default(), "not at once");
        at("2026-11-25T14:05:00Z");
        assert_eq!(app.send_each_day().await.unwrap().sent, 1, "somebody is on call again");
        at("2026-11-25T20:00:00Z");
        assert_eq!(app.send_each_day().await.unwrap(), app::check_in::SentToMany::default(), "and then it is done for the day");
        assert_eq!(app.check_ins(&operator(), practice.anna).await.unwrap().check_ins.len(), 1);
    }
}

#[tokio::test]
async fn follow_ups_go_out_by_themselves_too() {
    let check_in = app::check_in::CheckInSettings { sends_what_is_due: true, ..app::check_in::CheckInSettings::default() };
    let settings = Settings { check_in, ..Settings::default() };
    let (practice, _) = ready(practice_in(storage::testing::sqlite().await, settings).await).await;
    may_be_written_to(&practice, practice.anna, ContactHolder::Patient).await;
    discharge(&practice).await;
    practice.test.clock.set("2026-12-24T15:00:00Z".parse().unwrap());
    practice.app.keep_house().await;
    let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
    assert_eq!(page.check_ins.iter().map(|row| row.check_in.phase).collect::<Vec<_>>(), [Some(Phase::FollowUp)]);
    let off = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let (off, _) = ready(off).await;
    may_be_written_to(&off, off.anna, ContactHolder::Patient).await;
    off.test.clock.set("2026-12-24T15:00:00Z".parse().unwrap());
    off.app.keep_house().await;
    assert!(off.app.check_ins(&operator(), off.anna).await.unwrap().check_ins.is_empty(), "unless the practice chose it");
}

#[tokio::test]
async fn whoever_got_a_link_ends_messages_to_their_address_and_to_no_other() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let app = &practice.app;
        for holder in [ContactHolder::Patient, ContactHolder::Parent] {
            may_be_written_to(&practice, practice.anna, holder).await;
        }
        let (id, shown) = sent(&practice, &["gad-7"]).await;
        app.send_check_in(&operator(), id).await.unwrap();
        let by_no_message = app.look_at_stop_link(&shown).await.unwrap();
        assert!(matches!(by_no_message, app::message::StopDoor::Nothing { .. }), "what was shown came by no message: {by_no_message:?}");
        assert!(!app.stop_by_link(&shown).await.unwrap());
        let path = practice.path_in(&app.contacts(&operator(), practice.anna).await.unwrap().messages[0]).await;
        let consents = async || -> Vec<(ContactHolder, Consent)> {
            let contacts = app.contacts(&operator(), practice.anna).await.unwrap().contacts;
            contacts.iter().map(|view| (view.contact.value().holder, view.consent)).collect()
        };
        let link = by(&path);
        assert!(matches!(app.look_at_stop_link(&link).await.unwrap(), app::message::StopDoor::Open { .. }));
        assert!(consents().await.iter().all(|(_, consent)| *consent == Consent::Given), "looking ends nothing");
        // Also long after it is over.
        practice.test.pass_seconds(30 * 86_400);
        assert!(app.stop_by_link(&link).await.unwrap());
        let mut after = consents().await;
        after.sort_by_key(|(holder, _)| holder.code());
        assert_eq!(after, [(ContactHolder::Parent, Consent::Given), (ContactHolder::Patient, Consent::Withdrawn)]);
        assert!(states(&practice).await.iter().all(|(_, state, _)| *state == MessageState::Stopped), "nothing of it goes out any more");
    })
    .await;
}
