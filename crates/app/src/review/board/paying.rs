//! Who pays for the stays of the board, and since when those that were never authorized are not covered.

use std::collections::{BTreeMap, BTreeSet};

use care::{PayerProfile, Program};
use storage::open_care::Paying;
use storage::{ReadUnit, View};
use utilization_review::review::BoardEntry;
use vocabulary::{Day, PatientId, ProgramId};

use super::Placed;
use crate::error::AppError;

/// Finds who pays first today, for the stays of which it is to be known. Touches nobody.
pub(super) async fn fill(
    unit: &mut ReadUnit,
    entries: &mut [BoardEntry<Placed>],
    is_wanted: impl Fn(&Placed) -> bool,
) -> Result<(), AppError> {
    let wanted: BTreeSet<PatientId> = entries.iter().filter(|entry| is_wanted(&entry.stay)).map(|entry| entry.stay.patient).collect();
    let Some(since) = entries.iter().map(|entry| entry.stay.today).min().filter(|_| !wanted.is_empty()) else { return Ok(()) };
    let links = storage::patient_link::links(unit, View::Current).await?;
    let records: Vec<PatientId> = wanted.iter().flat_map(|patient| links.records_of(*patient)).collect();
    let mut of_patient: BTreeMap<PatientId, Vec<Paying>> = BTreeMap::new();
    for paying in storage::open_care::paying(unit, &records, since).await? {
        of_patient.entry(links.shown_as(paying.patient)).or_default().push(paying);
    }
    for stay in entries.iter_mut().map(|entry| &mut entry.stay).filter(|stay| wanted.contains(&stay.patient)) {
        let coverages = of_patient.get(&stay.patient).into_iter().flatten();
        let first = coverages.filter(|coverage| coverage.period.contains(stay.today)).min_by_key(|coverage| coverage.rank);
        stay.payer = first.map(|coverage| coverage.payer.clone());
    }
    Ok(())
}

/// Finds the first authorized day of each stay, since it is at its level, on which no coverage of the patient holds. Touches nobody.
pub(super) async fn without_coverage(unit: &mut ReadUnit, entries: &mut [BoardEntry<Placed>]) -> Result<(), AppError> {
    let is_authorized = |entry: &BoardEntry<Placed>| entry.stay.authorization.is_some() && entry.last_covered_day.is_some();
    let wanted: BTreeSet<PatientId> = entries.iter().filter(|entry| is_authorized(entry)).map(|entry| entry.stay.patient).collect();
    let Some(since) = entries.iter().filter(|entry| is_authorized(entry)).map(|entry| entry.stay.first).min() else { return Ok(()) };
    let links = storage::patient_link::links(unit, View::Current).await?;
    let records: Vec<PatientId> = wanted.iter().flat_map(|patient| links.records_of(*patient)).collect();
    let mut of_patient: BTreeMap<PatientId, Vec<Paying>> = BTreeMap::new();
    for paying in storage::open_care::paying(unit, &records, since).await? {
        of_patient.entry(links.shown_as(paying.patient)).or_default().push(paying);
    }
    for entry in entries.iter_mut().filter(|entry| is_authorized(entry)) {
        let coverages = of_patient.get(&entry.stay.patient).map(Vec::as_slice).unwrap_or_default();
        entry.stay.no_coverage_from = entry.last_covered_day.and_then(|last| first_without(coverages, entry.stay.first, last));
    }
    Ok(())
}

/// The first day between two, both included, on which none of these coverages holds. Only the day itself and days after one that ends can be such.
fn first_without(coverages: &[Paying], first: Day, last: Day) -> Option<Day> {
    let ends = coverages.iter().filter_map(|coverage| coverage.period.last()).map(|end| end.plus_days(1));
    let starts = std::iter::once(first).chain(ends).filter(|day| (first..=last).contains(day));
    starts.filter(|day| !coverages.iter().any(|coverage| coverage.period.contains(*day))).min()
}

/// Says since when a stay is not covered that its payer never authorized: since its first day at the level, where this payer authorizes the level. Where
/// no payer is on record, or none that authorizes it, nobody has to be asked.
pub(super) fn since_when(entries: &mut [BoardEntry<Placed>], payers: &[PayerProfile], programs: &BTreeMap<ProgramId, Program>) {
    for entry in entries.iter_mut().filter(|entry| entry.stay.authorization.is_none()) {
        let stay = &entry.stay;
        let payer = stay.payer.as_ref().and_then(|key| payers.iter().find(|payer| payer.key == *key));
        let asks = payer.is_some_and(|payer| payer.cadence_for(stay.level_of_care).is_some());
        entry.uncovered_since = programs.get(&stay.program).filter(|_| asks).map(|program| stay.first.start_in(&program.zone));
    }
}
