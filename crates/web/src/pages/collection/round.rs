//! A round as staff see it: its numbers, shown once, handing the device over, and how each person of it stands.

use app::AppError;
use app::check_in::{OpenedRound, RoundPage, RoundSeat, SeatPin};
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use collection::round::SeatState;
use maud::{Markup, html};
use vocabulary::{PatientId, RecordId};
use wording::{Key, Text};

use super::round_name;
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::frame::{Page, Section};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::state::WebState;
use crate::visit::{self, Visit, go_to};

/// Opens a round and shows its numbers, once.
pub(crate) async fn open(visit: Visit) -> Result<Response, PageError> {
    let patients: Vec<PatientId> = visit.form.all("patient").filter_map(|id| id.parse().ok()).collect();
    match visit.app.open_round(&visit.caller, visit.form.text("name"), patients).await {
        Ok(opened) => Ok(visit::html(numbers(&visit, &opened))),
        Err(AppError::Form(_)) => Ok(go_to("/collection?problem=none-chosen")),
        Err(error) => Err(error.into()),
    }
}

/// How does the round stand?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let round = visit.app.round(&visit.caller, visit::id(&id)?).await?;
    Ok(visit::html(page(&visit, &round)))
}

/// Hands this device over, signed out.
pub(crate) async fn here(visit: Visit, State(state): State<WebState>, Path(id): Path<String>) -> Result<Response, PageError> {
    let secret = visit.app.hand_over_round(&visit.caller, visit::id(&id)?).await?;
    visit.app.sign_out(&visit.signed_in).await?;
    let mut response = go_to("/round");
    response.headers_mut().append(SET_COOKIE, Cookie::Session.remove(state.config.secure));
    response.headers_mut().append(SET_COOKIE, Cookie::Round.set(&secret, state.config.secure));
    Ok(response)
}

/// Gives somebody another number and calls them again.
pub(crate) async fn call_again(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let Some(ordinal) = visit.form.parsed("seat") else { return Err(PageError::Unreadable) };
    let pin = visit.app.call_again(&visit.caller, id, ordinal).await?;
    let text = visit.text();
    let body = html! {
        (table(text, &[pin]))
        p { a.button href={ "/rounds/" (id) } { (text.say(Key::ActionBack)) } }
    };
    let page = Page::narrow(Some(Section::Collection), text.say(Key::RoundNewNumberHeading), body);
    Ok(visit::html(visit.frame.render(&page)))
}

/// Ends it.
pub(crate) async fn end(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    visit.app.end_round(&visit.caller, visit::id(&id)?).await?;
    Ok(go_to("/collection?done=ended"))
}

fn numbers(visit: &Visit, opened: &OpenedRound) -> Markup {
    let text = visit.text();
    let body = html! {
        @if !opened.without_forms.is_empty() {
            (notice::attention(&html! { p { (text.say_with(Key::RoundWithoutForms, &[("names", text.list(&opened.without_forms).into())])) } }))
        }
        (table(text, &opened.pins))
        (hand_over(visit, opened.id))
    };
    let lead = html! { p { (text.say(Key::RoundOpenedLead)) } };
    let back = html! { a.button href="/collection" { (text.say(Key::CollectionBack)) } };
    let page = Page::narrow(Some(Section::Collection), text.say(Key::RoundOpenedHeading), body).lead(lead).actions(back);
    visit.frame.render(&page)
}

fn table(text: Text, pins: &[SeatPin]) -> Markup {
    let rows = pins.iter().map(|pin| Row::new(vec![html! { (pin.called) }, html! { strong { (pin.pin) } }]));
    Table::new(text.say(Key::RoundOpenedHeading))
        .column(text.say(Key::RoundColumnPerson), Kind::Head)
        .column(text.say(Key::RoundColumnNumber), Kind::Number)
        .rows(rows)
        .render(text)
}

fn hand_over(visit: &Visit, id: RecordId) -> Markup {
    let text = visit.text();
    html! {
        form.form method="post" action={ "/rounds/" (id) "/here" } {
            (visit.frame.token_field())
            p.muted { (text.say(Key::RoundHandOverNote)) }
            div.submit { button.main type="submit" { (text.say(Key::RoundHandOver)) } }
        }
    }
}

fn page(visit: &Visit, round: &RoundPage) -> Markup {
    let text = visit.text();
    let rows = round.seats.iter().map(|seat| row(visit, round, seat));
    let seats = Table::new(text.say(Key::RoundHeading))
        .cards()
        .column(text.say(Key::RoundColumnPerson), Kind::Head)
        .column(text.say(Key::RoundColumnState), Kind::Words)
        .column(text.say(Key::RoundColumnDo), Kind::Words)
        .rows(rows);
    let body = html! {
        @if !round.is_open { (notice::notice(&html! { p { (text.say(Key::RoundEnded)) } })) }
        @if round.is_open && !round.has_device { (notice::notice(&html! { p { (text.say(Key::RoundNoDevice)) } })) }
        (seats.render(text))
        @if round.is_open {
            (hand_over(visit, round.id))
            form.form method="post" action={ "/rounds/" (round.id) "/end" } {
                (visit.frame.token_field())
                div.submit { button type="submit" { (text.say(Key::RoundEnd)) } }
            }
        }
    };
    let lead = html! { p { (round_name(text, &round.name)) ", " (text.instant(round.opened_at, &round.zone)) } };
    let back = html! { a.button href="/collection" { (text.say(Key::CollectionBack)) } };
    let page = Page::wide(Section::Collection, text.say(Key::RoundHeading), body).clock(&round.zone);
    visit.frame.render(&page.lead(lead).actions(back))
}

fn row(visit: &Visit, round: &RoundPage, seat: &RoundSeat) -> Row {
    let text = visit.text();
    let state = match seat.seat.state {
        SeatState::Waiting => Key::RoundStateWaiting,
        SeatState::Open => Key::RoundStateOpen,
        SeatState::Done => Key::RoundStateDone,
        SeatState::Over => Key::RoundStateOver,
        SeatState::Locked => Key::RoundStateLocked,
    };
    let may_call = round.is_open && seat.seat.state != SeatState::Done;
    Row::new(vec![
        html! { a href={ "/patients/" (seat.patient) "/check-ins" } { (seat.listed_name) } },
        html! { (text.say(state)) },
        html! {
            @if may_call {
                form method="post" action={ "/rounds/" (round.id) "/call" } {
                    (visit.frame.token_field())
                    input type="hidden" name="seat" value=(seat.seat.ordinal);
                    button type="submit" { (text.say(Key::RoundCallAgain)) span.visually-hidden { ", " (seat.listed_name) } }
                }
            }
        },
    ])
}
