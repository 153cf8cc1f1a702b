//! The result as a person reads it.

use outcomes::mixed_model::{Fit, Method};
use wording::{Key, Text};

use crate::console;

/// A number with at most six digits that count.
pub(in crate::commands) fn plain(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = value.abs().log10().floor();
    if !(-5.0..15.0).contains(&magnitude) {
        return format!("{value:.4e}");
    }
    let decimals = [5.0, 4.0, 3.0, 2.0, 1.0].iter().position(|limit| magnitude >= *limit).unwrap_or(if magnitude < -2.0 { 8 } else { 5 });
    let rounded = format!("{value:.decimals$}");
    if rounded.contains('.') { rounded.trim_end_matches('0').trim_end_matches('.').to_owned() } else { rounded }
}

/// The page.
pub(super) fn page(fitted: &Fit) -> String {
    let text = console::text();
    let mut parts = vec![facts(text, fitted), fixed(text, fitted), components(text, fitted)];
    if fitted.is_singular {
        parts.push(format!("{}\n", text.say(Key::FitSingular)));
    }
    parts.join("\n")
}

fn facts(text: Text, fitted: &Fit) -> String {
    let method = if fitted.method == Method::Reml { Key::FitMethodReml } else { Key::FitMethodMl };
    let counted = [("used", fitted.rows.into()), ("missing", fitted.rows_missing.into())];
    let mut rows = vec![
        vec![text.say(Key::FitOutcome), fitted.outcome.clone()],
        vec![text.say(Key::FitMethod), text.say(method)],
        vec![text.say(Key::FitRows), text.say_with(Key::FitRowsCounted, &counted)],
    ];
    let group = |group: &outcomes::mixed_model::GroupCount| {
        vec![text.say_with(Key::FitGroups, &[("group", (&group.name).into())]), group.levels.to_string()]
    };
    rows.extend(fitted.groups.iter().map(group));
    let values = [
        (Key::FitLogLikelihood, fitted.log_likelihood),
        (Key::FitDeviance, fitted.deviance()),
        (Key::FitAic, fitted.aic()),
        (Key::FitBic, fitted.bic()),
    ];
    rows.extend(values.into_iter().map(|(key, value)| vec![text.say(key), format!("{value:.4}")]));
    console::columns(&rows, &[])
}

fn fixed(text: Text, fitted: &Fit) -> String {
    let mut rows = vec![[Key::FitFixedEffect, Key::FitEstimate, Key::FitStandardError].map(|key| text.say(key)).to_vec()];
    rows.extend(fitted.fixed.iter().map(|effect| vec![effect.name.clone(), plain(effect.estimate), plain(effect.standard_error)]));
    console::columns(&rows, &[1, 2])
}

fn components(text: Text, fitted: &Fit) -> String {
    let heading = [Key::FitGroup, Key::FitRandomEffect, Key::FitVariance, Key::FitDeviation];
    let mut rows = vec![heading.map(|key| text.say(key)).to_vec()];
    for component in &fitted.components {
        let group = component.group.clone().unwrap_or_else(|| text.say(Key::FitResidual));
        let effect = match (&component.first, &component.second) {
            (Some(first), Some(second)) => text.say_with(Key::FitCovarianceOf, &[("first", first.into()), ("second", second.into())]),
            (Some(first), None) => first.clone(),
            (None, _) => String::new(),
        };
        rows.push(vec![group, effect, plain(component.variance), plain(component.deviation)]);
    }
    console::columns(&rows, &[2, 3])
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn numbers_have_six_digits_that_count() {
        let found = [251.405_104_8, 10.467_286, -0.018_165_7, 0.000_012_34, 1_234_567.8, 1e-9, 0.0, 100.0].map(plain);
        assert_eq!(found, ["251.405", "10.4673", "-0.01817", "0.00001234", "1234568", "1.0000e-9", "0", "100"]);
    }
}
