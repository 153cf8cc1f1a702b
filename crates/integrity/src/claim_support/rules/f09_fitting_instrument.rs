//! F9: an instrument that fits the first diagnosis of the claim was given.
//!
//! *Looks at* the measures of the last months and the diagnosis of the claim. For a diagnosis of which the table knows no instrument the rule does not apply.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F9",
    severity: Severity::Info,
    weight: 4,
    fixer: Fixer::Clinician,
    source: Source::own("Which instrument measures what: the instrument library; which fits a diagnosis: our own judgement"),
    ask,
};

/// Instruments by the beginning of a diagnosis code.
const FITTING: [(&[&str], &[&str]); 9] = [
    (&["F32", "F33", "F34.1"], &["phq-9", "phq-8", "phq-a", "qids-sr16", "ces-d", "cesd-r", "promis-dep-4a", "dass-21", "epds"]),
    (&["F41", "F40"], &["gad-7", "oasis", "promis-anx-4a", "pswq", "dass-21", "scared"]),
    (&["F43.1"], &["pcl-5", "pc-ptsd-5"]),
    (&["F42"], &["y-bocs"]),
    (&["F50"], &["ede-q", "scoff"]),
    (&["F31"], &["phq-9", "ymrs", "mdq", "qids-sr16"]),
    (&["F10"], &["audit", "audit-c", "usaudit", "bam-r", "pacs", "crave-vas", "ciwa-ar"]),
    (&["F11"], &["cows", "bam-r", "dast-10", "taps", "crave-vas"]),
    (&["F12", "F13", "F14", "F15", "F16", "F18", "F19"], &["bam-r", "dast-10", "taps", "crave-vas"]),
];

/// How far back an instrument counts.
const DAYS: i32 = 90;

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let last = facts.last_day()?;
    let principal = facts.claim.diagnoses.first().map_or("", Icd10Code::as_str);
    let Some((_, fitting)) = FITTING.iter().find(|(codes, _)| codes.iter().any(|code| principal.starts_with(code))) else {
        return Ok(Answer::NotApplicable);
    };
    let measures = facts.held(&facts.measures, RecordKind::Measure)?;
    let fits = |measure: &&Kept<super::super::Measure>| {
        measure.is_scored && fitting.contains(&measure.instrument.as_str()) && (0..=DAYS).contains(&last.days_since(measure.day))
    };
    let found: Vec<Evidence> = measures.iter().filter(fits).map(measure_evidence).collect();
    Ok(if found.is_empty() { Answer::Fail(vec![Evidence::named(RecordKind::Claim, principal, Some(last))]) } else { Answer::Pass(found) })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, measure};

    #[test]
    fn an_instrument_fits_the_diagnosis() {
        check("F9", Given::visit, |_| {}, "pass");
        check("F9", Given::visit, |facts| facts.measures = Some(vec![measure("gad-7", "2026-03-01")]), "fail 2026-03-02");
        check("F9", Given::visit, |facts| facts.claim.diagnoses = vec!["F41.1".parse().unwrap()], "fail 2026-03-02");
        check("F9", Given::visit, |facts| facts.claim.diagnoses = vec!["F84.0".parse().unwrap()], "n/a");
        check("F9", Given::visit, |facts| facts.measures = None, "unknown measure");
    }
}
