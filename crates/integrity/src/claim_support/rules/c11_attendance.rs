//! C11: the patient came on every day that is billed.
//!
//! *Looks at* attendance. A billed day on which nobody is recorded as having come fails; so does one on which the patient is recorded as absent.

use super::super::facts::is_attended;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "C11",
    severity: Severity::Block,
    weight: 10,
    fixer: Fixer::Biller,
    source: Source::own("Own catalogue of claim support (C11): nothing is billed for a missed visit"),
    ask,
};

fn ask(facts: &ClaimFacts, _limits: &Limits) -> Asked {
    let attendance = facts.held(&facts.attendance, RecordKind::Attendance)?;
    let came = |day: Day| attendance.iter().any(|piece| piece.day == day && is_attended(piece));
    let missed = facts.certain_days(came)?;
    Ok(Answer::fails_for(missed.into_iter().map(|day| Evidence::on(RecordKind::Attendance, day)).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, attendance, check};

    #[test]
    fn a_day_on_which_nobody_came_is_not_billed() {
        check("C11", Given::visit, |_| {}, "pass");
        check("C11", Given::visit, |facts| facts.attendance = Some(vec![attendance("2026-03-02", 0)]), "fail 2026-03-02");
        check("C11", Given::visit, |facts| facts.attendance = Some(Vec::new()), "fail 2026-03-02");
        check("C11", Given::visit, |facts| facts.attendance = None, "unknown attendance");
    }
}
