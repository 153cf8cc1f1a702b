//! How often refusals were won, from the practice's own decisions only.
//!
//! Of the lines that a payer refused at first and that came to an end, so many came back: paid by a second decision, or granted on appeal. The others were
//! refused again, upheld by the letter that answered an appeal, or taken off the books. The share has a Beta distribution that starts from Jeffreys' prior
//! (½, ½). Below [`ENOUGH`] ends nothing is said: no figure of anybody else takes its place.

use std::collections::BTreeMap;

use revenue_cycle::DenialCategory;
use statrs::distribution::{Beta, ContinuousCDF as _};
use vocabulary::rate::number;
use vocabulary::{Money, Rate};

use super::outcome::Range;

/// So many refusals that came to an end make a history.
pub const ENOUGH: usize = 10;

/// Shares that were won, by category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overturn {
    decided: BTreeMap<DenialCategory, Rate>,
}

impl Overturn {
    pub(super) fn learn(&mut self, category: DenialCategory, is_won: bool) {
        let rate = self.decided.entry(category).or_default();
        rate.of += 1;
        rate.count += usize::from(is_won);
    }

    /// Won, of those that came to an end.
    pub fn rate(&self, category: DenialCategory) -> Rate {
        self.decided.get(&category).copied().unwrap_or_default()
    }

    /// Mean and 95 % limits of the share; `None` below [`ENOUGH`].
    pub fn share(&self, category: DenialCategory) -> Option<(f64, f64, f64)> {
        let rate = self.rate(category);
        if rate.of < ENOUGH {
            return None;
        }
        let (won, lost) = (number(rate.count) + 0.5, number(rate.of - rate.count) + 0.5);
        let distribution = Beta::new(won, lost).ok()?;
        Some((distribution.inverse_cdf(0.025), won / (won + lost), distribution.inverse_cdf(0.975)))
    }

    /// What may be expected of an amount.
    pub fn of(&self, category: DenialCategory, amount: Money) -> Option<Range> {
        let (low, mean, high) = self.share(category)?;
        Some(Range { low: part(amount, low), expected: part(amount, mean), high: part(amount, high) })
    }
}

/// A part of an amount, to the nearest cent.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "amounts are below 2^53 cents, and the result is smaller")]
pub(super) fn part(amount: Money, share: f64) -> Money {
    Money::from_cents((amount.cents() as f64 * share).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_from_ten_refusals_that_ended() {
        let check = |won: usize, of: usize, expected: Option<(f64, f64, f64)>| {
            let mut overturn = Overturn::default();
            for place in 0..of {
                overturn.learn(DenialCategory::Authorization, place < won);
            }
            match (overturn.share(DenialCategory::Authorization), expected) {
                (Some(found), Some(expected)) => {
                    let near = |one: f64, other: f64| (one - other).abs() < 5e-4;
                    assert!(near(found.0, expected.0) && near(found.1, expected.1) && near(found.2, expected.2), "{found:?}");
                }
                (found, expected) => assert_eq!(found.is_some(), expected.is_some()),
            }
        };
        check(4, 9, None);
        // The interval of Jeffreys for 5 of 10, quantiles of Beta(5.5, 5.5).
        check(5, 10, Some((0.224, 0.5, 0.776)));
    }
}
