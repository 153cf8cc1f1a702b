//! F7: a measure was taken around the discharge.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F7",
    severity: Severity::Info,
    weight: 3,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (F7)"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let Some(discharged) = facts.stay()?.discharged else { return Ok(Answer::NotApplicable) };
    let window = limits.discharge_measure_days.value;
    let measures = facts.held(&facts.measures, RecordKind::Measure)?;
    let is_near = |measure: &&Kept<super::super::Measure>| measure.is_scored && measure.day.days_since(discharged).abs() <= window;
    let found: Vec<Evidence> = measures.iter().filter(is_near).map(measure_evidence).collect();
    match found.is_empty() {
        false => Ok(Answer::Pass(found)),
        true if facts.as_of <= discharged.plus_days(window) => Err(RecordKind::Measure),
        true => Ok(Answer::Fail(vec![Evidence::on(RecordKind::Episode, discharged)])),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    fn leaves(on: &'static str) -> impl FnOnce(&mut super::ClaimFacts) {
        move |facts| facts.stay.as_mut().unwrap().discharged = Some(day(on))
    }

    #[test]
    fn a_measure_stands_at_the_end() {
        check("F7", Given::visit, |_| {}, "n/a");
        check("F7", Given::visit, leaves("2026-03-04"), "pass");
        check("F7", Given::visit, leaves("2026-03-06"), "fail 2026-03-06");
        check("F7", Given::visit, leaves("2026-03-18"), "unknown measure");
    }
}
