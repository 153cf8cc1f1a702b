//! Another way for a check-in that was made already: staff who chose one way change their mind, and nobody is asked a second time. Its link is handed out or
//! sent as for any other ([`App::print_check_in_link`], [`App::send_check_in`]).

use instruments::{Mode, Respondent};
use storage::WriteUnit;
use storage::check_in::{CheckIn, CheckInState};
use vocabulary::RecordId;

use super::form::forms;
use super::kiosk::{KioskCode, NewCode};
use super::paper::packet;
use super::staff::own;
use crate::context::{App, person};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;

impl App {
    /// Prints the blank forms of a check-in, with a new code each by which they are keyed. `with_name`: the patient's name stands on them, for whoever hands
    /// them out. [`AppError::Conflict`] where the check-in takes no answers any more, [`AppError::Form`] where there are no words to print in its language.
    #[crate::boxed]
    pub async fn print_check_in_forms(&self, caller: &Caller, check_in: RecordId, with_name: bool) -> Result<Vec<u8>, AppError> {
        let asking = caller.clone();
        let result = self
            .retrying(caller, "print_forms", move |unit, app| {
                let asking = asking.clone();
                Box::pin(async move {
                    let present = open(unit, &app, &asking, check_in, Mode::Paper).await?;
                    let mut facts = packet(unit, &app, check_in).await?;
                    if with_name {
                        let (shown, _) = person(unit, present.patient).await?;
                        let patient = unit.require::<care::Patient>(shown).await?.recorded.value;
                        facts.patient_name = Some(format!("{} {}", patient.given_name, patient.family_name));
                    }
                    Ok(facts)
                })
            })
            .await;
        let facts = self.audited(caller, "print_forms", result).await?;
        self.rendered_forms(facts).await
    }

    /// Makes a code by which a check-in is answered at the kiosk. Refused as [`App::print_check_in_forms`] is, and for what a clinician rates: whoever walks up
    /// to the kiosk is the patient.
    #[crate::boxed]
    pub async fn make_check_in_kiosk_code(&self, caller: &Caller, check_in: RecordId) -> Result<KioskCode, AppError> {
        let (asking, new) = (caller.clone(), NewCode::of(self));
        let result = self
            .retrying(caller, "make_kiosk_code", move |unit, app| {
                let (asking, new) = (asking.clone(), new.clone());
                Box::pin(async move {
                    let present = open(unit, &app, &asking, check_in, Mode::Kiosk).await?;
                    if present.respondent == Respondent::Clinician {
                        return Err(AppError::field("respondent", FieldProblemKind::NotAChoice));
                    }
                    new.put(unit, &app, check_in).await
                })
            })
            .await;
        self.audited(caller, "make_kiosk_code", result).await
    }
}

/// A check-in that the caller may handle, that takes answers and has words to be asked in this way.
async fn open(unit: &mut WriteUnit, app: &App, caller: &Caller, check_in: RecordId, mode: Mode) -> Result<CheckIn, AppError> {
    let present = own(unit, caller, check_in).await?;
    if present.state != CheckInState::Open || present.expires_at <= unit.at() {
        return Err(AppError::Conflict);
    }
    if forms(app, &present.instruments, &present.language, mode).0.is_empty() {
        return Err(AppError::field("language", FieldProblemKind::NotAChoice));
    }
    Ok(present)
}
