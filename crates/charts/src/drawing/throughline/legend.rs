//! The legend: every line, area and shape of the drawing that is there, in words.

use std::collections::BTreeSet;

use vocabulary::Points;

use crate::drawing::course::mark_shape;
use crate::drawing::frame::line;
use crate::drawing::throughline::layout::ThroughlineLayout;
use crate::drawing::throughline::panel::{CHANGE_DASHES, MEAN_DASHES, ON_COURSE_TINT, WATCH_TINT, next_shape, ring};
use crate::labels::{shortened, text_width};
use crate::palette::{Colour, Medium};
use crate::score_chart::Mark;
use crate::svg::Svg;
use crate::throughline_chart::{Lane, LaneContent, ThroughlineChart};

/// What an entry shows.
#[derive(Clone, Copy, PartialEq)]
enum Sample {
    Mark(Mark),
    Baseline,
    ReliableChange,
    Expected,
    Watch,
    OffCourse,
    Next,
    /// A kind of time in a lane, by its intensity.
    Block(u8),
}

/// An entry with its place.
pub(crate) struct Entry {
    sample: Sample,
    word: String,
    left: f64,
    middle: f64,
}

/// How wide a sample is, with the space to its word.
const SAMPLE: f64 = 28.0;

/// The entries in as many rows as they need, and where the last row ends. A drawing with plain scores and nothing else needs none.
pub(super) fn place(chart: &ThroughlineChart, layout: &ThroughlineLayout<'_>, top: f64) -> (Vec<Entry>, f64) {
    let samples = samples(chart);
    if samples.iter().all(|(sample, _)| *sample == Sample::Mark(Mark::Scored(Points::ZERO))) {
        return (Vec::new(), top);
    }
    let left = if layout.medium == Medium::Phone { 2.0 } else { layout.left };
    let (size, row) = (layout.note_size, layout.note_size + 8.0);
    let (mut cursor, mut middle) = (left, top + row / 2.0 + 2.0);
    let mut entries = Vec::new();
    for (sample, word) in samples {
        let word = shortened(&word, size, layout.width - left - SAMPLE - 4.0);
        let width = SAMPLE + text_width(&word, size);
        if cursor > left && cursor + width > layout.width {
            (cursor, middle) = (left, middle + row);
        }
        entries.push(Entry { sample, word, left: cursor, middle });
        cursor += width + 16.0;
    }
    (entries, middle + row / 2.0)
}

fn samples(chart: &ThroughlineChart) -> Vec<(Sample, String)> {
    let (words, zero) = (&chart.words, Points::ZERO);
    let marks = [Mark::Scored(zero), Mark::Prorated(zero), Mark::TotalOnly(zero), Mark::Unscorable];
    let drawn = |kind: &Mark| {
        let mut points = chart.panels.iter().flat_map(|panel| &panel.scores.points);
        points.any(|point| std::mem::discriminant(&point.mark) == std::mem::discriminant(kind))
    };
    let any = |has: fn(&crate::throughline_chart::Panel) -> bool| chart.panels.iter().any(has);
    let has_course = any(|panel| panel.expected.as_ref().is_some_and(|expected| expected.days.len() > 1));
    let others = [
        (any(|panel| panel.baseline.is_some()), Sample::Baseline, &words.baseline),
        (any(|panel| !panel.changes.is_empty()), Sample::ReliableChange, &words.reliable_change),
        (has_course, Sample::Expected, &words.expected),
        (has_course, Sample::Watch, &words.watch),
        (has_course, Sample::OffCourse, &words.off_course),
        (any(|panel| panel.next.is_some()), Sample::Next, &words.next),
    ];
    let marks = marks.into_iter().filter(drawn).map(|mark| (Sample::Mark(mark), words.chart.mark(mark).to_owned()));
    let others = others.into_iter().filter(|(is_drawn, _, _)| *is_drawn).map(|(_, sample, word)| (sample, word.clone()));
    marks.chain(others).chain(chart.lanes.iter().flat_map(kinds)).collect()
}

/// The kinds of times in a lane, each with the lane's name, from the palest on.
fn kinds(lane: &Lane) -> Vec<(Sample, String)> {
    let LaneContent::Kinds(periods) = &lane.content else { return Vec::new() };
    let kinds: BTreeSet<(u8, &str)> = periods.iter().map(|period| (period.intensity, period.code.as_str())).collect();
    kinds.into_iter().map(|(intensity, code)| (Sample::Block(intensity), format!("{}: {code}", lane.name))).collect()
}

pub(super) fn draw(layout: &ThroughlineLayout<'_>, svg: &mut Svg) {
    for entry in &layout.legend {
        sample(entry, layout, svg);
        let attributes = [
            ("x", (entry.left + SAMPLE).into()),
            ("y", (entry.middle + layout.note_size * 0.36).into()),
            ("font-size", layout.note_size.into()),
        ];
        svg.text("text", &attributes, &entry.word);
    }
}

fn sample(entry: &Entry, layout: &ThroughlineLayout<'_>, svg: &mut Svg) {
    if let Sample::Block(intensity) = entry.sample {
        let place = [("x", entry.left.into()), ("y", (entry.middle - 5.0).into()), ("width", 22.0.into()), ("height", 10.0.into())];
        let fill = Colour::Level(intensity).value(layout.medium);
        svg.empty("rect", &place.into_iter().chain([("rx", 2.0.into()), ("fill", (&fill).into())]).collect::<Vec<_>>());
        return;
    }
    let Some(frame) = layout.panels.first().map(|placed| &placed.frame) else { return };
    let (course, change) = (frame.colour(Colour::Course), frame.colour(Colour::Change));
    let (left, right, y) = (entry.left, entry.left + 22.0, entry.middle);
    let x = f64::midpoint(left, right);
    let area = |svg: &mut Svg, opacity: &str| {
        let place = [("x", left.into()), ("y", (y - 5.0).into()), ("width", (right - left).into()), ("height", 10.0.into())];
        let style = [("fill", (&course).into()), ("fill-opacity", opacity.into())];
        svg.empty("rect", &place.into_iter().chain(style).collect::<Vec<_>>());
    };
    match entry.sample {
        Sample::Mark(mark) => mark_shape(mark, (x, y), 4.2, frame, svg),
        Sample::Baseline => {
            line(svg, (left, y - 2.0), (right, y - 2.0), &change, &[]);
            line(svg, (left, y + 3.0), (right, y + 3.0), &change, &[("stroke-dasharray", CHANGE_DASHES)]);
        }
        Sample::ReliableChange => {
            ring(svg, (x, y), 6.4, &change);
            mark_shape(Mark::Scored(Points::ZERO), (x, y), 3.4, frame, svg);
        }
        Sample::Expected => {
            area(svg, ON_COURSE_TINT);
            line(svg, (left, y), (right, y), &course, &[("stroke-dasharray", MEAN_DASHES), ("stroke-width", "1.6")]);
        }
        Sample::Block(_) => {}
        Sample::Watch => area(svg, WATCH_TINT),
        Sample::OffCourse => line(svg, (left, y), (right, y), &course, &[("stroke-width", "1.2")]),
        Sample::Next => next_shape(svg, x, (y - 7.0, y, y + 7.0), 3.6, (&course, &frame.colour(Colour::Surface))),
    }
}
