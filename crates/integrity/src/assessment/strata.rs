//! Comparisons of shares: within strata, of two groups, and ratios with a bootstrap.

use std::collections::BTreeMap;

use vocabulary::port::SeededRandom;

use super::rate::{DEVIATIONS, Rate, number};

/// A table of two by two in one stratum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Exposed with the event, of exposed.
    pub(super) exposed: Rate,
    /// Not exposed with the event, of not exposed.
    pub(super) other: Rate,
}

impl Table {
    /// Counts one.
    pub(super) fn count(&mut self, is_exposed: bool, is_event: bool) {
        let rate = if is_exposed { &mut self.exposed } else { &mut self.other };
        rate.of += 1;
        rate.count += usize::from(is_event);
    }
}

/// Odds ratio over strata with its 95 % limits: Mantel and Haenszel 1959 (JNCI 22:719), variance of the logarithm by Robins, Breslow and Greenland 1986
/// (Biometrics 42:311). `None` where a sum is nothing, so that no ratio exists.
pub(super) fn odds_ratio<K>(strata: &BTreeMap<K, Table>) -> Option<(f64, f64, f64)> {
    let (mut r, mut s, mut pr, mut mixed, mut qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for table in strata.values() {
        let (a, b) = (number(table.exposed.count), number(table.exposed.of - table.exposed.count));
        let (c, d) = (number(table.other.count), number(table.other.of - table.other.count));
        let total = a + b + c + d;
        if total == 0.0 {
            continue;
        }
        let (rk, sk, p, q) = (a * d / total, b * c / total, (a + d) / total, (b + c) / total);
        r += rk;
        s += sk;
        pr += p * rk;
        mixed += p * sk + q * rk;
        qs += q * sk;
    }
    if r <= 0.0 || s <= 0.0 {
        return None;
    }
    let ratio = r / s;
    let deviation = (pr / (2.0 * r * r) + mixed / (2.0 * r * s) + qs / (2.0 * s * s)).sqrt();
    let at = |sign: f64| (ratio.ln() + sign * DEVIATIONS * deviation).exp();
    Some((ratio, at(-1.0), at(1.0)))
}

/// The difference `one - other` of two shares with Newcombe's hybrid limits (1998, Statistics in Medicine 17:873, method 10).
pub(super) fn difference(one: Rate, other: Rate) -> Option<(f64, f64, f64)> {
    let (p, q) = (one.value()?, other.value()?);
    let ((l1, u1), (l2, u2)) = (one.interval()?, other.interval()?);
    let low = ((p - l1).powi(2) + (u2 - q).powi(2)).sqrt();
    let high = ((u1 - p).powi(2) + (q - l2).powi(2)).sqrt();
    Some((p - q, p - q - low, p - q + high))
}

/// So many samples are drawn.
const DRAWS: usize = 2000;

/// The 95 % limits of `sum of the first / sum of the second` over units drawn anew with replacement (percentiles of 2,000 samples, one seed for all
/// runs). Samples in which the second sum is nothing count as infinite; `None` where more than one in forty are.
pub(super) fn bootstrap_ratio(units: &[(i64, bool)]) -> Option<(f64, f64)> {
    let random = SeededRandom::new(0x7468_726f_7567_686c);
    let length = u64::try_from(units.len()).ok().filter(|length| *length > 0)?;
    let mut ratios: Vec<f64> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        let (mut amount, mut events) = (0_i64, 0_usize);
        for _ in 0..units.len() {
            let place = usize::try_from(random.next() % length).unwrap_or_default();
            amount += units[place].0;
            events += usize::from(units[place].1);
        }
        #[expect(clippy::cast_precision_loss, reason = "cents of one practice are far below 2^53")]
        ratios.push(if events == 0 { f64::INFINITY } else { amount as f64 / number(events) });
    }
    ratios.sort_by(f64::total_cmp);
    let (low, high) = (ratios[DRAWS / 40], ratios[DRAWS - 1 - DRAWS / 40]);
    high.is_finite().then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: (f64, f64, f64), expected: (f64, f64, f64)) -> bool {
        let near = |one: f64, other: f64| (one - other).abs() < 5e-4;
        near(found.0, expected.0) && near(found.1, expected.1) && near(found.2, expected.2)
    }

    #[test]
    fn one_stratum_gives_the_plain_odds_ratio_with_woolfs_limits() {
        // 20 of 100 against 10 of 100: (20·90)/(80·10) = 2.25; standard error of the logarithm √(1/20 + 1/80 + 1/10 + 1/90) = 0.41667.
        let table = Table { exposed: Rate { count: 20, of: 100 }, other: Rate { count: 10, of: 100 } };
        let found = odds_ratio(&BTreeMap::from([((), table)])).expect("a ratio");
        assert!(near(found, (2.25, 0.9944, 5.0913)), "{found:?}");
        assert_eq!(odds_ratio(&BTreeMap::from([((), Table::default())])), None);
    }

    #[test]
    fn strata_are_compared_within() {
        // No difference within either stratum, though the plain table shows one.
        let one = Table { exposed: Rate { count: 40, of: 80 }, other: Rate { count: 10, of: 20 } };
        let two = Table { exposed: Rate { count: 2, of: 20 }, other: Rate { count: 8, of: 80 } };
        let (ratio, low, high) = odds_ratio(&BTreeMap::from([(1, one), (2, two)])).expect("a ratio");
        assert!((ratio - 1.0).abs() < 1e-9 && low < 1.0 && high > 1.0);
    }

    #[test]
    fn differences_are_those_of_newcombe() {
        // Newcombe 1998, table II, example (a): 56 of 70 and 48 of 80, limits 0.0524 and 0.3339.
        let found = difference(Rate { count: 56, of: 70 }, Rate { count: 48, of: 80 }).expect("a difference");
        assert!(near(found, (0.2, 0.0524, 0.3339)), "{found:?}");
    }

    #[test]
    fn a_bootstrap_repeats_and_holds_its_ratio() {
        let units: Vec<(i64, bool)> = (0..60).map(|place| (10_000, place % 3 == 0)).collect();
        let (low, high) = bootstrap_ratio(&units).expect("limits");
        assert_eq!(bootstrap_ratio(&units), Some((low, high)));
        assert!(low < 30_000.0 && 30_000.0 < high, "{low} {high}");
        assert_eq!(bootstrap_ratio(&[(10_000, false), (10_000, false)]), None);
    }
}
