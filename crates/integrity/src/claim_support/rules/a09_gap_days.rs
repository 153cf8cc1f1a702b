//! A9: no day on which the patient came lies beyond the last covered day.
//!
//! *Looks at* attendance from the first to the last day of service, billed or not, and the authorizations. Each day in a gap is named.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A9",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Reviewer,
    source: Source::own("Own catalogue of claim support (A9)"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    if !facts.needs_authorization()? {
        return Ok(Answer::NotApplicable);
    }
    let mut gaps = Vec::new();
    for day in facts.attended_days()? {
        if facts.covering(day)?.is_empty() {
            gaps.push(Evidence::on(RecordKind::Attendance, day));
        }
    }
    Ok(Answer::fails_for(gaps))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, attendance, authorization, check};
    use vocabulary::LevelOfCare::IntensiveOutpatient;

    #[test]
    fn days_in_a_gap_are_named_whether_they_are_billed_or_not() {
        let short = || Some(vec![authorization("A-1", IntensiveOutpatient, 10, "2026-02-23", "2026-03-04")]);
        check("A9", Given::program, |_| {}, "pass");
        check("A9", Given::program, |facts| facts.authorizations = short(), "fail 2026-03-06");
        let came = |facts: &mut super::ClaimFacts| facts.attendance.as_mut().unwrap().push(attendance("2026-03-05", 180));
        check("A9", Given::program, |facts| (facts.authorizations = short(), came(facts)).1, "fail 2026-03-05 2026-03-06");
        check("A9", Given::program, |facts| facts.attendance = None, "unknown attendance");
    }
}
