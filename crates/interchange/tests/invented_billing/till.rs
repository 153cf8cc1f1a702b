//! What the practice that is shown billed: every case that it says it holds is found, and every kind of trouble is among it.

use std::collections::BTreeSet;

use integrity::assessment::{Assessment, Outcome};
use interchange::table::beside::{BesideMapping, read_beside};
use revenue_cycle::{Books, ReasonTable};
use synthetic::billing::till::{Covered, Till};
use synthetic::billing::{Billing, BillingFile, Cases};
use synthetic::{Plan, Practice};
use vocabulary::{PatientId, Period};

use crate::support::{read, take_in};

const PAYERS: [&str; 3] = ["generic-commercial", "generic-medicaid-managed-care", "generic-medicare-advantage"];

fn practice(seed: u64) -> Practice {
    Practice::invent(Plan { seed, as_of: "2026-11-23".parse().unwrap(), patients: 120 })
}

/// Everybody has a payer, by turns.
fn till(practice: &Practice) -> Till {
    let covered = |(number, patient): (usize, &synthetic::Entry<PatientId, care::Patient>)| Covered {
        record: patient.value.record_number.clone(),
        payer: PAYERS[number % PAYERS.len()].to_owned(),
        member: format!("INV{:05}", 10_000 + number),
        since: "2020-01-01".parse().unwrap(),
        grants: vec![(format!("AU-{number}"), Period::new("2026-10-01".parse().unwrap(), "2026-10-31".parse().ok()).unwrap())],
    };
    let covered: Vec<Covered> = practice.patients.iter().enumerate().map(covered).collect();
    Till::of(practice, &covered)
}

/// The books of a till, with what stands beside them: its rates, and the notes, the attendance and the scores of the practice.
fn check_found(seed: u64) {
    let practice = practice(seed);
    let till = till(&practice);
    let mut books = Books::default();
    for file in &till.files {
        take_in(file, &mut books);
    }
    // What chance does to bills and payments is not read here, nor the appeals of what it refused.
    let mut beside = Billing::of(&practice, Cases::Chance);
    let is_of_chance = |name: &str| {
        ["appeals", "contracts", "benefits", "case-agreements", "patient-payments"].iter().any(|table| name.starts_with(table))
    };
    beside.files.retain(|file| !file.text.starts_with("ISA") && !is_of_chance(&file.name));
    let (_, mut side) = read(&beside);
    let rates = till.rates.replacen("rate", "unit_amount", 1);
    let table = read_beside(rates.as_bytes(), &BesideMapping::default(), &mut side).unwrap().expect("rates are known by their columns");
    assert!(table.refused.is_empty(), "{:?}", table.refused.first());
    for table in &till.beside {
        let read = read_beside(table.text.as_bytes(), &BesideMapping::default(), &mut side).unwrap().expect("known by its columns");
        assert!(read.refused.is_empty() && read.rows > 0, "{}: {:?}", table.name, read.refused.first());
    }
    let reasons = ReasonTable::shipped();
    let settlement = books.settle(reasons);
    assert!(settlement.queue.is_empty() && settlement.held.is_empty(), "{:?} {:?}", settlement.queue.len(), settlement.held.len());
    let assessment = Assessment::of(&settlement, &side, reasons, practice.plan.as_of);
    let mut found: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (judged, lines) in assessment.found() {
        found.extend(lines.lines.iter().filter_map(|line| Some((judged.definition.code, line.claim?))));
    }
    let missed: Vec<_> = till.shows.iter().filter(|(finding, claim)| !found.contains(&(*finding, claim.as_str()))).collect();
    assert!(missed.is_empty(), "seed {seed}: not found {missed:?}");
    let shown: BTreeSet<&str> = till.shows.iter().map(|(finding, _)| *finding).collect();
    let expected =
        ["F1", "F11", "F13", "F14", "F15", "F16", "F20", "F21", "F22", "F23", "F24", "F26", "F27", "F28", "F29", "F30", "F4", "F9"];
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), expected, "seed {seed}");
    // A payer without a written rate began to allow less.
    assert!(matches!(assessment.finding("F10").unwrap().outcome, Outcome::Found(_)), "seed {seed}");
}

#[test]
fn every_case_of_the_shown_practice_is_found() {
    for seed in [1, 7] {
        check_found(seed);
    }
}

#[test]
fn refusals_of_many_kinds_a_second_payer_and_a_recovery_are_in_the_payments() {
    let till = till(&practice(1));
    let payments: String = till.files.iter().filter(|file| file.name.starts_with("payments")).map(|file| file.text.as_str()).collect();
    let check = |segment: &str| assert!(payments.contains(segment), "no {segment}");
    for reason in ["CO*197", "CO*50", "CO*16", "CO*252", "CO*29", "CO*22", "CO*27", "CO*97", "CO*B7", "OA*18", "OA*23", "PR*1", "PR*119"] {
        check(&format!("CAS*{reason}*"));
    }
    check("LQ*HE*N115~");
    check("*WO:ICN");
    assert!(!till.second.is_empty() && !till.taken_off.is_empty());
    let claims: String = till.files.iter().filter(|file| file.name.starts_with("claims")).map(|file| file.text.as_str()).collect();
    assert!(claims.contains("SBR*S*18") && claims.contains("SVD*generic-"), "a bill to a second payer says what the first decided");
}

#[test]
fn the_same_practice_has_the_same_till() {
    let [one, same, other] = [1, 1, 2].map(|seed| till(&practice(seed)));
    assert_eq!(one, same);
    assert_ne!(one.files, other.files);
    let names: Vec<&BillingFile> = one.files.iter().collect();
    assert!(names.len() > 10, "{names:?}");
}
