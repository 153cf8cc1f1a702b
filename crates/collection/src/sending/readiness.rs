//! What must be set up before a form with safety items may be answered where nobody of the practice is by.
//!
//! Whoever answers such an item positively must see the practice's own crisis text, and a person must hear of it. So a form with safety items is
//! not sent, by link or message, unless the text is there in the language of the form, there is a way to tell staff, and somebody is on call who
//! can be told by it.

use super::{Mode, codes};

codes! {
    /// What is missing.
    Missing ("missing part") {
        /// The practice's own crisis text in the language of the form.
        CrisisText = "crisis_text",
        /// A channel by which messages leave the program.
        Channel = "channel",
        /// Somebody on call for the site.
        OnCallPerson = "on_call_person",
        /// An address of somebody who is on call.
        OnCallAddress = "on_call_address",
    }
}

/// What is set up for one site and language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemoteSettings {
    /// Whether the practice's own crisis text is there in the language of the form.
    pub has_crisis_text: bool,
    /// Whether messages leave the program. What is only kept tells nobody, and is no channel; in an invented practice ([`Mode::Demo`]) it counts.
    pub mode: Mode,
    /// How many people are on call for the site now.
    pub on_call: usize,
    /// How many of them have an address for a channel that works.
    pub on_call_with_address: usize,
}

/// What is missing, in the order of [`Missing::ALL`]; empty when everything is there. A form without safety items needs nothing.
pub fn missing(has_safety_items: bool, settings: &RemoteSettings) -> Vec<Missing> {
    if !has_safety_items {
        return Vec::new();
    }
    let is_missing = |part: &Missing| match part {
        Missing::CrisisText => !settings.has_crisis_text,
        Missing::Channel => !settings.mode.reaches_people(),
        Missing::OnCallPerson => settings.on_call == 0,
        Missing::OnCallAddress => settings.on_call > 0 && settings.on_call_with_address == 0,
    };
    Missing::ALL.iter().copied().filter(is_missing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: RemoteSettings = RemoteSettings { has_crisis_text: true, mode: Mode::Send, on_call: 2, on_call_with_address: 1 };

    fn check(settings: RemoteSettings, expected: &[Missing]) {
        assert_eq!(missing(true, &settings), expected, "{settings:?}");
        assert_eq!(missing(false, &settings), [], "a form without safety items needs nothing");
    }

    #[test]
    fn each_missing_part_is_named() {
        check(WHOLE, &[]);
        check(RemoteSettings { has_crisis_text: false, ..WHOLE }, &[Missing::CrisisText]);
        check(RemoteSettings { mode: Mode::Off, ..WHOLE }, &[Missing::Channel]);
        check(RemoteSettings { mode: Mode::Keep, ..WHOLE }, &[Missing::Channel]);
        check(RemoteSettings { mode: Mode::Demo, ..WHOLE }, &[]);
        check(RemoteSettings { on_call_with_address: 0, ..WHOLE }, &[Missing::OnCallAddress]);
        let nothing = RemoteSettings { has_crisis_text: false, mode: Mode::Off, on_call: 0, on_call_with_address: 0 };
        check(nothing, &[Missing::CrisisText, Missing::Channel, Missing::OnCallPerson]);
    }
}
