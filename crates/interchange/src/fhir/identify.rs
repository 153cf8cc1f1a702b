//! Which instrument is a form? Its name and its code say one thing, the codes of its items another; where they contradict each other the items
//! decide, because answers belong to items.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use instruments::{Definition, Library};

use super::form::Form;
use crate::reading::NoteCode;
use crate::rejection::RejectionCode;

/// The library, ordered for looking up codes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    by_item: HashMap<String, Vec<Arc<Definition>>>,
    by_panel: HashMap<String, Arc<Definition>>,
    by_score: HashMap<String, (Arc<Definition>, usize)>,
    by_plain_id: BTreeMap<String, Arc<Definition>>,
}

/// An instrument that was found, with a word about how.
pub(crate) struct Identified {
    pub(crate) definition: Arc<Definition>,
    pub(crate) note: Option<NoteCode>,
}

/// Letters and digits in lower case, so that `PHQ-9`, `phq9` and `Phq 9` are one.
fn plain(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Index {
    /// Orders a library.
    pub(crate) fn of(library: &Library) -> Self {
        let mut index = Self::default();
        for definition in library.iter() {
            for code in definition.items.iter().filter_map(|item| item.loinc.as_ref()) {
                index.by_item.entry(code.as_str().to_owned()).or_default().push(Arc::clone(definition));
            }
            if let Some(code) = &definition.loinc_panel {
                index.by_panel.entry(code.as_str().to_owned()).or_insert_with(|| Arc::clone(definition));
            }
            for (place, scale) in definition.scales.iter().enumerate() {
                if let Some(code) = &scale.loinc {
                    index.by_score.entry(code.as_str().to_owned()).or_insert_with(|| (Arc::clone(definition), place));
                }
            }
            index.by_plain_id.insert(plain(&definition.id), Arc::clone(definition));
        }
        index
    }

    /// The instrument and scale of a total.
    pub(crate) fn score(&self, code: &str) -> Option<&(Arc<Definition>, usize)> {
        self.by_score.get(code.strip_prefix('/').unwrap_or(code))
    }

    /// The instrument of a form; `Ok(None)` when it is none that is known.
    pub(crate) fn identify(&self, form: &Form) -> Result<Option<Identified>, RejectionCode> {
        let named = self.named(form);
        let hits = self.hits(form);
        let most = hits.iter().map(|(_, count)| *count).max().unwrap_or(0);
        if let Some((definition, label)) = named {
            let own = hits.iter().find(|(each, _)| each.id == definition.id).map_or(0, |(_, count)| *count);
            let by_position = || form.items.iter().any(|item| definition.item_by_key(&item.link_id).is_some());
            if own == most && (most > 0 || by_position()) {
                return Ok(Some(Identified { definition, note: None }));
            }
            if most == 0 {
                return Ok(None);
            }
            return self.by_items(form, &hits, most).map(|found| {
                let note = |used: &Arc<Definition>| NoteCode::ItemsContradictName { named: label, used: used.id.to_string() };
                found.map(|definition| Identified { note: Some(note(&definition)), definition })
            });
        }
        let found = if most == 0 { None } else { self.by_items(form, &hits, most)? };
        Ok(found.map(|definition| Identified { definition, note: None }))
    }

    /// The instrument that a form's code or name says, and how it says it.
    fn named(&self, form: &Form) -> Option<(Arc<Definition>, String)> {
        // The canonical of a form at loinc.org ends with the code of its panel.
        let by_code =
            form.codes.iter().chain(&form.names).find_map(|code| self.by_panel.get(code).map(|found| (Arc::clone(found), code.clone())));
        by_code.or_else(|| form.names.iter().find_map(|name| self.by_name(name).map(|found| (found, name.clone()))))
    }

    /// The longest id that stands in a name as whole words: `CIRG-GAD7` and `phq-9-example` have one.
    fn by_name(&self, name: &str) -> Option<Arc<Definition>> {
        let words: Vec<String> =
            name.split(|character: char| !character.is_alphanumeric()).map(plain).filter(|word| !word.is_empty()).collect();
        let words = &words[..words.len().min(12)];
        let runs = (0..words.len()).flat_map(|from| (from..words.len()).map(move |to| words[from..=to].concat()));
        runs.filter_map(|run| self.by_plain_id.get_key_value(&run)).max_by_key(|(id, _)| id.len()).map(|(_, found)| Arc::clone(found))
    }

    /// How many of a form's items each instrument has, by code.
    fn hits(&self, form: &Form) -> Vec<(Arc<Definition>, usize)> {
        let mut hits: Vec<(Arc<Definition>, usize)> = Vec::new();
        for item in &form.items {
            let mut seen: Vec<&str> = Vec::new();
            for definition in item.keys().filter_map(|key| self.by_item.get(key)).flatten() {
                if seen.contains(&&*definition.id) {
                    continue;
                }
                seen.push(&definition.id);
                match hits.iter_mut().find(|(each, _)| each.id == definition.id) {
                    Some((_, count)) => *count += 1,
                    None => hits.push((Arc::clone(definition), 1)),
                }
            }
        }
        hits
    }

    /// Of the instruments with the most items, the only one; or, for a form that is known as a whole, the only one that is complete in it.
    fn by_items(&self, form: &Form, hits: &[(Arc<Definition>, usize)], most: usize) -> Result<Option<Arc<Definition>>, RejectionCode> {
        let best: Vec<&Arc<Definition>> = hits.iter().filter(|(_, count)| *count == most).map(|(definition, _)| definition).collect();
        if let [only] = best.as_slice() {
            return Ok(Some(Arc::clone(only)));
        }
        let complete: Vec<&&Arc<Definition>> = best.iter().filter(|definition| form.is_whole && is_complete(definition, form)).collect();
        if let [only] = complete.as_slice() {
            return Ok(Some(Arc::clone(only)));
        }
        let mut candidates: Vec<&str> = best.iter().map(|definition| &*definition.id).collect();
        candidates.sort_unstable();
        Err(RejectionCode::InstrumentAmbiguous { candidates: candidates.join(", ") })
    }
}

/// True when the form asks every scored item of the instrument.
fn is_complete(definition: &Definition, form: &Form) -> bool {
    let asked = |code: &str| form.items.iter().any(|item| item.keys().any(|key| key == code));
    definition.items.iter().filter(|item| item.scored).all(|item| item.loinc.as_ref().is_some_and(|code| asked(code.as_str())))
}
