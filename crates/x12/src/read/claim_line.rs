//! 837: the service lines of a claim and what other payers decided on them.

use super::claim::Focus;
use super::parts;
use crate::model::{Claim837, ClaimLine, Drug, LineAdjudication};
use crate::segment::Segment;

/// A segment from the first LX on. False where the view has no place for it.
pub(super) fn line_segment(claim: &mut Claim837, focus: &mut Focus, segment: &Segment<'_>) -> bool {
    if segment.id() == b"LX" {
        claim.lines.push(ClaimLine { place: segment.place(), number: segment.text(1), ..ClaimLine::default() });
        *focus = Focus::Own;
        return true;
    }
    let Some(line) = claim.lines.last_mut() else { return false };
    match segment.id() {
        b"NM1" => {
            line.providers.push(parts::party(segment));
            *focus = Focus::LineProvider;
        }
        b"LIN" => {
            line.drugs.push(Drug { qualifier: segment.text(2), code: segment.text(3), ..Drug::default() });
            *focus = Focus::Drug;
        }
        b"SVD" => {
            line.adjudications.push(LineAdjudication {
                payer_id: segment.text(1),
                paid: segment.cents(2).unwrap_or_default(),
                procedure: parts::procedure(segment, 3),
                revenue_code: segment.text(4),
                quantity: segment.text(5),
                bundled_line: segment.text(6),
                ..LineAdjudication::default()
            });
            *focus = Focus::Adjudication;
        }
        _ => {
            return match focus {
                Focus::LineProvider => line.providers.last_mut().is_some_and(|party| parts::belongs_to(party, segment)),
                Focus::Drug => line.drugs.last_mut().is_some_and(|drug| drug_segment(drug, segment)),
                Focus::Adjudication => line.adjudications.last_mut().is_some_and(|decided| adjudication_segment(decided, segment)),
                _ => own_segment(line, segment),
            };
        }
    }
    true
}

fn own_segment(line: &mut ClaimLine, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"SV1" => professional(line, segment),
        b"SV2" => institutional(line, segment),
        b"SV3" => {
            line.procedure = parts::procedure(segment, 1);
            line.charge = segment.cents(2).unwrap_or_default();
            line.quantity = segment.text(6);
        }
        b"DTP" => line.dates.push(parts::dated(segment)),
        b"REF" => line.references.push(parts::reference(segment)),
        b"AMT" => line.amounts.push(parts::amount(segment)),
        b"QTY" => line.quantities.push(parts::quantity(segment)),
        b"NTE" => line.notes.push(parts::note(segment)),
        b"PWK" => line.supplements.push(parts::supplement(segment)),
        _ => return false,
    }
    true
}

fn professional(line: &mut ClaimLine, segment: &Segment<'_>) {
    line.procedure = parts::procedure(segment, 1);
    line.charge = segment.cents(2).unwrap_or_default();
    line.unit = segment.text(3);
    line.quantity = segment.text(4);
    line.place_of_service = segment.text(5);
    if !segment.element(7).is_empty() {
        line.diagnosis_pointers = parts::components(segment.element(7), segment).collect();
    }
    line.emergency = segment.text(9);
}

fn institutional(line: &mut ClaimLine, segment: &Segment<'_>) {
    line.revenue_code = segment.text(1);
    line.procedure = parts::procedure(segment, 2);
    line.charge = segment.cents(3).unwrap_or_default();
    line.unit = segment.text(4);
    line.quantity = segment.text(5);
    line.non_covered = segment.text(7);
}

fn drug_segment(drug: &mut Drug, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"CTP" => {
            drug.quantity = segment.text(4);
            drug.unit = segment.component_text(5, 1);
        }
        b"REF" => drug.references.push(parts::reference(segment)),
        _ => return false,
    }
    true
}

fn adjudication_segment(decided: &mut LineAdjudication, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"CAS" => decided.adjustments.extend(parts::adjustments(segment)),
        b"DTP" => decided.dates.push(parts::dated(segment)),
        b"AMT" => decided.amounts.push(parts::amount(segment)),
        _ => return false,
    }
    true
}
