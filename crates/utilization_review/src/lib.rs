//! Is this level of care still justified, and can it be shown?
//!
//! * [`level_of_care`]: facts, criteria in three-valued logic, determinations with their trace.
//! * [`authorization`]: what was asked of a payer, what it granted, and how much of that is used.
//! * [`clock`]: deadlines, as a pure function of rules that are data.
//! * [`given_notice`]: notices that were given, and the clocks of admission, discharge and reduction that they stop.
//! * [`review`]: what a payer asks, what records answer, what is missing, and which review is next.
//! * [`packet`]: the cited bundle of evidence for one review, as data.
//! * [`payer_record`]: what a payer grants of what it is asked, how fast, and for how much work.
//! * [`length_of_stay`]: how many days stays took, counted over finished ones.
//! * [`appeal`]: a denial, its deadlines as tasks, the letters, and what became of each day.

pub mod appeal;
pub mod authorization;
pub mod clock;
pub mod given_notice;
pub mod length_of_stay;
pub mod level_of_care;
pub mod packet;
pub mod payer_record;
pub mod review;
