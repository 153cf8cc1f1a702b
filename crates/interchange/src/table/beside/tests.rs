//! What tables beside claims hold, and what is said of wrong rows.

use vocabulary::LevelOfCare;

use super::*;

fn read(text: &str, mapping: &BesideMapping) -> (Option<(FileKind, usize, Vec<String>)>, Side) {
    let mut side = Side::default();
    let read = read_beside(text.as_bytes(), mapping, &mut side).expect("the table can be read");
    let told = read.map(|read| {
        let refused = read.refused.iter().map(|row| format!("{}: {} {}", row.position, row.column, row.expected.code()));
        (read.kind, read.rows, refused.collect())
    });
    (told, side)
}

#[test]
fn a_table_is_known_by_its_columns_and_a_wrong_row_costs_one_row() {
    let check = |text: &str, expected: Option<(FileKind, usize, &[&str])>| {
        let (found, _) = read(text, &BesideMapping::default());
        let expected = expected.map(|(kind, rows, refused)| (kind, rows, refused.iter().map(ToString::to_string).collect()));
        assert_eq!(found, expected, "{text}");
    };
    check("payer,service,first_day,unit_amount\nP1,90834,2026-01-01,95.00\n", Some((FileKind::Contracts, 1, &[])));
    check(
        "payer,service,first_day,unit_amount\nP1,90834,01/01/2026,95.00\nP1,90834,2026-01-01,much\nP1,90834,2026-01-01\nP1,90834,2026-01-01,95\n",
        Some((FileKind::Contracts, 1, &["line 2, row 1: first_day day", "line 3, row 2: unit_amount amount", "line 4, row 3:  row"])),
    );
    // Cells that stand one column further to the right or to the left.
    check(
        "payer,service,first_day,unit_amount\n,P1,90834,2026-01-01,95.00\n,P1,90834,2026-01-01\n90834,2026-01-01,95.00,P1\n",
        Some((FileKind::Contracts, 0, &["line 2, row 1:  row", "line 3, row 2: payer filled", "line 4, row 3: first_day day"])),
    );
    // A comma is read between thousands only.
    check(
        "payer,service,first_day,unit_amount\nP1,90834,2026-01-01,\"12,50\"\nP1,90834,2026-01-01,\"1,2,3\"\nP1,90834,2026-01-01,\"$1,250.00\"\n",
        Some((FileKind::Contracts, 1, &["line 2, row 1: unit_amount amount", "line 3, row 2: unit_amount amount"])),
    );
    check("patient,day,attended\nR1,2026-03-02,maybe\n", Some((FileKind::Attendance, 0, &["line 2, row 1: attended yes-no"])));
    check("patient,day,signed_day\nR1,2026-03-02,\n", Some((FileKind::Notes, 1, &[])));
    check(
        "patient,day,posted_day,charge_amount\nR1,2026-03-02,2026-03-04,150\nR1,2026-03-02,,150\nR1,2026-03-02,2026-03-04,-1\n",
        Some((FileKind::Charges, 1, &["line 3, row 2: posted_day filled", "line 4, row 3: charge_amount above-nothing"])),
    );
    check("name,colour\nA,red\n", None);
    check(
        "patient,day,instrument,score,interpreted\nR1,2026-03-02,PHQ-9,14,yes\nR1,2026-03-02,phq-9,fourteen,\nR1,2026-03-02,phq-9,3,perhaps\n",
        Some((FileKind::Measures, 1, &["line 3, row 2: score score", "line 4, row 3: interpreted yes-no"])),
    );
    check(
        "patient,day,determination\nR1,2026-03-02,step_down\nR1,2026-03-02,LOWER\n",
        Some((FileKind::Determinations, 1, &["line 3, row 2: determination determination"])),
    );
    check(
        "patient,admitted_day,discharged_day,discharge_type,level_of_care\nR1,2026-03-02,,,\nR1,2026-03-02,2026-03-01,,\n\
         R1,2026-03-02,2026-04-01,gone,\nR1,2026-03-02,2026-04-01,payer_forced,5\n",
        Some((
            FileKind::Episodes,
            1,
            &[
                "line 3, row 2: discharged_day day-after-first",
                "line 4, row 3: discharge_type discharge-type",
                "line 5, row 4: level_of_care level-of-care",
            ],
        )),
    );
    check(
        "payer,patient,submitted_day,decision,minutes\nP1,R1,2026-03-02,partial,30\nP1,R1,2026-03-02,maybe,\nP1,R1,2026-03-02,denied,half an hour\n",
        Some((FileKind::Reviews, 1, &["line 3, row 2: decision review-decision", "line 4, row 3: minutes minutes"])),
    );
    check(
        "claim,filed_day,outcome\nA1,2026-03-02,won\nA1,2026-03-02,\nA1,2026-03-02,yes\n",
        Some((FileKind::Appeals, 1, &["line 3, row 2: outcome filled", "line 4, row 3: outcome appeal-outcome"])),
    );
    check("payer,appeal_days\nP1,180\nP1,-1\n", Some((FileKind::AppealLimits, 1, &["line 3, row 2: appeal_days whole-number"])));
    check("payer,filing_days\nP1,180\nP1,0\n", Some((FileKind::FilingLimits, 1, &["line 3, row 2: filing_days whole-number"])));
    check(
        "patient,quoted_day,covered,patient_share\nR1,2026-03-02,yes,$25\nR1,2026-03-02,yes,a lot\n",
        Some((FileKind::Benefits, 1, &["line 3, row 2: patient_share amount"])),
    );
    check(
        "patient,service,first_day,agreed_amount\nR1,H0035,2026-03-02,450\nR1,,2026-03-02,450\n",
        Some((FileKind::CaseAgreements, 1, &["line 3, row 2: service filled"])),
    );
    check(
        "claim,paid_day,paid_amount\nA1,2026-03-02,-20.00\nA1,2026-03-02,0.001\n",
        Some((FileKind::PatientPayments, 1, &["line 3, row 2: paid_amount amount"])),
    );
    check("account,patient\nB-1,R1\nB-2,\n", Some((FileKind::Crosswalk, 1, &["line 3, row 2: patient filled"])));
    check(
        "authorization,patient,first_day,units\nX,R1,2026-03-02,12\nX,R1,2026-03-02,1.5\n",
        Some((FileKind::Authorizations, 1, &["line 3, row 2: units whole-number"])),
    );
}

#[test]
fn equal_rows_of_money_are_that_much_money_and_a_file_that_comes_again_is_none() {
    let mut side = Side::default();
    let mut take = |text: &str| drop(read_beside(text.as_bytes(), &BesideMapping::default(), &mut side).expect("it can be read"));
    let payments = "claim,paid_day,paid_amount\nA1,2026-03-02,20.00\nA1,2026-03-02,20.00\n";
    let write_offs = "claim,written_off_day,amount,reason\nA1,2026-03-02,10.00,small\nA1,2026-03-02,10.00,small\n";
    let attended = "patient,day,attended\nR1,2026-03-02,yes\nR1,2026-03-02,yes\n";
    // A later export holds the rows of an earlier one.
    let later = format!("{payments}A1,2026-03-09,5.00\n");
    [payments, payments, &later, write_offs, write_offs, attended].into_iter().for_each(&mut take);
    let paid: i64 = side.patient_payments.iter().flatten().map(|payment| payment.amount.cents()).sum();
    let off: i64 = side.write_offs.iter().flatten().map(|each| each.amount.cents()).sum();
    assert_eq!((paid, off, side.attendance.map(|all| all.len())), (4500, 2000, Some(1)));
}

#[test]
fn rates_are_above_nothing_and_those_that_contradict_each_other_are_told() {
    let header = "payer,service,first_day,last_day,unit_amount\n";
    let check = |rows: &str, refused: &[&str], kept: usize| {
        let (found, side) = read(&format!("{header}{rows}"), &BesideMapping::default());
        assert_eq!(found.map(|(_, _, refused)| refused), Some(refused.iter().map(|each| (*each).to_owned()).collect()));
        assert_eq!(side.contracts.map(|rates| rates.len()), Some(kept), "{rows}");
    };
    check(
        "P1,90834,2026-01-01,,-80.00\nP1,90837,2026-01-01,,0\n",
        &["line 2, row 1: unit_amount above-nothing", "line 3, row 2: unit_amount above-nothing"],
        0,
    );
    check("P1,90834,2026-01-01,2026-06-30,80\nP1,90834,2026-07-01,,90\nP1,90834,2026-01-01,2026-06-30,80\n", &[], 2);
    check("P1,90834,2026-01-01,,80\nP1,90834,2026-06-01,,90\n", &["line 3, row 2: unit_amount one-rate"], 2);
}

#[test]
fn of_two_limits_of_a_payer_the_shorter_holds_in_either_order_and_the_second_is_told() {
    for (first, second) in [(90, 180), (180, 90)] {
        let (found, side) = read(&format!("payer,filing_days\nP1,{first}\nP2,365\nP1,{second}\n"), &BesideMapping::default());
        assert_eq!(found, Some((FileKind::FilingLimits, 2, vec!["line 4, row 3: filing_days one-limit".to_owned()])));
        assert_eq!(side.filing_days, BTreeMap::from([("P1".to_owned(), 90), ("P2".to_owned(), 365)]));
    }
}

#[test]
fn a_mapping_says_what_other_columns_mean() {
    let mapping = "kind = \"contracts\"\ndates = \"month/day/year\"\ndelimiter = \";\"\n[columns]\npayer = \"Payer\"\nservice = \"CPT\"\n\
        first_day = \"From\"\nunit_amount = \"Rate\"\nlevel_of_care = \"LOC\"\n[codes.level_of_care]\n\"Intensive OP\" = \"IOP\"\n";
    let mapping = BesideMapping::from_toml(mapping).expect("a mapping");
    let (found, side) = read("Payer;CPT;LOC;From;Rate\nP1;H0015;Intensive OP;3/1/2026;\"$1,250.50\"\n", &mapping);
    assert_eq!(found, Some((FileKind::Contracts, 1, Vec::new())));
    let rate = side.contracts.iter().flatten().next().expect("a rate");
    assert_eq!((rate.level, rate.unit_amount.cents()), (Some(LevelOfCare::IntensiveOutpatient), 125_050));
}

#[test]
fn a_mapping_that_is_wrong_says_where() {
    let check = |text: &str, expected: &str| {
        let error = BesideMapping::from_toml(text).expect_err("it is wrong");
        assert!(error.starts_with(expected), "{error}");
    };
    check("kind = \"colours\"\n", "kind: not a known kind of file");
    check("kind = \"claims\"\n", "kind: a table of claims is not read");
    check("kind = \"notes\"\n[columns]\ntext = \"Note\"\n", "columns.text: expected one of patient, day");
    check("kind = \"notes\"\ndates = \"day\"\n", "dates: ");
}

#[test]
fn a_table_without_a_column_that_must_be_there_names_it() {
    let mapping = BesideMapping::from_toml("kind = \"notes\"\n").expect("a mapping");
    let error = read_beside("patient,day\n".as_bytes(), &mapping, &mut Side::default()).expect_err("a column is missing");
    assert!(error.to_string().contains("signed_day"), "{error}");
}
