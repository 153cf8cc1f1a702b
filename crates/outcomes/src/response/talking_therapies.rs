//! Recovery over paired measures as NHS Talking Therapies counts it: a measure of depression and a measure of anxiety, judged together.
//!
//! * *At caseness*: either measure at or above its threshold.
//! * *Recovery*: at caseness at first, and neither measure at caseness at last.
//! * *Reliable improvement*: one measure reliably better and the other not reliably worse.
//! * *Reliable deterioration*: one measure reliably worse and the other not reliably better.
//! * *Reliable recovery*: recovery and reliable improvement.
//!
//! Everything is three-valued: a missing score leaves unknown what it would decide, and nothing else.

use instruments::Definition;
use instruments::definition::{Basis, Cutoff};
use vocabulary::{Points, Verdict};

use super::holds_for_score;
use crate::change::judge::{NormUse, RecalledValues, better_by, norm};

/// Ids of cutoffs that say who is at caseness in this service, the most specific first.
const CASENESS: [&str; 2] = ["caseness_nhs", "caseness"];

/// A measure with the thresholds of its definition.
#[derive(Clone, Debug)]
pub struct Measure<'a> {
    definition: &'a Definition,
    scale: usize,
    cutoff: &'a Cutoff,
    /// Reliable from this change on.
    pub reliable_change: Points,
    /// Where that comes from.
    pub reliable_change_basis: Basis,
}

/// Why an instrument cannot be one of the two measures.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It has no main scale.
    #[error("{instrument} has no main scale")]
    MainScale {
        /// The instrument.
        instrument: String,
    },
    /// Its definition has no caseness threshold that counts.
    #[error("{instrument} has no caseness threshold that counts")]
    Caseness {
        /// The instrument.
        instrument: String,
    },
    /// Its definition has no reliable change that counts.
    #[error("{instrument} has no reliable change that counts")]
    ReliableChange {
        /// The instrument.
        instrument: String,
    },
}

impl<'a> Measure<'a> {
    /// The main scale of a definition with its caseness threshold and reliable change, where both count.
    pub fn of(definition: &'a Definition, recalled: &RecalledValues) -> Result<Self, Unusable> {
        let instrument = || definition.id.to_string();
        let scale = definition.main_scale.ok_or_else(|| Unusable::MainScale { instrument: instrument() })?;
        let cutoffs = &definition.scales[scale].cutoffs;
        let cutoff = CASENESS
            .iter()
            .find_map(|id| cutoffs.iter().find(|cutoff| &*cutoff.id == *id))
            .filter(|cutoff| recalled.admit(cutoff.basis.mark))
            .ok_or_else(|| Unusable::Caseness { instrument: instrument() })?;
        let NormUse::Used(norm) = norm(&definition.scales[scale], recalled) else {
            return Err(Unusable::ReliableChange { instrument: instrument() });
        };
        Ok(Self { definition, scale, cutoff, reliable_change: norm.least_change, reliable_change_basis: norm.basis })
    }

    /// The caseness threshold, with its source.
    pub fn caseness(&self) -> &'a Cutoff {
        self.cutoff
    }

    fn is_case(&self, score: Option<Points>) -> Verdict {
        score.map_or(Verdict::Unknown, |score| holds_for_score(self.definition, self.scale, score, &self.cutoff.when))
    }

    /// Reliably better, reliably worse.
    fn reliable(&self, scores: Paired) -> (Verdict, Verdict) {
        let (Some(first), Some(last)) = (scores.first, scores.last) else { return (Verdict::Unknown, Verdict::Unknown) };
        let better = better_by(self.definition.scales[self.scale].direction, first, last);
        ((better >= self.reliable_change).into(), (Points::ZERO.minus(better) >= self.reliable_change).into())
    }
}

/// First and last score of one measure; `None` where it is missing or has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paired {
    /// At the first contact.
    pub first: Option<Points>,
    /// At the last contact.
    pub last: Option<Points>,
}

/// The verdicts on one patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairedOutcome {
    /// At caseness at first.
    pub caseness_at_first: Verdict,
    /// At caseness at last.
    pub caseness_at_last: Verdict,
    /// From caseness to no caseness. Not met for somebody who was not at caseness: rates leave those out of the denominator.
    pub recovery: Verdict,
    /// Reliably better on one measure and not reliably worse on the other.
    pub reliable_improvement: Verdict,
    /// Reliably worse on one measure and not reliably better on the other.
    pub reliable_deterioration: Verdict,
    /// Recovery and reliable improvement.
    pub reliable_recovery: Verdict,
}

/// Judges two measures together.
pub fn judge(depression: (&Measure<'_>, Paired), anxiety: (&Measure<'_>, Paired)) -> PairedOutcome {
    let caseness_at_first = depression.0.is_case(depression.1.first).or(anxiety.0.is_case(anxiety.1.first));
    let caseness_at_last = depression.0.is_case(depression.1.last).or(anxiety.0.is_case(anxiety.1.last));
    let recovery = caseness_at_first.and(!caseness_at_last);
    let (depression_better, depression_worse) = depression.0.reliable(depression.1);
    let (anxiety_better, anxiety_worse) = anxiety.0.reliable(anxiety.1);
    let reliable_improvement = depression_better.and(!anxiety_worse).or(anxiety_better.and(!depression_worse));
    let reliable_deterioration = depression_worse.and(!anxiety_better).or(anxiety_worse.and(!depression_better));
    PairedOutcome {
        caseness_at_first,
        caseness_at_last,
        recovery,
        reliable_improvement,
        reliable_deterioration,
        reliable_recovery: recovery.and(reliable_improvement),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Met, NotMet, Unknown};

    fn judged(phq_9: [i32; 2], gad_7: [i32; 2]) -> PairedOutcome {
        let pair = |scores: [i32; 2]| {
            let score = |value: i32| (value >= 0).then(|| Points::from_whole(value));
            Paired { first: score(scores[0]), last: score(scores[1]) }
        };
        let library = instruments::Library::shipped().unwrap();
        let measure = |id| Measure::of(library.get(id).unwrap(), &RecalledValues::NotEnabled).unwrap();
        judge((&measure("phq-9"), pair(phq_9)), (&measure("gad-7"), pair(gad_7)))
    }

    /// -1 stands for a missing score. Recovery, reliable improvement, reliable recovery, reliable deterioration.
    fn check(phq_9: [i32; 2], gad_7: [i32; 2], expected: [Verdict; 4]) {
        let outcome = judged(phq_9, gad_7);
        let found = [outcome.recovery, outcome.reliable_improvement, outcome.reliable_recovery, outcome.reliable_deterioration];
        assert_eq!(found, expected, "PHQ-9 {phq_9:?}, GAD-7 {gad_7:?}");
    }

    #[test]
    fn recovery_needs_both_measures_below_caseness() {
        check([15, 9], [10, 7], [Met, Met, Met, NotMet]);
        check([15, 9], [10, 8], [NotMet, Met, NotMet, NotMet]);
        check([15, 10], [10, 7], [NotMet, NotMet, NotMet, NotMet]);
        check([10, 9], [8, 7], [Met, NotMet, NotMet, NotMet]);
    }

    #[test]
    fn reliable_change_on_both_measures_in_opposite_directions_is_neither() {
        check([20, 14], [10, 14], [NotMet, NotMet, NotMet, NotMet]);
        check([20, 14], [10, 13], [NotMet, Met, NotMet, NotMet]);
        check([12, 18], [10, 10], [NotMet, NotMet, NotMet, Met]);
    }

    #[test]
    fn who_was_not_at_caseness_cannot_recover() {
        check([9, 2], [7, 1], [NotMet, Met, NotMet, NotMet]);
        assert_eq!(judged([9, 2], [7, 1]).caseness_at_first, NotMet);
    }

    #[test]
    fn a_missing_score_leaves_unknown_only_what_it_would_decide() {
        check([15, 9], [10, -1], [Unknown, Unknown, Unknown, NotMet]);
        check([15, 12], [10, -1], [NotMet, Unknown, NotMet, Unknown]);
        check([-1, -1], [-1, -1], [Unknown, Unknown, Unknown, Unknown]);
    }

    #[test]
    fn a_measure_needs_thresholds_that_count() {
        let library = instruments::Library::shipped().unwrap();
        let of = |id, recalled: &RecalledValues| {
            Measure::of(library.get(id).unwrap(), recalled).map(|measure| measure.caseness().id.to_string())
        };
        assert_eq!(of("gad-7", &RecalledValues::NotEnabled).as_deref(), Ok("caseness_nhs"));
        assert_eq!(of("pcl-5", &RecalledValues::NotEnabled), Err(Unusable::Caseness { instrument: "pcl-5".to_owned() }));
        assert_eq!(of("pcl-5", &RecalledValues::EnabledBy("Dr. Adeyemi".to_owned())).as_deref(), Ok("caseness_nhs"));
    }
}
