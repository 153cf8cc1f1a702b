//! Points of a score: an exact decimal with four digits after the point.
//!
//! Totals are whole numbers, means and T-scores are not. A float would make equality, storage and hashes depend on the order of operations;
//! ten-thousandths are finer than any published instrument reports and compare exactly.

use std::fmt;
use std::str::FromStr;

/// A score value in ten-thousandths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(i64);

/// A text or number that is not a score value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a score: expected a number between -1000000 and 1000000")]
pub struct InvalidPoints;

const SCALE: i64 = 10_000;
const SCALE_FLOAT: f64 = 10_000.0;
const LARGEST: f64 = 1_000_000.0;

impl Points {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From a whole number.
    pub const fn from_whole(value: i32) -> Self {
        Self(value as i64 * SCALE)
    }

    /// From ten-thousandths, as stored.
    pub const fn from_ten_thousandths(value: i64) -> Self {
        Self(value)
    }

    /// Ten-thousandths, as stored.
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// From a computed number, rounded half away from zero to four digits.
    pub fn from_f64(value: f64) -> Result<Self, InvalidPoints> {
        if !value.is_finite() || value.abs() > LARGEST {
            return Err(InvalidPoints);
        }
        #[expect(clippy::cast_possible_truncation, reason = "the value was just checked to be far inside the range of i64")]
        let ten_thousandths = (value * SCALE_FLOAT).round() as i64;
        Ok(Self(ten_thousandths))
    }

    /// As a float, for charts and statistics.
    #[expect(clippy::cast_precision_loss, reason = "scores are far below 2^53 ten-thousandths")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / SCALE_FLOAT
    }

    /// The whole number, where it is one.
    pub fn whole(self) -> Option<i64> {
        (self.0 % SCALE == 0).then_some(self.0 / SCALE)
    }

    /// The difference `self - other`.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl fmt::Display for Points {
    /// The shortest exact decimal: `13`, `2.5`, `-0.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        let (whole, fraction) = (value / SCALE.unsigned_abs(), value % SCALE.unsigned_abs());
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        write!(f, "{sign}{whole}.{}", format!("{fraction:04}").trim_end_matches('0'))
    }
}

impl FromStr for Points {
    type Err = InvalidPoints;

    fn from_str(text: &str) -> Result<Self, InvalidPoints> {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
        if !plain {
            return Err(InvalidPoints);
        }
        text.parse::<f64>().map_err(|_| InvalidPoints).and_then(Self::from_f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn points_print_the_shortest_exact_decimal() {
        let check = |value: f64, text: &str| assert_eq!(Points::from_f64(value).unwrap().to_string(), text);
        check(13.0, "13");
        check(62.2, "62.2");
        check(-0.25, "-0.25");
        check(2.0 / 3.0, "0.6667");
    }

    #[test]
    fn numbers_that_are_no_score_are_refused() {
        assert_eq!(Points::from_f64(f64::NAN), Err(InvalidPoints));
        assert_eq!("1e3".parse::<Points>(), Err(InvalidPoints));
        assert_eq!("twelve".parse::<Points>(), Err(InvalidPoints));
        assert_eq!("1000001".parse::<Points>(), Err(InvalidPoints));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(value in -9_999_999_999i64..9_999_999_999) {
            let points = Points::from_ten_thousandths(value);
            prop_assert_eq!(points.to_string().parse::<Points>(), Ok(points));
        }
    }
}
