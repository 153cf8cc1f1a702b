//! What stands around the course: bands, axes, cutoffs, names, levels of care, legend.

use crate::axis::{DayTick, band_edges, day_ticks, score_ticks};
use crate::drawing::course::mark_shape;
use crate::drawing::layout::Layout;
use crate::labels::{Area, Taken, shortened, spread, text_width};
use crate::palette::{Colour, Medium};
use crate::score_chart::{Cutoff, LevelPeriod, ScoreChart};
use crate::svg::Svg;

/// The top and bottom of each band in the plot.
fn band_areas(chart: &ScoreChart, layout: &Layout<'_>) -> Vec<(f64, f64)> {
    let (top, bottom) = (layout.plot.top, layout.plot.bottom);
    let place = |edge: Option<f64>, end: f64| edge.map_or(end, |edge| layout.y.at(edge));
    band_edges(&chart.bands).into_iter().map(|(below, above)| (place(above, top), place(below, bottom))).collect()
}

pub(crate) fn bands(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let plot = layout.plot;
    for (band, (top, bottom)) in chart.bands.iter().zip(band_areas(chart, layout)) {
        let fill = layout.colour(Colour::Band(band.severity));
        let place =
            [("x", plot.left.into()), ("y", top.into()), ("width", (plot.right - plot.left).into()), ("height", (bottom - top).into())];
        svg.empty("rect", &[("class", "band".into()), ("fill", (&fill).into())].into_iter().chain(place).collect::<Vec<_>>());
    }
}

pub(crate) fn score_axis(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let (plot, muted, grid) = (layout.plot, layout.colour(Colour::Muted), layout.colour(Colour::Grid));
    let label = shortened(&chart.axis_label, layout.text_size, layout.width - 4.0);
    svg.text("text", &[("x", 2.0.into()), ("y", layout.axis_label_line.into()), ("fill", (&muted).into())], &label);
    let mut taken = Taken::default();
    let ticks = score_ticks(chart.range, &chart.bands);
    // The ends of the range come first: a tick between them gives way.
    let ends_first = ticks.iter().filter(|tick| **tick == chart.range.0 || **tick == chart.range.1);
    let others = ticks.iter().filter(|tick| **tick != chart.range.0 && **tick != chart.range.1);
    for tick in ends_first.chain(others) {
        let y = layout.y.at(tick.to_f64());
        if !taken.take(Area { left: 0.0, top: y - layout.note_size * 0.6, right: plot.left, bottom: y + layout.note_size * 0.6 }) {
            continue;
        }
        if chart.bands.is_empty() {
            line(svg, (plot.left, y), (plot.right, y), &grid, &[]);
        }
        let place = [("x", (plot.left - 7.0).into()), ("y", (y + layout.note_size * 0.36).into())];
        let style = [("text-anchor", "end".into()), ("font-size", layout.note_size.into()), ("fill", (&muted).into())];
        svg.text("text", &place.into_iter().chain(style).collect::<Vec<_>>(), &tick.to_string());
    }
}

/// The axis of days with its ticks; no words.
pub(crate) fn day_lines(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let (plot, axis, grid) = (layout.plot, layout.colour(Colour::Muted), layout.colour(Colour::Grid));
    line(svg, (plot.left, plot.bottom), (plot.right, plot.bottom), &axis, &[]);
    for tick in ticks_of(chart, layout) {
        let x = layout.x.at(f64::from(tick.day.days_since(layout.days.first)));
        line(svg, (x, plot.bottom), (x, plot.bottom + 5.0), &axis, &[]);
        if chart.bands.is_empty() {
            line(svg, (x, plot.top), (x, plot.bottom), &grid, &[]);
        }
    }
}

fn ticks_of(chart: &ScoreChart, layout: &Layout<'_>) -> Vec<DayTick> {
    let apart = if layout.medium == Medium::Phone { 46.0 } else { 62.0 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a plot is a few hundred pixels wide")]
    let most = ((layout.plot.right - layout.plot.left) / apart) as usize;
    day_ticks(layout.days, most, &chart.words)
}

/// The words below the axis of days.
pub(crate) fn day_names(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let (plot, muted) = (layout.plot, layout.colour(Colour::Muted));
    for tick in ticks_of(chart, layout) {
        let x = layout.x.at(f64::from(tick.day.days_since(layout.days.first)));
        let mut baseline = plot.bottom + 8.0 + layout.note_size;
        for text in [&tick.label, &tick.year].into_iter().filter(|text| !text.is_empty()) {
            let x = x.max(text_width(text, layout.note_size) / 2.0);
            let attributes = [
                ("x", x.into()),
                ("y", baseline.into()),
                ("text-anchor", "middle".into()),
                ("font-size", layout.note_size.into()),
                ("fill", (&muted).into()),
            ];
            svg.text("text", &attributes, text);
            baseline += layout.note_size * 1.2;
        }
    }
}

/// A cutoff at the first score of a band lies on the band's edge, so that the line and the tint agree; any other at its score.
pub(crate) fn cutoff_height(chart: &ScoreChart, layout: &Layout<'_>, cutoff: &Cutoff) -> f64 {
    let begins_band = chart.bands.iter().position(|band| band.from == cutoff.value);
    let edge = begins_band.and_then(|index| band_edges(&chart.bands)[index].0);
    layout.y.at(edge.unwrap_or_else(|| cutoff.value.to_f64()))
}

pub(crate) fn cutoffs(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let colour = layout.colour(Colour::Cutoff);
    for cutoff in &chart.cutoffs {
        let y = cutoff_height(chart, layout, cutoff);
        line(svg, (layout.plot.left, y), (layout.plot.right, y), &colour, &[("stroke-dasharray", "5 4"), ("class", "cutoff")]);
    }
}

/// The names of bands and cutoffs to the right of the plot, each at its height or as near as the others allow.
pub(crate) fn names_beside(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    names_beside_with(chart, layout, &[], svg);
}

/// The same with more names, each with its height. Where there is no room for all, the last of them give way.
pub(crate) fn names_beside_with(chart: &ScoreChart, layout: &Layout<'_>, more: &[(f64, &String, Colour)], svg: &mut Svg) {
    let bands = chart
        .bands
        .iter()
        .zip(band_areas(chart, layout))
        .map(|(band, (top, bottom))| (f64::midpoint(top, bottom), &band.name, Colour::Ink));
    let cutoffs = chart.cutoffs.iter().map(|cutoff| (cutoff_height(chart, layout, cutoff), &cutoff.label, Colour::Cutoff));
    let mut names: Vec<(f64, &String, Colour)> = bands.chain(cutoffs).chain(more.iter().copied()).collect();
    let (half, apart) = (layout.note_size * 0.5, layout.note_size * 1.15);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a plot is a few hundred pixels high")]
    names.truncate(((layout.plot.bottom - layout.plot.top - 2.0 * half) / apart) as usize + 1);
    let heights: Vec<f64> = names.iter().map(|(height, _, _)| *height).collect();
    let places = spread(&heights, apart, layout.plot.top + half, layout.plot.bottom - half);
    let left = layout.plot.right + 8.0;
    for ((height, name, colour), middle) in names.into_iter().zip(places) {
        let fill = layout.colour(colour);
        // The name of a line that had to give way stays tied to it.
        if colour != Colour::Ink && (height - middle).abs() > 2.0 && !more.is_empty() {
            line(svg, (layout.plot.right + 1.0, height), (left - 2.0, middle), &fill, &[]);
        }
        let attributes = [
            ("x", left.into()),
            ("y", (middle + layout.note_size * 0.36).into()),
            ("font-size", layout.note_size.into()),
            ("fill", (&fill).into()),
        ];
        svg.text("text", &attributes, &shortened(name, layout.note_size, layout.width - left - 2.0));
    }
}

pub(crate) fn levels(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let Some(strip) = layout.strip else { return };
    let muted = layout.colour(Colour::Muted);
    let left = strip.right + 8.0;
    let middle = f64::midpoint(strip.top, strip.bottom) + layout.note_size * 0.36;
    let attributes = [("x", left.into()), ("y", middle.into()), ("font-size", layout.note_size.into()), ("fill", (&muted).into())];
    svg.text("text", &attributes, &shortened(&chart.words.level_of_care, layout.note_size, layout.width - left - 2.0));
    for level in &chart.levels {
        level_block(chart, layout, level, strip, svg);
    }
}

/// One block of the strip: from the start of its first day to the end of its last, with its code inside where there is room.
fn level_block(chart: &ScoreChart, layout: &Layout<'_>, level: &LevelPeriod, strip: Area, svg: &mut Svg) {
    let x = |day: vocabulary::Day| layout.x.at(f64::from(day.days_since(layout.days.first)));
    let until = level.last.unwrap_or(chart.until).max(level.first);
    let left = x(level.first);
    let right = (x(until.plus_days(1)) - 1.0).max(left + 2.0).min(strip.right);
    let fill = layout.colour(Colour::Level(level.intensity));
    svg.open("g", &[]);
    if layout.medium != Medium::Print {
        let days = [Some(level.first), level.last].into_iter().flatten().map(|day| chart.words.written_day(day)).collect::<Vec<_>>();
        svg.text("title", &[], &format!("{} ({}): {}", level.label, level.code, days.join(" – ")));
    }
    let place =
        [("x", left.into()), ("y", strip.top.into()), ("width", (right - left).into()), ("height", (strip.bottom - strip.top).into())];
    svg.empty("rect", &place.into_iter().chain([("rx", 3.0.into()), ("fill", (&fill).into())]).collect::<Vec<_>>());
    if text_width(&level.code, layout.note_size) + 8.0 <= right - left {
        let ink = layout.colour(Colour::OnLevel(level.intensity));
        let attributes = [
            ("x", f64::midpoint(left, right).into()),
            ("y", (f64::midpoint(strip.top, strip.bottom) + layout.note_size * 0.36).into()),
            ("text-anchor", "middle".into()),
            ("font-size", layout.note_size.into()),
            ("fill", (&ink).into()),
        ];
        svg.text("text", &attributes, &level.code);
    }
    svg.close("g");
}

pub(crate) fn legend(layout: &Layout<'_>, svg: &mut Svg) {
    for entry in &layout.legend {
        mark_shape(entry.mark, (entry.left + 6.0, entry.middle), 4.2, layout, svg);
        let attributes = [("x", (entry.left + 16.0).into()), ("y", (entry.middle + layout.text_size * 0.36).into())];
        let word = shortened(&entry.word, layout.text_size, layout.width - entry.left - 16.0);
        svg.text("text", &attributes, &word);
    }
}

/// A straight line, one pixel wide.
pub(crate) fn line(svg: &mut Svg, from: (f64, f64), to: (f64, f64), colour: &str, more: &[(&str, &str)]) {
    let mut attributes =
        vec![("x1", from.0.into()), ("y1", from.1.into()), ("x2", to.0.into()), ("y2", to.1.into()), ("stroke", colour.into())];
    attributes.extend(more.iter().map(|(name, value)| (*name, (*value).into())));
    svg.empty("line", &attributes);
}
