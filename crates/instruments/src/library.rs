//! The library: every definition that comes with the product, and those that entered the practice.
//!
//! Library files stand in `library/`, one an instrument; the build script lists them, so that adding an instrument is adding one file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::definition::{Definition, DefinitionError, Origin};

include!(concat!(env!("OUT_DIR"), "/library_files.rs"));

/// Definitions by id.
#[derive(Clone, Debug, Default)]
pub struct Library {
    definitions: BTreeMap<String, Arc<Definition>>,
}

/// A library file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {error}")]
pub struct LibraryError {
    /// The file's name.
    pub file: String,
    /// What is wrong.
    pub error: DefinitionError,
}

impl Library {
    /// The definitions that come with the product. An error is a defect of the product; its tests read every file.
    pub fn shipped() -> Result<Self, LibraryError> {
        let mut library = Self::default();
        for (file, text) in FILES {
            let definition = read_file(file, text)?;
            library.definitions.insert(definition.id.to_string(), Arc::new(definition));
        }
        Ok(library)
    }

    /// The library with one more definition. One with the same id takes the place of the other only when that was imported too.
    pub fn with(mut self, definition: Definition) -> Result<Self, LibraryError> {
        let id = definition.id.to_string();
        if self.definitions.get(&id).is_some_and(|present| present.origin == Origin::Library) {
            let what = "an instrument of the library has this id; an imported definition needs its own".to_owned();
            return Err(LibraryError { file: id, error: DefinitionError::Invalid { place: "id".to_owned(), what } });
        }
        self.definitions.insert(id, Arc::new(definition));
        Ok(self)
    }

    /// The definition of an instrument.
    pub fn get(&self, id: &str) -> Option<&Arc<Definition>> {
        self.definitions.get(id)
    }

    /// The definition whose panel has this LOINC code.
    pub fn by_loinc_panel(&self, code: &str) -> Option<&Arc<Definition>> {
        self.iter().find(|definition| definition.loinc_panel.as_ref().is_some_and(|panel| panel.as_str() == code))
    }

    /// The definition and scale whose score has this LOINC code.
    pub fn by_loinc_score(&self, code: &str) -> Option<(&Arc<Definition>, usize)> {
        self.iter().find_map(|definition| {
            let position = definition.scales.iter().position(|scale| scale.loinc.as_ref().is_some_and(|each| each.as_str() == code));
            position.map(|scale| (definition, scale))
        })
    }

    /// All definitions in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.definitions.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.definitions.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.definitions.is_empty()
    }
}

/// The files of the library: name and text.
pub fn files() -> &'static [(&'static str, &'static str)] {
    FILES
}

fn read_file(file: &str, text: &str) -> Result<Definition, LibraryError> {
    let wrap = |error| LibraryError { file: file.to_owned(), error };
    let definition = Definition::from_toml(text, Origin::Library).map_err(wrap)?;
    if format!("{}.toml", definition.id) == file {
        return Ok(definition);
    }
    let what = format!("the file is named `{file}`, the instrument `{}`", definition.id);
    Err(wrap(DefinitionError::Invalid { place: "id".to_owned(), what }))
}

#[cfg(test)]
mod traps;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::SafetyKind;

    /// All 65, as the project's facts name them.
    const IDS: [&str; 65] = [
        "ace",
        "asq",
        "asrs-v1.1",
        "audit",
        "audit-c",
        "bam-r",
        "barc-10",
        "basis-24",
        "c-ssrs-screener",
        "cage-aid",
        "ces-d",
        "cesd-r",
        "ciwa-ar",
        "core-10",
        "core-om",
        "cows",
        "crave-vas",
        "dass-21",
        "dast-10",
        "dla-20",
        "ede-q",
        "epds",
        "gad-2",
        "gad-7",
        "imrs",
        "isi",
        "k10",
        "k6",
        "mdq",
        "oasis",
        "odsis",
        "oq-45.2",
        "ors",
        "pacs",
        "pc-ptsd-5",
        "pcl-5",
        "phq-15",
        "phq-2",
        "phq-4",
        "phq-8",
        "phq-9",
        "phq-a",
        "promis-29",
        "promis-anx-4a",
        "promis-dep-4a",
        "psc-17",
        "pss-10",
        "pswq",
        "qids-sr16",
        "qpr",
        "reqol",
        "scared",
        "scoff",
        "smfq",
        "srs",
        "sure",
        "taps",
        "usaudit",
        "vanderbilt",
        "who-5",
        "whodas-12",
        "whodas-36",
        "wsas",
        "y-bocs",
        "ymrs",
    ];

    #[test]
    fn the_library_is_complete() {
        let library = Library::shipped().unwrap();
        let ids: Vec<&str> = library.iter().map(|definition| &*definition.id).collect();
        assert_eq!(ids, IDS);
        // Where the project's facts are at hand, they name the same.
        let beside = ["../../../shared/data", "../../../../shared/data"];
        let beside = beside.map(|folder| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("instruments.json"));
        let Some(text) = beside.iter().find_map(|file| std::fs::read_to_string(file).ok()) else {
            println!("SKIPPED the_library_is_complete: ../shared/data is absent");
            return;
        };
        let named: Vec<String> = text.split("\"id\"").skip(1).filter_map(|rest| Some(rest.split('"').nth(1)?.to_lowercase())).collect();
        let named: std::collections::BTreeSet<&str> = named.iter().map(String::as_str).collect();
        assert_eq!(ids, named.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn every_file_reads_and_every_reference_vector_agrees() {
        let mut lines = Vec::new();
        for (file, text) in FILES {
            match read_file(file, text) {
                Ok(definition) => lines.extend(definition.check_vectors()),
                Err(error) => lines.push(error.to_string()),
            }
        }
        assert!(lines.is_empty(), "{} differences:\n{}", lines.len(), lines.join("\n"));
    }

    #[test]
    fn every_definition_with_items_has_three_vectors_and_one_with_missing_items() {
        let library = Library::shipped().unwrap();
        let short = |definition: &&Arc<Definition>| {
            let (vectors, incomplete) = definition.count_vectors();
            !definition.is_totals_only() && (vectors < 3 || incomplete == 0)
        };
        let names: Vec<_> = library.iter().filter(short).map(|definition| definition.id.to_string()).collect();
        assert!(names.is_empty(), "too few vectors: {names:?}");
    }

    #[test]
    fn an_imported_definition_cannot_take_the_place_of_a_shipped_one() {
        let library = Library::shipped().unwrap();
        let mut copy = (**library.get("phq-9").unwrap()).clone();
        copy.origin = Origin::Imported;
        let error = library.with(copy).unwrap_err().to_string();
        assert_eq!(error, "phq-9: id: an instrument of the library has this id; an imported definition needs its own");
    }

    #[test]
    fn every_safety_entry_says_what_it_speaks_of() {
        let library = Library::shipped().unwrap();
        let check = |instrument: &str, expected: &[SafetyKind]| {
            let kinds: Vec<SafetyKind> = library.get(instrument).unwrap().safety.iter().map(|entry| entry.kind).collect();
            assert_eq!(kinds, expected, "{instrument}");
        };
        check("phq-9", &[SafetyKind::SelfHarm]);
        check("ciwa-ar", &[SafetyKind::Withdrawal, SafetyKind::Withdrawal]);
        check("oq-45.2", &[SafetyKind::SelfHarm, SafetyKind::SubstanceUse, SafetyKind::HarmToOthers]);
        check("core-om", &[SafetyKind::SelfHarm, SafetyKind::HarmToOthers]);
        let (file, text) = FILES.iter().find(|(file, _)| *file == "phq-9.toml").unwrap();
        let error = read_file(file, &text.replace("kind = \"self_harm\"", "kind = \"sadness\"")).unwrap_err().to_string();
        assert!(error.contains("safety.thoughts_of_death: kind `sadness` is not one of self_harm, "), "{error}");
        for (file, text) in FILES {
            let document: toml::Table = toml::from_str(text).unwrap();
            let entries = document.get("safety").and_then(toml::Value::as_array).into_iter().flatten();
            assert!(entries.into_iter().all(|entry| entry.get("kind").is_some()), "{file}: nothing is taken for granted");
        }
    }

    #[test]
    fn a_definition_from_before_there_were_kinds_still_reads_and_weighs_as_it_did() {
        let (file, text) = FILES.iter().find(|(file, _)| *file == "phq-9.toml").unwrap();
        let read = read_file(file, &text.replace("kind = \"self_harm\"\n", "")).unwrap();
        assert_eq!(read.safety[0].kind, SafetyKind::SelfHarm);
    }

    #[test]
    fn loinc_codes_find_instrument_and_score() {
        let library = Library::shipped().unwrap();
        assert_eq!(library.by_loinc_panel("44249-1").map(|definition| &*definition.id), Some("phq-9"));
        assert_eq!(library.by_loinc_score("44261-6").map(|(definition, scale)| (&*definition.id, scale)), Some(("phq-9", 0)));
    }
}
