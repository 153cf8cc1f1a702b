//! What becomes of the payer's time for a decision while it waits for what it wants more, and until when the practice supplies that.
//!
//! A rule says it about itself ([`WhilePended`]): its time stands still, it is extended once, or it runs on. Where a rule about
//! [`DeadlineEvent::InformationSupplied`] holds, the time begins anew instead. What was wanted is waited for until it comes, at the latest until the
//! practice's own time for it is over (29 CFR 2560.503-1(f)(2)(i) for urgent care, (f)(4) for other care). A payer that asks for more once its time is over
//! gains none by that.

use vocabulary::Instant;

use super::file::RuleSet;
use super::resolve::{Deadline, Due, Occurrence, Setting, resolve, shifted};
use super::rule::{DeadlineEvent, DeadlineRule, OwedBy, WhilePended};

/// That a payer wanted more before it decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pended {
    /// When it said so.
    pub asked_at: Instant,
    /// When what it wanted reached it; `None` while that waits.
    pub supplied_at: Option<Instant>,
}

/// What waiting does to the payer's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it was asked too late for that, or no rule says that it does anything.
    RunsOn,
    /// It was extended once.
    Extended,
    /// It stands still while it is waited for.
    StandsStill,
    /// It begins anew with what was wanted.
    BeginsAnew,
}

/// Until when a payer owes its decision on a request, and the practice what the payer wants more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionClock {
    /// The payer's deadlines, the earliest first, extensions allowed for where one was taken; only those of which it is known until when.
    pub decision: Vec<Deadline>,
    /// Until when the practice supplies what is wanted and still waits; `None` where nothing waits, and where no rule says it.
    pub supply: Option<Deadline>,
    /// What the latest wish did to the payer's time; `None` where nothing was wanted.
    pub effect: Option<Effect>,
    /// When the payer's time goes on or begins anew: when what was wanted reached it, at the latest when the practice's time for that is over. `None` where
    /// nothing was wanted, and while it waits and no rule says until when.
    pub resumes: Option<Instant>,
}

/// Of a request that reached the payer, what it wanted more since, in the order of time.
pub fn decision_clock(rules: &RuleSet, request: &Occurrence, pended: &[Pended], setting: &Setting<'_>) -> DecisionClock {
    let of = |event, at, incomplete, owed_by: OwedBy| {
        let occurrence = Occurrence { event, at, incomplete, ..*request };
        known(rules, &occurrence, owed_by, setting)
    };
    let of_request = |incomplete| of(DeadlineEvent::RequestSubmitted, request.at, incomplete, OwedBy::Payer);
    let Some(latest) = pended.last() else {
        return DecisionClock { decision: of_request(false), supply: None, effect: None, resumes: None };
    };
    let until = |each: &Pended| of(DeadlineEvent::InformationRequested, each.asked_at, true, OwedBy::Practice).into_iter().next();
    let supply = until(latest).filter(|_| latest.supplied_at.is_none());
    let ended = |each: &Pended| [each.supplied_at, until(each).and_then(|own| at_of(own.due))].into_iter().flatten().min();
    let incomplete = of_request(true);
    // An incomplete request has times of its own: within them the payer says what it wants.
    let asked_in_time = |each: &&Pended| incomplete.first().and_then(|own| at_of(own.due)).is_none_or(|before| each.asked_at < before);
    let in_time: Vec<&Pended> = pended.iter().filter(asked_in_time).collect();
    let Some(&last) = in_time.last() else {
        return DecisionClock { decision: of_request(false), supply, effect: Some(Effect::RunsOn), resumes: None };
    };
    let resumes = ended(last);
    let anew = |at| of(DeadlineEvent::InformationSupplied, at, true, OwedBy::Payer);
    if !anew(last.asked_at).is_empty() {
        let decision = resumes.map(anew).unwrap_or_default();
        return DecisionClock { decision, supply, effect: Some(Effect::BeginsAnew), resumes };
    }
    // What asked for more has kept the time for that.
    let rule_of = |id: &str| rules.rules.iter().find(|rule| rule.id == id);
    let decided_by = incomplete.into_iter().filter_map(|own| Some((rule_of(&own.rule)?, own)));
    let decided_by: Vec<_> = decided_by.filter(|(rule, _)| rule.condition.incomplete != Some(true)).collect();
    let waits: Option<Vec<(Instant, Instant)>> = in_time.iter().copied().map(|each| Some((each.asked_at, ended(each)?))).collect();
    let effect = decided_by.first().map_or(Effect::RunsOn, |(rule, _)| effect_of(rule));
    let mut decision: Vec<Deadline> =
        decided_by.into_iter().filter_map(|(rule, own)| moved(rule, own, waits.as_deref(), setting)).collect();
    decision.sort_by(|one, other| (one.due, &one.rule).cmp(&(other.due, &other.rule)));
    let resumes = resumes.filter(|_| effect == Effect::StandsStill);
    DecisionClock { decision, supply, effect: Some(effect), resumes }
}

fn known(rules: &RuleSet, occurrence: &Occurrence, owed_by: OwedBy, setting: &Setting<'_>) -> Vec<Deadline> {
    let found = resolve(rules, occurrence, setting).into_iter();
    found.filter(|deadline| deadline.owed_by == owed_by && matches!(deadline.due, Due::Before(..))).collect()
}

fn at_of(due: Due) -> Option<Instant> {
    match due {
        Due::Before(at, _) => Some(at),
        Due::ContractSilent(_) | Due::NoCourse => None,
    }
}

const fn effect_of(rule: &DeadlineRule) -> Effect {
    match rule.pended {
        Some(WhilePended::StandsStill) => Effect::StandsStill,
        Some(WhilePended::Extended) => Effect::Extended,
        None => Effect::RunsOn,
    }
}

/// A deadline after the payer waited. To ask for more is to take the extension that the rule allows. `None` while its time stands still and nobody knows until
/// when.
fn moved(rule: &DeadlineRule, own: Deadline, waits: Option<&[(Instant, Instant)]>, setting: &Setting<'_>) -> Option<Deadline> {
    match rule.pended {
        None => Some(own),
        Some(WhilePended::Extended) => Some(Deadline { due: own.extended.unwrap_or(own.due), extended: None, ..own }),
        Some(WhilePended::StandsStill) => {
            let due = shifted(rule.limit, own.extended.unwrap_or(own.due), waits?, setting);
            Some(Deadline { due, extended: None, ..own })
        }
    }
}

#[cfg(test)]
mod tests {
    use care::PlanFunding;
    use vocabulary::{BusinessCalendar, LevelOfCare, ZoneName};

    use super::*;
    use crate::authorization::RequestKind;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn wish((asked, supplied): (&str, Option<&str>)) -> Pended {
        Pended { asked_at: at(asked), supplied_at: supplied.map(at) }
    }

    /// The clock of a request that was made on 2 March at noon, UTC.
    fn clock(funding: PlanFunding, urgent: bool, wishes: &[(&str, Option<&str>)]) -> DecisionClock {
        let (zone, calendar) = (ZoneName::utc(), BusinessCalendar::new([]));
        let setting = Setting {
            zone: &zone,
            calendar: &calendar,
            funding,
            state: "",
            level_of_care: LevelOfCare::IntensiveOutpatient,
            substance_use: false,
            appellant: None,
            payer: None,
        };
        let request = Occurrence {
            event: DeadlineEvent::RequestSubmitted,
            at: at("2026-03-02T12:00:00Z"),
            timing: Some(RequestKind::Initial),
            urgent,
            incomplete: false,
            course_ends: None,
        };
        let wishes: Vec<Pended> = wishes.iter().copied().map(wish).collect();
        decision_clock(&RuleSet::shipped(), &request, &wishes, &setting)
    }

    fn told(deadline: Option<&Deadline>) -> Option<(&str, Instant)> {
        deadline.and_then(|own| Some((own.rule.as_str(), at_of(own.due)?)))
    }

    #[test]
    fn the_time_for_care_that_is_not_urgent_stands_still_while_more_is_waited_for() {
        let check = |wishes: &[(&str, Option<&str>)], decision: Option<&str>, supply: Option<&str>, effect| {
            let found = clock(PlanFunding::SelfFunded, false, wishes);
            assert_eq!(told(found.decision.first()), decision.map(|day| ("ERISA-P1", at(day))), "{wishes:?}");
            assert_eq!(told(found.supply.as_ref()), supply.map(|day| ("ERISA-P-SUPPLY", at(day))), "{wishes:?}");
            assert_eq!(found.effect, effect, "{wishes:?}");
        };
        // 15 days, up to 17 March; where nothing is wanted the extension is the payer's to take.
        check(&[], Some("2026-03-18T00:00:00Z"), None, None);
        let still = Some(Effect::StandsStill);
        // 15 and 15 days, and 10 in which it stood still.
        check(&[("2026-03-06T09:00:00Z", Some("2026-03-16T16:00:00Z"))], Some("2026-04-12T00:00:00Z"), None, still);
        // Nothing comes: after the 45 days of the practice, up to 20 April, it goes on.
        check(&[("2026-03-06T09:00:00Z", None)], Some("2026-05-18T00:00:00Z"), Some("2026-04-21T00:00:00Z"), still);
        // What comes after those 45 days stops it no longer.
        check(&[("2026-03-06T09:00:00Z", Some("2026-06-30T09:00:00Z"))], Some("2026-05-18T00:00:00Z"), None, still);
        // Two wishes stand still one after the other.
        let twice = [("2026-03-06T09:00:00Z", Some("2026-03-08T09:00:00Z")), ("2026-03-10T09:00:00Z", Some("2026-03-11T09:00:00Z"))];
        check(&twice, Some("2026-04-05T00:00:00Z"), None, still);
        // Its time was over when it asked.
        check(&[("2026-03-18T09:00:00Z", Some("2026-03-20T09:00:00Z"))], Some("2026-03-18T00:00:00Z"), None, Some(Effect::RunsOn));
    }

    #[test]
    fn the_time_for_urgent_care_begins_anew_with_what_was_wanted_or_when_the_time_to_supply_it_is_over() {
        let check = |wish: (&str, Option<&str>), decision: (&str, &str), supply: Option<&str>, effect| {
            let found = clock(PlanFunding::Insured, true, &[wish]);
            assert_eq!(told(found.decision.first()), Some((decision.0, at(decision.1))), "{wish:?}");
            assert_eq!(told(found.supply.as_ref()), supply.map(|until| ("ERISA-U1-SUPPLY", at(until))), "{wish:?}");
            assert_eq!(found.effect, Some(effect), "{wish:?}");
        };
        let anew = Effect::BeginsAnew;
        check(("2026-03-03T10:00:00Z", Some("2026-03-04T08:00:00Z")), ("ERISA-U1-COMPLETE", "2026-03-06T08:00:00Z"), None, anew);
        check(("2026-03-03T10:00:00Z", None), ("ERISA-U1-COMPLETE", "2026-03-07T10:00:00Z"), Some("2026-03-05T10:00:00Z"), anew);
        // What is wanted has to be said within 24 hours.
        check(("2026-03-03T13:00:00Z", Some("2026-03-04T08:00:00Z")), ("ERISA-U1", "2026-03-05T12:00:00Z"), None, Effect::RunsOn);
    }

    #[test]
    fn a_plan_of_medicare_takes_its_extension_by_asking_and_does_not_wait_for_an_answer() {
        let check = |wishes: &[(&str, Option<&str>)], decision: &str, effect| {
            let found = clock(PlanFunding::MedicareAdvantage, false, wishes);
            assert_eq!(told(found.decision.first()), Some(("CMS0057-STANDARD", at(decision))), "{wishes:?}");
            assert_eq!((found.supply, found.effect, found.resumes), (None, effect, None), "{wishes:?}");
            assert!(found.decision.iter().all(|own| own.extended.is_none()));
        };
        check(&[], "2026-03-10T00:00:00Z", None);
        check(&[("2026-03-05T09:00:00Z", None)], "2026-03-24T00:00:00Z", Some(Effect::Extended));
        check(&[("2026-03-05T09:00:00Z", Some("2026-03-20T09:00:00Z"))], "2026-03-24T00:00:00Z", Some(Effect::Extended));
    }

    #[test]
    fn where_no_rule_is_known_nobody_owes_anything() {
        let found = clock(PlanFunding::Unknown, false, &[("2026-03-05T09:00:00Z", None)]);
        assert_eq!((found.decision.len(), found.supply, found.effect), (0, None, Some(Effect::RunsOn)));
    }
}
