//! Change category of every patient, first and last of 1 and 10 million scores, columns in memory: ours, and DuckDB on a loaded table.
//!
//! `cargo bench -p outcomes --bench change`. The peer runs when `PYTHON` (or `python3`) can import duckdb; else its absence is said by name.

use std::io::Write as _;
use std::process::Command;
use std::time::Instant;

use outcomes::change::columns::{Columns, Judged, Thresholds, judge};
use outcomes::change::judge::ChangeCategory;

const THRESHOLDS: Thresholds = Thresholds { reliable_change: 6, clinical_from: 10 };
const SESSIONS: usize = 8;
const RUNS: usize = 7;

/// The peer: the same columns from a binary file, loaded into a table, then the same counts. Prints the version, the counts and the best time.
const PEER: &str = r"
import sys, time
try:
    import duckdb, numpy as np
except ImportError as error:
    print('absent:', error.name); sys.exit()
data = np.fromfile(sys.argv[1], dtype=np.int32).reshape(3, -1)
patient, day, score = data[0], data[1], data[2]
c = duckdb.connect(); c.execute('set threads to 2'); c.execute('set enable_progress_bar to false')
frame = {'patient': patient, 'day': day, 'score': score}
c.execute('create table t as select * from frame')
query = '''with p as (select patient, arg_min(score, day) a, arg_max(score, day) b, count(*) n from t group by patient)
select sum((a-b>=6 and a>=10 and b<10)::int), sum((a-b>=6 and not (a>=10 and b<10))::int), sum((b-a>=6)::int), count(*) from p where n>1'''
best = 1e9
for _ in range(int(sys.argv[2])):
    start = time.perf_counter(); counts = c.execute(query).fetchone(); best = min(best, time.perf_counter() - start)
print(duckdb.__version__, *[int(n) for n in counts], best)
";

/// A table of invented scores, by patient.
struct Table {
    patient: Vec<u32>,
    day: Vec<i32>,
    score: Vec<i32>,
}

/// Numbers that look random and are the same in every run.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) * limit) >> 31
    }
}

impl Table {
    fn sorted(rows: usize) -> Self {
        let mut numbers = Sequence(7);
        let mut table = Self { patient: Vec::with_capacity(rows), day: Vec::with_capacity(rows), score: Vec::with_capacity(rows) };
        for row in 0..rows {
            let (patient, session) = (row / SESSIONS, row % SESSIONS);
            let drop = numbers.below(4) * session as u64 / 2;
            table.patient.push(u32::try_from(patient).expect("few patients"));
            table.day.push(i32::try_from(session * 7).expect("few days"));
            table.score.push(i32::try_from((8 + numbers.below(20)).saturating_sub(drop).min(27)).expect("small scores"));
        }
        table
    }

    fn shuffled(mut self) -> Self {
        let mut numbers = Sequence(11);
        for row in (1..self.patient.len()).rev() {
            let other = usize::try_from(numbers.below(row as u64 + 1)).expect("a place in memory");
            self.patient.swap(row, other);
            self.day.swap(row, other);
            self.score.swap(row, other);
        }
        self
    }

    fn write(&self, path: &std::path::Path) -> std::io::Result<()> {
        let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
        for number in &self.patient {
            file.write_all(&number.to_ne_bytes())?;
        }
        for number in self.day.iter().chain(&self.score) {
            file.write_all(&number.to_ne_bytes())?;
        }
        file.flush()
    }
}

/// Recovered, improved, worse, all.
fn counts(judged: &[Judged]) -> [usize; 4] {
    let of = |category| judged.iter().filter(|each| each.category == category).count();
    [of(ChangeCategory::Recovered), of(ChangeCategory::ReliablyImproved), of(ChangeCategory::ReliablyWorse), judged.len()]
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn ours(table: &Table) -> ([usize; 4], f64) {
    let columns = Columns { patient: &table.patient, day: &table.day, score: &table.score };
    let (mut found, mut best) = ([0; 4], f64::INFINITY);
    for _ in 0..RUNS {
        let start = Instant::now();
        found = counts(&judge(&columns, THRESHOLDS).expect("columns of one table"));
        best = best.min(start.elapsed().as_secs_f64());
    }
    (found, best)
}

/// Version, counts and best time; or why there are none.
fn peer(table: &Table) -> Result<(String, [usize; 4], f64), String> {
    let path = std::env::temp_dir().join(format!("change-bench-{}.bin", std::process::id()));
    table.write(&path).map_err(|error| error.to_string())?;
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let ended = Command::new(&python).args(["-c", PEER]).arg(&path).arg(RUNS.to_string()).output();
    std::fs::remove_file(&path).map_err(|error| error.to_string())?;
    let ended = ended.map_err(|error| format!("{python}: {error}"))?;
    let said = String::from_utf8_lossy(&ended.stdout).trim().to_owned();
    let words: Vec<&str> = said.split(' ').collect();
    let [version, recovered, improved, worse, all, seconds] = words[..] else {
        return Err(format!("{said}{}", String::from_utf8_lossy(&ended.stderr)));
    };
    let count = |word: &str| word.parse().map_err(|_| said.clone());
    Ok((version.to_owned(), [count(recovered)?, count(improved)?, count(worse)?, count(all)?], seconds.parse().map_err(|_| said.clone())?))
}

#[expect(clippy::print_stdout, reason = "a bench says what it measured")]
fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(2).build_global().expect("the first and only pool");
    for rows in [1_000_000, 10_000_000] {
        for order in ["sorted", "shuffled"] {
            let table = if order == "sorted" { Table::sorted(rows) } else { Table::sorted(rows).shuffled() };
            let (found, seconds) = ours(&table);
            println!("{rows:>10} {order:<9} ours            {seconds:.4} s  {found:?}");
            match peer(&table) {
                Ok((version, counted, peer_seconds)) => {
                    let quotient = seconds / peer_seconds;
                    println!(
                        "{rows:>10} {order:<9} DuckDB {version:<8} {peer_seconds:.4} s  {counted:?}  ours takes {quotient:.2} of its time"
                    );
                    assert_eq!(found, counted, "both count the same");
                }
                Err(reason) => println!("{rows:>10} {order:<9} DuckDB not run: {reason}"),
            }
        }
    }
}
