//! Deadlines: who must act until when, as a pure function of a table of rules and of what happened.
//!
//! The rules are data ([`RuleSet`]): ours ship with their sources and with the mark whether two of them were read, a practice lays its own over
//! them. An [`Occurrence`] is what happened (a request was submitted, a denial came) and a [`Setting`] is for whom (funding of the plan, state,
//! level, who appeals). Whoever appeals selects the rules: a member or their representative has the law's time, a provider under contract has the
//! contract's.
//!
//! How time is counted: hours run from the moment itself, through nights and changes of the clock. Days run from the local day of the event,
//! which is not counted, to the end of the last one, weekends included unless the rule says business days. Months end on the same day of the
//! month or on its last. A `stay_day` counts the day of the event as day 1.

mod file;
mod pended;
mod resolve;
mod rule;

pub use file::{RuleFileError, RuleSet};
pub use pended::{DecisionClock, Effect, Pended, decision_clock};
pub use resolve::{Deadline, Due, Occurrence, Setting, resolve};
pub use rule::{
    Appellant, Condition, ContractLimit, DeadlineAct, DeadlineEvent, DeadlineRule, Limit, NoticeKind, OwedBy, Regime, WhilePended,
};

#[cfg(test)]
mod tests;
