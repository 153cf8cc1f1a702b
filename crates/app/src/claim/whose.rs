//! Whose claims are: looks up the people that they may speak of. Which of them it is, [`join`] decides; what does not agree is nobody's until a person says
//! so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use care::identity::PatientLinks;
use care::{ClaimAccount, Coverage, Patient};
use integrity::claim_support::joining::{Candidate, JoinBasis, account_lookups, account_numbers, join};
use revenue_cycle::{Books, Claim};
use storage::kept::Stamp;
use storage::{ReadUnit, View, remittance};
use vocabulary::{PatientId, RecordId};

use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// The numbers of payers in files, by the key of their profile.
pub(crate) type PayerIds = BTreeMap<String, BTreeSet<String>>;

/// The books of the practice with whose their claims are. Nobody is noted by reading them: whoever shows a claim notes whose it is.
pub(super) struct JoinedBooks {
    pub(super) books: Arc<Books>,
    pub(super) whose: Arc<Whose>,
    /// What names claims in an address, by their numbers.
    pub(super) ids: BTreeMap<String, RecordId>,
}

impl JoinedBooks {
    /// Reads them; what a page needs besides is read in the same unit.
    pub(super) async fn read(unit: &mut ReadUnit) -> Result<Self, AppError> {
        let read = unit.placing::<Self, AppError, _>(|unit| {
            Box::pin(async move {
                let books = remittance::books(unit).await?;
                let whose = Whose::of_books(unit, &books).await?;
                Ok(Self { ids: storage::claim::ids(unit).await?, books, whose })
            })
        });
        read.await
    }
}

impl App {
    /// The books with whose their claims are, for whoever may see all claims.
    pub(super) async fn joined_books(&self, caller: &Caller, action: &'static str) -> Result<JoinedBooks, AppError> {
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, action, refused.into()).await;
        }
        let operation = self.operation(caller, action);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(JoinedBooks::read(unit)));
        self.audited(caller, action, read.await).await
    }
}

/// The patients of claims.
#[derive(Debug, Default)]
pub(crate) struct Whose {
    patients: BTreeMap<PatientId, Patient>,
    by_record: BTreeMap<String, PatientId>,
    by_member: BTreeMap<String, BTreeSet<PatientId>>,
    /// Whose the numbers on claims are, as the practice says.
    by_account: BTreeMap<String, BTreeSet<PatientId>>,
    coverages: BTreeMap<PatientId, Vec<Coverage>>,
    links: PatientLinks,
}

impl Whose {
    /// Of the people that these claims speak of.
    pub(crate) async fn of(unit: &mut ReadUnit, claims: impl IntoIterator<Item = &Claim>) -> Result<Self, AppError> {
        let (mut records, mut members, mut accounts) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for claim in claims {
            records.extend(record_numbers(claim));
            accounts.extend(account_lookups(claim));
            members.extend(Some(claim.member_id.clone()).filter(|member| !member.is_empty()));
        }
        let records: Vec<String> = records.into_iter().collect();
        let members: Vec<String> = members.into_iter().collect();
        let mut whose = Self { links: storage::patient_link::links(unit, View::Current).await?, ..Self::default() };
        for patient in storage::patient::by_record_numbers(unit, &records).await? {
            whose.by_record.insert(patient.value().record_number.clone(), patient.id);
            whose.patients.insert(patient.id, patient.recorded.value);
        }
        for coverage in storage::coverage::of_members(unit, &members, View::Current).await? {
            let patient = coverage.value().patient;
            whose.by_member.entry(coverage.value().member_id.clone()).or_default().insert(patient);
        }
        let accounts: Vec<String> = accounts.into_iter().collect();
        for account in storage::claim_account::of_accounts(unit, &accounts, View::Current).await? {
            let ClaimAccount { patient, account } = account.recorded.value;
            whose.by_account.entry(account).or_default().insert(patient);
        }
        let known: BTreeSet<PatientId> = whose.by_member.values().chain(whose.by_account.values()).flatten().copied().collect();
        let missing: Vec<PatientId> = known.into_iter().filter(|patient| !whose.patients.contains_key(patient)).collect();
        for patient in unit.get_many::<Patient>(&missing, View::Current).await? {
            whose.patients.insert(patient.id, patient.recorded.value);
        }
        let all: BTreeSet<PatientId> =
            whose.patients.keys().flat_map(|patient| whose.links.records_of(whose.links.shown_as(*patient))).collect();
        let all: Vec<PatientId> = all.into_iter().collect();
        for coverage in storage::coverage::of_patients(unit, &all, View::Current).await? {
            whose.coverages.entry(whose.links.shown_as(coverage.value().patient)).or_default().push(coverage.recorded.value);
        }
        Ok(whose)
    }

    /// Of everybody whom the claims of books speak of. Kept until a claim comes in, or something changes that says whose one is. Nobody is noted by it:
    /// whoever shows a claim notes whose it is.
    pub(crate) async fn of_books(unit: &mut ReadUnit, books: &Arc<Books>) -> Result<Arc<Self>, AppError> {
        let stamp = Stamp::of_joined_claims(unit).await?;
        if let Some(kept) = unit.kept::<Self>(&stamp) {
            return Ok(kept);
        }
        let books = Arc::clone(books);
        let found = unit.placing::<Self, AppError, _>(|unit| Box::pin(async move { Self::of(unit, super::versions(&books)).await }));
        let whose = Arc::new(found.await?);
        unit.keep(stamp, &whose);
        Ok(whose)
    }

    /// The record under which the patient of a claim is shown.
    pub(crate) fn patient(&self, claim: &Claim) -> Option<PatientId> {
        self.joined(claim).map(|(patient, _)| patient)
    }

    /// The same, and by what they were joined.
    pub(crate) fn joined(&self, claim: &Claim) -> Option<(PatientId, JoinBasis)> {
        let numbers = record_numbers(claim);
        let by_record = numbers.iter().filter_map(|number| self.by_record.get(number));
        let lookups = account_lookups(claim);
        let by_account = lookups.iter().filter_map(|account| self.by_account.get(account)).flatten();
        let by_member = self.by_member.get(&claim.member_id).into_iter().flatten();
        let named: BTreeSet<PatientId> = by_record.chain(by_member).chain(by_account).copied().collect();
        let candidates: Vec<Candidate> = named.into_iter().filter_map(|patient| self.candidate(patient, &lookups)).collect();
        join(claim, &candidates)
    }

    /// A merged record counts for the one under which the patient is shown.
    fn candidate(&self, patient: PatientId, lookups: &[String]) -> Option<Candidate> {
        let (shown, Patient { record_number, family_name, birth_day, .. }) = (self.links.shown_as(patient), self.patients.get(&patient)?);
        let coverages = self.coverages.get(&shown).into_iter().flatten();
        Some(Candidate {
            patient: shown,
            record_number: record_number.clone(),
            family_name: family_name.clone(),
            birth_day: *birth_day,
            member_ids: coverages.map(|coverage| coverage.member_id.clone()).collect(),
            accounts: lookups
                .iter()
                .filter(|account| self.by_account.get(*account).is_some_and(|of| of.contains(&patient)))
                .cloned()
                .collect(),
        })
    }

    /// The coverage whose member's number a claim carries.
    pub(crate) fn coverage_of_member(&self, claim: &Claim) -> Option<&Coverage> {
        let coverages = self.coverages.get(&self.patient(claim)?)?;
        coverages.iter().rev().find(|coverage| !claim.member_id.is_empty() && coverage.member_id == claim.member_id)
    }

    /// The coverage that pays first on the first day of a claim. Whether the claim went to its payer nobody says.
    pub(crate) fn first_coverage(&self, claim: &Claim) -> Option<&Coverage> {
        Coverage::primary_on(self.coverages.get(&self.patient(claim)?)?, claim.first_day()?)
    }

    /// How payers are numbered in files, by the profile under which their members are covered here. Only a member's number on the bill says it: one claim
    /// whose number is not on record gives no payer the contract of another.
    pub(crate) fn payer_ids<'a>(&self, claims: impl IntoIterator<Item = &'a Claim>) -> PayerIds {
        let mut payers = PayerIds::new();
        for claim in claims {
            if let Some(coverage) = self.coverage_of_member(claim) {
                payers.entry(coverage.payer.clone()).or_default().insert(claim.payer_id.clone());
            }
        }
        payers
    }

    /// Numbers under which payers know a patient, each once.
    pub(crate) fn members_of(&self, patient: PatientId) -> Vec<String> {
        let members = self.coverages.get(&patient).into_iter().flatten().map(|coverage| coverage.member_id.clone());
        members.filter(|member| !member.is_empty()).collect::<BTreeSet<String>>().into_iter().collect()
    }

    /// The payers under which a patient is or was covered, by the key of their profiles.
    pub(crate) fn payers_of(&self, patient: PatientId) -> BTreeSet<String> {
        self.coverages.get(&patient).into_iter().flatten().map(|coverage| coverage.payer.clone()).collect()
    }

    /// All records of everybody who was found.
    pub(crate) fn everybody(&self) -> Vec<PatientId> {
        let shown: BTreeSet<PatientId> = self.patients.keys().map(|patient| self.links.shown_as(*patient)).collect();
        shown.into_iter().flat_map(|patient| self.links.records_of(patient)).collect()
    }

    /// The record under which a patient is shown.
    pub(crate) fn shown_as(&self, patient: PatientId) -> PatientId {
        self.links.shown_as(patient)
    }

    /// All records of a patient.
    pub(crate) fn records_of(&self, patient: PatientId) -> Vec<PatientId> {
        self.links.records_of(patient)
    }
}

/// The practice's number of the patient on a claim, and what its own number may begin with: `A-1` of `A-1-20260302`.
fn record_numbers(claim: &Claim) -> Vec<String> {
    let stated = claim.record_number.clone().filter(|number| !number.trim().is_empty());
    stated.into_iter().chain(account_numbers(&claim.number)).collect()
}
