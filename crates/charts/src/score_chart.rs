//! The view data of a chart of scores.

use vocabulary::{Day, Points};

use crate::drawing;
use crate::palette::Medium;
use crate::table::{self, ChartTable};

/// One series of scores of one patient: one instrument, one scale, one respondent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreChart {
    /// Unique on the page, for the links between the drawing and its title: `phq-9-total`.
    pub id: String,
    /// What is drawn: `PHQ-9 over time`. Read out, not drawn.
    pub title: String,
    /// What there is to see, in a sentence or two. Read out, not drawn.
    pub description: String,
    /// What the numbers are, with their direction: `Total score, higher means more symptoms`.
    pub axis_label: String,
    /// The lowest and the highest possible score.
    pub range: (Points, Points),
    /// From the lowest to the highest; empty where the scale has none.
    pub bands: Vec<Band>,
    /// Lines across the plot.
    pub cutoffs: Vec<Cutoff>,
    /// The administrations, in any order.
    pub points: Vec<Point>,
    /// The levels of care below, in any order.
    pub levels: Vec<LevelPeriod>,
    /// The last day the data speaks of; open periods are drawn up to it.
    pub until: Day,
    /// The words of the drawing and of its table.
    pub words: ChartWords,
}

/// A band of severity, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lowest score in it.
    pub from: Points,
    /// The highest score in it.
    pub to: Points,
    /// Its word.
    pub name: String,
    /// 0 for the least severe.
    pub severity: u8,
}

/// A line at a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cutoff {
    /// The first score on the far side.
    pub value: Points,
    /// What to write beside it: `cutoff 10`.
    pub label: String,
}

/// One administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The clinical day.
    pub day: Day,
    /// What came out.
    pub mark: Mark,
    /// The score as it is written; for a gap, why there is none: `items 2 and 9 missing; 1 allowed`.
    pub label: String,
    /// The word of its band; empty where there is none.
    pub band: String,
    /// Its phase in words; empty where not known.
    pub phase: String,
    /// Set where the phase is drawn: intake, discharge, follow-up.
    pub milestone: Milestone,
}

/// Whether the phase of a point is drawn above the plot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Milestone {
    /// Not drawn.
    #[default]
    None,
    /// A line with the word of the phase.
    Phase,
}

/// What an administration gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A score from complete answers.
    Scored(Points),
    /// A score with items filled in.
    Prorated(Points),
    /// A total that came without its items.
    TotalOnly(Points),
    /// No score. The line breaks here.
    Unscorable,
}

impl Mark {
    /// The number to draw.
    pub const fn value(self) -> Option<Points> {
        match self {
            Self::Scored(value) | Self::Prorated(value) | Self::TotalOnly(value) => Some(value),
            Self::Unscorable => None,
        }
    }
}

/// Time at one level of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelPeriod {
    /// First day.
    pub first: Day,
    /// Last day; `None` while it goes on.
    pub last: Option<Day>,
    /// The code drawn inside: `IOP`.
    pub code: String,
    /// The name in the table: `Intensive outpatient`.
    pub label: String,
    /// 0 for the least intensive.
    pub intensity: u8,
}

/// Every word of a chart and its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartWords {
    /// Short names of the twelve months.
    pub months: [String; 12],
    /// How a day is written, with `{month}`, `{day}` and `{year}` in it: `{month} {day}, {year}`.
    pub day: String,
    /// How a day is written where the year is clear: `{month} {day}`.
    pub day_short: String,
    /// The word under which levels of care stand.
    pub level_of_care: String,
    /// Instead of a course when there is none: `No scores yet`.
    pub no_scores: String,
    /// Legend and table: a complete score.
    pub scored: String,
    /// Legend and table: a prorated score.
    pub prorated: String,
    /// Legend and table: a total without items.
    pub total_only: String,
    /// Legend and table: no score.
    pub unscorable: String,
    /// Head of a column of the table: the day.
    pub column_day: String,
    /// Head: the score.
    pub column_score: String,
    /// Head: the band.
    pub column_band: String,
    /// Head: how the score came about.
    pub column_status: String,
    /// Head: the phase.
    pub column_phase: String,
    /// Head of the table of levels of care: the first day.
    pub column_first_day: String,
    /// Head of the table of levels of care: the last day.
    pub column_last_day: String,
}

impl ChartWords {
    /// A day as it is written in full.
    pub(crate) fn written_day(&self, day: Day) -> String {
        self.fill(&self.day, day)
    }

    /// A day without its year.
    pub(crate) fn short_day(&self, day: Day) -> String {
        self.fill(&self.day_short, day)
    }

    /// The short name of a day's month.
    pub(crate) fn month(&self, day: Day) -> &str {
        usize::try_from(day.month() - 1).ok().and_then(|index| self.months.get(index)).map_or("", String::as_str)
    }

    /// The word for what an administration gave.
    pub(crate) fn mark(&self, mark: Mark) -> &str {
        match mark {
            Mark::Scored(_) => &self.scored,
            Mark::Prorated(_) => &self.prorated,
            Mark::TotalOnly(_) => &self.total_only,
            Mark::Unscorable => &self.unscorable,
        }
    }

    fn fill(&self, pattern: &str, day: Day) -> String {
        let parts =
            [("{month}", self.month(day).to_owned()), ("{day}", day.day_of_month().to_string()), ("{year}", day.year().to_string())];
        parts.iter().fold(pattern.to_owned(), |text, (name, value)| text.replace(name, value))
    }
}

impl ScoreChart {
    /// The drawing as one `<svg>` element, to be put into a page or a document as it is.
    pub fn svg(&self, medium: Medium) -> String {
        drawing::draw(self, medium)
    }

    /// What the drawing shows, as a table: one row an administration, oldest first.
    pub fn table(&self) -> ChartTable {
        table::of_scores(self)
    }

    /// The levels of care below the plot, as a table; `None` when there are none.
    pub fn level_table(&self) -> Option<ChartTable> {
        table::of_levels(self)
    }

    /// The points from the oldest to the newest; those of one day stay in their order.
    pub(crate) fn points_in_order(&self) -> Vec<&Point> {
        let mut points: Vec<&Point> = self.points.iter().collect();
        points.sort_by_key(|point| point.day);
        points
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn words() -> ChartWords {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        ChartWords {
            months: months.map(str::to_owned),
            day: "{month} {day}, {year}".to_owned(),
            day_short: "{month} {day}".to_owned(),
            level_of_care: "Level of care".to_owned(),
            no_scores: "No scores yet".to_owned(),
            scored: "Scored".to_owned(),
            prorated: "Prorated".to_owned(),
            total_only: "Total only".to_owned(),
            unscorable: "Cannot be scored".to_owned(),
            column_day: "Day".to_owned(),
            column_score: "Score".to_owned(),
            column_band: "Band".to_owned(),
            column_status: "Status".to_owned(),
            column_phase: "Phase".to_owned(),
            column_first_day: "From".to_owned(),
            column_last_day: "To".to_owned(),
        }
    }

    /// A chart in the shape of a depression scale from 0 to 27 with five bands and one cutoff.
    pub(crate) fn chart(points: Vec<Point>) -> ScoreChart {
        let names = [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 19, "moderately severe"), (20, 27, "severe")];
        let band = |(severity, (from, to, name)): (u8, (i32, i32, &str))| Band {
            from: Points::from_whole(from),
            to: Points::from_whole(to),
            name: name.to_owned(),
            severity,
        };
        ScoreChart {
            id: "scale-total".to_owned(),
            title: "Scale over time".to_owned(),
            description: "Scores of one patient.".to_owned(),
            axis_label: "Total score, higher means more symptoms".to_owned(),
            range: (Points::from_whole(0), Points::from_whole(27)),
            bands: (0..).zip(names).map(band).collect(),
            cutoffs: vec![Cutoff { value: Points::from_whole(10), label: "cutoff 10".to_owned() }],
            points,
            levels: Vec::new(),
            until: "2026-04-01".parse().unwrap(),
            words: words(),
        }
    }

    pub(crate) fn point(day: &str, mark: Mark) -> Point {
        let label = mark.value().map_or_else(|| "items 2 and 9 missing; 1 allowed".to_owned(), |value| value.to_string());
        Point { day: day.parse().unwrap(), mark, label, band: String::new(), phase: String::new(), milestone: Milestone::None }
    }

    pub(crate) fn scored(day: &str, value: i32) -> Point {
        point(day, Mark::Scored(Points::from_whole(value)))
    }

    pub(crate) fn level(first: &str, last: Option<&str>, intensity: u8) -> LevelPeriod {
        let code = ["OP", "IOP", "PHP", "RTC", "IP"][usize::from(intensity)];
        let label = ["Outpatient", "Intensive outpatient", "Partial hospitalization", "Residential", "Inpatient"][usize::from(intensity)];
        LevelPeriod {
            first: first.parse().unwrap(),
            last: last.map(|day| day.parse().unwrap()),
            code: code.to_owned(),
            label: label.to_owned(),
            intensity,
        }
    }

    #[test]
    fn the_table_says_what_the_drawing_shows() {
        let mut chart = chart(vec![
            point("2026-02-02", Mark::Unscorable),
            Point { band: "severe".to_owned(), phase: "Intake".to_owned(), ..scored("2026-01-05", 21) },
        ]);
        chart.levels = vec![level("2026-01-05", Some("2026-01-31"), 2), level("2026-02-01", None, 1)];
        let table = chart.table();
        assert_eq!(table.header, ["Day", "Score", "Band", "Status", "Phase", "Level of care"]);
        assert_eq!(table.rows[0], ["Jan 5, 2026", "21", "severe", "Scored", "Intake", "Partial hospitalization"]);
        assert_eq!(table.rows[1], ["Feb 2, 2026", "items 2 and 9 missing; 1 allowed", "", "Cannot be scored", "", "Intensive outpatient"]);
        let levels = chart.level_table().unwrap();
        assert_eq!(levels.rows[0], ["Jan 5, 2026", "Jan 31, 2026", "Partial hospitalization (PHP)"]);
        assert_eq!(levels.rows[1], ["Feb 1, 2026", "", "Intensive outpatient (IOP)"]);
    }

    #[test]
    fn a_chart_without_levels_has_no_table_of_them() {
        assert_eq!(chart(Vec::new()).level_table(), None);
        assert_eq!(chart(Vec::new()).table().header.len(), 5);
    }
}
