//! The practice as plain lists, and how it is put together.

use care::{CareTeamMember, Clinician, Diagnosis, Episode, LevelOfCarePeriod, Patient, PatientLink, Program};
use instruments::{Administration, Responses};
use vocabulary::{
    AdministrationId, ClinicianId, DiagnosisId, EpisodeId, Instant, LevelOfCarePeriodId, PatientId, Points, ProgramId, RecordId, UserId,
};

use crate::course::Course;
use crate::entry::Entry;
use crate::forms::Shelf;
use crate::house::House;
use crate::journal::Journal;
use crate::mishaps;
use crate::patient_file::PatientFile;
use crate::plan::{Plan, Timeframe};
use crate::staff::StaffUser;
use crate::stream::Stream;

/// A whole practice: what was recorded, by whom and when, with all later versions.
///
/// The lists are in the order of patients and, within a patient, of days; references point to ids of the same practice. `staff` comes first:
/// everything else was recorded by one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// What was asked for.
    pub plan: Plan,
    /// The people who sign in.
    pub staff: Vec<StaffUser>,
    /// Service lines.
    pub programs: Vec<Entry<ProgramId, Program>>,
    /// The people who treat; one of them does not sign in.
    pub clinicians: Vec<Entry<ClinicianId, Clinician>>,
    /// One record for each person, and a second one for the person who was registered twice.
    pub patients: Vec<Entry<PatientId, Patient>>,
    /// Merges of records that turned out to be one person's.
    pub patient_links: Vec<Entry<RecordId, PatientLink>>,
    /// Admissions to discharges.
    pub episodes: Vec<Entry<EpisodeId, Episode>>,
    /// Levels of care inside the episodes.
    pub level_of_care_periods: Vec<Entry<LevelOfCarePeriodId, LevelOfCarePeriod>>,
    /// Diagnoses.
    pub diagnoses: Vec<Entry<DiagnosisId, Diagnosis>>,
    /// Who treats whom.
    pub care_team: Vec<Entry<RecordId, CareTeamMember>>,
    /// Forms with their answers.
    pub administrations: Vec<Entry<AdministrationId, FilledForm>>,
    /// What a level of care rests on beside forms: attendance, ratings, incidents, plans and the like, and who looked at which score.
    pub journal: Journal,
    /// Which withdrawn administrations live on under another patient.
    pub moves: Vec<RecordMove>,
    /// Who plays what: for tests and guides, not to be stored.
    pub cast: Vec<CastMember>,
}

/// An administration with what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledForm {
    /// When, how, by whom.
    pub administration: Administration,
    /// The answers; none where the patient declined or only a total is known.
    pub responses: Responses,
    /// Totals that came along with the answers or instead of them.
    pub totals: Vec<GivenTotal>,
}

/// A total that somebody else computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenTotal {
    /// The scale's id in the definition.
    pub scale: String,
    /// The total.
    pub points: Points,
}

/// A record that was under the wrong patient: withdrawn there, recorded again where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordMove {
    /// The withdrawn record.
    pub from: AdministrationId,
    /// The record that took its place.
    pub to: AdministrationId,
    /// When.
    pub recorded_at: Instant,
    /// By whom.
    pub recorder: UserId,
    /// Why.
    pub reason: String,
}

/// What a patient was given to play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CastMember {
    /// Who.
    pub patient: PatientId,
    /// The course of the first episode.
    pub course: Course,
    /// True for those of the written cast whose records say that a lower level of care would do.
    pub ready_to_step_down: bool,
}

impl Practice {
    /// Invents a practice. The same plan gives the same values, ids included.
    pub fn invent(plan: Plan) -> Self {
        let stream = Stream::new(plan.seed);
        let frame = Timeframe::new(plan.as_of);
        let shelf = Shelf::open();
        let house = House::open(&stream.branch("house"), &frame);
        let files = (0..plan.patients).map(|number| PatientFile::write(number, &stream, &house, &frame, &shelf)).collect();
        let (files, mishaps) = mishaps::happen(files, &house, &frame, &stream);
        let mut practice = Self::of(plan, house);
        for file in files {
            practice.patients.push(file.patient);
            practice.episodes.extend(file.episodes);
            practice.level_of_care_periods.extend(file.periods);
            practice.diagnoses.extend(file.diagnoses);
            practice.care_team.extend(file.team);
            practice.administrations.extend(file.forms);
            practice.journal.append(file.journal);
            practice.cast.push(file.cast);
        }
        practice.patients.extend(mishaps.second_record);
        practice.patient_links.extend(mishaps.merge);
        practice.administrations.extend(mishaps.withdrawn);
        practice.moves.extend(mishaps.moved);
        practice
    }

    fn of(plan: Plan, house: House) -> Self {
        Self {
            plan,
            staff: house.staff,
            programs: house.programs,
            clinicians: house.clinicians,
            patients: Vec::new(),
            patient_links: Vec::new(),
            episodes: Vec::new(),
            level_of_care_periods: Vec::new(),
            diagnoses: Vec::new(),
            care_team: Vec::new(),
            administrations: Vec::new(),
            journal: Journal::default(),
            moves: Vec::new(),
            cast: Vec::new(),
        }
    }
}
