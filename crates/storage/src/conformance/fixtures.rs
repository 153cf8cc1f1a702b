//! Invented records for the chapters, and a test database with the shortest words for what they do.

use care::{
    CareTeamMember, CareTeamRole, Clinician, Diagnosis, DiagnosisRank, Episode, Housing, LevelOfCarePeriod, Participation, Patient,
    Program, Rating, YesNoUnknown,
};
use instruments::{Administration, Answer, Completion, Mode, Phase, Respondent, Responses};
use vocabulary::{
    AdministrationId, ClinicianId, Day, EpisodeId, Identifier, Language, LevelOfCare, PatientId, Period, Points, ProgramId, Verdict,
    Version,
};

use crate::administration::{self, NewAdministration};
use crate::database::{Sql, Value};
use crate::record::PlainRecord;
use crate::score::{SafetySummary, ScaleSummary, ScoreSummary};
use crate::testing::{self, TestDatabase, TestTarget, operation};
use crate::{Entry, Operation, StorageError, Stored, View};

/// A test database with helpers.
pub(super) struct Practice {
    pub(super) test: TestDatabase,
}

impl std::ops::Deref for Practice {
    type Target = TestDatabase;
    fn deref(&self) -> &TestDatabase {
        &self.test
    }
}

pub(super) async fn practice(target: TestTarget) -> Practice {
    Practice { test: testing::open(target).await }
}

/// Runs a read on the practice's database: `read!(practice, |unit| expression)`.
macro_rules! read {
    ($practice:expr, |$unit:ident| $body:expr) => {
        $practice.database.read(&crate::testing::operation("read"), move |$unit| Box::pin(async move { $body })).await
    };
}

/// Runs a write on the practice's database.
macro_rules! save {
    ($practice:expr, |$unit:ident| $body:expr) => {
        $practice.database.write(&crate::testing::operation("write"), move |$unit| Box::pin(async move { $body })).await
    };
}
pub(super) use {read, save};

impl Practice {
    pub(super) fn id<Id: Identifier>(&self) -> Id {
        self.test.ids.next()
    }

    pub(super) async fn insert<T: PlainRecord>(&self, value: T) -> T::Id {
        let id = self.id();
        self.try_insert(Entry::new(id, value, day("2026-11-02"))).await.expect("the record is inserted");
        id
    }

    pub(super) async fn try_insert<T: PlainRecord>(&self, entry: Entry<T>) -> Result<(), StorageError> {
        save!(self, |unit| unit.insert(&entry).await)
    }

    pub(super) async fn correct<T: PlainRecord>(&self, id: T::Id, expected: i64, value: T) -> Result<Version, StorageError> {
        save!(self, |unit| unit.correct(id, Version(expected), &value, day("2026-11-03")).await)
    }

    pub(super) async fn void<T: PlainRecord>(&self, id: T::Id, expected: i64) -> Result<Version, StorageError> {
        save!(self, |unit| unit.void::<T>(id, Version(expected), "entered in error").await)
    }

    pub(super) async fn current<T: PlainRecord>(&self, id: T::Id) -> Option<Stored<T>> {
        read!(self, |unit| unit.current(id).await).expect("the record is read")
    }

    pub(super) async fn get<T: PlainRecord>(&self, id: T::Id, view: View) -> Option<T> {
        let stored: Option<Stored<T>> = read!(self, |unit| unit.get(id, view).await).expect("the record is read");
        stored.map(|stored| stored.recorded.value)
    }

    pub(super) async fn patient(&self, number: &str, family: &str, given: &str) -> PatientId {
        self.insert(patient(number, family, given)).await
    }

    pub(super) async fn administer(&self, new: NewAdministration) -> AdministrationId {
        let id = new.id;
        save!(self, |unit| administration::insert(unit, new).await).expect("the administration is inserted");
        id
    }

    /// A PHQ-9 of a patient on a day, with all answers alike and a score.
    pub(super) fn phq9(&self, patient: PatientId, on: &str, total: i32) -> NewAdministration {
        NewAdministration {
            id: self.id(),
            administration: administration_of(patient, "phq-9", day(on)),
            responses: Some(answers(9, total / 9)),
            given_totals: Vec::new(),
            score: Some(score(total, "1")),
            external_key: None,
        }
    }

    /// Does what no part of the product can: runs any statement, for tests of what happens when somebody did.
    pub(super) async fn tamper(&self, text: &'static str, values: Vec<Value>) -> u64 {
        let mut transaction = self.database.begin_write().await.expect("the database can be written");
        let changed = transaction.execute(&Sql::new("any", text), values).await.expect("the statement is run");
        transaction.commit().await.expect("the change is kept");
        changed
    }

    /// Runs work that writes in a database of an older schema, as a program of that time did: it left no marks of who waits to be judged.
    pub(super) async fn as_before_judgements<T>(&self, work: impl Future<Output = T>) -> T {
        self.tamper("CREATE TABLE patient_to_judge (patient_id TEXT, mark TEXT, since TEXT)", Vec::new()).await;
        self.tamper("CREATE TABLE audit_of_patient (patient_id TEXT, audit_id TEXT)", Vec::new()).await;
        let done = work.await;
        self.tamper("DROP TABLE patient_to_judge", Vec::new()).await;
        self.tamper("DROP TABLE audit_of_patient", Vec::new()).await;
        done
    }

    /// Counts rows.
    pub(super) async fn count(&self, text: &'static str) -> i64 {
        let mut transaction = self.database.begin_read().await.expect("the database can be read");
        let row = transaction.fetch_optional(&Sql::new("any", text), Vec::new()).await.expect("the statement is run");
        row.expect("one row").reader("any").integer().expect("a number")
    }
}

pub(super) fn by(actor: vocabulary::Actor, action: &'static str) -> Operation {
    Operation { actor, ..operation(action) }
}

pub(super) fn day(text: &str) -> Day {
    text.parse().expect("a well-formed day")
}

pub(super) fn period(first: &str, last: Option<&str>) -> Period {
    Period::new(day(first), last.map(day)).expect("a period that runs forward")
}

pub(super) fn patient(number: &str, family: &str, given: &str) -> Patient {
    Patient {
        record_number: number.to_owned(),
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        birth_day: day("1990-05-01"),
        sex: None,
        race: None,
        ethnicity: None,
        language: Language::english(),
    }
}

pub(super) fn program(code: &str) -> Program {
    Program {
        code: code.to_owned(),
        name: format!("Riverside {code}"),
        level_of_care: LevelOfCare::IntensiveOutpatient,
        zone: "America/New_York".parse().expect("a known zone"),
        part2: true,
        closed_since: None,
    }
}

pub(super) fn clinician(code: &str) -> Clinician {
    Clinician { code: code.to_owned(), name: format!("Clinician {code}"), credential: "LCSW".to_owned(), left_since: None }
}

pub(super) fn episode(patient: PatientId, program: ProgramId) -> Episode {
    Episode {
        patient,
        program,
        admitted: day("2026-10-01"),
        discharge: None,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    }
}

pub(super) fn level_of_care_period(episode: EpisodeId, program: ProgramId) -> LevelOfCarePeriod {
    LevelOfCarePeriod {
        episode,
        program,
        level_of_care: LevelOfCare::PartialHospitalization,
        period: period("2026-10-01", None),
        track: "DBT".to_owned(),
        modality: Some(care::Modality::Hybrid),
    }
}

pub(super) fn diagnosis(patient: PatientId) -> Diagnosis {
    Diagnosis {
        patient,
        episode: None,
        code: "F33.1".parse().expect("a well-formed code"),
        rank: DiagnosisRank::Principal,
        period: period("2026-09-15", Some("2026-11-15")),
        diagnosed_by: None,
    }
}

pub(super) fn participation(episode: EpisodeId) -> Participation {
    Participation { episode, day: day("2026-11-10"), rating: Rating::new(3).expect("a rating") }
}

pub(super) fn housing(patient: PatientId) -> Housing {
    Housing { patient, episode: None, day: day("2026-11-10"), safe: YesNoUnknown::Yes }
}

pub(super) fn member(patient: PatientId, clinician: ClinicianId, first: &str, last: Option<&str>) -> CareTeamMember {
    CareTeamMember { patient, clinician, role: CareTeamRole::Primary, period: period(first, last) }
}

pub(super) fn administration_of(patient: PatientId, instrument: &str, on: Day) -> Administration {
    Administration {
        patient,
        episode: None,
        program: None,
        instrument: instrument.to_owned(),
        definition_version: "1".to_owned(),
        phase: Some(Phase::InTreatment),
        mode: Mode::Tablet,
        respondent: Respondent::Patient,
        language: Some(Language::english()),
        started_at: None,
        finished_at: None,
        day: on,
        completion: Completion::Complete,
    }
}

pub(super) fn answers(items: usize, value: i32) -> Responses {
    let mut responses = Responses::new();
    for item in 1..=items {
        responses.set(item.to_string(), Answer::Value(value));
    }
    responses
}

/// A score with one scale and one safety entry that fires from 20 points.
pub(super) fn score(total: i32, engine: &str) -> ScoreSummary {
    let points = Some(Points::from_whole(total));
    let (band, severity) = (Some("moderate".to_owned()), Some(2));
    ScoreSummary {
        definition_version: "1".to_owned(),
        engine_version: engine.to_owned(),
        status: "scored".to_owned(),
        main_scale: Some("total".to_owned()),
        total: points,
        band: band.clone(),
        severity,
        problems: Vec::new(),
        scales: vec![ScaleSummary { scale: "total".to_owned(), status: "scored".to_owned(), points, band, severity }],
        classifications: Vec::new(),
        safety: vec![SafetySummary { entry: "thoughts_of_death".to_owned(), verdict: Verdict::from(total >= 20) }],
    }
}
