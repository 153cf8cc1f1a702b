//! Who is on a caseload: a clinician's own patients, or everybody.

use std::collections::BTreeSet;

use care::{Patient, PatientLinks};
use storage::{ReadUnit, Stored, View, patient};
use vocabulary::{Day, PatientId};

use super::CaseloadQuery;
use crate::error::AppError;
use crate::schedule::FOLLOW_UP_DAYS;

/// The largest caseload of one clinician that is sorted by need.
const CARE_TEAM_MAX: u16 = 1_000;
/// So many people at most are ordered by need in everybody's list: for so many a page is as fast as a clinician's own (docs/performance.md).
const BY_NEED_MAX: u16 = 200;

pub(super) async fn own_patients(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    clinician: vocabulary::ClinicianId,
    today: Day,
    search: &str,
) -> Result<Vec<Stored<Patient>>, AppError> {
    let page = patient::NamePage::first(CARE_TEAM_MAX);
    let mut own = patient::of_care_team(unit, clinician, today, View::Current, &page).await?;
    if !search.trim().is_empty() {
        let wanted = patient::folded(search);
        own.retain(|stored| {
            let (value, number) = (stored.value(), search.trim());
            patient::folded(&value.listed_name()).starts_with(&wanted)
                || patient::folded(&value.given_name).starts_with(&wanted)
                || value.record_number.starts_with(number)
        });
    }
    shown_once(unit, links, own).await
}

pub(super) async fn by_name(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    query: &CaseloadQuery,
) -> Result<(Vec<Stored<Patient>>, Option<PatientId>), AppError> {
    let size = query.size.max(1);
    let after = match query.after {
        Some(id) => patient::NamePosition::of_id(unit, id).await?,
        None => None,
    };
    let page = patient::NamePage { after, size: size + 1 };
    let mut found = if query.search.trim().is_empty() {
        patient::all(unit, View::Current, &page).await?
    } else {
        patient::search(unit, &query.search, View::Current, &page).await?
    };
    let more = found.len() > usize::from(size);
    found.truncate(usize::from(size));
    let next = if more { found.last().map(|last| last.id) } else { None };
    Ok((shown_once(unit, links, found).await?, next))
}

/// Whose reasons are looked at before everybody else's: who is in care and, for those who see alerts, of whom one is open. Each under the record that goes
/// on. `None` where they are too many to be ordered by need.
pub(super) async fn pressing(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    shows_alerts: bool,
) -> Result<Option<BTreeSet<PatientId>>, AppError> {
    let enough = BY_NEED_MAX + 1;
    let mut found = storage::open_care::people_up_to(unit, enough).await?;
    if shows_alerts && found.len() < usize::from(enough) {
        let since = unit.at().plus_seconds(-i64::from(FOLLOW_UP_DAYS) * 86_400);
        found.extend(storage::alert::people_since(unit, since, enough).await?);
    }
    let shown: BTreeSet<PatientId> = found.into_iter().map(|id| links.shown_as(id)).collect();
    Ok((shown.len() <= usize::from(BY_NEED_MAX)).then_some(shown))
}

/// Some of everybody else, by name.
pub(super) struct Others {
    pub(super) patients: Vec<Stored<Patient>>,
    /// The last of them, as it is on record.
    pub(super) last: Option<PatientId>,
    /// True where there are more.
    pub(super) more: bool,
}

/// Everybody who is not among these, by name, from the patient after another one on: at most so many.
pub(super) async fn others(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    among: &BTreeSet<PatientId>,
    after: Option<PatientId>,
    size: usize,
) -> Result<Others, AppError> {
    let after = match after {
        Some(id) => patient::NamePosition::of_id(unit, id).await?,
        None => None,
    };
    // So many that a page is full even where all of those stand on it, each with every record that was folded into theirs.
    let records: usize = among.iter().map(|patient| links.records_of(*patient).len()).sum();
    let asked = u16::try_from(size + records + 1).unwrap_or(u16::MAX);
    let mut found = patient::all(unit, View::Current, &patient::NamePage { after, size: asked }).await?;
    let is_full = found.len() == usize::from(asked);
    found.retain(|stored| !among.contains(&links.shown_as(stored.id)));
    let more = found.len() > size || (is_full && !found.is_empty());
    found.truncate(size);
    let last = found.last().map(|stored| stored.id);
    Ok(Others { patients: shown_once(unit, links, found).await?, last, more })
}

/// Merged records are shown under the record that goes on, once.
pub(crate) async fn shown_once(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    found: Vec<Stored<Patient>>,
) -> Result<Vec<Stored<Patient>>, AppError> {
    let mut seen: BTreeSet<PatientId> = BTreeSet::new();
    let mut shown = Vec::with_capacity(found.len());
    for stored in found {
        let id = links.shown_as(stored.id);
        if !seen.insert(id) {
            continue;
        }
        let stands = if id == stored.id { Some(stored) } else { unit.current::<Patient>(id).await? };
        shown.extend(stands);
    }
    Ok(shown)
}
