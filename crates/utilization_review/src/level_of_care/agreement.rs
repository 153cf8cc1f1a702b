//! Agreement between the criteria and the people who decide: Cohen's kappa with its interval, and why people decided otherwise.
//!
//! Low agreement says that the criteria do not fit the practice, not that anybody is wrong. People tune the thresholds by it.

use std::collections::BTreeMap;

use super::determination::Determination;

/// A list of codes, in the manner of the records of care.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every choice.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code in files and tables.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownDecision;
            fn from_str(text: &str) -> Result<Self, UnknownDecision> {
                Self::ALL.iter().copied().find(|choice| choice.code() == text).ok_or(UnknownDecision)
            }
        }
    };
}

/// A text that is no decision, direction or reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known decision about a level of care")]
pub struct UnknownDecision;

codes! {
    /// Where a decision points.
    Direction {
        /// To a higher level, or to an immediate look at safety.
        Higher = "higher",
        /// To the present level.
        Stay = "stay",
        /// To a lower level, or to the end of care.
        Lower = "lower",
    }
}

codes! {
    /// Why somebody decided otherwise than the criteria say.
    OverrideReason {
        /// Clinical judgement: something that the facts do not hold.
        ClinicalJudgement = "clinical_judgement",
        /// A fact is wrong or out of date.
        FactsWrong = "facts_wrong",
        /// The criteria do not fit this patient.
        CriteriaDoNotFit = "criteria_do_not_fit",
        /// The patient wants otherwise.
        PatientPreference = "patient_preference",
        /// Family, work or housing.
        Circumstances = "circumstances",
        /// There is no place at the other level.
        NoPlace = "no_place",
        /// The payer decided.
        PayerDecision = "payer_decision",
        /// A medical reason.
        Medical = "medical",
        /// Something else; the note says what.
        Other = "other",
    }
}

impl Determination {
    /// Where it points; `None` where it says nothing about the level.
    pub const fn direction(self) -> Option<Direction> {
        match self {
            Self::SafetyReview | Self::StepUp => Some(Direction::Higher),
            Self::Continue => Some(Direction::Stay),
            Self::StepDown => Some(Direction::Lower),
            Self::NotApplicable | Self::Mixed | Self::Insufficient | Self::ReviewPlan => None,
        }
    }
}

/// What a person decided about a determination, and signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HumanDecision {
    /// As the criteria say.
    Agree,
    /// Otherwise.
    Disagree {
        /// Where the decision points.
        instead: Direction,
        /// Why.
        reason: OverrideReason,
    },
    /// Not yet.
    Defer,
}

impl HumanDecision {
    /// As it is stored and written in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Disagree { .. } => "disagree",
            Self::Defer => "defer",
        }
    }
}

/// Agreement over a number of decisions.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Decisions that were compared: the criteria pointed somewhere, and a person did.
    pub compared: usize,
    /// Decisions that were not, because the criteria said nothing about the level or the person deferred.
    pub left_out: usize,
    /// How often criteria (rows) and people (columns) pointed up, to staying, down.
    pub table: [[usize; 3]; 3],
    /// The share of equal ones; `None` without decisions.
    pub observed: Option<f64>,
    /// Cohen's kappa with its 95 % interval; `None` where it is undefined.
    pub kappa: Option<Kappa>,
    /// Why people decided otherwise, counted.
    pub override_reasons: BTreeMap<OverrideReason, usize>,
}

impl Agreement {
    /// From so many comparisons on kappa is shown with its interval: twice the square of the number of directions. Cicchetti, Testing the Normal
    /// Approximation and Minimal Sample Size Requirements of Weighted Kappa When the Number of Categories is Large, Applied Psychological Measurement
    /// 5 (1981), 101-104: simulations of weighted kappa with the same standard error; that it is taken for the plain kappa is our decision
    /// (docs/decisions/0014).
    pub const KAPPA_FROM: usize = 2 * Direction::ALL.len() * Direction::ALL.len();
}

/// Cohen's kappa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kappa {
    /// The estimate.
    pub estimate: f64,
    /// Its standard error, by Fleiss, Cohen and Everitt (1969).
    pub standard_error: f64,
    /// Lower end of the 95 % interval, not below -1.
    pub lower: f64,
    /// Upper end, not above 1.
    pub upper: f64,
}

/// The 97.5 % point of the normal distribution.
const NORMAL_975: f64 = 1.959_963_984_540_054;

/// Compares determinations with what people decided.
pub fn agreement(decisions: &[(Determination, HumanDecision)]) -> Agreement {
    let mut result =
        Agreement { compared: 0, left_out: 0, table: [[0; 3]; 3], observed: None, kappa: None, override_reasons: BTreeMap::new() };
    for (determination, decision) in decisions {
        if let HumanDecision::Disagree { reason, .. } = decision {
            *result.override_reasons.entry(*reason).or_insert(0) += 1;
        }
        let human = match decision {
            HumanDecision::Agree => determination.direction(),
            HumanDecision::Disagree { instead, .. } => Some(*instead),
            HumanDecision::Defer => None,
        };
        match determination.direction().zip(human) {
            Some((tool, human)) => {
                result.table[tool as usize][human as usize] += 1;
                result.compared += 1;
            }
            None => result.left_out += 1,
        }
    }
    if result.compared > 0 {
        let agreed: usize = (0..3).map(|place| result.table[place][place]).sum();
        result.observed = Some(share(agreed, result.compared));
        result.kappa = kappa(&result.table);
    }
    result
}

#[expect(clippy::cast_precision_loss, reason = "counts of decisions are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Kappa of a square table of counts; `None` without counts, or where chance alone would always agree.
fn kappa<const N: usize>(table: &[[usize; N]; N]) -> Option<Kappa> {
    let total: usize = table.iter().flatten().sum();
    if total == 0 {
        return None;
    }
    let cell = |row: usize, column: usize| share(table[row][column], total);
    let row = |place: usize| (0..N).map(|other| cell(place, other)).sum::<f64>();
    let column = |place: usize| (0..N).map(|other| cell(other, place)).sum::<f64>();
    let observed: f64 = (0..N).map(|place| cell(place, place)).sum();
    let chance: f64 = (0..N).map(|place| row(place) * column(place)).sum();
    if 1.0 - chance < 1e-12 {
        return None;
    }
    let estimate = (observed - chance) / (1.0 - chance);
    let rest = 1.0 - estimate;
    let mut variance = -(estimate - chance * rest).powi(2);
    for first in 0..N {
        for second in 0..N {
            variance += if first == second {
                cell(first, first) * (1.0 - (row(first) + column(first)) * rest).powi(2)
            } else {
                cell(first, second) * rest.powi(2) * (column(first) + row(second)).powi(2)
            };
        }
    }
    let standard_error = (variance.max(0.0) * share(1, total)).sqrt() / (1.0 - chance);
    let half = NORMAL_975 * standard_error;
    Some(Kappa { estimate, standard_error, lower: (estimate - half).max(-1.0), upper: (estimate + half).min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_and_its_error_on_a_table_worked_by_hand() {
        // Observed 0.7, by chance 0.5; variance 0.2016 / (50 × 0.25).
        let found = kappa(&[[20, 5], [10, 15]]).unwrap();
        assert!((found.estimate - 0.4).abs() < 1e-12);
        assert!((found.standard_error - (0.2016_f64 / 12.5).sqrt()).abs() < 1e-12);
        assert!((found.lower - (0.4 - 1.959_963_984_540_054 * 0.016_128_f64.sqrt())).abs() < 1e-12);
        assert_eq!(kappa(&[[7, 0], [0, 0]]), None);
        assert_eq!(kappa(&[[0, 0], [0, 0]]), None);
    }

    #[test]
    fn decisions_without_a_direction_are_left_out_and_reasons_are_counted() {
        let other = HumanDecision::Disagree { instead: Direction::Stay, reason: OverrideReason::NoPlace };
        let decisions = [
            (Determination::StepDown, HumanDecision::Agree),
            (Determination::StepDown, other),
            (Determination::Continue, HumanDecision::Agree),
            (Determination::StepUp, HumanDecision::Defer),
            (Determination::Insufficient, HumanDecision::Agree),
        ];
        let found = agreement(&decisions);
        assert_eq!((found.compared, found.left_out), (3, 2));
        assert_eq!(found.table, [[0, 0, 0], [0, 1, 0], [0, 1, 1]]);
        assert_eq!(found.override_reasons, BTreeMap::from([(OverrideReason::NoPlace, 1)]));
        assert_eq!(agreement(&[]).kappa, None);
    }
}
