//! `throughline change` on tables of scores.

use std::path::Path;
use std::process::Command;

use serde_json::{Value as Json, json};

use crate::program::{Folder, program, shared_data};

/// An invented table: two patients get better, one worse, one hardly changes, one did not come again.
const SCORES: &str = "\
patient,week,phq9,program
a,0,21,day
a,8,6,day
b,0,18,evening
b,8,9,evening
c,0,12,day
c,8,24,day
d,0,15,evening
d,8,14,evening
e,0,19,day
";

const QUESTION: [&str; 10] = ["--id", "patient", "--time", "week", "--outcome", "phq9", "--pre", "0", "--post", "8"];

fn with_question<'a>(folder: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["change", folder][..], &QUESTION, more].concat()
}

#[test]
fn a_table_is_judged_and_its_result_can_be_asked_again() {
    let folder = Folder::new();
    let table = folder.write("scores.csv", SCORES);
    let table = table.to_str().unwrap();
    let more = ["--reliability", "0.86", "--cutoff", "b", "--m-functional", "3", "--sd-functional", "3.5", "--json"];
    let result = folder.json(&with_question(table, &more));
    assert_eq!(result["n"], json!({ "n_original": 5, "n_used": 4 }));
    assert_eq!(result["cutoff"]["value"], 10);
    assert_eq!(result["norms"], "sample");
    assert_eq!(result["cutoff"]["cutoff_b_sd"], "functional");
    assert_eq!(result["rows"]["category"], json!(["Recovered", "Recovered", "Deteriorated", "Unchanged"]));
    folder.write("result.json", result.to_string());
    let again = folder.json(&["change", table, "--spec", "result.json", "--json"]);
    assert_eq!(again, result);
}

#[test]
fn a_share_of_nothing_is_refused_for_that_patient_only() {
    let folder = Folder::new();
    let table = folder.write("scores.csv", SCORES.replace("d,0,15", "d,0,0"));
    let more = ["--approach", "percentage", "--pct-improvement", "0.5", "--json"];
    let result = folder.json(&with_question(table.to_str().unwrap(), &more));
    assert_eq!(result["rows"]["category"], json!(["Improved", "Improved", "Deteriorated", null]));
    assert_eq!(result["refused_rows"][0]["id"], "d");
    assert_eq!(result["norms"], "none", "a share of the first score rests on nobody else");
}

#[test]
fn an_analysis_file_that_cannot_be_read_is_refused_in_json_too() {
    let folder = Folder::new();
    let table = folder.write("scores.csv", SCORES);
    folder.write("torn.json", "{\"fn\": ");
    folder.write(
        "unknown.json",
        r#"{"fn": "tea_leaves", "id_col": "patient", "time_col": "week", "outcome_col": "phq9", "params": {"pre": 0, "post": 8}}"#,
    );
    for spec in ["absent.json", "torn.json", "unknown.json"] {
        let ended = folder.run(&["change", table.to_str().unwrap(), "--spec", spec, "--json"]);
        assert_eq!(ended.code, Some(3), "{spec}: {}", ended.said);
        let refused: Json = serde_json::from_str(&ended.output).unwrap();
        assert!(ended.said.contains(refused["refused"].as_str().unwrap()), "{spec}: {refused}");
    }
}

#[test]
fn two_measures_are_judged_together_as_talking_therapies_counts() {
    let folder = Folder::new();
    let scores = "patient,week,phq9,gad7\na,0,15,10\na,8,9,7\nb,0,12,10\nb,8,18,10\nc,0,9,7\nc,8,2,1\nd,0,15,10\nd,8,9,\n";
    let table = folder.write("scores.csv", scores);
    let table = table.to_str().unwrap();
    let more = ["--approach", "talking-therapies", "--anxiety", "gad7", "--json"];
    let result = folder.json(&with_question(table, &more));
    assert_eq!(result["rows"]["recovery"], json!(["met", "not met", "not met", "unknown"]));
    assert_eq!(result["rows"]["reliable_deterioration"], json!(["not met", "met", "not met", "not met"]));
    assert_eq!(result["summary"]["recovery"], json!({ "count": 1, "of": 2, "unknown": 1 }), "who was no case is not counted");
    assert_eq!(result["summary"]["reliable_improvement"], json!({ "count": 2, "of": 3, "unknown": 1 }));
    assert_eq!((&result["measures"][0]["reliable_change"], &result["measures"][1]["reliable_change"]), (&json!(6.0), &json!(4.0)));
    let page = folder.ok(&with_question(table, &more[..4]));
    assert!(page.contains("1 of 2; of 1 it is not known"), "{page}");
    let wrong = folder.write("wrong.csv", scores.replace("a,0,15", "a,0,51"));
    let refused = folder.run(&with_question(wrong.to_str().unwrap(), &more)).with_code(3);
    assert!(refused.said.contains("column phq9: 51 of a is no score of the PHQ-9"), "{}", refused.said);
    folder.run(&with_question(table, &more[..2])).with_code(2);
}

#[test]
fn a_method_that_is_not_defined_ends_with_the_reason() {
    let folder = Folder::new();
    let table = folder.write("scores.csv", SCORES);
    let table = table.to_str().unwrap();
    let check = |table: &str, more: &[&str], code: i32, part: &str| {
        let ended = folder.run(&with_question(table, more));
        assert_eq!(ended.code, Some(code), "{more:?}: {}", ended.said);
        assert!(ended.said.contains(part), "{}", ended.said);
        if code == 3 {
            let refused: Json = serde_json::from_str(&ended.output).unwrap();
            assert!(refused["refused"].as_str().unwrap().contains(part), "{refused}");
        }
    };
    let functional = ["--reliability", "0.5", "--method", "HA", "--cutoff", "c", "--m-functional", "3", "--sd-functional", "0.2", "--json"];
    check(table, &functional, 3, "below the standard error of measurement");
    check(table, &["--json"], 2, "--reliability");
    let one = folder.write("one.csv", "patient,week,phq9\na,0,21\na,8,6\n");
    check(one.to_str().unwrap(), &["--reliability", "0.86", "--json"], 3, "needs 2 patients");
    let constant = folder.write("constant.csv", "patient,week,phq9\na,0,9\na,8,9\nb,0,9\nb,8,9\n");
    check(constant.to_str().unwrap(), &["--reliability", "0.86", "--json"], 3, "All first scores are the same");
    let empty = folder.write("empty.csv", "");
    check(empty.to_str().unwrap(), &["--reliability", "0.86", "--json"], 3, "is empty");
}

#[test]
fn the_analysis_in_the_examples_prints_what_it_should() {
    let test = "the_analysis_in_the_examples_prints_what_it_should";
    let Some(table) = shared_data(test, "stats/csv/claus_2020.csv") else { return };
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/claus-2020-analysis");
    let ended = Command::new(example.join("run.sh")).arg(table).env("THROUGHLINE", program()).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let expected = std::fs::read_to_string(example.join("expected.txt")).unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stdout), expected);
}
