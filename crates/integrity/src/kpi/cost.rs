//! What it costs to collect: only where the practice says what billing costs it. Nobody's mean takes the place of its own figure.

use revenue_cycle::Settlement;
use revenue_cycle::kpi::{Cohort, Indicator, Value, Window};
use vocabulary::{Day, Money};

use crate::assessment::Side;

/// At most so many whole months are counted.
const MONTHS: usize = 3;

/// The stated cost of the last whole months, over what payers, and patients where that is on record, paid in them. Only months that begin after the first
/// payment on record: before, payments may stand where nobody looked.
pub(super) fn to_collect(settlement: &Settlement<'_>, side: &Side, window: Window) -> Indicator {
    let indicator = |value| Indicator::new("cost-to-collect", Cohort::Months, value);
    let Some(cost) = side.billing_cost_a_month.filter(|cost| *cost > Money::ZERO) else { return indicator(Value::Missing("costs")) };
    let paid = || {
        let by_payers = settlement.posted.iter().filter_map(|payment| Some((payment.key.day?, payment.amount)));
        by_payers.chain(side.patient_payments.iter().flatten().map(|payment| (payment.day, payment.amount)))
    };
    let begin = settlement.posted.iter().filter_map(|payment| payment.key.day).min();
    let is_whole = |first: &Day| begin.is_some_and(|begin| begin <= *first) && window.since.is_none_or(|since| since <= *first);
    // The day after the count begins a month where the count ends one.
    let mut first_after = first_of_month(window.as_of.plus_days(1));
    let (mut count, mut collected) = (0_i64, Money::ZERO);
    for _ in 0..MONTHS {
        let first = first_of_month(first_after.plus_days(-1));
        if !is_whole(&first) {
            break;
        }
        count += 1;
        collected += paid().filter(|(day, _)| first <= *day && *day < first_after).map(|(_, amount)| amount).sum();
        first_after = first;
    }
    if collected <= Money::ZERO {
        return indicator(Value::Missing("whole-months"));
    }
    indicator(Value::Amount { numerator: Money::from_cents(cost.cents().saturating_mul(count)), denominator: collected })
}

fn first_of_month(day: Day) -> Day {
    day.plus_days(1 - i32::from(day.day_of_month()))
}
