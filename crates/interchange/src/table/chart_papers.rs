//! Papers of charts on which bills rest, and who may give services, from the values of a row.

use care::{ChartPaper, ChartPaperKind, ExclusionCheck, ProviderCredential};

use super::care_facts::{Reading, Understood, of_patient, on_day};
use super::care_records::{Found, agreed_days, codes};
use super::field::Field;
use super::values::Values;
use crate::record::Content;
use crate::record::care_fact::CareFact;
use crate::rejection::RejectionCode;

pub(super) const CHART_PAPER: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("type"),
    Field::optional("patient_signed"),
    Field::optional("guardian_signed"),
    Field::optional("clinician_signed"),
    Field::optional("physician_signed"),
    Field::optional("until"),
    Field::optional("covers_telehealth"),
    Field::optional("services"),
];

/// A paper is signed later by some, so its signatures are no part of what it is.
pub(super) fn chart_paper(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let kind: ChartPaperKind = reading.word("type", codes!(ChartPaperKind))?;
    let [patient_signed, guardian_signed] = [reading.optional_day("patient_signed")?, reading.optional_day("guardian_signed")?];
    let [clinician_signed, physician_signed] = [reading.optional_day("clinician_signed")?, reading.optional_day("physician_signed")?];
    let until = reading.optional_day("until")?;
    let covers_telehealth = match reading.values.text("covers_telehealth").filter(|text| !text.is_empty()) {
        Some(_) => reading.yes_or_no("covers_telehealth")?,
        None => false,
    };
    let services = reading.text("services");
    reading.identity = Some(format!("{kind}/{day}/{covers_telehealth}"));
    on_day(
        day,
        of_patient(move |of| {
            CareFact::ChartPaper(ChartPaper {
                patient: of.patient,
                episode: of.episode,
                day,
                kind,
                patient_signed,
                guardian_signed,
                clinician_signed,
                physician_signed,
                until,
                covers_telehealth,
                services: services.clone(),
            })
        }),
    )
}

pub(super) const PROVIDER_CREDENTIAL: &[Field] = &[
    Field::needed("provider"),
    Field::optional("payer"),
    Field::optional("services"),
    Field::optional("supervised"),
    Field::needed("first_day"),
    Field::optional("last_day"),
];

pub(super) fn provider_credential(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let provider_id = values.needed("provider")?;
    let (payer, services) = (values.text("payer").unwrap_or_default(), values.text("services").unwrap_or_default());
    let is_supervised = match values.text("supervised").filter(|text| !text.is_empty()) {
        Some(_) => values.needed_flag("supervised")?,
        None => false,
    };
    let credential =
        ProviderCredential { provider_id, payer, services, is_supervised, period: agreed_days(values, "provider credential")? };
    credential.check()?;
    Ok((Content::ProviderCredential(credential), None, Vec::new()))
}

pub(super) const EXCLUSION_CHECK: &[Field] = &[Field::needed("provider"), Field::needed("day"), Field::needed("clear")];

pub(super) fn exclusion_check(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let (provider_id, day, is_clear) = (values.needed("provider")?, values.needed_day("day")?, values.needed_flag("clear")?);
    let check = ExclusionCheck { provider_id, day, is_clear };
    check.check(values.context.today)?;
    Ok((Content::ExclusionCheck(check), None, Vec::new()))
}
