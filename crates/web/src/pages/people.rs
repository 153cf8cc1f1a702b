//! People who sign in: who they are, what they may do, and the secrets of a new sign-in, which are shown once.

mod change;
pub(crate) mod house;
mod new;
pub(crate) mod practice;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use app::Data;
use app::Scope;
use app::people::{Credentials, Person};
use app::registration::RegistrationChoices;
use axum::extract::Path;
use axum::response::Response;
pub(crate) use change::{submit_disable, submit_enable, submit_reset, submit_roles, submit_treating};
use maud::{Markup, PreEscaped, html};
pub(crate) use new::{show_new, submit_new};
use vocabulary::{ClinicianId, Role, UserId, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, choices};
use crate::parts::table::{Kind, Row, Table};
use crate::parts::{notice, square_code};
use crate::visit::{self, Visit};

/// Who may sign in, and what may they do?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let people = visit.app.people(&visit.caller).await?;
    let choices = visit.app.registration_choices(&visit.caller).await?;
    let zone = visit.app.practice_clock(&visit.caller).await?.zone;
    let may_set_up = visit.caller.scope(Data::Practice) != Scope::Nothing;
    let shown = List { people: &people, clinicians: clinician_names(&choices), zone, own: visit.caller.user(), may_set_up };
    Ok(visit::html(list(&visit.frame, &shown)))
}

/// What may this person do?
pub(crate) async fn show_one(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let person = find(&visit, &id).await?;
    let done = match visit.query.text("done") {
        "saved" => Some(Key::PeopleSaved),
        "disabled" => Some(Key::PeopleDisabledDone),
        "enabled" => Some(Key::PeopleEnabledDone),
        _ => None,
    };
    let fields = change::fields_of(&person);
    Ok(visit::html(change::page(&visit, &person, &fields, &Problems::default(), done).await?))
}

async fn find(visit: &Visit, id: &str) -> Result<Person, PageError> {
    let id: UserId = visit::id(id)?;
    let people = visit.app.people(&visit.caller).await?;
    people.into_iter().find(|person| person.id == id).ok_or(PageError::NotFound)
}

struct List<'a> {
    people: &'a [Person],
    clinicians: BTreeMap<ClinicianId, String>,
    zone: ZoneName,
    own: Option<UserId>,
    may_set_up: bool,
}

fn list(frame: &Frame, shown: &List<'_>) -> Markup {
    let text = frame.text;
    let rows = shown.people.iter().map(|person| row(text, shown, person));
    let table = Table::new(text.say(Key::NavigationPeople))
        .cards()
        .column(text.say(Key::PeopleColumnName), Kind::Head)
        .column(text.say(Key::PeopleColumnSignIn), Kind::Short)
        .column(text.say(Key::PeopleRoles), Kind::Words)
        .column(text.say(Key::PeopleColumnClinician), Kind::Words)
        .column(text.say(Key::PeopleColumnState), Kind::Words)
        .rows(rows);
    let body = html! {
        @if shown.people.len() <= 1 { (notice::notice(&html! { p { (text.say(Key::PeopleEmpty)) } })) }
        (table.render(text))
    };
    let actions = html! {
        a.button.main href="/people/new" { (text.say(Key::PeopleAdd)) }
        @if shown.may_set_up { a.button href="/practice" { (text.say(Key::PracticeLink)) } }
    };
    let page = Page::wide(Section::People, text.say(Key::PeopleHeading), body).lead(html! { p { (text.say(Key::PeopleLead)) } });
    frame.render(&page.actions(actions))
}

fn row(text: Text, shown: &List<'_>, person: &Person) -> Row {
    let is_own = shown.own == Some(person.id);
    let clinician = person.clinician.and_then(|id| shown.clinicians.get(&id));
    Row::new(vec![
        html! {
            a.row-link href={ "/people/" (person.id) } { (person.name) }
            @if is_own { " " span.flag.quiet { (text.say(Key::PeopleYou)) } }
            @if person.is_licensed { span.sub { (text.say(Key::PeopleLicensed)) } }
        },
        html! { (person.sign_in_name) },
        html! { (text.list(&role_names(text, &person.roles))) },
        html! { @if let Some(name) = clinician { (name) } },
        state(text, person, &shown.zone),
    ])
}

fn state(text: Text, person: &Person, zone: &ZoneName) -> Markup {
    html! {
        @match person.disabled_at {
            Some(since) => span.flag { (text.say_with(Key::PeopleStateDisabled, &[("day", since.day_in(zone).into())])) },
            None => (text.say(Key::PeopleStateActive)),
        }
        @if !person.has_second_factor { " " span.flag.quiet.wrap { (text.say(Key::PeopleStateNoCode)) } }
    }
}

fn role_names(text: Text, roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| text.role(*role)).collect()
}

fn role_choices(text: Text) -> Vec<Choice> {
    choices(&Role::ALL, Role::code, |role| text.role(role))
}

/// The roles that were chosen; what is none counts as not chosen.
fn chosen_roles(fields: &Fields) -> Vec<Role> {
    fields.all("roles").filter_map(|code| code.parse().ok()).collect()
}

fn clinician_names(choices: &RegistrationChoices) -> BTreeMap<ClinicianId, String> {
    choices.clinicians.iter().map(|stored| (stored.id, stored.value().name.clone())).collect()
}

/// How does this person sign in for the first time? Shown as the answer to the form that made the secrets; there is no address for it.
fn secrets(frame: &Frame, name: &str, credentials: &Credentials) -> Markup {
    let text = frame.text;
    let body = html! {
        (notice::attention(&html! { p { (text.say(Key::PeopleSecretOnce)) } }))
        dl.facts.panel {
            dt { (text.say(Key::PeopleSignInName)) } dd { code.secret { (credentials.sign_in_name) } }
            dt { (text.say(Key::PeopleSecretPassword)) } dd { code.secret { (credentials.password) } }
            @if let Some(secret) = &credentials.totp_secret {
                dt { (text.say(Key::PeopleSecretCode)) }
                dd {
                    p { code.secret { (grouped(secret)) } }
                    @if let Some(address) = credentials.totp_address() { (picture(text, name, &address)) }
                }
            }
        }
        p.small.muted { (text.say(Key::PeopleAddDoneNote)) }
        div.actions.below { a.button.main href="/people" { (text.say(Key::PeopleSecretDone)) } }
    };
    let heading = text.say_with(Key::PeopleSecretHeading, &[("person", name.into())]);
    frame.render(&Page::narrow(Some(Section::People), heading, body))
}

/// The address of the secret as a picture, and in letters for an app on the same device.
fn picture(text: Text, name: &str, address: &str) -> Markup {
    let alternative = text.say_with(Key::PeopleSecretPicture, &[("person", name.into())]);
    html! {
        p.small.muted { (text.say(Key::PeopleSecretCodeScan)) }
        @if let Some(svg) = square_code::svg(address, &alternative) { div.square-code { (PreEscaped(svg)) } }
        p.small.muted { (text.say(Key::PeopleSecretAddress)) }
        p { code.small { (address) } }
    }
}

/// In groups of four, to be typed from paper. Authenticator apps take it with the spaces.
fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
