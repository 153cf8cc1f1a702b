//! Did the gains hold? A measure after the discharge beside the last one of the stay, by the same reliable change as every other comparison.
//!
//! The comparison with the beginning of the stay stays as it is; this one stands beside it. Both together say what became of what was gained: who is
//! reliably worse than at the discharge may still be reliably better than at the beginning.

use instruments::Definition;
use vocabulary::{Day, Points, Verdict};

use super::judge::{Judgement, RecalledValues, judge};

/// What a stay measured at its beginning and at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StayMeasured {
    /// The first score of the stay.
    pub beginning: Points,
    /// The last score of the stay, on the day of the discharge or before.
    pub last: Points,
    /// The day of the last score.
    pub last_day: Day,
}

/// A measure after the discharge beside the last one of the stay.
#[derive(Clone, Debug, PartialEq)]
pub struct AfterDischarge {
    /// The day of the last measure of the stay.
    pub last_day: Day,
    /// From the last measure of the stay to the one after it.
    pub since: Judgement,
    /// What became of what was gained; `None` without a norm that counts.
    pub gains: Option<Gains>,
}

/// What became, after the discharge, of what was gained in the stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gains {
    /// Not reliably worse than at the discharge, and still reliably better than at the beginning.
    Held,
    /// Reliably worse than at the discharge, and still reliably better than at the beginning.
    HeldInPart,
    /// Reliably worse than at the discharge, and no longer reliably better than at the beginning.
    Lost,
    /// Neither reliably worse than at the discharge nor still reliably better than at the beginning: it cannot be told.
    Unclear,
    /// The stay ended without a reliable improvement.
    NoneToHold,
}

impl Gains {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Held, Self::HeldInPart, Self::Lost, Self::Unclear, Self::NoneToHold];

    /// The name for programs and words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::HeldInPart => "held_in_part",
            Self::Lost => "lost",
            Self::Unclear => "unclear",
            Self::NoneToHold => "none_to_hold",
        }
    }
}

/// Judges a measure after the discharge, on the scale at this place of a definition.
pub fn after_discharge(
    definition: &Definition,
    scale: usize,
    stay: StayMeasured,
    follow_up: Points,
    recalled: &RecalledValues,
) -> AfterDischarge {
    let change = |from: Points, to: Points| judge(definition, scale, from, to, recalled);
    let since = change(stay.last, follow_up);
    let in_stay = change(stay.beginning, stay.last).reliably_improved();
    let on_the_whole = change(stay.beginning, follow_up).reliably_improved();
    let gains = since.category.map(|_| gains(in_stay, since.reliably_worse(), on_the_whole));
    AfterDischarge { last_day: stay.last_day, since, gains }
}

/// What became of a gain, by three comparisons: the end of the stay with its beginning, the measure after it with the end, and with the beginning.
pub(crate) fn gains(improved_in_stay: Verdict, worse_since: Verdict, improved_on_the_whole: Verdict) -> Gains {
    match (improved_in_stay == Verdict::Met, worse_since == Verdict::Met, improved_on_the_whole == Verdict::Met) {
        (false, _, _) => Gains::NoneToHold,
        (true, false, true) => Gains::Held,
        (true, true, true) => Gains::HeldInPart,
        (true, true, false) => Gains::Lost,
        (true, false, false) => Gains::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use instruments::Library;

    use super::super::judge::ChangeCategory;
    use super::*;

    fn judged(instrument: &str, [beginning, last, follow_up]: [i32; 3]) -> AfterDischarge {
        let library = Library::shipped().unwrap();
        let definition = library.get(instrument).unwrap();
        let stay = StayMeasured {
            beginning: Points::from_whole(beginning),
            last: Points::from_whole(last),
            last_day: "2026-06-01".parse().unwrap(),
        };
        after_discharge(definition, definition.main_scale.unwrap(), stay, Points::from_whole(follow_up), &RecalledValues::NotEnabled)
    }

    #[test]
    fn gains_hold_while_nothing_is_reliably_worse_and_the_beginning_is_reliably_left() {
        // Six points of the PHQ-9 are reliable.
        let check = |scores: [i32; 3], since: ChangeCategory, expected: Gains| {
            let found = judged("phq-9", scores);
            assert_eq!((found.since.category, found.gains), (Some(since), Some(expected)), "{scores:?}");
        };
        check([20, 12, 12], ChangeCategory::NoReliableChange, Gains::Held);
        check([20, 12, 14], ChangeCategory::NoReliableChange, Gains::Held);
        check([20, 12, 6], ChangeCategory::Recovered, Gains::Held);
        check([20, 12, 17], ChangeCategory::NoReliableChange, Gains::Unclear);
        check([20, 6, 12], ChangeCategory::ReliablyWorse, Gains::HeldInPart);
        check([20, 12, 18], ChangeCategory::ReliablyWorse, Gains::Lost);
        check([20, 12, 27], ChangeCategory::ReliablyWorse, Gains::Lost);
        check([20, 16, 10], ChangeCategory::ReliablyImproved, Gains::NoneToHold);
        check([10, 16, 24], ChangeCategory::ReliablyWorse, Gains::NoneToHold);
    }

    #[test]
    fn without_a_norm_nothing_is_said_of_gains() {
        let found = judged("phq-15", [20, 5, 18]);
        assert_eq!((found.since.change, found.since.category, found.gains), (Points::from_whole(13), None, None));
    }

    #[test]
    fn every_case_has_a_name_of_its_own() {
        let codes: std::collections::BTreeSet<&str> = Gains::ALL.iter().map(|gains| gains.code()).collect();
        assert_eq!(codes.len(), Gains::ALL.len());
    }
}
