//! Courses and evaluations as JSON: docs/reference/course-json.md.

use outcomes::expected_course::evaluation::{AlertRule, Question, RuleResult};
use outcomes::expected_course::{Courses, Evaluation, NoCourse};
use serde_json::{Value, json};
use vocabulary::Rate;

use super::printed;

/// Each intake band of an instrument.
pub(super) fn courses(instrument: &str, courses: &Courses) -> Vec<Value> {
    let band = |(band, found): &(_, Result<outcomes::expected_course::Course, NoCourse>)| {
        let band: &outcomes::expected_course::IntakeBand = band;
        let intake = json!({ "name": band.name, "lowest": band.lowest, "highest": band.highest });
        match found {
            Ok(course) => json!({
                "instrument": instrument,
                "intake_band": intake,
                "model": course.model,
                "time_unit": course.time_unit.name(),
                "direction": course.direction.code(),
                "whole_scores": course.is_whole,
                "episodes": course.episodes,
                "scores": course.scores,
                "time_last": course.time_last,
                "data_cut_off": course.data_cut_off.map(|day| day.to_string()),
                "beta": course.population.coefficients,
                "vcov_fixed": course.population.coefficient_covariance,
                "G": course.population.effect_covariance,
                "sigma2": course.population.residual_variance,
            }),
            Err(reason) => {
                let counts = match reason {
                    NoCourse::TooFew { episodes, needed } => json!({ "episodes": episodes, "needed": needed }),
                    NoCourse::Model(_) => json!({}),
                };
                json!({ "instrument": instrument, "intake_band": intake, "no_course": counts, "said": printed::no_course(reason) })
            }
        }
    };
    courses.bands.iter().map(band).collect()
}

/// One instrument.
pub(super) fn evaluation(question: &Question, evaluation: &Evaluation) -> Value {
    json!({
        "instrument": question.fitting.instrument,
        "reliable_change": question.reliable_change,
        "held_apart": question.held_apart,
        "seed": question.seed,
        "data_cut_off": question.fitting.data_cut_off.map(|day| day.to_string()),
        "patients_fitted": evaluation.patients_fitted,
        "patients_held_apart": evaluation.patients_held_apart,
        "episodes": evaluation.episodes,
        "episodes_too_short": evaluation.episodes_too_short,
        "episodes_without_course": evaluation.episodes_without_course,
        "deteriorated": rate(evaluation.deteriorated),
        "improved": rate(evaluation.improved),
        "rules": evaluation.rules.iter().map(rule).collect::<Vec<_>>(),
        "courses": courses(&question.fitting.instrument, &evaluation.courses),
    })
}

fn rule(result: &RuleResult) -> Value {
    let (name, points) = match result.rule {
        AlertRule::OffCourse => ("off-course", None),
        AlertRule::Watch => ("watch", None),
        AlertRule::OffDynamicCourse => ("off-dynamic-course", None),
        AlertRule::ReliableChange => ("reliable-change", None),
        AlertRule::RawChange { points } => ("raw-change", Some(points)),
    };
    json!({
        "rule": name,
        "points": points,
        "sensitivity": rate(result.sensitivity),
        "specificity": rate(result.specificity),
        "ppv": rate(result.positive_predictive_value),
        "flag_rate": rate(result.flagged),
        "lead_of": result.lead_scores.of,
        "lead_scores_median": result.lead_scores.value,
        "lead_scores_lower": result.lead_scores.interval.map(|(lower, _)| lower),
        "lead_scores_upper": result.lead_scores.interval.map(|(_, upper)| upper),
        "lead_time_median": result.lead_time.value,
        "lead_time_lower": result.lead_time.interval.map(|(lower, _)| lower),
        "lead_time_upper": result.lead_time.interval.map(|(_, upper)| upper),
    })
}

/// A share with Wilson's 95 % interval; null of nothing.
fn rate(rate: Rate) -> Value {
    let interval = rate.interval();
    json!({
        "count": rate.count,
        "of": rate.of,
        "value": rate.value(),
        "lower": interval.map(|(lower, _)| lower),
        "upper": interval.map(|(_, upper)| upper),
    })
}
