//! Which claim stands on evidence, and which does not?
//!
//! A [`Rule`] asks one thing of one claim: one file of [`rules`] holds it, with where it comes from and its tests. [`Support::of`] asks all of them of the
//! [`ClaimFacts`] and gives for each one of four [`Answer`]s: it **passes**, it **fails**, it is **unknown** with the kind of record that is missing, or it
//! **does not apply**.
//!
//! * What is not on record is unknown. It never passes, and it never fails either. The same facts with one more kind of record never turn a failure into
//!   an unknown.
//! * A failed rule of severity [`Severity::Block`] holds the claim. A person may release it, with a reason; the failure stays.
//! * The [`Score`] weighs failures fully and unknowns by half. The [`AuditRisk`] orders claims and says nothing about how likely an audit is.
//! * Nothing here suggests to bill more than what a record documents; [`measurement`] shows what was missed beside what was billed too much.
//!
//! Numbers that were recalled and not read at two sources stand in [`limits`], marked as such.

pub mod answer;
pub mod facts;
pub mod joining;
pub mod limits;
pub mod measurement;
pub mod notes;
pub mod other_facts;
pub mod rule;
pub mod rules;
pub mod score;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Evidence, RecordKind};
pub use facts::{ClaimFacts, Held, Kept, Person};
pub use limits::{Limit, Limits};
pub use measurement::Measurement;
pub use other_facts::{
    BenefitLimit, Certification, ChangeFact, Credential, DecisionFact, EligibilityAnswer, Evaluation, EvaluationKind, LevelDecision,
    LevelDetermination, Measure, OtherClaim, PayerRules, PlanDocument, RequestFact, RiskFact, ServiceNote, SignedConsent,
};
pub use rule::{Fixer, Rule, Severity, Source, Standing};
pub use score::{AuditRisk, AuditTerm, Score};

/// The version of the rules. A change that can alter an answer or a score raises it.
pub const VERSION: &str = "3";

/// A rule with its answer.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What was asked.
    pub rule: &'static Rule,
    /// The answer; its evidence is in order.
    pub answer: Answer,
}

/// What all rules say about a claim.
#[derive(Clone, Debug)]
pub struct Support {
    /// Every rule, in the order of the catalogue.
    pub judged: Vec<Judged>,
    /// How well the claim is supported; `None` where no rule applies.
    pub score: Option<Score>,
    /// What orders claims by what an auditor would look at.
    pub audit_risk: AuditRisk,
    /// Both sides of billing measurement.
    pub measurement: Measurement,
}

impl Support {
    /// Asks all rules.
    pub fn of(facts: &ClaimFacts, limits: &Limits) -> Self {
        let judged: Vec<Judged> = rules::CATALOGUE.iter().map(|rule| Judged { rule, answer: rule.answer(facts, limits) }).collect();
        let score = Score::of(judged.iter().map(|each| (each.rule.weight, &each.answer)));
        Self { audit_risk: AuditRisk::of(facts, limits, score), measurement: Measurement::of(facts), judged, score }
    }

    /// The failed rules that hold the claim.
    pub fn holds(&self) -> impl Iterator<Item = &Judged> {
        self.failing().filter(|each| each.rule.severity == Severity::Block)
    }

    /// The failed rules: those that hold the claim first, then by weight, then in the order of the catalogue.
    pub fn failing(&self) -> impl Iterator<Item = &Judged> {
        let mut failing: Vec<&Judged> = self.judged.iter().filter(|each| matches!(each.answer, Answer::Fail(_))).collect();
        failing.sort_by_key(|each| (each.rule.severity, std::cmp::Reverse(each.rule.weight)));
        failing.into_iter()
    }

    /// The rules that could not be answered.
    pub fn unknown(&self) -> impl Iterator<Item = &Judged> {
        self.judged.iter().filter(|each| matches!(each.answer, Answer::Unknown(_)))
    }

    /// The rules that pass.
    pub fn passing(&self) -> impl Iterator<Item = &Judged> {
        self.judged.iter().filter(|each| matches!(each.answer, Answer::Pass(_)))
    }

    /// The rules that do not apply to this claim.
    pub fn not_applicable(&self) -> impl Iterator<Item = &Judged> {
        self.judged.iter().filter(|each| each.answer == Answer::NotApplicable)
    }

    /// The answer to a rule, by its code.
    pub fn rule(&self, code: &str) -> Option<&Judged> {
        self.judged.iter().find(|each| each.rule.code == code)
    }
}
