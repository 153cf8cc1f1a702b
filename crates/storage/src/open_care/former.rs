//! Levels of care of stays that are over: where somebody was before the stay that is judged, for many in one statement.

use care::Discharge;
use vocabulary::{Day, LevelOfCare, LevelOfCarePeriodId, PatientId, Version};

use crate::StorageError;
use crate::database::{LIST_MAX, Sql, Value};
use crate::unit::ReadUnit;

/// A level-of-care period of a stay that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerPeriod {
    /// The record that the stay belongs to.
    pub patient: PatientId,
    /// The period's id.
    pub id: LevelOfCarePeriodId,
    /// The version that was read.
    pub version: Version,
    /// At which level.
    pub level_of_care: LevelOfCare,
    /// First day.
    pub first: Day,
    /// Last day; that of the stay where the period has none, or a later one.
    pub last: Day,
    /// The level at which the stay went on; `None` for the last period of the stay.
    pub next_level: Option<LevelOfCare>,
    /// How the stay ended.
    pub discharge: Discharge,
}

const FORMER: &str = "SELECT episode.patient_id, period.id, period.version, period.level_of_care, period.first_day, period.last_day, \
    (SELECT later.level_of_care FROM level_of_care_period AS later WHERE later.patient_id = period.patient_id \
        AND later.episode_id = period.episode_id AND later.superseded_at IS NULL AND later.void_reason IS NULL \
        AND later.first_day > period.first_day ORDER BY later.first_day, later.id LIMIT 1) AS next_level, \
    episode.discharge_day, episode.discharge_type, episode.discharge_destination \
    FROM episode JOIN level_of_care_period AS period ON period.patient_id = episode.patient_id AND period.episode_id = episode.id \
    AND period.superseded_at IS NULL AND period.void_reason IS NULL \
    WHERE episode.superseded_at IS NULL AND episode.void_reason IS NULL AND episode.discharge_day >= $1 AND episode.patient_id IN ({list}) \
    ORDER BY period.first_day, period.id";

/// The level-of-care periods of stays of these records that ended on `since` or later. Nobody is touched: whoever needs them reads the open ones as well.
#[crate::boxed]
pub async fn former_periods(unit: &mut ReadUnit, patients: &[PatientId], since: Day) -> Result<Vec<FormerPeriod>, StorageError> {
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let values = vec![Value::from(since)];
        let sql = Sql::new("level_of_care_period", FORMER).with_list(&values, chunk.iter().map(|patient| Value::id(*patient)));
        let take = |row: crate::database::Row| {
            let mut reader = row.reader("level_of_care_period");
            let (patient, id, version) = (reader.parsed()?, reader.parsed()?, Version(reader.integer()?));
            let (level_of_care, first, last) = (reader.parsed()?, reader.parsed()?, reader.optional_parsed::<Day>()?);
            let next_level = reader.optional_parsed()?;
            let discharge = Discharge { day: reader.parsed()?, kind: reader.parsed()?, destination: reader.parsed()? };
            let last = last.map_or(discharge.day, |last| last.min(discharge.day));
            found.push(FormerPeriod { patient, id, version, level_of_care, first, last, next_level, discharge });
            Ok(())
        };
        unit.for_each(&sql, values, take).await?;
    }
    Ok(found)
}
