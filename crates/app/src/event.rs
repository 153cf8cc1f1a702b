//! What happened to a patient besides scores: the events that stand below them on the same days.

use std::collections::BTreeMap;

use care::{
    AttendanceStatus, Incident, IncidentKind, MedicationChange, MedicationChangeKind, PlanChangeKind, SubstanceClass, TreatmentPlanChange,
};
use storage::score::StoredScore;
use storage::{ReadUnit, View};
use utilization_review::level_of_care::{Direction, HumanDecision};
use vocabulary::{Day, PatientId, Verdict, ZoneName};

use crate::error::AppError;

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientEvent {
    /// The day, on the clock of the patient's program.
    pub day: Day,
    /// What.
    pub what: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// An incident.
    Incident(IncidentKind),
    /// A medication was started, stopped or its dose changed.
    Medication(MedicationChangeKind, String),
    /// The treatment plan was changed. A review that changed nothing is no event.
    Plan(PlanChangeKind),
    /// The patient was planned for and came to nothing on this day, without being excused.
    Absence,
    /// Use of a substance.
    SubstanceUse(SubstanceClass),
    /// An answer that a person must see, in this instrument.
    SafetyAnswer(String),
    /// A licensed person decided about the level of care, and signed: what, and where the decision points.
    Decision(HumanDecision, Option<Direction>),
}

/// The events of a person's records, oldest first.
pub(crate) async fn events_of(
    unit: &mut ReadUnit,
    records: &[PatientId],
    view: View,
    zone: &ZoneName,
    scores: &[StoredScore],
) -> Result<Vec<PatientEvent>, AppError> {
    let mut events: Vec<PatientEvent> = Vec::new();
    for stored in storage::incident::of_patients(unit, records, view).await? {
        let Incident { occurred_at, kind, .. } = stored.value();
        events.push(PatientEvent { day: occurred_at.day_in(zone), what: EventKind::Incident(*kind) });
    }
    for stored in storage::medication_change::of_patients(unit, records, view).await? {
        let MedicationChange { day, kind, medication, .. } = stored.value();
        events.push(PatientEvent { day: *day, what: EventKind::Medication(*kind, medication.clone()) });
    }
    for stored in storage::treatment_plan_change::of_patients(unit, records, view).await? {
        let change: &TreatmentPlanChange = stored.value();
        if change.is_change() {
            events.push(PatientEvent { day: change.day, what: EventKind::Plan(change.kind) });
        }
    }
    for stored in storage::substance_use::of_patients(unit, records, view).await? {
        events.push(PatientEvent { day: stored.value().day, what: EventKind::SubstanceUse(stored.value().substance) });
    }
    events.extend(absences(unit, records, view).await?);
    let answered = scores.iter().filter(|score| score.safety == Some(Verdict::Met));
    events.extend(answered.map(|score| PatientEvent { day: score.day, what: EventKind::SafetyAnswer(score.instrument.clone()) }));
    events.sort_by_key(|event| event.day);
    Ok(events)
}

/// The days on which somebody was planned for and came to nothing. What the program cancelled and what was excused is no absence.
async fn absences(unit: &mut ReadUnit, records: &[PatientId], view: View) -> Result<Vec<PatientEvent>, AppError> {
    let mut came_on: BTreeMap<Day, bool> = BTreeMap::new();
    for stored in storage::attendance::of_patients(unit, records, view).await? {
        let came = match stored.value().status {
            AttendanceStatus::Attended => true,
            AttendanceStatus::Absent => false,
            AttendanceStatus::Excused | AttendanceStatus::CancelledByProgram => continue,
        };
        *came_on.entry(stored.value().day).or_default() |= came;
    }
    Ok(came_on.into_iter().filter(|(_, came)| !came).map(|(day, _)| PatientEvent { day, what: EventKind::Absence }).collect())
}

/// What was decided about the level of care, oldest first.
pub(crate) async fn decisions_of(
    unit: &mut ReadUnit,
    records: &[PatientId],
    view: View,
    zone: &ZoneName,
) -> Result<Vec<PatientEvent>, AppError> {
    let decisions = crate::level_of_care::decisions_of(unit, records, view).await?.into_iter();
    let event = |decided: crate::level_of_care::Decided| PatientEvent {
        day: decided.at.day_in(zone),
        what: EventKind::Decision(decided.decision, decided.direction),
    };
    Ok(decisions.map(event).collect())
}
