//! An administration as Observations in the style of US Core: a panel, its items, its scores.

use instruments::definition::Mark;
use instruments::{Answer, Outcome, ScaleScore};
use serde_json::{Value, json};

use super::Outgoing;
use super::codes::{answer_coding, coding, extension, number};
use crate::fhir::codes::system;

/// The panel first, then the items that were answered, then the scores. Scores of scales that were not administered are left out; a score that
/// cannot be computed says so instead of having a value.
pub fn observations(outgoing: &Outgoing<'_>) -> Vec<Value> {
    let definition = outgoing.definition;
    let mut members = Vec::new();
    for (place, item) in definition.items.iter().enumerate() {
        let Some(given) = outgoing.responses.get(&item.id) else { continue };
        let mut observation = base(
            outgoing,
            &format!("item-{}", item.id),
            coding(item.loinc.as_ref().map(vocabulary::LoincCode::as_str), definition, &item.id),
        );
        match (given, answer_coding(definition, place, given)) {
            (Answer::Refused | Answer::NotApplicable, Some(reason)) => observation["dataAbsentReason"] = json!({ "coding": [reason] }),
            (_, Some(answer)) => observation["valueCodeableConcept"] = json!({ "coding": [answer] }),
            (Answer::Value(value), None) => observation["valueInteger"] = value.into(),
            (_, None) => {}
        }
        members.push(observation);
    }
    members.extend(outgoing.score.scales.iter().enumerate().filter_map(|(place, result)| score(outgoing, place, result)));
    let mut panel =
        base(outgoing, "", coding(definition.loinc_panel.as_ref().map(vocabulary::LoincCode::as_str), definition, &definition.id));
    let reference = |member: &Value| json!({ "reference": format!("Observation/{}", member["id"].as_str().unwrap_or_default()) });
    panel["hasMember"] = members.iter().map(reference).collect();
    std::iter::once(panel).chain(members).collect()
}

fn score(outgoing: &Outgoing<'_>, place: usize, result: &ScaleScore) -> Option<Value> {
    let (definition, scale) = (outgoing.definition, &outgoing.definition.scales[place]);
    let mut observation = base(
        outgoing,
        &format!("score-{}", scale.id),
        coding(scale.loinc.as_ref().map(vocabulary::LoincCode::as_str), definition, &scale.id),
    );
    match &result.outcome {
        Outcome::Unscorable(instruments::Unscorable::NotAdministered) => return None,
        Outcome::Unscorable(_) => {
            observation["dataAbsentReason"] = json!({ "coding": [{ "system": system::ABSENT, "code": "unknown" }] });
        }
        Outcome::Scored(value) | Outcome::Prorated { value, .. } | Outcome::TotalOnly(value) => match value.whole() {
            Some(whole) => observation["valueInteger"] = whole.into(),
            None => {
                observation["valueQuantity"] =
                    json!({ "value": number(*value), "unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}" });
            }
        },
    }
    if let Outcome::Prorated { imputed, .. } = &result.outcome {
        // The number rests on values that nobody gave: which ones stands beside it.
        let filled = imputed.iter().map(|each| extension("imputed-item", "valueString", format!("{}={}", each.item, each.value)));
        if let Some(extensions) = observation["extension"].as_array_mut() {
            extensions.extend(filled);
        }
    }
    if let Some(band) = result.band {
        observation["interpretation"] = json!([{ "text": &*scale.bands[band].name }]);
        if scale.bands_basis.as_ref().is_some_and(|basis| basis.mark == Mark::Recalled) {
            observation["interpretation"][0]["extension"] = json!([extension("mark", "valueCode", Mark::Recalled.code())]);
        }
    }
    Some(observation)
}

/// What all Observations of an administration share.
fn base(outgoing: &Outgoing<'_>, part: &str, code: Value) -> Value {
    let administration = outgoing.administration;
    let effective = administration.finished_at.map_or_else(|| administration.day.to_string(), |instant| instant.to_string());
    let id = if part.is_empty() { format!("{}-panel", outgoing.id) } else { format!("{}-{}", outgoing.id, part.replace('_', "-")) };
    let mut observation = json!({
        "resourceType": "Observation",
        "id": id,
        "extension": [extension("day", "valueDate", administration.day.to_string())],
        "status": "final",
        "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey" }] }],
        "code": { "coding": [code] },
        "subject": outgoing.patient.reference(),
        "effectiveDateTime": effective,
    });
    if !outgoing.responses.is_empty() {
        observation["derivedFrom"] = json!([{ "reference": format!("QuestionnaireResponse/{}", outgoing.id) }]);
    }
    observation
}
