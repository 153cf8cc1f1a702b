//! Why a patient is pressing, and which of several reasons goes first.

use care::Episode;
use outcomes::change::judge::ChangeCategory;
use outcomes::warning_sign::{Class, Rule};
use storage::alert::OpenAlerts;
use utilization_review::level_of_care::Determination;
use vocabulary::{Day, Points, Verdict};

use crate::change::Standing;
use crate::course::CourseStanding;
use crate::series::LatestScore;

/// A safety answer is pressing for so many days; afterwards it stands on the patient's page.
const SAFETY_DAYS: i32 = 14;

/// Why a patient is pressing, the most pressing first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// An answer that a person must see.
    Safety {
        /// In which instrument.
        instrument: String,
        /// When.
        day: Day,
    },
    /// The latest score lies in the most severe band.
    MostSevere {
        /// Of which instrument.
        instrument: String,
    },
    /// Worse since baseline by more than measurement error.
    ReliablyWorse {
        /// In which instrument.
        instrument: String,
        /// By so much.
        points: Points,
    },
    /// The latest score lies beyond the expected course.
    OffCourse {
        /// Of which instrument.
        instrument: String,
    },
    /// An alert about safety that nobody has closed, for those who may see alerts.
    SafetyAlert {
        /// By which rule.
        rule: Rule,
        /// Of which day; the newest where there are several.
        day: Day,
    },
    /// What was last determined about the level of care, for those who may see it: only what asks for somebody to look.
    LevelOfCare(Determination),
    /// An alert about treatment that nobody has closed, for those who may see alerts.
    TreatmentAlert {
        /// By which rule.
        rule: Rule,
        /// Of which day; the newest where there are several.
        day: Day,
    },
    /// Measures of the protocol were due and have not been obtained.
    Overdue {
        /// The day on which the first of them was due.
        since: Day,
    },
    /// Better since baseline by more than measurement error: nothing is pressing, and it is worth a look.
    ReliablyImproved {
        /// In which instrument.
        instrument: String,
    },
    /// Nothing of the above.
    Nothing,
}

impl Need {
    /// The place in the order of need, 0 first.
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Safety { .. } | Self::SafetyAlert { .. } => 0,
            Self::LevelOfCare(Determination::SafetyReview) => 1,
            Self::LevelOfCare(Determination::StepUp) => 2,
            Self::ReliablyWorse { .. } => 3,
            Self::OffCourse { .. } => 4,
            Self::MostSevere { .. } => 5,
            Self::TreatmentAlert { .. } => 6,
            Self::LevelOfCare(Determination::ReviewPlan | Determination::Mixed) => 7,
            Self::Overdue { .. } => 8,
            Self::LevelOfCare(Determination::StepDown) => 9,
            Self::ReliablyImproved { .. } => 10,
            Self::LevelOfCare(Determination::NotApplicable | Determination::Continue | Determination::Insufficient) | Self::Nothing => 11,
        }
    }

    /// Gives way to a reason that is more pressing.
    pub(super) fn or_more_pressing(&mut self, other: Self) {
        if other.rank() < self.rank() {
            *self = other;
        }
    }

    /// True for an alert that somebody is reliably worse by a measure after their discharge.
    pub(super) fn is_worse_after(&self, discharged: Option<Day>) -> bool {
        let Self::TreatmentAlert { rule: Rule::ReliableDeterioration | Rule::WorseSinceDischarge, day } = self else { return false };
        discharged.is_some_and(|discharged| *day > discharged)
    }

    /// What an open alert gives as a reason. Of the tasks only a measure that is due does: a score that waits for its review is on the list of
    /// scores.
    pub(super) fn of_alerts(open: &OpenAlerts, shows_alerts: bool) -> Option<Self> {
        let (rule, class): (Rule, Class) = (open.rule.parse().ok()?, open.class.parse().ok()?);
        match class {
            Class::Safety if shows_alerts => Some(Self::SafetyAlert { rule, day: open.last_day }),
            Class::Clinical if shows_alerts => Some(Self::TreatmentAlert { rule, day: open.last_day }),
            Class::Task if rule == Rule::OverdueMeasure => Some(Self::Overdue { since: open.first_day }),
            Class::Safety | Class::Clinical | Class::Task => None,
        }
    }
}

/// The newest answer of the last days that a person must see.
pub(super) fn safety_answer(latest: &[LatestScore], today: Day) -> Option<Need> {
    let recent = |score: &&LatestScore| today.days_since(score.day) <= SAFETY_DAYS;
    let safety = latest.iter().filter(|score| score.safety == Some(Verdict::Met)).filter(recent).max_by_key(|score| score.day);
    safety.map(|score| Need::Safety { instrument: score.short_name.clone(), day: score.day })
}

/// Why a patient is pressing by scores alone. Differences within measurement error are no reason, and neither are bands that nobody may rest a judgement on
/// (`has_severity`).
pub(super) fn need_of(
    latest: &[LatestScore],
    has_severity: impl Fn(&LatestScore) -> bool,
    standings: &[(String, Standing)],
    open: Option<&Episode>,
) -> Need {
    let Some(open) = open else { return Need::Nothing };
    let worse = standings.iter().filter(|(_, standing)| standing.change.category == Some(ChangeCategory::ReliablyWorse));
    let worse = worse.map(|(instrument, standing)| (instrument, Points::ZERO.minus(standing.change.better_by)));
    if let Some((instrument, points)) = worse.max_by_key(|(_, points)| *points) {
        return Need::ReliablyWorse { instrument: instrument.clone(), points };
    }
    if let Some((instrument, _)) = standings.iter().find(|(_, standing)| standing.course == Some(CourseStanding::OffCourse)) {
        return Need::OffCourse { instrument: instrument.clone() };
    }
    let mut in_episode = latest.iter().filter(|score| score.day >= open.admitted);
    let is_most = |score: &&LatestScore| score.severity.is_some_and(|severity| severity > 0 && Some(severity) == score.severity_max);
    let most_severe = in_episode.find(|score| is_most(score) && has_severity(score));
    if let Some(score) = most_severe {
        return Need::MostSevere { instrument: score.short_name.clone() };
    }
    let improved = |standing: &Standing| standing.change.reliably_improved() == Verdict::Met;
    match standings.iter().find(|(_, standing)| improved(standing)) {
        Some((instrument, _)) => Need::ReliablyImproved { instrument: instrument.clone() },
        None => Need::Nothing,
    }
}
