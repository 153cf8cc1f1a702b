//! From finished episodes to courses.

use instruments::definition::Direction;
use thiserror::Error;
use vocabulary::Day;

use super::course::{Course, IntakeBand, MODEL, Scored, TimeUnit};
use crate::mixed_model::{Design, DesignColumn, Factor, FitError, Method, fit as fit_model};

/// The number of finished episodes below which a practice has no course of its own, unless it states another: a proposal.
pub const EPISODES_NEEDED: usize = 50;

/// A finished episode: the scores of one instrument, the intake first.
#[derive(Clone, Debug, PartialEq)]
pub struct Episode {
    /// Whose it is. Episodes of the same patient are told apart by their scores only, and stay on the same side when patients are held apart.
    pub patient: String,
    /// Scores in the order of time; the first is the intake and has the time 0.
    pub scores: Vec<Scored>,
}

impl Episode {
    /// The intake score and at least one later one, all at finite times from 0.
    fn is_usable(&self) -> bool {
        let is_sound = |scored: &Scored| scored.time.is_finite() && scored.time >= 0.0 && scored.score.is_finite();
        self.scores.len() >= 2 && self.scores.iter().all(is_sound)
    }
}

/// What courses are fitted for.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitting {
    /// The instrument's id.
    pub instrument: String,
    /// Intake bands, each with a course of its own.
    pub bands: Vec<IntakeBand>,
    /// What time counts.
    pub time_unit: TimeUnit,
    /// Which way is worse.
    pub direction: Direction,
    /// Whether scores are whole numbers.
    pub is_whole: bool,
    /// The number of finished episodes below which there is no course.
    pub episodes_needed: usize,
    /// The last day of the data; `None` where it is not stated.
    pub data_cut_off: Option<Day>,
}

/// Why an intake band has no course. Reliable change and the early-change rules are left.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum NoCourse {
    /// Too few finished episodes.
    #[error("{episodes} finished episodes with two scores or more; {needed} are needed")]
    TooFew {
        /// The episodes that there are.
        episodes: usize,
        /// The episodes that are needed.
        needed: usize,
    },
    /// The model could not be fitted.
    #[error(transparent)]
    Model(#[from] FitError),
}

/// The courses of an instrument, band by band.
#[derive(Clone, Debug, PartialEq)]
pub struct Courses {
    /// Each intake band with its course, or why it has none.
    pub bands: Vec<(IntakeBand, Result<Course, NoCourse>)>,
}

impl Courses {
    /// The course for an intake score.
    pub fn course(&self, intake: f64) -> Option<&Course> {
        self.bands.iter().find(|(band, _)| band.contains(intake)).and_then(|(_, course)| course.as_ref().ok())
    }

    /// The courses that there are.
    pub fn fitted(&self) -> impl Iterator<Item = &Course> {
        self.bands.iter().filter_map(|(_, course)| course.as_ref().ok())
    }
}

/// Fits a course for each intake band. Episodes without a later score, or with an intake in none of the bands, are left out.
pub fn fit(fitting: &Fitting, episodes: &[Episode]) -> Courses {
    let of_band = |band: &IntakeBand| {
        let usable = episodes.iter().filter(|episode| episode.is_usable() && band.contains(episode.scores[0].score));
        (band.clone(), fit_band(fitting, band, &usable.collect::<Vec<_>>()))
    };
    Courses { bands: fitting.bands.iter().map(of_band).collect() }
}

fn fit_band(fitting: &Fitting, band: &IntakeBand, episodes: &[&Episode]) -> Result<Course, NoCourse> {
    if episodes.len() < fitting.episodes_needed {
        return Err(NoCourse::TooFew { episodes: episodes.len(), needed: fitting.episodes_needed });
    }
    let scored: Vec<(usize, &Scored)> =
        episodes.iter().enumerate().flat_map(|(place, episode)| episode.scores.iter().map(move |scored| (place, scored))).collect();
    let intercept = DesignColumn::intercept(scored.len());
    let log_time = DesignColumn::new("log(time + 1)", scored.iter().map(|(_, scored)| scored.time.ln_1p()).collect());
    let keys: Vec<usize> = scored.iter().map(|(place, _)| *place).collect();
    let factor = Factor::correlated("episode", &keys, vec![intercept.clone(), log_time.clone()]);
    let response = scored.iter().map(|(_, scored)| scored.score).collect();
    let fitted = fit_model(&Design::new("score", response, vec![intercept, log_time], factor), Method::Reml)?;
    Ok(Course {
        model: MODEL.to_owned(),
        instrument: fitting.instrument.clone(),
        intake: band.clone(),
        time_unit: fitting.time_unit,
        direction: fitting.direction,
        is_whole: fitting.is_whole,
        population: fitted.population(),
        episodes: episodes.len(),
        scores: scored.len(),
        time_last: scored.iter().map(|(_, scored)| scored.time).fold(0.0, f64::max),
        data_cut_off: fitting.data_cut_off,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Invented finished episodes: most improve with the logarithm of time, each tenth gets worse.
    pub(in super::super) fn episodes(count: usize) -> Vec<Episode> {
        let mut state = 7_u64;
        let mut noise = || {
            let mut sum = -6.0;
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                sum += f64::from(u32::try_from(state >> 33).expect("31 bits")) / f64::from(1_u32 << 31);
            }
            sum
        };
        let episode = |place: usize| {
            let (level, slope) = (15.0 + 3.0 * noise(), if place % 10 == 9 { 3.0 } else { -3.0 } + noise());
            let score = |week: u32, noise: f64| (level + slope * f64::from(week).ln_1p() + 1.5 * noise).round().clamp(0.0, 27.0);
            let scores = [0, 1, 2, 4, 6, 9, 12].map(|week| Scored { time: f64::from(week), score: score(week, noise()) });
            Episode { patient: format!("p{place:05}"), scores: scores.to_vec() }
        };
        (0..count).map(episode).collect()
    }

    pub(in super::super) fn fitting() -> Fitting {
        let band = |name: &str, lowest: f64, highest: f64| IntakeBand { name: name.to_owned(), lowest, highest };
        Fitting {
            instrument: "invented".to_owned(),
            bands: vec![band("mild", 0.0, 13.0), band("severe", 14.0, 27.0)],
            time_unit: TimeUnit::Weeks,
            direction: Direction::HigherIsWorse,
            is_whole: true,
            episodes_needed: EPISODES_NEEDED,
            data_cut_off: Some(Day::new(2026, 6, 30).expect("a day")),
        }
    }

    #[test]
    fn each_intake_band_has_a_course_of_its_own() {
        let courses = fit(&fitting(), &episodes(400));
        let (mild, severe) = (courses.course(10.0).expect("a course"), courses.course(20.0).expect("a course"));
        assert_eq!((mild.intake.name.as_str(), severe.intake.name.as_str()), ("mild", "severe"));
        assert_eq!(mild.episodes + severe.episodes, 400);
        assert!(mild.population.coefficients[0] < severe.population.coefficients[0]);
        assert!(severe.population.is_sound());
        assert!((severe.time_last - 12.0).abs() < 1e-12);
        assert_eq!(courses.course(28.0), None);
    }

    #[test]
    fn too_few_finished_episodes_make_no_course() {
        let mut few = episodes(49);
        // An episode with an intake alone is none that finished with a course.
        few.push(Episode { patient: "alone".to_owned(), scores: vec![Scored { time: 0.0, score: 15.0 }] });
        let mut all = fitting();
        all.bands = vec![IntakeBand { name: String::new(), lowest: 0.0, highest: 27.0 }];
        let courses = fit(&all, &few);
        assert_eq!(courses.bands[0].1, Err(NoCourse::TooFew { episodes: 49, needed: 50 }));
        all.episodes_needed = 49;
        assert!(fit(&all, &few).bands[0].1.is_ok());
    }

    #[test]
    fn scores_that_never_differ_make_no_course() {
        let mut same = episodes(80);
        same.iter_mut().flat_map(|episode| &mut episode.scores).for_each(|scored| scored.score = 12.0);
        let found = fit(&fitting(), &same);
        assert!(matches!(found.bands[0].1, Err(NoCourse::Model(FitError::ConstantOutcome { .. }))), "{:?}", found.bands[0].1);
    }
}
