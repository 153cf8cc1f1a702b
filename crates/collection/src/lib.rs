//! Who is to be measured with what, when, and whether it happened.
//!
//! * [`protocol`]: the measures of a program and level of care and their windows.
//! * [`due`]: what is due or overdue for a patient on a day.
//! * [`check_in`]: everything that is due from one person, asked in one visit.
//! * [`adherence`]: how much of what was due was done.
//! * [`round`]: whose turn it is on a device that goes from hand to hand.
//! * [`follow_up`]: who is to be reached after a discharge, and how many were.
//! * [`sending`]: when a message may go out, how often it is tried, what stops it.

pub mod adherence;
pub mod check_in;
pub mod due;
pub mod follow_up;
pub mod protocol;
pub mod round;
pub mod sending;
