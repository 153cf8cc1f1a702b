//! Warning signs become alerts, go along their chain, and end: on SQLite and on PostgreSQL.

use app::on_call::OnCallShift;
use app::{AppError, Caller, Data, Settings};
use outcomes::alert::{Disposition, Refusal, State, Tier};
use outcomes::warning_sign::{Class, Rule, SinceLast};
use vocabulary::{Instant, Role};

use crate::practice::{Practice, operator, phq9, practice, practice_in};

/// Answers without anything about safety.
const CALM: [i32; 9] = [1, 1, 1, 1, 1, 1, 1, 1, 0];

pub(crate) struct People {
    pub(crate) treating: Caller,
    pub(crate) on_call: Caller,
    pub(crate) director: Caller,
}

/// The clinician who treats Anna, somebody on call and a director.
pub(crate) async fn people(practice: &Practice) -> People {
    let (treating, _) = practice.somebody("okoro", &[Role::Clinician], Some(practice.treating)).await;
    let (on_call, _) = practice.somebody("night", &[Role::Clinician], None).await;
    let (director, _) = practice.somebody("ruth", &[Role::Director], None).await;
    let shift = OnCallShift {
        user: on_call.user().unwrap(),
        program: None,
        starts_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        ends_at: None,
        is_on_site: false,
    };
    practice.app.add_on_call(&operator(), shift).await.unwrap();
    People { treating, on_call, director }
}

pub(crate) fn at(practice: &Practice, instant: &str) {
    practice.test.clock.set(instant.parse::<Instant>().unwrap());
}

pub(crate) async fn of_rule(practice: &Practice, caller: &Caller, rule: Rule) -> Vec<app::alert::AlertView> {
    let inbox = practice.app.inbox(caller, app::alert::InboxPage::WHOLE).await.unwrap();
    inbox.groups.into_iter().flat_map(|group| group.alerts).filter(|view| view.alert.raised.rule == rule).collect()
}

pub(crate) async fn both(story: impl AsyncFn(Practice)) {
    story(practice(Settings::default()).await).await;
    story(practice_in(storage::testing::postgres().await, Settings::default()).await).await;
}

#[tokio::test]
async fn an_answer_about_safety_of_friday_evening_goes_on_the_same_evening() {
    both(async |practice| {
        let people = people(&practice).await;
        at(&practice, "2026-11-27T22:40:00Z");
        practice.app.judge_everybody().await.unwrap();
        at(&practice, "2026-11-27T22:50:00Z");
        practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-27", [1, 1, 1, 1, 1, 1, 1, 1, 2])).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        assert_eq!(of_rule(&practice, &people.treating, Rule::SafetyAnswer).await.len(), 1);
        let own = &of_rule(&practice, &people.treating, Rule::SafetyAnswer).await[0];
        assert_eq!((own.alert.raised.class, own.alert.tier, own.is_own), (Class::Safety, Tier::Primary, true));
        assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 0, "there is time yet");
        at(&practice, "2026-11-27T23:20:00Z");
        assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 1, "18:20 in New York, the site is closed");
        let night = &of_rule(&practice, &people.on_call, Rule::SafetyAnswer).await[0];
        assert_eq!((night.alert.tier, night.is_own), (Tier::OnCall, true));
        at(&practice, "2026-11-27T23:50:00Z");
        assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 1);
        let last = &of_rule(&practice, &people.director, Rule::SafetyAnswer).await[0];
        assert_eq!((last.alert.tier, last.is_own), (Tier::Director, true));
        at(&practice, "2026-11-28T23:50:00Z");
        assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 0, "there is nobody after the director");
    })
    .await;
}

#[tokio::test]
async fn hours_and_minutes_are_those_of_the_practice_where_it_has_a_policy() {
    let practice = practice(Settings::default()).await;
    let people = people(&practice).await;
    let own = format!(
        "{}\n[[programs]]\ncode = \"RIV-IOP\"\nopens = \"12:00\"\ncloses = \"20:00\"\n",
        outcomes::alert::Policy::shipped_text().replace("safety_minutes = 30", "safety_minutes = 90")
    );
    let refused = practice.app.put_alert_policy(&operator(), own.replace("RIV-IOP", "NOWHERE")).await.unwrap();
    assert_eq!(refused, Err("programs: no program has the code NOWHERE".to_owned()));
    let by_clinician = practice.app.put_alert_policy(&people.treating, own.clone()).await;
    assert!(matches!(by_clinician, Err(AppError::RoleRefused(Data::Protocols))));
    practice.app.put_alert_policy(&operator(), own).await.unwrap().unwrap();
    // 18:30 in New York: open until 20:00 by the practice's own hours, so it begins with the one who treats and waits for 90 minutes.
    at(&practice, "2026-11-27T23:30:00Z");
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-27", [1, 1, 1, 1, 1, 1, 1, 1, 2])).await.unwrap();
    practice.app.judge_waiting().await.unwrap();
    assert_eq!(of_rule(&practice, &people.treating, Rule::SafetyAnswer).await[0].alert.tier, Tier::Primary);
    at(&practice, "2026-11-28T00:15:00Z");
    assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 0, "45 minutes");
    at(&practice, "2026-11-28T01:05:00Z");
    assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 1, "95 minutes");
    assert_eq!(practice.app.alert_policy(&people.director).await.unwrap().policy.safety_minutes, 90);
}

#[tokio::test]
async fn a_treatment_alert_and_a_task_wait_for_opening_hours() {
    let practice = practice(Settings::default()).await;
    let people = people(&practice).await;
    for (on, now, answers) in
        [("2026-10-01", "2026-11-27T22:40:00Z", CALM), ("2026-11-27", "2026-11-27T22:50:00Z", [3, 3, 3, 3, 3, 3, 3, 3, 0])]
    {
        at(&practice, now);
        practice.app.record_administration(&operator(), practice.anna, phq9(on, answers)).await.unwrap();
    }
    practice.app.judge_waiting().await.unwrap();
    assert_eq!(of_rule(&practice, &people.treating, Rule::ReliableDeterioration).await.len(), 1);
    at(&practice, "2026-11-29T20:00:00Z");
    assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 0, "Sunday afternoon");
}

#[tokio::test]
async fn looking_twice_raises_nothing_twice_and_repeats_are_grouped() {
    both(async |practice| {
        let people = people(&practice).await;
        at(&practice, "2026-11-23T15:00:00Z");
        let record = async |on: &str, nine: i32| {
            let answers = [1, 1, 1, 1, 1, 1, 1, 1, nine];
            practice.app.record_administration(&operator(), practice.anna, phq9(on, answers)).await.unwrap();
        };
        record("2026-11-20", 1).await;
        let first = practice.app.judge_everybody().await.unwrap().raised;
        assert!(first >= 1);
        assert_eq!(practice.app.judge_everybody().await.unwrap().raised, 0);
        record("2026-11-23", 2).await;
        assert_eq!(practice.app.judge_waiting().await.unwrap().raised, 1);
        let inbox = practice.app.inbox(&people.treating, app::alert::InboxPage::WHOLE).await.unwrap();
        let group = inbox.groups.iter().find(|group| group.latest().alert.raised.rule == Rule::SafetyAnswer).unwrap();
        assert_eq!((group.alerts.len(), group.latest().alert.raised.since_last), (2, SinceLast::Higher));
        assert_eq!(inbox.groups[0].latest().alert.raised.class, Class::Safety, "safety stands first");
    })
    .await;
}

#[tokio::test]
async fn an_inbox_goes_on_page_by_page_and_notes_only_what_was_on_the_screen() {
    let practice = practice(Settings::default()).await;
    let people = people(&practice).await;
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-23", [3; 9])).await.unwrap();
    practice.app.judge_everybody().await.unwrap();
    let page = async |after| {
        let page = app::alert::InboxPage { after, size: 1, class: None };
        practice.app.inbox(&people.treating, page).await.unwrap()
    };
    let mut seen = vec![page(None).await];
    while let Some(next) = seen.last().unwrap().next {
        seen.push(page(Some(next)).await);
    }
    let whole = practice.app.inbox(&people.treating, app::alert::InboxPage::WHOLE).await.unwrap();
    assert!(whole.groups.len() > 1 && whole.next.is_none(), "{}", whole.groups.len());
    let ids = |inbox: &app::alert::Inbox| inbox.groups.iter().map(|group| group.latest().id).collect::<Vec<_>>();
    assert_eq!(seen.iter().flat_map(ids).collect::<Vec<_>>(), ids(&whole));
    let waits: Vec<_> = whole
        .groups
        .iter()
        .map(|group| (!group.is_urgent(), !group.is_own(), group.latest().alert.raised.class, group.waits_since()))
        .collect();
    assert!(waits.is_sorted(), "safety first, and within a class what waits longest: {waits:?}");
}

#[tokio::test]
async fn an_answer_about_safety_that_nobody_took_on_stands_before_what_is_ones_own() {
    let practice = practice(Settings::default()).await;
    let people = people(&practice).await;
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-23", [3; 9])).await.unwrap();
    practice.app.judge_everybody().await.unwrap();
    let inbox = async |class| {
        let page = app::alert::InboxPage { class, ..app::alert::InboxPage::WHOLE };
        practice.app.inbox(&people.director, page).await.unwrap()
    };
    for group in inbox(None).await.groups.iter().filter(|group| !group.is_urgent()) {
        practice.app.acknowledge_alert(&people.director, group.latest().id).await.unwrap();
    }
    let all = inbox(None).await;
    assert!(all.urgent > 0 && all.own > 0, "{} {}", all.urgent, all.own);
    assert!(all.groups[0].is_urgent() && !all.groups[0].is_own(), "safety stands first, whoever has it");
    let safety = inbox(Some(Class::Safety)).await;
    assert!(safety.groups.len() < all.groups.len() && safety.groups.iter().all(|group| group.latest().alert.raised.class == Class::Safety));
    assert_eq!(safety.of_class, all.of_class, "how many there are of each class is said whichever is asked for");
}

#[tokio::test]
async fn a_form_that_is_not_finished_delivers_its_answer() {
    let practice = practice(Settings::default()).await;
    let people = people(&practice).await;
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-23", [-1, -1, -1, -1, -1, -1, -1, -1, 1])).await.unwrap();
    practice.app.judge_waiting().await.unwrap();
    let alerts = of_rule(&practice, &people.treating, Rule::SafetyAnswer).await;
    assert_eq!(alerts[0].statement.key, "warning-sign-safety-answer-partial");
}

#[tokio::test]
async fn an_overdue_measure_is_resolved_by_the_measure_and_by_nobody() {
    both(async |practice| {
        let people = people(&practice).await;
        practice.app.judge_everybody().await.unwrap();
        let overdue = of_rule(&practice, &people.treating, Rule::OverdueMeasure).await;
        let is_phq9 = |view: &&app::alert::AlertView| view.alert.raised.key.as_str().contains("/phq-9/") && view.patient == practice.anna;
        let before = overdue.iter().filter(is_phq9).count();
        assert!(before > 0, "a patient in care since October without any measure");
        practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-23", CALM)).await.unwrap();
        assert_eq!(practice.app.judge_waiting().await.unwrap().resolved, before);
        let after = of_rule(&practice, &people.treating, Rule::OverdueMeasure).await;
        assert_eq!(after.iter().filter(is_phq9).count(), 0);
        let ended = practice.app.alert(&people.treating, overdue.iter().find(is_phq9).unwrap().id).await.unwrap();
        assert_eq!(ended.view.alert.state.code(), "resolved_by_fact");
    })
    .await;
}

#[tokio::test]
async fn an_overdue_measure_is_ended_by_the_record_of_its_decline_and_by_the_discharge() {
    both(async |practice| {
        let people = people(&practice).await;
        practice.app.judge_everybody().await.unwrap();
        let overdue = async || {
            let all = of_rule(&practice, &people.treating, Rule::OverdueMeasure).await;
            all.into_iter().filter(|view| view.patient == practice.anna).collect::<Vec<_>>()
        };
        let before = overdue().await;
        let is_phq9 = |view: &&app::alert::AlertView| view.alert.raised.key.as_str().contains("/phq-9/");
        let of_phq9 = before.iter().find(is_phq9).expect("a patient in care since October without any measure").id;
        let declined = app::administration::NewEntry { declined: true, answers: Vec::new(), ..phq9("2026-11-23", CALM) };
        practice.app.record_administration(&operator(), practice.anna, declined).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        let left = overdue().await;
        assert!(!left.iter().any(|view| is_phq9(&view)) && !left.is_empty(), "the other measures stay due");
        let ended = |kind: &'static str, state: &State| match state {
            State::Ended(outcomes::alert::Ending::ResolvedByFact { fact }) => assert_eq!(fact.kind, kind),
            other => panic!("{other:?}"),
        };
        ended("administration", &practice.app.alert(&people.treating, of_phq9).await.unwrap().view.alert.state);
        let episode = practice.app.patient(&operator(), practice.anna, storage::View::Current).await.unwrap().episodes[0].episode.id;
        let discharge = care::Discharge {
            day: "2026-11-23".parse().unwrap(),
            kind: care::DischargeType::Completed,
            destination: care::DischargeDestination::Home,
        };
        practice.app.discharge(&operator(), episode, vocabulary::Version::FIRST, discharge).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        assert!(overdue().await.is_empty());
        ended("episode", &practice.app.alert(&people.treating, left[0].id).await.unwrap().view.alert.state);
    })
    .await;
}

#[tokio::test]
async fn a_safety_alert_that_was_taken_on_and_not_closed_goes_on_after_a_day_and_is_counted() {
    both(async |practice| {
        let people = people(&practice).await;
        at(&practice, "2026-11-23T15:00:00Z");
        practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-23", [1, 1, 1, 1, 1, 1, 1, 1, 2])).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        let id = of_rule(&practice, &people.treating, Rule::SafetyAnswer).await[0].id;
        practice.app.acknowledge_alert(&people.treating, id).await.unwrap();
        at(&practice, "2026-11-24T14:59:00Z");
        assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 0, "there is time yet");
        at(&practice, "2026-11-24T15:00:00Z");
        assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 1);
        let view = practice.app.alert(&people.director, id).await.unwrap().view;
        assert_eq!((view.alert.state.code(), view.alert.tier, view.alert.times_not_closed), ("open", Tier::OnCall, 1));
        at(&practice, "2026-11-24T15:01:00Z");
        let inbox = practice.app.inbox(&people.director, app::alert::InboxPage::WHOLE).await.unwrap();
        assert!(inbox.groups[0].is_urgent() && inbox.groups[0].is_late(), "it stands first, and says so");
        let report = practice.app.alert_report(&people.director, 4).await.unwrap();
        let safety = report.rules.iter().find(|rule| rule.rule == Rule::SafetyAnswer).unwrap();
        assert_eq!(safety.not_closed_in_time, 1);
        practice.app.acknowledge_alert(&people.on_call, id).await.unwrap();
        practice.test.pass_seconds(60);
        practice.app.close_alert(&people.on_call, id, Disposition::SafetyAssessed, "Seen and assessed").await.unwrap();
        assert_eq!(practice.app.alert(&people.director, id).await.unwrap().view.alert.state.code(), "closed");
    })
    .await;
}

/// An alert that no version of the program can read: its rule is not known.
async fn damaged_alert(practice: &Practice) -> vocabulary::RecordId {
    let episode = practice.app.patient(&operator(), practice.anna, storage::View::Current).await.unwrap().episodes[0].episode.id;
    let id: vocabulary::RecordId = practice.test.ids.next();
    let now = practice.app.now();
    let raised = storage::alert::RaisedAlert {
        id,
        // Of a measure that is obtained later, so that judging looks at it, too.
        key: format!("overdue_measure/{episode}/phq-9/patient/2026-10-15"),
        group: "overdue_measure/phq-9/patient".to_owned(),
        patient: practice.anna,
        episode: Some(episode),
        rule: "no_such_rule".to_owned(),
        class: "task".to_owned(),
        since_last: "new".to_owned(),
        is_silent: false,
        occurred_at: now,
        day: "2026-11-09".parse().unwrap(),
        finding: "{}".to_owned(),
        evidence: "[]".to_owned(),
    };
    let mut event = storage::alert::AlertEvent::new("raised", now);
    event.tier = Some("primary".to_owned());
    let new = storage::alert::NewAlert { raised, event };
    let operation = storage::testing::operation("damage");
    let write = practice
        .test
        .database
        .write::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(storage::alert::raise_many(unit, &[new]).await?) }));
    assert_eq!(write.await.unwrap(), [id]);
    id
}

#[tokio::test]
async fn one_damaged_alert_stops_neither_judging_nor_any_other_alert_and_is_named() {
    both(async |practice| {
        let people = people(&practice).await;
        at(&practice, "2026-11-27T22:40:00Z");
        practice.app.judge_everybody().await.unwrap();
        let damaged = damaged_alert(&practice).await;
        at(&practice, "2026-11-27T22:50:00Z");
        practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-27", [1, 1, 1, 1, 1, 1, 1, 1, 2])).await.unwrap();
        at(&practice, "2026-11-27T23:20:00Z");
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let app = practice.app.clone();
        let work = tokio::spawn(async move { app.work(stopped).await });
        let mut gone_on = false;
        for _ in 0..200 {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            let told = of_rule(&practice, &people.director, Rule::SafetyAnswer).await;
            gone_on = told.first().is_some_and(|view| view.alert.tier == Tier::Director && view.is_own);
            if gone_on {
                break;
            }
        }
        stop.send(true).unwrap();
        work.await.unwrap();
        assert!(gone_on, "the answer of Friday evening goes its way beside the damaged alert");
        let escalated = practice.app.escalate_alerts().await.unwrap();
        assert_eq!(escalated.unreadable, 1);
        let inbox = async |caller: &Caller| practice.app.inbox(caller, app::alert::InboxPage::WHOLE).await.unwrap();
        assert_eq!(inbox(&people.director).await.unreadable, [damaged], "before the director");
        assert!(inbox(&people.treating).await.unreadable.is_empty());
        assert!(inbox(&people.treating).await.groups.iter().flat_map(|group| &group.alerts).all(|view| view.id != damaged));
        assert_eq!(practice.app.alert_report(&people.director, 4).await.unwrap().unreadable, [damaged]);
        let operation = storage::testing::operation("look");
        let library = instruments::Library::shipped().unwrap();
        let found = app::self_check::unreadable(&practice.test.database, &operation, library).await.unwrap();
        assert_eq!(found.alerts, [damaged]);
    })
    .await;
}

#[tokio::test]
async fn a_safety_alert_is_closed_by_a_person_who_took_it_on_says_what_was_done_and_signs() {
    both(async |practice| {
        let people = people(&practice).await;
        practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-22", [1, 1, 1, 1, 1, 1, 1, 1, 1])).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-23", CALM)).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        let open = of_rule(&practice, &people.treating, Rule::SafetyAnswer).await;
        assert_eq!(open.len(), 1, "a later answer of 0 closes nothing");
        let id = open[0].id;
        practice.app.alert(&people.treating, id).await.unwrap();
        let early = practice.app.close_alert(&people.treating, id, Disposition::SafetyAssessed, "talked").await;
        assert!(matches!(early, Err(AppError::Alert(Refusal::NotAcknowledged))));
        practice.app.acknowledge_alert(&people.treating, id).await.unwrap();
        let empty = practice.app.close_alert(&people.treating, id, Disposition::SafetyAssessed, "  ").await;
        assert!(matches!(empty, Err(AppError::Alert(Refusal::NoNote))));
        let task = practice.app.close_alert(&people.treating, id, Disposition::Done, "done").await;
        assert!(matches!(task, Err(AppError::Alert(Refusal::OtherClass { .. }))));
        practice.test.pass_seconds(60);
        practice.app.close_alert(&people.treating, id, Disposition::SafetyAssessed, "Called and assessed").await.unwrap();
        assert!(of_rule(&practice, &people.treating, Rule::SafetyAnswer).await.is_empty());
        let page = practice.app.alert(&people.treating, id).await.unwrap();
        let State::Ended(outcomes::alert::Ending::Closed { closing, .. }) = &page.view.alert.state else { panic!("it is closed") };
        assert_eq!(closing.signature, "okoro, PhD");
        let times = page.view.alert.times;
        assert!(times.received_at.is_some() && times.shown_at.is_some() && times.acknowledged_at < times.ended_at);
        let report = practice.app.alert_report(&people.director, 4).await.unwrap();
        let safety = report.rules.iter().find(|rule| rule.rule == Rule::SafetyAnswer).unwrap();
        assert_eq!((safety.closed, safety.acted_on), (1, 1));
        assert!(report.load.iter().any(|load| load.name == "okoro" && load.alerts >= 1));
    })
    .await;
}

#[tokio::test]
async fn others_do_not_see_alerts_and_a_colleague_gets_one_by_hand_over() {
    let practice = practice(Settings::default()).await;
    let people = people(&practice).await;
    at(&practice, "2026-11-23T15:00:00Z");
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-23", [1, 1, 1, 1, 1, 1, 1, 1, 1])).await.unwrap();
    practice.app.judge_waiting().await.unwrap();
    let id = of_rule(&practice, &people.treating, Rule::SafetyAnswer).await[0].id;
    assert!(of_rule(&practice, &people.on_call, Rule::SafetyAnswer).await.is_empty());
    assert!(matches!(practice.app.alert(&people.on_call, id).await, Err(AppError::NotInCareTeam(_))));
    let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
    assert!(matches!(practice.app.inbox(&biller, app::alert::InboxPage::WHOLE).await, Err(AppError::RoleRefused(Data::Alerts))));
    assert!(matches!(practice.app.alert_report(&people.treating, 4).await, Err(AppError::RoleRefused(Data::Alerts))));
    // Whom an alert could be handed to is not told to who may not see it: the refusal comes first, and stays.
    let not_theirs = practice.app.hand_over_alert(&people.on_call, id, biller.user().unwrap()).await;
    assert!(matches!(not_theirs, Err(AppError::NotInCareTeam(_))), "{not_theirs:?}");
    let query = app::audit::AuditQuery { size: 1, action: Some("hand_over_alert".to_owned()), ..Default::default() };
    let audit = practice.app.audit(&operator(), query).await.unwrap();
    assert_eq!(audit.entries.iter().map(|(entry, _)| entry.outcome).collect::<Vec<_>>(), [app::audit::Outcome::Refused]);
    practice.app.acknowledge_alert(&people.treating, id).await.unwrap();
    let outside = practice.app.hand_over_alert(&people.treating, id, biller.user().unwrap()).await;
    assert!(matches!(outside, Err(AppError::Form(_))));
    practice.test.pass_seconds(60);
    practice.app.hand_over_alert(&people.treating, id, people.on_call.user().unwrap()).await.unwrap();
    assert!(practice.app.alert(&people.on_call, id).await.unwrap().view.is_own, "whoever has it may see it");
    let found = of_rule(&practice, &people.on_call, Rule::SafetyAnswer).await;
    assert_eq!(found.iter().map(|view| (view.id, view.is_own)).collect::<Vec<_>>(), [(id, true)], "and finds it in the inbox");
    practice.app.acknowledge_alert(&people.on_call, id).await.unwrap();
    assert_eq!(of_rule(&practice, &people.on_call, Rule::SafetyAnswer).await.len(), 1, "also once it is taken on");
}

/// Answers to the scored items of the BAM-R, an instrument without a total.
fn bam_r(on: &str) -> app::administration::NewEntry {
    let items = ["1", "2", "3", "4", "5", "6", "8", "9", "10", "11", "12", "13", "14", "15", "16"];
    let answers = items.map(|item| (item.to_owned(), instruments::Answer::Value(0))).into();
    app::administration::NewEntry { instrument: "bam-r".to_owned(), answers, ..phq9(on, CALM) }
}

#[tokio::test]
async fn an_instrument_without_a_total_is_given_waits_for_its_review_and_ends_what_was_overdue() {
    both(async |practice| {
        let people = people(&practice).await;
        // What the shipped protocol asks in residential care, asked in intensive outpatient care.
        let protocol = collection::protocol::SHIPPED.replace("\"IOP\"", "\"?\"").replace("\"RTC\"", "\"IOP\"").replace("\"?\"", "\"RTC\"");
        assert!(practice.app.put_protocol(&operator(), protocol).await.unwrap().is_ok());
        practice.app.judge_everybody().await.unwrap();
        let is_bam_r = |view: &&app::alert::AlertView| view.patient == practice.anna && format!("{:?}", view.statement).contains("BAM-R");
        let count = async |rule| of_rule(&practice, &people.treating, rule).await.iter().filter(is_bam_r).count();
        assert!(count(Rule::OverdueMeasure).await > 0);
        practice.app.record_administration(&operator(), practice.anna, bam_r("2026-11-18")).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        assert_eq!(count(Rule::OverdueMeasure).await, 0);
        let due = practice.app.due_of_patient(&people.treating, practice.anna).await.unwrap();
        assert!(!format!("{due:?}").contains("bam-r"), "{due:?}");
        assert_eq!(count(Rule::UnreviewedScore).await, 0, "it came in today, of whichever day it is");
        at(&practice, "2026-11-26T15:00:00Z");
        practice.app.judge_everybody().await.unwrap();
        assert_eq!(count(Rule::UnreviewedScore).await, 1);
    })
    .await;
}
