//! The denial queue in words. Codes come from the domain; each list has messages under its own beginning.

use revenue_cycle::OwnLabel;

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// Our label of a reason, or that we have none.
    pub fn reason_label(self, label: Option<&OwnLabel>) -> String {
        let own = label.map(|label| self.own_label(label)).filter(|label| !label.is_empty());
        own.map_or_else(|| self.say(Key::ReconcileUnknownReason), str::to_owned)
    }

    /// Our label of a reason or remark in the language of the page.
    pub fn own_label(self, label: &OwnLabel) -> &str {
        label.in_language(self.language_tag())
    }

    /// Where a denial could have been prevented, by its code: `front_end`.
    pub fn denial_preventable(self, code: &str) -> String {
        self.named("refusal-preventable-", code)
    }

    /// How often money comes back, by its code: `medium`.
    pub fn denial_recoverable(self, code: &str) -> String {
        self.named("refusal-recoverable-", code)
    }

    /// How much work a denial usually is, by its code: `little`.
    pub fn denial_effort(self, code: &str) -> String {
        self.named("refusal-effort-", code)
    }

    /// A step about a denial, by its code: `write_off`.
    pub fn denial_step(self, code: &str) -> String {
        self.named("refusal-step-", code)
    }
}

#[cfg(test)]
mod tests {
    use revenue_cycle::denial::queue::Effort;
    use revenue_cycle::denial::step::StepKind;
    use revenue_cycle::reason::{PreventableAt, Recoverability};

    use crate::key::Key;

    #[test]
    fn every_code_of_the_queue_has_words() {
        let check = |prefix: &str, codes: Vec<&str>| {
            for code in codes {
                let id = format!("{prefix}{}", code.replace('_', "-"));
                assert!(Key::from_id(&id).is_some(), "{id} has no message");
            }
        };
        check("refusal-preventable-", PreventableAt::ALL.iter().map(|each| each.code()).collect());
        check("refusal-recoverable-", Recoverability::ALL.iter().map(|each| each.code()).collect());
        check("refusal-effort-", Effort::ALL.iter().map(|each| each.code()).collect());
        check("refusal-step-", StepKind::ALL.iter().map(|each| each.code()).collect());
    }
}
