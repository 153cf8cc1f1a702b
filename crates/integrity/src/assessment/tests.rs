//! What holds for the assessment as a whole.

use proptest::prelude::*;
use vocabulary::Money;

use super::testing::{Books, check_lines};
use super::{Bucket, FileKind, Outcome, document, waterfall};

fn planted() -> Books {
    Books::clean()
        .refused("B1", "CO", "197")
        .refused("B2", "CO", "22")
        .paid_again("C1")
        .copied("C2", "C2-COPY")
        .unanswered("U1", "2026-01-05")
        .recovered("ICN-7", 1200)
}

#[test]
fn a_clean_practice_has_no_finding_and_says_what_could_not_be_judged() {
    Books::clean().assessed(|assessment| {
        let found: Vec<&str> = assessment.found().iter().map(|(judged, _)| judged.definition.code).collect();
        assert_eq!(found, [""; 0]);
        let missing: Vec<FileKind> = assessment.missing().into_keys().collect();
        // Everything that is no claim, payment or answer is missing, and each of them would help some finding; charges and limits to file tell more of what
        // runs without them, and a crosswalk joins the others.
        let asked_by_none = [
            FileKind::Claims,
            FileKind::Remittances,
            FileKind::Acknowledgments,
            FileKind::Charges,
            FileKind::FilingLimits,
            FileKind::Crosswalk,
        ];
        let mut tables: Vec<FileKind> = FileKind::ALL.iter().copied().filter(|kind| !asked_by_none.contains(kind)).collect();
        tables.sort_unstable();
        assert_eq!(missing, tables);
        for bucket in Bucket::ALL {
            assert_eq!(assessment.sum(*bucket).amount, Money::ZERO);
        }
    });
}

#[test]
fn what_was_planted_is_found_and_nothing_else() {
    planted().assessed(|assessment| {
        let mut found: Vec<&str> = assessment.found().iter().map(|(judged, _)| judged.definition.code).collect();
        found.sort_unstable();
        assert_eq!(found, ["F1", "F13", "F14", "F20", "F28", "F4"]);
        let check = |bucket, claims, cents| {
            let sum = assessment.sum(bucket);
            assert_eq!((sum.claims, sum.amount.cents()), (claims, cents), "{bucket}");
        };
        // Paid again 80.00 and a copy of 80.00; two refusals and an open claim worth 80.00 each, and 12.00 that a payer kept.
        check(Bucket::Exposure, 2, 16_000);
        check(Bucket::Recoverable, 3, 25_200);
        check(Bucket::Hard, 0, 0);
    });
}

#[test]
fn a_crosswalk_says_whose_claims_are_and_two_patients_under_one_number_are_nobody() {
    // C1 is of 20 April; the tables call its patient R1.
    let refused = || Books::clean().refused("C1", "CO", "50").measured("R1", "2026-04-18", "phq-9", 14);
    let under = |account: &str, patient: &str| (account.to_owned(), patient.to_owned());
    let check = |crosswalk: Option<Vec<(String, String)>>, expected: &[&str]| {
        let mut books = refused();
        books.side.crosswalk = crosswalk.map(|rows| rows.into_iter().collect());
        check_lines("F2", &books, expected);
    };
    check(None, &[]);
    check(Some(vec![under("C1", "R1")]), &["C1 CO-50"]);
    check(Some(vec![under("C1", "R1"), under("C1", "R2")]), &[]);
    check(Some(vec![under("C", "R1")]), &[]);
    let mut books = refused().renumbered("C1", "77-0420");
    books.side.crosswalk = Some([under("77", "R1")].into());
    check_lines("F2", &books, &["77-0420 CO-50"]);
}

#[test]
fn a_claim_counts_in_one_finding_only_and_the_others_show_it() {
    // Refused for authorization: F4 keeps it, F1 shows it.
    planted().assessed(|assessment| {
        let check = |code: &str, found: usize, counted: usize| {
            let judged = assessment.finding(code).expect("in the catalogue");
            assert_eq!((judged.counted.found_claims, judged.counted.claims), (found, counted), "{code}");
        };
        check("F4", 1, 1);
        check("F13", 1, 1);
        check("F1", 2, 0);
    });
}

#[test]
fn the_catalogue_has_every_code_once_and_the_waterfall_every_amount_once() {
    let codes: Vec<&str> = super::findings::CATALOGUE.iter().map(|finding| finding.definition.code).collect();
    let expected: Vec<String> = (1..=30).map(|number| format!("F{number}")).chain((1..=16).map(|number| format!("J{number}"))).collect();
    assert_eq!(codes, expected);
    let mut with_amount: Vec<&str> = super::findings::CATALOGUE
        .iter()
        .map(|finding| finding.definition)
        .filter(|definition| definition.bucket.is_some())
        .map(|definition| definition.code)
        .collect();
    let mut order = waterfall::ORDER.to_vec();
    with_amount.sort_unstable();
    order.sort_unstable();
    assert_eq!(order, with_amount);
}

#[test]
fn counted_amounts_add_up_to_the_buckets_and_never_exceed_what_is_found() {
    planted().assessed(|assessment| {
        for bucket in Bucket::ALL {
            let parts: Money = assessment
                .findings
                .iter()
                .filter(|judged| judged.definition.bucket == Some(*bucket))
                .map(|judged| judged.counted.amount)
                .sum();
            assert_eq!(parts, assessment.sum(*bucket).amount);
        }
        for judged in &assessment.findings {
            assert!(judged.counted.amount <= judged.counted.found_amount, "{}", judged.definition.code);
            if let Outcome::Found(found) = &judged.outcome {
                let sum: Money = found.lines.iter().filter_map(|line| line.amount).sum();
                if judged.definition.bucket.is_some() {
                    assert_eq!(sum, judged.counted.found_amount, "every number has its lines: {}", judged.definition.code);
                }
            }
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_of_files_and_copies_of_them_change_nothing(shuffle in Just(()).prop_perturb(|(), mut random| random.random::<u64>())) {
        let books = planted();
        let expected = books.assessed(document::result);
        let mut mixed = books.clone();
        let turn = usize::try_from(shuffle % 7).unwrap_or(0);
        let turned = turn % mixed.claims.len();
        mixed.claims.rotate_left(turned);
        if shuffle % 2 == 0 {
            mixed.claims.reverse();
            mixed.payments.reverse();
        }
        if shuffle % 3 == 0 {
            mixed.payments.extend(books.payments.clone());
            mixed.claims.extend(books.claims.clone());
        }
        prop_assert_eq!(mixed.assessed(document::result), expected);
    }
}
