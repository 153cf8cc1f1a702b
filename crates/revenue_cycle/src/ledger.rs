//! What a claim comes to. An [`Account`] is computed from the claim and everything that was decided on it, in an order of its own, so that it does not
//! depend on which file came first.
//!
//! ```text
//! charge = undecided + paid + contractual + denied + patient + other + prior payer   (+ out of balance, where a payer's own figures do not add up)
//! ```
//!
//! * **paid** sums over every decision on the claim, of every payer, with what was taken back.
//! * **contractual, denied, patient, other, prior payer** are those of the decisions that stand: what was taken back or decided anew by the same payer does
//!   not, and of several payers the last one's decision holds for what it decided. A first payer's 200 of patient responsibility, of which the second
//!   payer pays 150, leaves 50, not 250.
//! * **prior payer** is what the last payer says that earlier ones did (OA-23), less what we know that they paid.
//! * The group decides whose money it is: PR is the patient's even where the reason is a denial. CO and PI are the provider's: denied where the reason is a
//!   denial, else contractual. OA is neither's.
//! * A predetermination and a claim of somebody else post nothing. A refusal as a duplicate of what the same payer decided before decides nothing.

mod standing;
#[cfg(test)]
mod tests;

use vocabulary::Money;

use crate::history::ClaimHistory;
use crate::reason::ReasonTable;
use crate::remittance::{Adjudication, Adjustment, GroupCode, PaymentKey};
pub(crate) use standing::Reversals;
use standing::{Part, Standing};

/// A decision, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting<'a> {
    /// The payment.
    pub key: &'a PaymentKey,
    /// Its place in the payment, from 0.
    pub place: usize,
    /// The decision.
    pub adjudication: &'a Adjudication,
}

/// What a claim comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What was charged; for decisions on a claim that we do not have, what they decided on.
    pub charge_amount: Money,
    /// What no payer has decided yet.
    pub undecided_amount: Money,
    /// What all payers paid.
    pub paid_amount: Money,
    /// What the contract takes off.
    pub contractual_amount: Money,
    /// What was refused and is not the patient's.
    pub denied_amount: Money,
    /// What the patient owes.
    pub patient_responsibility_amount: Money,
    /// What is neither's.
    pub other_amount: Money,
    /// What earlier payers paid or took off, beyond the payments that we know.
    pub prior_payer_amount: Money,
    /// What the payers' own figures leave unexplained.
    pub out_of_balance_amount: Money,
    /// How many decisions posted money.
    pub decisions: usize,
    /// What needs a look.
    pub problems: Vec<AccountProblem>,
}

/// What needs a look in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountProblem {
    /// The payer's figures do not add up.
    OutOfBalance(Money),
    /// More was decided on than was billed.
    DecidedBeyondCharge(Money),
    /// Something was taken back that we do not have.
    ReversalWithoutOriginal(Money),
    /// The same payer paid the same lines again and took nothing back.
    PaidAgain(Money),
    /// More was paid than charged.
    PaidBeyondCharge(Money),
    /// A decision on a claim that we do not have.
    NoClaim,
    /// One number for a professional and an institutional bill.
    TwoKinds,
    /// One number for two people.
    TwoPeople,
}

impl AccountProblem {
    /// A name for files and tables.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutOfBalance(_) => "out_of_balance",
            Self::DecidedBeyondCharge(_) => "decided_beyond_charge",
            Self::ReversalWithoutOriginal(_) => "reversal_without_original",
            Self::PaidAgain(_) => "paid_again",
            Self::PaidBeyondCharge(_) => "paid_beyond_charge",
            Self::NoClaim => "no_claim",
            Self::TwoKinds => "two_kinds",
            Self::TwoPeople => "two_people",
        }
    }
}

impl Account {
    /// The account of a claim. The decisions may come in any order.
    pub fn of(history: Option<&ClaimHistory<'_>>, postings: &[Posting<'_>], table: &ReasonTable) -> Self {
        let mut sorted: Vec<Posting<'_>> = postings.iter().copied().filter(|posting| posting.adjudication.status.posts_money()).collect();
        sorted.sort();
        sorted.dedup();
        let mut account = Self { decisions: sorted.len(), ..Self::default() };
        account.paid_amount = sorted.iter().map(|posting| posting.adjudication.paid_amount).sum();
        let standing = Standing::of(history, &sorted, table, &mut account.problems);
        let mut decided = Money::ZERO;
        for part in standing.deciding() {
            decided += part.charge_amount;
            account.sort_adjustments(part, table);
        }
        account.prior_payer_amount = account.prior_payer_amount - standing.earlier_paid_amount();
        account.settle(history, decided);
        account
    }

    fn sort_adjustments(&mut self, part: &Part<'_>, table: &ReasonTable) {
        for adjustment in part.adjustments {
            *self.place_of(adjustment, part, table) += adjustment.amount;
        }
    }

    fn place_of(&mut self, adjustment: &Adjustment, part: &Part<'_>, table: &ReasonTable) -> &mut Money {
        let is_denial = match table.reason(&adjustment.reason) {
            Some(reason) if !reason.label.is_empty() => reason.denial.is_some(),
            _ => part.paid_amount == Money::ZERO,
        };
        match adjustment.group {
            GroupCode::PatientResponsibility => &mut self.patient_responsibility_amount,
            _ if adjustment.is_prior_payer() => &mut self.prior_payer_amount,
            _ if is_denial => &mut self.denied_amount,
            GroupCode::ContractualObligation | GroupCode::PayerInitiated => &mut self.contractual_amount,
            GroupCode::OtherAdjustment | GroupCode::Correction | GroupCode::Unknown => &mut self.other_amount,
        }
    }

    fn settle(&mut self, history: Option<&ClaimHistory<'_>>, decided: Money) {
        self.charge_amount = match history {
            Some(history) if !history.is_void() => history.charge_amount(),
            _ => decided,
        };
        self.undecided_amount = self.charge_amount - decided;
        self.out_of_balance_amount = decided - self.explained_amount();
        if self.out_of_balance_amount != Money::ZERO {
            self.problems.push(AccountProblem::OutOfBalance(self.out_of_balance_amount));
        }
        if self.undecided_amount < Money::ZERO {
            self.problems.push(AccountProblem::DecidedBeyondCharge(-self.undecided_amount));
        }
        if self.paid_amount > self.charge_amount {
            self.problems.push(AccountProblem::PaidBeyondCharge(self.paid_amount - self.charge_amount));
        }
        match history {
            None => self.problems.push(AccountProblem::NoClaim),
            Some(history) => {
                self.problems.extend(history.has_two_kinds().then_some(AccountProblem::TwoKinds));
                self.problems.extend(history.is_of_two_people().then_some(AccountProblem::TwoPeople));
            }
        }
        self.problems.sort();
    }

    /// What payments and adjustments that stand explain.
    pub fn explained_amount(&self) -> Money {
        self.paid_amount
            + self.contractual_amount
            + self.denied_amount
            + self.patient_responsibility_amount
            + self.other_amount
            + self.prior_payer_amount
    }

    /// True where every cent of the charge is explained or waits for a decision.
    pub fn is_balanced(&self) -> bool {
        self.out_of_balance_amount == Money::ZERO && self.undecided_amount >= Money::ZERO
    }
}
