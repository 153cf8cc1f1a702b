//! Joins care and money.
//!
//! The [`assessment`] asks of everything that was billed and answered where money was lost, what may come back, and what may have to be paid back. It
//! is computed from records that are in memory: it knows no file, no clock and no sentence. The [`kpi`] board adds to the indicators of billing those
//! for which care must stand beside the claims. [`denied`] makes the queue of refusals that stand. [`claim_support`] asks of one claim whether it stands
//! on evidence, and [`ribbon`] shows for every day of a patient what was delivered, documented, authorized, billed and paid.

pub mod assessment;
pub mod claim_support;
pub mod denied;
pub mod kpi;
pub mod ribbon;

pub use claim_support::Support;
