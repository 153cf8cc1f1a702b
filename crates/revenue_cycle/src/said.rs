//! What a payer's decision says about a charge: how much is paid, owed by the patient, written off by contract, and refused. Every cent of the charge
//! stands in one place; what the payer's own figures leave over stands beside.

use care::choices;
use vocabulary::Money;

use crate::denial::{Denial, denials_of, refuses_everything};
use crate::reason::ReasonTable;
use crate::remittance::{Adjudication, GroupCode};

choices! {
    /// What a decision comes to in a word.
    DecisionOutcome ("outcome of a decision") {
        /// Accepted, also where all of it is the patient's share.
        Accepted = "accepted",
        /// Some of it is refused.
        RefusedInPart = "refused_in_part",
        /// All of it is refused.
        Refused = "refused",
        /// Takes an earlier decision back.
        TakenBack = "taken_back",
        /// No money: what would be paid, or a claim of somebody else.
        NoMoney = "no_money",
    }
}

/// A decision in plain figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it comes to.
    pub outcome: DecisionOutcome,
    /// What was charged.
    pub charge_amount: Money,
    /// What the payer pays.
    pub paid_amount: Money,
    /// What the patient owes, by the adjustments.
    pub patient_amount: Money,
    /// What is the provider's and no denial: the difference to the contract.
    pub written_off_amount: Money,
    /// What is refused, whoever is to bear it.
    pub refused_amount: Money,
    /// What is neither's: earlier payers, corrections, groups that are none.
    pub elsewhere_amount: Money,
    /// What the payer's figures leave unexplained.
    pub out_of_balance_amount: Money,
    /// Each refusal with its reason.
    pub denials: Vec<Denial>,
}

impl Said {
    /// Of a decision. [`Said::charge_amount`] is the sum of the other amounts.
    pub fn of(adjudication: &Adjudication, table: &ReasonTable) -> Self {
        let denials = denials_of(adjudication, table);
        let refused_in = |groups: &[GroupCode]| -> Money {
            let of_groups = denials.iter().filter(|denial| groups.contains(&group_of(denial)));
            of_groups.map(|denial| denial.amount).sum()
        };
        let in_groups =
            |groups: &[GroupCode]| adjudication.adjusted_amount(|adjustment| groups.contains(&adjustment.group)) - refused_in(groups);
        Self {
            outcome: outcome_of(adjudication, &denials),
            charge_amount: adjudication.charge_amount,
            paid_amount: adjudication.paid_amount,
            patient_amount: in_groups(&[GroupCode::PatientResponsibility]),
            written_off_amount: in_groups(&[GroupCode::ContractualObligation, GroupCode::PayerInitiated]),
            refused_amount: denials.iter().map(|denial| denial.amount).sum(),
            elsewhere_amount: in_groups(&[GroupCode::OtherAdjustment, GroupCode::Correction, GroupCode::Unknown]),
            out_of_balance_amount: adjudication.out_of_balance_amount(),
            denials,
        }
    }
}

fn outcome_of(adjudication: &Adjudication, denials: &[Denial]) -> DecisionOutcome {
    if !adjudication.status.posts_money() {
        DecisionOutcome::NoMoney
    } else if adjudication.status.is_reversal() {
        DecisionOutcome::TakenBack
    } else if denials.is_empty() {
        DecisionOutcome::Accepted
    } else if refuses_everything(adjudication, denials) {
        DecisionOutcome::Refused
    } else {
        DecisionOutcome::RefusedInPart
    }
}

/// The group under which a denial is counted.
fn group_of(denial: &Denial) -> GroupCode {
    denial.code.split_once('-').and_then(|(group, _)| group.parse().ok()).unwrap_or(GroupCode::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cents, decided};
    use proptest::prelude::*;

    #[test]
    fn every_part_of_a_charge_has_its_place() {
        let table = ReasonTable::shipped();
        // paid, patient, written off, refused, elsewhere
        let check = |status: &str, paid: i64, adjustments: &[(&str, &str, i64)], outcome: DecisionOutcome, expected: [i64; 5]| {
            let said = Said::of(&decided("A1", status, 10_000, paid, adjustments), table);
            let amounts = [said.paid_amount, said.patient_amount, said.written_off_amount, said.refused_amount, said.elsewhere_amount]
                .map(Money::cents);
            assert_eq!((said.outcome, amounts), (outcome, expected), "{status} {adjustments:?}");
        };
        check("1", 4000, &[("CO", "45", 5000), ("PR", "3", 1000)], DecisionOutcome::Accepted, [4000, 1000, 5000, 0, 0]);
        check("4", 0, &[("CO", "197", 10_000)], DecisionOutcome::Refused, [0, 0, 0, 10_000, 0]);
        check("1", 0, &[("CO", "45", 4000), ("PR", "204", 6000)], DecisionOutcome::Refused, [0, 0, 4000, 6000, 0]);
        check("2", 2000, &[("OA", "23", 8000)], DecisionOutcome::Accepted, [2000, 0, 0, 0, 8000]);
        check("25", 4000, &[("CO", "45", 6000)], DecisionOutcome::NoMoney, [4000, 0, 6000, 0, 0]);
        assert_eq!(Said::of(&decided("A1", "1", 10_000, 4000, &[("CO", "45", 5000)]), table).out_of_balance_amount, cents(1000));
    }

    proptest! {
        #[test]
        fn nothing_of_a_charge_is_lost(
            paid in -20_000_i64..20_000,
            adjustments in prop::collection::vec((prop::sample::select(vec!["CO", "PR", "OA", "PI", "CR", "unknown"]), prop::sample::select(vec!["45", "197", "23", "1", "50", "9999"]), -9000_i64..9000), 0..6),
            status in prop::sample::select(vec!["1", "2", "4", "22", "23", "25"]),
        ) {
            let said = Said::of(&decided("A1", status, 10_000, paid, &adjustments), ReasonTable::shipped());
            let placed = said.paid_amount + said.patient_amount + said.written_off_amount + said.refused_amount + said.elsewhere_amount;
            prop_assert_eq!(placed + said.out_of_balance_amount, said.charge_amount);
        }
    }
}
