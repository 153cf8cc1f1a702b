//! Money as whole cents.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// An amount in cents. Sums stop at the ends of the range instead of turning over; 92 quadrillion dollars fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub i64);

/// Why bytes are no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAmount {
    /// Not a decimal number.
    NotANumber,
    /// A decimal number with a part finer than a cent.
    FinerThanACent,
}

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Reads a decimal number as X12 writes it: `-12.5`, `.40`, `7`. Empty bytes are `None`.
    ///
    /// # Errors
    /// [`NoAmount`] for anything else, and for what does not fit.
    #[inline]
    pub fn read(bytes: &[u8]) -> Result<Option<Self>, NoAmount> {
        let (negative, digits) = match bytes {
            [] => return Ok(None),
            [b'-', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        // Seventeen digits fit into an i64 of cents; longer ones take the careful way.
        if digits.len() > 16 {
            return Self::read_long(digits, negative).map(Some);
        }
        let mut whole: i64 = 0;
        let mut at = 0;
        while let Some(digit) = digits.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|&digit| digit < 10) {
            whole = whole * 10 + i64::from(digit);
            at += 1;
        }
        let cents = match &digits[at..] {
            [] | [b'.'] if at > 0 => whole * 100,
            [b'.', a] if a.is_ascii_digit() => whole * 100 + i64::from(a - b'0') * 10,
            [b'.', a, b] if a.is_ascii_digit() && b.is_ascii_digit() => whole * 100 + i64::from(a - b'0') * 10 + i64::from(b - b'0'),
            [b'.', rest @ ..] if rest.len() > 2 && rest.iter().all(u8::is_ascii_digit) => {
                if rest[2..].iter().any(|&digit| digit != b'0') {
                    return Err(NoAmount::FinerThanACent);
                }
                whole * 100 + i64::from(rest[0] - b'0') * 10 + i64::from(rest[1] - b'0')
            }
            _ => return Err(NoAmount::NotANumber),
        };
        Ok(Some(Self(if negative { -cents } else { cents })))
    }

    fn read_long(digits: &[u8], negative: bool) -> Result<Self, NoAmount> {
        let (whole, fraction) = digits.split_at(digits.iter().position(|&byte| byte == b'.').unwrap_or(digits.len()));
        let fraction = fraction.strip_prefix(b".").unwrap_or_default();
        if !whole.iter().chain(fraction).all(u8::is_ascii_digit) {
            return Err(NoAmount::NotANumber);
        }
        if fraction.iter().skip(2).any(|&digit| digit != b'0') {
            return Err(NoAmount::FinerThanACent);
        }
        let fraction = fraction.iter().take(2).copied().chain([b'0', b'0']).take(2);
        let cents = whole
            .iter()
            .copied()
            .chain(fraction)
            .try_fold(0_i64, |sum, digit| sum.checked_mul(10).and_then(|sum| sum.checked_add(i64::from(digit - b'0'))));
        cents.map(|cents| Self(if negative { -cents } else { cents })).ok_or(NoAmount::NotANumber)
    }
}

/// As X12 writes an amount: no sign but minus, no zeros at the end of the fraction, no point without a fraction.
impl fmt::Display for Cents {
    fn fmt(&self, output: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (fraction, fraction % 10) {
            (0, _) => write!(output, "{sign}{whole}"),
            (_, 0) => write!(output, "{sign}{whole}.{}", fraction / 10),
            _ => write!(output, "{sign}{whole}.{fraction:02}"),
        }
    }
}

impl Add for Cents {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Cents {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Cents {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for Cents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_x12_writes_them() {
        let check = |text: &str, expected: Result<Option<i64>, NoAmount>| {
            assert_eq!(Cents::read(text.as_bytes()).map(|cents| cents.map(|cents| cents.0)), expected, "{text}");
        };
        check("", Ok(None));
        check("7", Ok(Some(700)));
        check("-12.5", Ok(Some(-1250)));
        check(".40", Ok(Some(40)));
        check("3.", Ok(Some(300)));
        check("001.230", Ok(Some(123)));
        check("-0", Ok(Some(0)));
        check("1.005", Err(NoAmount::FinerThanACent));
        check("00000000000000000000012.34", Ok(Some(1234)));
        check("12345678901234567.89", Ok(Some(1_234_567_890_123_456_789)));
        check("123456789012345678.90", Err(NoAmount::NotANumber));
        for wrong in ["abc", "1,5", "+1", "--1", "1-", ".", "-", "1.2.3", "1e3", " 1", "1 ", "00000000000000000001x"] {
            check(wrong, Err(NoAmount::NotANumber));
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(cents in any::<i64>().prop_filter("i64::MIN has no positive twin", |&cents| cents != i64::MIN)) {
            prop_assert_eq!(Cents::read(Cents(cents).to_string().as_bytes()), Ok(Some(Cents(cents))));
        }

        #[test]
        fn any_bytes_are_an_amount_or_are_not(bytes in proptest::collection::vec(any::<u8>(), 0..30)) {
            let _ = Cents::read(&bytes);
        }
    }
}
