//! Joins care and money.
//!
//! The [`assessment`] asks of everything that was billed and answered where money was lost, what may come back, and what may have to be paid back. It
//! is computed from records that are in memory: it knows no file, no clock and no sentence.

pub mod assessment;
