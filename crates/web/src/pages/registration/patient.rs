//! Who is the patient? Registering one, and correcting what is on record.

use ::care::{Ethnicity, Patient, Race};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{Day, Language, Sex};
use wording::{Key, Text};

use super::Subject;
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

/// Languages that patients can be recorded with. Others come in by import and are kept.
const LANGUAGES: &[&str] = &["en", "es", "pt", "fr", "zh", "vi", "ko", "ar", "ru", "ht", "tl", "so"];

/// The first takes what cannot be said of one field alone: most of it is about the birth day.
const LABELS: Labels<'static> = &[
    ("birth_day", Key::PatientBirthDay),
    ("record_number", Key::PatientRecordNumber),
    ("given_name", Key::PatientGivenName),
    ("family_name", Key::PatientFamilyName),
    ("language", Key::PatientLanguage),
];

/// The empty form.
pub(crate) async fn show_new(visit: Visit) -> Result<Response, PageError> {
    let today = visit.app.practice_clock(&visit.caller).await?.today;
    let fields = Fields::from([("language", "en")]);
    Ok(visit::html(new_page(&visit.frame, today, &fields, &Problems::default())))
}

/// Registers the patient.
pub(crate) async fn submit_new(visit: Visit) -> Result<Response, PageError> {
    let today = visit.app.practice_clock(&visit.caller).await?.today;
    let (patient, mut problems) = read(visit.text(), &visit.form, today);
    if let Some(patient) = patient {
        match visit.app.register_patient(&visit.caller, patient).await {
            Ok(id) => return Ok(go_to(&format!("/patients/{id}?done=registered"))),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(new_page(&visit.frame, today, &visit.form, &problems)))
}

/// The form with what is on record.
pub(crate) async fn show_edit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let version = subject.page.patient.recorded.version.0.to_string();
    let fields = fields_of(subject.page.patient.value(), &version);
    Ok(visit::html(edit_page(&visit.frame, &subject, &fields, &Problems::default())))
}

/// Corrects what is on record.
pub(crate) async fn submit_edit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let version = super::version(&visit.form)?;
    let (patient, mut problems) = read(visit.text(), &visit.form, subject.page.today);
    if let Some(patient) = patient {
        match visit.app.correct_patient(&visit.caller, subject.id(), version, patient).await {
            Ok(()) => return Ok(go_to(&subject.saved())),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(edit_page(&visit.frame, &subject, &visit.form, &problems)))
}

fn new_page(frame: &Frame, today: Day, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say(Key::PatientNewHeading),
        lead: text.say(Key::PatientNewLead),
        action: "/patients/new".to_owned(),
        back: "/patients".to_owned(),
        save: Key::PatientSaveRegistration,
        is_serious: false,
        problems,
    };
    let draft = Draft { text, fields, problems };
    page.render(frame, &form(&draft, today))
}

fn edit_page(frame: &Frame, subject: &Subject, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let page = FormPage {
        section: Some(Section::Patients),
        heading: subject.say(text, Key::PatientEditHeading),
        lead: text.say(Key::PatientEditLead),
        action: format!("{}/edit", subject.address()),
        back: subject.address(),
        save: Key::ActionSave,
        is_serious: false,
        problems,
    };
    let draft = Draft { text, fields, problems };
    page.render_about(frame, subject.page.patient.value(), &html! { (super::version_field(fields)) (form(&draft, subject.page.today)) })
}

fn form(draft: &Draft<'_>, today: Day) -> Markup {
    let text = draft.text;
    let sexes = choices(&[Sex::Female, Sex::Male, Sex::Other], Sex::code, |each| text.sex(each));
    let races = choices(Race::ALL, Race::code, |each| text.race(each));
    let ethnicities = choices(Ethnicity::ALL, Ethnicity::code, |each| text.ethnicity(each));
    html! {
        (draft.line(Field::required("record_number", Key::PatientRecordNumber).hint(Key::PatientRecordNumberHint), "text", "off"))
        div.row.two {
            (draft.line(Field::optional("given_name", Key::PatientGivenName), "text", "off"))
            (draft.line(Field::required("family_name", Key::PatientFamilyName), "text", "off"))
        }
        div.row.two {
            (draft.day(Field::required("birth_day", Key::PatientBirthDay), Some(today)))
            (draft.select(Field::optional("sex", Key::PatientSex), &sexes))
        }
        div.row.two {
            (draft.select(Field::optional("race", Key::PatientRace), &races))
            (draft.select(Field::optional("ethnicity", Key::PatientEthnicity), &ethnicities))
        }
        (draft.select(Field::required("language", Key::PatientLanguage).hint(Key::PatientLanguageHint), &languages(text, draft.fields.text("language"))))
    }
}

/// The languages to choose from, with the one on record where it is another.
fn languages(text: Text, on_record: &str) -> Vec<Choice> {
    let known = LANGUAGES.iter().copied();
    let other = (!LANGUAGES.contains(&on_record)).then_some(on_record);
    let all = known.chain(other).filter_map(|tag| tag.parse::<Language>().ok());
    all.map(|language| (language.as_str().to_owned(), text.language(&language))).collect()
}

fn read(text: Text, fields: &Fields, today: Day) -> (Option<Patient>, Problems) {
    let mut reader = Reader::new(fields, text, today);
    let record_number = reader.required_line("record_number", Key::PatientRecordNumber);
    let given_name = reader.line("given_name", Key::PatientGivenName);
    let family_name = reader.required_line("family_name", Key::PatientFamilyName);
    let birth_day = reader.required_day("birth_day", Key::PatientBirthDay);
    let sex = reader.choice("sex", Key::PatientSex);
    let race = reader.choice("race", Key::PatientRace);
    let ethnicity = reader.choice("ethnicity", Key::PatientEthnicity);
    let language = reader.required_choice::<Language>("language", Key::PatientLanguage);
    let patient = match (birth_day, language) {
        (Some(birth_day), Some(language)) if reader.problems.is_empty() => {
            Some(Patient { record_number, given_name, family_name, birth_day, sex, race, ethnicity, language })
        }
        _ => None,
    };
    (patient, reader.problems)
}

fn fields_of(patient: &Patient, version: &str) -> Fields {
    Fields::from([
        ("version", version),
        ("record_number", &patient.record_number),
        ("given_name", &patient.given_name),
        ("family_name", &patient.family_name),
        ("birth_day", &patient.birth_day.to_string()),
        ("sex", patient.sex.map_or("", Sex::code)),
        ("race", patient.race.map_or("", Race::code)),
        ("ethnicity", patient.ethnicity.map_or("", Ethnicity::code)),
        ("language", patient.language.as_str()),
    ])
}
