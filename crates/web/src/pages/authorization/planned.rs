//! Who is about to come? An admission that is planned, so that the payer is asked before the first day.

use ::care::PlannedAdmission;
use app::Data;
use app::authorization::AuthorizationsPage;
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

/// Plans it, or changes the plan.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let program: Option<ProgramId> = reader.required_choice("planned_program", Key::PlannedProgram);
    let day = reader.required_day("planned_day", Key::PlannedDay);
    let mut problems = reader.problems;
    if let (Some(program), Some(day), true) = (program, day, problems.is_empty()) {
        let plan = PlannedAdmission { patient: page.patient.id, program, day };
        match visit.app.plan_admission(&visit.caller, plan).await {
            Ok(_) => return Ok(saved(&page)),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(markup(&visit.frame, &page, false, (&visit.form, &problems))))
}

/// Withdraws the plan.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let stay: EpisodeId = visit.form.parsed("episode").ok_or(PageError::Unreadable)?;
    if page.planned.as_ref().is_none_or(|planned| planned.admission.id != stay) {
        return Err(PageError::NotFound);
    }
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let reason = reader.required_line("reason", Key::AppealMendReason);
    let mut problems = reader.problems;
    if problems.is_empty() {
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

/// The plan with what can be done about it; of somebody who is in care nothing where none is planned.
pub(super) fn section(frame: &Frame, page: &AuthorizationsPage, (fields, problems): (&Fields, &Problems)) -> Markup {
    let (text, address) = (frame.text, format!("/patients/{}/authorizations/planned", page.patient.id));
    let Some(planned) = &page.planned else {
        // What was typed and refused is shown, whoever it is about.
        if page.is_in_care && problems.is_empty() {
            return html! {};
        }
        return html! {
            section.block {
                div.block-head { h2 { (text.say(Key::PlannedHeading)) } }
                (form(frame, page, (&address, Key::PlannedAdd), (fields, problems)))
            }
        };
    };
    let plan = planned.admission.value();
    let (program, day) = (plan.program.to_string(), plan.day.to_string());
    let stands = Fields::from([("planned_program", program.as_str()), ("planned_day", day.as_str())]);
    let typed = if problems.is_empty() { &stands } else { fields };
    let withdrawal = Draft { text, fields, problems };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::PlannedHeading)) } }
            p { (text.say_with(Key::PlannedLine, &[("program", (&planned.program.name).into()), ("day", plan.day.into())])) }
            @if frame.may(Data::Reviews) {
                form method="post" action="/reviews" {
                    (frame.token_field())
                    input type="hidden" name="episode" value=(planned.admission.id);
                    button type="submit" { (text.say(Key::PlannedReview)) }
                }
            }
            (form(frame, page, (&address, Key::PlannedChange), (typed, problems)))
            details open[problems.of("reason").is_some()] {
                summary { (text.say(Key::PlannedWithdraw)) }
                form.form method="post" action={ (address) "/withdraw" } {
                    (frame.token_field())
                    input type="hidden" name="episode" value=(planned.admission.id);
                    (withdrawal.line(Field::required("reason", Key::AppealMendReason), "text", "off"))
                    div.submit { button type="submit" { (text.say(Key::PlannedWithdrawSave)) } }
                }
            }
        }
    }
}

fn form(frame: &Frame, page: &AuthorizationsPage, (address, summary): (&str, Key), (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let programs: Vec<Choice> = page.programs.iter().map(|(name, id)| (id.to_string(), name.clone())).collect();
    html! {
        details open[["planned_program", "planned_day"].iter().any(|name| problems.of(name).is_some())] {
            summary { (text.say(summary)) }
            form.form method="post" action=(address) {
                (frame.token_field())
                p.hint { (text.say(Key::PlannedHint)) }
                (draft.select(Field::required("planned_program", Key::PlannedProgram), &programs))
                (draft.day(Field::required("planned_day", Key::PlannedDay), None))
                div.submit { button type="submit" { (text.say(Key::PlannedSave)) } }
            }
        }
    }
}
