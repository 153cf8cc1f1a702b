//! How often do people decide as the criteria say, and why do they not?

use app::AppError;
use app::level_of_care::AgreementReport;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::level_of_care::{Agreement, Direction};
use vocabulary::Day;
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::Draft;
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// How often?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let (first, last): (Option<Day>, Option<Day>) = (visit.query.parsed("first"), visit.query.parsed("last"));
    let mut problems = Problems::default();
    let report = match visit.app.level_of_care_agreement(&visit.caller, first.zip(last)).await {
        Err(error @ AppError::Form(_)) => {
            problems.take_over(visit.text(), error, &[("last", Key::AgreementLast)])?;
            visit.app.level_of_care_agreement(&visit.caller, None).await?
        }
        report => report?,
    };
    let is_right = problems.is_empty();
    let page = markup(&visit.frame, &report, &problems);
    Ok(if is_right { visit::html(page) } else { visit::again(page) })
}

fn markup(frame: &Frame, report: &AgreementReport, problems: &Problems) -> Markup {
    let text = frame.text;
    let fields = Fields::from([("first", report.first.to_string().as_str()), ("last", report.last.to_string().as_str())]);
    let draft = Draft { text, fields: &fields, problems };
    let body = html! {
        (notice::problem_summary(text, problems))
        form.search method="get" action="/level-of-care/agreement" {
            (draft.filter_day("first", Key::AgreementFirst))
            (draft.filter_day("last", Key::AgreementLast))
            button type="submit" { (text.say(Key::ActionShow)) }
        }
        @if report.decided == 0 {
            (table::empty(&text.say(Key::AgreementNone)))
        } @else {
            section.block { div.panel.stack { (figures(text, report)) } }
            section.block { (directions(text, &report.agreement)) }
            section.block {
                div.block-head { h2 { (text.say(Key::AgreementReasonsHeading)) } }
                @if report.agreement.override_reasons.is_empty() { p.muted { (text.say(Key::AgreementNoReasons)) } } @else { (reasons(text, &report.agreement)) }
            }
        }
    };
    let lead = html! { p { (text.say(Key::AgreementLead)) } };
    let actions = html! { a.button href="/criteria" { (text.say(Key::LevelOfCareCriteriaLink)) } };
    frame.render(&Page::wide(Section::Caseload, text.say(Key::AgreementHeading), body).lead(lead).actions(actions))
}

fn figures(text: Text, report: &AgreementReport) -> Markup {
    let agreement = &report.agreement;
    let two = |value: f64| format!("{value:.2}").replace('-', "−");
    let kappa = match agreement.kappa {
        _ if agreement.compared < Agreement::KAPPA_FROM => {
            let arguments = [("compared", agreement.compared.into()), ("needed", Agreement::KAPPA_FROM.into())];
            text.say_with(Key::AgreementKappaTooFew, &arguments)
        }
        None => text.say(Key::AgreementKappaNone),
        Some(kappa) => {
            let arguments = [("kappa", two(kappa.estimate).into()), ("lower", two(kappa.lower).into()), ("upper", two(kappa.upper).into())];
            text.say_with(Key::AgreementKappaInterval, &arguments)
        }
    };
    let observed = agreement.observed.map_or_else(
        || text.say(Key::NotKnown),
        |share| text.say_with(Key::PercentWritten, &[("number", format!("{:.0}", share * 100.0).into())]),
    );
    html! {
        p { (text.say_with(Key::AgreementDecided, &[("count", report.decided.into())])) }
        dl.facts {
            dt { (text.say(Key::AgreementCompared)) } dd { (agreement.compared) }
            dt { (text.say(Key::AgreementLeftOut)) } dd { (agreement.left_out) }
            dt { (text.say(Key::AgreementDeferred)) } dd { (report.deferred) }
            dt { (text.say(Key::AgreementObserved)) } dd { (observed) }
            dt { (text.say(Key::AgreementKappa)) } dd { (kappa) }
        }
    }
}

fn directions(text: Text, agreement: &Agreement) -> Markup {
    let name = |direction: &Direction| text.level_of_care_direction(direction.code());
    let mut table = Table::new(text.say(Key::AgreementTableCaption))
        .cards()
        .with_caption()
        .fit()
        .column(text.say(Key::AgreementTableCriteria), Kind::Head);
    for direction in Direction::ALL {
        table = table.column(text.say_with(Key::AgreementTableDecided, &[("direction", name(direction).into())]), Kind::Number);
    }
    let rows = Direction::ALL.iter().zip(&agreement.table).map(|(direction, counts)| {
        let mut cells = vec![html! { (name(direction)) }];
        cells.extend(counts.iter().map(|count| html! { (count) }));
        Row::new(cells)
    });
    table.rows(rows).render(text)
}

fn reasons(text: Text, agreement: &Agreement) -> Markup {
    let mut reasons: Vec<_> = agreement.override_reasons.iter().collect();
    reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), **reason));
    let rows =
        reasons.into_iter().map(|(reason, count)| Row::new(vec![html! { (text.override_reason(reason.code())) }, html! { (count) }]));
    Table::new(text.say(Key::AgreementReasonsCaption))
        .fit()
        .column(text.say(Key::AgreementColumnReason), Kind::Head)
        .column(text.say(Key::AgreementColumnCount), Kind::Number)
        .rows(rows)
        .render(text)
}
