//! The clinician: somebody who treats, whether or not they sign in.

use vocabulary::Day;

use crate::problem::{CareProblem, not_empty};

/// A treating person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clinician {
    /// A short unique code used in files, such as the practice's staff number.
    pub code: String,
    /// The name as it stands on documents.
    pub name: String,
    /// Licence letters, such as `LCSW`; empty when not recorded.
    pub credential: String,
    /// From this day on they do not treat here any more; `None` while they do. What names them stays as it is.
    pub left_since: Option<Day>,
}

impl Clinician {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), CareProblem> {
        not_empty("clinician code", &self.code)?;
        not_empty("clinician name", &self.name)
    }

    /// True from the day on which they left.
    pub fn has_left_on(&self, day: Day) -> bool {
        self.left_since.is_some_and(|since| since <= day)
    }
}
