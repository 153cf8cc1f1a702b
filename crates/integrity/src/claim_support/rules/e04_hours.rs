//! E4: the hours of each whole week are those of the level.
//!
//! *Looks at* the minutes delivered in each week from Monday in which a day of the claim lies, once the week is over. The plan requires the hours; a week
//! below them asks for its reason (illness, a holiday). More than the level's hours is told too: it is another level's day.

use std::collections::BTreeSet;

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    code: "E4",
    severity: Severity::Warn,
    weight: 7,
    fixer: Fixer::Director,
    source: Source::read("42 CFR 410.43 and Noridian, NAHRI: 20 hours a week; 9 to 19 hours for intensive outpatient care"),
    ask,
};

const HOURS_OF_A_WEEK: i32 = 7 * 24;

fn ask(facts: &ClaimFacts, limits: &Limits) -> Asked {
    let (fewest, most) = match facts.level()? {
        LevelOfCare::PartialHospitalization => (limits.partial_hours.value, HOURS_OF_A_WEEK),
        LevelOfCare::IntensiveOutpatient => (limits.intensive_hours.value, limits.intensive_hours_most.value),
        _ => return Ok(Answer::NotApplicable),
    };
    let attendance = facts.held(&facts.attendance, RecordKind::Attendance)?;
    let weeks: BTreeSet<Day> = facts.days().into_iter().map(monday).filter(|week| week.plus_days(6) < facts.as_of).collect();
    if weeks.is_empty() {
        return Err(RecordKind::Attendance);
    }
    let mut off = Vec::new();
    for week in weeks {
        let of_week = attendance.iter().filter(|piece| (0..7).contains(&piece.day.days_since(week)));
        let minutes: u32 = of_week.map(|piece| piece.delivered_minutes).sum();
        let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
        if minutes < 60 * fewest || minutes > 60 * most + 59 {
            off.push(Evidence::named(RecordKind::Attendance, format!("{} h", minutes / 60), Some(week)));
        }
    }
    Ok(Answer::fails_for(off))
}

/// The Monday of the week of a day.
fn monday(day: Day) -> Day {
    // 5 January 1970 was a Monday.
    let reference: Day = Day::new(1970, 1, 5).expect("a day of the calendar");
    day.plus_days(-day.days_since(reference).rem_euclid(7))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, attendance, check, day};

    #[test]
    fn a_week_below_or_beyond_the_hours_of_its_level_is_named_by_its_monday() {
        check("E4", Given::partial, |_| {}, "pass");
        check("E4", Given::program, |_| {}, "pass");
        check("E4", Given::visit, |_| {}, "n/a");
        check("E4", Given::partial, |facts| facts.attendance = Some(vec![attendance("2026-03-02", 300)]), "fail 2026-03-02");
        check("E4", Given::program, |facts| facts.attendance = Some(vec![attendance("2026-03-03", 1300)]), "fail 2026-03-02");
        check("E4", Given::partial, |facts| facts.as_of = day("2026-03-07"), "unknown attendance");
        check("E4", Given::partial, |facts| facts.attendance = None, "unknown attendance");
    }
}
