//! B11: the claim was sent soon after the service. Of a correction the first version counts.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B11",
    severity: Severity::Info,
    weight: 2,
    fixer: Fixer::Biller,
    source: Source::own("Own catalogue of claim support (B11); HFMA key figure: charge lag"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let sent = facts.first_sent()?;
    let lag = sent.days_since(facts.last_day()?);
    let evidence = vec![Evidence::on(RecordKind::Claim, sent)];
    Ok(if lag <= limits.charge_lag_days.value { Answer::Pass(evidence) } else { Answer::Fail(evidence) })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn a_late_claim_is_told() {
        check("B11", Given::visit, |_| {}, "pass");
        check("B11", Given::visit, |facts| facts.claim.source.day = Some(day("2026-03-10")), "fail 2026-03-10");
        check("B11", Given::visit, |facts| facts.claim.lines[0].days = None, "unknown claim");
    }
}
