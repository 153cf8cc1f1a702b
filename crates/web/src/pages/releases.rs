//! What leaves the practice: making a progress report, and handing out again what has left before. The list of it is [`super::disclosures`].
//!
//! [`download`] is the only place that writes a document into a response, and it takes nothing but a [`Released`] value, which only the release
//! gate of `app` can make.

use app::View;
#[cfg(test)]
mod tests;

use app::patient::PatientPage;
use app::release::Released;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::Markup;
use vocabulary::{DocumentId, Language, PatientId};
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::parts::disclosure;
use crate::parts::field::Draft;
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit};

/// Released bytes as a file to be saved. The name has neither health information nor a person's name in it, and nothing keeps a copy on the way.
pub(crate) fn download(released: &Released) -> Response {
    let value = |text: &str| HeaderValue::from_str(text).map_err(|_| PageError::Defect);
    let disposition = format!("attachment; filename=\"{}\"", released.file_name());
    match (value(released.media_type()), value(&disposition)) {
        (Ok(media_type), Ok(disposition)) => {
            let headers =
                [(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (StatusCode::OK, headers, released.bytes().to_vec()).into_response()
        }
        (Err(error), _) | (_, Err(error)) => error.into_response(),
    }
}

/// For whom is this report?
pub(crate) async fn show_report(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let patient = patient(&visit, &id).await?;
    Ok(visit::html(report_page(&visit.frame, &patient, &Fields::default(), &Problems::default())))
}

/// Makes the report, records its release, and hands it out.
pub(crate) async fn submit_report(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (patient, text) = (patient(&visit, &id).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, patient.today);
    let disclosure = disclosure::read(&mut reader, text);
    let mut problems = reader.problems;
    if problems.is_empty() {
        match visit.app.progress_report(&visit.caller, patient.patient.id, &Language::english(), disclosure).await {
            Ok(released) => return Ok(download(&released)),
            Err(error) => problems.take_over(text, error, disclosure::LABELS)?,
        }
    }
    Ok(visit::again(report_page(&visit.frame, &patient, &visit.form, &problems)))
}

async fn patient(visit: &Visit, id: &str) -> Result<PatientPage, PageError> {
    let id: PatientId = visit::id(id)?;
    Ok(visit.app.patient(&visit.caller, id, View::Current).await?)
}

fn report_page(frame: &Frame, patient: &PatientPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let form = disclosure::fields(&Draft { text, fields, problems }, "progress_report");
    let address = format!("/patients/{}", patient.patient.id);
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say(Key::PatientReportHeading),
        lead: text.say_with(Key::PatientReportLead, &[("patient", spoken_name(patient.patient.value()).into())]),
        action: format!("{address}/report"),
        back: address,
        save: Key::PatientReportMake,
        is_serious: false,
        problems,
    };
    page.render_about(frame, patient.patient.value(), &form)
}

/// A document that left before, with the bytes as they left.
pub(crate) async fn show_document(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: DocumentId = visit::id(&id)?;
    let released = visit.app.released_document(&visit.caller, id).await?;
    Ok(download(&released))
}
