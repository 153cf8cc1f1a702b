//! What goes wrong with files in practice: each gives a positioned problem, and whatever was understood is still there.

use x12::{Cents, Depth, Event, Inspection, ProblemKind, Severity, Verdict, inspect, read};

const HEAD: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0900*^*00501*000000001*0*T*:~\n";

/// An 835 of three claims; line by line, so that tests can cut it.
fn remittance() -> String {
    let claim = |number: u32, paid: u32| {
        format!(
            "CLP*A-{number}*1*100*{paid}*20*12*P{number}~\nCAS*PR*3*20~\nCAS*CO*45*{}~\nNM1*QC*1*INVENTED*ANA~\nDTM*232*20260102~\n",
            80 - paid
        )
    };
    let claims = claim(1, 80) + &claim(2, 70) + &claim(3, 60);
    let transaction = format!(
        "ST*835*0001~\nBPR*I*210*C*CHK************20260105~\nTRN*1*12345*1999999999~\nDTM*405*20260105~\nN1*PR*PAYER~\nN3*1 STREET~\nN4*TOWN*NY*10001~\nPER*BL**TE*5550100000~\nN1*PE*CLINIC*XX*1999999984~\nLX*1~\n{claims}"
    );
    let count = transaction.lines().count() + 1;
    format!("{HEAD}GS*HP*A*B*20260105*0900*1*X*005010X221A1~\n{transaction}SE*{count}*0001~\nGE*1*1~\nIEA*1*000000001~\n")
}

fn found(bytes: &[u8]) -> Inspection {
    inspect(bytes, Depth::Reading)
}

/// What is said of the bytes: the codes of the problems that are more than information.
fn codes(bytes: &[u8]) -> Vec<&'static str> {
    let problems = found(bytes).problems;
    problems.kept().iter().filter(|problem| problem.severity() > Severity::Information).map(|problem| problem.kind.code()).collect()
}

#[track_caller]
fn check(text: &str, verdict: Verdict, expected: &[&str]) {
    assert_eq!((found(text.as_bytes()).verdict, codes(text.as_bytes()).as_slice()), (verdict, expected));
}

fn claims_read(bytes: &[u8]) -> usize {
    read(bytes).filter(|event| matches!(event, Event::ClaimPayment(_))).count()
}

#[test]
fn the_file_that_the_tests_damage_is_in_order() {
    check(&remittance(), Verdict::Accept, &[]);
    assert_eq!(inspect(remittance().as_bytes(), Depth::Guide).problems.kept(), []);
}

#[test]
fn a_file_cut_anywhere_is_an_error_and_keeps_every_claim_before_the_cut() {
    let text = remittance();
    let begins: Vec<usize> = text.match_indices("CLP*").map(|(at, _)| at).collect();
    let whole = text.trim_end().len() - 1;
    for cut in 1..whole {
        let bytes = &text.as_bytes()[..cut];
        let inspection = found(bytes);
        assert_eq!(inspection.verdict, Verdict::ReportError, "cut at {cut}");
        assert!(inspection.problems.kept().iter().all(|problem| problem.place.byte <= cut as u64), "cut at {cut}");
        let before = begins.iter().filter(|&&begin| begin + 3 <= cut).count();
        assert_eq!(claims_read(bytes), before, "cut at {cut}");
    }
}

#[test]
fn a_file_of_no_bytes_and_files_that_are_something_else_are_named() {
    check("", Verdict::ReportError, &["empty"]);
    check("Dear billing office,\nplease find attached", Verdict::ReportError, &["not-x12"]);
    assert_eq!(codes(b"PK\x03\x04\x14\x00archive"), ["other-encoding", "not-x12"]);
    let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(remittance().encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(codes(&utf16), ["other-encoding", "not-x12"]);
    let binary: Vec<u8> = (0..100_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
    assert_eq!(codes(&binary).last(), Some(&"not-x12"));
    assert_eq!(codes(&vec![0; 10_000]), ["not-x12"]);
}

#[test]
fn zero_bytes_inside_of_a_file_are_an_error_and_the_claims_are_read() {
    let bytes = remittance().replace("CAS*PR*3*20~\nCAS*CO*45*0~", "CAS*PR*3*20~\n\0\0CAS*CO*45*0~").into_bytes();
    assert!(codes(&bytes).contains(&"control-bytes"));
    assert_eq!(claims_read(&bytes), 3);
}

#[test]
fn a_file_sent_twice_in_one_says_that_its_interchange_repeats() {
    let text = remittance();
    let inspection = found((text.clone() + &text).as_bytes());
    assert_eq!(inspection.verdict, Verdict::AcceptWithWarning);
    let repeats: Vec<_> =
        inspection.problems.kept().iter().filter(|problem| matches!(problem.kind, ProblemKind::InterchangeRepeats(_))).collect();
    assert_eq!((repeats.len(), repeats[0].place.byte, &*repeats[0].element), (1, text.len() as u64, "ISA13"));
}

#[test]
fn interchanges_with_delimiters_of_their_own_stand_in_one_file() {
    let other = remittance().replace('*', "|").replace('~', "!").replace("000000001", "000000002").replace("A-", "B-");
    let text = remittance() + "\r\n\r\n" + &other;
    check(&text, Verdict::Accept, &[]);
    assert_eq!(claims_read(text.as_bytes()), 6);
}

#[test]
fn a_file_of_another_guide_is_read_by_its_structure() {
    let text = remittance().replace("005010X221A1", "004010X091A1");
    let inspection = found(text.as_bytes());
    assert_eq!((inspection.verdict, inspection.problems.kept()[0].kind.code()), (Verdict::Accept, "guide-not-supported"));
    assert_eq!(inspection.facts.remittance.map(|facts| facts.paid), Some(Cents(21_000)));
    // An 835 in the envelope of claims is still an 835; the group does not agree with it.
    let text = remittance().replace("GS*HP", "GS*HC").replace("ST*835*0001~", "ST*835*0001*005010X222A1~");
    assert!(codes(text.as_bytes()).contains(&"guides-disagree"));
    assert_eq!(claims_read(text.as_bytes()), 3);
}

#[test]
fn a_guide_of_another_transaction_is_told() {
    let text = remittance().replace("ST*835*", "ST*837*");
    assert!(codes(text.as_bytes()).contains(&"guide-of-other"), "{:?}", codes(text.as_bytes()));
    assert_ne!(found(text.as_bytes()).verdict, Verdict::Accept);
}

#[test]
fn amounts_and_days_that_are_none_are_errors_where_they_stand() {
    let damaged = |from: &str, to: &str| remittance().replacen(from, to, 1);
    check(&damaged("CAS*PR*3*20", "CAS*PR*3*1,5"), Verdict::ReportError, &["not-readable", "claim-out-of-balance"]);
    check(&damaged("CAS*PR*3*20", "CAS*PR*3*20.005"), Verdict::ReportError, &["not-readable", "claim-out-of-balance"]);
    check(&damaged("DTM*232*20260102", "DTM*232*20260230"), Verdict::ReportError, &["not-readable"]);
    check(&damaged("BPR*I*210", "BPR*I*9999999999999999999"), Verdict::ReportError, &["too-long", "payment-out-of-balance"]);
    let text = damaged("CAS*PR*3*20", "CAS*PR*3*twenty");
    let inspection = found(text.as_bytes());
    let problem = &inspection.problems.kept()[0];
    let at = text.find("CAS*PR*3*twenty").map(|at| at as u64);
    assert_eq!((Some(problem.place.byte), &*problem.loop_name, &*problem.element), (at, "2100", "CAS03"));
}

/// A guide without a table, such as 4010: amounts that are summed are looked at all the same.
#[test]
fn without_a_guide_amounts_that_are_none_are_errors_too() {
    let older = |text: &str| text.replace("005010X221A1", "004010X091A1");
    let damaged = |from: &str, to: &str| older(&remittance().replacen(from, to, 1));
    check(&older(&remittance()), Verdict::Accept, &[]);
    check(&damaged("CAS*PR*3*20", "CAS*PR*3*1,5"), Verdict::ReportError, &["not-readable", "claim-out-of-balance"]);
    check(&damaged("BPR*I*210", "BPR*I*abc"), Verdict::ReportError, &["not-readable", "payment-out-of-balance"]);
    let bill = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260110*0900*^*00401*000000001*0*T*:~\
GS*HC*A*B*20260110*0900*1*X*004010X098A1~ST*837*0001~BHT*0019*00*1*20260110*0900*CH~HL*1**20*1~NM1*85*2*PRACTICE*****XX*1234567893~\
HL*2*1*22*0~SBR*P*18*******CI~CLM*C1*abc***11:B:1~LX*1~SV1*HC:90834*12,5*UN*1~SE*10*0001~GE*1*1~IEA*1*000000001~";
    check(bill, Verdict::ReportError, &["not-readable", "not-readable"]);
}

#[test]
fn negative_amounts_are_read_and_what_does_not_balance_is_said_with_its_difference() {
    let reversal = remittance()
        .replace("CLP*A-3*1*100*60*20*", "CLP*A-3*22*-100*-60*-20*")
        .replace("CAS*PR*3*20~\nCAS*CO*45*20", "CAS*PR*3*-20~\nCAS*CO*45*-20");
    check(&reversal, Verdict::AcceptWithWarning, &["payment-out-of-balance"]);
    let problem = found(reversal.as_bytes()).problems.kept()[0].clone();
    assert_eq!(problem.kind, ProblemKind::PaymentOutOfBalance { difference: Cents(12_000) });
    check(
        &remittance().replace("CLP*A-2*1*100*70", "CLP*A-2*1*100*71"),
        Verdict::AcceptWithWarning,
        &["claim-out-of-balance", "payment-out-of-balance"],
    );
}

#[test]
fn segments_of_other_transactions_and_lost_trailers_are_errors() {
    check(&remittance().replacen("LX*1~", "LX*1~\nCLM*A*1~", 1), Verdict::ReportError, &["unknown-segment", "count"]);
    check(&remittance().replace("GE*1*1~\n", ""), Verdict::ReportError, &["missing"]);
    // A trailer behind the end of its transaction is stray, and nothing else is asked of it.
    check(&remittance().replace("GE*1*1~\n", "SE*1*1234567890~\nGE*1*1~\n"), Verdict::ReportError, &["stray"]);
    let early = remittance().replace("LX*1~\n", "GE*1*1~\nSE*1*1234567890~\n");
    assert!(!codes(early.as_bytes()).contains(&"too-long"), "{:?}", codes(early.as_bytes()));
    check(&remittance().replace("GE*1*1~", "GE*1*2~"), Verdict::ReportError, &["control-number"]);
    check(&remittance().replace("SE*", "SF*"), Verdict::ReportError, &["unknown-segment", "missing"]);
    assert_eq!(claims_read(remittance().replace("SE*", "SF*").as_bytes()), 3);
}

#[test]
fn latin_1_and_a_byte_order_mark_are_read() {
    let name = remittance().replace("INVENTED*ANA", "INVENTED*ANÉ");
    let latin: Vec<u8> = name.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a letter of Latin-1")).collect();
    let first = read(&latin).find_map(|event| if let Event::ClaimPayment(claim) = event { Some(claim) } else { None });
    assert_eq!(first.map(|claim| claim.patient.first_name).as_deref(), Some("ANÉ"));
    assert_eq!(codes(&latin), ["not-utf8"; 3]);
    check(&name, Verdict::Accept, &[]);
    check(&format!("\u{feff}{}", remittance()), Verdict::Accept, &[]);
}

#[test]
fn a_terminator_that_was_lost_ends_the_reading_and_memory_stays_bounded() {
    let text = remittance().replacen("CAS*PR*3*20~", &format!("CAS*PR*3*20{}", "x".repeat(3 << 20)), 1);
    let inspection = found(text.as_bytes());
    assert!(codes(text.as_bytes()).contains(&"segment-too-long"));
    assert_eq!(inspection.facts.remittance.map(|facts| facts.claims), Some(1));
}
