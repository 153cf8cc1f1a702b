//! What was done about a refusal.

use care::choices;
use vocabulary::Money;

choices! {
    /// A step about a refused line.
    StepKind ("step about a denial") {
        /// A corrected claim left.
        CorrectedClaim = "corrected_claim",
        /// A corrected claim was sent by the billing system: what had to be put right cannot be put right here.
        CorrectedElsewhere = "corrected_elsewhere",
        /// An appeal left.
        Appeal = "appeal",
        /// Records were asked for, or are being put together.
        Records = "records",
        /// It should be given up, and somebody else has to approve that.
        WriteOffAsked = "write_off_asked",
        /// It is given up: the amount comes off the books.
        WriteOff = "write_off",
        /// An earlier step does not hold any more: the refusal is open again.
        Reopened = "reopened",
    }
}

/// A step. What left with it stands in the record of the release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DenialStep {
    /// The practice's number of the claim.
    pub claim_number: String,
    /// Which step.
    pub kind: StepKind,
    /// Group and reason of the refusal: `CO-197`.
    pub code: String,
    /// What is at stake: the refused amount.
    pub amount: Money,
    /// Why, in the words of whoever took it; empty where the step says it.
    pub reason: String,
    /// Who approved it; empty where nobody has to.
    pub approver: String,
}

/// What is missing in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepProblem {
    /// A write-off, asked for or done, a correction that was sent elsewhere and the end of a step need a reason.
    NoReason,
    /// A write-off needs somebody who approved it.
    NoApprover,
}

impl DenialStep {
    /// Everything that is missing.
    pub fn problems(&self) -> Vec<StepProblem> {
        let needs_reason =
            matches!(self.kind, StepKind::CorrectedElsewhere | StepKind::WriteOffAsked | StepKind::WriteOff | StepKind::Reopened);
        let mut found = Vec::new();
        if needs_reason && self.reason.trim().is_empty() {
            found.push(StepProblem::NoReason);
        }
        if self.kind == StepKind::WriteOff && self.approver.trim().is_empty() {
            found.push(StepProblem::NoApprover);
        }
        found
    }
}

/// What somebody who wants an amount off the books does about it. Above the limit two people do it: one asks, another one approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOffWay {
    /// Writes it off.
    Alone,
    /// Asks for it.
    Asks,
    /// Approves what somebody else asked for.
    Approves,
    /// May not approve what they asked for themselves.
    OwnRequest,
}

impl WriteOffWay {
    /// Of an amount, where up to `alone` nobody else is needed (`None`: never), `asked` wrote the request that stands, and `by` acts.
    pub fn of(amount: Money, alone: Option<Money>, asked: Option<&str>, by: &str) -> Self {
        match (alone, asked) {
            (None, _) => Self::Alone,
            (Some(limit), _) if amount <= limit => Self::Alone,
            (Some(_), None) => Self::Asks,
            (Some(_), Some(asked)) if asked == by => Self::OwnRequest,
            (Some(_), Some(_)) => Self::Approves,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn giving_money_up_takes_a_reason_and_somebody_who_approves() {
        let check = |kind, reason: &str, approver: &str, expected: &[StepProblem]| {
            let (reason, approver) = (reason.to_owned(), approver.to_owned());
            let step =
                DenialStep { claim_number: "A1".into(), kind, code: "CO-197".into(), amount: Money::from_cents(100), reason, approver };
            assert_eq!(step.problems(), expected, "{kind}");
        };
        check(StepKind::WriteOff, " ", "", &[StepProblem::NoReason, StepProblem::NoApprover]);
        check(StepKind::WriteOff, "below what an appeal costs", "dana", &[]);
        check(StepKind::WriteOffAsked, " ", "", &[StepProblem::NoReason]);
        check(StepKind::Reopened, "", "", &[StepProblem::NoReason]);
        check(StepKind::CorrectedElsewhere, "", "", &[StepProblem::NoReason]);
        check(StepKind::Records, "", "", &[]);
        check(StepKind::CorrectedClaim, "", "", &[]);
        check(StepKind::Appeal, "", "", &[]);
    }

    #[test]
    fn above_the_limit_nobody_approves_their_own_write_off() {
        let check = |cents, limit: Option<i64>, asked: Option<&str>, expected| {
            let way = WriteOffWay::of(Money::from_cents(cents), limit.map(Money::from_cents), asked, "user:bea");
            assert_eq!(way, expected, "{cents} {limit:?} {asked:?}");
        };
        check(52_000, None, None, WriteOffWay::Alone);
        check(10_000, Some(10_000), None, WriteOffWay::Alone);
        check(10_001, Some(10_000), None, WriteOffWay::Asks);
        check(10_001, Some(10_000), Some("user:bea"), WriteOffWay::OwnRequest);
        check(10_001, Some(10_000), Some("user:dan"), WriteOffWay::Approves);
    }
}
