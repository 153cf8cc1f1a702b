//! The parameters of an analysis file, by the names that the package clinicalsignificance gives them.

use instruments::definition::Direction;
use serde_json::{Map, Value};

use super::{Expected, SpecProblem, cell};
use crate::change::analysis::{Analysis, Approach, Criterion, CutoffKind, CutoffMethod, CutoffRule, Functional, Index, SpreadForB};

/// The functions, without prefix, and the parameters of each besides `pre`, `post` and `better_is`.
const FUNCTIONS: [(&str, &[&str]); 5] = [
    ("percentage", &["pct_improvement", "pct_deterioration"]),
    ("anchor", &["mid_improvement", "mid_deterioration", "target", "effect", "bayesian", "ci_level"]),
    ("statistical", &["cutoff_method", "reliability", "cutoff_type", "m_functional", "sd_functional", "significance_level", "cutoff_b_sd"]),
    ("distribution", &["rci_method", "reliability", "reliability_post", "significance_level"]),
    (
        "combined",
        &[
            "rci_method",
            "reliability",
            "reliability_post",
            "significance_level",
            "mid_improvement",
            "mid_deterioration",
            "cutoff_type",
            "m_functional",
            "sd_functional",
            "cutoff_b_sd",
        ],
    ),
];

/// The parameters of every function.
const COMMON: [&str; 3] = ["pre", "post", "better_is"];

const METHODS: [&str; 7] = ["JT", "GLN", "HLL", "EN", "NK", "HA", "HLM"];

/// Checked parameters of a known function.
pub(super) struct Parameters<'a> {
    function: &'static str,
    written: &'a Map<String, Value>,
    convention: SpreadForB,
}

impl<'a> Parameters<'a> {
    pub(super) fn new(function: &str, written: &'a Map<String, Value>, convention: SpreadForB) -> Result<Self, SpecProblem> {
        let Some((function, own)) = FUNCTIONS.iter().find(|(name, _)| *name == function) else {
            let known = FUNCTIONS.iter().map(|(name, _)| *name).collect();
            return Err(SpecProblem::Word { name: "fn", value: function.to_owned(), known });
        };
        let known: Vec<&'static str> = COMMON.iter().chain(*own).copied().collect();
        if let Some(name) = written.keys().find(|name| !known.contains(&name.as_str())) {
            return Err(SpecProblem::Unknown { name: name.clone(), known });
        }
        Ok(Self { function, written, convention })
    }

    pub(super) const fn function(&self) -> &'static str {
        self.function
    }

    pub(super) fn analysis(&self) -> Result<Analysis, SpecProblem> {
        let direction = match self.word("better_is", &["lower", "higher"])? {
            Some("higher") => Direction::HigherIsBetter,
            _ => Direction::HigherIsWorse,
        };
        let approach = match self.function {
            "percentage" => self.percentage()?,
            "anchor" => self.anchor()?,
            "statistical" => {
                Approach::Statistical { method: self.cutoff_method()?, cutoff: self.cutoff()?, significance: self.significance()? }
            }
            "distribution" => Approach::Distribution { index: self.index()?, significance: self.significance()? },
            _ => Approach::Combined { criterion: self.criterion()?, cutoff: self.cutoff()?, significance: self.significance()? },
        };
        Ok(Analysis { direction, approach })
    }

    fn percentage(&self) -> Result<Approach, SpecProblem> {
        let improvement = self.needed("pct_improvement", self.function, (0.0, 10.0, true))?;
        let deterioration = self.between("pct_deterioration", (0.0, 10.0, true))?.unwrap_or(improvement);
        Ok(Approach::Percentage { improvement, deterioration })
    }

    fn anchor(&self) -> Result<Approach, SpecProblem> {
        let (improvement, deterioration) = self.minimal_differences()?;
        let group = self.word("target", &["individual", "group"])? == Some("group");
        let effect = self.word("effect", &["within", "between"])?;
        let bayesian = match self.written.get("bayesian") {
            None | Some(Value::Null | Value::Bool(false)) => false,
            Some(Value::Bool(true)) => true,
            Some(_) => return Err(SpecProblem::Kind { name: "bayesian".to_owned(), expected: Expected::Truth }),
        };
        if group && bayesian {
            return Err(SpecProblem::Bayesian);
        }
        let confidence = self.between("ci_level", (0.0, 1.0, false))?.unwrap_or(0.95);
        Ok(match (group, effect) {
            (false, _) => Approach::Anchor { improvement, deterioration },
            (true, Some("between")) => Approach::AnchorBetween { threshold: improvement, confidence },
            (true, _) => Approach::AnchorWithin { threshold: improvement, confidence },
        })
    }

    fn minimal_differences(&self) -> Result<(f64, f64), SpecProblem> {
        let improvement = self.needed("mid_improvement", self.function, (0.0, f64::MAX, true))?;
        Ok((improvement, self.between("mid_deterioration", (0.0, f64::MAX, true))?.unwrap_or(improvement)))
    }

    fn criterion(&self) -> Result<Criterion, SpecProblem> {
        let has = |name: &str| self.written.get(name).is_some_and(|value| !value.is_null());
        match (has("mid_improvement"), has("rci_method")) {
            (true, true) => Err(SpecProblem::Conflict { first: "mid_improvement", second: "rci_method" }),
            (true, false) => {
                let (improvement, deterioration) = self.minimal_differences()?;
                Ok(Criterion::Anchor { improvement, deterioration })
            }
            (false, _) => Ok(Criterion::Index(self.index()?)),
        }
    }

    fn index(&self) -> Result<Index, SpecProblem> {
        let method = self.word("rci_method", &METHODS)?.unwrap_or("JT");
        let reliability = || self.needed("reliability", method, (0.0, 1.0, false));
        Ok(match method {
            "GLN" => Index::GulliksenLordNovick { reliability: reliability()? },
            "HLL" => Index::HsuLinnLord { reliability: reliability()? },
            "EN" => Index::EdwardsNunnally { reliability: reliability()? },
            "NK" => Index::NunnallyKotsch {
                reliability: reliability()?,
                reliability_post: self.needed("reliability_post", method, (0.0, 1.0, false))?,
            },
            "HA" => Index::HagemanArrindell { reliability: reliability()? },
            "HLM" => Index::MixedModel,
            _ => Index::JacobsonTruax { reliability: reliability()? },
        })
    }

    fn cutoff_method(&self) -> Result<CutoffMethod, SpecProblem> {
        match self.word("cutoff_method", &["JT", "HA"])? {
            Some("HA") => Ok(CutoffMethod::TrueScores { reliability: self.needed("reliability", "HA", (0.0, 1.0, false))? }),
            _ => Ok(CutoffMethod::Observed),
        }
    }

    fn cutoff(&self) -> Result<CutoffRule, SpecProblem> {
        let kind = match self.word("cutoff_type", &["a", "b", "c"])? {
            Some("b") => CutoffKind::B,
            Some("c") => CutoffKind::C,
            _ => CutoffKind::A,
        };
        let spread_for_b = match self.word("cutoff_b_sd", &["functional", "clinical"])? {
            Some("functional") => SpreadForB::Functional,
            Some(_) => SpreadForB::Clinical,
            None => self.convention,
        };
        let by = || format!("cutoff {}", kind.code());
        let functional = match (self.number("m_functional")?, self.between("sd_functional", (0.0, f64::MAX, true))?) {
            (Some(mean), Some(standard_deviation)) => Some(Functional { mean, standard_deviation }),
            (None, None) if kind == CutoffKind::A => None,
            (None, _) => return Err(SpecProblem::Needed { name: "m_functional", by: by() }),
            (_, None) => return Err(SpecProblem::Needed { name: "sd_functional", by: by() }),
        };
        Ok(CutoffRule { kind, functional, spread_for_b })
    }

    fn significance(&self) -> Result<f64, SpecProblem> {
        Ok(self.between("significance_level", (0.0, 1.0, false))?.unwrap_or(0.05))
    }

    fn value(&self, name: &str) -> Option<&Value> {
        self.written.get(name).filter(|value| !value.is_null())
    }

    pub(super) fn cell(&self, name: &str) -> Result<Option<String>, SpecProblem> {
        let wrong = || SpecProblem::Kind { name: name.to_owned(), expected: Expected::Cell };
        self.value(name).map(|value| cell(value).ok_or_else(wrong)).transpose()
    }

    fn number(&self, name: &'static str) -> Result<Option<f64>, SpecProblem> {
        let wrong = || SpecProblem::Kind { name: name.to_owned(), expected: Expected::Number };
        self.value(name).map(|value| value.as_f64().ok_or_else(wrong)).transpose()
    }

    /// A number above the first and below (or up to) the second.
    fn between(&self, name: &'static str, (above, limit, inclusive): (f64, f64, bool)) -> Result<Option<f64>, SpecProblem> {
        let Some(value) = self.number(name)? else { return Ok(None) };
        let fits = value > above && if inclusive { value <= limit } else { value < limit };
        if fits { Ok(Some(value)) } else { Err(SpecProblem::Range { name, value, above, limit, inclusive }) }
    }

    fn needed(&self, name: &'static str, by: &str, range: (f64, f64, bool)) -> Result<f64, SpecProblem> {
        self.between(name, range)?.ok_or_else(|| SpecProblem::Needed { name, by: by.to_owned() })
    }

    /// One of these words, whatever the case of its letters.
    fn word(&self, name: &'static str, known: &[&'static str]) -> Result<Option<&'static str>, SpecProblem> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let Some(text) = value.as_str() else { return Err(SpecProblem::Kind { name: name.to_owned(), expected: Expected::Text }) };
        match known.iter().find(|word| word.eq_ignore_ascii_case(text)) {
            Some(word) => Ok(Some(word)),
            None => Err(SpecProblem::Word { name, value: text.to_owned(), known: known.to_vec() }),
        }
    }
}
