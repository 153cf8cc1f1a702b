//! Going on to the next page of a list. Lists go forward by the last row seen, so that nothing is skipped or shown twice when records come in.

use maud::{Markup, html};
use wording::{Key, Text};

/// The way to the next page.
pub(crate) enum Next {
    /// There is none.
    End,
    /// An address.
    Link(String),
    /// A form, where the address would say too much.
    Form(Markup),
}

impl From<Option<String>> for Next {
    fn from(address: Option<String>) -> Self {
        address.map_or(Self::End, Self::Link)
    }
}

/// How much is shown, and the way on.
pub(crate) fn pager(text: Text, shown: &str, next: &Next) -> Markup {
    html! {
        nav.pager aria-label=(text.say(Key::PagesLabel)) {
            span { (shown) }
            @match next {
                Next::End => span { (text.say(Key::EndOfList)) },
                Next::Link(address) => a.button href=(address) { (text.say(Key::ActionNextPage)) },
                Next::Form(form) => (form),
            }
        }
    }
}
