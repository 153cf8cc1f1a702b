//! What was read while its audit row is still on its way to the disk.

use std::fmt::{Debug, Formatter};

use tokio::task::JoinHandle;

use crate::StorageError;

/// What a read found, while its audit row is being written. Something may be made of it meanwhile, such as a page; it is handed over only by
/// [`OnRecord::stored`], after the row is there. Where it is dropped instead, the row is written all the same: it was read.
#[must_use = "nothing is handed over before `stored`"]
pub struct OnRecord<T> {
    value: T,
    row: Option<JoinHandle<Result<(), StorageError>>>,
}

impl<T> OnRecord<T> {
    /// `row` writes it; `None` where nobody was touched.
    pub(super) const fn new(value: T, row: Option<JoinHandle<Result<(), StorageError>>>) -> Self {
        Self { value, row }
    }

    /// Makes something of what was read.
    pub fn map<R>(self, make: impl FnOnce(T) -> R) -> OnRecord<R> {
        OnRecord { value: make(self.value), row: self.row }
    }

    /// What it has become, once the row is stored; the error where it could not be.
    pub async fn stored(self) -> Result<T, StorageError> {
        if let Some(row) = self.row {
            row.await.unwrap_or_else(|ended| match ended.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The program is being stopped, and nobody waits for the answer any more.
                Err(_) => Err(StorageError::Busy),
            })?;
        }
        Ok(self.value)
    }
}

impl<T> Debug for OnRecord<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("OnRecord").finish_non_exhaustive()
    }
}
