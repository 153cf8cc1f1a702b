//! Questions: one on a page, or all that are open on one.

use app::check_in::CheckInVisit;
use axum::response::Response;
use collection::check_in::{Form, Question, Reply, SkipEffect};
use instruments::Mode;
use instruments::definition::AnswerKind;
use maud::{Markup, html};
use wording::{Key, Text};

use super::answer::Unusable;
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
    let body = html! {
        @if let Some(saved) = visit.query.parsed::<usize>("saved").filter(|saved| (1..=check_in.plan.questions().len()).contains(saved)) {
            p.note role="status" {
                (text.say_with(Key::CheckInAllSaved, &[("count", saved.into())])) " "
                (text.say_with(Key::CheckInAllLeft, &[("count", check_in.progress().open().count().into())]))
            }
        }
        (all(&frame, &check_in, None))
    };
    Ok(super::shared::page(&visit, &check_in, &frame, &body))
}

/// The questions that were left out, each a way to answer it after all. What was answered is not shown.
pub(super) fn left_out(frame: &LinkFrame<'_>, check_in: &CheckInVisit) -> Markup {
    let (text, progress) = (frame.text, check_in.progress());
    let link = |place: usize| {
        let question = &check_in.plan.questions()[place];
        let form = &check_in.plan.forms()[question.asked.form];
        html! { li { a href=(frame.at(&address(Some(place)))) lang=(form.language.as_str()) { (form.text.items[question.asked.item]) } } }
    };
    html! {
        @if progress.passed_over().next().is_some() {
            p { (text.say(Key::CheckInEndAnswerLeftOut)) }
            ul { @for place in progress.passed_over() { (link(place)) } }
        }
    }
}

/// What has to be looked at once more on a page that was sent.
pub(super) struct Again<'a> {
    /// What is wrong.
    pub(super) problem: Key,
    /// The fields of which no answer could be made.
    pub(super) unusable: &'a [Unusable],
}

impl Again<'_> {
    /// What stood in a field of which no answer could be made.
    fn value(&self, name: &str) -> Option<&str> {
        self.unusable.iter().find(|each| each.name == name).map(|each| each.value.as_str())
    }
}

/// The page of one question.
pub(super) fn one(frame: &LinkFrame<'_>, check_in: &CheckInVisit, place: usize, again: Option<&Again<'_>>) -> Markup {
    let text = frame.text;
    let progress = check_in.progress();
    let question = &check_in.plan.questions()[place];
    let form = &check_in.plan.forms()[question.asked.form];
    let (done, whole) = progress.count();
    let before = match progress.reply(place) {
        Some(Reply::Skip) => Some(Key::CheckInLeftOutBefore),
        Some(Reply::Answer(_)) => Some(Key::CheckInAnsweredBefore),
        None => None,
    };
    let lang = form.language.as_str();
    let name = name_of(check_in, question);
    html! {
        p.progress { (text.say_with(Key::CheckInProgress, &[("place", progress.place(place).into()), ("whole", whole.into())])) }
        progress max=(whole) value=(done) aria-hidden="true" {}
        (bilingual(text, check_in, form))
        @if let Some(instructions) = &form.text.instructions { p.instructions lang=(lang) { (instructions) } }
        h1 #question lang=(lang) { (form.text.items[question.asked.item]) }
        @if let Some(before) = before { p.note { (text.say(before)) } }
        @if let Some(again) = again { p.problem #problem role="alert" { (text.say(again.problem)) } }
        form method="post" action=(frame.at(&format!("/q/{}", place + 1))) {
            (frame.token_field())
            fieldset aria-labelledby="question" aria-describedby=[again.map(|_| "problem")] {
                legend.hidden { (text.say(Key::CheckInAnswerLegend)) }
                (options(text, check_in, question, &Shown { name: &name, problem: again.map(|again| ("problem", again.value(&name).unwrap_or(""))) }))
            }
            p { button type="submit" { (text.say(Key::CheckInNext)) } }
            p.leave {
                button.plain type="submit" name="leave" value=(name) { (text.say(Key::CheckInLeaveOut)) }
                span.note { (text.say(effect(progress.effect_of_skipping(place)))) }
            }
        }
        @if let Some(before) = progress.before(place) { p { a href=(frame.at(&address(Some(before)))) { (text.say(Key::CheckInBack)) } } }
        (licence_notice(form))
    }
}

const fn effect(effect: SkipEffect) -> Key {
    match effect {
        SkipEffect::Nothing => Key::CheckInSkipNothing,
        SkipEffect::FilledIn => Key::CheckInSkipFilledIn,
        SkipEffect::NoScore => Key::CheckInSkipNoScore,
    }
}

/// Which questions have to be looked at once more, each a way to its field; that the rest is saved.
fn summary(text: Text, check_in: &CheckInVisit, again: &Again<'_>) -> Markup {
    let named: Vec<(String, &Question)> =
        check_in.plan.questions().iter().map(|question| (name_of(check_in, question), question)).collect();
    let found: Vec<&(String, &Question)> = named.iter().filter(|(name, _)| again.value(name).is_some()).collect();
    html! {
        div.problem role="alert" {
            @if found.is_empty() { p { (text.say(again.problem)) } } @else {
                p { (text.say_with(Key::CheckInAllProblem, &[("count", found.len().into())])) }
                ul { @for (name, question) in found {
                    @let form = &check_in.plan.forms()[question.asked.form];
                    li { a href={ "#" (name) } lang=(form.language.as_str()) { (form.text.items[question.asked.item]) } }
                } }
            }
        }
    }
}

/// The page of all open questions.
pub(super) fn all(frame: &LinkFrame<'_>, check_in: &CheckInVisit, again: Option<&Again<'_>>) -> Markup {
    let text = frame.text;
    let progress = check_in.progress();
    html! {
        h1 { (text.say(Key::CheckInAllHeading)) }
        p.lead { (text.say(Key::CheckInAllLead)) }
        @if let Some(again) = again { (summary(text, check_in, again)) }
        form method="post" action=(frame.at("/all")) data-saves-each {
            (frame.token_field())
            @for (place, form) in check_in.plan.forms().iter().enumerate() {
                @let open: Vec<&Question> = progress.open().map(|place| &check_in.plan.questions()[place]).filter(|question| question.asked.form == place).collect();
                @if !open.is_empty() {
                    @let lang = form.language.as_str();
                    section {
                        h2 lang=(lang) { (form.text.title) }
                        (bilingual(text, check_in, form))
                        @if let Some(instructions) = &form.text.instructions { p.instructions lang=(lang) { (instructions) } }
                        @for question in open {
                            @let name = name_of(check_in, question);
                            @let problem_id = format!("{name}-problem");
                            @let value = again.and_then(|again| again.value(&name));
                            fieldset id=(name) aria-describedby=[value.map(|_| problem_id.as_str())] {
                                legend lang=(lang) { (form.text.items[question.asked.item]) }
                                @if value.is_some() { p.problem id=(problem_id) { (text.say(Key::CheckInProblemNotOffered)) } }
                                (options(text, check_in, question, &Shown { name: &name, problem: value.map(|value| (problem_id.as_str(), value)) }))
                                // Whoever stops here has told, and sees where help is.
                                @if is_about_safety(form, question) { p { button.second type="submit" { (text.say(Key::CheckInAllSave)) } } }
                            }
                        }
                        (licence_notice(form))
                        p { button type="submit" { (text.say(Key::CheckInAllSave)) } }
                    }
                }
            }
        }
        p { a href=(frame.at("/end")) { (text.say(Key::CheckInEndHeading)) } }
        script src=(crate::assets::address("save_each.js")) defer {}
    }
}

/// True for a question whose answer may be one that a person must see.
fn is_about_safety(form: &Form, question: &Question) -> bool {
    form.definition.safety.iter().any(|entry| entry.items.contains(&question.asked.item))
}

/// Where the words of a form are in another language than the rest: to the interviewer that both are spoken, to whoever answers alone that it goes on as begun.
fn bilingual(text: Text, check_in: &CheckInVisit, form: &Form) -> Markup {
    let languages = [("language", text.language(&check_in.language).into()), ("words", text.language(&form.language).into())];
    let why = if check_in.mode == Mode::Interview { Key::CheckInBilingual } else { Key::CheckInFormAsBegun };
    html! { @if form.language != check_in.language { p.note { (text.say_with(why, &languages)) } } }
}

/// What the owner of a form wants said beside it. These notices exist in English only.
fn licence_notice(form: &Form) -> Markup {
    html! { @if let Some(notice) = &form.definition.licence.notice { p.notice lang="en" { (notice) } } }
}

/// The name of the field of a question.
fn name_of(check_in: &CheckInVisit, question: &Question) -> String {
    let definition = &check_in.plan.forms()[question.asked.form].definition;
    format!("a.{}.{}", definition.id, definition.items[question.asked.item].id)
}

/// How the fields of a question are drawn.
struct Shown<'a> {
    /// Their name.
    name: &'a str,
    /// Where it stands what is wrong with what was sent, and what was sent.
    problem: Option<(&'a str, &'a str)>,
}

fn options(text: Text, check_in: &CheckInVisit, question: &Question, shown: &Shown<'_>) -> Markup {
    let name = shown.name;
    let (is_wrong, problem_id, sent) = shown.problem.map_or((None, "", ""), |(id, sent)| (Some("true"), id, sent));
    let form = &check_in.plan.forms()[question.asked.form];
    let set = form.definition.answers_of(question.asked.item);
    let labels = &form.text.options[form.definition.items[question.asked.item].answers];
    let lang = form.language.as_str();
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
            @let described = format!("{name}-hint {problem_id}");
            input.number type="text" inputmode="numeric" name=(name) value=(sent) autocomplete="off" aria-label=(text.say(Key::CheckInAnswerLegend)) aria-describedby=(described.trim()) aria-invalid=[is_wrong];
        }
        @for (value, label) in &options {
            label.option { input type="radio" name=(name) value=(value); span lang=(lang) { (label.as_deref().unwrap_or(value)) } }
        }
        @for (value, label) in &own_words {
            label.option { input type="radio" name=(name) value=(value); span { (label) } }
        }
    }
}
