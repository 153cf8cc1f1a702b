//! What a progress report is made of. Plain facts with their types; words come later.

use std::sync::Arc;

use care::{Discharge, Modality};
use instruments::administration::Completion;
use instruments::{Definition, Mode, Phase, Respondent, Responses, Score};
use vocabulary::{AdministrationId, Day, EpisodeId, Instant, LevelOfCare, Period, Version, ZoneName};

use crate::progress::judgement::SeriesJudgement;

/// A progress report of one patient. Holds every administration up to the cut-off: there is no way to leave out a score.
#[derive(Clone, Debug)]
pub struct ProgressReport {
    /// The name of the practice.
    pub practice: String,
    /// The program the report is about; `None` for all of them.
    pub program: Option<String>,
    /// The zone in which moments are written: the program's.
    pub zone: ZoneName,
    /// Who it is about.
    pub patient: PatientFacts,
    /// True when 42 CFR Part 2 covers any of the records: its notice stands on every page.
    pub part2: bool,
    /// True for a copy that goes to somebody who acts for the patient: every page says that it may not hold every answer.
    pub is_for_proxy: bool,
    /// When the report was made. Not part of the snapshot.
    pub generated_at: Instant,
    /// Up to when records were read.
    pub data_as_of: Instant,
    /// Episodes of care, oldest first.
    pub episodes: Vec<EpisodeFacts>,
    /// One section an instrument, in the order in which they are shown.
    pub instruments: Vec<InstrumentSection>,
}

/// The patient as the report names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientFacts {
    /// Family name, comma, given name.
    pub listed_name: String,
    /// The practice's number for the patient.
    pub record_number: String,
    /// Day of birth; the age is that at the cut-off.
    pub birth_day: Day,
}

/// An episode of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpisodeFacts {
    /// Its id.
    pub id: EpisodeId,
    /// The name of the program that admitted.
    pub program: String,
    /// The first day.
    pub admitted: Day,
    /// How it ended; `None` while it is open.
    pub discharge: Option<Discharge>,
    /// The levels of care in it, oldest first.
    pub levels: Vec<LevelOfCareFacts>,
}

/// Time at one level of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelOfCareFacts {
    /// The name of the program that gave the care.
    pub program: String,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// From when to when.
    pub period: Period,
    /// Treatment approach or track; empty when not recorded.
    pub track: String,
    /// `None` when not recorded.
    pub modality: Option<Modality>,
}

/// One instrument with all its administrations.
#[derive(Clone, Debug)]
pub struct InstrumentSection {
    /// The definition whose bands, cutoffs and sources are shown.
    pub definition: Arc<Definition>,
    /// Every administration, in any order.
    pub administrations: Vec<AdministrationFacts>,
    /// Change and course of its series, in the order in which they are shown; `None` for a report without judgements.
    pub judgements: Option<Vec<SeriesJudgement>>,
    /// Who enabled the recalled numbers of the definition; `None` while they are shown and not used in judgements.
    pub recalled: Option<RecalledEnabled>,
}

/// Somebody stands by name behind the numbers of a definition whose source was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecalledEnabled {
    /// The name.
    pub by: String,
    /// Since when.
    pub on: Day,
}

impl InstrumentSection {
    /// What was judged of one series.
    pub(crate) fn judgement_of(&self, scale: usize, respondent: Respondent) -> Option<&SeriesJudgement> {
        self.judgements.iter().flatten().find(|judged| judged.scale == scale && judged.respondent == respondent)
    }
}

/// One administration with its score.
#[derive(Clone, Debug)]
pub struct AdministrationFacts {
    /// Its id.
    pub id: AdministrationId,
    /// The version of the record.
    pub version: Version,
    /// The clinical day.
    pub day: Day,
    /// Where in the episode; `None` when not known.
    pub phase: Option<Phase>,
    /// How the answers were given.
    pub mode: Mode,
    /// Who answered.
    pub respondent: Respondent,
    /// How far it went.
    pub completion: Completion,
    /// Its score, as stored.
    pub score: Score,
    /// The version of the engine that computed it.
    pub engine_version: String,
    /// The answers by item; `None` where the reader's role does not show them.
    pub responses: Option<Responses>,
}

impl ProgressReport {
    /// The last day the data speaks of, in the report's zone.
    pub fn until(&self) -> Day {
        self.data_as_of.day_in(&self.zone)
    }

    /// The levels of care of all episodes.
    pub(crate) fn levels(&self) -> Vec<(LevelOfCare, Period)> {
        self.episodes.iter().flat_map(|episode| &episode.levels).map(|level| (level.level_of_care, level.period)).collect()
    }
}

impl InstrumentSection {
    /// The administrations, oldest first; those of one day in the order of their ids.
    pub(crate) fn in_order(&self) -> Vec<&AdministrationFacts> {
        let mut administrations: Vec<&AdministrationFacts> = self.administrations.iter().collect();
        administrations.sort_by_key(|administration| (administration.day, administration.id));
        administrations
    }
}
