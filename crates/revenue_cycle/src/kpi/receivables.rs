//! What is open, and what was collected.
//!
//! Open is what no payer decided, what was refused and not taken off the books, and what the patient still owes. Without payments of patients on record
//! nobody knows the last: then the figures of payers alone stand, each under a name of its own, and those of all are [`Value::Missing`].

use std::collections::BTreeMap;

use vocabulary::{Day, Money, Rounding};

use super::of_claims::{Claims, Counted};
use super::{Cohort, Indicator, Value};

/// Receivables of more days are old.
const OLD_DAYS: i32 = 90;
/// Revenue a day is the mean over so many days before the count.
const REVENUE_DAYS: i32 = 90;
/// What was collected of the services of a month is told for so many months, the last ones. Our own choice.
const MONTHS_MOST: usize = 12;

/// What is open on a claim.
#[derive(Clone, Copy, Default)]
struct Open {
    /// Not decided, or refused and not given up: of gross charge.
    payers_amount: Money,
    /// Left to the patient and not paid; `None` where nobody knows what patients paid.
    patient_amount: Option<Money>,
}

impl Open {
    /// Of a claim. What was taken off the books leaves first what payers owe, then what the patient owes.
    fn of(claim: &Counted<'_>) -> Self {
        let account = &claim.settled.account;
        let [undecided, refused, share] =
            [account.undecided_amount, account.denied_amount, account.patient_responsibility_amount].map(or_nothing);
        let of_payers = undecided + refused;
        let of_patient = or_nothing(claim.taken_off_amount - of_payers);
        let patient_amount = match claim.patient_paid {
            Some(paid) => Some(or_nothing(share - paid - of_patient)),
            // Nothing is left to the patient, so nothing has to be known of payments.
            None => (share == Money::ZERO).then_some(Money::ZERO),
        };
        Self { payers_amount: or_nothing(of_payers - or_nothing(claim.taken_off_amount)), patient_amount }
    }
}

fn or_nothing(amount: Money) -> Money {
    amount.max(Money::ZERO)
}

impl<'a> Claims<'a> {
    fn age(&self, claim: &Counted<'a>) -> Option<i32> {
        claim.settled.history.current().last_day().map(|last| self.window.as_of.days_since(last))
    }

    fn decided_claims(&self) -> impl Iterator<Item = &Counted<'a>> {
        self.counted.iter().filter(|claim| claim.is_decided)
    }

    /// The charge that payers decided.
    fn decided_charge(&self) -> Money {
        self.decided_claims().map(decided_charge).sum()
    }

    /// The charge that payers decided less what the contract takes off.
    pub(super) fn net_revenue(&self) -> Money {
        self.decided_claims().map(net_revenue).sum()
    }

    /// What is open of payers, and of patients where that is known, over claims of which `which` is true.
    fn open(&self, which: impl Fn(&Counted<'a>) -> bool) -> (Money, Option<Money>) {
        let open: Vec<Open> = self.counted.iter().filter(|claim| which(claim)).map(Open::of).collect();
        (open.iter().map(|open| open.payers_amount).sum(), open.iter().map(|open| open.patient_amount).sum())
    }

    /// Receivables in days of net revenue, those of old claims, and what was collected.
    pub(super) fn receivables(&self) -> Vec<Indicator> {
        let is_old = |claim: &Counted<'a>| self.age(claim).is_some_and(|days| days > OLD_DAYS);
        let ((payers, patients), (payers_old, patients_old)) = (self.open(|_| true), self.open(is_old));
        let old =
            |patients_old: Money, patients: Money| Value::Amount { numerator: payers_old + patients_old, denominator: payers + patients };
        let all_old = patients_old.zip(patients).map_or(Value::Missing("patient-payments"), |(of_old, of_all)| old(of_old, of_all));
        let all_days = patients.map_or(Value::Missing("patient-payments"), |patients| self.days_of(payers, patients));
        let all: Vec<&Counted<'a>> = self.decided_claims().collect();
        let [collected, by_payers] = collected(&all);
        let mut indicators = vec![
            Indicator::new("net-days-in-receivables", Cohort::Submitted, all_days),
            Indicator::new("net-days-in-receivables-payers", Cohort::Submitted, self.days_of(payers, Money::ZERO)),
            Indicator::new("receivables-over-90", Cohort::Submitted, all_old),
            Indicator::new("receivables-over-90-payers", Cohort::Submitted, old(Money::ZERO, Money::ZERO)),
            Indicator::new("net-collection-rate", Cohort::Decided, collected),
            Indicator::new("net-collection-rate-payers", Cohort::Decided, by_payers),
        ];
        indicators.extend(self.collected_by_month());
        indicators
    }

    /// What was collected of the services of each month, by the first day of a claim: a late payment counts where its service was given.
    fn collected_by_month(&self) -> Vec<Indicator> {
        let mut months: BTreeMap<Day, Vec<&Counted<'a>>> = BTreeMap::new();
        for claim in self.decided_claims() {
            let Some(first) = claim.settled.history.current().first_day() else { continue };
            months.entry(first.plus_days(1 - i32::from(first.day_of_month()))).or_default().push(claim);
        }
        let last = months.into_iter().rev().take(MONTHS_MOST).collect::<Vec<_>>().into_iter().rev();
        let codes = ["net-collection-rate", "net-collection-rate-payers"];
        let of_month = |(month, claims): (Day, Vec<&Counted<'a>>)| {
            let values = codes.into_iter().zip(collected(&claims)).filter(|(_, value)| !matches!(value, Value::Missing(_)));
            values
                .map(move |(code, value)| Indicator { month: Some(month), ..Indicator::new(code, Cohort::Decided, value) })
                .collect::<Vec<_>>()
        };
        last.flat_map(of_month).collect()
    }

    /// Receivables in days of net revenue. What payers owe stands in gross charge and counts as net as what was decided does; what patients owe is net.
    fn days_of(&self, payers: Money, patients: Money) -> Value {
        let (net, gross) = (self.net_revenue(), self.decided_charge());
        let recent = self.charge(|claim| self.age(claim).is_some_and(|days| (0..REVENUE_DAYS).contains(&days)));
        let as_net = |amount: Money| amount.share(net.cents(), gross.cents(), Rounding::Nearest);
        match (as_net(payers), as_net(recent)) {
            (Some(payers), Some(denominator)) if denominator > Money::ZERO => {
                Value::DaysOf { numerator: payers + patients, denominator, days: REVENUE_DAYS }
            }
            (Some(_), Some(_)) => Value::Missing("recent-services"),
            _ => Value::Missing("decisions"),
        }
    }
}

/// The charge of a claim that payers decided.
fn decided_charge(claim: &Counted<'_>) -> Money {
    claim.settled.account.charge_amount - or_nothing(claim.settled.account.undecided_amount)
}

/// The same less what the contract takes off.
fn net_revenue(claim: &Counted<'_>) -> Money {
    decided_charge(claim) - claim.settled.account.contractual_amount
}

/// What payers and patients paid on decided claims, over net revenue; and what payers paid, over net revenue without what they left to patients.
fn collected(claims: &[&Counted<'_>]) -> [Value; 2] {
    let share = |claim: &Counted<'_>| or_nothing(claim.settled.account.patient_responsibility_amount);
    let paid: Money = claims.iter().map(|claim| claim.settled.account.paid_amount).sum();
    let shares: Money = claims.iter().map(|claim| share(claim)).sum();
    let net: Money = claims.iter().map(|claim| net_revenue(claim)).sum();
    let of_patient = |claim: &Counted<'_>| match claim.patient_paid {
        None => (share(claim) == Money::ZERO).then_some(Money::ZERO),
        paid => paid,
    };
    let by_patients: Option<Money> = claims.iter().map(|claim| of_patient(claim)).sum();
    let all = by_patients
        .map_or(Value::Missing("patient-payments"), |by_patients| Value::Amount { numerator: paid + by_patients, denominator: net });
    [all, Value::Amount { numerator: paid, denominator: net - shares }]
}
