//! How long services wait for their charge, and what is charged or done and not billed yet.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::kpi::{Cohort, Indicator, Value, Window, days};
use revenue_cycle::{Claim, ClaimHistory, Frequency, Settlement};
use vocabulary::{Day, Money, Period, Rounding};

use crate::assessment::Side;
use crate::assessment::side::Names;

/// Revenue a day is the mean over so many days before the count.
const REVENUE_DAYS: i32 = 90;
/// No line of a bill is counted longer than this: a day beyond is a mistake of the file.
const LINE_DAYS_MOST: i32 = 366;

fn is_within(window: Window, day: Day) -> bool {
    day <= window.as_of && window.since.is_none_or(|since| since <= day)
}

/// Days from each service to the day on which its charge was posted. Where no table of charges is there, to the first bill that carries the service: by then
/// it was posted.
pub(super) fn lag(settlement: &Settlement<'_>, side: &Side, window: Window) -> Indicator {
    let (cohort, lags): (_, Vec<i32>) = if let Some(charges) = &side.charges {
        let posted = charges.iter().filter(|charge| is_within(window, charge.posted));
        (Cohort::Beside, posted.map(|charge| charge.posted.days_since(charge.day)).collect())
    } else {
        let claims = settlement.claims.values().filter(|settled| window.holds(settled) && !settled.history.is_void());
        (Cohort::Submitted, claims.flat_map(|settled| to_first_bill(&settled.history)).collect())
    };
    // A day before the service is a mistake of the file.
    let lags = lags.into_iter().filter(|days| *days >= 0).collect();
    let missing = if side.charges.is_some() { "charges" } else { "days" };
    Indicator::new("charge-lag", cohort, days(lags).map_or(Value::Missing(missing), Value::Days))
}

/// For every line that a version bills first, the days from its last day to that version.
fn to_first_bill(history: &ClaimHistory<'_>) -> Vec<i32> {
    let mut billed = BTreeSet::new();
    let mut lags = Vec::new();
    for version in history.versions().iter().filter(|version| version.frequency != Frequency::Void) {
        let services = || version.lines.iter().map(|line| (line.procedure.as_str(), line.revenue_code.as_str(), line.days));
        let new = services().filter(|service| !billed.contains(service));
        let last = new.filter_map(|(.., days)| days.map(|days| days.last().unwrap_or_else(|| days.first())));
        lags.extend(
            version.source.day.into_iter().flat_map(|sent| last.clone().map(move |last| sent.days_since(last))).collect::<Vec<_>>(),
        );
        billed.extend(services());
    }
    lags
}

/// The claims of each patient that were not withdrawn, by every number that names one.
pub(super) fn claims_by_patient<'a>(settlement: &'a Settlement<'a>, side: &'a Side) -> BTreeMap<&'a str, Vec<&'a Claim>> {
    let versions = settlement.claims.values().flat_map(|settled| settled.history.versions()).copied();
    let names = Names::of_claims(side, versions);
    let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for settled in settlement.claims.values().filter(|settled| !settled.history.is_void()) {
        for name in names.of(settled.history.current()) {
            claims.entry(name).or_default().push(settled.history.current());
        }
    }
    claims
}

/// What waits for a bill, in days of mean charge: posted charges that no claim bills; where no table of charges is there, attended and signed days of
/// patients who have claims on which no line of theirs falls, each worth the mean of the patient's own billed days.
pub(super) fn unbilled(settlement: &Settlement<'_>, side: &Side, window: Window) -> Indicator {
    let code = "unbilled-days";
    let claims = claims_by_patient(settlement, side);
    let of_claims = || claims_charge(settlement, window.as_of);
    let (waiting, revenue) = match &side.charges {
        Some(_) => (charges_without_claim(side, &claims, window), charges_of_ninety_days(side, window.as_of)),
        None if side.attendance.is_none() && side.notes.is_none() => {
            return Indicator::new(code, Cohort::Beside, Value::Missing("charges"));
        }
        None => (days_without_claim(side, &claims, window), of_claims()),
    };
    let value = if revenue > Money::ZERO {
        Value::DaysOf { numerator: waiting, denominator: revenue, days: REVENUE_DAYS }
    } else {
        Value::Missing("recent-services")
    };
    Indicator::new(code, Cohort::Beside, value)
}

fn is_recent(day: Day, as_of: Day) -> bool {
    (0..REVENUE_DAYS).contains(&as_of.days_since(day))
}

fn claims_charge(settlement: &Settlement<'_>, as_of: Day) -> Money {
    let claims = settlement.claims.values().filter(|settled| !settled.history.is_void()).map(|settled| settled.history.current());
    claims.filter(|claim| claim.last_day().is_some_and(|day| is_recent(day, as_of))).map(|claim| claim.charge_amount).sum()
}

fn charges_of_ninety_days(side: &Side, as_of: Day) -> Money {
    let charges = side.charges.iter().flatten().filter(|charge| charge.posted <= as_of && is_recent(charge.day, as_of));
    charges.map(|charge| charge.amount).sum()
}

pub(super) fn covers(days: Period, day: Day) -> bool {
    days.first() <= day && day <= days.last().unwrap_or_else(|| days.first())
}

/// Posted charges of patients who have claims, without a line of theirs for the service on the day.
fn charges_without_claim(side: &Side, claims: &BTreeMap<&str, Vec<&Claim>>, window: Window) -> Money {
    let posted = side.charges.iter().flatten().filter(|charge| charge.posted <= window.as_of && is_within(window, charge.day));
    let waiting = posted.filter(|charge| {
        let Some(of_patient) = claims.get(charge.patient.as_str()) else { return false };
        let is_its = |service: &str| charge.service.is_empty() || service == charge.service;
        let mut lines = of_patient.iter().flat_map(|claim| &claim.lines);
        !lines.any(|line| line.days.is_some_and(|days| covers(days, charge.day)) && (is_its(&line.procedure) || is_its(&line.revenue_code)))
    });
    waiting.map(|charge| charge.amount).sum()
}

/// Attended and signed days of patients who have claims, without any line of theirs; not before the first day that is billed at all, for older claims may
/// stand where nobody looked.
fn days_without_claim(side: &Side, claims: &BTreeMap<&str, Vec<&Claim>>, window: Window) -> Money {
    let begin = claims.values().flatten().filter_map(|claim| claim.first_day()).min();
    let attended = side.attendance.iter().flatten().filter(|fact| fact.attended).map(|fact| (fact.patient.as_str(), fact.day));
    let signed = side.notes.iter().flatten().filter(|note| note.signed.is_some()).map(|note| (note.patient.as_str(), note.day));
    let done: BTreeSet<(&str, Day)> = attended.chain(signed).collect();
    let waiting = done.into_iter().filter(|(_, day)| is_within(window, *day) && begin.is_some_and(|begin| begin <= *day));
    let worth = waiting.filter_map(|(patient, day)| {
        let of_patient = claims.get(patient)?;
        let is_billed = of_patient.iter().flat_map(|claim| &claim.lines).any(|line| line.days.is_some_and(|days| covers(days, day)));
        (!is_billed).then(|| mean_of_day(of_patient))
    });
    worth.sum()
}

/// The mean charge of a billed day of a patient, to the nearest cent.
fn mean_of_day(claims: &[&Claim]) -> Money {
    let mut billed: BTreeSet<Day> = BTreeSet::new();
    for days in claims.iter().flat_map(|claim| &claim.lines).filter_map(|line| line.days) {
        let count = days.last().map_or(0, |last| last.days_since(days.first())).clamp(0, LINE_DAYS_MOST);
        billed.extend((0..=count).map(|later| days.first().plus_days(later)));
    }
    let charge: Money = claims.iter().map(|claim| claim.charge_amount).sum();
    let count = i64::try_from(billed.len()).unwrap_or(i64::MAX).max(1);
    charge.share(1, count, Rounding::Nearest).unwrap_or_default()
}
