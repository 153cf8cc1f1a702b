//! A fingerprint of what a record says, so that the same file twice changes nothing.

use care::{Clinician, ContractRate, DayRate, ExclusionCheck, Program, ProviderCredential};
use sha2::{Digest, Sha256};

use super::care_fact::CareFactRecord;
use super::{
    AdministrationRecord, CareTeamRecord, Content, DefinitionRecord, DiagnosisRecord, EpisodeRecord, ImportRecord, LevelOfCareRecord,
    PatientKey, PatientRecord,
};

/// Collects fields with their places, so that moving a value changes the hash.
struct Fields(Sha256);

impl Fields {
    fn add(&mut self, name: &str, value: Option<&dyn ToString>) {
        let Some(value) = value else { return };
        self.0.update(name.as_bytes());
        self.0.update([0x1F]);
        self.0.update(value.to_string().as_bytes());
        self.0.update([0x1E]);
    }

    fn all(&mut self, fields: &[(&str, &dyn ToString)]) {
        for (name, value) in fields {
            self.add(name, Some(*value));
        }
    }

    fn maybe<T: ToString>(&mut self, name: &str, value: Option<&T>) {
        self.add(name, value.map(|value| value as &dyn ToString));
    }

    fn patient(&mut self, key: Option<&PatientKey>) {
        match key {
            Some(PatientKey::RecordNumber(number)) => self.add("patient number", Some(number)),
            Some(PatientKey::Source(source)) => self.add("patient source", Some(source)),
            None => {}
        }
    }
}

impl ImportRecord {
    /// SHA-256 over what the record says, in hex. Not over its place, its notes or its key: the same content is the same hash wherever it stands.
    /// The version of a definition is left out, so that a file means the same before and after the library is renewed.
    pub fn content_hash(&self) -> String {
        hex::encode(self.digest())
    }

    /// Short hashes of key and content, for recognizing a record within one file.
    pub(crate) fn key_and_content(&self) -> (u64, u64) {
        let content = self.digest();
        let start = |bytes: &[u8]| bytes.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let key = match &self.external_key {
            Some(key) => Sha256::digest(format!("{}\u{1F}{key}", self.kind().code())).to_vec(),
            None => content.clone(),
        };
        (start(&key), start(&content))
    }

    fn digest(&self) -> Vec<u8> {
        let mut fields = Fields(Sha256::new());
        fields.add("kind", Some(&self.kind().code()));
        describe(&self.content, &mut fields);
        fields.0.finalize().to_vec()
    }
}

fn describe(content: &Content, fields: &mut Fields) {
    match content {
        Content::Definition(each) => definition(each, fields),
        Content::Program(each) => program(each, fields),
        Content::Clinician(each) => clinician(each, fields),
        Content::DayRate(each) => day_rate(each, fields),
        Content::ContractRate(each) => contract_rate(each, fields),
        Content::ProviderCredential(each) => provider_credential(each, fields),
        Content::ExclusionCheck(each) => exclusion_check(each, fields),
        Content::Patient(each) => patient(each, fields),
        Content::Episode(each) => episode(each, fields),
        Content::LevelOfCarePeriod(each) => level_of_care_period(each, fields),
        Content::Diagnosis(each) => diagnosis(each, fields),
        Content::CareTeamMember(each) => care_team_member(each, fields),
        Content::CareFact(each) => care_fact(each, fields),
        Content::Administration(each) => administration(each, fields),
    }
}

fn definition(each: &DefinitionRecord, fields: &mut Fields) {
    fields.all(&[("id", &each.document.id), ("version", &each.document.version)]);
}

fn program(each: &Program, fields: &mut Fields) {
    fields.all(&[("code", &each.code), ("name", &each.name), ("level", &each.level_of_care), ("zone", &each.zone), ("part2", &each.part2)]);
}

fn clinician(each: &Clinician, fields: &mut Fields) {
    fields.all(&[("code", &each.code), ("name", &each.name), ("credential", &each.credential)]);
}

fn day_rate(each: &DayRate, fields: &mut Fields) {
    fields.all(&[("payer", &each.payer), ("level", &each.level_of_care), ("amount", &each.amount)]);
    fields.add("first", Some(&each.period.first()));
    fields.maybe("last", each.period.last().as_ref());
}

fn contract_rate(each: &ContractRate, fields: &mut Fields) {
    fields.all(&[("payer", &each.payer), ("service", &each.service), ("amount", &each.unit_amount)]);
    fields.maybe("level", each.level_of_care.as_ref());
    fields.add("first", Some(&each.period.first()));
    fields.maybe("last", each.period.last().as_ref());
}

fn provider_credential(each: &ProviderCredential, fields: &mut Fields) {
    fields.all(&[
        ("provider", &each.provider_id),
        ("payer", &each.payer),
        ("services", &each.services),
        ("supervised", &each.is_supervised),
    ]);
    fields.add("first", Some(&each.period.first()));
    fields.maybe("last", each.period.last().as_ref());
}

fn exclusion_check(each: &ExclusionCheck, fields: &mut Fields) {
    fields.all(&[("provider", &each.provider_id), ("day", &each.day), ("clear", &each.is_clear)]);
}

fn patient(each: &PatientRecord, fields: &mut Fields) {
    let patient = &each.patient;
    fields.all(&[
        ("number", &patient.record_number),
        ("given", &patient.given_name),
        ("family", &patient.family_name),
        ("birth", &patient.birth_day),
        ("estimated", &each.birth_day_is_estimated),
        ("language", &patient.language),
    ]);
    fields.maybe("sex", patient.sex.map(vocabulary::Sex::code).as_ref());
    fields.maybe("race", patient.race.as_ref());
    fields.maybe("ethnicity", patient.ethnicity.as_ref());
}

fn episode(each: &EpisodeRecord, fields: &mut Fields) {
    fields.patient(Some(&each.patient));
    fields.add("admitted", Some(&each.admitted));
    fields.maybe("program", each.program.as_ref());
    if let Some(discharge) = &each.discharge {
        fields.all(&[("discharged", &discharge.day), ("type", &discharge.kind), ("destination", &discharge.destination)]);
    }
    fields.maybe("referral", each.referral_source.as_ref());
    fields.maybe("payer", each.payer_class.as_ref());
    fields.maybe("clinician", each.clinician.as_ref());
    fields.maybe("readmission", each.readmission_of.as_ref());
}

fn level_of_care_period(each: &LevelOfCareRecord, fields: &mut Fields) {
    fields.patient(Some(&each.patient));
    fields.maybe("episode", each.episode.as_ref());
    fields.maybe("program", each.program.as_ref());
    fields.all(&[("level", &each.level_of_care), ("first", &each.period.first()), ("track", &each.track)]);
    fields.maybe("last", each.period.last().as_ref());
    fields.maybe("modality", each.modality.as_ref());
}

fn diagnosis(each: &DiagnosisRecord, fields: &mut Fields) {
    fields.patient(Some(&each.patient));
    fields.maybe("episode", each.episode.as_ref());
    fields.all(&[("code", &each.code), ("rank", &each.rank), ("first", &each.period.first())]);
    fields.maybe("last", each.period.last().as_ref());
    fields.maybe("clinician", each.diagnosed_by.as_ref());
}

fn care_team_member(each: &CareTeamRecord, fields: &mut Fields) {
    fields.patient(Some(&each.patient));
    fields.all(&[("clinician", &each.clinician), ("role", &each.role), ("first", &each.period.first())]);
    fields.maybe("last", each.period.last().as_ref());
}

fn care_fact(each: &CareFactRecord, fields: &mut Fields) {
    fields.patient(Some(&each.patient));
    fields.maybe("episode", each.episode.as_ref());
    for (name, text) in &each.texts {
        fields.add(name, Some(text));
    }
}

fn administration(each: &AdministrationRecord, fields: &mut Fields) {
    fields.patient(each.patient.as_ref());
    fields.maybe("episode", each.episode.as_ref());
    fields.maybe("program", each.program.as_ref());
    fields.all(&[
        ("instrument", &each.definition.id),
        ("mode", &each.mode),
        ("respondent", &each.respondent),
        ("day", &each.day),
        ("completion", &each.completion),
        ("responses", &each.responses.to_stored()),
    ]);
    fields.maybe("phase", each.phase.as_ref());
    fields.maybe("language", each.language.as_ref());
    fields.maybe("started", each.started_at.as_ref());
    fields.maybe("finished", each.finished_at.as_ref());
    for total in &each.totals {
        fields.all(&[("scale", &total.scale), ("total", &total.value)]);
    }
}
