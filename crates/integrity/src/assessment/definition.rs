//! What a finding is.

use care::choices;

choices! {
    /// What an amount of a finding is. The three are never added up.
    Bucket ("bucket of a finding") {
        /// Owed by contract or by rule: no judgement of a payer stands between.
        Hard = "hard",
        /// May come back if somebody acts, as often as it came back before.
        Recoverable = "recoverable",
        /// May have to be paid back. Potential until a person confirms it.
        Exposure = "exposure",
    }
}

choices! {
    /// A kind of file that an assessment reads.
    FileKind ("kind of file") {
        /// Claims that were sent (837P, 837I).
        Claims = "claims",
        /// Payments and what they decide (835).
        Remittances = "remittances",
        /// Answers before a decision (277CA, 999).
        Acknowledgments = "acknowledgments",
        /// Authorizations: number, days, units, level.
        Authorizations = "authorizations",
        /// Who attended what, on which day.
        Attendance = "attendance",
        /// Facts about notes, never their text.
        Notes = "notes",
        /// Charges with the day on which they were posted.
        Charges = "charges",
        /// Scored instruments by patient and day.
        Measures = "measures",
        /// What criteria said about a patient's level of care, by day.
        Determinations = "determinations",
        /// Rates by payer, code, level of care and day.
        Contracts = "contracts",
        /// Amounts taken off the books, with reason and approver.
        WriteOffs = "write_offs",
        /// Appeals that were filed.
        Appeals = "appeals",
        /// How many days each payer gives for an appeal.
        AppealLimits = "appeal_limits",
        /// Within how many days after the last service each payer takes a claim.
        FilingLimits = "filing_limits",
        /// Benefits as they were quoted, and eligibility answers.
        Benefits = "benefits",
        /// What patients paid.
        PatientPayments = "patient_payments",
        /// What single cases were agreed at.
        CaseAgreements = "case_agreements",
        /// Episodes of care: admission, discharge, program, referral.
        Episodes = "episodes",
        /// Reviews and requests sent to payers, with the time they took.
        Reviews = "reviews",
        /// Under which numbers claims speak of the patients of the other tables.
        Crosswalk = "crosswalk",
    }
}

choices! {
    /// Until when something should be done.
    Horizon ("horizon of an action") {
        /// Within a month: dates run, or nothing stands in the way.
        First = "30",
        /// Within two months.
        Second = "60",
        /// Within three months: a habit has to change.
        Third = "90",
    }
}

choices! {
    /// Who acts.
    Owner ("owner of an action") {
        /// Billing.
        Biller = "biller",
        /// Utilization review.
        Reviewer = "ur_coordinator",
        /// Admission and benefits.
        Intake = "intake",
        /// The clinical director.
        ClinicalDirector = "clinical_director",
        /// Compliance: a person who may ask counsel.
        Compliance = "compliance",
        /// Contracts and finance.
        Finance = "finance",
    }
}

/// What a finding asks, what it needs, and what its amount is.
#[derive(Debug, PartialEq, Eq)]
pub struct Definition {
    /// Its code in the catalogue: `F1`. The sentences are `assessment-f1-…`.
    pub code: &'static str,
    /// What its amount is; `None` where it measures and has no amount.
    pub bucket: Option<Bucket>,
    /// The kinds of files without which it cannot run.
    pub needs: &'static [FileKind],
    /// Until when its action should be done.
    pub horizon: Horizon,
    /// Who acts.
    pub owner: Owner,
    /// Where the definition comes from.
    pub sources: &'static [&'static str],
}

impl Definition {
    /// True where its lines say what criteria said about a patient's level of care: that is not for everybody who sees claims.
    pub fn rests_on_criteria(&self) -> bool {
        self.needs.contains(&FileKind::Determinations)
    }

    /// True where its parts compare clinicians: that is for supervision, never for a rank that others see.
    pub fn compares_clinicians(&self) -> bool {
        self.code == "J13"
    }
}
