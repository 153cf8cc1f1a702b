//! Records for tests, here and in the rooms above.

use vocabulary::{Day, Identifier as _, PatientId, ProgramId};

use crate::discharge::{Discharge, DischargeDestination, DischargeType};
use crate::episode::Episode;

/// A stay of one patient in a program, from a day on; with a last day it was completed, and the patient went home.
///
/// # Panics
/// Where a day is not written `2026-03-31`.
pub fn stay(program: u8, admitted: &str, last: Option<&str>) -> Episode {
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let discharge = |last: &str| Discharge { day: day(last), kind: DischargeType::Completed, destination: DischargeDestination::Home };
    Episode {
        patient: PatientId::from_uuid("00000000-0000-7000-8000-000000000100".parse().expect("an id")),
        program: ProgramId::from_uuid(format!("00000000-0000-7000-8000-0000000002{program:02x}").parse().expect("an id")),
        admitted: day(admitted),
        discharge: last.map(discharge),
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    }
}
