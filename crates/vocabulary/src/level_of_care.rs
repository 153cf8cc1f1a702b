//! The neutral ladder of levels of care. Payers' and societies' own levels are mapped onto it by versioned tables, never the other way round.

use std::fmt;
use std::str::FromStr;

/// An ordered setting of care, from least to most intensive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LevelOfCare {
    /// Outpatient: single encounters.
    Outpatient,
    /// Intensive outpatient program (IOP).
    IntensiveOutpatient,
    /// Partial hospitalization program (PHP).
    PartialHospitalization,
    /// Residential treatment (RTC).
    Residential,
    /// Inpatient (IP).
    Inpatient,
}

/// A text that names no level of care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a level of care: expected one of OP, IOP, PHP, RTC, IP")]
pub struct UnknownLevelOfCare;

impl LevelOfCare {
    /// All, from least to most intensive.
    pub const ALL: [Self; 5] =
        [Self::Outpatient, Self::IntensiveOutpatient, Self::PartialHospitalization, Self::Residential, Self::Inpatient];

    /// The short code used in files and on charts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outpatient => "OP",
            Self::IntensiveOutpatient => "IOP",
            Self::PartialHospitalization => "PHP",
            Self::Residential => "RTC",
            Self::Inpatient => "IP",
        }
    }
}

impl fmt::Display for LevelOfCare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for LevelOfCare {
    type Err = UnknownLevelOfCare;

    fn from_str(text: &str) -> Result<Self, UnknownLevelOfCare> {
        Self::ALL.into_iter().find(|level| level.code().eq_ignore_ascii_case(text)).ok_or(UnknownLevelOfCare)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_reads_back_its_code_and_the_ladder_is_ordered() {
        for level in LevelOfCare::ALL {
            assert_eq!(level.code().parse(), Ok(level));
        }
        assert!(LevelOfCare::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!("ASAM 2.1".parse::<LevelOfCare>(), Err(UnknownLevelOfCare));
    }
}
