//! Mixed models of 100,000 patients with eight scores each, from columns in memory to estimates with standard errors: ours, and mixedlm-rs.
//!
//! `cargo bench -p outcomes --bench mixed_model`. The peer runs when `PYTHON` (or `python3`) can import mixedlm_rs; else its absence is said by
//! name. Both see the same columns, and both log-likelihoods are printed.

use std::io::Write as _;
use std::process::Command;
use std::time::Instant;

use outcomes::mixed_model::{Column, Fit, Formula, Method, Table, fit};

const PATIENTS: u32 = 100_000;
const SESSIONS: u32 = 8;
const RUNS: usize = 7;

/// The peer: the same columns from a binary file as a data frame, then the same two models. Prints for each the best time and the log-likelihood.
const PEER: &str = r"
import sys, time
try:
    import mixedlm_rs, numpy as np, pandas as pd
    from importlib.metadata import version
except ImportError as error:
    print('absent:', error.name); sys.exit()
patient, week, score = np.fromfile(sys.argv[1]).reshape(3, -1)
frame = pd.DataFrame({'patient': patient.astype(int), 'lw': week, 'score': score})
line = [version('mixedlm-rs')]
for effects in ('1', '~lw'):
    best = 1e9
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        fitted = mixedlm_rs.mixedlm('score~lw', frame, groups='patient', re_formula=effects).fit(reml=True)
        best = min(best, time.perf_counter() - start)
    line += ['%.4f' % best, repr(float(fitted.llf))]
print(*line)
";

/// Numbers that look random and are the same in every run.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).expect("32 bits")) / f64::from(u32::MAX)
    }

    /// Nearly normal, with the standard deviation 1.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.next()).sum::<f64>() - 6.0
    }
}

/// A registry of whole scores from 0 to 27 that fall with the logarithm of weeks: columns patient, lw, score, and the clinician.
fn registry() -> [Vec<f64>; 4] {
    let mut numbers = Sequence(7);
    let clinicians: Vec<f64> = (0..PATIENTS / 60).map(|_| 0.8 * numbers.normal()).collect();
    let mut columns = [const { Vec::new() }; 4];
    for patient in 0..PATIENTS {
        let clinician = patient % (PATIENTS / 60);
        let level = 15.6 + 4.4 * numbers.normal();
        let slope = -2.6 - 0.1 * (level - 15.6) + 2.0 * numbers.normal() + 0.5 * clinicians[clinician as usize];
        let mut week = 0.0;
        for session in 0..SESSIONS {
            if session > 0 {
                week += 1.0 + (3.0 * numbers.next() * numbers.next()).floor();
            }
            let time = f64::ln_1p(week);
            let score = (level + slope * time + 3.2 * numbers.normal()).round().clamp(0.0, 27.0);
            for (column, value) in columns.iter_mut().zip([f64::from(patient), time, score, f64::from(clinician)]) {
                column.push(value);
            }
        }
    }
    columns
}

fn table(columns: &[Vec<f64>; 4]) -> Table {
    let mut table = Table::new();
    for (name, values) in ["patient", "lw", "score", "clinician"].into_iter().zip(columns) {
        table.insert(name, Column::Numbers(values.clone()));
    }
    table
}

/// The same rows in another order.
fn shuffled(columns: &[Vec<f64>; 4]) -> [Vec<f64>; 4] {
    let rows = columns[0].len();
    // A step that shares no divisor with the number of rows visits each row once.
    let step = 611_953;
    std::array::from_fn(|column| (0..rows).map(|place| columns[column][place * step % rows]).collect())
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn timed(table: &Table, formula: &str, runs: usize) -> (f64, Fit) {
    let formula: Formula = formula.parse().expect("a formula");
    let run = || {
        let start = Instant::now();
        let fitted = fit(&formula.design(table).expect("a design"), Method::Reml).expect("a fit");
        (start.elapsed().as_secs_f64(), fitted)
    };
    (0..runs).map(|_| run()).min_by(|one, other| one.0.total_cmp(&other.0)).expect("there are runs")
}

fn peer(columns: &[Vec<f64>; 4]) -> String {
    let path = std::env::temp_dir().join(format!("mixed-model-bench-{}.f64", std::process::id()));
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("a file in the temporary folder"));
    for value in columns[..3].iter().flatten() {
        file.write_all(&value.to_ne_bytes()).expect("room for the columns");
    }
    drop(file);
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(python).args(["-c", PEER]).arg(&path).arg(RUNS.to_string()).output();
    std::fs::remove_file(&path).expect("the file that was just written");
    match output {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        Ok(output) => format!("absent: {}", String::from_utf8_lossy(&output.stderr).trim()),
        Err(error) => format!("absent: {error}"),
    }
}

fn main() {
    let columns = registry();
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| writeln!(out, "{line}").expect("standard output");
    say(format!("{} rows of {PATIENTS} patients, least of {RUNS} runs", columns[0].len()));
    for (order, columns) in [("sorted", &columns), ("shuffled", &shuffled(&columns))] {
        let table = table(columns);
        for model in ["score ~ lw + (1 | patient)", "score ~ lw + (lw | patient)"] {
            let (seconds, fitted) = timed(&table, model, RUNS);
            say(format!("{order:8} {model:48} {seconds:.4} s  logLik {:.9}", fitted.log_likelihood));
        }
        say(format!("{order:8} mixedlm-rs (version; seconds, logLik of each model): {}", peer(columns)));
    }
    let (seconds, fitted) = timed(&table(&columns), "score ~ lw + (lw | patient) + (1 | clinician)", 1);
    say(format!("sorted   score ~ lw + (lw | patient) + (1 | clinician)    {seconds:.4} s  logLik {:.9}", fitted.log_likelihood));
}
