//! Money in integer cents. Never a float, never a fraction of a cent.

use std::fmt;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

/// An amount in US cents; negative amounts are takebacks and credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// A text that is not an amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMoney {
    /// Not digits with at most one point.
    #[error("not an amount: expected digits with at most two after the point, like 1250.00")]
    NotANumber,
    /// More than two digits after the point that are not zero.
    #[error("a fraction of a cent: expected at most two digits after the point")]
    FractionOfCent,
    /// Beyond [`Money::LARGEST`].
    #[error("an amount beyond ten billion dollars")]
    TooLarge,
}

/// How a share that is no whole number of cents becomes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest cent, half a cent up.
    Nearest,
    /// Towards nothing: never more than the exact share, whichever its sign.
    TowardsZero,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Ten billion dollars: the largest amount that is taken from outside, up or down. Sums over nine million such amounts still fit.
    pub const LARGEST: Self = Self(1_000_000_000_000);

    /// From whole cents.
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// Whole cents.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The sum, or `None` when it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// `part` of `whole` parts of the amount, such as 1 of 100 for one percent; exact until it is rounded once. `None` where the whole is nothing or
    /// less, or where the share fits no amount.
    ///
    /// ```
    /// # use vocabulary::{Money, Rounding};
    /// assert_eq!(Money::from_cents(1_000).share(2, 3, Rounding::Nearest), Some(Money::from_cents(667)));
    /// assert_eq!(Money::from_cents(1_000).share(2, 3, Rounding::TowardsZero), Some(Money::from_cents(666)));
    /// assert_eq!(Money::from_cents(1_000).share(2, 0, Rounding::Nearest), None);
    /// ```
    pub fn share(self, part: i64, whole: i64, rounding: Rounding) -> Option<Self> {
        let (exact, whole) = (i128::from(self.0) * i128::from(part), i128::from(whole));
        let cents = (whole > 0).then(|| match rounding {
            Rounding::Nearest => (exact + whole / 2).div_euclid(whole),
            Rounding::TowardsZero => exact / whole,
        })?;
        i64::try_from(cents).ok().map(Self)
    }

    /// An amount as people write it in tables: [`Money::from_str`], with a dollar sign before the digits and with commas between thousands, as in
    /// `-$1,250.00`. A comma anywhere else is no comma of thousands but the decimal comma of another country, or a slip: `12,50` and `1,2,3` are refused.
    pub fn as_written(text: &str) -> Result<Self, InvalidMoney> {
        let (sign, rest) = sign_of(text);
        let rest = rest.strip_prefix('$').unwrap_or(rest);
        let (inner, rest) = if sign.is_empty() { sign_of(rest) } else { ("", rest) };
        let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
        let (first, groups) = whole.split_once(',').map_or((whole, None), |(first, groups)| (first, Some(groups)));
        let is_grouped = groups.is_none_or(|groups| (1..=3).contains(&first.len()) && groups.split(',').all(|group| group.len() == 3));
        if !is_grouped {
            return Err(InvalidMoney::NotANumber);
        }
        format!("{sign}{inner}{}.{fraction}", whole.replace(',', "")).parse()
    }
}

/// The minus before an amount, and what follows it.
fn sign_of(text: &str) -> (&str, &str) {
    text.strip_prefix('-').map_or(("", text), |rest| ("-", rest))
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Money {
    /// Plain digits, as in a file: `-1250.05`. Grouping and the currency sign are `wording`'s.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl FromStr for Money {
    type Err = InvalidMoney;

    /// Digits alone, as this house writes amounts; what people write is read by [`Money::as_written`].
    fn from_str(text: &str) -> Result<Self, InvalidMoney> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return Err(InvalidMoney::NotANumber);
        }
        let (cents, rest) = fraction.split_at(fraction.len().min(2));
        if rest.bytes().any(|byte| byte != b'0') {
            return Err(InvalidMoney::FractionOfCent);
        }
        let dollars: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| InvalidMoney::TooLarge)? };
        let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| InvalidMoney::NotANumber)?;
        let total = dollars.checked_mul(100).and_then(|value| value.checked_add(cents)).ok_or(InvalidMoney::TooLarge)?;
        if total > Self::LARGEST.0 {
            return Err(InvalidMoney::TooLarge);
        }
        Ok(Self(if negative { -total } else { total }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_as_they_stand_in_files() {
        let check = |text: &str, cents: Result<i64, InvalidMoney>| assert_eq!(text.parse().map(Money::cents), cents, "{text}");
        check("1250.05", Ok(125_005));
        check("-.5", Ok(-50));
        check("100", Ok(10_000));
        check("1.500", Ok(150));
        check("1.505", Err(InvalidMoney::FractionOfCent));
        check("", Err(InvalidMoney::NotANumber));
        check("1,250", Err(InvalidMoney::NotANumber));
        check("99999999999999999999", Err(InvalidMoney::TooLarge));
        check("10000000000.00", Ok(1_000_000_000_000));
        check("-10000000000", Ok(-1_000_000_000_000));
        check("10000000000.01", Err(InvalidMoney::TooLarge));
        check("-92233720368547758.07", Err(InvalidMoney::TooLarge));
    }

    #[test]
    fn amounts_as_people_write_them_in_tables() {
        let check = |text: &str, cents: Result<i64, InvalidMoney>| assert_eq!(Money::as_written(text).map(Money::cents), cents, "{text}");
        check("1250.5", Ok(125_050));
        check("$1,250.00", Ok(125_000));
        check("-$1,250", Ok(-125_000));
        check("$-12,345,678.90", Ok(-1_234_567_890));
        check("$.50", Ok(50));
        for refused in
            ["12,50", "1,2,3", "1,25", "1234,567", ",500", "1,", "1,,000", "1.000,50", "1,000.5,0", "$", "$$5", "-$-5", "--5", "5$", ""]
        {
            check(refused, Err(InvalidMoney::NotANumber));
        }
        check("1.505", Err(InvalidMoney::FractionOfCent));
        check("10,000,000,001", Err(InvalidMoney::TooLarge));
    }

    #[test]
    fn a_share_of_nothing_or_of_too_much_is_no_amount() {
        let check = |cents: i64, part: i64, whole: i64, nearest: Option<i64>, towards_zero: Option<i64>| {
            let share = |rounding| Money::from_cents(cents).share(part, whole, rounding).map(Money::cents);
            assert_eq!((share(Rounding::Nearest), share(Rounding::TowardsZero)), (nearest, towards_zero), "{part}/{whole} of {cents}");
        };
        check(101, 1, 2, Some(51), Some(50));
        check(-101, 1, 2, Some(-50), Some(-50));
        check(100, 2, 3, Some(67), Some(66));
        check(i64::MAX, 100, 100, Some(i64::MAX), Some(i64::MAX));
        check(i64::MIN, i64::MIN, i64::MAX, None, None);
        check(100, 1, 0, None, None);
        check(100, 1, -1, None, None);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(cents in -Money::LARGEST.cents()..=Money::LARGEST.cents()) {
            let money = Money::from_cents(cents);
            prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
            prop_assert_eq!(Money::as_written(&money.to_string()), Ok(money));
        }

        #[test]
        fn a_share_is_off_by_half_a_cent_at_most_and_towards_zero_never_more(
            cents in -Money::LARGEST.cents()..=Money::LARGEST.cents(), part in 0i64..1_000_000, whole in 1i64..1_000_000,
        ) {
            let (amount, exact) = (Money::from_cents(cents), i128::from(cents) * i128::from(part));
            let of = |rounding| amount.share(part, whole, rounding).map_or(i128::MAX, |share| i128::from(share.cents()) * i128::from(whole));
            prop_assert!((2 * (of(Rounding::Nearest) - exact)).abs() <= i128::from(whole));
            let towards_zero = of(Rounding::TowardsZero);
            prop_assert!(towards_zero.abs() <= exact.abs() && exact.abs() - towards_zero.abs() < i128::from(whole));
        }

        #[test]
        fn the_parts_of_an_amount_rounded_towards_zero_never_come_to_more(
            cents in 0..=Money::LARGEST.cents(), parts in proptest::collection::vec(0i64..10_000, 1..12),
        ) {
            let whole: i64 = parts.iter().sum();
            let shares: Option<Money> = parts.iter().map(|part| Money::from_cents(cents).share(*part, whole.max(1), Rounding::TowardsZero)).sum();
            prop_assert!(shares.is_some_and(|shares| shares <= Money::from_cents(cents)));
        }
    }
}
