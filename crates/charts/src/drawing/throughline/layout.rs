//! Where everything of a throughline chart stands, worked out before anything is drawn.

use vocabulary::Day;

use crate::axis::{DayRange, Scale, score_scale, score_ticks};
use crate::drawing::layout::{Layout, Placed};
use crate::drawing::throughline::flag::{self, Flag};
use crate::drawing::throughline::lane::{self, LaneLayout};
use crate::drawing::throughline::legend::{self, Entry};
use crate::drawing::throughline::panel::RING;
use crate::labels::{Area, text_width, wrapped};
use crate::palette::Medium;
use crate::throughline_chart::{Baseline, Lane, LaneContent, Panel, ThroughlineChart};

/// A panel with its place.
pub(crate) struct PanelLayout<'a> {
    pub(crate) panel: &'a Panel,
    /// Base line of its name, where it is shown.
    pub(crate) name_line: Option<f64>,
    /// The words above its plot.
    pub(crate) flags: Vec<Flag>,
    /// What the parts of a chart of scores are drawn by.
    pub(crate) frame: Layout<'a>,
}

/// All measures of one drawing, in pixels of its view box.
pub(crate) struct ThroughlineLayout<'a> {
    pub(crate) medium: Medium,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) text_size: f64,
    pub(crate) note_size: f64,
    /// Where every panel and lane begins and ends.
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) days: DayRange,
    pub(crate) x: Scale,
    pub(crate) panels: Vec<PanelLayout<'a>>,
    pub(crate) lanes: Vec<LaneLayout<'a>>,
    pub(crate) legend: Vec<Entry>,
    /// Lines of the captions with their base lines.
    pub(crate) captions: Vec<(String, f64)>,
}

/// The height of the plot where there is no series of scores.
const NO_SCORES: f64 = 56.0;

/// What differs between media. The height of a plot is that of a single panel and that of each of several.
struct Measures {
    width: f64,
    plot_heights: (f64, f64),
    text_size: f64,
    note_size: f64,
    widest_margin: f64,
}

const fn measures(medium: Medium) -> Measures {
    match medium {
        Medium::Screen => Measures { width: 760.0, plot_heights: (250.0, 176.0), text_size: 12.0, note_size: 12.0, widest_margin: 156.0 },
        // The narrowest phone, so that type is never scaled below its size.
        Medium::Phone => Measures { width: 320.0, plot_heights: (240.0, 190.0), text_size: 12.0, note_size: 11.5, widest_margin: 124.0 },
        Medium::Print => Measures { width: 640.0, plot_heights: (200.0, 148.0), text_size: 11.0, note_size: 10.5, widest_margin: 140.0 },
    }
}

impl<'a> ThroughlineLayout<'a> {
    pub(crate) fn of(chart: &'a ThroughlineChart, medium: Medium) -> Self {
        let Measures { width, plot_heights, text_size, note_size, widest_margin } = measures(medium);
        let left = chart.panels.iter().map(|panel| left_margin(panel, note_size)).fold(28.0, f64::max);
        let right = width - right_margin(chart, note_size, widest_margin);
        let days = days_of(chart);
        let mut layout = Self {
            medium,
            width,
            height: 0.0,
            text_size,
            note_size,
            left,
            right,
            days,
            x: days.scale(left + 12.0, right - 12.0),
            panels: Vec::new(),
            lanes: Vec::new(),
            legend: Vec::new(),
            captions: Vec::new(),
        };
        let plot_height = match chart.panels.as_slice() {
            [only] if only.scores.points.is_empty() && only.scores.axis_label.is_empty() => NO_SCORES,
            [_] => plot_heights.0,
            _ => plot_heights.1,
        };
        let mut bottom = 0.0;
        for panel in &chart.panels {
            let placed = layout.panel(panel, bottom, plot_height, chart.panels.len() > 1);
            bottom = placed.frame.plot.bottom + 14.0;
            layout.panels.push(placed);
        }
        bottom += note_size * 2.3;
        for lane in &chart.lanes {
            let placed = lane::place(lane, chart, &layout, bottom + 8.0);
            bottom = placed.bottom;
            layout.lanes.push(placed);
        }
        (layout.legend, bottom) = legend::place(chart, &layout, bottom + 6.0);
        layout.height = layout.place_captions(chart, bottom + 4.0) + 6.0;
        for placed in &mut layout.panels {
            placed.frame.height = layout.height;
        }
        layout
    }

    /// A panel below `top`: its name, the label of its axis, the words above its plot, the plot.
    fn panel(&self, panel: &'a Panel, top: f64, plot_height: f64, named: bool) -> PanelLayout<'a> {
        let name_line = named.then_some(top + self.text_size + 2.0);
        let axis_label_line = name_line.unwrap_or(top) + self.text_size + if named { 4.0 } else { 2.0 };
        let points = panel.scores.points_in_order();
        let radius = if points.len() > 60 { 2.2 } else { 4.2 };
        let x_of = |day: Day| self.x_of(day);
        let mut flags = flag::of(panel, x_of, self.width, self.note_size);
        let rows = flags.iter().map(|flag| flag.row + 1).max().unwrap_or(0);
        let row_height = self.note_size + 5.0;
        let plot_top = axis_label_line + 8.0 + f64::from(rows) * row_height + if rows > 0 { 4.0 } else { 0.0 };
        for flag in &mut flags {
            flag.baseline = plot_top - 8.0 - f64::from(flag.row) * row_height;
        }
        let plot = Area { left: self.left, top: plot_top, right: self.right, bottom: plot_top + plot_height };
        let y = score_scale(panel.scores.range, plot.top, plot.bottom, radius + 5.0);
        let placed = (points.into_iter())
            .map(|point| Placed {
                point,
                x: self.x_of(point.day),
                y: point.mark.value().map(|value| y.at(value.to_f64())),
                reach: if panel.change_on(point.day).is_some() { radius + RING } else { radius },
            })
            .collect();
        let frame = Layout {
            medium: self.medium,
            width: self.width,
            height: 0.0,
            text_size: self.text_size,
            note_size: self.note_size,
            radius,
            axis_label_line,
            milestone_line: axis_label_line,
            plot,
            days: self.days,
            x: self.x,
            y,
            strip: None,
            legend: Vec::new(),
            placed,
        };
        PanelLayout { panel, name_line, flags, frame }
    }

    fn place_captions(&mut self, chart: &ThroughlineChart, top: f64) -> f64 {
        let mut bottom = top;
        for caption in chart.captions() {
            bottom += 3.0;
            for line in wrapped(caption, self.note_size, self.width - 6.0) {
                bottom += self.note_size * 1.35;
                self.captions.push((line, bottom));
            }
        }
        bottom
    }

    /// Where a day lies.
    pub(crate) fn x_of(&self, day: Day) -> f64 {
        self.x.at(f64::from(day.days_since(self.days.first)))
    }
}

/// All days that are drawn.
fn days_of(chart: &ThroughlineChart) -> DayRange {
    let mut days: Vec<Day> = Vec::new();
    for panel in &chart.panels {
        days.extend(panel.scores.points.iter().map(|point| point.day));
        days.extend(panel.expected.iter().flat_map(|expected| &expected.days).map(|expected| expected.day));
        days.extend(panel.baseline.iter().map(|baseline| baseline.day));
        days.extend(panel.next.iter().map(|next| next.day));
    }
    for lane in &chart.lanes {
        match &lane.content {
            LaneContent::Events(events) => days.extend(events.iter().map(|event| event.day)),
            LaneContent::Periods(periods) | LaneContent::Spans(periods) | LaneContent::Kinds(periods) => {
                days.extend(periods.iter().flat_map(|period| [period.first, period.last.unwrap_or(chart.until).max(period.first)]));
            }
        }
    }
    DayRange::over(days.into_iter(), chart.until)
}

fn left_margin(panel: &Panel, note_size: f64) -> f64 {
    let ticks = score_ticks(panel.scores.range, &panel.scores.bands);
    ticks.iter().map(|tick| text_width(&tick.to_string(), note_size)).fold(16.0, f64::max) + 12.0
}

/// Room for the names beside the plots and lanes, up to a limit; longer names are cut there and are whole in the tables.
fn right_margin(chart: &ThroughlineChart, note_size: f64, widest: f64) -> f64 {
    let of_panel = |panel: &'_ Panel| {
        let bands = panel.scores.bands.iter().map(|band| text_width(&band.name, note_size));
        let cutoffs = panel.scores.cutoffs.iter().map(|cutoff| text_width(&cutoff.label, note_size));
        let lines = panel.baseline.iter().flat_map(Baseline::lines).map(|line| text_width(&line.label, note_size));
        bands.chain(cutoffs).chain(lines).fold(0.0, f64::max)
    };
    let of_lane = |lane: &Lane| text_width(&lane.name, note_size);
    let names = chart.panels.iter().map(of_panel).chain(chart.lanes.iter().map(of_lane));
    (names.map(|name| name + 14.0).fold(24.0, f64::max)).min(widest)
}
