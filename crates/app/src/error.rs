//! What a use case can answer instead of its result. Every kind has one meaning on a page, in an exit code and in the audit.

use care::CareProblem;
use care::identity::LinkProblem;
use storage::StorageError;
use vocabulary::{Day, EpisodeId, PatientId};

use crate::permission::{Data, Refused};

/// Why a use case did not give its result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppError {
    /// The caller's roles give no access to this kind of data.
    #[error("this role has no access to {}", .0.code())]
    RoleRefused(Data),
    /// The patient is not in the caller's care teams. Stating a reason opens the record for a while.
    #[error("the patient {0} is not in the caller's care teams")]
    NotInCareTeam(PatientId),
    /// Nothing is on record under this id.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// Not possible as the record stands: what somebody saw of it has ended or changed since. Trying again changes nothing.
    #[error("the record was changed meanwhile")]
    Conflict,
    /// Another writer came first: the version that was to be followed is no longer the latest. Whoever reads it again may go on.
    #[error("another version of the record was written meanwhile")]
    VersionConflict,
    /// Something in a form, by the name of its field.
    #[error("the form has {} problems", .0.len())]
    Form(Vec<FieldProblem>),
    /// A record of care contradicts another.
    #[error(transparent)]
    Care(#[from] CareProblem),
    /// A request, determination or authorization that cannot be.
    #[error(transparent)]
    Authorization(#[from] utilization_review::authorization::AuthorizationProblem),
    /// Nothing may leave about a patient on the ground that was named.
    #[error("nothing may leave: {why}")]
    NoBasis {
        /// About whom.
        patient: PatientId,
        /// Why, for the first of them.
        why: care::NoBasis,
        /// How many are without a basis.
        lacking: usize,
        /// Of how many.
        of: usize,
    },
    /// A packet may not be released yet.
    #[error(transparent)]
    Packet(utilization_review::packet::PacketRefusal),
    /// Something about an appeal is not done.
    #[error(transparent)]
    Appeal(utilization_review::appeal::AppealRefusal),
    /// A corrected claim was not written.
    #[error(transparent)]
    Correction(crate::claim::CorrectionRefusal),
    /// The file of a payer profile does not read.
    #[error(transparent)]
    PayerFile(#[from] care::PayerFileError),
    /// The file of deadline rules does not read.
    #[error(transparent)]
    DeadlineFile(#[from] utilization_review::clock::RuleFileError),
    /// The patient has another stay in this program on some of these days.
    #[error("another episode of care in this program has some of these days")]
    EpisodeOverlaps {
        /// The other episode.
        episode: EpisodeId,
        /// Its first day.
        admitted: Day,
        /// Its last day; `None` while it is open.
        last: Option<Day>,
    },
    /// Two patients cannot be merged or unmerged.
    #[error(transparent)]
    Link(#[from] LinkProblem),
    /// Something may not be done to an alert.
    #[error(transparent)]
    Alert(#[from] outcomes::alert::Refusal),
    /// Somebody cannot be written to.
    #[error(transparent)]
    Unreachable(#[from] care::Unreachable),
    /// A form with items whose answers a person must see may not be answered far from the practice yet.
    #[error("{} parts are missing before such a form may be sent", .0.len())]
    RemoteNotReady(Vec<collection::sending::readiness::Missing>),
    /// Nothing leaves the program, or nothing by this channel.
    #[error("sending is not set up")]
    SendingIsOff,
    /// A file of criteria for levels of care has problems, each with its line.
    #[error("the criteria have {} problems", .0.problems.len())]
    Criteria(#[from] utilization_review::level_of_care::CriteriaError),
    /// A file cannot be read at all.
    #[error("the file cannot be read: {0}")]
    File(interchange::FileProblem),
    /// The database.
    #[error(transparent)]
    Storage(StorageError),
    /// What is to leave is about records under 42 CFR Part 2 and carries no notice against disclosing them further: a program came under that part while
    /// it was made, or a defect of the product. Nothing left.
    #[error("42 CFR Part 2 covers records in what was made, and it does not carry the notice; make it again")]
    WithoutNotice,
    /// A document could not be made: a defect of the product.
    #[error("the document could not be made: {0}")]
    Document(String),
    /// Something was being computed and stopped: a defect of the product, whose message is in the log.
    #[error("{0} stopped before it was done")]
    Defect(&'static str),
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name in the form.
    pub field: String,
    /// What is wrong.
    pub kind: FieldProblemKind,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldProblemKind {
    /// Must be filled in.
    Required,
    /// Cannot be read as what it should be.
    Unreadable,
    /// Not one of the choices.
    NotAChoice,
    /// A day after today.
    Future,
    /// A day before birth.
    BeforeBirth,
    /// A last day before the first.
    Backwards,
    /// A time before now, where one is needed that is still to come.
    Past,
    /// A time after the review is due.
    AfterReview,
    /// Already taken by another record.
    Taken,
    /// On record as this is somebody else.
    AnotherPerson,
    /// A password that is too short.
    PasswordTooShort,
    /// A reason that says nothing.
    ReasonTooShort,
    /// Longer than so many characters.
    TooLong(usize),
    /// Other records belong to what is to be withdrawn.
    StillNeeded,
    /// What keeps an episode with the patient under whom it stands.
    Held(storage::episode::Held),
    /// A change of level of care lies on the other side of this day.
    LevelBeyond,
    /// Alerts about it are open.
    AlertsOpen,
    /// It belongs on a line of the claim, and what was decided speaks of no one line.
    NoLine,
    /// Somebody else has to approve it.
    AnotherPersonApproves,
    /// The administrator's role, which nobody takes from themselves.
    OwnAdministrator,
    /// Nothing of the patient's records has this number.
    NotOnRecord,
    /// On record for other days than those that are asked about.
    OtherDays,
    /// A day on which the patient has no episode of care to which the record could belong.
    NoEpisode,
    /// A record number that nobody has.
    NobodyHasNumber,
    /// A claim states another birth day or, without one, another name than this patient's.
    ClaimSpeaksAgainst,
}

impl AppError {
    /// True when the database is busy or cannot be reached: trying again later may help.
    pub const fn is_outage(&self) -> bool {
        matches!(self, Self::Storage(StorageError::Busy | StorageError::Unavailable { .. }))
    }

    /// A form with one problem.
    pub fn field(field: impl Into<String>, kind: FieldProblemKind) -> Self {
        Self::Form(vec![FieldProblem { field: field.into(), kind }])
    }
}

impl From<Refused> for AppError {
    fn from(refused: Refused) -> Self {
        Self::RoleRefused(refused.data)
    }
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::NotFound { noun, .. } => Self::NotFound(noun),
            StorageError::VersionConflict { .. } => Self::VersionConflict,
            StorageError::Link(problem) => Self::Link(problem),
            StorageError::Duplicate { key } => Self::field(field_of(key), FieldProblemKind::Taken),
            other => Self::Storage(other),
        }
    }
}

impl storage::Collision for AppError {
    fn is_collision(&self) -> bool {
        matches!(self, Self::VersionConflict | Self::Storage(StorageError::Busy))
    }
}

fn field_of(key: storage::UniqueKey) -> &'static str {
    match key {
        storage::UniqueKey::RecordNumber => "record_number",
        storage::UniqueKey::ProgramCode | storage::UniqueKey::ClinicianCode => "code",
        storage::UniqueKey::SignInName => "sign_in_name",
        _ => "record",
    }
}
