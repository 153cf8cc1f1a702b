//! E4: the hours of each whole week are those of the level.
//!
//! *Looks at* the minutes delivered in each week from Monday in which a day of the claim lies, once the week is over. A week that admission, discharge or a
//! change of level cuts is left out. The plan requires the hours; a week below them asks for its reason (illness, a holiday): what the patient excused or the
//! program cancelled is one, where with it the hours would be there. More than the level's hours is told too: it is another level's day.

use std::collections::BTreeSet;

use care::{Attendance, AttendanceStatus};

use super::super::facts::Stay;
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
    let stay = facts.stay()?;
    let days = facts.possible_days();
    let weeks: BTreeSet<Day> = days.iter().map(|billed| monday(billed.day)).collect();
    let over: Vec<Day> = weeks.into_iter().filter(|week| week.plus_days(6) < facts.as_of).collect();
    if over.is_empty() {
        return Err(if days.is_empty() { RecordKind::Claim } else { RecordKind::Attendance });
    }
    let (mut off, mut reasons, mut is_asked) = (Vec::new(), Vec::new(), false);
    for week in over.into_iter().filter(|week| is_whole(facts, stay, *week)) {
        is_asked = true;
        let of_week = || attendance.iter().filter(move |piece| (0..7).contains(&piece.day.days_since(week)));
        let minutes = sum(of_week().map(|piece| piece.delivered_minutes));
        let with_reason =
            |piece: &&Kept<Attendance>| matches!(piece.status, AttendanceStatus::Excused | AttendanceStatus::CancelledByProgram);
        let missed = sum(of_week().filter(with_reason).map(|piece| piece.planned_minutes));
        if minutes < 60 * fewest && minutes.saturating_add(missed) >= 60 * fewest {
            reasons.extend(of_week().filter(with_reason).map(|piece| piece.evidence(RecordKind::Attendance, "", Some(piece.day))));
        } else if minutes < 60 * fewest || minutes > 60 * most + 59 {
            off.push(Evidence::named(RecordKind::Attendance, format!("{} h", minutes / 60), Some(week)));
        }
    }
    Ok(match (is_asked, off.is_empty()) {
        (false, _) => Answer::NotApplicable,
        (true, false) => Answer::Fail(off),
        (true, true) => Answer::Pass(reasons),
    })
}

fn sum(minutes: impl Iterator<Item = u32>) -> i32 {
    i32::try_from(minutes.map(u64::from).sum::<u64>()).unwrap_or(i32::MAX)
}

/// True where the patient was in care on every day of a week, and on none at another level than the one that is billed.
fn is_whole(facts: &ClaimFacts, stay: &Stay, week: Day) -> bool {
    let level = facts.level().ok();
    let last = week.plus_days(6);
    let is_in_stay = stay.admitted <= week && stay.discharged.is_none_or(|discharged| last <= discharged);
    let is_at_other = |day: Day| {
        let mut of_day = facts.periods.iter().flatten().filter(|period| period.period.contains(day)).peekable();
        of_day.peek().is_some() && of_day.all(|period| Some(period.level_of_care) != level)
    };
    is_in_stay && !(0..7).any(|offset| is_at_other(week.plus_days(offset)))
}

/// The Monday of the week of a day.
fn monday(day: Day) -> Day {
    // 5 January 1970 was a Monday.
    let reference: Day = Day::new(1970, 1, 5).expect("a day of the calendar");
    day.plus_days(-day.days_since(reference).rem_euclid(7))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Given, attendance, check, day, stay_at};
    use care::AttendanceStatus;
    use vocabulary::LevelOfCare::{IntensiveOutpatient, PartialHospitalization};

    #[test]
    fn a_week_below_or_beyond_the_hours_of_its_level_is_named_by_its_monday() {
        check("E4", Given::partial, |_| {}, "pass");
        check("E4", Given::program, |_| {}, "pass");
        check("E4", Given::visit, |_| {}, "n/a");
        check("E4", Given::partial, |facts| facts.attendance = Some(vec![attendance("2026-03-02", 300)]), "fail 2026-03-02");
        check("E4", Given::program, |facts| facts.attendance = Some(vec![attendance("2026-03-03", 1300)]), "fail 2026-03-02");
        check("E4", Given::partial, |facts| facts.as_of = day("2026-03-07"), "unknown attendance");
        check("E4", Given::partial, |facts| facts.attendance = None, "unknown attendance");
        check("E4", Given::partial, |facts| facts.stay = None, "unknown episode");
    }

    #[test]
    fn a_week_that_the_stay_or_a_level_cuts_is_left_out() {
        // Monday is 2 March; three hundred minutes on one day of it.
        let short = |change: &dyn Fn(&mut super::ClaimFacts), expected: &str| {
            let given = |facts: &mut super::ClaimFacts| {
                facts.attendance = Some(vec![attendance("2026-03-05", 300)]);
                change(facts);
            };
            check("E4", Given::partial, given, expected);
        };
        let stay = |facts: &mut super::ClaimFacts| facts.stay.clone().expect("a stay");
        short(&|_| {}, "fail 2026-03-02");
        short(&|facts| facts.stay = Some(super::Stay { admitted: day("2026-03-05"), ..stay(facts) }), "n/a");
        short(&|facts| facts.stay = Some(super::Stay { discharged: Some(day("2026-03-06")), ..stay(facts) }), "n/a");
        short(&|facts| facts.stay = Some(super::Stay { discharged: Some(day("2026-03-08")), ..stay(facts) }), "fail 2026-03-02");
        let stepped_down = |facts: &mut super::ClaimFacts| {
            facts.periods = Some(vec![
                stay_at(PartialHospitalization, "2026-02-23", "2026-03-04"),
                stay_at(IntensiveOutpatient, "2026-03-05", "2026-03-31"),
            ]);
        };
        short(&stepped_down, "n/a");
    }

    #[test]
    fn a_short_week_has_its_reason_where_what_was_missed_was_excused() {
        let week = |status: AttendanceStatus| {
            move |facts: &mut super::ClaimFacts| {
                let missed = ["2026-03-05", "2026-03-06"].map(|on| {
                    let mut missed = attendance(on, 0);
                    (missed.value.status, missed.value.planned_minutes) = (status, 300);
                    missed
                });
                let came = ["2026-03-02", "2026-03-03", "2026-03-04"].map(|on| attendance(on, 300));
                facts.attendance = Some(came.into_iter().chain(missed).collect());
            }
        };
        check("E4", Given::partial, week(AttendanceStatus::Absent), "fail 2026-03-02");
        check("E4", Given::partial, week(AttendanceStatus::Excused), "pass");
        check("E4", Given::partial, week(AttendanceStatus::CancelledByProgram), "pass");
        // With what was excused there were not hours enough, either.
        let less = |facts: &mut super::ClaimFacts| {
            week(AttendanceStatus::Excused)(facts);
            facts.attendance.as_mut().unwrap().truncate(4);
            facts.attendance.as_mut().unwrap().remove(0);
        };
        check("E4", Given::partial, less, "fail 2026-03-02");
    }
}
