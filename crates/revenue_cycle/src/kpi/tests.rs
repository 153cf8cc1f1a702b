//! A small practice whose figures are worked out by hand.
//!
//! | claim | service | sent | decided | charge | what came |
//! |---|---|---|---|---|---|
//! | A1 | 2 March | 5 March | 1 April | 100.00 | 60.00 paid, 40.00 by contract |
//! | A2 | 2 March | 9 March | 1 April | 100.00 | refused (197); 70.00 paid on 21 April, 30.00 by contract |
//! | A3 | 2 March | 9 March | 1 April | 200.00 | refused (50) |
//! | A4 | 2 January | 9 January | - | 150.00 | nothing |
//! | A5 | 20 April | 22 April | - | 50.00 | nothing |

use vocabulary::Money;

use super::*;
use crate::Books;
use crate::claim::Claim;
use crate::testing::{claim, decided, remittance};

fn sent(number: &str, charge: i64, service: &str, sent: &str) -> Claim {
    let mut claim = claim(number, &[(charge, service)]);
    claim.source.day = sent.parse().ok();
    claim
}

fn books() -> Books {
    let mut books = Books::default();
    books.add_claim(sent("A1", 10_000, "2026-03-02", "2026-03-05"));
    books.add_claim(sent("A2", 10_000, "2026-03-02", "2026-03-09"));
    books.add_claim(sent("A3", 20_000, "2026-03-02", "2026-03-09"));
    books.add_claim(sent("A4", 15_000, "2026-01-02", "2026-01-09"));
    books.add_claim(sent("A5", 5000, "2026-04-20", "2026-04-22"));
    books.add_remittance(remittance(
        "T1",
        vec![
            decided("A1", "1", 10_000, 6000, &[("CO", "45", 4000)]),
            decided("A2", "4", 10_000, 0, &[("CO", "197", 10_000)]),
            decided("A3", "4", 20_000, 0, &[("CO", "50", 20_000)]),
        ],
    ));
    let mut later = remittance("T2", vec![decided("A2", "1", 10_000, 7000, &[("CO", "45", 3000)])]);
    later.key.day = "2026-04-21".parse().ok();
    books.add_remittance(later);
    books
}

/// Nothing stands beside the claims.
struct Nothing;

impl Beside for Nothing {
    fn ended(&self, _: &str, _: &SettledClaim<'_>, _: (Posting<'_>, &Denial), _: Money) -> Option<Ended> {
        None
    }

    fn patient_paid(&self, _: &str) -> Option<Money> {
        None
    }

    fn taken_off(&self, _: &str) -> Money {
        Money::ZERO
    }
}

fn value(since: Option<&str>, as_of: &str, code: &str) -> Value {
    let mut books = books();
    let window = Window { since: since.map(|day| day.parse().expect("a day")), as_of: as_of.parse().expect("a day") };
    books.retain_until(window.as_of);
    let table = ReasonTable::shipped();
    let settlement = books.settle(table);
    Board::of(&settlement, &Nothing, table, window).find(code).unwrap_or_else(|| panic!("{code}")).value.clone()
}

#[track_caller]
fn check(code: &str, expected: &Value) {
    assert_eq!(value(None, "2026-04-22", code), *expected, "{code}");
}

fn count(numerator: usize, denominator: usize) -> Value {
    Value::Count { numerator, denominator }
}

fn amount(numerator: i64, denominator: i64) -> Value {
    Value::Amount { numerator: Money::from_cents(numerator), denominator: Money::from_cents(denominator) }
}

fn took(count: usize, total: i64, median: i32, ninth_tenth: i32) -> Value {
    Value::Days(Days { count, total, median, ninth_tenth })
}

#[test]
fn refusals_are_counted_over_what_was_submitted_and_over_what_was_decided() {
    check("initial-denial-rate", &count(2, 5));
    check("initial-denial-rate-decided", &count(2, 3));
    check("initial-denial-charge", &amount(30_000, 60_000));
    check("initial-denial-charge-decided", &amount(30_000, 40_000));
    check("remittance-denial-rate", &count(2, 3));
    // 26 March to 22 April: three decisions of 1 April and one of 21 April; two pay nothing.
    check("primary-denial-rate", &count(2, 4));
}

#[test]
fn what_became_of_refusals_is_counted_over_those_decided_again() {
    check("overturned", &count(1, 1));
    check("overturned-charge", &amount(10_000, 10_000));
    check("denial-to-resolution", &took(1, 20, 20, 20));
}

#[test]
fn the_charge_of_a_claim_refused_in_part_counts_whole() {
    let mut books = books();
    let mut claim = claim("A6", &[(10_000, "2026-03-02"), (2000, "2026-03-02")]);
    claim.source.day = "2026-03-09".parse().ok();
    books.add_claim(claim);
    let mut decision = decided("A6", "1", 10_000, 6000, &[("CO", "45", 4000)]);
    let mut refused = decided("A6", "1", 2000, 0, &[("CO", "97", 2000)]).lines.remove(0);
    refused.control = Some("L2".to_owned());
    decision.charge_amount = Money::from_cents(12_000);
    decision.lines.push(refused);
    let mut payment = remittance("T3", vec![decision]);
    payment.key.day = "2026-04-01".parse().ok();
    books.add_remittance(payment);
    let table = ReasonTable::shipped();
    let settlement = books.settle(table);
    let board = Board::of(&settlement, &Nothing, table, Window { since: None, as_of: "2026-04-22".parse().expect("a day") });
    let found = |code: &str| board.find(code).map(|indicator| indicator.value.clone());
    // Refused are A2 and A3 whole, and one line of 20.00 of the 120.00 of A6.
    assert_eq!(found("initial-denial-charge"), Some(amount(42_000, 72_000)));
    assert_eq!(found("initial-denial-charge-decided"), Some(amount(42_000, 52_000)));
    assert_eq!(found("initial-denial-rate"), Some(count(3, 6)));
}

#[test]
fn receivables_are_what_is_not_decided_and_what_was_refused_and_not_given_up() {
    check("first-pass-yield", &count(1, 3));
    assert_eq!(value(Some("2026-03-06"), "2026-12-31", "net-days-in-receivables"), Value::Missing("recent-services"));
    // 150.00 and 50.00 are not decided, 200.00 are refused.
    check("receivables-over-90", &amount(15_000, 40_000));
    check("receivables-over-90-payers", &amount(15_000, 40_000));
    // Of 400.00 decided 70.00 are taken off by contract: 330.00 net, of which 130.00 are paid.
    check("net-collection-rate", &amount(13_000, 33_000));
    check("net-collection-rate-payers", &amount(13_000, 33_000));
    // Net are 330 of 400: of 400.00 open 330.00; of 450.00 within ninety days 371.25.
    let net = Value::DaysOf { numerator: Money::from_cents(33_000), denominator: Money::from_cents(37_125), days: 90 };
    check("net-days-in-receivables", &net);
}

#[test]
fn what_was_collected_counts_in_the_month_of_the_service() {
    let (mut books, table) = (books(), ReasonTable::shipped());
    books.add_claim(sent("A6", 10_000, "2026-04-02", "2026-04-05"));
    let mut payment = remittance("T3", vec![decided("A6", "1", 10_000, 5000, &[("CO", "45", 4000), ("CO", "50", 1000)])]);
    payment.key.day = "2026-04-20".parse().ok();
    books.add_remittance(payment);
    let settlement = books.settle(table);
    let board = Board::of(&settlement, &Nothing, table, Window { since: None, as_of: "2026-04-22".parse().expect("a day") });
    let by_month: Vec<(String, &str, &Value)> =
        board.indicators.iter().filter_map(|each| Some((each.month?.to_string(), each.code, &each.value))).collect();
    // In January nothing is decided; A2 was paid in April for March.
    let (march, april) = (amount(13_000, 33_000), amount(5000, 6000));
    let [all, payers] = ["net-collection-rate", "net-collection-rate-payers"];
    let expected = [
        ("2026-03-01".to_owned(), all, &march),
        ("2026-03-01".to_owned(), payers, &march),
        ("2026-04-01".to_owned(), all, &april),
        ("2026-04-01".to_owned(), payers, &april),
    ];
    assert_eq!(by_month, expected);
    assert_eq!(board.find(all).map(|found| &found.value), Some(&amount(18_000, 39_000)));
}

#[test]
fn an_answer_that_the_claim_is_of_somebody_else_decides_nothing() {
    let (mut books, table) = (books(), ReasonTable::shipped());
    let mut elsewhere = remittance("T0", vec![decided("A1", "23", 10_000, 0, &[])]);
    elsewhere.key.day = "2026-03-08".parse().ok();
    books.add_remittance(elsewhere);
    let settlement = books.settle(table);
    assert_eq!(settlement.claim("A1").map(|settled| settled.matched.len()), Some(2));
    let board = Board::of(&settlement, &Nothing, table, Window { since: None, as_of: "2026-04-22".parse().expect("a day") });
    assert_eq!(board.find("payment-lag").map(|found| &found.value), Some(&took(3, 73, 23, 27)));
}

#[test]
fn lags_run_from_the_service_to_the_bill_and_from_the_bill_to_the_decision() {
    // 3, 7, 7, 7 and 2 days; 27, 23 and 23 days.
    check("claim-lag", &took(5, 26, 7, 7));
    check("payment-lag", &took(3, 73, 23, 27));
}

#[test]
fn what_the_files_do_not_hold_is_missing_and_not_nothing() {
    check("clean-claim-rate", &Value::Missing("acknowledgments"));
}

#[test]
fn a_claim_is_clean_that_nobody_rejected_and_nobody_touched() {
    use crate::AcknowledgmentVerdict::{Accepted, Received, Rejected};
    let check = |answers: &[(&str, crate::AcknowledgmentVerdict)], change: fn(&mut Books), expected: Value| {
        let mut books = books();
        change(&mut books);
        for (number, verdict) in answers {
            let (claim_number, day) = ((*number).into(), "2026-03-10".parse().ok());
            let answer = crate::Acknowledgment { claim_number, verdict: *verdict, codes: Vec::new(), payer_control: None, day };
            books.add_acknowledgment(answer);
        }
        let table = ReasonTable::shipped();
        let settlement = books.settle(table);
        let board = Board::of(&settlement, &Nothing, table, Window { since: None, as_of: "2026-04-22".parse().expect("a day") });
        assert_eq!(board.find("clean-claim-rate").map(|indicator| &indicator.value), Some(&expected), "{answers:?}");
    };
    // Taken in, rejected once and taken in later, and only received.
    check(&[("A1", Accepted), ("A2", Rejected), ("A2", Accepted), ("A3", Received)], |_| {}, count(1, 2));
    check(
        &[("A1", Accepted)],
        |books| {
            books.add_claim(replacement("2026-03-20"));
        },
        count(0, 1),
    );
    check(
        &[("A1", Accepted)],
        |books| {
            books.add_claim(replacement("2026-04-03"));
        },
        count(1, 1),
    );
    // A total that is not the sum of the lines was not ready to be sent.
    let unsound = |books: &mut Books| {
        books.add_claim(Claim { charge_amount: Money::from_cents(1), ..sent("A6", 500, "2026-03-02", "2026-03-05") });
    };
    check(&[("A1", Accepted), ("A6", Accepted)], unsound, count(1, 2));
}

/// A1 again, sent on a day.
fn replacement(day: &str) -> Claim {
    Claim { frequency: crate::Frequency::Replacement, original_payer_control: Some("ICN".into()), ..sent("A1", 10_000, "2026-03-02", day) }
}

#[test]
fn a_window_chooses_claims_and_a_day_forgets_what_came_later() {
    assert_eq!(value(Some("2026-03-06"), "2026-04-22", "initial-denial-rate"), count(2, 3));
    assert_eq!(value(None, "2026-04-20", "initial-denial-rate"), count(2, 4));
    assert_eq!(value(None, "2026-04-20", "overturned"), count(0, 0));
    assert_eq!(value(None, "2026-03-31", "initial-denial-rate-decided"), count(0, 0));
    assert_eq!(value(None, "2026-03-31", "payment-lag"), Value::Missing("decisions"));
}

#[test]
fn a_replacement_is_a_second_try_and_a_bill_to_a_second_payer_is_none() {
    let check = |change: fn(&mut Claim), expected: Value| {
        let mut books = books();
        let mut again = sent("A1", 10_000, "2026-03-02", "2026-03-20");
        change(&mut again);
        books.add_claim(again);
        let table = ReasonTable::shipped();
        let settlement = books.settle(table);
        let board = Board::of(&settlement, &Nothing, table, Window { since: None, as_of: "2026-04-22".parse().expect("a day") });
        assert_eq!(board.find("first-pass-yield").map(|indicator| &indicator.value), Some(&expected));
    };
    check(|again| again.frequency = crate::Frequency::Replacement, count(0, 3));
    check(|again| (again.payer_id, again.sequence) = ("P2".into(), crate::Sequence::Secondary), count(1, 3));
}

#[test]
fn a_payer_has_its_own_lag() {
    let (books, table) = (books(), ReasonTable::shipped());
    let settlement = books.settle(table);
    let board = Board::of(&settlement, &Nothing, table, Window { since: None, as_of: "2026-04-22".parse().expect("a day") });
    assert_eq!((board.submitted, board.decided), (5, 3));
    let of_payer: Vec<&Indicator> = board.indicators.iter().filter(|indicator| indicator.payer.as_deref() == Some("P1")).collect();
    assert_eq!(of_payer.iter().map(|indicator| &indicator.value).collect::<Vec<_>>(), [&took(3, 73, 23, 27)]);
}
