//! What is due for a patient on a day, and what became of what was due.
//!
//! [`due_set`] lays the windows of a [`Protocol`] over one episode and looks which administrations fall into them. All days are those of the program.
//! Windows of one measure never share a day (a review's own window aside), so an administration satisfies at most one of them. An
//! administration counts when the patient was given the instrument and it has a score; a score derived from another instrument's
//! answers (a PHQ-2 out of a PHQ-9) counts for nothing here.

mod windows;

use std::sync::Arc;

use instruments::{Phase, Respondent};
use vocabulary::{AdministrationId, Day, EpisodeId, LevelOfCare};

use crate::protocol::Protocol;

/// One episode, as far as the schedule needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpisodeFacts {
    /// Which one.
    pub episode: EpisodeId,
    /// Its first day.
    pub admitted: Day,
    /// Its last day; `None` while it is open.
    pub discharged: Option<Day>,
    /// The day from which nothing is asked for any more after discharge: the patient died or is in care again. `None` otherwise.
    pub follow_up_ends: Option<Day>,
    /// The day on which the patient declined to be asked after the discharge; `None` where they did not.
    pub follow_up_declined: Option<Day>,
    /// The first day on which the practice knew that the patient had died: nothing is asked for whose window had not ended before.
    pub died: Option<Day>,
    /// The levels of care, in the order of their first days.
    pub levels: Vec<LevelFacts>,
    /// Days on which a review takes place.
    pub reviews: Vec<Day>,
    /// What was given. The order does not matter. Leave out what was voided.
    pub given: Vec<Given>,
}

/// Time at one level of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelFacts {
    /// The level.
    pub level_of_care: LevelOfCare,
    /// The code of the program.
    pub program: Arc<str>,
    /// Its first day.
    pub first: Day,
    /// Its last day; `None` while it goes on.
    pub last: Option<Day>,
}

/// One administration, as far as the schedule needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Which one.
    pub administration: AdministrationId,
    /// The instrument's id.
    pub instrument: Arc<str>,
    /// Who answered.
    pub respondent: Respondent,
    /// The clinical day.
    pub day: Day,
    /// Whether the instrument itself was given.
    pub origin: Origin,
    /// How far it came.
    pub outcome: GivenOutcome,
}

/// Where an administration comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The instrument was given.
    Given,
    /// Its score was derived from the answers to another instrument.
    Derived,
}

/// How far an administration came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenOutcome {
    /// It has a score: from all answers, by the instrument's rule for missing ones, or as a total that came along.
    Scored,
    /// It was begun and has no score.
    NotScored,
    /// The patient declined.
    Declined,
}

/// Which window of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Around admission.
    Intake,
    /// At an interval during treatment.
    InTreatment,
    /// Before a review.
    BeforeReview,
    /// Around discharge.
    Discharge,
    /// So many days after discharge.
    FollowUp {
        /// How many.
        after_days: u16,
    },
}

impl Kind {
    /// The phase of the episode that it belongs to.
    pub const fn phase(self) -> Phase {
        match self {
            Self::Intake => Phase::Intake,
            Self::InTreatment | Self::BeforeReview => Phase::InTreatment,
            Self::Discharge => Phase::Discharge,
            Self::FollowUp { .. } => Phase::FollowUp,
        }
    }

    /// The code in files and tables.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::InTreatment => "in_treatment",
            Self::BeforeReview => "before_review",
            Self::Discharge => "discharge",
            Self::FollowUp { .. } => "follow_up",
        }
    }
}

/// One time that one measure is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The instrument's id.
    pub instrument: Arc<str>,
    /// What people call it.
    pub short_name: Arc<str>,
    /// Who answers.
    pub respondent: Respondent,
    /// Which window.
    pub kind: Kind,
    /// The program that asks.
    pub program: Arc<str>,
    /// The level of care at which it is asked.
    pub level_of_care: LevelOfCare,
    /// The first day that counts.
    pub first_day: Day,
    /// The day it is meant for; from the day after it is overdue.
    pub due_day: Day,
    /// The last day that counts; from the day after it is missed.
    pub last_day: Day,
    /// What became of it.
    pub status: Status,
}

/// What became of an occurrence by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Its window has not begun.
    Upcoming,
    /// Its window is open and its day has not passed.
    Due,
    /// Its day has passed and its window is open.
    Overdue,
    /// Its window has closed without it.
    Missed,
    /// The patient was asked and declined. Nobody is reminded again.
    Declined {
        /// The record of it.
        administration: AdministrationId,
    },
    /// The patient does not want to be asked after the discharge, and said so before the window closed. Nobody asks them.
    FollowUpDeclined,
    /// It was done.
    Satisfied {
        /// The administration nearest to the due day.
        administration: AdministrationId,
        /// Its day.
        day: Day,
        /// Before, on or after the due day.
        timing: Timing,
    },
}

/// When in its window an administration was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// Before the due day.
    Early,
    /// On the due day.
    OnTime,
    /// After it.
    Late,
}

impl Status {
    /// The code in files and tables.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Missed => "missed",
            Self::Declined { .. } | Self::FollowUpDeclined => "declined",
            Self::Satisfied { timing: Timing::Early, .. } => "done_early",
            Self::Satisfied { timing: Timing::OnTime, .. } => "done",
            Self::Satisfied { timing: Timing::Late, .. } => "done_late",
        }
    }
}

/// Everything that was, is or will next be due in an episode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DueSet {
    /// By due day, then instrument.
    pub occurrences: Vec<Occurrence>,
    /// Levels of care of the episode for which the protocol has no schedule: nothing is asked for there, and that is not the same as
    /// everything done.
    pub without_schedule: Vec<LevelFacts>,
}

impl DueSet {
    /// What can be given now: due or overdue.
    pub fn open(&self) -> impl Iterator<Item = &Occurrence> {
        self.occurrences.iter().filter(|each| matches!(each.status, Status::Due | Status::Overdue))
    }

    /// What is behind: overdue or missed.
    pub fn behind(&self) -> impl Iterator<Item = &Occurrence> {
        self.occurrences.iter().filter(|each| matches!(each.status, Status::Overdue | Status::Missed))
    }

    /// What comes next: the earliest that has not begun.
    pub fn next(&self) -> Option<&Occurrence> {
        self.occurrences.iter().find(|each| each.status == Status::Upcoming)
    }
}

/// Lays a protocol over an episode as of a day of the program. What happened after that day is not looked at.
pub fn due_set(protocol: &Protocol, facts: &EpisodeFacts, today: Day) -> DueSet {
    let mut occurrences = windows::of_episode(protocol, facts, today);
    for occurrence in &mut occurrences {
        occurrence.status = status(occurrence, facts, today);
    }
    if let Some(died) = facts.died {
        let was_given = |each: &Occurrence| matches!(each.status, Status::Satisfied { .. } | Status::Declined { .. });
        occurrences.retain(|each| each.last_day < died || was_given(each));
    }
    occurrences.sort_by(|left, right| {
        let order = |each: &Occurrence| (each.due_day, each.respondent, each.kind, each.first_day);
        (order(left), &left.instrument).cmp(&(order(right), &right.instrument))
    });
    let has_none = |level: &&LevelFacts| protocol.schedule(level.level_of_care, &level.program).is_none();
    DueSet { occurrences, without_schedule: facts.levels.iter().filter(has_none).cloned().collect() }
}

fn status(occurrence: &Occurrence, facts: &EpisodeFacts, today: Day) -> Status {
    let in_window = |each: &&Given| {
        each.instrument == occurrence.instrument
            && each.respondent == occurrence.respondent
            && each.origin == Origin::Given
            && each.day <= today
            && (occurrence.first_day..=occurrence.last_day).contains(&each.day)
    };
    let nearest = |outcome: GivenOutcome| {
        let candidates = facts.given.iter().filter(in_window).filter(|each| each.outcome == outcome);
        candidates.min_by_key(|each| (each.day.days_since(occurrence.due_day).abs(), each.day, each.administration))
    };
    if let Some(done) = nearest(GivenOutcome::Scored) {
        let timing = match done.day.cmp(&occurrence.due_day) {
            std::cmp::Ordering::Less => Timing::Early,
            std::cmp::Ordering::Equal => Timing::OnTime,
            std::cmp::Ordering::Greater => Timing::Late,
        };
        return Status::Satisfied { administration: done.administration, day: done.day, timing };
    }
    if let Some(declined) = nearest(GivenOutcome::Declined) {
        return Status::Declined { administration: declined.administration };
    }
    let has_declined = |day: Day| day <= today && day <= occurrence.last_day && matches!(occurrence.kind, Kind::FollowUp { .. });
    if today < occurrence.first_day {
        Status::Upcoming
    } else if facts.follow_up_declined.is_some_and(has_declined) {
        Status::FollowUpDeclined
    } else if today <= occurrence.due_day {
        Status::Due
    } else if today <= occurrence.last_day {
        Status::Overdue
    } else {
        Status::Missed
    }
}

#[cfg(test)]
pub(crate) mod tests;
