//! `throughline report`: the progress report of a patient as a PDF.

use std::path::{Path, PathBuf};

use app::release::Disclosure;
use app::{App, Caller};
use clap::Args;
use storage::View;
use vocabulary::{Language, PatientId};
use wording::Key;

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::released::write_file;
use crate::wiring::{self, Practice, app_failure};

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
    /// For whom
    #[arg(long = "for", value_name = "RECIPIENT")]
    recipient: String,
    /// Why
    #[arg(long)]
    reason: String,
    /// On what basis, such as treatment, patient_request or consent
    #[arg(long, default_value = "treatment")]
    basis: String,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "report").await?;
        let patient = find_patient(&practice.app, &practice.caller, &arguments.patient).await?;
        let disclosure =
            Disclosure { recipient: arguments.recipient.clone(), reason: arguments.reason.clone(), basis: arguments.basis.clone() };
        let report = practice.app.progress_report(&practice.caller, patient, &Language::english(), disclosure).await;
        let report = report.map_err(|error| app_failure(&error))?;
        write_file(&report, &arguments.out)?;
        let written = [("file", arguments.out.display().to_string().into()), ("release", report.release().to_string().into())];
        console::note(&console::text().say_with(Key::CommandReleased, &written));
        practice.close().await
    })
}

/// The patient with a record number, or with an id.
async fn find_patient(app: &App, caller: &Caller, wanted: &str) -> Result<PatientId, Failure> {
    if let Ok(id) = wanted.parse::<PatientId>() {
        return Ok(id);
    }
    let operation = storage::Operation {
        actor: caller.actor.clone(),
        purpose: caller.purpose(),
        request: caller.request.clone(),
        action: "find_patient",
    };
    let number = wanted.to_owned();
    let found = app
        .database()
        .read(&operation, move |unit| Box::pin(async move { storage::patient::by_record_number(unit, &number, View::Current).await }));
    let found = found.await.map_err(|error| wiring::storage_failure(&error))?;
    let text = console::text();
    let unknown = || Failure::new(Kind::Refused, text.say(Key::CommandNoPatient)).hint(text.say(Key::CommandNoPatientHint));
    found.map(|patient| patient.id).ok_or_else(unknown)
}
