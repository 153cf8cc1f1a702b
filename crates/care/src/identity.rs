//! Two records, one person. Merging is an event over ids: nothing is moved, so that it can be taken back.

use std::collections::BTreeMap;

use vocabulary::PatientId;

/// One merge or its reversal, in the order of recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatientLink {
    /// From now on `merged` is shown as part of `kept`.
    Merged {
        /// The record that goes on.
        kept: PatientId,
        /// The record that is folded into it.
        merged: PatientId,
    },
    /// `merged` stands on its own again.
    Unmerged {
        /// The record that was folded in.
        merged: PatientId,
    },
}

/// Why a merge cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkProblem {
    /// A record into itself.
    #[error("a patient cannot be merged with itself")]
    SamePatient,
    /// It is already folded into another.
    #[error("this patient is already merged into another: unmerge it first")]
    AlreadyMerged,
    /// The two are already one, the other way round.
    #[error("this merge would make a circle: the other record is already merged into this one")]
    Circle,
    /// There is nothing to take back.
    #[error("this patient is not merged into another")]
    NotMerged,
}

/// Which records are one person now, after all events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatientLinks {
    into: BTreeMap<PatientId, PatientId>,
}

impl PatientLinks {
    /// Replays the events. An event that would not be allowed is passed over: the check is made when it is recorded.
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a PatientLink>) -> Self {
        events.into_iter().fold(Self::default(), |links, event| links.clone().apply(event).unwrap_or(links))
    }

    /// The state after one more event, or why it cannot be.
    pub fn apply(mut self, event: &PatientLink) -> Result<Self, LinkProblem> {
        match *event {
            PatientLink::Merged { kept, merged } if kept == merged => Err(LinkProblem::SamePatient),
            PatientLink::Merged { merged, .. } if self.into.contains_key(&merged) => Err(LinkProblem::AlreadyMerged),
            PatientLink::Merged { kept, merged } if self.shown_as(kept) == merged => Err(LinkProblem::Circle),
            PatientLink::Merged { kept, merged } => {
                self.into.insert(merged, kept);
                Ok(self)
            }
            PatientLink::Unmerged { merged } => self.into.remove(&merged).map(|_| self).ok_or(LinkProblem::NotMerged),
        }
    }

    /// The record under which a patient is shown. A chain ends because circles are refused.
    pub fn shown_as(&self, patient: PatientId) -> PatientId {
        let mut current = patient;
        while let Some(next) = self.into.get(&current) {
            current = *next;
        }
        current
    }

    /// The records that are shown under another, by the one they are shown under. Whoever is not named stands alone.
    pub fn folded_in(&self) -> BTreeMap<PatientId, Vec<PatientId>> {
        let mut folded: BTreeMap<PatientId, Vec<PatientId>> = BTreeMap::new();
        for merged in self.into.keys() {
            folded.entry(self.shown_as(*merged)).or_default().push(*merged);
        }
        folded
    }

    /// All records that are shown under this one, itself first.
    pub fn records_of(&self, patient: PatientId) -> Vec<PatientId> {
        let folded_in = self.into.keys().copied().filter(|merged| self.shown_as(*merged) == patient);
        std::iter::once(patient).chain(folded_in).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vocabulary::Identifier;

    fn patient(number: u8) -> PatientId {
        PatientId::from_uuid(format!("00000000-0000-7000-8000-0000000000{number:02x}").parse().unwrap())
    }

    fn merge(kept: u8, merged: u8) -> PatientLink {
        PatientLink::Merged { kept: patient(kept), merged: patient(merged) }
    }

    #[test]
    fn a_merge_is_shown_and_can_be_taken_back() {
        let links = PatientLinks::replay(&[merge(1, 2), merge(3, 1)]);
        assert_eq!(links.shown_as(patient(2)), patient(3));
        assert_eq!(links.records_of(patient(3)), [patient(3), patient(1), patient(2)]);
        assert_eq!(links.folded_in(), BTreeMap::from([(patient(3), vec![patient(1), patient(2)])]));
        let links = links.apply(&PatientLink::Unmerged { merged: patient(1) }).unwrap();
        assert_eq!(links.shown_as(patient(2)), patient(1));
    }

    #[test]
    fn circles_and_doubles_are_refused() {
        let links = PatientLinks::replay(&[merge(1, 2)]);
        assert_eq!(links.clone().apply(&merge(2, 1)), Err(LinkProblem::Circle));
        assert_eq!(links.clone().apply(&merge(3, 2)), Err(LinkProblem::AlreadyMerged));
        assert_eq!(links.clone().apply(&merge(3, 3)), Err(LinkProblem::SamePatient));
        assert_eq!(links.apply(&PatientLink::Unmerged { merged: patient(1) }), Err(LinkProblem::NotMerged));
    }

    proptest! {
        #[test]
        fn any_row_of_events_ends_without_a_circle(pairs in prop::collection::vec((0u8..6, 0u8..6, any::<bool>()), 0..40)) {
            let events: Vec<PatientLink> = (pairs.into_iter())
                .map(|(kept, merged, undo)| if undo { PatientLink::Unmerged { merged: patient(merged) } } else { merge(kept, merged) })
                .collect();
            let links = PatientLinks::replay(&events);
            for number in 0..6 {
                let shown = links.shown_as(patient(number));
                prop_assert_eq!(links.shown_as(shown), shown);
                prop_assert!(links.records_of(shown).contains(&patient(number)));
            }
        }
    }
}
