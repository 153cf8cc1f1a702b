//! Help now: the practice's own words first, then the national lines. The page is the same for everybody who has the link, so it tells nobody what was
//! answered; after an answer that a person must see it comes by itself, before the next question. On a tablet that goes from hand to hand it comes behind
//! every question about safety, whatever was answered, in words that say nothing about an answer.
//!
//! Numbers: 988 by call, text and chat (988lifeline.org), press 2 or text AYUDA for Spanish: 988lifeline.org/get-help/what-to-expect, read in November
//! 2026; press 2 for Spanish also in internationalmentalhealth.org/resources. 911 for danger now: the same page.

use app::check_in::CheckInVisit;
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use super::frame::LinkFrame;
use super::setting::Setting;
use crate::error::PageError;
use crate::link::LinkVisit;

const LIFELINE: &str = "988";
const LIFELINE_CHAT: &str = "988lifeline.org";
const SPANISH_KEY: &str = "2";
const SPANISH_WORD: &str = "AYUDA";
const EMERGENCY: &str = "911";

/// Who helps me now?
pub(crate) async fn show(visit: LinkVisit) -> Result<Response, PageError> {
    let check_in = match super::open(&visit).await? {
        Ok(check_in) => check_in,
        Err(response) => return Ok(response),
    };
    let text = visit.text(Some(&check_in.language));
    let mut frame = LinkFrame::of_visit(text, &visit, &check_in);
    frame.help = None;
    let was_saved = visit.query.text("saved") == "yes";
    let next = if visit.query.text("to") == "all" { "/all" } else { "/q" };
    let go = if was_saved { Key::CheckInHelpContinue } else { Key::CheckInHelpBack };
    let (heading, lead) = Setting::of(check_in.mode).help(was_saved);
    let body = html! {
        h1 { (text.say(heading)) }
        p.lead { (text.say(lead)) }
        @if let Some(address) = &check_in.safety_plan {
            p { a.button href=(address) rel="noreferrer noopener" { (text.say(Key::CheckInHelpSafetyPlan)) } }
        }
        (card(text, &visit.practice, check_in.crisis_text.as_deref()))
        p { a.button href=(frame.at(if was_saved { next } else { "" })) { (text.say(go)) } }
    };
    Ok(super::shared::page(&visit, &check_in, &frame, &body))
}

/// The card on a page that has something else to say too: it comes first.
pub(super) fn beside(text: Text, practice: &str, check_in: &CheckInVisit) -> Markup {
    let (heading, lead) = Setting::of(check_in.mode).help(true);
    html! {
        section aria-labelledby="help-now" {
            h2 #help-now { (text.say(heading)) }
            p.lead { (text.say(lead)) }
            @if let Some(address) = &check_in.safety_plan {
                p { a.button href=(address) rel="noreferrer noopener" { (text.say(Key::CheckInHelpSafetyPlan)) } }
            }
            (card(text, practice, check_in.crisis_text.as_deref()))
        }
    }
}

/// The practice's words and the lines.
pub(crate) fn card(text: Text, practice: &str, words: Option<&str>) -> Markup {
    html! {
        section.card aria-label=(text.say(Key::CheckInHelpLines)) {
            @if let Some(words) = words {
                h2 { (text.say_with(Key::CheckInHelpPractice, &[("practice", practice.into())])) }
                @for paragraph in words.split("\n\n") {
                    p { @for (place, line) in paragraph.lines().enumerate() { @if place > 0 { br; } (line) } }
                }
            }
            h2 { (text.say(Key::CheckInHelpLines)) }
            ul {
                li { strong { (text.say_with(Key::CheckInHelpLifeline, &[("number", LIFELINE.into())])) } }
                li { (text.say_with(Key::CheckInHelpLifelineSpanish, &[("key", SPANISH_KEY.into()), ("word", SPANISH_WORD.into())])) }
                li { (text.say_with(Key::CheckInHelpLifelineChat, &[("address", LIFELINE_CHAT.into())])) }
                li { strong { (text.say_with(Key::CheckInHelpEmergency, &[("number", EMERGENCY.into())])) } }
            }
        }
    }
}
