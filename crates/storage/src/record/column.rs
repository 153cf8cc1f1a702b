//! How a field of a record becomes one column, or two, and comes back: once for every type that records are made of.

use care::{
    AppointmentKind, AttemptOutcome, AttendanceKind, AttendanceStatus, Channel, ChartPaperKind, Consent, ConsentSource, ConsentUse,
    ContactHolder, CoverageRank, DrugScreen, DrugScreenResult, ExternalSystem, Fingerprint, FunctionBasis, GoalProgressLevel, IncidentKind,
    MedicationChangeKind, NamedGoals, PlanChangeKind, PlanFunding, PriorLevelOutcome, Quoted, Rating, ReviewQuestion, RiskBasis, RiskLevel,
    StatementKind, SubscriberRelation, SubstanceClass, SubstanceUseKind, YesNoUnknown,
};
use utilization_review::appeal::{AppealLevel, ClosureReason, DayOutcome, LetterKind, NoticeChannel, NoticeElement, PaperKind, PaperScope};
use utilization_review::authorization::{DecisionStage, DeterminationOutcome, RequestKind, UnitKind};
use utilization_review::clock::{Appellant, NoticeKind};
use utilization_review::given_notice::NoticeRecipient;
use utilization_review::packet::{Response, Variant};
use vocabulary::{
    AdministrationId, ClinicianId, ClockTime, Day, EpisodeId, Instant, Language, LevelOfCare, LevelOfCarePeriodId, Money, PatientId,
    Period, ProgramId, RecordId, ReleaseId, UserId, Version,
};

use crate::StorageError;
use crate::database::{Reader, Value};

/// A type that one column holds.
pub(crate) trait Column: Sized {
    /// What stands in the column when there is nothing.
    const ABSENT: Value = Value::Text(None);
    /// What stands in the column.
    fn to_value(&self) -> Value;
    /// Reads it back; `None` when there is nothing.
    fn from_column(reader: &mut Reader<'_>) -> Result<Option<Self>, StorageError>;
}

/// A field of a record.
pub(crate) trait Field: Sized {
    /// Adds the values of its columns.
    fn push(&self, values: &mut Vec<Value>);
    /// Reads its columns.
    fn read(reader: &mut Reader<'_>) -> Result<Self, StorageError>;
}

impl<T: Column> Field for T {
    fn push(&self, values: &mut Vec<Value>) {
        values.push(self.to_value());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        T::from_column(reader)?.ok_or_else(|| reader.damaged())
    }
}

impl<T: Column> Field for Option<T> {
    fn push(&self, values: &mut Vec<Value>) {
        values.push(self.as_ref().map_or(T::ABSENT, T::to_value));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        T::from_column(reader)
    }
}

/// First and last day.
impl Field for Period {
    fn push(&self, values: &mut Vec<Value>) {
        values.extend([self.first().into(), self.last().into()]);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        reader.period()
    }
}

/// A list that is read as a whole or not at all: codes separated by spaces.
impl Field for Vec<SubstanceClass> {
    fn push(&self, values: &mut Vec<Value>) {
        values.push(self.iter().map(|class| class.code()).collect::<Vec<_>>().join(" ").into());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        DrugScreen::parse_substances(&reader.text()?).map_err(|_| reader.damaged())
    }
}

/// Questions in the order in which they were asked: codes separated by spaces.
impl Field for Vec<ReviewQuestion> {
    fn push(&self, values: &mut Vec<Value>) {
        values.push(self.iter().map(|question| question.code()).collect::<Vec<_>>().join(" ").into());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        let text = reader.text()?;
        text.split_whitespace().map(|code| code.parse().map_err(|_| reader.damaged())).collect()
    }
}

/// The elements that a notice has: codes separated by spaces.
impl Field for Vec<NoticeElement> {
    fn push(&self, values: &mut Vec<Value>) {
        values.push(self.iter().map(|element| element.code()).collect::<Vec<_>>().join(" ").into());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        let text = reader.text()?;
        text.split_whitespace().map(|code| code.parse().map_err(|_| reader.damaged())).collect()
    }
}

/// Whole cents.
impl Column for Money {
    const ABSENT: Value = Value::Integer(None);

    fn to_value(&self) -> Value {
        self.cents().into()
    }

    fn from_column(reader: &mut Reader<'_>) -> Result<Option<Self>, StorageError> {
        Ok(reader.optional_integer()?.map(Self::from_cents))
    }
}

impl Column for String {
    fn to_value(&self) -> Value {
        self.as_str().into()
    }

    fn from_column(reader: &mut Reader<'_>) -> Result<Option<Self>, StorageError> {
        reader.optional_text()
    }
}

impl Column for bool {
    const ABSENT: Value = Value::Integer(None);

    fn to_value(&self) -> Value {
        (*self).into()
    }

    fn from_column(reader: &mut Reader<'_>) -> Result<Option<Self>, StorageError> {
        match reader.optional_integer()? {
            None => Ok(None),
            Some(0) => Ok(Some(false)),
            Some(1) => Ok(Some(true)),
            Some(_) => Err(reader.damaged()),
        }
    }
}

impl Column for u32 {
    const ABSENT: Value = Value::Integer(None);

    fn to_value(&self) -> Value {
        i64::from(*self).into()
    }

    fn from_column(reader: &mut Reader<'_>) -> Result<Option<Self>, StorageError> {
        let number = reader.optional_integer()?;
        number.map(|number| Self::try_from(number).map_err(|_| reader.damaged())).transpose()
    }
}

impl Column for Version {
    const ABSENT: Value = Value::Integer(None);

    fn to_value(&self) -> Value {
        self.0.into()
    }

    fn from_column(reader: &mut Reader<'_>) -> Result<Option<Self>, StorageError> {
        Ok(reader.optional_integer()?.map(Self))
    }
}

impl Column for Rating {
    const ABSENT: Value = Value::Integer(None);

    fn to_value(&self) -> Value {
        i64::from(self.value()).into()
    }

    fn from_column(reader: &mut Reader<'_>) -> Result<Option<Self>, StorageError> {
        let number = reader.optional_integer()?;
        let rating = number.map(|number| u8::try_from(number).ok().and_then(|number| Self::new(number).ok()));
        rating.map(|rating| rating.ok_or_else(|| reader.damaged())).transpose()
    }
}

/// Types that print themselves as the text that they are read from.
macro_rules! text_columns {
    ($($type:ty),* $(,)?) => {$(
        impl Column for $type {
            fn to_value(&self) -> Value {
                Value::text(self)
            }

            fn from_column(reader: &mut Reader<'_>) -> Result<Option<Self>, StorageError> {
                reader.optional_parsed()
            }
        }
    )*};
}

text_columns!(
    AdministrationId,
    AppealLevel,
    Appellant,
    AppointmentKind,
    AttemptOutcome,
    AttendanceKind,
    AttendanceStatus,
    Channel,
    ChartPaperKind,
    ClinicianId,
    ClockTime,
    ClosureReason,
    Consent,
    ConsentSource,
    ConsentUse,
    ContactHolder,
    CoverageRank,
    Day,
    DayOutcome,
    DecisionStage,
    DeterminationOutcome,
    DrugScreenResult,
    EpisodeId,
    ExternalSystem,
    Fingerprint,
    FunctionBasis,
    GoalProgressLevel,
    IncidentKind,
    Instant,
    Language,
    LetterKind,
    LevelOfCare,
    LevelOfCarePeriodId,
    MedicationChangeKind,
    NamedGoals,
    NoticeChannel,
    NoticeKind,
    NoticeRecipient,
    PaperKind,
    PaperScope,
    PatientId,
    PlanChangeKind,
    PlanFunding,
    PriorLevelOutcome,
    ProgramId,
    Quoted,
    RecordId,
    ReleaseId,
    RequestKind,
    Response,
    ReviewQuestion,
    RiskBasis,
    RiskLevel,
    StatementKind,
    SubscriberRelation,
    SubstanceClass,
    SubstanceUseKind,
    UnitKind,
    UserId,
    Variant,
    YesNoUnknown,
);

/// Defines a record about a patient from its table and from which columns hold which field, with the finder that all of them have. The
/// column `patient_id` stands first and is not listed: a record either names its patient, or is part of an episode and has that one's patient.
/// A record that is itself a result of judging, and so no reason to judge the patient again, begins with `judgement`.
///
/// ```text
/// patient_record! {
///     Housing of patient in "housing", ordered by "day, id" {
///         "episode_id" => episode;
///         "day" => day;
///     }
/// }
/// ```
macro_rules! patient_record {
    (judgement $($rest:tt)*) => {
        $crate::record::column::patient_record!(@ false, $($rest)*);
    };
    (@ $is_input:literal,
        $record:ident of $owner:ident in $table:literal, ordered by $order:literal {
            $($($column:literal),+ => $field:ident;)*
        }
    ) => {
        impl $crate::record::table::Table for $record {
            type Id = vocabulary::RecordId;
            $crate::record::table::table!($table, ["patient_id" $($(, $column)+)*]);
            const IS_INPUT: bool = $is_input;

            fn owner(&self, _id: vocabulary::RecordId) -> $crate::record::table::Owner {
                $crate::record::column::owner_of!($owner, self)
            }

            fn to_values(&self, patient: Option<vocabulary::PatientId>, values: &mut Vec<$crate::database::Value>) {
                values.push($crate::database::Value::optional_id(patient));
                $($crate::record::column::Field::push(&self.$field, values);)*
            }

            fn from_row(reader: &mut $crate::database::Reader<'_>) -> Result<Self, $crate::StorageError> {
                let patient: vocabulary::PatientId = reader.parsed()?;
                $(let $field = $crate::record::column::Field::read(reader)?;)*
                Ok($crate::record::column::record_of!($owner, patient, $record { $($field),* }))
            }
        }

        impl $crate::record::Record for $record {}
        impl $crate::record::PlainRecord for $record {}

        /// The records of patients, in the order of time.
        #[crate::boxed]
        pub async fn of_patients(
            unit: &mut $crate::unit::ReadUnit,
            patients: &[vocabulary::PatientId],
            view: $crate::record::View,
        ) -> Result<Vec<$crate::record::Stored<$record>>, $crate::StorageError> {
            $crate::record::read::find_in(unit, view, concat!("patient_id IN ({list}) ORDER BY ", $order), patients).await
        }
    };
    ($($rest:tt)*) => {
        $crate::record::column::patient_record!(@ true, $($rest)*);
    };
}

/// Defines a record of the practice that concerns no patient, with the finder of all of them.
macro_rules! practice_record {
    (
        $record:ident in $table:literal, ordered by $order:literal {
            $first_column:literal => $first_field:ident;
            $($($column:literal),+ => $field:ident;)*
        }
    ) => {
        impl $crate::record::table::Table for $record {
            type Id = vocabulary::RecordId;
            $crate::record::table::table!($table, [$first_column $($(, $column)+)*]);

            fn owner(&self, _id: vocabulary::RecordId) -> $crate::record::table::Owner {
                $crate::record::table::Owner::Nobody
            }

            fn to_values(&self, _patient: Option<vocabulary::PatientId>, values: &mut Vec<$crate::database::Value>) {
                $crate::record::column::Field::push(&self.$first_field, values);
                $($crate::record::column::Field::push(&self.$field, values);)*
            }

            fn from_row(reader: &mut $crate::database::Reader<'_>) -> Result<Self, $crate::StorageError> {
                let $first_field = $crate::record::column::Field::read(reader)?;
                $(let $field = $crate::record::column::Field::read(reader)?;)*
                Ok($record { $first_field, $($field),* })
            }
        }

        impl $crate::record::Record for $record {}
        impl $crate::record::PlainRecord for $record {}

        /// All of them.
        #[crate::boxed]
        pub async fn all(
            unit: &mut $crate::unit::ReadUnit,
            view: $crate::record::View,
        ) -> Result<Vec<$crate::record::Stored<$record>>, $crate::StorageError> {
            $crate::record::read::find(unit, view, concat!("1 = 1 ORDER BY ", $order), [], None).await
        }
    };
}

macro_rules! owner_of {
    (patient, $record:expr) => {
        $crate::record::table::Owner::Patient($record.patient)
    };
    (episode, $record:expr) => {
        $crate::record::table::Owner::Episode($record.episode)
    };
}

macro_rules! record_of {
    (patient, $patient:ident, $record:ident { $($field:ident),* }) => {
        $record { patient: $patient, $($field),* }
    };
    (episode, $patient:ident, $record:ident { $($field:ident),* }) => {{
        let _ = $patient;
        $record { $($field),* }
    }};
}

pub(crate) use {owner_of, patient_record, practice_record, record_of};
