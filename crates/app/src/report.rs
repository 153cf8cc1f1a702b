//! The progress report: gathers the facts, has them rendered through a port, and releases the document.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::{Episode, LevelOfCarePeriod, Patient, Program};
use instruments::{Administration, Definition, Responses, Score};
use storage::{ReadUnit, Stored, View};
use vocabulary::{AdministrationId, Instant, Language, PatientId, ProgramId, ZoneName};

use crate::administration::{facts, scored};
use crate::context::{App, check_patient, person, place_of};
use crate::error::AppError;
use crate::instrument::{RecalledByInstrument, enabled_in};
use crate::patient::programs;
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Outgoing, Released};

/// Makes documents. Wired by the binary, so that the use cases know no typesetter.
pub trait ReportRenderer: Send + Sync {
    /// A progress report as a PDF, or why it could not be made (a defect, told in technical words).
    fn progress_report(&self, facts: &ProgressFacts, language: &Language) -> Result<RenderedReport, String>;
}

/// A finished document.
#[derive(Clone, Debug)]
pub struct RenderedReport {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// SHA-256 of the canonical data it was made from, in hex.
    pub snapshot_sha256: String,
}

/// Everything a progress report says. Every administration is in it: there is no way to leave out a score.
#[derive(Clone, Debug)]
pub struct ProgressFacts {
    /// The practice.
    pub practice: String,
    /// The zone of the patient's program.
    pub zone: ZoneName,
    /// The patient.
    pub patient: Patient,
    /// True when 42 CFR Part 2 covers any of the records.
    pub part2: bool,
    /// When the report is made.
    pub generated_at: Instant,
    /// Up to when records were read.
    pub data_as_of: Instant,
    /// Episodes, oldest first.
    pub episodes: Vec<ReportedEpisode>,
    /// Who enabled recalled values, by instrument.
    pub recalled: RecalledByInstrument,
    /// One entry an instrument, the most used first.
    pub instruments: Vec<(Arc<Definition>, Vec<ReportedAdministration>)>,
}

/// An episode in a report.
#[derive(Clone, Debug)]
pub struct ReportedEpisode {
    /// The record.
    pub episode: Stored<Episode>,
    /// The name of the program that admitted.
    pub program: String,
    /// Levels of care with the names of their programs, oldest first.
    pub levels: Vec<(LevelOfCarePeriod, String)>,
}

/// One administration in a report.
#[derive(Clone, Debug)]
pub struct ReportedAdministration {
    /// The record.
    pub administration: Stored<Administration>,
    /// Its score.
    pub score: Score,
    /// The answers; `None` where the caller's role does not show them or the report leaves them out.
    pub responses: Option<Responses>,
}

impl App {
    /// Makes and releases a progress report. The stored bytes are authoritative from then on.
    pub async fn progress_report(
        &self,
        caller: &Caller,
        patient: PatientId,
        language: &Language,
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        let facts = self.progress_facts(caller, patient).await?;
        let (renderer, words) = (Arc::clone(&self.ports.renderer), language.clone());
        let rendered = tokio::task::spawn_blocking(move || renderer.progress_report(&facts, &words)).await;
        let rendered = rendered.map_err(|_| AppError::Document("rendering stopped".to_owned()))?.map_err(AppError::Document)?;
        let outgoing = Outgoing {
            patients: vec![patient],
            subject: "progress_report",
            media_type: "application/pdf",
            extension: "pdf",
            bytes: rendered.bytes,
            snapshot_sha256: Some(rendered.snapshot_sha256),
        };
        self.release(caller, disclosure, outgoing).await
    }

    /// The facts of a progress report.
    pub async fn progress_facts(&self, caller: &Caller, patient: PatientId) -> Result<ProgressFacts, AppError> {
        let (operation, asking, app) = (self.operation(caller, "gather_report"), caller.clone(), self.clone());
        let read =
            self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { gather(unit, &app, &asking, patient).await }));
        let result = read.await;
        self.audited(caller, "gather_report", result).await
    }
}

async fn gather(unit: &mut ReadUnit, app: &App, caller: &Caller, patient: PatientId) -> Result<ProgressFacts, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (zone, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Release, shown, today).await?;
    let record = unit.require::<Patient>(shown).await?.recorded.value;
    let programs = programs(unit).await?;
    let episodes = episodes(unit, &records, &programs).await?;
    let part2 = episodes.iter().any(|reported| programs.get(&reported.episode.value().program).is_some_and(|program| program.part2));
    let administrations = storage::administration::of_patients(unit, &records, View::Current).await?;
    let ids: Vec<AdministrationId> = administrations.iter().map(|each| each.id).collect();
    let mut answers: BTreeMap<AdministrationId, Responses> =
        storage::responses::of_many(unit, &ids, View::Current).await?.into_iter().collect();
    let library = app.library();
    let mut sections: BTreeMap<String, (Arc<Definition>, Vec<ReportedAdministration>)> = BTreeMap::new();
    for administration in administrations {
        let Some(definition) = library.get(&administration.value().instrument) else { continue };
        let totals = storage::responses::totals_of(unit, administration.id, administration.recorded.version).await?;
        let responses = answers.remove(&administration.id).unwrap_or_default();
        let score = scored(definition, &responses, &totals, facts(&record, administration.value().day));
        let section = sections.entry(definition.id.to_string()).or_insert_with(|| (Arc::clone(definition), Vec::new()));
        section.1.push(ReportedAdministration { administration, score, responses: None });
    }
    let mut instruments: Vec<_> = sections.into_values().collect();
    instruments.sort_by_key(|(_, administrations)| std::cmp::Reverse(administrations.len()));
    Ok(ProgressFacts {
        recalled: enabled_in(unit, &library).await?,
        practice: app.settings().practice_name.clone(),
        zone,
        patient: record,
        part2,
        generated_at: unit.at(),
        data_as_of: unit.at(),
        episodes,
        instruments,
    })
}

async fn episodes(
    unit: &mut ReadUnit,
    records: &[PatientId],
    programs: &BTreeMap<ProgramId, Program>,
) -> Result<Vec<ReportedEpisode>, AppError> {
    let name = |id: ProgramId| programs.get(&id).map(|program| program.name.clone()).unwrap_or_default();
    let periods = storage::level_of_care_period::of_patients(unit, records, View::Current).await?;
    let episodes = storage::episode::of_patients(unit, records, View::Current).await?;
    let with_periods = episodes.into_iter().map(|episode| {
        let own = periods.iter().filter(|period| period.value().episode == episode.id);
        let own = own.map(|period| (period.value().clone(), name(period.value().program))).collect();
        ReportedEpisode { program: name(episode.value().program), episode, levels: own }
    });
    Ok(with_periods.collect())
}
