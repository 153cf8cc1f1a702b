//! Text overlays: the words of an instrument whose licence does not let us ship them, brought by the practice from its own disk.
//!
//! An overlay is a TOML file with the keys of `[text.<language>]` under the instrument, the language, the licence it stands under and a hash over
//! its words. It is refused with a reason when the hash, the language or the items do not match, or when the licence has run out.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use vocabulary::{Day, Language};

use crate::definition::document::TextTable;
use crate::definition::{Definition, DefinitionError, FormText, form_text};

/// An overlay file, read and matched to its definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    /// The instrument it is for.
    pub instrument: String,
    /// Its language.
    pub language: Language,
    /// Who gave the licence.
    pub licence_holder: String,
    /// The licence's number or letter.
    pub licence_reference: String,
    /// The last day the licence covers; `None` when it does not end.
    pub expires: Option<Day>,
    /// SHA-256 over the words, in hex.
    pub hash: String,
    /// The words.
    pub text: FormText,
}

/// Why an overlay is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OverlayError {
    /// Not TOML or a key that is not known or missing.
    #[error("not an overlay file: {0}")]
    Toml(String),
    /// For another instrument.
    #[error("the overlay is for `{found}`, not for `{expected}`")]
    OtherInstrument {
        /// What it says.
        found: String,
        /// What was asked for.
        expected: String,
    },
    /// The language tag cannot be read.
    #[error("`{0}` is not a language tag")]
    Language(String),
    /// A day that cannot be read.
    #[error("expires: `{0}` is not a day like 2027-12-31")]
    Expiry(String),
    /// The licence has run out.
    #[error("the licence ended on {ended}: renew it and change `expires`, or remove the overlay")]
    Expired {
        /// Its last day.
        ended: Day,
    },
    /// The words are not the ones that were licensed.
    #[error("the hash does not match the words: the file says {written}, the words give {computed}")]
    Hash {
        /// As written.
        written: String,
        /// As computed.
        computed: String,
    },
    /// Items or options do not match the definition.
    #[error("{0}")]
    Words(DefinitionError),
    /// The library ships this text already.
    #[error("the text of this instrument comes with the product; an overlay is not needed")]
    TextShips,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct OverlayFile {
    instrument: String,
    language: String,
    licence_holder: String,
    licence_reference: String,
    expires: Option<String>,
    hash: String,
    text: TextTable,
}

impl Overlay {
    /// The instrument an overlay file says it is for, before it is matched.
    pub fn instrument_of(text: &str) -> Result<String, OverlayError> {
        read(text).map(|file| file.instrument)
    }

    /// Reads an overlay and matches it to its definition on a day.
    pub fn from_toml(text: &str, definition: &Definition, today: Day) -> Result<Self, OverlayError> {
        let file = read(text)?;
        if file.instrument != *definition.id {
            return Err(OverlayError::OtherInstrument { found: file.instrument, expected: definition.id.to_string() });
        }
        let language: Language = file.language.parse().map_err(|_| OverlayError::Language(file.language.clone()))?;
        if definition.texts.contains_key(&language) {
            return Err(OverlayError::TextShips);
        }
        let expires = match &file.expires {
            None => None,
            Some(day) => Some(day.parse::<Day>().map_err(|_| OverlayError::Expiry(day.clone()))?),
        };
        if let Some(ended) = expires.filter(|day| *day < today) {
            return Err(OverlayError::Expired { ended });
        }
        let words = form_text("text", &file.text, &definition.answer_sets, &definition.items).map_err(OverlayError::Words)?;
        let computed = hash_of(&file.text);
        if computed != file.hash {
            return Err(OverlayError::Hash { written: file.hash, computed });
        }
        Ok(Self {
            instrument: file.instrument,
            language,
            licence_holder: file.licence_holder,
            licence_reference: file.licence_reference,
            expires,
            hash: computed,
            text: words,
        })
    }

    /// The hash to write into an overlay file whose words are final.
    pub fn hash_of_file(text: &str) -> Result<String, OverlayError> {
        read(text).map(|file| hash_of(&file.text))
    }
}

fn read(text: &str) -> Result<OverlayFile, OverlayError> {
    toml::from_str(text).map_err(|error| OverlayError::Toml(error.to_string().trim_end().to_owned()))
}

/// SHA-256 over every word with its place, so that moving a label changes it.
fn hash_of(text: &TextTable) -> String {
    let mut hasher = Sha256::new();
    let mut add = |place: &str, words: &str| {
        hasher.update(place.as_bytes());
        hasher.update([0]);
        hasher.update(words.as_bytes());
        hasher.update([0]);
    };
    add("title", &text.title);
    add("instructions", text.instructions.as_deref().unwrap_or(""));
    add("closing", text.closing.as_deref().unwrap_or(""));
    for (id, words) in &text.items {
        add(&format!("item {id}"), words);
    }
    for (id, labels) in &text.options {
        for (index, label) in labels.iter().enumerate() {
            add(&format!("option {id} {index}"), label);
        }
    }
    hex::encode(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    const INSTRUMENT: &str = "core-10";

    /// An overlay with words for every item and option; `change` spoils the file before its hash is written.
    fn file(language: &str, change: impl FnOnce(&mut String)) -> String {
        let definition = std::sync::Arc::clone(Library::shipped().unwrap().get(INSTRUMENT).unwrap());
        let items: Vec<String> = definition.items.iter().map(|item| format!("\"{0}\" = \"Invented words {0}\"", item.id)).collect();
        let items = items.join("\n");
        let options = definition.answer_sets.iter().map(|set| {
            let (low, high) = set.bounds();
            let labels = (low..=high).filter(|value| set.offers(*value)).map(|value| format!("\"Invented {value}\"")).collect::<Vec<_>>();
            format!("{} = [{}]\n", set.id, labels.join(", "))
        });
        let mut text = format!(
            "instrument = \"{INSTRUMENT}\"\nlanguage = \"{language}\"\nlicence_holder = \"The invented practice\"\nlicence_reference = \"L-1\"\n\
             hash = \"HASH\"\n[text]\nsource = \"the licensed form\"\ntitle = \"Invented\"\n[text.items]\n{items}\n[text.options]\n{}",
            options.collect::<String>()
        );
        change(&mut text);
        let hash = Overlay::hash_of_file(&text).unwrap_or_default();
        text.replace("HASH", &hash)
    }

    fn taken(text: &str) -> Result<Overlay, OverlayError> {
        let library = Library::shipped().unwrap();
        Overlay::from_toml(text, library.get(INSTRUMENT).unwrap(), "2026-11-23".parse().unwrap())
    }

    #[test]
    fn words_that_fit_are_taken() {
        let overlay = taken(&file("en", |_| {})).unwrap();
        assert_eq!((overlay.instrument.as_str(), overlay.text.items.len()), (INSTRUMENT, 10));
    }

    #[test]
    fn words_that_were_changed_after_their_hash_was_written_are_refused() {
        let changed = file("en", |_| {}).replace("Invented words 3", "Other words 3");
        assert!(matches!(taken(&changed), Err(OverlayError::Hash { .. })));
    }

    #[test]
    fn a_language_that_is_none_is_refused() {
        assert_eq!(taken(&file("plain english", |_| {})), Err(OverlayError::Language("plain english".to_owned())));
    }

    #[test]
    fn an_item_too_few_or_too_many_is_refused() {
        let few = file("en", |text| *text = text.replace("\"10\" = \"Invented words 10\"\n", ""));
        let many = file("en", |text| *text = text.replace("[text.items]\n", "[text.items]\n\"11\" = \"One more\"\n"));
        for wrong in [few, many] {
            assert!(matches!(taken(&wrong), Err(OverlayError::Words(_))), "{wrong}");
        }
    }

    #[test]
    fn words_for_another_instrument_and_a_licence_that_ran_out_are_refused() {
        let other = file("en", |text| *text = text.replace("instrument = \"core-10\"", "instrument = \"core-om\""));
        assert!(matches!(taken(&other), Err(OverlayError::OtherInstrument { .. })));
        let ended = file("en", |text| *text = text.replace("hash = ", "expires = \"2026-11-22\"\nhash = "));
        assert!(matches!(taken(&ended), Err(OverlayError::Expired { .. })));
    }
}
