//! Drawing the throughline chart: panels over one another, lanes below them, the legend and the captions at the foot.

mod flag;
mod lane;
mod layout;
mod legend;
mod panel;

use std::borrow::Cow;

use vocabulary::Points;

use crate::drawing::{course, frame};
use crate::labels::shortened;
use crate::palette::{Colour, Medium};
use crate::score_chart::ScoreChart;
use crate::svg::{Svg, number};
use crate::throughline_chart::{Panel, ThroughlineChart};

use layout::{PanelLayout, ThroughlineLayout};

/// The chart as SVG text.
pub(crate) fn draw(chart: &ThroughlineChart, medium: Medium) -> String {
    let without_scores = chart.panels.is_empty();
    let chart = with_a_panel(chart);
    let layout = ThroughlineLayout::of(&chart, medium);
    let mut svg = Svg::default();
    open(&chart, &layout, &mut svg);
    for (index, placed) in layout.panels.iter().enumerate() {
        let is_last = index + 1 == layout.panels.len();
        if without_scores {
            course::gaps(&placed.panel.scores, &placed.frame, &mut svg);
            frame::day_lines(&placed.panel.scores, &placed.frame, &mut svg);
        } else {
            draw_panel(&chart, placed, &layout, &mut svg);
        }
        if is_last {
            frame::day_names(&placed.panel.scores, &placed.frame, &mut svg);
        }
    }
    for lane in &layout.lanes {
        lane::draw(lane, &chart, &layout, &mut svg);
    }
    legend::draw(&layout, &mut svg);
    captions(&layout, &mut svg);
    svg.close("svg");
    svg.finish()
}

/// The chart itself, or with an empty panel that carries the axis of days where it has none.
fn with_a_panel(chart: &ThroughlineChart) -> Cow<'_, ThroughlineChart> {
    if !chart.panels.is_empty() {
        return Cow::Borrowed(chart);
    }
    let scores = ScoreChart {
        id: String::new(),
        title: String::new(),
        description: String::new(),
        axis_label: String::new(),
        range: (Points::ZERO, Points::from_whole(1)),
        bands: Vec::new(),
        cutoffs: Vec::new(),
        points: Vec::new(),
        levels: Vec::new(),
        until: chart.until,
        words: chart.words.chart.clone(),
    };
    Cow::Owned(ThroughlineChart { panels: vec![Panel::of("", scores)], ..chart.clone() })
}

fn open(chart: &ThroughlineChart, layout: &ThroughlineLayout<'_>, svg: &mut Svg) {
    let view_box = format!("0 0 {} {}", number(layout.width), number(layout.height));
    let (title_id, description_id) = (format!("{}-title", chart.id), format!("{}-description", chart.id));
    let named_by = format!("{title_id} {description_id}");
    let ink = Colour::Ink.value(layout.medium);
    let mut attributes = vec![
        ("xmlns", "http://www.w3.org/2000/svg".into()),
        ("viewBox", (&view_box).into()),
        ("role", "img".into()),
        ("aria-labelledby", (&named_by).into()),
        ("class", "throughline-chart".into()),
        ("font-size", layout.text_size.into()),
        ("fill", (&ink).into()),
    ];
    if layout.medium == Medium::Print {
        attributes.extend([("width", layout.width.into()), ("height", layout.height.into()), ("font-family", "Inter".into())]);
    }
    svg.open("svg", &attributes);
    svg.text("title", &[("id", (&title_id).into())], &chart.title);
    svg.text("desc", &[("id", (&description_id).into())], &chart.description);
}

/// One panel, in the order in which it is painted: grounds, lines, names, and the scores on top.
fn draw_panel(chart: &ThroughlineChart, placed: &PanelLayout<'_>, layout: &ThroughlineLayout<'_>, svg: &mut Svg) {
    let (scores, frame) = (&placed.panel.scores, &placed.frame);
    if let Some(baseline) = placed.name_line {
        let name = shortened(&placed.panel.name, layout.text_size, layout.width - 4.0);
        svg.text("text", &[("x", 2.0.into()), ("y", baseline.into()), ("font-weight", "600".into())], &name);
    }
    frame::bands(scores, frame, svg);
    panel::expected_areas(placed, svg);
    frame::score_axis(scores, frame, svg);
    frame::day_lines(scores, frame, svg);
    panel::level_changes(chart, placed, svg);
    frame::cutoffs(scores, frame, svg);
    panel::expected_lines(placed, svg);
    panel::baseline_lines(placed, svg);
    panel::names_beside(placed, svg);
    flag::draw(placed, svg);
    course::gaps(scores, frame, svg);
    course::lines(scores, frame, svg);
    panel::rings(placed, svg);
    course::marks(scores, frame, svg);
    let taken = panel::next_score(chart, placed, svg);
    course::values(scores, frame, &taken, &panel::lines_taken(placed), svg);
}

fn captions(layout: &ThroughlineLayout<'_>, svg: &mut Svg) {
    let muted = Colour::Muted.value(layout.medium);
    for (text, baseline) in &layout.captions {
        let place = [("x", 2.0.into()), ("y", (*baseline).into())];
        let style = [("font-size", layout.note_size.into()), ("fill", (&muted).into())];
        svg.text("text", &place.into_iter().chain(style).collect::<Vec<_>>(), text);
    }
}

#[cfg(test)]
mod tests;
