//! The course itself: milestones, gaps, lines, marks and the values beside them.

use std::fmt::Write as _;

use crate::drawing::frame::{cutoff_height, line};
use crate::drawing::layout::{Layout, Placed};
use crate::labels::{Area, Taken, text_width};
use crate::palette::{Colour, Medium};
use crate::score_chart::{Mark, Milestone, ScoreChart};
use crate::svg::{Svg, number};

/// The words of intake, discharge and follow-up above the plot, each with a fine line down to its point.
pub(crate) fn milestones(_: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let (muted, mut taken) = (layout.colour(Colour::Muted), Taken::default());
    for placed in layout.placed.iter().filter(|placed| placed.point.milestone == Milestone::Phase && !placed.point.phase.is_empty()) {
        let half = text_width(&placed.point.phase, layout.note_size) / 2.0;
        let x = placed.x.clamp(half.min(layout.width / 2.0), (layout.width - half).max(layout.width / 2.0));
        let baseline = layout.milestone_line;
        if !taken.take(Area { left: x - half - 4.0, top: baseline - layout.note_size, right: x + half + 4.0, bottom: baseline }) {
            continue;
        }
        line(svg, (placed.x, baseline + 4.0), (placed.x, placed.y.unwrap_or(layout.plot.bottom)), &muted, &[("stroke-opacity", "0.55")]);
        let place = [("x", x.into()), ("y", baseline.into()), ("text-anchor", "middle".into())];
        let style = [("font-size", layout.note_size.into()), ("fill", (&muted).into())];
        svg.text("text", &place.into_iter().chain(style).collect::<Vec<_>>(), &placed.point.phase);
    }
}

/// A dotted line and a cross on the axis where an administration gave no score.
pub(crate) fn gaps(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let colour = layout.colour(Colour::Muted);
    for placed in layout.placed.iter().filter(|placed| placed.y.is_none()) {
        line(svg, (placed.x, layout.plot.top), (placed.x, layout.plot.bottom), &colour, &[("stroke-dasharray", "1.5 3.5")]);
        mark_with_title(chart, layout, placed, layout.plot.bottom, svg);
    }
    if layout.placed.is_empty() {
        let (x, y) = (f64::midpoint(layout.plot.left, layout.plot.right), f64::midpoint(layout.plot.top, layout.plot.bottom));
        let attributes = [("x", x.into()), ("y", y.into()), ("text-anchor", "middle".into())];
        svg.text("text", &attributes, &chart.words.no_scores);
    }
}

/// Lines between neighbours; none across a gap.
pub(crate) fn lines(_: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let colour = layout.colour(Colour::Line);
    for run in layout.placed.split(|placed| placed.y.is_none()).filter(|run| run.len() > 1) {
        let mut path = String::new();
        for (x, y) in run.iter().filter_map(|placed| placed.y.map(|y| (placed.x, y))) {
            let letter = if path.is_empty() { 'M' } else { 'L' };
            let _infallible = write!(path, "{letter}{} {}", number(x), number(y));
        }
        let width = if layout.placed.len() > 60 { 1.5 } else { 2.0 };
        let attributes = [
            ("d", (&path).into()),
            ("fill", "none".into()),
            ("stroke", (&colour).into()),
            ("stroke-width", width.into()),
            ("stroke-linejoin", "round".into()),
            ("stroke-linecap", "round".into()),
        ];
        svg.empty("path", &attributes);
    }
}

pub(crate) fn marks(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    for placed in &layout.placed {
        if let Some(y) = placed.y {
            mark_with_title(chart, layout, placed, y, svg);
        }
    }
}

/// A mark with the words that a pointer at rest shows; paper has no pointer.
fn mark_with_title(chart: &ScoreChart, layout: &Layout<'_>, placed: &Placed<'_>, y: f64, svg: &mut Svg) {
    if layout.medium == Medium::Print {
        mark_shape(placed.point.mark, (placed.x, y), layout.radius, layout, svg);
        return;
    }
    let point = placed.point;
    let status = if matches!(point.mark, Mark::Scored(_)) { "" } else { chart.words.mark(point.mark) };
    let facts = [&point.label, &point.band, status].map(str::to_owned).into_iter().filter(|fact| !fact.is_empty());
    svg.open("g", &[]);
    svg.text("title", &[], &format!("{}: {}", chart.words.written_day(point.day), facts.collect::<Vec<_>>().join(", ")));
    mark_shape(point.mark, (placed.x, y), layout.radius, layout, svg);
    svg.close("g");
}

/// The shape of a mark: a full disc, a ring, a hollow diamond, a cross.
pub(crate) fn mark_shape(mark: Mark, (x, y): (f64, f64), radius: f64, layout: &Layout<'_>, svg: &mut Svg) {
    let (colour, surface) = (layout.colour(Colour::Line), layout.colour(Colour::Surface));
    let circle = |svg: &mut Svg, radius: f64, fill: &str, stroke: &str, width: f64| {
        let place = [("cx", x.into()), ("cy", y.into()), ("r", radius.into())];
        let style = [("fill", fill.into()), ("stroke", stroke.into()), ("stroke-width", width.into())];
        svg.empty("circle", &place.into_iter().chain(style).collect::<Vec<_>>());
    };
    match mark {
        Mark::Scored(_) if radius < 3.0 => circle(svg, radius, &colour, "none", 0.0),
        Mark::Scored(_) => circle(svg, radius, &colour, &surface, 1.0),
        Mark::Prorated(_) => circle(svg, radius, &surface, &colour, 2.0),
        Mark::TotalOnly(_) => {
            let reach = radius * 1.35;
            let [left, right, top, bottom] = [x - reach, x + reach, y - reach, y + reach].map(number);
            let path = format!("M{left} {y}L{x} {top}L{right} {y}L{x} {bottom}Z", x = number(x), y = number(y));
            let style = [("fill", (&surface).into()), ("stroke", (&colour).into()), ("stroke-width", 2.0.into())];
            svg.empty("path", &[("d", (&path).into())].into_iter().chain(style).collect::<Vec<_>>());
        }
        Mark::Unscorable => {
            let reach = radius;
            let [left, right, top, bottom] = [x - reach, x + reach, y - reach, y + reach].map(number);
            let path = format!("M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}");
            let muted = layout.colour(Colour::Muted);
            let style = [("stroke", (&muted).into()), ("stroke-width", 2.0.into()), ("stroke-linecap", "round".into())];
            svg.empty("path", &[("d", (&path).into())].into_iter().chain(style).collect::<Vec<_>>());
        }
    }
}

/// Above this many points only the newest, the oldest and the extremes carry their values.
const MOST_VALUES: usize = 60;

/// The values beside the marks: the newest always, then the oldest, the extremes and as many others as have room. None covers what is taken,
/// and few cross a line.
pub(crate) fn values(chart: &ScoreChart, layout: &Layout<'_>, taken_before: &[Area], more_lines: &[Area], svg: &mut Svg) {
    let scored: Vec<(usize, f64)> = layout.placed.iter().enumerate().filter_map(|(index, placed)| placed.y.map(|y| (index, y))).collect();
    let (mut taken, mut lines) = (marks_taken(layout, &scored), lines_taken(chart, layout));
    taken.extend(taken_before);
    lines.extend(more_lines);
    for (rank, position) in by_importance(&scored).into_iter().enumerate() {
        let (index, y) = scored[position];
        let placed = &layout.placed[index];
        let inside = |area: &Area| area.top >= layout.plot.top && area.bottom <= layout.plot.bottom;
        let places: Vec<Area> = label_areas(layout, placed, y, is_valley(&scored, position)).into_iter().filter(inside).collect();
        let clear = places.iter().find(|area| taken.is_free(**area) && lines.is_free(**area));
        let across_a_line = || places.iter().find(|area| taken.is_free(**area)).filter(|_| rank < IMPORTANT);
        let beside_words = |area: &&Area| !taken_before.iter().any(|word| word.overlaps(**area));
        let anywhere = || places.iter().find(beside_words).filter(|_| rank == 0);
        let Some(area) = clear.or_else(across_a_line).or_else(anywhere).copied() else { continue };
        taken.add(area);
        let attributes = [
            ("x", f64::midpoint(area.left, area.right).into()),
            ("y", (area.bottom - 1.5).into()),
            ("text-anchor", "middle".into()),
            ("font-weight", "600".into()),
            ("class", "value".into()),
        ];
        svg.text("text", &attributes, &placed.point.label);
    }
}

/// Values may not cover another mark.
fn marks_taken(layout: &Layout<'_>, scored: &[(usize, f64)]) -> Taken {
    let mut taken = Taken::default();
    for (index, y) in scored {
        let (x, reach) = (layout.placed[*index].x, layout.placed[*index].reach);
        taken.add(Area { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
    }
    taken
}

/// Values stay off the course and the cutoffs where they can.
fn lines_taken(chart: &ScoreChart, layout: &Layout<'_>) -> Taken {
    let mut taken = Taken::default();
    for cutoff in &chart.cutoffs {
        let y = cutoff_height(chart, layout, cutoff);
        taken.add(Area { left: layout.plot.left, top: y - 1.0, right: layout.plot.right, bottom: y + 1.0 });
    }
    let pairs = layout.placed.windows(2).filter(|_| layout.placed.len() <= MOST_VALUES);
    for (left, right) in pairs.filter_map(|pair| Some(((pair[0].x, pair[0].y?), (pair[1].x, pair[1].y?)))) {
        taken.extend(&dots_along(left, right));
    }
    taken
}

/// Small areas along a line, near enough to each other that no word fits between them.
pub(crate) fn dots_along(from: (f64, f64), to: (f64, f64)) -> Vec<Area> {
    let mut dots = Vec::new();
    let mut share = 0.0;
    let step = 3.0 / (to.0 - from.0).hypot(to.1 - from.1).max(3.0);
    while share <= 1.0 {
        let (x, y) = (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
        dots.push(Area { left: x - 1.0, top: y - 1.0, right: x + 1.0, bottom: y + 1.0 });
        share += step;
    }
    dots
}

/// Where a value can stand around its mark, best place first: above or below, then to the sides.
fn label_areas(layout: &Layout<'_>, placed: &Placed<'_>, y: f64, valley: bool) -> [Area; 6] {
    let (half, height) = (text_width(&placed.point.label, layout.text_size) / 2.0 + 1.0, layout.text_size * 0.75 + 3.0);
    let (above, below) = (y - placed.reach - 2.0 - height, y + placed.reach + 2.0);
    let (first, second) = if valley { (below, above) } else { (above, below) };
    let aside = half + 1.0;
    let at = |offset: f64, top: f64| {
        let x = (placed.x + offset).clamp(layout.plot.left + half, (layout.plot.right - half).max(layout.plot.left + half));
        Area { left: x - half, top, right: x + half, bottom: top + height }
    };
    [at(0.0, first), at(0.0, second), at(aside, above), at(-aside, below), at(-aside, above), at(aside, below)]
}

/// How many of the first in the order of importance may cross a line: newest, oldest, both extremes.
const IMPORTANT: usize = 4;

/// Positions in `scored`: newest, oldest, highest and lowest on the picture, then the rest from the newest back.
fn by_importance(scored: &[(usize, f64)]) -> Vec<usize> {
    let Some(newest) = scored.len().checked_sub(1) else { return Vec::new() };
    let lowest = (0..scored.len()).max_by(|left, right| scored[*left].1.total_cmp(&scored[*right].1));
    let highest = (0..scored.len()).min_by(|left, right| scored[*left].1.total_cmp(&scored[*right].1));
    let first = [Some(newest), Some(0), highest, lowest].into_iter().flatten();
    let rest = (0..scored.len()).rev().filter(|_| scored.len() <= MOST_VALUES);
    let mut order: Vec<usize> = Vec::with_capacity(scored.len());
    for position in first.chain(rest) {
        if !order.contains(&position) {
            order.push(position);
        }
    }
    order
}

/// True where the neighbours stand higher on the picture, so that the value has more room below.
fn is_valley(scored: &[(usize, f64)], position: usize) -> bool {
    let height = |at: Option<usize>| at.and_then(|at| scored.get(at)).map_or(scored[position].1, |(_, y)| *y);
    let neighbours = height(position.checked_sub(1)) + height(position.checked_add(1));
    neighbours < 2.0 * scored[position].1
}
