//! A share with its interval.

/// A share of a count, with Wilson's 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Those that count.
    pub count: usize,
    /// All of them.
    pub of: usize,
}

/// The two-sided 95 % quantile of the normal distribution.
const DEVIATIONS: f64 = 1.959_963_984_540_054;

impl Rate {
    /// The share; `None` of nothing.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| crate::mixed_model::number(self.count) / crate::mixed_model::number(self.of))
    }

    /// The limits of Wilson's interval (1927), which stays between 0 and 1 and is sound for few cases.
    pub fn interval(self) -> Option<(f64, f64)> {
        let share = self.value()?;
        let total = crate::mixed_model::number(self.of);
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
    fn intervals_are_those_of_the_textbook() {
        // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        let check = |count: usize, of: usize, lower: f64, upper: f64| {
            let (found_lower, found_upper) = Rate { count, of }.interval().expect("an interval");
            assert!(
                (found_lower - lower).abs() < 5e-5 && (found_upper - upper).abs() < 5e-5,
                "{count} of {of}: {found_lower} {found_upper}"
            );
        };
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(1, 29, 0.0061, 0.1718);
        assert_eq!(Rate { count: 0, of: 0 }.interval(), None);
    }
}
