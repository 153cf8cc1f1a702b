//! B13: each unit of a brief measure stands on a distinct scored instrument of its own.
//!
//! *Looks at* the measures of each day of service ([`Measurement`]): derived forms are no unit, and in a program day or beside test evaluation none is. A
//! payer's limit of units goes beside it. What was missed is no failure: it stands in [`Measurement::missed`].

use super::super::measurement::{BRIEF_MEASURE, Measurement, is_device_code};
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B13",
    severity: Severity::Block,
    weight: 7,
    fixer: Fixer::Biller,
    source: Source::read(
        "medcoder.ai and americanmedicalcoding.com on 96127: one unit for each distinct standardized instrument; a payer's limit stands in its rules",
    ),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let billed = facts.billed_days();
    let device = billed.iter().filter(|billed| is_device_code(service_of(billed.line))).map(BilledDay::evidence);
    let device: Vec<Evidence> = device.collect();
    if !device.is_empty() {
        return Ok(Answer::Fail(device));
    }
    if !billed.iter().any(|billed| billed.line.procedure == BRIEF_MEASURE) {
        return Ok(Answer::NotApplicable);
    }
    facts.person()?;
    let excess = Measurement::of(facts).excess.ok_or(RecordKind::Measure)?;
    let named = |day: Day| Evidence::named(RecordKind::Measure, BRIEF_MEASURE, Some(day));
    if !excess.is_empty() {
        return Ok(Answer::Fail(excess.iter().map(|excess| named(excess.day)).collect()));
    }
    let most = facts.payer()?.measure_units_most.ok_or(RecordKind::PayerRule)?;
    let units = |day: Day| -> i64 {
        let of_day = billed.iter().filter(|billed| billed.day == day && billed.line.procedure == BRIEF_MEASURE);
        of_day.map(|billed| billed.line.units.thousandths() / 1000).sum()
    };
    Ok(Answer::fails_for(facts.days().into_iter().filter(|day| units(*day) > most).map(named).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, measure};

    fn billed(units: i64, instruments: &'static [&'static str]) -> impl FnOnce(&mut super::ClaimFacts) {
        move |facts| {
            let mut given = Given { facts: facts.clone() };
            given.add_line("96127", units);
            *facts = given.facts;
            facts.measures = Some(instruments.iter().map(|instrument| measure(instrument, "2026-03-02")).collect());
        }
    }

    #[test]
    fn a_unit_without_an_instrument_of_its_own_fails() {
        check("B13", Given::visit, |_| {}, "n/a");
        check("B13", Given::visit, billed(1, &["phq-9"]), "pass");
        check("B13", Given::visit, billed(2, &["phq-9", "phq-2"]), "fail 2026-03-02");
        check("B13", Given::program, billed(1, &["phq-9"]), "fail 2026-03-02");
        check("B13", Given::visit, billed(4, &["phq-9", "gad-7", "isi", "pcl-5"]), "fail 2026-03-02");
        check("B13", Given::visit, |facts| (billed(1, &[])(facts), facts.measures = None).1, "unknown measure");
        check("B13", Given::visit, |facts| (billed(1, &["phq-9"])(facts), facts.payer = None).1, "unknown payer_rule");
    }

    #[test]
    fn a_code_that_asks_for_a_device_fails() {
        check("B13", Given::visit, |facts| facts.claim.lines[0].procedure = "98978".into(), "fail 2026-03-02");
    }
}
