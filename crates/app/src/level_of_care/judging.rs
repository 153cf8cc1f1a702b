//! Judging anew: whoever had something written about them, and everybody once a day. Only what says something new is stored.

use std::collections::HashMap;
use std::sync::Arc;

use storage::determination::Determination as StoredDetermination;
use storage::{Entry, ReadUnit, WriteUnit};
use utilization_review::level_of_care::{Situation, Trace, determine, judge};
use vocabulary::{EpisodeId, IdSource, Instant, LevelOfCarePeriodId, PatientId, RecordId};

use super::gather::{Gathered, InCare, Rules};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// What judging anew did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Redetermined {
    /// Open episodes with a running level of care that were judged.
    pub judged: usize,
    /// Those whose judgement changed and was stored.
    pub stored: usize,
}

/// A determination to be stored.
pub(crate) struct NewDetermination {
    value: StoredDetermination,
    day: vocabulary::Day,
}

impl NewDetermination {
    pub(super) fn of(situation: &Situation, trace: &Trace, period: LevelOfCarePeriodId) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("JSON is text");
        Self {
            value: StoredDetermination {
                patient: situation.patient,
                episode: situation.episode,
                period: Some(period),
                made_at: situation.as_of,
                engine_version: trace.engine.clone(),
                criteria_set: trace.set.id.clone(),
                criteria_version: trace.set.version.clone(),
                criteria_sha256: trace.set.sha256.clone(),
                outcome: trace.determination.code().to_owned(),
                judgement: trace.judgement().sha256(),
                snapshot: text(situation.to_bytes()),
                trace: text(trace.to_bytes()),
            },
            day: situation.today(),
        }
    }

    pub(super) fn entry(self, id: RecordId) -> Entry<StoredDetermination> {
        Entry::new(id, self.value, self.day)
    }
}

/// Judges the open episodes of patients, given with all their records, or of everybody; gives what says something else than the newest stored one.
pub(crate) async fn changed_of(
    unit: &mut ReadUnit,
    library: Arc<instruments::Library>,
    patients: Option<&[PatientId]>,
    now: Instant,
) -> Result<Vec<NewDetermination>, AppError> {
    let loaded = Loaded::load(unit, library, patients, now).await?;
    Ok(loaded.changed().1)
}

/// Stores determinations.
pub(crate) async fn store_determinations(unit: &mut WriteUnit, ids: &IdSource, new: Vec<NewDetermination>) -> Result<usize, AppError> {
    let entries: Vec<Entry<StoredDetermination>> = new.into_iter().map(|each| each.entry(ids.next())).collect();
    unit.insert_many(&entries).await?;
    Ok(entries.len())
}

/// Everything that judging rests on.
struct Loaded {
    rules: Rules,
    gathered: Gathered,
    newest: HashMap<EpisodeId, String>,
}

impl Loaded {
    async fn load(
        unit: &mut ReadUnit,
        library: Arc<instruments::Library>,
        patients: Option<&[PatientId]>,
        now: Instant,
    ) -> Result<Self, AppError> {
        let rules = Rules::load(unit, library, None).await?;
        let gathered = Gathered::load(unit, patients, now).await?;
        let newest = storage::determination::newest_judgements(unit, patients).await?;
        Ok(Self { rules, gathered, newest: newest.into_iter().collect() })
    }

    /// How many were judged, and those that say something new. Works on as many threads as the machine has.
    fn changed(&self) -> (usize, Vec<NewDetermination>) {
        let in_care: Vec<InCare<'_>> = self.gathered.in_care().collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(in_care.len().div_ceil(ENOUGH_FOR_A_THREAD)).max(1);
        let part = in_care.len().div_ceil(threads).max(1);
        let changed = std::thread::scope(|scope| {
            let parts: Vec<_> = in_care
                .chunks(part)
                .map(|part| scope.spawn(move || part.iter().filter_map(|one| self.changed_one(one)).collect::<Vec<_>>()))
                .collect();
            parts.into_iter().flat_map(|part| part.join().expect("judging does not panic")).collect()
        });
        (in_care.len(), changed)
    }

    fn changed_one(&self, in_care: &InCare<'_>) -> Option<NewDetermination> {
        let situation = self.gathered.situation(in_care, &self.rules)?;
        let judgement = judge(&situation, &self.rules.set).sha256();
        if self.newest.get(&situation.episode) == Some(&judgement) {
            return None;
        }
        let trace = determine(&situation, &self.rules.set);
        Some(NewDetermination::of(&situation, &trace, in_care.period.id))
    }
}

/// Below so many episodes a further thread costs more than it saves.
const ENOUGH_FOR_A_THREAD: usize = 500;
/// So many determinations are written in one transaction, so that other writers need not wait long.
const WRITTEN_AT_ONCE: usize = 2_000;

impl App {
    /// Judges everybody in care anew by the criteria in force, and stores what says something new.
    pub async fn redetermine_everybody(&self) -> Result<Redetermined, AppError> {
        let caller = Caller::system("judge");
        let (operation, library, now) = (self.operation(&caller, "redetermine_levels_of_care"), self.library(), self.now());
        let read =
            self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Loaded::load(unit, library, None, now).await }));
        let loaded = read.await?;
        let judged = tokio::task::spawn_blocking(move || loaded.changed()).await;
        let (judged, mut changed) = judged.map_err(|_| AppError::Document("judging levels of care stopped".to_owned()))?;
        let mut stored = 0;
        while !changed.is_empty() {
            let rest = changed.split_off(changed.len().min(WRITTEN_AT_ONCE));
            let (part, ids) = (std::mem::replace(&mut changed, rest), Arc::clone(&self.ports.ids));
            let write = self
                .database
                .write::<_, AppError, _>(&operation, |unit| Box::pin(async move { store_determinations(unit, &ids, part).await }));
            stored += write.await?;
        }
        Ok(Redetermined { judged, stored })
    }
}
