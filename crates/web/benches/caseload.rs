//! How long the caseload of 200 patients takes over 1,000,000 scores, over HTTP on loopback, audit included:
//! `cargo bench -p web --bench caseload`. A smaller practice: `cargo bench -p web --bench caseload -- 100000`.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time")]

use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use app::people::{NewPerson, SignIn};
use app::report::{ProgressFacts, RenderedReport, ReportRenderer};
use app::review::packet::{PacketFacts, PacketFormat};
use app::{App, Caller, Ports, Settings};
use care::{CareTeamMember, CareTeamRole, Clinician, Episode, Patient, Program};
use instruments::{Administration, Completion, Library, Mode, PersonFacts, Respondent};
use storage::administration::NewAdministration;
use storage::score::ScoreSummary;
use storage::{Database, Entry, Operation, Options, Target};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{
    Actor, ClinicianId, Clock, Day, EpisodeId, IdSource, Language, LevelOfCare, OperationId, PatientId, Period, ProgramId, Purpose,
    RecordId, Role,
};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SEED: u64 = 1;
const PATIENTS: usize = 10_000;
const CASELOAD: usize = 200;
const REQUESTS: usize = 1_000;
const WARM_UP: usize = 50;

struct NoReports;

impl ReportRenderer for NoReports {
    fn progress_report(&self, _: &ProgressFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("not part of this bench".to_owned())
    }

    fn paper_forms(&self, _: &app::check_in::PacketFacts) -> Result<Vec<u8>, String> {
        Err("nothing is printed here".to_owned())
    }

    fn packet(&self, _: &PacketFacts, _: PacketFormat, _: &Language) -> Result<RenderedReport, String> {
        Err("not part of this bench".to_owned())
    }

    fn letter(&self, _: &app::review::appeal::letter::LetterFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("not part of this bench".to_owned())
    }

    fn assessment(&self, _: &app::assessment::AssessmentFacts<'_>, _: &Language) -> Result<RenderedReport, String> {
        Err("not part of this bench".to_owned())
    }
}

#[tokio::main]
async fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse::<usize>().ok());
    let administrations = asked.unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clock = Arc::new(FixedClock::at("2026-11-23T18:00:00Z".parse().expect("an instant")));
    let random = Arc::new(SeededRandom::new(SEED));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock) as Arc<dyn Clock>, Arc::clone(&random) as _));
    let ports = storage::Ports { clock: Arc::clone(&clock) as Arc<dyn Clock>, ids: Arc::clone(&ids) };
    let database = Database::open(&Options::new(Target::file(folder.path().join("bench.db"))), ports).await.expect("a new database");
    let clinician = fill(&database, &ids, administrations).await;
    database.seal_audit().await.expect("sealed");
    let settings = Settings { second_factor_required: false, ..Settings::default() };
    let ports = Ports { clock, random: Arc::clone(&random) as _, ids, renderer: Arc::new(NoReports) };
    let app = App::open(database, Library::shipped().expect("the library"), Vec::new(), settings, ports).await.expect("the app");
    // As the program does within seconds after anything was written.
    while app.judge_waiting().await.expect("judged").patients > 0 {}
    let token = sign_in(&app, clinician).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let router = web::router(web::WebState::new(app, web::WebConfig::default(), random));
    tokio::spawn(async move { web::serve(listener, None, router, &web::WebConfig::default(), std::future::pending()).await });
    let mut stream = TcpStream::connect(address).await.expect("connected");
    stream.set_nodelay(true).expect("no delay");
    let mut times = Vec::with_capacity(REQUESTS);
    let mut size = 0;
    for number in 0..WARM_UP + REQUESTS {
        let begin = Stopwatch::now();
        size = request(&mut stream, &format!("/caseload?size={CASELOAD}"), &token).await;
        if number >= WARM_UP {
            times.push(begin.elapsed());
        }
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("caseload of {CASELOAD} patients over {administrations} scores, {REQUESTS} requests, {size} bytes each");
    println!("p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms", milliseconds(at(50)), milliseconds(at(95)), milliseconds(at(99)));
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

async fn sign_in(app: &App, clinician: ClinicianId) -> String {
    let operator = Caller::operator("bench", "bench");
    let person = NewPerson {
        sign_in_name: "bench".to_owned(),
        name: "Bench".to_owned(),
        roles: vec![Role::Clinician],
        clinician: Some(clinician),
        is_licensed: true,
    };
    let (_, credentials) = app.add_person(&operator, person).await.expect("an account");
    let signed_in = app.sign_in("bench", &credentials.password, "", "127.0.0.1", OperationId("bench".to_owned())).await.expect("an answer");
    let SignIn::Done { token } = signed_in else { panic!("not signed in: {signed_in:?}") };
    token
}

/// One request on a connection that stays open; the length of the body.
async fn request(stream: &mut TcpStream, path: &str, token: &str) -> usize {
    let head = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: throughline={token}\r\nAccept: text/html\r\n\r\n");
    stream.write_all(head.as_bytes()).await.expect("sent");
    let mut answer = Vec::with_capacity(512 * 1024);
    let mut buffer = vec![0_u8; 64 * 1024];
    loop {
        let count = stream.read(&mut buffer).await.expect("received");
        assert!(count > 0, "the server closed the connection");
        answer.extend_from_slice(&buffer[..count]);
        if let Some(length) = whole(&answer) {
            return length;
        }
    }
}

fn whole(answer: &[u8]) -> Option<usize> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    assert!(head.starts_with("http/1.1 200"), "{head}");
    let length: usize =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).and_then(|value| value.parse().ok()).expect("a length");
    (answer.len() >= end + 4 + length).then_some(length)
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
    };
    let treating = Clinician { code: "C1".to_owned(), name: "Dr. Bench".to_owned(), credential: String::new() };
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
