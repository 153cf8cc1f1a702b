//! A 278: a request for authorization and the answer to it. Read from sample files; guide X217 is partial here.

use std::sync::Arc;

use super::common::{DatedReference, Demographics, Envelope, Party, Procedure, Reference, Supplement, Unread};
use crate::amount::Cents;
use crate::segment::Place;

/// One patient's request or answer: the event level and the services below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review278 {
    /// The envelope in which it came. Its purpose (BHT02) tells request (`13`) from answer (`11`).
    pub envelope: Arc<Envelope>,
    /// Where the level of the event stands.
    pub place: Place,
    /// Who decides: HL03 `20`.
    pub organization: Party,
    /// Who asks: HL03 `21`.
    pub requester: Party,
    /// HL03 `22`.
    pub subscriber: Party,
    /// DMG of the subscriber.
    pub subscriber_demographics: Demographics,
    /// HL03 `23`; `None` where the subscriber is the patient.
    pub dependent: Option<Party>,
    /// DMG of the dependent.
    pub dependent_demographics: Demographics,
    /// TRN02 of the event.
    pub trace: String,
    /// TRN03.
    pub trace_originator: String,
    /// UM of the event.
    pub request: ReviewRequest,
    /// HCR of the event; `None` in a request.
    pub decision: Option<Decision>,
    /// AAA of any level: reject reasons, element by element.
    pub rejections: Vec<Vec<String>>,
    /// REF: `BB` authorization number, `NT` administrative number.
    pub references: Vec<Reference>,
    /// DTP: `435` admission, `472` service, `AAH` event.
    pub dates: Vec<DatedReference>,
    /// HI: qualifier and code.
    pub diagnoses: Vec<(String, String)>,
    /// HSD: element by element.
    pub delivery: Vec<Vec<String>>,
    /// CL1 of an inpatient stay: element by element.
    pub institutional: Vec<String>,
    /// PWK.
    pub supplements: Vec<Supplement>,
    /// MSG.
    pub messages: Vec<String>,
    /// NM1 of the event: who treats.
    pub providers: Vec<Party>,
    /// The services: HL03 `SS`.
    pub services: Vec<ReviewService>,
    /// Segments that this view does not interpret.
    pub unread: Vec<Unread>,
}

/// UM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewRequest {
    /// UM01: `AR` admission, `HS` health services, `SC` specialty care.
    pub category: String,
    /// UM02: `I` initial, `R` renewal, `S` revised, `N` reconsideration, `1` appeal.
    pub certification: String,
    /// UM03.
    pub service_type: String,
    /// UM04-1.
    pub facility_code: String,
    /// UM04-2: `A` type of bill, `B` place of service.
    pub facility_qualifier: String,
    /// UM06: `U` urgent.
    pub urgency: String,
}

/// HCR.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// HCR01: `A1` certified in total, `A2` partly, `A3` not certified, `A4` pended, `A6` modified, `CT` contact the payer, `NA` no action required.
    pub action: String,
    /// HCR02: the authorization number.
    pub number: String,
    /// HCR03: reason.
    pub reason: String,
    /// HCR04: whether a second surgical opinion is asked for.
    pub second_opinion: String,
}

/// A service of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewService {
    /// Where HL stands.
    pub place: Place,
    /// TRN02.
    pub trace: String,
    /// UM.
    pub request: Option<ReviewRequest>,
    /// HCR.
    pub decision: Option<Decision>,
    /// `SV1`, `SV2` or `SV3`; empty where there is none.
    pub segment: String,
    /// SV101, SV202, SV301.
    pub procedure: Procedure,
    /// SV201.
    pub revenue_code: String,
    /// SV102, SV203, SV302.
    pub charge: Option<Cents>,
    /// SV103, SV204.
    pub unit: String,
    /// SV104, SV205.
    pub quantity: String,
    /// REF.
    pub references: Vec<Reference>,
    /// DTP.
    pub dates: Vec<DatedReference>,
    /// HSD: element by element.
    pub delivery: Vec<Vec<String>>,
    /// PWK.
    pub supplements: Vec<Supplement>,
    /// MSG.
    pub messages: Vec<String>,
    /// NM1 of the service.
    pub providers: Vec<Party>,
}
