//! How long the review board of 2,000 open episodes takes, over HTTP on loopback, audit included:
//! `cargo bench -p web --bench review_board`. Another number of open reviews: `cargo bench -p web --bench review_board -- 200`.
//!
//! Every stay has a coverage and an authorization; so many have a review open, of which the board says how ready it is. Every stay has weekly claims on
//! the ledger, too, as many as are asked for: `-- 50 0` measures without.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time")]

#[path = "house/reader.rs"]
mod reader;
#[path = "house/served.rs"]
mod served;

use app::Settings;
use care::{Coverage, CoverageRank, Episode, LevelOfCarePeriod, Patient, PlanFunding, Program, SubscriberRelation};
use revenue_cycle::{Claim, ClaimKind, ClaimLine, ClaimSource, Frequency, Sequence, Units};
use storage::import_batch::NewBatch;
use storage::{Database, Entry, Operation};
use utilization_review::authorization::{Authorization, UnitKind};
use utilization_review::review::Review;
use vocabulary::{
    Actor, Day, EpisodeId, IdSource, Language, LevelOfCare, LevelOfCarePeriodId, Money, OperationId, PatientId, Period, ProgramId, Purpose,
    RecordId, Role,
};

use served::EmptyPractice;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const STAYS: usize = 2_000;
const REQUESTS: usize = 200;
const WARM_UP: usize = 10;
/// Claims of each stay, one a week, the last one of the present week.
const CLAIMS: usize = 6;
/// The generic profile that pays for everybody here.
const PAYER: &str = "generic-commercial";

#[tokio::main]
async fn main() {
    let mut asked = std::env::args().skip(1).filter_map(|argument| argument.parse::<usize>().ok());
    let reviews = asked.next().unwrap_or(50).min(STAYS);
    let weeks = asked.next().unwrap_or(CLAIMS);
    let practice = EmptyPractice::make().await;
    fill(&practice.database, &practice.ids, reviews).await;
    bill(&practice.database, &practice.ids, weeks).await;
    practice.database.seal_audit().await.expect("sealed");
    let app = practice.app(Settings { second_factor_required: false, ..Settings::default() }).await;
    let token = reader::sign_in(&app, Role::UtilizationReview, None).await;
    let address = practice.serve(app).await;
    let (times, size) = reader::load(address, "/reviews", &token, (WARM_UP, REQUESTS)).await;
    println!(
        "review board of {STAYS} open episodes, {reviews} reviews open, {} claims, {REQUESTS} requests, {size} bytes each",
        STAYS * weeks
    );
    println!("{}", reader::figures(&times));
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
        closed_since: None,
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
        rendering: None,
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
        provider_id: String::new(),
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
