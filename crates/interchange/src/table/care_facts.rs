//! The records that a level of care rests on, from the values of a row.

use std::fmt::Display;
use std::sync::Arc;

use care::{
    AbstinenceReport, Attendance, AttendanceKind, AttendanceStatus, ClinicianStatement, DrugScreen, DrugScreenResult,
    ExternalLevelOfCareResult, ExternalSystem, FunctionBasis, FunctionRating, GoalProgress, GoalProgressLevel, Housing, Incident,
    IncidentKind, MedicalStatus, MedicationChange, MedicationChangeKind, Participation, PlanChangeKind, PriorLevelOutcome, PriorLevelTried,
    Rating, RiskBasis, RiskLevel, RiskRating, StatementKind, StepDownPlan, SubstanceClass, SubstanceUse, SubstanceUseKind, Supports,
    TreatmentPlanChange, YesNoUnknown,
};
use vocabulary::{Day, LevelOfCare};

use super::care_records::{Found, codes, patient_key, period};
use super::field::Field;
use super::values::Values;
use super::{billing_records, planned_visits, review_facts, service_notes};
use crate::record::care_fact::{CareFact, CareFactRecord, FactTime, Make, Moment, OfEpisode, OfPatient};
use crate::record::{Content, RecordKind};
use crate::rejection::RejectionCode;
use crate::when;

/// The values of a row, with a note of everything that was read from them.
pub(super) struct Reading<'v, 'a> {
    pub(super) values: &'v mut Values<'a>,
    texts: Vec<(&'static str, String)>,
    clinician: Option<String>,
    pub(super) identity: Option<String>,
    /// The number of the authorization that the record names.
    pub(super) authorization: Option<String>,
    /// The key of a record that is known by a number of its own, where the file names none.
    pub(super) own_key: Option<String>,
}

impl Reading<'_, '_> {
    pub(super) fn noted<T: Display>(&mut self, field: &'static str, value: T) -> T {
        self.texts.push((field, value.to_string()));
        value
    }

    pub(super) fn day(&mut self) -> Result<Day, RejectionCode> {
        let day = self.values.needed_day("day")?;
        Ok(self.noted("day", day))
    }

    pub(super) fn optional_day(&mut self, field: &'static str) -> Result<Option<Day>, RejectionCode> {
        let day = self.values.day(field)?;
        Ok(day.map(|day| self.noted(field, day)))
    }

    /// A day with a time. A time without an offset is one of the clock of the program to which the record belongs, which only the records of the practice
    /// know. What is noted of it is the moment on the clock of the program that was stated for the file, so that a record without a key stays the same record.
    pub(super) fn moment(&mut self, field: &'static str) -> Result<Moment, RejectionCode> {
        let text = self.values.needed(field)?;
        let zone = &self.values.context.zone;
        let local = |text: &str| {
            let (day, time) = (when::read(text, zone)?.day, text.get(11..16)?);
            let (hour, minute) = (time.get(..2)?.parse().ok()?, time.get(3..5)?.parse().ok()?);
            Some(Moment::Local { day, hour, minute, stated: zone.instant_at(day, hour, minute).ok()? })
        };
        let moment = when::read(&text, zone).and_then(|when| when.instant).map(Moment::Instant).or_else(|| local(&text));
        let moment =
            moment.ok_or_else(|| RejectionCode::NotADay { field, expected: "2026-11-23T14:30 or 2026-11-23T14:30:00Z".to_owned() })?;
        self.noted(field, moment.stated());
        Ok(moment)
    }

    pub(super) fn word<T: std::str::FromStr + Display + 'static>(
        &mut self,
        field: &'static str,
        known: impl Display,
    ) -> Result<T, RejectionCode> {
        let word: T = self.values.needed_word(field, known)?;
        Ok(self.noted(field, word))
    }

    pub(super) fn rating(&mut self, field: &'static str) -> Result<Rating, RejectionCode> {
        self.word(field, "0, 1, 2, 3, 4")
    }

    /// A word that may be missing, and then is not known.
    pub(super) fn yes_no_unknown(&mut self, field: &'static str) -> Result<YesNoUnknown, RejectionCode> {
        let word = self.values.word(field, codes!(YesNoUnknown))?.unwrap_or(YesNoUnknown::Unknown);
        Ok(self.noted(field, word))
    }

    pub(super) fn yes_or_no(&mut self, field: &'static str) -> Result<bool, RejectionCode> {
        let is_yes = self.values.needed_flag(field)?;
        Ok(self.noted(field, is_yes))
    }

    pub(super) fn text(&mut self, field: &'static str) -> String {
        let text = self.values.text(field).unwrap_or_default();
        self.noted(field, text)
    }

    /// A text of a field that came later than its kind: where it is empty the record is the same as one of a file without the field.
    pub(super) fn text_if_filled(&mut self, field: &'static str) -> String {
        let text = self.values.text(field).filter(|text| !text.is_empty());
        text.map(|text| self.noted(field, text)).unwrap_or_default()
    }

    pub(super) fn needed_text(&mut self, field: &'static str) -> Result<String, RejectionCode> {
        let text = self.values.needed(field)?;
        Ok(self.noted(field, text))
    }

    pub(super) fn count(&mut self, field: &'static str) -> Result<Option<u32>, RejectionCode> {
        let count = self.values.count(field)?;
        Ok(count.map(|count| self.noted(field, count)))
    }

    /// The code of the clinician who said it.
    pub(super) fn by(&mut self, field: &'static str) {
        let code = self.values.text(field).filter(|code| !code.is_empty());
        self.clinician = code.map(|code| self.noted(field, code));
    }
}

/// When it was, and how it is made.
pub(super) type Understood = (FactTime, Make);

#[expect(clippy::unnecessary_wraps, reason = "the last word of readers that may fail before it")]
pub(super) fn on_day(day: Day, make: Make) -> Result<Understood, RejectionCode> {
    Ok((FactTime::Day(day), make))
}

pub(super) fn of_patient(make: impl Fn(OfPatient) -> CareFact + Send + Sync + 'static) -> Make {
    Make::Patient(Arc::new(make))
}

pub(super) fn of_episode(make: impl Fn(OfEpisode) -> CareFact + Send + Sync + 'static) -> Make {
    Make::Episode(Arc::new(make))
}

/// Reads a record of one of these kinds.
pub(super) fn read(values: &mut Values<'_>) -> Result<Found, RejectionCode> {
    let (kind, patient) = (values.plan.kind, patient_key(values)?);
    let episode = values.text("episode").filter(|key| !key.is_empty());
    let key = values.text("key").filter(|key| !key.is_empty());
    let mut reading = Reading { values, texts: Vec::new(), clinician: None, identity: None, authorization: None, own_key: None };
    let (when, make) = match kind {
        RecordKind::Attendance => attendance(&mut reading),
        RecordKind::Participation => participation(&mut reading),
        RecordKind::FunctionRating => function_rating(&mut reading),
        RecordKind::GoalProgress => goal_progress(&mut reading),
        RecordKind::TreatmentPlanChange => treatment_plan_change(&mut reading),
        RecordKind::MedicationChange => medication_change(&mut reading),
        RecordKind::RiskRating => risk_rating(&mut reading),
        RecordKind::Incident => incident(&mut reading),
        RecordKind::MedicalStatus => medical_status(&mut reading),
        RecordKind::SubstanceUse => substance_use(&mut reading),
        RecordKind::AbstinenceReport => abstinence_report(&mut reading),
        RecordKind::DrugScreen => drug_screen(&mut reading),
        RecordKind::Housing => housing(&mut reading),
        RecordKind::Supports => supports(&mut reading),
        RecordKind::PriorLevel => prior_level(&mut reading),
        RecordKind::ExternalLevelOfCare => external_level_of_care(&mut reading),
        RecordKind::ClinicianStatement => clinician_statement(&mut reading),
        RecordKind::StepDownPlan => step_down_plan(&mut reading),
        RecordKind::ServiceNote => service_notes::read(&mut reading),
        RecordKind::PlannedVisit => planned_visits::read(&mut reading),
        kind if kind.is_billing_record() => billing_records::read(&mut reading),
        _ => review_facts::read(&mut reading),
    }?;
    let Reading { texts, clinician, identity, authorization, own_key, .. } = reading;
    let record = CareFactRecord { kind, patient, episode, clinician, authorization, when, identity, texts, make };
    Ok((Content::CareFact(record), key.or(own_key), Vec::new()))
}

pub(super) const ATTENDANCE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("type"),
    Field::needed("status"),
    Field::needed("planned_minutes"),
    Field::optional("delivered_minutes"),
];

fn attendance(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let kind = reading.word("type", codes!(AttendanceKind))?;
    let status: AttendanceStatus = reading.word("status", codes!(AttendanceStatus))?;
    let planned_minutes = reading.count("planned_minutes")?.ok_or(RejectionCode::Missing { field: "planned_minutes" })?;
    let delivered = reading.count("delivered_minutes")?;
    let delivered_minutes = match status {
        AttendanceStatus::Attended => delivered.ok_or(RejectionCode::Missing { field: "delivered_minutes" })?,
        _ => delivered.unwrap_or(0),
    };
    on_day(
        day,
        of_episode(move |of| {
            CareFact::Attendance(Attendance { episode: of.episode, day, kind, status, planned_minutes, delivered_minutes })
        }),
    )
}

pub(super) const PARTICIPATION: &[Field] =
    &[Field::optional("key"), Field::needed("patient"), Field::optional("episode"), Field::needed("day"), Field::needed("rating")];

fn participation(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, rating) = (reading.day()?, reading.rating("rating")?);
    on_day(day, of_episode(move |of| CareFact::Participation(Participation { episode: of.episode, day, rating })))
}

pub(super) const FUNCTION_RATING: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("impairment"),
    Field::needed("basis"),
];

fn function_rating(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, impairment) = (reading.day()?, reading.rating("impairment")?);
    let basis: FunctionBasis = reading.word("basis", codes!(FunctionBasis))?;
    on_day(
        day,
        of_patient(move |of| CareFact::FunctionRating(FunctionRating { patient: of.patient, episode: of.episode, day, impairment, basis })),
    )
}

pub(super) const GOAL_PROGRESS: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("goal"),
    Field::needed("progress"),
];

fn goal_progress(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, goal) = (reading.day()?, reading.needed_text("goal")?);
    let progress: GoalProgressLevel = reading.word("progress", codes!(GoalProgressLevel))?;
    let make = move |of: OfEpisode| CareFact::GoalProgress(GoalProgress { episode: of.episode, day, goal: goal.clone(), progress });
    on_day(day, of_episode(make))
}

pub(super) const TREATMENT_PLAN_CHANGE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("change"),
    Field::needed("answers_non_response"),
    Field::needed("carried_forward"),
];

fn treatment_plan_change(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let kind: PlanChangeKind = reading.word("change", codes!(PlanChangeKind))?;
    let (answers_non_response, carried_forward) = (reading.yes_or_no("answers_non_response")?, reading.yes_or_no("carried_forward")?);
    on_day(
        day,
        of_episode(move |of| {
            CareFact::TreatmentPlanChange(TreatmentPlanChange { episode: of.episode, day, kind, answers_non_response, carried_forward })
        }),
    )
}

pub(super) const MEDICATION_CHANGE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("change"),
    Field::needed("medication"),
];

fn medication_change(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let kind: MedicationChangeKind = reading.word("change", codes!(MedicationChangeKind))?;
    let medication = reading.needed_text("medication")?;
    on_day(
        day,
        of_patient(move |of| {
            let medication = medication.clone();
            CareFact::MedicationChange(MedicationChange { patient: of.patient, episode: of.episode, day, kind, medication })
        }),
    )
}

pub(super) const RISK_RATING: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("assessed_at"),
    Field::needed("level"),
    Field::needed("basis"),
    Field::optional("rated_by"),
];

fn risk_rating(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let assessed = reading.moment("assessed_at")?;
    let level: RiskLevel = reading.word("level", codes!(RiskLevel))?;
    let basis: RiskBasis = reading.word("basis", codes!(RiskBasis))?;
    reading.by("rated_by");
    let make = move |of: OfPatient| {
        let OfPatient { patient, episode, clinician, zone } = of;
        CareFact::RiskRating(RiskRating { patient, episode, assessed_at: assessed.on(&zone), level, basis, rated_by: clinician })
    };
    Ok((FactTime::Moment(assessed), of_patient(make)))
}

pub(super) const INCIDENT: &[Field] =
    &[Field::optional("key"), Field::needed("patient"), Field::optional("episode"), Field::needed("occurred_at"), Field::needed("type")];

fn incident(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let occurred = reading.moment("occurred_at")?;
    let kind: IncidentKind = reading.word("type", codes!(IncidentKind))?;
    let make = move |of: OfPatient| {
        CareFact::Incident(Incident { patient: of.patient, episode: of.episode, occurred_at: occurred.on(&of.zone), kind })
    };
    Ok((FactTime::Moment(occurred), of_patient(make)))
}

pub(super) const MEDICAL_STATUS: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::optional("medically_unstable"),
    Field::optional("needs_24_hour_monitoring"),
    Field::optional("refuses_to_eat"),
];

fn medical_status(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let findings = ["medically_unstable", "needs_24_hour_monitoring", "refuses_to_eat"];
    if findings.into_iter().all(|field| reading.values.text(field).is_none_or(|text| text.is_empty())) {
        return Err(RejectionCode::Missing { field: findings[0] });
    }
    let medically_unstable = reading.yes_no_unknown("medically_unstable")?;
    let needs_24_hour_monitoring = reading.yes_no_unknown("needs_24_hour_monitoring")?;
    let refuses_to_eat = reading.yes_no_unknown("refuses_to_eat")?;
    on_day(
        day,
        of_patient(move |of| {
            let OfPatient { patient, episode, .. } = of;
            let status = MedicalStatus { patient, episode, day, medically_unstable, needs_24_hour_monitoring, refuses_to_eat };
            CareFact::MedicalStatus(status)
        }),
    )
}

pub(super) const SUBSTANCE_USE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("substance"),
    Field::needed("type"),
];

fn substance_use(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let substance: SubstanceClass = reading.word("substance", codes!(SubstanceClass))?;
    let kind: SubstanceUseKind = reading.word("type", codes!(SubstanceUseKind))?;
    on_day(
        day,
        of_patient(move |of| CareFact::SubstanceUse(SubstanceUse { patient: of.patient, episode: of.episode, day, substance, kind })),
    )
}

pub(super) const ABSTINENCE_REPORT: &[Field] =
    &[Field::optional("key"), Field::needed("patient"), Field::optional("episode"), Field::needed("day"), Field::needed("days_covered")];

fn abstinence_report(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let days_covered = reading.count("days_covered")?.ok_or(RejectionCode::Missing { field: "days_covered" })?;
    on_day(
        day,
        of_patient(move |of| CareFact::AbstinenceReport(AbstinenceReport { patient: of.patient, episode: of.episode, day, days_covered })),
    )
}

pub(super) const DRUG_SCREEN: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("result"),
    Field::optional("substances"),
];

fn drug_screen(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let result: DrugScreenResult = reading.word("result", codes!(DrugScreenResult))?;
    let text = reading.text("substances");
    let unknown = |_| RejectionCode::UnknownCode { field: "substances", expected: codes!(SubstanceClass) };
    let substances = DrugScreen::parse_substances(&text).map_err(unknown)?;
    // The result of a screen that was pending comes later, so what it showed is not part of what it is.
    reading.identity = Some(day.to_string());
    on_day(
        day,
        of_patient(move |of| {
            let substances = substances.clone();
            CareFact::DrugScreen(DrugScreen { patient: of.patient, episode: of.episode, day, result, substances })
        }),
    )
}

pub(super) const HOUSING: &[Field] =
    &[Field::optional("key"), Field::needed("patient"), Field::optional("episode"), Field::needed("day"), Field::needed("safe")];

fn housing(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let safe: YesNoUnknown = reading.word("safe", codes!(YesNoUnknown))?;
    on_day(day, of_patient(move |of| CareFact::Housing(Housing { patient: of.patient, episode: of.episode, day, safe })))
}

pub(super) const SUPPORTS: &[Field] =
    &[Field::optional("key"), Field::needed("patient"), Field::optional("episode"), Field::needed("day"), Field::needed("rating")];

fn supports(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let (day, rating) = (reading.day()?, reading.rating("rating")?);
    on_day(day, of_patient(move |of| CareFact::Supports(Supports { patient: of.patient, episode: of.episode, day, rating })))
}

pub(super) const PRIOR_LEVEL: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("level_of_care"),
    Field::needed("first_day"),
    Field::optional("last_day"),
    Field::needed("outcome"),
];

fn prior_level(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let level_of_care: LevelOfCare = reading.word("level_of_care", codes!(LevelOfCare))?;
    let period = period(reading.values, "prior level of care", "first_day", "last_day")?;
    let first = reading.noted("first_day", period.first());
    if let Some(last) = period.last() {
        reading.noted("last_day", last);
    }
    let outcome: PriorLevelOutcome = reading.word("outcome", codes!(PriorLevelOutcome))?;
    reading.identity = Some(format!("{}/{first}", level_of_care.code()));
    on_day(
        first,
        of_patient(move |of| {
            CareFact::PriorLevel(PriorLevelTried { patient: of.patient, episode: of.episode, level_of_care, period, outcome })
        }),
    )
}

pub(super) const EXTERNAL_LEVEL_OF_CARE: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("system"),
    Field::optional("edition"),
    Field::optional("rater"),
    Field::needed("level"),
    Field::optional("attachment"),
];

fn external_level_of_care(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let system: ExternalSystem = reading.word("system", codes!(ExternalSystem))?;
    let (edition, rater, level) = (reading.text("edition"), reading.text("rater"), reading.needed_text("level")?);
    // Noted only where it is given, so that rows from before this field stay the same record.
    let attachment = reading.values.text("attachment").filter(|text| !text.is_empty());
    let attachment = attachment.map(|text| reading.noted("attachment", text)).unwrap_or_default();
    on_day(
        day,
        of_patient(move |of| {
            CareFact::ExternalLevelOfCare(ExternalLevelOfCareResult {
                patient: of.patient,
                episode: of.episode,
                system,
                edition: edition.clone(),
                day,
                rater: rater.clone(),
                level: level.clone(),
                attachment: attachment.clone(),
            })
        }),
    )
}

pub(super) const CLINICIAN_STATEMENT: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("statement"),
    Field::needed("holds"),
    Field::optional("stated_by"),
];

fn clinician_statement(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let kind: StatementKind = reading.word("statement", codes!(StatementKind))?;
    let holds = reading.yes_or_no("holds")?;
    reading.by("stated_by");
    on_day(
        day,
        of_episode(move |of| {
            CareFact::ClinicianStatement(ClinicianStatement { episode: of.episode, day, kind, holds, stated_by: of.clinician })
        }),
    )
}

pub(super) const STEP_DOWN_PLAN: &[Field] = &[
    Field::optional("key"),
    Field::needed("patient"),
    Field::optional("episode"),
    Field::needed("day"),
    Field::needed("target_level"),
    Field::optional("target_day"),
    Field::optional("appointment_day"),
    Field::optional("provider"),
];

fn step_down_plan(reading: &mut Reading<'_, '_>) -> Result<Understood, RejectionCode> {
    let day = reading.day()?;
    let target_level: LevelOfCare = reading.word("target_level", codes!(LevelOfCare))?;
    let (target_day, appointment_day) = (reading.optional_day("target_day")?, reading.optional_day("appointment_day")?);
    let provider = reading.text("provider");
    on_day(
        day,
        of_episode(move |of| {
            let (episode, provider) = (of.episode, provider.clone());
            CareFact::StepDownPlan(StepDownPlan { episode, day, target_level, target_day, appointment_day, provider })
        }),
    )
}

#[cfg(test)]
mod tests;
