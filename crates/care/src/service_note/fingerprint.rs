//! What can be compared of two notes without reading either.

use std::fmt;
use std::str::FromStr;

/// The smallest hashes of the shingles of a text (a "bottom-k sketch"), with the name of the recipe by which they were made.
///
/// A shingle is a run of words; which words, how many and which hash is the recipe's matter, and only fingerprints of one recipe are compared. Ours,
/// `w5`: lower-case words of letters and digits, five to a shingle, SHA-256, the first eight bytes as a number, the 64 smallest. It is made where the notes
/// are kept: nothing here ever sees a text. Printed as `w5:0b4f… 12aa…`, sixteen hexadecimal digits each, in rising order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    recipe: String,
    hashes: Vec<u64>,
}

/// A text that is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a fingerprint: expected a recipe, a colon and 1 to 256 hashes of 16 hexadecimal digits with spaces between them")]
pub struct InvalidFingerprint;

/// The longest name of a recipe.
const RECIPE_LENGTH_MOST: usize = 20;

impl Fingerprint {
    /// The most hashes.
    pub const HASHES_MOST: usize = 256;

    /// Of hashes, the smallest first and each once.
    pub fn new(recipe: &str, hashes: impl IntoIterator<Item = u64>) -> Result<Self, InvalidFingerprint> {
        let mut hashes: Vec<u64> = hashes.into_iter().collect();
        hashes.sort_unstable();
        hashes.dedup();
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let is_recipe = !recipe.is_empty() && recipe.len() <= RECIPE_LENGTH_MOST && recipe.chars().all(is_name);
        if !is_recipe || hashes.is_empty() || hashes.len() > Self::HASHES_MOST {
            return Err(InvalidFingerprint);
        }
        Ok(Self { recipe: recipe.to_owned(), hashes })
    }

    /// How much two notes resemble each other, in whole percent: of the `k` smallest hashes of both together, the share that both have, where `k` is how
    /// many the shorter of the two has. It estimates the shingles in common among all shingles of both. `None` for fingerprints of two recipes.
    pub fn likeness(&self, other: &Self) -> Option<u8> {
        if self.recipe != other.recipe {
            return None;
        }
        let most = self.hashes.len().min(other.hashes.len());
        let (mut one, mut two, mut shared) = (0, 0, 0_usize);
        for _ in 0..most {
            match (self.hashes.get(one), other.hashes.get(two)) {
                (Some(left), Some(right)) if left == right => {
                    shared += 1;
                    one += 1;
                    two += 1;
                }
                (Some(left), Some(right)) if left < right => one += 1,
                (Some(_), None) => one += 1,
                _ => two += 1,
            }
        }
        u8::try_from(shared * 100 / most).ok()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.recipe)?;
        for (place, hash) in self.hashes.iter().enumerate() {
            write!(f, "{}{hash:016x}", if place == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = InvalidFingerprint;

    fn from_str(text: &str) -> Result<Self, InvalidFingerprint> {
        let (recipe, hashes) = text.trim().split_once(':').ok_or(InvalidFingerprint)?;
        let is_hash = |word: &str| word.len() == 16 && word.bytes().all(|digit| digit.is_ascii_hexdigit());
        let hash = |word: &str| {
            if is_hash(word) { u64::from_str_radix(word, 16).map_err(|_| InvalidFingerprint) } else { Err(InvalidFingerprint) }
        };
        Self::new(recipe, hashes.split_whitespace().map(hash).collect::<Result<Vec<u64>, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(hashes: &[u64]) -> Fingerprint {
        Fingerprint::new("w5", hashes.iter().copied()).unwrap()
    }

    #[test]
    fn likeness_is_the_share_of_the_smallest_that_both_have() {
        let check = |one: &[u64], two: &[u64], percent: u8| {
            assert_eq!(of(one).likeness(&of(two)), Some(percent), "{one:?} {two:?}");
            assert_eq!(of(two).likeness(&of(one)), Some(percent), "the order does not matter");
        };
        check(&[1, 2, 3, 4], &[1, 2, 3, 4], 100);
        check(&[1, 2, 3, 4], &[5, 6, 7, 8], 0);
        check(&[1, 2, 3, 4], &[1, 2, 5, 6], 50);
        // Of the four smallest of 1 2 3 4 9 10, both have two.
        check(&[1, 2, 3, 4], &[1, 2, 9, 10], 50);
        check(&[1, 2, 3, 4], &[2], 0);
        check(&[1], &[1, 2, 3], 100);
        let other = Fingerprint::new("w3", [1, 2]).unwrap();
        assert_eq!(of(&[1, 2]).likeness(&other), None);
    }

    #[test]
    fn what_is_no_fingerprint_is_refused() {
        let many = format!("w5:{}", (0..257).map(|hash| format!("{hash:016x}")).collect::<Vec<_>>().join(" "));
        for text in ["", "w5:", "0000000000000001", ":0000000000000001", "w5:1", "w5:000000000000000g", "a b:0000000000000001", &many] {
            assert_eq!(text.parse::<Fingerprint>(), Err(InvalidFingerprint), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_fingerprint_reads_back_and_is_like_itself(hashes in prop::collection::btree_set(any::<u64>(), 1..100)) {
            let fingerprint = Fingerprint::new("w5", hashes).unwrap();
            prop_assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint.clone()));
            prop_assert_eq!(fingerprint.likeness(&fingerprint), Some(100));
        }
    }
}
