//! Files of claims as they came, piece by piece: a corrected claim is written from what was sent, with everything that no table of ours has a column for.

use vocabulary::BatchId;

use crate::StorageError;
use crate::content;
use crate::database::{Insert, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const PIECE: Insert = Insert::into("claim_file", &[&["batch_id", "ordinal", "content"]]);

/// Keeps a piece of the file of the unit's batch. Pieces are put together by their ordinals.
#[crate::boxed]
pub async fn add(unit: &mut WriteUnit, ordinal: i64, piece: Vec<u8>) -> Result<(), StorageError> {
    let batch = content::batch_of(unit)?;
    unit.insert_rows(PIECE, vec![Value::id(batch), ordinal.into(), piece.into()]).await
}

/// The file of a batch; empty where it was not kept.
#[crate::boxed]
pub async fn content(unit: &mut ReadUnit, batch: BatchId) -> Result<Vec<u8>, StorageError> {
    let text = "SELECT content FROM claim_file WHERE batch_id = $1 ORDER BY ordinal";
    let rows = unit.fetch_all(&Sql::new("claim_file", text), vec![Value::id(batch)]).await?;
    let mut file = Vec::new();
    for row in rows {
        file.extend(row.reader("claim_file").bytes()?);
    }
    Ok(file)
}
