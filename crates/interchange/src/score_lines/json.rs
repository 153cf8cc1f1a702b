//! A scored line as JSON. `docs/reference/score-json.md` is the description of this shape.

use std::collections::BTreeSet;

use instruments::definition::{Cutoff, Mark, Scale};
use instruments::{Answer, Definition, Outcome, Score};
use serde_json::{Map, Value};
use vocabulary::{Points, Verdict};

use super::{LineProblem, ProblemValue, ScoredLine};

impl ScoredLine {
    /// One JSON object on one line, its keys always in the same order.
    pub fn to_json(&self) -> String {
        let mut object = Map::new();
        let known = self.definition.as_deref().zip(self.score.as_ref());
        object.insert("id".to_owned(), self.id.clone());
        object.insert("instrument".to_owned(), self.instrument.clone().into());
        object.insert("version".to_owned(), self.definition.as_ref().map(|definition| definition.version.to_string()).into());
        object.insert("status".to_owned(), self.status().into());
        object.insert("total".to_owned(), number(self.total()));
        object.insert("subscales".to_owned(), known.map_or_else(empty, |(definition, score)| subscales(definition, score)));
        object.insert("band".to_owned(), self.band().into());
        object.insert("alerts".to_owned(), known.map_or_else(|| Value::Array(Vec::new()), |(definition, score)| alerts(definition, score)));
        object
            .insert("imputed".to_owned(), known.map_or_else(|| Value::Array(Vec::new()), |(definition, score)| imputed(definition, score)));
        object.insert("problems".to_owned(), self.problems.iter().map(problem).collect());
        object.insert("classifications".to_owned(), known.map_or_else(empty, |(definition, score)| classifications(definition, score)));
        object.insert("cutoffs".to_owned(), known.map_or_else(empty, |(definition, score)| cutoffs(definition, score)));
        let unknown = |score: &Score| {
            let open = score.safety.iter().filter(|answer| answer.verdict == Verdict::Unknown);
            open.map(|answer| Value::from(&*answer.id)).collect::<Value>()
        };
        object.insert(
            "recalled".to_owned(),
            known.map_or_else(|| Value::Array(Vec::new()), |(definition, score)| recalled(definition, score)),
        );
        object.insert("safety_unknown".to_owned(), self.score.as_ref().map_or_else(|| Value::Array(Vec::new()), unknown));
        let counts =
            |(item, given): &(&str, Answer)| self.definition.as_deref().is_some_and(|definition| is_offered(definition, item, *given));
        let answers = self.responses.iter().filter(counts).map(|(item, given)| (item.to_owned(), answer(given)));
        object.insert("answers".to_owned(), Value::Object(in_form_order(self.definition.as_deref(), answers.collect())));
        object.insert("line".to_owned(), self.position.line.into());
        Value::Object(object).to_string()
    }
}

fn empty() -> Value {
    Value::Object(Map::new())
}

/// A whole number without a point, any other with its decimals.
fn number(points: Option<Points>) -> Value {
    points.map_or(Value::Null, |points| points.whole().map_or_else(|| points.to_f64().into(), Value::from))
}

fn answer(answer: Answer) -> Value {
    match answer {
        Answer::Value(value) => value.into(),
        Answer::Refused => "refused".into(),
        Answer::NotApplicable => "not_applicable".into(),
    }
}

/// An answer that the form does not offer is among the problems and counts as missing.
fn is_offered(definition: &Definition, item: &str, given: Answer) -> bool {
    definition.item(item).is_some_and(|place| {
        let set = definition.answers_of(place);
        match given {
            Answer::Value(value) => set.offers(value),
            Answer::Refused => set.refused,
            Answer::NotApplicable => set.not_applicable,
        }
    })
}

/// Answers are kept in text order; people expect item 10 after item 9.
fn in_form_order(definition: Option<&Definition>, mut answers: Vec<(String, Value)>) -> Map<String, Value> {
    if let Some(definition) = definition {
        answers.sort_by_key(|(item, _)| definition.item(item));
    }
    answers.into_iter().collect()
}

fn subscales(definition: &Definition, score: &Score) -> Value {
    let scales = definition.scales.iter().zip(&score.scales).enumerate();
    let others = scales.filter(|(place, _)| Some(*place) != definition.main_scale);
    Value::Object(others.map(|(_, (scale, result))| (scale.id.to_string(), number(result.outcome.value()))).collect())
}

fn alerts(definition: &Definition, score: &Score) -> Value {
    let urgency = |id: &str| definition.safety.iter().find(|entry| &*entry.id == id).map(|entry| entry.urgency.code());
    let alert = |fired: &instruments::score::SafetyAnswer| {
        let items = fired.answers.iter().map(|(item, given)| (item.to_string(), answer(*given)));
        let mut object = Map::new();
        object.insert("id".to_owned(), (&*fired.id).into());
        object.insert("urgency".to_owned(), urgency(&fired.id).into());
        object.insert("items".to_owned(), Value::Object(items.collect()));
        Value::Object(object)
    };
    score.alerts().map(alert).collect()
}

/// The items that were filled in for any scale, in the order of the form.
fn imputed(definition: &Definition, score: &Score) -> Value {
    let filled = score.scales.iter().filter_map(|scale| match &scale.outcome {
        Outcome::Prorated { imputed, .. } => Some(imputed),
        _ => None,
    });
    let items: BTreeSet<_> = filled.flatten().map(|each| (definition.item(&each.item), &*each.item)).collect();
    items.into_iter().map(|(_, item)| Value::from(item)).collect()
}

fn classifications(definition: &Definition, score: &Score) -> Value {
    let word = |id: &str| definition.classification_word(score, id);
    Value::Object(definition.classifications.iter().map(|each| (each.id.to_string(), word(&each.id).into())).collect())
}

/// Verdicts by the id of the cutoff, with the scale before it where two scales have a cutoff of the same name.
fn cutoffs(definition: &Definition, score: &Score) -> Value {
    let mut all = Map::new();
    for (scale, result) in definition.scales.iter().zip(&score.scales) {
        for (cutoff, verdict) in scale.cutoffs.iter().zip(&result.cutoffs) {
            all.insert(cutoff_key(definition, scale, cutoff), verdict.code().into());
        }
    }
    Value::Object(all)
}

fn cutoff_key(definition: &Definition, scale: &Scale, cutoff: &Cutoff) -> String {
    let twice = definition.scales.iter().flat_map(|scale| &scale.cutoffs).filter(|each| each.id == cutoff.id).count() > 1;
    if twice { format!("{}.{}", scale.id, cutoff.id) } else { cutoff.id.to_string() }
}

/// What on the line rests on a number that was not read at its source: `band`, and the keys of `cutoffs` and `classifications`.
fn recalled(definition: &Definition, score: &Score) -> Value {
    let mut words: Vec<Value> = Vec::new();
    if definition.result_mark(score) == Some(Mark::Recalled) {
        words.push("band".into());
    }
    let classifications = definition.classifications.iter().filter(|each| each.basis.mark == Mark::Recalled);
    words.extend(classifications.map(|each| format!("classifications.{}", each.id).into()));
    for (scale, result) in definition.scales.iter().zip(&score.scales) {
        for (cutoff, _) in scale.cutoffs.iter().zip(&result.cutoffs).filter(|(cutoff, _)| cutoff.basis.mark == Mark::Recalled) {
            words.push(format!("cutoffs.{}", cutoff_key(definition, scale, cutoff)).into());
        }
    }
    Value::Array(words)
}

fn problem(problem: &LineProblem) -> Value {
    let mut object = Map::new();
    object.insert("code".to_owned(), problem.code.into());
    for (name, value) in &problem.arguments {
        let value = match value {
            ProblemValue::Word(word) => word.as_str().into(),
            ProblemValue::Number(each) => (*each).into(),
            ProblemValue::Points(points) => number(*points),
            ProblemValue::Words(words) => words.iter().map(String::as_str).collect(),
        };
        object.insert((*name).to_owned(), value);
    }
    Value::Object(object)
}
