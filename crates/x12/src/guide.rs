//! Implementation guides as data: which loops and segments stand where, which elements they have.
//!
//! The tables are text files in `guides/`; `guides/README.md` explains their lines. They hold structure only: no names, no descriptions.

mod quick;
mod table;
mod tracker;
mod values;

use std::sync::OnceLock;

pub(crate) use table::Guide;
pub(crate) use tracker::{Found, Tracker};
pub(crate) use values::{ElementCheck, check_segment};

/// The table for a transaction and its guide, if we have one.
pub(crate) fn for_transaction(transaction: &[u8], guide: &[u8]) -> Option<&'static Guide> {
    guides().iter().find(|one| one.transaction.as_bytes() == transaction && one.versions.iter().any(|version| version.as_bytes() == guide))
}

/// True for a guide that we have, whatever its transaction.
pub(crate) fn is_known(guide: &[u8]) -> bool {
    guides().iter().any(|one| one.versions.iter().any(|version| version.as_bytes() == guide))
}

/// The guides that we have: transaction, versions, and whether the table is complete.
pub fn supported() -> impl Iterator<Item = (&'static str, &'static [String], bool)> {
    guides().iter().map(|guide| (&*guide.transaction, &*guide.versions, guide.complete))
}

fn guides() -> &'static [Guide] {
    static GUIDES: OnceLock<Vec<Guide>> = OnceLock::new();
    GUIDES.get_or_init(|| SOURCES.iter().map(|(name, text)| Guide::read(name, text).unwrap_or_else(|error| panic!("{error}"))).collect())
}

const SOURCES: &[(&str, &str)] = &[
    ("837p.guide", include_str!("../guides/837p.guide")),
    ("837i.guide", include_str!("../guides/837i.guide")),
    ("835.guide", include_str!("../guides/835.guide")),
    ("277ca.guide", include_str!("../guides/277ca.guide")),
    ("277.guide", include_str!("../guides/277.guide")),
    ("276.guide", include_str!("../guides/276.guide")),
    ("999.guide", include_str!("../guides/999.guide")),
    ("278.guide", include_str!("../guides/278.guide")),
    ("270.guide", include_str!("../guides/270.guide")),
    ("271.guide", include_str!("../guides/271.guide")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read_and_has_no_version_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for (transaction, versions, _) in supported() {
            for version in versions {
                assert!(seen.insert((transaction, version)), "{transaction} {version} stands twice");
            }
        }
        assert_eq!(supported().filter(|(.., complete)| *complete).count(), 7);
    }
}
