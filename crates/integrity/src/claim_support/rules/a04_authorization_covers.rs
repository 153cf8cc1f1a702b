//! A4: an authorization covers every day of service.
//!
//! *Looks at* the authorizations of the patient by the payer that is billed, where it asks for one. A day that none covers fails.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A4",
    severity: Severity::Block,
    weight: 10,
    fixer: Fixer::Reviewer,
    source: Source::own("Own catalogue of claim support (A4); refusals 197 and 198"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.needs_authorization()? {
        return Ok(Answer::NotApplicable);
    }
    facts.held(&facts.authorizations, RecordKind::Authorization)?;
    let covering = |day: Day| facts.covering(day).unwrap_or_default();
    let uncovered = facts.certain_days(|day| !covering(day).is_empty())?;
    if !uncovered.is_empty() {
        return Ok(Answer::Fail(uncovered.into_iter().map(|day| Evidence::on(RecordKind::Claim, day)).collect()));
    }
    let covered = facts.days().into_iter().filter_map(|day| covering(day).first().copied());
    Ok(Answer::Pass(covered.map(|granted| granted.evidence(RecordKind::Authorization, granted.number.clone(), None)).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::facts::ClaimFacts;
    use super::super::super::testing::{Given, authorization, check};
    use vocabulary::LevelOfCare::IntensiveOutpatient;

    #[test]
    fn every_day_stands_in_an_authorization_where_the_payer_asks_for_one() {
        check("A4", Given::program, |_| {}, "pass");
        check("A4", Given::visit, |_| {}, "n/a");
        let short = || Some(vec![authorization("A-1", IntensiveOutpatient, 10, "2026-02-23", "2026-03-03")]);
        check("A4", Given::program, |facts| facts.authorizations = short(), "fail 2026-03-04 2026-03-06");
        check("A4", Given::program, |facts| facts.authorizations = None, "unknown authorization");
        // The claim names one: the payer's list is not asked for.
        check("A4", Given::program, |facts| (facts.payer, facts.authorizations) = (None, short()), "fail 2026-03-04 2026-03-06");
        check("A4", Given::visit, |facts| facts.payer = None, "unknown payer_rule");
    }

    #[test]
    fn a_day_that_the_payer_took_back_is_covered_no_more_and_one_that_it_granted_again_is() {
        let taken = |facts: &mut ClaimFacts| {
            facts.authorizations.as_mut().unwrap()[0].record = Some("one.1".into());
            facts.taken = [("one.1".into(), "2026-03-04".parse().unwrap())].into();
        };
        check("A4", Given::program, taken, "fail 2026-03-04");
        check("A9", Given::program, taken, "fail 2026-03-04");
        let again = |facts: &mut ClaimFacts| {
            taken(facts);
            facts.authorizations.as_mut().unwrap().push(authorization("A-1", IntensiveOutpatient, 10, "2026-03-04", "2026-03-04"));
        };
        check("A4", Given::program, again, "pass");
        // What was taken back uses none of its units.
        let short = |facts: &mut ClaimFacts| facts.authorizations.as_mut().unwrap()[0].value.units = 2;
        check("A5", Given::program, short, "fail 2026-03-13");
        check(
            "A5",
            Given::program,
            |facts| {
                taken(facts);
                short(facts);
            },
            "pass",
        );
    }

    #[test]
    fn what_another_payer_granted_covers_nothing() {
        let billed_to = |key: &'static str| move |facts: &mut ClaimFacts| facts.payer_key = Some(key.to_owned());
        check("A4", Given::program, billed_to("plan-one"), "pass");
        check("A4", Given::program, billed_to("plan-two"), "fail 2026-03-02 2026-03-04 2026-03-06");
        check("A8", Given::program, billed_to("plan-two"), "unknown authorization");
        check("A9", Given::program, billed_to("plan-two"), "fail 2026-03-02 2026-03-04 2026-03-06");
    }
}
