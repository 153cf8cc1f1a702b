//! The folder of an invented practice: its database, its configuration, and a note of what was made.
//!
//! The note is what tells an invented practice from a real one: a database without a note is never touched.

use std::fs;
use std::path::{Path, PathBuf};

use synthetic::Plan;
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};

/// A folder.
pub(super) struct Place {
    folder: PathBuf,
}

/// What is there.
pub(super) enum Present {
    /// A whole practice.
    Whole(Plan),
    /// Nothing, or one whose making was interrupted; that has been removed.
    Nothing,
}

/// What the invented practice calls itself, on pages and in documents.
pub(super) const PRACTICE_NAME: &str = "Riverside and Lakeview (invented)";
const DATABASE: &str = "practice.db";
const NOTE: &str = "invented.toml";

impl Place {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn database(&self) -> PathBuf {
        self.folder.join(DATABASE)
    }

    pub(super) fn configuration(&self) -> PathBuf {
        self.folder.join(crate::configuration::FILE_NAME)
    }

    /// Looks what is there; with `reset`, and after an interruption, removes it.
    pub(super) fn look(&self, reset: bool) -> Result<Present, Failure> {
        let note = fs::read_to_string(self.folder.join(NOTE)).ok();
        if note.is_none() && self.database().exists() {
            let text = console::text();
            let message = text.say_with(Key::CommandDemoNotInvented, &[("file", self.database().display().to_string().into())]);
            return Err(Failure::new(Kind::Refused, message).hint(text.say(Key::CommandDemoNotInventedHint)));
        }
        match note.as_deref().and_then(read_note) {
            Some(plan) if !reset && self.database().exists() => Ok(Present::Whole(plan)),
            _ => {
                for ending in ["", "-wal", "-shm"] {
                    let _not_there = fs::remove_file(self.folder.join(format!("{DATABASE}{ending}")));
                }
                Ok(Present::Nothing)
            }
        }
    }

    /// Makes the folder and notes that a practice is being made.
    pub(super) fn begin(&self, plan: &Plan) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|error| self.unwritable(&error))?;
        self.write(NOTE, &note(plan, false))?;
        let configuration = format!(
            "# The configuration of an invented practice: throughline --config {} ...\n\
             [practice]\nname = \"{PRACTICE_NAME}\"\n\n[database]\nlocation = \"{DATABASE}\"\n\n[sign_in]\nsecond_factor = \"off\"\n\n\
             # Nothing leaves: messages are kept in the outbox.\n[sending]\nmode = \"demo\"\n",
            self.configuration().display()
        );
        self.write(crate::configuration::FILE_NAME, &configuration)
    }

    /// Notes that it is whole.
    pub(super) fn finish(&self, plan: &Plan) -> Result<(), Failure> {
        self.write(NOTE, &note(plan, true))
    }

    fn write(&self, name: &str, content: &str) -> Result<(), Failure> {
        fs::write(self.folder.join(name), content).map_err(|error| self.unwritable(&error))
    }

    fn unwritable(&self, error: &std::io::Error) -> Failure {
        let text = console::text();
        let arguments = [("folder", self.folder.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Refused, text.say_with(Key::CommandDemoFolder, &arguments)).hint(text.say(Key::CommandDemoFolderHint))
    }
}

fn note(plan: &Plan, whole: bool) -> String {
    let Plan { seed, as_of, patients } = plan;
    format!("# Everything in this folder is invented.\nseed = \"{seed}\"\nas_of = \"{as_of}\"\npatients = {patients}\nwhole = {whole}\n")
}

/// The plan of a whole practice.
fn read_note(note: &str) -> Option<Plan> {
    let table: toml::Table = note.parse().ok()?;
    let text = |key: &str| table.get(key)?.as_str();
    let patients = usize::try_from(table.get("patients")?.as_integer()?).ok()?;
    let plan = Plan { seed: text("seed")?.parse().ok()?, as_of: text("as_of")?.parse().ok()?, patients };
    table.get("whole")?.as_bool()?.then_some(plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        Plan { seed: u64::MAX, as_of: "2026-11-23".parse().unwrap(), patients: 20 }
    }

    #[test]
    fn the_note_of_a_whole_practice_reads_back() {
        assert_eq!(read_note(&note(&plan(), true)), Some(plan()));
        assert_eq!(read_note(&note(&plan(), false)), None);
        assert_eq!(read_note("whole = true"), None);
    }

    #[test]
    fn an_interrupted_practice_is_removed_and_a_real_one_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::new(&folder.path().join("demo"));
        assert!(matches!(place.look(false), Ok(Present::Nothing)));
        place.begin(&plan()).unwrap();
        fs::write(place.database(), "half").unwrap();
        assert!(matches!(place.look(false), Ok(Present::Nothing)));
        assert!(!place.database().exists());
        fs::write(place.database(), "whole").unwrap();
        place.finish(&plan()).unwrap();
        assert!(matches!(place.look(false), Ok(Present::Whole(present)) if present == plan()));
        fs::remove_file(folder.path().join("demo").join(NOTE)).unwrap();
        assert_eq!(place.look(true).err().map(|failure| failure.kind), Some(Kind::Refused));
        assert!(place.database().exists());
    }
}
