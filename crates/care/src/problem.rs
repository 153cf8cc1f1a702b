//! What can be wrong with a record of care, so that a form, an import and a page can say it the same way.

use vocabulary::{Day, Instant};

/// A fact that contradicts another one. Ids and days only; never a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CareProblem {
    /// A day after today.
    #[error("{what} lies in the future: {day} is after {today}")]
    Future {
        /// The field.
        what: &'static str,
        /// Its day.
        day: Day,
        /// Today, in the program's zone.
        today: Day,
    },
    /// A day before the patient was born.
    #[error("{what} lies before birth: {day} is before {birth_day}")]
    BeforeBirth {
        /// The field.
        what: &'static str,
        /// Its day.
        day: Day,
        /// The birth day on record.
        birth_day: Day,
    },
    /// A last day before the first.
    #[error("{what} ends before it starts: {last} is before {first}")]
    Backwards {
        /// The field.
        what: &'static str,
        /// First day.
        first: Day,
        /// Last day.
        last: Day,
    },
    /// A day outside the episode it belongs to.
    #[error("{what} lies outside its episode of care, which began {admitted}")]
    OutsideEpisode {
        /// The field.
        what: &'static str,
        /// The day of admission.
        admitted: Day,
    },
    /// Older than anybody has lived.
    #[error("a birth day before 1900: {birth_day}")]
    BirthTooEarly {
        /// The birth day given.
        birth_day: Day,
    },
    /// A text that must be there.
    #[error("{what} is empty")]
    Empty {
        /// The field.
        what: &'static str,
    },
    /// A moment that is still to come.
    #[error("{what} lies in the future: {at} is after {now}")]
    Later {
        /// The field.
        what: &'static str,
        /// Its moment.
        at: Instant,
        /// Now.
        now: Instant,
    },
    /// A number larger than it can be.
    #[error("{what} is more than {most}")]
    TooMuch {
        /// The field.
        what: &'static str,
        /// The most it can be.
        most: u32,
    },
    /// A number smaller than it can be.
    #[error("{what} is less than {least}")]
    TooFew {
        /// The field.
        what: &'static str,
        /// The least it can be.
        least: u32,
    },
    /// A day before the one that it follows.
    #[error("{what} is too early: {day} is before {earliest}")]
    TooEarly {
        /// The field.
        what: &'static str,
        /// Its day.
        day: Day,
        /// The earliest it can be.
        earliest: Day,
    },
    /// Two statements of one record of which only one can be true.
    #[error("{what} contradicts {with}")]
    Contradiction {
        /// The field.
        what: &'static str,
        /// The other one.
        with: &'static str,
    },
}

/// Refuses a day after today.
pub(crate) fn not_future(what: &'static str, day: Day, today: Day) -> Result<(), CareProblem> {
    if day > today { Err(CareProblem::Future { what, day, today }) } else { Ok(()) }
}

/// Refuses a day after today or before the patient was born.
pub(crate) fn within_life(what: &'static str, day: Day, birth_day: Day, today: Day) -> Result<(), CareProblem> {
    not_future(what, day, today)?;
    if day < birth_day { Err(CareProblem::BeforeBirth { what, day, birth_day }) } else { Ok(()) }
}

/// Refuses a moment that is still to come.
pub(crate) fn not_later(what: &'static str, at: Instant, now: Instant) -> Result<(), CareProblem> {
    if at > now { Err(CareProblem::Later { what, at, now }) } else { Ok(()) }
}

/// Refuses a blank text.
pub(crate) fn not_empty(what: &'static str, text: &str) -> Result<(), CareProblem> {
    if text.trim().is_empty() { Err(CareProblem::Empty { what }) } else { Ok(()) }
}
