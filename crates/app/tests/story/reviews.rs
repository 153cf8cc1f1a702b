//! Reviews for payers: authorizations with their units, answers that were carried forward, decisions in one save.

use app::authorization::{Decision, Granted};
use app::review::{BoardFilter, BoardPage, NewAnswer, Stay};
use app::{AppError, Data, Settings, View};
use care::{Coverage, CoverageRank, PlanFunding, ReviewQuestion, SubscriberRelation};
use utilization_review::authorization::{
    Authorization, AuthorizationDetermination, AuthorizationProblem, AuthorizationRequest, DecisionStage, DeterminationOutcome,
    RequestKind, UnitKind, UnitKindMismatch,
};
use utilization_review::clock::Effect;
use utilization_review::packet::{Choices, Variant};
use utilization_review::review::{BoardEntry, Bucket, NextAction, Review, Shortfall, SubmissionBasis};
use vocabulary::{EpisodeId, LevelOfCare, Period, RecordId, Role, Version};

use crate::denied_stays::grant;
use crate::practice::{Practice, day, operator, practice};

async fn episode_of_anna(practice: &Practice) -> EpisodeId {
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    page.episodes.first().unwrap().episode.id
}

fn days(first: &str, last: &str) -> Period {
    Period::new(day(first), Some(day(last))).unwrap()
}

fn request(episode: EpisodeId) -> AuthorizationRequest {
    AuthorizationRequest {
        episode,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Initial,
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 12,
        period: days("2026-10-01", "2026-10-28"),
        submitted_at: "2026-10-01T14:00:00Z".parse().unwrap(),
        urgent: false,
    }
}

fn decision(episode: EpisodeId, request: Option<RecordId>, units: u32, last: &str) -> Decision {
    let grant = grant(episode, "AU-1", LevelOfCare::IntensiveOutpatient, ("2026-10-01", last));
    let grant = Authorization { units, ..grant };
    Decision {
        episode,
        request,
        outcome: DeterminationOutcome::Partial,
        stage: DecisionStage::FirstReview,
        period: days("2026-10-01", "2026-10-28"),
        decided_at: "2026-10-01T15:00:00Z".parse().unwrap(),
        reviewer: "R. Example".to_owned(),
        reference: String::new(),
        reason: String::new(),
        grant: Some(grant),
        closes: None,
    }
}

#[tokio::test]
async fn a_shortened_authorization_stands_beside_what_was_asked_with_its_units_used_and_its_gap() {
    let practice = practice(Settings::default()).await;
    let episode = episode_of_anna(&practice).await;
    let (coordinator, _) = practice.somebody("uma", &[Role::UtilizationReview], None).await;
    let asked = practice.app.record_authorization_request(&coordinator, request(episode)).await.unwrap();
    practice.app.record_decision(&coordinator, decision(episode, Some(asked), 6, "2026-10-14")).await.unwrap();
    let page = practice.app.authorizations(&coordinator, practice.anna).await.unwrap();
    let usage = &page.authorizations.first().unwrap().usage;
    assert_eq!((usage.units, usage.used_delivered, usage.left, usage.used_billed), (6, 0, 6, None));
    assert!(!page.has_billed_data);
    let asked = page.asked[&UnitKind::Day];
    assert_eq!((asked.units_asked, asked.units_granted, asked.days_asked, asked.days_granted), (12, 6, 28, 14));
    let (_, days) = page.days.first().unwrap();
    assert_eq!(days.gap_days.first(), Some(&day("2026-10-15")));
    assert_eq!(page.determinations.first().unwrap().value().outcome, DeterminationOutcome::Partial);
}

#[tokio::test]
async fn a_decision_that_cannot_be_changes_nothing() {
    let practice = practice(Settings::default()).await;
    let episode = episode_of_anna(&practice).await;
    let check = async |decision: Decision, expected: AuthorizationProblem| {
        let refused = practice.app.record_decision(&operator(), decision).await.unwrap_err();
        assert!(matches!(refused, AppError::Authorization(found) if found == expected), "{refused}");
    };
    check(decision(episode, None, 0, "2026-10-14"), AuthorizationProblem::NoUnits).await;
    let denied = Decision { outcome: DeterminationOutcome::Denied, ..decision(episode, None, 6, "2026-10-14") };
    check(denied, AuthorizationProblem::OutcomeContradicts { outcome: DeterminationOutcome::Denied }).await;
    let mut early = decision(episode, None, 6, "2026-10-14");
    early.grant.as_mut().unwrap().period = days("2026-09-20", "2026-10-14");
    let approved = Decision { outcome: DeterminationOutcome::Approved, ..decision(episode, None, 10, "2026-10-14") };
    let missing = AuthorizationProblem::ApprovedInPart { days: 14, first: day("2026-10-15"), last: day("2026-10-28") };
    check(approved, missing).await;
    let asked = practice.app.record_authorization_request(&operator(), request(episode)).await.unwrap();
    check(decision(episode, Some(asked), 12, "2026-10-28"), AuthorizationProblem::GrantsAll).await;
    let fewer = Decision { outcome: DeterminationOutcome::Approved, ..decision(episode, Some(asked), 8, "2026-10-28") };
    check(fewer, AuthorizationProblem::FewerUnits { units: 8, asked: 12 }).await;
    let problem = AuthorizationProblem::BeforeAdmission { first: day("2026-09-20"), admitted: day("2026-10-01") };
    check(early, problem).await;
    let backwards = Decision { decided_at: "2026-10-01T13:59:00Z".parse().unwrap(), ..decision(episode, Some(asked), 6, "2026-10-14") };
    let refused = practice.app.record_decision(&operator(), backwards).await.unwrap_err();
    assert!(matches!(&refused, AppError::Form(problems) if problems[0].field == "decided"), "decided before it was asked: {refused}");
    let mut unknown = decision(episode, None, 6, "2026-10-14");
    unknown.grant.as_mut().unwrap().payer = "nobody".to_owned();
    let refused = practice.app.record_decision(&operator(), unknown).await.unwrap_err();
    assert!(matches!(&refused, AppError::Form(problems) if problems[0].field == "payer"), "{refused}");
    let page = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    assert!(page.authorizations.is_empty() && page.determinations.is_empty());
}

#[tokio::test]
async fn a_review_asks_in_the_payers_order_and_carried_forward_words_are_dated_and_no_plan_change() {
    let practice = practice(Settings::default()).await;
    let episode = episode_of_anna(&practice).await;
    let coverage = Coverage {
        patient: practice.anna,
        payer: "generic-medicare-advantage".to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::MedicareAdvantage,
        state: String::new(),
        member_id: "M-1".to_owned(),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day("2026-01-01"), None).unwrap(),
    };
    practice.app.record_coverage(&operator(), coverage).await.unwrap();
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let first = practice.app.open_review(&operator(), review.clone()).await.unwrap();
    let (treating, _) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    let questions = vec![ReviewQuestion::PlanChange, ReviewQuestion::WhyNotLower];
    let due_at = "2026-11-24T12:00:00Z".parse().unwrap();
    practice.app.ask_clinician(&operator(), first, practice.treating, questions, due_at).await.unwrap();
    let words = |text: &str| {
        vec![
            NewAnswer { question: ReviewQuestion::PlanChange, text: text.to_owned() },
            NewAnswer { question: ReviewQuestion::WhyNotLower, text: "Relapsed twice under weekly care".to_owned() },
        ]
    };
    practice.app.answer_review(&treating, first, words("Added exposure work")).await.unwrap();
    let page = practice.app.review(&operator(), first).await.unwrap();
    assert_eq!(page.payer.key, "generic-medicare-advantage");
    assert_eq!(page.filled.first().unwrap().question, ReviewQuestion::Request);
    assert_eq!(page.filled[2].question, ReviewQuestion::Symptoms, "the payer's own order");
    assert!(page.tasks.first().unwrap().value().answered_at.is_some(), "the signed reply ends the task");
    let plan = page.filled.iter().find(|filled| filled.question == ReviewQuestion::PlanChange).unwrap();
    assert!(plan.human.as_ref().is_some_and(|human| human.signed && human.is_new()));
    let second = practice.app.open_review(&operator(), review).await.unwrap();
    practice.app.answer_review(&treating, second, words("added exposure work.")).await.unwrap();
    let page = practice.app.review(&operator(), second).await.unwrap();
    let missing = page.readiness.missing.iter().find(|missing| missing.question == ReviewQuestion::PlanChange).unwrap();
    assert_eq!(missing.action, NextAction::AskClinician);
    assert!(matches!(missing.shortfall, Shortfall::CarriedForward { .. }), "{missing:?}");
}

#[tokio::test]
async fn one_review_of_a_stay_is_open_at_a_time_asks_for_measures_and_ends_with_the_decision() {
    let practice = practice(Settings::default()).await;
    let episode = episode_of_anna(&practice).await;
    let mut granted = decision(episode, None, 20, "2026-11-24");
    granted.grant.as_mut().unwrap().next_review = Some(day("2026-11-24"));
    practice.app.record_decision(&operator(), granted.clone()).await.unwrap();
    let review = practice.app.open_next_review(&operator(), episode).await.unwrap();
    assert_eq!(practice.app.open_next_review(&operator(), episode).await.unwrap(), review);
    let page = practice.app.review(&operator(), review).await.unwrap();
    // The plan wants it 48 hours before the end of the 24th: that has passed, so it is due today.
    assert_eq!((page.review.value().kind, page.review.value().due_day), (RequestKind::Concurrent, day("2026-11-23")));
    let board = practice.app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
    assert_eq!(board.entries.iter().filter_map(|entry| entry.stay.review).collect::<Vec<_>>(), [review]);
    let due = practice.app.due_of_patient(&operator(), practice.anna).await.unwrap();
    let before_review = |each: &collection::due::Occurrence| each.kind == collection::due::Kind::BeforeReview;
    assert!(due.iter().flat_map(|due| &due.open).any(before_review), "{due:?}");

    let twice = practice.app.record_decision(&operator(), granted).await.unwrap_err();
    assert!(matches!(&twice, AppError::Form(problems) if problems[0].field == "number"), "{twice}");
    let mut extended = decision(episode, None, 5, "2026-12-01");
    extended.grant.as_mut().unwrap().period = days("2026-11-25", "2026-12-01");
    extended.closes = Some((review, Some(600)));
    practice.app.record_decision(&operator(), extended.clone()).await.unwrap();
    assert!(practice.app.review(&operator(), review).await.unwrap().review.value().closed);
    let late = vec![NewAnswer { question: ReviewQuestion::Barriers, text: "Later".to_owned() }];
    assert!(matches!(practice.app.answer_review(&operator(), review, late).await, Err(AppError::Conflict)));
    extended.grant.as_mut().unwrap().number = "AU-2".to_owned();
    assert!(matches!(practice.app.record_decision(&operator(), extended).await, Err(AppError::Conflict)));
    assert_eq!(practice.app.authorizations(&operator(), practice.anna).await.unwrap().authorizations.len(), 2);
}

#[tokio::test]
async fn where_no_review_is_named_the_last_covered_day_asks_for_measures() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of_anna(&practice).await);
    let asked_before = async || {
        let due = app.due_of_patient(&operator(), practice.anna).await.unwrap();
        let open = due.into_iter().flat_map(|due| due.open);
        let before_review = open.filter(|each| each.kind == collection::due::Kind::BeforeReview);
        before_review.map(|each| each.due_day.to_string()).collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    app.record_decision(&operator(), decision(episode, None, 6, "2026-11-20")).await.unwrap();
    assert_eq!(asked_before().await, [] as [&str; 0], "that is over");
    let mut extended = decision(episode, None, 4, "2026-11-25");
    let grant = extended.grant.as_mut().unwrap();
    (grant.number, grant.period) = ("AU-2".to_owned(), days("2026-11-21", "2026-11-25"));
    app.record_decision(&operator(), extended).await.unwrap();
    assert_eq!(asked_before().await, ["2026-11-24"], "the day before the last one");
}

/// How an entry of the board stands: its part, and the day by which its payer must have the request, with the rule or the payer's date.
fn submission(entry: &BoardEntry<Stay>) -> (Bucket, Option<(String, String)>) {
    let submit = entry.submit_by.as_ref().map(|submit| {
        let basis = match &submit.basis {
            SubmissionBasis::NextReview => "next review",
            SubmissionBasis::Rule { id, .. } => id,
        };
        (submit.day.to_string(), basis.to_owned())
    });
    (entry.bucket(entry.stay.today), submit)
}

#[tokio::test]
async fn a_stay_stands_where_its_payers_review_date_and_its_hours_before_the_end_put_it() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of_anna(&practice).await);
    let check = async |expected: (Bucket, Option<(&str, &str)>), when: &str| {
        let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        let entry = board.entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
        let expected = (expected.0, expected.1.map(|(day, basis)| (day.to_owned(), basis.to_owned())));
        assert_eq!(submission(entry), expected, "{when}");
    };
    let mut granted = decision(episode, None, 20, "2026-12-10");
    granted.grant.as_mut().unwrap().period = days("2026-11-16", "2026-12-10");
    app.record_decision(&operator(), granted).await.unwrap();
    check((Bucket::Later, Some(("2026-12-08", "CONTRACT-REQUEST"))), "48 hours before the end").await;
    let mut named = decision(episode, None, 20, "2026-12-11");
    let grant = named.grant.as_mut().unwrap();
    (grant.period, grant.number, grant.next_review) = (days("2026-11-17", "2026-12-11"), "AU-2".to_owned(), Some(day("2026-11-24")));
    app.record_decision(&operator(), named).await.unwrap();
    check((Bucket::Tomorrow, Some(("2026-11-24", "next review"))), "the payer wants to hear tomorrow").await;
    let review = app.open_next_review(&operator(), episode).await.unwrap();
    let page = app.review(&operator(), review).await.unwrap();
    assert_eq!((page.review.value().due_day, page.submit_by.map(|submit| submit.day)), (day("2026-11-24"), Some(day("2026-11-24"))));
    let more = AuthorizationRequest {
        kind: RequestKind::Concurrent,
        period: days("2026-12-12", "2026-12-20"),
        units: 5,
        submitted_at: "2026-11-23T10:00:00Z".parse().unwrap(),
        ..request(episode)
    };
    app.record_authorization_request(&operator(), more).await.unwrap();
    check((Bucket::Later, None), "the payer has it").await;
    assert_eq!(app.review(&operator(), review).await.unwrap().submit_by, None);
}

#[tokio::test]
async fn a_rule_for_care_of_substance_use_holds_on_the_board_as_on_the_review() {
    const RULES: &str = "id = \"ours\"\nversion = \"1\"\n[[rule]]\nid = \"CONTRACT-REQUEST\"\noff = true\n[[rule]]\nid = \"NY-USE\"\nregime = \"state\"\n\
                         event = \"course_ends\"\nowed_by = \"practice\"\nlimit = { contract = \"request_hours_before_end\" }\n\
                         when = { substance_use = true, states = [\"NY\"] }\nsource = \"the law of the state\"\n";
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of_anna(&practice).await);
    app.save_deadline_rules(&operator(), RULES.to_owned()).await.unwrap();
    app.record_coverage(&operator(), crate::denied_stays::covered(practice.anna, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let mut granted = decision(episode, None, 20, "2026-12-10");
    granted.grant.as_mut().unwrap().period = days("2026-11-16", "2026-12-10");
    app.record_decision(&operator(), granted).await.unwrap();
    let review = app.open_next_review(&operator(), episode).await.unwrap();
    let check = async |expected: Option<(&str, &str)>, when: &str| {
        let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        let entry = board.entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
        let expected = expected.map(|(day, rule)| (day.to_owned(), rule.to_owned()));
        assert_eq!(submission(entry).1, expected, "{when}");
        assert_eq!(app.review(&operator(), review).await.unwrap().submit_by, entry.submit_by, "{when}");
    };
    check(None, "nothing says that it is for substance use").await;
    let diagnosis = |code: &str| care::Diagnosis {
        patient: practice.anna,
        episode: None,
        code: code.parse().unwrap(),
        rank: care::DiagnosisRank::Principal,
        period: Period::new(day("2026-09-01"), None).unwrap(),
        diagnosed_by: None,
    };
    app.add_diagnosis(&operator(), diagnosis("F33.1")).await.unwrap();
    check(None, "depression is none").await;
    app.add_diagnosis(&operator(), diagnosis("F10.20")).await.unwrap();
    check(Some(("2026-12-08", "NY-USE")), "48 hours before the end").await;
}

#[tokio::test]
async fn what_a_payer_authorized_covers_nothing_from_the_day_on_which_another_one_pays() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of_anna(&practice).await);
    let coverage = |payer: &str, first: &str, last: Option<&str>| Coverage {
        patient: practice.anna,
        payer: payer.to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::Insured,
        state: "NY".to_owned(),
        member_id: format!("{payer}-1"),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day(first), last.map(day)).unwrap(),
    };
    let mut granted = decision(episode, None, 20, "2026-12-10");
    granted.grant.as_mut().unwrap().period = days("2026-11-16", "2026-12-10");
    app.record_decision(&operator(), granted).await.unwrap();
    app.record_coverage(&operator(), coverage("generic-commercial", "2026-01-01", Some("2026-11-19"))).await.unwrap();
    let entry = async || {
        let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        board.entries.into_iter().find(|entry| entry.stay.patient == practice.anna).unwrap()
    };
    let before = entry().await;
    assert_eq!((before.last_covered_day, before.stay.others_from), (Some(day("2026-12-10")), None), "nobody else is known to pay");
    let old = app.open_next_review(&operator(), episode).await.unwrap();
    app.record_coverage(&operator(), coverage("generic-medicaid-managed-care", "2026-11-20", None)).await.unwrap();
    let after = entry().await;
    assert_eq!((after.last_covered_day, after.stay.others_from), (Some(day("2026-11-19")), Some(day("2026-11-20"))));
    assert_eq!(
        (after.bucket(after.stay.today), after.stay.review),
        (Bucket::PastDue, None),
        "the review for the old payer is not the next"
    );
    let page = app.authorizations(&operator(), practice.anna).await.unwrap();
    let found = &page.days.iter().find(|(of, _)| *of == episode).unwrap().1;
    let of_others = |of: &str| found.other_payer.iter().any(|other| other.days.contains(&day(of)));
    assert_eq!((of_others("2026-11-19"), of_others("2026-11-20")), (false, true), "{found:?}");
    assert!(!found.gap_days.contains(&day("2026-11-20")), "one is on record, of another payer: {found:?}");
    // The other payer is asked for the first time, from its first day on.
    let review = app.open_next_review(&operator(), episode).await.unwrap();
    assert_ne!(review, old);
    assert_eq!(app.open_next_review(&operator(), episode).await.unwrap(), review, "opened once");
    let shown = app.review(&operator(), review).await.unwrap();
    let value = shown.review.value();
    assert_eq!((value.kind, value.authorization, value.due_day), (RequestKind::Initial, None, day("2026-11-20")));
    assert_eq!(shown.payer.key, "generic-medicaid-managed-care");
    let packet = app.packet(&operator(), review, Variant::Initial, Choices::default()).await.unwrap();
    assert_eq!(
        (packet.packet.cover.authorization.as_str(), packet.packet.cover.from),
        ("", day("2026-11-20")),
        "no number of another payer"
    );
}

#[tokio::test]
async fn a_question_to_a_clinician_who_left_is_closed_by_another_or_taken_back() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let episode = episode_of_anna(&practice).await;
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let review = app.open_review(&operator(), review).await.unwrap();
    let ask = async |question| {
        let due_at = "2026-11-24T12:00:00Z".parse().unwrap();
        app.ask_clinician(&operator(), review, practice.treating, vec![question], due_at).await.unwrap()
    };
    let (asked, other) = (ask(ReviewQuestion::Barriers).await, ask(ReviewQuestion::WhyNotLower).await);
    let second =
        care::Clinician { code: "C9".to_owned(), name: "Dr. Amir Haddad".to_owned(), credential: "PhD".to_owned(), left_since: None };
    let second = app.add_clinician(&operator(), second).await.unwrap();
    let period = Period::new(day("2026-10-01"), None).unwrap();
    let member = care::CareTeamMember { patient: practice.anna, clinician: second, role: care::CareTeamRole::Member, period };
    app.join_care_team(&operator(), member).await.unwrap();
    let (colleague, _) = practice.somebody("amir", &[Role::Clinician], Some(second)).await;
    let words = vec![NewAnswer { question: ReviewQuestion::Barriers, text: "No ride on Fridays.".to_owned() }];
    app.answer_review(&colleague, review, words).await.unwrap();
    let open = async || {
        let page = app.review(&operator(), review).await.unwrap();
        page.tasks.iter().filter(|task| task.value().answered_at.is_none()).map(|task| task.id).collect::<Vec<_>>()
    };
    assert_eq!(open().await, [other]);
    assert!(matches!(app.withdraw_review_task(&operator(), review, asked).await, Err(AppError::Conflict)), "it is answered");
    app.withdraw_review_task(&operator(), review, other).await.unwrap();
    assert!(open().await.is_empty());
}

#[tokio::test]
async fn what_changed_since_a_payer_decided_is_new_to_the_next_review_however_early_it_decided() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let episode = episode_of_anna(&practice).await;
    app.record_decision(&operator(), decision(episode, None, 20, "2026-11-24")).await.unwrap();
    let first = app.open_next_review(&operator(), episode).await.unwrap();
    assert_eq!(app.review(&operator(), first).await.unwrap().since, day("2026-10-01"), "the admission");
    let mut extended = decision(episode, None, 5, "2026-12-01");
    extended.grant.as_mut().unwrap().period = days("2026-11-25", "2026-12-01");
    extended.decided_at = "2026-11-18T15:00:00Z".parse().unwrap();
    app.record_decision(&operator(), Decision { closes: Some((first, None)), ..extended }).await.unwrap();
    let second = app.open_next_review(&operator(), episode).await.unwrap();
    assert_eq!(app.review(&operator(), second).await.unwrap().since, day("2026-11-18"), "and not the 24th, by which it was due");
}

#[tokio::test]
async fn the_front_desk_sees_no_review_and_a_biller_no_more_than_authorizations() {
    let practice = practice(Settings::default()).await;
    let (desk, _) = practice.somebody("fay", &[Role::FrontDesk], None).await;
    let (biller, _) = practice.somebody("bo", &[Role::Biller], None).await;
    let refused = practice.app.authorizations(&desk, practice.anna).await.unwrap_err();
    assert!(matches!(refused, AppError::RoleRefused(Data::Authorizations)));
    assert!(practice.app.authorizations(&biller, practice.anna).await.is_ok());
    let episode = episode_of_anna(&practice).await;
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let refused = practice.app.open_review(&biller, review).await.unwrap_err();
    assert!(matches!(refused, AppError::RoleRefused(Data::Reviews)));
}

#[tokio::test]
async fn a_practice_keeps_its_own_payers_and_deadlines_and_a_wrong_file_is_refused_whole() {
    let practice = practice(Settings::default()).await;
    let shipped = practice.app.payers(&operator()).await.unwrap();
    assert_eq!(shipped.len(), 4);
    let own = shipped.first().unwrap().text.replace("key = \"generic-commercial\"", "key = \"acme\"");
    practice.app.save_payer(&operator(), own).await.unwrap();
    let wrong = practice.app.save_payer(&operator(), "key = 1".to_owned()).await.unwrap_err();
    assert!(matches!(wrong, AppError::PayerFile(_)));
    let payers = practice.app.payers(&operator()).await.unwrap();
    assert_eq!((payers.len(), payers.first().unwrap().profile.key.as_str(), payers.first().unwrap().of_practice), (5, "acme", true));
    let off = "id = \"ours\"\nversion = \"2\"\n[[rule]]\nid = \"TF\"\noff = true\n".to_owned();
    practice.app.save_deadline_rules(&operator(), off).await.unwrap();
    assert_eq!(practice.app.deadline_rules(&operator()).await.unwrap().rules.version, "5 + 2");
    assert!(practice.app.save_deadline_rules(&operator(), "id = 3".to_owned()).await.is_err());
}

#[tokio::test]
async fn what_an_appeal_came_to_is_no_decision_on_a_request_and_one_that_was_recorded_as_such_is_taken_back() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of_anna(&practice).await);
    let on_appeal = Decision { stage: DecisionStage::Appeal, ..decision(episode, None, 6, "2026-10-14") };
    let refused = app.record_decision(&operator(), on_appeal).await.unwrap_err();
    assert!(matches!(&refused, AppError::Form(problems) if problems[0].field == "stage"), "{refused}");
    let recorded = AuthorizationDetermination {
        episode,
        request: None,
        review: None,
        authorization: None,
        outcome: DeterminationOutcome::Denied,
        stage: DecisionStage::Appeal,
        period: days("2026-10-01", "2026-10-28"),
        decided_at: "2026-10-01T15:00:00Z".parse().unwrap(),
        reviewer: String::new(),
        reference: String::new(),
        reason: String::new(),
        supplied_at: None,
    };
    let id: RecordId = practice.test.ids.next();
    let entry = storage::Entry::new(id, recorded, day("2026-10-01"));
    let operation = storage::Operation {
        actor: vocabulary::Actor::Operator("tester".to_owned()),
        purpose: vocabulary::Purpose::Operations,
        request: vocabulary::OperationId("story".to_owned()),
        action: "decide",
    };
    let write =
        practice.test.database.write::<_, storage::StorageError, _>(&operation, |unit| Box::pin(async move { unit.insert(&entry).await }));
    write.await.unwrap();
    let page = app.authorizations(&operator(), practice.anna).await.unwrap();
    assert_eq!((page.determinations.len(), page.by_day.len()), (1, 0));
    app.withdraw_granted(&operator(), Granted::Decision(id), "It belongs to the appeal.".to_owned()).await.unwrap();
    assert!(app.authorizations(&operator(), practice.anna).await.unwrap().determinations.is_empty());
}

#[tokio::test]
async fn what_a_payer_wants_more_has_a_time_and_once_it_has_it_the_payers_own_runs() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of_anna(&practice).await);
    let coverage = crate::denied_stays::covered(practice.anna, "generic-commercial", "2026-01-01", None);
    app.record_coverage(&operator(), coverage).await.unwrap();
    let period = days("2026-11-20", "2026-12-03");
    let at = |text: &str| text.parse::<vocabulary::Instant>().unwrap();
    let asked = AuthorizationRequest { urgent: true, period, submitted_at: at("2026-11-20T14:00:00Z"), ..request(episode) };
    let asked = app.record_authorization_request(&operator(), asked).await.unwrap();
    let wants_more = Decision {
        outcome: DeterminationOutcome::Pended,
        period,
        decided_at: at("2026-11-21T10:00:00Z"),
        grant: None,
        ..decision(episode, Some(asked), 1, "2026-10-14")
    };
    let decided = app.record_decision(&operator(), wants_more).await.unwrap();
    let check = async |to_supply: Option<&str>, owed: Option<&str>| {
        let page = app.authorizations(&operator(), practice.anna).await.unwrap();
        let found = (page.to_supply.get(&decided), page.owed.get(&asked));
        assert_eq!((found.0.map(|each| each.rule.as_str()), found.1.map(|each| each.rule.as_str())), (to_supply, owed));
    };
    check(Some("ERISA-U1-SUPPLY"), None).await;
    let early = app.record_information_supplied(&operator(), decided, at("2026-11-21T09:00:00Z")).await.unwrap_err();
    assert!(matches!(&early, AppError::Form(problems) if problems[0].field == "supplied"), "{early}");
    app.record_information_supplied(&operator(), decided, at("2026-11-22T09:00:00Z")).await.unwrap();
    check(None, Some("ERISA-U1-COMPLETE")).await;
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let review = app.open_review(&operator(), review).await.unwrap();
    let pended = app.review(&operator(), review).await.unwrap().pended.unwrap();
    let rules: Vec<&str> = pended.clock.decision.iter().map(|deadline| deadline.rule.as_str()).collect();
    assert_eq!((pended.decision, pended.clock.supply, rules), (decided, None, vec!["ERISA-U1-COMPLETE"]));
    assert_eq!((pended.clock.effect, pended.clock.resumes), (Some(Effect::BeginsAnew), Some(at("2026-11-22T09:00:00Z"))));
    let denied = Decision {
        outcome: DeterminationOutcome::Denied,
        period,
        decided_at: at("2026-11-23T10:00:00Z"),
        grant: None,
        ..decision(episode, Some(asked), 1, "2026-10-14")
    };
    app.record_decision(&operator(), denied).await.unwrap();
    assert_eq!(app.review(&operator(), review).await.unwrap().pended, None, "once it has decided nothing is wanted");
}

#[tokio::test]
async fn a_payer_that_wants_more_too_late_owes_its_decision_all_the_same() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of_anna(&practice).await);
    let coverage = crate::denied_stays::covered(practice.anna, "generic-commercial", "2026-01-01", None);
    app.record_coverage(&operator(), coverage).await.unwrap();
    let (period, submitted_at) = (days("2026-11-20", "2026-12-03"), "2026-11-20T14:00:00Z".parse().unwrap());
    let asked = AuthorizationRequest { urgent: true, period, submitted_at, ..request(episode) };
    let asked = app.record_authorization_request(&operator(), asked).await.unwrap();
    let late = Decision {
        outcome: DeterminationOutcome::Pended,
        period,
        decided_at: "2026-11-22T15:00:00Z".parse().unwrap(),
        grant: None,
        ..decision(episode, Some(asked), 1, "2026-10-14")
    };
    let late = app.record_decision(&operator(), late).await.unwrap();
    let page = app.authorizations(&operator(), practice.anna).await.unwrap();
    let found = (page.to_supply.get(&late), page.owed.get(&asked));
    let found = (found.0.map(|each| each.rule.as_str()), found.1.map(|each| each.rule.as_str()));
    assert_eq!(found, (Some("ERISA-U1-SUPPLY"), Some("ERISA-U1")));
}

#[tokio::test]
async fn an_authorization_under_another_key_of_the_payer_that_pays_covers_its_days() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of_anna(&practice).await);
    let mut granted = decision(episode, None, 20, "2026-12-10");
    granted.grant.as_mut().unwrap().period = days("2026-11-16", "2026-12-10");
    app.record_decision(&operator(), granted).await.unwrap();
    let (mut acme, _) = care::PayerProfile::shipped().into_iter().next().unwrap();
    (acme.key, acme.name) = ("acme".to_owned(), "Acme".to_owned());
    app.save_payer(&operator(), acme.to_toml()).await.unwrap();
    app.record_coverage(&operator(), crate::denied_stays::covered(practice.anna, "acme", "2026-01-01", None)).await.unwrap();
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let review = app.open_review(&operator(), review).await.unwrap();
    let check = async |others: usize, covered_until: Option<&str>| {
        let cover = app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.unwrap().packet.cover;
        assert_eq!(cover.authorization.is_empty(), covered_until.is_none(), "{}", cover.authorization);
        let page = app.authorizations(&operator(), practice.anna).await.unwrap();
        assert_eq!(page.days[0].1.other_payer.len(), others, "{:?}", page.days);
        let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        let entry = board.entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
        assert_eq!(entry.stay.others_from.is_none(), covered_until.is_some());
        assert!(covered_until.map(day).is_none_or(|last| entry.last_covered_day == Some(last)), "{:?}", entry.last_covered_day);
    };
    check(1, None).await;
    acme.also_known_as = ["generic-commercial".to_owned()].into();
    app.save_payer(&operator(), acme.to_toml()).await.unwrap();
    check(0, Some("2026-12-10")).await;
    let ribbon = app.ribbon(&operator(), practice.anna).await.unwrap().ribbon;
    let of_day = ribbon.days.iter().find(|of| of.day == day("2026-11-20")).unwrap();
    assert_eq!(of_day.authorized, Some(vocabulary::Verdict::Met), "between care and money, too");
    let mut again = Decision { decided_at: "2026-10-01T16:00:00Z".parse().unwrap(), ..decision(episode, None, 20, "2026-12-10") };
    let grant = again.grant.as_mut().unwrap();
    (grant.payer, grant.period) = ("acme".to_owned(), days("2026-11-16", "2026-12-10"));
    let taken = app.record_decision(&operator(), again).await.unwrap_err();
    assert!(matches!(&taken, AppError::Form(problems) if problems[0].field == "number"), "{taken}");
    let asked = app.record_authorization_request(&operator(), request(episode)).await.unwrap();
    let file = app.request_file(&operator(), practice.anna, asked).await.unwrap();
    assert!(file.lacks.iter().all(|lacks| lacks.code() != "member"), "the file names the member of that coverage: {:?}", file.lacks);
}

#[tokio::test]
async fn what_is_on_record_under_another_key_of_a_payer_is_asked_and_timed_as_its_profile_says() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of_anna(&practice).await);
    app.record_coverage(&operator(), crate::denied_stays::covered(practice.anna, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let review = app.open_review(&operator(), review).await.unwrap();
    let asked = app.record_authorization_request(&operator(), request(episode)).await.unwrap();
    let (mut acme, _) = care::PayerProfile::shipped().into_iter().next().unwrap();
    (acme.key, acme.name) = ("acme".to_owned(), "Acme".to_owned());
    acme.cadence.clear();
    let names = async || {
        let shown = app.review(&operator(), review).await.unwrap();
        let file = app.request_file(&operator(), practice.anna, asked).await.unwrap();
        (shown.payer.name, file.payer_name, app.authorizations(&operator(), practice.anna).await.unwrap().days.is_empty())
    };
    app.save_payer(&operator(), acme.to_toml()).await.unwrap();
    let (own, of_file, is_asked_nowhere) = names().await;
    assert_eq!((own.as_str(), is_asked_nowhere), (of_file.as_str(), false));
    assert_ne!(own, "Acme");
    acme.also_known_as = ["generic-commercial".to_owned()].into();
    app.save_payer(&operator(), acme.to_toml()).await.unwrap();
    assert_eq!(names().await, ("Acme".to_owned(), "Acme".to_owned(), true), "it authorizes no level, so no day lacks anything");
    let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
    let entry = board.entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
    assert_eq!((entry.stay.payer.as_str(), entry.uncovered_since), ("Acme", None));
}

#[tokio::test]
async fn a_call_is_begun_once_and_its_seconds_are_the_reviews() {
    let practice = practice(Settings::default()).await;
    let episode = episode_of_anna(&practice).await;
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let review = practice.app.open_review(&operator(), review).await.unwrap();
    let notes = |reference: &str| app::review::CallNotes { reference: reference.to_owned(), ..Default::default() };
    let app = &practice.app;
    assert!(matches!(app.note_call(&operator(), review, (notes("C-1"), Version::FIRST), true).await.unwrap_err(), AppError::Conflict));
    app.begin_call(&operator(), review).await.unwrap();
    practice.test.pass_seconds(95);
    app.begin_call(&operator(), review).await.unwrap();
    app.note_call(&operator(), review, (notes("C-1"), Version::FIRST), false).await.unwrap();
    // Another tab that began before says something else; the same once more is none.
    let other = app.note_call(&operator(), review, (notes("C-3"), Version::FIRST), false).await;
    assert!(matches!(other, Err(AppError::VersionConflict)), "{other:?}");
    app.note_call(&operator(), review, (notes("C-1"), Version::FIRST), false).await.unwrap();
    practice.test.pass_seconds(5);
    app.note_call(&operator(), review, (notes("C-2"), Version(2)), true).await.unwrap();
    practice.test.pass_seconds(600);
    let page = app.review(&operator(), review).await.unwrap();
    assert_eq!((page.calls.len(), page.call_seconds(), page.calls[0].value().reference.as_str()), (1, 100, "C-2"));
}

#[tokio::test]
async fn words_of_an_earlier_review_stand_in_the_next_one_as_carried_forward() {
    let practice = practice(Settings::default()).await;
    let episode = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap().episodes[0].episode.id;
    let open = async |due: &str| {
        let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day(due));
        practice.app.open_review(&operator(), review).await.unwrap()
    };
    let carried = async |review| {
        let page = practice.app.review(&operator(), review).await.unwrap();
        let filled = page.filled.iter().find(|filled| filled.question == ReviewQuestion::WhyNotLower).unwrap().human.clone().unwrap();
        filled.carried_from.is_some()
    };
    let first = open("2026-11-10").await;
    let words = vec![NewAnswer { question: ReviewQuestion::WhyNotLower, text: "No plan to harm herself, lives alone.".to_owned() }];
    practice.app.answer_review(&operator(), first, words.clone()).await.unwrap();
    assert!(!carried(first).await);
    let second = open("2026-11-17").await;
    assert!(carried(second).await, "nobody has said it for this review");
    // Signed as they stand they are signed, and still from then.
    let (attending, _) = practice.somebody("ada", &[Role::Clinician], Some(practice.treating)).await;
    practice.app.answer_review(&attending, second, words.clone()).await.unwrap();
    assert!(carried(second).await);
    practice.app.answer_review(&operator(), first, vec![NewAnswer { text: "New words.".to_owned(), ..words[0].clone() }]).await.unwrap();
    practice.app.answer_review(&attending, first, vec![NewAnswer { text: "New words.".to_owned(), ..words[0].clone() }]).await.unwrap();
    assert!(!carried(first).await, "words of this review are no older for being signed");
}

/// Three days of intensive outpatient care that a file of claims bills, under the authorization that it names.
fn billed_days() -> String {
    let lines: String =
        [1, 2, 3].map(|line| format!("LX*{line}~SV1*HC:H0015*150*UN*1***1~DTP*472*D8*202611{:02}~REF*6R*L{line}~", 15 + line)).concat();
    format!(
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261119*0900*^*00501*000000001*0*T*:~\
GS*HC*A*B*20261119*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20261119*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*A-1-9*450***22:B:1*Y*A*Y*Y~REF*G1*AU-1~HI*ABK:F331~{lines}SE*26*0001~GE*1*1~IEA*1*000000001~"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_a_file_of_claims_bills_are_billed_data_and_use_up_units_on_sqlite() {
    billed_by_claims(storage::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_a_file_of_claims_bills_are_billed_data_and_use_up_units_on_postgres() {
    billed_by_claims(storage::testing::postgres().await).await;
}

async fn billed_by_claims(test: storage::testing::TestDatabase) {
    let practice = crate::practice::practice_in(test, Settings::default()).await;
    let episode = episode_of_anna(&practice).await;
    let mut granted = decision(episode, None, 3, "2026-11-30");
    granted.grant.as_mut().unwrap().period = days("2026-11-16", "2026-11-30");
    practice.app.record_decision(&operator(), granted).await.unwrap();
    let source = Box::new(std::io::Cursor::new(billed_days().into_bytes()));
    practice.app.post_claims(&operator(), "november.837", source).await.unwrap();
    let page = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    let usage = &page.authorizations[0].usage;
    assert!(page.has_billed_data);
    assert_eq!((usage.used, usage.used_delivered, usage.used_billed, usage.left), (3, 0, Some(3), 0));
    assert_eq!(usage.exhaustion.day, day("2026-11-18"), "the day that used the last unit");
    // The board says the same, and where it has it from; a day that is billed and given counts once.
    let board = async || {
        let board = practice.app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        let entry = board.entries.into_iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
        let units = entry.units_end.unwrap();
        (entry.last_covered_day, units.used, units.granted, units.sources.codes())
    };
    assert_eq!(board().await, (Some(day("2026-11-18")), 3, 3, vec!["claims"]));
    attended(&practice, "2026-11-17").await;
    assert_eq!(board().await, (Some(day("2026-11-18")), 3, 3, vec!["care", "claims"]));
    let drawn = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap().authorizations;
    assert_eq!((drawn.len(), drawn[0].usage.used), (1, 3), "the lane of the chart counts the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_of_claims_in_another_unit_are_told_and_not_counted() {
    let practice = practice(Settings::default()).await;
    let episode = episode_of_anna(&practice).await;
    let mut granted = decision(episode, None, 6, "2026-11-30");
    let grant = granted.grant.as_mut().unwrap();
    (grant.period, grant.unit_kind, grant.level_of_care) = (days("2026-11-16", "2026-11-30"), UnitKind::Visit, LevelOfCare::Outpatient);
    practice.app.record_decision(&operator(), granted).await.unwrap();
    // A visit, and an hour in four quarters.
    let file = billed_days().replacen("HC:H0015*150*UN*1", "HC:90834*150*UN*1", 2).replace("HC:H0015*150*UN*1", "HC:H0004*150*UN*4");
    practice.app.post_claims(&operator(), "november.837", Box::new(std::io::Cursor::new(file.into_bytes()))).await.unwrap();
    let page = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    let usage = &page.authorizations[0].usage;
    assert_eq!((usage.used, usage.used_billed), (2, Some(2)));
    let mismatch = UnitKindMismatch { day: day("2026-11-18"), billed: UnitKind::QuarterHour, authorized: UnitKind::Visit };
    assert_eq!(usage.mismatches, [mismatch]);
}

async fn attended(practice: &Practice, date: &str) {
    let given = [("day", date), ("type", "group"), ("status", "attended"), ("planned_minutes", "180"), ("delivered_minutes", "180")];
    let given = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    practice.app.record_care_fact(&operator(), practice.anna, app::care_fact::RecordKind::Attendance, given).await.unwrap();
}

#[tokio::test]
async fn units_that_are_used_up_before_the_last_day_move_the_stay_on_the_board_on_sqlite() {
    used_up(storage::testing::sqlite().await).await;
}

#[tokio::test]
async fn units_that_are_used_up_before_the_last_day_move_the_stay_on_the_board_on_postgres() {
    used_up(storage::testing::postgres().await).await;
}

/// Somebody comes every day; six units are granted until the end of the month.
async fn used_up(test: storage::testing::TestDatabase) {
    let practice = crate::practice::practice_in(test, Settings::default()).await;
    let episode = episode_of_anna(&practice).await;
    let check = async |expected: (Bucket, &str, Option<(u32, u32)>)| {
        let board = practice.app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        let entry = board.entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
        let units = entry.units_end.map(|units| (units.used, units.granted));
        assert_eq!((entry.bucket(entry.stay.today), entry.last_covered_day, units), (expected.0, Some(day(expected.1)), expected.2));
    };
    let mut granted = decision(episode, None, 6, "2026-12-10");
    granted.grant.as_mut().unwrap().period = days("2026-11-16", "2026-12-10");
    practice.app.record_decision(&operator(), granted).await.unwrap();
    check((Bucket::Later, "2026-12-10", None)).await;
    // Four days of the eight until today, the 23rd: two units are left, and at this pace they last until the 27th.
    for date in ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"] {
        attended(&practice, date).await;
    }
    check((Bucket::Later, "2026-11-27", Some((4, 6)))).await;
    // Units that were billed and not delivered here count too.
    let line = |date: &str| utilization_review::authorization::BilledUnits {
        episode,
        authorization: None,
        day: day(date),
        level_of_care: None,
        unit_kind: UnitKind::Day,
        units: 1,
        claim: String::new(),
    };
    let lines = [line("2026-11-16"), line("2026-11-20")]
        .map(|line| storage::Entry::new(practice.test.ids.next::<RecordId>(), line, day("2026-11-20")));
    let operation = storage::Operation {
        actor: vocabulary::Actor::Operator("tester".to_owned()),
        purpose: vocabulary::Purpose::Operations,
        request: vocabulary::OperationId("story".to_owned()),
        action: "bill",
    };
    let write = practice
        .test
        .database
        .write::<_, storage::StorageError, _>(&operation, |unit| Box::pin(async move { unit.insert_many(&lines).await }));
    write.await.unwrap();
    // To be asked for 48 hours before the end: today.
    check((Bucket::Today, "2026-11-25", Some((5, 6)))).await;
    attended(&practice, "2026-11-20").await;
    check((Bucket::Today, "2026-11-25", Some((5, 6)))).await;
    attended(&practice, "2026-11-21").await;
    check((Bucket::PastDue, "2026-11-21", Some((6, 6)))).await;
}

#[tokio::test]
async fn an_authorization_that_is_over_by_its_day_ended_by_its_units_before() {
    let practice = practice(Settings::default()).await;
    let episode = episode_of_anna(&practice).await;
    let mut granted = decision(episode, None, 3, "2026-11-20");
    granted.grant.as_mut().unwrap().period = days("2026-11-10", "2026-11-20");
    practice.app.record_decision(&operator(), granted).await.unwrap();
    let check = async |last: &str, used: Option<u32>| {
        let board = practice.app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        let entry = board.entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
        let found = (entry.bucket(entry.stay.today), entry.last_covered_day, entry.units_end.map(|units| units.used));
        assert_eq!(found, (Bucket::PastDue, Some(day(last)), used));
    };
    check("2026-11-20", None).await;
    for date in ["2026-11-10", "2026-11-11", "2026-11-12", "2026-11-16"] {
        attended(&practice, date).await;
    }
    check("2026-11-12", Some(4)).await;
}
