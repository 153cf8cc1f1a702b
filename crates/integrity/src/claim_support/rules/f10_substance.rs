//! F10: beside a code or diagnosis of substance use, use was looked at lately; while withdrawal is billed, a withdrawal scale was scored every day.

use super::b04_diagnosis_fits::is_substance_code;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F10",
    severity: Severity::Warn,
    weight: 6,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (F10)"),
    ask,
};

/// True for a code of withdrawal management.
fn is_withdrawal(line: &ClaimLine) -> bool {
    let revenue = line.revenue_code.strip_prefix('0').unwrap_or(&line.revenue_code);
    matches!(line.procedure.as_str(), "H0010" | "H0011" | "H0012" | "H0013" | "H0014") || matches!(revenue, "116" | "126" | "136")
}

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let bills = facts.claim.lines.iter().any(|line| is_substance_code(&line.procedure) || is_substance_code(&line.revenue_code));
    let principal = facts.claim.diagnoses.first().is_some_and(Icd10Code::is_substance_related);
    if !bills && !principal {
        return Ok(Answer::NotApplicable);
    }
    let last = facts.last_day()?;
    let withdrawal: Vec<Day> =
        facts.billed_days().into_iter().filter(|billed| is_withdrawal(billed.line)).map(|billed| billed.day).collect();
    if !withdrawal.is_empty() {
        let measures = facts.held(&facts.measures, RecordKind::Measure)?;
        let is_scored = |day: Day| {
            measures
                .iter()
                .any(|measure| measure.day == day && measure.is_scored && matches!(measure.instrument.as_str(), "ciwa-ar" | "cows"))
        };
        let missing: Vec<Evidence> =
            withdrawal.into_iter().filter(|day| !is_scored(*day)).map(|day| Evidence::on(RecordKind::Measure, day)).collect();
        return facts.of_days(Answer::fails_for(missing));
    }
    let days = facts.held(&facts.substance_days, RecordKind::SubstanceRecord)?;
    let fresh =
        days.iter().filter(|day| (0..=limits.substance_days.value).contains(&last.days_since(day.value))).max_by_key(|day| day.value);
    Ok(match fresh {
        Some(found) => Answer::Pass(vec![found.evidence(RecordKind::SubstanceRecord, "", Some(found.value))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, last)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, kept, measure};

    fn of_alcohol(facts: &mut super::ClaimFacts) {
        facts.claim.diagnoses = vec!["F10.20".parse().unwrap()];
    }

    #[test]
    fn use_is_looked_at_and_withdrawal_is_scored_every_day() {
        check("F10", Given::visit, |_| {}, "n/a");
        check("F10", Given::visit, of_alcohol, "pass");
        check(
            "F10",
            Given::visit,
            |facts| (of_alcohol(facts), facts.substance_days = Some(vec![kept(day("2026-02-10"))])).1,
            "fail 2026-03-02",
        );
        check("F10", Given::visit, |facts| (of_alcohol(facts), facts.substance_days = None).1, "unknown substance_record");
        let detox = |facts: &mut super::ClaimFacts| facts.claim.lines[0].procedure = "H0014".into();
        check("F10", Given::visit, detox, "fail 2026-03-02");
        check("F10", Given::visit, |facts| (detox(facts), facts.measures = Some(vec![measure("ciwa-ar", "2026-03-02")])).1, "pass");
    }
}
