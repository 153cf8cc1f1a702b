//! Whether a form with safety items may be answered where nobody of the practice is by: gathers what is set up for the pure rule
//! ([`collection::sending::readiness`]) that says what is missing.

use std::collections::BTreeSet;

use collection::sending::readiness::{Missing, RemoteSettings, missing};
use storage::ReadUnit;
use vocabulary::{PatientId, UserId};

use super::{Sending, staff_channels};
use crate::alert::owners::Owners;
use crate::error::AppError;

/// What is missing before a form may be sent to a patient. `has_crisis_text` says whether the practice's own crisis text is there in the language of
/// the form. Empty when nothing is missing.
#[crate::boxed]
pub async fn missing_for_remote(
    unit: &mut ReadUnit,
    sending: &Sending,
    patient: PatientId,
    has_safety_items: bool,
    has_crisis_text: bool,
) -> Result<Vec<Missing>, AppError> {
    let owners = Owners::load(unit, &[patient]).await?;
    let on_call = owners.chain(patient).on_call;
    let with_address: BTreeSet<UserId> = staff_channels(unit, sending, &on_call).await?.into_iter().map(|(user, _)| user).collect();
    let settings = RemoteSettings { has_crisis_text, mode: sending.mode, on_call: on_call.len(), on_call_with_address: with_address.len() };
    Ok(missing(has_safety_items, &settings))
}
