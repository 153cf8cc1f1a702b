//! Change by a criterion, and on which side of the cutoff it ends.

use instruments::definition::Direction;

use super::analysis::{Criterion, CutoffRule, Index};
use super::cutoff::{self, Sides, TrueSides};
use super::outcome::{Category, GroupLevel, Outcome, Row};
use super::refusal::Refusal;
use super::sample::{Pair, Patient, Sample, groups, normal_probability, pairs, two_sided};
use super::{anchor, distribution, sign};

pub(super) fn judge(
    patients: &[Patient],
    direction: Direction,
    criterion: Criterion,
    rule: &CutoffRule,
    significance: f64,
) -> Result<Outcome, Refusal> {
    let (mut outcome, mut rows) = match criterion {
        Criterion::Index(index) => distribution::indexed(patients, index, significance)?,
        Criterion::Anchor { .. } => {
            let pairs = pairs(patients)?;
            let outcome = Outcome { critical_value: Some(two_sided(significance)), ..Outcome::of(patients, &pairs) };
            (outcome, pairs.iter().map(Row::of).collect())
        }
    };
    let sample = outcome.sample.ok_or(Refusal::NoPairs { patients: patients.len() })?;
    let critical = outcome.critical_value.unwrap_or(f64::INFINITY);
    let (cutoff, standing) = if let Criterion::Index(Index::HagemanArrindell { reliability }) = criterion {
        let cutoff = cutoff::of_true_scores(rule, &sample, direction, reliability)?;
        let standing = TrueSides::new(&cutoff, &sample, direction, reliability, critical)?;
        outcome.group_level =
            group_level(&pairs(patients)?, direction, cutoff.value, outcome.r_dd.unwrap_or(1.0), standing.reliability_post);
        (cutoff, Some(standing))
    } else {
        (cutoff::observed(rule, &sample, direction)?, None)
    };
    outcome.cutoff = Some(cutoff);
    for row in &mut rows {
        let (improved, deteriorated) = match criterion {
            Criterion::Index(_) => distribution::reliable(row, direction, critical),
            Criterion::Anchor { improvement, deterioration } => {
                anchor::reached(sign(direction) * (row.post - row.pre), improvement, deterioration)
            }
        };
        let sides = match &standing {
            Some(standing) => standing.of(row.pre, row.post),
            None => cutoff::sides(&cutoff, direction, row.pre, row.post),
        };
        (row.individual, row.clinical_post) = (sides.individual, sides.clinical_post);
        row.category = Some(category(improved, deteriorated, sides));
    }
    Ok(outcome.with_rows(rows, &Category::ALL))
}

fn category(improved: bool, deteriorated: bool, sides: Sides) -> Category {
    if improved && sides.clinical_pre && sides.functional_post {
        Category::Recovered
    } else if improved {
        Category::Improved
    } else if deteriorated && !sides.clinical_pre && !sides.functional_post {
        Category::Harmed
    } else {
        Category::of(improved, deteriorated)
    }
}

/// The shares of a group that changed and that ended functional, from its means and spreads; reliabilities are those of all patients.
fn group_level(pairs: &[Pair<'_>], direction: Direction, cutoff: f64, r_dd: f64, reliability_post: f64) -> Vec<GroupLevel> {
    let share = |distance: f64, spread: f64| (spread > 0.0).then(|| normal_probability(sign(direction) * distance / spread));
    let level = |group: Option<&str>| {
        let members: Vec<Pair<'_>> = pairs.iter().filter(|pair| pair.patient.group.as_deref() == group).copied().collect();
        let sample = Sample::of(&members);
        let (pre, post) = (sample.sd_pre.unwrap_or(0.0), sample.sd_post.unwrap_or(0.0));
        let spread_of_change = (pre.powi(2) + post.powi(2) - 2.0 * sample.correlation.unwrap_or(0.0) * pre * post).max(0.0).sqrt();
        GroupLevel {
            group: group.map(str::to_owned),
            changed: share(sample.mean_post - sample.mean_pre, spread_of_change * r_dd.sqrt()),
            functional: share(sample.mean_post - cutoff, post * reliability_post.sqrt()),
        }
    };
    groups(pairs).into_iter().map(level).collect()
}
