use super::mutator::Mutator;
use super::*;

const RESPONSE: &str = r#"{"resourceType":"QuestionnaireResponse","id":"r1","questionnaire":"http://example.org/Questionnaire/phq-9","status":"completed","subject":{"reference":"Patient/p1"},"authored":"2026-11-02T10:00:00Z","item":[{"linkId":"/44250-9","answer":[{"valueCoding":{"system":"http://loinc.org","code":"LA6570-1"}}]},{"linkId":"/44260-8","answer":[{"valueInteger":1}]},{"linkId":"/44261-6","answer":[{"valueDecimal":12}]}]}"#;
const PATIENT: &str = r#"{"resourceType":"Patient","id":"p1","identifier":[{"type":{"coding":[{"code":"MR"}]},"value":"A-1"}],"name":[{"family":"Invented","given":["Ana"]}],"gender":"female","birthDate":"1990-05-01"}"#;
const FORM: &str = r#"{"resourceType":"Questionnaire","id":"calm","url":"http://example.org/calm","code":"LOINC#48543-3 x","item":[{"linkId":"1","type":"choice","text":"Q","answerOption":[{"extension":[{"url":"x/ordinalValue","valueDecimal":0}],"valueCoding":{"code":"n","display":true}},{"extension":[{"url":"x/ordinalValue","valueDecimal":1}],"valueCoding":{"code":"y","display":"Yes"}}]},{"linkId":"b","type":"boolean"}]}"#;
const CALM: &str = r#"{"resourceType":"QuestionnaireResponse","questionnaire":"http://example.org/calm","authored":"2026-11-02","item":[{"linkId":"1","answer":[{"valueCoding":{"code":"y"}}]},{"linkId":"b","answer":[{"valueBoolean":true}]}]}"#;
const TOTAL: &str = r#"{"resourceType":"Observation","status":"final","code":{"coding":[{"code":"44261-6"}]},"effectiveDateTime":"2026-11-02","valueString":"12","derivedFrom":[{"reference":"QuestionnaireResponse/r1"}]}"#;

fn seed() -> u64 {
    std::env::var("THROUGHLINE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

fn fhir_seeds() -> Vec<Vec<u8>> {
    let bundle = format!(
        r#"{{"resourceType":"Bundle","entry":[{{"fullUrl":"urn:uuid:a","resource":{FORM}}},{{"resource":{CALM}}},{{"resource":{PATIENT}}}]}}"#
    );
    let wrapper = format!("{{\n\"questionnaire\":{FORM},\n\"response\":{CALM}}}");
    let lines = format!("{PATIENT}\n{RESPONSE}\n{FORM}\n{CALM}\n{TOTAL}\n");
    [RESPONSE, PATIENT, FORM, TOTAL, &bundle, &wrapper, &lines, &format!("[{TOTAL},{RESPONSE}]")]
        .iter()
        .map(|text| text.as_bytes().to_vec())
        .collect()
}

const FHIR_WORDS: [&[u8]; 12] = [
    b"\"resourceType\":\"Bundle\",",
    b"\"valueCoding\":{\"code\":\"LA6571-9\"},",
    b"\"contained\":[{\"resourceType\":\"Questionnaire\"}],",
    b"null",
    b"1e999",
    b"-0.00001",
    b"\\u0000",
    b"\"2026-02-30\"",
    b"[[[[[[[[",
    b"\xEF\xBB\xBF",
    b"\"linkId\":\"/44250-9\",",
    b"\"questionnaire\":",
];

fn table_seeds() -> Vec<Vec<u8>> {
    let wide = "id,day,q1,q2,q3,q4,q5,q6,q7,q8,q9,t\nA,2026-11-02,1,2,3,0,1,2,3,0,1,13\n\"B, \"\"x\"\"\",2026-11-03,1,-9,,0,0,0,0,0,0,1\n";
    let long = "id,day,tool,item,answer\nA,2026-11-02,phq-2,1,3\nA,2026-11-02,phq-2,2,1\nB,2026-11-02,gad-2,1,0\n";
    let utf16: Vec<u8> = "\u{FEFF}id,name,day,sex\n1,Ana,5/1/1990,F\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let episodes = b"id;day\nA;1\nB;\x802\n";
    let with_choice = |choice: u8, table: &[u8]| [&[choice], table].concat();
    vec![with_choice(0, wide.as_bytes()), with_choice(1, long.as_bytes()), with_choice(2, &utf16), with_choice(3, episodes)]
}

const TABLE_WORDS: [&[u8]; 10] =
    [b"\"\"", b"\r\n", b",,,,", b"\"\n\"", b"-9", b"999999999999", b"2026-11-02", b"id,day", b"\xFF\xFE", b"phq-9"];

/// One table of each kind by its columns, and one by a mapping.
fn beside_seeds() -> Vec<Vec<u8>> {
    let plain = [
        "payer,service,level_of_care,first_day,last_day,unit_amount\nP1,90834,IOP,2026-01-01,,95.00\nP1,90834,,2026-01-01,2025-01-01,9\n",
        "patient,day,service,minutes,signed_day\nR1,2026-03-02,90834,45,2026-03-03\nR1,2026-03-02,,x,\n",
        "patient,day,attended\nR1,2026-03-02,yes\nR1,2026-03-02,No\n",
        "authorization,patient,first_day,last_day,units\nX,R1,2026-03-02,2026-03-09,6\n",
        "claim,written_off_day,amount,reason\nA1,2026-03-02,\"$1,000.00\",small\n",
        "patient,day,instrument,score,interpreted\nR1,2026-03-02,phq-9,14,yes\nR1,2026-03-02,gad-7,-0.5,no\n",
        "patient,day,determination\nR1,2026-03-02,CONTINUE\n",
        "patient,admitted_day,discharged_day,discharge_type\nR1,2026-03-02,2026-04-02,payer_forced\n",
        "payer,patient,submitted_day,decision,days_approved\nP1,R1,2026-03-02,partial,3\n",
        "claim,filed_day,outcome,with_scores\nA1,2026-03-02,won,yes\n",
        "payer,appeal_days\nP1,180\n",
        "payer,filing_days\nP1,180\n",
        "patient,quoted_day,covered,patient_share\nR1,2026-03-02,yes,25.00\n",
        "patient,service,first_day,agreed_amount\nR1,H0035,2026-03-02,450\n",
        "patient,day,posted_day,charge_amount\nR1,2026-03-02,2026-03-04,150\n",
        "claim,paid_day,paid_amount\nA1,2026-03-02,-20.00\n",
        "account,patient\nACC-7,R1\n",
    ];
    let with_choice = |choice: u8, table: &str| [&[choice], table.as_bytes()].concat();
    let mapped = with_choice(1, "payer;service;first_day;unit_amount\nP1;90834;3/1/2026;95\n");
    plain.into_iter().map(|table| with_choice(0, table)).chain([mapped]).collect()
}

const BESIDE_WORDS: [&[u8]; 10] =
    [b"\"\"", b"\r\n", b",,,", b"\"\n\"", b"-99999999999999999999", b"9999-12-31", b"0001-01-01", b"\xFF\xFE", b"1e9", b"patient,day"];

fn line_seeds() -> Vec<Vec<u8>> {
    let plain = r#"{"id":"a","instrument":"phq-9","answers":{"1":3,"2":2,"3":1,"4":2,"5":0,"6":1,"7":2,"8":0,"9":1},"sex":"female","age":41,"total":12}"#;
    let list = r#"[{"instrument":"audit-c","answers":[2,"1",null]},{"instrument":"who-5","totals":{"raw":13}}]"#;
    let both = format!("{plain}\n{RESPONSE}\n{plain}\n");
    [plain, list, &both, TOTAL].iter().map(|text| text.as_bytes().to_vec()).collect()
}

const LINE_WORDS: [&[u8]; 10] = [
    b"\"refused\"",
    b"\"not_applicable\"",
    b"-2147483649",
    b"1e308",
    b"\"1\":9,",
    b"\"instrument\":\"ede-q\",",
    b"\"birth_day\":\"2020-02-30\",",
    b"\"totals\":{\"raw\":null},",
    b"{\"id\":",
    b"\n",
];

fn mapping_seeds() -> Vec<Vec<u8>> {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/");
    ["claus_2020", "practice/episodes", "practice/patients", "practice/answers_long", "practice/phq9"]
        .iter()
        .map(|name| std::fs::read(format!("{examples}{name}.toml")).unwrap())
        .collect()
}

const MAPPING_WORDS: [&[u8]; 8] = [
    b"[[records]]\n",
    b"kind = \"patient\"\n",
    b"[codes.sex]\n",
    b"constant = ",
    b"{ column = \"a\" }",
    b"from_age",
    b"step_days = 99999999",
    b"\"{item}\"",
];

const ENVELOPE: &str = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260105*0900*^*00501*000000001*0*T*:~";

const CLAIMS: &str = "GS*HC*A*B*20260105*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260310*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*BIRCH*ANA****MI*M1~DMG*D8*19900506*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*A1*215***11:B:1*Y*A*Y*Y~REF*G1*AUTH1~HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20260302~REF*6R*L1~\
LX*2~SV1*HC:90853*65*UN*1***1~DTP*472*RD8*20260303-20260303~REF*6R*L2~SE*23*0001~GE*1*1~";

const PAYMENTS: &str = "GS*HP*B*A*20260405*0900*1*X*005010X221A1~ST*835*0001~BPR*I*139*C*ACH************20260405~TRN*1*T1*1512345678~\
N1*PR*PLAN~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*A1*1*215*140*10*12*ICN1~NM1*QC*1*BIRCH*ANA****MI*M1~\
SVC*HC:90834*150*100**1~DTM*472*20260302~CAS*CO*45*40~CAS*PR*3*10~REF*6R*L1~SVC*HC:90853*65*40**1~CAS*CO*45*25~REF*6R*L2~\
CLP*A1*22*-215*-140**12*ICN1~CAS*CO*45*-75~CLP*A1*2*215*140**12*ICN1C~CAS*OA*23*75~PLB*1234567893*20261231*WO:A1*1~SE*24*0001~GE*1*1~";

const ANSWERS: &str = "GS*HN*B*A*20260106*0900*1*X*005010X214~ST*277*0001*005010X214~BHT*0085*08*1*20260106*0900*TH~HL*1**20*1~HL*2*1*PT~\
TRN*2*A1~STC*A2:20*20260106*WQ*215~REF*1K*ICN1~SE*8*0001~GE*1*1~GS*FA*B*A*20260106*0900*2*X*005010X231A1~ST*999*0001*005010X231A1~\
AK1*HC*1*005010X222A1~AK2*837*0001~IK5*A~AK9*A*1*1*1~SE*6*0001~GE*1*2~";

fn x12_seeds() -> Vec<Vec<u8>> {
    let file = |parts: &[&str]| format!("{ENVELOPE}{}IEA*1*000000001~", parts.concat()).into_bytes();
    vec![file(&[CLAIMS]), file(&[PAYMENTS]), file(&[ANSWERS]), file(&[CLAIMS, PAYMENTS, ANSWERS]), file(&[PAYMENTS, CLAIMS, PAYMENTS])]
}

const X12_WORDS: [&[u8]; 12] = [
    b"~",
    b"*",
    b"CLP*A1*22*-215*-140**12*ICN1~",
    b"CLP*A1*4*215*0**12*ICN2~CAS*CO*197*215~",
    b"SVC*HC:90834*1*99999999999999**1~",
    b"CAS*PR*1*-9999999999.99*1*2*3~",
    b"ST*835*0002~",
    b"SE*1*0001~",
    b"DTM*472*20260230~",
    b"CLM*A1*215***11:B:8~",
    b"ISA*00*",
    b"PLB*1*20261231*FB:X*-1~",
];

fn mail_seeds() -> Vec<Vec<u8>> {
    let report = returned_mail::tests::REPORT;
    let several = report.replace(
        "Status: 5.1.1\r\n",
        "Status: 5.1.1\r\n\r\nFinal-Recipient: rfc822; bea@example.org\r\nAction: failed\r\nStatus: 4.4.7\r\n",
    );
    vec![report.as_bytes().to_vec(), several.into_bytes(), report.replace("\r\n", "\n").into_bytes()]
}

const MAIL_WORDS: [&[u8]; 10] = [
    b"--b;1\r\n",
    b"--b;1--\r\n",
    b"\r\n\r\n",
    b"\r\n\t",
    b"Action: failed\r\n",
    b"Status: 5.2.1\r\n",
    b"Status: 99999.1.1\r\n",
    b"Content-Type: message/rfc822\r\n",
    b"boundary=\"",
    b"rfc822;",
];

type Body = (&'static str, fn(&[u8]), fn() -> Mutator);

fn bodies() -> [Body; 7] {
    [
        ("fhir", fhir, || Mutator::new(seed(), fhir_seeds(), FHIR_WORDS.to_vec())),
        ("table", table, || Mutator::new(seed(), table_seeds(), TABLE_WORDS.to_vec())),
        ("beside", beside, || Mutator::new(seed(), beside_seeds(), BESIDE_WORDS.to_vec())),
        ("score_line", score_line, || Mutator::new(seed(), line_seeds(), LINE_WORDS.to_vec())),
        ("mapping", mapping, || Mutator::new(seed(), mapping_seeds(), MAPPING_WORDS.to_vec())),
        ("returned_mail", returned_mail, || Mutator::new(seed(), mail_seeds(), MAIL_WORDS.to_vec())),
        ("x12_map", x12_map, || Mutator::new(seed(), x12_seeds(), X12_WORDS.to_vec())),
    ]
}

/// Runs a body on an input. What breaks it is printed as it can be kept as a test.
fn run(name: &str, body: fn(&[u8]), input: &[u8]) {
    let outcome = std::panic::catch_unwind(|| body(input));
    assert!(outcome.is_ok(), "{name} breaks on b\"{}\" (seed {})", input.escape_ascii(), seed());
}

#[test]
fn the_unchanged_seeds_are_understood() {
    for input in [RESPONSE, PATIENT, FORM, TOTAL] {
        let mut known = Questionnaires::default();
        let is_record = |reading: &Result<Reading, FileProblem>| matches!(reading, Ok(Reading::Record(_)));
        assert!(fhir::read(input.as_bytes(), &mut known, context()).any(|reading| is_record(&reading)), "{input}");
    }
}

#[test]
fn the_unchanged_tables_beside_are_understood() {
    let mut kinds = std::collections::BTreeSet::new();
    for table in beside_seeds().iter().filter(|table| table[0] == 0) {
        let read = read_beside(&table[1..], &BesideMapping::default(), &mut Side::default()).unwrap();
        kinds.extend(read.filter(|read| read.rows > 0).map(|read| read.kind));
    }
    assert_eq!(kinds.len(), KINDS.len(), "one seed of each kind is read");
}

#[test]
fn the_unchanged_x12_seeds_are_understood() {
    let count = |seed: &[u8], which: fn(&Mapped) -> bool| x12_map::read(seed).filter(|mapped| which(mapped.as_ref().unwrap())).count();
    let all = &x12_seeds()[3];
    let is_claim = |mapped: &Mapped| matches!(mapped, Mapped::Claim(..));
    let is_payment = |mapped: &Mapped| matches!(mapped, Mapped::Remittance(..));
    let is_answer = |mapped: &Mapped| matches!(mapped, Mapped::Acknowledgment(..) | Mapped::FileAcknowledgment(..));
    assert_eq!((count(all, is_claim), count(all, is_payment), count(all, is_answer)), (1, 1, 2));
    assert_eq!(count(all, |mapped| matches!(mapped, Mapped::Problem(_))), 0);
}

#[test]
fn damaged_input_never_breaks_a_reader() {
    for (name, body, mutator) in bodies() {
        let mut mutator = mutator();
        for _ in 0..2_000 {
            run(name, body, &mutator.next());
        }
    }
}

#[test]
fn random_bytes_never_break_a_reader() {
    let random = vocabulary::port::SeededRandom::new(seed());
    for length in 0..600_usize {
        let mut bytes = vec![0; length];
        vocabulary::Random::fill(&random, &mut bytes);
        for (name, body, _) in bodies() {
            run(name, body, &bytes);
        }
    }
}

#[test]
#[ignore = "soak: fuzz of every reader"]
#[expect(clippy::disallowed_methods, reason = "a soak goes on for as long as it was told")]
fn damaged_input_never_breaks_a_reader_for_minutes() {
    let small = std::env::var("THROUGHLINE_SOAK_BUDGET").is_ok_and(|budget| budget == "small");
    let minutes: u64 = std::env::var("THROUGHLINE_SOAK_MINUTES").ok().and_then(|minutes| minutes.parse().ok()).unwrap_or(4);
    let seconds = if small { 5 } else { minutes * 60 / 7 };
    for (name, body, mutator) in bodies() {
        let (mut mutator, start, mut inputs) = (mutator(), std::time::Instant::now(), 0_u64);
        while start.elapsed().as_secs() < seconds {
            for _ in 0..200 {
                run(name, body, &mutator.next());
                inputs += 1;
            }
        }
        println!("{name}: {inputs} inputs");
    }
}
