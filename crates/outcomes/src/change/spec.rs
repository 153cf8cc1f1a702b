//! An analysis as a file: what to look at and how to judge it, so that it can be repeated and kept beside its result.
//!
//! ```json
//! {"fn": "combined", "id_col": "id", "time_col": "week", "outcome_col": "phq9", "group_col": null,
//!  "params": {"pre": 0, "post": 12, "better_is": "lower", "rci_method": "JT", "reliability": 0.86,
//!             "cutoff_type": "c", "m_functional": 3, "sd_functional": 3.5}}
//! ```
//!
//! A function whose name begins with `cs_` follows the conventions of the R package clinicalsignificance, whose cutoff `b` uses the standard
//! deviation of the clinical sample; `cutoff_b_sd` overrides that. Without the prefix it is that of the functional population.

mod parameters;

use serde_json::{Map, Value};

use super::analysis::{Analysis, Approach, SpreadForB};
use parameters::Parameters;

/// The fields that a result file has besides those of the question. They are passed over, so that a result can be asked again.
const RESULT_FIELDS: [&str; 20] = [
    "case_id",
    "dataset",
    "oracle",
    "note",
    "n",
    "sample",
    "critical_value",
    "s_diff",
    "se_measurement",
    "se_prediction",
    "r_dd",
    "reliability_post",
    "cutoff",
    "hlm",
    "rows",
    "summary",
    "group_results",
    "group_level_summary",
    "refused_rows",
    "norms",
];

/// The fields of the question.
pub const FIELDS: [&str; 7] = ["fn", "id_col", "time_col", "outcome_col", "group_col", "params", "missing"];

/// A whole question: columns of a table, occasions, and the analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// As written: `cs_combined`, `percentage`.
    pub function: String,
    /// The column with ids of patients.
    pub id_column: String,
    /// The column with occasions.
    pub time_column: String,
    /// The column with scores.
    pub outcome_column: String,
    /// The column with groups.
    pub group_column: Option<String>,
    /// Cells that stand for a missing score, besides empty ones.
    pub missing: Vec<String>,
    /// The occasion of the first score; `None` where the analysis looks at all sessions or at later scores only.
    pub pre: Option<String>,
    /// The occasion of the later score.
    pub post: Option<String>,
    /// How change is judged.
    pub analysis: Analysis,
    /// The parameters as written.
    pub parameters: Map<String, Value>,
}

/// What is wrong with a question.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SpecProblem {
    /// The file is not JSON.
    #[error("line {line}, column {column}: not JSON: {reason}")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// In the reader's words.
        reason: String,
    },
    /// The file is JSON, but not an object.
    #[error("not a JSON object")]
    NotAnObject,
    /// A field is missing.
    #[error("the field {name} is missing")]
    FieldMissing {
        /// Which.
        name: &'static str,
    },
    /// There is no such field or parameter.
    #[error("{name} is not known")]
    Unknown {
        /// Which.
        name: String,
        /// Those that could stand there.
        known: Vec<&'static str>,
    },
    /// A value of another kind was expected.
    #[error("{name} takes {expected}")]
    Kind {
        /// Which field or parameter.
        name: String,
        /// What it takes.
        expected: Expected,
    },
    /// A word that is not one of those possible.
    #[error("{name}: {value} is not one of {}", known.join(", "))]
    Word {
        /// Which parameter.
        name: &'static str,
        /// What stands there.
        value: String,
        /// Those possible.
        known: Vec<&'static str>,
    },
    /// A number outside of what makes sense.
    #[error("{name}: {value} is not above {above} and {} {limit}", if *.inclusive { "at most" } else { "below" })]
    Range {
        /// Which parameter.
        name: &'static str,
        /// What stands there.
        value: f64,
        /// It must be above this.
        above: f64,
        /// It must not exceed this.
        limit: f64,
        /// Whether the limit itself is allowed.
        inclusive: bool,
    },
    /// A parameter that the method cannot do without.
    #[error("{by} needs {name}")]
    Needed {
        /// Which parameter.
        name: &'static str,
        /// What needs it.
        by: String,
    },
    /// Two parameters that exclude each other.
    #[error("{first} and {second} exclude each other")]
    Conflict {
        /// One.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// Intervals by simulation are not computed here.
    #[error("bayesian intervals are not computed")]
    Bayesian,
}

/// What a field or parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Text.
    Text,
    /// A number.
    Number,
    /// Text or a number.
    Cell,
    /// True or false.
    Truth,
    /// A list of text or numbers.
    Cells,
    /// An object.
    Object,
}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Number => "a number",
            Self::Cell => "text or a number",
            Self::Truth => "true or false",
            Self::Cells => "a list of text or numbers",
            Self::Object => "an object",
        })
    }
}

impl Spec {
    /// Reads a file.
    pub fn read(text: &str) -> Result<Self, SpecProblem> {
        let value: Value = serde_json::from_str(text).map_err(|error| SpecProblem::NotJson {
            line: error.line(),
            column: error.column(),
            reason: error.to_string(),
        })?;
        Self::from_value(&value)
    }

    /// Reads a JSON object.
    pub fn from_value(value: &Value) -> Result<Self, SpecProblem> {
        let object = value.as_object().ok_or(SpecProblem::NotAnObject)?;
        if let Some(name) = object.keys().find(|name| !FIELDS.contains(&name.as_str()) && !RESULT_FIELDS.contains(&name.as_str())) {
            return Err(SpecProblem::Unknown { name: name.clone(), known: FIELDS.to_vec() });
        }
        let function = text(object, "fn")?;
        let written = match object.get("params") {
            None => Map::new(),
            Some(Value::Object(parameters)) => parameters.clone(),
            Some(_) => return Err(SpecProblem::Kind { name: "params".to_owned(), expected: Expected::Object }),
        };
        let plain = function.strip_prefix("cs_").unwrap_or(&function);
        let convention = if plain == function { SpreadForB::Functional } else { SpreadForB::Clinical };
        let parameters = Parameters::new(plain, &written, convention)?;
        let analysis = parameters.analysis()?;
        let (pre, post) = occasions(&parameters, &analysis)?;
        let group_column = match object.get("group_col") {
            None | Some(Value::Null) => None,
            Some(_) => Some(text(object, "group_col")?),
        };
        Ok(Self {
            id_column: text(object, "id_col")?,
            time_column: text(object, "time_col")?,
            outcome_column: text(object, "outcome_col")?,
            missing: missing(object)?,
            group_column,
            pre,
            post,
            analysis,
            function,
            parameters: written,
        })
    }
}

fn text(object: &Map<String, Value>, name: &'static str) -> Result<String, SpecProblem> {
    match object.get(name) {
        None | Some(Value::Null) => Err(SpecProblem::FieldMissing { name }),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(SpecProblem::Kind { name: name.to_owned(), expected: Expected::Text }),
    }
}

fn missing(object: &Map<String, Value>) -> Result<Vec<String>, SpecProblem> {
    let wrong = || SpecProblem::Kind { name: "missing".to_owned(), expected: Expected::Cells };
    match object.get("missing") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(cells)) => cells.iter().map(|value| cell(value).ok_or_else(wrong)).collect(),
        Some(_) => Err(wrong()),
    }
}

/// A JSON value as it would stand in a cell of a table.
fn cell(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The occasions that the analysis needs.
fn occasions(parameters: &Parameters<'_>, analysis: &Analysis) -> Result<(Option<String>, Option<String>), SpecProblem> {
    let (pre, post) = (parameters.cell("pre")?, parameters.cell("post")?);
    let needs = |name, given: Option<String>| match given {
        None => Err(SpecProblem::Needed { name, by: parameters.function().to_owned() }),
        given => Ok(given),
    };
    if analysis.uses_all_sessions() {
        Ok((pre, post))
    } else if matches!(analysis.approach, Approach::AnchorBetween { .. }) {
        Ok((None, needs("post", post)?))
    } else {
        Ok((needs("pre", pre)?, needs("post", post)?))
    }
}
