//! Answers that a person must see: what they speak of and how soon.

use std::sync::Arc;

use super::Basis;
use crate::formula::Condition;

/// Answers that a person must see, whatever the total.
#[derive(Clone, Debug)]
pub struct SafetyEntry {
    /// Our own word for it.
    pub id: Arc<str>,
    /// What it speaks of.
    pub kind: SafetyKind,
    /// Which items it speaks of.
    pub items: Vec<usize>,
    /// When it fires.
    pub when: Condition,
    /// How soon.
    pub urgency: Urgency,
    /// Where it comes from.
    pub basis: Basis,
}

/// What a safety entry speaks of. Whoever draws a conclusion from an answer asks for the kind: a withdrawal score says nothing about thoughts of
/// death, however soon a person must see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SafetyKind {
    /// Thoughts of death, of suicide or of self-harm, or acts of self-harm, now or lately.
    SelfHarm,
    /// An attempt or other suicidal behaviour of the past.
    SelfHarmHistory,
    /// The result of a screen for suicide risk as a whole, or a refusal to answer it.
    SuicideScreen,
    /// Thoughts or acts of violence.
    HarmToOthers,
    /// Withdrawal.
    Withdrawal,
    /// Use of alcohol or drugs.
    SubstanceUse,
    /// Anything else.
    Other,
}

impl SafetyKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::SelfHarm, Self::SelfHarmHistory, Self::SuicideScreen, Self::HarmToOthers, Self::Withdrawal, Self::SubstanceUse, Self::Other];

    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SelfHarm => "self_harm",
            Self::SelfHarmHistory => "self_harm_history",
            Self::SuicideScreen => "suicide_screen",
            Self::HarmToOthers => "harm_to_others",
            Self::Withdrawal => "withdrawal",
            Self::SubstanceUse => "substance_use",
            Self::Other => "other",
        }
    }
}

/// How soon a person must see an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// At the next review.
    Review,
    /// Before the day ends.
    SameDay,
    /// At once.
    Immediate,
}

impl Urgency {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::SameDay => "same_day",
            Self::Immediate => "immediate",
        }
    }
}
