//! Records of care from the values of a row.

use care::{
    CareProblem, CareTeamRole, Clinician, ContractRate, DayRate, DiagnosisRank, Discharge, DischargeDestination, DischargeType, Ethnicity,
    Modality, Patient, PayerClass, Program, Race, ReferralSource,
};
use vocabulary::{Icd10Code, Language, LevelOfCare, Money, Period, ZoneName};

use super::field::Field;
use super::values::Values;
use super::{care_facts, chart_papers};
use crate::reading::NoteCode;
use crate::record::{CareTeamRecord, Content, DiagnosisRecord, EpisodeRecord, LevelOfCareRecord, PatientKey, PatientRecord, RecordKind};
use crate::rejection::RejectionCode;

/// The content of a record, its own key, and what is to be said about it.
pub(super) type Found = (Content, Option<String>, Vec<NoteCode>);

/// Reads the record that the plan of the values is for.
pub(super) fn read(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    match values.plan.kind {
        RecordKind::Patient => patient(values),
        RecordKind::Program => program(values),
        RecordKind::Clinician => clinician(values),
        RecordKind::DayRate => day_rate(values),
        RecordKind::ContractRate => contract_rate(values),
        RecordKind::ProviderCredential => chart_papers::provider_credential(values),
        RecordKind::ExclusionCheck => chart_papers::exclusion_check(values),
        RecordKind::Episode => episode(values),
        RecordKind::LevelOfCarePeriod => level_of_care_period(values),
        RecordKind::Diagnosis => diagnosis(values),
        RecordKind::CareTeamMember => care_team_member(values),
        _ => care_facts::read(values),
    }
}

/// The codes of a closed list, for messages.
macro_rules! codes {
    ($list:ty) => {
        <$list>::ALL.iter().map(|each| each.code()).collect::<Vec<_>>().join(", ")
    };
}
pub(super) use codes;

const SEXES: &str = "female, male, other";

pub(super) const PATIENT: &[Field] = &[
    Field::optional("key"),
    Field::needed("record_number"),
    Field::optional("given_name"),
    Field::needed("family_name"),
    Field::needed("birth_day"),
    Field::optional("sex"),
    Field::optional("race"),
    Field::optional("ethnicity"),
    Field::optional("language"),
];

fn patient(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let patient = Patient {
        record_number: values.needed("record_number")?,
        given_name: values.text("given_name").unwrap_or_default(),
        family_name: values.needed("family_name")?,
        birth_day: values.needed_day("birth_day")?,
        sex: values.word("sex", SEXES)?,
        race: values.word("race", codes!(Race))?,
        ethnicity: values.word("ethnicity", codes!(Ethnicity))?,
        language: values.word("language", "a tag such as en or es")?.unwrap_or_else(Language::english),
    };
    patient.check(values.context.today)?;
    let key = values.text("key").or_else(|| Some(patient.record_number.clone()));
    let birth_day_is_estimated = values.is_estimated("birth_day");
    let notes = if birth_day_is_estimated { vec![NoteCode::BirthDayEstimated] } else { Vec::new() };
    Ok((Content::Patient(PatientRecord { patient, birth_day_is_estimated }), key, notes))
}

pub(super) const PROGRAM: &[Field] =
    &[Field::needed("code"), Field::needed("name"), Field::needed("level_of_care"), Field::needed("zone"), Field::needed("part2")];

fn program(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let part2 = values.needed_flag("part2")?;
    let program = Program {
        code: values.needed("code")?,
        name: values.needed("name")?,
        level_of_care: values.needed_word::<LevelOfCare>("level_of_care", codes!(LevelOfCare))?,
        zone: values.needed_word::<ZoneName>("zone", "a name such as America/New_York")?,
        part2,
        closed_since: None,
    };
    program.check()?;
    let key = Some(program.code.clone());
    Ok((Content::Program(program), key, Vec::new()))
}

pub(super) const CLINICIAN: &[Field] = &[Field::needed("code"), Field::needed("name"), Field::optional("credential")];

fn clinician(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let clinician = Clinician {
        code: values.needed("code")?,
        name: values.needed("name")?,
        credential: values.text("credential").unwrap_or_default(),
        left_since: None,
    };
    clinician.check()?;
    let key = Some(clinician.code.clone());
    Ok((Content::Clinician(clinician), key, Vec::new()))
}

/// How an amount is written.
pub(super) const AMOUNT: &str = "an amount such as 412.50, with a point and without a sign of money";

/// The days for which something is agreed.
pub(super) fn agreed_days(values: &mut Values<'_>, what: &'static str) -> Result<Period, RejectionCode> {
    let (first, last) = (values.needed_day("first_day")?, values.day("last_day")?);
    Period::new(first, last).map_err(|_| match last {
        Some(last) => RejectionCode::from(CareProblem::Backwards { what, first, last }),
        None => RejectionCode::Missing { field: "first_day" },
    })
}

pub(super) const CONTRACT_RATE: &[Field] = &[
    Field::needed("payer"),
    Field::needed("service"),
    Field::optional("level_of_care"),
    Field::needed("unit_amount"),
    Field::needed("first_day"),
    Field::optional("last_day"),
];

/// What a payer agreed to allow for a unit of a service. Agreed rates may begin later than today.
fn contract_rate(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let (payer, service) = (values.needed("payer")?, values.needed("service")?);
    let level_of_care = values.word::<LevelOfCare>("level_of_care", codes!(LevelOfCare))?;
    let unit_amount = values.needed_word::<Money>("unit_amount", AMOUNT)?;
    let rate = ContractRate { payer, service, level_of_care, unit_amount, period: agreed_days(values, "contract rate")? };
    rate.check()?;
    Ok((Content::ContractRate(rate), None, Vec::new()))
}

pub(super) const DAY_RATE: &[Field] = &[
    Field::needed("payer"),
    Field::needed("level_of_care"),
    Field::needed("amount"),
    Field::needed("first_day"),
    Field::optional("last_day"),
];

/// What a payer pays for a day. Agreed rates may begin later than today.
fn day_rate(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let (payer, level_of_care) = (values.needed("payer")?, values.needed_word::<LevelOfCare>("level_of_care", codes!(LevelOfCare))?);
    let amount = values.needed_word::<Money>("amount", AMOUNT)?;
    let period = agreed_days(values, "day rate")?;
    let rate = DayRate { payer, level_of_care, amount, period };
    rate.check()?;
    Ok((Content::DayRate(rate), None, Vec::new()))
}

/// How a row names its patient.
pub(super) fn patient_key(values: &mut Values<'_>) -> Result<PatientKey, RejectionCode> {
    values.needed("patient").map(PatientKey::RecordNumber).map_err(|_| RejectionCode::NoPatient)
}

/// A program of the row, or the one that was stated for the file.
pub(super) fn program_code(values: &mut Values<'_>) -> Option<String> {
    values.text("program").or_else(|| values.context.stated.program.clone())
}

pub(super) const EPISODE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("program"),
    Field::needed("admitted"),
    Field::optional("discharged"),
    Field::optional("discharge_type"),
    Field::optional("discharge_destination"),
    Field::optional("referral_source"),
    Field::optional("payer_class"),
    Field::optional("clinician"),
    Field::optional("readmission_of"),
];

fn episode(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let today = values.context.today;
    let admitted = values.needed_day("admitted")?;
    if admitted > today {
        return Err(CareProblem::Future { what: "admission", day: admitted, today }.into());
    }
    let kind: Option<DischargeType> = values.word("discharge_type", codes!(DischargeType))?;
    let destination: Option<DischargeDestination> = values.word("discharge_destination", codes!(DischargeDestination))?;
    let discharge = match values.day("discharged")? {
        None => None,
        Some(day) if day > today => return Err(CareProblem::Future { what: "discharge", day, today }.into()),
        Some(day) if day < admitted => {
            return Err(CareProblem::Backwards { what: "episode of care", first: admitted, last: day }.into());
        }
        Some(day) => Some(Discharge {
            day,
            kind: kind.ok_or(RejectionCode::Missing { field: "discharge_type" })?,
            destination: destination.unwrap_or(DischargeDestination::Unknown),
        }),
    };
    let record = EpisodeRecord {
        patient: patient_key(values)?,
        program: program_code(values),
        admitted,
        discharge,
        referral_source: values.word("referral_source", codes!(ReferralSource))?,
        payer_class: values.word("payer_class", codes!(PayerClass))?,
        clinician: values.text("clinician"),
        readmission_of: values.text("readmission_of"),
    };
    let key = values.text("key");
    Ok((Content::Episode(record), key, Vec::new()))
}

/// First and last day of a record; the first must not lie in the future.
pub(super) fn period(
    values: &mut Values<'_>,
    what: &'static str,
    first: &'static str,
    last: &'static str,
) -> Result<Period, RejectionCode> {
    let today = values.context.today;
    let (first, last) = (values.needed_day(first)?, values.day(last)?);
    if first > today {
        return Err(CareProblem::Future { what, day: first, today }.into());
    }
    Period::new(first, last).map_err(|_| CareProblem::Backwards { what, first, last: last.unwrap_or(first) }.into())
}

pub(super) const LEVEL_OF_CARE_PERIOD: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::optional("program"),
    Field::needed("level_of_care"),
    Field::needed("first_day"),
    Field::optional("last_day"),
    Field::optional("track"),
    Field::optional("modality"),
];

fn level_of_care_period(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let record = LevelOfCareRecord {
        patient: patient_key(values)?,
        episode: values.text("episode"),
        program: program_code(values),
        level_of_care: values.needed_word("level_of_care", codes!(LevelOfCare))?,
        period: period(values, "level-of-care period", "first_day", "last_day")?,
        track: values.text("track").unwrap_or_default(),
        modality: values.word("modality", codes!(Modality))?,
    };
    let key = values.text("key");
    Ok((Content::LevelOfCarePeriod(record), key, Vec::new()))
}

pub(super) const DIAGNOSIS: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("code"),
    Field::needed("rank"),
    Field::needed("onset"),
    Field::optional("end"),
    Field::optional("diagnosed_by"),
];

fn diagnosis(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let record = DiagnosisRecord {
        patient: patient_key(values)?,
        episode: values.text("episode"),
        code: values.needed_word::<Icd10Code>("code", "an ICD-10-CM code such as F33.1")?,
        rank: values.needed_word("rank", codes!(DiagnosisRank))?,
        period: period(values, "diagnosis", "onset", "end")?,
        diagnosed_by: values.text("diagnosed_by"),
    };
    let key = values.text("key");
    Ok((Content::Diagnosis(record), key, Vec::new()))
}

pub(super) const CARE_TEAM_MEMBER: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::needed("clinician"),
    Field::needed("role"),
    Field::needed("first_day"),
    Field::optional("last_day"),
];

fn care_team_member(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let record = CareTeamRecord {
        patient: patient_key(values)?,
        clinician: values.needed("clinician")?,
        role: values.needed_word("role", codes!(CareTeamRole))?,
        period: period(values, "care team", "first_day", "last_day")?,
    };
    let key = values.text("key");
    Ok((Content::CareTeamMember(record), key, Vec::new()))
}
