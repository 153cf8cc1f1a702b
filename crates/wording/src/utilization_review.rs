//! Utilization review: codes that arrive from records become words. A code without words shows itself, and the test below names it.

use crate::text::Text;

impl Text {
    /// A question of a payer's review, from its code: `why_not_lower`.
    pub fn review_question(self, code: &str) -> String {
        self.named("review-question-", code)
    }

    /// What would close a gap of a review, from its code: `ask_clinician`.
    pub fn review_action(self, code: &str) -> String {
        self.named("review-action-", code)
    }

    /// A part of the review board, from its code: `past-due`.
    pub fn review_bucket(self, code: &str) -> String {
        self.named("review-bucket-", code)
    }

    /// How close the end of an authorization is, from its code: `under-a-day`.
    pub fn review_closeness(self, code: &str) -> String {
        self.named("review-closeness-", code)
    }

    /// A kind of authorization request, from its code: `concurrent`.
    pub fn request_kind(self, code: &str) -> String {
        self.named("request-kind-", code)
    }

    /// What a payer decided, from its code: `partial`.
    pub fn determination_outcome(self, code: &str) -> String {
        self.named("determination-", code)
    }

    /// How a payer's decision was reached, from its code: `peer_to_peer`.
    pub fn decision_stage(self, code: &str) -> String {
        self.named("decision-stage-", code)
    }

    /// What an authorization counts, from its code: `quarter_hour`.
    pub fn authorized_unit(self, code: &str) -> String {
        self.named("unit-", code)
    }

    /// In which order a coverage pays, from its code: `primary`.
    pub fn coverage_rank(self, code: &str) -> String {
        self.named("coverage-rank-", code)
    }

    /// Where a plan's money comes from, from its code: `self_funded`.
    pub fn plan_funding(self, code: &str) -> String {
        self.named("funding-", code)
    }

    /// What a patient is to the subscriber, from its code: `child`.
    pub fn subscriber_relation(self, code: &str) -> String {
        self.named("relation-", code)
    }
}

#[cfg(test)]
mod tests {
    use care::{CoverageRank, PlanFunding, ReviewQuestion, SubscriberRelation};
    use utilization_review::authorization::{DecisionStage, DeterminationOutcome, RequestKind, UnitKind};
    use utilization_review::review::{Bucket, Closeness, NextAction};

    use crate::Key;

    #[test]
    fn every_code_has_words() {
        let check = |prefix: &str, codes: Vec<&'static str>| {
            for code in codes {
                assert!(Key::from_id(&format!("{prefix}{}", code.replace('_', "-"))).is_some(), "{prefix}{code} has no message");
            }
        };
        check("review-question-", ReviewQuestion::ALL.iter().map(|each| each.code()).collect());
        check("review-action-", NextAction::ALL.iter().map(|each| each.code()).collect());
        check("review-bucket-", Bucket::ALL.iter().map(|each| each.code()).collect());
        check("review-closeness-", [-1, 1, 30, 100].map(|hours| Closeness::of(hours).code()).to_vec());
        check("request-kind-", RequestKind::ALL.iter().map(|each| each.code()).collect());
        check("determination-", DeterminationOutcome::ALL.iter().map(|each| each.code()).collect());
        check("decision-stage-", DecisionStage::ALL.iter().map(|each| each.code()).collect());
        check("unit-", UnitKind::ALL.iter().map(|each| each.code()).collect());
        check("coverage-rank-", CoverageRank::ALL.iter().map(|each| each.code()).collect());
        check("funding-", PlanFunding::ALL.iter().map(|each| each.code()).collect());
        check("relation-", SubscriberRelation::ALL.iter().map(|each| each.code()).collect());
    }
}
