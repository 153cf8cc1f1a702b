//! Where records get their ids: UUIDs of version 7 from the time of recording and a seeded stream.

use vocabulary::{Day, Identifier, Instant, UserId};

use crate::entry::Entry;
use crate::stream::Stream;

/// Gives ids. One desk for each patient, so that one more record of one patient changes no id of another.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    stream: Stream,
}

impl Desk {
    pub(crate) fn new(stream: Stream) -> Self {
        Self { stream }
    }

    /// The next id.
    pub(crate) fn id<T: Identifier>(&mut self, at: Instant) -> T {
        let mut bytes = [0_u8; 10];
        bytes[..8].copy_from_slice(&self.stream.next().to_be_bytes());
        bytes[8..].copy_from_slice(&self.stream.next().to_be_bytes()[..2]);
        T::from_uuid(uuid::Builder::from_unix_timestamp_millis(at.milliseconds(), &bytes).into_uuid())
    }

    /// The first version of a record.
    pub(crate) fn enter<Id: Identifier, T>(
        &mut self,
        value: T,
        effective_day: Day,
        recorded_at: Instant,
        recorder: UserId,
    ) -> Entry<Id, T> {
        Entry { id: self.id(recorded_at), value, effective_day, recorded_at, recorder, history: Vec::new() }
    }
}
