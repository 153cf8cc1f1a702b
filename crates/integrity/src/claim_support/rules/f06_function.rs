//! F6: function was rated in the last month.

use super::super::facts::newest;
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "F6",
    severity: Severity::Warn,
    weight: 5,
    fixer: Fixer::Clinician,
    source: Source::own("Own catalogue of claim support (F6)"),
    ask,
};

/// Instruments of function.
fn is_function(instrument: &str) -> bool {
    matches!(instrument, "whodas-12" | "whodas-36" | "wsas" | "dla-20")
}

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let last = facts.last_day()?;
    let is_fresh = |day: Day| (0..=limits.function_days.value).contains(&last.days_since(day));
    let measures = facts.person.as_ref().and(facts.measures.as_ref()).into_iter().flatten();
    if let Some(found) =
        measures.filter(|measure| measure.is_scored && is_function(&measure.instrument)).find(|measure| is_fresh(measure.day))
    {
        return Ok(Answer::Pass(vec![measure_evidence(found)]));
    }
    let ratings = facts.held(&facts.function_ratings, RecordKind::FunctionRating)?;
    Ok(match newest(ratings, last, |rating| rating.day).filter(|rating| is_fresh(rating.day)) {
        Some(rating) => Answer::Pass(vec![rating.evidence(RecordKind::FunctionRating, "", Some(rating.day))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Claim, last)]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, measure};

    #[test]
    fn function_is_rated_every_month() {
        check("F6", Given::visit, |_| {}, "pass");
        let old = |facts: &mut super::ClaimFacts| facts.function_ratings.as_mut().unwrap()[0].value.day = day("2026-01-20");
        check("F6", Given::visit, old, "fail 2026-03-02");
        let measured = |facts: &mut super::ClaimFacts| facts.measures.as_mut().unwrap().push(measure("wsas", "2026-02-20"));
        check("F6", Given::visit, |facts| (old(facts), measured(facts)).1, "pass");
        check("F6", Given::visit, |facts| facts.function_ratings = None, "unknown function_rating");
    }
}
