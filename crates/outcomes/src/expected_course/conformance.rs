//! The bands of `../shared/data/stats/prog/etr_btheb_log_reml.json`: 601 predictions from the scores of a patient so far.

use std::path::Path;

use instruments::definition::Direction;
use serde_json::Value;
use statrs::distribution::{ContinuousCDF as _, Normal};

use super::course::tests::falling;
use super::{Course, Given, Scored, Standing};
use crate::mixed_model::Population;

fn column<'a>(case: &'a Value, name: &str) -> &'a Vec<Value> {
    case["rows"][name].as_array().expect("a column")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// The scores of one patient of the trial, by month.
fn scores(csv: &str, subject: i64) -> Vec<Scored> {
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let place = |name: &str| header.iter().position(|column| column.trim_matches('"') == name).expect("a column");
    let (id, month, score) = (place("subject"), place("month"), place("bdi"));
    let of_subject = lines.filter(|cells| cells[id].parse() == Ok(subject));
    of_subject.filter_map(|cells| Some(Scored { time: cells[month].parse().ok()?, score: cells[score].parse().ok()? })).collect()
}

#[test]
fn reference_bands_are_reproduced() {
    let stats = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/stats");
    let Ok(text) = std::fs::read_to_string(stats.join("prog/etr_btheb_log_reml.json")) else {
        println!("SKIPPED stats/prog/etr_btheb_log_reml: ../shared/data is absent");
        return;
    };
    let csv = std::fs::read_to_string(stats.join("csv/btheb_long.csv")).expect("the data set");
    let case: Value = serde_json::from_str(&text).expect("JSON");
    let matrix = |name: &str| -> Vec<Vec<f64>> {
        case["params"][name]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row.as_array().expect("a row").iter().map(number).collect())
            .collect()
    };
    let population = Population {
        coefficients: case["params"]["beta"].as_array().expect("coefficients").iter().map(number).collect(),
        coefficient_covariance: matrix("vcov_fixed"),
        effect_covariance: matrix("G"),
        residual_variance: number(&case["params"]["sigma2"]),
    };
    let course = Course { population, ..falling(Direction::HigherIsWorse) };
    let rows = column(&case, "id").len();
    assert_eq!(rows, 601);
    for row in 0..rows {
        let cell = |name: &str| number(&column(&case, name)[row]);
        let near = |name: &str, found: f64| {
            let expected = cell(name);
            assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "row {row}, {name}: {found} for {expected}");
        };
        let series = scores(&csv, column(&case, "id")[row].as_i64().expect("an id"));
        let known: Vec<Scored> =
            series.iter().take(usize::try_from(column(&case, "prefix_n")[row].as_u64().expect("a count")).expect("few")).copied().collect();
        let latest = Scored { time: cell("t_pred"), score: cell("y_obs") };
        let band = course.band(Given::SoFar(&known), latest.time);
        near("mean", band.expected.mean);
        near("sd", band.expected.deviation);
        near("sd_incl_fixef", band.expected.deviation_with_estimation);
        near("hi80", band.off_course_limit);
        near("hi68", band.watch_limit);
        near("lo80", band.expected.interval(super::course::OFF_COURSE_DEVIATIONS).0);
        // The reference gives the share of new scores at or below the one observed.
        near("p_ge", Normal::standard().cdf((latest.score - band.expected.mean) / band.expected.deviation));
        let standing = course.standing(Given::SoFar(&known), latest);
        assert_eq!(matches!(standing, Standing::OffCourse { .. }), column(&case, "red")[row] == true, "row {row}");
        assert_eq!(standing != Standing::OnCourse, column(&case, "yellow")[row] == true, "row {row}");
        if known.len() == 1 {
            assert_eq!(course.band(Given::Intake(known[0].score), latest.time), band);
        }
    }
}
