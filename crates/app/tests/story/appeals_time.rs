//! Until when something has to be done about a denial: before its notice is taken in, where no rule knows it, at which level, and with days taken back.

use app::authorization::Decision;
use app::review::appeal::{AppealPage, Filing, NewAppeal, NewDenial, NewOutcome, NewPaper};
use app::review::{BoardFilter, BoardPage};
use app::{AppError, Settings};
use care::{PayerProfile, PlanFunding};
use utilization_review::appeal::{AppealLevel, AppealRefusal, AppealTask, NoRule, PaperKind, PaperScope, TaskKind};
use utilization_review::authorization::DeterminationOutcome;
use utilization_review::clock::{Appellant, DeadlineAct, Due};
use vocabulary::{Day, LevelOfCare, RecordId, Version};

use crate::appeals::{at, days, denial, denied, notice, refusal};
use crate::denied_stays::{covered, decision, episode_of, grant};
use crate::practice::{Practice, day, operator, practice};

const MEMBER: Appellant = Appellant::AuthorizedRepresentative;

async fn page(practice: &Practice, review: RecordId) -> AppealPage {
    practice.app.appeal(&operator(), review).await.unwrap()
}

fn last_day(task: &AppealTask) -> Option<Day> {
    if let Some(Due::Before(_, day)) = task.due { Some(day) } else { None }
}

/// The day until which a rule gives time.
fn due(tasks: &[AppealTask], rule: &str) -> Option<Day> {
    let of_rule = |task: &&AppealTask| matches!(&task.kind, TaskKind::Deadline(deadline) if deadline.rule == rule);
    tasks.iter().find(of_rule).and_then(last_day)
}

fn has(tasks: &[AppealTask], kind: &TaskKind) -> bool {
    tasks.iter().any(|task| task.kind == *kind)
}

#[tokio::test]
async fn a_denial_has_its_clock_from_the_decision_on_until_its_notice_is_taken_in() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let shown = page(&practice, review).await;
    // 180 days after November 17, the day of the decision.
    assert_eq!((shown.tasks.len(), due(&shown.provisional, "ERISA-A0")), (0, Some(day("2027-05-16"))));
    let row = app.appeals(&operator()).await.unwrap().rows.remove(0);
    assert_eq!((row.waits_for_notice, row.next.as_ref().and_then(last_day)), (true, Some(day("2027-05-16"))));
    let received = NewDenial { received_at: at("2026-11-20T16:00:00Z"), ..notice(PlanFunding::SelfFunded, MEMBER, false) };
    app.take_in_denial(&operator(), review, received).await.unwrap();
    let shown = page(&practice, review).await;
    assert_eq!((shown.provisional.len(), due(&shown.tasks, "ERISA-A0")), (0, Some(day("2027-05-19"))), "the notice sets the real one");
}

#[tokio::test]
async fn an_appeal_of_which_no_rule_knows_the_time_is_told_with_why_and_with_what_the_notice_states() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (_, review) = denial(&practice, PlanFunding::Government).await;
    let without = TaskKind::WithoutRule(DeadlineAct::Appeal, NoRule::NoRow);
    assert!(has(&page(&practice, review).await.provisional, &without), "before the notice, too");
    let taken = notice(PlanFunding::Government, MEMBER, false);
    app.take_in_denial(&operator(), review, taken.clone()).await.unwrap();
    assert!(has(&page(&practice, review).await.tasks, &without));
    let stated = NewDenial { appeal_by: Some(day("2026-12-30")), peer_to_peer_by: Some(at("2026-11-25T22:00:00Z")), ..taken.clone() };
    assert!(
        matches!(app.take_in_denial(&operator(), review, stated.clone()).await, Err(AppError::Conflict)),
        "it stands otherwise already"
    );
    let stated = NewDenial { corrects: Some(Version::FIRST), ..stated };
    app.take_in_denial(&operator(), review, stated).await.unwrap();
    let tasks = page(&practice, review).await.tasks;
    let told: Vec<(DeadlineAct, Option<Day>)> =
        tasks.iter().filter_map(|task| if let TaskKind::AsStated(act) = task.kind { Some((act, last_day(task))) } else { None }).collect();
    assert_eq!(told, [(DeadlineAct::PeerToPeer, Some(day("2026-11-25"))), (DeadlineAct::Appeal, Some(day("2026-12-30")))]);
    assert!(!has(&tasks, &without), "the notice gives a time");
    // A notice cannot come before its decision, nor give a time that was over before it came.
    let early = NewDenial { received_at: at("2026-11-16T16:00:00Z"), ..taken.clone() };
    assert_eq!(refusal(app.take_in_denial(&operator(), review, early).await), AppealRefusal::NoticeBeforeDecision);
    for (new, field) in [
        (NewDenial { appeal_by: Some(day("2026-11-16")), ..taken.clone() }, "appeal_by"),
        (NewDenial { peer_to_peer_by: Some(at("2026-11-16T16:00:00Z")), ..taken }, "peer_to_peer_by"),
    ] {
        let refused = app.take_in_denial(&operator(), review, new).await;
        assert!(matches!(&refused, Err(AppError::Form(problems)) if problems[0].field == field), "{refused:?}");
    }
}

#[tokio::test]
async fn external_review_begins_with_the_last_level_of_the_payer_and_a_second_one_has_no_time_of_ours() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (mut profile, _) = PayerProfile::shipped().into_iter().find(|(profile, _)| profile.key == "generic-commercial").unwrap();
    profile.limits.appeal_levels = Some(2);
    app.save_payer(&operator(), profile.to_toml()).await.unwrap();
    let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
    let second_level = TaskKind::WithoutRule(DeadlineAct::Appeal, NoRule::SecondLevel);
    let upheld = async |level, received: &str, filed: &str, decided: &str| {
        let taken = NewDenial {
            received_at: at(received),
            appeal: NewAppeal { level, appellant: MEMBER, urgent: false, confirmed: false },
            ..notice(PlanFunding::SelfFunded, MEMBER, false)
        };
        app.take_in_denial(&operator(), review, taken).await.unwrap();
        let before = page(&practice, review).await;
        let paper = NewPaper {
            kind: PaperKind::Designation,
            signed: day("2026-11-18"),
            signer: "Anna".to_owned(),
            words: String::new(),
            scope: PaperScope::Decision,
        };
        app.record_appeal_paper(&operator(), review, paper).await.unwrap();
        let appeal = before.appeals.last().unwrap().id;
        app.file_appeal(&operator(), review, appeal, Filing::at(at(filed))).await.unwrap();
        let nothing = NewOutcome {
            decided_at: at(decided),
            overturned: Vec::new(),
            reviewer: String::new(),
            reference: String::new(),
            reason: "As before.".to_owned(),
            number: String::new(),
            units: None,
        };
        app.decide_appeal(&operator(), review, appeal, nothing).await.unwrap();
        before.tasks
    };
    let tasks = upheld(AppealLevel::First, "2026-11-17T16:00:00Z", "2026-11-18T15:00:00Z", "2026-11-19T15:00:00Z").await;
    assert!(due(&tasks, "ERISA-A0").is_some() && !has(&tasks, &second_level));
    let shown = page(&practice, review).await;
    assert_eq!(shown.next_level(), AppealLevel::Second);
    assert!(has(&shown.provisional, &second_level) && due(&shown.provisional, "ACA-X-ASK").is_none(), "{:?}", shown.provisional);
    let tasks = upheld(AppealLevel::Second, "2026-11-19T16:00:00Z", "2026-11-20T15:00:00Z", "2026-11-21T15:00:00Z").await;
    assert!(has(&tasks, &second_level) && due(&tasks, "ACA-X-ASK").is_none(), "{tasks:?}");
    let shown = page(&practice, review).await;
    assert_eq!((shown.next_level(), due(&shown.provisional, "ACA-X-ASK")), (AppealLevel::External, Some(day("2027-03-21"))));
}

#[tokio::test]
async fn a_designation_holds_for_the_second_level_where_its_own_words_say_so() {
    let check = async |scope, expected: Option<AppealRefusal>| {
        let practice = practice(Settings::default()).await;
        let app = &practice.app;
        let (mut profile, _) = PayerProfile::shipped().into_iter().find(|(profile, _)| profile.key == "generic-commercial").unwrap();
        profile.limits.appeal_levels = Some(2);
        app.save_payer(&operator(), profile.to_toml()).await.unwrap();
        let (_, review) = denial(&practice, PlanFunding::SelfFunded).await;
        let appellant = Appellant::AuthorizedRepresentative;
        let take_in = async |level, received: &str| {
            let appeal = NewAppeal { level, appellant, urgent: false, confirmed: false };
            let taken = NewDenial { received_at: at(received), appeal, ..notice(PlanFunding::SelfFunded, appellant, false) };
            app.take_in_denial(&operator(), review, taken).await.unwrap();
            page(&practice, review).await.appeals.last().unwrap().id
        };
        let first = take_in(AppealLevel::First, "2026-11-17T16:00:00Z").await;
        let (kind, signer) = (PaperKind::Designation, "Anna".to_owned());
        let paper = NewPaper { kind, signed: day("2026-11-18"), signer, words: String::new(), scope };
        app.record_appeal_paper(&operator(), review, paper).await.unwrap();
        app.file_appeal(&operator(), review, first, Filing::at(at("2026-11-18T15:00:00Z"))).await.unwrap();
        let upheld = NewOutcome {
            decided_at: at("2026-11-19T15:00:00Z"),
            overturned: Vec::new(),
            reviewer: String::new(),
            reference: String::new(),
            reason: "As before.".to_owned(),
            number: String::new(),
            units: None,
        };
        app.decide_appeal(&operator(), review, first, upheld).await.unwrap();
        let second = take_in(AppealLevel::Second, "2026-11-19T16:00:00Z").await;
        let filed = app.file_appeal(&operator(), review, second, Filing::at(at("2026-11-20T15:00:00Z"))).await;
        match expected {
            None => filed.unwrap(),
            Some(expected) => assert_eq!(refusal(filed), expected),
        }
    };
    check(PaperScope::AllLevels, None).await;
    check(PaperScope::Decision, Some(AppealRefusal::PaperMissing(PaperKind::Designation))).await;
}

#[tokio::test]
async fn coverage_is_asked_to_continue_before_the_last_day_that_was_left_of_it() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let (episode, other) = denial(&practice, PlanFunding::SelfFunded).await;
    let period = days("2026-11-01", "2026-11-30");
    let grant = grant(episode, "AU-1", LevelOfCare::IntensiveOutpatient, ("2026-11-01", "2026-11-30"));
    let first = Decision { closes: None, period, ..denied(episode, other, "2026-10-31T15:00:00Z") };
    let approved = Decision { outcome: DeterminationOutcome::Approved, reason: String::new(), grant: Some(grant), ..first.clone() };
    app.record_decision(&operator(), approved).await.unwrap();
    let taken_back = Decision { period: days("2026-11-23", "2026-11-30"), decided_at: at("2026-11-22T15:00:00Z"), ..first };
    let determination = app.record_decision(&operator(), taken_back).await.unwrap();
    let review = app.open_denial(&operator(), determination).await.unwrap();
    let received = NewDenial { received_at: at("2026-11-22T16:00:00Z"), ..notice(PlanFunding::SelfFunded, MEMBER, false) };
    app.take_in_denial(&operator(), review, received).await.unwrap();
    let shown = page(&practice, review).await;
    assert!(shown.is_ongoing);
    assert_eq!(due(&shown.tasks, "ACA-C"), Some(day("2026-11-22")), "granted to the 30th, denied from the 23rd on");
    let notices = app.patient_notices(&operator(), practice.anna).await.unwrap();
    let told: Vec<Due> = notices
        .rows
        .iter()
        .filter(|row| row.clock.deadline.rule == "ERISA-C1" && row.clock.change.from == at("2026-11-22T15:00:00Z"))
        .map(|row| row.clock.deadline.due)
        .collect();
    let ours = shown.tasks.iter().find(|task| matches!(&task.kind, TaskKind::Deadline(deadline) if deadline.rule == "ACA-C"));
    assert_eq!(told, [ours.and_then(|task| task.due).unwrap()], "both pages name the same end");
}

#[tokio::test]
async fn two_denials_of_one_stay_say_one_last_covered_day_on_the_board_the_review_and_each_appeal() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    app.record_coverage(&operator(), covered(practice.anna, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let episode = episode_of(&practice).await;
    let whole = ("2026-11-16", "2026-11-30");
    let granted = Decision {
        grant: Some(grant(episode, "AU-1", LevelOfCare::IntensiveOutpatient, whole)),
        ..decision(episode, DeterminationOutcome::Approved, whole, "2026-11-15T15:00:00Z")
    };
    app.record_decision(&operator(), granted).await.unwrap();
    let mut reviews = Vec::new();
    for (period, decided, received) in [
        (("2026-11-29", "2026-11-30"), "2026-11-20T15:00:00Z", "2026-11-21T15:00:00Z"),
        (("2026-11-26", "2026-11-27"), "2026-11-21T15:00:00Z", "2026-11-22T15:00:00Z"),
    ] {
        let denied = decision(episode, DeterminationOutcome::Denied, period, decided);
        let determination = app.record_decision(&operator(), denied).await.unwrap();
        let review = app.open_denial(&operator(), determination).await.unwrap();
        let taken = NewDenial { received_at: at(received), ..notice(PlanFunding::SelfFunded, MEMBER, false) };
        app.take_in_denial(&operator(), review, taken).await.unwrap();
        reviews.push(review);
    }
    let ends = day("2026-11-25");
    for review in &reviews {
        let tasks = page(&practice, *review).await.tasks;
        assert_eq!(due(&tasks, "ACA-C"), Some(ends), "{tasks:?}");
    }
    let next = app.open_next_review(&operator(), episode).await.unwrap();
    let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
    let entry = board.entries.into_iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
    assert_eq!((entry.last_covered_day, entry.stay.review), (Some(ends), Some(next)));
    let told: Vec<_> = entry.denial.iter().chain(&entry.more_denials).map(|denial| (denial.review, denial.first)).collect();
    assert_eq!(told, [(Some(reviews[1]), day("2026-11-26")), (Some(reviews[0]), day("2026-11-29"))]);
    let shown = app.review(&operator(), next).await.unwrap();
    assert!(shown.review.value().due_day <= ends, "{:?}", shown.review.value());
    assert_eq!(shown.submit_by, entry.submit_by);
    assert!(shown.submit_by.is_some_and(|submit| submit.day <= ends));
}
