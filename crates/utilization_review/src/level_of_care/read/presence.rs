//! Attendance: how much of the planned treatment took place.

use care::AttendanceStatus;
use vocabulary::{Day, Points};

use super::{FactReader, Moment, Seen};
use crate::level_of_care::criteria::Window;
use crate::level_of_care::fact::Value;
use crate::level_of_care::observation::Observed;
use crate::level_of_care::reading::{Input, Reading, Why};

const DAYS_A_WEEK: i64 = 7;
const MINUTES_AN_HOUR: i64 = 60;

/// Planned and delivered minutes.
#[derive(Clone, Copy, Debug)]
struct Treatment {
    status: AttendanceStatus,
    planned: i64,
    delivered: i64,
}

impl<'a> FactReader<'a> {
    fn treatments(&self) -> Vec<Seen<'a, Treatment>> {
        self.picked(|observed| match observed {
            Observed::Attendance { day, status, planned_minutes, delivered_minutes } => {
                let treatment = Treatment { status: *status, planned: (*planned_minutes).into(), delivered: (*delivered_minutes).into() };
                Some((Moment::Day(*day), treatment))
            }
            _ => None,
        })
    }

    /// The days on which the patient came.
    pub(super) fn attended_days(&self) -> Vec<Day> {
        let treatments = self.treatments();
        treatments.iter().filter(|seen| seen.value.status == AttendanceStatus::Attended).map(|seen| self.day(seen.moment)).collect()
    }

    fn treatment_inputs(&self, treatments: &[Seen<'a, Treatment>]) -> Vec<Input> {
        treatments.iter().map(|seen| self.input(seen, seen.value.status, true)).collect()
    }

    /// Delivered of planned minutes. What was excused or cancelled by the program counts on neither side.
    pub(super) fn attendance_percent(&self, window: Option<Window>) -> Reading {
        let window = self.statement_window(window);
        let mut counted = self.treatments();
        let any = !counted.is_empty();
        counted.retain(|seen| {
            matches!(seen.value.status, AttendanceStatus::Attended | AttendanceStatus::Absent) && self.is_within(seen.moment, window)
        });
        let planned: i64 = counted.iter().map(|seen| seen.value.planned).sum();
        let delivered: i64 = counted.iter().map(|seen| seen.value.delivered).sum();
        if planned == 0 {
            return Reading::missing(if any { Why::TooOld } else { Why::NeverRecorded }, Vec::new());
        }
        let percent = (delivered * 1_000_000 / planned).min(1_000_000);
        Reading::exactly(Value::Number(Points::from_ten_thousandths(percent)), self.treatment_inputs(&counted))
    }

    /// Delivered hours a week over the window. It ends today or yesterday, whichever holds more: today's treatment may be still to come.
    pub(super) fn hours_per_week(&self, window: Option<Window>) -> Reading {
        let days = self.statement_window(window).days().max(1);
        let mut treatments = self.treatments();
        if treatments.is_empty() {
            return Reading::missing(Why::NeverRecorded, Vec::new());
        }
        treatments.retain(|seen| i64::from(self.age_days(seen.moment)) <= days);
        let minutes = |from: i64, to: i64| -> i64 {
            let counted = treatments.iter().filter(|seen| (from..=to).contains(&i64::from(self.age_days(seen.moment))));
            counted.map(|seen| seen.value.delivered).sum()
        };
        let delivered = minutes(0, days - 1).max(minutes(1, days));
        let hours = delivered * DAYS_A_WEEK * 10_000 / (MINUTES_AN_HOUR * days);
        let value = Value::Number(Points::from_ten_thousandths(hours));
        let inputs = self.treatment_inputs(&treatments);
        if i64::from(self.today.days_since(self.situation.level_since)) < days {
            Reading::at_least(value, Why::StayTooShort, inputs)
        } else {
            Reading::exactly(value, inputs)
        }
    }
}
