//! The kinds of records with their fields: which field of the record stands under which name in the form. The names are those of the columns in
//! files, so that whoever knows one knows the other.

use care::{CareProblem, PriorLevelTried};
use interchange::RecordKind;
use storage::record::PlainRecord;
use storage::{ReadUnit, StorageError, Stored, View};
use vocabulary::{Day, EpisodeId, Instant, PatientId, Period, RecordId, ZoneName};

use super::field::{FieldSpecification, FieldValue, Reader};
use crate::error::FieldProblemKind;

/// To whom a record belongs.
pub(super) enum Owner {
    Patient(PatientId),
    Episode(EpisodeId),
}

/// A kind of record with its form.
pub(super) trait CareFactForm: PlainRecord<Id = RecordId> {
    /// The kind.
    const KIND: RecordKind;
    /// True where a record is part of an episode.
    const NEEDS_EPISODE: bool;
    /// The field that says when it was.
    const DAY_FIELD: &'static str;
    /// The fields in the order of the form.
    fn fields() -> Vec<FieldSpecification>;
    /// The values as the form shows them.
    fn texts(&self, zone: &ZoneName) -> Vec<(&'static str, String)>;
    /// When it was, as typed.
    fn day_given(reader: &mut Reader<'_>) -> Option<Day>;
    /// Reads a record. `None` where a field does not read, or where the record needs an episode and there is none.
    fn read(reader: &mut Reader<'_>, patient: PatientId, episode: Option<EpisodeId>) -> Option<Self>;
    /// The day it speaks of.
    fn day(&self, zone: &ZoneName) -> Day;
    /// Checks what it says about itself.
    fn check(&self, today: Day, now: Instant) -> Result<(), CareProblem>;
    /// To whom it belongs.
    fn belongs_to(&self) -> Owner;
    /// In which episode it stands; `None` for one that lies outside of any.
    fn episode(&self) -> Option<EpisodeId>;
    /// This correction under the patient or in the episode that the record has already: a record never moves by being corrected.
    fn kept_with(self, before: &Self) -> Self;
    /// The same about another patient; `None` where it needs an episode and there is none.
    fn moved_to(&self, patient: PatientId, episode: Option<EpisodeId>) -> Option<Self>;
    /// The records of patients.
    fn of_patients(
        unit: &mut ReadUnit,
        patients: &[PatientId],
        view: View,
    ) -> impl Future<Output = Result<Vec<Stored<Self>>, StorageError>> + Send;
}

/// The day of a value that says when.
trait When: FieldValue {
    fn day_of(&self, zone: &ZoneName) -> Day;
}

impl When for Day {
    fn day_of(&self, _zone: &ZoneName) -> Day {
        *self
    }
}

impl When for Instant {
    fn day_of(&self, zone: &ZoneName) -> Day {
        self.day_in(zone)
    }
}

macro_rules! is_required {
    ($type:ty) => {
        <$type as FieldValue>::IS_REQUIRED
    };
    ($type:ty, required) => {
        true
    };
    ($type:ty, open) => {
        false
    };
}

/// The text of a value; of one that may be left open, nothing where it is not known.
macro_rules! shown {
    ($text:expr) => {
        $text
    };
    ($text:expr, required) => {
        $text
    };
    ($text:expr, open) => {
        Some($text).filter(|text| text != "unknown").unwrap_or_default()
    };
}

macro_rules! forms {
    ($(
        $record:ident ($kind:ident, $table:ident) of $owner:ident, checked by $checked:ident $(, keeping $kept:ident)? {
            $when_name:literal => $when:ident: $when_type:ty;
            $($name:literal => $field:ident: $type:ty $(, $required:ident)?;)*
        }
    )*) => {$(
        impl CareFactForm for care::$record {
            const KIND: RecordKind = RecordKind::$kind;
            const NEEDS_EPISODE: bool = forms!(@needs $owner);
            const DAY_FIELD: &'static str = $when_name;

            fn fields() -> Vec<FieldSpecification> {
                vec![
                    FieldSpecification {
                        name: $when_name,
                        shape: <$when_type as FieldValue>::SHAPE,
                        codes: Vec::new(),
                        is_required: true,
                    },
                    $(FieldSpecification {
                        name: $name,
                        shape: <$type as FieldValue>::SHAPE,
                        codes: <$type as FieldValue>::codes(),
                        is_required: is_required!($type $(, $required)?),
                    },)*
                ]
            }

            fn texts(&self, zone: &ZoneName) -> Vec<(&'static str, String)> {
                vec![($when_name, self.$when.to_text(zone)) $(, ($name, shown!(self.$field.to_text(zone) $(, $required)?)))*]
            }

            fn day_given(reader: &mut Reader<'_>) -> Option<Day> {
                let when: $when_type = reader.value($when_name, true)?;
                Some(when.day_of(reader.zone()))
            }

            fn read(reader: &mut Reader<'_>, patient: PatientId, episode: Option<EpisodeId>) -> Option<Self> {
                let $when = reader.value::<$when_type>($when_name, true);
                $(let $field = reader.value::<$type>($name, is_required!($type $(, $required)?));)*
                Some(forms!(@make $owner, $record, patient, episode, { $when: $when?, $($field: $field?,)* $($kept: None,)? }))
            }

            fn day(&self, zone: &ZoneName) -> Day {
                self.$when.day_of(zone)
            }

            fn check(&self, today: Day, now: Instant) -> Result<(), CareProblem> {
                forms!(@check $checked, $record, self, today, now)
            }

            fn belongs_to(&self) -> Owner {
                forms!(@owner $owner, self)
            }

            fn episode(&self) -> Option<EpisodeId> {
                forms!(@episode $owner, self)
            }

            fn moved_to(&self, patient: PatientId, episode: Option<EpisodeId>) -> Option<Self> {
                forms!(@moved $owner, self, patient, episode)
            }

            fn kept_with(mut self, before: &Self) -> Self {
                forms!(@keep $owner, self, before);
                $(self.$kept = before.$kept.clone();)?
                self
            }

            async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<Self>>, StorageError> {
                storage::$table::of_patients(unit, patients, view).await
            }
        }
    )*};
    (@check today, $record:ident, $self:ident, $today:ident, $now:ident) => {{
        let _now = $now;
        care::$record::check($self, $today)
    }};
    (@check now, $record:ident, $self:ident, $today:ident, $now:ident) => {{
        let _today = $today;
        care::$record::check($self, $now)
    }};
    (@check both, $record:ident, $self:ident, $today:ident, $now:ident) => {
        care::$record::check($self, $now, $today)
    };
    (@needs patient) => { false };
    (@needs episode) => { true };
    (@make patient, $record:ident, $patient:ident, $episode:ident, { $($fields:tt)* }) => {
        care::$record { patient: $patient, episode: $episode, $($fields)* }
    };
    (@make episode, $record:ident, $patient:ident, $episode:ident, { $($fields:tt)* }) => {{
        let _patient = $patient;
        care::$record { episode: $episode?, $($fields)* }
    }};
    (@owner patient, $self:ident) => { Owner::Patient($self.patient) };
    (@owner episode, $self:ident) => { Owner::Episode($self.episode) };
    (@episode patient, $self:ident) => { $self.episode };
    (@episode episode, $self:ident) => { Some($self.episode) };
    (@moved patient, $self:ident, $patient:ident, $episode:ident) => {
        Some(Self { patient: $patient, episode: $episode, ..$self.clone() })
    };
    (@moved episode, $self:ident, $patient:ident, $episode:ident) => {{
        let _patient = $patient;
        Some(Self { episode: $episode?, ..$self.clone() })
    }};
    (@keep patient, $self:ident, $before:ident) => {{
        $self.patient = $before.patient;
        $self.episode = $self.episode.or($before.episode);
    }};
    (@keep episode, $self:ident, $before:ident) => { $self.episode = $before.episode };
}

forms! {
    RiskRating (RiskRating, risk_rating) of patient, checked by now {
        "assessed_at" => assessed_at: Instant;
        "level" => level: care::RiskLevel;
        "basis" => basis: care::RiskBasis;
        "rated_by" => rated_by: Option<vocabulary::ClinicianId>;
    }
    Incident (Incident, incident) of patient, checked by now {
        "occurred_at" => occurred_at: Instant;
        "type" => kind: care::IncidentKind;
    }
    ClinicianStatement (ClinicianStatement, clinician_statement) of episode, checked by today {
        "day" => day: Day;
        "statement" => kind: care::StatementKind;
        "holds" => holds: bool;
        "stated_by" => stated_by: Option<vocabulary::ClinicianId>;
    }
    MedicalStatus (MedicalStatus, medical_status) of patient, checked by today {
        "day" => day: Day;
        "medically_unstable" => medically_unstable: care::YesNoUnknown;
        "needs_24_hour_monitoring" => needs_24_hour_monitoring: care::YesNoUnknown;
        "refuses_to_eat" => refuses_to_eat: care::YesNoUnknown;
    }
    FunctionRating (FunctionRating, function_rating) of patient, checked by today {
        "day" => day: Day;
        "impairment" => impairment: care::Rating;
        "basis" => basis: care::FunctionBasis;
    }
    Attendance (Attendance, attendance) of episode, checked by today {
        "day" => day: Day;
        "type" => kind: care::AttendanceKind;
        "status" => status: care::AttendanceStatus;
        "planned_minutes" => planned_minutes: u32;
        "delivered_minutes" => delivered_minutes: u32;
    }
    PlannedVisit (PlannedVisit, planned_visit) of episode, checked by today {
        "day" => day: Day;
        "starts_at" => starts_at: Option<vocabulary::ClockTime>;
        "type" => kind: care::AttendanceKind;
        "group" => group: String;
    }
    Participation (Participation, participation) of episode, checked by today {
        "day" => day: Day;
        "rating" => rating: care::Rating;
    }
    GoalProgress (GoalProgress, goal_progress) of episode, checked by today {
        "day" => day: Day;
        "goal" => goal: String, required;
        "progress" => progress: care::GoalProgressLevel;
    }
    TreatmentPlanChange (TreatmentPlanChange, treatment_plan_change) of episode, checked by today {
        "day" => day: Day;
        "change" => kind: care::PlanChangeKind;
        "answers_non_response" => answers_non_response: bool;
        "carried_forward" => carried_forward: bool;
    }
    MedicationChange (MedicationChange, medication_change) of patient, checked by today {
        "day" => day: Day;
        "change" => kind: care::MedicationChangeKind;
        "medication" => medication: String, required;
    }
    SubstanceUse (SubstanceUse, substance_use) of patient, checked by today {
        "day" => day: Day;
        "substance" => substance: care::SubstanceClass;
        "type" => kind: care::SubstanceUseKind;
    }
    AbstinenceReport (AbstinenceReport, abstinence_report) of patient, checked by today {
        "day" => day: Day;
        "days_covered" => days_covered: u32;
    }
    DrugScreen (DrugScreen, drug_screen) of patient, checked by today {
        "day" => day: Day;
        "result" => result: care::DrugScreenResult;
        "substances" => substances: Vec<care::SubstanceClass>;
    }
    Housing (Housing, housing) of patient, checked by today {
        "day" => day: Day;
        "safe" => safe: care::YesNoUnknown;
    }
    Supports (Supports, supports) of patient, checked by today {
        "day" => day: Day;
        "rating" => rating: care::Rating;
    }
    StepDownPlan (StepDownPlan, step_down_plan) of episode, checked by today {
        "day" => day: Day;
        "target_level" => target_level: vocabulary::LevelOfCare;
        "target_day" => target_day: Option<Day>;
        "appointment_day" => appointment_day: Option<Day>;
        "provider" => provider: String;
    }
    ServiceNote (ServiceNote, service_note) of episode, checked by both, keeping fingerprint {
        "day" => day: Day;
        "service" => service: String;
        "started_at" => started_at: Option<Instant>;
        "stopped_at" => stopped_at: Option<Instant>;
        "minutes" => minutes: Option<u32>;
        "author" => author: Option<vocabulary::ClinicianId>;
        "credential" => credential: String;
        "signed_day" => signed_day: Option<Day>;
        "needs_cosigner" => needs_cosigner: care::YesNoUnknown, open;
        "cosigner" => cosigner: String;
        "cosigned_day" => cosigned_day: Option<Day>;
        "place" => place: String;
        "telehealth" => telehealth: care::YesNoUnknown, open;
        "setting_present" => setting_present: care::YesNoUnknown, open;
        "group" => group: String;
        "group_size" => group_size: Option<u32>;
        "own_part_present" => own_part_present: care::YesNoUnknown, open;
        "goals" => goals: Option<care::NamedGoals>;
        "intervention_present" => intervention_present: care::YesNoUnknown, open;
        "response_present" => response_present: care::YesNoUnknown, open;
        "risk_present" => risk_present: care::YesNoUnknown, open;
        "progress_present" => progress_present: care::YesNoUnknown, open;
    }
    ChartPaper (ChartPaper, chart_paper) of patient, checked by today {
        "day" => day: Day;
        "type" => kind: care::ChartPaperKind;
        "patient_signed" => patient_signed: Option<Day>;
        "guardian_signed" => guardian_signed: Option<Day>;
        "clinician_signed" => clinician_signed: Option<Day>;
        "physician_signed" => physician_signed: Option<Day>;
        "until" => until: Option<Day>;
        "covers_telehealth" => covers_telehealth: bool;
        "services" => services: String;
    }
    ExternalLevelOfCareResult (ExternalLevelOfCare, external_level_of_care) of patient, checked by today {
        "day" => day: Day;
        "system" => system: care::ExternalSystem;
        "edition" => edition: String;
        "rater" => rater: String;
        "level" => level: String, required;
        "attachment" => attachment: String;
    }
}

/// A level that was tried has a first and a last day instead of one.
impl CareFactForm for PriorLevelTried {
    const KIND: RecordKind = RecordKind::PriorLevel;
    const NEEDS_EPISODE: bool = false;
    const DAY_FIELD: &'static str = "first_day";

    fn fields() -> Vec<FieldSpecification> {
        let plain = |name, shape, codes, is_required| FieldSpecification { name, shape, codes, is_required };
        vec![
            plain("level_of_care", vocabulary::LevelOfCare::SHAPE, vocabulary::LevelOfCare::codes(), true),
            plain("first_day", Day::SHAPE, Vec::new(), true),
            plain("last_day", Day::SHAPE, Vec::new(), false),
            plain("outcome", care::PriorLevelOutcome::SHAPE, care::PriorLevelOutcome::codes(), true),
        ]
    }

    fn texts(&self, zone: &ZoneName) -> Vec<(&'static str, String)> {
        vec![
            ("level_of_care", self.level_of_care.to_text(zone)),
            ("first_day", self.period.first().to_text(zone)),
            ("last_day", self.period.last().to_text(zone)),
            ("outcome", self.outcome.to_text(zone)),
        ]
    }

    fn day_given(reader: &mut Reader<'_>) -> Option<Day> {
        reader.value("first_day", true)
    }

    fn read(reader: &mut Reader<'_>, patient: PatientId, episode: Option<EpisodeId>) -> Option<Self> {
        let level_of_care = reader.value("level_of_care", true);
        let (first, last) = (reader.value::<Day>("first_day", true), reader.value::<Option<Day>>("last_day", false));
        let outcome = reader.value("outcome", true);
        let Ok(period) = Period::new(first?, last?) else {
            reader.problem("last_day", FieldProblemKind::Backwards);
            return None;
        };
        Some(Self { patient, episode, level_of_care: level_of_care?, period, outcome: outcome? })
    }

    fn day(&self, _zone: &ZoneName) -> Day {
        self.period.first()
    }

    fn check(&self, today: Day, _now: Instant) -> Result<(), CareProblem> {
        let day = self.period.first();
        if day > today { Err(CareProblem::Future { what: "prior level of care", day, today }) } else { Ok(()) }
    }

    fn belongs_to(&self) -> Owner {
        Owner::Patient(self.patient)
    }

    fn episode(&self) -> Option<EpisodeId> {
        self.episode
    }

    fn moved_to(&self, patient: PatientId, episode: Option<EpisodeId>) -> Option<Self> {
        Some(Self { patient, episode, ..self.clone() })
    }

    fn kept_with(mut self, before: &Self) -> Self {
        self.patient = before.patient;
        self.episode = self.episode.or(before.episode);
        self
    }

    async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId], view: View) -> Result<Vec<Stored<Self>>, StorageError> {
        storage::prior_level::of_patients(unit, patients, view).await
    }
}

/// Does something with the type of a kind: `with_kind!(kind, Form => ..., else ...)`.
macro_rules! with_kind {
    ($kind:expr, $form:ident => $do:expr, else $else:expr) => {
        with_kind!(@ $kind, $form, $do, $else,
            Attendance = Attendance, Participation = Participation, FunctionRating = FunctionRating, GoalProgress = GoalProgress,
            TreatmentPlanChange = TreatmentPlanChange, MedicationChange = MedicationChange, RiskRating = RiskRating, Incident = Incident,
            MedicalStatus = MedicalStatus, SubstanceUse = SubstanceUse, AbstinenceReport = AbstinenceReport, DrugScreen = DrugScreen,
            Housing = Housing, Supports = Supports, PriorLevel = PriorLevelTried, ExternalLevelOfCare = ExternalLevelOfCareResult,
            ClinicianStatement = ClinicianStatement, StepDownPlan = StepDownPlan, ServiceNote = ServiceNote, ChartPaper = ChartPaper,
            PlannedVisit = PlannedVisit)
    };
    (@ $kind:expr, $form:ident, $do:expr, $else:expr, $($variant:ident = $record:ident),*) => {
        match $kind {
            $(interchange::RecordKind::$variant => {
                type $form = care::$record;
                $do
            })*
            _ => $else,
        }
    };
}
pub(super) use with_kind;
