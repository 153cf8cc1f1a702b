//! A definition with its words as a FHIR Questionnaire.

use instruments::Definition;
use instruments::definition::{AnswerKind, FormText};
use serde_json::{Value, json};
use vocabulary::Language;

use super::codes::{answer_coding, canonical, coding, link_id};

/// The form in one language. Only where its words are at hand: from the library where the licence lets them ship, or from the practice's overlay.
/// The licence's notice stands in `copyright`.
pub fn questionnaire(definition: &Definition, language: &Language, text: &FormText) -> Value {
    let canonical = canonical(definition);
    let (url, version) = canonical.split_once('|').unwrap_or((&canonical, ""));
    let mut items: Vec<Value> = Vec::new();
    if let Some(instructions) = &text.instructions {
        items.push(json!({ "linkId": "instructions", "type": "display", "text": instructions }));
    }
    items.extend((0..definition.items.len()).map(|item| question(definition, item, text)));
    if let Some(closing) = &text.closing {
        items.push(json!({ "linkId": "closing", "type": "display", "text": closing }));
    }
    let computer_name: String = definition.id.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let mut resource = json!({
        "resourceType": "Questionnaire",
        "id": &*definition.id,
        "language": language.as_str(),
        "url": url,
        "version": version,
        "name": computer_name,
        "title": text.title,
        "status": "active",
        "subjectType": ["Patient"],
        "code": [coding(definition.loinc_panel.as_ref().map(vocabulary::LoincCode::as_str), definition, &definition.id)],
        "item": items,
    });
    let rights = definition.licence.notice.clone().or_else(|| Some(definition.licence.holder.clone()).filter(|holder| !holder.is_empty()));
    if let Some(rights) = rights {
        resource["copyright"] = rights.into();
    }
    resource
}

fn question(definition: &Definition, item: usize, text: &FormText) -> Value {
    let asked = &definition.items[item];
    let set = definition.answers_of(item);
    let words = text.items.get(item).map(String::as_str).unwrap_or_default();
    let mut question = json!({ "linkId": link_id(definition, asked), "text": words, "required": false });
    if let Some(code) = &asked.loinc {
        question["code"] = json!([coding(Some(code.as_str()), definition, "")]);
    }
    match &set.kind {
        AnswerKind::Number { minimum, maximum } => {
            question["type"] = "integer".into();
            let bound =
                |name: &str, value: i32| json!({ "url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), "valueInteger": value });
            question["extension"] = json!([bound("minValue", *minimum), bound("maxValue", *maximum)]);
        }
        AnswerKind::Options(options) => {
            question["type"] = "choice".into();
            let numbers = options.iter().map(|(value, _)| instruments::Answer::Value(*value));
            let refused = set.refused.then_some(instruments::Answer::Refused);
            let answers = numbers.chain(refused).chain(set.not_applicable.then_some(instruments::Answer::NotApplicable));
            let labels = text.options.get(asked.answers).map(Vec::as_slice).unwrap_or_default();
            let option = |(place, answer)| {
                let mut coding = answer_coding(definition, item, answer).unwrap_or_default();
                // The number stands beside the option, not inside its code.
                let extension = coding.as_object_mut().and_then(|coding| coding.shift_remove("extension"));
                if let Some(label) = labels.get::<usize>(place) {
                    coding["display"] = label.as_str().into();
                }
                let mut option = json!({ "valueCoding": coding });
                if let Some(extension) = extension {
                    option["extension"] = extension;
                }
                option
            };
            question["answerOption"] = answers.enumerate().map(option).collect();
        }
    }
    question
}
