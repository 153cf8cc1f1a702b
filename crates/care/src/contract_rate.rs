//! What a payer agreed to allow for a unit of a service.

use vocabulary::{LevelOfCare, Money, Period};

use crate::problem::{CareProblem, not_empty};

/// One rate of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractRate {
    /// The payer's number as claims and payments name it, or the key of the payer's profile.
    pub payer: String,
    /// Procedure or revenue code.
    pub service: String,
    /// For which level; `None` for any.
    pub level_of_care: Option<LevelOfCare>,
    /// For a unit.
    pub unit_amount: Money,
    /// The days of service for which it holds.
    pub period: Period,
}

impl ContractRate {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), CareProblem> {
        not_empty("payer", &self.payer)?;
        not_empty("service", &self.service)?;
        if self.unit_amount <= Money::ZERO { Err(CareProblem::Empty { what: "contract rate" }) } else { Ok(()) }
    }

    /// True where both speak of the same service at the same level on some day.
    pub fn stands_beside(&self, other: &Self) -> bool {
        let of = |rate: &Self| (rate.payer.clone(), rate.service.clone(), rate.level_of_care);
        of(self) == of(other) && self.period.overlaps(other.period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(service: &str, level: Option<LevelOfCare>, cents: i64, (first, last): (&str, Option<&str>)) -> ContractRate {
        let day = |text: &str| text.parse().unwrap();
        let period = Period::new(day(first), last.map(day)).unwrap();
        ContractRate {
            payer: "P1".to_owned(),
            service: service.to_owned(),
            level_of_care: level,
            unit_amount: Money::from_cents(cents),
            period,
        }
    }

    #[test]
    fn a_rate_names_payer_service_and_an_amount() {
        let whole = || rate("90834", None, 9_500, ("2026-01-01", None));
        assert_eq!(whole().check(), Ok(()));
        assert!(ContractRate { payer: " ".to_owned(), ..whole() }.check().is_err());
        assert!(ContractRate { service: String::new(), ..whole() }.check().is_err());
        assert!(rate("90834", None, 0, ("2026-01-01", None)).check().is_err());
    }

    #[test]
    fn rates_stand_beside_each_other_for_the_same_service_level_and_day() {
        let check = |other: &ContractRate, expected| {
            let one = rate("H0015", Some(LevelOfCare::IntensiveOutpatient), 9_500, ("2026-01-01", Some("2026-06-30")));
            assert_eq!(one.stands_beside(other), expected, "{other:?}");
        };
        let level = Some(LevelOfCare::IntensiveOutpatient);
        check(&rate("H0015", level, 1, ("2026-06-30", None)), true);
        check(&rate("H0015", level, 1, ("2026-07-01", None)), false);
        check(&rate("H0015", None, 1, ("2026-01-01", None)), false);
        check(&rate("H0035", level, 1, ("2026-01-01", None)), false);
    }
}
