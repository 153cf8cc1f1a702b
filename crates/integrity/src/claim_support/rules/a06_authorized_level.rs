//! A6: level and codes of the authorization are those that are billed.
//!
//! *Looks at* the authorizations that cover a day. One of another level fails, and so does one that names codes of which the line has none.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A6",
    severity: Severity::Block,
    weight: 8,
    fixer: Fixer::Reviewer,
    source: Source::own("Own catalogue of claim support (A6); remark N54, a mismatch with the authorized service"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.needs_authorization()? {
        return Ok(Answer::NotApplicable);
    }
    let level = facts.level()?;
    let (mut agree, mut differ) = (Vec::new(), Vec::new());
    for billed in facts.billed_days() {
        let covering = facts.covering(billed.day)?;
        let Some(first) = covering.first() else { continue };
        let names = |granted: &Authorization| {
            let codes: Vec<&str> = granted.codes.split_whitespace().collect();
            codes.is_empty() || codes.contains(&billed.line.procedure.as_str()) || codes.contains(&billed.line.revenue_code.as_str())
        };
        let fits = covering.iter().find(|granted| granted.level_of_care == level && names(granted));
        match fits {
            Some(granted) => agree.push(granted.evidence(RecordKind::Authorization, granted.number.clone(), None)),
            None => differ.push(first.evidence(RecordKind::Authorization, first.number.clone(), Some(billed.day))),
        }
    }
    match (agree.is_empty(), differ.is_empty()) {
        (true, true) => Err(RecordKind::Authorization),
        (_, true) => Ok(Answer::Pass(agree)),
        (_, false) => Ok(Answer::Fail(differ)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, authorization, check};
    use vocabulary::LevelOfCare::PartialHospitalization;

    #[test]
    fn what_was_granted_is_what_is_billed() {
        check("A6", Given::program, |_| {}, "pass");
        check("A6", Given::visit, |_| {}, "n/a");
        let other = || Some(vec![authorization("A-1", PartialHospitalization, 10, "2026-03-04", "2026-03-04")]);
        check("A6", Given::program, |facts| facts.authorizations = other(), "fail 2026-03-04");
        check("A6", Given::program, |facts| facts.authorizations.as_mut().unwrap()[0].value.codes = "0905 H0015".into(), "pass");
        let refused = "fail 2026-03-02 2026-03-04 2026-03-06";
        check("A6", Given::program, |facts| facts.authorizations.as_mut().unwrap()[0].value.codes = "H0015".into(), refused);
        check("A6", Given::program, |facts| facts.authorizations = Some(Vec::new()), "unknown authorization");
    }
}
