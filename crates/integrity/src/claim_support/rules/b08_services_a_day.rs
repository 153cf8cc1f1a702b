//! B8: a Medicare program day has at least three services.
//!
//! *Looks at* the units of the lines of each day, where Medicare itself is billed: how a plan of Medicare Advantage pays a day, its own manual says.
//! Medicare pays a day with three services, and another rate with four or more.

use std::collections::BTreeMap;

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B8",
    severity: Severity::Warn,
    weight: 4,
    fixer: Fixer::Biller,
    source: Source::read(
        "Noridian and First Coast, intensive outpatient program pages: payment for days of three, and of four or more services",
    ),
    ask,
};

const LEAST: i64 = 3;

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let is_day_program = matches!(facts.level()?, LevelOfCare::IntensiveOutpatient | LevelOfCare::PartialHospitalization);
    if !is_day_program || !facts.is_original_medicare()? {
        return Ok(Answer::NotApplicable);
    }
    let mut services: BTreeMap<Day, i64> = BTreeMap::new();
    for billed in facts.billed_days() {
        *services.entry(billed.day).or_default() += billed.line.units.thousandths() / 1000;
    }
    let few = services.into_iter().filter(|(_, count)| *count < LEAST);
    facts.of_days(Answer::fails_for(few.map(|(day, count)| Evidence::named(RecordKind::Claim, count.to_string(), Some(day))).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};
    use revenue_cycle::Units;

    #[test]
    fn a_day_of_fewer_than_three_services_fails() {
        check("B8", Given::partial, |_| {}, "pass");
        check("B8", Given::program, |_| {}, "n/a");
        let of_plan = |facts: &mut super::ClaimFacts| {
            facts.claim.lines[1].units = Units::whole(2);
            facts.payer.as_mut().expect("the payer's rules").class = Some(care::PayerClass::MedicareAdvantage);
        };
        check("B8", Given::partial, of_plan, "n/a");
        check("B8", Given::partial, |facts| facts.claim.lines[1].units = Units::whole(2), "fail 2026-03-04");
        check("B8", Given::program, |facts| (facts.payer, facts.stay) = (None, None), "unknown payer_rule");
    }
}
