//! What became of the alerts of the last weeks: how many each person had, how many were acted on, and how long they took.

use app::alert::AlertReport;
use axum::response::Response;
use maud::{Markup, html};
use outcomes::alert::report::RuleReport;
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// So many weeks are counted when nothing else is asked for.
const WEEKS: u16 = 12;

/// How many alerts are there, and are they acted on?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let weeks = visit.query.parsed::<u16>("weeks").map_or(WEEKS, |weeks| weeks.clamp(1, 104));
    let report = visit.app.alert_report(&visit.caller, weeks).await?;
    Ok(visit::html(page(&visit.frame, &report, weeks)))
}

fn page(frame: &Frame, report: &AlertReport, weeks: u16) -> Markup {
    let text = frame.text;
    let body = html! {
        (super::inbox::unreadable(text, &report.unreadable))
        @if report.rules.is_empty() { (table::empty(&text.say(Key::AlertReportEmpty))) } @else {
            section.block {
                div.block-head { h2 { (text.say(Key::AlertReportByRule)) } }
                (rules(text, &report.rules))
                p.small.muted { (text.say(Key::AlertReportClosureExplained)) }
            }
            section.block {
                div.block-head { h2 { (text.say(Key::AlertReportPerClinician)) } }
                @if report.load.is_empty() { (table::empty(&text.say(Key::AlertReportNobody))) } @else { (load(text, report)) }
            }
        }
    };
    let lead = html! { p { (text.say_with(Key::AlertReportLead, &[("weeks", weeks.into())])) } };
    let back = html! { a.button href="/alerts" { (text.say(Key::AlertBack)) } };
    frame.render(&Page::wide(Section::Alerts, text.say(Key::AlertReportHeading), body).lead(lead).actions(back))
}

fn rules(text: Text, rules: &[RuleReport]) -> Markup {
    let rows = rules.iter().map(|rule| {
        let within = |seconds: Option<i64>| seconds.map_or_else(|| text.say(Key::AlertReportNone), |seconds| text.waited(seconds));
        let acted_on = if rule.closed == 0 {
            text.say(Key::AlertReportNone)
        } else {
            text.say_with(Key::AlertReportActedOnShare, &[("part", rule.acted_on.into()), ("whole", rule.closed.into())])
        };
        Row::new(vec![
            html! { (text.warning_rule_of(rule.rule.code(), rule.class.code())) span.sub { (text.alert_class(rule.class.code())) } },
            html! { (rule.shown) },
            html! { (rule.open) },
            html! { (rule.not_closed_in_time) },
            html! { (rule.silent) },
            html! { (acted_on) },
            html! { (rule.resolved_by_fact) },
            html! { (within(rule.acknowledgement.percentile_seconds(50))) },
            html! { (within(rule.closure.percentile_seconds(50))) },
            html! { (within(rule.closure.percentile_seconds(90))) },
        ])
    });
    Table::new(text.say(Key::AlertReportByRule))
        .cards()
        .column(text.say(Key::AlertColumnWhat), Kind::Head)
        .column(text.say(Key::AlertReportShown), Kind::Number)
        .column(text.say(Key::AlertStateOpen), Kind::Number)
        .column(text.say(Key::AlertReportNotClosed), Kind::Number)
        .column(text.say(Key::AlertReportSilent), Kind::Number)
        .column(text.say(Key::AlertReportActedOn), Kind::Number)
        .column(text.say(Key::AlertStateResolvedByFact), Kind::Number)
        .column(text.say(Key::AlertReportMedianAcknowledgement), Kind::Number)
        .column(text.say(Key::AlertReportMedianClosure), Kind::Number)
        .column(text.say(Key::AlertReportMostClosure), Kind::Number)
        .rows(rows)
        .render(text)
}

fn load(text: Text, report: &AlertReport) -> Markup {
    let rows =
        report.load.iter().map(|load| Row::new(vec![html! { (load.name) }, html! { (text.day(load.week)) }, html! { (load.alerts) }]));
    Table::new(text.say(Key::AlertReportPerClinician))
        .cards()
        .dense()
        .column(text.say(Key::AlertColumnWho), Kind::Head)
        .column(text.say(Key::AlertReportWeek), Kind::Short)
        .column(text.say(Key::AlertReportShown), Kind::Number)
        .rows(rows)
        .render(text)
}
