//! What holds whatever arrives, in whatever order, however often.

use proptest::prelude::*;
use vocabulary::Money;

use crate::books::{Books, Settlement};
use crate::claim::{Claim, OtherCoverage, Sequence};
use crate::ledger::{Account, Posting};
use crate::reason::ReasonTable;
use crate::reconciliation::Reconciliation;
use crate::remittance::{Adjudication, ProviderAdjustment, ProviderAdjustmentKind, Remittance};
use crate::testing::{cents, claim, decided, remittance};

/// What becomes of an invented claim.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Waits,
    Paid,
    Refused,
    RefusedThenPaid,
    TakenBack,
    Corrected,
    Split,
    BySecondPayer,
    NumberLost,
}

const FATES: [Fate; 9] = [
    Fate::Waits,
    Fate::Paid,
    Fate::Refused,
    Fate::RefusedThenPaid,
    Fate::TakenBack,
    Fate::Corrected,
    Fate::Split,
    Fate::BySecondPayer,
    Fate::NumberLost,
];

#[derive(Clone, Debug)]
struct Plan {
    fate: usize,
    charges: Vec<i64>,
    allowed_percent: i64,
    copay: i64,
}

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let plan = (0..FATES.len(), prop::collection::vec(1_i64..90_000, 2..5), 0_i64..=100, 0_i64..5000)
        .prop_map(|(fate, charges, allowed_percent, copay)| Plan { fate, charges, allowed_percent, copay });
    prop::collection::vec(plan, 1..8)
}

fn invent_claim(place: usize, plan: &Plan) -> Claim {
    let lines: Vec<(i64, &str)> = plan.charges.iter().map(|charge| (*charge, "2026-03-02")).collect();
    let mut claim = claim(&format!("A{place}"), &lines);
    claim.member_id = format!("M{place}");
    claim.other_coverages.push(OtherCoverage { sequence: Sequence::Secondary, payer_id: "P2".into(), paid_amount: None });
    for line in &mut claim.lines {
        line.control = Some(format!("A{place}-{}", line.number));
    }
    claim
}

/// A decision on the lines of `claim` that `which` chooses; `word` gives the adjustments of a charge, the rest is paid.
fn decide(
    claim: &Claim,
    status: &str,
    which: impl Fn(usize) -> bool,
    word: impl Fn(i64) -> Vec<(&'static str, &'static str, i64)>,
) -> Adjudication {
    let mut whole = decided(&claim.number, status, 0, 0, &[]);
    whole.lines.clear();
    for (place, line) in claim.lines.iter().enumerate().filter(|(place, _)| which(*place)) {
        let charge = line.charge_amount.cents();
        let adjustments: Vec<_> = word(charge).into_iter().filter(|(_, _, amount)| *amount != 0).collect();
        let paid = charge - adjustments.iter().map(|(_, _, amount)| amount).sum::<i64>();
        let mut part = decided(&claim.number, status, charge, paid, &adjustments);
        part.lines[0].control.clone_from(&claim.lines[place].control);
        whole.charge_amount += part.charge_amount;
        whole.paid_amount += part.paid_amount;
        whole.lines.append(&mut part.lines);
    }
    whole.member_id.clone_from(&claim.member_id);
    whole
}

fn take_back(decision: &Adjudication) -> Adjudication {
    let mut back = decision.clone();
    back.status = "22".parse().unwrap();
    back.charge_amount = -back.charge_amount;
    back.paid_amount = -back.paid_amount;
    for line in &mut back.lines {
        line.charge_amount = -line.charge_amount;
        line.paid_amount = -line.paid_amount;
        line.adjustments.iter_mut().for_each(|adjustment| adjustment.amount = -adjustment.amount);
    }
    back
}

/// The payments of a claim: by the first payer, then by the second.
fn invent_decisions(claim: &Claim, plan: &Plan) -> [Vec<Adjudication>; 2] {
    let allowed = |charge: i64| charge * plan.allowed_percent / 100;
    let accept = |charge: i64| vec![("CO", "45", charge - allowed(charge)), ("PR", "3", plan.copay.min(allowed(charge)))];
    let refuse = |charge: i64| vec![("CO", "197", charge)];
    let whole = |status, word: &dyn Fn(i64) -> Vec<(&'static str, &'static str, i64)>| decide(claim, status, |_| true, word);
    let renumbered = |mut decision: Adjudication| {
        decision.payer_control.push('C');
        decision
    };
    let paid = whole("1", &accept);
    let first = match FATES[plan.fate] {
        Fate::Waits => vec![],
        Fate::Paid => vec![paid],
        Fate::Refused => vec![whole("4", &refuse)],
        Fate::RefusedThenPaid => vec![whole("4", &refuse), renumbered(paid)],
        Fate::TakenBack => vec![paid.clone(), take_back(&paid)],
        Fate::Corrected => vec![paid.clone(), take_back(&paid), renumbered(whole("1", &refuse))],
        Fate::Split => vec![decide(claim, "1", |place| place == 0, accept), renumbered(decide(claim, "1", |place| place > 0, accept))],
        Fate::BySecondPayer => {
            let prior = |charge: i64| vec![("OA", "23", charge - plan.copay.min(allowed(charge)))];
            return [vec![paid], vec![whole("2", &prior)]];
        }
        Fate::NumberLost => {
            let mut lost = paid;
            lost.claim_number = "LOST".into();
            lost.lines.iter_mut().for_each(|line| line.control = None);
            vec![lost]
        }
    };
    [first, Vec::new()]
}

/// Files of an invented practice: claims, and two payments with money that belongs to no claim.
fn invent(plans: &[Plan]) -> (Vec<Claim>, Vec<Remittance>) {
    let claims: Vec<Claim> = plans.iter().enumerate().map(|(place, plan)| invent_claim(place, plan)).collect();
    let mut decisions = [Vec::new(), Vec::new()];
    for (claim, plan) in claims.iter().zip(plans) {
        for (all, of_claim) in decisions.iter_mut().zip(invent_decisions(claim, plan)) {
            all.extend(of_claim);
        }
    }
    let payments = decisions.into_iter().enumerate().map(|(place, decisions)| {
        let mut payment = remittance(&format!("T{place}"), decisions);
        payment.key.payer_id = format!("P{}", place + 1);
        payment.key.day = payment.key.day.map(|day| day.plus_days(i32::try_from(place).unwrap()));
        let besides = ProviderAdjustment {
            kind: ProviderAdjustmentKind::OverpaymentRecovery,
            reason: "WO".into(),
            reference: String::new(),
            amount: cents(777),
        };
        payment.amount = payment.amount - besides.amount;
        payment.provider_adjustments.push(besides);
        payment
    });
    let payments = payments.collect();
    (claims, payments)
}

#[derive(Clone, Debug)]
enum Arrival {
    Claim(Claim),
    Payment(Remittance),
}

fn books_of<'a>(arrivals: impl IntoIterator<Item = &'a Arrival>) -> Books {
    let mut books = Books::default();
    for arrival in arrivals {
        match arrival.clone() {
            Arrival::Claim(claim) => drop(books.add_claim(claim)),
            Arrival::Payment(payment) => drop(books.add_remittance(payment)),
        }
    }
    books
}

fn arrivals(plans: &[Plan]) -> Vec<Arrival> {
    let (claims, payments) = invent(plans);
    claims.into_iter().map(Arrival::Claim).chain(payments.into_iter().map(Arrival::Payment)).collect()
}

/// Everything that was posted is on a claim or waits for a person, and explains the payments.
fn money_is_conserved(settlement: &Settlement<'_>) -> Result<(), TestCaseError> {
    let posted: Money = settlement.posted.iter().map(|payment| payment.posted_amount()).sum();
    prop_assert_eq!(settlement.matched_paid_amount() + settlement.queued_paid_amount(), posted);
    let besides: Money = settlement.provider_adjustments().map(|(_, adjustment)| adjustment.amount).sum();
    let unexplained: Money = settlement.posted.iter().map(|payment| payment.out_of_balance_amount()).sum();
    let unposted: Money = settlement.posted.iter().map(|payment| payment.unposted_amount()).sum();
    prop_assert_eq!(settlement.payment_amount(), posted + unposted - besides + unexplained);
    Ok(())
}

fn every_cent_is_accounted_for(settlement: &Settlement<'_>) -> Result<(), TestCaseError> {
    for settled in settlement.claims.values() {
        let account = &settled.account;
        prop_assert_eq!(account.charge_amount, account.undecided_amount + account.explained_amount() + account.out_of_balance_amount);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn balances_hold_and_money_is_neither_made_nor_lost(plans in plans()) {
        let books = books_of(&arrivals(&plans));
        let table = ReasonTable::shipped();
        let settlement = books.settle(table);
        money_is_conserved(&settlement)?;
        every_cent_is_accounted_for(&settlement)?;
        for (number, settled) in &settlement.claims {
            prop_assert!(settled.account.is_balanced(), "{} {:?}", number, settled.account);
        }
        let lost = plans.iter().filter(|plan| matches!(FATES[plan.fate], Fate::NumberLost)).count();
        prop_assert_eq!(settlement.queue.len(), lost, "what cannot be matched waits, and nothing else");
    }

    #[test]
    fn neither_the_order_of_files_nor_their_repetition_matters(
        (plans, shuffled) in plans().prop_flat_map(|plans| {
            let arrivals = arrivals(&plans);
            let twice: Vec<Arrival> = arrivals.iter().chain(&arrivals).cloned().collect();
            (Just(plans), Just(twice).prop_shuffle())
        }),
    ) {
        let table = ReasonTable::shipped();
        let (straight, shuffled) = (books_of(&arrivals(&plans)), books_of(&shuffled));
        prop_assert_eq!(straight.settle(table), shuffled.settle(table));
        prop_assert_eq!(Reconciliation::of_books(&straight, table), Reconciliation::of_books(&shuffled, table));
    }

    #[test]
    fn an_account_does_not_depend_on_the_order_of_its_decisions(
        (plans, order) in plans().prop_flat_map(|plans| {
            let count = invent(&plans).1.iter().map(|payment| payment.adjudications.len()).sum::<usize>();
            (Just(plans), Just((0..count).collect::<Vec<_>>()).prop_shuffle())
        }),
    ) {
        let (_, payments) = invent(&plans);
        let postings: Vec<Posting<'_>> = payments
            .iter()
            .flat_map(|payment| payment.adjudications.iter().enumerate().map(|(place, adjudication)| Posting { key: &payment.key, place, adjudication }))
            .collect();
        let shuffled: Vec<Posting<'_>> = order.iter().map(|place| postings[*place]).collect();
        let table = ReasonTable::shipped();
        prop_assert_eq!(Account::of(None, &postings, table), Account::of(None, &shuffled, table));
    }

    #[test]
    fn figures_that_do_not_add_up_lose_no_money_either(
        plans in plans(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), -50_000_i64..50_000, 0_usize..4), 1..6),
    ) {
        let (claims, mut payments) = invent(&plans);
        for (which, amount, place) in damage {
            let decisions = &mut payments[0].adjudications;
            if decisions.is_empty() {
                continue;
            }
            let decision = which.get_mut(decisions);
            let hit = match (place, decision.lines.first_mut()) {
                (0, _) => &mut decision.paid_amount,
                (1, _) => &mut decision.charge_amount,
                (2, Some(line)) => &mut line.paid_amount,
                (_, Some(line)) => &mut line.charge_amount,
                (_, None) => continue,
            };
            *hit += cents(amount);
        }
        let arrivals: Vec<Arrival> = claims.into_iter().map(Arrival::Claim).chain(payments.into_iter().map(Arrival::Payment)).collect();
        let books = books_of(&arrivals);
        let settlement = books.settle(ReasonTable::shipped());
        money_is_conserved(&settlement)?;
        every_cent_is_accounted_for(&settlement)?;
    }

    /// Whether it adds up or not: what a payer says of one claim is settled on that claim alone.
    #[test]
    fn a_refusal_of_one_claim_leaves_every_other_as_it_was(
        plans in plans(),
        which in any::<prop::sample::Index>(),
        beside in -50_000_i64..50_000,
    ) {
        let place = which.index(plans.len());
        let refused = invent_claim(place, &plans[place]);
        let mut refusal = decide(&refused, "4", |_| true, |charge| vec![("CO", "50", charge)]);
        refusal.lines[0].paid_amount += cents(beside);
        let books = books_of(&arrivals(&plans));
        let mut with_refusal = books.clone();
        let _new = with_refusal.add_remittance(remittance("T9", vec![refusal]));
        let table = ReasonTable::shipped();
        let (before, after) = (books.settle(table), with_refusal.settle(table));
        let decisions = |settlement: &Settlement<'_>| settlement.claims[refused.number.as_str()].matched.len();
        prop_assert!(decisions(&after) > decisions(&before));
        for (number, settled) in before.claims.iter().filter(|(number, _)| **number != refused.number) {
            prop_assert_eq!(format!("{settled:?}"), format!("{:?}", after.claims[number]), "{}", number);
        }
        prop_assert_eq!(before.held, after.held);
    }
}
