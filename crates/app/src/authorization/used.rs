//! What is used of each authorization: care on days at its level, and what was billed for it.

use std::collections::BTreeSet;

use care::{Attendance, Coverage, LevelOfCarePeriod};
use revenue_cycle::Claim;
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::outcome;
use utilization_review::authorization::unit::{billed_units, larger_by_day};
use utilization_review::authorization::{Authorization, BilledUnits, UnitSources, Usage, delivered_units};
use vocabulary::{Day, PatientId, Period};

use super::{claimed, level_on};
use crate::error::AppError;
use crate::review::denial::{Decisions, Taken};

/// An authorization with what is used of it.
#[derive(Clone, Debug)]
pub struct AuthorizationView {
    /// The record.
    pub authorization: Stored<Authorization>,
    /// What is used, as of the program's present day.
    pub usage: Usage,
    /// Where that number comes from.
    pub sources: UnitSources,
    /// Days of it that the payer denied since: they are covered no more.
    pub taken: Vec<Period>,
}

impl AuthorizationView {
    /// From its first day to the last one that the payer did not deny since; `None` where it denied every one.
    pub fn left(&self) -> Option<Period> {
        let granted = self.authorization.value().period;
        let Some(mut last) = granted.last() else { return Some(granted) };
        while self.taken.iter().any(|period| period.contains(last)) {
            last = last.plus_days(-1);
        }
        Period::new(granted.first(), Some(last)).ok()
    }
}

/// The authorizations of a patient with what is used of each, the newest first, as they stood at a time.
pub(crate) async fn views(
    unit: &mut ReadUnit,
    shown: PatientId,
    records: &[PatientId],
    (view, today): (View, Day),
) -> Result<Vec<AuthorizationView>, AppError> {
    let mut stored = storage::authorization::of_patients(unit, records, view).await?;
    if stored.is_empty() {
        return Ok(Vec::new());
    }
    stored.reverse();
    let coverages = storage::coverage::of_patients(unit, records, view).await?;
    let used = Used::load(unit, (shown, records), &coverages, view).await?;
    let decisions = Decisions::load_as_of(unit, records, view).await?;
    let taken = decisions.taken(|episode, day| level_on(&used.periods, episode, day), today);
    Ok(used.views(&stored, &taken, today))
}

/// What uses up the authorizations of a patient.
pub(super) struct Used {
    pub(super) attendance: Vec<Attendance>,
    pub(super) periods: Vec<LevelOfCarePeriod>,
    pub(super) billed: Vec<Stored<BilledUnits>>,
    pub(super) claims: Vec<Claim>,
}

impl Used {
    pub(super) async fn load(
        unit: &mut ReadUnit,
        (shown, records): (PatientId, &[PatientId]),
        coverages: &[Stored<Coverage>],
        view: View,
    ) -> Result<Self, AppError> {
        Ok(Self {
            attendance: values(storage::attendance::of_patients(unit, records, view).await?),
            periods: values(storage::level_of_care_period::of_patients(unit, records, view).await?),
            billed: storage::billed_units::of_patients(unit, records, view).await?,
            claims: claimed::of_patient(unit, shown, records, coverages).await?,
        })
    }

    pub(super) fn views(&self, stored: &[Stored<Authorization>], taken: &Taken, today: Day) -> Vec<AuthorizationView> {
        let view = |authorization: &Stored<Authorization>| {
            let days = taken.of(authorization.id);
            let of = (authorization, stored, &days);
            let (usage, sources) = usage(of, &self.attendance, &self.periods, (&self.billed, &self.claims), today);
            let days: Vec<Day> = days.into_iter().collect();
            AuthorizationView { usage, sources, taken: outcome::periods(&days), authorization: authorization.clone() }
        };
        stored.iter().map(view).collect()
    }
}

fn values<T: storage::Record>(stored: Vec<Stored<T>>) -> Vec<T> {
    stored.into_iter().map(|stored| stored.recorded.value).collect()
}

/// What is used of an authorization: care of its episode on days at its level. Billed lines that name another authorization are not its own, and a day
/// that two authorizations of the level cover is used of the one that begins first, so that nothing is counted twice.
fn usage(
    (authorization, all, taken): (&Stored<Authorization>, &[Stored<Authorization>], &BTreeSet<Day>),
    attendance: &[Attendance],
    periods: &[LevelOfCarePeriod],
    (billed, claims): (&[Stored<BilledUnits>], &[Claim]),
    today: Day,
) -> (Usage, UnitSources) {
    let value = authorization.value();
    let at_level = |day: Day| {
        let mut of_day = periods.iter().filter(|period| period.episode == value.episode && period.period.contains(day)).peekable();
        of_day.peek().is_none() || of_day.any(|period| period.level_of_care == value.level_of_care)
    };
    let place = |stored: &Stored<Authorization>| (stored.value().period.first(), stored.id);
    let is_first = |day: Day| {
        all.iter().all(|other| {
            let covers = other.value().episode == value.episode
                && other.value().level_of_care == value.level_of_care
                && other.value().period.contains(day);
            !covers || place(other) >= place(authorization)
        })
    };
    let is_own = |piece: &&Attendance| piece.episode == value.episode && at_level(piece.day) && is_first(piece.day);
    let own: Vec<Attendance> = attendance.iter().filter(is_own).cloned().collect();
    let lines: Vec<&BilledUnits> = (billed.iter().map(Stored::value))
        .filter(|line| line.episode == value.episode)
        .filter(|line| match (line.authorization, line.level_of_care) {
            (Some(named), _) => named == authorization.id,
            (None, Some(level)) => level == value.level_of_care && is_first(line.day),
            (None, None) => at_level(line.day) && is_first(line.day),
        })
        .filter(|line| value.period.contains(line.day))
        .collect();
    let delivered = delivered_units(value.unit_kind, &own);
    let (by_day, mut mismatches) = billed_units(value.unit_kind, &lines);
    let (claimed, of_claims) = claimed::units(value, claims, is_first);
    mismatches.extend(of_claims);
    let sources = UnitSources::of(&delivered, &by_day, &claimed);
    // A day may be billed by a claim and stand in a list of billed units besides.
    let by_day = larger_by_day(&by_day, &claimed);
    let billed = (!billed.is_empty() || !claims.is_empty()).then_some((&by_day, mismatches));
    (Usage::without(value, taken, (&delivered, billed), today), sources)
}
