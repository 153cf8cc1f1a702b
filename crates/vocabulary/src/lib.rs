//! The words that every other room of the house uses.
//!
//! A type lives here when at least two domain rooms must mean the same thing by it: an id, a clinical [`Day`], an [`Instant`], [`Money`],
//! a [`LevelOfCare`], who acts ([`Actor`]) and what a judgement looks like ([`Finding`]). Nothing here reads a clock, a random source, a
//! file or a database; the two ports [`Clock`] and [`Random`] are how the outside world comes in.

pub mod actor;
pub mod calendar;
pub mod clock_time;
pub mod code;
pub mod finding;
pub mod id;
pub mod level_of_care;
pub mod money;
pub mod person;
pub mod points;
pub mod port;
pub mod provenance;
pub mod rate;
pub mod time;

pub use actor::{Actor, OperationId, Purpose, Role};
pub use calendar::BusinessCalendar;
pub use clock_time::{ClockTime, InvalidClockTime};
pub use code::{Icd10Code, LoincCode};
pub use finding::{Argument, Evidence, Finding, FindingKey, Verdict};
pub use id::{
    AdministrationId, AuditId, BatchId, ClinicianId, DefinitionId, DiagnosisId, DocumentId, EpisodeId, Identifier, LevelOfCarePeriodId,
    PatientId, ProgramId, RecordId, ReleaseId, SessionId, UserId,
};
pub use level_of_care::LevelOfCare;
pub use money::{Money, Rounding};
pub use person::{Language, Sex};
pub use points::Points;
pub use port::{Clock, IdSource, Random};
pub use provenance::{Recorded, Source, Version};
pub use rate::Rate;
pub use time::{Day, Instant, Period, ZoneName};
