//! Results in words, by rules of which the first that is met decides.

use std::sync::Arc;

use super::Basis;
use crate::formula::Condition;

/// A result in words.
#[derive(Clone, Debug)]
pub struct Classification {
    /// Its id.
    pub id: Arc<str>,
    /// Our own words for it.
    pub name: String,
    /// The first rule that is met decides.
    pub rules: Vec<Rule>,
    /// Where the rules come from.
    pub basis: Basis,
}

/// One rule of a classification.
#[derive(Clone, Debug)]
pub struct Rule {
    /// When it applies.
    pub when: Condition,
    /// The condition as written.
    pub when_text: String,
    /// The result in words.
    pub result: Arc<str>,
    /// 0 = none, rising.
    pub severity: u8,
}
