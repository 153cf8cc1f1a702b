//! D7: a determination of the level of care is on file, fresh, and says the level that is billed; where criteria said otherwise, a licensed person decided.
//!
//! *Looks at* the newest determination up to the last day of service, and at the patient's level on each day. A determination for lack of facts is none.
//! Whoever may not see what criteria say is told only whether somebody decided: an answer that followed from what they say would let it be read.

use utilization_review::level_of_care::Determination;

use super::super::facts::newest;
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
    match found.outcome {
        _ if found.is_decided => Ok(Answer::Pass(evidence)),
        None => Err(RecordKind::LevelDecision),
        Some(Determination::Continue | Determination::Mixed) => Ok(Answer::Pass(evidence)),
        Some(Determination::Insufficient | Determination::NotApplicable) => Err(RecordKind::LevelDetermination),
        Some(_) => Ok(Answer::Fail(evidence)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, determination, stay_at};
    use utilization_review::level_of_care::Determination::{self, Continue, Insufficient, StepDown};
    use vocabulary::LevelOfCare;

    #[test]
    fn criteria_say_the_level_or_a_licensed_person_decided_otherwise() {
        let said = |on, outcome, is_decided| Some(vec![determination(on, outcome, is_decided)]);
        check("D7", Given::program, |_| {}, "pass");
        check("D7", Given::visit, |_| {}, "n/a");
        check("D7", Given::program, |facts| facts.determinations = said("2026-02-19", Continue, false), "fail 2026-02-19");
        check("D7", Given::program, |facts| facts.determinations = said("2026-03-02", StepDown, false), "fail 2026-03-02");
        check("D7", Given::program, |facts| facts.determinations = said("2026-03-02", StepDown, true), "pass");
        check("D7", Given::program, |facts| facts.determinations = said("2026-03-02", Insufficient, false), "unknown level_determination");
        check("D7", Given::program, |facts| facts.determinations = Some(Vec::new()), "fail 2026-03-06");
        for outcome in Determination::ALL {
            let hidden = |is_decided| {
                let mut hidden = determination("2026-03-02", outcome, is_decided);
                hidden.value.outcome = None;
                Some(vec![hidden])
            };
            check("D7", Given::program, |facts| facts.determinations = hidden(false), "unknown level_decision");
            check("D7", Given::program, |facts| facts.determinations = hidden(true), "pass");
        }
        let other = || Some(vec![stay_at(LevelOfCare::Outpatient, "2026-03-04", "2026-03-31")]);
        check("D7", Given::program, |facts| facts.periods = other(), "fail 2026-03-04 2026-03-06");
    }
}
