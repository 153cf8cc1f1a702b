//! Everything that happened in the invented practice, in the order in which it was recorded, cut into sittings: what one person entered one thing
//! after the other. A sitting becomes one unit of work with one entry in the audit, as it would have been in a real practice.

use synthetic::{Entry, JournalKind, Practice};
use vocabulary::{Instant, UserId};

/// Which list of the practice. The order decides between steps of the same instant: what others refer to comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Program,
    Clinician,
    Patient,
    Episode,
    LevelOfCarePeriod,
    Diagnosis,
    CareTeam,
    Administration,
    PatientLink,
    Journal(JournalKind),
}

/// One version of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// When it was recorded.
    pub(super) at: Instant,
    /// Which list.
    pub(super) kind: Kind,
    /// The place in the list.
    pub(super) index: usize,
    /// 0 for the first version, then the place in the history, from 1.
    pub(super) version: usize,
    /// Who recorded it.
    pub(super) recorder: UserId,
}

/// What one person entered at a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sitting {
    /// When it ended: this is when the audit has it. Each step keeps its own instant.
    pub(super) at: Instant,
    /// Who entered it.
    pub(super) recorder: UserId,
    /// What, in order.
    pub(super) steps: Vec<Step>,
}

/// How long somebody may sit there.
const SECONDS_MAX: i64 = 3600;

/// Every sitting of a practice, oldest first.
pub(super) fn sittings(practice: &Practice) -> Vec<Sitting> {
    let mut sittings: Vec<Sitting> = Vec::new();
    for step in steps(practice) {
        match sittings.last_mut() {
            Some(sitting) if goes_on(sitting, &step) => {
                sitting.at = step.at;
                sitting.steps.push(step);
            }
            _ => sittings.push(Sitting { at: step.at, recorder: step.recorder, steps: vec![step] }),
        }
    }
    sittings
}

/// True when the same person goes on with another record. Two versions of one record are never of the same sitting: each has its own instant.
fn goes_on(sitting: &Sitting, step: &Step) -> bool {
    let same_record = |other: &Step| (other.kind, other.index) == (step.kind, step.index);
    let began = sitting.steps.first().map_or(step.at, |first| first.at);
    sitting.recorder == step.recorder && step.at.seconds_since(began) <= SECONDS_MAX && !sitting.steps.iter().any(same_record)
}

fn steps(practice: &Practice) -> Vec<Step> {
    let mut steps = Vec::new();
    push(&mut steps, Kind::Program, &practice.programs);
    push(&mut steps, Kind::Clinician, &practice.clinicians);
    push(&mut steps, Kind::Patient, &practice.patients);
    push(&mut steps, Kind::Episode, &practice.episodes);
    push(&mut steps, Kind::LevelOfCarePeriod, &practice.level_of_care_periods);
    push(&mut steps, Kind::Diagnosis, &practice.diagnoses);
    push(&mut steps, Kind::CareTeam, &practice.care_team);
    push(&mut steps, Kind::Administration, &practice.administrations);
    push(&mut steps, Kind::PatientLink, &practice.patient_links);
    steps.extend(practice.journal.writings().into_iter().map(|writing| Step {
        at: writing.at,
        kind: Kind::Journal(writing.kind),
        index: writing.index,
        version: writing.version,
        recorder: writing.recorder,
    }));
    steps.sort_by_key(|step| (step.at, step.kind, step.index, step.version));
    steps
}

fn push<Id, T>(steps: &mut Vec<Step>, kind: Kind, entries: &[Entry<Id, T>]) {
    for (index, entry) in entries.iter().enumerate() {
        steps.push(Step { at: entry.recorded_at, kind, index, version: 0, recorder: entry.recorder });
        for (version, revision) in (1..).zip(&entry.history) {
            steps.push(Step { at: revision.recorded_at, kind, index, version, recorder: revision.recorder });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use synthetic::Plan;

    #[test]
    fn every_version_of_every_record_has_its_sitting_in_the_order_of_time() {
        let practice = Practice::invent(Plan { seed: 7, as_of: "2026-11-23".parse().unwrap(), patients: 20 });
        let sittings = sittings(&practice);
        assert!(sittings.windows(2).all(|pair| pair[0].at <= pair[1].steps[0].at));
        let count: usize = sittings.iter().map(|sitting| sitting.steps.len()).sum();
        assert_eq!(count, steps(&practice).len());
        assert!(count > sittings.len(), "some sittings have several steps");
        for sitting in &sittings {
            assert!(sitting.steps.iter().all(|step| step.recorder == sitting.recorder && step.at <= sitting.at));
        }
    }
}
