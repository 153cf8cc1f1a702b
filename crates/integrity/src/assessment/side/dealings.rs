//! What stands beside claims about dealings with payers and patients: reviews, appeals, benefits as quoted, single-case agreements, payments of patients.

use std::collections::BTreeSet;

use care::choices;
use revenue_cycle::{Claim, Sequence};
use vocabulary::{Day, LevelOfCare, Money, Period};

use crate::claim_support::joining::is_plan_of;

choices! {
    /// What a payer decided on a request for more care.
    ReviewDecision ("decision of a review") {
        /// All that was asked for.
        Approved = "approved",
        /// Less than was asked for.
        Partial = "partial",
        /// Nothing.
        Denied = "denied",
        /// Not decided yet.
        Pending = "pending",
    }
}

choices! {
    /// What came of an appeal.
    AppealOutcome ("outcome of an appeal") {
        /// All of it was won.
        Won = "won",
        /// A part was won.
        Partial = "partial",
        /// The refusal stands.
        Lost = "lost",
        /// Not decided yet.
        Pending = "pending",
    }
}

/// A request for care that was sent to a payer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReviewFact {
    /// The payer's id.
    pub payer: String,
    /// The patient, as in a note.
    pub patient: String,
    /// The day on which it was sent.
    pub submitted: Day,
    /// What the payer decided.
    pub decision: ReviewDecision,
    /// Days asked for.
    pub days_requested: Option<u32>,
    /// Days approved.
    pub days_approved: Option<u32>,
    /// Minutes that it took to prepare and talk.
    pub minutes: Option<u32>,
}

/// An appeal that was filed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AppealFact {
    /// The claim.
    pub claim: String,
    /// The day on which it was filed.
    pub filed: Day,
    /// The last day on which it could be filed, where the practice knows it.
    pub last_day: Option<Day>,
    /// What came of it.
    pub outcome: AppealOutcome,
    /// The day on which that was said, where it is known.
    pub decided: Option<Day>,
    /// What came of it for days of service, where that is recorded by day; empty where the outcome is one for all.
    pub of_days: Vec<(Period, AppealOutcome)>,
    /// Whether scores of the patient were part of it, where that is recorded.
    pub with_scores: Option<bool>,
}

/// How long a payer lets one appeal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AppealLimit {
    /// The payer's id.
    pub payer: String,
    /// Days from the decision.
    pub days: u32,
}

/// Benefits as they were quoted before care.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BenefitFact {
    /// The patient, as in a note.
    pub patient: String,
    /// The day of the call or answer.
    pub quoted: Day,
    /// The procedure or revenue code; `None` for all.
    pub service: Option<String>,
    /// Whether it was said to be covered.
    pub is_covered: bool,
    /// What the patient was said to owe for a unit.
    pub patient_share: Option<Money>,
    /// What its payer is called: numbers and names; empty where nobody says whose answer it is.
    pub payers: BTreeSet<String>,
    /// The member's number that was asked about; empty where nobody says it.
    pub member: String,
}

impl BenefitFact {
    /// Whether it speaks of the plan that a claim bills; `None` where it does not say of which it speaks.
    pub fn is_of_plan(&self, claim: &Claim) -> Option<bool> {
        is_plan_of(self.payers.iter().map(String::as_str), &self.member, claim)
    }
}

/// Who pays for a patient, in which place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CoverageFact {
    /// The patient, as in a note.
    pub patient: String,
    /// In which place the payer stands.
    pub sequence: Sequence,
    /// The days that it covers.
    pub period: Period,
    /// The payer, as the practice calls it.
    pub payer: String,
    /// The ids under which it is billed, where some bill tells.
    pub ids: BTreeSet<String>,
    /// The member's number; empty where none is on record.
    pub member: String,
}

impl CoverageFact {
    /// True for the plan that a claim bills.
    pub fn is_billed_by(&self, claim: &Claim) -> bool {
        is_plan_of(self.ids.iter().map(String::as_str), &self.member, claim) == Some(true)
    }
}

/// A rate that was agreed for one patient.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseAgreement {
    /// The patient, as in a note.
    pub patient: String,
    /// Procedure or revenue code.
    pub service: String,
    /// The level of care; `None` for any.
    pub level: Option<LevelOfCare>,
    /// The days of service for which it holds.
    pub period: Period,
    /// For one unit.
    pub unit_amount: Money,
}

/// What a patient paid on a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PatientPayment {
    /// The claim.
    pub claim: String,
    /// The day.
    pub day: Day,
    /// The amount; negative when given back.
    pub amount: Money,
    /// Which of several rows of one file that are alike, as in [`WriteOff`](super::WriteOff).
    pub alike: usize,
}
