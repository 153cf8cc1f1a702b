//! What became of everything that was billed, and what waits for a person.

use std::collections::BTreeMap;

use revenue_cycle::matching::Basis;
use revenue_cycle::posting::Hold;
use revenue_cycle::reason::{DenialKind, ReasonTable};
use revenue_cycle::{AcknowledgmentVerdict, Books, ClaimStatus, PaymentKey, Reconciliation, Settlement};
use storage::remittance::{self, PaymentIds};
use vocabulary::{Day, Money, RecordId};

use super::held::receipts;
use super::payment::is_of;
use crate::computed::computed;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What became of everything that was billed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimsOverview {
    /// Sums of claims, by what became of them, in the order of [`ClaimStatus::ALL`]; those without claims are left out.
    pub statuses: Vec<StatusSum>,
    /// What was refused at first, by reason, the largest sum first.
    pub refused: Vec<RefusedFor>,
    /// Decisions that fit no claim for certain, in the order of the payments. They are in no sum above.
    pub queue: Vec<QueuedDecision>,
    /// Payments that are kept and not posted. They are in no sum above.
    pub held: Vec<HeldPayment>,
    /// Numbers of claims that were not taken in and that nobody decided: to be mended and sent again.
    pub rejected: Vec<String>,
    /// The days of the answers that did not take them in, by the number of the claim, where the answer has one.
    pub rejected_days: BTreeMap<String, Day>,
    /// Numbers of claims whose account does not add up, or was answered in an unusual way.
    pub to_look_at: Vec<String>,
    /// The version of the table of reasons.
    pub reasons_version: String,
    /// The claims that were sent last, the newest first.
    pub newest: Vec<NewestClaim>,
    /// What names claims in an address, by number.
    pub ids: BTreeMap<String, RecordId>,
}

/// A claim in the list of those that were sent last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewestClaim {
    /// Its number.
    pub number: String,
    /// The day on which it was sent.
    pub day: Option<Day>,
    /// The payer, as billed.
    pub payer: String,
    /// What it charges.
    pub charge_amount: Money,
    /// What became of it.
    pub status: ClaimStatus,
}

/// Sums of the claims of which the same became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusSum {
    /// What became of them.
    pub status: ClaimStatus,
    /// How many.
    pub claims: usize,
    /// What they charge.
    pub charge_amount: Money,
    /// What all payers paid on them.
    pub paid_amount: Money,
}

/// What was refused for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedFor {
    /// Group and reason: `CO-197`.
    pub code: String,
    /// Our label; `None` for a reason that our table does not know.
    pub label: Option<revenue_cycle::OwnLabel>,
    /// What kind of denial that is.
    pub kind: DenialKind,
    /// How many claims.
    pub claims: usize,
    /// How much.
    pub amount: Money,
}

/// A decision that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedDecision {
    /// The payment.
    pub payment: RecordId,
    /// The decision's place in it, from 0.
    pub place: usize,
    /// Who decided.
    pub payer: String,
    /// The day of the payment.
    pub day: Option<Day>,
    /// The number that the payer gives back.
    pub claim_number: String,
    /// What was charged.
    pub charge_amount: Money,
    /// What is paid.
    pub paid_amount: Money,
    /// Claims that it may speak of, the likeliest first: number, by what it was found, confidence from 0 to 100.
    pub candidates: Vec<(String, Basis, u8)>,
    /// A person said that it is none of ours.
    pub is_set_aside: bool,
}

/// A payment that is kept and not posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPayment {
    /// Its id.
    pub payment: RecordId,
    /// Who pays.
    pub payer: String,
    /// The day of the check or transfer.
    pub day: Option<Day>,
    /// Its number.
    pub trace: String,
    /// How much.
    pub amount: Money,
    /// Why it waits.
    pub why: WhyHeld,
}

/// Why a payment waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyHeld {
    /// The same payment came in another file.
    SentAgain,
    /// The same control numbers came around another content.
    ControlReused,
    /// The file ended inside of it.
    Incomplete,
    /// The file ended inside of it, and more of the same money is posted. Nobody has to decide.
    GaveWay,
}

impl WhyHeld {
    /// Of a hold.
    pub(super) fn of(hold: &Hold<'_>) -> Self {
        match hold {
            Hold::SentAgain(_) => Self::SentAgain,
            Hold::ControlReused(_) => Self::ControlReused,
            Hold::Incomplete => Self::Incomplete,
            Hold::GaveWay(_) => Self::GaveWay,
        }
    }

    /// The end of the key of its sentence.
    pub fn code(self) -> &'static str {
        match self {
            Self::SentAgain => "sent_again",
            Self::ControlReused => "control_reused",
            Self::Incomplete => "incomplete",
            Self::GaveWay => "gave_way",
        }
    }
}

impl App {
    /// What became of everything that was billed, and what waits for a person.
    #[crate::boxed]
    pub async fn claims_overview(&self, caller: &Caller) -> Result<ClaimsOverview, AppError> {
        const ACTION: &str = "view_claims";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let books = remittance::books(unit).await?;
                let ids = remittance::ids_by_content(unit).await?;
                Ok((books, ids, super::support::ids(unit).await?))
            })
        });
        let (books, ids, claim_ids) = read.await?;
        let settled = tokio::task::spawn_blocking(move || overview(&books, &ids, ReasonTable::shipped()));
        computed("settling claims", settled).await.map(|overview| ClaimsOverview { ids: claim_ids, ..overview })
    }
}

fn overview(books: &Books, ids: &PaymentIds, table: &ReasonTable) -> ClaimsOverview {
    let settlement = books.settle(table);
    let whole = Reconciliation::of(&settlement, table);
    let queue = settlement.queue.iter().filter_map(|queued| {
        let (key, decision) = (queued.posting.key, queued.posting.adjudication);
        Some(QueuedDecision {
            payment: settlement.posted.iter().find(|payment| is_of(payment, &queued.posting)).and_then(|payment| ids.of(payment))?,
            place: queued.posting.place,
            payer: payer_of(&settlement, key),
            day: key.day,
            claim_number: decision.claim_number.clone(),
            charge_amount: decision.charge_amount,
            paid_amount: decision.paid_amount,
            candidates: (queued.candidates.iter())
                .map(|candidate| (candidate.number.to_owned(), candidate.basis, candidate.confidence))
                .collect(),
            is_set_aside: queued.is_set_aside,
        })
    });
    // What gave way to more of the same money waits for nobody.
    let waits = settlement.held.iter().filter(|(_, hold)| !matches!(hold, Hold::GaveWay(_)));
    let held = waits.filter_map(|(payment, hold)| {
        let why = WhyHeld::of(hold);
        let (payer, day, trace) = (payment.payer_name.clone(), payment.key.day, payment.key.trace.clone());
        Some(HeldPayment { payment: ids.of(payment)?, payer, day, trace, amount: payment.amount, why })
    });
    let rejected = settlement
        .claims
        .iter()
        .filter(|(_, claim)| claim.matched.is_empty() && books.receipt(&claim.history) == Some(AcknowledgmentVerdict::Rejected));
    let rejected: Vec<&str> = rejected.map(|(number, _)| *number).collect();
    let receipts = receipts(books);
    let rejected_days = rejected.iter().filter_map(|number| Some(((*number).to_owned(), receipts.get(number)?.day?))).collect();
    let unusual = settlement.claims.iter().filter(|(_, claim)| !claim.account.problems.is_empty());
    ClaimsOverview {
        statuses: statuses(&whole),
        refused: refused(&whole, table),
        queue: queue.collect(),
        held: held.collect(),
        rejected: rejected.into_iter().map(str::to_owned).collect(),
        rejected_days,
        to_look_at: unusual.map(|(number, _)| (*number).to_owned()).collect(),
        reasons_version: table.version.clone(),
        newest: newest(&settlement, &whole),
        ids: BTreeMap::new(),
    }
}

/// So many claims are listed.
const NEWEST: usize = 25;

fn newest(settlement: &Settlement<'_>, whole: &Reconciliation) -> Vec<NewestClaim> {
    let of = |number: &str, status: ClaimStatus| {
        let claim = settlement.claims.get(number)?.history.current();
        let (number, payer) = (claim.number.clone(), claim.payer_name.clone());
        Some(NewestClaim { number, day: claim.source.day, payer, charge_amount: claim.charge_amount, status })
    };
    let mut all: Vec<NewestClaim> = whole.claims.iter().filter_map(|(number, claim)| of(number, claim.status)).collect();
    all.sort_by(|one, other| other.day.cmp(&one.day).then_with(|| one.number.cmp(&other.number)));
    all.truncate(NEWEST);
    all
}

fn payer_of(settlement: &Settlement<'_>, key: &PaymentKey) -> String {
    let payment = settlement.posted.iter().find(|payment| payment.key == *key);
    payment.map_or_else(|| key.payer_id.clone(), |payment| payment.payer_name.clone())
}

fn statuses(whole: &Reconciliation) -> Vec<StatusSum> {
    let sums = ClaimStatus::ALL.iter().map(|&status| {
        let empty = StatusSum { status, claims: 0, charge_amount: Money::ZERO, paid_amount: Money::ZERO };
        whole.claims.values().filter(|claim| claim.status == status).fold(empty, |sum, claim| StatusSum {
            claims: sum.claims + 1,
            charge_amount: sum.charge_amount + claim.charge_amount,
            paid_amount: sum.paid_amount + claim.net_paid_amount,
            ..sum
        })
    });
    sums.filter(|sum| sum.claims > 0).collect()
}

fn refused(whole: &Reconciliation, table: &ReasonTable) -> Vec<RefusedFor> {
    let rows = whole.denied_by_code.iter().map(|(code, amount)| {
        let reason = code.split_once('-').map_or(code.as_str(), |(_, reason)| reason);
        let known = table.reason(reason).filter(|reason| !reason.label.is_empty());
        RefusedFor {
            code: code.clone(),
            label: known.map(|reason| reason.label.clone()),
            kind: table.denial(reason).unwrap_or(DenialKind::UNKNOWN),
            claims: whole.claims.values().filter(|claim| claim.denied.contains_key(code)).count(),
            amount: *amount,
        }
    });
    let mut rows: Vec<RefusedFor> = rows.collect();
    rows.sort_by(|one, other| other.amount.cmp(&one.amount).then_with(|| one.code.cmp(&other.code)));
    rows
}
