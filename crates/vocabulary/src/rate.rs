//! A share with what it is a share of. No percentage is shown without both, nor one of few without its interval.

/// The two-sided 95 % quantile of the normal distribution.
pub const DEVIATIONS: f64 = 1.959_963_984_540_054;

/// A share of a count, with Wilson's 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Those that count.
    pub count: usize,
    /// All of them.
    pub of: usize,
}

/// A count as a number to calculate with; exact below 2^53.
#[expect(clippy::cast_precision_loss, reason = "whatever a practice counts is far below 2^53")]
pub fn number(count: usize) -> f64 {
    count as f64
}

impl Rate {
    /// The share, between 0 and 1; `None` of nothing.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| number(self.count) / number(self.of))
    }

    /// The limits of Wilson's interval, which stays between 0 and 1 and is sound for few cases (Wilson 1927, JASA 22:209; formula as in Newcombe 1998,
    /// Statistics in Medicine 17:857, method 3); `None` of nothing.
    pub fn interval(self) -> Option<(f64, f64)> {
        let share = self.value()?;
        let total = number(self.of);
        let square = DEVIATIONS * DEVIATIONS;
        let centre = (share + square / (2.0 * total)) / (1.0 + square / total);
        let half = DEVIATIONS / (1.0 + square / total) * (share * (1.0 - share) / total + square / (4.0 * total * total)).sqrt();
        Some(((centre - half).max(0.0), (centre + half).min(1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_newcombe() {
        // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        let check = |count: usize, of: usize, lower: f64, upper: f64| {
            let (low, high) = Rate { count, of }.interval().expect("an interval");
            assert!((low - lower).abs() < 5e-5 && (high - upper).abs() < 5e-5, "{count} of {of}: {low} {high}");
        };
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(1, 29, 0.0061, 0.1718);
        assert_eq!(Rate { count: 0, of: 0 }.interval(), None);
    }
}
