//! What a payer answers to a request for an authorization (278). The guide is partial here: read is about whom, what was decided under which number for which
//! days, and the codes of its reasons.

use std::collections::BTreeSet;

use integrity::assessment::side::AuthorizationFact;
use vocabulary::{Day, Period};

use super::{Members, Notes, filled};

/// What a payer decided on a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewVerdict {
    /// All that was asked for.
    Granted,
    /// A part of it, or something else than was asked for.
    InPart,
    /// Nothing.
    Refused,
    /// Nothing yet.
    Pended,
    /// It wants to be called.
    Call,
    /// It needs no authorization.
    NotNeeded,
    /// The request could not be worked on: nobody decided.
    TurnedAway,
    /// A code that is not in our table.
    Unknown,
}

impl ReviewVerdict {
    /// By HCR01. A1, A3, A4, A6 and CT were read in signaledi.com (“HCR01 Action Codes”) and stand in sample files or notes of our own; A2 and NA were read
    /// there only: unverified. A certification that is cancelled (C) is told as a code that is not in the table: somebody looks.
    fn of(action: &str) -> Self {
        match action {
            "A1" => Self::Granted,
            "A2" | "A6" => Self::InPart,
            "A3" => Self::Refused,
            "A4" => Self::Pended,
            "CT" => Self::Call,
            "NA" => Self::NotNeeded,
            _ => Self::Unknown,
        }
    }

    /// Its name in messages and files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::InPart => "in_part",
            Self::Refused => "refused",
            Self::Pended => "pended",
            Self::Call => "call",
            Self::NotNeeded => "not_needed",
            Self::TurnedAway => "turned_away",
            Self::Unknown => "unknown",
        }
    }

    /// True where something was granted.
    pub fn grants(self) -> bool {
        matches!(self, Self::Granted | Self::InPart)
    }
}

/// The answer to one request, or to one service of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewAnswer {
    /// The payer's number; empty where it gives none.
    pub payer_id: String,
    /// The payer's name.
    pub payer_name: String,
    /// The member's number.
    pub member_id: String,
    /// Family name.
    pub family_name: String,
    /// Given name; empty where it gives none.
    pub given_name: String,
    /// Day of birth.
    pub birth_day: Option<Day>,
    /// What was decided.
    pub verdict: ReviewVerdict,
    /// The number of the authorization; empty where it gives none.
    pub number: String,
    /// Codes of reasons as they came: HCR03, and AAA03 of what was turned away.
    pub reasons: Vec<String>,
    /// The days of which it speaks; `None` where it says none.
    pub period: Option<Period>,
    /// For which provider, by national number: whom it names as facility or as who gives the service; empty where it names none, or several.
    pub provider_id: String,
    /// Days or visits that it grants; `None` where it says none, or says them as a pattern.
    pub units: Option<u32>,
    /// True where these are visits (HSD01 `VS`), false for days (`DY`).
    pub counts_visits: bool,
    /// Procedures, else revenue codes, of the services, in their order; the same in a row once.
    pub services: Vec<String>,
    /// The day of the answer.
    pub answered: Option<Day>,
    /// Control number of the interchange in which it came.
    pub interchange: String,
}

impl Members<'_> {
    /// What an answer grants, once for each name by which claims call the person. Empty where it grants nothing under a number for days that it says, and where
    /// no claim is about that person.
    pub fn authorizations(&self, answer: &ReviewAnswer) -> BTreeSet<AuthorizationFact> {
        let granted = answer.period.filter(|_| answer.verdict.grants() && !answer.number.is_empty());
        let Some(period) = granted else { return BTreeSet::new() };
        let payers = [&answer.payer_id, &answer.payer_name].into_iter().filter(|name| !name.is_empty());
        let payers: BTreeSet<String> = payers.cloned().collect();
        let fact = |name: &str| AuthorizationFact {
            number: answer.number.clone(),
            patient: name.to_owned(),
            period,
            units: answer.units,
            payers: payers.clone(),
            level: None,
            asked: None,
        };
        self.names(&answer.member_id, answer.birth_day, &answer.family_name).into_iter().map(fact).collect()
    }
}

/// The answers of one event: one for all of it that is decided with it, and one for each service that is decided by itself. Empty for a request.
pub(super) fn answers(from: &x12::Review278, notes: &mut Notes) -> Vec<ReviewAnswer> {
    let (of_services, others): (Vec<&x12::ReviewService>, Vec<_>) = from.services.iter().partition(|service| service.decision.is_some());
    if from.decision.is_none() && of_services.is_empty() {
        let rejected = !from.rejections.is_empty();
        return rejected.then(|| answer(from, None, &others, notes)).into_iter().collect();
    }
    // Where every service is decided by itself, what is said of the event is said by them.
    let is_of_event = from.decision.is_some() && (!others.is_empty() || of_services.is_empty());
    let of_event = is_of_event.then(|| answer(from, from.decision.as_ref(), &others, notes));
    let mut answers: Vec<ReviewAnswer> = of_event.into_iter().collect();
    answers.extend(of_services.into_iter().map(|service| answer(from, service.decision.as_ref(), &[service], notes)));
    answers
}

fn answer(from: &x12::Review278, decision: Option<&x12::Decision>, services: &[&x12::ReviewService], notes: &mut Notes) -> ReviewAnswer {
    let (person, demographics) = match &from.dependent {
        Some(dependent) => (dependent, &from.dependent_demographics),
        None => (&from.subscriber, &from.subscriber_demographics),
    };
    let alone = if let [service] = services { Some(*service) } else { None };
    let references = alone.into_iter().flat_map(|service| &service.references).chain(&from.references);
    let number = decision.and_then(|decision| filled(Some(&decision.number)));
    let number = number.or_else(|| references.filter(|each| each.qualifier == "BB").find_map(|each| filled(Some(&each.value))));
    let reason = decision.and_then(|decision| filled(Some(&decision.reason)));
    let rejected = from.rejections.iter().filter_map(|elements| filled(elements.get(2).map(String::as_str)));
    let mut delivery = alone.into_iter().flat_map(|service| &service.delivery).chain(&from.delivery);
    let units = delivery.find_map(|elements| units(elements));
    let mut codes: Vec<String> = services.iter().filter_map(|service| service_code(service)).collect();
    codes.dedup();
    ReviewAnswer {
        payer_id: from.organization.id.clone(),
        payer_name: from.organization.name.clone(),
        // A dependent may have no number of their own.
        member_id: filled(Some(&person.id)).or_else(|| filled(Some(&from.subscriber.id))).unwrap_or_default(),
        family_name: person.name.clone(),
        given_name: person.first_name.clone(),
        birth_day: demographics.birth_day.and_then(Notes::day),
        verdict: decision.map_or(ReviewVerdict::TurnedAway, |decision| ReviewVerdict::of(&decision.action)),
        number: number.unwrap_or_default(),
        reasons: reason.into_iter().chain(rejected).collect(),
        period: alone.and_then(|service| days(&service.dates, notes)).or_else(|| days(&from.dates, notes)),
        provider_id: provider(&from.providers),
        units: units.map(|(count, _)| count),
        counts_visits: units.is_some_and(|(_, are_visits)| are_visits),
        services: codes,
        answered: from.envelope.day.or(from.envelope.group_day).and_then(Notes::day),
        interchange: from.envelope.interchange_control.clone(),
    }
}

/// NM101 `FA` and `SJ` (a facility, a provider of services) with a national number.
fn provider(parties: &[x12::Party]) -> String {
    let is_named = |party: &&x12::Party| matches!(party.entity.as_str(), "FA" | "SJ") && party.id_qualifier == "XX";
    let named: BTreeSet<&str> = parties.iter().filter(is_named).map(|party| party.id.as_str()).collect();
    named.first().filter(|_| named.len() == 1).map(|id| (*id).to_owned()).unwrap_or_default()
}

fn service_code(service: &x12::ReviewService) -> Option<String> {
    filled(Some(&service.procedure.code)).or_else(|| filled(Some(&service.revenue_code)))
}

/// The days of a certification: from the first date that says them, to the day on which it ends where that stands apart. Sample files have 472, AAH and 435;
/// that 007 is when a certification begins and 036 when it ends is recalled, not read: unverified.
fn days(dates: &[x12::DatedReference], notes: &mut Notes) -> Option<Period> {
    let has = |qualifier: &str| dates.iter().any(|date| date.qualifier == qualifier);
    let first = ["007", "472", "AAH", "435"].into_iter().find(|qualifier| has(qualifier))?;
    let said = notes.days(dates, first)?;
    if has("036") && said.last() == Some(said.first()) {
        return notes.days_between(dates, first, "036");
    }
    Some(said)
}

/// Days or visits of an HSD segment, with whether they are visits. Where the elements from the third on say a pattern, nobody is certain what is counted: the
/// same `VS*1*DA*3*7*21` is one visit in some files and one in every three days in others (rfi.x12.org, request for interpretation 439). Such a number is left
/// out.
fn units(elements: &[String]) -> Option<(u32, bool)> {
    let are_visits = match elements.first()?.as_str() {
        "DY" => false,
        "VS" => true,
        _ => return None,
    };
    let is_pattern = elements.iter().skip(2).any(|element| !element.trim().is_empty());
    let count = elements.get(1).filter(|_| !is_pattern)?.trim().parse().ok()?;
    Some((count, are_visits))
}
