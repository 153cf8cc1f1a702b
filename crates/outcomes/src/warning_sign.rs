//! Warning signs: rules that say that somebody should look. One file a rule.
//!
//! [`evaluate`] reads one patient's [`Snapshot`] and says which signs stand in it. A sign delivers what was answered, scored or missed; it
//! says nothing about what will happen. Every sign has a [`SignKey`] made of the rule and the records it rests on, so that looking twice at the
//! same records gives the same keys, and scoring again raises nothing twice.
//!
//! Numbers stand in [`Parameters`], a TOML file in which each one names its source. A rule can run silently: its signs are recorded and counted,
//! and shown to nobody. What becomes of a sign is told in [`crate::alert`].

mod codes;
mod early_non_response;
mod off_course;
mod overdue_measure;
pub mod parameters;
mod plateau;
mod reliable_deterioration;
mod repeated_absence;
pub mod resolution;
mod safety_answer;
pub mod snapshot;
mod summary;
#[cfg(test)]
pub(crate) mod testing;
mod unreviewed_score;
mod withdrawal_scale;
mod worse_since_discharge;

use std::collections::BTreeSet;
use std::fmt;

use vocabulary::{Day, EpisodeId, Evidence, Finding, FindingKey, Instant, PatientId, Verdict};

pub use codes::UnknownCode;
pub(crate) use codes::codes;
pub use parameters::{Mark, Mode, ParameterError, ParameterFault, Parameters};
pub use resolution::{Resolution, resolution};
pub use snapshot::{
    Attendance, AttendanceDay, ChangeStanding, CourseStanding, DeclinedMeasure, DueMeasure, DueState, DynamicCourse, EndedEpisode,
    InstrumentName, LevelBegan, Measurement, ProtocolBegan, Review, SafetyFact, SeriesFacts, Snapshot,
};
pub use summary::RuleLine;

codes! {
    /// The rules.
    Rule ("warning sign") {
        /// An answer that a person must see, also from a form that is not finished.
        SafetyAnswer = "safety_answer",
        /// A withdrawal scale at or above the practice's threshold.
        WithdrawalScale = "withdrawal_scale",
        /// Worse than the baseline by more than measurement error.
        ReliableDeterioration = "reliable_deterioration",
        /// Worse after the stay than at its last measure by more than measurement error.
        WorseSinceDischarge = "worse_since_discharge",
        /// Beyond the band of the expected course, on the bad side.
        OffCourse = "off_course",
        /// Less change by a stated day than the early-change rule asks for.
        EarlyNonResponse = "early_non_response",
        /// Scores that stay within measurement error while the band is still high. Never a reason to step down.
        Plateau = "plateau",
        /// Planned days of care on which the patient did not come.
        RepeatedAbsence = "repeated_absence",
        /// A measure of the schedule that is overdue or was missed.
        OverdueMeasure = "overdue_measure",
        /// A score that nobody has reviewed.
        UnreviewedScore = "unreviewed_score",
    }
}

codes! {
    /// How a sign is treated: by which clock it runs and who may close it.
    Class ("class of alert") {
        /// About safety: runs on elapsed time, day and night; closed by a person.
        Safety = "safety",
        /// About the treatment: runs on business time; closed by a person.
        Clinical = "clinical",
        /// Something to be done: runs on business time; closed by a person, or by the fact that satisfies it.
        Task = "task",
    }
}

codes! {
    /// A positive compared with the one before it in the same group.
    SinceLast ("change since last") {
        /// The one before was not positive, or there is none.
        New = "new",
        /// More than last time.
        Higher = "higher",
        /// As last time.
        Same = "same",
        /// Less than last time, and still positive.
        Lower = "lower",
    }
}

codes! {
    /// Whether people see the sign.
    Visibility ("visibility") {
        /// In the inbox of its owner.
        Shown = "shown",
        /// Recorded and counted only.
        Silent = "silent",
    }
}

impl SinceLast {
    /// Compares a positive with the last one; `last` is `None` when the one before was not positive.
    fn compare<T: Ord + Copy>(last: Option<T>, now: T) -> Self {
        match last.map(|last| now.cmp(&last)) {
            None => Self::New,
            Some(std::cmp::Ordering::Greater) => Self::Higher,
            Some(std::cmp::Ordering::Equal) => Self::Same,
            Some(std::cmp::Ordering::Less) => Self::Lower,
        }
    }
}

/// What a sign is about, in one line of rule and record ids: `safety_answer/phq-9/patient/thoughts_of_death/<administration>/9=2`. The same fact
/// always has the same key. Holds ids, item numbers and days; never a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignKey(String);

impl SignKey {
    /// The key of a rule and what it fired on.
    pub(crate) fn new(rule: Rule, parts: &[&dyn fmt::Display]) -> Self {
        let mut text = rule.code().to_owned();
        for part in parts {
            text.push('/');
            text.push_str(&part.to_string());
        }
        Self(text)
    }

    /// A key as it was stored.
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The rule at its front; `None` for a key of a rule that this version does not know.
    pub fn rule(&self) -> Option<Rule> {
        self.0.split('/').next().and_then(|code| code.parse().ok())
    }
}

impl fmt::Display for SignKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A sign that stands in a patient's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarningSign {
    /// Which rule.
    pub rule: Rule,
    /// How it is treated.
    pub class: Class,
    /// Whose.
    pub patient: PatientId,
    /// In which episode; `None` outside any.
    pub episode: Option<EpisodeId>,
    /// What makes it the same sign when it is found again.
    pub key: SignKey,
    /// Signs of one patient with equal groups are repeats of each other: `safety_answer/phq-9/patient/thoughts_of_death`.
    pub group: String,
    /// When the fact came in. The clock of the alert starts here, not when the rule ran.
    pub occurred_at: Instant,
    /// The clinical day it speaks of.
    pub day: Day,
    /// The statement with its evidence, as keys that `wording` resolves.
    pub finding: Finding,
    /// Compared with the last positive of the group.
    pub since_last: SinceLast,
    /// Whether people see it.
    pub visibility: Visibility,
}

/// The signs that stand in a snapshot: safety first, then clinical, then tasks; each key once. A pure function: the same snapshot and
/// parameters give the same signs in the same order.
pub fn evaluate(snapshot: &Snapshot, parameters: &Parameters) -> Vec<WarningSign> {
    let withdrawal = withdrawal_scale::signs(snapshot, &parameters.withdrawal_scale);
    let mut signs = safety_answer::signs(snapshot, &parameters.safety_answer, &withdrawal);
    signs.extend(withdrawal);
    let deterioration = reliable_deterioration::signs(snapshot, &parameters.reliable_deterioration);
    signs.extend(worse_since_discharge::signs(snapshot, parameters, &deterioration));
    signs.extend(deterioration);
    // After a stay there is no course to be on and no plan to review: what is told of the follow-up is that somebody got worse.
    if snapshot.episode.is_some() {
        signs.extend(off_course::signs(snapshot, &parameters.off_course));
        signs.extend(early_non_response::signs(snapshot, &parameters.early_non_response));
        signs.extend(plateau::signs(snapshot, &parameters.plateau));
    }
    signs.extend(repeated_absence::signs(snapshot, &parameters.repeated_absence));
    signs.extend(overdue_measure::signs(snapshot, &parameters.overdue_measure));
    signs.extend(unreviewed_score::signs(snapshot, &parameters.unreviewed_score));
    signs.sort_by(|left, right| (left.class, left.occurred_at, &left.key).cmp(&(right.class, right.occurred_at, &right.key)));
    let mut seen = BTreeSet::new();
    signs.retain(|sign| seen.insert(sign.key.clone()));
    signs
}

/// What a rule found, before it is made a sign of the patient.
struct Found {
    rule: Rule,
    class: Class,
    key: SignKey,
    group: Vec<String>,
    occurred_at: Instant,
    day: Day,
    statement: FindingKey,
    arguments: Vec<(&'static str, vocabulary::Argument)>,
    evidence: Vec<Evidence>,
    since_last: SinceLast,
    visibility: Visibility,
}

impl Found {
    fn in_snapshot(self, snapshot: &Snapshot) -> WarningSign {
        let mut group = self.rule.code().to_owned();
        for part in &self.group {
            group.push('/');
            group.push_str(part);
        }
        WarningSign {
            rule: self.rule,
            class: self.class,
            patient: snapshot.patient,
            episode: snapshot.episode,
            key: self.key,
            group,
            occurred_at: self.occurred_at,
            day: self.day,
            finding: Finding {
                key: self.statement,
                arguments: self.arguments,
                verdict: Verdict::Met,
                evidence: self.evidence,
                missing: None,
            },
            since_last: self.since_last,
            visibility: self.visibility,
        }
    }
}

#[cfg(test)]
mod tests;
