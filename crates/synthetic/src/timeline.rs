//! The practice in the order in which it was written down, for whoever stores it version by version.

use care::{CareTeamMember, Clinician, Diagnosis, Episode, LevelOfCarePeriod, Patient, PatientLink, Program};
use vocabulary::{
    AdministrationId, ClinicianId, DiagnosisId, EpisodeId, Instant, LevelOfCarePeriodId, PatientId, ProgramId, RecordId, UserId,
};

use crate::entry::Entry;
use crate::journal::Writing;
use crate::practice::{FilledForm, Practice};

/// One version of one record being written.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// When.
    pub recorded_at: Instant,
    /// By whom.
    pub recorder: UserId,
    /// The record.
    pub record: Written<'a>,
    /// 0 for the first version, `n` for the `n`th of its history, counted from 1.
    pub revision: usize,
}

/// A record of one of the kinds, in the order in which kinds refer to each other.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each names the record it holds")]
pub enum Written<'a> {
    Program(&'a Entry<ProgramId, Program>),
    Clinician(&'a Entry<ClinicianId, Clinician>),
    Patient(&'a Entry<PatientId, Patient>),
    PatientLink(&'a Entry<RecordId, PatientLink>),
    Episode(&'a Entry<EpisodeId, Episode>),
    LevelOfCarePeriod(&'a Entry<LevelOfCarePeriodId, LevelOfCarePeriod>),
    Diagnosis(&'a Entry<DiagnosisId, Diagnosis>),
    CareTeamMember(&'a Entry<RecordId, CareTeamMember>),
    Administration(&'a Entry<AdministrationId, FilledForm>),
    Journal(Writing),
}

impl Practice {
    /// Every version of every record, oldest first. A version is written after what it refers to and after the version before it.
    pub fn timeline(&self) -> Vec<Step<'_>> {
        let mut steps = Vec::with_capacity(self.administrations.len() * 3 / 2);
        add(&mut steps, &self.programs, Written::Program);
        add(&mut steps, &self.clinicians, Written::Clinician);
        add(&mut steps, &self.patients, Written::Patient);
        add(&mut steps, &self.patient_links, Written::PatientLink);
        add(&mut steps, &self.episodes, Written::Episode);
        add(&mut steps, &self.level_of_care_periods, Written::LevelOfCarePeriod);
        add(&mut steps, &self.diagnoses, Written::Diagnosis);
        add(&mut steps, &self.care_team, Written::CareTeamMember);
        add(&mut steps, &self.administrations, Written::Administration);
        let journal = self.journal.writings().into_iter();
        steps.extend(journal.map(|writing| Step {
            recorded_at: writing.at,
            recorder: writing.recorder,
            record: Written::Journal(writing),
            revision: writing.version,
        }));
        // Stable: at the same instant the order of kinds above stays.
        steps.sort_by_key(|step| step.recorded_at);
        steps
    }
}

fn add<'a, Id, T>(steps: &mut Vec<Step<'a>>, entries: &'a [Entry<Id, T>], written: fn(&'a Entry<Id, T>) -> Written<'a>) {
    for entry in entries {
        let record = written(entry);
        steps.push(Step { recorded_at: entry.recorded_at, recorder: entry.recorder, record, revision: 0 });
        let later = entry.history.iter().enumerate();
        steps.extend(later.map(|(place, version)| Step {
            recorded_at: version.recorded_at,
            recorder: version.recorder,
            record,
            revision: place + 1,
        }));
    }
}
