//! What do reviews need from me? Everything that a coordinator waits for from a clinician, by patient, the review that is due first in front. What was asked
//! and what has words already is answered here: the words before stand beside an empty field, and hold on with a signature.

use app::review::ClinicianNeeds;
use axum::response::Response;
use care::ReviewQuestion;
use maud::{Markup, html};
use wording::{Key, Text};

use super::{field_of, prior, shortfall, still_so};
use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::parts::field::on_paper;
use crate::parts::{notice, table};
use crate::visit::{self, Visit};

/// The page.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let needs = visit.app.clinician_needs(&visit.caller).await?;
    let signs = visit.caller.clinician.is_some();
    Ok(visit::html(page(&visit.frame, (&needs, signs), visit.query.text("done") == "saved")))
}

fn page(frame: &Frame, (needs, signs): (&[ClinicianNeeds], bool), done: bool) -> Markup {
    let text = frame.text;
    let body = html! {
        @if done { (notice::done(&text.say(Key::UtilizationReviewSaved))) }
        @if needs.is_empty() { (table::empty(&text.say(Key::NeedsNone))) }
        @for need in needs { (patient(frame, need, signs)) }
    };
    let lead = html! { p { (text.say(Key::NeedsLead)) } };
    let timed = needs.iter().filter(|need| !need.asked.is_empty() || !need.notices.is_empty());
    frame.render(&Page::wide(Section::Tasks, text.say(Key::NeedsHeading), body).clocks(timed.map(|need| &need.zone)).lead(lead))
}

fn patient(frame: &Frame, need: &ClinicianNeeds, signs: bool) -> Markup {
    let text = frame.text;
    let review = need.review.map(|review| format!("/reviews/{review}"));
    html! {
        section.block {
            div.block-head {
                h2 { a.row-link href={ "/patients/" (need.patient) } { (need.listed_name) } " " span.muted { (need.record_number) } }
                @if let (Some(address), Some(due)) = (&review, need.due) {
                    p { a href=(address) { (text.say_with(Key::NeedsReview, &[("day", due.into())])) } }
                }
            }
            @if let Some(address) = &review { (questions(frame, need, (address, signs))) }
            ul.stack {
                @for review in &need.urgency {
                    li { a.row-link href={ "/reviews/" (review) "/appeal" } { strong { (text.say(Key::AppealTaskUrgency)) } } }
                }
                @if let Some(address) = &review {
                    @for fact in &need.against {
                        li { a.row-link href={ (address) "/packet" } { (text.say_with(Key::NeedsAgainst, &[("fact", text.packet_fact(fact, &need.zone).into())])) } }
                    }
                }
                @for row in &need.notices {
                    @let said = [
                        ("notice", crate::pages::notices::subject(text, row.clock.kind, &row.clock.change).into()),
                        ("due", crate::pages::appeal::task::due_words(text, Some(row.clock.deadline.due), &row.zone).into()),
                    ];
                    li { a.row-link href={ "/patients/" (need.patient) "/notices" } { strong { (text.say_with(Key::NeedsNotice, &said)) } } }
                }
                @for (instrument, day, id) in &need.scores {
                    li {
                        a.row-link href={ "/administrations/" (id) "/review" } {
                            (text.say_with(Key::NeedsScore, &[("instrument", instrument.into()), ("day", (*day).into())]))
                        }
                    }
                }
            }
        }
    }
}

/// The questions of a review, each once with everything that is needed of it: what the coordinator asked in front.
fn asked_of(text: Text, need: &ClinicianNeeds) -> Vec<(ReviewQuestion, bool, Vec<String>)> {
    let mut found: Vec<(ReviewQuestion, bool, Vec<String>)> = Vec::new();
    let mut add = |question: ReviewQuestion, is_asked: bool, sentence: String| match found.iter_mut().find(|(each, ..)| *each == question) {
        Some((_, _, sentences)) => sentences.push(sentence),
        None => found.push((question, is_asked, vec![sentence])),
    };
    let named = |question: ReviewQuestion| ("question", text.review_question(question.code()).into());
    for (question, due) in &need.asked {
        let at = ("at", text.instant(*due, &need.zone).into());
        add(*question, true, text.say_with(Key::NeedsAsked, &[named(*question), at]));
    }
    for missing in &need.missing {
        let why = ("why", shortfall(text, missing).into());
        add(missing.question, false, text.say_with(Key::NeedsMissing, &[named(missing.question), why]));
    }
    for question in &need.unsigned {
        add(*question, false, text.say_with(Key::NeedsUnsigned, &[named(*question)]));
    }
    found
}

/// What is asked and what has words already is answered here; the rest stands in the review, to which each question leads.
fn questions(frame: &Frame, need: &ClinicianNeeds, (address, signs): (&str, bool)) -> Markup {
    let text = frame.text;
    let asked = asked_of(text, need);
    let is_answered_here = |question: ReviewQuestion, is_asked: bool| is_asked || need.words.contains_key(&question);
    let answers = asked.iter().any(|(question, is_asked, _)| is_answered_here(*question, *is_asked));
    html! {
        @if !asked.is_empty() {
            form.stack method="post" action=(address) {
                (frame.token_field())
                input type="hidden" name="from" value="tasks";
                ul.stack {
                    @for (question, is_asked, sentences) in &asked {
                        li.stack {
                            a.row-link href={ (address) "#question-" (question.code()) } {
                                @if *is_asked { strong { (sentences.join(" ")) } } @else { (sentences.join(" ")) }
                            }
                            @if is_answered_here(*question, *is_asked) { (answer(text, need, (*question, signs))) }
                        }
                    }
                }
                @if answers {
                    div.submit {
                        button.main type="submit" { (text.say(Key::UtilizationReviewSave)) span.visually-hidden { ": " (need.listed_name) } }
                    }
                }
            }
        }
    }
}

/// The words that stand, and beside them an empty field.
fn answer(text: Text, need: &ClinicianNeeds, (question, signs): (ReviewQuestion, bool)) -> Markup {
    let (words, asked) = (need.words.get(&question), text.review_question(question.code()));
    let id = format!("{}-{}", field_of(question), need.patient);
    html! {
        @if let Some(human) = words {
            div { (prior(text, human)) }
            @if signs { (still_so(text, (question, human), &format!("sign-{id}"))) }
        }
        div.field {
            label for=(id) {
                (text.say(if words.is_some() { Key::UtilizationReviewNewWords } else { Key::UtilizationReviewWords }))
                span.visually-hidden { ": " (asked) ", " (need.listed_name) }
            }
            textarea.no-print id=(id) name=(field_of(question)) rows="2" {}
            (on_paper("", ""))
        }
    }
}
