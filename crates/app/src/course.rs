//! Expected courses: fitted from the practice's own finished episodes, stored with what they rest on, and used to say where a patient stands.
//!
//! Time counts weeks since intake. Intake bands are those of the instrument; neighbours with too few finished episodes are taken together. Where
//! all of them together are too few there is no course, and that is stored and said: early-change rules and reliable change are left.

mod evaluation;
mod fitting;
mod keeping;
mod reach;
mod standing;

pub use evaluation::{CourseEvaluation, CourseOrigin, CoursesPage, KnownCourse};
pub use fitting::FitReport;
pub use keeping::CourseFileProblem;
pub use reach::CourseReach;
pub use standing::{CourseDay, CourseJudgement, CourseStanding, DynamicStanding, ImprovementChance, JudgedCourse, NextExpected};

use std::collections::BTreeMap;

use instruments::Definition;
use instruments::definition::Scale;
use outcomes::change::judge::Judgement;
use outcomes::expected_course::fitting::EPISODES_NEEDED;
use outcomes::expected_course::{Course, Scored, Standing, TimeUnit, file};
use outcomes::warning_sign::{self, DynamicCourse};
use storage::expected_course::StoredCourse;
use storage::{ReadUnit, View};
use vocabulary::{Day, Points};

use crate::change::Valued;
use crate::error::AppError;

/// Days of a week, the unit of time of the courses that are fitted here.
const WEEK: f64 = 7.0;

/// The courses that are used, by instrument, and of how many episodes there are none.
#[derive(Clone, Debug, Default)]
pub struct Courses {
    used: BTreeMap<String, Vec<Course>>,
    too_few: BTreeMap<String, usize>,
}

impl Courses {
    /// The courses on record. One that cannot be read is left out and said in the log: a page must not fail for it.
    pub(crate) async fn load(unit: &mut ReadUnit, view: View) -> Result<Self, AppError> {
        let mut courses = Self::default();
        for stored in storage::expected_course::known(unit, view).await? {
            let StoredCourse { instrument, parameters, patients, is_current, .. } = stored.value();
            if !*is_current {
                // The row of all intake scores says of how many episodes there is no course.
                if stored.value().intake_band.is_empty() {
                    courses.too_few.insert(instrument.clone(), usize::try_from(*patients).unwrap_or(usize::MAX));
                }
                continue;
            }
            match file::read(parameters) {
                Ok(read) if read.iter().any(|course| course.time_unit != TimeUnit::Weeks) => {
                    tracing::error!(instrument, "a stored expected course does not count weeks");
                }
                Ok(read) => courses.used.entry(instrument.clone()).or_default().extend(read),
                Err(problem) => tracing::error!(instrument, %problem, "a stored expected course cannot be read"),
            }
        }
        Ok(courses)
    }

    /// How the latest score of an episode lies to the expected course; `None` where there is no course for it.
    pub(crate) fn standing(&self, definition: &Definition, scores: &[Valued], discharged: Option<Day>) -> Option<CourseStanding> {
        let ([intake, ..], Some(latest)) = (scores, scores.last()) else { return None };
        let course = of_score(self.used.get(&*definition.id)?, intake, latest, discharged)?;
        course.standing_of(&scored(&[*intake, *latest])).map(CourseStanding::from)
    }

    /// The same as the rules of warning signs take it, with how far beyond the limit an off-course score lies. The first score is the intake. Nobody is
    /// asked about the dynamic course: [`Courses::dynamic_sign_of`].
    pub(crate) fn sign_of(&self, definition: &Definition, scores: &[Valued], discharged: Option<Day>) -> warning_sign::CourseStanding {
        use warning_sign::CourseStanding::{NoCourse, OffCourse, OnCourse, Watch};
        let ([intake, .., latest], Some(scale)) = (scores, definition.main()) else { return NoCourse };
        let course = self.used.get(&*definition.id).and_then(|courses| of_score(courses, intake, latest, discharged));
        match course.and_then(|course| course.standing_of(&scored(&[*intake, *latest]))) {
            None => NoCourse,
            Some(Standing::OnCourse) => OnCourse,
            Some(Standing::Watch) => Watch,
            // A tenth of a point at least: what lies beyond the limit is never said to lie on it.
            Some(Standing::OffCourse { beyond }) => {
                let tenths = Points::from_f64((beyond * 10.0).round().max(1.0) / 10.0);
                let beyond = tenths.unwrap_or_else(|_| scale.maximum.minus(scale.minimum));
                OffCourse { beyond, dynamic: DynamicCourse::NotAsked }
            }
        }
    }

    /// How the latest score of a stay stands to the dynamic course. The first score is the intake.
    pub(crate) fn dynamic_sign_of(&self, definition: &Definition, scores: &[Valued], discharged: Option<Day>) -> DynamicCourse {
        let ([intake, ..], Some(latest)) = (scores, scores.last()) else { return DynamicCourse::NotAsked };
        let course = self.used.get(&*definition.id).and_then(|courses| of_score(courses, intake, latest, discharged));
        match course.and_then(|course| standing::dynamic_standing(course, &scored(scores))) {
            None => DynamicCourse::NotAsked,
            Some(Standing::OnCourse | Standing::Watch) => DynamicCourse::Within,
            Some(Standing::OffCourse { .. }) => DynamicCourse::OffCourse,
        }
    }

    /// Where the latest score of an episode stands. The first score is the intake.
    pub(crate) fn judge(
        &self,
        definition: &Definition,
        scale: usize,
        scores: &[Valued],
        discharged: Option<Day>,
        change: &Judgement,
    ) -> CourseJudgement {
        let ([intake, ..], Some(latest)) = (scores, scores.last()) else { return CourseJudgement::NotCovered };
        let Some(courses) = self.used.get(&*definition.id) else {
            return match self.too_few.get(&*definition.id) {
                Some(episodes) => CourseJudgement::TooFew { episodes: *episodes, needed: EPISODES_NEEDED },
                None => CourseJudgement::NotFitted,
            };
        };
        let course = of_score(courses, intake, latest, discharged);
        let judged = course.and_then(|course| standing::judged(course, &definition.scales[scale], scores, discharged, change));
        judged.map_or(CourseJudgement::NotCovered, CourseJudgement::Judged)
    }
}

/// The course for an intake score; none for a score after the discharge.
fn of_score<'a>(courses: &'a [Course], intake: &Valued, latest: &Valued, discharged: Option<Day>) -> Option<&'a Course> {
    let is_after = discharged.is_some_and(|discharged| latest.day > discharged);
    courses.iter().find(|course| course.intake.contains(intake.value.to_f64())).filter(|_| !is_after)
}

fn weeks(from: Day, to: Day) -> f64 {
    f64::from(to.days_since(from)) / WEEK
}

fn scored(scores: &[Valued]) -> Vec<Scored> {
    let intake = scores.first().map(|score| score.day);
    let of = |score: &Valued| Scored { time: intake.map_or(0.0, |intake| weeks(intake, score.day)), score: score.value.to_f64() };
    scores.iter().map(of).collect()
}

/// A number to a tenth of a point, inside of the range of the scale.
fn within(scale: &Scale, value: f64) -> Points {
    let rounded = Points::from_f64((value * 10.0).round() / 10.0).unwrap_or(scale.minimum);
    rounded.clamp(scale.minimum, scale.maximum)
}

#[cfg(test)]
mod tests {
    use instruments::Library;
    use outcomes::warning_sign::CourseStanding::{NoCourse, OffCourse, OnCourse};
    use vocabulary::{AdministrationId, Identifier as _};

    use super::*;

    /// The course of the stories, for severe first scores alone.
    fn course() -> String {
        include_str!("../tests/story/course.toml").replace(r#"name = "", lowest = 0.0"#, r#"name = "severe", lowest = 20.0"#)
    }

    fn scores(all: &[(i32, i32)]) -> Vec<Valued> {
        let id = AdministrationId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap());
        let intake: Day = "2026-07-06".parse().unwrap();
        let of =
            |(week, value): &(i32, i32)| Valued { administration: id, day: intake.plus_days(week * 7), value: Points::from_whole(*value) };
        all.iter().map(of).collect()
    }

    #[test]
    fn a_score_off_the_expected_course_may_go_on_as_those_before_it_or_not() {
        let library = Library::shipped().unwrap();
        let definition = library.get("phq-9").unwrap();
        let courses = Courses { used: BTreeMap::from([("phq-9".to_owned(), file::read(&course()).unwrap())]), too_few: BTreeMap::new() };
        let check = |all: &[(i32, i32)], is_off: bool, expected: DynamicCourse| {
            let scores = scores(all);
            assert_eq!(matches!(courses.sign_of(definition, &scores, None), OffCourse { .. }), is_off, "{all:?}");
            assert_eq!(courses.dynamic_sign_of(definition, &scores, None), expected, "{all:?}");
        };
        check(&[(0, 22), (6, 24)], true, DynamicCourse::NotAsked);
        check(&[(0, 22), (3, 26), (6, 24)], true, DynamicCourse::Within);
        check(&[(0, 22), (3, 14), (6, 24)], true, DynamicCourse::OffCourse);
        check(&[(0, 22), (3, 4), (6, 16)], false, DynamicCourse::OffCourse);
        let measured = scores(&[(0, 22), (3, 14), (6, 24), (12, 10)]);
        assert_eq!(courses.sign_of(definition, &measured, None), OnCourse);
        let discharged = Some(measured[2].day);
        assert_eq!(courses.sign_of(definition, &measured, discharged), NoCourse, "no course reaches beyond the discharge");
        assert!(
            matches!(courses.sign_of(definition, &measured[..3], discharged), OffCourse { .. }),
            "the last day of the stay belongs to it"
        );
        assert_eq!(courses.dynamic_sign_of(definition, &measured, discharged), DynamicCourse::NotAsked);
    }
}
