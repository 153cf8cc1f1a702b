//! The lanes below the panels: periods as blocks, events as words on their days. Nothing covers anything else.

use vocabulary::Day;

use crate::drawing::frame::line;
use crate::drawing::throughline::layout::ThroughlineLayout;
use crate::labels::{Area, Taken, shortened, text_width};
use crate::palette::{Colour, Medium};
use crate::score_chart::LevelPeriod;
use crate::svg::Svg;
use crate::throughline_chart::{Event, Lane, LaneContent, ThroughlineChart, Weight};

/// A lane with its place.
pub(crate) struct LaneLayout<'a> {
    lane: &'a Lane,
    top: f64,
    pub(crate) bottom: f64,
    content: Placed<'a>,
}

enum Placed<'a> {
    Periods(Vec<Block<'a>>),
    Events(Vec<Words<'a>>),
}

/// A period with its place.
struct Block<'a> {
    period: &'a LevelPeriod,
    area: Area,
    /// Where its code stands: inside, or below where it is too narrow; `None` where there is room nowhere.
    code: Option<(f64, f64, Colour)>,
}

/// One or more events under one word.
struct Words<'a> {
    events: Vec<&'a Event>,
    text: String,
    /// The day of the first.
    x: f64,
    row: usize,
    side: Side,
}

/// On which side of its day a word stands.
#[derive(Clone, Copy)]
enum Side {
    Right,
    Left,
}

const BLOCK: f64 = 22.0;
/// More rows of words than this, and neighbours share one. A phone is narrow and long.
const fn most_rows(medium: Medium) -> usize {
    match medium {
        Medium::Phone => 7,
        Medium::Screen | Medium::Print => 4,
    }
}

pub(super) fn place<'a>(lane: &'a Lane, chart: &ThroughlineChart, layout: &ThroughlineLayout<'_>, top: f64) -> LaneLayout<'a> {
    let (content, height) = match &lane.content {
        LaneContent::Periods(periods) | LaneContent::Spans(periods) | LaneContent::Kinds(periods) => {
            let (blocks, height) = blocks(periods, chart, layout, top);
            (Placed::Periods(blocks), height)
        }
        LaneContent::Events(events) => {
            let words = words(events, &chart.words.more, layout);
            let rows = words.iter().map(|each| each.row + 1).max().unwrap_or(1);
            #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
            let height = rows as f64 * row_height(layout);
            (Placed::Events(words), height)
        }
    };
    LaneLayout { lane, top, bottom: top + height, content }
}

fn row_height(layout: &ThroughlineLayout<'_>) -> f64 {
    layout.note_size + 7.0
}

/// Each period from the start of its first day to the end of its last, in the first row where it is free; codes that do not fit inside below.
fn blocks<'a>(periods: &'a [LevelPeriod], chart: &ThroughlineChart, layout: &ThroughlineLayout<'_>, top: f64) -> (Vec<Block<'a>>, f64) {
    let mut ordered: Vec<&LevelPeriod> = periods.iter().collect();
    ordered.sort_by_key(|period| (period.first, period.last));
    let mut rows_end: Vec<Day> = Vec::new();
    let mut blocks = Vec::new();
    for period in ordered {
        let until = period.last.unwrap_or(chart.until).max(period.first);
        let row = rows_end.iter().position(|end| *end < period.first).unwrap_or(rows_end.len());
        if row == rows_end.len() {
            rows_end.push(until);
        }
        rows_end[row] = until;
        let left = layout.x_of(period.first);
        let right = (layout.x_of(until.plus_days(1)) - 1.0).max(left + 2.0).min(layout.right);
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let top = top + row as f64 * (BLOCK + 2.0);
        blocks.push(Block { period, area: Area { left, top, right, bottom: top + BLOCK }, code: None });
    }
    let bottom = blocks.iter().map(|block| block.area.bottom).fold(top + BLOCK, f64::max);
    let has_codes_below = place_codes(&mut blocks, layout, bottom);
    (blocks, bottom - top + if has_codes_below { layout.note_size + 4.0 } else { 0.0 })
}

/// Says whether any code stands below the blocks.
fn place_codes(blocks: &mut [Block<'_>], layout: &ThroughlineLayout<'_>, bottom: f64) -> bool {
    let (size, mut taken, mut any_below) = (layout.note_size, Taken::default(), false);
    for block in blocks {
        let (area, width) = (block.area, text_width(&block.period.code, layout.note_size));
        let middle = f64::midpoint(area.left, area.right);
        if width + 8.0 <= area.right - area.left {
            let baseline = f64::midpoint(area.top, area.bottom) + size * 0.36;
            block.code = Some((middle, baseline, Colour::OnLevel(block.period.intensity)));
            continue;
        }
        let x = middle.clamp(layout.left + width / 2.0, (layout.right - width / 2.0).max(layout.left + width / 2.0));
        if taken.take(Area { left: x - width / 2.0 - 2.0, top: 0.0, right: x + width / 2.0 + 2.0, bottom: 1.0 }) {
            block.code = Some((x, bottom + size + 1.0, Colour::Muted));
            any_below = true;
        }
    }
    any_below
}

/// The words of all events. Neighbours nearer than a few pixels share a word, and more of them the less room there is, until all fit.
fn words<'a>(events: &'a [Event], more: &str, layout: &ThroughlineLayout<'_>) -> Vec<Words<'a>> {
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by_key(|event| event.day);
    let mut near = 1.0;
    loop {
        let groups = groups(&ordered, near, layout);
        if let Some(words) = in_rows(&groups, more, layout) {
            return words;
        }
        near *= 1.6;
    }
}

/// Events in order, in groups that are no wider than some pixels.
fn groups<'a>(ordered: &[&'a Event], near: f64, layout: &ThroughlineLayout<'_>) -> Vec<Vec<&'a Event>> {
    let mut groups: Vec<Vec<&'a Event>> = Vec::new();
    for event in ordered {
        match groups.last_mut() {
            Some(group) if layout.x_of(event.day) - layout.x_of(group[0].day) < near => group.push(event),
            _ => groups.push(vec![event]),
        }
    }
    groups
}

/// A row for each group; `None` when there are more groups than the rows hold. One group always fits.
fn in_rows<'a>(groups: &[Vec<&'a Event>], more: &str, layout: &ThroughlineLayout<'_>) -> Option<Vec<Words<'a>>> {
    let mut taken = Taken::default();
    let mut words = Vec::new();
    for group in groups {
        let x = layout.x_of(group[0].day);
        let (room_right, room_left) = (layout.right - x - 10.0, x - layout.left - 10.0);
        let widest = room_right.max(room_left);
        let text = shortened(&words_of(group, more), layout.note_size, widest);
        let width = text_width(&text, layout.note_size);
        let side = if width <= room_right { Side::Right } else { Side::Left };
        let (left, right) = match side {
            Side::Right => (x - 2.0, x + width + 10.0),
            Side::Left => (x - width - 10.0, x + 2.0),
        };
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let area = |row: usize| Area { left, top: row as f64, right, bottom: row as f64 + 1.0 };
        let row = (0..most_rows(layout.medium)).find(|row| taken.is_free(area(*row)))?;
        taken.add(area(row));
        words.push(Words { events: group.clone(), text, x, row, side });
    }
    Some(words)
}

/// The word of the event that stands out most, the first of them, and how many others there are. The same word twice is said with its number.
fn words_of(group: &[&Event], more: &str) -> String {
    let strong = group.iter().find(|event| event.weight == Weight::Strong);
    let word = strong.or(group.first()).map_or("", |event| event.word.as_str());
    match group.len() {
        0 | 1 => word.to_owned(),
        count => more.replace("{word}", word).replace("{count}", &(count - 1).to_string()),
    }
}

pub(super) fn draw(placed: &LaneLayout<'_>, chart: &ThroughlineChart, layout: &ThroughlineLayout<'_>, svg: &mut Svg) {
    let (muted, size) = (Colour::Muted.value(layout.medium), layout.note_size);
    let left = layout.right + 8.0;
    let baseline = match &placed.content {
        Placed::Periods(_) => placed.top + BLOCK / 2.0 + size * 0.36,
        Placed::Events(_) => placed.top + size,
    };
    let attributes = [("x", left.into()), ("y", baseline.into()), ("font-size", size.into()), ("fill", (&muted).into())];
    svg.text("text", &attributes, &shortened(&placed.lane.name, size, layout.width - left - 2.0));
    match &placed.content {
        Placed::Periods(blocks) => {
            for block in blocks {
                draw_block(block, chart, layout, svg);
            }
        }
        Placed::Events(words) => {
            let grid = Colour::Grid.value(layout.medium);
            line(svg, (layout.left, placed.top - 2.0), (layout.right, placed.top - 2.0), &grid, &[]);
            for each in words {
                draw_words(each, placed.top, chart, layout, svg);
            }
        }
    }
}

fn draw_block(block: &Block<'_>, chart: &ThroughlineChart, layout: &ThroughlineLayout<'_>, svg: &mut Svg) {
    let (period, area) = (block.period, block.area);
    svg.open("g", &[]);
    if layout.medium != Medium::Print {
        let days = [Some(period.first), period.last].into_iter().flatten().map(|day| chart.words.chart.written_day(day));
        svg.text("title", &[], &format!("{} ({}): {}", period.label, period.code, days.collect::<Vec<_>>().join(" – ")));
    }
    let fill = Colour::Level(period.intensity).value(layout.medium);
    let (width, height) = (area.right - area.left, area.bottom - area.top);
    let place = [("x", area.left.into()), ("y", area.top.into()), ("width", width.into()), ("height", height.into())];
    svg.empty("rect", &place.into_iter().chain([("rx", 3.0.into()), ("fill", (&fill).into())]).collect::<Vec<_>>());
    if let Some((x, y, colour)) = block.code {
        let ink = colour.value(layout.medium);
        let place = [("x", x.into()), ("y", y.into()), ("text-anchor", "middle".into())];
        let style = [("font-size", layout.note_size.into()), ("fill", (&ink).into())];
        svg.text("text", &place.into_iter().chain(style).collect::<Vec<_>>(), &period.code);
    }
    svg.close("g");
}

fn draw_words(words: &Words<'_>, top: f64, chart: &ThroughlineChart, layout: &ThroughlineLayout<'_>, svg: &mut Svg) {
    let is_strong = words.events.iter().any(|event| event.weight == Weight::Strong);
    let colour = if is_strong { Colour::Cutoff } else { Colour::Ink }.value(layout.medium);
    #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
    let top = top + words.row as f64 * row_height(layout);
    svg.open("g", &[("class", "event".into())]);
    if layout.medium != Medium::Print {
        svg.text("title", &[], &words.events.iter().map(|event| in_full(event, chart)).collect::<Vec<_>>().join("; "));
    }
    line(svg, (words.x, top), (words.x, top + layout.note_size + 3.0), &colour, &[("stroke-width", "1.5")]);
    let (x, anchor) = match words.side {
        Side::Right => (words.x + 5.0, "start"),
        Side::Left => (words.x - 5.0, "end"),
    };
    let place = [("x", x.into()), ("y", (top + layout.note_size).into()), ("text-anchor", anchor.into())];
    let style =
        [("font-size", layout.note_size.into()), ("font-weight", if is_strong { "600" } else { "400" }.into()), ("fill", (&colour).into())];
    svg.text("text", &place.into_iter().chain(style).collect::<Vec<_>>(), &words.text);
    svg.close("g");
}

/// The event with its day and detail.
fn in_full(event: &Event, chart: &ThroughlineChart) -> String {
    let said = if event.detail.is_empty() { &event.word } else { &event.detail };
    format!("{}: {said}", chart.words.chart.written_day(event.day))
}
