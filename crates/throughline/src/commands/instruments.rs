//! `throughline instruments`: what the library knows, and on what it rests.

mod as_json;
mod as_text;

use clap::{Args, Subcommand};
use instruments::Library;
use serde_json::Value as Json;
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};

/// List the instrument definitions, or show all of one: items, scoring, bands, sources, licence
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline instruments list
  throughline instruments list --json | jq -r '.[] | select(.text == \"ships\") | .id'
  throughline instruments show phq-9
  throughline instruments show phq-9 --json")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// One line or object a definition: id, version, items, text, licence, and how many numbers were verified at their source
    List {
        /// A JSON array with one object a definition
        #[arg(long)]
        json: bool,
    },
    /// Everything the definition says, with the source of each number
    Show {
        /// The id in lower case, such as phq-9
        id: String,
        /// One JSON object
        #[arg(long)]
        json: bool,
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
    }
}

fn not_in_library(library: &Library, id: &str) -> Failure {
    let text = console::text();
    let failure = Failure::new(Kind::Refused, text.say_with(Key::CommandUnknownInstrument, &[("id", id.into())]));
    let near = library.iter().map(|each| &*each.id).min_by_key(|each| strsim::damerau_levenshtein(each, &id.to_lowercase()));
    match near.filter(|near| strsim::damerau_levenshtein(near, &id.to_lowercase()) <= 2) {
        Some(near) => failure.hint(text.say_with(Key::ConfigDidYouMean, &[("meant", near.into())])),
        None => failure.hint(text.say(Key::CommandListInstruments)),
    }
}
