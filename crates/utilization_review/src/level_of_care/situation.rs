//! The situation: everything that a determination may see, as of one instant. It is stored with the determination, so that it can be re-run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, PatientId, Points, ZoneName};

use super::as_text;
use super::observation::{Observation, SourceRecord};

/// One patient at one level of care at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    /// Who.
    #[serde(with = "as_text")]
    pub patient: PatientId,
    /// In which episode.
    #[serde(with = "as_text")]
    pub episode: EpisodeId,
    /// As of when. Nothing later is seen.
    #[serde(with = "as_text")]
    pub as_of: Instant,
    /// The zone of the program, in which days begin and end.
    #[serde(with = "as_text")]
    pub zone: ZoneName,
    /// The birth day, for the set's population.
    #[serde(with = "as_text")]
    pub birth_day: Day,
    /// The present level.
    #[serde(with = "as_text")]
    pub level: LevelOfCare,
    /// The first day at it.
    #[serde(with = "as_text")]
    pub level_since: Day,
    /// The id of the instrument by which the program judges this patient's change.
    pub primary_instrument: String,
    /// The smallest reliable difference of each instrument, in points, where a verified one is published. Instruments without one are left out.
    #[serde(with = "reliable_differences")]
    pub reliable_differences: BTreeMap<String, Points>,
    /// Instruments on which a lower score is worse. All others count as the usual kind.
    pub lower_is_worse: Vec<String>,
    /// Instruments that are given to find something out and not to follow it: how severe they came out keeps nobody at a level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_followed: Vec<String>,
    /// The id of the practice's own set that should have judged and does not read any more; `None` where the set in force judges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreadable_set: Option<String>,
    /// The stay at this level that three of four patients of the program do not exceed, in days; `None` where the program has no figure.
    pub typical_stay_days: Option<u32>,
    /// What the records say, in any order.
    pub observations: Vec<Observation>,
}

/// A stored situation that does not read back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a stored situation does not read back at line {line}, column {column}: {fact}")]
pub struct UnreadableSituation {
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// What is wrong there.
    pub fact: String,
}

impl Situation {
    /// Today, in the program's zone.
    pub fn today(&self) -> Day {
        self.as_of.day_in(&self.zone)
    }

    /// The same situation in canonical form: observations in one order, only the newest version of each record, lists without doubles.
    #[must_use]
    pub fn canonical(mut self) -> Self {
        let mut newest: BTreeMap<(String, String), i64> = BTreeMap::new();
        for SourceRecord { kind, id, version } in self.observations.iter().map(|observation| &observation.source) {
            let known = newest.entry((kind.clone(), id.clone())).or_insert(*version);
            *known = (*known).max(*version);
        }
        self.observations.retain(|observation| {
            let source = &observation.source;
            newest.get(&(source.kind.clone(), source.id.clone())) == Some(&source.version)
        });
        self.observations.sort_by_cached_key(bytes_of);
        self.observations.dedup();
        self.lower_is_worse.sort();
        self.lower_is_worse.dedup();
        self.not_followed.sort();
        self.not_followed.dedup();
        self
    }

    /// The canonical form as JSON, to be stored with the determination.
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes_of(&self.clone().canonical())
    }

    /// Reads what [`Situation::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, UnreadableSituation> {
        serde_json::from_slice(bytes).map_err(|error| UnreadableSituation {
            line: error.line(),
            column: error.column(),
            fact: error.to_string(),
        })
    }
}

/// JSON of a value of ours, all of whose keys are text and whose numbers are whole.
pub(super) fn bytes_of<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("keys are text and no serializer of ours fails")
}

mod reliable_differences {
    use std::collections::BTreeMap;

    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};
    use vocabulary::Points;

    pub(super) fn serialize<S: Serializer>(map: &BTreeMap<String, Points>, serializer: S) -> Result<S::Ok, S::Error> {
        map.iter().map(|(instrument, points)| (instrument, points.to_string())).collect::<BTreeMap<_, _>>().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Points>, D::Error> {
        let written = BTreeMap::<String, String>::deserialize(deserializer)?;
        written.into_iter().map(|(instrument, points)| Ok((instrument, points.parse().map_err(D::Error::custom)?))).collect()
    }
}
