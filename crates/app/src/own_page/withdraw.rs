//! Withdrawing what stands on an own page: what the patient wrote for a session, and what the practice wrote to them. It stands on no page from then on;
//! the history keeps it with the reason.

use storage::WriteUnit;
use storage::own_words::OwnWords;
use storage::patient_note::PatientNote;
use vocabulary::{PatientId, RecordId, Version};

use super::words::of;
use crate::administration::stated;
use crate::check_in::LinkRequest;
use crate::context::{App, check_patient, person, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};
use crate::secret::token_hash;

/// Why words are withdrawn that their writer takes back.
const BY_THE_PATIENT: &str = "taken back by the patient";

impl App {
    /// Withdraws what a patient wrote for a session, with the reason: it was written about somebody else, or by somebody else.
    #[crate::boxed]
    pub async fn withdraw_own_words(
        &self,
        caller: &Caller,
        patient: PatientId,
        (words, expected): (RecordId, Version),
        reason: &str,
    ) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_own_words";
        let (operation, asking, reason) = (self.operation(caller, ACTION), caller.clone(), stated(reason)?);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let records = permitted(unit, &asking, Data::Answers, patient).await?;
                let stored = unit.require::<OwnWords>(words).await?;
                if !records.contains(&stored.value().patient) {
                    return Err(AppError::NotFound("words"));
                }
                Ok(unit.void::<OwnWords>(words, expected, &reason).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Withdraws what the practice wrote to a patient, with the reason.
    #[crate::boxed]
    pub async fn withdraw_patient_note(
        &self,
        caller: &Caller,
        patient: PatientId,
        (note, expected): (RecordId, Version),
        reason: &str,
    ) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_patient_note";
        let (operation, asking, reason) = (self.operation(caller, ACTION), caller.clone(), stated(reason)?);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let records = permitted(unit, &asking, Data::Scores, patient).await?;
                let stored = unit.require::<PatientNote>(note).await?;
                if !records.contains(&stored.value().patient) {
                    return Err(AppError::NotFound("note"));
                }
                Ok(unit.void::<PatientNote>(note, expected, &reason).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Takes back everything that a patient wrote on their own page, for the patient. `false` where the code has to be given first.
    #[crate::boxed]
    pub async fn take_back_own_words(&self, request: &LinkRequest) -> Result<bool, AppError> {
        let (Ok(link), Some(pass)) = (self.own_link(request).await?, request.pass.clone()) else { return Ok(false) };
        let caller = Caller::by_link(link.id, request.request.clone());
        self.retrying(&caller, "take_back_own_words", move |unit, _| {
            let (hash, patient, link) = (token_hash(&pass), link.patient, link.id);
            Box::pin(async move {
                if !storage::access_link::has_pass(unit, link, &hash).await? {
                    return Ok(false);
                }
                let (_, records) = person(unit, patient).await?;
                for stored in of(unit, &records).await? {
                    unit.void::<OwnWords>(stored.id, stored.recorded.version, BY_THE_PATIENT).await?;
                }
                Ok(true)
            })
        })
        .await
    }
}

/// All records of a patient of whom the caller may see this kind of data.
async fn permitted(unit: &mut WriteUnit, caller: &Caller, data: Data, patient: PatientId) -> Result<Vec<PatientId>, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, data, shown, today).await?;
    Ok(records)
}
