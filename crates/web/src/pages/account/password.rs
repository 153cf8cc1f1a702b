//! Another password for one's own sign-in. The present one is asked for, and every other session of the person ends.

#[cfg(test)]
mod tests;

use std::net::SocketAddr;

use app::people::PasswordChange;
use app::secret::PASSWORD_LENGTH_MIN;
use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, LINE_LENGTH_MAX, Labels, Problems};
use crate::frame::Frame;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::state::WebState;
use crate::visit::{self, Visit, go_to, origin};

const LABELS: Labels<'static> = &[("password", Key::PeoplePasswordNew)];

/// Do you want another password?
pub(crate) async fn show(visit: Visit) -> Response {
    visit::html(page(&visit.frame, &Problems::default()))
}

/// Changes it.
pub(crate) async fn submit(
    State(state): State<WebState>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    visit: Visit,
) -> Result<Response, PageError> {
    let text = visit.text();
    let mut problems = check(text, &visit.form);
    if problems.is_empty() {
        let from = origin(&headers, peer.map(|Extension(ConnectInfo(address))| address), state.config.behind_proxy);
        let (present, new) = (visit.form.raw("present"), visit.form.raw("password"));
        match visit.app.change_password(&visit.signed_in, present, new, &from).await {
            Ok(PasswordChange::Done) => return Ok(go_to("/account?done=password")),
            Ok(PasswordChange::Wrong) => problems.add("present", text.say(Key::PeoplePasswordWrong)),
            Ok(PasswordChange::Wait { minutes }) => {
                let seconds = u32::try_from(minutes * 60).unwrap_or(u32::MAX);
                return Err(PageError::TooMany { retry_seconds: seconds });
            }
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(page(&visit.frame, &problems)))
}

/// What can be said without looking at the account. Passwords are taken as they were typed, with the space around them.
fn check(text: Text, form: &Fields) -> Problems {
    let mut problems = Problems::default();
    let fields = [("present", Key::PeoplePasswordCurrent), ("password", Key::PeoplePasswordNew), ("repeat", Key::PeoplePasswordRepeat)];
    for (field, label) in fields {
        let (given, label) = (form.raw(field), text.say(label));
        if given.is_empty() {
            problems.add(field, text.say_with(Key::FormProblemRequired, &[("label", label.into())]));
        } else if given.chars().count() > LINE_LENGTH_MAX {
            problems.add(field, text.say_with(Key::FormProblemTooLong, &[("label", label.into()), ("allowed", LINE_LENGTH_MAX.into())]));
        }
    }
    if problems.of("repeat").is_none() && form.raw("password") != form.raw("repeat") {
        problems.add("repeat", text.say(Key::PeoplePasswordDiffers));
    }
    problems
}

fn page(frame: &Frame, problems: &Problems) -> Markup {
    let text = frame.text;
    // Nothing of what was typed comes back: a password stands on no page.
    let draft = Draft { text, fields: &Fields::default(), problems };
    let form = html! {
        (draft.line(Field::required("present", Key::PeoplePasswordCurrent), "password", "current-password"))
        (draft.line(Field::required("password", Key::PeoplePasswordNew), "password", "new-password"))
        (draft.line(Field::required("repeat", Key::PeoplePasswordRepeat), "password", "new-password"))
    };
    let page = FormPage {
        section: None,
        heading: text.say(Key::PeoplePasswordChangeHeading),
        lead: text.say_with(Key::PeoplePasswordRule, &[("allowed", PASSWORD_LENGTH_MIN.into())]),
        action: "/account/password".to_owned(),
        back: "/account".to_owned(),
        save: Key::PeoplePasswordChange,
        is_serious: false,
        problems,
    };
    page.render(frame, &form)
}
