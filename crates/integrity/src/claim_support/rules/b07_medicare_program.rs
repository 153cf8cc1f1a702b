//! B7: a Medicare program claim has its condition code, its type of bill, a procedure on every line, and follows the bill before it.
//!
//! *Looks at* the claim, and at the patient's other claims: an earlier bill of the same program must have been decided, and intensive outpatient care may
//! not overlap partial hospitalization nor follow it within a week. A hospital's department off its campus says on each line whether it is excepted (PO) or
//! not (PN): a line that says both contradicts itself. Where the program is no record says, so that neither is there is no failure.
//!
//! Both sources speak of what Medicare's contractors take and return. How a plan of Medicare Advantage is billed, its own manual says: such a claim is not
//! judged by this rule.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B7",
    severity: Severity::Block,
    weight: 7,
    fixer: Fixer::Biller,
    source: Source::read(
        "NAHRI, condition code 92; CGS Medicare, 2 January 2024: condition codes 41 and 92, bill types 13x, 76x, 85x, bills in sequence; \
         bricker.com on CMS guidance and medicalbillingcertify.com: PO and PN never stand on one line",
    ),
    ask,
};

const BILL_TYPES: [&str; 3] = ["13", "76", "85"];
const WEEK: i32 = 7;

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let condition = match facts.level()? {
        LevelOfCare::IntensiveOutpatient => "92",
        LevelOfCare::PartialHospitalization => "41",
        _ => return Ok(Answer::NotApplicable),
    };
    if !facts.is_original_medicare()? {
        return Ok(Answer::NotApplicable);
    }
    let (claim, first, last) = (&facts.claim, facts.first_day()?, facts.last_day()?);
    let wrong = |name: &str| Evidence::named(RecordKind::Claim, name, Some(first));
    let mut found = Vec::new();
    if !claim.condition_codes.iter().any(|code| code == condition) {
        found.push(wrong(condition));
    }
    if !BILL_TYPES.contains(&claim.facility_code.as_str()) {
        found.push(wrong(&format!("{}x", claim.facility_code)));
    }
    if claim.lines.iter().any(|line| line.procedure.is_empty()) {
        found.push(wrong("SV202"));
    }
    let is_on = |line: &ClaimLine, modifier: &str| line.modifiers.iter().any(|known| known.eq_ignore_ascii_case(modifier));
    let both = claim.lines.iter().filter(|line| is_on(line, "PO") && is_on(line, "PN"));
    found.extend(both.map(|line| Evidence::named(RecordKind::Claim, "PO PN", line.days.map(Period::first).or(Some(first)))));
    let others = facts.other_claims.iter().flatten().filter(|other| other.claim.kind == ClaimKind::Institutional);
    for other in others {
        let has = |code: &str| other.claim.condition_codes.iter().any(|known| known == code);
        let (Some(from), Some(until)) = (other.claim.first_day(), other.claim.last_day()) else { continue };
        let overlaps = from <= last && first <= until;
        let follows = until < first && first.days_since(until) <= WEEK;
        let is_partial_before = condition == "92" && has("41") && (overlaps || follows);
        let is_undecided_before = has(condition) && until < first && !other.is_decided;
        if is_partial_before || is_undecided_before {
            found.push(other.evidence(RecordKind::OtherClaims, other.claim.number.clone(), Some(until)));
        }
    }
    if found.is_empty() {
        facts.held(&facts.other_claims, RecordKind::OtherClaims)?;
    }
    Ok(Answer::fails_for(found))
}

#[cfg(test)]
mod tests {
    use super::super::super::PayerRules;
    use super::super::super::testing::{Given, check, other_claim};
    use revenue_cycle::ClaimKind;

    #[test]
    fn a_medicare_program_is_billed_by_its_own_rules() {
        check("B7", Given::partial, |_| {}, "pass");
        check("B7", Given::program, |_| {}, "n/a");
        let advantage = |facts: &mut super::ClaimFacts| {
            facts.claim.facility_code = "11".into();
            facts.payer = Some(PayerRules { class: Some(care::PayerClass::MedicareAdvantage), ..PayerRules::default() });
        };
        check("B7", Given::partial, advantage, "n/a");
        check("B7", Given::partial, |facts| facts.claim.condition_codes.push("92".into()), "pass");
        check("B7", Given::partial, |facts| facts.claim.facility_code = "11".into(), "fail 2026-03-02");
        check("B7", Given::partial, |facts| facts.other_claims = None, "unknown other_claims");
        let modified = |modifiers: &'static [&'static str]| {
            move |facts: &mut super::ClaimFacts| facts.claim.lines[1].modifiers = modifiers.iter().map(|each| (*each).to_owned()).collect()
        };
        check("B7", Given::partial, modified(&["PN"]), "pass");
        check("B7", Given::partial, modified(&["PN", "PO"]), "fail 2026-03-04");
        let undecided = |facts: &mut super::ClaimFacts| {
            let mut before = other_claim("B0", "G0411", "2026-02-27");
            (before.value.claim.kind, before.value.is_decided) = (ClaimKind::Institutional, false);
            before.value.claim.condition_codes = vec!["41".into()];
            facts.other_claims = Some(vec![before]);
        };
        check("B7", Given::partial, undecided, "fail 2026-02-27");
    }
}
