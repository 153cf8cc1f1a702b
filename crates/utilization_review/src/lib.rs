//! Is this level of care still justified, and can it be shown?
//!
//! * [`level_of_care`]: facts, criteria in three-valued logic, determinations with their trace.
//! * [`authorization`]: what was asked of a payer, what it granted, and how much of that is used.

pub mod authorization;
pub mod level_of_care;
