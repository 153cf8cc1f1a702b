//! Records of a patient's billing that other systems keep and that come with files: charges as they were posted, benefits as they were quoted, rates agreed
//! for one patient, what patients paid, what was taken off the books, and the numbers under which claims of other systems speak of a patient.

use vocabulary::{Day, LevelOfCare, Money, PatientId, Period};

use crate::choice::choices;
use crate::problem::{CareProblem, not_empty};

/// A charge that was posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedCharge {
    /// Whose.
    pub patient: PatientId,
    /// The day of service.
    pub day: Day,
    /// The day on which it was posted.
    pub posted_day: Day,
    /// Procedure or revenue code; empty where none is named.
    pub service: String,
    /// The charge.
    pub charge_amount: Money,
}

choices! {
    /// What was said about a service when benefits were asked for.
    Quoted ("quoted benefit") {
        /// The plan covers it.
        Covered = "covered",
        /// The plan does not.
        NotCovered = "not_covered",
    }
}

/// Benefits as they were quoted before care: by a call, a page of the payer, an answer of its system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenefitQuote {
    /// Whose.
    pub patient: PatientId,
    /// The day of the call or answer.
    pub day: Day,
    /// Procedure or revenue code; empty for all.
    pub service: String,
    /// What was said.
    pub quoted: Quoted,
    /// What the patient was said to owe for a unit; `None` where that was not told.
    pub patient_share_amount: Option<Money>,
    /// Whose answer it is: the payer's number as claims name it, or the key of its profile; empty where nobody says it.
    pub payer_id: String,
    /// The payer's name, as it gave it; empty where nobody says it.
    pub payer_name: String,
    /// The member's number that was asked about; empty where nobody says it.
    pub member_id: String,
    /// The level for which the plan limits days or visits; `None` where nothing was said of a limit.
    pub level_of_care: Option<LevelOfCare>,
    /// The most days or visits at that level.
    pub most_units: Option<u32>,
    /// How many of them other claims had used by that day.
    pub used_units: Option<u32>,
}

/// A rate that was agreed with a payer for one patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAgreement {
    /// Whose.
    pub patient: PatientId,
    /// Procedure or revenue code.
    pub service: String,
    /// For which level; `None` for any.
    pub level_of_care: Option<LevelOfCare>,
    /// For a unit.
    pub agreed_amount: Money,
    /// The days of service for which it holds.
    pub period: Period,
}

/// What a patient paid on a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientPayment {
    /// Whose.
    pub patient: PatientId,
    /// The claim, by the practice's number.
    pub claim_number: String,
    /// The day.
    pub day: Day,
    /// The amount; negative when given back.
    pub paid_amount: Money,
}

/// What another system of billing took off its books on a claim. What is written off here is a step of the denial queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedWriteOff {
    /// Whose.
    pub patient: PatientId,
    /// The claim, by the practice's number.
    pub claim_number: String,
    /// Which line of it, as the practice calls it; empty for the claim as a whole.
    pub line: String,
    /// The day.
    pub day: Day,
    /// The amount taken off; negative where it was put back.
    pub written_off_amount: Money,
    /// Why, as that system says it.
    pub reason: String,
    /// Who approved it; empty where nobody is named.
    pub approver: String,
}

/// A number under which claims speak of a patient: the number of a claim, what such numbers begin with, or the number of the patient in another system.
/// Between two systems that number people each in their own way, a file of these is the crosswalk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimAccount {
    /// Whose.
    pub patient: PatientId,
    /// The number as claims carry it.
    pub account: String,
}

/// The longest account number: what a claim's number may have.
const ACCOUNT_LETTERS_MOST: u32 = 50;

fn not_after(what: &'static str, day: Day, today: Day) -> Result<(), CareProblem> {
    if day > today { Err(CareProblem::Future { what, day, today }) } else { Ok(()) }
}

impl PostedCharge {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_after("day of the service", self.day, today)?;
        not_after("day of posting", self.posted_day, today)?;
        if self.posted_day < self.day {
            return Err(CareProblem::Backwards { what: "charge", first: self.day, last: self.posted_day });
        }
        if self.charge_amount <= Money::ZERO { Err(CareProblem::Empty { what: "charge" }) } else { Ok(()) }
    }
}

impl BenefitQuote {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_after("quoted benefit", self.day, today)?;
        let is_whole =
            self.level_of_care.is_some() == self.most_units.is_some() && (self.used_units.is_none() || self.most_units.is_some());
        if !is_whole {
            return Err(CareProblem::Empty { what: "level or number of a limited benefit" });
        }
        let is_negative = self.patient_share_amount.is_some_and(|share| share < Money::ZERO);
        if is_negative { Err(CareProblem::TooFew { what: "share of the patient", least: 0 }) } else { Ok(()) }
    }
}

impl CaseAgreement {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), CareProblem> {
        not_empty("service", &self.service)?;
        if self.agreed_amount <= Money::ZERO { Err(CareProblem::Empty { what: "agreed amount" }) } else { Ok(()) }
    }
}

impl PatientPayment {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_after("payment of a patient", self.day, today)?;
        not_empty("claim number", &self.claim_number)?;
        if self.paid_amount == Money::ZERO { Err(CareProblem::Empty { what: "amount paid" }) } else { Ok(()) }
    }
}

impl PostedWriteOff {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_after("write-off", self.day, today)?;
        not_empty("claim number", &self.claim_number)?;
        not_empty("reason", &self.reason)?;
        if self.written_off_amount == Money::ZERO { Err(CareProblem::Empty { what: "amount taken off" }) } else { Ok(()) }
    }
}

impl ClaimAccount {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), CareProblem> {
        not_empty("account", &self.account)?;
        let letters = u32::try_from(self.account.chars().count()).unwrap_or(u32::MAX);
        if letters > ACCOUNT_LETTERS_MOST { Err(CareProblem::TooMuch { what: "account", most: ACCOUNT_LETTERS_MOST }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn patient() -> PatientId {
        PatientId::from_uuid(uuid::Uuid::from_u128(1))
    }

    fn is_taken(found: Result<(), CareProblem>, expected: Result<(), &str>) {
        assert_eq!(found.map_err(|problem| problem.to_string()), expected.map_err(str::to_owned));
    }

    #[test]
    fn a_charge_is_posted_on_or_after_its_service_and_not_tomorrow() {
        let check = |on: &str, posted: &str, cents: i64, expected| {
            let charge = PostedCharge {
                patient: patient(),
                day: day(on),
                posted_day: day(posted),
                service: String::new(),
                charge_amount: Money::from_cents(cents),
            };
            is_taken(charge.check(day("2026-11-23")), expected);
        };
        check("2026-11-20", "2026-11-23", 1, Ok(()));
        check("2026-11-20", "2026-11-24", 1, Err("day of posting lies in the future: 2026-11-24 is after 2026-11-23"));
        check("2026-11-20", "2026-11-19", 1, Err("charge ends before it starts: 2026-11-19 is before 2026-11-20"));
        check("2026-11-20", "2026-11-20", 0, Err("charge is empty"));
    }

    #[test]
    fn a_quote_names_no_share_below_nothing() {
        let check = |cents: Option<i64>, expected| {
            let quote = BenefitQuote {
                patient: patient(),
                day: day("2026-11-20"),
                service: String::new(),
                quoted: Quoted::Covered,
                patient_share_amount: cents.map(Money::from_cents),
                payer_id: String::new(),
                payer_name: String::new(),
                member_id: String::new(),
                level_of_care: None,
                most_units: None,
                used_units: None,
            };
            let half = BenefitQuote { most_units: Some(30), ..quote.clone() };
            is_taken(half.check(day("2026-11-23")), Err("level or number of a limited benefit is empty"));
            is_taken(quote.check(day("2026-11-23")), expected);
        };
        check(None, Ok(()));
        check(Some(0), Ok(()));
        check(Some(-1), Err("share of the patient is less than 0"));
    }

    #[test]
    fn an_agreement_a_payment_and_an_account_name_what_they_are_about() {
        let agreement = |service: &str, cents| CaseAgreement {
            patient: patient(),
            service: service.to_owned(),
            level_of_care: None,
            agreed_amount: Money::from_cents(cents),
            period: Period::new(day("2026-01-01"), None).unwrap(),
        };
        is_taken(agreement("H0015", 1).check(), Ok(()));
        is_taken(agreement("", 1).check(), Err("service is empty"));
        is_taken(agreement("H0015", 0).check(), Err("agreed amount is empty"));
        let payment = |claim: &str, cents| PatientPayment {
            patient: patient(),
            claim_number: claim.to_owned(),
            day: day("2026-11-20"),
            paid_amount: Money::from_cents(cents),
        };
        is_taken(payment("C1", -1).check(day("2026-11-23")), Ok(()));
        is_taken(payment(" ", 1).check(day("2026-11-23")), Err("claim number is empty"));
        is_taken(payment("C1", 0).check(day("2026-11-23")), Err("amount paid is empty"));
        let write_off = |claim: &str, on: &str, cents, reason: &str| PostedWriteOff {
            patient: patient(),
            claim_number: claim.to_owned(),
            line: String::new(),
            day: day(on),
            written_off_amount: Money::from_cents(cents),
            reason: reason.to_owned(),
            approver: String::new(),
        };
        is_taken(write_off("C1", "2026-11-20", -1, "small").check(day("2026-11-23")), Ok(()));
        is_taken(write_off("", "2026-11-20", 1, "small").check(day("2026-11-23")), Err("claim number is empty"));
        is_taken(write_off("C1", "2026-11-20", 1, " ").check(day("2026-11-23")), Err("reason is empty"));
        is_taken(write_off("C1", "2026-11-20", 0, "small").check(day("2026-11-23")), Err("amount taken off is empty"));
        let ahead = write_off("C1", "2026-11-24", 1, "small").check(day("2026-11-23"));
        is_taken(ahead, Err("write-off lies in the future: 2026-11-24 is after 2026-11-23"));
        let account = |account: &str| ClaimAccount { patient: patient(), account: account.to_owned() };
        is_taken(account("1001").check(), Ok(()));
        is_taken(account("").check(), Err("account is empty"));
        is_taken(account(&"9".repeat(51)).check(), Err("account is more than 50"));
    }
}
