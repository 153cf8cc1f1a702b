//! A10: the payer was told of the discharge in time.
//!
//! *Looks at* the discharge of the episode and the notices to the payer. Business days are those of the practice's calendar.

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "A10",
    severity: Severity::Warn,
    weight: 4,
    fixer: Fixer::Reviewer,
    source: Source::read("Priority Health, behavioral health discharge process; Optum Provider Express, facility requirements"),
    ask,
};

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let Some(discharged) = facts.stay()?.discharged else { return Ok(Answer::NotApplicable) };
    if !facts.is_program()? {
        return Ok(Answer::NotApplicable);
    }
    let notices = facts.held(&facts.discharge_notices, RecordKind::DischargeNotice)?;
    let by_payer = facts.payer.as_ref().and_then(|payer| payer.discharge_notice_business_days);
    let days = u16::try_from(by_payer.unwrap_or(limits.discharge_notice_business_days.value)).unwrap_or(0);
    let until = facts.calendar.add_business_days(discharged, days);
    if let Some(notice) = notices.iter().find(|notice| discharged.plus_days(-7) <= ***notice && ***notice <= until) {
        return Ok(Answer::Pass(vec![notice.evidence(RecordKind::DischargeNotice, "", Some(notice.value))]));
    }
    if facts.as_of <= until {
        return Err(RecordKind::DischargeNotice);
    }
    Ok(Answer::Fail(vec![Evidence::on(RecordKind::Episode, discharged)]))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, check, day, kept};

    fn leaves(facts: &mut super::ClaimFacts) {
        facts.stay.as_mut().unwrap().discharged = Some(day("2026-03-06"));
    }

    #[test]
    fn the_payer_hears_of_a_discharge_by_the_next_business_day() {
        check("A10", Given::program, |_| {}, "n/a");
        // 6 March is a Friday.
        check("A10", Given::program, |facts| (leaves(facts), facts.discharge_notices = Some(vec![kept(day("2026-03-09"))])).1, "pass");
        check(
            "A10",
            Given::program,
            |facts| (leaves(facts), facts.discharge_notices = Some(vec![kept(day("2026-03-10"))])).1,
            "fail 2026-03-06",
        );
        // The practice keeps the Monday as a holiday.
        let on_holiday = |facts: &mut super::ClaimFacts| {
            leaves(facts);
            facts.calendar = vocabulary::BusinessCalendar::new([day("2026-03-09")]);
            facts.discharge_notices = Some(vec![kept(day("2026-03-10"))]);
        };
        check("A10", Given::program, on_holiday, "pass");
        check("A10", Given::program, |facts| (leaves(facts), facts.as_of = day("2026-03-07")).1, "unknown discharge_notice");
        check("A10", Given::program, |facts| (leaves(facts), facts.discharge_notices = None).1, "unknown discharge_notice");
    }
}
