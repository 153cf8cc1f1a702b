//! Visits that are planned: who comes on a day, when, and for what. What became of them is [`crate::Attendance`].

use vocabulary::{ClockTime, Day, EpisodeId};

use crate::attendance::AttendanceKind;
use crate::problem::CareProblem;

/// A year and a day: a visit beyond is a slip of the hand.
const DAYS_AHEAD_MOST: u32 = 366;

/// One visit that is planned. It is corrected where it moves, and withdrawn where it is called off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedVisit {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The day, local to the program.
    pub day: Day,
    /// When it begins, by the clock of the program; `None` where nobody says.
    pub starts_at: Option<ClockTime>,
    /// What for.
    pub kind: AttendanceKind,
    /// The group, as the practice calls it; empty for none.
    pub group: String,
}

impl PlannedVisit {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        let ahead = self.day.days_since(today);
        if u32::try_from(ahead).is_ok_and(|ahead| ahead > DAYS_AHEAD_MOST) {
            return Err(CareProblem::TooMuch { what: "days ahead", most: DAYS_AHEAD_MOST });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    #[test]
    fn a_visit_may_lie_ahead_but_not_beyond_a_year() {
        let check = |day: &str, expected: Result<(), &str>| {
            let visit = PlannedVisit {
                episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
                day: day.parse().unwrap(),
                starts_at: None,
                kind: AttendanceKind::Group,
                group: String::new(),
            };
            let found = visit.check("2026-11-23".parse().unwrap()).map_err(|problem| problem.to_string());
            assert_eq!(found, expected.map_err(str::to_owned), "{day}");
        };
        check("2025-11-23", Ok(()));
        check("2026-11-23", Ok(()));
        check("2027-11-24", Ok(()));
        check("2027-11-25", Err("days ahead is more than 366"));
    }
}
