//! Is this level of care still right for this patient? What the criteria say with everything it rests on, and the decision of a person.
//!
//! The recommendation and the way to it are shown to licensed clinical people only. Others see which facts are missing, results of licensed tools
//! and what was decided.

pub(crate) mod agreement;
pub(crate) mod criteria;
mod decision;
pub(crate) mod stored;
#[cfg(test)]
mod tests;
mod trace;

use app::care_fact;
use app::level_of_care::{DecisionEntry, EarlierDetermination, EpisodeLevel, LevelOfCarePage};
use app::{AppError, Data};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Value, json};
use utilization_review::level_of_care::{ExternalTrace, MissingTrace};
use vocabulary::{PatientId, ZoneName};
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// Is this level of care still right?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.level_of_care(&visit.caller, visit::id(&id)?, None).await?;
    if visit.wants_json {
        return Ok(visit::json(&as_json(&page)));
    }
    let done = (visit.query.text("done") == "decided").then_some(Key::LevelOfCareDecisionSaved);
    Ok(visit::html(markup(
        &visit.frame,
        &page,
        &Given { fields: &Fields::default(), problems: &Problems::default(), done, changed: false },
    )))
}

/// Signs the decision.
pub(crate) async fn decide(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let episode = visit.form.parsed("episode").ok_or(PageError::Unreadable)?;
    let mut problems = Problems::default();
    let mut changed = false;
    if let Some(decision) = decision::read(visit.text(), &visit.form, &mut problems) {
        let entry =
            DecisionEntry { episode, seen: visit.form.text("seen").to_owned(), decision, words: visit.form.text("words").to_owned() };
        match visit.app.decide_level_of_care(&visit.caller, id, entry).await {
            Ok(_) => return Ok(go_to(&format!("/patients/{id}/level-of-care?done=decided"))),
            Err(AppError::Conflict | AppError::VersionConflict) => changed = true,
            Err(error) => problems.take_over(visit.text(), error, decision::LABELS)?,
        }
    }
    let page = visit.app.level_of_care(&visit.caller, id, None).await?;
    Ok(visit::again(markup(&visit.frame, &page, &Given { fields: &visit.form, problems: &problems, done: None, changed })))
}

/// What was typed into the form of the decision, and what became of it.
struct Given<'a> {
    fields: &'a Fields,
    problems: &'a Problems,
    done: Option<Key>,
    changed: bool,
}

fn markup(frame: &Frame, page: &LevelOfCarePage, given: &Given<'_>) -> Markup {
    let text = frame.text;
    let body = html! {
        @if let Some(done) = given.done { (notice::done(&text.say(done))) }
        @if given.changed { (notice::attention(&html! { p { (text.say(Key::LevelOfCareChangedMeanwhile)) } })) }
        (notice::problem_summary(text, given.problems))
        @if page.episodes.is_empty() { (table::empty(&text.say(Key::LevelOfCarePageNoEpisode))) }
        @for level in &page.episodes { (episode(frame, page, level, given)) }
        @if !page.earlier.is_empty() { (earlier(text, page)) }
    };
    let heading = text.say_with(Key::LevelOfCarePageHeading, &[("patient", spoken_name(page.patient.value()).into())]);
    let address = format!("/patients/{}", page.patient.id);
    let actions = html! {
        @if page.may_record { a.button href={ (address) "/records" } { (text.say(Key::LevelOfCareRecordsLink)) } }
        a.button href=(address) { (text.say(Key::ActionBack)) }
    };
    frame.render(
        &Page::wide(Section::Patients, heading, body).about(page.patient.value()).clock(&page.zone).lead(lead(text, page)).actions(actions),
    )
}

fn lead(text: Text, page: &LevelOfCarePage) -> Markup {
    let criteria = [("title", (&page.criteria.title).into()), ("version", (&page.criteria.version).into())];
    html! {
        @for level in &page.episodes {
            @let arguments = [("level", text.level_of_care_with_code(level.level).into()), ("day", level.since.into()), ("program", (&level.program).into())];
            p { (text.say_with(Key::LevelOfCarePageLead, &arguments)) }
        }
        p { (text.say_with(Key::LevelOfCarePageCriteria, &criteria)) " " a href="/criteria" { (text.say(Key::LevelOfCareCriteriaLink)) } }
    }
}

fn episode(frame: &Frame, page: &LevelOfCarePage, level: &EpisodeLevel, given: &Given<'_>) -> Markup {
    let (text, patient, zone) = (frame.text, page.patient.id, &page.zone);
    html! {
        @if let Some(found) = &level.trace {
            (trace::statement(text, found))
            (trace::basis(text, patient, zone, found, &level.norms))
            (missing(frame, patient, &level.missing))
            (trace::contradicting(text, found))
            (trace::nearest(text, found))
            (external(text, &level.external))
            (decision::form(frame, page, level, given.fields, given.problems))
        } @else {
            (notice::notice(&html! { p { (text.say(Key::LevelOfCarePageWithheld)) } }))
            (missing(frame, patient, &level.missing))
            (external(text, &level.external))
        }
    }
}

/// What is missing and the cheapest way to get it, each with the page on which it is done, for those who may do it.
pub(super) fn missing(frame: &Frame, patient: PatientId, missing: &[MissingTrace]) -> Markup {
    let text = frame.text;
    let rows = missing.iter().map(|one| {
        let fact = text.level_of_care_fact(&one.fact, one.instrument.as_deref(), None);
        Row::new(vec![
            html! { (standing_alone(&fact)) @if !one.required { span.sub { (text.say(Key::LevelOfCareMissingOptional)) } } },
            html! { (standing_alone(&text.level_of_care_why(one.why.code()))) },
            html! { (next_step(frame, patient, &one.next_action)) },
        ])
    });
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::LevelOfCareSectionMissing)) } }
            @if missing.is_empty() {
                p.muted { (text.say(Key::LevelOfCareNothingMissing)) }
            } @else {
                (Table::new(text.say(Key::LevelOfCareMissingCaption))
                    .cards()
                    .column(text.say(Key::LevelOfCareColumnFact), Kind::Head)
                    .column(text.say(Key::LevelOfCareColumnWhy), Kind::Words)
                    .column(text.say(Key::LevelOfCareColumnNext), Kind::Words)
                    .rows(rows)
                    .render(text))
            }
        }
    }
}

fn next_step(frame: &Frame, patient: PatientId, action: &str) -> Markup {
    let words = frame.text.next_action(action);
    let page = |data: Data, rest: &str| frame.may(data).then(|| format!("/patients/{patient}/{rest}"));
    let record = |kind: &str| page(Data::Records, &format!("records/new/{kind}"));
    let place = match action {
        "state_it" => record("clinician_statement"),
        "rate_risk" => record("risk_rating"),
        "rate_function" => record("function_rating"),
        "rate_participation" => record("participation"),
        "record_attendance" => record("attendance"),
        "rate_goals" => record("goal_progress"),
        "record_plan_change" => record("treatment_plan_change"),
        "record_medication" => record("medication_change"),
        "record_step_down_plan" => record("step_down_plan"),
        "record_prior_levels" => record("prior_level"),
        "ask_about_housing" => record("housing"),
        "ask_about_supports" => record("supports"),
        "ask_about_substance_use" => record("abstinence_report"),
        "record_medical_status" => record("medical_status"),
        "take_drug_screen" => record("drug_screen"),
        "give_instrument" | "give_withdrawal_scale" | "give_instrument_again" => page(Data::Entry, "administrations/new"),
        "record_diagnosis" => page(Data::Registration, "diagnoses/new"),
        _ => None,
    };
    html! { @if let Some(place) = place { a href=(place) { (words) } } @else { (words) } }
}

fn external(text: Text, external: &[ExternalTrace]) -> Markup {
    html! {
        @if !external.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::LevelOfCareSectionExternal)) } }
                p.muted { (text.say(Key::LevelOfCareExternalNote)) }
                ul {
                    @for result in external {
                        @let day = result.day.parse().map_or_else(|_| result.day.clone(), |day| text.day(day));
                        @let arguments = [
                            ("system", text.external_system(&result.system).into()), ("edition", (&result.edition).into()),
                            ("day", day.into()), ("level", (&result.level).into()),
                        ];
                        li { (text.say_with(Key::LevelOfCareExternal, &arguments)) }
                    }
                }
            }
        }
    }
}

fn earlier(text: Text, page: &LevelOfCarePage) -> Markup {
    let rows = page.earlier.iter().map(|one| earlier_row(text, page, one));
    let mut table = Table::new(text.say(Key::DeterminationCaption)).cards().column(text.say(Key::DeterminationColumnMade), Kind::Head);
    if page.sees_recommendations {
        table = table.column(text.say(Key::DeterminationColumnOutcome), Kind::Words);
    }
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::LevelOfCareSectionEarlier)) } }
            (table.column(text.say(Key::DeterminationColumnDecision), Kind::Words).rows(rows).render(text))
        }
    }
}

fn earlier_row(text: Text, page: &LevelOfCarePage, one: &EarlierDetermination) -> Row {
    let address = format!("/patients/{}/level-of-care/{}", page.patient.id, one.id);
    let mut cells = vec![html! { a.row-link href=(address) { (text.instant(one.made_at, &page.zone)) } }];
    if page.sees_recommendations {
        cells.push(html! { @if let Some(determination) = one.determination { (text.determination(determination.code())) } });
    }
    cells.push(html! {
        @if one.decisions.is_empty() { span.muted { (text.say(Key::LevelOfCareDecidedNothing)) } }
        @for decided in &one.decisions { (decision::words(text, &page.zone, decided)) }
    });
    Row::new(cells)
}

/// Where the record stands that something rests on.
pub(super) fn source_address(patient: PatientId, kind: &str, id: &str) -> String {
    match kind {
        "administration" => format!("/administrations/{id}"),
        kind if care_fact::kind_of(kind).is_some() => format!("/patients/{patient}/records/{kind}/{id}"),
        _ => format!("/patients/{patient}"),
    }
}

/// A day or a moment of a trace in words.
pub(super) fn when(text: Text, zone: &ZoneName, written: &str) -> String {
    match (written.parse(), written.parse()) {
        (Ok(day), _) => text.day(day),
        (_, Ok(instant)) => text.instant(instant, zone),
        _ => written.to_owned(),
    }
}

fn as_json(page: &LevelOfCarePage) -> Value {
    let episodes = page.episodes.iter().map(|level| {
        json!({
            "episode": level.episode.to_string(), "program": level.program, "level": level.level.code(), "since": level.since.to_string(),
            "trace": level.trace, "missing": level.missing, "external": level.external,
        })
    });
    let earlier = page.earlier.iter().map(|one| {
        json!({
            "determination": one.id.to_string(), "made_at": one.made_at.to_string(), "outcome": one.determination,
            "decisions": one.decisions.iter().map(decision::as_json).collect::<Vec<_>>(),
        })
    });
    json!({
        "patient": page.patient.id.to_string(),
        "criteria": { "id": page.criteria.id, "version": page.criteria.version, "to_be_reviewed": page.criteria.to_be_reviewed },
        "episodes": episodes.collect::<Vec<_>>(),
        "earlier": earlier.collect::<Vec<_>>(),
    })
}
