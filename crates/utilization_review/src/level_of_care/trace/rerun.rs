//! Makes a stored determination again: the same engine gives the same bytes, a newer one says what differs.

use super::{Difference, ENGINE_VERSION, Trace, determine, difference};
use crate::level_of_care::criteria::CriteriaSet;
use crate::level_of_care::situation::{Situation, UnreadableSituation};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rerun {
    /// The same bytes.
    Identical,
    /// Another engine made the stored one; where the two differ.
    NewerEngine {
        /// The engine of the stored one.
        stored_engine: String,
        /// Every difference; empty where only the engine's version differs.
        differences: Vec<Difference>,
    },
    /// The same engine gives other bytes: what was stored is not what was determined.
    Altered {
        /// Every difference in content; empty where only the bytes differ.
        differences: Vec<Difference>,
    },
}

/// Why a stored determination cannot be made again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RerunError {
    /// The situation does not read back.
    #[error(transparent)]
    Situation(#[from] UnreadableSituation),
    /// The trace does not read back.
    #[error("a stored determination does not read back: {fact}")]
    Trace {
        /// What is wrong.
        fact: String,
    },
    /// Another set of criteria than the one that was used.
    #[error("the criteria are not those of the stored determination: expected {expected}, got {given}")]
    OtherCriteria {
        /// SHA-256 of the set that was used.
        expected: String,
        /// SHA-256 of the set given.
        given: String,
    },
}

/// Determines again from a stored situation and compares with the stored trace. `set` must be the one that was used.
pub fn rerun(situation: &[u8], set: &CriteriaSet, stored: &[u8]) -> Result<Rerun, RerunError> {
    let situation = Situation::from_bytes(situation)?;
    let old: Trace = serde_json::from_slice(stored).map_err(|error| RerunError::Trace { fact: error.to_string() })?;
    if old.set.sha256 != set.sha256 {
        return Err(RerunError::OtherCriteria { expected: old.set.sha256, given: set.sha256.clone() });
    }
    let new = determine(&situation, set);
    if new.to_bytes() == stored {
        return Ok(Rerun::Identical);
    }
    let mut differences = difference(&old, &new);
    if old.engine == ENGINE_VERSION {
        return Ok(Rerun::Altered { differences });
    }
    differences.retain(|difference| difference.path != "engine");
    Ok(Rerun::NewerEngine { stored_engine: old.engine, differences })
}
