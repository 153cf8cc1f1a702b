//! What must hold for any data: the order of patients, the numbering of levels, the origin and the unit of time.

use proptest::prelude::*;

use super::{Column, DesignError, Fit, FitError, Formula, Method, Table, fit};

/// Scores that rise or fall, from numbers of a fixed sequence: six to eight visits of each patient, two patients a clinician and visits elsewhere.
fn practice(patients: u32, seed: u64) -> Table {
    let mut state = seed;
    let mut noise = || {
        let mut sum = 0.0;
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            sum += f64::from(u32::try_from(state >> 33).expect("31 bits")) / f64::from(1_u32 << 31);
        }
        sum - 6.0
    };
    let (mut patient, mut clinician, mut crossed, mut week, mut score, mut program) = (vec![], vec![], vec![], vec![], vec![], vec![]);
    let mut clinician_effects = Vec::new();
    for one in 0..patients {
        if one % 4 == 0 {
            clinician_effects.push(2.0 * noise());
        }
        let (level, slope) = (3.0 * noise(), 0.8 * noise());
        for visit in 0..6 + one % 3 {
            let time = f64::from(visit);
            patient.push(f64::from(one));
            clinician.push(f64::from(one / 4));
            crossed.push(f64::from((one + visit) % 5));
            week.push(time);
            program.push(Some(if one % 2 == 0 { "day" } else { "evening" }.to_owned()));
            let shared = clinician_effects[(one / 4) as usize];
            score.push(15.0 + level + shared + (slope - 1.0) * time + 1.5 * noise());
        }
    }
    let mut table = Table::new();
    for (name, values) in [("patient", patient), ("clinician", clinician), ("crossed", crossed), ("week", week), ("score", score)] {
        table.insert(name, Column::Numbers(values));
    }
    table.insert("program", Column::Text(program));
    table
}

fn fitted(text: &str, table: &Table) -> Fit {
    fit(&text.parse::<Formula>().expect("a formula").design(table).expect("a design"), Method::Reml).expect("a fit")
}

fn numbers<'a>(table: &'a Table, name: &str) -> &'a [f64] {
    match table.column(name) {
        Some(Column::Numbers(values)) => values,
        _ => panic!("{name} is no column of numbers"),
    }
}

fn with(table: &Table, name: &str, change: impl Fn(f64) -> f64) -> Table {
    let mut table = table.clone();
    let changed = numbers(&table, name).iter().map(|value| change(*value)).collect();
    table.insert(name, Column::Numbers(changed));
    table
}

/// The rows in the order of a multiplication, which visits each once.
fn reordered(table: &Table, step: usize) -> Table {
    let rows = numbers(table, "score").len();
    let order = |place: usize| (place * step + 3) % rows;
    let mut other = Table::new();
    for name in table.names() {
        let column = match table.column(name) {
            Some(Column::Numbers(values)) => Column::Numbers((0..rows).map(|place| values[order(place)]).collect()),
            Some(Column::Text(values)) => Column::Text((0..rows).map(|place| values[order(place)].clone()).collect()),
            None => unreachable!("the name came from the table"),
        };
        other.insert(name, column);
    }
    other
}

/// Every estimate with the size against which it is compared: an effect that lies near zero is compared with its standard error, a covariance with
/// the product of the standard deviations. Relative to a number near zero the last digit of a sum would count for everything.
fn estimates(fitted: &Fit) -> Vec<(f64, f64)> {
    let fixed = fitted.fixed.iter().flat_map(|effect| {
        let error = effect.standard_error;
        [(effect.estimate, effect.estimate.abs().max(error)), (error, error)]
    });
    let components = fitted.components.iter().map(|component| {
        let is_correlation = component.second.is_some() && component.deviation.abs() > f64::EPSILON;
        let size = if is_correlation { component.variance / component.deviation } else { component.variance };
        (component.variance, size.abs())
    });
    fixed.chain(components).chain([(fitted.log_likelihood, fitted.log_likelihood.abs())]).collect()
}

#[track_caller]
fn same_estimates(one: &Fit, other: &Fit, tolerance: f64) {
    for ((one, size), (other, _)) in estimates(one).into_iter().zip(estimates(other)) {
        assert!((one - other).abs() <= tolerance * size, "{one} and {other}");
    }
}

#[track_caller]
fn same(one: &[f64], other: &[f64], tolerance: f64) {
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(other) {
        assert!((one - other).abs() <= tolerance * one.abs().max(other.abs()), "{one} and {other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_rows_and_patients_changes_no_estimate(seed in 1_u64..1_000_000, step in prop::sample::select(vec![7_usize, 11, 13, 101, 211])) {
        let table = practice(40, seed);
        prop_assume!(!numbers(&table, "score").len().is_multiple_of(step));
        let formula = "score ~ week + program + (week | patient)";
        let (one, other) = (fitted(formula, &table), fitted(formula, &reordered(&table, step)));
        prop_assume!(!one.is_singular);
        same_estimates(&one, &other, 1e-9);
        // Other numbers for the patients, in another order.
        let renamed = fitted(formula, &with(&table, "patient", |patient| 1000.0 - 3.5 * patient));
        same_estimates(&one, &renamed, 1e-9);
    }

    #[test]
    fn the_origin_and_unit_of_time_change_no_likelihood(seed in 1_u64..1_000_000) {
        let table = practice(30, seed);
        let formula = "score ~ week + (week | patient)";
        let (weeks, days) = (fitted(formula, &table), fitted(formula, &with(&table, "week", |week| 20_000.0 + 7.0 * week)));
        prop_assert!((weeks.log_likelihood - days.log_likelihood - 7.0_f64.ln()).abs() < 1e-6);
        same(&[weeks.fixed[1].estimate, weeks.residual_variance], &[7.0 * days.fixed[1].estimate, days.residual_variance], 1e-7);
    }

    #[test]
    fn any_text_is_read_or_refused_as_a_formula(text in "[a-z01+*:|()~^ .-]{0,40}") {
        let _ = text.parse::<Formula>();
    }
}

/// The deviance of a model with two random intercepts, from the full covariance matrix.
fn direct_log_likelihood(table: &Table, groups: [&str; 2], fitted: &Fit) -> f64 {
    use nalgebra::{Cholesky, DMatrix, DVector};
    let score = numbers(table, "score");
    let variance = |name: &str| {
        let found = fitted.components.iter().find(|component| component.group.as_deref() == Some(name));
        found.expect("a component of each group").variance
    };
    let same = |name: &str, one: usize, other: usize| (numbers(table, name)[one] - numbers(table, name)[other]).abs() < 0.5;
    let total = DMatrix::from_fn(score.len(), score.len(), |one, other| {
        let shared: f64 = groups.iter().filter(|name| same(name, one, other)).map(|name| variance(name)).sum();
        shared + if one == other { fitted.residual_variance } else { 0.0 }
    });
    let fixed = DMatrix::from_fn(score.len(), 2, |row, column| if column == 0 { 1.0 } else { numbers(table, "week")[row] });
    let cholesky = Cholesky::new(total).expect("a covariance");
    let coefficients = DVector::from_iterator(2, fitted.fixed.iter().map(|effect| effect.estimate));
    let rest = DVector::from_column_slice(score) - &fixed * coefficients;
    let information = fixed.transpose() * cholesky.solve(&fixed);
    let freedom = super::number(score.len() - 2);
    -0.5 * (freedom * std::f64::consts::TAU.ln()
        + cholesky.ln_determinant()
        + information.determinant().ln()
        + rest.dot(&cholesky.solve(&rest)))
}

#[test]
fn a_second_factor_has_the_likelihood_of_the_full_covariance_matrix() {
    let table = practice(40, 11);
    for second in ["clinician", "crossed"] {
        let fitted = fitted(&format!("score ~ week + (1 | patient) + (1 | {second})"), &table);
        let direct = direct_log_likelihood(&table, ["patient", second], &fitted);
        assert!((fitted.log_likelihood - direct).abs() < 1e-7, "{second}: {} and {direct}", fitted.log_likelihood);
        // No other variances nearby are more likely.
        for factor in [0.97, 1.03] {
            let mut moved = fitted.clone();
            for component in moved.components.iter_mut().filter(|component| component.group.is_some()) {
                component.variance *= factor;
            }
            assert!(direct_log_likelihood(&table, ["patient", second], &moved) <= direct + 1e-9, "{second}");
        }
    }
}

#[test]
fn a_clinician_above_the_patient_may_stand_beside_a_random_slope() {
    let table = practice(60, 3);
    let without = fitted("score ~ week + (week | patient)", &table);
    let fitted = fitted("score ~ week + (week | patient) + (1 | clinician)", &table);
    assert_eq!(fitted.random.iter().map(|random| random.group.as_str()).collect::<Vec<_>>(), ["patient", "clinician"]);
    assert!(fitted.log_likelihood > without.log_likelihood);
    assert_eq!(fitted.groups[1].levels, 15);
    let residuals: f64 = (0..15).map(|level| fitted.random[1].deviation(level, 0)).sum();
    assert!(residuals.abs() < 1e-6 * 15.0, "deviations of clinicians cancel out: {residuals}");
}

#[track_caller]
fn refused(text: &str, table: &Table, expected: &str) {
    let said = match text.parse::<Formula>() {
        Err(error) => error.to_string(),
        Ok(formula) => match formula.design(table) {
            Err(error) => error.to_string(),
            Ok(design) => fit(&design, Method::Reml).expect_err("a refusal").to_string(),
        },
    };
    assert_eq!(said, expected);
}

#[test]
fn what_cannot_be_fitted_is_refused_with_its_reason() {
    let table = practice(40, 5);
    refused("score ~ week", &table, "formula, character 1: no random effect such as (1 | patient)");
    refused("score ~ week + (1 | patient", &table, "formula, character 28: expected ), found the end");
    refused("score ~ cube(week) + (1 | patient)", &table, "formula, character 9: unknown function \"cube\"");
    refused(
        "score ~ day + (1 | patient)",
        &table,
        "column \"day\" is not in the table, which has: patient, clinician, crossed, week, score, program",
    );
    refused("program ~ week + (1 | patient)", &table, "column \"program\" holds \"day\" in row 1, which is not a number");
    refused("score ~ log(week) + (1 | patient)", &table, "log(week) is not a finite number in row 1");
    refused(
        "score ~ week + I(2 * week + 1) + (1 | patient)",
        &table,
        "fixed effect \"I(2 * week + 1)\" is a combination of the ones before it",
    );
    refused("score ~ week + (week | crossed)", &table, "5 levels of \"crossed\" for 6 parameters");
    refused("score ~ 1 + (1 | patient)", &with(&table, "score", |_| 12.0), "the outcome \"score\" is the same in all 279 rows");
    refused("score ~ 1 + (1 | patient)", &with(&table, "score", |_| f64::NAN), "column \"score\" has no value in any of 279 rows");
    refused("score ~ week + (week | patient)", &Table::new(), "column \"score\" is not in the table, which has: ");
    let exact = {
        let mut exact = table.clone();
        let line = numbers(&table, "week").iter().zip(numbers(&table, "patient")).map(|(week, patient)| patient + 2.0 * week).collect();
        exact.insert("score", Column::Numbers(line));
        exact
    };
    refused("score ~ week + (1 | patient)", &exact, &FitError::PerfectFit.to_string());
    let mut one_row = Table::new();
    one_row.insert("score", Column::Numbers(vec![3.0]));
    one_row.insert("patient", Column::Numbers(vec![1.0]));
    refused("score ~ 1 + (1 | patient)", &one_row, "the outcome \"score\" is the same in all 1 rows");
    let mut empty = Table::new();
    empty.insert("score", Column::Numbers(Vec::new()));
    empty.insert("patient", Column::Numbers(Vec::new()));
    refused("score ~ 1 + (1 | patient)", &empty, &DesignError::NoRows.to_string());
}

#[test]
fn factors_are_coded_as_in_the_textbooks() {
    let table = practice(40, 5);
    let names = |text: &str| -> Vec<String> {
        let design = text.parse::<Formula>().expect("a formula").design(&table).expect("a design");
        design.fixed.into_iter().map(|column| column.name).collect()
    };
    assert_eq!(names("score ~ week * program + (1 | patient)"), ["(Intercept)", "week", "programevening", "week:programevening"]);
    assert_eq!(names("score ~ 0 + program + week + (1 | patient)"), ["programday", "programevening", "week"]);
    assert_eq!(
        names("score ~ program + week:program + (1 | patient)"),
        ["(Intercept)", "programevening", "week:programday", "week:programevening"]
    );
    assert_eq!(
        names("score ~ week*program - week:program + I(week^2) + (1 | patient)"),
        ["(Intercept)", "week", "programevening", "I(week^2)"]
    );
}

#[test]
fn effects_that_are_not_there_make_a_singular_fit_and_no_error() {
    let table = practice(40, 8);
    let rows = numbers(&table, "score").len();
    let mut table = table.clone();
    // Scores that alternate within each patient leave nothing for differences between patients.
    let score = (0..rows).map(|row| numbers(&table, "week")[row] + if row % 2 == 0 { 1.0 } else { -1.0 }).collect();
    table.insert("score", Column::Numbers(score));
    let fitted = fitted("score ~ week + (1 | patient)", &table);
    assert!(fitted.is_singular);
    assert!(fitted.components[0].variance < 1e-6);
}
