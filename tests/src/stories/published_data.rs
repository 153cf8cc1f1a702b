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
}
