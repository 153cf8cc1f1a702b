//! The progress report: gathers the facts, has them rendered through a port, and releases the document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use care::{Episode, LevelOfCarePeriod, Patient, Program};
use instruments::{Administration, Definition, Library, Respondent, Responses, Score};
use storage::{ReadUnit, Stored, View};
use vocabulary::{AdministrationId, Instant, Language, PatientId, ProgramId, ZoneName};

use crate::administration::{facts, scored};
use crate::assessment::AssessmentFacts;
use crate::change::{Grounds, SeriesJudgement, Stay, StayDays};
use crate::computed::computed;
use crate::context::{App, check_patient, person, place_of};
use crate::course::Courses;
use crate::error::AppError;
use crate::instrument::{RecalledByInstrument, enabled_in};
use crate::patient::programs;
use crate::permission::{Caller, Data};
use crate::privacy::Privacy;
use crate::release::{Disclosure, Notice, Outgoing, Released};
use crate::review::appeal::letter::LetterFacts;
use crate::review::packet::{PacketFacts, PacketFormat};
use crate::series::{judge_all, series_of};

/// Makes documents. Wired by the binary, so that the use cases know no typesetter.
pub trait ReportRenderer: Send + Sync {
    /// A progress report as a PDF, or why it could not be made (a defect, told in technical words).
    fn progress_report(&self, facts: &ProgressFacts, language: &Language) -> Result<RenderedReport, String>;

    /// Forms on paper as a PDF. They hold nothing of a record.
    fn paper_forms(&self, facts: &crate::check_in::PacketFacts) -> Result<Vec<u8>, String>;

    /// A packet for a payer, or why it could not be made.
    fn packet(&self, facts: &PacketFacts, format: PacketFormat, language: &Language) -> Result<RenderedReport, String>;

    /// A letter about a denial as a PDF, or why it could not be made.
    fn letter(&self, facts: &LetterFacts, language: &Language) -> Result<RenderedReport, String>;

    /// The billing assessment as a PDF, or why it could not be made.
    fn assessment(&self, facts: &AssessmentFacts<'_>, language: &Language) -> Result<RenderedReport, String>;
}

/// A finished document.
#[derive(Clone, Debug)]
pub struct RenderedReport {
    /// The bytes: a PDF, or JSON.
    pub bytes: Vec<u8>,
    /// SHA-256 of the canonical data it was made from, in hex.
    pub snapshot_sha256: String,
}

/// Everything a progress report says. Every administration is in it: there is no way to leave out a score, but for what is the patient's alone in a copy
/// for somebody who acts for the patient, and such a copy says that it is one.
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
    /// True for a copy that goes to somebody who acts for the patient.
    pub is_for_proxy: bool,
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
    /// Change since baseline and expected course, the most given series first. What the patient's page says.
    pub judgements: Vec<ReportedJudgement>,
}

impl ProgressFacts {
    /// Takes out what is the patient's alone. Nothing in the copy says whether there was any.
    fn keep_from_proxies(&mut self, privacy: &Privacy) {
        self.is_for_proxy = true;
        let mut hidden = BTreeSet::new();
        for (definition, administrations) in &mut self.instruments {
            let days = |respondent: Respondent| {
                let own = administrations.iter().map(|each| each.administration.value()).filter(move |each| each.respondent == respondent);
                own.map(|each| each.day).collect::<Vec<_>>()
            };
            if privacy.hides(&definition.id, Respondent::Patient, days(Respondent::Patient)) {
                hidden.insert(definition.id.to_string());
                administrations.retain(|each| each.administration.value().respondent != Respondent::Patient);
            }
        }
        self.instruments.retain(|(_, administrations)| !administrations.is_empty());
        self.judgements.retain(|each| each.respondent != Respondent::Patient || !hidden.contains(&each.instrument));
    }
}

/// What was judged of one series: one scale of one instrument, by one kind of respondent.
#[derive(Clone, Debug)]
pub struct ReportedJudgement {
    /// The instrument's id.
    pub instrument: String,
    /// The place of the scale in the definition.
    pub scale: usize,
    /// Who answered.
    pub respondent: Respondent,
    /// Change and course.
    pub judgement: SeriesJudgement,
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
    #[crate::boxed]
    pub async fn progress_report(
        &self,
        caller: &Caller,
        patient: PatientId,
        language: &Language,
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        let facts = self.progress_facts_for(caller, patient, &disclosure).await?;
        let notice = Notice::carried_if(facts.part2);
        let (renderer, words) = (Arc::clone(&self.ports.renderer), language.clone());
        let rendering = tokio::task::spawn_blocking(move || renderer.progress_report(&facts, &words));
        let rendered = computed("rendering", rendering).await?.map_err(AppError::Document)?;
        let outgoing = Outgoing {
            patients: vec![patient],
            subject: "progress_report",
            media_type: "application/pdf",
            extension: "pdf",
            bytes: rendered.bytes,
            notice,
            snapshot_sha256: Some(rendered.snapshot_sha256),
        };
        self.release(caller, disclosure, outgoing).await
    }

    /// The facts of a progress report for a recipient: without what is the patient's alone where the copy goes to somebody who acts for the patient.
    #[crate::boxed]
    pub async fn progress_facts_for(
        &self,
        caller: &Caller,
        patient: PatientId,
        disclosure: &Disclosure,
    ) -> Result<ProgressFacts, AppError> {
        let (operation, asking, app) = (self.operation(caller, "gather_report"), caller.clone(), self.clone());
        let disclosure = disclosure.clone();
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let mut facts = gather(unit, &app, &asking, (patient, Data::Release), None).await?;
                let (shown, _) = person(unit, patient).await?;
                let privacy = Privacy::load(unit, &app.library(), shown).await?;
                if privacy.goes_to_proxy(&disclosure) {
                    facts.keep_from_proxies(&privacy);
                }
                Ok(facts)
            })
        });
        let result = read.await;
        self.audited(caller, "gather_report", result).await
    }
}

/// Gathers what is reported about a patient, for somebody who has a right to all of it: of one stay what was measured on its days and is judged from it, or
/// everything.
pub(crate) async fn gather(
    unit: &mut ReadUnit,
    app: &App,
    caller: &Caller,
    (patient, right): (PatientId, Data),
    within: Option<StayDays>,
) -> Result<ProgressFacts, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (zone, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, right, shown, today).await?;
    let record = unit.require::<Patient>(shown).await?.recorded.value;
    let programs = programs(unit).await?;
    let episodes = episodes(unit, &records, &programs).await?;
    let part2 = episodes.iter().any(|reported| programs.get(&reported.episode.value().program).is_some_and(|program| program.part2));
    let mut administrations = storage::administration::of_patients(unit, &records, View::Current).await?;
    administrations.retain(|each| within.is_none_or(|days| days.contains(each.value().day)));
    let ids: Vec<AdministrationId> = administrations.iter().map(|each| each.id).collect();
    let mut answers: BTreeMap<AdministrationId, Responses> =
        storage::responses::of_many(unit, &ids, View::Current).await?.into_iter().collect();
    let mut totals: BTreeMap<AdministrationId, Vec<storage::responses::GivenTotal>> = BTreeMap::new();
    for (id, total) in storage::responses::totals_of_many(unit, &ids, View::Current).await? {
        totals.entry(id).or_default().push(total);
    }
    let library = app.library();
    let mut sections: BTreeMap<String, (Arc<Definition>, Vec<ReportedAdministration>)> = BTreeMap::new();
    for administration in administrations {
        let Some(definition) = library.get(&administration.value().instrument) else { continue };
        let totals = totals.remove(&administration.id).unwrap_or_default();
        let responses = answers.remove(&administration.id).unwrap_or_default();
        let score = scored(definition, &responses, &totals, facts(&record, administration.value().day));
        let section = sections.entry(definition.id.to_string()).or_insert_with(|| (Arc::clone(definition), Vec::new()));
        section.1.push(ReportedAdministration { administration, score, responses: None });
    }
    let mut instruments: Vec<_> = sections.into_values().collect();
    instruments.sort_by_key(|(_, administrations)| std::cmp::Reverse(administrations.len()));
    let recalled = enabled_in(unit, &library).await?;
    let admissions = episodes.iter().map(|reported| reported.episode.value());
    let admissions = admissions.filter(|episode| within.is_none_or(|days| episode.admitted <= days.last()));
    let stays: Vec<Stay> = admissions.map(Stay::from).collect();
    let judgements = judgements(unit, &records, (&stays, within), &recalled, &library).await?;
    Ok(ProgressFacts {
        recalled,
        judgements,
        practice: app.settings().practice_name.clone(),
        zone,
        patient: record,
        part2,
        is_for_proxy: false,
        generated_at: unit.at(),
        data_as_of: unit.at(),
        episodes,
        instruments,
    })
}

async fn judgements(
    unit: &mut ReadUnit,
    records: &[PatientId],
    (stays, within): (&[Stay], Option<StayDays>),
    recalled: &RecalledByInstrument,
    library: &Library,
) -> Result<Vec<ReportedJudgement>, AppError> {
    let courses = Courses::load(unit, View::Current).await?;
    let mut scores = storage::score::of_patients(unit, records, None, View::Current).await?;
    scores.retain(|score| within.is_none_or(|days| days.contains(score.day)));
    storage::score::details(unit, &mut scores).await?;
    let mut series = series_of(&scores, &BTreeMap::new(), library);
    judge_all(&mut series, Grounds { stays, recalled, courses: &courses });
    let judged = series.into_iter().filter_map(|series| {
        let instrument = series.definition.id.to_string();
        Some(ReportedJudgement { instrument, scale: series.scale, respondent: series.respondent, judgement: series.judgement? })
    });
    Ok(judged.collect())
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
