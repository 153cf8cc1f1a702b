//! Handing out the link of a check-in: on paper, by message, on the device at hand.

use collection::check_in::EventKind;
use instruments::Mode;
use storage::WriteUnit;
use storage::access_link::AccessLink;
use storage::check_in::{CheckIn, CheckInState};
use vocabulary::RecordId;

use super::own;
use super::remote::check_remote;
use crate::check_in::form::forms;
use crate::check_in::send::plan_messages;
use crate::check_in::{NewLink, path_of};
use crate::context::{App, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;
use crate::secret::token_hash;

/// Ways of answering at the practice, or with somebody of it: on a tablet or kiosk, read out on the telephone or in person, keyed in from paper.
pub const MODES_AT_THE_PRACTICE: [Mode; 5] = [Mode::Tablet, Mode::Kiosk, Mode::Telephone, Mode::Interview, Mode::Paper];

/// How long a link on a device of staff is good.
const HERE_SECONDS: i64 = 4 * 3600;

/// How long a device that goes from hand to hand may rest before it forgets whom it was open for.
pub const SHARED_IDLE_SECONDS: i64 = 10 * 60;

/// How a link is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check_in) enum Handing {
    /// On paper, or as a square code.
    Shown,
    /// By message.
    Sent,
    /// It opens on the device at hand.
    Here(Mode),
}

/// True on a device that goes from hand to hand.
pub(crate) const fn is_shared(mode: Mode) -> bool {
    matches!(mode, Mode::Tablet | Mode::Kiosk)
}

pub(in crate::check_in) async fn make_link(
    unit: &mut WriteUnit,
    app: &App,
    caller: &Caller,
    check_in: RecordId,
    (id, secret): (RecordId, String),
    handing: Handing,
) -> Result<NewLink, AppError> {
    let present = own(unit, caller, check_in).await?;
    link_to(unit, app, &present, (id, secret), handing).await
}

/// Opens a check-in on a device of the practice for somebody whom the device has let in, by a number or a code that staff gave them.
pub(in crate::check_in) async fn link_here(
    unit: &mut WriteUnit,
    app: &App,
    check_in: RecordId,
    link: (RecordId, String),
    mode: Mode,
) -> Result<NewLink, AppError> {
    let present = storage::check_in::get(unit, check_in).await?.ok_or(AppError::NotFound("check-in"))?;
    link_to(unit, app, &present, link, Handing::Here(mode)).await
}

pub(in crate::check_in) async fn link_to(
    unit: &mut WriteUnit,
    app: &App,
    present: &CheckIn,
    (id, secret): (RecordId, String),
    handing: Handing,
) -> Result<NewLink, AppError> {
    let check_in = present.id;
    if present.state != CheckInState::Open || present.expires_at <= unit.at() {
        return Err(AppError::Conflict);
    }
    let path = path_of(&secret);
    let (mode, ends) = match handing {
        Handing::Here(mode) => {
            let seconds = if is_shared(mode) { SHARED_IDLE_SECONDS } else { HERE_SECONDS };
            (mode, unit.at().plus_seconds(seconds).min(present.expires_at))
        }
        Handing::Shown | Handing::Sent => {
            // It may have been made for a tablet, and who was on call when it was made may not be now.
            check_remote(unit, app, present.patient, &present.instruments, &present.language).await?;
            // What an interviewer may ask in both languages has no words for whoever answers alone.
            if forms(app, &present.instruments, &present.language, Mode::Link).0.is_empty() {
                return Err(AppError::field("language", FieldProblemKind::NotAChoice));
            }
            (Mode::Link, unit.at().plus_seconds(app.settings.check_in.link_days * 86_400).min(present.expires_at))
        }
    };
    let link = AccessLink {
        id,
        secret_sha256: token_hash(&secret),
        patient: present.patient,
        check_in: Some(check_in),
        mode,
        created_at: unit.at(),
        identify_from: unit.at().plus_seconds(app.settings.check_in.birth_day_after_hours * 3_600),
        expires_at: ends,
        failures: 0,
        revoked_at: None,
        revoke_reason: None,
    };
    storage::access_link::insert(unit, &link).await?;
    let detail = if handing == Handing::Sent { Some(plan_messages(unit, app, present, &link).await?.code()) } else { None };
    let kind = match handing {
        Handing::Shown => EventKind::LinkMade,
        Handing::Sent => EventKind::Sent,
        Handing::Here(_) => EventKind::OpenedHere,
    };
    storage::check_in::happened(unit, check_in, kind, mode, detail).await?;
    let (_, records) = person(unit, present.patient).await?;
    let (zone, _) = place_of(unit, &records).await?;
    Ok(NewLink { path, expires_at: link.expires_at, respondent: present.respondent, language: present.language.clone(), zone })
}
