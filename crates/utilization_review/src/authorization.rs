//! Authorizations: what was asked of a payer, what it decided, what it granted, and how much of that is used.
//!
//! Three records, one after the other: an [`AuthorizationRequest`] is what the practice asked for; a [`AuthorizationDetermination`] is what the
//! payer answered, a denial included; an [`Authorization`] is what may be delivered, with its number, its units and its days. What was used is
//! never stored: it is computed, from what was delivered and from what was billed, both shown ([`usage`]). Whether the days of care are covered at
//! all, and by how many authorizations, is a question about all of them together ([`coverage`]).

pub mod before_admission;
pub mod coverage;
pub mod unit;
pub mod usage;

pub use before_admission::{FirstRequest, NextStep};
pub use coverage::{AskedAndGranted, CoverageOfDays, OtherLevel, OtherPayer, Overlap, WithoutCoverage, days_covered};
pub use unit::{BilledUnits, GivenDay, UnitKind, UnitKindMismatch, UnitSources, delivered_units};
pub use usage::{Exhaustion, ExhaustionCause, Usage, runs_out};

use care::choices;
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, Period, RecordId};

use crate::clock::Pended;

choices! {
    /// Which kind of request.
    RequestKind ("kind of authorization request") {
        /// Before or at admission.
        Initial = "initial",
        /// For more, while care goes on.
        Concurrent = "concurrent",
        /// After the care was given.
        Retrospective = "retrospective",
    }
}

choices! {
    /// What the payer decided.
    DeterminationOutcome ("determination") {
        /// All that was asked for.
        Approved = "approved",
        /// A part of it.
        Partial = "partial",
        /// Nothing yet: the payer wants more or has not decided.
        Pended = "pended",
        /// Nothing.
        Denied = "denied",
    }
}

choices! {
    /// How the decision was reached.
    DecisionStage ("stage of a decision") {
        /// By the payer's first reviewer.
        FirstReview = "first_review",
        /// After the attending spoke with the payer's physician.
        PeerToPeer = "peer_to_peer",
        /// On appeal.
        Appeal = "appeal",
        /// On a bill, without a request: lines of a payment refuse care that was given. See [`crate::appeal::DisputedLine`].
        Claim = "claim",
    }
}

impl DecisionStage {
    /// Those that answer a request, and that somebody records by hand. What was decided on an appeal is recorded with the appeal, day by day.
    pub const OF_REQUESTS: [Self; 2] = [Self::FirstReview, Self::PeerToPeer];
}

/// What the practice asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationRequest {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The key of the payer's profile.
    pub payer: String,
    /// Which kind.
    pub kind: RequestKind,
    /// For which level.
    pub level_of_care: LevelOfCare,
    /// Procedure and revenue codes, separated by spaces; may be empty.
    pub codes: String,
    /// What is counted.
    pub unit_kind: UnitKind,
    /// How many.
    pub units: u32,
    /// For which days; always closed.
    pub period: Period,
    /// When it reached the payer.
    pub submitted_at: Instant,
    /// True where the attending states that waiting would do harm.
    pub urgent: bool,
}

/// What the payer answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationDetermination {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The request that it answers; `None` where only the answer is on record.
    pub request: Option<RecordId>,
    /// The review that it answers; `None` where nobody has said which. A denial hangs on it with its notice, deadlines and appeals.
    pub review: Option<RecordId>,
    /// What it granted; `None` where nothing was.
    pub authorization: Option<RecordId>,
    /// The decision.
    pub outcome: DeterminationOutcome,
    /// How it was reached.
    pub stage: DecisionStage,
    /// For which days the decision speaks: those that were asked for.
    pub period: Period,
    /// When it was received.
    pub decided_at: Instant,
    /// Who decided at the payer, with what credentials; may be empty.
    pub reviewer: String,
    /// The payer's reference for the call or letter; may be empty.
    pub reference: String,
    /// The reason in the payer's own words; empty where none was given, which is itself worth knowing.
    pub reason: String,
    /// When what the payer wanted more reached it; `None` while that waits, and for a decision that wants nothing.
    pub supplied_at: Option<Instant>,
}

/// What may be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The key of the payer's profile.
    pub payer: String,
    /// The request that it answers; `None` where it was imported without one.
    pub request: Option<RecordId>,
    /// The payer's number.
    pub number: String,
    /// For which level.
    pub level_of_care: LevelOfCare,
    /// Procedure and revenue codes, separated by spaces; empty where the payer named none.
    pub codes: String,
    /// What is counted.
    pub unit_kind: UnitKind,
    /// How many.
    pub units: u32,
    /// From the first to the last covered day; always closed.
    pub period: Period,
    /// When the payer wants to hear again; `None` when not said. Not the last covered day.
    pub next_review: Option<Day>,
    /// Who granted it; may be empty.
    pub reviewer: String,
    /// For which provider, by the national number; empty where the payer named none.
    pub provider_id: String,
}

/// Why a request, determination or authorization cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthorizationProblem {
    /// No units.
    #[error("units are 0: a grant of nothing is a denial, recorded as a determination")]
    NoUnits,
    /// More units than the days could hold.
    #[error("{units} units of a {kind} do not fit into {days} days")]
    TooManyUnits {
        /// How many.
        units: u32,
        /// Of what.
        kind: UnitKind,
        /// In how many days.
        days: u32,
    },
    /// No last day.
    #[error("the last covered day is missing")]
    NoLastDay,
    /// No number.
    #[error("the payer's number of the authorization is missing")]
    NoNumber,
    /// No payer.
    #[error("the payer is missing")]
    NoPayer,
    /// Days before the patient was admitted.
    #[error("the first covered day {first} is before the admission on {admitted}")]
    BeforeAdmission {
        /// The first covered day.
        first: Day,
        /// The day of admission.
        admitted: Day,
    },
    /// Days after the stay ended.
    #[error("the first day {first} is after the discharge on {discharged}")]
    AfterDischarge {
        /// The first day.
        first: Day,
        /// The day of discharge.
        discharged: Day,
    },
    /// The next review lies after what is covered, or before it began.
    #[error("the next review on {next_review} is not between {first} and {last}")]
    ReviewOutside {
        /// The next review.
        next_review: Day,
        /// First covered day.
        first: Day,
        /// Last covered day.
        last: Day,
    },
    /// More than a year.
    #[error("{days} days are more than 366")]
    TooLong {
        /// How many days.
        days: u32,
    },
    /// A denial that grants, or a grant that names no authorization.
    #[error("a determination `{outcome}` and an authorization contradict each other")]
    OutcomeContradicts {
        /// The decision.
        outcome: DeterminationOutcome,
    },
    /// An approval that leaves out days that were asked for.
    #[error("{days} days that were asked for are not granted, between {first} and {last}")]
    ApprovedInPart {
        /// How many.
        days: u32,
        /// The first of them.
        first: Day,
        /// The last of them.
        last: Day,
    },
    /// An approval of fewer units than were asked for.
    #[error("{units} of {asked} units that were asked for are granted")]
    FewerUnits {
        /// Units granted.
        units: u32,
        /// Units asked for.
        asked: u32,
    },
    /// An approval in part that grants everything.
    #[error("everything that was asked for is granted")]
    GrantsAll,
}

/// What was asked for, as far as that is known when the decision on it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedFor {
    /// The days.
    pub period: Period,
    /// What stands granted for the stay already: a talk that wins the rest grants no more than that.
    pub granted: Vec<(LevelOfCare, Period)>,
    /// The level; `None` where neither request nor review says it.
    pub level_of_care: Option<LevelOfCare>,
    /// What is counted, how many, and in how many days, as a request on record has it.
    pub units: Option<(UnitKind, u32, Period)>,
}

impl AskedFor {
    /// Refuses an approval that leaves out a part of it, as no denial would stand on record for that part, and an approval in part that leaves out nothing.
    pub fn check(&self, outcome: DeterminationOutcome, grant: &Authorization) -> Result<(), AuthorizationProblem> {
        let missing = self.days_missing(grant);
        let fewer = self.fewer_units(grant);
        match outcome {
            DeterminationOutcome::Approved => match (missing.first(), missing.last(), fewer) {
                (Some(first), Some(last), _) => {
                    let days = u32::try_from(missing.len()).unwrap_or(u32::MAX);
                    Err(AuthorizationProblem::ApprovedInPart { days, first: *first, last: *last })
                }
                // A request for days of which each counts may have been written down with its decision, as many as its period has.
                (_, _, Some((asked, true))) => Err(AuthorizationProblem::FewerUnits { units: grant.units, asked }),
                _ => Ok(()),
            },
            DeterminationOutcome::Partial if missing.is_empty() && self.has_all_units(grant) && self.level_of_care.is_some() => {
                Err(AuthorizationProblem::GrantsAll)
            }
            _ => Ok(()),
        }
    }

    /// The days that a grant leaves out: all of them where it is for another level.
    fn days_missing(&self, grant: &Authorization) -> Vec<Day> {
        let is_of_level = self.level_of_care.is_none_or(|level| level == grant.level_of_care);
        let (first, count) = (self.period.first(), days_of(self.period).unwrap_or(1).min(MOST_DAYS));
        let days = (0..i32::try_from(count).unwrap_or(1)).map(|after| first.plus_days(after));
        let level = self.level_of_care.unwrap_or(grant.level_of_care);
        let stands = |day: Day| self.granted.iter().any(|(of, period)| *of == level && period.contains(day));
        days.filter(|day| !(stands(*day) || is_of_level && grant.period.contains(*day))).collect()
    }

    /// How many units were asked for where fewer of the same kind are granted, and whether they are known to be no mere count of days.
    fn fewer_units(&self, grant: &Authorization) -> Option<(u32, bool)> {
        let (kind, asked, period) = self.units.filter(|(kind, asked, _)| *kind == grant.unit_kind && grant.units < *asked)?;
        Some((asked, kind != UnitKind::Day || days_of(period).is_some_and(|days| asked < days)))
    }

    fn has_all_units(&self, grant: &Authorization) -> bool {
        let (kind, asked) = self.units.map_or((UnitKind::Day, days_of(self.period).unwrap_or(1)), |(kind, asked, _)| (kind, asked));
        kind == grant.unit_kind && grant.units >= asked
    }
}

/// The most days that one authorization may span.
const MOST_DAYS: u32 = 366;

/// Days of a closed period, both ends counted.
pub(crate) fn days_of(period: Period) -> Option<u32> {
    let last = period.last()?;
    u32::try_from(last.days_since(period.first()) + 1).ok()
}

fn check_units(kind: UnitKind, units: u32, period: Period) -> Result<(), AuthorizationProblem> {
    let days = days_of(period).ok_or(AuthorizationProblem::NoLastDay)?;
    if days > MOST_DAYS {
        return Err(AuthorizationProblem::TooLong { days });
    }
    if units == 0 {
        return Err(AuthorizationProblem::NoUnits);
    }
    if units > days.saturating_mul(kind.most_in_a_day()) {
        return Err(AuthorizationProblem::TooManyUnits { units, kind, days });
    }
    Ok(())
}

/// Refuses days of which not one lies in a stay that ended: they belong to another. Those that begin in it and go on are as the payer named them.
pub fn check_discharge(period: Period, discharged: Option<Day>) -> Result<(), AuthorizationProblem> {
    match discharged {
        Some(discharged) if period.first() > discharged => Err(AuthorizationProblem::AfterDischarge { first: period.first(), discharged }),
        _ => Ok(()),
    }
}

impl AuthorizationRequest {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), AuthorizationProblem> {
        if self.payer.trim().is_empty() {
            return Err(AuthorizationProblem::NoPayer);
        }
        check_units(self.unit_kind, self.units, self.period)
    }
}

impl AuthorizationDetermination {
    /// That it decided nothing yet and wants more; `None` for a decision.
    pub fn pended(&self) -> Option<Pended> {
        let wants_more = self.outcome == DeterminationOutcome::Pended;
        wants_more.then_some(Pended { asked_at: self.decided_at, supplied_at: self.supplied_at })
    }

    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), AuthorizationProblem> {
        let grants = matches!(self.outcome, DeterminationOutcome::Approved | DeterminationOutcome::Partial);
        if grants == self.authorization.is_some() {
            Ok(())
        } else {
            Err(AuthorizationProblem::OutcomeContradicts { outcome: self.outcome })
        }
    }
}

impl Authorization {
    /// Checks what one record can say about itself, beside the day of admission.
    pub fn check(&self, admitted: Day) -> Result<(), AuthorizationProblem> {
        if self.payer.trim().is_empty() {
            return Err(AuthorizationProblem::NoPayer);
        }
        if self.number.trim().is_empty() {
            return Err(AuthorizationProblem::NoNumber);
        }
        let first = self.period.first();
        if first < admitted {
            return Err(AuthorizationProblem::BeforeAdmission { first, admitted });
        }
        let last = self.last_covered_day().ok_or(AuthorizationProblem::NoLastDay)?;
        match self.next_review {
            Some(next_review) if next_review < first || next_review > last.plus_days(1) => {
                Err(AuthorizationProblem::ReviewOutside { next_review, first, last })
            }
            _ => check_units(self.unit_kind, self.units, self.period),
        }
    }

    /// The last covered day.
    pub fn last_covered_day(&self) -> Option<Day> {
        self.period.last()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    pub(crate) fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    pub(crate) fn period(first: &str, last: &str) -> Period {
        Period::new(day(first), Some(day(last))).unwrap()
    }

    pub(crate) fn authorization(kind: UnitKind, units: u32, first: &str, last: &str) -> Authorization {
        Authorization {
            episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
            payer: "generic-commercial".into(),
            request: None,
            number: "A-1".into(),
            level_of_care: LevelOfCare::PartialHospitalization,
            codes: String::new(),
            unit_kind: kind,
            units,
            period: period(first, last),
            next_review: None,
            reviewer: String::new(),
            provider_id: String::new(),
        }
    }

    #[test]
    fn an_authorization_that_cannot_be_is_refused_with_the_reason() {
        let check = |change: fn(&mut Authorization), expected: Result<(), &str>| {
            let mut value = authorization(UnitKind::Day, 10, "2026-03-02", "2026-03-20");
            change(&mut value);
            assert_eq!(value.check(day("2026-03-01")).map_err(|problem| problem.to_string()), expected.map_err(str::to_owned));
        };
        check(|_| (), Ok(()));
        check(|value| value.units = 0, Err("units are 0: a grant of nothing is a denial, recorded as a determination"));
        check(|value| value.units = 20, Err("20 units of a day do not fit into 19 days"));
        check(|value| value.number = " ".into(), Err("the payer's number of the authorization is missing"));
        check(|value| value.payer.clear(), Err("the payer is missing"));
        check(|value| value.period = Period::new(day("2026-03-02"), None).unwrap(), Err("the last covered day is missing"));
        check(
            |value| value.period = period("2026-02-20", "2026-03-20"),
            Err("the first covered day 2026-02-20 is before the admission on 2026-03-01"),
        );
        check(|value| value.period = period("2026-03-02", "2027-03-20"), Err("384 days are more than 366"));
        check(|value| value.next_review = Some(day("2026-03-21")), Ok(()));
        check(
            |value| value.next_review = Some(day("2026-03-22")),
            Err("the next review on 2026-03-22 is not between 2026-03-02 and 2026-03-20"),
        );
    }

    #[test]
    fn an_approval_leaves_out_nothing_and_an_approval_in_part_something() {
        use DeterminationOutcome::{Approved, Partial};
        let php = LevelOfCare::PartialHospitalization;
        let (whole, half) = (("2026-03-02", "2026-03-11"), ("2026-03-02", "2026-03-06"));
        let check =
            |outcome, (level, units): (Option<LevelOfCare>, Option<(UnitKind, u32)>), grant: Authorization, expected: Result<(), &str>| {
                let asked = period(whole.0, whole.1);
                let units = units.map(|(kind, units)| (kind, units, asked));
                let asked = AskedFor { period: asked, granted: Vec::new(), level_of_care: level, units };
                let found = asked.check(outcome, &grant).map_err(|problem| problem.to_string());
                assert_eq!(found, expected.map_err(str::to_owned), "{outcome} {asked:?} {grant:?}");
            };
        let days = |units, (first, last): (&str, &str)| authorization(UnitKind::Day, units, first, last);
        let missing = Err("5 days that were asked for are not granted, between 2026-03-07 and 2026-03-11");
        check(Approved, (None, None), days(10, whole), Ok(()));
        check(Approved, (None, None), days(5, half), missing);
        check(Partial, (None, None), days(5, half), Ok(()));
        check(Approved, (Some(php), None), days(10, whole), Ok(()));
        let other = Err("10 days that were asked for are not granted, between 2026-03-02 and 2026-03-11");
        check(Approved, (Some(LevelOfCare::IntensiveOutpatient), None), days(10, whole), other);
        check(Partial, (Some(LevelOfCare::IntensiveOutpatient), None), days(10, whole), Ok(()));
        check(Partial, (Some(php), None), days(10, whole), Err("everything that was asked for is granted"));
        check(Partial, (Some(php), None), days(6, whole), Ok(()));
        // Eight days of care were asked for in ten, and five are granted.
        check(Approved, (Some(php), Some((UnitKind::Day, 8))), days(5, whole), Err("5 of 8 units that were asked for are granted"));
        check(Partial, (Some(php), Some((UnitKind::Day, 8))), days(5, whole), Ok(()));
        check(Partial, (Some(php), Some((UnitKind::Day, 8))), days(8, whole), Err("everything that was asked for is granted"));
        // Ten of ten days may be a count of the days alone.
        check(Approved, (Some(php), Some((UnitKind::Day, 10))), days(8, whole), Ok(()));
        check(Approved, (Some(php), Some((UnitKind::Visit, 10))), days(8, whole), Ok(()));
        // A talk wins what was left.
        let before = vec![(php, period("2026-03-07", "2026-03-11"))];
        let rest = AskedFor { period: period(whole.0, whole.1), granted: before, level_of_care: None, units: None };
        assert_eq!(rest.check(Approved, &days(5, half)), Ok(()));
    }

    #[test]
    fn a_denial_grants_nothing_and_a_grant_names_its_authorization() {
        let check = |outcome, grants: bool, expected: bool| {
            let determination = AuthorizationDetermination {
                episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
                request: None,
                review: None,
                authorization: grants.then(|| RecordId::from_uuid(uuid::Uuid::from_u128(2))),
                outcome,
                stage: DecisionStage::FirstReview,
                period: period("2026-03-02", "2026-03-20"),
                decided_at: "2026-03-01T12:00:00Z".parse().unwrap(),
                reviewer: String::new(),
                reference: String::new(),
                reason: String::new(),
                supplied_at: None,
            };
            assert_eq!(determination.check().is_ok(), expected, "{outcome} {grants}");
        };
        check(DeterminationOutcome::Denied, false, true);
        check(DeterminationOutcome::Denied, true, false);
        check(DeterminationOutcome::Pended, true, false);
        check(DeterminationOutcome::Partial, true, true);
        check(DeterminationOutcome::Approved, false, false);
    }
}
