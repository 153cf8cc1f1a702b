//! 278: requests for authorization and their answers.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Event, parts};
use crate::model::{Decision, Demographics, Envelope, Party, Review278, ReviewRequest, ReviewService};
use crate::segment::Segment;

/// A 278 that is being read.
#[derive(Debug)]
pub(super) struct Reviews {
    /// What the levels above the event said so far.
    head: Review278,
    level: Level,
    current: Option<Box<Review278>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    None,
    Organization,
    Requester,
    Subscriber,
    Dependent,
    Event,
    Service,
}

impl Reviews {
    pub(super) fn new(envelope: Arc<Envelope>) -> Self {
        let place = envelope.place;
        Self { head: Review278 { envelope, place, ..Review278::default() }, level: Level::None, current: None }
    }

    pub(super) fn take(&mut self, segment: &Segment<'_>, events: &mut VecDeque<Event>) {
        if segment.id() == b"HL" {
            self.enter(segment, events);
            return;
        }
        let taken = match (self.level, &mut self.current) {
            (Level::Event, Some(review)) => event_segment(review, segment),
            (Level::Service, Some(review)) => review.services.last_mut().is_some_and(|service| service_segment(service, segment)),
            _ => self.head_segment(segment),
        };
        if !taken {
            self.current.as_deref_mut().unwrap_or(&mut self.head).unread.push(parts::unread(segment));
        }
    }

    /// Hands out what is complete now. A file that stops above the event, because a level was rejected, gives what it has.
    pub(super) fn close(&mut self, events: &mut VecDeque<Event>) {
        if let Some(review) = self.current.take() {
            events.push_back(Event::Review(review));
        } else if !self.head.rejections.is_empty() {
            events.push_back(Event::Review(Box::new(self.head.clone())));
        }
        self.head.rejections.clear();
        self.head.unread.clear();
    }

    fn enter(&mut self, segment: &Segment<'_>, events: &mut VecDeque<Event>) {
        self.level = match segment.element(3) {
            b"SS" => Level::Service,
            b"EV" => Level::Event,
            b"20" => Level::Organization,
            b"21" => Level::Requester,
            b"22" => Level::Subscriber,
            b"23" => Level::Dependent,
            _ => Level::None,
        };
        if self.level == Level::Service {
            let review = self.current.get_or_insert_with(|| Box::new(self.head.clone()));
            review.services.push(ReviewService { place: segment.place(), ..ReviewService::default() });
            return;
        }
        self.close(events);
        match self.level {
            Level::Event => {
                self.current = Some(Box::new(Review278 { place: segment.place(), ..self.head.clone() }));
                self.head.rejections.clear();
                self.head.unread.clear();
            }
            Level::Subscriber => {
                self.head.dependent = None;
                self.head.subscriber_demographics = Demographics::default();
                self.head.dependent_demographics = Demographics::default();
            }
            Level::Dependent => self.head.dependent = Some(Party::default()),
            _ => {}
        }
    }

    fn head_segment(&mut self, segment: &Segment<'_>) -> bool {
        let head = &mut self.head;
        let party = match self.level {
            Level::Organization => &mut head.organization,
            Level::Requester => &mut head.requester,
            Level::Subscriber => &mut head.subscriber,
            Level::Dependent => head.dependent.get_or_insert_default(),
            _ => return false,
        };
        match segment.id() {
            b"NM1" => *party = parts::party(segment),
            b"AAA" => head.rejections.push(parts::elements(segment)),
            b"DMG" if self.level == Level::Dependent => head.dependent_demographics = parts::demographics(segment),
            b"DMG" => head.subscriber_demographics = parts::demographics(segment),
            _ => return parts::belongs_to(party, segment),
        }
        true
    }
}

fn event_segment(review: &mut Review278, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"TRN" if review.trace.is_empty() => {
            (review.trace, review.trace_originator) = (segment.text(2), segment.text(3));
        }
        b"UM" => review.request = request(segment),
        b"HCR" => review.decision = Some(decision(segment)),
        b"AAA" => review.rejections.push(parts::elements(segment)),
        b"DTP" => review.dates.push(parts::dated(segment)),
        b"HI" => {
            for number in 1..=segment.count() {
                review.diagnoses.push((segment.component_text(number, 1), segment.component_text(number, 2)));
            }
        }
        b"HSD" => review.delivery.push(parts::elements(segment)),
        b"CL1" => review.institutional = parts::elements(segment),
        b"PWK" => review.supplements.push(parts::supplement(segment)),
        b"MSG" => review.messages.push(segment.text(1)),
        b"NM1" => review.providers.push(parts::party(segment)),
        b"REF" if review.providers.is_empty() => review.references.push(parts::reference(segment)),
        _ => return review.providers.last_mut().is_some_and(|party| parts::belongs_to(party, segment)),
    }
    true
}

fn service_segment(service: &mut ReviewService, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"TRN" if service.trace.is_empty() => service.trace = segment.text(2),
        b"UM" => service.request = Some(request(segment)),
        b"HCR" => service.decision = Some(decision(segment)),
        b"DTP" => service.dates.push(parts::dated(segment)),
        b"SV1" => offered(service, segment, [1, 2, 3, 4]),
        b"SV2" => {
            offered(service, segment, [2, 3, 4, 5]);
            service.revenue_code = segment.text(1);
        }
        b"SV3" => {
            offered(service, segment, [1, 2, 0, 6]);
        }
        b"HSD" => service.delivery.push(parts::elements(segment)),
        b"PWK" => service.supplements.push(parts::supplement(segment)),
        b"MSG" => service.messages.push(segment.text(1)),
        b"NM1" => service.providers.push(parts::party(segment)),
        b"REF" if service.providers.is_empty() => service.references.push(parts::reference(segment)),
        _ => return service.providers.last_mut().is_some_and(|party| parts::belongs_to(party, segment)),
    }
    true
}

/// SV1, SV2 or SV3; the numbers are the elements of procedure, charge, unit (0: none) and quantity.
fn offered(service: &mut ReviewService, segment: &Segment<'_>, [procedure, charge, unit, quantity]: [usize; 4]) {
    service.segment = segment.text_of_id();
    service.procedure = parts::procedure(segment, procedure);
    service.charge = segment.cents(charge);
    service.unit = if unit == 0 { String::new() } else { segment.text(unit) };
    service.quantity = segment.text(quantity);
}

fn request(segment: &Segment<'_>) -> ReviewRequest {
    ReviewRequest {
        category: segment.text(1),
        certification: segment.text(2),
        service_type: segment.text(3),
        facility_code: segment.component_text(4, 1),
        facility_qualifier: segment.component_text(4, 2),
        urgency: segment.text(6),
    }
}

fn decision(segment: &Segment<'_>) -> Decision {
    Decision { action: segment.text(1), number: segment.text(2), reason: segment.text(3), second_opinion: segment.text(4) }
}
