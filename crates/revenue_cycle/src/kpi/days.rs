//! How long something took.

/// Days that something took, over several of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// How many were counted.
    pub count: usize,
    /// The sum of their days: with the count this is the mean.
    pub total: i64,
    /// Half took at most so many days (nearest rank).
    pub median: i32,
    /// Nine of ten took at most so many days (nearest rank).
    pub ninth_tenth: i32,
}

/// Adds days up; `None` of nothing.
pub fn days(mut values: Vec<i32>) -> Option<Days> {
    values.sort_unstable();
    let rank = |percent: usize| values[(values.len() * percent).div_ceil(100).max(1) - 1];
    (!values.is_empty()).then(|| Days {
        count: values.len(),
        total: values.iter().map(|days| i64::from(*days)).sum(),
        median: rank(50),
        ninth_tenth: rank(90),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_a_sum_and_nearest_ranks() {
        let check = |values: &[i32], expected: Option<(usize, i64, i32, i32)>| {
            let found = days(values.to_vec()).map(|days| (days.count, days.total, days.median, days.ninth_tenth));
            assert_eq!(found, expected, "{values:?}");
        };
        check(&[], None);
        check(&[4], Some((1, 4, 4, 4)));
        check(&[10, 1, 2, 3], Some((4, 16, 2, 10)));
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Some((10, 55, 5, 9)));
    }
}
