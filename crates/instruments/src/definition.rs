//! The definition of an instrument: what every other room knows about it, checked once when it is read.

pub mod document;
mod read;
mod read_scale;

use std::collections::BTreeMap;
use std::sync::Arc;

use vocabulary::{Language, LoincCode, Points};

use crate::Respondent;
use crate::formula::{Condition, Formula};

pub use read::DefinitionError;
pub(crate) use read::form_text;

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

/// Who holds the rights.
#[derive(Clone, Debug)]
pub struct Licence {
    /// The kind of licence, as in `library/README.md`.
    pub category: LicenceCategory,
    /// Whether the text comes with the product.
    pub text: TextPolicy,
    /// Rights holder.
    pub holder: String,
    /// Why we may do what we do.
    pub basis: String,
    /// What that was read in.
    pub evidence: Basis,
    /// Printed beside the form.
    pub notice: Option<String>,
}

/// The kind of licence an instrument stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the categories of library/README.md")]
pub enum LicenceCategory {
    PublicDomain,
    PublicDomainUsGovernment,
    FreeIncludingCommercial,
    CcByNd,
    FreeWithAttribution,
    FreeClinical,
    FreeNonCommercial,
    Permission,
    Proprietary,
    OwnWords,
}

impl LicenceCategory {
    /// All of them with their names in files.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::PublicDomain, "public_domain"),
        (Self::PublicDomainUsGovernment, "public_domain_us_government"),
        (Self::FreeIncludingCommercial, "free_including_commercial"),
        (Self::CcByNd, "cc_by_nd"),
        (Self::FreeWithAttribution, "free_with_attribution"),
        (Self::FreeClinical, "free_clinical"),
        (Self::FreeNonCommercial, "free_non_commercial"),
        (Self::Permission, "permission"),
        (Self::Proprietary, "proprietary"),
        (Self::OwnWords, "own_words"),
    ];

    /// The name in files.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(each, _)| *each == self).map_or("", |(_, code)| code)
    }
}

/// Whether an instrument's text comes with the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPolicy {
    /// Its licence lets us.
    Ships,
    /// The practice brings its own licensed text as an overlay.
    BringYourOwn,
    /// We asked, or must ask; until then as if the practice had to bring it.
    AwaitingConfirmation,
}

impl TextPolicy {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ships => "ships",
            Self::BringYourOwn => "bring_your_own",
            Self::AwaitingConfirmation => "awaiting_confirmation",
        }
    }
}

/// What can be answered to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerSet {
    /// Its id in the definition.
    pub id: String,
    /// Its shape.
    pub kind: AnswerKind,
    /// A further option "refused".
    pub refused: bool,
    /// A further option "not applicable".
    pub not_applicable: bool,
}

/// Options or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// One of these options, by the number beside each; with its LOINC answer code where known.
    Options(Vec<(i32, Option<String>)>),
    /// A whole number between two bounds.
    Number {
        /// Smallest.
        minimum: i32,
        /// Largest.
        maximum: i32,
    },
}

impl AnswerSet {
    /// True when the form offers this number.
    pub fn offers(&self, value: i32) -> bool {
        match &self.kind {
            AnswerKind::Options(options) => options.iter().any(|(each, _)| *each == value),
            AnswerKind::Number { minimum, maximum } => (*minimum..=*maximum).contains(&value),
        }
    }

    /// The smallest and largest number.
    pub fn bounds(&self) -> (i32, i32) {
        match &self.kind {
            AnswerKind::Options(options) => {
                let values = options.iter().map(|(value, _)| *value);
                (values.clone().min().unwrap_or(0), values.max().unwrap_or(0))
            }
            AnswerKind::Number { minimum, maximum } => (*minimum, *maximum),
        }
    }
}

/// A question of the form.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id: `1`, `gate`.
    pub id: Arc<str>,
    /// The place of its answer set.
    pub answers: usize,
    /// Its LOINC code, where known.
    pub loinc: Option<LoincCode>,
    /// Our own word for what it asks; for mapping where orders differ.
    pub concept: Option<String>,
    /// Whether it takes part in positions and ranges.
    pub scored: bool,
    /// May be left out without making a form incomplete.
    pub optional: bool,
    /// The scored value of every answer that differs from the answer itself.
    pub(crate) scored_values: Option<Vec<(i32, i32)>>,
    /// The smallest and largest scored value.
    pub(crate) scored_bounds: (i32, i32),
}

impl Item {
    /// The scored value of an answer, after reversal and recoding.
    pub fn scored_value(&self, answer: i32) -> i32 {
        let pairs = self.scored_values.as_deref().unwrap_or_default();
        pairs.iter().find(|(given, _)| *given == answer).map_or(answer, |(_, scored)| *scored)
    }

    /// True when answers are reversed or recoded before they are summed.
    pub fn is_recoded(&self) -> bool {
        self.scored_values.is_some()
    }
}

/// A rule of the form that leaves items out.
#[derive(Clone, Debug)]
pub struct Skip {
    /// When it applies.
    pub when: Condition,
    /// Which items it leaves out.
    pub items: Vec<usize>,
    /// What they count as; `None`: they have no value.
    pub value: Option<i32>,
}

/// A number computed from items.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Its id: `total`.
    pub id: Arc<str>,
    /// Our own words for it.
    pub name: String,
    /// How it is computed; `None` where only totals that come along are known.
    pub formula: Option<Formula>,
    /// The formula as written.
    pub formula_text: String,
    /// The items the formula looks at.
    pub items: Vec<usize>,
    /// The smallest value.
    pub minimum: Points,
    /// The largest value.
    pub maximum: Points,
    /// Which way is worse.
    pub direction: Direction,
    /// What happens when items are missing.
    pub missing: MissingRule,
    /// Where that rule comes from.
    pub missing_basis: Option<Basis>,
    /// What a "not applicable" answer does.
    pub not_applicable: NotApplicableRule,
    /// The LOINC code of the score, where known.
    pub loinc: Option<LoincCode>,
    /// Digits after the point that are shown.
    pub decimals: u8,
    /// Severity bands from lowest to highest; may be empty.
    pub bands: Vec<Band>,
    /// Where the bands come from.
    pub bands_basis: Option<Basis>,
    /// Thresholds with their use.
    pub cutoffs: Vec<Cutoff>,
    /// How much change is more than measurement error.
    pub reliable_change: Option<ReliableChange>,
    /// The smallest difference that patients notice.
    pub minimal_difference: Option<(Points, Basis)>,
    /// What counts as treatment response, in percent of reduction.
    pub treatment_response: Option<(u8, Basis)>,
    /// When a patient counts as remitted.
    pub remission: Option<(Condition, String, Basis)>,
}

impl Scale {
    /// True where a result may have digits after the point: where they are shown, or where filling in missing items is not rounded.
    pub fn has_fractions(&self) -> bool {
        self.decimals > 0 || matches!(self.missing, MissingRule::Prorate { round: Rounding::None, .. })
    }
}

/// Which way a scale points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is worse.
    HigherIsWorse,
    /// More is better.
    HigherIsBetter,
}

impl Direction {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HigherIsWorse => "higher_is_worse",
            Self::HigherIsBetter => "higher_is_better",
        }
    }
}

/// What happens when items are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingRule {
    /// Every item is needed.
    All,
    /// Up to `most` are filled in with the mean of the answered ones.
    Prorate {
        /// How many may be missing.
        most: usize,
        /// How the result is rounded.
        round: Rounding,
    },
    /// Up to `most` count 0.
    Zero {
        /// How many may be missing.
        most: usize,
    },
    /// The formula decides.
    ByFormula,
}

/// How a prorated result is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Not at all.
    None,
    /// To the nearest whole number, halves away from zero.
    Nearest,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// What a "not applicable" answer does to a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotApplicableRule {
    /// It is missing.
    Missing,
    /// It counts 0.
    Zero,
    /// The item takes no part.
    LeaveOut,
}

/// A severity band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Lowest value.
    pub from: Points,
    /// Highest value.
    pub to: Points,
    /// Its published name.
    pub name: Arc<str>,
    /// 0 = none, rising.
    pub severity: u8,
}

/// A threshold with what it is used for.
#[derive(Clone, Debug)]
pub struct Cutoff {
    /// Its id.
    pub id: Arc<str>,
    /// When it is met.
    pub when: Condition,
    /// The condition as written.
    pub when_text: String,
    /// What it is used for.
    pub intended_use: String,
    /// Where it comes from.
    pub basis: Basis,
}

/// How much change is more than measurement error.
#[derive(Clone, Debug)]
pub struct ReliableChange {
    /// The change as published in points.
    pub points: Option<Points>,
    /// Norms: standard deviation and reliability of a population.
    pub norms: Option<Norms>,
    /// In whom.
    pub population: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
}

/// Published norms of a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norms {
    /// Standard deviation in points.
    pub standard_deviation: f64,
    /// Reliability, 0 to 1.
    pub reliability: f64,
}

/// A result in words.
#[derive(Clone, Debug)]
pub struct Classification {
    /// Its id.
    pub id: Arc<str>,
    /// Our own words for it.
    pub name: String,
    /// The first rule that is met decides.
    pub rules: Vec<Rule>,
    /// Where the rules come from.
    pub basis: Basis,
}

/// One rule of a classification.
#[derive(Clone, Debug)]
pub struct Rule {
    /// When it applies.
    pub when: Condition,
    /// The condition as written.
    pub when_text: String,
    /// The result in words.
    pub result: Arc<str>,
    /// 0 = none, rising.
    pub severity: u8,
}

/// Answers that a person must see, whatever the total.
#[derive(Clone, Debug)]
pub struct SafetyEntry {
    /// Our own word for it.
    pub id: Arc<str>,
    /// What it speaks of.
    pub kind: SafetyKind,
    /// Which items it speaks of.
    pub items: Vec<usize>,
    /// When it fires.
    pub when: Condition,
    /// How soon.
    pub urgency: Urgency,
    /// Where it comes from.
    pub basis: Basis,
}

/// What a safety entry speaks of. Whoever draws a conclusion from an answer asks for the kind: a withdrawal score says nothing about thoughts of
/// death, however soon a person must see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SafetyKind {
    /// Thoughts of death, of suicide or of self-harm, or acts of self-harm, now or lately.
    SelfHarm,
    /// An attempt or other suicidal behaviour of the past.
    SelfHarmHistory,
    /// The result of a screen for suicide risk as a whole, or a refusal to answer it.
    SuicideScreen,
    /// Thoughts or acts of violence.
    HarmToOthers,
    /// Withdrawal.
    Withdrawal,
    /// Use of alcohol or drugs.
    SubstanceUse,
    /// Anything else.
    Other,
}

impl SafetyKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::SelfHarm, Self::SelfHarmHistory, Self::SuicideScreen, Self::HarmToOthers, Self::Withdrawal, Self::SubstanceUse, Self::Other];

    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SelfHarm => "self_harm",
            Self::SelfHarmHistory => "self_harm_history",
            Self::SuicideScreen => "suicide_screen",
            Self::HarmToOthers => "harm_to_others",
            Self::Withdrawal => "withdrawal",
            Self::SubstanceUse => "substance_use",
            Self::Other => "other",
        }
    }
}

/// How soon a person must see an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// At the next review.
    Review,
    /// Before the day ends.
    SameDay,
    /// At once.
    Immediate,
}

impl Urgency {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::SameDay => "same_day",
            Self::Immediate => "immediate",
        }
    }
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
