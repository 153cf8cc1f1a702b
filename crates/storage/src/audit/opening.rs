//! Who did something with the record of one patient over a time: for telling the patient.

use vocabulary::{Instant, PatientId};

use crate::StorageError;
use crate::database::{Row, Sql, Value};
use crate::unit::ReadUnit;

/// That one actor opened a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Who: [`vocabulary::Actor::code`].
    pub actor: String,
    /// When last.
    pub at: Instant,
}

/// Operations that were done since an instant, with one of some actions, and that name a patient: those that are sealed and those that wait for it.
const DONE_WITH: &str = "FROM audit WHERE audit.at >= $2 AND audit.outcome = 'done' AND audit.action IN ({list}) AND audit.id IN (\
    SELECT audit_id FROM audit_of_patient WHERE patient_id = $1 \
    UNION SELECT named.audit_id FROM audit_pending JOIN audit_patient named ON named.audit_id = audit_pending.audit_id \
        WHERE named.patient_id = $1) ";

/// Each actor who did one of these actions with a record since an instant, and when last. What was refused or failed is none.
#[crate::boxed]
pub async fn openings(
    unit: &mut ReadUnit,
    patient: PatientId,
    since: Instant,
    actions: &[&'static str],
) -> Result<Vec<Opening>, StorageError> {
    unit.touch(patient);
    let values = vec![Value::id(patient), since.into()];
    let pieces = ["SELECT audit.actor, MAX(audit.at) ", DONE_WITH, "GROUP BY audit.actor ORDER BY audit.actor"];
    let sql = Sql::of_pieces("audit", &pieces).with_list(&values, actions.iter().map(|action| Value::from(*action)));
    let opening = |row: &Row| {
        let mut reader = row.reader("audit");
        Ok(Opening { actor: reader.text()?, at: reader.parsed()? })
    };
    unit.fetch_all(&sql, values).await?.iter().map(opening).collect()
}
