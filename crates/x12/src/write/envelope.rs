//! ISA, GS, ST and BHT, and their trailers.

use super::sheet::Sheet;
use super::{Outgoing, Unwritable};
use crate::model::Envelope;

/// Says what of the envelope cannot be written.
pub(super) fn check(envelope: &Envelope, outgoing: &Outgoing) -> Result<(), Unwritable> {
    let short = |value: &str| (1..=15).contains(&value.len()) && value.is_ascii() && value.trim() == value;
    let digits = |value: &str, longest: usize| (1..=longest).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
    let delimiters = outgoing.delimiters;
    let cuts = [delimiters.element, delimiters.component, delimiters.segment];
    let own = |byte: u8| cuts.iter().map(|&cut| usize::from(cut == byte)).sum::<usize>();
    let fit = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b' ' | b'.' | b'-' | 0);
    let delimiters_fit = cuts.iter().all(|&byte| fit(byte) && own(byte) == 1);
    let repetition_fits = delimiters.repetition.is_some_and(|byte| fit(byte) && own(byte) == 0);
    let checks = [
        ("ISA05", outgoing.sender_qualifier.len() == 2),
        ("ISA06", short(&envelope.sender)),
        ("ISA07", outgoing.receiver_qualifier.len() == 2),
        ("ISA08", short(&envelope.receiver)),
        ("ISA10", outgoing.time.len() == 4 && crate::date::is_time(outgoing.time.as_bytes())),
        ("ISA11", repetition_fits),
        ("ISA13", digits(&envelope.interchange_control, 9) && envelope.interchange_control.len() == 9),
        ("ISA15", matches!(&*envelope.usage, "P" | "T")),
        ("ISA16", delimiters_fit),
        ("GS02", short(&envelope.group_sender)),
        ("GS03", short(&envelope.group_receiver)),
        ("GS04", envelope.group_day.is_some()),
        ("GS06", digits(&envelope.group_control, 9)),
        ("GS08", function(envelope).is_some()),
        ("ST02", (4..=9).contains(&envelope.transaction_control.len())),
        ("BHT04", envelope.transaction == "999" || envelope.day.is_some()),
    ];
    checks.iter().find(|(_, holds)| !holds).map_or(Ok(()), |(element, _)| Err(Unwritable::Envelope(element)))
}

/// GS01 and BHT01 of the guides that are written.
fn function(envelope: &Envelope) -> Option<(&'static str, &'static str)> {
    crate::guide::for_transaction(envelope.transaction.as_bytes(), envelope.guide.as_bytes())?;
    match &*envelope.transaction {
        "837" => Some(("HC", "0019")),
        "278" => Some(("HI", "0007")),
        "999" => Some(("FA", "")),
        _ => None,
    }
}

pub(super) fn open(sheet: &mut Sheet, envelope: &Envelope, outgoing: &Outgoing) {
    let delimiters = outgoing.delimiters;
    let day = envelope.group_day.map(|day| day.to_string()).unwrap_or_default();
    let padded = |value: &str| format!("{value:<15}");
    let head = sheet.segment("ISA").text("00").text("          ").text("00").text("          ");
    let head = head.text(&outgoing.sender_qualifier).text(&padded(&envelope.sender));
    let head = head.text(&outgoing.receiver_qualifier).text(&padded(&envelope.receiver));
    let head = head.text(day.get(2..).unwrap_or_default()).text(&outgoing.time);
    let head = head.delimiter(delimiters.repetition.unwrap_or(b'^')).text("00501").text(&envelope.interchange_control);
    let head = head.text(if outgoing.asks_for_acknowledgment { "1" } else { "0" }).text(&envelope.usage);
    head.delimiter(delimiters.component).end_whole();
    let (function, structure) = function(envelope).unwrap_or_default();
    let (sender, receiver) = (&*envelope.group_sender, &*envelope.group_receiver);
    sheet.plain("GS", &[function, sender, receiver, &day, &outgoing.time, &envelope.group_control, "X", &envelope.guide]);
    sheet.plain("ST", &[&envelope.transaction, &envelope.transaction_control, &envelope.guide]);
    if let Some(day) = envelope.day.filter(|_| !structure.is_empty()) {
        sheet.plain("BHT", &[structure, &envelope.purpose, &envelope.reference, &day.to_string(), &outgoing.time, &envelope.kind]);
    }
}

pub(super) fn close(sheet: &mut Sheet, envelope: &Envelope) {
    let count = sheet.count_with_trailer().to_string();
    sheet.plain("SE", &[&count, &envelope.transaction_control]);
    sheet.plain("GE", &["1", &envelope.group_control]);
    sheet.plain("IEA", &["1", &envelope.interchange_control]);
}
