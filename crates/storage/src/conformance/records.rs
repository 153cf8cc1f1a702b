//! What holds for every kind of record.

use care::{Discharge, DischargeDestination, DischargeType, Episode, Patient, PayerClass, Program, ReferralSource};
use vocabulary::{ClinicianId, Sex, Source, Version};

use super::fixtures::*;
use crate::database::Value;
use crate::instrument_definition::{InstrumentDefinition, Standing};
use crate::recalled_permission::RecalledPermission;
use crate::record::PlainRecord;
use crate::release::Release;
use crate::testing::{TestTarget, start};
use crate::{Entry, StorageError, UniqueKey, View, setting};

async fn check_round_trip<T: PlainRecord + PartialEq + std::fmt::Debug>(practice: &Practice, value: T) -> T::Id {
    let id = practice.insert(value.clone()).await;
    let stored = practice.current::<T>(id).await.expect("the record is there");
    assert_eq!(stored.id, id);
    assert_eq!(stored.recorded.value, value);
    assert_eq!(stored.recorded.version, Version::FIRST);
    assert_eq!(stored.recorded.recorded_at, start());
    assert_eq!(stored.recorded.superseded_at, None);
    assert_eq!(stored.recorded.effective_day, day("2026-11-02"));
    assert_eq!(stored.recorded.recorder, "operator:test");
    assert_eq!(stored.recorded.source, Source::Form);
    id
}

pub(super) async fn every_kind_of_record_reads_back_as_it_was_written(target: TestTarget) {
    let practice = practice(target).await;
    let program = check_round_trip(&practice, program("IOP")).await;
    let clinician = check_round_trip(&practice, clinician("C1")).await;
    let full = Patient {
        sex: Some(Sex::Female),
        race: Some(care::Race::PacificIslander),
        ethnicity: Some(care::Ethnicity::NotHispanic),
        language: "es".parse().unwrap(),
        ..patient("A-1", "Núñez", "María José")
    };
    let patient = check_round_trip(&practice, full).await;
    check_round_trip(&practice, super::fixtures::patient("A-2", "Plain", "")).await;
    let open = check_round_trip(&practice, episode(patient, program)).await;
    let closed = Episode {
        discharge: Some(Discharge {
            day: day("2026-11-20"),
            kind: DischargeType::AgainstAdvice,
            destination: DischargeDestination::TransitionalLiving,
        }),
        referral_source: Some(ReferralSource::Court),
        payer_class: Some(PayerClass::MedicaidManagedCare),
        clinician: Some(clinician),
        readmission_of: Some(open),
        ..episode(patient, program)
    };
    check_round_trip(&practice, closed).await;
    check_round_trip(&practice, level_of_care_period(open, program)).await;
    check_round_trip(&practice, care::Diagnosis { episode: Some(open), diagnosed_by: Some(clinician), ..diagnosis(patient) }).await;
    check_round_trip(&practice, member(patient, clinician, "2026-10-01", None)).await;
    let definition = InstrumentDefinition {
        instrument: "legacy-scale".to_owned(),
        definition_version: "imported-1".to_owned(),
        standing: Standing::TotalsOnly,
        source_text: "name = \"Legacy\"\n".to_owned(),
    };
    check_round_trip(&practice, definition).await;
    let permission = RecalledPermission {
        instrument: "phq-9".to_owned(),
        definition_version: "1".to_owned(),
        clinician: Some(clinician),
        reason: "checked the manual".to_owned(),
    };
    check_round_trip(&practice, permission.clone()).await;
    let by_director = RecalledPermission { instrument: "gad-7".to_owned(), clinician: None, ..permission };
    check_round_trip(&practice, by_director).await;
    let release = Release {
        patient: Some(patient),
        patient_count: 1,
        subject: "progress_report".to_owned(),
        recipient: "the patient".to_owned(),
        reason: "asked for it".to_owned(),
        basis: "own request".to_owned(),
        authority: "Superior Court, order 26-118 of November 2, 2026".to_owned(),
        sha256: "00".repeat(32),
        document: None,
        consent: None,
    };
    check_round_trip(&practice, release).await;
}

pub(super) async fn a_correction_keeps_the_version_before(target: TestTarget) {
    let practice = practice(target).await;
    let id = practice.patient("A-1", "First", "Ada").await;
    let later = practice.pass_seconds(60);
    assert_eq!(practice.correct(id, 1, patient("A-1", "Second", "Ada")).await, Ok(Version(2)));
    let history = read!(practice, |unit| unit.history::<Patient>(id).await).unwrap();
    let names: Vec<_> = history.iter().map(|stored| stored.value().family_name.as_str()).collect();
    assert_eq!(names, ["First", "Second"]);
    assert_eq!(history[0].recorded.superseded_at, Some(later));
    assert_eq!((history[1].recorded.recorded_at, history[1].recorded.effective_day), (later, day("2026-11-03")));
    assert_eq!(practice.current::<Patient>(id).await.unwrap().recorded.version, Version(2));
}

pub(super) async fn a_void_vanishes_and_stays_in_the_history(target: TestTarget) {
    let practice = practice(target).await;
    let patient = practice.patient("A-1", "Example", "Ada").await;
    let id = practice.insert(diagnosis(patient)).await;
    assert_eq!(practice.void::<care::Diagnosis>(id, 1).await, Ok(Version(2)));
    assert_eq!(practice.current::<care::Diagnosis>(id).await, None);
    let listed = read!(practice, |unit| crate::diagnosis::of_patients(unit, &[patient], View::Current).await).unwrap();
    assert!(listed.is_empty());
    let history = read!(practice, |unit| unit.history::<care::Diagnosis>(id).await).unwrap();
    assert_eq!(history[1].recorded.void_reason.as_deref(), Some("entered in error"));
    assert_eq!(history[1].value(), &diagnosis(patient));
    // What is void can neither be changed nor voided again.
    assert!(matches!(practice.correct(id, 2, diagnosis(patient)).await, Err(StorageError::NotFound { .. })));
    assert!(matches!(practice.void::<care::Diagnosis>(id, 2).await, Err(StorageError::NotFound { .. })));
}

pub(super) async fn a_view_as_of_an_instant_shows_what_was_known_then(target: TestTarget) {
    let practice = practice(target).await;
    let before = start().plus_seconds(-1);
    let id = practice.insert(program("IOP")).await;
    let renamed_at = practice.pass_seconds(100);
    practice.correct(id, 1, program("PHP")).await.unwrap();
    let voided_at = practice.pass_seconds(100);
    practice.void::<Program>(id, 2).await.unwrap();
    practice.pass_seconds(100);

    let code_at = async |view| practice.get::<Program>(id, view).await.map(|program| program.code);
    assert_eq!(code_at(View::AsOf(before)).await, None);
    assert_eq!(code_at(View::AsOf(start())).await.as_deref(), Some("IOP"));
    assert_eq!(code_at(View::AsOf(renamed_at.plus_seconds(-1))).await.as_deref(), Some("IOP"));
    assert_eq!(code_at(View::AsOf(renamed_at)).await.as_deref(), Some("PHP"));
    assert_eq!(code_at(View::AsOf(voided_at)).await, None);
    assert_eq!(code_at(View::Current).await, None);
    let listed = read!(practice, |unit| crate::program::all(unit, View::AsOf(renamed_at)).await).unwrap();
    assert_eq!(listed.len(), 1);
}

pub(super) async fn a_stale_version_is_refused(target: TestTarget) {
    let practice = practice(target).await;
    let id = practice.insert(clinician("C1")).await;
    practice.correct(id, 1, clinician("C2")).await.unwrap();
    let conflict = StorageError::VersionConflict { noun: "clinician", id: id.to_string(), expected: Version(1) };
    assert_eq!(practice.correct(id, 1, clinician("C3")).await, Err(conflict));
    let unknown: ClinicianId = practice.id();
    assert!(matches!(practice.correct(unknown, 1, clinician("C3")).await, Err(StorageError::NotFound { noun: "clinician", .. })));
    assert_eq!(practice.current::<care::Clinician>(id).await.unwrap().value().code, "C2");
}

pub(super) async fn of_two_writers_at_once_one_wins(target: TestTarget) {
    let practice = practice(target).await;
    let id = practice.patient("A-1", "Start", "Ada").await;
    for round in 1..=5 {
        let write = async |name: &str| practice.correct(id, round, patient("A-1", name, "Ada")).await;
        let (left, right) = tokio::join!(write("Left"), write("Right"));
        let winner = match (&left, &right) {
            (Ok(_), Err(StorageError::VersionConflict { .. })) => "Left",
            (Err(StorageError::VersionConflict { .. }), Ok(_)) => "Right",
            other => panic!("one writer wins and the other is told so: {other:?}"),
        };
        let stored = practice.current::<Patient>(id).await.unwrap();
        assert_eq!((stored.value().family_name.as_str(), stored.recorded.version), (winner, Version(round + 1)));
    }
}

pub(super) async fn a_record_stays_with_its_patient(target: TestTarget) {
    let practice = practice(target).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let id = practice.insert(diagnosis(ada)).await;
    assert!(matches!(practice.correct(id, 1, diagnosis(bob)).await, Err(StorageError::PatientChanged { noun: "diagnosis", .. })));
    let program = practice.insert(program("IOP")).await;
    let (of_ada, of_bob) = (practice.insert(episode(ada, program)).await, practice.insert(episode(bob, program)).await);
    let period = practice.insert(level_of_care_period(of_ada, program)).await;
    let moved = practice.correct(period, 1, level_of_care_period(of_bob, program)).await;
    assert!(matches!(moved, Err(StorageError::PatientChanged { .. })));
}

pub(super) async fn a_record_of_an_unknown_patient_is_refused(target: TestTarget) {
    let practice = practice(target).await;
    let entry = Entry::new(practice.id(), diagnosis(practice.id()), day("2026-11-02"));
    assert!(matches!(practice.try_insert(entry).await, Err(StorageError::NotFound { noun: "patient", .. })));
    let program = practice.insert(program("IOP")).await;
    let entry = Entry::new(practice.id(), level_of_care_period(practice.id(), program), day("2026-11-02"));
    assert!(matches!(practice.try_insert(entry).await, Err(StorageError::NotFound { noun: "episode of care", .. })));
}

pub(super) async fn unique_keys_hold_among_current_records(target: TestTarget) {
    let practice = practice(target).await;
    let id = practice.patient("A-1", "Example", "Ada").await;
    let again = Entry::new(practice.id(), patient("A-1", "Other", "Bob"), day("2026-11-02"));
    assert_eq!(practice.try_insert(again.clone()).await, Err(StorageError::Duplicate { key: UniqueKey::RecordNumber }));
    practice.insert(program("IOP")).await;
    let program = Entry::new(practice.id(), program("IOP"), day("2026-11-02"));
    assert_eq!(practice.try_insert(program).await, Err(StorageError::Duplicate { key: UniqueKey::ProgramCode }));
    practice.insert(clinician("C1")).await;
    let clinician = Entry::new(practice.id(), clinician("C1"), day("2026-11-02"));
    assert_eq!(practice.try_insert(clinician).await, Err(StorageError::Duplicate { key: UniqueKey::ClinicianCode }));
    // A number that was corrected or voided away is free again.
    practice.correct(id, 1, patient("A-9", "Example", "Ada")).await.unwrap();
    assert_eq!(practice.try_insert(again).await, Ok(()));
    practice.void::<Patient>(id, 2).await.unwrap();
    practice.patient("A-9", "Third", "Cy").await;
}

pub(super) async fn external_keys_recognise_what_comes_again(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let id = practice.id();
    let entry = |id| Entry::new(id, diagnosis(ada), day("2026-11-02")).with_external_key("ehr:Condition/7");
    practice.try_insert(entry(id)).await.unwrap();
    let duplicate = practice.try_insert(entry(practice.id())).await;
    assert_eq!(duplicate, Err(StorageError::Duplicate { key: UniqueKey::ExternalKey }));
    practice.correct(id, 1, diagnosis(ada)).await.unwrap();
    let keys = vec!["ehr:Condition/7".to_owned(), "ehr:Condition/8".to_owned()];
    let known = read!(practice, |unit| unit.by_external_keys::<care::Diagnosis>(&keys).await).unwrap();
    assert_eq!(known, [("ehr:Condition/7".to_owned(), id)]);
    practice.void::<care::Diagnosis>(id, 2).await.unwrap();
    assert_eq!(practice.try_insert(entry(practice.id())).await, Ok(()));
}

pub(super) async fn a_zero_byte_is_refused(target: TestTarget) {
    let practice = practice(target).await;
    let entry = Entry::new(practice.id(), patient("A-1", "Zero\0Byte", "Ada"), day("2026-11-02"));
    assert_eq!(practice.try_insert(entry).await, Err(StorageError::ZeroByte { table: "patient" }));
}

pub(super) async fn a_damaged_row_is_an_error_that_names_the_column(target: TestTarget) {
    let practice = practice(target).await;
    let id = practice.patient("A-1", "Example", "Ada").await;
    practice.tamper("UPDATE patient SET birth_day = 'a secret' WHERE id = $1", vec![Value::id(id)]).await;
    let error = read!(practice, |unit| unit.current::<Patient>(id).await).unwrap_err();
    assert_eq!(error, StorageError::DamagedRow { table: "patient", column: "birth_day".to_owned() });
    assert!(!error.to_string().contains("secret"));
}

pub(super) async fn settings_are_versioned(target: TestTarget) {
    let practice = practice(target).await;
    let put = async |value: &str| {
        let value = value.to_owned();
        save!(practice, |unit| setting::put(unit, "practice.name", &value, day("2026-11-02")).await).unwrap();
    };
    put("Riverside").await;
    let renamed_at = practice.pass_seconds(10);
    put("Hillside").await;
    put("Hillside").await;
    let at = async |view| read!(practice, |unit| setting::get(unit, "practice.name", view).await).unwrap().unwrap();
    assert_eq!((at(View::Current).await.value().value.as_str(), at(View::Current).await.recorded.version), ("Hillside", Version(2)));
    assert_eq!(at(View::AsOf(renamed_at.plus_seconds(-1))).await.value().value, "Riverside");
}
