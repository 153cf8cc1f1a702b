//! Benefits as they were quoted, and of which claims they speak: a payer answers for its own plan only.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::Claim;

use super::side::{BenefitFact, Names, Side};

/// Quotes by the patient whom they name, with the payers whom each patient's claims bill.
#[derive(Clone, Debug, Default)]
pub struct Quotes<'a> {
    by_patient: BTreeMap<&'a str, Vec<&'a BenefitFact>>,
    payers: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Quotes of patients with claims that speak of none of them.
    unmatched: usize,
}

impl<'a> Quotes<'a> {
    /// Of a side, for all versions of all claims.
    pub(super) fn of(side: &'a Side, names: &Names<'a>, claims: impl Iterator<Item = &'a Claim> + Clone) -> Self {
        let mut quotes = Self::default();
        for quote in side.benefits.iter().flatten() {
            quotes.by_patient.entry(&quote.patient).or_default().push(quote);
        }
        if quotes.by_patient.is_empty() {
            return quotes;
        }
        let known = |name: &&str| quotes.by_patient.contains_key(*name);
        let mut payers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for claim in claims.clone() {
            for name in names.of(claim).filter(known) {
                payers.entry(name).or_default().insert(&claim.payer_id);
            }
        }
        quotes.payers = payers;
        let mut joined: BTreeSet<&BenefitFact> = BTreeSet::new();
        for claim in claims {
            joined.extend(quotes.for_claim(names, claim));
        }
        let of_billed = quotes.payers.keys().filter_map(|name| quotes.by_patient.get(name)).flatten();
        quotes.unmatched = of_billed.filter(|quote| !joined.contains(*quote)).count();
        quotes
    }

    /// Those that speak of the plan that a claim bills. One that does not say of which plan it speaks counts where the patient's claims go to one payer.
    pub fn for_claim(&self, names: &Names<'a>, claim: &'a Claim) -> Vec<&'a BenefitFact> {
        let mut found = Vec::new();
        for name in names.of(claim) {
            let has_one_payer = self.payers.get(name).is_none_or(|payers| payers.len() <= 1);
            let quotes = self.by_patient.get(name).into_iter().flatten().copied();
            found.extend(quotes.filter(|quote| quote.is_of_plan(claim).unwrap_or(has_one_payer)));
        }
        found
    }

    /// Quotes of patients with claims that speak of none of these claims: of another plan, or nobody says of which.
    pub fn unmatched(&self) -> usize {
        self.unmatched
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn a_quote_of_another_plan_says_nothing_of_a_claim() {
        // U1 goes to P1. P1 said yes on the first, P2 no on the second.
        let both = || {
            let books = Books::clean().unanswered("U1", "2026-04-20");
            books.quoted_by("M-U1", "2026-04-11", true, "P1", "").quoted_by("M-U1", "2026-04-12", false, "P2", "")
        };
        check_lines("F29", &both(), &[]);
        check_figure("F29", &both(), "quotes-unmatched", "1");
        let ended = Books::clean().unanswered("U1", "2026-04-20").quoted_by("M-U1", "2026-04-12", false, "PLAN P1", "M-U1");
        check_lines("F29", &ended, &["U1 not-covered-since 2026-04-12"]);
        let other_member = Books::clean().unanswered("U1", "2026-04-20").quoted_by("M-U1", "2026-04-12", false, "P1", "M-OLD");
        check_lines("F29", &other_member, &[]);
        let refused = Books::clean().refused("B1", "PR", "27");
        check_lines("F24", &refused.clone().quoted_by("M-B1", "2026-04-01", true, "P2", ""), &[]);
        check_lines("F24", &refused.quoted_by("M-B1", "2026-04-01", true, "P1", ""), &["B1 quoted-covered PR-27"]);
    }

    #[test]
    fn a_quote_that_names_no_plan_counts_where_the_patient_has_one_payer() {
        let open = || Books::clean().unanswered("U1", "2026-04-20").quoted("M-U1", "2026-04-12", false, None);
        check_lines("F29", &open(), &["U1 not-covered-since 2026-04-12"]);
        // C1 is of another payer, and now of the same patient.
        let mut two = open().of_member("C1", "M-U1");
        two.claim_mut("C1").payer_id = "P9".to_owned();
        check_lines("F29", &two, &[]);
        check_figure("F29", &two, "quotes-unmatched", "1");
    }
}
