//! The administrations of very many patients at once, for judging them: little of each, packed by the database.

use std::sync::Arc;

use instruments::{Completion, Respondent};
use vocabulary::{AdministrationId, Day, Instant, PatientId, Version};

use crate::StorageError;
use crate::database::packed::{self, Names, Parts};
use crate::database::{LIST_MAX, Row, Sql, Value};
use crate::unit::ReadUnit;

/// What judging needs of a current administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentAdministration {
    /// Its id.
    pub id: AdministrationId,
    /// Its version.
    pub version: Version,
    /// When this version was recorded.
    pub recorded_at: Instant,
    /// The instrument's id. Equal ids share their text.
    pub instrument: Arc<str>,
    /// Who answered.
    pub respondent: Respondent,
    /// The clinical day.
    pub day: Day,
    /// How far it went.
    pub completion: Completion,
}

/// The current administrations of one patient, by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentAdministrations {
    /// Whose.
    pub patient: PatientId,
    /// Their administrations.
    pub administrations: Vec<RecentAdministration>,
}

/// All of it stands in the index of patients.
const SELECT: &str = "SELECT patient_id, string_agg(day || '\u{1f}' || id || '\u{1f}' || CAST(version AS TEXT) || '\u{1f}' || recorded_at || '\u{1f}' \
     || instrument_id || '\u{1f}' || respondent || '\u{1f}' || completion, '\u{1e}') AS administrations \
     FROM administration WHERE superseded_at IS NULL AND void_reason IS NULL AND patient_id IN (";
const GROUPED: &str = ") GROUP BY patient_id";

/// The current administrations of patients. `None` takes everybody in an open episode. Patients without one are not among them.
pub async fn recent(unit: &mut ReadUnit, patients: Option<&[PatientId]>) -> Result<Vec<RecentAdministrations>, StorageError> {
    let (mut names, mut found) = (Names::default(), Vec::new());
    let mut take = |row: Row| {
        found.push(unpacked(&row, &mut names)?);
        Ok(())
    };
    match patients {
        None => {
            let sql = Sql::of_pieces("administration", &[SELECT, crate::open_care::OPEN_PATIENTS, GROUPED]);
            unit.for_each(&sql, Vec::new(), &mut take).await?;
        }
        Some(patients) => {
            for chunk in patients.chunks(LIST_MAX) {
                let sql = Sql::of_pieces("administration", &[SELECT, "{list}", GROUPED]);
                let sql = sql.with_list(&[], chunk.iter().map(|patient| Value::id(*patient)));
                unit.for_each(&sql, Vec::new(), &mut take).await?;
            }
        }
    }
    for found in &found {
        unit.touch(found.patient);
    }
    Ok(found)
}

fn unpacked(row: &Row, names: &mut Names) -> Result<RecentAdministrations, StorageError> {
    let mut reader = row.reader("administration");
    let (patient, text) = (reader.parsed()?, reader.text()?);
    let administrations: Option<Vec<RecentAdministration>> = packed::rows(&text).map(|parts| administration(parts, names)).collect();
    let mut administrations = administrations.ok_or_else(|| reader.damaged())?;
    administrations.sort_unstable_by_key(|each| (each.day, each.id));
    Ok(RecentAdministrations { patient, administrations })
}

fn administration(mut parts: Parts<'_>, names: &mut Names) -> Option<RecentAdministration> {
    let day = parts.parsed()?;
    let administration = RecentAdministration {
        day,
        id: parts.parsed()?,
        version: Version(parts.parsed()?),
        recorded_at: parts.parsed()?,
        instrument: names.shared(parts.text()?),
        respondent: parts.parsed()?,
        completion: parts.parsed()?,
    };
    parts.end(administration)
}
