//! Determinations of a level of care in words. A trace holds codes; each has a message under its own beginning.

use vocabulary::{Day, LevelOfCare, Points};

use crate::key::Key;
use crate::text::{Arg, Text};

impl Text {
    /// What the criteria say: `Consider a lower level of care.` The code is the determination's.
    pub fn determination(self, code: &str) -> String {
        self.named("determination-", code)
    }

    /// Where a step leads: `Consider Outpatient (OP).` or the end of the episode.
    pub fn determination_target(self, code: &str) -> String {
        match code.parse() {
            Ok(level) => self.say_with(Key::DeterminationTargetLevel, &[("level", self.level_of_care_with_code(level).into())]),
            Err(_) => self.say(Key::DeterminationTargetComplete),
        }
    }

    /// Why criteria may not be made for a patient.
    pub fn level_of_care_reason(self, code: &str) -> String {
        self.named("level-of-care-reason-", code)
    }

    /// A rule's name.
    pub fn level_of_care_rule(self, code: &str) -> String {
        self.named("level-of-care-rule-", code)
    }

    /// What a clause asks: its own text where a practice wrote one.
    pub fn level_of_care_clause(self, name: &str, text: Option<&str>) -> String {
        text.map_or_else(|| self.named("level-of-care-clause-", name), str::to_owned)
    }

    /// A fact by its code, with the instrument and the window where it has them.
    pub fn level_of_care_fact(self, code: &str, instrument: Option<&str>, window: Option<&str>) -> String {
        let mut fact = self.named("level-of-care-fact-", code);
        if let Some(instrument) = instrument {
            fact = self.say_with(Key::LevelOfCareFactOfInstrument, &[("fact", fact.into()), ("instrument", instrument.into())]);
        }
        match window {
            Some(window) => self.say_with(Key::LevelOfCareFactWithin, &[("fact", fact.into()), ("window", self.window(window).into())]),
            None => fact,
        }
    }

    /// A stretch of time as criteria write it, `14 days` or `48 hours`, in words; as it is written where it is neither.
    fn window(self, written: &str) -> String {
        let parts = written.split_once(' ').and_then(|(count, unit)| Some((count.parse::<i64>().ok()?, unit)));
        match parts {
            Some((count, "day" | "days")) => self.say_with(Key::LevelOfCareWindowDays, &[("count", count.into())]),
            Some((count, "hour" | "hours")) => self.say_with(Key::LevelOfCareWindowHours, &[("count", count.into())]),
            _ => written.to_owned(),
        }
    }

    /// A value of a fact as it stands in a trace: a number in the fact's unit, or a word. A band, kept by its severity from 0, is told by its place
    /// from 1, as on every page.
    pub fn level_of_care_value(self, fact: &str, value: &str) -> String {
        let Ok(points) = value.parse::<Points>() else { return self.named("level-of-care-value-", value) };
        match fact {
            "band" | "craving_band" => {
                let place = Points::from_ten_thousandths(points.ten_thousandths() + 10_000);
                self.say_with(Key::LevelOfCareValueBand, &[("place", self.points_exact(place).into())])
            }
            "attendance_percent" => self.say_with(Key::PercentWritten, &[("number", self.points_exact(points).into())]),
            _ => self.points_exact(points),
        }
    }

    /// What a record says that a fact was read from: yes or no, a day, a level of care, a number, or a word.
    pub fn level_of_care_evidence(self, value: &str) -> String {
        match (value, value.parse::<Day>(), value.parse::<LevelOfCare>()) {
            ("true", _, _) => self.say(Key::LevelOfCareValueYes),
            ("false", _, _) => self.say(Key::LevelOfCareValueNo),
            (_, Ok(day), _) => self.day(day),
            (_, _, Ok(level)) => self.level_of_care_with_code(level),
            _ => self.level_of_care_value("", value),
        }
    }

    /// A missing fact and why it is missing.
    pub fn level_of_care_missing(self, fact: &str, instrument: Option<&str>, why: &str) -> String {
        let why = self.named("level-of-care-why-", why);
        self.say_with(Key::LevelOfCareMissing, &[("fact", self.level_of_care_fact(fact, instrument, None).into()), ("why", why.into())])
    }

    /// Why a fact is missing, by itself.
    pub fn level_of_care_why(self, code: &str) -> String {
        self.named("level-of-care-why-", code)
    }

    /// A determination in one or two words, for lists of patients.
    pub fn determination_short(self, code: &str) -> String {
        self.named("determination-short-", code)
    }

    /// For whom criteria are not made, by the code of the exclusion.
    pub fn criteria_exclusion(self, code: &str) -> String {
        self.named("criteria-exclusion-", code)
    }

    /// The cheapest way to get a missing fact.
    pub fn next_action(self, code: &str) -> String {
        self.named("next-action-", code)
    }

    /// That a step up is not excluded, with what is missing.
    pub fn step_up_not_excluded<S: AsRef<str>>(self, facts: &[S]) -> String {
        let facts: Vec<String> = facts.iter().map(|fact| self.level_of_care_fact(fact.as_ref(), None, None)).collect();
        self.say_with(Key::LevelOfCareCaveatStepUpNotExcluded, &[("facts", self.list(&facts).into())])
    }

    /// What would turn the determination: each change as fact and value.
    pub fn level_of_care_nearest(self, determination: &str, changes: &[(&str, Option<&str>, &str)]) -> String {
        let said: Vec<String> = (changes.iter())
            .map(|(fact, instrument, value)| {
                let value = self.level_of_care_value(fact, value);
                let fact = self.level_of_care_fact(fact, *instrument, None);
                self.say_with(Key::LevelOfCareNearestChange, &[("fact", fact.into()), ("value", value.into())])
            })
            .collect();
        let determination = self.determination(determination);
        let determination = determination.trim_end_matches('.');
        self.say_with(Key::LevelOfCareNearest, &[("determination", determination.into()), ("changes", self.list(&said).into())])
    }

    /// Why somebody decided otherwise.
    pub fn override_reason(self, code: &str) -> String {
        self.named("override-reason-", code)
    }

    /// Where a decision points.
    pub fn level_of_care_direction(self, code: &str) -> String {
        self.named("level-of-care-direction-", code)
    }

    /// What a person decided about a determination by its code (`agree`, `disagree`, `defer`), with where the decision points.
    pub fn level_of_care_decision(self, code: &str, direction: Option<&str>) -> String {
        let Some(direction) = direction else { return self.named("level-of-care-decided-", code) };
        let direction = Arg::from(self.level_of_care_direction(direction));
        if code == "disagree" {
            return self.say_with(Key::LevelOfCareDecidedDisagree, &[("direction", direction)]);
        }
        let decision = self.named("level-of-care-decided-", code).into();
        self.say_with(Key::LevelOfCareDecidedTowards, &[("decision", decision), ("direction", direction)])
    }

    /// The name of a licensed tool.
    pub fn external_system(self, code: &str) -> String {
        self.named("external-system-", code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use utilization_review::level_of_care::{
        ChangeCategory, Determination, Direction, FactName, NextAction, OverrideReason, Shape, Why, criteria,
    };
    use vocabulary::Language;

    fn english() -> Text {
        Text::for_language(&Language::english())
    }

    fn check<'a>(prefix: &str, codes: impl IntoIterator<Item = &'a str>) {
        for code in codes {
            let id = format!("{prefix}{}", code.to_lowercase().replace('_', "-"));
            assert!(Key::from_id(&id).is_some(), "{id} has no message");
        }
    }

    #[test]
    fn every_code_of_a_trace_has_a_message() {
        check("determination-", Determination::ALL.iter().map(|determination| determination.code()));
        check("next-action-", NextAction::ALL.iter().map(|action| action.code()));
        check("level-of-care-why-", Why::ALL.iter().map(|why| why.code()));
        check("override-reason-", OverrideReason::ALL.iter().map(|reason| reason.code()));
        check("level-of-care-direction-", Direction::ALL.iter().map(|direction| direction.code()));
        check("external-system-", care::ExternalSystem::ALL.iter().map(|system| system.code()));
        let available = ChangeCategory::ALL.iter().filter(|category| **category != ChangeCategory::NotAvailable);
        check("level-of-care-value-", available.map(|category| category.code()));
        for fact in FactName::ALL {
            check("level-of-care-fact-", [fact.code()]);
            if let Shape::Choice(words) | Shape::Ordinal(words) = fact.specification().shape {
                check("level-of-care-value-", words.iter().copied());
            }
        }
    }

    #[test]
    fn every_clause_and_exclusion_of_the_shipped_set_has_a_message() {
        let set = criteria::neutral();
        check("level-of-care-clause-", set.clauses.iter().map(|clause| clause.name.as_str()));
        check("level-of-care-reason-", set.exclusions.iter().map(|exclusion| exclusion.reason.as_str()));
    }

    #[test]
    fn a_value_is_told_in_its_unit_and_evidence_in_words() {
        for (fact, value, expected) in
            [("band", "3", "band 4"), ("attendance_percent", "60", "60 %"), ("function", "2", "2"), ("plateau", "yes", "yes")]
        {
            assert_eq!(english().level_of_care_value(fact, value), expected, "{fact}");
        }
        for (value, expected) in [
            ("false", "no"),
            ("2026-11-20", "Nov 20, 2026"),
            ("OP", "Outpatient (OP)"),
            ("14", "14"),
            ("cancelled_by_program", "called off by the program"),
        ] {
            assert_eq!(english().level_of_care_evidence(value), expected, "{value}");
        }
    }

    #[test]
    fn a_determination_is_said_in_plain_words() {
        assert_eq!(english().level_of_care_decision("defer", None), "Put off");
        assert!(english().level_of_care_decision("disagree", Some("stay")).starts_with("Decided otherwise: "));
        assert!(english().level_of_care_decision("agree", Some("down")).starts_with("Agreed ("));
        assert_eq!(english().determination("STEP_DOWN"), "Consider a lower level of care.");
        assert_eq!(english().determination_target("OP"), "Consider Outpatient (OP).");
        assert_eq!(english().determination_target("complete"), "Consider completing the episode of care.");
        assert_eq!(
            english().level_of_care_nearest("STEP_DOWN", &[("function", None, "2"), ("risk_level", None, "low")]),
            "Would become “Consider a lower level of care” if this were on record: impaired function: 2 and level of risk now: low."
        );
        assert_eq!(
            english().level_of_care_missing("band", Some("gad-7"), "too_old"),
            "severity band of gad-7: the newest record is too old"
        );
        assert_eq!(english().level_of_care_clause("our_own", Some("Our own text")), "Our own text");
    }
}
