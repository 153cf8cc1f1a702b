//! `throughline fit` and `throughline course` on tables of scores.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::program::{Folder, shared_data};

/// Invented scores: most patients improve with the logarithm of weeks, each tenth gets worse. `999` stands for a missing score here and there.
fn scores(patients: u32) -> String {
    let mut state = 7_u64;
    let mut noise = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(1_u32 << 30) - 1.0
    };
    let mut table = "patient,week,phq9,program\n".to_owned();
    for patient in 0..patients {
        let (level, slope) = (15.0 + 7.0 * noise(), if patient % 10 == 9 { 3.0 } else { -3.0 } + 2.0 * noise());
        let program = if patient % 2 == 0 { "day" } else { "evening" };
        for week in [0_u32, 1, 2, 4, 6, 9, 12] {
            let score = (level + slope * f64::from(week).ln_1p() + 3.0 * noise()).round().clamp(0.0, 27.0);
            let score = if patient % 20 == 3 && week == 6 { 999.0 } else { score };
            let _ = writeln!(table, "p{patient},{week},{score},{program}");
        }
    }
    table
}

const SERIES: [&str; 6] = ["--id", "patient", "--time", "week", "--score", "phq9"];

fn with_series<'a>(what: &'a str, file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["course", what, file][..], &SERIES, more].concat()
}

#[test]
fn a_model_is_fitted_and_suspicious_codes_are_warned_of_until_they_are_declared() {
    let folder = Folder::new();
    let table = folder.write("scores.csv", scores(60));
    let formula = "phq9 ~ log(week + 1) * program + (log(week + 1) | patient)";
    let fit = ["fit", table.to_str().unwrap(), "--formula", formula, "--json"];
    let warned = folder.run(&fit);
    assert_eq!(warned.code, Some(0), "{}", warned.said);
    assert!(warned.said.contains("3 cells in column phq9 are 999"), "{}", warned.said);
    let result: Json = serde_json::from_str(&warned.output).unwrap();
    assert_eq!(result["problems"][0]["code"], 999.0);
    assert_eq!((&result["n_obs"], &result["n_missing"]), (&json!(420), &json!(0)));

    let declared = folder.json(&[&fit[..], &["--missing", "999"]].concat());
    assert_eq!(declared["problems"], json!([]));
    assert_eq!((&declared["n_obs"], &declared["n_missing"]), (&json!(417), &json!(3)));
    let names: Vec<&String> = declared["fixef"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["(Intercept)", "log(week + 1)", "programevening", "log(week + 1):programevening"]);
    assert!(declared["sigma2"].as_f64().unwrap() < 20.0 && result["sigma2"].as_f64().unwrap() > 1000.0);
    let page = folder.run(&["fit", table.to_str().unwrap(), "--formula", formula, "--missing", "999", "--ml"]);
    assert!(page.output.contains("417 used, 3 left out") && page.output.contains("log(week + 1):programevening"), "{}", page.output);
}

#[test]
fn what_cannot_be_fitted_ends_with_its_reason_and_place() {
    let folder = Folder::new();
    let table = folder.write("scores.csv", scores(60));
    let check = |file: &str, formula: &str, said: &str| {
        let ended = folder.run(&["fit", file, "--formula", formula, "--json"]);
        assert_eq!(ended.code, Some(3), "{formula}: {}", ended.said);
        assert!(ended.said.contains(said), "{}", ended.said);
        let refused: Json = serde_json::from_str(&ended.output).unwrap();
        assert!(ended.said.contains(refused["refused"].as_str().unwrap()), "{refused}");
    };
    let table = table.to_str().unwrap();
    check(table, "phq9 ~ week + (week | patient", "character 30: ) is expected and the end was found");
    check(table, "phq9 ~ weak + (1 | patient)", "Did you mean week?");
    check(table, "phq9 ~ log(week) + (1 | patient)", "Row 2: log(week) has no value there.");
    check(table, "phq9 ~ week + I(week * 2) + (1 | patient)", "I(week * 2) is a combination of the ones before it");
    check(table, "phq9 ~ week + (week | program)", "program has 2 levels and the model 6 parameters");
    let written = |name: &str, text: &str| folder.write(name, text).to_str().unwrap().to_owned();
    check(&written("empty.csv", ""), "phq9 ~ 1 + (1 | patient)", "is empty");
    check(&written("one.csv", "patient,phq9\na,3\n"), "phq9 ~ 1 + (1 | patient)", "the same in all 1 rows");
    check(&written("constant.csv", "patient,phq9\na,3\na,3\nb,3\nb,3\n"), "phq9 ~ 1 + (1 | patient)", "the same in all 4 rows");
    check(&written("missing.csv", "patient,phq9\na,\nb,\n"), "phq9 ~ 1 + (1 | patient)", "no value in any of 2 rows");
    check(&written("text.csv", "patient,phq9\na,3\na,5\nb,high\n"), "phq9 ~ 1 + (1 | patient)", "row 4, column phq9: high is not a number");
}

#[test]
fn published_fits_come_out_of_the_command() {
    let test = "published_fits_come_out_of_the_command";
    let Some(case) = shared_data(test, "stats/lmm/btheb_log_reml.json") else { return };
    let Some(table) = shared_data(test, "stats/csv/btheb_long.csv") else { return };
    let case: Json = serde_json::from_str(&std::fs::read_to_string(case).unwrap()).unwrap();
    let found = Folder::new().json(&["fit", table.to_str().unwrap(), "--formula", case["formula"].as_str().unwrap(), "--json"]);
    for field in ["formula", "REML", "n_obs", "n_groups", "singular"] {
        assert_eq!(found[field], case[field], "{field}");
    }
    for field in ["logLik", "deviance_m2ll", "AIC", "BIC"] {
        let (found, expected) = (found[field].as_f64().unwrap(), case[field].as_f64().unwrap());
        assert!((found - expected).abs() < 1e-8 * expected.abs(), "{field}: {found} for {expected}");
    }
    for field in ["varcorr", "blups"] {
        let fields = |value: &Json| value[field].as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(fields(&found), fields(&case), "{field}");
    }
    assert_eq!(found["blups"]["subject"]["level"], case["blups"]["subject"]["level"]);
}

#[test]
fn courses_are_fitted_by_intake_band_into_a_file_and_evaluated_beside_plain_rules() {
    let folder = Folder::new();
    let table = folder.write("scores.csv", scores(600));
    let table = table.to_str().unwrap();
    let more = ["--missing", "999", "--bands", "0..13,14..27", "--cut-off", "2026-06-30"];
    let fitted = folder.json(&with_series("fit", table, &[&more[..], &["--output", "courses.toml", "--json"]].concat()));
    assert_eq!(fitted["courses"].as_array().unwrap().len(), 2);
    assert_eq!(fitted["courses"][0]["data_cut_off"], "2026-06-30");
    let file = folder.read("courses.toml");
    assert_eq!(file.matches("[[course]]").count(), 2);
    assert!(file.contains("model = \"log-time-1\"") && file.contains("data_cut_off = \"2026-06-30\""), "{file}");

    let evaluated = folder.json(&with_series("evaluate", table, &[&more[..], &["--reliable-change", "5", "--json"]].concat()));
    let evaluation = &evaluated["evaluations"][0];
    assert_eq!(evaluation["patients_fitted"].as_u64().unwrap() + evaluation["patients_held_apart"].as_u64().unwrap(), 600);
    let rules: Vec<&str> = evaluation["rules"].as_array().unwrap().iter().map(|rule| rule["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["off-course", "watch", "off-dynamic-course", "reliable-change", "raw-change"]);
    let sensitivity = &evaluation["rules"][0]["sensitivity"];
    assert!(sensitivity["value"].as_f64().unwrap() > 0.6, "{sensitivity}");
    assert!(sensitivity["lower"].as_f64().unwrap() < sensitivity["value"].as_f64().unwrap());
    assert_eq!(sensitivity["of"], evaluation["deteriorated"]["count"]);
}

#[test]
fn a_practice_with_few_finished_episodes_has_no_course_of_its_own() {
    let folder = Folder::new();
    let table = folder.write("scores.csv", scores(30));
    let ended = folder.run(&with_series("fit", table.to_str().unwrap(), &["--missing", "999", "--output", "courses.toml"]));
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    assert!(ended.output.contains("No course of its own: 30 finished episodes, 50 needed"), "{}", ended.output);
    assert!(!folder.file("courses.toml").exists());
    let wrong = folder.run(&with_series("fit", table.to_str().unwrap(), &["--bands", "0..14,14..27"]));
    assert_eq!(wrong.code, Some(2), "{}", wrong.said);
}
