//! Changing what somebody may do, giving new secrets, disabling and enabling a sign-in.

use app::people::Person;
use app::registration::RegistrationChoices;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::UserId;
use wording::Key;

use super::{chosen_roles, clinician_names, find, role_choices, secrets, state};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Page, Section};
use crate::pages::registration::clinicians as clinician_choices;
use crate::parts::field::{Draft, Field};
use crate::parts::notice;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("roles", Key::PeopleRoles)];
const TREATING_LABELS: Labels<'static> = &[("clinician", Key::PeopleClinician)];

/// What stands on record, as the fields of the forms.
pub(super) fn fields_of(person: &Person) -> Fields {
    let roles = person.roles.iter().map(|role| ("roles".to_owned(), role.code().to_owned()));
    Fields::from(roles.collect::<Vec<_>>())
}

/// Changes roles.
pub(crate) async fn submit_roles(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (person, text) = (find(&visit, &id).await?, visit.text());
    let roles = chosen_roles(&visit.form);
    let mut problems = Problems::default();
    if roles.is_empty() {
        let label = text.say(Key::PeopleRoles);
        problems.add("roles", text.say_with(Key::FormProblemChoose, &[("label", label.into())]));
    } else {
        match visit.app.change_roles(&visit.caller, person.id, roles).await {
            Ok(()) => return Ok(go_to(&format!("/people/{}?done=saved", person.id))),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(page(&visit, &person, &visit.form, &problems, None).await?))
}

/// Changes which clinician the person is, and whether they hold a licence.
pub(crate) async fn submit_treating(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (person, text) = (find(&visit, &id).await?, visit.text());
    let today = visit.app.practice_clock(&visit.caller).await?.today;
    let mut reader = Reader::new(&visit.form, text, today);
    let clinician = reader.choice("clinician", Key::PeopleClinician);
    let mut problems = reader.problems;
    if problems.is_empty() {
        let is_licensed = visit.form.text("licensed") == "yes";
        match visit.app.change_treating(&visit.caller, person.id, clinician, is_licensed).await {
            Ok(()) => return Ok(go_to(&format!("/people/{}?done=saved", person.id))),
            Err(error) => problems.take_over(text, error, TREATING_LABELS)?,
        }
    }
    Ok(visit::again(page(&visit, &person, &fields_of(&person), &problems, None).await?))
}

/// Gives a new password and code, and shows them.
pub(crate) async fn submit_reset(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let person = find(&visit, &id).await?;
    let credentials = visit.app.reset_person(&visit.caller, person.id).await?;
    Ok(visit::html(secrets(&visit.frame, &person.name, &credentials)))
}

/// Disables a sign-in.
pub(crate) async fn submit_disable(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    set_disabled(&visit, &id, true).await
}

/// Enables it again.
pub(crate) async fn submit_enable(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    set_disabled(&visit, &id, false).await
}

async fn set_disabled(visit: &Visit, id: &str, disabled: bool) -> Result<Response, PageError> {
    let id: UserId = visit::id(id)?;
    visit.app.set_disabled(&visit.caller, id, disabled).await?;
    let done = if disabled { "disabled" } else { "enabled" };
    Ok(go_to(&format!("/people/{id}?done={done}")))
}

/// The page of one person.
pub(super) async fn page(
    visit: &Visit,
    person: &Person,
    fields: &Fields,
    problems: &Problems,
    done: Option<Key>,
) -> Result<Markup, PageError> {
    let (frame, text) = (&visit.frame, visit.text());
    let choices = visit.app.registration_choices(&visit.caller).await?;
    let zone = visit.app.practice_clock(&visit.caller).await?.zone;
    let clinicians = clinician_names(&choices);
    let clinician = person.clinician.and_then(|id| clinicians.get(&id));
    let is_own = visit.caller.user() == Some(person.id);
    let draft = Draft { text, fields, problems };
    let body = html! {
        @if let Some(key) = done { (notice::done(&text.say(key))) }
        (notice::problem_summary(text, problems))
        section.panel {
            dl.facts {
                dt { (text.say(Key::PeopleSignInName)) } dd { (person.sign_in_name) }
                dt { (text.say(Key::PeopleColumnState)) } dd { (state(text, person, &zone)) }
                @if let Some(name) = clinician { dt { (text.say(Key::PeopleClinician)) } dd { (name) } }
                @if person.is_licensed { dt { (text.say(Key::PeopleLicence)) } dd { (text.say(Key::PeopleLicensed)) } }
            }
        }
        section.panel { (roles_form(visit, person, &draft, is_own)) }
        section.panel { (treating_form(visit, person, &choices, problems)) }
        section.panel { (secret_form(visit, person)) }
        section.panel { (sign_in_form(visit, person, is_own)) }
    };
    let heading = text.say_with(Key::PeopleEditHeading, &[("person", (&person.name).into())]);
    let back = html! { a.button href="/people" { (text.say(Key::ActionBack)) } };
    Ok(frame.render(&Page::narrow(Some(Section::People), heading, body).actions(back)))
}

fn roles_form(visit: &Visit, person: &Person, draft: &Draft<'_>, is_own: bool) -> Markup {
    let text = draft.text;
    let name = [("person", (&person.name).into())];
    html! {
        h2 { (text.say(Key::PeopleRolesFormHeading)) }
        form.form method="post" action={ "/people/" (person.id) "/roles" } {
            (visit.frame.token_field())
            (draft.checkboxes(Field::required("roles", Key::PeopleRoles).hint(Key::PeopleRolesHint), &role_choices(text)))
            p.small.muted {
                @if is_own { (text.say(Key::PeopleNobodyElseNote)) } @else { (text.say_with(Key::PeopleRolesExplained, &name)) }
            }
            div.submit { button.main type="submit" { (text.say(Key::ActionSave)) } }
        }
    }
}

fn treating_form(visit: &Visit, person: &Person, lists: &RegistrationChoices, problems: &Problems) -> Markup {
    let text = visit.text();
    let fields = Fields::from(vec![("clinician".to_owned(), person.clinician.map(|id| id.to_string()).unwrap_or_default())]);
    let draft = Draft { text, fields: &fields, problems };
    html! {
        h2 { (text.say(Key::PeopleTreatingHeading)) }
        form.form method="post" action={ "/people/" (person.id) "/treating" } {
            (visit.frame.token_field())
            (draft.select(Field::optional("clinician", Key::PeopleClinician).hint(Key::PeopleClinicianHint), &clinician_choices(lists, fields.text("clinician"))))
            label.choice {
                input type="checkbox" name="licensed" value="yes" checked[person.is_licensed];
                span { (text.say(Key::PeopleLicensed)) }
            }
            p.small.muted { (text.say_with(Key::PeopleTreatingExplained, &[("person", (&person.name).into())])) }
            div.submit { button type="submit" { (text.say(Key::ActionSave)) } }
        }
    }
}

fn secret_form(visit: &Visit, person: &Person) -> Markup {
    let text = visit.text();
    html! {
        h2 { (text.say(Key::PeopleReset)) }
        form.form method="post" action={ "/people/" (person.id) "/reset" } {
            (visit.frame.token_field())
            p { (text.say_with(Key::PeopleResetExplained, &[("person", (&person.name).into())])) }
            div.submit { button.serious type="submit" { (text.say(Key::PeopleReset)) } }
        }
    }
}

fn sign_in_form(visit: &Visit, person: &Person, is_own: bool) -> Markup {
    let text = visit.text();
    let address = format!("/people/{}", person.id);
    let label = if person.disabled_at.is_some() { Key::PeopleEnable } else { Key::PeopleDisable };
    html! {
        h2 { (text.say(label)) }
        @if is_own {
            p.muted { (text.say(Key::PeopleOwnAccount)) }
        } @else if person.disabled_at.is_some() {
            form.form method="post" action={ (address) "/enable" } {
                (visit.frame.token_field())
                div.submit { button type="submit" { (text.say(label)) } }
            }
        } @else {
            form.form method="post" action={ (address) "/disable" } {
                (visit.frame.token_field())
                p { (text.say_with(Key::PeopleDisableExplained, &[("person", (&person.name).into())])) }
                div.submit { button.serious type="submit" { (text.say(label)) } }
            }
        }
    }
}
