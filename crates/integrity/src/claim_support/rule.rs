//! What a rule is.

use care::choices;

use super::answer::{Answer, Asked};
use super::facts::ClaimFacts;
use super::limits::Limits;

choices! {
    /// How much a failure matters. In the order in which failures are shown.
    Severity ("severity of a rule") {
        /// Holds the claim until it is mended or a person releases it with a reason.
        Block = "block",
        /// Should be mended.
        Warn = "warn",
        /// Worth knowing.
        Info = "info",
    }
}

choices! {
    /// Whose work it is to mend a failure.
    Fixer ("role that mends a failure") {
        /// Admission and benefits.
        Intake = "intake",
        /// Utilization review.
        Reviewer = "reviewer",
        /// Billing.
        Biller = "biller",
        /// Who gave the service.
        Clinician = "clinician",
        /// The physician who orders and certifies.
        Physician = "physician",
        /// The clinical director.
        Director = "director",
        /// Compliance.
        Compliance = "compliance",
    }
}

choices! {
    /// How a source is known.
    Standing ("standing of a source") {
        /// It was read.
        Read = "read",
        /// It is recalled: shown as such, to be looked up before anybody relies on it.
        Recalled = "recalled",
        /// It is a rule of our own: no law or contract is quoted.
        Own = "own",
    }
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document, statute or published checklist.
    pub text: &'static str,
    /// How it is known.
    pub standing: Standing,
}

impl Source {
    /// It was read.
    pub const fn read(text: &'static str) -> Self {
        Self { text, standing: Standing::Read }
    }

    /// It is recalled.
    pub const fn recalled(text: &'static str) -> Self {
        Self { text, standing: Standing::Recalled }
    }

    /// It is ours.
    pub const fn own(text: &'static str) -> Self {
        Self { text, standing: Standing::Own }
    }
}

/// One rule. Severity and weight are our own judgement.
pub struct Rule {
    /// Its place in the catalogue: `A1`. The sentences are `support-title-a1` and `support-remedy-a1`.
    pub code: &'static str,
    /// How much a failure matters.
    pub severity: Severity,
    /// From 0 to 10.
    pub weight: u8,
    /// Who mends it.
    pub fixer: Fixer,
    /// Where it comes from.
    pub source: Source,
    pub(super) ask: fn(&ClaimFacts, &Limits) -> Asked,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Rule").field("code", &self.code).finish_non_exhaustive()
    }
}

impl Rule {
    /// Asks it.
    pub(super) fn answer(&self, facts: &ClaimFacts, limits: &Limits) -> Answer {
        (self.ask)(facts, limits).unwrap_or_else(Answer::Unknown).sorted()
    }

    /// The letter of its group: coverage, identity, notes, plan, certification, outcomes, consent.
    pub fn group(&self) -> &'static str {
        &self.code[..1]
    }
}
