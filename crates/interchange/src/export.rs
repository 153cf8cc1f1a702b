//! What leaves the practice, as text: FHIR resources and a table of scores. Pure functions of domain values; only `app::release` decides that
//! anything leaves.
//!
//! Keep both the response and the Observations, as US Core asks: the response is what was answered, the Observations are what others search by.

mod codes;
mod observation;
mod part2;
mod questionnaire;
mod response;
mod scores;
#[cfg(test)]
mod tests;

use care::{Ethnicity, Patient, Race};
use instruments::{Administration, Definition, Responses, Score};
use serde_json::{Map, Value, json};
use vocabulary::Sex;

use crate::record::GivenTotal;
pub use observation::observations;
pub use part2::{REDISCLOSURE_NOTICE, mark_part2};
pub use questionnaire::questionnaire;
pub use response::questionnaire_response;
pub use scores::{ScoreRow, score_lines, scores_head, text_cell as csv_cell};

/// An administration on its way out, with everything that belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    /// The administration's id; the resources are named by it.
    pub id: &'a str,
    /// How the patient is named.
    pub patient: &'a Subject,
    /// The definition it was made with.
    pub definition: &'a Definition,
    /// When, how, by whom.
    pub administration: &'a Administration,
    /// The code of the program whose clock gives the day.
    pub program: Option<&'a str>,
    /// The key of the episode.
    pub episode: Option<&'a str>,
    /// The answers; empty for totals only.
    pub responses: &'a Responses,
    /// Totals that came along.
    pub totals: &'a [GivenTotal],
    /// The score.
    pub score: &'a Score,
}

/// How a patient is named in what leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The id of the Patient resource.
    pub id: String,
    /// The record number; `None` where it should not leave.
    pub record_number: Option<String>,
}

impl Subject {
    fn reference(&self) -> Value {
        let mut reference = Map::new();
        reference.insert("reference".to_owned(), format!("Patient/{}", self.id).into());
        if let Some(number) = &self.record_number {
            reference.insert("identifier".to_owned(), json!({ "system": codes::record_number_system(), "value": number }));
        }
        Value::Object(reference)
    }
}

/// A Patient with what the practice records of them.
pub fn patient(id: &str, patient: &Patient) -> Value {
    let mut resource = json!({
        "resourceType": "Patient",
        "id": id,
        "identifier": [{
            "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }] },
            "system": codes::record_number_system(),
            "value": patient.record_number,
        }],
        "name": [{ "use": "official", "family": patient.family_name, "given": [patient.given_name] }],
        "gender": patient.sex.map_or("unknown", Sex::code),
        "birthDate": patient.birth_day.to_string(),
        "communication": [{ "language": { "coding": [{ "system": "urn:ietf:bcp:47", "code": patient.language.as_str() }] }, "preferred": true }],
    });
    let extensions: Vec<Value> = [
        patient.race.and_then(race_code).map(|code| codes::us_core_category("us-core-race", code)),
        patient.ethnicity.map(ethnicity_code).map(|code| codes::us_core_category("us-core-ethnicity", code)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !extensions.is_empty() {
        resource["extension"] = extensions.into();
    }
    if patient.given_name.is_empty() {
        resource["name"] = json!([{ "use": "official", "family": patient.family_name }]);
    }
    resource
}

/// The category that federal standards group by; several races have no single one.
fn race_code(race: Race) -> Option<&'static str> {
    match race {
        Race::AmericanIndian => Some("1002-5"),
        Race::Asian => Some("2028-9"),
        Race::Black => Some("2054-5"),
        Race::PacificIslander => Some("2076-8"),
        Race::White => Some("2106-3"),
        Race::Other => Some("2131-1"),
        Race::Declined => Some("ASKU"),
        Race::Multiple => None,
    }
}

fn ethnicity_code(ethnicity: Ethnicity) -> &'static str {
    match ethnicity {
        Ethnicity::Hispanic => "2135-2",
        Ethnicity::NotHispanic => "2186-5",
        Ethnicity::Declined => "ASKU",
    }
}

/// Resources as one Bundle of the type `collection`.
pub fn bundle(resources: impl IntoIterator<Item = Value>) -> String {
    let entry = |resource: Value| {
        let name = |key: &str| resource.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let full_url = format!("urn:throughline:{}/{}", name("resourceType"), name("id"));
        json!({ "fullUrl": full_url, "resource": resource })
    };
    let entries: Vec<Value> = resources.into_iter().map(entry).collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries }).to_string()
}

/// Resources one a line.
pub fn ndjson(resources: impl IntoIterator<Item = Value>) -> String {
    resources.into_iter().map(|resource| format!("{resource}\n")).collect()
}
