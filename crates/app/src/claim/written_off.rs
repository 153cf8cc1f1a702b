//! What is written off: the last step about a line holds, whichever decision it was taken about. A payer that refuses a written-off line again does not bring it
//! back, and no line is taken off the books twice.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::denial::label_of;
use revenue_cycle::denial::step::StepKind;
use revenue_cycle::{Adjudication, Books, Claim, ClaimHistory, PaymentKey, Remittance};
use storage::ReadUnit;
use storage::denial_step::{self, DenialPlace, StoredStep};
use vocabulary::RecordId;

use crate::error::AppError;

/// A line of a claim: the number of the claim, and what the line is called in it.
pub(crate) type LineOfClaim = (String, String);

/// Which line of which claim a place in a payment is.
pub(crate) struct Lines<'a> {
    books: &'a Books,
    payments: BTreeMap<RecordId, &'a Remittance>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(books: &'a Books, ids: &BTreeMap<PaymentKey, RecordId>) -> Self {
        let payments = books.remittances().filter_map(|payment| Some((*ids.get(&payment.key)?, payment))).collect();
        Self { books, payments }
    }

    /// The line of a claim that a step speaks of.
    pub(crate) fn line(&self, about: DenialPlace, claim_number: &str) -> LineOfClaim {
        let decision = self.payments.get(&about.remittance).and_then(|payment| payment.adjudications.get(about.place));
        let history = self.books.history(claim_number);
        line_of(history.as_ref().map(ClaimHistory::current), decision, about, claim_number)
    }
}

fn line_of(claim: Option<&Claim>, decision: Option<&Adjudication>, about: DenialPlace, claim_number: &str) -> LineOfClaim {
    let label = decision.map(|decision| label_of(claim, decision, about.line));
    (claim_number.to_owned(), label.unwrap_or_default())
}

/// The steps with which lines are written off, of steps in the order in which they were taken.
pub(crate) fn written_off<'s>(
    steps: impl IntoIterator<Item = &'s StoredStep>,
    line: impl Fn(&StoredStep) -> LineOfClaim,
) -> BTreeMap<LineOfClaim, &'s StoredStep> {
    let mut holding: BTreeMap<LineOfClaim, &StoredStep> = BTreeMap::new();
    for step in steps {
        let (claim, label) = line(step);
        if step.step.kind == StepKind::WriteOff {
            // What is written off with the whole claim is not written off by its lines too.
            holding.retain(|(other, line), _| *other != claim || (!label.is_empty() && !line.is_empty()));
            holding.insert((claim, label), step);
        } else {
            holding.remove(&(claim, label));
        }
    }
    holding
}

/// True where the line that a decision speaks of is written off, by way of whichever decision about it. Of a claim it reads what is on record of it and of
/// the decisions about which steps were taken, so that a unit that writes can ask at the last moment.
pub(crate) async fn is_written_off(unit: &mut ReadUnit, about: DenialPlace, claim_number: &str) -> Result<bool, AppError> {
    let versions = storage::claim::of_number(unit, claim_number).await?;
    let history = ClaimHistory::new(&versions);
    let claim = history.as_ref().map(ClaimHistory::current);
    let steps = denial_step::of_claims(unit, &[claim_number.to_owned()], &[]).await?;
    let places = steps.iter().map(|step| step.about).chain([about]).map(|about| (about.remittance, about.place));
    let mut decisions: BTreeMap<(RecordId, usize), Option<Adjudication>> = BTreeMap::new();
    for (remittance, place) in places.collect::<BTreeSet<_>>() {
        decisions.insert((remittance, place), storage::remittance::decision(unit, remittance, place).await?);
    }
    let line = |about: DenialPlace| {
        let decision = decisions.get(&(about.remittance, about.place)).and_then(Option::as_ref);
        line_of(claim, decision, about, claim_number)
    };
    Ok(written_off(&steps, |step| line(step.about)).contains_key(&line(about)))
}
