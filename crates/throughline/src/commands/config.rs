//! `throughline config`: what is configured, and whether it can work.

use std::path::Path;

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};
use wording::Key;

use crate::configuration::{self, Configuration, KEYS, Settings, Shape, Value};
use crate::console;
use crate::failure::Failure;
use crate::serving;

/// Show, check or begin the configuration
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline config example > throughline.toml
  throughline config check
  throughline config show --json")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Says every value and where it came from; secrets are only said to be set
    #[command(after_help = "\
Examples:
  throughline config show
  throughline config show --json | jq -r .server.listen")]
    Show {
        /// One JSON object instead of lines
        #[arg(long)]
        json: bool,
    },
    /// Says everything that is wrong, and ends with code 2 when something is
    #[command(after_help = "\
Examples:
  throughline config check
  throughline --config /etc/throughline.toml config check && systemctl restart throughline")]
    Check,
    /// Prints a file with every key, its default and what it does
    #[command(after_help = "\
Examples:
  throughline config example > throughline.toml")]
    Example,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    match arguments.what {
        What::Show { json } => show(named, json),
        What::Check => check(named),
        What::Example => console::data(|output| write!(output, "{}", configuration::example())),
    }
}

fn check(named: Option<&Path>) -> Result<(), Failure> {
    let loaded = configuration::load(named);
    let file = loaded.file.clone();
    serving::check_certificate(&loaded.configuration()?.server)?;
    note_file(file.as_deref());
    console::note(&console::text().say(Key::CommandConfigFine));
    Ok(())
}

fn show(named: Option<&Path>, json: bool) -> Result<(), Failure> {
    let loaded = configuration::load(named);
    if !loaded.problems.is_empty() {
        return Err(configuration::refusal(&loaded.problems));
    }
    let settings = loaded.settings;
    if json {
        console::json(&as_json(&settings))?;
    } else {
        note_file(loaded.file.as_deref());
        let row = |key: &configuration::ConfigKey| {
            let setting = settings.get(key.section, key.name);
            vec![key.path(), written(key.shape, &setting.value), setting.origin.to_string()]
        };
        let table = console::columns(&KEYS.iter().map(row).collect::<Vec<_>>(), &[]);
        console::data(|output| write!(output, "{table}"))?;
    }
    Configuration::from_settings(&settings).map(drop).map_err(|problems| configuration::refusal(&problems))
}

fn note_file(file: Option<&Path>) {
    let text = console::text();
    console::note(&match file {
        Some(file) => text.say_with(Key::CommandConfigFileRead, &[("file", file.display().to_string().into())]),
        None => text.say(Key::CommandConfigNoFile),
    });
}

/// A value as it would stand in the file. A secret, and the password of an address from the environment, are not shown.
fn written(shape: Shape, value: &Value) -> String {
    let text = console::text();
    match (shape, value) {
        (Shape::Secret, Value::Text(secret)) => {
            text.say(if secret.is_empty() { Key::CommandConfigSecretNotSet } else { Key::CommandConfigSecretSet })
        }
        (_, Value::Text(value)) => format!("\"{}\"", configuration::without_password(value)),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::List(list)) => format!("{list:?}"),
    }
}

fn as_json(settings: &Settings) -> Json {
    let entry = |key: &configuration::ConfigKey| {
        let setting = settings.get(key.section, key.name);
        let value = match (key.shape, &setting.value) {
            (Shape::Secret, Value::Text(secret)) => json!({ "set": !secret.is_empty() }),
            (_, Value::Text(text)) => json!(configuration::without_password(text)),
            (_, Value::Number(number)) => json!(number),
            (_, Value::List(list)) => json!(list),
        };
        (key.path(), json!({ "value": value, "origin": setting.origin.to_string() }))
    };
    Json::Object(KEYS.iter().map(entry).collect())
}
