//! Which scores somebody has looked at. A review counts for the version of the answers that was looked at: who looked before a correction did not see
//! what stands there now, and the score waits again.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{AdministrationId, Version};

/// The versions of answers whose scores somebody has looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookedAt(BTreeMap<AdministrationId, BTreeSet<Version>>);

impl LookedAt {
    /// True where somebody looked at this version of the answers.
    pub fn counts(&self, administration: AdministrationId, version: Version) -> bool {
        self.0.get(&administration).is_some_and(|versions| versions.contains(&version))
    }

    /// The last version before this one at which somebody looked.
    pub fn before(&self, administration: AdministrationId, version: Version) -> Option<Version> {
        self.0.get(&administration)?.range(..version).next_back().copied()
    }
}

impl Extend<(AdministrationId, Version)> for LookedAt {
    fn extend<I: IntoIterator<Item = (AdministrationId, Version)>>(&mut self, reviews: I) {
        for (administration, version) in reviews {
            self.0.entry(administration).or_default().insert(version);
        }
    }
}

impl FromIterator<(AdministrationId, Version)> for LookedAt {
    fn from_iter<I: IntoIterator<Item = (AdministrationId, Version)>>(reviews: I) -> Self {
        let mut looked_at = Self::default();
        looked_at.extend(reviews);
        looked_at
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::Identifier as _;

    use super::*;

    #[test]
    fn a_review_counts_for_the_version_that_was_looked_at() {
        let id = |last: &str| AdministrationId::from_uuid(format!("00000000-0000-7000-8000-00000000000{last}").parse().unwrap());
        let looked_at: LookedAt = [(id("1"), Version(1)), (id("1"), Version(3)), (id("2"), Version(2))].into_iter().collect();
        let check = |last: &str, version: i64, counts: bool, before: Option<i64>| {
            let version = Version(version);
            assert_eq!(looked_at.counts(id(last), version), counts, "{last} {version:?}");
            assert_eq!(looked_at.before(id(last), version), before.map(Version), "{last} {version:?}");
        };
        check("1", 1, true, None);
        check("1", 2, false, Some(1));
        check("1", 3, true, Some(1));
        check("1", 4, false, Some(3));
        check("2", 1, false, None);
        check("2", 2, true, None);
        check("3", 1, false, None);
    }
}
