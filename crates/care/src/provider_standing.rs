//! Whether a provider may give services and bill for them: in whose network from when to when, what the licence allows, and that somebody looked them up in the
//! list of those who are excluded from federal programs. Providers are named by their national number, as claims name them.

use vocabulary::{Day, Period};

use crate::problem::{CareProblem, not_empty, not_future};

/// That a provider is in a payer's network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCredential {
    /// The provider's national number.
    pub provider_id: String,
    /// The payer's number as claims name it, its name, or the key of its profile; empty for every payer.
    pub payer: String,
    /// Procedure or revenue codes that the licence allows, with spaces between them; empty for all.
    pub services: String,
    /// Whether somebody must supervise.
    pub is_supervised: bool,
    /// The days of service for which it holds.
    pub period: Period,
}

impl ProviderCredential {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), CareProblem> {
        not_empty("provider", &self.provider_id)
    }

    /// True where both speak of the same provider at the same payer on some day.
    pub fn stands_beside(&self, other: &Self) -> bool {
        self.provider_id == other.provider_id && self.payer == other.payer && self.period.overlaps(other.period)
    }
}

/// That a provider was looked up in the list of excluded persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExclusionCheck {
    /// The provider's national number.
    pub provider_id: String,
    /// The day.
    pub day: Day,
    /// Whether the provider was not in it.
    pub is_clear: bool,
}

impl ExclusionCheck {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_empty("provider", &self.provider_id)?;
        not_future("exclusion check", self.day, today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credential(provider: &str, payer: &str, (first, last): (&str, Option<&str>)) -> ProviderCredential {
        let period = Period::new(first.parse().unwrap(), last.map(|day| day.parse().unwrap())).unwrap();
        ProviderCredential {
            provider_id: provider.to_owned(),
            payer: payer.to_owned(),
            services: String::new(),
            is_supervised: false,
            period,
        }
    }

    #[test]
    fn somebody_is_named_and_nobody_is_looked_up_tomorrow() {
        assert!(credential("1234567893", "", ("2026-01-01", None)).check().is_ok());
        assert!(credential(" ", "", ("2026-01-01", None)).check().is_err());
        let looked_up = |on: &str| ExclusionCheck { provider_id: "1234567893".to_owned(), day: on.parse().unwrap(), is_clear: true };
        assert!(looked_up("2026-11-23").check("2026-11-23".parse().unwrap()).is_ok());
        assert!(looked_up("2026-11-24").check("2026-11-23".parse().unwrap()).is_err());
    }

    #[test]
    fn a_provider_is_in_one_network_once_a_day() {
        let check = |other: &ProviderCredential, expected| {
            assert_eq!(credential("1234567893", "P1", ("2026-01-01", Some("2026-06-30"))).stands_beside(other), expected, "{other:?}");
        };
        check(&credential("1234567893", "P1", ("2026-06-30", None)), true);
        check(&credential("1234567893", "P1", ("2026-07-01", None)), false);
        check(&credential("1234567893", "P2", ("2026-01-01", None)), false);
        check(&credential("1999999984", "P1", ("2026-01-01", None)), false);
    }
}
