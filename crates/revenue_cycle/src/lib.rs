//! From a service to the last payment.
//!
//! A [`Claim`] is a bill that was sent, a [`Remittance`] is a payer's advice of one payment. [`Books`] holds both as they came; nothing in them is
//! ever changed. What belongs together is found by [`matching`], what it comes to is an [`Account`] of the [`ledger`], and both are computed anew
//! whenever they are asked for: they do not depend on the order in which files arrived, nor on how often.
//!
//! | question | answered by |
//! |---|---|
//! | which claim does this advice speak of? | [`matching::ClaimIndex::find`] |
//! | was this payment posted before? | [`posting::judge`] |
//! | what is paid, adjusted, owed, and does it balance? | [`ledger::Account::of`] |
//! | which lines are denied, and why? | [`denial::denials_of`] with the table of [`reason::ReasonTable`] |
//! | what is worth working on first? | [`worklist::rank`] |
//! | was it paid as agreed? | [`contract::Contracts::judge`] |
//! | whose day of care does this line bill? | [`placing::place`] |
//! | how is the practice doing? | [`kpi::Kpis::of`] |
//! | what became of every claim of these files? | [`reconciliation::Reconciliation::of`] |
//!
//! Money is whole cents. Group codes decide whose money it is; a status never decides alone that a claim is denied. A rejection (999, 277CA) is no
//! denial: no payer decided. Codes stay codes here; their labels are our own words in `data/reasons.toml`.

pub mod acknowledgment;
pub mod claim;
pub mod denial;
pub mod history;
pub mod ledger;
pub mod matching;
pub mod posting;
pub mod reason;
pub mod remittance;
#[cfg(test)]
mod testing;
pub mod units;

pub use acknowledgment::{Acknowledgment, AcknowledgmentVerdict};
pub use claim::{Claim, ClaimKind, ClaimLine, ClaimProblem, ClaimSource, Frequency, OtherCoverage, Sequence};
pub use remittance::{
    AdjudicatedLine, Adjudication, AdjudicationStatus, Adjustment, GroupCode, PaymentKey, ProviderAdjustment, ProviderAdjustmentKind,
    Remittance,
};
pub use units::Units;
