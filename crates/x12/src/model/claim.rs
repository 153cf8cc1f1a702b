//! A claim of an 837.

use std::sync::Arc;

use super::common::{
    Adjustment, Amount, Contact, DatedReference, Demographics, Envelope, Note, Party, Procedure, Quantity, Reference, Supplement, Unread,
};
use crate::amount::Cents;
use crate::segment::Place;

/// Who bills: decides the guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// 837P: guide X222 (X098 in version 4010).
    #[default]
    Professional,
    /// 837I: guide X223 (X096 in version 4010).
    Institutional,
    /// 837D: guide X224 (X097 in version 4010).
    Dental,
    /// Another guide of the 837.
    Other,
}

/// A claim: CLM with everything that stands above and below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim837 {
    /// The envelope in which it came; shared by all claims of a transaction.
    pub envelope: Arc<Envelope>,
    /// Where CLM stands.
    pub place: Place,
    /// Who bills.
    pub kind: ClaimKind,
    /// Loop 1000A: who sends the file.
    pub submitter: Arc<Party>,
    /// Loop 1000B: who gets it.
    pub receiver: Arc<Party>,
    /// Loop 2010AA.
    pub billing_provider: Arc<Party>,
    /// Loop 2010AB, where money goes to another address.
    pub pay_to: Option<Arc<Party>>,
    /// Loops 2000B and 2010BA: whose policy it is, and in which place of the order this payer stands.
    pub subscriber: Coverage,
    /// Loop 2010BB.
    pub payer: Party,
    /// Loops 2000C and 2010CA; `None` where the subscriber is the patient.
    pub patient: Option<Patient>,
    /// CLM01: the number that the provider gave the claim. Comes back as CLP01.
    pub number: String,
    /// CLM02: the total charge.
    pub charge: Cents,
    /// CLM05-1: place of service, or the first two digits of the type of bill.
    pub facility_code: String,
    /// CLM05-2: `B` for place of service, `A` for type of bill.
    pub facility_qualifier: String,
    /// CLM05-3: `1` original, `7` replacement, `8` void.
    pub frequency: String,
    /// CLM06.
    pub provider_signature: String,
    /// CLM07.
    pub assignment: String,
    /// CLM08.
    pub benefits_assigned: String,
    /// CLM09.
    pub release_of_information: String,
    /// CLM10.
    pub patient_signature_source: String,
    /// CLM11: causes and, at the end, state and country of an accident, component by component.
    pub related_causes: Vec<String>,
    /// CLM12.
    pub special_program: String,
    /// CLM20.
    pub delay_reason: String,
    /// CL1, in an institutional claim.
    pub institutional: Option<InstitutionalFacts>,
    /// DTP: `434` statement, `435` admission, `096` discharge hour, `431` onset.
    pub dates: Vec<DatedReference>,
    /// REF: `G1` prior authorization, `F8` the payer's number of the claim that this one replaces, `EA` record number.
    pub references: Vec<Reference>,
    /// AMT: `F5` paid by the patient.
    pub amounts: Vec<Amount>,
    /// QTY.
    pub quantities: Vec<Quantity>,
    /// PWK.
    pub supplements: Vec<Supplement>,
    /// NTE.
    pub notes: Vec<Note>,
    /// HI with a qualifier of a diagnosis, in their order. The first one with `ABK` or `BK` is the principal.
    pub diagnoses: Vec<Diagnosis>,
    /// HI with other qualifiers: value, condition, occurrence, procedure codes.
    pub codes: Vec<CodeValue>,
    /// Loops 2310: `82` rendering, `71` attending, `72` operating, `DN` referring, `77` service facility.
    pub providers: Vec<Party>,
    /// Loops 2320 and 2330: the other payers, in their order.
    pub other_coverages: Vec<OtherCoverage>,
    /// Loops 2400.
    pub lines: Vec<ClaimLine>,
    /// Segments that this view does not interpret.
    pub unread: Vec<Unread>,
}

impl Claim837 {
    /// The first reference with this qualifier.
    pub fn reference(&self, qualifier: &str) -> Option<&str> {
        find(&self.references, qualifier)
    }

    /// The first provider in this role.
    pub fn provider(&self, entity: &str) -> Option<&Party> {
        self.providers.iter().find(|provider| provider.entity == entity)
    }

    /// The sum of the charges of the lines.
    pub fn line_charge(&self) -> Cents {
        self.lines.iter().map(|line| line.charge).sum()
    }

    /// Who was treated: the patient of loop 2010CA, or the subscriber.
    pub fn treated(&self) -> (&Party, &Demographics) {
        match &self.patient {
            Some(patient) => (&patient.party, &patient.demographics),
            None => (&self.subscriber.party, &self.subscriber.demographics),
        }
    }
}

/// SBR with the person it names: a policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// SBR01: `P` primary, `S` secondary, `T` tertiary.
    pub sequence: String,
    /// SBR02: `18` where the patient is the subscriber.
    pub relationship: String,
    /// SBR03.
    pub group_number: String,
    /// SBR04.
    pub group_name: String,
    /// SBR05.
    pub insurance_type: String,
    /// SBR09: `CI`, `MB`, `MC`.
    pub filing_indicator: String,
    /// The subscriber.
    pub party: Party,
    /// DMG of the subscriber.
    pub demographics: Demographics,
}

/// PAT with the person it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient {
    /// PAT01: how the patient is related to the subscriber.
    pub relationship: String,
    /// Who it is.
    pub party: Party,
    /// DMG of the patient.
    pub demographics: Demographics,
}

/// CL1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstitutionalFacts {
    /// CL101.
    pub admission_type: String,
    /// CL102.
    pub admission_source: String,
    /// CL103: the patient status at the end of the statement.
    pub patient_status: String,
}

/// A diagnosis of an HI segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// `ABK` principal, `ABF` other, `ABJ` admitting, `APR` reason for visit, `ABN` external cause; `BK`, `BF` and so on for ICD-9.
    pub qualifier: String,
    /// The code without a point, as it came.
    pub code: String,
    /// The ninth component: present on admission.
    pub present_on_admission: String,
}

/// A code of an HI segment that is no diagnosis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeValue {
    /// `BE` value, `BG` condition, `BH` occurrence, `BI` occurrence span, `BBR` and `BBQ` procedure.
    pub qualifier: String,
    /// The code.
    pub code: String,
    /// Component 3.
    pub format: String,
    /// Component 4: a date or period in that format.
    pub date: String,
    /// Component 5: an amount, as it came.
    pub amount: String,
}

/// Loops 2320 and 2330: another payer of the same claim and what it decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherCoverage {
    /// SBR and loop 2330A.
    pub coverage: Coverage,
    /// CAS at claim level.
    pub adjustments: Vec<Adjustment>,
    /// AMT: `D` paid by this payer, `EAF` what the patient still owes.
    pub amounts: Vec<Amount>,
    /// OI03: benefits assigned.
    pub benefits_assigned: String,
    /// OI04.
    pub patient_signature_source: String,
    /// OI06: release of information.
    pub release_of_information: String,
    /// Loop 2330B.
    pub payer: Party,
    /// DTP in loop 2330B: `573` the day on which this payer decided.
    pub dates: Vec<DatedReference>,
    /// Loops 2330C and on: providers by this payer's numbers.
    pub providers: Vec<Party>,
}

/// Loop 2400: a service line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimLine {
    /// Where LX stands.
    pub place: Place,
    /// LX01.
    pub number: String,
    /// SV101, SV202.
    pub procedure: Procedure,
    /// SV201; empty in a professional claim.
    pub revenue_code: String,
    /// SV102, SV203.
    pub charge: Cents,
    /// SV103, SV204: `UN` units, `MJ` minutes, `DA` days.
    pub unit: String,
    /// SV104, SV205 as it came.
    pub quantity: String,
    /// SV105; empty where the place of the claim holds.
    pub place_of_service: String,
    /// SV107: which diagnoses of the claim, counted from 1.
    pub diagnosis_pointers: Vec<String>,
    /// SV109: emergency.
    pub emergency: String,
    /// SV206: rate of the unit, non-covered charge is SV207; as they came.
    pub non_covered: String,
    /// DTP: `472` the day of service.
    pub dates: Vec<DatedReference>,
    /// REF: `6R` the number that the provider gave the line. Comes back in the remittance.
    pub references: Vec<Reference>,
    /// AMT.
    pub amounts: Vec<Amount>,
    /// QTY.
    pub quantities: Vec<Quantity>,
    /// NTE.
    pub notes: Vec<Note>,
    /// PWK.
    pub supplements: Vec<Supplement>,
    /// Loop 2410.
    pub drugs: Vec<Drug>,
    /// Loops 2420.
    pub providers: Vec<Party>,
    /// Loops 2430: what other payers decided on this line.
    pub adjudications: Vec<LineAdjudication>,
}

impl ClaimLine {
    /// The first reference with this qualifier.
    pub fn reference(&self, qualifier: &str) -> Option<&str> {
        find(&self.references, qualifier)
    }
}

/// Loop 2410: a drug.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drug {
    /// LIN02: `N4` for an NDC.
    pub qualifier: String,
    /// LIN03.
    pub code: String,
    /// CTP04 as it came.
    pub quantity: String,
    /// CTP05-1.
    pub unit: String,
    /// REF.
    pub references: Vec<Reference>,
}

/// Loop 2430: SVD with the adjustments of one other payer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineAdjudication {
    /// SVD01: the number of the payer, that of loop 2330B.
    pub payer_id: String,
    /// SVD02: paid.
    pub paid: Cents,
    /// SVD03.
    pub procedure: Procedure,
    /// SVD04.
    pub revenue_code: String,
    /// SVD05 as it came.
    pub quantity: String,
    /// SVD06: the line into which it was bundled.
    pub bundled_line: String,
    /// CAS.
    pub adjustments: Vec<Adjustment>,
    /// DTP: `573` the day of the decision.
    pub dates: Vec<DatedReference>,
    /// AMT: `EAF` what the patient still owes.
    pub amounts: Vec<Amount>,
}

/// The value of the first reference with a qualifier.
pub(super) fn find<'a>(references: &'a [Reference], qualifier: &str) -> Option<&'a str> {
    references.iter().find(|reference| reference.qualifier == qualifier).map(|reference| &*reference.value)
}

impl Party {
    /// The first telephone number.
    pub fn telephone(&self) -> Option<&str> {
        let numbers = |contact: &'_ Contact| contact.numbers.iter().position(|(kind, _)| kind == "TE");
        self.contacts.iter().find_map(|contact| numbers(contact).map(|at| &*contact.numbers[at].1))
    }

    /// The first reference with this qualifier.
    pub fn reference(&self, qualifier: &str) -> Option<&str> {
        find(&self.references, qualifier)
    }
}
