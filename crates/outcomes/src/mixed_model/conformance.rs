//! Every fit of `../shared/data/stats/lmm`, within the tolerances that its README states.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Column, Fit, Formula, Method, Table, fit};

fn folder(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/stats").join(name);
    if !folder.is_dir() {
        println!("SKIPPED stats/{name}: ../shared/data is absent");
        return None;
    }
    Some(folder)
}

/// A table from comma-separated text without commas in its cells.
fn table(text: &str) -> Table {
    let mut lines = text.lines().map(|line| line.split(',').map(|cell| cell.trim_matches('"')).collect::<Vec<_>>());
    let names = lines.next().expect("a header");
    let rows: Vec<Vec<&str>> = lines.collect();
    let mut table = Table::new();
    for (place, name) in names.iter().enumerate() {
        let cells: Vec<&str> = rows.iter().map(|row| row[place]).collect();
        let number = |cell: &&str| if cell.is_empty() || *cell == "NA" { Ok(f64::NAN) } else { cell.parse() };
        let column = match cells.iter().map(number).collect::<Result<Vec<f64>, _>>() {
            Ok(numbers) => Column::Numbers(numbers),
            Err(_) => Column::Text(cells.iter().map(|cell| Some((*cell).to_owned())).collect()),
        };
        table.insert(*name, column);
    }
    table
}

/// The table of a case: `tx` is the treated group, and the published model of the BtheB trial leaves the first measurement out of the outcome.
fn prepared(case: &Value, stats: &Path) -> Table {
    let name = case["dataset"].as_str().expect("a data set");
    let mut table = table(&fs::read_to_string(stats.join("csv").join(format!("{name}.csv"))).expect("the data set"));
    if let (None, Some(Column::Text(values))) = (table.column("tx"), table.column("treatment")) {
        let treated = values.iter().map(|value| if value.as_deref() == Some("TAU") { 0.0 } else { 1.0 }).collect();
        table.insert("tx", Column::Numbers(treated));
    }
    if case["case_id"].as_str().is_some_and(|id| id.starts_with("btheb_hsaur"))
        && let (Some(Column::Numbers(months)), Some(Column::Numbers(scores))) = (table.column("month"), table.column("bdi"))
    {
        let later = months.iter().zip(scores).map(|(month, score)| if *month > 0.0 { *score } else { f64::NAN }).collect();
        table.insert("bdi", Column::Numbers(later));
    }
    table
}

#[track_caller]
fn near(what: &str, found: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{what}: no expected number"));
    let difference = (found - expected).abs();
    assert!(difference <= tolerance * expected.abs().max(1e-3), "{what}: {found} for {expected}, off by {:e}", difference / expected.abs());
}

fn check_fixed(case: &str, fitted: &Fit, expected: &Value, tolerance: f64) {
    assert_eq!(fitted.fixed.len(), expected["fixef"].as_object().expect("fixed effects").len(), "{case}");
    for effect in &fitted.fixed {
        near(&format!("{case} {}", effect.name), effect.estimate, &expected["fixef"][&effect.name], tolerance);
        near(&format!("{case} SE {}", effect.name), effect.standard_error, &expected["se"][&effect.name], tolerance);
    }
    near(&format!("{case} sigma2"), fitted.residual_variance, &expected["sigma2"], tolerance);
}

fn check_random(case: &str, fitted: &Fit, expected: &Value, tolerance: f64) {
    let random = &fitted.random[0];
    let blups = &expected["blups"][&random.group];
    let levels = blups["level"].as_array().expect("levels");
    assert_eq!(levels.len(), random.levels.count(), "{case}");
    for (level, name) in levels.iter().enumerate() {
        assert_eq!(name.as_str(), Some(random.levels.name(level).as_str()), "{case}");
        for (effect, named) in random.effects.iter().enumerate() {
            let spread = random.covariance[(effect, effect)].sqrt();
            let value = &blups[format!("re_{named}")][level];
            let difference = (random.deviation(level, effect) - value.as_f64().expect("a prediction")).abs();
            assert!(difference <= tolerance * spread, "{case} {named} of {name}: off by {difference:e}");
            let variance = &blups[format!("condvar_{0}{0}", effect + 1)][level];
            near(&format!("{case} condvar"), random.conditional_covariance(level, effect, effect), variance, 2.0 * tolerance);
        }
    }
}

#[test]
fn every_published_fit_is_reproduced() {
    let Some(cases) = folder("lmm") else { return };
    let stats = cases.parent().expect("a folder above");
    let mut paths: Vec<PathBuf> = fs::read_dir(&cases).expect("cases").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert_eq!(paths.len(), 17);
    for path in paths {
        let case: Value = serde_json::from_str(&fs::read_to_string(path).expect("a case")).expect("JSON");
        let id = case["case_id"].as_str().expect("an id");
        let method = if case["REML"] == true { Method::Reml } else { Method::Ml };
        let formula: Formula = case["formula"].as_str().expect("a formula").parse().expect("a formula that can be read");
        let fitted = fit(&formula.design(&prepared(&case, stats)).expect("a design"), method).expect(id);
        assert_eq!((fitted.rows as u64, fitted.is_singular), (case["n_obs"].as_u64().expect("rows"), case["singular"] == true), "{id}");
        let polished = case.get("polished");
        near(id, fitted.log_likelihood, &polished.unwrap_or(&case)["logLik"], if polished.is_some() { 1e-6 } else { 1e-5 });
        near(id, fitted.aic(), &case["AIC"], 1e-8);
        near(id, fitted.bic(), &case["BIC"], 1e-8);
        check_fixed(id, &fitted, polished.unwrap_or(&case), if polished.is_some() { 1e-6 } else { 1e-3 });
        check_random(id, &fitted, &case, if polished.is_some() { 1e-5 } else { 1e-3 });
        for (place, component) in fitted.components.iter().enumerate() {
            let exact = polished.map(|polished| &polished["Psi"]);
            let random = &fitted.random[0];
            let (Some(first), Some(exact)) = (&component.first, exact) else {
                near(&format!("{id} component"), component.variance, &case["varcorr"]["vcov"][place], 1e-3);
                continue;
            };
            let row = random.effect(first).expect("an effect of the factor");
            let column = component.second.as_ref().map_or(row, |second| random.effect(second).expect("an effect of the factor"));
            near(&format!("{id} {first}"), component.variance, &exact[row][column], 1e-6);
        }
    }
}

#[test]
fn logarithms_in_the_formula_are_the_column_of_logarithms() {
    let Some(csv) = folder("csv") else { return };
    let table = table(&fs::read_to_string(csv.join("btheb_long.csv")).expect("the data set"));
    let fitted = |text: &str| {
        let formula: Formula = text.parse().expect("a formula");
        fit(&formula.design(&table).expect("a design"), Method::Reml).expect("a fit")
    };
    let (written, given) = (fitted("bdi ~ log(month + 1) + (log(month + 1) | subject)"), fitted("bdi ~ logm + (logm | subject)"));
    assert_eq!(written.fixed[1].name, "log(month + 1)");
    assert!((written.log_likelihood - given.log_likelihood).abs() < 1e-8);
    assert!((written.log_likelihood - -1_323.168_805).abs() < 1e-6);
}
