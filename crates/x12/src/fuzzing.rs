//! Bodies for fuzzing: any bytes into the reader, the inspector and the writer. They panic only when a promise of this crate is broken. Stable Rust
//! runs them with a seeded mutator (the tests of this module); a cargo-fuzz target calls the same functions.

#[cfg(test)]
mod mutator;
#[cfg(test)]
mod tests;

use crate::inspect::{Depth, Inspection, Inspector};
use crate::model::Claim837;
use crate::problem::{Problem, Severity, Verdict};
use crate::read::{Event, Reader};
use crate::segment::Place;
use crate::tokenizer::{Step, Tokenizer};
use crate::write::{Outgoing, Unwritable, write_acknowledgment, write_claims, write_review};

/// Reads the bytes, in pieces whose length the first byte says: every byte comes back, and values do not depend on the pieces.
pub fn reader(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let length = 1 + usize::from(*first);
    assert_eq!(put_back(rest, length), rest, "every byte comes back");
    let (in_pieces, at_once) = (events(rest, length), events(rest, rest.len().max(1)));
    let foreign =
        |events: &[Event]| events.iter().map(|event| if let Event::Foreign(_, length) = event { *length } else { 0 }).sum::<u64>();
    assert_eq!(foreign(&in_pieces), foreign(&at_once), "foreign bytes do not depend on the pieces");
    let values = |events: Vec<Event>| events.into_iter().filter(|event| !matches!(event, Event::Foreign(..))).collect::<Vec<_>>();
    assert_eq!(values(in_pieces), values(at_once), "values do not depend on the pieces");
}

/// Inspects the bytes at every depth, in pieces whose length the first byte says: problems stand inside the file, the verdict follows from them, and
/// totals, for which few elements are cut, are those of the whole reading.
pub fn inspector(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let [totals, reading] = [Depth::Totals, Depth::Reading].map(|depth| inspection(rest, rest.len().max(1), depth).facts);
    assert_eq!((totals.claims, totals.remittance), (reading.claims, reading.remittance), "totals do not depend on the depth");
    for depth in [Depth::Totals, Depth::Reading, Depth::Guide] {
        let in_pieces = inspection(rest, 1 + usize::from(*first), depth);
        let at_once = inspection(rest, rest.len().max(1), depth);
        let said = |inspection: &Inspection| inspection.facts.to_json(&inspection.problems);
        assert_eq!(said(&in_pieces), said(&at_once), "figures do not depend on the pieces");
        assert_eq!(in_pieces.problems.kept(), at_once.problems.kept(), "problems do not depend on the pieces");
        let problems = at_once.problems.kept();
        let inside = |place: Place| place.byte <= rest.len() as u64 && place.segment <= at_once.facts.segments + 1;
        assert!(problems.iter().all(|problem| inside(problem.place)), "a problem stands inside its file");
        assert!(problems.iter().all(|problem| problem.element.len() < 64 && problem.segment.len() < 64), "names are short");
        let worst = problems.iter().map(Problem::severity).max();
        let verdict = match worst {
            Some(Severity::Error) => Verdict::ReportError,
            Some(Severity::Warning) => Verdict::AcceptWithWarning,
            _ => Verdict::Accept,
        };
        assert_eq!(at_once.verdict, verdict, "the verdict is the worst problem");
        assert_eq!(at_once.facts.bytes, rest.len() as u64, "every byte was seen");
    }
}

/// Reads the bytes and writes the claims, requests and acknowledgments again: they come back the same, or the writer says why not.
pub fn writer(bytes: &[u8]) {
    let outgoing = Outgoing::default();
    let mut claims: Vec<Claim837> = Vec::new();
    for event in crate::read(bytes) {
        match event {
            Event::Claim(claim) => {
                refused(write_claims(std::slice::from_ref(&claim), &outgoing).err());
                claims.push(*claim);
            }
            Event::Transaction(_) => {
                refused(write_claims(&claims, &outgoing).err());
                claims.clear();
            }
            Event::Review(review) => refused(write_review(&review, &outgoing).err()),
            Event::Acknowledgment(acknowledgment) => refused(write_acknowledgment(&acknowledgment, &outgoing).err()),
            _ => {}
        }
    }
}

/// A reason is about something.
fn refused(reason: Option<Unwritable>) {
    match reason {
        Some(Unwritable::Guide(problem)) => assert_eq!(problem.severity(), Severity::Error, "only an error stops the writer"),
        Some(Unwritable::Character { segment, element, .. }) => assert!(!segment.is_empty() && element > 0, "the place is said"),
        _ => {}
    }
}

fn put_back(bytes: &[u8], length: usize) -> Vec<u8> {
    let (mut tokenizer, mut carried, mut written) = (Tokenizer::new(), Vec::new(), Vec::new());
    let mut pieces = bytes.chunks(length);
    loop {
        let piece = pieces.next();
        carried.extend_from_slice(piece.unwrap_or_default());
        let mut at = 0;
        loop {
            let (used, step) = tokenizer.next(&carried[at..], piece.is_none());
            match step {
                Step::Segment(segment) => segment.write(&mut written),
                Step::Foreign(_, foreign) => written.extend_from_slice(foreign),
                Step::TooLong(_) => {}
                Step::More => break,
                Step::End => {
                    written.extend_from_slice(&carried[at..]);
                    return written;
                }
            }
            at += used;
        }
        carried.drain(..at);
    }
}

fn events(bytes: &[u8], length: usize) -> Vec<Event> {
    let (mut reader, mut events) = (Reader::new(), Vec::new());
    for piece in bytes.chunks(length) {
        reader.push(piece);
        events.extend(std::iter::from_fn(|| reader.next_event()));
    }
    reader.finish();
    events.extend(std::iter::from_fn(|| reader.next_event()));
    events
}

fn inspection(bytes: &[u8], length: usize, depth: Depth) -> Inspection {
    let mut inspector = Inspector::new(depth);
    bytes.chunks(length).for_each(|piece| inspector.push(piece));
    inspector.finish()
}
