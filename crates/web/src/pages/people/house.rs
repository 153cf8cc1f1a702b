//! Which program is new, and who treats here? Adding programs and clinicians, putting them right, closing a program, and since when somebody left.

use ::care::{Clinician, Program};
use app::Stored;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{ClinicianId, Day, LevelOfCare, ProgramId, Version, ZoneName};
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("code", Key::PracticeCode), ("reason", Key::PracticeReason)];

/// Where a form leads when it was taken.
const SAVED: &str = "/practice?done=saved";

/// The time zones of the United States by their IANA names, and UTC.
const ZONES: &[&str] = &[
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "UTC",
];

/// A zone in words; its id where it cannot be read.
fn zone_words(text: Text, name: &str) -> String {
    name.parse().map_or_else(|_| name.to_owned(), |zone: ZoneName| standing_alone(&text.zone(&zone)))
}

/// The zones to choose from. One that stands on record stays a choice.
fn zones(text: Text, present: &str) -> Vec<Choice> {
    let other = (!present.is_empty() && !ZONES.contains(&present)).then_some(present);
    ZONES.iter().copied().chain(other).map(|name| (name.to_owned(), zone_words(text, name))).collect()
}

/// The version that a form was filled in from.
fn version(fields: &Fields) -> Result<Version, PageError> {
    fields.parsed("version").map(Version).ok_or(PageError::Unreadable)
}

async fn today(visit: &Visit) -> Result<Day, PageError> {
    Ok(visit.app.practice_clock(&visit.caller).await?.today)
}

/// The form of a new program.
pub(crate) async fn show_program(visit: Visit) -> Result<Response, PageError> {
    Ok(visit::html(program_page(&visit.frame, None, &Fields::default(), &Problems::default())))
}

/// Reads a program. `code` is what stands on record where the form does not ask for it.
fn read_program(reader: &mut Reader<'_>, code: Option<&str>) -> Option<Program> {
    let name = reader.required_line("name", Key::PracticeProgramName);
    let code = code.map_or_else(|| reader.required_line("code", Key::PracticeCode), str::to_owned);
    let level_of_care: Option<LevelOfCare> = reader.required_choice("level_of_care", Key::LevelOfCareLabel);
    let zone: Option<ZoneName> = reader.required_choice("zone", Key::PracticeZone);
    let closed_since = reader.day("closed_since", Key::PracticeClosedSince);
    let part2 = reader.fields.text("part2") == "yes";
    Some(Program { code, name, level_of_care: level_of_care?, zone: zone?, part2, closed_since })
}

/// Adds a program.
pub(crate) async fn submit_program(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, today(&visit).await?);
    let program = read_program(&mut reader, None);
    let mut problems = reader.problems;
    if let (Some(program), true) = (program, problems.is_empty()) {
        match visit.app.add_program(&visit.caller, program).await {
            Ok(_) => return Ok(go_to(SAVED)),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(program_page(&visit.frame, None, &visit.form, &problems)))
}

async fn find_program(visit: &Visit, id: &str) -> Result<Stored<Program>, PageError> {
    let id: ProgramId = visit::id(id)?;
    let programs = visit.app.registration_choices(&visit.caller).await?.programs;
    programs.into_iter().find(|stored| stored.id == id).ok_or(PageError::NotFound)
}

/// The form that puts a program right.
pub(crate) async fn show_correct_program(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let stored = find_program(&visit, &id).await?;
    let program = stored.value();
    let fields = [
        ("version", stored.recorded.version.0.to_string()),
        ("name", program.name.clone()),
        ("code", program.code.clone()),
        ("level_of_care", program.level_of_care.code().to_owned()),
        ("zone", program.zone.name().to_owned()),
        ("part2", if program.part2 { "yes".to_owned() } else { String::new() }),
        ("closed_since", program.closed_since.map(|day| day.to_string()).unwrap_or_default()),
    ];
    let fields = Fields::from(fields.map(|(name, value)| (name.to_owned(), value)).to_vec());
    Ok(visit::html(program_page(&visit.frame, Some(&stored), &fields, &Problems::default())))
}

/// Puts a program right.
pub(crate) async fn submit_correct_program(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (text, stored) = (visit.text(), find_program(&visit, &id).await?);
    let expected = version(&visit.form)?;
    let mut reader = Reader::new(&visit.form, text, today(&visit).await?);
    let program = read_program(&mut reader, code_on_record(stored.external_key.as_ref(), &stored.value().code));
    let reason = reader.text("reason", Key::PracticeReason);
    let mut problems = reader.problems;
    if let (Some(program), true) = (program, problems.is_empty()) {
        match visit.app.correct_program(&visit.caller, (stored.id, expected), program, &reason).await {
            Ok(()) => return Ok(go_to(SAVED)),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(program_page(&visit.frame, Some(&stored), &visit.form, &problems)))
}

/// The code that stays: that of a record that came with a file, which the next file is to find.
fn code_on_record<'a>(external_key: Option<&String>, code: &'a str) -> Option<&'a str> {
    external_key.map(|_| code)
}

fn program_page(frame: &Frame, stored: Option<&Stored<Program>>, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let levels = choices(&LevelOfCare::ALL, LevelOfCare::code, |each| text.level_of_care_with_code(each));
    let present = stored.map_or("", |stored| stored.value().zone.name());
    let keeps_code = stored.is_some_and(|stored| stored.external_key.is_some());
    let form = html! {
        @if stored.is_some() { input type="hidden" name="version" value=(fields.text("version")); }
        (draft.line(Field::required("name", Key::PracticeProgramName), "text", "off"))
        @if !keeps_code { (draft.line(Field::required("code", Key::PracticeCode).hint(Key::PracticeCodeHint), "text", "off")) }
        (draft.select(Field::required("level_of_care", Key::LevelOfCareLabel).hint(Key::PracticeLevelHint), &levels))
        (draft.select(Field::required("zone", Key::PracticeZone).hint(Key::PracticeZoneHint), &zones(text, present)))
        div.field {
            label.choice {
                input type="checkbox" name="part2" value="yes" checked[fields.text("part2") == "yes"] aria-describedby="part2-hint";
                span { (text.say(Key::PatientPart2)) }
            }
            p.hint #part2-hint { (text.say(Key::PracticePart2Hint)) }
        }
        @if stored.is_some() {
            (draft.day(Field::optional("closed_since", Key::PracticeClosedSince).hint(Key::PracticeClosedHint), None))
            (draft.text(Field::optional("reason", Key::PracticeReason).hint(Key::PracticeReasonHint)))
        }
    };
    let (heading, lead, action, save) = match stored {
        None => (Key::PracticeAddProgramHeading, String::new(), "/practice/programs/new".to_owned(), Key::PracticeAddProgram),
        Some(stored) => (
            Key::PracticeCorrectProgramHeading,
            text.say(Key::PracticeCorrectProgramLead),
            format!("/practice/programs/{}/correct", stored.id),
            Key::ActionSave,
        ),
    };
    form_page(frame, (text.say(heading), lead), action, save, problems, &form)
}

fn form_page(frame: &Frame, (heading, lead): (String, String), action: String, save: Key, problems: &Problems, form: &Markup) -> Markup {
    let back = "/practice".to_owned();
    FormPage { section: Some(Section::Practice), heading, lead, action, back, save, is_serious: false, problems }.render(frame, form)
}

/// The form of a new clinician.
pub(crate) async fn show_clinician(visit: Visit) -> Result<Response, PageError> {
    Ok(visit::html(clinician_page(&visit.frame, None, &Fields::default(), &Problems::default())))
}

/// Reads a clinician. `code` is what stands on record where the form does not ask for it.
fn read_clinician(reader: &mut Reader<'_>, code: Option<&str>) -> Clinician {
    Clinician {
        name: reader.required_line("name", Key::PracticeClinicianName),
        code: code.map_or_else(|| reader.required_line("code", Key::PracticeCode), str::to_owned),
        credential: reader.line("credential", Key::PracticeCredential),
        left_since: reader.day("left_since", Key::PracticeLeftSince),
    }
}

/// Adds a clinician.
pub(crate) async fn submit_clinician(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, today(&visit).await?);
    let clinician = read_clinician(&mut reader, None);
    let mut problems = reader.problems;
    if problems.is_empty() {
        match visit.app.add_clinician(&visit.caller, clinician).await {
            Ok(_) => return Ok(go_to(SAVED)),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(clinician_page(&visit.frame, None, &visit.form, &problems)))
}

async fn find_clinician(visit: &Visit, id: &str) -> Result<Stored<Clinician>, PageError> {
    let id: ClinicianId = visit::id(id)?;
    let clinicians = visit.app.registration_choices(&visit.caller).await?.clinicians;
    clinicians.into_iter().find(|stored| stored.id == id).ok_or(PageError::NotFound)
}

/// The form that puts a clinician right.
pub(crate) async fn show_correct_clinician(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let stored = find_clinician(&visit, &id).await?;
    let clinician = stored.value();
    let fields = [
        ("version", stored.recorded.version.0.to_string()),
        ("name", clinician.name.clone()),
        ("code", clinician.code.clone()),
        ("credential", clinician.credential.clone()),
        ("left_since", clinician.left_since.map(|day| day.to_string()).unwrap_or_default()),
    ];
    let fields = Fields::from(fields.map(|(name, value)| (name.to_owned(), value)).to_vec());
    Ok(visit::html(clinician_page(&visit.frame, Some(&stored), &fields, &Problems::default())))
}

/// Puts a clinician right.
pub(crate) async fn submit_correct_clinician(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (text, stored) = (visit.text(), find_clinician(&visit, &id).await?);
    let expected = version(&visit.form)?;
    let mut reader = Reader::new(&visit.form, text, today(&visit).await?);
    let clinician = read_clinician(&mut reader, code_on_record(stored.external_key.as_ref(), &stored.value().code));
    let mut problems = reader.problems;
    if problems.is_empty() {
        match visit.app.correct_clinician(&visit.caller, (stored.id, expected), clinician).await {
            Ok(()) => return Ok(go_to(SAVED)),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(clinician_page(&visit.frame, Some(&stored), &visit.form, &problems)))
}

fn clinician_page(frame: &Frame, stored: Option<&Stored<Clinician>>, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let keeps_code = stored.is_some_and(|stored| stored.external_key.is_some());
    let form = html! {
        @if stored.is_some() { input type="hidden" name="version" value=(fields.text("version")); }
        (draft.line(Field::required("name", Key::PracticeClinicianName), "text", "off"))
        @if !keeps_code { (draft.line(Field::required("code", Key::PracticeCode).hint(Key::PracticeCodeHint), "text", "off")) }
        (draft.line(Field::optional("credential", Key::PracticeCredential).hint(Key::PracticeCredentialHint), "text", "off"))
        @if stored.is_some() {
            (draft.day(Field::optional("left_since", Key::PracticeLeftSince).hint(Key::PracticeLeftHint), None))
        }
    };
    let (heading, action, save) = match stored {
        None => (Key::PracticeAddClinicianHeading, "/practice/clinicians/new".to_owned(), Key::PracticeAddClinician),
        Some(stored) => (Key::PracticeCorrectClinicianHeading, format!("/practice/clinicians/{}/correct", stored.id), Key::ActionSave),
    };
    form_page(frame, (text.say(heading), String::new()), action, save, problems, &form)
}
