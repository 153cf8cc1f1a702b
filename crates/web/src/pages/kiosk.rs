//! The kiosk in the waiting room: one field for a code that staff gave. The page knows nobody; a code opens one person's check-in, once.

use app::check_in::{Door, KioskEntry, LinkRequest};
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::Language;
use wording::{Key, Text};

use super::check_in::closed;
use super::check_in::frame::{LinkFrame, help_below, languages_by_address};
use super::check_in::setting::Setting;
use crate::cookie::{Cookie, KIOSK_MARK};
use crate::error::PageError;
use crate::form::TOKEN_FIELD;
use crate::link::{LinkVisit, secret_in};
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
            let mut response = go_to(&in_chosen_language(&visit, path).await?);
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

/// Where the check-in begins, in the language that somebody chose at the kiosk. Where it cannot be asked in that one, its first page says so.
async fn in_chosen_language(visit: &LinkVisit, path: String) -> Result<String, PageError> {
    let (Some(language), Some(secret)) = (&visit.chosen, secret_in(&path)) else { return Ok(path) };
    let request = LinkRequest { secret: secret.to_owned(), ..visit.request.clone() };
    match visit.app.choose_check_in_language(&request, language.clone()).await? {
        Door::Open(check_in) if check_in.language != *language => Ok(format!("{path}?language={language}")),
        _ => Ok(path),
    }
}

/// The page with a token, and the cookie that repeats it: there is no session that could know it.
fn form_page(visit: &LinkVisit, state: &WebState, headers: &HeaderMap, problem: Option<Key>) -> Response {
    let secure = state.config.secure;
    let token = Cookie::SignInForm.read(headers, secure).map_or_else(|| state.new_form_token(), str::to_owned);
    // Not kept in a cookie: the next person begins in the language of the device again.
    let text = visit.chosen_text(None);
    let body = html! {
        (languages_by_address(text, "/kiosk"))
        (body(text, visit.chosen.as_ref(), &token, problem))
        (help_below(text, &visit.practice, Setting::Device, None))
    };
    let mut response = visit::html(LinkFrame::with_help_below(text, &visit.practice).render(&body));
    response.headers_mut().append(SET_COOKIE, Cookie::SignInForm.set(&token, secure));
    response
}

fn body(text: Text, chosen: Option<&Language>, token: &str, problem: Option<Key>) -> Markup {
    html! {
        h1 { (text.say(Key::KioskHeading)) }
        p.lead { (text.say(Key::KioskLead)) }
        @if let Some(problem) = problem { p.problem role="alert" { (text.say(problem)) } }
        form method="post" action="/kiosk" {
            input type="hidden" name=(TOKEN_FIELD) value=(token);
            // Only what somebody chose: the language of the device says nothing about who stands before it.
            @if let Some(language) = chosen { input type="hidden" name="language" value=(language); }
            p {
                label for="code" { (text.say(Key::KioskCodeLabel)) }
                span.note #code-hint { (text.say(Key::KioskCodeHint)) }
                input.number type="text" inputmode="numeric" id="code" name="code" maxlength="20" required autocomplete="off" aria-describedby="code-hint";
            }
            p { button type="submit" { (text.say(Key::KioskBegin)) } }
        }
    }
}
