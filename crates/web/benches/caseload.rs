//! How long the caseload of 200 patients takes over 1,000,000 scores, over HTTP on loopback, audit included:
//! `cargo bench -p web --bench caseload`. A smaller practice: `cargo bench -p web --bench caseload -- 100000`.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time")]

#[path = "house/reader.rs"]
mod reader;
#[path = "house/served.rs"]
mod served;

use app::Settings;
use care::{CareTeamMember, CareTeamRole, Clinician, Episode, Patient, Program};
use instruments::{Administration, Completion, Library, Mode, PersonFacts, Respondent};
use storage::administration::NewAdministration;
use storage::score::ScoreSummary;
use storage::{Database, Entry, Operation};
use vocabulary::{
    Actor, ClinicianId, Day, EpisodeId, IdSource, Language, LevelOfCare, OperationId, PatientId, Period, ProgramId, Purpose, RecordId, Role,
};

use served::EmptyPractice;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SEED: u64 = 1;
const PATIENTS: usize = 10_000;
const CASELOAD: usize = 200;
const REQUESTS: usize = 1_000;
const WARM_UP: usize = 50;

#[tokio::main]
async fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse::<usize>().ok());
    let administrations = asked.unwrap_or(1_000_000);
    let practice = EmptyPractice::make().await;
    let clinician = fill(&practice.database, &practice.ids, administrations).await;
    practice.database.seal_audit().await.expect("sealed");
    let app = practice.app(Settings { second_factor_required: false, ..Settings::default() }).await;
    // As the program does within seconds after anything was written.
    while app.judge_waiting().await.expect("judged").patients > 0 {}
    let token = reader::sign_in(&app, Role::Clinician, Some(clinician)).await;
    let address = practice.serve(app).await;
    let (times, size) = reader::load(address, &format!("/caseload?size={CASELOAD}"), &token, (WARM_UP, REQUESTS)).await;
    println!("caseload of {CASELOAD} patients over {administrations} scores, {REQUESTS} requests, {size} bytes each");
    println!("{}", reader::figures(&times));
}

/// A practice of 10,000 patients, 200 of them in one care team, with so many administrations.
async fn fill(database: &Database, ids: &IdSource, administrations: usize) -> ClinicianId {
    let operation = Operation {
        actor: Actor::Operator("bench".to_owned()),
        purpose: Purpose::Operations,
        request: OperationId("bench".to_owned()),
        action: "fill",
    };
    let (program, clinician): (ProgramId, ClinicianId) = (ids.next(), ids.next());
    let patients: Vec<PatientId> = (0..PATIENTS).map(|number| synthetic::bulk::patient(SEED, number)).collect();
    let people = patients.iter().enumerate().map(|(number, id)| Entry::new(*id, invented(number), day())).collect::<Vec<_>>();
    let stays =
        patients.iter().map(|patient| Entry::<Episode>::new(ids.next::<EpisodeId>(), stay(*patient, program), day())).collect::<Vec<_>>();
    let team = patients
        .iter()
        .take(CASELOAD)
        .map(|patient| Entry::new(ids.next::<RecordId>(), member(*patient, clinician), day()))
        .collect::<Vec<_>>();
    let house = Program {
        code: "OP".to_owned(),
        name: "Outpatient".to_owned(),
        level_of_care: LevelOfCare::Outpatient,
        zone: vocabulary::ZoneName::utc(),
        part2: false,
        closed_since: None,
    };
    let treating = Clinician { code: "C1".to_owned(), name: "Dr. Bench".to_owned(), credential: String::new(), left_since: None };
    database
        .write::<_, storage::StorageError, _>(&operation, |unit| {
            Box::pin(async move {
                unit.insert(&Entry::new(program, house, day())).await?;
                unit.insert(&Entry::new(clinician, treating, day())).await?;
                unit.insert_many(&people).await?;
                unit.insert_many(&stays).await?;
                unit.insert_many(&team).await
            })
        })
        .await
        .expect("the practice");
    let library = Library::shipped().expect("the library");
    let mut chunk = Vec::new();
    for bulk in synthetic::bulk::scores(SEED, PATIENTS, administrations) {
        chunk.push(new_administration(&library, &bulk));
        if chunk.len() == 50_000 {
            store(database, &operation, std::mem::take(&mut chunk)).await;
        }
    }
    store(database, &operation, chunk).await;
    clinician
}

async fn store(database: &Database, operation: &Operation, chunk: Vec<NewAdministration>) {
    let write = database.write::<_, storage::StorageError, _>(operation, |unit| {
        Box::pin(async move { storage::administration::insert_many(unit, chunk).await })
    });
    write.await.expect("the administrations");
}

fn new_administration(library: &Library, bulk: &synthetic::bulk::BulkAdministration) -> NewAdministration {
    let definition = library.get(bulk.instrument).expect("a shipped instrument");
    let responses = bulk.responses();
    let score = definition.score(&responses, PersonFacts::default());
    NewAdministration {
        id: bulk.id,
        administration: Administration {
            patient: bulk.patient,
            episode: None,
            program: None,
            instrument: bulk.instrument.to_owned(),
            definition_version: definition.version.to_string(),
            phase: None,
            mode: Mode::Import,
            respondent: Respondent::Patient,
            language: None,
            started_at: None,
            finished_at: Some(bulk.finished_at),
            day: bulk.day,
            completion: Completion::Complete,
        },
        responses: Some(responses),
        given_totals: Vec::new(),
        score: Some(ScoreSummary::of(definition, &score)),
        external_key: None,
    }
}

fn day() -> Day {
    "2000-01-01".parse().expect("a day")
}

fn invented(number: usize) -> Patient {
    Patient {
        record_number: format!("B-{number:05}"),
        given_name: format!("Given{number}"),
        family_name: format!("Family{}", number % 997),
        birth_day: "1990-01-01".parse().expect("a day"),
        sex: None,
        race: None,
        ethnicity: None,
        language: Language::english(),
    }
}

fn stay(patient: PatientId, program: ProgramId) -> Episode {
    Episode {
        patient,
        program,
        admitted: day(),
        discharge: None,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    }
}

fn member(patient: PatientId, clinician: ClinicianId) -> CareTeamMember {
    CareTeamMember { patient, clinician, role: CareTeamRole::Primary, period: Period::new(day(), None).expect("a period") }
}
