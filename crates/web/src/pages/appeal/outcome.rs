//! What did the appeal come to? Each day in dispute is marked; one save records days, decision and authorization.

use app::AppError;
use app::review::appeal::{AppealPage, NewOutcome};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{Day, RecordId};
use wording::Key;

use super::{address, open, saved};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::authorization::decision::problem_sentence;
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit};

const LABELS: Labels<'static> = &[("number", Key::OutcomeNumber), ("decided", Key::OutcomeDecided), ("units", Key::OutcomeUnits)];

/// The form for the appeal that the address names, or the one that waits.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let waits = || page.appeals.iter().find(|stored| stored.value().filed_at.is_some() && !stored.value().decided).or(page.appeal());
    let appeal = visit.query.parsed::<RecordId>("appeal").or_else(|| waits().map(|appeal| appeal.id)).ok_or(PageError::NotFound)?;
    let number = page.denial.as_ref().map(|stored| stored.value().number.clone()).unwrap_or_default();
    let fields = Fields::from([("appeal", appeal.to_string().as_str()), ("number", number.as_str())]);
    Ok(visit::html(form(&visit.frame, &page, &fields, &Problems::default())))
}

/// Records it.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let appeal: RecordId = visit.form.parsed("appeal").ok_or(PageError::Unreadable)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let decided = reader.required_moment("decided", Key::OutcomeDecided, &page.zone);
    let overturned: Vec<Day> = visit.form.all("day").filter_map(|day| day.parse().ok()).collect();
    let number = reader.line("number", Key::OutcomeNumber);
    let units: Option<u32> = reader.choice("units", Key::OutcomeUnits);
    let (reviewer, reference) = (reader.line("reviewer", Key::OutcomeReviewer), reader.line("reference", Key::OutcomeReference));
    let reason = reader.text("reason", Key::OutcomeReason);
    let mut problems = reader.problems;
    if let Some(decided_at) = decided.filter(|_| problems.is_empty()) {
        let new = NewOutcome { decided_at, overturned, reviewer, reference, reason, number, units };
        match visit.app.decide_appeal(&visit.caller, page.review.id, appeal, new).await {
            Ok(()) => return Ok(saved(&page)),
            Err(AppError::Authorization(problem)) => {
                let (field, sentence) = problem_sentence(visit.text(), &problem);
                problems.add(if field == "units" { "units" } else { "number" }, sentence);
            }
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit.frame, &page, &visit.form, &problems)))
}

fn form(frame: &Frame, page: &AppealPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let days: Vec<Choice> = page.disputed.iter().flat_map(|disputed| &disputed.days).map(|day| (day.to_string(), text.day(*day))).collect();
    let clock = text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&page.zone).into())]);
    let form_fields = html! {
        input type="hidden" name="appeal" value=(fields.text("appeal"));
        (draft.moment(Field::required("decided", Key::OutcomeDecided), &clock))
        (draft.checkboxes(Field::optional("day", Key::OutcomeDays), &days))
        (draft.line(Field::optional("number", Key::OutcomeNumber).hint(Key::OutcomeNumberHint), "text", "off"))
        @if let Some((_, asked)) = &page.request {
            p.hint {
                (text.say_with(Key::OutcomeAsked, &[
                    ("units", asked.units.into()), ("kind", text.authorized_unit(asked.unit_kind.code()).into()),
                ]))
            }
            (draft.number(Field::optional("units", Key::OutcomeUnits).hint(Key::OutcomeUnitsHint)))
        }
        div.row.two {
            (draft.line(Field::optional("reviewer", Key::OutcomeReviewer), "text", "off"))
            (draft.line(Field::optional("reference", Key::OutcomeReference), "text", "off"))
        }
        (draft.text(Field::optional("reason", Key::OutcomeReason)))
    };
    let named = page.appeals.iter().find(|stored| stored.id.to_string() == fields.text("appeal"));
    let level = named.map(|stored| text.appeal_level(stored.value().level.code())).unwrap_or_default();
    let form = FormPage {
        section: Some(Section::Reviews),
        heading: text.say_with(Key::OutcomeHeading, &[("patient", spoken_name(page.patient.value()).into())]),
        lead: text.say_with(Key::OutcomeLead, &[("level", level.into())]),
        action: format!("{}/outcome", address(page)),
        back: address(page),
        save: Key::OutcomeSave,
        is_serious: false,
        problems,
    };
    form.render_about(frame, page.patient.value(), &form_fields)
}
