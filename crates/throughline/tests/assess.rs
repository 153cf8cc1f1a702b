//! `throughline assess`, run as people run it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;

struct Ended(Option<i32>, String, String);

fn assess(folder: &Path, arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
    let output =
        command.arg("assess").args(arguments).current_dir(folder).env_clear().output().expect("the program was built by this test run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ended(output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A segment writer for small interchanges.
fn interchange(function: &str, guide: &str, set: &str, body: &str) -> String {
    let count = body.matches('~').count() + 2;
    format!(
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260510*0900*^*00501*000000007*0*T*:~\
         GS*{function}*SENDER*RECEIVER*20260510*0900*7*X*{guide}~ST*{set}*0001*{guide}~{body}SE*{count}*0001~GE*1*7~IEA*1*000000007~"
    )
}

/// Five claims of one patient each, a day apart, all for 100.00.
fn claims() -> String {
    let head = "BHT*0019*00*1*20260510*0900*CH~NM1*41*2*PRACTICE*****46*S~NM1*40*2*PAYER*****46*R~HL*1**20*1~\
        NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~";
    let one = |number: usize| {
        format!(
            "HL*{level}*1*22*0~SBR*P*18*******CI~NM1*IL*1*BIRCH*ANA****MI*M{number}~DMG*D8*19900506*F~NM1*PR*2*PLAN ONE*****PI*P1~\
             CLM*A-{number}*100***11:B:1*Y*A*Y*Y~HI*ABK:F331~LX*1~SV1*HC:90834*100*UN*1***1~DTP*472*D8*2026050{number}~REF*6R*L{number}~",
            level = number + 1
        )
    };
    interchange("HC", "005010X222A1", "837", &(1..=5).map(one).fold(head.to_owned(), |text, each| text + &each))
}

/// Pays all of them, but for those whose reason stands in `refused`.
fn payments(refused: &[(usize, &str)]) -> String {
    let paid = 80 * (5 - refused.len());
    let head = format!(
        "BPR*I*{paid}*C*ACH************20260520~TRN*1*T1*1512345678~N1*PR*PLAN ONE~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~REF*TJ*990000001~LX*1~"
    );
    let one = |number: usize| {
        let reason = refused.iter().find(|(refused, _)| *refused == number).map(|(_, reason)| *reason);
        let (status, paid, adjustment) = match reason {
            Some(reason) => (4, 0, format!("CAS*CO*{reason}*100~")),
            None => (1, 80, "CAS*CO*45*20~".to_owned()),
        };
        format!(
            "CLP*A-{number}*{status}*100*{paid}**12*ICN{number}~NM1*QC*1*BIRCH*ANA****MI*M{number}~SVC*HC:90834*100*{paid}**1~\
             DTM*472*2026050{number}~{adjustment}REF*6R*L{number}~"
        )
    };
    interchange("HP", "005010X221A1", "835", &(1..=5).map(one).fold(head, |text, each| text + &each))
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("from")).expect("a folder");
    for (name, content) in files {
        std::fs::write(folder.path().join("from").join(name), content).expect("a file");
    }
    folder
}

fn codes(assessment: &Json, outcome: &str) -> Vec<String> {
    let findings = assessment["findings"].as_array().expect("an array").iter();
    findings.filter(|finding| finding["outcome"] == outcome).map(|finding| finding["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn a_clean_folder_has_no_finding_and_a_planted_refusal_is_found_with_its_line() {
    let clean = folder(&[("one", &claims()), ("two", &payments(&[]))]);
    let Ended(code, output, said) = assess(clean.path(), &["--from", "from", "--json", "-"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(codes(&json(&output), "found"), [""; 0]);

    let planted = folder(&[("one", &claims()), ("two", &payments(&[(2, "197"), (4, "29")]))]);
    let Ended(code, output, said) = assess(planted.path(), &["--from", "from", "--json", "-"]);
    let found = json(&output);
    assert_eq!((code, codes(&found, "found")), (Some(0), vec!["F1".to_owned(), "F4".to_owned(), "F11".to_owned()]), "{said}");
    let of =
        |code: &str| found["findings"].as_array().expect("an array").iter().find(|finding| finding["code"] == code).expect("there").clone();
    let line = &of("F4")["lines"][0];
    assert_eq!((&line["claim"], &line["why"], &line["amount"]), (&Json::from("A-2"), &Json::from("CO-197"), &Json::from("80.00")));
    assert_eq!(line["payment"]["trace"], "T1");
    assert_eq!(found["buckets"]["recoverable"]["amount"], "160.00", "each claim counts once");
    assert_eq!(found["buckets"]["recoverable"]["without_own_history"], "160.00");
    assert_eq!(found["buckets"]["exposure"]["amount"], "0.00");
    assert!(codes(&found, "could_not_run").contains(&"F9".to_owned()));
    assert!(found["could_not_run"]["contracts"].as_array().expect("codes").contains(&Json::from("F9")));
}

#[test]
fn tables_beside_the_claims_enable_findings_and_a_wrong_row_is_named() {
    let contracts = "payer,service,first_day,unit_amount\nP1,90834,2026-01-01,85.00\nP1,90834,soon,85.00\n";
    let notes = "Pat;Datum;Sign\nM1;5/1/2026;5/2/2026\nM2;5/2/2026;\nM5;5/5/2026;5/5/2026\n";
    let mapping = "kind = \"notes\"\ndates = \"month/day/year\"\ndelimiter = \";\"\n\
        [columns]\npatient = \"Pat\"\nday = \"Datum\"\nsigned_day = \"Sign\"\n";
    let files = [("a", &*claims()), ("b", &*payments(&[])), ("rates.csv", contracts), ("notes.csv", notes), ("notes.toml", mapping)];
    let place = folder(&files);
    let Ended(code, output, said) = assess(place.path(), &["--from", "from", "--json", "-"]);
    let found = json(&output);
    assert_eq!((code, codes(&found, "found")), (Some(0), vec!["F8".to_owned(), "F9".to_owned()]), "{said}");
    // A patient without a signed note is exposure; the other four are short by 5.00 each.
    assert_eq!(found["buckets"]["exposure"]["amount"], "80.00");
    assert_eq!((&found["buckets"]["hard"]["amount"], &found["buckets"]["hard"]["claims"]), (&Json::from("20.00"), &Json::from(4)));
    assert!(said.contains("rates.csv, line 3, row 2: expected a day as the mapping writes it in first_day"), "{said}");
}

/// One table of each kind that stands beside claims, small and in order.
const BESIDE: [(&str, &str); 9] = [
    ("measures.csv", "patient,day,instrument,score,interpreted\nM2,2026-04-28,phq-9,15,yes\nM3,2026-05-03,phq-9,4,yes\n"),
    ("determinations.csv", "patient,day,determination\nM2,2026-05-01,CONTINUE\n"),
    ("episodes.csv", "patient,admitted_day,discharged_day,discharge_type\nM4,2026-04-30,2026-05-04,against_advice\n"),
    ("attendance.csv", "patient,day,attended\nM4,2026-05-04,yes\n"),
    ("appeals.csv", "claim,filed_day,outcome,with_scores\nA-9,2026-05-20,lost,no\n"),
    ("limits.csv", "payer,appeal_days\nP1,60\n"),
    ("benefits.csv", "patient,quoted_day,covered\nM5,2026-04-01,yes\n"),
    ("agreements.csv", "patient,service,first_day,agreed_amount\nM1,90834,2026-01-01,90.00\n"),
    ("patients.csv", "claim,paid_day,paid_amount\nA-1,2026-05-20,10.00\n"),
];

#[test]
fn every_table_beside_the_claims_enables_its_findings() {
    // A-2 refused as not necessary, A-5 as not insured; A-1 was agreed at 90.00 and 80.00 were allowed, nothing of it is the patient's, who paid 10.00; M4
    // left within a week.
    let (claims, pay) = (claims(), payments(&[(2, "50"), (5, "27")]));
    let files: Vec<(&str, &str)> = [("a", &*claims), ("b", &*pay)].into_iter().chain(BESIDE).collect();
    let place = folder(&files);
    let Ended(code, output, said) = assess(place.path(), &["--from", "from", "--json", "-"]);
    let found = json(&output);
    assert_eq!(code, Some(0), "{said}");
    let expected = ["F1", "F2", "F14", "F17", "F24", "F26", "F29", "J1", "J14"];
    assert_eq!(codes(&found, "found"), expected, "{said}");
    let kinds: Vec<&str> = found["files"].as_array().expect("files").iter().filter_map(|file| file["kind"].as_str()).collect();
    assert!(!kinds.contains(&"other"), "every table is known by its columns: {kinds:?}");
}

#[test]
fn scores_in_fhir_enable_what_measures_do_and_what_is_not_understood_is_told_with_its_line() {
    // M2 is refused as not necessary; the record number is the number on the claim.
    let patient =
        r#"{"resourceType":"Patient","id":"p2","birthDate":"1990-05-06","name":[{"family":"BIRCH"}],"identifier":[{"value":"M2"}]}"#;
    let total = |value: &str| {
        format!(
            r#"{{"resourceType":"Observation","id":"o{value}","status":"final","subject":{{"reference":"Patient/p2"}},"code":{{"coding":[{{"code":"44261-6"}}]}},"effectiveDateTime":"2026-04-28","valueInteger":{value}}}"#
        )
    };
    let lines = format!("{}\n{}\n{{\"resourceType\":\"Claim\",\"id\":\"c\"}}\n{patient}\n", total("15"), total("99"));
    let place = folder(&[("a", &claims()), ("b", &payments(&[(2, "50")])), ("scores.ndjson", &lines), ("own.json", "{\"findings\":[]}")]);
    let Ended(code, output, said) = assess(place.path(), &["--from", "from", "--json", "-", "--html", "out.html"]);
    let found = json(&output);
    assert_eq!((code, codes(&found, "found")), (Some(0), vec!["F1".to_owned(), "F2".to_owned()]), "{said}");
    let file =
        |name: &str| found["files"].as_array().expect("files").iter().find(|file| file["file"] == name).expect("it is there").clone();
    let fhir = file("scores.ndjson");
    let counts = [&fhir["measures"], &fhir["patients"], &fhir["others"]].map(Json::as_u64);
    assert_eq!((&fhir["kind"], counts), (&Json::from("fhir"), [Some(1), Some(1), Some(1)]), "{fhir}");
    let problem = &fhir["problems"][0];
    assert_eq!((&problem["line"], &problem["code"]), (&Json::from(2), &Json::from("reject-total-out-of-range")), "{fhir}");
    assert!(said.contains("scores.ndjson, line 2: "), "{said}");
    assert_eq!(file("own.json")["kind"], "other");
    let page = std::fs::read_to_string(place.path().join("out.html")).expect("the page");
    assert!(page.contains("FHIR: 1 scores or answers, 1 patients; 1 other resources were left out"));
}

#[test]
fn key_figures_stand_with_what_they_are_counted_over() {
    let place = folder(&[("a", &claims()), ("b", &payments(&[(2, "197")]))]);
    let kpi = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
        let output = command.arg("kpi").args(arguments).current_dir(place.path()).env_clear().output().expect("the program was built");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ended(output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let Ended(code, output, said) = kpi(&["--from", "from", "--json"]);
    assert_eq!(code, Some(0), "{said}");
    let board = json(&output);
    assert_eq!((&board["as_of"], &board["maturity"]), (&Json::from("2026-05-20"), &serde_json::json!({ "decided": 5, "submitted": 5 })));
    let of = |code: &str| {
        let all = board["indicators"].as_array().expect("an array").iter();
        all.into_iter().find(|one| one["code"] == code && one["payer"].is_null()).unwrap_or_else(|| panic!("{code}")).clone()
    };
    let check = |code: &str, field: &str, expected: Json| assert_eq!(of(code)[field], expected, "{code} {field}");
    check("initial_denial_rate", "numerator", 1.into());
    check("initial_denial_rate", "denominator", 5.into());
    check("initial_denial_charge", "numerator", "100.00".into());
    check("initial_denial_charge", "denominator", "500.00".into());
    // Four claims are paid 80.00 of 100.00 and 20.00 are off by contract; the fifth is refused.
    check("net_collection_rate", "numerator", "320.00".into());
    check("net_collection_rate", "denominator", "420.00".into());
    // Services of 1 to 5 May, billed on the 10th, decided on the 20th.
    check("claim_lag", "total_days", 35.into());
    check("payment_lag", "median_days", 10.into());
    check("clean_claim_rate", "missing", "acknowledgments".into());
    check("service_authorization_rate", "missing", "attendance".into());

    let Ended(_, early, _) = kpi(&["--from", "from", "--json", "--as-of", "2026-05-15"]);
    assert_eq!(json(&early)["maturity"], serde_json::json!({ "decided": 0, "submitted": 5 }), "the payment came later");
    let Ended(code, table, _) = kpi(&["--from", "from"]);
    assert!(code == Some(0) && table.contains("Net collection rate") && table.contains("76.2"), "{table}");
    assert!(table.contains("not known: no answers to claims or files"), "{table}");
    let Ended(code, _, said) = kpi(&["--from", "absent"]);
    assert!(code == Some(3) && said.contains("absent"), "{said}");
}

#[test]
fn names_order_and_copies_of_files_change_nothing_but_the_list_of_files() {
    let without_files = |output: &str| {
        let mut found = json(output);
        found.as_object_mut().expect("an object").remove("files");
        found
    };
    let pay = payments(&[(2, "197")]);
    let one = folder(&[("a.837", &claims()), ("b.835", &pay)]);
    let other = folder(&[("a.835", &pay), ("b.835", &pay), ("c.txt", &claims()), ("d.837", &claims())]);
    let Ended(_, first, _) = assess(one.path(), &["--from", "from", "--json", "-"]);
    let Ended(_, second, _) = assess(other.path(), &["--from", "from", "--json", "-"]);
    assert_eq!(without_files(&first), without_files(&second));
}

#[test]
fn a_report_is_written_and_what_is_broken_is_named_and_judged_as_far_as_it_goes() {
    let whole = payments(&[(2, "197")]);
    let files = folder(&[("claims", &claims()), ("pay", &whole), ("cut", &whole[..whole.len() / 2]), ("notes.txt", "ISAAC wrote this")]);
    let outputs = ["--out", "report.pdf", "--html", "report.html", "--json", "report.json"];
    let arguments = [&["--from", "from"], &outputs[..], &["--practice", "Grove", "--counsel"]].concat();
    let Ended(code, output, said) = assess(files.path(), &arguments);
    assert_eq!((code, output.as_str()), (Some(3), ""), "{said}");
    assert!(said.contains("cut: ") && said.contains("notes.txt"), "{said}");
    let pdf = std::fs::read(files.path().join("report.pdf")).expect("the report was written all the same");
    assert!(pdf.starts_with(b"%PDF-"));
    let found = json(&std::fs::read_to_string(files.path().join("report.json")).expect("the JSON too"));
    assert_eq!(found["totals"]["net_paid"], "320");
    let page = std::fs::read_to_string(files.path().join("report.html")).expect("the page too");
    let amount = found["buckets"]["recoverable"]["amount"].as_str().expect("an amount");
    assert!(page.contains(&format!("${amount}")) && page.contains("F4 · ") && page.contains("Grove"), "the figures of the JSON: {amount}");
    assert!(page.contains("cut") && page.contains("Prepared at the direction of counsel"));
    assert!(!page.contains("<script") && !page.contains("://"), "it stands alone");
}

#[test]
fn a_folder_without_claims_and_a_command_without_output_are_refused_with_what_to_do() {
    let empty = folder(&[("readme", "nothing here")]);
    let Ended(code, _, said) = assess(empty.path(), &["--from", "from", "--json", "-"]);
    assert!(code == Some(3) && said.contains("holds no claims and no payments"), "{said}");
    let Ended(code, _, said) = assess(empty.path(), &["--from", "from"]);
    assert!(code == Some(2) && said.contains("--out"), "{said}");
    let Ended(code, _, said) = assess(empty.path(), &["--from", "absent", "--json", "-"]);
    assert!(code == Some(3) && said.contains("absent"), "{said}");
}

/// The folder with 150 claims: its totals are those of the reconciliation, to the cent.
#[test]
fn the_totals_of_seed_11_are_those_of_its_reconciliation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders: [PathBuf; 2] = ["../../../shared", "../../../../shared"].map(|shared| root.join(shared).join("data/edi/pairs/seed11"));
    let Some(from) = folders.into_iter().find(|folder| folder.is_dir()) else {
        println!("SKIPPED the_totals_of_seed_11_are_those_of_its_reconciliation: ../shared/data is absent");
        return;
    };
    let expected = json(&std::fs::read_to_string(from.join("reconciliation.expected.json")).expect("figures stand beside the files"));
    let place = tempfile::tempdir().expect("a temporary folder");
    let from = from.display().to_string();
    let Ended(code, output, said) = assess(place.path(), &["--from", &from, "--out", "report.pdf", "--json", "-"]);
    assert_eq!(code, Some(0), "{said}");
    let found = json(&output);
    for (key, value) in expected.as_object().expect("an object").iter().filter(|(key, _)| *key != "seed") {
        assert_eq!(&found["totals"][key], value, "{key}");
    }
    let rate = &found["findings"][0]["figures"]["claims_refused_whole"];
    assert_eq!(format!("{}/{}", rate["count"], rate["of"]), "13/146", "the initial full denial rate");
    for code in ["F1", "F4", "F11", "F13", "F16", "F20"] {
        assert!(codes(&found, "found").contains(&code.to_owned()), "{code}");
    }
    let from_claims_alone = ["F1", "F4", "F10", "F11", "F12", "F13", "F14", "F15", "F16", "F20", "F23", "F25", "F27", "F28", "F29"];
    let could_not = codes(&found, "could_not_run");
    let is_expected = |code: &String| from_claims_alone.contains(&code.as_str()) != could_not.contains(code);
    let all = (1..=30).map(|number| format!("F{number}")).chain((1..=16).map(|number| format!("J{number}")));
    let odd: Vec<String> = all.filter(|code| !is_expected(code)).collect();
    assert_eq!(odd, [""; 0], "it says which could run with other files");
    assert!(std::fs::read(place.path().join("report.pdf")).expect("a report").starts_with(b"%PDF-"));
}
