//! When a form on paper was handed in: noting it, and correcting it for a reason.

use std::collections::BTreeMap;

use app::check_in::PaperPage;
use app::{AppError, FieldProblemKind};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::Instant;
use wording::Key;

use super::{Said, not_found, sheet};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::parts::field::{Draft, Field};
use crate::parts::notice;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("handed_in_at", Key::KeyingHandedInAt), ("reason", Key::KeyingCorrectHandInReason)];

/// Notes when the packet was handed in.
pub(crate) async fn submit(visit: Visit, Path(code): Path<String>) -> Result<Response, PageError> {
    take(&visit, &code, false).await
}

/// Corrects when it was handed in.
pub(crate) async fn correct(visit: Visit, Path(code): Path<String>) -> Result<Response, PageError> {
    take(&visit, &code, true).await
}

async fn take(visit: &Visit, code: &str, is_correction: bool) -> Result<Response, PageError> {
    let page = match visit.app.paper_form(&visit.caller, code, &BTreeMap::new()).await? {
        Ok(page) => page,
        Err(none) => return not_found(visit, code, none).await,
    };
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&page.zone));
    let at = reader.required_moment("handed_in_at", Key::KeyingHandedInAt, &page.zone);
    let reason = if is_correction { reader.required_line("reason", Key::KeyingCorrectHandInReason) } else { String::new() };
    let mut problems = reader.problems;
    if let (Some(at), true) = (at, problems.is_empty()) {
        let (taken, done) = if is_correction {
            (visit.app.correct_paper_hand_in(&visit.caller, &page.code, at, &reason).await, "?done=corrected")
        } else {
            (visit.app.paper_handed_in(&visit.caller, &page.code, at).await, "")
        };
        match taken {
            Ok(()) => return Ok(go_to(&format!("/paper/{}{done}", page.code.as_str()))),
            Err(AppError::Form(list)) if list.iter().any(|problem| problem.kind == FieldProblemKind::Backwards) => {
                // The clock of the field has no seconds: what was printed in the same minute is not the sheet that stands against it.
                let said = if at < page.printed_at.plus_seconds(-60) {
                    let printed = text.instant(page.printed_at, &page.zone);
                    text.say_with(Key::KeyingHandedInBeforePrint, &[("printed", printed.into())])
                } else {
                    text.say(Key::KeyingHandedInBeforeOther)
                };
                problems.add("handed_in_at", said);
            }
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(sheet(visit, &page, &Said::default(), &problems)))
}

/// The form that notes it: now, unless somebody says otherwise.
pub(super) fn form(visit: &Visit, page: &PaperPage, problems: &Problems) -> Markup {
    let text = visit.text();
    html! {
        form.form.panel method="post" action={ "/paper/" (page.code.as_str()) "/handed-in" } {
            (visit.frame.token_field())
            p { (text.say(Key::KeyingHandInLead)) }
            @if !page.definition.safety.is_empty() { (notice::attention(&html! { p { (text.say(Key::KeyingCheckSafety)) } })) }
            (moment(visit, page, visit.app.now(), problems))
            div.submit { button.main type="submit" { (text.say(Key::KeyingHandIn)) } }
        }
    }
}

/// The form that corrects what was noted.
pub(super) fn correction(visit: &Visit, page: &PaperPage, noted: Instant, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields: &visit.form, problems };
    html! {
        details open[problems.of("handed_in_at").is_some() || problems.of("reason").is_some()] {
            summary { (text.say(Key::KeyingCorrectHandIn)) }
            form.form.panel method="post" action={ "/paper/" (page.code.as_str()) "/handed-in/correct" } {
                (visit.frame.token_field())
                p { (text.say(Key::KeyingCorrectHandInLead)) }
                (moment(visit, page, noted, problems))
                (draft.text(Field::required("reason", Key::KeyingCorrectHandInReason)))
                div.submit { button type="submit" { (text.say(Key::KeyingCorrectHandInSave)) } }
            }
        }
    }
}

/// The field with what was typed, or else with a moment by the clock of the program.
fn moment(visit: &Visit, page: &PaperPage, shown: Instant, problems: &Problems) -> Markup {
    let text = visit.text();
    let (hour, minute) = shown.clock_time_in(&page.zone);
    let typed = visit.form.raw("handed_in_at");
    let value = if typed.is_empty() { format!("{}T{hour:02}:{minute:02}", shown.day_in(&page.zone)) } else { typed.to_owned() };
    let fields = Fields::from([("handed_in_at", value.as_str())]);
    let draft = Draft { text, fields: &fields, problems };
    draft.moment(
        Field::required("handed_in_at", Key::KeyingHandedInAt),
        &text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&page.zone).into())]),
    )
}
