//! 837: claims out of a tree of billing provider, subscriber and patient.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Event;
use super::claim_line::line_segment;
use super::parts;
use crate::model::{
    Claim837, ClaimKind, CodeValue, Coverage, Diagnosis, Envelope, InstitutionalFacts, OtherCoverage, Party, Patient, Unread,
};
use crate::segment::Segment;

/// An 837 that is being read.
#[derive(Debug)]
pub(super) struct Claims {
    envelope: Arc<Envelope>,
    kind: ClaimKind,
    submitter: Arc<Party>,
    receiver: Arc<Party>,
    billing_provider: Arc<Party>,
    pay_to: Option<Arc<Party>>,
    subscriber: Coverage,
    payer: Party,
    patient: Option<Patient>,
    unread: Vec<Unread>,
    focus: Focus,
    claim: Option<Box<Claim837>>,
}

/// Whom the segments after an NM1 are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Focus {
    /// Nobody: the level, the claim or the line itself.
    #[default]
    Own,
    Submitter,
    Receiver,
    BillingProvider,
    PayTo,
    Subscriber,
    Payer,
    Patient,
    Provider,
    OtherCoverage,
    OtherSubscriber,
    OtherPayer,
    OtherProvider,
    LineProvider,
    Drug,
    Adjudication,
    /// Somebody whom the view has no place for.
    Elsewhere,
}

impl Claims {
    pub(super) fn new(envelope: Arc<Envelope>) -> Self {
        let kind = match envelope.guide.get(6..10) {
            Some("X222" | "X098") => ClaimKind::Professional,
            Some("X223" | "X096") => ClaimKind::Institutional,
            Some("X224" | "X097") => ClaimKind::Dental,
            _ => ClaimKind::Other,
        };
        Self {
            envelope,
            kind,
            submitter: Arc::default(),
            receiver: Arc::default(),
            billing_provider: Arc::default(),
            pay_to: None,
            subscriber: Coverage::default(),
            payer: Party::default(),
            patient: None,
            unread: Vec::new(),
            focus: Focus::Own,
            claim: None,
        }
    }

    pub(super) fn take(&mut self, segment: &Segment<'_>, events: &mut VecDeque<Event>) {
        match segment.id() {
            b"HL" => {
                self.close(events);
                self.level(segment);
            }
            b"CLM" => {
                self.close(events);
                self.claim = Some(Box::new(self.opened(segment)));
                self.focus = Focus::Own;
            }
            _ => {
                let taken = match &mut self.claim {
                    Some(claim) if claim.lines.is_empty() && segment.id() != b"LX" => claim_segment(claim, &mut self.focus, segment),
                    Some(claim) => line_segment(claim, &mut self.focus, segment),
                    None => self.head_segment(segment),
                };
                if !taken {
                    let unread = self.claim.as_mut().map_or(&mut self.unread, |claim| &mut claim.unread);
                    unread.push(parts::unread(segment));
                }
            }
        }
    }

    /// Hands out the claim that is complete now.
    pub(super) fn close(&mut self, events: &mut VecDeque<Event>) {
        if let Some(claim) = self.claim.take() {
            events.push_back(Event::Claim(claim));
        }
    }

    fn level(&mut self, segment: &Segment<'_>) {
        self.focus = Focus::Own;
        match segment.element(3) {
            b"20" => {
                self.billing_provider = Arc::default();
                self.pay_to = None;
            }
            b"22" => {
                self.subscriber = Coverage::default();
                self.payer = Party::default();
                self.patient = None;
            }
            b"23" => self.patient = Some(Patient::default()),
            _ => self.unread.push(parts::unread(segment)),
        }
    }

    /// A segment above the claims.
    fn head_segment(&mut self, segment: &Segment<'_>) -> bool {
        match segment.id() {
            b"NM1" => return self.named(segment),
            b"SBR" => {
                self.subscriber = coverage(segment);
                return true;
            }
            b"PAT" => {
                let Some(patient) = &mut self.patient else { return false };
                patient.relationship = segment.text(1);
                return true;
            }
            b"DMG" => {
                let patient = self.patient.as_mut().map(|patient| &mut patient.demographics);
                *patient.unwrap_or(&mut self.subscriber.demographics) = parts::demographics(segment);
                return true;
            }
            _ => {}
        }
        let party = match self.focus {
            Focus::Submitter => Arc::make_mut(&mut self.submitter),
            Focus::Receiver => Arc::make_mut(&mut self.receiver),
            Focus::Own if segment.id() == b"PRV" => Arc::make_mut(&mut self.billing_provider),
            Focus::BillingProvider => Arc::make_mut(&mut self.billing_provider),
            Focus::PayTo => match &mut self.pay_to {
                Some(party) => Arc::make_mut(party),
                None => return false,
            },
            Focus::Subscriber => &mut self.subscriber.party,
            Focus::Payer => &mut self.payer,
            Focus::Patient => match &mut self.patient {
                Some(patient) => &mut patient.party,
                None => return false,
            },
            _ => return false,
        };
        parts::belongs_to(party, segment)
    }

    fn named(&mut self, segment: &Segment<'_>) -> bool {
        let party = parts::party(segment);
        self.focus = match segment.element(1) {
            b"41" => {
                self.submitter = Arc::new(party);
                Focus::Submitter
            }
            b"40" => {
                self.receiver = Arc::new(party);
                Focus::Receiver
            }
            b"85" => {
                let (role, taxonomy) = (self.billing_provider.role.clone(), self.billing_provider.taxonomy.clone());
                self.billing_provider = Arc::new(Party { role, taxonomy, ..party });
                Focus::BillingProvider
            }
            b"87" => {
                self.pay_to = Some(Arc::new(party));
                Focus::PayTo
            }
            b"IL" => {
                self.subscriber.party = party;
                Focus::Subscriber
            }
            b"PR" => {
                self.payer = party;
                Focus::Payer
            }
            b"QC" => {
                self.patient.get_or_insert_default().party = party;
                Focus::Patient
            }
            _ => Focus::Elsewhere,
        };
        self.focus != Focus::Elsewhere
    }

    fn opened(&mut self, segment: &Segment<'_>) -> Claim837 {
        Claim837 {
            envelope: Arc::clone(&self.envelope),
            place: segment.place(),
            kind: self.kind,
            submitter: Arc::clone(&self.submitter),
            receiver: Arc::clone(&self.receiver),
            billing_provider: Arc::clone(&self.billing_provider),
            pay_to: self.pay_to.clone(),
            subscriber: self.subscriber.clone(),
            payer: self.payer.clone(),
            patient: self.patient.clone(),
            number: segment.text(1),
            charge: segment.cents(2).unwrap_or_default(),
            facility_code: segment.component_text(5, 1),
            facility_qualifier: segment.component_text(5, 2),
            frequency: segment.component_text(5, 3),
            provider_signature: segment.text(6),
            assignment: segment.text(7),
            benefits_assigned: segment.text(8),
            release_of_information: segment.text(9),
            patient_signature_source: segment.text(10),
            related_causes: match segment.element(11) {
                [] => Vec::new(),
                causes => parts::components(causes, segment).collect(),
            },
            special_program: segment.text(12),
            delay_reason: segment.text(20),
            unread: std::mem::take(&mut self.unread),
            ..Claim837::default()
        }
    }
}

/// A segment between CLM and the first LX.
fn claim_segment(claim: &mut Claim837, focus: &mut Focus, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"SBR" => {
            claim.other_coverages.push(OtherCoverage { coverage: coverage(segment), ..OtherCoverage::default() });
            *focus = Focus::OtherCoverage;
            true
        }
        b"NM1" => {
            let party = parts::party(segment);
            match (claim.other_coverages.last_mut(), segment.element(1)) {
                (None, _) => {
                    claim.providers.push(party);
                    *focus = Focus::Provider;
                }
                (Some(other), b"IL") => {
                    other.coverage.party = party;
                    *focus = Focus::OtherSubscriber;
                }
                (Some(other), b"PR") => {
                    other.payer = party;
                    *focus = Focus::OtherPayer;
                }
                (Some(other), _) => {
                    other.providers.push(party);
                    *focus = Focus::OtherProvider;
                }
            }
            true
        }
        _ => match (*focus, claim.other_coverages.last_mut()) {
            (Focus::Own, _) => own_segment(claim, segment),
            (Focus::Provider, _) => claim.providers.last_mut().is_some_and(|party| parts::belongs_to(party, segment)),
            (_, Some(other)) => other_segment(other, *focus, segment),
            _ => false,
        },
    }
}

fn own_segment(claim: &mut Claim837, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"DTP" => claim.dates.push(parts::dated(segment)),
        b"CL1" => {
            claim.institutional = Some(InstitutionalFacts {
                admission_type: segment.text(1),
                admission_source: segment.text(2),
                patient_status: segment.text(3),
            });
        }
        b"PWK" => claim.supplements.push(parts::supplement(segment)),
        b"AMT" => claim.amounts.push(parts::amount(segment)),
        b"QTY" => claim.quantities.push(parts::quantity(segment)),
        b"REF" => claim.references.push(parts::reference(segment)),
        b"NTE" => claim.notes.push(parts::note(segment)),
        b"HI" => (1..=segment.count()).for_each(|number| code_information(claim, segment.element(number), segment)),
        _ => return false,
    }
    true
}

fn other_segment(other: &mut OtherCoverage, focus: Focus, segment: &Segment<'_>) -> bool {
    match (segment.id(), focus) {
        (b"CAS", _) => other.adjustments.extend(parts::adjustments(segment)),
        (b"AMT", _) => other.amounts.push(parts::amount(segment)),
        (b"DTP", _) => other.dates.push(parts::dated(segment)),
        (b"DMG", _) => other.coverage.demographics = parts::demographics(segment),
        (b"OI", _) => {
            other.benefits_assigned = segment.text(3);
            other.patient_signature_source = segment.text(4);
            other.release_of_information = segment.text(6);
        }
        (_, Focus::OtherSubscriber) => return parts::belongs_to(&mut other.coverage.party, segment),
        (_, Focus::OtherPayer) => return parts::belongs_to(&mut other.payer, segment),
        (_, Focus::OtherProvider) => return other.providers.last_mut().is_some_and(|party| parts::belongs_to(party, segment)),
        _ => return false,
    }
    true
}

fn code_information(claim: &mut Claim837, element: &[u8], segment: &Segment<'_>) {
    if element.is_empty() {
        return;
    }
    let mut components = parts::components(element, segment);
    let mut next = || components.next().unwrap_or_default();
    let (qualifier, code, format, date, amount) = (next(), next(), next(), next(), next());
    if matches!(&*qualifier, "ABK" | "ABF" | "ABJ" | "ABN" | "APR" | "BK" | "BF" | "BJ" | "BN" | "PR") {
        let present_on_admission = components.nth(3).unwrap_or_default();
        claim.diagnoses.push(Diagnosis { qualifier, code, present_on_admission });
    } else {
        claim.codes.push(CodeValue { qualifier, code, format, date, amount });
    }
}

fn coverage(segment: &Segment<'_>) -> Coverage {
    Coverage {
        sequence: segment.text(1),
        relationship: segment.text(2),
        group_number: segment.text(3),
        group_name: segment.text(4),
        insurance_type: segment.text(5),
        filing_indicator: segment.text(9),
        ..Coverage::default()
    }
}
