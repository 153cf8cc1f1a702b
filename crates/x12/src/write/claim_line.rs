//! 837: service lines and what other payers decided on them.

use super::party::{self, party};
use super::sheet::Sheet;
use crate::model::{ClaimKind, ClaimLine, Drug, LineAdjudication};

pub(super) fn lines(sheet: &mut Sheet, kind: ClaimKind, lines: &[ClaimLine]) {
    for line in lines {
        sheet.plain("LX", &[&line.number]);
        if kind == ClaimKind::Institutional {
            institutional(sheet, line);
        } else {
            professional(sheet, line);
        }
        party::supplements(sheet, &line.supplements);
        party::dates(sheet, &line.dates);
        party::quantities(sheet, &line.quantities);
        party::references(sheet, &line.references);
        party::amounts(sheet, &line.amounts);
        party::notes(sheet, &line.notes);
        for drug in &line.drugs {
            self::drug(sheet, drug);
        }
        for provider in &line.providers {
            party(sheet, provider, None);
        }
        for decided in &line.adjudications {
            adjudication(sheet, decided);
        }
    }
}

fn professional(sheet: &mut Sheet, line: &ClaimLine) {
    let head = sheet.segment("SV1").composite(&party::procedure(&line.procedure)).cents(line.charge).text(&line.unit).text(&line.quantity);
    head.text(&line.place_of_service).skip(1).composite(&line.diagnosis_pointers).skip(1).text(&line.emergency).end();
}

fn institutional(sheet: &mut Sheet, line: &ClaimLine) {
    let head = sheet.segment("SV2").text(&line.revenue_code).composite(&party::procedure(&line.procedure)).cents(line.charge);
    head.text(&line.unit).text(&line.quantity).skip(1).text(&line.non_covered).end();
}

/// Loop 2410.
fn drug(sheet: &mut Sheet, drug: &Drug) {
    sheet.plain("LIN", &["", &drug.qualifier, &drug.code]);
    if !drug.quantity.is_empty() || !drug.unit.is_empty() {
        sheet.plain("CTP", &["", "", "", &drug.quantity, &drug.unit]);
    }
    party::references(sheet, &drug.references);
}

/// Loop 2430.
fn adjudication(sheet: &mut Sheet, decided: &LineAdjudication) {
    let head = sheet.segment("SVD").text(&decided.payer_id).cents(decided.paid).composite(&party::procedure(&decided.procedure));
    head.text(&decided.revenue_code).text(&decided.quantity).text(&decided.bundled_line).end();
    party::adjustments(sheet, &decided.adjustments);
    party::dates(sheet, &decided.dates);
    party::amounts(sheet, &decided.amounts);
}
