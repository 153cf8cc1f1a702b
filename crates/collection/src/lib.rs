//! Who is to be measured with what, when, and whether it happened.
//!
//! * [`protocol`]: the measures of a program and level of care and their windows.
//! * [`due`]: what is due or overdue for a patient on a day.
//! * [`check_in`]: everything that is due from one person, asked in one visit.
//! * [`adherence`]: how much of what was due was done.
//! * [`paper`]: the numbers of forms on paper, and keying them twice.
//! * [`round`]: whose turn it is on a device that goes from hand to hand.
//! * [`funnel`]: where measures get lost between due and reviewed; [`burden`]: the minutes that a protocol asks for.
//! * [`follow_up`]: who is to be reached after a discharge, and how many were.
//! * [`visit`]: who comes when, and so in which order people stand on the board of a day.
//! * [`privacy`]: which answers of an adolescent nobody who acts for them is shown.
//! * [`sending`]: when a message may go out, how often it is tried, what stops it.

pub mod adherence;
pub mod burden;
pub mod check_in;
pub mod due;
pub mod follow_up;
pub mod funnel;
pub mod paper;
pub mod privacy;
pub mod protocol;
pub mod round;
pub mod sending;
pub mod visit;
