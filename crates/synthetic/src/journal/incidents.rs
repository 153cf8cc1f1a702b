//! Incidents: rare, and heavier than any answer.

use care::{Incident, IncidentKind};
use vocabulary::LevelOfCare;

use super::chart::{Chart, Hand};
use crate::script::Quirk;
use crate::stream::Stream;

/// The day of the one incident of the cast: after it the patient answers that there are no thoughts, and no clinician has asked.
pub(super) const UNRATED_HARM: i32 = -5;

pub(super) fn write(chart: &mut Chart<'_>, draws: &mut Stream) {
    let (admitted, last) = (chart.stay.admitted(), chart.last_day());
    let day = draws.between(admitted + 1, last);
    let harm = draws.weighted(&[(IncidentKind::SelfHarm, 6), (IncidentKind::SelfHarmMedical, 2), (IncidentKind::SuicideAttempt, 2)]);
    let other = draws.weighted(&[
        (IncidentKind::Elopement, 4),
        (IncidentKind::Violence, 2),
        (IncidentKind::Injury, 4),
        (IncidentKind::Restraint, 1),
        (IncidentKind::Other, 2),
    ]);
    let harms = draws.chance(0.14);
    let level = chart.level(day);
    let other_share = match level {
        LevelOfCare::Residential => 0.08,
        LevelOfCare::PartialHospitalization => 0.03,
        _ => 0.005,
    };
    let has_other = draws.chance(other_share);
    if chart.has(Quirk::HarmUnrated) && chart.is_open() {
        incident(chart, IncidentKind::SelfHarm, UNRATED_HARM, draws);
    }
    if chart.scripted() || day <= admitted || day > last {
        return;
    }
    if harms && chart.most_thoughts() >= 2 {
        incident(chart, harm, day, draws);
    } else if has_other {
        incident(chart, other, day, draws);
    }
}

fn incident(chart: &mut Chart<'_>, kind: IncidentKind, day: i32, draws: &mut Stream) {
    let occurred_at = chart.context.frame.at(chart.zone(day), day, draws.between(9 * 60, 15 * 60 + 30));
    let value = Incident { patient: chart.context.patient, episode: Some(chart.records.episode.id), occurred_at, kind };
    let entry = chart.enter(Hand::Therapist, day, value, draws);
    if kind.is_harm() {
        chart.harmed.push(day);
    }
    chart.journal.incidents.push(entry);
}
