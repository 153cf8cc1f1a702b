//! Why is this the score? Every step from the answers to the number, the band and the cutoffs, as data that `wording` can say.

use std::sync::Arc;

use vocabulary::{Points, Verdict};

use crate::administration::{Answer, Responses};
use crate::definition::{Basis, Definition, MissingRule, Scale};
use crate::score::{Outcome, Score};

/// The explanation of one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleExplanation {
    /// The scale's place in the definition.
    pub scale: usize,
    /// The formula as the definition writes it.
    pub formula: String,
    /// What each item of the formula contributed, in the order of the formula.
    pub items: Vec<ItemStep>,
    /// The rule for missing items that was applied, where one was needed.
    pub missing_rule: Option<MissingRule>,
    /// What came out.
    pub outcome: Outcome,
    /// The band the number lies in, with the basis of the bands.
    pub band: Option<BandStep>,
    /// The cutoffs with their verdicts.
    pub cutoffs: Vec<CutoffStep>,
}

/// What one item contributed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemStep {
    /// The item's id.
    pub item: Arc<str>,
    /// Where its value came from.
    pub origin: ItemOrigin,
}

/// Where an item's value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemOrigin {
    /// The answer, as it stands.
    Answered(i32),
    /// The answer, reversed or recoded as the definition says.
    Recoded {
        /// As given.
        given: i32,
        /// As scored.
        scored: i32,
    },
    /// Left out by the form's own rules.
    Skipped,
    /// Filled in by the missing-data rule.
    Imputed(Points),
    /// The respondent said it does not apply.
    NotApplicable,
    /// The respondent refused.
    Refused,
    /// Not answered.
    Missing,
}

/// The band a number lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BandStep {
    /// Lowest value of the band.
    pub from: Points,
    /// Highest value of the band.
    pub to: Points,
    /// Its published name.
    pub name: Arc<str>,
    /// 0 = none, rising.
    pub severity: u8,
    /// Where the bands come from.
    pub basis: Option<Basis>,
}

/// A cutoff with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutoffStep {
    /// The cutoff's id.
    pub id: Arc<str>,
    /// The condition as the definition writes it.
    pub condition: String,
    /// What the cutoff is used for.
    pub intended_use: String,
    /// Met, not met or unknown.
    pub verdict: Verdict,
    /// Where it comes from.
    pub basis: Basis,
}

impl Definition {
    /// Explains a score that this definition gave to these responses.
    pub fn explain(&self, responses: &Responses, score: &Score) -> Vec<ScaleExplanation> {
        (self.scales.iter().zip(&score.scales).enumerate())
            .map(|(index, (scale, result))| ScaleExplanation {
                scale: index,
                formula: scale.formula_text.clone(),
                items: scale.items.iter().map(|item| self.item_step(*item, responses, score, &result.outcome)).collect(),
                missing_rule: matches!(result.outcome, Outcome::Prorated { .. } | Outcome::Unscorable(_)).then_some(scale.missing),
                outcome: result.outcome.clone(),
                band: result.band.map(|band| band_step(scale, band)),
                cutoffs: (scale.cutoffs.iter().zip(&result.cutoffs))
                    .map(|(cutoff, verdict)| CutoffStep {
                        id: Arc::clone(&cutoff.id),
                        condition: cutoff.when_text.clone(),
                        intended_use: cutoff.intended_use.clone(),
                        verdict: *verdict,
                        basis: cutoff.basis.clone(),
                    })
                    .collect(),
            })
            .collect()
    }

    fn item_step(&self, index: usize, responses: &Responses, score: &Score, outcome: &Outcome) -> ItemStep {
        let item = &self.items[index];
        let imputed = if let Outcome::Prorated { imputed, .. } = outcome { imputed.iter().find(|each| each.item == item.id) } else { None };
        let offered = |value: &i32| self.answers_of(index).offers(*value);
        let origin = match (responses.get(&item.id), imputed) {
            (Some(Answer::Value(value)), _) if offered(&value) && item.is_recoded() && item.scored_value(value) != value => {
                ItemOrigin::Recoded { given: value, scored: item.scored_value(value) }
            }
            (Some(Answer::Value(value)), _) if offered(&value) => ItemOrigin::Answered(value),
            (_, Some(imputed)) => ItemOrigin::Imputed(imputed.value),
            (Some(Answer::NotApplicable), _) => ItemOrigin::NotApplicable,
            (Some(Answer::Refused), _) => ItemOrigin::Refused,
            _ if score.skipped.contains(&item.id) => ItemOrigin::Skipped,
            _ => ItemOrigin::Missing,
        };
        ItemStep { item: Arc::clone(&item.id), origin }
    }
}

fn band_step(scale: &Scale, index: usize) -> BandStep {
    let band = &scale.bands[index];
    BandStep { from: band.from, to: band.to, name: Arc::clone(&band.name), severity: band.severity, basis: scale.bands_basis.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Library, PersonFacts};

    fn explained(instrument: &str, answers: &[(&str, i32)]) -> ScaleExplanation {
        let library = Library::shipped().unwrap();
        let definition = library.get(instrument).unwrap();
        let mut responses = Responses::new();
        for (item, value) in answers {
            responses.set(*item, Answer::Value(*value));
        }
        let score = definition.score(&responses, PersonFacts::default());
        definition.explain(&responses, &score).remove(definition.main_scale.unwrap())
    }

    #[test]
    fn a_prorated_score_shows_what_was_filled_in() {
        let explanation = explained("phq-9", &[("1", 2), ("2", 2), ("3", 2), ("4", 2), ("5", 2), ("6", 2), ("7", 2)]);
        assert_eq!(explanation.items[8].origin, ItemOrigin::Imputed(Points::from_whole(2)));
        assert_eq!(explanation.outcome.value(), Some(Points::from_whole(18)));
        assert_eq!(explanation.band.unwrap().name.as_ref(), "moderately severe");
        assert!(explanation.missing_rule.is_some());
    }

    #[test]
    fn a_reversed_item_shows_both_numbers_and_a_foreign_one_is_missing() {
        let explanation = explained("ces-d", &[("4", 3), ("1", 9)]);
        assert_eq!(explanation.items[3].origin, ItemOrigin::Recoded { given: 3, scored: 0 });
        assert_eq!(explanation.items[0].origin, ItemOrigin::Missing);
    }
}
