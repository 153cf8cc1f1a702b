//! The people who sign in.

use vocabulary::{ClinicianId, Instant, Role, UserId};

/// Somebody to create as a user of the practice. Passwords are not here: whoever creates the users makes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffUser {
    /// The id under which this person recorded things.
    pub id: UserId,
    /// The name as it stands on pages.
    pub name: String,
    /// What they type to sign in; unique.
    pub sign_in_name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// The clinician they are, where they treat.
    pub clinician: Option<ClinicianId>,
    /// True for somebody with a clinical licence, who may see recommendations on the level of care.
    pub licensed: bool,
    /// When the account was made.
    pub recorded_at: Instant,
}
