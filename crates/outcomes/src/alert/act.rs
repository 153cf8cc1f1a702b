//! What people and facts may do to an alert: each act answers with the event to be added, or says why it may not be.

use vocabulary::{Instant, UserId};

use super::event::{Closing, Disposition, Event, EventKind};
use super::history::{Alert, State};
use crate::warning_sign::{Class, Resolution};

/// Why something may not be done to an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has ended.
    #[error("the alert has ended")]
    Ended,
    /// Somebody has taken it on already.
    #[error("the alert is already acknowledged")]
    AlreadyAcknowledged,
    /// Who closes an alert takes it on first.
    #[error("the alert is not acknowledged")]
    NotAcknowledged,
    /// This disposition is not one of the class.
    #[error("the disposition `{disposition}` does not close a {class} alert")]
    OtherClass {
        /// What was chosen.
        disposition: Disposition,
        /// The class of the alert.
        class: Class,
    },
    /// There is no note.
    #[error("the note is empty")]
    NoNote,
    /// It is not signed.
    #[error("the signature is empty")]
    NoSignature,
    /// Only a person closes an alert of this class.
    #[error("a {class} alert is closed by a person, not by a fact")]
    NeedsPerson {
        /// The class of the alert.
        class: Class,
    },
    /// It lies before what has already happened.
    #[error("the time lies before the last event")]
    Backwards,
}

impl Alert {
    /// Somebody takes it on.
    pub fn acknowledge(&self, by: UserId, at: Instant) -> Result<Event, Refusal> {
        self.may_change(at)?;
        if self.state == State::Acknowledged {
            return Err(Refusal::AlreadyAcknowledged);
        }
        Ok(Event { at, kind: EventKind::Acknowledged { by } })
    }

    /// Somebody gives it to another, who has to take it on anew.
    pub fn hand_over(&self, by: UserId, to: UserId, at: Instant) -> Result<Event, Refusal> {
        self.may_change(at)?;
        if self.state != State::Acknowledged {
            return Err(Refusal::NotAcknowledged);
        }
        Ok(Event { at, kind: EventKind::HandedOver { by, to } })
    }

    /// A person closes it: with a disposition of its class, a note and a signature.
    pub fn close(&self, by: UserId, closing: Closing, at: Instant) -> Result<Event, Refusal> {
        self.may_change(at)?;
        let class = self.raised.class;
        if self.state != State::Acknowledged {
            return Err(Refusal::NotAcknowledged);
        }
        if !Disposition::of_class(class).contains(&closing.disposition) {
            return Err(Refusal::OtherClass { disposition: closing.disposition, class });
        }
        if closing.note.trim().is_empty() {
            return Err(Refusal::NoNote);
        }
        if closing.signature.trim().is_empty() {
            return Err(Refusal::NoSignature);
        }
        Ok(Event { at, kind: EventKind::Closed { by, closing } })
    }

    /// A fact satisfies a task, acknowledged or not. The event has the time at which that was noticed; the fact names its own.
    pub fn resolve(&self, resolution: &Resolution, at: Instant) -> Result<Event, Refusal> {
        self.may_change(at)?;
        match self.raised.class {
            Class::Task => Ok(Event { at, kind: EventKind::ResolvedByFact { fact: resolution.fact.clone() } }),
            class => Err(Refusal::NeedsPerson { class }),
        }
    }

    fn may_change(&self, at: Instant) -> Result<(), Refusal> {
        if !self.is_open() {
            return Err(Refusal::Ended);
        }
        let last = self.events.last().map_or(at, |event| event.at);
        if at < last { Err(Refusal::Backwards) } else { Ok(()) }
    }
}
