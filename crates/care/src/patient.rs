//! The patient: who it is, and what results are stratified by.

use vocabulary::{Day, Language, Sex};

use crate::choice::choices;
use crate::problem::{CareProblem, not_empty, not_future};

choices! {
    /// Race as the Office of Management and Budget groups it; several answers are recorded as `Multiple`.
    Race ("race") {
        /// American Indian or Alaska Native.
        AmericanIndian = "american_indian",
        /// Asian.
        Asian = "asian",
        /// Black or African American.
        Black = "black",
        /// Native Hawaiian or other Pacific Islander.
        PacificIslander = "pacific_islander",
        /// White.
        White = "white",
        /// More than one.
        Multiple = "multiple",
        /// Another answer.
        Other = "other",
        /// Asked, not answered.
        Declined = "declined",
    }
}

choices! {
    /// Ethnicity as the Office of Management and Budget groups it.
    Ethnicity ("ethnicity") {
        /// Hispanic or Latino.
        Hispanic = "hispanic",
        /// Not Hispanic or Latino.
        NotHispanic = "not_hispanic",
        /// Asked, not answered.
        Declined = "declined",
    }
}

/// A person in care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patient {
    /// The practice's own number for the patient (medical record number); unique in the practice.
    pub record_number: String,
    /// Given name or names.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Day of birth.
    pub birth_day: Day,
    /// Sex as recorded for scoring; `None` when not recorded.
    pub sex: Option<Sex>,
    /// `None` when not recorded.
    pub race: Option<Race>,
    /// `None` when not recorded.
    pub ethnicity: Option<Ethnicity>,
    /// The language the patient answers in.
    pub language: Language,
}

impl Patient {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_empty("record number", &self.record_number)?;
        not_empty("family name", &self.family_name)?;
        not_future("birth day", self.birth_day, today)?;
        if self.birth_day.year() < 1900 {
            return Err(CareProblem::BirthTooEarly { birth_day: self.birth_day });
        }
        Ok(())
    }

    /// Completed years on a day.
    pub fn age_on(&self, day: Day) -> u16 {
        day.age_since(self.birth_day)
    }

    /// Family name, comma, given name: how staff look a patient up.
    pub fn listed_name(&self) -> String {
        if self.given_name.is_empty() { self.family_name.clone() } else { format!("{}, {}", self.family_name, self.given_name) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(birth_day: &str, today: &str, expected: Result<(), &str>) {
        let patient = Patient {
            record_number: "A-1".to_owned(),
            given_name: "Ada".to_owned(),
            family_name: "Invented".to_owned(),
            birth_day: birth_day.parse().unwrap(),
            sex: None,
            race: None,
            ethnicity: None,
            language: Language::english(),
        };
        let outcome = patient.check(today.parse().unwrap()).map_err(|problem| problem.to_string());
        assert_eq!(outcome, expected.map_err(str::to_owned));
    }

    #[test]
    fn impossible_birth_days_are_refused_with_their_reason() {
        check("1990-05-01", "2026-11-23", Ok(()));
        check("2026-11-24", "2026-11-23", Err("birth day lies in the future: 2026-11-24 is after 2026-11-23"));
        check("1899-12-31", "2026-11-23", Err("a birth day before 1900: 1899-12-31"));
    }
}
