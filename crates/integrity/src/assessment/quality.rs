//! How good the data are that everything rests on.

use revenue_cycle::{AccountProblem, Settlement};
use vocabulary::{Money, Rate};

use super::definition::FileKind;
use super::facts::Facts;

/// The kinds of files that tell of the care of patients.
const OF_CARE: [FileKind; 6] =
    [FileKind::Notes, FileKind::Attendance, FileKind::Authorizations, FileKind::Measures, FileKind::Determinations, FileKind::Episodes];

/// What to know before believing a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Decisions that found their claim, of all that post money.
    pub matched: Rate,
    /// Decisions that wait for a person.
    pub queued: usize,
    /// What they would post.
    pub queued_amount: Money,
    /// Payments that may be the same money again.
    pub held: usize,
    /// Payments that their claims and what stands beside them do not explain.
    pub unbalanced_payments: usize,
    /// Claims that do not add up by the payers' own figures.
    pub odd_accounts: usize,
    /// Numbers used for a professional and an institutional bill.
    pub two_kinds: usize,
    /// Claims that were answered.
    pub answered: Rate,
    /// Claims whose level of care is known.
    pub level_known: Rate,
    /// Decided lines whose worth is known.
    pub worth_known: Rate,
    /// True where a file of care was read, so that claims are joined to patients and days.
    pub is_joined_to_care: bool,
    /// The payments that arrived.
    pub payment_amount: Money,
    /// How many they are.
    pub payments: usize,
}

impl Quality {
    /// Of settled books.
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        let settlement: &Settlement<'_> = facts.settlement;
        let matched: usize = settlement.claims.values().map(|claim| claim.matched.len()).sum();
        let claims = settlement.claims.len();
        let has = |problem: &AccountProblem| settlement.claims.values().filter(|claim| claim.account.problems.contains(problem)).count();
        let two_kinds = has(&AccountProblem::TwoKinds);
        let is_odd = |problem: &AccountProblem| *problem != AccountProblem::TwoKinds;
        let (decided, known) = facts.worth();
        Self {
            matched: Rate { count: matched, of: matched + settlement.queue.len() },
            queued: settlement.queue.len(),
            queued_amount: settlement.queued_paid_amount(),
            held: settlement.held.len(),
            unbalanced_payments: settlement.posted.iter().filter(|payment| payment.out_of_balance_amount() != Money::ZERO).count(),
            odd_accounts: settlement.claims.values().filter(|claim| claim.account.problems.iter().any(is_odd)).count(),
            two_kinds,
            answered: Rate { count: facts.cases.iter().filter(|case| case.is_decided()).count(), of: claims },
            level_known: Rate { count: facts.cases.iter().filter(|case| case.level.is_some()).count(), of: claims },
            worth_known: Rate { count: known, of: decided },
            is_joined_to_care: OF_CARE.iter().any(|kind| facts.has(*kind)),
            payment_amount: settlement.payment_amount(),
            payments: settlement.posted.len(),
        }
    }
}
