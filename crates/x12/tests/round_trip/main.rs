//! What is written is read back: `read(write(model)) = model`, for claims, requests for authorization and acknowledgments of any content that their
//! guides permit, with any delimiters.

mod models;
mod named;

use proptest::prelude::*;
use x12::{Claim837, ClaimKind, Delimiters, Depth, Event, Outgoing, Verdict, inspect, read};

fn outgoing() -> impl Strategy<Value = Outgoing> {
    let cuts = prop::sample::select(vec![
        [b'*', b'^', b':', b'~'],
        [b'|', b'!', b'>', b'\n'],
        [0x1d, 0x1f, 0x1e, 0x1c],
        [b'+', b'%', b'<', b'\''],
    ]);
    (cuts, any::<bool>(), any::<bool>()).prop_map(|([element, repetition, component, segment], line_breaks, asks_for_acknowledgment)| {
        Outgoing {
            delimiters: Delimiters { element, repetition: Some(repetition), component, segment, isa_fixed_width: true },
            time: "0930".to_owned(),
            asks_for_acknowledgment,
            line_breaks: line_breaks && segment != b'\n',
            ..Outgoing::default()
        }
    })
}

/// The claim without where it stands.
fn plain(mut claim: Claim837) -> Claim837 {
    claim.envelope = std::sync::Arc::new(x12::Envelope { place: x12::Place::default(), ..claim.envelope.as_ref().clone() });
    claim.place = x12::Place::default();
    claim.lines.iter_mut().for_each(|line| line.place = x12::Place::default());
    claim
}

fn claims_of(bytes: &[u8]) -> Vec<Claim837> {
    read(bytes)
        .filter_map(|event| match event {
            Event::Claim(claim) => Some(plain(*claim)),
            _ => None,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn claims_are_read_as_they_were_written(claims in models::claims(), outgoing in outgoing()) {
        let written = x12::write_claims(&claims, &outgoing).map_err(|reason| TestCaseError::fail(format!("{reason:?}")))?;
        let found = inspect(&written.bytes, Depth::Reading);
        prop_assert!(found.verdict != Verdict::ReportError, "{:?}", found.problems.kept());
        let facts = found.facts.claims.unwrap_or_default();
        prop_assert_eq!(facts.charge, claims.iter().map(|claim| claim.charge).sum());
        prop_assert_eq!(facts.lines, claims.iter().map(|claim| claim.lines.len() as u64).sum::<u64>());
        prop_assert_eq!(claims_of(&written.bytes), claims);
    }

    #[test]
    fn requests_are_read_as_they_were_written(request in models::request(), outgoing in outgoing()) {
        let written = x12::write_review(&request, &outgoing).map_err(|reason| TestCaseError::fail(format!("{reason:?}")))?;
        let mut again: Vec<_> = read(&written.bytes).filter_map(|event| match event {
            Event::Review(review) => Some(*review),
            _ => None,
        }).collect();
        prop_assert_eq!(again.len(), 1);
        let mut again = again.remove(0);
        (again.envelope, again.place) = (std::sync::Arc::clone(&request.envelope), request.place);
        again.services.iter_mut().for_each(|service| service.place = x12::Place::default());
        prop_assert_eq!(again, request);
    }

    #[test]
    fn acknowledgments_are_read_as_they_were_written(acknowledgment in models::acknowledgment(), outgoing in outgoing()) {
        let written = x12::write_acknowledgment(&acknowledgment, &outgoing).map_err(|reason| TestCaseError::fail(format!("{reason:?}")))?;
        let mut again: Vec<_> = read(&written.bytes).filter_map(|event| match event {
            Event::Acknowledgment(acknowledgment) => Some(*acknowledgment),
            _ => None,
        }).collect();
        prop_assert_eq!(again.len(), 1);
        let mut again = again.remove(0);
        (again.envelope, again.place) = (std::sync::Arc::clone(&acknowledgment.envelope), acknowledgment.place);
        prop_assert_eq!(again, acknowledgment);
    }

    #[test]
    fn a_correction_changes_nothing_but_frequency_and_reference(claims in models::claims(), number in "[A-Z0-9]{1,20}") {
        for claim in claims {
            let void = claim.clone().replacement_of("FIRST").void_of(&number);
            prop_assert_eq!((&*void.frequency, void.reference("F8")), ("8", Some(&*number)));
            prop_assert_eq!(void.references.iter().filter(|reference| reference.qualifier == "F8").count(), 1);
            prop_assert_eq!(Claim837 { frequency: claim.frequency.clone(), references: claim.references.clone(), ..void }, claim);
        }
    }
}

#[test]
fn a_dental_claim_is_not_written() {
    let claim = Claim837 { kind: ClaimKind::Dental, number: "A-1".to_owned(), ..Claim837::default() };
    assert_eq!(x12::write_claims(&[claim], &Outgoing::default()), Err(x12::Unwritable::OtherKind("A-1".to_owned())));
    assert_eq!(x12::write_claims(&[], &Outgoing::default()), Err(x12::Unwritable::Nothing));
}
