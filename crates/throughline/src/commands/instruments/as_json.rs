//! A definition as JSON. The shape is part of the interface: keys are added, never changed.

use instruments::definition::{AnswerKind, Basis, Cutoff, Definition, FormText, Item, Mark, MissingRule, Origin, Scale};
use serde_json::{Map, Value as Json, json};

/// One entry of `instruments list --json`.
pub(super) fn summary(definition: &Definition) -> Json {
    let (verified, recalled) = marks(definition);
    json!({
        "id": &*definition.id,
        "version": &*definition.version,
        "name": definition.name,
        "short_name": definition.short_name,
        "construct": definition.construct,
        "use": definition.intended_use.code(),
        "item_count": definition.items.iter().filter(|item| item.scored).count(),
        "items": definition.items.iter().map(item_named).collect::<Vec<_>>(),
        "totals_only": definition.is_totals_only(),
        "text": definition.licence.text.code(),
        "languages": definition.texts.keys().map(vocabulary::Language::as_str).collect::<Vec<_>>(),
        "licence": { "category": definition.licence.category.code(), "holder": definition.licence.holder },
        "marks": { "verified": verified, "recalled": recalled },
        "loinc_panel": definition.loinc_panel.as_ref().map(|code| code.as_str().to_owned()),
        "origin": origin(definition.origin),
    })
}

/// `instruments show ID --json`.
pub(super) fn whole(definition: &Definition) -> Json {
    let mut object = match summary(definition) {
        Json::Object(object) => object,
        _ => Map::new(),
    };
    let mut put = |key: &str, value: Json| object.insert(key.to_owned(), value);
    put("population", json!(definition.population));
    put("respondents", definition.respondents.iter().map(|each| each.code()).collect());
    put("recall", json!(definition.recall));
    put("cadence", json!(definition.cadence));
    put("main_scale", json!(definition.main().map(|scale| &*scale.id)));
    let licence = &definition.licence;
    put(
        "licence",
        json!({
            "category": licence.category.code(), "text": licence.text.code(), "holder": licence.holder, "basis": licence.basis,
            "notice": licence.notice, "evidence": basis(&licence.evidence),
        }),
    );
    put("items", (0..definition.items.len()).map(|item| item_of(definition, item)).collect());
    put("scales", definition.scales.iter().map(|scale| scale_of(definition, scale)).collect());
    put("classifications", definition.classifications.iter().map(classification).collect());
    put("safety", definition.safety.iter().map(|entry| safety(definition, entry)).collect());
    put("cautions", json!(definition.cautions));
    put("citations", json!(definition.citations));
    let texts = definition.texts.iter().map(|(language, text)| (language.as_str().to_owned(), form_text(definition, text)));
    put("texts", Json::Object(texts.collect()));
    Json::Object(object)
}

/// How many numbers of a definition were read at their source, and how many were not.
pub(super) fn marks(definition: &Definition) -> (usize, usize) {
    let mut bases: Vec<&Basis> = vec![&definition.licence.evidence];
    for scale in &definition.scales {
        bases.extend(scale.missing_basis.iter().chain(&scale.bands_basis));
        bases.extend(scale.cutoffs.iter().map(|cutoff| &cutoff.basis));
        bases.extend(scale.reliable_change.iter().map(|change| &change.basis));
        bases.extend(scale.minimal_difference.iter().map(|(_, basis)| basis));
        bases.extend(scale.treatment_response.iter().map(|(_, basis)| basis));
        bases.extend(scale.remission.iter().map(|(_, _, basis)| basis));
    }
    bases.extend(definition.classifications.iter().map(|each| &each.basis));
    bases.extend(definition.safety.iter().map(|each| &each.basis));
    let verified = bases.iter().filter(|basis| basis.mark == Mark::Verified).count();
    (verified, bases.len() - verified)
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Library => "library",
        Origin::Imported => "imported",
    }
}

fn basis(basis: &Basis) -> Json {
    json!({ "mark": basis.mark.code(), "source": basis.source })
}

fn number(points: vocabulary::Points) -> Json {
    points.to_string().parse::<serde_json::Number>().map_or(Json::Null, Json::Number)
}

fn item_named(item: &Item) -> Json {
    json!({
        "id": &*item.id, "scored": item.scored, "optional": item.optional, "concept": item.concept,
        "loinc": item.loinc.as_ref().map(|code| code.as_str().to_owned()),
    })
}

fn item_of(definition: &Definition, index: usize) -> Json {
    let item = &definition.items[index];
    let answers = match &definition.answers_of(index).kind {
        AnswerKind::Options(options) => {
            options.iter().map(|(value, loinc)| json!({ "value": value, "scored_as": item.scored_value(*value), "loinc": loinc })).collect()
        }
        AnswerKind::Number { minimum, maximum } => json!({ "minimum": minimum, "maximum": maximum }),
    };
    let mut object = item_named(item);
    object["answers"] = answers;
    object
}

fn item_ids(definition: &Definition, items: &[usize]) -> Vec<String> {
    items.iter().map(|item| definition.items[*item].id.to_string()).collect()
}

fn scale_of(definition: &Definition, scale: &Scale) -> Json {
    let bands: Vec<Json> = scale
        .bands
        .iter()
        .map(|band| json!({ "from": number(band.from), "to": number(band.to), "name": &*band.name, "severity": band.severity }))
        .collect();
    let change = scale.reliable_change.as_ref().map(|change| {
        json!({
            "points": change.points.map(number), "population": change.population, "basis": basis(&change.basis),
            "standard_deviation": change.norms.map(|norms| norms.standard_deviation), "reliability": change.norms.map(|norms| norms.reliability),
        })
    });
    json!({
        "id": &*scale.id, "name": scale.name, "formula": scale.formula.as_ref().map(|_| &scale.formula_text),
        "items": item_ids(definition, &scale.items), "minimum": number(scale.minimum), "maximum": number(scale.maximum),
        "direction": scale.direction.code(), "missing": missing(scale), "loinc": scale.loinc.as_ref().map(|code| code.as_str().to_owned()),
        "bands": bands, "bands_basis": scale.bands_basis.as_ref().map(basis), "cutoffs": scale.cutoffs.iter().map(cutoff).collect::<Vec<_>>(),
        "reliable_change": change,
        "minimal_difference": scale.minimal_difference.as_ref().map(|(points, from)| json!({ "points": number(*points), "basis": basis(from) })),
        "treatment_response": scale.treatment_response.as_ref().map(|(percent, from)| json!({ "percent": percent, "basis": basis(from) })),
        "remission": scale.remission.as_ref().map(|(_, when, from)| json!({ "when": when, "basis": basis(from) })),
    })
}

fn missing(scale: &Scale) -> Json {
    let (rule, most) = match scale.missing {
        MissingRule::All => ("all", None),
        MissingRule::Prorate { most, .. } => ("prorate", Some(most)),
        MissingRule::Zero { most } => ("zero", Some(most)),
        MissingRule::ByFormula => ("by_formula", None),
    };
    json!({ "rule": rule, "most": most, "basis": scale.missing_basis.as_ref().map(basis) })
}

fn cutoff(cutoff: &Cutoff) -> Json {
    json!({ "id": &*cutoff.id, "when": cutoff.when_text, "use": cutoff.intended_use, "basis": basis(&cutoff.basis) })
}

fn classification(each: &instruments::definition::Classification) -> Json {
    let rules: Vec<Json> =
        each.rules.iter().map(|rule| json!({ "when": rule.when_text, "result": &*rule.result, "severity": rule.severity })).collect();
    json!({ "id": &*each.id, "name": each.name, "rules": rules, "basis": basis(&each.basis) })
}

fn safety(definition: &Definition, entry: &instruments::definition::SafetyEntry) -> Json {
    json!({
        "id": &*entry.id, "kind": entry.kind.code(), "items": item_ids(definition, &entry.items), "urgency": entry.urgency.code(), "basis": basis(&entry.basis),
    })
}

fn form_text(definition: &Definition, text: &FormText) -> Json {
    let items = definition.items.iter().zip(&text.items).map(|(item, words)| (item.id.to_string(), json!(words)));
    let options = definition.answer_sets.iter().zip(&text.options).map(|(set, labels)| (set.id.clone(), json!(labels)));
    json!({
        "title": text.title, "instructions": text.instructions, "closing": text.closing, "source": text.source,
        "items": Json::Object(items.collect()), "options": Json::Object(options.collect()),
    })
}
