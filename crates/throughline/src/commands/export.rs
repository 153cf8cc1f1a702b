//! `throughline export`: records out of the practice, as a table of scores or as FHIR.

use std::path::{Path, PathBuf};

use app::export::Whose;
use clap::{Args, ValueEnum};

use crate::configuration;
use crate::failure::Failure;
use crate::released::{DisclosureArguments, hand_out};
use crate::wiring::{self, Practice, app_failure, find_patient};

/// Export scores as CSV, or records as FHIR R4
///
/// What is exported leaves the practice: for whom, why and on what basis is recorded before the first byte is written. One patient as FHIR is one
/// Bundle, everybody is one resource a line. What was exported as FHIR imports as the same records.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline export scores --out scores.csv --for \"the director\" --reason \"quarterly review\" --basis operations
  throughline export fhir --patient A-1042 --out a-1042.json --for \"Dr. Example\" --reason referral
  throughline export scores --for \"the director\" --reason \"quarterly review\" --out - | head")]
pub(crate) struct Arguments {
    /// What to write
    #[arg(value_enum)]
    what: What,
    /// Only this patient: a record number or an id
    #[arg(long, value_name = "PATIENT")]
    patient: Option<String>,
    /// The file to write; - is standard output
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    disclosure: DisclosureArguments,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// A CSV table: a row for each scale of each administration; patients by record number
    Scores,
    /// FHIR R4: patients, forms whose text may leave, responses, scores as Observations
    Fhir,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "export").await?;
        let (app, caller) = (&practice.app, &practice.caller);
        let whose = match &arguments.patient {
            Some(patient) => Whose::Patient(find_patient(app, caller, patient).await?),
            None => Whose::Everybody,
        };
        let released = match arguments.what {
            What::Scores => app.export_scores(caller, whose, arguments.disclosure.stated()).await,
            What::Fhir => app.export_fhir(caller, whose, arguments.disclosure.stated()).await,
        };
        hand_out(&released.map_err(|error| app_failure(&error))?, &arguments.out)?;
        practice.close().await
    })
}
