//! Substance use: what a patient reports or staff learn, and what drug screens show.

use vocabulary::{Day, EpisodeId, PatientId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_future};

choices! {
    /// Classes of substances, as coarse as a level of care needs them.
    SubstanceClass ("substance class") {
        /// Alcohol.
        Alcohol = "alcohol",
        /// Opioids.
        Opioids = "opioids",
        /// Sedatives, hypnotics and anxiolytics.
        Sedatives = "sedatives",
        /// Stimulants.
        Stimulants = "stimulants",
        /// Cannabis.
        Cannabis = "cannabis",
        /// Hallucinogens.
        Hallucinogens = "hallucinogens",
        /// Inhalants.
        Inhalants = "inhalants",
        /// Tobacco and nicotine.
        Tobacco = "tobacco",
        /// Something else.
        Other = "other",
    }
}

choices! {
    /// What kind of use.
    SubstanceUseKind ("kind of substance use") {
        /// Use without a period of abstinence before it.
        Use = "use",
        /// Use after a period of abstinence.
        Relapse = "relapse",
        /// An overdose.
        Overdose = "overdose",
    }
}

/// Use of one substance on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubstanceUse {
    /// Whose.
    pub patient: PatientId,
    /// The episode in which it happened; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The day of the use, not of the report.
    pub day: Day,
    /// Which class.
    pub substance: SubstanceClass,
    /// What kind of use.
    pub kind: SubstanceUseKind,
}

impl SubstanceUse {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("substance use", self.day, today)
    }
}

/// That somebody asked about substance use and there was none in a stretch of days. Without it, no report of use means that nobody asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbstinenceReport {
    /// Whose.
    pub patient: PatientId,
    /// The episode in which it was asked; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The day it was asked.
    pub day: Day,
    /// How many days back it reaches.
    pub days_covered: u32,
}

impl AbstinenceReport {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("report of abstinence", self.day, today)
    }
}
