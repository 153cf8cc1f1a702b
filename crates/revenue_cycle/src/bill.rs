//! Which bill a payer's decision answers, and which decisions stand: a bill that is corrected or taken back goes to the payer that decided on it, and to
//! no other.

use std::collections::BTreeMap;

use vocabulary::Money;

use crate::books::SettledClaim;
use crate::claim::Claim;
use crate::history::ClaimHistory;
use crate::ledger::{Posting, Reversals};

impl<'a> ClaimHistory<'a> {
    /// The newest version that was sent to a payer; `None` where none was, as with a payer to which another one passed the claim on.
    pub fn sent_to(&self, payer_id: &str) -> Option<&'a Claim> {
        self.versions().iter().rev().find(|version| version.payer_id == payer_id).copied()
    }

    /// The one payer to which all versions were sent, where no version names another.
    fn only_payer(&self) -> Option<&'a str> {
        let payer = self.current().payer_id.as_str();
        let names_only = |version: &&Claim| version.payer_id == payer && version.other_coverages.is_empty();
        self.versions().iter().all(names_only).then_some(payer)
    }
}

impl<'a> SettledClaim<'a> {
    /// The newest version that was sent to the payer of a decision; `None` where no bill to it is on record.
    ///
    /// Some payers call themselves otherwise in their payments than in their bills. Where one payer alone was billed and one alone decided, in the place of
    /// the order in which it was billed, the two are one.
    pub fn bill_of(&self, decision: &Posting<'_>) -> Option<&'a Claim> {
        let payer = decision.key.payer_id.as_str();
        self.history.sent_to(payer).or_else(|| {
            self.history.only_payer()?;
            let current = self.history.current();
            let is_its = |other: &Posting<'_>| {
                other.key.payer_id == payer && other.adjudication.status.sequence().is_none_or(|sequence| sequence == current.sequence)
            };
            self.matched.iter().all(|matched| is_its(&matched.posting)).then_some(current)
        })
    }

    /// The decisions that were not taken back, in their order.
    pub fn standing_decisions(&self) -> Vec<Posting<'a>> {
        let postings = self.postings();
        Reversals::of(&postings).standing().collect()
    }

    /// The first decision that posts money: an answer that the claim is somebody else's is none.
    pub fn first_decision(&self) -> Option<Posting<'a>> {
        self.matched.iter().map(|matched| matched.posting).find(|posting| posting.adjudication.status.posts_money())
    }

    /// Each decision that takes one back, in their order, with the one that it takes back where that is on record.
    pub fn reversals(&self) -> Vec<(Posting<'a>, Option<Posting<'a>>)> {
        let postings = self.postings();
        Reversals::of(&postings).pairs().collect()
    }

    fn postings(&self) -> Vec<Posting<'a>> {
        self.matched.iter().map(|matched| matched.posting).collect()
    }

    /// What a void has to take back: of each payer whose money stands the last decision that paid. Where no payer's money does, the last decision of each
    /// payer that decided.
    pub fn to_take_back(&self) -> Vec<Posting<'a>> {
        let standing = self.standing_decisions();
        let has_paid = |posting: &&Posting<'a>| posting.adjudication.paid_amount > Money::ZERO;
        let paid: Vec<&Posting<'a>> = standing.iter().filter(has_paid).collect();
        let of: Vec<&Posting<'a>> = if paid.is_empty() { standing.iter().collect() } else { paid };
        let last: BTreeMap<&str, Posting<'a>> = of.into_iter().map(|posting| (posting.key.payer_id.as_str(), *posting)).collect();
        last.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::books::{Added, Books};
    use crate::claim::{Claim, OtherCoverage, Sequence};
    use crate::reason::ReasonTable;
    use crate::remittance::Remittance;
    use crate::testing::{claim, decided, remittance};

    fn bill(payer: &str, sequence: Sequence, day: &str) -> Claim {
        let mut bill = claim("A1", &[(10_000, "2026-03-02")]);
        (bill.payer_id, bill.sequence, bill.source.day) = (payer.into(), sequence, day.parse().ok());
        bill
    }

    /// A payment of a payer that decides so: status, cents, the payer's number.
    fn payment(payer: &str, day: &str, (status, paid, control): (&str, i64, &str)) -> Remittance {
        let sign = if status == "22" { -1 } else { 1 };
        let mut decision = decided("A1", status, sign * 10_000, sign * paid, &[("CO", "45", sign * (10_000 - paid))]);
        decision.payer_control = control.into();
        let mut payment = remittance(&format!("{payer}{day}{control}"), vec![decision]);
        (payment.key.payer_id, payment.key.day) = (payer.into(), day.parse().ok());
        payment
    }

    /// What is to be taken back: payer, its number, and the day of the bill that it answers.
    fn check(bills: &[Claim], payments: &[Remittance], expected: &[(&str, &str, Option<&str>)]) {
        let mut books = Books::default();
        for bill in bills {
            assert_eq!(books.add_claim(bill.clone()), Added::New);
        }
        for payment in payments {
            assert_eq!(books.add_remittance(payment.clone()), Added::New);
        }
        let table = ReasonTable::shipped();
        let settlement = books.settle(table);
        let settled = &settlement.claims["A1"];
        let found = settled.to_take_back().into_iter().map(|posting| {
            let bill = settled.bill_of(&posting).and_then(|bill| bill.source.day);
            (posting.key.payer_id.clone(), posting.adjudication.payer_control.clone(), bill.map(|day| day.to_string()))
        });
        let expected = expected.iter().map(|(payer, control, bill)| ((*payer).to_owned(), (*control).to_owned(), bill.map(str::to_owned)));
        assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }

    #[test]
    fn each_payer_that_paid_is_answered_by_the_bill_that_was_sent_to_it() {
        let first = bill("P1", Sequence::Primary, "2026-03-05");
        let second = bill("P2", Sequence::Secondary, "2026-04-05");
        let (one, two) = (payment("P1", "2026-04-01", ("1", 8000, "K1")), payment("P2", "2026-05-01", ("2", 1000, "K2")));
        let both = [first.clone(), second.clone()];
        check(&both, &[], &[]);
        check(&both, std::slice::from_ref(&one), &[("P1", "K1", Some("2026-03-05"))]);
        check(&both, &[one.clone(), two.clone()], &[("P1", "K1", Some("2026-03-05")), ("P2", "K2", Some("2026-04-05"))]);
        check(&both, &[one.clone(), payment("P2", "2026-05-01", ("2", 0, "K2"))], &[("P1", "K1", Some("2026-03-05"))]);
        // Passed on by the first payer: no bill of ours went to the second.
        check(&[first], &[one, two], &[("P1", "K1", Some("2026-03-05")), ("P2", "K2", None)]);
    }

    #[test]
    fn what_was_taken_back_does_not_stand() {
        let first = [bill("P1", Sequence::Primary, "2026-03-05")];
        let one = payment("P1", "2026-04-01", ("1", 8000, "K1"));
        let back = payment("P1", "2026-04-10", ("22", 8000, "K1"));
        let again = payment("P1", "2026-04-20", ("1", 7000, "K9"));
        check(&first, &[one.clone(), back.clone()], &[]);
        check(&first, &[one, back, again], &[("P1", "K9", Some("2026-03-05"))]);
    }

    #[test]
    fn a_payer_that_calls_itself_otherwise_is_the_one_that_was_billed_only_where_there_is_no_other() {
        let first = bill("P1", Sequence::Primary, "2026-03-05");
        let mut with_other = first.clone();
        with_other.other_coverages.push(OtherCoverage { sequence: Sequence::Secondary, payer_id: "P2".into(), paid_amount: None });
        let paid = |status| [payment("0042", "2026-04-01", (status, 8000, "K1"))];
        check(std::slice::from_ref(&first), &paid("1"), &[("0042", "K1", Some("2026-03-05"))]);
        check(&[first], &paid("2"), &[("0042", "K1", None)]);
        check(&[with_other], &paid("1"), &[("0042", "K1", None)]);
    }
}
