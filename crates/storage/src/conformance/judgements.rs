//! Judgements, what people did about them, who waits for them, and the rules they are made by.

use std::collections::{BTreeMap, BTreeSet};

use care::{Episode, LevelOfCarePeriod};
use instruments::Respondent;
use vocabulary::{Actor, Day, EpisodeId, Instant, LevelOfCare, PatientId, Points, RecordId, UserId, Verdict, Version};

use super::fixtures::*;
use crate::alert::{self, AlertEvent, Fact, NewAlert, RaisedAlert, StoredAlert};
use crate::alert_rule_parameter::{self, RuleParameter};
use crate::criteria_set::{self, StoredCriteriaSet};
use crate::determination::{self, Determination};
use crate::determination_decision::{self, DeterminationDecision};
use crate::expected_course::{self, StoredCourse};
use crate::protocol::{self, StoredProtocol};
use crate::score::{self, RecentScore};
use crate::score_review::{self, ScoreReview};
use crate::testing::{TestTarget, start};
use crate::{Entry, StorageError, UniqueKey, View, open_care, to_judge};

fn at(seconds: i64) -> Instant {
    start().plus_seconds(seconds)
}

/// An alert of a patient, raised at a time.
fn new_alert(practice: &Practice, patient: PatientId, key: &str, raised_at: Instant) -> NewAlert {
    let raised = RaisedAlert {
        id: practice.id(),
        key: key.to_owned(),
        group: "safety_answer/phq-9/patient/thoughts_of_death".to_owned(),
        patient,
        episode: None,
        rule: "safety_answer".to_owned(),
        class: "safety".to_owned(),
        since_last: "new".to_owned(),
        is_silent: false,
        occurred_at: raised_at.plus_seconds(-5),
        day: day("2026-11-23"),
        finding: r#"{"key":"safety_answered"}"#.to_owned(),
        evidence: "[]".to_owned(),
    };
    NewAlert { raised, event: AlertEvent { tier: Some("primary".to_owned()), ..AlertEvent::new("raised", raised_at) } }
}

async fn raise(practice: &Practice, alerts: Vec<NewAlert>) -> Vec<RecordId> {
    save!(practice, |unit| alert::raise_many(unit, &alerts).await).expect("the alerts are raised")
}

async fn append(practice: &Practice, id: RecordId, expected: Option<usize>, event: AlertEvent) -> Result<(), StorageError> {
    save!(practice, |unit| alert::append(unit, id, expected, &event).await)
}

fn ids(alerts: &[StoredAlert]) -> Vec<RecordId> {
    alerts.iter().map(|alert| alert.raised.id).collect()
}

/// Rows in the tables of judgements, for the archive.
pub(super) async fn fill(practice: &Practice, patient: PatientId, episode: EpisodeId) {
    let new = new_alert(practice, patient, "k1", at(0));
    let id = new.raised.id;
    raise(practice, vec![new]).await;
    append(practice, id, None, AlertEvent { note: Some("odd;T3:\n".to_owned()), ..AlertEvent::new("closed", at(1)) }).await.unwrap();
    practice.insert(determination_of(patient, episode, at(0))).await;
    practice.insert(course("severe", 240)).await;
}

pub(super) async fn the_same_sign_is_raised_once(target: TestTarget) {
    let practice = practice(target).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let first = new_alert(&practice, ada, "k1", at(0));
    let twin = new_alert(&practice, ada, "k1", at(1));
    let of_bob = new_alert(&practice, bob, "k1", at(2));
    let expected = [first.raised.id, of_bob.raised.id];
    assert_eq!(raise(&practice, vec![first.clone(), twin, of_bob]).await, expected);
    let again = new_alert(&practice, ada, "k1", at(60));
    let other = new_alert(&practice, ada, "k2", at(60));
    let other_id = other.raised.id;
    assert_eq!(raise(&practice, vec![again.clone(), other]).await, [other_id]);
    assert_eq!(raise(&practice, vec![again.clone()]).await, []);
    // Closing does not make room for it either.
    append(&practice, first.raised.id, Some(1), AlertEvent::new("closed", at(90))).await.unwrap();
    assert_eq!(raise(&practice, vec![again]).await, []);
    assert_eq!(practice.count("SELECT COUNT(*) FROM alert").await, 3);
    let keys = read!(practice, |unit| alert::known_keys(unit, &[ada]).await).unwrap();
    assert_eq!(keys, BTreeMap::from([((ada, "k1".to_owned()), false), ((ada, "k2".to_owned()), false)]));
    let unknown = new_alert(&practice, practice.id(), "k1", at(0));
    let refused = save!(practice, |unit| alert::raise_many(unit, &[unknown]).await);
    assert!(matches!(refused, Err(StorageError::NotFound { noun: "patient", .. })));
}

pub(super) async fn events_are_added_and_a_stale_actor_is_refused(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let new = new_alert(&practice, ada, "k1", at(0));
    let id = new.raised.id;
    raise(&practice, vec![new.clone()]).await;
    let (kim, lee): (UserId, UserId) = (practice.id(), practice.id());
    let acknowledged = AlertEvent { actor: Some(kim), ..AlertEvent::new("acknowledged", at(60)) };
    append(&practice, id, Some(1), acknowledged.clone()).await.unwrap();
    let stale = append(&practice, id, Some(1), AlertEvent { actor: Some(lee), ..acknowledged.clone() }).await;
    assert_eq!(stale, Err(StorageError::VersionConflict { noun: "alert", id: id.to_string(), expected: Version(1) }));
    let shown = AlertEvent { actor: Some(lee), ..AlertEvent::new("shown", at(70)) };
    append(&practice, id, None, shown.clone()).await.unwrap();
    let fact = Fact { kind: "review".to_owned(), id: "1".to_owned(), version: Version(2), day: day("2026-11-24") };
    let closed = AlertEvent {
        actor: Some(kim),
        owner: Some(lee),
        disposition: Some("safety_assessed".to_owned()),
        note: Some("Spoke by telephone; safe at home.".to_owned()),
        signature: Some("Kim Example, LCSW".to_owned()),
        fact: Some(fact),
        ..AlertEvent::new("closed", at(80))
    };
    append(&practice, id, Some(3), closed.clone()).await.unwrap();
    let stored = read!(practice, |unit| alert::get(unit, id).await).unwrap().unwrap();
    assert_eq!(stored, StoredAlert { raised: new.raised, events: vec![new.event, acknowledged, shown, closed] });
    let unknown = append(&practice, practice.id(), None, AlertEvent::new("shown", at(0))).await;
    assert!(matches!(unknown, Err(StorageError::NotFound { noun: "alert", .. })));
}

pub(super) async fn open_alerts_are_found_by_care_team_and_patient(target: TestTarget) {
    let practice = practice(target).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let clinician = practice.insert(clinician("C1")).await;
    practice.insert(member(ada, clinician, "2026-10-01", None)).await;
    practice.insert(member(bob, clinician, "2026-10-01", Some("2026-10-31"))).await;
    let of_ada = new_alert(&practice, ada, "k1", at(10));
    let of_bob = new_alert(&practice, bob, "k1", at(0));
    let mut silent = new_alert(&practice, ada, "k2", at(20));
    silent.raised.is_silent = true;
    let mut task = new_alert(&practice, ada, "k3", at(30));
    task.raised.class = "task".to_owned();
    let (ada_1, bob_1, ada_2, ada_3) = (of_ada.raised.id, of_bob.raised.id, silent.raised.id, task.raised.id);
    raise(&practice, vec![of_ada, of_bob, silent, task]).await;
    let on = |text: &str| day(text);
    let open = async || ids(&read!(practice, |unit| alert::open(unit).await).unwrap());
    let mine = async |on: Day| ids(&read!(practice, |unit| alert::open_of_clinician(unit, clinician, on).await).unwrap());
    let of_patient = async || ids(&read!(practice, |unit| alert::open_of_patients(unit, &[ada]).await).unwrap());
    assert_eq!(open().await, [bob_1, ada_1, ada_3]);
    let by_rule = read!(practice, |unit| alert::open_by_rule(unit, &[ada, bob]).await).unwrap();
    let counted: Vec<(PatientId, &str)> = by_rule.iter().map(|open| (open.patient, open.class.as_str())).collect();
    assert_eq!(counted.iter().filter(|(patient, _)| *patient == ada).count(), 2, "one of each class, and nothing silent: {counted:?}");
    assert_eq!(mine(on("2026-11-23")).await, [ada_1, ada_3]);
    assert_eq!(mine(on("2026-10-15")).await, [bob_1, ada_1, ada_3]);
    assert_eq!(of_patient().await, [ada_1, ada_2, ada_3]);
    // A fact ends a task and nothing else.
    append(&practice, ada_3, None, AlertEvent::new("resolved_by_fact", at(40))).await.unwrap();
    append(&practice, ada_1, None, AlertEvent::new("resolved_by_fact", at(40))).await.unwrap();
    append(&practice, bob_1, None, AlertEvent::new("closed", at(40))).await.unwrap();
    assert_eq!(open().await, [ada_1]);
    let (from, until) = (at(0), at(20));
    let week = read!(practice, |unit| alert::raised_between(unit, from, until).await).unwrap();
    assert_eq!(ids(&week), [bob_1, ada_1]);
}

fn plateau(practice: &Practice, patient: PatientId, is_silent: bool) -> NewAlert {
    let mut alert = new_alert(practice, patient, "plateau/phq-9", at(0));
    alert.raised.is_silent = is_silent;
    alert
}

pub(super) async fn a_sign_that_was_only_recorded_is_raised_when_its_rule_is_shown(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let sign = |is_silent: bool| plateau(&practice, ada, is_silent);
    let (silent, shown) = (sign(true), sign(false));
    let ids_of = [silent.raised.id, shown.raised.id];
    assert_eq!(raise(&practice, vec![silent]).await, [ids_of[0]]);
    assert_eq!(raise(&practice, vec![sign(true)]).await, []);
    assert_eq!(raise(&practice, vec![shown]).await, [ids_of[1]]);
    assert_eq!(raise(&practice, vec![sign(false), sign(true)]).await, []);
    let all = read!(practice, |unit| alert::of_patients(unit, &[ada], View::Current).await).unwrap();
    assert!(all.iter().all(|alert| alert.raised.key == "plateau/phq-9") && all.len() == 2);
    assert_eq!(ids(&read!(practice, |unit| alert::open(unit).await).unwrap()), [ids_of[1]]);
}

pub(super) async fn a_sign_recorded_by_an_earlier_version_is_raised_when_its_rule_is_shown(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let sign = |is_silent: bool| plateau(&practice, ada, is_silent);
    let (silent, shown) = (sign(true), sign(false));
    let ids_of = [silent.raised.id, shown.raised.id];
    raise(&practice, vec![silent]).await;
    // Before keys told silent alerts apart, they were kept under the plain one.
    assert_eq!(practice.tamper("UPDATE alert SET alert_key = 'plateau/phq-9'", Vec::new()).await, 1);
    assert_eq!(raise(&practice, vec![sign(true)]).await, [], "it is on record");
    assert_eq!(raise(&practice, vec![shown]).await, [ids_of[1]]);
    assert_eq!(raise(&practice, vec![sign(false), sign(true)]).await, [], "once");
    let all = read!(practice, |unit| alert::of_patients(unit, &[ada], View::Current).await).unwrap();
    assert!(all.iter().all(|alert| alert.raised.key == "plateau/phq-9") && all.len() == 2);
    assert_eq!(ids(&read!(practice, |unit| alert::open(unit).await).unwrap()), [ids_of[1]]);
}

pub(super) async fn alerts_are_seen_as_of_an_instant(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let (one, two) = (new_alert(&practice, ada, "k1", at(0)), new_alert(&practice, ada, "k2", at(100)));
    let id = one.raised.id;
    raise(&practice, vec![one, two]).await;
    append(&practice, id, None, AlertEvent::new("closed", at(50))).await.unwrap();
    let seen = async |view| -> Vec<(String, usize)> {
        let alerts = read!(practice, |unit| alert::of_patients(unit, &[ada], view).await).unwrap();
        alerts.into_iter().map(|alert| (alert.raised.key, alert.events.len())).collect()
    };
    assert_eq!(seen(View::AsOf(at(49))).await, [("k1".to_owned(), 1)]);
    assert_eq!(seen(View::AsOf(at(50))).await, [("k1".to_owned(), 2)]);
    assert_eq!(seen(View::Current).await, [("k2".to_owned(), 1), ("k1".to_owned(), 2)]);
}

fn determination_of(patient: PatientId, episode: EpisodeId, made_at: Instant) -> Determination {
    Determination {
        patient,
        episode,
        period: None,
        made_at,
        engine_version: "1".to_owned(),
        criteria_set: "neutral".to_owned(),
        criteria_version: "1".to_owned(),
        criteria_sha256: "00".repeat(32),
        outcome: "continue".to_owned(),
        judgement: "0".repeat(64),
        snapshot: "{}".to_owned(),
        trace: "{\"clauses\":[]}".to_owned(),
    }
}

pub(super) async fn judgement_records_read_back_as_they_were_written(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let episode = practice.insert(episode(ada, program)).await;
    let period = practice.insert(level_of_care_period(episode, program)).await;
    let administration = practice.administer(practice.phq9(ada, "2026-11-20", 18)).await;
    let user: UserId = practice.id();
    macro_rules! check {
        ($value:expr) => {{
            let value = $value;
            let id = practice.insert(value.clone()).await;
            assert_eq!(practice.get(id, View::Current).await, Some(value));
            id
        }};
    }
    let made = check!(Determination { period: Some(period), ..determination_of(ada, episode, at(0)) });
    let decision = DeterminationDecision {
        patient: ada,
        determination: made,
        decision: "disagree".to_owned(),
        direction: Some("stay".to_owned()),
        override_reason: Some("circumstances".to_owned()),
        reason: "The family left town.".to_owned(),
        decided_by: user,
        signature: "Kim Example, LCSW".to_owned(),
        decided_at: at(10),
    };
    check!(decision.clone());
    let later = check!(DeterminationDecision {
        decision: "agree".to_owned(),
        direction: None,
        override_reason: None,
        reason: String::new(),
        decided_at: at(20),
        ..decision
    });
    let decisions = read!(practice, |unit| determination_decision::of_determinations(unit, &[made], View::Current).await).unwrap();
    assert_eq!((decisions.len(), decisions[1].id), (2, later));
    let of_patient = read!(practice, |unit| determination_decision::of_patients(unit, &[ada], View::Current).await).unwrap();
    assert_eq!(of_patient, decisions);
    let review = ScoreReview {
        patient: ada,
        administration,
        administration_version: Version::FIRST,
        reviewed_by: user,
        reviewed_at: at(5),
        discussed_at: Some(at(6)),
        plan_change: "Two groups a week instead of one.".to_owned(),
    };
    check!(ScoreReview { discussed_at: None, plan_change: String::new(), reviewed_at: at(4), ..review.clone() });
    check!(review.clone());
    let reviews = read!(practice, |unit| score_review::of_administration(unit, administration, View::Current).await).unwrap();
    assert_eq!(reviews.iter().map(|stored| stored.value().discussed_at).collect::<Vec<_>>(), [None, Some(at(6))]);
    let of_patient = read!(practice, |unit| score_review::of_patients(unit, &[ada], View::Current).await).unwrap();
    assert_eq!(of_patient, reviews);
    check!(StoredProtocol { program: Some(program), level_of_care: None, source_text: "a = 1".to_owned() });
    check!(StoredCriteriaSet::new("own", "2026-1", "b = 2"));
    check!(course("severe", 240));
    check!(RuleParameter { subject: "escalation".to_owned(), source_text: "c = 3".to_owned() });
}

fn course(band: &str, patients: u32) -> StoredCourse {
    StoredCourse {
        instrument: "phq-9".to_owned(),
        intake_band: band.to_owned(),
        origin: "fitted".to_owned(),
        parameters: "{\"intercept\":17.25}".to_owned(),
        patients,
        data_cut_off: day("2026-10-31"),
        fitted_at: start(),
        is_current: true,
    }
}

pub(super) async fn the_newest_determination_of_each_episode_is_found(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let (first, second) = (practice.insert(episode(ada, program)).await, practice.insert(episode(ada, program)).await);
    let made = async |episode, minutes: i64, says: &str| {
        let (judgement, outcome) = (says.repeat(64), says.to_owned());
        practice.insert(Determination { outcome, judgement, ..determination_of(ada, episode, at(minutes)) }).await
    };
    made(first, 0, "a").await;
    made(first, 10, "b").await;
    let voided = made(first, 20, "c").await;
    made(second, 5, "d").await;
    let judgements = async || -> BTreeMap<EpisodeId, String> {
        read!(practice, |unit| determination::newest_judgements(unit, &[ada]).await).unwrap().into_iter().collect()
    };
    let outcome = async || read!(practice, |unit| determination::newest_outcomes(unit, &[ada]).await).unwrap();
    assert_eq!(judgements().await, BTreeMap::from([(first, "c".repeat(64)), (second, "d".repeat(64))]));
    practice.pass_seconds(60);
    practice.void::<Determination>(voided, 1).await.unwrap();
    assert_eq!(judgements().await, BTreeMap::from([(first, "b".repeat(64)), (second, "d".repeat(64))]));
    let outcome: BTreeMap<EpisodeId, String> = outcome().await.into_iter().map(|(_, episode, outcome)| (episode, outcome)).collect();
    assert_eq!(outcome, BTreeMap::from([(first, "b".to_owned()), (second, "d".to_owned())]));
}

pub(super) async fn rules_of_the_practice_are_versioned(target: TestTarget) {
    let practice = practice(target).await;
    let on = day("2026-11-23");
    let put_protocol = async |level: Option<LevelOfCare>, text: &str| {
        let protocol = StoredProtocol { program: None, level_of_care: level, source_text: text.to_owned() };
        save!(practice, |unit| protocol::put(unit, protocol, on).await).unwrap()
    };
    let everywhere = put_protocol(None, "a = 1").await;
    let of_level = put_protocol(Some(LevelOfCare::Residential), "a = 2").await;
    assert_ne!(everywhere, of_level);
    practice.pass_seconds(10);
    assert_eq!(put_protocol(None, "a = 3").await, everywhere);
    assert_eq!(put_protocol(None, "a = 3").await, everywhere);
    let seen = read!(practice, |unit| protocol::get(unit, None, None, View::Current).await).unwrap().unwrap();
    assert_eq!((seen.recorded.version, seen.value().source_text.as_str()), (Version(2), "a = 3"));
    let before = read!(practice, |unit| protocol::get(unit, None, None, View::AsOf(at(5))).await).unwrap().unwrap();
    assert_eq!(before.value().source_text, "a = 1");
    let twin = Entry::new(practice.id(), StoredProtocol { program: None, level_of_care: None, source_text: String::new() }, on);
    assert_eq!(practice.try_insert(twin).await, Err(StorageError::Duplicate { key: UniqueKey::Protocol }));

    let (first, second) = (StoredCriteriaSet::new("own", "1", "b = 1"), StoredCriteriaSet::new("own", "2", "b = 2"));
    let (kept, sha256) = (first.clone(), first.sha256.clone());
    let replaced = second.clone();
    save!(practice, |unit| criteria_set::put(unit, first, on).await).unwrap();
    save!(practice, |unit| criteria_set::put(unit, second, on).await).unwrap();
    let current = read!(practice, |unit| criteria_set::get(unit, "own", View::Current).await).unwrap().unwrap();
    assert_eq!(current.value(), &replaced);
    assert_eq!(read!(practice, |unit| criteria_set::by_sha256(unit, &sha256).await).unwrap(), Some(kept));

    for (band, patients) in [("severe", 240), ("mild", 300), ("severe", 260)] {
        save!(practice, |unit| expected_course::put(unit, course(band, patients), on).await).unwrap();
    }
    let unused = StoredCourse { is_current: false, ..course("mild", 300) };
    save!(practice, |unit| expected_course::put(unit, unused, on).await).unwrap();
    let courses = read!(practice, |unit| expected_course::current(unit, View::Current).await).unwrap();
    assert_eq!(courses.iter().map(|stored| stored.value().patients).collect::<Vec<_>>(), [260]);
    assert_eq!(read!(practice, |unit| expected_course::all(unit, View::Current).await).unwrap().len(), 2);

    for text in ["c = 1", "c = 2"] {
        let parameter = RuleParameter { subject: "warning_signs".to_owned(), source_text: text.to_owned() };
        save!(practice, |unit| alert_rule_parameter::put(unit, parameter, on).await).unwrap();
    }
    let parameter = read!(practice, |unit| alert_rule_parameter::get(unit, "warning_signs", View::Current).await).unwrap().unwrap();
    assert_eq!((parameter.recorded.version, parameter.value().source_text.as_str()), (Version(2), "c = 2"));
}

async fn waiting(practice: &Practice) -> to_judge::Waiting {
    read!(practice, |unit| to_judge::waiting(unit, 100).await).unwrap()
}

async fn names(practice: &Practice) -> BTreeSet<PatientId> {
    waiting(practice).await.patients.into_iter().map(|(patient, _)| patient).collect()
}

async fn judge_all(practice: &Practice) {
    let all = waiting(practice).await;
    save!(practice, |unit| to_judge::judged(unit, &all).await).unwrap();
    assert_eq!(names(practice).await, BTreeSet::new());
}

pub(super) async fn who_was_written_about_waits_to_be_judged(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let open = practice.insert(episode(ada, program)).await;
    judge_all(&practice).await;
    /// Does something and says who waits because of it.
    macro_rules! check {
        ($what:literal, $act:expr, $expected:expr) => {{
            let done = $act;
            assert_eq!(names(&practice).await, BTreeSet::from($expected), $what);
            judge_all(&practice).await;
            done
        }};
    }
    check!("a part of an episode", practice.insert(participation(open)).await, [ada]);
    let home = check!("a record", practice.insert(housing(bob)).await, [bob]);
    check!("a correction", practice.correct(home, 1, housing(bob)).await.unwrap(), [bob]);
    check!("a void", practice.void::<care::Housing>(home, 2).await.unwrap(), [bob]);
    let id = check!("an administration", practice.administer(practice.phq9(ada, "2026-11-20", 9)).await, [ada]);
    check!("a newer score", save!(practice, |unit| score::replace(unit, id, &score(10, "2")).await).unwrap(), [ada]);
    let (link, event) = (practice.id(), care::PatientLink::Merged { kept: ada, merged: bob });
    let merge = save!(practice, |unit| crate::patient_link::record(unit, link, event, day("2026-11-23")).await);
    check!("a merge", merge.unwrap(), [ada, bob]);
    check!("reading", read!(practice, |unit| unit.current::<care::Patient>(ada).await).map(drop).unwrap(), []);
    check!("a judgement", practice.insert(determination_of(ada, open, at(0))).await, []);
    check!("an alert", raise(&practice, vec![new_alert(&practice, ada, "k", at(0))]).await, []);
    check!("somebody else's work", practice.insert(clinician("C1")).await, []);
    check!("a new rule", save!(practice, |unit| to_judge::mark_open(unit).await).unwrap(), [ada]);
    check!(
        "on demand",
        save!(practice, |unit| {
            to_judge::mark(unit, [bob]);
            Ok::<_, StorageError>(())
        })
        .unwrap(),
        [bob]
    );
    // What was not written makes nobody wait.
    let failed: Result<(), StorageError> = save!(practice, |unit| {
        to_judge::mark(unit, [bob]);
        Err(StorageError::Busy)
    });
    check!("what was undone", failed.unwrap_err(), []);
}

pub(super) async fn a_change_while_judging_makes_the_patient_wait_again(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let first_change = start();
    practice.pass_seconds(10);
    practice.insert(housing(ada)).await;
    let taken = waiting(&practice).await;
    assert_eq!(taken.patients, [(ada, first_change)], "once, since the first change");
    // At the same instant as what was read.
    practice.insert(housing(ada)).await;
    save!(practice, |unit| to_judge::judged(unit, &taken).await).unwrap();
    assert_eq!(waiting(&practice).await.patients, [(ada, first_change.plus_seconds(10))]);
    assert_eq!(read!(practice, |unit| to_judge::count(unit).await), Ok(1));
    // Two writers about one patient do not meet on the marks.
    let write = async || practice.try_insert(Entry::new(practice.id(), housing(ada), day("2026-11-10"))).await;
    let (left, right) = tokio::join!(write(), write());
    assert_eq!((left, right), (Ok(()), Ok(())));
}

pub(super) async fn the_scores_of_many_patients_come_packed(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    practice.insert(episode(ada, program)).await;
    let mut administered = Vec::new();
    for (on, total) in [("2026-11-03", 9), ("2026-11-01", 27), ("2026-11-02", 18), ("2026-11-04", 0)] {
        administered.push(practice.administer(practice.phq9(ada, on, total)).await);
    }
    let mut by_parent = practice.phq9(ada, "2026-11-05", 9);
    by_parent.administration.respondent = Respondent::Parent;
    let unscored = by_parent.score.as_mut().unwrap();
    (unscored.total, unscored.severity, unscored.safety) = (None, None, Vec::new());
    practice.administer(by_parent).await;
    practice.administer(practice.phq9(bob, "2026-11-01", 9)).await;
    let wrong = administered[2];
    save!(practice, |unit| unit.void::<instruments::Administration>(wrong, Version::FIRST, "wrong day").await).unwrap();
    let load =
        async |patients: Vec<PatientId>, newest: usize| read!(practice, |unit| score::recent(unit, &patients, newest).await).unwrap();
    let found = load(vec![ada], 10).await;
    assert_eq!(found.iter().map(|found| found.patient).collect::<Vec<_>>(), [ada]);
    let told = |score: &RecentScore| (score.respondent.code(), score.day.to_string(), score.total.map(Points::ten_thousandths));
    let expected = [
        ("patient", "2026-11-01".to_owned(), Some(270_000)),
        ("patient", "2026-11-03".to_owned(), Some(90_000)),
        ("patient", "2026-11-04".to_owned(), Some(0)),
        ("parent", "2026-11-05".to_owned(), None),
    ];
    let mut scores: Vec<_> = found[0].scores.iter().map(told).collect();
    scores.sort_by_key(|(respondent, day, _)| (*respondent == "parent", day.clone()));
    assert_eq!(scores, expected);
    let first = found[0].scores.iter().find(|score| score.administration == administered[1]).unwrap();
    assert_eq!(
        (first.safety, first.severity, first.input_version, &*first.instrument),
        (Some(Verdict::Met), Some(2), Version::FIRST, "phq-9")
    );
    assert_eq!(first.computed_at, start());
    // The newest one of each series and the first.
    let thinned = load(vec![ada, bob], 1).await;
    assert_eq!(
        thinned.iter().map(|found| (found.patient, found.scores.len())).collect::<BTreeSet<_>>(),
        BTreeSet::from([(ada, 3), (bob, 1)])
    );
    // And the first one since a day from which a change is counted.
    let firsts = BTreeMap::from([(ada, vec![day("2026-11-02"), day("2026-12-01")])]);
    let since = read!(practice, |unit| score::recent_with_firsts(unit, &[ada], 1, &firsts).await).unwrap();
    let days: BTreeSet<String> = since[0].scores.iter().map(|score| score.day.to_string()).collect();
    assert_eq!(days, BTreeSet::from(["2026-11-01", "2026-11-03", "2026-11-04", "2026-11-05"].map(str::to_owned)));
    practice.tamper("UPDATE score SET day = 'a secret' WHERE superseded_at IS NULL", Vec::new()).await;
    let damaged = read!(practice, |unit| score::recent(unit, &[ada], 10).await).unwrap_err();
    assert_eq!(damaged, StorageError::DamagedRow { table: "score", column: "scores".to_owned() });
}

pub(super) async fn open_care_is_what_is_open(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let discharge =
        care::Discharge { day: day("2026-11-01"), kind: care::DischargeType::Completed, destination: care::DischargeDestination::Home };
    let open = practice.insert(episode(ada, program)).await;
    let closed = practice.insert(Episode { discharge: Some(discharge), ..episode(ada, program) }).await;
    let of_bob = practice.insert(episode(bob, program)).await;
    let kept = practice.insert(level_of_care_period(open, program)).await;
    practice.insert(level_of_care_period(closed, program)).await;
    let other = practice
        .insert(LevelOfCarePeriod { period: period("2026-10-01", Some("2026-10-09")), ..level_of_care_period(of_bob, program) })
        .await;
    let ended = read!(practice, |unit| open_care::ended_stays(unit, &[ada, bob]).await).unwrap();
    assert_eq!(ended.iter().map(|(patient, _, discharged)| (*patient, *discharged)).collect::<Vec<_>>(), [(ada, day("2026-11-01"))]);
    let found = async |patients: Option<Vec<PatientId>>| {
        let (episodes, periods) = read!(practice, |unit| {
            let episodes = open_care::episodes(unit, patients.as_deref()).await?;
            Ok::<_, StorageError>((episodes, open_care::periods(unit, patients.as_deref()).await?))
        })
        .unwrap();
        let episodes: BTreeSet<EpisodeId> = episodes.iter().map(|stored| stored.id).collect();
        (episodes, periods.iter().map(|stored| stored.id).collect::<BTreeSet<_>>())
    };
    assert_eq!(found(None).await, (BTreeSet::from([open, of_bob]), BTreeSet::from([kept, other])));
    assert_eq!(read!(practice, |unit| open_care::people(unit).await), Ok(vec![ada, bob]));
    assert_eq!(found(Some(vec![ada])).await, (BTreeSet::from([open]), BTreeSet::from([kept])));
}

pub(super) async fn it_is_told_how_care_at_a_level_ended(target: TestTarget) {
    use open_care::PeriodEnd::{Discharged, WentOn};
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    // Discharged a day after the last day at the level, as some systems write it.
    let discharge =
        care::Discharge { day: day("2026-11-12"), kind: care::DischargeType::AgainstAdvice, destination: care::DischargeDestination::Home };
    let left = practice.insert(Episode { discharge: Some(discharge), ..episode(ada, program) }).await;
    let open = practice.insert(episode(ada, program)).await;
    let at = |of, level_of_care, first, last| LevelOfCarePeriod {
        level_of_care,
        period: period(first, Some(last)),
        ..level_of_care_period(of, program)
    };
    let (php, iop) = (LevelOfCare::PartialHospitalization, LevelOfCare::IntensiveOutpatient);
    practice.insert(at(left, php, "2026-10-01", "2026-10-20")).await;
    practice.insert(at(left, iop, "2026-10-21", "2026-11-11")).await;
    practice.insert(at(open, iop, "2026-10-01", "2026-10-09")).await;
    let found = read!(practice, |unit| open_care::finished_periods(unit, 10).await).unwrap();
    let told: Vec<_> = found.iter().map(|stay| (stay.episode, stay.level_of_care, stay.ended)).collect();
    let expected = [(left, iop, Some(Discharged(care::DischargeType::AgainstAdvice))), (left, php, Some(WentOn(iop))), (open, iop, None)];
    assert_eq!(told, expected);
    let former = async |since: &str| {
        let since = day(since);
        let found = read!(practice, |unit| open_care::former_periods(unit, &[ada], since).await).unwrap();
        let told = |period: open_care::FormerPeriod| {
            (period.patient, period.level_of_care, period.last.to_string(), period.next_level, period.discharge.kind, period.version)
        };
        found.into_iter().map(told).collect::<Vec<_>>()
    };
    let kind = care::DischargeType::AgainstAdvice;
    let expected = [
        (ada, php, "2026-10-20".to_owned(), Some(iop), kind, Version::FIRST),
        (ada, iop, "2026-11-11".to_owned(), None, kind, Version::FIRST),
    ];
    assert_eq!(former("2026-11-12").await, expected);
    assert!(former("2026-11-13").await.is_empty());
}

pub(super) async fn a_scheduled_computation_over_many_is_counted_in_the_audit(target: TestTarget) {
    let practice = practice(target).await;
    let entries: Vec<Entry<care::Patient>> =
        (0..1_001).map(|number| Entry::new(practice.id(), patient(&format!("A-{number}"), "Example", "Ada"), day("2026-11-02"))).collect();
    let all: Vec<PatientId> = entries.iter().map(|entry| entry.id).collect();
    save!(practice, |unit| unit.insert_many(&entries).await).unwrap();
    let named = async |actor: Actor, patients: Vec<PatientId>| {
        let operation = by(actor, "judge");
        let read = practice.database.read(&operation, move |unit| {
            Box::pin(async move { unit.get_many::<care::Patient>(&patients, View::Current).await.map(drop) })
        });
        read.await.unwrap();
        let page = crate::audit::AuditPage::newest(1);
        let entry = read!(practice, |unit| crate::audit::newest(unit, page).await).unwrap().remove(0);
        let id = entry.id;
        let pairs = read!(practice, |unit| crate::audit::patients_of(unit, &[id]).await).unwrap();
        (entry.patient_count, pairs.len())
    };
    assert_eq!(named(Actor::System, all.clone()).await, (1_001, 0));
    assert_eq!(named(Actor::System, all[..1_000].to_vec()).await, (1_000, 1_000));
    assert_eq!(named(Actor::Operator("kim".to_owned()), all).await, (1_001, 1_001));
    assert!(practice.database.verify_audit(None).await.unwrap().holds());
}
