//! Whose claims are these? Claims that fit no patient for certain, what a person says of one, and how that is taken back.
//!
//! What is said is kept as a number under which claims speak of a patient ([`ClaimAccount`]), as a crosswalk file brings them: the next file changes nothing
//! of it, and what was taken back does not come again. Nobody is joined against the birth day that a claim states.

use std::collections::BTreeMap;

use care::ClaimAccount;
use integrity::claim_support::joining::account_lookups;
use revenue_cycle::{Books, Claim, ClaimHistory};
use storage::{Entry, ReadUnit, Stored, View};
use vocabulary::{Day, Money, RecordId};

use super::denials::note_shown;
use super::whose::{JoinedBooks, Whose};
use crate::computed::computed;
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// The most characters of a reason.
const REASON_MOST: usize = 2000;

/// A claim that fits no patient for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimOfNobody {
    /// What names it in an address.
    pub id: RecordId,
    /// Its number.
    pub number: String,
    /// The patient as billed.
    pub billed_name: String,
    /// The birth day as billed.
    pub birth_day: Option<Day>,
    /// The payer, as billed.
    pub payer: String,
    /// The first day of service.
    pub day: Option<Day>,
    /// What it charges.
    pub charge_amount: Money,
}

/// Claims that fit no patient for certain, the newest service first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimsOfNobody {
    /// The claims.
    pub claims: Vec<ClaimOfNobody>,
    /// How many claims were looked at.
    pub looked_at: usize,
}

impl App {
    /// The claims that fit no patient for certain.
    #[crate::boxed]
    pub async fn claims_of_nobody(&self, caller: &Caller) -> Result<ClaimsOfNobody, AppError> {
        const ACTION: &str = "view_claims_of_nobody";
        let JoinedBooks { books, whose, ids } = self.joined_books(caller, ACTION).await?;
        let found = computed("finding claims of nobody", tokio::task::spawn_blocking(move || of_nobody(&books, &whose, &ids))).await?;
        let (operation, count) = (self.operation(caller, ACTION), found.claims.len());
        let noted = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                note_shown(unit, &vec![None; count]);
                Ok(())
            })
        });
        noted.await?;
        Ok(found)
    }

    /// Says that a claim is about the patient with a record number.
    ///
    /// # Errors
    /// [`AppError::Form`] where nobody has that number, or the claim states another birth day or, without one, another name; [`AppError::Conflict`] where the
    /// claim has a patient already.
    #[crate::boxed]
    pub async fn join_claim(&self, caller: &Caller, id: RecordId, record_number: &str) -> Result<(), AppError> {
        const ACTION: &str = "join_claim";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let record_number = record_number.trim().to_owned();
        if record_number.is_empty() {
            return Err(AppError::field("record_number", FieldProblemKind::Required));
        }
        let (operation, asking, new) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (number, claim) = current(unit, id).await?;
                if Whose::of(unit, [&claim]).await?.patient(&claim).is_some() {
                    return Err(AppError::Conflict);
                }
                let found = storage::patient::by_record_numbers(unit, &[record_number]).await?;
                let patient = found.first().ok_or(AppError::field("record_number", FieldProblemKind::NobodyHasNumber))?.id;
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Care, shown, today).await?;
                // Of two people the number says nothing: what stands has to be taken back first.
                if !storage::claim_account::of_accounts(unit, std::slice::from_ref(&number), View::Current).await?.is_empty() {
                    return Err(AppError::field("record_number", FieldProblemKind::Taken));
                }
                let account = ClaimAccount { patient, account: number.clone() };
                account.check()?;
                // The key of a row of a file that names no system.
                unit.insert(&Entry::new(new, account, today).with_external_key(format!(":{number}"))).await?;
                if Whose::of(unit, [&claim]).await?.patient(&claim) == Some(shown) {
                    return Ok(());
                }
                Err(AppError::field("record_number", FieldProblemKind::ClaimSpeaksAgainst))
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Takes back what was said of the number under which a claim speaks of its patient. Every claim under that number is nobody's again.
    ///
    /// # Errors
    /// [`AppError::Form`] without a reason; [`AppError::NotFound`] where nobody said anything of such a number.
    #[crate::boxed]
    pub async fn unjoin_claim(&self, caller: &Caller, id: RecordId, reason: &str) -> Result<(), AppError> {
        const ACTION: &str = "unjoin_claim";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(AppError::field("join_reason", FieldProblemKind::Required));
        }
        if reason.chars().count() > REASON_MOST {
            return Err(AppError::field("join_reason", FieldProblemKind::TooLong(REASON_MOST)));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (_, claim) = current(unit, id).await?;
                let standing = said_of(unit, &claim).await?.ok_or(AppError::NotFound("account"))?;
                let (shown, records) = person(unit, standing.value().patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Care, shown, today).await?;
                unit.void::<ClaimAccount>(standing.id, standing.recorded.version, &reason).await?;
                Ok(())
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

fn of_nobody(books: &Books, whose: &Whose, ids: &BTreeMap<String, RecordId>) -> ClaimsOfNobody {
    let claims: Vec<&Claim> = books.claim_numbers().filter_map(|number| Some(books.history(number)?.current())).collect();
    let of_nobody = claims.iter().filter(|claim| whose.patient(claim).is_none());
    let mut found: Vec<ClaimOfNobody> = of_nobody.filter_map(|claim| Some(of_nobody_row(claim, *ids.get(&claim.number)?))).collect();
    found.sort_by(|one, other| other.day.cmp(&one.day).then_with(|| one.number.cmp(&other.number)));
    ClaimsOfNobody { claims: found, looked_at: claims.len() }
}

fn of_nobody_row(claim: &Claim, id: RecordId) -> ClaimOfNobody {
    ClaimOfNobody {
        id,
        number: claim.number.clone(),
        billed_name: format!("{} {}", claim.given_name, claim.family_name).trim().to_owned(),
        birth_day: claim.birth_day,
        payer: claim.payer_name.clone(),
        day: claim.first_day(),
        charge_amount: claim.charge_amount,
    }
}

/// The number of a claim, and the version that holds.
async fn current(unit: &mut ReadUnit, id: RecordId) -> Result<(String, Claim), AppError> {
    let number = storage::claim::number_of(unit, id).await?.ok_or(AppError::NotFound("claim"))?;
    let versions = storage::claim::of_numbers(unit, std::slice::from_ref(&number)).await?;
    let history = ClaimHistory::new(&versions).ok_or(AppError::NotFound("claim"))?;
    Ok((number, history.current().clone()))
}

/// What the practice says of a number of a claim: of the most particular one of which it says something.
pub(super) async fn said_of(unit: &mut ReadUnit, claim: &Claim) -> Result<Option<Stored<ClaimAccount>>, AppError> {
    let lookups = account_lookups(claim);
    let mut said = storage::claim_account::of_accounts(unit, &lookups, View::Current).await?;
    said.sort_by_key(|stored| lookups.iter().position(|number| *number == stored.value().account));
    Ok(said.into_iter().next())
}
