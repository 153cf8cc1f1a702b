//! The plan of thirty, sixty and ninety days: the actions of what was found, those that win or protect most first.

use super::definition::{Bucket, Definition, Horizon};
use super::{Assessment, Judged};

/// A step of the plan.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a, 'b> {
    /// Until when.
    pub horizon: Horizon,
    /// What is acted on.
    pub definition: &'static Definition,
    /// How it was judged.
    pub judged: &'b Judged<'a>,
}

/// The steps of one horizon: exposure first, then by the amount that counts. What only measures comes last.
pub fn steps<'a, 'b>(assessment: &'b Assessment<'a>, horizon: Horizon) -> Vec<Step<'a, 'b>> {
    let mut steps: Vec<Step<'a, 'b>> = assessment
        .found()
        .into_iter()
        .filter(|(judged, _)| judged.definition.horizon == horizon)
        .map(|(judged, _)| Step { horizon, definition: judged.definition, judged })
        .collect();
    steps.sort_by_key(|step| {
        let bucket = step.definition.bucket;
        (bucket.is_none(), bucket != Some(Bucket::Exposure), -step.judged.counted.amount)
    });
    steps
}

/// What to do first: the steps of every horizon, the nearest first. Page and document show the beginning of it.
pub fn first_steps<'a, 'b>(assessment: &'b Assessment<'a>) -> impl Iterator<Item = Step<'a, 'b>> {
    Horizon::ALL.iter().flat_map(move |horizon| steps(assessment, *horizon))
}
