//! What reasons of adjustments mean for our work: a versioned table of our own labels, as data.
//!
//! Reasons (CARC) and remarks (RARC) are codes of lists that others publish. Their texts are not ours to ship: the table that ships has our own labels,
//! the category, and what to do. A practice lays its own table over it ([`ReasonTable::overlaid`]) and may load the official texts from its own copy
//! ([`ReasonTable::with_official`]).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use care::choices;
use serde::Deserialize;

choices! {
    /// What kind of denial a reason is.
    DenialCategory ("category of a denial") {
        /// No authorization, or not for this.
        Authorization = "authorization",
        /// Not insured here, or not then.
        Eligibility = "eligibility",
        /// Another payer comes first.
        CoordinationOfBenefits = "coordination_of_benefits",
        /// Not necessary, says the payer.
        MedicalNecessity = "medical_necessity",
        /// Records are missing or asked for.
        Documentation = "documentation",
        /// Data of the claim are missing or wrong.
        MissingInformation = "missing_information",
        /// Codes that do not go together.
        Coding = "coding",
        /// Sent before.
        Duplicate = "duplicate",
        /// Sent too late.
        TimelyFiling = "timely_filing",
        /// The provider may not bill this.
        Credentialing = "credentialing",
        /// The benefit is used up.
        BenefitLimit = "benefit_limit",
        /// Not in the plan.
        NonCovered = "non_covered",
        /// Anything else, and reasons that the table does not know.
        Other = "other",
    }
}

choices! {
    /// Where a denial could have been prevented.
    PreventableAt ("place of prevention") {
        /// Before or at admission.
        FrontEnd = "front_end",
        /// During care: reviews and notes.
        MidCycle = "mid_cycle",
        /// When billing.
        Billing = "billing",
        /// Nowhere with us.
        Nowhere = "no",
    }
}

choices! {
    /// What is usually done about a denial.
    UsualAction ("usual action") {
        /// Send the claim again with what was wrong put right.
        CorrectedClaim = "corrected_claim",
        /// Appeal.
        Appeal = "appeal",
        /// Send the records that were asked for.
        SendRecords = "records",
        /// Bill the payers in their order.
        Rebill = "rebill",
        /// Bill the patient, where that is allowed.
        BillPatient = "bill_patient",
        /// Look first.
        Review = "review",
    }
}

choices! {
    /// How often money comes back, as a rough rank before a practice has figures of its own.
    Recoverability ("recoverability") {
        /// Most often.
        High = "high",
        /// Sometimes.
        Medium = "medium",
        /// Seldom.
        Low = "low",
        /// Not a loss, or not to be won back.
        None = "none",
    }
}

/// What makes a reason a denial, and what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DenialKind {
    /// Its category.
    pub category: DenialCategory,
    /// Where it could have been prevented.
    pub preventable: PreventableAt,
    /// What is usually done.
    pub action: UsualAction,
    /// How often money comes back.
    pub recoverable: Recoverability,
}

impl DenialKind {
    /// For a reason of which the table knows nothing: somebody looks at it.
    pub const UNKNOWN: Self = Self {
        category: DenialCategory::Other,
        preventable: PreventableAt::Nowhere,
        action: UsualAction::Review,
        recoverable: Recoverability::Low,
    };
}

/// A label of our own, in the languages in which pages are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnLabel {
    /// In English; empty where we have none.
    pub english: String,
    /// In Spanish; empty where a practice wrote English only.
    pub spanish: String,
}

impl OwnLabel {
    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.english.is_empty()
    }

    /// The label for a language by its tag, such as `es` or `es-US`: English where there is no other.
    pub fn in_language(&self, tag: &str) -> &str {
        if tag.starts_with("es") && !self.spanish.is_empty() { &self.spanish } else { &self.english }
    }
}

/// A reason of an adjustment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The code, such as `197`.
    pub code: String,
    /// Our own label.
    pub label: OwnLabel,
    /// What kind of denial it is; `None` where posting settles it.
    pub denial: Option<DenialKind>,
    /// In which lists the code was read with this meaning.
    pub sources: Vec<String>,
    /// The text of the official list, from the practice's own copy.
    pub official: Option<String>,
}

/// A remark beside a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemarkLabel {
    /// The code, such as `N706`.
    pub code: String,
    /// Our own label.
    pub label: OwnLabel,
    /// An action that this remark asks for, whatever the reason says.
    pub action: Option<UsualAction>,
    /// In which lists the code was read with this meaning.
    pub sources: Vec<String>,
    /// The text of the official list, from the practice's own copy.
    pub official: Option<String>,
}

impl Reason {
    /// True where the meaning was read in two lists.
    pub fn is_verified(&self) -> bool {
        self.sources.len() >= 2
    }
}

impl RemarkLabel {
    /// True where the meaning was read in two lists.
    pub fn is_verified(&self) -> bool {
        self.sources.len() >= 2
    }
}

/// Reasons and remarks by their codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonTable {
    /// The version; findings name it.
    pub version: String,
    reasons: BTreeMap<String, Reason>,
    remarks: BTreeMap<String, RemarkLabel>,
    sources: BTreeMap<String, String>,
}

/// Why a file is no table of reasons.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReasonTableError {
    /// Not TOML, or a field that the table does not have.
    #[error("line {line}: {message}")]
    Form {
        /// The line, from 1; 0 where the reader names none.
        line: usize,
        /// What the reader says.
        message: String,
    },
    /// A word that is none of its list.
    #[error("reason {code}: {message}")]
    Word {
        /// The row.
        code: String,
        /// Which word, and what was expected.
        message: String,
    },
    /// A row twice.
    #[error("{code} stands twice")]
    Twice {
        /// The row.
        code: String,
    },
    /// A denial that is described in part.
    #[error("reason {code} has a category, so it needs preventable, action and recoverable")]
    Incomplete {
        /// The row.
        code: String,
    },
    /// A source that the table does not name.
    #[error("{code} names the source {source_id}, which stands nowhere in [sources]")]
    Source {
        /// The row.
        code: String,
        /// The source.
        source_id: String,
    },
}

/// What an official list brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficialImport {
    /// Codes that got their official text.
    pub told: usize,
    /// Codes that the table does not have: they stand without a category until somebody gives them one.
    pub new: Vec<String>,
    /// Codes of the table that the official list does not have: withdrawn, or wrong.
    pub missing: Vec<String>,
}

impl ReasonTable {
    /// The table that ships.
    ///
    /// It is read once; whoever lays rows or texts over it takes a copy.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<ReasonTable> =
            LazyLock::new(|| ReasonTable::from_toml(include_str!("../data/reasons.toml")).expect("the tests read the file"));
        &SHIPPED
    }

    /// Reads a table.
    ///
    /// # Errors
    /// [`ReasonTableError`] with the line or the row.
    pub fn from_toml(text: &str) -> Result<Self, ReasonTableError> {
        let file: File = toml::from_str(text).map_err(|error| ReasonTableError::Form {
            line: error.span().map_or(0, |span| 1 + text[..span.start.min(text.len())].matches('\n').count()),
            message: error.message().to_owned(),
        })?;
        let mut table = Self { version: file.version, reasons: BTreeMap::new(), remarks: BTreeMap::new(), sources: file.sources };
        for row in file.reason {
            table.check_sources(&row.code, &row.sources)?;
            let reason = row.reason()?;
            if let Some(twice) = table.reasons.insert(reason.code.clone(), reason) {
                return Err(ReasonTableError::Twice { code: twice.code });
            }
        }
        for row in file.remark {
            table.check_sources(&row.code, &row.sources)?;
            let action = row.action.as_deref().map(|action| word(&row.code, action)).transpose()?;
            let remark = RemarkLabel {
                code: row.code,
                label: OwnLabel { english: row.label, spanish: row.label_es },
                action,
                sources: row.sources,
                official: None,
            };
            if let Some(twice) = table.remarks.insert(remark.code.clone(), remark) {
                return Err(ReasonTableError::Twice { code: twice.code });
            }
        }
        Ok(table)
    }

    fn check_sources(&self, code: &str, sources: &[String]) -> Result<(), ReasonTableError> {
        match sources.iter().find(|source| !self.sources.contains_key(*source)) {
            Some(source) => Err(ReasonTableError::Source { code: code.to_owned(), source_id: source.clone() }),
            None => Ok(()),
        }
    }

    /// This table with the rows of a practice laid over it: the same code replaces a row. The version names both.
    #[must_use]
    pub fn overlaid(mut self, practice: Self) -> Self {
        self.version = format!("{}+{}", self.version, practice.version);
        self.reasons.extend(practice.reasons);
        self.remarks.extend(practice.remarks);
        self.sources.extend(practice.sources);
        self
    }

    /// Takes in codes and texts of an official list of reasons, or with `remarks` of remarks. Categories stay as they are.
    pub fn with_official<'a>(&mut self, remarks: bool, rows: impl IntoIterator<Item = (&'a str, &'a str)>) -> OfficialImport {
        let mut import = OfficialImport::default();
        let mut seen = std::collections::BTreeSet::new();
        for (code, text) in rows {
            seen.insert(code.to_owned());
            let official = Some(text.to_owned());
            let known = if remarks {
                self.remarks.get_mut(code).map(|remark| &mut remark.official)
            } else {
                self.reasons.get_mut(code).map(|reason| &mut reason.official)
            };
            if let Some(place) = known {
                *place = official;
                import.told += 1;
                continue;
            }
            import.new.push(code.to_owned());
            let (code, label, sources) = (code.to_owned(), OwnLabel::default(), Vec::new());
            if remarks {
                self.remarks.insert(code.clone(), RemarkLabel { code, label, action: None, sources, official });
            } else {
                self.reasons.insert(code.clone(), Reason { code, label, denial: None, sources, official });
            }
        }
        let ours: Vec<&String> = if remarks { self.remarks.keys().collect() } else { self.reasons.keys().collect() };
        import.missing = ours.into_iter().filter(|code| !seen.contains(*code)).cloned().collect();
        import
    }

    /// A reason.
    pub fn reason(&self, code: &str) -> Option<&Reason> {
        self.reasons.get(code)
    }

    /// A remark.
    pub fn remark(&self, code: &str) -> Option<&RemarkLabel> {
        self.remarks.get(code)
    }

    /// Every reason, by code.
    pub fn reasons(&self) -> impl Iterator<Item = &Reason> {
        self.reasons.values()
    }

    /// Every remark, by code.
    pub fn remarks(&self) -> impl Iterator<Item = &RemarkLabel> {
        self.remarks.values()
    }

    /// What kind of denial a reason is. A reason that has no row, or one without a label of ours, is [`DenialKind::UNKNOWN`]: nothing is refused in
    /// silence. `None` where the table says that it is no denial.
    pub fn denial(&self, code: &str) -> Option<DenialKind> {
        match self.reasons.get(code) {
            Some(reason) if !reason.label.is_empty() => reason.denial,
            _ => Some(DenialKind::UNKNOWN),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    #[serde(default)]
    sources: BTreeMap<String, String>,
    #[serde(default)]
    reason: Vec<ReasonRow>,
    #[serde(default)]
    remark: Vec<RemarkRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonRow {
    code: String,
    label: String,
    #[serde(default)]
    label_es: String,
    category: Option<String>,
    preventable: Option<String>,
    action: Option<String>,
    recoverable: Option<String>,
    #[serde(default)]
    sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RemarkRow {
    code: String,
    label: String,
    #[serde(default)]
    label_es: String,
    action: Option<String>,
    #[serde(default)]
    sources: Vec<String>,
}

impl ReasonRow {
    fn reason(self) -> Result<Reason, ReasonTableError> {
        let code = &self.code;
        let denial = match (&self.category, &self.preventable, &self.action, &self.recoverable) {
            (None, None, None, None) => None,
            (Some(category), Some(preventable), Some(action), Some(recoverable)) => Some(DenialKind {
                category: word(code, category)?,
                preventable: word(code, preventable)?,
                action: word(code, action)?,
                recoverable: word(code, recoverable)?,
            }),
            _ => return Err(ReasonTableError::Incomplete { code: self.code }),
        };
        let label = OwnLabel { english: self.label, spanish: self.label_es };
        Ok(Reason { code: self.code, label, denial, sources: self.sources, official: None })
    }
}

fn word<T: std::str::FromStr<Err = care::UnknownChoice>>(code: &str, text: &str) -> Result<T, ReasonTableError> {
    text.parse().map_err(|error: care::UnknownChoice| ReasonTableError::Word { code: code.to_owned(), message: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_tells_denials_from_what_posting_settles() {
        let table = ReasonTable::shipped();
        let check = |code: &str, expected: Option<DenialCategory>| {
            assert_eq!(table.denial(code).map(|kind| kind.category), expected, "{code}");
        };
        for settled in ["1", "2", "3", "23", "24", "45", "131", "253"] {
            check(settled, None);
        }
        check("197", Some(DenialCategory::Authorization));
        check("50", Some(DenialCategory::MedicalNecessity));
        check("16", Some(DenialCategory::MissingInformation));
        check("252", Some(DenialCategory::Documentation));
        check("29", Some(DenialCategory::TimelyFiling));
        check("18", Some(DenialCategory::Duplicate));
        check("204", Some(DenialCategory::NonCovered));
        check("27", Some(DenialCategory::Eligibility));
        check("9999", Some(DenialCategory::Other));
    }

    #[test]
    fn every_label_stands_in_both_languages_and_a_practice_may_write_one() {
        let table = ReasonTable::shipped();
        let labels =
            table.reasons().map(|reason| (&reason.code, &reason.label)).chain(table.remarks().map(|remark| (&remark.code, &remark.label)));
        for (code, label) in labels {
            assert!(!label.is_empty() && !label.spanish.is_empty(), "{code}");
        }
        let check = |code: &str, tag: &str, expected: &str| {
            let own = "version = \"1\"\n[[reason]]\ncode = \"9999\"\nlabel = \"Ours\"\n";
            let table = ReasonTable::shipped().clone().overlaid(ReasonTable::from_toml(own).expect("a table"));
            assert_eq!(table.reason(code).map(|reason| reason.label.in_language(tag)), Some(expected), "{code} {tag}");
        };
        check("197", "en", "No authorization on file");
        check("197", "es", "No consta ninguna autorización");
        check("9999", "es", "Ours");
    }

    #[test]
    fn what_was_read_in_one_list_only_is_not_verified() {
        let table = ReasonTable::shipped();
        let check = |code: &str, expected| assert_eq!(table.reason(code).map(Reason::is_verified), Some(expected), "{code}");
        check("197", true);
        check("A1", true);
        check("302", true);
        let remark = |code: &str, expected| assert_eq!(table.remark(code).map(RemarkLabel::is_verified), Some(expected), "{code}");
        remark("N20", true);
        remark("N706", true);
        // One table reads it as we do, three others otherwise.
        remark("N705", false);
    }

    #[test]
    fn a_table_that_is_wrong_says_where() {
        let check = |text: &str, expected: &str| assert_eq!(ReasonTable::from_toml(text).unwrap_err().to_string(), expected);
        let row = |rest: &str| format!("version = \"1\"\n[[reason]]\ncode = \"1\"\nlabel = \"x\"\n{rest}");
        check(&row("category = \"coding\"\n"), "reason 1 has a category, so it needs preventable, action and recoverable");
        check(&row("sources = [\"Q\"]\n"), "1 names the source Q, which stands nowhere in [sources]");
        check(&row("[[reason]]\ncode = \"1\"\nlabel = \"y\"\n"), "1 stands twice");
        assert!(ReasonTable::from_toml(&row("colour = 3\n")).unwrap_err().to_string().starts_with("line 5: unknown field `colour`"));
        let wrong = row("category = \"code\"\npreventable = \"no\"\naction = \"review\"\nrecoverable = \"low\"\n");
        assert!(ReasonTable::from_toml(&wrong).unwrap_err().to_string().starts_with("reason 1: not a known category of a denial"));
    }

    #[test]
    fn a_practice_lays_its_rows_over_the_shipped_ones() {
        let ours = "version = \"ours-1\"\n[[reason]]\ncode = \"45\"\nlabel = \"Below our contract\"\ncategory = \"other\"\npreventable = \"no\"\naction = \"appeal\"\nrecoverable = \"high\"\n";
        let table = ReasonTable::shipped().clone().overlaid(ReasonTable::from_toml(ours).unwrap());
        assert!(table.version.ends_with("+ours-1"), "{}", table.version);
        assert_eq!(table.denial("45").map(|kind| kind.action), Some(UsualAction::Appeal));
        assert!(table.denial("197").is_some(), "the other rows stay");
    }

    #[test]
    fn an_official_list_brings_texts_and_shows_what_differs() {
        let mut table = ReasonTable::from_toml(
            "version = \"1\"\n[[reason]]\ncode = \"45\"\nlabel = \"fee\"\n[[reason]]\ncode = \"46\"\nlabel = \"gone\"\n",
        )
        .unwrap();
        let import = table.with_official(false, [("45", "text of the list"), ("999", "a new one")]);
        assert_eq!(import, OfficialImport { told: 1, new: vec!["999".into()], missing: vec!["46".into()] });
        assert_eq!(table.reason("45").and_then(|reason| reason.official.as_deref()), Some("text of the list"));
        assert_eq!(table.denial("45"), None, "the official text changes no category");
        assert_eq!(table.denial("999"), Some(DenialKind::UNKNOWN), "a code without a row of ours is looked at by a person");
    }
}
