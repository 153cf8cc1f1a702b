//! Adding somebody who signs in.

use app::people::NewPerson;
use app::registration::RegistrationChoices;
use axum::response::Response;
use maud::{Markup, html};
use wording::Key;

use super::{chosen_roles, role_choices, secrets};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::registration::clinicians;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::parts::notice;
use crate::visit::{self, Visit};

const LABELS: Labels<'static> = &[("sign_in_name", Key::PeopleSignInName), ("name", Key::PeopleName), ("roles", Key::PeopleRoles)];

/// The empty form.
pub(crate) async fn show_new(visit: Visit) -> Result<Response, PageError> {
    let choices = visit.app.registration_choices(&visit.caller).await?;
    Ok(visit::html(page(&visit.frame, &choices, &Fields::default(), &Problems::default())))
}

/// Makes the account and shows its secrets.
pub(crate) async fn submit_new(visit: Visit) -> Result<Response, PageError> {
    let (text, form) = (visit.text(), &visit.form);
    let choices = visit.app.registration_choices(&visit.caller).await?;
    let mut reader = Reader::new(form, text, choices.today);
    let name = reader.required_line("name", Key::PeopleName);
    let sign_in_name = reader.required_line("sign_in_name", Key::PeopleSignInName);
    let roles = chosen_roles(form);
    if roles.is_empty() {
        let label = text.say(Key::PeopleRoles);
        reader.problems.add("roles", text.say_with(Key::FormProblemChoose, &[("label", label.into())]));
    }
    let clinician = reader.choice("clinician", Key::PeopleClinician);
    let mut problems = reader.problems;
    if problems.is_empty() {
        let is_licensed = form.text("licensed") == "yes";
        let person = NewPerson { sign_in_name, name: name.clone(), roles, clinician, is_licensed };
        match visit.app.add_person(&visit.caller, person).await {
            Ok((_, credentials)) => return Ok(visit::html(secrets(&visit.frame, &name, &credentials))),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(page(&visit.frame, &choices, form, &problems)))
}

fn page(frame: &Frame, lists: &RegistrationChoices, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let form = html! {
        (draft.line(Field::required("name", Key::PeopleName), "text", "off"))
        (draft.line(Field::required("sign_in_name", Key::PeopleSignInName), "text", "off"))
        (draft.checkboxes(Field::required("roles", Key::PeopleRoles).hint(Key::PeopleRolesHint), &role_choices(text)))
        @if lists.clinicians.is_empty() {
            (notice::notice(&html! { p { (text.say(Key::PeopleCliniciansMissing)) " " a href="/practice" { (text.say(Key::PracticeLink)) } } }))
        }
        (draft.select(Field::optional("clinician", Key::PeopleClinician).hint(Key::PeopleClinicianHint), &clinicians(lists, fields.text("clinician"))))
        label.choice {
            input type="checkbox" name="licensed" value="yes" checked[fields.text("licensed") == "yes"];
            span { (text.say(Key::PeopleLicensed)) }
        }
    };
    let page = FormPage {
        section: Some(Section::People),
        heading: text.say(Key::PeopleAddHeading),
        lead: text.say(Key::PeopleAddLead),
        action: "/people/new".to_owned(),
        back: "/people".to_owned(),
        save: Key::PeopleAdd,
        is_serious: false,
        problems,
    };
    page.render(frame, &form)
}
