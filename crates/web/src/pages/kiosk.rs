//! The kiosk in the waiting room: one field for a code that staff gave. The page knows nobody; a code opens one person's check-in, once.

use app::check_in::KioskEntry;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use super::check_in::closed;
use super::check_in::frame::{LinkFrame, help_below, languages_by_address};
use super::check_in::setting::Setting;
use crate::cookie::{Cookie, KIOSK_MARK};
use crate::error::PageError;
use crate::form::TOKEN_FIELD;
use crate::link::LinkVisit;
use crate::observe::Explained;
use crate::state::WebState;
use crate::visit::{self, go_to};

/// What is your code?
pub(crate) async fn show(visit: LinkVisit, State(state): State<WebState>, headers: HeaderMap) -> Result<Response, PageError> {
    Ok(form_page(&visit, &state, &headers, None))
}

/// Takes a code.
pub(crate) async fn submit(visit: LinkVisit, State(state): State<WebState>, headers: HeaderMap) -> Result<Response, PageError> {
    let (mut response, status) = match visit.app.enter_kiosk_code(&visit.request, visit.form.text("code")).await? {
        KioskEntry::Begun { path } => {
            let mut response = go_to(&path);
            response.headers_mut().append(SET_COOKIE, Cookie::Kiosk.set(KIOSK_MARK, state.config.secure));
            return Ok(response);
        }
        KioskEntry::Unknown => (form_page(&visit, &state, &headers, Some(Key::KioskWrong)), StatusCode::UNPROCESSABLE_ENTITY),
        KioskEntry::TooMany { minutes } => {
            (visit::html(closed::too_many(visit.chosen_text(None), &visit.practice, minutes)), StatusCode::TOO_MANY_REQUESTS)
        }
    };
    *response.status_mut() = status;
    response.extensions_mut().insert(Explained);
    Ok(response)
}

/// The page with a token, and the cookie that repeats it: there is no session that could know it.
fn form_page(visit: &LinkVisit, state: &WebState, headers: &HeaderMap, problem: Option<Key>) -> Response {
    let secure = state.config.secure;
    let token = Cookie::SignInForm.read(headers, secure).map_or_else(|| state.new_form_token(), str::to_owned);
    // Not kept in a cookie: the next person begins in the language of the device again.
    let text = visit.chosen_text(None);
    let body = html! {
        (languages_by_address(text, "/kiosk"))
        (body(text, &token, problem))
        (help_below(text, &visit.practice, Setting::Device, None))
    };
    let mut response = visit::html(LinkFrame::with_help_below(text, &visit.practice).render(&body));
    response.headers_mut().append(SET_COOKIE, Cookie::SignInForm.set(&token, secure));
    response
}

fn body(text: Text, token: &str, problem: Option<Key>) -> Markup {
    html! {
        h1 { (text.say(Key::KioskHeading)) }
        p.lead { (text.say(Key::KioskLead)) }
        @if let Some(problem) = problem { p.problem role="alert" { (text.say(problem)) } }
        form method="post" action="/kiosk" {
            input type="hidden" name=(TOKEN_FIELD) value=(token);
            input type="hidden" name="language" value=(text.language_tag());
            p {
                label for="code" { (text.say(Key::KioskCodeLabel)) }
                span.note #code-hint { (text.say(Key::KioskCodeHint)) }
                input.number type="text" inputmode="numeric" id="code" name="code" maxlength="20" required autocomplete="off" aria-describedby="code-hint";
            }
            p { button type="submit" { (text.say(Key::KioskBegin)) } }
        }
    }
}
