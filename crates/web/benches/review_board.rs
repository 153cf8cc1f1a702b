//! How long the review board of 2,000 open episodes takes, over HTTP on loopback, audit included:
//! `cargo bench -p web --bench review_board`. Another number of open reviews: `cargo bench -p web --bench review_board -- 200`.
//!
//! Every stay has a coverage and an authorization; so many have a review open, of which the board says how ready it is. Every stay has weekly claims on
//! the ledger, too, as many as are asked for: `-- 50 0` measures without.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time")]

use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use app::people::{NewPerson, SignIn};
use app::report::{ProgressFacts, RenderedReport, ReportRenderer};
use app::review::packet::{PacketFacts, PacketFormat};
use app::{App, Caller, Ports, Settings};
use care::{Coverage, CoverageRank, Episode, LevelOfCarePeriod, Patient, PlanFunding, Program, SubscriberRelation};
use instruments::Library;
use revenue_cycle::{Claim, ClaimKind, ClaimLine, ClaimSource, Frequency, Sequence, Units};
use storage::import_batch::NewBatch;
use storage::{Database, Entry, Operation, Options, Target};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use utilization_review::authorization::{Authorization, UnitKind};
use utilization_review::review::Review;
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{
    Actor, Clock, Day, EpisodeId, IdSource, Language, LevelOfCare, LevelOfCarePeriodId, Money, OperationId, PatientId, Period, ProgramId,
    Purpose, RecordId, Role,
};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SEED: u64 = 1;
const STAYS: usize = 2_000;
const REQUESTS: usize = 200;
const WARM_UP: usize = 10;
/// Claims of each stay, one a week, the last one of the present week.
const CLAIMS: usize = 6;
/// The generic profile that pays for everybody here.
const PAYER: &str = "generic-commercial";

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
    let mut asked = std::env::args().skip(1).filter_map(|argument| argument.parse::<usize>().ok());
    let reviews = asked.next().unwrap_or(50).min(STAYS);
    let weeks = asked.next().unwrap_or(CLAIMS);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clock = Arc::new(FixedClock::at("2026-11-23T18:00:00Z".parse().expect("an instant")));
    let random = Arc::new(SeededRandom::new(SEED));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock) as Arc<dyn Clock>, Arc::clone(&random) as _));
    let ports = storage::Ports { clock: Arc::clone(&clock) as Arc<dyn Clock>, ids: Arc::clone(&ids) };
    let database = Database::open(&Options::new(Target::file(folder.path().join("bench.db"))), ports).await.expect("a new database");
    fill(&database, &ids, reviews).await;
    bill(&database, &ids, weeks).await;
    database.seal_audit().await.expect("sealed");
    let settings = Settings { second_factor_required: false, ..Settings::default() };
    let ports = Ports { clock, random: Arc::clone(&random) as _, ids, renderer: Arc::new(NoReports) };
    let app = App::open(database, Library::shipped().expect("the library"), Vec::new(), settings, ports).await.expect("the app");
    let token = sign_in(&app).await;
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
        size = request(&mut stream, "/reviews", &token).await;
        if number >= WARM_UP {
            times.push(begin.elapsed());
        }
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!(
        "review board of {STAYS} open episodes, {reviews} reviews open, {} claims, {REQUESTS} requests, {size} bytes each",
        STAYS * weeks
    );
    println!("p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms", milliseconds(at(50)), milliseconds(at(95)), milliseconds(at(99)));
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

async fn sign_in(app: &App) -> String {
    let operator = Caller::operator("bench", "bench");
    let person = NewPerson {
        sign_in_name: "bench".to_owned(),
        name: "Bench".to_owned(),
        roles: vec![Role::UtilizationReview],
        clinician: None,
        is_licensed: false,
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

/// A practice of 2,000 stays in intensive outpatient care, covered until a day between two before and eleven after the present one.
async fn fill(database: &Database, ids: &IdSource, reviews: usize) {
    let operation = Operation {
        actor: Actor::Operator("bench".to_owned()),
        purpose: Purpose::Operations,
        request: OperationId("bench".to_owned()),
        action: "fill",
    };
    let program: ProgramId = ids.next();
    let house = Program {
        code: "IOP".to_owned(),
        name: "Intensive outpatient".to_owned(),
        level_of_care: LevelOfCare::IntensiveOutpatient,
        zone: vocabulary::ZoneName::utc(),
        part2: false,
    };
    let (mut people, mut stays, mut levels) = (Vec::new(), Vec::new(), Vec::new());
    let (mut coverages, mut grants, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..STAYS {
        let (patient, episode, authorization): (PatientId, EpisodeId, RecordId) = (ids.next(), ids.next(), ids.next());
        let last: Day = "2026-11-21".parse::<Day>().expect("a day").plus_days(i32::try_from(number % 14).expect("few"));
        people.push(Entry::new(patient, invented(number), day()));
        stays.push(Entry::new(episode, stay(patient, program), day()));
        let level = LevelOfCarePeriod {
            episode,
            program,
            level_of_care: LevelOfCare::IntensiveOutpatient,
            period: Period::new(day(), None).expect("a period"),
            track: String::new(),
            modality: None,
        };
        levels.push(Entry::new(ids.next::<LevelOfCarePeriodId>(), level, day()));
        coverages.push(Entry::new(ids.next::<RecordId>(), coverage(patient, number), day()));
        grants.push(Entry::new(authorization, grant(episode, number, last), day()));
        if number < reviews {
            let review = Review::next(episode, LevelOfCare::IntensiveOutpatient, Some((authorization, last)), last);
            open.push(Entry::new(ids.next::<RecordId>(), review, day()));
        }
    }
    database
        .write::<_, storage::StorageError, _>(&operation, |unit| {
            Box::pin(async move {
                unit.insert(&Entry::new(program, house, day())).await?;
                unit.insert_many(&people).await?;
                unit.insert_many(&stays).await?;
                unit.insert_many(&levels).await?;
                unit.insert_many(&coverages).await?;
                unit.insert_many(&grants).await?;
                unit.insert_many(&open).await
            })
        })
        .await
        .expect("the practice");
}

/// Bills a day of every weekday of so many weeks of each stay. Every other claim names its authorization.
async fn bill(database: &Database, ids: &IdSource, weeks: usize) {
    let operation = Operation {
        actor: Actor::Operator("bench".to_owned()),
        purpose: Purpose::Operations,
        request: OperationId("bench".to_owned()),
        action: "fill",
    };
    let claims: Vec<Claim> = (0..STAYS).flat_map(|number| (0..weeks).map(move |week| claim(number, week))).collect();
    let batch = NewBatch {
        id: ids.next(),
        file_name: "bench.837".to_owned(),
        sha256: "0".repeat(64),
        kind: "x12".to_owned(),
        mapping_name: String::new(),
        mapping_sha256: String::new(),
    };
    database
        .write::<_, storage::StorageError, _>(&operation, |unit| {
            Box::pin(async move {
                storage::import_batch::begin(unit, &batch).await?;
                storage::claim::add(unit, &claims).await
            })
        })
        .await
        .expect("the ledger");
}

fn claim(number: usize, week: usize) -> Claim {
    let monday = "2026-11-16".parse::<Day>().expect("a day").plus_days(-7 * i32::try_from(week).expect("few"));
    let of_day = |place: i32| ClaimLine {
        number: u32::try_from(place + 1).expect("few"),
        control: None,
        procedure: "H0015".to_owned(),
        modifiers: Vec::new(),
        revenue_code: "0905".to_owned(),
        charge_amount: Money::from_cents(52_000),
        units: Units::ONE,
        days: Period::new(monday.plus_days(place), Some(monday.plus_days(place))).ok(),
        authorization: None,
    };
    let named = if number.is_multiple_of(2) { vec![format!("AU-{number:05}")] } else { Vec::new() };
    Claim {
        number: format!("C{number:05}W{week}"),
        kind: ClaimKind::Institutional,
        frequency: Frequency::Original,
        charge_amount: Money::from_cents(5 * 52_000),
        payer_id: PAYER.to_owned(),
        payer_name: "Invented".to_owned(),
        sequence: Sequence::Primary,
        member_id: format!("M-{number:05}"),
        family_name: format!("Family{}", number % 997),
        given_name: format!("Given{number}"),
        birth_day: "1990-01-01".parse().ok(),
        record_number: Some(format!("B-{number:05}")),
        original_payer_control: None,
        authorizations: named,
        diagnoses: Vec::new(),
        billing_provider_id: "1234567893".to_owned(),
        billing_tax_id: "123456789".to_owned(),
        statement: Period::new(monday, Some(monday.plus_days(4))).ok(),
        facility_code: "13".to_owned(),
        condition_codes: Vec::new(),
        other_coverages: Vec::new(),
        lines: (0..5).map(of_day).collect(),
        source: ClaimSource::default(),
    }
}

fn coverage(patient: PatientId, number: usize) -> Coverage {
    Coverage {
        patient,
        payer: PAYER.to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::Insured,
        state: String::new(),
        member_id: format!("M-{number:05}"),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day(), None).expect("a period"),
    }
}

fn grant(episode: EpisodeId, number: usize, last: Day) -> Authorization {
    Authorization {
        episode,
        payer: PAYER.to_owned(),
        request: None,
        number: format!("AU-{number:05}"),
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 7,
        period: Period::new(last.plus_days(-13), Some(last)).expect("a period"),
        next_review: None,
        reviewer: String::new(),
    }
}

fn day() -> Day {
    "2026-10-01".parse().expect("a day")
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
