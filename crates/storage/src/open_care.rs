//! Who is in care now, and what judging anew begins with, for many in a few statements. The scores that belong to it: [`crate::score::recent`].

mod at_level;
mod counted;
mod former;
mod paying;

pub use at_level::{GrantedAtLevel, OpenAtLevel, StayAtLevel, at_level};
use care::{Episode, LevelOfCarePeriod};
pub use counted::{Counted, billed, counted, given};
pub use former::{FormerPeriod, former_periods};
pub use paying::{Paying, changed_since, denied, paying};
use vocabulary::{Day, PatientId};

use crate::StorageError;
use crate::database::{LIST_MAX, Sql, Value};
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

/// Whoever has an open episode, each record once, by id. Nothing about them is loaded, so nobody is touched.
#[crate::boxed]
pub async fn people(unit: &mut ReadUnit) -> Result<Vec<PatientId>, StorageError> {
    let text = "SELECT DISTINCT patient_id FROM episode WHERE superseded_at IS NULL AND void_reason IS NULL AND discharge_day IS NULL \
                ORDER BY patient_id";
    let rows = unit.fetch_all(&Sql::new("episode", text), Vec::new()).await?;
    rows.iter().map(|row| row.reader("episode").parsed()).collect()
}

/// As [`people`], at most so many: whether there are more than a list can hold is known without reading everybody.
#[crate::boxed]
pub async fn people_up_to(unit: &mut ReadUnit, at_most: u16) -> Result<Vec<PatientId>, StorageError> {
    let text = "SELECT DISTINCT patient_id FROM episode WHERE superseded_at IS NULL AND void_reason IS NULL AND discharge_day IS NULL \
                ORDER BY patient_id LIMIT $1";
    let rows = unit.fetch_all(&Sql::new("episode", text), vec![i64::from(at_most).into()]).await?;
    rows.iter().map(|row| row.reader("episode").parsed()).collect()
}

/// Open episodes by admission. `None` takes everybody's.
#[crate::boxed]
pub async fn episodes(unit: &mut ReadUnit, patients: Option<&[PatientId]>) -> Result<Vec<Stored<Episode>>, StorageError> {
    match patients {
        None => {
            let rest = "discharge_day IS NULL AND id IN (SELECT id FROM episode WHERE superseded_at IS NULL AND void_reason IS NULL \
                        AND discharge_day IS NULL) ORDER BY admitted, id";
            read::find(unit, View::Current, rest, [], None).await
        }
        Some(patients) => {
            let rest = "discharge_day IS NULL AND patient_id IN ({list}) ORDER BY admitted, id";
            read::find_in(unit, View::Current, rest, patients).await
        }
    }
}

/// The level-of-care periods of open episodes, ended ones included, in the order of time. `None` takes everybody's.
#[crate::boxed]
pub async fn periods(unit: &mut ReadUnit, patients: Option<&[PatientId]>) -> Result<Vec<Stored<LevelOfCarePeriod>>, StorageError> {
    match patients {
        None => {
            let rest = "patient_id IN (SELECT patient_id FROM episode WHERE superseded_at IS NULL AND void_reason IS NULL \
                        AND discharge_day IS NULL) AND episode_id IN (SELECT id FROM episode WHERE superseded_at IS NULL \
                        AND void_reason IS NULL AND discharge_day IS NULL) ORDER BY first_day, id";
            read::find(unit, View::Current, rest, [], None).await
        }
        Some(patients) => {
            let rest = "patient_id IN ({list}) AND episode_id IN (SELECT episode.id FROM episode WHERE episode.patient_id = \
                        level_of_care_period.patient_id AND superseded_at IS NULL AND void_reason IS NULL AND discharge_day IS NULL) \
                        ORDER BY first_day, id";
            read::find_in(unit, View::Current, rest, patients).await
        }
    }
}

/// The stays of patients that are over: whose, admission, discharge. Nobody is touched: whoever needs them reads the open ones as well.
#[crate::boxed]
pub async fn ended_stays(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<(PatientId, Day, Day)>, StorageError> {
    const ENDED: &str = "SELECT patient_id, admitted, discharge_day FROM episode WHERE superseded_at IS NULL AND void_reason IS NULL \
         AND discharge_day IS NOT NULL AND patient_id IN ({list})";
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let sql = Sql::new("episode", ENDED).with_list(&[], chunk.iter().map(|patient| Value::id(*patient)));
        let take = |row: crate::database::Row| {
            let mut reader = row.reader("episode");
            found.push((reader.parsed()?, reader.parsed()?, reader.parsed()?));
            Ok(())
        };
        unit.for_each(&sql, Vec::new(), take).await?;
    }
    Ok(found)
}

/// A level-of-care period that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FinishedPeriod {
    /// In which program.
    pub program: vocabulary::ProgramId,
    /// At which level.
    pub level_of_care: vocabulary::LevelOfCare,
    /// First and last day.
    pub period: vocabulary::Period,
    /// Of which episode.
    pub episode: vocabulary::EpisodeId,
    /// How care at the level ended; `None` where the episode is open without a level.
    pub ended: Option<PeriodEnd>,
}

/// How care at a level ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodEnd {
    /// Care went on at this level.
    WentOn(vocabulary::LevelOfCare),
    /// The patient was discharged.
    Discharged(care::DischargeType),
}

/// The level-of-care periods that are over, of at most `newest` periods, the latest first.
#[crate::boxed]
pub async fn finished_periods(unit: &mut ReadUnit, newest: u32) -> Result<Vec<FinishedPeriod>, StorageError> {
    let text = "SELECT period.program_id, period.level_of_care, period.first_day, period.last_day, period.episode_id, \
                (SELECT later.level_of_care FROM level_of_care_period AS later WHERE later.patient_id = period.patient_id \
                    AND later.episode_id = period.episode_id AND later.superseded_at IS NULL AND later.void_reason IS NULL \
                    AND later.first_day > period.first_day ORDER BY later.first_day, later.id LIMIT 1) AS next_level, \
                episode.discharge_type \
                FROM level_of_care_period AS period JOIN episode ON episode.id = period.episode_id AND episode.superseded_at IS NULL \
                AND episode.void_reason IS NULL WHERE period.superseded_at IS NULL AND period.void_reason IS NULL \
                AND period.last_day IS NOT NULL ORDER BY period.last_day DESC, period.id LIMIT $1";
    let rows = unit.fetch_all(&Sql::new("level_of_care_period", text), vec![i64::from(newest).into()]).await?;
    let read = |row: &crate::database::Row| {
        let mut reader = row.reader("level_of_care_period");
        Ok(FinishedPeriod {
            program: reader.parsed()?,
            level_of_care: reader.parsed()?,
            period: reader.period()?,
            episode: reader.parsed()?,
            ended: {
                let (next, discharged) = (reader.optional_parsed()?, reader.optional_parsed()?);
                next.map(PeriodEnd::WentOn).or(discharged.map(PeriodEnd::Discharged))
            },
        })
    };
    rows.iter().map(read).collect()
}
