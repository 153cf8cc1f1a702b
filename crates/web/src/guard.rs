//! In front of every handler: is this person signed in, does the role allow the page, and did the form come from a page of ours?
//!
//! The rule of a page stands in the table of routes and is enforced here, before the handler runs: no handler can forget it. Whether this patient or
//! this record may be seen is asked by each use case of `app`; a handler has no other way to a record.

use app::{Data, Scope};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use vocabulary::OperationId;
use wording::Text;

use crate::config::FORM_BYTES_MAX;
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::form::{Fields, TOKEN_FIELD};
use crate::link::{browser_language, form_token, secret_in};
use crate::observe::RequestNumber;
use crate::state::WebState;
use crate::visit::{CheckedForm, Visitor};

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Anybody: health, assets.
    Nothing,
    /// Anybody, with the token of the form repeated by a cookie: signing in.
    FormCookie,
    /// Anybody who has the link; its forms carry a token that is derived from it.
    Link,
    /// A mail program of somebody who has the link: it knows no page of ours, so the link itself is what it shows (RFC 8058). The handler reads its body.
    OneClick,
    /// A device of the practice that goes from hand to hand; its forms carry a token that is derived from the secret it holds.
    Device,
    /// A program of somebody else that shows a secret of its own, which the handler checks.
    Secret,
    /// Anybody who is signed in.
    SignedIn,
    /// Somebody whose roles give access to this kind of data.
    Role(Data),
    /// Somebody whose roles give access to both.
    Both(Data, Data),
    /// Somebody whose roles give access to this kind of data of everybody.
    Everybody(Data),
    /// Somebody whose roles give access to both, or who works on claims: they appeal against refused lines. Which of them may see which appeal, the
    /// use case says.
    BothOrClaims(Data, Data),
    /// Somebody whose roles give access to the records of care, or who keeps the day: planned visits are theirs. Of which kind of record whom, the use case
    /// says.
    RecordsOrDay,
}

impl Needs {
    /// The kinds of data to which the roles must give access, each with the narrowest scope that is enough.
    pub(crate) fn data(self) -> impl Iterator<Item = (Data, Scope)> {
        let some = |data| Some((data, Scope::CareTeam));
        let (first, second) = match self {
            Self::Nothing | Self::FormCookie | Self::Link | Self::OneClick | Self::Device | Self::Secret | Self::SignedIn => (None, None),
            Self::Role(data) => (some(data), None),
            Self::RecordsOrDay => (some(Data::Records), None),
            Self::Both(first, second) | Self::BothOrClaims(first, second) => (some(first), some(second)),
            Self::Everybody(data) => (Some((data, Scope::All)), None),
        };
        first.into_iter().chain(second)
    }

    /// The first kind of data to which somebody lacks access, if they are not let in; `scope` says what their roles give.
    pub(crate) fn refused(self, scope: impl Fn(Data) -> Scope) -> Option<Data> {
        if matches!(self, Self::BothOrClaims(..)) && scope(Data::Claims) == Scope::All {
            return None;
        }
        if self == Self::RecordsOrDay && scope(Data::Entry) != Scope::Nothing {
            return None;
        }
        self.data().find(|(data, least)| scope(*data) < *least).map(|(data, _)| data)
    }
}

/// What the body of a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Nothing, or an ordinary form, which is read here.
    Form,
    /// A file with its form. The handler reads it, and checks the token by [`check_token`] before anything else.
    Upload,
}

/// The guard of one route.
pub(crate) async fn guard(rule: (Needs, Takes), State(state): State<WebState>, request: Request, next: Next) -> Response {
    let number = request.extensions().get::<RequestNumber>().map_or_else(String::new, |number| number.0.clone());
    let visitor = match rule.0 {
        Needs::Nothing | Needs::FormCookie | Needs::Link | Needs::OneClick | Needs::Device | Needs::Secret => None,
        Needs::SignedIn | Needs::Role(_) | Needs::Both(..) | Needs::Everybody(_) | Needs::BothOrClaims(..) | Needs::RecordsOrDay => {
            match visitor(&state, request.headers(), OperationId(number)).await {
                Ok(visitor) => Some(visitor),
                Err(error) => return error.into_response(),
            }
        }
    };
    let person = visitor.as_ref().map(|visitor| (visitor.person.clone(), visitor.text));
    let mut response = match checked(rule, visitor, request, &state).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    // An error page shows the navigation of the person, too, in their language.
    if let Some((person, text)) = person {
        response.extensions_mut().insert(person);
        response.extensions_mut().insert(text);
    }
    response
}

async fn visitor(state: &WebState, headers: &HeaderMap, request: OperationId) -> Result<Visitor, PageError> {
    let token = Cookie::Session.read(headers, state.config.secure).ok_or(PageError::SignIn)?;
    let signed_in = state.app.session(token, request).await?.ok_or(PageError::SignIn)?;
    let language = signed_in.language.clone().unwrap_or_else(|| browser_language(headers));
    Ok(Visitor::new(Text::for_language(&language), signed_in))
}

/// Checks role and form, and puts what was found into the request.
async fn checked(
    (needs, takes): (Needs, Takes),
    visitor: Option<Visitor>,
    mut request: Request,
    state: &WebState,
) -> Result<Request, PageError> {
    if let Some(visitor) = &visitor
        && let Some(data) = needs.refused(|data| visitor.signed_in.caller.scope(data))
    {
        return Err(PageError::Refused(Some(data.code())));
    }
    // What shows its secret in a header, or in its address alone, comes from no page: whoever can send it holds the secret.
    if request.method() == Method::POST && !matches!(needs, Needs::Secret | Needs::OneClick) {
        if !comes_from_here(request.headers()) {
            return Err(PageError::Forged);
        }
        if takes == Takes::Form {
            let expected = match needs {
                Needs::FormCookie => Cookie::SignInForm.read(request.headers(), state.config.secure).map(str::to_owned),
                Needs::Device => Cookie::Round.read(request.headers(), state.config.secure).map(form_token),
                Needs::Link => secret_in(request.uri().path()).map(form_token),
                _ => visitor.as_ref().map(|visitor| visitor.signed_in.form_token.clone()),
            };
            let (parts, body) = request.into_parts();
            let fields = read_form(&parts.headers, body).await?;
            check_token(expected.as_deref(), fields.raw(TOKEN_FIELD))?;
            request = Request::from_parts(parts, Body::empty());
            request.extensions_mut().insert(CheckedForm(fields));
        }
    }
    if let Some(visitor) = visitor {
        request.extensions_mut().insert(visitor);
    }
    Ok(request)
}

/// Refuses a form without the token that was expected.
pub(crate) fn check_token(expected: Option<&str>, given: &str) -> Result<(), PageError> {
    match expected {
        Some(expected) if !given.is_empty() && app::secret::same_secret(expected, given) => Ok(()),
        _ => Err(PageError::Forged),
    }
}

async fn read_form(headers: &HeaderMap, body: Body) -> Result<Fields, PageError> {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(PageError::Forged);
    }
    match Limited::new(body, FORM_BYTES_MAX).collect().await {
        Ok(collected) => Ok(Fields::parse(&collected.to_bytes())),
        Err(error) if error.is::<LengthLimitError>() => Err(PageError::TooLarge),
        Err(_) => Err(PageError::Unreadable),
    }
}

/// False when the browser says that the request comes from another site. The token is asked for in any case; this is the second lock.
fn comes_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let same_site = text("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    // `null` is what browsers send under `Referrer-Policy: no-referrer`, so it says nothing either way.
    let same_origin = text(ORIGIN.as_str()).is_none_or(|origin| {
        let host = origin.split_once("://").map_or("", |(_, host)| host);
        origin == "null" || text(HOST.as_str()).is_none_or(|own| host.eq_ignore_ascii_case(own))
    });
    same_site && same_origin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_from_another_site_is_told_apart() {
        let check = |lines: &[(&'static str, &'static str)], expected: bool| {
            let headers = lines.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
            assert_eq!(comes_from_here(&headers), expected, "{lines:?}");
        };
        check(&[("host", "127.0.0.1:8080"), ("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")], true);
        check(&[("host", "a.example"), ("origin", "null"), ("sec-fetch-site", "same-origin")], true);
        check(&[("host", "a.example")], true);
        check(&[("host", "a.example"), ("sec-fetch-site", "cross-site")], false);
        check(&[("host", "a.example"), ("sec-fetch-site", "same-site")], false);
        check(&[("host", "a.example"), ("origin", "https://b.example")], false);
        check(&[("host", "a.example"), ("origin", "https://a.example:444")], false);
    }

    #[test]
    fn an_empty_token_is_never_right() {
        assert_eq!(check_token(Some(""), ""), Err(PageError::Forged));
        assert_eq!(check_token(None, "x"), Err(PageError::Forged));
        assert_eq!(check_token(Some("x"), "x"), Ok(()));
    }
}
