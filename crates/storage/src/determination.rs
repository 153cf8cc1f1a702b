//! What the criteria said about a patient's level of care, with all that is needed to say it again. What people decided about it stands in
//! [`crate::determination_decision`].

use vocabulary::{EpisodeId, Instant, LevelOfCarePeriodId, PatientId};

use crate::StorageError;
use crate::database::{Columns, LIST_MAX, Sql, Value};
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

/// One determination. The same engine makes the same bytes of the same snapshot; a newer one makes a determination of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Determination {
    /// Whose.
    pub patient: PatientId,
    /// In which episode.
    pub episode: EpisodeId,
    /// About which level-of-care period; `None` where none was open.
    pub period: Option<LevelOfCarePeriodId>,
    /// As of when.
    pub made_at: Instant,
    /// The version of the engine.
    pub engine_version: String,
    /// The id of the criteria.
    pub criteria_set: String,
    /// Their version.
    pub criteria_version: String,
    /// SHA-256 of their text, 64 hexadecimal digits.
    pub criteria_sha256: String,
    /// The code of what was determined.
    pub outcome: String,
    /// What was determined with what is missing and what is said beside it, as a hash. Two determinations with the same one say the same.
    pub judgement: String,
    /// The facts it was made of, as canonical text.
    pub snapshot: String,
    /// The way to it, as canonical text.
    pub trace: String,
}

patient_record! {
    judgement Determination of patient in "determination", ordered by "made_at, id" {
        "episode_id" => episode;
        "period_id" => period;
        "made_at" => made_at;
        "engine_version" => engine_version;
        "criteria_set" => criteria_set;
        "criteria_version" => criteria_version;
        "criteria_sha256" => criteria_sha256;
        "outcome" => outcome;
        "judgement" => judgement;
        "snapshot" => snapshot;
        "trace" => trace;
    }
}

/// The determinations of an episode, in the order of time.
#[crate::boxed]
pub async fn of_episode(unit: &mut ReadUnit, episode: EpisodeId, view: View) -> Result<Vec<Stored<Determination>>, StorageError> {
    read::find(unit, view, "episode_id = $2 ORDER BY made_at, id", [Value::id(episode)], None).await
}

/// Instants and ids have one width each, so that the greatest of the texts that begin with both is the newest determination's.
const MADE_AND_ID: usize = "2026-11-23T12:00:00.000000Z".len() + 36;

/// What the newest determination of each episode of these patients says, by [`Determination::judgement`]. Read from the index alone.
#[crate::boxed]
pub async fn newest_judgements(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<(EpisodeId, String)>, StorageError> {
    const NEWEST: &str = "SELECT patient_id, episode_id, MAX(made_at || id || judgement) FROM determination WHERE superseded_at IS NULL \
         AND void_reason IS NULL AND patient_id IN ({list}) GROUP BY patient_id, episode_id";
    let mut found = Vec::new();
    let mut take = |row: crate::database::Row| {
        let mut reader = row.reader("determination");
        let (patient, episode, newest): (PatientId, EpisodeId, String) = (reader.parsed()?, reader.parsed()?, reader.text()?);
        let judgement = newest.get(MADE_AND_ID..).ok_or_else(|| reader.damaged())?;
        found.push((patient, episode, judgement.to_owned()));
        Ok(())
    };
    for chunk in patients.chunks(LIST_MAX) {
        let sql = Sql::new("determination", NEWEST).with_list(&[], chunk.iter().map(|patient| Value::id(*patient)));
        unit.for_each(&sql, Vec::new(), &mut take).await?;
    }
    for (patient, ..) in &found {
        unit.touch(*patient);
    }
    Ok(found.into_iter().map(|(_, episode, judgement)| (episode, judgement)).collect())
}

/// The code of the newest determination of each episode of patients, in the order of the patients.
#[crate::boxed]
pub async fn newest_outcomes(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<(PatientId, EpisodeId, String)>, StorageError> {
    const SELECT: &str = "SELECT patient_id, episode_id, MAX(made_at || id || outcome) FROM determination WHERE superseded_at IS NULL \
         AND void_reason IS NULL AND patient_id IN (";
    const GROUPED: &str = ") GROUP BY patient_id, episode_id ORDER BY patient_id, episode_id";
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let sql = Sql::of_pieces("determination", &[SELECT, "{list}", GROUPED]);
        let sql = sql.with_list(&[], chunk.iter().map(|patient| Value::id(*patient))).together(Columns(&[&[
            "patient_id",
            "episode_id",
            "outcome",
        ]]));
        for row in unit.fetch_all(&sql, Vec::new()).await? {
            let mut reader = row.reader("determination");
            let (patient, episode, newest): (PatientId, EpisodeId, String) = (reader.parsed()?, reader.parsed()?, reader.text()?);
            unit.touch(patient);
            let outcome = newest.get(MADE_AND_ID..).ok_or_else(|| reader.damaged())?;
            found.push((patient, episode, outcome.to_owned()));
        }
    }
    Ok(found)
}
