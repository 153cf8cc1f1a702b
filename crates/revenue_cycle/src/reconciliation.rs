//! What became of every claim of some files. How the status of a claim is decided stands at [`ClaimStatus`].

use std::collections::{BTreeMap, BTreeSet};

use care::choices;
use vocabulary::{LevelOfCare, Money};

use crate::books::{Books, Matched, SettledClaim, Settlement};
use crate::claim::Sequence;
use crate::denial::{Denial, denials_of, refuses_everything};
use crate::ledger::Posting;
use crate::level_of_service::level_of_claim;
use crate::reason::ReasonTable;
use crate::remittance::{Adjudication, AdjudicationStatus};

choices! {
    /// What became of a claim. It follows the payer's first word on each line, before anything was taken back; what comes later changes the money, never
    /// this.
    ///
    /// 1. No decision: *never remitted*.
    /// 2. Every charging line refused, and the payer calls the claim denied: *denied*.
    /// 3. Some line refused: *partial*; also where all are, but the payer calls the claim processed.
    /// 4. The first payer that was heard is the second or later in the order: *secondary*.
    /// 5. Else: *paid*, even where all of it is the patient's share.
    ClaimStatus ("status of a claim") {
        /// No payer has decided.
        NeverRemitted = "never_remitted",
        /// Refused.
        Denied = "denied",
        /// Refused in part.
        Partial = "partial",
        /// First heard of by a second or later payer.
        Secondary = "secondary",
        /// Accepted.
        Paid = "paid",
    }
}

/// What became of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReconciledClaim {
    /// What is charged.
    pub charge_amount: Money,
    /// What all payers paid, with what they took back.
    pub net_paid_amount: Money,
    /// How many decisions post money.
    pub decisions: usize,
    /// What became of it.
    pub status: ClaimStatus,
    /// The first payer that was heard.
    pub payer_id: Option<String>,
    /// The level of care that was billed.
    pub level: Option<LevelOfCare>,
    /// The reason that refuses most of what is refused at first: `CO-197`.
    pub denial_code: Option<String>,
    /// What is refused at first, by reason.
    pub denied: BTreeMap<String, Money>,
    /// Something was taken back and decided anew.
    pub is_corrected: bool,
    /// Several decisions on different lines under different numbers of the payer.
    pub is_split: bool,
}

/// Sums for a level of care.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LevelSum {
    /// Claims that were decided.
    pub claims: usize,
    /// Their charge.
    pub charge_amount: Money,
    /// What was paid on them.
    pub net_paid_amount: Money,
}

/// What became of every claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// Every claim, by number.
    pub claims: BTreeMap<String, ReconciledClaim>,
    /// What was paid on them.
    pub net_paid_amount: Money,
    /// What was paid, by payer.
    pub net_paid_by_payer: BTreeMap<String, Money>,
    /// What was refused at first, by reason.
    pub denied_by_code: BTreeMap<String, Money>,
    /// Decided claims, by level of care; those of which the level is not known stand under `None`.
    pub by_level: BTreeMap<Option<LevelOfCare>, LevelSum>,
}

impl Reconciliation {
    /// Of books and what they come to.
    pub fn of(settlement: &Settlement<'_>, table: &ReasonTable) -> Self {
        let mut whole = Self::default();
        for (number, settled) in &settlement.claims {
            let claim = reconcile(settled, table);
            whole.net_paid_amount += claim.net_paid_amount;
            for matched in &settled.matched {
                let paid = matched.posting.adjudication.posted_amount();
                *whole.net_paid_by_payer.entry(matched.posting.key.payer_id.clone()).or_default() += paid;
            }
            for (code, amount) in &claim.denied {
                *whole.denied_by_code.entry(code.clone()).or_default() += *amount;
            }
            if claim.decisions > 0 {
                let sum = whole.by_level.entry(claim.level).or_default();
                sum.claims += 1;
                sum.charge_amount += claim.charge_amount;
                sum.net_paid_amount += claim.net_paid_amount;
            }
            whole.claims.insert((*number).to_owned(), claim);
        }
        whole
    }

    /// Settles books and says what became of every claim.
    pub fn of_books(books: &Books, table: &ReasonTable) -> Self {
        Self::of(&books.settle(table), table)
    }

    /// How many claims were decided.
    pub fn remitted_count(&self) -> usize {
        self.claims.values().filter(|claim| claim.decisions > 0).count()
    }

    /// The numbers of the claims that `which` chooses.
    pub fn numbers(&self, which: impl Fn(&ReconciledClaim) -> bool) -> Vec<&str> {
        self.claims.iter().filter(|(_, claim)| which(claim)).map(|(number, _)| number.as_str()).collect()
    }
}

fn reconcile(settled: &SettledClaim<'_>, table: &ReasonTable) -> ReconciledClaim {
    let money: Vec<&Matched<'_>> = settled.matched.iter().filter(|matched| matched.posting.adjudication.status.posts_money()).collect();
    let first: Vec<&Adjudication> = first_words(&money).into_iter().map(|posting| posting.adjudication).collect();
    let denials: Vec<(&Adjudication, Vec<Denial>)> = first.iter().map(|decision| (*decision, denials_of(decision, table))).collect();
    let denied = by_code(&denials);
    ReconciledClaim {
        charge_amount: settled.account.charge_amount,
        net_paid_amount: settled.account.paid_amount,
        decisions: money.len(),
        status: status_of(settled, &money, &denials),
        payer_id: money.first().map(|matched| matched.posting.key.payer_id.clone()),
        level: level_of_claim(settled.history.current()),
        denial_code: denied.iter().max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0))).map(|(code, _)| code.clone()),
        denied,
        is_corrected: is_corrected(&money),
        is_split: is_split(&first),
    }
}

/// The first word on a claim: what the figures "at first" of a [`Reconciliation`] rest on. The decisions of the payer that was heard first, up to the
/// first that takes something back; of decisions on the same lines only the first.
pub fn first_decisions<'a>(settled: &SettledClaim<'a>) -> Vec<Posting<'a>> {
    let money: Vec<&Matched<'a>> = settled.matched.iter().filter(|matched| matched.posting.adjudication.status.posts_money()).collect();
    first_words(&money)
}

fn first_words<'a>(money: &[&Matched<'a>]) -> Vec<Posting<'a>> {
    let Some(heard_first) = money.first().map(|matched| matched.posting.key.payer_id.as_str()) else { return Vec::new() };
    let of_payer = money.iter().filter(|matched| matched.posting.key.payer_id == heard_first).map(|matched| matched.posting);
    let mut seen: BTreeSet<LineName<'a>> = BTreeSet::new();
    let mut words: Vec<Posting<'a>> = Vec::new();
    for decision in of_payer.take_while(|decision| !decision.adjudication.status.is_reversal()) {
        let names = names_of(decision.adjudication);
        if words.is_empty() || (!names.is_empty() && names.is_disjoint(&seen)) {
            seen.extend(names);
            words.push(decision);
        }
    }
    words
}

type LineName<'a> = (Option<&'a str>, &'a str, Option<vocabulary::Day>);

fn names_of(decision: &Adjudication) -> BTreeSet<LineName<'_>> {
    let lines = decision.lines.iter();
    lines.map(|line| (line.control.as_deref(), line.procedure.as_str(), line.days.map(vocabulary::Period::first))).collect()
}

/// Charges that are refused, by reason. A line counts once, with its whole charge.
fn by_code(denials: &[(&Adjudication, Vec<Denial>)]) -> BTreeMap<String, Money> {
    let mut sums = BTreeMap::new();
    for denial in denials.iter().flat_map(|(_, denials)| denials) {
        *sums.entry(denial.code.clone()).or_insert(Money::ZERO) += denial.charge_amount;
    }
    sums
}

fn status_of(settled: &SettledClaim<'_>, money: &[&Matched<'_>], denials: &[(&Adjudication, Vec<Denial>)]) -> ClaimStatus {
    let Some(heard_first) = money.first() else { return ClaimStatus::NeverRemitted };
    let is_refused = |(decision, denials): &(&Adjudication, Vec<Denial>)| {
        decision.status == AdjudicationStatus::Denied && refuses_everything(decision, denials)
    };
    if !denials.is_empty() && denials.iter().all(is_refused) {
        return ClaimStatus::Denied;
    }
    if denials.iter().any(|(_, denials)| !denials.is_empty()) {
        return ClaimStatus::Partial;
    }
    let posting = heard_first.posting;
    let sequence = posting.adjudication.status.sequence().or_else(|| settled.history.sequence_of(&posting.key.payer_id));
    if sequence.is_some_and(|sequence| sequence > Sequence::Primary) { ClaimStatus::Secondary } else { ClaimStatus::Paid }
}

/// True where a payer took something back and then decided anew.
fn is_corrected(money: &[&Matched<'_>]) -> bool {
    let decisions = || money.iter().map(|matched| matched.posting);
    let back = decisions().find(|posting| posting.adjudication.status.is_reversal());
    back.is_some_and(|back| {
        decisions().any(|posting| posting > back && posting.key.payer_id == back.key.payer_id && !posting.adjudication.status.is_reversal())
    })
}

/// True where the first words came in several parts, numbered apart by the payer.
fn is_split(first: &[&Adjudication]) -> bool {
    let numbers: BTreeSet<&str> = first.iter().map(|decision| decision.payer_control.as_str()).collect();
    first.len() > 1 && numbers.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cents, claim, decided, remittance};

    fn reconciled(payments: Vec<crate::Remittance>) -> ReconciledClaim {
        let mut books = Books::default();
        books.add_claim(claim("A1", &[(10_000, "2026-03-02"), (5000, "2026-03-03")]));
        for payment in payments {
            books.add_remittance(payment);
        }
        Reconciliation::of_books(&books, ReasonTable::shipped()).claims.remove("A1").unwrap()
    }

    /// A decision on both lines; each is paid in full, refused, or the patient's.
    fn both(status: &str, lines: [&str; 2]) -> Adjudication {
        let part = |word: &str, charge| match word {
            "paid" => decided("A1", status, charge, charge, &[]),
            "refused" => decided("A1", status, charge, 0, &[("CO", "197", charge)]),
            _ => decided("A1", status, charge, 0, &[("PR", "1", charge)]),
        };
        let [mut whole, mut second] = [part(lines[0], 10_000), part(lines[1], 5000)];
        whole.charge_amount = cents(15_000);
        whole.paid_amount += second.paid_amount;
        second.lines[0].control = Some("L2".into());
        whole.lines.append(&mut second.lines);
        whole
    }

    #[test]
    fn the_status_follows_the_first_word_on_each_line() {
        use ClaimStatus::{Denied, NeverRemitted, Paid, Partial, Secondary};
        let check = |decisions: Vec<Adjudication>, expected: ClaimStatus| {
            let payments = if decisions.is_empty() { vec![] } else { vec![remittance("T1", decisions)] };
            assert_eq!(reconciled(payments).status, expected);
        };
        check(vec![], NeverRemitted);
        check(vec![both("1", ["paid", "paid"])], Paid);
        check(vec![both("1", ["patient's", "patient's"])], Paid);
        check(vec![both("1", ["paid", "refused"])], Partial);
        check(vec![both("4", ["refused", "refused"])], Denied);
        check(vec![both("1", ["refused", "refused"])], Partial);
        check(vec![both("4", ["refused", "paid"])], Partial);
        check(vec![both("2", ["paid", "paid"])], Secondary);
        let back = || {
            let mut back = both("22", ["paid", "paid"]);
            (back.charge_amount, back.paid_amount) = (cents(-15_000), cents(-15_000));
            back
        };
        check(vec![both("1", ["paid", "paid"]), back(), both("1", ["paid", "refused"])], Paid);
        check(vec![both("25", ["paid", "paid"])], NeverRemitted);
    }

    #[test]
    fn a_correction_and_a_split_are_told_apart() {
        let mut back = both("22", ["paid", "paid"]);
        (back.charge_amount, back.paid_amount) = (cents(-15_000), cents(-15_000));
        let corrected = reconciled(vec![remittance("T1", vec![both("1", ["paid", "paid"]), back.clone(), both("1", ["paid", "refused"])])]);
        assert_eq!((corrected.is_corrected, corrected.is_split, corrected.decisions), (true, false, 3));
        let taken = reconciled(vec![remittance("T1", vec![both("1", ["paid", "paid"]), back])]);
        assert!(!taken.is_corrected, "taken back and not decided anew");
        let first = decided("A1", "1", 10_000, 10_000, &[]);
        let mut second = decided("A1", "1", 5000, 5000, &[]);
        (second.payer_control, second.lines[0].control) = ("99".into(), Some("L2".into()));
        let split = reconciled(vec![remittance("T1", vec![first, second])]);
        assert_eq!((split.is_corrected, split.is_split, split.decisions), (false, true, 2));
    }

    #[test]
    fn refused_charges_are_counted_once_and_at_first() {
        let claim = reconciled(vec![remittance("T1", vec![both("1", ["refused", "refused"])])]);
        assert_eq!(claim.denied, BTreeMap::from([("CO-197".to_owned(), cents(15_000))]));
        assert_eq!(claim.denial_code.as_deref(), Some("CO-197"));
    }
}
