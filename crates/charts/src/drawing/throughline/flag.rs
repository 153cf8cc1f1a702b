//! The words above a plot: intake, discharge, follow-up, and the verdict where a change first becomes reliable. Each has a line down to its score;
//! where two would meet, one stands a row higher.

use vocabulary::Day;

use crate::drawing::frame::line;
use crate::drawing::throughline::layout::PanelLayout;
use crate::labels::{Area, Taken, shortened, text_width};
use crate::palette::Colour;
use crate::score_chart::Milestone;
use crate::svg::Svg;
use crate::throughline_chart::Panel;

/// Words above a score.
pub(crate) struct Flag {
    pub(crate) text: String,
    day: Day,
    /// The middle of the words.
    x: f64,
    /// Counted from the plot upwards.
    pub(crate) row: u8,
    pub(crate) baseline: f64,
    colour: Colour,
}

/// More rows than this would leave no room for the scores; words that need one are in the table, and their scores keep their ring.
const MOST_ROWS: u8 = 4;

/// The words of a panel with their rows. The newest find their place first: where room is short an old verdict is left to the table, never the one that
/// holds today. A word for the same day joins the one that is there.
pub(super) fn of(panel: &Panel, x_of: impl Fn(Day) -> f64, width: f64, size: f64) -> Vec<Flag> {
    let mut taken = Taken::default();
    let mut flags = Vec::new();
    for (day, text, colour) in words(panel).into_iter().rev() {
        let text = shortened(&text, size, width * 0.6);
        let half = text_width(&text, size) / 2.0;
        let point = x_of(day);
        let x = point.clamp(half + 1.0, (width - half - 1.0).max(half + 1.0));
        // Rows are counted downwards from 0 here, so that a row is one unit high and the line to the plot runs from -row to 0.
        let place = |row: u8| {
            let (top, bottom) = (-f64::from(row) - 1.0, -f64::from(row));
            let words = Area { left: x - half - 5.0, top, right: x + half + 5.0, bottom };
            let line = Area { left: point - 2.0, top: bottom, right: point + 2.0, bottom: 0.0 };
            (words, line)
        };
        let free = |row: &u8| {
            let (words, line) = place(*row);
            taken.is_free(words) && (*row == 0 || taken.is_free(line))
        };
        let Some(row) = (0..MOST_ROWS).find(free) else { continue };
        let (words, line) = place(row);
        taken.add(words);
        if row > 0 {
            taken.add(line);
        }
        flags.push(Flag { text, day, x, row, baseline: 0.0, colour });
    }
    flags.reverse();
    flags
}

/// What is said above which day. A verdict is said where it first appears and wherever it changes.
fn words(panel: &Panel) -> Vec<(Day, String, Colour)> {
    let mut words: Vec<(Day, String, Colour)> = Vec::new();
    let mut verdict_before: Option<&str> = None;
    for point in panel.scores.points_in_order() {
        let phase = Some(point.phase.as_str()).filter(|phase| point.milestone == Milestone::Phase && !phase.is_empty());
        let verdict = panel.change_on(point.day);
        let is_new = verdict.is_some() && verdict != verdict_before;
        if point.mark.value().is_some() {
            verdict_before = verdict;
        }
        let said: Vec<&str> = phase.into_iter().chain(verdict.filter(|_| is_new)).collect();
        let repeats = words.last().is_some_and(|(day, _, _)| *day == point.day);
        if !said.is_empty() && !repeats {
            words.push((point.day, said.join(" · "), if is_new { Colour::Change } else { Colour::Muted }));
        }
    }
    words
}

pub(super) fn draw(placed: &PanelLayout<'_>, svg: &mut Svg) {
    let frame = &placed.frame;
    for flag in &placed.flags {
        let colour = frame.colour(flag.colour);
        let point = frame.placed.iter().find(|each| each.point.day == flag.day);
        let (x, y) = point.map_or((flag.x, frame.plot.top), |each| (each.x, each.y.unwrap_or(frame.plot.bottom)));
        line(svg, (x, flag.baseline + 4.0), (x, y), &colour, &[("stroke-opacity", "0.55")]);
        let weight = if flag.colour == Colour::Change { "600" } else { "400" };
        let place = [("x", flag.x.into()), ("y", flag.baseline.into()), ("text-anchor", "middle".into())];
        let style = [("font-size", frame.note_size.into()), ("font-weight", weight.into()), ("fill", (&colour).into())];
        svg.text("text", &place.into_iter().chain(style).collect::<Vec<_>>(), &flag.text);
    }
}
