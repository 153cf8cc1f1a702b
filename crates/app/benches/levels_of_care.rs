//! How long it takes to judge everybody's level of care anew: 20,000 patients in open episodes with 200,000 of a million scores, loading included,
//! only what changed written; on SQLite.
//!
//! `cargo bench -p app --bench levels_of_care`; `PATIENTS=20000` before it takes a fifth of the practice, `RECORDS=1` adds a diagnosis, a rating of
//! risk, a rating of function, housing and a step-down plan to each patient in care.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::sync::Arc;
use std::time::Instant as Stopwatch;

use app::report::{ProgressFacts, RenderedReport, ReportRenderer};
use app::review::packet::{PacketFacts, PacketFormat};
use app::{App, AppError, Settings};
use care::{
    Diagnosis, DiagnosisRank, Discharge, DischargeDestination, DischargeType, Episode, FunctionBasis, FunctionRating, Housing,
    LevelOfCarePeriod, Patient, Program, Rating, RiskBasis, RiskLevel, RiskRating, StepDownPlan, YesNoUnknown,
};
use instruments::{Administration, Completion, Library, Mode, Phase, Respondent};
use storage::administration::{self, NewAdministration};
use storage::import_batch::{self, BatchCounts, NewBatch};
use storage::score::{SafetySummary, ScaleSummary, ScoreSummary};
use storage::{Database, Entry, Operation, Options, StorageError, Target, WriteUnit};
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{
    Actor, AdministrationId, Clock, Day, EpisodeId, IdSource, Instant, Language, LevelOfCare, OperationId, PatientId, Period, Points,
    ProgramId, Purpose, Verdict,
};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 7;
const SCORES_EACH: usize = 10;
/// Every so many patients in care get a new score before a round that has something to write.
const CHANGED_EVERY: usize = 100;

struct NoReports;

impl ReportRenderer for NoReports {
    fn progress_report(&self, _: &ProgressFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("no reports here".to_owned())
    }

    fn paper_forms(&self, _: &app::check_in::PacketFacts) -> Result<Vec<u8>, String> {
        Err("nothing is printed here".to_owned())
    }

    fn packet(&self, _: &PacketFacts, _: PacketFormat, _: &Language) -> Result<RenderedReport, String> {
        Err("no reports here".to_owned())
    }

    fn letter(&self, _: &app::review::appeal::letter::LetterFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("no reports here".to_owned())
    }

    fn assessment(&self, _: &app::assessment::AssessmentFacts<'_>, _: &Language) -> Result<RenderedReport, String> {
        Err("no reports here".to_owned())
    }
}

fn main() {
    // `cargo test --benches` builds this too and calls it so; there is nothing to test in it.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let number = |name: &str, otherwise| std::env::var(name).ok().and_then(|count| count.parse().ok()).unwrap_or(otherwise);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(run(number("PATIENTS", 100_000), number("RECORDS", 0) > 0)).expect("the practice is judged");
}

async fn run(patients: usize, with_records: bool) -> Result<(), AppError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clock = Arc::new(FixedClock::at("2026-07-08T12:00:00Z".parse::<Instant>().expect("an instant")));
    let random = Arc::new(SeededRandom::new(7));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock) as Arc<dyn Clock>, Arc::clone(&random) as Arc<dyn vocabulary::Random>));
    let ports = storage::Ports { clock: Arc::clone(&clock) as Arc<dyn Clock>, ids: Arc::clone(&ids) };
    let database = Database::open(&Options::new(Target::file(folder.path().join("practice.db"))), ports).await?;
    let open = fill(&database, &ids, patients, with_records).await?;
    println!("{patients} patients, {} of them in care, {} scores", open.len(), patients * SCORES_EACH);
    let ports = app::Ports { clock: Arc::clone(&clock) as Arc<dyn Clock>, random, ids: Arc::clone(&ids), renderer: Arc::new(NoReports) };
    let library = Library::shipped().expect("the library that ships reads");
    let app = App::open(database.clone(), library, Vec::new(), Settings::default(), ports).await?;
    round(&app, "first time").await?;
    for _ in 0..ROUNDS {
        round(&app, "nothing changed").await?;
    }
    for number in 0..ROUNDS {
        let changed: Vec<PatientId> = open.iter().copied().skip(number).step_by(CHANGED_EVERY).collect();
        rate_high(&database, &ids, &clock, changed).await?;
        round(&app, "some changed").await?;
    }
    Ok(())
}

async fn round(app: &App, what: &str) -> Result<(), AppError> {
    let (watch, processor) = (stopwatch(), processor_seconds());
    let done = app.redetermine_everybody().await?;
    let (took, processor) = (watch.elapsed().as_secs_f64(), processor_seconds() - processor);
    println!("{what:<16} {} judged, {} stored: {took:.2} s (processor time {processor:.2} s)", done.judged, done.stored);
    Ok(())
}

/// User and system time of this process, in steps of 10 ms: what it took of a machine that others use too.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// A rating of high risk for each, so that what is determined changes.
async fn rate_high(database: &Database, ids: &Arc<IdSource>, clock: &FixedClock, patients: Vec<PatientId>) -> Result<(), StorageError> {
    let (ids, at) = (Arc::clone(ids), clock.now());
    let operation = operation("rate");
    let write = database.write(&operation, move |unit| {
        Box::pin(async move {
            let rating = |patient: PatientId| {
                let basis = RiskBasis::ClinicalInterview;
                let value = RiskRating { patient, episode: None, assessed_at: at, level: RiskLevel::High, basis, rated_by: None };
                Entry::new(ids.next(), value, day(68))
            };
            let ratings: Vec<Entry<RiskRating>> = patients.into_iter().map(rating).collect();
            unit.insert_many(&ratings).await
        })
    });
    write.await
}

/// Makes a practice of which every fifth patient is in care. Gives these.
async fn fill(database: &Database, ids: &Arc<IdSource>, count: usize, with_records: bool) -> Result<Vec<PatientId>, StorageError> {
    let batch = NewBatch {
        id: ids.next(),
        file_name: "practice.csv".to_owned(),
        sha256: "0".repeat(64),
        kind: "csv".to_owned(),
        mapping_name: String::new(),
        mapping_sha256: String::new(),
    };
    let (ids, fill) = (Arc::clone(ids), operation("import"));
    let write = database.write(&fill, move |unit| {
        Box::pin(async move {
            import_batch::begin(unit, &batch).await?;
            let program = Entry::new(ids.next(), program(), day(0));
            unit.insert(&program).await?;
            let patients: Vec<Entry<Patient>> = (0..count).map(|number| Entry::new(ids.next(), patient(number), day(0))).collect();
            unit.insert_many(&patients).await?;
            let episodes: Vec<Entry<Episode>> = patients
                .iter()
                .enumerate()
                .map(|(number, of)| Entry::new(ids.next(), episode(of.id, program.id, number), day(0)))
                .collect();
            unit.insert_many(&episodes).await?;
            let periods: Vec<Entry<LevelOfCarePeriod>> =
                episodes.iter().map(|of| Entry::new(ids.next(), period(of.id, program.id), day(0))).collect();
            unit.insert_many(&periods).await?;
            // As time goes by: every patient answers once before anybody answers again.
            for round in 0..SCORES_EACH {
                for (place, patients) in patients.chunks(4_000).enumerate() {
                    let one = |(number, of): (usize, &Entry<Patient>)| administered(ids.next(), of.id, round, place * 4_000 + number);
                    administration::insert_many(unit, patients.iter().enumerate().map(one).collect()).await?;
                }
            }
            let open: Vec<(PatientId, EpisodeId)> =
                episodes.iter().filter(|of| of.value.discharge.is_none()).map(|of| (of.value.patient, of.id)).collect();
            if with_records {
                records(unit, &ids, &open).await?;
            }
            import_batch::finish(unit, BatchCounts::default()).await?;
            Ok::<_, StorageError>(open.into_iter().map(|(patient, _)| patient).collect())
        })
    });
    write.await
}

/// Five records about each patient in care.
async fn records(unit: &mut WriteUnit, ids: &IdSource, open: &[(PatientId, EpisodeId)]) -> Result<(), StorageError> {
    let on = day(66);
    let code: vocabulary::Icd10Code = "F33.1".parse().expect("a code");
    for part in open.chunks(4_000) {
        let period = Period::new(day(0), None).expect("a period");
        let diagnosis = |patient: PatientId| {
            let (code, rank) = (code.clone(), DiagnosisRank::Principal);
            Entry::new(ids.next(), Diagnosis { patient, episode: None, code, rank, period, diagnosed_by: None }, day(0))
        };
        let entries: Vec<Entry<Diagnosis>> = part.iter().map(|(patient, _)| diagnosis(*patient)).collect();
        unit.insert_many(&entries).await?;
        let risk = |patient: PatientId| {
            let assessed_at = "2026-07-08T09:00:00Z".parse().expect("an instant");
            let (level, basis) = (RiskLevel::Low, RiskBasis::ClinicalInterview);
            Entry::new(ids.next(), RiskRating { patient, episode: None, assessed_at, level, basis, rated_by: None }, on)
        };
        let entries: Vec<Entry<RiskRating>> = part.iter().map(|(patient, _)| risk(*patient)).collect();
        unit.insert_many(&entries).await?;
        let function = |patient: PatientId| {
            let (impairment, basis) = (Rating::ALL[2], FunctionBasis::Clinician);
            Entry::new(ids.next(), FunctionRating { patient, episode: None, day: on, impairment, basis }, on)
        };
        let entries: Vec<Entry<FunctionRating>> = part.iter().map(|(patient, _)| function(*patient)).collect();
        unit.insert_many(&entries).await?;
        let housing = |patient: PatientId| Entry::new(ids.next(), Housing { patient, episode: None, day: on, safe: YesNoUnknown::Yes }, on);
        let entries: Vec<Entry<Housing>> = part.iter().map(|(patient, _)| housing(*patient)).collect();
        unit.insert_many(&entries).await?;
        let plan = |episode: EpisodeId| {
            let (target_level, target_day) = (LevelOfCare::IntensiveOutpatient, Some(day(80)));
            Entry::new(
                ids.next(),
                StepDownPlan { episode, day: on, target_level, target_day, appointment_day: None, provider: String::new() },
                on,
            )
        };
        let entries: Vec<Entry<StepDownPlan>> = part.iter().map(|(_, episode)| plan(*episode)).collect();
        unit.insert_many(&entries).await?;
    }
    Ok(())
}

fn program() -> Program {
    Program {
        code: "PHP".to_owned(),
        name: "Riverside".to_owned(),
        level_of_care: LevelOfCare::PartialHospitalization,
        zone: "America/New_York".parse().expect("a zone"),
        part2: false,
        closed_since: None,
    }
}

fn patient(number: usize) -> Patient {
    Patient {
        record_number: format!("MRN-{number:06}"),
        given_name: format!("Given{}", number % 97),
        family_name: format!("Family{}", number % 997),
        birth_day: "1986-01-15".parse().expect("a day"),
        sex: None,
        race: None,
        ethnicity: None,
        language: Language::english(),
    }
}

fn episode(patient: PatientId, program: ProgramId, number: usize) -> Episode {
    let kind = DischargeType::Completed;
    let discharge = Discharge { day: day(60), kind, destination: DischargeDestination::Home };
    Episode {
        patient,
        program,
        admitted: day(0),
        discharge: (!number.is_multiple_of(5)).then_some(discharge),
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    }
}

fn period(episode: EpisodeId, program: ProgramId) -> LevelOfCarePeriod {
    LevelOfCarePeriod {
        episode,
        program,
        level_of_care: LevelOfCare::PartialHospitalization,
        period: Period::new(day(0), None).expect("a period"),
        track: String::new(),
        modality: None,
    }
}

/// A PHQ-9 that falls by a point a week, more or less, from patient to patient elsewhere.
fn administered(id: AdministrationId, patient: PatientId, round: usize, number: usize) -> NewAdministration {
    let points = i32::try_from(24 - round - number % 7).expect("a small number");
    let severity = match points {
        0..=4 => 0,
        5..=9 => 1,
        10..=14 => 2,
        15..=19 => 3,
        _ => 4,
    };
    let (total, band) = (Some(Points::from_whole(points)), Some("moderate".to_owned()));
    let administration = Administration {
        patient,
        episode: None,
        program: None,
        instrument: "phq-9".to_owned(),
        definition_version: "1".to_owned(),
        phase: Some(Phase::InTreatment),
        mode: Mode::Tablet,
        respondent: Respondent::Patient,
        language: None,
        started_at: None,
        finished_at: None,
        day: day(round * 7),
        completion: Completion::Complete,
    };
    let scale = "total".to_owned();
    let score = ScoreSummary {
        definition_version: "1".to_owned(),
        engine_version: "1".to_owned(),
        status: "scored".to_owned(),
        main_scale: Some(scale.clone()),
        total,
        band: band.clone(),
        severity: Some(severity),
        problems: Vec::new(),
        scales: vec![ScaleSummary { scale, status: "scored".to_owned(), points: total, band, severity: Some(severity) }],
        classifications: Vec::new(),
        safety: vec![SafetySummary { entry: "thoughts_of_death".to_owned(), verdict: Verdict::NotMet }],
    };
    NewAdministration { id, administration, responses: None, given_totals: Vec::new(), score: Some(score), external_key: None }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn stopwatch() -> Stopwatch {
    Stopwatch::now()
}

fn operation(action: &'static str) -> Operation {
    Operation { actor: Actor::System, purpose: Purpose::Operations, request: OperationId("bench".to_owned()), action }
}

fn day(number: usize) -> Day {
    let first: Day = "2026-05-01".parse().expect("a day");
    first.plus_days(i32::try_from(number).expect("a small number"))
}
