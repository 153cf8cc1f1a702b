//! From records that name each other by the keys of their file to records of the practice: references are resolved, days checked against birth
//! and today, administrations scored.

use std::collections::HashMap;

use care::{CareProblem, CareTeamMember, Diagnosis, Episode, LevelOfCarePeriod, Patient};
use instruments::{Administration, Origin, PersonFacts, Score};
use interchange::{
    AdministrationRecord, CareFactRecord, CareTeamRecord, Content, DefinitionRecord, DefinitionSource, DiagnosisRecord, EpisodeRecord,
    Frame, ImportRecord, LevelOfCareRecord, PatientKey, PatientRecord, Reference, RejectionCode,
};
use storage::Entry;
use storage::administration::NewAdministration;
use storage::instrument_definition::{InstrumentDefinition, Standing};
use storage::responses::GivenTotal;
use storage::score::ScoreSummary;
use vocabulary::{ClinicianId, Day, EpisodeId, IdSource, Instant, ProgramId, Version, ZoneName};

use super::chunk::{Chunk, Ended, Pending, PendingAdministration, Place};
use super::ending::{Again, again};
use super::known::{KnownEpisode, Person, Register};
use super::rates;
use super::report::Understanding;

/// Fills one chunk.
pub(super) struct Resolver<'a> {
    pub(super) register: &'a mut Register,
    pub(super) library: &'a instruments::Library,
    pub(super) ids: &'a IdSource,
    pub(super) now: Instant,
    /// Today where it is latest.
    pub(super) latest: Day,
    /// Whose clock gives the day of what belongs to no program.
    pub(super) zone: &'a ZoneName,
    pub(super) understanding: &'a mut Understanding,
    pub(super) chunk: Chunk,
    /// Administrations of this chunk by their stored keys.
    pub(super) places: HashMap<String, usize>,
}

/// Where a day belongs.
struct Occasion {
    day: Day,
    episode: Option<EpisodeId>,
    program: Option<ProgramId>,
}

impl Resolver<'_> {
    /// Takes a record into the chunk, or says why it cannot be taken. What a refused record holds stays in it.
    pub(super) fn take(&mut self, row: u64, record: &mut ImportRecord) -> Result<(), RejectionCode> {
        let key = match (&record.external_key, &record.content) {
            (Some(key), _) => Some(self.register.stored_key(key)),
            // Half of the hash tells records apart as surely as the whole, and makes the index a third smaller.
            (None, Content::Administration(_)) => Some(format!("#{}", &record.content_hash()[..32])),
            // The others are known by a code or a number of their own, or by whom they concern and when they began.
            (None, _) => None,
        };
        let hash = if matches!(record.content, Content::CareFact(_)) { record.content_hash()[..32].to_owned() } else { String::new() };
        let mut taking = Taking { row, position: &record.position, raw: &mut record.raw, key };
        match &mut record.content {
            Content::Definition(definition) => self.definition(&mut taking, definition),
            Content::Program(program) => self.program(&mut taking, program),
            Content::Clinician(clinician) => self.clinician(&mut taking, clinician),
            Content::DayRate(rate) => self.day_rate(&mut taking, rate),
            Content::ContractRate(rate) => self.contract_rate(&mut taking, rate),
            Content::ProviderCredential(credential) => self.provider_credential(&mut taking, credential),
            Content::ExclusionCheck(check) => self.exclusion_check(&mut taking, check),
            Content::Patient(patient) => self.patient(&mut taking, patient, record.external_key.as_deref()),
            Content::Episode(episode) => self.episode(&mut taking, episode),
            Content::LevelOfCarePeriod(period) => self.level_of_care_period(&mut taking, period),
            Content::Diagnosis(diagnosis) => self.diagnosis(&mut taking, diagnosis),
            Content::CareTeamMember(member) => self.care_team_member(&mut taking, member),
            Content::CareFact(fact) => self.care_fact(&mut taking, fact, &hash),
            Content::Administration(administration) => self.administration(&mut taking, administration),
        }
    }

    fn definition(&mut self, taking: &mut Taking<'_>, record: &DefinitionRecord) -> Result<(), RejectionCode> {
        let id = &record.document.id;
        if self.library.get(id).is_some_and(|present| present.origin == Origin::Library) {
            return Err(RejectionCode::DefinitionUnusable { what: format!("the library has an instrument {id}") });
        }
        let unusable = |error: toml::ser::Error| RejectionCode::DefinitionUnusable { what: error.to_string() };
        let value = InstrumentDefinition {
            instrument: id.clone(),
            definition_version: record.document.version.clone(),
            standing: match record.source {
                DefinitionSource::Questionnaire => Standing::Imported,
                DefinitionSource::TotalsOnly => Standing::TotalsOnly,
            },
            source_text: toml::to_string(&record.document).map_err(unusable)?,
        };
        self.chunk.definitions.push(Pending { entry: Entry::new(self.ids.next(), value, self.latest), place: taking.place() });
        Ok(())
    }

    fn program(&mut self, taking: &mut Taking<'_>, program: &care::Program) -> Result<(), RejectionCode> {
        if let Some((id, stored)) = self.register.program(&program.code) {
            // A file does not tell that it was closed here.
            let is_same = *stored == care::Program { closed_since: stored.closed_since, ..program.clone() };
            let is_same = is_same || self.register.was_brought(*id, program);
            return self.same(is_same);
        }
        let id = self.ids.next();
        self.register.add_program(id, program.clone());
        self.chunk.programs.push(Pending { entry: taking.entry(id, program.clone(), self.latest), place: taking.place() });
        Ok(())
    }

    fn clinician(&mut self, taking: &mut Taking<'_>, clinician: &care::Clinician) -> Result<(), RejectionCode> {
        if let Some((id, stored)) = self.register.clinician(&clinician.code) {
            let is_same = *stored == care::Clinician { left_since: stored.left_since, ..clinician.clone() };
            let is_same = is_same || self.register.clinician_was_brought(*id, clinician);
            return self.same(is_same);
        }
        let id = self.ids.next();
        self.register.add_clinician(id, clinician.clone());
        self.chunk.clinicians.push(Pending { entry: taking.entry(id, clinician.clone(), self.latest), place: taking.place() });
        Ok(())
    }

    fn day_rate(&mut self, taking: &mut Taking<'_>, rate: &care::DayRate) -> Result<(), RejectionCode> {
        if !self.register.has_payer(&rate.payer) {
            return Err(RejectionCode::Unknown(Reference::Payer));
        }
        let chunk = &mut self.chunk;
        let lists = (&mut self.register.day_rates, &mut chunk.day_rates, &mut chunk.ended_day_rates);
        let is_same = rates::take(lists, rate, (self.ids, self.latest), || taking.place())?;
        chunk.unchanged += u64::from(is_same);
        Ok(())
    }

    /// The payer is named as payers' files name it: it may have no profile, and none of its files may have come yet.
    fn contract_rate(&mut self, taking: &mut Taking<'_>, rate: &care::ContractRate) -> Result<(), RejectionCode> {
        let chunk = &mut self.chunk;
        let lists = (&mut self.register.contract_rates, &mut chunk.contract_rates, &mut chunk.ended_contract_rates);
        let is_same = rates::take(lists, rate, (self.ids, self.latest), || taking.place())?;
        chunk.unchanged += u64::from(is_same);
        Ok(())
    }

    fn provider_credential(&mut self, taking: &mut Taking<'_>, credential: &care::ProviderCredential) -> Result<(), RejectionCode> {
        let chunk = &mut self.chunk;
        let lists = (&mut self.register.credentials, &mut chunk.credentials, &mut chunk.ended_credentials);
        let is_same = rates::take(lists, credential, (self.ids, self.latest), || taking.place())?;
        chunk.unchanged += u64::from(is_same);
        Ok(())
    }

    fn exclusion_check(&mut self, taking: &mut Taking<'_>, check: &care::ExclusionCheck) -> Result<(), RejectionCode> {
        let chunk = &mut self.chunk;
        let lists = (&mut self.register.exclusion_checks, &mut chunk.exclusion_checks, &mut Vec::new());
        let is_same = rates::take(lists, check, (self.ids, self.latest), || taking.place())?;
        chunk.unchanged += u64::from(is_same);
        Ok(())
    }

    /// What is on record stays as it is: the same again is counted, anything else is a conflict for a person to settle.
    fn same(&mut self, is_same: bool) -> Result<(), RejectionCode> {
        self.chunk.unchanged += u64::from(is_same);
        if is_same { Ok(()) } else { Err(RejectionCode::Conflict) }
    }

    fn patient(&mut self, taking: &mut Taking<'_>, record: &PatientRecord, key: Option<&str>) -> Result<(), RejectionCode> {
        let number = &record.patient.record_number;
        let by_key = key.and_then(|key| self.register.by_key(key));
        let by_number = self.register.by_number(number);
        let Some(stored) = by_key.or(by_number) else {
            let id = self.ids.next();
            self.register.add_person(key, Person { id, patient: record.patient.clone(), shown_as: id, brought: None });
            self.chunk.patients.push(Pending { entry: taking.entry(id, record.patient.clone(), self.latest), place: taking.place() });
            return Ok(());
        };
        let id = stored.id;
        let are_two = by_key.zip(by_number).is_some_and(|(one, other)| one.id != other.id);
        // What a person put right since stands, and a file that says again what files said before it says nothing new.
        let said = std::iter::once(&stored.patient).chain(&stored.brought);
        let (is_same, is_theirs) = said.fold((false, false), |(is_same, is_theirs), said| {
            (is_same || same_patient(said, record), is_theirs || same_person(said, record))
        });
        let is_same = !are_two && is_same;
        if are_two || !is_theirs {
            // Whoever this is, it is not the person on record: what else the file says under these keys must not land there.
            for name in key.into_iter().chain([number.as_str()]) {
                self.register.distrust(name);
            }
        } else if let Some(key) = key {
            self.register.add_key(key, id);
        }
        self.same(is_same)
    }

    fn person(&self, key: &PatientKey) -> Result<&Person, RejectionCode> {
        self.register.person(key).ok_or(RejectionCode::Unknown(Reference::Patient))
    }

    fn program_of(&self, code: &str) -> Result<&(ProgramId, care::Program), RejectionCode> {
        self.register.program(code).ok_or(RejectionCode::Unknown(Reference::Program))
    }

    fn clinician_of(&self, code: Option<&String>) -> Result<Option<ClinicianId>, RejectionCode> {
        let find = |code: &String| self.register.clinician(code).map(|(id, _)| *id).ok_or(RejectionCode::Unknown(Reference::Clinician));
        code.map(find).transpose()
    }

    fn episode_of(&self, person: &Person, key: &str) -> Result<&KnownEpisode, RejectionCode> {
        let key = self.register.stored_key(key);
        let found = self.register.episodes(person).iter().find(|episode| episode.key.as_ref() == Some(&key));
        found.ok_or(RejectionCode::Unknown(Reference::Episode))
    }

    fn episode(&mut self, taking: &mut Taking<'_>, record: &EpisodeRecord) -> Result<(), RejectionCode> {
        let person = self.person(&record.patient)?;
        let code = record.program.as_ref().ok_or(RejectionCode::Missing { field: "program" })?;
        let (program, place) = self.program_of(code)?;
        let earlier = record.readmission_of.as_ref().map(|key| self.episode_of(person, key)).transpose()?;
        let mut episode = Episode {
            patient: person.id,
            program: *program,
            admitted: record.admitted,
            discharge: record.discharge.clone(),
            referral_source: record.referral_source,
            payer_class: record.payer_class,
            clinician: self.clinician_of(record.clinician.as_ref())?,
            readmission_of: earlier.map(|episode| episode.id),
        };
        episode.check(person.patient.birth_day, self.now.day_in(&place.zone))?;
        let same_beginning = |known: &Episode| known.program == episode.program && known.admitted == episode.admitted;
        // Its first day may be what a person put right since.
        let is_stored = |known: &&KnownEpisode| {
            let has_key = taking.key.is_some() && known.key == taking.key;
            has_key || same_beginning(&known.episode) || known.brought.as_ref().is_some_and(same_beginning)
        };
        if let Some(stored) = self.register.episodes(person).iter().find(is_stored) {
            // It may stand under another record of the same person, which is where it stays.
            episode.patient = stored.episode.patient;
            if stored.brought.as_ref() == Some(&episode) {
                return self.same(true);
            }
            let (id, version, again) = (stored.id, stored.version, again(&stored.episode, &episode));
            if again == Again::Ended {
                self.register.end_episode(id, &episode);
                self.chunk.ended_episodes.push(Ended { id, version, effective_day: episode.admitted, value: episode });
                return Ok(());
            }
            return self.same(again == Again::Same);
        }
        if let Some(other) = self.register.episodes(person).iter().find(|known| known.episode.overlaps(&episode)) {
            return Err(RejectionCode::EpisodeOverlaps { admitted: other.episode.admitted });
        }
        let planned = self.register.carried_out(&episode);
        let id: EpisodeId = planned.unwrap_or_else(|| self.ids.next());
        let admitted = episode.admitted;
        let (version, key) = (Version::FIRST, taking.key.clone());
        self.register.add_episode(KnownEpisode { id, version, key, episode: episode.clone(), brought: None });
        self.chunk.episodes.push(Pending { entry: taking.entry(id, episode, admitted), place: taking.place() });
        Ok(())
    }

    fn level_of_care_period(&mut self, taking: &mut Taking<'_>, record: &LevelOfCareRecord) -> Result<(), RejectionCode> {
        let person = self.person(&record.patient)?;
        let first = record.period.first();
        let episode = match &record.episode {
            Some(key) => self.episode_of(person, key)?,
            None => latest_on(self.register.episodes(person), first).ok_or(RejectionCode::Unknown(Reference::Episode))?,
        };
        let program = match &record.program {
            Some(code) => self.program_of(code)?.0,
            None => episode.episode.program,
        };
        let value = LevelOfCarePeriod {
            episode: episode.id,
            program,
            level_of_care: record.level_of_care,
            period: record.period,
            track: record.track.clone(),
            modality: record.modality,
        };
        value.check(&episode.episode, self.register.today(Some(program), self.now, self.latest))?;
        taking.key.get_or_insert_with(|| format!("#{}/{}/{first}", value.episode, value.level_of_care.code()));
        self.chunk.periods.push(Pending { entry: taking.entry(self.ids.next(), value, first), place: taking.place() });
        Ok(())
    }

    fn diagnosis(&mut self, taking: &mut Taking<'_>, record: &DiagnosisRecord) -> Result<(), RejectionCode> {
        let person = self.person(&record.patient)?;
        let episode = record.episode.as_ref().map(|key| self.episode_of(person, key)).transpose()?;
        let value = Diagnosis {
            patient: person.id,
            episode: episode.map(|episode| episode.id),
            code: record.code.clone(),
            rank: record.rank,
            period: record.period,
            diagnosed_by: self.clinician_of(record.diagnosed_by.as_ref())?,
        };
        let program = episode.map(|episode| episode.episode.program);
        value.check(person.patient.birth_day, self.register.today(program, self.now, self.latest))?;
        taking.key.get_or_insert_with(|| format!("#{}/{}/{}", value.patient, value.code, value.period.first()));
        let entry = taking.entry(self.ids.next(), value, record.period.first());
        self.chunk.diagnoses.push(Pending { entry, place: taking.place() });
        Ok(())
    }

    fn care_team_member(&mut self, taking: &mut Taking<'_>, record: &CareTeamRecord) -> Result<(), RejectionCode> {
        let person = self.person(&record.patient)?;
        let clinician = self.clinician_of(Some(&record.clinician))?.ok_or(RejectionCode::Unknown(Reference::Clinician))?;
        let value = CareTeamMember { patient: person.id, clinician, role: record.role, period: record.period };
        value.check(person.patient.birth_day, self.register.today(None, self.now, self.latest))?;
        taking.key.get_or_insert_with(|| format!("#{}/{clinician}/{}", value.patient, value.period.first()));
        let entry = taking.entry(self.ids.next(), value, record.period.first());
        self.chunk.members.push(Pending { entry, place: taking.place() });
        Ok(())
    }

    /// A record that a level of care rests on. Without a key of its own it is known by whose it is and what it says.
    fn care_fact(&mut self, taking: &mut Taking<'_>, record: &CareFactRecord, hash: &str) -> Result<(), RejectionCode> {
        let person = self.person(&record.patient)?;
        let zone_of = |known: &KnownEpisode| self.register.program_by_id(known.episode.program).map_or(self.zone, |program| &program.zone);
        let day_of = |known: &KnownEpisode| record.when.day_in(zone_of(known));
        let episode = match &record.episode {
            Some(key) => Some(self.episode_of(person, key)?),
            None if !record.lies_in_its_episode() => None,
            None => (self.register.episodes(person).iter())
                .filter(|known| known.episode.contains(day_of(known)))
                .max_by_key(|known| (known.episode.admitted, known.id)),
        };
        let day = episode.map_or_else(|| record.when.day_in(self.zone), day_of);
        if day < person.patient.birth_day {
            return Err(CareProblem::BeforeBirth { what: record.noun(), day, birth_day: person.patient.birth_day }.into());
        }
        if let Some(known) = episode.filter(|known| record.lies_in_its_episode() && !known.episode.contains(day)) {
            return Err(CareProblem::OutsideEpisode { what: record.noun(), admitted: known.episode.admitted }.into());
        }
        let clinician = self.clinician_of(record.clinician.as_ref())?;
        let fact = record.belonging_to(person.id, episode.map(|known| known.id), clinician, episode.map_or(self.zone, zone_of));
        let mut fact = fact.ok_or(RejectionCode::Unknown(Reference::Episode))?;
        if let Some(number) = &record.authorization {
            let named = episode.and_then(|known| self.register.authorization(known.id, number, day));
            fact.name_authorization(named.ok_or(RejectionCode::Unknown(Reference::Authorization))?);
        }
        let program = episode.map(|known| known.episode.program);
        let admitted = episode.map(|known| known.episode.admitted);
        fact.check(&Frame { today: self.register.today(program, self.now, self.latest), now: self.now, admitted })?;
        if fact.payer().is_some_and(|payer| !self.register.has_payer(payer)) {
            return Err(RejectionCode::Unknown(Reference::Payer));
        }
        let same = record.identity().unwrap_or(hash);
        let key = taking.key.take().unwrap_or_else(|| format!("#{}/{same}", person.id));
        self.chunk.facts.push(fact, self.ids, day, key, taking.place());
        Ok(())
    }

    fn administration(&mut self, taking: &mut Taking<'_>, record: &mut AdministrationRecord) -> Result<(), RejectionCode> {
        let person = self.person(record.patient.as_ref().ok_or(RejectionCode::NoPatient)?)?;
        let Occasion { day, episode, program } = self.occasion(person, record)?;
        let today = self.register.today(program, self.now, self.latest);
        if day > today {
            return Err(CareProblem::Future { what: "administration", day, today }.into());
        }
        if day < person.patient.birth_day {
            return Err(CareProblem::BeforeBirth { what: "administration", day, birth_day: person.patient.birth_day }.into());
        }
        let shown = self.register.shown(person);
        let facts = PersonFacts { sex: shown.sex, age: Some(shown.age_on(day)) };
        let patient = person.id;
        let score = record.score(facts);
        let given_totals = one_a_scale(&record.totals, &score);
        let score = ScoreSummary::of(&record.definition, &score);
        let responses = std::mem::take(&mut record.responses);
        let new = NewAdministration {
            id: self.ids.next(),
            administration: Administration {
                patient,
                episode,
                program,
                instrument: record.definition.id.to_string(),
                definition_version: record.definition.version.to_string(),
                phase: record.phase,
                mode: record.mode,
                respondent: record.respondent,
                language: record.language.clone(),
                started_at: record.started_at,
                finished_at: record.finished_at.or(record.day_from),
                day,
                completion: record.completion,
            },
            responses: (!responses.is_empty()).then_some(responses),
            given_totals,
            score: Some(score),
            external_key: taking.key.clone(),
        };
        self.add(taking, record, new)
    }

    /// Adds an administration to the chunk, unless it stands there already.
    fn add(&mut self, taking: &mut Taking<'_>, record: &AdministrationRecord, new: NewAdministration) -> Result<(), RejectionCode> {
        let next = self.chunk.administrations.len();
        if let Some(earlier) = taking.key.as_ref().and_then(|key| self.places.get(key)).map(|place| &self.chunk.administrations[*place]) {
            if says_the_same(&earlier.new, &new) {
                self.chunk.unchanged += 1;
                return Ok(());
            }
            return Err(RejectionCode::Duplicate { first_line: earlier.place.position.line });
        }
        if let Some(key) = &taking.key {
            self.places.insert(key.clone(), next);
        }
        if let Some(score) = &new.score {
            self.understanding.scored(&taking.place().position, &record.definition, score);
        }
        let derived_from = record.derived_from.as_ref().map(|key| self.register.stored_key(key));
        let is_amended = record.is_amended;
        self.chunk.administrations.push(PendingAdministration { new, place: taking.place(), derived_from, is_amended });
        Ok(())
    }

    /// The clinical day, and the episode and program it belongs to. An instant becomes a day on the clock of the program.
    fn occasion(&self, person: &Person, record: &AdministrationRecord) -> Result<Occasion, RejectionCode> {
        let named = record.program.as_ref().map(|code| self.program_of(code)).transpose()?;
        let instant = record.day_from;
        let day_at = |program: Option<&care::Program>| match (instant, program) {
            (Some(instant), Some(program)) => instant.day_in(&program.zone),
            _ => record.day,
        };
        let day_of =
            |known: &KnownEpisode| day_at(named.map(|(_, program)| program).or_else(|| self.register.program_by_id(known.episode.program)));
        let episode = match &record.episode {
            Some(key) => Some(self.episode_of(person, key)?),
            None => (self.register.episodes(person).iter())
                .filter(|known| known.episode.contains(day_of(known)))
                .max_by_key(|known| (known.episode.admitted, known.id)),
        };
        let day = match (episode, named) {
            (Some(known), _) => day_of(known),
            (None, named) => day_at(named.map(|(_, program)| program)),
        };
        let program = named.map(|(id, _)| *id).or(episode.map(|known| known.episode.program));
        Ok(Occasion { day, episode: episode.map(|known| known.id), program })
    }
}

/// The record that is being taken.
struct Taking<'a> {
    row: u64,
    position: &'a interchange::Position,
    raw: &'a mut interchange::RawText,
    /// Its key as it is stored.
    key: Option<String>,
}

impl Taking<'_> {
    /// Where it stands. Its text goes with it: call this only when the record is taken.
    fn place(&mut self) -> Place {
        Place { row: self.row, position: self.position.clone(), raw: std::mem::take(self.raw) }
    }

    fn entry<T: storage::Record>(&self, id: T::Id, value: T, effective_day: Day) -> Entry<T> {
        Entry { id, value, effective_day, external_key: self.key.clone() }
    }
}

/// Of totals that came along for the same scale, the one that is kept: one that differs from the score before one that agrees, then the first.
fn one_a_scale(totals: &[interchange::GivenTotal], score: &Score) -> Vec<GivenTotal> {
    let agrees = |total: &GivenTotal| {
        let computed = score.scales.iter().find(|scale| *scale.scale == total.scale);
        computed.and_then(|scale| scale.outcome.value()) == Some(total.points)
    };
    let mut kept: Vec<GivenTotal> = Vec::with_capacity(totals.len());
    for total in totals {
        let total = GivenTotal { scale: total.scale.clone(), points: total.value };
        match kept.iter_mut().find(|other| other.scale == total.scale) {
            None => kept.push(total),
            Some(other) if agrees(other) && !agrees(&total) => *other = total,
            Some(_) => {}
        }
    }
    kept
}

/// The latest episode that contains a day.
fn latest_on(episodes: &[KnownEpisode], day: Day) -> Option<&KnownEpisode> {
    episodes.iter().filter(|known| known.episode.contains(day)).max_by_key(|known| (known.episode.admitted, known.id))
}

/// A birth day that was computed from an age is off by up to a year.
const ESTIMATE_DAYS: i32 = 366;

fn birth_day_fits(stored: &Patient, record: &PatientRecord) -> bool {
    let apart = stored.birth_day.days_since(record.patient.birth_day).abs();
    apart == 0 || (record.birth_day_is_estimated && apart <= ESTIMATE_DAYS)
}

fn same_patient(stored: &Patient, record: &PatientRecord) -> bool {
    let given = Patient { birth_day: stored.birth_day, ..record.patient.clone() };
    birth_day_fits(stored, record) && *stored == given
}

/// Whether two records are surely about one person: born on the same day, and with a name in common.
fn same_person(stored: &Patient, record: &PatientRecord) -> bool {
    let same = |one: &str, other: &str| !one.trim().is_empty() && storage::patient::folded(one) == storage::patient::folded(other);
    let given = &record.patient;
    birth_day_fits(stored, record) && (same(&stored.family_name, &given.family_name) || same(&stored.given_name, &given.given_name))
}

/// Whether two administrations have the same patient, occasion, answers and totals.
fn says_the_same(one: &NewAdministration, other: &NewAdministration) -> bool {
    same_answers(one, other) && same_totals(&one.given_totals, &other.given_totals)
}

/// Whether two administrations have the same patient, occasion and answers.
pub(super) fn same_answers(one: &NewAdministration, other: &NewAdministration) -> bool {
    same_occasion(&one.administration, &other.administration) && one.responses == other.responses
}

/// Whether two administrations are about the same occasion. Episode, program and version of the definition may be known better later.
fn same_occasion(one: &Administration, other: &Administration) -> bool {
    (one.patient, &one.instrument, one.day, one.respondent) == (other.patient, &other.instrument, other.day, other.respondent)
}

fn same_totals(one: &[GivenTotal], other: &[GivenTotal]) -> bool {
    one.len() == other.len() && one.iter().all(|total| other.contains(total))
}
