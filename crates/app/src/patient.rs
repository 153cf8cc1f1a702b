//! The patient page: who it is, which care there was, what the scores say.

use std::collections::BTreeMap;

use care::{CareTeamMember, Clinician, Diagnosis, DiagnosisRank, Episode, LevelOfCarePeriod, Patient, Program};
use instruments::{Administration, Completion, Library, Mode, Phase, Respondent};
use storage::access_grant::AccessGrant;
use storage::score::StoredScore;
use storage::{Entry, ReadUnit, Stored, View};
use vocabulary::{
    AdministrationId, ClinicianId, Day, Instant, LevelOfCare, PatientId, Period, Points, ProgramId, Purpose, RecordId, Verdict, Version,
    ZoneName,
};

use crate::authorization::AuthorizationView;
use crate::change::{Grounds, Stay};
use crate::context::{App, check_patient, person, person_in, place_in, place_of};
use crate::course::Courses;
use crate::error::{AppError, FieldProblemKind};
use crate::event::{PatientEvent, decisions_of, events_of};
use crate::instrument::{RecalledByInstrument, enabled_in};
use crate::permission::{Caller, Data, Scope};
use crate::series::{Brief, LatestScore, Occasion, Series, judge_all, latest_of, series_of};

/// The shortest reason that says something, in characters.
const REASON_LENGTH_MIN: usize = 10;

/// Everything the patient page shows. What the role may not see is empty, and `may` says so.
#[derive(Clone, Debug)]
pub struct PatientPage {
    /// The record under which the patient is shown.
    pub patient: Stored<Patient>,
    /// Other records of the same person that are merged into it.
    pub merged: Vec<Stored<Patient>>,
    /// Today in the patient's program.
    pub today: Day,
    /// The zone of the patient's program.
    pub zone: ZoneName,
    /// From when the page looks at the records.
    pub view: View,
    /// Episodes with their levels of care, newest first.
    pub episodes: Vec<EpisodeView>,
    /// Diagnoses, by onset.
    pub diagnoses: Vec<(Stored<Diagnosis>, Option<String>)>,
    /// Who treats the patient, with their names.
    pub care_team: Vec<(Stored<CareTeamMember>, String)>,
    /// The latest score of each instrument.
    pub latest: Vec<LatestScore>,
    /// Scores over time, for charts.
    pub series: Vec<Series>,
    /// What else happened, oldest first; empty where the role sees no answers.
    pub events: Vec<PatientEvent>,
    /// What payers granted, with what is used of it, the newest first; empty for who may not see it.
    pub authorizations: Vec<AuthorizationView>,
    /// Who enabled recalled values, by instrument.
    pub recalled: RecalledByInstrument,
    /// Every administration, newest first.
    pub administrations: Vec<AdministrationRow>,
    /// What the caller may do here.
    pub may: Abilities,
    /// True when a program of any episode is under 42 CFR Part 2.
    pub part2: bool,
}

/// What a caller may do with one patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one cell of the permission matrix")]
pub struct Abilities {
    /// See scores.
    pub scores: bool,
    /// See what was answered.
    pub answers: bool,
    /// Record administrations.
    pub entry: bool,
    /// See how they are reached.
    pub contacts: bool,
    /// Change records of care.
    pub registration: bool,
    /// Make reports.
    pub release: bool,
    /// See claims, and the days from care to payment.
    pub claims: bool,
    /// See and record what a level of care rests on.
    pub records: bool,
    /// See how the level of care is judged.
    pub level_of_care: bool,
    /// What payers authorized.
    pub authorizations: bool,
}

/// An episode with what belongs to it.
#[derive(Clone, Debug)]
pub struct EpisodeView {
    /// The episode.
    pub episode: Stored<Episode>,
    /// The program that admitted.
    pub program: Option<Program>,
    /// Who answers for the treatment.
    pub clinician: Option<String>,
    /// Its levels of care with the names of their programs, oldest first.
    pub periods: Vec<(Stored<LevelOfCarePeriod>, String)>,
}

/// One line of the list of administrations.
#[derive(Clone, Debug)]
pub struct AdministrationRow {
    /// Its id.
    pub id: AdministrationId,
    /// Its version.
    pub version: Version,
    /// The clinical day.
    pub day: Day,
    /// The instrument's id.
    pub instrument: String,
    /// What people call the instrument.
    pub short_name: String,
    /// Where in the episode.
    pub phase: Option<Phase>,
    /// How the answers were given.
    pub mode: Mode,
    /// Who answered.
    pub respondent: Respondent,
    /// How far it went.
    pub completion: Completion,
    /// The status of the score; `None` when there is no score or the role sees none.
    pub status: Option<String>,
    /// The main number.
    pub total: Option<Points>,
    /// Digits after the point that are shown.
    pub decimals: u8,
    /// The band, or the result in words.
    pub band: Option<String>,
    /// 0 = none, rising.
    pub severity: Option<i64>,
    /// The strongest verdict of the safety entries.
    pub safety: Option<Verdict>,
}

impl PatientPage {
    /// The levels of care of all episodes, for the strip below a chart.
    pub fn levels(&self) -> Vec<(LevelOfCare, Period)> {
        let periods = self.episodes.iter().flat_map(|episode| &episode.periods);
        periods.map(|(period, _)| (period.value().level_of_care, period.value().period)).collect()
    }
}

impl App {
    /// Opens a patient, as things are now or as they stood at an instant.
    #[crate::boxed]
    pub async fn patient(&self, caller: &Caller, id: PatientId, view: View) -> Result<PatientPage, AppError> {
        let (operation, library, asking) = (self.operation(caller, crate::opening::VIEW_PATIENT), self.library(), caller.clone());
        let read =
            self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { page(unit, &asking, id, view, &library).await }));
        let result = read.await;
        self.audited(caller, crate::opening::VIEW_PATIENT, result).await
    }

    /// Opens a patient outside the caller's care teams for a while, for a reason that stays in the audit.
    #[crate::boxed]
    pub async fn state_reason(&self, caller: &Caller, id: PatientId, reason: &str) -> Result<Instant, AppError> {
        let reason = reason.trim().to_owned();
        if reason.chars().count() < REASON_LENGTH_MIN {
            return Err(AppError::field("reason", FieldProblemKind::ReasonTooShort));
        }
        let (Scope::CareTeam, Some(user)) = (caller.scope(Data::Identity), caller.user()) else {
            return self.refuse(caller, "state_reason", AppError::RoleRefused(Data::Identity)).await;
        };
        let valid_until = self.now().plus_seconds(self.settings.stated_reason_hours * 3600);
        let operation = self.operation_for(caller, "state_reason", Purpose::StatedReason(reason.clone()));
        let grant: RecordId = self.ports.ids.next();
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = crate::context::today_of(unit, &[id]).await?;
                let value = AccessGrant { patient: id, user, reason, valid_until };
                Ok(unit.insert(&Entry::new(grant, value, today)).await?)
            })
        });
        write.await?;
        Ok(valid_until)
    }
}

async fn page(unit: &mut ReadUnit, caller: &Caller, id: PatientId, view: View, library: &Library) -> Result<PatientPage, AppError> {
    // Whoever may look is decided by how things are now; what they see then, by how they were.
    let (mut shown, mut records) = person(unit, id).await?;
    let (mut zone, mut today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Identity, shown, today).await?;
    if view != View::Current {
        (shown, records) = person_in(unit, id, view).await?;
        (zone, today) = place_in(unit, &records, view).await?;
    }
    let patient = unit.get::<Patient>(shown, view).await?.ok_or(AppError::NotFound("patient"))?;
    let others: Vec<PatientId> = records.iter().copied().filter(|record| *record != shown).collect();
    let merged = unit.get_many::<Patient>(&others, view).await?;
    let may = Abilities {
        scores: caller.scope(Data::Scores) != Scope::Nothing,
        answers: caller.scope(Data::Answers) != Scope::Nothing,
        entry: caller.scope(Data::Entry) != Scope::Nothing,
        contacts: caller.scope(Data::Contacts) != Scope::Nothing,
        registration: caller.scope(Data::Registration) != Scope::Nothing,
        release: caller.scope(Data::Release) != Scope::Nothing,
        claims: caller.scope(Data::Claims) != Scope::Nothing,
        records: caller.scope(Data::Records) != Scope::Nothing,
        level_of_care: caller.scope(Data::LevelOfCare) != Scope::Nothing,
        authorizations: caller.scope(Data::Authorizations) != Scope::Nothing,
    };
    let people = clinicians_in(unit, view).await?;
    let programs = programs_in(unit, view).await?;
    let episodes = episodes(unit, &records, view, &programs, &people).await?;
    let name = |id: ClinicianId| people.get(&id).map(|clinician| clinician.name.clone());
    let mut diagnoses = storage::diagnosis::of_patients(unit, &records, view).await?;
    // What the care is mainly for stands first.
    diagnoses.sort_by_key(|each| each.value().rank != DiagnosisRank::Principal);
    let diagnoses = diagnoses.into_iter().map(|each| (each.clone(), each.value().diagnosed_by.and_then(name))).collect();
    let care_team = storage::care_team::of_patients(unit, &records, view).await?;
    let care_team = care_team.into_iter().map(|each| (each.clone(), name(each.value().clinician).unwrap_or_default())).collect();
    let administrations = storage::administration::of_patients(unit, &records, view).await?;
    let mut scores = if may.scores { storage::score::of_patients(unit, &records, None, view).await? } else { Vec::new() };
    storage::score::details(unit, &mut scores).await?;
    let mut series = series_of(&scores, &Occasion::of_all(&administrations), library);
    let recalled = enabled_in(unit, library).await?;
    let courses = Courses::load(unit, view).await?;
    let stays: Vec<Stay> = episodes.iter().map(|episode| Stay::from(episode.episode.value())).collect();
    judge_all(&mut series, Grounds { stays: &stays, recalled: &recalled, courses: &courses });
    let mut events = if may.answers { events_of(unit, &records, view, &zone, &scores).await? } else { Vec::new() };
    if may.level_of_care {
        events.extend(decisions_of(unit, &records, view, &zone).await?);
        events.sort_by_key(|event| event.day);
    }
    let authorizations =
        if may.authorizations { crate::authorization::views(unit, shown, &records, (view, today)).await? } else { Vec::new() };
    // What is under Part 2 now is marked so whatever was known then.
    let marked = if view == View::Current { programs } else { self::programs(unit).await? };
    let part2 = episodes.iter().any(|episode| marked.get(&episode.episode.value().program).is_some_and(|program| program.part2));
    Ok(PatientPage {
        patient,
        merged,
        today,
        zone,
        view,
        episodes,
        diagnoses,
        care_team,
        latest: latest_of(scores.iter().map(Brief::of_score), library),
        series,
        events,
        authorizations,
        recalled,
        administrations: rows(&administrations, &scores, library),
        may,
        part2,
    })
}

pub(crate) async fn clinicians(unit: &mut ReadUnit) -> Result<BTreeMap<ClinicianId, Clinician>, AppError> {
    clinicians_in(unit, View::Current).await
}

async fn clinicians_in(unit: &mut ReadUnit, view: View) -> Result<BTreeMap<ClinicianId, Clinician>, AppError> {
    let all = storage::clinician::all(unit, view).await?;
    Ok(all.into_iter().map(|stored| (stored.id, stored.recorded.value)).collect())
}

pub(crate) async fn programs(unit: &mut ReadUnit) -> Result<BTreeMap<ProgramId, Program>, AppError> {
    programs_in(unit, View::Current).await
}

async fn programs_in(unit: &mut ReadUnit, view: View) -> Result<BTreeMap<ProgramId, Program>, AppError> {
    let all = storage::program::all(unit, view).await?;
    Ok(all.into_iter().map(|stored| (stored.id, stored.recorded.value)).collect())
}

async fn episodes(
    unit: &mut ReadUnit,
    records: &[PatientId],
    view: View,
    programs: &BTreeMap<ProgramId, Program>,
    people: &BTreeMap<ClinicianId, Clinician>,
) -> Result<Vec<EpisodeView>, AppError> {
    let mut periods: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for period in storage::level_of_care_period::of_patients(unit, records, view).await? {
        let program = programs.get(&period.value().program).map(|program| program.name.clone()).unwrap_or_default();
        periods.entry(period.value().episode).or_default().push((period, program));
    }
    let stored = storage::episode::of_patients(unit, records, view).await?;
    let mut views: Vec<EpisodeView> = (stored.into_iter())
        .map(|episode| EpisodeView {
            program: programs.get(&episode.value().program).cloned(),
            clinician: episode.value().clinician.and_then(|id| people.get(&id)).map(|clinician| clinician.name.clone()),
            periods: periods.remove(&episode.id).unwrap_or_default(),
            episode,
        })
        .collect();
    views.reverse();
    Ok(views)
}

fn rows(administrations: &[Stored<Administration>], scores: &[StoredScore], library: &Library) -> Vec<AdministrationRow> {
    let by_id: BTreeMap<AdministrationId, &StoredScore> = scores.iter().map(|score| (score.administration, score)).collect();
    let mut rows: Vec<AdministrationRow> = (administrations.iter())
        .map(|stored| {
            let value = stored.value();
            let definition = library.get(&value.instrument);
            let summary = by_id.get(&stored.id).map(|score| &score.summary);
            AdministrationRow {
                id: stored.id,
                version: stored.recorded.version,
                day: value.day,
                instrument: value.instrument.clone(),
                short_name: definition.map_or_else(|| value.instrument.clone(), |definition| definition.short_name.clone()),
                phase: value.phase,
                mode: value.mode,
                respondent: value.respondent,
                completion: value.completion,
                status: summary.map(|summary| summary.status.clone()),
                total: summary.and_then(|summary| summary.total),
                decimals: definition.and_then(|definition| definition.main()).map_or(0, |scale| scale.decimals),
                band: summary.and_then(|summary| summary.band.clone()),
                severity: summary.and_then(|summary| summary.severity),
                safety: by_id.get(&stored.id).and_then(|score| score.safety),
            }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.day, row.id)));
    rows
}
