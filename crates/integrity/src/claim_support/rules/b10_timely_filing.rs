//! B10: the claim is filed within the payer's limit.
//!
//! *Looks at* the day on which it was sent (today where it was not) and the payer's limit from the last day of service. What is not sent yet must have a
//! margin left. The limit is the first payer's: of a bill to a later one it says nothing.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B10",
    severity: Severity::Block,
    weight: 8,
    fixer: Fixer::Biller,
    source: Source::own("Own catalogue of claim support (B10); refusal 29; limits are by contract"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    // A later payer's time runs from the answer of the one before it, and how long it is stands in no profile yet.
    if facts.claim.sequence != Sequence::Primary {
        return Err(RecordKind::PayerRule);
    }
    let (last, allowed) = (facts.last_day()?, facts.payer()?.filing_days.ok_or(RecordKind::PayerRule)?);
    let margin = if facts.claim.source.day.is_some() { 0 } else { limits.filing_margin_days.value };
    let evidence = vec![Evidence::on(RecordKind::Claim, facts.sent())];
    Ok(if facts.sent().days_since(last) + margin <= allowed { Answer::Pass(evidence) } else { Answer::Fail(evidence) })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn a_claim_is_filed_while_the_payer_takes_it() {
        check("B10", Given::visit, |_| {}, "pass");
        check("B10", Given::visit, |facts| facts.claim.source.day = Some(day("2026-06-01")), "fail 2026-06-01");
        check("B10", Given::visit, |facts| facts.claim.source.day = Some(day("2026-05-31")), "pass");
        let unsent = |facts: &mut super::ClaimFacts| (facts.claim.source.day, facts.as_of) = (None, day("2026-05-18"));
        check("B10", Given::visit, unsent, "fail 2026-05-18");
        check("B10", Given::visit, |facts| facts.payer = None, "unknown payer_rule");
        let second = |facts: &mut super::ClaimFacts| {
            (facts.claim.source.day, facts.claim.sequence) = (Some(day("2026-06-01")), revenue_cycle::Sequence::Secondary);
        };
        check("B10", Given::visit, second, "unknown payer_rule");
    }
}
