//! What is missing for this payer, and the cheapest way to get it.

use care::{AskedQuestion, ReviewQuestion, choices};
use vocabulary::Day;

use super::fill::Filled;

choices! {
    /// What would close a gap, from the cheapest to the dearest.
    NextAction ("next action of a review") {
        /// Nothing is to be found out: fill in the request.
        CompleteRequest = "complete_request",
        /// Send the check-in that is due; the patient answers in minutes.
        SendCheckIn = "send_check_in",
        /// Ask the treating clinician: a task of a few questions.
        AskClinician = "ask_clinician",
        /// Enter or import the record.
        EnterRecord = "enter_record",
        /// Make an appointment or a step-down plan.
        PlanDischarge = "plan_discharge",
        /// See the patient for it.
        Assess = "assess",
    }
}

/// Why an answer does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// There is none.
    Absent,
    /// It is older than the payer takes.
    Stale {
        /// How old the newest fact is.
        age_days: u32,
        /// How old it may be.
        limit_days: u32,
    },
    /// The words were carried forward.
    CarriedForward {
        /// Since when they stand.
        since: Day,
    },
}

/// One answer that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The question.
    pub question: ReviewQuestion,
    /// Why the answer does not do.
    pub shortfall: Shortfall,
    /// What would close the gap.
    pub action: NextAction,
}

/// How ready a review is for its payer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Required questions that are answered.
    pub answered: u32,
    /// Required questions.
    pub required: u32,
    /// What is missing, the cheapest action first, then in the payer's order.
    pub missing: Vec<Missing>,
}

impl Readiness {
    /// Answered of required in a hundred, rounded down; 100 where nothing is required.
    pub fn percent(&self) -> u32 {
        (self.answered * 100).checked_div(self.required).unwrap_or(100)
    }

    /// True where a check-in would answer something that is missing.
    pub fn asks_for_check_in(&self) -> bool {
        self.missing.iter().any(|missing| missing.action == NextAction::SendCheckIn)
    }

    /// The cheapest next action.
    pub fn next(&self) -> Option<&Missing> {
        self.missing.first()
    }
}

/// What is missing of what the payer requires, as of a day.
pub fn readiness(asked: &[AskedQuestion], filled: &[Filled], today: Day) -> Readiness {
    let mut found = Readiness::default();
    for asked in asked.iter().filter(|asked| asked.required) {
        found.required += 1;
        match shortfall(asked, filled.iter().find(|filled| filled.question == asked.question), today) {
            None => found.answered += 1,
            Some(shortfall) => {
                found.missing.push(Missing { question: asked.question, shortfall, action: cheapest(asked.question) });
            }
        }
    }
    found.missing.sort_by_key(|missing| missing.action);
    found
}

fn shortfall(asked: &AskedQuestion, filled: Option<&Filled>, today: Day) -> Option<Shortfall> {
    let Some(filled) = filled.filter(|filled| filled.is_answered()) else { return Some(Shortfall::Absent) };
    // What brought the patient stays what it was; a plan, progress and reasons do not.
    let words_age = asked.question != ReviewQuestion::Precipitant;
    if let Some(since) = filled.human.as_ref().and_then(|human| human.carried_from).filter(|_| words_age) {
        return Some(Shortfall::CarriedForward { since });
    }
    let limit_days = asked.max_age_days?;
    let age_days = u32::try_from(today.days_since(filled.newest()?)).unwrap_or(0);
    (age_days > limit_days).then_some(Shortfall::Stale { age_days, limit_days })
}

const fn cheapest(question: ReviewQuestion) -> NextAction {
    match question {
        ReviewQuestion::Request => NextAction::CompleteRequest,
        ReviewQuestion::Symptoms | ReviewQuestion::Measures => NextAction::SendCheckIn,
        ReviewQuestion::Precipitant
        | ReviewQuestion::PlanChange
        | ReviewQuestion::GoalProgress
        | ReviewQuestion::WhyNotLower
        | ReviewQuestion::Barriers
        | ReviewQuestion::SkillsUse
        | ReviewQuestion::Dimensions => NextAction::AskClinician,
        ReviewQuestion::DischargePlan => NextAction::PlanDischarge,
        ReviewQuestion::Risk | ReviewQuestion::MentalStatus | ReviewQuestion::Functioning | ReviewQuestion::Medical => NextAction::Assess,
        _ => NextAction::EnterRecord,
    }
}

#[cfg(test)]
mod tests {
    use super::super::carry::HumanText;
    use super::*;
    use vocabulary::{Evidence, Finding, FindingKey, Verdict, Version};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn fact(question: ReviewQuestion, on: &str) -> Filled {
        let evidence = Evidence { kind: "administration", id: "1".into(), version: Version::FIRST, day: day(on) };
        let finding = Finding {
            key: FindingKey("review-fact-risk"),
            arguments: Vec::new(),
            verdict: Verdict::Met,
            evidence: vec![evidence],
            missing: None,
        };
        Filled { question, facts: vec![finding], measured: Vec::new(), human: None }
    }

    fn words(question: ReviewQuestion, on: &str, carried_from: Option<&str>) -> Filled {
        let human = HumanText {
            text: "Words".into(),
            day: day(on),
            carried_from: carried_from.map(day),
            author: "x".into(),
            signed: true,
            record: "1".into(),
            version: Version::FIRST,
        };
        Filled { question, facts: Vec::new(), measured: Vec::new(), human: Some(human) }
    }

    #[test]
    fn what_is_missing_is_named_with_its_reason_the_cheapest_action_first() {
        let asked = |question, max_age_days| AskedQuestion { question, required: true, max_age_days };
        let payer = [
            asked(ReviewQuestion::Risk, Some(7)),
            asked(ReviewQuestion::Measures, Some(7)),
            asked(ReviewQuestion::PlanChange, Some(14)),
            asked(ReviewQuestion::WhyNotLower, None),
            asked(ReviewQuestion::Precipitant, None),
            AskedQuestion { question: ReviewQuestion::Supports, required: false, max_age_days: None },
        ];
        let filled = [
            fact(ReviewQuestion::Measures, "2026-03-01"),
            fact(ReviewQuestion::PlanChange, "2026-03-09"),
            words(ReviewQuestion::WhyNotLower, "2026-03-10", Some("2026-03-01")),
            words(ReviewQuestion::Precipitant, "2026-03-10", Some("2026-03-01")),
        ];
        let found = readiness(&payer, &filled, day("2026-03-10"));
        assert_eq!((found.answered, found.required, found.percent()), (1, 5, 20));
        let missing = |question, shortfall, action| Missing { question, shortfall, action };
        let expected = [
            missing(ReviewQuestion::Measures, Shortfall::Stale { age_days: 9, limit_days: 7 }, NextAction::SendCheckIn),
            missing(ReviewQuestion::PlanChange, Shortfall::Absent, NextAction::AskClinician),
            missing(ReviewQuestion::WhyNotLower, Shortfall::CarriedForward { since: day("2026-03-01") }, NextAction::AskClinician),
            missing(ReviewQuestion::Risk, Shortfall::Absent, NextAction::Assess),
        ];
        assert_eq!(found.missing, expected);
        assert_eq!(readiness(&[], &[], day("2026-03-10")).percent(), 100);
    }
}
