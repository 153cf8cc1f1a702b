//! Leave to open a patient outside one's care team: asked for with a reason, limited in time, in the audit from then on.

use vocabulary::{Instant, PatientId, RecordId, UserId};

use crate::StorageError;
use crate::database::{Reader, Sql, Value};
use crate::record::table::{Owner, Table, table};
use crate::record::{PlainRecord, Record};
use crate::unit::ReadUnit;

/// Somebody may open a patient until an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessGrant {
    /// Whose records.
    pub patient: PatientId,
    /// Who may open them.
    pub user: UserId,
    /// The reason they stated.
    pub reason: String,
    /// Until when.
    pub valid_until: Instant,
}

impl Table for AccessGrant {
    type Id = RecordId;
    table!("access_grant", ["patient_id", "user_id", "reason", "valid_until"]);
    const IS_INPUT: bool = false;

    fn owner(&self, _id: RecordId) -> Owner {
        Owner::Patient(self.patient)
    }

    fn to_values(&self, _patient: Option<PatientId>, values: &mut Vec<Value>) {
        values.extend([Value::id(self.patient), Value::id(self.user), self.reason.as_str().into(), self.valid_until.into()]);
    }

    fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self { patient: reader.parsed()?, user: reader.parsed()?, reason: reader.text()?, valid_until: reader.parsed()? })
    }
}

impl Record for AccessGrant {}
impl PlainRecord for AccessGrant {}

/// The reason for which somebody may open any of these records now, if they may; the grant that lasts longest. Touches nobody: it is asked
/// before a patient is opened.
#[crate::boxed]
pub async fn reason_for(unit: &mut ReadUnit, user: UserId, patients: &[PatientId], now: Instant) -> Result<Option<String>, StorageError> {
    let values = vec![Value::id(user), now.into()];
    let text = "SELECT reason FROM access_grant WHERE user_id = $1 AND valid_until > $2 AND superseded_at IS NULL AND void_reason IS NULL \
                AND patient_id IN ({list}) ORDER BY valid_until DESC, id LIMIT 1";
    let sql = Sql::new("access_grant", text).with_list(&values, patients.iter().map(|patient| Value::id(*patient)));
    unit.fetch_optional(&sql, values).await?.map(|row| row.reader("access_grant").text()).transpose()
}
