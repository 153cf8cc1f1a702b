//! Who is on a caseload: a clinician's own patients, or everybody by name.

use std::collections::BTreeSet;

use care::{Patient, PatientLinks};
use storage::{ReadUnit, Stored, View, patient};
use vocabulary::{Day, PatientId};

use super::CaseloadQuery;
use crate::error::AppError;

/// The largest caseload of one clinician that is sorted by need.
const CARE_TEAM_MAX: u16 = 1_000;

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
