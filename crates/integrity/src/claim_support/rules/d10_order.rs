//! D10: a physician ordered this level.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D10",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Physician,
    source: Source::own("Own catalogue of claim support (D10)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.is_program()? {
        return Ok(Answer::NotApplicable);
    }
    let (level, first) = (facts.level()?, facts.first_day()?);
    let orders = facts.held(&facts.orders, RecordKind::Order)?;
    Ok(match orders.iter().filter(|order| order.0 <= first && order.1 == level).max_by_key(|order| order.0) {
        Some(order) => Answer::Pass(vec![order.evidence(RecordKind::Order, level.code(), Some(order.0))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, first)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, kept};
    use vocabulary::LevelOfCare::PartialHospitalization;

    #[test]
    fn a_program_is_ordered_before_it_is_billed() {
        check("D10", Given::program, |_| {}, "pass");
        check("D10", Given::visit, |_| {}, "n/a");
        check(
            "D10",
            Given::program,
            |facts| facts.orders = Some(vec![kept((day("2026-02-23"), PartialHospitalization))]),
            "fail 2026-03-02",
        );
        check("D10", Given::program, |facts| facts.orders = None, "unknown order");
    }
}
