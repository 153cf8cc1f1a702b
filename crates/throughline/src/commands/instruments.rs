//! `throughline instruments`: what the library knows, and on what it rests.

mod as_json;
mod as_text;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use instruments::{Library, Overlay};
use serde_json::Value as Json;
use vocabulary::{Clock as _, ZoneName};
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};
use crate::overlays;
use crate::world::SystemClock;

/// List the instrument definitions, or show all of one: items, scoring, bands, sources, licence
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline instruments list
  throughline instruments list --json | jq -r '.[] | select(.text == \"ships\") | .id'
  throughline instruments show phq-9
  throughline instruments show phq-9 --json
  throughline instruments overlay overlays/pcl-5.en.toml")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// One line or object a definition: id, version, items, text, licence, and how many numbers were verified at their source
    #[command(after_help = "\
Examples:
  throughline instruments list
  throughline instruments list --json | jq -r '.[] | select(.text == \"ships\") | .id'")]
    List {
        /// A JSON array with one object a definition
        #[arg(long)]
        json: bool,
    },
    /// Everything the definition says, with the source of each number
    #[command(after_help = "\
Examples:
  throughline instruments show phq-9
  throughline instruments show pcl-5 --json")]
    Show {
        /// The id in lower case, such as phq-9
        id: String,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// Check a file with the text of an instrument that the practice holds a licence for, and print the hash that belongs into it
    #[command(after_help = "\
Examples:
  throughline instruments overlay texts/ors.toml")]
    Overlay {
        /// The file
        file: PathBuf,
    },
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let library = Library::shipped().expect("the library that ships reads: its tests read every file");
    match &arguments.what {
        What::List { json: true } => console::json(&Json::Array(library.iter().map(|each| as_json::summary(each)).collect())),
        What::List { json: false } => {
            let table = as_text::list(&library);
            console::data(|output| write!(output, "{table}"))
        }
        What::Show { id, json } => {
            let definition = library.get(&id.to_lowercase()).ok_or_else(|| not_in_library(&library, id))?;
            if *json {
                return console::json(&as_json::whole(definition));
            }
            let page = as_text::page(definition);
            console::data(|output| write!(output, "{page}"))
        }
        What::Overlay { file } => overlay(&library, file),
    }
}

/// Prints the hash of the words first: whoever writes the file needs it before it can fit.
fn overlay(library: &Library, file: &Path) -> Result<(), Failure> {
    let text = console::text();
    let refused = |reason: String| {
        let arguments = [("file", file.display().to_string().into()), ("reason", reason.into())];
        Failure::new(Kind::Input, text.say_with(Key::CommandDoctorOverlayRefused, &arguments))
    };
    let content = std::fs::read_to_string(file).map_err(|error| refused(error.to_string()))?;
    let hash = Overlay::hash_of_file(&content).map_err(|error| refused(error.to_string()))?;
    console::data(|output| writeln!(output, "hash = \"{hash}\""))?;
    let today = SystemClock.now().day_in(&ZoneName::utc());
    let overlay = overlays::one(library, file, today).map_err(refused)?;
    let fits = [("id", overlay.instrument.into()), ("language", text.language(&overlay.language).into())];
    console::note(&text.say_with(Key::CommandOverlayFits, &fits));
    Ok(())
}

fn not_in_library(library: &Library, id: &str) -> Failure {
    let text = console::text();
    let failure = Failure::new(Kind::Refused, text.say_with(Key::CommandUnknownInstrument, &[("id", id.into())]));
    let near = library.iter().map(|each| &*each.id).min_by_key(|each| strsim::damerau_levenshtein(each, &id.to_lowercase()));
    match near.filter(|near| strsim::damerau_levenshtein(near, &id.to_lowercase()) <= 2) {
        Some(near) => failure.hint(text.say_with(Key::CommandConfigDidYouMean, &[("meant", near.into())])),
        None => failure.hint(text.say(Key::CommandListInstruments)),
    }
}
