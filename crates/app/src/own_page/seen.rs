//! Who has seen a patient's record, and what left the practice about them, as the patient is told.

use std::collections::BTreeMap;

use storage::release::Release;
use storage::{ReadUnit, Stored, View};
use vocabulary::{Day, Instant, PatientId, UserId, ZoneName};

use super::SEEN_DAYS;
use crate::error::AppError;

/// Something that left the practice about a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The code of what it was.
    pub subject: String,
    /// For whom.
    pub recipient: String,
    /// On which day.
    pub day: Day,
}

/// Who has opened these records lately, and when last, the latest first. What was refused is no opening.
pub(super) async fn openers(
    unit: &mut ReadUnit,
    records: &[PatientId],
    names: &BTreeMap<UserId, String>,
    zone: &ZoneName,
) -> Result<Vec<(String, Day)>, AppError> {
    let since = unit.at().plus_seconds(-SEEN_DAYS * 86_400);
    let names: BTreeMap<String, &String> = names.iter().map(|(id, name)| (format!("user:{id}"), name)).collect();
    let mut last: BTreeMap<String, Instant> = BTreeMap::new();
    for record in records {
        for opening in storage::audit::openings(unit, *record, since, crate::opening::ALL).await? {
            if names.contains_key(&opening.actor) {
                let known = last.entry(opening.actor).or_insert(opening.at);
                *known = (*known).max(opening.at);
            }
        }
    }
    let mut seen: Vec<(&String, Instant)> = last.iter().filter_map(|(actor, at)| Some((*names.get(actor)?, *at))).collect();
    seen.sort_by(|left, right| (right.1, left.0).cmp(&(left.1, right.0)));
    Ok(seen.into_iter().map(|(name, at)| (name.clone(), at.day_in(zone))).collect())
}

/// What left about these records, the latest first: what was about them alone, and what they were part of.
pub(super) async fn left(unit: &mut ReadUnit, records: &[PatientId], zone: &ZoneName) -> Result<Vec<Left>, AppError> {
    let mut releases = storage::release::of_patients(unit, records, View::Current).await?;
    releases.sort_by_key(|release| std::cmp::Reverse(release.recorded.recorded_at));
    let told = |release: Stored<Release>| Left {
        day: release.recorded.recorded_at.day_in(zone),
        subject: release.recorded.value.subject,
        recipient: release.recorded.value.recipient,
    };
    Ok(releases.into_iter().map(told).collect())
}
