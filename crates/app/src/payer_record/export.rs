//! The evidence as a table that leaves: the figures, or decision by decision. Neither holds a name or a record number; days and moments of single
//! decisions are health information all the same, so both go through the gate with everybody whom they are about.

use std::collections::BTreeSet;

use interchange::export::REDISCLOSURE_NOTICE;
use utilization_review::authorization::DeterminationOutcome;
use utilization_review::length_of_stay::LikelyDays;
use utilization_review::payer_record::{Asked, PayerFigures};
use vocabulary::{Instant, PatientId};

use super::PayerRow;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Notice, Outgoing, Released, under_part2};

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// One row for each payer and level.
    Figures,
    /// One row for each thing that was asked.
    Decisions,
}

impl Evidence {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Figures, Self::Decisions];

    /// The code in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Decisions => "decisions",
        }
    }

    const fn subject(self) -> &'static str {
        match self {
            Self::Figures => "payer_figures",
            Self::Decisions => "payer_decisions",
        }
    }
}

impl App {
    /// Hands the evidence out as CSV. What, for whom and why is on record before it leaves, with everybody whom it is about.
    #[crate::boxed]
    pub async fn export_payer_record(&self, caller: &Caller, evidence: Evidence, disclosure: Disclosure) -> Result<Released, AppError> {
        const ACTION: &str = "export_payer_record";
        for right in [Data::Reviews, Data::Release] {
            if let Err(refused) = caller.may_all(right) {
                return self.refuse(caller, ACTION, refused.into()).await;
            }
        }
        let (operation, now) = (self.operation(caller, ACTION), self.now());
        // The rows and the people whom they are about come from one state of the records.
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let gathered = super::gather::gather(unit, now).await?;
                let patients = gathered.patients();
                let part2 = under_part2(unit, &patients).await?;
                let bytes = match evidence {
                    Evidence::Figures => figures_table(&super::rows(&gathered), !part2.is_empty()),
                    Evidence::Decisions => decisions_table(&gathered, &part2, now),
                };
                Ok((patients, bytes.into_bytes(), Notice::carried_if(!part2.is_empty())))
            })
        });
        let (patients, bytes, notice) = self.audited(caller, ACTION, read.await).await?;
        let (subject, media_type, extension) = (evidence.subject(), "text/csv", "csv");
        let outgoing = Outgoing { patients, subject, media_type, extension, bytes, notice, snapshot_sha256: None };
        self.release(caller, disclosure, outgoing).await
    }
}

fn decisions_table(gathered: &super::gather::Gathered, part2: &BTreeSet<PatientId>, now: Instant) -> String {
    let name = |asked: &Asked| gathered.names.get(&asked.payer).cloned().unwrap_or_else(|| asked.payer.clone());
    let is_part2 = |asked: &Asked| gathered.whose.get(&asked.episode).is_some_and(|whose| part2.contains(&whose.patient));
    let rows = gathered.asked.iter().enumerate();
    let rows = rows.map(|(place, asked)| (decision_row(place + 1, &name(asked), asked, now), is_part2(asked)));
    table(DECISIONS, rows.collect())
}

const FIGURES: &[&str] = &[
    "payer",
    "level_of_care",
    "asked",
    "decided",
    "days_asked",
    "days_granted",
    "denied",
    "overturned_of_denied",
    "granted_in_part",
    "denials_per_100_days_asked",
    "reviews_with_work",
    "minutes_per_review",
    "decisions_timed",
    "median_hours_to_decision",
    "longest_hours_to_decision",
    "with_limit",
    "late",
    "refusals",
    "refusals_without_reason",
    "finished_stays_as_planned",
    "days_needed_half",
    "days_needed_low",
    "days_needed_high",
    "finished_stays_decided",
    "days_granted_half",
    "days_granted_low",
    "days_granted_high",
];

fn figures_table(rows: &[PayerRow], is_part2: bool) -> String {
    table(FIGURES, rows.iter().map(|row| (figures_row(row), is_part2)).collect())
}

fn figures_row(row: &PayerRow) -> Vec<String> {
    let figures = &row.figures;
    let PayerFigures { asked, decided, days_asked, days_granted, denied, overturned, partial, reviews, with_limit, refusals, .. } = figures;
    let mut cells = vec![row.name.clone(), figures.level_of_care.code().to_owned()];
    cells.extend([asked, decided, days_asked, days_granted, denied, overturned, partial].map(ToString::to_string));
    cells.extend([figures.denials_per_hundred_days().map(tenths).unwrap_or_default(), reviews.to_string()]);
    cells.push(figures.minutes_per_review().map(tenths).unwrap_or_default());
    match figures.timing {
        Some(timing) => cells.extend([timing.count.to_string(), hours(timing.median_seconds), hours(timing.longest_seconds)]),
        None => cells.extend(["0".to_owned(), String::new(), String::new()]),
    }
    cells.extend([with_limit.to_string(), figures.late().count.to_string()]);
    cells.extend([refusals.to_string(), figures.without_reason().count.to_string()]);
    cells.extend(likely(row.needed));
    cells.extend(likely(row.granted));
    cells
}

fn likely(days: LikelyDays) -> [String; 4] {
    match days {
        LikelyDays::TooFew(stays) => [stays.to_string(), String::new(), String::new(), String::new()],
        LikelyDays::Counted(counted) => {
            [counted.stays.to_string(), counted.half.to_string(), counted.low.to_string(), counted.high.to_string()]
        }
    }
}

fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

/// Hours to a tenth, rounded down.
fn hours(seconds: u64) -> String {
    tenths(seconds / 360)
}

/// A moment to the second.
fn moment(at: Instant) -> String {
    at.to_string().replace(".000000Z", "Z")
}

const DECISIONS: &[&str] = &[
    "number",
    "payer",
    "level_of_care",
    "kind",
    "urgent",
    "first_day_asked",
    "last_day_asked",
    "days_asked",
    "days_granted",
    "submitted_at",
    "first_decision",
    "decided_at",
    "hours_to_decision",
    "owed_before",
    "rule",
    "rule_source",
    "rule_verified",
    "hours_late",
    "later_decisions",
    "refusals_without_reason",
];

fn decision_row(number: usize, payer: &str, asked: &Asked, now: Instant) -> Vec<String> {
    let first = asked.first_decision();
    let refuses = |outcome| matches!(outcome, DeterminationOutcome::Denied | DeterminationOutcome::Partial);
    let without_reason = asked.decisions.iter().filter(|decided| refuses(decided.outcome) && !decided.has_reason).count();
    let later: Vec<String> = (asked.decisions.iter())
        .filter(|decided| first.is_some_and(|first| decided.id != first.id && decided.at >= first.at))
        .map(|decided| format!("{} {}", decided.stage, decided.outcome))
        .collect();
    let owed = asked.owed.as_ref();
    let yes_or_no = |holds: bool| if holds { "yes".to_owned() } else { "no".to_owned() };
    let words = |text: Option<String>| text.unwrap_or_default();
    vec![
        number.to_string(),
        payer.to_owned(),
        asked.level_of_care.code().to_owned(),
        words(asked.kind.map(|kind| kind.to_string())),
        if asked.request.is_some() { yes_or_no(asked.urgent) } else { String::new() },
        asked.days.first().to_string(),
        words(asked.days.last().map(|day| day.to_string())),
        asked.days_asked().len().to_string(),
        if first.is_some() { asked.days_granted().len().to_string() } else { String::new() },
        words(asked.submitted_at.map(moment)),
        words(first.map(|decided| decided.outcome.to_string())),
        words(first.map(|decided| moment(decided.at))),
        words(asked.seconds_to_decision().map(hours)),
        words(owed.map(|owed| moment(owed.before))),
        words(owed.map(|owed| owed.rule.clone())),
        words(owed.map(|owed| owed.source.clone())),
        words(owed.map(|owed| yes_or_no(owed.verified))),
        words(asked.hours_late(now).map(|hours| hours.to_string())),
        later.join("; "),
        without_reason.to_string(),
    ]
}

/// A table as RFC 4180 has it. A cell that a spreadsheet would take for a formula begins with an apostrophe. Where 42 CFR Part 2 covers what any row rests
/// on, a last column carries the notice beside each such row: a line before the head would be read as one.
fn table(head: &[&str], rows: Vec<(Vec<String>, bool)>) -> String {
    let has_notice = rows.iter().any(|(_, is_part2)| *is_part2);
    let mut text = head.join(",");
    if has_notice {
        text.push_str(",redisclosure_notice");
    }
    text.push_str("\r\n");
    for (row, is_part2) in rows {
        let mut cells: Vec<String> = row.iter().map(|cell| interchange::export::csv_cell(cell)).collect();
        if has_notice {
            cells.push(if is_part2 { interchange::export::csv_cell(REDISCLOSURE_NOTICE) } else { String::new() });
        }
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}
