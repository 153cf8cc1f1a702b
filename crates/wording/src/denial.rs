//! The denial queue in words. Codes come from the domain; each list has messages under its own beginning.

use crate::text::Text;

impl Text {
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
