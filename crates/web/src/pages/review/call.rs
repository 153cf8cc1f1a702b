//! What is the answer to the question that the payer asks now? One question at a time, in the payer's order, with its facts large; the clock of the
//! call; and notes that go on to the decision.

use app::AppError;
use app::review::{CallNotes, ReviewPage};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::review::{Filled, ReviewCall};
use vocabulary::{RecordId, Version, ZoneName};
use wording::{Key, Text};

use super::{fact_sentence, field_of, request_form, signature, typed as typed_answers};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::copy_field::copy_field;
use crate::parts::field::{Draft, Field, on_paper};
use crate::parts::{notice, payer};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("reviewer", Key::CallWith)];

/// The form of the notes, by its id.
const NOTES: &str = "notes-of-the-call";

/// The question at a place, from 1; the first one where the address names none.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let review = visit.app.review(&visit.caller, visit::id(&id)?).await?;
    let place = place(&review, &visit.query);
    let done = (visit.query.text("done") == "saved").then_some(Key::CallSaved);
    let fields = noted(&review);
    Ok(visit::html(page(&visit.frame, &review, place, (&fields, &Problems::default()), done)))
}

/// A place that there is.
fn place(review: &ReviewPage, fields: &Fields) -> usize {
    fields.parsed::<usize>("place").unwrap_or(1).clamp(1, review.filled.len().max(1))
}

fn going_on(review: &ReviewPage) -> Option<&ReviewCall> {
    stored(review).map(app::Stored::value)
}

fn stored(review: &ReviewPage) -> Option<&app::Stored<ReviewCall>> {
    review.calls.iter().find(|call| call.value().ended_at.is_none())
}

/// The version of the notes with which a form began; one that does not say it begins with those that stand.
fn seen(review: &ReviewPage, form: &Fields) -> Version {
    form.parsed("version").map(Version).or_else(|| stored(review).map(|call| call.recorded.version)).unwrap_or(Version::FIRST)
}

/// All that was noted meanwhile, with whom was spoken and the reference: whoever keeps their own over it has read it.
fn theirs(review: &ReviewPage) -> String {
    let said = going_on(review).map(|call| [call.reviewer.as_str(), call.reference.as_str(), call.notes.as_str()]);
    let said: Vec<&str> = said.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    said.join(" · ")
}

/// What was noted so far.
fn noted(review: &ReviewPage) -> Fields {
    going_on(review).map_or_else(Fields::default, |call| {
        Fields::from([("reviewer", call.reviewer.as_str()), ("reference", call.reference.as_str()), ("notes", call.notes.as_str())])
    })
}

fn address(review: RecordId, place: usize) -> String {
    format!("/reviews/{review}/call?place={place}")
}

/// Begins the call.
pub(crate) async fn begin(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    visit.app.begin_call(&visit.caller, id).await?;
    Ok(go_to(&address(id, visit.form.parsed("place").unwrap_or(1))))
}

/// Keeps the notes, and goes on to another question or ends the call where that was chosen.
pub(crate) async fn note(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let review = visit.app.review(&visit.caller, id).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), review.today);
    let notes = CallNotes {
        reviewer: reader.line("reviewer", Key::CallWith),
        reference: reader.line("reference", Key::CallReference),
        notes: reader.text("notes", Key::CallNotes),
    };
    let answers = typed_answers(&mut reader, &review, false);
    let mut problems = reader.problems;
    let place = place(&review, &visit.form);
    if problems.is_empty() && !answers.is_empty() {
        visit.app.answer_review(&visit.caller, id, answers).await?;
    }
    if problems.is_empty() {
        let ends = visit.form.text("next") == "end";
        match visit.app.note_call(&visit.caller, id, (notes, seen(&review, &visit.form)), ends).await {
            Ok(()) => {
                let saved = || format!("{}&done=saved", address(id, place));
                return Ok(go_to(&visit.form.parsed("next").map_or_else(saved, |asked| address(id, asked))));
            }
            Err(AppError::VersionConflict) => {
                problems.add("notes", visit.text().say_with(Key::CallNotesOther, &[("notes", theirs(&review).into())]));
            }
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(page(&visit.frame, &review, place, (&visit.form, &problems), None)))
}

fn page(frame: &Frame, review: &ReviewPage, place: usize, (fields, problems): (&Fields, &Problems), done: Option<Key>) -> Markup {
    let (text, id) = (frame.text, review.review.id);
    let asked = review.filled.get(place - 1);
    let body = html! {
        @if let Some(key) = done { (notice::done(&text.say(key))) }
        (notice::problem_summary(text, problems))
        (payer::missing(text, review.patient.id, review.no_payer))
        (payer::no_new_information(text, review.payer.peer_to_peer))
        @if review.review.value().closed { (notice::notice(&html! { p { (text.say(Key::UtilizationReviewClosed)) } })) }
        section.block.stack {
            @match asked {
                None => p { (text.say(Key::CallEmpty)) },
                Some(filled) => {
                    div.block-head { h2 { (text.say(Key::CallOnRecord)) } }
                    (answer(text, filled, &review.zone))
                    @if !review.review.value().closed {
                        @match request_form(review, filled.question) {
                            Some(address) => p { a href=(address) { (text.say(Key::RequestAdd)) } },
                            None => (own_answer(frame, review, filled, place, (fields, problems))),
                        }
                    }
                },
            }
            nav.inline-actions aria-label=(text.say(Key::UtilizationReviewQuestionsHeading)) {
                @if place > 1 { (way(review, place - 1, "", &text.say(Key::CallEarlier))) }
                @if place < review.filled.len() { (way(review, place + 1, "main", &text.say(Key::CallLater))) }
            }
        }
        (clock(frame, review, place, (fields, problems)))
        section.block {
            div.block-head { h2 { (text.say(Key::CallAll)) } }
            ol {
                @for (number, filled) in review.filled.iter().enumerate() {
                    li { a.row-link href=(address(id, number + 1)) { (text.review_question(filled.question.code())) } }
                }
            }
        }
    };
    let lead = [
        ("place", place.into()),
        ("count", review.filled.len().into()),
        ("payer", payer::name(text, &review.payer.name).into()),
        ("patient", spoken_name(review.patient.value()).into()),
    ];
    let heading = asked.map_or_else(
        || text.say(Key::CallLink),
        |filled| text.say_with(Key::CallHeading, &[("question", text.review_question(filled.question.code()).into())]),
    );
    let actions = html! {
        @if !review.review.value().closed {
            a.button href={ "/patients/" (review.patient.id) "/authorizations/decision?review=" (id) } { (text.say(Key::CallDecision)) }
        }
        a.button href={ "/reviews/" (id) } { (text.say(Key::PacketBack)) }
    };
    let page = Page::wide(Section::Reviews, heading, body).about(review.patient.value()).clock(&review.zone);
    frame.render(&page.lead(html! { p { (text.say_with(Key::CallLead, &lead)) } }).actions(actions))
}

/// What a person adds to the records. While the call goes on it is kept together with the notes; else it has a form of its own.
fn own_answer(frame: &Frame, review: &ReviewPage, filled: &Filled, place: usize, (fields, problems): (&Fields, &Problems)) -> Markup {
    let (text, name) = (frame.text, field_of(filled.question));
    let stands = filled.human.as_ref().map_or("", |human| human.text.as_str());
    let typed = fields.raw(&name);
    let content = if typed.is_empty() { stands } else { typed };
    let goes_on = going_on(review).is_some();
    let field = html! {
        div.field {
            label for=(name) { (text.say(Key::UtilizationReviewWords)) }
            @if let Some(sentence) = problems.of(&name) { p.wrong-text id={ (name) "-problem" } { (sentence) } }
            textarea.no-print id=(name) name=(name) rows="3" form=[goes_on.then_some(NOTES)]
                aria-invalid=[problems.of(&name).map(|_| "true")] aria-describedby=[problems.of(&name).map(|_| format!("{name}-problem"))] { (content) }
            (on_paper(content, ""))
        }
    };
    html! {
        @if goes_on { (field) button type="submit" form=(NOTES) { (text.say(Key::CallAnswerSave)) } } @else {
            form.form method="post" action={ "/reviews/" (review.review.id) } {
                (frame.token_field())
                input type="hidden" name="place" value=(place);
                (field)
                div.submit { button type="submit" { (text.say(Key::CallAnswerSave)) } }
            }
        }
    }
}

/// The way to another question. While the call goes on it takes the notes along, so that nothing that was typed is lost.
fn way(review: &ReviewPage, place: usize, class: &str, words: &str) -> Markup {
    html! {
        @if going_on(review).is_some() {
            button class=(class) type="submit" form=(NOTES) name="next" value=(place) { (words) }
        } @else {
            a class={ "button " (class) } href=(address(review.review.id, place)) { (words) }
        }
    }
}

/// The answer large, and below it the same as a text to be copied.
fn answer(text: Text, filled: &Filled, zone: &ZoneName) -> Markup {
    let mut lines: Vec<String> = filled.facts.iter().map(|fact| fact_sentence(text, fact, zone)).collect();
    lines.extend(filled.human.as_ref().map(|human| human.text.clone()));
    html! {
        @if lines.is_empty() {
            p.spoken { (text.say(Key::CallNone)) }
        } @else {
            ul.spoken { @for line in &lines { li { (line) } } }
            @if let Some(human) = &filled.human { (signature(text, human)) }
            (copy_field(text, "answer", &text.say(Key::CallAnswer), &lines.join("\n")))
        }
    }
}

/// Since when the call goes on, its notes, and the calls before.
fn clock(frame: &Frame, review: &ReviewPage, place: usize, (fields, problems): (&Fields, &Problems)) -> Markup {
    let (text, id) = (frame.text, review.review.id);
    let typed = Draft { text, fields, problems };
    let minutes = |call: &ReviewCall| call.seconds(review.now).div_ceil(60);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::CallTimerHeading)) } }
            @match going_on(review) {
                Some(call) => {
                    p role="timer" {
                        strong { (text.say_with(Key::CallGoingOn, &[("at", text.instant_argument(call.started_at, &review.zone)), ("minutes", minutes(call).into())])) }
                    }
                    form.form id=(NOTES) method="post" action={ "/reviews/" (id) "/call" } {
                        (frame.token_field())
                        input type="hidden" name="place" value=(place);
                        @if let Some(call) = stored(review) { input type="hidden" name="version" value=(call.recorded.version.0); }
                        div.row.two {
                            (typed.line(Field::optional("reviewer", Key::CallWith), "text", "off"))
                            (typed.line(Field::optional("reference", Key::CallReference), "text", "off"))
                        }
                        (typed.text(Field::optional("notes", Key::CallNotes)))
                        div.submit {
                            button type="submit" { (text.say(Key::CallSave)) }
                            button.main type="submit" name="next" value="end" { (text.say(Key::CallEnd)) }
                        }
                    }
                },
                None => {
                    p.instructions { (text.say(Key::CallNotBegun)) }
                    @if !review.review.value().closed {
                        form method="post" action={ "/reviews/" (id) "/call/begin" } {
                            (frame.token_field())
                            input type="hidden" name="place" value=(place);
                            button.main type="submit" { (text.say(Key::CallBegin)) }
                        }
                    }
                },
            }
            @let ended: Vec<(&ReviewCall, vocabulary::Instant)> =
                review.calls.iter().map(app::Stored::value).filter_map(|call| Some((call, call.ended_at?))).collect();
            @if !ended.is_empty() {
                ul {
                    @for (call, ended_at) in ended {
                        li {
                            (text.say_with(Key::CallEnded, &[
                                ("started", text.instant_argument(call.started_at, &review.zone)),
                                ("ended", text.instant_argument(ended_at, &review.zone)),
                                ("minutes", minutes(call).into()),
                            ]))
                            @for told in [&call.reviewer, &call.reference, &call.notes].into_iter().filter(|told| !told.is_empty()) {
                                span.sub { (told) }
                            }
                        }
                    }
                }
            }
        }
    }
}
