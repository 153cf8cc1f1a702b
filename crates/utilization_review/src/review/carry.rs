//! Text that was carried forward. A plan that says today what it said last week has not changed, whoever signs it again.

use vocabulary::{Day, Version};

/// What a person said, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HumanText {
    /// The words.
    pub text: String,
    /// The day they were said.
    pub day: Day,
    /// Since when the same words stand; `None` for new ones.
    pub carried_from: Option<Day>,
    /// Who said it: a clinician's id or an actor's code; the name where it is shown.
    pub author: String,
    /// Whether a clinician signed it.
    pub signed: bool,
    /// The record.
    pub record: String,
    /// Its version.
    pub version: Version,
}

impl HumanText {
    /// True where the words are new on their day.
    pub fn is_new(&self) -> bool {
        self.carried_from.is_none()
    }
}

/// Since when the words of a new answer stand, given the answers before it, the oldest first: `None` when they are new. Case, punctuation and
/// white space do not make words new, nor does a date put in front. A changed number, such as a dose, does.
pub fn carried_from<'a>(text: &str, earlier: impl DoubleEndedIterator<Item = (&'a str, Day)>) -> Option<Day> {
    let words = words_of(text);
    let mut since = None;
    for (before, day) in earlier.rev() {
        if words_of(before) != words {
            break;
        }
        since = Some(day);
    }
    since
}

/// The words of a text in lower case, without a date in front.
fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let all: Vec<&str> = lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let dated = looks_dated(&all);
    let kept = all.into_iter().skip(dated);
    kept.map(ToOwned::to_owned).collect()
}

/// How many leading words are a date such as `2026-03-02` or `3/2`.
fn looks_dated(words: &[&str]) -> usize {
    let leading = words.iter().take(3).take_while(|word| word.bytes().all(|byte| byte.is_ascii_digit())).count();
    if leading >= 2 && leading < words.len() { leading } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i8) -> Day {
        Day::new(2026, 3, number).unwrap()
    }

    #[test]
    fn words_are_new_only_when_they_differ_from_the_last_ones() {
        let check = |text: &str, earlier: &[(&str, i8)], expected: Option<i8>| {
            let found = carried_from(text, earlier.iter().map(|(text, number)| (*text, day(*number))));
            assert_eq!(found, expected.map(day), "{text}");
        };
        check("Added exposure work", &[], None);
        check("Added exposure work", &[("Group daily", 1)], None);
        check("Added exposure work", &[("added  exposure work.", 1)], Some(1));
        check("Added exposure work", &[("Added exposure work", 1), ("Added exposure work", 8)], Some(1));
        check("Added exposure work", &[("Added exposure work", 1), ("Group daily", 8)], None);
        check("03/15 Added exposure work", &[("03/08: Added exposure work", 8)], Some(8));
        check("Sertraline 100 mg", &[("Sertraline 50 mg", 8)], None);
        check("", &[("", 8)], Some(8));
    }
}
