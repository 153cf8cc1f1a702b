//! What was the emergency? Written down after something left because of it.

use app::disclosure::{Accounted, DisclosuresPage};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::ReleaseId;
use wording::Key;

use super::{address, of};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("personnel", Key::EmergencyPersonnel), ("nature", Key::EmergencyNature)];

/// The form; the accounting where no release waits for it.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = of(&visit, &id).await?;
    let Ok(accounted) = open(&page, &visit.query) else { return Ok(go_to(&address(&page))) };
    Ok(visit::html(form(&visit.frame, &page, accounted, &Fields::default(), &Problems::default())))
}

/// Writes it down.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = of(&visit, &id).await?;
    let accounted = open(&page, &visit.form)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let personnel = reader.required_text("personnel", Key::EmergencyPersonnel);
    let nature = reader.required_text("nature", Key::EmergencyNature);
    let mut problems = reader.problems;
    if problems.is_empty() {
        match visit.app.document_emergency(&visit.caller, (page.patient.id, accounted.release.id), personnel, nature).await {
            Ok(_) => return Ok(go_to(&format!("{}?done=saved", address(&page)))),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit.frame, &page, accounted, &visit.form, &problems)))
}

/// The release that waits for its documentation.
fn open<'a>(page: &'a DisclosuresPage, fields: &Fields) -> Result<&'a Accounted, PageError> {
    let release: Option<ReleaseId> = fields.parsed("release");
    let found = page.releases.iter().find(|accounted| Some(accounted.release.id) == release);
    found.filter(|accounted| accounted.waits_for_documentation()).ok_or(PageError::NotFound)
}

fn form(frame: &Frame, page: &DisclosuresPage, accounted: &Accounted, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let fields = html! {
        input type="hidden" name="release" value=(accounted.release.id);
        (draft.text(Field::required("personnel", Key::EmergencyPersonnel)))
        (draft.text(Field::required("nature", Key::EmergencyNature)))
    };
    let lead = [
        ("at", text.instant_with_zone(accounted.release.recorded.recorded_at, &page.zone).into()),
        ("recipient", (&accounted.release.value().recipient).into()),
    ];
    let form = FormPage {
        section: Some(Section::Patients),
        heading: text.say_with(Key::EmergencyHeading, &[("patient", spoken_name(page.patient.value()).into())]),
        lead: text.say_with(Key::EmergencyLead, &lead),
        action: format!("{}/emergency", address(page)),
        back: address(page),
        save: Key::EmergencySave,
        is_serious: false,
        problems,
    };
    form.render_about(frame, page.patient.value(), &fields)
}
