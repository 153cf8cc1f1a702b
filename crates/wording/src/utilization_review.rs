//! Utilization review: codes that arrive from records become words. A code without words shows itself, and the test below names it.

use ::utilization_review::authorization::UnitSources;
use vocabulary::{Argument, Finding, ZoneName};

use crate::key::Key;
use crate::text::{Arg, Text};

/// What stands in a fact as a code, and the list of choices that has its words: the fact, the argument, the kind of record, the list.
const CODED: &[(&str, &str, &str, &str)] = &[
    ("review-fact-risk", "level", "risk_rating", "risk-level"),
    ("review-fact-incident", "kind", "incident", "incident-kind"),
    ("review-fact-functioning", "impairment", "function_rating", "rating"),
    ("review-fact-supports", "rating", "supports", "rating"),
    ("review-fact-participation", "rating", "participation", "rating"),
    ("review-fact-substance-use", "substance", "substance_use", "substance-class"),
    ("review-fact-substance-use", "kind", "substance_use", "substance-use"),
    ("review-fact-drug-screen", "result", "drug_screen", "drug-screen-result"),
    ("review-fact-prior-level", "level", "prior_level", "level-of-care"),
    ("review-fact-prior-level", "outcome", "prior_level", "prior-level-outcome"),
    ("review-fact-prior-level-ended", "level", "prior_level", "level-of-care"),
    ("review-fact-prior-level-ended", "outcome", "prior_level", "prior-level-outcome"),
    ("review-fact-plan-change", "kind", "treatment_plan_change", "plan-change"),
    ("review-fact-goal-progress", "progress", "goal_progress", "goal-progress"),
    ("review-fact-housing", "safe", "housing", "yes-no-unknown"),
    ("review-fact-appointment", "kind", "discharge_appointment", "appointment-kind"),
    ("review-fact-step-down", "level", "step_down_plan", "level-of-care"),
    ("review-fact-step-down-passed", "level", "step_down_plan", "level-of-care"),
    ("review-fact-step-down-open", "level", "step_down_plan", "level-of-care"),
    ("packet-against-low-risk", "level", "risk_rating", "risk-level"),
    ("packet-against-participation", "rating", "participation", "rating"),
];

/// What a record says beside its sentence, where it says it: how the fact's key begins, the argument, the sentence of its own.
const DETAILS: &[(&str, &str, Key)] = &[
    ("review-fact-diagnosis", "clinician", Key::ReviewDetailClinician),
    ("review-fact-medication", "prescriber", Key::ReviewDetailPrescriber),
    ("review-fact-goal", "measure", Key::ReviewDetailMeasure),
    ("review-fact-goal", "baseline", Key::ReviewDetailBaseline),
    ("review-fact-goal", "target", Key::ReviewDetailTarget),
    ("review-fact-goal", "target-day", Key::ReviewDetailTargetDay),
    ("review-fact-goal", "interventions", Key::ReviewDetailInterventions),
];

impl Text {
    /// What a record says in answer to a question of a review, with the words of the forms for what stands in it as a code.
    ///
    /// Moments are told on the clock of a zone, with its name.
    pub fn review_fact(self, fact: &Finding, zone: &ZoneName) -> String {
        self.with_details(self.fact_sentence(fact, zone), fact)
    }

    /// A sentence about a fact, and what else its record says.
    pub(crate) fn with_details(self, sentence: String, fact: &Finding) -> String {
        let detail = |(key, argument, said): &(&str, &'static str, Key)| {
            let (_, value) = fact.arguments.iter().find(|(name, _)| name == argument && fact.key.0.starts_with(*key))?;
            let value: Arg = match value {
                Argument::Name(words) => words.trim_end_matches('.').into(),
                Argument::Day(day) => (*day).into(),
                _ => return None,
            };
            Some(self.say_with(*said, &[(*argument, value)]))
        };
        std::iter::once(sentence).chain(DETAILS.iter().filter_map(detail)).collect::<Vec<_>>().join(" ")
    }

    /// The sentence alone.
    pub(crate) fn fact_sentence(self, fact: &Finding, zone: &ZoneName) -> String {
        let mut said = fact.clone();
        for (name, argument) in &mut said.arguments {
            if let Argument::Instant(at) = argument {
                *argument = Argument::Name(self.instant_with_zone(*at, zone));
                continue;
            }
            let code = match &*argument {
                Argument::Name(code) => code.clone(),
                Argument::Count(count) => count.to_string(),
                _ => continue,
            };
            match (fact.key.0, *name) {
                ("review-fact-result" | "review-fact-result-once", "first" | "newest") => {
                    *argument = Argument::Name(self.classification(&code));
                }
                ("review-fact-request", "unit") => *argument = Argument::Name(self.authorized_unit(&code)),
                ("review-fact-request", "level") => {
                    *argument = Argument::Name(code.parse().map_or(code, |level| self.level_of_care(level)));
                    continue;
                }
                _ => {}
            }
            let list = CODED.iter().find(|(key, of, ..)| *key == fact.key.0 && of == name);
            if let Some((_, _, kind, list)) = list {
                *argument = Argument::Name(self.record_choice(kind, list, &code));
            }
        }
        self.finding(&said)
    }

    /// The kind of a record on which an answer in a review rests: `risk_rating`. What a patient filled in need not have a score.
    pub fn review_source(self, kind: &str) -> String {
        if kind == "administration" { self.say(Key::ReviewSourceAdministration) } else { self.packet_kind(kind) }
    }

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

    /// What was done about days that were denied, from its code: `appeal-filed`.
    pub fn review_denial(self, code: &str) -> String {
        self.named("review-denial-", code)
    }

    /// Where the number of used units comes from: `Counted from care that was given, claims on record`.
    pub fn unit_sources(self, sources: UnitSources) -> String {
        let told: Vec<String> = sources.codes().into_iter().map(|code| self.named("unit-source-", code)).collect();
        self.say_with(Key::UnitSources, &[("sources", told.join(", ").into())])
    }

    /// What a notice tells of, from its code: `discharge`.
    pub fn notice_kind(self, code: &str) -> String {
        self.named("notice-kind-", code)
    }

    /// Whom a notice was given to, from its code: `payer`.
    pub fn notice_recipient(self, code: &str) -> String {
        self.named("notice-recipient-", code)
    }

    /// Whose task a notice is, from its code: `reviewers`.
    pub fn notice_owner(self, code: &str) -> String {
        self.named("notice-owner-", code)
    }

    /// How a notice stands, from its code: `in-time`.
    pub fn notice_state(self, code: &str) -> String {
        self.named("notice-state-", code)
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
    use utilization_review::clock::NoticeKind;
    use utilization_review::given_notice::{NoticeOwner, NoticeRecipient};
    use utilization_review::review::{Bucket, DenialAnswer, NextAction};

    use vocabulary::{Argument, Finding};

    use super::CODED;
    use crate::{Key, Text};

    #[test]
    fn what_is_coded_in_a_fact_is_an_argument_of_its_message_and_every_code_of_its_list_has_words() {
        for (fact, argument, ..) in CODED {
            let key = Key::from_id(fact).expect(fact);
            assert!(key.variables().contains(argument), "{fact} has no {argument}");
        }
        let text = Text::for_language(&vocabulary::Language::english());
        let check = |fact: &'static str, argument: &'static str, codes: Vec<&'static str>| {
            for code in codes {
                let found = said(fact, argument, Argument::Name(code.to_owned()));
                let (_, _, kind, list) = CODED.iter().find(|row| row.0 == fact && row.1 == argument).expect(fact);
                let key = Key::from_id(&format!("record-choice-{list}-{}", code.replace('_', "-")));
                assert!(key.is_some() || *list == "level-of-care", "{list} {code} has no words");
                assert!(found.contains(&text.record_choice(kind, list, code)), "{found}");
            }
        };
        check("review-fact-risk", "level", care::RiskLevel::ALL.iter().map(|each| each.code()).collect());
        check("review-fact-incident", "kind", care::IncidentKind::ALL.iter().map(|each| each.code()).collect());
        check("review-fact-substance-use", "substance", care::SubstanceClass::ALL.iter().map(|each| each.code()).collect());
        check("review-fact-substance-use", "kind", care::SubstanceUseKind::ALL.iter().map(|each| each.code()).collect());
        check("review-fact-drug-screen", "result", care::DrugScreenResult::ALL.iter().map(|each| each.code()).collect());
        check("review-fact-prior-level", "outcome", care::PriorLevelOutcome::ALL.iter().map(|each| each.code()).collect());
        check("review-fact-plan-change", "kind", care::PlanChangeKind::ALL.iter().map(|each| each.code()).collect());
        check("review-fact-goal-progress", "progress", care::GoalProgressLevel::ALL.iter().map(|each| each.code()).collect());
        check("review-fact-appointment", "kind", care::AppointmentKind::ALL.iter().map(|each| each.code()).collect());
        check("review-fact-step-down", "level", vocabulary::LevelOfCare::ALL.iter().map(|each| each.code()).collect());
        assert!(said("review-fact-functioning", "impairment", Argument::Count(2)).contains("Moderately"));
    }

    /// A fact of which only one argument is given.
    fn said(fact: &'static str, argument: &'static str, value: Argument) -> String {
        let (key, verdict) = (vocabulary::FindingKey(fact), vocabulary::Verdict::Met);
        let fact = Finding { key, arguments: vec![(argument, value)], verdict, evidence: Vec::new(), missing: None };
        Text::for_language(&vocabulary::Language::english()).review_fact(&fact, &"America/New_York".parse().expect("a zone"))
    }

    #[test]
    fn every_kind_of_record_that_a_review_rests_on_has_words_of_its_own() {
        let text = Text::for_language(&vocabulary::Language::english());
        let check = |kind: &str, expected: &str| assert_eq!(text.review_source(kind), expected);
        check("administration", "Measure");
        check("attendance", "Attendance");
        check("authorization_request", "Request");
        check("diagnosis", "Diagnosis");
        check("discharge_appointment", "Appointment");
        check("drug_screen", "Drug screen");
        check("function_rating", "Rating of function");
        check("goal_progress", "Progress toward a goal");
        check("housing", "Housing");
        check("incident", "Incident");
        check("medication", "Medication");
        check("medication_change", "Change of medication");
        check("participation", "Rating of participation");
        check("prior_level", "Level of care tried before");
        check("risk_rating", "Rating of risk");
        check("step_down_plan", "Step-down plan");
        check("substance_use", "Use of a substance");
        check("supports", "People to rely on");
        check("treatment_goal", "Goal");
        check("treatment_plan_change", "Change of the treatment plan");
    }

    #[test]
    fn a_moment_is_told_on_the_clock_of_the_program_with_its_zone() {
        let at = Argument::Instant("2026-12-10T20:00:00Z".parse().expect("an instant"));
        let told = said("review-fact-appointment", "at", at);
        assert!(told.contains("3:00 PM") && told.contains("New") && !told.contains("UTC"), "{told}");
    }

    #[test]
    fn every_code_has_words() {
        let check = |prefix: &str, codes: Vec<&'static str>| {
            for code in codes {
                assert!(Key::from_id(&format!("{prefix}{}", code.replace('_', "-"))).is_some(), "{prefix}{code} has no message");
            }
        };
        check("notice-kind-", NoticeKind::ALL.iter().map(|each| each.code()).collect());
        check("notice-recipient-", NoticeRecipient::ALL.iter().map(|each| each.code()).collect());
        check("notice-owner-", NoticeOwner::ALL.iter().map(|each| each.code()).collect());
        check("unit-source-", vec!["care", "lists", "claims"]);
        check("review-question-", ReviewQuestion::ALL.iter().map(|each| each.code()).collect());
        check("review-action-", NextAction::ALL.iter().map(|each| each.code()).collect());
        check("review-bucket-", Bucket::ALL.iter().map(|each| each.code()).collect());
        check("review-denial-", [DenialAnswer::NotAppealed, DenialAnswer::AppealFiled].map(DenialAnswer::code).to_vec());
        check("request-kind-", RequestKind::ALL.iter().map(|each| each.code()).collect());
        check("determination-", DeterminationOutcome::ALL.iter().map(|each| each.code()).collect());
        check("decision-stage-", DecisionStage::ALL.iter().map(|each| each.code()).collect());
        check("unit-", UnitKind::ALL.iter().map(|each| each.code()).collect());
        check("coverage-rank-", CoverageRank::ALL.iter().map(|each| each.code()).collect());
        check("funding-", PlanFunding::ALL.iter().map(|each| each.code()).collect());
        check("relation-", SubscriberRelation::ALL.iter().map(|each| each.code()).collect());
    }
}
