//! How many alerts there are, who has them, how many are acted on and how long they take. What a practice needs to know before it makes a rule
//! louder or quieter.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Day, Instant, UserId, ZoneName};

use super::event::EventKind;
use super::history::{Alert, Ending, State};
use crate::warning_sign::{Class, Rule, Visibility};

/// Alerts of one clinician in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeeklyLoad {
    /// The Monday of the week, on the site's clock.
    pub week: Day,
    /// Who had them: everybody who received one, and who took one on.
    pub clinician: UserId,
    /// How many were raised in the week. One alert counts once a person.
    pub alerts: usize,
}

/// What became of the alerts of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleReport {
    /// Which rule.
    pub rule: Rule,
    /// How it is treated.
    pub class: Class,
    /// Alerts that people could see.
    pub shown: usize,
    /// Alerts that were only recorded.
    pub silent: usize,
    /// Of the shown: still open or acknowledged.
    pub open: usize,
    /// Of the shown: went on because whoever had taken them on did not close them in time.
    pub not_closed_in_time: usize,
    /// Of the shown: closed by a person.
    pub closed: usize,
    /// Of the closed: with a disposition that is an action ([`super::Disposition::is_action`]).
    pub acted_on: usize,
    /// Of the shown: resolved by a fact. These count neither as acted on nor against it.
    pub resolved_by_fact: usize,
    /// Seconds from the fact to the first acknowledgement, for those that have one.
    pub acknowledgement: Durations,
    /// Seconds from the fact to the end, for those that were closed by a person.
    pub closure: Durations,
}

impl RuleReport {
    /// The share of the closed alerts that were acted on, between 0 and 1; `None` when none was closed.
    pub fn share_acted_on(&self) -> Option<f64> {
        share(self.acted_on, self.closed)
    }
}

/// How long something took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Durations {
    seconds: Vec<i64>,
}

impl Durations {
    fn of(mut seconds: Vec<i64>) -> Self {
        seconds.sort_unstable();
        Self { seconds }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.seconds.len()
    }

    /// The least number of seconds within which this percentage was done (nearest rank); `None` when there is none.
    pub fn percentile_seconds(&self, percent: u8) -> Option<i64> {
        let rank = (self.seconds.len() * usize::from(percent.min(100))).div_ceil(100).max(1);
        self.seconds.get(rank - 1).copied()
    }
}

/// Alerts per clinician and week, by the day in the zone on which they were raised. Silent alerts load nobody.
pub fn weekly_load(alerts: &[Alert], zone: &ZoneName) -> Vec<WeeklyLoad> {
    let mut loads: BTreeMap<(Day, UserId), usize> = BTreeMap::new();
    for alert in alerts.iter().filter(|alert| alert.raised.visibility == Visibility::Shown) {
        let week = monday(alert.times.raised_at.unwrap_or(alert.raised.occurred_at).day_in(zone));
        for clinician in owners(alert) {
            *loads.entry((week, clinician)).or_default() += 1;
        }
    }
    loads.into_iter().map(|((week, clinician), alerts)| WeeklyLoad { week, clinician, alerts }).collect()
}

/// What became of the alerts, by rule and class.
pub fn by_rule(alerts: &[Alert]) -> Vec<RuleReport> {
    let mut rules: BTreeMap<(Rule, Class), Vec<&Alert>> = BTreeMap::new();
    for alert in alerts {
        rules.entry((alert.raised.rule, alert.raised.class)).or_default().push(alert);
    }
    rules.into_iter().map(|((rule, class), alerts)| rule_report(rule, class, &alerts)).collect()
}

fn rule_report(rule: Rule, class: Class, alerts: &[&Alert]) -> RuleReport {
    let shown: Vec<&&Alert> = alerts.iter().filter(|alert| alert.raised.visibility == Visibility::Shown).collect();
    let closings: Vec<_> = shown
        .iter()
        .filter_map(|alert| match &alert.state {
            State::Ended(Ending::Closed { closing, .. }) => Some((alert, closing)),
            _ => None,
        })
        .collect();
    let took = |alert: &Alert, until: Option<Instant>| until.map(|until| until.seconds_since(alert.raised.occurred_at));
    RuleReport {
        rule,
        class,
        shown: shown.len(),
        silent: alerts.len() - shown.len(),
        open: shown.iter().filter(|alert| alert.is_open()).count(),
        not_closed_in_time: shown.iter().filter(|alert| alert.times_not_closed > 0).count(),
        closed: closings.len(),
        acted_on: closings.iter().filter(|(_, closing)| closing.disposition.is_action()).count(),
        resolved_by_fact: shown.iter().filter(|alert| matches!(alert.state, State::Ended(Ending::ResolvedByFact { .. }))).count(),
        acknowledgement: Durations::of(shown.iter().filter_map(|alert| took(alert, alert.times.acknowledged_at)).collect()),
        closure: Durations::of(closings.iter().filter_map(|(alert, _)| took(alert, alert.times.ended_at)).collect()),
    }
}

/// Everybody who had the alert.
fn owners(alert: &Alert) -> BTreeSet<UserId> {
    let had = |kind: &EventKind| match kind {
        EventKind::Received { by } | EventKind::Acknowledged { by } | EventKind::HandedOver { to: by, .. } => Some(*by),
        _ => None,
    };
    alert.events.iter().filter_map(|event| had(&event.kind)).collect()
}

/// The Monday of a day's week. 2026-11-23 is one.
fn monday(day: Day) -> Day {
    let known = Day::new(2026, 11, 23).expect("a day of the calendar");
    day.plus_days(-day.days_since(known).rem_euclid(7))
}

#[expect(clippy::cast_precision_loss, reason = "numbers of alerts are far below the precision of f64")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
