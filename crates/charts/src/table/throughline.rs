//! The tables behind a throughline chart: all that is drawn, and what did not fit.

use vocabulary::{Day, Points};

use crate::score_chart::LevelPeriod;
use crate::table::{ChartTable, of_periods};
use crate::throughline_chart::{Baseline, Event, ExpectedCourse, ExpectedDay, LaneContent, Panel, ThroughlineChart, ThroughlineWords};

pub(crate) fn of(chart: &ThroughlineChart) -> Vec<ChartTable> {
    let words = &chart.words;
    let levels = chart.lanes.iter().find_map(|lane| match &lane.content {
        LaneContent::Periods(periods) => Some(periods.as_slice()),
        LaneContent::Spans(_) | LaneContent::Kinds(_) | LaneContent::Events(_) => None,
    });
    let mut tables = Vec::new();
    for panel in &chart.panels {
        tables.push(scores(panel, levels.unwrap_or_default(), words));
        tables.extend(panel.baseline.as_ref().map(|baseline| lines(panel, baseline, words)));
        tables.extend(panel.expected.as_ref().map(|expected| course(panel, expected, words)));
    }
    for lane in &chart.lanes {
        match &lane.content {
            LaneContent::Periods(periods) | LaneContent::Spans(periods) | LaneContent::Kinds(periods) => {
                tables.extend(of_periods(&lane.heading, periods, &words.chart));
            }
            LaneContent::Events(list) => tables.push(events(&lane.heading, list, words)),
        }
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// The scores of a panel as in its own chart, with the verdict on each and what was to be expected that day; the next score is the last row.
fn scores(panel: &Panel, levels: &[LevelPeriod], words: &ThroughlineWords) -> ChartTable {
    let mut scores = panel.scores.clone();
    scores.levels = levels.to_vec();
    let mut table = scores.table();
    let ordered = panel.scores.points_in_order();
    if !panel.changes.is_empty() {
        table.header.push(words.column_change.clone());
        for (row, point) in table.rows.iter_mut().zip(&ordered) {
            row.push(panel.change_on(point.day).unwrap_or_default().to_owned());
        }
    }
    if let Some(expected) = &panel.expected {
        table.header.push(words.expected.clone());
        for (row, point) in table.rows.iter_mut().zip(&ordered) {
            row.push(mean_on(expected, point.day).map_or_else(String::new, |mean| mean.to_string()));
        }
    }
    if let Some(next) = &panel.next {
        let mut row = vec![String::new(); table.header.len()];
        row[0] = words.chart.written_day(next.day);
        row[1].clone_from(&next.label);
        row[3].clone_from(&words.next);
        table.rows.push(row);
    }
    table
}

/// The mean of the course on a day between two of its days, to a tenth of a point.
fn mean_on(expected: &ExpectedCourse, day: Day) -> Option<Points> {
    let days = expected.in_order();
    let (before, after): (&ExpectedDay, &ExpectedDay) =
        (days.iter().rev().find(|each| each.day <= day)?, days.iter().find(|each| each.day >= day)?);
    let span = f64::from(after.day.days_since(before.day)).max(1.0);
    let share = f64::from(day.days_since(before.day)) / span;
    let mean = before.mean.to_f64() + share * (after.mean.to_f64() - before.mean.to_f64());
    Points::from_f64((mean * 10.0).round() / 10.0).ok()
}

/// Baseline and limits, those outside the range too.
fn lines(panel: &Panel, baseline: &Baseline, words: &ThroughlineWords) -> ChartTable {
    let header = vec![words.column_line.clone(), words.chart.column_score.clone(), words.chart.column_first_day.clone()];
    let day = words.chart.written_day(baseline.day);
    let rows = baseline.lines().map(|line| vec![line.label.clone(), line.value.to_string(), day.clone()]);
    ChartTable { caption: words.caption_lines.replace("{panel}", &panel.name), header, rows: rows.collect() }
}

fn course(panel: &Panel, expected: &ExpectedCourse, words: &ThroughlineWords) -> ChartTable {
    let header = vec![words.chart.column_day.clone(), words.expected.clone(), words.watch.clone(), words.off_course.clone()];
    let row = |each: &ExpectedDay| {
        let scores = [each.mean, each.watch, each.off].map(|score| score.to_string());
        std::iter::once(words.chart.written_day(each.day)).chain(scores).collect()
    };
    let rows = expected.in_order().iter().map(row).collect();
    ChartTable { caption: words.caption_course.replace("{panel}", &panel.name), header, rows }
}

fn events(name: &str, events: &[Event], words: &ThroughlineWords) -> ChartTable {
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by_key(|event| event.day);
    let said = |event: &Event| if event.detail.is_empty() { event.word.clone() } else { event.detail.clone() };
    let rows = ordered.into_iter().map(|event| vec![words.chart.written_day(event.day), said(event)]).collect();
    ChartTable { caption: name.to_owned(), header: vec![words.chart.column_day.clone(), words.column_event.clone()], rows }
}
