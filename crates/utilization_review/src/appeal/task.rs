//! What is to be done about a denial, by when, and what stands in the way. Computed from the records and the deadlines, never stored.

use care::PlanFunding;
use vocabulary::Instant;

use super::{Appeal, AppealLevel, AppealPaper, Denial, LetterKind, PaperKind, needed_paper, stands_without_designation};
use crate::clock::{Appellant, Deadline, DeadlineAct, DeadlineEvent, Due, OwedBy};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// To have a paper signed.
    Paper(PaperKind),
    /// To ask for the criteria and the claim file.
    ClaimFile,
    /// To act before a deadline.
    Deadline(Deadline),
    /// To wait until the payer or reviewer has decided.
    Decision(Deadline),
    /// To wait for a decision of which no rule says until when it must come.
    DecisionWithoutRule(NoRule),
}

/// Why no rule says until when a decision on an appeal must come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRule {
    /// A provider appeals under its contract: the law's times are the member's.
    Contract,
    /// Nobody wrote down who funds the plan, and so which law holds.
    FundingUnknown,
    /// No row of the rules speaks of such a plan.
    NoRow,
}

impl NoRule {
    /// The key of its words is `appeal-no-rule-` and this.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::FundingUnknown => "funding-unknown",
            Self::NoRow => "no-row",
        }
    }

    fn of(appeal: &Appeal, funding: PlanFunding) -> Self {
        match (appeal.appellant, funding) {
            (Appellant::Provider, _) => Self::Contract,
            (_, PlanFunding::Unknown) => Self::FundingUnknown,
            _ => Self::NoRow,
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealTask {
    /// What.
    pub kind: TaskKind,
    /// Until when; `None` where nothing says it.
    pub due: Option<Due>,
    /// True where it waits for nothing: an urgent appeal that leaves without it is worth less, whatever time is left to file.
    pub at_once: bool,
    /// True where nothing can be filed before it is done.
    pub blocks: bool,
    /// True once it is done.
    pub done: bool,
}

impl AppealTask {
    /// True for an open task whose time is over.
    pub fn is_late(&self, now: Instant) -> bool {
        !self.done && matches!(self.due, Some(Due::Before(due, _)) if due <= now)
    }
}

/// What is known of a denial.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// Its intake.
    pub denial: &'a Denial,
    /// The appeals against it, the first one first.
    pub appeals: &'a [Appeal],
    /// What was signed.
    pub papers: &'a [AppealPaper],
    /// Letters that left.
    pub released: &'a [LetterKind],
    /// Deadlines that follow from the denial and from what was filed.
    pub deadlines: &'a [Deadline],
    /// True once the payer's physician was spoken with.
    pub spoke: bool,
    /// True while the care that was denied goes on.
    pub is_ongoing: bool,
}

impl Case<'_> {
    fn has(&self, kind: PaperKind) -> bool {
        self.papers.iter().any(|paper| paper.kind == kind)
    }

    fn is_filed(&self, is_level: impl Fn(AppealLevel) -> bool) -> bool {
        self.appeals.iter().any(|appeal| is_level(appeal.level) && appeal.filed_at.is_some())
    }
}

/// The papers that an appeal lacks and without which it may not be filed.
pub fn blocking(appeal: &Appeal, denial: &Denial, papers: &[AppealPaper]) -> Option<PaperKind> {
    let needed = needed_paper(appeal.appellant)?;
    let is_signed = papers.iter().any(|paper| paper.kind == needed);
    (!is_signed && !stands_without_designation(appeal, denial.funding)).then_some(needed)
}

/// Everything that is to be done, open tasks first, what blocks before what does not, what is due at once before the rest, the earliest first.
pub fn tasks(case: &Case<'_>) -> Vec<AppealTask> {
    let mut tasks = Vec::new();
    for appeal in case.appeals.iter().filter(|appeal| !appeal.decided) {
        let filing = case.deadlines.iter().find(|deadline| deadline.act == Some(act_of(appeal.level))).map(|deadline| deadline.due);
        let mut paper = |kind, blocks| {
            if tasks.iter().all(|task: &AppealTask| task.kind != TaskKind::Paper(kind)) {
                tasks.push(AppealTask { kind: TaskKind::Paper(kind), due: filing, at_once: appeal.urgent, blocks, done: case.has(kind) });
            }
        };
        if let Some(kind) = needed_paper(appeal.appellant) {
            paper(kind, blocking(appeal, case.denial, case.papers).is_some());
        }
        if appeal.urgent {
            paper(PaperKind::Urgency, false);
        }
    }
    let asked = case.released.contains(&LetterKind::ClaimFile);
    tasks.push(AppealTask { kind: TaskKind::ClaimFile, due: None, at_once: false, blocks: false, done: asked });
    tasks.extend(case.deadlines.iter().filter_map(|deadline| task_of(case, deadline)));
    tasks.extend(without_rule(case));
    let rank = |due: &Option<Due>| due.map_or(2, |due| u8::from(!matches!(due, Due::Before(..))));
    tasks.sort_by(|one, other| {
        let place = |task: &AppealTask| (task.done, !task.blocks, !task.at_once, rank(&task.due), task.due);
        place(one).cmp(&place(other))
    });
    tasks
}

/// Filed appeals whose decision no rule gives a time for: that one waits for it is said all the same, with the reason.
fn without_rule(case: &Case<'_>) -> Vec<AppealTask> {
    let mut found: Vec<AppealTask> = Vec::new();
    for appeal in case.appeals.iter().filter(|appeal| appeal.filed_at.is_some() && !appeal.decided) {
        let event = if appeal.level == AppealLevel::External { DeadlineEvent::ExternalReviewRequested } else { DeadlineEvent::AppealFiled };
        let has_rule = case.deadlines.iter().any(|deadline| deadline.owed_by == OwedBy::Payer && deadline.event == event);
        let kind = TaskKind::DecisionWithoutRule(NoRule::of(appeal, case.denial.funding));
        if !has_rule && found.iter().all(|task| task.kind != kind) {
            found.push(AppealTask { kind, due: None, at_once: false, blocks: false, done: false });
        }
    }
    found
}

fn task_of(case: &Case<'_>, deadline: &Deadline) -> Option<AppealTask> {
    let task = |kind: fn(Deadline) -> TaskKind, done| {
        Some(AppealTask { kind: kind(deadline.clone()), due: Some(deadline.due), at_once: false, blocks: false, done })
    };
    if deadline.owed_by == OwedBy::Payer {
        return task(TaskKind::Decision, false);
    }
    match deadline.act {
        Some(DeadlineAct::Continuation) if !case.is_ongoing => None,
        Some(DeadlineAct::Continuation) => task(TaskKind::Deadline, case.released.contains(&LetterKind::Continuation)),
        Some(DeadlineAct::PeerToPeer) => task(TaskKind::Deadline, case.spoke),
        Some(DeadlineAct::ExternalReview) => task(TaskKind::Deadline, case.is_filed(|level| level == AppealLevel::External)),
        Some(DeadlineAct::Appeal) => task(TaskKind::Deadline, case.is_filed(|level| level != AppealLevel::External)),
        None => task(TaskKind::Deadline, false),
    }
}

const fn act_of(level: AppealLevel) -> DeadlineAct {
    match level {
        AppealLevel::First | AppealLevel::Second => DeadlineAct::Appeal,
        AppealLevel::External => DeadlineAct::ExternalReview,
    }
}
