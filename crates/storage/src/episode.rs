//! Episodes of care.

use care::{Discharge, Episode};
use vocabulary::{Day, EpisodeId, PatientId, ProgramId};

use crate::StorageError;
use crate::database::{Reader, Sql, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

impl Table for Episode {
    type Id = EpisodeId;
    table!(
        "episode",
        [
            "patient_id",
            "program_id",
            "admitted",
            "discharge_day",
            "discharge_type",
            "discharge_destination",
            "referral_source",
            "payer_class",
            "clinician_id",
            "readmission_of",
        ]
    );

    fn owner(&self, _id: EpisodeId) -> Owner {
        Owner::Patient(self.patient)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        let discharge = self.discharge.as_ref();
        values.extend([
            Value::id(self.patient),
            Value::id(self.program),
            self.admitted.into(),
            discharge.map(|discharge| discharge.day).into(),
            Value::optional_text(discharge.map(|discharge| discharge.kind)),
            Value::optional_text(discharge.map(|discharge| discharge.destination)),
            Value::optional_text(self.referral_source),
            Value::optional_text(self.payer_class),
            Value::optional_id(self.clinician),
            Value::optional_id(self.readmission_of),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            patient: reader.parsed()?,
            program: reader.parsed()?,
            admitted: reader.parsed()?,
            discharge: discharge(reader)?,
            referral_source: reader.optional_parsed()?,
            payer_class: reader.optional_parsed()?,
            clinician: reader.optional_parsed()?,
            readmission_of: reader.optional_parsed()?,
        })
    }
}

/// Three columns that are there together or not at all.
fn discharge(reader: &mut Reader<'_>) -> Result<Option<Discharge>, StorageError> {
    let (day, kind, destination) = (reader.optional_parsed()?, reader.optional_parsed()?, reader.optional_parsed()?);
    match (day, kind, destination) {
        (Some(day), Some(kind), Some(destination)) => Ok(Some(Discharge { day, kind, destination })),
        (None, None, None) => Ok(None),
        _ => Err(reader.damaged()),
    }
}

impl Record for Episode {}
impl PlainRecord for Episode {}

/// The episodes of patients, by admission. Take [`crate::patient_link::records_of`] to see one person with all their records.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<Episode>>, StorageError> {
    read::find_in(unit, view, "patient_id IN ({list}) ORDER BY admitted, id", patients).await
}

/// The tables of records that belong to an episode, but its levels of care and what the product itself computes about it.
const BELONGS: &[&str] = &[
    "diagnosis",
    "administration",
    "abstinence_report",
    "attendance",
    "chart_paper",
    "clinician_statement",
    "drug_screen",
    "external_level_of_care",
    "function_rating",
    "goal_progress",
    "housing",
    "incident",
    "medical_status",
    "medication",
    "medication_change",
    "participation",
    "planned_visit",
    "prior_level",
    "risk_rating",
    "service_note",
    "step_down_plan",
    "substance_use",
    "supports",
    "treatment_goal",
    "treatment_plan_change",
    "discharge_appointment",
    "contact_attempt",
    "authorization_request",
    "authorization_determination",
    "authorization_of_care",
    "billed_units",
    "review",
    "review_answer",
    "review_call",
    "review_task",
    "criteria_clause",
    "contradiction_answer",
    "released_packet",
    "denial",
    "denial_closure",
    "appeal",
    "appeal_paper",
    "appealed_days",
    "disputed_line",
    "letter_draft",
    "released_letter",
    "given_notice",
];

/// What belongs to an episode without naming it in a column of that name: a readmission after it, and a decision on what was computed about it.
const OTHERS: &[(&str, &str)] = &[
    ("episode", "SELECT id FROM episode WHERE readmission_of = $1 AND superseded_at IS NULL AND void_reason IS NULL LIMIT 1"),
    (
        "determination_decision",
        "SELECT id FROM determination_decision WHERE superseded_at IS NULL AND void_reason IS NULL AND determination_id IN \
         (SELECT id FROM determination WHERE episode_id = $1) LIMIT 1",
    ),
];

/// What keeps an episode from being withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeededBy {
    /// A record that stands belongs to it, a decision about its level of care, or an episode that is a readmission after it.
    Records,
    /// Nothing but alerts that somebody still has to close.
    OpenAlerts,
}

/// What belongs to an episode, so that it cannot be withdrawn; `None` where nothing does. Alerts that ended, and those that nobody was shown, hold nothing.
#[crate::boxed]
pub async fn needed_by(unit: &mut ReadUnit, id: EpisodeId) -> Result<Option<NeededBy>, StorageError> {
    for table in BELONGS {
        let text = " WHERE episode_id = $1 AND superseded_at IS NULL AND void_reason IS NULL LIMIT 1";
        let sql = Sql::of_pieces(table, &["SELECT id FROM ", table, text]);
        if unit.fetch_optional(&sql, vec![Value::id(id)]).await?.is_some() {
            return Ok(Some(NeededBy::Records));
        }
    }
    for (table, text) in OTHERS {
        if unit.fetch_optional(&Sql::new(table, text), vec![Value::id(id)]).await?.is_some() {
            return Ok(Some(NeededBy::Records));
        }
    }
    Ok(crate::alert::is_open_of_episode(unit, id).await?.then_some(NeededBy::OpenAlerts))
}

/// What keeps an episode with the patient under whom it stands: it spoke of that patient to somebody outside, or a person decided on it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A packet, a letter or a request about it left the practice.
    Released,
    /// A notice was given to a payer or a patient.
    Notice,
    /// A denial or an appeal, with what was written and decided about it.
    Dispute,
    /// A claim for its days stands.
    Billed,
    /// A person decided on its level of care.
    Decision,
    /// Another episode is a readmission after it.
    Readmission,
}

/// The tables of what holds an episode.
const HOLDS: &[(&str, Held)] = &[
    ("released_packet", Held::Released),
    ("released_letter", Held::Released),
    ("given_notice", Held::Notice),
    ("denial", Held::Dispute),
    ("denial_closure", Held::Dispute),
    ("appeal", Held::Dispute),
    ("appeal_paper", Held::Dispute),
    ("appealed_days", Held::Dispute),
    ("disputed_line", Held::Dispute),
    ("letter_draft", Held::Dispute),
];

/// What belongs to an episode so that it cannot be moved to another patient; `None` where nothing does. Claims are not looked at: they name no episode.
#[crate::boxed]
pub async fn held_by(unit: &mut ReadUnit, id: EpisodeId) -> Result<Option<Held>, StorageError> {
    for (table, held) in HOLDS {
        let text = " WHERE episode_id = $1 AND superseded_at IS NULL AND void_reason IS NULL LIMIT 1";
        let sql = Sql::of_pieces(table, &["SELECT id FROM ", table, text]);
        if unit.fetch_optional(&sql, vec![Value::id(id)]).await?.is_some() {
            return Ok(Some(*held));
        }
    }
    for ((table, text), held) in OTHERS.iter().zip([Held::Readmission, Held::Decision]) {
        if unit.fetch_optional(&Sql::new(table, text), vec![Value::id(id)]).await?.is_some() {
            return Ok(Some(held));
        }
    }
    Ok(None)
}

/// The episodes of a program, by admission.
#[crate::boxed]
pub async fn of_program(unit: &mut ReadUnit, program: ProgramId, view: View) -> Result<Vec<Stored<Episode>>, StorageError> {
    read::find(unit, view, "program_id = $2 ORDER BY admitted, id", [Value::id(program)], None).await
}

/// The episodes that ended between two days, both included, by the last day.
#[crate::boxed]
pub async fn discharged_between(unit: &mut ReadUnit, from: Day, until: Day, view: View) -> Result<Vec<Stored<Episode>>, StorageError> {
    let rest = "discharge_day >= $2 AND discharge_day <= $3 ORDER BY discharge_day, id";
    read::find(unit, view, rest, [from.into(), until.into()], None).await
}

#[cfg(test)]
mod tests {
    use super::{BELONGS, HOLDS};

    #[test]
    fn every_table_that_names_an_episode_is_asked_before_one_is_withdrawn() {
        let schema = crate::database::reference();
        let names_an_episode = |table: &&str| table.split("\n)").next().unwrap_or_default().contains("\n    episode_id ");
        let name = |table: &str| table.split_whitespace().next().unwrap_or_default().to_owned();
        let mut found: Vec<String> = schema.split("CREATE TABLE ").skip(1).filter(names_an_episode).map(name).collect();
        found.sort_unstable();
        let elsewhere = ["level_of_care_period", "determination", "alert"];
        let mut asked: Vec<String> = BELONGS.iter().chain(&elsewhere).map(|table| (*table).to_owned()).collect();
        asked.sort_unstable();
        assert_eq!(found, asked);
        assert!(HOLDS.iter().all(|(table, _)| BELONGS.contains(table)), "what holds an episode belongs to it");
    }
}
