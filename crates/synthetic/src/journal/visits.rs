//! Visits that are planned for the present day and the days after it, as the front desk wrote them down the week before.

use care::{AttendanceKind as Kind, PlannedVisit};
use vocabulary::{ClockTime, LevelOfCare};

use super::attendance::{Planned, is_holiday, planned};
use super::chart::{Chart, Hand};
use crate::stream::Stream;

/// So many days are planned ahead.
const DAYS_AHEAD: i32 = 6;

/// Goes on with the plan of the attendance, so that who came on Mondays comes on Mondays.
pub(super) fn write(chart: &mut Chart<'_>, attendance: &mut Stream, draws: &mut Stream) {
    if !chart.is_open() {
        return;
    }
    let (is_evening, own_hour, at_half) = (draws.chance(0.3), draws.between(9, 16), draws.chance(0.5));
    let habits = Habits { is_evening, own_hour, at_half };
    let (user, written) = chart.moment(Hand::FrontDesk, chart.context.frame.last_friday(), draws);
    let at = written.max(chart.records.episode.recorded_at.plus_seconds(120));
    let ahead = planned(chart, DAYS_AHEAD, attendance).into_iter().filter(|piece| piece.day >= 0);
    let ahead: Vec<Planned> = ahead.filter(|piece| !is_holiday(chart.context.frame.day(piece.day))).collect();
    for piece in ahead {
        let value = PlannedVisit {
            episode: chart.records.episode.id,
            day: chart.context.frame.day(piece.day),
            starts_at: habits.time(&piece),
            kind: piece.kind,
            group: habits.group(&piece).to_owned(),
        };
        let entry = chart.enter_at(piece.day, at, user, value);
        chart.journal.planned_visits.push(entry);
    }
}

/// When somebody comes, week by week.
struct Habits {
    is_evening: bool,
    own_hour: i32,
    at_half: bool,
}

impl Habits {
    /// Who lives there comes at no time.
    fn time(&self, piece: &Planned) -> Option<ClockTime> {
        let (hour, minute) = match (piece.level, piece.kind) {
            (LevelOfCare::Residential | LevelOfCare::Inpatient, _) => return None,
            (LevelOfCare::IntensiveOutpatient, Kind::Individual) if self.is_evening => (16, 30),
            (LevelOfCare::IntensiveOutpatient, Kind::Individual) => (13, 0),
            (LevelOfCare::IntensiveOutpatient, _) if self.is_evening => (17, 30),
            (LevelOfCare::IntensiveOutpatient | LevelOfCare::PartialHospitalization, _) => (9, 0),
            (_, Kind::Medication) => (self.own_hour + 1, 0),
            _ => (self.own_hour, if self.at_half { 30 } else { 0 }),
        };
        ClockTime::new(u8::try_from(hour).ok()?, minute)
    }

    fn group(&self, piece: &Planned) -> &'static str {
        match (piece.level, piece.kind) {
            (LevelOfCare::IntensiveOutpatient, Kind::Group) if self.is_evening => "Evening group",
            (LevelOfCare::IntensiveOutpatient, Kind::Group) => "Morning group",
            _ => "",
        }
    }
}
