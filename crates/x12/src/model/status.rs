//! A 277: what became of a claim before it was decided. The 277CA (guide X214) says whether a payer took the claim in; the 277 (guide X212) answers
//! a question.

use std::sync::Arc;

use super::common::{DatedReference, Envelope, Party, Procedure, Quantity, Reference, Unread};
use crate::amount::Cents;
use crate::date::Date;
use crate::segment::Place;

/// One level of a 277 or 276 that carries a trace or a status: information source, receiver, provider, patient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimStatus {
    /// The envelope in which it came.
    pub envelope: Arc<Envelope>,
    /// Where HL or TRN stands.
    pub place: Place,
    /// HL03: `20` source, `21` receiver, `19` provider, `22` subscriber, `PT` or `23` patient.
    pub level: String,
    /// The parties named from the root of the tree to this level.
    pub parties: Vec<Party>,
    /// TRN02: at patient level CLM01 of the claim.
    pub trace: String,
    /// STC at this level.
    pub statuses: Vec<Status>,
    /// REF: `1K` the payer's number, `D9` the clearing house's.
    pub references: Vec<Reference>,
    /// DTP: `472` the days of service.
    pub dates: Vec<DatedReference>,
    /// QTY: how many were accepted or rejected.
    pub quantities: Vec<Quantity>,
    /// AMT, with their qualifiers.
    pub amounts: Vec<super::common::Amount>,
    /// SVC with what belongs to it.
    pub lines: Vec<StatusLine>,
    /// Segments that this view does not interpret.
    pub unread: Vec<Unread>,
}

/// STC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// STC01-1: category, `A1` received, `A2` accepted, `A3` returned, `A7` rejected.
    pub category: String,
    /// STC01-2.
    pub code: String,
    /// STC01-3: whom it is about.
    pub entity: String,
    /// STC02.
    pub day: Option<Date>,
    /// STC03: `WQ` accepted, `U` rejected.
    pub action: String,
    /// STC04: charge.
    pub charge: Option<Cents>,
    /// STC05: paid.
    pub paid: Option<Cents>,
    /// STC10 and STC11: further triples as they came, with `:` between.
    pub further: Vec<String>,
    /// STC12.
    pub message: String,
}

/// SVC in a 277.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusLine {
    /// Where SVC stands.
    pub place: Place,
    /// SVC01.
    pub procedure: Procedure,
    /// SVC02: charge.
    pub charge: Option<Cents>,
    /// STC.
    pub statuses: Vec<Status>,
    /// REF: `FJ` the number of the line.
    pub references: Vec<Reference>,
    /// DTP.
    pub dates: Vec<DatedReference>,
}
