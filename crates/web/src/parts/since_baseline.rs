//! Change since baseline and the expected course of a series in words, with what the words rest on behind "why?".

use app::change::SeriesJudgement;
use app::course::{CourseJudgement, JudgedCourse};
use app::series::Series;
use instruments::definition::Mark;
use maud::{Markup, html};
use outcomes::change::judge::{ChangeCategory, Norm, NormUse, RangeLimit};
use outcomes::response::{Stated, Threshold};
use vocabulary::{Points, Verdict};
use wording::{Arg, ChartNext, ChartNorm, Key, Text};

use crate::parts::basis;

/// The cell of a table: verdict, course, and "why?".
pub(crate) fn cell(text: Text, series: &Series) -> Markup {
    let Some(judgement) = &series.judgement else {
        let has_score = series.scores.iter().any(|score| score.outcome.value().is_some());
        return html! { @if has_score { span.muted { (text.say(Key::ProgressSinceFirst)) } } };
    };
    let class = match judgement.change.category {
        Some(ChangeCategory::ReliablyWorse) => "worse",
        None => "muted",
        _ => "",
    };
    html! {
        span class=(class) { (verdict(text, judgement)) }
        @if let CourseJudgement::Judged(course) = &judgement.course {
            span.sub { (text.say_with(Key::ProgressCourse, &[("standing", text.course_standing(course.standing.code()).to_lowercase().into())])) }
        }
        @if judgement.remission.verdict == Verdict::Met {
            span.sub { (text.say(Key::ProgressRemission)) }
        } @else if judgement.response.verdict == Verdict::Met {
            span.sub { (text.say(Key::ProgressResponse)) }
        }
        @if judgement.important.verdict == Verdict::Met {
            span.sub { (text.say(Key::ProgressImportant)) }
        }
        @if let Some(after) = &judgement.after_discharge {
            @for line in text.after_discharge(after, series.definition.scales[series.scale].decimals) { span.sub { (line) } }
        }
        details {
            summary {
                (text.say(Key::ProgressWhy))
                span.visually-hidden { " " (text.say_with(Key::ProgressWhyOf, &[("instrument", (&series.definition.short_name).into())])) }
            }
            ul.plain.small { @for line in why(text, series, judgement) { li { (line) } } }
        }
    }
}

/// The verdict with how much changed: `Reliably worse: worse by 7`.
pub(crate) fn verdict(text: Text, judgement: &SeriesJudgement) -> String {
    let better = judgement.change.better_by;
    let by = |key, points: Points| text.say_with(key, &[("points", points.into())]);
    let change = match better.cmp(&Points::ZERO) {
        std::cmp::Ordering::Greater => by(Key::ScoreChangeBetter, better),
        std::cmp::Ordering::Less => by(Key::ScoreChangeWorse, Points::ZERO.minus(better)),
        std::cmp::Ordering::Equal => text.say(Key::ScoreChangeNone),
    };
    match judgement.change.category {
        Some(category) => {
            text.say_with(Key::ProgressSince, &[("verdict", text.change_verdict(category.code()).into()), ("change", change.into())])
        }
        None => text.say_with(Key::ProgressSinceNoVerdict, &[("change", change.into())]),
    }
}

/// What the verdict rests on, a line each: the norm first.
pub(crate) fn why(text: Text, series: &Series, judgement: &SeriesJudgement) -> Vec<String> {
    let (definition, change) = (&series.definition, &judgement.change);
    let scale = &definition.scales[series.scale];
    let name = &definition.short_name;
    let mut lines = vec![text.say_with(
        Key::ProgressBaseline,
        &[
            ("score", text.points(change.baseline, scale.decimals).into()),
            ("day", judgement.baseline_day.into()),
            ("latest", text.points(change.latest, scale.decimals).into()),
            ("latest-day", judgement.latest_day.into()),
        ],
    )];
    match &change.norm {
        NormUse::Used(norm) => lines.extend(norm_lines(text, name, norm, change.category)),
        NormUse::OnlyRecalled(basis) => {
            let arguments = [("instrument", Arg::from(name)), ("source", (&basis.source).into())];
            lines.push(text.say_with(Key::ReportChangeOnlyRecalled, &arguments));
        }
        NormUse::Absent => lines.push(text.say_with(Key::ChartNormNone, &[("instrument", name.into())])),
    }
    lines.extend(change.limit.map(|limit| match limit {
        RangeLimit::TooGoodToImprove { room } => text.say_with(Key::ReportChangeNoRoomBetter, &[("room", text.points_exact(room).into())]),
        RangeLimit::TooBadToWorsen { room } => text.say_with(Key::ReportChangeNoRoomWorse, &[("room", text.points_exact(room).into())]),
    }));
    lines.extend(text.important_change(&judgement.important));
    lines.extend(threshold(text, &judgement.response));
    lines.extend(threshold(text, &judgement.remission));
    lines.extend(course(text, name, scale.decimals, &judgement.course));
    lines
}

fn norm_lines(text: Text, name: &str, norm: &Norm, category: Option<ChangeCategory>) -> Vec<String> {
    let mut lines = vec![text.chart_norm(name, &ChartNorm { least_change: norm.least_change, basis: &norm.basis })];
    if category == Some(ChangeCategory::NoReliableChange) {
        lines.push(text.say(Key::ProgressWithinError));
    }
    lines.extend(norm.population.as_ref().map(|each| text.say_with(Key::ReportChangePopulation, &[("population", each.into())])));
    if let (Mark::Recalled, Some(clinician)) = (norm.basis.mark, &norm.enabled_by) {
        lines.push(text.say_with(Key::ReportChangeEnabled, &[("name", clinician.into())]));
    }
    lines
}

fn threshold(text: Text, stated: &Stated) -> Option<String> {
    let with = |key, name, value: Arg, each: &instruments::definition::Basis| {
        let arguments = [(name, value), ("mark", text.mark(each.mark.code()).into()), ("source", (&each.source).into())];
        text.say_with(key, &arguments)
    };
    match stated.threshold.as_ref().filter(|_| stated.verdict == Verdict::Met)? {
        Threshold::Percent(percent, each) => Some(with(Key::ProgressResponsePercent, "percent", i64::from(*percent).into(), each)),
        Threshold::Condition(condition, each) => {
            Some(with(Key::ProgressRemissionCondition, "condition", basis::readable(condition).into(), each))
        }
        Threshold::Points(..) => None,
    }
}

fn course(text: Text, name: &str, decimals: u8, course: &CourseJudgement) -> Vec<String> {
    match course {
        CourseJudgement::Judged(course) => judged(text, name, decimals, course),
        CourseJudgement::TooFew { episodes, needed } => {
            let arguments = [("instrument", Arg::from(name)), ("count", (*episodes).into()), ("needed", (*needed).into())];
            vec![text.say_with(Key::ReportCourseTooFew, &arguments)]
        }
        CourseJudgement::NotCovered => vec![text.say(Key::ProgressCourseNotCovered)],
        CourseJudgement::NotFitted => vec![text.say(Key::ProgressCourseNotFitted)],
    }
}

/// The score to be expected next, as pictures and sentences take it.
pub(crate) fn next(course: &JudgedCourse) -> Option<ChartNext> {
    course.next.map(|next| ChartNext { day: next.day, value: next.value, low: next.low, high: next.high, percent: next.percent })
}

fn judged(text: Text, name: &str, decimals: u8, course: &JudgedCourse) -> Vec<String> {
    let scores = [("score", text.points(course.score, decimals).into()), ("expected", text.points_exact(course.expected).into())];
    let mut lines = vec![text.say_with(Key::ProgressCourseScores, &scores)];
    lines.extend(course.chance.map(|chance| {
        let arguments = [("percent", i64::from(chance.percent).into()), ("week", i64::from(chance.week).into())];
        text.say_with(Key::ProgressCourseChance, &arguments)
    }));
    lines.extend(course.dynamic.map(|dynamic| text.dynamic_course(dynamic.expected, dynamic.standing.code())));
    lines.extend(next(course).map(|next| text.next_score(&next)));
    lines.push(text.course_source(name, &course.model, course.episodes, course.data_until));
    lines
}
