//! The page on which somebody ends messages to their address: by the link at the foot of a mail.

use app::check_in::{Closed, Door};
use app::message::StopDoor;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::html;
use wording::Key;

use super::closed;
use super::frame::LinkFrame;
use crate::config::FORM_BYTES_MAX;
use crate::error::PageError;
use crate::form::Fields;
use crate::link::LinkVisit;
use crate::visit;

/// No more messages? Nothing is ended by opening it.
pub(crate) async fn show(visit: LinkVisit) -> Result<Response, PageError> {
    let (language, has_some) = match visit.app.look_at_stop_link(&visit.request).await? {
        StopDoor::Open { language } => (language, true),
        StopDoor::Nothing { language } => (language, false),
        StopDoor::TooMany { minutes } => return Ok(closed::response(&visit, Door::TooMany { minutes })),
        StopDoor::Closed => return Ok(unknown(&visit)),
    };
    let frame = LinkFrame::of_check_in(visit.chosen_text(Some(&language)), &visit.practice, &visit.request.secret);
    let text = frame.text;
    let body = if !has_some {
        html! {
            h1 { (text.say(Key::CheckInNoMoreHeading)) }
            p.lead { (text.say(Key::CheckInNoMoreNone)) }
        }
    } else if visit.query.text("done") == "yes" {
        html! {
            h1 { (text.say(Key::CheckInNoMoreDoneHeading)) }
            p.lead { (text.say(Key::CheckInNoMoreDone)) }
        }
    } else {
        html! {
            h1 { (text.say(Key::CheckInNoMoreHeading)) }
            p.lead { (text.say(Key::CheckInNoMore)) }
            form method="post" action=(frame.at("/no-more")) {
                (frame.token_field())
                p { button type="submit" { (text.say(Key::CheckInNoMoreDo)) } }
            }
        }
    };
    Ok(visit::html(frame.render(&body)))
}

/// Ends them.
pub(crate) async fn submit(visit: LinkVisit) -> Result<Response, PageError> {
    let done = if visit.app.stop_by_link(&visit.request).await? { "?done=yes" } else { "" };
    Ok(visit::go_to(&format!("/c/{}/no-more{done}", visit.request.secret)))
}

/// Ends them at once: what a mail program sends whose reader presses a button of its own. It brings no cookie and knows no token, and is answered without a
/// redirect; that the body says so tells it from whoever only opens addresses (RFC 8058, 3.1 and 3.2).
pub(crate) async fn one_click(visit: LinkVisit, headers: HeaderMap, body: Bytes) -> Result<StatusCode, PageError> {
    if body.len() > FORM_BYTES_MAX {
        return Err(PageError::TooLarge);
    }
    if !is_one_click(&headers, &body) {
        return Err(PageError::Forged);
    }
    if visit.app.stop_by_link(&visit.request).await? { Ok(StatusCode::OK) } else { Err(PageError::NotFound) }
}

/// True for the one pair that such a request carries, in either of the two encodings of a form.
fn is_one_click(headers: &HeaderMap, body: &[u8]) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/x-www-form-urlencoded") {
        return Fields::parse(body).text("List-Unsubscribe") == "One-Click";
    }
    let words = String::from_utf8_lossy(body);
    kind.starts_with("multipart/form-data")
        && words.contains("name=\"List-Unsubscribe\"")
        && words.lines().any(|line| line.trim() == "One-Click")
}

fn unknown(visit: &LinkVisit) -> Response {
    closed::response(visit, Door::Closed { why: Closed::Unknown, language: None, crisis_text: None, mode: None })
}
