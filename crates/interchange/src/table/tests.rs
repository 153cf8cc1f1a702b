use super::*;
use crate::context::Limits;
use crate::record::RecordKind;
use crate::testing::{all_described, context, shared};

const PHQ: &str = r#"
[file]
missing = ["", "-9"]
[[records]]
kind = "administration"
instrument = "phq-2"
patient = "id"
day = "day"
items = "q{item}"
"#;

fn readings(mapping: &str, table: &[u8]) -> Vec<String> {
    let context = context();
    let mapping = Mapping::from_toml(mapping).unwrap();
    all_described(read(table, &mapping, &context))
}

fn check(mapping: &str, table: &str, expected: &[&str]) {
    assert_eq!(readings(mapping, table.as_bytes()), expected);
}

#[test]
fn a_row_gives_an_administration_and_empty_items_are_missing() {
    check(
        PHQ,
        "id,day,q1,q2\nA-1,2026-11-02,3,2\nA-2,2026-11-02,-9,1\nA-3,2026-11-02,,\n",
        &[
            r#"line 2, row 1: administration - phq-2 on 2026-11-02 of Some(RecordNumber("A-1")): 1=3;2=2 |  | complete"#,
            r#"line 3, row 2: administration - phq-2 on 2026-11-02 of Some(RecordNumber("A-2")): 2=1 |  | partial"#,
            r#"line 4, row 3: NothingToRecord { instrument: "phq-2" }"#,
        ],
    );
}

#[test]
fn bad_rows_are_rejected_with_their_reason_and_the_others_go_in() {
    check(
        PHQ,
        "id,day,q1,q2\nA,2026-11-02,4,0\nA,2026-11-02,x,0\nA,2026-11-24,0,0\nA,11/02/2026,0,0\n,2026-11-02,0,0\nA,2026-11-02,0\nA,2026-11-02,0.5,0\nA,,0,0\nB,2026-11-23,0,0\n",
        &[
            r#"line 2, row 1: reject-answer-not-offered item=Name("1")"#,
            r#"line 3, row 2: reject-answer-unreadable item=Name("1")"#,
            r#"line 4, row 3: care-future what=Name("administration") day=Day(Day(2026-11-24)) today=Day(Day(2026-11-23))"#,
            r#"line 5, row 4: reject-not-a-day field=Name("day") expected=Name("year-month-day")"#,
            "line 6, row 5: reject-no-patient",
            "line 7, row 6: reject-field-count expected=Count(4) found=Count(3)",
            r#"line 8, row 7: reject-answer-not-offered item=Name("1")"#,
            r#"line 9, row 8: reject-missing field=Name("day")"#,
            r#"line 10, row 9: administration - phq-2 on 2026-11-23 of Some(RecordNumber("B")): 1=0;2=0 |  | complete"#,
        ],
    );
}

#[test]
fn a_rejection_prints_neither_answers_nor_names_and_keeps_its_row() {
    let context = context();
    let mapping = Mapping::from_toml(PHQ).unwrap();
    let table = "id,day,q1,q2\nMaria Canary,2026-11-02,77,0\n";
    let Some(Ok(Reading::Rejected(rejection))) = read(table.as_bytes(), &mapping, &context).next() else { panic!("not rejected") };
    let printed = format!("{rejection} {rejection:?}");
    assert!(!printed.contains("Canary") && !printed.contains("77"), "{printed}");
    assert_eq!(rejection.raw.as_str(), "Maria Canary,2026-11-02,77,0");
}

#[test]
fn problems_of_the_whole_file_name_what_to_mend() {
    check(PHQ, "", &["FILE file-empty: the file is empty"]);
    check(PHQ, "id;day;q1;q2\n", &["FILE file-wrong-delimiter: the columns seem to be separated by ';', the mapping says ','"]);
    check(PHQ, "id,q1,q2\n", &["FILE file-missing-columns: the header lacks day"]);
    check(PHQ, "id,day,q1\n", &["FILE file-missing-columns: the header lacks q2"]);
    check(PHQ, "id,day,q1,q2,day\n", &["FILE file-duplicate-column: the header has day twice"]);
    check(PHQ, "\"id,day\n", &["FILE file-bad-header: the header cannot be read"]);
    check(PHQ, "id,day,q1,q2\nA,2026-11-02,1", &["FILE file-truncated: line 2, byte 13: the file ends in the middle of a record"]);
    let unknown = PHQ.replace("phq-2", "phq-99");
    check(&unknown, "id,day,q1,q2\n", &["FILE file-mapping-does-not-fit: the mapping does not fit: there is no instrument phq-99"]);
}

#[test]
fn other_encodings_are_read_when_they_are_stated_and_named_when_they_are_not() {
    let mapping = |encoding: &str| {
        format!("[file]\nencoding = \"{encoding}\"\n[[records]]\nkind = \"clinician\"\ncode = \"code\"\nname = \"name\"\n")
    };
    let taken = [r#"line 2, row 1: clinician C-1 Clinician(Clinician { code: "C-1", name: "Inés", credential: "", left_since: None })"#];
    let utf16 = |order: fn(u16) -> [u8; 2]| "\u{FEFF}code,name\r\nC-1,Inés\r\n".encode_utf16().flat_map(order).collect::<Vec<u8>>();
    assert_eq!(readings(&mapping("utf-8"), "\u{FEFF}code,name\nC-1,Inés\n".as_bytes()), taken);
    assert_eq!(readings(&mapping("windows-1252"), b"code,name\nC-1,In\xE9s\n"), taken);
    assert_eq!(readings(&mapping("iso-8859-1"), b"code,name\nC-1,In\xE9s\n"), taken);
    assert_eq!(readings(&mapping("utf-16"), &utf16(u16::to_le_bytes)), taken);
    assert_eq!(readings(&mapping("utf-16"), &utf16(u16::to_be_bytes)), taken);
    assert_eq!(
        readings(&mapping("utf-8"), b"code,name\nC-1,In\xE9s\n"),
        [r#"line 2, row 1: reject-wrong-encoding encoding=Name("utf-8")"#]
    );
    let wrong = |found: &str, expected: &str| [format!("FILE file-wrong-encoding: line 1: the text is {found}, expected {expected}")];
    assert_eq!(readings(&mapping("utf-8"), b"code,nam\xE9\nC-1,x\n"), wrong("windows-1252", "utf-8"));
    assert_eq!(readings(&mapping("utf-8"), &utf16(u16::to_le_bytes)), wrong("utf-16", "utf-8"));
    assert_eq!(readings(&mapping("utf-16"), b"code,name\nC-1,x\n"), wrong("utf-8", "utf-16"));
}

#[test]
fn fields_and_rows_beyond_the_limits_are_rejected() {
    let mut context = context();
    context.limits = Limits { row_bytes: 60, field_bytes: 20, ..Limits::default() };
    let mapping = Mapping::from_toml(PHQ).unwrap();
    let table = format!("id,day,q1,q2\n{},2026-11-02,1,1\n{},2026-11-02,1,1\nA,2026-11-02,1,1\n", "x".repeat(21), "x".repeat(70));
    assert_eq!(
        all_described(read(table.as_bytes(), &mapping, &context)),
        [
            r#"line 2, row 1: reject-field-too-large column=Name("id") limit=Count(20)"#,
            "line 3, row 2: reject-too-large limit=Count(60)",
            r#"line 4, row 3: administration - phq-2 on 2026-11-02 of Some(RecordNumber("A")): 1=1;2=1 |  | complete"#,
        ]
    );
}

#[test]
fn the_same_patient_in_every_row_is_taken_once_and_another_under_the_same_number_is_rejected() {
    let mapping = r#"
        [[records]]
        kind = "patient"
        record_number = "id"
        family_name = "name"
        birth_day = "born"
    "#;
    let found = readings(mapping, b"id,name,born\n1,A,1990-01-01\n1,A,1990-01-01\n1,B,1990-01-01\n");
    assert!(found[0].starts_with("line 2, row 1: patient 1 Patient {"), "{}", found[0]);
    assert_eq!(found[1..], ["line 3, row 2: SameRecordAgain { first_line: 2 }", "line 4, row 3: reject-duplicate line=Count(2)"]);
}

#[test]
fn a_row_is_taken_whole_or_rejected_whole() {
    let mapping = r#"
        [[records]]
        kind = "patient"
        record_number = "id"
        family_name = "id"
        birth_day = "born"
        [[records]]
        kind = "administration"
        instrument = "phq-2"
        patient = "id"
        day = { constant = "2026-11-02" }
        items = "q{item}"
    "#;
    let found = readings(mapping, b"id,born,q1,q2\nA,1990-01-01,9,1\nB,2027-01-01,1,1\nA,1990-01-01,1,1\n");
    assert_eq!(found[0], r#"line 2, row 1: reject-answer-not-offered item=Name("1")"#);
    assert_eq!(found[1], r#"line 3, row 2: care-future what=Name("birth day") day=Day(Day(2027-01-01)) today=Day(Day(2026-11-23))"#);
    assert!(found[2].starts_with("line 4, row 3: patient A"), "{}", found[2]);
    assert!(found[3].contains("administration - phq-2"), "{}", found[3]);
}

const LONG: &str = r#"
[[records]]
kind = "administration"
instrument = { column = "tool" }
patient = "id"
day = "day"
long = { item = "item", answer = "answer" }
"#;

#[test]
fn rows_of_one_item_each_become_one_administration() {
    check(
        LONG,
        "id,day,tool,item,answer\nA,2026-11-02,phq-2,1,3\nA,2026-11-02,phq-2,44255-8,1\nA,2026-11-09,phq-2,1,2\n",
        &[
            r#"line 2, row 1: administration - phq-2 on 2026-11-02 of Some(RecordNumber("A")): 1=3;2=1 |  | complete"#,
            r#"line 4, row 3: administration - phq-2 on 2026-11-09 of Some(RecordNumber("A")): 1=2 |  | partial"#,
        ],
    );
}

#[test]
fn an_administration_of_many_rows_is_rejected_with_all_of_them() {
    let context = context();
    let mapping = Mapping::from_toml(LONG).unwrap();
    let table = "id,day,tool,item,answer\nA,2026-11-02,phq-2,1,3\nA,2026-11-02,phq-2,7,1\nB,2026-11-02,phq-2,1,1\nB,2026-11-02,phq-2,1,2\nC,2026-11-02,nope,1,2\n";
    let found: Vec<Reading> = read(table.as_bytes(), &mapping, &context).map(Result::unwrap).collect();
    let rejections: Vec<_> = found
        .iter()
        .map(|reading| {
            if let Reading::Rejected(rejection) = reading {
                (rejection.to_string(), rejection.raw.as_str().lines().count())
            } else {
                panic!()
            }
        })
        .collect();
    let expected = [
        ("line 3, row 2: no item 7 in phq-2", 2),
        ("line 6, row 5: no known instrument: nope", 1),
        ("line 5, row 4: item 1 has two answers", 2),
    ];
    assert_eq!(rejections, expected.map(|(text, lines)| (text.to_owned(), lines)));
}

#[test]
fn totals_may_be_decimal_multiplied_and_out_of_range() {
    let mapping = r#"
        [file]
        decimal = ","
        delimiter = ";"
        [[records]]
        kind = "administration"
        instrument = "who-5"
        patient = "id"
        day = { base = "2026-11-02", column = "week", step_days = 7, first = 0 }
        totals = { raw = "who", percentage = { column = "who", times = 4 } }
    "#;
    check(
        mapping,
        "id;week;who\nA;1;13,0\nA;2;26\nA;x;1\nA;1;many\n",
        &[
            r#"line 2, row 1: administration - who-5 on 2026-11-09 of Some(RecordNumber("A")):  | percentage=52;raw=13 | totals_only"#,
            r#"line 3, row 2: reject-total-out-of-range scale=Name("percentage")"#,
            r#"line 4, row 3: reject-not-a-number field=Name("day")"#,
            r#"line 5, row 4: reject-total-unreadable scale=Name("percentage")"#,
        ],
    );
}

#[test]
fn a_total_that_cannot_be_does_not_throw_the_answers_away() {
    let items: Vec<String> = (1..=9).map(|item| format!("q{item}")).collect();
    let mapping = r#"
        [[records]]
        kind = "administration"
        instrument = "phq-9"
        patient = "id"
        day = "day"
        items = "q{item}"
        total = "total"
    "#;
    let header = format!("id,day,{},total\n", items.join(","));
    let context = context();
    let read_one = |row: &str| {
        let mapping = Mapping::from_toml(mapping).unwrap();
        read(format!("{header}{row}\n").as_bytes(), &mapping, &context).next().unwrap().unwrap()
    };
    let Reading::Record(record) = read_one("A,2026-11-02,1,1,1,1,1,1,1,1,1,99") else { panic!("the answers are taken") };
    let Content::Administration(taken) = &record.content else { panic!("an administration") };
    let score = taken.score(instruments::PersonFacts::default());
    assert_eq!(score.total().and_then(vocabulary::Points::whole), Some(9));
    assert!(matches!(score.problems.as_slice(), [instruments::AnswerProblem::TotalDiffers { .. }]), "it is flagged: {:?}", score.problems);
    let Reading::Rejected(rejection) = read_one("A,2026-11-02,,,,,,,,,,99") else { panic!("alone it would be the score") };
    assert!(rejection.to_string().contains("outside its range"), "{rejection}");
}

#[test]
fn mapping_files_are_refused_with_the_key_and_what_is_expected() {
    let check = |text: &str, expected: &str| {
        let error = Mapping::from_toml(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    let administration = "[[records]]\nkind = \"administration\"\ninstrument = \"phq-2\"\npatient = \"id\"\n";
    check("", "records: a mapping needs at least one [[records]] or [[definitions]]");
    check("[file]\ndelimter = \";\"\n", "unknown field `delimter`");
    check("[file]\ndelimiter = \"||\"\n[[records]]", "file.delimiter: expected one character");
    check("[file]\nencoding = \"ebcdic\"\n[[records]]", "file.encoding: expected one of utf-8, utf-16, iso-8859-1, windows-1252");
    check("[file]\ndates = \"dd/mm/yy\"\n[[records]]", "file.dates: expected a pattern");
    check("[[records]]\nkind = \"claim\"", "records[1].kind: expected one of program, clinician, patient");
    check("[[records]]\nkind = \"clinician\"\ncode = \"c\"", "records[1].name: must be mapped to a column or a constant");
    check(
        "[[records]]\nkind = \"clinician\"\ncode = \"c\"\nname = \"n\"\nage = \"a\"",
        "records[1].age: a clinician has no such field; it has code, name",
    );
    check(administration, "records[1].day: must be mapped");
    check(&format!("{administration}day = \"d\""), "records[1]: an administration needs `items`, `long`, `total` or `totals`");
    check(&format!("{administration}day = {{ base = \"soon\", column = \"d\" }}\ntotal = \"t\""), "records[1].day.base: expected a day");
    check(
        &format!("{administration}day = {{ column = \"d\", constant = \"x\" }}\ntotal = \"t\""),
        "records[1].day.column: does not go together",
    );
    check(&format!("{administration}day = \"d\"\nitems = \"q\""), "records[1].items: expected a table");
    check(&format!("{administration}day = \"d\"\ntotal = \"t\"\nitem_codes = \"x\""), "there is no [codes.x]");
    check(
        "[common]\nshoe = \"s\"\n[[records]]\nkind = \"clinician\"\ncode = \"c\"\nname = \"n\"",
        "common.shoe: no kind of record has this field",
    );
}

#[test]
fn a_table_tells_what_it_used() {
    let context = context();
    let mapping = Mapping::from_toml(
        "[codes.sex]\nF = \"female\"\n[[records]]\nkind = \"patient\"\nrecord_number = \"id\"\nfamily_name = \"name\"\nbirth_day = \"born\"\nsex = \"sex\"\n",
    )
    .unwrap();
    let table = "id,name,born,sex,shoe\n1,A,1990-01-01,F,40\n2,B,1990-01-01,F,41\n3,C,1990-01-01,woman,42\n";
    let mut reader = read(table.as_bytes(), &mapping, &context);
    assert_eq!(reader.by_ref().filter(|reading| matches!(reading, Ok(Reading::Record(_)))).count(), 2);
    let facts = reader.facts();
    assert_eq!(facts.header, "id,name,born,sex,shoe");
    let unused: Vec<&str> = facts.columns.iter().filter(|(_, uses)| uses.is_empty()).map(|(name, _)| name.as_str()).collect();
    assert_eq!(unused, ["shoe"]);
    assert_eq!(facts.columns[2], ("born".to_owned(), vec!["patient.birth_day".to_owned()]));
    assert_eq!((facts.codes["sex"]["F"], facts.codes_not_listed["sex"]), (2, 1));
}

/// Reads an example of the repository with its mapping.
fn example(name: &str) -> Vec<Reading> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/practice/");
    let mapping = Mapping::from_toml(&std::fs::read_to_string(format!("{folder}{name}.toml")).unwrap()).unwrap();
    let table = std::fs::read(format!("{folder}{name}.csv")).unwrap();
    read(table.as_slice(), &mapping, &context()).map(Result::unwrap).collect()
}

#[test]
fn every_example_is_taken_whole() {
    let check = |name: &str, expected: &[(RecordKind, usize)]| {
        let readings = example(name);
        for reading in &readings {
            assert!(matches!(reading, Reading::Record(_)), "{name}: {}", crate::testing::described(reading));
        }
        for (kind, count) in expected {
            let of_kind = readings.iter().filter(|reading| matches!(reading, Reading::Record(record) if record.kind() == *kind)).count();
            assert_eq!(of_kind, *count, "{name}: {}", kind.code());
        }
    };
    check("programs", &[(RecordKind::Program, 2)]);
    check("clinicians", &[(RecordKind::Clinician, 2)]);
    check("patients", &[(RecordKind::Patient, 3)]);
    check("episodes", &[(RecordKind::Episode, 3), (RecordKind::LevelOfCarePeriod, 3)]);
    check("diagnoses", &[(RecordKind::Diagnosis, 3)]);
    check("care_team", &[(RecordKind::CareTeamMember, 3)]);
    check("phq9", &[(RecordKind::Administration, 3)]);
    check("attendance", &[(RecordKind::Attendance, 6)]);
    check("ratings", &[(RecordKind::Participation, 3), (RecordKind::FunctionRating, 3)]);
    check("risk_ratings", &[(RecordKind::RiskRating, 3)]);
    check("incidents", &[(RecordKind::Incident, 2)]);
    check("medical_status", &[(RecordKind::MedicalStatus, 2)]);
    check("substance_use", &[(RecordKind::SubstanceUse, 2)]);
    check("abstinence_reports", &[(RecordKind::AbstinenceReport, 1)]);
    check("drug_screens", &[(RecordKind::DrugScreen, 3)]);
    check("medication_changes", &[(RecordKind::MedicationChange, 2)]);
    check("treatment_plan_changes", &[(RecordKind::TreatmentPlanChange, 2)]);
    check("goal_progress", &[(RecordKind::GoalProgress, 3)]);
    check("home", &[(RecordKind::Housing, 2), (RecordKind::Supports, 2)]);
    check("prior_levels", &[(RecordKind::PriorLevel, 2)]);
    check("external_levels", &[(RecordKind::ExternalLevelOfCare, 2)]);
    check("clinician_statements", &[(RecordKind::ClinicianStatement, 2)]);
    check("planned_visits", &[(RecordKind::PlannedVisit, 5)]);
    check("step_down_plans", &[(RecordKind::StepDownPlan, 2)]);
    check("coverages", &[(RecordKind::Coverage, 2)]);
    check("authorizations", &[(RecordKind::Authorization, 3)]);
    check("billed_units", &[(RecordKind::BilledUnits, 3)]);
    check("posted_charges", &[(RecordKind::PostedCharge, 3)]);
    check("benefit_quotes", &[(RecordKind::BenefitQuote, 2)]);
    check("case_agreements", &[(RecordKind::CaseAgreement, 1)]);
    check("patient_payments", &[(RecordKind::PatientPayment, 3)]);
    check("posted_write_offs", &[(RecordKind::PostedWriteOff, 2)]);
    check("claim_accounts", &[(RecordKind::ClaimAccount, 2)]);
    check("certifications", &[(RecordKind::Certification, 2)]);
    check("orders", &[(RecordKind::LevelOfCareOrder, 1)]);
    check("service_notes", &[(RecordKind::ServiceNote, 5)]);
    check("day_rates", &[(RecordKind::DayRate, 3)]);
    check("contract_rates", &[(RecordKind::ContractRate, 4)]);
    check("chart_papers", &[(RecordKind::ChartPaper, 5)]);
    check("provider_credentials", &[(RecordKind::ProviderCredential, 2)]);
    check("exclusion_checks", &[(RecordKind::ExclusionCheck, 3)]);
    check("treatment_goals", &[(RecordKind::TreatmentGoal, 3)]);
    check("medications", &[(RecordKind::Medication, 2)]);
    check("appointments", &[(RecordKind::DischargeAppointment, 2)]);
    check("answers_long", &[(RecordKind::Administration, 2)]);
}

#[test]
fn the_example_with_totals_compares_them() {
    let scores: Vec<_> = example("phq9")
        .into_iter()
        .map(|reading| {
            let Reading::Record(ImportRecord { content: Content::Administration(record), .. }) = reading else { panic!() };
            let score = record.score(instruments::PersonFacts::default());
            (score.status(), score.total().map(|total| total.to_string()).unwrap_or_default(), score.problems.len())
        })
        .collect();
    assert_eq!(scores, [("scored", "15".to_owned(), 0), ("prorated", "9".to_owned(), 1), ("scored", "22".to_owned(), 0)]);
}

#[test]
fn the_trial_data_are_taken_by_their_mapping() {
    let Some(file) = shared("the_trial_data_are_taken_by_their_mapping", "stats/csv/claus_2020.csv") else { return };
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/claus_2020.toml");
    let mapping = Mapping::from_toml(&std::fs::read_to_string(path).unwrap()).unwrap();
    let context = context();
    let table = std::fs::read(file).unwrap();
    let (mut counts, mut notes, mut totals) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for reading in read(table.as_slice(), &mapping, &context) {
        match reading.unwrap() {
            Reading::Record(record) => {
                *counts.entry(record.kind().code()).or_insert(0) += 1;
                if let Content::Administration(each) = &record.content {
                    let score = each.score(instruments::PersonFacts::default());
                    assert_eq!(score.status(), "totals_only");
                    assert!(score.problems.is_empty() && score.alerts().count() == 0);
                    *totals.entry(each.definition.id.to_string()).or_insert(0) += 1;
                }
            }
            Reading::Note(note) => *notes.entry(note.code.id()).or_insert(0) += 1,
            Reading::Rejected(rejection) => panic!("{rejection}"),
        }
    }
    let expected =
        [("administration", 652), ("definition", 3), ("episode", 43), ("level_of_care_period", 43), ("patient", 43), ("program", 1)];
    assert_eq!(counts, expected.into());
    assert_eq!(totals, [("bdi-ii", 163), ("shaps", 162), ("who-5", 163), ("ham-d", 164)].map(|(id, count)| (id.to_owned(), count)).into());
    assert_eq!(notes["note-nothing-to-record"], 4 * 172 - 652);
}
