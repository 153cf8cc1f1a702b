//! What a review rests on beside the level of care, from the values of a row: coverage, authorizations, billed units, goals, medications,
//! appointments after discharge.

use care::{AppointmentKind, Coverage, CoverageRank, DischargeAppointment, Medication, PlanFunding, SubscriberRelation, TreatmentGoal};
use utilization_review::authorization::{Authorization, BilledUnits, UnitKind};
use vocabulary::{LevelOfCare, Period};

use super::care_facts::{Reading, Understood, of_episode, of_patient, on_day};
use super::care_records::{agreed_days, codes};
use super::field::Field;
use crate::record::RecordKind;
use crate::record::care_fact::{CareFact, OfPatient};
use crate::rejection::RejectionCode;

/// Reads a record of one of these kinds.
pub(super) fn read(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    match reading.values.plan.kind {
        RecordKind::Coverage => coverage(reading),
        RecordKind::Authorization => authorization(reading),
        RecordKind::BilledUnits => billed_units(reading),
        RecordKind::TreatmentGoal => treatment_goal(reading),
        RecordKind::Medication => medication(reading),
        RecordKind::DischargeAppointment => discharge_appointment(reading),
        other => unreachable!("{} is read elsewhere", other.code()),
    }
}

/// First and last day of a row, which may lie ahead: payers grant in advance, and plans begin with the year. The last one is not part of what it is: a later file may say when it ended.
fn days(reading: &mut Reading<'_, '_>, what: &'static str) -> Result<Period, RejectionCode> {
    let period = agreed_days(reading.values, what)?;
    reading.noted("first_day", period.first());
    if let Some(last) = period.last() {
        reading.noted("last_day", last);
    }
    Ok(period)
}

fn units(reading: &mut Reading<'_, '_>) -> Result<(UnitKind, u32), RejectionCode> {
    let unit_kind = reading.word("unit", codes!(UnitKind))?;
    let units = reading.count("units")?.ok_or(RejectionCode::Missing { field: "units" })?;
    Ok((unit_kind, units))
}

pub(super) const COVERAGE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::needed("payer"),
    Field::optional("plan"),
    Field::needed("rank"),
    Field::needed("funding"),
    Field::optional("state"),
    Field::needed("member_id"),
    Field::needed("relation"),
    Field::optional("subscriber"),
    Field::needed("first_day"),
    Field::optional("last_day"),
];

fn coverage(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (payer, member_id) = (reading.needed_text("payer")?, reading.needed_text("member_id")?);
    let rank: CoverageRank = reading.word("rank", codes!(CoverageRank))?;
    let funding: PlanFunding = reading.word("funding", codes!(PlanFunding))?;
    let relation: SubscriberRelation = reading.word("relation", codes!(SubscriberRelation))?;
    let (plan, state, subscriber) = (reading.text("plan"), reading.text("state"), reading.text("subscriber"));
    let period = days(reading, "coverage")?;
    reading.identity = Some(format!("{payer}/{member_id}/{}", period.first()));
    let make = move |of: OfPatient| {
        CareFact::Coverage(Coverage {
            patient: of.patient,
            payer: payer.clone(),
            plan: plan.clone(),
            rank,
            funding,
            state: state.clone(),
            member_id: member_id.clone(),
            relation,
            subscriber: subscriber.clone(),
            period,
        })
    };
    on_day(period.first(), of_patient(make))
}

pub(super) const AUTHORIZATION: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("payer"),
    Field::needed("number"),
    Field::needed("level_of_care"),
    Field::optional("codes"),
    Field::needed("unit"),
    Field::needed("units"),
    Field::needed("first_day"),
    Field::needed("last_day"),
    Field::optional("next_review"),
    Field::optional("reviewer"),
    Field::optional("provider"),
];

fn authorization(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (payer, number) = (reading.needed_text("payer")?, reading.needed_text("number")?);
    let level_of_care: LevelOfCare = reading.word("level_of_care", codes!(LevelOfCare))?;
    let (unit_kind, units) = units(reading)?;
    let (codes, reviewer) = (reading.text("codes"), reading.text("reviewer"));
    let period = days(reading, "authorization")?;
    let next_review = reading.optional_day("next_review")?;
    let provider_id = reading.text_if_filled("provider");
    // A payer who extends keeps the number and names later days.
    reading.identity = Some(format!("{payer}/{number}/{}", period.first()));
    on_day(
        period.first(),
        of_episode(move |of| {
            CareFact::Authorization(Authorization {
                episode: of.episode,
                payer: payer.clone(),
                request: None,
                number: number.clone(),
                level_of_care,
                codes: codes.clone(),
                unit_kind,
                units,
                period,
                next_review,
                reviewer: reviewer.clone(),
                provider_id: provider_id.clone(),
            })
        }),
    )
}

pub(super) const BILLED_UNITS: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::optional("level_of_care"),
    Field::needed("unit"),
    Field::needed("units"),
    Field::optional("claim"),
    Field::optional("authorization"),
];

fn billed_units(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let level_of_care = match reading.values.text("level_of_care").filter(|text| !text.is_empty()) {
        Some(_) => Some(reading.word::<LevelOfCare>("level_of_care", codes!(LevelOfCare))?),
        None => None,
    };
    let (unit_kind, units) = units(reading)?;
    let claim = reading.text("claim");
    // Not noted: a row that names one is the same record as it was in a file that did not.
    reading.authorization = reading.values.text("authorization").filter(|number| !number.is_empty());
    on_day(
        day,
        of_episode(move |of| {
            let (episode, claim) = (of.episode, claim.clone());
            CareFact::BilledUnits(BilledUnits { episode, authorization: None, day, level_of_care, unit_kind, units, claim })
        }),
    )
}

pub(super) const TREATMENT_GOAL: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("goal"),
    Field::needed("statement"),
    Field::optional("measure"),
    Field::optional("baseline"),
    Field::optional("target"),
    Field::optional("target_day"),
    Field::optional("interventions"),
];

fn treatment_goal(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, goal, statement) = (reading.day()?, reading.needed_text("goal")?, reading.needed_text("statement")?);
    let (measure, baseline, target) = (reading.text("measure"), reading.text("baseline"), reading.text("target"));
    let (target_day, interventions) = (reading.optional_day("target_day")?, reading.text("interventions"));
    on_day(
        day,
        of_episode(move |of| {
            CareFact::TreatmentGoal(TreatmentGoal {
                episode: of.episode,
                day,
                goal: goal.clone(),
                statement: statement.clone(),
                measure: measure.clone(),
                baseline: baseline.clone(),
                target: target.clone(),
                target_day,
                interventions: interventions.clone(),
            })
        }),
    )
}

pub(super) const MEDICATION: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("medication"),
    Field::needed("dose"),
    Field::optional("frequency"),
    Field::optional("prescriber"),
    Field::needed("first_day"),
    Field::optional("last_day"),
];

fn medication(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (name, dose) = (reading.needed_text("medication")?, reading.needed_text("dose")?);
    let (frequency, prescriber) = (reading.text("frequency"), reading.text("prescriber"));
    let period = days(reading, "medication")?;
    reading.identity = Some(format!("{name}/{dose}/{frequency}/{}", period.first()));
    on_day(
        period.first(),
        of_patient(move |of| {
            CareFact::Medication(Medication {
                patient: of.patient,
                episode: of.episode,
                name: name.clone(),
                dose: dose.clone(),
                frequency: frequency.clone(),
                prescriber: prescriber.clone(),
                period,
            })
        }),
    )
}

pub(super) const DISCHARGE_APPOINTMENT: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("type"),
    Field::needed("provider"),
    Field::needed("starts_at"),
];

fn discharge_appointment(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, provider) = (reading.day()?, reading.needed_text("provider")?);
    let kind: AppointmentKind = reading.word("type", codes!(AppointmentKind))?;
    let starts = reading.moment("starts_at")?;
    on_day(
        day,
        of_episode(move |of| {
            let (episode, provider, starts_at) = (of.episode, provider.clone(), starts.on(&of.zone));
            CareFact::DischargeAppointment(DischargeAppointment { episode, day, kind, provider, starts_at })
        }),
    )
}
