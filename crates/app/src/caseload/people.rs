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
    own.retain(|stored| patient::is_found(stored.value(), search));
    shown_once(unit, links, own).await
}

/// A page of everybody by name, or of whom a search finds, and behind whom the next one begins.
pub(super) async fn by_name(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    query: &CaseloadQuery,
) -> Result<(Vec<Stored<Patient>>, Option<PatientId>), AppError> {
    let size = usize::from(query.size.max(1));
    let found = some_by_name(unit, links, (query.search.trim(), &BTreeSet::new()), query.after, size).await?;
    Ok((found.patients, found.last.filter(|_| found.more)))
}

/// Whose reasons are looked at before everybody else's: who is in care and, for those who see alerts, of whom one about safety or treatment is open that was
/// raised within the time of a follow-up. Each under the record that goes on. `None` where they are too many to be ordered by need.
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
    some_by_name(unit, links, ("", among), after, size).await
}

/// Whom a search finds, or everybody, by name, without those who are left out: each person once, from the record after another one on.
async fn some_by_name(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    (search, left_out): (&str, &BTreeSet<PatientId>),
    after: Option<PatientId>,
    size: usize,
) -> Result<Others, AppError> {
    let mut after = match after {
        Some(id) => patient::NamePosition::of_id(unit, id).await?,
        None => None,
    };
    // So many that a page is nearly always full even where all of those stand on it, each with every record that was folded into theirs.
    let records: usize = left_out.iter().map(|patient| links.records_of(*patient).len()).sum();
    let asked = u16::try_from(size + records + 1).unwrap_or(u16::MAX);
    let mut found: Vec<Stored<Patient>> = Vec::new();
    loop {
        let page = patient::NamePage { after, size: asked };
        let read = match search {
            "" => patient::all(unit, View::Current, &page).await?,
            search => patient::search(unit, search, View::Current, &page).await?,
        };
        let is_last = read.len() < usize::from(asked);
        after = read.last().map(patient::NamePosition::of);
        for stored in read {
            if !left_out.contains(&links.shown_as(stored.id)) && stands_here(unit, links, &stored, search).await? {
                found.push(stored);
            }
        }
        if is_last || found.len() > size {
            break;
        }
    }
    let more = found.len() > size;
    found.truncate(size);
    let last = found.last().map(|stored| stored.id);
    Ok(Others { patients: shown_once(unit, links, found).await?, last, more })
}

/// True for the record by whose name a person stands in a list, whichever page it comes to: the one that goes on; of those that a search finds, the
/// first.
async fn stands_here(unit: &mut ReadUnit, links: &PatientLinks, stored: &Stored<Patient>, search: &str) -> Result<bool, AppError> {
    let shown = links.shown_as(stored.id);
    if search.is_empty() {
        return Ok(shown == stored.id);
    }
    let records = links.records_of(shown);
    if records.len() == 1 {
        return Ok(true);
    }
    let records = unit.get_many::<Patient>(&records, View::Current).await?;
    let found = records.iter().filter(|record| patient::is_found(record.value(), search));
    let first = found.min_by_key(|record| patient::NamePosition::of(record));
    Ok(first.is_none_or(|first| first.id == stored.id))
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
