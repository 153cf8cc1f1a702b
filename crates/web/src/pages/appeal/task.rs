//! The tasks of a denial: what is to be done, by when, on what basis.

use app::review::appeal::AppealPage;
use maud::{Markup, html};
use utilization_review::appeal::{AppealTask, TaskKind};
use utilization_review::clock::{Deadline, Due};
use vocabulary::{Instant, ZoneName};
use wording::{Key, Text};

use crate::parts::table::{Kind, Row, Table};

pub(super) fn section(text: Text, page: &AppealPage) -> Markup {
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AppealTasksHeading)) } }
            @if page.tasks.is_empty() { p { (text.say(Key::AppealTasksNone)) } } @else { (table(text, page, (&page.tasks, true))) }
        }
    }
}

/// What will have to be done, while nobody has taken in the notice.
pub(super) fn provisional(text: Text, page: &AppealPage) -> Markup {
    html! {
        @if !page.provisional.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::AppealProvisionalHeading)) } }
                p { (text.say(Key::AppealProvisionalLead)) }
                (table(text, page, (&page.provisional, false)))
            }
        }
    }
}

fn table(text: Text, page: &AppealPage, (tasks, is_linked): (&[AppealTask], bool)) -> Markup {
    let address = is_linked.then(|| super::address(page));
    Table::new(text.say(Key::AppealTasksCaption))
        .cards()
        .column(text.say(Key::AppealColumnTask), Kind::Head)
        .column(text.say(Key::AppealColumnDue), Kind::Words)
        .column(text.say(Key::AppealColumnBasis), Kind::Words)
        .column(text.say(Key::AppealColumnState), Kind::Words)
        .rows(tasks.iter().map(|task| row(text, task, (address.as_deref(), &page.zone, page.now))))
        .render(text)
}

fn row(text: Text, task: &AppealTask, (address, zone, now): (Option<&str>, &ZoneName, Instant)) -> Row {
    let cells = vec![
        html! {
            @match address.zip(link(task)) {
                Some((address, rest)) if !task.done => a.row-link href={ (address) (rest) } { (name(text, task)) },
                _ => (name(text, task)),
            }
        },
        html! { (due(text, task, zone)) },
        html! {
            @if let Some(deadline) = deadline(task) { (deadline.source) span.sub { (deadline.rule) (checked(text, deadline)) } }
            @match task.kind {
                TaskKind::DecisionWithoutRule(why) => (text.appeal_no_rule(why.code())),
                TaskKind::WithoutRule(_, why) => (text.appeal_no_filing_rule(why.code())),
                TaskKind::AsStated(_) => (text.say(Key::AppealBasisNotice)),
                _ => {},
            }
        },
        html! { strong { (text.say(state(task, now))) } },
    ];
    let class = if task.done {
        ""
    } else if task.is_late(now) {
        "urgent"
    } else if task.blocks {
        "pressing"
    } else {
        ""
    };
    Row { cells, class }
}

fn deadline(task: &AppealTask) -> Option<&Deadline> {
    match &task.kind {
        TaskKind::Deadline(deadline) | TaskKind::Decision(deadline) => Some(deadline),
        TaskKind::Paper(_) | TaskKind::ClaimFile | TaskKind::DecisionWithoutRule(_) | TaskKind::AsStated(_) | TaskKind::WithoutRule(..) => {
            None
        }
    }
}

/// What is said of a rule behind its id: whose it is, or that it was not checked.
pub(crate) fn checked(text: Text, deadline: &Deadline) -> String {
    match (deadline.of_practice, deadline.verified) {
        (true, _) => format!(", {}", text.say(Key::AppealOfPractice)),
        (false, true) => String::new(),
        (false, false) => format!(", {}", text.say(Key::AppealUnverified)),
    }
}

fn state(task: &AppealTask, now: Instant) -> Key {
    match (task.done, &task.kind) {
        (true, _) => Key::AppealStateDone,
        (false, _) if task.is_late(now) => Key::AppealStateLate,
        (false, TaskKind::Decision(_) | TaskKind::DecisionWithoutRule(_)) => Key::AppealStateWaits,
        (false, _) if task.blocks => Key::AppealStateBlocks,
        (false, _) => Key::AppealStateOpen,
    }
}

/// What is to be done, in words.
pub(super) fn name(text: Text, task: &AppealTask) -> String {
    let code = match &task.kind {
        TaskKind::Paper(kind) => kind.code(),
        TaskKind::ClaimFile => "claim_file",
        TaskKind::Decision(_) | TaskKind::DecisionWithoutRule(_) => "decision",
        TaskKind::AsStated(act) | TaskKind::WithoutRule(act, _) => act.code(),
        TaskKind::Deadline(deadline) => match deadline.act {
            Some(act) => act.code(),
            None => return text.say_with(Key::AppealTaskOther, &[("rule", (&deadline.rule).into())]),
        },
    };
    text.appeal_task(code)
}

/// Until when, in words; empty where nothing says it.
pub(super) fn due(text: Text, task: &AppealTask, zone: &ZoneName) -> String {
    match &task.kind {
        _ if task.at_once && !task.done => text.say(Key::AppealDueAtOnce),
        TaskKind::WithoutRule(..) => text.say(Key::AppealDueNotice),
        _ => due_words(text, task.due, zone),
    }
}

/// A time until which somebody must act, in words; empty where there is none.
pub(crate) fn due_words(text: Text, due: Option<Due>, zone: &ZoneName) -> String {
    match due {
        // The last day that has time in it; its hour where the limit is in hours.
        Some(Due::Before(at, day)) if at == day.plus_days(1).start_in(zone) => text.day(day),
        Some(Due::Before(at, _)) => text.instant(at, zone),
        Some(Due::ContractSilent(_)) => text.say(Key::AppealDueUnknown),
        Some(Due::NoCourse) => text.say(Key::AppealDueNoCourse),
        None => String::new(),
    }
}

/// Where it is done, below the page of the appeal.
fn link(task: &AppealTask) -> Option<&'static str> {
    use utilization_review::appeal::PaperKind;
    use utilization_review::clock::DeadlineAct;
    let of_act = |act| match act {
        DeadlineAct::Appeal => Some("/letter/appeal"),
        DeadlineAct::Continuation => Some("/letter/continuation"),
        DeadlineAct::PeerToPeer | DeadlineAct::ExternalReview => None,
    };
    match &task.kind {
        TaskKind::Paper(PaperKind::Designation) => Some("/form/designation"),
        TaskKind::Paper(PaperKind::Consent) => Some("/form/consent"),
        TaskKind::ClaimFile => Some("/letter/claim_file"),
        TaskKind::Deadline(deadline) => of_act(deadline.act?),
        TaskKind::AsStated(act) | TaskKind::WithoutRule(act, _) => of_act(*act),
        TaskKind::Paper(PaperKind::Urgency) | TaskKind::Decision(_) | TaskKind::DecisionWithoutRule(_) => None,
    }
}
