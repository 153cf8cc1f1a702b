//! What is right about a diagnosis, and until when did it hold?

use ::care::{Diagnosis, DiagnosisRank};
use app::Stored;
use app::registration::RegistrationChoices;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{DiagnosisId, Period};
use wording::Key;

use super::{Subject, clinicians, mend, version, version_field};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("onset", Key::PatientDiagnosisOnset), ("last", Key::PatientDiagnosisResolved)];

/// The code of a diagnosis in addresses.
const KIND: &str = "diagnosis";

fn find<'a>(subject: &'a Subject, kind: &str, id: &str) -> Result<&'a Stored<Diagnosis>, PageError> {
    let id: DiagnosisId = visit::id(id)?;
    let mut own = subject.page.diagnoses.iter().map(|(stored, _)| stored);
    own.find(|stored| kind == KIND && stored.id == id).ok_or(PageError::NotFound)
}

/// The form, filled in with what stands on record.
pub(crate) async fn show(visit: Visit, Path((patient, kind, id)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &patient).await?;
    let stored = find(&subject, &kind, &id)?;
    let value = stored.value();
    let fields = [
        ("version", stored.recorded.version.0.to_string()),
        ("rank", value.rank.code().to_owned()),
        ("onset", value.period.first().to_string()),
        ("last", value.period.last().map(|day| day.to_string()).unwrap_or_default()),
        ("diagnosed_by", value.diagnosed_by.map(|id| id.to_string()).unwrap_or_default()),
    ];
    let fields = Fields::from(fields.map(|(name, value)| (name.to_owned(), value)).to_vec());
    let choices = visit.app.registration_choices(&visit.caller).await?;
    Ok(visit::html(page(&visit.frame, (&subject, stored), &choices, &fields, &Problems::default())))
}

/// Puts it right.
pub(crate) async fn submit(visit: Visit, Path((patient, kind, id)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let (subject, text) = (Subject::open(&visit, &patient).await?, visit.text());
    let stored = find(&subject, &kind, &id)?;
    let expected = version(&visit.form)?;
    let mut reader = Reader::new(&visit.form, text, subject.page.today);
    let rank = reader.required_choice("rank", Key::PatientDiagnosisRank);
    let onset = reader.required_day("onset", Key::PatientDiagnosisOnset);
    let last = reader.day("last", Key::PatientDiagnosisResolved);
    let diagnosed_by = reader.choice("diagnosed_by", Key::PatientDiagnosisBy);
    let mut problems = reader.problems;
    let period = onset.map(|onset| Period::new(onset, last));
    if let Some(Err(_)) = &period {
        problems.add("last", text.say_with(Key::FormProblemBackwards, &[("label", text.say(Key::PatientDiagnosisResolved).into())]));
    }
    if let (Some(rank), Some(Ok(period)), true) = (rank, period, problems.is_empty()) {
        let corrected = Diagnosis { rank, period, diagnosed_by, ..stored.value().clone() };
        match visit.app.correct_diagnosis(&visit.caller, subject.id(), (stored.id, expected), corrected).await {
            Ok(()) => return Ok(go_to(&subject.saved())),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    let choices = visit.app.registration_choices(&visit.caller).await?;
    Ok(visit::again(page(&visit.frame, (&subject, stored), &choices, &visit.form, &problems)))
}

fn page(
    frame: &Frame,
    (subject, stored): (&Subject, &Stored<Diagnosis>),
    lists: &RegistrationChoices,
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let ranks = choices(DiagnosisRank::ALL, DiagnosisRank::code, |each| text.diagnosis_rank(each));
    let today = Some(subject.page.today);
    let form = html! {
        (version_field(fields))
        (draft.radios(Field::required("rank", Key::PatientDiagnosisRank), &ranks, true))
        div.row.two {
            (draft.day(Field::required("onset", Key::PatientDiagnosisOnset), today))
            (draft.day(Field::optional("last", Key::PatientDiagnosisResolved).hint(Key::PatientDiagnosisResolvedHint), today))
        }
        (draft.select(Field::optional("diagnosed_by", Key::PatientDiagnosisBy), &clinicians(lists, fields.text("diagnosed_by"))))
    };
    let what = stored.value().code.to_string();
    let arguments = [("what", what.into()), ("patient", spoken_name(subject.page.patient.value()).into())];
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say(Key::PatientCorrectDiagnosisHeading),
        lead: text.say_with(Key::PatientCorrectDiagnosisLead, &arguments),
        action: mend::address(subject.id(), KIND, &stored.id, "correct"),
        back: subject.address(),
        save: Key::ActionSave,
        is_serious: false,
        problems,
    };
    page.render_about(frame, subject.page.patient.value(), &form)
}
