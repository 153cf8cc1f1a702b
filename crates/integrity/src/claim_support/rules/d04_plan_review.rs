//! D4: the plan was reviewed on its cadence.
//!
//! *Looks at* changes and reviews of the plan up to the last day of service, counted from admission. A plan that was carried forward was not reviewed.

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D4",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (D4); states and payers differ"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let (admitted, level, last) = (facts.stay()?.admitted, facts.level()?, facts.last_day()?);
    let changes = facts.held(&facts.plan_changes, RecordKind::TreatmentPlanChange)?;
    let reviews: Vec<_> = changes.iter().filter(|change| !change.carried_forward).cloned().collect();
    let newest = newest(&reviews, last, |change| change.day);
    let since = newest.map_or(admitted, |change| change.day.max(admitted));
    let evidence = match newest {
        Some(change) => vec![change.evidence(RecordKind::TreatmentPlanChange, "", Some(change.day))],
        None => vec![Evidence::on(RecordKind::Episode, admitted)],
    };
    Ok(if last.days_since(since) <= limits.plan_review_days.at(level) { Answer::Pass(evidence) } else { Answer::Fail(evidence) })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, plan_change};

    #[test]
    fn the_plan_is_reviewed_every_month_in_a_program() {
        check("D4", Given::program, |_| {}, "pass");
        let long = |facts: &mut super::ClaimFacts| facts.stay.as_mut().unwrap().admitted = day("2026-01-02");
        check("D4", Given::program, |facts| (long(facts), facts.plan_changes = Some(vec![plan_change("2026-01-20")])).1, "fail 2026-01-20");
        check("D4", Given::visit, |facts| (long(facts), facts.plan_changes = Some(vec![plan_change("2026-01-20")])).1, "pass");
        check("D4", Given::program, |facts| (long(facts), facts.plan_changes = Some(Vec::new())).1, "fail 2026-01-02");
        let copied = |facts: &mut super::ClaimFacts| facts.plan_changes.as_mut().unwrap()[0].value.carried_forward = true;
        check("D4", Given::program, |facts| (long(facts), copied(facts)).1, "fail 2026-01-02");
        check("D4", Given::program, |facts| facts.plan_changes = None, "unknown treatment_plan_change");
    }
}
