//! The protocol: which instruments are given at a level of care, by whom, and when. A versioned TOML document that a practice writes; the one
//! that ships is a starting point.
//!
//! A schedule belongs to a level of care, or to one program at that level, which then takes its place. Its measures name windows: around intake,
//! at an interval during treatment, before a review, around discharge, and after discharge. All numbers are whole days.

mod document;
mod fault;
mod read;

use std::sync::Arc;

use instruments::Respondent;
use vocabulary::LevelOfCare;

use crate::privacy::PrivateInstrument;

pub use fault::ProtocolFault;
pub use read::{ProtocolError, ProtocolProblem};

/// The document that comes with the product.
pub const SHIPPED: &str = include_str!("protocol/default.toml");

/// A protocol, whole and consistent: every instrument is known, no two windows of a measure overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Never changes: `default`.
    pub id: Arc<str>,
    /// Raised by every change; stands beside what was judged by it.
    pub version: Arc<str>,
    /// What people call it.
    pub name: String,
    /// Where it comes from and what has to be checked before it is used.
    pub note: String,
    /// The schedules, in the order of the document.
    pub schedules: Vec<Schedule>,
    /// Instruments whose answers stay with an adolescent, in the order of the document.
    pub private: Vec<PrivateInstrument>,
}

/// What is measured at a level of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The level.
    pub level_of_care: LevelOfCare,
    /// The code of the program it is for; `None` for every program at the level.
    pub program: Option<Arc<str>>,
    /// Minutes a week that it may ask of one person; `None` for [`crate::burden::BUDGET_MINUTES`].
    pub budget_minutes: Option<u16>,
    /// What is given, in the order of the document.
    pub measures: Vec<Measure>,
}

/// One instrument by one respondent, with its windows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The instrument's id.
    pub instrument: Arc<str>,
    /// What people call it.
    pub short_name: Arc<str>,
    /// Who answers.
    pub respondent: Respondent,
    /// Around the day of admission; `None` when not given then.
    pub intake: Option<Around>,
    /// At an interval while the patient is at this level; `None` when not given then.
    pub in_treatment: Option<Interval>,
    /// So many days before a review, up to the day before it; `None` when not asked for.
    pub before_review_days: Option<u16>,
    /// Around the last day; `None` when not given then.
    pub discharge: Option<Around>,
    /// After the last day, the earliest first.
    pub follow_up: Vec<FollowUp>,
}

/// Days before and after a day that still count as that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// So many days before.
    pub days_before: u16,
    /// So many days after.
    pub days_after: u16,
}

/// Again and again, counted from the first day at the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Every so many days; at least 1.
    pub every_days: u16,
    /// The days that count. Before and after together they are fewer than the interval.
    pub around: Around,
}

/// Once after discharge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// So many days after the last day.
    pub after_days: u16,
    /// The days that count.
    pub around: Around,
}

impl Protocol {
    /// The schedule of a program at a level of care: its own, or else the one for every program at that level.
    pub fn schedule(&self, level_of_care: LevelOfCare, program: &str) -> Option<&Schedule> {
        let at_level = |schedule: &&Schedule| schedule.level_of_care == level_of_care;
        let own = self.schedules.iter().filter(at_level).find(|schedule| schedule.program.as_deref() == Some(program));
        own.or_else(|| self.schedules.iter().filter(at_level).find(|schedule| schedule.program.is_none()))
    }

    /// Every instrument that it asks for, once each, in the order of their ids.
    pub fn instruments(&self) -> Vec<&str> {
        let measures = self.schedules.iter().flat_map(|schedule| &schedule.measures);
        let mut ids: Vec<&str> = measures.map(|measure| &*measure.instrument).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
