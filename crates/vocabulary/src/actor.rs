//! Who acts, in which role, and why. Every call into storage takes an [`Actor`] with a [`Purpose`]; without one nothing is read.

use std::fmt;
use std::str::FromStr;

use crate::{RecordId, UserId};

/// What somebody may do, given by an administrator. One person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Treats patients; sees the patients of their care teams.
    Clinician,
    /// Receives patients and hands out forms; sees no answers.
    FrontDesk,
    /// Prepares reviews for payers.
    UtilizationReview,
    /// Bills; sees no answers.
    Biller,
    /// Answers for programs and their outcomes.
    Director,
    /// Manages people, settings and imports.
    Administrator,
}

/// A text that names no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role: expected one of clinician, front_desk, utilization_review, biller, director, administrator")]
pub struct UnknownRole;

impl Role {
    /// All roles.
    pub const ALL: [Self; 6] =
        [Self::Clinician, Self::FrontDesk, Self::UtilizationReview, Self::Biller, Self::Director, Self::Administrator];

    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clinician => "clinician",
            Self::FrontDesk => "front_desk",
            Self::UtilizationReview => "utilization_review",
            Self::Biller => "biller",
            Self::Director => "director",
            Self::Administrator => "administrator",
        }
    }
}

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.code() == text).ok_or(UnknownRole)
    }
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who signed in.
    User {
        /// Their id.
        id: UserId,
        /// Their roles when they acted.
        roles: Vec<Role>,
    },
    /// The operator at the command line of the server, by the name of the system account.
    Operator(String),
    /// Somebody outside the practice who came by a link: a patient, a parent, a teacher. The id is that of the link.
    Link(RecordId),
    /// The program itself, doing scheduled work such as sealing the audit.
    System,
}

impl Actor {
    /// The stored name: `user:<id>`, `operator:<account>`, `link:<id>` or `system`.
    pub fn code(&self) -> String {
        match self {
            Self::User { id, .. } => format!("user:{id}"),
            Self::Operator(account) => format!("operator:{account}"),
            Self::Link(id) => format!("link:{id}"),
            Self::System => "system".to_owned(),
        }
    }

    /// True when the actor holds the role. The operator of the server holds every role; a link and the system none.
    pub fn has(&self, role: Role) -> bool {
        match self {
            Self::User { roles, .. } => roles.contains(&role),
            Self::Operator(_) => true,
            Self::Link(_) | Self::System => false,
        }
    }
}

/// Why something is read or written; stands in the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Care of the patient by their team.
    Treatment,
    /// Running the practice: imports, set-up, reports on programs.
    Operations,
    /// Payment: reviews, claims.
    Payment,
    /// A patient outside the care team was opened, for the reason that was stated.
    StatedReason(String),
    /// Work that the program does on its own.
    Maintenance,
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Treatment => f.write_str("treatment"),
            Self::Operations => f.write_str("operations"),
            Self::Payment => f.write_str("payment"),
            Self::StatedReason(reason) => write!(f, "stated reason: {reason}"),
            Self::Maintenance => f.write_str("maintenance"),
        }
    }
}

/// The request, command or job that an operation belongs to, as it stands in logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationId(pub String);
