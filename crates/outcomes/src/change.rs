//! Individual change between two measurements of a patient: five approaches, and the one that the product uses by default.
//!
//! [`analyse`] judges a table of patients by an [`Analysis`]: percentages, an anchor (a minimal important difference), a cutoff between a
//! clinical and a functional population, a reliable change index from the distribution of the sample, or index and cutoff combined. What it
//! takes from the sample at hand (its standard deviation, its mean) makes it a tool for research: the same patient may change category when
//! the caseload changes.
//!
//! [`judge`] is for the care of one patient. It uses published norms of the instrument's definition, says which, and gives no category where
//! none was verified. [`after_discharge()`] puts a measure after the discharge beside the last one of the stay by the same norms.
//!
//! [`columns`] judges millions of scores by constants.
//!
//! A score equal to a cutoff is on neither side of it, and a reliable change index equal to the critical value is no reliable change; a change
//! equal to a minimal important difference or to a stated percentage counts.

mod after_discharge;
mod analysis;
mod anchor;
pub mod columns;
mod combined;
mod cutoff;
mod distribution;
pub mod document;
pub mod judge;
mod outcome;
mod percentage;
mod refusal;
mod sample;
pub mod spec;
mod statistical;

pub(crate) use after_discharge::gains;
pub use after_discharge::{AfterDischarge, Gains, StayMeasured, after_discharge};
pub use analysis::{Analysis, Approach, Criterion, CutoffKind, CutoffMethod, CutoffRule, Functional, Index, SpreadForB};
pub use distribution::{MixedModelSummary, SlopeDeviation};
pub use judge::judge;
pub use outcome::{
    Category, Cutoff, CutoffReliability, Effect, GroupComparison, GroupLevel, GroupResult, Outcome, RefusedRow, Row, RowRefusal,
    SummaryLine,
};
pub use refusal::{Occasion, Refusal};
pub use sample::{Patient, Sample};

/// Judges every patient of a table.
///
/// Patients without both measurements are counted and left out. A patient whose change is undefined gets a row without a category and stands
/// among [`Outcome::refused`].
///
/// # Errors
/// A [`Refusal`] when a quantity that the method needs for everybody is undefined.
pub fn analyse(analysis: &Analysis, patients: &[Patient]) -> Result<Outcome, Refusal> {
    let direction = analysis.direction;
    match &analysis.approach {
        Approach::Percentage { improvement, deterioration } => percentage::judge(patients, direction, *improvement, *deterioration),
        Approach::Anchor { improvement, deterioration } => anchor::individual(patients, direction, *improvement, *deterioration),
        Approach::AnchorWithin { threshold, confidence } => anchor::within(patients, direction, *threshold, *confidence),
        Approach::AnchorBetween { threshold, confidence } => anchor::between(patients, direction, *threshold, *confidence),
        Approach::Statistical { method, cutoff, significance } => statistical::judge(patients, direction, *method, cutoff, *significance),
        Approach::Distribution { index, significance } => distribution::judge(patients, direction, *index, *significance),
        Approach::Combined { criterion, cutoff, significance } => combined::judge(patients, direction, *criterion, cutoff, *significance),
    }
}

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod laws;

/// +1 where more is better, -1 where less is.
fn sign(direction: instruments::definition::Direction) -> f64 {
    match direction {
        instruments::definition::Direction::HigherIsBetter => 1.0,
        instruments::definition::Direction::HigherIsWorse => -1.0,
    }
}
