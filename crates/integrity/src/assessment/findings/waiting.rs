//! Findings that this version does not judge yet, whatever the files hold. They stand in the catalogue with the files that they will need, so that a
//! report says what it leaves out; one moves to a file of its own when it is written.

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};

const fn waits(code: &'static str, bucket: Option<Bucket>, needs: &'static [FileKind], horizon: Horizon, owner: Owner) -> Definition {
    Definition { code, bucket, needs, horizon, owner, sources: &[] }
}

pub(super) static F2: Definition =
    waits("F2", Some(Bucket::Recoverable), &[FileKind::Claims, FileKind::Remittances, FileKind::Measures], Horizon::First, Owner::Reviewer);

pub(super) static F3: Definition = waits(
    "F3",
    Some(Bucket::Recoverable),
    &[FileKind::Claims, FileKind::Remittances, FileKind::Measures],
    Horizon::Third,
    Owner::ClinicalDirector,
);

pub(super) static F6: Definition =
    waits("F6", Some(Bucket::Recoverable), &[FileKind::Authorizations, FileKind::Attendance], Horizon::Third, Owner::Reviewer);

pub(super) static F17: Definition =
    waits("F17", Some(Bucket::Recoverable), &[FileKind::Claims, FileKind::Remittances, FileKind::Appeals], Horizon::First, Owner::Reviewer);

pub(super) static F18: Definition =
    waits("F18", Some(Bucket::Recoverable), &[FileKind::Claims, FileKind::Remittances, FileKind::Appeals], Horizon::Third, Owner::Reviewer);

pub(super) static F21: Definition = waits(
    "F21",
    Some(Bucket::Recoverable),
    &[FileKind::Claims, FileKind::Measures, FileKind::Contracts],
    Horizon::Third,
    Owner::ClinicalDirector,
);

pub(super) static F22: Definition =
    waits("F22", Some(Bucket::Recoverable), &[FileKind::Claims, FileKind::Notes], Horizon::Third, Owner::Compliance);

pub(super) static F24: Definition =
    waits("F24", Some(Bucket::Recoverable), &[FileKind::Claims, FileKind::Remittances, FileKind::Benefits], Horizon::Second, Owner::Intake);

pub(super) static F26: Definition = waits(
    "F26",
    Some(Bucket::Recoverable),
    &[FileKind::Claims, FileKind::Remittances, FileKind::CaseAgreements],
    Horizon::Second,
    Owner::Finance,
);

pub(super) static F30: Definition = waits(
    "F30",
    Some(Bucket::Recoverable),
    &[FileKind::Claims, FileKind::Remittances, FileKind::PatientPayments],
    Horizon::Second,
    Owner::Finance,
);

pub(super) static J1: Definition = waits(
    "J1",
    None,
    &[FileKind::Claims, FileKind::Remittances, FileKind::Measures, FileKind::Attendance, FileKind::Episodes],
    Horizon::First,
    Owner::Reviewer,
);

pub(super) static J2: Definition = waits(
    "J2",
    None,
    &[FileKind::Claims, FileKind::Remittances, FileKind::Measures, FileKind::Attendance, FileKind::Episodes],
    Horizon::First,
    Owner::Reviewer,
);

pub(super) static J3: Definition = waits(
    "J3",
    Some(Bucket::Exposure),
    &[FileKind::Claims, FileKind::Remittances, FileKind::Measures, FileKind::Episodes],
    Horizon::Second,
    Owner::ClinicalDirector,
);

pub(super) static J4: Definition =
    waits("J4", None, &[FileKind::Claims, FileKind::Remittances, FileKind::Measures], Horizon::Third, Owner::ClinicalDirector);

pub(super) static J5: Definition = waits("J5", None, &[FileKind::Authorizations, FileKind::Measures], Horizon::Third, Owner::Reviewer);

pub(super) static J6: Definition =
    waits("J6", None, &[FileKind::Claims, FileKind::Remittances, FileKind::Measures, FileKind::Episodes], Horizon::Third, Owner::Finance);

pub(super) static J7: Definition =
    waits("J7", None, &[FileKind::Authorizations, FileKind::Measures, FileKind::Episodes], Horizon::Third, Owner::ClinicalDirector);

pub(super) static J8: Definition =
    waits("J8", None, &[FileKind::Claims, FileKind::Remittances, FileKind::Episodes], Horizon::Third, Owner::Finance);

pub(super) static J9: Definition = waits("J9", None, &[FileKind::Measures, FileKind::Appeals], Horizon::Third, Owner::Reviewer);

pub(super) static J10: Definition = waits("J10", None, &[FileKind::Authorizations, FileKind::Reviews], Horizon::Third, Owner::Reviewer);

pub(super) static J11: Definition =
    waits("J11", None, &[FileKind::Attendance, FileKind::Authorizations, FileKind::Measures], Horizon::Second, Owner::ClinicalDirector);

pub(super) static J12: Definition =
    waits("J12", None, &[FileKind::Claims, FileKind::Remittances, FileKind::Measures, FileKind::Episodes], Horizon::Third, Owner::Intake);

pub(super) static J13: Definition = waits("J13", None, &[FileKind::Measures, FileKind::Episodes], Horizon::Third, Owner::ClinicalDirector);

pub(super) static J14: Definition = waits(
    "J14",
    None,
    &[FileKind::Claims, FileKind::Measures, FileKind::Attendance, FileKind::Episodes],
    Horizon::Third,
    Owner::ClinicalDirector,
);

pub(super) static J15: Definition = waits("J15", None, &[FileKind::Remittances, FileKind::Reviews], Horizon::Third, Owner::Reviewer);

pub(super) static J16: Definition = waits("J16", None, &[FileKind::Measures, FileKind::Episodes], Horizon::Third, Owner::ClinicalDirector);
