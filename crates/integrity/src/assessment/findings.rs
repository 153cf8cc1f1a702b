//! The findings, one file each. A file says what it finds, what it needs, how it counts, where that comes from, and shows it in its tests.

use super::definition::{Definition, FileKind};
use super::facts::Facts;
use super::outcome::Outcome;

mod f01_denials;
mod f04_authorization;
mod f05_authorization_gap;
mod f07_unbilled;
mod f08_no_note;
mod f09_below_contract;
mod f10_rate_drift;
mod f11_timely_filing;
mod f12_charge_lag;
mod f13_other_payer;
mod f14_credits;
mod f15_lower_level;
mod f16_bundling;
mod f19_taken_off;
mod f20_ageing;
mod f23_impossible_days;
mod f25_payer_yield;
mod f27_credentialing;
mod f28_takebacks;
mod f29_eligibility_end;
mod waiting;

/// A finding and how it is asked. `None` where this version cannot judge it whatever the files hold.
pub struct Finding {
    /// What it is.
    pub definition: &'static Definition,
    ask: Option<for<'a> fn(&Facts<'a>) -> Outcome<'a>>,
}

impl Finding {
    const fn new(definition: &'static Definition, ask: for<'a> fn(&Facts<'a>) -> Outcome<'a>) -> Self {
        Self { definition, ask: Some(ask) }
    }

    const fn waiting(definition: &'static Definition) -> Self {
        Self { definition, ask: None }
    }

    /// Asks.
    pub(super) fn run<'a>(&self, facts: &Facts<'a>) -> Outcome<'a> {
        let Some(ask) = self.ask else { return Outcome::NotJudged };
        let missing: Vec<FileKind> = self.definition.needs.iter().copied().filter(|kind| !facts.has(*kind)).collect();
        if missing.is_empty() { ask(facts) } else { Outcome::CouldNotRun { missing } }
    }
}

/// Every finding, in the order of the catalogue.
pub static CATALOGUE: &[Finding] = &[
    Finding::new(&f01_denials::DEFINITION, f01_denials::ask),
    Finding::waiting(&waiting::F2),
    Finding::waiting(&waiting::F3),
    Finding::new(&f04_authorization::DEFINITION, f04_authorization::ask),
    Finding::new(&f05_authorization_gap::DEFINITION, f05_authorization_gap::ask),
    Finding::waiting(&waiting::F6),
    Finding::new(&f07_unbilled::DEFINITION, f07_unbilled::ask),
    Finding::new(&f08_no_note::DEFINITION, f08_no_note::ask),
    Finding::new(&f09_below_contract::DEFINITION, f09_below_contract::ask),
    Finding::new(&f10_rate_drift::DEFINITION, f10_rate_drift::ask),
    Finding::new(&f11_timely_filing::DEFINITION, f11_timely_filing::ask),
    Finding::new(&f12_charge_lag::DEFINITION, f12_charge_lag::ask),
    Finding::new(&f13_other_payer::DEFINITION, f13_other_payer::ask),
    Finding::new(&f14_credits::DEFINITION, f14_credits::ask),
    Finding::new(&f15_lower_level::DEFINITION, f15_lower_level::ask),
    Finding::new(&f16_bundling::DEFINITION, f16_bundling::ask),
    Finding::waiting(&waiting::F17),
    Finding::waiting(&waiting::F18),
    Finding::new(&f19_taken_off::DEFINITION, f19_taken_off::ask),
    Finding::new(&f20_ageing::DEFINITION, f20_ageing::ask),
    Finding::waiting(&waiting::F21),
    Finding::waiting(&waiting::F22),
    Finding::new(&f23_impossible_days::DEFINITION, f23_impossible_days::ask),
    Finding::waiting(&waiting::F24),
    Finding::new(&f25_payer_yield::DEFINITION, f25_payer_yield::ask),
    Finding::waiting(&waiting::F26),
    Finding::new(&f27_credentialing::DEFINITION, f27_credentialing::ask),
    Finding::new(&f28_takebacks::DEFINITION, f28_takebacks::ask),
    Finding::new(&f29_eligibility_end::DEFINITION, f29_eligibility_end::ask),
    Finding::waiting(&waiting::F30),
    Finding::waiting(&waiting::J1),
    Finding::waiting(&waiting::J2),
    Finding::waiting(&waiting::J3),
    Finding::waiting(&waiting::J4),
    Finding::waiting(&waiting::J5),
    Finding::waiting(&waiting::J6),
    Finding::waiting(&waiting::J7),
    Finding::waiting(&waiting::J8),
    Finding::waiting(&waiting::J9),
    Finding::waiting(&waiting::J10),
    Finding::waiting(&waiting::J11),
    Finding::waiting(&waiting::J12),
    Finding::waiting(&waiting::J13),
    Finding::waiting(&waiting::J14),
    Finding::waiting(&waiting::J15),
    Finding::waiting(&waiting::J16),
];
