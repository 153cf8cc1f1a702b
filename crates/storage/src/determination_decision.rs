//! What licensed people decided about determinations. A later decision stands beside an earlier one; nothing is edited.

use vocabulary::{Instant, PatientId, RecordId, UserId};

use crate::StorageError;
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

/// One signed decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeterminationDecision {
    /// Whose determination.
    pub patient: PatientId,
    /// Which determination.
    pub determination: RecordId,
    /// `agree`, `disagree` or `defer`.
    pub decision: String,
    /// Where the person points who disagrees: the code of a direction. `None` for the other decisions.
    pub direction: Option<String>,
    /// The code of the reason to decide otherwise; `None` for the other decisions.
    pub override_reason: Option<String>,
    /// Why, in the person's words; never empty where they disagree.
    pub reason: String,
    /// Who decided.
    pub decided_by: UserId,
    /// The name and credential they signed with.
    pub signature: String,
    /// When.
    pub decided_at: Instant,
}

patient_record! {
    judgement DeterminationDecision of patient in "determination_decision", ordered by "decided_at, id" {
        "determination_id" => determination;
        "decision" => decision;
        "direction" => direction;
        "override_reason" => override_reason;
        "reason" => reason;
        "decided_by" => decided_by;
        "signature" => signature;
        "decided_at" => decided_at;
    }
}

/// The decisions about determinations, in the order of time.
#[crate::boxed]
pub async fn of_determinations(
    unit: &mut ReadUnit,
    determinations: &[RecordId],
    view: View,
) -> Result<Vec<Stored<DeterminationDecision>>, StorageError> {
    read::find_in(unit, view, "determination_id IN ({list}) ORDER BY decided_at, id", determinations).await
}

/// The decisions that were made from an instant until before another, in the order of time: for the report of agreement.
#[crate::boxed]
pub async fn decided_between(
    unit: &mut ReadUnit,
    from: Instant,
    until: Instant,
    view: View,
) -> Result<Vec<Stored<DeterminationDecision>>, StorageError> {
    read::find(unit, view, "decided_at >= $2 AND decided_at < $3 ORDER BY decided_at, id", [from.into(), until.into()], None).await
}
