use std::fmt::Write as _;

use revenue_cycle::{AcknowledgmentVerdict, Books, ReasonTable};
use serde_json::Value;

use super::*;
use crate::testing::shared;

/// An interchange around transactions; each is written without ST and SE.
fn interchange(function: &str, guide: &str, transactions: &[(&str, &str)]) -> String {
    let mut text = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0900*^*00501*000000007*0*T*:~".to_owned();
    write!(text, "GS*{function}*SENDER*RECEIVER*20260105*0900*7*X*{guide}~").unwrap();
    for (number, (set, body)) in transactions.iter().enumerate() {
        let count = body.matches('~').count() + 2;
        write!(text, "ST*{set}*{number:04}*{guide}~{body}SE*{count}*{number:04}~").unwrap();
    }
    write!(text, "GE*{}*7~IEA*1*000000007~", transactions.len()).unwrap();
    text
}

const HEAD: &str = "BHT*0019*00*1*20260310*0900*CH~NM1*41*2*PRACTICE*****46*S~NM1*40*2*PAYER*****46*R~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*1~SBR*S*18*******CI~NM1*IL*1*BIRCH*ANA****MI*M1~DMG*D8*19900506*F~\
NM1*PR*2*PLAN ONE*****PI*P1~";

const CLAIM: &str = "CLM*A1*215***11:B:7*Y*A*Y*Y~DTP*434*RD8*20260302-20260303~REF*G1*AUTH1~REF*F8*ICN0~REF*EA*R1~\
HI*ABF:F1020*ABK:F331~SBR*P*18*******CI~AMT*D*40~NM1*IL*1*BIRCH*ANA****MI*X1~NM1*PR*2*EARLIER*****PI*P0~\
LX*1~SV1*HC:90834:95*150*UN*1***1~DTP*472*D8*20260302~REF*6R*A1L1~LX*2~SV1*HC:90853*65*UN*1.5***1~DTP*472*RD8*20260303-20260303~";

const PAYMENT: &str = "BPR*I*39*C*ACH************20260105~TRN*1*T1*1512345678~N1*PR*PLAN ONE~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~\
REF*TJ*990000001~LX*1~CLP*A1*1*215*40*10*12*ICN1~NM1*QC*1*BIRCH*ANA****MI*M1~DTM*232*20260302~DTM*233*20260303~DTM*050*20260106~\
SVC*HC:90834*150*40**1~DTM*472*20260302~CAS*CO*45*100**253*0~CAS*PR*3*10~REF*6R*A1L1~AMT*B6*50~LQ*HE*N130~\
SVC*NU:0915*65*0**1~CAS*CO*197*65~PLB*1234567893*20261231*WO:OVP1*1~";

fn mapped(text: &str) -> Vec<Mapped> {
    read(text.as_bytes()).collect::<Result<_, _>>().unwrap()
}

fn problems(mapped: &[Mapped]) -> Vec<String> {
    let problem = |mapped: &Mapped| if let Mapped::Problem(problem) = mapped { Some(problem.kind.to_string()) } else { None };
    mapped.iter().filter_map(problem).collect()
}

fn only_claim(text: &str) -> (Claim, Vec<String>) {
    let mapped = mapped(text);
    let claim = mapped.iter().find_map(|mapped| if let Mapped::Claim(_, claim) = mapped { Some((**claim).clone()) } else { None });
    (claim.unwrap(), problems(&mapped))
}

fn only_payment(text: &str) -> (Remittance, Vec<String>) {
    let mapped = mapped(text);
    let payment =
        mapped.iter().find_map(|mapped| if let Mapped::Remittance(_, payment) = mapped { Some((**payment).clone()) } else { None });
    (payment.unwrap(), problems(&mapped))
}

#[test]
fn a_claim_comes_with_everything_that_money_needs() {
    let (claim, problems) = only_claim(&interchange("HC", "005010X222A1", &[("837", &format!("{HEAD}{CLAIM}"))]));
    let check = |what: &str, found: &dyn std::fmt::Debug, expected: &str| assert_eq!(format!("{found:?}"), expected, "{what}");
    assert_eq!(problems, [""; 0]);
    check("identity", &(&claim.number, claim.kind, claim.frequency, claim.sequence), r#"("A1", Professional, Replacement, Secondary)"#);
    check("payer", &(&claim.payer_id, &claim.payer_name, &claim.member_id), r#"("P1", "PLAN ONE", "M1")"#);
    check("patient", &(&claim.family_name, &claim.given_name, &claim.record_number), r#"("BIRCH", "ANA", Some("R1"))"#);
    check("references", &(&claim.authorizations, &claim.original_payer_control), r#"(["AUTH1"], Some("ICN0"))"#);
    check("biller", &(&claim.billing_provider_id, &claim.billing_tax_id), r#"("1234567893", "990000001")"#);
    let diagnoses: Vec<&str> = claim.diagnoses.iter().map(vocabulary::Icd10Code::as_str).collect();
    check("diagnoses, the principal first", &diagnoses, r#"["F33.1", "F10.20"]"#);
    let other = &claim.other_coverages[0];
    check("other payer", &(other.sequence, &other.payer_id, other.paid_amount.map(Money::cents)), r#"(Primary, "P0", Some(4000))"#);
    let line = |place: usize| {
        let line = &claim.lines[place];
        (line.number, line.control.clone(), line.procedure.clone(), line.charge_amount.cents(), line.units.to_string())
    };
    check("first line", &line(0), r#"(1, Some("A1L1"), "90834", 15000, "1")"#);
    check("second line", &line(1), r#"(2, None, "90853", 6500, "1.5")"#);
    assert_eq!(claim.problems(), []);
    assert_eq!((claim.first_day().unwrap().to_string(), claim.last_day().unwrap().to_string()), ("2026-03-02".into(), "2026-03-03".into()));
}

#[test]
fn a_line_of_a_facility_that_names_no_day_is_of_the_days_of_the_statement() {
    const BILL: &str = "CLM*F1*31000***86:A:3*Y*A*Y*Y~DTP*434*RD8*20260301-20260331~CL1*3*9*30~HI*ABK:F331~\
LX*1~SV2*1001**31000*DA*31~LX*2~SV2*0300*HC:80305*100*UN*1~DTP*472*D8*20260309~";
    let check = |from: &str, to: &str, expected: [&str; 2]| {
        let bill = BILL.replace(from, to);
        assert!(from == to || bill != BILL, "{from}");
        let (claim, _) = only_claim(&interchange("HC", "005010X223A2", &[("837", &format!("{HEAD}{bill}"))]));
        let days = |line: &revenue_cycle::ClaimLine| {
            line.days.map_or_else(String::new, |days| format!("{}..{}", days.first(), days.last().unwrap_or_else(|| days.first())))
        };
        assert_eq!(claim.lines.iter().map(days).collect::<Vec<_>>(), expected);
    };
    check("", "", ["2026-03-01..2026-03-31", "2026-03-09..2026-03-09"]);
    check("DTP*434*RD8*20260301-20260331~", "", ["", "2026-03-09..2026-03-09"]);
    // A day that cannot be read is not guessed.
    check("D8*20260309", "D8*20260230", ["2026-03-01..2026-03-31", ""]);
}

#[test]
fn what_is_no_day_no_unit_and_no_diagnosis_is_said_and_the_rest_is_there() {
    let check = |from: &str, to: &str, expected: &[&str]| {
        let (claim, problems) = only_claim(&interchange("HC", "005010X222A1", &[("837", &format!("{HEAD}{}", CLAIM.replace(from, to)))]));
        assert_eq!(problems, expected);
        assert_eq!(claim.lines.len(), 2);
    };
    check("DTP*472*D8*20260302", "DTP*472*D8*20260230", &["not a day or period: \"20260230\""]);
    check("472*RD8*20260303", "472*RD8*20260304", &["not a day or period: \"20260304-20260303\""]);
    check("UN*1.5", "UN*many", &["not a number of units: \"many\""]);
    check("ABK:F331", "ABK:331", &["not an ICD-10-CM code: \"331\""]);
    check("CLM*A1*215", "CLM*A1*99999999999999", &["an amount beyond ten billion dollars"]);
}

#[test]
fn a_payment_comes_with_its_decisions_and_what_stands_beside_them() {
    let (payment, problems) = only_payment(&interchange("HP", "005010X221A1", &[("835", PAYMENT)]));
    assert_eq!(problems, [""; 0]);
    let key = &payment.key;
    assert_eq!([&key.payer_id, &key.trace, &key.originator, &key.interchange], ["P1", "T1", "1512345678", "000000007"]);
    assert_eq!((payment.payee_id.as_str(), payment.payee_tax_id.as_str(), payment.is_whole), ("1234567893", "990000001", true));
    let decision = &payment.adjudications[0];
    assert_eq!((decision.out_of_balance_amount(), payment.out_of_balance_amount()), (Money::ZERO, Money::ZERO));
    assert_eq!(decision.adjustments.len() + decision.lines.iter().map(|line| line.adjustments.len()).sum::<usize>(), 4);
    let second = &decision.lines[1];
    assert_eq!((second.procedure.as_str(), second.revenue_code.as_str()), ("", "0915"), "a revenue code stands in place of a procedure");
    assert_eq!(decision.lines[0].remarks, ["N130"]);
    assert_eq!(decision.lines[0].allowed_amount.map(Money::cents), Some(5000));
    assert_eq!(payment.provider_adjustments[0].reference, "OVP1");
}

#[test]
fn a_status_or_group_that_nobody_knows_is_kept_and_said() {
    let check = |from: &str, to: &str, expected: &[&str]| {
        let (payment, problems) = only_payment(&interchange("HP", "005010X221A1", &[("835", &PAYMENT.replace(from, to))]));
        assert_eq!(problems, expected);
        assert_eq!(payment.adjudications.len(), 1);
    };
    check("CLP*A1*1*", "CLP*A1*77*", &["not a status of a decision: \"77\""]);
    check("CAS*PR*3", "CAS*QQ*3", &["not a group of adjustments: \"QQ\""]);
    check("TRN*1*T1*", "TRN*1**", &["the payment has no trace number"]);
}

#[test]
fn a_payment_that_the_file_cuts_off_is_there_and_marked() {
    let whole = interchange("HP", "005010X221A1", &[("835", PAYMENT)]);
    let cut = whole.split("SVC*NU").next().unwrap();
    let (payment, problems) = only_payment(cut);
    assert!(!payment.is_whole);
    assert_eq!(payment.adjudications[0].lines.len(), 1, "what was understood is there");
    assert_eq!(problems, ["the file ends inside of this payment", "the file ends inside of a transaction"]);
}

#[test]
fn answers_about_claims_and_files_are_no_decisions() {
    use AcknowledgmentVerdict::{Accepted, Rejected};

    let status = "BHT*0085*08*1*20260106*0900*TH~HL*1**20*1~NM1*PR*2*PLAN*****PI*P1~TRN*1*F1~HL*2*1*21*1~NM1*41*2*PRACTICE*****46*S~TRN*2*F2~\
STC*A1:19*20260106*WQ*215~HL*3*2*19*1~NM1*85*2*PRACTICE*****XX*1234567893~HL*4*3*PT~NM1*QC*1*BIRCH*ANA****MI*M1~TRN*2*A1~\
STC*A2:20*20260106*WQ*215~REF*1K*ICN1~HL*5*3*PT~NM1*QC*1*OAK*BEN****MI*M2~TRN*2*A2~STC*A7:562:85*20260106*U*65~";
    let text = interchange("HN", "005010X214", &[("277", status)]);
    let answers: Vec<(String, AcknowledgmentVerdict, Option<String>, Vec<String>)> = mapped(&text)
        .into_iter()
        .filter_map(|mapped| {
            if let Mapped::Acknowledgment(_, it) = mapped { Some((it.claim_number, it.verdict, it.payer_control, it.codes)) } else { None }
        })
        .collect();
    assert_eq!(
        answers,
        [("A1".into(), Accepted, Some("ICN1".into()), vec!["A2:20".to_owned()]), ("A2".into(), Rejected, None, vec!["A7:562".to_owned()]),]
    );
    let text = interchange("FA", "005010X231A1", &[("999", "AK1*HC*7*005010X222A1~AK2*837*0001*005010X222A1~IK5*R*5~AK9*R*1*1*0~")]);
    let answers = mapped(&text);
    let [Mapped::FileAcknowledgment(_, answer, faults)] = answers.as_slice() else { panic!("{answers:?}") };
    assert_eq!((answer.group.as_str(), answer.transaction.as_deref(), answer.verdict), ("7", Some("0001"), Rejected));
    assert_eq!(faults.iter().map(|fault| (fault.part, fault.code.as_str())).collect::<Vec<_>>(), [(FaultyPart::Transaction, "5")]);
}

#[test]
fn a_999_names_what_is_wrong_with_its_place() {
    let check = |body: &str, expected: &[(FaultyPart, &str, &str, &str, &str)]| {
        let text = interchange("FA", "005010X231A1", &[("999", body)]);
        let told: Vec<FileFault> = mapped(&text)
            .into_iter()
            .flat_map(|mapped| if let Mapped::FileAcknowledgment(_, _, faults) = mapped { faults } else { Vec::new() })
            .collect();
        let told: Vec<_> =
            (told.iter()).map(|it| (it.part, it.name.as_str(), it.position.as_str(), it.loop_name.as_str(), it.code.as_str())).collect();
        assert_eq!(told, expected, "{body}");
    };
    let set = |within: &str, errors: &str| format!("AK1*HC*7*005010X222A1~AK2*837*0001*005010X222A1~{within}IK5*R{errors}~AK9*R*1*1*0~");
    // That a segment has an element in error is said by the element, and that a transaction has one by the segment.
    check(&set("IK3*NM1*12*2010BA*8~IK4*9*67*7~", "*5"), &[(FaultyPart::Element, "NM109", "12", "2010BA", "7")]);
    check(&set("IK3*SV1*30*2400*8~IK4*1:2*234*I6~", "*5"), &[(FaultyPart::Element, "SV101-2", "30", "2400", "I6")]);
    check(&set("IK3*N3*14*2010BA*3~", "*I5"), &[(FaultyPart::Segment, "N3", "14", "2010BA", "3")]);
    check(&set("IK3*N3*14**8~", "*5"), &[(FaultyPart::Segment, "N3", "14", "", "8")]);
    check(&set("", "*4"), &[(FaultyPart::Transaction, "", "", "", "4")]);
    check(&set("", "").replace("IK5*R", "IK5*A"), &[]);
    check("AK1*HC*7*005010X222A1~AK9*R*1*1*0*2~", &[(FaultyPart::Group, "", "", "", "2")]);
}

/// Everything of a file into books.
fn keep(books: &mut Books, bytes: &[u8]) -> Vec<String> {
    let mut problems = Vec::new();
    for mapped in read(bytes) {
        match mapped.unwrap() {
            Mapped::Claim(_, claim) => drop(books.add_claim(*claim)),
            Mapped::Remittance(_, payment) => drop(books.add_remittance(*payment)),
            Mapped::Acknowledgment(_, answer) => drop(books.add_acknowledgment(answer)),
            Mapped::FileAcknowledgment(_, answer, _) => drop(books.add_file_acknowledgment(answer)),
            Mapped::Coverage(_, answer) => panic!("nobody asked about coverage: {answer:?}"),
            Mapped::Review(_, answer) => panic!("nobody asked for an authorization: {answer:?}"),
            Mapped::Problem(problem) => problems.push(problem.kind.to_string()),
        }
    }
    problems
}

/// The pair of files with 150 claims and the answers to them reconciles to the cent, in any order and however often the files come.
#[test]
fn the_pair_of_seed_11_reconciles_to_the_cent() {
    let Some(folder) = shared("the_pair_of_seed_11_reconciles_to_the_cent", "edi/pairs/seed11") else { return };
    let file = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let expected: Value = serde_json::from_slice(&file("reconciliation.expected.json")).unwrap();
    let check = |names: &[&str]| {
        let mut books = Books::default();
        for name in names {
            assert_eq!(keep(&mut books, &file(name)), [""; 0], "{name}");
        }
        let found = reconciliation_json(&books, ReasonTable::shipped());
        for (key, value) in expected.as_object().unwrap().iter().filter(|(key, _)| *key != "seed") {
            assert_eq!(&found[key], value, "{key} of {names:?}");
        }
        assert_eq!(
            (&found["queue"], &found["held"], &found["unbalanced_payments"]),
            (&Value::from([0; 0]), &Value::from([0; 0]), &Value::from([0; 0]))
        );
        assert_eq!(found["payments"], "71174.85");
        let unbalanced: Vec<_> =
            found["accounts"].as_object().unwrap().iter().filter(|(_, account)| account["out_of_balance"] != "0").collect();
        assert!(unbalanced.is_empty(), "{unbalanced:?}");
    };
    check(&["claims_837p.edi", "remits_835.edi"]);
    check(&["claims_837i.edi", "remits_835.edi"]);
    check(&["remits_835.edi", "claims_837i.edi", "remits_835.edi", "claims_837p.edi", "claims_837p.edi"]);
}

/// Every published sample is mapped without a panic, and its money is in the books.
#[test]
fn published_files_are_mapped_and_lose_no_money() {
    let Some(folder) = shared("published_files_are_mapped_and_lose_no_money", "edi/files") else { return };
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "edi"));
    assert!(paths.len() > 100, "the folder has the files");
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let direct: i64 = x12::read(&bytes).map(|event| if let Event::ClaimPayment(claim) = event { claim.paid.0 } else { 0 }).sum();
        let mut books = Books::default();
        let mut paid = Money::ZERO;
        for mapped in read(bytes.as_slice()) {
            match mapped.unwrap() {
                Mapped::Remittance(_, payment) => {
                    paid += payment.posted_amount() + payment.unposted_amount();
                    books.add_remittance(*payment);
                }
                Mapped::Claim(_, claim) => drop(books.add_claim(*claim)),
                _ => {}
            }
        }
        assert_eq!(paid.cents(), direct, "{}", path.display());
        let table = ReasonTable::shipped();
        let settlement = books.settle(table);
        let posted: Money = settlement.posted.iter().map(|payment| payment.posted_amount()).sum();
        assert_eq!(settlement.matched_paid_amount() + settlement.queued_paid_amount(), posted, "{}", path.display());
    }
}

#[test]
fn an_answer_about_coverage_says_of_whom_and_whether_it_is_active() {
    let head = "BHT*0022*11*R1*20260304*0900~HL*1**20*1~NM1*PR*2*PLAN ONE*****PI*P1~HL*2*1*21*1~NM1*1P*2*PRACTICE*****XX*1234567893~\
                HL*3*2*22*0~TRN*2*T1*1512345678~NM1*IL*1*BIRCH*ANA****MI*M1~DMG*D8*19900506*F~";
    let read = |set: &str, rest: &str| {
        let mapped = mapped(&interchange("HB", "005010X279A1", &[(set, &format!("{head}{rest}"))]));
        let told = |mapped: &Mapped| match mapped {
            Mapped::Coverage(_, answer) => format!(
                "{} {} {} {} {}",
                answer.member_id,
                answer.family_name,
                answer.birth_day.map(|day| day.to_string()).unwrap_or_default(),
                answer.day,
                answer.quoted
            ),
            Mapped::Problem(problem) => problem.kind.code().to_owned(),
            other => format!("{other:?}"),
        };
        mapped.iter().map(told).collect::<Vec<_>>()
    };
    let check = |rest: &str, expected: &str| assert_eq!(read("271", rest), [expected], "{rest}");
    check("EB*1*IND*30~EB*B*IND*30****20~", "M1 BIRCH 1990-05-06 2026-03-04 covered");
    check("EB*6*IND*30~", "M1 BIRCH 1990-05-06 2026-03-04 not_covered");
    // What is said of the plan goes before what is said of one service; one service alone says that there is a plan.
    check("EB*1*IND*30~EB*6*IND*MH~", "M1 BIRCH 1990-05-06 2026-03-04 covered");
    check("EB*1*IND*MH~", "M1 BIRCH 1990-05-06 2026-03-04 covered");
    check("DTP*472*D8*20260220~EB*1*IND*30~", "M1 BIRCH 1990-05-06 2026-02-20 covered");
    check("DTP*472*D8*20260420~EB*1*IND*30~", "M1 BIRCH 1990-05-06 2026-03-04 covered");
    check("EB*1*IND*30~EB*6*IND*30~", "no_coverage_answer");
    check("EB*C*IND*30***23*200~", "no_coverage_answer");
    check("AAA*N**75*C~", "no_coverage_answer");
    assert_eq!(read("270", "EQ*30~"), [""; 0], "a question is no answer");
    let dependent = "HL*4*3*23*0~NM1*03*1*BIRCH*BEN~DMG*D8*20150101*M~EB*1*IND*30~";
    check(dependent, "M1 BIRCH 2015-01-01 2026-03-04 covered");
}

#[test]
fn a_request_for_an_authorization_is_named_and_not_used() {
    assert_eq!(read_review("13"), ["review_not_used"]);
    assert_eq!(read_review("11"), ["review_not_used"]);
}

#[test]
fn the_answer_to_a_request_tells_what_was_decided_under_which_number_for_which_days() {
    let check = |rest: &str, expected: &[&str]| {
        let body = format!(
            "BHT*0007*11*R1*20260304*0900*18~HL*1**20*1~NM1*X3*2*PLAN*****PI*P1~HL*2*1*21*1~NM1*1P*2*PRACTICE*****XX*1234567893~HL*3*2*22*1~\
NM1*IL*1*BIRCH*ANA****MI*M1~DMG*D8*19900506*F~HL*4*3*EV*1~UM*HS*I*A9~{rest}"
        );
        let told: Vec<String> = mapped(&interchange("HI", "005010X217", &[("278", body.as_str())]))
            .into_iter()
            .map(|mapped| match mapped {
                Mapped::Review(_, it) => {
                    let days = it.period.map(|period| format!("{} {}", period.first(), period.last().unwrap())).unwrap_or_default();
                    let units =
                        it.units.map(|units| format!("{units}{}", if it.counts_visits { " visits" } else { "" })).unwrap_or_default();
                    let who = (it.member_id, it.family_name, it.birth_day.map(|day| day.to_string()).unwrap_or_default());
                    assert_eq!(who, ("M1".to_owned(), "BIRCH".to_owned(), "1990-05-06".to_owned()));
                    [it.verdict.code(), &it.number, &days, &units, &it.services.join("+"), &it.reasons.join("+")].join("|")
                }
                Mapped::Problem(problem) => problem.kind.code().to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(told, expected, "{rest}");
    };
    let service = "HL*5*4*SS*0~SV2*0912*HC:H0035~";
    check(&format!("HCR*A1*AU7~DTP*472*RD8*20260301-20260314~HSD*DY*10~{service}"), &["granted|AU7|2026-03-01 2026-03-14|10|H0035|"]);
    check(&format!("HCR*A6~REF*BB*AU8~DTP*007*D8*20260301~DTP*036*D8*20260307~{service}"), &["in_part|AU8|2026-03-01 2026-03-07||H0035|"]);
    check(&format!("HCR*A1*AU9~HSD*VS*12~{service}"), &["granted|AU9||12 visits|H0035|"]);
    // Three a week for four weeks, or three in all: nobody is certain.
    check(&format!("HCR*A1*AU9~HSD*VS*3*WK*1*35*4~{service}"), &["granted|AU9|||H0035|"]);
    check("HCR*A3**0B~DTP*435*D8*20260301~", &["refused||2026-03-01 2026-03-01|||0B"]);
    check("HCR*A4~", &["pended|||||"]);
    check("HCR*ZZ~", &["unknown|||||"]);
    check("AAA*N**33*C~", &["turned_away|||||33"]);
    // Services that are decided one by one are told one by one.
    let two = "HL*5*4*SS*0~HCR*A1*S1~DTP*472*D8*20260302~SV1*HC:90853~HL*6*4*SS*0~HCR*A3~SV1*HC:90837~";
    check(two, &["granted|S1|2026-03-02 2026-03-02||90853|", "refused||||90837|"]);
    // Those that are not are decided with the event.
    let event = format!("HCR*A1*AU7~DTP*472*D8*20260302~{service}HL*6*4*SS*0~HCR*A3~SV1*HC:90837~");
    check(&event, &["granted|AU7|2026-03-02 2026-03-02||H0035|", "refused||2026-03-02 2026-03-02||90837|"]);
    check(service, &["review_not_used"]);
}

fn read_review(purpose: &str) -> Vec<String> {
    let text = format!(
        "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260304*0900*^*00501*000000009*0*T*:~\
GS*HI*PAYER*PRACTICE*20260304*0900*9*X*005010X217~ST*278*0001*005010X217~BHT*0007*{purpose}*R1*20260304*0900~HL*1**20*1~\
NM1*X3*2*PLAN*****PI*P1~HL*2*1*21*1~NM1*1P*2*PRACTICE*****XX*1234567893~HL*3*2*22*1~NM1*IL*1*BIRCH*ANA****MI*M1~HL*4*3*EV*0~\
TRN*1*T1*9146111111~UM*HS*I*A9~SE*12*0001~GE*1*9~IEA*1*000000009~"
    );
    let mapped = read(text.as_bytes()).map(|mapped| match mapped.unwrap() {
        Mapped::Problem(problem) => problem.kind.code().to_owned(),
        other => format!("{other:?}"),
    });
    mapped.collect()
}

#[test]
fn an_answer_about_coverage_is_a_quote_for_the_person_whom_claims_name() {
    use revenue_cycle::Books;

    let mut books = Books::default();
    let claims = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260310*0900*^*00501*000000001*0*T*:~\
GS*HC*A*B*20260310*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260310*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*BIRCH*ANA****MI*M-1~DMG*D8*19900506*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*C1*150***11:B:1*Y*A*Y*Y~HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20260303~\
REF*6R*L1~SE*17*0001~GE*1*1~IEA*1*000000001~";
    for mapped in read(claims.as_bytes()) {
        if let Mapped::Claim(_, claim) = mapped.unwrap() {
            books.add_claim(*claim);
        }
    }
    let members = Members::of(&books);
    let check = |member: &str, family: &str, born: &str, expected: &[&str]| {
        let answer = CoverageAnswer {
            payer_id: "P1".to_owned(),
            payer_name: "PLAN".to_owned(),
            member_id: member.to_owned(),
            family_name: family.to_owned(),
            birth_day: born.parse().ok(),
            day: "2026-03-04".parse().unwrap(),
            quoted: care::Quoted::NotCovered,
        };
        let quotes = members.quotes(&answer);
        let told: Vec<String> = quotes.iter().map(|quote| format!("{} {:?} {}", quote.patient, quote.payers, quote.is_covered)).collect();
        assert_eq!(told, expected, "{member} {family} {born}");
    };
    check("M1", "Birch", "1990-05-06", &["M-1 {\"P1\", \"PLAN\"} false"]);
    // Another of the family under the same number; a number that no claim has; nobody's birth day.
    check("M1", "Birch", "2015-01-01", &[]);
    check("M2", "Birch", "1990-05-06", &[]);
    check("M1", "Birch", "", &[]);
}

#[test]
fn what_an_answer_grants_is_an_authorization_of_the_person_whom_claims_name() {
    let mut books = Books::default();
    keep(&mut books, interchange("HC", "005010X222A1", &[("837", format!("{HEAD}{CLAIM}").as_str())]).as_bytes());
    let members = Members::of(&books);
    let check = |change: &dyn Fn(&mut ReviewAnswer), expected: &[&str]| {
        let mut answer = ReviewAnswer {
            payer_id: "P1".to_owned(),
            payer_name: String::new(),
            member_id: "M1".to_owned(),
            family_name: "Birch".to_owned(),
            given_name: String::new(),
            birth_day: "1990-05-06".parse().ok(),
            verdict: ReviewVerdict::Granted,
            number: "AU7".to_owned(),
            reasons: Vec::new(),
            period: Period::new("2026-03-01".parse().unwrap(), "2026-03-14".parse().ok()).ok(),
            provider_id: String::new(),
            units: Some(10),
            counts_visits: false,
            services: Vec::new(),
            answered: None,
            interchange: "9".to_owned(),
        };
        change(&mut answer);
        let told: Vec<String> = (members.authorizations(&answer).iter())
            .map(|fact| format!("{} {} {} {:?} {:?}", fact.number, fact.patient, fact.period.first(), fact.units, fact.payers))
            .collect();
        assert_eq!(told, expected);
    };
    check(&|_| {}, &["AU7 R1 2026-03-01 Some(10) {\"P1\"}"]);
    // What was refused or pends grants nothing; a grant without its number or days covers none.
    check(&|answer| answer.verdict = ReviewVerdict::Refused, &[]);
    check(&|answer| answer.verdict = ReviewVerdict::Pended, &[]);
    check(&|answer| answer.number.clear(), &[]);
    check(&|answer| answer.period = None, &[]);
    check(&|answer| answer.birth_day = None, &[]);
}
