//! Why a whole analysis is refused.

/// A quantity that the method needs for everybody is undefined.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// Nobody has both measurements.
    #[error("no patient has both measurements ({patients} patients)")]
    NoPairs {
        /// How many there are.
        patients: usize,
    },
    /// Fewer patients than a standard deviation needs.
    #[error("{needed} patients with both measurements are needed, {found} have them")]
    TooFew {
        /// How many are needed.
        needed: usize,
        /// How many have both.
        found: usize,
    },
    /// A standard deviation is 0.
    #[error("all {0} scores are the same")]
    Constant(Occasion),
    /// True scores of the functional population would have a negative variance.
    #[error("the functional standard deviation {standard_deviation} is below the standard error of measurement {error_of_measurement}")]
    FunctionalSpreadBelowError {
        /// Standard deviation of the functional population.
        standard_deviation: f64,
        /// Standard error of measurement.
        error_of_measurement: f64,
    },
    /// True later scores would have no variance.
    #[error(
        "the standard deviation of the later scores {standard_deviation} is not above the standard error of measurement {error_of_measurement}"
    )]
    LaterSpreadBelowError {
        /// Standard deviation of the later scores.
        standard_deviation: f64,
        /// Standard error of measurement.
        error_of_measurement: f64,
    },
    /// The difference of two scores would have a reliability of 0 or less.
    #[error("the reliability of the difference is {reliability}")]
    DifferenceUnreliable {
        /// The reliability.
        reliability: f64,
    },
    /// Cutoffs `b` and `c` need a functional population.
    #[error("cutoff {0} needs the mean and standard deviation of a functional population")]
    FunctionalNeeded(&'static str),
    /// A comparison needs at least two groups.
    #[error("two groups are needed, {found} found")]
    GroupsNeeded {
        /// How many there are.
        found: usize,
    },
    /// An interval needs at least two patients in each group.
    #[error("group {group} has {found} patients, an interval needs 2")]
    GroupTooSmall {
        /// Which group; empty where there are none.
        group: String,
        /// Its patients.
        found: usize,
    },
    /// Nobody has enough sessions for a slope.
    #[error("no patient has {needed} sessions ({patients} patients)")]
    TooFewSessions {
        /// How many are needed.
        needed: usize,
        /// How many patients there are.
        patients: usize,
    },
    /// The mixed model could not be fitted.
    #[error("the mixed model could not be fitted: {0}")]
    MixedModel(String),
    /// The slopes do not differ between patients, so that no deviation can be judged.
    #[error("the slopes of the patients do not differ")]
    SlopesDoNotDiffer,
}

/// The first or the later measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The first.
    First,
    /// The later.
    Later,
}

impl std::fmt::Display for Occasion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::First => "first",
            Self::Later => "later",
        })
    }
}

impl Refusal {
    /// The name of the reason in files.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoPairs { .. } => "no-pairs",
            Self::TooFew { .. } => "too-few",
            Self::Constant(_) => "constant",
            Self::FunctionalSpreadBelowError { .. } => "functional-spread-below-error",
            Self::LaterSpreadBelowError { .. } => "later-spread-below-error",
            Self::DifferenceUnreliable { .. } => "difference-unreliable",
            Self::FunctionalNeeded(_) => "functional-needed",
            Self::GroupsNeeded { .. } => "groups-needed",
            Self::GroupTooSmall { .. } => "group-too-small",
            Self::TooFewSessions { .. } => "too-few-sessions",
            Self::MixedModel(_) => "mixed-model",
            Self::SlopesDoNotDiffer => "slopes-do-not-differ",
        }
    }
}
