//! Utilization review: coverage, authorizations, reviews and the treatment plan.

use care::*;
use utilization_review::authorization::{
    Authorization, AuthorizationDetermination, AuthorizationRequest, BilledUnits, DecisionStage, DeterminationOutcome, RequestKind,
    UnitKind,
};
use utilization_review::review::{Review, ReviewAnswer, ReviewTask};
use vocabulary::{Day, EpisodeId, LevelOfCare, Money, PatientId, Period, RecordId, Version};

use super::fixtures::*;
use crate::deadline_rules::StoredDeadlineRules;
use crate::payer_profile::StoredPayerProfile;
use crate::testing::{TestTarget, start};
use crate::{Entry, StorageError, View};

/// Inserts records and expects each back by its id and all of them, in the order given, from the finder of their kind.
macro_rules! check {
    ($practice:expr, $patient:expr, $kind:ident, $values:expr) => {{
        let (patient, values) = ($patient, $values);
        for value in &values {
            let id = $practice.insert(value.clone()).await;
            assert_eq!($practice.get(id, View::Current).await.as_ref(), Some(value));
        }
        let found = read!($practice, |unit| crate::$kind::of_patients(unit, &[patient], View::Current).await).unwrap();
        let found: Vec<_> = found.into_iter().map(|stored| stored.recorded.value).collect();
        assert_eq!(found, values, "the finder gives all, in the order of time");
    }};
}

fn days(first: &str, last: &str) -> Period {
    Period::new(day(first), Some(day(last))).unwrap()
}

async fn admitted(practice: &Practice) -> (PatientId, EpisodeId) {
    let program = practice.insert(program("IOP")).await;
    let patient = practice.patient("A-1", "Núñez", "Ada").await;
    (patient, practice.insert(episode(patient, program)).await)
}

fn authorization(episode: EpisodeId, request: Option<RecordId>) -> Authorization {
    Authorization {
        episode,
        payer: "generic-commercial".to_owned(),
        request,
        number: "AU-77".to_owned(),
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: "H0015 0905".to_owned(),
        unit_kind: UnitKind::Day,
        units: 6,
        period: days("2026-11-02", "2026-11-15"),
        next_review: Some(day("2026-11-13")),
        reviewer: "Zoë Example, RN".to_owned(),
        provider_id: String::new(),
    }
}

pub(super) async fn requests_decisions_and_authorizations_read_back(target: TestTarget) {
    let practice = practice(target).await;
    let (patient, episode) = admitted(&practice).await;
    let request = AuthorizationRequest {
        episode,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Concurrent,
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 12,
        period: days("2026-11-02", "2026-11-30"),
        submitted_at: start(),
        urgent: true,
    };
    let request_id = practice.insert(request.clone()).await;
    assert_eq!(practice.get(request_id, View::Current).await, Some(request));
    let granted = authorization(episode, Some(request_id));
    let later = Authorization { next_review: None, period: days("2026-11-16", "2026-11-30"), ..authorization(episode, None) };
    check!(practice, patient, authorization, vec![granted, later]);
    let denied = AuthorizationDetermination {
        episode,
        request: Some(request_id),
        review: Some(practice.id()),
        authorization: None,
        outcome: DeterminationOutcome::Denied,
        stage: DecisionStage::PeerToPeer,
        period: days("2026-11-16", "2026-11-30"),
        decided_at: start(),
        reviewer: "Dr. Example".to_owned(),
        reference: "call 12".to_owned(),
        reason: "«no longer at this level»".to_owned(),
        supplied_at: Some(start()),
    };
    check!(practice, patient, authorization_determination, vec![denied]);
    let line = BilledUnits {
        episode,
        authorization: None,
        day: day("2026-11-02"),
        level_of_care: None,
        unit_kind: UnitKind::QuarterHour,
        units: 12,
        claim: "C-1".to_owned(),
    };
    let named = BilledUnits { day: day("2026-11-03"), level_of_care: Some(LevelOfCare::IntensiveOutpatient), ..line.clone() };
    check!(practice, patient, billed_units, vec![line, named]);
}

pub(super) async fn reviews_with_answers_and_tasks_read_back(target: TestTarget) {
    let practice = practice(target).await;
    let (patient, episode) = admitted(&practice).await;
    let clinician = practice.insert(clinician("C1")).await;
    let open = Review {
        episode,
        kind: RequestKind::Concurrent,
        level_of_care: LevelOfCare::IntensiveOutpatient,
        authorization: None,
        due_day: day("2026-11-13"),
        seconds_spent: None,
        closed: false,
    };
    let review = practice.insert(open.clone()).await;
    let task = ReviewTask {
        episode,
        review,
        clinician,
        questions: vec![ReviewQuestion::WhyNotLower, ReviewQuestion::Precipitant],
        due_at: start(),
        answered_at: None,
    };
    check!(practice, patient, review_task, vec![task]);
    let answer = ReviewAnswer {
        episode,
        review,
        question: ReviewQuestion::WhyNotLower,
        day: day("2026-11-10"),
        text: "Two relapses under weekly care".to_owned(),
        carried_from: Some(day("2026-11-03")),
        signed_by: Some(clinician),
    };
    let newer = ReviewAnswer { day: day("2026-11-12"), carried_from: None, signed_by: None, ..answer.clone() };
    check!(practice, patient, review_answer, vec![answer, newer]);
    let closed = Review { seconds_spent: Some(540), closed: true, ..open.clone() };
    let (id, value) = (review, closed.clone());
    save!(practice, |unit| unit.correct(id, Version::FIRST, &value, day("2026-11-13")).await).unwrap();
    assert_eq!(practice.get(review, View::Current).await, Some(closed));
    let versions = read!(practice, |unit| unit.history::<Review>(review).await).unwrap();
    assert_eq!(versions.first().map(crate::Stored::value), Some(&open), "the version before stands");
}

pub(super) async fn coverage_and_the_treatment_plan_read_back(target: TestTarget) {
    let practice = practice(target).await;
    let (patient, episode) = admitted(&practice).await;
    let coverage = Coverage {
        patient,
        payer: "generic-commercial".to_owned(),
        plan: "Économie 500".to_owned(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::SelfFunded,
        state: "NY".to_owned(),
        member_id: "M-1".to_owned(),
        relation: SubscriberRelation::Child,
        subscriber: "Zoë Example".to_owned(),
        period: Period::new(day("2026-01-01"), None).unwrap(),
    };
    check!(practice, patient, coverage, vec![coverage]);
    let medication = Medication {
        patient,
        episode: Some(episode),
        name: "sertraline".to_owned(),
        dose: "50 mg".to_owned(),
        frequency: "daily".to_owned(),
        prescriber: String::new(),
        period: Period::new(day("2026-11-02"), None).unwrap(),
    };
    check!(practice, patient, medication, vec![medication]);
    let goal = TreatmentGoal {
        episode,
        day: day("2026-11-02"),
        goal: "sleep".to_owned(),
        statement: "Sleeps through five nights a week".to_owned(),
        measure: "nights".to_owned(),
        baseline: "1".to_owned(),
        target: "5".to_owned(),
        target_day: Some(day("2026-12-01")),
        interventions: "CBT-I".to_owned(),
    };
    check!(practice, patient, treatment_goal, vec![goal]);
    let charge = |on: &str, service: &str| PostedCharge {
        patient,
        day: day(on),
        posted_day: day("2026-11-09"),
        service: service.to_owned(),
        charge_amount: Money::from_cents(48_000),
    };
    check!(practice, patient, posted_charge, vec![charge("2026-11-02", ""), charge("2026-11-03", "H0015")]);
    let quote = |on: &str, quoted, share: Option<i64>| BenefitQuote {
        patient,
        day: day(on),
        service: String::new(),
        quoted,
        patient_share_amount: share.map(Money::from_cents),
        payer_id: "P1".to_owned(),
        payer_name: "Économie".to_owned(),
        member_id: share.map(|_| "M-1".to_owned()).unwrap_or_default(),
        level_of_care: share.map(|_| LevelOfCare::Residential),
        most_units: share.map(|_| 30),
        used_units: share.map(|_| 4),
    };
    check!(
        practice,
        patient,
        benefit_quote,
        vec![quote("2026-10-01", Quoted::Covered, Some(0)), quote("2026-10-02", Quoted::NotCovered, None)]
    );
    let agreement = CaseAgreement {
        patient,
        service: "H0015".to_owned(),
        level_of_care: Some(LevelOfCare::IntensiveOutpatient),
        agreed_amount: Money::from_cents(50_000),
        period: Period::new(day("2026-10-01"), None).unwrap(),
    };
    check!(practice, patient, case_agreement, vec![agreement]);
    let level_of_care = LevelOfCare::PartialHospitalization;
    let certified = |on: &str, by_physician, is_complete| Certification { patient, day: day(on), level_of_care, by_physician, is_complete };
    check!(practice, patient, certification, vec![certified("2026-10-01", true, false), certified("2026-10-18", false, true)]);
    let paper = |on: &str, kind, signed: Option<&str>| ChartPaper {
        patient,
        episode: signed.map(|_| episode),
        day: day(on),
        kind,
        patient_signed: signed.map(day),
        guardian_signed: None,
        clinician_signed: signed.map(day),
        physician_signed: None,
        until: signed.map(day),
        covers_telehealth: signed.is_some(),
        services: signed.map(|_| "H0015 90834".to_owned()).unwrap_or_default(),
    };
    let papers = vec![
        paper("2026-10-01", ChartPaperKind::TreatmentPlan, None),
        paper("2026-10-02", ChartPaperKind::TreatmentConsent, Some("2026-10-03")),
    ];
    check!(practice, patient, chart_paper, papers);
    let order = LevelOfCareOrder { patient, day: day("2026-10-01"), level_of_care };
    check!(practice, patient, level_of_care_order, vec![order]);
    let payment =
        PatientPayment { patient, claim_number: "Ç-1".to_owned(), day: day("2026-11-20"), paid_amount: Money::from_cents(-25_00) };
    check!(practice, patient, patient_payment, vec![payment]);
    let write_off = |on: &str, line: &str, cents| PostedWriteOff {
        patient,
        claim_number: "Ç-1".to_owned(),
        line: line.to_owned(),
        day: day(on),
        written_off_amount: Money::from_cents(cents),
        reason: "zu spät".to_owned(),
        approver: String::new(),
    };
    check!(practice, patient, posted_write_off, vec![write_off("2026-11-20", "", 40_00), write_off("2026-11-21", "2", -40_00)]);
    let account = |number: &str| ClaimAccount { patient, account: number.to_owned() };
    check!(practice, patient, claim_account, vec![account("B-1"), account("B-2"), account("ß-3")]);
    let numbers = ["B-2".to_owned(), "ß-3".to_owned(), "B-9".to_owned()];
    let found = read!(practice, |unit| crate::claim_account::of_accounts(unit, &numbers, View::Current).await).unwrap();
    assert_eq!(found.iter().map(|stored| stored.value().account.as_str()).collect::<Vec<_>>(), ["B-2", "ß-3"]);
    let bare = ServiceNote::of(episode, day("2026-11-02"));
    let full = ServiceNote {
        service: "90834".to_owned(),
        started_at: Some(start()),
        stopped_at: Some(start().plus_seconds(2700)),
        minutes: Some(45),
        author: Some(practice.id()),
        credential: "LCSW".to_owned(),
        signed_day: Some(day("2026-11-04")),
        needs_cosigner: YesNoUnknown::Yes,
        cosigner: "Dr. Núñez".to_owned(),
        cosigned_day: Some(day("2026-11-05")),
        place: "10".to_owned(),
        telehealth: YesNoUnknown::Yes,
        group: "G-7".to_owned(),
        group_size: Some(8),
        own_part_present: YesNoUnknown::No,
        goals: Some(["sleep", "größe"].into_iter().collect()),
        fingerprint: Some(Fingerprint::new("w5", [u64::MAX, 1]).unwrap()),
        ..ServiceNote::of(episode, day("2026-11-04"))
    };
    check!(practice, patient, service_note, vec![bare, full]);
    let appointment = DischargeAppointment {
        episode,
        day: day("2026-11-10"),
        kind: AppointmentKind::NextLevel,
        provider: "Dr. Núñez".to_owned(),
        starts_at: start(),
    };
    check!(practice, patient, discharge_appointment, vec![appointment]);
}

pub(super) async fn payers_rates_and_deadlines_of_the_practice_are_versioned(target: TestTarget) {
    let practice = practice(target).await;
    let put = async |text: &str| -> RecordId {
        let profile = StoredPayerProfile { payer: "acme".to_owned(), source_text: text.to_owned() };
        save!(practice, |unit| crate::payer_profile::put(unit, profile, day("2026-11-02")).await).unwrap()
    };
    let id = put("a").await;
    assert_eq!(put("a").await, id);
    assert_eq!(put("b").await, id);
    let stored = read!(practice, |unit| crate::payer_profile::get(unit, "acme", View::Current).await).unwrap().unwrap();
    assert_eq!((stored.recorded.version, stored.value().source_text.as_str()), (Version(2), "b"));
    let rules = StoredDeadlineRules { set: "ours".to_owned(), source_text: "version = 1".to_owned() };
    let value = rules.clone();
    save!(practice, |unit| crate::deadline_rules::put(unit, value, day("2026-11-02")).await).unwrap();
    let stored = read!(practice, |unit| crate::deadline_rules::get(unit, View::Current).await).unwrap().unwrap();
    assert_eq!(stored.recorded.value, rules);
    let rate = DayRate {
        payer: "acme".to_owned(),
        level_of_care: LevelOfCare::PartialHospitalization,
        amount: Money::from_cents(3_000_000_000),
        period: days("2026-01-01", "2026-12-31"),
    };
    practice.insert(rate.clone()).await;
    let rates = read!(practice, |unit| crate::day_rate::all(unit, View::Current).await).unwrap();
    assert_eq!(rates.into_iter().map(|stored| stored.recorded.value).collect::<Vec<_>>(), [rate]);
    let of_level = |level_of_care| ContractRate {
        payer: "P1".to_owned(),
        service: "H0015".to_owned(),
        level_of_care,
        unit_amount: Money::from_cents(41_250),
        period: days("2026-01-01", "2026-12-31"),
    };
    let agreed = [of_level(None), of_level(Some(LevelOfCare::IntensiveOutpatient))];
    for rate in agreed.clone() {
        practice.insert(rate).await;
    }
    let credential = ProviderCredential {
        provider_id: "1234567893".to_owned(),
        payer: "Économie".to_owned(),
        services: "90834".to_owned(),
        is_supervised: true,
        period: days("2026-01-01", "2026-12-31"),
    };
    practice.insert(credential.clone()).await;
    let credentials = read!(practice, |unit| crate::provider_credential::all(unit, View::Current).await).unwrap();
    assert_eq!(credentials.into_iter().map(|stored| stored.recorded.value).collect::<Vec<_>>(), [credential]);
    let looked_up = ExclusionCheck { provider_id: "1234567893".to_owned(), day: day("2026-11-02"), is_clear: false };
    practice.insert(looked_up.clone()).await;
    let checks = read!(practice, |unit| crate::exclusion_check::all(unit, View::Current).await).unwrap();
    assert_eq!(checks.into_iter().map(|stored| stored.recorded.value).collect::<Vec<_>>(), [looked_up]);
    let rates = read!(practice, |unit| crate::contract_rate::all(unit, View::Current).await).unwrap();
    let mut rates: Vec<ContractRate> = rates.into_iter().map(|stored| stored.recorded.value).collect();
    rates.sort_by_key(|rate| rate.level_of_care);
    assert_eq!(rates, agreed);
}

pub(super) async fn a_damaged_question_is_an_error_that_names_the_column(target: TestTarget) {
    let practice = practice(target).await;
    let (_, episode) = admitted(&practice).await;
    let answer = ReviewAnswer {
        episode,
        review: practice.id(),
        question: ReviewQuestion::Risk,
        day: day("2026-11-10"),
        text: "x".to_owned(),
        carried_from: None,
        signed_by: None,
    };
    let id = practice.insert(answer).await;
    practice.tamper("UPDATE review_answer SET question = 'no such question'", Vec::new()).await;
    let error = read!(practice, |unit| unit.get::<ReviewAnswer>(id, View::Current).await).unwrap_err();
    assert_eq!(error, StorageError::DamagedRow { table: "review_answer", column: "question".to_owned() });
}

pub(super) async fn what_is_asked_before_an_admission_is_the_stays_once_it_is_there(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("IOP")).await;
    let patient = practice.patient("A-1", "Núñez", "Zoë").await;
    let nobody: EpisodeId = practice.id();
    let refused = practice.try_insert(Entry::new(practice.id(), authorization(nobody, None), day("2026-11-02"))).await;
    assert!(matches!(refused, Err(StorageError::NotFound { .. })), "{refused:?}");
    let plan = PlannedAdmission { patient, program, day: day("2026-11-02") };
    let stay = practice.insert(plan.clone()).await;
    let later = PlannedAdmission { day: day("2026-11-05"), ..plan };
    let granted = practice.insert(authorization(stay, None)).await;
    save!(practice, |unit| unit.correct(stay, Version::FIRST, &later, day("2026-11-05")).await).unwrap();
    let standing = || async {
        let planned = read!(practice, |unit| crate::planned_admission::of_patients(unit, &[patient], View::Current).await).unwrap();
        let in_care = read!(practice, |unit| crate::open_care::people(unit).await).unwrap();
        (planned.into_iter().map(|stored| (stored.id, stored.value().day)).collect::<Vec<_>>(), in_care)
    };
    let open = async |of: Option<&[PatientId]>, after: Option<(Day, EpisodeId)>, most: u32| {
        let of = of.map(<[PatientId]>::to_vec);
        let found = read!(practice, |unit| crate::planned_admission::open(unit, of.as_deref(), after, most).await).unwrap();
        found.into_iter().map(|stored| stored.id).collect::<Vec<_>>()
    };
    let other = practice.patient("A-2", "Núñez", "Ada").await;
    let before = practice.insert(PlannedAdmission { patient: other, program, day: day("2026-11-03") }).await;
    let same_day = practice.insert(PlannedAdmission { patient: other, program, day: day("2026-11-05") }).await;
    let all = [before, stay.min(same_day), stay.max(same_day)];
    assert_eq!(open(None, None, 9).await, all);
    assert_eq!(open(None, None, 2).await, all[..2]);
    assert_eq!(open(None, Some((day("2026-11-05"), all[1])), 9).await, all[2..]);
    assert_eq!((open(Some(&[patient]), None, 9).await, open(Some(&[]), None, 9).await), (vec![stay], Vec::new()));
    assert_eq!(open(Some(&[patient, other]), None, 2).await, all[..2]);
    assert_eq!(standing().await, (vec![(stay, day("2026-11-05"))], Vec::new()), "nobody is in care yet");
    practice.try_insert(Entry::new(stay, episode(patient, program), day("2026-11-05"))).await.unwrap();
    assert_eq!(standing().await.1, [patient]);
    assert_eq!(open(None, None, 9).await, [before, same_day], "who came is not awaited any more");
    let found = read!(practice, |unit| crate::authorization::of_patients(unit, &[patient], View::Current).await).unwrap();
    assert_eq!(found.iter().map(|stored| (stored.id, stored.value().episode)).collect::<Vec<_>>(), [(granted, stay)]);
}
