//! The result as JSON: docs/reference/fit-json.md.

use outcomes::mixed_model::{Fit, Method, RandomEffects, VarianceComponent};
use serde_json::{Map, Value, json};

use super::table::Suspicious;

/// The whole result.
pub(super) fn result(formula: &str, fitted: &Fit, suspicious: &[Suspicious]) -> Value {
    let named = |values: &dyn Fn(usize) -> f64| -> Value {
        fitted.fixed.iter().enumerate().map(|(place, effect)| (effect.name.clone(), json!(values(place)))).collect::<Map<_, _>>().into()
    };
    let covariance: Vec<Vec<f64>> = fitted.fixed_covariance.row_iter().map(|row| row.iter().copied().collect()).collect();
    let groups: Map<String, Value> = fitted.groups.iter().map(|group| (group.name.clone(), json!(group.levels))).collect();
    let blups: Map<String, Value> = fitted.random.iter().map(|random| (random.group.clone(), random_effects(random))).collect();
    json!({
        "formula": formula,
        "REML": fitted.method == Method::Reml,
        "n_obs": fitted.rows,
        "n_missing": fitted.rows_missing,
        "n_groups": groups,
        "singular": fitted.is_singular,
        "fixef": named(&|place| fitted.fixed[place].estimate),
        "se": named(&|place| fitted.fixed[place].standard_error),
        "vcov_fixed": covariance,
        "varcorr": components(&fitted.components),
        "sigma2": fitted.residual_variance,
        "theta": fitted.theta,
        "logLik": fitted.log_likelihood,
        "deviance_m2ll": fitted.deviance(),
        "AIC": fitted.aic(),
        "BIC": fitted.bic(),
        "blups": blups,
        "problems": suspicious.iter().map(problem).collect::<Vec<_>>(),
    })
}

fn problem(one: &Suspicious) -> Value {
    json!({ "problem": "suspicious-code", "column": one.column, "code": one.code, "count": one.count, "row": one.row, "said": one.said() })
}

/// Columns of equal length.
fn components(components: &[VarianceComponent]) -> Value {
    let group = |component: &VarianceComponent| match (&component.group, component.block) {
        (None, _) => "Residual".to_owned(),
        (Some(group), 0) => group.clone(),
        (Some(group), block) => format!("{group}.{block}"),
    };
    json!({
        "grp": components.iter().map(group).collect::<Vec<_>>(),
        "var1": components.iter().map(|component| &component.first).collect::<Vec<_>>(),
        "var2": components.iter().map(|component| &component.second).collect::<Vec<_>>(),
        "vcov": components.iter().map(|component| component.variance).collect::<Vec<_>>(),
        "sdcor": components.iter().map(|component| component.deviation).collect::<Vec<_>>(),
    })
}

/// Columns of equal length, one entry a level.
fn random_effects(random: &RandomEffects) -> Value {
    let levels = 0..random.levels.count();
    let mut columns = Map::new();
    columns.insert("level".to_owned(), levels.clone().map(|level| random.levels.name(level)).collect());
    for (effect, name) in random.effects.iter().enumerate() {
        columns.insert(format!("re_{name}"), levels.clone().map(|level| random.deviation(level, effect)).collect());
    }
    for second in 0..random.effects.len() {
        for first in (0..=second).filter(|first| random.are_correlated(*first, second)) {
            let values = levels.clone().map(|level| random.conditional_covariance(level, first, second));
            columns.insert(format!("condvar_{}{}", first + 1, second + 1), values.collect());
        }
    }
    columns.into()
}
