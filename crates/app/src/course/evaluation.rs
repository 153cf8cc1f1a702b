//! The courses of the practice with what each rests on, and how well their alerts would have told who deteriorates.

use outcomes::change::judge::{Norm, NormUse, norm};
use outcomes::expected_course::evaluation::Question;
use outcomes::expected_course::fitting::EPISODES_NEEDED;
use outcomes::expected_course::{Evaluation, Fitting, TimeUnit, evaluate, file};
use storage::expected_course::StoredCourse;
use storage::{Stored, View};
use vocabulary::{Day, Instant, Points, ZoneName};

use super::fitting::{FITTED, bands, finished};
use crate::change::recalled_of;
use crate::context::App;
use crate::error::AppError;
use crate::instrument::enabled_in;
use crate::permission::{Caller, Data};

/// The share of patients that is held apart, at most.
const HELD_APART: f64 = 0.5;
/// So many times the episodes that a course needs are left to fit on, because who is held apart is drawn.
const TO_FIT: f64 = 1.2;
/// Which patients are held apart: always the same.
const SEED: u64 = 1;
/// Intake bands have so many finished episodes, so that the half on which courses are fitted has enough of them.
const EPISODES_TO_EVALUATE: usize = 5 * EPISODES_NEEDED / 2;
/// Half of the smallest step of a score: a change equal to the least reliable one is more than it less this.
const HALF_A_STEP: f64 = 0.000_05;

/// Where a course comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CourseOrigin {
    /// Fitted from the practice's own finished episodes.
    Fitted,
    /// Taken from a file; not fitted anew.
    Imported,
}

/// A course on record, or of how many episodes there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCourse {
    /// The instrument's id.
    pub instrument: String,
    /// What people call it.
    pub short_name: String,
    /// Digits after the point that are shown.
    pub decimals: u8,
    /// The lowest and the highest score at intake that it is for; `None` where there is no course.
    pub intake: Option<(Points, Points)>,
    /// The model by its name and version; `None` where there is no course.
    pub model: Option<String>,
    /// Where it comes from.
    pub origin: CourseOrigin,
    /// How many finished episodes it rests on, or there are.
    pub episodes: usize,
    /// The last day of their data.
    pub data_until: Day,
    /// When it was fitted or taken from its file.
    pub since: Instant,
}

/// What the page of courses shows.
#[derive(Clone, Debug)]
pub struct CoursesPage {
    /// By instrument and intake score.
    pub courses: Vec<KnownCourse>,
    /// The number of finished episodes below which there is no course.
    pub needed: usize,
    /// The practice's zone.
    pub zone: ZoneName,
}

/// How well alerts would have told, of one instrument.
#[derive(Clone, Debug)]
pub struct CourseEvaluation {
    /// What people call the instrument.
    pub short_name: String,
    /// The norm by which it was judged who deteriorates; `None` where none counts, and nothing can be evaluated.
    pub judged: Option<(Norm, Evaluation)>,
    /// The last day of the data.
    pub data_until: Day,
    /// True where the practice uses courses of a file: what is evaluated is the model, fitted on the practice's own episodes.
    pub uses_imported: bool,
}

impl App {
    /// The courses of the practice.
    #[crate::boxed]
    pub async fn expected_courses(&self, caller: &Caller) -> Result<CoursesPage, AppError> {
        const ACTION: &str = "view_expected_courses";
        if let Err(refused) = caller.may_all(Data::Courses) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (zone, _) = crate::context::place_of(unit, &[]).await?;
                Ok((storage::expected_course::known(unit, View::Current).await?, zone))
            })
        });
        let (stored, zone) = read.await?;
        let is_used = |instrument: &str| stored.iter().any(|other| other.value().instrument == instrument && other.value().is_current);
        let is_shown = |course: &StoredCourse| course.is_current || (course.intake_band.is_empty() && !is_used(&course.instrument));
        let shown = stored.iter().map(Stored::value).filter(|course| is_shown(course));
        let library = self.library();
        let known = shown.filter_map(|course| {
            let definition = library.get(&course.instrument)?;
            let read = course.is_current.then(|| file::read(&course.parameters).ok()?.into_iter().next()).flatten();
            let points = |value: f64| Points::from_f64(value).unwrap_or(Points::ZERO);
            Some(KnownCourse {
                instrument: course.instrument.clone(),
                short_name: definition.short_name.clone(),
                decimals: definition.main().map_or(0, |scale| scale.decimals),
                intake: read.as_ref().map(|read| (points(read.intake.lowest), points(read.intake.highest))),
                model: read.map(|read| read.model),
                origin: if course.origin == FITTED { CourseOrigin::Fitted } else { CourseOrigin::Imported },
                episodes: usize::try_from(course.patients).unwrap_or(usize::MAX),
                data_until: course.data_cut_off,
                since: course.fitted_at,
            })
        });
        let mut courses: Vec<KnownCourse> = known.collect();
        courses.sort_by(|one, other| (&one.instrument, one.intake).cmp(&(&other.instrument, other.intake)));
        Ok(CoursesPage { courses, needed: EPISODES_NEEDED, zone })
    }

    /// Fits courses on some of the practice's patients with finished episodes and runs the alerts on the others. Nothing is stored.
    #[crate::boxed]
    pub async fn evaluate_expected_courses(&self, caller: &Caller, instrument: &str) -> Result<CourseEvaluation, AppError> {
        const ACTION: &str = "evaluate_expected_courses";
        if let Err(refused) = caller.may_all(Data::Courses) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let library = self.library();
        let Some((definition, scale)) = library.get(instrument).and_then(|found| Some((found.clone(), found.main()?.clone()))) else {
            return Err(AppError::NotFound("instrument"));
        };
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok((enabled_in(unit, &library).await?, finished(unit, &library).await?)) })
        });
        let (recalled, mut finished) = read.await?;
        let short_name = definition.short_name.clone();
        let uses_imported = finished.unavailable.iter().any(|imported| imported == instrument);
        let (data_until, episodes) = (finished.until, finished.by_instrument.remove(instrument).unwrap_or_default());
        let NormUse::Used(norm) = norm(&scale, &recalled_of(&recalled, instrument)) else {
            return Ok(CourseEvaluation { short_name, judged: None, data_until, uses_imported });
        };
        let question = Question {
            fitting: Fitting {
                instrument: instrument.to_owned(),
                bands: bands(&scale, &episodes, EPISODES_TO_EVALUATE),
                time_unit: TimeUnit::Weeks,
                direction: scale.direction,
                is_whole: scale.decimals == 0,
                episodes_needed: EPISODES_NEEDED,
                data_cut_off: Some(data_until),
            },
            reliable_change: norm.least_change.to_f64() - HALF_A_STEP,
            held_apart: held_apart(episodes.len()),
            seed: SEED,
        };
        let evaluated = tokio::task::spawn_blocking(move || evaluate(&question, &episodes));
        let evaluation = crate::computed::computed("evaluating", evaluated).await?;
        Ok(CourseEvaluation { short_name, judged: Some((norm, evaluation)), data_until, uses_imported })
    }
}

/// Half of the patients where there are episodes enough; fewer in a small practice, so that there is a course to judge them by; nobody where there
/// would be none.
fn held_apart(episodes: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    (1.0 - TO_FIT * count(EPISODES_NEEDED) / count(episodes.max(1))).clamp(0.0, HELD_APART)
}
