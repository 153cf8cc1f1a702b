//! Administrations, with what belongs to each version of them: the responses, the totals that came along, the score.
//!
//! These parts are written in one call, so that no administration is ever without them. Correcting or voiding an administration makes its score
//! stale; moving it to another patient voids it here and records it there.

use instruments::{Administration, Responses};
use vocabulary::{AdministrationId, Day, PatientId, Version};

use crate::StorageError;
use crate::database::{Insert, Reader, Sql, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{Entry, Record, Stored, View, read, write};
use crate::responses::{self, GivenTotal};
use crate::score::{self, ScoreSummary};
use crate::unit::{ReadUnit, WriteUnit};

impl Table for Administration {
    type Id = AdministrationId;
    table!(
        "administration",
        [
            "patient_id",
            "episode_id",
            "program_id",
            "instrument_id",
            "definition_version",
            "phase",
            "mode",
            "respondent",
            "language",
            "started_at",
            "finished_at",
            "day",
            "completion",
        ]
    );
    const STALE: Option<&'static str> = Some("UPDATE score SET superseded_at = $1 WHERE administration_id = $2 AND superseded_at IS NULL");

    fn owner(&self, _id: AdministrationId) -> Owner {
        Owner::Patient(self.patient)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            Value::id(self.patient),
            Value::optional_id(self.episode),
            Value::optional_id(self.program),
            self.instrument.as_str().into(),
            self.definition_version.as_str().into(),
            Value::code(self.phase.map(instruments::Phase::code)),
            self.mode.code().into(),
            self.respondent.code().into(),
            Value::code(self.language.as_ref().map(vocabulary::Language::as_str)),
            self.started_at.into(),
            self.finished_at.into(),
            self.day.into(),
            self.completion.code().into(),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            patient: reader.parsed()?,
            episode: reader.optional_parsed()?,
            program: reader.optional_parsed()?,
            instrument: reader.text()?,
            definition_version: reader.text()?,
            phase: reader.optional_parsed()?,
            mode: reader.parsed()?,
            respondent: reader.parsed()?,
            language: reader.optional_parsed()?,
            started_at: reader.optional_parsed()?,
            finished_at: reader.optional_parsed()?,
            day: reader.parsed()?,
            completion: reader.parsed()?,
        })
    }
}

impl Record for Administration {}

/// An administration with all that is recorded with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAdministration {
    /// Its id.
    pub id: AdministrationId,
    /// When, whose, which instrument.
    pub administration: Administration,
    /// The answers; `None` where only totals are known.
    pub responses: Option<Responses>,
    /// Totals that came along.
    pub given_totals: Vec<GivenTotal>,
    /// What the answers or totals mean; `None` where no definition is at hand.
    pub score: Option<ScoreSummary>,
    /// A key by which it is recognised when it comes again.
    pub external_key: Option<String>,
}

/// Records one administration.
#[crate::boxed]
pub async fn insert(unit: &mut WriteUnit, new: NewAdministration) -> Result<(), StorageError> {
    insert_many(unit, vec![new]).await
}

/// How many administrations are turned into rows at once.
const CHUNK: usize = 2_000;

/// Records many administrations, many rows in one statement. An importer calls it with a few thousand at a time.
#[crate::boxed]
pub async fn insert_many(unit: &mut WriteUnit, mut new: Vec<NewAdministration>) -> Result<(), StorageError> {
    while !new.is_empty() {
        let rest = new.split_off(new.len().min(CHUNK));
        insert_chunk(unit, new).await?;
        new = rest;
    }
    Ok(())
}

async fn insert_chunk(unit: &mut WriteUnit, chunk: Vec<NewAdministration>) -> Result<(), StorageError> {
    let (mut entries, mut parts) = (Vec::with_capacity(chunk.len()), Vec::with_capacity(chunk.len()));
    for NewAdministration { id, administration, responses, given_totals, score, external_key } in chunk {
        let effective_day = administration.day;
        entries.push(Entry { id, value: administration, effective_day, external_key });
        parts.push((responses, given_totals, score));
    }
    write::insert_many(unit, &entries).await?;
    let mut answers = Vec::with_capacity(entries.len() * responses::RESPONSES.width());
    let mut totals = Vec::new();
    let mut scores = score::Rows::with_capacity(entries.len());
    for (entry, (responses, given_totals, score)) in entries.iter().zip(&parts) {
        if let Some(responses) = responses {
            responses::push_row(entry.id, Version::FIRST, responses, &mut answers);
        }
        for total in given_totals {
            responses::push_total(entry.id, Version::FIRST, total, &mut totals);
        }
        if let Some(score) = score {
            scores.push(unit.at(), &score::Subject { id: entry.id, version: Version::FIRST, administration: &entry.value }, 1, score);
        }
    }
    insert_rows(unit, responses::RESPONSES, answers).await?;
    insert_rows(unit, responses::GIVEN_TOTAL, totals).await?;
    scores.insert(unit).await
}

async fn insert_rows(unit: &mut WriteUnit, insert: Insert, values: Vec<Value>) -> Result<(), StorageError> {
    if values.is_empty() { Ok(()) } else { unit.insert_rows(insert, values).await }
}

/// What the next version of an administration says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When, whose, which instrument. The patient must stay the same: see [`move_to`].
    pub administration: Administration,
    /// The answers.
    pub responses: Option<Responses>,
    /// Totals that came along.
    pub given_totals: Vec<GivenTotal>,
    /// The new score.
    pub score: Option<ScoreSummary>,
}

/// Writes the next version of an administration with its parts. The score of the version before is superseded and kept.
#[crate::boxed]
pub async fn correct(
    unit: &mut WriteUnit,
    id: AdministrationId,
    expected: Version,
    correction: &Correction,
) -> Result<Version, StorageError> {
    let version = write::correct(unit, id, expected, &correction.administration, correction.administration.day).await?;
    if let Some(responses) = &correction.responses {
        let mut values = Vec::new();
        responses::push_row(id, version, responses, &mut values);
        unit.insert_rows(responses::RESPONSES, values).await?;
    }
    let mut totals = Vec::new();
    for total in &correction.given_totals {
        responses::push_total(id, version, total, &mut totals);
    }
    insert_rows(unit, responses::GIVEN_TOTAL, totals).await?;
    if let Some(score) = &correction.score {
        score::insert(unit, &score::Subject { id, version, administration: &correction.administration }, score).await?;
    }
    Ok(version)
}

/// Moves an administration that was recorded under the wrong patient: it is voided with the reason and recorded anew under
/// the patient of `destination`, with the same answers and totals.
#[crate::boxed]
pub async fn move_to(
    unit: &mut WriteUnit,
    id: AdministrationId,
    expected: Version,
    destination: Destination,
    reason: &str,
) -> Result<(), StorageError> {
    let stored = unit.require::<Administration>(id).await?;
    let responses = responses::of(unit, id, stored.recorded.version).await?;
    let given_totals = responses::totals_of(unit, id, stored.recorded.version).await?;
    unit.void::<Administration>(id, expected, reason).await?;
    write::mark_moved::<Administration>(unit, id, destination.id).await?;
    let administration = Administration {
        patient: destination.patient,
        episode: destination.episode,
        program: destination.program.or(stored.value().program),
        ..stored.value().clone()
    };
    let new = NewAdministration {
        id: destination.id,
        administration,
        responses,
        given_totals,
        score: destination.score,
        external_key: stored.external_key,
    };
    insert(unit, new).await
}

/// Where a moved administration goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The id of the new record.
    pub id: AdministrationId,
    /// Whose it is.
    pub patient: PatientId,
    /// The episode of that patient; `None` when it lies outside any.
    pub episode: Option<vocabulary::EpisodeId>,
    /// The program whose clock gives the day; `None` to keep the one on record.
    pub program: Option<vocabulary::ProgramId>,
    /// The score under the new patient, whose sex and age may differ.
    pub score: Option<ScoreSummary>,
}

/// The administrations of patients, by day.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<Administration>>, StorageError> {
    read::find_in(unit, view, "patient_id IN ({list}) ORDER BY day, id", patients).await
}

/// The administrations of patients between two days, both included, by day.
#[crate::boxed]
pub async fn between(
    unit: &mut ReadUnit,
    patients: &[PatientId],
    days: (Day, Day),
    view: View,
) -> Result<Vec<Stored<Administration>>, StorageError> {
    let list = patients.iter().map(|patient| Value::id(*patient)).collect();
    read::find(
        unit,
        view,
        "day >= $2 AND day <= $3 AND patient_id IN ({list}) ORDER BY day, id",
        [days.0.into(), days.1.into()],
        Some(list),
    )
    .await
}
/// On which days, from one on, somebody answered a form of the phase *follow-up*, by patient and day. Touches everybody it names.
#[crate::boxed]
pub async fn follow_up_days(unit: &mut ReadUnit, from: Day) -> Result<Vec<(PatientId, Day)>, StorageError> {
    let text = "SELECT DISTINCT patient_id, day FROM administration WHERE phase = 'follow_up' AND day >= $1 AND superseded_at IS NULL \
                AND void_reason IS NULL ORDER BY patient_id, day";
    let rows = unit.fetch_all(&Sql::new("administration", text), vec![from.into()]).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let mut reader = row.reader("administration");
        let (patient, day) = (reader.parsed()?, reader.parsed()?);
        unit.touch(patient);
        found.push((patient, day));
    }
    Ok(found)
}
