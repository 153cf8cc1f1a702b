//! The billing assessment: codes of findings, files, owners and figures become words.

use vocabulary::LevelOfCare;

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// The title of a finding, from its code: `F4`.
    pub fn finding_title(self, code: &str) -> String {
        self.named("assessment-title-", code)
    }

    /// How a finding is counted, from its code.
    pub fn finding_how(self, code: &str) -> String {
        self.named("assessment-how-", code)
    }

    /// What to do about a finding, from its code.
    pub fn finding_action(self, code: &str) -> String {
        self.named("assessment-action-", code)
    }

    /// What an amount is, from the code of a bucket; `none` for a finding that measures.
    pub fn finding_bucket(self, code: &str) -> String {
        self.named("assessment-bucket-", code)
    }

    /// A kind of file, from its code: `write_offs`.
    pub fn file_kind(self, code: &str) -> String {
        self.named("assessment-file-", code)
    }

    /// Who acts, from its code: `biller`.
    pub fn finding_owner(self, code: &str) -> String {
        self.named("assessment-owner-", code)
    }

    /// Until when, from its code: `30`.
    pub fn finding_horizon(self, code: &str) -> String {
        self.named("assessment-plan-", code)
    }

    /// A figure of a finding, from its name: `refused-charge`.
    pub fn finding_figure(self, name: &str) -> String {
        self.named("assessment-figure-", name)
    }

    /// A category of refusals, from its code: `medical_necessity`.
    pub fn denial_category(self, code: &str) -> String {
        self.named("assessment-category-", code)
    }

    /// Why a line stands in a finding: a word of ours for what is ours, the code as it came for everything else.
    pub fn finding_why(self, why: &str) -> String {
        let (first, rest) = why.split_once(' ').unwrap_or((why, ""));
        match Key::from_id(&format!("assessment-why-{}", first.to_lowercase())) {
            Some(key) => format!("{} {rest}", self.say(key)).trim_end().to_owned(),
            None => why.to_owned(),
        }
    }

    /// What was said about an exposure, from its code: `confirmed`.
    pub fn exposure_said(self, code: &str) -> String {
        self.named("exposure-said-", code)
    }

    /// What was done about a confirmed overpayment, from its code: `returned`.
    pub fn overpayment_step(self, code: &str) -> String {
        self.named("overpayment-step-", code)
    }

    /// What a cell of a table should have been, from its code: `yes-no`.
    pub fn expected_cell(self, code: &str) -> String {
        self.named("assess-expected-", code)
    }

    /// A level of care in a table of the assessment.
    pub fn level_or_unknown(self, level: Option<LevelOfCare>) -> String {
        level.map_or_else(|| self.say(Key::AssessmentLevelUnknown), |level| level.code().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::Key;

    #[test]
    fn every_finding_has_title_count_and_action() {
        let codes = (1..=30).map(|number| format!("f{number}")).chain((1..=16).map(|number| format!("j{number}")));
        for code in codes {
            for part in ["title", "how", "action"] {
                let id = format!("assessment-{part}-{code}");
                assert!(Key::from_id(&id).is_some(), "{id}");
            }
        }
    }
}
