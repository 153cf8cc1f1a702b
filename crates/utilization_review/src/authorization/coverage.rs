//! All authorizations of an episode together: days without one, days with two, and what was granted of what was asked.

use std::collections::{BTreeMap, BTreeSet};

use care::LevelOfCarePeriod;
use vocabulary::{Day, LevelOfCare, Period, RecordId};

use super::unit::UnitKind;
use super::{Authorization, AuthorizationRequest, days_of};

/// Two authorizations that cover the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The one that begins first.
    pub first: RecordId,
    /// The other one.
    pub second: RecordId,
    /// The days that both cover.
    pub period: Period,
    /// True where they are for different levels: one of them is wrong, or a step from one to the other was not ended.
    pub levels_differ: bool,
}

/// Days of care at one level that only an authorization for another one covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherLevel {
    /// The authorization.
    pub authorization: RecordId,
    /// The level that it is for.
    pub authorized: LevelOfCare,
    /// The level of the care.
    pub given: LevelOfCare,
    /// The days, rising.
    pub days: Vec<Day>,
}

/// Days that an authorization for their level would cover, were its payer the one who pays on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPayer {
    /// The authorization.
    pub authorization: RecordId,
    /// The days, rising.
    pub days: Vec<Day>,
}

/// Which days of care are covered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverageOfDays {
    /// Days on which care was given without an authorization for its level.
    pub delivered_uncovered: Vec<Day>,
    /// Those of them that an authorization for another level covers, by authorization.
    pub other_level: Vec<OtherLevel>,
    /// Days of a level-of-care period, up to today, for which no authorization for that level is on record.
    pub gap_days: Vec<Day>,
    /// Days for which one is, of a payer that is not the one of the coverage on them: who pays has not authorized them, or is the same under another key.
    pub other_payer: Vec<OtherPayer>,
    /// Authorizations that overlap.
    pub overlaps: Vec<Overlap>,
}

/// Authorizations with the ids of their records.
type Named<'a> = &'a [(RecordId, &'a Authorization)];
/// Whether a payer took a day of an authorization back, or whether others pay on it.
type IsTaken<'a> = &'a dyn Fn(RecordId, Day) -> bool;

impl CoverageOfDays {
    /// Computes it. Only levels that are authorized at all in this stay, or that are listed in `authorized_levels`, can have gaps: outpatient
    /// care mostly needs no authorization. `is_taken` says on which days a payer took an authorization back, `is_of_others` on which others pay: that one does not
    /// cover them.
    pub fn of(
        (authorizations, is_taken, is_of_others): (Named<'_>, IsTaken<'_>, IsTaken<'_>),
        periods: &[LevelOfCarePeriod],
        delivered: &BTreeSet<Day>,
        authorized_levels: &BTreeSet<LevelOfCare>,
        today: Day,
    ) -> Self {
        let mut levels = authorized_levels.clone();
        levels.extend(authorizations.iter().map(|(_, authorization)| authorization.level_of_care));
        let stands = |id: RecordId, authorization: &Authorization, day: Day| authorization.period.contains(day) && !is_taken(id, day);
        let covers = |id: RecordId, authorization: &Authorization, day: Day| stands(id, authorization, day) && !is_of_others(id, day);
        let of_other_payer = |day: Day, level: LevelOfCare| {
            let mut of_level = authorizations.iter().filter(|(_, authorization)| authorization.level_of_care == level);
            of_level.find(|(id, authorization)| stands(*id, authorization, day)).map(|(id, _)| *id)
        };
        let covered = |day: Day, level: LevelOfCare| {
            authorizations.iter().any(|(id, authorization)| authorization.level_of_care == level && covers(*id, authorization, day))
        };
        let mut other_level: BTreeMap<(RecordId, LevelOfCare), OtherLevel> = BTreeMap::new();
        let mut other_payer: BTreeMap<RecordId, BTreeSet<Day>> = BTreeMap::new();
        let mut gap_days = BTreeSet::new();
        let mut delivered_uncovered = BTreeSet::new();
        for period in periods.iter().filter(|period| levels.contains(&period.level_of_care)) {
            let last = period.period.last().map_or(today, |last| last.min(today));
            for day in days_between(period.period.first(), last).filter(|day| !covered(*day, period.level_of_care)) {
                if let Some(id) = of_other_payer(day, period.level_of_care) {
                    other_payer.entry(id).or_default().insert(day);
                    continue;
                }
                gap_days.insert(day);
                if !delivered.contains(&day) || !delivered_uncovered.insert(day) {
                    continue;
                }
                let of_other = authorizations.iter().find(|(id, authorization)| covers(*id, authorization, day));
                if let Some((id, authorization)) = of_other {
                    let (authorized, given) = (authorization.level_of_care, period.level_of_care);
                    let new = || OtherLevel { authorization: *id, authorized, given, days: Vec::new() };
                    other_level.entry((*id, given)).or_insert_with(new).days.push(day);
                }
            }
        }
        Self {
            delivered_uncovered: delivered_uncovered.into_iter().collect(),
            other_level: other_level.into_values().collect(),
            gap_days: gap_days.into_iter().collect(),
            other_payer: (other_payer.into_iter())
                .map(|(authorization, days)| OtherPayer { authorization, days: days.into_iter().collect() })
                .collect(),
            overlaps: overlaps(authorizations),
        }
    }
}

/// Days that count for nothing until it is known who pays: no coverage of the patient holds on them, as after one that ended in retrospect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithoutCoverage {
    /// Days of authorizations that the payer did not take back, those to come among them.
    pub authorized: Vec<Day>,
    /// Days on which care was given.
    pub delivered: Vec<Day>,
}

impl WithoutCoverage {
    /// Finds them. A payer's authorization is no promise to pay for somebody whom it does not cover: each day is held against the coverages of the patient,
    /// whoever of them pays. `is_taken` says on which days a payer took an authorization back.
    pub fn of((authorizations, is_taken): (Named<'_>, IsTaken<'_>), delivered: &BTreeSet<Day>, is_covered: impl Fn(Day) -> bool) -> Self {
        let mut authorized = BTreeSet::new();
        for (id, authorization) in authorizations {
            let last = authorization.last_covered_day().unwrap_or(authorization.period.first());
            authorized.extend(days_between(authorization.period.first(), last).filter(|day| !is_taken(*id, *day) && !is_covered(*day)));
        }
        let delivered = delivered.iter().copied().filter(|day| !is_covered(*day)).collect();
        Self { authorized: authorized.into_iter().collect(), delivered }
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.authorized.is_empty() && self.delivered.is_empty()
    }
}

/// How many days from one on are covered at a level, each once, those to come included. `is_taken` says on which days a payer took an authorization back, or
/// others pay: that one does not cover them.
pub fn days_covered((authorizations, is_taken): (Named<'_>, IsTaken<'_>), level: LevelOfCare, since: Day) -> u32 {
    let mut days: BTreeSet<Day> = BTreeSet::new();
    for (id, authorization) in authorizations.iter().filter(|(_, authorization)| authorization.level_of_care == level) {
        let Some(last) = authorization.last_covered_day() else { continue };
        days.extend(days_between(authorization.period.first().max(since), last).filter(|day| !is_taken(*id, *day)));
    }
    u32::try_from(days.len()).unwrap_or(u32::MAX)
}

fn days_between(first: Day, last: Day) -> impl Iterator<Item = Day> {
    (0..=last.days_since(first)).map(move |offset| first.plus_days(offset))
}

fn overlaps(authorizations: &[(RecordId, &Authorization)]) -> Vec<Overlap> {
    let mut sorted: Vec<&(RecordId, &Authorization)> = authorizations.iter().collect();
    sorted.sort_by_key(|(id, authorization)| (authorization.period.first(), *id));
    let mut found = Vec::new();
    for (index, (first_id, first)) in sorted.iter().enumerate() {
        for (second_id, second) in &sorted[index + 1..] {
            let Some(period) = shared(first.period, second.period) else { continue };
            let levels_differ = first.level_of_care != second.level_of_care;
            found.push(Overlap { first: *first_id, second: *second_id, period, levels_differ });
        }
    }
    found
}

fn shared(first: Period, second: Period) -> Option<Period> {
    let from = first.first().max(second.first());
    let until = match (first.last(), second.last()) {
        (Some(first), Some(second)) => Some(first.min(second)),
        (last, None) | (None, last) => last,
    };
    Period::new(from, until).ok()
}

/// What was granted of what was asked for, in one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AskedAndGranted {
    /// How many requests.
    pub requests: u32,
    /// Units asked for.
    pub units_asked: u32,
    /// Units granted in answer to them.
    pub units_granted: u32,
    /// Days asked for.
    pub days_asked: u32,
    /// Days granted.
    pub days_granted: u32,
}

impl AskedAndGranted {
    /// Adds up by unit. A grant that answers no request on record is not counted: nobody knows what was asked.
    pub fn by_unit(requests: &[(RecordId, &AuthorizationRequest)], authorizations: &[&Authorization]) -> BTreeMap<UnitKind, Self> {
        let mut sums: BTreeMap<UnitKind, Self> = BTreeMap::new();
        for (id, request) in requests {
            let sum = sums.entry(request.unit_kind).or_default();
            sum.requests += 1;
            sum.units_asked = sum.units_asked.saturating_add(request.units);
            sum.days_asked = sum.days_asked.saturating_add(days_of(request.period).unwrap_or(0));
            let answers = authorizations.iter().filter(|granted| granted.request == Some(*id) && granted.unit_kind == request.unit_kind);
            for granted in answers {
                sum.units_granted = sum.units_granted.saturating_add(granted.units);
                sum.days_granted = sum.days_granted.saturating_add(days_of(granted.period).unwrap_or(0));
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{authorization, day, period};
    use super::*;
    use vocabulary::{EpisodeId, Identifier as _, ProgramId};

    fn record(number: u128) -> RecordId {
        RecordId::from_uuid(uuid::Uuid::from_u128(number))
    }

    fn stay(level: LevelOfCare, first: &str, last: Option<&str>) -> LevelOfCarePeriod {
        LevelOfCarePeriod {
            episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
            program: ProgramId::from_uuid(uuid::Uuid::from_u128(1)),
            level_of_care: level,
            period: Period::new(day(first), last.map(day)).unwrap(),
            track: String::new(),
            modality: None,
        }
    }

    #[test]
    fn days_without_an_authorization_for_their_level_are_found() {
        let php = authorization(UnitKind::Day, 5, "2026-03-02", "2026-03-06");
        let mut later = authorization(UnitKind::Day, 5, "2026-03-09", "2026-03-13");
        later.number = "A-2".into();
        let authorizations = [(record(1), &php), (record(2), &later)];
        let delivered: BTreeSet<Day> = ["2026-03-05", "2026-03-07", "2026-03-14"].iter().map(|text| day(text)).collect();
        let periods = [
            stay(LevelOfCare::PartialHospitalization, "2026-03-02", Some("2026-03-14")),
            stay(LevelOfCare::Outpatient, "2026-03-15", None),
        ];
        let found =
            CoverageOfDays::of((&authorizations, &|_, _| false, &|_, _| false), &periods, &delivered, &BTreeSet::new(), day("2026-04-01"));
        assert_eq!(found.gap_days, [day("2026-03-07"), day("2026-03-08"), day("2026-03-14")]);
        assert_eq!(found.delivered_uncovered, [day("2026-03-07"), day("2026-03-14")]);
        assert_eq!(found.overlaps, []);
        assert_eq!(found.other_level, []);
        // The first one was denied again from the 5th on.
        let is_taken = |id: RecordId, of: Day| id == record(1) && of >= day("2026-03-05");
        let found =
            CoverageOfDays::of((&authorizations, &is_taken, &|_, _| false), &periods, &delivered, &BTreeSet::new(), day("2026-03-08"));
        assert_eq!(found.gap_days, ["2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"].map(day));
        assert_eq!(found.delivered_uncovered, [day("2026-03-05"), day("2026-03-07")]);
    }

    #[test]
    fn a_day_that_a_payer_authorized_who_does_not_pay_is_told_with_its_authorization_and_is_no_gap() {
        let granted = authorization(UnitKind::Day, 5, "2026-03-02", "2026-03-06");
        let delivered: BTreeSet<Day> = ["2026-03-03", "2026-03-05", "2026-03-07"].map(day).into();
        let periods = [stay(LevelOfCare::PartialHospitalization, "2026-03-02", None)];
        let check = |taken_from: &str, others_from: &str, gaps: &[&str], of_others: &[&str], uncovered: &[&str]| {
            let is_taken = |_: RecordId, of: Day| of >= day(taken_from);
            let is_of_others = |_: RecordId, of: Day| of >= day(others_from);
            let named = [(record(1), &granted)];
            let found = CoverageOfDays::of((&named, &is_taken, &is_of_others), &periods, &delivered, &BTreeSet::new(), day("2026-03-07"));
            let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect::<Vec<_>>();
            let told: Vec<Day> = found.other_payer.iter().flat_map(|other| other.days.clone()).collect();
            assert_eq!((found.gap_days, told, found.delivered_uncovered), (days(gaps), days(of_others), days(uncovered)), "{others_from}");
        };
        check("2027-01-01", "2027-01-01", &["2026-03-07"], &[], &["2026-03-07"]);
        check("2027-01-01", "2026-03-05", &["2026-03-07"], &["2026-03-05", "2026-03-06"], &["2026-03-07"]);
        // What its payer took back is a gap, whoever pays.
        check("2026-03-06", "2026-03-05", &["2026-03-06", "2026-03-07"], &["2026-03-05"], &["2026-03-07"]);
    }

    #[test]
    fn a_day_of_care_that_only_an_authorization_for_another_level_covers_names_it() {
        let mut iop = authorization(UnitKind::Day, 5, "2026-03-02", "2026-03-06");
        iop.level_of_care = LevelOfCare::IntensiveOutpatient;
        let delivered: BTreeSet<Day> = ["2026-03-05", "2026-03-06", "2026-03-07"].iter().map(|text| day(text)).collect();
        let given = LevelOfCare::PartialHospitalization;
        let periods = [stay(given, "2026-03-02", None)];
        let found = CoverageOfDays::of(
            (&[(record(1), &iop)], &|_, _| false, &|_, _| false),
            &periods,
            &delivered,
            &BTreeSet::from([given]),
            day("2026-03-08"),
        );
        assert_eq!(found.delivered_uncovered.len(), 3);
        let days = vec![day("2026-03-05"), day("2026-03-06")];
        let expected = OtherLevel { authorization: record(1), authorized: LevelOfCare::IntensiveOutpatient, given, days };
        assert_eq!(found.other_level, [expected]);
    }

    #[test]
    fn authorized_and_delivered_days_after_a_coverage_that_ended_in_retrospect_are_found() {
        let granted = authorization(UnitKind::Day, 9, "2026-03-02", "2026-03-10");
        let delivered: BTreeSet<Day> = ["2026-03-03", "2026-03-06", "2026-03-12"].map(day).into();
        let check = |until: Option<&str>, taken_from: &str, authorized: &[&str], given: &[&str]| {
            let is_taken = |_: RecordId, of: Day| of >= day(taken_from);
            let is_covered = |of: Day| until.is_some_and(|until| of <= day(until));
            let found = WithoutCoverage::of((&[(record(1), &granted)], &is_taken), &delivered, is_covered);
            let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect::<Vec<_>>();
            assert_eq!((&found.authorized, &found.delivered), (&days(authorized), &days(given)), "{until:?}");
            assert_eq!(found.is_empty(), authorized.is_empty() && given.is_empty());
        };
        check(Some("2026-12-31"), "2027-01-01", &[], &[]);
        check(Some("2026-03-07"), "2027-01-01", &["2026-03-08", "2026-03-09", "2026-03-10"], &["2026-03-12"]);
        check(Some("2026-03-05"), "2026-03-08", &["2026-03-06", "2026-03-07"], &["2026-03-06", "2026-03-12"]);
        check(None, "2026-03-03", &["2026-03-02"], &["2026-03-03", "2026-03-06", "2026-03-12"]);
    }

    /// A night of detox begins at 22:00 on the last covered day and ends at 08:00: it is care of the day on which it began, one day and no second one.
    #[test]
    fn a_detox_night_over_midnight_is_care_of_the_day_on_which_it_began() {
        let night = care::Attendance {
            episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
            day: day("2026-03-05"),
            kind: care::AttendanceKind::ProgramDay,
            status: care::AttendanceStatus::Attended,
            planned_minutes: 600,
            delivered_minutes: 600,
        };
        let mut granted = authorization(UnitKind::Day, 4, "2026-03-02", "2026-03-05");
        granted.level_of_care = LevelOfCare::Inpatient;
        let units = super::super::delivered_units(UnitKind::Day, std::slice::from_ref(&night));
        assert_eq!(units, [(day("2026-03-05"), 1)].into());
        let usage = super::super::Usage::of(&granted, &units, None, day("2026-03-06"));
        assert_eq!((usage.used, usage.left, usage.over), (1, 3, 0));
        let delivered: BTreeSet<Day> = [night.day].into();
        let none = |_: RecordId, _: Day| false;
        let named = [(record(1), &granted)];
        let periods = [stay(LevelOfCare::Inpatient, "2026-03-02", Some("2026-03-05"))];
        let found = CoverageOfDays::of((&named, &none, &|_, _| false), &periods, &delivered, &BTreeSet::new(), day("2026-03-06"));
        assert_eq!((found.gap_days, found.delivered_uncovered), (Vec::new(), Vec::new()));
        // The coverage ends at midnight: the night is covered, and no day after it is authorized.
        assert!(WithoutCoverage::of((&named, &none), &delivered, |of| of <= day("2026-03-05")).is_empty());
        // Ended in retrospect a day earlier, the night stands without a payer.
        let found = WithoutCoverage::of((&named, &none), &delivered, |of| of <= day("2026-03-04"));
        assert_eq!((found.authorized, found.delivered), (vec![day("2026-03-05")], vec![day("2026-03-05")]));
    }

    #[test]
    fn a_covered_day_counts_once_and_a_day_between_two_authorizations_does_not() {
        let granted = |first, last| authorization(UnitKind::Day, 10, first, last);
        let check = |granted: &[Authorization], since: &str, expected| {
            let all: Vec<(RecordId, &Authorization)> = (1..).map(record).zip(granted).collect();
            let none = |_: RecordId, _: Day| false;
            assert_eq!(days_covered((&all, &none), LevelOfCare::PartialHospitalization, day(since)), expected, "{since}");
            assert_eq!(days_covered((&all, &none), LevelOfCare::IntensiveOutpatient, day(since)), 0, "another level");
        };
        let two = [granted("2026-03-02", "2026-03-06"), granted("2026-03-20", "2026-03-24")];
        check(&two, "2026-03-01", 10);
        check(&two, "2026-03-05", 7);
        check(&two, "2026-04-01", 0);
        check(&[two[0].clone(), granted("2026-03-05", "2026-03-09")], "2026-03-01", 8);
        check(&[], "2026-03-01", 0);
        // Of the second one the payer took three days back.
        let all = [(record(1), &two[0]), (record(2), &two[1])];
        let is_taken = |id: RecordId, of: Day| id == record(2) && of >= day("2026-03-22");
        assert_eq!(days_covered((&all, &is_taken), LevelOfCare::PartialHospitalization, day("2026-03-01")), 7);
    }

    #[test]
    fn two_authorizations_that_overlap_at_different_levels_are_found_once() {
        let php = authorization(UnitKind::Day, 5, "2026-03-02", "2026-03-10");
        let mut iop = authorization(UnitKind::Day, 3, "2026-03-09", "2026-03-20");
        iop.level_of_care = LevelOfCare::IntensiveOutpatient;
        let found = CoverageOfDays::of(
            (&[(record(2), &iop), (record(1), &php)], &|_, _| false, &|_, _| false),
            &[],
            &BTreeSet::new(),
            &BTreeSet::new(),
            day("2026-04-01"),
        );
        let overlap = Overlap { first: record(1), second: record(2), period: period("2026-03-09", "2026-03-10"), levels_differ: true };
        assert_eq!(found.overlaps, [overlap]);
    }

    #[test]
    fn a_shortened_authorization_shows_what_was_asked_beside_what_was_granted() {
        let request = AuthorizationRequest {
            episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
            payer: "generic-commercial".into(),
            kind: super::super::RequestKind::Concurrent,
            level_of_care: LevelOfCare::PartialHospitalization,
            codes: String::new(),
            unit_kind: UnitKind::Day,
            units: 10,
            period: period("2026-03-02", "2026-03-15"),
            submitted_at: "2026-02-27T12:00:00Z".parse().unwrap(),
            urgent: false,
        };
        let mut granted = authorization(UnitKind::Day, 5, "2026-03-02", "2026-03-08");
        granted.request = Some(record(9));
        let unasked = authorization(UnitKind::Day, 5, "2026-04-02", "2026-04-08");
        let sums = AskedAndGranted::by_unit(&[(record(9), &request)], &[&granted, &unasked]);
        let expected = AskedAndGranted { requests: 1, units_asked: 10, units_granted: 5, days_asked: 14, days_granted: 7 };
        assert_eq!(sums, [(UnitKind::Day, expected)].into());
    }
}
