//! What a verdict on change rests on: the reliable-change value of each instrument that a judgement used, with its source and mark.

use instruments::Library;
use outcomes::change::judge::{self as judge_change, Norm, NormUse};
use utilization_review::level_of_care::Situation;

use crate::change::recalled_of;
use crate::instrument::RecalledByInstrument;

/// A reliable-change value that a judgement used.
#[derive(Clone, Debug, PartialEq)]
pub struct NormShown {
    /// What people call the instrument.
    pub instrument: String,
    /// The value with its source.
    pub norm: Norm,
}

/// The values behind a situation, by the instrument's id. One that the library has otherwise by now is left out: its source would not be that of
/// the value that was used.
pub(super) fn of(situation: &Situation, library: &Library, recalled: &RecalledByInstrument) -> Vec<NormShown> {
    let shown = |(id, points): (&String, &vocabulary::Points)| {
        let definition = library.get(id)?;
        let scale = definition.scales.get(definition.main_scale?)?;
        match judge_change::norm(scale, &recalled_of(recalled, id)) {
            NormUse::Used(norm) if norm.least_change == *points => Some(NormShown { instrument: definition.short_name.clone(), norm }),
            _ => None,
        }
    };
    situation.reliable_differences.iter().filter_map(shown).collect()
}
