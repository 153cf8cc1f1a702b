//! Courses and evaluations as a person reads them.

use outcomes::expected_course::evaluation::{AlertRule, Median, Question, RuleResult};
use outcomes::expected_course::{Course, Courses, Evaluation, NoCourse, TimeUnit};
use vocabulary::Rate;
use wording::{Key, Text};

use crate::commands::fit::{plain, refusal};
use crate::console;

fn unit(text: Text, unit: TimeUnit) -> String {
    text.say(match unit {
        TimeUnit::Days => Key::CourseUnitDays,
        TimeUnit::Weeks => Key::CourseUnitWeeks,
        TimeUnit::Sessions => Key::CourseUnitSessions,
    })
}

/// Why there is no course.
pub(super) fn no_course(reason: &NoCourse) -> String {
    let text = console::text();
    match reason {
        NoCourse::TooFew { episodes, needed } => {
            text.say_with(Key::CourseNoneTooFew, &[("episodes", (*episodes).into()), ("needed", (*needed).into())])
        }
        NoCourse::Model(error) => text.say_with(Key::CourseNoneModel, &[("reason", refusal::of_fit(error).message.into())]),
    }
}

/// A line for each intake band, and what the courses rest on.
pub(super) fn courses<'a>(instruments: impl Iterator<Item = (&'a str, &'a Courses)>) -> String {
    let text = console::text();
    let mut page = String::new();
    for (instrument, courses) in instruments {
        page.push_str(&bands(text, instrument, courses));
        if let Some(course) = courses.fitted().next() {
            let model = ("model", (&course.model).into());
            page.push_str(&match course.data_cut_off {
                Some(day) => text.say_with(Key::CourseRestsOn, &[model, ("cutoff", day.into())]),
                None => text.say_with(Key::CourseRestsOnUndated, &[model]),
            });
            page.push_str("\n\n");
        }
    }
    page.trim_end().to_owned() + "\n"
}

fn bands(text: Text, instrument: &str, courses: &Courses) -> String {
    let counted = courses.fitted().next().map(|course| unit(text, course.time_unit)).unwrap_or_default();
    let mut heading: Vec<String> = [Key::CourseInstrument, Key::CourseBand, Key::CourseEpisodes, Key::CourseScores, Key::CourseAtIntake]
        .map(|key| text.say(key))
        .to_vec();
    heading.push(text.say_with(Key::CourseSlope, &[("unit", counted.into())]));
    heading.push(text.say(Key::CourseUntil));
    let mut rows = vec![heading];
    for (band, found) in &courses.bands {
        let range = [("lowest", plain(band.lowest).into()), ("highest", plain(band.highest).into())];
        let mut row = vec![instrument.to_owned(), text.say_with(Key::CourseBandFromTo, &range)];
        match found {
            Ok(course) => row.extend(numbers(text, course)),
            Err(reason) => row.push(no_course(reason)),
        }
        rows.push(row);
    }
    if courses.fitted().next().is_none() {
        rows[0].truncate(2);
    }
    console::columns(&rows, &[])
}

fn numbers(text: Text, course: &Course) -> [String; 5] {
    let until = [("time", plain(course.time_last).into()), ("unit", unit(text, course.time_unit).into())];
    [
        course.episodes.to_string(),
        course.scores.to_string(),
        plain(course.population.coefficients[0]),
        plain(course.population.coefficients[1]),
        text.say_with(Key::CourseUntilTime, &until),
    ]
}

/// One instrument.
pub(super) fn evaluation(question: &Question, evaluation: &Evaluation) -> String {
    let text = console::text();
    let mut page = courses([(question.fitting.instrument.as_str(), &evaluation.courses)].into_iter());
    let split = [("fitted", evaluation.patients_fitted.into()), ("apart", evaluation.patients_held_apart.into())];
    let judged = [
        ("judged", evaluation.episodes.into()),
        ("short", evaluation.episodes_too_short.into()),
        ("without", evaluation.episodes_without_course.into()),
    ];
    let facts = vec![
        vec![text.say(Key::CoursePatients), text.say_with(Key::CoursePatientsSplit, &split)],
        vec![text.say(Key::CourseJudged), text.say_with(Key::CourseJudgedCounted, &judged)],
        vec![text.say(Key::CourseDeteriorated), share(text, evaluation.deteriorated)],
        vec![text.say(Key::CourseImproved), share(text, evaluation.improved)],
    ];
    page.push('\n');
    page.push_str(&console::columns(&facts, &[]));
    page.push('\n');
    if evaluation.episodes == 0 {
        return page + &text.say(Key::CourseNotEvaluated) + "\n";
    }
    let heading = [Key::CourseRule, Key::CourseSensitivity, Key::CourseSpecificity, Key::CoursePpv, Key::CourseFlagged, Key::CourseLead];
    let mut rows = vec![heading.map(|key| text.say(key)).to_vec()];
    rows.extend(evaluation.rules.iter().map(|result| rule(text, question, result)));
    page + &console::columns(&rows, &[]) + &text.say(Key::CourseBeforeTheOutcome) + "\n"
}

fn rule(text: Text, question: &Question, result: &RuleResult) -> Vec<String> {
    let name = match result.rule {
        AlertRule::OffCourse => text.say(Key::CourseRuleOffCourse),
        AlertRule::Watch => text.say(Key::CourseRuleWatch),
        AlertRule::OffDynamicCourse => text.say(Key::CourseRuleOffDynamicCourse),
        AlertRule::ReliableChange => text.say(Key::CourseRuleReliableChange),
        AlertRule::RawChange { points } => text.say_with(Key::CourseRuleRawChange, &[("points", plain(points).into())]),
    };
    let lead = match (median(&result.lead_scores), median(&result.lead_time)) {
        (Some(scores), Some(time)) => {
            let unit = unit(text, question.fitting.time_unit);
            text.say_with(Key::CourseLeadScores, &[("scores", scores.into()), ("time", time.into()), ("unit", unit.into())])
        }
        _ => text.say(Key::CourseNothing),
    };
    let rates = [result.sensitivity, result.specificity, result.positive_predictive_value, result.flagged];
    let mut row = vec![name];
    row.extend(rates.map(|rate| share(text, rate)));
    row.push(lead);
    row
}

/// `4 (3–6)`; without an interval where there are too few for one.
fn median(median: &Median) -> Option<String> {
    let value = plain(median.value?);
    Some(match median.interval {
        Some((lower, upper)) => format!("{value} ({}–{})", plain(lower), plain(upper)),
        None => value,
    })
}

/// `81 % (75 to 86)`, with n.
fn share(text: Text, rate: Rate) -> String {
    match (rate.value(), rate.interval()) {
        (Some(value), Some((lower, upper))) => {
            format!("{:.0} % ({:.0}–{:.0}; {}/{})", value * 100.0, lower * 100.0, upper * 100.0, rate.count, rate.of)
        }
        _ => text.say(Key::CourseNothing),
    }
}
