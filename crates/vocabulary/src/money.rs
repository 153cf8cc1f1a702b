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
    /// Beyond what can be stored.
    #[error("an amount beyond 92 quadrillion dollars")]
    TooLarge,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

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
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(cents in -9_000_000_000_000_000i64..9_000_000_000_000_000) {
            let money = Money::from_cents(cents);
            prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
        }
    }
}
