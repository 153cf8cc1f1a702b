//! Crossing the cutoff, without a look at how much changed.

use instruments::definition::Direction;

use super::analysis::{CutoffMethod, CutoffRule};
use super::cutoff::{self, Sides, TrueSides};
use super::outcome::{Category, Outcome, Row};
use super::refusal::Refusal;
use super::sample::{Pair, Patient, Sample, one_sided, pairs, two_sided};

pub(super) fn judge(
    patients: &[Patient],
    direction: Direction,
    method: CutoffMethod,
    rule: &CutoffRule,
    significance: f64,
) -> Result<Outcome, Refusal> {
    let pairs = pairs(patients)?;
    let sample = Sample::of(&pairs);
    let mut outcome = Outcome::of(patients, &pairs);
    let sides: Box<dyn Fn(&Pair<'_>) -> Sides> = match method {
        CutoffMethod::Observed => {
            let cutoff = cutoff::observed(rule, &sample, direction)?;
            (outcome.cutoff, outcome.critical_value) = (Some(cutoff), Some(two_sided(significance)));
            Box::new(move |pair| cutoff::sides(&cutoff, direction, pair.pre, pair.post))
        }
        CutoffMethod::TrueScores { reliability } => {
            let critical = one_sided(significance);
            let cutoff = cutoff::of_true_scores(rule, &sample, direction, reliability)?;
            (outcome.cutoff, outcome.critical_value) = (Some(cutoff), Some(critical));
            let standing = TrueSides::new(&cutoff, &sample, direction, reliability, critical)?;
            Box::new(move |pair| standing.of(pair.pre, pair.post))
        }
    };
    let rows = pairs.iter().map(|pair| row(pair, sides(pair))).collect();
    Ok(outcome.with_rows(rows, &Category::PLAIN))
}

fn row(pair: &Pair<'_>, sides: Sides) -> Row {
    let improved = sides.clinical_pre && sides.functional_post;
    let deteriorated = sides.clinical_post.unwrap_or(!sides.clinical_pre && !sides.functional_post);
    Row {
        individual: sides.individual,
        clinical_pre: Some(sides.clinical_pre),
        functional_post: Some(sides.functional_post),
        clinical_post: sides.clinical_post,
        category: Some(Category::of(improved, deteriorated)),
        ..Row::of(pair)
    }
}
