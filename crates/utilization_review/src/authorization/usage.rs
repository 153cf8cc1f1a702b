//! How much of one authorization is used, and when it runs out: by date or by count, whichever comes first.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::Day;

use super::Authorization;
use super::unit::{UnitKindMismatch, larger_by_day};

/// Over how many days, up to today, the rate of use is taken.
const RATE_DAYS: i32 = 14;

/// What is used of one authorization, as of one day.
///
/// Always: `used - over + left == units`, with `left` and `over` never both above 0, and none below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Units granted.
    pub units: u32,
    /// Units used inside its days: of each day those delivered, or those billed where they are more, as they are where attendance is kept elsewhere.
    pub used: u32,
    /// Units delivered inside its days.
    pub used_delivered: u32,
    /// Units billed inside its days; `None` while there is no billed data at all.
    pub used_billed: Option<u32>,
    /// Units left of those granted, by what was used.
    pub left: u32,
    /// Units used beyond those granted.
    pub over: u32,
    /// Covered days left, today included; 0 once the last covered day is past.
    pub days_left: u32,
    /// Units used in the last days, and in how many days: the rate of use.
    pub rate: Rate,
    /// When it runs out, and by what.
    pub exhaustion: Exhaustion,
    /// Billed lines in another unit: shown, not added up.
    pub mismatches: Vec<UnitKindMismatch>,
}

/// Units in days. A rate of 0 in 0 days is one that nobody knows yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Units used.
    pub units: u32,
    /// In so many days.
    pub days: u32,
}

/// When an authorization runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhaustion {
    /// The last day that is still covered, as projected.
    pub day: Day,
    /// By what.
    pub cause: ExhaustionCause,
}

/// By what an authorization runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExhaustionCause {
    /// Its last covered day comes first.
    Date,
    /// Its units are used up first.
    Count,
}

/// Units that were billed by day, and lines in another unit.
type Billed<'a> = (&'a BTreeMap<Day, u32>, Vec<UnitKindMismatch>);

impl Usage {
    /// Computes it. `delivered` and `billed` are units of the authorization's kind by day ([`super::delivered_units`], [`super::unit::billed_units`]);
    /// days outside of the authorization are not counted. An authorization without a last covered day is taken to cover its first day only.
    pub fn of(authorization: &Authorization, delivered: &BTreeMap<Day, u32>, billed: Option<Billed<'_>>, today: Day) -> Self {
        Self::without(authorization, &BTreeSet::new(), (delivered, billed), today)
    }

    /// The same of an authorization of which a payer took days back: care on those is no use of it, and it ends with the last day that is left. Where none
    /// is left, with the day before its first.
    pub fn without(
        authorization: &Authorization,
        taken: &BTreeSet<Day>,
        (delivered, billed): (&BTreeMap<Day, u32>, Option<Billed<'_>>),
        today: Day,
    ) -> Self {
        let first = authorization.period.first();
        let granted_until = authorization.last_covered_day().unwrap_or(first);
        let covered: BTreeSet<Day> = days_between(first, granted_until).filter(|day| !taken.contains(day)).collect();
        let last = covered.last().copied().unwrap_or(first.plus_days(-1));
        let own = |by_day: &BTreeMap<Day, u32>| -> BTreeMap<Day, u32> {
            by_day.iter().filter(|(day, _)| covered.contains(day)).map(|(day, units)| (*day, *units)).collect()
        };
        let delivered = own(delivered);
        let used_delivered = sum(&delivered, first, last);
        let (used_billed, by_day, mismatches) = match billed {
            Some((billed, mismatches)) => {
                let billed = own(billed);
                (Some(sum(&billed, first, last)), larger_by_day(&delivered, &billed), mismatches)
            }
            None => (None, delivered, Vec::new()),
        };
        let (units, used) = (authorization.units, sum(&by_day, first, last));
        let days_left = covered.iter().filter(|day| **day >= today).count();
        Self {
            units,
            used,
            used_delivered,
            used_billed,
            left: units.saturating_sub(used),
            over: used.saturating_sub(units),
            days_left: u32::try_from(days_left).unwrap_or(u32::MAX),
            rate: rate(&by_day, first, last.min(today)),
            exhaustion: runs_out(units, (first, last), &by_day, today),
            mismatches,
        }
    }

    /// Units in so many days that fit between delivered and billed: what was delivered and not billed yet, `None` without billed data.
    pub fn unbilled(&self) -> Option<u32> {
        self.used_billed.map(|billed| self.used_delivered.saturating_sub(billed))
    }
}

fn days_between(first: Day, last: Day) -> impl Iterator<Item = Day> {
    (0..=last.days_since(first)).map(move |after| first.plus_days(after))
}

fn sum(by_day: &BTreeMap<Day, u32>, first: Day, last: Day) -> u32 {
    if last < first {
        return 0;
    }
    by_day.range(first..=last).fold(0, |sum, (_, units)| sum.saturating_add(*units))
}

fn rate(delivered: &BTreeMap<Day, u32>, first: Day, until: Day) -> Rate {
    let from = first.max(until.plus_days(1 - RATE_DAYS));
    let days = u32::try_from(until.days_since(from) + 1).unwrap_or(0);
    Rate { units: sum(delivered, from, until), days }
}

/// When so many units, granted from a first to a last day, run out: on the day that used the last one, or on the day that will at the present pace; or by
/// date where that comes first.
pub fn runs_out(units: u32, (first, last): (Day, Day), used: &BTreeMap<Day, u32>, today: Day) -> Exhaustion {
    let left = units.saturating_sub(sum(used, first, last));
    let rate = rate(used, first, last.min(today));
    let by_date = Exhaustion { day: last, cause: ExhaustionCause::Date };
    if left == 0 {
        let day = day_of_last_unit(units, used, first, last).unwrap_or(last);
        return if day < last { Exhaustion { day, cause: ExhaustionCause::Count } } else { by_date };
    }
    if rate.units == 0 || today < first || today > last {
        return by_date;
    }
    let days = (u64::from(left) * u64::from(rate.days)).div_ceil(u64::from(rate.units));
    let day = today.plus_days(i32::try_from(days).unwrap_or(i32::MAX / 4));
    if day < last { Exhaustion { day, cause: ExhaustionCause::Count } } else { by_date }
}

/// The day on which the last granted unit was used.
fn day_of_last_unit(units: u32, delivered: &BTreeMap<Day, u32>, first: Day, last: Day) -> Option<Day> {
    let mut used = 0_u32;
    delivered.range(first..=last).find_map(|(day, count)| {
        used = used.saturating_add(*count);
        (used >= units).then_some(*day)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{authorization, day};
    use super::super::unit::UnitKind;
    use super::*;
    use proptest::prelude::*;

    fn delivered(first: &str, step: i32, count: i32) -> BTreeMap<Day, u32> {
        (0..count).map(|index| (day(first).plus_days(index * step), 1)).collect()
    }

    #[test]
    fn an_authorization_ends_by_date_before_its_units_are_used_or_the_other_way_round() {
        let check = |units, delivered: &BTreeMap<Day, u32>, today: &str, expected_day: &str, cause| {
            let usage = Usage::of(&authorization(UnitKind::Day, units, "2026-03-02", "2026-03-20"), delivered, None, day(today));
            assert_eq!(usage.exhaustion, Exhaustion { day: day(expected_day), cause }, "{units} on {today}");
        };
        let daily = delivered("2026-03-02", 1, 5);
        check(10, &daily, "2026-03-06", "2026-03-11", ExhaustionCause::Count);
        check(19, &daily, "2026-03-06", "2026-03-20", ExhaustionCause::Date);
        check(5, &daily, "2026-03-06", "2026-03-06", ExhaustionCause::Count);
        check(10, &delivered("2026-03-02", 3, 2), "2026-03-06", "2026-03-20", ExhaustionCause::Date);
        check(10, &BTreeMap::new(), "2026-03-06", "2026-03-20", ExhaustionCause::Date);
    }

    #[test]
    fn billed_units_are_shown_beside_delivered_ones_and_absent_without_data() {
        let authorization = authorization(UnitKind::Day, 10, "2026-03-02", "2026-03-20");
        let delivered = delivered("2026-03-02", 1, 5);
        let billed: BTreeMap<Day, u32> = [(day("2026-03-02"), 1), (day("2026-04-01"), 3)].into();
        let usage = Usage::of(&authorization, &delivered, Some((&billed, Vec::new())), day("2026-03-06"));
        assert_eq!((usage.used_delivered, usage.used_billed, usage.unbilled()), (5, Some(1), Some(4)));
        let usage = Usage::of(&authorization, &delivered, None, day("2026-03-06"));
        assert_eq!((usage.used_billed, usage.unbilled()), (None, None));
        // Attendance is kept elsewhere and claims are not: ten days billed are ten used.
        let billed: BTreeMap<Day, u32> = (0..10).map(|after| (day("2026-03-02").plus_days(after), 1)).collect();
        let usage = Usage::of(&authorization, &BTreeMap::new(), Some((&billed, Vec::new())), day("2026-03-13"));
        assert_eq!((usage.used, usage.used_delivered, usage.left, usage.exhaustion.day), (10, 0, 0, day("2026-03-11")));
    }

    #[test]
    fn days_left_count_today_and_never_go_below_none() {
        let check = |today: &str, expected| {
            let usage = Usage::of(&authorization(UnitKind::Day, 10, "2026-03-02", "2026-03-20"), &BTreeMap::new(), None, day(today));
            assert_eq!(usage.days_left, expected, "{today}");
        };
        check("2026-02-01", 19);
        check("2026-03-20", 1);
        check("2026-03-21", 0);
        check("2026-06-21", 0);
    }

    #[test]
    fn days_that_a_payer_took_back_are_not_left_and_care_on_them_is_no_use_of_it() {
        let check = |taken: (&str, &str), today: &str, expected: (u32, u32, u32, &str)| {
            let authorization = authorization(UnitKind::Day, 18, "2026-03-02", "2026-03-20");
            let taken: BTreeSet<Day> = days_between(day(taken.0), day(taken.1)).collect();
            let daily = delivered("2026-03-02", 1, 10);
            let usage = Usage::without(&authorization, &taken, (&daily, None), day(today));
            let found = (usage.used, usage.left, usage.days_left);
            assert_eq!((found, usage.exhaustion.day), ((expected.0, expected.1, expected.2), day(expected.3)), "{taken:?} on {today}");
        };
        // Ten days were delivered from the 2nd to the 11th; from the 9th on all was denied.
        check(("2026-03-09", "2026-03-20"), "2026-03-12", (7, 11, 0, "2026-03-08"));
        check(("2026-03-09", "2026-03-20"), "2026-03-06", (7, 11, 3, "2026-03-08"));
        // What is denied in the middle leaves the days after it.
        check(("2026-03-09", "2026-03-12"), "2026-03-12", (7, 11, 8, "2026-03-20"));
        check(("2026-03-02", "2026-03-20"), "2026-03-06", (0, 18, 0, "2026-03-01"));
    }

    fn piece(offset: i32, minutes: u32) -> care::Attendance {
        care::Attendance {
            episode: authorization(UnitKind::Day, 1, "2026-03-02", "2026-03-02").episode,
            day: day("2026-03-02").plus_days(offset),
            kind: care::AttendanceKind::Group,
            status: if minutes > 0 { care::AttendanceStatus::Attended } else { care::AttendanceStatus::Absent },
            planned_minutes: 60,
            delivered_minutes: minutes,
        }
    }

    proptest! {
        /// Counted once more in the plainest way, from the attendance itself: after every correction of it the units used are the days on which somebody
        /// was there, no more and no fewer.
        #[test]
        fn units_used_are_the_days_attended_whatever_of_the_attendance_is_corrected(
            units in 1_u32..40,
            written in prop::collection::vec((0_i32..60, 0_u32..3), 1..40),
            corrections in prop::collection::vec((0_usize..40, 0_u32..3), 0..40),
        ) {
            let authorization = authorization(UnitKind::Day, units, "2026-03-02", "2026-04-10");
            let mut pieces: Vec<care::Attendance> = written.iter().map(|(offset, hours)| piece(*offset, hours * 60)).collect();
            let mut before: Option<u32> = None;
            for (place, hours) in std::iter::once(None).chain(corrections.into_iter().map(Some)).map(|each| each.unwrap_or((0, 1))) {
                let place = place % pieces.len();
                let offset = pieces[place].day.days_since(day("2026-03-02"));
                pieces[place] = piece(offset, hours * 60);
                let usage = Usage::of(&authorization, &super::super::delivered_units(UnitKind::Day, &pieces), None, day("2026-04-01"));
                let mut days: Vec<Day> = Vec::new();
                for each in pieces.iter().filter(|each| each.delivered_minutes > 0 && each.day <= day("2026-04-10")) {
                    if !days.contains(&each.day) {
                        days.push(each.day);
                    }
                }
                let used = u32::try_from(days.len()).unwrap();
                prop_assert_eq!((usage.used_delivered, usage.left, usage.over), (used, units.saturating_sub(used), used.saturating_sub(units)));
                if let Some(before) = before {
                    prop_assert!(before.abs_diff(used) <= 1, "one correction moves one unit at most");
                }
                before = Some(used);
            }
        }

        #[test]
        fn units_are_conserved_and_never_negative_whatever_is_corrected(
            units in 1_u32..60,
            first in prop::collection::vec((0_i32..60, 0_u32..9), 0..40),
            corrections in prop::collection::vec((0_i32..60, 0_u32..9), 0..40),
            today in -10_i32..80,
        ) {
            let start = day("2026-03-02");
            let authorization = authorization(UnitKind::Visit, units, "2026-03-02", "2026-04-15");
            let mut delivered: BTreeMap<Day, u32> = BTreeMap::new();
            for (offset, count) in first.into_iter().chain(corrections) {
                delivered.insert(start.plus_days(offset), count);
                let usage = Usage::of(&authorization, &delivered, Some((&delivered, Vec::new())), start.plus_days(today));
                prop_assert_eq!(usage.used + usage.left, units + usage.over);
                prop_assert!(usage.left == 0 || usage.over == 0);
                prop_assert_eq!(usage.used_billed, Some(usage.used_delivered));
                prop_assert!(usage.exhaustion.day <= day("2026-04-15"));
                prop_assert!(usage.exhaustion.day >= start || usage.used_delivered == 0);
            }
        }
    }
}
