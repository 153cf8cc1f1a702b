//! What stands beside claims and payments. Each kind is `None` until a file of it was read: an empty file is not the same as none.

mod dealings;
mod of_care;

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::Claim;
use vocabulary::{Day, LevelOfCare, Money, Period};

use crate::claim_support::joining::{account_lookups, account_prefixes};

pub use dealings::{
    AppealFact, AppealLimit, AppealOutcome, BenefitFact, CaseAgreement, CoverageFact, PatientPayment, ReviewDecision, ReviewFact,
};
pub use of_care::{DeterminationFact, EpisodeFact, MeasureFact};

/// A rate by contract.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContractRate {
    /// The payer's id.
    pub payer: String,
    /// Procedure or revenue code.
    pub service: String,
    /// The level of care; `None` for any.
    pub level: Option<LevelOfCare>,
    /// The days of service for which it holds.
    pub period: Period,
    /// For one unit.
    pub unit_amount: Money,
}

/// Facts about a note, never its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteFact {
    /// The patient: the practice's record number, or the member number of the claim.
    pub patient: String,
    /// The day of service.
    pub day: Day,
    /// The procedure, where the note names one.
    pub service: Option<String>,
    /// Minutes from start to stop.
    pub minutes: Option<u32>,
    /// Who wrote it, by a code.
    pub author: Option<String>,
    /// The day of the signature; `None` while it is not signed.
    pub signed: Option<Day>,
}

/// A charge that was posted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChargeFact {
    /// The patient, as in a note.
    pub patient: String,
    /// The day of service.
    pub day: Day,
    /// The day on which it was posted.
    pub posted: Day,
    /// Procedure or revenue code; empty where none is named.
    pub service: String,
    /// The charge.
    pub amount: Money,
    /// Which of several rows of one file that are alike, as in [`WriteOff`].
    pub alike: usize,
}

/// That somebody came, or did not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttendanceFact {
    /// The patient, as in a note.
    pub patient: String,
    /// The day.
    pub day: Day,
    /// The procedure, where it is known.
    pub service: Option<String>,
    /// Whether the patient was there.
    pub attended: bool,
}

/// An authorization.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AuthorizationFact {
    /// Its number.
    pub number: String,
    /// The patient, as in a note.
    pub patient: String,
    /// The days that it covers.
    pub period: Period,
    /// Days or sessions that it allows; `None` where only the days limit it.
    pub units: Option<u32>,
    /// The ids under which its payer is billed; empty where nobody says whose it is.
    pub payers: BTreeSet<String>,
    /// The level of care; `None` where it is not said.
    pub level: Option<LevelOfCare>,
    /// The day on which it was asked for, where that is recorded.
    pub asked: Option<Day>,
}

impl AuthorizationFact {
    /// True where the payer that is billed under this id granted it, or nobody says who did.
    pub fn is_of_payer(&self, payer: &str) -> bool {
        self.payers.is_empty() || self.payers.contains(payer)
    }

    /// True where it is for this level, or one of the two is not known.
    pub fn is_for_level(&self, level: Option<LevelOfCare>) -> bool {
        self.level.zip(level).is_none_or(|(granted, billed)| granted == billed)
    }

    /// True where it may cover care at a level that a payer is billed for.
    pub fn fits(&self, payer: &str, level: Option<LevelOfCare>) -> bool {
        self.is_of_payer(payer) && self.is_for_level(level)
    }
}

/// An amount taken off the books.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WriteOff {
    /// The claim.
    pub claim: String,
    /// Which line of it, as the practice calls it: two lines alike are two. Empty for the claim as a whole, and where nobody says it.
    pub line: String,
    /// The day.
    pub day: Day,
    /// The amount.
    pub amount: Money,
    /// Why, as the practice writes it.
    pub reason: String,
    /// Who approved, by a code; empty where nobody is named.
    pub approver: String,
    /// Which of several rows of one file that are alike in everything else, from 0: two equal amounts are two. A row that comes again in another file is
    /// the same.
    pub alike: usize,
}

/// Who is treated: a family may share one member's number, so the day of birth and the given name tell its members apart.
pub type Person<'a> = (&'a str, Option<Day>, String);

/// Who a claim is about. Of the given name its first word counts: payers and forms leave the others out.
pub fn person(claim: &Claim) -> Person<'_> {
    let given = claim.given_name.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    (&claim.member_id, claim.birth_day, given.to_lowercase())
}

/// How the tables call the patients of claims. A member's number under which several people are billed names none of them: then only the practice's own
/// number does.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    side: &'a Side,
    shared: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    /// Of claims.
    pub(crate) fn of_claims(side: &'a Side, claims: impl Iterator<Item = &'a Claim>) -> Self {
        let mut people: BTreeMap<&'a str, Person<'a>> = BTreeMap::new();
        let mut shared = BTreeSet::new();
        for person in claims.map(person) {
            let member = person.0;
            if people.entry(member).or_insert_with(|| person.clone()) != &person {
                shared.insert(member);
            }
        }
        Self { side, shared }
    }

    /// The names by which the tables may call the patient of a claim.
    pub fn of<'s>(&'s self, claim: &'a Claim) -> impl Iterator<Item = &'a str> + use<'s, 'a> {
        let is_known = self.side.patients.is_some();
        let said = self.side.said_of(claim);
        let is_own = move |name: &&str| {
            is_known || said == Some(*name) || claim.record_number.as_deref() == Some(*name) || !self.shared.contains(*name)
        };
        self.side.names_of(claim).filter(is_own)
    }
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Rates by contract.
    pub contracts: Option<BTreeSet<ContractRate>>,
    /// Facts about notes.
    pub notes: Option<BTreeSet<NoteFact>>,
    /// Charges with the day on which they were posted. No finding asks for them: the key figures do.
    pub charges: Option<BTreeSet<ChargeFact>>,
    /// What billing costs the practice in a month, where it says so.
    pub billing_cost_a_month: Option<Money>,
    /// What its capital costs it in a year, in whole percent, where it says so.
    pub capital_cost_percent: Option<u32>,
    /// What an hour of whoever prepares requests to payers costs it, where it says so.
    pub review_hour_cost: Option<Money>,
    /// Who attended.
    pub attendance: Option<BTreeSet<AttendanceFact>>,
    /// Authorizations.
    pub authorizations: Option<BTreeSet<AuthorizationFact>>,
    /// Amounts taken off.
    pub write_offs: Option<BTreeSet<WriteOff>>,
    /// Scored instruments.
    pub measures: Option<BTreeSet<MeasureFact>>,
    /// What criteria said about levels of care.
    pub determinations: Option<BTreeSet<DeterminationFact>>,
    /// Episodes of care.
    pub episodes: Option<BTreeSet<EpisodeFact>>,
    /// Requests for care.
    pub reviews: Option<BTreeSet<ReviewFact>>,
    /// Appeals.
    pub appeals: Option<BTreeSet<AppealFact>>,
    /// How long payers let one appeal.
    pub appeal_limits: Option<BTreeSet<AppealLimit>>,
    /// How many brief measures of a day payers pay at most, where their profile says so.
    pub measure_units_most: BTreeMap<String, i64>,
    /// Within how many days after the last service payers take a claim, where a checked profile or a table says so.
    pub filing_days: BTreeMap<String, u32>,
    /// Who pays for patients, where the practice keeps it: no file tells.
    pub coverages: BTreeSet<CoverageFact>,
    /// Benefits as quoted.
    pub benefits: Option<BTreeSet<BenefitFact>>,
    /// Rates agreed for one patient.
    pub case_agreements: Option<BTreeSet<CaseAgreement>>,
    /// What patients paid.
    pub patient_payments: Option<BTreeSet<PatientPayment>>,
    /// How the other tables call the patients of which claims speak by a number of theirs: account number and patient. A number that stands there with two
    /// patients names none.
    pub crosswalk: Option<BTreeSet<(String, String)>>,
    /// How the other tables call the patient of a claim, by the claim's number, where somebody knows whose the claims are: then a claim that is not here is
    /// nobody's. `None` with files alone, where a patient goes by the numbers on the claim.
    pub patients: Option<BTreeMap<String, String>>,
}

impl Side {
    /// Whom the crosswalk names under a number of a claim: under the most particular one that it has. `None` where two patients stand under it.
    fn said_of<'a>(&'a self, claim: &Claim) -> Option<&'a str> {
        let crosswalk = self.crosswalk.as_ref().filter(|_| self.patients.is_none())?;
        let under = |number: &str| -> Vec<&'a str> {
            let from = (number.to_owned(), String::new());
            crosswalk.range(from..).take_while(|(account, _)| account == number).map(|(_, patient)| patient.as_str()).collect()
        };
        let found = account_lookups(claim).iter().map(|number| under(number)).find(|named| !named.is_empty())?;
        if let [only] = found.as_slice() { Some(only) } else { None }
    }

    /// The names by which the tables may call the patient of a claim, as far as one claim tells: see [`Names`].
    fn names_of<'a>(&'a self, claim: &'a Claim) -> impl Iterator<Item = &'a str> {
        let known = self.patients.as_ref().map(|patients| patients.get(&claim.number).map(String::as_str));
        let on_claim = [claim.record_number.as_deref(), Some(claim.member_id.as_str())];
        let names = known.map_or(on_claim, |name| [name, None]);
        // The claim's own number may begin with the patient's.
        let is_new = move |name: &&str| !on_claim.contains(&Some(*name));
        let accounts = known.is_none().then(|| account_prefixes(&claim.number).filter(is_new));
        let said = self.said_of(claim).filter(|said| !on_claim.contains(&Some(*said)));
        said.into_iter().chain(names.into_iter().flatten()).chain(accounts.into_iter().flatten()).filter(|name| !name.is_empty())
    }
}
