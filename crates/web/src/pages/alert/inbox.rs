//! The inbox: what needs an answer, from whom, and until when.

use app::alert::{AlertView, Inbox, InboxGroup, InboxPage};
use axum::response::Response;
use maud::{Markup, html};
use outcomes::alert::State;
use outcomes::warning_sign::Class;
use serde_json::{Value, json};
use vocabulary::{Instant, RecordId};
use wording::{Arg, Key, Text};

use super::{class_flag, next_step, owned_by, since_last_flag, statement};
use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::{notice, pager};
use crate::visit::{self, Visit};

/// How many kinds of alerts about patients a page shows.
const PAGE_SIZE: usize = 25;

/// What needs an answer from you?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let class = visit.query.parsed::<Class>("class");
    let page_of = if visit.wants_json {
        InboxPage { class, ..InboxPage::WHOLE }
    } else {
        InboxPage { after: visit.query.parsed("after"), size: PAGE_SIZE, class }
    };
    let inbox = visit.app.inbox(&visit.caller, page_of).await?;
    if visit.wants_json {
        return Ok(visit::json(&as_json(visit.text(), &inbox)));
    }
    let may_report = visit.caller.may_all(app::Data::Alerts).is_ok();
    Ok(visit::html(page(&visit.frame, &inbox, class, visit.app.now(), may_report)))
}

fn page(frame: &Frame, inbox: &Inbox, class: Option<Class>, now: Instant, may_report: bool) -> Markup {
    let text = frame.text;
    let (urgent, rest): (Vec<&InboxGroup>, Vec<&InboxGroup>) = inbox.groups.iter().partition(|group| group.is_urgent());
    let (own, others): (Vec<&InboxGroup>, Vec<&InboxGroup>) = rest.into_iter().partition(|group| group.is_own());
    let next = inbox.next.map(|after| match class {
        Some(class) => format!("/alerts?class={}&after={after}", class.code()),
        None => format!("/alerts?after={after}"),
    });
    let body = html! {
        (classes(text, inbox, class))
        (unreadable(text, &inbox.unreadable))
        @if inbox.groups.is_empty() { (table::empty(&text.say(Key::AlertEmpty))) }
        @if !urgent.is_empty() { (section(frame, (Key::AlertInboxUrgent, inbox.urgent), &urgent, now)) }
        @if !own.is_empty() { (section(frame, (Key::AlertInboxOwn, inbox.own), &own, now)) }
        @if !others.is_empty() { (section(frame, (Key::AlertInboxOthers, inbox.others), &others, now)) }
        @if !inbox.groups.is_empty() { (pager::pager(text, "", &next.into())) }
    };
    let lead = html! { p { (text.say(Key::AlertLead)) } p { (text.say(Key::AlertNotWatched)) } };
    let actions = html! {
        a.button href="/alerts/rules" { (text.say(Key::WarningRulesLink)) }
        @if may_report { a.button href="/alerts/report" { (text.say(Key::AlertReportLink)) } }
    };
    frame.render(&Page::wide(Section::Alerts, text.say(Key::AlertHeading), body).lead(lead).actions(actions))
}

/// Alerts that do not read: nothing goes on about them by itself, so somebody has to look.
pub(super) fn unreadable(text: Text, ids: &[RecordId]) -> Markup {
    if ids.is_empty() {
        return Markup::default();
    }
    let written: Vec<String> = ids.iter().map(ToString::to_string).collect();
    notice::attention(&html! {
        h2 { (text.say_with(Key::AlertUnreadableHeading, &[("count", ids.len().into())])) }
        p { (text.say(Key::AlertUnreadableExplained)) }
        ul { @for id in &written { li { code { (id) } } } }
    })
}

/// All of them, or those of one class, each with how many there are.
fn classes(text: Text, inbox: &Inbox, chosen: Option<Class>) -> Markup {
    let all: usize = inbox.of_class.values().sum();
    let link = |class: Option<Class>, address: &str, words: &str| html! { a.button.main[class == chosen] aria-current=[(class == chosen).then_some("page")] href=(address) { (words) } };
    html! {
        @if all > 0 {
            nav.inline-actions aria-label=(text.say(Key::AlertFilterLabel)) {
                (link(None, "/alerts", &text.say_with(Key::AlertFilterAll, &[("count", all.into())])))
                @for (class, count) in &inbox.of_class {
                    @let arguments = [("class", text.alert_class(class.code()).into()), ("count", (*count).into())];
                    " " (link(Some(*class), &format!("/alerts?class={}", class.code()), &text.say_with(Key::AlertFilterClass, &arguments)))
                }
            }
        }
    }
}

fn section(frame: &Frame, (heading, count): (Key, usize), groups: &[&InboxGroup], now: Instant) -> Markup {
    let text = frame.text;
    let count = text.say_with(Key::AlertCount, &[("count", count.into())]);
    let table = Table::new(text.say(heading))
        .cards()
        .column(text.say(Key::CaseloadColumnPatient), Kind::Head)
        .column(text.say(Key::AlertColumnWhat), Kind::Words)
        .column(text.say(Key::AlertColumnWaits), Kind::Words)
        .column(text.say(Key::AlertColumnOwner), Kind::Words)
        .unlabelled(text.say(Key::AlertColumnDo), Kind::Words)
        .rows(groups.iter().map(|group| row(frame, group, now)));
    html! {
        section.block {
            div.block-head { h2 { (text.say(heading)) } span.aside { (count) } }
            (table.render(text))
        }
    }
}

fn row(frame: &Frame, group: &InboxGroup, now: Instant) -> Row {
    let (text, view) = (frame.text, group.latest());
    let class = match view.alert.raised.class {
        Class::Safety => "urgent",
        Class::Clinical => "pressing",
        Class::Task => "",
    };
    let cells = vec![
        html! { a.row-link href={ "/patients/" (view.patient) } { (view.patient_name) } span.sub { (view.record_number) } },
        what(text, group),
        html! {
            (text.waited(now.seconds_since(group.waits_since())))
            @if group.alerts.len() > 1 { span.sub { (text.say_with(Key::AlertWaitsFirst, &[("count", group.alerts.len().into())])) } }
            @if let Some(next) = next_step(text, view) { span.sub { (next) } }
        },
        html! {
            (text.alert_state(view.alert.state.code())) (owned_by(text, view))
            @if group.is_late() { " " span.flag.attention.wrap { (text.say(Key::AlertLate)) } }
        },
        actions(frame, view),
    ];
    Row { cells, class }
}

fn what(text: Text, group: &InboxGroup) -> Markup {
    let view = group.latest();
    let open = group.alerts.iter().filter(|alert| alert.alert.state == State::Open).count();
    html! {
        (class_flag(text, view)) " " (since_last_flag(text, view))
        p { a href={ "/alerts/" (view.id) } { (statement(text, view)) } }
        @if group.alerts.len() > 1 {
            details {
                summary {
                    (text.say_with(Key::AlertRepeats, &[("count", group.alerts.len().into())])) ", "
                    (text.say_with(Key::AlertUnacknowledged, &[("count", open.into())]))
                }
                ul.plain.small {
                    @for each in &group.alerts {
                        li {
                            a href={ "/alerts/" (each.id) } { (text.day(each.day)) }
                            " · " (text.since_last(each.alert.raised.since_last.code())) " · " (text.alert_state(each.alert.state.code()))
                        }
                    }
                }
            }
        }
    }
}

fn actions(frame: &Frame, view: &AlertView) -> Markup {
    let text = frame.text;
    let of = || html! { span.visually-hidden { " " (text.say_with(Key::AlertOf, &[("patient", Arg::from(&view.patient_name))])) } };
    html! {
        @if view.alert.state == State::Open {
            form method="post" action={ "/alerts/" (view.id) "/acknowledge" } {
                (frame.token_field())
                input type="hidden" name="from" value="inbox";
                button type="submit" { (text.say(Key::AlertAcknowledge)) (of()) }
            }
        } @else {
            a.button href={ "/alerts/" (view.id) } { (text.say(Key::AlertCloseOpen)) (of()) }
        }
    }
}

fn as_json(text: Text, inbox: &Inbox) -> Value {
    let alert = |view: &AlertView| {
        json!({
            "id": view.id.to_string(), "patient": view.patient.to_string(), "record_number": view.record_number,
            "rule": view.alert.raised.rule.code(), "class": view.alert.raised.class.code(), "state": view.alert.state.code(),
            "since_last": view.alert.raised.since_last.code(), "statement": statement(text, view), "day": view.day.to_string(),
            "occurred_at": view.alert.raised.occurred_at.to_string(), "is_own": view.is_own, "is_late": view.is_late,
        })
    };
    let groups = inbox.groups.iter().map(|group| json!({ "alerts": group.alerts.iter().map(alert).collect::<Vec<_>>() }));
    let unreadable: Vec<String> = inbox.unreadable.iter().map(ToString::to_string).collect();
    json!({ "groups": groups.collect::<Vec<_>>(), "unreadable": unreadable })
}
