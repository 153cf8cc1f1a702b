//! Claims and money in words. Codes come from the domain; each list has messages under its own beginning.

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// What became of a claim, by its code: `never_remitted`.
    pub fn claim_status(self, code: &str) -> String {
        self.named("claim-status-", code)
    }

    /// What a payer's decision comes to, by its code: `refused_in_part`.
    pub fn decision_outcome(self, code: &str) -> String {
        self.named("decision-outcome-", code)
    }

    /// What is usually done about a denial, by its code: `corrected_claim`.
    pub fn usual_action(self, code: &str) -> String {
        self.named("usual-action-", code)
    }

    /// By what a claim was found, by its code: `line_numbers`.
    pub fn match_basis(self, code: &str) -> String {
        self.named("match-basis-", code)
    }

    /// What a payer decided on a request for an authorization, by its code: `in_part`.
    pub fn review_verdict(self, code: &str) -> String {
        self.named("review-verdict-", code)
    }

    /// What a request for an authorization lacks before a file is made of it, by its code: `diagnosis`.
    pub fn request_lacks(self, code: &str) -> String {
        self.named("request-file-lacks-", code)
    }

    /// Why a payment is kept and not posted, by its code: `sent_again`.
    pub fn why_held(self, code: &str) -> String {
        self.named("why-held-", code)
    }

    /// What money is that belongs to no claim, by its code: `WO`.
    pub fn provider_adjustment(self, code: &str) -> String {
        self.named("provider-adjustment-", &code.to_lowercase())
    }

    /// What an answer says about a claim, by its code: `rejected`.
    pub fn acknowledgment(self, code: &str) -> String {
        self.named("acknowledgment-", code)
    }

    /// Why a payer's front door turned a claim away, by the category of the answer (`A7`), in our own words. The meaning of the categories was read in two
    /// lists: New York's eMedNY (ePACES, Claim Status Codes), and Prime Clinical Systems' list of 277CA codes of 2011; a page that calls A3 accepted is wrong.
    pub fn rejection_category(self, category: &str) -> String {
        self.say(match category {
            "A3" => Key::RejectionUnprocessable,
            "A6" => Key::RejectionMissing,
            "A7" => Key::RejectionInvalid,
            "A8" => Key::RejectionMismatch,
            _ => Key::RejectionOther,
        })
    }
}

#[cfg(test)]
mod tests {
    use revenue_cycle::matching::Basis;
    use revenue_cycle::reason::UsualAction;
    use revenue_cycle::{AcknowledgmentVerdict, ClaimStatus, DecisionOutcome, ProviderAdjustmentKind};

    use crate::key::Key;

    fn check<'a>(prefix: &str, codes: impl IntoIterator<Item = &'a str>) {
        for code in codes {
            let id = format!("{prefix}{}", code.replace('_', "-"));
            assert!(Key::from_id(&id).is_some(), "{id} has no message");
        }
    }

    #[test]
    fn every_code_of_claims_and_money_has_words() {
        check("claim-status-", ClaimStatus::ALL.iter().map(|each| each.code()));
        check("decision-outcome-", DecisionOutcome::ALL.iter().map(|each| each.code()));
        check("usual-action-", UsualAction::ALL.iter().map(|each| each.code()));
        check("match-basis-", Basis::ALL.iter().map(|each| each.code()));
        let besides: Vec<String> = ProviderAdjustmentKind::ALL.iter().map(|each| each.code().to_lowercase()).collect();
        check("provider-adjustment-", besides.iter().map(String::as_str));
        check("acknowledgment-", AcknowledgmentVerdict::ALL.iter().map(|each| each.code()));
    }
}
