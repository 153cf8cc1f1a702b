//! D7: a determination of the level of care is on file, fresh, and says the level that is billed; where criteria said otherwise, a licensed person decided.
//!
//! *Looks at* the newest determination up to the last day of service, and at the patient's level on each day. A determination for lack of facts is none.
//! Who agreed decided as criteria say: for the level that is billed only where they speak for it or a higher one. Who decided otherwise says where to. Whoever
//! may not see what criteria say is told only whether somebody decided otherwise: an answer that followed from what they say would let it be read.

use utilization_review::level_of_care::{Determination, Direction};

use super::super::facts::newest;
use super::super::other_facts::LevelDecision;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D7",
    severity: Severity::Block,
    weight: 9,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (D7); freshness of the neutral criteria set"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let (level, last, is_program) = (facts.level()?, facts.last_day()?, facts.is_program()?);
    if !is_program {
        return Ok(Answer::NotApplicable);
    }
    let at_other_level = |day: &Day| {
        let mut of_day = facts.periods.iter().flatten().filter(|period| period.period.contains(*day)).peekable();
        of_day.peek().is_some() && of_day.all(|period| period.level_of_care != level)
    };
    let differing: Vec<Evidence> =
        facts.days().iter().filter(|day| at_other_level(day)).map(|day| Evidence::on(RecordKind::LevelOfCarePeriod, *day)).collect();
    if facts.person.is_some() && !differing.is_empty() {
        return Ok(Answer::Fail(differing));
    }
    let determinations = facts.held(&facts.determinations, RecordKind::LevelDetermination)?;
    let Some(found) = newest(determinations, last, |determination| determination.day) else {
        return Ok(Answer::Fail(vec![Evidence::on(RecordKind::Claim, last)]));
    };
    let evidence = vec![found.evidence(RecordKind::LevelDetermination, "", Some(found.day))];
    if last.days_since(found.day) > limits.determination_days.at(level) {
        return Ok(Answer::Fail(evidence));
    }
    let is_supported = match (found.decision, found.outcome) {
        (Some(LevelDecision::Otherwise(to)), _) => to != Direction::Lower,
        (None, None) => return Err(RecordKind::LevelDecision),
        (Some(LevelDecision::Agreed), None) | (_, Some(Determination::Insufficient | Determination::NotApplicable)) => {
            return Err(RecordKind::LevelDetermination);
        }
        (_, Some(Determination::Continue | Determination::Mixed)) => true,
        // Where somebody agrees that a higher level is called for, this one is, too.
        (decision, Some(said)) => decision.is_some() && matches!(said, Determination::StepUp | Determination::SafetyReview),
    };
    if is_supported { facts.of_days(Answer::Pass(evidence)) } else { Ok(Answer::Fail(evidence)) }
}

#[cfg(test)]
mod tests {
    use super::super::super::other_facts::LevelDecision::{Agreed, Otherwise};
    use super::super::super::testing::{Given, check, determination, stay_at};
    use utilization_review::level_of_care::Determination::{self, Continue, Insufficient, ReviewPlan, SafetyReview, StepDown, StepUp};
    use utilization_review::level_of_care::Direction::{Higher, Lower, Stay};
    use vocabulary::LevelOfCare;

    #[test]
    fn criteria_say_the_level_or_a_licensed_person_decided_otherwise() {
        let said = |on, outcome, decision| Some(vec![determination(on, outcome, decision)]);
        check("D7", Given::program, |_| {}, "pass");
        check("D7", Given::visit, |_| {}, "n/a");
        check("D7", Given::program, |facts| facts.determinations = said("2026-02-19", Continue, None), "fail 2026-02-19");
        check("D7", Given::program, |facts| facts.determinations = Some(Vec::new()), "fail 2026-03-06");
        let other = || Some(vec![stay_at(LevelOfCare::Outpatient, "2026-03-04", "2026-03-31")]);
        check("D7", Given::program, |facts| facts.periods = other(), "fail 2026-03-04 2026-03-06");
        let of = |outcome, decision, expected: &str| {
            check("D7", Given::program, |facts| facts.determinations = said("2026-03-02", outcome, decision), expected);
        };
        let fails = "fail 2026-03-02";
        of(StepDown, None, fails);
        of(StepDown, Some(Otherwise(Stay)), "pass");
        of(StepDown, Some(Otherwise(Higher)), "pass");
        // Who agrees to a step down agrees that this level is not needed.
        of(StepDown, Some(Agreed), fails);
        of(Continue, Some(Agreed), "pass");
        of(Continue, Some(Otherwise(Lower)), fails);
        of(StepUp, None, fails);
        of(StepUp, Some(Agreed), "pass");
        of(SafetyReview, Some(Agreed), "pass");
        of(ReviewPlan, Some(Agreed), fails);
        of(Insufficient, None, "unknown level_determination");
        of(Insufficient, Some(Agreed), "unknown level_determination");
        of(Insufficient, Some(Otherwise(Stay)), "pass");
    }

    #[test]
    fn whoever_may_not_see_what_criteria_say_cannot_read_it_from_the_answer() {
        for outcome in Determination::ALL {
            let hidden = |decision, expected: &str| {
                let mut hidden = determination("2026-03-02", outcome, decision);
                hidden.value.outcome = None;
                check("D7", Given::program, |facts| facts.determinations = Some(vec![hidden]), expected);
            };
            hidden(None, "unknown level_decision");
            hidden(Some(Agreed), "unknown level_determination");
            hidden(Some(Otherwise(Stay)), "pass");
            hidden(Some(Otherwise(Lower)), "fail 2026-03-02");
        }
    }
}
