//! Comparisons of shares: within strata, of two groups, and ratios with a bootstrap.

use std::collections::BTreeMap;

use vocabulary::port::SeededRandom;

use vocabulary::Rate;
use vocabulary::rate::{DEVIATIONS, number};

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

impl Table {
    /// The table without some of what it counts.
    fn without(self, part: Self) -> Self {
        let less = |one: Rate, part: Rate| Rate { count: one.count.saturating_sub(part.count), of: one.of.saturating_sub(part.of) };
        Self { exposed: less(self.exposed, part.exposed), other: less(self.other, part.other) }
    }

    /// The products along and across the diagonal over the total: what the table adds to the ratio of Mantel and Haenszel.
    fn products(self) -> (f64, f64) {
        let (exposed, other) = (self.exposed, self.other);
        let total = number(exposed.of + other.of);
        if total == 0.0 {
            return (0.0, 0.0);
        }
        let along = number(exposed.count) * number(other.of - other.count);
        let across = number(exposed.of - exposed.count) * number(other.count);
        (along / total, across / total)
    }
}

/// What Mantel and Haenszel, and Robins, Breslow and Greenland, add up over strata: the products along and across the diagonal of each table over its
/// total (R and S), and these times the shares on the diagonals (PR, PS + QR, QS).
#[derive(Default)]
struct Sums {
    along: f64,
    across: f64,
    along_square: f64,
    mixed: f64,
    across_square: f64,
}

/// Odds ratio over strata with its 95 % limits: Mantel and Haenszel 1959 (JNCI 22:719), variance of the logarithm by Robins, Breslow and Greenland 1986
/// (Biometrics 42:311). `None` where a sum is nothing, so that no ratio exists.
pub(super) fn odds_ratio<K>(strata: &BTreeMap<K, Table>) -> Option<(f64, f64, f64)> {
    let mut sums = Sums::default();
    for table in strata.values() {
        let (exposed, other) = (table.exposed, table.other);
        let total = number(exposed.of + other.of);
        if total == 0.0 {
            continue;
        }
        let [hit, missed, other_hit, other_missed] =
            [exposed.count, exposed.of - exposed.count, other.count, other.of - other.count].map(number);
        let (along, across) = (hit * other_missed / total, missed * other_hit / total);
        let (along_share, across_share) = ((hit + other_missed) / total, (missed + other_hit) / total);
        sums.along += along;
        sums.across += across;
        sums.along_square += along_share * along;
        sums.mixed += along_share * across + across_share * along;
        sums.across_square += across_share * across;
    }
    let Sums { along, across, along_square, mixed, across_square } = sums;
    if along <= 0.0 || across <= 0.0 {
        return None;
    }
    let ratio = along / across;
    let variance = along_square / (2.0 * along * along) + mixed / (2.0 * along * across) + across_square / (2.0 * across * across);
    let at = |sign: f64| (ratio.ln() + sign * DEVIATIONS * variance.sqrt()).exp();
    Some((ratio, at(-1.0), at(1.0)))
}

/// The 95 % limits of that ratio where lines lie together in clusters, such as the days of one person's stays: by leaving out one cluster after the other
/// (jackknife of the logarithm; Efron and Tibshirani 1993, chapter 11). `clusters` hold for each what it counts in each stratum; together they are the strata.
/// `None` where a ratio does not exist without one of them.
pub(super) fn clustered_limits<K: Ord>(strata: &BTreeMap<K, Table>, clusters: &[BTreeMap<K, Table>]) -> Option<(f64, f64)> {
    let sums = |tables: &mut dyn Iterator<Item = Table>| {
        tables.map(Table::products).fold((0.0, 0.0), |(along, across), (one, other)| (along + one, across + other))
    };
    let logarithm = |(along, across): (f64, f64)| (along > 0.0 && across > 0.0).then(|| (along / across).ln());
    let whole = sums(&mut strata.values().copied());
    let centre = logarithm(whole)?;
    let mut without_one: Vec<f64> = Vec::with_capacity(clusters.len());
    for cluster in clusters {
        let of_cluster = || cluster.iter().filter_map(|(stratum, part)| Some((*strata.get(stratum)?, *part)));
        let was = sums(&mut of_cluster().map(|(table, _)| table));
        let is = sums(&mut of_cluster().map(|(table, part)| table.without(part)));
        without_one.push(logarithm((whole.0 - was.0 + is.0, whole.1 - was.1 + is.1))?);
    }
    let count = number(without_one.len());
    let mean = without_one.iter().sum::<f64>() / count;
    let variance = (count - 1.0) / count * without_one.iter().map(|one| (one - mean).powi(2)).sum::<f64>();
    (count > 1.0).then(|| ((centre - DEVIATIONS * variance.sqrt()).exp(), (centre + DEVIATIONS * variance.sqrt()).exp()))
}

/// The difference `one - other` of two shares with Newcombe's hybrid limits (1998, Statistics in Medicine 17:873, method 10).
pub(super) fn difference(one: Rate, other: Rate) -> Option<(f64, f64, f64)> {
    let (first, second) = (one.value()?, other.value()?);
    let ((first_low, first_high), (second_low, second_high)) = (one.interval()?, other.interval()?);
    let below = (first - first_low).hypot(second_high - second);
    let above = (first_high - first).hypot(second - second_low);
    Some((first - second, first - second - below, first - second + above))
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
    fn limits_by_clusters_are_wider_where_lines_lie_together() {
        // 30 of 60 against 15 of 60: the odds are three to one.
        let table = Table { exposed: Rate { count: 30, of: 60 }, other: Rate { count: 15, of: 60 } };
        let strata = BTreeMap::from([((), table)]);
        let single = |count, is_exposed| {
            let rate = Rate { count, of: 1 };
            BTreeMap::from([(
                (),
                if is_exposed { Table { exposed: rate, ..Table::default() } } else { Table { other: rate, ..Table::default() } },
            )])
        };
        let others = (0..60).map(|place| single(usize::from(place < 15), false));
        let apart: Vec<_> = (0..60).map(|place| single(usize::from(place < 30), true)).chain(others.clone()).collect();
        let (low, high) = clustered_limits(&strata, &apart).expect("limits");
        let (_, plain_low, plain_high) = odds_ratio(&strata).expect("a ratio");
        assert!((low / plain_low - 1.0).abs() < 0.03 && (high / plain_high - 1.0).abs() < 0.03, "{low} {plain_low} {high} {plain_high}");
        // Ten people with six lines each, all refused or none.
        let person = |is_refused: bool| {
            let exposed = Rate { count: if is_refused { 6 } else { 0 }, of: 6 };
            BTreeMap::from([((), Table { exposed, ..Table::default() })])
        };
        let together: Vec<_> = (0..10).map(|place| person(place < 5)).chain(others).collect();
        let (low, high) = clustered_limits(&strata, &together).expect("limits");
        assert!(low < 1.0 && high > plain_high, "{low} {high}");
        assert_eq!(clustered_limits(&strata, std::slice::from_ref(&strata)), None);
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
