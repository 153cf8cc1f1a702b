//! Who pays, what is charged, and what was agreed. None of the numbers belongs to anybody.

use care::PayerClass;
use vocabulary::{LevelOfCare, Money};

/// A payer of the invented practice.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Payer {
    /// Its number in files.
    pub(crate) id: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// What it allows, in hundredths of the charge.
    pub(crate) percent: i64,
}

/// Days from a decision within which each payer lets one appeal.
pub(crate) const APPEAL_DAYS: i32 = 60;

/// Days from the last service within which each payer takes a claim.
pub(crate) const FILING_DAYS: i32 = 120;

const fn payer(id: &'static str, name: &'static str, percent: i64) -> Payer {
    Payer { id, name, percent }
}

/// The payers.
pub(crate) static PAYERS: [Payer; 7] = [
    payer("INV01", "INVENTED EVERGREEN HEALTH", 80),
    payer("INV02", "INVENTED HARBOR MUTUAL", 78),
    payer("INV03", "INVENTED SENIOR ADVANTAGE", 76),
    payer("INV04", "INVENTED FEDERAL PLAN", 74),
    payer("INV05", "INVENTED STATE PLAN", 70),
    payer("INV06", "INVENTED SERVICE MEMBERS PLAN", 75),
    payer("INV07", "INVENTED COMMUNITY PLAN", 72),
];

/// The payer without a written rate for [`UNWRITTEN_SERVICE`]: what it allows can be seen in what it paid only.
pub(crate) const UNWRITTEN_PAYER: &str = "INV02";
/// The service for which it has none.
pub(crate) const UNWRITTEN_SERVICE: &str = "90834";

/// Who pays for a patient, by number; nobody for those who pay themselves or of whom nothing is recorded.
pub(crate) fn payer_of(class: Option<PayerClass>, number: usize) -> Option<&'static Payer> {
    let place = match class? {
        PayerClass::Commercial => number % 2,
        PayerClass::MedicareAdvantage => 2,
        PayerClass::Medicare => 3,
        PayerClass::Medicaid | PayerClass::MedicaidManagedCare => 4,
        PayerClass::Military => 5,
        PayerClass::SelfPay => return None,
        PayerClass::Other => 6,
    };
    Some(&PAYERS[place])
}

/// Every service with what is charged for a unit of it and the level of care for which its rate is written; `None`: for any.
pub(crate) const SERVICES: [(&str, i64, Option<LevelOfCare>); 8] = [
    ("90832", 11_000, None),
    ("90834", 15_000, None),
    ("90837", 20_000, None),
    ("99213", 14_000, None),
    ("96127", 1_500, None),
    (DAY_OF_PHP, 85_000, Some(LevelOfCare::PartialHospitalization)),
    (DAY_OF_IOP, 52_000, Some(LevelOfCare::IntensiveOutpatient)),
    (DAY_OF_RTC, 95_000, Some(LevelOfCare::Residential)),
];

/// A day of partial hospitalization.
pub(crate) const DAY_OF_PHP: &str = "H0035";
/// A day of intensive outpatient care.
pub(crate) const DAY_OF_IOP: &str = "H0015";
/// A day of residential care.
pub(crate) const DAY_OF_RTC: &str = "H0018";
/// A brief scored instrument.
pub(crate) const BRIEF_MEASURE: &str = "96127";

/// The service of a day of a program; `None` in outpatient care, which bills what took place.
pub(crate) const fn day_of(level: LevelOfCare) -> Option<&'static str> {
    match level {
        LevelOfCare::Outpatient => None,
        LevelOfCare::IntensiveOutpatient => Some(DAY_OF_IOP),
        LevelOfCare::PartialHospitalization => Some(DAY_OF_PHP),
        LevelOfCare::Residential | LevelOfCare::Inpatient => Some(DAY_OF_RTC),
    }
}

/// What is charged for a unit.
pub(crate) fn charge_of(service: &str) -> Money {
    let found = SERVICES.iter().find(|(code, _, _)| *code == service);
    Money::from_cents(found.map_or(0, |(_, cents, _)| *cents))
}

impl Payer {
    /// What it allows for a unit.
    pub(crate) fn rate_of(&self, service: &str) -> Money {
        Money::from_cents(charge_of(service).cents() * self.percent / 100)
    }

    /// True where that is written down.
    pub(crate) fn has_written(&self, service: &str) -> bool {
        self.id != UNWRITTEN_PAYER || service != UNWRITTEN_SERVICE
    }

    /// A payer that the patient of this one might have beside it.
    pub(crate) fn other(&self) -> &'static Self {
        if self.id == PAYERS[0].id { &PAYERS[6] } else { &PAYERS[0] }
    }
}
