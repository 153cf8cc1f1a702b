//! FHIR beside claims in a billing assessment: scored instruments, under the names by which the other tables call their patients.
//!
//! Answers (`QuestionnaireResponse`) and totals (`Observation`) become measures; a `Patient` says under which record number its measures stand, and with which
//! sex and age they are scored. The files of a folder may stand in any order: what they hold is joined in [`FhirMeasures::finish`]. A resource of another kind,
//! and an observation that is no total of an instrument, is counted as left out; one of these three that cannot be understood is told with its place.

use std::collections::BTreeMap;
use std::io::Read;

use instruments::{Library, PersonFacts};
use integrity::assessment::Side;
use integrity::assessment::side::MeasureFact;
use vocabulary::{Day, Sex, ZoneName};

use super::Questionnaires;
use crate::context::Context;
use crate::file_problem::FileProblem;
use crate::position::Position;
use crate::reading::{NoteCode, Reading};
use crate::record::{AdministrationRecord, Content, ImportRecord, PatientKey};
use crate::rejection::RejectionCode;

/// Why something of a file gives no measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMeasured {
    /// It cannot be understood.
    Rejected(RejectionCode),
    /// It was understood and has no score.
    Noted(NoteCode),
}

/// What came of reading one file.
#[derive(Debug, Default)]
pub struct FhirRead {
    /// Its place among the files that were read.
    pub file: usize,
    /// Patients in it.
    pub patients: usize,
    /// Answers and totals in it that were understood.
    pub measures: usize,
    /// Resources that are nothing of this assessment.
    pub others: usize,
    /// What gives no measure, with its place.
    pub problems: Vec<(Position, NotMeasured)>,
    /// What ended the reading before the end of the file; what stood before it is taken.
    pub ended_by: Option<FileProblem>,
}

impl FhirRead {
    /// True where there is no FHIR in it.
    pub fn is_no_fhir(&self) -> bool {
        let is_other = matches!(self.ended_by, Some(FileProblem::NotFhir | FileProblem::Empty));
        is_other && self.patients + self.measures + self.others + self.problems.len() == 0
    }
}

/// How a patient is called and what scoring asks of one.
struct Person {
    record_number: String,
    sex: Option<Sex>,
    born: Day,
}

/// Answers or totals with the file in which they stand.
struct Taken {
    file: usize,
    position: Position,
    record: AdministrationRecord,
}

/// The FHIR files of a folder.
pub struct FhirMeasures {
    context: Context,
    known: Questionnaires,
    people: BTreeMap<String, Person>,
    /// By their keys: what comes again under its key takes the place of what came before.
    keyed: BTreeMap<String, Taken>,
    unkeyed: Vec<Taken>,
    files: usize,
}

impl FhirMeasures {
    /// Understood by the definitions of a library.
    ///
    /// The same files say the same on any day: no day is refused as one to come.
    pub fn new(library: Library) -> Self {
        let context = Context::new(library, Day::new(9999, 12, 31).expect("the last day of the calendar"), ZoneName::utc());
        Self { context, known: Questionnaires::default(), people: BTreeMap::new(), keyed: BTreeMap::new(), unkeyed: Vec::new(), files: 0 }
    }

    /// Reads the next file: a Bundle, a resource, or one a line.
    pub fn read(&mut self, source: impl Read) -> FhirRead {
        let Self { context, known, people, keyed, unkeyed, files } = self;
        let file = *files;
        let mut read = FhirRead { file, ..FhirRead::default() };
        *files += 1;
        for reading in super::read(source, known, context) {
            match reading {
                Ok(Reading::Record(ImportRecord { external_key, position, content, .. })) => match (content, external_key) {
                    (Content::Patient(given), key) => {
                        read.patients += 1;
                        let patient = given.patient;
                        let person = Person { record_number: patient.record_number, sex: patient.sex, born: patient.birth_day };
                        people.extend(key.map(|key| (key, person)));
                    }
                    (Content::Administration(record), key) => {
                        read.measures += 1;
                        let taken = Taken { file, position, record };
                        match key {
                            Some(key) => drop(keyed.insert(key, taken)),
                            None => unkeyed.push(taken),
                        }
                    }
                    _ => {}
                },
                Ok(Reading::Rejected(rejection)) => read.problems.push((rejection.position, NotMeasured::Rejected(rejection.code))),
                Ok(Reading::Note(note)) => {
                    let is_left_out = matches!(note.code, NoteCode::ResourceLeftOut { .. } | NoteCode::ObservationLeftOut { .. });
                    read.others += usize::from(is_left_out);
                }
                Err(problem) => read.ended_by = Some(problem),
            }
        }
        read
    }

    /// Scores what was read and puts it beside the claims. Gives back what has no score or names nobody: its file as in [`FhirRead::file`], and where it
    /// stands there.
    pub fn finish(self, side: &mut Side) -> Vec<(usize, Position, NotMeasured)> {
        let Self { people, keyed, unkeyed, .. } = self;
        // A total that was computed from answers that are here says their score again. Where they have none, only the total tells.
        let is_again = |taken: &Taken| {
            let answers = taken.record.derived_from.as_ref().and_then(|key| keyed.get(key));
            answers.is_some_and(|answers| {
                answers.record.definition.id == taken.record.definition.id && measure(&answers.record, &people).is_ok()
            })
        };
        let mut missed = Vec::new();
        for taken in keyed.values().chain(&unkeyed).filter(|taken| !is_again(taken)) {
            match measure(&taken.record, &people) {
                Ok(fact) => drop(side.measures.get_or_insert_default().insert(fact)),
                Err(why) => missed.push((taken.file, taken.position.clone(), why)),
            }
        }
        missed.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
        missed
    }
}

/// The score of the main scale. A patient goes by the record number, or by the key of the files where no `Patient` of it is among them.
fn measure(record: &AdministrationRecord, people: &BTreeMap<String, Person>) -> Result<MeasureFact, NotMeasured> {
    let key = record.patient.as_ref().ok_or(NotMeasured::Rejected(RejectionCode::NoPatient))?;
    let person = if let PatientKey::Source(key) = key { people.get(key) } else { None };
    let facts = PersonFacts { sex: person.and_then(|person| person.sex), age: person.map(|person| record.day.age_since(person.born)) };
    let score = record.score(facts);
    let value = score.main_scale.and_then(|scale| score.scales[scale].outcome.value());
    let instrument = record.definition.id.to_string();
    Ok(MeasureFact {
        patient: person.map_or(key.as_str(), |person| person.record_number.as_str()).to_owned(),
        day: record.day,
        score: value.ok_or_else(|| NotMeasured::Noted(NoteCode::NotScored { instrument: instrument.clone() }))?,
        instrument,
        interpreted: None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// What a folder of such files holds: patient, day, instrument and score of each measure; and what has none.
    fn check(files: &[&str], expected: &[&str], missed: &[&str]) {
        let (mut fhir, mut side) = (FhirMeasures::new(Library::shipped().expect("it loads")), Side::default());
        for file in files {
            fhir.read(file.as_bytes());
        }
        let left = fhir.finish(&mut side);
        let told = |fact: &MeasureFact| format!("{} {} {} {}", fact.patient, fact.day, fact.instrument, fact.score);
        assert_eq!(side.measures.iter().flatten().map(told).collect::<Vec<_>>(), expected);
        let told = |(file, position, why): &(usize, Position, NotMeasured)| {
            let id = match why {
                NotMeasured::Rejected(code) => code.id(),
                NotMeasured::Noted(code) => code.id(),
            };
            format!("{file} {position} {id}")
        };
        assert_eq!(left.iter().map(told).collect::<Vec<_>>(), missed);
    }

    fn patient() -> Value {
        json!({
            "resourceType": "Patient", "id": "p1", "birthDate": "1990-05-06", "name": [{ "family": "Invented", "given": ["Ana"] }],
            "identifier": [{ "value": "R-7" }],
        })
    }

    /// A total of the PHQ-9.
    fn total(id: &str, patient: &str, value: i32) -> Value {
        json!({
            "resourceType": "Observation", "id": id, "status": "final", "code": { "coding": [{ "code": "44261-6" }] },
            "subject": { "reference": format!("Patient/{patient}") }, "effectiveDateTime": "2026-03-02", "valueInteger": value,
        })
    }

    #[test]
    fn a_measure_stands_under_the_record_number_whichever_file_comes_first() {
        let (patient, total) = (patient().to_string(), total("o1", "p1", 12).to_string());
        check(&[&patient, &total], &["R-7 2026-03-02 phq-9 12"], &[]);
        check(&[&total, &patient], &["R-7 2026-03-02 phq-9 12"], &[]);
        check(&[&total, &total], &["p1 2026-03-02 phq-9 12"], &[]);
        check(&[&patient], &[], &[]);
    }

    #[test]
    fn what_comes_again_under_its_key_takes_the_place_of_the_first() {
        let (first, second) = (total("o1", "p1", 12).to_string(), total("o1", "p1", 9).to_string());
        check(&[&first, &second], &["p1 2026-03-02 phq-9 9"], &[]);
        check(&[&format!("{first}\n{}\n", total("o2", "p1", 9))], &["p1 2026-03-02 phq-9 9", "p1 2026-03-02 phq-9 12"], &[]);
    }

    #[test]
    fn answers_without_a_patient_or_without_a_score_are_told_with_their_place() {
        let mut nobody = total("o1", "p1", 12);
        nobody.as_object_mut().expect("an object").remove("subject");
        // One answer of nine.
        let one = json!({
            "resourceType": "QuestionnaireResponse", "id": "r1", "questionnaire": "http://loinc.org/q/44249-1",
            "status": "completed", "subject": { "reference": "Patient/p1" }, "authored": "2026-03-02",
            "item": [{ "linkId": "44250-9", "answer": [{ "valueCoding": { "system": "http://loinc.org", "code": "LA6571-9" } }] }],
        });
        check(&[&format!("{}\n{nobody}\n", total("o9", "p9", 3))], &["p9 2026-03-02 phq-9 3"], &["0 line 2 reject-no-patient"]);
        check(&[&patient().to_string(), &one.to_string()], &[], &["1 line 1 note-not-scored"]);
        // What their system computed of them stands where the answers have no score.
        let mut computed = total("o1", "p1", 12);
        computed["derivedFrom"] = json!([{ "reference": "QuestionnaireResponse/r1" }]);
        check(
            &[&patient().to_string(), &one.to_string(), &computed.to_string()],
            &["R-7 2026-03-02 phq-9 12"],
            &["1 line 1 note-not-scored"],
        );
    }

    #[test]
    fn other_resources_are_counted_and_what_is_no_fhir_is_known() {
        let mut fhir = FhirMeasures::new(Library::shipped().expect("it loads"));
        let weight = json!({ "resourceType": "Observation", "id": "w", "status": "final", "code": { "coding": [{ "code": "29463-7" }] },
            "subject": { "reference": "Patient/p1" }, "effectiveDateTime": "2026-03-02", "valueQuantity": { "value": 70 } });
        let claim = json!({ "resourceType": "Claim", "id": "c" });
        let read = fhir.read(format!("{weight}\n{claim}\n{}\n", patient()).as_bytes());
        assert_eq!((read.patients, read.measures, read.others, read.problems.len()), (1, 0, 2, 0), "{read:?}");
        assert!(!read.is_no_fhir());
        assert!(fhir.read(&br#"{"findings": []}"#[..]).is_no_fhir());
        let cut = fhir.read(&br#"{"resourceType": "Patient", "id": "#[..]);
        assert!(cut.ended_by.is_some(), "{cut:?}");
    }
}
