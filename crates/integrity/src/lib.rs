//! Joins care and money.
//!
//! The [`assessment`] asks of everything that was billed and answered where money was lost, what may come back, and what may have to be paid back. It
//! is computed from records that are in memory: it knows no file, no clock and no sentence. The [`kpi`] board adds to the indicators of billing those
//! for which care must stand beside the claims. [`denied`] makes
//! the queue of refusals that stand.

pub mod assessment;
pub mod denied;
pub mod kpi;
