//! Fresh evidence for a review: what its payer misses is asked of the patient, with their consent, and stands in the review once answered.

use app::check_in::{Answered, Door, SentDue};
use app::review::{BoardFilter, BoardPage};
use app::{AppError, Caller, Data, Settings};
use care::{Channel, Consent, ConsentSource, ContactHolder, Coverage, CoverageRank, PlanFunding, ReviewQuestion, SubscriberRelation};
use collection::check_in::{Given, Reply};
use instruments::{Answer, Respondent};
use storage::View;
use utilization_review::review::{NextAction, Review, Shortfall};
use vocabulary::{LevelOfCare, Period, RecordId, Role};

use crate::check_ins::{both, by, ready};
use crate::practice::{Practice, day, operator, phq9, practice};

/// Anna's stay with a payer that takes no measure of more than two weeks, a PHQ-9 that is older, and a review that is open.
async fn stale(practice: &Practice) -> (Caller, RecordId) {
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
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-10-05", [1; 9])).await.unwrap();
    let episode = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap().episodes[0].episode.id;
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let review = practice.app.open_review(&operator(), review).await.unwrap();
    let (coordinator, _) = practice.somebody("uma", &[Role::UtilizationReview], None).await;
    (coordinator, review)
}

fn of_patient(sent: &[SentDue]) -> Option<Result<RecordId, String>> {
    let own = sent.iter().find(|each| each.respondent == Respondent::Patient)?;
    Some(own.result.as_ref().copied().map_err(ToString::to_string))
}

async fn lacks_measures(practice: &Practice, review: RecordId) -> Vec<Shortfall> {
    let page = practice.app.review(&operator(), review).await.unwrap();
    let missing = page.readiness.missing.into_iter().filter(|missing| missing.action == NextAction::SendCheckIn);
    missing.map(|missing| missing.shortfall).collect()
}

async fn consents(practice: &Practice) {
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
}

#[tokio::test]
async fn a_coordinator_refreshes_what_is_too_old_and_the_answers_stand_in_the_review() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        let (coordinator, review) = stale(&practice).await;
        let app = &practice.app;
        assert!(lacks_measures(&practice, review).await.iter().any(|lack| matches!(lack, Shortfall::Stale { .. })));
        let evidence = app.review_evidence(&coordinator, review).await.unwrap();
        let asked = evidence.would_ask.iter().find(|(respondent, _)| *respondent == Respondent::Patient);
        assert!(evidence.is_wanted && asked.is_some_and(|(_, names)| names.contains(&"PHQ-9".to_owned())), "{evidence:?}");

        // Without a contact that may be used nothing goes out and nothing is left behind.
        let refused = of_patient(&app.refresh_evidence(&coordinator, review).await.unwrap());
        assert!(refused.is_some_and(|sent| sent.is_err()));
        assert!(app.review_evidence(&coordinator, review).await.unwrap().open.is_empty());

        consents(&practice).await;
        let first = of_patient(&app.refresh_evidence(&coordinator, review).await.unwrap()).unwrap().unwrap();
        let again = of_patient(&app.refresh_evidence(&coordinator, review).await.unwrap()).unwrap().unwrap();
        assert_eq!(first, again, "the same check-in is sent anew");
        let open = app.review_evidence(&coordinator, review).await.unwrap().open;
        assert_eq!(open.iter().map(|row| row.check_in.id).collect::<Vec<_>>(), [first]);
        let state = open[0].message.as_ref().map(|(state, _)| state.code());
        assert_eq!(state, Some("planned"));

        let messages = app.contacts(&operator(), practice.anna).await.unwrap().messages;
        let path = practice.path_in(messages.iter().find(|message| message.state.code() == "planned").unwrap()).await;
        let link = by(&path);
        assert!(matches!(app.look_at_check_in(&link).await.unwrap(), Door::Open(_)));
        for item in 1..=9 {
            let given =
                Given { instrument: "phq-9".to_owned(), item: item.to_string(), reply: Reply::Answer(Answer::Value(i32::from(item < 9))) };
            assert!(matches!(app.answer_check_in(&link, vec![given]).await.unwrap(), Answered::Taken { .. }));
        }
        app.finish_check_in(&link).await.unwrap();
        assert_eq!(lacks_measures(&practice, review).await, [], "the newest score is of today");
        assert!(!app.review_evidence(&coordinator, review).await.unwrap().is_wanted);
        assert!(app.refresh_evidence(&coordinator, review).await.unwrap().is_empty(), "nobody is asked what is fresh");
    })
    .await;
}

#[tokio::test]
async fn a_message_waits_for_the_end_of_the_quiet_hours() {
    let (practice, _) = ready(practice(Settings::default()).await).await;
    let (coordinator, review) = stale(&practice).await;
    consents(&practice).await;
    let zone = "America/New_York".parse().unwrap();
    // Half past two at night in the program's zone.
    let tonight = practice.app.now().day_in(&zone).plus_days(1).start_in(&zone).plus_seconds(2 * 3600 + 1800);
    practice.test.pass_seconds(tonight.seconds_since(practice.app.now()));
    practice.app.refresh_evidence(&coordinator, review).await.unwrap();
    let messages = practice.app.contacts(&operator(), practice.anna).await.unwrap().messages;
    let first = messages.iter().find(|message| message.template == "check_in").unwrap();
    assert!(first.due_at >= tonight.plus_seconds(4 * 3600), "{:?} {tonight:?}", first.due_at);
}

#[tokio::test]
async fn the_kiosk_and_paper_ask_the_same_without_consent() {
    let (practice, _) = ready(practice(Settings::default()).await).await;
    let (coordinator, review) = stale(&practice).await;
    let code = practice.app.refresh_evidence_at_kiosk(&coordinator, review).await.unwrap();
    assert_eq!(code.code.len(), 9, "two groups of four");
    let open = practice.app.review_evidence(&coordinator, review).await.unwrap().open;
    assert!(open.len() == 1 && open[0].check_in.instruments.contains(&"phq-9".to_owned()), "{open:?}");
    let forms = practice.app.refresh_evidence_on_paper(&coordinator, review).await.unwrap();
    assert!(!forms.is_empty());
    let open = practice.app.review_evidence(&coordinator, review).await.unwrap().open;
    assert_eq!(open.len(), 1, "the same check-in is printed");
}

#[tokio::test]
async fn nobody_asks_for_a_review_that_is_not_theirs_or_is_over() {
    let (practice, _) = ready(practice(Settings::default()).await).await;
    let (_, review) = stale(&practice).await;
    let (biller, _) = practice.somebody("bo", &[Role::Biller], None).await;
    let refused = practice.app.refresh_evidence(&biller, review).await.unwrap_err();
    assert!(matches!(refused, AppError::RoleRefused(Data::Reviews)), "{refused}");
    practice.app.withdraw_review(&operator(), review, "Stepped down".to_owned()).await.unwrap();
    assert!(practice.app.refresh_evidence(&operator(), review).await.is_err());
}

#[tokio::test]
async fn a_screen_without_a_total_is_told_under_measures_and_risk_answers_for_measures_and_rates_no_risk() {
    let practice = practice(Settings::default()).await;
    let (_, review) = stale(&practice).await;
    let app = &practice.app;
    let missing = async || {
        let page = app.review(&operator(), review).await.unwrap();
        let lacks = |question| page.readiness.missing.iter().any(|missing| missing.question == question);
        (lacks(ReviewQuestion::Measures), lacks(ReviewQuestion::Risk))
    };
    let answered_on_board = async || {
        let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        board.entries.iter().find(|entry| entry.stay.review == Some(review)).unwrap().readiness.answered
    };
    let told = async |question: ReviewQuestion| {
        let page = app.review(&operator(), review).await.unwrap();
        let filled = page.filled.iter().find(|filled| filled.question == question).unwrap();
        filled.measured.iter().map(|fact| fact.key.0).collect::<Vec<_>>()
    };
    assert_eq!(missing().await, (true, true), "the PHQ-9 is too old, and nobody rated risk");
    let before = answered_on_board().await;
    let columbia = |on: &str, wish: i32| {
        let answers = ["1", "2", "6"].map(|item| (item.to_owned(), Answer::Value(if item == "1" { wish } else { 0 }))).to_vec();
        app::administration::NewEntry { instrument: "c-ssrs-screener".to_owned(), answers, ..phq9(on, [-1; 9]) }
    };
    app.record_administration(&operator(), practice.anna, columbia("2026-11-09", 1)).await.unwrap();
    app.record_administration(&operator(), practice.anna, columbia("2026-11-20", 0)).await.unwrap();
    assert_eq!(missing().await, (false, true), "a screen answers for measures and is no rating of risk");
    assert_eq!(answered_on_board().await, before + 1, "the board counts the same");
    assert_eq!(told(ReviewQuestion::Measures).await, ["review-fact-result"]);
    let risk = told(ReviewQuestion::Risk).await;
    assert!(risk.starts_with(&["review-fact-result"]) && risk.contains(&"packet-fact-safety-reported"), "{risk:?}");
}
