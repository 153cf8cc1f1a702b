//! The result as a person reads it.

use outcomes::change::spec::Spec;
use outcomes::change::{Approach, Category, Criterion, Effect, GroupComparison, Index, Outcome, SpreadForB};
use wording::{Key, Text};

use super::problem::{self, plain};
use crate::console;

/// Rows of patients that are printed; all of them are in the JSON.
const MOST_ROWS: usize = 200;

pub(super) fn page(spec: &Spec, outcome: &Outcome) -> String {
    let text = console::text();
    let mut parts = vec![console::columns(&facts(text, spec, outcome), &[])];
    if outcome.group_results.is_empty() {
        parts.push(summary(text, outcome));
        parts.push(rows(text, outcome));
    } else {
        parts.push(groups(text, outcome));
    }
    if !outcome.refused.is_empty() {
        let row = |refused: &outcomes::change::RefusedRow| vec![refused.id.clone(), problem::of_row(refused.reason)];
        let lines: Vec<Vec<String>> = outcome.refused.iter().map(row).collect();
        parts.push(format!("{}\n{}", text.say(Key::ChangeRefusedRows), console::columns(&lines, &[])));
    }
    parts.push(cautions(text, spec));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn facts(text: Text, spec: &Spec, outcome: &Outcome) -> Vec<Vec<String>> {
    let mut facts = vec![vec![text.say(Key::ChangeMethod), method(spec)]];
    let mut put = |key: Key, value: Option<String>| facts.extend(value.map(|value| vec![text.say(key), value]));
    if let (Some(all), Some(used)) = (outcome.n_original, outcome.n_used) {
        put(Key::ChangePatients, Some(text.say_with(Key::ChangePatientsCounted, &[("used", used.into()), ("all", all.into())])));
    }
    let with_spread = |mean: f64, spread: Option<f64>| match spread {
        Some(spread) => format!("{} ({})", plain(mean), plain(spread)),
        None => plain(mean),
    };
    put(Key::ChangeFirstMean, outcome.sample.map(|sample| with_spread(sample.mean_pre, sample.sd_pre)));
    put(Key::ChangeLaterMean, outcome.sample.map(|sample| with_spread(sample.mean_post, sample.sd_post)));
    put(Key::ChangeCriticalValue, outcome.critical_value.map(plain));
    put(Key::ChangeSDiff, outcome.s_diff.map(plain));
    put(Key::ChangeSeMeasurement, outcome.se_measurement.map(plain));
    put(Key::ChangeSePrediction, outcome.se_prediction.map(plain));
    put(Key::ChangeRDd, outcome.r_dd.map(plain));
    if let Some(cutoff) = outcome.cutoff {
        let value = plain(cutoff.value);
        let said = match cutoff.spread_for_b {
            None => value,
            Some(SpreadForB::Functional) => text.say_with(Key::ChangeCutoffBFunctional, &[("value", value.into())]),
            Some(SpreadForB::Clinical) => text.say_with(Key::ChangeCutoffBClinical, &[("value", value.into())]),
        };
        facts.push(vec![text.say_with(Key::ChangeCutoff, &[("kind", cutoff.kind.code().into())]), said]);
    }
    facts
}

/// The names as they are typed: `combined HA b`.
fn method(spec: &Spec) -> String {
    let mut words = vec![spec.function.clone()];
    let parameters = ["rci_method", "cutoff_method", "cutoff_type", "target", "effect"];
    words.extend(parameters.iter().filter_map(|name| spec.parameters.get(*name)?.as_str().map(str::to_owned)));
    words.join(" ")
}

fn summary(text: Text, outcome: &Outcome) -> String {
    let grouped = outcome.summary.iter().any(|line| line.group.is_some());
    let mut lines = vec![[Key::ChangeGroup, Key::ChangeCategory, Key::ChangeCount, Key::ChangePercent].map(|key| text.say(key)).to_vec()];
    for line in &outcome.summary {
        let group = line.group.clone().unwrap_or_default();
        lines.push(vec![group, text.say(word(outcome, line.category)), line.n.to_string(), format!("{:.1}", line.share * 100.0)]);
    }
    if !grouped {
        for line in &mut lines {
            line.remove(0);
        }
    }
    console::columns(&lines, if grouped { &[2, 3] } else { &[1, 2] })
}

fn rows(text: Text, outcome: &Outcome) -> String {
    let heading = [Key::ChangeId, Key::ChangePre, Key::ChangePost, Key::ChangeIndex, Key::ChangeCategory].map(|key| text.say(key));
    let mut lines = vec![heading.to_vec()];
    for row in outcome.rows.iter().take(MOST_ROWS) {
        let index = row.rci.or(row.percent_change).map(plain).unwrap_or_default();
        let said = row.category.map_or(Key::ChangeWithoutCategory, |category| word(outcome, category));
        lines.push(vec![row.id.clone(), plain(row.pre), plain(row.post), index, text.say(said)]);
    }
    if outcome.rows.len() > MOST_ROWS {
        lines.push(vec!["…".to_owned()]);
    }
    console::columns(&lines, &[1, 2, 3])
}

fn groups(text: Text, outcome: &Outcome) -> String {
    let heading = [Key::ChangeGroup, Key::ChangeCount, Key::ChangeDifference, Key::ChangeLower, Key::ChangeUpper, Key::ChangeEffect];
    let mut lines = vec![heading.map(|key| text.say(key)).to_vec()];
    for result in &outcome.group_results {
        let (name, n) = match &result.comparison {
            GroupComparison::Within { group, n } => (group.clone().unwrap_or_default(), n.to_string()),
            GroupComparison::Between { reference, n_reference, comparison, n_comparison } => {
                (format!("{comparison} - {reference}"), format!("{n_comparison} + {n_reference}"))
            }
        };
        let numbers = [result.difference, result.lower, result.upper].map(plain);
        lines.push([vec![name, n], numbers.to_vec(), vec![text.say(effect(result.effect))]].concat());
    }
    console::columns(&lines, &[1, 2, 3, 4])
}

/// What must be known before the table is used.
fn cautions(text: Text, spec: &Spec) -> String {
    let index = match &spec.analysis.approach {
        Approach::Distribution { index, .. } | Approach::Combined { criterion: Criterion::Index(index), .. } => Some(*index),
        _ => None,
    };
    let mut keys = match index {
        Some(Index::MixedModel) => vec![Key::ChangeSlopesOnly],
        Some(Index::HsuLinnLord { .. }) => vec![Key::ChangeRelativeToTheSample],
        _ => Vec::new(),
    };
    let from_the_sample =
        matches!(spec.analysis.approach, Approach::Statistical { .. } | Approach::Distribution { .. } | Approach::Combined { .. });
    if from_the_sample {
        keys.push(Key::ChangeNormsOfTheSample);
    }
    keys.into_iter().map(|key| text.say(key) + "\n").collect()
}

/// The word for a category. A slope that deviates from the average one is neither an improvement nor a deterioration.
const fn word(outcome: &Outcome, found: Category) -> Key {
    match (outcome.mixed_model.is_some(), found) {
        (true, Category::Improved) => Key::ChangeSlopeBetter,
        (true, Category::Unchanged) => Key::ChangeSlopeLikeTheOthers,
        (true, Category::Deteriorated) => Key::ChangeSlopeWorse,
        _ => category(found),
    }
}

const fn category(category: Category) -> Key {
    match category {
        Category::Recovered => Key::ChangeRecovered,
        Category::Improved => Key::ChangeImproved,
        Category::Unchanged => Key::ChangeUnchanged,
        Category::Deteriorated => Key::ChangeDeteriorated,
        Category::Harmed => Key::ChangeHarmed,
    }
}

const fn effect(effect: Effect) -> Key {
    match effect {
        Effect::NotSignificant => Key::ChangeEffectNotSignificant,
        Effect::SignificantButIrrelevant => Key::ChangeEffectIrrelevant,
        Effect::NotLessThanThreshold => Key::ChangeEffectNotLess,
        Effect::Probable => Key::ChangeEffectProbable,
        Effect::Large => Key::ChangeEffectLarge,
        Effect::Unfavourable => Key::ChangeEffectUnfavourable,
    }
}
