//! The keys of all messages, made from the English files when the crate is built.

include!(concat!(env!("OUT_DIR"), "/key.rs"));

/// The messages of one language as the build took them apart.
pub(crate) struct Spoken {
    /// The language's tag, which is the name of its folder.
    pub(crate) language: &'static str,
    /// All messages of one plain line, one after the other, in the order of [`Key::ALL`].
    lines: &'static str,
    /// Where in `lines` the message of each key ends; nothing stands between two equal ends.
    ends: &'static [u32],
    /// Every other message, for Fluent.
    pub(crate) rest: &'static str,
}

impl Spoken {
    /// The message, where it is one line without anything to fill in.
    pub(crate) fn line(&self, key: Key) -> Option<&'static str> {
        let index = key as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        let line = self.lines.get(usize::try_from(start).ok()?..usize::try_from(self.ends[index]).ok()?)?;
        (!line.is_empty()).then_some(line)
    }
}

impl Key {
    /// The id in the message files: `caseload-heading`.
    pub fn id(self) -> &'static str {
        FACTS[self as usize].0
    }

    /// The English file it stands in, without its ending: `caseload`.
    pub fn file(self) -> &'static str {
        FACTS[self as usize].1
    }

    /// The names of its variables, in alphabetical order, without the dollar sign.
    pub fn variables(self) -> &'static [&'static str] {
        FACTS[self as usize].2
    }

    /// The key with this id, for ids that arrive as data: the key of a [`vocabulary::Finding`], the name of a band.
    pub fn from_id(id: &str) -> Option<Self> {
        BY_ID.binary_search_by_key(&id, |(known, _)| known).ok().map(|index| BY_ID[index].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_by_its_id() {
        for key in Key::ALL {
            assert_eq!(Key::from_id(key.id()), Some(*key));
        }
        assert_eq!(Key::from_id("no-such-message"), None);
        assert_eq!(Key::from_id(""), None);
    }

    #[test]
    fn variables_are_read_from_selectors_too() {
        assert_eq!(Key::UnscorableTooManyMissing.variables(), ["allowed", "count", "instrument", "items"]);
        assert_eq!(Key::MoneyPositive.variables(), ["amount"]);
        assert_eq!(Key::ProductName.variables(), [""; 0]);
    }
}
