//! Several denials in one stay: each has its review with its notice and deadlines, whatever is decided after it.

use app::authorization::Decision;
use app::care_fact::RecordKind;
use app::review::appeal::{Filing, NewAppeal, NewDenial};
use app::review::{BoardFilter, BoardPage, Stay};
use app::{Caller, Settings};
use care::{Coverage, CoverageRank, Discharge, DischargeDestination, DischargeType, PlanFunding, SubscriberRelation};
use utilization_review::appeal::{AppealLevel, NoRule, NoticeChannel, TaskKind};
use utilization_review::authorization::{Authorization, AuthorizationRequest, DecisionStage, DeterminationOutcome, RequestKind, UnitKind};
use utilization_review::clock::{Appellant, DeadlineAct};
use utilization_review::review::{BoardEntry, Bucket, DenialAnswer, RateSource, Review};
use vocabulary::{EpisodeId, Instant, LevelOfCare, Money, Period, RecordId, Verdict, Version};

use crate::practice::{Practice, day, operator, practice};

fn days(first: &str, last: &str) -> Period {
    Period::new(day(first), Some(day(last))).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(crate) fn decision(episode: EpisodeId, outcome: DeterminationOutcome, period: (&str, &str), decided: &str) -> Decision {
    Decision {
        episode,
        request: None,
        outcome,
        stage: DecisionStage::FirstReview,
        period: days(period.0, period.1),
        decided_at: at(decided),
        reviewer: String::new(),
        reference: String::new(),
        reason: "Not necessary.".to_owned(),
        grant: None,
        closes: None,
    }
}

pub(crate) fn grant(episode: EpisodeId, number: &str, level_of_care: LevelOfCare, period: (&str, &str)) -> Authorization {
    let period = days(period.0, period.1);
    let units = u32::try_from(period.last().unwrap().days_since(period.first()) + 1).unwrap();
    Authorization {
        episode,
        payer: "generic-commercial".to_owned(),
        request: None,
        number: number.to_owned(),
        level_of_care,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units,
        period,
        next_review: None,
        reviewer: String::new(),
        provider_id: String::new(),
    }
}

pub(crate) fn covered(patient: vocabulary::PatientId, payer: &str, first: &str, last: Option<&str>) -> Coverage {
    Coverage {
        patient,
        payer: payer.to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::SelfFunded,
        state: "NY".to_owned(),
        member_id: "M-1".to_owned(),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day(first), last.map(day)).unwrap(),
    }
}

/// A denial by letter, as it is taken in.
pub(crate) fn letter(received: &str) -> NewDenial {
    NewDenial {
        received_at: at(received),
        channel: NoticeChannel::Letter,
        funding: PlanFunding::SelfFunded,
        state: "NY".to_owned(),
        plan: String::new(),
        number: String::new(),
        reason_codes: String::new(),
        criteria: String::new(),
        credential: String::new(),
        present: Vec::new(),
        appeal_address: String::new(),
        appeal_by: None,
        peer_to_peer_by: None,
        appeal: NewAppeal { level: AppealLevel::First, appellant: Appellant::Provider, urgent: false, confirmed: false },
        decision: None,
        corrects: None,
    }
}

pub(crate) async fn episode_of(practice: &Practice) -> EpisodeId {
    practice.app.patient(&operator(), practice.anna, app::View::Current).await.unwrap().episodes[0].episode.id
}

pub(crate) async fn review_on(practice: &Practice, episode: EpisodeId, due: &str) -> RecordId {
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day(due));
    practice.app.open_review(&operator(), review).await.unwrap()
}

async fn disputed(practice: &Practice, caller: &Caller, review: RecordId) -> Vec<String> {
    let page = practice.app.appeal(caller, review).await.unwrap();
    page.disputed.map(|disputed| disputed.days.iter().map(ToString::to_string).collect()).unwrap_or_default()
}

/// An appeal that was won on the 12th for these days of November.
fn won(days: std::ops::RangeInclusive<u8>) -> app::review::appeal::NewOutcome {
    app::review::appeal::NewOutcome {
        decided_at: at("2026-11-12T15:00:00Z"),
        overturned: days.map(|number| day(&format!("2026-11-{number:02}"))).collect(),
        reviewer: String::new(),
        reference: String::new(),
        reason: String::new(),
        number: "AU-1".to_owned(),
        units: None,
    }
}

#[tokio::test]
async fn a_second_denial_of_a_stay_leaves_the_first_one_with_its_notice_and_its_appeal() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let mut reviews = Vec::new();
    for (due, period, decided, received) in [
        ("2026-11-01", ("2026-11-02", "2026-11-06"), "2026-11-02T15:00:00Z", "2026-11-03T15:00:00Z"),
        ("2026-11-06", ("2026-11-09", "2026-11-13"), "2026-11-09T15:00:00Z", "2026-11-10T15:00:00Z"),
    ] {
        let review = review_on(&practice, episode, due).await;
        let denied = Decision { closes: Some((review, None)), ..decision(episode, DeterminationOutcome::Denied, period, decided) };
        app.record_decision(&operator(), denied).await.unwrap();
        app.take_in_denial(&operator(), review, letter(received)).await.unwrap();
        reviews.push(review);
    }
    for (review, first) in reviews.iter().zip(["2026-11-02", "2026-11-09"]) {
        let page = app.appeal(&operator(), *review).await.unwrap();
        let received = page.denial.as_ref().map(|denial| denial.value().review);
        assert_eq!((page.disputed.unwrap().period.first(), received, page.appeals.len()), (day(first), Some(*review), 1));
        assert!(!page.tasks.is_empty());
    }
    assert_eq!(app.appeals(&operator()).await.unwrap().rows.len(), 2, "one row a denial");
}

#[tokio::test]
async fn days_that_a_talk_wins_are_not_in_dispute_any_more_and_the_denial_is_over_with_the_last() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let review = review_on(&practice, episode, "2026-11-08").await;
    let denied = decision(episode, DeterminationOutcome::Denied, ("2026-11-09", "2026-11-12"), "2026-11-09T15:00:00Z");
    app.record_decision(&operator(), Decision { closes: Some((review, None)), ..denied }).await.unwrap();
    app.take_in_denial(&operator(), review, letter("2026-11-10T15:00:00Z")).await.unwrap();
    let talk = |outcome, granted: (&str, &str), number: &str, decided: &str| Decision {
        stage: DecisionStage::PeerToPeer,
        grant: Some(grant(episode, number, LevelOfCare::IntensiveOutpatient, granted)),
        ..decision(episode, outcome, ("2026-11-09", "2026-11-12"), decided)
    };
    let partial = talk(DeterminationOutcome::Partial, ("2026-11-09", "2026-11-10"), "AU-1", "2026-11-11T15:00:00Z");
    app.record_decision(&operator(), partial).await.unwrap();
    assert_eq!(disputed(&practice, &operator(), review).await, ["2026-11-11", "2026-11-12"], "the talk is about the first denial");
    let page = app.appeal(&operator(), review).await.unwrap();
    assert!(page.denial.is_some() && !page.is_over());
    let rest = talk(DeterminationOutcome::Approved, ("2026-11-11", "2026-11-12"), "AU-2", "2026-11-12T15:00:00Z");
    // What was talked about later may name the review; that one stays closed.
    app.record_decision(&operator(), Decision { closes: Some((review, None)), ..rest }).await.unwrap();
    let page = app.appeal(&operator(), review).await.unwrap();
    assert!(page.is_over() && page.tasks.is_empty() && page.is_granted_since(), "{:?}", page.disputed);
    assert!(app.appeals(&operator()).await.unwrap().rows[0].is_over);
}

#[tokio::test]
async fn in_dispute_is_what_was_asked_without_what_is_granted_at_the_level_that_was_asked() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let check = async |place: u8, level: LevelOfCare, granted: (&str, &str), expected: &[&str]| {
        let review = review_on(&practice, episode, "2026-11-08").await;
        let (asked, decided) = (("2026-11-09", "2026-11-12"), format!("2026-11-09T15:0{place}:00Z"));
        let partial = decision(episode, DeterminationOutcome::Partial, asked, &decided);
        let granted = grant(episode, &format!("AU-{place}"), level, granted);
        let decision = Decision { grant: Some(granted), closes: Some((review, None)), ..partial };
        app.record_decision(&operator(), decision).await.unwrap();
        assert_eq!(disputed(&practice, &operator(), review).await, expected, "{level:?}");
    };
    // The last one decides for all, so the narrowest comes first.
    let iop = LevelOfCare::IntensiveOutpatient;
    let whole = ["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12"];
    check(1, LevelOfCare::Outpatient, ("2026-11-09", "2026-11-12"), &whole).await;
    check(2, iop, ("2026-11-11", "2026-11-12"), &whole[..2]).await;
    check(3, iop, ("2026-11-10", "2026-11-11"), &["2026-11-09", "2026-11-12"]).await;
}

#[tokio::test]
async fn a_denial_without_a_review_waits_for_its_notice_and_is_found_even_after_the_discharge() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let discharge = Discharge { day: day("2026-11-12"), kind: DischargeType::Administrative, destination: DischargeDestination::Unknown };
    app.discharge(&operator(), episode, Version::FIRST, discharge).await.unwrap();
    let request = AuthorizationRequest {
        episode,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Concurrent,
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 4,
        period: days("2026-11-09", "2026-11-12"),
        submitted_at: at("2026-11-08T15:00:00Z"),
        urgent: false,
    };
    let denied = decision(episode, DeterminationOutcome::Denied, ("2026-11-09", "2026-11-12"), "2026-11-09T15:00:00Z");
    let first = app.record_request_and_decision(&operator(), request.clone(), denied.clone()).await.unwrap();
    let again = app.record_request_and_decision(&operator(), request, denied.clone()).await.unwrap();
    assert_eq!((again, app.record_decision(&operator(), denied).await.unwrap()), (first, first), "sent again it is the same");
    let rows = app.appeals(&operator()).await.unwrap().rows;
    assert_eq!((rows.len(), rows[0].review, rows[0].determination, rows[0].waits_for_notice), (1, None, first, true));
    // Nobody knows who pays, and so which law gives a time: that one has to appeal is said all the same.
    let foreseen = rows[0].next.as_ref().map(|task| &task.kind);
    assert_eq!(foreseen, Some(&TaskKind::WithoutRule(DeadlineAct::Appeal, NoRule::FundingUnknown)));
    assert_eq!(app.authorizations(&operator(), practice.anna).await.unwrap().denials, [(first, None)].into());
    let review = app.open_denial(&operator(), first).await.unwrap();
    assert_eq!(app.open_denial(&operator(), first).await.unwrap(), review);
    app.take_in_denial(&operator(), review, letter("2026-11-10T15:00:00Z")).await.unwrap();
    let page = app.appeal(&operator(), review).await.unwrap();
    assert_eq!((page.review.value().kind, page.review.value().closed, page.appeals.len()), (RequestKind::Concurrent, true, 1));
    assert!(!page.tasks.is_empty());
}

#[tokio::test]
async fn a_payer_that_wants_more_leaves_the_review_open_and_days_of_another_stay_are_refused() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let review = review_on(&practice, episode, "2026-11-08").await;
    let pended = decision(episode, DeterminationOutcome::Pended, ("2026-11-09", "2026-11-12"), "2026-11-09T15:00:00Z");
    app.record_decision(&operator(), Decision { closes: Some((review, Some(60))), ..pended }).await.unwrap();
    let stands = app.review(&operator(), review).await.unwrap().review;
    assert_eq!((stands.value().closed, stands.value().seconds_spent), (false, Some(60)));
    let discharge = Discharge { day: day("2026-11-12"), kind: DischargeType::Administrative, destination: DischargeDestination::Unknown };
    app.discharge(&operator(), episode, Version::FIRST, discharge).await.unwrap();
    let late = decision(episode, DeterminationOutcome::Denied, ("2026-11-13", "2026-11-16"), "2026-11-09T15:00:00Z");
    let refused = app.record_decision(&operator(), late).await.unwrap_err();
    assert_eq!(refused.to_string(), "the first day 2026-11-13 is after the discharge on 2026-11-12");
}

#[tokio::test]
async fn who_is_asked_is_who_pays_on_the_days_in_question_and_a_coverage_sent_twice_is_one() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let earlier = covered(practice.anna, "generic-medicaid-managed-care", "2026-01-01", Some("2026-11-10"));
    let first = app.record_coverage(&operator(), earlier.clone()).await.unwrap();
    assert_eq!(app.record_coverage(&operator(), earlier).await.unwrap(), first);
    app.record_coverage(&operator(), covered(practice.anna, "generic-commercial", "2026-11-11", None)).await.unwrap();
    let check = async |due: &str, expected: &str| {
        let review = review_on(&practice, episode, due).await;
        assert_eq!(app.review(&operator(), review).await.unwrap().payer.key, expected, "{due}");
        review
    };
    check("2026-11-12", "generic-commercial").await;
    let review = check("2026-11-08", "generic-medicaid-managed-care").await;
    let denied = decision(episode, DeterminationOutcome::Denied, ("2026-11-09", "2026-11-12"), "2026-11-09T15:00:00Z");
    app.record_decision(&operator(), Decision { closes: Some((review, None)), ..denied }).await.unwrap();
    assert_eq!(app.appeal(&operator(), review).await.unwrap().payer.key, "generic-medicaid-managed-care");
}

/// What two at once make of the same form and the same click.
async fn twice_at_once(test: storage::testing::TestDatabase) {
    let practice = crate::practice::practice_in(test, Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let caller = operator();
    let (one, other) = tokio::join!(app.open_next_review(&caller, episode), app.open_next_review(&caller, episode));
    assert_eq!(one.unwrap(), other.unwrap());
    let coverage = covered(practice.anna, "generic-commercial", "2026-01-01", None);
    let (one, other) = tokio::join!(app.record_coverage(&caller, coverage.clone()), app.record_coverage(&caller, coverage));
    assert_eq!(one.unwrap(), other.unwrap());
    let denied = || decision(episode, DeterminationOutcome::Denied, ("2026-11-09", "2026-11-12"), "2026-11-09T15:00:00Z");
    let (one, other) = tokio::join!(app.record_decision(&caller, denied()), app.record_decision(&caller, denied()));
    assert_eq!(one.unwrap(), other.unwrap());
}

#[tokio::test]
async fn the_same_form_sent_twice_at_once_makes_one_record_on_sqlite() {
    twice_at_once(storage::testing::sqlite().await).await;
}

#[tokio::test]
async fn the_same_form_sent_twice_at_once_makes_one_record_on_postgres() {
    twice_at_once(storage::testing::postgres().await).await;
}

/// The stays of a payer on the board, in its order.
async fn on_board(practice: &Practice, payer: Option<&str>) -> Vec<BoardEntry<Stay>> {
    let filter = BoardFilter { payer: payer.map(str::to_owned), ..BoardFilter::default() };
    practice.app.review_board(&operator(), filter, BoardPage::WHOLE).await.unwrap().entries
}

#[tokio::test]
async fn days_that_are_denied_after_they_were_granted_end_what_is_covered_before_them() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let iop = LevelOfCare::IntensiveOutpatient;
    let approve = async |number: &str, period: (&str, &str), decided: &str| {
        let approved = decision(episode, DeterminationOutcome::Approved, period, decided);
        app.record_decision(&operator(), Decision { grant: Some(grant(episode, number, iop, period)), ..approved }).await.unwrap();
    };
    let check = async |bucket, last: &str, when: &str| {
        let entries = on_board(&practice, None).await;
        let entry = entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
        assert_eq!((entry.bucket(entry.stay.today), entry.last_covered_day), (bucket, Some(day(last))), "{when}");
    };
    approve("AU-1", ("2026-11-10", "2026-11-30"), "2026-11-09T15:00:00Z").await;
    check(Bucket::Later, "2026-11-30", "granted").await;
    let review = review_on(&practice, episode, "2026-11-17").await;
    let denied = decision(episode, DeterminationOutcome::Denied, ("2026-11-16", "2026-11-30"), "2026-11-17T15:00:00Z");
    app.record_decision(&operator(), Decision { closes: Some((review, None)), ..denied }).await.unwrap();
    check(Bucket::PastDue, "2026-11-15", "denied afterwards").await;
    app.take_in_denial(&operator(), review, letter("2026-11-18T15:00:00Z")).await.unwrap();
    let appeal = app.appeal(&operator(), review).await.unwrap().appeals[0].id;
    app.file_appeal(&operator(), review, appeal, Filing::at(at("2026-11-18T16:00:00Z"))).await.unwrap();
    check(Bucket::AppealFiled, "2026-11-15", "appealed").await;
    approve("AU-2", ("2026-11-16", "2026-11-30"), "2026-11-19T15:00:00Z").await;
    check(Bucket::Later, "2026-11-30", "granted again").await;
}

#[tokio::test]
async fn a_stay_whose_denial_is_appealed_says_so_on_the_board_until_the_days_are_won_on_sqlite() {
    appealed(storage::testing::sqlite().await).await;
}

#[tokio::test]
async fn a_stay_whose_denial_is_appealed_says_so_on_the_board_until_the_days_are_won_on_postgres() {
    appealed(storage::testing::postgres().await).await;
}

async fn appealed(test: storage::testing::TestDatabase) {
    let practice = crate::practice::practice_in(test, Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    app.record_coverage(&operator(), covered(practice.anna, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let check = async |expected: (Bucket, Option<DenialAnswer>), when: &str| {
        let entries = on_board(&practice, None).await;
        let entry = entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
        assert_eq!((entry.bucket(entry.stay.today), entry.denial.map(|denial| denial.answer)), expected, "{when}");
        entry.denial
    };
    check((Bucket::None, None), "nothing was decided").await;
    let review = review_on(&practice, episode, "2026-11-08").await;
    let denied = decision(episode, DeterminationOutcome::Denied, ("2026-11-09", "2026-11-23"), "2026-11-09T15:00:00Z");
    app.record_decision(&operator(), Decision { closes: Some((review, None)), ..denied }).await.unwrap();
    app.take_in_denial(&operator(), review, letter("2026-11-10T15:00:00Z")).await.unwrap();
    let days = check((Bucket::None, Some(DenialAnswer::NotAppealed)), "an appeal that is only planned").await.unwrap();
    assert_eq!((days.first, days.last, days.review), (day("2026-11-09"), Some(day("2026-11-23")), Some(review)));
    let appeal = app.appeal(&operator(), review).await.unwrap().appeals[0].id;
    app.file_appeal(&operator(), review, appeal, Filing::at(at("2026-11-11T15:00:00Z"))).await.unwrap();
    check((Bucket::AppealFiled, Some(DenialAnswer::AppealFiled)), "filed").await;
    app.decide_appeal(&operator(), review, appeal, won(9..=23)).await.unwrap();
    check((Bucket::Today, None), "every day up to today was won").await;
}

#[tokio::test]
async fn visits_that_an_appeal_wins_stay_visits_of_their_request() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let weeks = ("2026-11-02", "2026-11-22");
    let asked = AuthorizationRequest {
        episode,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Concurrent,
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: "H0015".to_owned(),
        unit_kind: UnitKind::Visit,
        units: 10,
        period: days(weeks.0, weeks.1),
        submitted_at: at("2026-11-01T15:00:00Z"),
        urgent: false,
    };
    let review = review_on(&practice, episode, "2026-11-01").await;
    let denied = decision(episode, DeterminationOutcome::Denied, weeks, "2026-11-03T15:00:00Z");
    app.record_request_and_decision(&operator(), asked, Decision { closes: Some((review, None)), ..denied }).await.unwrap();
    app.take_in_denial(&operator(), review, letter("2026-11-04T15:00:00Z")).await.unwrap();
    let appeal = app.appeal(&operator(), review).await.unwrap().appeals[0].id;
    app.file_appeal(&operator(), review, appeal, Filing::at(at("2026-11-05T15:00:00Z"))).await.unwrap();
    app.decide_appeal(&operator(), review, appeal, won(2..=22)).await.unwrap();
    let page = app.authorizations(&operator(), practice.anna).await.unwrap();
    let granted = page.authorizations[0].authorization.value();
    assert_eq!((granted.unit_kind, granted.units, granted.codes.as_str()), (UnitKind::Visit, 10, "H0015"));
    assert_eq!((granted.request, page.asked[&UnitKind::Visit].units_granted), (Some(page.requests[0].id), 10));
}

#[tokio::test]
async fn a_stay_that_was_never_authorized_stands_where_its_uncovered_days_put_it_and_is_found_by_its_payer() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let first = on_board(&practice, None).await;
    let anna = first.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
    assert_eq!((anna.stay.payer.as_str(), anna.uncovered_since), ("", None), "nobody is known who had to be asked");
    app.record_coverage(&operator(), covered(practice.anna, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let found = on_board(&practice, Some("generic-commercial")).await;
    assert_eq!(found.iter().map(|entry| entry.stay.patient).collect::<Vec<_>>(), [practice.anna]);
    let since = found[0].uncovered_since.expect("its payer authorizes the level");
    assert!(since < practice.app.now(), "{since}");
    assert_eq!(found[0].stay.payer, "Generic commercial plan");
    assert_eq!(on_board(&practice, None).await[0].stay.patient, practice.anna, "what is not covered comes first");
    assert!(on_board(&practice, Some("generic-medicare")).await.is_empty());
}

#[tokio::test]
async fn care_of_a_stay_that_was_never_authorized_is_at_risk() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    app.record_coverage(&operator(), covered(practice.anna, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let rate = care::DayRate {
        payer: "generic-commercial".to_owned(),
        level_of_care: LevelOfCare::IntensiveOutpatient,
        amount: Money::from_cents(40_000),
        period: Period::new(day("2026-01-01"), None).unwrap(),
    };
    let contract = "[[records]]\nkind = \"contract_rate\"\npayer = \"payer\"\nservice = \"code\"\nlevel_of_care = \"level\"\nunit_amount = \"rate\"\n\
                    first_day = \"from\"\n";
    let rates = "payer,code,level,rate,from\ngeneric-commercial,H0015,IOP,416,2026-01-01\n";
    crate::files::import(app, rates, crate::files::table(contract)).await;
    let money = async || on_board(&practice, None).await.into_iter().find_map(|entry| entry.money).expect("a rate is on record");
    assert_eq!((money().await.source, money().await.next_request), (RateSource::Contract, Money::from_cents(14 * 41_600)));
    app.record_day_rate(&operator(), rate).await.unwrap();
    assert_eq!(money().await.source, RateSource::DayRate, "the payer's page is asked first");
    let given = [("day", "2026-11-19"), ("type", "group"), ("status", "attended"), ("planned_minutes", "60"), ("delivered_minutes", "60")];
    let given = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    app.record_care_fact(&operator(), practice.anna, RecordKind::Attendance, given).await.unwrap();
    let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
    let entry = board.entries.iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
    assert_eq!(entry.money.map(|money| money.uncovered), Some(Money::from_cents(40_000)));
    let days = app.authorizations(&operator(), practice.anna).await.unwrap().days;
    assert_eq!(days[0].1.delivered_uncovered, [day("2026-11-19")]);
}

#[tokio::test]
async fn days_that_were_denied_twice_stand_once_with_the_denial_that_a_review_answers() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, None, day("2026-11-19"));
    let review = app.open_review(&operator(), review).await.unwrap();
    let closing = decision(episode, DeterminationOutcome::Denied, ("2026-11-18", "2026-11-21"), "2026-11-18T15:00:00Z");
    app.record_decision(&operator(), Decision { closes: Some((review, None)), ..closing }).await.unwrap();
    let by_letter = decision(episode, DeterminationOutcome::Denied, ("2026-11-18", "2026-11-23"), "2026-11-19T15:00:00Z");
    app.record_decision(&operator(), by_letter).await.unwrap();
    let denial = on_board(&practice, None).await.into_iter().find_map(|entry| entry.denial).expect("days are denied");
    assert_eq!((denial.review, denial.first, denial.last), (Some(review), day("2026-11-18"), Some(day("2026-11-21"))));
    let rows = app.appeals(&operator()).await.unwrap().rows;
    let told: Vec<_> = rows.iter().map(|row| (row.review, row.disputed)).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.contains(&(None, Some(days("2026-11-22", "2026-11-23")))), "only the days that the first one does not name: {told:?}");
}

/// Granted on the 15th to the 10th of December, and denied on the 19th from the 20th on.
async fn granted_and_denied(practice: &Practice, episode: EpisodeId) {
    let whole = ("2026-11-16", "2026-12-10");
    let granted = Decision {
        grant: Some(grant(episode, "AU-1", LevelOfCare::IntensiveOutpatient, whole)),
        ..decision(episode, DeterminationOutcome::Approved, whole, "2026-11-15T15:00:00Z")
    };
    practice.app.record_decision(&operator(), granted).await.unwrap();
    let page = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    assert_eq!((page.authorizations[0].usage.days_left, page.authorizations[0].taken.len()), (18, 0));
    let denied = decision(episode, DeterminationOutcome::Denied, ("2026-11-20", "2026-12-10"), "2026-11-19T15:00:00Z");
    practice.app.record_decision(&operator(), denied).await.unwrap();
}

#[tokio::test]
async fn days_that_are_denied_after_they_were_granted_are_not_left_on_any_page() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    granted_and_denied(&practice, episode).await;
    for date in ["2026-11-17", "2026-11-20"] {
        let given = [("day", date), ("type", "group"), ("status", "attended"), ("planned_minutes", "180"), ("delivered_minutes", "180")];
        let given = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        app.record_care_fact(&operator(), practice.anna, RecordKind::Attendance, given).await.unwrap();
    }
    let page = app.authorizations(&operator(), practice.anna).await.unwrap();
    let view = &page.authorizations[0];
    assert_eq!((view.usage.used, view.usage.days_left, view.taken.as_slice()), (1, 0, &[days("2026-11-20", "2026-12-10")][..]));
    assert_eq!((view.usage.exhaustion.day, view.left()), (day("2026-11-19"), Some(days("2026-11-16", "2026-11-19"))));
    let uncovered = &page.days[0].1;
    assert_eq!(uncovered.delivered_uncovered, [day("2026-11-20")]);
    let ribbon = app.ribbon(&operator(), practice.anna).await.unwrap().ribbon;
    let authorized = |date: &str| ribbon.days.iter().find(|of| of.day == day(date)).unwrap().authorized;
    assert_eq!((authorized("2026-11-19"), authorized("2026-11-20")), (Some(Verdict::Met), Some(Verdict::NotMet)));

    // What is granted again is left again.
    let again = Decision {
        grant: Some(grant(episode, "AU-2", LevelOfCare::IntensiveOutpatient, ("2026-11-20", "2026-12-10"))),
        ..decision(episode, DeterminationOutcome::Approved, ("2026-11-20", "2026-12-10"), "2026-11-22T15:00:00Z")
    };
    app.record_decision(&operator(), again).await.unwrap();
    let page = app.authorizations(&operator(), practice.anna).await.unwrap();
    assert!(page.authorizations.iter().all(|view| view.taken.is_empty()) && page.days[0].1.delivered_uncovered.is_empty());
}
