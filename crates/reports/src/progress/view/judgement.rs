//! Change since baseline and expected course of one instrument: a table each, with what they rest on below, and the picture that shows both.

use charts::ThroughlineChart;
use instruments::definition::Mark;
use outcomes::change::judge::{ChangeCategory, ClinicalRange, NormUse, RangeLimit};
use vocabulary::{Day, LevelOfCare, Period, Verdict};
use wording::{Arg, ChartBaseline, ChartCourse, ChartNorm, ChartSeries, Key, Text, Throughline, ThroughlineSeries};

use crate::progress::data::InstrumentSection;
use crate::progress::judgement::{ChangeFacts, CourseFacts, CourseStanding, JudgedCourse, SeriesJudgement};
use crate::progress::view::{Block, Table, block as block_of, series_name, shown, table_of};
use crate::progress::view_numbers::mark;

/// The blocks of change and course; none in a report without judgements.
pub(super) fn blocks(section: &InstrumentSection, text: Text) -> Vec<Block> {
    let Some(judgements) = &section.judgements else { return Vec::new() };
    let mut blocks = vec![change(section, judgements, text)];
    if judgements.iter().any(|judged| judged.course.is_some()) {
        blocks.push(course(section, judgements, text));
    }
    blocks
}

fn name(section: &InstrumentSection, judged: &SeriesJudgement, text: Text) -> String {
    series_name(&section.definition, judged.scale, judged.respondent, text)
}

fn change(section: &InstrumentSection, judgements: &[SeriesJudgement], text: Text) -> Block {
    let heads = [
        (Key::ReportColumnInstrument, "fill"),
        (Key::ReportColumnBaseline, "fill"),
        (Key::ReportColumnLatest, "fill"),
        (Key::ReportColumnChange, "end"),
        (Key::ReportColumnVerdict, "wide"),
    ];
    let mut table = table_of(&heads, text);
    let mut under = Vec::new();
    for (judged, change) in judgements.iter().filter_map(|judged| Some((judged, judged.change.as_ref()?))) {
        let (name, judgement) = (name(section, judged, text), &change.judgement);
        let decimals = section.definition.scales.get(judged.scale).map_or(0, |scale| scale.decimals);
        let on_day = |score, day: Day| {
            let score = text.points(score, decimals);
            text.say_with(Key::ReportScoreOnDay, &[("score", score.into()), ("day", day.into())])
        };
        table.push([
            name.clone(),
            on_day(judgement.baseline, change.baseline_day),
            on_day(judgement.latest, change.latest_day),
            text.points_signed(judgement.change),
            verdict(judgement.category, text),
        ]);
        mark_last(&mut table, 4, judgement.category == Some(ChangeCategory::ReliablyWorse));
        under.extend(basis(&name, section, judged.scale, change, text).iter().map(|line| shown(line)));
    }
    Block { under, ..block_of(Key::ReportChange, table, Key::ReportChangeNone, text) }
}

/// Sets a cell of the newest row in bold.
fn mark_last(table: &mut Table, column: usize, strong: bool) {
    if let Some(cell) = table.rows.last_mut().and_then(|row| row.get_mut(column)) {
        cell.strong = strong;
    }
}

fn verdict(category: Option<ChangeCategory>, text: Text) -> String {
    category.map_or_else(|| text.say(Key::ReportNoVerdict), |category| text.change_verdict(category.code()))
}

/// What a verdict rests on, and what the scale cannot show.
fn basis(name: &str, section: &InstrumentSection, scale: usize, change: &ChangeFacts, text: Text) -> Vec<String> {
    let judgement = &change.judgement;
    let named = ("instrument", Arg::from(name));
    let mut lines = Vec::new();
    match &judgement.norm {
        NormUse::Used(norm) => {
            lines.push(text.chart_norm(name, &ChartNorm { least_change: norm.least_change, basis: &norm.basis }));
            if let Some(population) = &norm.population {
                lines.push(text.say_with(Key::ReportChangePopulation, &[("population", population.into())]));
            }
            if let (Mark::Recalled, Some(clinician)) = (norm.basis.mark, &norm.enabled_by) {
                lines.push(text.say_with(Key::ReportChangeEnabled, &[("name", clinician.into())]));
            }
        }
        NormUse::OnlyRecalled(basis) => {
            lines.push(text.say_with(Key::ReportChangeOnlyRecalled, &[named, ("source", (&basis.source).into())]));
        }
        NormUse::Absent => lines.push(text.say_with(Key::ChartNormNone, &[named])),
    }
    lines.extend(text.important_change(&change.important));
    let decimals = section.definition.scales.get(scale).map_or(0, |scale| scale.decimals);
    lines.extend(change.after_discharge.iter().flat_map(|after| text.after_discharge(after, decimals)));
    lines.extend(judgement.clinical_range.as_ref().map(|range| clinical_range(range, section, scale, text)));
    lines.extend(judgement.limit.map(|limit| match limit {
        RangeLimit::TooGoodToImprove { room } => text.say_with(Key::ReportChangeNoRoomBetter, &[("room", text.points_exact(room).into())]),
        RangeLimit::TooBadToWorsen { room } => text.say_with(Key::ReportChangeNoRoomWorse, &[("room", text.points_exact(room).into())]),
    }));
    lines
}

fn clinical_range(range: &ClinicalRange, section: &InstrumentSection, place: usize, text: Text) -> String {
    let scale = section.definition.scales.get(place);
    let cutoff = scale.and_then(|scale| Some((scale, scale.cutoffs.iter().find(|cutoff| *cutoff.id == *range.cutoff)?)));
    let written = cutoff.and_then(|(scale, cutoff)| text.threshold(&cutoff.when, place, scale.decimals));
    let side = |verdict: Verdict| {
        text.say(match verdict {
            Verdict::Met => Key::ReportRangeInside,
            Verdict::NotMet => Key::ReportRangeOutside,
            Verdict::Unknown => Key::NotKnown,
        })
        .to_lowercase()
    };
    let arguments = [
        ("condition", Arg::from(written.unwrap_or_else(|| range.condition.clone()))),
        ("baseline", Arg::from(side(range.baseline))),
        ("latest", side(range.latest).into()),
        ("mark", mark(section, range.basis.mark, text).into()),
        ("source", (&range.basis.source).into()),
    ];
    text.say_with(Key::ReportRange, &arguments)
}

fn course(section: &InstrumentSection, judgements: &[SeriesJudgement], text: Text) -> Block {
    let heads = [
        (Key::ReportColumnInstrument, "fill"),
        (Key::ReportColumnStanding, "fill"),
        (Key::ReportColumnLatestAndExpected, "fill"),
        (Key::ReportColumnChance, "wide"),
    ];
    let mut table = table_of(&heads, text);
    let mut under = Vec::new();
    for (judged, course) in judgements.iter().filter_map(|judged| Some((judged, judged.course.as_ref()?))) {
        let name = name(section, judged, text);
        match course {
            CourseFacts::Judged(course) => {
                under.extend(dynamic(course, text).iter().map(|line| shown(line)));
                under.push(shown(&text.course_source(&name, &course.model, course.episodes, course.data_until)));
                table.push(course_row(name, course, text));
                mark_last(&mut table, 1, course.standing == CourseStanding::OffCourse);
            }
            CourseFacts::TooFewEpisodes { episodes, needed } => {
                let arguments = [("instrument", Arg::from(&name)), ("count", (*episodes).into()), ("needed", (*needed).into())];
                under.push(shown(&text.say_with(Key::ReportCourseTooFew, &arguments)));
                let dash = || "–".to_owned();
                table.push([name, text.say(Key::ReportCourseNone), dash(), dash()]);
            }
        }
    }
    Block { under, ..block_of(Key::ReportCourse, table, Key::ReportCourseNone, text) }
}

/// What the scores so far say of the latest and of the next.
fn dynamic(course: &JudgedCourse, text: Text) -> Vec<String> {
    let latest = course.dynamic.map(|(place, expected)| text.dynamic_course(expected, place.code()));
    latest.into_iter().chain(course.next.as_ref().map(|next| text.next_score(next))).collect()
}

fn course_row(name: String, course: &JudgedCourse, text: Text) -> [String; 4] {
    let standing = text.course_standing(course.standing.code());
    let scores = [("score", text.points_exact(course.score).into()), ("expected", text.points_exact(course.expected).into())];
    let chance = course.chance.map_or_else(
        || "–".to_owned(),
        |chance| {
            let arguments = [("percent", i64::from(chance.percent).into()), ("week", i64::from(chance.week).into())];
            text.say_with(Key::ReportCourseChance, &arguments)
        },
    );
    [name, standing, text.say_with(Key::ReportCourseScores, &scores), chance]
}

/// The picture of a judged series: its scores with baseline, limits and expected course. What these rest on stands in the text, not in the picture.
pub(super) fn chart(judged: &SeriesJudgement, scores: ChartSeries<'_>, levels: &[(LevelOfCare, Period)], text: Text) -> ThroughlineChart {
    let until = scores.until;
    let verdicts: Vec<(Day, &str)> =
        judged.change.iter().flat_map(|change| &change.by_day).map(|(day, category)| (*day, category.code())).collect();
    let baseline = judged.change.as_ref().map(|change| ChartBaseline {
        day: change.baseline_day,
        score: change.judgement.baseline,
        norm: match &change.judgement.norm {
            NormUse::Used(norm) => Some(ChartNorm { least_change: norm.least_change, basis: &norm.basis }),
            NormUse::OnlyRecalled(_) | NormUse::Absent => None,
        },
        verdicts: &verdicts,
    });
    let course = match &judged.course {
        Some(CourseFacts::Judged(course)) => {
            Some(ChartCourse { days: &course.days, model: &course.model, episodes: course.episodes, data_until: course.data_until })
        }
        Some(CourseFacts::TooFewEpisodes { .. }) | None => None,
    };
    let next = match &judged.course {
        Some(CourseFacts::Judged(course)) => course.next,
        _ => None,
    };
    let series = [ThroughlineSeries { scores, baseline, course, next }];
    let lanes = Throughline { series: &series, levels, authorizations: &[], events: &[], billed: &[], until };
    let mut chart = text.throughline_chart(&lanes);
    for panel in &mut chart.panels {
        panel.baseline.iter_mut().for_each(|baseline| baseline.caption.clear());
        panel.expected.iter_mut().for_each(|expected| expected.caption.clear());
        panel.next.iter_mut().for_each(|next| next.caption.clear());
    }
    chart
}
