//! Which notices are due? Clocks of admissions, discharges, steps down and reductions that no notice on record stops, with whose task each is.

pub(crate) mod patient;
#[cfg(test)]
mod tests;

use app::review::notice::{LISTED_DAYS, NoticeBoard, NoticeRow};
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::clock::{Due, NoticeKind};
use utilization_review::given_notice::{Change, NoticeOwner, NoticeState};
use vocabulary::Instant;
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::pages::appeal::task::{checked, due_words};
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// How many the page shows.
const PAGE_SIZE: usize = 100;
/// As many as a page shows that is to show all.
const MOST: usize = 5_000;

/// The board.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let most = if visit.query.text("show") == "everything" { MOST } else { PAGE_SIZE };
    let board = visit.app.notices(&visit.caller, most).await?;
    Ok(visit::html(page(&visit.frame, &board)))
}

fn page(frame: &Frame, board: &NoticeBoard) -> Markup {
    let text = frame.text;
    let is_cut = board.rows.len() < board.all;
    let body = html! {
        @if board.rows.is_empty() { (table::empty(&text.say(Key::NoticesNone))) } @else { (notices(text, board)) }
        @if is_cut {
            p {
                (text.say_with(Key::NoticesShown, &[("shown", board.rows.len().into()), ("all", board.all.into())])) " "
                @if board.rows.len() < MOST { a href="/notices?show=everything" { (text.say(Key::NoticesEverything)) } }
            }
        }
        p.muted { (text.say_with(Key::NoticesOlder, &[("days", i64::from(LISTED_DAYS).into())])) }
    };
    let actions = html! {
        a.button href="/reviews" { (text.say(Key::NavigationReviews)) }
        a.button href="/appeals" { (text.say(Key::AppealsLink)) }
    };
    let lead = html! { p { (text.say(Key::NoticesLead)) } };
    frame.render(
        &Page::wide(Section::Reviews, text.say(Key::NoticesHeading), body)
            .clocks(board.rows.iter().map(|row| &row.zone))
            .lead(lead)
            .actions(actions),
    )
}

fn notices(text: Text, board: &NoticeBoard) -> Markup {
    let row = |row: &NoticeRow| {
        let mut cells = vec![html! {
            a.row-link href={ "/patients/" (row.patient) "/notices" } { (row.listed_name) }
            span.sub { (row.record_number) }
        }];
        cells.extend(clock(text, row, board.now));
        Row { cells, class: class(row, board.now) }
    };
    columns(Table::new(text.say(Key::NoticesCaption)).cards().column(text.say(Key::CaseloadColumnPatient), Kind::Head), text, Kind::Words)
        .rows(board.rows.iter().map(row))
        .render(text)
}

/// The columns of a clock, the first one of a kind.
fn columns(table: Table, text: Text, first: Kind) -> Table {
    table
        .column(text.say(Key::NoticesColumnWhat), first)
        .column(text.say(Key::NoticesColumnDue), Kind::Words)
        .column(text.say(Key::NoticesColumnOwner), Kind::Words)
        .column(text.say(Key::NoticesColumnRule), Kind::Words)
        .column(text.say(Key::NoticesColumnState), Kind::Words)
}

/// The cells of a clock.
fn clock(text: Text, row: &NoticeRow, now: Instant) -> Vec<Markup> {
    let (clock, owner) = (&row.clock, row.clock.owner());
    // The two differ where hours are counted of which the first is not known.
    let from_day = matches!(clock.deadline.due, Due::Before(..)) && clock.latest != clock.deadline.due;
    vec![
        html! { (subject(text, clock.kind, &clock.change)) @if !row.payer.is_empty() { span.sub { (row.payer) } } },
        html! {
            (due_words(text, Some(clock.deadline.due), &row.zone))
            @if from_day { span.sub { (text.say(Key::NoticeCountedFromDay)) } }
        },
        html! {
            (text.notice_owner(owner.code()))
            @if owner == NoticeOwner::Clinicians && !row.clinicians.is_empty() { span.sub { (row.clinicians.join(", ")) } }
        },
        html! { (clock.deadline.source) span.sub { (clock.deadline.rule) (checked(text, &clock.deadline)) } },
        html! { strong { (text.notice_state(clock.state(now).code())) } },
    ]
}

fn class(row: &NoticeRow, now: Instant) -> &'static str {
    match row.clock.state(now) {
        NoticeState::Overdue => "urgent",
        NoticeState::Open if row.clock.deadline.hours_left(now).is_some_and(|hours| hours <= 24) => "pressing",
        _ => "",
    }
}

/// What a notice tells of: `Notice of admission: Intensive outpatient, Nov 20, 2026`.
pub(crate) fn subject(text: Text, kind: NoticeKind, change: &Change) -> String {
    text.say_with(
        Key::NoticeSubject,
        &[
            ("kind", text.notice_kind(kind.code()).into()),
            ("level", text.level_of_care(change.level_of_care).into()),
            ("day", change.day.into()),
        ],
    )
}
