//! What is on record, as far as this import has asked.

use std::collections::{HashMap, HashSet};

use care::{Clinician, ContractRate, DayRate, Episode, ExclusionCheck, Patient, PlannedAdmission, Program, ProviderCredential};
use interchange::PatientKey;
use storage::Stored;
use utilization_review::authorization::Authorization;
use vocabulary::{ClinicianId, Day, EpisodeId, Instant, PatientId, ProgramId, RecordId, Version};

use super::chunk::{Answer, Question};
use super::rates::KnownRate;

/// A patient with what is needed to judge their records.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: PatientId,
    pub(super) patient: Patient,
    /// The record under which this one is shown: itself, where it was not merged.
    pub(super) shown_as: PatientId,
    /// What a file said last of the patient, where a person put it right since.
    pub(super) brought: Option<Patient>,
}

/// An episode with its stored key.
#[derive(Clone, Debug)]
pub(super) struct KnownEpisode {
    pub(super) id: EpisodeId,
    pub(super) version: Version,
    pub(super) key: Option<String>,
    pub(super) episode: Episode,
    /// What a file said last of it, where a person put it right since.
    pub(super) brought: Option<Episode>,
}

/// Beyond this many patients the memory of an import starts over: what it needs again, it asks for again.
const PEOPLE_KEPT: usize = 200_000;

/// Programs, clinicians, and the patients whom the file has named so far.
#[derive(Debug)]
pub(super) struct Register {
    /// The name of the system the file comes from.
    system: String,
    /// Set once programs and clinicians were asked for.
    house_is_known: bool,
    programs: HashMap<String, (ProgramId, Program)>,
    program_codes: HashMap<ProgramId, String>,
    clinicians: HashMap<String, (ClinicianId, Clinician)>,
    /// What files said last of programs and clinicians that a person put right since.
    brought_programs: HashMap<ProgramId, Program>,
    brought_clinicians: HashMap<ClinicianId, Clinician>,
    payers: HashSet<String>,
    pub(super) day_rates: Vec<KnownRate<DayRate>>,
    pub(super) contract_rates: Vec<KnownRate<ContractRate>>,
    pub(super) credentials: Vec<KnownRate<ProviderCredential>>,
    pub(super) exclusion_checks: Vec<KnownRate<ExclusionCheck>>,
    authorizations: HashMap<EpisodeId, Vec<(RecordId, Authorization)>>,
    by_key: HashMap<String, PatientId>,
    by_number: HashMap<String, PatientId>,
    people: HashMap<PatientId, Person>,
    /// The episodes of a person, whichever of their records they stand under, by the record that is shown.
    episodes: HashMap<PatientId, Vec<KnownEpisode>>,
    /// Planned admissions of a person, in the same way.
    planned: HashMap<PatientId, Vec<Stored<PlannedAdmission>>>,
    /// Keys under which the file and the records know different people: nothing may be recorded under them.
    distrusted: HashSet<String>,
}

impl Register {
    pub(super) fn new(system: String) -> Self {
        Self {
            system,
            house_is_known: false,
            programs: HashMap::new(),
            program_codes: HashMap::new(),
            clinicians: HashMap::new(),
            brought_programs: HashMap::new(),
            brought_clinicians: HashMap::new(),
            payers: HashSet::new(),
            day_rates: Vec::new(),
            contract_rates: Vec::new(),
            credentials: Vec::new(),
            exclusion_checks: Vec::new(),
            authorizations: HashMap::new(),
            by_key: HashMap::new(),
            by_number: HashMap::new(),
            people: HashMap::new(),
            episodes: HashMap::new(),
            planned: HashMap::new(),
            distrusted: HashSet::new(),
        }
    }

    /// Whether a payer has a profile.
    pub(super) fn has_payer(&self, key: &str) -> bool {
        self.payers.contains(key)
    }

    /// The authorization of an episode with a number that covers a day.
    pub(super) fn authorization(&self, episode: EpisodeId, number: &str, day: Day) -> Option<RecordId> {
        let own = self.authorizations.get(&episode)?.iter();
        own.rev().find(|(_, value)| value.number == number && value.period.contains(day)).map(|(id, _)| *id)
    }

    /// A key of the file as it is stored: keys of different systems never meet.
    pub(super) fn stored_key(&self, key: &str) -> String {
        format!("{}:{key}", self.system)
    }

    /// Forgets patients when there are very many, and asks for those who are named and not known.
    pub(super) fn question<'a>(&mut self, named: impl Iterator<Item = Named<'a>>, may_forget: bool) -> Option<Question> {
        if may_forget && self.people.len() > PEOPLE_KEPT {
            self.by_key.clear();
            self.by_number.clear();
            self.people.clear();
            self.episodes.clear();
            self.planned.clear();
        }
        let (mut keys, mut numbers) = (HashSet::new(), HashSet::new());
        for name in named {
            if let Some(key) = name.key.filter(|key| !self.by_key.contains_key(*key)) {
                keys.insert(key);
            }
            if let Some(number) = name.record_number.filter(|number| !self.by_number.contains_key(*number)) {
                numbers.insert(number);
            }
        }
        let mut question = Question {
            keys: keys.into_iter().map(|key| self.stored_key(key)).collect(),
            record_numbers: numbers.into_iter().map(str::to_owned).collect(),
            house: !self.house_is_known,
        };
        question.keys.sort_unstable();
        question.record_numbers.sort_unstable();
        let is_needed = question.house || !question.keys.is_empty() || !question.record_numbers.is_empty();
        is_needed.then_some(question)
    }

    /// Takes in what is on record.
    pub(super) fn learn(&mut self, mut answer: Answer) {
        self.house_is_known = true;
        for program in answer.programs {
            self.add_program(program.id, program.recorded.value);
        }
        self.brought_programs.extend(answer.brought_programs);
        self.brought_clinicians.extend(answer.brought_clinicians);
        self.payers.extend(answer.payers);
        self.day_rates.extend(answer.day_rates.into_iter().map(KnownRate::from));
        self.contract_rates.extend(answer.contract_rates.into_iter().map(KnownRate::from));
        self.credentials.extend(answer.credentials.into_iter().map(KnownRate::from));
        self.exclusion_checks.extend(answer.exclusion_checks.into_iter().map(KnownRate::from));
        for Stored { id, recorded, .. } in answer.authorizations {
            let of_episode = self.authorizations.entry(recorded.value.episode).or_default();
            if of_episode.iter().all(|(known, _)| *known != id) {
                of_episode.push((id, recorded.value));
            }
        }
        for clinician in answer.clinicians {
            self.add_clinician(clinician.id, clinician.recorded.value);
        }
        let mut new: HashSet<PatientId> = HashSet::new();
        let shown_as = |id: PatientId| answer.shown_as.get(&id).copied().unwrap_or(id);
        for Stored { id, recorded, external_key } in answer.patients {
            let own = external_key.as_deref().and_then(|key| key.strip_prefix(&self.system)?.strip_prefix(':'));
            if let Some(key) = own {
                self.by_key.insert(key.to_owned(), id);
            }
            self.by_number.insert(recorded.value.record_number.clone(), id);
            let shown_as = shown_as(id);
            self.people.entry(id).or_insert_with(|| {
                // All records of a person are learned of at once.
                new.insert(shown_as);
                Person { id, patient: recorded.value, shown_as, brought: answer.brought_patients.remove(&id) }
            });
        }
        for Stored { id, recorded, external_key } in answer.episodes {
            let shown_as = shown_as(recorded.value.patient);
            if new.contains(&shown_as) {
                let (version, brought) = (recorded.version, answer.brought_episodes.remove(&id));
                let known = KnownEpisode { id, version, key: external_key, episode: recorded.value, brought };
                self.episodes.entry(shown_as).or_default().push(known);
            }
        }
        for plan in answer.planned {
            let shown_as = shown_as(plan.value().patient);
            if new.contains(&shown_as) {
                self.planned.entry(shown_as).or_default().push(plan);
            }
        }
    }

    /// The id of the plan that an admission carries out ([`PlannedAdmission::is_carried_out_by`]), which is the stay's then: what a payer was asked and granted
    /// before hangs on it.
    pub(super) fn carried_out(&mut self, episode: &Episode) -> Option<EpisodeId> {
        let shown_as = self.people.get(&episode.patient)?.shown_as;
        let planned = self.planned.get_mut(&shown_as)?;
        let place = planned.iter().position(|plan| plan.value().is_carried_out_by(episode, plan.recorded.effective_day))?;
        Some(planned.remove(place).id)
    }

    /// The episodes of a person, whichever of their records they stand under.
    pub(super) fn episodes(&self, person: &Person) -> &[KnownEpisode] {
        self.episodes.get(&person.shown_as).map_or(&[], Vec::as_slice)
    }

    /// What is on record about a person: what the record says under which they are shown.
    pub(super) fn shown<'p>(&'p self, person: &'p Person) -> &'p Patient {
        self.people.get(&person.shown_as).map_or(&person.patient, |shown| &shown.patient)
    }

    pub(super) fn add_program(&mut self, id: ProgramId, program: Program) {
        self.program_codes.insert(id, program.code.clone());
        self.programs.insert(program.code.clone(), (id, program));
    }

    pub(super) fn add_clinician(&mut self, id: ClinicianId, clinician: Clinician) {
        self.clinicians.insert(clinician.code.clone(), (id, clinician));
    }

    /// Takes in a patient whom the file brings.
    pub(super) fn add_person(&mut self, key: Option<&str>, person: Person) {
        if let Some(key) = key {
            self.by_key.insert(key.to_owned(), person.id);
        }
        self.by_number.insert(person.patient.record_number.clone(), person.id);
        self.people.insert(person.id, person);
    }

    /// Another name that the file has for a patient on record.
    pub(super) fn add_key(&mut self, key: &str, id: PatientId) {
        self.by_key.insert(key.to_owned(), id);
    }

    pub(super) fn add_episode(&mut self, episode: KnownEpisode) {
        if let Some(person) = self.people.get(&episode.episode.patient) {
            self.episodes.entry(person.shown_as).or_default().push(episode);
        }
    }

    /// An episode on record that the file ended.
    pub(super) fn end_episode(&mut self, id: EpisodeId, episode: &Episode) {
        let Some(person) = self.people.get(&episode.patient) else { return };
        let known = self.episodes.get_mut(&person.shown_as).and_then(|known| known.iter_mut().find(|known| known.id == id));
        if let Some(known) = known {
            known.version = known.version.next();
            known.episode = episode.clone();
        }
    }

    /// From now on nothing is recorded under this key.
    pub(super) fn distrust(&mut self, key: &str) {
        self.distrusted.insert(key.to_owned());
    }

    pub(super) fn program(&self, code: &str) -> Option<&(ProgramId, Program)> {
        self.programs.get(code)
    }

    /// Whether a file says of a program what one said before a person put it right.
    pub(super) fn was_brought(&self, id: ProgramId, program: &Program) -> bool {
        self.brought_programs.get(&id) == Some(program)
    }

    /// The same of a clinician.
    pub(super) fn clinician_was_brought(&self, id: ClinicianId, clinician: &Clinician) -> bool {
        self.brought_clinicians.get(&id) == Some(clinician)
    }

    pub(super) fn program_by_id(&self, id: ProgramId) -> Option<&Program> {
        self.programs.get(self.program_codes.get(&id)?).map(|(_, program)| program)
    }

    pub(super) fn clinician(&self, code: &str) -> Option<&(ClinicianId, Clinician)> {
        self.clinicians.get(code)
    }

    pub(super) fn by_key(&self, key: &str) -> Option<&Person> {
        self.people.get(self.by_key.get(key)?)
    }

    pub(super) fn by_number(&self, number: &str) -> Option<&Person> {
        self.people.get(self.by_number.get(number)?)
    }

    /// The patient whom a record of the file names.
    pub(super) fn person(&self, key: &PatientKey) -> Option<&Person> {
        if self.distrusted.contains(key.as_str()) {
            return None;
        }
        match key {
            PatientKey::RecordNumber(number) => self.by_number(number),
            PatientKey::Source(key) => self.by_key(key).or_else(|| self.by_number(key)),
        }
    }

    /// Today where a program is; for a program that is not known, today where it is latest.
    pub(super) fn today(&self, program: Option<ProgramId>, now: Instant, latest: Day) -> Day {
        program.and_then(|id| self.program_by_id(id)).map_or(latest, |program| now.day_in(&program.zone))
    }
}

/// How a record names a patient.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    pub(super) key: Option<&'a str>,
    pub(super) record_number: Option<&'a str>,
}

impl<'a> From<&'a PatientKey> for Named<'a> {
    fn from(key: &'a PatientKey) -> Self {
        match key {
            PatientKey::RecordNumber(number) => Self { key: None, record_number: Some(number) },
            PatientKey::Source(key) => Self { key: Some(key), record_number: Some(key) },
        }
    }
}
