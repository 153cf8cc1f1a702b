//! A small practice for the stories: one program, two clinicians, two patients, and somebody in every role.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use app::people::{Credentials, NewPerson};
use app::report::{ProgressFacts, RenderedReport, ReportRenderer};
use app::review::appeal::letter::LetterFacts;
use app::review::packet::{PacketFacts, PacketFormat};
use app::{App, Caller, Ports, Settings};
use care::{CareTeamMember, CareTeamRole, Clinician, Episode, Patient, Program};
use instruments::{Answer, Library, Mode, Phase, Respondent};
use storage::testing::TestDatabase;
use vocabulary::port::SeededRandom;
use vocabulary::{Actor, ClinicianId, Clock, Day, Language, LevelOfCare, OperationId, PatientId, Period, Role, Sex, UserId};

/// The practice and what the stories need of it.
pub(crate) struct Practice {
    pub(crate) app: App,
    pub(crate) test: TestDatabase,
    pub(crate) anna: PatientId,
    pub(crate) ben: PatientId,
    pub(crate) treating: ClinicianId,
}

/// Renders nothing but counts: what a report looks like is the business of `reports`.
pub(crate) struct Counting;

impl ReportRenderer for Counting {
    fn progress_report(&self, facts: &ProgressFacts, _: &Language) -> Result<RenderedReport, String> {
        let count: usize = facts.instruments.iter().map(|(_, administrations)| administrations.len()).sum();
        Ok(RenderedReport { bytes: format!("{count} administrations").into_bytes(), snapshot_sha256: "0".repeat(64) })
    }

    fn paper_forms(&self, facts: &app::check_in::PacketFacts) -> Result<Vec<u8>, String> {
        let codes: Vec<&str> = facts.forms.iter().map(|form| form.code.as_str()).collect();
        Ok(codes.join(" ").into_bytes())
    }

    fn packet(&self, facts: &PacketFacts, _: PacketFormat, _: &Language) -> Result<RenderedReport, String> {
        let bytes = utilization_review::packet::snapshot(&facts.packet).into_bytes();
        Ok(RenderedReport { bytes, snapshot_sha256: utilization_review::packet::snapshot_sha256(&facts.packet) })
    }

    fn letter(&self, facts: &LetterFacts, _: &Language) -> Result<RenderedReport, String> {
        Ok(RenderedReport { bytes: facts.text.clone().into_bytes(), snapshot_sha256: "0".repeat(64) })
    }

    fn assessment(&self, facts: &app::assessment::AssessmentFacts<'_>, _: &Language) -> Result<RenderedReport, String> {
        Ok(RenderedReport { bytes: facts.practice.clone().into_bytes(), snapshot_sha256: "0".repeat(64) })
    }
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a well-formed day")
}

pub(crate) fn operator() -> Caller {
    Caller::operator("tester", "story")
}

pub(crate) async fn practice(settings: Settings) -> Practice {
    practice_in(storage::testing::sqlite().await, settings).await
}

pub(crate) async fn practice_in(test: TestDatabase, settings: Settings) -> Practice {
    let clock: Arc<dyn Clock> = Arc::clone(&test.clock) as Arc<dyn Clock>;
    let ports = Ports { clock, random: Arc::new(SeededRandom::new(7)), ids: Arc::clone(&test.ids), renderer: Arc::new(Counting) };
    let library = Library::shipped().expect("the shipped library reads");
    let app = App::open(test.database.clone(), library, Vec::new(), settings, ports).await.expect("the app opens");
    let program = Program {
        code: "RIV-IOP".to_owned(),
        name: "Riverside IOP".to_owned(),
        level_of_care: LevelOfCare::IntensiveOutpatient,
        zone: "America/New_York".parse().expect("a known zone"),
        part2: false,
        closed_since: None,
    };
    let program = app.add_program(&operator(), program).await.expect("a program");
    let treating = clinician(&app, "C1", "Dr. Ines Okoro").await;
    let anna = patient(&app, "A-1", "Anna", Some(Sex::Female)).await;
    let ben = patient(&app, "A-2", "Ben", None).await;
    for id in [anna, ben] {
        let episode = Episode {
            patient: id,
            program,
            admitted: day("2026-10-01"),
            discharge: None,
            referral_source: None,
            payer_class: None,
            clinician: None,
            readmission_of: None,
        };
        app.admit(&operator(), episode, "CBT".to_owned(), None).await.expect("admitted");
    }
    let period = Period::new(day("2026-10-01"), None).expect("a period");
    let member = CareTeamMember { patient: anna, clinician: treating, role: CareTeamRole::Primary, period };
    app.join_care_team(&operator(), member).await.expect("joined");
    Practice { app, test, anna, ben, treating }
}

async fn clinician(app: &App, code: &str, name: &str) -> ClinicianId {
    let clinician = Clinician { code: code.to_owned(), name: name.to_owned(), credential: "PhD".to_owned(), left_since: None };
    app.add_clinician(&operator(), clinician).await.expect("a clinician")
}

pub(crate) async fn patient(app: &App, record_number: &str, given_name: &str, sex: Option<Sex>) -> PatientId {
    let patient = Patient {
        record_number: record_number.to_owned(),
        given_name: given_name.to_owned(),
        family_name: "Invented".to_owned(),
        birth_day: day("1990-05-01"),
        sex,
        race: None,
        ethnicity: None,
        language: Language::english(),
    };
    app.register_patient(&operator(), patient).await.expect("registered")
}

impl Practice {
    /// The one-time code that the newest message with one brings to a patient, made as the one is that goes out in it.
    pub(crate) async fn code_in_newest(&self, patient: PatientId) -> String {
        static SEEDS: AtomicU64 = AtomicU64::new(9_000);
        let messages = self.app.contacts(&operator(), patient).await.expect("contacts").messages;
        let link = messages.iter().find_map(app::message::link_of_code).expect("one brings a code");
        let random = SeededRandom::new(SEEDS.fetch_add(1, Ordering::Relaxed));
        let operation = storage::testing::operation("look");
        let write = self.test.database.write::<_, app::AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let link = storage::access_link::get(unit, link).await?.expect("the link is there");
                app::message::code_for(unit, &random, &link).await
            })
        });
        write.await.expect("a code")
    }

    /// The path that a message brings, with a secret that is made as the one is that goes out in it.
    pub(crate) async fn path_in(&self, message: &app::message::Message) -> String {
        static SEEDS: AtomicU64 = AtomicU64::new(1_000);
        let link = app::message::link_of(message).expect("it brings a link");
        let random = SeededRandom::new(SEEDS.fetch_add(1, Ordering::Relaxed));
        let operation = storage::testing::operation("look");
        let write = self.test.database.write::<_, app::AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let link = storage::access_link::get(unit, link).await?.expect("the link is there");
                app::message::path_to(unit, &random, &link).await
            })
        });
        write.await.expect("a path")
    }

    /// Somebody with these roles, as a signed-in caller.
    pub(crate) async fn somebody(&self, name: &str, roles: &[Role], clinician: Option<ClinicianId>) -> (Caller, Credentials) {
        let person = NewPerson {
            sign_in_name: name.to_owned(),
            name: name.to_owned(),
            roles: roles.to_vec(),
            clinician,
            is_licensed: clinician.is_some(),
        };
        let (id, credentials) = self.app.add_person(&operator(), person).await.expect("an account");
        (caller(id, roles, clinician), credentials)
    }
}

fn caller(id: UserId, roles: &[Role], clinician: Option<ClinicianId>) -> Caller {
    Caller {
        actor: Actor::User { id, roles: roles.to_vec() },
        clinician,
        is_licensed: clinician.is_some(),
        request: OperationId("story".to_owned()),
    }
}

/// A PHQ-9 with these answers, in order; negative is not answered.
pub(crate) fn phq9(on: &str, answers: [i32; 9]) -> app::administration::NewEntry {
    let answered = answers.iter().enumerate().filter(|(_, value)| **value >= 0);
    app::administration::NewEntry {
        instrument: "phq-9".to_owned(),
        language: Some(Language::english()),
        day: day(on),
        phase: Some(Phase::InTreatment),
        mode: Mode::Paper,
        respondent: Respondent::Patient,
        answers: answered.map(|(place, value)| ((place + 1).to_string(), Answer::Value(*value))).collect(),
        totals: Vec::new(),
        declined: false,
    }
}
