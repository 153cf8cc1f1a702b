//! The throughline chart: everything about one patient on one day axis, in the same words on a page and in a PDF.

use charts::{
    Baseline, Event, ExpectedCourse, ExpectedDay, Lane, LaneContent, LevelPeriod, Line, NextScore, Panel, ReliableMark, ThroughlineChart,
    ThroughlineWords, Weight,
};
use instruments::definition::{Basis, Direction, Scale};
use vocabulary::{Day, LevelOfCare, Period, Points};

use crate::chart::ChartSeries;
use crate::key::Key;
use crate::text::{Arg, Text};

/// What a throughline chart is about.
#[derive(Clone, Debug)]
pub struct Throughline<'a> {
    /// One panel each, from the top down.
    pub series: &'a [ThroughlineSeries<'a>],
    /// The levels of care, in any order.
    pub levels: &'a [(LevelOfCare, Period)],
    /// What payers granted, in any order.
    pub authorizations: &'a [ChartAuthorization],
    /// What else happened, in any order.
    pub events: &'a [ChartEvent],
    /// What became of days that were or should have been billed, in any order.
    pub billed: &'a [ChartBilled],
    /// The last day the data speaks of.
    pub until: Day,
}

/// A series of scores with what it is judged by. Its own levels are not drawn: those of the [`Throughline`] are.
#[derive(Clone, Debug)]
pub struct ThroughlineSeries<'a> {
    /// The scores.
    pub scores: ChartSeries<'a>,
    /// What change is measured from; `None` without a baseline.
    pub baseline: Option<ChartBaseline<'a>>,
    /// `None` where there is no expected course.
    pub course: Option<ChartCourse<'a>>,
    /// What to expect at the next session.
    pub next: Option<ChartNext>,
}

/// The baseline of a series, its norm, and the verdicts that follow.
#[derive(Clone, Debug)]
pub struct ChartBaseline<'a> {
    /// The day of the baseline.
    pub day: Day,
    /// Its score.
    pub score: Points,
    /// `None` without a norm that counts: the chart says so.
    pub norm: Option<ChartNorm<'a>>,
    /// The code of the change category (`reliably_improved`) of each later score that has one, by day. Without a norm there are none.
    pub verdicts: &'a [(Day, &'a str)],
}

/// The norm of reliable change.
#[derive(Clone, Copy, Debug)]
pub struct ChartNorm<'a> {
    /// The smallest change that is reliable.
    pub least_change: Points,
    /// Where it comes from, and how well it is known.
    pub basis: &'a Basis,
}

/// The expected course of a series.
#[derive(Clone, Copy, Debug)]
pub struct ChartCourse<'a> {
    /// The days to be drawn.
    pub days: &'a [ExpectedDay],
    /// The model by its name and version.
    pub model: &'a str,
    /// How many finished episodes it rests on.
    pub episodes: usize,
    /// Up to when their data go.
    pub data_until: Day,
}

/// What to expect at the next session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartNext {
    /// The day of the session.
    pub day: Day,
    /// The score to be expected.
    pub value: Points,
    /// The low end of the interval.
    pub low: Points,
    /// The high end.
    pub high: Points,
    /// How many in a hundred such scores lie in the interval.
    pub percent: u8,
}

/// What a payer granted, and how much of it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartAuthorization {
    /// The payer's number.
    pub number: String,
    /// For which level.
    pub level_of_care: LevelOfCare,
    /// From when to when.
    pub period: Period,
    /// The code of what is counted: `day`.
    pub unit: &'static str,
    /// Units used.
    pub used: u32,
    /// Units granted.
    pub granted: u32,
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartEvent {
    /// The day.
    pub day: Day,
    /// What kind of thing.
    pub kind: ChartEventKind,
    /// What exactly, in words that were made elsewhere; may be empty. Shown in the table and to a pointer at rest.
    pub detail: String,
}

/// Days of care one after the other of which the same became: from the first to the last of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartBilled {
    /// From the first to the last day.
    pub period: Period,
    /// How many days of care.
    pub days: usize,
    /// What became of them.
    pub fate: ChartBilledFate,
}

/// What became of a day of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartBilledFate {
    /// A payer paid for it.
    Paid,
    /// It is billed, and no payer decided.
    Undecided,
    /// No claim bills it.
    Unbilled,
    /// A payer refused it.
    Denied,
}

impl ChartBilledFate {
    /// The darker, the more it wants to be seen.
    const fn intensity(self) -> u8 {
        match self {
            Self::Undecided => 0,
            Self::Paid => 1,
            Self::Unbilled => 3,
            Self::Denied => 4,
        }
    }
}

/// The kinds of events that are drawn below the scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartEventKind {
    /// An incident.
    Incident,
    /// A medication was started, changed or stopped.
    MedicationChange,
    /// The treatment plan was changed.
    TreatmentPlanChange,
    /// The patient was absent.
    Absence,
    /// A substance was used.
    SubstanceUse,
    /// A safety item was answered.
    SafetyAnswer,
    /// A level-of-care determination was decided.
    Determination,
}

impl ChartEventKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Incident,
        Self::MedicationChange,
        Self::TreatmentPlanChange,
        Self::Absence,
        Self::SubstanceUse,
        Self::SafetyAnswer,
        Self::Determination,
    ];

    fn weight(self) -> Weight {
        match self {
            Self::Incident | Self::SafetyAnswer => Weight::Strong,
            Self::MedicationChange | Self::TreatmentPlanChange | Self::Absence | Self::SubstanceUse | Self::Determination => {
                Weight::Ordinary
            }
        }
    }
}

impl Text {
    /// The view data of a throughline chart. Series whose definition has no such scale are left out.
    pub fn throughline_chart(self, throughline: &Throughline<'_>) -> ThroughlineChart {
        let panels: Vec<Panel> = throughline.series.iter().filter_map(|series| self.throughline_panel(series)).collect();
        let described = panels.iter().map(|panel| {
            let arguments = [("title", (&panel.scores.title).into()), ("description", (&panel.scores.description).into())];
            self.say_with(Key::ChartThroughlinePanel, &arguments)
        });
        let events = throughline.events.len();
        let counted = (events > 0).then(|| self.say_with(Key::ChartThroughlineEvents, &[("count", events.into())]));
        let description: Vec<String> = described.chain(counted).collect();
        ThroughlineChart {
            id: "throughline".to_owned(),
            title: self.say(Key::ChartThroughlineTitle),
            description: description.join(" "),
            panels,
            lanes: self.throughline_lanes(throughline),
            until: throughline.until,
            words: self.throughline_words(),
        }
    }

    /// A kind of event as it is drawn.
    pub fn chart_event(self, kind: ChartEventKind) -> String {
        self.say(match kind {
            ChartEventKind::Incident => Key::ChartEventIncident,
            ChartEventKind::MedicationChange => Key::ChartEventMedication,
            ChartEventKind::TreatmentPlanChange => Key::ChartEventPlan,
            ChartEventKind::Absence => Key::ChartEventAbsence,
            ChartEventKind::SubstanceUse => Key::ChartEventSubstanceUse,
            ChartEventKind::SafetyAnswer => Key::ChartEventSafety,
            ChartEventKind::Determination => Key::ChartEventDetermination,
        })
    }

    /// What became of a day of care, as it is drawn.
    pub fn chart_billed(self, fate: ChartBilledFate) -> String {
        self.say(match fate {
            ChartBilledFate::Paid => Key::ChartBilledPaid,
            ChartBilledFate::Undecided => Key::ChartBilledUndecided,
            ChartBilledFate::Unbilled => Key::ChartBilledUnbilled,
            ChartBilledFate::Denied => Key::ChartBilledDenied,
        })
    }

    /// A change category (`reliably_improved`) in words.
    pub fn change_verdict(self, code: &str) -> String {
        self.named("chart-verdict-", code)
    }

    fn throughline_panel(self, series: &ThroughlineSeries<'_>) -> Option<Panel> {
        let scores = self.score_chart(&series.scores)?;
        let scale = series.scores.definition.scales.get(series.scores.scale)?;
        let name = &series.scores.definition.short_name;
        let baseline = series.baseline.as_ref().map(|baseline| self.chart_baseline(name, scale, baseline));
        let verdicts = series.baseline.iter().flat_map(|baseline| baseline.verdicts);
        let changes = verdicts.filter(|(_, code)| *code != NO_RELIABLE_CHANGE).map(|(day, code)| {
            let word = self.change_verdict(code).to_lowercase();
            ReliableMark { day: *day, word }
        });
        let changes = changes.collect();
        let expected = series.course.as_ref().map(|course| self.chart_course(name, course));
        let next = series.next.as_ref().map(|next| self.chart_next(name, scale, next));
        Some(Panel { name: scores.title.clone(), scores, expected, baseline, changes, next })
    }

    /// The baseline and, by the scale's direction, the first scores that are reliably improved and reliably worse.
    fn chart_baseline(self, instrument: &str, scale: &Scale, baseline: &ChartBaseline<'_>) -> Baseline {
        let line = |key: Key, value: Points| Line { value, label: self.say_with(key, &[("score", self.points_exact(value).into())]) };
        let limit = |norm: &ChartNorm<'_>, improved: bool| {
            let falls = (scale.direction == Direction::HigherIsWorse) == improved;
            let change = norm.least_change.ten_thousandths();
            Points::from_ten_thousandths(baseline.score.ten_thousandths() + if falls { -change } else { change })
        };
        let caption = match &baseline.norm {
            Some(norm) => self.chart_norm(instrument, norm),
            None => self.say_with(Key::ChartNormNone, &[("instrument", instrument.into())]),
        };
        Baseline {
            day: baseline.day,
            score: line(Key::ChartLineBaseline, baseline.score),
            improved: baseline.norm.as_ref().map(|norm| line(Key::ChartLineImproved, limit(norm, true))),
            worse: baseline.norm.as_ref().map(|norm| line(Key::ChartLineWorse, limit(norm, false))),
            caption,
        }
    }

    /// A norm with its source and mark.
    pub fn chart_norm(self, instrument: &str, norm: &ChartNorm<'_>) -> String {
        let points = self.points_exact(norm.least_change);
        let arguments = [
            ("instrument", Arg::from(instrument)),
            ("points", points.into()),
            ("mark", self.mark(norm.basis.mark.code()).into()),
            ("source", (&norm.basis.source).into()),
        ];
        self.say_with(Key::ChartNorm, &arguments)
    }

    fn chart_course(self, instrument: &str, course: &ChartCourse<'_>) -> ExpectedCourse {
        ExpectedCourse {
            days: course.days.to_vec(),
            caption: self.course_source(instrument, course.model, course.episodes, course.data_until),
        }
    }

    /// What an expected course rests on: model, number of episodes, data cut-off.
    pub fn course_source(self, instrument: &str, model: &str, episodes: usize, data_until: Day) -> String {
        let arguments =
            [("instrument", instrument.into()), ("model", model.into()), ("count", episodes.into()), ("day", data_until.into())];
        self.say_with(Key::ChartCourse, &arguments)
    }

    fn chart_next(self, instrument: &str, scale: &Scale, next: &ChartNext) -> NextScore {
        let points = |value: Points| Arg::Text(self.points(value, scale.decimals));
        let label = [("score", points(next.value)), ("low", points(next.low)), ("high", points(next.high))];
        NextScore {
            day: next.day,
            value: next.value,
            low: next.low,
            high: next.high,
            label: self.say_with(Key::ChartNextLabel, &label),
            caption: self
                .say_with(Key::ChartNextCaption, &[("instrument", instrument.into()), ("percent", i64::from(next.percent).into())]),
        }
    }

    fn throughline_lanes(self, throughline: &Throughline<'_>) -> Vec<Lane> {
        let levels = throughline.levels.iter().map(|(level, period)| self.chart_level(*level, *period)).collect();
        let event = |event: &ChartEvent| {
            let word = self.chart_event(event.kind);
            let detail = if event.detail.is_empty() {
                String::new()
            } else {
                self.say_with(Key::ChartEventDetail, &[("event", (&word).into()), ("detail", (&event.detail).into())])
            };
            Event { day: event.day, word, detail, weight: event.kind.weight() }
        };
        let events = throughline.events.iter().map(event).collect();
        let granted = throughline.authorizations.iter().map(|granted| self.chart_authorization(granted)).collect();
        let billed = |billed: &ChartBilled| {
            let word = self.chart_billed(billed.fate);
            LevelPeriod {
                first: billed.period.first(),
                last: billed.period.last(),
                label: self.say_with(Key::ChartBilledDays, &[("count", billed.days.into())]),
                code: word,
                intensity: billed.fate.intensity(),
            }
        };
        let billed = throughline.billed.iter().map(billed).collect();
        let lane = |name: Key, heading: Key, content| Lane { name: self.say(name), heading: self.say(heading), content };
        let mut lanes = vec![
            lane(Key::LevelOfCareLabel, Key::LevelOfCareLabel, LaneContent::Periods(levels)),
            lane(Key::ChartAuthorizationsLane, Key::ChartAuthorizations, LaneContent::Spans(granted)),
            lane(Key::ChartBilled, Key::ChartBilled, LaneContent::Kinds(billed)),
            lane(Key::ChartEvents, Key::ChartEvents, LaneContent::Events(events)),
        ];
        lanes.retain(|lane| match &lane.content {
            LaneContent::Periods(periods) | LaneContent::Spans(periods) | LaneContent::Kinds(periods) => !periods.is_empty(),
            LaneContent::Events(events) => !events.is_empty(),
        });
        lanes
    }

    /// Units used of those granted inside the block; in the table the number, the level and what is counted, too.
    fn chart_authorization(self, granted: &ChartAuthorization) -> LevelPeriod {
        let said = [
            ("number", granted.number.as_str().into()),
            ("level", self.level_of_care(granted.level_of_care).into()),
            ("unit", self.authorized_unit(granted.unit).into()),
        ];
        LevelPeriod {
            code: format!("{}/{}", granted.used, granted.granted),
            label: self.say_with(Key::ChartAuthorization, &said),
            ..self.chart_level(granted.level_of_care, granted.period)
        }
    }

    fn throughline_words(self) -> ThroughlineWords {
        let pattern = |key: Key, name: &str| self.format(key, &[(name, Arg::Text(format!("{{{name}}}")))]);
        let more = ["word", "count"].map(|name| (name, Arg::Text(format!("{{{name}}}"))));
        ThroughlineWords {
            chart: self.chart_words(),
            expected: self.say(Key::ChartExpected),
            watch: self.say(Key::ChartWatch),
            off_course: self.say(Key::ChartOffCourse),
            baseline: self.say(Key::ChartBaseline),
            reliable_change: self.say(Key::ChartReliableChange),
            next: self.say(Key::ChartNext),
            more: self.format(Key::ChartEventMore, &more),
            caption_lines: pattern(Key::ChartCaptionLines, "panel"),
            caption_course: pattern(Key::ChartCaptionCourse, "panel"),
            column_change: self.say(Key::ChartColumnChange),
            column_line: self.say(Key::ChartColumnLine),
            column_event: self.say(Key::ChartColumnEvent),
        }
    }
}

/// The code of the category that is not marked in a chart.
const NO_RELIABLE_CHANGE: &str = "no_reliable_change";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::ChartScore;
    use instruments::{Library, Outcome, Phase, Respondent};
    use outcomes::change::judge::ChangeCategory::{NoReliableChange, Recovered, ReliablyImproved, ReliablyWorse};
    use vocabulary::Language;

    fn english() -> Text {
        Text::for_language(&Language::english())
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Draws one series of an instrument with a baseline of this score and a norm of six points.
    fn panel_of(instrument: &str, score: i32, norm: bool) -> Panel {
        let library = Library::shipped().unwrap();
        let definition = library.get(instrument).unwrap();
        let basis = Basis { mark: instruments::definition::Mark::Verified, source: "an invented source".to_owned() };
        let (first, later) = (Outcome::Scored(Points::from_whole(score)), Outcome::Scored(Points::from_whole(score)));
        let scores = [
            ChartScore { day: day("2026-01-05"), phase: Some(Phase::Intake), outcome: &first, band: None },
            ChartScore { day: day("2026-02-02"), phase: Some(Phase::InTreatment), outcome: &later, band: None },
        ];
        let series = ChartSeries {
            definition,
            scale: definition.main_scale.unwrap(),
            respondent: Respondent::Patient,
            scores: &scores,
            levels: &[],
            until: day("2026-04-01"),
        };
        let expected = ExpectedDay {
            day: day("2026-01-05"),
            mean: Points::from_whole(score),
            watch: Points::from_whole(score),
            off: Points::from_whole(score),
        };
        let verdicts = [(day("2026-02-02"), "reliably_improved"), (day("2026-02-09"), "no_reliable_change")];
        let baseline = ChartBaseline {
            day: day("2026-01-05"),
            score: Points::from_whole(score),
            norm: norm.then_some(ChartNorm { least_change: Points::from_whole(6), basis: &basis }),
            verdicts: if norm { &verdicts } else { &[] },
        };
        let course = ChartCourse { days: &[expected], model: "log-days 1", episodes: 412, data_until: day("2026-10-31") };
        let next = ChartNext {
            day: day("2026-02-16"),
            value: Points::from_whole(12),
            low: Points::from_whole(8),
            high: Points::from_whole(16),
            percent: 80,
        };
        let series = [ThroughlineSeries { scores: series, baseline: Some(baseline), course: Some(course), next: Some(next) }];
        let event = ChartEvent { day: day("2026-01-09"), kind: ChartEventKind::SafetyAnswer, detail: "item 9: 1".to_owned() };
        let throughline =
            Throughline { series: &series, levels: &[], authorizations: &[], events: &[event], billed: &[], until: day("2026-04-01") };
        let mut chart = english().throughline_chart(&throughline);
        assert!(chart.description.ends_with("1 event below."), "{}", chart.description);
        assert_eq!(chart.lanes.len(), 1, "a lane without anything is not drawn");
        chart.panels.remove(0)
    }

    fn limits(panel: &Panel) -> Vec<String> {
        let baseline = panel.baseline.as_ref().unwrap();
        [Some(&baseline.score), baseline.improved.as_ref(), baseline.worse.as_ref()]
            .into_iter()
            .flatten()
            .map(|line| line.label.clone())
            .collect()
    }

    #[test]
    fn limits_lie_on_the_side_of_the_direction() {
        assert_eq!(limits(&panel_of("phq-9", 18, true)), ["baseline 18", "improved from 12", "worse from 24"]);
        assert_eq!(limits(&panel_of("who-5", 40, true)), ["baseline 40", "improved from 46", "worse from 34"]);
    }

    #[test]
    fn a_norm_stands_with_its_source_and_mark_and_its_absence_is_said() {
        let with = panel_of("phq-9", 18, true).baseline.unwrap().caption;
        assert_eq!(with, "PHQ-9: a change of 6 points or more is reliable (verified: an invented source).");
        let without = panel_of("phq-9", 18, false);
        assert_eq!(limits(&without), ["baseline 18"]);
        assert_eq!(without.baseline.unwrap().caption, "PHQ-9: no verified reliable-change value. Changes are shown without a verdict.");
        assert!(without.changes.is_empty());
    }

    #[test]
    fn model_number_and_cut_off_stand_beside_the_course() {
        let panel = panel_of("phq-9", 18, true);
        assert_eq!(
            panel.expected.unwrap().caption,
            "PHQ-9, expected course: log-days 1, from 412 finished episodes, data up to Oct 31, 2026."
        );
        let next = panel.next.unwrap();
        assert_eq!(next.label, "12 (8–16)");
        assert_eq!(next.caption, "PHQ-9, expected next, given all scores so far (dynamic course): 80 % of such scores lie within the bar.");
    }

    #[test]
    fn only_reliable_changes_are_marked() {
        let marks = panel_of("phq-9", 18, true).changes;
        assert_eq!(marks, [ReliableMark { day: day("2026-02-02"), word: "reliably improved".to_owned() }]);
    }

    #[test]
    fn every_event_and_every_category_has_a_short_word() {
        for kind in ChartEventKind::ALL {
            assert!((1..=16).contains(&english().chart_event(kind).chars().count()), "{kind:?}");
        }
        let words =
            [Recovered, ReliablyImproved, NoReliableChange, ReliablyWorse].map(|category| english().change_verdict(category.code()));
        assert_eq!(words, ["Recovered", "Reliably improved", "No reliable change", "Reliably worse"]);
    }
}
