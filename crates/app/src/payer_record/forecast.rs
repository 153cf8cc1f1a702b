//! The stays that a payer authorizes, each with the days that it is likely to need: by finished stays that took at least as long, and by the course
//! that is expected for the patient's own scores. Two estimates side by side, never one made of both.

use std::collections::{BTreeMap, BTreeSet};

use instruments::{Library, Respondent};
use storage::{ReadUnit, View};
use utilization_review::authorization::{Authorization, days_covered};
use utilization_review::length_of_stay::LikelyDays;
use utilization_review::review::BoardEntry;
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, PatientId, RecordId};

use crate::authorization::level_on;
use crate::change::{Stay as CareStay, Valued, recalled_of};
use crate::context::App;
use crate::course::{CourseReach, Courses};
use crate::error::AppError;
use crate::review::denial::{Decisions, Taken};
use crate::review::{Coverages, Stay};

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
    /// Days at the level that an authorization covers, those to come included; days between two authorizations are not among them.
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
    let mut granted: BTreeMap<EpisodeId, Vec<(RecordId, Authorization)>> = BTreeMap::new();
    for authorization in storage::authorization::all(unit, View::Current).await? {
        granted.entry(authorization.value().episode).or_default().push((authorization.id, authorization.recorded.value));
    }
    let taken = taken(unit, &entries).await?;
    let links = storage::patient_link::links(unit, View::Current).await?;
    let shown: BTreeSet<PatientId> = entries.iter().map(|entry| entry.stay.patient).collect();
    let coverages = match since.values().min() {
        Some(first) => {
            let payers = crate::payer::payers_in(unit).await?;
            let same = care::payer::PayerIdentities::of(payers.iter().map(|payer| &payer.profile));
            Coverages::load(unit, &shown, &links, (*first, same)).await?
        }
        None => Coverages::default(),
    };
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
            covered: entry.last_covered_day.map(|_| {
                let own = granted.get(&entry.stay.episode).into_iter().flatten();
                let own: Vec<(RecordId, &Authorization)> = own.map(|(id, authorization)| (*id, authorization)).collect();
                let is_of_others = |id: RecordId, day: Day| {
                    let granted = own.iter().find(|(own, _)| *own == id);
                    granted.is_some_and(|(_, granted)| coverages.is_of_others(entry.stay.patient, &granted.payer, day))
                };
                let is_taken = |id: RecordId, day: Day| taken.is_of(id, day) || is_of_others(id, day);
                days_covered((&own, &is_taken), entry.stay.level_of_care, first)
            }),
            by_stays: LikelyDays::of(lengths, days),
            by_course: by_course.get(&entry.stay.episode).cloned(),
            stay: entry.stay,
        });
    }
    // Whose granted days end longest before the stay is likely to comes first: that is whose next request has to ask for more.
    stays.sort_by(|one, other| other.short_by().cmp(&one.short_by()).then_with(|| one.stay.cmp(&other.stay)));
    Ok(stays)
}

/// The days of these stays that payers took back after they had granted them, as the board has them. Nothing more is read where nobody was denied anything.
async fn taken(unit: &mut ReadUnit, entries: &[BoardEntry<Stay>]) -> Result<Taken, AppError> {
    let Some(today) = entries.iter().map(|entry| entry.stay.today).max() else { return Ok(Taken::default()) };
    let links = storage::patient_link::links(unit, View::Current).await?;
    let shown: BTreeSet<PatientId> = entries.iter().map(|entry| entry.stay.patient).collect();
    let denied = storage::open_care::denied(unit).await?.into_iter().map(|record| links.shown_as(record));
    let people: BTreeSet<PatientId> = denied.filter(|patient| shown.contains(patient)).collect();
    let records: Vec<PatientId> = people.iter().flat_map(|patient| links.records_of(*patient)).collect();
    if records.is_empty() {
        return Ok(Taken::default());
    }
    let decisions = Decisions::load(unit, &records).await?;
    let periods = storage::level_of_care_period::of_patients(unit, &records, View::Current).await?;
    let periods: Vec<care::LevelOfCarePeriod> = periods.into_iter().map(|stored| stored.recorded.value).collect();
    Ok(decisions.taken(|episode, day| level_on(&periods, episode, day), today))
}

/// The forecast of the first instrument, in the order of their ids, that has a course for the scores of the stay. A course begins with the admission,
/// as those did from which it was fitted, at whatever level the stay is now; the days are those of the level.
async fn courses(
    unit: &mut ReadUnit,
    library: &Library,
    stays: &[&Stay],
    since: &BTreeMap<EpisodeId, Day>,
) -> Result<BTreeMap<EpisodeId, CourseForecast>, AppError> {
    let courses = Courses::load(unit, View::Current).await?;
    let recalled = crate::instrument::enabled_in(unit, library).await?;
    let links = storage::patient_link::links(unit, View::Current).await?;
    let episodes: Vec<EpisodeId> = stays.iter().map(|stay| stay.episode).collect();
    let admitted: BTreeMap<EpisodeId, CareStay> =
        unit.get_many::<care::Episode>(&episodes, View::Current).await?.into_iter().map(|each| (each.id, each.value().into())).collect();
    let records: Vec<PatientId> = stays.iter().flat_map(|stay| links.records_of(stay.patient)).collect();
    let mut over: BTreeMap<PatientId, Vec<CareStay>> = BTreeMap::new();
    for (patient, admitted, discharged) in storage::open_care::ended_stays(unit, &records).await? {
        over.entry(links.shown_as(patient)).or_default().push(CareStay::new(admitted, Some(discharged)));
    }
    let mut scores: BTreeMap<PatientId, Series> = BTreeMap::new();
    for of_record in storage::score::recent(unit, &records, usize::MAX).await? {
        let of_patient = scores.entry(links.shown_as(of_record.patient)).or_default();
        for score in of_record.scores {
            let Some(value) = score.total else { continue };
            let valued = Valued { administration: score.administration, day: score.day, value };
            of_patient.entry((score.instrument.to_string(), score.respondent)).or_default().push(valued);
        }
    }
    for series in scores.values_mut().flat_map(BTreeMap::values_mut) {
        series.sort_by_key(|score| (score.day, score.administration));
    }
    let none = Series::new();
    let of_stay = |stay: &&Stay| {
        let (first, admitted) = (*since.get(&stay.episode)?, *admitted.get(&stay.episode)?);
        let from = admitted.first_day(over.get(&stay.patient).map_or(&[][..], Vec::as_slice));
        let series = scores.get(&stay.patient).unwrap_or(&none).iter();
        let mut reached = series.filter_map(|((instrument, respondent), scores)| {
            let definition = library.get(instrument)?;
            if definition.respondents.first().is_some_and(|usual| usual != respondent) {
                return None;
            }
            let own: Vec<Valued> = scores.iter().filter(|score| score.day >= from).copied().collect();
            let reach = courses.reach(definition, &own, first, &recalled_of(&recalled, &definition.id))?;
            Some(CourseForecast { name: definition.short_name.clone(), reach })
        });
        Some((stay.episode, reached.next()?))
    };
    Ok(stays.iter().filter_map(of_stay).collect())
}

/// The scores of a patient by instrument and who answered, in the order of time.
type Series = BTreeMap<(String, Respondent), Vec<Valued>>;
