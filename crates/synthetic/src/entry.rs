//! A record as somebody entered it, and what was done to it later: the shape in which the practice hands over everything.

use vocabulary::{Day, Instant, UserId};

/// A record: its first version, then the later ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<Id, T> {
    /// The id, the same for all versions.
    pub id: Id,
    /// What the first version says.
    pub value: T,
    /// The clinical day the first version speaks of, local to the program.
    pub effective_day: Day,
    /// When the first version was written.
    pub recorded_at: Instant,
    /// Who wrote it.
    pub recorder: UserId,
    /// The later versions, in the order in which they were written.
    pub history: Vec<Revision<T>>,
}

/// A later version of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision<T> {
    /// What it does.
    pub change: Change<T>,
    /// The clinical day it speaks of.
    pub effective_day: Day,
    /// When it was written.
    pub recorded_at: Instant,
    /// Who wrote it.
    pub recorder: UserId,
}

/// What a later version does to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// It says this from now on: something was wrong, or something came to an end.
    Corrected(T),
    /// The record is withdrawn, for this reason.
    Voided(String),
}

impl<Id, T> Entry<Id, T> {
    /// What the record says after all its versions; `None` when it was withdrawn.
    pub fn current(&self) -> Option<&T> {
        match self.history.last().map(|revision| &revision.change) {
            None => Some(&self.value),
            Some(Change::Corrected(value)) => Some(value),
            Some(Change::Voided(_)) => None,
        }
    }

    /// What the record said at an instant; `None` before it was written and after it was withdrawn.
    pub fn as_of(&self, instant: Instant) -> Option<&T> {
        if self.recorded_at > instant {
            return None;
        }
        match self.history.iter().rev().find(|revision| revision.recorded_at <= instant).map(|revision| &revision.change) {
            None => Some(&self.value),
            Some(Change::Corrected(value)) => Some(value),
            Some(Change::Voided(_)) => None,
        }
    }

    /// The last version that says something.
    pub(crate) fn latest(&self) -> &T {
        let stated = |revision: &'_ Revision<T>| matches!(revision.change, Change::Corrected(_));
        match self.history.iter().rfind(|revision| stated(revision)).map(|revision| &revision.change) {
            Some(Change::Corrected(value)) => value,
            _ => &self.value,
        }
    }

    /// Adds a version. Versions of one record are at least a second apart.
    pub(crate) fn revise(&mut self, change: Change<T>, effective_day: Day, at: Instant, recorder: UserId) {
        let before = self.history.last().map_or(self.recorded_at, |revision| revision.recorded_at);
        self.history.push(Revision { change, effective_day, recorded_at: at.max(before.plus_seconds(1)), recorder });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier;

    #[test]
    fn a_record_says_what_its_last_version_says() {
        let user = UserId::from_uuid(uuid::Uuid::nil());
        let day: Day = "2026-01-05".parse().unwrap();
        let at: Instant = "2026-01-05T12:00:00Z".parse().unwrap();
        let mut entry = Entry { id: 1, value: "open", effective_day: day, recorded_at: at, recorder: user, history: Vec::new() };
        assert_eq!(entry.current(), Some(&"open"));
        entry.revise(Change::Corrected("closed"), day, at, user);
        assert_eq!((entry.current(), entry.as_of(at)), (Some(&"closed"), Some(&"open")));
        entry.revise(Change::Voided("a test".to_owned()), day, at, user);
        assert_eq!((entry.current(), entry.latest()), (None, &"closed"));
        assert_eq!(entry.as_of(at.plus_seconds(-1)), None);
    }
}
