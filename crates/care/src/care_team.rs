//! The care team: who may see a patient because they treat them.

use vocabulary::{ClinicianId, Day, PatientId, Period};

use crate::choice::choices;
use crate::episode::Episode;
use crate::problem::{CareProblem, within_life};

choices! {
    /// What somebody does in a care team.
    CareTeamRole ("care-team role") {
        /// Answers for the treatment.
        Primary = "primary",
        /// Treats as well.
        Member = "member",
        /// Supervises.
        Supervisor = "supervisor",
    }
}

/// One person's place in one patient's care team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareTeamMember {
    /// Whose team.
    pub patient: PatientId,
    /// Who.
    pub clinician: ClinicianId,
    /// As what.
    pub role: CareTeamRole,
    /// From when to when.
    pub period: Period,
}

impl CareTeamMember {
    /// Checks that the membership began between birth and today. Its last day may lie ahead.
    pub fn check(&self, birth_day: Day, today: Day) -> Result<(), CareProblem> {
        within_life("care team", self.period.first(), birth_day, today)
    }
}

/// The places in a care team that get other days when the end of a stay is recorded, moved or taken back, each by its number in `members`, with those days: one
/// decision, whether the end comes by form or by file. `others` are the other stays of the person, and `last_day_after` says until when a team has to do with
/// somebody who was discharged on a day.
///
/// Where the person is in care by another stay, nobody's place ends. Where another one ended later, that is the day that counts: a stay whose end is told late
/// takes nobody's place away. A place that was ended on another day stays as it is, and so does one that would end before it began.
pub fn follow_stay<'a>(
    members: impl IntoIterator<Item = &'a CareTeamMember>,
    others: impl IntoIterator<Item = &'a Episode>,
    (before, after): (&Episode, &Episode),
    last_day_after: impl Fn(Day) -> Day,
) -> Vec<(usize, Period)> {
    let end = |episode: &Episode| episode.discharge.as_ref().map(|discharge| discharge.day);
    let (old_day, new_day) = (end(before), end(after));
    if old_day == new_day {
        return Vec::new();
    }
    let other_ends: Vec<Option<Day>> = others.into_iter().map(end).collect();
    let is_in_care = other_ends.iter().any(Option::is_none);
    // A team that ended with this stay before another one ended is that of this stay alone.
    let later = other_ends.into_iter().flatten().max().filter(|other| old_day.is_none_or(|old| old >= *other));
    let old_last = old_day.map(&last_day_after);
    let new_last = new_day.filter(|_| !is_in_care).map(|day| last_day_after(later.map_or(day, |later| day.max(later))));
    let followed = |(place, member): (usize, &CareTeamMember)| {
        let period = member.period;
        if period.last() != old_last {
            return None;
        }
        let next = Period::new(period.first(), new_last).ok().filter(|next| *next != period)?;
        Some((place, next))
    };
    members.into_iter().enumerate().filter_map(followed).collect()
}

#[cfg(test)]
mod tests {
    use vocabulary::{Identifier as _, ProgramId};

    use super::*;
    use crate::{Discharge, DischargeDestination, DischargeType};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn stay(last: Option<&str>) -> Episode {
        let discharge = |last| Discharge { day: day(last), kind: DischargeType::Completed, destination: DischargeDestination::Home };
        Episode {
            patient: PatientId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap()),
            program: ProgramId::from_uuid("00000000-0000-7000-8000-000000000002".parse().unwrap()),
            admitted: day("2026-09-01"),
            discharge: last.map(discharge),
            referral_source: None,
            payer_class: None,
            clinician: None,
            readmission_of: None,
        }
    }

    fn member((first, last): (&str, Option<&str>)) -> CareTeamMember {
        CareTeamMember {
            patient: PatientId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap()),
            clinician: ClinicianId::from_uuid("00000000-0000-7000-8000-000000000003".parse().unwrap()),
            role: CareTeamRole::Primary,
            period: Period::new(day(first), last.map(day)).unwrap(),
        }
    }

    /// A team has ten days after a discharge.
    fn check(
        members: &[(&str, Option<&str>)],
        stays: (Option<&str>, Option<&str>),
        others: &[Option<&str>],
        expected: &[(usize, Option<&str>)],
    ) {
        let (members, others): (Vec<_>, Vec<_>) =
            (members.iter().copied().map(member).collect(), others.iter().copied().map(stay).collect());
        let found = follow_stay(&members, &others, (&stay(stays.0), &stay(stays.1)), |discharged| discharged.plus_days(10));
        let found: Vec<_> = found.into_iter().map(|(place, period)| (place, period.last())).collect();
        assert_eq!(found, expected.iter().map(|(place, last)| (*place, last.map(day))).collect::<Vec<_>>());
    }

    #[test]
    fn a_team_ends_some_days_after_a_discharge_and_goes_on_where_care_does() {
        let open = ("2026-09-01", None);
        let ended = ("2026-09-01", Some("2026-09-20"));
        let followed = ("2026-09-01", Some("2026-11-11"));
        check(&[open, ended], (None, Some("2026-11-01")), &[], &[(0, Some("2026-11-11"))]);
        check(&[followed, ended], (Some("2026-11-01"), Some("2026-11-03")), &[], &[(0, Some("2026-11-13"))]);
        check(&[followed, ended], (Some("2026-11-01"), None), &[], &[(0, None)]);
        check(&[open], (None, Some("2026-11-01")), &[None], &[]);
        check(&[open], (None, Some("2026-11-01")), &[Some("2026-08-01")], &[(0, Some("2026-11-11"))]);
        check(&[open], (None, None), &[], &[]);
        // Another stay ended later: what is told late, or moved before it, ends the team with that one.
        check(&[open], (None, Some("2026-11-01")), &[Some("2026-08-01"), Some("2026-11-20")], &[(0, Some("2026-11-30"))]);
        let both = ("2026-09-01", Some("2026-12-05"));
        check(&[both], (Some("2026-11-25"), Some("2026-11-01")), &[Some("2026-11-20")], &[(0, Some("2026-11-30"))]);
        check(&[followed], (Some("2026-11-01"), Some("2026-11-03")), &[Some("2026-11-20")], &[(0, Some("2026-11-13"))]);
        // Whoever joined later than the team would end stays.
        check(&[("2026-11-20", None)], (None, Some("2026-11-01")), &[], &[]);
    }
}
