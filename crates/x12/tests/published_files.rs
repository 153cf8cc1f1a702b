//! Every published and broken sample file gives the figures and the verdict that stand beside it.

use std::path::{Path, PathBuf};

use serde_json::Value;
use x12::{Depth, Verdict, inspect};

/// The folder with the files, which is not part of the repository.
fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    [root.join("shared"), root.parent()?.join("shared")].into_iter().map(|shared| shared.join("data/edi/files")).find(|path| path.is_dir())
}

#[test]
fn published_files_give_their_figures_and_verdict() {
    let Some(folder) = folder() else {
        println!("SKIPPED published_files_give_their_figures_and_verdict: no folder shared/data/edi/files beside the repository");
        return;
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "edi"));
    paths.sort();
    assert!(paths.len() > 100, "the folder has the files");
    let differences: Vec<String> = paths.iter().flat_map(|path| differences(path)).collect();
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

/// Where we disagree with the list; docs/decisions/0008-x12-verdicts.md shows the bytes.
const STRICTER: &[(&str, Verdict)] = &[
    ("lfh__835_005010X221A1_secondary_payment.edi", Verdict::ReportError),
    ("lfh__837_005010X222A2_demo_example11.edi", Verdict::ReportError),
    ("moov__example_5010_835_sample2.edi", Verdict::ReportError),
    ("moov__example_5010_837p_sample.edi", Verdict::AcceptWithWarning),
    ("x12types__277_test_1.edi", Verdict::ReportError),
];

fn differences(path: &Path) -> Vec<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let expected = std::fs::read_to_string(format!("{}.expected.json", path.display())).expect("figures stand beside the file");
    let expected: Value = serde_json::from_str(&expected).expect("figures are JSON");
    let found = inspect(&std::fs::read(path).expect("the file was listed"), Depth::Reading);
    let facts = found.facts.to_json(&found.problems);
    let mut differences = Vec::new();
    for (key, value) in expected["facts"].as_object().expect("facts are an object") {
        let same = match key.as_str() {
            "sha256" => true,
            "envelope_errors" => facts[key].as_array().map(Vec::len) == value.as_array().map(Vec::len),
            _ => facts[key] == *value,
        };
        if !same {
            differences.push(format!("{name}: {key} is {} and should be {value}", facts[key]));
        }
    }
    let class = expected["expected_class"].as_str().expect("a class is text");
    let agrees = match class {
        "accept_with_warning_or_clear_error" | "parses_but_source_marks_it_defective" => found.verdict != Verdict::Accept,
        other => match STRICTER.iter().find(|(file, _)| *file == name) {
            Some((_, verdict)) => found.verdict == *verdict,
            None => found.verdict.name() == other,
        },
    };
    if !agrees {
        let problems: Vec<String> = found.problems.kept().iter().take(6).map(|problem| format!("{problem:?}")).collect();
        differences.push(format!("{name}: {} instead of {class}: {}", found.verdict.name(), problems.join("\n    ")));
    }
    differences
}

#[test]
fn the_matched_pair_is_read_to_the_cent() {
    let Some(folder) = folder().and_then(|folder| Some(folder.parent()?.join("pairs/seed11"))).filter(|folder| folder.is_dir()) else {
        println!("SKIPPED the_matched_pair_is_read_to_the_cent: no folder shared/data/edi/pairs/seed11 beside the repository");
        return;
    };
    let read = |name: &str| {
        let found = inspect(&std::fs::read(folder.join(name)).expect("the folder has the file"), Depth::Guide);
        let expected = std::fs::read_to_string(folder.join(format!("{name}.facts.json"))).expect("figures stand beside the file");
        let expected: Value = serde_json::from_str(&expected).expect("figures are JSON");
        (found.facts.to_json(&found.problems), expected, found)
    };
    for name in ["claims_837p.edi", "claims_837i.edi"] {
        let (facts, expected, found) = read(name);
        let claims = &facts["claims_837"];
        for key in ["claims", "lines", "charge"] {
            assert_eq!(claims[key], expected[key], "{name} {key}");
        }
        assert_eq!(found.verdict, Verdict::Accept, "{name}: {:?}", found.problems.kept().first());
    }
    let (facts, expected, found) = read("remits_835.edi");
    let remits = &facts["remit_835"];
    let pairs = [("claims", "clp"), ("service_lines", "svc"), ("adj", "adj"), ("plb", "plb"), ("bpr_total", "bpr"), ("status", "status")];
    for (ours, theirs) in pairs.into_iter().chain(["charge", "paid", "patient_resp"].map(|key| (key, key))) {
        assert_eq!(remits[ours], expected[theirs], "{ours}");
    }
    assert_eq!(found.verdict, Verdict::Accept, "{:?}", found.problems.kept().first());
}
