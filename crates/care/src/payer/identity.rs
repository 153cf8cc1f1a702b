//! Which keys name the same payer: what was recorded under one of them is of whoever was recorded under another.

use std::collections::BTreeMap;

use super::PayerProfile;

/// The key of the profile for each other key under which it is also on record ([`PayerProfile::also_known_as`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayerIdentities {
    keys: BTreeMap<String, String>,
}

impl PayerIdentities {
    /// As the profiles say it. Where two of them name the same key, it is that of the first by its own key.
    pub fn of<'a>(profiles: impl IntoIterator<Item = &'a PayerProfile>) -> Self {
        let mut profiles: Vec<&PayerProfile> = profiles.into_iter().collect();
        profiles.sort_by(|one, other| one.key.cmp(&other.key));
        let mut keys = BTreeMap::new();
        for profile in profiles {
            for other in profile.also_known_as.iter().filter(|other| **other != profile.key) {
                keys.entry(other.clone()).or_insert_with(|| profile.key.clone());
            }
        }
        Self { keys }
    }

    /// The key that stands for a payer: its own where no profile claims it. Of profiles that claim each other the first by its key stands for both.
    pub fn key_of<'a>(&'a self, key: &'a str) -> &'a str {
        let mut seen = vec![key];
        while let Some(next) = seen.last().and_then(|last| self.keys.get(*last)) {
            if seen.contains(&next.as_str()) {
                return seen.into_iter().min().unwrap_or(key);
            }
            seen.push(next);
        }
        seen.last().copied().unwrap_or(key)
    }

    /// The profile of a payer that is on record under a key: that of the key that stands for it. `None` where none of these is its.
    pub fn profile_of<'a>(&self, profiles: impl IntoIterator<Item = &'a PayerProfile>, key: &str) -> Option<&'a PayerProfile> {
        let standing = self.key_of(key);
        profiles.into_iter().find(|profile| profile.key == standing)
    }

    /// True for two keys of one payer.
    pub fn is_same(&self, one: &str, other: &str) -> bool {
        self.key_of(one) == self.key_of(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_a_profile_names_are_one_payer_however_far_the_way() {
        let profile = |key: &str, also: &[&str]| PayerProfile {
            key: key.to_owned(),
            also_known_as: also.iter().map(|key| (*key).to_owned()).collect(),
            ..PayerProfile::of_nobody()
        };
        let check = |profiles: &[PayerProfile], one: &str, other: &str, expected: bool| {
            let found = PayerIdentities::of(profiles);
            assert_eq!((found.is_same(one, other), found.is_same(other, one)), (expected, expected), "{one} {other}");
        };
        let acme = [profile("acme", &["acme-ppo", "acme-hmo"]), profile("birch", &[])];
        check(&acme, "acme", "acme-ppo", true);
        check(&acme, "acme-hmo", "acme-ppo", true);
        check(&acme, "acme", "birch", false);
        check(&acme, "nobody", "nobody", true);
        let whose = |key: &str| PayerIdentities::of(&acme).profile_of(&acme, key).map(|profile| profile.key.clone());
        assert_eq!((whose("acme-ppo"), whose("birch"), whose("nobody")), (Some("acme".to_owned()), Some("birch".to_owned()), None));
        check(&[profile("a", &["b"]), profile("b", &["c"])], "a", "c", true);
        let each_other = [profile("a", &["b"]), profile("b", &["a"])];
        check(&each_other, "a", "b", true);
        check(&each_other, "a", "c", false);
        check(&[profile("a", &["a"])], "a", "b", false);
        // Who claims a key that another one claims, too, does not make one payer of both.
        check(&[profile("a", &["c"]), profile("b", &["c"])], "a", "b", false);
    }
}
