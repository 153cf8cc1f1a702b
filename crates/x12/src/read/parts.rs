//! Segments to the parts that several transactions share.

use crate::date::{Date, Period};
use crate::model::{
    Adjustment, Amount, Contact, DatedReference, Demographics, Note, Party, Procedure, Quantity, Reference, Supplement, Unread,
};
use crate::segment::{Segment, text};

/// NM1.
pub(super) fn party(segment: &Segment<'_>) -> Party {
    Party {
        entity: segment.text(1),
        kind: segment.text(2),
        name: segment.text(3),
        first_name: segment.text(4),
        middle_name: segment.text(5),
        suffix: segment.text(7),
        id_qualifier: segment.text(8),
        id: segment.text(9),
        ..Party::default()
    }
}

/// N1.
pub(super) fn short_party(segment: &Segment<'_>) -> Party {
    Party { entity: segment.text(1), name: segment.text(2), id_qualifier: segment.text(3), id: segment.text(4), ..Party::default() }
}

/// N3, N4, PER, PRV, REF, N2: takes a segment that belongs to a party. False for any other segment.
pub(super) fn belongs_to(party: &mut Party, segment: &Segment<'_>) -> bool {
    match segment.id() {
        b"N3" => party.street = (1..=segment.count().min(2)).map(|number| segment.text(number)).collect(),
        b"N4" => {
            party.city = segment.text(1);
            party.state = segment.text(2);
            party.postal_code = segment.text(3);
            party.country = segment.text(4);
        }
        b"PER" => party.contacts.push(contact(segment)),
        b"PRV" => {
            party.role = segment.text(1);
            party.taxonomy = segment.text(3);
        }
        b"REF" => party.references.push(reference(segment)),
        _ => return false,
    }
    true
}

pub(super) fn contact(segment: &Segment<'_>) -> Contact {
    let numbers = (3..=segment.count()).step_by(2).filter(|&number| !segment.element(number).is_empty());
    Contact {
        function: segment.text(1),
        name: segment.text(2),
        numbers: numbers.map(|number| (segment.text(number), segment.text(number + 1))).collect(),
    }
}

pub(super) fn reference(segment: &Segment<'_>) -> Reference {
    Reference { qualifier: segment.text(1), value: segment.text(2), description: segment.text(3) }
}

/// DTP.
pub(super) fn dated(segment: &Segment<'_>) -> DatedReference {
    DatedReference {
        qualifier: segment.text(1),
        format: segment.text(2),
        value: segment.text(3),
        period: Period::read(segment.element(2), segment.element(3)),
    }
}

/// DTM, whose days are always `D8`.
pub(super) fn dated_day(segment: &Segment<'_>) -> DatedReference {
    DatedReference {
        qualifier: segment.text(1),
        format: "D8".to_owned(),
        value: segment.text(2),
        period: Date::read(segment.element(2)).map(Period::day),
    }
}

pub(super) fn demographics(segment: &Segment<'_>) -> Demographics {
    Demographics { birth: segment.text(2), birth_day: Date::read(segment.element(2)), sex: segment.text(3) }
}

pub(super) fn amount(segment: &Segment<'_>) -> Amount {
    Amount { qualifier: segment.text(1), amount: segment.cents(2).unwrap_or_default() }
}

pub(super) fn quantity(segment: &Segment<'_>) -> Quantity {
    Quantity { qualifier: segment.text(1), value: segment.text(2) }
}

pub(super) fn note(segment: &Segment<'_>) -> Note {
    Note { kind: segment.text(1), text: segment.text(2) }
}

pub(super) fn supplement(segment: &Segment<'_>) -> Supplement {
    Supplement { kind: segment.text(1), transmission: segment.text(2), control_number: segment.text(6) }
}

/// The adjustments of a CAS segment.
pub(super) fn adjustments(segment: &Segment<'_>) -> impl Iterator<Item = Adjustment> {
    let triples = (2..=segment.count()).step_by(3).filter(|&at| !(segment.element(at).is_empty() && segment.element(at + 1).is_empty()));
    triples.map(|at| Adjustment {
        group: segment.text(1),
        reason: segment.text(at),
        amount: segment.cents(at + 1).unwrap_or_default(),
        quantity: segment.text(at + 2),
    })
}

/// A composite procedure.
pub(super) fn procedure(segment: &Segment<'_>, element: usize) -> Procedure {
    let mut parts = components(segment.element(element), segment);
    let (qualifier, code) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let rest: Vec<String> = parts.collect();
    let modifiers = rest.iter().take(4).filter(|modifier| !modifier.is_empty()).cloned().collect();
    Procedure { qualifier, code, modifiers, description: rest.get(4).cloned().unwrap_or_default() }
}

/// The components of one element or repeat.
pub(super) fn components<'a>(element: &'a [u8], segment: &Segment<'a>) -> impl Iterator<Item = String> + use<'a> {
    let cut = segment.delimiters().component;
    element.split(move |&byte| byte == cut).map(|part| text(part).into_owned())
}

/// All elements as text, with `:` between components.
pub(super) fn elements(segment: &Segment<'_>) -> Vec<String> {
    (1..=segment.count()).map(|number| components(segment.element(number), segment).collect::<Vec<_>>().join(":")).collect()
}

pub(super) fn unread(segment: &Segment<'_>) -> Unread {
    let delimiters = segment.delimiters();
    let usual = |&byte: &u8| match byte {
        _ if byte == delimiters.element => b'*',
        _ if byte == delimiters.component => b':',
        _ if Some(byte) == delimiters.repetition => b'^',
        _ => byte,
    };
    let bytes: Vec<u8> = segment.bytes().iter().map(usual).collect();
    Unread { place: segment.place(), text: text(&bytes).into_owned() }
}
