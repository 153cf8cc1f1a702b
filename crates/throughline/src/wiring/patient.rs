//! Finding the patient that somebody means on the command line.

use app::{App, Caller};
use storage::{Operation, View};
use vocabulary::PatientId;
use wording::Key;

use super::storage_failure;
use crate::console;
use crate::failure::{Failure, Kind};

/// The patient with a record number, or with an id.
pub(crate) async fn find_patient(app: &App, caller: &Caller, wanted: &str) -> Result<PatientId, Failure> {
    if let Ok(id) = wanted.parse::<PatientId>() {
        return Ok(id);
    }
    let operation =
        Operation { actor: caller.actor.clone(), purpose: caller.purpose(), request: caller.request.clone(), action: "find_patient" };
    let number = wanted.to_owned();
    let found = app
        .database()
        .read(&operation, move |unit| Box::pin(async move { storage::patient::by_record_number(unit, &number, View::Current).await }));
    let found = found.await.map_err(|error| storage_failure(&error))?;
    let text = console::text();
    let unknown = || Failure::new(Kind::Refused, text.say(Key::CommandNoPatient)).hint(text.say(Key::CommandNoPatientHint));
    found.map(|patient| patient.id).ok_or_else(unknown)
}
