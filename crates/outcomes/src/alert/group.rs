//! Repeats of one sign side by side: each is acknowledged by itself, and they are read together.

use std::collections::BTreeMap;

use vocabulary::PatientId;

use super::history::Alert;
use crate::warning_sign::SinceLast;

/// The alerts of one patient about the same thing, the latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertGroup<'a> {
    /// Whose.
    pub patient: PatientId,
    /// What they have in common: [`super::Raised::group`].
    pub group: &'a str,
    /// The latest first; never empty.
    pub alerts: Vec<&'a Alert>,
}

impl AlertGroup<'_> {
    /// How the latest compares with the one before.
    pub fn since_last(&self) -> Option<SinceLast> {
        self.alerts.first().map(|alert| alert.raised.since_last)
    }
}

/// Puts repeats together: safety before clinical before tasks, within a class the group that has waited longest first.
pub fn grouped(alerts: &[Alert]) -> Vec<AlertGroup<'_>> {
    let mut groups: BTreeMap<(PatientId, &str), Vec<&Alert>> = BTreeMap::new();
    for alert in alerts {
        groups.entry((alert.raised.patient, &alert.raised.group)).or_default().push(alert);
    }
    let mut groups: Vec<AlertGroup<'_>> = groups
        .into_iter()
        .map(|((patient, group), mut alerts)| {
            alerts.sort_by(|left, right| (right.raised.occurred_at, &right.raised.key).cmp(&(left.raised.occurred_at, &left.raised.key)));
            AlertGroup { patient, group, alerts }
        })
        .collect();
    groups.sort_by_cached_key(|group| {
        let class = group.alerts.iter().map(|alert| alert.raised.class).min();
        let oldest = group.alerts.iter().filter(|alert| alert.is_open()).map(|alert| alert.raised.occurred_at).min();
        (class, oldest.is_none(), oldest, group.patient, group.group.to_owned())
    });
    groups
}
