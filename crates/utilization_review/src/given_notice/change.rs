//! Changes of a stay about which somebody may have to be told.

use care::LevelOfCarePeriod;
use vocabulary::{Day, Instant, LevelOfCare, ZoneName};

use crate::clock::DeadlineEvent;

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub event: DeadlineEvent,
    /// On which day.
    pub day: Day,
    /// When at the earliest: the beginning of that day where the hour is not on record.
    pub from: Instant,
    /// When at the latest: the end of that day.
    pub until: Instant,
    /// At which level: the one that the patient came to, or left.
    pub level_of_care: LevelOfCare,
    /// The last day at the level that the patient came to; `None` while it goes on, and for every other change.
    pub ended: Option<Day>,
    /// The last day of the course that a payer ends or reduces.
    pub course_ends: Option<Day>,
}

impl Change {
    /// Something that happened on a day, of which the hour is not on record.
    pub fn on(event: DeadlineEvent, day: Day, level_of_care: LevelOfCare, zone: &ZoneName) -> Self {
        let until = day.plus_days(1).start_in(zone).plus_seconds(-1);
        Self { event, day, from: day.start_in(zone), until, level_of_care, ended: None, course_ends: None }
    }

    /// A payer's word that approved care ends after a day.
    pub fn reduction(at: Instant, course_ends: Day, level_of_care: LevelOfCare, zone: &ZoneName) -> Self {
        let event = DeadlineEvent::ReductionAnnounced;
        Self { event, day: at.day_in(zone), from: at, until: at, level_of_care, ended: None, course_ends: Some(course_ends) }
    }
}

/// The changes of one stay, in the order of time: each admission to a level, each step down, and the discharge. A period that goes on at the same level, as in
/// another program, changes nothing.
pub fn changes(periods: &[LevelOfCarePeriod], discharged: Option<Day>, zone: &ZoneName) -> Vec<Change> {
    let mut periods: Vec<&LevelOfCarePeriod> = periods.iter().collect();
    periods.sort_by_key(|period| (period.period.first(), period.level_of_care));
    let mut found: Vec<Change> = Vec::new();
    let mut before: Option<LevelOfCare> = None;
    let end = |found: &mut [Change], last: Day| {
        if let Some(admission) = found.iter_mut().rev().find(|change| change.event == DeadlineEvent::Admission) {
            admission.ended = Some(last);
        }
    };
    for period in periods {
        let (level, first) = (period.level_of_care, period.period.first());
        if before == Some(level) {
            continue;
        }
        end(&mut found, first.plus_days(-1));
        if let Some(higher) = before.filter(|before| *before > level) {
            found.push(Change::on(DeadlineEvent::Discharge, first, higher, zone));
        }
        found.push(Change::on(DeadlineEvent::Admission, first, level, zone));
        before = Some(level);
    }
    if let Some((level, day)) = before.zip(discharged) {
        end(&mut found, day);
        found.push(Change::on(DeadlineEvent::Discharge, day, level, zone));
    }
    found
}
