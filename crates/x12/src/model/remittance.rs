//! A payment of an 835 and the claims it explains.

use std::sync::Arc;

use super::claim::find;
use super::common::{Adjustment, Amount, DatedReference, Envelope, Party, Procedure, Quantity, Reference, Unread};
use crate::amount::Cents;
use crate::date::Date;
use crate::segment::Place;

/// A whole transaction: one payment with all its claims. Grows with the transaction; [`crate::Event`] brings the same in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remittance835 {
    /// Payment, payer and payee.
    pub header: Arc<RemittanceHeader>,
    /// The claims in their order.
    pub claims: Vec<ClaimPayment>,
    /// PLB and totals.
    pub end: RemittanceEnd,
}

/// What stands before the first claim: the payment, who pays, who is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemittanceHeader {
    /// The envelope in which it came.
    pub envelope: Arc<Envelope>,
    /// BPR and TRN.
    pub payment: Payment,
    /// REF before the payer: `EV` receiver.
    pub references: Vec<Reference>,
    /// DTM: `405` the day of production.
    pub dates: Vec<DatedReference>,
    /// Loop 1000A.
    pub payer: Party,
    /// Loop 1000B.
    pub payee: Party,
    /// Segments that this view does not interpret.
    pub unread: Vec<Unread>,
}

/// BPR and TRN: the money and the number under which it arrives at the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payment {
    /// BPR01: `I` money with remittance, `H` no payment, `D` money alone.
    pub handling: String,
    /// BPR02.
    pub amount: Cents,
    /// BPR03: `C` or `D`.
    pub credit_or_debit: String,
    /// BPR04: `ACH`, `CHK`, `NON`.
    pub method: String,
    /// BPR16: the day of the check or transfer.
    pub day: Option<Date>,
    /// TRN02: the number of the check or transfer. With TRN03 it names the payment.
    pub trace: String,
    /// TRN03: the payer's tax number with a `1` before it.
    pub originator: String,
    /// TRN04.
    pub supplement: String,
}

/// Loop 2100: what a payer decided on a claim. One claim may come several times: reversed, corrected, split.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimPayment {
    /// The payment it belongs to; shared by all claims of a transaction.
    pub header: Arc<RemittanceHeader>,
    /// Where CLP stands.
    pub place: Place,
    /// CLP01: the provider's number, CLM01 of the claim.
    pub number: String,
    /// CLP02: `1` primary, `2` secondary, `3` tertiary, `4` denied, `19` to `21` forwarded, `22` reversal, `23` not our claim, `25` predetermination.
    pub status: String,
    /// CLP03: charge.
    pub charge: Cents,
    /// CLP04: paid.
    pub paid: Cents,
    /// CLP05: what the patient owes by this payer; zero where absent.
    pub patient_responsibility: Cents,
    /// CLP06: `12` PPO, `MB` Medicare part B.
    pub filing_indicator: String,
    /// CLP07: the payer's number of the claim. A replacement gives it back in REF*F8.
    pub payer_control: String,
    /// CLP08.
    pub facility_code: String,
    /// CLP09.
    pub frequency: String,
    /// CLP11.
    pub diagnosis_related_group: String,
    /// CAS at claim level.
    pub adjustments: Vec<Adjustment>,
    /// NM1*QC.
    pub patient: Party,
    /// NM1*IL, where the insured is another.
    pub insured: Option<Party>,
    /// NM1*74: the patient as the payer knows it.
    pub corrected_patient: Option<Party>,
    /// NM1*82.
    pub rendering: Option<Party>,
    /// Other NM1: `TT` to whom it was passed on, `PR` a payer before this one, `GB` another subscriber.
    pub others: Vec<Party>,
    /// MIA or MOA: remark codes and amounts.
    pub inpatient: Option<InpatientFacts>,
    /// REF: `EA` record number, `1L` policy, `F8` original number.
    pub references: Vec<Reference>,
    /// DTM: `232` and `233` statement, `050` received.
    pub dates: Vec<DatedReference>,
    /// PER: whom to call.
    pub contacts: Vec<super::common::Contact>,
    /// AMT: `AU` covered.
    pub amounts: Vec<Amount>,
    /// QTY.
    pub quantities: Vec<Quantity>,
    /// Loops 2110.
    pub lines: Vec<LinePayment>,
    /// Segments that this view does not interpret.
    pub unread: Vec<Unread>,
}

impl ClaimPayment {
    /// The first reference with this qualifier.
    pub fn reference(&self, qualifier: &str) -> Option<&str> {
        find(&self.references, qualifier)
    }

    /// All adjustments: those of the claim, then those of the lines.
    pub fn all_adjustments(&self) -> impl Iterator<Item = &Adjustment> {
        self.adjustments.iter().chain(self.lines.iter().flat_map(|line| &line.adjustments))
    }

    /// Charge less adjustments less paid: zero where the claim balances.
    pub fn out_of_balance(&self) -> Cents {
        self.charge - self.all_adjustments().map(|adjustment| adjustment.amount).sum() - self.paid
    }
}

/// MIA or MOA.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InpatientFacts {
    /// `MIA` or `MOA`.
    pub segment: String,
    /// Remark codes in their order.
    pub remarks: Vec<String>,
    /// All elements as they came, from the first.
    pub elements: Vec<String>,
}

/// Loop 2110: what a payer decided on a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinePayment {
    /// Where SVC stands.
    pub place: Place,
    /// SVC01: the procedure that was decided on.
    pub procedure: Procedure,
    /// SVC02: charge.
    pub charge: Cents,
    /// SVC03: paid.
    pub paid: Cents,
    /// SVC04.
    pub revenue_code: String,
    /// SVC05: paid units as they came; empty means one.
    pub paid_quantity: String,
    /// SVC06: the procedure as it was submitted, where it was another.
    pub submitted_procedure: Option<Procedure>,
    /// SVC07: submitted units.
    pub submitted_quantity: String,
    /// DTM: `472` the day, or `150` and `151` from and to.
    pub dates: Vec<DatedReference>,
    /// CAS.
    pub adjustments: Vec<Adjustment>,
    /// REF: `6R` the provider's number of the line.
    pub references: Vec<Reference>,
    /// AMT: `B6` allowed.
    pub amounts: Vec<Amount>,
    /// QTY.
    pub quantities: Vec<Quantity>,
    /// LQ: remark codes.
    pub remarks: Vec<Remark>,
}

impl LinePayment {
    /// The first reference with this qualifier.
    pub fn reference(&self, qualifier: &str) -> Option<&str> {
        find(&self.references, qualifier)
    }

    /// Charge less adjustments less paid: zero where the line balances.
    pub fn out_of_balance(&self) -> Cents {
        self.charge - self.adjustments.iter().map(|adjustment| adjustment.amount).sum() - self.paid
    }
}

/// LQ: a remark code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// LQ01: `HE` for RARC.
    pub list: String,
    /// LQ02.
    pub code: String,
}

/// One adjustment of a PLB segment: money that belongs to no claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderAdjustment {
    /// PLB01: the provider.
    pub provider_id: String,
    /// PLB02: the end of the fiscal year.
    pub fiscal_day: Option<Date>,
    /// The first component of PLB03, 05 and so on: `WO` takeback, `FB` balance forward, `L6` interest, `72` refund.
    pub reason: String,
    /// The second component: often the payer's number of a claim.
    pub reference: String,
    /// The amount. Positive lowers the payment, negative raises it.
    pub amount: Cents,
}

/// What stands behind the last claim, and whether the payment is explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemittanceEnd {
    /// PLB.
    pub provider_adjustments: Vec<ProviderAdjustment>,
    /// The sum of CLP04.
    pub paid: Cents,
    /// How many claims there were.
    pub claims: u64,
    /// BPR02 less (sum of CLP04 less sum of PLB): zero where the payment is explained.
    pub out_of_balance: Cents,
}
