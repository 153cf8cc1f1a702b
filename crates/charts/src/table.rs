//! The table behind a chart: the same facts for those who read rather than look.

pub(crate) mod throughline;

use crate::score_chart::{ChartWords, LevelPeriod, ScoreChart};

/// Rows of text under a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartTable {
    /// What the table shows.
    pub caption: String,
    /// The heads of the columns.
    pub header: Vec<String>,
    /// The rows; each has as many cells as the head.
    pub rows: Vec<Vec<String>>,
}

pub(crate) fn of_scores(chart: &ScoreChart) -> ChartTable {
    let words = &chart.words;
    let with_levels = !chart.levels.is_empty();
    let mut header = vec![
        words.column_day.clone(),
        words.column_score.clone(),
        words.column_band.clone(),
        words.column_status.clone(),
        words.column_phase.clone(),
    ];
    if with_levels {
        header.push(words.level_of_care.clone());
    }
    let rows = chart.points_in_order().into_iter().map(|point| {
        let mut row = vec![
            words.written_day(point.day),
            point.label.clone(),
            point.band.clone(),
            words.mark(point.mark).to_owned(),
            point.phase.clone(),
        ];
        if with_levels {
            let current = chart.levels.iter().filter(|level| level.first <= point.day && level.last.is_none_or(|last| point.day <= last));
            row.push(current.map(|level| level.label.as_str()).collect::<Vec<_>>().join(", "));
        }
        row
    });
    ChartTable { caption: chart.title.clone(), header, rows: rows.collect() }
}

pub(crate) fn of_levels(chart: &ScoreChart) -> Option<ChartTable> {
    of_periods(&chart.words.level_of_care, &chart.levels, &chart.words)
}

/// Periods under their name; `None` when there are none.
fn of_periods(name: &str, periods: &[LevelPeriod], words: &ChartWords) -> Option<ChartTable> {
    let mut levels: Vec<&LevelPeriod> = periods.iter().collect();
    levels.sort_by_key(|level| (level.first, level.last));
    let rows: Vec<Vec<String>> = (levels.into_iter())
        .map(|level| {
            let last = level.last.map_or_else(String::new, |last| words.written_day(last));
            vec![words.written_day(level.first), last, format!("{} ({})", level.label, level.code)]
        })
        .collect();
    let header = vec![words.column_first_day.clone(), words.column_last_day.clone(), name.to_owned()];
    (!rows.is_empty()).then(|| ChartTable { caption: name.to_owned(), header, rows })
}
