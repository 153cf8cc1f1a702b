//! A file of 200 MB goes in, and the memory that it takes does not grow with it.

use std::io::{BufWriter, Write as _};

use crate::practice::{Practice, VISITS_MAPPING};

const HEADER: &str = "number,given,family,born,day,q1,q2,q3,q4,q5,q6,q7,q8,q9\n";

#[test]
#[ignore = "soak: a file of 200 MB"]
fn a_file_of_200_megabytes_is_imported_in_bounded_memory() {
    let small = std::env::var("THROUGHLINE_SOAK_BUDGET").is_ok_and(|budget| budget == "small");
    let goal: usize = if small { 5_000_000 } else { 200_000_000 };
    let practice = Practice::new();
    let folder = &practice.folder;
    folder.write("visits.toml", VISITS_MAPPING);
    let rows = write_table(&folder.file("large.csv"), goal);
    let mut child = folder.start(&["import", "large.csv", "--mapping", "visits.toml", "--json"], "import.out", "import.log");
    let mut memory_kib_max = 0;
    let ended = loop {
        memory_kib_max = memory_kib_max.max(resident_kib(child.id()));
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    assert!(ended.success(), "{}", folder.read("import.log"));
    let told: serde_json::Value = serde_json::from_str(&folder.read("import.out")).unwrap();
    assert_eq!(told[0]["rows_read"], rows, "{}", told[0]);
    assert_eq!(told[0]["rows_rejected"], 0, "{}", told[0]);
    println!("{rows} rows, at most {} MiB resident", memory_kib_max / 1024);
    assert!(memory_kib_max < 512 * 1024, "{memory_kib_max} KiB");
}

/// Writes rows until the file is this large; hands back how many.
fn write_table(path: &std::path::Path, goal: usize) -> u64 {
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    file.write_all(HEADER.as_bytes()).unwrap();
    let (mut size, mut rows) = (HEADER.len(), 0);
    while size < goal {
        let (patient, visit) = (rows / 500, rows % 500);
        let (month, day) = (visit / 28 % 12 + 1, visit % 28 + 1);
        let row = format!(
            "L-{patient},Lee,Invented {patient},1980-01-01,20{:02}-{month:02}-{day:02},{},1,2,3,0,1,2,3,0\n",
            10 + visit / 336,
            visit % 4
        );
        size += row.len();
        rows += 1;
        file.write_all(row.as_bytes()).unwrap();
    }
    file.flush().unwrap();
    rows
}

/// The resident memory of a process, where the system tells it in `/proc`.
fn resident_kib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
