//! From a FHIR Patient to a patient of the practice.

use care::{Ethnicity, Patient, Race};
use vocabulary::{Day, Language, Sex};

use super::resource::{self, Extension, HumanName, Identifier, Text};
use crate::record::PatientRecord;
use crate::rejection::RejectionCode;

/// The patient, with the key by which other resources of the source name it.
pub(crate) fn read(given: &resource::Patient, key: Option<&str>, today: Day) -> Result<PatientRecord, RejectionCode> {
    let birth_day = Text::of(given.birth_date.as_ref()).ok_or(RejectionCode::Missing { field: "birth_day" })?;
    let not_a_day = |_| RejectionCode::NotADay { field: "birth_day", expected: "year-month-day".to_owned() };
    let (given_name, family_name) = name(&given.name);
    let patient = Patient {
        record_number: record_number(&given.identifier).or(key).unwrap_or_default().to_owned(),
        given_name,
        family_name,
        birth_day: birth_day.parse().map_err(not_a_day)?,
        sex: Text::of(given.gender.as_ref()).and_then(sex),
        race: category(&given.extension, "us-core-race").and_then(race),
        ethnicity: category(&given.extension, "us-core-ethnicity").and_then(ethnicity),
        language: language(given).unwrap_or_else(Language::english),
    };
    patient.check(today)?;
    Ok(PatientRecord { patient, birth_day_is_estimated: false })
}

/// The medical record number: the identifier that says it is one, else the first.
fn record_number(identifiers: &[Identifier]) -> Option<&str> {
    let is_record_number = |identifier: &&Identifier| {
        let codings = identifier.kind.as_ref().map(|kind| kind.coding.as_slice()).unwrap_or_default();
        codings.iter().any(|coding| coding.code() == Some("MR"))
    };
    let chosen = identifiers.iter().find(is_record_number).or(identifiers.first())?;
    Text::of(chosen.value.as_ref())
}

/// The official name, else the first.
fn name(names: &[HumanName]) -> (String, String) {
    let official = names.iter().find(|name| Text::of(name.usage.as_ref()) == Some("official"));
    let Some(name) = official.or(names.first()) else { return (String::new(), String::new()) };
    let given: Vec<&str> = name.given.iter().map(|part| part.0.trim()).filter(|part| !part.is_empty()).collect();
    let family = Text::of(name.family.as_ref()).or(Text::of(name.text.as_ref()).filter(|_| given.is_empty()));
    (given.join(" "), family.unwrap_or_default().to_owned())
}

fn sex(code: &str) -> Option<Sex> {
    match code {
        "female" => Some(Sex::Female),
        "male" => Some(Sex::Male),
        "other" => Some(Sex::Other),
        _ => None,
    }
}

/// The category in a US Core extension: its codes, several of them as `multiple`.
fn category<'a>(extensions: &'a [Extension], ending: &str) -> Option<Vec<&'a str>> {
    let extension = extensions.iter().find(|extension| extension.url.ends_with(ending))?;
    let parts = extension.extension.iter().filter(|part| part.url == "ombCategory");
    Some(parts.filter_map(|part| part.value_coding.as_ref()?.code()).collect())
}

fn race(codes: Vec<&str>) -> Option<Race> {
    match codes.as_slice() {
        [] => None,
        ["1002-5"] => Some(Race::AmericanIndian),
        ["2028-9"] => Some(Race::Asian),
        ["2054-5"] => Some(Race::Black),
        ["2076-8"] => Some(Race::PacificIslander),
        ["2106-3"] => Some(Race::White),
        ["2131-1"] => Some(Race::Other),
        ["ASKU"] => Some(Race::Declined),
        [_] => None,
        _ => Some(Race::Multiple),
    }
}

fn ethnicity(codes: Vec<&str>) -> Option<Ethnicity> {
    match *codes.first()? {
        "2135-2" => Some(Ethnicity::Hispanic),
        "2186-5" => Some(Ethnicity::NotHispanic),
        "ASKU" => Some(Ethnicity::Declined),
        _ => None,
    }
}

fn language(given: &resource::Patient) -> Option<Language> {
    let chosen = given.communication.iter().find(|each| each.preferred).or(given.communication.first())?;
    chosen.language.as_ref()?.coding.iter().find_map(|coding| coding.code()?.parse().ok())
}
