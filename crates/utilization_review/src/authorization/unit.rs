//! What an authorization counts, and how what took place becomes such units.

use std::collections::BTreeMap;

use care::{Attendance, AttendanceKind, AttendanceStatus, CareProblem, choices};
use vocabulary::{Day, EpisodeId, LevelOfCare, RecordId};

choices! {
    /// What one unit is.
    UnitKind ("unit") {
        /// A calendar day on which care was given, however long.
        Day = "day",
        /// One visit or session.
        Visit = "visit",
        /// A whole hour.
        Hour = "hour",
        /// A whole quarter of an hour.
        QuarterHour = "quarter_hour",
    }
}

impl UnitKind {
    /// How many can be in one day.
    pub const fn most_in_a_day(self) -> u32 {
        match self {
            Self::Day => 1,
            Self::Visit | Self::Hour => 24,
            Self::QuarterHour => 96,
        }
    }

    const fn minutes(self) -> u32 {
        match self {
            Self::QuarterHour => 15,
            _ => 60,
        }
    }

    /// Units of what was given on one day. Hours and quarters are whole ones of the day's minutes together, rounded down: what was not delivered in full
    /// is not claimed here. A day of a program counts as one visit.
    pub fn given(self, day: GivenDay) -> u32 {
        match self {
            Self::Day => 1,
            Self::Visit => day.visits.max(1),
            Self::Hour | Self::QuarterHour => day.minutes.min(24 * 60) / self.minutes(),
        }
    }

    /// The first day on which so many units can be used up, however much is given a day.
    pub fn earliest_end(self, units: u32, first: Day) -> Day {
        let days = units.div_ceil(self.most_in_a_day()).saturating_sub(1);
        first.plus_days(i32::try_from(days).unwrap_or(i32::MAX / 4))
    }
}

/// What was given on one day to somebody who came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GivenDay {
    /// Minutes in all.
    pub minutes: u32,
    /// Sessions that are no day of a program.
    pub visits: u32,
}

/// Units that were billed, as a file or the money side says. The sum of a day may not go below 0: a reversal is a correction of its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BilledUnits {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The authorization that the claim names; `None` where it names none.
    pub authorization: Option<RecordId>,
    /// The day of service.
    pub day: Day,
    /// For which level; `None` where the claim does not say.
    pub level_of_care: Option<LevelOfCare>,
    /// What is counted.
    pub unit_kind: UnitKind,
    /// How many.
    pub units: u32,
    /// The claim's number; may be empty.
    pub claim: String,
}

impl BilledUnits {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        if self.day > today {
            return Err(CareProblem::Future { what: "billed units", day: self.day, today });
        }
        if self.units == 0 { Err(CareProblem::Empty { what: "units" }) } else { Ok(()) }
    }
}

/// Billed units of one kind against an authorization of another: nobody may add them up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("billed in {billed} units on {day}, authorized in {authorized} units")]
pub struct UnitKindMismatch {
    /// The day of service.
    pub day: Day,
    /// What was billed.
    pub billed: UnitKind,
    /// What was authorized.
    pub authorized: UnitKind,
}

/// What was delivered, as units of a kind by day ([`UnitKind::given`]). Only what the patient attended counts.
pub fn delivered_units(kind: UnitKind, attendance: &[Attendance]) -> BTreeMap<Day, u32> {
    let mut days: BTreeMap<Day, GivenDay> = BTreeMap::new();
    for piece in attendance.iter().filter(|piece| piece.status == AttendanceStatus::Attended && piece.delivered_minutes > 0) {
        let day = days.entry(piece.day).or_default();
        day.minutes = day.minutes.saturating_add(piece.delivered_minutes);
        day.visits += u32::from(piece.kind != AttendanceKind::ProgramDay);
    }
    days.into_iter().map(|(day, given)| (day, kind.given(given))).filter(|(_, units)| *units > 0).collect()
}

/// What was billed against an authorization, by day; and lines of another unit, which are shown and not added up.
pub fn billed_units(kind: UnitKind, lines: &[&BilledUnits]) -> (BTreeMap<Day, u32>, Vec<UnitKindMismatch>) {
    let mut by_day: BTreeMap<Day, u32> = BTreeMap::new();
    let mut mismatches = Vec::new();
    for line in lines {
        if line.unit_kind == kind {
            let sum = by_day.entry(line.day).or_default();
            *sum = sum.saturating_add(line.units);
        } else {
            mismatches.push(UnitKindMismatch { day: line.day, billed: line.unit_kind, authorized: kind });
        }
    }
    (by_day, mismatches)
}

/// Units used by day where two sources tell of the same care: what was delivered, or what was billed for it where that is more.
pub fn larger_by_day(delivered: &BTreeMap<Day, u32>, billed: &BTreeMap<Day, u32>) -> BTreeMap<Day, u32> {
    let mut used = delivered.clone();
    for (day, units) in billed {
        let of_day = used.entry(*day).or_default();
        *of_day = (*of_day).max(*units);
    }
    used
}

/// Where the number of used units comes from. Of one day the source that tells of more counts, so that care which was given and billed counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitSources {
    /// Care that was given.
    pub care: bool,
    /// Lists of billed units.
    pub lists: bool,
    /// Claims on record.
    pub claims: bool,
}

impl UnitSources {
    /// Of units by day.
    pub fn of(care: &BTreeMap<Day, u32>, lists: &BTreeMap<Day, u32>, claims: &BTreeMap<Day, u32>) -> Self {
        let any = |units: &BTreeMap<Day, u32>| units.values().any(|units| *units > 0);
        Self { care: any(care), lists: any(lists), claims: any(claims) }
    }

    /// The codes of those that say something; the key of their words is `unit-source-` and the code.
    pub fn codes(self) -> Vec<&'static str> {
        let all = [(self.care, "care"), (self.lists, "lists"), (self.claims, "claims")];
        all.into_iter().filter_map(|(says, code)| says.then_some(code)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    fn attendance(day: &str, kind: AttendanceKind, status: AttendanceStatus, minutes: u32) -> Attendance {
        Attendance {
            episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
            day: day.parse().unwrap(),
            kind,
            status,
            planned_minutes: 180,
            delivered_minutes: minutes,
        }
    }

    #[test]
    fn no_units_are_used_up_before_the_day_on_which_that_is_possible() {
        let first: Day = "2026-03-02".parse().unwrap();
        let check =
            |kind: UnitKind, units, after: i32| assert_eq!(kind.earliest_end(units, first), first.plus_days(after), "{units} {kind}");
        check(UnitKind::Day, 1, 0);
        check(UnitKind::Day, 10, 9);
        check(UnitKind::Visit, 24, 0);
        check(UnitKind::Visit, 25, 1);
        check(UnitKind::QuarterHour, 200, 2);
    }

    #[test]
    fn only_what_was_attended_counts_and_parts_of_a_unit_do_not() {
        let records = [
            attendance("2026-03-02", AttendanceKind::Group, AttendanceStatus::Attended, 90),
            attendance("2026-03-02", AttendanceKind::Individual, AttendanceStatus::Attended, 85),
            attendance("2026-03-03", AttendanceKind::ProgramDay, AttendanceStatus::Attended, 300),
            attendance("2026-03-04", AttendanceKind::Group, AttendanceStatus::Absent, 0),
            attendance("2026-03-05", AttendanceKind::Group, AttendanceStatus::Attended, 10),
        ];
        let check = |kind, expected: &[(&str, u32)]| {
            let expected: BTreeMap<Day, u32> = expected.iter().map(|(day, units)| (day.parse().unwrap(), *units)).collect();
            assert_eq!(delivered_units(kind, &records), expected, "{kind}");
        };
        check(UnitKind::Day, &[("2026-03-02", 1), ("2026-03-03", 1), ("2026-03-05", 1)]);
        check(UnitKind::Visit, &[("2026-03-02", 2), ("2026-03-03", 1), ("2026-03-05", 1)]);
        check(UnitKind::Hour, &[("2026-03-02", 2), ("2026-03-03", 5)]);
        check(UnitKind::QuarterHour, &[("2026-03-02", 11), ("2026-03-03", 20)]);
    }

    #[test]
    fn lines_in_another_unit_are_told_and_never_added_up() {
        let line = |date: &str, unit_kind, units| BilledUnits {
            episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
            authorization: None,
            day: date.parse().unwrap(),
            level_of_care: None,
            unit_kind,
            units,
            claim: String::new(),
        };
        let lines =
            [line("2026-03-02", UnitKind::Visit, 1), line("2026-03-02", UnitKind::QuarterHour, 4), line("2026-03-03", UnitKind::Visit, 2)];
        let check = |kind: UnitKind, expected: &[(&str, u32)], others: &[(&str, UnitKind)]| {
            let expected: BTreeMap<Day, u32> = expected.iter().map(|(day, units)| (day.parse().unwrap(), *units)).collect();
            let told = |(day, billed): &(&str, UnitKind)| UnitKindMismatch { day: day.parse().unwrap(), billed: *billed, authorized: kind };
            let others: Vec<UnitKindMismatch> = others.iter().map(told).collect();
            assert_eq!(billed_units(kind, &lines.each_ref()), (expected, others), "{kind}");
        };
        check(UnitKind::Visit, &[("2026-03-02", 1), ("2026-03-03", 2)], &[("2026-03-02", UnitKind::QuarterHour)]);
        check(UnitKind::QuarterHour, &[("2026-03-02", 4)], &[("2026-03-02", UnitKind::Visit), ("2026-03-03", UnitKind::Visit)]);
        let all = [("2026-03-02", UnitKind::Visit), ("2026-03-02", UnitKind::QuarterHour), ("2026-03-03", UnitKind::Visit)];
        check(UnitKind::Hour, &[], &all);
    }
}
