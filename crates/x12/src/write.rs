//! From values to bytes: claims (837P and 837I), a request for authorization (278) and an acknowledgment (999).
//!
//! What is written is read again before it is handed out. Where that does not give the same values, the writer refuses, so that nothing a value
//! holds is lost in silence. What the guide asks for beyond reading comes as findings beside the bytes.
//!
//! Files that were read are put back byte by byte with [`crate::Segment::write`]; that needs no values.

mod acknowledgment;
mod claim;
mod claim_line;
mod envelope;
mod party;
mod review;
mod sheet;

use std::sync::Arc;

use crate::amount::Cents;
use crate::delimiters::Delimiters;
use crate::inspect::{Depth, inspect};
use crate::model::{Acknowledgment999, Claim837, ClaimKind, Envelope, Review278, Unread};
use crate::problem::{Problem, Severity};
use crate::read::{Event, read};
use crate::segment::Place;
use sheet::Sheet;

/// What a file needs that values do not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The delimiters.
    pub delimiters: Delimiters,
    /// ISA05: what kind of number ISA06 is.
    pub sender_qualifier: String,
    /// ISA07: what kind of number ISA08 is.
    pub receiver_qualifier: String,
    /// ISA10, GS05 and BHT05: the time of day, `HHMM`.
    pub time: String,
    /// ISA14: whether the receiver is asked for a TA1.
    pub asks_for_acknowledgment: bool,
    /// Whether a line feed stands behind each terminator.
    pub line_breaks: bool,
}

impl Default for Outgoing {
    fn default() -> Self {
        Self {
            delimiters: Delimiters::USUAL,
            sender_qualifier: "ZZ".to_owned(),
            receiver_qualifier: "ZZ".to_owned(),
            time: "0000".to_owned(),
            asks_for_acknowledgment: false,
            line_breaks: true,
        }
    }
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the table of the guide asks for and the file does not have, and what does not add up. That it is empty does not say that a payer takes
    /// the file.
    pub findings: Vec<Problem>,
}

/// Why values were not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// There is nothing to write.
    Nothing,
    /// The values do not have one envelope, submitter and receiver.
    EnvelopesDiffer,
    /// An element of the envelope is missing or has not the form that the standard asks for: `ISA13`.
    Envelope(&'static str),
    /// A claim that is neither professional nor institutional, or a transaction that is not the one to write. Its number or control number.
    OtherKind(String),
    /// A value holds a delimiter of the file or a control character.
    Character {
        /// The segment.
        segment: &'static str,
        /// The element, counted from 1.
        element: usize,
        /// The character.
        character: char,
    },
    /// A replacement or void (CLM05-3 is 7 or 8) without the payer's number of the claim (REF*F8). The claim number.
    ReplacesNothing(String),
    /// A value was read from a file with a segment that its view does not interpret: it would be lost.
    Unread {
        /// The number of the claim, or the control number of the transaction.
        number: String,
        /// The segment, as [`crate::Unread`] has it.
        segment: String,
    },
    /// The charge of a claim is not the sum of its lines.
    OutOfBalance {
        /// CLM01.
        claim: String,
        /// CLM02 less the sum.
        difference: Cents,
    },
    /// What was written breaks its guide: a value is too long or not of its type, or a segment has no place.
    Guide(Box<Problem>),
    /// What was written reads differently from what was given: it holds something that this transaction has no place for. The number of the claim, or the control number of the transaction.
    Lossy(String),
}

/// Writes claims of one kind, envelope, submitter and receiver as one 837: [`Claim837::replacement_of`] and [`Claim837::void_of`] make corrections.
///
/// Providers, subscribers and patients that follow each other and are the same are written once. `place` is not looked at.
///
/// # Errors
/// [`Unwritable`].
pub fn write_claims(claims: &[Claim837], outgoing: &Outgoing) -> Result<Written, Unwritable> {
    let first = claims.first().ok_or(Unwritable::Nothing)?;
    for claim in claims {
        if claim.kind != first.kind || !matches!(claim.kind, ClaimKind::Professional | ClaimKind::Institutional) {
            return Err(Unwritable::OtherKind(claim.number.clone()));
        }
        let head = |claim: &Claim837| (without_place(&claim.envelope), Arc::clone(&claim.submitter), Arc::clone(&claim.receiver));
        if head(claim) != head(first) {
            return Err(Unwritable::EnvelopesDiffer);
        }
        if matches!(&*claim.frequency, "7" | "8") && claim.reference("F8").is_none() {
            return Err(Unwritable::ReplacesNothing(claim.number.clone()));
        }
        nothing_unread(&claim.unread, &claim.number)?;
        let difference = claim.charge - claim.line_charge();
        if difference != Cents::ZERO {
            return Err(Unwritable::OutOfBalance { claim: claim.number.clone(), difference });
        }
    }
    let written = finish(&first.envelope, "837", outgoing, |sheet| claim::claims(sheet, claims))?;
    let mut count = 0;
    for event in read(&written.bytes) {
        let Event::Claim(again) = event else { continue };
        let same = claims.get(count).is_some_and(|claim| without_places(*again) == without_places(claim.clone()));
        if !same {
            return Err(Unwritable::Lossy(claims.get(count).unwrap_or(first).number.clone()));
        }
        count += 1;
    }
    if count == claims.len() { Ok(written) } else { Err(Unwritable::Lossy(first.number.clone())) }
}

/// Writes a request for authorization: a 278 with purpose (BHT02) `13` and without a decision.
///
/// # Errors
/// [`Unwritable`].
pub fn write_review(request: &Review278, outgoing: &Outgoing) -> Result<Written, Unwritable> {
    let control = || request.envelope.transaction_control.clone();
    let is_decided = |service: &crate::model::ReviewService| service.decision.is_some();
    if request.envelope.purpose != "13" || request.decision.is_some() || request.services.iter().any(is_decided) {
        return Err(Unwritable::OtherKind(control()));
    }
    nothing_unread(&request.unread, &request.envelope.transaction_control)?;
    let written = finish(&request.envelope, "278", outgoing, |sheet| review::review(sheet, request))?;
    let plain = |mut review: Review278| {
        review.envelope = Arc::new(without_place(&review.envelope));
        review.place = Place::default();
        review.services.iter_mut().for_each(|service| service.place = Place::default());
        review
    };
    let again: Vec<Review278> = read(&written.bytes)
        .filter_map(|event| match event {
            Event::Review(review) => Some(plain(*review)),
            _ => None,
        })
        .collect();
    if again == [plain(request.clone())] { Ok(written) } else { Err(Unwritable::Lossy(control())) }
}

/// Writes an acknowledgment of one group as a 999.
///
/// # Errors
/// [`Unwritable`].
pub fn write_acknowledgment(acknowledgment: &Acknowledgment999, outgoing: &Outgoing) -> Result<Written, Unwritable> {
    nothing_unread(&acknowledgment.unread, &acknowledgment.envelope.transaction_control)?;
    let written = finish(&acknowledgment.envelope, "999", outgoing, |sheet| acknowledgment::acknowledgment(sheet, acknowledgment))?;
    let plain = |acknowledgment: &Acknowledgment999| Acknowledgment999 {
        envelope: Arc::new(without_place(&acknowledgment.envelope)),
        place: Place::default(),
        ..acknowledgment.clone()
    };
    let again: Vec<Acknowledgment999> = read(&written.bytes)
        .filter_map(|event| match event {
            Event::Acknowledgment(read) => Some(plain(&read)),
            _ => None,
        })
        .collect();
    let control = || acknowledgment.envelope.transaction_control.clone();
    if again == [plain(acknowledgment)] { Ok(written) } else { Err(Unwritable::Lossy(control())) }
}

fn nothing_unread(unread: &[Unread], number: &str) -> Result<(), Unwritable> {
    unread.first().map_or(Ok(()), |first| Err(Unwritable::Unread { number: number.to_owned(), segment: first.text.clone() }))
}

/// Writes the envelope around a transaction and inspects the whole.
fn finish(envelope: &Envelope, transaction: &str, outgoing: &Outgoing, body: impl FnOnce(&mut Sheet)) -> Result<Written, Unwritable> {
    if envelope.transaction != transaction {
        return Err(Unwritable::OtherKind(envelope.transaction_control.clone()));
    }
    envelope::check(envelope, outgoing)?;
    let mut sheet = Sheet::new(outgoing.delimiters, outgoing.line_breaks);
    envelope::open(&mut sheet, envelope, outgoing);
    body(&mut sheet);
    envelope::close(&mut sheet, envelope);
    let bytes = sheet.finish()?;
    if let Some(broken) = inspect(&bytes, Depth::Reading).problems.kept().iter().find(|problem| problem.severity() == Severity::Error) {
        return Err(Unwritable::Guide(Box::new(broken.clone())));
    }
    let findings = inspect(&bytes, Depth::Guide).problems.kept().to_vec();
    Ok(Written { bytes, findings })
}

fn without_place(envelope: &Envelope) -> Envelope {
    Envelope { place: Place::default(), ..envelope.clone() }
}

/// The claim as it would be anywhere in any file.
fn without_places(mut claim: Claim837) -> Claim837 {
    claim.envelope = Arc::new(without_place(&claim.envelope));
    claim.place = Place::default();
    claim.lines.iter_mut().for_each(|line| line.place = Place::default());
    claim
}

impl Claim837 {
    /// This claim as a replacement (frequency 7) of the one that the payer knows under `payer_number`: CLP07 of the remittance or REF*1K of the 277CA.
    #[must_use]
    pub fn replacement_of(self, payer_number: &str) -> Self {
        self.with_frequency("7", payer_number)
    }

    /// This claim as a void (frequency 8) of the one that the payer knows under `payer_number`.
    #[must_use]
    pub fn void_of(self, payer_number: &str) -> Self {
        self.with_frequency("8", payer_number)
    }

    fn with_frequency(mut self, frequency: &str, payer_number: &str) -> Self {
        frequency.clone_into(&mut self.frequency);
        self.references.retain(|reference| reference.qualifier != "F8");
        let reference = crate::model::Reference { qualifier: "F8".to_owned(), value: payer_number.to_owned(), description: String::new() };
        self.references.push(reference);
        self
    }
}
