//! The change of everybody in a large table, from columns in memory and constant norms.
//!
//! A row is one score: patient, day, score. First and last are by day; of several scores on one day, the earliest row counts as first and the
//! latest row as last. Rows need no order; a table that is sorted by patient is judged in one pass over its runs.

mod runs;
mod scattered;

/// Scores as columns of equal length.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// Numbers of patients. Dense numbers, as a database gives them, are fastest.
    pub patient: &'a [u32],
    /// Days as a number that grows with time.
    pub day: &'a [i32],
    /// Scores in the unit of [`Thresholds`]: whole points, tenths or ten-thousandths.
    pub score: &'a [i32],
}

/// Columns that do not have the same length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("columns of different lengths: {patient} patients, {day} days, {score} scores")]
pub struct UnevenColumns {
    /// Length of the patients.
    pub patient: usize,
    /// Length of the days.
    pub day: usize,
    /// Length of the scores.
    pub score: usize,
}

/// Constants of a scale on which lower is better; for the opposite, negate scores and cutoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// The smallest reliable change.
    pub reliable_change: i32,
    /// In the clinical range from this score on.
    pub clinical_from: i32,
}

/// The verdict on one patient of a large table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Number of the patient.
    pub patient: u32,
    /// The verdict.
    pub category: super::judge::ChangeCategory,
}

/// The verdict on every patient with at least two scores, ordered by number.
///
/// Runs on the threads of the pool in which it is called.
pub fn judge(columns: &Columns<'_>, thresholds: Thresholds) -> Result<Vec<Judged>, UnevenColumns> {
    let (patient, day, score) = (columns.patient.len(), columns.day.len(), columns.score.len());
    if patient != day || patient != score {
        return Err(UnevenColumns { patient, day, score });
    }
    if columns.patient.is_sorted() { Ok(runs::judge(columns, thresholds)) } else { Ok(scattered::judge(columns, thresholds)) }
}

/// First and last score seen so far of one patient.
#[derive(Clone, Copy, Debug)]
struct Span {
    first_day: i32,
    first_score: i32,
    last_day: i32,
    last_score: i32,
    scores: u32,
}

impl Span {
    const EMPTY: Self = Self { first_day: i32::MAX, first_score: 0, last_day: i32::MIN, last_score: 0, scores: 0 };

    /// Takes one more score; rows come in their order.
    #[inline]
    fn take(&mut self, day: i32, score: i32) {
        if day < self.first_day || self.scores == 0 {
            (self.first_day, self.first_score) = (day, score);
        }
        if day >= self.last_day {
            (self.last_day, self.last_score) = (day, score);
        }
        self.scores += 1;
    }

    #[inline]
    fn judged(&self, patient: u32, thresholds: Thresholds) -> Option<Judged> {
        (self.scores > 1).then(|| Judged { patient, category: category(self.first_score, self.last_score, thresholds) })
    }
}

#[inline]
fn category(first: i32, last: i32, thresholds: Thresholds) -> super::judge::ChangeCategory {
    use super::judge::ChangeCategory::{NoReliableChange, Recovered, ReliablyImproved, ReliablyWorse};
    let better_by = i64::from(first) - i64::from(last);
    let reliable = i64::from(thresholds.reliable_change);
    if better_by >= reliable {
        let crossed = first >= thresholds.clinical_from && last < thresholds.clinical_from;
        if crossed { Recovered } else { ReliablyImproved }
    } else if better_by <= -reliable {
        ReliablyWorse
    } else {
        NoReliableChange
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::change::judge::ChangeCategory;

    const PHQ_9: Thresholds = Thresholds { reliable_change: 6, clinical_from: 10 };

    fn judged(rows: &[(u32, i32, i32)]) -> Vec<(u32, ChangeCategory)> {
        let (patient, rest): (Vec<u32>, Vec<(i32, i32)>) = rows.iter().map(|(patient, day, score)| (*patient, (*day, *score))).unzip();
        let (day, score): (Vec<i32>, Vec<i32>) = rest.into_iter().unzip();
        let columns = Columns { patient: &patient, day: &day, score: &score };
        judge(&columns, PHQ_9).unwrap().into_iter().map(|judged| (judged.patient, judged.category)).collect()
    }

    #[test]
    fn first_and_last_are_by_day_and_not_by_row() {
        let expected = vec![(3, ChangeCategory::Recovered), (7, ChangeCategory::ReliablyWorse)];
        assert_eq!(judged(&[(3, 0, 15), (3, 30, 4), (3, 10, 27), (7, 9, 20), (7, 0, 14)]), expected);
        assert_eq!(judged(&[(7, 9, 20), (3, 30, 4), (3, 10, 27), (7, 0, 14), (3, 0, 15)]), expected);
    }

    #[test]
    fn a_patient_with_one_score_is_left_out() {
        assert_eq!(judged(&[(1, 0, 20), (2, 0, 20), (2, 1, 20)]), vec![(2, ChangeCategory::NoReliableChange)]);
        assert_eq!(judged(&[]), vec![]);
    }

    #[test]
    fn of_one_day_the_earliest_row_is_first_and_the_latest_row_last() {
        assert_eq!(judged(&[(1, 5, 20), (1, 5, 9)]), vec![(1, ChangeCategory::Recovered)]);
        assert_eq!(judged(&[(2, 5, 9), (1, 5, 9), (1, 5, 20)]), vec![(1, ChangeCategory::ReliablyWorse)]);
    }

    #[test]
    fn patients_with_numbers_far_apart_are_judged_too() {
        let rows = [(u32::MAX, 0, 20), (5, 1, 9), (u32::MAX, 9, 12), (5, 0, 9)];
        assert_eq!(judged(&rows), vec![(5, ChangeCategory::NoReliableChange), (u32::MAX, ChangeCategory::ReliablyImproved)]);
    }

    #[test]
    fn uneven_columns_are_refused() {
        let columns = Columns { patient: &[1, 2], day: &[1], score: &[] };
        assert_eq!(judge(&columns, PHQ_9).map(|_| ()), Err(UnevenColumns { patient: 2, day: 1, score: 0 }));
    }

    proptest! {
        #[test]
        fn the_order_of_rows_changes_nothing(
            rows in proptest::collection::btree_map((0u32..40, 0i32..60), 0i32..28, 0..200),
            spread in prop_oneof![Just(1u32), Just(9_999_991)],
            seed in any::<u64>(),
        ) {
            let sorted: Vec<(u32, i32, i32)> = rows.iter().map(|((patient, day), score)| (patient * spread, *day, *score)).collect();
            let mut shuffled = sorted.clone();
            shuffled.sort_by_key(|(patient, day, _)| (u64::from(*patient) * 1_000 + u64::try_from(*day).unwrap()).wrapping_mul(seed | 1));
            prop_assert_eq!(judged(&sorted), judged(&shuffled));
        }
    }
}
