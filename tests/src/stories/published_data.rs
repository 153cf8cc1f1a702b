//! Files that others published, outside of this repository.

use std::path::Path;

use serde_json::Value as Json;

use crate::practice::{Practice, Visitor};
use crate::program::{Folder, shared_data};
use crate::server::Server;

#[test]
fn a_folder_of_published_fhir_files_is_taken_and_shown() {
    let test = "a_folder_of_published_fhir_files_is_taken_and_shown";
    let Some(data) = shared_data(test, "fhir") else { return };
    let practice = Practice::new();
    let folder = &practice.folder;
    let told = folder.json(&["import", data.to_str().unwrap(), "--patient", "F-1", "--program", "OP", "--json"]);
    let files = told.as_array().unwrap();
    assert!(files.len() > 30, "{} files", files.len());
    let refused: Vec<&Json> = files.iter().filter(|file| file["state"] == "refused").collect();
    assert!(refused.is_empty(), "{refused:?}");
    let questions = files.iter().filter(|file| file["understood"]["notes"]["note-questionnaire-recognized"].is_object());
    assert!(questions.count() >= 5, "forms of instruments that the library has are recognized");
}

/// The published cases bear days of 2030, so the day is stated; the examples of US Core belong to a patient whom they name `example`.
#[test]
fn published_fhir_answers_reach_the_page_and_the_report() {
    let Some(data) = shared_data("published_fhir_answers_reach_the_page_and_the_report", "fhir") else { return };
    let practice = Practice::new();
    let folder = &practice.folder;
    folder.write("people.ndjson", PEOPLE);
    folder.ok(&["import", "people.ndjson"]);
    let stated = ["--patient", "F-1", "--program", "OP", "--day", "2026-05-04", "--json"];
    let told = folder.json(&[&["import", data.join("cirg-cases").to_str().unwrap()][..], &stated].concat());
    let rejected: i64 = told.as_array().unwrap().iter().filter_map(|file| file["rows_rejected"].as_i64()).sum();
    assert_eq!(rejected, 0, "{told}");
    let irregular = told.as_array().unwrap().iter().find(|file| file["file"].as_str().unwrap().ends_with("gad7_total_score_case3.json"));
    assert!(irregular.unwrap()["understood"]["notes"]["note-answer-code-alternative"].is_object(), "{irregular:?}");
    folder.ok(&["import", data.join("us-core").to_str().unwrap(), "--program", "OP"]);

    let server = Server::start(folder);
    let mut director = Visitor::director(&server);
    let mut check = |family: &str, number: &str, expected: &[&str]| {
        let address = director.find_patient(family);
        let words = director.page(&address).words();
        let report = super::report_text(folder, number);
        for each in expected {
            assert!(words.contains(each), "the page of {number} says {each}:\n{words}");
            assert!(report.contains(each), "the report of {number} says {each}:\n{report}");
        }
    };
    // GAD-7: 0, 7, 14 and 21 as published. PHQ-9: one answer of each case, so no total.
    check("Invented", "F-1", &["GAD-7", "minimal", "mild", "moderate", "severe", "21", "PHQ-9", "No score"]);
    check("Shaw", "F-2", &["PHQ-9", "12", "moderate"]);
}

const PEOPLE: &str = r#"{"resourceType":"Patient","id":"f-1","identifier":[{"value":"F-1"}],"name":[{"family":"Invented","given":["Ada"]}],"birthDate":"1980-02-29"}
{"resourceType":"Patient","id":"example","identifier":[{"value":"F-2"}],"name":[{"family":"Shaw","given":["Amy"]}],"birthDate":"1987-02-20"}
"#;

#[test]
fn published_cases_score_as_published() {
    let Some(data) = shared_data("published_cases_score_as_published", "fhir/cirg-cases") else { return };
    let expected: Json = serde_json::from_str(&std::fs::read_to_string(data.join("expected.json")).unwrap()).unwrap();
    let folder = Folder::new();
    let mut checked = 0;
    for case in expected.as_array().unwrap().iter().filter(|case| case["status"] == "verified") {
        let name = case["case"].as_str().unwrap();
        let file = data.join(format!("{name}.json"));
        let scored: Json = serde_json::from_str(&folder.ok(&["score", file.to_str().unwrap(), "--json"])).unwrap();
        for (what, value) in case["expected"].as_object().unwrap() {
            let found = match (case["instrument"].as_str().unwrap(), what.strip_prefix("Phq9ScoreQuestion")) {
                ("phq9", Some(item)) => &scored["answers"][item],
                ("gad7", _) => &scored["total"],
                _ => continue,
            };
            assert_eq!(found, value, "{what} of {name}: {scored}");
            checked += 1;
        }
    }
    assert!(checked >= 5, "{checked} published numbers were compared");
}

#[test]
fn a_published_table_of_totals_is_taken_by_the_mapping_in_the_examples() {
    let test = "a_published_table_of_totals_is_taken_by_the_mapping_in_the_examples";
    let Some(table) = shared_data(test, "stats/csv/claus_2020.csv") else { return };
    let mapping = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/claus_2020.toml");
    let practice = Practice::new();
    let folder = &practice.folder;
    let told = folder.json(&["import", table.to_str().unwrap(), "--mapping", mapping.to_str().unwrap(), "--json"]);
    assert_eq!(told[0]["state"], "imported", "{told}");
    assert_eq!(told[0]["rows_rejected"], 0, "{told}");
    let server = Server::start(folder);
    let mut director = Visitor::director(&server);
    let instruments = director.page("/instruments").words();
    assert!(instruments.contains("BDI"), "{instruments}");
    let address = director.find_patient("CLAUS-1");
    let (words, report) = (director.page(&address).words(), super::report_text(folder, "CLAUS-1"));
    // The first patient's totals of the Beck inventory at the first and the last measurement.
    let totals = std::fs::read_to_string(&table).unwrap();
    let bdi: Vec<&str> = totals.lines().filter(|line| line.starts_with("1,")).map(|line| line.split(',').nth(5).unwrap()).collect();
    for expected in ["BDI", bdi[0], bdi[bdi.len() - 1]] {
        assert!(words.contains(expected), "the page says {expected}:\n{words}");
        assert!(report.contains(expected), "the report says {expected}:\n{report}");
    }
}
