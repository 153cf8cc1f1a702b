//! Episodes with what was given in them, as the schedule needs them: those that are open, and those whose follow-up is not over.

use std::collections::BTreeMap;

use care::{Episode, Patient, Program};
use collection::due::{EpisodeFacts, Given, GivenOutcome, Kind, LevelFacts, Occurrence, Origin};
use instruments::{Administration, Completion};
use storage::{ReadUnit, Stored, View};
use vocabulary::{AdministrationId, ClinicianId, Day, EpisodeId, Instant, Language, PatientId, ProgramId, ZoneName};

use super::FOLLOW_UP_DAYS;
use crate::error::AppError;
use crate::permission::Scope;

/// Patients of one care team that are looked at.
const CARE_TEAM_MAX: u16 = 2_000;
/// Patients read at once where everybody is looked at.
const PATIENTS_AT_ONCE: u16 = 1_000;

/// One episode of one patient.
pub(super) struct InEpisode {
    pub(super) patient: PatientId,
    pub(super) listed_name: String,
    pub(super) record_number: String,
    pub(super) language: Language,
    /// The name of the program that admitted.
    pub(super) program: String,
    pub(super) clinician: Option<ClinicianId>,
    pub(super) facts: EpisodeFacts,
    pub(super) today: Day,
    /// The clock of the program that admitted.
    pub(super) zone: ZoneName,
}

impl InEpisode {
    /// False for what is not asked for, whatever the schedule says: who declined a follow-up is not asked again.
    pub(super) fn is_asked(&self, occurrence: &Occurrence) -> bool {
        !(self.facts.follow_up_declined.is_some() && matches!(occurrence.kind, Kind::FollowUp { .. }))
    }
}

/// The episodes of the caller's patients that ask for something now.
pub(super) async fn people(
    unit: &mut ReadUnit,
    scope: Scope,
    clinician: Option<ClinicianId>,
    now: Instant,
) -> Result<Vec<InEpisode>, AppError> {
    let recent = |episode: &Episode, today: Day| {
        episode.discharge.as_ref().is_none_or(|discharge| today.days_since(discharge.day) <= FOLLOW_UP_DAYS)
    };
    all(unit, scope, clinician, now, recent).await
}

/// The episodes that one condition chooses, of the patients of a care team or of everybody.
pub(super) async fn all(
    unit: &mut ReadUnit,
    scope: Scope,
    clinician: Option<ClinicianId>,
    now: Instant,
    chosen: impl Fn(&Episode, Day) -> bool,
) -> Result<Vec<InEpisode>, AppError> {
    let mut found = Vec::new();
    if scope == Scope::CareTeam {
        let Some(clinician) = clinician else { return Ok(found) };
        let today = crate::context::today_of(unit, &[]).await?;
        let page = storage::patient::NamePage::first(CARE_TEAM_MAX);
        let own = storage::patient::of_care_team(unit, clinician, today, View::Current, &page).await?;
        // The care team may stand on a record that is folded into another.
        let links = storage::patient_link::links(unit, View::Current).await?;
        let own = crate::caseload::shown_once(unit, &links, own).await?;
        return episodes(unit, own, now, &chosen).await;
    }
    let mut page = storage::patient::NamePage::first(PATIENTS_AT_ONCE);
    loop {
        let patients = storage::patient::all(unit, View::Current, &page).await?;
        let Some(last) = patients.last() else { return Ok(found) };
        page.after = Some(storage::patient::NamePosition::of(last));
        found.extend(episodes(unit, patients, now, &chosen).await?);
    }
}

/// Every episode of these patients whose follow-up is not over.
pub(super) async fn of_patients(unit: &mut ReadUnit, shown: &[PatientId], now: Instant) -> Result<Vec<InEpisode>, AppError> {
    let patients = unit.get_many::<Patient>(shown, View::Current).await?;
    let recent = |episode: &Episode, today: Day| {
        episode.discharge.as_ref().is_none_or(|discharge| today.days_since(discharge.day) <= FOLLOW_UP_DAYS)
    };
    episodes(unit, patients, now, &recent).await
}

/// What is loaded once for many patients.
struct Practice {
    programs: BTreeMap<ProgramId, Program>,
    first_zone: ZoneName,
}

async fn episodes(
    unit: &mut ReadUnit,
    patients: Vec<Stored<Patient>>,
    now: Instant,
    chosen: &impl Fn(&Episode, Day) -> bool,
) -> Result<Vec<InEpisode>, AppError> {
    let links = storage::patient_link::links(unit, View::Current).await?;
    let shown: Vec<Stored<Patient>> = patients.into_iter().filter(|patient| links.shown_as(patient.id) == patient.id).collect();
    let records: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(patient.id)).collect();
    let programs = storage::program::all(unit, View::Current).await?;
    let first_zone = programs.first().map_or_else(ZoneName::utc, |program| program.value().zone.clone());
    let practice = Practice { programs: programs.into_iter().map(|each| (each.id, each.recorded.value)).collect(), first_zone };
    let mut levels: BTreeMap<EpisodeId, Vec<LevelFacts>> = BTreeMap::new();
    // Where the last level is given, which may be another program than the one that admitted.
    let mut given_at: BTreeMap<EpisodeId, ProgramId> = BTreeMap::new();
    for period in storage::level_of_care_period::of_patients(unit, &records, View::Current).await? {
        let value = period.value();
        let program = practice.programs.get(&value.program).map_or("", |program| program.code.as_str());
        let (first, last) = (value.period.first(), value.period.last());
        let level = LevelFacts { level_of_care: value.level_of_care, program: program.into(), first, last };
        levels.entry(value.episode).or_default().push(level);
        given_at.insert(value.episode, value.program);
    }
    let mut reviews = crate::review::review_days(unit, &records).await?;
    let given = given(unit, &records, &links).await?;
    let told = crate::follow_up::told(unit, &records).await?;
    let mut by_patient: BTreeMap<PatientId, Vec<Stored<Episode>>> = BTreeMap::new();
    for episode in storage::episode::of_patients(unit, &records, View::Current).await? {
        by_patient.entry(links.shown_as(episode.value().patient)).or_default().push(episode);
    }
    let mut found = Vec::new();
    for patient in &shown {
        let Some(all) = by_patient.get(&patient.id) else { continue };
        let died = crate::follow_up::died_of(&told, &links.records_of(patient.id), all.iter().map(Stored::value));
        let of_patient = given.get(&patient.id).map_or(&[] as &[Given], Vec::as_slice);
        for episode in all {
            let mut person = in_episode(&practice, patient, episode, all, &mut levels, of_patient, now);
            person.facts.reviews = reviews.remove(&episode.id).unwrap_or_default();
            // What they give all the same counts.
            person.facts.follow_up_declined = told.declined.get(&episode.id).map(|declined| declined.since);
            person.facts.died = died;
            if let Some(program) = given_at.get(&episode.id).and_then(|program| practice.programs.get(program)) {
                person.program.clone_from(&program.name);
            }
            if chosen(episode.value(), person.today) {
                found.push(person);
            }
        }
    }
    Ok(found)
}

fn in_episode(
    practice: &Practice,
    patient: &Stored<Patient>,
    episode: &Stored<Episode>,
    all: &[Stored<Episode>],
    levels: &mut BTreeMap<EpisodeId, Vec<LevelFacts>>,
    given: &[Given],
    now: Instant,
) -> InEpisode {
    let program = practice.programs.get(&episode.value().program);
    let zone = program.map_or(&practice.first_zone, |program| &program.zone);
    let discharged = episode.value().discharge.as_ref().map(|discharge| discharge.day);
    let mut levels = levels.remove(&episode.id).unwrap_or_default();
    levels.sort_by_key(|level| level.first);
    InEpisode {
        patient: patient.id,
        listed_name: patient.value().listed_name(),
        record_number: patient.value().record_number.clone(),
        language: patient.value().language.clone(),
        program: program.map(|program| program.name.clone()).unwrap_or_default(),
        clinician: episode.value().clinician,
        today: now.day_in(zone),
        zone: zone.clone(),
        facts: EpisodeFacts {
            episode: episode.id,
            admitted: episode.value().admitted,
            discharged,
            follow_up_ends: discharged.and_then(|day| follow_up_ends(episode, day, all)),
            follow_up_declined: None,
            died: None,
            levels,
            reviews: Vec::new(),
            given: given.to_vec(),
        },
    }
}

/// Nothing is asked for any more from the day on which the patient is in care again.
fn follow_up_ends(episode: &Stored<Episode>, discharged: Day, all: &[Stored<Episode>]) -> Option<Day> {
    let others = all.iter().filter(|other| other.id != episode.id);
    let stay = |other: &Stored<Episode>| (other.value().admitted, other.value().discharge.as_ref().map(|discharge| discharge.day));
    collection::follow_up::again_in_care(episode.value().admitted, discharged, others.map(stay))
}

/// What was given to each patient, with how far it came.
async fn given(
    unit: &mut ReadUnit,
    records: &[PatientId],
    links: &care::identity::PatientLinks,
) -> Result<BTreeMap<PatientId, Vec<Given>>, AppError> {
    let mut scored: BTreeMap<AdministrationId, bool> = BTreeMap::new();
    for each in storage::score::recent(unit, records, usize::MAX).await? {
        scored.extend(each.scores.iter().map(|score| (score.administration, score.has_result)));
    }
    let mut given: BTreeMap<PatientId, Vec<Given>> = BTreeMap::new();
    for each in storage::administration::of_patients(unit, records, View::Current).await? {
        let has_score = scored.get(&each.id).copied().unwrap_or(false);
        given.entry(links.shown_as(each.value().patient)).or_default().push(given_of(&each, has_score));
    }
    Ok(given)
}

/// One administration, as far as the schedule needs it.
pub(crate) fn given_of(administration: &Stored<Administration>, has_score: bool) -> Given {
    let value = administration.value();
    let outcome = match value.completion {
        Completion::Declined => GivenOutcome::Declined,
        _ if has_score => GivenOutcome::Scored,
        _ => GivenOutcome::NotScored,
    };
    Given {
        administration: administration.id,
        instrument: value.instrument.as_str().into(),
        respondent: value.respondent,
        day: value.day,
        origin: Origin::Given,
        outcome,
    }
}
