//! The birth day, asked for some time after the link was made.

use app::check_in::{Door, Identified};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::Day;
use wording::Key;

use super::closed;
use super::frame::LinkFrame;
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::link::LinkVisit;
use crate::observe::Explained;
use crate::visit;

/// An example of how a day is written; nobody's birth day in particular.
const EXAMPLE: &str = "1985-03-27";

/// Takes the birth day.
pub(crate) async fn submit(visit: LinkVisit) -> Result<Response, PageError> {
    let birth_day: Option<Day> = visit.form.parsed("birth_day");
    match visit.app.identify_by_link(&visit.request, birth_day).await? {
        Identified::Done { pass } => {
            let mut response = visit::go_to(&format!("/c/{}", visit.request.secret));
            response.headers_mut().append(SET_COOKIE, Cookie::CheckIn.set(&pass, visit.secure));
            Ok(response)
        }
        Identified::Wrong { language, left } => {
            let text = visit.text(Some(&language));
            let frame = LinkFrame::of_check_in(text, &visit.practice, &visit.request.secret);
            let mut response = visit::html(frame.render(&body(&frame, Some(left))));
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response.extensions_mut().insert(Explained);
            Ok(response)
        }
        Identified::NotNow(Door::Open(_)) => Ok(visit::go_to(&format!("/c/{}", visit.request.secret))),
        Identified::NotNow(door) => Ok(closed::response(&visit, door)),
    }
}

/// The page that asks for it. The words fit a parent as well as the patient.
pub(super) fn body(frame: &LinkFrame<'_>, left: Option<i64>) -> Markup {
    let text = frame.text;
    html! {
        h1 { (text.say(Key::CheckInBirthHeading)) }
        p.lead { (text.say(Key::CheckInBirthLead)) }
        @if let Some(left) = left { p.problem role="alert" { (text.say_with(Key::CheckInBirthWrong, &[("left", left.into())])) } }
        form method="post" action=(frame.at("/birth-day")) {
            (frame.token_field())
            p {
                label for="birth_day" { (text.say(Key::CheckInBirthLabel)) }
                span.note #birth-hint { (text.say_with(Key::CheckInBirthHint, &[("example", EXAMPLE.into())])) }
                input.day type="date" id="birth_day" name="birth_day" required autocomplete="bday" aria-describedby="birth-hint";
            }
            p { button type="submit" { (text.say(Key::CheckInBirthGo)) } }
        }
    }
}
