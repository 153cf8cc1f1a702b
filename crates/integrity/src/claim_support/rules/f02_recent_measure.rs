//! F2: on every day of service a measure is recent enough.

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F2",
    severity: Severity::Warn,
    weight: 7,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (F2); freshness of the neutral criteria set"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let (level, measures) = (facts.level()?, facts.held(&facts.measures, RecordKind::Measure)?);
    let scored: Vec<_> = measures.iter().filter(|measure| measure.is_scored).cloned().collect();
    let recent =
        |day: Day| newest(&scored, day, |measure| measure.day).filter(|found| day.days_since(found.day) <= limits.measure_days.at(level));
    let stale = facts.certain_days(|day| recent(day).is_some())?;
    if !stale.is_empty() {
        return Ok(Answer::Fail(stale.into_iter().map(|day| Evidence::on(RecordKind::Claim, day)).collect()));
    }
    Ok(Answer::Pass(facts.days().into_iter().filter_map(recent).map(measure_evidence).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, measure};

    #[test]
    fn a_day_of_service_has_a_recent_measure() {
        check("F2", Given::program, |_| {}, "pass");
        check("F2", Given::program, |facts| facts.measures = Some(vec![measure("phq-9", "2026-02-18")]), "fail 2026-03-06");
        check("F2", Given::visit, |facts| facts.measures = Some(vec![measure("phq-9", "2026-03-03")]), "fail 2026-03-02");
        check("F2", Given::program, |facts| facts.measures = None, "unknown measure");
    }
}
