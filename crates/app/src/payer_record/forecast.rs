//! The stays that a payer authorizes, each with the days that it is likely to need: by finished stays that took at least as long, and by the course
//! that is expected for the patient's own scores. Two estimates side by side, never one made of both.

use std::collections::BTreeMap;

use instruments::Library;
use storage::{ReadUnit, View};
use utilization_review::length_of_stay::LikelyDays;
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, PatientId};

use crate::change::{DAYS_BEFORE_ADMISSION, Valued, recalled_of};
use crate::context::App;
use crate::course::{CourseReach, Courses};
use crate::error::AppError;
use crate::review::Stay;

/// When scores like the patient's are expected to come down to remission, as the instrument's definition states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseForecast {
    /// The instrument's short name.
    pub name: String,
    /// Days of the stay by which half of such patients are there, and a quarter and three quarters.
    pub reach: CourseReach,
}

/// A stay with the days that it is likely to need.
#[derive(Clone, Debug)]
pub struct StayForecast {
    /// The stay.
    pub stay: Stay,
    /// Days at the level so far, today included.
    pub days: u32,
    /// The last covered day; `None` without an authorization.
    pub covered_until: Option<Day>,
    /// Days at the level that are covered in all: up to the last covered day.
    pub covered: Option<u32>,
    /// Days at the level in all, counted over finished stays that took at least as long and ended as planned.
    pub by_stays: LikelyDays,
    /// By the expected course; `None` where there is no course for the patient's scores.
    pub by_course: Option<CourseForecast>,
}

impl StayForecast {
    /// Days that are likely needed beyond those covered; `None` where either is not known.
    pub fn short_by(&self) -> Option<u32> {
        self.by_stays.counted().zip(self.covered).map(|(needed, covered)| needed.half.saturating_sub(covered))
    }
}

pub(super) async fn forecasts(
    unit: &mut ReadUnit,
    app: &App,
    planned: &BTreeMap<LevelOfCare, Vec<u32>>,
    now: Instant,
) -> Result<Vec<StayForecast>, AppError> {
    let library = app.library();
    let entries = crate::review::stays(unit, None, now).await?;
    let mut since: BTreeMap<EpisodeId, Day> = BTreeMap::new();
    let todays: BTreeMap<EpisodeId, Day> = entries.iter().map(|entry| (entry.stay.episode, entry.stay.today)).collect();
    for period in storage::open_care::periods(unit, None).await? {
        let value = period.value();
        if todays.get(&value.episode).is_some_and(|today| value.period.contains(*today)) {
            since.insert(value.episode, value.period.first());
        }
    }
    let by_course = courses(unit, &library, &entries.iter().map(|entry| &entry.stay).collect::<Vec<_>>(), &since).await?;
    let mut stays: Vec<StayForecast> = Vec::new();
    for entry in entries {
        let Some(first) = since.get(&entry.stay.episode).copied() else { continue };
        let until = |day: Day| u32::try_from(day.days_since(first) + 1).unwrap_or(0);
        let days = until(entry.stay.today);
        let lengths = planned.get(&entry.stay.level_of_care).map(Vec::as_slice).unwrap_or_default();
        stays.push(StayForecast {
            days,
            covered_until: entry.last_covered_day,
            covered: entry.last_covered_day.map(until),
            by_stays: LikelyDays::of(lengths, days),
            by_course: by_course.get(&entry.stay.patient).cloned(),
            stay: entry.stay,
        });
    }
    stays.sort_by(|one, other| one.stay.cmp(&other.stay));
    Ok(stays)
}

/// The forecast of the first instrument, in the order of their ids, that has a course for the patient's scores. Days are those of the level.
async fn courses(
    unit: &mut ReadUnit,
    library: &Library,
    stays: &[&Stay],
    since: &BTreeMap<EpisodeId, Day>,
) -> Result<BTreeMap<PatientId, CourseForecast>, AppError> {
    let courses = Courses::load(unit, View::Current).await?;
    let recalled = crate::instrument::enabled_in(unit, library).await?;
    let shown: Vec<PatientId> = stays.iter().map(|stay| stay.patient).collect();
    let mut found = BTreeMap::new();
    for scores in storage::score::recent(unit, &shown, usize::MAX).await? {
        let Some(stay) = stays.iter().find(|stay| stay.patient == scores.patient) else { continue };
        let Some(first) = since.get(&stay.episode).copied() else { continue };
        for series in scores.scores.chunk_by(|one, other| one.instrument == other.instrument && one.respondent == other.respondent) {
            let Some(definition) = library.get(&series[0].instrument) else { continue };
            if definition.respondents.first().is_some_and(|usual| *usual != series[0].respondent) {
                continue;
            }
            let own = series.iter().filter(|score| score.day >= first.plus_days(-DAYS_BEFORE_ADMISSION));
            let valued: Vec<Valued> = own
                .filter_map(|score| Some(Valued { administration: score.administration, day: score.day, value: score.total? }))
                .collect();
            let recalled = recalled_of(&recalled, &definition.id);
            if let Some(reach) = courses.reach(definition, &valued, first, &recalled) {
                found.entry(scores.patient).or_insert(CourseForecast { name: definition.short_name.clone(), reach });
            }
        }
    }
    Ok(found)
}
