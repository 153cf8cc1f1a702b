//! The rules, one file each, by their place in the catalogue.
//!
//! | group | about |
//! |---|---|
//! | A | coverage and authorization |
//! | B | identity and claim |
//! | C | notes |
//! | D | plan and medical necessity |
//! | E | certification, where Medicare's rules hold |
//! | F | outcome evidence |
//! | G | consent and compliance |

mod a01_coverage;
mod a02_payer_order;
mod a03_authorization_needed;
mod a04_authorization_covers;
mod a05_units;
mod a06_authorized_level;
mod a07_authorized_provider;
mod a08_number_on_claim;
mod a09_gap_days;
mod a10_discharge_notice;
mod a11_benefit_limit;
mod a12_credential;
mod a13_referral;
mod b01_identity;
mod b02_diagnosis_on_record;
mod b03_diagnosis_valid;
mod b04_diagnosis_fits;
mod b05_code_pairs;
mod b06_place_and_modifier;
mod b07_medicare_program;
mod b08_services_a_day;
mod b09_duplicates;
mod b10_timely_filing;
mod b11_charge_lag;
mod b12_rendering;
mod b13_measures;
mod c01_note;
mod c02_signed;
mod c03_time;
mod c04_setting;
mod c05_goal;
mod c06_intervention;
mod c07_response;
mod c08_risk;
mod c09_progress;
mod c10_individual;
mod c11_attendance;
mod c12_cosigned;
mod c13_contradictions;
mod d01_evaluation;
mod d02_physical;
mod d03_first_plan;
mod d04_plan_review;
mod d05_goals;
mod d06_planned_services;
mod d07_determination;
mod d08_need_statement;
mod d09_step_down_plan;
mod d10_order;
mod e01_partial_certified;
mod e02_partial_recertified;
mod e03_intensive_certified;
mod e04_hours;
mod e05_inpatient_certified;
mod e06_local_coverage;
mod f01_baseline;
mod f02_recent_measure;
mod f03_before_request;
mod f04_risk;
mod f05_change;
mod f06_function;
mod f07_discharge_measure;
mod f08_discussed;
mod f09_fitting_instrument;
mod f10_substance;
mod g01_consent;
mod g02_part2_consent;
mod g03_minor;
mod g04_agreement;
mod g05_exclusion;

use vocabulary::{Day, LevelOfCare};

use prelude::*;

/// What the files of rules are written with.
mod prelude {
    pub(super) use care::{ConsentUse, Coverage, CoverageRank, DiagnosisRank, DisclosureConsent, TreatmentGoal};
    pub(super) use revenue_cycle::level_of_service::level_of_claim;
    pub(super) use revenue_cycle::{Claim, ClaimKind, ClaimLine, Rendering, Sequence};
    pub(super) use utilization_review::authorization::{Authorization, UnitKind};
    pub(super) use vocabulary::{Day, Icd10Code, LevelOfCare, Period};

    pub(super) use super::super::answer::{Answer, Asked, Evidence, RecordKind};
    pub(super) use super::super::facts::{BilledDay, ClaimFacts, Kept, evidence_of, plain, service_of};
    pub(super) use super::super::limits::Limits;
    pub(super) use super::super::other_facts::{Credential, EligibilityAnswer, ServiceNote};
    pub(super) use super::super::rule::{Fixer, Rule, Severity, Source};
    pub(super) use super::{before_admission, certified_again, certified_at_admission, each_note, measure_evidence};
}

/// Asks the same of every note of the claim: fails for those that say no; unknown where there is no note, or one that does not say.
fn each_note(facts: &ClaimFacts, test: impl Fn(&ServiceNote) -> Option<bool>) -> Asked {
    let notes = facts.own_notes()?;
    let named =
        |note: &&Kept<ServiceNote>| note.evidence(RecordKind::ServiceNote, note.service.clone().unwrap_or_default(), Some(note.day));
    let wrong: Vec<Evidence> = notes.iter().filter(|note| test(note) == Some(false)).map(named).collect();
    if !wrong.is_empty() {
        return Ok(Answer::Fail(wrong));
    }
    let is_known = !notes.is_empty() && notes.iter().all(|note| test(note).is_some());
    if is_known { facts.of_days(Answer::Pass(notes.iter().map(named).collect())) } else { Err(RecordKind::ServiceNote) }
}

/// A measure as what an answer rests on: that it is on file, never its score.
fn measure_evidence(measure: &Kept<super::Measure>) -> Evidence {
    measure.evidence(RecordKind::Measure, measure.instrument.clone(), Some(measure.day))
}

/// The first day of papers that belong to an admission: what is older was written for an earlier stay. So many days before an admission it is decided;
/// our own judgement, the same by which a score belongs to a stay.
fn before_admission(admitted: Day) -> Day {
    const DAYS: i32 = 14;
    admitted.plus_days(-DAYS)
}

/// Whether a physician certified a Medicare program by the day of admission, and not for an earlier stay.
fn certified_at_admission(facts: &ClaimFacts, level: LevelOfCare) -> Asked {
    if facts.level()? != level || !facts.is_medicare()? {
        return Ok(Answer::NotApplicable);
    }
    let admitted = facts.stay()?.admitted;
    let certifications = facts.held(&facts.certifications, RecordKind::Certification)?;
    let fits = |found: &&Kept<super::Certification>| {
        let is_of_stay = found.signed >= before_admission(admitted) && found.signed.days_since(admitted) <= 1;
        found.level == level && found.by_physician && found.is_complete && is_of_stay
    };
    Ok(match certifications.iter().find(fits) {
        Some(found) => Answer::Pass(vec![found.evidence(RecordKind::Certification, level.code(), Some(found.signed))]),
        None => Answer::Fail(vec![Evidence::on(RecordKind::Episode, admitted)]),
    })
}

/// Whether a Medicare program was certified again: by the day of the stay that `limits` names first (the day of admission is the first), then every so many
/// days as it names second. Fails at the day by which the missing one was due.
fn certified_again(facts: &ClaimFacts, level: LevelOfCare, limits: (i32, i32)) -> Asked {
    if facts.level()? != level || !facts.is_medicare()? {
        return Ok(Answer::NotApplicable);
    }
    let (admitted, last) = (facts.stay()?.admitted, facts.last_day()?);
    let certifications = facts.held(&facts.certifications, RecordKind::Certification)?;
    let mut signed: Vec<Day> = certifications
        .iter()
        .filter(|found| found.level == level && found.by_physician && found.is_complete && found.signed > admitted.plus_days(1))
        .map(|found| found.signed)
        .collect();
    signed.sort_unstable();
    let mut due = admitted.plus_days(limits.0 - 1);
    for day in signed {
        if day > due {
            break;
        }
        due = due.max(day.plus_days(limits.1));
    }
    Ok(if last <= due { Answer::pass() } else { Answer::Fail(vec![Evidence::named(RecordKind::Certification, level.code(), Some(due))]) })
}

/// Every rule, in the order of the catalogue.
pub static CATALOGUE: [Rule; 70] = [
    a01_coverage::RULE,
    a02_payer_order::RULE,
    a03_authorization_needed::RULE,
    a04_authorization_covers::RULE,
    a05_units::RULE,
    a06_authorized_level::RULE,
    a07_authorized_provider::RULE,
    a08_number_on_claim::RULE,
    a09_gap_days::RULE,
    a10_discharge_notice::RULE,
    a11_benefit_limit::RULE,
    a12_credential::RULE,
    a13_referral::RULE,
    b01_identity::RULE,
    b02_diagnosis_on_record::RULE,
    b03_diagnosis_valid::RULE,
    b04_diagnosis_fits::RULE,
    b05_code_pairs::RULE,
    b06_place_and_modifier::RULE,
    b07_medicare_program::RULE,
    b08_services_a_day::RULE,
    b09_duplicates::RULE,
    b10_timely_filing::RULE,
    b11_charge_lag::RULE,
    b12_rendering::RULE,
    b13_measures::RULE,
    c01_note::RULE,
    c02_signed::RULE,
    c03_time::RULE,
    c04_setting::RULE,
    c05_goal::RULE,
    c06_intervention::RULE,
    c07_response::RULE,
    c08_risk::RULE,
    c09_progress::RULE,
    c10_individual::RULE,
    c11_attendance::RULE,
    c12_cosigned::RULE,
    c13_contradictions::RULE,
    d01_evaluation::RULE,
    d02_physical::RULE,
    d03_first_plan::RULE,
    d04_plan_review::RULE,
    d05_goals::RULE,
    d06_planned_services::RULE,
    d07_determination::RULE,
    d08_need_statement::RULE,
    d09_step_down_plan::RULE,
    d10_order::RULE,
    e01_partial_certified::RULE,
    e02_partial_recertified::RULE,
    e03_intensive_certified::RULE,
    e04_hours::RULE,
    e05_inpatient_certified::RULE,
    e06_local_coverage::RULE,
    f01_baseline::RULE,
    f02_recent_measure::RULE,
    f03_before_request::RULE,
    f04_risk::RULE,
    f05_change::RULE,
    f06_function::RULE,
    f07_discharge_measure::RULE,
    f08_discussed::RULE,
    f09_fitting_instrument::RULE,
    f10_substance::RULE,
    g01_consent::RULE,
    g02_part2_consent::RULE,
    g03_minor::RULE,
    g04_agreement::RULE,
    g05_exclusion::RULE,
];
