//! The findings, one file each. A file says what it finds, what it needs, how it counts, where that comes from, and shows it in its tests.

use super::definition::{Definition, FileKind};
use super::facts::Facts;
use super::outcome::{Figure, Outcome};

mod f01_denials;
mod f02_necessity_measured;
mod f03_necessity_unmeasured;
mod f04_authorization;
mod f05_authorization_gap;
mod f06_unused;
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
mod f17_not_appealed;
mod f18_appealed_late;
mod f19_taken_off;
mod f20_ageing;
mod f21_measured_unbilled;
mod f22_supported_unbilled;
mod f23_impossible_days;
mod f24_quoted_wrongly;
mod f25_payer_yield;
mod f26_below_agreement;
mod f27_credentialing;
mod f28_takebacks;
mod f29_eligibility_end;
mod f30_patient_share;
mod j01_refused_acute;
mod j02_refused_improving;
mod j03_paid_beyond_criteria;
mod j04_unmeasured_odds;
mod j05_measure_before_review;
mod j06_revenue_per_recovery;
mod j07_plateau;
mod j08_forced_readmission;
mod j09_appeals_with_scores;
mod j10_payer_pressure;
mod j11_missed_days;
mod j12_referral_sources;
mod j13_approaches;
mod j14_left_early;
mod j15_effort;
mod j16_completeness;

pub(super) use f15_lower_level::lower;

/// A finding and how it is asked.
pub struct Finding {
    /// What it is.
    pub definition: &'static Definition,
    ask: for<'a> fn(&Facts<'a>) -> Outcome<'a>,
}

impl Finding {
    const fn new(definition: &'static Definition, ask: for<'a> fn(&Facts<'a>) -> Outcome<'a>) -> Self {
        Self { definition, ask }
    }

    /// Asks.
    pub(super) fn run<'a>(&self, facts: &Facts<'a>) -> Outcome<'a> {
        let missing: Vec<FileKind> = self.definition.needs.iter().copied().filter(|kind| !facts.has(*kind)).collect();
        if !missing.is_empty() {
            return Outcome::CouldNotRun { missing };
        }
        let joint = JOINT.iter().find(|(code, _)| *code == self.definition.code).map(|(_, kinds)| *kinds);
        // Where none of the tables is there, nothing was joined.
        let joint = joint.filter(|kinds| kinds.iter().any(|kind| facts.has(*kind)));
        let unmatched = joint.map(|kinds| ("claim-lines-unmatched", Figure::Share(facts.unmatched(kinds))));
        (self.ask)(facts).beside(unmatched)
    }
}

/// Tables of care that name patients.
const CARE: &[FileKind] = &[FileKind::Measures, FileKind::Determinations, FileKind::Episodes, FileKind::Attendance, FileKind::Notes];

/// The findings that join claims to the patients of other tables, with those tables. Each says how many lines of claims are of patients whom none of them
/// names.
pub(super) const JOINT: &[(&str, &[FileKind])] = &[
    ("F2", CARE),
    ("F3", CARE),
    ("F4", &[FileKind::Authorizations]),
    ("F5", &[FileKind::Authorizations, FileKind::Attendance]),
    ("F6", &[FileKind::Authorizations, FileKind::Attendance]),
    ("F7", &[FileKind::Attendance, FileKind::Notes]),
    ("F8", &[FileKind::Notes]),
    ("F21", &[FileKind::Measures]),
    ("F22", &[FileKind::Notes]),
    ("F23", &[FileKind::Notes]),
    ("F24", &[FileKind::Benefits]),
    ("F25", &[FileKind::Notes]),
    ("F26", &[FileKind::CaseAgreements]),
    ("F29", &[FileKind::Benefits]),
    ("J1", CARE),
    ("J2", CARE),
    ("J3", &[FileKind::Determinations]),
    ("J4", CARE),
    ("J6", &[FileKind::Episodes]),
    ("J7", &[FileKind::Authorizations, FileKind::Episodes]),
    ("J8", &[FileKind::Episodes]),
    ("J11", &[FileKind::Attendance, FileKind::Authorizations]),
    ("J12", &[FileKind::Episodes]),
    ("J14", &[FileKind::Episodes, FileKind::Attendance]),
];

/// Every finding, in the order of the catalogue.
pub static CATALOGUE: &[Finding] = &[
    Finding::new(&f01_denials::DEFINITION, f01_denials::ask),
    Finding::new(&f02_necessity_measured::DEFINITION, f02_necessity_measured::ask),
    Finding::new(&f03_necessity_unmeasured::DEFINITION, f03_necessity_unmeasured::ask),
    Finding::new(&f04_authorization::DEFINITION, f04_authorization::ask),
    Finding::new(&f05_authorization_gap::DEFINITION, f05_authorization_gap::ask),
    Finding::new(&f06_unused::DEFINITION, f06_unused::ask),
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
    Finding::new(&f17_not_appealed::DEFINITION, f17_not_appealed::ask),
    Finding::new(&f18_appealed_late::DEFINITION, f18_appealed_late::ask),
    Finding::new(&f19_taken_off::DEFINITION, f19_taken_off::ask),
    Finding::new(&f20_ageing::DEFINITION, f20_ageing::ask),
    Finding::new(&f21_measured_unbilled::DEFINITION, f21_measured_unbilled::ask),
    Finding::new(&f22_supported_unbilled::DEFINITION, f22_supported_unbilled::ask),
    Finding::new(&f23_impossible_days::DEFINITION, f23_impossible_days::ask),
    Finding::new(&f24_quoted_wrongly::DEFINITION, f24_quoted_wrongly::ask),
    Finding::new(&f25_payer_yield::DEFINITION, f25_payer_yield::ask),
    Finding::new(&f26_below_agreement::DEFINITION, f26_below_agreement::ask),
    Finding::new(&f27_credentialing::DEFINITION, f27_credentialing::ask),
    Finding::new(&f28_takebacks::DEFINITION, f28_takebacks::ask),
    Finding::new(&f29_eligibility_end::DEFINITION, f29_eligibility_end::ask),
    Finding::new(&f30_patient_share::DEFINITION, f30_patient_share::ask),
    Finding::new(&j01_refused_acute::DEFINITION, j01_refused_acute::ask),
    Finding::new(&j02_refused_improving::DEFINITION, j02_refused_improving::ask),
    Finding::new(&j03_paid_beyond_criteria::DEFINITION, j03_paid_beyond_criteria::ask),
    Finding::new(&j04_unmeasured_odds::DEFINITION, j04_unmeasured_odds::ask),
    Finding::new(&j05_measure_before_review::DEFINITION, j05_measure_before_review::ask),
    Finding::new(&j06_revenue_per_recovery::DEFINITION, j06_revenue_per_recovery::ask),
    Finding::new(&j07_plateau::DEFINITION, j07_plateau::ask),
    Finding::new(&j08_forced_readmission::DEFINITION, j08_forced_readmission::ask),
    Finding::new(&j09_appeals_with_scores::DEFINITION, j09_appeals_with_scores::ask),
    Finding::new(&j10_payer_pressure::DEFINITION, j10_payer_pressure::ask),
    Finding::new(&j11_missed_days::DEFINITION, j11_missed_days::ask),
    Finding::new(&j12_referral_sources::DEFINITION, j12_referral_sources::ask),
    Finding::new(&j13_approaches::DEFINITION, j13_approaches::ask),
    Finding::new(&j14_left_early::DEFINITION, j14_left_early::ask),
    Finding::new(&j15_effort::DEFINITION, j15_effort::ask),
    Finding::new(&j16_completeness::DEFINITION, j16_completeness::ask),
];
