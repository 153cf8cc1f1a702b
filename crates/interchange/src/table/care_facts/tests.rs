use proptest::prelude::*;
use vocabulary::{ClinicianId, EpisodeId, Identifier as _, PatientId, ZoneName};

use super::super::care_records::codes;
use super::super::field::Field;
use super::super::mapping::fields_of;
use super::super::{Mapping, read};
use crate::reading::Reading;
use crate::record::{Content, RecordKind};
use crate::testing::{context, described};

/// Reads one row by a mapping whose columns have the names of their fields, and says what record it becomes for an invented patient.
fn record_of(kind: &str, columns: &str, row: &str) -> String {
    record_in(&context().zone, kind, columns, row)
}

/// The same where the record belongs to a program in a zone.
fn record_in(zone: &ZoneName, kind: &str, columns: &str, row: &str) -> String {
    let fields: String = columns.split(',').map(|column| format!("{column} = \"{column}\"\n")).collect();
    let mapping = Mapping::from_toml(&format!("[[records]]\nkind = \"{kind}\"\npatient = \"patient\"\n{fields}")).unwrap();
    let table = format!("patient,{columns}\nA-1,{row}\n");
    let context = context();
    let mut readings: Vec<Reading> = read(table.as_bytes(), &mapping, &context).map(Result::unwrap).collect();
    assert_eq!(readings.len(), 1, "{table}");
    match readings.remove(0) {
        Reading::Record(record) => {
            assert_eq!(record.kind().code(), kind);
            let Content::CareFact(fact) = &record.content else { panic!("{kind}") };
            let uuid = "00000000-0000-7000-8000-000000000001".parse().unwrap();
            let clinician = fact.clinician.as_ref().map(|_| ClinicianId::from_uuid(uuid));
            let made = fact.belonging_to(PatientId::from_uuid(uuid), Some(EpisodeId::from_uuid(uuid)), clinician, zone);
            let printed = format!("{:?}", made.expect("an episode is given")).replace("(00000000-0000-7000-8000-000000000001)", "");
            ["patient: PatientId, ", "episode: EpisodeId, ", "episode: Some(EpisodeId), "]
                .iter()
                .fold(printed, |text, id| text.replace(id, ""))
        }
        other => described(&other),
    }
}

fn check(kind: &str, columns: &str, row: &str, expected: &str) {
    assert_eq!(record_of(kind, columns, row), expected, "{kind}: {row}");
}

#[test]
fn attendance_counts_minutes_and_says_nothing_that_is_not_there() {
    let columns = "day,type,status,planned_minutes,delivered_minutes";
    check(
        "attendance",
        columns,
        "2026-11-02,group,attended,90,75",
        "Attendance(Attendance { day: Day(2026-11-02), kind: Group, status: Attended, planned_minutes: 90, delivered_minutes: 75 })",
    );
    check(
        "attendance",
        columns,
        "2026-11-02,group,excused,90,",
        "Attendance(Attendance { day: Day(2026-11-02), kind: Group, status: Excused, planned_minutes: 90, delivered_minutes: 0 })",
    );
    let line = |code: &str| format!("line 2, row 1: {code}");
    check("attendance", columns, "2026-11-02,group,attended,90,", &line(r#"reject-missing field=Name("delivered_minutes")"#));
    check("attendance", columns, "2026-11-02,group,attended,,90", &line(r#"reject-missing field=Name("planned_minutes")"#));
    for minutes in ["-5", "1.5", "long", "99999999999"] {
        let expected = line(r#"reject-not-a-number field=Name("planned_minutes")"#);
        check("attendance", columns, &format!("2026-11-02,group,attended,{minutes},0"), &expected);
    }
    let codes = r#"reject-unknown-code field=Name("status") expected=Name("attended, excused, absent, cancelled_by_program")"#;
    check("attendance", columns, "2026-11-02,group,late,90,75", &line(codes));
}

#[test]
fn hours_become_minutes() {
    let mapping = |times: &str| {
        Mapping::from_toml(&format!(
            "[file]\ndecimal = \",\"\ndelimiter = \";\"\n[[records]]\nkind = \"attendance\"\npatient = \"p\"\nday = \"d\"\ntype = {{ constant = \"group\" }}\n\
             status = {{ constant = \"attended\" }}\nplanned_minutes = {{ column = \"h\", times = {times} }}\ndelivered_minutes = {{ column = \"h\", times = {times} }}\n"
        ))
        .unwrap()
    };
    let minutes = |hours: &str| {
        let (context, mapping) = (context(), mapping("60"));
        let table = format!("p;d;h\nA-1;2026-11-02;{hours}\n");
        let reading = read(table.as_bytes(), &mapping, &context).next().unwrap().unwrap();
        let Reading::Record(record) = reading else { return described(&reading) };
        let Content::CareFact(fact) = record.content else { panic!() };
        fact.texts.iter().find(|(name, _)| *name == "planned_minutes").unwrap().1.clone()
    };
    assert_eq!((minutes("0,75").as_str(), minutes("3").as_str()), ("45", "180"));
    assert_eq!(minutes("0,3333"), r#"line 2, row 1: reject-not-a-number field=Name("planned_minutes")"#);
}

#[test]
fn moments_have_a_time_and_local_ones_a_clock() {
    let moment = |text: &str| record_of("incident", "occurred_at,type", &format!("{text},violence"));
    let at = |instant: &str| format!("Incident(Incident {{ occurred_at: Instant({instant}), kind: Violence }})");
    assert_eq!(moment("2026-11-02T14:30:00Z"), at("2026-11-02T14:30:00Z"));
    assert_eq!(moment("2026-11-02T14:30:00+02:00"), at("2026-11-02T12:30:00Z"));
    assert_eq!(moment("2026-11-02 14:30"), at("2026-11-02T19:30:00Z"));
    for text in ["2026-11-02", "2026-11-02T25:00", "yesterday"] {
        let expected =
            r#"line 2, row 1: reject-not-a-day field=Name("occurred_at") expected=Name("2026-11-23T14:30 or 2026-11-23T14:30:00Z")"#;
        assert_eq!(moment(text), expected, "{text}");
    }
}

#[test]
fn a_time_without_an_offset_is_of_the_clock_of_the_program_and_one_with_an_offset_is_not() {
    let check = |zone: &str, text: &str, instant: &str| {
        let found = record_in(&zone.parse().unwrap(), "incident", "occurred_at,type", &format!("{text},violence"));
        assert_eq!(found, format!("Incident(Incident {{ occurred_at: Instant({instant}), kind: Violence }})"), "{text} in {zone}");
    };
    // The file was stated to be of New York.
    check("America/New_York", "2026-11-02 14:30", "2026-11-02T19:30:00Z");
    check("America/Chicago", "2026-11-02 14:30", "2026-11-02T20:30:00Z");
    check("America/Chicago", "2026-07-02 14:30", "2026-07-02T19:30:00Z");
    check("America/Chicago", "2026-11-02T14:30:00Z", "2026-11-02T14:30:00Z");
    check("America/Chicago", "2026-11-02T14:30:00-05:00", "2026-11-02T19:30:00Z");
    // New York and Chicago skip this time, and Phoenix does not.
    check("America/Chicago", "2026-03-08 02:30", "2026-03-08T08:30:00Z");
    check("America/Phoenix", "2026-03-08 02:30", "2026-03-08T09:30:00Z");
    // It happens twice: the first is taken.
    check("America/Chicago", "2026-11-01 01:30", "2026-11-01T06:30:00Z");
    check("America/Phoenix", "2026-11-01 01:30", "2026-11-01T08:30:00Z");
}

#[test]
fn a_rating_of_risk_names_its_basis_and_who_rated() {
    let columns = "assessed_at,level,basis,rated_by";
    check(
        "risk_rating",
        columns,
        "2026-11-02T14:30:00Z,high,c_ssrs,C-1",
        "RiskRating(RiskRating { assessed_at: Instant(2026-11-02T14:30:00Z), level: High, basis: ColumbiaScale, rated_by: Some(ClinicianId) })",
    );
    check(
        "risk_rating",
        columns,
        "2026-11-02T14:30:00Z,not_assessed,other,",
        "RiskRating(RiskRating { assessed_at: Instant(2026-11-02T14:30:00Z), level: NotAssessed, basis: Other, rated_by: None })",
    );
    check("risk_rating", columns, "2026-11-02T14:30:00Z,,other,", r#"line 2, row 1: reject-missing field=Name("level")"#);
}

#[test]
fn what_was_not_asked_is_unknown_and_a_row_that_says_nothing_is_refused() {
    let columns = "day,medically_unstable,needs_24_hour_monitoring,refuses_to_eat";
    check(
        "medical_status",
        columns,
        "2026-11-02,no,,",
        "MedicalStatus(MedicalStatus { day: Day(2026-11-02), medically_unstable: No, needs_24_hour_monitoring: Unknown, refuses_to_eat: Unknown })",
    );
    check("medical_status", columns, "2026-11-02,,,", r#"line 2, row 1: reject-missing field=Name("medically_unstable")"#);
}

#[test]
fn a_rating_is_a_whole_number_from_0_to_4() {
    check("participation", "day,rating", "2026-11-02,4", "Participation(Participation { day: Day(2026-11-02), rating: Rating(4) })");
    for rating in ["5", "2.5", "good"] {
        let expected = r#"line 2, row 1: reject-unknown-code field=Name("rating") expected=Name("0, 1, 2, 3, 4")"#;
        check("supports", "day,rating", &format!("2026-11-02,{rating}"), expected);
    }
}

#[test]
fn lists_and_open_ends_are_read() {
    check(
        "drug_screen",
        "day,result,substances",
        "2026-11-02,unexpected,opioids alcohol",
        "DrugScreen(DrugScreen { day: Day(2026-11-02), result: Unexpected, substances: [Opioids, Alcohol] })",
    );
    assert!(record_of("drug_screen", "day,result,substances", "2026-11-02,unexpected,coffee").contains("reject-unknown-code"));
    let open = record_of("prior_level", "level_of_care,first_day,last_day,outcome", "IOP,2026-01-05,,not_enough");
    assert!(open.starts_with("PriorLevel(PriorLevelTried { level_of_care: IntensiveOutpatient"), "{open}");
    let backwards = record_of("prior_level", "level_of_care,first_day,last_day,outcome", "IOP,2026-01-05,2026-01-01,not_enough");
    assert!(backwards.contains("care-backwards"), "{backwards}");
}

#[test]
fn a_note_is_read_without_its_text_and_a_time_stands_on_the_day_of_its_row() {
    let columns = "day,service,started_at,stopped_at,signed_day,goals,group_size,risk_present,fingerprint";
    let line = |code: &str| format!("line 2, row 1: {code}");
    let full = record_of("service_note", columns, "2026-11-02,90834,14:30,2026-11-02T15:15,2026-11-03,2; 1,8,no,w5:00000000000000ff");
    for part in [
        "service: \"90834\"",
        "started_at: Some(Instant(2026-11-02T19:30:00Z)), stopped_at: Some(Instant(2026-11-02T20:15:00Z))",
        "signed_day: Some(Day(2026-11-03))",
        "goals: Some(NamedGoals({\"1\", \"2\"}))",
        "group_size: Some(8)",
        "risk_present: No",
        "response_present: Unknown",
        "hashes: [255]",
    ] {
        assert!(full.contains(part), "{part}: {full}");
    }
    let refused = |row: &str, code: &str| check("service_note", columns, row, &line(code));
    let expected = "expected=Name(\"14:30, 2026-11-23T14:30 or 2026-11-23T14:30:00Z\")";
    refused("2026-11-02,,25:30,,,,,,", &format!("reject-not-a-day field=Name(\"started_at\") {expected}"));
    refused("2026-11-02,,14h30,,,,,,", &format!("reject-not-a-day field=Name(\"started_at\") {expected}"));
    let keys = "expected=Name(\"keys of goals with `;` between them, or `none`\")";
    refused("2026-11-02,,,,,1;;2,,,", &format!("reject-unknown-code field=Name(\"goals\") {keys}"));
    let hashes = "expected=Name(\"w5: and up to 256 hashes of 16 hexadecimal digits\")";
    refused("2026-11-02,,,,,,,,the words of a note", &format!("reject-unknown-code field=Name(\"fingerprint\") {hashes}"));
    refused("2026-11-02,,,,,,,maybe,", "reject-unknown-code field=Name(\"risk_present\") expected=Name(\"yes, no, unknown\")");
}

#[test]
fn a_table_with_a_column_called_like_the_text_of_a_note_is_refused_before_its_first_row() {
    let mapping = "[[records]]\nkind = \"service_note\"\npatient = \"patient\"\nday = \"day\"\nsigned_day = \"signed\"\n";
    let mapping = Mapping::from_toml(mapping).unwrap();
    let first = |header: &str| {
        let (table, context) = (format!("{header}\nA-1,2026-11-02,2026-11-02,what was said\n"), context());
        read(table.as_bytes(), &mapping, &context).next().unwrap().map_err(|problem| problem.to_string()).err()
    };
    assert_eq!(first("patient,day,signed,room"), None);
    let refused = |column: &str| Some(format!("the column {column} is called like the text of a note"));
    for column in ["Note Text", "psychotherapy_notes", "narrative"] {
        assert_eq!(first(&format!("patient,day,signed,{column}")), refused(column));
    }
}

#[test]
fn every_kind_has_a_mapping_and_every_text_of_it_counts_for_its_hash() {
    let columns = "day,change,answers_non_response,carried_forward";
    let hash = |row: &str| {
        let fields: String = columns.split(',').map(|column| format!("{column} = \"{column}\"\n")).collect();
        let mapping =
            Mapping::from_toml(&format!("[[records]]\nkind = \"treatment_plan_change\"\npatient = \"patient\"\n{fields}")).unwrap();
        let (table, context) = (format!("patient,{columns}\n{row}\n"), context());
        let Some(Ok(Reading::Record(record))) = read(table.as_bytes(), &mapping, &context).next() else { panic!("{row}") };
        record.content_hash()
    };
    let first = hash("A-1,2026-11-02,goals,no,yes");
    assert_eq!(first, hash("A-1,2026-11-02,goals,0,true"), "however the file writes it");
    for other in
        ["A-2,2026-11-02,goals,no,yes", "A-1,2026-11-03,goals,no,yes", "A-1,2026-11-02,goals,no,no", "A-1,2026-11-02,goals,yes,yes"]
    {
        assert_ne!(first, hash(other), "{other}");
    }
    for kind in RecordKind::ALL.into_iter().filter(|kind| !matches!(kind, RecordKind::Definition)) {
        let error = Mapping::from_toml(&format!("[[records]]\nkind = \"{}\"\nshoe = \"s\"", kind.code())).unwrap_err().to_string();
        assert!(error.contains("has no such field"), "{error}");
    }
}

#[test]
fn the_guide_names_every_field_of_every_kind_and_every_code() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guides/import.md")).unwrap();
    for kind in RecordKind::ALL.into_iter().filter(|kind| *kind != RecordKind::Definition) {
        let field = |field: &Field| if field.is_needed { format!("**{}**", field.name) } else { field.name.to_owned() };
        let fields: Vec<String> = fields_of(kind).iter().map(field).collect();
        let line = format!("| `{}` | {} |", kind.code(), fields.join(", "));
        assert!(guide.contains(&line), "{line}");
    }
    let lists = [
        codes!(care::AttendanceKind),
        codes!(care::AttendanceStatus),
        codes!(care::IncidentKind),
        codes!(care::SubstanceUseKind),
        codes!(care::SubstanceClass),
        codes!(care::DrugScreenResult),
        codes!(care::RiskLevel),
        codes!(care::RiskBasis),
        codes!(care::FunctionBasis),
        codes!(care::GoalProgressLevel),
        codes!(care::PlanChangeKind),
        codes!(care::MedicationChangeKind),
        codes!(care::PriorLevelOutcome),
        codes!(care::ExternalSystem),
        codes!(care::StatementKind),
        codes!(care::YesNoUnknown),
    ];
    for codes in lists {
        assert!(guide.contains(&format!("| {codes} |")), "{codes}");
    }
}

proptest! {
    #[test]
    fn any_row_of_any_kind_is_taken_or_refused(row in "[ -~]{0,40}", number in 8_usize..26) {
        let kind = RecordKind::ALL[number];
        let mapping = format!(
            "[[records]]\nkind = \"{}\"\n{}",
            kind.code(),
            fields_of(kind).iter().map(|field| format!("{} = \"c\"\n", field.name)).collect::<String>()
        );
        let (mapping, context) = (Mapping::from_toml(&mapping).unwrap(), context());
        let table = format!("c\n{}\n", row.replace('"', "'"));
        for reading in read(table.as_bytes(), &mapping, &context) {
            prop_assert!(matches!(reading, Ok(Reading::Record(_) | Reading::Rejected(_))));
        }
    }
}
