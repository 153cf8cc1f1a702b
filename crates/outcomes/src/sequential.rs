//! Tests that look again after every observation, and say when what was seen is enough.
//!
//! * [`BinaryTest`], [`NormalTest`]: Wald's sequential probability ratio test, which decides between two hypotheses or goes on.
//! * [`RiskAdjustedSum`]: the risk-adjusted cumulative sum of Steiner and others (2000), which signals when the odds of an event drift.
//!
//! Each gives one value an observation, in order. None of them decides what to do about it.

use thiserror::Error;

/// Parameters with which a test is not defined.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum InvalidTest {
    /// A probability that is not strictly between 0 and 1.
    #[error("{name} is {value}; a probability between 0 and 1 is expected")]
    Probability {
        /// Which.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// Two hypotheses that say the same.
    #[error("both hypotheses say {0}")]
    SameHypotheses(f64),
    /// A number that has to be positive.
    #[error("{name} is {value}; a positive number is expected")]
    NotPositive {
        /// Which.
        name: &'static str,
        /// Its value.
        value: f64,
    },
}

fn probability(name: &'static str, value: f64) -> Result<f64, InvalidTest> {
    if value > 0.0 && value < 1.0 { Ok(value) } else { Err(InvalidTest::Probability { name, value }) }
}

fn positive(name: &'static str, value: f64) -> Result<f64, InvalidTest> {
    if value > 0.0 && value.is_finite() { Ok(value) } else { Err(InvalidTest::NotPositive { name, value }) }
}

/// Where a sequential test stands after an observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Neither hypothesis is ruled out.
    Continue,
    /// The sum is at or below the lower limit.
    AcceptNull,
    /// The sum is at or above the upper limit.
    AcceptAlternative,
}

/// A sum and what it means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The sum of the logarithms of the likelihood ratios so far.
    pub sum: f64,
    /// Where the test stands with this sum. A test ends with the first that is not [`Decision::Continue`].
    pub decision: Decision,
}

/// The limits of a sequential probability ratio test (Wald 1945).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// `ln((1 - beta) / alpha)`: at or above, the alternative is accepted.
    pub upper: f64,
    /// `ln(beta / (1 - alpha))`: at or below, the null hypothesis is accepted.
    pub lower: f64,
}

impl Limits {
    /// The limits for an accepted share of false alarms (`alpha`) and of misses (`beta`).
    pub fn new(alpha: f64, beta: f64) -> Result<Self, InvalidTest> {
        let (alpha, beta) = (probability("alpha", alpha)?, probability("beta", beta)?);
        Ok(Self { upper: ((1.0 - beta) / alpha).ln(), lower: (beta / (1.0 - alpha)).ln() })
    }

    fn steps(self, contributions: impl Iterator<Item = f64>) -> Vec<Step> {
        let step = |sum: &mut f64, contribution: f64| {
            *sum += contribution;
            let decision = if *sum >= self.upper {
                Decision::AcceptAlternative
            } else if *sum <= self.lower {
                Decision::AcceptNull
            } else {
                Decision::Continue
            };
            Some(Step { sum: *sum, decision })
        };
        contributions.scan(0.0, step).collect()
    }
}

/// Whether events come with one probability or another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BinaryTest {
    null: f64,
    alternative: f64,
    /// Its limits.
    pub limits: Limits,
}

impl BinaryTest {
    /// A test between two probabilities of an event.
    pub fn new(null: f64, alternative: f64, limits: Limits) -> Result<Self, InvalidTest> {
        let (null, alternative) = (probability("null", null)?, probability("alternative", alternative)?);
        if (null - alternative).abs() < f64::EPSILON {
            return Err(InvalidTest::SameHypotheses(null));
        }
        Ok(Self { null, alternative, limits })
    }

    /// One step an observation; true for an event.
    pub fn run(&self, events: &[bool]) -> Vec<Step> {
        let with = (self.alternative / self.null).ln();
        let without = ((1.0 - self.alternative) / (1.0 - self.null)).ln();
        self.limits.steps(events.iter().map(|event| if *event { with } else { without }))
    }
}

/// Whether standardised values have the mean 0 or another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalTest {
    shift: f64,
    /// Its limits.
    pub limits: Limits,
}

impl NormalTest {
    /// A test of a shift of the mean, in standard deviations.
    pub fn new(shift: f64, limits: Limits) -> Result<Self, InvalidTest> {
        if shift == 0.0 || !shift.is_finite() {
            return Err(InvalidTest::SameHypotheses(shift));
        }
        Ok(Self { shift, limits })
    }

    /// One step a standardised value: `shift z - shift^2 / 2`.
    pub fn run(&self, values: &[f64]) -> Vec<Step> {
        self.limits.steps(values.iter().map(|value| self.shift * value - self.shift * self.shift / 2.0))
    }
}

/// An observation with the probability of an event that was to be expected for this patient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RiskAdjusted {
    /// The expected probability.
    pub expected: f64,
    /// Whether the event came.
    pub event: bool,
}

/// A cumulative sum that looks for a change of the odds of an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RiskAdjustedSum {
    odds_ratio: f64,
    threshold: f64,
}

/// A sum, and the contribution of the observation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SumStep {
    /// What the observation adds.
    pub contribution: f64,
    /// The sum, never below zero.
    pub sum: f64,
    /// Whether the sum has reached the threshold.
    pub signals: bool,
}

impl RiskAdjustedSum {
    /// Looks for odds that are multiplied by `odds_ratio` (above 1 for worse, below 1 for better) and signals at `threshold`.
    pub fn new(odds_ratio: f64, threshold: f64) -> Result<Self, InvalidTest> {
        let odds_ratio = positive("odds ratio", odds_ratio)?;
        if (odds_ratio - 1.0).abs() < f64::EPSILON {
            return Err(InvalidTest::SameHypotheses(odds_ratio));
        }
        Ok(Self { odds_ratio, threshold: positive("threshold", threshold)? })
    }

    /// One step an observation.
    pub fn run(&self, observations: &[RiskAdjusted]) -> Vec<SumStep> {
        let step = |sum: &mut f64, observation: &RiskAdjusted| {
            let base = -(1.0 - observation.expected + self.odds_ratio * observation.expected).ln();
            let contribution = if observation.event { self.odds_ratio.ln() + base } else { base };
            *sum = (*sum + contribution).max(0.0);
            Some(SumStep { contribution, sum: *sum, signals: *sum >= self.threshold })
        };
        observations.iter().scan(0.0, step).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::Value;

    use super::*;

    fn numbers(value: &Value) -> Vec<f64> {
        value.as_array().expect("a list").iter().map(|value| value.as_f64().expect("a number")).collect()
    }

    #[track_caller]
    fn near(found: &[f64], expected: &Value) {
        let expected = numbers(expected);
        assert_eq!(found.len(), expected.len());
        for (place, (found, expected)) in found.iter().zip(&expected).enumerate() {
            assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{place}: {found} for {expected}");
        }
    }

    fn check_steps(steps: &[Step], limits: Limits, case: &Value) {
        near(&[limits.upper, limits.lower], &Value::from(vec![case["A"].clone(), case["B"].clone()]));
        near(&steps.iter().map(|step| step.sum).collect::<Vec<_>>(), &case["S"]);
        let named = |step: &Step| match step.decision {
            Decision::Continue => "continue",
            Decision::AcceptNull => "accept_H0",
            Decision::AcceptAlternative => "accept_H1",
        };
        assert_eq!(Value::from(steps.iter().map(named).collect::<Vec<_>>()), case["decision"]);
    }

    #[test]
    fn the_reference_series_are_reproduced() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/stats/prog/sprt_cusum.json");
        let Ok(text) = std::fs::read_to_string(path) else {
            println!("SKIPPED stats/prog/sprt_cusum: ../shared/data is absent");
            return;
        };
        let reference: Value = serde_json::from_str(&text).expect("JSON");
        let number = |case: &Value, name: &str| case[name].as_f64().expect("a number");
        let limits = |case: &Value| Limits::new(number(case, "alpha"), number(case, "beta")).expect("limits");
        let events = |case: &Value| numbers(&case["x"]).iter().map(|value| *value > 0.5).collect::<Vec<_>>();

        let binary = &reference["binary_sprt"];
        let test = BinaryTest::new(number(binary, "p0"), number(binary, "p1"), limits(binary)).expect("a test");
        check_steps(&test.run(&events(binary)), test.limits, binary);
        let normal = &reference["normal_sprt"];
        let test = NormalTest::new(number(normal, "delta"), limits(normal)).expect("a test");
        check_steps(&test.run(&numbers(&normal["z"])), test.limits, normal);

        for name in ["ra_cusum", "ra_cusum_improve"] {
            let case = &reference[name];
            let sum = RiskAdjustedSum::new(number(case, "R_A"), number(case, "h")).expect("a sum");
            let paired = numbers(&case["p"]).into_iter().zip(events(case));
            let observations: Vec<RiskAdjusted> = paired.map(|(expected, event)| RiskAdjusted { expected, event }).collect();
            let steps = sum.run(&observations);
            near(&steps.iter().map(|step| step.contribution).collect::<Vec<_>>(), &case["W"]);
            near(&steps.iter().map(|step| step.sum).collect::<Vec<_>>(), &case["S"]);
            let first = steps.iter().position(|step| step.signals);
            // The reference counts observations from one.
            assert_eq!(first.map(|place| place as u64 + 1), case["first_signal"].as_u64(), "{name}");
        }
    }

    #[test]
    fn a_test_without_two_hypotheses_is_refused() {
        let limits = Limits::new(0.05, 0.1).expect("limits");
        assert_eq!(BinaryTest::new(0.2, 0.2, limits), Err(InvalidTest::SameHypotheses(0.2)));
        assert_eq!(BinaryTest::new(0.0, 0.2, limits), Err(InvalidTest::Probability { name: "null", value: 0.0 }));
        assert_eq!(NormalTest::new(0.0, limits), Err(InvalidTest::SameHypotheses(0.0)));
        assert_eq!(RiskAdjustedSum::new(1.0, 3.0), Err(InvalidTest::SameHypotheses(1.0)));
        assert_eq!(RiskAdjustedSum::new(2.0, 0.0), Err(InvalidTest::NotPositive { name: "threshold", value: 0.0 }));
        assert!(Limits::new(0.05, f64::NAN).is_err());
        assert!(BinaryTest::new(0.1, 0.2, limits).expect("a test").run(&[]).is_empty());
    }

    #[test]
    fn a_run_of_events_accepts_the_higher_probability_and_a_run_without_the_lower() {
        let test = BinaryTest::new(0.1, 0.3, Limits::new(0.05, 0.1).expect("limits")).expect("a test");
        let decided =
            |event: bool| test.run(&[event; 40]).iter().map(|step| step.decision).find(|decision| *decision != Decision::Continue);
        assert_eq!(decided(true), Some(Decision::AcceptAlternative));
        assert_eq!(decided(false), Some(Decision::AcceptNull));
    }
}
