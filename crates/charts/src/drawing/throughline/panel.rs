//! What a panel shows besides its scores: the expected course, the lines of reliable change, the next score.

use std::fmt::Write as _;

use vocabulary::{Day, Points};

use crate::drawing::course;
use crate::drawing::frame::{self, line};
use crate::drawing::layout::Layout;
use crate::drawing::throughline::layout::PanelLayout;
use crate::labels::{Area, text_width};
use crate::palette::{Colour, Medium};
use crate::svg::{Svg, number};
use crate::throughline_chart::{Baseline, ExpectedCourse, ExpectedDay, LaneContent, Line, ThroughlineChart};

/// Where a day and a score lie.
fn at(placed: &PanelLayout<'_>, day: Day, value: Points) -> (f64, f64) {
    let frame = &placed.frame;
    (frame.x.at(f64::from(day.days_since(frame.days.first))), frame.y.at(value.to_f64()))
}

fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (x, y) in points {
        let letter = if path.is_empty() { 'M' } else { 'L' };
        let _infallible = write!(path, "{letter}{} {}", number(x), number(y));
    }
    path
}

/// How much of the colour the two areas of the expected course have.
pub(super) const ON_COURSE_TINT: &str = "0.12";
pub(super) const WATCH_TINT: &str = "0.3";

/// From the mean to the limit that is to be watched, and from there to the limit that is off course.
pub(super) fn expected_areas(placed: &PanelLayout<'_>, svg: &mut Svg) {
    let days = expected_days(placed);
    let colour = placed.frame.colour(Colour::Course);
    let on_course: Vec<_> = days.iter().map(|each| (each.day, each.mean, each.watch)).collect();
    let watch: Vec<_> = days.iter().map(|each| (each.day, each.watch, each.off)).collect();
    for (days, opacity) in [(on_course, ON_COURSE_TINT), (watch, WATCH_TINT)].into_iter().filter(|(days, _)| days.len() > 1) {
        let there = days.iter().map(|(day, near, _)| at(placed, *day, *near));
        let back = days.iter().rev().map(|(day, _, far)| at(placed, *day, *far));
        let outline = path(there.chain(back)) + "Z";
        svg.empty("path", &[("d", (&outline).into()), ("fill", (&colour).into()), ("fill-opacity", opacity.into())]);
    }
}

/// The mean and the limit beyond which a score is off course.
pub(super) fn expected_lines(placed: &PanelLayout<'_>, svg: &mut Svg) {
    let days = expected_days(placed);
    if days.len() < 2 {
        return;
    }
    let colour = placed.frame.colour(Colour::Course);
    let mean = path(days.iter().map(|each| at(placed, each.day, each.mean)));
    let off = path(days.iter().map(|each| at(placed, each.day, each.off)));
    for (line, dashes, width) in [(mean, MEAN_DASHES, 1.6), (off, "none", 1.2)] {
        let style = [("fill", "none".into()), ("stroke", (&colour).into()), ("stroke-width", width.into())];
        let dashes = [("stroke-dasharray", dashes.into()), ("class", "expected".into())];
        svg.empty("path", &[("d", (&line).into())].into_iter().chain(style).chain(dashes).collect::<Vec<_>>());
    }
}

/// The dashes of the mean of the expected course.
pub(super) const MEAN_DASHES: &str = "8 4";
/// The dots of the lines of baseline and reliable change.
pub(super) const CHANGE_DASHES: &str = "2 3";

fn expected_days(placed: &PanelLayout<'_>) -> Vec<ExpectedDay> {
    placed.panel.expected.as_ref().map(ExpectedCourse::in_order).unwrap_or_default()
}

/// The lines of reliable change that lie on the scale.
fn lines_on_scale<'a>(placed: &PanelLayout<'a>) -> Vec<&'a Line> {
    let (low, high) = placed.panel.scores.range;
    placed.panel.baseline.iter().flat_map(Baseline::lines).filter(|line| line.value >= low && line.value <= high).collect()
}

/// Level lines from the day of the baseline to the end: the baseline whole, its limits dotted.
pub(super) fn baseline_lines(placed: &PanelLayout<'_>, svg: &mut Svg) {
    let Some(baseline) = &placed.panel.baseline else { return };
    let colour = placed.frame.colour(Colour::Change);
    for (index, each) in lines_on_scale(placed).into_iter().enumerate() {
        let from = at(placed, baseline.day, each.value);
        let dashes = if index == 0 { "none" } else { CHANGE_DASHES };
        line(svg, from, (placed.frame.plot.right, from.1), &colour, &[("stroke-dasharray", dashes), ("class", "baseline")]);
    }
}

/// The names of bands, cutoffs and lines, to the right.
pub(super) fn names_beside(placed: &PanelLayout<'_>, svg: &mut Svg) {
    let lines: Vec<(f64, &String, Colour)> = (lines_on_scale(placed).into_iter())
        .filter(|each| !each.label.is_empty())
        .map(|each| (placed.frame.y.at(each.value.to_f64()), &each.label, Colour::Change))
        .collect();
    frame::names_beside_with(&placed.panel.scores, &placed.frame, &lines, svg);
}

/// Fine lines where a period of a lane begins, so that a step can be followed up to the scores.
pub(super) fn level_changes(chart: &ThroughlineChart, placed: &PanelLayout<'_>, svg: &mut Svg) {
    let muted = placed.frame.colour(Colour::Muted);
    let periods = chart.lanes.iter().find_map(|lane| match &lane.content {
        LaneContent::Periods(periods) => Some(periods),
        LaneContent::Spans(_) | LaneContent::Kinds(_) | LaneContent::Events(_) => None,
    });
    for period in periods.into_iter().flatten().filter(|period| period.first > placed.frame.days.first) {
        let (x, _) = at(placed, period.first, Points::ZERO);
        let dashes = [("stroke-dasharray", "1 4"), ("stroke-opacity", "0.7")];
        line(svg, (x, placed.frame.plot.top), (x, placed.frame.plot.bottom), &muted, &dashes);
    }
}

/// How far beyond its mark a ring reaches.
pub(super) const RING: f64 = 4.4;

/// A ring around each score whose change is reliable.
pub(super) fn rings(placed: &PanelLayout<'_>, svg: &mut Svg) {
    let colour = placed.frame.colour(Colour::Change);
    for each in placed.frame.placed.iter().filter(|each| placed.panel.change_on(each.point.day).is_some()) {
        if let Some(y) = each.y {
            ring(svg, (each.x, y), placed.frame.radius + RING - 1.0, &colour);
        }
    }
}

pub(super) fn ring(svg: &mut Svg, (x, y): (f64, f64), radius: f64, colour: &str) {
    let place = [("cx", x.into()), ("cy", y.into()), ("r", radius.into())];
    let style = [("fill", "none".into()), ("stroke", colour.into()), ("stroke-width", 1.4.into()), ("class", "reliable".into())];
    svg.empty("circle", &place.into_iter().chain(style).collect::<Vec<_>>());
}

/// The score to be expected at the next session, with its interval and its words. Says which places it took.
pub(super) fn next_score(chart: &ThroughlineChart, placed: &PanelLayout<'_>, svg: &mut Svg) -> Vec<Area> {
    let Some(next) = &placed.panel.next else { return Vec::new() };
    let frame = &placed.frame;
    let ((x, y), (_, one), (_, other)) =
        (at(placed, next.day, next.value), at(placed, next.day, next.low), at(placed, next.day, next.high));
    let (top, bottom) = (one.min(other), one.max(other));
    let colour = frame.colour(Colour::Course);
    svg.open("g", &[("class", "next".into())]);
    if frame.medium != Medium::Print {
        let said = format!("{}: {}, {}", chart.words.chart.written_day(next.day), chart.words.next, next.label);
        svg.text("title", &[], &said);
    }
    next_shape(svg, x, (top, y, bottom), frame.radius, (&colour, &frame.colour(Colour::Surface)));
    svg.close("g");
    let size = frame.note_size;
    let (width, height) = (text_width(&next.label, size) + 2.0, size * 0.75 + 3.0);
    let middle = x.min(frame.plot.right - width / 2.0).max(frame.plot.left + width / 2.0);
    let area = |middle: f64, top: f64| Area { left: middle - width / 2.0, top, right: middle + width / 2.0, bottom: top + height };
    let aside = width / 2.0 + 7.0;
    let candidates = [
        area(middle, top - 4.0 - height),
        area(middle, bottom + 4.0),
        area(x - aside, y - height / 2.0),
        area(x + aside, y - height / 2.0),
    ];
    let inside = |area: &&Area| {
        let (plot, area) = (frame.plot, **area);
        area.top > plot.top && area.bottom < plot.bottom && area.left >= plot.left && area.right <= plot.right
    };
    let mut lines = lines_taken(placed);
    if frame.placed.is_empty() {
        lines.push(no_scores_line(frame));
    }
    let clear = candidates.iter().filter(inside).find(|area| !lines.iter().any(|line| line.overlaps(**area)));
    let label = clear.or_else(|| candidates.iter().find(inside)).copied().unwrap_or(candidates[0]);
    let middle = f64::midpoint(label.left, label.right);
    let place = [("x", middle.into()), ("y", (label.bottom - 1.5).into()), ("text-anchor", "middle".into())];
    let style = [("font-size", size.into()), ("font-weight", "600".into()), ("fill", (&colour).into())];
    svg.text("text", &place.into_iter().chain(style).collect::<Vec<_>>(), &next.label);
    vec![label, Area { left: x - 5.0, top, right: x + 5.0, bottom }]
}

/// Where lines run that a score's words had better not cross: the expected course, the baseline and its limits.
pub(super) fn lines_taken(placed: &PanelLayout<'_>) -> Vec<Area> {
    let mut taken = Vec::new();
    if let Some(baseline) = &placed.panel.baseline {
        for each in lines_on_scale(placed) {
            let (x, y) = at(placed, baseline.day, each.value);
            taken.push(Area { left: x, top: y - 1.0, right: placed.frame.plot.right, bottom: y + 1.0 });
        }
    }
    for pair in expected_days(placed).windows(2) {
        for value in [|each: &ExpectedDay| each.mean, |each: &ExpectedDay| each.off] {
            let (from, to) = (at(placed, pair[0].day, value(&pair[0])), at(placed, pair[1].day, value(&pair[1])));
            taken.extend(course::dots_along(from, to));
        }
    }
    taken
}

/// The height at which it stands that there are no scores.
fn no_scores_line(frame: &Layout<'_>) -> Area {
    let middle = f64::midpoint(frame.plot.top, frame.plot.bottom);
    Area { top: middle - frame.text_size, bottom: middle + 3.0, ..frame.plot }
}

/// A whisker with a hollow square on it.
pub(super) fn next_shape(svg: &mut Svg, x: f64, (top, middle, bottom): (f64, f64, f64), radius: f64, (colour, surface): (&str, &str)) {
    let half = radius * 0.95;
    for (from, to) in [((x, top), (x, bottom)), ((x - half, top), (x + half, top)), ((x - half, bottom), (x + half, bottom))] {
        line(svg, from, to, colour, &[("stroke-width", "1.4")]);
    }
    let place = [("x", (x - half).into()), ("y", (middle - half).into()), ("width", (2.0 * half).into()), ("height", (2.0 * half).into())];
    let style = [("fill", surface.into()), ("stroke", colour.into()), ("stroke-width", 1.6.into())];
    svg.empty("rect", &place.into_iter().chain(style).collect::<Vec<_>>());
}
