//! A course, and what it says of one patient.

use instruments::definition::Direction;
use statrs::distribution::{ContinuousCDF as _, Normal};
use vocabulary::Day;

use crate::mixed_model::prediction::{Known, Row};
use crate::mixed_model::{Population, Prediction};

/// Standard deviations beyond which a score is off course: the upper 10 % of the band.
pub const OFF_COURSE_DEVIATIONS: f64 = 1.281_551_565_544_600_4;
/// Standard deviations beyond which a score is to be watched: the upper 16 % of the band.
pub const WATCH_DEVIATIONS: f64 = 0.994_457_883_209_753_4;
/// The model that is fitted here: score by the logarithm of time plus one, with intercept and slope of each patient.
pub const MODEL: &str = "log-time-1";

/// What time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Days since intake.
    Days,
    /// Weeks since intake.
    Weeks,
    /// Sessions since intake; the intake is 0.
    Sessions,
}

impl TimeUnit {
    /// All of them, with their names in files.
    pub const NAMED: [(Self, &'static str); 3] = [(Self::Days, "days"), (Self::Weeks, "weeks"), (Self::Sessions, "sessions")];

    /// The name in files.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(unit, _)| *unit == self).map_or("", |(_, name)| name)
    }

    /// The unit of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(_, known)| *known == name).map(|(unit, _)| *unit)
    }
}

/// The intake scores that a course is for.
#[derive(Clone, Debug, PartialEq)]
pub struct IntakeBand {
    /// Its name, as the fit or the definition of the instrument gives it; empty where all intake scores are one band.
    pub name: String,
    /// The lowest score, included.
    pub lowest: f64,
    /// The highest score, included.
    pub highest: f64,
}

impl IntakeBand {
    /// Whether a score lies in it.
    pub fn contains(&self, score: f64) -> bool {
        score >= self.lowest && score <= self.highest
    }
}

/// A score at a time since intake, in the unit of the course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Time since intake, which is 0.
    pub time: f64,
    /// The score.
    pub score: f64,
}

/// How scores run from one intake band, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The name and version of the model, as in [`MODEL`].
    pub model: String,
    /// The instrument's id.
    pub instrument: String,
    /// The intake scores that it is for.
    pub intake: IntakeBand,
    /// What time counts.
    pub time_unit: TimeUnit,
    /// Which way is worse.
    pub direction: Direction,
    /// Whether scores are whole numbers, so that probabilities get a continuity correction.
    pub is_whole: bool,
    /// Average coefficients, their covariance, the covariance between patients and the residual variance.
    pub population: Population,
    /// The episodes that it was fitted from.
    pub episodes: usize,
    /// Their scores.
    pub scores: usize,
    /// The last time since intake at which an episode had a score. Beyond it the course is not continued.
    pub time_last: f64,
    /// The last day of the data that it was fitted from; `None` where it is not stated.
    pub data_cut_off: Option<Day>,
}

/// What of a patient is known when the band is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Given<'a> {
    /// The intake score: the expected course.
    Intake(f64),
    /// All scores so far: the dynamic course.
    SoFar(&'a [Scored]),
}

/// The band at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Time since intake.
    pub time: f64,
    /// The expected score and its spread.
    pub expected: Prediction,
    /// Up to here, on the bad side, a score is on course.
    pub watch_limit: f64,
    /// Beyond here it is off course.
    pub off_course_limit: f64,
}

/// How a score lies to the band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// Within the band, or better.
    OnCourse,
    /// Beyond the upper 16 % on the bad side.
    Watch,
    /// Beyond the upper 10 % on the bad side.
    OffCourse {
        /// How far beyond that limit, in points.
        beyond: f64,
    },
}

pub(super) fn row(time: f64) -> Row {
    let values = vec![1.0, time.ln_1p()];
    Row { fixed: values.clone(), effects: values }
}

/// The share of a standard normal distribution below a value.
fn below(deviations: f64) -> f64 {
    Normal::standard().cdf(deviations)
}

impl Course {
    /// +1 where a higher score is worse, -1 where a lower one is.
    fn sign(&self) -> f64 {
        match self.direction {
            Direction::HigherIsWorse => 1.0,
            Direction::HigherIsBetter => -1.0,
        }
    }

    /// The score to be expected at a time.
    pub fn expected(&self, given: Given<'_>, time: f64) -> Prediction {
        let known: Vec<Known> = match given {
            Given::Intake(score) => vec![Known { row: row(0.0), outcome: score }],
            Given::SoFar(scores) => scores.iter().map(|scored| Known { row: row(scored.time), outcome: scored.score }).collect(),
        };
        self.population.given(&known).at(&row(time))
    }

    /// The band at a time.
    pub fn band(&self, given: Given<'_>, time: f64) -> Band {
        let expected = self.expected(given, time);
        let limit = |deviations: f64| expected.mean + self.sign() * deviations * expected.deviation;
        Band { time, expected, watch_limit: limit(WATCH_DEVIATIONS), off_course_limit: limit(OFF_COURSE_DEVIATIONS) }
    }

    /// How a score lies to the band at its time.
    pub fn standing(&self, given: Given<'_>, latest: Scored) -> Standing {
        let band = self.band(given, latest.time);
        let beyond = |limit: f64| self.sign() * (latest.score - limit);
        if beyond(band.off_course_limit) > 0.0 {
            Standing::OffCourse { beyond: beyond(band.off_course_limit) }
        } else if beyond(band.watch_limit) > 0.0 {
            Standing::Watch
        } else {
            Standing::OnCourse
        }
    }

    /// How a series, whose first score is the intake, stands: its last score against the course expected at intake. `None` without a later score,
    /// and where the course does not reach that far.
    pub fn standing_of(&self, series: &[Scored]) -> Option<Standing> {
        let ([intake, ..], Some(latest)) = (series, series.last()) else { return None };
        (latest.time > intake.time && latest.time <= self.time_last).then(|| self.standing(Given::Intake(intake.score), *latest))
    }

    /// The probability that the score at a time is better than the intake score by at least `change` points.
    pub fn probability_better(&self, given: Given<'_>, intake: f64, change: f64, time: f64) -> f64 {
        self.probability_beyond(self.expected(given, time), intake, -self.sign() * change)
    }

    /// The probability that the score at a time is worse than the intake score by at least `change` points.
    pub fn probability_worse(&self, given: Given<'_>, intake: f64, change: f64, time: f64) -> f64 {
        self.probability_beyond(self.expected(given, time), intake, self.sign() * change)
    }

    /// The first time, in these steps after intake, at which a score so many standard deviations on the bad side of the expected one fulfils a
    /// condition; `None` where none does as far as the course reaches.
    pub fn first_time(&self, given: Given<'_>, step: f64, deviations: f64, holds: impl Fn(f64) -> bool) -> Option<f64> {
        let times = (0_u32..).map(|number| f64::from(number) * step).take_while(|time| step > 0.0 && *time <= self.time_last);
        times.into_iter().find(|time| {
            let expected = self.expected(given, *time);
            holds(expected.mean + self.sign() * deviations * expected.deviation)
        })
    }

    /// The probability of a score at or beyond `intake + change`, on the side of the change. Whole scores count from half a point before the first
    /// that is at or beyond.
    fn probability_beyond(&self, expected: Prediction, intake: f64, change: f64) -> f64 {
        let side = change.signum();
        let distance = side * (intake + change);
        let limit = if self.is_whole { (distance - 1e-9).ceil() - 0.5 } else { distance };
        below((side * expected.mean - limit) / expected.deviation)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A course of falling scores: 20 at intake, less 4 with the logarithm of time.
    pub(in super::super) fn falling(direction: Direction) -> Course {
        let sign = if direction == Direction::HigherIsWorse { 1.0 } else { -1.0 };
        Course {
            model: MODEL.to_owned(),
            instrument: "invented".to_owned(),
            intake: IntakeBand { name: "all".to_owned(), lowest: -27.0, highest: 27.0 },
            time_unit: TimeUnit::Weeks,
            direction,
            is_whole: true,
            population: Population {
                coefficients: vec![20.0 * sign, -4.0 * sign],
                coefficient_covariance: vec![vec![0.04, -0.01], vec![-0.01, 0.02]],
                effect_covariance: vec![vec![9.0, -1.0], vec![-1.0, 2.0]],
                residual_variance: 6.0,
            },
            episodes: 120,
            scores: 700,
            time_last: 20.0,
            data_cut_off: Some(Day::new(2026, 6, 30).expect("a day")),
        }
    }

    #[test]
    fn a_score_is_on_course_watched_or_off_course_by_its_distance_on_the_bad_side() {
        let course = falling(Direction::HigherIsWorse);
        let given = Given::Intake(20.0);
        let band = course.band(given, 8.0);
        assert!(band.expected.mean < 20.0 && band.expected.mean < band.watch_limit && band.watch_limit < band.off_course_limit);
        let at = |score: f64| course.standing(given, Scored { time: 8.0, score });
        assert_eq!(at(0.0), Standing::OnCourse, "better than expected is never off course");
        assert_eq!(at(band.watch_limit), Standing::OnCourse, "the limit itself is on course");
        assert_eq!(at(band.watch_limit + 0.01), Standing::Watch);
        assert_eq!(at(band.off_course_limit), Standing::Watch);
        assert!(matches!(at(band.off_course_limit + 1.5), Standing::OffCourse { beyond } if (beyond - 1.5).abs() < 1e-9));
    }

    #[test]
    fn the_goal_is_reached_sooner_by_the_better_quarter_and_not_at_all_beyond_the_course() {
        let course = falling(Direction::HigherIsWorse);
        let first = |goal: f64, deviations| course.first_time(Given::Intake(20.0), 1.0, deviations, |score| score <= goal);
        let (better, half, worse) = (first(14.0, -0.674_489_75), first(14.0, 0.0), first(14.0, 0.674_489_75));
        assert!(better.unwrap() < half.unwrap() && worse.is_none_or(|worse| worse > half.unwrap()));
        assert!(course.expected(Given::Intake(20.0), half.unwrap()).mean <= 14.0);
        assert!(course.expected(Given::Intake(20.0), half.unwrap() - 1.0).mean > 14.0);
        assert_eq!(first(-100.0, 0.0), None);
    }

    #[test]
    fn a_scale_turned_round_gives_the_same_standing_and_probabilities() {
        let (course, turned) = (falling(Direction::HigherIsWorse), falling(Direction::HigherIsBetter));
        for score in 0..28 {
            let latest = Scored { time: 6.0, score: f64::from(score) };
            let mirrored = Scored { time: 6.0, score: -f64::from(score) };
            let (one, other) = (course.standing(Given::Intake(18.0), latest), turned.standing(Given::Intake(-18.0), mirrored));
            assert_eq!(std::mem::discriminant(&one), std::mem::discriminant(&other), "{score}");
        }
        let one = course.probability_better(Given::Intake(18.0), 18.0, 6.0, 10.0);
        let other = turned.probability_better(Given::Intake(-18.0), -18.0, 6.0, 10.0);
        assert!((one - other).abs() < 1e-12);
    }

    #[test]
    fn scores_so_far_narrow_the_band_and_move_it_towards_the_patient() {
        let course = falling(Direction::HigherIsWorse);
        let so_far = [Scored { time: 0.0, score: 20.0 }, Scored { time: 2.0, score: 22.0 }, Scored { time: 4.0, score: 23.0 }];
        let (intake, dynamic) = (course.band(Given::Intake(20.0), 8.0), course.band(Given::SoFar(&so_far), 8.0));
        assert!(dynamic.expected.deviation < intake.expected.deviation);
        assert!(dynamic.expected.mean > intake.expected.mean);
        assert!(dynamic.expected.deviation_with_estimation > dynamic.expected.deviation);
    }

    #[test]
    fn whole_scores_count_from_half_a_point_before_the_first_that_is_enough() {
        let mut course = falling(Direction::HigherIsWorse);
        let given = Given::Intake(18.0);
        // Six points or more, and more than five: the same scores.
        let (six, five) = (course.probability_better(given, 18.0, 6.0, 10.0), course.probability_better(given, 18.0, 5.2, 10.0));
        assert!((six - five).abs() < 1e-12);
        let expected = course.expected(given, 10.0);
        let by_hand = below((12.5 - expected.mean) / expected.deviation);
        assert!((six - by_hand).abs() < 1e-12);
        course.is_whole = false;
        assert!(course.probability_better(given, 18.0, 5.2, 10.0) > course.probability_better(given, 18.0, 6.0, 10.0));
        assert!(course.probability_worse(given, 18.0, 5.2, 10.0) < 0.05);
    }

    #[test]
    fn a_course_is_not_continued_beyond_its_data() {
        let course = falling(Direction::HigherIsWorse);
        let series = |time: f64| [Scored { time: 0.0, score: 20.0 }, Scored { time, score: 26.0 }];
        assert!(matches!(course.standing_of(&series(20.0)), Some(Standing::OffCourse { .. })));
        assert_eq!(course.standing_of(&series(21.0)), None);
        assert_eq!(course.standing_of(&series(20.0)[..1]), None);
    }
}
