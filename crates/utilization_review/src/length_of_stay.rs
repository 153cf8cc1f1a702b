//! How many days stays at a level took, counted over finished ones: what is likely needed, with its interval and over how many it is counted.
//!
//! No shape of their distribution is assumed. The typical length is the one that half of the stays do not exceed; its interval is the one between two
//! ranks that holds the true half with 95 % whatever the distribution (the ranks follow from the binomial distribution with one half: for 20 stays the
//! 6th and the 15th). A stay that is in its 30th day is compared with stays that took 30 days or more, and with no others.

/// Below so many stays there is no figure.
pub const STAYS_NEEDED: usize = 20;

/// How many days are likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LikelyDays {
    /// Too few finished stays to say so: how many there are.
    TooFew(usize),
    /// Counted.
    Counted(Counted),
}

/// A counted length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Over so many finished stays.
    pub stays: usize,
    /// Half of them took no longer.
    pub half: u32,
    /// Lower limit of the 95 % interval of that.
    pub low: u32,
    /// Upper limit.
    pub high: u32,
    /// Three of four took no longer.
    pub three_quarters: u32,
}

impl LikelyDays {
    /// Counts the stays that took `at_least` so many days. The lengths come in any order.
    pub fn of(lengths: &[u32], at_least: u32) -> Self {
        let mut lengths: Vec<u32> = lengths.iter().copied().filter(|days| *days >= at_least).collect();
        lengths.sort_unstable();
        let stays = lengths.len();
        if stays < STAYS_NEEDED {
            return Self::TooFew(stays);
        }
        let rank = |number: usize| lengths[number.clamp(1, stays) - 1];
        let lower = lower_rank(stays);
        Self::Counted(Counted {
            stays,
            half: rank(stays.div_ceil(2)),
            low: rank(lower),
            high: rank(stays + 1 - lower),
            three_quarters: rank((stays * 3).div_ceil(4)),
        })
    }

    /// The count, where there is one.
    pub fn counted(self) -> Option<Counted> {
        if let Self::Counted(counted) = self { Some(counted) } else { None }
    }
}

/// The largest rank, from 1, below which the true half lies with no more than 2.5 %.
fn lower_rank(stays: usize) -> usize {
    let number = vocabulary::rate::number;
    let mut logarithm = -number(stays) * std::f64::consts::LN_2;
    let mut below = 0.0;
    for rank in 0..stays {
        below += logarithm.exp();
        if below > 0.025 {
            return rank.max(1);
        }
        logarithm += (number(stays - rank) / number(rank + 1)).ln();
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ranks_are_those_of_the_tables() {
        // Two-sided, at least 95 %: ranks of Conover, Practical Nonparametric Statistics, and of any table of the binomial distribution.
        let check = |stays: usize, expected: usize| assert_eq!(lower_rank(stays), expected, "{stays}");
        check(6, 1);
        check(10, 2);
        check(20, 6);
        check(25, 8);
        check(30, 10);
        check(40, 14);
        check(100, 40);
        assert!(lower_rank(5_000) > 2_400);
    }

    #[test]
    fn half_of_the_stays_took_no_longer_and_too_few_say_nothing() {
        let lengths: Vec<u32> = (1..=20).collect();
        let expected = Counted { stays: 20, half: 10, low: 6, high: 15, three_quarters: 15 };
        assert_eq!(LikelyDays::of(&lengths, 0), LikelyDays::Counted(expected));
        assert_eq!(LikelyDays::of(&lengths, 2), LikelyDays::TooFew(19));
        assert_eq!(LikelyDays::of(&[], 0), LikelyDays::TooFew(0));
    }

    #[test]
    fn a_long_stay_is_compared_with_long_stays_only() {
        let lengths: Vec<u32> = (1..=60).collect();
        let expected = Counted { stays: 20, half: 50, low: 46, high: 55, three_quarters: 55 };
        assert_eq!(LikelyDays::of(&lengths, 41), LikelyDays::Counted(expected));
    }

    proptest! {
        #[test]
        fn the_order_of_stays_changes_nothing_and_limits_enclose_the_half(mut lengths in prop::collection::vec(1_u32..400, 0..80), at_least in 0_u32..90) {
            let one = LikelyDays::of(&lengths, at_least);
            lengths.reverse();
            prop_assert_eq!(one, LikelyDays::of(&lengths, at_least));
            if let Some(counted) = one.counted() {
                prop_assert!(counted.low <= counted.half && counted.half <= counted.high && counted.half <= counted.three_quarters);
                prop_assert!(counted.low >= at_least);
            }
        }
    }
}
