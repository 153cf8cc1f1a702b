//! Who comes when: the order in which the people of a day stand on the front desk's board.

use care::{AttendanceKind, PlannedVisit};
use vocabulary::{ClockTime, RecordId};

/// What is known of somebody's coming on a day. Who comes earlier is the lesser one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coming {
    /// At a time, by the clock of the program.
    At(ClockTime),
    /// On that day, and nobody says when.
    SomeTime,
    /// No visit is on record. That is not the same as staying away.
    NotRecorded,
}

impl Coming {
    /// The time, where it is known.
    pub const fn time(self) -> Option<ClockTime> {
        match self {
            Self::At(time) => Some(time),
            Self::SomeTime | Self::NotRecorded => None,
        }
    }
}

/// The visits of one person on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOfVisits {
    /// When the first one is.
    pub coming: Coming,
    /// The visits, the earliest first; those without a time last.
    pub visits: Vec<DayVisit>,
}

/// One visit of a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayVisit {
    /// When it is.
    pub coming: Coming,
    /// The group, as the practice calls it; empty for none.
    pub group: String,
    /// What for.
    pub kind: AttendanceKind,
    /// The record of it.
    pub record: RecordId,
}

impl DayOfVisits {
    /// From the planned visits of one person on the day, each with the id of its record.
    pub fn of<'a>(planned: impl IntoIterator<Item = (RecordId, &'a PlannedVisit)>) -> Self {
        let visit = |(record, each): (RecordId, &PlannedVisit)| DayVisit {
            record,
            coming: each.starts_at.map_or(Coming::SomeTime, Coming::At),
            group: each.group.clone(),
            kind: each.kind,
        };
        let mut visits: Vec<DayVisit> = planned.into_iter().map(visit).collect();
        visits.sort();
        Self { coming: visits.first().map_or(Coming::NotRecorded, |first| first.coming), visits }
    }

    /// The visits of two plans of the same person on the same day.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.visits.extend(other.visits);
        self.visits.sort();
        self.visits.dedup();
        Self { coming: self.visits.first().map_or(Coming::NotRecorded, |first| first.coming), visits: self.visits }
    }

    /// Where the person stands: by time, within a time by group, within a group by name.
    pub fn place<'a>(&'a self, name: &'a str) -> Place<'a> {
        Place { coming: self.coming, group: self.visits.first().map_or("", |first| &first.group), name }
    }
}

/// Where somebody stands on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place<'a> {
    coming: Coming,
    group: &'a str,
    name: &'a str,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use vocabulary::{Day, EpisodeId, Identifier as _};

    use super::*;

    fn visit(time: Option<&str>, group: &str) -> PlannedVisit {
        PlannedVisit {
            episode: EpisodeId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap()),
            day: Day::new(2026, 11, 23).unwrap(),
            starts_at: time.map(|time| time.parse().unwrap()),
            kind: AttendanceKind::Group,
            group: group.to_owned(),
        }
    }

    fn day_of(visits: &[PlannedVisit]) -> DayOfVisits {
        let record: RecordId = "00000000-0000-7000-8000-000000000001".parse().unwrap();
        DayOfVisits::of(visits.iter().map(|visit| (record, visit)))
    }

    #[test]
    fn people_stand_by_time_then_group_then_name_and_those_without_a_time_last() {
        let people = [
            ("Adams", vec![]),
            ("Baker", vec![visit(None, "")]),
            ("Chen", vec![visit(Some("13:00"), "")]),
            ("Diaz", vec![visit(Some("09:00"), "Seeking safety")]),
            ("Evans", vec![visit(Some("09:00"), "DBT skills")]),
            ("Fox", vec![visit(Some("14:00"), ""), visit(Some("09:00"), "DBT skills"), visit(None, "")]),
        ];
        let days: Vec<(&str, DayOfVisits)> = people.iter().map(|(name, visits)| (*name, day_of(visits))).collect();
        let mut order: Vec<&(&str, DayOfVisits)> = days.iter().collect();
        order.sort_by_key(|(name, day)| day.place(name));
        let names: Vec<&str> = order.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["Evans", "Fox", "Diaz", "Chen", "Baker", "Adams"]);
        let times: Vec<Option<String>> = days[5].1.visits.iter().map(|visit| visit.coming.time().map(|time| time.to_string())).collect();
        assert_eq!(times, [Some("09:00".to_owned()), Some("14:00".to_owned()), None]);
    }

    proptest! {
        #[test]
        fn whoever_has_a_time_stands_before_whoever_has_none_and_times_only_rise(
            people in prop::collection::vec(prop::collection::vec((prop::option::of((0_u8..24, 0_u8..60)), "[a-c]?"), 0..4), 0..12),
        ) {
            let mut days: Vec<DayOfVisits> = people
                .iter()
                .map(|visits| {
                    let of = |(time, group): &(Option<(u8, u8)>, String)| PlannedVisit {
                        starts_at: time.and_then(|(hour, minute)| ClockTime::new(hour, minute)),
                        ..visit(None, group)
                    };
                    day_of(&visits.iter().map(of).collect::<Vec<_>>())
                })
                .collect();
            days.sort_by(|left, right| left.place("x").cmp(&right.place("x")));
            for pair in days.windows(2) {
                let (before, after) = (pair[0].coming.time(), pair[1].coming.time());
                prop_assert!(before.is_some() || after.is_none());
                prop_assert!(before.zip(after).is_none_or(|(before, after)| before <= after));
            }
            for day in &days {
                let first = day.visits.iter().filter_map(|visit| visit.coming.time()).min();
                prop_assert_eq!(day.coming.time(), first);
            }
        }
    }
}
