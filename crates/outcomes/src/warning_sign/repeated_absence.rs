//! Planned days of care on which the patient did not come: so many in a row, or so many within some days.
//!
//! Absences form a spell, which ends when the patient has come for some planned days in a row. A spell raises a sign when it fulfils the rule and
//! again at every further absence that fulfils it, grouped with the ones before.

use vocabulary::{Argument, Day, Evidence, FindingKey};

use super::parameters::RepeatedAbsence;
use super::{Attendance, AttendanceDay, Class, Found, Rule, SignKey, SinceLast, Snapshot, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &RepeatedAbsence) -> Vec<WarningSign> {
    let Some(visibility) = parameters.mode.visibility(&parameters.basis) else { return Vec::new() };
    let mut days: Vec<&AttendanceDay> =
        snapshot.attendance.iter().filter(|day| day.attendance != Attendance::Excused && day.day <= snapshot.today).collect();
    days.sort_by_key(|day| (day.day, day.recorded_at, day.record));
    let mut spell = Spell::default();
    let mut latest: Option<Found> = None;
    for day in days {
        match day.attendance {
            Attendance::Absent => {
                spell.absent(day);
                if spell.fulfils(parameters) {
                    latest = Some(found(&spell, day, visibility));
                    spell.told = Some(spell.absences.len());
                }
            }
            Attendance::Attended => {
                spell.attended();
                if spell.attended_in_a_row >= usize::from(parameters.attended_to_end) {
                    spell = Spell::default();
                    latest = None;
                }
            }
            Attendance::Excused => {}
        }
    }
    let seen = |found: Found| Found { visibility: snapshot.seen(found.visibility, found.day, parameters.shown_for_days), ..found };
    latest.map(|found| seen(found).in_snapshot(snapshot)).into_iter().collect()
}

#[derive(Default)]
struct Spell<'a> {
    absences: Vec<&'a AttendanceDay>,
    absent_in_a_row: usize,
    attended_in_a_row: usize,
    /// How many absences there were when the last sign stood.
    told: Option<usize>,
}

impl<'a> Spell<'a> {
    fn absent(&mut self, day: &'a AttendanceDay) {
        self.absences.push(day);
        self.absent_in_a_row += 1;
        self.attended_in_a_row = 0;
    }

    fn attended(&mut self) {
        self.absent_in_a_row = 0;
        self.attended_in_a_row += 1;
    }

    fn fulfils(&self, parameters: &RepeatedAbsence) -> bool {
        let Some(last) = self.absences.last() else { return false };
        let within = |day: Day| last.day.days_since(day) < i32::from(parameters.within_days);
        let recent = self.absences.iter().filter(|absence| within(absence.day)).count();
        self.absent_in_a_row >= usize::from(parameters.in_a_row) || recent >= usize::from(parameters.within_count)
    }
}

fn found(spell: &Spell<'_>, last: &AttendanceDay, visibility: super::Visibility) -> Found {
    let count = spell.absences.len();
    let first = spell.absences[0];
    let evidence = |day: &&AttendanceDay| Evidence { kind: "attendance", id: day.record.to_string(), version: day.version, day: day.day };
    Found {
        rule: Rule::RepeatedAbsence,
        class: Class::Clinical,
        key: SignKey::new(Rule::RepeatedAbsence, &[&last.record, &last.day]),
        group: Vec::new(),
        occurred_at: last.recorded_at,
        day: last.day,
        statement: FindingKey("warning-sign-repeated-absence"),
        arguments: vec![
            ("count", Argument::Count(i64::try_from(count).unwrap_or(i64::MAX))),
            ("first", Argument::Day(first.day)),
            ("day", Argument::Day(last.day)),
        ],
        evidence: spell.absences.iter().map(evidence).collect(),
        since_last: SinceLast::compare(spell.told, count),
        visibility,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Visibility;
    use super::super::testing::Scene;
    use super::*;

    /// `x` absent, `.` attended, `e` excused, one planned day after the other; how many absences the sign counts and how it compares.
    fn found(pattern: &str) -> Option<(i64, SinceLast)> {
        let mut scene = Scene::new("2026-11-30");
        for (place, mark) in pattern.chars().enumerate() {
            let attendance = match mark {
                'x' => Attendance::Absent,
                'e' => Attendance::Excused,
                _ => Attendance::Attended,
            };
            scene.attend(i32::try_from(place).unwrap(), attendance);
        }
        let signs = scene.signs();
        let sign = signs.iter().find(|sign| sign.rule == Rule::RepeatedAbsence)?;
        match sign.finding.arguments.iter().find(|(name, _)| *name == "count") {
            Some((_, Argument::Count(count))) => Some((*count, sign.since_last)),
            _ => panic!("{sign:?}"),
        }
    }

    #[test]
    fn two_in_a_row_or_three_in_two_weeks() {
        assert_eq!(found("..x.."), None);
        assert_eq!(found("..xx"), Some((2, SinceLast::New)));
        assert_eq!(found("x..x..x"), Some((3, SinceLast::New)));
        assert_eq!(found("xxx"), Some((3, SinceLast::Higher)));
        assert_eq!(found("xex"), Some((2, SinceLast::New)), "an excused day counts neither way");
    }

    #[test]
    fn a_spell_that_comes_in_late_is_recorded_and_not_shown() {
        let check = |today: &str, expected: Visibility| {
            let mut scene = Scene::new(today);
            scene.attend(0, Attendance::Absent);
            scene.attend(1, Attendance::Absent);
            assert_eq!(scene.only(Rule::RepeatedAbsence).visibility, expected, "{today}");
        };
        check("2026-12-02", Visibility::Shown);
        check("2026-12-03", Visibility::Silent);
    }

    #[test]
    fn coming_again_ends_the_spell() {
        assert_eq!(found("xx....."), None);
        assert_eq!(found("xx.....x"), None);
        assert_eq!(found("xx....x"), Some((3, SinceLast::Higher)));
    }
}
