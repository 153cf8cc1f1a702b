//! Which review is next? Every stay that a payer authorizes, by the hours to the end of its last covered day.

use app::review::{Board, Stay};
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::review::{BoardEntry, Bucket, Closeness};
use vocabulary::EpisodeId;
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// The board.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let board = visit.app.review_board(&visit.caller).await?;
    Ok(visit::html(page(&visit.frame, &board)))
}

/// Opens the review that comes next for a stay.
pub(crate) async fn open(visit: Visit) -> Result<Response, PageError> {
    let episode: EpisodeId = visit.form.parsed("episode").ok_or(PageError::Unreadable)?;
    let review = visit.app.open_next_review(&visit.caller, episode).await?;
    Ok(go_to(&format!("/reviews/{review}?done=opened")))
}

fn page(frame: &Frame, board: &Board) -> Markup {
    let text = frame.text;
    let body = html! {
        @if board.entries.is_empty() { (table::empty(&text.say(Key::BoardEmpty))) } @else { (stays(frame, board)) }
    };
    let lead = html! { p { (text.say(Key::BoardLead)) } };
    let actions = html! {
        @if board.is_whole { a.button href="/payers/record" { (text.say(Key::PayerRecordLink)) } }
        a.button href="/appeals" { (text.say(Key::AppealsLink)) }
        a.button href="/payers" { (text.say(Key::PayersLink)) }
    };
    frame.render(&Page::wide(Section::Reviews, text.say(Key::BoardHeading), body).lead(lead).actions(actions))
}

fn stays(frame: &Frame, board: &Board) -> Markup {
    let text = frame.text;
    Table::new(text.say(Key::BoardCaption))
        .cards()
        .column(text.say(Key::CaseloadColumnPatient), Kind::Head)
        .column(text.say(Key::CaseloadColumnLevelOfCare), Kind::Words)
        .column(text.say(Key::BoardColumnEnds), Kind::Words)
        .column(text.say(Key::BoardColumnReview), Kind::Words)
        .column(text.say(Key::BoardColumnMissing), Kind::Words)
        .column(text.say(Key::BoardColumnMoney), Kind::Number)
        .rows(board.entries.iter().map(|entry| row(frame, board, entry)))
        .render(text)
}

fn row(frame: &Frame, board: &Board, entry: &BoardEntry<Stay>) -> Row {
    let (text, stay) = (frame.text, &entry.stay);
    let bucket = Bucket::of(entry.last_covered_day, stay.today);
    let cells = vec![
        html! { a.row-link href={ "/patients/" (stay.patient) } { (stay.listed_name) } span.sub { (stay.record_number) } },
        html! { (text.level_of_care(stay.level_of_care)) span.sub { (stay.program) } },
        html! {
            strong { (text.review_bucket(bucket.code())) }
            span.sub { (ends(text, board, entry)) }
            @if !stay.number.is_empty() { span.sub { a.row-link href={ "/patients/" (stay.patient) "/authorizations" } { (stay.number) } } }
        },
        html! {
            @match stay.review {
                Some(review) => {
                    a href={ "/reviews/" (review) } {
                        (text.say_with(Key::BoardReady, &[
                            ("answered", entry.readiness.answered.into()), ("required", entry.readiness.required.into()),
                        ]))
                    }
                },
                None => form method="post" action="/reviews" {
                    (frame.token_field())
                    input type="hidden" name="episode" value=(stay.episode);
                    button type="submit" { (text.say(Key::BoardOpenReview)) span.visually-hidden { ": " (stay.listed_name) } }
                },
            }
        },
        html! {
            @if let Some(missing) = entry.readiness.next() {
                (text.review_question(missing.question.code()))
                span.sub { (text.review_action(missing.action.code())) }
            }
        },
        html! { (money(text, entry)) },
    ];
    let class = match bucket {
        Bucket::PastDue => "urgent",
        Bucket::Today | Bucket::Tomorrow => "pressing",
        Bucket::Later | Bucket::None => "",
    };
    Row { cells, class }
}

/// What is at risk where a rate is known, in its two parts; nothing is guessed.
fn money(text: Text, entry: &BoardEntry<Stay>) -> Markup {
    html! {
        @match entry.money {
            None => span.muted { (text.say(Key::BoardMoneyUnknown)) },
            Some(money) => {
                (text.money(money.total()))
                @if money.uncovered > vocabulary::Money::ZERO {
                    span.sub { (text.say_with(Key::BoardMoneyUncovered, &[("amount", money.uncovered.into())])) }
                }
            },
        }
    }
}

/// The hours left, or since when the stay is not covered.
fn ends(text: Text, board: &Board, entry: &BoardEntry<Stay>) -> String {
    match (entry.hours_left(board.now), entry.last_covered_day) {
        (Some(hours), Some(last)) if Closeness::of(hours) == Closeness::Expired => {
            text.say_with(Key::BoardExpired, &[("day", last.plus_days(1).into())])
        }
        (Some(hours), Some(last)) => format!("{} · {}", text.day(last), text.say_with(Key::BoardHours, &[("hours", hours.into())])),
        _ => text.say(Key::BoardNone),
    }
}
