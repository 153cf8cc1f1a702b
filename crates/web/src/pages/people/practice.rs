//! Setting up the practice: its programs, and who treats.

use ::care::{Clinician, Program};
use app::registration::RegistrationChoices;
use app::{Data, Scope};
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{LevelOfCare, ZoneName};
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("code", Key::PracticeCode)];

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

/// Which programs are there, and who treats?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let choices = visit.app.registration_choices(&visit.caller).await?;
    let is_saved = visit.query.text("done") == "saved";
    Ok(visit::html(page(&visit, &choices, is_saved)))
}

fn page(visit: &Visit, lists: &RegistrationChoices, is_saved: bool) -> Markup {
    let (frame, text) = (&visit.frame, visit.text());
    let is_new = lists.programs.is_empty() || lists.clinicians.is_empty();
    let body = html! {
        @if is_saved { (notice::done(&text.say(Key::PeopleSaved))) }
        @if is_new || is_saved && lists.without_patients { (steps(visit, lists)) }
        section.block {
            div.block-head { h2 { (text.say(Key::PracticeProgramsHeading)) } a.button href="/practice/programs/new" { (text.say(Key::PracticeAddProgram)) } }
            @if lists.programs.is_empty() { (table::empty(&text.say(Key::PracticeProgramsEmpty))) } @else { (program_table(text, lists)) }
        }
        section.block {
            div.block-head { h2 { (text.say(Key::PracticeCliniciansHeading)) } a.button href="/practice/clinicians/new" { (text.say(Key::PracticeAddClinician)) } }
            @if lists.clinicians.is_empty() { (table::empty(&text.say(Key::PracticeCliniciansEmpty))) } @else { (clinician_table(text, lists)) }
        }
    };
    let actions = html! {
        a.button href="/practice/crisis-texts" { (text.say(Key::CrisisTextsAction)) }
        a.button href="/practice/safety-plans" { (text.say(Key::SafetyPlansAction)) }
        a.button href="/practice/holidays" { (text.say(Key::HolidaysAction)) }
    };
    let lead = html! { p { (text.say(Key::PracticeLead)) } };
    frame.render(&Page::wide(Section::Practice, text.say(Key::PracticeHeading), body).lead(lead).actions(actions))
}

/// What a new practice needs, in its order: each step leads to its page, or says who can do it.
fn steps(visit: &Visit, lists: &RegistrationChoices) -> Markup {
    let text = visit.text();
    let may = |data| visit.caller.scope(data) != Scope::Nothing;
    let own = |is_done: bool, words: Key, address: &str| {
        html! {
            @if is_done { (text.say(words)) " " span.flag.quiet { (text.say(Key::PracticeStepDone)) } }
            @else { a href=(address) { (text.say(words)) } }
        }
    };
    let other = |words: Key, who: Key| html! { (text.say(words)) p.small.muted { (text.say(who)) } };
    html! {
        section.panel.stack {
            h2 { (text.say(Key::PracticeStepsHeading)) }
            ol {
                li { (own(!lists.programs.is_empty(), Key::PracticeAddProgram, "/practice/programs/new")) }
                li { (own(!lists.clinicians.is_empty(), Key::PracticeAddClinician, "/practice/clinicians/new")) }
                li {
                    @if may(Data::People) { a href="/people/new" { (text.say(Key::PracticeStepPeople)) } }
                    @else { (other(Key::PracticeStepPeople, Key::PracticeStepPeopleWho)) }
                }
                li {
                    @if may(Data::Registration) { a href="/patients/new" { (text.say(Key::PracticeStepPatients)) } }
                    @else { (other(Key::PracticeStepPatients, Key::PracticeStepPatientsWho)) }
                    @if may(Data::Imports) { p { a href="/imports/new" { (text.say(Key::PracticeStepImport)) } } }
                }
            }
        }
    }
}

fn program_table(text: Text, lists: &RegistrationChoices) -> Markup {
    let rows = lists.programs.iter().map(|stored| {
        let program = stored.value();
        Row::new(vec![
            html! { strong { (program.name) } },
            html! { (program.code) },
            html! { (text.level_of_care_with_code(program.level_of_care)) },
            html! { (standing_alone(&text.zone(&program.zone))) },
            html! { @if program.part2 { span.flag { (text.say(Key::PatientPart2)) } } },
        ])
    });
    Table::new(text.say(Key::PracticeProgramsHeading))
        .cards()
        .column(text.say(Key::PracticeProgramName), Kind::Head)
        .column(text.say(Key::PracticeCode), Kind::Short)
        .column(text.say(Key::LevelOfCareLabel), Kind::Words)
        .column(text.say(Key::PracticeZone), Kind::Words)
        .unlabelled(text.say(Key::PatientPart2), Kind::Words)
        .rows(rows)
        .render(text)
}

fn clinician_table(text: Text, lists: &RegistrationChoices) -> Markup {
    let rows = lists.clinicians.iter().map(|stored| {
        let clinician = stored.value();
        Row::new(vec![html! { strong { (clinician.name) } }, html! { (clinician.code) }, html! { (clinician.credential) }])
    });
    Table::new(text.say(Key::PracticeCliniciansHeading))
        .cards()
        .column(text.say(Key::PracticeClinicianName), Kind::Head)
        .column(text.say(Key::PracticeCode), Kind::Short)
        .column(text.say(Key::PracticeCredential), Kind::Words)
        .rows(rows)
        .render(text)
}

/// A zone in words; its id where it cannot be read.
fn zone_words(text: Text, name: &str) -> String {
    name.parse().map_or_else(|_| name.to_owned(), |zone: ZoneName| standing_alone(&text.zone(&zone)))
}

/// The form of a program.
pub(crate) async fn show_program(visit: Visit) -> Result<Response, PageError> {
    Ok(visit::html(program_page(&visit.frame, &Fields::default(), &Problems::default())))
}

/// Adds a program.
pub(crate) async fn submit_program(visit: Visit) -> Result<Response, PageError> {
    let (text, form) = (visit.text(), &visit.form);
    let today = visit.app.practice_clock(&visit.caller).await?.today;
    let mut reader = Reader::new(form, text, today);
    let name = reader.required_line("name", Key::PracticeProgramName);
    let code = reader.required_line("code", Key::PracticeCode);
    let level: Option<LevelOfCare> = reader.required_choice("level_of_care", Key::LevelOfCareLabel);
    let zone: Option<ZoneName> = reader.required_choice("zone", Key::PracticeZone);
    let part2 = form.text("part2") == "yes";
    let mut problems = reader.problems;
    if let (Some(level_of_care), Some(zone), true) = (level, zone, problems.is_empty()) {
        match visit.app.add_program(&visit.caller, Program { code, name, level_of_care, zone, part2 }).await {
            Ok(_) => return Ok(go_to("/practice?done=saved")),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(program_page(&visit.frame, form, &problems)))
}

fn program_page(frame: &Frame, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let levels = choices(&LevelOfCare::ALL, LevelOfCare::code, |each| text.level_of_care_with_code(each));
    let zones: Vec<Choice> = ZONES.iter().map(|name| ((*name).to_owned(), zone_words(text, name))).collect();
    let form = html! {
        (draft.line(Field::required("name", Key::PracticeProgramName), "text", "off"))
        (draft.line(Field::required("code", Key::PracticeCode).hint(Key::PracticeCodeHint), "text", "off"))
        (draft.select(Field::required("level_of_care", Key::LevelOfCareLabel).hint(Key::PracticeLevelHint), &levels))
        (draft.select(Field::required("zone", Key::PracticeZone).hint(Key::PracticeZoneHint), &zones))
        div.field {
            label.choice {
                input type="checkbox" name="part2" value="yes" checked[fields.text("part2") == "yes"] aria-describedby="part2-hint";
                span { (text.say(Key::PatientPart2)) }
            }
            p.hint #part2-hint { (text.say(Key::PracticePart2Hint)) }
        }
    };
    let page = FormPage {
        section: Some(Section::Practice),
        heading: text.say(Key::PracticeAddProgramHeading),
        lead: String::new(),
        action: "/practice/programs/new".to_owned(),
        back: "/practice".to_owned(),
        save: Key::PracticeAddProgram,
        is_serious: false,
        problems,
    };
    page.render(frame, &form)
}

/// The form of a clinician.
pub(crate) async fn show_clinician(visit: Visit) -> Result<Response, PageError> {
    Ok(visit::html(clinician_page(&visit.frame, &Fields::default(), &Problems::default())))
}

/// Adds a clinician.
pub(crate) async fn submit_clinician(visit: Visit) -> Result<Response, PageError> {
    let (text, form) = (visit.text(), &visit.form);
    let today = visit.app.practice_clock(&visit.caller).await?.today;
    let mut reader = Reader::new(form, text, today);
    let name = reader.required_line("name", Key::PracticeClinicianName);
    let code = reader.required_line("code", Key::PracticeCode);
    let credential = reader.line("credential", Key::PracticeCredential);
    let mut problems = reader.problems;
    if problems.is_empty() {
        match visit.app.add_clinician(&visit.caller, Clinician { code, name, credential }).await {
            Ok(_) => return Ok(go_to("/practice?done=saved")),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(clinician_page(&visit.frame, form, &problems)))
}

fn clinician_page(frame: &Frame, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let form = html! {
        (draft.line(Field::required("name", Key::PracticeClinicianName), "text", "off"))
        (draft.line(Field::required("code", Key::PracticeCode).hint(Key::PracticeCodeHint), "text", "off"))
        (draft.line(Field::optional("credential", Key::PracticeCredential).hint(Key::PracticeCredentialHint), "text", "off"))
    };
    let page = FormPage {
        section: Some(Section::Practice),
        heading: text.say(Key::PracticeAddClinicianHeading),
        lead: String::new(),
        action: "/practice/clinicians/new".to_owned(),
        back: "/practice".to_owned(),
        save: Key::PracticeAddClinician,
        is_serious: false,
        problems,
    };
    page.render(frame, &form)
}
