//! Where everything stands, worked out before anything is drawn.

use crate::axis::{DayRange, Scale, score_scale, score_ticks};
use crate::labels::{Area, text_width};
use crate::palette::{Colour, Medium};
use crate::score_chart::{Mark, Milestone, Point, ScoreChart};

/// A point with its place.
pub(crate) struct Placed<'a> {
    pub(crate) point: &'a Point,
    pub(crate) x: f64,
    /// `None` for a gap.
    pub(crate) y: Option<f64>,
    /// How far what is drawn there reaches: words stay outside.
    pub(crate) reach: f64,
}

/// An entry of the legend with its place.
pub(crate) struct LegendEntry {
    pub(crate) mark: Mark,
    pub(crate) word: String,
    pub(crate) left: f64,
    pub(crate) middle: f64,
}

/// All measures of one drawing, in pixels of its view box.
pub(crate) struct Layout<'a> {
    pub(crate) medium: Medium,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Size of ordinary text.
    pub(crate) text_size: f64,
    /// Size of notes: axis numbers, names beside the plot.
    pub(crate) note_size: f64,
    pub(crate) radius: f64,
    /// Base line of the axis' label.
    pub(crate) axis_label_line: f64,
    /// Base line of the milestones, where there are any.
    pub(crate) milestone_line: f64,
    pub(crate) plot: Area,
    pub(crate) days: DayRange,
    pub(crate) x: Scale,
    pub(crate) y: Scale,
    /// The strip of levels of care.
    pub(crate) strip: Option<Area>,
    pub(crate) legend: Vec<LegendEntry>,
    pub(crate) placed: Vec<Placed<'a>>,
}

/// What differs between media.
struct Measures {
    width: f64,
    plot_height: f64,
    text_size: f64,
    note_size: f64,
    widest_margin: f64,
}

const fn measures(medium: Medium) -> Measures {
    match medium {
        Medium::Screen => Measures { width: 760.0, plot_height: 236.0, text_size: 12.0, note_size: 12.0, widest_margin: 150.0 },
        Medium::Phone => Measures { width: 360.0, plot_height: 250.0, text_size: 12.5, note_size: 12.0, widest_margin: 122.0 },
        Medium::Print => Measures { width: 640.0, plot_height: 190.0, text_size: 11.0, note_size: 10.5, widest_margin: 140.0 },
    }
}

impl<'a> Layout<'a> {
    pub(crate) fn of(chart: &'a ScoreChart, medium: Medium) -> Self {
        let Measures { width, plot_height, text_size, note_size, widest_margin } = measures(medium);
        let points = chart.points_in_order();
        let has_milestones = points.iter().any(|point| point.milestone == Milestone::Phase && !point.phase.is_empty());
        let axis_label_line = text_size + 2.0;
        let milestone_line = axis_label_line + if has_milestones { text_size + 8.0 } else { 0.0 };
        let top = milestone_line + 8.0;
        let plot = Area {
            left: left_margin(chart, note_size),
            top,
            right: width - right_margin(chart, note_size, widest_margin),
            bottom: top + plot_height,
        };
        let below_axis = plot.bottom + 10.0 + note_size * 2.3;
        let strip = (!chart.levels.is_empty()).then_some(Area { top: below_axis + 6.0, bottom: below_axis + 28.0, ..plot });
        let below_strip = strip.map_or(below_axis, |strip| strip.bottom);
        let (legend, bottom) = legend(chart, medium, width, below_strip, text_size);
        let radius = if points.len() > 60 { 2.2 } else { 4.2 };
        let days = DayRange::of(chart);
        let x = days.scale(plot.left + 12.0, plot.right - 12.0);
        let y = score_scale(chart.range, plot.top, plot.bottom, radius + 5.0);
        let placed = (points.into_iter())
            .map(|point| Placed {
                point,
                x: x.at(f64::from(point.day.days_since(days.first))),
                y: point.mark.value().map(|value| y.at(value.to_f64())),
                reach: radius,
            })
            .collect();
        Self {
            medium,
            width,
            height: bottom + 4.0,
            text_size,
            note_size,
            radius,
            axis_label_line,
            milestone_line,
            plot,
            days,
            x,
            y,
            strip,
            legend,
            placed,
        }
    }

    pub(crate) fn colour(&self, colour: Colour) -> String {
        colour.value(self.medium)
    }
}

fn left_margin(chart: &ScoreChart, note_size: f64) -> f64 {
    let ticks = score_ticks(chart.range, &chart.bands);
    ticks.iter().map(|tick| text_width(&tick.to_string(), note_size)).fold(16.0, f64::max) + 12.0
}

/// Room for the names of bands, cutoffs and the strip, up to a limit; longer names are cut there and are whole in the table.
fn right_margin(chart: &ScoreChart, note_size: f64, widest: f64) -> f64 {
    let bands = chart.bands.iter().map(|band| &band.name);
    let cutoffs = chart.cutoffs.iter().map(|cutoff| &cutoff.label);
    let strip = (!chart.levels.is_empty()).then_some(&chart.words.level_of_care);
    let names = bands.chain(cutoffs).chain(strip);
    (names.map(|name| text_width(name, note_size) + 14.0).fold(24.0, f64::max)).min(widest)
}

/// The entries of the legend in as many rows as they need, and where the last row ends. Empty when every mark is a plain score.
fn legend(chart: &ScoreChart, medium: Medium, width: f64, top: f64, text_size: f64) -> (Vec<LegendEntry>, f64) {
    let zero = vocabulary::Points::ZERO;
    let kinds = [Mark::Scored(zero), Mark::Prorated(zero), Mark::TotalOnly(zero), Mark::Unscorable];
    let occurs = |kind: Mark| chart.points.iter().any(|point| std::mem::discriminant(&point.mark) == std::mem::discriminant(&kind));
    let present: Vec<Mark> = kinds.into_iter().filter(|kind| occurs(*kind)).collect();
    if present.is_empty() || present == [kinds[0]] {
        return (Vec::new(), top);
    }
    let (left, gap) = (if medium == Medium::Phone { 4.0 } else { 28.0 }, 20.0);
    let (mut cursor, mut middle) = (left, top + text_size + 8.0);
    let mut entries = Vec::new();
    for mark in present {
        let word = chart.words.mark(mark).to_owned();
        let entry_width = 18.0 + text_width(&word, text_size);
        if cursor > left && cursor + entry_width > width {
            (cursor, middle) = (left, middle + text_size + 8.0);
        }
        entries.push(LegendEntry { mark, word, left: cursor, middle });
        cursor += entry_width + gap;
    }
    (entries, middle + text_size * 0.6)
}
