//! The board: every stay that a payer authorizes, by the hours to the end of its last covered day.
//!
//! How ready a review is, is counted where one is open: that reads all records of the stay. Money is shown where the payer's rate is on record.

use std::collections::BTreeMap;

use care::{Coverage, DayRate, Episode, LevelOfCarePeriod, PayerProfile, Program};
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::Authorization;
use utilization_review::review::board::order;
use utilization_review::review::{BoardEntry, MoneyAtRisk, Readiness};
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, PatientId, ProgramId, RecordId};

use crate::context::{App, today_of};
use crate::error::AppError;
use crate::permission::{Caller, Data, Scope};

/// Patients of one care team that are looked at.
const CARE_TEAM_MAX: u16 = 2_000;

/// A stay at a level that a payer authorizes. Stays are in the order of names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stay {
    /// Family name, then given name.
    pub listed_name: String,
    /// The practice's number of the patient.
    pub record_number: String,
    /// The record under which the patient is shown.
    pub patient: PatientId,
    /// The episode.
    pub episode: EpisodeId,
    /// The name of the program.
    pub program: String,
    /// The present level.
    pub level_of_care: LevelOfCare,
    /// The program's present day.
    pub today: Day,
    /// The newest authorization for the level.
    pub authorization: Option<RecordId>,
    /// Its number.
    pub number: String,
    /// The review that is open.
    pub review: Option<RecordId>,
}

/// The board.
#[derive(Clone, Debug)]
pub struct Board {
    /// The present instant.
    pub now: Instant,
    /// True where the caller sees everybody's stays.
    pub is_whole: bool,
    /// The most pressing stay first.
    pub entries: Vec<BoardEntry<Stay>>,
}

impl App {
    /// The stays of the caller's patients that a payer authorizes: those of their care teams, or all.
    pub async fn review_board(&self, caller: &Caller) -> Result<Board, AppError> {
        const ACTION: &str = "view_review_board";
        let scope = match caller.may(Data::Reviews) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, asking, library, now) = (self.operation(caller, ACTION), caller.clone(), self.library(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let own = own_patients(unit, &asking, scope).await?;
                let mut entries = stays(unit, own.as_deref(), now).await?;
                for entry in &mut entries {
                    let Some(review) = entry.stay.review else { continue };
                    let place = super::place(unit, &asking, review).await?;
                    entry.readiness = super::page(unit, place, &library).await?.readiness;
                }
                price(unit, &mut entries).await?;
                order(&mut entries, |stay| stay.today);
                Ok(Board { now, is_whole: scope == Scope::All, entries })
            })
        });
        self.audited(caller, ACTION, read.await).await
    }
}

/// Says what is at risk where the payer's rate for the level is on record: days delivered after the last covered one, and the days that the payer
/// usually grants next. Without a rate, a coverage or a profile that says how many days, nothing is said. Reads nothing more where no rate is.
async fn price(unit: &mut ReadUnit, entries: &mut [BoardEntry<Stay>]) -> Result<(), AppError> {
    let rates: Vec<DayRate> = storage::day_rate::all(unit, View::Current).await?.into_iter().map(|rate| rate.recorded.value).collect();
    if rates.is_empty() {
        return Ok(());
    }
    let links = storage::patient_link::links(unit, View::Current).await?;
    let payers: BTreeMap<String, PayerProfile> =
        crate::payer::payers_in(unit).await?.into_iter().map(|payer| (payer.profile.key.clone(), payer.profile)).collect();
    let records: Vec<PatientId> = entries.iter().flat_map(|entry| links.records_of(entry.stay.patient)).collect();
    let mut coverages: BTreeMap<PatientId, Vec<Coverage>> = BTreeMap::new();
    for coverage in storage::coverage::of_patients(unit, &records, View::Current).await? {
        coverages.entry(links.shown_as(coverage.value().patient)).or_default().push(coverage.recorded.value);
    }
    for entry in entries {
        let stay = &entry.stay;
        let of_patient = coverages.get(&stay.patient).map(Vec::as_slice).unwrap_or_default();
        let Some(coverage) = Coverage::primary_on(of_patient, stay.today) else { continue };
        let holds =
            |rate: &&DayRate| rate.payer == coverage.payer && rate.level_of_care == stay.level_of_care && rate.period.contains(stay.today);
        let cadence = payers.get(&coverage.payer).and_then(|payer| payer.cadence_for(stay.level_of_care));
        let (Some(rate), Some(cadence)) = (rates.iter().find(holds), cadence) else { continue };
        let next = if stay.authorization.is_some() { cadence.concurrent_days } else { cadence.initial_days };
        let uncovered = uncovered_days(unit, &links.records_of(stay.patient), (stay, entry.last_covered_day)).await?;
        entry.money = Some(MoneyAtRisk::of(rate.amount, uncovered, next));
    }
    Ok(())
}

/// Days after the last covered one on which care was given, up to today.
async fn uncovered_days(unit: &mut ReadUnit, records: &[PatientId], (stay, last): (&Stay, Option<Day>)) -> Result<u32, AppError> {
    let Some(last) = last.filter(|last| *last < stay.today) else { return Ok(0) };
    let attendance = storage::attendance::of_patients(unit, records, View::Current).await?;
    let days: std::collections::BTreeSet<Day> = (attendance.iter().map(Stored::value))
        .filter(|piece| piece.episode == stay.episode && piece.delivered_minutes > 0 && piece.day > last && piece.day <= stay.today)
        .map(|piece| piece.day)
        .collect();
    Ok(u32::try_from(days.len()).unwrap_or(u32::MAX))
}

/// The stays of these records of patients, or of everybody.
pub(crate) async fn stays(unit: &mut ReadUnit, patients: Option<&[PatientId]>, now: Instant) -> Result<Vec<BoardEntry<Stay>>, AppError> {
    let links = storage::patient_link::links(unit, View::Current).await?;
    let programs: BTreeMap<ProgramId, Program> =
        storage::program::all(unit, View::Current).await?.into_iter().map(|each| (each.id, each.recorded.value)).collect();
    let mut periods: BTreeMap<EpisodeId, Vec<LevelOfCarePeriod>> = BTreeMap::new();
    for period in storage::open_care::periods(unit, patients).await? {
        periods.entry(period.value().episode).or_default().push(period.recorded.value);
    }
    let mut chosen: Vec<(Stored<Episode>, PatientId, LevelOfCarePeriod, Day)> = Vec::new();
    for episode in storage::open_care::episodes(unit, patients).await? {
        let shown = links.shown_as(episode.value().patient);
        let zone = programs.get(&episode.value().program).map(|program| &program.zone);
        let Some(today) = zone.map(|zone| now.day_in(zone)) else { continue };
        let period = periods.get(&episode.id).and_then(|periods| periods.iter().rev().find(|period| period.period.contains(today)));
        let Some(period) = period.filter(|period| period.level_of_care != LevelOfCare::Outpatient) else { continue };
        chosen.push((episode, shown, period.clone(), today));
    }
    let shown: Vec<PatientId> = chosen.iter().map(|(_, shown, ..)| *shown).collect();
    let records: Vec<PatientId> = shown.iter().flat_map(|shown| links.records_of(*shown)).collect();
    let patients: BTreeMap<PatientId, care::Patient> =
        unit.get_many::<care::Patient>(&shown, View::Current).await?.into_iter().map(|each| (each.id, each.recorded.value)).collect();
    let authorizations = storage::authorization::of_patients(unit, &records, View::Current).await?;
    let reviews = storage::review::of_patients(unit, &records, View::Current).await?;
    let entries = chosen.into_iter().filter_map(|(episode, shown, period, today)| {
        let (patient, program) = (patients.get(&shown)?, programs.get(&period.program)?);
        let of_level =
            |stored: &&Stored<Authorization>| stored.value().episode == episode.id && stored.value().level_of_care == period.level_of_care;
        let newest = authorizations.iter().filter(of_level).max_by_key(|stored| stored.value().last_covered_day());
        let last_covered_day = newest.and_then(|stored| stored.value().last_covered_day());
        let open = reviews.iter().rev().find(|stored| stored.value().episode == episode.id && !stored.value().closed);
        let stay = Stay {
            listed_name: patient.listed_name(),
            record_number: patient.record_number.clone(),
            patient: shown,
            episode: episode.id,
            program: program.name.clone(),
            level_of_care: period.level_of_care,
            today,
            authorization: newest.map(|stored| stored.id),
            number: newest.map(|stored| stored.value().number.clone()).unwrap_or_default(),
            review: open.map(|stored| stored.id),
        };
        let ends_at = last_covered_day.map(|last| last.plus_days(1).start_in(&program.zone));
        Some(BoardEntry { stay, last_covered_day, ends_at, readiness: Readiness::default(), money: None })
    });
    Ok(entries.collect())
}

/// The records of the patients of the caller's care teams; `None` for everybody.
pub(super) async fn own_patients(unit: &mut ReadUnit, caller: &Caller, scope: Scope) -> Result<Option<Vec<PatientId>>, AppError> {
    if scope != Scope::CareTeam {
        return Ok(None);
    }
    let Some(clinician) = caller.clinician else { return Ok(Some(Vec::new())) };
    let today = today_of(unit, &[]).await?;
    let page = storage::patient::NamePage::first(CARE_TEAM_MAX);
    let own = storage::patient::of_care_team(unit, clinician, today, View::Current, &page).await?;
    let links = storage::patient_link::links(unit, View::Current).await?;
    Ok(Some(own.into_iter().flat_map(|patient| links.records_of(links.shown_as(patient.id))).collect()))
}
