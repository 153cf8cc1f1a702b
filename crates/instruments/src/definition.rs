//! The definition of an instrument: what every other room knows about it, checked once when it is read.

mod classification;
pub mod document;
mod item;
mod licence;
mod read;
mod read_scale;
mod safety;
mod scale;

use std::collections::BTreeMap;
use std::sync::Arc;

use vocabulary::{Language, LoincCode, Points};

use crate::Respondent;

pub use classification::{Classification, Rule};
pub use item::{AnswerKind, AnswerSet, Item, Skip};
pub use licence::{Licence, LicenceCategory, TextPolicy};
pub use read::DefinitionError;
pub(crate) use read::form_text;
pub use safety::{SafetyEntry, SafetyKind, Urgency};
pub use scale::{Band, Cutoff, Direction, MissingRule, Norms, NotApplicableRule, ReliableChange, Rounding, Scale};

/// A definition, whole and consistent.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Lower case, never changes: `phq-9`.
    pub id: Arc<str>,
    /// Of the definition; raised by every change that can change a score.
    pub version: Arc<str>,
    /// Full name.
    pub name: String,
    /// What people say: `PHQ-9`.
    pub short_name: String,
    /// What it measures.
    pub construct: String,
    /// For whom it was validated.
    pub population: String,
    /// In which roles somebody may answer; the first is the usual one.
    pub respondents: Vec<Respondent>,
    /// The period the questions ask about.
    pub recall: Option<String>,
    /// How often it is given.
    pub cadence: Option<String>,
    /// What it is for.
    pub intended_use: IntendedUse,
    /// The place of the scale that is "the score".
    pub main_scale: Option<usize>,
    /// The place of the classification that is the result where there is no main scale.
    pub main_classification: Option<usize>,
    /// Where it was published.
    pub citations: Vec<String>,
    /// What to watch out for.
    pub cautions: Vec<String>,
    /// Set for a definition that knows no items: totals in this range only.
    pub total_only_range: Option<(Points, Points)>,
    /// What permits somebody of the practice who speaks both languages to ask it in another language than its words; `None` where nothing known does.
    pub bilingual_interview: Option<Basis>,
    /// Who holds the rights and what we may do.
    pub licence: Licence,
    /// The LOINC code of the panel, where known.
    pub loinc_panel: Option<LoincCode>,
    /// Answer sets by id.
    pub answer_sets: Vec<AnswerSet>,
    /// Items in the order of the form.
    pub items: Vec<Item>,
    /// The form's own skip rules.
    pub skips: Vec<Skip>,
    /// Scales in the order of computation.
    pub scales: Vec<Scale>,
    /// Results in words.
    pub classifications: Vec<Classification>,
    /// Answers that a person must see.
    pub safety: Vec<SafetyEntry>,
    /// Text by language, where it ships.
    pub texts: BTreeMap<Language, FormText>,
    /// Where the definition came from.
    pub origin: Origin,
    pub(crate) vectors: Vec<document::VectorTable>,
}

/// Where a definition came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Part of the product.
    Library,
    /// Entered the practice as a FHIR Questionnaire or a totals-only definition. Marked as such wherever it is shown.
    Imported,
}

/// What an instrument is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntendedUse {
    /// Given again and again; drawn as a course.
    Outcome,
    /// Given once to find out who needs more; never a trend.
    Screening,
    /// Clinician-rated withdrawal; drawn as a course over hours and days.
    Withdrawal,
    /// About the past; never a trend.
    History,
    /// About the treatment relationship.
    Alliance,
}

impl IntendedUse {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Screening => "screening",
            Self::Withdrawal => "withdrawal",
            Self::History => "history",
            Self::Alliance => "alliance",
        }
    }

    /// True where scores over time make a course.
    pub const fn is_trended(self) -> bool {
        matches!(self, Self::Outcome | Self::Withdrawal)
    }
}

/// Whether a number was checked at its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The source was read; its place is named.
    Verified,
    /// Said to come from the named source, which was not read. A named clinician may enable it.
    Recalled,
}

impl Mark {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Recalled => "recalled",
        }
    }
}

/// What a number rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Whether it was checked.
    pub mark: Mark,
    /// Where it stands or is said to stand.
    pub source: String,
}

/// The words of a form in one language, verbatim from its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormText {
    /// What was read.
    pub source: String,
    /// Title.
    pub title: String,
    /// What stands above the questions.
    pub instructions: Option<String>,
    /// What stands below.
    pub closing: Option<String>,
    /// The wording of each item, in the order of the definition.
    pub items: Vec<String>,
    /// The labels of each answer set, in the order of its options, then "refused", then "not applicable".
    pub options: Vec<Vec<String>>,
}

impl Definition {
    /// True where somebody may answer it: in their role, whichever of two parents or teachers they are.
    pub fn is_answered_by(&self, respondent: Respondent) -> bool {
        self.respondents.contains(&respondent.role())
    }

    /// Everybody who may answer it, those of the usual role first.
    pub fn answering(&self) -> Vec<Respondent> {
        let of_role = |role: &Respondent| Respondent::ALL.iter().copied().filter(|each| each.role() == *role).collect::<Vec<_>>();
        self.respondents.iter().flat_map(of_role).collect()
    }

    /// The place of an item by its id.
    pub fn item(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| &*item.id == id)
    }

    /// The place of a scale by its id.
    pub fn scale(&self, id: &str) -> Option<usize> {
        self.scales.iter().position(|scale| &*scale.id == id)
    }

    /// The main scale.
    pub fn main(&self) -> Option<&Scale> {
        self.main_scale.map(|index| &self.scales[index])
    }

    /// The answer set of an item.
    pub fn answers_of(&self, item: usize) -> &AnswerSet {
        &self.answer_sets[self.items[item].answers]
    }

    /// True when only totals can be recorded.
    pub fn is_totals_only(&self) -> bool {
        self.items.is_empty()
    }

    /// The item that a key of a file means: its id, its LOINC code (a leading `/` is passed over), or its 1-based position among the scored items.
    pub fn item_by_key(&self, key: &str) -> Option<usize> {
        let plain = key.strip_prefix('/').unwrap_or(key);
        if let Some(item) = self.item(plain) {
            return Some(item);
        }
        if let Some(item) = self.items.iter().position(|item| item.loinc.as_ref().is_some_and(|code| code.as_str() == plain)) {
            return Some(item);
        }
        let position: usize = plain.parse().ok()?;
        let mut scored = self.items.iter().enumerate().filter(|(_, item)| item.scored);
        scored.nth(position.checked_sub(1)?).map(|(index, _)| index)
    }
}
