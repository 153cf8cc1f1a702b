//! Who may do what: the role × data matrix, enforced here and shown in `docs/reference/permissions.md`, which is made from it.
//!
//! The table is the rule. Every use case asks [`Caller::may`] with the kind of data it touches; what a role's cell says is the whole answer.

use vocabulary::{Actor, ClinicianId, OperationId, Purpose, Role, UserId};

/// Kinds of data and doings that are granted separately.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Data {
    /// Names, record numbers and birth days of patients.
    Identity,
    /// Episodes, levels of care, diagnoses, care team.
    Care,
    /// Scores, bands, charts and safety flags.
    Scores,
    /// What was answered to each item.
    Answers,
    /// Recording and correcting an administration.
    Entry,
    /// Registering patients and their episodes, moving and merging records.
    Registration,
    /// Setting up the practice: programs, and who treats.
    Practice,
    /// Making reports and exports that leave the practice.
    Release,
    /// Recording and correcting what a level of care rests on: risk, attendance, function, incidents and the like.
    Records,
    /// Whether a level of care is still right: facts, missing facts, signed decisions. The recommendation also asks for a clinical licence.
    LevelOfCare,
    /// Coverage, authorizations with their units, payers and what they pay.
    Authorizations,
    /// Reviews for payers: what is asked, answered and still missing.
    Reviews,
    /// Alerts: what was answered, scored or missed, taking it on and closing it.
    Alerts,
    /// How patients and those who act for them are reached, what they said about it, and attempts to reach them.
    Contacts,
    /// The outbox: which messages went out, to whom, and what became of each.
    Messages,
    /// Claims, payments, what they come to, and which claim a decision speaks of.
    Claims,
    /// Who is on call, and where people of the practice are told.
    OnCall,
    /// Putting measurement protocols in place, and the numbers of the rules for warning signs.
    Protocols,
    /// Expected courses of the practice: which there are, what they rest on, and how well their alerts tell.
    Courses,
    /// Fitting expected courses anew, or taking them from a file.
    CourseFits,
    /// The instrument library and its licence ledger.
    Instruments,
    /// Enabling values that were not verified at their source. A clinician also needs a clinical licence.
    RecalledValues,
    /// Imports and their rejections.
    Imports,
    /// The audit trail.
    Audit,
    /// People, roles and sign-ins.
    People,
}

/// For whose records something is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Not at all.
    Nothing,
    /// The patients of the person's care teams; others after stating a reason, which is audited.
    CareTeam,
    /// Every patient, or the thing as a whole where it has no patient.
    All,
}

impl Data {
    /// All kinds, in the order of the table.
    pub const ALL: [Self; 25] = [
        Self::Identity,
        Self::Care,
        Self::Scores,
        Self::Answers,
        Self::Entry,
        Self::Registration,
        Self::Practice,
        Self::Release,
        Self::Records,
        Self::LevelOfCare,
        Self::Authorizations,
        Self::Reviews,
        Self::Alerts,
        Self::Contacts,
        Self::Messages,
        Self::Claims,
        Self::OnCall,
        Self::Protocols,
        Self::Courses,
        Self::CourseFits,
        Self::Instruments,
        Self::RecalledValues,
        Self::Imports,
        Self::Audit,
        Self::People,
    ];

    /// The name in the reference page and in refusals.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Care => "care",
            Self::Scores => "scores",
            Self::Answers => "answers",
            Self::Entry => "entry",
            Self::Registration => "registration",
            Self::Practice => "practice",
            Self::Release => "release",
            Self::Records => "records",
            Self::LevelOfCare => "level_of_care",
            Self::Authorizations => "authorizations",
            Self::Reviews => "reviews",
            Self::Alerts => "alerts",
            Self::Contacts => "contacts",
            Self::Messages => "messages",
            Self::Claims => "claims",
            Self::OnCall => "on_call",
            Self::Protocols => "protocols",
            Self::Courses => "courses",
            Self::CourseFits => "course_fits",
            Self::Instruments => "instruments",
            Self::RecalledValues => "recalled_values",
            Self::Imports => "imports",
            Self::Audit => "audit",
            Self::People => "people",
        }
    }
}

/// The matrix.
#[expect(clippy::match_same_arms, reason = "the arms are the rows of a table, in the order of the data")]
pub const fn scope_of(role: Role, data: Data) -> Scope {
    use Scope::{All, CareTeam, Nothing};
    match (data, role) {
        (Data::Identity | Data::Care | Data::Scores, Role::Clinician) => CareTeam,
        (Data::Identity | Data::Care, Role::FrontDesk) => All,
        (Data::Identity | Data::Care | Data::Scores, Role::UtilizationReview | Role::Biller | Role::Director) => All,
        (Data::Answers, Role::Clinician) => CareTeam,
        (Data::Answers, Role::UtilizationReview | Role::Director) => All,
        (Data::Entry, Role::Clinician) => CareTeam,
        (Data::Entry, Role::FrontDesk | Role::Director) => All,
        (Data::Registration, Role::FrontDesk | Role::Director) => All,
        (Data::Practice, Role::FrontDesk | Role::Director | Role::Administrator) => All,
        (Data::Release, Role::Clinician) => CareTeam,
        (Data::Release, Role::UtilizationReview | Role::Director) => All,
        (Data::Records | Data::LevelOfCare, Role::Clinician) => CareTeam,
        (Data::Records | Data::LevelOfCare, Role::UtilizationReview | Role::Director) => All,
        (Data::Authorizations | Data::Reviews, Role::Clinician) => CareTeam,
        (Data::Authorizations, Role::UtilizationReview | Role::Biller | Role::Director) => All,
        (Data::Reviews, Role::UtilizationReview | Role::Director) => All,
        (Data::Alerts, Role::Clinician) => CareTeam,
        (Data::Alerts, Role::Director) => All,
        (Data::Contacts, Role::Clinician) => CareTeam,
        (Data::Contacts, Role::FrontDesk | Role::Director) => All,
        (Data::Messages, Role::FrontDesk | Role::Director | Role::Administrator) => All,
        (Data::Claims, Role::Biller | Role::Director) => All,
        (Data::OnCall, Role::Director | Role::Administrator) => All,
        (Data::Protocols, Role::Director) => All,
        (Data::Courses, Role::Clinician | Role::UtilizationReview | Role::Director | Role::Administrator) => All,
        (Data::CourseFits, Role::Director | Role::Administrator) => All,
        (Data::Instruments, _) => All,
        (Data::RecalledValues, Role::Clinician | Role::Director) => All,
        (Data::Imports, Role::Administrator | Role::Director) => All,
        (Data::Audit | Data::People, Role::Administrator) => All,
        _ => Nothing,
    }
}

/// Who asks, in which request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub actor: Actor,
    /// The clinician behind a signed-in user, where there is one.
    pub clinician: Option<ClinicianId>,
    /// True for a user who holds a clinical licence.
    pub is_licensed: bool,
    /// The request or command.
    pub request: OperationId,
}

/// Something a role does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this role has no access to {}", .data.code())]
pub struct Refused {
    /// The kind of data.
    pub data: Data,
}

impl Caller {
    /// The operator at the server's command line.
    pub fn operator(account: impl Into<String>, request: impl Into<String>) -> Self {
        Self { actor: Actor::Operator(account.into()), clinician: None, is_licensed: false, request: OperationId(request.into()) }
    }

    /// The program itself.
    pub fn system(request: impl Into<String>) -> Self {
        Self { actor: Actor::System, clinician: None, is_licensed: false, request: OperationId(request.into()) }
    }

    /// Somebody who came by a link.
    pub fn by_link(link: vocabulary::RecordId, request: OperationId) -> Self {
        Self { actor: Actor::Link(link), clinician: None, is_licensed: false, request }
    }

    /// The signed-in user, where there is one.
    pub fn user(&self) -> Option<UserId> {
        if let Actor::User { id, .. } = &self.actor { Some(*id) } else { None }
    }

    /// The widest scope that any of the caller's roles gives. The operator of the server may do everything; their account stands in the audit.
    pub fn scope(&self, data: Data) -> Scope {
        match &self.actor {
            Actor::User { roles, .. } => roles.iter().map(|role| scope_of(*role, data)).max().unwrap_or(Scope::Nothing),
            Actor::Operator(_) => Scope::All,
            Actor::Link(_) | Actor::System => Scope::Nothing,
        }
    }

    /// The scope, or a refusal when there is none.
    pub fn may(&self, data: Data) -> Result<Scope, Refused> {
        match self.scope(data) {
            Scope::Nothing => Err(Refused { data }),
            scope => Ok(scope),
        }
    }

    /// Refuses unless the whole of something is granted.
    pub fn may_all(&self, data: Data) -> Result<(), Refused> {
        if self.scope(data) == Scope::All { Ok(()) } else { Err(Refused { data }) }
    }

    /// True when the caller may put their name to values that were not verified at their source: a licensed clinician, or a director.
    pub fn may_enable_recalled_values(&self) -> bool {
        let Actor::User { roles, .. } = &self.actor else { return false };
        self.scope(Data::RecalledValues) != Scope::Nothing && (self.is_licensed || roles.contains(&Role::Director))
    }

    /// The purpose that stands in the audit for ordinary work with patients.
    pub fn purpose(&self) -> Purpose {
        match &self.actor {
            Actor::User { roles, .. } if roles.contains(&Role::Clinician) => Purpose::Treatment,
            Actor::User { roles, .. } if roles.contains(&Role::UtilizationReview) || roles.contains(&Role::Biller) => Purpose::Payment,
            Actor::User { .. } | Actor::Operator(_) => Purpose::Operations,
            Actor::Link(_) => Purpose::Treatment,
            Actor::System => Purpose::Maintenance,
        }
    }
}

/// The matrix as the table of `docs/reference/permissions.md`.
pub fn reference_page() -> String {
    use std::fmt::Write as _;
    let mut page = String::from(
        "# Permissions\n\nMade from `crates/app/src/permission.rs`; a test compares the two. A person may hold several roles; the widest cell counts.\n\n",
    );
    page.push_str("`all`: every patient, or the thing as a whole. `care team`: patients of the person's care teams; others after stating a reason, which is audited.\n\n| data |");
    for role in Role::ALL {
        let _ = write!(page, " {} |", role.code());
    }
    page.push_str("\n|---|");
    page.push_str(&"---|".repeat(Role::ALL.len()));
    for data in Data::ALL {
        let _ = write!(page, "\n| {} |", data.code());
        for role in Role::ALL {
            let cell = match scope_of(role, data) {
                Scope::Nothing => "",
                Scope::CareTeam => "care team",
                Scope::All => "all",
            };
            let _ = write!(page, " {cell} |");
        }
    }
    page.push('\n');
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(roles: &[Role]) -> Caller {
        let id = vocabulary::Identifier::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap());
        Caller {
            actor: Actor::User { id, roles: roles.to_vec() },
            clinician: None,
            is_licensed: false,
            request: OperationId("test".to_owned()),
        }
    }

    #[test]
    fn billers_and_front_desk_see_no_item_answers() {
        assert_eq!(caller(&[Role::Biller, Role::FrontDesk]).may(Data::Answers), Err(Refused { data: Data::Answers }));
        assert_eq!(caller(&[Role::Clinician]).scope(Data::Answers), Scope::CareTeam);
    }

    #[test]
    fn the_widest_role_counts_and_no_role_is_nothing() {
        assert_eq!(caller(&[Role::Clinician, Role::Director]).scope(Data::Scores), Scope::All);
        for data in Data::ALL {
            assert_eq!(caller(&[]).scope(data), Scope::Nothing, "{data:?}");
        }
    }

    #[test]
    fn an_administrator_alone_sees_no_patient() {
        for data in [Data::Identity, Data::Care, Data::Scores, Data::Answers, Data::Release] {
            assert_eq!(caller(&[Role::Administrator]).scope(data), Scope::Nothing, "{data:?}");
        }
    }

    #[test]
    fn the_reference_page_is_up_to_date() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/permissions.md");
        if std::env::var_os("THROUGHLINE_GOLDEN").is_some() {
            std::fs::write(&path, reference_page()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), reference_page(), "run with THROUGHLINE_GOLDEN=1 to accept");
    }
}
