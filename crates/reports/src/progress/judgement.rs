//! What was judged of a series of scores, as the report takes it: its change since baseline and its course. Judged elsewhere; here it is shown.

use charts::ExpectedDay;
use instruments::Respondent;
use outcomes::change::AfterDischarge;
use outcomes::change::judge::{ChangeCategory, Judgement};
use outcomes::response::Stated;
use vocabulary::{Day, Points};
use wording::ChartNext;

/// Change and course of one series: one scale, one respondent.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesJudgement {
    /// The place of the scale in the definition.
    pub scale: usize,
    /// Who answered.
    pub respondent: Respondent,
    /// `None` while there are no two scores.
    pub change: Option<ChangeFacts>,
    /// `None` where no course was asked for.
    pub course: Option<CourseFacts>,
}

/// The change since baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeFacts {
    /// The day of the baseline.
    pub baseline_day: Day,
    /// The day of the latest score.
    pub latest_day: Day,
    /// From the baseline to the latest score.
    pub judgement: Judgement,
    /// The category of each later score that has one, for the picture.
    pub by_day: Vec<(Day, ChangeCategory)>,
    /// Whether the change reaches the minimal important difference.
    pub important: Stated,
    /// The latest score beside the last one of the stay, where it came after the discharge.
    pub after_discharge: Option<AfterDischarge>,
}

/// How a course compares with the expected one.
#[derive(Clone, Debug, PartialEq)]
pub enum CourseFacts {
    /// There is an expected course.
    Judged(JudgedCourse),
    /// The practice has no course of its own: too few finished episodes.
    TooFewEpisodes {
        /// How many there are.
        episodes: usize,
        /// How many are needed.
        needed: usize,
    },
}

/// A course beside the expected one.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedCourse {
    /// Where the latest score stands.
    pub standing: CourseStanding,
    /// The latest score.
    pub score: Points,
    /// The mean of the expected course on its day.
    pub expected: Points,
    /// How probable a reliable improvement is; `None` where it was not computed.
    pub chance: Option<ImprovementChance>,
    /// The latest score given all before it: where it stands, and what was expected; `None` where nothing but the intake stands before it.
    pub dynamic: Option<(CourseStanding, Points)>,
    /// The score to be expected next, given all so far.
    pub next: Option<ChartNext>,
    /// The days of the expected course to be drawn.
    pub days: Vec<ExpectedDay>,
    /// The model by its name and version.
    pub model: String,
    /// How many finished episodes it rests on.
    pub episodes: usize,
    /// Up to when their data go.
    pub data_until: Day,
}

/// The share of such patients that are reliably improved by a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImprovementChance {
    /// In a hundred.
    pub percent: u8,
    /// The week since intake.
    pub week: u16,
}

/// Where a score stands beside the expected course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CourseStanding {
    /// Within the limits.
    OnCourse,
    /// Beyond the first limit.
    Watch,
    /// Beyond the second limit.
    OffCourse,
}

impl CourseStanding {
    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnCourse => "on_course",
            Self::Watch => "watch",
            Self::OffCourse => "off_course",
        }
    }
}
