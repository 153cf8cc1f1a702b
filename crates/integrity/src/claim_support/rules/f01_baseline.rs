//! F1: a measure was taken around admission.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F1",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (F1); windows of the neutral criteria set"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let (admitted, level) = (facts.stay()?.admitted, facts.level()?);
    let window = limits.baseline_days.at(level);
    let measures = facts.held(&facts.measures, RecordKind::Measure)?;
    let found: Vec<Evidence> = measures
        .iter()
        .filter(|measure| measure.is_scored && measure.day.days_since(admitted).abs() <= window)
        .map(measure_evidence)
        .collect();
    match found.is_empty() {
        false => Ok(Answer::Pass(found)),
        true if facts.as_of <= admitted.plus_days(window) => Err(RecordKind::Measure),
        true => Ok(Answer::Fail(vec![Evidence::on(RecordKind::Episode, admitted)])),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, measure};

    #[test]
    fn a_measure_stands_at_the_beginning() {
        check("F1", Given::program, |_| {}, "pass");
        check("F1", Given::program, |facts| facts.measures = Some(vec![measure("phq-9", "2026-03-03")]), "fail 2026-02-23");
        check("F1", Given::visit, |facts| facts.measures = Some(vec![measure("phq-9", "2026-03-03")]), "pass");
        let unscored =
            |facts: &mut super::ClaimFacts| facts.measures.iter_mut().flatten().for_each(|measure| measure.value.is_scored = false);
        check("F1", Given::program, unscored, "fail 2026-02-23");
        check("F1", Given::program, |facts| facts.measures = None, "unknown measure");
    }
}
