//! What goes out to people: subject and text of each template, and the words of states, reasons, channels and holders.
//!
//! A message is read on locked screens and by whoever holds the telephone. A test reads every message and refuses words that tell of health.

use collection::sending::Template;

use crate::Key;
use crate::text::Text;

/// A message ready to go.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageText {
    /// The subject of an e-mail; a text message has none.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The address on which these messages can be ended; `None` where none can, or a word in reply does it.
    pub stop: Option<String>,
}

impl Text {
    /// The message of a template. `detail` is the whole link, or the code of [`Template::OneTimeCode`]. A short one, for text messages, says how to end
    /// them where it goes to somebody outside the practice.
    pub fn message(self, template: Template, detail: &str, is_short: bool) -> MessageText {
        let (subject, text) = match template {
            Template::CheckIn => (Key::MessageCheckInSubject, self.say(Key::MessageCheckInText)),
            Template::CheckInReminder => (Key::MessageCheckInReminderSubject, self.say(Key::MessageCheckInReminderText)),
            Template::FollowUp => (Key::MessageFollowUpSubject, self.say(Key::MessageFollowUpText)),
            Template::FollowUpReminder => (Key::MessageFollowUpReminderSubject, self.say(Key::MessageFollowUpReminderText)),
            Template::OneTimeCode => {
                (Key::MessageOneTimeCodeSubject, self.say_with(Key::MessageOneTimeCodeText, &[("code", detail.into())]))
            }
            Template::StaffSafety => (Key::MessageStaffSafetySubject, self.say(Key::MessageStaffSafetyText)),
            Template::StaffAlert => (Key::MessageStaffAlertSubject, self.say(Key::MessageStaffAlertText)),
            Template::Test => (Key::MessageTestSubject, self.say(Key::MessageTestText)),
        };
        let has_link = !matches!(template, Template::OneTimeCode | Template::Test);
        let ends = !template.is_for_staff() && template != Template::OneTimeCode;
        let mut parts = vec![text];
        parts.extend(has_link.then(|| detail.to_owned()));
        let stop = (ends && !is_short).then(|| format!("{detail}/no-more"));
        if is_short {
            parts.extend(ends.then(|| self.say(Key::MessageFootStop)));
        } else {
            parts.push(self.say(Key::MessageFootNotWatched));
            parts.extend(stop.as_ref().map(|stop| format!("{}\n{stop}", self.say(Key::MessageFootStopLink))));
        }
        MessageText { subject: self.say(subject), text: parts.join(if is_short { " " } else { "\n\n" }), stop }
    }

    /// A state of a message, from its code.
    pub fn message_state(self, code: &str) -> String {
        self.named("message-state-", code)
    }

    /// What happened to a message, from its code: a state, or something that is none.
    pub fn message_event(self, code: &str) -> String {
        let id = format!("message-event-{}", code.replace('_', "-"));
        Key::from_id(&id).map_or_else(|| self.message_state(code), |key| self.say(key))
    }

    /// Why a message stands where it stands, from its code.
    pub fn message_reason(self, code: &str) -> String {
        self.named("message-reason-", code)
    }

    /// What a message is, from the code of its template.
    pub fn message_template(self, code: &str) -> String {
        self.named("message-template-", code)
    }

    /// A channel, from its code.
    pub fn channel(self, code: &str) -> String {
        self.named("channel-", code)
    }

    /// Whose contact it is, from its code.
    pub fn contact_holder(self, code: &str) -> String {
        self.named("contact-holder-", code)
    }

    /// Whether a contact may be used, from its code.
    pub fn consent(self, code: &str) -> String {
        self.named("consent-", code)
    }

    /// How that is known, from its code.
    pub fn consent_source(self, code: &str) -> String {
        self.named("consent-source-", code)
    }

    /// What came of an attempt to reach somebody, from its code.
    pub fn attempt_outcome(self, code: &str) -> String {
        self.named("attempt-outcome-", code)
    }
}

#[cfg(test)]
mod tests {
    use care::{AttemptOutcome, Channel, Consent, ConsentSource, ContactHolder};
    use collection::sending::CarrierReason;
    use collection::sending::readiness::Missing;
    use collection::sending::stop::StopReason;
    use vocabulary::Language;

    use super::*;

    /// Beginnings of words that tell of health, treatment or who somebody is. Matched inside the text in any case.
    const TELLS: &[&str] = &[
        "depress",
        "anxi",
        "suicid",
        "self-harm",
        "alcohol",
        "drug",
        "substance",
        "opioid",
        "eating",
        "trauma",
        "mental",
        "health",
        "therap",
        "treat",
        "psych",
        "psiqui",
        "clinic",
        "hospital",
        "patient",
        "diagnos",
        "symptom",
        "score",
        "program",
        "recovery",
        "rehab",
        "intensive",
        "discharge",
        "session",
        "doctor",
        "nurse",
        "medic",
        "assessment",
        "questionnaire",
        "phq",
        "gad",
        "crisis",
        "safety",
        "988",
    ];

    #[test]
    fn no_message_tells_anything_about_health() {
        for tag in ["en", "es"] {
            tells_nothing(Text::for_language(&tag.parse().unwrap()));
        }
    }

    fn tells_nothing(text: Text) {
        let library = instruments::Library::shipped().unwrap();
        let names: Vec<String> =
            library.iter().flat_map(|definition| [definition.id.to_lowercase(), definition.short_name.to_lowercase()]).collect();
        for template in Template::ALL {
            for is_short in [true, false] {
                let message = text.message(*template, "https://example.org/c/x", is_short);
                let whole = format!("{} {}", message.subject, message.text).to_lowercase();
                for word in TELLS.iter().copied().chain(names.iter().map(String::as_str)) {
                    assert!(!whole.contains(word), "{template:?} says {word:?}: {whole}");
                }
            }
        }
    }

    #[test]
    fn a_text_message_fits_into_two_and_says_how_to_end_them() {
        let text = Text::for_language(&Language::english());
        let link = format!("https://forms.example.org/c/{}", "x".repeat(43));
        for template in Template::ALL {
            let message = text.message(*template, &link, true).text;
            assert!(message.len() <= 2 * 153, "{template:?}: {} characters", message.len());
            let ends = !template.is_for_staff() && *template != Template::OneTimeCode;
            assert_eq!(message.contains("STOP"), ends, "{message}");
            let mail = text.message(*template, &link, false);
            assert_eq!(mail.stop.as_deref(), ends.then(|| format!("{link}/no-more")).as_deref(), "{template:?}");
            assert_eq!(mail.text.contains("/no-more"), ends, "{template:?}");
        }
    }

    #[test]
    fn every_code_has_words() {
        let check = |prefix: &str, codes: Vec<&str>| {
            for code in codes {
                assert!(Key::from_id(&format!("{prefix}{}", code.replace('_', "-"))).is_some(), "{prefix}{code}");
            }
        };
        check("message-template-", Template::ALL.iter().map(|each| each.code()).collect());
        check("message-reason-", StopReason::ALL.iter().map(|each| each.code()).collect());
        check("message-reason-", Missing::ALL.iter().map(|each| each.code()).collect());
        check("message-reason-", CarrierReason::ALL.iter().map(|each| each.code()).collect());
        check("channel-", Channel::ALL.iter().map(|each| each.code()).collect());
        check("contact-holder-", ContactHolder::ALL.iter().map(|each| each.code()).collect());
        check("consent-", Consent::ALL.iter().map(|each| each.code()).collect());
        check("consent-source-", ConsentSource::ALL.iter().map(|each| each.code()).collect());
        check("attempt-outcome-", AttemptOutcome::ALL.iter().map(|each| each.code()).collect());
    }
}
