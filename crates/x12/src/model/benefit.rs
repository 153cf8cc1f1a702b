//! A 271: what a payer says about a patient's coverage. A 270, the question, is read the same way and has no benefits. Read from sample files; guide
//! X279 is partial here.

use std::sync::Arc;

use super::common::{DatedReference, Demographics, Envelope, Party, Procedure, Reference, Unread};
use crate::amount::Cents;
use crate::segment::Place;

/// One subscriber or dependent with the benefits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Benefit271 {
    /// The envelope in which it came.
    pub envelope: Arc<Envelope>,
    /// Where HL stands.
    pub place: Place,
    /// HL03: `22` subscriber, `23` dependent; `20` and `21` where a payer or provider level carries a rejection.
    pub level: String,
    /// HL03 `20`: the payer.
    pub payer: Party,
    /// HL03 `21`: who asked.
    pub requester: Party,
    /// HL03 `22`.
    pub subscriber: Party,
    /// DMG of the subscriber.
    pub subscriber_demographics: Demographics,
    /// HL03 `23`.
    pub dependent: Option<Party>,
    /// DMG of the dependent.
    pub dependent_demographics: Demographics,
    /// TRN02.
    pub traces: Vec<String>,
    /// DTP at this level: `291` plan, `346` plan begin.
    pub dates: Vec<DatedReference>,
    /// AAA: why there is no answer.
    pub rejections: Vec<Rejection>,
    /// EQ: what was asked, service type codes as they came.
    pub asked: Vec<String>,
    /// EB.
    pub benefits: Vec<BenefitInformation>,
    /// Segments that this view does not interpret.
    pub unread: Vec<Unread>,
}

/// AAA.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejection {
    /// AAA01: `Y` where the request itself was in order.
    pub valid: String,
    /// AAA03.
    pub reason: String,
    /// AAA04: what to do next.
    pub follow_up: String,
}

/// EB with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BenefitInformation {
    /// Where EB stands.
    pub place: Place,
    /// EB01: `1` active, `6` inactive, `B` co-payment, `C` deductible, `F` limit, `G` out of pocket, `CB` coverage basis.
    pub kind: String,
    /// EB02: `IND`, `FAM`.
    pub level: String,
    /// EB03: service types. `MH`, `A4` to `A8`, `AI` and kin in behavioral health.
    pub service_types: Vec<String>,
    /// EB04.
    pub insurance_type: String,
    /// EB05.
    pub plan: String,
    /// EB06: `27` visit, `29` remaining, `23` calendar year.
    pub period: String,
    /// EB07.
    pub amount: Option<Cents>,
    /// EB08, a part of one, as it came.
    pub share: String,
    /// EB09.
    pub quantity_kind: String,
    /// EB10 as it came.
    pub quantity: String,
    /// EB11: whether an authorization is needed.
    pub authorization: String,
    /// EB12: in network.
    pub in_network: String,
    /// EB13.
    pub procedure: Procedure,
    /// HSD: element by element.
    pub delivery: Vec<Vec<String>>,
    /// REF.
    pub references: Vec<Reference>,
    /// DTP.
    pub dates: Vec<DatedReference>,
    /// AAA.
    pub rejections: Vec<Rejection>,
    /// MSG.
    pub messages: Vec<String>,
    /// NM1 of loop 2120.
    pub parties: Vec<Party>,
}
