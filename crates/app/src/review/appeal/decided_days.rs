//! Which days a decision on appeal speaks of. The decision does not name its appeal: of one stay several may be decided in the same minute.

use storage::Stored;
use utilization_review::appeal::AppealedDays;
use utilization_review::authorization::AuthorizationDetermination;

/// The days that were decided with a decision on appeal. They are written right before it, and ids follow each other: of the days of the stay with the same
/// instant they are those of the appeal whose days stand last before it.
pub(crate) fn days_of<'d>(
    decision: &Stored<AuthorizationDetermination>,
    days: &'d [Stored<AppealedDays>],
) -> impl Iterator<Item = &'d Stored<AppealedDays>> + use<'d> {
    let (id, episode, decided_at) = (decision.id, decision.value().episode, decision.value().decided_at);
    let near = move |days: &&Stored<AppealedDays>| days.value().episode == episode && days.value().decided_at == decided_at;
    let before = days.iter().filter(near).filter(|days| days.id < id).max_by_key(|days| days.id);
    let appeal = before.or_else(|| days.iter().find(near)).map(|days| days.value().appeal);
    days.iter().filter(near).filter(move |days| Some(days.value().appeal) == appeal)
}
