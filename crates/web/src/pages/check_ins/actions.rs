//! What can be done about a check-in that takes answers, whatever way it was made for.

use app::check_in::{CheckInRow, CheckInsPage};
use instruments::{Mode, Respondent};
use maud::{Markup, html};
use wording::{Key, Text};

use super::is_handed_over;
use crate::visit::Visit;

/// The ways of handing it out, and taking it back.
pub(super) fn buttons(visit: &Visit, page: &CheckInsPage, row: &CheckInRow) -> Markup {
    let (text, made_for) = (visit.text(), row.check_in.mode);
    // What was sent, or printed, can also be answered in the waiting room.
    let here = if made_for == Mode::Link { Mode::Tablet } else { made_for };
    let here_key = if is_handed_over(here) { Key::CheckInsHere } else { Key::CheckInsHereStaff };
    // What a clinician rates is sent to nobody and not answered in the waiting room.
    let by_itself = row.check_in.respondent != Respondent::Clinician;
    let all = [
        ("send", Key::CheckInsSend, by_itself),
        ("link", Key::CheckInsPrint, by_itself || made_for == Mode::Link),
        ("here", here_key, true),
        ("kiosk-code", Key::CheckInsKioskCode, by_itself),
        ("forms", Key::CheckInsForms, true),
        ("revoke", Key::CheckInsRevoke, true),
    ];
    html! {
        span.inline-actions {
            @for (rest, key, _) in all.into_iter().filter(|(_, _, is_offered)| *is_offered) {
                form method="post" action={ "/check-ins/" (row.check_in.id) "/" (rest) } {
                    (visit.frame.token_field())
                    input type="hidden" name="patient" value=(page.patient.id);
                    @if rest == "here" { input type="hidden" name="mode" value=(here.code()); }
                    button type="submit" { (text.say(key)) (whose(text, row)) }
                    @if rest == "forms" { (named(text, row)) }
                }
            }
        }
    }
}

/// Which check-in a button is about, for whoever hears it without its row.
fn whose(text: Text, row: &CheckInRow) -> Markup {
    html! { span.visually-hidden { ", " (text.list(&row.short_names)) } }
}

/// Whether the name stands on the sheets.
fn named(text: Text, row: &CheckInRow) -> Markup {
    html! {
        label.choice {
            input type="checkbox" name="named" value="yes";
            span { (text.say(Key::CheckInsFormsNamed)) (whose(text, row)) }
        }
    }
}
