//! Facts that rules look at and that are no record of care: answers of payers, rules of payers, notes, plans, certifications, measures.

use std::collections::BTreeSet;

use care::{PayerClass, RiskLevel, choices};
use revenue_cycle::Claim;
use utilization_review::level_of_care::{Determination, Direction};
use vocabulary::{Day, LevelOfCare, Period};

use super::facts::{BilledDay, service_of};

/// A payer's answer about eligibility (271).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EligibilityAnswer {
    /// The day it was given.
    pub answered: Day,
    /// The days for which it says that the coverage is active; `None` where it says that it is not.
    pub active: Option<Period>,
    /// The member's number as the payer has it; empty in a quote of benefits, which does not say about whom it was given.
    pub member_id: String,
    /// Family name as the payer has it.
    pub family_name: String,
    /// Given name as the payer has it.
    pub given_name: String,
    /// Day of birth as the payer has it.
    pub birth_day: Option<Day>,
}

impl EligibilityAnswer {
    /// What a quote of benefits says.
    pub fn quoted(answered: Day, active: Option<Period>) -> Self {
        let (member_id, family_name, given_name) = (String::new(), String::new(), String::new());
        Self { answered, active, member_id, family_name, given_name, birth_day: None }
    }

    /// True for a quote of benefits: it tells nothing of the member, and a practice that keeps quotes may ask about eligibility elsewhere.
    pub fn is_quote(&self) -> bool {
        self.member_id.is_empty()
    }
}

/// What a payer asks for. Each part is `None` where the practice has not written it down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayerRules {
    /// What kind of payer.
    pub class: Option<PayerClass>,
    /// Levels that need an authorization.
    pub authorized_levels: Option<BTreeSet<LevelOfCare>>,
    /// Days after the last service within which a claim is filed.
    pub filing_days: Option<i32>,
    /// Business days within which it is told of a discharge.
    pub discharge_notice_business_days: Option<i32>,
    /// Whether it asks for a referral.
    pub needs_referral: Option<bool>,
    /// Revenue code and procedure that go together.
    pub code_pairs: Option<BTreeSet<(String, String)>>,
    /// Place of service and modifier that go together; an empty modifier for none.
    pub place_modifiers: Option<BTreeSet<(String, String)>>,
    /// Whether a diagnosis of chapter Z may stand first.
    pub allows_factors_first: Option<bool>,
    /// The most units of a brief measure on one day.
    pub measure_units_most: Option<i64>,
    /// Whether it pays a brief measure outside of program days.
    pub pays_measures: Option<bool>,
    /// Local coverage rules of its contractor that were looked up, by number and day.
    pub local_coverage: Option<BTreeSet<(String, Day)>>,
}

/// How much a plan pays of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenefitLimit {
    /// At which level.
    pub level: LevelOfCare,
    /// The most days or visits.
    pub most: u32,
    /// Used by other claims.
    pub used: u32,
    /// When that was known.
    pub day: Day,
}

/// That a provider may give services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The provider's national number.
    pub provider_id: String,
    /// From when to when in the payer's network.
    pub period: Period,
    /// Procedures that the licence allows; `None` for all.
    pub procedures: Option<BTreeSet<String>>,
    /// Whether somebody must supervise.
    pub is_supervised: bool,
}

/// Another claim of the patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherClaim {
    /// The version that holds.
    pub claim: Claim,
    /// True where a payer decided on it.
    pub is_decided: bool,
}

/// A request for authorization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestFact {
    /// The day it was sent.
    pub submitted: Day,
    /// For which level.
    pub level: LevelOfCare,
}

/// A decision of a payer about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionFact {
    /// The day it was made.
    pub decided: Day,
}

/// Facts about a note, never its text. Parts are `None` where nobody says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceNote {
    /// The day of service.
    pub day: Day,
    /// The procedure; `None` where the note does not name one.
    pub service: Option<String>,
    /// Start and stop in minutes of the day.
    pub clock: Option<(u16, u16)>,
    /// Minutes of the session; with a clock, from start to stop.
    pub minutes: Option<u16>,
    /// Who wrote it, by a code.
    pub author: String,
    /// Whether somebody must sign with the author.
    pub needs_cosigner: Option<bool>,
    /// The day of the signature; `None` while it is not signed.
    pub signed: Option<Day>,
    /// The day of the second signature.
    pub cosigned: Option<Day>,
    /// Whether modality, place and participants stand in it.
    pub has_setting: Option<bool>,
    /// The goals that it names.
    pub goals: Option<BTreeSet<String>>,
    /// Whether it says what the clinician did.
    pub has_intervention: Option<bool>,
    /// Whether it says how the patient responded.
    pub has_response: Option<bool>,
    /// Whether it says how much danger there was.
    pub has_risk: Option<bool>,
    /// Whether it says how near the goal is.
    pub has_progress: Option<bool>,
    /// Whether it is about a group.
    pub is_of_group: bool,
    /// How many were in the group.
    pub group_size: Option<u16>,
    /// Whether a note of a group has a part about this patient.
    pub has_own_part: Option<bool>,
    /// The greatest likeness to another note of the same author, in percent.
    pub similarity: Option<u8>,
    /// Contradictions that nobody has answered.
    pub open_contradictions: Option<u16>,
}

impl ServiceNote {
    /// A note of a day of which nothing else is known.
    pub fn of(day: Day) -> Self {
        Self {
            day,
            service: None,
            clock: None,
            minutes: None,
            author: String::new(),
            needs_cosigner: None,
            signed: None,
            cosigned: None,
            has_setting: None,
            goals: None,
            has_intervention: None,
            has_response: None,
            has_risk: None,
            has_progress: None,
            is_of_group: false,
            group_size: None,
            has_own_part: None,
            similarity: None,
            open_contradictions: None,
        }
    }

    /// True where it is about a billed service: the same day, and the same procedure where it names one.
    pub fn is_about(&self, billed: &BilledDay<'_>) -> bool {
        self.day == billed.day && self.service.as_deref().is_none_or(|service| service == service_of(billed.line))
    }

    /// Minutes from start to stop, else as stated.
    pub fn length(&self) -> Option<u16> {
        self.clock.map(|(start, stop)| stop.saturating_sub(start)).or(self.minutes)
    }

    /// Whether it was signed within days of the service. A note that is not signed was not.
    pub fn is_signed_within(&self, days: i32) -> bool {
        self.signed.is_some_and(|signed| signed.days_since(self.day) <= days)
    }
}

choices! {
    /// What kind of evaluation.
    EvaluationKind ("kind of evaluation") {
        /// Biopsychosocial or psychiatric.
        Psychiatric = "psychiatric",
        /// Physical.
        Physical = "physical",
    }
}

/// An evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// What kind.
    pub kind: EvaluationKind,
    /// The day.
    pub day: Day,
    /// The day of the signature; `None` while it is not signed.
    pub signed: Option<Day>,
}

/// A treatment plan as a signed document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDocument {
    /// The day it was written.
    pub day: Day,
    /// When the patient signed.
    pub patient_signed: Option<Day>,
    /// When the clinician signed.
    pub clinician_signed: Option<Day>,
    /// When the physician signed.
    pub physician_signed: Option<Day>,
    /// The services that it plans, by procedure or revenue code; `None` where nobody listed them.
    pub services: Option<BTreeSet<String>>,
}

/// A physician's certification of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certification {
    /// Of which level.
    pub level: LevelOfCare,
    /// The day it was signed.
    pub signed: Day,
    /// Whether a physician signed.
    pub by_physician: bool,
    /// Whether it says what the regulation asks for.
    pub is_complete: bool,
}

/// What a licensed person decided on what criteria said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelDecision {
    /// As criteria say.
    Agreed,
    /// Otherwise, with a reason; where to.
    Otherwise(Direction),
}

/// What criteria said about the level of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelDetermination {
    /// The day.
    pub day: Day,
    /// What it said; `None` for whoever may not see what criteria say.
    pub outcome: Option<Determination>,
    /// What a licensed person decided on it; `None` where nobody did.
    pub decision: Option<LevelDecision>,
}

/// A scored instrument. Never its score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The day it was finished.
    pub day: Day,
    /// Its id in the library: `phq-9`.
    pub instrument: String,
    /// Whether it could be scored.
    pub is_scored: bool,
    /// Whether a clinician looked at it; `None` where nobody says.
    pub is_interpreted: Option<bool>,
}

/// A rating of danger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskFact {
    /// The day.
    pub day: Day,
    /// The level.
    pub level: RiskLevel,
    /// Whether something was done about it within a day; `None` where nobody says.
    pub is_disposed: Option<bool>,
}

/// What became of a score since its baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeFact {
    /// The day.
    pub day: Day,
    /// Whether it can be said at all.
    pub is_known: bool,
    /// True where the patient did not get better.
    pub is_non_response: bool,
}

/// A consent to treatment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedConsent {
    /// The day it was signed.
    pub signed: Day,
    /// Whether it speaks of telehealth.
    pub covers_telehealth: bool,
    /// Whether somebody who may consent for a minor signed.
    pub by_guardian: bool,
}
