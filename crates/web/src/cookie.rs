//! The cookies: the session, the token of a form that is shown before there is a session, and the passes of people who came by a link.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The token of the session.
    Session,
    /// The token that the sign-in form repeats.
    SignInForm,
    /// The pass of a browser whose person gave the birth day for a check-in.
    CheckIn,
    /// The pass of a browser whose person entered a one-time code for their own page.
    OwnPage,
    /// The secret of the round that a device of the practice holds.
    Round,
    /// That a device of the practice is a kiosk: where its next person begins.
    Kiosk,
    /// The language that somebody chose on their own page.
    Language,
}

/// What the cookie of a kiosk says. It is no secret: whoever has it is only led back to the page of the kiosk.
pub(crate) const KIOSK_MARK: &str = "device-is-a-kiosk";

/// What stands in the cookie of a language, before its tag.
const LANGUAGE_MARK: &str = "language-is-chosen-";

impl Cookie {
    /// The header that keeps a language.
    pub(crate) fn set_language(tag: &str, secure: bool) -> HeaderValue {
        Self::Language.set(&format!("{LANGUAGE_MARK}{tag}"), secure)
    }

    /// The tag of the language that was kept.
    pub(crate) fn read_language(headers: &HeaderMap, secure: bool) -> Option<&str> {
        Self::Language.read(headers, secure)?.strip_prefix(LANGUAGE_MARK)
    }

    /// The name. Behind TLS it has the prefix that binds a cookie to this host and to secure connections.
    const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-throughline",
            (Self::Session, false) => "throughline",
            (Self::SignInForm, true) => "__Host-throughline-form",
            (Self::SignInForm, false) => "throughline-form",
            (Self::CheckIn, true) => "__Host-throughline-check-in",
            (Self::CheckIn, false) => "throughline-check-in",
            (Self::OwnPage, true) => "__Host-throughline-own-page",
            (Self::OwnPage, false) => "throughline-own-page",
            (Self::Round, true) => "__Host-throughline-round",
            (Self::Round, false) => "throughline-round",
            (Self::Kiosk, true) => "__Host-throughline-kiosk",
            (Self::Kiosk, false) => "throughline-kiosk",
            (Self::Language, true) => "__Host-throughline-language",
            (Self::Language, false) => "throughline-language",
        }
    }

    /// The value that the browser sent; `None` when there is none or more than one.
    pub(crate) fn read(self, headers: &HeaderMap, secure: bool) -> Option<&str> {
        let name = self.name(secure);
        let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|line| line.split(';'));
        let mut values = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(given, _)| *given == name).map(|(_, value)| value);
        let first = values.next()?;
        (values.next().is_none() && is_token(first)).then_some(first)
    }

    /// The header that sets the cookie for as long as the browser is open.
    pub(crate) fn set(self, value: &str, secure: bool) -> HeaderValue {
        debug_assert!(is_token(value), "a token has letters, digits, - and _ only");
        self.header(value, "", secure)
    }

    /// The header that takes the cookie away.
    pub(crate) fn remove(self, secure: bool) -> HeaderValue {
        self.header("", "; Max-Age=0", secure)
    }

    fn header(self, value: &str, age: &str, secure: bool) -> HeaderValue {
        let value: String = value.chars().filter(|character| is_token_character(*character)).collect();
        let secure_flag = if secure { "; Secure" } else { "" };
        // Lax for the session and passes, so that a link in another program (a calendar, a record system) opens the page and not the sign-in.
        let same_site = if self == Self::SignInForm { "Strict" } else { "Lax" };
        let line = format!("{}={value}; Path=/; HttpOnly; SameSite={same_site}{secure_flag}{age}", self.name(secure));
        HeaderValue::from_str(&line).expect("every part is plain ASCII")
    }
}

fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == '_'
}

fn is_token(value: &str) -> bool {
    (16..=128).contains(&value.len()) && value.chars().all(is_token_character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, secure: bool, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, header.parse().unwrap());
        assert_eq!(Cookie::Session.read(&headers, secure), expected, "{header}");
    }

    #[test]
    fn only_the_one_cookie_of_our_name_is_read() {
        check("a=b; throughline=0123456789abcdef", false, Some("0123456789abcdef"));
        check("__Host-throughline=0123456789abcdef", true, Some("0123456789abcdef"));
        check("throughline=0123456789abcdef", true, None);
        check("throughline=0123456789abcdef; throughline=fedcba9876543210", false, None);
        check("throughline=short", false, None);
        check("throughline=0123456789abcdef\"", false, None);
    }

    #[test]
    fn a_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts() {
        let value = Cookie::Session.set("0123456789abcdef", true);
        assert_eq!(value, "__Host-throughline=0123456789abcdef; Path=/; HttpOnly; SameSite=Lax; Secure");
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, Cookie::set_language("es", false).to_str().unwrap().split(';').next().unwrap().parse().unwrap());
        assert_eq!(Cookie::read_language(&headers, false), Some("es"));
        assert_eq!(Cookie::Session.remove(false), "throughline=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }
}
