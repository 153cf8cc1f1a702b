//! The billing of the invented practice as a folder of files: an assessment of it finds what was planted, and nothing else.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use synthetic::billing::{Billing, Case, Cases, NOT_COMPARED};
use synthetic::{Plan, Practice};

use crate::program::Folder;

const DEMO: [&str; 9] = ["demo", "--data", "demo", "--patients", "40", "--as-of", "2026-11-23", "--seed", "7"];

fn planted() -> Billing {
    let plan = Plan { seed: 7, as_of: "2026-11-23".parse().unwrap(), patients: 40 };
    Billing::of(&Practice::invent(plan), Cases::Planted)
}

fn text<'a>(value: &'a Json, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// What a line is known by: its claim, else the name that stands second in its why, with the day.
fn subject(line: &Json) -> String {
    let name = text(line, "why").split(' ').nth(1).unwrap_or_default().trim_end_matches(':');
    line["claim"].as_str().map_or_else(|| format!("{name} {}", text(line, "day")), str::to_owned)
}

/// Findings with their lines, of the deterministic findings that found something.
fn lines(assessment: &Json) -> BTreeSet<(String, String)> {
    let found = assessment["findings"].as_array().unwrap().iter().filter(|finding| finding["outcome"] == "found");
    let compared = found.filter(|finding| NOT_COMPARED.iter().all(|each| each.finding != text(finding, "code")));
    let lines = compared
        .flat_map(|finding| finding["lines"].as_array().unwrap().iter().map(|line| (text(finding, "code").to_owned(), subject(line))));
    lines.collect()
}

#[test]
fn an_assessment_of_the_exported_folder_finds_exactly_what_was_planted() {
    let folder = Folder::new();
    folder.ok(&[&DEMO[..], &["--no-serve", "--billing", "march"]].concat());
    let assessment = folder.json(&["assess", "--from", "march", "--json", "-", "--out", "march.pdf", "--html", "march.html"]);
    let page = folder.read("march.html");
    assert!(page.contains("<html"));

    let billing = planted();
    let expected: BTreeSet<(String, String)> = (billing.planted.iter())
        .filter(|planted| NOT_COMPARED.iter().all(|each| each.finding != planted.finding))
        .map(|planted| (planted.finding.to_owned(), planted.subject.clone()))
        .collect();
    let found = lines(&assessment);
    assert!(expected.len() > 40, "{expected:?}");
    assert_eq!(found, expected);

    // Patients are named only where somebody chooses it.
    folder.ok(&["assess", "--from", "march", "--html", "named.html", "--names"]);
    let named = folder.read("named.html");
    let bills: String = billing.files.iter().filter(|file| file.name.starts_with("claims")).map(|file| file.text.as_str()).collect();
    let names = bills.split("NM1*IL*1*").skip(1).filter_map(|rest| {
        let mut parts = rest.split('*');
        Some((parts.next()?, parts.next()?))
    });
    let names: BTreeSet<String> = names.map(|(family, given)| format!("{given} {family}")).collect();
    assert!(names.iter().any(|name| named.contains(name.as_str())) && !names.iter().any(|name| page.contains(name.as_str())));

    // The drift is statistical: its payer and service are found.
    let drift = billing.planted.iter().find(|planted| planted.case == Case::RateDrift).expect("forty patients have enough lines");
    let finding = assessment["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "F10").unwrap();
    let of: BTreeSet<String> =
        finding["lines"].as_array().unwrap().iter().map(|line| format!("{} {}", text(line, "payer"), text(line, "service"))).collect();
    assert_eq!(of, BTreeSet::from([drift.subject.clone()]));

    // Nothing in the folder is misunderstood, and every deterministic finding had the files that it needs.
    for file in assessment["files"].as_array().unwrap() {
        let problems = [&file["problems"], &file["refused"]].iter().filter_map(|list| list.as_array()).map(Vec::len).sum::<usize>();
        assert_eq!(problems, 0, "{file}");
        assert!(file["kind"] != "other" && file["verdict"] != "report_error", "{file}");
    }
    assert_eq!(assessment["could_not_run"], serde_json::json!({}));
    assert_eq!(text(&assessment, "as_of"), billing.last_day.to_string());
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let folder = Folder::new();
    folder.write("march/mine.csv", "mine");
    let ended = folder.run(&["demo", "--data", "demo", "--patients", "1", "--no-serve", "--billing", "march"]).with_code(1);
    assert!(ended.said.contains("left as they are"), "{}", ended.said);
    assert_eq!(folder.read("march/mine.csv"), "mine");
}
