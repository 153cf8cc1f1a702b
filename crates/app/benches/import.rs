//! How fast a file of administrations comes in, beside `sqlite3 .import` of the finished rows into the same tables, indexes and pragmas.
//!
//! ```sh
//! cargo bench -p app --bench import                  # 1 000 000 administrations from a table
//! cargo bench -p app --bench import -- 100000        # fewer
//! cargo bench -p app --bench import -- 100000 fhir   # from FHIR, a resource a line
//! ```
//!
//! Ours reads the answers, checks them, finds patient, episode and program, scores and audits; `sqlite3` gets what came out of that as one CSV
//! for each table. `.import` of version 3.40 cannot write NULL into the middle of a row: columns that are NULL in every row stand last in its
//! tables and are left out of its files, for which it fills in NULL.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use app::import::{Format, ImportReport, ImportRequest, NamedMapping};
use app::report::{ProgressFacts, RenderedReport, ReportRenderer};
use app::review::packet::{PacketFacts, PacketFormat};
use app::{App, Caller, Ports, Settings};
use instruments::Library;
use storage::{Database, Options, Target};
use synthetic::bulk::{self, BulkAdministration};
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{Clock, IdSource, Language};

/// So many patients have one administration a week each.
const PATIENTS: usize = 2_000;

/// The tables that an administration has rows in.
const TABLES: [&str; 7] = ["administration", "responses", "given_total", "score", "score_scale", "score_classification", "score_safety"];

const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; \
                       PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;";

const MAPPING: &str = r#"
    [[records]]
    kind = "administration"
    instrument = { column = "instrument" }
    patient = "mrn"
    day = "day"
    items = "q{item}"
"#;

const PEOPLE: &str = r#"
    [[records]]
    kind = "program"
    code = "program"
    name = "program"
    level_of_care = { constant = "iop" }
    zone = { constant = "America/New_York" }
    part2 = { constant = "false" }

    [[records]]
    kind = "patient"
    record_number = "mrn"
    family_name = "mrn"
    birth_day = { constant = "1970-05-01" }
    sex = { constant = "female" }

    [[records]]
    kind = "episode"
    patient = "mrn"
    program = "program"
    admitted = { constant = "2000-01-01" }
"#;

struct NoReports;

impl ReportRenderer for NoReports {
    fn progress_report(&self, _: &ProgressFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("this bench makes no reports".to_owned())
    }

    fn paper_forms(&self, _: &app::check_in::PacketFacts) -> Result<Vec<u8>, String> {
        Err("nothing is printed here".to_owned())
    }

    fn packet(&self, _: &PacketFacts, _: PacketFormat, _: &Language) -> Result<RenderedReport, String> {
        Err("this bench makes no reports".to_owned())
    }

    fn letter(&self, _: &app::review::appeal::letter::LetterFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("this bench makes no reports".to_owned())
    }

    fn assessment(&self, _: &app::assessment::AssessmentFacts<'_>, _: &Language) -> Result<RenderedReport, String> {
        Err("this bench makes no reports".to_owned())
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rows = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let is_fhir = arguments.iter().any(|argument| argument == "fhir");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let ours = folder.path().join("ours.db");
    let (report, time, dry, size) = runtime.block_on(import(folder.path(), &ours, rows, is_fhir));
    assert_eq!(report.counts.records_added, i64::try_from(rows).expect("a count"), "{report:?}");
    let kind = if is_fhir { "ndjson" } else { "csv" };
    line(&format!("import, {} MB of {kind}", size / 1_000_000), rows, time);
    println!("{:>42} MiB at the most", peak_memory_mib());
    line("  of it reading and scoring", rows, dry);
    let theirs = baseline(folder.path(), &ours);
    line("sqlite3 .import", rows, theirs);
    println!("quotient {:.2} (goal 0.33 or more)", theirs.as_secs_f64() / time.as_secs_f64());
}

fn line(what: &str, rows: usize, time: Duration) {
    #[expect(clippy::cast_precision_loss, reason = "a speed that is printed with three digits")]
    let speed = rows as f64 / time.as_secs_f64();
    println!("{what:<28}{:>8.2} s {speed:>12.0} a second", time.as_secs_f64());
}

#[expect(clippy::disallowed_methods, reason = "this is where speed is measured")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

/// Imports an invented file into a new practice. Only the import of the administrations is timed.
async fn import(folder: &Path, database: &Path, rows: usize, is_fhir: bool) -> (ImportReport, Duration, Duration, u64) {
    let app = open(database).await;
    let caller = Caller::operator("bench", "bench");
    let mut people = String::from("mrn,program\n");
    for number in 0..PATIENTS {
        let _ = writeln!(people, "{},RIV", record_number(number));
    }
    let mapping = |text| Format::Table(NamedMapping::read("bench.toml", text).expect("a mapping"));
    let request = ImportRequest::new("people.csv", std::io::Cursor::new(people.into_bytes()), mapping(PEOPLE));
    app.import(&caller, request).await.expect("the people are imported");

    let path = folder.join("answers");
    if is_fhir {
        write_fhir(&path, rows);
    } else {
        write_table(&path, rows);
    }
    let format = if is_fhir { Format::Fhir } else { mapping(MAPPING) };
    let open = || File::open(&path).expect("the file that was written");
    let size = open().metadata().expect("its size").len();
    let start = now();
    app.dry_run(&caller, ImportRequest::new("answers", open(), format.clone())).await.expect("the answers are understood");
    let dry = start.elapsed();
    let start = now();
    let report = app.import(&caller, ImportRequest::new("answers", open(), format)).await.expect("the answers are imported");
    let time = start.elapsed();
    app.database().close().await;
    (report, time, dry, size)
}

async fn open(path: &Path) -> App {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::at("2040-11-23T12:00:00Z".parse().expect("an instant")));
    let random = Arc::new(SeededRandom::new(1));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock), random.clone()));
    let ports = storage::Ports { clock: Arc::clone(&clock), ids: Arc::clone(&ids) };
    let database = Database::open(&Options::new(Target::file(path)), ports).await.expect("the database opens");
    let library = Library::shipped().expect("the shipped library reads");
    let ports = Ports { clock, random, ids, renderer: Arc::new(NoReports) };
    App::open(database, library, Vec::new(), Settings::default(), ports).await.expect("the app opens")
}

fn record_number(patient: usize) -> String {
    format!("A-{patient:05}")
}

fn write_table(path: &Path, rows: usize) {
    let mut file = BufWriter::new(File::create(path).expect("a file for the answers"));
    writeln!(file, "mrn,day,instrument,q1,q2,q3,q4,q5,q6,q7,q8,q9").expect("the header is written");
    for row in bulk::scores(1, PATIENTS, rows) {
        let mut line = format!("{},{},{}", record_number(row.patient_number), row.day, row.instrument);
        for item in 0..9 {
            line.push(',');
            line.extend(row.answers().get(item).map(|answer| char::from(b'0' + answer)));
        }
        writeln!(file, "{line}").expect("a row is written");
    }
}

fn write_fhir(path: &Path, rows: usize) {
    let mut file = BufWriter::new(File::create(path).expect("a file for the answers"));
    for (number, row) in bulk::scores(1, PATIENTS, rows).enumerate() {
        writeln!(file, "{}", response(number, &row)).expect("a resource is written");
    }
}

fn response(number: usize, row: &BulkAdministration) -> String {
    const OPTIONS: [&str; 4] = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];
    const PHQ9: [&str; 9] = ["44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"];
    const GAD7: [&str; 7] = ["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"];
    let (panel, codes): (&str, &[&str]) = if row.instrument == "phq-9" { ("44249-1", &PHQ9) } else { ("69737-5", &GAD7) };
    let mut items = String::new();
    for (code, answer) in codes.iter().zip(row.answers()) {
        let separator = if items.is_empty() { "" } else { "," };
        let option = OPTIONS[usize::from(*answer)];
        let _ = write!(
            items,
            r#"{separator}{{"linkId":"/{code}","answer":[{{"valueCoding":{{"system":"http://loinc.org","code":"{option}"}}}}]}}"#
        );
    }
    format!(
        r#"{{"resourceType":"QuestionnaireResponse","id":"r{number}","questionnaire":"http://loinc.org/q/{panel}","status":"completed","subject":{{"reference":"Patient/{}"}},"authored":"{}","item":[{items}]}}"#,
        record_number(row.patient_number),
        row.day
    )
}

/// The highest resident memory of this process so far; 0 where the system does not tell.
fn peak_memory_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// The time in which `sqlite3` loads the finished rows.
fn baseline(folder: &Path, ours: &Path) -> Duration {
    let theirs = folder.join("theirs.db");
    let (mut schema, mut script) = (String::from(PRAGMAS), format!("{PRAGMAS}\n"));
    // The batch that the rows name.
    let _ = writeln!(schema, "{};", sqlite3(ours, &sql_of("table", "name", "import_batch")));
    let _ = writeln!(schema, "ATTACH '{}' AS ours; INSERT INTO import_batch SELECT * FROM ours.import_batch; DETACH ours;", ours.display());
    for table in TABLES {
        let columns = columns(ours, table);
        let csv: PathBuf = folder.join(format!("{table}.csv"));
        let wanted: Vec<&str> = columns.iter().filter(|column| !column.1).map(|column| column.0.as_str()).collect();
        let select = if wanted.is_empty() { "NULL".to_owned() } else { wanted.join(", ") };
        sqlite3(ours, &format!(".mode csv\n.once '{}'\nSELECT {select} FROM {table};\n", csv.display()));
        let _ = writeln!(schema, "{};", reordered(&sqlite3(ours, &sql_of("table", "name", table)), &columns));
        let indexes = sqlite3(
            ours,
            &format!("SELECT sql || ';' FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL;\n"),
        );
        schema.push_str(&indexes);
        if csv.metadata().is_ok_and(|file| file.len() > 0) {
            let _ = writeln!(script, ".import --csv '{}' {table}", csv.display());
        }
    }
    sqlite3(&theirs, &schema);
    let start = now();
    sqlite3(&theirs, &script);
    let time = start.elapsed();
    for table in TABLES {
        let count = format!("SELECT count(*) FROM {table};\n");
        assert_eq!(sqlite3(&theirs, &count), sqlite3(ours, &count), "both have the same rows of {table}");
    }
    time
}

fn sql_of(kind: &str, column: &str, name: &str) -> String {
    format!("SELECT sql FROM sqlite_master WHERE type = '{kind}' AND {column} = '{name}';\n")
}

/// The columns of a table, and whether each is NULL in every row.
fn columns(database: &Path, table: &str) -> Vec<(String, bool)> {
    let names = sqlite3(database, &format!("SELECT name FROM pragma_table_info('{table}');\n"));
    let names: Vec<&str> = names.lines().collect();
    let filled: Vec<String> = names.iter().map(|name| format!("count({name}) > 0")).collect();
    let filled = sqlite3(database, &format!("SELECT {} FROM {table};\n", filled.join(", ")));
    let is_empty = filled.trim().split('|').map(|filled| filled == "0");
    names.into_iter().map(str::to_owned).zip(is_empty).collect()
}

/// The statement that makes a table, with the columns that are always NULL last.
fn reordered(create: &str, columns: &[(String, bool)]) -> String {
    let (start, end) = (create.find('(').expect("a list of columns"), create.rfind(')').expect("its end"));
    let mut parts: BTreeMap<(u8, usize), &str> = BTreeMap::new();
    let (mut depth, mut from) = (0_i32, start + 1);
    for (place, character) in create[..end].char_indices().skip(start + 1).chain([(end, ',')]) {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                let part = create[from..place].trim();
                let column = columns.iter().find(|column| part.split_whitespace().next() == Some(&column.0));
                let rank = column.map_or(2, |column| u8::from(column.1));
                parts.insert((rank, place), part);
                from = place + 1;
            }
            _ => {}
        }
    }
    let parts: Vec<&str> = parts.into_values().collect();
    format!("{}({}{}", &create[..start], parts.join(", "), &create[end..])
}

/// Runs a script in the `sqlite3` program. What it says about rows that are filled in with NULL is dropped.
fn sqlite3(database: &Path, script: &str) -> String {
    let mut child = Command::new("sqlite3")
        .arg(database)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("sqlite3 is installed");
    child.stdin.take().expect("its input").write_all(script.as_bytes()).expect("the script is sent");
    let output = child.wait_with_output().expect("sqlite3 ends");
    String::from_utf8(output.stdout).expect("text").trim_end().to_owned()
}
