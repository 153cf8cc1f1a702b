//! A plain object of answers: `{"id":"a","instrument":"phq-9","answers":{"1":3},"sex":"female","age":41}`.

use std::fmt;
use std::sync::Arc;

use instruments::{Answer, AnswerProblem, Definition, PersonFacts, Responses};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use vocabulary::{Day, Points};

use super::{LineProblem, ProblemValue, ScoredLine};
use crate::context::Context;
use crate::position::Position;
use crate::record::{GivenTotal, score_with_totals};
use crate::short::short;

#[derive(Deserialize, Default)]
#[serde(default)]
struct PlainLine {
    id: Value,
    instrument: Value,
    answers: Pairs,
    sex: Value,
    age: Value,
    birth_day: Value,
    day: Value,
    total: Value,
    totals: Pairs,
}

/// Keys and values in the order of the line, the same key as often as it stands there. A list has positions as keys.
#[derive(Default)]
struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MapOrList;
        impl<'de> Visitor<'de> for MapOrList {
            type Value = Pairs;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of answers by item")
            }
            fn visit_unit<E>(self) -> Result<Pairs, E> {
                Ok(Pairs::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(value) = list.next_element()? {
                    pairs.push(((pairs.len() + 1).to_string(), value));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_any(MapOrList)
    }
}

/// Scores a line.
pub(super) fn read(text: &str, position: Position, context: &Context) -> ScoredLine {
    let line: PlainLine = match serde_json::from_str(text) {
        Ok(line) => line,
        Err(_) => return ScoredLine::unreadable(position, LineProblem::new("not-a-line", Vec::new())),
    };
    let mut scored = ScoredLine {
        id: if line.id.is_string() || line.id.is_number() { line.id.clone() } else { Value::Null },
        position,
        instrument: line.instrument.as_str().map(str::to_owned),
        definition: None,
        responses: Responses::new(),
        score: None,
        problems: Vec::new(),
    };
    let Some(name) = line.instrument.as_str() else {
        scored.problems.push(LineProblem::new("no-instrument", Vec::new()));
        return scored;
    };
    let Some(definition) = context.library.get(name).or_else(|| context.library.get(&name.to_ascii_lowercase())) else {
        scored.problems.push(LineProblem::new("instrument-unknown", vec![("name", ProblemValue::Word(short(name)))]));
        return scored;
    };
    score(&mut scored, &line, Arc::clone(definition), context);
    scored
}

fn score(scored: &mut ScoredLine, line: &PlainLine, definition: Arc<Definition>, context: &Context) {
    let mut problems = Vec::new();
    let scored_items: Vec<usize> = (0..definition.items.len()).filter(|item| definition.items[*item].scored).collect();
    let numbers = Numbers::of(&definition, &line.answers, &scored_items);
    let (responses, answer_problems) = answers(&definition, &line.answers, (numbers, &scored_items));
    if numbers == Numbers::Ambiguous {
        problems.push(LineProblem::new("numbers-ambiguous", Vec::new()));
    }
    let totals = totals(&definition, line, &mut problems);
    let person = person(line, context, &mut problems);
    let score = score_with_totals(&definition, &responses, &totals, person);
    if responses.is_empty() && totals.is_empty() && answer_problems.is_empty() {
        problems.push(LineProblem::new("no-answers", Vec::new()));
    }
    problems.extend(answer_problems.iter().chain(&score.problems).map(LineProblem::of_answer));
    problems.extend(super::of_outcomes(&score));
    scored.instrument = Some(definition.id.to_string());
    scored.problems = problems;
    scored.responses = responses;
    scored.score = Some(score);
    scored.definition = Some(definition);
}

/// The answers by item. A later answer to the same item takes the place of an earlier one and is named.
fn answers(definition: &Definition, given: &Pairs, (numbers, scored): (Numbers, &[usize])) -> (Responses, Vec<AnswerProblem>) {
    let (mut responses, mut problems) = (Responses::new(), Vec::new());
    let mut seen: Vec<usize> = Vec::new();
    let positions = numbers == Numbers::Positions;
    for (key, value) in &given.0 {
        let position = key.parse::<usize>().ok().filter(|_| positions).and_then(|position| scored.get(position.checked_sub(1)?).copied());
        let Some(item) = position.or_else(|| definition.item_by_key(key)) else {
            problems.push(AnswerProblem::UnknownItem { key: key.clone() });
            continue;
        };
        let id = definition.items[item].id.to_string();
        if seen.contains(&item) {
            problems.push(AnswerProblem::DuplicateItem { item: id.clone() });
        }
        seen.push(item);
        match answer(value) {
            Ok(Some(answer)) => responses.set(id, answer),
            Ok(None) => {}
            Err(()) => problems.push(AnswerProblem::Unreadable { item: id }),
        }
    }
    (responses, problems)
}

/// What the keys of answers are. Where a form's own numbers have gaps (EDE-Q, BAM-R), its scored items can be counted off instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    /// The numbers on the form, or ids and codes.
    Own,
    /// The scored items, counted off: all of them are there, or the form has no item of one of these numbers.
    Positions,
    /// Either, and the two are different items. They are read as the form's own, and that is told.
    Ambiguous,
}

impl Numbers {
    /// `scored` are the places of the scored items.
    fn of(definition: &Definition, given: &Pairs, scored: &[usize]) -> Self {
        let keys: Option<Vec<usize>> = given.0.iter().map(|(key, _)| key.parse().ok()).collect();
        let mut keys = keys.unwrap_or_default();
        keys.sort_unstable();
        keys.dedup();
        let counted = |key: &usize| key.checked_sub(1).and_then(|place| scored.get(place).copied());
        let own = |key: &usize| definition.item(&key.to_string());
        if keys.is_empty() || keys.iter().any(|key| counted(key).is_none()) {
            return Self::Own;
        }
        if keys.len() == scored.len() || keys.iter().any(|key| own(key).is_none()) {
            return Self::Positions;
        }
        if keys.iter().all(|key| own(key) == counted(key)) { Self::Own } else { Self::Ambiguous }
    }
}

/// A number, also as text; `refused`, `not_applicable`; null and an empty text are no answer.
fn answer(value: &Value) -> Result<Option<Answer>, ()> {
    let number = |text: &str| {
        let points: Points = text.parse().map_err(|_| ())?;
        points.whole().and_then(|whole| i32::try_from(whole).ok()).map(|value| Some(Answer::Value(value))).ok_or(())
    };
    match value {
        Value::Null => Ok(None),
        Value::Number(each) => number(&each.to_string()),
        Value::String(text) => match text.trim() {
            "" => Ok(None),
            "refused" => Ok(Some(Answer::Refused)),
            "not_applicable" => Ok(Some(Answer::NotApplicable)),
            text => number(text),
        },
        _ => Err(()),
    }
}

fn totals(definition: &Definition, line: &PlainLine, problems: &mut Vec<LineProblem>) -> Vec<GivenTotal> {
    let main = definition.main().map(|scale| scale.id.to_string()).unwrap_or_default();
    let given = std::iter::once((&main, &line.total)).chain(line.totals.0.iter().map(|(scale, value)| (scale, value)));
    let mut totals = Vec::new();
    for (scale, value) in given.filter(|(_, value)| !value.is_null()) {
        let word = ProblemValue::Word(short(scale));
        let text = value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned());
        match (definition.scale(scale), text.parse::<Points>()) {
            (None, _) => problems.push(LineProblem::new("scale-unknown", vec![("scale", word)])),
            (Some(_), Err(_)) => problems.push(LineProblem::new("total-unreadable", vec![("scale", word)])),
            (Some(_), Ok(value)) => totals.push(GivenTotal { scale: scale.clone(), value }),
        }
    }
    totals
}

/// Sex and age, the age from the birth day where it is not given. What cannot be read stays unknown and is named.
fn person(line: &PlainLine, context: &Context, problems: &mut Vec<LineProblem>) -> PersonFacts {
    let mut unreadable =
        |field: &str| problems.push(LineProblem::new("fact-unreadable", vec![("field", ProblemValue::Word(field.to_owned()))]));
    let mut fact = |field: &str, value: &Value| match value {
        Value::Null => None,
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => {
            unreadable(field);
            None
        }
    };
    let (sex, age) = (fact("sex", &line.sex), fact("age", &line.age));
    let (birth_day, day) = (fact("birth_day", &line.birth_day), fact("day", &line.day));
    let mut parsed_day = |field: &str, text: Option<String>| {
        let parsed: Option<Day> = text.as_deref().and_then(|text| text.get(..10)).and_then(|text| text.parse().ok());
        if text.is_some() && parsed.is_none() {
            unreadable(field);
        }
        parsed
    };
    let (birth_day, day) = (parsed_day("birth_day", birth_day), parsed_day("day", day));
    let sex_known = sex.as_deref().and_then(|text| text.parse().ok());
    let age_known = age.as_deref().and_then(|text| text.parse::<u16>().ok()).filter(|age| *age <= 130);
    if sex.is_some() && sex_known.is_none() {
        unreadable("sex");
    }
    if age.is_some() && age_known.is_none() {
        unreadable("age");
    }
    let from_birth = birth_day.map(|birth| day.unwrap_or(context.today).age_since(birth));
    PersonFacts { sex: sex_known, age: age_known.or(from_birth) }
}
