//! 835: a payment and the claims that it explains.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Event, parts};
use crate::amount::Cents;
use crate::date::Date;
use crate::model::{
    ClaimPayment, Envelope, InpatientFacts, LinePayment, Party, Payment, ProviderAdjustment, Remark, RemittanceEnd, RemittanceHeader,
};
use crate::segment::Segment;

/// An 835 that is being read.
#[derive(Debug)]
pub(super) struct Remittance {
    head: Option<Box<RemittanceHeader>>,
    header: Arc<RemittanceHeader>,
    focus: Focus,
    claim: Option<Box<ClaimPayment>>,
    end: RemittanceEnd,
}

/// What the next segments are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    Head,
    Payer,
    Payee,
    Claim,
    Patient,
    Insured,
    Corrected,
    Rendering,
    Other,
    Line,
}

impl Remittance {
    pub(super) fn new(envelope: Arc<Envelope>) -> Self {
        let head = RemittanceHeader { envelope, ..RemittanceHeader::default() };
        Self { head: Some(Box::new(head)), header: Arc::default(), focus: Focus::Head, claim: None, end: RemittanceEnd::default() }
    }

    pub(super) fn take(&mut self, segment: &Segment<'_>, events: &mut VecDeque<Event>) {
        match segment.id() {
            b"LX" | b"TS3" | b"TS2" => self.begin_claims(events),
            b"CLP" => {
                self.begin_claims(events);
                self.close_claim(events);
                self.claim = Some(Box::new(self.opened(segment)));
                self.focus = Focus::Claim;
            }
            b"PLB" => {
                self.begin_claims(events);
                self.close_claim(events);
                self.end.provider_adjustments.extend(provider_adjustments(segment));
            }
            _ => self.inner(segment),
        }
    }

    fn inner(&mut self, segment: &Segment<'_>) {
        match (&mut self.claim, &mut self.head) {
            (Some(claim), _) => {
                let taken = match segment.id() {
                    b"SVC" => {
                        claim.lines.push(line(segment));
                        self.focus = Focus::Line;
                        true
                    }
                    b"NM1" => {
                        self.focus = named(claim, segment);
                        true
                    }
                    _ => claim_segment(claim, self.focus, segment),
                };
                if !taken {
                    claim.unread.push(parts::unread(segment));
                }
            }
            (None, Some(head)) => {
                if !head_segment(head, &mut self.focus, segment) {
                    head.unread.push(parts::unread(segment));
                }
            }
            (None, None) => {}
        }
    }

    /// Hands out what is complete at the end of the transaction.
    pub(super) fn close(&mut self, events: &mut VecDeque<Event>) {
        self.begin_claims(events);
        self.close_claim(events);
        let mut end = std::mem::take(&mut self.end);
        let elsewhere: Cents = end.provider_adjustments.iter().map(|adjustment| adjustment.amount).sum();
        end.out_of_balance = self.header.payment.amount - (end.paid - elsewhere);
        events.push_back(Event::PaymentEnd(Arc::clone(&self.header), Box::new(end)));
    }

    fn begin_claims(&mut self, events: &mut VecDeque<Event>) {
        if let Some(head) = self.head.take() {
            self.header = Arc::from(head);
            events.push_back(Event::Payment(Arc::clone(&self.header)));
        }
    }

    fn close_claim(&mut self, events: &mut VecDeque<Event>) {
        if let Some(claim) = self.claim.take() {
            self.end.paid += claim.paid;
            self.end.claims += 1;
            events.push_back(Event::ClaimPayment(claim));
        }
    }

    fn opened(&self, segment: &Segment<'_>) -> ClaimPayment {
        ClaimPayment {
            header: Arc::clone(&self.header),
            place: segment.place(),
            number: segment.text(1),
            status: segment.text(2),
            charge: segment.cents(3).unwrap_or_default(),
            paid: segment.cents(4).unwrap_or_default(),
            patient_responsibility: segment.cents(5).unwrap_or_default(),
            filing_indicator: segment.text(6),
            payer_control: segment.text(7),
            facility_code: segment.text(8),
            frequency: segment.text(9),
            diagnosis_related_group: segment.text(11),
            ..ClaimPayment::default()
        }
    }
}

fn head_segment(head: &mut RemittanceHeader, focus: &mut Focus, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"BPR" => {
            let payment = &mut head.payment;
            payment.handling = segment.text(1);
            payment.amount = segment.cents(2).unwrap_or_default();
            payment.credit_or_debit = segment.text(3);
            payment.method = segment.text(4);
            payment.day = Date::read(segment.element(16));
        }
        b"TRN" => {
            let Payment { trace, originator, supplement, .. } = &mut head.payment;
            (*trace, *originator, *supplement) = (segment.text(2), segment.text(3), segment.text(4));
        }
        b"N1" => {
            let (slot, next) = match segment.element(1) {
                b"PE" => (&mut head.payee, Focus::Payee),
                _ => (&mut head.payer, Focus::Payer),
            };
            *slot = parts::short_party(segment);
            *focus = next;
        }
        b"DTM" => head.dates.push(parts::dated_day(segment)),
        b"REF" if *focus == Focus::Head => head.references.push(parts::reference(segment)),
        _ => {
            return match focus {
                Focus::Payer => parts::belongs_to(&mut head.payer, segment),
                Focus::Payee => parts::belongs_to(&mut head.payee, segment),
                _ => false,
            };
        }
    }
    true
}

fn named(claim: &mut ClaimPayment, segment: &Segment<'_>) -> Focus {
    let party = parts::party(segment);
    match segment.element(1) {
        b"QC" => {
            claim.patient = party;
            Focus::Patient
        }
        b"IL" => {
            claim.insured = Some(party);
            Focus::Insured
        }
        b"74" => {
            claim.corrected_patient = Some(party);
            Focus::Corrected
        }
        b"82" => {
            claim.rendering = Some(party);
            Focus::Rendering
        }
        _ => {
            claim.others.push(party);
            Focus::Other
        }
    }
}

fn claim_segment(claim: &mut ClaimPayment, focus: Focus, segment: &Segment<'_>) -> bool {
    if focus == Focus::Line
        && let Some(line) = claim.lines.last_mut()
    {
        return line_segment(line, segment);
    }
    match segment.id() {
        b"CAS" => claim.adjustments.extend(parts::adjustments(segment)),
        b"MIA" | b"MOA" => claim.inpatient = Some(inpatient(segment)),
        b"REF" => claim.references.push(parts::reference(segment)),
        b"DTM" => claim.dates.push(parts::dated_day(segment)),
        b"PER" => claim.contacts.push(parts::contact(segment)),
        b"AMT" => claim.amounts.push(parts::amount(segment)),
        b"QTY" => claim.quantities.push(parts::quantity(segment)),
        _ => {
            let party: Option<&mut Party> = match focus {
                Focus::Patient => Some(&mut claim.patient),
                Focus::Insured => claim.insured.as_mut(),
                Focus::Corrected => claim.corrected_patient.as_mut(),
                Focus::Rendering => claim.rendering.as_mut(),
                Focus::Other => claim.others.last_mut(),
                _ => None,
            };
            return party.is_some_and(|party| parts::belongs_to(party, segment));
        }
    }
    true
}

fn line(segment: &Segment<'_>) -> LinePayment {
    LinePayment {
        place: segment.place(),
        procedure: parts::procedure(segment, 1),
        charge: segment.cents(2).unwrap_or_default(),
        paid: segment.cents(3).unwrap_or_default(),
        revenue_code: segment.text(4),
        paid_quantity: segment.text(5),
        submitted_procedure: (!segment.element(6).is_empty()).then(|| parts::procedure(segment, 6)),
        submitted_quantity: segment.text(7),
        ..LinePayment::default()
    }
}

fn line_segment(line: &mut LinePayment, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"DTM" => line.dates.push(parts::dated_day(segment)),
        b"CAS" => line.adjustments.extend(parts::adjustments(segment)),
        b"REF" => line.references.push(parts::reference(segment)),
        b"AMT" => line.amounts.push(parts::amount(segment)),
        b"QTY" => line.quantities.push(parts::quantity(segment)),
        b"LQ" => line.remarks.push(Remark { list: segment.text(1), code: segment.text(2) }),
        _ => return false,
    }
    true
}

/// MIA or MOA with its remark codes: MIA05 and MIA20 to 23, MOA03 to 07.
fn inpatient(segment: &Segment<'_>) -> InpatientFacts {
    let remarks: &[usize] = if segment.id() == b"MIA" { &[5, 20, 21, 22, 23] } else { &[3, 4, 5, 6, 7] };
    let remarks = remarks.iter().map(|&number| segment.text(number)).filter(|code| !code.is_empty());
    InpatientFacts { segment: segment.text_of_id(), remarks: remarks.collect(), elements: parts::elements(segment) }
}

fn provider_adjustments(segment: &Segment<'_>) -> impl Iterator<Item = ProviderAdjustment> {
    let pairs = (3..=segment.count()).step_by(2).filter(|&at| !(segment.element(at).is_empty() && segment.element(at + 1).is_empty()));
    pairs.map(|at| ProviderAdjustment {
        provider_id: segment.text(1),
        fiscal_day: Date::read(segment.element(2)),
        reason: segment.component_text(at, 1),
        reference: segment.component_text(at, 2),
        amount: segment.cents(at + 1).unwrap_or_default(),
    })
}
