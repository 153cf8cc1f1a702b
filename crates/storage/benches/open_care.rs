//! How long it takes to load what judging anew begins with: 20,000 patients in open episodes with 200,000 of a million scores, on SQLite.
//!
//! `cargo bench -p storage --bench open_care`; `PATIENTS=20000` before it takes a fifth of the practice. The database stays in the operating
//! system's cache; the first round of each pair begins with a new connection.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use care::{Discharge, DischargeDestination, DischargeType, Episode, LevelOfCarePeriod, Patient, Program};
use instruments::{Administration, Completion, Mode, Phase, Respondent};
use storage::administration::{self, NewAdministration};
use storage::import_batch::{self, BatchCounts, NewBatch};
use storage::score::{SafetySummary, ScaleSummary, ScoreSummary};
use storage::{Database, Entry, Operation, Options, Ports, StorageError, Target, open_care, score, to_judge};
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{
    Actor, Clock, Day, EpisodeId, IdSource, Instant, Language, LevelOfCare, OperationId, PatientId, Period, Points, Purpose, Verdict,
};

const ROUNDS: usize = 5;
const SCORES_EACH: usize = 10;

fn main() {
    // `cargo test --benches` builds this too and calls it so; there is nothing to test in it.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let patients = std::env::var("PATIENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(run(patients)).expect("the practice is loaded");
}

async fn run(patients: usize) -> Result<(), StorageError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clock = Arc::new(FixedClock::at("2026-11-23T12:00:00Z".parse::<Instant>().expect("an instant")));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock) as Arc<dyn Clock>, Arc::new(SeededRandom::new(7))));
    let ports = Ports { clock: clock as Arc<dyn Clock>, ids: Arc::clone(&ids) };
    let options = Options::new(Target::file(folder.path().join("practice.db")));
    let database = Database::open(&options, ports.clone()).await?;
    let open = fill(&database, &ids, patients).await?;
    database.close().await;
    println!("{patients} patients, {} of them in care, {} scores", open.len(), patients * SCORES_EACH);
    for _ in 0..ROUNDS {
        let database = Database::open(&options, ports.clone()).await?;
        for what in ["new connection", "same connection"] {
            look(&database, what, open.clone()).await?;
        }
        database.close().await;
    }
    let database = Database::open(&options, ports).await?;
    marks(&database).await
}

/// Loads everything and prints how long each part took.
async fn look(database: &Database, what: &'static str, patients: Vec<PatientId>) -> Result<(), StorageError> {
    let operation = operation("judge");
    let read = database.read(&operation, move |unit| {
        Box::pin(async move {
            let (mut laps, processor) = (vec![stopwatch()], processor_time());
            let scores = score::recent(unit, &patients, 10).await?;
            laps.push(stopwatch());
            let episodes = open_care::episodes(unit, Some(&patients)).await?;
            laps.push(stopwatch());
            let periods = open_care::periods(unit, Some(&patients)).await?;
            laps.push(stopwatch());
            let processor = processor_time().saturating_sub(processor);
            let parts: Vec<String> =
                laps.windows(2).map(|pair| format!("{:.0}", milliseconds(pair[1].saturating_duration_since(pair[0])))).collect();
            println!(
                "{what:<22} {} scores, {} episodes, {} periods: {} = {:.0} ms (processor time {:.0} ms)",
                scores.iter().map(|of| of.scores.len()).sum::<usize>(),
                episodes.len(),
                periods.len(),
                parts.join(" + "),
                milliseconds(laps[3].saturating_duration_since(laps[0])),
                milliseconds(processor),
            );
            Ok::<_, StorageError>(())
        })
    });
    read.await
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

/// User and system time of this process, in steps of 10 ms: what it took of a machine that others use too.
fn processor_time() -> Duration {
    const TICKS_A_SECOND: u64 = 100;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1000 / TICKS_A_SECOND)
}

/// Everybody waits; they are read and taken off the list.
async fn marks(database: &Database) -> Result<(), StorageError> {
    let operation = operation("judge");
    let write = database.write(&operation, move |unit| {
        Box::pin(async move {
            let watch = stopwatch();
            let waiting = to_judge::waiting(unit, 20_000).await?;
            let read = watch.elapsed();
            to_judge::judged(unit, &waiting).await?;
            let (read, whole) = (read.as_secs_f64() * 1e3, watch.elapsed().as_secs_f64() * 1e3);
            println!("{} patients wait: read {read:.0} ms, with taking them off {whole:.0} ms", waiting.patients.len());
            Ok::<_, StorageError>(())
        })
    });
    write.await
}

/// Makes a practice of which every fifth patient is in care. Gives these.
async fn fill(database: &Database, ids: &Arc<IdSource>, count: usize) -> Result<Vec<PatientId>, StorageError> {
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
                for patients in patients.chunks(4_000) {
                    let chunk = patients.iter().map(|of| administered(ids.next(), of.id, round)).collect();
                    administration::insert_many(unit, chunk).await?;
                }
            }
            import_batch::finish(unit, BatchCounts::default()).await?;
            let open = episodes.iter().filter(|of| of.value.discharge.is_none()).map(|of| of.value.patient);
            Ok::<_, StorageError>(open.collect())
        })
    });
    write.await
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
        birth_day: day(0),
        sex: None,
        race: None,
        ethnicity: None,
        language: Language::english(),
    }
}

fn episode(patient: PatientId, program: vocabulary::ProgramId, number: usize) -> Episode {
    let kind = DischargeType::Completed;
    let discharge = Discharge { day: day(200), kind, destination: DischargeDestination::Home };
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

fn period(episode: EpisodeId, program: vocabulary::ProgramId) -> LevelOfCarePeriod {
    LevelOfCarePeriod {
        episode,
        program,
        level_of_care: LevelOfCare::PartialHospitalization,
        period: Period::new(day(0), None).expect("a period"),
        track: String::new(),
        modality: None,
    }
}

fn administered(id: vocabulary::AdministrationId, patient: PatientId, round: usize) -> NewAdministration {
    let total = Some(Points::from_whole(20 - i32::try_from(round).expect("a small number")));
    let band = Some("moderate".to_owned());
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
    let score = ScoreSummary {
        definition_version: "1".to_owned(),
        engine_version: "1".to_owned(),
        status: "scored".to_owned(),
        main_scale: Some("total".to_owned()),
        total,
        band: band.clone(),
        severity: Some(2),
        problems: Vec::new(),
        scales: vec![ScaleSummary { scale: "total".to_owned(), status: "scored".to_owned(), points: total, band, severity: Some(2) }],
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
