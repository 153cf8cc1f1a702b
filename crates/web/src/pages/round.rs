//! What a device shows that goes from hand to hand in a group: whose turn it is, and their number. The device holds the secret of its round in a cookie; no
//! address of it can be taken along. Every page is made anew from how the round stands, so the way back shows the present and nothing of before.

use app::check_in::{RoundDoor, Turn};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use super::check_in::frame::{LinkFrame, help_below};
use super::check_in::setting::Setting;
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::form::TOKEN_FIELD;
use crate::link::{LinkVisit, form_token};
use crate::observe::Explained;
use crate::visit::{self, go_to};

/// Whose turn is it?
pub(crate) async fn show(visit: LinkVisit) -> Result<Response, PageError> {
    let door = match &visit.round {
        Some(secret) => visit.app.look_at_round(secret, &visit.request.request).await?,
        None => RoundDoor::Closed,
    };
    Ok(response(&visit, &door, None))
}

/// Lets the person in whose turn it is.
pub(crate) async fn begin(visit: LinkVisit) -> Result<Response, PageError> {
    let secret = visit.round.clone().ok_or(PageError::Forged)?;
    match visit.app.begin_turn(&secret, visit.form.text("pin"), &visit.request.request).await? {
        Turn::Begun { path } => Ok(go_to(&path)),
        Turn::NotNow(door) => Ok(response(&visit, &door, None)),
        Turn::Wrong { left } => {
            let door = visit.app.look_at_round(&secret, &visit.request.request).await?;
            let mut response = response(&visit, &door, Some(left));
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response.extensions_mut().insert(Explained);
            Ok(response)
        }
    }
}

/// Passes over somebody who is not there.
pub(crate) async fn pass(visit: LinkVisit) -> Result<Response, PageError> {
    let secret = visit.round.clone().ok_or(PageError::Forged)?;
    visit.app.pass_turn(&secret, &visit.request.request).await?;
    Ok(go_to("/round"))
}

fn response(visit: &LinkVisit, door: &RoundDoor, wrong: Option<i64>) -> Response {
    let language = if let RoundDoor::Turn { language, .. } = door { Some(language) } else { None };
    let text = visit.text(language);
    let body = match door {
        RoundDoor::Turn { called, left, .. } => turn(text, visit.round.as_deref().unwrap_or(""), called, *left, wrong),
        RoundDoor::Resting { is_locked } => resting(text, *is_locked),
        RoundDoor::Finished => closed(text, Key::DeviceFinishedHeading, Key::DeviceFinished),
        RoundDoor::Closed => closed(text, Key::DeviceClosedHeading, Key::DeviceClosed),
    };
    let help = if let RoundDoor::Turn { crisis_text, .. } = door { crisis_text.as_deref() } else { None };
    let body = html! { (body) (help_below(text, &visit.practice, Setting::Device, help)) };
    let mut response = visit::html(LinkFrame::with_help_below(text, &visit.practice).render(&body));
    if visit.round.is_some() && matches!(door, RoundDoor::Finished | RoundDoor::Closed) {
        response.headers_mut().append(SET_COOKIE, Cookie::Round.remove(visit.secure));
    }
    response
}

/// Nobody is to be called until staff call somebody again; the device stays with its round.
fn resting(text: Text, is_locked: bool) -> Markup {
    html! {
        @if is_locked { p.problem role="alert" { (text.say(Key::DevicePinClosed)) } }
        h1 { (text.say(Key::DeviceRestingHeading)) }
        p.lead { (text.say(Key::DeviceResting)) }
        p { a.button href="/round" { (text.say(Key::DeviceLookAgain)) } }
    }
}

fn closed(text: Text, heading: Key, sentence: Key) -> Markup {
    html! {
        h1 { (text.say(heading)) }
        p.lead { (text.say(sentence)) }
    }
}

fn turn(text: Text, secret: &str, called: &str, left: usize, wrong: Option<i64>) -> Markup {
    let token = html! { input type="hidden" name=(TOKEN_FIELD) value=(form_token(secret)); };
    let problem = wrong.map(|left| match left {
        0 => text.say(Key::DevicePinClosed),
        left => text.say_with(Key::DevicePinWrong, &[("left", left.into())]),
    });
    html! {
        @if wrong == Some(0) { p.problem role="alert" { (text.say(Key::DevicePinClosed)) } }
        h1.called { (text.say_with(Key::DeviceTurnHeading, &[("name", called.into())])) }
        p.lead { (text.say(Key::DeviceTurnLead)) }
        @if let (Some(problem), false) = (&problem, wrong == Some(0)) { p.problem role="alert" { (problem) } }
        form method="post" action="/round" {
            (token)
            p {
                label for="pin" { (text.say(Key::DevicePinLabel)) }
                span.note #pin-hint { (text.say(Key::DevicePinHint)) }
                input.number type="text" inputmode="numeric" id="pin" name="pin" maxlength="8" required autocomplete="off" aria-describedby="pin-hint";
            }
            p { button type="submit" { (text.say(Key::DeviceBegin)) } }
        }
        form method="post" action="/round/pass" {
            (token)
            p.leave { span.note { (text.say(Key::DeviceNotMe)) } button.plain type="submit" { (text.say(Key::DevicePass)) } }
        }
        p.note { (text.say_with(Key::DeviceLeft, &[("count", left.into())])) }
    }
}
