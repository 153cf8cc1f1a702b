//! What stands in a database and does not read: for a look at the database without a running practice (`throughline doctor`).

use instruments::Library;
use storage::{Database, Operation};
use vocabulary::{Instant, PatientId, RecordId};

use crate::error::AppError;

/// What does not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unreadable {
    /// Open alerts: nothing goes on about them by itself, and nobody is told of them again.
    pub alerts: Vec<RecordId>,
    /// Patients whose records cannot be judged: their signs and levels of care stay as they were.
    pub not_judged: Vec<PatientId>,
    /// Since when somebody waits to be judged; `None` where nobody does. A running server judges within seconds.
    pub waits_since: Option<Instant>,
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
            let (not_judged, waits_since) = (storage::to_judge::aside(unit).await?, storage::to_judge::oldest(unit).await?);
            Ok(Unreadable { alerts: alerts.collect(), not_judged, waits_since, criteria })
        })
    });
    read.await
}
