//! What is asked of [`analyse`](super::analyse): approach, method, parameters.

use instruments::definition::Direction;

/// A whole question.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Which way the scale points.
    pub direction: Direction,
    /// How change is judged.
    pub approach: Approach,
}

impl Analysis {
    /// True where all sessions of a patient take part, and not only a first and a later score.
    pub fn uses_all_sessions(&self) -> bool {
        matches!(
            self.approach,
            Approach::Distribution { index: Index::MixedModel, .. }
                | Approach::Combined { criterion: Criterion::Index(Index::MixedModel), .. }
        )
    }
}

/// How change is judged.
#[derive(Clone, Debug, PartialEq)]
pub enum Approach {
    /// Change as a share of the size of the baseline. Both bounds count as reached when equal.
    Percentage {
        /// The share that is an improvement: 0.5 for 50 %.
        improvement: f64,
        /// The share that is a deterioration.
        deterioration: f64,
    },
    /// Change in points against a minimal important difference, patient by patient. Both bounds count as reached when equal.
    Anchor {
        /// The improvement that matters, in points.
        improvement: f64,
        /// The deterioration that matters, in points.
        deterioration: f64,
    },
    /// The mean change of a group against a minimal important difference, by a paired t interval.
    AnchorWithin {
        /// The change that matters, in points.
        threshold: f64,
        /// Confidence of the interval: 0.95.
        confidence: f64,
    },
    /// The difference of later scores between groups against a minimal important difference, by Welch's t interval.
    AnchorBetween {
        /// The difference that matters, in points.
        threshold: f64,
        /// Confidence of the interval: 0.95.
        confidence: f64,
    },
    /// Crossing the cutoff between the clinical and the functional population.
    Statistical {
        /// Observed or true scores.
        method: CutoffMethod,
        /// The cutoff.
        cutoff: CutoffRule,
        /// Level of significance: 0.05. Decides with [`CutoffMethod::TrueScores`] only.
        significance: f64,
    },
    /// Change beyond measurement error.
    Distribution {
        /// The reliable change index.
        index: Index,
        /// Level of significance: 0.05, two-sided; one-sided with [`Index::HagemanArrindell`].
        significance: f64,
    },
    /// Change by a criterion, and on which side of the cutoff it ends.
    Combined {
        /// What counts as change.
        criterion: Criterion,
        /// The cutoff.
        cutoff: CutoffRule,
        /// Level of significance, as with [`Approach::Distribution`].
        significance: f64,
    },
}

/// What counts as change in a combined analysis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Criterion {
    /// A reliable change index.
    Index(Index),
    /// A minimal important difference; bounds in points.
    Anchor {
        /// The improvement that matters.
        improvement: f64,
        /// The deterioration that matters.
        deterioration: f64,
    },
}

/// A reliable change index. `reliability` is the test's in the population at hand, between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Index {
    /// Jacobson and Truax 1991: change over the standard error of a difference.
    JacobsonTruax {
        /// Reliability.
        reliability: f64,
    },
    /// Gulliksen, Lord and Novick: the later score against its regression on the first.
    GulliksenLordNovick {
        /// Reliability.
        reliability: f64,
    },
    /// Hsu, Linn and Lord: the same, and the mean change of the sample is taken off. Says how a patient did among these patients.
    HsuLinnLord {
        /// Reliability.
        reliability: f64,
    },
    /// Edwards and Nunnally: the later score against the estimated true first score.
    EdwardsNunnally {
        /// Reliability.
        reliability: f64,
    },
    /// Nunnally and Kotsch: the same with the error of both measurements.
    NunnallyKotsch {
        /// Reliability of the first measurement.
        reliability: f64,
        /// Reliability of the later measurement.
        reliability_post: f64,
    },
    /// Hageman and Arrindell 1999: change corrected by the reliability of the difference; one-sided.
    HagemanArrindell {
        /// Reliability.
        reliability: f64,
    },
    /// The deviation of a patient's slope from the average slope, by a mixed model over all sessions. It does not say that a patient got
    /// worse, only slower than the others: for research, never to be shown as deterioration.
    MixedModel,
}

/// On which scores the cutoff approach works.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CutoffMethod {
    /// Scores as observed.
    Observed,
    /// Hageman and Arrindell 1999: spreads and the later score are those of true scores.
    TrueScores {
        /// Reliability.
        reliability: f64,
    },
}

/// A cutoff between two populations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutoffRule {
    /// Which of the three.
    pub kind: CutoffKind,
    /// The functional population; `b` and `c` cannot do without.
    pub functional: Option<Functional>,
    /// Whose spread cutoff `b` uses.
    pub spread_for_b: SpreadForB,
}

/// The three cutoffs of Jacobson and Truax 1991.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutoffKind {
    /// Two standard deviations from the mean of the clinical population.
    A,
    /// Two standard deviations from the mean of the functional population.
    B,
    /// Where belonging to either is equally likely.
    C,
}

impl CutoffKind {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
        }
    }
}

/// Norms of the functional population.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Functional {
    /// Mean in points.
    pub mean: f64,
    /// Standard deviation in points.
    pub standard_deviation: f64,
}

/// Whose standard deviation cutoff `b` uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpreadForB {
    /// That of the functional population, as Jacobson and Truax 1991 define it.
    Functional,
    /// That of the clinical sample, as the R package clinicalsignificance computes it.
    Clinical,
}

impl SpreadForB {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Functional => "functional",
            Self::Clinical => "clinical",
        }
    }
}
