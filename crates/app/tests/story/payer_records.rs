//! What payers grant of what they are asked: figures that can be counted by hand, a decision that came late, and a table that leaves on record.

use app::authorization::Decision;
use app::payer_record::Evidence;
use app::release::Disclosure;
use app::{AppError, Data, Settings, View};
use care::{Coverage, CoverageRank, LegalBasis, PlanFunding, SubscriberRelation};
use utilization_review::authorization::{Authorization, AuthorizationRequest, DecisionStage, DeterminationOutcome, RequestKind, UnitKind};
use utilization_review::length_of_stay::LikelyDays;
use utilization_review::payer_record::FaultKind;
use utilization_review::review::Review;
use vocabulary::{EpisodeId, Instant, LevelOfCare, Period, Purpose, Role};

use crate::denied_stays::grant;
use crate::practice::{Practice, day, operator, practice};

const LEVEL: LevelOfCare = LevelOfCare::IntensiveOutpatient;

fn days(first: &str, last: &str) -> Period {
    Period::new(day(first), Some(day(last))).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

async fn episode_of(practice: &Practice, patient: vocabulary::PatientId) -> EpisodeId {
    practice.app.patient(&operator(), patient, View::Current).await.unwrap().episodes.first().unwrap().episode.id
}

async fn cover(practice: &Practice, patient: vocabulary::PatientId) {
    let coverage = Coverage {
        patient,
        payer: "generic-commercial".to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::SelfFunded,
        state: String::new(),
        member_id: "M-1".to_owned(),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day("2026-01-01"), None).unwrap(),
    };
    practice.app.record_coverage(&operator(), coverage).await.unwrap();
}

/// Two weeks from 5 October, asked for on that day.
fn request(episode: EpisodeId) -> AuthorizationRequest {
    AuthorizationRequest {
        episode,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Initial,
        level_of_care: LEVEL,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 6,
        period: days("2026-10-05", "2026-10-18"),
        submitted_at: at("2026-10-05T14:00:00Z"),
        urgent: false,
    }
}

fn decision(episode: EpisodeId, outcome: DeterminationOutcome, period: Period, decided_at: &str) -> Decision {
    Decision {
        episode,
        request: None,
        outcome,
        stage: DecisionStage::FirstReview,
        period,
        decided_at: at(decided_at),
        reviewer: String::new(),
        reference: String::new(),
        reason: String::new(),
        grant: None,
        closes: None,
    }
}

/// Anna's 14 days were asked for on a Monday and cut to 7 after 33 days, where the rule gives 15 and 15 more; Ben's 10 were denied without a reason after a review of 12 minutes.
async fn decided(practice: &Practice) {
    let (anna, ben) = (episode_of(practice, practice.anna).await, episode_of(practice, practice.ben).await);
    cover(practice, practice.anna).await;
    cover(practice, practice.ben).await;
    let request = practice.app.record_authorization_request(&operator(), request(anna)).await.unwrap();
    let grant = Authorization { units: 3, ..grant(anna, "AU-1", LEVEL, ("2026-10-05", "2026-10-11")) };
    let partial = Decision {
        request: Some(request),
        grant: Some(grant),
        reason: "Progress".to_owned(),
        ..decision(anna, DeterminationOutcome::Partial, days("2026-10-05", "2026-10-18"), "2026-11-07T14:00:00Z")
    };
    practice.app.record_decision(&operator(), partial).await.unwrap();
    let review = practice.app.open_review(&operator(), Review::next(ben, LEVEL, None, day("2026-11-20"))).await.unwrap();
    let denied = decision(ben, DeterminationOutcome::Denied, days("2026-11-21", "2026-11-30"), "2026-11-20T14:00:00Z");
    practice.app.record_decision(&operator(), Decision { closes: Some((review, Some(720))), ..denied }).await.unwrap();
}

async fn recorded(practice: &Practice, release: vocabulary::ReleaseId) -> app::release::Release {
    let caller = operator();
    let operation = storage::Operation { actor: caller.actor, purpose: Purpose::Operations, request: caller.request, action: "look" };
    let read = practice.app.database().read::<_, AppError, _>(&operation, |unit| {
        Box::pin(async move { Ok(unit.require::<app::release::Release>(release).await?.recorded.value) })
    });
    read.await.unwrap()
}

fn to_the_regulator(basis: LegalBasis) -> Disclosure {
    let (recipient, reason) = ("State insurance department".to_owned(), "parity complaint".to_owned());
    let authority = if basis.rests_on_paper() { "agreement of November 2, 2026".to_owned() } else { String::new() };
    Disclosure { recipient, reason, basis: basis.code().to_owned(), authority }
}

#[tokio::test]
async fn days_denials_minutes_and_late_decisions_are_those_counted_by_hand() {
    let practice = practice(Settings::default()).await;
    decided(&practice).await;
    let page = practice.app.payer_record(&operator()).await.unwrap();
    let [row] = page.rows.as_slice() else { panic!("{:?}", page.rows) };
    let figures = &row.figures;
    assert_eq!((figures.asked, figures.decided, figures.days_asked, figures.days_granted), (2, 2, 24, 7));
    // One denial for 24 days: 4.2 for a hundred. One review of 720 seconds: 12 minutes. 33 days to the only decision with both moments.
    assert_eq!((figures.denials_per_hundred_days(), figures.minutes_per_review()), (Some(42), Some(120)));
    assert_eq!(figures.timing.map(|timing| timing.median_seconds), Some(33 * 86_400));
    assert_eq!((row.needed, row.granted), (LikelyDays::TooFew(0), LikelyDays::TooFew(0)));
    let faults: Vec<(&str, &FaultKind)> =
        page.faults.iter().map(|row| (row.whose.as_ref().unwrap().listed_name.as_str(), &row.fault.kind)).collect();
    let late = page.faults.iter().find(|row| matches!(row.fault.kind, FaultKind::Late(_))).unwrap();
    let owed = late.fault.asked.owed.as_ref().unwrap();
    assert!(!owed.rule.is_empty() && !owed.source.is_empty() && owed.before < at("2026-11-07T14:00:00Z"), "{owed:?}");
    assert_eq!(faults.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["Invented, Ben", "Invented, Anna"]);
    assert_eq!(faults[0].1, &FaultKind::NoReason);
    let covered: Vec<(u32, Option<u32>)> = page.stays.iter().map(|stay| (stay.days, stay.covered)).collect();
    // In care since 1 October; today is 23 November. Anna is covered from 5 to 11 October: the days before are not.
    assert_eq!(covered, [(54, Some(7)), (54, None)]);
}

#[tokio::test]
async fn the_time_of_a_payer_stands_still_while_it_waits_for_what_it_wanted_more() {
    let practice = practice(Settings::default()).await;
    let anna = episode_of(&practice, practice.anna).await;
    cover(&practice, practice.anna).await;
    let app = &practice.app;
    let request = app.record_authorization_request(&operator(), request(anna)).await.unwrap();
    let decision = |outcome, decided_at: &str| Decision {
        request: Some(request),
        outcome,
        ..decision(anna, DeterminationOutcome::Pended, days("2026-10-05", "2026-10-18"), decided_at)
    };
    let wish = app.record_decision(&operator(), decision(DeterminationOutcome::Pended, "2026-10-08T14:00:00Z")).await.unwrap();
    let check = async |expected: &[FaultKind], before: &str| {
        let page = app.payer_record(&operator()).await.unwrap();
        let found: Vec<FaultKind> = page.faults.iter().map(|row| row.fault.kind.clone()).collect();
        assert_eq!(found, expected);
        let owed = page.faults.iter().find_map(|row| row.fault.asked.owed.as_ref());
        assert_eq!(owed.map(|owed| (owed.rule.as_str(), owed.before)), Some(("ERISA-P1", at(before))));
    };
    let denied = Decision { reason: String::new(), ..decision(DeterminationOutcome::Denied, "2026-11-20T14:00:00Z") };
    app.record_decision(&operator(), denied).await.unwrap();
    // 45 days to supply it, up to 22 November: until then it stands still.
    check(&[FaultKind::NoReason], "2026-12-21T05:00:00Z").await;
    // It came after 2 days: 15 and 15 days and 2 from 5 October are over on 6 November.
    app.record_information_supplied(&operator(), wish, at("2026-10-10T14:00:00Z")).await.unwrap();
    check(&[FaultKind::Late(13 * 24 + 9), FaultKind::NoReason], "2026-11-07T05:00:00Z").await;
}

#[tokio::test]
async fn evidence_leaves_without_a_name_and_stands_in_the_accounting_of_everybody_it_is_about() {
    let practice = practice(Settings::default()).await;
    decided(&practice).await;
    let (coordinator, _) = practice.somebody("uma", &[Role::UtilizationReview], None).await;
    let figures = ["Generic commercial plan,IOP,2,2,24,7,1,0,1,4.2,1,12.0,1,792.0,792.0,1,1,2,1,0,,,,0,,,"];
    let decisions = [
        "1,Generic commercial plan,IOP,initial,no,2026-10-05,2026-10-18,14,7,2026-10-05T14:00:00Z,partial,2026-11-07T14:00:00Z,792.0,\
         2026-11-05T05:00:00Z,ERISA-P1,\"29 CFR 2560.503-1(f)(2)(iii)(A), (f)(4)\",yes,57,,0",
        "2,Generic commercial plan,IOP,,,2026-11-21,2026-11-30,10,0,,denied,2026-11-20T14:00:00Z,,,,,,,,1",
    ];
    for (evidence, expected) in [(Evidence::Figures, figures.as_slice()), (Evidence::Decisions, decisions.as_slice())] {
        let released =
            practice.app.export_payer_record(&coordinator, evidence, to_the_regulator(LegalBasis::AuditEvaluation)).await.unwrap();
        let text = String::from_utf8(released.bytes().to_vec()).unwrap();
        assert!(!text.contains("Anna") && !text.contains("Invented") && !text.contains("A-1"), "{text}");
        let rows: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(rows, expected);
        let recorded = recorded(&practice, released.release()).await;
        assert_eq!((recorded.recipient.as_str(), recorded.reason.as_str()), ("State insurance department", "parity complaint"));
        assert_eq!((recorded.patient_count, recorded.basis.as_str()), (2, "audit_evaluation"));
        assert_eq!(recorded.authority, "agreement of November 2, 2026");
        for patient in [practice.anna, practice.ben] {
            let page = practice.app.disclosures(&operator(), patient).await.unwrap();
            let newest = page.releases.first().map(|accounted| accounted.release.id);
            assert_eq!(newest, Some(released.release()), "it stands in the accounting of {patient}");
        }
    }
}

#[tokio::test]
async fn evidence_needs_a_reason_and_a_basis() {
    let practice = practice(Settings::default()).await;
    decided(&practice).await;
    let check = async |disclosure: Disclosure, field: &str| {
        let refused = practice.app.export_payer_record(&operator(), Evidence::Figures, disclosure).await.unwrap_err();
        assert!(matches!(&refused, AppError::Form(problems) if problems[0].field == field), "{refused}");
    };
    check(Disclosure { reason: " ".to_owned(), ..to_the_regulator(LegalBasis::AuditEvaluation) }, "reason").await;
    check(Disclosure { authority: " ".to_owned(), ..to_the_regulator(LegalBasis::AuditEvaluation) }, "authority").await;
    // Evidence goes to somebody else: it is no use within the program.
    check(to_the_regulator(LegalBasis::WithinProgram), "basis").await;
    let without = to_the_regulator(LegalBasis::Consent);
    let refused = practice.app.export_payer_record(&operator(), Evidence::Decisions, without).await.unwrap_err();
    assert!(matches!(refused, AppError::NoBasis { .. }), "{refused}");
}

#[tokio::test]
async fn a_clinician_and_a_biller_see_no_record_of_payers() {
    let practice = practice(Settings::default()).await;
    for (name, role, clinician) in [("ines", Role::Clinician, Some(practice.treating)), ("bo", Role::Biller, None)] {
        let (caller, _) = practice.somebody(name, &[role], clinician).await;
        let refused = practice.app.payer_record(&caller).await.unwrap_err();
        assert!(matches!(refused, AppError::RoleRefused(Data::Reviews)), "{refused}");
    }
}
