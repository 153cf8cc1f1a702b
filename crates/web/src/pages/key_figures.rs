//! How well does billing work? The key figures, each with its numerator, its denominator, over which claims it is counted, and to which day.

#[cfg(test)]
mod tests;

use app::assessment::KeyFigures;
use axum::response::Response;
use maud::{Markup, html};
use revenue_cycle::kpi::{Cohort, Indicator, Value};
use vocabulary::{Day, Points, Rate, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::Draft;
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// The figures of the live practice.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let mut reader = Reader::new(&visit.query, visit.text(), visit.app.now().day_in(&ZoneName::utc()));
    let since: Option<Day> = reader.day("since", Key::KpiPageSince);
    let problems = reader.problems;
    let figures = visit.app.key_figures(&visit.caller, since).await?;
    let page = page(&visit.frame, &figures, &visit.query, &problems);
    Ok(if problems.is_empty() { visit::html(page) } else { visit::again(page) })
}

fn page(frame: &Frame, figures: &KeyFigures, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let board = &figures.board;
    let draft = Draft { text, fields, problems };
    let is_missing = |indicator: &&Indicator| matches!(indicator.value, Value::Missing(_));
    let known: Vec<&Indicator> = board.indicators.iter().filter(|indicator| !is_missing(indicator)).collect();
    let missing: Vec<&Indicator> = board.indicators.iter().filter(is_missing).collect();
    let body = html! {
        (notice::problem_summary(text, problems))
        form.search method="get" action="/kpi" {
            (draft.filter_day("since", Key::KpiPageSince))
            button type="submit" { (text.say(Key::ActionShow)) }
        }
        @if board.submitted == 0 { (table::empty(&nothing(text, figures))) } @else {
            section.block { (known_table(text, figures, &known)) }
            section.block {
                div.block-head { h2 { (text.say(Key::KpiPageRules)) } span.aside { (text.say_with(Key::KpiPageVersion, &[("version", figures.reasons_version.as_str().into())])) } }
                (rules(text, figures, &known))
                p { (text.say_with(Key::KpiPageReceivables, &[("status", text.claim_status("never_remitted").into())])) }
            }
            @if !missing.is_empty() { (missing_table(text, &missing)) }
        }
    };
    let lead = [("as_of", board.window.as_of.into()), ("decided", board.decided.into()), ("submitted", board.submitted.into())];
    let shown = Page::wide(Section::Claims, text.say(Key::KpiPageHeading), body)
        .lead(html! { p { (text.say_with(Key::KpiPageLead, &lead)) } })
        .actions(html! { a.button href="/claims" { (text.say(Key::NavigationClaims)) } });
    frame.render(&shown)
}

/// Why nothing is counted: no claim in the window, or none at all.
fn nothing(text: Text, figures: &KeyFigures) -> String {
    match figures.board.window.since {
        Some(since) => text.say_with(Key::KpiPageEmptySince, &[("day", since.into())]),
        None => text.say(Key::KpiPageEmpty),
    }
}

fn name(text: Text, figures: &KeyFigures, indicator: &Indicator) -> String {
    let name = text.kpi_name(indicator.code);
    if let Some(month) = indicator.month {
        return text.say_with(Key::KpiPageByMonth, &[("name", name.into()), ("month", text.month(month).into())]);
    }
    match &indicator.payer {
        None => name,
        Some(id) => {
            let payer = figures.payers.get(id).unwrap_or(id);
            text.say_with(Key::KpiPageByPayer, &[("name", name.into()), ("payer", payer.as_str().into())])
        }
    }
}

fn known_table(text: Text, figures: &KeyFigures, known: &[&Indicator]) -> Markup {
    let rows = known.iter().map(|indicator| {
        let figure = figure(text, &indicator.value);
        Row::new(vec![
            html! {
                (name(text, figures, indicator))
                @if indicator.payer.is_none() && indicator.month.is_none() { span.sub { (text.kpi_what(indicator.code)) } }
            },
            html! { (figure.value) @if let Some(interval) = figure.interval { span.sub { (interval) } } },
            html! { (figure.numerator) },
            html! { (figure.denominator) },
            html! { (text.kpi_cohort(indicator.cohort.code())) },
        ])
    });
    Table::new(text.say(Key::KpiPageLink))
        .cards()
        .column(text.say(Key::KpiHeadFigure), Kind::Head)
        .column(text.say(Key::KpiHeadValue), Kind::Number)
        .column(text.say(Key::KpiHeadNumerator), Kind::Number)
        .column(text.say(Key::KpiHeadDenominator), Kind::Number)
        .column(text.say(Key::KpiHeadCohort), Kind::Short)
        .rows(rows)
        .render(text)
}

/// The rules of the cohorts that stand on the page, with how mature the claims are.
fn rules(text: Text, figures: &KeyFigures, known: &[&Indicator]) -> Markup {
    let all = [Cohort::Submitted, Cohort::Decided, Cohort::Answered, Cohort::FourWeeks, Cohort::Resolved, Cohort::Months, Cohort::Beside];
    let used = all.into_iter().filter(|cohort| known.iter().any(|indicator| indicator.cohort == *cohort));
    let board = &figures.board;
    let maturity = percent(text, Rate { count: board.decided, of: board.submitted }.value());
    html! {
        dl.facts {
            @for cohort in used {
                dt { (text.kpi_cohort(cohort.code())) }
                dd {
                    (text.kpi_rule(cohort.code()))
                    @if cohort == Cohort::Submitted { span.sub { (text.say_with(Key::KpiPageMaturity, &[("share", maturity.as_str().into())])) } }
                }
            }
        }
    }
}

fn missing_table(text: Text, missing: &[&Indicator]) -> Markup {
    let rows = missing.iter().map(|indicator| {
        let Value::Missing(what) = &indicator.value else { return Row::new(vec![html! {}, html! {}]) };
        Row::new(vec![
            html! { (text.kpi_name(indicator.code)) span.sub { (text.kpi_what(indicator.code)) } },
            html! { (text.kpi_missing(what)) },
        ])
    });
    let table = Table::new(text.say(Key::KpiPageMissingHeading))
        .cards()
        .column(text.say(Key::KpiHeadFigure), Kind::Head)
        .column(text.say(Key::KpiPageMissingColumn), Kind::Words)
        .rows(rows);
    html! { section.block { div.block-head { h2 { (text.say(Key::KpiPageMissingHeading)) } } (table.render(text)) } }
}

/// A figure as it is written.
struct Figure {
    value: String,
    interval: Option<String>,
    numerator: String,
    denominator: String,
}

fn decimal(text: Text, value: Option<f64>) -> String {
    value.and_then(|value| Points::from_f64(value).ok()).map(|points| text.points(points, 1)).unwrap_or_default()
}

fn percent(text: Text, share: Option<f64>) -> String {
    decimal(text, share.map(|share| 100.0 * share))
}

#[expect(clippy::cast_precision_loss, reason = "cents and counts of one practice are far below 2^53")]
fn figure(text: Text, value: &Value) -> Figure {
    let share = |part: f64, whole: f64| (whole != 0.0).then(|| part / whole);
    let said = |share: Option<f64>| match share {
        None => text.say(Key::NotKnown),
        Some(_) => text.say_with(Key::AssessmentShare, &[("share", percent(text, share).into())]),
    };
    match value {
        Value::Count { numerator, denominator } => {
            let rate = Rate { count: *numerator, of: *denominator };
            let interval = rate.interval().map(|(low, high)| {
                let limits = [("level", "95".into()), ("low", percent(text, Some(low)).into()), ("high", percent(text, Some(high)).into())];
                text.say_with(Key::KpiPageInterval, &limits)
            });
            let (numerator, denominator) = (text.number_of(*numerator), text.number_of(*denominator));
            Figure { value: said(rate.value()), interval, numerator, denominator }
        }
        Value::Amount { numerator, denominator } => Figure {
            value: said(share(numerator.cents() as f64, denominator.cents() as f64)),
            interval: None,
            numerator: text.money(*numerator),
            denominator: text.money(*denominator),
        },
        Value::DaysOf { numerator, denominator, days } => Figure {
            value: decimal(text, share(numerator.cents() as f64 * f64::from(*days), denominator.cents() as f64)),
            interval: None,
            numerator: text.money(*numerator),
            denominator: text.say_with(Key::KpiAmountOfDays, &[("amount", (*denominator).into()), ("days", (*days).into())]),
        },
        Value::Days(days) => Figure {
            value: decimal(text, share(days.total as f64, days.count as f64)),
            interval: Some(text.say_with(Key::KpiDays, &[("median", days.median.into()), ("ninth", days.ninth_tenth.into())])),
            numerator: text.count(days.total),
            denominator: text.number_of(days.count),
        },
        Value::Missing(_) => {
            Figure { value: text.say(Key::NotKnown), interval: None, numerator: String::new(), denominator: String::new() }
        }
    }
}
