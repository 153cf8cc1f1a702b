//! How much of what was due was done. Shown before any outcome: a result of the few who were measured is not a result of all.
//!
//! **Adherence** is counted in windows: of the windows that are decided (done, declined or closed without it) the share that was done. A window
//! that is still open and not done counts neither way, so a good week does not look bad on its Monday. **Completion** is counted in
//! episodes that have ended: the share with a score in the intake window and one of the same instrument and respondent in the discharge
//! window, and, more widely, with any later one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use instruments::{Phase, Respondent};
use vocabulary::{ClinicianId, Rate};

use crate::due::{DueSet, Kind, Occurrence, Status};

/// One episode with what became of its measures.
#[derive(Clone, Debug)]
pub struct EpisodeDue {
    /// Who answers for the treatment; `None` when not assigned.
    pub clinician: Option<ClinicianId>,
    /// True when the episode has ended.
    pub has_ended: bool,
    /// Its measures.
    pub due: DueSet,
}

/// What became of windows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Done in their window.
    pub done: usize,
    /// The patient declined the form, or to be asked after the discharge.
    pub declined: usize,
    /// Closed without it.
    pub missed: usize,
    /// Open, and not done yet. Counts neither way.
    pub open: usize,
}

impl Tally {
    /// Done among decided: done, declined and missed.
    pub fn adherence(self) -> Rate {
        Rate { count: self.done, of: self.done + self.declined + self.missed }
    }

    fn count(&mut self, status: Status) {
        match status {
            Status::Satisfied { .. } => self.done += 1,
            Status::Declined { .. } | Status::FollowUpDeclined => self.declined += 1,
            Status::Missed => self.missed += 1,
            Status::Due | Status::Overdue => self.open += 1,
            Status::Upcoming => {}
        }
    }
}

/// Adherence by the code of the program that asked.
pub fn by_program(episodes: &[EpisodeDue]) -> BTreeMap<Arc<str>, Tally> {
    tally(episodes, |_, occurrence| occurrence.program.clone())
}

/// Adherence by the clinician who answers for the treatment; `None` gathers the episodes without one.
pub fn by_clinician(episodes: &[EpisodeDue]) -> BTreeMap<Option<ClinicianId>, Tally> {
    tally(episodes, |episode, _| episode.clinician)
}

/// Adherence by phase of the episode.
pub fn by_phase(episodes: &[EpisodeDue]) -> BTreeMap<Phase, Tally> {
    tally(episodes, |_, occurrence| occurrence.kind.phase())
}

fn tally<K: Ord>(episodes: &[EpisodeDue], key: impl Fn(&EpisodeDue, &Occurrence) -> K) -> BTreeMap<K, Tally> {
    let mut tallies: BTreeMap<K, Tally> = BTreeMap::new();
    for episode in episodes {
        for occurrence in &episode.due.occurrences {
            tallies.entry(key(episode, occurrence)).or_default().count(occurrence.status);
        }
    }
    tallies
}

/// Completion of episodes that have ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Episodes that have ended and for which the protocol asks for anything.
    pub ended: usize,
    /// With a score in the intake window and one of the same measure in the discharge window.
    pub at_discharge: usize,
    /// With a score in the intake window and any later one of the same measure before follow-up.
    pub at_any_time: usize,
}

impl Completion {
    /// The narrow rate: measured at both ends.
    pub fn rate(self) -> Rate {
        Rate { count: self.at_discharge, of: self.ended }
    }

    /// The wide rate: measured at intake and at least once more.
    pub fn wide_rate(self) -> Rate {
        Rate { count: self.at_any_time, of: self.ended }
    }
}

/// Completion by the program that admitted: the one of the intake window, or of the first window there is.
pub fn completion_by_program(episodes: &[EpisodeDue]) -> BTreeMap<Arc<str>, Completion> {
    completion(episodes, |episode| episode.due.occurrences.first().map(|first| first.program.clone()))
}

/// Completion by clinician; `None` gathers the episodes without one.
pub fn completion_by_clinician(episodes: &[EpisodeDue]) -> BTreeMap<Option<ClinicianId>, Completion> {
    completion(episodes, |episode| Some(episode.clinician))
}

/// Of how many episodes there are scores of a phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PhaseCompletion {
    /// Episodes in which something was asked for in this phase and is decided: done, declined or closed without it.
    pub asked: usize,
    /// Of these, with a score in one of the windows at least.
    pub any: usize,
    /// Of these, with a score in every window that is decided.
    pub every: usize,
}

impl PhaseCompletion {
    /// With a score at least.
    pub fn any_rate(self) -> Rate {
        Rate { count: self.any, of: self.asked }
    }

    /// With all that was asked for.
    pub fn every_rate(self) -> Rate {
        Rate { count: self.every, of: self.asked }
    }
}

/// Completion by phase, of open and ended episodes: intake, treatment, discharge and follow-up each come to an end of their own.
pub fn completion_by_phase(episodes: &[EpisodeDue]) -> BTreeMap<Phase, PhaseCompletion> {
    let mut completions: BTreeMap<Phase, PhaseCompletion> = BTreeMap::new();
    for episode in episodes {
        for (phase, tally) in by_phase(std::slice::from_ref(episode)) {
            let decided = tally.adherence().of;
            if decided > 0 {
                let entry = completions.entry(phase).or_default();
                entry.asked += 1;
                entry.any += usize::from(tally.done > 0);
                entry.every += usize::from(tally.done == decided);
            }
        }
    }
    completions
}

fn completion<K: Ord>(episodes: &[EpisodeDue], key: impl Fn(&EpisodeDue) -> Option<K>) -> BTreeMap<K, Completion> {
    let mut completions: BTreeMap<K, Completion> = BTreeMap::new();
    for episode in episodes.iter().filter(|episode| episode.has_ended && !episode.due.occurrences.is_empty()) {
        let Some(key) = key(episode) else { continue };
        let entry = completions.entry(key).or_default();
        let at_intake = measured(&episode.due, |kind| kind == Kind::Intake);
        let at_discharge = measured(&episode.due, |kind| kind == Kind::Discharge);
        let during = measured(&episode.due, |kind| matches!(kind, Kind::InTreatment | Kind::BeforeReview));
        entry.ended += 1;
        entry.at_discharge += usize::from(!at_intake.is_disjoint(&at_discharge));
        entry.at_any_time += usize::from(!at_intake.is_disjoint(&at_discharge) || !at_intake.is_disjoint(&during));
    }
    completions
}

/// The measures with a score in windows of a kind.
fn measured(due: &DueSet, is_kind: impl Fn(Kind) -> bool) -> BTreeSet<(&str, Respondent)> {
    let done = |each: &&Occurrence| is_kind(each.kind) && matches!(each.status, Status::Satisfied { .. });
    due.occurrences.iter().filter(done).map(|each| (&*each.instrument, each.respondent)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::due::tests::{day, episode, episodes, give, id, protocol};
    use crate::due::{EpisodeFacts, GivenOutcome, due_set};

    fn judged(facts: &EpisodeFacts, today: &str) -> EpisodeDue {
        EpisodeDue { clinician: Some(id(7)), has_ended: facts.discharged.is_some(), due: due_set(&protocol(), facts, day(today)) }
    }

    #[test]
    fn an_open_window_counts_neither_way() {
        let mut facts = episode();
        give(&mut facts, "phq-9", "2026-11-02");
        give(&mut facts, "phq-9", "2026-11-09");
        give(&mut facts, "phq-2", "2026-11-02");
        facts.given[2].outcome = GivenOutcome::Declined;
        let check = |today: &str, expected: Tally| {
            assert_eq!(by_program(&[judged(&facts, today)])["RIV"], expected, "{today}");
        };
        check("2026-11-17", Tally { done: 2, declined: 1, missed: 0, open: 1 });
        check("2026-11-20", Tally { done: 2, declined: 1, missed: 1, open: 0 });
        let phases = by_phase(&[judged(&facts, "2026-11-20")]);
        assert_eq!(phases[&Phase::Intake].adherence(), Rate { count: 1, of: 2 });
        assert_eq!(phases[&Phase::InTreatment].adherence(), Rate { count: 1, of: 2 });
        assert_eq!(by_clinician(&[judged(&facts, "2026-11-20")])[&Some(id(7))].adherence(), Rate { count: 2, of: 4 });
    }

    #[test]
    fn a_declined_follow_up_counts_as_declined_and_not_as_missed() {
        let mut facts = episode();
        facts.discharged = Some(day("2026-11-17"));
        let of = |facts: &EpisodeFacts| by_phase(&[judged(facts, "2027-04-01")])[&Phase::FollowUp];
        let missed = of(&facts).missed;
        assert!(missed > 0 && of(&facts).declined == 0);
        facts.follow_up_declined = Some(day("2026-11-20"));
        assert_eq!(of(&facts), Tally { declined: missed, ..Tally::default() });
        assert_eq!(of(&facts).adherence(), Rate { count: 0, of: missed }, "and it stands in the number that the share is of");
    }

    #[test]
    fn completion_needs_both_ends_of_the_same_measure() {
        let check = |given: &[(&str, &str)], expected: (usize, usize)| {
            let mut facts = episode();
            facts.discharged = Some(day("2026-11-25"));
            for (instrument, day) in given {
                give(&mut facts, instrument, day);
            }
            let completion = completion_by_program(&[judged(&facts, "2026-12-24")])["RIV"];
            assert_eq!((completion.at_discharge, completion.at_any_time, completion.ended), (expected.0, expected.1, 1), "{given:?}");
        };
        check(&[("phq-9", "2026-11-02"), ("phq-9", "2026-11-25")], (1, 1));
        check(&[("phq-9", "2026-11-02"), ("phq-9", "2026-11-09")], (0, 1));
        check(&[("phq-2", "2026-11-02"), ("phq-9", "2026-11-25")], (0, 0));
        check(&[("phq-9", "2026-11-09"), ("phq-9", "2026-11-25")], (0, 0));
    }

    #[test]
    fn an_open_episode_is_no_part_of_completion() {
        let mut facts = episode();
        give(&mut facts, "phq-9", "2026-11-02");
        assert!(completion_by_clinician(&[judged(&facts, "2026-12-24")]).is_empty());
    }

    #[test]
    fn completion_of_a_phase_counts_the_episodes_in_which_it_was_asked_for() {
        let mut whole = episode();
        give(&mut whole, "phq-9", "2026-11-02");
        give(&mut whole, "phq-2", "2026-11-02");
        let mut half = episode();
        give(&mut half, "phq-9", "2026-11-02");
        let nothing = episode();
        let episodes = [&whole, &half, &nothing].map(|facts| judged(facts, "2026-11-20"));
        let found = completion_by_phase(&episodes);
        assert_eq!(found[&Phase::Intake], PhaseCompletion { asked: 3, any: 2, every: 1 });
        assert_eq!(found[&Phase::Intake].any_rate(), Rate { count: 2, of: 3 });
        assert_eq!(found.get(&Phase::Discharge), None, "nobody was discharged");
        assert!(completion_by_phase(&[judged(&nothing, "2026-11-02")]).is_empty(), "a window that is open counts neither way");
    }

    proptest! {
        #[test]
        fn adherence_lies_between_nought_and_one(facts in prop::collection::vec(episodes(), 0..4), after in 0_i32..200) {
            let today = day("2026-11-02").plus_days(after).to_string();
            let episodes: Vec<EpisodeDue> = facts.iter().map(|facts| judged(facts, &today)).collect();
            let mut decided = 0;
            for tally in by_phase(&episodes).into_values() {
                decided += tally.adherence().of;
                if let (Some(share), Some((low, high))) = (tally.adherence().value(), tally.adherence().interval()) {
                    prop_assert!((0.0..=1.0).contains(&share) && 0.0 <= low && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1.0);
                }
            }
            let by_program: usize = by_program(&episodes).into_values().map(|tally| tally.adherence().of).sum();
            prop_assert_eq!(decided, by_program);
            for completion in completion_by_phase(&episodes).into_values() {
                prop_assert!(completion.every <= completion.any && completion.any <= completion.asked && completion.asked <= episodes.len());
            }
            for completion in completion_by_program(&episodes).into_values() {
                prop_assert!(completion.at_discharge <= completion.at_any_time && completion.at_any_time <= completion.ended);
            }
        }
    }
}
