//! Claim support and the days of a patient in words. Codes come from the domain; each list has messages under its own beginning.

use crate::text::Text;

impl Text {
    /// What a rule asks for, by its code: `A4`.
    pub fn support_title(self, code: &str) -> String {
        self.named("support-title-", code)
    }

    /// What to do where a rule fails, by its code.
    pub fn support_remedy(self, code: &str) -> String {
        self.named("support-remedy-", code)
    }

    /// A group of rules, by its letter.
    pub fn support_group(self, letter: &str) -> String {
        self.named("support-group-", letter)
    }

    /// A kind of record, by its code: `risk_rating`.
    pub fn support_record(self, code: &str) -> String {
        self.named("support-record-", code)
    }

    /// How much a failure matters, by its code: `block`.
    pub fn support_severity(self, code: &str) -> String {
        self.named("support-severity-", code)
    }

    /// Who mends it, by its code: `reviewer`.
    pub fn support_fixer(self, code: &str) -> String {
        self.named("support-fixer-", code)
    }

    /// How a source is known, by its code: `recalled`.
    pub fn support_standing(self, code: &str) -> String {
        self.named("support-standing-", code)
    }

    /// A part of what orders claims, by its code: `gap_days`.
    pub fn support_term(self, code: &str) -> String {
        self.named("support-term-", code)
    }

    /// By what a claim was joined to its patient, by its code: `account_number`.
    pub fn support_basis(self, code: &str) -> String {
        self.named("support-basis-", code)
    }

    /// What does not go together on a day, by its code: `billed_not_delivered`.
    pub fn ribbon_gap(self, code: &str) -> String {
        self.named("ribbon-gap-", code)
    }

    /// What was decided on a line, by its code: `nothing_due`.
    pub fn line_decision(self, code: &str) -> String {
        self.named("claim-line-", code)
    }
}

#[cfg(test)]
mod tests {
    use integrity::claim_support::joining::JoinBasis;
    use integrity::claim_support::{AuditTerm, Fixer, RecordKind, Severity, Standing, rules};
    use integrity::ribbon::{Gap, LineDecision};

    use crate::key::Key;

    fn check<'a>(prefix: &str, codes: impl IntoIterator<Item = &'a str>) {
        for code in codes {
            let id = format!("{prefix}{}", code.to_lowercase().replace('_', "-"));
            assert!(Key::from_id(&id).is_some(), "{id} has no message");
        }
    }

    #[test]
    fn every_rule_says_what_must_hold_and_what_to_do() {
        check("support-title-", rules::CATALOGUE.iter().map(|rule| rule.code));
        check("support-remedy-", rules::CATALOGUE.iter().map(|rule| rule.code));
        check("support-group-", rules::CATALOGUE.iter().map(integrity::claim_support::Rule::group));
    }

    #[test]
    fn every_code_of_claim_support_has_words() {
        check("support-record-", RecordKind::ALL.iter().map(|each| each.code()));
        check("support-severity-", Severity::ALL.iter().map(|each| each.code()));
        check("support-fixer-", Fixer::ALL.iter().map(|each| each.code()));
        check("support-standing-", Standing::ALL.iter().map(|each| each.code()));
        check("support-term-", AuditTerm::ALL.iter().map(|each| each.code()));
        check("support-basis-", JoinBasis::ALL.iter().map(|each| each.code()));
        check("ribbon-gap-", Gap::ALL.iter().map(|each| each.code()));
        check("claim-line-", LineDecision::ALL.iter().map(|each| each.code()));
    }
}
