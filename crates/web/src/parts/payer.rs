//! Who pays for what a review asks: its name, or that nobody is on record and what to do about it.

use maud::{Markup, html};
use vocabulary::{Day, PatientId};
use wording::{Key, Text};

use crate::parts::notice;

/// The name, or that none is on record.
pub(crate) fn name(text: Text, name: &str) -> String {
    if name.is_empty() { text.say(Key::BoardPayerNone) } else { name.to_owned() }
}

/// That no payer is on record for a day, with the way to where a coverage is recorded; nothing where one is.
pub(crate) fn missing(text: Text, patient: PatientId, day: Option<Day>) -> Markup {
    html! {
        @if let Some(day) = day {
            (notice::attention(&html! {
                p { (text.say_with(Key::NoPayer, &[("day", day.into())])) }
                p { a href={ "/patients/" (patient) "/authorizations/coverage" } { (text.say(Key::NoPayerRecord)) } }
            }))
        }
    }
}

/// That a payer takes no new information in a talk with its physician; nothing where it does or nobody knows.
pub(crate) fn no_new_information(text: Text, said: ::care::PeerToPeer) -> Markup {
    html! {
        @if said.new_information_allowed == Some(false) {
            (notice::attention(&html! { p { (text.say(Key::CallNoNewInformation)) } }))
        }
    }
}
