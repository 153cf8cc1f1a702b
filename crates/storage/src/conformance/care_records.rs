//! The records that a level of care rests on.

use std::collections::BTreeSet;

use care::*;
use vocabulary::{ClockTime, EpisodeId, LevelOfCare, PatientId, ProgramId, RecordId, Version};

use super::fixtures::*;
use crate::testing::{TestTarget, start};
use crate::{Entry, StorageError, View, patient_link};

/// A patient in an episode.
struct InCare {
    patient: PatientId,
    episode: EpisodeId,
}

async fn admit(practice: &Practice, program: ProgramId, number: &str) -> InCare {
    let patient = practice.patient(number, "Example", "Ada").await;
    InCare { patient, episode: practice.insert(episode(patient, program)).await }
}

fn attendance(episode: EpisodeId, on: &str) -> Attendance {
    Attendance {
        episode,
        day: day(on),
        kind: AttendanceKind::ProgramDay,
        status: AttendanceStatus::Attended,
        planned_minutes: 360,
        delivered_minutes: 300,
    }
}

fn in_episode(of: &InCare, safe: YesNoUnknown) -> Housing {
    Housing { episode: Some(of.episode), safe, ..housing(of.patient) }
}

fn risk(of: &InCare, level: RiskLevel) -> RiskRating {
    let assessed_at = start().plus_seconds(-3_600);
    RiskRating { patient: of.patient, episode: Some(of.episode), assessed_at, level, basis: RiskBasis::ClinicalInterview, rated_by: None }
}

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

pub(super) async fn every_care_record_reads_back_as_it_was_written(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let clinician = practice.insert(clinician("C1")).await;
    let of = admit(&practice, program, "A-1").await;
    let InCare { patient, episode } = of;
    let (inside, outside) = (Some(episode), None);
    let (earlier, later) = (day("2026-11-09"), day("2026-11-10"));

    check!(
        practice,
        patient,
        attendance,
        vec![
            attendance(episode, "2026-11-09"),
            Attendance { status: AttendanceStatus::CancelledByProgram, delivered_minutes: 0, ..attendance(episode, "2026-11-10") },
        ]
    );
    let statement = ClinicianStatement { episode, day: earlier, kind: StatementKind::LowerLevelUnsafe, holds: true, stated_by: None };
    let other = ClinicianStatement { day: later, holds: false, stated_by: Some(clinician), ..statement.clone() };
    check!(practice, patient, clinician_statement, vec![statement, other]);
    let screen = DrugScreen { patient, episode: outside, day: earlier, result: DrugScreenResult::Pending, substances: Vec::new() };
    let unexpected = DrugScreen {
        episode: inside,
        day: later,
        result: DrugScreenResult::Unexpected,
        substances: vec![SubstanceClass::Opioids, SubstanceClass::Alcohol],
        ..screen.clone()
    };
    check!(practice, patient, drug_screen, vec![screen, unexpected]);
    let external = ExternalLevelOfCareResult {
        patient,
        episode: inside,
        system: ExternalSystem::Locus,
        edition: "2023".to_owned(),
        day: earlier,
        rater: "Kim Example, LCSW".to_owned(),
        level: "Level 4".to_owned(),
        attachment: "chart document 4711".to_owned(),
    };
    check!(practice, patient, external_level_of_care, vec![external]);
    let function = FunctionRating { patient, episode: outside, day: earlier, impairment: rating(0), basis: FunctionBasis::Clinician };
    let worse = FunctionRating { episode: inside, day: later, impairment: rating(4), ..function.clone() };
    check!(practice, patient, function_rating, vec![function, worse]);
    let goal = GoalProgress { episode, day: later, goal: "sleep".to_owned(), progress: GoalProgressLevel::Partial };
    check!(practice, patient, goal_progress, vec![goal]);
    let incident = Incident { patient, episode: outside, occurred_at: start(), kind: IncidentKind::SelfHarmMedical };
    check!(practice, patient, incident, vec![incident]);
    let medical = MedicalStatus {
        patient,
        episode: inside,
        day: later,
        medically_unstable: YesNoUnknown::No,
        needs_24_hour_monitoring: YesNoUnknown::Unknown,
        refuses_to_eat: YesNoUnknown::Yes,
    };
    check!(practice, patient, medical_status, vec![medical]);
    let medication = MedicationChange {
        patient,
        episode: inside,
        day: later,
        kind: MedicationChangeKind::DoseIncrease,
        medication: "sertraline 100 mg".to_owned(),
    };
    check!(practice, patient, medication_change, vec![medication]);
    check!(practice, patient, participation, vec![Participation { episode, day: later, rating: rating(3) }]);
    let planned = PlannedVisit { episode, day: later, starts_at: None, kind: AttendanceKind::Group, group: "Mañana".to_owned() };
    let moved = PlannedVisit { starts_at: ClockTime::new(9, 5), group: String::new(), ..planned.clone() };
    check!(practice, patient, planned_visit, vec![planned, moved]);
    let prior = PriorLevelTried {
        patient,
        episode: outside,
        level_of_care: LevelOfCare::IntensiveOutpatient,
        period: period("2025-01-01", None),
        outcome: PriorLevelOutcome::NotEnough,
    };
    let ended = PriorLevelTried { period: period("2026-01-01", Some("2026-02-01")), episode: inside, ..prior.clone() };
    check!(practice, patient, prior_level, vec![prior, ended]);
    check!(practice, patient, housing, vec![in_episode(&of, YesNoUnknown::Unknown)]);
    check!(practice, patient, supports, vec![Supports { patient, episode: inside, day: later, rating: rating(2) }]);
    let seen = RiskRating { rated_by: Some(clinician), assessed_at: start(), ..risk(&of, RiskLevel::NotAssessed) };
    check!(practice, patient, risk_rating, vec![risk(&of, RiskLevel::High), seen]);
    let open = StepDownPlan {
        episode,
        day: earlier,
        target_level: LevelOfCare::IntensiveOutpatient,
        target_day: None,
        appointment_day: None,
        provider: String::new(),
    };
    let made = StepDownPlan {
        day: later,
        target_day: Some(day("2026-12-01")),
        appointment_day: Some(day("2026-12-02")),
        provider: "Hillside Clinic".to_owned(),
        ..open.clone()
    };
    check!(practice, patient, step_down_plan, vec![open, made]);
    let use_of = SubstanceUse { patient, episode: inside, day: later, substance: SubstanceClass::Alcohol, kind: SubstanceUseKind::Relapse };
    check!(practice, patient, substance_use, vec![use_of]);
    let abstinence = AbstinenceReport { patient, episode: outside, day: later, days_covered: 14 };
    check!(practice, patient, abstinence_report, vec![abstinence]);
    let plan = TreatmentPlanChange {
        episode,
        day: earlier,
        kind: PlanChangeKind::Interventions,
        answers_non_response: true,
        carried_forward: false,
    };
    let same = TreatmentPlanChange { day: later, answers_non_response: false, carried_forward: true, ..plan.clone() };
    check!(practice, patient, treatment_plan_change, vec![plan, same]);
}

fn rating(value: u8) -> Rating {
    Rating::new(value).expect("a rating")
}

pub(super) async fn a_care_record_is_corrected_voided_and_seen_as_of_an_instant(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let of = admit(&practice, program, "A-1").await;
    let id = practice.insert(risk(&of, RiskLevel::Low)).await;
    let corrected_at = practice.pass_seconds(60);
    assert_eq!(practice.correct(id, 1, risk(&of, RiskLevel::High)).await, Ok(Version(2)));
    let voided_at = practice.pass_seconds(60);
    practice.void::<RiskRating>(id, 2).await.unwrap();
    let patient = of.patient;
    let levels = async |view| -> Vec<RiskLevel> {
        let found = read!(practice, |unit| crate::risk_rating::of_patients(unit, &[patient], view).await).unwrap();
        found.iter().map(|stored| stored.value().level).collect()
    };
    assert_eq!(levels(View::AsOf(start())).await, [RiskLevel::Low]);
    assert_eq!(levels(View::AsOf(corrected_at)).await, [RiskLevel::High]);
    assert_eq!(levels(View::AsOf(voided_at)).await, []);
    assert_eq!(levels(View::Current).await, []);
    // A record that is part of an episode stays with the episode's patient.
    let other = admit(&practice, program, "A-2").await;
    let attended = practice.insert(attendance(of.episode, "2026-11-09")).await;
    let moved = practice.correct(attended, 1, attendance(other.episode, "2026-11-09")).await;
    assert!(matches!(moved, Err(StorageError::PatientChanged { .. })));
}

pub(super) async fn a_care_record_moves_to_the_right_patient(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let (wrong, right) = (admit(&practice, program, "A-1").await, admit(&practice, program, "A-2").await);
    let (id, new_id): (RecordId, RecordId) = (practice.id(), practice.id());
    let entry = Entry::new(id, in_episode(&wrong, YesNoUnknown::No), day("2026-11-10")).with_external_key("ehr:1");
    practice.try_insert(entry).await.unwrap();
    let value = in_episode(&right, YesNoUnknown::No);
    practice.pass_seconds(60);
    save!(practice, |unit| unit.move_to(id, Version::FIRST, new_id, value, "wrong chart").await).unwrap();
    let then = read!(practice, |unit| unit.get::<Housing>(id, View::AsOf(start())).await).unwrap();
    assert_eq!(then, None, "not even as of the time when it stood there");
    let patients = (wrong.patient, right.patient);
    let of_wrong = read!(practice, |unit| crate::housing::of_patients(unit, &[patients.0], View::Current).await).unwrap();
    let of_right = read!(practice, |unit| crate::housing::of_patients(unit, &[patients.1], View::Current).await).unwrap();
    assert!(of_wrong.is_empty());
    assert_eq!(of_right.iter().map(|stored| (stored.id, stored.external_key.as_deref())).collect::<Vec<_>>(), [(new_id, Some("ehr:1"))]);
    let history = read!(practice, |unit| unit.history::<Housing>(id).await).unwrap();
    assert_eq!(history[1].recorded.void_reason.as_deref(), Some("wrong chart"));
}

pub(super) async fn a_merged_patient_has_the_care_records_of_both(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let (kept, merged) = (admit(&practice, program, "A-1").await, admit(&practice, program, "A-2").await);
    let ids = BTreeSet::from([
        practice.insert(attendance(kept.episode, "2026-11-09")).await,
        practice.insert(attendance(merged.episode, "2026-11-10")).await,
    ]);
    let (link, event) = (practice.id(), PatientLink::Merged { kept: kept.patient, merged: merged.patient });
    save!(practice, |unit| patient_link::record(unit, link, event, day("2026-11-23")).await).unwrap();
    let patient = kept.patient;
    let found = read!(practice, |unit| {
        let records = patient_link::records_of(unit, patient, View::Current).await?;
        crate::attendance::of_patients(unit, &records, View::Current).await
    });
    assert_eq!(found.unwrap().iter().map(|stored| stored.id).collect::<BTreeSet<_>>(), ids);
}

pub(super) async fn attendance_is_found_between_two_days(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let InCare { patient, episode } = admit(&practice, program, "A-1").await;
    for on in ["2026-11-12", "2026-11-09", "2026-11-10", "2026-11-13"] {
        practice.insert(attendance(episode, on)).await;
    }
    let days = (day("2026-11-10"), day("2026-11-12"));
    let found = read!(practice, |unit| crate::attendance::between(unit, &[patient], days, View::Current).await).unwrap();
    let found: Vec<String> = found.iter().map(|stored| stored.value().day.to_string()).collect();
    assert_eq!(found, ["2026-11-10", "2026-11-12"]);
}

pub(super) async fn planned_visits_are_found_by_episode_and_day(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let (first, second) = (admit(&practice, program, "A-1").await, admit(&practice, program, "A-2").await);
    let visit = |of: &InCare, on: &str, hour: Option<u8>| PlannedVisit {
        episode: of.episode,
        day: day(on),
        starts_at: hour.and_then(|hour| ClockTime::new(hour, 0)),
        kind: AttendanceKind::Individual,
        group: String::new(),
    };
    let mut ids = Vec::new();
    for value in [
        visit(&first, "2026-11-23", Some(10)),
        visit(&first, "2026-11-24", None),
        visit(&first, "2026-11-23", Some(9)),
        visit(&second, "2026-11-23", Some(8)),
        visit(&first, "2026-11-25", Some(8)),
    ] {
        ids.push(practice.insert(value).await);
    }
    practice.correct(ids[0], 1, visit(&first, "2026-11-25", Some(11))).await.unwrap();
    let check = async |episodes: Vec<EpisodeId>, days: (&str, &str), expected: &[RecordId]| {
        let days = (day(days.0), day(days.1));
        let found = read!(practice, |unit| crate::planned_visit::between(unit, &episodes, days, View::Current).await).unwrap();
        assert_eq!(found.iter().map(|stored| stored.id).collect::<Vec<_>>(), expected);
    };
    check(vec![first.episode], ("2026-11-23", "2026-11-23"), &[ids[2]]).await;
    check(vec![first.episode], ("2026-11-23", "2026-11-25"), &[ids[2], ids[1], ids[0], ids[4]]).await;
    check(vec![first.episode, second.episode], ("2026-11-23", "2026-11-23"), &[ids[2], ids[3]]).await;
    check(Vec::new(), ("2026-11-23", "2026-11-25"), &[]).await;
}

pub(super) async fn an_impossible_rating_is_a_damaged_row(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("PHP")).await;
    let InCare { patient, episode } = admit(&practice, program, "A-1").await;
    practice.insert(Participation { episode, day: day("2026-11-09"), rating: rating(3) }).await;
    practice.tamper("UPDATE participation SET rating = 5", Vec::new()).await;
    let error = read!(practice, |unit| crate::participation::of_patients(unit, &[patient], View::Current).await).unwrap_err();
    assert_eq!(error, StorageError::DamagedRow { table: "participation", column: "rating".to_owned() });
}
