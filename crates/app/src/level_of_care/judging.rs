//! Judging anew: whoever had something written about them, and everybody once a day. Only what says something new is stored.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use care::PatientLinks;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use instruments::Library;
use storage::determination::Determination as StoredDetermination;
use storage::{Entry, ReadUnit, View, WriteUnit};
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

/// Judges the open episodes of patients, given with all their records; gives what says something else than the newest stored one.
pub(crate) async fn changed_of(
    unit: &mut ReadUnit,
    library: Arc<Library>,
    patients: &[PatientId],
    now: Instant,
) -> Result<Vec<NewDetermination>, AppError> {
    let rules = Rules::load(unit, library, None).await?;
    Ok(Loaded::load(unit, patients, &rules, now).await?.changed(&rules).1)
}

/// Stores determinations.
pub(crate) async fn store_determinations(unit: &mut WriteUnit, ids: &IdSource, new: Vec<NewDetermination>) -> Result<usize, AppError> {
    let entries: Vec<Entry<StoredDetermination>> = new.into_iter().map(|each| each.entry(ids.next())).collect();
    unit.insert_many(&entries).await?;
    Ok(entries.len())
}

/// What is on record about some patients.
struct Loaded {
    gathered: Gathered,
    newest: HashMap<EpisodeId, String>,
}

impl Loaded {
    async fn load(unit: &mut ReadUnit, patients: &[PatientId], rules: &Rules, now: Instant) -> Result<Self, AppError> {
        let gathered = Gathered::load(unit, patients, rules, now).await?;
        let newest = storage::determination::newest_judgements(unit, patients).await?;
        Ok(Self { gathered, newest: newest.into_iter().collect() })
    }

    /// How many were judged, and those that say something new.
    fn changed(&self, rules: &Rules) -> (usize, Vec<NewDetermination>) {
        let mut judged = 0;
        let counted = self.gathered.in_care().inspect(|_| judged += 1);
        let changed = counted.filter_map(|one| self.changed_one(&one, rules)).collect();
        (judged, changed)
    }

    fn changed_one(&self, in_care: &InCare<'_>, rules: &Rules) -> Option<NewDetermination> {
        let situation = self.gathered.situation(in_care, rules)?;
        let judgement = judge(&situation, &rules.set).sha256();
        if self.newest.get(&situation.episode) == Some(&judgement) {
            return None;
        }
        let trace = determine(&situation, &rules.set);
        Some(NewDetermination::of(&situation, &trace, in_care.period.id))
    }
}

/// So many patients are loaded, judged and written together: what they need of memory is bounded, and other writers need not wait long. More than
/// the thousand up to which the audit names the patients of a computation one by one.
const PATIENTS_OF_A_PART: usize = 2_000;
/// So many parts are in hand at once: one is loaded while another is judged.
const PARTS_IN_HAND: usize = 2;

impl App {
    /// Judges everybody in care anew by the criteria in force, and stores what says something new.
    ///
    /// Patients are taken in parts. A part that fails ends the round with its error; what others stored stays, and the next round takes up the rest.
    #[crate::boxed]
    pub async fn redetermine_everybody(&self) -> Result<Redetermined, AppError> {
        let operation = self.operation(&Caller::system("judge"), "redetermine_levels_of_care");
        let library = self.library();
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let links = storage::patient_link::links(unit, View::Current).await?;
                let people = storage::open_care::people(unit).await?;
                Ok((Rules::load(unit, library, None).await?, in_parts(&people, &links, PATIENTS_OF_A_PART)))
            })
        });
        let (rules, parts) = read.await?;
        let rules = Arc::new(rules);
        let mut parts =
            stream::iter(parts.into_iter().map(|part| self.redetermine(part, Arc::clone(&rules)))).buffer_unordered(PARTS_IN_HAND);
        let mut all = Redetermined::default();
        while let Some(done) = parts.try_next().await? {
            all.judged += done.judged;
            all.stored += done.stored;
        }
        Ok(all)
    }

    async fn redetermine(&self, records: Vec<PatientId>, rules: Arc<Rules>) -> Result<Redetermined, AppError> {
        let (operation, now) = (self.operation(&Caller::system("judge"), "redetermine_levels_of_care"), self.now());
        let loading = Arc::clone(&rules);
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Loaded::load(unit, &records, &loading, now).await }));
        let loaded = read.await?;
        let judged = tokio::task::spawn_blocking(move || loaded.changed(&rules));
        let (judged, changed) = crate::computed::computed("judging levels of care", judged).await?;
        if changed.is_empty() {
            return Ok(Redetermined { judged, stored: 0 });
        }
        let ids = Arc::clone(&self.ports.ids);
        let write = self
            .database
            .write::<_, AppError, _>(&operation, |unit| Box::pin(async move { store_determinations(unit, &ids, changed).await }));
        Ok(Redetermined { judged, stored: write.await? })
    }
}

/// These people, each with all their records in one part, in parts of about one size.
fn in_parts(people: &[PatientId], links: &PatientLinks, at_most: usize) -> Vec<Vec<PatientId>> {
    let shown: BTreeSet<PatientId> = people.iter().map(|record| links.shown_as(*record)).collect();
    let shown: Vec<PatientId> = shown.into_iter().collect();
    let parts = shown.len().div_ceil(at_most).max(1);
    let size = shown.len().div_ceil(parts).max(1);
    shown.chunks(size).map(|part| part.iter().flat_map(|patient| links.records_of(*patient)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use care::PatientLink;
    use vocabulary::{IdSource, port};

    use super::*;

    fn people(count: usize) -> Vec<PatientId> {
        let ids =
            IdSource::new(Arc::new(port::FixedClock::at("2026-11-23T12:00:00Z".parse().unwrap())), Arc::new(port::SeededRandom::new(1)));
        (0..count).map(|_| ids.next()).collect()
    }

    fn check(count: usize, at_most: usize, sizes: &[usize]) {
        let people = people(count);
        let parts = in_parts(&people, &PatientLinks::default(), at_most);
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), sizes);
        assert_eq!(parts.concat().into_iter().collect::<BTreeSet<_>>(), people.into_iter().collect());
    }

    #[test]
    fn parts_are_of_about_one_size() {
        check(0, 3, &[]);
        check(3, 3, &[3]);
        check(4, 3, &[2, 2]);
        check(7, 3, &[3, 3, 1]);
    }

    #[test]
    fn whoever_has_two_records_is_judged_once_with_both() {
        let people = people(4);
        let links = PatientLinks::replay(&[PatientLink::Merged { kept: people[0], merged: people[3] }]);
        let parts = in_parts(&people, &links, 2);
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1]);
        assert!(parts[0].contains(&people[0]) && parts[0].contains(&people[3]));
    }
}
