//! Facts that follow from other records: what a quote of benefits says about eligibility, what was done about a rating of danger, what became of scores.

use std::collections::{BTreeMap, BTreeSet};

use care::{Coverage, CoverageRank, Quoted};
use instruments::{Library, Respondent};
use integrity::claim_support::facts::plain;
use integrity::claim_support::joining::is_plan_of;
use integrity::claim_support::{ChangeFact, EligibilityAnswer, Kept};
use outcomes::alert::Disposition;
use outcomes::change::judge::ChangeCategory;
use outcomes::warning_sign::Class;
use revenue_cycle::Claim;
use storage::Stored;
use storage::alert::StoredAlert;
use storage::score::StoredScore;
use vocabulary::{Day, Period, ZoneName};

use super::kept_as;
use crate::change::{Grounds, Stay, Valued, has_course, judge};
use crate::instrument::RecalledByInstrument;

/// So many days after the baseline a score that is not better says that the patient does not get better: before, it says nothing. Our own judgement.
const RESPONSE_DAYS: i32 = 14;

/// What a quote says of eligibility, and of which plan.
pub(super) struct QuotedAnswer {
    payers: [String; 2],
    member: String,
    answer: Kept<EligibilityAnswer>,
}

impl QuotedAnswer {
    /// The answer, where it speaks of the plan that a claim bills; `payer` is the key of that plan's profile, where its coverage is on record. A quote that
    /// does not say of which plan it speaks counts for whoever has one payer.
    pub(super) fn of_plan(&self, claim: &Claim, payer: Option<&str>, has_one_payer: bool) -> Option<&Kept<EligibilityAnswer>> {
        // Tables may name a payer by its profile, claims never do.
        let by_profile = self.payers.iter().any(|named| Some(named.as_str()) == payer).then_some(claim.payer_id.as_str());
        let is_its = is_plan_of(self.payers.iter().map(String::as_str).chain(by_profile), &self.member, claim);
        is_its.unwrap_or(has_one_payer).then_some(&self.answer)
    }
}

/// A quote as a payer's answer: that anything is covered says that the coverage is active, for as long as the practice has it. That one service is not
/// covered says nothing of the coverage. Who was asked about, a quote does not say.
pub(super) fn eligibility(quote: &Stored<care::BenefitQuote>, coverages: &[Stored<Coverage>]) -> Option<QuotedAnswer> {
    let said = quote.value();
    let active = match said.quoted {
        Quoted::Covered => {
            let of_day = coverages.iter().map(Stored::value).filter(|coverage| coverage.period.contains(said.day));
            let is_other = |coverage: &Coverage| !said.member_id.is_empty() && plain(&coverage.member_id) != plain(&said.member_id);
            let first = of_day.min_by_key(|coverage| (is_other(coverage), coverage.rank != CoverageRank::Primary));
            Some(first.map_or_else(|| Period::new(said.day, None).ok(), |coverage| Some(coverage.period))?)
        }
        Quoted::NotCovered if said.service.is_empty() => None,
        Quoted::NotCovered => return None,
    };
    Some(QuotedAnswer {
        payers: [said.payer_id.clone(), said.payer_name.clone()],
        member: said.member_id.clone(),
        answer: kept_as(quote, EligibilityAnswer::quoted(said.day, active)),
    })
}

/// Whether something was done about a rating of danger by the end of the next day: a safety alert from the day before to the day after was closed by somebody,
/// and not as entered in error. `None` without such an alert, and while there is time.
pub(super) fn disposed(rated: Day, today: Day, alerts: &[StoredAlert], zone: &ZoneName) -> Option<bool> {
    let is_near = |alert: &&StoredAlert| {
        let raised = &alert.raised;
        raised.class == Class::Safety.code() && !raised.is_silent && raised.day.days_since(rated).abs() <= 1
    };
    let closed = |alert: &StoredAlert| {
        let done = alert.events.iter().find(|event| event.kind == "closed")?;
        Some((done.at.day_in(zone), done.disposition.as_deref()?.parse::<Disposition>().ok()?))
    };
    let mut is_open = false;
    for alert in alerts.iter().filter(is_near) {
        match closed(alert) {
            Some((_, Disposition::EnteredInError)) => {}
            Some((day, _)) if day.days_since(rated) <= 1 => return Some(true),
            Some(_) | None => is_open = true,
        }
    }
    (is_open && today.days_since(rated) > 1).then_some(false)
}

/// What became of the main scores of a person since their baseline, a fact a day. A score counts from [`RESPONSE_DAYS`] after the baseline on, and before
/// where it is reliably worse. Of several instruments of a day one that is worse tells more than one that is better. Scores that cannot be judged, for want
/// of a norm, say nothing.
pub(super) fn changes(scores: &[StoredScore], stays: &[Stay], library: &Library, recalled: &RecalledByInstrument) -> Vec<Kept<ChangeFact>> {
    let courses = crate::course::Courses::default();
    let grounds = Grounds { stays, recalled, courses: &courses };
    let mut by_day: BTreeMap<Day, BTreeSet<Kind>> = BTreeMap::new();
    for ((instrument, respondent), valued) in main_series(scores, library) {
        let Some((definition, scale)) = library.get(instrument).and_then(|definition| Some((definition, definition.main_scale?))) else {
            continue;
        };
        let Some(judged) = judge(definition, scale, respondent, &valued, grounds) else { continue };
        for (day, category) in judged.by_day {
            let is_late = day.days_since(judged.baseline_day) >= RESPONSE_DAYS;
            if let Some(kind) = Kind::of(category, is_late) {
                by_day.entry(day).or_default().insert(kind);
            }
        }
    }
    let fact = |(day, kinds): (Day, BTreeSet<Kind>)| {
        let is_non_response = kinds.contains(&Kind::Worse) || !kinds.contains(&Kind::Better);
        Kept::plain(ChangeFact { day, is_known: true, is_non_response })
    };
    by_day.into_iter().map(fact).collect()
}

/// The main results of each instrument, as those answer it who usually do, in the order in which they were read: by day. Other scales were not read.
fn main_series<'a>(scores: &'a [StoredScore], library: &Library) -> BTreeMap<(&'a str, Respondent), Vec<Valued>> {
    let mut series: BTreeMap<(&str, Respondent), Vec<Valued>> = BTreeMap::new();
    for score in scores {
        let Some(definition) = library.get(&score.instrument).filter(|definition| definition.intended_use.is_trended()) else { continue };
        let Some((scale, value)) = definition.main_scale.zip(score.summary.total) else { continue };
        if has_course(definition, scale, score.respondent) {
            let valued = Valued { administration: score.administration, day: score.day, value };
            series.entry((score.instrument.as_str(), score.respondent)).or_default().push(valued);
        }
    }
    series
}

/// What a score says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Better,
    Same,
    Worse,
}

impl Kind {
    fn of(category: ChangeCategory, is_late: bool) -> Option<Self> {
        match category {
            ChangeCategory::Recovered | ChangeCategory::ReliablyImproved => Some(Self::Better),
            ChangeCategory::ReliablyWorse => Some(Self::Worse),
            ChangeCategory::NoReliableChange => is_late.then_some(Self::Same),
        }
    }
}

#[cfg(test)]
mod tests {
    use storage::alert::{AlertEvent, RaisedAlert};
    use vocabulary::Instant;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("tests name days of the calendar")
    }

    fn at(text: &str) -> Instant {
        format!("{text}T12:00:00Z").parse().expect("an instant")
    }

    fn alert(class: &str, on: &str, closed: Option<(&str, &str)>) -> StoredAlert {
        let raised = RaisedAlert {
            id: "00000000-0000-7000-8000-000000000001".parse().expect("an id"),
            key: String::new(),
            group: String::new(),
            patient: "00000000-0000-7000-8000-000000000001".parse().expect("an id"),
            episode: None,
            rule: String::new(),
            class: class.into(),
            since_last: String::new(),
            is_silent: false,
            occurred_at: at(on),
            day: day(on),
            finding: String::new(),
            evidence: String::new(),
        };
        let done =
            closed.map(|(when, disposition)| AlertEvent { disposition: Some(disposition.into()), ..AlertEvent::new("closed", at(when)) });
        StoredAlert { raised, events: done.into_iter().collect() }
    }

    #[test]
    fn what_was_done_about_a_rating_is_what_closed_a_safety_alert_by_the_next_day() {
        let check = |alerts: &[StoredAlert], today: &str, expected: Option<bool>| {
            assert_eq!(disposed(day("2026-03-02"), day(today), alerts, &ZoneName::utc()), expected, "{alerts:?}");
        };
        let safety = |on: &str, closed: Option<(&str, &str)>| alert("safety", on, closed);
        check(&[], "2026-03-20", None);
        check(&[safety("2026-03-02", Some(("2026-03-03", "safety_assessed")))], "2026-03-20", Some(true));
        check(&[safety("2026-03-01", Some(("2026-03-02", "already_addressed")))], "2026-03-20", Some(true));
        check(&[safety("2026-03-02", Some(("2026-03-04", "safety_assessed")))], "2026-03-20", Some(false));
        check(&[safety("2026-03-02", None)], "2026-03-20", Some(false));
        check(&[safety("2026-03-02", None)], "2026-03-03", None);
        check(&[safety("2026-03-02", Some(("2026-03-02", "entered_in_error")))], "2026-03-20", None);
        check(&[safety("2026-02-20", Some(("2026-02-20", "safety_assessed")))], "2026-03-20", None);
        check(&[alert("clinical", "2026-03-02", Some(("2026-03-02", "plan_changed")))], "2026-03-20", None);
    }
}
