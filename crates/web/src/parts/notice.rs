//! Notices, and the summary of what a form has to be looked at again for.

use maud::{Markup, html};
use wording::{Key, Text};

use crate::form::Problems;

/// Something to know before reading on.
pub(crate) fn notice(body: &Markup) -> Markup {
    html! { div.notice { (body) } }
}

/// Something that needs a person.
pub(crate) fn attention(body: &Markup) -> Markup {
    html! { div.notice.attention { (body) } }
}

/// What was done, announced when the page is shown.
pub(crate) fn done(sentence: &str) -> Markup {
    html! { div.notice role="status" { p { (sentence) } } }
}

/// The problems of a form, each leading to its field; nothing when there are none.
pub(crate) fn problem_summary(text: Text, problems: &Problems) -> Markup {
    let count = problems.iter().count();
    html! {
        @if count > 0 {
            div.notice.attention role="alert" aria-labelledby="problems-heading" {
                h2 #problems-heading { (text.say_with(Key::FormProblemsHeading, &[("count", count.into())])) }
                ul { @for (field, sentence) in problems.iter() { li { a href={ "#" (field) } { (sentence) } } } }
            }
        }
    }
}
