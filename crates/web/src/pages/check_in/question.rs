//! Questions: one on a page, or all that are open on one.

use app::check_in::CheckInVisit;
use axum::response::Response;
use collection::check_in::{Question, SkipEffect};
use instruments::definition::AnswerKind;
use maud::{Markup, html};
use wording::{Key, Text};

use super::frame::LinkFrame;
use crate::error::PageError;
use crate::link::LinkVisit;
use crate::visit;

/// Leads to the first question that is open, or to the end.
pub(crate) async fn next(visit: LinkVisit) -> Result<Response, PageError> {
    let check_in = match super::open(&visit).await? {
        Ok(check_in) => check_in,
        Err(response) => return Ok(response),
    };
    Ok(visit::go_to(&format!("/c/{}{}", visit.request.secret, address(check_in.progress().next()))))
}

/// Where a question is, or the end.
pub(super) fn address(question: Option<usize>) -> String {
    question.map_or_else(|| "/end".to_owned(), |place| format!("/q/{}", place + 1))
}

/// One question.
pub(crate) async fn show(visit: LinkVisit) -> Result<Response, PageError> {
    let check_in = match super::open(&visit).await? {
        Ok(check_in) => check_in,
        Err(response) => return Ok(response),
    };
    let place = visit.number.and_then(|number| number.checked_sub(1)).filter(|place| *place < check_in.plan.questions().len());
    let Some(place) = place else { return Ok(visit::go_to(&format!("/c/{}/q", visit.request.secret))) };
    let text = visit.text(Some(&check_in.language));
    let frame = LinkFrame::of_visit(text, &visit, &check_in);
    Ok(super::shared::page(&visit, &check_in, &frame, &one(&frame, &check_in, place, None)))
}

/// Every question that is open.
pub(crate) async fn show_all(visit: LinkVisit) -> Result<Response, PageError> {
    let check_in = match super::open(&visit).await? {
        Ok(check_in) => check_in,
        Err(response) => return Ok(response),
    };
    if check_in.progress().next().is_none() {
        return Ok(visit::go_to(&format!("/c/{}/end", visit.request.secret)));
    }
    let text = visit.text(Some(&check_in.language));
    let frame = LinkFrame::of_visit(text, &visit, &check_in);
    Ok(super::shared::page(&visit, &check_in, &frame, &all(&frame, &check_in, None)))
}

/// The page of one question.
pub(super) fn one(frame: &LinkFrame<'_>, check_in: &CheckInVisit, place: usize, problem: Option<Key>) -> Markup {
    let text = frame.text;
    let progress = check_in.progress();
    let question = &check_in.plan.questions()[place];
    let form = &check_in.plan.forms()[question.asked.form];
    let (done, whole) = progress.count();
    let number = if progress.reply(place).is_some() { done } else { done + 1 };
    let lang = check_in.language.as_str();
    let name = name_of(check_in, question);
    html! {
        p.progress { (text.say_with(Key::CheckInProgress, &[("place", number.min(whole).into()), ("whole", whole.into())])) }
        progress max=(whole) value=(done) aria-hidden="true" {}
        @if let Some(instructions) = &form.text.instructions { p.instructions lang=(lang) { (instructions) } }
        h1 #question lang=(lang) { (form.text.items[question.asked.item]) }
        @if progress.reply(place).is_some() { p.note { (text.say(Key::CheckInAnsweredBefore)) } }
        @if let Some(problem) = problem { p.problem role="alert" { (text.say(problem)) } }
        form method="post" action=(frame.at(&format!("/q/{}", place + 1))) {
            (frame.token_field())
            fieldset aria-labelledby="question" {
                legend.hidden { (text.say(Key::CheckInAnswerLegend)) }
                (options(text, check_in, question, &name))
            }
            p { button type="submit" { (text.say(Key::CheckInNext)) } }
            p.leave {
                button.plain type="submit" name="leave" value=(name) { (text.say(Key::CheckInLeaveOut)) }
                span.note { (text.say(effect(progress.effect_of_skipping(place)))) }
            }
        }
        @if let Some(notice) = &form.definition.licence.notice { p.notice { (notice) } }
    }
}

const fn effect(effect: SkipEffect) -> Key {
    match effect {
        SkipEffect::Nothing => Key::CheckInSkipNothing,
        SkipEffect::FilledIn => Key::CheckInSkipFilledIn,
        SkipEffect::NoScore => Key::CheckInSkipNoScore,
    }
}

/// The page of all open questions.
pub(super) fn all(frame: &LinkFrame<'_>, check_in: &CheckInVisit, problem: Option<Key>) -> Markup {
    let text = frame.text;
    let progress = check_in.progress();
    let lang = check_in.language.as_str();
    html! {
        h1 { (text.say(Key::CheckInAllHeading)) }
        p.lead { (text.say(Key::CheckInAllLead)) }
        @if let Some(problem) = problem { p.problem role="alert" { (text.say(problem)) } }
        form method="post" action=(frame.at("/all")) {
            (frame.token_field())
            @for (place, form) in check_in.plan.forms().iter().enumerate() {
                @let open: Vec<&Question> = progress.open().map(|place| &check_in.plan.questions()[place]).filter(|question| question.asked.form == place).collect();
                @if !open.is_empty() {
                    section {
                        h2 lang=(lang) { (form.text.title) }
                        @if let Some(instructions) = &form.text.instructions { p.instructions lang=(lang) { (instructions) } }
                        @for question in open {
                            fieldset {
                                legend lang=(lang) { (form.text.items[question.asked.item]) }
                                (options(text, check_in, question, &name_of(check_in, question)))
                            }
                        }
                        @if let Some(notice) = &form.definition.licence.notice { p.notice { (notice) } }
                        p { button type="submit" { (text.say(Key::CheckInAllSave)) } }
                    }
                }
            }
        }
        p { a href=(frame.at("/end")) { (text.say(Key::CheckInEndHeading)) } }
    }
}

/// The name of the field of a question.
fn name_of(check_in: &CheckInVisit, question: &Question) -> String {
    let definition = &check_in.plan.forms()[question.asked.form].definition;
    format!("a.{}.{}", definition.id, definition.items[question.asked.item].id)
}

fn options(text: Text, check_in: &CheckInVisit, question: &Question, name: &str) -> Markup {
    let form = &check_in.plan.forms()[question.asked.form];
    let set = form.definition.answers_of(question.asked.item);
    let labels = &form.text.options[form.definition.items[question.asked.item].answers];
    let lang = check_in.language.as_str();
    let mut options: Vec<(String, Option<String>)> = Vec::new();
    if let AnswerKind::Options(values) = &set.kind {
        options.extend(values.iter().enumerate().map(|(place, (value, _))| (value.to_string(), labels.get(place).cloned())));
    }
    let mut further = labels.iter().skip(options.len());
    let mut own_words: Vec<(&str, String)> = Vec::new();
    for (offered, code, key) in
        [(set.refused, "refused", Key::CheckInRefused), (set.not_applicable, "not_applicable", Key::CheckInNotApplicable)]
    {
        if offered {
            match further.next() {
                Some(label) => options.push((code.to_owned(), Some(label.clone()))),
                None => own_words.push((code, text.say(key))),
            }
        }
    }
    html! {
        @if let AnswerKind::Number { minimum, maximum } = &set.kind {
            @let hint = text.say_with(Key::CheckInNumberHint, &[("low", minimum.to_string().into()), ("high", maximum.to_string().into())]);
            p.note id={ (name) "-hint" } { (hint) }
            input.number type="text" inputmode="numeric" name=(name) autocomplete="off" aria-label=(text.say(Key::CheckInAnswerLegend)) aria-describedby={ (name) "-hint" };
        }
        @for (value, label) in &options {
            label.option { input type="radio" name=(name) value=(value); span lang=(lang) { (label.as_deref().unwrap_or(value)) } }
        }
        @for (value, label) in &own_words {
            label.option { input type="radio" name=(name) value=(value); span { (label) } }
        }
    }
}
