//! D8: a clinician stated, for this stretch of care, why this level is needed.

use care::StatementKind;

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "D8",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (D8)"),
    ask,
};

/// Statements that say why.
fn says_why(kind: StatementKind) -> bool {
    use StatementKind::{AcutePsychosisOrMania, GraveDisability, HospitalizationRisk, LowerLevelUnsafe, MaintenancePlan};
    matches!(kind, LowerLevelUnsafe | HospitalizationRisk | GraveDisability | AcutePsychosisOrMania | MaintenancePlan)
}

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    if !facts.is_program()? {
        return Ok(Answer::NotApplicable);
    }
    let (level, last) = (facts.level()?, facts.last_day()?);
    let statements = facts.held(&facts.statements, RecordKind::ClinicianStatement)?;
    let why: Vec<_> = statements.iter().filter(|statement| statement.holds && says_why(statement.kind)).cloned().collect();
    let found = newest(&why, last, |statement| statement.day);
    Ok(match found.filter(|found| last.days_since(found.day) <= limits.determination_days.at(level)) {
        Some(found) => Answer::Pass(vec![found.evidence(RecordKind::ClinicianStatement, "", Some(found.day))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, last)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day};

    #[test]
    fn somebody_said_why_this_level_is_needed_lately() {
        check("D8", Given::program, |_| {}, "pass");
        check("D8", Given::visit, |_| {}, "n/a");
        check("D8", Given::program, |facts| facts.statements.as_mut().unwrap()[0].value.holds = false, "fail 2026-03-06");
        check("D8", Given::program, |facts| facts.statements.as_mut().unwrap()[0].value.day = day("2026-02-10"), "fail 2026-03-06");
        check("D8", Given::program, |facts| facts.statements = None, "unknown clinician_statement");
    }
}
