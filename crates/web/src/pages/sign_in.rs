//! Signing in: name, password and one-time code. One answer for every kind of failure, so that names cannot be tried out.

use std::net::SocketAddr;

use app::people::SignIn;
use axum::Extension;
use axum::extract::{ConnectInfo, RawQuery, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use vocabulary::OperationId;
use wording::{Key, Text};

use crate::cookie::Cookie;
use crate::error::{PageError, own_path};
use crate::form::{Fields, Problems, TOKEN_FIELD};
use crate::frame::{Frame, Page};
use crate::link::browser_language;
use crate::observe::{Explained, RequestNumber};
use crate::parts::field::{Draft, Field};
use crate::parts::notice;
use crate::state::WebState;
use crate::visit::{self, CheckedForm, Visit, go_to, origin};

/// What is said above the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Why {
    /// Nothing.
    #[default]
    Fresh,
    /// The person signed out.
    SignedOut,
    /// The session ended by itself, or there was none.
    Ended,
    /// What was typed does not fit.
    Failed,
}

/// The page. `token` is repeated by a cookie, because there is no session yet that could know it.
pub(crate) fn page(frame: &Frame, fields: &Fields, why: Why, token: &str) -> Markup {
    let text = frame.text;
    let problems = Problems::default();
    let draft = Draft { text, fields, problems: &problems };
    let body = html! {
        (said(text, why))
        form.form.panel.sign-in method="post" action="/sign-in" {
            input type="hidden" name=(TOKEN_FIELD) value=(token);
            input type="hidden" name="next" value=(fields.text("next"));
            (draft.line(Field::required("sign_in_name", Key::PeopleSignInName), "text", "username"))
            (draft.line(Field::required("password", Key::PeoplePassword), "password", "current-password"))
            (draft.code(Field::optional("code", Key::PeopleCode).hint(Key::PeopleSignInCodeHint)))
            div.submit { button.main type="submit" { (text.say(Key::ActionSignIn)) } }
        }
        p.small.muted.below { (text.say(Key::PeopleSignInHelp)) }
    };
    let practice = [("practice", frame.practice.as_str().into())];
    let lead = html! { p { (text.say_with(Key::PeopleSignInLead, &practice)) } };
    frame.render(&Page::narrow(None, text.say(Key::PeopleSignInHeading), body).lead(lead))
}

fn said(text: Text, why: Why) -> Markup {
    match why {
        Why::Fresh => Markup::default(),
        Why::SignedOut => notice::done(&text.say(Key::PeopleSignedOut)),
        Why::Ended => notice::done(&text.say(Key::PeopleSessionEnded)),
        Why::Failed => html! { div.notice.attention role="alert" { p { (text.say(Key::PeopleSignInFailed)) } } },
    }
}

/// Who are you?
pub(crate) async fn show(State(state): State<WebState>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let why = match (query.text("why"), query.text("next")) {
        ("signed-out", _) => Why::SignedOut,
        // Somebody who brings the cookie of a session that is over did something here before.
        (_, next) if !next.is_empty() && Cookie::Session.read(&headers, state.config.secure).is_some() => Why::Ended,
        _ => Why::Fresh,
    };
    let next = own_path(query.text("next"));
    form_page(&state, &headers, &Fields::from([("next", next)]), why)
}

/// The page with a token, and the cookie that repeats it.
fn form_page(state: &WebState, headers: &HeaderMap, fields: &Fields, why: Why) -> Response {
    let secure = state.config.secure;
    let token = Cookie::SignInForm.read(headers, secure).map_or_else(|| state.new_form_token(), str::to_owned);
    let text = Text::for_language(&browser_language(headers));
    let frame = Frame { text, practice: state.practice(), person: None };
    let mut response = visit::html(page(&frame, fields, why, &token));
    response.headers_mut().append(SET_COOKIE, Cookie::SignInForm.set(&token, secure));
    response
}

/// Signs in, or says that it does not fit.
pub(crate) async fn submit(
    State(state): State<WebState>,
    Extension(number): Extension<RequestNumber>,
    Extension(CheckedForm(form)): Extension<CheckedForm>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let from = origin(&headers, peer.map(|Extension(ConnectInfo(address))| address), state.config.behind_proxy);
    let name = form.text("sign_in_name");
    let outcome = state.app.sign_in(name, form.raw("password"), form.text("code"), &from, OperationId(number.0)).await?;
    match outcome {
        SignIn::Done { token } => {
            let secure = state.config.secure;
            let mut response = go_to(own_path(form.text("next")));
            response.headers_mut().append(SET_COOKIE, Cookie::Session.set(&token, secure));
            response.headers_mut().append(SET_COOKIE, Cookie::SignInForm.remove(secure));
            Ok(response)
        }
        SignIn::Failed => {
            let mut response = form_page(&state, &headers, &form, Why::Failed);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response.extensions_mut().insert(Explained);
            Ok(response)
        }
        SignIn::Wait { minutes } => {
            let seconds = u32::try_from(minutes * 60).unwrap_or(u32::MAX);
            Err(PageError::TooMany { retry_seconds: seconds })
        }
    }
}

/// Ends the session.
pub(crate) async fn sign_out(State(state): State<WebState>, visit: Visit) -> Result<Response, PageError> {
    visit.app.sign_out(&visit.signed_in).await?;
    let mut response = go_to("/sign-in?why=signed-out");
    response.headers_mut().append(SET_COOKIE, Cookie::Session.remove(state.config.secure));
    Ok(response.into_response())
}
