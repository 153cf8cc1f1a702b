//! A seeded mutator: the same seed makes the same inputs, on stable Rust.

use vocabulary::port::SeededRandom;

/// Makes inputs from seeds by cutting, doubling, swapping and overwriting, with words that the format gives meaning to.
pub(super) struct Mutator {
    random: SeededRandom,
    seeds: Vec<Vec<u8>>,
    words: Vec<&'static [u8]>,
}

impl Mutator {
    pub(super) fn new(seed: u64, seeds: Vec<Vec<u8>>, words: Vec<&'static [u8]>) -> Self {
        Self { random: SeededRandom::new(seed), seeds, words }
    }

    /// The next input.
    pub(super) fn next(&mut self) -> Vec<u8> {
        let mut input = self.seeds[self.below(self.seeds.len())].clone();
        for _ in 0..=self.below(6) {
            self.change(&mut input);
        }
        input
    }

    fn below(&self, limit: usize) -> usize {
        usize::try_from(self.random.next() >> 1).unwrap_or(0) % limit.max(1)
    }

    fn change(&self, input: &mut Vec<u8>) {
        let place = self.below(input.len() + 1);
        let end = (place + 1 + self.below(40)).min(input.len());
        let part = input.get(place..end).unwrap_or_default().to_vec();
        match self.below(8) {
            0 => drop(input.drain(place.min(input.len())..end.max(place).min(input.len()))),
            1 => drop(input.splice(place..place, part)),
            2 => input.truncate(place),
            3 => {
                let byte = [0, 0xFF, b'"', b'\n', b',', b'{', b'}', b'[', b'-', b'9', 0xC3][self.below(11)];
                input.insert(place, byte);
            }
            4 if place < input.len() => input[place] = u8::try_from(self.below(256)).unwrap_or(0),
            5 => {
                let other = &self.seeds[self.below(self.seeds.len())];
                let from = self.below(other.len() + 1);
                input.truncate(place);
                input.extend_from_slice(&other[from..]);
            }
            6 => {
                let part = part.repeat(1 + self.below(30));
                drop(input.splice(place..place, part));
            }
            _ => {
                let word = self.words[self.below(self.words.len())].to_vec();
                drop(input.splice(place..place, word));
            }
        }
    }
}
