//! Counting by name without making text for every segment: names are short and few.

use std::collections::BTreeMap;

use crate::segment::{kept, text};

/// Values by a key of at most 16 bytes. The last key is found again at once, others by a short search.
#[derive(Debug, Default)]
pub(super) struct Tally<T> {
    entries: Vec<(u128, usize, T)>,
    last: usize,
    /// Keys that are longer.
    long: BTreeMap<String, T>,
}

/// So many different keys are kept; a file with more is not one of ours, and the rest is counted together.
const MOST: usize = 4_096;

impl<T: Default + Copy> Tally<T> {
    /// The value of a key.
    #[inline]
    pub(super) fn of(&mut self, key: &[u8]) -> &mut T {
        if key.len() > 16 || self.entries.len() >= MOST {
            return self.rare(key);
        }
        let packed = key.iter().fold(0_u128, |sum, &byte| sum << 8 | u128::from(byte));
        let is = |entry: &(u128, usize, T)| entry.0 == packed && entry.1 == key.len();
        if !self.entries.get(self.last).is_some_and(is) {
            self.last = self.entries.iter().position(is).unwrap_or_else(|| {
                self.entries.push((packed, key.len(), T::default()));
                self.entries.len() - 1
            });
        }
        &mut self.entries[self.last].2
    }

    #[cold]
    fn rare(&mut self, key: &[u8]) -> &mut T {
        let key = kept(key);
        let key = if self.long.len() >= MOST && !self.long.contains_key(&key) { "…".to_owned() } else { key };
        self.long.entry(key).or_default()
    }

    /// By text, in order.
    pub(super) fn by_text(&self) -> BTreeMap<String, T> {
        let short = self.entries.iter().map(|(packed, length, value)| {
            let bytes = packed.to_be_bytes();
            (text(&bytes[16 - length..]).into_owned(), *value)
        });
        short.chain(self.long.iter().map(|(key, value)| (key.clone(), *value))).collect()
    }
}
