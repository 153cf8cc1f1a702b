//! Is this level of care still right? Gathers the facts of a patient, lets the criteria answer, keeps the answer with all it rests on, and takes
//! the decision of a licensed person.
//!
//! What the criteria say is shown to licensed clinical people only ([`Caller::sees_recommendations`]). Others see which facts are missing and
//! what a person decided and signed. Nothing here changes a level of care.

mod agreement;
pub(crate) mod criteria;
mod decision;
mod gather;
mod judging;
mod measure;
mod norm;
mod rerun;
pub(crate) mod typical_stay;

use std::collections::BTreeMap;
use std::sync::Arc;

use care::Patient;
use sha2::{Digest as _, Sha256};
use storage::determination::Determination as StoredDetermination;
use storage::determination_decision::DeterminationDecision;
use storage::{ReadUnit, Stored, View};
use utilization_review::level_of_care::{CriteriaSet, Determination, Direction, ExternalTrace, MissingTrace, Situation, Trace, determine};
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, PatientId, RecordId, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data, Scope};

pub use agreement::AgreementReport;
pub use criteria::{CriteriaPage, CriteriaView, UnreadableCriteria};
pub use decision::{Decided, DecisionEntry};
pub(crate) use gather::{Gathered, Rules};
pub use judging::Redetermined;
pub(crate) use judging::{changed_of, store_determinations};
pub use norm::NormShown;
pub use rerun::RerunView;
pub use typical_stay::STAYS_NEEDED;
pub(crate) use typical_stay::count as count_typical_stays_in;

/// What the page of a patient's level of care shows.
#[derive(Clone, Debug)]
pub struct LevelOfCarePage {
    /// The record under which the patient is shown.
    pub patient: Stored<Patient>,
    /// Today in the patient's program.
    pub today: Day,
    /// The zone of the patient's program.
    pub zone: ZoneName,
    /// Each open episode with a running level of care, the latest admission first.
    pub episodes: Vec<EpisodeLevel>,
    /// What was determined earlier, in episodes that are open or ended, the latest first.
    pub earlier: Vec<EarlierDetermination>,
    /// The criteria in force.
    pub criteria: CriteriaSummary,
    /// True when the caller is shown what the criteria say.
    pub sees_recommendations: bool,
    /// True when the caller may record what the facts are made of.
    pub may_record: bool,
    /// Name and credential with which the caller signs; `None` for somebody who may not decide.
    pub signature: Option<String>,
}

/// Which criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriteriaSummary {
    /// The id.
    pub id: String,
    /// The version.
    pub version: String,
    /// Its name, as its writer gave it.
    pub title: String,
    /// True until the practice's clinicians have reviewed it.
    pub to_be_reviewed: bool,
}

/// One open episode with what the records say now.
#[derive(Clone, Debug)]
pub struct EpisodeLevel {
    /// The episode.
    pub episode: EpisodeId,
    /// The program of the running level.
    pub program: String,
    /// The level.
    pub level: LevelOfCare,
    /// The first day at it.
    pub since: Day,
    /// What the criteria say, for those who may see it.
    pub trace: Option<Trace>,
    /// What is missing, the cheapest first; for everybody.
    pub missing: Vec<MissingTrace>,
    /// Results of licensed tools, as recorded.
    pub external: Vec<ExternalTrace>,
    /// The reliable-change values that verdicts on change rest on, for those who may see them.
    pub norms: Vec<NormShown>,
    /// What a decision must say it has seen: a hash of the facts and of what they come to.
    pub seen: String,
}

/// Something that was determined, with what people decided about it.
#[derive(Clone, Debug)]
pub struct EarlierDetermination {
    /// Its id.
    pub id: RecordId,
    /// About which episode.
    pub episode: EpisodeId,
    /// As of when.
    pub made_at: Instant,
    /// What it was, for those who may see it.
    pub determination: Option<Determination>,
    /// Decisions, the latest last.
    pub decisions: Vec<Decided>,
}

/// The page of one stored determination.
#[derive(Clone, Debug)]
pub struct DeterminationPage {
    /// The record under which the patient is shown.
    pub patient: Stored<Patient>,
    /// The zone of the patient's program.
    pub zone: ZoneName,
    /// As of when it was made.
    pub made_at: Instant,
    /// The engine that made it.
    pub engine_version: String,
    /// By which criteria.
    pub criteria: CriteriaSummary,
    /// The trace, for those who may see it.
    pub trace: Option<Trace>,
    /// The reliable-change values that verdicts on change rest on, for those who may see the trace.
    pub norms: Vec<NormShown>,
    /// What was missing.
    pub missing: Vec<MissingTrace>,
    /// Decisions, the latest last.
    pub decisions: Vec<Decided>,
    /// What making it again gives, for those who may see it.
    pub rerun: Option<RerunView>,
}

impl CriteriaSummary {
    fn of(set: &CriteriaSet) -> Self {
        Self { id: set.id.clone(), version: set.version.clone(), title: set.title.clone(), to_be_reviewed: set.to_be_reviewed }
    }
}

impl App {
    /// What the records say about a patient's level of care now, and what was determined and decided earlier. Nothing is stored by looking.
    ///
    /// `criteria` takes the place of the set in force: to try a set before it is put in force.
    #[crate::boxed]
    pub async fn level_of_care(
        &self,
        caller: &Caller,
        patient: PatientId,
        criteria: Option<CriteriaSet>,
    ) -> Result<LevelOfCarePage, AppError> {
        const ACTION: &str = crate::opening::VIEW_LEVEL_OF_CARE;
        let (operation, asking, library, now) = (self.operation(caller, ACTION), caller.clone(), self.library(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (zone, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::LevelOfCare, shown, today).await?;
                let patient = unit.require::<Patient>(shown).await?;
                let rules = Rules::load(unit, library, criteria.map(Arc::new)).await?;
                let gathered = Gathered::load(unit, &records, &rules, now).await?;
                let sees_recommendations = asking.sees_recommendations();
                let mut episodes: Vec<EpisodeLevel> = (gathered.in_care())
                    .filter_map(|in_care| {
                        let situation = gathered.situation(&in_care, &rules)?;
                        let program = gathered.program(&in_care).map_or_else(String::new, |program| program.name.clone());
                        Some(episode_level(&situation, &rules, program, sees_recommendations))
                    })
                    .collect();
                episodes.reverse();
                let earlier = earlier(unit, &records, sees_recommendations).await?;
                let signature = if sees_recommendations { crate::alert::signature(unit, &asking).await? } else { None };
                let may_record = check_patient(unit, &asking, Data::Records, shown, today).await.is_ok();
                let criteria = CriteriaSummary::of(&rules.set);
                Ok(LevelOfCarePage { patient, today, zone, episodes, earlier, criteria, sees_recommendations, may_record, signature })
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }

    /// One stored determination, made again to see that it still comes out as it was.
    #[crate::boxed]
    pub async fn determination(&self, caller: &Caller, patient: PatientId, id: RecordId) -> Result<DeterminationPage, AppError> {
        const ACTION: &str = crate::opening::VIEW_DETERMINATION;
        let (operation, asking, library) = (self.operation(caller, ACTION), caller.clone(), self.library());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (zone, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::LevelOfCare, shown, today).await?;
                let patient = unit.require::<Patient>(shown).await?;
                let stored = unit.current::<StoredDetermination>(id).await?.filter(|stored| records.contains(&stored.value().patient));
                let stored = stored.ok_or(AppError::NotFound("determination"))?;
                let decisions = decided(unit, &[id]).await?.remove(&id).unwrap_or_default();
                let trace = trace_of(&stored)?;
                let set = criteria::by_sha256(unit, [stored.value().criteria_sha256.clone()]).await?.into_values().next();
                let missing = trace.missing.clone();
                let is_shown = asking.sees_recommendations();
                let recalled = crate::instrument::enabled_in(unit, &library).await?;
                let situation = Situation::from_bytes(stored.value().snapshot.as_bytes()).ok().filter(|_| is_shown);
                let norms = situation.map_or_else(Vec::new, |situation| norm::of(&situation, &library, &recalled));
                Ok(DeterminationPage {
                    patient,
                    zone,
                    made_at: stored.value().made_at,
                    engine_version: stored.value().engine_version.clone(),
                    criteria: criteria_of(&stored, set.as_ref()),
                    trace: is_shown.then_some(trace),
                    norms,
                    missing,
                    decisions,
                    rerun: is_shown.then(|| rerun::view(&stored, set.as_ref())),
                })
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }
}

fn episode_level(situation: &Situation, rules: &Rules, program: String, is_shown: bool) -> EpisodeLevel {
    let trace = determine(situation, &rules.set);
    EpisodeLevel {
        episode: situation.episode,
        program,
        level: situation.level,
        since: situation.level_since,
        missing: trace.missing.clone(),
        external: trace.external.clone(),
        norms: if is_shown { norm::of(situation, &rules.library, &rules.recalled) } else { Vec::new() },
        seen: seen(situation, &trace),
        trace: is_shown.then_some(trace),
    }
}

/// A hash of the facts and of what they come to. Looking again a minute later gives the same one; a record that came meanwhile gives another.
fn seen(situation: &Situation, trace: &Trace) -> String {
    let facts = situation.clone().canonical().observations;
    let facts = serde_json::to_vec(&facts).expect("keys are text and no serializer of ours fails");
    let mut hash = Sha256::new();
    hash.update(facts);
    hash.update(trace.judgement().sha256());
    hex::encode(hash.finalize())
}

fn criteria_of(stored: &Stored<StoredDetermination>, set: Option<&CriteriaSet>) -> CriteriaSummary {
    let value = stored.value();
    CriteriaSummary {
        id: value.criteria_set.clone(),
        version: value.criteria_version.clone(),
        title: set.map_or_else(|| value.criteria_set.clone(), |set| set.title.clone()),
        to_be_reviewed: set.is_some_and(|set| set.to_be_reviewed),
    }
}

fn trace_of(stored: &Stored<StoredDetermination>) -> Result<Trace, AppError> {
    serde_json::from_str(&stored.value().trace).map_err(|error| AppError::Document(format!("determination {}: {error}", stored.id)))
}

async fn earlier(unit: &mut ReadUnit, records: &[PatientId], is_shown: bool) -> Result<Vec<EarlierDetermination>, AppError> {
    let stored = storage::determination::of_patients(unit, records, View::Current).await?;
    let ids: Vec<RecordId> = stored.iter().map(|each| each.id).collect();
    let mut decisions = decided(unit, &ids).await?;
    let mut earlier: Vec<EarlierDetermination> = (stored.iter())
        .map(|each| EarlierDetermination {
            id: each.id,
            episode: each.value().episode,
            made_at: each.value().made_at,
            determination: if is_shown { each.value().outcome.parse().ok() } else { None },
            decisions: decisions.remove(&each.id).unwrap_or_default(),
        })
        // What nobody decided about is of use to those only who see what it said.
        .filter(|each| is_shown || !each.decisions.is_empty())
        .collect();
    earlier.reverse();
    Ok(earlier)
}

/// What people decided about determinations, the latest last.
async fn decided(unit: &mut ReadUnit, ids: &[RecordId]) -> Result<BTreeMap<RecordId, Vec<Decided>>, AppError> {
    let decisions = storage::determination_decision::of_determinations(unit, ids, View::Current).await?;
    let mut found: BTreeMap<RecordId, Vec<Decided>> = BTreeMap::new();
    for (about, decided) in with_directions(unit, decisions, View::Current).await? {
        found.entry(about).or_default().push(decided);
    }
    Ok(found)
}

/// Everything that was decided about the level of care of a person, the latest last.
pub(crate) async fn decisions_of(unit: &mut ReadUnit, records: &[PatientId], view: View) -> Result<Vec<Decided>, AppError> {
    let decisions = storage::determination_decision::of_patients(unit, records, view).await?;
    Ok(with_directions(unit, decisions, view).await?.into_iter().map(|(_, decided)| decided).collect())
}

/// Decisions, each with the determination that it is about and with where it points.
async fn with_directions(
    unit: &mut ReadUnit,
    decisions: Vec<Stored<DeterminationDecision>>,
    view: View,
) -> Result<Vec<(RecordId, Decided)>, AppError> {
    let about: Vec<RecordId> = decisions.iter().map(|decision| decision.value().determination).collect();
    let outcomes: BTreeMap<RecordId, Option<Direction>> = (unit.get_many::<StoredDetermination>(&about, view).await?.into_iter())
        .map(|stored| (stored.id, stored.value().outcome.parse::<Determination>().ok().and_then(Determination::direction)))
        .collect();
    let decided = decisions.into_iter().filter_map(|decision| {
        let of = decision.value().determination;
        Some((of, Decided::of(&decision, outcomes.get(&of).copied().flatten())?))
    });
    Ok(decided.collect())
}

impl Caller {
    /// True for licensed clinical people: what criteria say about a level of care is shown to them only.
    pub fn sees_recommendations(&self) -> bool {
        self.is_licensed && self.scope(Data::LevelOfCare) != Scope::Nothing
    }
}
