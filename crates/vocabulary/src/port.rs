//! Ports to the outside world that even pure code needs: what time it is, and unpredictable bytes.
//!
//! Both are wired in the binary; everywhere else reading a clock or a random source directly is banned by `clippy.toml`, so that deadlines can
//! be replayed and a seeded practice repeats to the byte.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{Identifier, Instant};

/// What time it is.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;
}

/// Unpredictable bytes, for ids and secrets.
pub trait Random: Send + Sync {
    /// Fills the slice.
    fn fill(&self, bytes: &mut [u8]);
}

/// A clock that shows one instant until it is told another.
#[derive(Debug)]
pub struct FixedClock(Mutex<Instant>);

impl FixedClock {
    /// A clock that shows `instant`.
    pub fn at(instant: Instant) -> Self {
        Self(Mutex::new(instant))
    }

    /// Moves the hands.
    pub fn set(&self, instant: Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = instant;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A repeatable source for tests and the invented practice (SplitMix64). Not for secrets.
#[derive(Debug)]
pub struct SeededRandom(Mutex<u64>);

impl SeededRandom {
    /// The same seed gives the same bytes.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    /// The next 64 bits.
    pub fn next(&self) -> u64 {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
    }
}

/// Makes ids of version 7: milliseconds first, so that newer rows land at the end of an index, then a counter, then randomness.
pub struct IdSource {
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    last: Mutex<(u64, u16)>,
}

impl std::fmt::Debug for IdSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IdSource").finish_non_exhaustive()
    }
}

impl IdSource {
    /// Ids from this clock and this randomness.
    pub fn new(clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self { clock, random, last: Mutex::new((0, 0)) }
    }

    /// The next id. Ids of one source are strictly increasing, also within a millisecond and when the clock steps back.
    pub fn next<T: Identifier>(&self) -> T {
        const COUNTER_MAX: u16 = 0x0FFF;
        let (milliseconds, counter) = {
            let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            let now = self.clock.now().milliseconds();
            *last = match *last {
                (previous, _) if now > previous => (now, 0),
                (previous, COUNTER_MAX) => (previous + 1, 0),
                (previous, counter) => (previous, counter + 1),
            };
            *last
        };
        let mut bytes = [0_u8; 10];
        self.random.fill(&mut bytes);
        bytes[..2].copy_from_slice(&counter.to_be_bytes());
        T::from_uuid(uuid::Builder::from_unix_timestamp_millis(milliseconds, &bytes).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PatientId;

    fn source(seed: u64) -> IdSource {
        let clock = FixedClock::at("2026-11-23T12:00:00Z".parse().unwrap());
        IdSource::new(Arc::new(clock), Arc::new(SeededRandom::new(seed)))
    }

    #[test]
    fn ids_increase_within_one_millisecond() {
        let source = source(1);
        let ids: Vec<PatientId> = (0..10_000).map(|_| source.next()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn ids_are_version_seven_and_repeat_with_the_seed() {
        let id: PatientId = source(7).next();
        assert_eq!(id.uuid().get_version_num(), 7);
        assert_eq!(id, source(7).next());
        assert_ne!(id, source(8).next::<PatientId>());
    }
}
