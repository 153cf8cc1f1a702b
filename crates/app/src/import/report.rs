//! What an import, or the dry run of one, says when it is done.

use std::collections::BTreeMap;

use instruments::{Definition, Origin};
use interchange::table::TableFacts;
use interchange::{NoteCode, Position, RecordKind};
use storage::import_batch::{Batch, BatchCounts};
use storage::score::ScoreSummary;
use vocabulary::BatchId;

use super::reason::Reason;
use crate::permission::Caller;

/// How an import ended.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// The batch that holds the file's records: this one, or the earlier one when the same file was imported before.
    pub batch: BatchId,
    /// True when the same file was imported before, read in the same way. Nothing was changed, and the rest tells of that earlier import.
    pub already_imported: bool,
    /// Rows and records.
    pub counts: BatchCounts,
    /// Records that were added, by kind.
    pub added: BTreeMap<RecordKind, u64>,
    /// Episodes, periods and the like that were open on record and that this file ended: each has a new version. Counted as added.
    pub ended: u64,
    /// What the file was understood to say.
    pub understanding: Understanding,
    /// The first rows that were not taken, in the order of the file. [`crate::App::import_batch`] has them all.
    pub rejections: Vec<RejectedRow>,
}

impl ImportedBatch {
    /// True where the caller may have the rows that were not taken: their own, or anybody's where they may see answers.
    pub fn rows_are_for(&self, caller: &Caller) -> bool {
        super::reject_file::may_take_rows(caller, &self.batch).is_ok()
    }

    /// True where what was not taken are whole rows that can be mended and imported again. In a file of claims they are parts of values.
    pub fn holds_rows(&self) -> bool {
        self.batch.batch.kind != crate::claim::KIND
    }
}

/// What an import would do. Nothing was changed.
#[derive(Clone, Debug)]
pub struct DryRun {
    /// The finished batch of the same file, if there is one: importing it would change nothing.
    pub imported_before: Option<BatchId>,
    /// Rows and records as an import would count them. A record that stands twice in the file may be counted as added twice.
    pub counts: BatchCounts,
    /// What the file was understood to say.
    pub understanding: Understanding,
    /// The first rows that would not be taken.
    pub rejections: Vec<RejectedRow>,
}

/// What a file was understood to say.
#[derive(Clone, Debug, Default)]
pub struct Understanding {
    /// Records that were understood, by kind, whether or not they could be taken.
    pub records: BTreeMap<RecordKind, u64>,
    /// The instruments, by id.
    pub instruments: BTreeMap<String, InstrumentTally>,
    /// Totals that were compared with the answers they were computed from, and are no records of their own.
    pub totals_compared: u64,
    /// Administrations whose total that came along differs from the computed one. Both are kept and the score is marked.
    pub totals_differ: u64,
    /// The first places of these.
    pub differ_at: Vec<Position>,
    /// What was worth a word, by its id.
    pub notes: BTreeMap<&'static str, NoteTally>,
    /// Columns and code lists of a table; `None` for FHIR.
    pub table: Option<TableFacts>,
}

/// Administrations of one instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstrumentTally {
    /// What people call it.
    pub name: String,
    /// True when its definition came in with a file and is none of the library's.
    pub is_imported: bool,
    /// How many administrations.
    pub administrations: u64,
    /// Their scores by status: `scored`, `prorated`, `unscorable`, `not_administered`, `recorded`, `totals_only`.
    pub statuses: BTreeMap<String, u64>,
}

/// How often something was noted, and the first places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteTally {
    /// How often.
    pub count: u64,
    /// The first places with their arguments.
    pub first: Vec<(Position, Reason)>,
}

/// The kind of problem a score has whose total came along and differs.
pub(super) const TOTAL_DIFFERS: &str = "total_differs";

/// How many places of each kind of note, and how many rejected rows, a report names.
pub(super) const EXAMPLES: usize = 20;

impl Understanding {
    /// Totals that turned out to be no records of their own.
    pub(super) fn compared(&mut self, count: u64) {
        self.totals_compared += count;
        if let Some(records) = self.records.get_mut(&RecordKind::Administration) {
            *records = records.saturating_sub(count);
        }
    }

    pub(super) fn scored(&mut self, position: &Position, definition: &Definition, score: &ScoreSummary) {
        if !self.instruments.contains_key(&*definition.id) {
            let is_imported = definition.origin == Origin::Imported;
            let tally = InstrumentTally { name: definition.short_name.clone(), is_imported, ..InstrumentTally::default() };
            self.instruments.insert(definition.id.to_string(), tally);
        }
        if let Some(tally) = self.instruments.get_mut(&*definition.id) {
            tally.administrations += 1;
            match tally.statuses.get_mut(score.status.as_str()) {
                Some(count) => *count += 1,
                None => drop(tally.statuses.insert(score.status.clone(), 1)),
            }
        }
        if score.problems.iter().any(|kind| kind == TOTAL_DIFFERS) {
            self.totals_differ += 1;
            if self.differ_at.len() < EXAMPLES {
                self.differ_at.push(position.clone());
            }
        }
    }

    pub(super) fn note(&mut self, position: &Position, code: &NoteCode) {
        let tally = self.notes.entry(code.id()).or_default();
        tally.count += 1;
        if tally.first.len() < EXAMPLES {
            tally.first.push((position.clone(), Reason::from(code)));
        }
    }
}

/// A row that was not taken, without its text: that stands in the reject file only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// Its place in the order of the file; the next page of rejections starts after it.
    pub ordinal: i64,
    /// Where it stands, such as `line 17, row 16`.
    pub position: String,
    /// Why.
    pub reason: Reason,
}

impl RejectedRow {
    pub(super) fn of(ordinal: i64, stored: &storage::import_batch::Rejection) -> Self {
        let reason = Reason::from_stored(&stored.code, &stored.arguments);
        Self { ordinal, position: stored.position.clone(), reason }
    }
}

/// One import with a page of its rejections.
#[derive(Clone, Debug)]
pub struct ImportedBatch {
    /// What was imported, by whom, when and how it went.
    pub batch: Batch,
    /// Why the file was refused as a whole; `None` for one that was imported.
    pub refused: Option<Reason>,
    /// Rows that were not taken, in the order of the file.
    pub rejections: Vec<RejectedRow>,
}
