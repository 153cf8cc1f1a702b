//! The view data of the throughline chart: everything about one patient on one day axis.

use vocabulary::{Day, Points};

use crate::drawing;
use crate::palette::Medium;
use crate::score_chart::{ChartWords, LevelPeriod, ScoreChart};
use crate::table::{self, ChartTable};

/// One patient on one day axis: a panel for each series of scores, and lanes with what happened below.
///
/// Instruments differ in range and direction, so each has a panel of its own over the same days; they are never drawn on one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThroughlineChart {
    /// Unique on the page: `throughline`.
    pub id: String,
    /// What is drawn. Read out, not drawn.
    pub title: String,
    /// What there is to see, in a few sentences. Read out, not drawn.
    pub description: String,
    /// From the top down. Without any, the lanes stand below an empty plot that says so.
    pub panels: Vec<Panel>,
    /// From the top down, below the panels: levels of care, authorizations, events, and later claims.
    pub lanes: Vec<Lane>,
    /// The last day the data speaks of; open periods are drawn up to it.
    pub until: Day,
    /// The words of the drawing and its tables.
    pub words: ThroughlineWords,
}

/// One series of scores with what it is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Above the panel where there are several: `PHQ-9`.
    pub name: String,
    /// The scores with their bands and cutoffs. Its own levels of care and `until` are not used here: they are lanes of the whole.
    pub scores: ScoreChart,
    /// The scores to be expected; `None` where nobody knows.
    pub expected: Option<ExpectedCourse>,
    /// What change is measured from.
    pub baseline: Option<Baseline>,
    /// The scores whose change since baseline is reliable, in any order.
    pub changes: Vec<ReliableMark>,
    /// What to expect at the next session.
    pub next: Option<NextScore>,
}

/// The scores to be expected over time, with the limits beyond which a score is off course. Which side of the mean the limits lie on is the side of
/// the worse scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedCourse {
    /// In any order. Between two days the course is a straight line; before the first and after the last there is none. The axis reaches over all
    /// of them, so give only the days that are to be seen.
    pub days: Vec<ExpectedDay>,
    /// The model, the number of episodes behind it and their cut-off, in a sentence. Drawn below the chart.
    pub caption: String,
}

/// A day of the expected course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectedDay {
    /// The day.
    pub day: Day,
    /// The mean.
    pub mean: Points,
    /// Up to here a score is on course; beyond, it is to be watched.
    pub watch: Points,
    /// Beyond here it is off course.
    pub off: Points,
}

/// What change is measured from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// The day of the score. The lines begin here.
    pub day: Day,
    /// The score.
    pub score: Line,
    /// The first score that is reliably improved; `None` without a norm.
    pub improved: Option<Line>,
    /// The first score that is reliably worse; `None` without a norm.
    pub worse: Option<Line>,
    /// The norm with its source and how well it is known, or that there is none, in a sentence. Drawn below the chart.
    pub caption: String,
}

/// A level line at a score. One outside the range of the scale is not drawn; the table names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where.
    pub value: Points,
    /// What to write beside it: `improved from 15`.
    pub label: String,
}

/// A score whose change since baseline is reliable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReliableMark {
    /// The day of the score.
    pub day: Day,
    /// The verdict in a word or two. Drawn above the first score of each run of the same word; all of them have a ring.
    pub word: String,
}

/// What to expect at the next session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextScore {
    /// The day of the session.
    pub day: Day,
    /// The score to be expected.
    pub value: Points,
    /// The low end of its interval.
    pub low: Points,
    /// The high end.
    pub high: Points,
    /// As it is written: `12 (8–16)`.
    pub label: String,
    /// What kind of interval it is, in a sentence. Drawn below the chart.
    pub caption: String,
}

/// A strip below the panels, on the same days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Beside it, where there is little room: `Level of care`.
    pub name: String,
    /// Over its table.
    pub heading: String,
    /// What is in it.
    pub content: LaneContent,
}

/// What a lane holds. Another kind of lane is another variant here, a drawing in `drawing::throughline::lane` and rows in its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaneContent {
    /// Times with a first and a last day, in any order. Those that overlap stand below each other.
    Periods(Vec<LevelPeriod>),
    /// Times that are drawn in the same way and are no level of care, such as what a payer granted: no line leads from them up to the scores.
    Spans(Vec<LevelPeriod>),
    /// Times of a few kinds, drawn in the same way: each kind has one intensity and one code. Most are too narrow for their code, so the legend names the
    /// kinds that are there.
    Kinds(Vec<LevelPeriod>),
    /// What happened on a day, in any order. Where there is no room for every word, neighbours share one: `incident +2`.
    Events(Vec<Event>),
}

/// What happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub day: Day,
    /// What happened in a word or two, as it is drawn: `medication`.
    pub word: String,
    /// The same in full, for the table and a pointer at rest; empty where the word says it all.
    pub detail: String,
    /// How much it stands out.
    pub weight: Weight,
}

/// How much an event stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// As the others.
    #[default]
    Ordinary,
    /// A safety answer, an incident: set in bold, and the first to keep its word where room is short.
    Strong,
}

/// Every word of a throughline chart and its tables that is not in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThroughlineWords {
    /// Days, months, and what the tables of scores and levels of care say.
    pub chart: ChartWords,
    /// Legend and table: the mean of the expected course.
    pub expected: String,
    /// Legend and table: between on course and off course.
    pub watch: String,
    /// Legend and table: beyond the limit.
    pub off_course: String,
    /// Legend: the baseline and its limits of reliable change.
    pub baseline: String,
    /// Legend: the ring around a score whose change is reliable.
    pub reliable_change: String,
    /// Legend and table: the score to be expected at the next session.
    pub next: String,
    /// Several events under one word, with `{word}` and `{count}` (the others) in it: `{word} +{count}`.
    pub more: String,
    /// Caption of the table of lines, with `{panel}` in it.
    pub caption_lines: String,
    /// Caption of the table of the expected course, with `{panel}` in it.
    pub caption_course: String,
    /// Head of a column: the change since baseline.
    pub column_change: String,
    /// Head: what a line stands for.
    pub column_line: String,
    /// Head: what happened.
    pub column_event: String,
}

impl ThroughlineChart {
    /// The drawing as one `<svg>` element, to be put into a page or a document as it is.
    pub fn svg(&self, medium: Medium) -> String {
        drawing::throughline::draw(self, medium)
    }

    /// Everything that is drawn, as tables: for each panel its scores, its lines and its expected course; then a table a lane. Tables without rows
    /// are left out.
    pub fn tables(&self) -> Vec<ChartTable> {
        table::throughline::of(self)
    }

    /// The sentences below the drawing, each once: models, norms, intervals.
    pub(crate) fn captions(&self) -> Vec<&str> {
        let mut captions: Vec<&str> = Vec::new();
        for panel in &self.panels {
            let of_panel = [
                panel.baseline.as_ref().map(|baseline| baseline.caption.as_str()),
                panel.expected.as_ref().map(|expected| expected.caption.as_str()),
                panel.next.as_ref().map(|next| next.caption.as_str()),
            ];
            for caption in of_panel.into_iter().flatten().filter(|caption| !caption.is_empty()) {
                if !captions.contains(&caption) {
                    captions.push(caption);
                }
            }
        }
        captions
    }
}

impl Panel {
    /// A panel with scores and nothing else.
    pub fn of(name: &str, scores: ScoreChart) -> Self {
        Self { name: name.to_owned(), scores, expected: None, baseline: None, changes: Vec::new(), next: None }
    }

    /// The word above a day's score, where its change is reliable.
    pub(crate) fn change_on(&self, day: Day) -> Option<&str> {
        self.changes.iter().find(|change| change.day == day).map(|change| change.word.as_str())
    }
}

impl ExpectedCourse {
    /// From the earliest day to the latest.
    pub(crate) fn in_order(&self) -> Vec<ExpectedDay> {
        let mut days = self.days.clone();
        days.sort_by_key(|expected| expected.day);
        days
    }
}

impl Baseline {
    /// All lines that there are.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        std::iter::once(&self.score).chain(&self.improved).chain(&self.worse)
    }
}
