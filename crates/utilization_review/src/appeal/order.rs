//! In which order appeals are filed: to the payer first, then outside, unless the law lets external review run beside an appeal that is urgent.

use super::{AppealLevel, AppealRefusal};
use crate::authorization::DecisionStage;
use crate::clock::{Deadline, DeadlineAct};

/// Where a denial stands on the way through the levels of appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has appealed yet, or no appeal to the payer is decided.
    First,
    /// An appeal to the payer was decided, and another one to it is left.
    Between,
    /// No appeal to the payer is left.
    Last,
}

impl Standing {
    /// Of a decision at a stage, which decided an appeal at a level where that is on record, of a payer with so many levels of its own.
    pub fn of(stage: DecisionStage, decided: Option<AppealLevel>, levels: Option<u32>) -> Self {
        match (stage, decided) {
            (DecisionStage::Appeal, Some(AppealLevel::First)) if levels.is_some_and(|levels| levels >= 2) => Self::Between,
            (DecisionStage::Appeal, _) => Self::Last,
            (DecisionStage::FirstReview | DecisionStage::PeerToPeer | DecisionStage::Claim, _) => Self::First,
        }
    }

    /// To whom is appealed next.
    pub const fn next(self) -> AppealLevel {
        match self {
            Self::First => AppealLevel::First,
            Self::Between => AppealLevel::Second,
            Self::Last => AppealLevel::External,
        }
    }

    /// True where only the rules say whether an appeal at a level is in order: outside, while the payer has a level left.
    pub fn asks_rules(self, level: AppealLevel) -> bool {
        level == AppealLevel::External && self != Self::Last
    }
}

/// Whether an appeal at a level is in order. `of_denial` are the deadlines that the denial itself starts for this appellant and this urgency: one of them may
/// open the way outside, as ACA-X-PARALLEL does.
pub fn is_in_order(level: AppealLevel, standing: Standing, of_denial: &[Deadline]) -> bool {
    match (level, standing) {
        (AppealLevel::First, _) | (_, Standing::Last) => true,
        (AppealLevel::Second, standing) => standing == Standing::Between,
        (AppealLevel::External, _) => of_denial.iter().any(|deadline| deadline.act == Some(DeadlineAct::ExternalReview)),
    }
}

/// Refuses an appeal that skips a level of the payer, unless somebody has confirmed that it does: what an independent reviewer decides binds, and one that is
/// asked too early may refuse for that alone.
pub fn check_order(is_in_order: bool, confirmed: bool) -> Result<(), AppealRefusal> {
    if is_in_order || confirmed { Ok(()) } else { Err(AppealRefusal::OutOfOrder) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{DeadlineEvent, Due, OwedBy, Regime};

    #[test]
    fn only_the_last_level_of_the_payer_opens_the_way_outside() {
        let check = |stage, decided, levels, expected, next| {
            let standing = Standing::of(stage, decided, levels);
            assert_eq!((standing, standing.next()), (expected, next), "{stage} {decided:?} {levels:?}");
        };
        let (first, second, external) = (AppealLevel::First, AppealLevel::Second, AppealLevel::External);
        check(DecisionStage::FirstReview, None, Some(2), Standing::First, first);
        check(DecisionStage::Claim, None, None, Standing::First, first);
        check(DecisionStage::Appeal, Some(first), Some(1), Standing::Last, external);
        check(DecisionStage::Appeal, Some(first), None, Standing::Last, external);
        check(DecisionStage::Appeal, Some(first), Some(2), Standing::Between, second);
        check(DecisionStage::Appeal, Some(second), Some(2), Standing::Last, external);
        check(DecisionStage::Appeal, Some(external), Some(2), Standing::Last, external);
        check(DecisionStage::Appeal, None, Some(2), Standing::Last, external);
    }

    #[test]
    fn a_level_is_in_order_once_those_before_it_are_decided_or_a_rule_opens_it_with_the_denial() {
        let rule = |act| Deadline {
            rule: "R".to_owned(),
            regime: Regime::Aca,
            event: DeadlineEvent::DenialReceived,
            owed_by: OwedBy::Practice,
            act: Some(act),
            notice: None,
            due: Due::NoCourse,
            extended: None,
            source: "a rule".to_owned(),
            verified: true,
            of_practice: false,
        };
        let (appeal, outside) = ([rule(DeadlineAct::Appeal)], [rule(DeadlineAct::Appeal), rule(DeadlineAct::ExternalReview)]);
        let check = |level, standing, of_denial: &[Deadline], expected: bool| {
            assert_eq!(is_in_order(level, standing, of_denial), expected, "{level} {standing:?}");
            assert_eq!(check_order(expected, false).is_ok(), expected);
        };
        check(AppealLevel::First, Standing::First, &[], true);
        check(AppealLevel::Second, Standing::First, &outside, false);
        check(AppealLevel::Second, Standing::Between, &[], true);
        check(AppealLevel::External, Standing::First, &appeal, false);
        check(AppealLevel::External, Standing::First, &outside, true);
        check(AppealLevel::External, Standing::Between, &appeal, false);
        check(AppealLevel::External, Standing::Last, &[], true);
        assert_eq!(check_order(false, true), Ok(()));
    }
}
