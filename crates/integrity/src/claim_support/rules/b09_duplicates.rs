//! B9: nothing is billed twice, and nothing beside what includes it.
//!
//! *Looks at* the lines of this claim and of the patient's other claims by day: the same service on another claim, or again on this one with the same
//! modifiers, a group beside a program day that includes it, and two sessions whose clocks overlap. A bill of the same service to another payer, or in
//! another place of the order of payers, is no second bill.

use revenue_cycle::level_of_service::level_of_line;

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B9",
    severity: Severity::Block,
    weight: 7,
    fixer: Fixer::Biller,
    source: Source::own("Own catalogue of claim support (B9); refusals 18, 97 and 236"),
    ask,
};

/// Services that an all-inclusive program day includes.
fn is_included(procedure: &str) -> bool {
    matches!(procedure, "90832" | "90834" | "90837" | "90846" | "90847" | "90849" | "90853" | "H0004" | "H0005")
}

/// A day of a program, by its procedure; or by the revenue code alone where a facility bills no procedure.
fn is_program_day(line: &ClaimLine) -> bool {
    let by_revenue_code = || level_of_line(line).is_some_and(|level| level != LevelOfCare::Outpatient);
    if line.procedure.is_empty() {
        return by_revenue_code();
    }
    matches!(line.procedure.as_str(), "H0015" | "H0018" | "H0019" | "H0035" | "H2036" | "S0201" | "S9480")
}

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let own = facts.billed_days();
    let others: Vec<(&str, BilledDay<'_>)> = facts.claims_beside().flat_map(|other| of_claim(&other.claim)).collect();
    let mut found: Vec<Evidence> = Vec::new();
    for (place, billed) in own.iter().enumerate() {
        let is_twice = |other: &BilledDay<'_>| {
            let (one, other_line) = (billed.line, other.line);
            let is_same_code = service_of(one) == service_of(other_line) && one.revenue_code == other_line.revenue_code;
            other.day == billed.day && is_same_code && one.modifiers == other_line.modifiers
        };
        if own[..place].iter().any(is_twice) {
            found.push(billed.evidence());
        }
        let same = |other: &BilledDay<'_>| other.day == billed.day;
        let is_again = |(_, other): &&(&str, BilledDay<'_>)| {
            same(other) && service_of(other.line) == service_of(billed.line) && other.line.revenue_code == billed.line.revenue_code
        };
        if let Some((number, _)) = others.iter().find(is_again) {
            found.push(Evidence::named(RecordKind::OtherClaims, *number, Some(billed.day)));
        }
        let mut all = own.iter().chain(others.iter().map(|(_, other)| other));
        if is_included(&billed.line.procedure) && all.any(|other| same(other) && is_program_day(other.line)) {
            found.push(billed.evidence());
        }
    }
    found.extend(overlapping(facts));
    if found.is_empty() {
        facts.held(&facts.other_claims, RecordKind::OtherClaims)?;
    }
    facts.of_days(Answer::fails_for(found))
}

fn of_claim(claim: &Claim) -> impl Iterator<Item = (&str, BilledDay<'_>)> {
    let of_line = |line| super::super::facts::days_of_line(line).into_iter().map(move |day| BilledDay { line, day });
    claim.lines.iter().flat_map(of_line).map(|billed| (claim.number.as_str(), billed))
}

/// Sessions of single procedures of a day whose clocks overlap.
fn overlapping(facts: &ClaimFacts) -> Vec<Evidence> {
    let Ok(notes) = facts.own_notes() else { return Vec::new() };
    let mut found = Vec::new();
    for (place, one) in notes.iter().enumerate() {
        for other in &notes[place + 1..] {
            let (Some(first), Some(second)) = (one.clock, other.clock) else { continue };
            if one.day == other.day && one.service.is_some() && other.service.is_some() && first.0 < second.1 && second.0 < first.1 {
                found.push(one.evidence(RecordKind::ServiceNote, one.service.clone().unwrap_or_default(), Some(one.day)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use revenue_cycle::{ClaimLine, Sequence};

    use super::super::super::testing::{Given, check, line, note, other_claim};

    #[test]
    fn nothing_is_billed_twice_or_beside_what_includes_it() {
        check("B9", Given::visit, |_| {}, "pass");
        check("B9", Given::visit, |facts| facts.other_claims = Some(vec![other_claim("B1", "90837", "2026-03-02")]), "fail 2026-03-02");
        check("B9", Given::visit, |facts| facts.other_claims = Some(vec![other_claim("B1", "90837", "2026-03-09")]), "pass");
        check("B9", Given::visit, |facts| facts.other_claims = Some(vec![other_claim("B1", "H0015", "2026-03-02")]), "fail 2026-03-02");
        check("B9", Given::program, |facts| facts.claim.lines.push(line(4, "90853", "2026-03-04")), "fail 2026-03-04");
        check("B9", Given::visit, |facts| facts.other_claims = None, "unknown other_claims");
        // The same visit, billed to a second payer under a number of its own: seen from either claim.
        let second = |facts: &mut super::ClaimFacts| {
            let mut second = other_claim("B1", "90837", "2026-03-02");
            (second.value.claim.sequence, second.value.claim.payer_id) = (Sequence::Secondary, "P2".into());
            facts.other_claims = Some(vec![second]);
        };
        check("B9", Given::visit, second, "pass");
        let turned = |facts: &mut super::ClaimFacts| {
            second(facts);
            std::mem::swap(&mut facts.claim, &mut facts.other_claims.as_mut().unwrap()[0].value.claim);
        };
        check("B9", Given::visit, turned, "pass");
        // To the right payer after the wrong one; and to one that nobody names.
        let other_payer = |facts: &mut super::ClaimFacts| {
            let mut other = other_claim("B1", "90837", "2026-03-02");
            other.value.claim.payer_id = "P2".into();
            facts.other_claims = Some(vec![other]);
        };
        check("B9", Given::visit, other_payer, "pass");
        let unnamed = |facts: &mut super::ClaimFacts| {
            other_payer(facts);
            facts.other_claims.as_mut().unwrap()[0].value.claim.payer_id.clear();
        };
        check("B9", Given::visit, unnamed, "fail 2026-03-02");
        let again = |modifiers: &[&str]| {
            let modifiers: Vec<String> = modifiers.iter().map(|each| (*each).to_owned()).collect();
            move |facts: &mut super::ClaimFacts| {
                let copy = facts.claim.lines[0].clone();
                facts.claim.lines.push(ClaimLine { number: 9, modifiers: [copy.modifiers.clone(), modifiers.clone()].concat(), ..copy });
            }
        };
        check("B9", Given::visit, again(&[]), "fail 2026-03-02");
        check("B9", Given::visit, again(&["59"]), "pass");
        // A day of a program by its revenue code alone, and a group that it includes.
        let by_revenue_code = |facts: &mut super::ClaimFacts| {
            let program = line(9, "", "2026-03-04");
            facts.claim.lines = vec![ClaimLine { revenue_code: "0912".into(), ..program }, line(1, "90853", "2026-03-04")];
        };
        check("B9", Given::program, by_revenue_code, "fail 2026-03-04");
    }

    #[test]
    fn two_sessions_at_the_same_time_fail() {
        let twice = |facts: &mut super::ClaimFacts| {
            facts.claim.lines.push(line(2, "90853", "2026-03-02"));
            let (mut one, mut other) = (note("2026-03-02"), note("2026-03-02"));
            (one.value.service, other.value.service) = (Some("90837".into()), Some("90853".into()));
            other.value.clock = Some((630, 690));
            facts.notes = Some(vec![one, other]);
        };
        check("B9", Given::visit, twice, "fail 2026-03-02");
    }
}
