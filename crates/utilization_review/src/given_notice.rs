//! Notices that were given: to the payer of an admission, a discharge or a step-down, and by the payer of a reduction. Once a notice is on record its
//! clock stops, and the record says whether it came in time.
//!
//! A stay knows its days and not its hours. A limit in hours is therefore counted twice: from the beginning of the day, which is the time to work to, and
//! from its end, after which a notice is late whatever the hour was. Of one that was given between the two nobody can say it ([`NoticeState::HourUnknown`]).

mod change;

pub use change::{Change, changes};

use care::choices;
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare};

use crate::appeal::NoticeChannel;
use crate::clock::{Deadline, Due, NoticeKind, Occurrence, OwedBy, RuleSet, Setting, resolve};

choices! {
    /// Whom a notice was given to.
    NoticeRecipient ("recipient of a notice") {
        /// The payer.
        Payer = "payer",
        /// The patient, or who acts for them.
        Patient = "patient",
        /// The practice itself: it stands in its chart, or came to it from the payer.
        Practice = "practice",
    }
}

choices! {
    /// Whose task a notice is.
    NoticeOwner ("owner of a notice") {
        /// Whoever works on reviews.
        Reviewers = "reviewers",
        /// Whoever treats the patient.
        Clinicians = "clinicians",
        /// The payer; the practice writes down when it came.
        Payer = "payer",
    }
}

/// A notice that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenNotice {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// What it tells of.
    pub kind: NoticeKind,
    /// The day of the change that it tells of: [`Change::day`].
    pub about: Day,
    /// When it was given.
    pub given_at: Instant,
    /// How.
    pub channel: NoticeChannel,
    /// To whom.
    pub recipient: NoticeRecipient,
    /// Who took it: a name, a department, a number that was called.
    pub taken_by: String,
    /// The reference that was given for it; may be empty.
    pub reference: String,
    /// What was said, in a few words; may be empty.
    pub words: String,
}

/// What one asks about a notice that somebody wants to record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticeProblem {
    /// It lies in the future.
    #[error("the notice lies in the future")]
    Future,
    /// Nobody took it.
    #[error("who took the notice is missing")]
    NobodyTookIt,
}

impl GivenNotice {
    /// Checks what one record can say about itself.
    pub fn check(&self, now: Instant) -> Result<(), NoticeProblem> {
        if self.given_at > now {
            return Err(NoticeProblem::Future);
        }
        if self.taken_by.trim().is_empty() { Err(NoticeProblem::NobodyTookIt) } else { Ok(()) }
    }
}

impl NoticeKind {
    /// To whom such a notice usually goes.
    pub const fn recipient(self) -> NoticeRecipient {
        match self {
            Self::Admission | Self::Discharge | Self::Consultation => NoticeRecipient::Payer,
            Self::Certification | Self::Reduction => NoticeRecipient::Practice,
        }
    }
}

/// How a notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeState {
    /// It was not given and its time is over.
    Overdue,
    /// It was not given yet.
    Open,
    /// It was given before its time was over.
    InTime,
    /// It was given on the last day, of which the hour of the change would decide.
    HourUnknown,
    /// It was given after its time was over.
    Late,
    /// It was given, and nobody knows until when it had to be.
    Given,
}

impl NoticeState {
    /// The key of its words is `notice-state-` and this.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Open => "open",
            Self::InTime => "in-time",
            Self::HourUnknown => "hour-unknown",
            Self::Late => "late",
            Self::Given => "given",
        }
    }
}

/// The clock of one notice: what happened, what one rule gives time for, and what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeClock<T> {
    /// What is to be told.
    pub kind: NoticeKind,
    /// What happened.
    pub change: Change,
    /// Until when, counted from the beginning of the day of the change.
    pub deadline: Deadline,
    /// Until when, counted from the end of that day.
    pub latest: Due,
    /// What was given, with when.
    pub given: Option<(T, Instant)>,
}

impl<T> NoticeClock<T> {
    /// Whose task it is.
    pub const fn owner(&self) -> NoticeOwner {
        match (self.deadline.owed_by, self.kind) {
            (OwedBy::Payer, _) => NoticeOwner::Payer,
            (OwedBy::Practice, NoticeKind::Certification | NoticeKind::Consultation) => NoticeOwner::Clinicians,
            (OwedBy::Practice, _) => NoticeOwner::Reviewers,
        }
    }

    /// True while nothing was given.
    pub const fn is_open(&self) -> bool {
        self.given.is_none()
    }

    /// How it stands at an instant.
    pub fn state(&self, now: Instant) -> NoticeState {
        let before = |due: Due, at: Instant| if let Due::Before(due, _) = due { Some(at < due) } else { None };
        match &self.given {
            None if before(self.deadline.due, now) == Some(false) => NoticeState::Overdue,
            None => NoticeState::Open,
            Some((_, at)) => match (before(self.deadline.due, *at), before(self.latest, *at)) {
                (Some(true), _) => NoticeState::InTime,
                (Some(false), Some(true)) => NoticeState::HourUnknown,
                (Some(false), _) => NoticeState::Late,
                (None, _) => NoticeState::Given,
            },
        }
    }

    /// The order of lists: what is open first, then by the time that it has, without a known time last.
    pub fn rank(&self) -> (bool, bool, Due, NoticeKind, Day) {
        let is_unknown = !matches!(self.deadline.due, Due::Before(..));
        (self.given.is_some(), is_unknown, self.deadline.due, self.kind, self.change.day)
    }
}

/// The clocks that follow from the changes of a stay. `setting` says for whom a rule is asked at a level on a day: `None` where nobody pays, so that nobody is to
/// be told. `given` finds what was given about a change.
pub fn clocks<'a, T>(
    rules: &RuleSet,
    changes: &[Change],
    setting: impl Fn(Day, LevelOfCare) -> Option<Setting<'a>>,
    given: impl Fn(NoticeKind, &Change) -> Option<(T, Instant)>,
) -> Vec<NoticeClock<T>> {
    let mut found = Vec::new();
    for change in changes {
        let Some(setting) = setting(change.day, change.level_of_care) else { continue };
        let ask = |at: Instant| {
            let course_ends = change.course_ends.map(|last| setting.end_of(last));
            let occurrence = Occurrence { event: change.event, at, timing: None, urgent: false, incomplete: false, course_ends };
            resolve(rules, &occurrence, &setting)
        };
        let latest = ask(change.until);
        for deadline in ask(change.from) {
            let Some(kind) = deadline.notice.filter(|kind| !is_moot(*kind, change, &deadline)) else { continue };
            let latest = latest.iter().find(|other| other.rule == deadline.rule).map_or(deadline.due, |other| other.due);
            let given = given(kind, change);
            found.push(NoticeClock { kind, change: *change, deadline, latest, given });
        }
    }
    found
}

/// What is due on a day of the stay is not due of one that ended before it.
fn is_moot(kind: NoticeKind, change: &Change, deadline: &Deadline) -> bool {
    let is_of_stay = matches!(kind, NoticeKind::Certification | NoticeKind::Consultation);
    let last_day = if let Due::Before(_, last_day) = deadline.due { Some(last_day) } else { None };
    is_of_stay && change.ended.zip(last_day).is_some_and(|(ended, last_day)| ended < last_day)
}

#[cfg(test)]
mod tests;
