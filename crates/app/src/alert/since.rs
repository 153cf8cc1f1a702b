//! What became of the records that an alert rests on since it was raised. The alert says what stood there then; that it was corrected or withdrawn is said
//! beside it.

use std::collections::BTreeMap;

use instruments::Administration;
use storage::alert::Fact;
use storage::{ReadUnit, View};
use vocabulary::{AdministrationId, Version};

use crate::error::AppError;

/// What became of a record after an alert was raised about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// It was corrected; this is the version that stands now.
    Corrected(Version),
    /// It was withdrawn.
    Withdrawn,
}

/// What became of the administrations among these, by the id of each that does not stand as it stood.
pub(super) async fn since(unit: &mut ReadUnit, evidence: &[Fact]) -> Result<BTreeMap<String, Since>, AppError> {
    let facts = evidence.iter().filter(|fact| fact.kind == "administration");
    let facts: Vec<(AdministrationId, &Fact)> = facts.filter_map(|fact| Some((fact.id.parse().ok()?, fact))).collect();
    let ids: Vec<AdministrationId> = facts.iter().map(|(id, _)| *id).collect();
    let now = unit.get_many::<Administration>(&ids, View::Current).await?;
    let now: BTreeMap<AdministrationId, Version> = now.iter().map(|stored| (stored.id, stored.recorded.version)).collect();
    let became = |(id, fact): &(AdministrationId, &Fact)| match now.get(id) {
        None => Some((fact.id.clone(), Since::Withdrawn)),
        Some(version) => (*version != fact.version).then(|| (fact.id.clone(), Since::Corrected(*version))),
    };
    Ok(facts.iter().filter_map(became).collect())
}
