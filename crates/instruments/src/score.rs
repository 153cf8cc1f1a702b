//! The score: what an administration means, computed by a versioned definition.
//!
//! A score that cannot be computed is a value of its own with its reason, never 0. A total that came without its items is kept as such, and its
//! safety items are unknown, never "no risk".

use std::sync::Arc;

use vocabulary::{Points, Verdict};

/// The version of the scoring engine. Raised by every change that can change a score; stands beside each stored score.
pub const ENGINE_VERSION: &str = "1";

/// What scoring an administration gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The instrument's id.
    pub instrument: Arc<str>,
    /// The definition's version.
    pub definition_version: Arc<str>,
    /// The scales, in the order of the definition.
    pub scales: Vec<ScaleScore>,
    /// The index of the main scale in `scales`; `None` where an instrument has no single score.
    pub main_scale: Option<usize>,
    /// Results in words, in the order of the definition.
    pub classifications: Vec<ClassificationResult>,
    /// The index of the classification that is the result where there is no main scale.
    pub main_classification: Option<usize>,
    /// Answers that a person must see, whatever the total.
    pub safety: Vec<SafetyAnswer>,
    /// How many items were answered; 0 for a total that came along and for an empty form.
    pub answered: usize,
    /// Items that the form's own rules skipped.
    pub skipped: Vec<Arc<str>>,
    /// What was odd about the answers.
    pub problems: Vec<AnswerProblem>,
}

/// The result of one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaleScore {
    /// The scale's id.
    pub scale: Arc<str>,
    /// The number, or why there is none.
    pub outcome: Outcome,
    /// The band's place in the scale's list; `None` when there are no bands or no number.
    pub band: Option<usize>,
    /// Cutoffs in the order of the scale's list.
    pub cutoffs: Vec<Verdict>,
}

/// A number, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every item needed was answered.
    Scored(Points),
    /// Computed with missing items filled in by the scale's rule.
    Prorated {
        /// The result.
        value: Points,
        /// Which items were filled in, and with what.
        imputed: Vec<Imputed>,
    },
    /// Cannot be computed.
    Unscorable(Unscorable),
    /// A total came along without its items. It was not computed here.
    TotalOnly(Points),
}

impl Outcome {
    /// The number, where there is one.
    pub fn value(&self) -> Option<Points> {
        match self {
            Self::Scored(value) | Self::Prorated { value, .. } | Self::TotalOnly(value) => Some(*value),
            Self::Unscorable(_) => None,
        }
    }

    /// The status in files and tables.
    pub const fn status(&self) -> &'static str {
        match self {
            Self::Scored(_) => "scored",
            Self::Prorated { .. } => "prorated",
            Self::Unscorable(Unscorable::NotAdministered) => "not_administered",
            Self::Unscorable(_) => "unscorable",
            Self::TotalOnly(_) => "totals_only",
        }
    }
}

/// An item that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imputed {
    /// The item's id.
    pub item: Arc<str>,
    /// The scored value that was used.
    pub value: Points,
}

/// Why there is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unscorable {
    /// More items are missing than the scale's rule allows.
    TooManyMissing {
        /// The ids of the missing items.
        missing: Vec<Arc<str>>,
        /// How many may be missing.
        allowed: usize,
    },
    /// A fact that the formula needs is not known (an item, the sex, the age, another scale).
    Undetermined,
    /// Not one item of the scale was answered.
    NotAdministered,
    /// The form was not finished. What is open stands with the administration; a list knows no more of it.
    Unfinished,
    /// A list does not know the reason; the administration does.
    NotTold,
    /// A result outside the scale's range: a defect of the definition or of a total that came along.
    OutOfRange {
        /// What came out.
        value: Points,
    },
}

/// A result in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassificationResult {
    /// The classification's id.
    pub classification: Arc<str>,
    /// The place of the rule that decided; `None` when it cannot be known.
    pub rule: Option<usize>,
}

/// The state of one safety entry of the definition. Every entry is listed, whether it fires or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafetyAnswer {
    /// The entry's id, such as `thoughts_of_death`.
    pub id: Arc<str>,
    /// Met: a person must see it. Unknown: the items were not answered or not available, which is never "no risk".
    pub verdict: Verdict,
    /// The answers that decide it, by item; empty when none is known.
    pub answers: Vec<(Arc<str>, crate::Answer)>,
}

/// Something odd about the answers; the score says what was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerProblem {
    /// No such item in the definition.
    UnknownItem {
        /// The key as given (a position or linkId, never an answer).
        key: String,
    },
    /// The same item twice.
    DuplicateItem {
        /// The item's id.
        item: String,
    },
    /// A number that the form does not offer for the item. Counted as missing.
    NotOffered {
        /// The item's id.
        item: String,
        /// The number given.
        value: i32,
    },
    /// Refused or not applicable where the form does not offer that. Counted as missing.
    NotASpecialOption {
        /// The item's id.
        item: String,
    },
    /// Not a whole number or known word. Counted as missing.
    Unreadable {
        /// The item's id or the key as given.
        item: String,
    },
    /// Answered although the form's own rules skip it. The answer counts.
    AnsweredThoughSkipped {
        /// The item's id.
        item: String,
    },
    /// A total that came along differs from the one computed here. Both are kept; the computed one is shown.
    TotalDiffers {
        /// The scale's id.
        scale: String,
        /// What came along.
        given: Points,
        /// What was computed; `None` when it could not be.
        computed: Option<Points>,
    },
}

impl Score {
    /// The result of the main scale.
    pub fn main(&self) -> Option<&ScaleScore> {
        self.main_scale.and_then(|index| self.scales.get(index))
    }

    /// The main number, where there is one.
    pub fn total(&self) -> Option<Points> {
        self.main().and_then(|scale| scale.outcome.value())
    }

    /// The status of the whole: the main scale's; without one, whether the main classification is known; without either, the worst of the
    /// scales that were administered. Answers to a form of which no number is computed are recorded.
    pub fn status(&self) -> &'static str {
        if let Some(main) = self.main() {
            return main.outcome.status();
        }
        if let Some(result) = self.main_classification.and_then(|index| self.classifications.get(index)) {
            return match (result.rule, self.answered) {
                (Some(_), _) => "scored",
                (None, 0) => "not_administered",
                (None, _) => "unscorable",
            };
        }
        let has = |status: &str| self.scales.iter().any(|scale| scale.outcome.status() == status);
        let nothing = if self.answered > 0 { "recorded" } else { "not_administered" };
        ["unscorable", "totals_only", "prorated", "scored"].into_iter().find(|status| has(status)).unwrap_or(nothing)
    }

    /// The safety entries that fire.
    pub fn alerts(&self) -> impl Iterator<Item = &SafetyAnswer> {
        self.safety.iter().filter(|answer| answer.verdict == Verdict::Met)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answered: usize, expected: &str) {
        let score = Score {
            instrument: "a-form-without-a-scale".into(),
            definition_version: "1".into(),
            scales: Vec::new(),
            main_scale: None,
            classifications: Vec::new(),
            main_classification: None,
            safety: Vec::new(),
            answered,
            skipped: Vec::new(),
            problems: Vec::new(),
        };
        assert_eq!(score.status(), expected);
    }

    #[test]
    fn answers_to_a_form_without_a_scale_are_recorded() {
        check(3, "recorded");
        check(1, "recorded");
        check(0, "not_administered");
    }
}
