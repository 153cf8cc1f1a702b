//! An administration as a FHIR QuestionnaireResponse.

use instruments::{Answer, Completion};
use serde_json::{Map, Value, json};

use super::Outgoing;
use super::codes::{answer_coding, canonical, extension, link_id, number, total_link_id};

/// The answers as they were given, with the totals that came along. What FHIR has no place for stands in extensions of ours, so that reading it
/// back gives the same administration.
pub fn questionnaire_response(outgoing: &Outgoing<'_>) -> Value {
    let Outgoing { definition, administration, responses, .. } = outgoing;
    let status = match administration.completion {
        Completion::Complete => "completed",
        Completion::Partial | Completion::Declined | Completion::TotalsOnly => "stopped",
    };
    let authored = administration.finished_at.map_or_else(|| administration.day.to_string(), |instant| instant.to_string());
    let mut items: Vec<Value> = Vec::new();
    for (place, item) in definition.items.iter().enumerate() {
        if let Some(given) = responses.get(&item.id) {
            items.push(json!({ "linkId": link_id(definition, item), "answer": [answer(outgoing, place, given)] }));
        }
    }
    for total in outgoing.totals {
        if let Some(scale) = definition.scale(&total.scale).map(|place| &definition.scales[place]) {
            items.push(json!({ "linkId": total_link_id(scale), "answer": [{ "valueDecimal": number(total.value) }] }));
        }
    }
    let mut resource = Map::new();
    let mut put = |key: &str, value: Value| resource.insert(key.to_owned(), value);
    put("resourceType", "QuestionnaireResponse".into());
    put("id", outgoing.id.into());
    if let Some(language) = &administration.language {
        put("language", language.as_str().into());
    }
    put("extension", extensions(outgoing).into());
    put("questionnaire", canonical(definition).into());
    put("status", status.into());
    put("subject", outgoing.patient.reference());
    put("authored", authored.into());
    if !items.is_empty() {
        put("item", items.into());
    }
    Value::Object(resource)
}

fn answer(outgoing: &Outgoing<'_>, item: usize, given: Answer) -> Value {
    match (answer_coding(outgoing.definition, item, given), given) {
        (Some(coding), _) => json!({ "valueCoding": coding }),
        (None, Answer::Value(value)) => json!({ "valueInteger": value }),
        (None, Answer::Refused | Answer::NotApplicable) => json!({}),
    }
}

fn extensions(outgoing: &Outgoing<'_>) -> Vec<Value> {
    let administration = outgoing.administration;
    let mut all = vec![
        extension("day", "valueDate", administration.day.to_string()),
        extension("mode", "valueCode", administration.mode.code()),
        extension("respondent", "valueCode", administration.respondent.code()),
        extension("completion", "valueCode", administration.completion.code()),
    ];
    all.extend(administration.phase.map(|phase| extension("phase", "valueCode", phase.code())));
    all.extend(administration.started_at.map(|instant| extension("started", "valueDateTime", instant.to_string())));
    all.extend(outgoing.program.map(|code| extension("program", "valueString", code)));
    all.extend(outgoing.episode.map(|key| extension("episode", "valueString", key)));
    all
}
