//! What do reviews need from me? Everything that a coordinator waits for from a clinician, by patient, the review that is due first in front.

use app::review::ClinicianNeeds;
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use super::shortfall;
use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::parts::table;
use crate::visit::{self, Visit};

/// The page.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let needs = visit.app.clinician_needs(&visit.caller).await?;
    Ok(visit::html(page(&visit.frame, &needs)))
}

fn page(frame: &Frame, needs: &[ClinicianNeeds]) -> Markup {
    let text = frame.text;
    let body = html! {
        @if needs.is_empty() { (table::empty(&text.say(Key::NeedsNone))) }
        @for need in needs { (patient(text, need)) }
    };
    let lead = html! { p { (text.say(Key::NeedsLead)) } };
    let timed = needs.iter().filter(|need| !need.asked.is_empty() || !need.notices.is_empty());
    frame.render(&Page::wide(Section::Tasks, text.say(Key::NeedsHeading), body).clocks(timed.map(|need| &need.zone)).lead(lead))
}

fn patient(text: Text, need: &ClinicianNeeds) -> Markup {
    let review = need.review.map(|review| format!("/reviews/{review}"));
    html! {
        section.block {
            div.block-head {
                h2 { a.row-link href={ "/patients/" (need.patient) } { (need.listed_name) } " " span.muted { (need.record_number) } }
                @if let (Some(address), Some(due)) = (&review, need.due) {
                    p { a href=(address) { (text.say_with(Key::NeedsReview, &[("day", due.into())])) } }
                }
            }
            ul.stack {
                @for review in &need.urgency {
                    li { a.row-link href={ "/reviews/" (review) "/appeal" } { strong { (text.say(Key::AppealTaskUrgency)) } } }
                }
                @if let Some(address) = &review { (of_review(text, need, address)) }
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

fn of_review(text: Text, need: &ClinicianNeeds, address: &str) -> Markup {
    html! {
        @for (question, due) in &need.asked {
            @let asked = [("question", text.review_question(question.code()).into()), ("at", text.instant(*due, &need.zone).into())];
            li { a.row-link href={ (address) "#question-" (question.code()) } { strong { (text.say_with(Key::NeedsAsked, &asked)) } } }
        }
        @for missing in &need.missing {
            li { a.row-link href={ (address) "#question-" (missing.question.code()) } {
                (text.say_with(Key::NeedsMissing, &[("question", text.review_question(missing.question.code()).into()), ("why", shortfall(text, missing).into())]))
            } }
        }
        @for fact in &need.against {
            li { a.row-link href={ (address) "/packet" } { (text.say_with(Key::NeedsAgainst, &[("fact", text.packet_fact(fact, &need.zone).into())])) } }
        }
        @for question in &need.unsigned {
            li {
                a.row-link href={ (address) "#question-" (question.code()) } {
                    (text.say_with(Key::NeedsUnsigned, &[("question", text.review_question(question.code()).into())]))
                }
            }
        }
    }
}
