//! Rates and the standing of providers that are on record, and what a file says about them again.

use care::{ContractRate, DayRate, ExclusionCheck, ProviderCredential};
use interchange::RejectionCode;
use storage::{Entry, Record, Stored};
use vocabulary::{Day, IdSource, RecordId, Version};

use super::chunk::{Ended, Pending, Place};
use super::ending::{Again, Ending, again};

/// What a payer pays, or who may give services, from one day to another. Of the same thing no two hold on one day.
pub(crate) trait Rate: Record<Id = RecordId> + Ending {
    /// True where both speak of the same thing on some day.
    fn is_beside(&self, other: &Self) -> bool;
}

impl Rate for ContractRate {
    fn is_beside(&self, other: &Self) -> bool {
        self.stands_beside(other)
    }
}

impl Rate for DayRate {
    fn is_beside(&self, other: &Self) -> bool {
        self.payer == other.payer && self.level_of_care == other.level_of_care && self.period.overlaps(other.period)
    }
}

impl Rate for ProviderCredential {
    fn is_beside(&self, other: &Self) -> bool {
        self.stands_beside(other)
    }
}

impl Rate for ExclusionCheck {
    fn is_beside(&self, other: &Self) -> bool {
        self.provider_id == other.provider_id && self.day == other.day
    }
}

/// A rate on record, with the version that stands.
#[derive(Clone, Debug)]
pub(crate) struct KnownRate<T> {
    /// Its id.
    pub(crate) id: RecordId,
    /// The version that stands.
    pub(crate) version: Version,
    /// The rate.
    pub(crate) value: T,
}

impl<T: Rate> From<Stored<T>> for KnownRate<T> {
    fn from(stored: Stored<T>) -> Self {
        Self { id: stored.id, version: stored.recorded.version, value: stored.recorded.value }
    }
}

/// What a rate is to those on record.
pub(crate) enum RateAgain<'a, T> {
    /// None of them holds on one of its days.
    New,
    /// It is on record, as it is or with its end.
    Same,
    /// It is the end of this one, which goes on so far.
    Ends(&'a mut KnownRate<T>),
    /// Another one holds on one of its days.
    Other,
}

/// Compares a rate with those on record.
pub(crate) fn compared<'a, T: Rate>(known: &'a mut [KnownRate<T>], rate: &T) -> RateAgain<'a, T> {
    let beside: Vec<(usize, Again)> = (known.iter().enumerate())
        .filter(|(_, known)| known.value.is_beside(rate))
        .map(|(place, known)| (place, again(&known.value, rate)))
        .collect();
    if beside.is_empty() {
        return RateAgain::New;
    }
    if beside.iter().any(|(_, again)| *again == Again::Same) {
        return RateAgain::Same;
    }
    match beside.as_slice() {
        [(place, Again::Ended)] => RateAgain::Ends(&mut known[*place]),
        _ => RateAgain::Other,
    }
}

/// The lists through which rates of one kind go: what is on record, what is new, and what ends.
pub(super) type RateLists<'a, T> = (&'a mut Vec<KnownRate<T>>, &'a mut Vec<Pending<T>>, &'a mut Vec<Ended<T>>);

/// Takes in a rate of a file: a new one, or the end of one that goes on so far. True where it is on record already.
///
/// # Errors
/// [`RejectionCode::Conflict`] where another one holds on one of its days.
pub(super) fn take<T: Rate>(
    (known, new, ended): RateLists<'_, T>,
    rate: &T,
    (ids, day): (&IdSource, Day),
    place: impl FnOnce() -> Place,
) -> Result<bool, RejectionCode> {
    let fresh = match compared(known, rate) {
        RateAgain::Same => return Ok(true),
        RateAgain::Other => return Err(RejectionCode::Conflict),
        RateAgain::Ends(known) => {
            known.value = rate.clone();
            // One that came in this file just now is not stored yet.
            if let Some(pending) = new.iter_mut().find(|pending| pending.entry.id == known.id) {
                pending.entry.value = rate.clone();
            } else {
                ended.push(Ended { id: known.id, version: known.version, value: rate.clone(), effective_day: day });
                known.version = known.version.next();
            }
            return Ok(false);
        }
        RateAgain::New => KnownRate { id: ids.next(), version: Version::FIRST, value: rate.clone() },
    };
    new.push(Pending { entry: Entry::new(fresh.id, rate.clone(), day), place: place() });
    known.push(fresh);
    Ok(false)
}

#[cfg(test)]
mod tests {
    use vocabulary::{Money, Period};

    use super::*;

    #[test]
    fn a_rate_that_goes_on_can_be_ended_and_another_follows() {
        let rate = |cents, first: &str, last: Option<&str>| ContractRate {
            payer: "P1".to_owned(),
            service: "90834".to_owned(),
            level_of_care: None,
            unit_amount: Money::from_cents(cents),
            period: Period::new(first.parse().unwrap(), last.map(|day| day.parse().unwrap())).unwrap(),
        };
        let known = |value| KnownRate { id: "00000000-0000-7000-8000-000000000001".parse().unwrap(), version: Version::FIRST, value };
        let check = |on_record: &[ContractRate], new: &ContractRate, expected: &str| {
            let mut known: Vec<_> = on_record.iter().cloned().map(known).collect();
            let found = match compared(&mut known, new) {
                RateAgain::New => "new",
                RateAgain::Same => "same",
                RateAgain::Ends(_) => "ends",
                RateAgain::Other => "other",
            };
            assert_eq!(found, expected, "{new:?}");
        };
        let open = rate(9_500, "2026-01-01", None);
        let ended = rate(9_500, "2026-01-01", Some("2026-06-30"));
        let next = rate(9_900, "2026-07-01", None);
        check(&[], &open, "new");
        check(std::slice::from_ref(&open), &open, "same");
        check(std::slice::from_ref(&open), &next, "other");
        check(std::slice::from_ref(&open), &ended, "ends");
        check(std::slice::from_ref(&open), &rate(9_900, "2026-01-01", Some("2026-06-30")), "other");
        check(std::slice::from_ref(&ended), &next, "new");
        check(&[ended.clone(), next.clone()], &open, "same");
        check(&[ended, next], &rate(9_500, "2026-01-01", Some("2026-08-31")), "other");
    }
}
