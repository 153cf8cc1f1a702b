//! Figures of a file: what there is, and what it adds up to.

use std::collections::BTreeMap;

use crate::amount::Cents;
use crate::delimiters::Delimiters;

/// So many entries a list of facts holds; what is left out is counted in [`Facts::left_out`].
pub(super) const MOST_ENTRIES: usize = 20_000;

/// The figures of a file.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// How many bytes it has.
    pub bytes: u64,
    /// The delimiters of the first interchange; `None` where there is none, and then nothing below says anything.
    pub delimiters: Option<Delimiters>,
    /// All segments, a cut one too.
    pub segments: u64,
    /// ISA segments.
    pub interchanges: u64,
    /// GS segments.
    pub groups: u64,
    /// ST segments.
    pub transactions: u64,
    /// ST01, each once, in order.
    pub types: Vec<String>,
    /// GS08, each once, in order.
    pub guides: Vec<String>,
    /// Each transaction.
    pub transaction_sets: Vec<TransactionFacts>,
    /// 835.
    pub remittance: Option<RemittanceFacts>,
    /// 837.
    pub claims: Option<ClaimFacts>,
    /// 276 and 277: STC segments, and how many of each category.
    pub status: Option<(u64, BTreeMap<String, u64>)>,
    /// 999 and 997.
    pub acknowledgment: Option<AcknowledgmentFacts>,
    /// 270 and 271: EB, AAA and EQ segments.
    pub eligibility: Option<[u64; 3]>,
    /// 278: UM segments, HCR by action, SV segments.
    pub review: Option<(u64, BTreeMap<String, u64>, u64)>,
    /// How many entries of lists were left out because they were too many.
    pub left_out: u64,
}

/// A transaction.
#[derive(Clone, Debug, Default)]
pub struct TransactionFacts {
    /// ST01.
    pub transaction: String,
    /// ST02.
    pub control: String,
    /// ST03.
    pub guide: Option<String>,
    /// GS08.
    pub group_guide: Option<String>,
    /// From ST to SE; `None` without SE.
    pub segments: Option<u64>,
}

/// Totals of all 835 of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemittanceFacts {
    /// CLP segments.
    pub claims: u64,
    /// SVC segments.
    pub service_lines: u64,
    /// The sum of CLP03.
    pub charge: Cents,
    /// The sum of CLP04.
    pub paid: Cents,
    /// The sum of CLP05.
    pub patient_responsibility: Cents,
    /// Adjustments by group and reason: `CO-45`.
    pub adjustments: BTreeMap<String, Cents>,
    /// Claims by CLP02.
    pub status: BTreeMap<String, u64>,
    /// PLB by reason.
    pub provider_adjustments: BTreeMap<String, Cents>,
    /// The sum of BPR02.
    pub payments: Cents,
    /// Each payment: BPR02, the sum of CLP04, the sum of PLB.
    pub transaction_balance: Vec<[Cents; 3]>,
    /// Claims that do not balance: CLP01, then charge, adjustments and paid.
    pub unbalanced_claims: Vec<(String, [Cents; 3])>,
    /// Lines that do not balance: CLP01, SVC01, then charge, adjustments and paid.
    pub unbalanced_services: Vec<(String, String, [Cents; 3])>,
    /// LQ by list and code: `HE:N130`.
    pub remarks: BTreeMap<String, u64>,
}

/// Totals of all 837 of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFacts {
    /// CLM segments.
    pub claims: u64,
    /// SV1, SV2 and SV3 segments.
    pub lines: u64,
    /// The sum of CLM02.
    pub charge: Cents,
    /// The sum of the charges of lines.
    pub line_charge: Cents,
    /// Claims whose lines do not add up: CLM01, CLM02 and the sum.
    pub unbalanced_claims: Vec<(String, [Cents; 2])>,
    /// Subscriber levels.
    pub subscriber_levels: u64,
    /// Patient levels.
    pub patient_levels: u64,
    /// Claims by CLM05-3.
    pub frequency: BTreeMap<String, u64>,
    /// Claims by CLM05-1 and 2: `11:B`.
    pub facilities: BTreeMap<String, u64>,
    /// Diagnosis codes.
    pub diagnoses: u64,
    /// REF*G1 segments.
    pub authorizations: u64,
}

/// Totals of all 999 of a file.
#[derive(Clone, Debug, Default)]
pub struct AcknowledgmentFacts {
    /// AK2 segments.
    pub sets: u64,
    /// IK3 and AK3.
    pub segment_errors: u64,
    /// IK4 and AK4.
    pub element_errors: u64,
    /// IK501 and AK501.
    pub set_codes: BTreeMap<String, u64>,
    /// AK901, in order.
    pub group_codes: Vec<String>,
}
