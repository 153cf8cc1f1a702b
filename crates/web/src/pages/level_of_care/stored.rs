//! One stored determination, as it was, and whether it still comes out as it was.

use app::level_of_care::{DeterminationPage, RerunView};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::level_of_care::{Difference, Rerun};
use wording::{Key, Text};

use super::{decision, missing, trace};
use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{self, Visit};

/// What was determined?
pub(crate) async fn show(visit: Visit, Path((patient, id)): Path<(String, String)>) -> Result<Response, PageError> {
    let page = visit.app.determination(&visit.caller, visit::id(&patient)?, visit::id(&id)?).await?;
    Ok(visit::html(markup(&visit.frame, &page)))
}

fn markup(frame: &Frame, page: &DeterminationPage) -> Markup {
    let (text, patient) = (frame.text, page.patient.id);
    let body = html! {
        @if let Some(found) = &page.trace {
            (trace::statement(text, found))
            (decisions(text, page))
            (trace::basis(text, patient, &page.zone, found, &page.norms))
            (missing(frame, patient, &page.missing))
            (trace::contradicting(text, found))
            (trace::nearest(text, found))
        } @else {
            (notice::notice(&html! { p { (text.say(Key::LevelOfCarePageWithheld)) } }))
            (decisions(text, page))
            (missing(frame, patient, &page.missing))
        }
        @if let Some(rerun) = &page.rerun { (made_again(text, rerun)) }
    };
    let heading = text.say_with(Key::DeterminationHeading, &[("patient", spoken_name(page.patient.value()).into())]);
    let arguments = [
        ("moment", text.instant(page.made_at, &page.zone).into()),
        ("title", (&page.criteria.title).into()),
        ("version", (&page.criteria.version).into()),
        ("engine", (&page.engine_version).into()),
    ];
    let lead = html! { p { (text.say_with(Key::DeterminationLead, &arguments)) } };
    let actions = html! { a.button href={ "/patients/" (patient) "/level-of-care" } { (text.say(Key::LevelOfCareBack)) } };
    let shown = Page::wide(Section::Patients, heading, body).about(page.patient.value()).clock(&page.zone);
    frame.render(&shown.lead(lead).actions(actions))
}

fn decisions(text: Text, page: &DeterminationPage) -> Markup {
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::LevelOfCareDecision)) } }
            @if page.decisions.is_empty() { p.muted { (text.say(Key::LevelOfCareDecidedNothing)) } }
            @for decided in &page.decisions { div.panel { (decision::words(text, &page.zone, decided)) } }
        }
    }
}

fn made_again(text: Text, rerun: &RerunView) -> Markup {
    let (sentence, differences) = outcome(text, rerun);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::DeterminationRerunHeading)) } }
            p { (sentence) }
            @if !differences.is_empty() { (difference_table(text, differences)) }
        }
    }
}

fn outcome(text: Text, rerun: &RerunView) -> (String, &[Difference]) {
    match &rerun.outcome {
        None => (text.say(Key::DeterminationRerunNoCriteria), &[]),
        Some(Err(error)) => (text.say_with(Key::DeterminationRerunUnreadable, &[("reason", error.to_string().into())]), &[]),
        Some(Ok(Rerun::Identical)) => (text.say(Key::DeterminationRerunIdentical), &[]),
        Some(Ok(Rerun::NewerEngine { stored_engine, differences })) => {
            let key = if differences.is_empty() { Key::DeterminationRerunNewerSame } else { Key::DeterminationRerunNewer };
            (text.say_with(key, &[("engine", stored_engine.into())]), differences)
        }
        Some(Ok(Rerun::Altered { differences })) => (text.say(Key::DeterminationRerunAltered), differences),
    }
}

fn difference_table(text: Text, differences: &[Difference]) -> Markup {
    let cell = |value: &Option<String>| html! { @if let Some(value) = value { code { (value) } } };
    let rows = differences
        .iter()
        .map(|difference| Row::new(vec![html! { code { (difference.path) } }, cell(&difference.old), cell(&difference.new)]));
    Table::new(text.say(Key::DeterminationRerunCaption))
        .cards()
        .column(text.say(Key::DeterminationColumnPlace), Kind::Head)
        .column(text.say(Key::DeterminationColumnBefore), Kind::Words)
        .column(text.say(Key::DeterminationColumnNow), Kind::Words)
        .rows(rows)
        .render(text)
}
