//! 270 and 271: what was asked and what a payer says about coverage.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Event, parts};
use crate::model::{Benefit271, BenefitInformation, Demographics, Envelope, Party, Rejection};
use crate::segment::{Segment, text};

/// A 270 or 271 that is being read.
#[derive(Debug)]
pub(super) struct Benefits {
    /// What the levels above said so far.
    head: Benefit271,
    current: Option<Box<Benefit271>>,
    /// True between LS and LE, and after NM1 within an EB.
    related: bool,
}

impl Benefits {
    pub(super) fn new(envelope: Arc<Envelope>) -> Self {
        Self { head: Benefit271 { envelope, ..Benefit271::default() }, current: None, related: false }
    }

    pub(super) fn take(&mut self, segment: &Segment<'_>, events: &mut VecDeque<Event>) {
        if segment.id() == b"HL" {
            self.close(events);
            self.enter(segment);
            return;
        }
        let Some(current) = &mut self.current else { return self.head.unread.push(parts::unread(segment)) };
        let taken = match current.benefits.last_mut() {
            _ if segment.id() == b"EB" => {
                current.benefits.push(benefit(segment));
                self.related = false;
                true
            }
            Some(benefit) => benefit_segment(benefit, &mut self.related, segment),
            None => level_segment(current, segment),
        };
        if !taken {
            current.unread.push(parts::unread(segment));
        }
    }

    /// Hands out a subscriber or dependent, and a higher level that carries a rejection.
    pub(super) fn close(&mut self, events: &mut VecDeque<Event>) {
        let Some(current) = self.current.take() else { return };
        for (slot, value) in [(&mut self.head.payer, &current.payer), (&mut self.head.requester, &current.requester)] {
            slot.clone_from(value);
        }
        self.head.subscriber.clone_from(&current.subscriber);
        self.head.subscriber_demographics.clone_from(&current.subscriber_demographics);
        let says_something = !current.rejections.is_empty() || !current.benefits.is_empty() || !current.asked.is_empty();
        if says_something || matches!(&*current.level, "22" | "23") {
            events.push_back(Event::Benefit(current));
        }
    }

    fn enter(&mut self, segment: &Segment<'_>) {
        let level = segment.text(3);
        match &*level {
            "20" => self.head.payer = Party::default(),
            "21" => self.head.requester = Party::default(),
            "22" => {
                self.head.subscriber = Party::default();
                self.head.subscriber_demographics = Demographics::default();
            }
            _ => {}
        }
        let dependent = (level == "23").then(Party::default);
        let unread = std::mem::take(&mut self.head.unread);
        self.current = Some(Box::new(Benefit271 { place: segment.place(), level, dependent, unread, ..self.head.clone() }));
        self.related = false;
    }
}

fn level_segment(current: &mut Benefit271, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"TRN" => current.traces.push(segment.text(2)),
        b"DTP" => current.dates.push(parts::dated(segment)),
        b"AAA" => current.rejections.push(rejection(segment)),
        b"EQ" => current.asked.extend(segment.repeats(1).map(|code| text(code).into_owned())),
        b"DMG" if current.dependent.is_some() => current.dependent_demographics = parts::demographics(segment),
        b"DMG" => current.subscriber_demographics = parts::demographics(segment),
        _ => {
            let Benefit271 { level, payer, requester, subscriber, dependent, .. } = current;
            let party = match &**level {
                "20" => payer,
                "21" => requester,
                "22" => subscriber,
                "23" => dependent.get_or_insert_default(),
                _ => return false,
            };
            if segment.id() == b"NM1" {
                *party = parts::party(segment);
                return true;
            }
            return parts::belongs_to(party, segment);
        }
    }
    true
}

fn benefit(segment: &Segment<'_>) -> BenefitInformation {
    let types = segment.repeats(3).filter(|code| !code.is_empty());
    BenefitInformation {
        place: segment.place(),
        kind: segment.text(1),
        level: segment.text(2),
        service_types: types.map(|code| text(code).into_owned()).collect(),
        insurance_type: segment.text(4),
        plan: segment.text(5),
        period: segment.text(6),
        amount: segment.cents(7),
        share: segment.text(8),
        quantity_kind: segment.text(9),
        quantity: segment.text(10),
        authorization: segment.text(11),
        in_network: segment.text(12),
        procedure: parts::procedure(segment, 13),
        ..BenefitInformation::default()
    }
}

fn benefit_segment(benefit: &mut BenefitInformation, related: &mut bool, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"HSD" => benefit.delivery.push(parts::elements(segment)),
        b"DTP" => benefit.dates.push(parts::dated(segment)),
        b"AAA" => benefit.rejections.push(rejection(segment)),
        b"MSG" => benefit.messages.push(segment.text(1)),
        b"LS" | b"LE" => *related = segment.id() == b"LS",
        b"NM1" => {
            benefit.parties.push(parts::party(segment));
            *related = true;
        }
        b"REF" if !*related => benefit.references.push(parts::reference(segment)),
        _ => return benefit.parties.last_mut().is_some_and(|party| parts::belongs_to(party, segment)),
    }
    true
}

fn rejection(segment: &Segment<'_>) -> Rejection {
    Rejection { valid: segment.text(1), reason: segment.text(3), follow_up: segment.text(4) }
}
