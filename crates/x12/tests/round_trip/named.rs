//! Claims that a practice sends, and what the writer refuses.

use std::sync::Arc;

use x12::*;

fn person(entity: &str, name: &str, first: &str, qualifier: &str, id: &str) -> Party {
    Party {
        entity: entity.to_owned(),
        kind: "1".to_owned(),
        name: name.to_owned(),
        first_name: first.to_owned(),
        id_qualifier: qualifier.to_owned(),
        id: id.to_owned(),
        ..Party::default()
    }
}

fn organization(entity: &str, name: &str, qualifier: &str, id: &str) -> Party {
    Party { kind: "2".to_owned(), ..person(entity, name, "", qualifier, id) }
}

fn at_home(party: Party) -> Party {
    let lines = vec!["1 INVENTED STREET".to_owned()];
    Party { street: lines, city: "ALBANY".to_owned(), state: "NY".to_owned(), postal_code: "122071234".to_owned(), ..party }
}

fn dated(qualifier: &str, format: &str, value: &str) -> DatedReference {
    let period = Period::read(format.as_bytes(), value.as_bytes());
    DatedReference { qualifier: qualifier.to_owned(), format: format.to_owned(), value: value.to_owned(), period }
}

fn reference(qualifier: &str, value: &str) -> Reference {
    Reference { qualifier: qualifier.to_owned(), value: value.to_owned(), description: String::new() }
}

fn line(number: &str, code: &str, charge: i64) -> ClaimLine {
    ClaimLine {
        number: number.to_owned(),
        procedure: Procedure { qualifier: "HC".to_owned(), code: code.to_owned(), ..Procedure::default() },
        charge: Cents(charge),
        unit: "UN".to_owned(),
        quantity: "1".to_owned(),
        diagnosis_pointers: vec!["1".to_owned()],
        dates: vec![dated("472", "D8", "20260105")],
        references: vec![reference("6R", &format!("L{number}"))],
        ..ClaimLine::default()
    }
}

/// An original professional claim with two lines.
fn professional() -> Claim837 {
    let envelope = Envelope {
        sender: "PRACTICE".to_owned(),
        receiver: "CLEARING".to_owned(),
        interchange_control: "000000017".to_owned(),
        usage: "T".to_owned(),
        group_sender: "PRACTICE".to_owned(),
        group_receiver: "CLEARING".to_owned(),
        group_day: Date::new(2026, 1, 9),
        group_control: "17".to_owned(),
        transaction: "837".to_owned(),
        transaction_control: "0001".to_owned(),
        guide: "005010X222A1".to_owned(),
        purpose: "00".to_owned(),
        reference: "B17".to_owned(),
        day: Date::new(2026, 1, 9),
        kind: "CH".to_owned(),
        place: Place::default(),
    };
    let contact =
        Contact { function: "IC".to_owned(), name: "BILLING".to_owned(), numbers: vec![("TE".to_owned(), "5185550100".to_owned())] };
    let billing = Party {
        role: "BI".to_owned(),
        taxonomy: "261QM0801X".to_owned(),
        references: vec![reference("EI", "141234567")],
        ..at_home(organization("85", "INVENTED PRACTICE", "XX", "1999999984"))
    };
    Claim837 {
        envelope: Arc::new(envelope),
        submitter: Arc::new(Party { contacts: vec![contact], ..organization("41", "INVENTED PRACTICE", "46", "PRACTICE") }),
        receiver: Arc::new(organization("40", "CLEARING HOUSE", "46", "CLEARING")),
        billing_provider: Arc::new(billing),
        subscriber: Coverage {
            sequence: "P".to_owned(),
            relationship: "18".to_owned(),
            filing_indicator: "CI".to_owned(),
            party: at_home(person("IL", "INVENTED", "ANA", "MI", "M123")),
            demographics: Demographics { birth: "19900501".to_owned(), birth_day: Date::new(1990, 5, 1), sex: "F".to_owned() },
            ..Coverage::default()
        },
        payer: organization("PR", "PLAN", "PI", "12345"),
        number: "A-100".to_owned(),
        charge: Cents(33_050),
        facility_code: "11".to_owned(),
        facility_qualifier: "B".to_owned(),
        frequency: "1".to_owned(),
        provider_signature: "Y".to_owned(),
        assignment: "A".to_owned(),
        benefits_assigned: "Y".to_owned(),
        release_of_information: "Y".to_owned(),
        references: vec![reference("G1", "AUTH77")],
        diagnoses: vec![Diagnosis { qualifier: "ABK".to_owned(), code: "F331".to_owned(), ..Diagnosis::default() }],
        lines: vec![line("1", "90837", 18_000), line("2", "90853", 15_050)],
        ..Claim837::default()
    }
}

/// An original institutional claim.
fn institutional() -> Claim837 {
    let claim = professional();
    let institutional_line = |line: ClaimLine| ClaimLine { revenue_code: "0905".to_owned(), diagnosis_pointers: Vec::new(), ..line };
    Claim837 {
        kind: ClaimKind::Institutional,
        envelope: Arc::new(Envelope { guide: "005010X223A2".to_owned(), ..claim.envelope.as_ref().clone() }),
        facility_code: "13".to_owned(),
        facility_qualifier: "A".to_owned(),
        provider_signature: String::new(),
        institutional: Some(InstitutionalFacts {
            admission_type: "3".to_owned(),
            admission_source: "1".to_owned(),
            patient_status: "30".to_owned(),
        }),
        dates: vec![dated("434", "RD8", "20260105-20260106")],
        providers: vec![person("71", "DOCTOR", "DORA", "XX", "1888888885")],
        lines: claim.lines.clone().into_iter().map(institutional_line).collect(),
        ..claim
    }
}

#[track_caller]
fn check(claim: &Claim837, segments: &[&str]) {
    let written = write_claims(std::slice::from_ref(claim), &Outgoing::default()).unwrap_or_else(|reason| panic!("{reason:?}"));
    assert_eq!(written.findings, [], "the table of the guide asks for more");
    let text = String::from_utf8(written.bytes).expect("the values are text");
    for segment in segments {
        assert!(text.lines().any(|line| line == *segment), "{segment} is not in\n{text}");
    }
}

#[test]
fn a_professional_claim_is_written_as_original_replacement_and_void() {
    check(&professional(), &["CLM*A-100*330.5***11:B:1*Y*A*Y*Y~", "SV1*HC:90837*180*UN*1***1~", "REF*G1*AUTH77~", "SE*30*0001~"]);
    check(&professional().replacement_of("P9"), &["CLM*A-100*330.5***11:B:7*Y*A*Y*Y~", "REF*F8*P9~"]);
    check(&professional().void_of("P9"), &["CLM*A-100*330.5***11:B:8*Y*A*Y*Y~", "REF*F8*P9~"]);
}

#[test]
fn an_institutional_claim_is_written_as_original_replacement_and_void() {
    check(&institutional(), &["CLM*A-100*330.5***13:A:1**A*Y*Y~", "SV2*0905*HC:90837*180*UN*1~", "CL1*3*1*30~"]);
    check(&institutional().replacement_of("P9"), &["CLM*A-100*330.5***13:A:7**A*Y*Y~", "REF*F8*P9~"]);
    check(&institutional().void_of("P9"), &["CLM*A-100*330.5***13:A:8**A*Y*Y~", "REF*F8*P9~"]);
}

#[track_caller]
fn check_refused(claim: Claim837, expected: &Unwritable) {
    assert_eq!(write_claims(&[claim], &Outgoing::default()).as_ref().err(), Some(expected));
}

#[test]
fn what_cannot_be_written_is_refused_with_a_reason() {
    let number = || "A-100".to_owned();
    check_refused(Claim837 { frequency: "7".to_owned(), ..professional() }, &Unwritable::ReplacesNothing(number()));
    check_refused(
        Claim837 { charge: Cents(33_051), ..professional() },
        &Unwritable::OutOfBalance { claim: number(), difference: Cents(1) },
    );
    let unread = Unread { text: "HCP*03*1".to_owned(), ..Unread::default() };
    check_refused(
        Claim837 { unread: vec![unread], ..professional() },
        &Unwritable::Unread { number: number(), segment: "HCP*03*1".to_owned() },
    );
    let starred = Unwritable::Character { segment: "CLM", element: 1, character: '*' };
    check_refused(Claim837 { number: "A*100".to_owned(), ..professional() }, &starred);
    let broken = Unwritable::Character { segment: "CLM", element: 1, character: '\n' };
    check_refused(Claim837 { number: "A\n100".to_owned(), ..professional() }, &broken);
    // CL1 has no place in a professional claim.
    let Err(Unwritable::Guide(problem)) =
        write_claims(&[Claim837 { institutional: Some(InstitutionalFacts::default()), ..professional() }], &Outgoing::default())
    else {
        panic!("a professional claim has no CL1")
    };
    assert_eq!((&*problem.segment, problem.kind), ("CL1", ProblemKind::UnknownSegment));
    // Nor does a revenue code: SV1 has no element for it.
    let mut with_revenue_code = professional();
    with_revenue_code.lines[0].revenue_code = "0905".to_owned();
    check_refused(with_revenue_code, &Unwritable::Lossy(number()));
    let envelope = Envelope { interchange_control: "17".to_owned(), ..professional().envelope.as_ref().clone() };
    check_refused(Claim837 { envelope: Arc::new(envelope), ..professional() }, &Unwritable::Envelope("ISA13"));
    assert_eq!(write_claims(&[professional(), institutional()], &Outgoing::default()), Err(Unwritable::OtherKind(number())));
}

#[test]
fn claims_of_one_subscriber_stand_in_one_level() {
    let second = Claim837 { number: "A-101".to_owned(), ..professional() };
    let written = write_claims(&[professional(), second], &Outgoing::default()).expect("both can be written");
    let text = String::from_utf8(written.bytes).expect("text");
    assert_eq!((text.matches("\nHL*").count(), text.matches("\nCLM*").count()), (2, 2));
}
