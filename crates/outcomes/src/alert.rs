//! What becomes of a warning sign: who owns it, how long they have, where it goes next, and how it ends.
//!
//! An alert is an append-only list of [`Event`]s; [`Alert::fold`] says what they amount to. Nothing is edited: the times of an alert are those of its
//! events. [`raise`] makes alerts from signs and makes none twice. [`escalation::next_step`] says to whom an alert that nobody acknowledges goes,
//! and when: safety alerts by the clock on the wall, day and night, the others by business time.
//!
//! An alert says that somebody should look at what was answered, scored or missed. It decides nothing. Safety and clinical alerts are closed by a
//! person who says what was done and signs it; a task may also be resolved by the fact that satisfies it, which is then named.

mod act;
pub mod escalation;
mod event;
mod group;
mod history;
mod hours;
pub mod report;
#[cfg(test)]
mod testing;

use std::collections::BTreeSet;

use vocabulary::{EpisodeId, Instant, PatientId};

use crate::warning_sign::{Class, Rule, SignKey, SinceLast, Visibility, WarningSign};

pub use act::Refusal;
pub use escalation::{
    Escalation, NextStep, OpeningHours, OwnerChain, Policy, PolicyError, ProgramHours, after_holder, after_untold, next_step,
};
pub use event::{Closing, Disposition, Event, EventKind, Tier};
pub use group::{AlertGroup, grouped};
pub use history::{Alert, Ending, State, Times};
pub use hours::{HoursError, SiteHours};

/// What an alert is about, fixed when it is raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// What makes it the same alert when the sign is found again.
    pub key: SignKey,
    /// Alerts of one patient with equal groups are repeats of each other.
    pub group: String,
    /// Whose.
    pub patient: PatientId,
    /// In which episode; `None` outside any.
    pub episode: Option<EpisodeId>,
    /// Which rule.
    pub rule: Rule,
    /// By which clock it runs and who may close it.
    pub class: Class,
    /// Compared with the last positive of the group.
    pub since_last: SinceLast,
    /// Whether people see it.
    pub visibility: Visibility,
    /// When the fact came in. The timer of a safety alert starts here, the others' when they are raised.
    pub occurred_at: Instant,
}

/// Makes alerts of the signs that have none yet: raising the same sign twice makes nothing new. `known` holds the keys of all alerts of the
/// patient, closed ones included.
pub fn raise(known: &BTreeSet<SignKey>, signs: &[WarningSign]) -> Vec<Raised> {
    let mut seen = BTreeSet::new();
    let is_new = |sign: &&WarningSign| !known.contains(&sign.key) && seen.insert(sign.key.clone());
    signs.iter().filter(is_new).map(Raised::of).collect()
}

impl Raised {
    fn of(sign: &WarningSign) -> Self {
        Self {
            key: sign.key.clone(),
            group: sign.group.clone(),
            patient: sign.patient,
            episode: sign.episode,
            rule: sign.rule,
            class: sign.class,
            since_last: sign.since_last,
            visibility: sign.visibility,
            occurred_at: sign.occurred_at,
        }
    }
}

#[cfg(test)]
mod tests;
