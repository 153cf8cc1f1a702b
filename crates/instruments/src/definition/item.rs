//! The questions of a form, what can be answered to them, and which are left out.

use std::sync::Arc;

use vocabulary::LoincCode;

use crate::formula::Condition;

/// What can be answered to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerSet {
    /// Its id in the definition.
    pub id: String,
    /// Its shape.
    pub kind: AnswerKind,
    /// A further option "refused".
    pub refused: bool,
    /// A further option "not applicable".
    pub not_applicable: bool,
}

/// Options or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// One of these options, by the number beside each; with its LOINC answer code where known.
    Options(Vec<(i32, Option<String>)>),
    /// A whole number between two bounds.
    Number {
        /// Smallest.
        minimum: i32,
        /// Largest.
        maximum: i32,
    },
}

impl AnswerSet {
    /// True when the form offers this number.
    pub fn offers(&self, value: i32) -> bool {
        match &self.kind {
            AnswerKind::Options(options) => options.iter().any(|(each, _)| *each == value),
            AnswerKind::Number { minimum, maximum } => (*minimum..=*maximum).contains(&value),
        }
    }

    /// The smallest and largest number.
    pub fn bounds(&self) -> (i32, i32) {
        match &self.kind {
            AnswerKind::Options(options) => {
                let values = options.iter().map(|(value, _)| *value);
                (values.clone().min().unwrap_or(0), values.max().unwrap_or(0))
            }
            AnswerKind::Number { minimum, maximum } => (*minimum, *maximum),
        }
    }
}

/// A question of the form.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id: `1`, `gate`.
    pub id: Arc<str>,
    /// The place of its answer set.
    pub answers: usize,
    /// Its LOINC code, where known.
    pub loinc: Option<LoincCode>,
    /// Our own word for what it asks; for mapping where orders differ.
    pub concept: Option<String>,
    /// Whether it takes part in positions and ranges.
    pub scored: bool,
    /// May be left out without making a form incomplete.
    pub optional: bool,
    /// The scored value of every answer that differs from the answer itself.
    pub(crate) scored_values: Option<Vec<(i32, i32)>>,
    /// The smallest and largest scored value.
    pub(crate) scored_bounds: (i32, i32),
}

impl Item {
    /// The scored value of an answer, after reversal and recoding.
    pub fn scored_value(&self, answer: i32) -> i32 {
        let pairs = self.scored_values.as_deref().unwrap_or_default();
        pairs.iter().find(|(given, _)| *given == answer).map_or(answer, |(_, scored)| *scored)
    }

    /// True when answers are reversed or recoded before they are summed.
    pub fn is_recoded(&self) -> bool {
        self.scored_values.is_some()
    }
}

/// A rule of the form that leaves items out.
#[derive(Clone, Debug)]
pub struct Skip {
    /// When it applies.
    pub when: Condition,
    /// Which items it leaves out.
    pub items: Vec<usize>,
    /// What they count as; `None`: they have no value.
    pub value: Option<i32>,
}
