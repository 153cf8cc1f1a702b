//! The queue of refusals that stand: what to work on first.
//!
//! A refusal comes before another when more is to be expected of it: what the line is worth, times the share of refusals of its category that the
//! practice's own payers paid on a second decision. The share is the mean of a Beta distribution that starts from Jeffreys' prior (½, ½), so that it
//! exists before there is a history; it is *shown* only from [`ENOUGH`] second decisions on. Between equals the earlier deadline comes first, then the
//! smaller effort, then the name of the line: the order does not depend on the order in which files came. What
//! waits for the payer comes after what waits for us, and what can no longer be filed in time last. A refusal that is no loss is expected to bring
//! nothing.

use std::cmp::Ordering;

use care::choices;
use vocabulary::{Day, Money, Rate, Rounding};

use super::Denial;
use crate::reason::{Recoverability, UsualAction};
use crate::remittance::PaymentKey;

/// So many second decisions make a history that is shown.
pub const ENOUGH: usize = 10;

choices! {
    /// How much work a refusal usually is.
    Effort ("effort of a denial") {
        /// Minutes: a field of a bill is put right, a letter to a patient goes out.
        Little = "little",
        /// Part of an hour: records are put together, another payer is billed.
        Some = "some",
        /// An hour and more: an appeal is written.
        Much = "much",
    }
}

impl Effort {
    /// Of what is usually done.
    pub const fn of(action: UsualAction) -> Self {
        match action {
            UsualAction::CorrectedClaim | UsualAction::BillPatient => Self::Little,
            UsualAction::SendRecords | UsualAction::Rebill | UsualAction::Review => Self::Some,
            UsualAction::Appeal => Self::Much,
        }
    }
}

choices! {
    /// By what the queue is ordered.
    Order ("order of denials") {
        /// By what is to be expected, the most first.
        ExpectedValue = "value",
        /// By the last day on which something can be done.
        Deadline = "deadline",
    }
}

/// A refused line, or a claim refused as a whole, that no payer decided otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingDenial {
    /// The practice's number of the claim.
    pub claim_number: String,
    /// The payment that brought the decision.
    pub payment: PaymentKey,
    /// The decision's place in it, from 0.
    pub place: usize,
    /// The line of the claim, from 1, where it is known.
    pub line_number: Option<u32>,
    /// Procedure or revenue code.
    pub service: String,
    /// The day of service.
    pub day: Option<Day>,
    /// The payer's name.
    pub payer_name: String,
    /// The refusal.
    pub denial: Denial,
    /// What the line is worth: by contract or by the practice's own history; `None` where nobody knows.
    pub worth: Option<Money>,
    /// Refusals of its category that were won, of those decided a second time.
    pub history: Rate,
    /// The last day on which it can be acted on, where somebody knows it.
    pub deadline: Option<Day>,
    /// True where something left about it and the payer has to answer.
    pub waits_for_payer: bool,
}

impl StandingDenial {
    /// What is to be expected of it, to the nearest cent: never less than nothing. `None` where nobody knows its worth.
    pub fn expected_amount(&self) -> Option<Money> {
        if self.is_no_loss() {
            return Some(Money::ZERO);
        }
        let (won, decided) = (i64::try_from(self.history.count.min(self.history.of)).ok()?, i64::try_from(self.history.of).ok()?);
        // worth * (won + 1/2) / (decided + 1), in halves.
        self.worth?.max(Money::ZERO).share(2 * won + 1, 2 * (decided + 1), Rounding::Nearest)
    }

    /// True where the practice's own history is long enough to be shown.
    pub fn has_history(&self) -> bool {
        self.history.of >= ENOUGH
    }

    /// True where nothing is lost by it: a duplicate of what was decided elsewhere.
    pub fn is_no_loss(&self) -> bool {
        self.denial.kind.recoverable == Recoverability::None
    }

    /// How much work it usually is.
    pub fn effort(&self) -> Effort {
        Effort::of(self.denial.kind.action)
    }

    /// True where its last day is over.
    pub fn is_late(&self, as_of: Day) -> bool {
        self.deadline.is_some_and(|deadline| deadline < as_of)
    }

    fn compare(&self, other: &Self, order: Order, as_of: Day) -> Ordering {
        // What the payer has to answer waits below what waits for us; what left in time is not late.
        let late = |denial: &Self| if denial.waits_for_payer { 1 } else { 2 * u8::from(denial.is_late(as_of)) };
        let deadline = |denial: &Self| (denial.deadline.is_none(), denial.deadline);
        // What nobody knows the worth of comes after what is known, the larger charge first.
        // A history too short to be shown does not order either.
        let value = |denial: &Self| {
            let expected = if denial.has_history() || denial.is_no_loss() { denial.expected_amount() } else { denial.worth };
            (expected.is_none(), -expected.unwrap_or(Money::ZERO), -denial.denial.charge_amount)
        };
        let name =
            |denial: &Self| (denial.claim_number.clone(), denial.line_number, denial.payment.clone(), denial.place, denial.denial.line);
        let by_value = || value(self).cmp(&value(other));
        let by_deadline = || deadline(self).cmp(&deadline(other));
        let first = match order {
            Order::ExpectedValue => by_value().then_with(by_deadline),
            Order::Deadline => by_deadline().then_with(by_value),
        };
        late(self).cmp(&late(other)).then(first).then_with(|| self.effort().cmp(&other.effort())).then_with(|| name(self).cmp(&name(other)))
    }
}

/// Puts refusals in their order.
pub fn arrange(denials: &mut [StandingDenial], order: Order, as_of: Day) {
    denials.sort_by(|one, other| one.compare(other, order, as_of));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::denial::denials_of;
    use crate::reason::ReasonTable;
    use crate::testing::{cents, decided};

    fn denial(number: &str, reason: &str, worth: Option<i64>, history: (usize, usize), deadline: Option<&str>) -> StandingDenial {
        let refused = denials_of(&decided(number, "4", 10_000, 0, &[("CO", reason, 10_000)]), ReasonTable::shipped()).remove(0);
        StandingDenial {
            claim_number: number.to_owned(),
            payment: PaymentKey::default(),
            place: 0,
            line_number: Some(1),
            service: "90834".to_owned(),
            day: None,
            payer_name: "PLAN ONE".to_owned(),
            denial: refused,
            worth: worth.map(cents),
            history: Rate { count: history.0, of: history.1 },
            deadline: deadline.map(|day| day.parse().unwrap()),
            waits_for_payer: false,
        }
    }

    fn numbers(mut denials: Vec<StandingDenial>, order: Order) -> String {
        arrange(&mut denials, order, "2026-06-01".parse().unwrap());
        denials.iter().map(|denial| denial.claim_number.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_to_be_expected_is_worth_times_the_own_share() {
        let check = |worth: Option<i64>, history, expected: Option<i64>| {
            assert_eq!(denial("A", "197", worth, history, None).expected_amount(), expected.map(cents), "{worth:?} {history:?}");
        };
        check(Some(10_000), (0, 0), Some(5_000));
        check(Some(10_000), (5, 10), Some(5_000));
        check(Some(10_000), (10, 10), Some(9_545));
        check(Some(10_000), (0, 10), Some(455));
        check(Some(-100), (3, 4), Some(0));
        check(None, (10, 10), None);
    }

    #[test]
    fn the_most_comes_first_and_what_is_too_late_last() {
        let check = |order, expected: &str| {
            let all = vec![
                denial("small", "197", Some(2_000), (5, 10), Some("2026-06-10")),
                denial("large", "197", Some(9_000), (5, 10), Some("2026-07-01")),
                denial("late", "197", Some(99_000), (5, 10), Some("2026-05-31")),
                denial("unknown", "197", None, (5, 10), None),
                denial("seldom", "197", Some(9_000), (0, 20), Some("2026-06-02")),
            ];
            assert_eq!(numbers(all, order), expected);
        };
        check(Order::ExpectedValue, "large small seldom unknown late");
        check(Order::Deadline, "seldom small large unknown late");
    }

    #[test]
    fn what_waits_for_the_payer_sinks_and_what_is_no_loss_brings_nothing() {
        let of = |number: &str, worth: i64| denial(number, "197", Some(worth), (0, 0), None);
        let sent = StandingDenial { waits_for_payer: true, ..of("sent", 9_000) };
        let late = denial("late", "197", Some(9_000), (0, 0), Some("2026-05-31"));
        let sent_before = StandingDenial { waits_for_payer: true, ..denial("sent-before", "197", Some(8_000), (0, 0), Some("2026-05-31")) };
        assert_eq!(numbers(vec![late, sent_before, sent, of("open", 100)], Order::ExpectedValue), "open sent sent-before late");
        let twice = denial("twice", "18", Some(72_200), (20, 20), None);
        assert_eq!(twice.expected_amount(), Some(Money::ZERO));
        assert_eq!(numbers(vec![twice, of("open", 100)], Order::ExpectedValue), "open twice");
    }

    #[test]
    fn a_history_too_short_to_be_shown_does_not_order() {
        let (seldom, often) = (denial("seldom", "197", Some(9_000), (0, 9), None), denial("often", "197", Some(8_000), (9, 9), None));
        assert_eq!(numbers(vec![often, seldom], Order::ExpectedValue), "seldom often");
    }

    #[test]
    fn between_equals_the_earlier_day_and_then_the_smaller_effort_comes_first() {
        let check = |one: StandingDenial, other: StandingDenial, expected: &str| {
            assert_eq!(numbers(vec![one, other], Order::ExpectedValue), expected);
        };
        let of = |number: &str, reason: &str, deadline: &str| denial(number, reason, Some(100), (1, 2), Some(deadline));
        check(of("a", "50", "2026-06-09"), of("b", "50", "2026-06-08"), "b a");
        // 50 is appealed, 16 needs a corrected claim.
        check(of("a", "50", "2026-06-08"), of("b", "16", "2026-06-08"), "b a");
    }

    fn any_denial() -> impl Strategy<Value = StandingDenial> {
        let day = prop_oneof![Just(None), Just(Some("2026-05-20")), Just(Some("2026-06-20")), Just(Some("2026-07-20"))];
        let reason = prop_oneof![Just("16"), Just("50"), Just("197"), Just("252")];
        (0..40_u32, reason, prop::option::of(-10_000..1_000_000_i64), 0..30_usize, 0..30_usize, day)
            .prop_map(|(number, reason, worth, count, more, day)| denial(&format!("C{number}"), reason, worth, (count, count + more), day))
    }

    proptest! {
        #[test]
        fn the_order_does_not_depend_on_the_order_of_files(denials in prop::collection::vec(any_denial(), 0..30), turn in 0..30_usize) {
            let as_of = "2026-06-01".parse().unwrap();
            for order in [Order::ExpectedValue, Order::Deadline] {
                let (mut one, mut other) = (denials.clone(), denials.clone());
                let middle = if other.is_empty() { 0 } else { turn % other.len() };
                other.rotate_left(middle);
                arrange(&mut one, order, as_of);
                arrange(&mut other, order, as_of);
                let told = |all: &[StandingDenial]| all.iter().map(|each| (each.claim_number.clone(), each.expected_amount())).collect::<Vec<_>>();
                prop_assert_eq!(told(&one), told(&other));
            }
        }

        #[test]
        fn nothing_less_than_nothing_and_no_more_than_the_worth_is_expected(each in any_denial()) {
            if let Some(expected) = each.expected_amount() {
                prop_assert!(expected >= Money::ZERO);
                prop_assert!(expected <= each.worth.unwrap().max(Money::ZERO));
            }
        }
    }
}
