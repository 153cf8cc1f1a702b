//! B10: the claim is filed within the payer's limit.
//!
//! *Looks at* the day on which it was first sent (today where it was not) and the payer's limit from the last day of service. What is not sent yet must have
//! a margin left. The limit is the first payer's: of a bill to a later one it says nothing. A correction has a time of its own, which the denial queue
//! counts; here its first version counts, and without that nothing is known.

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
    let sent = facts.first_sent()?;
    let margin = if facts.claim.source.day.is_some() { 0 } else { limits.filing_margin_days.value };
    // What was not sent is named by its service: the present day is another one tomorrow.
    let evidence = vec![Evidence::on(RecordKind::Claim, facts.claim.source.day.map_or(last, |_| sent))];
    Ok(if sent.days_since(last) + margin <= allowed { Answer::Pass(evidence) } else { Answer::Fail(evidence) })
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
        check("B10", Given::visit, unsent, "fail 2026-03-02");
        check("B10", Given::visit, |facts| facts.payer = None, "unknown payer_rule");
        let second = |facts: &mut super::ClaimFacts| {
            (facts.claim.source.day, facts.claim.sequence) = (Some(day("2026-06-01")), revenue_cycle::Sequence::Secondary);
        };
        check("B10", Given::visit, second, "unknown payer_rule");
    }

    #[test]
    fn a_correction_is_as_timely_as_its_first_version() {
        let corrected = |first: Option<&'static str>| {
            move |facts: &mut super::ClaimFacts| {
                facts.claim.frequency = revenue_cycle::Frequency::Replacement;
                (facts.claim.source.day, facts.first_sent) = (Some(day("2026-08-01")), first.map(day));
            }
        };
        check("B10", Given::visit, corrected(Some("2026-03-05")), "pass");
        check("B10", Given::visit, corrected(Some("2026-06-01")), "fail 2026-06-01");
        check("B10", Given::visit, corrected(None), "unknown first_version");
        check("B11", Given::visit, corrected(Some("2026-03-05")), "pass");
        check("B11", Given::visit, corrected(Some("2026-03-10")), "fail 2026-03-10");
        check("B11", Given::visit, corrected(None), "unknown first_version");
    }
}
