//! 835: money that must balance at line, claim and payment.

use super::facts::{MOST_ENTRIES, RemittanceFacts};
use super::tally::Tally;
use super::{Compared, Sink, is_of_envelope};
use crate::amount::Cents;
use crate::problem::ProblemKind;
use crate::segment::{Place, Segment, kept, key};

const ST: u64 = key(b"ST");
const BPR: u64 = key(b"BPR");
const CLP: u64 = key(b"CLP");
const SVC: u64 = key(b"SVC");
const CAS: u64 = key(b"CAS");
const PLB: u64 = key(b"PLB");
const LQ: u64 = key(b"LQ");
const SE: u64 = key(b"SE");

/// How many elements of a segment are looked at here.
pub(super) fn wanted(id: u64) -> usize {
    match id {
        LQ => 2,
        BPR | CLP | SVC | CAS | PLB => usize::MAX,
        _ if is_of_envelope(id) => usize::MAX,
        _ => 0,
    }
}

/// What the 835 of a file add up to.
#[derive(Debug, Default)]
pub(super) struct Remittances {
    totals: RemittanceFacts,
    adjustments: Tally<Cents>,
    status: Tally<u64>,
    elsewhere: Tally<Cents>,
    remarks: Tally<u64>,
    claim: Account,
    line: Account,
    /// BPR02, and where BPR stands.
    payment: Option<(Cents, Place)>,
    paid: Cents,
    provider: Cents,
    compared: Compared,
    pub(super) left_out: u64,
}

/// Charge less adjustments less paid of a claim or line.
#[derive(Debug, Default)]
struct Account {
    open: bool,
    name: Vec<u8>,
    place: Place,
    loop_name: &'static str,
    charge: Cents,
    adjusted: Cents,
    paid: Cents,
}

impl Account {
    fn open(&mut self, segment: &Segment<'_>, loop_name: &'static str, charge: Cents, paid: Cents) {
        self.open = true;
        self.name.clear();
        self.name.extend_from_slice(segment.element(1));
        (self.place, self.loop_name) = (segment.place(), loop_name);
        (self.charge, self.adjusted, self.paid) = (charge, Cents::ZERO, paid);
    }

    /// The difference, where it is closed with one.
    fn close(&mut self) -> Option<Cents> {
        let difference = self.charge - self.adjusted - self.paid;
        (std::mem::take(&mut self.open) && difference != Cents::ZERO).then_some(difference)
    }
}

impl Remittances {
    /// Takes a segment with this [`Segment::key`]. Many segments end at this match, so it stands in its caller.
    #[inline]
    pub(super) fn take(&mut self, key: u64, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        match key {
            ST => (self.payment, self.paid, self.provider) = (None, Cents::ZERO, Cents::ZERO),
            BPR => self.payment = Some((amount(segment, 2), segment.place())),
            CLP => self.claim(segment, sink),
            SVC => self.line(segment, sink),
            CAS => self.adjust(segment),
            PLB => self.provider_adjustments(segment, sink),
            LQ => self.remark(segment),
            SE => self.close_payment(sink),
            _ => {}
        }
    }

    fn claim(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        self.close_claim(sink);
        let (charge, paid) = (amount(segment, 3), amount(segment, 4));
        self.claim.open(segment, sink.loop_name(), charge, paid);
        self.totals.claims += 1;
        self.totals.charge += charge;
        self.totals.paid += paid;
        self.paid += paid;
        self.totals.patient_responsibility += amount(segment, 5);
        *self.status.of(segment.element(2)) += 1;
        let elements = [1, 2, 3, 4, 7].map(|number| segment.element(number));
        self.compared.take(&elements, segment, "CLP01", sink);
    }

    fn line(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        self.close_line(sink);
        self.totals.service_lines += 1;
        self.line.open(segment, sink.loop_name(), amount(segment, 2), amount(segment, 3));
    }

    fn provider_adjustments(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        self.close_claim(sink);
        for at in (3..segment.count()).step_by(2) {
            if segment.element(at).is_empty() && segment.element(at + 1).is_empty() {
                continue;
            }
            let amount = amount(segment, at + 1);
            *self.elsewhere.of(segment.component(at, 1)) += amount;
            self.provider += amount;
        }
    }

    fn remark(&mut self, segment: &Segment<'_>) {
        let key = [segment.element(1), b":", segment.element(2)].concat();
        *self.remarks.of(&key) += 1;
    }

    fn adjust(&mut self, segment: &Segment<'_>) {
        let group = segment.element(1);
        let mut key = [0_u8; 16];
        for at in (2..=segment.count()).step_by(3) {
            let (reason, amount) = (segment.element(at), segment.element(at + 1));
            if reason.is_empty() && amount.is_empty() {
                continue;
            }
            let amount = segment.cents(at + 1).unwrap_or_default();
            let length = group.len() + 1 + reason.len();
            if length <= key.len() {
                key[..group.len()].copy_from_slice(group);
                key[group.len()] = b'-';
                key[group.len() + 1..length].copy_from_slice(reason);
                *self.adjustments.of(&key[..length]) += amount;
            } else {
                *self.adjustments.of(&[group, b"-", reason].concat()) += amount;
            }
            self.claim.adjusted += amount;
            self.line.adjusted += amount;
        }
    }

    fn close_line(&mut self, sink: &mut Sink<'_>) {
        let line = &mut self.line;
        let Some(difference) = line.close() else { return };
        let claim = kept(&self.claim.name);
        if self.totals.unbalanced_services.len() < MOST_ENTRIES {
            let figures = [line.charge, line.adjusted, line.paid];
            self.totals.unbalanced_services.push((claim.clone(), kept(&line.name), figures));
        } else {
            self.left_out += 1;
        }
        sink.of_before(line.loop_name).put(line.place, b"SVC", "SVC03", ProblemKind::LineOutOfBalance { claim, difference });
    }

    fn close_claim(&mut self, sink: &mut Sink<'_>) {
        self.close_line(sink);
        let claim = &mut self.claim;
        let Some(difference) = claim.close() else { return };
        let name = kept(&claim.name);
        if self.totals.unbalanced_claims.len() < MOST_ENTRIES {
            self.totals.unbalanced_claims.push((name.clone(), [claim.charge, claim.adjusted, claim.paid]));
        } else {
            self.left_out += 1;
        }
        sink.of_before(claim.loop_name).put(claim.place, b"CLP", "CLP04", ProblemKind::ClaimOutOfBalance { claim: name, difference });
    }

    fn close_payment(&mut self, sink: &mut Sink<'_>) {
        self.close_claim(sink);
        let Some((payment, place)) = self.payment.take() else { return };
        self.totals.payments += payment;
        if self.totals.transaction_balance.len() < MOST_ENTRIES {
            self.totals.transaction_balance.push([payment, self.paid, self.provider]);
        } else {
            self.left_out += 1;
        }
        let difference = payment - (self.paid - self.provider);
        if difference != Cents::ZERO {
            sink.of_before("").put(place, b"BPR", "BPR02", ProblemKind::PaymentOutOfBalance { difference });
        }
    }

    /// The totals at the end of the file. Nothing is said about the balance of a claim that was cut.
    pub(super) fn end(&mut self) -> RemittanceFacts {
        let mut totals = std::mem::take(&mut self.totals);
        totals.adjustments = self.adjustments.by_text();
        totals.status = self.status.by_text();
        totals.provider_adjustments = self.elsewhere.by_text();
        totals.remarks = self.remarks.by_text();
        totals
    }
}

/// An element as an amount; nothing where there is none.
#[inline]
fn amount(segment: &Segment<'_>, number: usize) -> Cents {
    segment.cents(number).unwrap_or_default()
}
