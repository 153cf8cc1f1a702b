//! Setting up the practice: its programs, and who treats. The forms of both stand in `house`.

use app::registration::RegistrationChoices;
use app::{Data, Scope};
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::frame::{Page, Section};
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

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
            html! {
                @if program.part2 { span.flag { (text.say(Key::PatientPart2)) } }
                @if let Some(day) = program.closed_since { span.sub { (text.say_with(Key::PracticeClosedOn, &[("day", day.into())])) } }
            },
            html! { a href={ "/practice/programs/" (stored.id) "/correct" } { (text.say(Key::PracticeCorrect)) } },
        ])
    });
    Table::new(text.say(Key::PracticeProgramsHeading))
        .cards()
        .column(text.say(Key::PracticeProgramName), Kind::Head)
        .column(text.say(Key::PracticeCode), Kind::Short)
        .column(text.say(Key::LevelOfCareLabel), Kind::Words)
        .column(text.say(Key::PracticeZone), Kind::Words)
        .unlabelled(text.say(Key::PatientPart2), Kind::Words)
        .unlabelled(text.say(Key::ColumnActions), Kind::Words)
        .rows(rows)
        .render(text)
}

fn clinician_table(text: Text, lists: &RegistrationChoices) -> Markup {
    let rows = lists.clinicians.iter().map(|stored| {
        let clinician = stored.value();
        Row::new(vec![
            html! { strong { (clinician.name) } },
            html! { (clinician.code) },
            html! {
                (clinician.credential)
                @if let Some(day) = clinician.left_since { span.sub { (text.say_with(Key::PracticeLeftOn, &[("day", day.into())])) } }
            },
            html! { a href={ "/practice/clinicians/" (stored.id) "/correct" } { (text.say(Key::PracticeCorrect)) } },
        ])
    });
    Table::new(text.say(Key::PracticeCliniciansHeading))
        .cards()
        .column(text.say(Key::PracticeClinicianName), Kind::Head)
        .column(text.say(Key::PracticeCode), Kind::Short)
        .column(text.say(Key::PracticeCredential), Kind::Words)
        .unlabelled(text.say(Key::ColumnActions), Kind::Words)
        .rows(rows)
        .render(text)
}
