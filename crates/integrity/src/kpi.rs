//! The indicators of billing for which care, appeals or amounts taken off must stand beside the claims. The others are those of
//! [`revenue_cycle::kpi`]; [`board`] gives all of them.

mod beside;
mod charges;
mod cost;

use std::collections::BTreeMap;

use revenue_cycle::denial::denials_of;
use revenue_cycle::kpi::{Board, Cohort, Indicator, Value, Window, days};
use revenue_cycle::level_of_service::level_of_claim;
use revenue_cycle::reconciliation::first_decisions;
use revenue_cycle::{Claim, ReasonTable, Settlement};
use vocabulary::{Day, Money};

use crate::assessment::Side;
use crate::assessment::side::AuthorizationFact;

/// Every indicator.
pub fn board<'a>(settlement: &'a Settlement<'a>, side: &Side, reasons: &'a ReasonTable, window: Window) -> Board {
    let mut board = Board::of(settlement, &beside::OfSide::of(side, window.as_of), reasons, window);
    let refused = refused(settlement, reasons, window);
    let more = [
        charges::lag(settlement, side, window),
        cost::to_collect(settlement, side, window),
        charges::unbilled(settlement, side, window),
        authorized(settlement, side, window),
        written_off(side, &board, &refused, window),
        to_appeal(side, &refused, window),
    ];
    board.indicators.extend(more);
    board
}

/// Claims of the window of which something was refused at first, with the day.
fn refused<'a>(settlement: &'a Settlement<'a>, reasons: &ReasonTable, window: Window) -> BTreeMap<&'a str, Option<Day>> {
    let mut refused = BTreeMap::new();
    for (number, settled) in settlement.claims.iter().filter(|(_, settled)| window.holds(settled)) {
        let first = first_decisions(settled).into_iter().find(|posting| !denials_of(posting.adjudication, reasons).is_empty());
        if let Some(posting) = first {
            refused.insert(*number, posting.key.day);
        }
    }
    refused
}

/// Attended days that an authorization covers, by the payer and for the level of the claims that bill the day, else of those around it. A patient
/// without any by that payer for that level is left out: the plan may ask for none.
fn authorized(settlement: &Settlement<'_>, side: &Side, window: Window) -> Indicator {
    let code = "service-authorization-rate";
    let (Some(attendance), Some(authorizations)) = (&side.attendance, &side.authorizations) else {
        let missing = if side.attendance.is_none() { "attendance" } else { "authorizations" };
        return Indicator::new(code, Cohort::Beside, Value::Missing(missing));
    };
    let mut grants: BTreeMap<&str, Vec<&AuthorizationFact>> = BTreeMap::new();
    for authorization in authorizations {
        grants.entry(&authorization.patient).or_default().push(authorization);
    }
    let claims = charges::claims_by_patient(settlement, side);
    let is_within = |day: Day| day <= window.as_of && window.since.is_none_or(|since| since <= day);
    let (mut covered, mut all) = (0, 0);
    for fact in attendance.iter().filter(|fact| fact.attended && is_within(fact.day)) {
        let Some(grants) = grants.get(fact.patient.as_str()) else { continue };
        let around = around(claims.get(fact.patient.as_str()).map(Vec::as_slice).unwrap_or_default(), fact.day);
        let is_its =
            |grant: &AuthorizationFact| around.is_empty() || around.iter().any(|claim| grant.fits(&claim.payer_id, level_of_claim(claim)));
        let own: Vec<&AuthorizationFact> = grants.iter().copied().filter(|grant| is_its(grant)).collect();
        all += usize::from(!own.is_empty());
        covered += usize::from(own.iter().any(|grant| grant.period.contains(fact.day)));
    }
    Indicator::new(code, Cohort::Beside, Value::Count { numerator: covered, denominator: all })
}

/// The claims that bill a day, else the last before it and the first after it.
fn around<'a>(claims: &[&'a Claim], day: Day) -> Vec<&'a Claim> {
    let bills = |claim: &&&Claim| claim.lines.iter().any(|line| claim.days_of(line).is_some_and(|days| charges::covers(days, day)));
    let billing: Vec<&'a Claim> = claims.iter().filter(bills).copied().collect();
    if !billing.is_empty() {
        return billing;
    }
    let dated = || claims.iter().filter_map(|claim| Some((claim.first_day()?, *claim)));
    let before = dated().filter(|(first, _)| *first <= day).max_by_key(|(first, claim)| (*first, &claim.number));
    let after = dated().filter(|(first, _)| *first > day).min_by_key(|(first, claim)| (*first, &claim.number));
    before.into_iter().chain(after).map(|(_, claim)| claim).collect()
}

/// What was taken off claims of which something was refused, as a part of net revenue: what was decided less what the contract takes off.
fn written_off(side: &Side, board: &Board, refused: &BTreeMap<&str, Option<Day>>, window: Window) -> Indicator {
    let code = "denial-write-off";
    let Some(write_offs) = &side.write_offs else { return Indicator::new(code, Cohort::Decided, Value::Missing("write-offs")) };
    let taken = write_offs.iter().filter(|each| each.day <= window.as_of && refused.contains_key(each.claim.as_str()));
    let numerator: Money = taken.map(|each| each.amount).sum();
    Indicator::new(code, Cohort::Decided, Value::Amount { numerator, denominator: board.net_revenue_amount })
}

/// Days from the first refusal of a claim to its first appeal.
fn to_appeal(side: &Side, refused: &BTreeMap<&str, Option<Day>>, window: Window) -> Indicator {
    let code = "denial-to-appeal";
    let Some(appeals) = &side.appeals else { return Indicator::new(code, Cohort::Beside, Value::Missing("appeals")) };
    let mut first: BTreeMap<&str, Day> = BTreeMap::new();
    for appeal in appeals.iter().filter(|appeal| appeal.filed <= window.as_of) {
        first.entry(&appeal.claim).and_modify(|known| *known = appeal.filed.min(*known)).or_insert(appeal.filed);
    }
    let took = first.into_iter().filter_map(|(claim, filed)| {
        let refused = (*refused.get(claim)?)?;
        (filed >= refused).then(|| filed.days_since(refused))
    });
    Indicator::new(code, Cohort::Beside, days(took.collect()).map_or(Value::Missing("appeals-of-refused-claims"), Value::Days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::testing::Books;

    fn value(books: &Books, code: &str) -> Value {
        books.settled(|settlement, side, reasons, as_of| {
            board(settlement, side, reasons, Window { since: None, as_of }).find(code).unwrap_or_else(|| panic!("{code}")).value.clone()
        })
    }

    #[test]
    fn what_stands_beside_claims_is_counted_or_missing() {
        let check = |books: &Books, code: &str, expected: &Value| assert_eq!(value(books, code), *expected, "{code}");
        check(&Books::clean(), "service-authorization-rate", &Value::Missing("attendance"));
        check(&Books::clean(), "denial-write-off", &Value::Missing("write-offs"));
        check(&Books::clean(), "denial-to-appeal", &Value::Missing("appeals"));
        // An appeal is there, and it is of no claim that was refused.
        let elsewhere = Books::clean().appealed("C2", "2026-05-05", "pending", false);
        check(&elsewhere, "denial-to-appeal", &Value::Missing("appeals-of-refused-claims"));
        let there = Books::clean()
            .authorized("R1", "2026-04-01", "2026-04-10")
            .attended("R1", "2026-04-10", true)
            .attended("R1", "2026-04-11", true)
            .attended("R1", "2026-04-12", false)
            .attended("R2", "2026-04-10", true);
        check(&there, "service-authorization-rate", &Value::Count { numerator: 1, denominator: 2 });
        // C1 is outpatient care that is billed to P1: what another payer granted, or for another level, neither covers it nor makes it count.
        let other = |change: fn(&mut AuthorizationFact)| {
            there.clone().attended("M-C1", "2026-04-20", true).authorized_as("M-C1", "2026-04-18", "2026-04-24", change)
        };
        check(&other(|_| {}), "service-authorization-rate", &Value::Count { numerator: 2, denominator: 3 });
        let of_other_payer = other(|fact| fact.payers = ["P2".to_owned()].into());
        check(&of_other_payer, "service-authorization-rate", &Value::Count { numerator: 1, denominator: 2 });
        let of_other_level = other(|fact| fact.level = Some(vocabulary::LevelOfCare::PartialHospitalization));
        check(&of_other_level, "service-authorization-rate", &Value::Count { numerator: 1, denominator: 2 });
    }

    #[test]
    fn refusals_lead_to_appeals_and_write_offs() {
        // Decided on 2026-05-05. Eight claims of 100.00 and 700.00: 80 of 100 are allowed; the refusal of C1 takes nothing off by contract.
        let books =
            Books::clean().refused("C1", "CO", "50").taken_off("C1", "25.00", "lost", "ann").taken_off("C2", "9.00", "small", "ann");
        let (numerator, denominator) = (Money::from_cents(2500), Money::from_cents(140_000 - 26_000));
        assert_eq!(value(&books, "denial-write-off"), Value::Amount { numerator, denominator });
        let appealed = books.appealed("C1", "2026-05-05", "pending", false).appealed("C2", "2026-05-05", "pending", false);
        let Value::Days(took) = value(&appealed, "denial-to-appeal") else { panic!("days") };
        assert_eq!((took.count, took.median), (1, 0));
    }

    #[test]
    fn what_a_letter_upheld_and_what_was_given_up_is_resolved() {
        // Refused on 2026-05-05: C1 is paid later, C2 upheld by letter, B1 given up a day later, B2 open.
        let refused = ["C1", "C2", "B1", "B2"].iter().fold(Books::clean(), |books, number| books.refused(number, "CO", "50"));
        let books = refused
            .paid_on("C1", 8000, "2026-05-12")
            .appealed("C2", "2026-05-06", "lost", false)
            .taken_off_on("2026-05-06", "B1", "1", "100.00")
            .appealed("B2", "2026-05-06", "pending", false);
        assert_eq!(value(&books, "overturned"), Value::Count { numerator: 1, denominator: 3 });
        let amount = |cents| Money::from_cents(cents);
        assert_eq!(value(&books, "overturned-charge"), Value::Amount { numerator: amount(10_000), denominator: amount(30_000) });
        // The day of the letter is not known: seven days and one day.
        let Value::Days(took) = value(&books, "denial-to-resolution") else { panic!("days") };
        assert_eq!((took.count, took.total), (2, 8));
    }

    #[test]
    fn receivables_hold_what_was_refused_and_not_given_up_and_what_patients_owe() {
        let of = |books: &Books, code: &str| match value(books, code) {
            Value::Amount { numerator, denominator } | Value::DaysOf { numerator, denominator, .. } => {
                Ok((numerator.cents(), denominator.cents()))
            }
            other => Err(other),
        };
        // Eight claims of 1,400.00: 20 of 100 are by contract, of C1 30.00 are left to the patient.
        let share = || Books::clean().left_to_patient("C1", 3000);
        assert_eq!(of(&share(), "net-days-in-receivables"), Err(Value::Missing("patient-payments")));
        assert_eq!(of(&share(), "net-collection-rate"), Err(Value::Missing("patient-payments")));
        assert_eq!(of(&share(), "net-days-in-receivables-payers"), Ok((0, 112_000)));
        assert_eq!(of(&share(), "net-collection-rate-payers"), Ok((109_000, 109_000)));
        let paid = share().patient_paid("C1", 1000);
        assert_eq!(of(&paid, "net-days-in-receivables"), Ok((2000, 112_000)));
        assert_eq!(of(&paid, "net-collection-rate"), Ok((110_000, 112_000)));
        assert_eq!(of(&Books::clean(), "net-collection-rate"), Ok((112_000, 112_000)), "nothing is left to patients");
        // Refused are 100.00; the contract takes off 260.00 of what was decided: of 100.00 1,140/1,400 are net.
        let refused = || Books::clean().refused("C2", "CO", "50");
        assert_eq!(of(&refused(), "net-days-in-receivables"), Ok((8143, 114_000)));
        assert_eq!(of(&refused().taken_off_on("2026-05-05", "C2", "1", "60.00"), "net-days-in-receivables"), Ok((3257, 114_000)));
        assert_eq!(of(&refused(), "receivables-over-90"), Ok((0, 10_000)));
    }

    #[test]
    fn a_service_waits_for_its_charge_or_for_its_first_bill() {
        // Every claim of the books is sent three days after its service; C1 is sent again later, with a line more.
        let Value::Days(took) = value(&Books::clean(), "charge-lag") else { panic!("days") };
        assert_eq!((took.median, took.ninth_tenth), (3, 3));
        let mut again = Books::clean();
        let mut replacement = again.claims.iter().find(|claim| claim.number == "C1").expect("the clean books have it").clone();
        (replacement.frequency, replacement.source.day) = (revenue_cycle::Frequency::Replacement, "2026-05-01".parse().ok());
        let mut line = replacement.lines[0].clone();
        (line.number, line.procedure) = (2, "90785".to_owned());
        replacement.lines.push(line);
        again.claims.push(replacement);
        let Value::Days(with_line) = value(&again, "charge-lag") else { panic!("days") };
        assert_eq!((with_line.count, with_line.total), (took.count + 1, took.total + 11));
        let Value::Days(posted) = value(&Books::clean().charged("M-C1", "2026-04-20", "2026-04-25", 10_000), "charge-lag") else {
            panic!("days")
        };
        assert_eq!((posted.count, posted.total), (1, 5));
    }

    #[test]
    fn what_waits_for_a_bill_is_told_in_days_of_charge() {
        let of = |books: &Books| match value(books, "unbilled-days") {
            Value::DaysOf { numerator, denominator, days: 90 } => Ok((numerator.cents(), denominator.cents())),
            other => Err(other),
        };
        assert_eq!(of(&Books::clean()), Err(Value::Missing("charges")));
        let gross: i64 = Books::clean().claims.iter().map(|claim| claim.charge_amount.cents()).sum();
        // C1 bills 100.00 on 20 April; the day after is on no claim, the day before everything is not looked at, and X has no claims.
        let seen =
            Books::clean().attended("M-C1", "2026-04-20", true).attended("M-C1", "2026-04-21", true).note("M-C1", "2026-04-21", true);
        assert_eq!(of(&seen), Ok((10_000, gross)));
        assert_eq!(of(&seen.attended("X", "2026-04-21", true).attended("M-C1", "2025-01-01", true)), Ok((10_000, gross)));
        // With charges on record they alone count: one is billed, one is not, one was posted after the day of the count.
        let charged = Books::clean()
            .charged("M-C1", "2026-04-20", "2026-04-21", 10_000)
            .charged("M-C1", "2026-04-22", "2026-04-23", 4000)
            .charged("M-C1", "2026-04-23", "2026-12-31", 700);
        assert_eq!(of(&charged), Ok((4000, 14_000)));
    }

    #[test]
    fn collecting_costs_what_the_practice_says_and_else_nobody_knows() {
        let at = |cost: Option<i64>, as_of: &str, paid: &[(&str, i64)]| {
            let mut books = Books::clean();
            books.side.billing_cost_a_month = cost.map(Money::from_cents);
            let template = books.payments[0].clone();
            books.payments.clear();
            for (day, amount) in paid {
                let mut payment = template.clone();
                payment.key.day = day.parse().ok();
                payment.key.trace = format!("T-{day}");
                (payment.amount, payment.adjudications) = (Money::from_cents(*amount), Vec::new());
                books.payments.push(payment);
            }
            let as_of = as_of.parse().expect("a day");
            books.settled(|settlement, side, reasons, _| {
                board(settlement, side, reasons, Window { since: None, as_of }).find("cost-to-collect").map(|found| found.value.clone())
            })
        };
        let paid = [("2026-01-20", 100_000), ("2026-02-10", 200_000), ("2026-03-31", 300_000), ("2026-04-02", 900_000)];
        let amount = |numerator, denominator| {
            Some(Value::Amount { numerator: Money::from_cents(numerator), denominator: Money::from_cents(denominator) })
        };
        assert_eq!(at(None, "2026-04-15", &paid), Some(Value::Missing("costs")));
        // January is not whole: payments begin on the 20th. April is whole on its last day.
        assert_eq!(at(Some(25_000), "2026-04-15", &paid), amount(50_000, 500_000));
        assert_eq!(at(Some(25_000), "2026-04-30", &paid), amount(75_000, 1_400_000));
        assert_eq!(at(Some(25_000), "2026-02-20", &paid), Some(Value::Missing("whole-months")));
    }
}
