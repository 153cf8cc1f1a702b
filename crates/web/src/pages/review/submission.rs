//! Until when the payer must have the next request, and what says so.

use maud::{Markup, html};
use utilization_review::review::{SubmissionBasis, SubmitBy};
use vocabulary::Instant;
use wording::{Key, Text};

/// The day with the hours that are left, or that it has passed; and the payer's date or the rule.
pub(super) fn words(text: Text, submit: &SubmitBy, now: Instant) -> Markup {
    let hours = submit.hours_left(now);
    html! {
        span.sub {
            @if hours < 0 {
                span.flag { (text.say_with(Key::BoardSubmitLate, &[("day", submit.day.into())])) }
            } @else {
                (text.say_with(Key::BoardSubmitBy, &[("day", submit.day.into())])) " · "
                (text.say_with(Key::BoardHours, &[("hours", hours.into())]))
            }
        }
        span.sub { (basis(text, &submit.basis)) }
    }
}

fn basis(text: Text, basis: &SubmissionBasis) -> String {
    match basis {
        SubmissionBasis::NextReview => text.say(Key::BoardSubmitNextReview),
        SubmissionBasis::Rule { id, source, of_practice: true, .. } => format!("{source} · {id}, {}", text.say(Key::AppealOfPractice)),
        SubmissionBasis::Rule { id, source, verified: false, .. } => format!("{source} · {id}, {}", text.say(Key::AppealUnverified)),
        SubmissionBasis::Rule { id, source, .. } => format!("{source} · {id}"),
    }
}
