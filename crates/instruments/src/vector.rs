//! Reference vectors: answers with the score, band and safety entries they must give, kept in the definition file beside the numbers they guard.

use std::collections::BTreeMap;

use vocabulary::{Points, Verdict};

use crate::administration::{Answer, Responses};
use crate::definition::Definition;
use crate::definition::document::VectorTable;
use crate::score::Outcome;
use crate::scoring::PersonFacts;

impl Definition {
    /// Runs every reference vector; returns one line for each difference, none when all agree.
    pub fn check_vectors(&self) -> Vec<String> {
        self.vectors
            .iter()
            .flat_map(|vector| {
                self.check_vector(vector).into_iter().map(move |line| format!("{}: vector `{}`: {line}", self.id, vector.name))
            })
            .collect()
    }

    /// How many reference vectors there are, and how many of them leave items out.
    pub fn count_vectors(&self) -> (usize, usize) {
        let scored = self.items.iter().filter(|item| item.scored && !item.optional).count();
        let incomplete = |vector: &&VectorTable| self.vector_responses(vector).is_ok_and(|responses| responses.len() < scored);
        (self.vectors.len(), self.vectors.iter().filter(incomplete).count())
    }

    fn check_vector(&self, vector: &VectorTable) -> Vec<String> {
        let responses = match self.vector_responses(vector) {
            Ok(responses) => responses,
            Err(line) => return vec![line],
        };
        let sex = match vector.sex.as_deref().map(str::parse).transpose() {
            Ok(sex) => sex,
            Err(error) => return vec![format!("sex: {error}")],
        };
        let respondent = PersonFacts { sex, age: vector.age };
        let score = match (self.is_totals_only(), vector.total) {
            (true, Some(total)) => self.score_totals(&[(self.main_scale.unwrap_or(0), points(total))], respondent),
            _ => self.score(&responses, respondent),
        };
        let mut differences = Vec::new();
        let mut compare = |what: &str, expected: String, got: String| {
            if expected != got {
                differences.push(format!("{what} should be {expected}, is {got}"));
            }
        };
        compare("status", vector.status.clone(), score.status().to_owned());
        compare("total", shown(vector.total.map(points)), shown(score.total()));
        compare("band", vector.band.clone().unwrap_or_else(none), self.result_word(&score).unwrap_or_else(none));
        for (id, expected) in &vector.scales {
            let outcome = self.scale(id).map(|index| &score.scales[index].outcome);
            let expected = expected.as_float().or_else(|| expected.as_integer().and_then(|whole| i32::try_from(whole).ok()).map(f64::from));
            let expected = expected.map_or_else(|| "unscorable".to_owned(), |value| points(value).to_string());
            let got = outcome.map_or_else(
                || "no such scale".to_owned(),
                |outcome| outcome.value().map_or_else(|| "unscorable".to_owned(), |value| value.to_string()),
            );
            compare(&format!("scale {id}"), expected, got);
        }
        for (id, expected) in &vector.classifications {
            compare(
                &format!("classification {id}"),
                expected.clone(),
                self.classification_word(&score, id).unwrap_or_else(|| "unknown".to_owned()),
            );
        }
        for (id, expected) in &vector.cutoffs {
            let verdict = self.scales.iter().zip(&score.scales).find_map(|(scale, result)| {
                scale.cutoffs.iter().position(|cutoff| *cutoff.id == **id).map(|position| result.cutoffs[position])
            });
            compare(&format!("cutoff {id}"), expected.clone(), verdict.map_or("no such cutoff", Verdict::code).to_owned());
        }
        compare("safety", vector.safety.join(", "), score.alerts().map(|answer| answer.id.to_string()).collect::<Vec<_>>().join(", "));
        let imputed: Vec<String> = (score.scales.iter())
            .filter_map(|scale| if let Outcome::Prorated { imputed, .. } = &scale.outcome { Some(imputed) } else { None })
            .flatten()
            .fold(BTreeMap::new(), |mut seen, each| {
                seen.entry(self.item(&each.item)).or_insert_with(|| each.item.to_string());
                seen
            })
            .into_values()
            .collect();
        compare("imputed", vector.imputed.join(", "), imputed.join(", "));
        differences
    }

    /// The published word of a score: the band of the main scale, or the result of the main classification.
    pub fn result_word(&self, score: &crate::Score) -> Option<String> {
        if let (Some(scale), Some(result)) = (self.main(), score.main())
            && let Some(band) = result.band
        {
            return Some(scale.bands[band].name.to_string());
        }
        let classification = self.main_classification.map(|index| &self.classifications[index])?;
        self.classification_word(score, &classification.id)
    }

    /// Whether the rule behind [`Definition::result_word`] was read at its source; `None` where there is no such word.
    pub fn result_mark(&self, score: &crate::Score) -> Option<crate::definition::Mark> {
        if let (Some(scale), Some(result)) = (self.main(), score.main())
            && result.band.is_some()
        {
            return scale.bands_basis.as_ref().map(|basis| basis.mark);
        }
        let classification = self.main_classification.map(|index| &self.classifications[index])?;
        self.classification_word(score, &classification.id).map(|_| classification.basis.mark)
    }

    /// The word of one classification; `None` when it cannot be known.
    pub fn classification_word(&self, score: &crate::Score, id: &str) -> Option<String> {
        let index = self.classifications.iter().position(|each| &*each.id == id)?;
        let rule = score.classifications.get(index)?.rule?;
        Some(self.classifications[index].rules[rule].result.to_string())
    }

    fn vector_responses(&self, vector: &VectorTable) -> Result<Responses, String> {
        let mut responses = Responses::new();
        let scored: Vec<&str> = self.items.iter().filter(|item| item.scored).map(|item| &*item.id).collect();
        let entries: Vec<(String, &toml::Value)> = match &vector.answers {
            toml::Value::Array(list) if list.len() == scored.len() => scored.iter().map(|id| (*id).to_owned()).zip(list).collect(),
            toml::Value::Array(list) => return Err(format!("answers: {} given, {} scored items", list.len(), scored.len())),
            toml::Value::Table(table) => table.iter().map(|(id, value)| (id.clone(), value)).collect(),
            _ => return Err("answers: expected a list or a table".to_owned()),
        };
        for (id, value) in entries {
            if self.item(&id).is_none() {
                return Err(format!("answers: no item `{id}`"));
            }
            match value {
                toml::Value::Integer(number) => {
                    responses.set(id, Answer::Value(i32::try_from(*number).map_err(|error| error.to_string())?));
                }
                toml::Value::String(word) if word.is_empty() => {}
                toml::Value::String(word) if word == "refused" => responses.set(id, Answer::Refused),
                toml::Value::String(word) if word == "not_applicable" => responses.set(id, Answer::NotApplicable),
                other => return Err(format!("answers: `{other}` is neither a number, \"\", refused nor not_applicable")),
            }
        }
        Ok(responses)
    }
}

fn none() -> String {
    "none".to_owned()
}

fn points(value: f64) -> Points {
    Points::from_f64(value).unwrap_or(Points::ZERO)
}

fn shown(value: Option<Points>) -> String {
    value.map_or_else(none, |value| value.to_string())
}
