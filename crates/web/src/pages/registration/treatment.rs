//! What is treated, and by whom? Diagnoses and the care team.

use ::care::{CareTeamMember, CareTeamRole, Diagnosis, DiagnosisRank};
use app::registration::RegistrationChoices;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{ClinicianId, Icd10Code, Period};
use wording::Key;

use super::{Subject, clinicians, missing};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::parts::field::{Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const DIAGNOSIS_LABELS: Labels<'static> = &[("code", Key::PatientDiagnosisCode), ("onset", Key::PatientDiagnosisOnset)];
const TEAM_LABELS: Labels<'static> = &[("clinician", Key::PatientTeamClinician), ("from", Key::PatientTeamFrom)];

/// The form of a diagnosis.
pub(crate) async fn show_diagnosis(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let choices = visit.app.registration_choices(&visit.caller).await?;
    let fields = Fields::from([("onset", subject.page.today.to_string().as_str()), ("rank", DiagnosisRank::Principal.code())]);
    Ok(visit::html(diagnosis_page(&visit.frame, &subject, &choices, &fields, &Problems::default())))
}

/// Records the diagnosis.
pub(crate) async fn submit_diagnosis(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (subject, text) = (Subject::open(&visit, &id).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, subject.page.today);
    let typed = reader.required_line("code", Key::PatientDiagnosisCode);
    let code: Option<Icd10Code> = typed.parse().ok();
    if code.is_none() {
        let label = text.say(Key::PatientDiagnosisCode);
        reader.problems.add("code", text.say_with(Key::FormProblemUnreadable, &[("label", label.into())]));
    }
    let rank = reader.required_choice("rank", Key::PatientDiagnosisRank);
    let onset = reader.required_day("onset", Key::PatientDiagnosisOnset);
    let diagnosed_by: Option<ClinicianId> = reader.choice("diagnosed_by", Key::PatientDiagnosisBy);
    let mut problems = reader.problems;
    // A period without an end is never backwards.
    let period = onset.and_then(|onset| Period::new(onset, None).ok());
    if let (Some(code), Some(rank), Some(period), true) = (code, rank, period, problems.is_empty()) {
        let episode = subject.page.episodes.iter().find(|view| view.episode.value().contains(period.first()));
        let diagnosis = Diagnosis { patient: subject.id(), episode: episode.map(|view| view.episode.id), code, rank, period, diagnosed_by };
        match visit.app.add_diagnosis(&visit.caller, diagnosis).await {
            Ok(_) => return Ok(go_to(&subject.saved())),
            Err(error) => problems.take_over(text, error, DIAGNOSIS_LABELS)?,
        }
    }
    let choices = visit.app.registration_choices(&visit.caller).await?;
    Ok(visit::again(diagnosis_page(&visit.frame, &subject, &choices, &visit.form, &problems)))
}

fn diagnosis_page(frame: &Frame, subject: &Subject, lists: &RegistrationChoices, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let ranks = choices(DiagnosisRank::ALL, DiagnosisRank::code, |each| text.diagnosis_rank(each));
    let form = html! {
        (draft.line(Field::required("code", Key::PatientDiagnosisCode).hint(Key::PatientDiagnosisCodeHint), "text", "off"))
        (draft.radios(Field::required("rank", Key::PatientDiagnosisRank), &ranks, true))
        div.row.two {
            (draft.day(Field::required("onset", Key::PatientDiagnosisOnset), Some(subject.page.today)))
            (draft.select(Field::optional("diagnosed_by", Key::PatientDiagnosisBy), &clinicians(lists, fields.text("diagnosed_by"))))
        }
    };
    let page = FormPage {
        section: Some(Section::Patients),
        heading: subject.say(text, Key::PatientDiagnosisHeading),
        lead: text.say(Key::PatientDiagnosisLead),
        action: format!("{}/diagnoses/new", subject.address()),
        back: subject.address(),
        save: Key::PatientAddDiagnosis,
        is_serious: false,
        problems,
    };
    page.render_about(frame, subject.page.patient.value(), &form)
}

/// The form for a member of the care team.
pub(crate) async fn show_team(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let choices = visit.app.registration_choices(&visit.caller).await?;
    let fields = Fields::from([("from", subject.page.today.to_string().as_str()), ("role", CareTeamRole::Member.code())]);
    Ok(visit::html(team_page(&visit.frame, &subject, &choices, &fields, &Problems::default())))
}

/// Adds somebody to the care team.
pub(crate) async fn submit_team(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (subject, text) = (Subject::open(&visit, &id).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, subject.page.today);
    let clinician = reader.required_choice("clinician", Key::PatientTeamClinician);
    let role = reader.required_choice("role", Key::PatientTeamRole);
    let from = reader.required_day("from", Key::PatientTeamFrom);
    let mut problems = reader.problems;
    let period = from.and_then(|from| Period::new(from, None).ok());
    if let (Some(clinician), Some(role), Some(period), true) = (clinician, role, period, problems.is_empty()) {
        let member = CareTeamMember { patient: subject.id(), clinician, role, period };
        match visit.app.join_care_team(&visit.caller, member).await {
            Ok(_) => return Ok(go_to(&subject.saved())),
            Err(error) => problems.take_over(text, error, TEAM_LABELS)?,
        }
    }
    let choices = visit.app.registration_choices(&visit.caller).await?;
    Ok(visit::again(team_page(&visit.frame, &subject, &choices, &visit.form, &problems)))
}

fn team_page(frame: &Frame, subject: &Subject, lists: &RegistrationChoices, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let roles = choices(CareTeamRole::ALL, CareTeamRole::code, |each| text.care_team_role(each));
    let form = html! {
        (missing(text, Key::PatientNoClinicians, lists.clinicians.is_empty()))
        (draft.select(Field::required("clinician", Key::PatientTeamClinician), &clinicians(lists, fields.text("clinician"))))
        (draft.radios(Field::required("role", Key::PatientTeamRole), &roles, true))
        (draft.day(Field::required("from", Key::PatientTeamFrom), None))
    };
    let page = FormPage {
        section: Some(Section::Patients),
        heading: subject.say(text, Key::PatientTeamHeading),
        lead: text.say(Key::PatientTeamLead),
        action: format!("{}/care-team/new", subject.address()),
        back: subject.address(),
        save: Key::PatientAddToTeam,
        is_serious: false,
        problems,
    };
    page.render_about(frame, subject.page.patient.value(), &form)
}
