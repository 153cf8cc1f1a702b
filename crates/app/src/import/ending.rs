//! Records that go on for a time: what is open on record may be ended by a later file.

use care::{
    CareTeamMember, CaseAgreement, ContractRate, Coverage, DayRate, Diagnosis, Episode, ExclusionCheck, LevelOfCarePeriod, Medication,
    ProviderCredential,
};
use vocabulary::Period;

/// A record with an end.
pub(crate) trait Ending: Clone + PartialEq {
    /// Whether it goes on.
    fn is_open(&self) -> bool;
    /// The same, ended like another.
    fn ended_like(&self, other: &Self) -> Self;
    /// Whether it may become another by a later file, as what is planned does.
    fn is_moved_to(&self, _other: &Self) -> bool {
        false
    }
}

/// What a record that comes again says about the one on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// The same, or the same from a time when it was still open.
    Same,
    /// The same, and that it has ended or was moved.
    Ended,
    /// Something else.
    Other,
}

/// Compares a record that comes again with the one on record.
pub(super) fn again<T: Ending>(stored: &T, new: &T) -> Again {
    if stored != new && stored.is_moved_to(new) {
        Again::Ended
    } else if stored == new || (new.is_open() && new.ended_like(stored) == *stored) {
        Again::Same
    } else if stored.is_open() && stored.ended_like(new) == *new {
        Again::Ended
    } else {
        Again::Other
    }
}

impl Ending for Episode {
    fn is_open(&self) -> bool {
        self.discharge.is_none()
    }

    fn ended_like(&self, other: &Self) -> Self {
        Self { discharge: other.discharge.clone(), ..self.clone() }
    }
}

pub(super) fn period_ended_like(period: Period, other: Period) -> Period {
    Period::new(period.first(), other.last()).unwrap_or(period)
}

macro_rules! ends_with_its_period {
    ($($record:ty),*) => {$(
        impl Ending for $record {
            fn is_open(&self) -> bool {
                self.period.last().is_none()
            }

            fn ended_like(&self, other: &Self) -> Self {
                Self { period: period_ended_like(self.period, other.period), ..self.clone() }
            }
        }
    )*};
}

ends_with_its_period!(
    LevelOfCarePeriod,
    Diagnosis,
    CareTeamMember,
    Coverage,
    Medication,
    DayRate,
    ContractRate,
    CaseAgreement,
    ProviderCredential
);

/// What was looked up on a day does not change.
impl Ending for ExclusionCheck {
    fn is_open(&self) -> bool {
        false
    }

    fn ended_like(&self, _other: &Self) -> Self {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::CareTeamRole;
    use vocabulary::Identifier as _;

    fn check(stored: Option<&str>, new: Option<&str>, role: CareTeamRole, expected: Again) {
        let member = |last: Option<&str>, role| CareTeamMember {
            patient: vocabulary::PatientId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap()),
            clinician: vocabulary::ClinicianId::from_uuid("00000000-0000-7000-8000-000000000002".parse().unwrap()),
            role,
            period: Period::new("2026-09-01".parse().unwrap(), last.map(|day| day.parse().unwrap())).unwrap(),
        };
        assert_eq!(again(&member(stored, CareTeamRole::Primary), &member(new, role)), expected);
    }

    #[test]
    fn only_an_open_record_can_be_ended_and_nothing_else_may_differ() {
        check(None, None, CareTeamRole::Primary, Again::Same);
        check(None, Some("2026-10-01"), CareTeamRole::Primary, Again::Ended);
        check(Some("2026-10-01"), None, CareTeamRole::Primary, Again::Same);
        check(Some("2026-10-01"), Some("2026-10-02"), CareTeamRole::Primary, Again::Other);
        check(None, Some("2026-10-01"), CareTeamRole::Member, Again::Other);
        check(None, None, CareTeamRole::Member, Again::Other);
    }
}
