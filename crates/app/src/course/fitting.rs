//! Courses are fitted from the practice's own finished episodes and stored with what they rest on.

use std::collections::BTreeMap;

use care::{Episode, PatientLinks};
use instruments::definition::Scale;
use instruments::{Definition, Library};
use outcomes::expected_course::fitting::EPISODES_NEEDED;
use outcomes::expected_course::{self as expected, Course, Fitting, IntakeBand, NoCourse, TimeUnit, file};
use storage::expected_course::StoredCourse;
use storage::score::{RecentScore, RecentScores};
use storage::{ReadUnit, Stored, View, WriteUnit};
use vocabulary::{Day, Instant, PatientId};

use super::{keeping, scored};
use crate::change::{Stay, Valued};
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// Patients read at once when courses are fitted.
const PATIENTS_AT_ONCE: u16 = 1_000;
/// The action of fitting, in the audit.
pub(super) const FIT: &str = "fit_expected_courses";
/// The origin of a course that was fitted here.
pub(super) const FITTED: &str = "fitted";

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
    pub(super) async fn fit_courses(&self, caller: &Caller) -> Result<Vec<FitReport>, AppError> {
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
pub(super) struct Finished {
    pub(super) by_instrument: BTreeMap<String, Vec<expected::Episode>>,
    pub(super) until: Day,
    pub(super) unavailable: Vec<String>,
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
pub(super) async fn finished(unit: &mut ReadUnit, library: &Library) -> Result<Finished, AppError> {
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

pub(super) fn is_fitted(definition: &Definition) -> bool {
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
pub(super) fn bands(scale: &Scale, episodes: &[expected::Episode], needed: usize) -> Vec<IntakeBand> {
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
    use instruments::Respondent;
    use vocabulary::{AdministrationId, Identifier as _, Points, Version};

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
        care::testing::stay(1, admitted, Some(discharged))
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
