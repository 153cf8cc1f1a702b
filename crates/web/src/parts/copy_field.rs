//! A text to be copied into another system: it can be selected by hand, and has a button where scripts run.

use maud::{Markup, html};
use wording::{Key, Text};

use crate::assets;

/// The field with its label. The id must be free on the page.
pub(crate) fn copy_field(text: Text, id: &str, label: &str, content: &str) -> Markup {
    let rows = content.lines().count().clamp(3, 14);
    html! {
        div.field {
            label for=(id) { (label) }
            textarea.no-print id=(id) rows=(rows) readonly { (content) }
            (crate::parts::field::on_paper(content, ""))
            (copy_button(text, id, ""))
        }
        (script())
    }
}

/// The button alone, for words that stand on the page as they are to be copied, in the element of this id. What they are about is said to who cannot see
/// where the button stands. The page asks for the [`script`] once.
pub(crate) fn copy_button(text: Text, id: &str, of: &str) -> Markup {
    let says = format!("{id}-copied");
    html! {
        div.inline-actions {
            button type="button" hidden data-copies=(id) data-says=(says) data-done=(text.say(Key::CopyDone)) {
                (text.say(Key::CopyAction)) @if !of.is_empty() { span.visually-hidden { ": " (of) } }
            }
            span id=(says) role="status" {}
        }
    }
}

/// What makes the buttons work.
pub(crate) fn script() -> Markup {
    html! { script src=(assets::address("copy.js")) defer {} }
}
