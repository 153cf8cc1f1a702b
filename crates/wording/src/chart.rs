//! The words of charts. [`Text::score_chart`] makes the view data of a chart from a definition and its scores, so that a page and a PDF show the
//! same picture with the same words.

mod throughline;

use charts::{Band, ChartWords, Cutoff, LevelPeriod, Mark, Milestone, Point, ScoreChart, sparkline};
use instruments::definition::{Definition, Direction, Mark as MarkOfSource, Scale};
use instruments::formula::{Comparison, Condition, Formula};
use instruments::{Outcome, Phase, Respondent};
use vocabulary::{Day, LevelOfCare, Period, Points};

use crate::key::Key;
use crate::text::{Arg, Text};

pub use throughline::{
    ChartAuthorization, ChartBaseline, ChartBilled, ChartBilledFate, ChartCourse, ChartEvent, ChartEventKind, ChartNext, ChartNorm,
    Throughline, ThroughlineSeries,
};

/// One administration of a series: one instrument, one scale, one respondent.
#[derive(Clone, Debug)]
pub struct ChartScore<'a> {
    /// The clinical day.
    pub day: Day,
    /// Where in the episode; `None` when not known.
    pub phase: Option<Phase>,
    /// The number, or why there is none.
    pub outcome: &'a Outcome,
    /// The place of its band in the scale's list.
    pub band: Option<usize>,
}

/// What a chart is about.
#[derive(Clone, Debug)]
pub struct ChartSeries<'a> {
    /// The definition the scores were computed by.
    pub definition: &'a Definition,
    /// The place of the scale in the definition.
    pub scale: usize,
    /// Who answered. Series of different respondents are never merged.
    pub respondent: Respondent,
    /// The administrations, in any order.
    pub scores: &'a [ChartScore<'a>],
    /// The levels of care, in any order.
    pub levels: &'a [(LevelOfCare, Period)],
    /// The last day the data speaks of.
    pub until: Day,
}

/// At most so many cutoffs are drawn; the definition's order decides. More would hide the course.
const MOST_CUTOFFS: usize = 2;

impl Text {
    /// The view data of a chart of scores. `None` when the definition has no such scale.
    pub fn score_chart(self, series: &ChartSeries<'_>) -> Option<ScoreChart> {
        let scale = series.definition.scales.get(series.scale)?;
        let respondent = self.respondent(series.respondent).to_lowercase();
        Some(ScoreChart {
            id: format!("chart-{}-{}-{}", series.definition.id, scale.id, series.respondent.code()),
            title: self.chart_title(series, &respondent),
            description: self.chart_description(scale, series.scores),
            axis_label: self.chart_axis(scale),
            range: (scale.minimum, scale.maximum),
            bands: scale.bands.iter().map(|band| self.chart_band(band)).collect(),
            cutoffs: self.chart_cutoffs(scale, series.scale),
            points: series.scores.iter().map(|score| self.chart_point(scale, score)).collect(),
            levels: series.levels.iter().map(|(level, period)| self.chart_level(*level, *period)).collect(),
            until: series.until,
            words: self.chart_words(),
        })
    }

    /// A series as a small line for a table row; `None` when the definition has no such scale.
    pub fn score_sparkline(self, series: &ChartSeries<'_>) -> Option<String> {
        let scale = series.definition.scales.get(series.scale)?;
        let points: Vec<(Day, Option<Points>)> = series.scores.iter().map(|score| (score.day, score.outcome.value())).collect();
        let description = self.chart_description(scale, series.scores);
        let instrument = (&series.definition.short_name).into();
        let alternative = self.say_with(Key::ChartSparkline, &[("instrument", instrument), ("description", description.into())]);
        Some(sparkline(&points, (scale.minimum, scale.maximum), &alternative))
    }

    /// The words of every chart.
    pub fn chart_words(self) -> ChartWords {
        let pattern = |key: Key| self.format(key, &["month", "day", "year"].map(|name| (name, Arg::Text(format!("{{{name}}}")))));
        ChartWords {
            months: self.month_names(),
            day: pattern(Key::DayWritten),
            day_short: pattern(Key::DayShort),
            level_of_care: self.say(Key::LevelOfCareLabel),
            no_scores: self.say(Key::ChartNoScores),
            scored: self.say(Key::StatusScored),
            prorated: self.say(Key::StatusProrated),
            total_only: self.say(Key::StatusTotalsOnly),
            unscorable: self.say(Key::StatusUnscorable),
            column_day: self.say(Key::ReportColumnDay),
            column_score: self.say(Key::ScoreLabel),
            column_band: self.say(Key::BandLabel),
            column_status: self.say(Key::StatusLabel),
            column_phase: self.say(Key::PhaseLabel),
            column_first_day: self.say(Key::ReportFirstDay),
            column_last_day: self.say(Key::ReportLastDay),
        }
    }

    /// A score with its band: `21 (severe)`.
    pub fn score_with_band(self, scale: &Scale, value: Points, band: Option<usize>) -> String {
        let score = self.points(value, scale.decimals);
        match band.and_then(|index| scale.bands.get(index)) {
            Some(band) => self.say_with(Key::ChartScoreWithBand, &[("score", score.into()), ("band", self.band(&band.name).into())]),
            None => score,
        }
    }

    fn chart_title(self, series: &ChartSeries<'_>, respondent: &str) -> String {
        let definition = series.definition;
        let instrument = ("instrument", (&definition.short_name).into());
        let title = if definition.main_scale == Some(series.scale) {
            self.say_with(Key::ChartTitle, &[instrument])
        } else {
            self.say_with(Key::ChartTitleScale, &[instrument, ("scale", (&definition.scales[series.scale].name).into())])
        };
        if definition.respondents.first().is_none_or(|usual| *usual == series.respondent) {
            return title;
        }
        self.say_with(Key::ChartTitleRespondent, &[("title", title.into()), ("respondent", respondent.into())])
    }

    /// What there is to see, for those who do not look: how many scores, the first and the latest, how many gaps.
    fn chart_description(self, scale: &Scale, scores: &[ChartScore<'_>]) -> String {
        let mut ordered: Vec<&ChartScore<'_>> = scores.iter().collect();
        ordered.sort_by_key(|score| score.day);
        let scored: Vec<(&ChartScore<'_>, Points)> = (ordered.iter()).filter_map(|score| Some((*score, score.outcome.value()?))).collect();
        let said = |(score, value): &(&ChartScore<'_>, Points)| self.score_with_band(scale, *value, score.band);
        let description = match scored.as_slice() {
            [] => self.say(Key::ChartDescriptionNone),
            [only] => self.say_with(Key::ChartDescriptionOne, &[("latest", said(only).into()), ("latest-day", only.0.day.into())]),
            [first, .., latest] => self.say_with(
                Key::ChartDescription,
                &[
                    ("count", scored.len().into()),
                    ("first", said(first).into()),
                    ("first-day", first.0.day.into()),
                    ("latest", said(latest).into()),
                    ("latest-day", latest.0.day.into()),
                ],
            ),
        };
        match scores.len() - scored.len() {
            0 => description,
            gaps => self.say_with(Key::ChartDescriptionGaps, &[("description", description.into()), ("count", gaps.into())]),
        }
    }

    /// What the numbers are. Bands whose source was not read say so here, where they are used.
    fn chart_axis(self, scale: &Scale) -> String {
        let key = match scale.direction {
            Direction::HigherIsWorse => Key::ChartAxisHigherIsWorse,
            Direction::HigherIsBetter => Key::ChartAxisHigherIsBetter,
        };
        let axis = self.say_with(key, &[("scale", (&scale.name).into())]);
        match scale.bands_basis.as_ref().filter(|basis| !scale.bands.is_empty() && basis.mark == MarkOfSource::Recalled) {
            Some(basis) => self.say_with(Key::ChartAxisWithMark, &[("axis", axis.into()), ("mark", self.mark(basis.mark.code()).into())]),
            None => axis,
        }
    }

    fn chart_band(self, band: &instruments::definition::Band) -> Band {
        Band { from: band.from, to: band.to, name: self.band(&band.name), severity: band.severity }
    }

    /// A condition that compares one scale with a number, as it is written beside the scale: `≥ 10`. `None` for every other condition.
    pub fn threshold(self, condition: &Condition, place: usize, decimals: u8) -> Option<String> {
        let (comparison, threshold) = comparison_of(condition, place)?;
        let (sign, _) = first_beyond(comparison, threshold, decimals)?;
        Some(self.say_with(Key::ChartThreshold, &[("sign", sign.into()), ("score", self.points(threshold, decimals).into())]))
    }

    /// Cutoffs that are a plain comparison of this scale with a number; others depend on the patient and are no line.
    fn chart_cutoffs(self, scale: &Scale, place: usize) -> Vec<Cutoff> {
        let mut cutoffs: Vec<Cutoff> = Vec::new();
        for cutoff in &scale.cutoffs {
            let Some(threshold) = self.threshold(&cutoff.when, place, scale.decimals) else { continue };
            let Some((comparison, number)) = comparison_of(&cutoff.when, place) else { continue };
            let Some((_, value)) = first_beyond(comparison, number, scale.decimals) else { continue };
            if cutoffs.iter().any(|drawn| drawn.value == value) {
                continue;
            }
            let threshold = ("threshold", threshold.into());
            let label = match cutoff.basis.mark {
                MarkOfSource::Verified => self.say_with(Key::ChartCutoff, &[threshold]),
                MarkOfSource::Recalled => {
                    let mark = ("mark", self.mark(cutoff.basis.mark.code()).into());
                    self.say_with(Key::ChartCutoffWithMark, &[threshold, mark])
                }
            };
            cutoffs.push(Cutoff { value, label });
        }
        cutoffs.truncate(MOST_CUTOFFS);
        cutoffs
    }

    fn chart_point(self, scale: &Scale, score: &ChartScore<'_>) -> Point {
        let mark = match score.outcome {
            Outcome::Scored(value) => Mark::Scored(*value),
            Outcome::Prorated { value, .. } => Mark::Prorated(*value),
            Outcome::TotalOnly(value) => Mark::TotalOnly(*value),
            Outcome::Unscorable(_) => Mark::Unscorable,
        };
        let label = match score.outcome {
            Outcome::Unscorable(reason) => self.unscorable_short(reason),
            Outcome::Scored(value) | Outcome::Prorated { value, .. } | Outcome::TotalOnly(value) => self.points(*value, scale.decimals),
        };
        let drawn = matches!(score.phase, Some(Phase::Intake | Phase::Discharge | Phase::FollowUp));
        Point {
            day: score.day,
            mark,
            label,
            band: score.band.and_then(|index| scale.bands.get(index)).map_or_else(String::new, |band| self.band(&band.name)),
            phase: score.phase.map_or_else(String::new, |phase| self.phase(phase)),
            milestone: if drawn { Milestone::Phase } else { Milestone::None },
        }
    }

    fn chart_level(self, level: LevelOfCare, period: Period) -> LevelPeriod {
        let intensity = LevelOfCare::ALL.iter().position(|each| *each == level).unwrap_or(0);
        LevelPeriod {
            first: period.first(),
            last: period.last(),
            code: level.code().to_owned(),
            label: self.level_of_care(level),
            intensity: u8::try_from(intensity).unwrap_or(0),
        }
    }
}

/// A comparison of this scale with a number.
fn comparison_of(condition: &Condition, place: usize) -> Option<(Comparison, Points)> {
    match condition {
        Condition::Compare(comparison, Formula::Scale(scale), Formula::Number(number)) if *scale == place => {
            Some((*comparison, Points::from_f64(*number).ok()?))
        }
        _ => None,
    }
}

/// How a comparison is written, and the first score beyond the line it draws.
fn first_beyond(comparison: Comparison, threshold: Points, decimals: u8) -> Option<(&'static str, Points)> {
    let step = 10_i64.pow(4 - u32::from(decimals.min(4)));
    let next = Points::from_ten_thousandths(threshold.ten_thousandths() + step);
    match comparison {
        Comparison::AtLeast => Some(("≥", threshold)),
        Comparison::Greater => Some((">", next)),
        Comparison::AtMost => Some(("≤", next)),
        Comparison::Less => Some(("<", threshold)),
        Comparison::Equal | Comparison::NotEqual => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::{Library, Unscorable};
    use vocabulary::Language;

    fn english() -> Text {
        Text::for_language(&Language::english())
    }

    fn chart(instrument: &str, scores: &[(&str, Phase, Outcome, Option<usize>)]) -> ScoreChart {
        let library = Library::shipped().unwrap();
        let definition = library.get(instrument).unwrap();
        let day = |text: &str| text.parse::<Day>().unwrap();
        let scores: Vec<ChartScore<'_>> = scores
            .iter()
            .map(|(text, phase, outcome, band)| ChartScore { day: day(text), phase: Some(*phase), outcome, band: *band })
            .collect();
        let levels = [(LevelOfCare::IntensiveOutpatient, Period::new(day("2026-01-05"), None).unwrap())];
        let series = ChartSeries {
            definition,
            scale: definition.main_scale.unwrap(),
            respondent: Respondent::Patient,
            scores: &scores,
            levels: &levels,
            until: day("2026-04-01"),
        };
        english().score_chart(&series).unwrap()
    }

    #[test]
    fn a_course_is_described_in_words() {
        let gap = Outcome::Unscorable(Unscorable::TooManyMissing { missing: vec!["2".into(), "9".into(), "7".into()], allowed: 2 });
        let scores = [
            ("2026-01-05", Phase::Intake, Outcome::Scored(Points::from_whole(21)), Some(4)),
            ("2026-02-02", Phase::InTreatment, gap, None),
            ("2026-03-02", Phase::InTreatment, Outcome::TotalOnly(Points::from_whole(9)), Some(1)),
        ];
        let chart = chart("phq-9", &scores);
        assert_eq!(chart.title, "PHQ-9 over time");
        assert_eq!(
            chart.description,
            "2 scores, from 21 (severe) on Jan 5, 2026 to 9 (mild) on Mar 2, 2026. 1 administration has no score."
        );
        assert_eq!(chart.axis_label, "Total score, higher means more symptoms");
        assert_eq!(chart.points[1].label, "items 2, 9 and 7 missing; 2 allowed");
        assert_eq!(chart.points[0].milestone, Milestone::Phase);
        assert_eq!(chart.points[2].milestone, Milestone::None);
        assert_eq!((chart.levels[0].code.as_str(), chart.levels[0].intensity), ("IOP", 1));
        assert_eq!(chart.bands.len(), 5);
    }

    #[test]
    fn nothing_and_one_score_are_described_too() {
        assert_eq!(chart("phq-9", &[]).description, "No scores yet.");
        let one = [("2026-01-05", Phase::Intake, Outcome::Scored(Points::from_whole(3)), Some(0))];
        assert_eq!(chart("phq-9", &one).description, "One score: 3 (minimal) on Jan 5, 2026.");
    }

    #[test]
    fn a_cutoff_shows_its_mark_and_two_for_one_score_are_one_line() {
        // PHQ-9 has `>= 10` from a source that was read, and `> 9` for a quality measure.
        let labels: Vec<String> = chart("phq-9", &[]).cutoffs.into_iter().map(|cutoff| cutoff.label).collect();
        assert_eq!(labels, ["cutoff ≥ 10"]);
    }

    #[test]
    fn every_scale_of_the_library_has_a_chart() {
        for definition in Library::shipped().unwrap().iter() {
            for scale in 0..definition.scales.len() {
                let (respondent, until) = (definition.respondents[0], "2026-04-01".parse().unwrap());
                let series = ChartSeries { definition, scale, respondent, scores: &[], levels: &[], until };
                let chart = english().score_chart(&series).unwrap();
                assert!(!chart.svg(charts::Medium::Screen).is_empty() && !chart.axis_label.is_empty());
            }
        }
    }

    #[test]
    fn days_in_charts_are_written_as_everywhere() {
        let words = english().chart_words();
        assert_eq!((words.day.as_str(), words.day_short.as_str()), ("{month} {day}, {year}", "{month} {day}"));
        assert_eq!(words.months[10], "Nov");
    }
}
