//! Work that the program does on its own, in tasks of their own so that none waits for another:
//!
//! * each second ([`App::work`]): seals the audit, scores anew what another definition or engine made, judges whoever waits for it, and sends alerts
//!   on whose time is over;
//! * every few minutes ([`App::work_on_the_house`]): records the answers of check-ins that ended, sends what is due at the start of the day where the
//!   practice chose that, and clears away sessions, attempts and links that ended;
//! * messages, each channel and what cannot wait in lanes of their own ([`App::work_on_messages`]), and courses ([`App::work_on_courses`]).
//!
//! What fails is logged and tried again, and never keeps the rest of its round from being done.

use std::sync::atomic::Ordering;
use std::time::Duration;

use collection::sending::retry::rest_of_lane;
use futures_util::future::{join, join_all};
use storage::message::Lane;
use tokio::sync::{Notify, watch};
use vocabulary::Instant;

use crate::context::App;
use crate::error::AppError;
use crate::judgement::Judged;
use crate::message::LaneRound;
use crate::permission::Caller;
use crate::rescore::Rescoring;

/// How often the audit is sealed.
const SEAL_EVERY: Duration = Duration::from_secs(1);
/// How often the house is kept.
const KEEP_HOUSE_EVERY: Duration = Duration::from_mins(5);
/// A round of [`App::work`] takes seconds. After so many without one that was finished, somebody has to look.
const LATE_SECONDS: i64 = 300;
/// Open alerts are looked through at least this often, counted in rounds of sealing, and whenever the time of one is over.
const ESCALATE_EVERY_ROUNDS: u64 = 300;
/// How long attempts to sign in are kept.
const ATTEMPTS_KEPT_SECONDS: i64 = 24 * 3600;

impl App {
    /// Works until `stop` says so, then seals once more. A round that fails is logged and tried again.
    #[crate::boxed]
    pub async fn work(&self, mut stop: watch::Receiver<bool>) {
        let mut rounds = 0_u64;
        let mut next_escalation: Option<Instant> = None;
        let mut has_judged = false;
        let mut rescoring = Rescoring::default();
        while !*stop.borrow() {
            if let Err(error) = self.database.seal_audit().await {
                tracing::warn!(%error, "the worker could not seal the audit in this round");
            }
            if let Err(error) = self.rescore_part(&mut rescoring).await {
                tracing::warn!(%error, "the worker could not score anew in this round");
            }
            let look_through = rounds.is_multiple_of(ESCALATE_EVERY_ROUNDS);
            let judged = self.judge_round(look_through).await;
            let is_raised = judged.as_ref().is_ok_and(|judged| judged.raised > 0);
            // Whether or not judging went well: what stands open goes its way.
            self.escalate_round(look_through || is_raised, &mut next_escalation).await;
            match judged.map(|judged| judged.patients) {
                Ok(0) if std::mem::take(&mut has_judged) => {
                    if let Err(error) = self.database.give_back_memory().await {
                        tracing::warn!(%error, "the worker could not give back the memory of the database");
                    }
                }
                Ok(judged) => has_judged = judged > 0 || has_judged,
                Err(error) => tracing::warn!(%error, "the worker could not judge in this round"),
            }
            rounds += 1;
            self.finished_round();
            tokio::select! {
                () = tokio::time::sleep(SEAL_EVERY) => {}
                () = self.wake.notified() => {}
                _ = stop.changed() => {}
            }
        }
        if let Err(error) = self.database.seal_audit().await {
            tracing::warn!(%error, "the audit could not be sealed at the end");
        }
    }

    /// Tells owners and sends what is due, until `stop` says so: each lane of messages on its own, so that a server that hangs or is down holds up what
    /// goes to it and nothing else. A message that is in hand is brought to its end first.
    #[crate::boxed]
    pub async fn work_on_messages(&self, stop: watch::Receiver<bool>) {
        let told = Notify::new();
        let lanes = Lane::ALL.map(|lane| self.work_on_lane(lane, &told, stop.clone()));
        join(self.work_on_notices(&told, stop.clone()), join_all(lanes)).await;
    }

    /// Plans notices, and says of messages whose server is gone that nobody knows what became of them: by no mail server that hangs is that held up.
    async fn work_on_notices(&self, told: &Notify, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.tell_owners().await {
                Ok(noticed) if noticed.planned > 0 => told.notify_waiters(),
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "the worker could not tell owners in this round"),
            }
            if let Err(error) = self.expire().await {
                tracing::warn!(%error, "the worker could not look for messages whose server is gone");
            }
            tokio::select! {
                () = tokio::time::sleep(SEAL_EVERY) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Sends what is due in one lane, round after round. Rests longer each time its server could not be reached.
    async fn work_on_lane(&self, lane: Lane, told: &Notify, mut stop: watch::Receiver<bool>) {
        let mut failures = 0_u32;
        while !*stop.borrow() {
            let pause = match self.send_lane(lane).await {
                Ok(done) if done.is_way_closed => {
                    failures = failures.saturating_add(1);
                    let rest = u64::try_from(rest_of_lane(lane.is_urgent, failures)).unwrap_or_default();
                    Duration::from_secs(rest).max(SEAL_EVERY)
                }
                Ok(done) if done == LaneRound::default() => SEAL_EVERY,
                Ok(_) => {
                    failures = 0;
                    continue;
                }
                Err(error) => {
                    tracing::warn!(%error, channel = lane.channel.code(), urgent = lane.is_urgent, "the worker could not send in this round");
                    SEAL_EVERY
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = told.notified(), if lane.is_urgent => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Judges whoever waits; when asked, lets everybody in care be judged once a day. That they cannot be marked keeps nobody who waits.
    async fn judge_round(&self, mark: bool) -> Result<Judged, AppError> {
        if mark && let Err(error) = self.mark_for_the_day().await {
            tracing::warn!(%error, "the worker could not mark everybody for the day");
        }
        self.judge_waiting().await
    }

    /// Looks through the open alerts when asked, and when the time of one is over.
    async fn escalate_round(&self, look_through: bool, next: &mut Option<Instant>) {
        if !look_through && next.is_none_or(|next| next > self.now()) {
            return;
        }
        match self.escalate_alerts().await {
            Ok(escalated) => *next = escalated.next,
            Err(error) => tracing::warn!(%error, "the worker could not send alerts on in this round"),
        }
    }

    /// Keeps the house every few minutes until `stop` says so.
    #[crate::boxed]
    pub async fn work_on_the_house(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            self.keep_house().await;
            tokio::select! {
                () = tokio::time::sleep(KEEP_HOUSE_EVERY) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Records what came in by check-ins that ended, sends what is due where that goes by itself, and clears away. Each is done whatever became of the others.
    #[crate::boxed]
    pub async fn keep_house(&self) {
        self.database.forget_unused();
        if let Err(error) = self.keep_what_expired().await {
            tracing::error!(%error, "the answers of check-ins that ended could not all be recorded");
        }
        if let Err(error) = self.send_each_day().await {
            tracing::error!(%error, "what is due could not be sent by itself");
        }
        if let Err(error) = self.clear_away().await {
            tracing::warn!(%error, "what ended could not be cleared away");
        }
    }

    async fn clear_away(&self) -> Result<(), AppError> {
        let (now, idle) = (self.now(), self.settings.idle_minutes * 60);
        let operation = self.operation(&Caller::system("worker"), "clear_sessions");
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                storage::session::clear_expired(unit, now, now.plus_seconds(-idle)).await?;
                storage::sign_in_attempt::clear_before(unit, now.plus_seconds(-ATTEMPTS_KEPT_SECONDS)).await?;
                storage::access_link::clear_before(unit, now.plus_seconds(-ATTEMPTS_KEPT_SECONDS)).await?;
                Ok(())
            })
        });
        write.await
    }

    fn finished_round(&self) {
        self.last_round.store(self.now().microseconds(), Ordering::Relaxed);
    }

    /// True once [`App::work`] finished a round.
    pub fn has_worked(&self) -> bool {
        self.last_round.load(Ordering::Relaxed) != 0
    }

    /// True where [`App::work`] has not finished a round for minutes: nobody is judged, and no alert goes on.
    pub fn is_worker_late(&self) -> bool {
        let last = self.last_round.load(Ordering::Relaxed);
        last != 0 && self.now().microseconds() - last > LATE_SECONDS * 1_000_000
    }
}
