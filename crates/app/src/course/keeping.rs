//! How courses come to a practice and stay new: fitted again each week by the program itself, or taken from a file of parameters.

use instruments::Library;
use outcomes::expected_course::file::{self, FileProblem};
use outcomes::expected_course::{Course, TimeUnit};
use storage::expected_course::StoredCourse;
use storage::{Stored, View, WriteUnit};
use thiserror::Error;
use tokio::sync::watch;
use vocabulary::{Day, Instant};

use super::fitting::{FIT, FitReport, is_fitted};
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// The origin of a course that came as a file.
const IMPORTED: &str = "imported";
/// The setting that says on which day courses were last fitted.
const FITTED_DAY_SETTING: &str = "course.fitted_day";
/// Courses are fitted again after so many days: finished episodes come in slowly, and what a page says should not change from day to day.
const FIT_EVERY_DAYS: i32 = 7;
/// How often the program looks whether it is time.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_mins(5);

/// Why a file of courses is not taken.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CourseFileProblem {
    /// The file itself.
    #[error(transparent)]
    File(#[from] FileProblem),
    /// No instrument with a main scale and a trend has this id.
    #[error("course {course}: no trended instrument {instrument}")]
    Instrument {
        /// Which course of the file, from 1.
        course: usize,
        /// The id.
        instrument: String,
    },
    /// Pages count weeks since intake.
    #[error("course {course}: time counts {unit}, and has to count weeks")]
    Unit {
        /// Which course of the file, from 1.
        course: usize,
        /// What it counts.
        unit: &'static str,
    },
    /// The scale of the instrument points the other way.
    #[error("course {course}: the direction is not that of {instrument}")]
    Direction {
        /// Which course of the file, from 1.
        course: usize,
        /// The instrument's id.
        instrument: String,
    },
    /// It does not say up to which day its data go, which stands beside every use.
    #[error("course {course}: data_cut_off is missing")]
    Undated {
        /// Which course of the file, from 1.
        course: usize,
    },
}

impl App {
    /// Takes courses from a file of parameters. They take the place of all courses of the same instruments and are not fitted anew.
    #[crate::boxed]
    pub async fn import_expected_courses(
        &self,
        caller: &Caller,
        source_text: &str,
    ) -> Result<Result<Vec<FitReport>, CourseFileProblem>, AppError> {
        const ACTION: &str = "import_expected_courses";
        if let Err(refused) = caller.may_all(Data::CourseFits) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let courses = match read(source_text, &self.library()) {
            Ok(courses) => courses,
            Err(problem) => return Ok(Err(problem)),
        };
        let reports = courses.iter().map(|(course, _)| report(course)).collect();
        let (operation, now) = (self.operation(caller, ACTION), self.now());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| Box::pin(async move { keep(unit, courses, now).await }));
        write.await?;
        Ok(Ok(reports))
    }

    /// Fits courses when they have not been fitted for a week; says whether it did.
    #[crate::boxed]
    pub async fn fit_courses_when_due(&self) -> Result<bool, AppError> {
        let caller = Caller::system("worker");
        let operation = self.operation(&caller, FIT);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = crate::context::today_of(unit, &[]).await?;
                let last = storage::setting::get(unit, FITTED_DAY_SETTING, View::Current).await?;
                Ok((today, last.and_then(|last| last.value().value.parse::<Day>().ok())))
            })
        });
        let (today, last) = read.await?;
        if last.is_some_and(|last| today.days_since(last) < FIT_EVERY_DAYS) {
            return Ok(false);
        }
        self.fit_courses(&caller).await?;
        Ok(true)
    }

    /// Keeps courses new, until `stop` says so. A task of its own: fitting takes its time, and no alert waits for it.
    #[crate::boxed]
    pub async fn work_on_courses(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            if let Err(error) = self.fit_courses_when_due().await {
                tracing::warn!(%error, "the worker could not fit expected courses");
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK_EVERY) => {}
                _ = stop.changed() => {}
            }
        }
    }
}

/// Notes that courses were fitted, and lets everybody in care be judged beside them.
pub(super) async fn fitted_on(unit: &mut WriteUnit, today: Day) -> Result<(), AppError> {
    storage::setting::put(unit, FITTED_DAY_SETTING, &today.to_string(), today).await?;
    Ok(storage::to_judge::mark_open(unit).await?)
}

/// The courses of a file, each with the last day of its data.
fn read(source_text: &str, library: &Library) -> Result<Vec<(Course, Day)>, CourseFileProblem> {
    let dated = file::read(source_text)?.into_iter().enumerate().map(|(place, course)| {
        let place = place + 1;
        let instrument = || course.instrument.clone();
        let definition = library.get(&course.instrument).filter(|definition| is_fitted(definition));
        let Some(scale) = definition.and_then(|definition| definition.main()) else {
            return Err(CourseFileProblem::Instrument { course: place, instrument: instrument() });
        };
        if course.time_unit != TimeUnit::Weeks {
            return Err(CourseFileProblem::Unit { course: place, unit: course.time_unit.name() });
        }
        if scale.direction != course.direction {
            return Err(CourseFileProblem::Direction { course: place, instrument: instrument() });
        }
        let day = course.data_cut_off.ok_or(CourseFileProblem::Undated { course: place })?;
        Ok((course, day))
    });
    dated.collect()
}

fn report(course: &Course) -> FitReport {
    FitReport { instrument: course.instrument.clone(), intake_band: course.intake.name.clone(), episodes: course.episodes, refusal: None }
}

async fn keep(unit: &mut WriteUnit, courses: Vec<(Course, Day)>, now: Instant) -> Result<(), AppError> {
    let today = crate::context::today_of(unit, &[]).await?;
    let is_in_file = |old: &StoredCourse| courses.iter().any(|(course, _)| course.instrument == old.instrument);
    let is_replaced =
        |old: &StoredCourse| courses.iter().any(|(course, _)| course.instrument == old.instrument && course.intake.name == old.intake_band);
    let before: Vec<Stored<StoredCourse>> = storage::expected_course::current(unit, View::Current).await?;
    for old in before.iter().map(Stored::value).filter(|old| is_in_file(old) && !is_replaced(old)) {
        storage::expected_course::put(unit, StoredCourse { is_current: false, ..old.clone() }, today).await?;
    }
    for (course, data_cut_off) in courses {
        let stored = StoredCourse {
            parameters: file::write([&course]),
            instrument: course.instrument,
            intake_band: course.intake.name,
            origin: IMPORTED.to_owned(),
            patients: u32::try_from(course.episodes).unwrap_or(u32::MAX),
            data_cut_off,
            fitted_at: now,
            is_current: true,
        };
        storage::expected_course::put(unit, stored, today).await?;
    }
    Ok(storage::to_judge::mark_open(unit).await?)
}
