//! Everything about one patient on one day axis: scores with bands, reliable change and the expected course, levels of care and events below.

use app::authorization::AuthorizationView;
use app::course::CourseJudgement;
use app::event::{EventKind, PatientEvent};
use app::patient::PatientPage;
use app::series::{Series, SeriesScore};
use charts::{ExpectedDay, Medium, ThroughlineChart};
use instruments::Library;
use integrity::ribbon::{Ribbon, RibbonDay};
use maud::{Markup, PreEscaped, html};
use outcomes::change::judge::NormUse;
use utilization_review::level_of_care::Direction;
use vocabulary::{Day, Period, Verdict};
use wording::{
    ChartAuthorization, ChartBaseline, ChartBilled, ChartBilledFate, ChartCourse, ChartEvent, ChartEventKind, ChartNorm, ChartScore,
    ChartSeries, Key, Text, Throughline, ThroughlineSeries,
};

use crate::parts::chart::chart_table;
use crate::parts::since_baseline;

/// The parts of a series that its panel borrows.
struct Lent<'a> {
    series: &'a Series,
    scores: Vec<ChartScore<'a>>,
    verdicts: Vec<(Day, &'static str)>,
    days: Vec<ExpectedDay>,
}

/// What is drawn besides the scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Levels of care, events and the score to be expected next too: for those who treat.
    Everything,
    /// Scores only: for the patient.
    ScoresOnly,
}

/// The chart of these series of a patient.
pub(crate) fn chart(text: Text, library: &Library, page: &PatientPage, series: &[&Series], detail: Detail) -> ThroughlineChart {
    chart_with(text, library, page, series, (detail, &[]))
}

/// The same with what became of the days of care.
pub(crate) fn chart_with(
    text: Text,
    library: &Library,
    page: &PatientPage,
    series: &[&Series],
    (detail, billed): (Detail, &[ChartBilled]),
) -> ThroughlineChart {
    let lent: Vec<Lent<'_>> = series.iter().map(|series| lend(series)).collect();
    let panels: Vec<ThroughlineSeries<'_>> = lent.iter().map(|lent| panel(lent, page.today, detail)).collect();
    let (levels, authorizations, events) = match detail {
        Detail::Everything => {
            let events = page.events.iter().map(|event| event_of(text, library, event)).collect();
            (page.levels(), page.authorizations.iter().filter_map(authorization_of).collect(), events)
        }
        Detail::ScoresOnly => (Vec::new(), Vec::new(), Vec::new()),
    };
    let lanes =
        Throughline { series: &panels, levels: &levels, authorizations: &authorizations, events: &events, billed, until: page.today };
    text.throughline_chart(&lanes)
}

/// Days of care one after the other of which the same became. A day that was refused in part is refused; what is not known to be billed has no mark.
pub(crate) fn billed(ribbon: &Ribbon, today: Day) -> Vec<ChartBilled> {
    /// A day that is younger may still be billed in its week.
    const YOUNG_DAYS: i32 = 14;
    let fate = |day: &RibbonDay| match (day.billed, day.delivered) {
        (Verdict::Met, _) if day.denied == Verdict::Met => Some(ChartBilledFate::Denied),
        (Verdict::Met, _) if day.paid == Verdict::Met => Some(ChartBilledFate::Paid),
        (Verdict::Met, _) => Some(ChartBilledFate::Undecided),
        (Verdict::NotMet, Verdict::Met) if today.days_since(day.day) > YOUNG_DAYS => Some(ChartBilledFate::Unbilled),
        _ => None,
    };
    let mut runs: Vec<ChartBilled> = Vec::new();
    for (day, fate) in ribbon.days.iter().filter_map(|day| Some((day.day, fate(day)?))) {
        let same = runs.last().filter(|run| run.fate == fate).map(|run| (run.period.first(), run.days));
        let (first, days) = same.unwrap_or((day, 0));
        let Ok(period) = Period::new(first, Some(day)) else { continue };
        if same.is_some() {
            runs.pop();
        }
        runs.push(ChartBilled { period, days: days + 1, fate });
    }
    runs
}

fn lend(series: &Series) -> Lent<'_> {
    let judgement = series.judgement.as_ref();
    let verdicts = judgement.iter().flat_map(|judgement| &judgement.by_day).map(|(day, category)| (*day, category.code()));
    let days = match judgement.map(|judgement| &judgement.course) {
        Some(CourseJudgement::Judged(course)) => course.days.iter(),
        _ => [].iter(),
    };
    Lent {
        series,
        scores: series.scores.iter().map(chart_score).collect(),
        verdicts: verdicts.collect(),
        days: days.map(|day| ExpectedDay { day: day.day, mean: day.mean, watch: day.watch, off: day.off }).collect(),
    }
}

fn chart_score(score: &SeriesScore) -> ChartScore<'_> {
    ChartScore { day: score.day, phase: score.phase, outcome: &score.outcome, band: score.band }
}

fn panel<'a>(lent: &'a Lent<'a>, until: Day, detail: Detail) -> ThroughlineSeries<'a> {
    let Series { definition, scale, respondent, judgement, .. } = lent.series;
    let baseline = judgement.as_ref().map(|judgement| ChartBaseline {
        day: judgement.baseline_day,
        score: judgement.change.baseline,
        norm: match &judgement.change.norm {
            NormUse::Used(norm) => Some(ChartNorm { least_change: norm.least_change, basis: &norm.basis }),
            NormUse::OnlyRecalled(_) | NormUse::Absent => None,
        },
        verdicts: &lent.verdicts,
    });
    let judged = match judgement.as_ref().map(|judgement| &judgement.course) {
        Some(CourseJudgement::Judged(course)) => Some(course),
        _ => None,
    };
    let course = judged.map(|course| ChartCourse {
        days: &lent.days,
        model: &course.model,
        episodes: course.episodes,
        data_until: course.data_until,
    });
    let next = judged.filter(|_| detail == Detail::Everything).and_then(since_baseline::next);
    let scores = ChartSeries { definition, scale: *scale, respondent: *respondent, scores: &lent.scores, levels: &[], until };
    ThroughlineSeries { scores, baseline, course, next }
}

/// Up to the last day that is left of it; `None` where the payer took all of it back.
fn authorization_of(view: &AuthorizationView) -> Option<ChartAuthorization> {
    let (value, usage) = (view.authorization.value(), &view.usage);
    let period = view.left()?;
    Some(ChartAuthorization {
        number: value.number.clone(),
        level_of_care: value.level_of_care,
        period,
        unit: value.unit_kind.code(),
        used: usage.used,
        granted: usage.units,
    })
}

fn event_of(text: Text, library: &Library, event: &PatientEvent) -> ChartEvent {
    let (kind, detail) = match &event.what {
        EventKind::Incident(kind) => (ChartEventKind::Incident, text.incident(kind.code())),
        EventKind::Medication(kind, medication) => (ChartEventKind::MedicationChange, text.medication_change(kind.code(), medication)),
        EventKind::Plan(kind) => (ChartEventKind::TreatmentPlanChange, text.plan_change(kind.code())),
        EventKind::Absence => (ChartEventKind::Absence, String::new()),
        EventKind::SubstanceUse(class) => {
            (ChartEventKind::SubstanceUse, text.record_choice("substance_use", "substance-class", class.code()))
        }
        EventKind::SafetyAnswer(instrument) => {
            let name = library.get(instrument).map_or_else(|| instrument.clone(), |definition| definition.short_name.clone());
            (ChartEventKind::SafetyAnswer, name)
        }
        EventKind::Decision(decision, direction) => {
            (ChartEventKind::Determination, text.level_of_care_decision(decision.code(), direction.map(Direction::code)))
        }
    };
    ChartEvent { day: event.day, kind, detail }
}

/// The picture in two shapes (the style sheet shows the one that fits), with everything in it as tables folded away below.
pub(crate) fn panel_of(text: Text, chart: &ThroughlineChart) -> Markup {
    // Both shapes stand on the page, so their ids must differ.
    let mut phone = ThroughlineChart { id: format!("{}-phone", chart.id), ..chart.clone() };
    for panel in &mut phone.panels {
        panel.scores.id.push_str("-phone");
    }
    html! {
        div.chart {
            div.for-screen { (PreEscaped(chart.svg(Medium::Screen))) }
            div.for-phone { (PreEscaped(phone.svg(Medium::Phone))) }
        }
        details {
            summary { (text.say(Key::ProgressChartTable)) }
            div.stack { @for table in chart.tables() { (chart_table(text, &table)) } }
        }
    }
}
