//! How fast a large practice is loaded, looked at and archived on SQLite, beside the yardstick of the issue: `sqlite3 .import` of the finished
//! rows as CSV into the same tables, indexes and pragmas.
//!
//! `cargo bench -p storage --bench practice` takes a million administrations; `ADMINISTRATIONS=100000` before it takes fewer. The `sqlite3`
//! program must be installed for the yardstick.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use care::Patient;
use instruments::{Administration, Answer, Completion, Mode, Phase, Respondent, Responses};
use storage::administration::{self, NewAdministration};
use storage::import_batch::{self, BatchCounts, NewBatch};
use storage::score::{self, SafetySummary, ScaleSummary, ScoreSummary};
use storage::{Database, Entry, Operation, Options, Ports, StorageError, Target};
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{Actor, Clock, Day, IdSource, Instant, Language, OperationId, PatientId, Points, Purpose, Verdict};

const PATIENTS: usize = 5_000;
const CHUNK: usize = 4_000;
const ROUNDS: usize = 100;

fn main() {
    // `cargo test --benches` builds this too and calls it so; there is nothing to test in it.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let administrations = std::env::var("ADMINISTRATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(run(administrations)).expect("the practice is loaded");
}

async fn run(administrations: usize) -> Result<(), StorageError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("practice.db");
    let clock = Arc::new(FixedClock::at("2026-11-23T12:00:00Z".parse::<Instant>().expect("an instant")));
    let random = Arc::new(SeededRandom::new(7));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock) as Arc<dyn Clock>, random));
    let ports = Ports { clock: clock as Arc<dyn Clock>, ids: Arc::clone(&ids) };
    let database = Database::open(&Options::new(Target::file(&path)), ports.clone()).await?;

    let patients = insert_patients(&database, &ids).await?;
    let processor = processor_time();
    let load = load(&database, &ids, &patients, administrations).await?;
    report("load", load, administrations);
    println!("{:<42} {:>9.1} s  (rows made included)", "processor time of it", (processor_time().saturating_sub(processor)).as_secs_f64());
    read_caseloads(&database, &patients).await?;
    archive(&database).await?;
    let stopwatch = stopwatch();
    let chain = database.verify_audit(None).await?;
    println!("{:<42} {:>9.1} ms ({} rows)", "verify the audit", milliseconds(stopwatch.elapsed()), chain.sealed);
    database.close().await;

    let import = yardstick(folder.path(), &path);
    report("sqlite3 .import of the same rows", import, administrations);
    println!("load is {:.2} times as fast as .import", import.as_secs_f64() / load.as_secs_f64());
    Ok(())
}

fn report(what: &str, took: Duration, administrations: usize) {
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let rate = administrations as f64 / took.as_secs_f64();
    println!("{what:<42} {:>9.1} s  ({rate:.0} administrations a second)", took.as_secs_f64());
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn stopwatch() -> Stopwatch {
    Stopwatch::now()
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

fn operation(action: &'static str) -> Operation {
    Operation { actor: Actor::Operator("bench".to_owned()), purpose: Purpose::Operations, request: OperationId("bench".to_owned()), action }
}

fn day(number: usize) -> Day {
    let first: Day = "2024-01-01".parse().expect("a day");
    first.plus_days(i32::try_from(number % 1000).expect("a small number"))
}

async fn insert_patients(database: &Database, ids: &Arc<IdSource>) -> Result<Vec<PatientId>, StorageError> {
    let entries: Vec<Entry<Patient>> = (0..PATIENTS)
        .map(|number| {
            let patient = Patient {
                record_number: format!("MRN-{number:06}"),
                given_name: format!("Given{}", number % 97),
                family_name: format!("Family{}", number % 997),
                birth_day: day(number),
                sex: None,
                race: None,
                ethnicity: None,
                language: Language::english(),
            };
            Entry::new(ids.next(), patient, day(number))
        })
        .collect();
    let patients = entries.iter().map(|entry| entry.id).collect();
    let insert = operation("insert_patients");
    let inserted: Result<(), StorageError> =
        database.write(&insert, move |unit| Box::pin(async move { unit.insert_many(&entries).await })).await;
    inserted.map(|()| patients)
}

/// Inserts administrations in one batch, as an import does. Only the time inside storage counts.
async fn load(database: &Database, ids: &Arc<IdSource>, patients: &[PatientId], count: usize) -> Result<Duration, StorageError> {
    let batch = NewBatch {
        id: ids.next(),
        file_name: "forms.csv".to_owned(),
        sha256: "0".repeat(64),
        kind: "csv".to_owned(),
        mapping_name: String::new(),
        mapping_sha256: String::new(),
    };
    let (ids, patients) = (Arc::clone(ids), patients.to_vec());
    let import = operation("import");
    let whole = stopwatch();
    let preparing: Result<Duration, StorageError> = database
        .write(&import, move |unit| {
            Box::pin(async move {
                let mut preparing = Duration::ZERO;
                import_batch::begin(unit, &batch).await?;
                for first in (0..count).step_by(CHUNK) {
                    let watch = stopwatch();
                    let chunk: Vec<_> = (first..count.min(first + CHUNK)).map(|number| administration(number, &patients, &ids)).collect();
                    preparing += watch.elapsed();
                    administration::insert_many(unit, chunk).await?;
                }
                import_batch::finish(unit, BatchCounts::default()).await?;
                Ok(preparing)
            })
        })
        .await;
    Ok(whole.elapsed().saturating_sub(preparing?))
}

fn administration(number: usize, patients: &[PatientId], ids: &IdSource) -> NewAdministration {
    let value = i32::try_from(number % 4).expect("a small number");
    let mut responses = Responses::new();
    for item in 1..=9 {
        responses.set(item.to_string(), Answer::Value(value));
    }
    let points = Some(Points::from_whole(value * 9));
    let (band, severity) = (Some("moderate".to_owned()), Some(2));
    let score = ScoreSummary {
        definition_version: "1".to_owned(),
        engine_version: "1".to_owned(),
        status: "scored".to_owned(),
        main_scale: Some("total".to_owned()),
        total: points,
        band: band.clone(),
        severity,
        problems: Vec::new(),
        scales: vec![ScaleSummary { scale: "total".to_owned(), status: "scored".to_owned(), points, band, severity }],
        classifications: Vec::new(),
        safety: vec![SafetySummary { entry: "thoughts_of_death".to_owned(), verdict: Verdict::from(value > 0) }],
    };
    let instrument = ["phq-9", "gad-7", "audit-c"][number % 3];
    NewAdministration {
        id: ids.next(),
        administration: Administration {
            patient: patients[(number * 7) % patients.len()],
            episode: None,
            program: None,
            instrument: instrument.to_owned(),
            definition_version: "1".to_owned(),
            phase: Some(Phase::InTreatment),
            mode: Mode::Tablet,
            respondent: Respondent::Patient,
            language: Some(Language::english()),
            started_at: None,
            finished_at: None,
            day: day(number / patients.len()),
            completion: Completion::Complete,
        },
        responses: Some(responses),
        given_totals: Vec::new(),
        score: Some(score),
        external_key: Some(format!("bench:QuestionnaireResponse/{number}")),
    }
}

/// The latest and previous scores of 200 patients, the audit row of the read included.
async fn read_caseloads(database: &Database, patients: &[PatientId]) -> Result<(), StorageError> {
    let mut times = Vec::new();
    let processor = processor_time();
    for round in 0..ROUNDS {
        let caseload: Vec<(PatientId, Option<Day>)> =
            (0..200).map(|place| (patients[(round * 131 + place * 17) % patients.len()], None)).collect();
        let watch = stopwatch();
        let view = operation("view_caseload");
        let series: Vec<score::SeriesStanding> =
            database.read(&view, move |unit| Box::pin(async move { score::standing(unit, &caseload).await })).await?;
        times.push(watch.elapsed());
        assert!(series.len() >= 200, "every patient has scores");
    }
    times.sort_unstable();
    let (median, high) = (milliseconds(times[times.len() / 2]), milliseconds(times[times.len() * 95 / 100]));
    let processor = milliseconds((processor_time().saturating_sub(processor)) / u32::try_from(ROUNDS).expect("a small number"));
    let what = "latest scores of 200 patients, audited";
    println!("{what:<42} {median:>9.1} ms median, {high:.1} ms p95, {processor:.1} ms of processor time each");
    Ok(())
}

/// The processor time this process has used: a figure that holds also on a busy machine. Zero where the system does not tell.
fn processor_time() -> Duration {
    const TICKS_A_SECOND: u64 = 100;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1000 / TICKS_A_SECOND)
}

async fn archive(database: &Database) -> Result<(), StorageError> {
    let mut bytes = CountedBytes(0);
    let watch = stopwatch();
    database.backup(&operation("backup"), &mut bytes).await?;
    println!("{:<42} {:>9.1} s  ({} MB)", "backup", watch.elapsed().as_secs_f64(), bytes.0 / 1_000_000);
    Ok(())
}

struct CountedBytes(u64);

impl std::io::Write for CountedBytes {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

const TABLES: [&str; 5] = ["administration", "responses", "score", "score_scale", "score_safety"];

/// Exports the rows as CSV and times `.import` of them into a fresh file. CSV knows no absent value: it becomes an empty text, so the yardstick's
/// tables are not strict and its partial indexes ask for the empty text, which makes it keep exactly the same index entries.
fn yardstick(folder: &Path, practice: &Path) -> Duration {
    let file = |name: &str| folder.join(name).display().to_string();
    let mut export = String::from(".mode csv\n");
    for table in TABLES {
        let _ = writeln!(export, ".output {}\nSELECT * FROM {table};", file(&format!("{table}.csv")));
    }
    sqlite3(practice, &export);
    let schema = storage::schema_reference()
        .replace(" STRICT, WITHOUT ROWID", " WITHOUT ROWID")
        .replace(" STRICT", "")
        .replace("IS NOT NULL", "<> ''")
        .replace("IS NULL", "= ''")
        // Rows of other tables, to which these refer, are few and do not matter; the check of the reference does.
        .replace("batch_id TEXT REFERENCES import_batch (id)", "batch_id TEXT");
    let fresh = folder.join("yardstick.db");
    sqlite3(&fresh, &format!("PRAGMA journal_mode=WAL;\n{schema}"));
    let mut import = String::from(
        "PRAGMA synchronous=FULL;\nPRAGMA foreign_keys=ON;\nPRAGMA cache_size=-65536;\nPRAGMA temp_store=memory;\nBEGIN IMMEDIATE;\n.mode csv\n",
    );
    for table in TABLES {
        let _ = writeln!(import, ".import {} {table}", file(&format!("{table}.csv")));
    }
    import.push_str("COMMIT;\n");
    let watch = stopwatch();
    sqlite3(&fresh, &import);
    let took = watch.elapsed();
    let count = sqlite3(&fresh, "SELECT COUNT(*) FROM administration;\nSELECT COUNT(*) FROM score_safety;\n");
    println!("rows imported by the yardstick: {}", count.trim().replace('\n', " "));
    took
}

fn sqlite3(database: &Path, script: &str) -> String {
    let mut child = Command::new("sqlite3")
        .arg("-batch")
        .arg(database)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the sqlite3 program is installed");
    std::io::Write::write_all(child.stdin.as_mut().expect("a pipe"), script.as_bytes()).expect("sqlite3 reads its script");
    let output = child.wait_with_output().expect("sqlite3 ends");
    assert!(output.status.success(), "sqlite3 failed");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
