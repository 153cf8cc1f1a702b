//! How many units a line bills: sessions, quarter hours, days. Thousandths, because files write `1.5`.

use std::fmt;
use std::str::FromStr;

/// A number of units, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Units(i64);

/// A text that is not a number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number of units: expected digits with at most three after the point, like 1 or 1.5")]
pub struct InvalidUnits;

impl Units {
    /// One.
    pub const ONE: Self = Self(1000);

    /// Whole units.
    pub const fn whole(units: i64) -> Self {
        Self(units * 1000)
    }

    /// From thousandths.
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// Thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{rest:03}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

impl FromStr for Units {
    type Err = InvalidUnits;

    fn from_str(text: &str) -> Result<Self, InvalidUnits> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let too_long = whole.len() > 12 || fraction.len() > 3;
        if (whole.is_empty() && fraction.is_empty()) || too_long || !is_digits(whole) || !is_digits(fraction) {
            return Err(InvalidUnits);
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| InvalidUnits)? };
        let thousandths: i64 = format!("{fraction:0<3}").parse().map_err(|_| InvalidUnits)?;
        let value = whole * 1000 + thousandths;
        Ok(Self(if negative { -value } else { value }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn units_as_they_stand_in_files() {
        let check = |text: &str, expected: Result<i64, InvalidUnits>| assert_eq!(text.parse().map(Units::thousandths), expected, "{text}");
        check("1", Ok(1000));
        check("1.5", Ok(1500));
        check(".25", Ok(250));
        check("-2", Ok(-2000));
        check("", Err(InvalidUnits));
        check("1.0005", Err(InvalidUnits));
        check("two", Err(InvalidUnits));
        check("9999999999999", Err(InvalidUnits));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(thousandths in -999_999_999_999_999i64..999_999_999_999_999) {
            let units = Units(thousandths);
            prop_assert_eq!(units.to_string().parse::<Units>(), Ok(units));
        }
    }
}
