//! The work list of held claims: which claims a rule holds, which of them to look at first, who mends what and how.
//!
//! A claim stands here while a failed rule of severity *holds the claim* is covered by no release. The order is the rank by the audit index: it says what to
//! look at first, and nothing about how likely an audit is. A claim that fits no patient for certain is counted: rules about the patient are unknown for it.

use std::collections::{BTreeMap, BTreeSet};

use integrity::Support;
use integrity::claim_support::score::ranks;
use integrity::claim_support::{Fixer, Judged, Limits};
use revenue_cycle::books::SettledClaim;
use revenue_cycle::{Acknowledgment, AcknowledgmentVerdict, Books, Claim, ReasonTable};
use storage::ReadUnit;
use storage::claim::ReleasedRule;
use vocabulary::{Day, Money, PatientId, RecordId};

use super::hold;
use super::support::gather::{self, Beside, Gathered};
use super::whose::{JoinedBooks, Whose};
use crate::computed::computed;
use crate::context::{App, check_patient, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data, Scope};

/// How far a claim went. Only what no payer has yet can be held; later a failed rule is a matter of correcting, withdrawing and, for a consent, of compliance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldStage {
    /// No payer took it in, as far as is on record; or it was turned away.
    #[default]
    Here,
    /// A payer took it in on this day.
    WithPayer(Option<Day>),
    /// A payer decided on it.
    Decided,
}

/// What of the list is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldQuery {
    /// Only what this role mends.
    pub fixer: Option<Fixer>,
    /// Also claims that a payer took in; else only those that can be held.
    pub with_payer: bool,
    /// Also claims on which a payer has decided.
    pub with_decided: bool,
}

impl HeldQuery {
    fn asks_for(self, stage: HeldStage) -> bool {
        match stage {
            HeldStage::Here => true,
            HeldStage::WithPayer(_) => self.with_payer || self.with_decided,
            HeldStage::Decided => self.with_decided,
        }
    }
}

/// A claim that is held.
#[derive(Clone, Debug)]
pub struct HeldClaim {
    /// What names it in an address.
    pub id: RecordId,
    /// Its number.
    pub number: String,
    /// The payer, as billed.
    pub payer: String,
    /// The first day of service.
    pub day: Option<Day>,
    /// What it charges.
    pub charge_amount: Money,
    /// Its place among all held claims, from 1; claims with the same index share one.
    pub rank: usize,
    /// How far it went.
    pub stage: HeldStage,
    /// What holds it: the failed rules with who mends them, the weightiest first.
    pub holds: Vec<Judged>,
}

/// The work list.
#[derive(Clone, Debug, Default)]
pub struct HeldClaims {
    /// The claims that were asked for, by rank.
    pub claims: Vec<HeldClaim>,
    /// Held claims that somebody of each role mends, whatever was asked for.
    pub fixers: Vec<(Fixer, usize)>,
    /// How many claims were looked at.
    pub looked_at: usize,
    /// How many of them fit no patient for certain.
    pub of_nobody: usize,
}

struct Loaded {
    joined: JoinedBooks,
    patients: BTreeMap<PatientId, Gathered>,
    released: BTreeMap<String, Vec<ReleasedRule>>,
    today: Day,
}

impl App {
    /// The claims that rules hold, by rank.
    #[crate::boxed]
    pub async fn held_claims(&self, caller: &Caller, query: HeldQuery) -> Result<HeldClaims, AppError> {
        const ACTION: &str = "view_held_claims";
        let joined = self.joined_books(caller, ACTION).await?;
        let found = tokio::task::spawn_blocking(move || {
            let patients = patients_of(&joined.books, &joined.whose, query);
            (joined, patients)
        });
        let (found, patients) = computed("finding claims that may be held", found).await?;
        let (operation, asking, beside) = (self.operation(caller, ACTION), caller.clone(), Beside::of(self));
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { load(unit, &beside, &asking, (found, patients)).await }));
        let loaded = self.audited(caller, ACTION, read.await).await?;
        computed("deciding on held claims", tokio::task::spawn_blocking(move || decide(&loaded, query))).await
    }
}

/// The last answer before a decision to each claim.
pub(super) fn receipts(books: &Books) -> BTreeMap<&str, &Acknowledgment> {
    let mut last: BTreeMap<&str, &Acknowledgment> = BTreeMap::new();
    for answer in books.acknowledgments() {
        let known = last.entry(answer.claim_number.as_str()).or_insert(answer);
        if (answer.day, answer) > (known.day, *known) {
            *known = answer;
        }
    }
    last
}

/// How far a claim went.
pub(super) fn stage(settled: &SettledClaim<'_>, receipts: &BTreeMap<&str, &Acknowledgment>) -> HeldStage {
    if settled.account.decisions > 0 {
        return HeldStage::Decided;
    }
    match receipts.get(settled.history.current().number.as_str()) {
        Some(answer) if answer.verdict == AcknowledgmentVerdict::Accepted => HeldStage::WithPayer(answer.day),
        _ => HeldStage::Here,
    }
}

/// The claims that are asked for and not withdrawn, with how far they went.
fn candidates<'a>(
    settlement: &'a revenue_cycle::Settlement<'a>,
    receipts: &BTreeMap<&str, &Acknowledgment>,
    query: HeldQuery,
) -> Vec<(&'a Claim, HeldStage)> {
    let standing = settlement.claims.values().filter(|settled| !settled.history.is_void());
    let found = standing.map(|settled| (settled.history.current(), stage(settled, receipts)));
    found.filter(|(_, stage)| query.asks_for(*stage)).collect()
}

/// Whose the claims are that are asked for. Takes time with many claims.
fn patients_of(books: &Books, whose: &Whose, query: HeldQuery) -> BTreeSet<PatientId> {
    let settlement = books.settle(ReasonTable::shipped());
    let claims = candidates(&settlement, &receipts(books), query);
    claims.into_iter().filter_map(|(claim, _)| whose.patient(claim)).collect()
}

async fn load(
    unit: &mut ReadUnit,
    beside: &Beside,
    caller: &Caller,
    (joined, patients): (JoinedBooks, BTreeSet<PatientId>),
) -> Result<Loaded, AppError> {
    let (_, today) = place_of(unit, &[]).await?;
    if caller.scope(Data::Care) != Scope::All {
        for patient in &patients {
            let (_, today) = place_of(unit, &joined.whose.records_of(*patient)).await?;
            check_patient(unit, caller, Data::Care, *patient, today).await?;
        }
    }
    let mut patients = gather::patients(unit, beside, &patients).await?;
    if !caller.sees_recommendations() {
        patients.values_mut().for_each(Gathered::hide_recommendations);
    }
    let released = storage::claim::newest_releases(unit).await?;
    Ok(Loaded { joined, patients, released, today })
}

fn decide(loaded: &Loaded, query: HeldQuery) -> HeldClaims {
    let table = ReasonTable::shipped();
    let JoinedBooks { books, whose, ids } = &loaded.joined;
    let settlement = books.settle(table);
    let (limits, mut list, mut risks) = (Limits::shipped(), HeldClaims::default(), Vec::new());
    for (claim, stage) in candidates(&settlement, &receipts(books), query) {
        list.looked_at += 1;
        let gathered = whose.patient(claim).and_then(|patient| loaded.patients.get(&patient));
        list.of_nobody += usize::from(gathered.is_none());
        let facts = gathered.map_or_else(
            || integrity::claim_support::ClaimFacts::of(claim.clone(), loaded.today),
            |gathered| gathered.facts(claim, &settlement),
        );
        let support = Support::of(&facts, &limits);
        let released = loaded.released.get(&claim.number).map_or(&[][..], Vec::as_slice);
        // What somebody let go is nobody's to mend any more.
        let holds: Vec<Judged> = hold::uncovered(&support, released).into_iter().cloned().collect();
        if let (false, Some(id)) = (holds.is_empty(), ids.get(&claim.number)) {
            list.claims.push(HeldClaim {
                id: *id,
                number: claim.number.clone(),
                payer: claim.payer_name.clone(),
                day: claim.first_day(),
                charge_amount: claim.charge_amount,
                rank: 0,
                stage,
                holds,
            });
            risks.push(support.audit_risk);
        }
    }
    let places = ranks(&risks.iter().collect::<Vec<_>>());
    for (claim, place) in list.claims.iter_mut().zip(places) {
        claim.rank = place;
    }
    let counted = |fixer: &Fixer| (*fixer, list.claims.iter().filter(|claim| mends(&claim.holds, *fixer)).count());
    list.fixers = Fixer::ALL.iter().map(counted).filter(|(_, count)| *count > 0).collect();
    list.claims.retain(|held| query.fixer.is_none_or(|fixer| mends(&held.holds, fixer)));
    list.claims.sort_by(|one, other| (one.rank, one.day, &one.number).cmp(&(other.rank, other.day, &other.number)));
    list
}

fn mends(holds: &[Judged], fixer: Fixer) -> bool {
    holds.iter().any(|judged| judged.rule.fixer == fixer)
}
