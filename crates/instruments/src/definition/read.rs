//! From the file to the definition: every reference resolved, every number checked, every error naming the table and the fact.

use std::collections::BTreeMap;

use vocabulary::{Language, LoincCode, Points};

use super::document::{AnswerSetTable, Document, ItemTable, LicenceTable, TextTable};
use super::{
    AnswerKind, AnswerSet, Basis, Classification, Definition, FormText, IntendedUse, Item, Licence, LicenceCategory, Mark, Origin, Rule,
    SafetyEntry, SafetyKind, Scale, Skip, TextPolicy, Urgency,
};
use crate::formula::{FormulaError, Names, parse_condition};

/// Why a definition file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DefinitionError {
    /// Not TOML, or a key that is not known or missing. The message of the reader names line and column.
    #[error("not a definition file: {0}")]
    Toml(String),
    /// A formula or condition cannot be read.
    #[error("{place}: {error}")]
    Formula {
        /// The table.
        place: String,
        /// What is wrong.
        error: FormulaError,
    },
    /// A value that is not allowed.
    #[error("{place}: {what}")]
    Invalid {
        /// The table and key.
        place: String,
        /// What is wrong and what is expected.
        what: String,
    },
}

pub(super) fn invalid<T>(place: impl Into<String>, what: impl Into<String>) -> Result<T, DefinitionError> {
    Err(DefinitionError::Invalid { place: place.into(), what: what.into() })
}

impl Definition {
    /// Reads a definition file.
    pub fn from_toml(text: &str, origin: Origin) -> Result<Self, DefinitionError> {
        let document: Document = toml::from_str(text).map_err(|error| DefinitionError::Toml(error.to_string().trim_end().to_owned()))?;
        Self::from_document(document, origin)
    }

    /// Checks a definition and resolves its references.
    pub fn from_document(document: Document, origin: Origin) -> Result<Self, DefinitionError> {
        check_identity(&document)?;
        let mut reading = Reading::start(&document)?;
        let skips = reading.skips(&document)?;
        for table in &document.scales {
            let scale = reading.scale(table)?;
            reading.scales.push(scale);
        }
        let classifications = reading.classifications(&document)?;
        let safety = reading.safety(&document)?;
        let texts = texts(&document, origin, &reading.answer_sets, &reading.items)?;
        let total_only_range = match document.total_only_range {
            Some([low, high]) => Some((points("total_only_range", low)?, points("total_only_range", high)?)),
            None if document.items.is_empty() => return invalid("items", "a definition without items needs total_only_range"),
            None => None,
        };
        let main_scale = find("main_scale", document.main_scale.as_deref(), |id| reading.scales.iter().position(|scale| &*scale.id == id))?;
        let main_classification = find("main_classification", document.main_classification.as_deref(), |id| {
            classifications.iter().position(|each| &*each.id == id)
        })?;
        let loinc_panel =
            document.loinc.as_ref().and_then(|table| table.panel.as_deref()).map(|code| loinc("loinc.panel", code)).transpose()?;
        Ok(Self {
            id: document.id.into(),
            version: document.version.into(),
            name: document.name,
            short_name: document.short_name,
            construct: document.construct,
            population: document.population,
            respondents: all(&document.respondents, |code| {
                let role = code.parse().ok().filter(|who: &crate::administration::Respondent| who.role() == *who);
                role.map_or_else(|| invalid("respondents", format!("`{code}` is not known")), Ok)
            })?,
            recall: document.recall,
            cadence: document.cadence,
            intended_use: intended_use(&document.intended_use)?,
            main_scale,
            main_classification,
            citations: document.citations,
            cautions: document.cautions,
            total_only_range,
            bilingual_interview: document
                .bilingual_interview
                .as_ref()
                .map(|table| basis("bilingual_interview", &table.mark, &table.source))
                .transpose()?,
            licence: licence(&document.licence)?,
            loinc_panel,
            answer_sets: reading.answer_sets,
            items: reading.items,
            skips,
            scales: reading.scales,
            classifications,
            safety,
            texts,
            origin,
            vectors: document.vectors,
        })
    }
}

/// What has been read so far; the names that formulas may use.
pub(super) struct Reading {
    answer_sets: Vec<AnswerSet>,
    pub(super) items: Vec<Item>,
    pub(super) scales: Vec<Scale>,
    tables: BTreeMap<String, Vec<(f64, f64)>>,
}

impl Names for Reading {
    fn item(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| &*item.id == id)
    }

    fn is_scored(&self, item: usize) -> bool {
        self.items[item].scored
    }

    fn scale(&self, id: &str) -> Option<usize> {
        self.scales.iter().position(|scale| &*scale.id == id)
    }

    fn table(&self, name: &str) -> Option<Vec<(f64, f64)>> {
        self.tables.get(name).cloned()
    }
}

impl Reading {
    fn start(document: &Document) -> Result<Self, DefinitionError> {
        let answer_sets: Vec<AnswerSet> = all(document.answer_sets.iter(), |(id, table)| answer_set(id, table))?;
        let mut items: Vec<Item> = Vec::new();
        for table in &document.items {
            if items.iter().any(|item| *item.id == *table.id) {
                return invalid(format!("items.{}", table.id), "the id stands twice");
            }
            items.push(item(table, &answer_sets)?);
        }
        let tables = document
            .tables
            .iter()
            .map(|(name, table)| (name.clone(), table.rows.iter().map(|[key, value]| (*key, *value)).collect()))
            .collect();
        Ok(Self { answer_sets, items, scales: Vec::new(), tables })
    }

    fn skips(&self, document: &Document) -> Result<Vec<Skip>, DefinitionError> {
        all(document.skips.iter().enumerate(), |(number, table)| {
            let place = format!("skips[{}]", number + 1);
            Ok(Skip { when: self.condition(&place, &table.when)?, items: self.item_list(&place, &table.items)?, value: table.value })
        })
    }

    fn classifications(&self, document: &Document) -> Result<Vec<Classification>, DefinitionError> {
        all(&document.classifications, |table| {
            let place = format!("classifications.{}", table.id);
            let rules = all(&table.rules, |rule| {
                let when = self.condition(&place, &rule.when)?;
                Ok(Rule { when, when_text: rule.when.clone(), result: rule.result.as_str().into(), severity: rule.severity })
            })?;
            if table.rules.last().is_none_or(|rule| rule.when != "otherwise") {
                return invalid(place, "the last rule must be `otherwise`, so that every answer has a result");
            }
            Ok(Classification {
                id: table.id.as_str().into(),
                name: table.name.clone(),
                rules,
                basis: basis(&place, &table.basis.mark, &table.basis.source)?,
            })
        })
    }

    fn safety(&self, document: &Document) -> Result<Vec<SafetyEntry>, DefinitionError> {
        all(&document.safety, |table| {
            let place = format!("safety.{}", table.id);
            let urgency = match table.urgency.as_str() {
                "review" => Urgency::Review,
                "same_day" => Urgency::SameDay,
                "immediate" => Urgency::Immediate,
                other => return invalid(place, format!("urgency `{other}` is not one of immediate, same_day, review")),
            };
            let known = |code: &str| SafetyKind::ALL.into_iter().find(|kind| kind.code() == code);
            let kind = match table.kind.as_deref() {
                // Definitions that a practice stored before there were kinds: every entry was taken for self-harm, and none is taken more lightly now.
                None => SafetyKind::SelfHarm,
                Some(code) => match known(code) {
                    Some(kind) => kind,
                    None => {
                        return invalid(place, format!("kind `{code}` is not one of {}", SafetyKind::ALL.map(SafetyKind::code).join(", ")));
                    }
                },
            };
            Ok(SafetyEntry {
                id: table.id.as_str().into(),
                kind,
                items: self.item_list(&place, &table.items)?,
                when: self.condition(&place, &table.when)?,
                urgency,
                basis: basis(&place, &table.mark, &table.source)?,
            })
        })
    }

    pub(super) fn condition(&self, place: &str, text: &str) -> Result<crate::formula::Condition, DefinitionError> {
        parse_condition(text, self).map_err(|error| DefinitionError::Formula { place: place.to_owned(), error })
    }

    fn item_list(&self, place: &str, ids: &[String]) -> Result<Vec<usize>, DefinitionError> {
        all(ids, |id| self.item(id).map_or_else(|| invalid(place, format!("no item `{id}`")), Ok))
    }
}

fn check_identity(document: &Document) -> Result<(), DefinitionError> {
    let id_fits = !document.id.is_empty() && document.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c));
    if !id_fits {
        return invalid("id", "lower-case letters, digits, `-` and `.` only");
    }
    for (key, text) in [("version", &document.version), ("name", &document.name), ("short_name", &document.short_name)] {
        if text.trim().is_empty() {
            return invalid(key, "is empty");
        }
    }
    if document.citations.is_empty() {
        return invalid("citations", "every definition names where the instrument was published");
    }
    Ok(())
}

fn answer_set(id: &str, table: &AnswerSetTable) -> Result<AnswerSet, DefinitionError> {
    let place = format!("answer_sets.{id}");
    let special = |word: &str| table.special.iter().any(|each| each == word);
    if let Some(other) = table.special.iter().find(|word| !["refused", "not_applicable"].contains(&word.as_str())) {
        return invalid(place, format!("special `{other}` is not one of refused, not_applicable"));
    }
    let kind = match (table.values.as_slice(), table.minimum, table.maximum) {
        ([], Some(minimum), Some(maximum)) if minimum < maximum => AnswerKind::Number { minimum, maximum },
        (values, None, None) if !values.is_empty() => {
            let distinct: std::collections::BTreeSet<_> = values.iter().collect();
            if distinct.len() != values.len() {
                return invalid(place, "a value stands twice");
            }
            if !table.loinc.is_empty() && table.loinc.len() != values.len() {
                return invalid(place, "as many LOINC answer codes as values, or none");
            }
            AnswerKind::Options(values.iter().enumerate().map(|(index, value)| (*value, table.loinc.get(index).cloned())).collect())
        }
        _ => return invalid(place, "either `values` or `minimum` and `maximum`"),
    };
    Ok(AnswerSet { id: id.to_owned(), kind, refused: special("refused"), not_applicable: special("not_applicable") })
}

fn item(table: &ItemTable, answer_sets: &[AnswerSet]) -> Result<Item, DefinitionError> {
    let place = format!("items.{}", table.id);
    if table.id.is_empty() || !table.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        return invalid(place, "an item id has lower-case letters, digits and `_` only");
    }
    let Some(answers) = answer_sets.iter().position(|set| set.id == table.answers) else {
        return invalid(place, format!("no answer set `{}`", table.answers));
    };
    let set = &answer_sets[answers];
    let (low, high) = set.bounds();
    let scored_values = scored_values(&place, table, set)?;
    let value_of = |given: i32| {
        scored_values.as_ref().and_then(|pairs| pairs.iter().find(|(each, _)| *each == given)).map_or(given, |(_, scored)| *scored)
    };
    let every_answer: Vec<i32> = match &set.kind {
        AnswerKind::Options(options) => options.iter().map(|(value, _)| value_of(*value)).collect(),
        AnswerKind::Number { .. } => (low..=high).map(value_of).collect(),
    };
    let scored_bounds = (every_answer.iter().copied().min().unwrap_or(low), every_answer.iter().copied().max().unwrap_or(high));
    Ok(Item {
        id: table.id.as_str().into(),
        answers,
        loinc: table.loinc.as_deref().map(|code| loinc(&place, code)).transpose()?,
        concept: table.concept.clone(),
        scored: table.scored,
        optional: table.optional,
        scored_values,
        scored_bounds,
    })
}

fn scored_values(place: &str, table: &ItemTable, set: &AnswerSet) -> Result<Option<Vec<(i32, i32)>>, DefinitionError> {
    if table.reverse && !table.recode.is_empty() {
        return invalid(place, "either reverse or recode");
    }
    if let Some([given, _]) = table.recode.iter().find(|[given, _]| !set.offers(*given)) {
        return invalid(place, format!("recode names {given}, which the form does not offer"));
    }
    if table.reverse {
        let (low, high) = set.bounds();
        let given: Vec<i32> = match &set.kind {
            AnswerKind::Options(options) => options.iter().map(|(value, _)| *value).collect(),
            AnswerKind::Number { .. } => (low..=high).collect(),
        };
        return Ok(Some(given.into_iter().map(|value| (value, low + high - value)).collect()));
    }
    Ok((!table.recode.is_empty()).then(|| table.recode.iter().map(|[given, scored]| (*given, *scored)).collect()))
}

/// The words of a library file need a licence that lets us ship them; those of an imported form came with the practice's own file.
fn texts(document: &Document, origin: Origin, sets: &[AnswerSet], items: &[Item]) -> Result<BTreeMap<Language, FormText>, DefinitionError> {
    let mut texts = BTreeMap::new();
    for (tag, table) in &document.text {
        let place = format!("text.{tag}");
        if document.licence.text != "ships" && origin == Origin::Library {
            return invalid(place, "the licence does not let us ship text: it belongs in an overlay");
        }
        let Ok(language) = tag.parse::<Language>() else { return invalid(place, "not a language tag") };
        texts.insert(language, form_text(&place, table, sets, items)?);
    }
    Ok(texts)
}

/// Checks that a text has words for exactly the items and options of a definition.
pub(crate) fn form_text(place: &str, table: &TextTable, sets: &[AnswerSet], items: &[Item]) -> Result<FormText, DefinitionError> {
    if let Some(unknown) = table.items.keys().find(|id| !items.iter().any(|item| *item.id == ***id)) {
        return invalid(place, format!("text for item `{unknown}`, which the definition does not have"));
    }
    if let Some(unknown) = table.options.keys().find(|id| !sets.iter().any(|set| set.id == **id)) {
        return invalid(place, format!("labels for answer set `{unknown}`, which the definition does not have"));
    }
    let words = all(items, |item| match table.items.get(&*item.id) {
        Some(text) if !text.trim().is_empty() => Ok(text.clone()),
        _ => invalid(place, format!("no text for item `{}`", item.id)),
    })?;
    let options = all(sets, |set| {
        let labels = table.options.get(&set.id).cloned().unwrap_or_default();
        let listed = if let AnswerKind::Options(options) = &set.kind { options.len() } else { 0 };
        let expected = listed + usize::from(set.refused) + usize::from(set.not_applicable);
        if labels.len() == expected {
            Ok(labels)
        } else {
            invalid(place, format!("answer set `{}` needs {expected} labels, has {}", set.id, labels.len()))
        }
    })?;
    Ok(FormText {
        source: table.source.clone(),
        title: table.title.clone(),
        instructions: table.instructions.clone(),
        closing: table.closing.clone(),
        items: words,
        options,
    })
}

fn licence(table: &LicenceTable) -> Result<Licence, DefinitionError> {
    let category = LicenceCategory::ALL.into_iter().find(|(_, code)| *code == table.category);
    let Some((category, _)) = category else { return invalid("licence.category", format!("`{}` is not known", table.category)) };
    let text = match table.text.as_str() {
        "ships" => TextPolicy::Ships,
        "bring_your_own" => TextPolicy::BringYourOwn,
        "awaiting_confirmation" => TextPolicy::AwaitingConfirmation,
        other => return invalid("licence.text", format!("`{other}` is not one of ships, bring_your_own, awaiting_confirmation")),
    };
    if table.basis.trim().is_empty() {
        return invalid("licence.basis", "is empty");
    }
    let evidence = basis("licence", &table.mark, &table.source)?;
    Ok(Licence { category, text, holder: table.holder.clone(), basis: table.basis.clone(), evidence, notice: table.notice.clone() })
}

fn intended_use(code: &str) -> Result<IntendedUse, DefinitionError> {
    let known = [IntendedUse::Outcome, IntendedUse::Screening, IntendedUse::Withdrawal, IntendedUse::History, IntendedUse::Alliance];
    known.into_iter().find(|each| each.code() == code).map_or_else(|| invalid("use", format!("`{code}` is not known")), Ok)
}

pub(super) fn basis(place: &str, mark: &str, source: &str) -> Result<Basis, DefinitionError> {
    let mark = match mark {
        "verified" => Mark::Verified,
        "recalled" => Mark::Recalled,
        other => return invalid(place, format!("mark `{other}` is neither verified nor recalled")),
    };
    if source.trim().is_empty() {
        return invalid(place, "a mark needs its source");
    }
    Ok(Basis { mark, source: source.to_owned() })
}

pub(super) fn points(place: &str, value: f64) -> Result<Points, DefinitionError> {
    Points::from_f64(value).or_else(|error| invalid(place, error.to_string()))
}

pub(super) fn loinc(place: &str, code: &str) -> Result<LoincCode, DefinitionError> {
    code.parse().or_else(|error| invalid(place, format!("`{code}`: {error}")))
}

fn find(place: &str, id: Option<&str>, position: impl Fn(&str) -> Option<usize>) -> Result<Option<usize>, DefinitionError> {
    match id {
        None => Ok(None),
        Some(id) => position(id).map_or_else(|| invalid(place, format!("`{id}` is not defined")), |index| Ok(Some(index))),
    }
}

pub(super) fn all<T, R>(
    list: impl IntoIterator<Item = T>,
    read: impl FnMut(T) -> Result<R, DefinitionError>,
) -> Result<Vec<R>, DefinitionError> {
    list.into_iter().map(read).collect()
}
