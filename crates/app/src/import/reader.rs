//! The thread that reads: from the bytes of a file to chunks of records that are ready to be stored.
//!
//! Everything that costs time is done here, outside the transaction: reading, checking, resolving, hashing, scoring. Chunks go to the unit one
//! after the other, so that whatever the thread asks for next already shows what it handed over before.

use std::collections::HashMap;
use std::sync::Arc;

use instruments::Library;
use interchange::fhir::{self, Questionnaires};
use interchange::table::{self, Mapping};
use interchange::{Content, Context, FileProblem, ImportRecord, Position, Reading, RejectionCode};
use tokio::sync::{mpsc, oneshot};
use vocabulary::{Day, IdSource, Instant, ZoneName};

use super::chunk::{Chunk, Place, RejectedPlace, Step};
use super::known::{Named, Register};
use super::report::Understanding;
use super::resolve::Resolver;
use super::source::{Counted, Progress};

/// Readings that make a chunk. Measured with `benches/import.rs`: from some hundred on it makes no difference.
const CHUNK: usize = 1_000;

/// A record that names somebody who is not known yet, or an episode that another one stands against, waits for the end of the file, as long as all that
/// wait have no more text than this.
const HELD_BYTES: usize = 16 << 20;

/// How the thread reads the file.
pub(super) enum How {
    Fhir(Questionnaires),
    Table(Arc<Mapping>),
}

/// All that the thread needs.
pub(super) struct Job {
    pub(super) source: Counted,
    pub(super) how: How,
    pub(super) context: Context,
    pub(super) system: String,
    pub(super) ids: Arc<IdSource>,
    pub(super) now: Instant,
    pub(super) progress: Progress,
    pub(super) steps: mpsc::Sender<Step>,
    /// True when chunks are stored: what was handed over can then be asked for again.
    pub(super) is_stored: bool,
}

/// What the thread found.
pub(super) struct Found {
    pub(super) rows: u64,
    pub(super) understanding: Understanding,
    /// The forms that were seen, for the next file of the same import.
    pub(super) questionnaires: Questionnaires,
}

/// Why the thread ended early.
pub(super) enum Stop {
    /// Nothing of the file should be kept.
    File(FileProblem),
    /// Nobody waits for the rest.
    Abandoned,
}

impl From<FileProblem> for Stop {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}

enum Readings<'a> {
    Fhir(Box<fhir::Reader<'a, Counted>>),
    Table(Box<table::Reader<'a, Counted>>),
}

impl Readings<'_> {
    fn next(&mut self) -> Option<Result<Reading, FileProblem>> {
        match self {
            Self::Fhir(reader) => reader.next(),
            Self::Table(reader) => reader.next(),
        }
    }
}

impl Job {
    /// Reads the file to its end.
    pub(super) fn run(self) -> Result<Found, Stop> {
        let Self { source, how, context, system, ids, now, progress, steps, is_stored } = self;
        let mut thread = Thread {
            library: &context.library,
            ids: &ids,
            now,
            latest: context.today,
            zone: &context.zone,
            progress,
            steps,
            is_stored,
            register: Register::new(system),
            understanding: Understanding::default(),
            rows: 0,
            last: Position::default(),
            held: Vec::new(),
            held_bytes: 0,
        };
        let mut questionnaires = Questionnaires::default();
        match how {
            How::Fhir(known) => {
                questionnaires = known;
                let mut readings = Readings::Fhir(Box::new(fhir::read(source, &mut questionnaires, &context)));
                thread.read(&mut readings)?;
            }
            How::Table(mapping) => {
                let mut readings = Readings::Table(Box::new(table::read(source, &mapping, &context)));
                thread.read(&mut readings)?;
                if let Readings::Table(reader) = &readings {
                    thread.understanding.table = Some(reader.facts().clone());
                }
            }
        }
        Ok(Found { rows: thread.rows, understanding: thread.understanding, questionnaires })
    }
}

/// A record with the number of its row.
type Numbered = (u64, ImportRecord);

struct Thread<'a> {
    library: &'a Library,
    ids: &'a IdSource,
    now: Instant,
    latest: Day,
    zone: &'a ZoneName,
    progress: Progress,
    steps: mpsc::Sender<Step>,
    is_stored: bool,
    register: Register,
    understanding: Understanding,
    rows: u64,
    /// The place of the last reading: several readings may come from one row.
    last: Position,
    /// Records that name somebody who is not known yet.
    held: Vec<Numbered>,
    held_bytes: usize,
}

impl Thread<'_> {
    fn read(&mut self, readings: &mut Readings<'_>) -> Result<(), Stop> {
        let mut is_first = true;
        loop {
            let (records, mut chunk, is_last) = self.collect(readings)?;
            if is_first && let Readings::Table(reader) = readings {
                chunk.header = Some(reader.facts().header.clone());
            }
            is_first = false;
            self.progress.set_rows(self.rows);
            self.hand_over(records, chunk, true)?;
            if is_last {
                break;
            }
        }
        // Whoever is not known by now is not in the file.
        let mut held = std::mem::take(&mut self.held);
        while !held.is_empty() {
            let rest = held.split_off(held.len().min(CHUNK));
            self.hand_over(held, Chunk::default(), false)?;
            held = rest;
        }
        Ok(())
    }

    /// The next readings: records, and a chunk with the rejections among them. The flag says that the file has ended.
    fn collect(&mut self, readings: &mut Readings<'_>) -> Result<(Vec<Numbered>, Chunk, bool), Stop> {
        let (mut records, mut chunk) = (Vec::with_capacity(CHUNK), Chunk::default());
        while records.len() + chunk.rejections.len() < CHUNK {
            match readings.next() {
                None => return Ok((records, chunk, true)),
                Some(reading) => match reading? {
                    Reading::Record(record) => {
                        let row = self.row_at(&record.position);
                        for note in &record.notes {
                            self.understanding.note(&record.position, note);
                        }
                        *self.understanding.records.entry(record.kind()).or_default() += 1;
                        records.push((row, record));
                    }
                    Reading::Rejected(rejection) => {
                        let row = self.row_at(&rejection.position);
                        let place = Place { row, position: rejection.position, raw: rejection.raw };
                        chunk.rejections.push(place.refused(&rejection.code));
                    }
                    Reading::Note(note) => {
                        self.row_at(&note.position);
                        self.understanding.note(&note.position, &note.code);
                    }
                },
            }
        }
        Ok((records, chunk, false))
    }

    /// The number of the row at a place. What stands in no line, such as the definitions of a mapping, is in row 0.
    fn row_at(&mut self, position: &Position) -> u64 {
        if position.line == 0 {
            return 0;
        }
        if self.last != *position {
            self.rows += 1;
            self.last.clone_from(position);
        }
        self.rows
    }

    /// Resolves records and hands them over. `may_hold`: those that name somebody unknown may wait.
    fn hand_over(&mut self, mut records: Vec<Numbered>, chunk: Chunk, may_hold: bool) -> Result<(), Stop> {
        self.join_totals(&mut records);
        // Stable, so that records of one kind stay in the order of the file.
        records.sort_by_key(|(_, record)| record.kind());
        if let Some(question) = self.register.question(records.iter().filter_map(|(_, record)| named(record)), self.is_stored) {
            let (sender, receiver) = oneshot::channel();
            self.steps.blocking_send(Step::Ask(question, sender)).map_err(|_| Stop::Abandoned)?;
            self.register.learn(receiver.blocking_recv().map_err(|_| Stop::Abandoned)?);
        }
        let mut resolver = Resolver {
            register: &mut self.register,
            library: self.library,
            ids: self.ids,
            now: self.now,
            latest: self.latest,
            zone: self.zone,
            understanding: &mut self.understanding,
            chunk,
            places: HashMap::new(),
        };
        for (row, mut record) in records {
            let Err(code) = resolver.take(row, &mut record) else { continue };
            let text = record.raw.as_str().len() + 1_000;
            // The end of the earlier of two episodes may stand further down.
            let may_become_known = matches!(code, RejectionCode::Unknown(_) | RejectionCode::EpisodeOverlaps { .. });
            if may_hold && may_become_known && self.held_bytes + text <= HELD_BYTES {
                self.held_bytes += text;
                self.held.push((row, record));
            } else {
                resolver.chunk.rejections.push(refused(row, record, &code));
            }
        }
        let chunk = resolver.chunk;
        self.steps.blocking_send(Step::Save(Box::new(chunk))).map_err(|_| Stop::Abandoned)
    }

    /// Merges totals into the administrations they were computed from, where both are in the chunk: then the score is compared with them at once.
    fn join_totals(&mut self, records: &mut Vec<Numbered>) {
        let derived = |record: &ImportRecord| match &record.content {
            Content::Administration(total) if total.responses.is_empty() => total.derived_from.clone(),
            _ => None,
        };
        if !records.iter().any(|(_, record)| derived(record).is_some()) {
            return;
        }
        let mut answered: HashMap<String, usize> = HashMap::new();
        for (place, (_, record)) in records.iter().enumerate() {
            if let (Some(key), Content::Administration(administration)) = (&record.external_key, &record.content)
                && !administration.responses.is_empty()
            {
                answered.insert(key.clone(), place);
            }
        }
        let mut is_joined = vec![false; records.len()];
        for place in 0..records.len() {
            let Some(target) = derived(&records[place].1).and_then(|key| answered.get(&key).copied()) else { continue };
            let Content::Administration(total) = records[place].1.content.clone() else { continue };
            let Content::Administration(answers) = &mut records[target].1.content else { continue };
            if total.definition.id == answers.definition.id {
                let new = total.totals.into_iter().filter(|total| !answers.totals.contains(total)).collect::<Vec<_>>();
                answers.totals.extend(new);
                is_joined[place] = true;
                self.understanding.compared(1);
            }
        }
        let mut places = is_joined.into_iter();
        records.retain(|_| !places.next().unwrap_or(false));
    }
}

fn refused(row: u64, record: ImportRecord, code: &RejectionCode) -> RejectedPlace {
    Place { row, position: record.position, raw: record.raw }.refused(code)
}

/// The patients whom a record names.
fn named(record: &ImportRecord) -> Option<Named<'_>> {
    match &record.content {
        Content::Patient(patient) => {
            Some(Named { key: record.external_key.as_deref(), record_number: Some(&patient.patient.record_number) })
        }
        Content::Episode(episode) => Some(Named::from(&episode.patient)),
        Content::LevelOfCarePeriod(period) => Some(Named::from(&period.patient)),
        Content::Diagnosis(diagnosis) => Some(Named::from(&diagnosis.patient)),
        Content::CareTeamMember(member) => Some(Named::from(&member.patient)),
        Content::CareFact(fact) => Some(Named::from(&fact.patient)),
        Content::Administration(administration) => administration.patient.as_ref().map(Named::from),
        Content::Definition(_)
        | Content::Program(_)
        | Content::Clinician(_)
        | Content::DayRate(_)
        | Content::ContractRate(_)
        | Content::ProviderCredential(_)
        | Content::ExclusionCheck(_) => None,
    }
}
