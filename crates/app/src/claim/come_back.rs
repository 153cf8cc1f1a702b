//! What came of a step about a refusal, where it was lost: an appeal that was decided against, a correction that nobody took in. Then nobody waits for the
//! payer any more, and the refusal is ours again.

use std::collections::BTreeMap;

use revenue_cycle::books::Books;
use revenue_cycle::denial::step::StepKind;
use storage::denial_step::StoredStep;
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::{AppealedDays, DayOutcome};
use vocabulary::{Day, PatientId, RecordId, ZoneName};

use crate::error::AppError;

/// How a step came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// The appeal of the day was decided, and the denial stands.
    Upheld(Day),
    /// The corrected claim was not taken in: no payer decides on it.
    Rejected,
}

/// What appeals came to, by the review of each.
pub(super) struct Appealed(BTreeMap<RecordId, Vec<AppealedDays>>);

impl Appealed {
    /// Those of everybody.
    pub(super) async fn load(unit: &mut ReadUnit) -> Result<Self, AppError> {
        let all = storage::appealed_days::all(unit, View::Current).await?;
        Ok(Self::of(all.into_iter().map(|stored: Stored<AppealedDays>| stored.recorded.value)))
    }

    /// Those of a patient, by all records.
    pub(super) async fn of_records(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Self, AppError> {
        let own = storage::appealed_days::of_patients(unit, records, View::Current).await?;
        Ok(Self::of(own.into_iter().map(|stored: Stored<AppealedDays>| stored.recorded.value)))
    }

    fn of(all: impl IntoIterator<Item = AppealedDays>) -> Self {
        let mut by_review: BTreeMap<RecordId, Vec<AppealedDays>> = BTreeMap::new();
        for days in all {
            by_review.entry(days.review).or_default().push(days);
        }
        Self(by_review)
    }

    /// What the last decision since a step says of a day of a review.
    fn last(&self, review: RecordId, step: &StoredStep, day: Option<Day>) -> Option<&AppealedDays> {
        let own = self.0.get(&review)?.iter();
        let of_day = own.filter(|days| days.decided_at >= step.recorded_at && day.is_none_or(|day| days.period.contains(day)));
        of_day.max_by_key(|days| (days.decided_at, days.outcome))
    }
}

/// What a refusal is about, as far as its steps ask.
pub(super) struct About<'a> {
    /// The claim's number.
    pub(super) number: &'a str,
    /// The day of service.
    pub(super) day: Option<Day>,
    /// The review of the appeal against it.
    pub(super) review: Option<RecordId>,
}

/// How a step came back; `None` while it may still be answered, and where it needs no answer.
pub(super) fn came_back(step: &StoredStep, about: &About<'_>, appealed: &Appealed, books: &Books, zone: &ZoneName) -> Option<CameBack> {
    match step.step.kind {
        StepKind::Appeal => {
            let last = appealed.last(about.review?, step, about.day)?;
            (last.outcome == DayOutcome::Upheld).then(|| CameBack::Upheld(last.decided_at.day_in(zone)))
        }
        StepKind::CorrectedClaim | StepKind::CorrectedElsewhere => {
            let history = books.history(about.number)?;
            books.is_rejected_since(&history, step.recorded_at.day_in(zone)).then_some(CameBack::Rejected)
        }
        StepKind::Records | StepKind::WriteOffAsked | StepKind::WriteOff | StepKind::Reopened => None,
    }
}

#[cfg(test)]
mod tests {
    use revenue_cycle::denial::step::DenialStep;
    use storage::denial_step::DenialPlace;
    use vocabulary::{Instant, Money, Period};

    use super::*;

    fn id(place: u128) -> RecordId {
        format!("00000000-0000-7000-8000-{place:012}").parse().expect("an id")
    }

    fn day(text: &str) -> Day {
        text.parse().expect("tests name days of the calendar")
    }

    fn at(text: &str) -> Instant {
        format!("{text}T12:00:00Z").parse().expect("an instant")
    }

    fn appealed_on(on: &str) -> StoredStep {
        let (claim_number, code) = ("A1".to_owned(), "CO-50".to_owned());
        let step = DenialStep {
            claim_number,
            kind: StepKind::Appeal,
            code,
            amount: Money::from_cents(15_000),
            reason: String::new(),
            approver: String::new(),
        };
        let about = DenialPlace { remittance: id(1), place: 0, line: Some(0) };
        StoredStep { about, recorded_at: at(on), recorder: String::new(), step, release: None }
    }

    #[test]
    fn an_appeal_comes_back_when_its_day_is_upheld_and_not_when_another_one_is() {
        let decided = |review: u128, on: &str, (first, last): (&str, &str), outcome| AppealedDays {
            episode: "00000000-0000-7000-8000-000000000001".parse().expect("an id"),
            review: id(review),
            determination: id(8),
            appeal: id(9),
            decided_at: at(on),
            period: Period::new(day(first), Some(day(last))).expect("a period"),
            outcome,
        };
        let check = |all: Vec<AppealedDays>, expected: Option<&str>| {
            let about = About { number: "A1", day: Some(day("2026-03-03")), review: Some(id(7)) };
            let found = came_back(&appealed_on("2026-04-01"), &about, &Appealed::of(all), &Books::default(), &ZoneName::utc());
            assert_eq!(found, expected.map(|expected| CameBack::Upheld(day(expected))));
        };
        let march = ("2026-03-02", "2026-03-06");
        check(Vec::new(), None);
        check(vec![decided(7, "2026-05-01", march, DayOutcome::Upheld)], Some("2026-05-01"));
        check(vec![decided(7, "2026-05-01", march, DayOutcome::Overturned)], None);
        check(vec![decided(7, "2026-05-01", ("2026-03-04", "2026-03-06"), DayOutcome::Upheld)], None);
        check(vec![decided(6, "2026-05-01", march, DayOutcome::Upheld)], None);
        // Decided before this step: it is the second level that is waited for. And the last decision holds.
        check(vec![decided(7, "2026-03-20", march, DayOutcome::Upheld)], None);
        let both = [DayOutcome::Upheld, DayOutcome::Overturned];
        let both = both.into_iter().zip(["2026-05-01", "2026-06-01"]).map(|(outcome, on)| decided(7, on, march, outcome));
        check(both.collect(), None);
    }
}
