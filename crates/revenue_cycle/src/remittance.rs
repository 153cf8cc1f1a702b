//! A remittance: a payer's advice of one payment, with every claim that it decided.

use care::choices;
use vocabulary::{Day, Money, Period};

use crate::claim::Sequence;
use crate::units::Units;

choices! {
    /// Whose money an adjustment is. Decides the ledger, whatever the reason says.
    GroupCode ("group of an adjustment") {
        /// The provider's: cannot be asked of the patient.
        ContractualObligation = "CO",
        /// The patient's.
        PatientResponsibility = "PR",
        /// Neither's: information, most often about another payer.
        OtherAdjustment = "OA",
        /// The payer's own reduction: cannot be asked of the patient.
        PayerInitiated = "PI",
        /// A correction, in old files.
        Correction = "CR",
        /// None of the list.
        Unknown = "unknown",
    }
}

choices! {
    /// What a payer says that it did with a claim.
    AdjudicationStatus ("status of an adjudication") {
        /// Decided as the first payer.
        Primary = "1",
        /// Decided as the second payer.
        Secondary = "2",
        /// Decided as the third payer.
        Tertiary = "3",
        /// Refused. The lines say what: see [`crate::denial`].
        Denied = "4",
        /// Decided as the first payer and passed on.
        PrimaryForwarded = "19",
        /// Decided as the second payer and passed on.
        SecondaryForwarded = "20",
        /// Decided as the third payer and passed on.
        TertiaryForwarded = "21",
        /// Takes an earlier decision back.
        Reversal = "22",
        /// Not this payer's claim. Posts no money.
        NotOurClaim = "23",
        /// What would be paid. Posts no money.
        Predetermination = "25",
        /// None of these.
        Other = "other",
    }
}

impl AdjudicationStatus {
    /// True where amounts are money: a predetermination and a claim of somebody else are not.
    pub fn posts_money(self) -> bool {
        !matches!(self, Self::NotOurClaim | Self::Predetermination)
    }

    /// True where an earlier decision is taken back.
    pub fn is_reversal(self) -> bool {
        self == Self::Reversal
    }

    /// True where the payer passed the claim on to the next one.
    pub fn is_forwarded(self) -> bool {
        matches!(self, Self::PrimaryForwarded | Self::SecondaryForwarded | Self::TertiaryForwarded)
    }

    /// In which place of the order the payer decided, where the status says so.
    pub fn sequence(self) -> Option<Sequence> {
        match self {
            Self::Primary | Self::PrimaryForwarded => Some(Sequence::Primary),
            Self::Secondary | Self::SecondaryForwarded => Some(Sequence::Secondary),
            Self::Tertiary | Self::TertiaryForwarded => Some(Sequence::Tertiary),
            _ => None,
        }
    }
}

/// A part of a charge that was not paid, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Adjustment {
    /// Whose money it is.
    pub group: GroupCode,
    /// The reason, such as `45`.
    pub reason: String,
    /// The amount; positive lowers what is paid.
    pub amount: Money,
}

impl Adjustment {
    /// Group and reason as billers write them: `CO-45`.
    pub fn code(&self) -> String {
        format!("{}-{}", self.group.code(), self.reason)
    }

    /// True for the effect of an earlier payer (OA-23): neither a denial nor a write-off.
    pub fn is_prior_payer(&self) -> bool {
        self.group == GroupCode::OtherAdjustment && self.reason == "23"
    }
}

/// What names a payment. The same name again is the same payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaymentKey {
    /// Day of the check or transfer.
    pub day: Option<Day>,
    /// The payer's id.
    pub payer_id: String,
    /// Number of the check or transfer.
    pub trace: String,
    /// Who sent it, by tax number.
    pub originator: String,
    /// Control number of the interchange.
    pub interchange: String,
    /// Control number of the group.
    pub group: String,
    /// Control number of the transaction.
    pub transaction: String,
}

impl PaymentKey {
    /// True when both name the same money, whatever file brought it. Without a number of a check or transfer, only the same file does.
    pub fn is_same_money(&self, other: &Self) -> bool {
        let money = |key: &Self| (key.day, key.payer_id.clone(), key.trace.clone(), key.originator.clone());
        if self.trace.is_empty() { self == other } else { money(self) == money(other) }
    }
}

/// One payment and what it explains.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remittance {
    /// What names it.
    pub key: PaymentKey,
    /// The payer's name.
    pub payer_name: String,
    /// National provider identifier of who is paid.
    pub payee_id: String,
    /// Tax number of who is paid.
    pub payee_tax_id: String,
    /// The money.
    pub amount: Money,
    /// How it comes, as the file says: a check, a transfer, none.
    pub method: String,
    /// False where the file ended inside of it: what stands here is true and not all. It is not posted until a person says so.
    pub is_whole: bool,
    /// What was decided, in the order of the file.
    pub adjudications: Vec<Adjudication>,
    /// Money that belongs to no claim.
    pub provider_adjustments: Vec<ProviderAdjustment>,
}

/// What a payer decided on a claim. One claim may come several times: taken back, corrected, split, by several payers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Adjudication {
    /// The practice's number of the claim, as the payer gives it back.
    pub claim_number: String,
    /// What the payer says that it did.
    pub status: AdjudicationStatus,
    /// The charge it decided on; negative when taken back.
    pub charge_amount: Money,
    /// What it pays; negative when taken back.
    pub paid_amount: Money,
    /// What the patient owes, as stated. The ledger goes by the adjustments.
    pub patient_responsibility_amount: Money,
    /// The payer's number of the claim.
    pub payer_control: String,
    /// The member's number.
    pub member_id: String,
    /// Family name of the patient, as the payer writes it.
    pub family_name: String,
    /// Given name of the patient, as the payer writes it.
    pub given_name: String,
    /// The practice's number of the patient, where the payer gives it back.
    pub record_number: Option<String>,
    /// Days of the statement, where stated.
    pub statement: Option<Period>,
    /// The day on which the payer got the claim.
    pub received_day: Option<Day>,
    /// Adjustments of the whole claim.
    pub adjustments: Vec<Adjustment>,
    /// Remark codes of the whole claim.
    pub remarks: Vec<String>,
    /// What was decided line by line.
    pub lines: Vec<AdjudicatedLine>,
}

/// What a payer decided on a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AdjudicatedLine {
    /// The practice's number of the line.
    pub control: Option<String>,
    /// The procedure that was decided on.
    pub procedure: String,
    /// Its modifiers.
    pub modifiers: Vec<String>,
    /// The procedure as it was billed, where that was another.
    pub submitted_procedure: Option<String>,
    /// The revenue code.
    pub revenue_code: String,
    /// The charge.
    pub charge_amount: Money,
    /// What is paid.
    pub paid_amount: Money,
    /// Units that were paid.
    pub paid_units: Units,
    /// Units that were billed, where that was another number.
    pub submitted_units: Option<Units>,
    /// The days.
    pub days: Option<Period>,
    /// What was not paid, and why.
    pub adjustments: Vec<Adjustment>,
    /// Remark codes.
    pub remarks: Vec<String>,
    /// What the payer says that it allowed.
    pub allowed_amount: Option<Money>,
}

impl AdjudicatedLine {
    /// Charge less adjustments less paid: nothing where the line balances.
    pub fn out_of_balance_amount(&self) -> Money {
        self.charge_amount - self.adjustments.iter().map(|adjustment| adjustment.amount).sum() - self.paid_amount
    }
}

impl Adjudication {
    /// All adjustments: those of the claim, then those of the lines.
    pub fn all_adjustments(&self) -> impl Iterator<Item = &Adjustment> {
        self.adjustments.iter().chain(self.lines.iter().flat_map(|line| &line.adjustments))
    }

    /// The sum of the adjustments that `which` chooses.
    pub fn adjusted_amount(&self, which: impl Fn(&Adjustment) -> bool) -> Money {
        self.all_adjustments().filter(|adjustment| which(adjustment)).map(|adjustment| adjustment.amount).sum()
    }

    /// Charge less adjustments less paid: nothing where the claim balances.
    pub fn out_of_balance_amount(&self) -> Money {
        self.charge_amount - self.adjusted_amount(|_| true) - self.paid_amount
    }

    /// What is money of this: nothing for a predetermination and for a claim of somebody else.
    pub fn posted_amount(&self) -> Money {
        if self.status.posts_money() { self.paid_amount } else { Money::ZERO }
    }
}

impl Remittance {
    /// The sum that its claims are paid, those that post no money left out.
    pub fn posted_amount(&self) -> Money {
        self.adjudications.iter().map(Adjudication::posted_amount).sum()
    }

    /// The sum that claims are said to be paid and that is no money: predeterminations and claims of others.
    pub fn unposted_amount(&self) -> Money {
        self.adjudications.iter().map(|adjudication| adjudication.paid_amount - adjudication.posted_amount()).sum()
    }

    /// The money less what explains it: nothing where the payment is explained. What is only predetermined, or said of a claim of somebody else, explains none. A provider adjustment that is positive lowers the payment.
    pub fn out_of_balance_amount(&self) -> Money {
        let claims = self.posted_amount();
        let besides: Money = self.provider_adjustments.iter().map(|adjustment| adjustment.amount).sum();
        self.amount - (claims - besides)
    }
}

choices! {
    /// What money that belongs to no claim is.
    ProviderAdjustmentKind ("provider adjustment") {
        /// An overpayment is taken back, or parked to be taken back.
        OverpaymentRecovery = "WO",
        /// A balance is carried to or from another payment.
        BalanceForward = "FB",
        /// A refund that was agreed.
        AuthorizedReturn = "72",
        /// Interest.
        Interest = "L6",
        /// A levy.
        Levy = "LE",
        /// Another reason; its code stands beside.
        Other = "other",
    }
}

/// Money that belongs to no claim of the payment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProviderAdjustment {
    /// What it is.
    pub kind: ProviderAdjustmentKind,
    /// The reason as it came.
    pub reason: String,
    /// What it refers to: often a claim by the payer's number or ours, or another payment.
    pub reference: String,
    /// The amount: positive lowers the payment, negative raises it.
    pub amount: Money,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cents, decided, remittance};

    #[test]
    fn a_payment_is_explained_by_its_claims_and_what_stands_beside_them() {
        let check = |amount, besides: &[i64], expected| {
            let mut payment = remittance("T1", vec![decided("A1", "1", 10_000, 4000, &[("CO", "45", 6000)])]);
            payment.amount = cents(amount);
            payment.provider_adjustments = (besides.iter())
                .map(|amount| ProviderAdjustment {
                    kind: ProviderAdjustmentKind::Other,
                    reason: "CS".into(),
                    reference: String::new(),
                    amount: cents(*amount),
                })
                .collect();
            assert_eq!(payment.out_of_balance_amount(), cents(expected));
        };
        check(4000, &[], 0);
        check(3000, &[1000], 0);
        check(4100, &[-100], 0);
        check(3900, &[], -100);
        let mut predetermined = remittance("T1", vec![decided("A1", "25", 10_000, 4000, &[("CO", "45", 6000)])]);
        predetermined.amount = Money::ZERO;
        assert_eq!(predetermined.out_of_balance_amount(), Money::ZERO);
    }

    #[test]
    fn predeterminations_and_claims_of_others_are_no_money() {
        let check = |status: &str, expected| {
            assert_eq!(decided("A1", status, 10_000, 4000, &[("CO", "45", 6000)]).posted_amount(), cents(expected), "{status}");
        };
        check("1", 4000);
        check("23", 0);
        check("25", 0);
    }
}
