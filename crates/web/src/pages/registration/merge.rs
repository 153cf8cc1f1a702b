//! Two records, one person: merging them, and taking a merge back.

use ::care::PatientLink;
use app::caseload::CaseloadQuery;
use axum::extract::Path;
use axum::response::Response;
use maud::Markup;
use vocabulary::PatientId;
use wording::Key;

use super::Subject;
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("record_number", Key::PatientMergeNumber)];
/// Record numbers that begin with what was typed are looked through up to this many.
const CANDIDATES_MAX: u16 = 200;

/// Which record is the same person?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    Ok(visit::html(page(&visit.frame, &subject, &Fields::default(), &Problems::default())))
}

/// Merges the other record into this one.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (subject, text) = (Subject::open(&visit, &id).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, subject.page.today);
    let number = reader.required_line("record_number", Key::PatientMergeNumber);
    let mut problems = reader.problems;
    if problems.is_empty() {
        match by_record_number(&visit, &number).await? {
            None => problems.add("record_number", text.say(Key::PatientMergeNotFound)),
            Some(merged) => match visit.app.link_patients(&visit.caller, PatientLink::Merged { kept: subject.id(), merged }).await {
                Ok(()) => return Ok(go_to(&subject.saved())),
                Err(error) => problems.take_over(text, error, LABELS)?,
            },
        }
    }
    Ok(visit::again(page(&visit.frame, &subject, &visit.form, &problems)))
}

/// Takes a merge back.
pub(crate) async fn submit_unmerge(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let merged: PatientId = visit.form.parsed("merged").ok_or(PageError::Unreadable)?;
    if !subject.page.merged.iter().any(|record| record.id == merged) {
        return Err(PageError::Conflict);
    }
    visit.app.link_patients(&visit.caller, PatientLink::Unmerged { merged }).await?;
    Ok(go_to(&subject.saved()))
}

async fn by_record_number(visit: &Visit, number: &str) -> Result<Option<PatientId>, PageError> {
    let query = CaseloadQuery { search: number.to_owned(), after: None, size: CANDIDATES_MAX, is_own: false, is_by_name: true };
    let found = visit.app.caseload(&visit.caller, query).await?;
    Ok(found.rows.into_iter().find(|row| row.record_number == number).map(|row| row.patient))
}

fn page(frame: &Frame, subject: &Subject, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let form = draft.line(Field::required("record_number", Key::PatientMergeNumber), "text", "off");
    let page = FormPage {
        section: Some(Section::Patients),
        heading: subject.say(text, Key::PatientMergeHeading),
        lead: text.say(Key::PatientMergeLead),
        action: format!("{}/merge", subject.address()),
        back: subject.address(),
        save: Key::PatientMergeSave,
        is_serious: false,
        problems,
    };
    page.render_about(frame, subject.page.patient.value(), &form)
}
