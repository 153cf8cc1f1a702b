//! `throughline report`: the progress report of a patient as a PDF.

use std::path::{Path, PathBuf};

use clap::Args;
use vocabulary::Language;

use crate::configuration;
use crate::failure::Failure;
use crate::released::{DisclosureArguments, hand_out};
use crate::wiring::{self, Practice, app_failure, find_patient};

/// Write the progress report of a patient as a PDF
///
/// The report leaves the practice: for whom, why and on what basis is recorded, and the bytes are kept.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline report A-1042 --out report.pdf --for \"the patient\" --reason \"asked for a copy\" --basis patient_request
  throughline report 0190b5c4-7a3e-7cc1-98f4-3d2a51b0c7de --out report.pdf --for \"Dr. Example\" --reason referral")]
pub(crate) struct Arguments {
    /// The record number or the id of the patient
    patient: String,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    disclosure: DisclosureArguments,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "report").await?;
        let patient = find_patient(&practice.app, &practice.caller, &arguments.patient).await?;
        let report = practice.app.progress_report(&practice.caller, patient, &Language::english(), arguments.disclosure.stated()).await;
        hand_out(&report.map_err(|error| app_failure(&error))?, &arguments.out)?;
        practice.close().await
    })
}
