//! A text to be copied into another system: a field that can be selected by hand, with a button where scripts run.

use maud::{Markup, html};
use wording::{Key, Text};

use crate::assets;

/// The field with its label. The id must be free on the page.
pub(crate) fn copy_field(text: Text, id: &str, label: &str, content: &str) -> Markup {
    let (says, rows) = (format!("{id}-copied"), content.lines().count().clamp(3, 14));
    html! {
        div.field {
            label for=(id) { (label) }
            textarea.no-print id=(id) rows=(rows) readonly { (content) }
            (crate::parts::field::on_paper(content, ""))
            div.inline-actions {
                button type="button" hidden data-copies=(id) data-says=(says) data-done=(text.say(Key::CopyDone)) { (text.say(Key::CopyAction)) }
                span id=(says) role="status" {}
            }
        }
        script src=(assets::address("copy.js")) defer {}
    }
}
