//! ISA, GS, ST and BHT: the envelope of what follows.

use std::sync::Arc;

use crate::date::Date;
use crate::model::Envelope;
use crate::segment::{Segment, text};

/// The envelope so far.
#[derive(Debug, Default)]
pub(super) struct Headers {
    envelope: Envelope,
    version: String,
    pending: bool,
}

/// What a segment means for the transaction that is open.
#[derive(Debug)]
pub(super) enum Turn {
    /// Nothing.
    Goes,
    /// One begins with this segment or began with the one before.
    Begins(Arc<Envelope>),
    /// None is open from here on.
    Ends,
}

impl Headers {
    /// Takes note of a segment of the envelope.
    pub(super) fn take(&mut self, segment: &Segment<'_>) -> Turn {
        let envelope = &mut self.envelope;
        let mut turn = Turn::Goes;
        match segment.id() {
            b"ISA" => {
                let trimmed = |number| text(segment.element(number).trim_ascii()).into_owned();
                *envelope = Envelope {
                    sender: trimmed(6),
                    receiver: trimmed(8),
                    interchange_control: trimmed(13),
                    usage: trimmed(15),
                    ..Envelope::default()
                };
                turn = Turn::Ends;
            }
            b"GS" => {
                envelope.group_sender = segment.text(2);
                envelope.group_receiver = segment.text(3);
                envelope.group_day = Date::read(segment.element(4));
                envelope.group_control = segment.text(6);
                self.version = segment.text(8);
                turn = Turn::Ends;
            }
            b"ST" => {
                envelope.transaction = segment.text(1);
                envelope.transaction_control = segment.text(2);
                envelope.guide = if segment.element(3).is_empty() { self.version.clone() } else { segment.text(3) };
                envelope.place = segment.place();
                for field in [&mut envelope.purpose, &mut envelope.reference, &mut envelope.kind] {
                    field.clear();
                }
                envelope.day = None;
                self.pending = true;
                return Turn::Ends;
            }
            b"BHT" if self.pending => {
                envelope.purpose = segment.text(2);
                envelope.reference = segment.text(3);
                envelope.day = Date::read(segment.element(4));
                envelope.kind = segment.text(6);
            }
            b"SE" | b"GE" | b"IEA" => turn = Turn::Ends,
            _ => {}
        }
        if std::mem::take(&mut self.pending) { Turn::Begins(Arc::new(self.envelope.clone())) } else { turn }
    }

    /// True for segments that belong to the envelope.
    pub(super) fn is_header(segment: &Segment<'_>) -> bool {
        matches!(segment.id(), b"ISA" | b"GS" | b"ST" | b"BHT" | b"SE" | b"GE" | b"IEA" | b"TA1")
    }
}
