//! The way out of a record that was entered by mistake, in the row where it stands: a form that opens, with the reason.

use maud::{Markup, html};
use vocabulary::{RecordId, Version};
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::Frame;
use crate::visit::Visit;

/// A form that withdraws one record by a post to `action`. `of` says which one, for whoever hears the labels.
pub(crate) fn withdrawal(frame: &Frame, action: &str, (id, version): (RecordId, Version), of: &str) -> Markup {
    let (text, field) = (frame.text, format!("reason-{id}"));
    let spoken = format!("{}: {of}", text.say(Key::ActionVoid));
    html! {
        details.no-print {
            summary aria-label=(spoken) { (text.say(Key::ActionVoid)) }
            form method="post" action=(action) {
                (frame.token_field())
                input type="hidden" name="record" value=(id);
                input type="hidden" name="version" value=(version.0);
                div.field {
                    label for=(field) { (text.say(Key::RecordWithdrawReason)) }
                    input type="text" id=(field) name="reason" autocomplete="off" required minlength="3";
                }
                button type="submit" aria-label=(spoken) { (text.say(Key::ActionVoid)) }
            }
        }
    }
}

/// Which record such a form was about, in which version.
pub(crate) fn withdrawn(visit: &Visit) -> Result<(RecordId, Version), PageError> {
    let record = visit.form.parsed("record").ok_or(PageError::Unreadable)?;
    Ok((record, visit.form.parsed("version").map(Version).ok_or(PageError::Unreadable)?))
}

/// What is said where the reason says too little.
pub(crate) fn reason_too_short(text: Text) -> Markup {
    let label = text.say(Key::RecordWithdrawReason);
    super::notice::attention(&html! { p { (text.say_with(Key::FormProblemReasonTooShort, &[("label", label.into())])) } })
}
