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
    /// To act before the time that the notice states.
    AsStated(DeadlineAct),
    /// To act before a time that no rule gives: the notice has to say it.
    WithoutRule(DeadlineAct, NoRule),
}

/// Why no rule says until when a decision on an appeal must come, or until when an appeal is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRule {
    /// A provider appeals under its contract: the law's times are the member's.
    Contract,
    /// Nobody wrote down who funds the plan, and so which law holds.
    FundingUnknown,
    /// No row of the rules speaks of such a plan.
    NoRow,
    /// No row speaks of the time for a second appeal to the payer: each plan sets its own.
    SecondLevel,
    /// The time for external review begins with the last decision of the payer, and that did not come yet.
    NotFinal,
}

impl NoRule {
    /// The key of its words is `appeal-no-rule-` and this.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::FundingUnknown => "funding-unknown",
            Self::NoRow => "no-row",
            Self::SecondLevel => "second-level",
            Self::NotFinal => "not-final",
        }
    }

    /// Why no rule says until when an appeal is filed.
    pub const fn of_filing(level: AppealLevel, appellant: Appellant, funding: PlanFunding, is_final: bool) -> Self {
        match (level, appellant, funding) {
            (AppealLevel::Second, ..) => Self::SecondLevel,
            (_, Appellant::Provider, _) => Self::Contract,
            (_, _, PlanFunding::Unknown) => Self::FundingUnknown,
            (AppealLevel::External, ..) if !is_final => Self::NotFinal,
            _ => Self::NoRow,
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
    /// What the notice itself states: until when what may be done.
    pub stated: &'a [(DeadlineAct, Due)],
    /// True where no appeal to the payer is left: the way outside is the next.
    pub is_final: bool,
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

    fn is_done(&self, act: DeadlineAct) -> bool {
        match act {
            DeadlineAct::Continuation => self.released.contains(&LetterKind::Continuation),
            DeadlineAct::PeerToPeer => self.spoke,
            DeadlineAct::ExternalReview => self.is_filed(|level| level == AppealLevel::External),
            DeadlineAct::Appeal => self.is_filed(|level| level != AppealLevel::External),
        }
    }

    /// The earliest time that a rule or the notice gives for what the practice does; `None` where neither speaks of it.
    fn due(&self, act: DeadlineAct) -> Option<Due> {
        let by_rule = self.deadlines.iter().filter(|deadline| deadline.owed_by == OwedBy::Practice && deadline.act == Some(act));
        let stated = self.stated.iter().filter(|(stated, _)| *stated == act).map(|(_, due)| *due);
        by_rule.map(|deadline| deadline.due).chain(stated).min()
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
        let filing = case.due(act_of(appeal.level));
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
    tasks.extend(case.stated.iter().map(|(act, due)| AppealTask {
        due: Some(*due),
        done: case.is_done(*act),
        ..open(TaskKind::AsStated(*act))
    }));
    tasks.extend(filings_without_rule(case));
    tasks.extend(without_rule(case));
    sort(&mut tasks);
    tasks
}

/// Open tasks first, what blocks before what does not, what is due at once before the rest, the earliest first, then those whose time nobody knows.
fn sort(tasks: &mut [AppealTask]) {
    let rank = |task: &AppealTask| match (task.due, &task.kind) {
        (Some(Due::Before(..)), _) => 0,
        (Some(_), _) | (None, TaskKind::WithoutRule(..)) => 1,
        (None, _) => 2_u8,
    };
    tasks.sort_by(|one, other| {
        let place = |task: &AppealTask| (task.done, !task.blocks, !task.at_once, rank(task), task.due);
        place(one).cmp(&place(other))
    });
}

/// What the practice has to do as far as the decision alone says it, before a notice tells more: what these deadlines give it time for, and what has to be
/// filed next where none of them speaks of it. Nothing of it is done yet.
pub fn before_notice(deadlines: &[Deadline], (next, no_rule): (AppealLevel, NoRule), is_ongoing: bool) -> Vec<AppealTask> {
    let own = deadlines.iter().filter(|deadline| deadline.owed_by == OwedBy::Practice);
    let own = own.filter(|deadline| is_ongoing || deadline.act != Some(DeadlineAct::Continuation));
    let mut tasks: Vec<AppealTask> =
        own.map(|deadline| AppealTask { due: Some(deadline.due), ..open(TaskKind::Deadline(deadline.clone())) }).collect();
    let act = act_of(next);
    if !deadlines.iter().any(|deadline| deadline.act == Some(act)) {
        tasks.push(open(TaskKind::WithoutRule(act, no_rule)));
    }
    sort(&mut tasks);
    tasks
}

fn open(kind: TaskKind) -> AppealTask {
    AppealTask { kind, due: None, at_once: false, blocks: false, done: false }
}

/// Appeals that are prepared and for which neither a rule nor the notice gives a time: that they have to be filed is said all the same.
fn filings_without_rule(case: &Case<'_>) -> Vec<AppealTask> {
    let mut found: Vec<AppealTask> = Vec::new();
    for appeal in case.appeals.iter().filter(|appeal| appeal.filed_at.is_none() && !appeal.decided) {
        let act = act_of(appeal.level);
        let why = NoRule::of_filing(appeal.level, appeal.appellant, case.denial.funding, case.is_final);
        let task = open(TaskKind::WithoutRule(act, why));
        if case.due(act).is_none() && found.iter().all(|known| known.kind != task.kind) {
            found.push(task);
        }
    }
    found
}

/// Filed appeals whose decision no rule gives a time for: that one waits for it is said all the same, with the reason.
fn without_rule(case: &Case<'_>) -> Vec<AppealTask> {
    let mut found: Vec<AppealTask> = Vec::new();
    for appeal in case.appeals.iter().filter(|appeal| appeal.filed_at.is_some() && !appeal.decided) {
        let event = if appeal.level == AppealLevel::External { DeadlineEvent::ExternalReviewRequested } else { DeadlineEvent::AppealFiled };
        let has_rule = case.deadlines.iter().any(|deadline| deadline.owed_by == OwedBy::Payer && deadline.event == event);
        let kind = TaskKind::DecisionWithoutRule(NoRule::of(appeal, case.denial.funding));
        if !has_rule && found.iter().all(|task| task.kind != kind) {
            found.push(open(kind));
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
        Some(act) => task(TaskKind::Deadline, case.is_done(act)),
        None => task(TaskKind::Deadline, false),
    }
}

const fn act_of(level: AppealLevel) -> DeadlineAct {
    match level {
        AppealLevel::First | AppealLevel::Second => DeadlineAct::Appeal,
        AppealLevel::External => DeadlineAct::ExternalReview,
    }
}
