//! What in the records speaks against the request. A reviewer will find it; the author finds it first.
//!
//! The list is ours and short, and every entry is a fact that stands in the packet anyway. Nothing is concluded from the absence of a record.

use care::{AttendanceStatus, DrugScreenResult, GoalProgressLevel, RiskLevel};
use vocabulary::{Argument, Day, Evidence, Finding, FindingKey, Verdict};

use super::{ContradictionAnswer, Response};
use crate::review::fill::{Cited, MeasuredScore, standing_step_down};
use crate::review::{Filled, ReviewRecords};

/// Attendance below so many in a hundred planned pieces is held against a request. Ours: no payer publishes a number.
pub const ATTENDANCE_LOW_PERCENT: usize = 75;

/// A severity up to which symptoms may be said to fit a lower level: 0 none, 1 mild.
const MILD: i64 = 1;

/// Participation up to which it may be said that the patient does not take part: 0 none, 1 little.
const LITTLE_PARTICIPATION: u8 = 1;

/// A fact that speaks against the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Names it for as long as its newest record stands: the rule, the record and its version.
    pub key: String,
    /// The fact.
    pub fact: Finding,
    /// The records, as numbers of the index.
    pub cites: Vec<u32>,
    /// What the author did about it.
    pub response: Option<Response>,
    /// The author's words.
    pub words: String,
}

/// Finds them, in the order of the list.
pub(super) fn find(records: &ReviewRecords, filled: &[Filled], answers: &[ContradictionAnswer], today: Day) -> Vec<Contradiction> {
    let mut facts: Vec<Finding> = Vec::new();
    facts.extend(low_risk(records));
    facts.extend(scores(records));
    facts.extend(attendance(records));
    facts.extend(participation(records));
    facts.extend(goals(records));
    facts.extend(screens(records));
    facts.extend(step_down(records, today));
    facts.extend(carried(filled));
    facts.into_iter().map(|fact| with_answer(fact, answers)).collect()
}

fn with_answer(fact: Finding, answers: &[ContradictionAnswer]) -> Contradiction {
    let newest = fact.evidence.last();
    let key = newest.map_or_else(
        || fact.key.0.to_owned(),
        |evidence| format!("{}:{}:{}", fact.key.0.trim_start_matches("packet-against-"), evidence.id, evidence.version.0),
    );
    let answer = answers.iter().rev().find(|answer| answer.contradiction == key);
    Contradiction {
        response: answer.map(|answer| answer.response),
        words: answer.map(|answer| answer.words.clone()).unwrap_or_default(),
        cites: Vec::new(),
        key,
        fact,
    }
}

fn finding(key: &'static str, arguments: Vec<(&'static str, Argument)>, evidence: Vec<Evidence>) -> Finding {
    Finding { key: FindingKey(key), arguments, verdict: Verdict::Met, evidence, missing: None }
}

fn low_risk(records: &ReviewRecords) -> Option<Finding> {
    let (rating, evidence) = records.risk.last()?;
    let is_low = matches!(rating.level, RiskLevel::None | RiskLevel::Low);
    is_low.then(|| {
        let level = Argument::Name(rating.level.code().to_owned());
        finding("packet-against-low-risk", vec![("level", level)], vec![evidence.clone()])
    })
}

/// For each instrument: the newest score is mild, or severity is higher than at first.
fn scores(records: &ReviewRecords) -> Vec<Finding> {
    let mut instruments: Vec<&str> = records.scores.iter().map(|(score, _)| score.instrument.as_str()).collect();
    instruments.sort_unstable();
    instruments.dedup();
    instruments.into_iter().filter_map(|instrument| of_instrument(records, instrument)).collect()
}

fn of_instrument(records: &ReviewRecords, instrument: &str) -> Option<Finding> {
    let course: Vec<&Cited<MeasuredScore>> = records.scores.iter().filter(|(score, _)| score.instrument == instrument).collect();
    let ((newest, newest_evidence), (first, first_evidence)) = (course.last()?, course.first()?);
    let severity = newest.severity?;
    let mut arguments = vec![("instrument", Argument::Name(instrument.to_owned())), ("newest", Argument::Points(newest.points))];
    if severity <= MILD {
        return Some(finding("packet-against-mild-score", arguments, vec![newest_evidence.clone()]));
    }
    if first.severity.is_some_and(|first| severity > first) {
        arguments.push(("first", Argument::Points(first.points)));
        return Some(finding("packet-against-worse-score", arguments, vec![first_evidence.clone(), newest_evidence.clone()]));
    }
    None
}

fn attendance(records: &ReviewRecords) -> Option<Finding> {
    let planned: Vec<_> = records.attendance.iter().filter(|(piece, _)| piece.status != AttendanceStatus::CancelledByProgram).collect();
    let missed: Vec<_> = planned.iter().filter(|(piece, _)| piece.status != AttendanceStatus::Attended).collect();
    let attended = planned.len() - missed.len();
    let is_low = attended * 100 < ATTENDANCE_LOW_PERCENT * planned.len();
    let count = |number: usize| Argument::Count(i64::try_from(number).unwrap_or(i64::MAX));
    is_low.then(|| {
        let arguments = vec![("missed", count(missed.len())), ("planned", count(planned.len()))];
        finding("packet-against-attendance", arguments, missed.iter().map(|(_, evidence)| evidence.clone()).collect())
    })
}

fn participation(records: &ReviewRecords) -> Option<Finding> {
    let (participation, evidence) = records.participation.last()?;
    (participation.rating.value() <= LITTLE_PARTICIPATION).then(|| {
        let rating = Argument::Count(i64::from(participation.rating.value()));
        finding("packet-against-participation", vec![("rating", rating)], vec![evidence.clone()])
    })
}

/// Goals that are farther away or no nearer by their newest record, one by one; and one fact where all are reached.
fn goals(records: &ReviewRecords) -> Vec<Finding> {
    let mut keys: Vec<&str> = records.progress.iter().map(|(progress, _)| progress.goal.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    let newest: Vec<_> = keys.iter().filter_map(|key| records.progress.iter().rev().find(|(progress, _)| progress.goal == *key)).collect();
    if !newest.is_empty() && newest.iter().all(|(progress, _)| progress.progress == GoalProgressLevel::Met) {
        return vec![finding("packet-against-goals-met", Vec::new(), newest.iter().map(|(_, evidence)| evidence.clone()).collect())];
    }
    let without = newest.iter().filter(|(progress, _)| matches!(progress.progress, GoalProgressLevel::Worse | GoalProgressLevel::None));
    without
        .map(|(progress, evidence)| {
            let goal = records.goals.iter().rev().find(|(goal, _)| goal.goal == progress.goal);
            let statement = goal.map_or_else(|| progress.goal.clone(), |(goal, _)| goal.statement.clone());
            finding("packet-against-goal", vec![("goal", Argument::Name(statement))], vec![evidence.clone()])
        })
        .collect()
}

fn screens(records: &ReviewRecords) -> Vec<Finding> {
    let unexpected = records.drug_screens.iter().filter(|(screen, _)| screen.result == DrugScreenResult::Unexpected);
    unexpected.map(|(_, evidence)| finding("packet-against-screen", Vec::new(), vec![evidence.clone()])).collect()
}

fn step_down(records: &ReviewRecords, today: Day) -> Option<Finding> {
    let (plan, evidence) = standing_step_down(records)?;
    let target = plan.target_day.filter(|target| *target < today)?;
    Some(finding("packet-against-step-down", vec![("target", Argument::Day(target))], vec![evidence.clone()]))
}

/// Words about plan, progress or reasons that stand unchanged since an earlier review.
fn carried(filled: &[Filled]) -> Vec<Finding> {
    let old = filled.iter().filter(|filled| filled.question.needs_a_person() && filled.question != care::ReviewQuestion::Precipitant);
    old.filter_map(|filled| {
        let words = filled.human.as_ref()?;
        let since = words.carried_from?;
        let arguments = vec![("question", Argument::Name(filled.question.code().to_owned())), ("since", Argument::Day(since))];
        let evidence = Evidence { kind: "review_answer", id: words.record.clone(), version: words.version, day: words.day };
        Some(finding("packet-against-carried", arguments, vec![evidence]))
    })
    .collect()
}
