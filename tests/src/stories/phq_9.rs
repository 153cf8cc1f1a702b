//! A PHQ-9 arrives: from a file to the page, the PDF, the audit, the backup and another database.

use serde_json::Value as Json;

use crate::practice::{ADMINISTRATOR, Practice, VISITS, Visitor, configuration, postgres_address};
use crate::program::Folder;
use crate::server::Server;

#[test]
fn answers_in_a_file_become_a_page_a_report_and_an_audit_that_holds() {
    tell(&Practice::new());
}

#[test]
fn answers_in_a_file_become_a_page_a_report_and_an_audit_that_holds_on_postgresql() {
    tell(&Practice::in_postgres());
}

fn tell(practice: &Practice) {
    let folder = &practice.folder;
    practice.import_visits(VISITS);
    let server = Server::start(folder);
    let mut director = Visitor::director(&server);
    let address = director.find_patient("Invented");
    let patient = director.page(&address);
    let words = patient.words();
    for expected in ["Ada", "Invented", "21", "severe", "10", "moderate"] {
        assert!(words.contains(expected), "the page says {expected}:\n{words}");
    }
    let administrations = patient.links("/administrations/");
    let pages: Vec<String> = administrations.iter().map(|link| director.page(link).words()).collect();
    assert!(pages.iter().any(|page| page.contains("21") && page.contains("severe")), "{pages:?}");
    assert_eq!(server.stop(), Some(0));

    let release = super::RELEASE;
    let text = super::report_text(folder, "A-1");
    for expected in ["Invented, Ada", "A-1", "21", "severe", "Kroenke"] {
        assert!(text.contains(expected), "the report says {expected}:\n{text}");
    }

    let scores = folder.ok(&[&["export", "scores", "--out", "-"][..], &release].concat());
    assert_eq!(scores.lines().count(), 5, "a header and four administrations of one scale:\n{scores}");
    let one = folder.ok(&[&["export", "scores", "--patient", "B-2", "--out", "-"][..], &release].concat());
    assert_eq!(one.lines().count(), 2, "{one}");
    folder.ok(&[&["audit", "export", "--patient", "A-1", "--out", "audit.ndjson"][..], &release].concat());
    let entries: Vec<Json> = folder.read("audit.ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for action in ["import", "release", "gather_report"] {
        assert!(entries.iter().any(|entry| entry["action"] == action), "{action}: {entries:?}");
    }

    let audit = folder.json(&["audit", "verify", "--json"]);
    assert_eq!((&audit["holds"], &audit["unsealed"]), (&Json::from(true), &Json::from(0)));
    assert!(audit["sealed"].as_i64().unwrap() >= 8, "{audit}");
}

#[test]
fn the_same_file_a_second_time_changes_nothing() {
    let practice = Practice::new();
    practice.import_visits(VISITS);
    let before = tables(&practice.folder, "before.throughline-backup");
    let again = practice.folder.json(&["import", "visits.csv", "--mapping", "visits.toml", "--json"]);
    assert_eq!(again[0]["state"], "already_imported");
    let after = tables(&practice.folder, "after.throughline-backup");
    assert_eq!(records_of(&before), records_of(&after));
}

#[test]
fn a_row_that_cannot_be_taken_is_kept_aside_with_its_place_and_can_be_mended() {
    let practice = Practice::new();
    let folder = &practice.folder;
    let bad = "C-3,Cora,Invented,1975-01-01,2026-03-02,7,0,0,0,0,0,0,0,0\n";
    folder.write("visits.csv", format!("{VISITS}{bad}"));
    folder.write("visits.toml", crate::practice::VISITS_MAPPING);
    let arguments = ["import", "visits.csv", "--mapping", "visits.toml", "--reject-file", "rejected.csv"];
    let told = folder.json(&[&arguments[..], &["--json"]].concat());
    assert_eq!(told[0]["rows_rejected"], 1, "{told}");
    assert_eq!(told[0]["rejections"][0]["code"], "reject-answer-not-offered");
    assert!(told[0]["rejections"][0]["position"].as_str().unwrap().contains("line 6"), "{told}");
    let rejected = folder.read("rejected.csv");
    assert_eq!(rejected, format!("{}\n{bad}", VISITS.lines().next().unwrap()));
    folder.write("rejected.csv", rejected.replace(",7,", ",3,"));
    let mended = folder.json(&["import", "rejected.csv", "--mapping", "visits.toml", "--strict", "--json"]);
    assert_eq!(mended[0]["rows_rejected"], 0, "{mended}");
}

#[test]
fn a_dry_run_says_what_it_understood_and_changes_nothing() {
    let practice = Practice::new();
    let folder = &practice.folder;
    folder.write("visits.csv", VISITS);
    folder.write("visits.toml", crate::practice::VISITS_MAPPING);
    let before = records_of(&tables(folder, "before.throughline-backup"));
    let told = folder.json(&["import", "visits.csv", "--mapping", "visits.toml", "--dry-run", "--json"]);
    assert_eq!(told[0]["state"], "dry_run");
    let phq_9 = &told[0]["understood"]["instruments"]["phq-9"];
    assert_eq!(phq_9["administrations"], 4, "{told}");
    assert_eq!(
        (&phq_9["statuses"]["scored"], &phq_9["statuses"]["prorated"], &phq_9["statuses"]["unscorable"]),
        (&2.into(), &1.into(), &1.into())
    );
    assert_eq!(records_of(&tables(folder, "after.throughline-backup")), before);
}

#[test]
fn a_backup_of_a_file_restores_into_postgresql_and_back_with_the_same_records() {
    let practice = Practice::new();
    practice.import_visits(VISITS);
    let first = tables(&practice.folder, "first.throughline-backup");
    let moved = restored(&practice.folder, "first.throughline-backup", &postgres_address());
    let second = tables(&moved, "second.throughline-backup");
    assert_eq!(records_of(&first), records_of(&second));
    assert_eq!(exported(&practice.folder), exported(&moved), "the same export from either database");
    let back = restored(&moved, "second.throughline-backup", "practice.db");
    assert_eq!(records_of(&tables(&back, "third.throughline-backup")), records_of(&first));
    assert_eq!(back.json(&["audit", "verify", "--json"])["holds"], true);
    assert!(first["audit_head"].as_str().is_some_and(|head| back.run(&["audit", "verify", "--expect", head]).code == Some(0)));
}

#[test]
fn a_damaged_or_cut_backup_restores_nothing_and_says_where() {
    let practice = Practice::new();
    practice.import_visits(VISITS);
    tables(&practice.folder, "whole.throughline-backup");
    let whole = std::fs::read(practice.folder.file("whole.throughline-backup")).unwrap();
    let empty = Folder::new();
    empty.write("throughline.toml", configuration("practice.db"));
    let mut changed = whole.clone();
    let place = whole.len() / 2;
    changed[place] ^= 1;
    for (bytes, code) in [(&whole[..whole.len() / 2], 4), (&changed[..], 4), (&b"no backup at all"[..], 3)] {
        let file = empty.write("damaged.throughline-backup", bytes);
        let ended = empty.run(&["restore", file.to_str().unwrap()]).with_code(code);
        assert!(ended.said.starts_with("error: "), "{}", ended.said);
    }
    let file = empty.write("whole.throughline-backup", &whole);
    empty.ok(&["restore", file.to_str().unwrap()]);
    let again = empty.run(&["restore", file.to_str().unwrap()]).with_code(1);
    assert!(again.said.contains("already holds records"), "{}", again.said);
}

#[test]
fn an_administrator_who_is_locked_out_gets_a_new_password() {
    let practice = Practice::new();
    let folder = &practice.folder;
    folder.run(&["init", "--sign-in", "somebody"]).with_code(1);
    folder.run(&["init", "--sign-in", "somebody", "--reset"]).with_code(1);
    let reset = folder.json(&["init", "--sign-in", ADMINISTRATOR.0, "--reset", "--json"]);
    let server = Server::start(folder);
    let mut administrator = Visitor::sign_in(&server, ADMINISTRATOR.0, reset["password"].as_str().unwrap());
    administrator.page("/people");
    let mut browser = server.browser();
    let form = browser.get("/sign-in");
    let refused = browser.submit(&form, "password", &[("sign_in_name", ADMINISTRATOR.0), ("password", ADMINISTRATOR.1)]);
    assert_eq!(refused.status, 422);
}

/// Everything that leaves as a table and as FHIR.
fn exported(folder: &Folder) -> [String; 2] {
    ["scores", "fhir"].map(|what| folder.ok(&["export", what, "--out", "-", "--for", "a test", "--reason", "to compare"]))
}

/// A new folder with a database made from a backup.
fn restored(from: &Folder, backup: &str, location: &str) -> Folder {
    let folder = Folder::new();
    folder.write("throughline.toml", configuration(location));
    folder.ok(&["restore", from.file(backup).to_str().unwrap()]);
    folder
}

/// Makes a backup, and hands back what it says of its tables.
pub(super) fn tables(folder: &Folder, backup: &str) -> Json {
    folder.json(&["backup", backup, "--json"])
}

/// Hashes of the tables of records: everything but the audit, which tells of each backup.
pub(super) fn records_of(backup: &Json) -> Vec<(String, String)> {
    let tables = backup["tables"].as_object().unwrap();
    let records = tables.iter().filter(|(name, _)| !name.starts_with("audit"));
    records.map(|(name, table)| (name.clone(), table["sha256"].as_str().unwrap().to_owned())).collect()
}
