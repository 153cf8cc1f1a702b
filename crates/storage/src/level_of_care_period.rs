//! Level-of-care periods. They are parts of an episode; the patient is the episode's.

use care::LevelOfCarePeriod;
use vocabulary::{EpisodeId, LevelOfCarePeriodId, PatientId};

use crate::StorageError;
use crate::database::{Reader, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record, Stored, View, read};
use crate::unit::ReadUnit;

impl Table for LevelOfCarePeriod {
    type Id = LevelOfCarePeriodId;
    table!(
        "level_of_care_period",
        ["patient_id", "episode_id", "program_id", "level_of_care", "first_day", "last_day", "track", "modality"]
    );

    fn owner(&self, _id: LevelOfCarePeriodId) -> Owner {
        Owner::Episode(self.episode)
    }

    fn to_values(&self, patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([
            Value::optional_id(patient),
            Value::id(self.episode),
            Value::id(self.program),
            self.level_of_care.code().into(),
            self.period.first().into(),
            self.period.last().into(),
            self.track.as_str().into(),
            Value::optional_text(self.modality),
        ]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        let _patient: PatientId = reader.parsed()?;
        Ok(Self {
            episode: reader.parsed()?,
            program: reader.parsed()?,
            level_of_care: reader.parsed()?,
            period: reader.period()?,
            track: reader.text()?,
            modality: reader.optional_parsed()?,
        })
    }
}

impl Record for LevelOfCarePeriod {}
impl PlainRecord for LevelOfCarePeriod {}

/// The level-of-care periods of patients, in the order of time.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<LevelOfCarePeriod>>, StorageError> {
    read::find_in(unit, view, "patient_id IN ({list}) ORDER BY first_day, id", patients).await
}

/// The level-of-care periods of one episode, in the order of time.
#[crate::boxed]
pub async fn of_episode(unit: &mut ReadUnit, episode: EpisodeId, view: View) -> Result<Vec<Stored<LevelOfCarePeriod>>, StorageError> {
    let Some(stored) = unit.get::<care::Episode>(episode, view).await? else { return Ok(Vec::new()) };
    let of_patient = of_patients(unit, &[stored.value().patient], view).await?;
    Ok(of_patient.into_iter().filter(|period| period.value().episode == episode).collect())
}
