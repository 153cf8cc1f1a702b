//! Notices about stays: their clocks run until a notice is on record, lists name only whom they show, and what an appeal won is open nowhere.

use app::authorization::Decision;
use app::review::appeal::{Filing, NewOutcome};
use app::review::notice::{Given, PatientNotices};
use app::review::{BoardFilter, BoardPage};
use app::{AppError, Data, Settings};
use care::{Coverage, CoverageRank, Discharge, DischargeDestination, DischargeType, PlanFunding, SubscriberRelation};
use storage::audit::AuditPage;
use utilization_review::appeal::NoticeChannel;
use utilization_review::authorization::{DecisionStage, DeterminationOutcome};
use utilization_review::clock::NoticeKind;
use utilization_review::given_notice::{GivenNotice, NoticeRecipient, NoticeState};
use vocabulary::{EpisodeId, Instant, LevelOfCare, PatientId, Period, Role, Version};

use crate::denied_stays::{grant, letter};
use crate::practice::{Practice, day, operator, practice};

const RULES: &str = "id = \"ours\"\nversion = \"1\"\n\
    [[rule]]\nid = \"OURS\"\nregime = \"contract\"\nevent = \"admission\"\nowed_by = \"practice\"\nlimit = { calendar_days = 60 }\nsource = \"the contract\"\n\
    [[rule]]\nid = \"OURS-OUT\"\nregime = \"contract\"\nevent = \"discharge\"\nowed_by = \"practice\"\nlimit = { business_days = 2 }\nsource = \"the contract\"\n";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn days(first: &str, last: &str) -> Period {
    Period::new(day(first), Some(day(last))).unwrap()
}

async fn cover(practice: &Practice, patient: PatientId) -> EpisodeId {
    let coverage = Coverage {
        patient,
        payer: "generic-commercial".to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::SelfFunded,
        state: "NY".to_owned(),
        member_id: "M-1".to_owned(),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day("2026-01-01"), None).unwrap(),
    };
    practice.app.record_coverage(&operator(), coverage).await.unwrap();
    practice.app.patient(&operator(), patient, app::View::Current).await.unwrap().episodes[0].episode.id
}

fn notice(episode: EpisodeId, kind: NoticeKind, about: &str, given_at: &str) -> GivenNotice {
    GivenNotice {
        episode,
        kind,
        about: day(about),
        given_at: at(given_at),
        channel: NoticeChannel::Telephone,
        recipient: NoticeRecipient::Payer,
        taken_by: "care management".to_owned(),
        reference: "N-7".to_owned(),
        words: String::new(),
    }
}

/// Each clock as its rule and how it stands.
fn told(page: &PatientNotices) -> Vec<(String, NoticeState)> {
    page.rows.iter().map(|row| (row.clock.deadline.rule.clone(), row.clock.state(page.now))).collect()
}

#[tokio::test]
async fn a_clock_whose_time_nobody_knows_is_listed_after_those_whose_time_is_known() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    for patient in [practice.anna, practice.ben] {
        cover(&practice, patient).await;
    }
    let silent = "[[rule]]\nid = \"SILENT\"\nregime = \"contract\"\nevent = \"admission\"\nowed_by = \"practice\"\n\
        limit = { contract = \"discharge_notice_hours\" }\nsource = \"the contract\"\n";
    app.save_deadline_rules(&operator(), format!("{RULES}{silent}")).await.unwrap();
    let rules: Vec<String> = app.notices(&operator(), 10).await.unwrap().rows.into_iter().map(|row| row.clock.deadline.rule).collect();
    assert_eq!(rules, ["OURS", "OURS", "SILENT", "SILENT"]);
}

#[tokio::test]
async fn a_notice_on_record_stops_its_clock_and_a_withdrawn_one_starts_it_again() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, cover(&practice, practice.anna).await);
    app.save_deadline_rules(&operator(), RULES.to_owned()).await.unwrap();
    let page = async || app.patient_notices(&operator(), practice.anna).await.unwrap();
    assert_eq!(told(&page().await), [("OURS".to_owned(), NoticeState::Open)], "60 days after October 1");
    assert_eq!(app.notices(&operator(), 10).await.unwrap().rows.len(), 1, "Ben has no coverage");
    let given = notice(episode, NoticeKind::Admission, "2026-10-01", "2026-10-02T15:00:00Z");
    let id = app.record_notice(&operator(), practice.anna, given.clone()).await.unwrap();
    assert_eq!(app.record_notice(&operator(), practice.anna, given.clone()).await.unwrap(), id, "the same form twice is one record");
    assert_eq!(told(&page().await), [("OURS".to_owned(), NoticeState::InTime)]);
    assert_eq!(app.notices(&operator(), 10).await.unwrap().all, 0);
    app.withdraw_notice(&operator(), practice.anna, id, "of another patient".to_owned()).await.unwrap();
    assert_eq!(told(&page().await), [("OURS".to_owned(), NoticeState::Open)]);
    let check = async |new: GivenNotice, field: &str| {
        let refused = app.record_notice(&operator(), practice.anna, new).await;
        assert!(matches!(&refused, Err(AppError::Form(problems)) if problems[0].field == field), "{refused:?}");
    };
    check(GivenNotice { given_at: app.now().plus_seconds(60), ..given.clone() }, "given_at").await;
    check(GivenNotice { taken_by: " ".to_owned(), ..given.clone() }, "taken_by").await;
    check(GivenNotice { about: day("2026-10-02"), ..given.clone() }, "subject").await;
    let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
    if biller.may(Data::Reviews).is_err() {
        assert!(matches!(app.record_notice(&biller, practice.anna, given).await, Err(AppError::RoleRefused(_))));
    }
}

#[tokio::test]
async fn a_discharge_is_told_and_a_payer_that_ends_approved_care_tells_it_with_its_denial() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, cover(&practice, practice.anna).await);
    app.save_deadline_rules(&operator(), RULES.to_owned()).await.unwrap();
    let decision = |outcome, period, decided: &str, grant| Decision {
        episode,
        request: None,
        outcome,
        stage: DecisionStage::FirstReview,
        period,
        decided_at: at(decided),
        reviewer: String::new(),
        reference: String::new(),
        reason: "Not necessary.".to_owned(),
        grant,
        closes: None,
    };
    let grant = grant(episode, "AU-1", LevelOfCare::IntensiveOutpatient, ("2026-11-01", "2026-11-20"));
    let approved = decision(DeterminationOutcome::Approved, days("2026-11-01", "2026-11-20"), "2026-10-30T15:00:00Z", Some(grant));
    app.record_decision(&operator(), approved).await.unwrap();
    let denied = decision(DeterminationOutcome::Denied, days("2026-11-16", "2026-11-20"), "2026-11-14T15:00:00Z", None);
    let denied = app.record_decision(&operator(), denied).await.unwrap();
    let reduced = async || {
        let page = app.patient_notices(&operator(), practice.anna).await.unwrap();
        let row = page.rows.iter().find(|row| row.clock.kind == NoticeKind::Reduction).cloned().unwrap();
        (row.clock.deadline.rule.clone(), row.clock.state(page.now), row.clock.given.map(|(given, _)| given))
    };
    assert_eq!(reduced().await, ("ERISA-C1".to_owned(), NoticeState::Overdue, None), "before the last day that is left ended");
    let review = app.open_denial(&operator(), denied).await.unwrap();
    app.take_in_denial(&operator(), review, letter("2026-11-15T15:00:00Z")).await.unwrap();
    let in_time = ("ERISA-C1".to_owned(), NoticeState::InTime, Some(Given::Denial(review)));
    assert_eq!(reduced().await, in_time, "what was taken in is not typed again");

    let discharge = Discharge { day: day("2026-11-20"), kind: DischargeType::Completed, destination: DischargeDestination::Home };
    app.discharge(&operator(), episode, Version::FIRST, discharge).await.unwrap();
    let page = app.patient_notices(&operator(), practice.anna).await.unwrap();
    assert!(told(&page).contains(&("OURS-OUT".to_owned(), NoticeState::Open)), "{:?}", told(&page));
    let given = notice(episode, NoticeKind::Discharge, "2026-11-20", "2026-11-20T20:00:00Z");
    app.record_notice(&operator(), practice.anna, given).await.unwrap();
    let page = app.patient_notices(&operator(), practice.anna).await.unwrap();
    assert!(told(&page).contains(&("OURS-OUT".to_owned(), NoticeState::InTime)), "{:?}", told(&page));
}

/// Whether the newest row of an action names a patient.
pub(crate) async fn names(practice: &Practice, patient: PatientId, action: &str) -> bool {
    practice.test.database.seal_audit().await.unwrap();
    let looking = storage::testing::operation("look");
    let read = practice.test.database.read::<_, storage::StorageError, _>(&looking, move |unit| {
        Box::pin(async move { storage::audit::by_patient(unit, patient, AuditPage::newest(50)).await })
    });
    read.await.unwrap().iter().any(|row| row.action == action)
}

#[tokio::test]
async fn the_audit_of_a_list_names_whom_it_shows_and_nobody_who_was_read_to_place_them() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    app.save_deadline_rules(&operator(), RULES.to_owned()).await.unwrap();
    for patient in [practice.anna, practice.ben] {
        let episode = cover(&practice, patient).await;
        let denied = Decision {
            episode,
            request: None,
            outcome: DeterminationOutcome::Denied,
            stage: DecisionStage::FirstReview,
            period: days("2026-11-16", "2026-11-20"),
            decided_at: at("2026-11-14T15:00:00Z"),
            reviewer: String::new(),
            reference: String::new(),
            reason: "Not necessary.".to_owned(),
            grant: None,
            closes: None,
        };
        app.record_decision(&operator(), denied).await.unwrap();
    }
    let first = app.review_board(&operator(), BoardFilter::default(), BoardPage { after: None, size: 1 }).await.unwrap();
    let shown = first.entries[0].stay.patient;
    let other = if shown == practice.anna { practice.ben } else { practice.anna };
    assert!(first.next.is_some() && first.notices.len() == 1);
    assert!(names(&practice, shown, "view_review_board").await && !names(&practice, other, "view_review_board").await);
    let first = app.notices(&operator(), 1).await.unwrap();
    let shown = first.rows[0].patient;
    let other = if shown == practice.anna { practice.ben } else { practice.anna };
    assert_eq!((first.rows.len(), first.all), (1, 2));
    assert!(names(&practice, shown, "view_notices").await && !names(&practice, other, "view_notices").await);
}

#[tokio::test]
async fn days_that_an_appeal_won_are_no_open_denial_of_the_stay() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, cover(&practice, practice.anna).await);
    let denied = Decision {
        episode,
        request: None,
        outcome: DeterminationOutcome::Denied,
        stage: DecisionStage::FirstReview,
        period: days("2026-11-09", "2026-11-12"),
        decided_at: at("2026-11-09T15:00:00Z"),
        reviewer: String::new(),
        reference: String::new(),
        reason: "Not necessary.".to_owned(),
        grant: None,
        closes: None,
    };
    let denied = app.record_decision(&operator(), denied).await.unwrap();
    let review = app.open_denial(&operator(), denied).await.unwrap();
    app.take_in_denial(&operator(), review, letter("2026-11-10T15:00:00Z")).await.unwrap();
    let open = async || app.authorizations(&operator(), practice.anna).await.unwrap().denials;
    assert_eq!(open().await.len(), 1);
    let appeal = app.appeal(&operator(), review).await.unwrap().appeals[0].id;
    app.file_appeal(&operator(), review, appeal, Filing::at(at("2026-11-11T15:00:00Z"))).await.unwrap();
    let won = NewOutcome {
        decided_at: at("2026-11-12T15:00:00Z"),
        overturned: ["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12"].map(day).to_vec(),
        reviewer: String::new(),
        reference: String::new(),
        reason: "Granted.".to_owned(),
        number: "AU-9".to_owned(),
        units: None,
    };
    app.decide_appeal(&operator(), review, appeal, won).await.unwrap();
    assert!(open().await.is_empty(), "every day was won");
    let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
    assert!(board.entries.iter().all(|entry| entry.denial.is_none()));
}

#[tokio::test]
async fn a_notice_stops_the_clock_of_its_change_on_whatever_day_that_is_corrected_to() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, cover(&practice, practice.anna).await);
    app.save_deadline_rules(&operator(), RULES.to_owned()).await.unwrap();
    let page = async || app.patient_notices(&operator(), practice.anna).await.unwrap();
    let discharge = |on: &str| Discharge { day: day(on), kind: DischargeType::Completed, destination: DischargeDestination::Home };
    app.discharge(&operator(), episode, Version::FIRST, discharge("2026-11-19")).await.unwrap();
    practice.test.pass_seconds(60);
    let given = notice(episode, NoticeKind::Discharge, "2026-11-19", "2026-11-20T15:00:00Z");
    app.record_notice(&operator(), practice.anna, given).await.unwrap();
    let discharged = ("OURS-OUT".to_owned(), NoticeState::InTime);
    assert!(told(&page().await).contains(&discharged));
    practice.test.pass_seconds(60);
    app.discharge(&operator(), episode, Version(2), discharge("2026-11-18")).await.unwrap();
    assert!(told(&page().await).contains(&discharged), "{:?}", told(&page().await));
    // A notice of another kind stops nothing of it.
    assert!(told(&page().await).contains(&("OURS".to_owned(), NoticeState::Open)));
}

#[tokio::test]
async fn the_list_of_appeals_names_nobody_of_whom_everything_was_granted_since() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    for patient in [practice.anna, practice.ben] {
        let episode = cover(&practice, patient).await;
        let decision = |outcome, decided: &str, grant| Decision {
            episode,
            request: None,
            outcome,
            stage: DecisionStage::FirstReview,
            period: days("2026-11-16", "2026-11-20"),
            decided_at: at(decided),
            reviewer: String::new(),
            reference: String::new(),
            reason: "Not necessary.".to_owned(),
            grant,
            closes: None,
        };
        app.record_decision(&operator(), decision(DeterminationOutcome::Denied, "2026-11-14T15:00:00Z", None)).await.unwrap();
        if patient == practice.ben {
            let grant = grant(episode, "AU-9", LevelOfCare::IntensiveOutpatient, ("2026-11-16", "2026-11-20"));
            let approved = decision(DeterminationOutcome::Approved, "2026-11-15T15:00:00Z", Some(grant));
            app.record_decision(&operator(), approved).await.unwrap();
        }
    }
    let rows = app.appeals(&operator()).await.unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.patient).collect::<Vec<_>>(), [practice.anna]);
    assert!(names(&practice, practice.anna, "view_appeals").await && !names(&practice, practice.ben, "view_appeals").await);
}

#[tokio::test]
async fn rules_of_care_for_substance_use_hold_for_a_disorder_that_is_current_and_not_for_who_smokes() {
    let check = async |code: &str, onset: &str, resolved: Option<&str>, expected: bool| {
        let practice = practice(Settings::default()).await;
        let app = &practice.app;
        let coverage = Coverage {
            patient: practice.anna,
            payer: "generic-commercial".to_owned(),
            plan: String::new(),
            rank: CoverageRank::Primary,
            funding: PlanFunding::Insured,
            state: "NJ".to_owned(),
            member_id: "M-1".to_owned(),
            relation: SubscriberRelation::Itself,
            subscriber: String::new(),
            period: Period::new(day("2026-01-01"), None).unwrap(),
        };
        app.record_coverage(&operator(), coverage).await.unwrap();
        let diagnosis = care::Diagnosis {
            patient: practice.anna,
            episode: None,
            code: code.parse().unwrap(),
            rank: care::DiagnosisRank::Principal,
            period: Period::new(day(onset), resolved.map(day)).unwrap(),
            diagnosed_by: None,
        };
        app.add_diagnosis(&operator(), diagnosis).await.unwrap();
        let page = app.patient_notices(&operator(), practice.anna).await.unwrap();
        let told = told(&page).iter().any(|(rule, _)| rule == "NJ-180-NOTICE");
        assert_eq!(told, expected, "{code} {onset} {resolved:?}");
    };
    check("F10.20", "2026-09-01", None, true).await;
    check("F10.20", "2020-09-01", Some("2021-09-01"), false).await;
    check("F17.210", "2010-01-01", None, false).await;
}
