//! The program is killed in the middle of an import. Whatever the moment, the practice holds whole batches or nothing of them, and goes on.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::Value as Json;

use crate::practice::{Practice, VISITS_MAPPING};

/// A table of so many patients with so many PHQ-9s each.
pub(super) fn visits(patients: u32, each: u32) -> String {
    let mut table = String::from("number,given,family,born,day,q1,q2,q3,q4,q5,q6,q7,q8,q9\n");
    for patient in 0..patients {
        for visit in 0..each {
            let (month, day) = (visit / 28 % 12 + 1, visit % 28 + 1);
            let _ = write!(table, "K-{patient},Kay,Invented {patient},1980-01-01,20{:02}-{month:02}-{day:02}", 10 + visit / 336);
            for item in 0..9 {
                let _ = write!(table, ",{}", (patient + visit + item) % 4);
            }
            table.push('\n');
        }
    }
    table
}

#[test]
fn a_kill_during_an_import_leaves_the_whole_batch_or_nothing() {
    kill_imports(5, seed());
}

#[test]
#[ignore = "soak: fifty kills during imports"]
fn many_kills_during_imports_leave_whole_batches_or_nothing() {
    let small = std::env::var("THROUGHLINE_SOAK_BUDGET").is_ok_and(|budget| budget == "small");
    kill_imports(if small { 3 } else { 50 }, seed());
}

pub(super) fn seed() -> u64 {
    let seed = std::env::var("THROUGHLINE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    println!("seed {seed}");
    seed
}

const IMPORT: [&str; 5] = ["import", "visits.csv", "--mapping", "visits.toml", "--json"];

fn kill_imports(kills: u32, seed: u64) {
    let practice = Practice::new();
    let folder = &practice.folder;
    folder.write("visits.toml", VISITS_MAPPING);
    let steps_max = steps_of_an_import(&practice);
    let (mut acknowledged, mut random) = (1, seed | 1);
    for number in 0..kills {
        // Each file is another one, so that each import is a batch of its own.
        folder.write("visits.csv", visits(400, 10).replace("K-", &format!("K{number}-")));
        let mut child = folder.start(&IMPORT, "import.out", "import.log");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let steps = u32::try_from((random >> 33) % u64::from(steps_max + 2)).unwrap();
        std::thread::sleep(STEP * steps);
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        acknowledged += u32::from(ended.success());
        check_whole(&practice, number, acknowledged);
    }
    println!("{kills} kills within {steps_max} steps of {STEP:?}; {} imports were done before", acknowledged - 1);
}

const STEP: Duration = Duration::from_millis(10);

/// How long an import takes when nobody stops it, so that kills fall into all of its parts.
fn steps_of_an_import(practice: &Practice) -> u32 {
    practice.folder.write("visits.csv", visits(400, 10));
    let mut child = practice.folder.start(&IMPORT, "import.out", "import.log");
    for steps in 0..6000 {
        if let Some(ended) = child.try_wait().unwrap() {
            assert!(ended.success(), "{}", practice.folder.read("import.log"));
            return steps;
        }
        std::thread::sleep(STEP);
    }
    panic!("the import does not end: {}", practice.folder.read("import.log"));
}

/// The practice opens, its audit holds, and each batch in it is finished with all its administrations.
fn check_whole(practice: &Practice, number: u32, acknowledged: u32) {
    let folder = &practice.folder;
    let audit = folder.json(&["audit", "verify", "--json"]);
    assert_eq!(audit["holds"], true, "after kill {number}: {audit}");
    let backup = super::phq_9::tables(folder, &format!("{number}.throughline-backup"));
    let rows = |table: &str| backup["tables"][table]["rows"].as_i64().unwrap_or_else(|| panic!("{table}: {backup}"));
    let batches = rows("import_batch");
    assert_eq!(rows("administration"), batches * 4000, "after kill {number}");
    assert_eq!(rows("responses"), batches * 4000, "after kill {number}");
    assert_eq!(rows("patient"), batches * 400, "after kill {number}");
    assert!(batches >= i64::from(acknowledged), "after kill {number}: what was acknowledged is there");
    // The same file once more: it goes in now, or it was there.
    let again: Json = folder.json(&["import", "visits.csv", "--mapping", "visits.toml", "--dry-run", "--json"]);
    let unchanged = again[0]["records_unchanged"].as_i64().unwrap();
    assert!(unchanged == 0 || unchanged >= 4400, "after kill {number}: {again}");
}
