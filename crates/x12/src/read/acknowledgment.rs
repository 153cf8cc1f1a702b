//! 999 and 997: what became of a file.

use std::sync::Arc;

use super::parts;
use crate::model::{Acknowledgment999, ElementError, Envelope, SegmentError, SetAcknowledgment};
use crate::segment::Segment;

/// A 999 that is being read.
#[derive(Debug)]
pub(super) struct Acknowledging(Acknowledgment999);

impl Acknowledging {
    pub(super) fn new(envelope: Arc<Envelope>) -> Self {
        let place = envelope.place;
        Self(Acknowledgment999 { envelope, place, ..Acknowledgment999::default() })
    }

    pub(super) fn close(self) -> Acknowledgment999 {
        self.0
    }

    pub(super) fn take(&mut self, segment: &Segment<'_>) {
        if !self.taken(segment) {
            self.0.unread.push(parts::unread(segment));
        }
    }

    fn taken(&mut self, segment: &Segment<'_>) -> bool {
        let found = &mut self.0;
        match segment.id() {
            b"AK1" => {
                (found.function, found.group_control, found.guide) = (segment.text(1), segment.text(2), segment.text(3));
                return true;
            }
            b"AK9" => {
                found.code = segment.text(1);
                found.counts = [segment.text(2), segment.text(3), segment.text(4)];
                found.errors = further(segment, 5);
                return true;
            }
            b"AK2" => {
                let (transaction, control, guide) = (segment.text(1), segment.text(2), segment.text(3));
                found.sets.push(SetAcknowledgment { transaction, control, guide, ..SetAcknowledgment::default() });
                return true;
            }
            _ => {}
        }
        found.sets.last_mut().is_some_and(|set| set_segment(set, segment))
    }
}

fn set_segment(set: &mut SetAcknowledgment, segment: &Segment<'_>) -> bool {
    match (segment.id(), set.segments.last_mut()) {
        (b"IK3" | b"AK3", _) => set.segments.push(SegmentError {
            segment: segment.text(1),
            position: segment.text(2),
            loop_id: segment.text(3),
            code: segment.text(4),
            ..SegmentError::default()
        }),
        (b"IK5" | b"AK5", _) => {
            set.code = segment.text(1);
            set.errors = further(segment, 2);
        }
        (b"IK4" | b"AK4", Some(error)) => error.elements.push(ElementError {
            position: parts::components(segment.element(1), segment).collect::<Vec<_>>().join(":"),
            data_element: segment.text(2),
            code: segment.text(3),
            value: segment.text(4),
            contexts: Vec::new(),
        }),
        (b"CTX", Some(error)) => {
            let contexts = error.elements.last_mut().map_or(&mut error.contexts, |element| &mut element.contexts);
            contexts.push(parts::elements(segment));
        }
        _ => return false,
    }
    true
}

fn further(segment: &Segment<'_>, from: usize) -> Vec<String> {
    (from..=segment.count()).map(|number| segment.text(number)).filter(|code| !code.is_empty()).collect()
}
