//! Which stays of the board run out of units before the last day that is authorized: there their coverage ends.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::Program;
use revenue_cycle::Claim;
use storage::open_care::Counted;
use storage::{ReadUnit, View};
use utilization_review::authorization::unit::{billed_units, larger_by_day};
use utilization_review::authorization::{Authorization, BilledUnits, ExhaustionCause, GivenDay, UnitSources, runs_out};
use utilization_review::review::{BoardEntry, UnitsEnd};
use vocabulary::{Day, EpisodeId, PatientId, ProgramId, RecordId};

use super::Placed;
use crate::authorization::claimed::{self, StandingClaims};
use crate::error::AppError;

/// An end by units that is further away may still move with every day of care: until it is this near the stay stands by its last authorized day.
const SOON_DAYS: i32 = 7;

/// What ended longer ago stands by its last authorized day: to know better, the care of months would be read on every page.
const ENDED_DAYS: i32 = 60;

/// Moves the end of those. Reads by day only where the units can be used up soon at all, and touches nobody.
pub(super) async fn find(
    unit: &mut ReadUnit,
    entries: &mut [BoardEntry<Placed>],
    programs: &BTreeMap<ProgramId, Program>,
) -> Result<(), AppError> {
    // One that has ended by its day may have ended by its units before.
    let is_covered = |entry: &&BoardEntry<Placed>| {
        let since = entry.stay.today.plus_days(-ENDED_DAYS);
        entry.last_covered_day.is_some_and(|last| last >= since)
    };
    let Some(ends) = entries.iter().filter(is_covered).filter_map(|entry| entry.last_covered_day).min() else { return Ok(()) };
    let links = storage::patient_link::links(unit, View::Current).await?;
    let records: Vec<PatientId> = entries.iter().filter(is_covered).flat_map(|entry| links.records_of(entry.stay.patient)).collect();
    let running = storage::open_care::counted(unit, &records, ends).await?;
    let running: BTreeMap<RecordId, Counted> = running.into_iter().map(|each| (each.authorization, each)).collect();
    let candidates: Vec<(usize, Counted)> =
        entries.iter().enumerate().filter_map(|(place, entry)| Some((place, candidate(entry, &running)?))).collect();
    let Some(since) = candidates.iter().map(|(_, own)| own.first).min() else { return Ok(()) };
    let records: Vec<PatientId> = candidates.iter().flat_map(|(place, _)| links.records_of(entries[*place].stay.patient)).collect();
    let mut care = Care::load(unit, &records, since).await?;
    care.claims = Some(StandingClaims::since(unit, since).await?);
    let claimed: Vec<RecordId> = (candidates.iter())
        .filter(|(place, _)| care.claims_of(entries[*place].stay.patient).is_some())
        .map(|(_, own)| own.authorization)
        .collect();
    // A bill names the payer's number of an authorization.
    let granted = unit.get_many::<Authorization>(&claimed, View::Current).await?;
    care.granted = granted.into_iter().map(|stored| (stored.id, stored.recorded.value)).collect();
    for (place, own) in candidates {
        let entry = &mut entries[place];
        let (used, sources) = care.used(&own, entry.stay.first, entry.stay.patient);
        let end = runs_out(own.units, (own.first, own.last), &used, entry.stay.today);
        let (true, Some(program)) = (is_soon(end.day, entry), programs.get(&entry.stay.program)) else { continue };
        // Before its units end, others may pay.
        if end.cause == ExhaustionCause::Count && entry.last_covered_day.is_none_or(|last| end.day <= last) {
            entry.last_covered_day = Some(end.day);
            entry.ends_at = Some(end.day.plus_days(1).start_in(&program.zone));
            let used = used.values().fold(0_u32, |sum, units| sum.saturating_add(*units));
            entry.units_end = Some(UnitsEnd { used, granted: own.units, authorized_until: own.last, sources });
        }
    }
    Ok(())
}

fn is_soon(day: Day, entry: &BoardEntry<Placed>) -> bool {
    day <= entry.stay.today.plus_days(SOON_DAYS)
}

/// The authorization of a stay where its units can be used up soon, and before its last day.
fn candidate(entry: &BoardEntry<Placed>, running: &BTreeMap<RecordId, Counted>) -> Option<Counted> {
    let own = *running.get(&entry.stay.authorization?)?;
    let earliest = own.unit_kind.earliest_end(own.units, own.first.max(entry.stay.first));
    (earliest < own.last && is_soon(earliest, entry)).then_some(own)
}

/// What counts against authorizations, by stay.
#[derive(Default)]
struct Care {
    grants: BTreeMap<EpisodeId, Vec<Counted>>,
    given: BTreeMap<EpisodeId, Vec<(Day, GivenDay)>>,
    billed: BTreeMap<EpisodeId, Vec<BilledUnits>>,
    /// Claims that stand.
    claims: Option<Arc<StandingClaims>>,
    /// The authorizations of whoever has one.
    granted: BTreeMap<RecordId, Authorization>,
}

impl Care {
    async fn load(unit: &mut ReadUnit, records: &[PatientId], since: Day) -> Result<Self, AppError> {
        let mut care = Self::default();
        for grant in storage::open_care::counted(unit, records, since).await? {
            care.grants.entry(grant.episode).or_default().push(grant);
        }
        for (episode, day, given) in storage::open_care::given(unit, records, since).await? {
            care.given.entry(episode).or_default().push((day, given));
        }
        for line in storage::open_care::billed(unit, records, since).await? {
            care.billed.entry(line.episode).or_default().push(line);
        }
        Ok(care)
    }

    fn claims_of(&self, patient: PatientId) -> Option<&[Claim]> {
        self.claims.as_ref()?.of(patient)
    }

    /// Units used of a grant by day, since the stay is at its level. A day that an earlier grant for the level covers is used of that one.
    fn used(&self, own: &Counted, at_level_since: Day, patient: PatientId) -> (BTreeMap<Day, u32>, UnitSources) {
        let grants = self.grants.get(&own.episode).map(Vec::as_slice).unwrap_or_default();
        let is_earlier = |other: &&Counted| {
            other.level_of_care == own.level_of_care && (other.first, other.authorization) < (own.first, own.authorization)
        };
        let is_within = |grant: &Counted, day: Day| grant.first <= day && day <= grant.last;
        let is_own =
            |day: Day| is_within(own, day) && day >= at_level_since && !grants.iter().filter(is_earlier).any(|other| is_within(other, day));
        let given = self.given.get(&own.episode).into_iter().flatten().filter(|(day, _)| is_own(*day));
        let delivered: BTreeMap<Day, u32> =
            given.map(|(day, given)| (*day, own.unit_kind.given(*given))).filter(|(_, units)| *units > 0).collect();
        let is_billed = |line: &&BilledUnits| match (line.authorization, line.level_of_care) {
            (Some(named), _) => named == own.authorization && is_within(own, line.day),
            (None, level) => level.is_none_or(|level| level == own.level_of_care) && is_own(line.day),
        };
        let lines: Vec<&BilledUnits> = self.billed.get(&own.episode).into_iter().flatten().filter(is_billed).collect();
        let listed = billed_units(own.unit_kind, &lines).0;
        let claims = self.granted.get(&own.authorization).zip(self.claims_of(patient));
        let claimed = claims.map(|(granted, claims)| claimed::units(granted, claims, is_own).0).unwrap_or_default();
        let sources = UnitSources::of(&delivered, &listed, &claimed);
        (larger_by_day(&delivered, &larger_by_day(&listed, &claimed)), sources)
    }
}
