//! What the events of an alert amount to.

use vocabulary::{Evidence, Instant, UserId};

use super::Raised;
use super::event::{Closing, Event, EventKind, Tier};
use crate::warning_sign::Class;

/// An alert as it stands after its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// What it is about.
    pub raised: Raised,
    /// Where in the chain of owners it stands.
    pub tier: Tier,
    /// The one person who has it, after a hand-over or an acknowledgement; `None` while it belongs to everybody at its place in the chain.
    pub holder: Option<UserId>,
    /// Since when its present owner has it. The acknowledgement timer runs from here.
    pub owned_since: Instant,
    /// Since when its holder has taken it on. The closing timer runs from here; `None` while nobody has.
    pub taken_on_at: Option<Instant>,
    /// Open, acknowledged or ended.
    pub state: State,
    /// The first time of each kind.
    pub times: Times,
    /// How often it went on along the chain.
    pub escalations: usize,
    /// How often it went on because whoever had taken it on did not close it in time.
    pub times_not_closed: usize,
    /// The events in their order.
    pub events: Vec<Event>,
}

/// How far an alert has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has taken it on.
    Open,
    /// Somebody has.
    Acknowledged,
    /// It has ended.
    Ended(Ending),
}

/// How an alert ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A person closed it.
    Closed {
        /// Who.
        by: UserId,
        /// How.
        closing: Closing,
    },
    /// A fact satisfied the task.
    ResolvedByFact {
        /// Which record.
        fact: Evidence,
    },
}

/// When each thing happened for the first time.
#[expect(clippy::struct_field_names, reason = "instants are named by what happened at them")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// The alert came to be.
    pub raised_at: Option<Instant>,
    /// It came into an inbox.
    pub received_at: Option<Instant>,
    /// It was on a screen.
    pub shown_at: Option<Instant>,
    /// It was taken on.
    pub acknowledged_at: Option<Instant>,
    /// It ended.
    pub ended_at: Option<Instant>,
}

impl State {
    /// The code in files and tables.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Ended(Ending::Closed { .. }) => "closed",
            Self::Ended(Ending::ResolvedByFact { .. }) => "resolved_by_fact",
        }
    }
}

impl Alert {
    /// Folds the events of one alert, in whatever order they come. Never loses an alert: one without events is open at the start of the
    /// chain, and an event that may not end it (a fact under a safety or clinical alert) does not.
    pub fn fold(raised: Raised, mut events: Vec<Event>) -> Self {
        events.sort_by_cached_key(|event| (event.at, event.kind.rank(), event.kind.content()));
        events.dedup();
        let mut alert = Self {
            tier: Tier::Primary,
            holder: None,
            owned_since: raised.occurred_at,
            taken_on_at: None,
            state: State::Open,
            times: Times::default(),
            escalations: 0,
            times_not_closed: 0,
            events: Vec::new(),
            raised,
        };
        for event in &events {
            alert.apply(event);
        }
        alert.events = events;
        alert
    }

    fn apply(&mut self, event: &Event) {
        let first = |time: &mut Option<Instant>| *time = time.or(Some(event.at));
        let ended = matches!(self.state, State::Ended(_));
        match &event.kind {
            EventKind::Raised { tier } => {
                first(&mut self.times.raised_at);
                if self.escalations == 0 {
                    self.tier = *tier;
                }
                // A safety alert counts from its fact, whatever kept the rule from running. The others give their owner the whole time.
                if self.raised.class != Class::Safety && self.holder.is_none() {
                    self.owned_since = self.owned_since.max(event.at);
                }
            }
            EventKind::Received { .. } => first(&mut self.times.received_at),
            EventKind::Shown { .. } => first(&mut self.times.shown_at),
            EventKind::Acknowledged { .. }
            | EventKind::Escalated { .. }
            | EventKind::NotClosed { .. }
            | EventKind::HolderGone { .. }
            | EventKind::HandedOver { .. }
                if ended => {}
            EventKind::Acknowledged { by } => {
                first(&mut self.times.acknowledged_at);
                self.state = State::Acknowledged;
                (self.holder, self.taken_on_at) = (Some(*by), Some(event.at));
            }
            EventKind::Escalated { to } if self.state == State::Open => {
                self.escalations += 1;
                (self.tier, self.holder, self.owned_since) = (*to, None, event.at);
            }
            EventKind::NotClosed { to } if self.state == State::Acknowledged => {
                self.times_not_closed += 1;
                self.state = State::Open;
                (self.tier, self.holder, self.owned_since, self.taken_on_at) = (*to, None, event.at, None);
            }
            EventKind::HolderGone { to } if self.holder.is_some() => {
                self.state = State::Open;
                (self.tier, self.holder, self.owned_since, self.taken_on_at) = (*to, None, event.at, None);
            }
            EventKind::HandedOver { to, .. } => {
                self.state = State::Open;
                (self.holder, self.owned_since, self.taken_on_at) = (Some(*to), event.at, None);
            }
            EventKind::Closed { by, closing } if !ended => {
                first(&mut self.times.ended_at);
                self.state = State::Ended(Ending::Closed { by: *by, closing: closing.clone() });
            }
            EventKind::ResolvedByFact { fact } if !ended && self.raised.class == Class::Task => {
                first(&mut self.times.ended_at);
                self.state = State::Ended(Ending::ResolvedByFact { fact: fact.clone() });
            }
            // Went on while somebody took it on, or while nobody had it to close or to leave it: it stays where it is. Ended twice, or by a fact that
            // may not: the first ending stands.
            EventKind::Escalated { .. }
            | EventKind::NotClosed { .. }
            | EventKind::HolderGone { .. }
            | EventKind::Closed { .. }
            | EventKind::ResolvedByFact { .. } => {}
        }
    }

    /// True while somebody has to do something about it.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, State::Ended(_))
    }
}
