//! Attendance: what was planned for a patient on a day, and what took place.

use vocabulary::{Day, EpisodeId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_future};

choices! {
    /// Whether the planned treatment took place.
    AttendanceStatus ("attendance status") {
        /// The patient was there, for all of it or a part.
        Attended = "attended",
        /// The patient was not there and said why beforehand.
        Excused = "excused",
        /// The patient was not there.
        Absent = "absent",
        /// The program could not give it. Never counted against the patient.
        CancelledByProgram = "cancelled_by_program",
    }
}

choices! {
    /// What kind of treatment.
    AttendanceKind ("kind of attendance") {
        /// A whole day of a program.
        ProgramDay = "program_day",
        /// A group.
        Group = "group",
        /// Somebody alone with a clinician.
        Individual = "individual",
        /// With family.
        Family = "family",
        /// A visit about medication.
        Medication = "medication",
        /// Something else.
        Other = "other",
    }
}

/// Minutes of a day.
const DAY_MINUTES: u32 = 24 * 60;

/// One planned piece of treatment on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The day, local to the program.
    pub day: Day,
    /// What kind.
    pub kind: AttendanceKind,
    /// Whether it took place.
    pub status: AttendanceStatus,
    /// Planned length in minutes.
    pub planned_minutes: u32,
    /// Minutes that the patient was there: 0 unless attended, fewer than planned when they came late or left early.
    pub delivered_minutes: u32,
}

impl Attendance {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("attendance", self.day, today)?;
        for (what, minutes) in [("planned minutes", self.planned_minutes), ("delivered minutes", self.delivered_minutes)] {
            if minutes > DAY_MINUTES {
                return Err(CareProblem::TooMuch { what, most: DAY_MINUTES });
            }
        }
        if self.status != AttendanceStatus::Attended && self.delivered_minutes > 0 {
            return Err(CareProblem::Contradiction { what: "delivered minutes", with: "attendance" });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    #[test]
    fn minutes_are_delivered_only_to_those_who_came_and_no_day_has_more_than_24_hours() {
        let check = |status, planned_minutes, delivered_minutes, expected: Result<(), &str>| {
            let attendance = Attendance {
                episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
                day: "2026-03-02".parse().unwrap(),
                kind: AttendanceKind::ProgramDay,
                status,
                planned_minutes,
                delivered_minutes,
            };
            let found = attendance.check("2026-03-02".parse().unwrap()).map_err(|problem| problem.to_string());
            assert_eq!(found, expected.map_err(str::to_owned));
        };
        check(AttendanceStatus::Attended, 360, 300, Ok(()));
        check(AttendanceStatus::Absent, 360, 0, Ok(()));
        check(AttendanceStatus::Absent, 360, 10, Err("delivered minutes contradicts attendance"));
        check(AttendanceStatus::Attended, 360, 1441, Err("delivered minutes is more than 1440"));
    }
}
