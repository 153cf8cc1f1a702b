//! What another system of billing keeps and brought by file: charges as posted, benefits as quoted, rates agreed for one patient, payments of patients,
//! write-offs.

use std::collections::{BTreeMap, BTreeSet};

use care::Quoted;
use integrity::assessment::Side;
use integrity::assessment::side::{BenefitFact, CaseAgreement, ChargeFact, PatientPayment, WriteOff};
use storage::{ReadUnit, View};

use super::{People, some};
use crate::claim::whose::{PayerIds, Whose};
use crate::error::AppError;

/// Those but the write-offs; everything else of the side stays absent.
pub(super) async fn gather(unit: &mut ReadUnit, people: &People<'_>, whose: &Whose, payers: &PayerIds) -> Result<Side, AppError> {
    Ok(Side {
        charges: some(charges(unit, people, whose).await?),
        benefits: some(benefits(unit, people, whose, payers).await?),
        case_agreements: some(agreements(unit, people, whose).await?),
        patient_payments: some(payments(unit, people).await?),
        ..Side::default()
    })
}

/// Which of those that are alike something is, from 0.
struct Alike<K>(BTreeMap<K, usize>);

impl<K> Default for Alike<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Alike<K> {
    fn next(&mut self, key: K) -> usize {
        let count = self.0.entry(key).or_default();
        *count += 1;
        *count - 1
    }
}

async fn charges(unit: &mut ReadUnit, people: &People<'_>, whose: &Whose) -> Result<BTreeSet<ChargeFact>, AppError> {
    let mut alike = Alike::default();
    let stored = storage::posted_charge::of_patients(unit, &people.all, View::Current).await?;
    let fact = |stored: &storage::Stored<care::PostedCharge>| {
        let charge = stored.value();
        let (patient, service, amount) = (people.name(whose, charge.patient)?, charge.service.clone(), charge.charge_amount);
        let alike = alike.next((patient.clone(), charge.day, charge.posted_day, service.clone(), amount));
        Some(ChargeFact { patient, day: charge.day, posted: charge.posted_day, service, amount, alike })
    };
    Ok(stored.iter().filter_map(fact).collect())
}

async fn benefits(unit: &mut ReadUnit, people: &People<'_>, whose: &Whose, payers: &PayerIds) -> Result<BTreeSet<BenefitFact>, AppError> {
    let stored = storage::benefit_quote::of_patients(unit, &people.all, View::Current).await?;
    let fact = |stored: &storage::Stored<care::BenefitQuote>| {
        let quote = stored.value();
        Some(BenefitFact {
            patient: people.name(whose, quote.patient)?,
            quoted: quote.day,
            service: Some(quote.service.clone()).filter(|service| !service.is_empty()),
            is_covered: quote.quoted == Quoted::Covered,
            patient_share: quote.patient_share_amount,
            payers: called(quote, payers),
            member: quote.member_id.clone(),
        })
    };
    Ok(stored.iter().filter_map(fact).collect())
}

async fn agreements(unit: &mut ReadUnit, people: &People<'_>, whose: &Whose) -> Result<BTreeSet<CaseAgreement>, AppError> {
    let stored = storage::case_agreement::of_patients(unit, &people.all, View::Current).await?;
    let fact = |stored: &storage::Stored<care::CaseAgreement>| {
        let agreement = stored.value();
        Some(CaseAgreement {
            patient: people.name(whose, agreement.patient)?,
            service: agreement.service.clone(),
            level: agreement.level_of_care,
            period: agreement.period,
            unit_amount: agreement.agreed_amount,
        })
    };
    Ok(stored.iter().filter_map(fact).collect())
}

async fn payments(unit: &mut ReadUnit, people: &People<'_>) -> Result<BTreeSet<PatientPayment>, AppError> {
    let mut alike = Alike::default();
    let stored = storage::patient_payment::of_patients(unit, &people.all, View::Current).await?;
    let fact = |stored: &storage::Stored<care::PatientPayment>| {
        let payment = stored.value();
        let alike = alike.next((payment.claim_number.clone(), payment.day, payment.paid_amount));
        PatientPayment { claim: payment.claim_number.clone(), day: payment.day, amount: payment.paid_amount, alike }
    };
    Ok(stored.iter().map(fact).collect())
}

/// What the payer of a quote is called: as the quote says, and as claims call a payer whose profile the quote names.
fn called(quote: &care::BenefitQuote, payers: &PayerIds) -> BTreeSet<String> {
    let of_profile = payers.get(&quote.payer_id).into_iter().flatten().cloned();
    let said = [&quote.payer_id, &quote.payer_name].into_iter().filter(|name| !name.is_empty()).cloned();
    said.chain(of_profile).collect()
}

/// What was taken off the books elsewhere.
pub(super) async fn write_offs(unit: &mut ReadUnit, people: &People<'_>) -> Result<BTreeSet<WriteOff>, AppError> {
    let mut alike = Alike::default();
    let stored = storage::posted_write_off::of_patients(unit, &people.all, View::Current).await?;
    let fact = |stored: &storage::Stored<care::PostedWriteOff>| {
        let off = stored.value();
        let mut fact = WriteOff {
            claim: off.claim_number.clone(),
            line: off.line.clone(),
            day: off.day,
            amount: off.written_off_amount,
            reason: off.reason.clone(),
            approver: off.approver.clone(),
            alike: 0,
        };
        fact.alike = alike.next(fact.clone());
        fact
    };
    Ok(stored.iter().map(fact).collect())
}
