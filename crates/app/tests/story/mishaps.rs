//! Damaged files, large files, and a process that is killed while it imports.

use std::io::{BufRead as _, BufReader, BufWriter, Seek as _, Write as _};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use app::import::{Format, ImportRequest};
use app::{App, AppError, Ports, Settings};
use instruments::Library;
use storage::import_batch::BatchState;
use storage::{Database, Options, Target, View};
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{Clock, IdSource};

use crate::files::{PHQ9_HEADER, PHQ9_MAPPING, fhir_patient, fhir_phq9, fhir_total, file, import, phq9_row, table};
use crate::practice::{Counting, Practice, day, operator, practice};

async fn administrations(practice: &Practice) -> usize {
    practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap().administrations.len()
}

/// A number below `end`.
fn below(random: &SeededRandom, end: usize) -> usize {
    usize::try_from(random.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
}

/// Bytes with a few things wrong.
fn damaged(bytes: &[u8], random: &SeededRandom) -> Vec<u8> {
    const SPLINTERS: [&[u8]; 10] =
        [b"\"", b"{", b"]", b"\n", b",", b"\0", b"\xFF\xFE", b"\xC3", b"99999999999999999999", b"{\"resourceType\":\"Patient\"}"];
    let mut bytes = bytes.to_vec();
    for _ in 0..=below(random, 4) {
        let place = below(random, bytes.len());
        let end = (place + below(random, 40)).min(bytes.len());
        match below(random, 6) {
            0 => bytes.truncate(place),
            1 => drop(bytes.drain(place..end)),
            2 => drop(bytes.splice(place..place, SPLINTERS[below(random, SPLINTERS.len())].iter().copied())),
            3 => {
                let again = bytes[place..end].to_vec();
                drop(bytes.splice(place..place, again));
            }
            4 if place < bytes.len() => bytes[place] = bytes[place].wrapping_add(u8::try_from(below(random, 255)).unwrap()),
            _ => bytes.reverse(),
        }
    }
    bytes
}

async fn damage(files: usize, random: &SeededRandom) {
    let practice = practice(Settings::default()).await;
    let table_text = format!("{PHQ9_HEADER}{}{}", phq9_row("A-1", "2026-11-02", [1; 9], "9"), phq9_row("A-2", "2026-11-02", [2; 9], ""));
    let lines = [
        fhir_patient("7", "B-7", "Mia", "1980-02-03"),
        fhir_phq9("r1", "7", "2026-11-02", 2),
        fhir_total("o1", "7", "2026-11-02", 18, Some("r1")),
    ];
    let bundle =
        format!(r#"{{"resourceType":"Bundle","type":"collection","entry":[{{"resource":{}}},{{"resource":{}}}]}}"#, lines[0], lines[1]);
    let first = phq9_row("A-1", "2026-10-02", [3; 9], "27");
    import(&practice.app, &format!("{PHQ9_HEADER}{first}"), table(PHQ9_MAPPING)).await;
    for number in 0..files {
        let (text, format) = match number % 3 {
            0 => (table_text.clone(), table(PHQ9_MAPPING)),
            1 => (lines.join("\n"), Format::Fhir),
            _ => (bundle.clone(), Format::Fhir),
        };
        let bytes = damaged(text.as_bytes(), random);
        let outcome = practice.app.import(&operator(), ImportRequest::new("damaged", std::io::Cursor::new(bytes.clone()), format)).await;
        assert!(matches!(outcome, Ok(_) | Err(AppError::File(_))), "{outcome:?} for {:?}", String::from_utf8_lossy(&bytes));
    }
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    assert!(page.administrations.iter().any(|row| row.day == day("2026-10-02")), "what was there before is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_files_end_in_a_report_or_a_refusal_and_take_nothing_away() {
    damage(60, &SeededRandom::new(storage::testing::soak_seed())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zero_byte_costs_the_row_it_stands_in_and_nothing_else() {
    let practice = practice(Settings::default()).await;
    let check = async |text: String, format, added: i64, code: &str| {
        let report = import(&practice.app, &text, format).await;
        assert_eq!((report.counts.records_added, report.counts.rows_rejected), (added, 1), "{text:?}");
        assert_eq!(report.rejections.iter().map(|row| row.reason.id.as_str()).collect::<Vec<_>>(), [code]);
    };
    let broken = phq9_row("A-1", "2026-11-02", [1; 9], "9").replace("A-1", "\0A-1");
    check(format!("{PHQ9_HEADER}{broken}{}", phq9_row("A-1", "2026-11-03", [2; 9], "")), table(PHQ9_MAPPING), 1, "reject-field-zero-byte")
        .await;
    let broken = fhir_patient("7", "B-7", "M\\u0000ia", "1980-02-03");
    check(format!("{}\n{broken}", fhir_patient("8", "B-8", "Mia", "1980-02-03")), Format::Fhir, 1, "reject-zero-byte").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "soak: thousands of damaged files"]
async fn thousands_of_damaged_files_end_in_a_report_or_a_refusal() {
    let random = SeededRandom::new(storage::testing::soak_seed());
    for _ in 0..if storage::testing::is_small_soak() { 1 } else { 50 } {
        damage(300, &random).await;
    }
}

/// Rows of one file of the process that is killed.
const KILLED_ROWS: i32 = 1_000;
const KILLED_DATABASE: &str = "THROUGHLINE_TEST_KILLED_DATABASE";

fn killed_file(number: i32) -> String {
    let first = day("1991-01-01").plus_days(number * KILLED_ROWS);
    let rows: String = (0..KILLED_ROWS).map(|row| phq9_row("A-1", &first.plus_days(row).to_string(), [1; 9], "9")).collect();
    format!("{PHQ9_HEADER}{rows}")
}

/// What the other process does until it is killed: import one file after the other, and say so after each.
async fn import_until_killed(path: &str) {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::at("2026-11-23T13:00:00Z".parse().unwrap()));
    let random = Arc::new(SeededRandom::new(u64::from(std::process::id())));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock), random.clone()));
    let ports = storage::Ports { clock: Arc::clone(&clock), ids: Arc::clone(&ids) };
    let database = Database::open(&Options::new(Target::file(path)), ports).await.unwrap();
    let ports = Ports { clock, random, ids, renderer: Arc::new(Counting) };
    let app = App::open(database, Library::shipped().unwrap(), Vec::new(), Settings::default(), ports).await.unwrap();
    for number in 0..12 {
        println!("begun");
        app.import(&operator(), file(&killed_file(number), table(PHQ9_MAPPING))).await.unwrap();
        println!("done {}", number + 1);
    }
    std::future::pending::<()>().await;
}

async fn kill(test: &str, random: &SeededRandom) {
    let practice = practice(Settings::default()).await;
    let Target::Sqlite { path, .. } = &practice.test.options.target else { panic!("a file") };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture", "--include-ignored"])
        .env(KILLED_DATABASE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while !lines.next().expect("the other process begins").unwrap().contains("begun") {}
    tokio::time::sleep(Duration::from_millis(random.next() % 1_500)).await;
    child.kill().unwrap();
    child.wait().unwrap();
    let acknowledged = lines.map_while(Result::ok).filter(|line| line.starts_with("done")).count();
    let imports = practice.app.imports(&operator(), None, 100).await.unwrap();
    assert!(imports.iter().all(|batch| batch.state == BatchState::Finished && batch.counts.records_added == i64::from(KILLED_ROWS)));
    assert_eq!(administrations(&practice).await, imports.len() * usize::try_from(KILLED_ROWS).unwrap());
    assert!((acknowledged..=acknowledged + 1).contains(&imports.len()), "{acknowledged} acknowledged, {} found", imports.len());
    // The file that was being imported can simply be imported again.
    let next = i32::try_from(imports.len()).unwrap();
    assert_eq!(import(&practice.app, &killed_file(next), table(PHQ9_MAPPING)).await.counts.records_added, i64::from(KILLED_ROWS));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_while_importing_leaves_whole_batches() {
    if let Ok(path) = std::env::var(KILLED_DATABASE) {
        return import_until_killed(&path).await;
    }
    let random = SeededRandom::new(storage::testing::soak_seed());
    for _ in 0..2 {
        kill("mishaps::a_kill_while_importing_leaves_whole_batches", &random).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "soak: many kills while importing"]
async fn many_kills_while_importing_leave_whole_batches() {
    if let Ok(path) = std::env::var(KILLED_DATABASE) {
        return import_until_killed(&path).await;
    }
    let random = SeededRandom::new(storage::testing::soak_seed());
    for _ in 0..if storage::testing::is_small_soak() { 3 } else { 200 } {
        kill("mishaps::many_kills_while_importing_leave_whole_batches", &random).await;
    }
}

/// The highest resident memory of this process so far, in MiB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "soak: a file of 200 MB, with every second row rejected"]
async fn a_large_file_is_imported_in_little_memory() {
    let practice = practice(Settings::default()).await;
    let size = if storage::testing::is_small_soak() { 1_000_000 } else { 200_000_000 };
    let mut large = BufWriter::new(tempfile::tempfile().unwrap());
    large.write_all(PHQ9_HEADER.as_bytes()).unwrap();
    let (mut rows, mut written) = (0, PHQ9_HEADER.len());
    let first = day("1991-01-01");
    while written < size {
        let on = first.plus_days(rows / 1_000 % 12_000).to_string();
        let [one, two, three] = [rows % 4, rows / 4 % 4, rows / 16 % 4];
        let row =
            phq9_row(if rows % 2 == 0 { "A-1" } else { "A-9" }, &on, [one, two, three, rows / 64 % 4, rows / 256 % 4, 0, 0, 0, 0], "");
        large.write_all(row.as_bytes()).unwrap();
        (rows, written) = (rows + 1, written + row.len());
    }
    let mut large = large.into_inner().unwrap();
    large.rewind().unwrap();
    let before = peak_memory();
    let report = practice.app.import(&operator(), ImportRequest::new("large", large, table(PHQ9_MAPPING))).await.unwrap();
    let counts = report.counts;
    assert_eq!((counts.rows_read, counts.rows_rejected), (i64::from(rows), i64::from(rows / 2)));
    assert_eq!(counts.records_added + counts.records_unchanged, i64::from((rows + 1) / 2));
    let grown = peak_memory() - before;
    assert!(grown < 160, "{grown} MiB more than before");
}
