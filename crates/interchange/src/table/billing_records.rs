//! Records of a patient's billing, from the values of a row: charges, quoted benefits, agreements for one patient, payments of patients, write-offs, the
//! numbers under which claims speak of patients; and the papers of physicians on which billing rests.

use care::{
    BenefitQuote, CaseAgreement, Certification, ClaimAccount, LevelOfCareOrder, PatientPayment, PostedCharge, PostedWriteOff, Quoted,
};
use vocabulary::{LevelOfCare, Money};

use super::care_facts::{Reading, Understood, of_patient, on_day};
use super::care_records::{AMOUNT, agreed_days, codes};
use super::chart_papers;
use super::field::Field;
use crate::record::RecordKind;
use crate::record::care_fact::CareFact;
use crate::rejection::RejectionCode;

/// Reads a record of one of these kinds.
pub(super) fn read(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    match reading.values.plan.kind {
        RecordKind::PostedCharge => posted_charge(reading),
        RecordKind::BenefitQuote => benefit_quote(reading),
        RecordKind::CaseAgreement => case_agreement(reading),
        RecordKind::PatientPayment => patient_payment(reading),
        RecordKind::PostedWriteOff => posted_write_off(reading),
        RecordKind::ClaimAccount => claim_account(reading),
        RecordKind::Certification => certification(reading),
        RecordKind::LevelOfCareOrder => level_of_care_order(reading),
        RecordKind::ChartPaper => chart_papers::chart_paper(reading),
        other => unreachable!("{} is read elsewhere", other.code()),
    }
}

pub(super) const POSTED_CHARGE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::needed("day"),
    Field::needed("posted_day"),
    Field::optional("service"),
    Field::needed("charge_amount"),
];

fn posted_charge(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let posted_day = reading.optional_day("posted_day")?.ok_or(RejectionCode::Missing { field: "posted_day" })?;
    let (service, charge_amount) = (reading.text("service"), reading.word::<Money>("charge_amount", AMOUNT)?);
    on_day(
        day,
        of_patient(move |of| {
            CareFact::PostedCharge(PostedCharge { patient: of.patient, day, posted_day, service: service.clone(), charge_amount })
        }),
    )
}

pub(super) const BENEFIT_QUOTE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::needed("day"),
    Field::optional("service"),
    Field::needed("quoted"),
    Field::optional("patient_share_amount"),
    Field::optional("payer"),
    Field::optional("payer_name"),
    Field::optional("member_id"),
    Field::optional("level_of_care"),
    Field::optional("most_units"),
    Field::optional("used_units"),
];

fn benefit_quote(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let (service, quoted) = (reading.text("service"), reading.word::<Quoted>("quoted", codes!(Quoted))?);
    let share = reading.values.word::<Money>("patient_share_amount", AMOUNT)?;
    let patient_share_amount = share.map(|share| reading.noted("patient_share_amount", share));
    let payer_id = reading.text_if_filled("payer");
    let (payer_name, member_id) = (reading.text_if_filled("payer_name"), reading.text_if_filled("member_id"));
    let level_of_care = reading.values.word::<LevelOfCare>("level_of_care", codes!(LevelOfCare))?;
    let level_of_care = level_of_care.map(|level| reading.noted("level_of_care", level));
    let (most_units, used_units) = (reading.count("most_units")?, reading.count("used_units")?);
    on_day(
        day,
        of_patient(move |of| {
            CareFact::BenefitQuote(BenefitQuote {
                patient: of.patient,
                day,
                service: service.clone(),
                quoted,
                patient_share_amount,
                payer_id: payer_id.clone(),
                payer_name: payer_name.clone(),
                member_id: member_id.clone(),
                level_of_care,
                most_units,
                used_units,
            })
        }),
    )
}

pub(super) const CASE_AGREEMENT: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::needed("service"),
    Field::optional("level_of_care"),
    Field::needed("agreed_amount"),
    Field::needed("first_day"),
    Field::optional("last_day"),
];

/// An agreement may begin later than today. The last day is not part of what it is: a later file may say when it ended.
fn case_agreement(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let service = reading.needed_text("service")?;
    let level_of_care = match reading.values.text("level_of_care").filter(|text| !text.is_empty()) {
        Some(_) => Some(reading.word::<LevelOfCare>("level_of_care", codes!(LevelOfCare))?),
        None => None,
    };
    let agreed_amount = reading.word::<Money>("agreed_amount", AMOUNT)?;
    let period = agreed_days(reading.values, "single-case agreement")?;
    reading.noted("first_day", period.first());
    if let Some(last) = period.last() {
        reading.noted("last_day", last);
    }
    let level = level_of_care.map(LevelOfCare::code).unwrap_or_default();
    reading.identity = Some(format!("{service}/{level}/{}", period.first()));
    on_day(
        period.first(),
        of_patient(move |of| {
            let (patient, service) = (of.patient, service.clone());
            CareFact::CaseAgreement(CaseAgreement { patient, service, level_of_care, agreed_amount, period })
        }),
    )
}

pub(super) const PATIENT_PAYMENT: &[Field] =
    &[Field::optional("key"), Field::needed("patient"), Field::needed("claim"), Field::needed("day"), Field::needed("paid_amount")];

fn patient_payment(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, claim) = (reading.day()?, reading.needed_text("claim")?);
    let paid_amount = reading.word::<Money>("paid_amount", AMOUNT)?;
    on_day(
        day,
        of_patient(move |of| {
            CareFact::PatientPayment(PatientPayment { patient: of.patient, claim_number: claim.clone(), day, paid_amount })
        }),
    )
}

pub(super) const POSTED_WRITE_OFF: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::needed("claim"),
    Field::optional("line"),
    Field::needed("day"),
    Field::needed("written_off_amount"),
    Field::needed("reason"),
    Field::optional("approver"),
];

fn posted_write_off(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, claim, line) = (reading.day()?, reading.needed_text("claim")?, reading.text("line"));
    let written_off_amount = reading.word::<Money>("written_off_amount", AMOUNT)?;
    let (reason, approver) = (reading.needed_text("reason")?, reading.text("approver"));
    on_day(
        day,
        of_patient(move |of| {
            CareFact::PostedWriteOff(PostedWriteOff {
                patient: of.patient,
                claim_number: claim.clone(),
                line: line.clone(),
                day,
                written_off_amount,
                reason: reason.clone(),
                approver: approver.clone(),
            })
        }),
    )
}

pub(super) const CLAIM_ACCOUNT: &[Field] = &[Field::optional("key"), Field::needed("patient"), Field::needed("account")];

/// An account is known by its number: the same number for another patient is a conflict, in this file or a later one.
fn claim_account(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let account = reading.needed_text("account")?.trim().to_owned();
    reading.own_key = Some(account.clone());
    on_day(
        reading.values.context.today,
        of_patient(move |of| CareFact::ClaimAccount(ClaimAccount { patient: of.patient, account: account.clone() })),
    )
}

pub(super) const CERTIFICATION: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::needed("day"),
    Field::needed("level_of_care"),
    Field::needed("by_physician"),
    Field::needed("is_complete"),
];

fn certification(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, level_of_care) = (reading.day()?, reading.word::<LevelOfCare>("level_of_care", codes!(LevelOfCare))?);
    let (by_physician, is_complete) = (reading.yes_or_no("by_physician")?, reading.yes_or_no("is_complete")?);
    on_day(
        day,
        of_patient(move |of| CareFact::Certification(Certification { patient: of.patient, day, level_of_care, by_physician, is_complete })),
    )
}

pub(super) const LEVEL_OF_CARE_ORDER: &[Field] =
    &[Field::optional("key"), Field::needed("patient"), Field::needed("day"), Field::needed("level_of_care")];

fn level_of_care_order(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, level_of_care) = (reading.day()?, reading.word::<LevelOfCare>("level_of_care", codes!(LevelOfCare))?);
    on_day(day, of_patient(move |of| CareFact::LevelOfCareOrder(LevelOfCareOrder { patient: of.patient, day, level_of_care })))
}
