//! What must hold for every table of patients, and published numbers that need no data.

use instruments::definition::Direction;
use proptest::prelude::*;

use super::analysis::{Analysis, Approach, Criterion, CutoffKind, CutoffMethod, CutoffRule, Functional, Index, SpreadForB};
use super::distribution::standard_error_of_difference;
use super::{Category, Outcome, Patient, Refusal, RowRefusal, analyse};

fn table(scores: &[(f64, f64)]) -> Vec<Patient> {
    let patient = |(place, (pre, post)): (usize, &(f64, f64))| Patient {
        id: place.to_string(),
        pre: Some(*pre),
        post: Some(*post),
        ..Patient::default()
    };
    scores.iter().enumerate().map(patient).collect()
}

fn lower_is_better(approach: Approach) -> Analysis {
    Analysis { direction: Direction::HigherIsWorse, approach }
}

fn rule(kind: CutoffKind, functional: Option<(f64, f64)>) -> CutoffRule {
    let functional = functional.map(|(mean, standard_deviation)| Functional { mean, standard_deviation });
    CutoffRule { kind, functional, spread_for_b: SpreadForB::Functional }
}

/// Every approach and method, with a functional population whose mean has this sign.
fn approaches(sign: f64) -> Vec<Approach> {
    let reliability = 0.8;
    let indices = [
        Index::JacobsonTruax { reliability },
        Index::GulliksenLordNovick { reliability },
        Index::HsuLinnLord { reliability },
        Index::EdwardsNunnally { reliability },
        Index::NunnallyKotsch { reliability, reliability_post: 0.85 },
        Index::HagemanArrindell { reliability },
    ];
    let cutoff = |kind| rule(kind, Some((sign * 5.0, 9.0)));
    let mut approaches = vec![
        Approach::Percentage { improvement: 0.5, deterioration: 0.25 },
        Approach::Anchor { improvement: 5.0, deterioration: 3.0 },
        Approach::Statistical { method: CutoffMethod::Observed, cutoff: cutoff(CutoffKind::A), significance: 0.05 },
        Approach::Statistical { method: CutoffMethod::TrueScores { reliability }, cutoff: cutoff(CutoffKind::C), significance: 0.05 },
        Approach::Combined {
            criterion: Criterion::Anchor { improvement: 5.0, deterioration: 3.0 },
            cutoff: cutoff(CutoffKind::B),
            significance: 0.05,
        },
    ];
    for index in indices {
        approaches.push(Approach::Distribution { index, significance: 0.05 });
        approaches.push(Approach::Combined { criterion: Criterion::Index(index), cutoff: cutoff(CutoffKind::C), significance: 0.05 });
    }
    approaches
}

fn categories(outcome: Result<Outcome, Refusal>) -> Result<Vec<(String, Option<Category>)>, &'static str> {
    let outcome = outcome.map_err(|refusal| refusal.code())?;
    let mut categories: Vec<_> = outcome.rows.into_iter().map(|row| (row.id, row.category)).collect();
    categories.sort();
    Ok(categories)
}

proptest! {
    #[test]
    fn negated_scores_in_the_other_direction_have_the_same_categories(
        scores in proptest::collection::vec((0u8..60, 0u8..60), 1..40),
    ) {
        let scores: Vec<(f64, f64)> = scores.into_iter().map(|(pre, post)| (f64::from(pre), f64::from(post))).collect();
        let negated: Vec<(f64, f64)> = scores.iter().map(|(pre, post)| (-pre, -post)).collect();
        for (approach, mirrored) in approaches(1.0).into_iter().zip(approaches(-1.0)) {
            let mirrored = Analysis { direction: Direction::HigherIsBetter, approach: mirrored };
            let analysis = lower_is_better(approach);
            prop_assert_eq!(
                categories(analyse(&analysis, &table(&scores))),
                categories(analyse(&mirrored, &table(&negated))),
                "{:?}", analysis
            );
        }
    }

    #[test]
    fn the_order_of_patients_changes_no_category(
        scores in proptest::collection::vec((0u8..60, 0u8..60), 3..30),
        seed in any::<u64>(),
    ) {
        let scores: Vec<(f64, f64)> = scores.into_iter().map(|(pre, post)| (f64::from(pre), f64::from(post))).collect();
        let patients = table(&scores);
        let mut shuffled = patients.clone();
        shuffled.sort_by_key(|patient| patient.id.parse::<u64>().unwrap().wrapping_add(1).wrapping_mul(seed | 1));
        for approach in approaches(1.0) {
            let analysis = lower_is_better(approach);
            prop_assert_eq!(categories(analyse(&analysis, &patients)), categories(analyse(&analysis, &shuffled)), "{:?}", analysis);
        }
    }
}

#[test]
fn the_example_of_jacobson_and_truax_comes_out_as_published() {
    let s_diff = standard_error_of_difference(7.5, 0.80);
    let near = |found: f64, published: f64| assert!((found - published).abs() < 5e-7, "{found}, published {published}");
    near(s_diff, 4.743_416);
    near(s_diff / std::f64::consts::SQRT_2, 3.354_102);
    near((47.5 - 32.5) / s_diff, 3.162_278);
}

#[test]
fn the_cutoffs_of_jacobson_and_truax_come_out_as_published() {
    // Mean 40 and standard deviation 7.5 (n - 1).
    let distance = 7.5 / std::f64::consts::SQRT_2;
    let patients = table(&[(40.0 - distance, 50.0), (40.0 + distance, 60.0)]);
    let check = |kind, expected: f64| {
        let approach = Approach::Statistical { method: CutoffMethod::Observed, cutoff: rule(kind, Some((60.0, 7.5))), significance: 0.05 };
        let outcome = analyse(&Analysis { direction: Direction::HigherIsBetter, approach }, &patients).unwrap();
        let found = outcome.cutoff.unwrap().value;
        assert!((found - expected).abs() < 1e-9, "{kind:?}: {found}");
    };
    check(CutoffKind::A, 55.0);
    check(CutoffKind::B, 45.0);
    check(CutoffKind::C, 50.0);
}

#[test]
fn a_score_equal_to_the_cutoff_is_on_neither_side() {
    let distance = 7.5 / std::f64::consts::SQRT_2;
    let patients = table(&[(40.0 - distance, 50.0), (40.0 + distance, 50.1)]);
    let approach = Approach::Statistical {
        method: CutoffMethod::Observed,
        cutoff: CutoffRule {
            kind: CutoffKind::B,
            functional: Some(Functional { mean: 65.0, standard_deviation: 7.5 }),
            spread_for_b: SpreadForB::Functional,
        },
        significance: 0.05,
    };
    let outcome = analyse(&Analysis { direction: Direction::HigherIsBetter, approach }, &patients).unwrap();
    let sides: Vec<_> = outcome.rows.iter().map(|row| (row.clinical_pre, row.functional_post)).collect();
    assert_eq!(sides, [(Some(true), Some(false)), (Some(true), Some(true))]);
}

#[test]
fn a_share_of_nothing_is_refused_for_that_patient_only() {
    let patients = table(&[(0.0, 4.0), (10.0, 5.0), (10.0, 5.1), (10.0, 10.0)]);
    let outcome = analyse(&lower_is_better(Approach::Percentage { improvement: 0.5, deterioration: 0.5 }), &patients).unwrap();
    let found: Vec<_> = outcome.rows.iter().map(|row| row.category).collect();
    assert_eq!(found, [None, Some(Category::Improved), Some(Category::Unchanged), Some(Category::Unchanged)]);
    assert_eq!(outcome.refused.iter().map(|row| (row.id.as_str(), row.reason)).collect::<Vec<_>>(), [("0", RowRefusal::BaselineIsZero)]);
    assert_eq!(outcome.summary.iter().map(|line| line.n).sum::<usize>(), 3);
}

#[test]
fn what_a_method_cannot_do_without_is_refused_by_name() {
    let jacobson_truax = Approach::Distribution { index: Index::JacobsonTruax { reliability: 0.8 }, significance: 0.05 };
    let check = |approach: &Approach, scores: &[(f64, f64)], expected: &str| {
        let refusal = analyse(&lower_is_better(approach.clone()), &table(scores)).unwrap_err();
        assert_eq!(refusal.code(), expected, "{refusal}");
    };
    check(&jacobson_truax, &[], "no-pairs");
    check(&jacobson_truax, &[(20.0, 10.0)], "too-few");
    check(&jacobson_truax, &[(20.0, 10.0), (20.0, 12.0)], "constant");
    let cutoff = Approach::Statistical {
        method: CutoffMethod::TrueScores { reliability: 0.8 },
        cutoff: rule(CutoffKind::C, Some((5.0, 0.5))),
        significance: 0.05,
    };
    check(&cutoff, &[(20.0, 10.0), (30.0, 12.0), (25.0, 3.0)], "functional-spread-below-error");
    let between = Approach::AnchorBetween { threshold: 5.0, confidence: 0.95 };
    check(&between, &[(20.0, 10.0), (30.0, 12.0)], "groups-needed");
}

/// With the same sessions for everybody the restricted maximum has a closed form: slopes by least squares, their spread between patients less
/// what residuals explain, and the shrinkage that follows.
#[test]
fn slope_deviations_agree_with_the_closed_form_of_a_balanced_table() {
    let scores: [[f64; 4]; 6] = [
        [30.0, 27.0, 21.0, 19.0],
        [22.0, 23.0, 24.0, 20.0],
        [35.0, 25.0, 18.0, 9.0],
        [28.0, 29.0, 27.0, 33.0],
        [19.0, 15.0, 16.0, 10.0],
        [26.0, 25.0, 19.0, 20.0],
    ];
    // Times -1.5 to 1.5, so that intercepts and slopes are estimated independently: X'X is diagonal, 4 and 5.
    let times = [-1.5, -0.5, 0.5, 1.5];
    let patient = |(place, scores): (usize, &[f64; 4])| Patient {
        id: place.to_string(),
        sessions: times.iter().copied().zip(scores.iter().copied()).collect(),
        ..Patient::default()
    };
    let patients: Vec<Patient> = scores.iter().enumerate().map(patient).collect();
    let intercepts: Vec<f64> = scores.iter().map(|scores| scores.iter().sum::<f64>() / 4.0).collect();
    let slopes: Vec<f64> =
        scores.iter().map(|scores| scores.iter().zip(times).map(|(score, time)| score * time).sum::<f64>() / 5.0).collect();
    let residual = |place: usize| -> f64 {
        let fitted = times.iter().map(|time| intercepts[place] + slopes[place] * time);
        scores[place].iter().zip(fitted).map(|(score, fitted)| (score - fitted).powi(2)).sum()
    };
    let residual_variance = (0..6).map(residual).sum::<f64>() / 12.0;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / 6.0;
    let covariance = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| (x - mean(a)) * (y - mean(b))).sum::<f64>() / 5.0;
    // Between patients, as observed (s) and true (p).
    let (s11, s12, s22) = (covariance(&intercepts, &intercepts), covariance(&intercepts, &slopes), covariance(&slopes, &slopes));
    let (p11, p12, p22) = (s11 - residual_variance / 4.0, s12, s22 - residual_variance / 5.0);
    let determinant = s11 * s22 - s12 * s12;
    // The row of P S^-1 that makes a slope deviation out of observed deviations.
    let (from_intercept, from_slope) = ((p12 * s22 - p22 * s12) / determinant, (p22 * s11 - p12 * s12) / determinant);
    let conditional = p22 - (from_intercept * p12 + from_slope * p22);
    assert!(p11 * p22 - p12 * p12 > 0.0, "the maximum is inside");

    let approach = Approach::Distribution { index: Index::MixedModel, significance: 0.05 };
    let outcome = analyse(&lower_is_better(approach), &patients).unwrap();
    for (place, row) in outcome.rows.iter().enumerate() {
        let deviation = from_intercept * (intercepts[place] - mean(&intercepts)) + from_slope * (slopes[place] - mean(&slopes));
        let (expected, found) = (deviation / conditional.sqrt(), row.rci.unwrap());
        assert!((expected - found).abs() < 1e-9, "{place}: expected {expected}, found {found}");
    }
}
