//! What has to be done about denials, and by when? And what appeals came to, with their counts and interval.

use app::review::appeal::{AppealBoard, AppealRow, RateRow};
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{Rate, RecordId};
use wording::{Key, Text};

use super::task;
use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::pages::authorization::denial_link;
use crate::pages::schedule::adherence::rate;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// The board.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let board = visit.app.appeals(&visit.caller).await?;
    Ok(visit::html(page(&visit.frame, &board)))
}

/// Leads to what is done about a denial; opens the review on which it hangs where there is none.
pub(crate) async fn open(visit: Visit) -> Result<Response, PageError> {
    let determination: RecordId = visit.form.parsed("determination").ok_or(PageError::Unreadable)?;
    let review = visit.app.open_denial(&visit.caller, determination).await?;
    Ok(go_to(&format!("/reviews/{review}/appeal")))
}

fn page(frame: &Frame, board: &AppealBoard) -> Markup {
    let text = frame.text;
    let body = html! {
        @if board.rows.is_empty() { (table::empty(&text.say(Key::AppealsEmpty))) } @else { (denials(frame, board)) }
        section.block {
            div.block-head { h2 { (text.say(Key::AppealsRatesHeading)) } }
            p.muted { (text.say(Key::AppealsRatesLead)) }
            @if board.rates.is_empty() { p { (text.say(Key::AppealsRatesNone)) } } @else { (rates(text, &board.rates)) }
        }
    };
    let lead = html! { p { (text.say(Key::AppealsLead)) } };
    let back = html! {
        a.button href="/notices" { (text.say(Key::NoticesLink)) }
        a.button href="/reviews" { (text.say(Key::NavigationReviews)) }
    };
    frame.render(
        &Page::wide(Section::Reviews, text.say(Key::AppealsHeading), body)
            .clocks(board.rows.iter().map(|row| &row.zone))
            .lead(lead)
            .actions(back),
    )
}

fn denials(frame: &Frame, board: &AppealBoard) -> Markup {
    let text = frame.text;
    Table::new(text.say(Key::AppealsCaption))
        .cards()
        .column(text.say(Key::CaseloadColumnPatient), Kind::Head)
        .column(text.say(Key::AppealsColumnPayer), Kind::Words)
        .column(text.say(Key::AppealsColumnDays), Kind::Words)
        .column(text.say(Key::AppealsColumnNext), Kind::Words)
        .column(text.say(Key::AppealColumnDue), Kind::Words)
        .rows(board.rows.iter().map(|each| row(frame, board, each)))
        .render(text)
}

fn row(frame: &Frame, board: &AppealBoard, row: &AppealRow) -> Row {
    let text = frame.text;
    let days = row.disputed.map(|days| {
        let last = days.last().unwrap_or_else(|| days.first());
        text.say_with(Key::AppealDaysLine, &[("first", days.first().into()), ("last", last.into())])
    });
    let cells = vec![
        html! {
            @match row.review {
                Some(review) => a.row-link href={ "/reviews/" (review) "/appeal" } { (row.listed_name) },
                None => a.row-link href={ "/patients/" (row.patient) "/authorizations" } { (row.listed_name) },
            }
            span.sub { (row.record_number) }
        },
        html! { (row.payer) span.sub { (text.level_of_care(row.level_of_care)) } },
        html! { (days.unwrap_or_default()) },
        html! {
            @match row.next.as_ref().filter(|_| !row.waits_for_notice) {
                Some(next) => { strong { (task::name(text, next)) } span.sub { (text.say_with(Key::AppealsOpen, &[("count", row.open.into())])) } },
                None if row.waits_for_notice && row.review.is_none() => {
                    (denial_link(frame, (None, row.determination), &text.say(Key::DenialAdd)))
                },
                None if row.waits_for_notice => strong { (text.say(Key::DenialAdd)) },
                None if row.is_over => (row.closed.map_or_else(|| text.say(Key::AppealsOver), |reason| text.closure_reason(reason.code()))),
                None => (text.say(Key::AppealsNothingOpen)),
            }
            @if let Some(next) = row.next.as_ref().filter(|_| row.waits_for_notice) {
                span.sub { (text.say_with(Key::AppealsThen, &[("task", task::name(text, next).into())])) }
            }
        },
        html! {
            @if let Some(next) = &row.next {
                (task::due(text, next, &row.zone))
                @if row.waits_for_notice { span.sub { (text.say(Key::AppealsProvisional)) } }
                @if next.is_late(board.now) { " " span.flag { (text.say(Key::AppealStateLate)) } }
            }
        },
    ];
    let class = match &row.next {
        Some(next) if next.is_late(board.now) => "urgent",
        Some(next) if next.blocks => "pressing",
        _ => "",
    };
    Row { cells, class }
}

fn rates(text: Text, rows: &[RateRow]) -> Markup {
    let cells = |row: &RateRow| {
        let (won, days) = (
            Rate { count: row.rate.won(), of: row.rate.decided },
            [("part", row.rate.days_overturned.into()), ("whole", row.rate.days.into())],
        );
        let parts = [("full", row.rate.in_full.into()), ("part", row.rate.in_part.into())];
        Row::new(vec![
            html! { (row.payer) },
            html! { (text.level_of_care(row.level_of_care)) },
            html! { (rate(text, won)) span.sub { (text.say_with(Key::AppealsRatesInFull, &parts)) } },
            html! { (text.say_with(Key::AdherenceRate, &days)) },
        ])
    };
    Table::new(text.say(Key::AppealsRatesCaption))
        .cards()
        .column(text.say(Key::AppealsColumnPayer), Kind::Head)
        .column(text.say(Key::CaseloadColumnLevelOfCare), Kind::Words)
        .column(text.say(Key::AppealsRatesColumnWon), Kind::Words)
        .column(text.say(Key::AppealsRatesColumnDays), Kind::Words)
        .rows(rows.iter().map(cells))
        .render(text)
}
