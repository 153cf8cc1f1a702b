//! The answers of an administration, and totals that came along. They stand apart from the administration because not everybody who may see
//! that a form was filled in may see what was answered.

use instruments::Responses;
use vocabulary::{AdministrationId, Points, Version};

use crate::StorageError;
use crate::database::{Insert, LIST_MAX, Sql, Value};
use crate::record::View;
use crate::unit::ReadUnit;

/// A total that came along with an administration, by its scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenTotal {
    /// The scale's id in the definition.
    pub scale: String,
    /// What the sender said it is.
    pub points: Points,
}

pub(crate) const RESPONSES: Insert = Insert::into("responses", &[&["administration_id", "version", "answers"]]);
pub(crate) const GIVEN_TOTAL: Insert = Insert::into("given_total", &[&["administration_id", "version", "scale", "points"]]);

pub(crate) fn push_row(id: AdministrationId, version: Version, responses: &Responses, values: &mut Vec<Value>) {
    values.extend([Value::id(id), version.0.into(), responses.to_stored().into()]);
}

pub(crate) fn push_total(id: AdministrationId, version: Version, total: &GivenTotal, values: &mut Vec<Value>) {
    values.extend([Value::id(id), version.0.into(), total.scale.as_str().into(), total.points.into()]);
}

/// The answers of one version of an administration; `None` where only totals are known. Touches the patient.
#[crate::boxed]
pub async fn of(unit: &mut ReadUnit, administration: AdministrationId, version: Version) -> Result<Option<Responses>, StorageError> {
    let text = "SELECT administration.patient_id, responses.answers FROM responses \
                JOIN administration ON administration.id = responses.administration_id AND administration.version = responses.version \
                WHERE responses.administration_id = $1 AND responses.version = $2";
    let row = unit.fetch_optional(&Sql::new("responses", text), vec![Value::id(administration), version.0.into()]).await?;
    let Some(row) = row else { return Ok(None) };
    let mut reader = row.reader("responses");
    unit.touch(reader.parsed()?);
    let answers = reader.text()?;
    Responses::from_stored(&answers).map(Some).ok_or_else(|| reader.damaged())
}

/// The answers of many administrations as they stood at a time, in the order of ids. Touches the patients.
#[crate::boxed]
pub async fn of_many(
    unit: &mut ReadUnit,
    administrations: &[AdministrationId],
    view: View,
) -> Result<Vec<(AdministrationId, Responses)>, StorageError> {
    let mut found = Vec::new();
    for chunk in administrations.chunks(LIST_MAX) {
        let values = vec![view.into()];
        let text = "SELECT administration.id, administration.patient_id, responses.answers FROM administration \
                    JOIN responses ON responses.administration_id = administration.id AND responses.version = administration.version \
                    WHERE administration.recorded_at <= $1 AND (administration.superseded_at IS NULL OR administration.superseded_at > $1) \
                    AND administration.void_reason IS NULL AND administration.id IN ({list}) ORDER BY administration.id";
        let sql = Sql::new("responses", text).with_list(&values, chunk.iter().map(|id| Value::id(*id)));
        for row in unit.fetch_all(&sql, values).await? {
            let mut reader = row.reader("responses");
            let id = reader.parsed()?;
            unit.touch(reader.parsed()?);
            let answers = reader.text()?;
            found.push((id, Responses::from_stored(&answers).ok_or_else(|| reader.damaged())?));
        }
    }
    Ok(found)
}

/// The totals that came along with many administrations as they stood at a time, in the order of ids and scales. Touches the patients of those that have
/// any.
#[crate::boxed]
pub async fn totals_of_many(
    unit: &mut ReadUnit,
    administrations: &[AdministrationId],
    view: View,
) -> Result<Vec<(AdministrationId, GivenTotal)>, StorageError> {
    let mut found = Vec::new();
    for chunk in administrations.chunks(LIST_MAX) {
        let values = vec![view.into()];
        let text = "SELECT administration.id, administration.patient_id, given_total.scale, given_total.points FROM administration \
                    JOIN given_total ON given_total.administration_id = administration.id AND given_total.version = administration.version \
                    WHERE administration.recorded_at <= $1 AND (administration.superseded_at IS NULL OR administration.superseded_at > $1) \
                    AND administration.void_reason IS NULL AND administration.id IN ({list}) ORDER BY administration.id, given_total.scale";
        let sql = Sql::new("given_total", text).with_list(&values, chunk.iter().map(|id| Value::id(*id)));
        for row in unit.fetch_all(&sql, values).await? {
            let mut reader = row.reader("given_total");
            let id = reader.parsed()?;
            unit.touch(reader.parsed()?);
            found.push((id, GivenTotal { scale: reader.text()?, points: Points::from_ten_thousandths(reader.integer()?) }));
        }
    }
    Ok(found)
}

/// The totals that came along with one version of an administration, by scale. Touches the patient.
#[crate::boxed]
pub async fn totals_of(unit: &mut ReadUnit, administration: AdministrationId, version: Version) -> Result<Vec<GivenTotal>, StorageError> {
    let text = "SELECT administration.patient_id, given_total.scale, given_total.points FROM given_total \
                JOIN administration ON administration.id = given_total.administration_id AND administration.version = given_total.version \
                WHERE given_total.administration_id = $1 AND given_total.version = $2 ORDER BY given_total.scale";
    let rows = unit.fetch_all(&Sql::new("given_total", text), vec![Value::id(administration), version.0.into()]).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("given_total");
            unit.touch(reader.parsed()?);
            Ok(GivenTotal { scale: reader.text()?, points: Points::from_ten_thousandths(reader.integer()?) })
        })
        .collect()
}
