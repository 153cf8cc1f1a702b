//! What is written off: the last step about a line holds, whichever decision it was taken about. A payer that refuses a written-off line again does not bring it
//! back, and no line is taken off the books twice.

use std::collections::BTreeMap;

use revenue_cycle::denial::label_of;
use revenue_cycle::denial::step::StepKind;
use revenue_cycle::{Books, ClaimHistory, PaymentKey, Remittance};
use storage::denial_step::{DenialPlace, StoredStep};
use vocabulary::RecordId;

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
        let label = decision.map(|decision| label_of(history.as_ref().map(ClaimHistory::current), decision, about.line));
        (claim_number.to_owned(), label.unwrap_or_default())
    }
}

/// The steps with which lines are written off, of steps in the order in which they were taken.
pub(crate) fn written_off<'s>(steps: impl IntoIterator<Item = &'s StoredStep>, lines: &Lines<'_>) -> BTreeMap<LineOfClaim, &'s StoredStep> {
    let mut holding: BTreeMap<LineOfClaim, &StoredStep> = BTreeMap::new();
    for step in steps {
        let (claim, label) = lines.line(step.about, &step.step.claim_number);
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
