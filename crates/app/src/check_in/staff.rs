//! The practice's side of check-ins: what is due, making one, handing out its link, seeing how it stands, taking it back.

mod due;
mod handing;
mod making;
mod offer;
mod page;
mod remote;

use instruments::Mode;
use storage::ReadUnit;
use storage::check_in::CheckIn;
use vocabulary::{PatientId, RecordId};

use super::leave::{TakenBack, take_back};
use super::{NewLink, new_secret};
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

pub use due::DueForm;
pub(super) use due::due;
pub(crate) use handing::is_shared;
pub(super) use handing::{Handing, link_here, link_to, make_link};
pub use handing::{MODES_AT_THE_PRACTICE, SHARED_IDLE_SECONDS};
pub use making::NewCheckIn;
pub(super) use making::{make, put};
pub use offer::{Offered, PATIENT_LANGUAGES};
pub(crate) use page::open_rows;
use page::page;
pub use page::{CheckInRow, CheckInsPage, EventRow, NoteRow};
pub(crate) use remote::missing_for_link;

impl App {
    /// What is due for a patient, and which check-ins there are.
    #[crate::boxed]
    pub async fn check_ins(&self, caller: &Caller, patient: PatientId) -> Result<CheckInsPage, AppError> {
        let (operation, asking, app) = (self.operation(caller, crate::opening::VIEW_CHECK_INS), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (zone, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Entry, shown, today).await?;
                let mut page = page(unit, &app, shown, &records, zone, today).await?;
                if asking.scope(Data::Scores) == crate::permission::Scope::Nothing {
                    page.check_ins.iter_mut().for_each(CheckInRow::without_answers);
                    page.notes.clear();
                }
                if asking.scope(Data::Answers) == crate::permission::Scope::Nothing {
                    page.own_words.clear();
                }
                Ok(page)
            })
        });
        let result = read.await;
        self.audited(caller, crate::opening::VIEW_CHECK_INS, result).await
    }

    /// Makes a check-in. One by link with items whose answers a person must see is refused while the practice's crisis text, a channel or somebody on
    /// call is missing ([`AppError::RemoteNotReady`]).
    #[crate::boxed]
    pub async fn make_check_in(&self, caller: &Caller, patient: PatientId, new: NewCheckIn) -> Result<RecordId, AppError> {
        let id: RecordId = self.ports.ids.next();
        let asking = caller.clone();
        let result = self
            .retrying(caller, "make_check_in", move |unit, app| {
                let (asking, new) = (asking.clone(), new.clone());
                Box::pin(async move { make(unit, &app, &asking, patient, new, id).await })
            })
            .await;
        self.audited(caller, "make_check_in", result).await?;
        Ok(id)
    }

    /// Makes a link to a check-in, to be handed out on paper or shown as a square code. It is in the answer and nowhere else.
    #[crate::boxed]
    pub async fn print_check_in_link(&self, caller: &Caller, check_in: RecordId) -> Result<NewLink, AppError> {
        self.link(caller, "print_check_in_link", check_in, Handing::Shown).await
    }

    /// Makes a link to a check-in and plans the message that brings it to whoever answers: by exactly their own contact.
    #[crate::boxed]
    pub async fn send_check_in(&self, caller: &Caller, check_in: RecordId) -> Result<(), AppError> {
        self.link(caller, "send_check_in", check_in, Handing::Sent).await.map(drop)
    }

    /// Opens a check-in on the device at hand: a tablet that is handed over, a kiosk, or the screen of whoever asks by telephone, in person or from
    /// paper. The link is good for a few hours only, and what comes by it is recorded with this mode.
    #[crate::boxed]
    pub async fn open_check_in_here(&self, caller: &Caller, check_in: RecordId, mode: Mode) -> Result<NewLink, AppError> {
        if !MODES_AT_THE_PRACTICE.contains(&mode) {
            return Err(AppError::field("mode", FieldProblemKind::NotAChoice));
        }
        self.link(caller, "open_check_in_here", check_in, Handing::Here(mode)).await
    }

    async fn link(&self, caller: &Caller, action: &'static str, check_in: RecordId, handing: Handing) -> Result<NewLink, AppError> {
        let (id, secret) = (self.ports.ids.next::<RecordId>(), new_secret(self.ports.random.as_ref()));
        let asking = caller.clone();
        let result = self
            .retrying(caller, action, move |unit, app| {
                let (asking, secret) = (asking.clone(), secret.clone());
                Box::pin(async move { make_link(unit, &app, &asking, check_in, (id, secret), handing).await })
            })
            .await;
        self.audited(caller, action, result).await
    }

    /// Takes a check-in back: its links lead nowhere, and what is still to be sent of it is stopped. Answers that came in are
    /// recorded as far as they go.
    #[crate::boxed]
    pub async fn revoke_check_in(&self, caller: &Caller, check_in: RecordId) -> Result<PatientId, AppError> {
        let asking = caller.clone();
        let result = self
            .retrying(caller, "revoke_check_in", move |unit, app| {
                let asking = asking.clone();
                Box::pin(async move {
                    let present = own(unit, &asking, check_in).await?;
                    take_back(unit, &app, &present, TakenBack::ByStaff).await?;
                    Ok(present.patient)
                })
            })
            .await;
        self.wake.notify_one();
        self.audited(caller, "revoke_check_in", result).await
    }
}

/// A check-in that the caller may handle.
pub(super) async fn own(unit: &mut ReadUnit, caller: &Caller, id: RecordId) -> Result<CheckIn, AppError> {
    let present = storage::check_in::get(unit, id).await?.ok_or(AppError::NotFound("check-in"))?;
    let (shown, records) = person(unit, present.patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Entry, shown, today).await?;
    Ok(present)
}
