//! Answers that were given at the practice: whoever is on duty at the site has them at once, beside the owner whom the chain names. The one who answered is
//! still in the building, or was until a moment ago.

use instruments::Administration;
use outcomes::warning_sign::Class;
use storage::ReadUnit;
use storage::alert::RaisedAlert;
use vocabulary::{AdministrationId, UserId};

use super::owners::Owners;
use super::stored::evidence_of;
use crate::check_in::MODES_AT_THE_PRACTICE;
use crate::error::AppError;

/// Who is on duty at the site of an alert about safety whose answer was given there; nobody for any other alert.
pub(crate) async fn on_duty_for(unit: &mut ReadUnit, owners: &Owners, raised: &RaisedAlert) -> Result<Vec<UserId>, AppError> {
    if raised.class != Class::Safety.code() || raised.is_silent {
        return Ok(Vec::new());
    }
    let on_duty = owners.on_site_for(raised.patient);
    if on_duty.is_empty() {
        return Ok(on_duty);
    }
    for fact in evidence_of(&raised.evidence).unwrap_or_default() {
        let Ok(id) = fact.id.parse::<AdministrationId>() else { continue };
        let found = unit.current::<Administration>(id).await?;
        // By a way of answering in which somebody of the practice is by, or was.
        if found.is_some_and(|stored| MODES_AT_THE_PRACTICE.contains(&stored.value().mode)) {
            return Ok(on_duty);
        }
    }
    Ok(Vec::new())
}
