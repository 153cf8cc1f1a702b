//! Where are safety plans kept? An address for staff and one for patients, of the practice or of a program.

use app::AppError;
use app::safety_plan::{PlanReader, SafetyPlans};
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{ProgramId, ZoneName};
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::{Page, Section};
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table, empty};
use crate::visit::{self, Visit, go_to};

/// The addresses on record, and the form for another one.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let plans = visit.app.safety_plans(&visit.caller).await?;
    Ok(visit::html(page(&visit, &plans, &Fields::from([("reader", "staff")]), &Problems::default())))
}

/// Puts an address on record, or takes it away.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&ZoneName::utc()));
    let program: Option<ProgramId> = reader.choice("program", Key::CrisisTextsProgram);
    let code: Option<String> = reader.required_choice("reader", Key::SafetyPlansReader);
    let address = reader.line("address", Key::SafetyPlansAddress);
    let mut problems = reader.problems;
    let whom = PlanReader::ALL.into_iter().find(|each| Some(each.code()) == code.as_deref());
    if let (Some(whom), true) = (whom, problems.is_empty()) {
        match visit.app.put_safety_plan(&visit.caller, program, whom, &address).await {
            Ok(()) => return Ok(go_to("/practice/safety-plans?done=saved")),
            Err(AppError::Form(_)) => problems.add("address", text.say(Key::SafetyPlansProblem)),
            Err(error) => return Err(error.into()),
        }
    }
    let plans = visit.app.safety_plans(&visit.caller).await?;
    Ok(visit::again(page(&visit, &plans, &visit.form, &problems)))
}

fn page(visit: &Visit, plans: &SafetyPlans, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let programs: Vec<Choice> = plans.programs.iter().map(|program| (program.id.to_string(), program.value().name.clone())).collect();
    let readers = [("staff", Key::SafetyPlansStaff), ("patient", Key::SafetyPlansPatient)];
    let readers: Vec<Choice> = readers.into_iter().map(|(code, words)| (code.to_owned(), text.say(words))).collect();
    let name = |program: Option<ProgramId>| match program {
        Some(id) => plans.programs.iter().find(|program| program.id == id).map_or_else(String::new, |program| program.value().name.clone()),
        None => text.say(Key::CrisisTextsAllPrograms),
    };
    let none = || text.say(Key::SafetyPlansNoAddress);
    let rows = plans.addresses.iter().map(|each| {
        Row::new(vec![
            html! { (name(each.program)) },
            html! { (each.staff.clone().unwrap_or_else(none)) },
            html! { (each.patient.clone().unwrap_or_else(none)) },
        ])
    });
    let body = html! {
        @if visit.query.text("done") == "saved" { (notice::done(&text.say(Key::SafetyPlansSaved))) }
        (notice::problem_summary(text, problems))
        section.block {
            @if plans.addresses.is_empty() { (empty(&text.say(Key::SafetyPlansNone))) } @else {
                (Table::new(text.say(Key::SafetyPlansCaption))
                    .cards()
                    .column(text.say(Key::CrisisTextsProgram), Kind::Head)
                    .column(text.say(Key::SafetyPlansStaff), Kind::Words)
                    .column(text.say(Key::SafetyPlansPatient), Kind::Words)
                    .rows(rows)
                    .render(text))
            }
        }
        section.block {
            form.form.panel method="post" action="/practice/safety-plans" {
                (visit.frame.token_field())
                (draft.select_or_all("program", Key::CrisisTextsProgram, Key::CrisisTextsAllPrograms, &programs))
                (draft.radios(Field::required("reader", Key::SafetyPlansReader), &readers, false))
                (draft.line(Field::optional("address", Key::SafetyPlansAddress).hint(Key::SafetyPlansHint), "url", "off"))
                div.submit { button.main type="submit" { (text.say(Key::SafetyPlansSave)) } }
            }
        }
    };
    let lead = html! { p { (text.say(Key::SafetyPlansLead)) } };
    let back = html! { a.button href="/practice" { (text.say(Key::ActionBack)) } };
    visit.frame.render(&Page::wide(Section::Practice, text.say(Key::SafetyPlansHeading), body).lead(lead).actions(back))
}
