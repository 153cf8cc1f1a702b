//! What becomes of an exposure that a person confirmed: a case with a day by which the money is reported and returned, and what was done about it.
//!
//! The days are those of the federal rule for Medicare Parts A and B as amended from 2025-01-01. What other payers ask stands in their contracts: the
//! practice writes its own day into the case, with where it comes from. The program says no law: it counts days and names its sources.

use care::choices;
use vocabulary::{Day, Money};

/// Days from the identification of an overpayment until it is reported and returned, or until a cost report is due where that is later.
///
/// 42 CFR 401.305; read at bassberry.com ("A New Year, a New Overpayment Rule") and hklaw.com ("Final Medicare Overpayment Rules"): 60 days after it was
/// identified. Since 2025-01-01 it is identified when somebody knows of it, in the sense of the False Claims Act; it need not be counted out.
pub const RETURN_DAYS: i32 = 60;

/// The first day on which the rule holds as it is counted here; 42 CFR 401.305 as amended, read at the same two places.
///
/// # Panics
/// Never: the day is one of the calendar.
pub fn rule_since() -> Day {
    Day::new(2025, 1, 1).expect("a day of the calendar")
}

/// The most days for which a timely investigation in good faith into related overpayments suspends that limit.
///
/// 42 CFR 401.305 as amended; read at bassberry.com and ropesgray.com ("CMS Issues Final Rules for Medicare Parts A and B Overpayments"): up to 180 days.
/// From which day they count was not read at two sources: here they count from the confirmation, which is the earlier reading.
pub const INVESTIGATION_DAYS: i32 = 180;

choices! {
    /// What was done about a confirmed overpayment.
    StepKind ("step of an overpayment case") {
        /// Another day holds than the one that was counted: of a contract, a cost report, an investigation.
        Deadline = "deadline",
        /// The money was returned.
        Returned = "returned",
        /// The bill was withdrawn, and the payer takes the money back.
        BillWithdrawn = "bill_withdrawn",
        /// The bill to one of several payers was withdrawn: the others' money is still to go back.
        PartWithdrawn = "part_withdrawn",
    }
}

/// A step of a case. Steps are added, never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverpaymentStep {
    /// The finding, by its code.
    pub finding: String,
    /// The line, as [`super::word::subject_of`] names it.
    pub subject: String,
    /// What was done.
    pub kind: StepKind,
    /// The new last day, or the day on which it was done.
    pub day: Day,
    /// How much was returned.
    pub amount: Option<Money>,
    /// Where the day comes from, or how and with what reference it was done.
    pub note: String,
}

/// What is wrong with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepProblem {
    /// A last day before the case was opened.
    BeforeCase,
    /// Something that was done on a day that is still to come.
    Future,
    /// Nothing is said about it.
    NoNote,
    /// Money was returned, and it is not said how much.
    NoAmount,
}

impl OverpaymentStep {
    /// Checks a step of a case that was opened on a day.
    pub fn check(&self, opened: Day, today: Day) -> Result<(), StepProblem> {
        match self.kind {
            _ if self.note.trim().is_empty() => Err(StepProblem::NoNote),
            // Money may go back before somebody writes down that it has to.
            StepKind::Deadline if self.day < opened => Err(StepProblem::BeforeCase),
            StepKind::Returned | StepKind::BillWithdrawn | StepKind::PartWithdrawn if self.day > today => Err(StepProblem::Future),
            StepKind::Returned if self.amount.is_none_or(|amount| amount <= Money::ZERO) => Err(StepProblem::NoAmount),
            StepKind::Deadline | StepKind::Returned | StepKind::BillWithdrawn | StepKind::PartWithdrawn => Ok(()),
        }
    }
}

/// Where a case stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseState {
    /// The last day to report and return.
    pub deadline: Day,
    /// Where that day comes from in the practice's words; `None` for the counted one.
    pub basis: Option<String>,
    /// The last day of an investigation into related overpayments that began with the confirmation.
    pub investigation_until: Day,
    /// How it ended.
    pub ended: Option<StepKind>,
}

/// Where a case stands that was opened on a day about an amount, after these steps in the order of time. The newest day holds. Money that went back
/// ends the case once all of it did; where nobody knew the amount, once any did. What ends the case stays its end.
pub fn state<'a>(opened: Day, amount: Option<Money>, steps: impl IntoIterator<Item = &'a OverpaymentStep>) -> CaseState {
    let (deadline, investigation_until) = (opened.plus_days(RETURN_DAYS), opened.plus_days(INVESTIGATION_DAYS));
    let mut state = CaseState { deadline, basis: None, investigation_until, ended: None };
    let mut returned_cents = 0;
    for step in steps {
        match step.kind {
            StepKind::Deadline => (state.deadline, state.basis) = (step.day, Some(step.note.clone())),
            StepKind::Returned => {
                returned_cents += step.amount.map_or(0, Money::cents);
                if amount.is_none_or(|amount| returned_cents >= amount.cents()) {
                    state.ended = Some(StepKind::Returned);
                }
            }
            StepKind::BillWithdrawn => state.ended = Some(StepKind::BillWithdrawn),
            StepKind::PartWithdrawn => {}
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn step(kind: StepKind, on: &str, cents: Option<i64>, note: &str) -> OverpaymentStep {
        let (finding, subject) = ("F8".to_owned(), "C1 1 2026-03-02".to_owned());
        OverpaymentStep { finding, subject, kind, day: day(on), amount: cents.map(Money::from_cents), note: note.to_owned() }
    }

    #[test]
    fn a_case_has_sixty_days_until_the_practice_writes_another_day_and_ends_once() {
        let check = |steps: &[OverpaymentStep], deadline: &str, ended: Option<StepKind>| {
            let state = state(day("2026-11-01"), Some(Money::from_cents(39_600)), steps);
            assert_eq!((state.deadline, state.ended), (day(deadline), ended));
            assert_eq!(state.investigation_until, day("2027-04-30"));
        };
        check(&[], "2026-12-31", None);
        let contract = step(StepKind::Deadline, "2026-12-01", None, "contract, section 7");
        check(std::slice::from_ref(&contract), "2026-12-01", None);
        let later = step(StepKind::Deadline, "2027-01-15", None, "extension by letter");
        check(&[contract, later], "2027-01-15", None);
        let returned = step(StepKind::Returned, "2026-11-20", Some(39_600), "check 1044");
        check(&[returned], "2026-12-31", Some(StepKind::Returned));
        let part = |cents| step(StepKind::Returned, "2026-11-20", Some(cents), "check 1045");
        check(&[part(39_500)], "2026-12-31", None);
        check(&[part(39_500), part(100)], "2026-12-31", Some(StepKind::Returned));
        let withdrawn = |kind| step(kind, "2026-11-20", None, "ICN1");
        check(&[withdrawn(StepKind::PartWithdrawn)], "2026-12-31", None);
        check(&[withdrawn(StepKind::PartWithdrawn), withdrawn(StepKind::BillWithdrawn)], "2026-12-31", Some(StepKind::BillWithdrawn));
    }

    #[test]
    fn a_step_says_what_was_done_when_and_how_much() {
        let check = |step: &OverpaymentStep, expected: Result<(), StepProblem>| {
            assert_eq!(step.check(day("2026-11-01"), day("2026-11-23")), expected, "{step:?}");
        };
        check(&step(StepKind::Returned, "2026-11-20", Some(100), "check 1044"), Ok(()));
        check(&step(StepKind::Returned, "2026-11-20", Some(100), " "), Err(StepProblem::NoNote));
        check(&step(StepKind::Returned, "2026-11-20", None, "check"), Err(StepProblem::NoAmount));
        check(&step(StepKind::Returned, "2026-11-24", Some(100), "check"), Err(StepProblem::Future));
        check(&step(StepKind::BillWithdrawn, "2026-10-31", None, "void sent"), Ok(()));
        check(&step(StepKind::Deadline, "2026-10-31", None, "letter"), Err(StepProblem::BeforeCase));
        check(&step(StepKind::BillWithdrawn, "2026-11-02", None, "void sent"), Ok(()));
        check(&step(StepKind::Deadline, "2027-01-15", None, "letter"), Ok(()));
    }
}
