//! Shall this request leave as a file? What it lacks on record is said first; the file (278) leaves through the release gate, and its bytes are kept.

use app::AppError;
use app::authorization::{NewRequestFile, RequestFilePage};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{PatientId, RecordId};
use wording::{Key, Text};

use super::days;
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::releases::download;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::parts::{disclosure, footing, notice};
use crate::visit::{self, Visit};

const LABELS: Labels<'static> = &[
    ("provider_id", Key::RequestFileProvider),
    ("payer_id", Key::RequestFilePayer),
    ("recipient", Key::PatientReportRecipient),
    ("reason", Key::PatientReportReason),
    ("basis", Key::PatientReportBasis),
    ("authority", Key::PatientReportAuthority),
];

/// Where the file of a request is made.
pub(in crate::pages) fn address(patient: PatientId, request: RecordId) -> String {
    format!("/patients/{patient}/authorizations/request/file?request={request}")
}

/// The form, or what the request lacks.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.request_file(&visit.caller, visit::id(&id)?, visit::id(visit.query.text("request"))?).await?;
    let reason = visit.text().say(Key::RequestFileReason);
    let fields = Fields::from([
        ("provider_id", page.provider_id.as_str()),
        ("payer_id", page.payer_id.as_str()),
        ("recipient", page.payer_name.as_str()),
        ("reason", reason.as_str()),
        ("basis", "payment"),
    ]);
    Ok(visit::html(markup(&visit.frame, &page, &fields, &Problems::default())))
}

/// Releases the file and hands it out.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (patient, request) = (visit::id(&id)?, visit::id(visit.form.text("request"))?);
    let page = visit.app.request_file(&visit.caller, patient, request).await?;
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, page.today);
    let new = NewRequestFile {
        provider_id: reader.required_line("provider_id", Key::RequestFileProvider),
        payer_id: reader.required_line("payer_id", Key::RequestFilePayer),
    };
    let released = disclosure::read(&mut reader, text);
    let mut problems = reader.problems;
    if problems.is_empty() {
        match visit.app.release_request_file(&visit.caller, (patient, request), new, released).await {
            Ok(released) => return Ok(download(&released)),
            Err(AppError::Document(what)) => {
                problems.add("payer_id", text.say_with(Key::RequestFileUnwritable, &[("what", what.into())]));
            }
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(markup(&visit.frame, &page, &visit.form, &problems)))
}

fn lead(text: Text, page: &RequestFilePage) -> String {
    let value = page.request.value();
    let arguments = [
        ("level", text.level_of_care(value.level_of_care).into()),
        ("days", days(text, value.period).into()),
        ("payer", page.payer_name.as_str().into()),
    ];
    text.say_with(Key::RequestFileLead, &arguments)
}

fn markup(frame: &Frame, page: &RequestFilePage, fields: &Fields, problems: &Problems) -> Markup {
    let (text, back) = (frame.text, format!("/patients/{}/authorizations", page.patient.id));
    if !page.lacks.is_empty() {
        let body = html! {
            (notice::attention(&html! {
                h2 { (text.say(Key::RequestFileLacksHeading)) }
                ul { @for lack in &page.lacks { li { (text.request_lacks(lack.code())) } } }
            }))
            p { a href=(back) { (text.say(Key::ActionCancel)) } }
        };
        let shown = Page::narrow(Some(Section::Reviews), text.say(Key::RequestFileHeading), body);
        return frame.render(&shown.about(page.patient.value()).lead(html! { p { (lead(text, page)) } }));
    }
    let draft = Draft { text, fields, problems };
    let inputs = html! {
        input type="hidden" name="request" value=(page.request.id);
        (footing::footing(frame, Some(page.footing), &page.payer_name))
        (draft.line(Field::required("provider_id", Key::RequestFileProvider).hint(Key::RequestFileProviderHint), "text", "off"))
        (draft.line(Field::required("payer_id", Key::RequestFilePayer).hint(Key::RequestFilePayerHint), "text", "off"))
        (disclosure::fields(&draft, "authorization_request"))
    };
    let form = FormPage {
        section: Some(Section::Reviews),
        heading: text.say(Key::RequestFileHeading),
        lead: lead(text, page),
        action: format!("{back}/request/file"),
        back,
        save: Key::RequestFileRelease,
        is_serious: false,
        problems,
    };
    form.render_about(frame, page.patient.value(), &inputs)
}
