//! Evidence by day: attendance week by week, and what stood on each day in dispute.

use care::{AttendanceKind, AttendanceStatus};
use vocabulary::{Argument, Day, Evidence, Finding};

use super::assemble::event;
use crate::review::ReviewRecords;
use crate::review::fill::{Cited, medication_change};

/// One week of attendance, beginning on a Monday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub first: Day,
    /// Pieces that were planned; what the program cancelled is not counted.
    pub planned: u32,
    /// Those that took place.
    pub attended: u32,
    /// Minutes that were planned.
    pub planned_minutes: u32,
    /// Minutes that the patient was there.
    pub delivered_minutes: u32,
    /// The records, as numbers of the index.
    pub cites: Vec<u32>,
    pub(super) evidence: Vec<Evidence>,
}

/// What stood on one day in dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeDay {
    /// The day.
    pub day: Day,
    /// The newest facts on that day or before it, with their age in days: risk, function, and the newest score of each instrument.
    pub standing: Vec<(Finding, u32)>,
    /// What happened on the day itself: incidents, screens, changes of medication and plan, substance use.
    pub events: Vec<Finding>,
    /// Minutes of treatment on the day.
    pub delivered_minutes: u32,
    /// What was given on the day at this level: minutes by kind, in the order of the kinds.
    pub services: Vec<(AttendanceKind, u32)>,
    /// The records, as numbers of the index.
    pub cites: Vec<u32>,
    pub(super) attendance: Vec<Evidence>,
}

impl DisputeDay {
    pub(super) fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        let standing = self.standing.iter().flat_map(|(fact, _)| &fact.evidence);
        standing.chain(self.events.iter().flat_map(|fact| &fact.evidence)).chain(&self.attendance)
    }
}

/// The weeks with planned treatment, in order.
pub(super) fn weeks(records: &ReviewRecords) -> Vec<Week> {
    let mut weeks: Vec<Week> = Vec::new();
    let mut pieces: Vec<_> = records.attendance.iter().filter(|(piece, _)| piece.status != AttendanceStatus::CancelledByProgram).collect();
    pieces.sort_by_key(|(piece, _)| piece.day);
    for (piece, evidence) in pieces {
        let first = piece.day.plus_days(-days_after_monday(piece.day));
        if weeks.last().is_none_or(|week| week.first != first) {
            weeks.push(Week {
                first,
                planned: 0,
                attended: 0,
                planned_minutes: 0,
                delivered_minutes: 0,
                cites: Vec::new(),
                evidence: Vec::new(),
            });
        }
        let Some(week) = weeks.last_mut() else { continue };
        week.planned += 1;
        week.attended += u32::from(piece.status == AttendanceStatus::Attended);
        week.planned_minutes += piece.planned_minutes;
        week.delivered_minutes += piece.delivered_minutes;
        week.evidence.push(evidence.clone());
    }
    weeks
}

/// Monday is 0. January 5, 1970 was one.
fn days_after_monday(day: Day) -> i32 {
    let monday = Day::new(1970, 1, 5).expect("a day of the calendar");
    day.days_since(monday).rem_euclid(7)
}

/// Each day in dispute up to today: what is not answered is not in the appeal, and of a day that is still to come nothing is on record.
pub(super) fn in_dispute(records: &ReviewRecords, days: &[Day], today: Day) -> Vec<DisputeDay> {
    days.iter().filter(|day| **day <= today).map(|day| one_day(records, *day)).collect()
}

fn one_day(records: &ReviewRecords, day: Day) -> DisputeDay {
    let pieces: Vec<_> = records.attendance.iter().filter(|(piece, _)| piece.day == day).collect();
    let minutes_of = |kind: AttendanceKind| -> u32 {
        pieces.iter().filter(|(piece, _)| piece.kind == kind).map(|(piece, _)| piece.delivered_minutes).sum()
    };
    let services = AttendanceKind::ALL.iter().map(|kind| (*kind, minutes_of(*kind))).filter(|(_, minutes)| *minutes > 0);
    DisputeDay {
        day,
        services: services.collect(),
        standing: standing(records, day),
        events: events(records, day),
        delivered_minutes: pieces.iter().map(|(piece, _)| piece.delivered_minutes).sum(),
        cites: Vec::new(),
        attendance: pieces.iter().map(|(_, evidence)| evidence.clone()).collect(),
    }
}

fn name(code: &str) -> Argument {
    Argument::Name(code.to_owned())
}

fn standing(records: &ReviewRecords, day: Day) -> Vec<(Finding, u32)> {
    let age = |evidence: &Evidence| u32::try_from(day.days_since(evidence.day)).unwrap_or(0);
    let mut found = Vec::new();
    if let Some((rating, evidence)) = records.risk.iter().rev().find(|(_, evidence)| evidence.day <= day) {
        found.push((event("review-fact-risk", vec![("level", name(rating.level.code()))], evidence), age(evidence)));
    }
    if let Some((rating, evidence)) = records.functioning.iter().rev().find(|(_, evidence)| evidence.day <= day) {
        let impairment = Argument::Count(i64::from(rating.impairment.value()));
        found.push((event("review-fact-functioning", vec![("impairment", impairment)], evidence), age(evidence)));
    }
    let mut told: Vec<&str> = Vec::new();
    let mut scores: Vec<_> = records.scores.iter().filter(|(_, evidence)| evidence.day <= day).collect();
    scores.sort_by_key(|(_, evidence)| std::cmp::Reverse(evidence.day));
    for (score, evidence) in scores {
        if told.contains(&score.instrument.as_str()) {
            continue;
        }
        told.push(&score.instrument);
        let arguments = vec![("instrument", name(&score.instrument)), ("points", Argument::Points(score.points))];
        found.push((event("packet-fact-score", arguments, evidence), age(evidence)));
    }
    found
}

fn events(records: &ReviewRecords, day: Day) -> Vec<Finding> {
    fn on<T>(records: &[Cited<T>], day: Day) -> impl Iterator<Item = &Cited<T>> {
        records.iter().filter(move |(_, evidence)| evidence.day == day)
    }
    let mut found = Vec::new();
    let kind = |code: &str| vec![("kind", name(code))];
    found.extend(on(&records.incidents, day).map(|(each, evidence)| event("review-fact-incident", kind(each.kind.code()), evidence)));
    found.extend(
        on(&records.drug_screens, day)
            .map(|(each, evidence)| event("review-fact-drug-screen", vec![("result", name(each.result.code()))], evidence)),
    );
    found.extend(on(&records.substance_use, day).map(|(each, evidence)| {
        let arguments = vec![("substance", name(each.substance.code())), ("kind", name(each.kind.code()))];
        event("review-fact-substance-use", arguments, evidence)
    }));
    found.extend(on(&records.medication_changes, day).map(|(each, evidence)| {
        let (key, arguments) = medication_change(each);
        event(key, arguments, evidence)
    }));
    let changes = on(&records.plan_changes, day).filter(|(each, _)| each.is_change());
    found.extend(changes.map(|(each, evidence)| event("review-fact-plan-change", kind(each.kind.code()), evidence)));
    found
}
