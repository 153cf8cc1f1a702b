//! Links that lead nowhere, and what goes wrong on the way: a kind page each, which says what to do next.

use app::check_in::{Closed, Door};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use super::frame::LinkFrame;
use super::setting::Setting;
use super::{birth_day, help};
use crate::error::PageError;
use crate::link::LinkVisit;
use crate::observe::Explained;
use crate::visit;

/// The page of a door that is not open.
pub(crate) fn response(visit: &LinkVisit, door: Door) -> Response {
    let (status, page) = match door {
        Door::Open(_) => return visit::go_to(&format!("/c/{}", visit.request.secret)),
        Door::Identify { language } => {
            let frame = LinkFrame::of_check_in(visit.text(Some(&language)), &visit.practice, &visit.request.secret);
            (StatusCode::OK, frame.render(&birth_day::body(&frame, None)))
        }
        Door::TooMany { minutes } => (StatusCode::TOO_MANY_REQUESTS, too_many(visit.text(None), &visit.practice, minutes)),
        Door::Closed { why, language, crisis_text, mode } => {
            let text = visit.text(language.as_ref());
            (status(why), page(text, visit, (why, mode.map_or(Setting::Alone, Setting::of)), crisis_text.as_deref()))
        }
    };
    let mut response = visit::html(page);
    *response.status_mut() = status;
    response.extensions_mut().insert(Explained);
    response
}

/// What was sent off is there, and what ended is gone.
const fn status(why: Closed) -> StatusCode {
    match why {
        Closed::Finished => StatusCode::OK,
        Closed::Unknown => StatusCode::NOT_FOUND,
        Closed::Expired | Closed::Revoked | Closed::Locked => StatusCode::GONE,
    }
}

fn page(text: Text, visit: &LinkVisit, (why, setting): (Closed, Setting), words: Option<&str>) -> Markup {
    let practice = visit.practice.as_str();
    let (heading, sentence) = match why {
        Closed::Unknown => (Key::CheckInClosedUnknownHeading, Key::CheckInClosedUnknown),
        Closed::Expired => (Key::CheckInClosedExpiredHeading, Key::CheckInClosedExpired),
        Closed::Finished => (Key::CheckInDoneHeading, setting.done()),
        Closed::Revoked => (Key::CheckInClosedRevokedHeading, Key::CheckInClosedRevoked),
        Closed::Locked => (Key::CheckInClosedLockedHeading, Key::CheckInClosedLocked),
    };
    let body = html! {
        h1 { (text.say(heading)) }
        p.lead { (text.say(sentence)) }
        @if let Some(device) = visit.device { p { a.button href=(device.path()) { (text.say(Key::DeviceNext)) } } }
        @if setting == Setting::WithStaff { p { a.button href="/collection" { (text.say(Key::CollectionBack)) } } }
        @if why != Closed::Unknown {
            p { (text.say(setting.lines())) }
            (help::card(text, practice, setting, words))
        }
    };
    LinkFrame::of_nothing(text, practice).render(&body)
}

/// There were too many tries.
pub(crate) fn too_many(text: Text, practice: &str, minutes: i64) -> Markup {
    let body = html! {
        h1 { (text.say(Key::CheckInTooManyHeading)) }
        p.lead { (text.say_with(Key::CheckInTooMany, &[("minutes", minutes.into())])) }
    };
    LinkFrame::of_nothing(text, practice).render(&body)
}

/// The page of an error on the way, for somebody who came by a link.
pub(crate) fn failure(text: Text, practice: &str, error: &PageError, number: &str) -> Markup {
    let sentence = match error {
        PageError::Forged | PageError::Conflict | PageError::Unreadable | PageError::Method => Key::CheckInFailedForged,
        PageError::TooLarge => Key::CheckInFailedTooLarge,
        PageError::NotFound => Key::CheckInClosedUnknown,
        _ => Key::CheckInFailedLater,
    };
    let body = html! {
        h1 { (text.say(Key::CheckInFailedHeading)) }
        p.lead { (text.say(sentence)) }
        p.note { (text.say_with(Key::CheckInFailedNumber, &[("request", number.into())])) }
    };
    LinkFrame::of_nothing(text, practice).render(&body)
}
