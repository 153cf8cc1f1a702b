//! From a service to the last payment.
//!
//! A [`Claim`] is a bill that was sent, a [`Remittance`] is a payer's advice of one payment. [`Books`] holds both as they came; nothing in them is
//! ever changed. What belongs together is found by [`matching`], what it comes to is an [`Account`] of the [`ledger`]; both are computed anew
//! whenever they are asked for: they do not depend on the order in which files arrived, nor on how often.
//!
//! | question | answered by |
//! |---|---|
//! | which claim does this decision speak of? | [`matching::ClaimIndex::find`] |
//! | was this payment posted before? | [`posting::judge`] |
//! | what is paid, adjusted, owed, and does it balance? | [`ledger::Account::of`] |
//! | which denial is worked on first? | [`denial::queue::arrange`] |
//! | which lines are denied, and why? | [`denial::denials_of`] with the table of [`reason::ReasonTable`] |
//! | at which level of care was this billed? | [`level_of_service::level_of_claim`] |
//! | how well does billing work, in figures that others use too? | [`kpi::Board::of`] |
//! | what became of every claim of these files? | [`reconciliation::Reconciliation::of`] |
//!
//! Money is whole cents. Group codes decide whose money it is; a status never decides alone that a claim is denied. A rejection (999, 277CA) is no
//! denial: no payer decided. Codes stay codes here; their labels are our own words in `data/reasons.toml`.

pub mod acknowledgment;
mod bill;
pub mod books;
pub mod claim;
pub mod denial;
pub mod history;
pub mod kpi;
#[cfg(test)]
mod laws;
pub mod ledger;
pub mod level_of_service;
pub mod matching;
pub mod posting;
pub mod reason;
pub mod reconciliation;
pub mod remittance;
pub mod said;
#[cfg(test)]
mod testing;
pub mod unit_of_service;
pub mod units;

pub use acknowledgment::{Acknowledgment, AcknowledgmentVerdict, FileAcknowledgment};
pub use books::{Books, Settlement};
pub use claim::{Claim, ClaimKind, ClaimLine, ClaimProblem, ClaimSource, Frequency, OtherCoverage, Rendering, Sequence};
pub use denial::Denial;
pub use history::ClaimHistory;
pub use ledger::{Account, AccountProblem, Posting};
pub use reason::{DenialCategory, OwnLabel, ReasonTable};
pub use reconciliation::{ClaimStatus, Reconciliation};
pub use remittance::{
    AdjudicatedLine, Adjudication, AdjudicationStatus, Adjustment, GroupCode, PaymentKey, ProviderAdjustment, ProviderAdjustmentKind,
    Remittance,
};
pub use said::{DecisionOutcome, Said};
pub use units::Units;
