//! Where the text gateway hands in replies: STOP ends messages to a number, START takes that back.
//!
//! The gateway shows the practice's secret as bearer token or as password of basic authentication; a wrong one gets 403 and nothing else is said. The
//! number and the words are taken from a form or from JSON, under the names that gateways use. Nothing of them is logged.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use base64::Engine as _;
use vocabulary::OperationId;

use crate::config::FORM_BYTES_MAX;
use crate::error::PageError;
use crate::form::Fields;
use crate::observe::RequestNumber;
use crate::state::WebState;

/// The names under which gateways hand in a number, and its words.
const FROM_NAMES: &[&str] = &["From", "from", "sender", "msisdn"];
const WORDS_NAMES: &[&str] = &["Body", "body", "text", "message"];

/// Takes a reply in. 204 whatever it asked for: the gateway sends nothing back to the person.
pub(crate) async fn take_reply(
    State(state): State<WebState>,
    Extension(number): Extension<RequestNumber>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, PageError> {
    if body.len() > FORM_BYTES_MAX {
        return Err(PageError::TooLarge);
    }
    let secret = shown_secret(&headers).ok_or(PageError::Forged)?;
    let (from, words) = reply(&headers, &body);
    match state.app.take_reply(&secret, &from, &words, OperationId(number.0)).await? {
        Some(outcome) => {
            tracing::info!(?outcome, "a reply was handed in");
            Ok(StatusCode::NO_CONTENT)
        }
        None => Err(PageError::Forged),
    }
}

fn shown_secret(headers: &HeaderMap) -> Option<String> {
    let shown = headers.get(AUTHORIZATION)?.to_str().ok()?;
    if let Some(token) = shown.strip_prefix("Bearer ") {
        return Some(token.trim().to_owned());
    }
    let encoded = shown.strip_prefix("Basic ")?.trim();
    let decoded = String::from_utf8(base64::engine::general_purpose::STANDARD.decode(encoded).ok()?).ok()?;
    decoded.split_once(':').map(|(_, password)| password.to_owned())
}

/// Number and words; empty where there are none.
fn reply(headers: &HeaderMap, body: &[u8]) -> (String, String) {
    let is_json = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.starts_with("application/json"));
    if is_json {
        let value: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let of = |names: &[&str]| names.iter().find_map(|name| value.get(*name)?.as_str()).unwrap_or_default().to_owned();
        return (of(FROM_NAMES), of(WORDS_NAMES));
    }
    let fields = Fields::parse(body);
    let of = |names: &[&str]| names.iter().map(|name| fields.text(name)).find(|text| !text.is_empty()).unwrap_or_default().to_owned();
    (of(FROM_NAMES), of(WORDS_NAMES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: &str, body: &str, expected: (&str, &str)) {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        let (from, words) = reply(&headers, body.as_bytes());
        assert_eq!((from.as_str(), words.as_str()), expected, "{body}");
    }

    #[test]
    fn a_reply_is_read_from_a_form_and_from_json() {
        check("application/x-www-form-urlencoded", "From=%2B15550100199&Body=STOP", ("+15550100199", "STOP"));
        check("application/json", r#"{"from":"+15550100199","text":"Stop"}"#, ("+15550100199", "Stop"));
        check("application/json", "{", ("", ""));
        check("text/plain", "", ("", ""));
    }

    #[test]
    fn the_secret_comes_as_token_or_as_password() {
        let shown = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, value.parse().unwrap());
            shown_secret(&headers)
        };
        assert_eq!(shown("Bearer abc").as_deref(), Some("abc"));
        assert_eq!(shown("Basic Z2F0ZXdheTphYmM=").as_deref(), Some("abc"));
        assert_eq!(shown("Digest x"), None);
        assert_eq!(shown_secret(&HeaderMap::new()), None);
    }
}
