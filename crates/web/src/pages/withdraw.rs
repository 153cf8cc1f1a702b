//! Withdrawing an administration, and moving one that stands under the wrong patient.

use app::administration::AdministrationPage;
use app::caseload::CaseloadQuery;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{AdministrationId, PatientId, Version};
use wording::{Arg, Key};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems};
use crate::frame::Section;
use crate::pages::patient::spoken_name;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, again, go_to, html};

const LABELS: Labels<'static> = &[("reason", Key::AdministrationVoidReason), ("record_number", Key::AdministrationMoveTo)];

/// Why is it withdrawn?
pub(crate) async fn show_withdraw(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let view = visit.app.administration(&visit.caller, visit::id(&id)?).await?;
    Ok(html(withdraw_page(&visit, &view, &Fields::default(), &Problems::default())))
}

/// Withdraws it.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: AdministrationId = visit::id(&id)?;
    let view = visit.app.administration(&visit.caller, id).await?;
    let outcome = visit.app.void_administration(&visit.caller, id, version(&visit)?, visit.form.text("reason")).await;
    let mut problems = Problems::default();
    match outcome {
        Ok(()) => Ok(go_to(&format!("/patients/{}?done=withdrawn", view.patient.id))),
        Err(error) => {
            problems.take_over(visit.text(), error, LABELS)?;
            Ok(again(withdraw_page(&visit, &view, &visit.form, &problems)))
        }
    }
}

fn version(visit: &Visit) -> Result<Version, PageError> {
    visit.form.parsed("version").map(Version).ok_or(PageError::Unreadable)
}

fn withdraw_page(visit: &Visit, view: &AdministrationPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say(Key::AdministrationVoidHeading),
        lead: text.say_with(Key::AdministrationVoidLead, &about(view)),
        action: format!("/administrations/{}/withdraw", view.administration.id),
        back: format!("/administrations/{}", view.administration.id),
        save: Key::ActionVoid,
        is_serious: true,
        problems,
    };
    let inside = html! { (version_field(view)) (draft.text(Field::required("reason", Key::AdministrationVoidReason))) };
    page.render_about(&visit.frame, view.patient.value(), &inside)
}

/// The version that is looked at: if it is no longer the current one, nothing is changed.
fn version_field(view: &AdministrationPage) -> Markup {
    html! { input type="hidden" name="version" value=(view.administration.recorded.version.0); }
}

fn about(view: &AdministrationPage) -> Vec<(&'static str, Arg)> {
    let (instrument, day) = ((&view.definition.short_name).into(), view.administration.value().day.into());
    vec![("instrument", instrument), ("day", day), ("patient", spoken_name(view.patient.value()).into())]
}

/// Whose is it?
pub(crate) async fn show_move(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let view = visit.app.administration(&visit.caller, visit::id(&id)?).await?;
    Ok(html(move_page(&visit, &view, &Fields::default(), &Problems::default())))
}

/// Moves it.
pub(crate) async fn submit_move(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: AdministrationId = visit::id(&id)?;
    let view = visit.app.administration(&visit.caller, id).await?;
    let mut problems = Problems::default();
    match by_record_number(&visit, visit.form.text("record_number")).await? {
        None => problems.add("record_number", visit.text().say(Key::AdministrationMoveUnknown)),
        Some(patient) => {
            let moved = visit.app.move_administration(&visit.caller, id, version(&visit)?, patient, visit.form.text("reason")).await;
            match moved {
                Ok(new) => return Ok(go_to(&format!("/administrations/{new}?done=moved"))),
                Err(error) => problems.take_over(visit.text(), error, LABELS)?,
            }
        }
    }
    Ok(again(move_page(&visit, &view, &visit.form, &problems)))
}

/// The patient with this very record number, among those the person may see.
pub(crate) async fn by_record_number(visit: &Visit, number: &str) -> Result<Option<PatientId>, PageError> {
    if number.is_empty() {
        return Ok(None);
    }
    let query = CaseloadQuery { search: number.to_owned(), after: None, size: 50, is_own: false, is_by_name: true };
    let found = visit.app.caseload(&visit.caller, query).await?;
    Ok(found.rows.iter().find(|row| row.record_number == number).map(|row| row.patient))
}

fn move_page(visit: &Visit, view: &AdministrationPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say(Key::AdministrationMoveHeading),
        lead: text.say_with(Key::AdministrationMoveLead, &about(view)),
        action: format!("/administrations/{}/move", view.administration.id),
        back: format!("/administrations/{}", view.administration.id),
        save: Key::AdministrationMove,
        is_serious: true,
        problems,
    };
    let inside = html! {
        (version_field(view))
        (draft.line(Field::required("record_number", Key::AdministrationMoveTo), "text", "off"))
        (draft.text(Field::required("reason", Key::AdministrationVoidReason)))
    };
    page.render_about(&visit.frame, view.patient.value(), &inside)
}
