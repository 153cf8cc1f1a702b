//! The care of each patient as billing sees it: stays with notes, what took place on each day, and what was measured.

use std::collections::{BTreeMap, BTreeSet};

use care::{AttendanceKind, AttendanceStatus, Episode, Patient, PatientLink, ServiceNote};
use instruments::PersonFacts;
use vocabulary::{AdministrationId, Day, EpisodeId, LevelOfCare, PatientId, Period, Points};

use crate::billing::payer::{Payer, payer_of};
use crate::billing::x12_text::Insured;
use crate::course::Course;
use crate::entry::Entry;
use crate::forms::Shelf;
use crate::practice::Practice;

/// A patient with a stay of which notes are kept.
pub(crate) struct Person {
    pub(crate) record: String,
    pub(crate) member: String,
    pub(crate) family: String,
    pub(crate) given: String,
    pub(crate) born: Day,
    pub(crate) diagnosis: String,
    pub(crate) payer: Option<&'static Payer>,
    pub(crate) course: Course,
    pub(crate) ready_to_step_down: bool,
    pub(crate) stays: Vec<StayFacts>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) days: BTreeMap<Day, CareDay>,
}

/// A stay.
pub(crate) struct StayFacts {
    pub(crate) episode: Episode,
    pub(crate) program: String,
    pub(crate) levels: Vec<(LevelOfCare, Period)>,
    pub(crate) approach: String,
}

impl StayFacts {
    /// True on every day from admission to discharge.
    pub(crate) fn contains(&self, day: Day) -> bool {
        self.episode.admitted <= day && self.discharged().is_none_or(|last| day <= last)
    }

    pub(crate) fn discharged(&self) -> Option<Day> {
        self.episode.discharge.as_ref().map(|discharge| discharge.day)
    }

    pub(crate) fn level_on(&self, day: Day) -> Option<LevelOfCare> {
        self.levels.iter().filter(|(_, period)| period.contains(day)).map(|(level, _)| *level).next_back()
    }
}

/// A scored instrument.
pub(crate) struct Measure {
    pub(crate) day: Day,
    pub(crate) instrument: String,
    pub(crate) score: Points,
    pub(crate) is_interpreted: bool,
}

/// A day of care.
pub(crate) struct CareDay {
    pub(crate) level: LevelOfCare,
    pub(crate) came: bool,
    /// The kinds of treatment that took place, with their minutes.
    pub(crate) pieces: Vec<(AttendanceKind, u32)>,
    pub(crate) notes: Vec<NoteRow>,
}

/// Facts about a note.
#[derive(Clone)]
pub(crate) struct NoteRow {
    pub(crate) service: String,
    pub(crate) minutes: Option<u32>,
    pub(crate) author: String,
    pub(crate) signed: Option<Day>,
}

impl CareDay {
    /// True where some note of the day is signed.
    pub(crate) fn is_documented(&self) -> bool {
        self.notes.iter().any(|note| note.signed.is_some())
    }
}

impl Person {
    /// As bills and payments name the patient.
    pub(crate) fn insured(&self) -> Insured<'_> {
        let Self { record, family, given, born, diagnosis, .. } = self;
        Insured { record, family, given, born: *born, diagnosis }
    }

    /// The last score on or before a day, of any instrument.
    pub(crate) fn last_measured(&self, day: Day) -> Option<Day> {
        self.measures.iter().map(|measure| measure.day).filter(|measured| *measured <= day).max()
    }

    /// The stay in which a day lies.
    pub(crate) fn stay_on(&self, day: Day) -> Option<&StayFacts> {
        self.stays.iter().find(|stay| stay.contains(day))
    }

    /// The different instruments that were scored and interpreted on a day.
    pub(crate) fn interpreted_on(&self, day: Day) -> usize {
        let of_day = self.measures.iter().filter(|measure| measure.day == day && measure.is_interpreted);
        of_day.map(|measure| &measure.instrument).collect::<BTreeSet<_>>().len()
    }
}

/// Everybody with a stay of which notes are kept, in the order of the practice.
pub(crate) fn persons(practice: &Practice) -> Vec<Person> {
    let noted: BTreeSet<EpisodeId> = practice.journal.service_notes.iter().filter_map(Entry::current).map(|note| note.episode).collect();
    let looked_at: BTreeSet<AdministrationId> =
        practice.journal.score_reviews.iter().filter_map(Entry::current).map(|review| review.administration).collect();
    let shelf = Shelf::open();
    let mut persons = Vec::new();
    for (number, cast) in practice.cast.iter().enumerate() {
        let Some(patient) = practice.patients.iter().find(|entry| entry.id == cast.patient).and_then(Entry::current) else { continue };
        let stays = stays(practice, cast.patient, &noted);
        let Some(first) = stays.iter().map(|(_, stay)| stay.episode.admitted).min() else { continue };
        let payer = payer_of(stays.iter().find_map(|(_, stay)| stay.episode.payer_class), number);
        let days = days(practice, &stays);
        let measures = measures(practice, &shelf, &looked_at, cast.patient, patient);
        let measures = measures.into_iter().filter(|measure| measure.day.days_since(first) >= -7);
        persons.push(Person {
            record: patient.record_number.clone(),
            member: format!("M{:06}", 100_000 + number),
            family: patient.family_name.clone(),
            given: patient.given_name.clone(),
            born: patient.birth_day,
            diagnosis: diagnosis(practice, cast.patient),
            payer,
            course: cast.course,
            ready_to_step_down: cast.ready_to_step_down,
            measures: measures.collect(),
            days,
            stays: stays.into_iter().map(|(_, stay)| stay).collect(),
        });
    }
    persons
}

fn diagnosis(practice: &Practice, patient: PatientId) -> String {
    let of_patient = practice.diagnoses.iter().filter_map(Entry::current).find(|diagnosis| diagnosis.patient == patient);
    of_patient.map_or_else(|| "F33.1".to_owned(), |diagnosis| diagnosis.code.to_string())
}

fn stays(practice: &Practice, patient: PatientId, noted: &BTreeSet<EpisodeId>) -> Vec<(EpisodeId, StayFacts)> {
    let program = |episode: &Episode| {
        practice.programs.iter().find(|entry| entry.id == episode.program).map(|entry| entry.value.name.clone()).unwrap_or_default()
    };
    let of_patient = practice.episodes.iter().filter(|entry| noted.contains(&entry.id));
    let of_patient = of_patient.filter_map(|entry| Some((entry.id, entry.current()?))).filter(|(_, episode)| episode.patient == patient);
    let facts = |(id, episode): (EpisodeId, &Episode)| {
        let periods = practice.level_of_care_periods.iter().filter_map(Entry::current).filter(|period| period.episode == id);
        let stay = StayFacts {
            episode: episode.clone(),
            program: program(episode),
            levels: periods.clone().map(|period| (period.level_of_care, period.period)).collect(),
            approach: periods.map(|period| period.track.clone()).next().unwrap_or_default(),
        };
        (id, stay)
    };
    of_patient.map(facts).collect()
}

/// What took place on each day of the stays, with the notes of it.
fn days(practice: &Practice, stays: &[(EpisodeId, StayFacts)]) -> BTreeMap<Day, CareDay> {
    let mut days: BTreeMap<Day, CareDay> = BTreeMap::new();
    for (episode, stay) in stays {
        for piece in practice.journal.attendance.iter().filter_map(Entry::current).filter(|piece| piece.episode == *episode) {
            let Some(level) = stay.level_on(piece.day) else { continue };
            // What the program called off is never counted against the patient.
            if piece.status == AttendanceStatus::CancelledByProgram {
                continue;
            }
            let came = piece.status == AttendanceStatus::Attended;
            let day = days.entry(piece.day).or_insert(CareDay { level, came: false, pieces: Vec::new(), notes: Vec::new() });
            day.came |= came;
            if came {
                day.pieces.push((piece.kind, piece.delivered_minutes));
            }
        }
        for note in practice.journal.service_notes.iter().filter_map(Entry::current).filter(|note| note.episode == *episode) {
            if let Some(day) = days.get_mut(&note.day) {
                day.notes.push(row(practice, note));
            }
        }
    }
    days
}

fn row(practice: &Practice, note: &ServiceNote) -> NoteRow {
    let author = practice.clinicians.iter().find(|entry| Some(entry.id) == note.author);
    let minutes = note.length_minutes();
    NoteRow {
        // A note of therapy names the code that its minutes stand for.
        service: match minutes {
            Some(minutes) if note.service == "90834" => therapy(minutes).unwrap_or_default().to_owned(),
            _ => note.service.clone(),
        },
        minutes,
        author: author.map(|entry| entry.value.code.clone()).unwrap_or_default(),
        signed: note.signed_day,
    }
}

/// The code of individual therapy that so many minutes stand for.
pub(crate) const fn therapy(minutes: u32) -> Option<&'static str> {
    match minutes {
        0..16 => None,
        16..38 => Some("90832"),
        38..53 => Some("90834"),
        53.. => Some("90837"),
    }
}

/// The scores of a patient, those that were kept under a record of theirs that was folded into this one included.
fn measures(
    practice: &Practice,
    shelf: &Shelf,
    looked_at: &BTreeSet<AdministrationId>,
    patient: PatientId,
    facts: &Patient,
) -> Vec<Measure> {
    let merged = practice.patient_links.iter().filter_map(Entry::current).filter_map(|link| match link {
        PatientLink::Merged { kept, merged } if *kept == patient => Some(*merged),
        _ => None,
    });
    let records: BTreeSet<PatientId> = merged.chain([patient]).collect();
    let mut measures = Vec::new();
    for entry in &practice.administrations {
        let Some(form) = entry.current().filter(|form| records.contains(&form.administration.patient)) else { continue };
        let Some(definition) = shelf.named(&form.administration.instrument) else { continue };
        let day = form.administration.day;
        let person = PersonFacts { sex: facts.sex, age: Some(facts.age_on(day)) };
        let totals: Vec<_> = form.totals.iter().filter_map(|total| Some((definition.scale(&total.scale)?, total.points))).collect();
        let is_total_only = form.responses.is_empty() && !form.totals.is_empty();
        let score = if is_total_only { definition.score_totals(&totals, person) } else { definition.score(&form.responses, person) };
        let Some(value) = score.main_scale.and_then(|scale| score.scales[scale].outcome.value()) else { continue };
        measures.push(Measure {
            day,
            instrument: form.administration.instrument.clone(),
            score: value,
            is_interpreted: looked_at.contains(&entry.id),
        });
    }
    measures.sort_by(|one, other| (one.day, &one.instrument).cmp(&(other.day, &other.instrument)));
    measures
}
