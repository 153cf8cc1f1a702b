//! What claims on record bill against authorizations: a bill that was sent is billed data, whichever file brought it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use care::{Coverage, Patient};
use revenue_cycle::level_of_service::{level_of_claim, level_of_line};
use revenue_cycle::unit_of_service::{ServiceUnit, unit_of_line};
use revenue_cycle::{Claim, ClaimHistory, ClaimLine, Frequency};
use storage::kept::Stamp;
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::{Authorization, UnitKind, UnitKindMismatch};
use vocabulary::{Day, LevelOfCare, PatientId, Period};

use crate::claim::whose::Whose;
use crate::error::AppError;

/// At most so many days are in one line.
const LINE_DAYS_MOST: i32 = 366;

/// The bills of a patient that stand: each as it was sent last, without those that were withdrawn or replaced.
pub(crate) async fn of_patient(
    unit: &mut ReadUnit,
    shown: PatientId,
    records: &[PatientId],
    coverages: &[Stored<Coverage>],
) -> Result<Vec<Claim>, AppError> {
    let people = unit.get_many::<Patient>(records, View::Current).await?;
    let accounts = storage::claim_account::of_patients(unit, records, View::Current).await?;
    let accounts = accounts.into_iter().map(|stored| stored.recorded.value.account);
    let numbers: Vec<String> = people.into_iter().map(|patient| patient.recorded.value.record_number).chain(accounts).collect();
    let members: Vec<String> = coverages.iter().map(|coverage| coverage.value().member_id.clone()).collect();
    let versions = storage::claim::of_people(unit, &numbers, &members).await?;
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    Ok(standing(&versions, &Whose::of(unit, &versions).await?).remove(&shown).unwrap_or_default())
}

/// Bills of everybody that stand, by the record under which the patient is shown.
pub(crate) struct StandingClaims {
    since: Day,
    by_patient: BTreeMap<PatientId, Vec<Claim>>,
}

impl StandingClaims {
    /// The bills of a patient; none where there are none.
    pub(crate) fn of(&self, patient: PatientId) -> Option<&[Claim]> {
        self.by_patient.get(&patient).map(Vec::as_slice)
    }

    /// With care on a day or later; there may be more. Kept until a claim comes in, or something changes that says whose one is.
    pub(crate) async fn since(unit: &mut ReadUnit, since: Day) -> Result<Arc<Self>, AppError> {
        let stamp = Stamp::of_joined_claims(unit).await?;
        if let Some(kept) = unit.kept::<Self>(&stamp).filter(|kept| kept.since <= since) {
            return Ok(kept);
        }
        let numbers = storage::claim::since(unit, since).await?;
        let versions = storage::claim::of_numbers(unit, &numbers).await?;
        let by_patient = if versions.is_empty() { BTreeMap::new() } else { standing(&versions, &Whose::of(unit, &versions).await?) };
        let claims = Arc::new(Self { since, by_patient });
        unit.keep(stamp, &claims);
        Ok(claims)
    }
}

/// The claims that stand, by whose they are: each as it was sent last, without those that were withdrawn or replaced.
fn standing(versions: &[Claim], whose: &Whose) -> BTreeMap<PatientId, Vec<Claim>> {
    let mut by_number: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for version in versions {
        by_number.entry(&version.number).or_default().push(version);
    }
    let mut by_patient: BTreeMap<PatientId, Vec<ClaimHistory<'_>>> = BTreeMap::new();
    for history in by_number.into_values().filter_map(ClaimHistory::new).filter(|history| !history.is_void()) {
        if let Some(patient) = whose.patient(history.current()) {
            by_patient.entry(patient).or_default().push(history);
        }
    }
    let of_one = |own: &[ClaimHistory<'_>]| -> Vec<Claim> {
        own.iter().filter(|history| !is_replaced(history, own)).map(|history| history.current().clone()).collect()
    };
    by_patient.into_iter().map(|(patient, own)| (patient, of_one(&own))).collect()
}

/// True where a replacement under a number of its own went to the same payer for the same days.
fn is_replaced(history: &ClaimHistory<'_>, all: &[ClaimHistory<'_>]) -> bool {
    let claim = history.current();
    let key = |claim: &Claim| (claim.payer_id.clone(), claim.first_day(), claim.last_day());
    let replaces = |other: &&ClaimHistory<'_>| other.versions().iter().all(|version| version.frequency == Frequency::Replacement);
    let is_other = |other: &&ClaimHistory<'_>| other.current().number != claim.number && key(other.current()) == key(claim);
    all.iter().filter(replaces).filter(is_other).any(|other| other.current().source.day >= claim.source.day)
}

/// Units that bills use of an authorization, by day; and the lines whose unit is another one, which are shown and not added up. A bill says no unit: where
/// days are granted, the days are counted on which anything was billed; else the units of the lines, as far as their procedures are not of another unit.
/// `is_first` says whether a day is used of this authorization where the bill names none.
pub(crate) fn units(
    authorization: &Authorization,
    claims: &[Claim],
    is_first: impl Fn(Day) -> bool,
) -> (BTreeMap<Day, u32>, Vec<UnitKindMismatch>) {
    let mut by_day: BTreeMap<Day, u32> = BTreeMap::new();
    let mut mismatches = Vec::new();
    for claim in claims {
        for line in lines_at(claim, authorization.level_of_care) {
            let named: BTreeSet<&str> = match &line.authorization {
                Some(number) => [number.as_str()].into(),
                None => claim.authorizations.iter().map(String::as_str).collect(),
            };
            let is_own = |day: &Day| {
                let is_used_here = if named.is_empty() { is_first(*day) } else { named.contains(authorization.number.as_str()) };
                authorization.period.contains(*day) && is_used_here
            };
            let days: Vec<Day> = line.days.or(claim.statement).map(days_of).unwrap_or_default().into_iter().filter(is_own).collect();
            let Some(first) = days.first() else { continue };
            if authorization.unit_kind == UnitKind::Day {
                by_day.extend(days.iter().map(|day| (*day, 1)));
            } else if let Some(billed) = other_unit(authorization.unit_kind, line) {
                mismatches.push(UnitKindMismatch { day: *first, billed, authorized: authorization.unit_kind });
            } else {
                let units = u32::try_from(line.units.thousandths().div_euclid(1000)).unwrap_or(0);
                let sum = by_day.entry(*first).or_default();
                *sum = sum.saturating_add(units);
            }
        }
    }
    (by_day, mismatches)
}

/// The unit of a line, where it is known to be another than the one that is authorized. A day of a program counts as one visit.
fn other_unit(authorized: UnitKind, line: &ClaimLine) -> Option<UnitKind> {
    let billed = match unit_of_line(line)? {
        ServiceUnit::Day => UnitKind::Day,
        ServiceUnit::Visit => UnitKind::Visit,
        ServiceUnit::Hour => UnitKind::Hour,
        ServiceUnit::QuarterHour => UnitKind::QuarterHour,
    };
    let is_same = billed == authorized || (billed, authorized) == (UnitKind::Day, UnitKind::Visit);
    (!is_same).then_some(billed)
}

/// The lines of a claim that bill a level: those that say so, or all where the claim says it as a whole.
fn lines_at(claim: &Claim, level: LevelOfCare) -> impl Iterator<Item = &ClaimLine> {
    let says = move |line: &ClaimLine| level_of_line(line) == Some(level);
    let is_said = claim.lines.iter().any(says);
    let is_at = level_of_claim(claim) == Some(level);
    claim.lines.iter().filter(move |line| is_at && (!is_said || says(line)))
}

fn days_of(period: Period) -> Vec<Day> {
    let last = period.last().unwrap_or_else(|| period.first());
    (0..=last.days_since(period.first()).min(LINE_DAYS_MOST - 1)).map(|after| period.first().plus_days(after)).collect()
}
