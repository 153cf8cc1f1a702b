//! Whose a claim is: found by the practice's number of the patient, else by the member's number with the day of birth and the name. Never by the name
//! alone; what does not agree is nobody's until a person says so.

use std::collections::{BTreeMap, BTreeSet};

use care::identity::PatientLinks;
use care::{Coverage, Patient};
use revenue_cycle::Claim;
use storage::{ReadUnit, View};
use vocabulary::PatientId;

use crate::error::AppError;

/// The patients of claims.
#[derive(Debug, Default)]
pub(crate) struct Whose {
    patients: BTreeMap<PatientId, Patient>,
    by_record: BTreeMap<String, PatientId>,
    by_member: BTreeMap<String, BTreeSet<PatientId>>,
    coverages: BTreeMap<PatientId, Vec<Coverage>>,
    links: PatientLinks,
}

impl Whose {
    /// Of the people that these claims speak of.
    pub(crate) async fn of(unit: &mut ReadUnit, claims: impl IntoIterator<Item = &Claim>) -> Result<Self, AppError> {
        let (mut records, mut members) = (BTreeSet::new(), BTreeSet::new());
        for claim in claims {
            records.extend(record_numbers(claim).map(str::to_owned));
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
        let known: BTreeSet<PatientId> = whose.by_member.values().flatten().copied().collect();
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

    /// The record under which the patient of a claim is shown.
    pub(crate) fn patient(&self, claim: &Claim) -> Option<PatientId> {
        let by_record = record_numbers(claim).filter_map(|number| self.by_record.get(number)).find(|patient| self.agrees(**patient, claim));
        let by_member = || {
            let mut fit = self.by_member.get(&claim.member_id)?.iter().filter(|patient| self.is_same_person(**patient, claim));
            fit.next().filter(|_| fit.next().is_none())
        };
        by_record.or_else(by_member).map(|patient| self.links.shown_as(*patient))
    }

    /// The coverage under which a claim was billed: of the member's number, else the one that pays first on the day.
    pub(crate) fn coverage(&self, claim: &Claim) -> Option<&Coverage> {
        let coverages = self.coverages.get(&self.patient(claim)?)?;
        let by_member = coverages.iter().rev().find(|coverage| !claim.member_id.is_empty() && coverage.member_id == claim.member_id);
        by_member.or_else(|| Coverage::primary_on(coverages, claim.first_day()?))
    }

    /// The record under which a patient is shown.
    pub(crate) fn shown_as(&self, patient: PatientId) -> PatientId {
        self.links.shown_as(patient)
    }

    /// All records of a patient.
    pub(crate) fn records_of(&self, patient: PatientId) -> Vec<PatientId> {
        self.links.records_of(patient)
    }

    /// Neither name nor day of birth speaks against it. A payer's file may leave the day out, or shorten a name.
    fn agrees(&self, patient: PatientId, claim: &Claim) -> bool {
        self.patients.get(&patient).is_some_and(|patient| match claim.birth_day {
            Some(born) => born == patient.birth_day,
            None => is_same(&patient.family_name, &claim.family_name),
        })
    }

    fn is_same_person(&self, patient: PatientId, claim: &Claim) -> bool {
        self.patients.get(&patient).is_some_and(|patient| {
            claim.birth_day == Some(patient.birth_day)
                && (is_same(&patient.family_name, &claim.family_name) || is_same(&patient.given_name, &claim.given_name))
        })
    }
}

/// The practice's number of the patient on a claim; else what its own number may begin with: `A-1` of `A-1-20260302`.
fn record_numbers(claim: &Claim) -> impl Iterator<Item = &str> {
    let number = claim.number.as_str();
    let prefixes = number.char_indices().rev().filter(|(_, letter)| matches!(letter, '-' | '.' | '/')).map(move |(at, _)| &number[..at]);
    claim.record_number.as_deref().into_iter().chain(prefixes).filter(|number| !number.is_empty())
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
