//! How fast files of 100 MB are read, beside a bare scan that cuts segments and sums cents: `cargo bench -p x12 --bench files`.
//!
//! The files come from the generators in `shared/data/edi/bench` beside the repository (Python 3). They are made once, in the target folder.
//! `X12_BENCH_MB` makes them of another size. The largest resident memory is that of a process of its own that reads the file from disk in pieces.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fs::File;
use std::hint::black_box;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use x12::{Cents, Depth, Event, Inspector, Reader};

const PIECE: usize = 1 << 17;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, mode, what, path] = arguments.as_slice()
        && mode == "resident"
    {
        println!("{}", resident(what, Path::new(path)));
        return;
    }
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    for (name, generator, kind) in [("835", "gen_835.py", None), ("837P", "gen_837.py", Some("p"))] {
        let Some(path) = generated(name, generator, kind) else {
            println!("SKIPPED {name}: no folder shared/data/edi/bench beside the repository, or no Python 3");
            continue;
        };
        for what in ["totals", "reading", "guide", "values"] {
            let own = std::env::current_exe().expect("this program has a path");
            let output = Command::new(own).arg("resident").arg(what).arg(&path).output().expect("this program runs once more");
            println!("{name} {what}: {} resident at most", String::from_utf8_lossy(&output.stdout).trim());
        }
        let bytes = std::fs::read(&path).expect("the file was made");
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        compare(&mut group, &bytes);
        group.finish();
    }
    criterion.final_summary();
}

fn compare(group: &mut BenchmarkGroup<'_, WallTime>, bytes: &[u8]) {
    let totals = inspected(bytes, Depth::Totals);
    let (claims, charge, _) = bare_scan(bytes);
    assert_eq!((claims, charge), totals, "both sides count the same claims and cents");
    assert_eq!(values(bytes), totals, "both sides count the same claims and cents");
    group.bench_function("terminators alone", |bench| bench.iter(|| terminators(black_box(bytes))));
    group.bench_function("bare scan", |bench| bench.iter(|| bare_scan(black_box(bytes))));
    group.bench_function("read and totalled", |bench| bench.iter(|| inspected(black_box(bytes), Depth::Totals)));
    group.bench_function("inspected", |bench| bench.iter(|| inspected(black_box(bytes), Depth::Reading)));
    group.bench_function("validated against its guide", |bench| bench.iter(|| inspected(black_box(bytes), Depth::Guide)));
    group.bench_function("read into values", |bench| bench.iter(|| values(black_box(bytes))));
}

/// What a script of twenty lines does: split at terminators and stars, and sum charges, payments and adjustments. Claims, their charge, and all cents.
fn bare_scan(bytes: &[u8]) -> (u64, Cents, i64) {
    let (mut claims, mut charge, mut rest) = (0, 0, 0);
    for segment in bytes.split(|&byte| byte == b'~') {
        let mut elements = segment.trim_ascii_start().split(|&byte| byte == b'*');
        let id = elements.next().unwrap_or_default();
        let mut next = |skipped: usize| elements.nth(skipped).map_or(0, cents);
        match id {
            b"CLP" => {
                claims += 1;
                charge += next(2);
                rest += next(0) + next(0);
            }
            b"CLM" => {
                claims += 1;
                charge += next(1);
            }
            b"SVC" => rest += next(1) + next(0),
            b"SV1" | b"BPR" => rest += next(1),
            b"CAS" => rest += next(2) + next(2) + next(2),
            _ => {}
        }
    }
    (claims, Cents(charge), rest)
}

fn cents(amount: &[u8]) -> i64 {
    let (mut value, mut fraction) = (0_i64, None);
    for &byte in amount {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                fraction = fraction.map(|digits: u32| digits + 1);
            }
            b'.' => fraction = Some(0),
            _ => {}
        }
    }
    value *= 10_i64.pow(2 - fraction.unwrap_or(0).min(2));
    if amount.first() == Some(&b'-') { -value } else { value }
}

/// The least that anything can do with the bytes: look for terminators.
fn terminators(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'~', bytes).map(|at| usize::from(bytes[at.saturating_sub(1)] == b'*')).sum()
}

fn inspected(bytes: &[u8], depth: Depth) -> (u64, Cents) {
    let mut inspector = Inspector::new(depth);
    bytes.chunks(PIECE).for_each(|piece| inspector.push(piece));
    let facts = inspector.finish().facts;
    match (facts.remittance, facts.claims) {
        (Some(remittance), _) => (remittance.claims, remittance.charge),
        (None, Some(claims)) => (claims.claims, claims.charge),
        (None, None) => (0, Cents::ZERO),
    }
}

fn values(bytes: &[u8]) -> (u64, Cents) {
    let (mut reader, mut found) = (Reader::new(), (0, Cents::ZERO));
    for piece in bytes.chunks(PIECE) {
        reader.push(piece);
        count(&mut reader, &mut found);
    }
    reader.finish();
    count(&mut reader, &mut found);
    found
}

fn count(reader: &mut Reader, (claims, charge): &mut (u64, Cents)) {
    while let Some(event) = reader.next_event() {
        let of_claim = match event {
            Event::Claim(claim) => claim.charge,
            Event::ClaimPayment(claim) => claim.charge,
            _ => continue,
        };
        *claims += 1;
        *charge += of_claim;
    }
}

/// Reads a file from disk in pieces, and says how much memory that took at most.
fn resident(what: &str, path: &Path) -> String {
    let mut file = File::open(path).expect("the file was made");
    let mut piece = vec![0; PIECE];
    let mut read = || {
        let length = file.read(&mut piece).expect("the file can be read");
        (length > 0).then(|| piece[..length].to_vec())
    };
    if what == "values" {
        let (mut reader, mut found) = (Reader::new(), (0, Cents::ZERO));
        while let Some(piece) = read() {
            reader.push(&piece);
            count(&mut reader, &mut found);
        }
        reader.finish();
        count(&mut reader, &mut found);
        black_box(found);
    } else {
        let depth = match what {
            "totals" => Depth::Totals,
            "reading" => Depth::Reading,
            _ => Depth::Guide,
        };
        let mut inspector = Inspector::new(depth);
        while let Some(piece) = read() {
            inspector.push(&piece);
        }
        black_box(inspector.finish().facts.segments);
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("not known".to_owned(), |line| line.trim().to_owned())
}

/// The path of a generated file, which is made when it is not there.
fn generated(name: &str, generator: &str, kind: Option<&str>) -> Option<PathBuf> {
    let megabytes = std::env::var("X12_BENCH_MB").unwrap_or_else(|_| "100".to_owned());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{megabytes}.{name}"));
    if path.exists() {
        return Some(path);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let places = [root.join("shared"), root.parent()?.join("shared")];
    let script = places.into_iter().map(|shared| shared.join("data/edi/bench").join(generator)).find(|script| script.is_file())?;
    let mut command = Command::new("python3");
    command.arg(script).arg(&path).args(["--mb", &megabytes, "--seed", "7"]);
    command.args(kind.iter().flat_map(|kind| ["--type", kind]));
    command.status().ok().filter(std::process::ExitStatus::success)?;
    Some(path)
}
