//! How items, answers and scores are coded in what leaves.

use instruments::definition::{AnswerKind, Item, Scale};
use instruments::{Answer, Definition, Origin};
use serde_json::{Value, json};
use vocabulary::Points;

use crate::fhir::codes::system;

/// The system of the practice's record numbers.
pub(super) fn record_number_system() -> String {
    format!("{}record-number", system::OURS)
}

/// What a form of ours is called: `urn:throughline:questionnaire:phq-9|1`.
pub(super) fn canonical(definition: &Definition) -> String {
    format!("{}questionnaire:{}|{}", system::OURS, definition.id, definition.version)
}

/// An extension of ours.
pub(super) fn extension(name: &str, kind: &str, value: impl Into<Value>) -> Value {
    json!({ "url": format!("{}{name}", system::OURS), kind: value.into() })
}

/// A US Core extension with one category.
pub(super) fn us_core_category(name: &str, code: &str) -> Value {
    let category = json!({ "url": "ombCategory", "valueCoding": { "code": code } });
    json!({ "url": format!("http://hl7.org/fhir/us/core/StructureDefinition/{name}"), "extension": [category] })
}

/// A coding of LOINC, or of the instrument where there is no code that is known.
pub(super) fn coding(loinc: Option<&str>, definition: &Definition, code: &str) -> Value {
    match loinc {
        Some(loinc) => json!({ "system": system::LOINC, "code": loinc }),
        None => json!({ "system": format!("{}instrument:{}", system::OURS, definition.id), "code": code }),
    }
}

/// How responses name an item: by its LOINC code where that names no other item too, else by its id.
pub(super) fn link_id(definition: &Definition, item: &Item) -> String {
    let only = |code: &vocabulary::LoincCode| definition.items.iter().filter(|each| each.loinc.as_ref() == Some(code)).count() == 1;
    match item.loinc.as_ref().filter(|code| only(code) && definition.origin == Origin::Library) {
        Some(code) => format!("/{code}"),
        None => item.id.to_string(),
    }
}

/// How responses name a total.
pub(super) fn total_link_id(scale: &Scale) -> String {
    scale.loinc.as_ref().map_or_else(|| format!("scale:{}", scale.id), |code| format!("/{code}"))
}

/// An answer as a coding; `None` for a number that was typed in.
pub(super) fn answer_coding(definition: &Definition, item: usize, answer: Answer) -> Option<Value> {
    let set = definition.answers_of(item);
    let value = match answer {
        Answer::Refused => return Some(json!({ "system": system::ABSENT, "code": "asked-declined" })),
        Answer::NotApplicable => return Some(json!({ "system": system::ABSENT, "code": "not-applicable" })),
        Answer::Value(value) => value,
    };
    let AnswerKind::Options(options) = &set.kind else { return None };
    let code = options.iter().find(|(each, _)| *each == value).and_then(|(_, code)| code.as_deref());
    let only = |code: &&str| options.iter().filter(|(_, each)| each.as_deref() == Some(*code)).count() == 1;
    let ordinal = json!([{ "url": system::ORDINAL, "valueDecimal": value }]);
    Some(match code.filter(only) {
        Some(code) if definition.origin == Origin::Library => json!({ "extension": ordinal, "system": system::LOINC, "code": code }),
        Some(code) => json!({ "extension": ordinal, "code": code }),
        None => json!({ "extension": ordinal, "system": answers_system(definition, &set.id), "code": value.to_string() }),
    })
}

/// The system of answers that have no published codes: their codes are the numbers beside the options.
pub(super) fn answers_system(definition: &Definition, set: &str) -> String {
    format!("{}{}:{set}", system::OUR_ANSWERS, definition.id)
}

/// A number as JSON writes it best.
pub(super) fn number(points: Points) -> Value {
    points.whole().map_or_else(|| points.to_f64().into(), Value::from)
}
