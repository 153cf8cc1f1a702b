//! `throughline payers`: the profiles of payers as files.

use std::path::{Path, PathBuf};

use app::payer::PayerView;
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};
use wording::{Key, Text};

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::{self, Practice, app_failure};

/// List how payers review, write a profile to a file, or take one in
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline payers list
  throughline payers export generic-commercial > acme.toml
  throughline payers import acme.toml")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    List(List),
    Export(Export),
    Import(Import),
}

/// List the profiles: the practice's own first, then the generic ones that it did not replace
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline payers list
  throughline payers list --json")]
struct List {
    /// One JSON array of profiles: key, name, class, of_practice, verified, source
    #[arg(long)]
    json: bool,
}

/// Write the file of a profile to standard output
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline payers export generic-commercial > acme.toml")]
struct Export {
    /// The key of the profile
    key: String,
}

/// Take profiles in from their files, each as a new version where the practice has one with its key
///
/// A file that cannot be read is refused, and those after it are not taken; the message says where it is wrong.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline payers import acme.toml

Ends with code 3 when a file cannot be used.")]
struct Import {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "payers").await?;
        match &arguments.command {
            Command::List(asked) => list(&practice, asked.json).await?,
            Command::Export(asked) => export(&practice, &asked.key).await?,
            Command::Import(asked) => import(&practice, &asked.files).await?,
        }
        practice.close().await
    })
}

async fn all(practice: &Practice) -> Result<Vec<PayerView>, Failure> {
    practice.app.payers(&practice.caller).await.map_err(|error| app_failure(&error))
}

async fn list(practice: &Practice, json: bool) -> Result<(), Failure> {
    let payers = all(practice).await?;
    if json {
        return console::json(&Json::Array(payers.iter().map(as_json).collect()));
    }
    let text = console::text();
    let heads = [Key::PayersColumnName, Key::PayerColumnInFile, Key::PayersColumnClass, Key::PayersColumnState];
    let mut rows = vec![heads.map(|key| text.say(key)).to_vec()];
    rows.extend(payers.iter().map(|payer| row(text, payer)));
    console::data(|output| writeln!(output, "{}", console::columns(&rows, &[])))
}

fn as_json(payer: &PayerView) -> Json {
    let profile = &payer.profile;
    json!({
        "key": profile.key, "name": profile.name, "class": profile.class.code(), "of_practice": payer.of_practice,
        "verified": profile.verified, "source": profile.source,
    })
}

fn row(text: Text, payer: &PayerView) -> Vec<String> {
    let profile = &payer.profile;
    let state = match (payer.of_practice, profile.verified) {
        (false, _) => Key::PayersGeneric,
        (true, true) => Key::PayersVerified,
        (true, false) => Key::PayersUnverified,
    };
    vec![profile.name.clone(), profile.key.clone(), text.payer_class(profile.class), text.say(state)]
}

async fn export(practice: &Practice, key: &str) -> Result<(), Failure> {
    let payers = all(practice).await?;
    let found = payers.iter().find(|payer| payer.profile.key == key);
    let missing = || Failure::new(Kind::Refused, console::text().say_with(Key::CommandNotFound, &[("what", key.into())]));
    let text = &found.ok_or_else(missing)?.text;
    console::data(|output| output.write_all(text.as_bytes()))
}

async fn import(practice: &Practice, files: &[PathBuf]) -> Result<(), Failure> {
    let text = console::text();
    for file in files {
        let unusable = |reason: String| {
            let named = [("file", file.display().to_string().into()), ("reason", reason.into())];
            Failure::new(Kind::Input, text.say_with(Key::CommandDeadlinesFile, &named))
        };
        let content = std::fs::read_to_string(file).map_err(|error| unusable(error.to_string()))?;
        let profile = match practice.app.save_payer(&practice.caller, content).await {
            Ok(profile) => profile,
            Err(app::AppError::PayerFile(error)) => return Err(unusable(error.to_string())),
            Err(error) => return Err(app_failure(&error)),
        };
        console::note(&text.say_with(Key::CommandPayerTaken, &[("name", (&profile.name).into()), ("key", (&profile.key).into())]));
    }
    Ok(())
}
