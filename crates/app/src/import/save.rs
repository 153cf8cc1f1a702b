//! The unit that writes: answers what the reading thread asks, and stores chunks. It computes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use instruments::Completion;
use interchange::{RecordKind, RejectionCode};
use storage::administration::{Correction, NewAdministration};
use storage::import_batch::{self, BatchCounts, Rejection};
use storage::responses::{self, GivenTotal};
use storage::{Entry, PlainRecord, ReadUnit, Record, StorageError, Stored, View, WriteUnit, administration, score};
use vocabulary::{AdministrationId, PatientId, Source, Version};

use super::chunk::{Answer, Chunk, Ended, NextAdministration, Pending, PendingAdministration, Question, RejectedPlace};
use super::ending::{Again, Ending, again};
use super::report::{EXAMPLES, RejectedRow, TOTAL_DIFFERS};
use super::resolve::same_answers;

/// Looks up what the reading thread asks for.
pub(super) async fn answer(unit: &mut ReadUnit, question: Question) -> Result<Answer, StorageError> {
    let Question { keys, record_numbers, house } = question;
    let mut answer = Answer::default();
    if house {
        answer.programs = storage::program::all(unit, View::Current).await?;
        answer.clinicians = storage::clinician::all(unit, View::Current).await?;
        answer.brought_programs = brought_before(unit, &answer.programs).await?;
        answer.brought_clinicians = brought_before(unit, &answer.clinicians).await?;
        answer.payers = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile.key).collect();
        answer.day_rates = storage::day_rate::all(unit, View::Current).await?;
        answer.contract_rates = storage::contract_rate::all(unit, View::Current).await?;
        answer.credentials = storage::provider_credential::all(unit, View::Current).await?;
        answer.exclusion_checks = storage::exclusion_check::all(unit, View::Current).await?;
    }
    let by_key: Vec<_> = unit.by_external_keys::<care::Patient>(&keys).await?.into_iter().map(|(_, id)| id).collect();
    answer.patients = storage::patient::by_record_numbers(unit, &record_numbers).await?;
    let mut known: BTreeSet<PatientId> = answer.patients.iter().map(|patient| patient.id).collect();
    let others: Vec<_> = by_key.into_iter().filter(|id| !known.contains(id)).collect();
    answer.patients.extend(unit.get_many(&others, View::Current).await?);
    known.extend(others);
    // A person may have several records: what stands under any of them is theirs.
    let links = storage::patient_link::links(unit, View::Current).await?;
    let (folded_in, shown): (_, BTreeSet<PatientId>) = (links.folded_in(), known.iter().map(|id| links.shown_as(*id)).collect());
    let ids: Vec<PatientId> =
        shown.iter().flat_map(|id| std::iter::once(*id).chain(folded_in.get(id).into_iter().flatten().copied())).collect();
    let further: Vec<PatientId> = ids.iter().copied().filter(|id| !known.contains(id)).collect();
    answer.patients.extend(unit.get_many(&further, View::Current).await?);
    answer.shown_as = ids.iter().map(|id| (*id, links.shown_as(*id))).collect();
    answer.brought_patients = brought_before(unit, &answer.patients).await?;
    answer.episodes = storage::episode::of_patients(unit, &ids, View::Current).await?;
    answer.brought_episodes = brought_before(unit, &answer.episodes).await?;
    for plan in storage::planned_admission::of_patients(unit, &ids, View::Current).await? {
        // One that was carried out has an episode, even where that was withdrawn since.
        if unit.history::<care::Episode>(plan.id).await?.is_empty() {
            answer.planned.push(plan);
        }
    }
    answer.authorizations = storage::authorization::of_patients(unit, &ids, View::Current).await?;
    Ok(answer)
}

/// A total that was computed from the answers of an administration on record.
struct LateTotal {
    target: AdministrationId,
    total: GivenTotal,
}

/// What was done with the records of a file.
#[derive(Default)]
pub(super) struct Saving {
    pub(super) counts: BatchCounts,
    pub(super) added: BTreeMap<RecordKind, u64>,
    pub(super) ended: u64,
    pub(super) totals_compared: u64,
    pub(super) totals_differ: u64,
    pub(super) examples: Vec<RejectedRow>,
    /// Stays that were open and that the file ended: as they stood, and as they stand.
    pub(super) discharged: Vec<(Stored<care::Episode>, care::Episode)>,
    rejected: Rows,
}

/// A set of row numbers: one bit each.
#[derive(Default)]
struct Rows(Vec<u64>);

impl Rows {
    /// True when the row was not in the set.
    fn insert(&mut self, row: u64) -> bool {
        let (word, bit) = (usize::try_from(row / 64).unwrap_or(usize::MAX), 1 << (row % 64));
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }
}

impl Saving {
    /// Counts a chunk as [`Saving::store`] would, and stores nothing.
    pub(super) async fn weigh(&mut self, unit: &mut ReadUnit, mut chunk: Chunk) -> Result<(), StorageError> {
        let late = self.sift(unit, &mut chunk).await?;
        self.totals_compared += late.len() as u64;
        self.count_added(&chunk);
        self.take_rejections(std::mem::take(&mut chunk.rejections));
        Ok(())
    }

    /// Stores the records of a chunk that are not there yet.
    pub(super) async fn store(&mut self, unit: &mut WriteUnit, mut chunk: Chunk) -> Result<(), StorageError> {
        let late = self.sift(unit, &mut chunk).await?;
        self.count_added(&chunk);
        if let Some(header) = chunk.header.take() {
            let header = Rejection { position: String::new(), code: HEADER.to_owned(), arguments: String::new(), raw: header.into_bytes() };
            import_batch::reject(unit, HEADER_ORDINAL, &[header]).await?;
        }
        insert(unit, chunk.definitions).await?;
        insert(unit, chunk.programs).await?;
        insert(unit, chunk.clinicians).await?;
        end(unit, chunk.ended_day_rates).await?;
        end(unit, chunk.ended_contract_rates).await?;
        end(unit, chunk.ended_credentials).await?;
        insert(unit, chunk.day_rates).await?;
        insert(unit, chunk.contract_rates).await?;
        insert(unit, chunk.credentials).await?;
        insert(unit, chunk.exclusion_checks).await?;
        insert(unit, chunk.patients).await?;
        insert(unit, chunk.episodes).await?;
        insert(unit, chunk.periods).await?;
        insert(unit, chunk.diagnoses).await?;
        insert(unit, chunk.members).await?;
        chunk.facts.store(unit).await?;
        for ended in &chunk.ended_episodes {
            let before = unit.require::<care::Episode>(ended.id).await?;
            self.discharged.push((before, ended.value.clone()));
        }
        end(unit, chunk.ended_episodes).await?;
        end(unit, chunk.ended_periods).await?;
        end(unit, chunk.ended_diagnoses).await?;
        end(unit, chunk.ended_members).await?;
        administration::insert_many(unit, chunk.administrations.into_iter().map(|pending| pending.new).collect()).await?;
        for NextAdministration { id, version, correction } in chunk.next_administrations {
            administration::correct(unit, id, version, &correction).await?;
        }
        for late in late {
            self.compare(unit, late).await?;
        }
        let kept = self.take_rejections(chunk.rejections);
        for run in kept.chunk_by(|one, next| one.0 + 1 == next.0) {
            let rows: Vec<Rejection> = run.iter().map(|(_, rejection)| rejection.clone()).collect();
            import_batch::reject(unit, run[0].0, &rows).await?;
        }
        Ok(())
    }

    /// Keeps one reason for each row: the first. In the order of the file.
    fn take_rejections(&mut self, rejections: Vec<RejectedPlace>) -> Vec<(i64, Rejection)> {
        let mut kept: Vec<(i64, Rejection)> = Vec::with_capacity(rejections.len());
        for RejectedPlace { row, rejection } in rejections {
            if self.rejected.insert(row) {
                kept.push((i64::try_from(row).unwrap_or(i64::MAX), rejection));
            }
        }
        kept.sort_by_key(|(row, _)| *row);
        self.counts.rows_rejected += i64::try_from(kept.len()).unwrap_or(i64::MAX);
        // Rows that waited for somebody come late and may stand before others.
        self.examples.extend(kept.iter().take(EXAMPLES).map(|(row, rejection)| RejectedRow::of(*row, rejection)));
        self.examples.sort_by_key(|row| row.ordinal);
        self.examples.truncate(EXAMPLES);
        kept
    }

    fn count_added(&mut self, chunk: &Chunk) {
        let kinds = [
            (RecordKind::Definition, chunk.definitions.len()),
            (RecordKind::Program, chunk.programs.len()),
            (RecordKind::Clinician, chunk.clinicians.len()),
            (RecordKind::DayRate, chunk.day_rates.len()),
            (RecordKind::ContractRate, chunk.contract_rates.len()),
            (RecordKind::ProviderCredential, chunk.credentials.len()),
            (RecordKind::ExclusionCheck, chunk.exclusion_checks.len()),
            (RecordKind::Patient, chunk.patients.len()),
            (RecordKind::Episode, chunk.episodes.len()),
            (RecordKind::LevelOfCarePeriod, chunk.periods.len()),
            (RecordKind::Diagnosis, chunk.diagnoses.len()),
            (RecordKind::CareTeamMember, chunk.members.len()),
            (RecordKind::Administration, chunk.administrations.len()),
        ];
        for (kind, count) in kinds.into_iter().chain(chunk.facts.counts()).filter(|(_, count)| *count > 0) {
            *self.added.entry(kind).or_default() += count as u64;
            self.counts.records_added += i64::try_from(count).unwrap_or(i64::MAX);
        }
        let ended = chunk.ended_episodes.len()
            + chunk.ended_day_rates.len()
            + chunk.ended_contract_rates.len()
            + chunk.ended_credentials.len()
            + chunk.ended_periods.len()
            + chunk.ended_diagnoses.len()
            + chunk.ended_members.len()
            + chunk.next_administrations.len()
            + chunk.facts.ended();
        self.ended += ended as u64;
        self.counts.records_added += i64::try_from(ended).unwrap_or(i64::MAX);
    }

    /// Takes out of a chunk what is on record already, and refuses what is there with other content.
    async fn sift(&mut self, unit: &mut ReadUnit, chunk: &mut Chunk) -> Result<Vec<LateTotal>, StorageError> {
        self.counts.records_unchanged += i64::try_from(chunk.unchanged).unwrap_or(i64::MAX);
        self.sift_definitions(unit, chunk).await?;
        self.sift_plain(unit, &mut chunk.periods, &mut chunk.ended_periods, &mut chunk.rejections).await?;
        self.sift_plain(unit, &mut chunk.diagnoses, &mut chunk.ended_diagnoses, &mut chunk.rejections).await?;
        self.sift_plain(unit, &mut chunk.members, &mut chunk.ended_members, &mut chunk.rejections).await?;
        chunk.facts.sift(self, unit, &mut chunk.rejections).await?;
        self.sift_administrations(unit, chunk).await
    }

    async fn sift_definitions(&mut self, unit: &mut ReadUnit, chunk: &mut Chunk) -> Result<(), StorageError> {
        if chunk.definitions.is_empty() {
            return Ok(());
        }
        let stored = storage::instrument_definition::all(unit, View::Current).await?;
        let mut known: BTreeSet<(String, String)> =
            (stored.into_iter()).map(|stored| (stored.recorded.value.instrument, stored.recorded.value.definition_version)).collect();
        chunk.definitions.retain(|pending| {
            let definition = &pending.entry.value;
            let is_new = known.insert((definition.instrument.clone(), definition.definition_version.clone()));
            self.counts.records_unchanged += i64::from(!is_new);
            is_new
        });
        Ok(())
    }

    pub(super) async fn sift_plain<T: PlainRecord + Ending>(
        &mut self,
        unit: &mut ReadUnit,
        list: &mut Vec<Pending<T>>,
        ended: &mut Vec<Ended<T>>,
        rejections: &mut Vec<RejectedPlace>,
    ) -> Result<(), StorageError> {
        if list.is_empty() {
            return Ok(());
        }
        let keys: Vec<String> = list.iter().filter_map(|pending| pending.entry.external_key.clone()).collect();
        let ids: HashMap<String, T::Id> = unit.by_external_keys::<T>(&keys).await?.into_iter().collect();
        let mut stored: Vec<Stored<T>> = unit.get_many(&ids.values().copied().collect::<Vec<_>>(), View::Current).await?;
        let withdrawn = withdrawn(unit.withdrawn_by_external_keys::<T>(&keys).await?);
        let brought: HashMap<T::Id, T> = brought_before(unit, &stored).await?;
        let mut kept: Vec<Pending<T>> = Vec::with_capacity(list.len());
        for pending in list.drain(..) {
            let Pending { entry, place } = pending;
            let key = entry.external_key.as_ref();
            let id = key.and_then(|key| ids.get(key));
            // A person put it right since, and the file says nothing new.
            if id.and_then(|id| brought.get(id)).is_some_and(|earlier| *earlier == entry.value) {
                self.counts.records_unchanged += 1;
                continue;
            }
            if let Some(stored) = id.and_then(|id| stored.iter_mut().find(|stored| stored.id == *id)) {
                // What the program ended by itself, after a discharge, its source ends on the day that it knows.
                let is_derived = stored.recorded.source == Source::Computed;
                let said = id.and_then(|id| brought.get(id)).filter(|_| is_derived);
                let found = match again(stored.value(), &entry.value) {
                    Again::Other if said.is_some_and(|said| again(said, &entry.value) == Again::Ended) => Again::Ended,
                    found => found,
                };
                match found {
                    Again::Same => self.counts.records_unchanged += 1,
                    Again::Other => rejections.push(place.refused(&RejectionCode::Conflict)),
                    Again::Ended => {
                        let version = stored.recorded.version;
                        stored.recorded.version = version.next();
                        stored.recorded.value = entry.value.clone();
                        ended.push(Ended { id: stored.id, version, value: entry.value, effective_day: entry.effective_day });
                    }
                }
            } else if key.and_then(|key| withdrawn.get(key)).is_some_and(|stored| stays_withdrawn(stored.value(), &entry.value)) {
                self.counts.records_unchanged += 1;
            } else if let Some(earlier) = kept.iter_mut().find(|earlier| key.is_some() && earlier.entry.external_key.as_ref() == key) {
                match again(&earlier.entry.value, &entry.value) {
                    Again::Same => self.counts.records_unchanged += 1,
                    Again::Other => rejections.push(place.refused(&RejectionCode::Duplicate { first_line: earlier.place.position.line })),
                    Again::Ended => {
                        earlier.entry.value = entry.value;
                        self.counts.records_unchanged += 1;
                    }
                }
            } else {
                kept.push(Pending { entry, place });
            }
        }
        *list = kept;
        Ok(())
    }

    async fn sift_administrations(&mut self, unit: &mut ReadUnit, chunk: &mut Chunk) -> Result<Vec<LateTotal>, StorageError> {
        let pending = &chunk.administrations;
        let keys: Vec<String> =
            pending.iter().flat_map(|each| [each.new.external_key.clone(), each.derived_from.clone()]).flatten().collect();
        let ids: HashMap<String, AdministrationId> =
            unit.by_external_keys::<instruments::Administration>(&keys).await?.into_iter().collect();
        let withdrawn = withdrawn(unit.withdrawn_by_external_keys::<instruments::Administration>(&keys).await?);
        if ids.is_empty() && withdrawn.is_empty() {
            return Ok(Vec::new());
        }
        let stored = on_record(unit, ids.values().copied().collect()).await?;
        let withdrawn = as_withdrawn(unit, withdrawn).await?;
        let (mut kept, mut late) = (Vec::with_capacity(pending.len()), Vec::new());
        for pending in chunk.administrations.drain(..) {
            let key = pending.new.external_key.as_deref().unwrap_or_default();
            let same_key = ids.get(key).and_then(|id| stored.get(id));
            let target = pending.derived_from.as_ref().and_then(|key| ids.get(key)).and_then(|id| Some((*id, &stored.get(id)?.content)));
            match (same_key, target) {
                // A key made of the content itself says that the content is the same, whatever became of the record since.
                (Some(_), _) if key.starts_with('#') => self.counts.records_unchanged += 1,
                (Some(Known { content, .. }), _) if is_as_stored(&pending.new, content) => {
                    self.counts.records_unchanged += 1;
                    let others = pending.new.given_totals.into_iter().filter(|total| !content.given_totals.contains(total));
                    late.extend(others.map(|total| LateTotal { target: content.id, total }));
                }
                (Some(known), _) => match comes_again(unit, known, &pending).await? {
                    Again::Same => self.counts.records_unchanged += 1,
                    Again::Other => chunk.rejections.push(pending.place.refused(&RejectionCode::Conflict)),
                    Again::Ended => chunk.next_administrations.push(next_version(known, pending.new)),
                },
                (None, _) if withdrawn.get(key).is_some_and(|stored| key.starts_with('#') || is_as_stored(&pending.new, stored)) => {
                    self.counts.records_unchanged += 1;
                }
                (None, Some((target, answers))) if is_total_of(&pending, answers) => {
                    late.extend(pending.new.given_totals.into_iter().map(|total| LateTotal { target, total }));
                }
                (None, _) => kept.push(pending),
            }
        }
        chunk.administrations = kept;
        Ok(late)
    }

    /// Compares a total with the score on record. A total that differs is kept beside the answers, and the score is marked.
    async fn compare(&mut self, unit: &mut WriteUnit, late: LateTotal) -> Result<(), StorageError> {
        self.totals_compared += 1;
        let stored = unit.require::<instruments::Administration>(late.target).await?;
        let version = stored.recorded.version;
        let mut given_totals = responses::totals_of(unit, late.target, version).await?;
        let current = score::current(unit, late.target).await?;
        let computed = current.as_ref().and_then(|score| score.summary.scales.iter().find(|scale| scale.scale == late.total.scale));
        if given_totals.contains(&late.total) || computed.is_some_and(|scale| scale.points == Some(late.total.points)) {
            return Ok(());
        }
        self.totals_differ += 1;
        given_totals.retain(|total| total.scale != late.total.scale);
        given_totals.push(late.total);
        let mut summary = current.map(|score| score.summary);
        if let Some(summary) = summary.as_mut().filter(|summary| !summary.problems.iter().any(|kind| kind == TOTAL_DIFFERS)) {
            summary.problems.push(TOTAL_DIFFERS.to_owned());
            summary.problems.sort_unstable();
        }
        let responses = responses::of(unit, late.target, version).await?;
        let correction = Correction { administration: stored.recorded.value, responses, given_totals, score: summary };
        administration::correct(unit, late.target, version, &correction).await.map(drop)
    }
}

/// The header of a table is kept before the first rejection, so that the reject file can be imported as it is.
pub(super) const HEADER_ORDINAL: i64 = -1;
const HEADER: &str = "header";

pub(super) async fn insert<T: PlainRecord>(unit: &mut WriteUnit, pending: Vec<Pending<T>>) -> Result<(), StorageError> {
    let entries: Vec<Entry<T>> = pending.into_iter().map(|pending| pending.entry).collect();
    if entries.is_empty() { Ok(()) } else { unit.insert_many(&entries).await }
}

pub(super) async fn end<T: PlainRecord>(unit: &mut WriteUnit, ended: Vec<Ended<T>>) -> Result<(), StorageError> {
    for Ended { id, version, value, effective_day } in ended {
        unit.correct(id, version, &value, effective_day).await?;
    }
    Ok(())
}

/// An administration on record.
struct Known {
    version: Version,
    /// True unless a person wrote its last version.
    is_by_file: bool,
    /// As it would be recorded now.
    content: NewAdministration,
}

/// Administrations on record.
async fn on_record(unit: &mut ReadUnit, mut ids: Vec<AdministrationId>) -> Result<HashMap<AdministrationId, Known>, StorageError> {
    ids.sort_unstable();
    ids.dedup();
    let stored: Vec<Stored<instruments::Administration>> = unit.get_many(&ids, View::Current).await?;
    let mut answers: HashMap<_, _> = responses::of_many(unit, &ids, View::Current).await?.into_iter().collect();
    let mut found = HashMap::with_capacity(stored.len());
    for Stored { id, recorded, external_key } in stored {
        let responses = answers.remove(&id);
        let given_totals = responses::totals_of(unit, id, recorded.version).await?;
        let (version, is_by_file) = (recorded.version, matches!(recorded.source, Source::Batch(_)));
        let content = NewAdministration { id, administration: recorded.value, responses, given_totals, score: None, external_key };
        found.insert(id, Known { version, is_by_file, content });
    }
    Ok(found)
}

/// What an administration that comes again with other content says about the one on record: what a file said of it before, what its source finished or
/// amended since, or something else, which a person settles. What a person put right stands: nothing that files say takes its place by itself.
async fn comes_again(unit: &mut ReadUnit, known: &Known, pending: &PendingAdministration) -> Result<Again, StorageError> {
    let (new, is_newer) = (&pending.new, known.is_by_file && pending.is_amended);
    if !is_newer && said_by_files(unit, known.content.id).await?.iter().any(|earlier| is_as_stored(new, earlier)) {
        return Ok(Again::Same);
    }
    let (is, was) = (&new.administration, &known.content.administration);
    let is_same_form = (is.patient, &is.instrument, is.respondent) == (was.patient, &was.instrument, was.respondent);
    let goes_on = known.is_by_file && is_same_form && (pending.is_amended || finishes(&known.content, new));
    Ok(if goes_on { Again::Ended } else { Again::Other })
}

/// Whether answers go on from some that were not complete: whatever was answered then still is.
fn finishes(stored: &NewAdministration, new: &NewAdministration) -> bool {
    let (Some(before), Some(after)) = (&stored.responses, &new.responses) else { return false };
    stored.administration.completion == Completion::Partial && before.iter().all(|(item, _)| after.get(item).is_some())
}

fn next_version(known: &Known, new: NewAdministration) -> NextAdministration {
    let NewAdministration { administration, responses, given_totals, score, .. } = new;
    let correction = Correction { administration, responses, given_totals, score };
    NextAdministration { id: known.content.id, version: known.version, correction }
}

/// The versions of an administration that files brought, as they would be recorded now.
async fn said_by_files(unit: &mut ReadUnit, id: AdministrationId) -> Result<Vec<NewAdministration>, StorageError> {
    let mut said = Vec::new();
    for Stored { recorded, external_key, .. } in unit.history::<instruments::Administration>(id).await? {
        if !matches!(recorded.source, Source::Batch(_)) || recorded.void_reason.is_some() {
            continue;
        }
        let responses = responses::of(unit, id, recorded.version).await?;
        let given_totals = responses::totals_of(unit, id, recorded.version).await?;
        said.push(NewAdministration { id, administration: recorded.value, responses, given_totals, score: None, external_key });
    }
    Ok(said)
}

/// Withdrawn records by their key; where several had one, the last.
fn withdrawn<T: Record>(records: Vec<Stored<T>>) -> HashMap<String, Stored<T>> {
    records.into_iter().filter_map(|stored| Some((stored.external_key.clone()?, stored))).collect()
}

/// Whether a file says again what a person withdrew, perhaps ended meanwhile. Where it says something else, it was put right at its source and
/// counts.
fn stays_withdrawn<T: Ending>(withdrawn: &T, new: &T) -> bool {
    match again(withdrawn, new) {
        Again::Same => true,
        Again::Ended => !withdrawn.is_moved_to(new),
        Again::Other => false,
    }
}

/// Withdrawn administrations, as they would be recorded now. Their answers stand with the version before the withdrawal.
async fn as_withdrawn(
    unit: &mut ReadUnit,
    withdrawn: HashMap<String, Stored<instruments::Administration>>,
) -> Result<HashMap<String, NewAdministration>, StorageError> {
    let mut found = HashMap::with_capacity(withdrawn.len());
    for (key, Stored { id, recorded, external_key }) in withdrawn {
        let before = Version(recorded.version.0 - 1);
        let responses = responses::of(unit, id, before).await?;
        let given_totals = responses::totals_of(unit, id, before).await?;
        let administration = recorded.value;
        found.insert(key, NewAdministration { id, administration, responses, given_totals, score: None, external_key });
    }
    Ok(found)
}

/// Whether an administration that comes again says what is on record. Beside answers, other totals are no contradiction: they are compared.
fn is_as_stored(new: &NewAdministration, stored: &NewAdministration) -> bool {
    same_answers(new, stored) && (new.responses.is_some() || new.given_totals.iter().all(|total| stored.given_totals.contains(total)))
}

/// Whether a total belongs to these answers.
fn is_total_of(total: &PendingAdministration, answers: &NewAdministration) -> bool {
    let (of, on) = (&total.new.administration, &answers.administration);
    total.new.responses.is_none() && answers.responses.is_some() && of.patient == on.patient && of.instrument == on.instrument
}

/// What files said last of records that a person put right since: every later file may say it again.
async fn brought_before<T: Record>(unit: &mut ReadUnit, stored: &[Stored<T>]) -> Result<HashMap<T::Id, T>, StorageError> {
    let by_hand = |stored: &&Stored<T>| stored.recorded.version != Version::FIRST && !matches!(stored.recorded.source, Source::Batch(_));
    let mut brought = HashMap::new();
    for id in stored.iter().filter(by_hand).map(|stored| stored.id) {
        let versions = unit.history::<T>(id).await?;
        let by_file = versions
            .into_iter()
            .rev()
            .find(|version| matches!(version.recorded.source, Source::Batch(_)) && version.recorded.void_reason.is_none());
        if let Some(version) = by_file {
            brought.insert(id, version.recorded.value);
        }
    }
    Ok(brought)
}
