//! Expected courses: fitted from the practice's own finished episodes, stored with what they rest on, and used to say where a patient stands.
//!
//! Time counts weeks since intake. Intake bands are those of the instrument; neighbours with too few finished episodes are taken together. Where
//! all of them together are too few there is no course, and that is stored and said: early-change rules and reliable change are left.

mod evaluation;
mod keeping;

pub use evaluation::{CourseEvaluation, CourseOrigin, CoursesPage, KnownCourse};
pub use keeping::CourseFileProblem;

use std::collections::{BTreeMap, BTreeSet};

use care::{Episode, PatientLinks};
use instruments::definition::Scale;
use instruments::{Definition, Library};
use outcomes::change::judge::{Judgement, NormUse, RecalledValues};
use outcomes::expected_course::course::OFF_COURSE_DEVIATIONS;
use outcomes::expected_course::fitting::EPISODES_NEEDED;
use outcomes::expected_course::{self as expected, Course, Fitting, Given, IntakeBand, NoCourse, Scored, Standing, TimeUnit, file};
use outcomes::response::remission;
use outcomes::warning_sign;
use storage::expected_course::StoredCourse;
use storage::score::{RecentScore, RecentScores};
use storage::{ReadUnit, Stored, View, WriteUnit};
use vocabulary::{Day, Instant, PatientId, Points, Verdict};

use crate::change::{Stay, Valued};
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// Days of a week, the unit of time of the courses that are fitted here.
const WEEK: f64 = 7.0;
/// Weeks since intake of which a chance of reliable improvement is said: the next of these.
const WEEKS_ASKED: [u16; 4] = [8, 12, 26, 52];
/// So many days beyond the latest score the expected course is drawn.
const DAYS_AHEAD: i32 = 28;
/// Patients read at once when courses are fitted.
const PATIENTS_AT_ONCE: u16 = 1_000;
/// The action of fitting, in the audit.
const FIT: &str = "fit_expected_courses";
/// The origin of a course that was fitted here.
const FITTED: &str = "fitted";

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

/// So many standard deviations around the mean lies the middle half of a normal distribution.
const QUARTILE: f64 = 0.674_489_750_196_081_7;

/// The courses that are used, by instrument, and of how many episodes there are none.
#[derive(Clone, Debug, Default)]
pub struct Courses {
    used: BTreeMap<String, Vec<Course>>,
    too_few: BTreeMap<String, usize>,
}

/// What a fit came to.
#[derive(Clone, Debug, PartialEq)]
pub struct FitReport {
    /// The instrument's id.
    pub instrument: String,
    /// The intake band, as the fit names it; empty where all are one.
    pub intake_band: String,
    /// Finished episodes with two scores or more.
    pub episodes: usize,
    /// Why there is no course, in technical words; `None` where there is one.
    pub refusal: Option<String>,
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

    /// The same as the rules of warning signs take it, with how far beyond the limit an off-course score lies. The first score is the intake.
    pub(crate) fn sign_of(&self, definition: &Definition, scores: &[Valued]) -> warning_sign::CourseStanding {
        use warning_sign::CourseStanding::{NoCourse, OffCourse, OnCourse, Watch};
        let ([intake, .., latest], Some(scale)) = (scores, definition.main()) else { return NoCourse };
        let course = self.used.get(&*definition.id).and_then(|courses| of_score(courses, intake, latest, None));
        match course.and_then(|course| course.standing_of(&scored(&[*intake, *latest]))) {
            None => NoCourse,
            Some(Standing::OnCourse) => OnCourse,
            Some(Standing::Watch) => Watch,
            // A tenth of a point at least: what lies beyond the limit is never said to lie on it.
            Some(Standing::OffCourse { beyond }) => {
                let tenths = Points::from_f64((beyond * 10.0).round().max(1.0) / 10.0);
                OffCourse { beyond: tenths.unwrap_or_else(|_| scale.maximum.minus(scale.minimum)) }
            }
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
        let judged = course.and_then(|course| judged(course, &definition.scales[scale], scores, discharged, change));
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

fn judged(course: &Course, scale: &Scale, scores: &[Valued], discharged: Option<Day>, change: &Judgement) -> Option<JudgedCourse> {
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

/// A number to a tenth of a point, inside of the range of the scale.
fn within(scale: &Scale, value: f64) -> Points {
    let rounded = Points::from_f64((value * 10.0).round() / 10.0).unwrap_or(scale.minimum);
    rounded.clamp(scale.minimum, scale.maximum)
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

/// The latest score beside the band given all scores before it.
fn dynamic(course: &Course, scale: &Scale, so_far: &[Scored]) -> Option<DynamicStanding> {
    let (latest, before) = so_far.split_last().filter(|(_, before)| before.len() >= 2)?;
    let given = Given::SoFar(before);
    Some(DynamicStanding {
        standing: course.standing(given, *latest).into(),
        expected: within(scale, course.expected(given, latest.time).mean),
    })
}

/// The days after which a next score is expected, at least and at most.
const NEXT_DAYS: (i32, i32) = (7, 28);
/// So many of a hundred scores lie between the two limits of the upper and the lower 10 %.
const NEXT_PERCENT: u8 = 80;

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

impl App {
    /// Fits expected courses from the practice's finished episodes and stores them with their number and the last day of their data. A course that
    /// was imported stays as it is. The program does this by itself each week. Returns what came of each instrument and intake band.
    #[crate::boxed]
    pub async fn fit_expected_courses(&self, caller: &Caller) -> Result<Vec<FitReport>, AppError> {
        if let Err(refused) = caller.may_all(Data::CourseFits) {
            return self.refuse(caller, FIT, refused.into()).await;
        }
        self.fit_courses(caller).await
    }

    /// The same, by whoever may do it or by the program itself.
    async fn fit_courses(&self, caller: &Caller) -> Result<Vec<FitReport>, AppError> {
        let (operation, library) = (self.operation(caller, FIT), self.library());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { finished(unit, &library).await }));
        let finished = read.await?;
        let (library, now) = (self.library(), self.now());
        let fits = tokio::task::spawn_blocking(move || fit_all(&library, &finished));
        let fits = crate::computed::computed("fitting", fits).await?;
        let reports = fits.iter().map(report).collect();
        let operation = self.operation(caller, FIT);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| Box::pin(async move { keep(unit, fits, now).await }));
        write.await?;
        Ok(reports)
    }
}

/// The finished episodes by instrument, and the last day of their data.
struct Finished {
    by_instrument: BTreeMap<String, Vec<expected::Episode>>,
    until: Day,
    unavailable: Vec<String>,
}

/// A fit of one intake band.
struct BandFit {
    instrument: String,
    band: IntakeBand,
    episodes: usize,
    until: Day,
    course: Result<Course, NoCourse>,
}

/// Everybody's finished episodes, of instruments that are trended. The records of merged patients are one person, who stands on one side where some are
/// held apart.
async fn finished(unit: &mut ReadUnit, library: &Library) -> Result<Finished, AppError> {
    let today = crate::context::today_of(unit, &[]).await?;
    let imported = storage::expected_course::current(unit, View::Current).await?;
    let unavailable = imported.iter().filter(|stored| stored.value().origin != FITTED).map(|stored| stored.value().instrument.clone());
    let mut finished = Finished { by_instrument: BTreeMap::new(), until: today, unavailable: unavailable.collect() };
    let mut until: Option<Day> = None;
    let links = storage::patient_link::links(unit, View::Current).await?;
    let mut page = storage::patient::NamePage::first(PATIENTS_AT_ONCE);
    loop {
        let patients = storage::patient::all(unit, View::Current, &page).await?;
        let Some(last) = patients.last() else { break };
        page.after = Some(storage::patient::NamePosition::of(last));
        let shown = patients.iter().map(|patient| patient.id).filter(|id| links.shown_as(*id) == *id);
        let ids: Vec<PatientId> = shown.flat_map(|id| links.records_of(id)).collect();
        let mut episodes: BTreeMap<PatientId, Vec<Episode>> = BTreeMap::new();
        for episode in storage::episode::of_patients(unit, &ids, View::Current).await? {
            episodes.entry(links.shown_as(episode.value().patient)).or_default().push(episode.recorded.value);
        }
        for (patient, scores) in by_person(storage::score::recent(unit, &ids, usize::MAX).await?, &links) {
            let Some(episodes) = episodes.get(&patient) else { continue };
            for series in scores.chunk_by(|one, other| one.instrument == other.instrument && one.respondent == other.respondent) {
                let Some(definition) = library.get(&series[0].instrument).filter(|definition| is_fitted(definition)) else { continue };
                if definition.respondents.first().is_some_and(|usual| *usual != series[0].respondent) {
                    continue;
                }
                let of_instrument = finished.by_instrument.entry(definition.id.to_string()).or_default();
                for course in in_finished(series, episodes) {
                    until = until.max(course.last().map(|score| score.day));
                    of_instrument.push(expected::Episode { patient: patient.to_string(), scores: scored(&course) });
                }
            }
        }
    }
    finished.until = until.unwrap_or(today);
    Ok(finished)
}

/// The scores of all records of each person: series by series, the oldest of each first.
fn by_person(found: Vec<RecentScores>, links: &PatientLinks) -> BTreeMap<PatientId, Vec<RecentScore>> {
    let mut people: BTreeMap<PatientId, Vec<RecentScore>> = BTreeMap::new();
    for of_record in found {
        let scores = people.entry(links.shown_as(of_record.patient)).or_default();
        let has_other_record = !scores.is_empty();
        scores.extend(of_record.scores);
        if has_other_record {
            scores.sort_by(|one, other| {
                let order = |score: &RecentScore| (score.respondent, score.day, score.computed_at, score.administration);
                (&one.instrument, order(one)).cmp(&(&other.instrument, order(other)))
            });
        }
    }
    people
}

fn is_fitted(definition: &Definition) -> bool {
    definition.intended_use.is_trended() && definition.main_scale.is_some()
}

/// The scores of each finished episode with two numbers or more, from intake to discharge.
fn in_finished(series: &[RecentScore], episodes: &[Episode]) -> Vec<Vec<Valued>> {
    let stays: Vec<Stay> = episodes.iter().map(Stay::from).collect();
    let of_episode = |episode: &Episode| {
        let (first, last) = (Stay::from(episode).first_day(&stays), episode.discharge.as_ref()?.day);
        let inside = series.iter().filter(|score| score.day >= first && score.day <= last);
        let of = |score: &RecentScore| Some(Valued { administration: score.administration, day: score.day, value: score.total? });
        Some(inside.filter_map(of).collect::<Vec<_>>()).filter(|scores| scores.len() >= 2)
    };
    episodes.iter().filter_map(of_episode).collect()
}

fn fit_all(library: &Library, finished: &Finished) -> Vec<BandFit> {
    let mut fits = Vec::new();
    for (instrument, episodes) in &finished.by_instrument {
        let Some(definition) = library.get(instrument).filter(|_| !finished.unavailable.contains(instrument)) else { continue };
        let Some(scale) = definition.main() else { continue };
        let fitting = Fitting {
            instrument: instrument.clone(),
            bands: bands(scale, episodes, EPISODES_NEEDED),
            time_unit: TimeUnit::Weeks,
            direction: scale.direction,
            is_whole: scale.decimals == 0,
            episodes_needed: EPISODES_NEEDED,
            data_cut_off: Some(finished.until),
        };
        let courses = expected::fit(&fitting, episodes);
        fits.extend(courses.bands.into_iter().map(|(band, course)| BandFit {
            episodes: in_band(episodes, &band),
            instrument: instrument.clone(),
            until: finished.until,
            band,
            course,
        }));
    }
    fits
}

fn in_band(episodes: &[expected::Episode], band: &IntakeBand) -> usize {
    episodes.iter().filter(|episode| episode.scores.first().is_some_and(|intake| band.contains(intake.score))).count()
}

/// The bands of the scale, neighbours taken together until each has the episodes that are needed; one band where they never have.
fn bands(scale: &Scale, episodes: &[expected::Episode], needed: usize) -> Vec<IntakeBand> {
    let all = || IntakeBand { name: String::new(), lowest: scale.minimum.to_f64(), highest: scale.maximum.to_f64() };
    let mut ordered: Vec<_> = scale.bands.iter().collect();
    ordered.sort_by_key(|band| band.from);
    let mut taken: Vec<IntakeBand> = Vec::new();
    let mut open: Option<IntakeBand> = None;
    for band in ordered {
        let joined = match open.take() {
            Some(open) => IntakeBand { name: joined_name(&open.name, &band.name), highest: band.to.to_f64(), ..open },
            None => IntakeBand { name: band.name.to_string(), lowest: band.from.to_f64(), highest: band.to.to_f64() },
        };
        if in_band(episodes, &joined) >= needed { taken.push(joined) } else { open = Some(joined) }
    }
    match (taken.last_mut(), open) {
        (None, _) => return vec![all()],
        (Some(last), Some(rest)) => {
            last.name = joined_name(&last.name, rest.name.rsplit(JOINED).next().unwrap_or(&rest.name));
            last.highest = rest.highest;
        }
        (Some(_), None) => {}
    }
    if taken.len() == 1 { vec![all()] } else { taken }
}

/// Between the names of the first and the last of several bands.
const JOINED: &str = "..";

fn joined_name(first: &str, last: &str) -> String {
    format!("{}{JOINED}{last}", first.split(JOINED).next().unwrap_or(first))
}

fn report(fit: &BandFit) -> FitReport {
    FitReport {
        instrument: fit.instrument.clone(),
        intake_band: fit.band.name.clone(),
        episodes: fit.episodes,
        refusal: fit.course.as_ref().err().map(ToString::to_string),
    }
}

/// Stores the fits; what was fitted earlier and is not among them is used no more.
async fn keep(unit: &mut WriteUnit, fits: Vec<BandFit>, now: Instant) -> Result<(), AppError> {
    let today = crate::context::today_of(unit, &[]).await?;
    keeping::fitted_on(unit, today).await?;
    let before: Vec<Stored<StoredCourse>> = storage::expected_course::current(unit, View::Current).await?;
    let is_new = |old: &StoredCourse| fits.iter().any(|fit| fit.instrument == old.instrument && fit.band.name == old.intake_band);
    let outdated = before.iter().map(Stored::value).filter(|old| old.origin == FITTED && !is_new(old));
    for old in outdated {
        storage::expected_course::put(unit, StoredCourse { is_current: false, ..old.clone() }, today).await?;
    }
    let known: Vec<Stored<StoredCourse>> = storage::expected_course::known(unit, View::Current).await?;
    for fit in fits {
        let course = StoredCourse {
            instrument: fit.instrument,
            intake_band: fit.band.name,
            origin: FITTED.to_owned(),
            parameters: fit.course.as_ref().map_or_else(ToString::to_string, |course| file::write([course])),
            patients: u32::try_from(fit.episodes).unwrap_or(u32::MAX),
            data_cut_off: fit.until,
            fitted_at: now,
            is_current: fit.course.is_ok(),
        };
        let is_known = |old: &&StoredCourse| old.instrument == course.instrument && old.intake_band == course.intake_band;
        let says_the_same = |old: &StoredCourse| StoredCourse { fitted_at: course.fitted_at, ..old.clone() } == course;
        if !known.iter().map(Stored::value).find(is_known).is_some_and(says_the_same) {
            storage::expected_course::put(unit, course, today).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use care::{Discharge, DischargeDestination, DischargeType};
    use instruments::Respondent;
    use vocabulary::{AdministrationId, Identifier as _, ProgramId, Version};

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn score(on: &str, points: i32) -> RecentScore {
        RecentScore {
            administration: AdministrationId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap()),
            input_version: Version::FIRST,
            instrument: "phq-9".into(),
            respondent: Respondent::Patient,
            day: day(on),
            computed_at: "2026-11-23T12:00:00Z".parse().unwrap(),
            total: Some(Points::from_whole(points)),
            severity: None,
            safety: None,
            has_result: true,
        }
    }

    fn stay(admitted: &str, discharged: &str) -> Episode {
        let discharge = Discharge { day: day(discharged), kind: DischargeType::Completed, destination: DischargeDestination::Home };
        Episode {
            patient: PatientId::from_uuid("00000000-0000-7000-8000-000000000002".parse().unwrap()),
            program: ProgramId::from_uuid("00000000-0000-7000-8000-000000000003".parse().unwrap()),
            admitted: day(admitted),
            discharge: Some(discharge),
            referral_source: None,
            payer_class: None,
            clinician: None,
            readmission_of: None,
        }
    }

    #[test]
    fn a_course_is_fitted_of_the_scores_of_its_own_stay() {
        let series = [("2026-03-02", 20), ("2026-04-01", 10), ("2026-04-08", 18), ("2026-05-20", 9)].map(|(on, points)| score(on, points));
        let stays = [stay("2026-03-01", "2026-04-02"), stay("2026-04-06", "2026-06-01")];
        let days: Vec<Vec<String>> =
            in_finished(&series, &stays).iter().map(|course| course.iter().map(|score| score.day.to_string()).collect()).collect();
        assert_eq!(days, [["2026-03-02", "2026-04-01"], ["2026-04-08", "2026-05-20"]]);
    }
}
