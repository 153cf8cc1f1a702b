//! The program: a service line of the practice at one place, with its own clock.

use vocabulary::{Day, LevelOfCare, ZoneName};

use crate::problem::{CareProblem, not_empty};

/// A service line, such as "Riverside IOP".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// A short unique code used in files, such as `RIV-IOP`.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The level of care it gives.
    pub level_of_care: LevelOfCare,
    /// The zone in which its days begin and end.
    pub zone: ZoneName,
    /// True for a substance-use program under 42 CFR Part 2: nothing of its patients leaves without a basis of that part.
    pub part2: bool,
    /// From this day on nobody is admitted to it; `None` while it is open. What is on record of it stays as it is.
    pub closed_since: Option<Day>,
}

impl Program {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), CareProblem> {
        not_empty("program code", &self.code)?;
        not_empty("program name", &self.name)
    }

    /// True from the day on which it was closed.
    pub fn is_closed_on(&self, day: Day) -> bool {
        self.closed_since.is_some_and(|since| since <= day)
    }
}
