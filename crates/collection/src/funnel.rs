//! From due to reviewed: where measures get lost on their way.
//!
//! The unit is one measure that one person was to give once. Each has come to some stage; whoever came to a later stage counts at every earlier one,
//! so that no stage holds more than the one before it. A form that was given without a check-in (on paper, from a file) has passed the early stages.

use std::collections::BTreeMap;

use vocabulary::Rate;

/// How far one measure came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// It was due.
    Due,
    /// It was asked for: a link, a code, a form, a device.
    Sent,
    /// What was sent was opened.
    Opened,
    /// An answer came in.
    Started,
    /// It has a score.
    Finished,
    /// Somebody looked at the score.
    Reviewed,
}

impl Stage {
    /// All, in their order.
    pub const ALL: [Self; 6] = [Self::Due, Self::Sent, Self::Opened, Self::Started, Self::Finished, Self::Reviewed];

    /// The code in pages and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Sent => "sent",
            Self::Opened => "opened",
            Self::Started => "started",
            Self::Finished => "finished",
            Self::Reviewed => "reviewed",
        }
    }
}

/// The furthest stage of one measure that was due, by the stages that were seen of it. A review counts only of what was finished.
pub fn furthest(seen: &[Stage]) -> Stage {
    let is_finished = seen.contains(&Stage::Finished);
    let counts = |stage: &&Stage| **stage != Stage::Reviewed || is_finished;
    seen.iter().filter(counts).max().copied().unwrap_or(Stage::Due)
}

/// How many came to each stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    reached: [usize; Stage::ALL.len()],
}

impl Funnel {
    /// Adds one measure that came to a stage.
    pub fn add(&mut self, stage: Stage) {
        for (each, count) in Stage::ALL.iter().zip(&mut self.reached) {
            *count += usize::from(*each <= stage);
        }
    }

    /// How many came to a stage.
    pub fn reached(&self, stage: Stage) -> usize {
        Stage::ALL.iter().zip(&self.reached).find(|(each, _)| **each == stage).map_or(0, |(_, count)| *count)
    }

    /// The share of what was due that came to a stage.
    pub fn share(&self, stage: Stage) -> Rate {
        Rate { count: self.reached(stage), of: self.reached(Stage::Due) }
    }
}

/// The funnel of each group.
pub fn by<K: Ord>(measures: impl IntoIterator<Item = (K, Stage)>) -> BTreeMap<K, Funnel> {
    let mut funnels: BTreeMap<K, Funnel> = BTreeMap::new();
    for (key, stage) in measures {
        funnels.entry(key).or_default().add(stage);
    }
    funnels
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_furthest_stage_counts_and_a_review_only_of_what_was_finished() {
        let check = |seen: &[Stage], expected: Stage| assert_eq!(furthest(seen), expected, "{seen:?}");
        check(&[], Stage::Due);
        check(&[Stage::Sent], Stage::Sent);
        check(&[Stage::Opened, Stage::Sent], Stage::Opened);
        check(&[Stage::Started], Stage::Started);
        check(&[Stage::Finished], Stage::Finished);
        check(&[Stage::Reviewed], Stage::Due);
        check(&[Stage::Reviewed, Stage::Finished], Stage::Reviewed);
    }

    #[test]
    fn whoever_came_further_counts_at_every_stage_before() {
        let mut funnel = Funnel::default();
        for stage in [Stage::Due, Stage::Sent, Stage::Finished, Stage::Reviewed] {
            funnel.add(stage);
        }
        let counts: Vec<usize> = Stage::ALL.iter().map(|stage| funnel.reached(*stage)).collect();
        assert_eq!(counts, [4, 3, 2, 2, 2, 1]);
        assert_eq!(funnel.share(Stage::Finished), Rate { count: 2, of: 4 });
    }

    proptest! {
        #[test]
        fn no_stage_holds_more_than_the_one_before_and_groups_add_up(stages in prop::collection::vec((0_u8..4, 0_usize..6), 0..60)) {
            let measures: Vec<(u8, Stage)> = stages.into_iter().map(|(group, stage)| (group, Stage::ALL[stage])).collect();
            let groups = by(measures.clone());
            let whole = by(measures.iter().map(|(_, stage)| ((), *stage)));
            for stage in Stage::ALL {
                let sum: usize = groups.values().map(|funnel| funnel.reached(stage)).sum();
                prop_assert_eq!(sum, whole.get(&()).map_or(0, |funnel| funnel.reached(stage)));
            }
            for funnel in groups.values() {
                for pair in Stage::ALL.windows(2) {
                    prop_assert!(funnel.reached(pair[0]) >= funnel.reached(pair[1]));
                }
            }
        }
    }
}
