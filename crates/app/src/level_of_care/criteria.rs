//! Criteria: which set is in force, loading one that the practice wrote, and putting one in force.

use std::collections::BTreeMap;

use instruments::Library;
use storage::criteria_set::StoredCriteriaSet;
use storage::{ReadUnit, Stored, View};
use utilization_review::level_of_care::{CriteriaError, CriteriaProblem, CriteriaSet, Expected, Fault, SetKind, criteria};
use vocabulary::{Instant, ZoneName};

use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data, Scope};

/// The setting that names the set in force; the shipped one where nothing does.
const SETTING: &str = "level_of_care.criteria";

/// A set with where it stands in the practice.
#[derive(Clone, Debug)]
pub struct CriteriaView {
    /// The set.
    pub set: CriteriaSet,
    /// Its file.
    pub text: String,
    /// When the practice loaded it; `None` for the shipped one.
    pub loaded_at: Option<Instant>,
    /// True for the one that is in force.
    pub is_in_force: bool,
}

/// A set of the practice that does not read any more: a newer version of the program knows a fact by another name, or an instrument is gone.
#[derive(Clone, Debug)]
pub struct UnreadableCriteria {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its file.
    pub text: String,
    /// When the practice loaded it.
    pub loaded_at: Instant,
    /// True where it should judge: then the shipped set judges in its place.
    pub is_in_force: bool,
    /// What is wrong with it, and where.
    pub error: CriteriaError,
}

/// Which set judges.
#[derive(Debug)]
pub(crate) struct InForce {
    pub(crate) set: CriteriaSet,
    /// The id of the practice's own set that should and does not read.
    pub(crate) unreadable: Option<String>,
}

/// What the page of criteria shows.
#[derive(Clone, Debug)]
pub struct CriteriaPage {
    /// The shipped set first, then the practice's by id.
    pub sets: Vec<CriteriaView>,
    /// Those of the practice that do not read any more.
    pub unreadable: Vec<UnreadableCriteria>,
    /// True when the caller may load sets and put one in force.
    pub may_change: bool,
    /// The practice's zone.
    pub zone: ZoneName,
}

impl App {
    /// The sets that the practice has.
    #[crate::boxed]
    pub async fn criteria(&self, caller: &Caller) -> Result<CriteriaPage, AppError> {
        const ACTION: &str = "view_criteria";
        if let Err(refused) = caller.may(Data::LevelOfCare) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, library) = (self.operation(caller, ACTION), self.library());
        let may_change = may_change(caller);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let in_force = named(unit).await?;
                let shipped = criteria::neutral();
                let is_shipped = in_force.as_ref().is_none_or(|id| *id == shipped.id);
                let mut sets =
                    vec![CriteriaView { set: shipped, text: criteria::NEUTRAL.to_owned(), loaded_at: None, is_in_force: is_shipped }];
                let mut unreadable = Vec::new();
                for stored in storage::criteria_set::all(unit, View::Current).await? {
                    let is_in_force = in_force.as_ref() == Some(&stored.value().set);
                    let (text, loaded_at) = (stored.value().source_text.clone(), stored.recorded.recorded_at);
                    match read_stored(&stored, &library) {
                        Ok(set) => sets.push(CriteriaView { set, text, loaded_at: Some(loaded_at), is_in_force }),
                        Err(error) => {
                            let (id, version) = (stored.value().set.clone(), stored.value().set_version.clone());
                            unreadable.push(UnreadableCriteria { id, version, text, loaded_at, is_in_force, error });
                        }
                    }
                }
                let (zone, _) = crate::context::place_of(unit, &[]).await?;
                Ok(CriteriaPage { sets, unreadable, may_change, zone })
            })
        });
        read.await
    }

    /// Reads and checks a file of criteria against the instruments of the practice. Stores nothing.
    pub fn check_criteria(&self, text: &str) -> Result<CriteriaSet, CriteriaError> {
        check(text, &self.library())
    }

    /// Loads a set that the practice wrote. The same file again changes nothing; a changed one is the set's next version. Determinations that
    /// were made by an earlier version can be made again all the same.
    #[crate::boxed]
    pub async fn load_criteria(&self, caller: &Caller, text: &str) -> Result<CriteriaSet, AppError> {
        const ACTION: &str = "load_criteria";
        if !may_change(caller) {
            return self.refuse(caller, ACTION, AppError::RoleRefused(Data::LevelOfCare)).await;
        }
        let set = self.check_criteria(text)?;
        let stored = StoredCriteriaSet::new(set.id.clone(), set.version.clone(), text);
        let (operation, id) = (self.operation(caller, ACTION), set.id.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = crate::context::today_of(unit, &[]).await?;
                storage::criteria_set::put(unit, stored, today).await?;
                if named(unit).await? == Some(id) {
                    storage::to_judge::mark_open(unit).await?;
                }
                Ok(())
            })
        });
        write.await?;
        Ok(set)
    }

    /// Puts a set in force. Everybody in care is judged anew by it.
    #[crate::boxed]
    pub async fn put_criteria_in_force(&self, caller: &Caller, id: &str) -> Result<(), AppError> {
        const ACTION: &str = "put_criteria_in_force";
        if !may_change(caller) {
            return self.refuse(caller, ACTION, AppError::RoleRefused(Data::LevelOfCare)).await;
        }
        let (operation, id) = (self.operation(caller, ACTION), id.to_owned());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let is_known = id == criteria::neutral().id || storage::criteria_set::get(unit, &id, View::Current).await?.is_some();
                if !is_known {
                    return Err(AppError::NotFound("criteria"));
                }
                let today = crate::context::today_of(unit, &[]).await?;
                storage::setting::put(unit, SETTING, &id, today).await?;
                Ok(storage::to_judge::mark_open(unit).await?)
            })
        });
        write.await
    }
}

/// Those who set up the practice and see levels of care of everybody.
fn may_change(caller: &Caller) -> bool {
    caller.scope(Data::LevelOfCare) == Scope::All && caller.scope(Data::Practice) != Scope::Nothing
}

/// Reads and checks a practice's file. The name of the shipped set is taken.
pub(crate) fn check(text: &str, library: &Library) -> Result<CriteriaSet, CriteriaError> {
    let instruments: Vec<&str> = library.iter().map(|definition| &*definition.id).collect();
    let set = CriteriaSet::load(text, Some(&instruments))?;
    if set.kind == SetKind::Neutral && text != criteria::NEUTRAL {
        let (line, column) = place_of(text, "kind");
        let fault = Fault::WrongKind { expected: Expected::PracticeWritten };
        return Err(CriteriaError { problems: vec![CriteriaProblem { line, column, fault }] });
    }
    if set.id == criteria::neutral().id && text != criteria::NEUTRAL {
        let (line, column) = place_of(text, "id");
        let fault = Fault::WrongKind { expected: Expected::OwnId };
        return Err(CriteriaError { problems: vec![CriteriaProblem { line, column, fault }] });
    }
    Ok(set)
}

/// Where a key of the first table stands.
fn place_of(text: &str, key: &str) -> (usize, usize) {
    let starts = |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(starts).map_or((1, 1), |line| (line + 1, 1))
}

async fn named(unit: &mut ReadUnit) -> Result<Option<String>, AppError> {
    Ok(storage::setting::get(unit, SETTING, View::Current).await?.map(|setting| setting.value().value.clone()))
}

/// The set in force. Where one of the practice cannot be read any more the shipped one takes its place, and every determination says so.
pub(crate) async fn in_force(unit: &mut ReadUnit, library: &Library) -> Result<InForce, AppError> {
    let shipped = criteria::neutral();
    let Some(id) = named(unit).await?.filter(|id| *id != shipped.id) else { return Ok(InForce { set: shipped, unreadable: None }) };
    let stored = storage::criteria_set::get(unit, &id, View::Current).await?;
    match stored.map(|stored| read_stored(&stored, library)) {
        Some(Ok(set)) => Ok(InForce { set, unreadable: None }),
        Some(Err(error)) => {
            tracing::error!(set = id, %error, "a stored set of criteria does not read");
            Ok(InForce { set: shipped, unreadable: Some(id) })
        }
        None => Ok(InForce { set: shipped, unreadable: Some(id) }),
    }
}

fn read_stored(stored: &Stored<StoredCriteriaSet>, library: &Library) -> Result<CriteriaSet, CriteriaError> {
    let instruments: Vec<&str> = library.iter().map(|definition| &*definition.id).collect();
    CriteriaSet::load(&stored.value().source_text, Some(&instruments))
}

/// The sets that determinations were made by, whatever became of them since, by the hash of their file.
pub(crate) async fn by_sha256(
    unit: &mut ReadUnit,
    hashes: impl IntoIterator<Item = String>,
) -> Result<BTreeMap<String, CriteriaSet>, AppError> {
    let mut sets = BTreeMap::new();
    for hash in hashes {
        if sets.contains_key(&hash) {
            continue;
        }
        let shipped = criteria::neutral();
        let set = if hash == shipped.sha256 {
            Some(shipped)
        } else {
            let stored = storage::criteria_set::by_sha256(unit, &hash).await?;
            stored.and_then(|stored| CriteriaSet::load(&stored.source_text, None).ok())
        };
        sets.extend(set.map(|set| (hash, set)));
    }
    Ok(sets)
}
