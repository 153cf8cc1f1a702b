//! Who pays for the stays of the board, and since when those that were never authorized are not covered.

use std::collections::{BTreeMap, BTreeSet};

use care::payer::PayerIdentities;
use care::{Coverage, PatientLinks, PayerProfile, Program};
use storage::ReadUnit;
use storage::open_care::{Paying, StayAtLevel};
use utilization_review::review::BoardEntry;
use vocabulary::{Day, PatientId, Period, ProgramId, RecordId};

use super::Placed;
use crate::error::AppError;

/// Who pays for people and when, by the record under which each is shown; each payer under the key that stands for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coverages {
    of: BTreeMap<PatientId, Vec<Paying>>,
    same: PayerIdentities,
}

impl Coverages {
    /// Those of these people that reach to a day or beyond. Touches nobody.
    pub(crate) async fn load(
        unit: &mut ReadUnit,
        shown: &BTreeSet<PatientId>,
        links: &PatientLinks,
        (since, same): (Day, PayerIdentities),
    ) -> Result<Self, AppError> {
        let records: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(*patient)).collect();
        let mut of: BTreeMap<PatientId, Vec<Paying>> = BTreeMap::new();
        if !records.is_empty() {
            for mut paying in storage::open_care::paying(unit, &records, since).await? {
                let payer = same.key_of(&paying.payer).to_owned();
                paying.payer = payer;
                of.entry(links.shown_as(paying.patient)).or_default().push(paying);
            }
        }
        Ok(Self { of, same })
    }

    fn of(&self, patient: PatientId) -> &[Paying] {
        self.of.get(&patient).map(Vec::as_slice).unwrap_or_default()
    }

    /// The key that stands for a payer.
    pub(super) fn key_of<'a>(&'a self, payer: &'a str) -> &'a str {
        self.same.key_of(payer)
    }

    /// Who pays first on a day.
    fn first_on(&self, patient: PatientId, day: Day) -> Option<&Paying> {
        self.of(patient).iter().filter(|coverage| coverage.period.contains(day)).min_by_key(|coverage| coverage.rank)
    }

    /// The coverage of a payer that reaches to a day, or the latest one before it.
    pub(super) fn of_payer(&self, patient: PatientId, payer: &str, day: Day) -> Option<&Paying> {
        let payer = self.key_of(payer);
        let own = || self.of(patient).iter().filter(|coverage| coverage.payer == payer);
        own().find(|coverage| coverage.period.contains(day)).or_else(|| own().next_back())
    }

    /// True where others pay on a day and this payer does not.
    pub(crate) fn is_of_others(&self, patient: PatientId, payer: &str, day: Day) -> bool {
        Coverage::is_of_others(self.of(patient).iter().map(days_of), self.key_of(payer), day)
    }

    /// The first day between two, both included, on which others pay and this payer does not. Only the first day itself, a day after a coverage of this
    /// payer and the first day of another one's can be such.
    fn first_of_others(&self, patient: PatientId, payer: &str, first: Day, last: Day) -> Option<Day> {
        let payer = self.key_of(payer);
        let change = |coverage: &Paying| {
            let own_ends = || coverage.period.last().map(|end| end.plus_days(1));
            if coverage.payer == payer { own_ends() } else { Some(coverage.period.first()) }
        };
        let changes = self.of(patient).iter().filter_map(change);
        let days = std::iter::once(first).chain(changes).filter(|day| (first..=last).contains(day));
        days.filter(|day| self.is_of_others(patient, payer, *day)).min()
    }
}

fn days_of(coverage: &Paying) -> (&str, Period) {
    (coverage.payer.as_str(), coverage.period)
}

/// What covers a stay: an authorization for its level, as long as its payer is one of those who pay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cover {
    /// The authorization.
    pub(super) authorization: Option<RecordId>,
    /// Its payer.
    pub(super) payer: Option<String>,
    /// The last day that it covers: the last one before others pay, where that is earlier.
    pub(super) last_covered_day: Option<Day>,
    /// When its payer wants to hear again.
    pub(super) next_review: Option<Day>,
    /// From when on others pay, where that is before what is authorized ends, or as it ends: what comes then is asked of them, for the first time.
    pub(super) others_from: Option<Day>,
}

impl Cover {
    /// Of the authorizations of payers who pay today the one that covers longest; where there is none, of all.
    pub(super) fn of(stay: &StayAtLevel, patient: PatientId, coverages: &Coverages, today: Day) -> Self {
        let pays_today = |payer: &str| !coverages.is_of_others(patient, payer, today);
        let Some(granted) = stay.newest(|each| pays_today(&each.payer)).or_else(|| stay.newest(|_| true)) else { return Self::default() };
        let payer = coverages.key_of(&granted.payer);
        let since = if pays_today(payer) {
            today
        } else {
            // Days on which its payer came and went before are not asked for again.
            let own = coverages.of(patient).iter().filter(|coverage| coverage.payer == payer);
            let ended = own.filter_map(|coverage| coverage.period.last()).filter(|end| *end < today).max();
            ended.map_or(stay.first, |end| end.plus_days(1))
        };
        let since = since.max(granted.first);
        let others_from = granted.last.and_then(|last| coverages.first_of_others(patient, payer, since, last.plus_days(1).max(since)));
        Self {
            authorization: Some(granted.id),
            payer: Some(granted.payer.clone()),
            last_covered_day: granted.last.map(|last| others_from.map_or(last, |day| last.min(day.plus_days(-1)))),
            next_review: granted.next_review,
            others_from,
        }
    }

    /// The authorization that the next review asks to extend; `None` where it asks another payer.
    pub(super) fn follows(&self) -> Option<RecordId> {
        self.authorization.filter(|_| self.others_from.is_none())
    }
}

/// Says who pays first today.
pub(super) fn fill(entries: &mut [BoardEntry<Placed>], coverages: &Coverages) {
    for stay in entries.iter_mut().map(|entry| &mut entry.stay) {
        stay.payer = coverages.first_on(stay.patient, stay.today).map(|coverage| coverage.payer.clone());
    }
}

/// Finds the first authorized day of each stay, since it is at its level, on which no coverage of the patient holds.
pub(super) fn without_coverage(entries: &mut [BoardEntry<Placed>], coverages: &Coverages) {
    for entry in entries.iter_mut().filter(|entry| entry.stay.authorization.is_some()) {
        let of_patient = coverages.of(entry.stay.patient);
        entry.stay.no_coverage_from = entry.last_covered_day.and_then(|last| first_without(of_patient, entry.stay.first, last));
    }
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
