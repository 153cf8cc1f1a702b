//! Care as it happens: who is in care, where, since when, with whom, and how it ended.
//!
//! Everything here is a record as received: a plain value with its own checks. Versions, recorders and voids are the same for every record
//! and stand around it as [`vocabulary::Recorded`]. Nothing here knows how it is stored.

pub mod care_team;
pub mod choice;
pub mod clinician;
pub mod diagnosis;
pub mod discharge;
pub mod episode;
pub mod identity;
pub mod level_of_care_period;
pub mod patient;
pub mod problem;
pub mod program;

pub use care_team::{CareTeamMember, CareTeamRole};
pub use choice::UnknownChoice;
pub use clinician::Clinician;
pub use diagnosis::{Diagnosis, DiagnosisRank};
pub use discharge::{Discharge, DischargeDestination, DischargeType};
pub use episode::{Episode, PayerClass, ReferralSource};
pub use identity::{PatientLink, PatientLinks};
pub use level_of_care_period::{LevelOfCarePeriod, Modality};
pub use patient::{Ethnicity, Patient, Race};
pub use problem::CareProblem;
pub use program::Program;
