//! Scoring anew. A stored score follows what is on record about the person (sex, birth day, merged records), the definition and the engine: when one of
//! these changes, it is computed again, so that caseload, chart and judgements say the same as documents and exports, which score afresh. What was
//! stored before is superseded and kept, and whoever is concerned is judged anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use care::Patient;
use instruments::{Administration, Definition, ENGINE_VERSION, Library, Responses};
use storage::responses::GivenTotal;
use storage::score::{ScoreSummary, StoredScore};
use storage::{View, WriteUnit};
use vocabulary::{AdministrationId, PatientId};

use crate::administration::{facts, scored};
use crate::context::{App, person};
use crate::error::AppError;
use crate::permission::Caller;

/// At most so many scores are looked at in one unit, so that a new definition does not keep other writers waiting.
const SCORES_AT_ONCE: u16 = 500;

/// How far scoring anew has come, for the definitions that are in use.
#[derive(Debug, Default)]
pub struct Rescoring {
    /// The definitions it goes by.
    library: Option<Arc<Library>>,
    /// Those of which scores are on record that another version or engine made.
    left: Vec<Arc<Definition>>,
    /// The last administration of the definition in hand that was looked at.
    after: Option<AdministrationId>,
}

impl App {
    /// Scores a part anew of what another definition or engine made than those in use. Returns false when nothing is left: until the definitions change,
    /// asking again costs nothing.
    ///
    /// # Errors
    /// Of the database; the same part is taken again the next time.
    #[crate::boxed]
    pub async fn rescore_part(&self, rescoring: &mut Rescoring) -> Result<bool, AppError> {
        let library = self.library();
        if !rescoring.library.as_ref().is_some_and(|known| Arc::ptr_eq(known, &library)) {
            let left = self.outdated_definitions(&library).await?;
            *rescoring = Rescoring { library: Some(Arc::clone(&library)), left, after: None };
        }
        let Some(definition) = rescoring.left.last().cloned() else { return Ok(false) };
        let (operation, after) = (self.operation(&Caller::system("rescore"), "rescore"), rescoring.after);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (id, version) = (&definition.id, &definition.version);
                let scores = storage::score::outdated(unit, id, version, ENGINE_VERSION, after, SCORES_AT_ONCE).await?;
                let last = scores.last().map(|score| score.administration);
                rescore(unit, &library, scores).await?;
                Ok(last)
            })
        });
        rescoring.after = write.await?;
        if rescoring.after.is_none() {
            rescoring.left.pop();
        }
        Ok(!rescoring.left.is_empty())
    }

    async fn outdated_definitions(&self, library: &Library) -> Result<Vec<Arc<Definition>>, AppError> {
        let operation = self.operation(&Caller::system("rescore"), "rescore");
        let read =
            self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(storage::score::versions(unit).await?) }));
        let mut left: BTreeMap<String, Arc<Definition>> = BTreeMap::new();
        for version in read.await? {
            let Some(definition) = library.get(&version.instrument) else { continue };
            if *definition.version != *version.definition_version || version.engine_version != ENGINE_VERSION {
                left.insert(version.instrument, Arc::clone(definition));
            }
        }
        Ok(left.into_values().collect())
    }
}

/// Scores everything of a person anew, by what is on record about them now. Returns how many scores came out differently.
pub(crate) async fn rescore_person(unit: &mut WriteUnit, library: &Library, patient: PatientId) -> Result<usize, AppError> {
    let (_, records) = person(unit, patient).await?;
    let scores = storage::score::of_patients(unit, &records, None, View::Current).await?;
    rescore(unit, library, scores).await
}

/// Computes these scores again, and stores those that are not as they were. One whose instrument is no longer known stays as it is.
async fn rescore(unit: &mut WriteUnit, library: &Library, mut scores: Vec<StoredScore>) -> Result<usize, AppError> {
    if scores.is_empty() {
        return Ok(0);
    }
    storage::score::details(unit, &mut scores).await?;
    let ids: Vec<AdministrationId> = scores.iter().map(|score| score.administration).collect();
    let stored: BTreeMap<AdministrationId, ScoreSummary> = scores.into_iter().map(|score| (score.administration, score.summary)).collect();
    let administrations = unit.get_many::<Administration>(&ids, View::Current).await?;
    let mut answers: BTreeMap<AdministrationId, Responses> =
        storage::responses::of_many(unit, &ids, View::Current).await?.into_iter().collect();
    let mut totals: BTreeMap<AdministrationId, Vec<GivenTotal>> = BTreeMap::new();
    for (id, total) in storage::responses::totals_of_many(unit, &ids, View::Current).await? {
        totals.entry(id).or_default().push(total);
    }
    let links = storage::patient_link::links(unit, View::Current).await?;
    let shown: BTreeSet<PatientId> = administrations.iter().map(|each| links.shown_as(each.value().patient)).collect();
    let shown: Vec<PatientId> = shown.into_iter().collect();
    let people = unit.get_many::<Patient>(&shown, View::Current).await?;
    let people: BTreeMap<PatientId, Patient> = people.into_iter().map(|stored| (stored.id, stored.recorded.value)).collect();
    let mut count = 0;
    for administration in administrations {
        let (id, value) = (administration.id, administration.value());
        let known = (library.get(&value.instrument), people.get(&links.shown_as(value.patient)), stored.get(&id));
        let (Some(definition), Some(patient), Some(stored)) = known else { continue };
        let responses = answers.remove(&id).unwrap_or_default();
        let totals = totals.remove(&id).unwrap_or_default();
        let score = scored(definition, &responses, &totals, facts(patient, value.day));
        let fresh = ScoreSummary::of(definition, &score);
        if fresh != *stored {
            storage::score::replace(unit, id, &fresh).await?;
            count += 1;
        }
    }
    Ok(count)
}
