//! One request of somebody who came by a link and has no account: a patient, a parent, a teacher.
//!
//! The secret stands in the path. Forms carry a token that is derived from it, so that no other page can send one; a browser that gave the birth day
//! or a one-time code brings a pass in a cookie.

use std::net::SocketAddr;

use app::App;
use app::check_in::LinkRequest;
use axum::Extension;
use axum::extract::{ConnectInfo, FromRequestParts, Path};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use std::collections::BTreeMap;
use vocabulary::{Language, OperationId};
use wording::Text;

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::form::Fields;
use crate::observe::RequestNumber;
use crate::state::WebState;
use crate::visit::{CheckedForm, origin, query};

/// What a handler of such a request works with.
pub(crate) struct LinkVisit {
    /// The use cases.
    pub(crate) app: App,
    /// Link, pass and origin.
    pub(crate) request: LinkRequest,
    /// What the form sent; the guard has checked its token.
    pub(crate) form: Fields,
    /// What stands after the question mark.
    pub(crate) query: Fields,
    /// The practice's name.
    pub(crate) practice: String,
    /// The language that the browser asks for, until a better one is known.
    pub(crate) browser_language: Language,
    /// The language that was chosen on this page or, on an own page, on one before.
    pub(crate) chosen: Option<Language>,
    /// True when cookies are bound to secure connections.
    pub(crate) secure: bool,
    /// The number of the question in the path, where there is one.
    pub(crate) number: Option<usize>,
    /// The secret of the round that this device holds.
    pub(crate) round: Option<String>,
    /// Which device of the practice this is, where it is one that goes from hand to hand.
    pub(crate) device: Option<Device>,
}

/// A device of the practice that goes from hand to hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Device {
    /// A tablet in a group.
    Round,
    /// The kiosk in the waiting room.
    Kiosk,
}

impl FromRequestParts<WebState> for LinkVisit {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, PageError> {
        let Path(places) = Path::<BTreeMap<String, String>>::from_request_parts(parts, state).await.map_err(|_| PageError::NotFound)?;
        let secret = places.get("secret").cloned().unwrap_or_default();
        let cookie = if parts.uri.path().starts_with("/m/") { Cookie::OwnPage } else { Cookie::CheckIn };
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| *address);
        let peer = peer.or_else(|| parts.extensions.get::<Extension<ConnectInfo<SocketAddr>>>().map(|each| each.0.0));
        let round = Cookie::Round.read(&parts.headers, state.config.secure).map(str::to_owned);
        let is_kiosk = Cookie::Kiosk.read(&parts.headers, state.config.secure).is_some();
        let (form, query) = (parts.extensions.get::<CheckedForm>().cloned().unwrap_or_default().0, query(parts));
        let kept = Cookie::read_language(&parts.headers, state.config.secure).filter(|_| cookie == Cookie::OwnPage).unwrap_or("");
        let chosen = [query.text("language"), form.text("language"), kept].into_iter().find_map(patient_language);
        let number = parts.extensions.get::<RequestNumber>().map_or_else(String::new, |number| number.0.clone());
        Ok(Self {
            app: state.app.clone(),
            request: LinkRequest {
                secret,
                pass: cookie.read(&parts.headers, state.config.secure).map(str::to_owned),
                origin: origin(&parts.headers, peer, state.config.behind_proxy),
                request: OperationId(number),
            },
            form,
            query,
            chosen,
            practice: state.practice(),
            browser_language: browser_language(&parts.headers),
            secure: state.config.secure,
            number: places.get("number").and_then(|number| number.parse().ok()),
            device: round.as_ref().map(|_| Device::Round).or(is_kiosk.then_some(Device::Kiosk)),
            round,
        })
    }
}

/// The token of the forms behind a link.
pub(crate) fn form_token(secret: &str) -> String {
    let mut token = app::secret::token_hash(&format!("form:{secret}"));
    token.truncate(32);
    token
}

/// The secret in the path of a request by link.
pub(crate) fn secret_in(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/c/").or_else(|| path.strip_prefix("/m/"))?;
    Some(rest.split('/').next().unwrap_or(rest))
}

/// True for pages of somebody who has no account: behind a link, or on a device of the practice.
pub(crate) fn is_for_patients(path: &str) -> bool {
    secret_in(path).is_some() || ["/kiosk", "/round", "/round/pass"].contains(&path)
}

/// A language in which the product speaks to patients, from its tag.
fn patient_language(tag: &str) -> Option<Language> {
    app::check_in::PATIENT_LANGUAGES.contains(&tag).then(|| tag.parse().ok()).flatten()
}

/// Spanish where the browser asks for it first, else English.
pub(crate) fn browser_language(headers: &HeaderMap) -> Language {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if asked.trim_start().to_ascii_lowercase().starts_with("es") {
        "es".parse().unwrap_or_else(|_| Language::english())
    } else {
        Language::english()
    }
}

impl LinkVisit {
    /// The words of a language, or of the browser's.
    pub(crate) fn text(&self, language: Option<&Language>) -> Text {
        Text::for_language(language.unwrap_or(&self.browser_language))
    }

    /// The words of the language that was chosen, else of this one, else of the browser's.
    pub(crate) fn chosen_text(&self, language: Option<&Language>) -> Text {
        self.text(self.chosen.as_ref().or(language))
    }

    /// The header that keeps a language that was just chosen.
    pub(crate) fn keeps_language(&self) -> Option<HeaderValue> {
        let language = patient_language(self.query.text("language"))?;
        Some(Cookie::set_language(language.as_str(), self.secure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_read_from_paths_by_link_only() {
        let check = |path: &str, expected: Option<&str>| assert_eq!(secret_in(path), expected, "{path}");
        check("/c/abc", Some("abc"));
        check("/c/abc/q/3", Some("abc"));
        check("/m/abc/sheet", Some("abc"));
        check("/caseload", None);
        assert_ne!(form_token("a"), form_token("b"));
    }
}
