//! How a denial ends: what an appeal left upheld goes on, what nobody appeals is closed with its reason, and what was written down wrongly is taken back.

use app::authorization::{Decision, Granted};
use app::review::appeal::{AppealPage, DecisionAsNoticed, Filing, NewAppeal, NewDenial, NewOutcome, NewPaper};
use app::review::{BoardFilter, BoardPage};
use app::{AppError, Settings};
use care::{Discharge, DischargeDestination, DischargeType, PlanFunding};
use utilization_review::appeal::{AppealLevel, AppealRefusal, ClosureReason, DayOutcome, PaperKind, PaperScope, TaskKind};
use utilization_review::authorization::{DecisionStage, DeterminationOutcome};
use utilization_review::clock::Appellant;
use vocabulary::{Day, EpisodeId, LevelOfCare, Period, RecordId, Role, Version};

use crate::appeals::{at, days, denial, denied, notice, refusal};
use crate::denied_stays::grant;
use crate::practice::{Practice, day, operator, practice};

/// Anna's denial of 16 to 22 November, decided on the 17th, with its notice; the provider appeals.
async fn taken_in(practice: &Practice) -> (EpisodeId, RecordId) {
    let (episode, review) = denial(practice, PlanFunding::SelfFunded).await;
    practice.app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, false)).await.unwrap();
    (episode, review)
}

/// An authorization that was granted before the denial.
async fn granted_before(practice: &Practice, (episode, review): (EpisodeId, RecordId), period: (&str, &str)) {
    let grant = grant(episode, "AU-1", LevelOfCare::IntensiveOutpatient, period);
    let period = grant.period;
    let approved = Decision {
        outcome: DeterminationOutcome::Approved,
        period,
        reason: String::new(),
        grant: Some(grant),
        closes: None,
        ..denied(episode, review, "2026-11-14T15:00:00Z")
    };
    practice.app.record_decision(&operator(), approved).await.unwrap();
}

async fn page(practice: &Practice, review: RecordId) -> AppealPage {
    practice.app.appeal(&operator(), review).await.unwrap()
}

fn november(numbers: &[u8]) -> Vec<Day> {
    numbers.iter().map(|number| day(&format!("2026-11-{number:02}"))).collect()
}

fn outcome(overturned: &[u8], number: &str, decided: &str) -> NewOutcome {
    NewOutcome {
        decided_at: at(decided),
        overturned: november(overturned),
        reviewer: String::new(),
        reference: String::new(),
        reason: "As before.".to_owned(),
        number: number.to_owned(),
        units: None,
    }
}

async fn file(practice: &Practice, review: RecordId, level: AppealLevel, filed: &str) -> RecordId {
    let appeals = page(practice, review).await.appeals;
    let appeal = appeals.iter().find(|stored| stored.value().level == level && !stored.value().decided).unwrap().id;
    practice.app.file_appeal(&operator(), review, appeal, Filing::at(at(filed))).await.unwrap();
    appeal
}

async fn number_of_grants(practice: &Practice) -> usize {
    practice.app.authorizations(&operator(), practice.anna).await.unwrap().authorizations.len()
}

#[tokio::test]
async fn days_that_an_appeal_upheld_stay_in_dispute_where_the_others_stand_under_the_number_that_covered_all_before() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let stay = taken_in(&practice).await;
    let review = stay.1;
    granted_before(&practice, stay, ("2026-11-16", "2026-11-22")).await;
    let appeal = file(&practice, review, AppealLevel::First, "2026-11-18T15:00:00Z").await;
    app.decide_appeal(&operator(), review, appeal, outcome(&[16, 17, 18, 19], "AU-1", "2026-11-20T15:00:00Z")).await.unwrap();
    let shown = page(&practice, review).await;
    assert_eq!(shown.disputed.as_ref().map(|disputed| disputed.days.clone()), Some(november(&[20, 21, 22])));
    assert_eq!((shown.is_granted_since(), shown.is_over(), shown.approved_before.as_deref()), (false, false, Some("AU-1")));
    let external = shown.provisional.iter().find_map(|task| match &task.kind {
        TaskKind::Deadline(deadline) if deadline.rule == "ACA-X-ASK" => Some(deadline.due),
        _ => None,
    });
    let until = day("2027-03-20");
    let expected = utilization_review::clock::Due::Before(until.plus_days(1).start_in(&shown.zone), until);
    assert_eq!(external, Some(expected), "four months for external review, counted from the decision until the notice is taken in");
    let rows = app.appeals(&operator()).await.unwrap().rows;
    assert_eq!((rows.len(), rows[0].is_over, rows[0].waits_for_notice), (1, false, true));
    let authorizations = app.authorizations(&operator(), practice.anna).await.unwrap().authorizations;
    assert_eq!((authorizations.len(), authorizations[0].taken.as_slice()), (1, &[days("2026-11-20", "2026-11-22")][..]));
    let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
    let entry = board.entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
    assert_eq!(entry.last_covered_day, Some(day("2026-11-19")));
    let figures = &app.payer_record(&operator()).await.unwrap().rows[0].figures;
    assert_eq!((figures.days_asked, figures.days_granted), (7, 4), "the authorization covered all seven");
}

#[tokio::test]
async fn a_denial_that_nobody_appeals_is_closed_with_its_reason_and_opened_again() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let presses = async || {
        let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        board.entries.iter().any(|entry| entry.denial.is_some())
    };
    assert!(presses().await && !page(&practice, review).await.is_over());
    let close = async |reason, words: &str| app.close_denial(&operator(), review, reason, words.to_owned()).await;
    let by_program = close(ClosureReason::ExternalDecided, "").await;
    assert!(matches!(&by_program, Err(AppError::Form(problems)) if problems[0].field == "closure"), "{by_program:?}");
    close(ClosureReason::NotAppealed, "").await.unwrap();
    close(ClosureReason::Accepted, "the stay had ended").await.unwrap();
    close(ClosureReason::Accepted, "the stay had ended").await.unwrap();
    let shown = page(&practice, review).await;
    assert!(shown.is_over() && shown.provisional.is_empty() && shown.disputed.is_some(), "its days stay denied");
    let closure = shown.closure.unwrap();
    assert_eq!(
        (closure.value().reason, closure.value().words.as_str(), closure.recorded.version.0),
        (ClosureReason::Accepted, "the stay had ended", 2)
    );
    let row = app.appeals(&operator()).await.unwrap().rows.remove(0);
    assert_eq!((row.is_over, row.waits_for_notice, row.closed, row.next), (true, false, Some(ClosureReason::Accepted), None));
    assert!(!presses().await, "nothing has to be done about it");
    let taken = notice(PlanFunding::SelfFunded, Appellant::Provider, false);
    assert_eq!(refusal(app.take_in_denial(&operator(), review, taken.clone()).await), AppealRefusal::Closed);
    let refused = app.reopen_denial(&operator(), review, " ".to_owned()).await;
    assert!(matches!(&refused, Err(AppError::Form(problems)) if problems[0].field == "reason"), "{refused:?}");
    app.reopen_denial(&operator(), review, "the member wants it".to_owned()).await.unwrap();
    assert!(presses().await && !page(&practice, review).await.is_over());
    app.take_in_denial(&operator(), review, taken).await.unwrap();
    assert!(!page(&practice, review).await.tasks.is_empty());
}

#[tokio::test]
async fn what_an_external_reviewer_decided_ends_the_denial_and_each_wrong_step_is_taken_back_in_its_turn() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = taken_in(&practice).await;
    let first = file(&practice, review, AppealLevel::First, "2026-11-18T15:00:00Z").await;
    app.decide_appeal(&operator(), review, first, outcome(&[], "", "2026-11-19T15:00:00Z")).await.unwrap();
    assert_eq!(page(&practice, review).await.next_level(), AppealLevel::External);
    let outside = NewAppeal { level: AppealLevel::External, appellant: Appellant::Provider, urgent: false, confirmed: false };
    let second = NewDenial {
        received_at: at("2026-11-19T18:00:00Z"),
        appeal: outside,
        ..notice(PlanFunding::SelfFunded, Appellant::Provider, false)
    };
    app.take_in_denial(&operator(), review, second).await.unwrap();
    let external = file(&practice, review, AppealLevel::External, "2026-11-20T15:00:00Z").await;
    app.decide_appeal(&operator(), review, external, outcome(&[], "", "2026-11-21T15:00:00Z")).await.unwrap();
    let shown = page(&practice, review).await;
    assert_eq!(shown.closure.as_ref().map(|closure| closure.value().reason), Some(ClosureReason::ExternalDecided));
    assert!(shown.is_over() && shown.denial.is_none() && shown.disputed.is_some());
    let row = app.appeals(&operator()).await.unwrap().rows.remove(0);
    assert_eq!((row.is_over, row.waits_for_notice), (true, false), "no notice is waited for");

    let back = async |appeal, why: &str| app.take_back_outcome(&operator(), review, appeal, why.to_owned()).await;
    assert!(matches!(back(external, "").await, Err(AppError::Form(_))));
    assert_eq!(refusal(back(first, "of another patient").await), AppealRefusal::NotTheLastOutcome);
    back(external, "of another patient").await.unwrap();
    let shown = page(&practice, review).await;
    let waits: Vec<(RecordId, bool)> = shown.appeals.iter().map(|stored| (stored.id, stored.value().decided)).collect();
    assert_eq!((waits, shown.closure.is_none(), shown.is_over()), (vec![(external, false)], true, false));
    assert!(shown.denial.is_some() && !shown.tasks.is_empty());

    assert_eq!(refusal(back(first, "of another patient").await), AppealRefusal::FollowedUp, "an appeal against it was filed");
    app.correct_filing(&operator(), review, external, None).await.unwrap();
    back(first, "of another patient").await.unwrap();
    let shown = page(&practice, review).await;
    assert_eq!(shown.decision.as_ref().unwrap().value().stage, DecisionStage::FirstReview, "the first decision is the newest again");
    assert_eq!((shown.appeals.len(), shown.appeals[0].id, shown.appeals[0].value().decided), (1, first, false));
    assert!(shown.days.is_empty() && shown.denial.is_some() && shown.last_decided.is_none());
    app.decide_appeal(&operator(), review, first, outcome(&[16, 17, 18, 19, 20, 21, 22], "AU-9", "2026-11-19T15:00:00Z")).await.unwrap();
    assert!(page(&practice, review).await.is_over());
}

#[tokio::test]
async fn an_outcome_that_is_taken_back_takes_what_it_granted_along_and_leaves_what_stood_before() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let stay = taken_in(&practice).await;
    let review = stay.1;
    granted_before(&practice, stay, ("2026-11-16", "2026-11-17")).await;
    let appeal = file(&practice, review, AppealLevel::First, "2026-11-18T15:00:00Z").await;
    app.decide_appeal(&operator(), review, appeal, outcome(&[16, 17, 19, 21], "AU-1", "2026-11-20T15:00:00Z")).await.unwrap();
    assert_eq!(number_of_grants(&practice).await, 3, "one a run of days that nothing covered before");
    app.take_back_outcome(&operator(), review, appeal, "the letter names other days".to_owned()).await.unwrap();
    assert_eq!(number_of_grants(&practice).await, 1);
    let shown = page(&practice, review).await;
    assert_eq!(shown.disputed.map(|disputed| disputed.days), Some(november(&[16, 17, 18, 19, 20, 21, 22])));
    assert!(!shown.appeals[0].value().decided && shown.days.is_empty());
    app.decide_appeal(&operator(), review, appeal, outcome(&[18], "AU-2", "2026-11-20T15:00:00Z")).await.unwrap();
    assert_eq!(number_of_grants(&practice).await, 2);
    let won: Vec<Period> = (page(&practice, review).await.days.iter())
        .filter(|stored| stored.value().outcome == DayOutcome::Overturned)
        .map(|stored| stored.value().period)
        .collect();
    assert_eq!(won, [days("2026-11-18", "2026-11-18")]);
}

#[tokio::test]
async fn an_appeal_planned_by_mistake_is_withdrawn_and_the_time_of_filing_is_corrected() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = taken_in(&practice).await;
    let too_early = NewAppeal { level: AppealLevel::External, appellant: Appellant::Provider, urgent: false, confirmed: false };
    assert_eq!(refusal(app.plan_appeal(&operator(), review, too_early).await), AppealRefusal::OutOfOrder);
    let second = NewAppeal { level: AppealLevel::Second, ..too_early };
    assert_eq!(
        refusal(app.plan_appeal(&operator(), review, second).await),
        AppealRefusal::OutOfOrder,
        "nothing was decided on a first one"
    );
    let outside = NewAppeal { confirmed: true, ..too_early };
    app.plan_appeal(&operator(), review, outside).await.unwrap();
    let planned = page(&practice, review).await.appeals.iter().find(|stored| stored.value().level == AppealLevel::External).unwrap().id;
    assert!(matches!(app.withdraw_appeal(&operator(), review, planned, String::new()).await, Err(AppError::Form(_))));
    app.withdraw_appeal(&operator(), review, planned, "not allowed yet".to_owned()).await.unwrap();
    assert_eq!(page(&practice, review).await.appeals.len(), 1);
    app.plan_appeal(&operator(), review, outside).await.unwrap();
    assert_eq!(page(&practice, review).await.appeals.len(), 2, "it can be planned again");

    let unfiled = page(&practice, review).await.appeals.iter().find(|stored| stored.value().level == AppealLevel::First).unwrap().id;
    let correct = async |filed: Option<&str>| app.correct_filing(&operator(), review, unfiled, filed.map(at)).await;
    assert_eq!(refusal(correct(Some("2026-11-19T15:00:00Z")).await), AppealRefusal::NotFiled);
    let filed = file(&practice, review, AppealLevel::First, "2026-11-18T15:00:00Z").await;
    assert_eq!(refusal(app.withdraw_appeal(&operator(), review, filed, "no".to_owned()).await), AppealRefusal::AlreadyFiled);
    assert_eq!(refusal(correct(Some("2026-11-16T15:00:00Z")).await), AppealRefusal::FiledBeforeNotice);
    assert!(matches!(correct(Some("2026-12-01T15:00:00Z")).await, Err(AppError::Form(_))), "in the future");
    let stands = async || {
        let shown = page(&practice, review).await;
        let first = shown.appeals.iter().find(|stored| stored.id == filed).unwrap();
        (first.value().filed_at, first.recorded.version.0)
    };
    correct(Some("2026-11-19T15:00:00Z")).await.unwrap();
    correct(Some("2026-11-19T15:00:00Z")).await.unwrap();
    assert_eq!(stands().await, (Some(at("2026-11-19T15:00:00Z")), 3));
    correct(None).await.unwrap();
    assert_eq!(stands().await, (None, 4));

    // What was planned before its turn is filed only where somebody confirms it again.
    let shown = page(&practice, review).await;
    let external = shown.appeals.iter().find(|stored| stored.value().level == AppealLevel::External).unwrap().id;
    assert_eq!(shown.out_of_order, [external]);
    let filing = Filing::at(at("2026-11-20T15:00:00Z"));
    assert_eq!(refusal(app.file_appeal(&operator(), review, external, filing).await), AppealRefusal::OutOfOrder);
    app.file_appeal(&operator(), review, external, Filing { confirmed: true, ..filing }).await.unwrap();
    assert_eq!(page(&practice, review).await.out_of_order, [], "it is filed");
}

#[tokio::test]
async fn the_attending_is_asked_for_the_statement_of_an_urgent_appeal_after_the_discharge_too_until_it_is_signed() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (attending, _) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    let (episode, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let asked = async || {
        let needs = app.clinician_needs(&attending).await.unwrap();
        needs.into_iter().filter(|need| !need.urgency.is_empty()).map(|need| (need.patient, need.urgency)).collect::<Vec<_>>()
    };
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, false)).await.unwrap();
    assert!(asked().await.is_empty(), "nobody asked for a fast decision");
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, true)).await.unwrap();
    assert_eq!(asked().await, [(practice.anna, vec![review])]);
    let discharge = Discharge { day: day("2026-11-20"), kind: DischargeType::Administrative, destination: DischargeDestination::Unknown };
    app.discharge(&operator(), episode, Version::FIRST, discharge).await.unwrap();
    assert_eq!(asked().await, [(practice.anna, vec![review])], "the days stay denied");
    let words = "Waiting would put her at risk.".to_owned();
    let paper = NewPaper { kind: PaperKind::Urgency, signed: day("2026-11-20"), signer: String::new(), words, scope: PaperScope::Decision };
    app.record_appeal_paper(&attending, review, paper).await.unwrap();
    assert!(asked().await.is_empty());
}

#[tokio::test]
async fn a_notice_corrects_what_was_noted_of_its_decision_and_is_withdrawn_while_nothing_followed() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = taken_in(&practice).await;
    let decided = async || page(&practice, review).await.decision.unwrap();
    let stands = decided().await;
    let said = |corrects| DecisionAsNoticed {
        reason: "The criteria for this level are not met.".to_owned(),
        reviewer: "S. Example, MD".to_owned(),
        reference: "REF-9-A".to_owned(),
        corrects,
    };
    let taken = |corrects| NewDenial { decision: Some(said(corrects)), ..notice(PlanFunding::SelfFunded, Appellant::Provider, false) };
    let seen = stands.recorded.version;
    app.take_in_denial(&operator(), review, taken(seen)).await.unwrap();
    let other = DecisionAsNoticed { reason: "As noted on the telephone.".to_owned(), ..said(seen) };
    let late = NewDenial { decision: Some(other), ..taken(seen) };
    assert!(matches!(app.take_in_denial(&operator(), review, late).await, Err(AppError::VersionConflict)), "it says otherwise since");
    app.take_in_denial(&operator(), review, taken(seen)).await.unwrap();
    let corrected = decided().await;
    let words = (corrected.value().reason.as_str(), corrected.value().reviewer.as_str(), corrected.value().reference.as_str());
    assert_eq!((words, corrected.id), (("The criteria for this level are not met.", "S. Example, MD", "REF-9-A"), stands.id));
    assert_eq!(corrected.value().period, stands.value().period);

    let decision = Granted::Decision(stands.id);
    let withdraw = async || app.withdraw_granted(&operator(), decision, "of another patient".to_owned()).await;
    assert!(matches!(withdraw().await, Err(AppError::Form(_))), "its notice stands");
    assert!(matches!(app.withdraw_denial(&operator(), review, " ".to_owned()).await, Err(AppError::Form(_))));
    app.withdraw_denial(&operator(), review, "of another patient".to_owned()).await.unwrap();
    let shown = page(&practice, review).await;
    assert!(shown.denial.is_none() && shown.appeals.is_empty() && shown.decision.is_some());
    assert_eq!(refusal(app.withdraw_denial(&operator(), review, "again".to_owned()).await), AppealRefusal::NotTakenIn);
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::Provider, false)).await.unwrap();
    file(&practice, review, AppealLevel::First, "2026-11-18T15:00:00Z").await;
    assert_eq!(refusal(app.withdraw_denial(&operator(), review, "late".to_owned()).await), AppealRefusal::FollowedUp);
    app.correct_filing(&operator(), review, page(&practice, review).await.appeals[0].id, None).await.unwrap();
    app.withdraw_denial(&operator(), review, "of another patient".to_owned()).await.unwrap();
    withdraw().await.unwrap();
    assert!(page(&practice, review).await.decision.is_none());
}

#[tokio::test]
async fn a_paper_that_is_withdrawn_with_its_reason_is_missing_again_and_what_was_filed_on_it_stays() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    app.take_in_denial(&operator(), review, notice(PlanFunding::SelfFunded, Appellant::AuthorizedRepresentative, false)).await.unwrap();
    let sign = async || {
        let (kind, scope, signer) = (PaperKind::Designation, PaperScope::Decision, "Zoë".to_owned());
        let paper = NewPaper { kind, signed: day("2026-11-18"), signer, words: "chart".to_owned(), scope };
        app.record_appeal_paper(&operator(), review, paper).await.unwrap();
        page(&practice, review).await.papers[0].id
    };
    let withdraw = async |paper, reason: &str| app.withdraw_appeal_paper(&operator(), review, paper, reason.to_owned()).await;
    let paper = sign().await;
    assert!(matches!(withdraw(paper, " ").await, Err(AppError::Form(_))), "not without a reason");
    withdraw(paper, "of another patient").await.unwrap();
    let again = withdraw(paper, "of another patient").await;
    assert!(matches!(again, Err(AppError::NotFound("paper"))), "{again:?}");
    let shown = page(&practice, review).await;
    assert!(shown.papers.is_empty() && shown.tasks[0].blocks, "{:?}", shown.tasks);
    let (appeal, filed_at) = (shown.appeals[0].id, at("2026-11-18T15:00:00Z"));
    let file = async || app.file_appeal(&operator(), review, appeal, Filing::at(filed_at)).await;
    assert_eq!(refusal(file().await), AppealRefusal::PaperMissing(PaperKind::Designation));
    let paper = sign().await;
    file().await.unwrap();
    withdraw(paper, "she took it back").await.unwrap();
    let shown = page(&practice, review).await;
    assert_eq!(shown.appeals[0].value().filed_at, Some(filed_at));
    let is_missing = shown.tasks.iter().any(|task| task.kind == TaskKind::Paper(PaperKind::Designation) && task.blocks && !task.done);
    assert!(is_missing, "{:?}", shown.tasks);
}
