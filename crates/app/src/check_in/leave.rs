//! Check-ins that end without being sent off: staff take one back, another one asks everything it asks, its time is over. The answers that came in are
//! answers all the same: they are recorded as far as they go, on the day on which they were given.

use instruments::{Administration, Completion, Mode, Respondent};
use storage::check_in::{CheckIn, CheckInState};
use storage::{ReadUnit, Stored, View, WriteUnit};
use vocabulary::{IdSource, Instant, PatientId, RecordId};

use super::form::load;
use super::record::{Which, record};
use super::visit::series_of;
use crate::context::{App, person, place_of};
use crate::error::AppError;
use crate::permission::Caller;
use collection::check_in::{EventKind, LinkEnd};
use collection::sending::stop::StopReason;

/// How many check-ins that ended are looked at in one round of the worker.
const ROUND_MAX: u32 = 200;

/// Why a check-in is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakenBack {
    /// Somebody of the practice did.
    ByStaff,
    /// Another check-in asks, or an answer from elsewhere gave, everything it asks.
    Covered,
}

impl TakenBack {
    /// What happens to it, and what ends its links.
    const fn happens(self) -> (EventKind, LinkEnd) {
        match self {
            Self::ByStaff => (EventKind::Revoked, LinkEnd::Revoked),
            Self::Covered => (EventKind::Covered, LinkEnd::Covered),
        }
    }

    const fn stops(self) -> StopReason {
        match self {
            Self::ByStaff => StopReason::ByStaff,
            Self::Covered => StopReason::Replaced,
        }
    }
}

/// Takes a check-in back: its links lead nowhere, what is still to be sent of it is stopped, and the answers that came in are recorded. Does nothing
/// where it has ended already.
pub(super) async fn take_back(unit: &mut WriteUnit, app: &App, check_in: &CheckIn, why: TakenBack) -> Result<(), AppError> {
    if !storage::check_in::finish(unit, check_in.id, CheckInState::Revoked).await? {
        return Ok(());
    }
    keep_answers(unit, app, check_in).await?;
    let (event, end) = why.happens();
    storage::access_link::revoke_of_check_in(unit, check_in.id, end).await?;
    storage::check_in::happened(unit, check_in.id, event, check_in.mode, None).await?;
    crate::message::stop_series(unit, &series_of(check_in.id), why.stops()).await?;
    Ok(())
}

async fn keep_answers(unit: &mut WriteUnit, app: &App, check_in: &CheckIn) -> Result<(), AppError> {
    if check_in.answer_count == 0 {
        return Ok(());
    }
    let loaded = load(unit, app, check_in.id, check_in.mode).await?;
    let ids: &IdSource = &app.ports.ids;
    record(unit, &loaded, ids, Which::Left).await.map(drop)
}

/// Takes back what was sent to the patient and is asked by another check-in, or was given by one that was sent off: everything it asks is among
/// `instruments`. Only what one person answers for themselves: two parents, or two teachers, each have their own. What was printed may come in on paper
/// and stays.
pub(super) async fn take_back_covered(
    unit: &mut WriteUnit,
    app: &App,
    (patient, respondent): (PatientId, Respondent),
    instruments: &[String],
    by: RecordId,
) -> Result<(), AppError> {
    if respondent != Respondent::Patient {
        return Ok(());
    }
    let (_, records) = person(unit, patient).await?;
    let now = unit.at();
    let is_covered = |check_in: &CheckIn| {
        check_in.id != by
            && check_in.state == CheckInState::Open
            && check_in.expires_at > now
            && check_in.respondent == respondent
            && check_in.mode == Mode::Link
            && check_in.instruments.iter().all(|id| instruments.contains(id))
    };
    for check_in in storage::check_in::of_patients(unit, &records).await?.into_iter().filter(is_covered) {
        if storage::paper_form::of_check_in(unit, check_in.id).await?.is_empty() {
            take_back(unit, app, &check_in, TakenBack::Covered).await?;
        }
    }
    Ok(())
}

/// True where what a check-in asks was given since it was made by another way, or is settled in the schedule that asked for it: nobody is reminded of it.
pub(crate) async fn is_given_elsewhere(unit: &mut ReadUnit, app: &App, check_in: RecordId) -> Result<bool, AppError> {
    let Some(check_in) = storage::check_in::get(unit, check_in).await? else { return Ok(false) };
    if check_in.state != CheckInState::Open {
        return Ok(true);
    }
    let (shown, records) = person(unit, check_in.patient).await?;
    let (zone, _) = place_of(unit, &records).await?;
    let made_on = check_in.created_at.day_in(&zone);
    let own = storage::check_in::administrations(unit, check_in.id).await?;
    let given = storage::administration::of_patients(unit, &records, View::Current).await?;
    let elsewhere = |instrument: &str| {
        let counts = |each: &&Stored<Administration>| {
            let value = each.value();
            value.instrument == instrument
                && value.respondent == check_in.respondent
                && value.completion != Completion::Partial
                && !own.values().any(|id| *id == each.id)
                && value.day >= made_on
                && value.finished_at.unwrap_or(each.recorded.recorded_at) > check_in.created_at
        };
        check_in.respondent == Respondent::Patient && given.iter().any(|each| counts(&each))
    };
    let settled = match check_in.due_day {
        Some(_) => crate::schedule::settled_of(unit, &app.library(), shown, check_in.respondent, made_on).await?,
        None => Vec::new(),
    };
    Ok(check_in.instruments.iter().all(|id| elsewhere(id) || settled.contains(id)))
}

impl App {
    /// Records the answers of check-ins whose time is over and that nobody sent off. Says of how many check-ins.
    #[crate::boxed]
    pub async fn keep_what_expired(&self) -> Result<usize, AppError> {
        let (caller, now) = (Caller::system("worker"), self.now());
        let operation = self.operation(&caller, "look_for_expired_check_ins");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::check_in::expired_with_answers(unit, now, ROUND_MAX).await?) })
        });
        let (found, mut failed) = (read.await?, 0);
        for id in &found {
            let id = *id;
            let kept =
                self.retrying(&caller, "keep_what_expired", move |unit, app| Box::pin(async move { expired(unit, &app, id, now).await }));
            // One that cannot be recorded keeps no other waiting. It stands first in the next round again.
            if let Err(error) = kept.await {
                tracing::error!(check_in = %id, %error, "the answers of a check-in that ended could not be recorded");
                failed += 1;
            }
        }
        if found.len() > failed {
            self.wake.notify_one();
        }
        Ok(found.len() - failed)
    }
}

async fn expired(unit: &mut WriteUnit, app: &App, id: RecordId, now: Instant) -> Result<(), AppError> {
    let Some(check_in) = storage::check_in::get(unit, id).await? else { return Ok(()) };
    if check_in.state != CheckInState::Open || check_in.expires_at > now {
        return Ok(());
    }
    keep_answers(unit, app, &check_in).await?;
    Ok(storage::check_in::happened(unit, id, EventKind::Expired, check_in.mode, None).await?)
}
