//! Results as JSON, with the names that the published reference results use: tables are columns, a missing value is null.

use serde_json::{Map, Value, json};

use super::outcome::{Category, GroupComparison, Outcome, Row};

/// The result of an analysis as JSON.
///
/// `n`, `sample`, `critical_value`, `s_diff` / `se_measurement` / `se_prediction` / `r_dd`, `cutoff` (with `cutoff_b_sd`, whose standard deviation
/// cutoff `b` used), `rows`, `summary`, `group_results`, `refused_rows`. Quantities that the method does not have are left out. Ids that are all
/// whole numbers are numbers, except with a mixed model, where they are the levels of a factor and therefore text.
pub fn result(outcome: &Outcome) -> Value {
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("n", json!({ "n_original": outcome.n_original, "n_used": outcome.n_used }));
    for (name, value) in [
        ("critical_value", outcome.critical_value),
        ("s_diff", outcome.s_diff),
        ("se_measurement", outcome.se_measurement),
        ("se_prediction", outcome.se_prediction),
        ("r_dd", outcome.r_dd),
        ("reliability_post", outcome.reliability_post),
    ] {
        if let Some(value) = value {
            put(name, number(value));
        }
    }
    if let (Some(sample), false) = (outcome.sample, outcome.rows.is_empty()) {
        let measured = json!({
            "m_pre": number(sample.mean_pre), "sd_pre": maybe(sample.sd_pre), "m_post": number(sample.mean_post),
            "sd_post": maybe(sample.sd_post), "r_pre_post": maybe(sample.correlation),
        });
        put("sample", measured);
    }
    if outcome.cutoff.is_some() {
        put("cutoff", cutoff(outcome));
    }
    if outcome.mixed_model.is_some() {
        put("hlm", mixed_model(outcome));
    }
    if outcome.group_results.is_empty() {
        put("rows", rows(outcome));
        put("summary", summary(outcome));
    } else {
        put("group_results", group_results(outcome));
    }
    if !outcome.group_level.is_empty() {
        put("group_level_summary", group_level(outcome));
    }
    put("refused_rows", refused(outcome));
    Value::Object(object)
}

/// A number; whole ones without a point.
fn number(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "the value was just checked to be a whole number inside the range")]
    if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!(value) }
}

fn maybe(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

fn column<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(value).collect())
}

fn cutoff(outcome: &Outcome) -> Value {
    let Some(cutoff) = outcome.cutoff else { return Value::Null };
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("m_clinical", number(cutoff.mean_clinical));
    put("sd_clinical", number(cutoff.sd_clinical));
    put("m_functional", maybe(cutoff.functional.map(|functional| functional.mean)));
    put("sd_functional", maybe(cutoff.functional.map(|functional| functional.standard_deviation)));
    if let Some(reliability) = cutoff.reliability {
        put("reliability_clinical", number(reliability.clinical));
        put("reliability_functional", maybe(reliability.functional));
    }
    let suffix = if cutoff.reliability.is_some() { "_true" } else { "" };
    put("type", format!("{}{suffix}", cutoff.kind.code()).into());
    if let Some(spread) = cutoff.spread_for_b {
        put("cutoff_b_sd", spread.code().into());
    }
    put("value", number(cutoff.value));
    Value::Object(object)
}

/// Ids as numbers where every id is the plain form of one.
fn id_of(outcome: &Outcome) -> impl Fn(&str) -> Value {
    let plain = |id: &str| id.parse::<i64>().is_ok_and(|number| number.to_string() == id);
    let numbers = outcome.mixed_model.is_none() && outcome.rows.iter().all(|row| plain(&row.id));
    move |id| if numbers { id.parse::<i64>().map_or_else(|_| id.into(), Value::from) } else { id.into() }
}

/// A value that not every method gives.
type Field<T> = fn(&Row) -> Option<T>;

fn rows(outcome: &Outcome) -> Value {
    let rows = &outcome.rows;
    let id = id_of(outcome);
    let mut object = Map::new();
    let mut put = |name: &str, value: &dyn Fn(&Row) -> Value| object.insert(name.to_owned(), column(rows, value));
    put("id", &|row| id(&row.id));
    if rows.iter().any(|row| row.group.is_some()) {
        put("group", &|row| json!(row.group));
    }
    if rows.iter().any(|row| row.sessions.is_some()) {
        put("n", &|row| json!(row.sessions));
    }
    put("pre", &|row| number(row.pre));
    put("post", &|row| number(row.post));
    if outcome.mixed_model.is_none() {
        put("change", &|row| number(row.post - row.pre));
    }
    let optional: [(&str, Field<f64>); 3] =
        [("pct_change", |row| row.percent_change), ("cs_indiv", |row| row.individual), ("rci", |row| row.rci)];
    for (name, value) in optional {
        let asked = rows.iter().any(|row| value(row).is_some()) || (name == "pct_change" && !outcome.refused.is_empty());
        if asked {
            put(name, &|row| maybe(value(row)));
        }
    }
    let sides: [(&str, Field<bool>); 3] = [
        ("clinical_pre", |row| row.clinical_pre),
        ("functional_post", |row| row.functional_post),
        ("clinical_post", |row| row.clinical_post),
    ];
    let by_sides = rows.iter().any(|row| row.clinical_pre.is_some());
    for (name, value) in sides {
        if rows.iter().any(|row| value(row).is_some()) {
            put(name, &|row| json!(value(row)));
        }
    }
    if !by_sides {
        for category in categories(outcome) {
            let name = category.code().to_ascii_lowercase();
            put(&name, &|row| json!(row.category.map(|found| found == category)));
        }
    }
    put("category", &|row| json!(row.category.map(Category::code)));
    Value::Object(object)
}

/// The categories that the analysis can give, in the order of its summary.
fn categories(outcome: &Outcome) -> Vec<Category> {
    let mut found = Vec::new();
    for line in &outcome.summary {
        if !found.contains(&line.category) {
            found.push(line.category);
        }
    }
    found
}

fn summary(outcome: &Outcome) -> Value {
    let lines = &outcome.summary;
    let mut object = Map::new();
    if lines.iter().any(|line| line.group.is_some()) {
        object.insert("group".to_owned(), column(lines, |line| json!(line.group)));
    }
    object.insert("category".to_owned(), column(lines, |line| line.category.code().into()));
    object.insert("n".to_owned(), column(lines, |line| json!(line.n)));
    object.insert("percent".to_owned(), column(lines, |line| format!("{:.2}%", line.share * 100.0).into()));
    Value::Object(object)
}

fn group_results(outcome: &Outcome) -> Value {
    let results = &outcome.group_results;
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    match results.first().map(|result| &result.comparison) {
        Some(GroupComparison::Between { .. }) => {
            let pick = |pick: fn(&str, usize, &str, usize) -> Value| {
                column(results, |result| match &result.comparison {
                    GroupComparison::Between { reference, n_reference, comparison, n_comparison } => {
                        pick(reference, *n_reference, comparison, *n_comparison)
                    }
                    GroupComparison::Within { .. } => Value::Null,
                })
            };
            put("reference", pick(|reference, _, _, _| reference.into()));
            put("comparison", pick(|_, _, comparison, _| comparison.into()));
            put("n_reference", pick(|_, n, _, _| json!(n)));
            put("n_comparison", pick(|_, _, _, n| json!(n)));
        }
        Some(GroupComparison::Within { group, .. }) => {
            let grouped = group.is_some();
            let pick = |pick: fn(&Option<String>, usize) -> Value| {
                column(results, |result| match &result.comparison {
                    GroupComparison::Within { group, n } => pick(group, *n),
                    GroupComparison::Between { .. } => Value::Null,
                })
            };
            if grouped {
                put("group", pick(|group, _| json!(group)));
            }
            put("n", pick(|_, n| json!(n)));
        }
        None => {}
    }
    put("difference", column(results, |result| number(result.difference)));
    put("lower", column(results, |result| number(result.lower)));
    put("upper", column(results, |result| number(result.upper)));
    put("ci", column(results, |result| number(result.confidence)));
    put("category", column(results, |result| result.effect.code().into()));
    Value::Object(object)
}

fn group_level(outcome: &Outcome) -> Value {
    let mut object = Map::new();
    let two = |value: &dyn Fn(&super::GroupLevel) -> [Value; 2]| Value::Array(outcome.group_level.iter().flat_map(value).collect());
    if outcome.group_level.iter().any(|level| level.group.is_some()) {
        object.insert("group".to_owned(), two(&|level| [json!(level.group), json!(level.group)]));
    }
    object.insert("category".to_owned(), two(&|_| ["Changed".into(), "Functional".into()]));
    object.insert("percent".to_owned(), two(&|level| [json!(level.changed), json!(level.functional)]));
    Value::Object(object)
}

fn mixed_model(outcome: &Outcome) -> Value {
    let Some(model) = &outcome.mixed_model else { return Value::Null };
    let [intercepts, slopes, covariance] = model.random;
    let correlation = covariance / (intercepts * slopes).sqrt();
    let by_patient = &model.slopes;
    json!({
        "fixef": { "(Intercept)": model.fixed[0], "time": model.fixed[1] },
        "vcov": {
            "grp": ["id", "id", "id", "Residual"],
            "var1": ["(Intercept)", "time", "(Intercept)", null],
            "var2": [null, null, "time", null],
            "vcov": [intercepts, slopes, covariance, model.sigma.powi(2)],
            "sdcor": [intercepts.sqrt(), slopes.sqrt(), correlation, model.sigma],
        },
        "sigma": model.sigma,
        "logLik": model.log_likelihood,
        "eb": {
            "id": column(by_patient, |slope| slope.id.as_str().into()),
            "eb_estimate": column(by_patient, |slope| json!(slope.estimate)),
            "sd": column(by_patient, |slope| json!(slope.spread)),
            "rci": column(by_patient, |slope| json!(slope.estimate / slope.spread)),
        },
    })
}

fn refused(outcome: &Outcome) -> Value {
    let id = id_of(outcome);
    column(&outcome.refused, |row| json!({ "id": id(&row.id), "reason": row.reason.code() }))
}
