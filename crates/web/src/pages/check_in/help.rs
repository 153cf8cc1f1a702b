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
const LIFELINE_CHAT_PAGE: &str = "https://988lifeline.org/chat/";
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
        (card(text, &visit.practice, Setting::of(check_in.mode), check_in.crisis_text.as_deref()))
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
            (card(text, practice, Setting::of(check_in.mode), check_in.crisis_text.as_deref()))
        }
    }
}

/// The practice's words and the lines. On somebody's own device a touch dials or writes; a device of the practice leads nowhere.
pub(super) fn card(text: Text, practice: &str, setting: Setting, words: Option<&str>) -> Markup {
    let is_own = setting == Setting::Alone;
    html! {
        section.card aria-label=(text.say(Key::CheckInHelpLines)) {
            @if let Some(words) = words {
                h2 { (text.say_with(Key::CheckInHelpPractice, &[("practice", practice.into())])) }
                @for paragraph in words.split("\n\n") {
                    p {
                        @for (place, line) in paragraph.lines().enumerate() {
                            @if place > 0 { br; }
                            @if is_own { (with_numbers(line)) } @else { (line) }
                        }
                    }
                }
            }
            h2 { (text.say(Key::CheckInHelpLines)) }
            ul {
                @let lifeline = if is_own { Key::CheckInHelpLifelineCall } else { Key::CheckInHelpLifeline };
                li { strong { (leads(is_own, "tel:988", &text.say_with(lifeline, &[("number", LIFELINE.into())]))) } }
                @if is_own { li { a href="sms:988" { (text.say_with(Key::CheckInHelpLifelineText, &[("number", LIFELINE.into())])) } } }
                li { (text.say_with(Key::CheckInHelpLifelineSpanish, &[("key", SPANISH_KEY.into()), ("word", SPANISH_WORD.into())])) }
                li {
                    @let chat = text.say_with(Key::CheckInHelpLifelineChat, &[("address", LIFELINE_CHAT.into())]);
                    @if is_own { a href=(LIFELINE_CHAT_PAGE) rel="noreferrer noopener" { (chat) } } @else { (chat) }
                }
                li { strong { (leads(is_own, "tel:911", &text.say_with(Key::CheckInHelpEmergency, &[("number", EMERGENCY.into())]))) } }
            }
        }
    }
}

fn leads(is_own: bool, to: &str, words: &str) -> Markup {
    html! { @if is_own { a href=(to) { (words) } } @else { (words) } }
}

/// A line of the practice's own words, in which numbers of ten digits can be dialled by touching them.
fn with_numbers(line: &str) -> Markup {
    let (mut parts, mut rest) = (Vec::new(), line);
    while let Some((before, number, after)) = next_number(rest) {
        parts.push(html! { (before) a href={ "tel:" (dialled(number)) } { (number) } });
        rest = after;
    }
    html! { @for part in &parts { (part) } (rest) }
}

/// What stands before a number, the number, what follows it.
fn next_number(text: &str) -> Option<(&str, &str, &str)> {
    let is_part = |character: char| character.is_ascii_digit() || "+()-. ".contains(character);
    let mut start = 0;
    while let Some(found) = text[start..].find(|character: char| character.is_ascii_digit() || "+(".contains(character)) {
        let begin = start + found;
        let end = text[begin..].find(|character| !is_part(character)).map_or(text.len(), |length| begin + length);
        let number = text[begin..end].trim_end_matches(|character: char| !character.is_ascii_digit());
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if digits == 10 || (digits == 11 && number.trim_start_matches('+').starts_with('1')) {
            return Some((&text[..begin], number, &text[begin + number.len()..]));
        }
        start = end;
    }
    None
}

fn dialled(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 10 { format!("+1{digits}") } else { format!("+{digits}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_the_words_of_a_practice_can_be_dialled() {
        let check = |line: &str, expected: &str| assert_eq!(with_numbers(line).into_string(), expected);
        check("Call (555) 555-0142, day and night.", "Call <a href=\"tel:+15555550142\">(555) 555-0142</a>, day and night.");
        check("1-555-555-0142", "<a href=\"tel:+15555550142\">1-555-555-0142</a>");
        check("Open 8 to 5, room 12 (2nd floor). Call 988.", "Open 8 to 5, room 12 (2nd floor). Call 988.");
        check(
            "555.555.0142 or 555 555 0143",
            "<a href=\"tel:+15555550142\">555.555.0142</a> or <a href=\"tel:+15555550143\">555 555 0143</a>",
        );
    }
}
