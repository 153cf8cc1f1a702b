//! What a physician signs before and during a program: that it is certified, and that its level is ordered. The papers lie in the chart; here stands that they
//! are there, of which day, and what of them a payer asks for.

use vocabulary::{Day, LevelOfCare, PatientId};

use crate::problem::CareProblem;

/// A certification, or one that was given again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certification {
    /// Whose.
    pub patient: PatientId,
    /// The day of the signature.
    pub day: Day,
    /// Of which level.
    pub level_of_care: LevelOfCare,
    /// Whether a physician signed it.
    pub by_physician: bool,
    /// Whether it says everything that the regulation asks for, as somebody who read it says.
    pub is_complete: bool,
}

/// A physician's order for a level of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelOfCareOrder {
    /// Whose.
    pub patient: PatientId,
    /// The day from which it holds.
    pub day: Day,
    /// For which level.
    pub level_of_care: LevelOfCare,
}

fn not_after(what: &'static str, day: Day, today: Day) -> Result<(), CareProblem> {
    if day > today { Err(CareProblem::Future { what, day, today }) } else { Ok(()) }
}

impl Certification {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_after("certification", self.day, today)
    }
}

impl LevelOfCareOrder {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_after("order", self.day, today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    #[test]
    fn nobody_signs_tomorrow() {
        let day = |text: &str| -> Day { text.parse().unwrap() };
        let patient = PatientId::from_uuid(uuid::Uuid::from_u128(1));
        let check = |on: &str, expected: bool| {
            let (day, today, level_of_care) = (day(on), day("2026-11-23"), LevelOfCare::PartialHospitalization);
            let certification = Certification { patient, day, level_of_care, by_physician: true, is_complete: true };
            let order = LevelOfCareOrder { patient, day, level_of_care };
            assert_eq!((certification.check(today).is_ok(), order.check(today).is_ok()), (expected, expected), "{on}");
        };
        check("2026-11-23", true);
        check("2026-11-24", false);
    }
}
