//! A2: the payer is billed in the place where the coverage stands.
//!
//! *Looks at* the coverage under the member's number of the claim on the first day of service, and the place in which the claim bills it. A claim to a
//! first payer that names a later one passes; a claim that calls a second payer the first fails.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A2",
    severity: Severity::Block,
    weight: 7,
    fixer: Fixer::Biller,
    source: Source::own("Own catalogue of claim support (A2); 837 loop 2000B states the order of payers"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let (first, coverages) = (facts.first_day()?, facts.held(&facts.coverages, RecordKind::Coverage)?);
    let is_named =
        |coverage: &&Kept<Coverage>| plain(&coverage.member_id) == plain(&facts.claim.member_id) && coverage.period.contains(first);
    let billed = coverages.iter().find(is_named).ok_or(RecordKind::Coverage)?;
    let place = match facts.claim.sequence {
        Sequence::Primary => CoverageRank::Primary,
        Sequence::Secondary => CoverageRank::Secondary,
        Sequence::Tertiary => CoverageRank::Tertiary,
    };
    let evidence = vec![billed.evidence(RecordKind::Coverage, billed.member_id.clone(), Some(first))];
    Ok(if billed.rank == place { Answer::Pass(evidence) } else { Answer::Fail(evidence) })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};
    use revenue_cycle::Sequence;

    #[test]
    fn a_payer_is_billed_in_its_place() {
        check("A2", Given::visit, |_| {}, "pass");
        check("A2", Given::visit, |facts| facts.claim.sequence = Sequence::Secondary, "fail 2026-03-02");
        check("A2", Given::visit, |facts| facts.claim.member_id = "M9".into(), "unknown coverage");
        check("A2", Given::visit, |facts| facts.coverages = None, "unknown coverage");
    }
}
