//! Who is about to come? An admission that is planned, so that the payer is asked before the first day.

use ::care::PlannedAdmission;
use app::Data;
use app::authorization::{AuthorizationsPage, Planned};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{EpisodeId, ProgramId};
use wording::Key;

use super::markup;
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::Frame;
use crate::parts::field::{Choice, Draft, Field};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> =
    &[("planned_program", Key::PlannedProgram), ("planned_day", Key::PlannedDay), ("reason", Key::AppealMendReason)];

/// Which plan is changed: one that is carried out or withdrawn meanwhile makes no new one.
const CHANGED: &str = "planned_stay";

/// Plans it, or changes the plan.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let program: Option<ProgramId> = reader.required_choice("planned_program", Key::PlannedProgram);
    let day = reader.required_day("planned_day", Key::PlannedDay);
    let changed: Option<EpisodeId> =
        if page.planned.len() > 1 { reader.required_choice(CHANGED, Key::PlannedWhich) } else { visit.form.parsed(CHANGED) };
    let mut problems = reader.problems;
    if let (Some(program), Some(day), true) = (program, day, problems.is_empty()) {
        let plan = PlannedAdmission { patient: page.patient.id, program, day };
        let planned = match changed {
            Some(id) => visit.app.change_planned_admission(&visit.caller, id, plan).await,
            None => visit.app.plan_admission(&visit.caller, plan).await,
        };
        match planned {
            Ok(_) => return Ok(saved(&page)),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(markup(&visit.frame, &page, false, (&visit.form, &problems))))
}

/// Withdraws the plan.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    // One that stands alone is named by its form; nobody chooses.
    let stay: Option<EpisodeId> = match page.planned.as_slice() {
        [] => return Err(PageError::NotFound),
        [_] => Some(visit.form.parsed("episode").ok_or(PageError::Unreadable)?),
        _ => reader.required_choice("episode", Key::PlannedWhich),
    };
    let reason = reader.required_line("reason", Key::AppealMendReason);
    let mut problems = reader.problems;
    if let (Some(stay), true) = (stay, problems.is_empty()) {
        if page.planned.iter().all(|planned| planned.admission.id != stay) {
            return Err(PageError::NotFound);
        }
        match visit.app.withdraw_planned_admission(&visit.caller, stay, reason).await {
            Ok(()) => return Ok(saved(&page)),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(markup(&visit.frame, &page, false, (&visit.form, &problems))))
}

fn saved(page: &AuthorizationsPage) -> Response {
    go_to(&format!("/patients/{}/authorizations?done=saved", page.patient.id))
}

/// The plans with what can be done about them; of somebody who is in care nothing where none is planned.
pub(super) fn section(frame: &Frame, page: &AuthorizationsPage, typed: (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    // What was typed and refused is shown, whoever it is about.
    if page.planned.is_empty() && page.is_in_care && typed.1.is_empty() {
        return html! {};
    }
    html! {
        section.block {
            div.block-head {
                h2 { (text.say(Key::PlannedHeading)) }
                @if !page.planned.is_empty() { a.button href="/planned-admissions" { (text.say(Key::PlannedListLink)) } }
            }
            @for planned in &page.planned { (line(frame, planned)) }
            (plan_form(frame, page, typed))
            @if !page.planned.is_empty() { (withdrawal(frame, page, typed)) }
        }
    }
}

/// One plan, with the way to the review of its first request.
fn line(frame: &Frame, planned: &Planned) -> Markup {
    let (text, day) = (frame.text, planned.admission.value().day);
    html! {
        p { (text.say_with(Key::PlannedLine, &[("program", (&planned.program.name).into()), ("day", day.into())])) }
        @if frame.may(Data::Reviews) {
            form method="post" action="/reviews" {
                (frame.token_field())
                input type="hidden" name="episode" value=(planned.admission.id);
                button type="submit" { (text.say(Key::PlannedReview)) }
            }
        }
    }
}

fn address(page: &AuthorizationsPage) -> String {
    format!("/patients/{}/authorizations/planned", page.patient.id)
}

/// Which of the plans is meant: a field of this name where there are several.
fn which(draft: &Draft<'_>, page: &AuthorizationsPage, name: &'static str) -> Markup {
    let text = draft.text;
    let choice = |planned: &Planned| {
        let said = [("program", (&planned.program.name).into()), ("day", planned.admission.value().day.into())];
        (planned.admission.id.to_string(), text.say_with(Key::PlannedStay, &said))
    };
    html! {
        @match page.planned.as_slice() {
            [] => {}
            [planned] => { input type="hidden" name=(name) value=(planned.admission.id); }
            several => {
                (draft.select(Field::required(name, Key::PlannedWhich), &several.iter().map(choice).collect::<Vec<Choice>>()))
            }
        }
    }
}

/// Plans an admission, or changes the plan: one that stands alone is filled in.
fn plan_form(frame: &Frame, page: &AuthorizationsPage, (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let stands = match page.planned.as_slice() {
        [planned] => {
            let plan = planned.admission.value();
            Fields::from([("planned_program", plan.program.to_string().as_str()), ("planned_day", plan.day.to_string().as_str())])
        }
        _ => Fields::default(),
    };
    let typed = if problems.is_empty() { &stands } else { fields };
    let draft = Draft { text, fields: typed, problems };
    let programs: Vec<Choice> = page.programs.iter().map(|(name, id)| (id.to_string(), name.clone())).collect();
    let summary = if page.planned.is_empty() { Key::PlannedAdd } else { Key::PlannedChange };
    html! {
        details open[[CHANGED, "planned_program", "planned_day"].iter().any(|name| problems.of(name).is_some())] {
            summary { (text.say(summary)) }
            form.form method="post" action=(address(page)) {
                (frame.token_field())
                p.hint { (text.say(Key::PlannedHint)) }
                (which(&draft, page, CHANGED))
                (draft.select(Field::required("planned_program", Key::PlannedProgram), &programs))
                (draft.day(Field::required("planned_day", Key::PlannedDay), None))
                div.submit { button type="submit" { (text.say(Key::PlannedSave)) } }
            }
        }
    }
}

/// Withdraws a plan on which nothing stands.
fn withdrawal(frame: &Frame, page: &AuthorizationsPage, (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    html! {
        details open[["episode", "reason"].iter().any(|name| problems.of(name).is_some())] {
            summary { (text.say(Key::PlannedWithdraw)) }
            form.form method="post" action={ (address(page)) "/withdraw" } {
                (frame.token_field())
                (which(&draft, page, "episode"))
                (draft.line(Field::required("reason", Key::AppealMendReason), "text", "off"))
                div.submit { button type="submit" { (text.say(Key::PlannedWithdrawSave)) } }
            }
        }
    }
}
