//! What stands in a database and does not read: for a look at the database without a running practice (`throughline doctor`).

use instruments::Library;
use storage::{Database, Operation};
use vocabulary::RecordId;

use crate::error::AppError;

/// What does not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unreadable {
    /// Open alerts: nothing goes on about them by itself, and nobody is told of them again.
    pub alerts: Vec<RecordId>,
    /// The practice's own criteria of levels of care that are in force: the shipped ones judge in their place.
    pub criteria: Option<String>,
}

/// Looks through what is in use.
#[crate::boxed]
pub async fn unreadable(database: &Database, operation: &Operation, library: Library) -> Result<Unreadable, AppError> {
    let read = database.read::<_, AppError, _>(operation, |unit| {
        Box::pin(async move {
            let open = storage::alert::open(unit).await?;
            let alerts = open.iter().filter(|stored| crate::alert::stored::alert_of(stored).is_err()).map(|stored| stored.raised.id);
            let criteria = crate::level_of_care::criteria::in_force(unit, &library).await?.unreadable;
            Ok(Unreadable { alerts: alerts.collect(), criteria })
        })
    });
    read.await
}
