//! Exports: the scores as a table, or everything that was answered as FHIR, of one patient or of everybody. What leaves is recorded first.

#[cfg(test)]
mod tests;

use app::export::Whose;
use app::release::{Disclosure, Released};
use app::{AppError, Data, Scope, View};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{PatientId, ZoneName};
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::Section;
use crate::pages::patient::spoken_name;
use crate::pages::releases::download;
use crate::parts::disclosure;
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit};

/// What can leave: the code of the form, its words, and what one must be allowed to see for it.
const KINDS: [(&str, Key, &[Data]); 2] = [
    ("scores", Key::PatientExportScores, &[Data::Release, Data::Scores]),
    ("fhir", Key::PatientExportFhir, &[Data::Release, Data::Identity, Data::Scores, Data::Answers]),
];

/// True when the person may export something of everybody.
pub(crate) fn may_export_everybody(visit: &Visit) -> bool {
    !kinds(visit, Scope::All).is_empty()
}

/// What the person may export at least for so many patients.
fn kinds(visit: &Visit, least: Scope) -> Vec<(&'static str, Key)> {
    let allowed = KINDS.iter().filter(|(_, _, rights)| rights.iter().all(|right| visit.caller.scope(*right) >= least));
    allowed.map(|(code, words, _)| (*code, *words)).collect()
}

/// Whose records, what the page says of them, and where it stands.
struct Subject {
    whose: Whose,
    /// Whom the sheet is about, where it is one patient.
    patient: Option<care::Patient>,
    least: Scope,
    heading: String,
    lead: String,
    /// The address of the form, and the way back from it.
    addresses: (String, String),
}

impl Subject {
    async fn patient(visit: &Visit, id: &str) -> Result<Self, PageError> {
        let id: PatientId = visit::id(id)?;
        let page = visit.app.patient(&visit.caller, id, View::Current).await?;
        let (text, address) = (visit.text(), format!("/patients/{id}"));
        let name = [("patient", spoken_name(page.patient.value()).into())];
        Ok(Self {
            whose: Whose::Patient(id),
            patient: Some(page.patient.value().clone()),
            least: Scope::CareTeam,
            heading: text.say_with(Key::PatientExportHeading, &name),
            lead: text.say_with(Key::PatientExportLead, &name),
            addresses: (format!("{address}/export"), address),
        })
    }

    fn everybody(visit: &Visit) -> Self {
        let text = visit.text();
        Self {
            whose: Whose::Everybody,
            patient: None,
            least: Scope::All,
            heading: text.say(Key::PatientExportEverybodyHeading),
            lead: text.say(Key::PatientExportEverybodyLead),
            addresses: ("/export".to_owned(), "/patients".to_owned()),
        }
    }

    fn page(&self, visit: &Visit, fields: &Fields, problems: &Problems) -> Markup {
        let text = visit.text();
        let draft = Draft { text, fields, problems };
        let offered: Vec<Choice> = kinds(visit, self.least).into_iter().map(|(code, words)| (code.to_owned(), text.say(words))).collect();
        let form = html! {
            (draft.radios(Field::required("kind", Key::PatientExportWhat), &offered, false))
            (disclosure::fields(&draft, "scores"))
        };
        let (action, back) = self.addresses.clone();
        let page = FormPage {
            section: Some(Section::Patients),
            heading: self.heading.clone(),
            lead: self.lead.clone(),
            action,
            back,
            save: Key::PatientExportMake,
            is_serious: self.whose == Whose::Everybody,
            problems,
        };
        match &self.patient {
            Some(patient) => page.render_about(&visit.frame, patient, &form),
            None => page.render(&visit.frame, &form),
        }
    }

    /// Records the release and hands the file out, or says what is wrong with the form.
    async fn hand_out(&self, visit: &Visit) -> Result<Response, PageError> {
        let text = visit.text();
        let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&ZoneName::utc()));
        let kind: Option<String> = reader.required_choice("kind", Key::PatientExportWhat);
        let kind = kind.filter(|kind| !kind.is_empty());
        let offered = kinds(visit, self.least);
        if kind.as_ref().is_some_and(|kind| offered.iter().all(|(code, _)| code != kind)) {
            let label = text.say(Key::PatientExportWhat);
            reader.problems.add("kind", text.say_with(Key::FormProblemNotOffered, &[("label", label.into())]));
        }
        let disclosure = disclosure::read(&mut reader, text);
        let mut problems = reader.problems;
        if let (Some(kind), true) = (kind, problems.is_empty()) {
            match self.export(visit, &kind, disclosure).await {
                Ok(released) => return Ok(download(&released)),
                Err(error) => problems.take_over(text, error, disclosure::LABELS)?,
            }
        }
        Ok(visit::again(self.page(visit, &visit.form, &problems)))
    }

    async fn export(&self, visit: &Visit, kind: &str, disclosure: Disclosure) -> Result<Released, AppError> {
        match kind {
            "fhir" => visit.app.export_fhir(&visit.caller, self.whose, disclosure).await,
            _ => visit.app.export_scores(&visit.caller, self.whose, disclosure).await,
        }
    }
}

/// What of this patient shall leave?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::patient(&visit, &id).await?;
    Ok(visit::html(subject.page(&visit, &Fields::default(), &Problems::default())))
}

/// Hands it out.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    Subject::patient(&visit, &id).await?.hand_out(&visit).await
}

/// What of everybody shall leave?
pub(crate) async fn show_everybody(visit: Visit) -> Response {
    visit::html(Subject::everybody(&visit).page(&visit, &Fields::default(), &Problems::default()))
}

/// Hands it out.
pub(crate) async fn submit_everybody(visit: Visit) -> Result<Response, PageError> {
    Subject::everybody(&visit).hand_out(&visit).await
}
