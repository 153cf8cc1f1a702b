//! What was planned for each day, and whether the patient came.

use care::{Attendance, AttendanceKind as Kind, AttendanceStatus as Status};
use vocabulary::{Day, LevelOfCare};

use super::chart::{Chart, Hand};
use crate::course::Course;
use crate::entry::Change;
use crate::plan::{Timeframe, weekday};
use crate::script::Quirk;
use crate::stream::Stream;

/// One planned piece of treatment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planned {
    pub(super) day: i32,
    pub(super) level: LevelOfCare,
    pub(super) kind: Kind,
    minutes: u32,
}

const FRIDAY: i32 = 4;

pub(super) fn write(chart: &mut Chart<'_>, draws: &mut Stream) {
    let planned = planned(chart, chart.last_day(), draws);
    let mut sessions = planned.iter().rev().map(|piece| piece.day).filter(|day| !is_holiday(chart.context.frame.day(*day)));
    let last_two_from = sessions.nth(1).filter(|_| chart.has(Quirk::StopsComing));
    let mut absence: Option<(i32, Status)> = None;
    for piece in &planned {
        let stops = last_two_from.is_some_and(|from| piece.day >= from);
        // Who does not come misses everything of the day.
        let status = match absence {
            Some((day, status)) if day == piece.day => status,
            _ => status(chart, piece, stops, draws),
        };
        absence = Some((piece.day, status));
        record(chart, piece, status, draws);
    }
    chart.attended.dedup();
}

/// What is planned from admission to a day. The same draws plan the same, however far one looks.
pub(super) fn planned(chart: &Chart<'_>, last: i32, draws: &mut Stream) -> Vec<Planned> {
    let (admitted, frame) = (chart.stay.admitted(), chart.context.frame);
    let (own_day, medication_day) = (draws.between(0, FRIDAY), draws.between(0, FRIDAY));
    let prescribed_from = chart.prescriber().map(|(_, first)| first);
    let mut planned = Vec::new();
    let mut last_visit = admitted;
    for day in admitted..=last {
        let level = chart.level(day);
        let mut plan = |kind: Kind, minutes: u32| planned.push(Planned { day, level, kind, minutes });
        let on = weekday(frame.day(day));
        match level {
            LevelOfCare::Residential | LevelOfCare::Inpatient => plan(Kind::ProgramDay, if on > FRIDAY { 180 } else { 360 }),
            LevelOfCare::PartialHospitalization if on <= FRIDAY => plan(Kind::ProgramDay, 330),
            LevelOfCare::IntensiveOutpatient if on <= FRIDAY && on % 2 == 0 => {
                plan(Kind::Group, 180);
                if on == 2 {
                    plan(Kind::Individual, 50);
                }
            }
            LevelOfCare::Outpatient if day == admitted || (on == own_day && is_session_week(day - admitted)) => plan(Kind::Individual, 50),
            _ => {}
        }
        let visit = prescribed_from.is_some_and(|from| day >= from) && on == medication_day && day - last_visit >= 28;
        if visit && level == LevelOfCare::Outpatient {
            last_visit = day;
            plan(Kind::Medication, 20);
        }
    }
    planned
}

/// Outpatients come weekly for three months, then every other week.
fn is_session_week(days: i32) -> bool {
    let week = days / 7;
    week < 12 || week % 2 == 0
}

fn status(chart: &Chart<'_>, piece: &Planned, stops: bool, draws: &mut Stream) -> Status {
    let (luck, planned_off) = (draws.fraction(), draws.chance(0.012));
    let residential = piece.level == LevelOfCare::Residential;
    let first = piece.day == chart.stay.admitted();
    if is_holiday(chart.context.frame.day(piece.day)) && !residential && !first {
        return Status::CancelledByProgram;
    }
    if chart.scripted() {
        let leaving = chart.stay.trajectory.course == Course::DropOut && piece.day > chart.last_day() - 12 && !residential;
        return if (stops || leaving) && !first { Status::Absent } else { Status::Attended };
    }
    let absent = absence(chart, piece.day) * if residential { 0.15 } else { 1.0 };
    match luck {
        _ if first => Status::Attended,
        _ if planned_off && !residential => Status::CancelledByProgram,
        luck if luck < absent => Status::Absent,
        luck if luck < absent * 1.7 => Status::Excused,
        _ => Status::Attended,
    }
}

/// How likely somebody stays away without a word.
fn absence(chart: &Chart<'_>, day: i32) -> f64 {
    let trajectory = &chart.stay.trajectory;
    match trajectory.course {
        Course::Response => 0.035,
        Course::Plateau | Course::OffCourse => 0.08,
        Course::Relapse if chart.weeks(day) > trajectory.turn => 0.18,
        Course::SlowResponse | Course::Relapse => 0.05,
        Course::Deterioration => 0.13,
        Course::DropOut if chart.last_day() - day < 14 => 0.45,
        Course::DropOut => 0.12,
    }
}

fn record(chart: &mut Chart<'_>, piece: &Planned, status: Status, draws: &mut Stream) {
    let less = if piece.minutes > 60 { 15 * draws.between(1, 6) } else { 5 * draws.between(1, 3) };
    let cut_short = chart.happens(false, 0.1, draws);
    let less = if cut_short { u32::try_from(less).unwrap_or(0) } else { 0 };
    let delivered = if status == Status::Attended { piece.minutes.saturating_sub(less) } else { 0 };
    let value = Attendance {
        episode: chart.records.episode.id,
        day: chart.context.frame.day(piece.day),
        kind: piece.kind,
        status,
        planned_minutes: piece.minutes,
        delivered_minutes: delivered,
    };
    let weekend = chart.context.frame.day(piece.day).is_weekend();
    let hand = if weekend { Hand::Therapist } else { Hand::FrontDesk };
    let mut entry = chart.enter(hand, piece.day, value.clone(), draws);
    // Somebody called in after all; the desk finds the note days later.
    let found = chart.happens(false, 0.06, draws);
    if status == Status::Absent && found && piece.day <= -5 {
        let (user, at) = chart.moment(Hand::FrontDesk, piece.day + 3, draws);
        entry.revise(Change::Corrected(Attendance { status: Status::Excused, ..value }), entry.effective_day, at, user);
    }
    if status == Status::Attended {
        chart.attended.push(piece.day);
    }
    chart.journal.attendance.push(entry);
}

/// The days on which nobody works: New Year, Independence Day, Thanksgiving, Christmas.
pub(super) fn is_holiday(day: Day) -> bool {
    const THURSDAY: i32 = 3;
    let fourth_thursday = weekday(day) == THURSDAY && (22..=28).contains(&day.day_of_month());
    matches!((day.month(), day.day_of_month()), (1, 1) | (7, 4) | (12, 25)) || (day.month() == 11 && fourth_thursday)
}

impl Timeframe {
    /// The last Friday that is over before the practice is looked at.
    pub(crate) fn last_friday(&self) -> i32 {
        (-7..=-1).rev().find(|offset| weekday(self.day(*offset)) == FRIDAY).unwrap_or(-7)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thanksgiving_is_the_fourth_thursday_of_november() {
        let check = |text: &str, expected: bool| assert_eq!(is_holiday(text.parse().unwrap()), expected, "{text}");
        check("2026-11-26", true);
        check("2026-11-19", false);
        check("2025-11-27", true);
        check("2026-12-25", true);
        check("2026-12-24", false);
    }

    #[test]
    fn the_last_friday_is_over() {
        let check = |as_of: &str, offset: i32| assert_eq!(Timeframe::new(as_of.parse().unwrap()).last_friday(), offset, "{as_of}");
        check("2026-11-23", -3);
        check("2026-11-27", -7);
        check("2026-11-28", -1);
    }
}
