//! Expected courses of the practice: which there are, what each rests on, fitting them anew, and how well their alerts would have told.

#[cfg(test)]
mod tests;

use app::course::{CourseEvaluation, CourseOrigin, CoursesPage, KnownCourse};
use app::schedule::Adherence;
use app::{Data, Scope};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use outcomes::expected_course::evaluation::{AlertRule, Median, RuleResult};
use outcomes::expected_course::{Course, Evaluation};
use vocabulary::{Points, Rate, ZoneName};
use wording::{Arg, ChartNorm, Key, Text, standing_alone};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::pages::schedule::adherence;
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// Completion is that of the episodes of so many days.
const COMPLETION_DAYS: u16 = 365;

/// Which courses are there?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let page = visit.app.expected_courses(&visit.caller).await?;
    let done = (visit.query.text("done") == "fitted").then_some(Key::CoursesFitted);
    let may_fit = visit.caller.may_all(Data::CourseFits).is_ok();
    Ok(visit::html(list(&visit.frame, &page, done, may_fit)))
}

/// Fits them now.
pub(crate) async fn fit(visit: Visit) -> Result<Response, PageError> {
    visit.app.fit_expected_courses(&visit.caller).await?;
    Ok(go_to("/courses?done=fitted"))
}

/// How well would the alerts of an instrument have told?
pub(crate) async fn evaluation(visit: Visit, Path(instrument): Path<String>) -> Result<Response, PageError> {
    let evaluated = visit.app.evaluate_expected_courses(&visit.caller, &instrument).await?;
    // Completion stands before every outcome, for whoever may see it.
    let completion = match visit.caller.scope(Data::Care) {
        Scope::Nothing => None,
        _ => Some(visit.app.adherence(&visit.caller, COMPLETION_DAYS).await?),
    };
    Ok(visit::html(evaluation_page(&visit.frame, &evaluated, completion.as_ref())))
}

fn list(frame: &Frame, page: &CoursesPage, done: Option<Key>, may_fit: bool) -> Markup {
    let text = frame.text;
    let body = html! {
        @if let Some(done) = done { (notice::done(&text.say(done))) }
        @if page.courses.is_empty() { (table::empty(&text.say(Key::CoursePracticeNone))) } @else {
            section.block { (courses_table(text, page)) }
        }
        @if may_fit {
            section.block { div.panel {
                h2 { (text.say(Key::CoursesFitHeading)) }
                p { (text.say(Key::CoursesFitExplained)) }
                form method="post" action="/courses/fit" {
                    (frame.token_field())
                    button type="submit" { (text.say(Key::CoursesFit)) }
                }
            } }
        }
    };
    let lead = html! { p { (text.say_with(Key::CoursesLead, &[("needed", page.needed.into())])) } };
    let back = html! { a.button href="/instruments" { (text.say(Key::ActionBack)) } };
    frame.render(&Page::wide(Section::Instruments, text.say(Key::CoursesHeading), body).clock(&page.zone).lead(lead).actions(back))
}

fn courses_table(text: Text, page: &CoursesPage) -> Markup {
    Table::new(text.say(Key::CoursesHeading))
        .cards()
        .column(text.say(Key::CourseInstrument), Kind::Head)
        .column(text.say(Key::CourseBand), Kind::Words)
        .column(text.say(Key::CourseEpisodes), Kind::Number)
        .column(text.say(Key::CoursesColumnRestsOn), Kind::Words)
        .column(text.say(Key::CoursesColumnOrigin), Kind::Words)
        .column(text.say(Key::CoursesColumnAlerts), Kind::Words)
        .rows(page.courses.iter().map(|course| known(text, course, page.needed, &page.zone)))
        .render(text)
}

fn known(text: Text, course: &KnownCourse, needed: usize, zone: &ZoneName) -> Row {
    let points = |value: Points| Arg::from(text.points(value, course.decimals));
    let band = match course.intake {
        Some((lowest, highest)) => text.say_with(Key::CourseBandFromTo, &[("lowest", points(lowest)), ("highest", points(highest))]),
        None => text.say(Key::CourseNothing),
    };
    let rests_on = match &course.model {
        Some(model) => text.say_with(Key::CourseRestsOn, &[("model", model.into()), ("cutoff", course.data_until.into())]),
        None if course.episodes < needed => {
            text.say_with(Key::CourseNoneTooFew, &[("episodes", course.episodes.into()), ("needed", needed.into())])
        }
        None => text.say(Key::CoursesNotFitted),
    };
    let origin = text.say(match course.origin {
        CourseOrigin::Fitted => Key::CoursesOriginFitted,
        CourseOrigin::Imported => Key::CoursesOriginImported,
    });
    let since = text.instant(course.since, zone);
    let of = text.say_with(Key::CoursesEvaluateOf, &[("instrument", (&course.short_name).into())]);
    Row::new(vec![
        html! { (course.short_name) },
        html! { (band) },
        html! { (text.number_of(course.episodes)) },
        html! { (rests_on) },
        html! { (origin) span.sub { (since) } },
        html! {
            @if course.model.is_some() {
                a.row-link href={ "/courses/" (course.instrument) } { (text.say(Key::CoursesEvaluate)) span.visually-hidden { " " (of) } }
            } @else {
                span.muted { (text.say(Key::CoursesNoAlerts)) }
            }
        },
    ])
}

fn evaluation_page(frame: &Frame, evaluated: &CourseEvaluation, completion: Option<&Adherence>) -> Markup {
    let text = frame.text;
    let body = html! {
        @if let Some(completion) = completion {
            section.block {
                div.block-head { h2 { (text.say(Key::CompletionHeading)) } }
                p.small.muted { (text.say(Key::CompletionPhaseDefinition)) " " (text.say(Key::CompletionBeforeOutcome)) }
                (adherence::completion_by_phase(text, completion))
            }
        }
        @match &evaluated.judged {
            None => { (table::empty(&text.say_with(Key::ChartNormNone, &[("instrument", (&evaluated.short_name).into())]))) }
            Some((norm, evaluation)) => {
                section.block.stack {
                    div.block-head { h2 { (text.say(Key::CoursesEvaluationHeading)) } }
                    (facts(text, evaluation))
                    ul.plain.small {
                        @if evaluated.uses_imported { li { (text.say(Key::CoursesEvaluationImported)) } }
                        @for line in rests_on(text, evaluation) { li { (line) } }
                        li { (text.chart_norm(&evaluated.short_name, &ChartNorm { least_change: norm.least_change, basis: &norm.basis })) }
                    }
                }
                section.block {
                    @if evaluation.episodes == 0 { (table::empty(&text.say(Key::CourseNotEvaluated))) } @else {
                        (rules(text, evaluation))
                        p.small.muted { (text.say(Key::CoursesBeforeTheOutcome)) " " (text.say(Key::CoursesEvaluationCaution)) }
                    }
                }
            }
        }
    };
    let name = [("instrument", Arg::from(&evaluated.short_name))];
    let lead = html! { p { (text.say(Key::CoursesEvaluationLead)) } };
    let back = html! { a.button href="/courses" { (text.say(Key::ActionBack)) } };
    let page = Page::wide(Section::Instruments, text.say_with(Key::CoursesEvaluationTitle, &name), body);
    frame.render(&page.lead(lead).actions(back))
}

fn facts(text: Text, evaluation: &Evaluation) -> Markup {
    let split = [("fitted", evaluation.patients_fitted.into()), ("apart", evaluation.patients_held_apart.into())];
    let judged = [
        ("judged", evaluation.episodes.into()),
        ("short", evaluation.episodes_too_short.into()),
        ("without", evaluation.episodes_without_course.into()),
    ];
    html! {
        dl.facts {
            dt { (text.say(Key::CoursePatients)) } dd { (text.say_with(Key::CoursePatientsSplit, &split)) }
            dt { (text.say(Key::CourseJudged)) } dd { (text.say_with(Key::CourseJudgedCounted, &judged)) }
            dt { (text.say(Key::CourseDeteriorated)) } dd { (adherence::rate(text, evaluation.deteriorated)) }
            dt { (text.say(Key::CourseImproved)) } dd { (adherence::rate(text, evaluation.improved)) }
        }
    }
}

/// What each course that was fitted for the evaluation rests on, and of how many episodes there is none.
fn rests_on(text: Text, evaluation: &Evaluation) -> Vec<String> {
    let fitted = |course: &Course| {
        let arguments = [
            ("lowest", score(text, course.intake.lowest).into()),
            ("highest", score(text, course.intake.highest).into()),
            ("model", (&course.model).into()),
            ("count", course.episodes.into()),
            ("day", course.data_cut_off.map_or_else(|| Arg::from(text.say(Key::NotKnown)), Arg::from)),
        ];
        text.say_with(Key::CoursesEvaluationCourse, &arguments)
    };
    evaluation.courses.fitted().map(fitted).collect()
}

fn rules(text: Text, evaluation: &Evaluation) -> Markup {
    Table::new(text.say(Key::CoursesEvaluationHeading))
        .cards()
        .column(text.say(Key::CourseRule), Kind::Head)
        .column(text.say(Key::CourseSensitivity), Kind::Number)
        .column(text.say(Key::CourseSpecificity), Kind::Number)
        .column(text.say(Key::CoursePpv), Kind::Number)
        .column(text.say(Key::CourseFlagged), Kind::Number)
        .column(text.say(Key::CourseLead), Kind::Words)
        .rows(evaluation.rules.iter().map(|result| rule(text, result)))
        .render(text)
}

fn rule(text: Text, result: &RuleResult) -> Row {
    let name = match result.rule {
        AlertRule::OffCourse => text.say(Key::CourseRuleOffCourse),
        AlertRule::Watch => text.say(Key::CourseRuleWatch),
        AlertRule::OffDynamicCourse => text.say(Key::CourseRuleOffDynamicCourse),
        AlertRule::ReliableChange => text.say(Key::CoursesRuleReliableChange),
        AlertRule::RawChange { points } => text.say_with(Key::CourseRuleRawChange, &[("points", score(text, points).into())]),
    };
    let lead = match (median(text, &result.lead_scores), median(text, &result.lead_time)) {
        (Some(scores), Some(time)) => {
            let arguments = [("scores", scores.into()), ("time", time.into()), ("unit", text.say(Key::CourseUnitWeeks).into())];
            text.say_with(Key::CourseLeadScores, &arguments)
        }
        _ => text.say(Key::CourseNothing),
    };
    let share = |rate: Rate| adherence::rate(text, rate);
    Row::new(vec![
        html! { (standing_alone(&name)) },
        share(result.sensitivity),
        share(result.specificity),
        share(result.positive_predictive_value),
        share(result.flagged),
        html! { (lead) },
    ])
}

/// A number to a tenth, as the language writes it.
fn score(text: Text, value: f64) -> String {
    Points::from_f64((value * 10.0).round() / 10.0).map_or_else(|_| text.say(Key::NotKnown), |points| text.points_exact(points))
}

/// `4 (3–6)`; without an interval where there are too few for one.
fn median(text: Text, median: &Median) -> Option<String> {
    let value = score(text, median.value?);
    Some(match median.interval {
        Some((lower, upper)) => format!("{value} ({}–{})", score(text, lower), score(text, upper)),
        None => value,
    })
}
