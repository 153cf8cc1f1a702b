//! Whom claims are about, as they were billed.

use std::collections::BTreeMap;

use super::Books;

impl Books {
    /// The name of the patient of each claim as it was billed last, given name first, by the number of the claim.
    pub fn patient_names(&self) -> BTreeMap<String, String> {
        let histories = self.claim_numbers().filter_map(|number| Some((number, self.history(number)?.current())));
        let named = histories.map(|(number, claim)| (number.to_owned(), format!("{} {}", claim.given_name, claim.family_name)));
        named.map(|(number, name)| (number, name.trim().to_owned())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Claim;
    use crate::testing::claim;

    #[test]
    fn a_claim_is_named_as_it_was_billed() {
        let check = |given: &str, family: &str, expected: &str| {
            let mut books = Books::default();
            let named = Claim { given_name: given.into(), family_name: family.into(), ..claim("A1", &[(10_000, "2026-03-02")]) };
            books.add_claim(named);
            assert_eq!(books.patient_names(), BTreeMap::from([("A1".to_owned(), expected.to_owned())]));
        };
        check("Ada", "Éxample", "Ada Éxample");
        check("", "Éxample", "Éxample");
        check("", "", "");
        assert!(Books::default().patient_names().is_empty());
    }
}
