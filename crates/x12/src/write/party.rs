//! The parts that several transactions share.

use super::sheet::Sheet;
use crate::model::{Adjustment, Amount, Contact, DatedReference, Demographics, Note, Party, Procedure, Quantity, Reference, Supplement};

/// NM1 with what belongs to it, in the order of the 837; demographics stand between address and references. Nothing for nobody.
pub(super) fn party(sheet: &mut Sheet, party: &Party, demographics: Option<&Demographics>) {
    if *party != Party::default() {
        name(sheet, party);
        taxonomy(sheet, party);
        address(sheet, party);
    }
    if let Some(demographics) = demographics {
        born(sheet, demographics);
    }
    references(sheet, &party.references);
    contacts(sheet, &party.contacts);
}

/// NM1 with what belongs to it, in the order of the 278.
pub(super) fn reviewed(sheet: &mut Sheet, party: &Party, demographics: Option<&Demographics>) {
    if *party != Party::default() {
        name(sheet, party);
        references(sheet, &party.references);
        address(sheet, party);
        contacts(sheet, &party.contacts);
        taxonomy(sheet, party);
    }
    if let Some(demographics) = demographics {
        born(sheet, demographics);
    }
}

pub(super) fn name(sheet: &mut Sheet, party: &Party) {
    let head = sheet.segment("NM1").text(&party.entity).text(&party.kind).text(&party.name).text(&party.first_name);
    head.text(&party.middle_name).skip(1).text(&party.suffix).text(&party.id_qualifier).text(&party.id).end();
}

/// PRV.
pub(super) fn taxonomy(sheet: &mut Sheet, party: &Party) {
    if !party.role.is_empty() || !party.taxonomy.is_empty() {
        sheet.plain("PRV", &[&party.role, "PXC", &party.taxonomy]);
    }
}

/// N3 and N4.
pub(super) fn address(sheet: &mut Sheet, party: &Party) {
    if !party.street.is_empty() {
        let streets: Vec<&str> = party.street.iter().map(String::as_str).collect();
        sheet.plain("N3", &streets);
    }
    let parts = [&party.city, &party.state, &party.postal_code, &party.country].map(String::as_str);
    if parts.iter().any(|part| !part.is_empty()) {
        sheet.plain("N4", &parts);
    }
}

/// DMG.
fn born(sheet: &mut Sheet, demographics: &Demographics) {
    if *demographics != Demographics::default() {
        sheet.plain("DMG", &["D8", &demographics.birth, &demographics.sex]);
    }
}

/// REF.
pub(super) fn references(sheet: &mut Sheet, references: &[Reference]) {
    for reference in references {
        sheet.plain("REF", &[&reference.qualifier, &reference.value, &reference.description]);
    }
}

/// PER.
pub(super) fn contacts(sheet: &mut Sheet, contacts: &[Contact]) {
    for contact in contacts {
        let head = sheet.segment("PER").text(&contact.function).text(&contact.name);
        contact.numbers.iter().fold(head, |line, (kind, number)| line.text(kind).text(number)).end();
    }
}

/// DTP.
pub(super) fn dates(sheet: &mut Sheet, dates: &[DatedReference]) {
    for date in dates {
        sheet.plain("DTP", &[&date.qualifier, &date.format, &date.value]);
    }
}

/// AMT.
pub(super) fn amounts(sheet: &mut Sheet, amounts: &[Amount]) {
    for amount in amounts {
        sheet.segment("AMT").text(&amount.qualifier).cents(amount.amount).end();
    }
}

/// QTY.
pub(super) fn quantities(sheet: &mut Sheet, quantities: &[Quantity]) {
    for quantity in quantities {
        sheet.plain("QTY", &[&quantity.qualifier, &quantity.value]);
    }
}

/// NTE.
pub(super) fn notes(sheet: &mut Sheet, notes: &[Note]) {
    for note in notes {
        sheet.plain("NTE", &[&note.kind, &note.text]);
    }
}

/// PWK.
pub(super) fn supplements(sheet: &mut Sheet, supplements: &[Supplement]) {
    for supplement in supplements {
        let qualifier = if supplement.control_number.is_empty() { "" } else { "AC" };
        sheet.plain("PWK", &[&supplement.kind, &supplement.transmission, "", "", qualifier, &supplement.control_number]);
    }
}

/// CAS: up to six adjustments of one group in a segment.
pub(super) fn adjustments(sheet: &mut Sheet, adjustments: &[Adjustment]) {
    for group in adjustments.chunk_by(|one, other| one.group == other.group) {
        for six in group.chunks(6) {
            let head = sheet.segment("CAS").text(&six[0].group);
            six.iter().fold(head, |line, one| line.text(&one.reason).cents(one.amount).text(&one.quantity)).end();
        }
    }
}

/// The components of a procedure.
pub(super) fn procedure(procedure: &Procedure) -> Vec<&str> {
    let modifier = |at: usize| procedure.modifiers.get(at).map_or("", String::as_str);
    let mut parts = vec![&*procedure.qualifier, &*procedure.code, modifier(0), modifier(1), modifier(2), modifier(3)];
    parts.push(&procedure.description);
    parts
}
