//! How a patient fares: severity over time, from 0 (none) to 1 (as bad as the forms can say).

/// The course a patient was given. It is what the records should show, and is never among them.
#[expect(clippy::enum_variant_names, reason = "`off course` is the word of the house for it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Course {
    /// Gets better within weeks and stays so.
    Response,
    /// Gets better over months.
    SlowResponse,
    /// A little better at first, then no change.
    Plateau,
    /// Gets worse.
    Deterioration,
    /// Stops coming.
    DropOut,
    /// Gets better, then worse again.
    Relapse,
    /// No better after weeks in which others are.
    OffCourse,
}

impl Course {
    /// Every course.
    pub const ALL: [Self; 7] =
        [Self::Response, Self::SlowResponse, Self::Plateau, Self::Deterioration, Self::DropOut, Self::Relapse, Self::OffCourse];

    /// A short name for messages of tests.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::SlowResponse => "slow_response",
            Self::Plateau => "plateau",
            Self::Deterioration => "deterioration",
            Self::DropOut => "drop_out",
            Self::Relapse => "relapse",
            Self::OffCourse => "off_course",
        }
    }
}

/// Severity as a function of the weeks since admission.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Trajectory {
    pub(crate) course: Course,
    /// At admission.
    pub(crate) start: f64,
    /// Where a response leads.
    pub(crate) target: f64,
    /// Weeks to half of the response.
    pub(crate) half: f64,
    /// The week from which a relapse climbs back.
    pub(crate) turn: f64,
}

/// The most that the forms are taken to say: the highest totals are left to nobody.
const CEILING: f64 = 0.88;

impl Trajectory {
    /// Severity after some weeks.
    pub(crate) fn severity(&self, weeks: f64) -> f64 {
        let weeks = weeks.max(0.0);
        let responded = |half: f64, week: f64| self.target + (self.start - self.target) / (1.0 + week / half);
        let value = match self.course {
            Course::Response | Course::SlowResponse => responded(self.half, weeks),
            Course::Plateau => self.start * (0.87 + 0.13 / (1.0 + weeks)),
            Course::Deterioration => self.start + (0.05 * weeks).min(0.32),
            Course::DropOut => self.start * (1.0 - (0.025 * weeks).min(0.15)),
            Course::Relapse if weeks <= self.turn => responded(self.half, weeks),
            Course::Relapse => {
                let lowest = responded(self.half, self.turn);
                lowest + (0.055 * (weeks - self.turn)).min((self.start * 0.95 - lowest).max(0.0))
            }
            Course::OffCourse => self.start + (0.008 * weeks).min(0.06),
        };
        value.clamp(0.02, CEILING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(course: Course, weeks: f64) -> f64 {
        Trajectory { course, start: 0.6, target: 0.12, half: 2.0, turn: 8.0 }.severity(weeks) * 27.0
    }

    #[test]
    fn each_course_goes_its_own_way() {
        assert!(points(Course::Response, 8.0) < points(Course::Response, 0.0) / 2.0);
        assert!(points(Course::Plateau, 10.0) > 13.0 && points(Course::Plateau, 10.0) < points(Course::Plateau, 0.0));
        assert!(points(Course::Deterioration, 6.0) - points(Course::Deterioration, 0.0) >= 6.0);
        assert!(points(Course::Relapse, 20.0) - points(Course::Relapse, 8.0) >= 6.0);
        assert!(points(Course::OffCourse, 6.0) >= points(Course::OffCourse, 0.0));
    }
}
