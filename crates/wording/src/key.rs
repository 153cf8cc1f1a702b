//! The keys of all messages, made from the English files when the crate is built.

include!(concat!(env!("OUT_DIR"), "/key.rs"));

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
