//! What a payer says of a person's coverage (271). The guide is partial here: read is about whom, and whether the coverage is active, and nothing of what it
//! pays.

use care::Quoted;
use vocabulary::Day;

use super::{Notes, ProblemKind, filled};

/// Whether somebody's coverage is active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageAnswer {
    /// The payer's number; empty where it gives none.
    pub payer_id: String,
    /// The payer's name.
    pub payer_name: String,
    /// The member's number.
    pub member_id: String,
    /// Family name.
    pub family_name: String,
    /// Day of birth.
    pub birth_day: Option<Day>,
    /// The day of which it speaks: that of the service that was asked about, where it lies before the answer; else that of the answer.
    pub day: Day,
    /// What it says of the coverage as a whole.
    pub quoted: Quoted,
}

/// True for codes of EB01 that call the coverage active (1 to 5), false for those that call it inactive (6 to 8); `None` for all others, which tell of
/// benefits. Read in X12's answers 342 and 583 (rfi.x12.org) and in two public lists (Netsmart's registry of eligibility codes, docs.edipaisan.com).
fn is_active(code: &str) -> Option<bool> {
    match code {
        "1" | "2" | "3" | "4" | "5" => Some(true),
        "6" | "7" | "8" => Some(false),
        _ => None,
    }
}

/// The answer about one person; `None` for a question (270), for a level above, and where it does not say whether the coverage is active.
pub(super) fn answer(from: &x12::Benefit271, notes: &mut Notes) -> Option<CoverageAnswer> {
    let says_something = !from.benefits.is_empty() || !from.rejections.is_empty();
    if from.envelope.transaction != "271" || !says_something {
        return None;
    }
    let quoted = quoted(from, notes)?;
    let answered = from.envelope.day.or(from.envelope.group_day).and_then(Notes::day);
    let Some(answered) = answered else {
        notes.found.push(ProblemKind::Days(String::new()));
        return None;
    };
    let asked = from.dates.iter().find(|date| date.qualifier == "472").and_then(|date| Notes::day(date.period?.from));
    let (person, demographics) = match &from.dependent {
        Some(dependent) => (dependent, &from.dependent_demographics),
        None => (&from.subscriber, &from.subscriber_demographics),
    };
    Some(CoverageAnswer {
        payer_id: from.payer.id.clone(),
        payer_name: from.payer.name.clone(),
        // A dependent may have no number of their own.
        member_id: filled(Some(&person.id)).or_else(|| filled(Some(&from.subscriber.id))).unwrap_or_default(),
        family_name: person.name.clone(),
        birth_day: demographics.birth_day.and_then(Notes::day),
        day: asked.map_or(answered, |asked| asked.min(answered)),
        quoted,
    })
}

/// Whether the coverage is active: as said of the plan as a whole (service type 30, or none), else as said of any service. Both, or neither, is no answer.
fn quoted(from: &x12::Benefit271, notes: &mut Notes) -> Option<Quoted> {
    let states: Vec<_> = from.benefits.iter().filter_map(|benefit| Some((benefit, is_active(&benefit.kind)?))).collect();
    let is_of_plan =
        |benefit: &x12::BenefitInformation| benefit.service_types.is_empty() || benefit.service_types.iter().any(|code| code == "30");
    let of_plan: Vec<bool> = states.iter().filter(|(benefit, _)| is_of_plan(benefit)).map(|(_, state)| *state).collect();
    let said = if of_plan.is_empty() { states.iter().map(|(_, state)| *state).collect() } else { of_plan };
    match (said.contains(&true), said.contains(&false)) {
        (true, false) => Some(Quoted::Covered),
        (false, true) => Some(Quoted::NotCovered),
        _ => {
            let rejections = from.rejections.iter().chain(from.benefits.iter().flat_map(|benefit| &benefit.rejections));
            let reasons: Vec<&str> = rejections.map(|rejection| rejection.reason.as_str()).collect();
            notes.found.push(ProblemKind::NoCoverageAnswer(reasons.join(", ")));
            None
        }
    }
}
