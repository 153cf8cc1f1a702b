//! The latest score beside the expected course and the dynamic one, the chance of a reliable improvement, and what is to be expected next.

use std::collections::BTreeSet;

use instruments::definition::Scale;
use outcomes::change::judge::{Judgement, NormUse};
use outcomes::expected_course::course::OFF_COURSE_DEVIATIONS;
use outcomes::expected_course::{Course, Given, Scored, Standing};
use vocabulary::{Day, Points};

use super::{WEEK, scored, weeks, within};
use crate::change::Valued;

/// Weeks since intake of which a chance of reliable improvement is said: the next of these.
const WEEKS_ASKED: [u16; 4] = [8, 12, 26, 52];
/// So many days beyond the latest score the expected course is drawn.
const DAYS_AHEAD: i32 = 28;
/// The days after which a next score is expected, at least and at most.
const NEXT_DAYS: (i32, i32) = (7, 28);
/// So many of a hundred scores lie between the two limits of the upper and the lower 10 %.
const NEXT_PERCENT: u8 = 80;

/// The latest score beside the expected course.
#[derive(Clone, Debug, PartialEq)]
pub enum CourseJudgement {
    /// It stands here.
    Judged(JudgedCourse),
    /// The practice has too few finished episodes for a course of its own.
    TooFew {
        /// How many it has.
        episodes: usize,
        /// How many are needed.
        needed: usize,
    },
    /// There is a course of this instrument, but not for this intake score, or not this long after intake.
    NotCovered,
    /// Nothing was fitted for this instrument.
    NotFitted,
}

/// A score beside the expected course, with what that rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedCourse {
    /// Where the latest score stands.
    pub standing: CourseStanding,
    /// The latest score.
    pub score: Points,
    /// The mean of the expected course on its day.
    pub expected: Points,
    /// How probable a reliable improvement is; `None` without a norm that counts, or where the course does not reach that far.
    pub chance: Option<ImprovementChance>,
    /// The latest score beside the dynamic course; `None` where nothing but the intake stands before it, which is the expected course again.
    pub dynamic: Option<DynamicStanding>,
    /// The score to be expected next, given all so far; `None` where the course does not reach that far, or the stay does not.
    pub next: Option<NextExpected>,
    /// The expected course, day by day, from the intake to a little after the latest score.
    pub days: Vec<CourseDay>,
    /// The model by its name and version.
    pub model: String,
    /// How many finished episodes it rests on.
    pub episodes: usize,
    /// The last day of their data.
    pub data_until: Day,
}

/// How a score lies to the expected course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CourseStanding {
    /// Within the limits, or better.
    OnCourse,
    /// Beyond the upper 16 % on the bad side.
    Watch,
    /// Beyond the upper 10 % on the bad side.
    OffCourse,
}

impl From<Standing> for CourseStanding {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::OnCourse => Self::OnCourse,
            Standing::Watch => Self::Watch,
            Standing::OffCourse { .. } => Self::OffCourse,
        }
    }
}

impl CourseStanding {
    /// The name for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnCourse => "on_course",
            Self::Watch => "watch",
            Self::OffCourse => "off_course",
        }
    }
}

/// The share of such patients, with these scores so far, that are reliably better than at intake by a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImprovementChance {
    /// In a hundred.
    pub percent: u8,
    /// The week since intake.
    pub week: u16,
}

/// The latest score beside the dynamic course: the band given all scores before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DynamicStanding {
    /// Where it stands.
    pub standing: CourseStanding,
    /// What was to be expected on its day.
    pub expected: Points,
}

/// What the dynamic course says of the next score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextExpected {
    /// The day: as long after the latest score as that came after the one before it, a week at least and four at most.
    pub day: Day,
    /// The score.
    pub value: Points,
    /// The low end of its interval.
    pub low: Points,
    /// The high end.
    pub high: Points,
    /// So many of a hundred such scores lie within the interval.
    pub percent: u8,
}

/// A day of the expected course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CourseDay {
    /// The day.
    pub day: Day,
    /// The mean.
    pub mean: Points,
    /// Up to here a score is on course.
    pub watch: Points,
    /// Beyond here it is off course.
    pub off: Points,
}

pub(super) fn judged(
    course: &Course,
    scale: &Scale,
    scores: &[Valued],
    discharged: Option<Day>,
    change: &Judgement,
) -> Option<JudgedCourse> {
    let ([intake, ..], Some(latest)) = (scores, scores.last()) else { return None };
    let so_far = scored(scores);
    let standing = CourseStanding::from(course.standing_of(&so_far)?);
    let given = Given::Intake(intake.value.to_f64());
    let now = weeks(intake.day, latest.day);
    Some(JudgedCourse {
        standing,
        score: latest.value,
        expected: within(scale, course.expected(given, now).mean),
        chance: chance(course, change, &so_far, now),
        dynamic: dynamic(course, scale, &so_far),
        next: next(course, scale, scores, &so_far).filter(|next| discharged.is_none_or(|discharged| next.day <= discharged)),
        days: days(course, scale, given, scores),
        model: course.model.clone(),
        episodes: course.episodes,
        data_until: course.data_cut_off?,
    })
}

fn chance(course: &Course, change: &Judgement, so_far: &[Scored], now: f64) -> Option<ImprovementChance> {
    let NormUse::Used(norm) = &change.norm else { return None };
    let week = WEEKS_ASKED.into_iter().find(|week| f64::from(*week) > now).filter(|week| f64::from(*week) <= course.time_last)?;
    let (intake, least) = (so_far.first()?.score, norm.least_change.to_f64());
    let probability = course.probability_better(Given::SoFar(so_far), intake, least, f64::from(week));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a probability in a hundred is between 0 and 100")]
    let percent = (probability.clamp(0.0, 1.0) * 100.0).round() as u8;
    Some(ImprovementChance { percent, week })
}

/// The latest score beside the band given all scores before it, with what was to be expected.
fn dynamic(course: &Course, scale: &Scale, so_far: &[Scored]) -> Option<DynamicStanding> {
    let (latest, before) = so_far.split_last()?;
    let standing = dynamic_standing(course, so_far)?.into();
    Some(DynamicStanding { standing, expected: within(scale, course.expected(Given::SoFar(before), latest.time).mean) })
}

/// How the latest score lies to the band given all scores before it; `None` where nothing but the intake stands before it.
pub(super) fn dynamic_standing(course: &Course, so_far: &[Scored]) -> Option<Standing> {
    let (latest, before) = so_far.split_last().filter(|(_, before)| before.len() >= 2)?;
    Some(course.standing(Given::SoFar(before), *latest))
}

/// The score to be expected next, given all so far.
fn next(course: &Course, scale: &Scale, scores: &[Valued], so_far: &[Scored]) -> Option<NextExpected> {
    let (first, [.., before, latest]) = (scores.first()?, scores) else { return None };
    let day = latest.day.plus_days(latest.day.days_since(before.day).clamp(NEXT_DAYS.0, NEXT_DAYS.1));
    let time = weeks(first.day, day);
    if time > course.time_last {
        return None;
    }
    let expected = course.expected(Given::SoFar(so_far), time);
    let spread = OFF_COURSE_DEVIATIONS * expected.deviation;
    Some(NextExpected {
        day,
        value: within(scale, expected.mean),
        low: within(scale, expected.mean - spread),
        high: within(scale, expected.mean + spread),
        percent: NEXT_PERCENT,
    })
}

/// The course every week at first, where it bends most, every fourth week later, and on the day of each score, so that a score is told the same
/// expectation everywhere.
fn days(course: &Course, scale: &Scale, given: Given<'_>, scores: &[Valued]) -> Vec<CourseDay> {
    let ([first, ..], Some(last)) = (scores, scores.last()) else { return Vec::new() };
    let (intake, latest) = (first.day, last.day);
    let end = latest.plus_days(DAYS_AHEAD).days_since(intake);
    let steps = (0..).map(|step: i32| if step <= 12 { step * 7 } else { 84 + (step - 12) * 28 });
    let reaches = |days: &i32| *days < end && f64::from(*days) / WEEK <= course.time_last;
    let last = (f64::from(end) / WEEK <= course.time_last).then_some(end);
    let day = |days: i32| {
        let band = course.band(given, f64::from(days) / WEEK);
        CourseDay {
            day: intake.plus_days(days),
            mean: within(scale, band.expected.mean),
            watch: within(scale, band.watch_limit),
            off: within(scale, band.off_course_limit),
        }
    };
    let of_scores = scores.iter().map(|score| score.day.days_since(intake)).filter(reaches);
    let all: BTreeSet<i32> = steps.take_while(reaches).chain(last).chain(of_scores).collect();
    all.into_iter().map(day).collect()
}
