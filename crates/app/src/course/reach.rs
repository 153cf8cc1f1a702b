//! How long scores like a patient's take to come to remission.

use instruments::Definition;
use outcomes::change::judge::RecalledValues;
use outcomes::expected_course::Given;
use outcomes::response::remission;
use vocabulary::{Day, Verdict};

use super::{Courses, WEEK, of_score, within};
use crate::change::Valued;

/// So many standard deviations around the mean lies the middle half of a normal distribution.
const QUARTILE: f64 = 0.674_489_750_196_081_7;

/// By which day of a stay scores like a patient's are expected to be in remission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CourseReach {
    /// A quarter of such patients is there by this day, the first day of the stay being 1.
    pub quarter: u32,
    /// Half of them.
    pub half: u32,
    /// Three quarters; `None` where they are not as far as the course reaches.
    pub three_quarters: Option<u32>,
    /// The last day to which the course reaches.
    pub reaches: u32,
    /// How many finished episodes it rests on.
    pub episodes: usize,
}

impl Courses {
    /// By which day of a stay that began on `first` scores like these are expected to be in remission. `None` where there is no course for the intake
    /// score, no remission that counts, where the intake is there already, and where half of such patients are not there as far as the course reaches.
    pub(crate) fn reach(&self, definition: &Definition, scores: &[Valued], first: Day, recalled: &RecalledValues) -> Option<CourseReach> {
        let (intake, scale) = (scores.first()?, definition.main_scale?);
        let course = of_score(self.used.get(&*definition.id)?, intake, intake, None)?;
        let in_remission = |score: f64| {
            let value = within(&definition.scales[scale], score);
            remission(definition, scale, value, recalled).verdict == Verdict::Met
        };
        if in_remission(intake.value.to_f64()) {
            return None;
        }
        let day_of = |time: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "a course reaches over weeks, not over centuries")]
            let days = (time * WEEK).round() as i32;
            u32::try_from(intake.day.plus_days(days).days_since(first) + 1).unwrap_or(1).max(1)
        };
        let by =
            |deviations: f64| course.first_time(Given::Intake(intake.value.to_f64()), 1.0 / WEEK, deviations, in_remission).map(day_of);
        Some(CourseReach {
            quarter: by(-QUARTILE)?,
            half: by(0.0)?,
            three_quarters: by(QUARTILE),
            reaches: day_of(course.time_last),
            episodes: course.episodes,
        })
    }
}
