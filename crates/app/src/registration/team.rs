//! The care team around a stay: who answers for the treatment joins it, and after the discharge it ends when the last follow-up is over. Until then somebody
//! has to follow up and to answer for alerts; from then on whoever needs the record states a reason.

use care::{CareTeamMember, CareTeamRole, Episode};
use collection::follow_up::Windows;
use instruments::Library;
use storage::{Entry, Stored, View, WriteUnit};
use vocabulary::{Day, Period, RecordId};

use crate::context::person;
use crate::error::AppError;

/// When somebody is followed up by the practice's protocol. The last day of a care team is that of the last follow-up.
async fn windows(unit: &mut WriteUnit, library: &Library) -> Result<Windows, AppError> {
    Ok(Windows::of(&crate::schedule::in_use(unit, library).await?.protocol))
}

/// The last day of a stay; `None` while it is open.
pub(super) fn end(episode: &Episode) -> Option<Day> {
    episode.discharge.as_ref().map(|discharge| discharge.day)
}

/// Lets the clinician of a stay join the care team as who answers for the treatment. A place that they have already on some of these days grows, so that
/// nobody stands there twice.
pub(super) async fn join_as_primary(unit: &mut WriteUnit, library: &Library, id: RecordId, episode: &Episode) -> Result<(), AppError> {
    let Some(clinician) = episode.clinician else { return Ok(()) };
    let last = match end(episode) {
        Some(day) => Some(windows(unit, library).await?.last_day(day)),
        None => None,
    };
    let (_, records) = person(unit, episode.patient).await?;
    let team = storage::care_team::of_patients(unit, &records, View::Current).await?;
    let answers = |member: &CareTeamMember| {
        let period = member.period;
        let shares_days = period.last().is_none_or(|own| own >= episode.admitted) && last.is_none_or(|last| period.first() <= last);
        member.clinician == clinician && member.role == CareTeamRole::Primary && shares_days
    };
    if let Some(present) = team.iter().find(|member| answers(member.value())) {
        let period = present.value().period;
        // Without an end where one of the two has none.
        let longer = period.last().zip(last).map(|(one, other)| one.max(other));
        return set(unit, present, (period.first().min(episode.admitted), longer)).await;
    }
    // A period without an end, or that ends after the discharge, is never backwards.
    if let Ok(period) = Period::new(episode.admitted, last) {
        let member = CareTeamMember { patient: episode.patient, clinician, role: CareTeamRole::Primary, period };
        unit.insert(&Entry::new(id, member, episode.admitted)).await?;
    }
    Ok(())
}

/// Lets the care team follow a stay whose end was recorded, moved or taken back ([`care::follow_stay`]).
pub(super) async fn follow_stay(
    unit: &mut WriteUnit,
    library: &Library,
    before: &Stored<Episode>,
    after: &Episode,
) -> Result<(), AppError> {
    if end(before.value()) == end(after) {
        return Ok(());
    }
    let windows = windows(unit, library).await?;
    follow(unit, &windows, before, after).await
}

/// Lets care teams follow the stays that a file ended: as one act, after everything that the file says of stays and teams is on record.
pub(crate) async fn follow_ended(unit: &mut WriteUnit, library: &Library, ended: &[(Stored<Episode>, Episode)]) -> Result<(), AppError> {
    if ended.is_empty() {
        return Ok(());
    }
    let windows = windows(unit, library).await?;
    for (before, after) in ended {
        follow(unit, &windows, before, after).await?;
    }
    Ok(())
}

async fn follow(unit: &mut WriteUnit, windows: &Windows, before: &Stored<Episode>, after: &Episode) -> Result<(), AppError> {
    let (_, records) = person(unit, after.patient).await?;
    let stays = storage::episode::of_patients(unit, &records, View::Current).await?;
    let team = storage::care_team::of_patients(unit, &records, View::Current).await?;
    let others = stays.iter().filter(|stay| stay.id != before.id).map(Stored::value);
    let stay = (before.value(), after);
    for (place, period) in care::follow_stay(team.iter().map(Stored::value), others, stay, |discharged| windows.last_day(discharged)) {
        set(unit, &team[place], (period.first(), period.last())).await?;
    }
    Ok(())
}

/// Gives a place in the care team other days. One that would end before it began stays as it is.
async fn set(unit: &mut WriteUnit, member: &Stored<CareTeamMember>, (first, last): (Day, Option<Day>)) -> Result<(), AppError> {
    let value = member.value();
    if let Some(period) = Period::new(first, last).ok().filter(|period| *period != value.period) {
        let next = CareTeamMember { period, ..value.clone() };
        unit.correct(member.id, member.recorded.version, &next, last.unwrap_or(first)).await?;
    }
    Ok(())
}
