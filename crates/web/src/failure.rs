//! The page for when there is no page: what happened, and where to go from here.

use maud::{Markup, html};
use serde_json::{Value, json};
use wording::{Key, Text};

use crate::error::{AsOfProblem, PageError};
use crate::frame::{Frame, Page};

/// The page of an error.
pub(crate) fn page(frame: &Frame, error: &PageError, request: &str) -> Markup {
    let text = frame.text;
    let (heading, sentence) = words(text, error);
    let can_reload = matches!(error, PageError::Conflict | PageError::Unavailable | PageError::TimedOut);
    let body = html! {
        div.stack {
            p { (sentence) }
            @if matches!(error, PageError::Defect | PageError::Unavailable | PageError::TimedOut) {
                p.code { (text.say_with(Key::FailureRequest, &[("request", request.into())])) }
            }
            div.actions {
                @if can_reload { a.button href="" { (text.say(Key::FailureReload)) } }
                a.button href="/" { (text.say(Key::FailureBackToStart)) }
            }
        }
    };
    frame.render(&Page::narrow(None, heading, body))
}

/// The same for programs.
pub(crate) fn json(text: Text, error: &PageError, request: &str) -> Value {
    json!({ "error": code(error), "message": words(text, error).1, "request": request })
}

const fn code(error: &PageError) -> &'static str {
    match error {
        PageError::SignIn => "sign_in",
        PageError::ReasonNeeded(_) => "reason_needed",
        PageError::NotFound => "not_found",
        PageError::Refused(_) => "refused",
        PageError::Forged => "forged",
        PageError::Conflict => "conflict",
        PageError::TooLarge => "too_large",
        PageError::Unreadable => "unreadable",
        PageError::AsOf(_) => "as_of",
        PageError::Method => "method",
        PageError::TooMany { .. } => "too_many",
        PageError::Unavailable => "unavailable",
        PageError::TimedOut => "timed_out",
        PageError::Defect => "defect",
    }
}

fn words(text: Text, error: &PageError) -> (String, String) {
    let plain = |heading: Key, sentence: Key| (text.say(heading), text.say(sentence));
    match error {
        PageError::NotFound => plain(Key::FailureNotFoundHeading, Key::FailureNotFound),
        PageError::Refused(data) => (text.say(Key::FailureRefusedHeading), refusal(text, *data)),
        PageError::Forged => plain(Key::FailureForgedHeading, Key::FailureForged),
        PageError::Conflict => plain(Key::FailureConflictHeading, Key::FailureConflict),
        PageError::TooLarge => plain(Key::FailureTooLargeHeading, Key::FailureTooLarge),
        PageError::Unreadable | PageError::Method => plain(Key::FailureMethodHeading, Key::FailureMethod),
        PageError::AsOf(AsOfProblem::Unreadable) => plain(Key::FailureAsOfHeading, Key::FailureAsOfUnreadable),
        PageError::AsOf(AsOfProblem::ToCome { day, today }) => {
            let arguments = [("day", (*day).into()), ("today", (*today).into())];
            (text.say(Key::FailureAsOfHeading), text.say_with(Key::FailureAsOfToCome, &arguments))
        }
        PageError::TooMany { retry_seconds } => {
            let minutes = i64::from(retry_seconds.div_ceil(60).max(1));
            (text.say(Key::FailureTooManyHeading), text.say_with(Key::FailureTooMany, &[("minutes", minutes.into())]))
        }
        PageError::Unavailable => plain(Key::FailureUnavailableHeading, Key::FailureUnavailable),
        PageError::TimedOut => plain(Key::FailureUnavailableHeading, Key::FailureTimeout),
        PageError::Defect => plain(Key::FailureBugHeading, Key::FailureBug),
        // Browsers follow the address of these two; only a program reads the sentence.
        PageError::SignIn => plain(Key::PeopleSignInHeading, Key::FailureSignIn),
        PageError::ReasonNeeded(_) => plain(Key::PatientOutsideTeamHeading, Key::PatientOutsideTeam),
    }
}

fn refusal(text: Text, data: Option<&'static str>) -> String {
    let named = data.and_then(|code| Key::from_id(&format!("data-{}", code.replace('_', "-"))));
    match named {
        Some(key) => text.say_with(Key::FailureRefused, &[("data", text.say(key).into())]),
        None => text.say(Key::FailureRefusedRecord),
    }
}
