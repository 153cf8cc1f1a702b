//! Drug screens.

use vocabulary::{Day, EpisodeId, PatientId};

use crate::choice::{UnknownChoice, choices};
use crate::problem::{CareProblem, not_future};
use crate::substance_use::SubstanceClass;

choices! {
    /// What a screen showed, seen against what was to be expected (a prescribed opioid is expected).
    DrugScreenResult ("drug screen result") {
        /// What was to be expected.
        Expected = "expected",
        /// A substance that was not to be expected, or the absence of a prescribed one.
        Unexpected = "unexpected",
        /// Diluted, too little, lost.
        NotInterpretable = "not_interpretable",
        /// The patient declined.
        Declined = "declined",
        /// Not back yet.
        Pending = "pending",
    }
}

/// One screen on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrugScreen {
    /// Whose.
    pub patient: PatientId,
    /// The episode it was taken in; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The day the sample was taken.
    pub day: Day,
    /// What it showed.
    pub result: DrugScreenResult,
    /// The classes that were unexpected; empty where none was or none is named.
    pub substances: Vec<SubstanceClass>,
}

impl DrugScreen {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("drug screen", self.day, today)?;
        if self.result != DrugScreenResult::Unexpected && !self.substances.is_empty() {
            return Err(CareProblem::Contradiction { what: "unexpected substances", with: "drug screen result" });
        }
        Ok(())
    }

    /// The substances as one text, their codes separated by spaces.
    pub fn substances_text(&self) -> String {
        self.substances.iter().map(|substance| substance.code()).collect::<Vec<_>>().join(" ")
    }

    /// Reads what [`DrugScreen::substances_text`] wrote.
    pub fn parse_substances(text: &str) -> Result<Vec<SubstanceClass>, UnknownChoice> {
        text.split_whitespace().map(str::parse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    #[test]
    fn substances_read_back_and_stand_only_beside_an_unexpected_result() {
        let mut screen = DrugScreen {
            patient: PatientId::from_uuid(uuid::Uuid::from_u128(1)),
            episode: None,
            day: "2026-03-02".parse().unwrap(),
            result: DrugScreenResult::Unexpected,
            substances: vec![SubstanceClass::Opioids, SubstanceClass::Cannabis],
        };
        assert_eq!(DrugScreen::parse_substances(&screen.substances_text()), Ok(screen.substances.clone()));
        assert_eq!(DrugScreen::parse_substances(""), Ok(Vec::new()));
        assert!(DrugScreen::parse_substances("opioids sugar").is_err());
        assert_eq!(screen.check(screen.day), Ok(()));
        screen.result = DrugScreenResult::Expected;
        let problem = CareProblem::Contradiction { what: "unexpected substances", with: "drug screen result" };
        assert_eq!(screen.check(screen.day), Err(problem));
    }
}
