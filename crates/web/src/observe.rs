//! Around every request: its number, its limit of time, its line in the log, its headers, and a page when something went wrong.
//!
//! The log gets the method, the template of the route (never the path), status, duration and number. No query, no name, no answer: a canary
//! test of the whole program looks for them.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::FutureExt as _;
use vocabulary::Language;
use wording::Text;

use crate::error::PageError;
use crate::frame::{Frame, Person};
use crate::pages::check_in;
use crate::state::WebState;
use crate::{failure, headers, link, route};

/// The number of a request, as it stands in the log, in the audit and on error pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestNumber(pub(crate) String);

/// The middleware.
pub(crate) async fn observe(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let number = RequestNumber(state.new_request_number());
    request.extensions_mut().insert(number.clone());
    let method = request.method().clone();
    let template = request.extensions().get::<MatchedPath>().map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned());
    let asked = Asked {
        for_program: wants_json(request.headers()),
        from: from(&request),
        by_link: link::is_for_patients(request.uri().path()),
        language: link::browser_language(request.headers()),
    };
    let limit = route::time_limit(&method, &template, &state.config);
    let started = state.app.now();
    let mut response = finished(next.run(request), limit, &number).await;
    if let Some(error) = error_of(&response) {
        response = explain(&state, response, &error, &number, &asked);
    }
    headers::add(response.headers_mut(), state.config.secure);
    if let Ok(value) = HeaderValue::from_str(&number.0) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    let microseconds = state.app.now().microseconds() - started.microseconds();
    log(&method, &template, response.status(), microseconds, &number);
    response
}

/// Runs the request to its end, its limit of time, or its panic.
async fn finished(running: impl Future<Output = Response>, limit: Duration, number: &RequestNumber) -> Response {
    match tokio::time::timeout(limit, AssertUnwindSafe(running).catch_unwind()).await {
        Ok(Ok(response)) => response,
        // The payload of a panic may hold anything; the program's hook has logged where it was.
        Ok(Err(_payload)) => {
            tracing::error!(request = %number.0, "a handler panicked");
            PageError::Defect.into_response()
        }
        Err(_elapsed) => PageError::TimedOut.into_response(),
    }
}

/// The error that a response stands for: the one it carries, or the one that axum answered with by itself.
fn error_of(response: &Response) -> Option<PageError> {
    if let Some(error) = response.extensions().get::<PageError>() {
        return Some(error.clone());
    }
    if response.headers().contains_key(CONTENT_TYPE) && response.extensions().get::<Explained>().is_some() {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND => Some(PageError::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(PageError::Method),
        StatusCode::PAYLOAD_TOO_LARGE => Some(PageError::TooLarge),
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(PageError::Unreadable),
        StatusCode::INTERNAL_SERVER_ERROR => Some(PageError::Defect),
        _ => None,
    }
}

/// Marks a response whose status is an error on purpose and whose body says why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Explained;

/// What an error page must know of the request.
struct Asked {
    for_program: bool,
    /// The path to come back to.
    from: String,
    /// True for somebody who came by a link or stands at a device of the practice.
    by_link: bool,
    /// The language that the browser asks for.
    language: Language,
}

/// The path of a page that is being read; what was sent by a form cannot be sent again, so its way back is the start page.
fn from(request: &Request) -> String {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    if request.method() == Method::GET { path.to_owned() } else { "/".to_owned() }
}

fn explain(state: &WebState, response: Response, error: &PageError, number: &RequestNumber, asked: &Asked) -> Response {
    let (mut parts, _) = response.into_parts();
    let text = parts.extensions.get::<Text>().copied().unwrap_or_else(|| Text::for_language(&asked.language));
    parts.headers.remove(CONTENT_TYPE);
    parts.headers.remove(CONTENT_LENGTH);
    if asked.for_program {
        parts.status = program_status(error);
        parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        return Response::from_parts(parts, failure::json(text, error, &number.0).to_string().into());
    }
    if let Some(address) = error.elsewhere(&asked.from).and_then(|address| HeaderValue::from_str(&address).ok()) {
        parts.headers.insert(LOCATION, address);
        return Response::from_parts(parts, axum::body::Body::empty());
    }
    // Whoever comes by a link gets a page in the manner of those pages, whatever goes wrong.
    if asked.by_link {
        parts.status = error.status();
        parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        let page = check_in::closed::failure(text, &state.practice(), error, &number.0);
        return Response::from_parts(parts, page.into_string().into());
    }
    let person = parts.extensions.get::<Person>().cloned();
    let frame = Frame { text, practice: state.practice(), person };
    parts.status = error.status();
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    Response::from_parts(parts, failure::page(&frame, error, &number.0).into_string().into())
}

/// A program is told what a browser is shown by a redirection.
fn program_status(error: &PageError) -> StatusCode {
    match error {
        PageError::SignIn => StatusCode::UNAUTHORIZED,
        PageError::ReasonNeeded(_) => StatusCode::FORBIDDEN,
        other => other.status(),
    }
}

/// True when the caller asks for JSON and not for a page.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    accept.contains("application/json") && !accept.contains("text/html")
}

fn log(method: &Method, template: &str, status: StatusCode, microseconds: i64, number: &RequestNumber) {
    let method = if route::is_known(method) { method.as_str() } else { "other" };
    tracing::info!(
        http.method = method,
        http.route = template,
        http.status = status.as_u16(),
        http.duration_us = microseconds,
        request = %number.0,
        "request"
    );
}

#[cfg(test)]
mod tests;
