//! Answers about coverage (271) that stand beside claims in a folder: they become quotes of benefits of the patients whom the claims name.

use std::collections::{BTreeMap, BTreeSet};

use care::Quoted;
use integrity::assessment::side::BenefitFact;
use integrity::claim_support::facts::plain;
use integrity::claim_support::joining::same_name;
use revenue_cycle::{Books, Claim};
use vocabulary::Day;

use super::CoverageAnswer;

/// The claims of some books by the member's number on them.
#[derive(Debug, Default)]
pub struct Members<'a> {
    by_number: BTreeMap<String, Vec<&'a Claim>>,
}

impl<'a> Members<'a> {
    /// Of all versions of all claims.
    pub fn of(books: &'a Books) -> Self {
        let mut by_number: BTreeMap<String, Vec<&'a Claim>> = BTreeMap::new();
        for history in books.claim_numbers().filter_map(|number| books.history(number)) {
            for claim in history.versions().iter().copied().filter(|claim| !plain(&claim.member_id).is_empty()) {
                by_number.entry(plain(&claim.member_id)).or_default().push(claim);
            }
        }
        Self { by_number }
    }

    /// The names by which claims call a person: by member number, birth day and family name, all three. Empty where no claim is about that person.
    pub(super) fn names(&self, member_id: &str, birth_day: Option<Day>, family_name: &str) -> BTreeSet<&'a str> {
        let is_it = |claim: &&&'a Claim| birth_day.is_some() && claim.birth_day == birth_day && same_name(&claim.family_name, family_name);
        let claims = self.by_number.get(&plain(member_id)).into_iter().flatten().filter(is_it);
        claims.map(|claim| claim.record_number.as_deref().unwrap_or(&claim.member_id)).collect()
    }

    /// What an answer says, once for each name by which claims call the person. Empty where no claim is about that person.
    pub fn quotes(&self, answer: &CoverageAnswer) -> BTreeSet<BenefitFact> {
        let names = self.names(&answer.member_id, answer.birth_day, &answer.family_name);
        let payers = [&answer.payer_id, &answer.payer_name].into_iter().filter(|name| !name.is_empty());
        let payers: BTreeSet<String> = payers.cloned().collect();
        let quote = |name: &str| BenefitFact {
            patient: name.to_owned(),
            quoted: answer.day,
            service: None,
            is_covered: answer.quoted == Quoted::Covered,
            patient_share: None,
            payers: payers.clone(),
            member: answer.member_id.clone(),
        };
        names.into_iter().map(quote).collect()
    }
}
