//! A device that goes from hand to hand: it asks whether somebody is still there before it closes, and can be passed on at any moment.
//!
//! The browser itself goes to the question after some rest (a `Refresh` header: it needs no script and no cookie); the link ends by the clock of the
//! server, whatever the browser does.

use app::check_in::{CheckInVisit, SHARED_IDLE_SECONDS};
use axum::http::HeaderValue;
use axum::http::header::REFRESH;
use axum::response::Response;
use maud::{Markup, html};
use wording::Key;

use super::frame::LinkFrame;
use crate::error::PageError;
use crate::link::{Device, LinkVisit};
use crate::visit::{self, go_to};

/// So long before the link ends somebody is asked whether they are still there. WCAG 2.2, 2.2.1 wants 20 seconds at least.
const WARNING_SECONDS: i64 = 60;

/// A page of a check-in. On a shared device it leads to the question whether somebody is still there.
pub(super) fn page(visit: &LinkVisit, check_in: &CheckInVisit, frame: &LinkFrame<'_>, body: &Markup) -> Response {
    let mut response = visit::html(frame.render(body));
    if check_in.is_on_shared_device() {
        let seconds = SHARED_IDLE_SECONDS - WARNING_SECONDS;
        refresh(&mut response, seconds, &format!("/c/{}/still?language={}", visit.request.secret, check_in.language));
    }
    response
}

fn refresh(response: &mut Response, seconds: i64, address: &str) {
    // Not in time to show what was typed to whoever picks the device up, and no page stays open for good.
    if let Ok(value) = HeaderValue::from_str(&format!("{seconds}; url={address}")) {
        response.headers_mut().insert(REFRESH, value);
    }
}

/// Are you still there? Looks at nothing, so that asking keeps nothing open.
pub(crate) async fn still(visit: LinkVisit) -> Result<Response, PageError> {
    let language = visit.query.parsed("language");
    let text = visit.text(language.as_ref());
    let frame = LinkFrame::of_check_in(text, &visit.practice, &visit.request.secret);
    let body = html! {
        h1 { (text.say(Key::DeviceStillHeading)) }
        p.lead { (text.say(Key::DeviceStill)) }
        p { a.button href=(frame.at("/q")) { (text.say(Key::DeviceStillGoOn)) } }
    };
    let mut response = visit::html(frame.render(&body));
    let next = visit.device.map_or_else(|| frame.at(""), |device| device.path().to_owned());
    refresh(&mut response, WARNING_SECONDS + 1, &next);
    Ok(response)
}

/// Ends the turn before everything was answered.
pub(crate) async fn stop(visit: LinkVisit) -> Result<Response, PageError> {
    visit.app.stop_check_in(&visit.request).await?;
    Ok(go_to(&visit.device.map_or_else(|| format!("/c/{}", visit.request.secret), |device| device.path().to_owned())))
}

impl Device {
    /// Where its next person begins.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Round => "/round",
            Self::Kiosk => "/kiosk",
        }
    }
}
