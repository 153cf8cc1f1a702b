//! B4: a code for treatment of substance use stands beside such a diagnosis.
//!
//! *Looks at* the claim alone.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "B4",
    severity: Severity::Block,
    weight: 6,
    fixer: Fixer::Biller,
    source: Source::recalled(
        "NUBC list of revenue codes (ResDAC) and HCPCS names of the program codes; which codes ask for it is recalled",
    ),
    ask,
};

/// True for a code of a program for substance use.
pub(super) fn is_substance_code(code: &str) -> bool {
    let revenue = code.strip_prefix('0').unwrap_or(code);
    matches!(revenue, "906" | "944" | "945" | "1002" | "116" | "126" | "136" | "118" | "128" | "138")
        || matches!(
            code,
            "H0001" | "H0004" | "H0005" | "H0010" | "H0011" | "H0012" | "H0013" | "H0014" | "H0015" | "H0018" | "H0019" | "H0020" | "H2036"
        )
}

#[expect(clippy::unnecessary_wraps, reason = "every rule has the same shape")]
fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let of_substance = |line: &&ClaimLine| is_substance_code(&line.procedure) || is_substance_code(&line.revenue_code);
    let asking: Vec<&ClaimLine> = facts.claim.lines.iter().filter(of_substance).collect();
    if asking.is_empty() {
        return Ok(Answer::NotApplicable);
    }
    if let Some(code) = facts.claim.diagnoses.iter().find(|code| code.is_substance_related()) {
        return Ok(Answer::Pass(vec![Evidence::named(RecordKind::Claim, code.as_str(), None)]));
    }
    let evidence = |line: &ClaimLine| Evidence::named(RecordKind::Claim, service_of(line), line.days.map(Period::first));
    Ok(Answer::Fail(asking.into_iter().map(evidence).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check};

    #[test]
    fn a_program_for_substance_use_is_billed_with_such_a_diagnosis() {
        check("B4", Given::program, |_| {}, "n/a");
        check("B4", Given::visit, |facts| facts.claim.lines[0].procedure = "H0015".into(), "fail 2026-03-02");
        check("B4", Given::program, |facts| facts.claim.lines[1].revenue_code = "0906".into(), "fail 2026-03-04");
        let both = |facts: &mut super::ClaimFacts| {
            facts.claim.lines[0].procedure = "H0015".into();
            facts.claim.diagnoses.push("F10.20".parse().unwrap());
        };
        check("B4", Given::visit, both, "pass");
    }
}
