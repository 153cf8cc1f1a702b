//! What passes between the thread that reads and the unit that writes.

use std::collections::HashMap;

use care::{
    CareTeamMember, Clinician, ContractRate, DayRate, Diagnosis, Episode, ExclusionCheck, LevelOfCarePeriod, Patient, PlannedAdmission,
    Program, ProviderCredential,
};
use interchange::{Position, RawText, RejectionCode};
use storage::administration::{Correction, NewAdministration};
use storage::import_batch::Rejection;
use storage::instrument_definition::InstrumentDefinition;
use storage::{Entry, Record, Stored};
use tokio::sync::oneshot;
use utilization_review::authorization::Authorization;
use vocabulary::{AdministrationId, ClinicianId, Day, EpisodeId, PatientId, ProgramId, Version};

use super::facts::CareFacts;
use super::reason::Reason;

/// A step of an import.
pub(super) enum Step {
    /// The reading thread needs to know what is on record, and waits.
    Ask(Question, oneshot::Sender<Answer>),
    /// Records that are ready to be stored.
    Save(Box<Chunk>),
}

/// What is to be looked up.
#[derive(Debug, Default)]
pub(super) struct Question {
    /// Keys of patients, as they are stored.
    pub(super) keys: Vec<String>,
    /// Record numbers.
    pub(super) record_numbers: Vec<String>,
    /// Whether programs and clinicians are wanted, too.
    pub(super) house: bool,
}

/// What is on record.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) patients: Vec<Stored<Patient>>,
    /// Under which record each of these patients is shown: all records of a person are among them.
    pub(super) shown_as: HashMap<PatientId, PatientId>,
    /// What files said last of those that a person put right since.
    pub(super) brought_patients: HashMap<PatientId, Patient>,
    /// The episodes of these patients.
    pub(super) episodes: Vec<Stored<Episode>>,
    /// What files said last of those that a person put right since.
    pub(super) brought_episodes: HashMap<EpisodeId, Episode>,
    /// Admissions of these patients that are planned and were not carried out.
    pub(super) planned: Vec<Stored<PlannedAdmission>>,
    /// All programs and clinicians, when they were asked for. There are few.
    pub(super) programs: Vec<Stored<Program>>,
    pub(super) clinicians: Vec<Stored<Clinician>>,
    /// What files said last of those that a person put right since.
    pub(super) brought_programs: HashMap<ProgramId, Program>,
    pub(super) brought_clinicians: HashMap<ClinicianId, Clinician>,
    /// The keys of payers that have a profile, when the house was asked for.
    pub(super) payers: Vec<String>,
    /// What payers pay for a day, when the house was asked for.
    pub(super) day_rates: Vec<Stored<DayRate>>,
    /// What payers agreed to allow, when the house was asked for.
    pub(super) contract_rates: Vec<Stored<ContractRate>>,
    pub(super) credentials: Vec<Stored<ProviderCredential>>,
    pub(super) exclusion_checks: Vec<Stored<ExclusionCheck>>,
    /// The authorizations of these patients.
    pub(super) authorizations: Vec<Stored<Authorization>>,
}

/// Where a record stands in its file, for the reject file.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The number of its row or resource, from 1; 0 for what stands in no row.
    pub(super) row: u64,
    pub(super) position: Position,
    pub(super) raw: RawText,
}

impl Place {
    pub(super) fn refused(self, code: &RejectionCode) -> RejectedPlace {
        let reason = Reason::from(code);
        let rejection = Rejection {
            position: self.position.to_string(),
            arguments: reason.stored_arguments(),
            code: reason.id,
            raw: self.raw.into_string().into_bytes(),
        };
        RejectedPlace { row: self.row, rejection }
    }
}

/// A row that is not taken.
pub(super) struct RejectedPlace {
    pub(super) row: u64,
    pub(super) rejection: Rejection,
}

/// A record to be stored unless it is there already.
pub(super) struct Pending<T: Record> {
    pub(super) entry: Entry<T>,
    pub(super) place: Place,
}

/// The next version of a record that was open and that the file ends.
pub(super) struct Ended<T: Record> {
    pub(super) id: T::Id,
    pub(super) version: Version,
    pub(super) value: T,
    pub(super) effective_day: Day,
}

/// An administration to be stored unless it is there already.
pub(super) struct PendingAdministration {
    pub(super) new: NewAdministration,
    pub(super) place: Place,
    /// The stored key of the administration whose answers its total was computed from.
    pub(super) derived_from: Option<String>,
    /// True where its source says that it changed what it had sent before.
    pub(super) is_amended: bool,
}

/// The next version of an administration that its source finished or amended.
pub(super) struct NextAdministration {
    pub(super) id: AdministrationId,
    pub(super) version: Version,
    pub(super) correction: Correction,
}

/// Records that are ready to be stored, by kind.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) definitions: Vec<Pending<InstrumentDefinition>>,
    pub(super) programs: Vec<Pending<Program>>,
    pub(super) clinicians: Vec<Pending<Clinician>>,
    pub(super) day_rates: Vec<Pending<DayRate>>,
    pub(super) contract_rates: Vec<Pending<ContractRate>>,
    pub(super) credentials: Vec<Pending<ProviderCredential>>,
    pub(super) exclusion_checks: Vec<Pending<ExclusionCheck>>,
    pub(super) patients: Vec<Pending<Patient>>,
    pub(super) episodes: Vec<Pending<Episode>>,
    pub(super) periods: Vec<Pending<LevelOfCarePeriod>>,
    pub(super) diagnoses: Vec<Pending<Diagnosis>>,
    pub(super) members: Vec<Pending<CareTeamMember>>,
    pub(super) administrations: Vec<PendingAdministration>,
    pub(super) next_administrations: Vec<NextAdministration>,
    pub(super) facts: CareFacts,
    pub(super) ended_day_rates: Vec<Ended<DayRate>>,
    pub(super) ended_contract_rates: Vec<Ended<ContractRate>>,
    pub(super) ended_credentials: Vec<Ended<ProviderCredential>>,
    pub(super) ended_episodes: Vec<Ended<Episode>>,
    pub(super) ended_periods: Vec<Ended<LevelOfCarePeriod>>,
    pub(super) ended_diagnoses: Vec<Ended<Diagnosis>>,
    pub(super) ended_members: Vec<Ended<CareTeamMember>>,
    pub(super) rejections: Vec<RejectedPlace>,
    /// Records that are on record as they are.
    pub(super) unchanged: u64,
    /// The header of a table, once, for the reject file.
    pub(super) header: Option<String>,
}
