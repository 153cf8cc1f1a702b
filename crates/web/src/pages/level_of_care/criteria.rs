//! By which criteria are levels of care judged? The sets, which one is in force, and loading one of the practice's own.

use app::AppError;
use app::level_of_care::{CriteriaPage, CriteriaView, UnreadableCriteria};
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::level_of_care::{CriteriaError, SetKind};
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Draft, Field};
use crate::parts::notice;
use crate::visit::{self, Visit, go_to};

/// By which criteria?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let page = visit.app.criteria(&visit.caller).await?;
    let done = match visit.query.text("done") {
        "loaded" => Some(Key::CriteriaLoadDone),
        "in-force" => Some(Key::CriteriaPutInForceDone),
        _ => None,
    };
    Ok(visit::html(markup(&visit.frame, &page, &Fields::default(), None, done)))
}

/// Checks and loads a file.
pub(crate) async fn load(visit: Visit) -> Result<Response, PageError> {
    // As it was typed: the fingerprint is that of the very text.
    let file = visit.form.raw("file").replace("\r\n", "\n");
    match visit.app.load_criteria(&visit.caller, &file).await {
        Ok(_) => Ok(go_to("/criteria?done=loaded")),
        Err(AppError::Criteria(error)) => {
            let page = visit.app.criteria(&visit.caller).await?;
            Ok(visit::again(markup(&visit.frame, &page, &visit.form, Some(&error), None)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Puts a set in force.
pub(crate) async fn put_in_force(visit: Visit) -> Result<Response, PageError> {
    visit.app.put_criteria_in_force(&visit.caller, visit.form.text("set")).await?;
    Ok(go_to("/criteria?done=in-force"))
}

fn markup(frame: &Frame, page: &CriteriaPage, fields: &Fields, error: Option<&CriteriaError>, done: Option<Key>) -> Markup {
    let text = frame.text;
    let body = html! {
        @if let Some(done) = done { (notice::done(&text.say(done))) }
        @if let Some(error) = error { (problems(text, error)) }
        @for one in &page.unreadable { (unreadable(frame, page, one)) }
        @for view in &page.sets { (set(frame, page, view)) }
        @if page.may_change { (load_form(frame, fields)) }
    };
    let actions = html! { @if page.may_change { a.button href="/level-of-care/agreement" { (text.say(Key::LevelOfCareAgreementLink)) } } };
    let lead = html! { p { (text.say(Key::CriteriaLead)) } };
    frame.render(&Page::wide(Section::Caseload, text.say(Key::CriteriaHeading), body).clock(&page.zone).lead(lead).actions(actions))
}

fn set(frame: &Frame, page: &CriteriaPage, view: &CriteriaView) -> Markup {
    let (text, set) = (frame.text, &view.set);
    let levels: Vec<String> = set.levels.iter().map(|level| text.level_of_care_with_code(level.level)).collect();
    let not_for: Vec<String> = set.exclusions.iter().map(|exclusion| text.criteria_exclusion(&exclusion.reason)).collect();
    let kind = if set.kind == SetKind::Neutral { Key::CriteriaShipped } else { Key::CriteriaOwn };
    html! {
        section.panel.stack {
            h2 {
                (set.title) " "
                @if view.is_in_force { span.flag.accent { (text.say(Key::CriteriaInForce)) } }
                @if set.to_be_reviewed {
                    " " span.flag.attention.wrap { (text.say(if view.is_in_force { Key::CriteriaNotReviewed } else { Key::CriteriaToBeReviewed })) }
                }
            }
            @if set.to_be_reviewed && view.is_in_force { p { (text.say(Key::CriteriaInForceUnreviewed)) } }
            p.muted {
                (text.say(kind)) " · " (text.say_with(Key::CriteriaVersionLine, &[("version", (&set.version).into())]))
                @if let Some(at) = view.loaded_at { " · " (text.say_with(Key::CriteriaLoaded, &[("moment", text.instant(at, &page.zone).into())])) }
            }
            dl.facts {
                dt { (text.say(Key::CriteriaLevels)) } dd { (text.list(&levels)) }
                @if !not_for.is_empty() { dt { (text.say(Key::CriteriaNotFor)) } dd { (standing_alone(&text.list(&not_for))) } }
                dt { (text.say(Key::CriteriaFor)) } dd { (standing_alone(&text.say_with(Key::CriteriaPopulation, &[("years", i64::from(set.minimum_age).into())]))) }
                dt { (text.say(Key::CriteriaFingerprint)) } dd { code.fingerprint { (set.sha256) } }
            }
            details { summary { (text.say(Key::CriteriaShowFile)) } div.scroll tabindex="0" role="region" aria-label=(text.say(Key::CriteriaShowFile)) { pre.formula { (view.text) } } }
            @if page.may_change && !view.is_in_force {
                form method="post" action="/criteria/in-force" {
                    (frame.token_field())
                    input type="hidden" name="set" value=(set.id);
                    button type="submit" { (text.say(Key::CriteriaPutInForce)) }
                }
            }
        }
    }
}

/// A set of the practice that does not read any more: what is wrong with it, and its file to copy.
fn unreadable(frame: &Frame, page: &CriteriaPage, one: &UnreadableCriteria) -> Markup {
    let text = frame.text;
    let said = if one.is_in_force { Key::CriteriaUnreadableInForce } else { Key::CriteriaUnreadableExplained };
    let body = html! {
        h2 { (text.say_with(Key::CriteriaUnreadableHeading, &[("set", (&one.id).into())])) }
        p { (text.say(said)) }
        p.muted {
            (text.say_with(Key::CriteriaVersionLine, &[("version", (&one.version).into())]))
            " · " (text.say_with(Key::CriteriaLoaded, &[("moment", text.instant(one.loaded_at, &page.zone).into())]))
        }
        ul { @for problem in &one.error.problems { li { (text.criteria_problem(problem)) } } }
        details { summary { (text.say(Key::CriteriaShowFile)) } div.scroll tabindex="0" role="region" aria-label=(text.say(Key::CriteriaShowFile)) { pre.formula { (one.text) } } }
    };
    if one.is_in_force { notice::attention(&body) } else { notice::notice(&body) }
}

fn problems(text: Text, error: &CriteriaError) -> Markup {
    notice::attention(&html! {
        h2 { (text.say_with(Key::CriteriaProblemsHeading, &[("count", error.problems.len().into())])) }
        ul {
            @for problem in &error.problems {
                li { a href="#file" { (text.criteria_problem(problem)) } }
            }
        }
    })
}

fn load_form(frame: &Frame, fields: &Fields) -> Markup {
    let text = frame.text;
    let problems = Problems::default();
    let draft = Draft { text, fields, problems: &problems };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::CriteriaLoadHeading)) } }
            form.form.wide method="post" action="/criteria" {
                (frame.token_field())
                (draft.text(Field::required("file", Key::CriteriaLoadLabel).hint(Key::CriteriaLoadHint)))
                div.submit { button.main type="submit" { (text.say(Key::CriteriaLoad)) } }
            }
        }
    }
}
