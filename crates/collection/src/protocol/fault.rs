//! What can be wrong with a protocol. The sentences are for logs and programs; people read those of `wording`.

use instruments::Respondent;
use vocabulary::LevelOfCare;

/// What is wrong at a place of a protocol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolFault {
    /// A key that must be there.
    #[error("is missing")]
    MissingKey,
    /// A key that is not known here.
    #[error("is not known here: expected one of {}", known.join(", "))]
    UnknownKey {
        /// Those that are.
        known: Vec<String>,
    },
    /// A text that must say something.
    #[error("is empty")]
    Empty,
    /// A list that must hold something.
    #[error("there is none")]
    NothingThere,
    /// A second schedule for the same level of care and program.
    #[error("there is a schedule for {level} and this program already")]
    ScheduleTwice {
        /// The level.
        level: LevelOfCare,
    },
    /// Not a level of care.
    #[error("`{name}` is not one of OP, IOP, PHP, RTC, IP")]
    UnknownLevel {
        /// The text.
        name: String,
    },
    /// An instrument that is not in the library.
    #[error("there is no instrument `{name}`{}", near(near_names))]
    UnknownInstrument {
        /// The text.
        name: String,
        /// Ids that are written like it.
        near_names: Vec<String>,
    },
    /// Somebody who does not answer this instrument.
    #[error("`{name}` does not answer this instrument: expected one of {}", codes(allowed))]
    UnknownRespondent {
        /// The text.
        name: String,
        /// Who does.
        allowed: Vec<Respondent>,
    },
    /// Only what patients answer themselves is kept private.
    #[error("patients do not answer this instrument: only what they answer themselves is kept private")]
    NotAnsweredByPatients,
    /// Years that are no span, or beyond the age at which everybody is of age.
    #[error("from {from} until {until} is no span of years up to {oldest}")]
    NoSpan {
        /// The first year.
        from: u16,
        /// The year that is not in it any more.
        until: u16,
        /// The last year that is allowed.
        oldest: u16,
    },
    /// The same instrument again.
    #[error("stands twice")]
    Twice,
    /// The same instrument and respondent again.
    #[error("stands twice for this respondent: put its windows into one measure")]
    MeasureTwice,
    /// Days below nought.
    #[error("{days} days: write days as {least} or more, before and after are keys of their own")]
    NegativeDays {
        /// The days.
        days: i64,
        /// The least that is allowed.
        least: u16,
    },
    /// Too few days.
    #[error("{days} days: expected {least} or more")]
    TooFewDays {
        /// The days.
        days: i64,
        /// The least that is allowed.
        least: u16,
    },
    /// Too many days.
    #[error("{days} days: expected at most {most}")]
    TooManyDays {
        /// The days.
        days: i64,
        /// The most that is allowed.
        most: i64,
    },
    /// A window that is longer than the interval.
    #[error("windows overlap: {before} days before and {after} after do not fit into {every} days")]
    IntervalOverlaps {
        /// Days before.
        before: u16,
        /// Days after.
        after: u16,
        /// Days of the interval.
        every: u16,
    },
    /// The first interval begins before the intake window ends.
    #[error("windows overlap: intake lasts to day {intake} and the first interval begins on day {first}")]
    IntakeOverlaps {
        /// The last day of the intake window.
        intake: u16,
        /// The first day of the first interval.
        first: u32,
    },
    /// A window after discharge that begins before the one before it ends.
    #[error("windows overlap: {before} lasts to day {day} after discharge and this one begins on day {first}")]
    FollowUpOverlaps {
        /// The key of the window before.
        before: String,
        /// Its last day.
        day: u32,
        /// The first day of this one.
        first: u32,
    },
    /// A follow-up window that begins with the stay.
    #[error("its window begins before the patient is discharged")]
    BeforeDischarge,
    /// A measure that nothing asks for.
    #[error("has no window: it would never be due")]
    NoWindow,
}

fn near(names: &[String]) -> String {
    match names {
        [] => String::new(),
        names => format!("; near it are {}", names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}

fn codes(respondents: &[Respondent]) -> String {
    respondents.iter().map(|respondent| respondent.code()).collect::<Vec<_>>().join(", ")
}
