//! The board: every stay that a payer authorizes, by the hours until the payer must have the next request, at the latest by those to the end of the last
//! covered day.
//!
//! How ready a review is, is counted where one is open: that reads all records of the stay. Money is shown where the payer's rate is on record.
//! Both decide only among stays that end together, so a page reads them for those that may stand on it and for no others.

mod denied;
mod paying;
mod readiness;
mod submission;
mod units;

use paying::Cover;
pub(crate) use paying::Coverages;

use std::collections::{BTreeMap, BTreeSet};

use care::payer::PayerIdentities;
use care::{ContractRate, Coverage, DayRate, PayerProfile, Program};
use instruments::Library;
use storage::open_care::StayAtLevel;
use storage::{ReadUnit, View};
use utilization_review::authorization::Authorization;
use utilization_review::review::board::{ending_together, order};
use utilization_review::review::{BoardEntry, Bucket, MoneyAtRisk, RateSource, Readiness};
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, Money, PatientId, ProgramId, RecordId};

use super::notice::NoticeRow;
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
    /// The program.
    pub program_id: ProgramId,
    /// The present level.
    pub level_of_care: LevelOfCare,
    /// The program's present day.
    pub today: Day,
    /// The newest authorization for the level.
    pub authorization: Option<RecordId>,
    /// Its number.
    pub number: String,
    /// The authorization that the next review asks to extend; `None` where it asks for the first time, such as of a payer who pays from now on.
    pub follows: Option<RecordId>,
    /// From when on another payer than the one of the authorization pays, at the latest as it ends.
    pub others_from: Option<Day>,
    /// The review that is open.
    pub review: Option<RecordId>,
    /// The first day at the level.
    pub first: Day,
    /// The name of the payer that pays first today; empty where none is on record, and where nobody looked for it ([`stays`]).
    pub payer: String,
    /// The first authorized day since the stay is at the level on which no coverage holds, as after one that ended in retrospect; `None` where each is
    /// covered, and where nobody looked for it.
    pub no_coverage_from: Option<Day>,
}

/// Whether a review is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    /// There is an open one.
    Open,
    /// There is none.
    NotOpened,
}

/// Which stays of the board are looked for; a field that is `None` takes all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// By the end of the last covered day.
    pub bucket: Option<Bucket>,
    /// At this level.
    pub level_of_care: Option<LevelOfCare>,
    /// In this program.
    pub program: Option<ProgramId>,
    /// With or without an open review.
    pub review: Option<ReviewState>,
    /// Paid first by this payer today, by the key of its profile.
    pub payer: Option<String>,
}

impl BoardFilter {
    fn takes(&self, stay: &Placed) -> bool {
        let state = if stay.review.is_some() { ReviewState::Open } else { ReviewState::NotOpened };
        self.level_of_care.is_none_or(|level| level == stay.level_of_care)
            && self.program.is_none_or(|program| program == stay.program)
            && self.review.is_none_or(|wanted| wanted == state)
    }
}

/// A part of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardPage {
    /// The episode of the last stay that was seen; `None` for the beginning.
    pub after: Option<EpisodeId>,
    /// How many stays.
    pub size: usize,
}

impl BoardPage {
    /// Everything.
    pub const WHOLE: Self = Self { after: None, size: usize::MAX };
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
    /// The last stay of the page where more follow.
    pub next: Option<EpisodeId>,
    /// How many stays the filter takes, whatever their end, by their end.
    pub counts: BTreeMap<Bucket, usize>,
    /// Programs with stays on the board, by name.
    pub programs: Vec<(String, ProgramId)>,
    /// Payers with a profile, by name, with their keys.
    pub payers: Vec<(String, String)>,
    /// Notices that are open, of the stays that are shown, the earliest first.
    pub notices: BTreeMap<EpisodeId, Vec<NoticeRow>>,
}

impl App {
    /// The stays of the caller's patients that a payer authorizes: those of their care teams, or all.
    #[crate::boxed]
    pub async fn review_board(&self, caller: &Caller, filter: BoardFilter, page: BoardPage) -> Result<Board, AppError> {
        const ACTION: &str = "view_review_board";
        let scope = match caller.may(Data::Reviews) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, asking, library, now) = (self.operation(caller, ACTION), caller.clone(), self.library(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                // What decides where a stay stands is read of more people than are shown.
                let board = unit
                    .placing(|unit| Box::pin(async move { board(unit, &asking, scope, (filter, page), (&library, now)).await }))
                    .await?;
                let links = storage::patient_link::links(unit, View::Current).await?;
                for record in board.entries.iter().flat_map(|entry| links.records_of(entry.stay.patient)) {
                    unit.touch(record);
                }
                Ok(board)
            })
        });
        self.audited(caller, ACTION, read.await).await
    }
}

async fn board(
    unit: &mut ReadUnit,
    caller: &Caller,
    scope: Scope,
    (filter, page): (BoardFilter, BoardPage),
    (library, now): (&Library, Instant),
) -> Result<Board, AppError> {
    let own = own_patients(unit, caller, scope).await?;
    let houses = programs_of(unit).await?;
    let payers: Vec<PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let (mut entries, coverages) = placed(unit, own.as_deref(), (&houses, &payers), now).await?;
    let programs: BTreeSet<ProgramId> = entries.iter().map(|entry| entry.stay.program).collect();
    let programs: BTreeSet<(String, ProgramId)> = programs.into_iter().filter_map(|id| Some((houses.get(&id)?.name.clone(), id))).collect();
    entries.retain(|entry| filter.takes(&entry.stay));
    paying::fill(&mut entries, &coverages);
    paying::since_when(&mut entries, &payers, &houses);
    let wanted = filter.payer.as_deref().map(|payer| coverages.key_of(payer));
    entries.retain(|entry| wanted.is_none() || entry.stay.payer.as_deref() == wanted);
    units::find(unit, &mut entries, &houses).await?;
    denied::find(unit, &mut entries, &houses).await?;
    submission::find(unit, &mut entries, (&coverages, &payers), &houses).await?;
    let bucket = |entry: &BoardEntry<Placed>| entry.bucket(entry.stay.today);
    let mut counts: BTreeMap<Bucket, usize> = BTreeMap::new();
    for entry in &entries {
        *counts.entry(bucket(entry)).or_default() += 1;
    }
    entries.retain(|entry| filter.bucket.is_none_or(|wanted| wanted == bucket(entry)));
    let (entries, next) = cut(unit, entries, page, (&houses, &payers, &coverages), library).await?;
    let shown: Vec<PatientId> = entries.iter().map(|entry| entry.stay.patient).collect();
    let notices = super::notice::open_of(unit, &shown).await?;
    let programs = programs.into_iter().collect();
    let payers = payers.into_iter().map(|payer| (payer.name, payer.key)).collect();
    Ok(Board { now, is_whole: scope == Scope::All, entries, next, counts, programs, payers, notices })
}

/// The stays of a page, in order, with what decides among those that end together; and the last of them where more follow.
async fn cut(
    unit: &mut ReadUnit,
    mut entries: Vec<BoardEntry<Placed>>,
    page: BoardPage,
    (programs, payers, coverages): (&BTreeMap<ProgramId, Program>, &[PayerProfile], &Coverages),
    library: &Library,
) -> Result<(Vec<BoardEntry<Stay>>, Option<EpisodeId>), AppError> {
    let by_day = |stay: &Placed| stay.today;
    order(&mut entries, by_day);
    let seen = page.after.and_then(|after| entries.iter().position(|entry| entry.stay.episode == after));
    let needed = ending_together(&entries, seen, page.size, by_day);
    let goes_on = needed.end < entries.len();
    let mut needed: Vec<BoardEntry<Placed>> = entries.drain(needed).collect();
    paying::without_coverage(&mut needed, coverages);
    let mut needed = named(unit, needed, programs).await?;
    for entry in &mut needed {
        if let Some(known) = payers.iter().find(|payer| payer.key == entry.stay.payer) {
            entry.stay.payer.clone_from(&known.name);
        }
    }
    readiness::count(unit, &mut needed, library).await?;
    price(unit, &mut needed).await?;
    order(&mut needed, |stay| stay.today);
    let seen = page.after.and_then(|after| needed.iter().position(|entry| entry.stay.episode == after));
    let start = seen.map_or(0, |place| place + 1);
    let more = goes_on || needed.len() - start > page.size;
    let shown: Vec<BoardEntry<Stay>> = needed.into_iter().skip(start).take(page.size).collect();
    let next = shown.last().filter(|_| more).map(|last| last.stay.episode);
    Ok((shown, next))
}

/// Says what is at risk where the payer's rate for the level is on record, on its page or in its contract: days delivered after the last covered
/// one, and the days that the payer usually grants next. Without a rate, a coverage or a profile that says how many days, nothing is said. Reads nothing more where no rate is.
async fn price(unit: &mut ReadUnit, entries: &mut [BoardEntry<Stay>]) -> Result<(), AppError> {
    let rates: Vec<DayRate> = storage::day_rate::all(unit, View::Current).await?.into_iter().map(|rate| rate.recorded.value).collect();
    let contracts: Vec<ContractRate> =
        storage::contract_rate::all(unit, View::Current).await?.into_iter().map(|rate| rate.recorded.value).collect();
    if rates.is_empty() && contracts.is_empty() {
        return Ok(());
    }
    let links = storage::patient_link::links(unit, View::Current).await?;
    let payers: BTreeMap<String, PayerProfile> =
        crate::payer::payers_in(unit).await?.into_iter().map(|payer| (payer.profile.key.clone(), payer.profile)).collect();
    let same = PayerIdentities::of(payers.values());
    let records: Vec<PatientId> = entries.iter().flat_map(|entry| links.records_of(entry.stay.patient)).collect();
    let mut coverages: BTreeMap<PatientId, Vec<Coverage>> = BTreeMap::new();
    for coverage in storage::coverage::of_patients(unit, &records, View::Current).await? {
        coverages.entry(links.shown_as(coverage.value().patient)).or_default().push(coverage.recorded.value);
    }
    let delivered = delivered_without_cover(unit, entries, &links).await?;
    for entry in entries {
        let stay = &entry.stay;
        let of_patient = coverages.get(&stay.patient).map(Vec::as_slice).unwrap_or_default();
        let Some(coverage) = Coverage::primary_on(of_patient, stay.today) else { continue };
        let holds =
            |rate: &&DayRate| rate.payer == coverage.payer && rate.level_of_care == stay.level_of_care && rate.period.contains(stay.today);
        let cadence = payers.get(same.key_of(&coverage.payer)).and_then(|payer| payer.cadence_for(stay.level_of_care));
        let of_payer = rates.iter().find(holds).map(|rate| (rate.amount, RateSource::DayRate));
        let rate = of_payer.or_else(|| Some((of_contract(&contracts, coverage, stay)?, RateSource::Contract)));
        let (Some(rate), Some(cadence)) = (rate, cadence) else { continue };
        let next = if stay.authorization.is_some() { cadence.concurrent_days } else { cadence.initial_days };
        let uncovered = delivered.get(&stay.episode).map_or(0, BTreeSet::len);
        entry.money = Some(MoneyAtRisk::of(rate, u32::try_from(uncovered).unwrap_or(u32::MAX), next));
    }
    Ok(())
}

/// What a contract pays for a unit at the level of a stay; `None` where it names several prices, as nobody has said which is that of a day.
fn of_contract(contracts: &[ContractRate], coverage: &Coverage, stay: &Stay) -> Option<Money> {
    let holds = |rate: &&ContractRate| {
        rate.payer == coverage.payer && rate.level_of_care == Some(stay.level_of_care) && rate.period.contains(stay.today)
    };
    let mut amounts = contracts.iter().filter(holds).map(|rate| rate.unit_amount);
    let first = amounts.next()?;
    amounts.all(|amount| amount == first).then_some(first)
}

/// Days after the last covered one, or since the first at the level where nothing was ever authorized for it, on which care was given, up to today, by
/// episode.
async fn delivered_without_cover(
    unit: &mut ReadUnit,
    entries: &[BoardEntry<Stay>],
    links: &care::PatientLinks,
) -> Result<BTreeMap<EpisodeId, BTreeSet<Day>>, AppError> {
    let ended: BTreeMap<EpisodeId, (Day, Day)> = (entries.iter())
        .map(|entry| (entry.stay.episode, (entry.last_covered_day.unwrap_or(entry.stay.first.plus_days(-1)), entry.stay.today)))
        .filter(|(_, (last, today))| last < today)
        .collect();
    let mut days: BTreeMap<EpisodeId, BTreeSet<Day>> = BTreeMap::new();
    let Some(first) = ended.values().map(|(last, _)| last.plus_days(1)).min() else { return Ok(days) };
    let last = ended.values().map(|(_, today)| *today).max().unwrap_or(first);
    let whose = entries.iter().filter(|entry| ended.contains_key(&entry.stay.episode)).map(|entry| entry.stay.patient);
    let records: Vec<PatientId> = whose.flat_map(|patient| links.records_of(patient)).collect();
    for stored in storage::attendance::between(unit, &records, (first, last), View::Current).await? {
        let piece = stored.value();
        let Some((last, today)) = ended.get(&piece.episode) else { continue };
        if piece.delivered_minutes > 0 && piece.day > *last && piece.day <= *today {
            days.entry(piece.episode).or_default().insert(piece.day);
        }
    }
    Ok(days)
}

/// The stays of these records of patients, or of everybody, with whom they are of.
pub(crate) async fn stays(unit: &mut ReadUnit, patients: Option<&[PatientId]>, now: Instant) -> Result<Vec<BoardEntry<Stay>>, AppError> {
    let programs = programs_of(unit).await?;
    let payers: Vec<PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let (mut found, coverages) = placed(unit, patients, (&programs, &payers), now).await?;
    denied::find(unit, &mut found, &programs).await?;
    submission::find(unit, &mut found, (&coverages, &payers), &programs).await?;
    named(unit, found, &programs).await
}

/// A stay before it is known whose it is: what decides where on the board it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    /// The episode.
    episode: EpisodeId,
    /// The record under which the patient is shown.
    patient: PatientId,
    /// The program of the present level.
    program: ProgramId,
    /// The present level.
    level_of_care: LevelOfCare,
    /// The present day in the program that admitted.
    today: Day,
    /// The newest authorization for the level.
    authorization: Option<RecordId>,
    /// The key of its payer.
    authorized_by: Option<String>,
    /// When that payer wants to hear again.
    next_review: Option<Day>,
    /// The authorization that the next review asks to extend.
    follows: Option<RecordId>,
    /// From when on others pay.
    others_from: Option<Day>,
    /// The last day that was asked for with a request that waits for its decision.
    asked_until: Option<Day>,
    /// The review that is open.
    review: Option<RecordId>,
    /// The first day at the level.
    first: Day,
    /// The key of the payer that pays first today; `None` where none is on record, and before it is looked for.
    payer: Option<String>,
    /// The first authorized day on which no coverage holds; `None` before it is looked for.
    no_coverage_from: Option<Day>,
}

async fn programs_of(unit: &mut ReadUnit) -> Result<BTreeMap<ProgramId, Program>, AppError> {
    let programs = storage::program::all(unit, View::Current).await?;
    Ok(programs.into_iter().map(|each| (each.id, each.recorded.value)).collect())
}

/// Where the stays of these records of patients stand, or everybody's, in the order of their episodes; with who pays for them.
async fn placed(
    unit: &mut ReadUnit,
    patients: Option<&[PatientId]>,
    (programs, payers): (&BTreeMap<ProgramId, Program>, &[PayerProfile]),
    now: Instant,
) -> Result<(Vec<BoardEntry<Placed>>, Coverages), AppError> {
    let links = storage::patient_link::links(unit, View::Current).await?;
    let Some(first) = programs.values().map(|program| now.day_in(&program.zone)).min() else {
        return Ok((Vec::new(), Coverages::default()));
    };
    // Where periods overlap, the one that began last is where the patient is.
    let mut present: BTreeMap<EpisodeId, (StayAtLevel, Day)> = BTreeMap::new();
    for stay in storage::open_care::at_level(unit, patients, first).await? {
        let Some(today) = programs.get(&stay.admitted_to).map(|program| now.day_in(&program.zone)) else { continue };
        if stay.first <= today && stay.last.is_none_or(|last| today <= last) {
            present.insert(stay.episode, (stay, today));
        }
    }
    present.retain(|_, (stay, _)| stay.level_of_care != LevelOfCare::Outpatient);
    let shown: BTreeSet<PatientId> = present.values().map(|(stay, _)| links.shown_as(stay.patient)).collect();
    let since = present.values().map(|(stay, _)| stay.first).min().unwrap_or(first);
    let coverages = Coverages::load(unit, &shown, &links, (since, PayerIdentities::of(payers))).await?;
    let entries = present.into_values().filter_map(|(stay, today)| {
        let patient = links.shown_as(stay.patient);
        let cover = Cover::of(&stay, patient, &coverages, today);
        Some(placed_as(&stay, (patient, today), cover, programs.get(&stay.program)?))
    });
    Ok((entries.collect(), coverages))
}

/// A stay with what covers it.
fn placed_as(stay: &StayAtLevel, (patient, today): (PatientId, Day), cover: Cover, program: &Program) -> BoardEntry<Placed> {
    let follows = cover.follows();
    let placed = Placed {
        episode: stay.episode,
        patient,
        program: stay.program,
        level_of_care: stay.level_of_care,
        today,
        authorization: cover.authorization,
        authorized_by: cover.payer,
        next_review: cover.next_review,
        follows,
        others_from: cover.others_from,
        asked_until: stay.asked_until,
        review: stay.review_after(follows),
        first: stay.first,
        payer: None,
        no_coverage_from: None,
    };
    BoardEntry {
        stay: placed,
        last_covered_day: cover.last_covered_day,
        ends_at: cover.last_covered_day.map(|last| last.plus_days(1).start_in(&program.zone)),
        units_end: None,
        submit_by: None,
        uncovered_since: None,
        denial: None,
        more_denials: Vec::new(),
        readiness: Readiness::default(),
        money: None,
    }
}

/// The same stays with names and numbers. Touches the patients.
async fn named(
    unit: &mut ReadUnit,
    found: Vec<BoardEntry<Placed>>,
    programs: &BTreeMap<ProgramId, Program>,
) -> Result<Vec<BoardEntry<Stay>>, AppError> {
    let shown: Vec<PatientId> = found.iter().map(|entry| entry.stay.patient).collect();
    let granted: Vec<RecordId> = found.iter().filter_map(|entry| entry.stay.authorization).collect();
    let patients: BTreeMap<PatientId, care::Patient> =
        unit.get_many::<care::Patient>(&shown, View::Current).await?.into_iter().map(|each| (each.id, each.recorded.value)).collect();
    let mut numbers: BTreeMap<RecordId, String> = unit
        .get_many::<Authorization>(&granted, View::Current)
        .await?
        .into_iter()
        .map(|each| (each.id, each.recorded.value.number))
        .collect();
    let entries = found.into_iter().filter_map(|entry| {
        let BoardEntry { stay, last_covered_day, ends_at, units_end, submit_by, uncovered_since, denial, more_denials, readiness, money } =
            entry;
        let Placed { episode, patient, program, level_of_care, today, authorization, follows, others_from, review, first, .. } = stay;
        let (person, house) = (patients.get(&patient)?, programs.get(&program)?);
        let stay = Stay {
            listed_name: person.listed_name(),
            record_number: person.record_number.clone(),
            patient,
            episode,
            program: house.name.clone(),
            program_id: program,
            level_of_care,
            today,
            number: authorization.and_then(|id| numbers.remove(&id)).unwrap_or_default(),
            authorization,
            follows,
            others_from,
            review,
            first,
            payer: stay.payer.unwrap_or_default(),
            no_coverage_from: stay.no_coverage_from,
        };
        Some(BoardEntry { stay, last_covered_day, ends_at, units_end, submit_by, uncovered_since, denial, more_denials, readiness, money })
    });
    Ok(entries.collect())
}

/// The records of the patients of the caller's care teams; `None` for everybody.
pub(crate) async fn own_patients(unit: &mut ReadUnit, caller: &Caller, scope: Scope) -> Result<Option<Vec<PatientId>>, AppError> {
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
