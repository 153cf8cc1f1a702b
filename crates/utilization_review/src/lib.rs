//! Is this level of care still justified, and can it be shown?
//!
//! * [`level_of_care`]: facts, criteria in three-valued logic, determinations with their trace.

pub mod level_of_care;
