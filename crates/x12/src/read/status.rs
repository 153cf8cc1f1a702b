//! 276 and 277: levels of a tree, each with its status.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Event, parts};
use crate::date::Date;
use crate::model::{ClaimStatus, Envelope, Party, Status, StatusLine};
use crate::segment::Segment;

/// A 276 or 277 that is being read.
#[derive(Debug)]
pub(super) struct Statuses {
    envelope: Arc<Envelope>,
    /// The open levels: rank, level code and the parties that they name.
    levels: Vec<(u8, String, Vec<Party>)>,
    current: Option<Box<ClaimStatus>>,
}

impl Statuses {
    pub(super) fn new(envelope: Arc<Envelope>) -> Self {
        Self { envelope, levels: Vec::new(), current: None }
    }

    pub(super) fn take(&mut self, segment: &Segment<'_>, events: &mut VecDeque<Event>) {
        match segment.id() {
            b"HL" => {
                self.close(events);
                self.level(segment);
            }
            b"TRN" => {
                // A patient level may carry several claims: each begins with its trace.
                if self.current.as_ref().is_some_and(|current| !current.trace.is_empty()) {
                    self.close(events);
                }
                let current = self.current(segment);
                current.trace = segment.text(2);
                current.place = segment.place();
            }
            b"NM1" => {
                if let Some((_, _, parties)) = self.levels.last_mut() {
                    parties.push(parts::party(segment));
                }
                if let Some(current) = &mut self.current {
                    current.parties.push(parts::party(segment));
                }
            }
            _ => {
                let current = self.current(segment);
                if !taken(current, segment) {
                    current.unread.push(parts::unread(segment));
                }
            }
        }
    }

    /// Hands out the level that is complete now.
    pub(super) fn close(&mut self, events: &mut VecDeque<Event>) {
        if let Some(current) = self.current.take() {
            events.push_back(Event::Status(current));
        }
    }

    fn level(&mut self, segment: &Segment<'_>) {
        let rank = match segment.element(3) {
            b"20" => 0,
            b"21" => 1,
            b"19" => 2,
            b"22" | b"PT" => 3,
            _ => 4,
        };
        self.levels.retain(|(other, ..)| *other < rank);
        self.levels.push((rank, segment.text(3), Vec::new()));
    }

    /// The claim or level that is open; opens one where there is none.
    fn current(&mut self, segment: &Segment<'_>) -> &mut ClaimStatus {
        let Self { envelope, levels, current } = self;
        current.get_or_insert_with(|| {
            Box::new(ClaimStatus {
                envelope: Arc::clone(envelope),
                place: segment.place(),
                level: levels.last().map(|(_, level, _)| level.clone()).unwrap_or_default(),
                parties: levels.iter().flat_map(|(_, _, parties)| parties).cloned().collect(),
                ..ClaimStatus::default()
            })
        })
    }
}

fn taken(current: &mut ClaimStatus, segment: &Segment<'_>) -> bool {
    match (segment.id(), current.lines.last_mut()) {
        (b"SVC", _) => current.lines.push(StatusLine {
            place: segment.place(),
            procedure: parts::procedure(segment, 1),
            charge: segment.cents(2),
            ..StatusLine::default()
        }),
        (b"STC", Some(line)) => line.statuses.push(status(segment)),
        (b"STC", None) => current.statuses.push(status(segment)),
        (b"REF", Some(line)) => line.references.push(parts::reference(segment)),
        (b"REF", None) => current.references.push(parts::reference(segment)),
        (b"DTP", Some(line)) => line.dates.push(parts::dated(segment)),
        (b"DTP", None) => current.dates.push(parts::dated(segment)),
        (b"QTY", _) => current.quantities.push(parts::quantity(segment)),
        (b"AMT", _) => current.amounts.push(parts::amount(segment)),
        _ => return false,
    }
    true
}

fn status(segment: &Segment<'_>) -> Status {
    let further = [10, 11].into_iter().filter(|&number| !segment.element(number).is_empty());
    Status {
        category: segment.component_text(1, 1),
        code: segment.component_text(1, 2),
        entity: segment.component_text(1, 3),
        day: Date::read(segment.element(2)),
        action: segment.text(3),
        charge: segment.cents(4),
        paid: segment.cents(5),
        further: further.map(|number| parts::components(segment.element(number), segment).collect::<Vec<_>>().join(":")).collect(),
        message: segment.text(12),
    }
}
