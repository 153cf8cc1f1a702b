//! One request of one person: who they are, what they sent, and the frame of their page.

use app::{App, Caller, Data, Scope};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use vocabulary::{Day, Identifier, Instant, Role, ZoneName};
use wording::Text;

use crate::error::{AsOfProblem, PageError};
use crate::form::Fields;
use crate::frame::{Frame, Person, Section};
use crate::observe::wants_json;
use crate::state::WebState;

/// Somebody who is signed in, as the guard found them.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// Session and person.
    pub(crate) signed_in: app::people::SignedIn,
    /// What pages show of them.
    pub(crate) person: Person,
    /// The language they read: theirs, or their browser's.
    pub(crate) text: Text,
}

impl Visitor {
    /// Somebody who is signed in.
    pub(crate) fn new(text: Text, signed_in: app::people::SignedIn) -> Self {
        let caller = &signed_in.caller;
        let roles: Vec<String> = roles_of(caller).iter().map(|role| text.role(*role)).collect();
        let person = Person {
            name: signed_in.name.clone(),
            roles: text.list(&roles),
            form_token: signed_in.form_token.clone(),
            sections: sections(caller),
            granted: Data::ALL.into_iter().filter(|data| caller.scope(*data) != Scope::Nothing).collect(),
        };
        Self { signed_in, person, text }
    }
}

fn roles_of(caller: &Caller) -> &[Role] {
    if let vocabulary::Actor::User { roles, .. } = &caller.actor { roles } else { &[] }
}

/// Where somebody can go.
pub(crate) fn sections(caller: &Caller) -> Vec<Section> {
    let open = |section: &Section| match section {
        // Whoever sees the patients of their care teams has a caseload; whoever sees everybody has the list of patients.
        Section::Caseload => caller.scope(Data::Identity) == Scope::CareTeam,
        Section::Patients => caller.scope(Data::Identity) == Scope::All,
        Section::Collection => caller.scope(Data::Entry) != Scope::Nothing,
        Section::Due => caller.scope(Data::Care) != Scope::Nothing,
        Section::Reviews => caller.scope(Data::Reviews) != Scope::Nothing,
        Section::Tasks => caller.scope(Data::Reviews) == Scope::CareTeam,
        Section::Alerts => caller.scope(Data::Alerts) != Scope::Nothing,
        Section::Instruments => caller.scope(Data::Instruments) != Scope::Nothing,
        Section::Claims => caller.scope(Data::Claims) == Scope::All,
        Section::Imports => caller.scope(Data::Imports) != Scope::Nothing,
        Section::Outbox => caller.scope(Data::Messages) == Scope::All,
        Section::FollowUp => caller.scope(Data::Contacts) == Scope::All,
        Section::OnCall => caller.scope(Data::OnCall) == Scope::All,
        Section::Practice => caller.scope(Data::Practice) != Scope::Nothing,
        Section::People => caller.scope(Data::People) != Scope::Nothing,
        Section::Audit => caller.scope(Data::Audit) != Scope::Nothing,
    };
    Section::ALL.into_iter().filter(open).collect()
}

/// What a handler of a signed-in person works with.
pub(crate) struct Visit {
    /// The use cases.
    pub(crate) app: App,
    /// Who asks.
    pub(crate) caller: Caller,
    /// The session.
    pub(crate) signed_in: app::people::SignedIn,
    /// The frame of the page.
    pub(crate) frame: Frame,
    /// What stands after the question mark.
    pub(crate) query: Fields,
    /// What the form sent; the guard has checked its token.
    pub(crate) form: Fields,
    /// True for a program that asks for JSON.
    pub(crate) wants_json: bool,
}

/// The fields of a form whose token was checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct CheckedForm(pub(crate) Fields);

impl FromRequestParts<WebState> for Visit {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, PageError> {
        let Some(visitor) = parts.extensions.get::<Visitor>().cloned() else { return Err(PageError::SignIn) };
        let frame = Frame { text: visitor.text, practice: state.practice(), person: Some(visitor.person) };
        Ok(Self {
            app: state.app.clone(),
            caller: visitor.signed_in.caller.clone(),
            signed_in: visitor.signed_in,
            frame,
            query: query(parts),
            form: parts.extensions.get::<CheckedForm>().cloned().unwrap_or_default().0,
            wants_json: wants_json(&parts.headers),
        })
    }
}

/// What stands after the question mark.
pub(crate) fn query(parts: &Parts) -> Fields {
    Fields::parse(parts.uri.query().unwrap_or("").as_bytes())
}

impl Visit {
    /// The language.
    pub(crate) fn text(&self) -> Text {
        self.frame.text
    }
}

/// An id in a path; what is none is a page that does not exist.
pub(crate) fn id<T: Identifier>(text: &str) -> Result<T, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// The day as of which a page is asked for: none where nothing is said, which is now; what reads as no day is refused and never taken for now.
pub(crate) fn as_of(query: &Fields) -> Result<Option<Day>, PageError> {
    match query.text("as_of").trim() {
        "" => Ok(None),
        written => written.parse().map(Some).map_err(|_| PageError::AsOf(AsOfProblem::Unreadable)),
    }
}

/// The end of a day that was asked for. A day to come has no records yet, and is never shown as if it had.
pub(crate) fn end_of(day: Day, today: Day, zone: &ZoneName) -> Result<Instant, PageError> {
    if day > today {
        return Err(PageError::AsOf(AsOfProblem::ToCome { day, today }));
    }
    Ok(day.plus_days(1).start_in(zone))
}

/// A page as a response.
pub(crate) fn html(page: Markup) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.into_string()).into_response()
}

/// A page whose form has to be looked at again.
pub(crate) fn again(page: Markup) -> Response {
    let mut response = html(page);
    *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// JSON as a response.
pub(crate) fn json(value: &serde_json::Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// Sends the browser to another page of ours after a form was taken.
pub(crate) fn go_to(address: &str) -> Response {
    (axum::http::StatusCode::SEE_OTHER, [(header::LOCATION, address.to_owned())]).into_response()
}

/// The address from which somebody comes, for the limit of attempts. Of IPv6 it is the network, its first 64 bits: who has one has all addresses in it
/// (RFC 4291, section 2.5.1; RFC 7421). An IPv4 address written as one of IPv6 is the IPv4 address.
pub(crate) fn origin(headers: &HeaderMap, peer: Option<std::net::SocketAddr>, behind_proxy: bool) -> String {
    let forwarded = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim();
        last.parse::<std::net::IpAddr>().ok()
    };
    let address = if behind_proxy { forwarded() } else { None }.or(peer.map(|peer| peer.ip()));
    match address.map(|address| address.to_canonical()) {
        Some(std::net::IpAddr::V6(address)) => format!("{}/64", std::net::Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        Some(std::net::IpAddr::V4(address)) => address.to_string(),
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_declared_proxy_is_believed_about_the_origin() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "10.9.9.9, 203.0.113.7".parse().unwrap());
        let peer = Some("127.0.0.1:4000".parse().unwrap());
        assert_eq!(origin(&headers, peer, true), "203.0.113.7");
        assert_eq!(origin(&headers, peer, false), "127.0.0.1");
        assert_eq!(origin(&HeaderMap::new(), None, true), "unknown");
    }

    #[test]
    fn an_origin_is_an_ipv4_address_or_an_ipv6_network() {
        let check = |peer: &str, expected: &str| assert_eq!(origin(&HeaderMap::new(), Some(peer.parse().unwrap()), false), expected);
        check("192.0.2.1:4000", "192.0.2.1");
        check("[::ffff:192.0.2.1]:4000", "192.0.2.1");
        check("[2001:db8:1:2:3:4:5:6]:4000", "2001:db8:1:2::/64");
        check("[2001:db8:1:2:ffff::1]:4000", "2001:db8:1:2::/64");
        check("[2001:db8:1:3::1]:4000", "2001:db8:1:3::/64");
        check("[::1]:4000", "::/64");
    }
}
