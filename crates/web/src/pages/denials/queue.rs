//! Which refused line do we work on first? The queue.

use app::claim::{CameBack, DenialQueue, QueueQuery, QueuedDenial};
use axum::response::Response;
use maud::{Markup, html};
use revenue_cycle::DenialCategory;
use revenue_cycle::denial::queue::{ENOUGH, Order};
use revenue_cycle::denial::step::StepKind;
use wording::{Key, Text};

use super::{address, deadline, expected, granted_otherwise, label, line, place_of_text, text_of_place};
use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::pager::pager;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// How many refusals a page shows.
const PAGE_SIZE: usize = 25;

/// The queue.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let fields = &visit.query;
    let query = QueueQuery {
        category: fields.parsed("category"),
        payer: Some(fields.text("payer").to_owned()).filter(|payer| !payer.is_empty()),
        worked: match fields.text("worked") {
            "open" => Some(false),
            "done" => Some(true),
            _ => None,
        },
        asked: fields.text("worked") == "asked",
        order: fields.parsed("order"),
        after: place_of_text(fields.text("after")),
        size: PAGE_SIZE,
    };
    let queue = visit.app.denial_queue(&visit.caller, query).await?;
    Ok(visit::html(queue_page(&visit.frame, &queue, fields)))
}

fn queue_page(frame: &Frame, queue: &DenialQueue, fields: &Fields) -> Markup {
    let text = frame.text;
    let is_filtered = ["category", "payer", "worked"].into_iter().any(|name| !fields.text(name).is_empty());
    let body = html! {
        @if queue.all > 0 || is_filtered { (filters(text, queue, fields)) }
        @if queue.rows.is_empty() {
            (table::empty(&text.say(if is_filtered { Key::DenialsEmptyFilter } else { Key::DenialsEmpty })))
        } @else {
            (rows(text, queue))
            @let shown = text.say_with(Key::DenialsCount, &[("count", queue.rows.len().into()), ("all", queue.count.into())]);
            (pager(text, &shown, &queue.rows.last().filter(|_| queue.more).map(|last| next(fields, last)).into()))
        }
    };
    let page = Page::wide(Section::Claims, text.say(Key::DenialsHeading), body)
        .lead(html! {
            p { (text.say_with(Key::DenialsLead, &[("day", queue.today.into())])) }
            @if queue.rows.iter().any(|row| !row.denial.has_history()) {
                p.muted { (text.say_with(Key::DenialsLeadHistory, &[("needed", ENOUGH.into())])) }
            }
        })
        .actions(html! { a.button href="/claims" { (text.say(Key::NavigationClaims)) } });
    frame.render(&page)
}

fn filters(text: Text, queue: &DenialQueue, fields: &Fields) -> Markup {
    let problems = Problems::default();
    let draft = Draft { text, fields, problems: &problems };
    let categories = choices(&queue.categories, DenialCategory::code, |each| text.denial_category(each.code()));
    let payers: Vec<Choice> = queue.payers.iter().map(|payer| (payer.clone(), payer.clone())).collect();
    let worked = [("open", Key::DenialsFilterOpen), ("done", Key::DenialsFilterDone), ("asked", Key::DenialsFilterAsked)];
    let worked: Vec<Choice> = worked.into_iter().map(|(code, key)| (code.to_owned(), text.say(key))).collect();
    let orders = vec![(Order::Deadline.code().to_owned(), text.say(Key::DenialsOrderDeadline))];
    html! {
        form.search method="get" action="/denials" {
            (draft.filter(Field::optional("category", Key::DenialsFilterCategory), Key::DenialsFilterAll, &categories))
            (draft.filter(Field::optional("payer", Key::DenialsFilterPayer), Key::DenialsFilterAll, &payers))
            (draft.filter(Field::optional("worked", Key::DenialsFilterWorked), Key::DenialsFilterStanding, &worked))
            (draft.filter(Field::optional("order", Key::DenialsFilterOrder), Key::DenialsOrderValue, &orders))
            button type="submit" { (text.say(Key::ActionShow)) }
        }
    }
}

/// The address of the page after a row, with the same filter.
fn next(fields: &Fields, last: &QueuedDenial) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for name in ["category", "payer", "worked", "order"] {
        if !fields.text(name).is_empty() {
            pairs.append_pair(name, fields.text(name));
        }
    }
    pairs.append_pair("after", &text_of_place(last.about));
    format!("/denials?{}", pairs.finish())
}

fn rows(text: Text, queue: &DenialQueue) -> Markup {
    let rows = queue.rows.iter().map(|row| {
        let number = [("number", row.denial.claim_number.as_str().into())];
        let cells = vec![
            html! {
                a href=(address(row.about)) aria-label=(text.say_with(Key::DenialsOpenAbout, &number)) { (row.denial.claim_number) }
                span.sub { (line(text, row)) ", " (row.denial.payer_name) @if let Some(day) = row.denial.day { ", " (text.day(day)) } }
            },
            why(text, row),
            expected(text, row, false),
            deadline(text, row, queue.today),
            html! { (text.denial_effort(row.denial.effort().code())) },
            usual(text, row),
        ];
        Row { cells, class: if row.denial.is_late(queue.today) { "void" } else { "" } }
    });
    Table::new(text.say(Key::DenialsLink))
        .cards()
        .column(text.say(Key::DenialsColumnClaim), Kind::Head)
        .column(text.say(Key::DenialsColumnWhy), Kind::Words)
        .column(text.say(Key::DenialsColumnExpected), Kind::Number)
        .column(text.say(Key::DenialsColumnDeadline), Kind::Short)
        .column(text.say(Key::DenialsColumnEffort), Kind::Short)
        .column(text.say(Key::DenialsColumnNext), Kind::Words)
        .rows(rows)
        .render(text)
}

fn why(text: Text, row: &QueuedDenial) -> Markup {
    html! {
        (label(text, row))
        span.sub { (row.denial.denial.code) ", " (text.denial_category(row.denial.denial.kind.category.code())) }
        @if row.on_file.is_some() { span.flag { (text.say(Key::DenialsOnFile)) } }
        @if let Some(granted) = &row.granted_otherwise { span.flag { (granted_otherwise(text, granted)) } }
    }
}

fn usual(text: Text, row: &QueuedDenial) -> Markup {
    html! {
        @match &row.step {
            Some(step) if step.step.kind != StepKind::Records || row.appeal.is_none() => {
                (text.denial_step(step.step.kind.code()))
                @if let Some(came_back) = row.came_back { span.sub { (came_back_words(text, came_back)) } }
            },
            _ if row.appeal.is_some() => (text.say(Key::DenialsAppealOpen)),
            _ if row.on_file.is_some() => (text.usual_action("corrected_claim")),
            _ => (text.usual_action(row.denial.denial.kind.action.code())),
        }
    }
}

/// How the last step came back, and that it is ours again.
fn came_back_words(text: Text, came_back: CameBack) -> String {
    match came_back {
        CameBack::Upheld(day) => text.say_with(Key::DenialsUpheld, &[("day", day.into())]),
        CameBack::Rejected => text.say(Key::DenialsRejected),
    }
}
