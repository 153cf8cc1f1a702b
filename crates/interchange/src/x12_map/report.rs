//! What became of every claim of some files, as JSON: `docs/reference/reconcile-json.md` describes it.

use std::collections::BTreeMap;

use revenue_cycle::books::Settlement;
use revenue_cycle::posting::Hold;
use revenue_cycle::reconciliation::ReconciledClaim;
use revenue_cycle::{Account, AcknowledgmentVerdict, Books, ClaimStatus, PaymentKey, ReasonTable, Reconciliation};
use serde_json::{Map, Value, json};
use vocabulary::{LevelOfCare, Money};
use x12::Cents;

/// Amounts as X12 writes them: no zeros at the end.
fn money(amount: Money) -> Value {
    Value::String(Cents(amount.cents()).to_string())
}

fn moneys<'a>(amounts: impl IntoIterator<Item = (&'a String, &'a Money)>) -> Value {
    amounts.into_iter().map(|(name, amount)| (name.clone(), money(*amount))).collect::<Map<_, _>>().into()
}

/// The level of care as claims people write it.
fn level(level: LevelOfCare) -> &'static str {
    match level {
        LevelOfCare::Residential => "RES",
        other => other.code(),
    }
}

/// Settles the books and tells everything about them.
pub fn reconciliation_json(books: &Books, table: &ReasonTable) -> Value {
    let settlement = books.settle(table);
    let whole = Reconciliation::of(&settlement, table);
    let with_status = |status: ClaimStatus| whole.numbers(|claim| claim.status == status);
    let code_of = |status: ClaimStatus| -> Value {
        let denied = whole.claims.iter().filter(|(_, claim)| claim.status == status);
        denied.map(|(number, claim)| (number.clone(), json!(claim.denial_code))).collect::<Map<_, _>>().into()
    };
    let denied = with_status(ClaimStatus::Denied).len();
    let mut object = json!({
        "claims": whole.claims.len(),
        "never_remitted": with_status(ClaimStatus::NeverRemitted),
        "reversed_then_corrected": whole.numbers(|claim| claim.is_corrected),
        "split": whole.numbers(|claim| claim.is_split),
        "secondary": with_status(ClaimStatus::Secondary),
        "denied_full": code_of(ClaimStatus::Denied),
        "denied_partial": code_of(ClaimStatus::Partial),
        "per_claim": whole.claims.iter().map(|(number, claim)| (number.clone(), per_claim(claim))).collect::<Map<_, _>>(),
        "remitted": whole.remitted_count(),
        "net_paid": money(whole.net_paid_amount),
        "initial_full_denial_rate": format!("{denied}/{}", whole.remitted_count()),
        "denied_charge_by_code_first_pass": moneys(&whole.denied_by_code),
        "net_paid_by_payer": moneys(&whole.net_paid_by_payer),
        "remitted_by_level_of_care": by_level(&whole),
    });
    let fields = object.as_object_mut().expect("an object was made above");
    fields.extend(beside(books, &settlement));
    object
}

fn per_claim(claim: &ReconciledClaim) -> Value {
    let mut object = json!({
        "charge": money(claim.charge_amount),
        "net_paid": money(claim.net_paid_amount),
        "clp_count": claim.decisions,
        "status": claim.status.code(),
    });
    let fields = object.as_object_mut().expect("an object was made above");
    if let Some(payer) = &claim.payer_id {
        fields.insert("payer".into(), json!(payer));
        fields.insert("loc".into(), json!(claim.level.map(level)));
    }
    object
}

fn by_level(whole: &Reconciliation) -> Value {
    let one = |(of, sum): (&Option<LevelOfCare>, &revenue_cycle::reconciliation::LevelSum)| {
        let sums = json!({ "charge": money(sum.charge_amount), "net_paid": money(sum.net_paid_amount), "claims": sum.claims });
        (of.map_or("unknown", level).to_owned(), sums)
    };
    whole.by_level.iter().map(one).collect::<Map<_, _>>().into()
}

/// What the claims alone do not tell: rejections, what waits for a person, money that belongs to no claim, accounts that need a look.
fn beside(books: &Books, settlement: &Settlement<'_>) -> Map<String, Value> {
    let rejected: Vec<&str> = (settlement.claims.iter())
        .filter(|(_, claim)| claim.matched.is_empty() && books.receipt(&claim.history) == Some(AcknowledgmentVerdict::Rejected))
        .map(|(number, _)| *number)
        .collect();
    let queue = settlement.queue.iter().map(|queued| {
        let decision = queued.posting.adjudication;
        json!({
            "payment": payment(queued.posting.key), "place": queued.posting.place, "claim_number": decision.claim_number,
            "payer_control": decision.payer_control, "paid": money(decision.posted_amount()),
            "candidates": queued.candidates.iter().map(|candidate| json!({
                "claim": candidate.number, "by": candidate.basis.code(), "confidence": candidate.confidence,
            })).collect::<Vec<_>>(),
        })
    });
    let held = settlement.held.iter().map(|(remittance, hold)| {
        let (why, other) = match hold {
            Hold::SentAgain(other) => ("sent_again", Some(*other)),
            Hold::ControlReused(other) => ("control_reused", Some(*other)),
            Hold::Incomplete => ("incomplete", None),
            Hold::GaveWay(other) => ("gave_way", Some(*other)),
        };
        let claims: Money = remittance.posted_amount();
        json!({ "payment": payment(&remittance.key), "why": why, "posted": other.map(payment), "paid": money(claims) })
    });
    let mut elsewhere: BTreeMap<String, Money> = BTreeMap::new();
    for (_, adjustment) in settlement.provider_adjustments() {
        *elsewhere.entry(adjustment.reason.clone()).or_default() += adjustment.amount;
    }
    let unbalanced = settlement.posted.iter().filter(|remittance| remittance.out_of_balance_amount() != Money::ZERO);
    let accounts = settlement.claims.iter().filter(|(_, claim)| !claim.matched.is_empty());
    let fields = json!({
        "rejected": rejected,
        "queue": queue.collect::<Vec<_>>(),
        "queued_paid": money(settlement.queued_paid_amount()),
        "held": held.collect::<Vec<_>>(),
        "payments": money(settlement.payment_amount()),
        "provider_adjustments": moneys(&elsewhere),
        "unbalanced_payments": unbalanced
            .map(|remittance| json!({ "payment": payment(&remittance.key), "out_of_balance": money(remittance.out_of_balance_amount()) }))
            .collect::<Vec<_>>(),
        "accounts": accounts.map(|(number, claim)| ((*number).to_owned(), account(&claim.account))).collect::<Map<_, _>>(),
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn payment(key: &PaymentKey) -> Value {
    json!({
        "payer": key.payer_id, "trace": key.trace, "day": key.day.map(|day| day.to_string()),
        "interchange": key.interchange, "transaction": key.transaction,
    })
}

fn account(account: &Account) -> Value {
    json!({
        "charge": money(account.charge_amount),
        "undecided": money(account.undecided_amount),
        "paid": money(account.paid_amount),
        "contractual": money(account.contractual_amount),
        "denied": money(account.denied_amount),
        "patient": money(account.patient_responsibility_amount),
        "other": money(account.other_amount),
        "prior_payer": money(account.prior_payer_amount),
        "out_of_balance": money(account.out_of_balance_amount),
        "problems": account.problems.iter().map(revenue_cycle::AccountProblem::code).collect::<Vec<_>>(),
    })
}
