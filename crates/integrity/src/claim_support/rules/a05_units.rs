//! A5: no more is billed than was granted.
//!
//! *Looks at* each authorization that covers a day of service at the billed level: the units of this claim and of the patient's other claims to the same
//! payer in the same place within its days. Where days are granted, days are counted; else the units of the lines.

use std::collections::BTreeSet;

use super::super::facts::days_of_line;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A5",
    severity: Severity::Block,
    weight: 8,
    fixer: Fixer::Reviewer,
    source: Source::own("Own catalogue of claim support (A5); refusal 198"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.needs_authorization()? {
        return Ok(Answer::NotApplicable);
    }
    facts.held(&facts.other_claims, RecordKind::OtherClaims)?;
    let claims: Vec<&Claim> = facts.claims_beside().map(|other| &other.claim).chain([&facts.claim]).collect();
    let mut grants: Vec<&Kept<Authorization>> = Vec::new();
    for day in facts.days() {
        for granted in facts.covering(day)? {
            if !grants.iter().any(|known| known.number == granted.number) {
                grants.push(granted);
            }
        }
    }
    if grants.is_empty() {
        return Err(RecordKind::Authorization);
    }
    let over = grants.into_iter().filter(|granted| used(facts, granted, &claims) > i64::from(granted.units));
    facts.of_days(Answer::fails_for(
        over.map(|granted| granted.evidence(RecordKind::Authorization, granted.number.clone(), granted.period.last())).collect(),
    ))
}

/// What claims use of a grant, on the days on which it stands.
fn used(facts: &ClaimFacts, granted: &Kept<Authorization>, claims: &[&Claim]) -> i64 {
    let mut days: BTreeSet<Day> = BTreeSet::new();
    let mut units = 0;
    for claim in claims {
        let level = level_of_claim(claim);
        for line in &claim.lines {
            let names_other = |number: &String| *number != granted.number;
            let is_others = line.authorization.as_ref().is_some_and(names_other)
                || (line.authorization.is_none() && !claim.authorizations.is_empty() && claim.authorizations.iter().all(names_other));
            if is_others || level != Some(granted.level_of_care) {
                continue;
            }
            let own: Vec<Day> = days_of_line(line).into_iter().filter(|day| facts.stands_on(granted, *day)).collect();
            units += if own.is_empty() { 0 } else { line.units.thousandths().div_euclid(1000) };
            days.extend(own);
        }
    }
    if granted.unit_kind == UnitKind::Day { i64::try_from(days.len()).unwrap_or(i64::MAX) } else { units }
}

#[cfg(test)]
mod tests {
    use revenue_cycle::Sequence;
    use utilization_review::authorization::UnitKind;

    use super::super::super::testing::{Given, authorization, check, other_claim};
    use vocabulary::LevelOfCare::IntensiveOutpatient;

    #[test]
    fn units_of_all_claims_are_counted_against_the_grant() {
        let granted = |units| Some(vec![authorization("A-1", IntensiveOutpatient, units, "2026-02-23", "2026-03-13")]);
        check("A5", Given::program, |_| {}, "pass");
        check("A5", Given::visit, |_| {}, "n/a");
        check("A5", Given::program, |facts| facts.authorizations = granted(2), "fail 2026-03-13");
        let earlier = || Some(vec![other_claim("B1", "S9480", "2026-02-25")]);
        check("A5", Given::program, |facts| (facts.authorizations, facts.other_claims) = (granted(3), earlier()), "fail 2026-03-13");
        check("A5", Given::program, |facts| facts.other_claims = None, "unknown other_claims");
        // What a second payer is billed for uses nothing of what the first one granted.
        let to_second = |facts: &mut super::ClaimFacts| {
            (facts.authorizations, facts.other_claims) = (granted(3), earlier());
            let other = &mut facts.other_claims.as_mut().unwrap()[0].value.claim;
            (other.sequence, other.payer_id) = (Sequence::Secondary, "P2".into());
            facts.authorizations.as_mut().unwrap()[0].value.unit_kind = UnitKind::Visit;
        };
        check("A5", Given::program, to_second, "pass");
        check("A5", Given::program, |facts| facts.authorizations = Some(Vec::new()), "unknown authorization");
    }
}
