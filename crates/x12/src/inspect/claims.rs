//! 837: charges that must be the sum of their lines.

use super::facts::{ClaimFacts, MOST_ENTRIES};
use super::tally::Tally;
use super::{Compared, Sink, is_of_envelope};
use crate::amount::Cents;
use crate::problem::ProblemKind;
use crate::segment::{Place, Segment, kept, key};

const HL: u64 = key(b"HL");
const CLM: u64 = key(b"CLM");
const SV1: u64 = key(b"SV1");
const SV2: u64 = key(b"SV2");
const SV3: u64 = key(b"SV3");
const HI: u64 = key(b"HI");
const REF: u64 = key(b"REF");
const NM1: u64 = key(b"NM1");
const SE: u64 = key(b"SE");
const ST: u64 = key(b"ST");
/// REF01 of a number of an authorization.
const AUTHORIZATION: u64 = key(b"G1");
/// NM101 of who bills.
const BILLING_PROVIDER: u64 = key(b"85");

/// How many elements of a segment are looked at here.
pub(super) fn wanted(id: u64) -> usize {
    match id {
        NM1 | REF => 1,
        SV1 | SV3 => 2,
        HL | SV2 => 3,
        CLM => 5,
        HI => usize::MAX,
        _ if is_of_envelope(id) => usize::MAX,
        _ => 0,
    }
}

/// What the 837 of a file add up to.
#[derive(Debug, Default)]
pub(super) struct Claims {
    totals: ClaimFacts,
    frequency: Tally<u64>,
    facilities: Tally<u64>,
    open: bool,
    number: Vec<u8>,
    place: Place,
    loop_name: &'static str,
    charge: Cents,
    lines: Cents,
    compared: Compared,
    /// True behind NM1*85.
    has_provider: bool,
    pub(super) left_out: u64,
}

impl Claims {
    /// Takes a segment with this [`Segment::key`]. Most segments end at this match, so it stands in its caller.
    #[inline]
    pub(super) fn take(&mut self, key: u64, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        match key {
            HL => self.level(segment, sink),
            CLM => self.claim(segment, sink),
            SV1 | SV3 => self.line(segment, 2),
            SV2 => self.line(segment, 3),
            HI => self.diagnoses(segment),
            REF => self.totals.authorizations += u64::from(segment.packed(1) == AUTHORIZATION),
            NM1 if !self.open => self.has_provider |= segment.packed(1) == BILLING_PROVIDER,
            SE | ST => {
                self.close(sink);
                self.has_provider = false;
            }
            _ => {}
        }
    }

    fn level(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        self.close(sink);
        self.has_provider &= segment.element(3) != b"20";
        self.totals.subscriber_levels += u64::from(segment.element(3) == b"22");
        self.totals.patient_levels += u64::from(segment.element(3) == b"23");
    }

    fn diagnoses(&mut self, segment: &Segment<'_>) {
        for number in 1..=segment.count() {
            let is_diagnosis = matches!(segment.component(number, 1), b"ABK" | b"ABF" | b"BK" | b"BF");
            self.totals.diagnoses += u64::from(is_diagnosis);
        }
    }

    fn claim(&mut self, segment: &Segment<'_>, sink: &mut Sink<'_>) {
        self.close(sink);
        self.open = true;
        self.number.clear();
        self.number.extend_from_slice(segment.element(1));
        (self.place, self.loop_name) = (segment.place(), sink.loop_name());
        self.charge = segment.cents(2).unwrap_or_default();
        self.lines = Cents::ZERO;
        self.totals.claims += 1;
        self.totals.charge += self.charge;
        *self.frequency.of(segment.component(5, 3)) += 1;
        let facility = segment.element(5);
        let cut = segment.delimiters().component;
        let (code, qualifier) = (segment.component(5, 1), segment.component(5, 2));
        if qualifier.is_empty() && !facility.contains(&cut) {
            *self.facilities.of(code) += 1;
        } else {
            *self.facilities.of(&[code, b":", qualifier].concat()) += 1;
        }
        if !self.has_provider {
            sink.at(segment, "", ProblemKind::NobodyBills(kept(segment.element(1))));
        }
        self.compared.take(&[segment.element(1)], segment, "CLM01", sink);
    }

    /// A line, whose charge is this element.
    fn line(&mut self, segment: &Segment<'_>, charge: usize) {
        let charge = segment.cents(charge).unwrap_or_default();
        self.totals.lines += 1;
        self.totals.line_charge += charge;
        self.lines += charge;
    }

    fn close(&mut self, sink: &mut Sink<'_>) {
        let difference = self.charge - self.lines;
        if !std::mem::take(&mut self.open) || difference == Cents::ZERO {
            return;
        }
        let claim = kept(&self.number);
        if self.totals.unbalanced_claims.len() < MOST_ENTRIES {
            self.totals.unbalanced_claims.push((claim.clone(), [self.charge, self.lines]));
        } else {
            self.left_out += 1;
        }
        sink.of_before(self.loop_name).put(self.place, b"CLM", "CLM02", ProblemKind::ChargeOutOfBalance { claim, difference });
    }

    /// The totals at the end of the file. Nothing is said about the balance of a claim that was cut.
    pub(super) fn end(&mut self) -> ClaimFacts {
        let mut totals = std::mem::take(&mut self.totals);
        totals.frequency = self.frequency.by_text();
        totals.facilities = self.facilities.by_text();
        totals
    }
}
