//! What the indicators of claims need from beside them: appeals, write-offs, payments of patients.

use std::collections::BTreeMap;

use revenue_cycle::books::SettledClaim;
use revenue_cycle::kpi::{Beside, Ended};
use revenue_cycle::{Denial, Posting};
use vocabulary::{Day, Money};

use crate::assessment::Side;
use crate::assessment::ends::{End, Ends, RefusedLine};

/// As it was known on a day.
pub(super) struct OfSide<'a> {
    ends: Ends<'a>,
    patients: Option<BTreeMap<&'a str, Money>>,
    taken_off: BTreeMap<&'a str, Money>,
}

/// Amounts until a day, added up by claim.
fn by_claim<'a>(amounts: impl Iterator<Item = (&'a String, Day, Money)>, as_of: Day) -> BTreeMap<&'a str, Money> {
    let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
    for (claim, _, amount) in amounts.filter(|(_, day, _)| *day <= as_of) {
        *sums.entry(claim).or_default() += amount;
    }
    sums
}

impl<'a> OfSide<'a> {
    pub(super) fn of(side: &'a Side, as_of: Day) -> Self {
        let payments = side.patient_payments.as_ref();
        let taken_off = side.write_offs.iter().flatten().map(|each| (&each.claim, each.day, each.amount));
        Self {
            ends: Ends::of(side, Some(as_of)),
            patients: payments.map(|payments| by_claim(payments.iter().map(|each| (&each.claim, each.day, each.amount)), as_of)),
            taken_off: by_claim(taken_off, as_of),
        }
    }
}

impl Beside for OfSide<'_> {
    fn ended(&self, number: &str, settled: &SettledClaim<'_>, refused: (Posting<'_>, &Denial), refused_amount: Money) -> Option<Ended> {
        let (posting, denial) = refused;
        match self.ends.find(&RefusedLine::of(number, settled, posting, denial, refused_amount))? {
            // What was granted and not paid is not resolved.
            End::Asked | End::Granted => None,
            End::Upheld(day) => Some(Ended { day }),
            End::WrittenOff(day) => Some(Ended { day: Some(day) }),
        }
    }

    fn patient_paid(&self, number: &str) -> Option<Money> {
        self.patients.as_ref().map(|paid| paid.get(number).copied().unwrap_or(Money::ZERO))
    }

    fn taken_off(&self, number: &str) -> Money {
        self.taken_off.get(number).copied().unwrap_or(Money::ZERO)
    }
}
