//! The indicators that claims and remittances alone tell.

use std::collections::BTreeMap;

use vocabulary::{Day, Money};

use super::clean::{Answers, is_untouched};
use super::{Beside, Cohort, Ended, Indicator, Value, Window, days};
use crate::books::{SettledClaim, Settlement};
use crate::claim::{Frequency, Sequence};
use crate::denial::{Denial, denials_of, last_word, refuses_everything};
use crate::ledger::Posting;
use crate::reason::{DenialCategory, ReasonTable};
use crate::reconciliation::first_decisions;
use crate::remittance::AdjudicationStatus;

/// Decisions of so many days make the cohort of four weeks.
const FOUR_WEEKS_DAYS: i32 = 28;

/// A line that was refused at first, and what came later.
struct Refused {
    charge_amount: Money,
    /// Days to its end, where they are known, and whether the end paid; `None` while it is open.
    resolved: Option<(Option<i32>, bool)>,
}

/// A claim within the window.
pub(super) struct Counted<'a> {
    pub(super) settled: &'a SettledClaim<'a>,
    refused: Vec<Refused>,
    is_refused_whole: bool,
    pub(super) is_decided: bool,
    /// What the patient paid; `None` where no payment of any patient is on record.
    pub(super) patient_paid: Option<Money>,
    /// What was taken off the books.
    pub(super) taken_off_amount: Money,
}

/// The claims within the window.
pub(super) struct Claims<'a> {
    pub(super) window: Window,
    pub(super) counted: Vec<Counted<'a>>,
    reasons: &'a ReasonTable,
}

/// How a refused line ended, or a claim that was refused as a whole: in how many days, and whether it paid. What the payer decided last and paid, else what
/// stands beside, else what it decided last.
fn resolved(
    settled: &SettledClaim<'_>,
    refused: (Posting<'_>, &Denial),
    reasons: &ReasonTable,
    ended: impl FnOnce() -> Option<Ended>,
) -> Option<(Option<i32>, bool)> {
    let (first, denial) = refused;
    let days_to = |day: Option<Day>| day.zip(first.key.day).map(|(later, first)| later.days_since(first));
    let line = denial.line.and_then(|place| first.adjudication.lines.get(place));
    let last = last_word(settled, first, line, reasons);
    match last {
        Some((later, paid)) if paid > Money::ZERO => Some((days_to(later.key.day), true)),
        last => {
            let by_decision = last.map(|(later, _)| (days_to(later.key.day), false));
            ended().map(|ended| (days_to(ended.day), false)).or(by_decision)
        }
    }
}

fn counted<'a>(number: &str, settled: &'a SettledClaim<'a>, beside: &dyn Beside, reasons: &ReasonTable) -> Counted<'a> {
    let first = first_decisions(settled);
    let is_whole = |posting: &Posting<'a>, denials: &[Denial]| {
        posting.adjudication.status == AdjudicationStatus::Denied && refuses_everything(posting.adjudication, denials)
    };
    let denials: Vec<(Posting<'a>, Vec<Denial>)> =
        first.iter().map(|posting| (*posting, denials_of(posting.adjudication, reasons))).collect();
    let refused_amount: Money = denials.iter().flat_map(|(_, denials)| denials).map(|denial| denial.amount).sum();
    let of_denial = |(posting, denial): (Posting<'a>, &Denial)| Refused {
        charge_amount: denial.charge_amount,
        resolved: resolved(settled, (posting, denial), reasons, || beside.ended(number, settled, (posting, denial), refused_amount)),
    };
    Counted {
        settled,
        refused: denials.iter().flat_map(|(posting, denials)| denials.iter().map(|denial| of_denial((*posting, denial)))).collect(),
        is_refused_whole: !denials.is_empty() && denials.iter().all(|(posting, denials)| is_whole(posting, denials)),
        is_decided: !first.is_empty(),
        patient_paid: beside.patient_paid(number),
        taken_off_amount: beside.taken_off(number),
    }
}

impl<'a> Claims<'a> {
    pub(super) fn of(settlement: &'a Settlement<'a>, beside: &dyn Beside, reasons: &'a ReasonTable, window: Window) -> Self {
        let within = settlement.claims.iter().filter(|(_, settled)| window.holds(settled) && !settled.history.is_void());
        Self { window, counted: within.map(|(number, settled)| counted(number, settled, beside, reasons)).collect(), reasons }
    }

    pub(super) fn submitted(&self) -> usize {
        self.counted.len()
    }

    pub(super) fn decided(&self) -> usize {
        self.counted.iter().filter(|claim| claim.is_decided).count()
    }

    pub(super) fn charge(&self, which: impl Fn(&Counted<'a>) -> bool) -> Money {
        self.counted.iter().filter(|claim| which(claim)).map(|claim| claim.settled.account.charge_amount).sum()
    }

    fn count(&self, which: impl Fn(&Counted<'a>) -> bool) -> usize {
        self.counted.iter().filter(|claim| which(claim)).count()
    }

    pub(super) fn indicators(&self, settlement: &Settlement<'_>) -> Vec<Indicator> {
        let mut all = self.denials();
        all.push(self.primary_denials(settlement));
        all.extend(self.resolution());
        all.push(self.clean(settlement));
        all.push(self.at_once());
        all.extend(self.receivables());
        all.extend(self.lags());
        all
    }

    /// What is refused at first, over what was submitted and over what was decided.
    fn denials(&self) -> Vec<Indicator> {
        let refused = self.count(|claim| !claim.refused.is_empty());
        // The whole charge of a claim of which something was refused, as the rate by claims counts the whole claim.
        let refused_charge = self.charge(|claim| !claim.refused.is_empty());
        let of = |denominator| Value::Count { numerator: refused, denominator };
        let of_charge = |denominator| Value::Amount { numerator: refused_charge, denominator };
        let whole = self.count(|claim| claim.is_refused_whole);
        vec![
            Indicator::new("initial-denial-rate", Cohort::Submitted, of(self.submitted())),
            Indicator::new("initial-denial-rate-decided", Cohort::Decided, of(self.decided())),
            Indicator::new("initial-denial-charge", Cohort::Submitted, of_charge(self.charge(|_| true))),
            Indicator::new("initial-denial-charge-decided", Cohort::Decided, of_charge(self.charge(|claim| claim.is_decided))),
            Indicator::new("remittance-denial-rate", Cohort::Decided, Value::Count { numerator: whole, denominator: self.decided() }),
        ]
    }

    /// Decisions of first payers of the last four weeks that pay nothing, without those that only say that a claim was there before.
    fn primary_denials(&self, settlement: &Settlement<'_>) -> Indicator {
        let (mut zero, mut all) = (0, 0);
        let is_duplicate = |posting: &Posting<'_>| {
            denials_of(posting.adjudication, self.reasons).iter().any(|denial| denial.kind.category == DenialCategory::Duplicate)
        };
        for settled in settlement.claims.values() {
            for posting in settled.matched.iter().map(|matched| matched.posting) {
                let status = posting.adjudication.status;
                let is_recent = posting.key.day.is_some_and(|day| {
                    let age = self.window.as_of.days_since(day);
                    (0..FOUR_WEEKS_DAYS).contains(&age)
                });
                let sequence = status.sequence().or_else(|| settled.history.sequence_of(&posting.key.payer_id));
                let is_primary = sequence.is_none_or(|sequence| sequence == Sequence::Primary);
                if !is_recent || !is_primary || !status.posts_money() || status.is_reversal() {
                    continue;
                }
                let is_zero = posting.adjudication.paid_amount == Money::ZERO;
                if !is_zero || !is_duplicate(&posting) {
                    all += 1;
                    zero += usize::from(is_zero);
                }
            }
        }
        Indicator::new("primary-denial-rate", Cohort::FourWeeks, Value::Count { numerator: zero, denominator: all })
    }

    /// What became of refusals.
    fn resolution(&self) -> Vec<Indicator> {
        let resolved = || self.counted.iter().flat_map(|claim| &claim.refused).filter(|refused| refused.resolved.is_some());
        let won = || resolved().filter(|refused| refused.resolved.is_some_and(|(_, is_won)| is_won));
        let sum = |lines: &mut dyn Iterator<Item = &Refused>| lines.map(|refused| refused.charge_amount).sum::<Money>();
        let took: Vec<i32> = resolved().filter_map(|refused| refused.resolved.and_then(|(days, _)| days)).collect();
        vec![
            Indicator::new("overturned", Cohort::Resolved, Value::Count { numerator: won().count(), denominator: resolved().count() }),
            Indicator::new(
                "overturned-charge",
                Cohort::Resolved,
                Value::Amount { numerator: sum(&mut won()), denominator: sum(&mut resolved()) },
            ),
            Indicator::new("denial-to-resolution", Cohort::Resolved, days(took).map_or(Value::Missing("decisions"), Value::Days)),
        ]
    }

    /// Claims that were sent and touched by nobody until a payer decided, of those that were answered.
    fn clean(&self, settlement: &Settlement<'_>) -> Indicator {
        let answers = Answers::of(settlement.books);
        let answered: Vec<(&Counted<'a>, bool)> =
            self.counted.iter().filter_map(|claim| Some((claim, answers.is_rejected(&claim.settled.history)?))).collect();
        let clean = answered.iter().filter(|(claim, is_rejected)| !is_rejected && is_untouched(claim.settled)).count();
        let value = match answered.len() {
            0 => Value::Missing("acknowledgments"),
            denominator => Value::Count { numerator: clean, denominator },
        };
        Indicator::new("clean-claim-rate", Cohort::Answered, value)
    }

    /// Claims that are accepted as they were sent first.
    fn at_once(&self) -> Indicator {
        // A bill to a second payer is no second try; a replacement is.
        let is_first_try =
            |claim: &Counted<'a>| claim.settled.history.versions().iter().all(|version| version.frequency == Frequency::Original);
        let at_once = self.count(|claim| claim.is_decided && claim.refused.is_empty() && is_first_try(claim));
        Indicator::new("first-pass-yield", Cohort::Decided, Value::Count { numerator: at_once, denominator: self.decided() })
    }

    /// Days from the service to the bill, and from the bill to the first decision, also by payer.
    fn lags(&self) -> Vec<Indicator> {
        let sent = |claim: &Counted<'a>| claim.settled.history.versions().first().and_then(|version| version.source.day);
        let last = |claim: &Counted<'a>| claim.settled.history.versions().first().and_then(|version| version.last_day());
        let to_bill = self.counted.iter().filter_map(|claim| Some(sent(claim)?.days_since(last(claim)?)));
        let mut to_payment: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
        for claim in &self.counted {
            let Some((posting, sent)) = claim.settled.first_decision().zip(sent(claim)) else { continue };
            if let Some(day) = posting.key.day.filter(|day| *day >= sent) {
                to_payment.entry(&posting.key.payer_id).or_default().push(day.days_since(sent));
            }
        }
        let value = |values: Vec<i32>, what| days(values).map_or(Value::Missing(what), Value::Days);
        let all: Vec<i32> = to_payment.values().flatten().copied().collect();
        let mut lags = vec![
            Indicator::new("claim-lag", Cohort::Submitted, value(to_bill.filter(|days| *days >= 0).collect(), "days")),
            Indicator::new("payment-lag", Cohort::Decided, value(all, "decisions")),
        ];
        lags.extend(to_payment.into_iter().map(|(payer, values)| Indicator {
            payer: Some(payer.to_owned()),
            ..Indicator::new("payment-lag", Cohort::Decided, value(values, "decisions"))
        }));
        lags
    }
}
