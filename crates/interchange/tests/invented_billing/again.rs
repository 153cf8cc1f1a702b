//! What must change nothing that is found: a claim that is sent twice under its number, and authorizations that say whose they are.

use std::collections::BTreeMap;

use integrity::assessment::{Assessment, Side};
use revenue_cycle::level_of_service::level_of_claim;
use revenue_cycle::{Adjudication, Adjustment, Books, ReasonTable, Remittance};
use synthetic::billing::Cases;
use vocabulary::{Day, Money};

use crate::support::{billing, read, subject};

/// Every line of every finding, with its amount.
fn found(books: &Books, side: &Side, as_of: Day) -> Vec<String> {
    let reasons = ReasonTable::shipped();
    let settlement = books.settle(reasons);
    let assessment = Assessment::of(&settlement, side, reasons, as_of);
    let mut lines = Vec::new();
    for (judged, found) in assessment.found() {
        lines.extend(found.lines.iter().map(|line| format!("{} {} {:?}", judged.definition.code, subject(line), line.amount)));
    }
    lines
}

/// The same decision once more, refused as a duplicate.
fn as_duplicate(paid: &Adjudication) -> Adjudication {
    let mut again = paid.clone();
    again.status = "4".parse().expect("a status of the list");
    (again.paid_amount, again.patient_responsibility_amount) = (Money::ZERO, Money::ZERO);
    again.payer_control.push('D');
    for line in &mut again.lines {
        line.paid_amount = Money::ZERO;
        let group = "OA".parse().expect("a group of the list");
        line.adjustments = vec![Adjustment { group, reason: "18".to_owned(), amount: line.charge_amount }];
    }
    again
}

#[test]
fn claims_that_were_paid_and_sent_again_under_their_number_change_nothing() {
    const EVERY: usize = 5;
    let billing = billing(7, 40, Cases::Planted);
    let (mut books, side) = read(&billing);
    let before = found(&books, &side, billing.last_day);
    let mut sent = Vec::new();
    let settlement = books.settle(ReasonTable::shipped());
    let paid = settlement.claims.values().filter(|settled| settled.account.paid_amount > Money::ZERO && settled.matched.len() == 1);
    for (place, settled) in paid.enumerate().filter(|(place, _)| place % EVERY == 0) {
        let mut claim = settled.history.current().clone();
        claim.source.day = claim.source.day.map(|day| day.plus_days(7));
        claim.source.interchange = format!("again {place}");
        let posting = settled.matched[0].posting;
        let of_claim = |payment: &&Remittance| payment.key == *posting.key;
        let mut payment = books.remittances().find(of_claim).expect("what was posted arrived").clone();
        (payment.key.day, payment.key.trace) = (Some(billing.last_day), format!("again {place}"));
        (payment.amount, payment.adjudications) = (Money::ZERO, vec![as_duplicate(posting.adjudication)]);
        payment.provider_adjustments.clear();
        sent.push((claim, payment));
    }
    assert!(sent.len() > 20, "{}", sent.len());
    for (claim, payment) in sent {
        books.add_claim(claim);
        books.add_remittance(payment);
    }
    assert_eq!(found(&books, &side, billing.last_day), before);
}

#[test]
fn authorizations_that_say_their_payer_and_level_find_the_same() {
    let billing = billing(7, 40, Cases::Planted);
    let (books, mut side) = read(&billing);
    let before = found(&books, &side, billing.last_day);
    let settlement = books.settle(ReasonTable::shipped());
    let mut granted = BTreeMap::new();
    for claim in settlement.claims.values().map(|settled| settled.history.current()) {
        granted.extend(claim.authorizations.iter().map(|number| (number.as_str(), (claim.payer_id.clone(), level_of_claim(claim)))));
    }
    assert!(granted.len() > 20, "{}", granted.len());
    let facts = side.authorizations.take().expect("the practice has authorizations").into_iter().map(|mut fact| {
        if let Some((payer, level)) = granted.get(fact.number.as_str()) {
            (fact.payers, fact.level) = ([payer.clone()].into(), *level);
        }
        fact
    });
    side.authorizations = Some(facts.collect());
    assert_eq!(found(&books, &side, billing.last_day), before);
}
