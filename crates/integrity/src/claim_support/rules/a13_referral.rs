//! A13: there is a referral, where the plan asks for one.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A13",
    severity: Severity::Block,
    weight: 4,
    fixer: Fixer::Intake,
    source: Source::own("Own catalogue of claim support (A13)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.payer()?.needs_referral.ok_or(RecordKind::PayerRule)? {
        return Ok(Answer::NotApplicable);
    }
    let referrals = facts.held(&facts.referrals, RecordKind::Referral)?;
    let unreferred = facts.certain_days(|day| referrals.iter().any(|referral| referral.contains(day)))?;
    Ok(Answer::fails_for(unreferred.into_iter().map(|day| Evidence::on(RecordKind::Referral, day)).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, kept, period};

    #[test]
    fn a_plan_that_asks_for_a_referral_gets_one() {
        let asks = |facts: &mut super::ClaimFacts| facts.payer.as_mut().unwrap().needs_referral = Some(true);
        check("A13", Given::visit, |_| {}, "n/a");
        check("A13", Given::visit, asks, "fail 2026-03-02");
        let referred = || Some(vec![kept(period("2026-02-01", "2026-04-30"))]);
        check("A13", Given::visit, |facts| (asks(facts), facts.referrals = referred()).1, "pass");
        check("A13", Given::visit, |facts| (asks(facts), facts.referrals = None).1, "unknown referral");
        check("A13", Given::visit, |facts| facts.payer = None, "unknown payer_rule");
    }
}
