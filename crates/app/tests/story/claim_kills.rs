//! A process that is killed while it posts payments leaves whole files or nothing, and posting again completes the books without doubling anything.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Cursor};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use app::{App, Ports, Settings};
use instruments::Library;
use revenue_cycle::ReasonTable;
use storage::import_batch::BatchState;
use storage::{Database, Options, Target};
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{Clock, IdSource};

use crate::practice::{Counting, Practice, operator, practice};

const KILLED_DATABASE: &str = "THROUGHLINE_TEST_KILLED_CLAIMS";
/// So many files are posted, with so many payments each, with so many claims each.
const FILES: usize = 10;
const PAYMENTS: usize = 3;
const CLAIMS: usize = 120;
/// What every claim is charged and paid.
const CHARGE: &str = "150";
const PAID: usize = 100;

fn enclosed(function: &str, body: &str, control: usize) -> String {
    format!(
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260405*0900*^*00501*{control:09}*0*T*:~\
GS*{function}*A*B*20260405*0900*{control}*X*005010~{body}GE*1*{control}~IEA*1*{control:09}~"
    )
}

fn number(file: usize, payment: usize, claim: usize) -> String {
    format!("C{file}-{payment}-{claim}")
}

fn claims() -> String {
    let mut body = "BHT*0019*00*1*20260310*0900*CH~HL*1**20*1~NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~".to_owned();
    let all = (0..FILES).flat_map(|file| (0..PAYMENTS).flat_map(move |payment| (0..CLAIMS).map(move |claim| number(file, payment, claim))));
    for (place, claim) in all.enumerate() {
        let _ = write!(
            body,
            "HL*{}*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~NM1*PR*2*PLAN*****PI*P1~\
CLM*{claim}*{CHARGE}***11:B:1*Y*A*Y*Y~HI*ABK:F331~LX*1~SV1*HC:90834*{CHARGE}*UN*1***1~DTP*472*D8*20260302~REF*6R*L1~",
            place + 2
        );
    }
    let count = body.matches('~').count() + 2;
    enclosed("HC", &format!("ST*837*0001*005010X222A1~{body}SE*{count}*0001~"), 1)
}

/// One file of payments: each has a trace of its own.
fn payments(file: usize) -> String {
    let mut body = String::new();
    for payment in 0..PAYMENTS {
        let mut set = format!(
            "BPR*I*{}*C*ACH************20260405~TRN*1*T{file}-{payment}*1512345678~N1*PR*PLAN~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~LX*1~",
            PAID * CLAIMS
        );
        for claim in 0..CLAIMS {
            let claim = number(file, payment, claim);
            let _ = write!(
                set,
                "CLP*{claim}*1*{CHARGE}*{PAID}*10*12*I{claim}~NM1*QC*1*INVENTED*ANNA****MI*M1~SVC*HC:90834*{CHARGE}*{PAID}**1~\
DTM*472*20260302~CAS*CO*45*40~CAS*PR*3*10~REF*6R*L1~"
            );
        }
        let count = set.matches('~').count() + 2;
        let _ = write!(body, "ST*835*{payment:04}~{set}SE*{count}*{payment:04}~");
    }
    enclosed("HP", &body.replace("GE*1*", &format!("GE*{PAYMENTS}*")), file + 2).replace("~GE*1*", &format!("~GE*{PAYMENTS}*"))
}

async fn post(app: &App, name: &str, text: String) -> app::claim::PostedFile {
    app.post_claims(&operator(), name, Box::new(Cursor::new(text.into_bytes()))).await.unwrap()
}

/// What the other process does until it is killed: post one file after the other, and say so after each.
async fn post_until_killed(path: &str) {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::at("2026-11-23T13:00:00Z".parse().unwrap()));
    let random = Arc::new(SeededRandom::new(u64::from(std::process::id())));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock), random.clone()));
    let ports = storage::Ports { clock: Arc::clone(&clock), ids: Arc::clone(&ids) };
    let database = Database::open(&Options::new(Target::file(path)), ports).await.unwrap();
    let ports = Ports { clock, random, ids, renderer: Arc::new(Counting) };
    let app = App::open(database, Library::shipped().unwrap(), Vec::new(), Settings::default(), ports).await.unwrap();
    for file in 0..FILES {
        println!("begun");
        post(&app, &format!("{file}.835"), payments(file)).await;
        println!("done {}", file + 1);
    }
    std::future::pending::<()>().await;
}

/// Payments on record, dollars that were paid on claims, and what waits or is held.
async fn figures(practice: &Practice) -> (usize, i64, usize) {
    let books = practice.app.books(&operator()).await.unwrap();
    let table = ReasonTable::shipped();
    let settlement = books.settle(table);
    (settlement.posted.len(), settlement.matched_paid_amount().cents() / 100, settlement.queue.len() + settlement.held.len())
}

fn whole(files: usize) -> (usize, i64, usize) {
    (files * PAYMENTS, i64::try_from(files * PAYMENTS * CLAIMS * PAID).unwrap(), 0)
}

async fn kill(test: &str, random: &SeededRandom) {
    let practice = practice(Settings::default()).await;
    let Target::Sqlite { path, .. } = &practice.test.options.target else { panic!("a file") };
    assert_eq!(post(&practice.app, "march.837", claims()).await.counts.claims_added, FILES * PAYMENTS * CLAIMS);
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture", "--include-ignored"])
        .env(KILLED_DATABASE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while !lines.next().expect("the other process begins").unwrap().contains("begun") {}
    tokio::time::sleep(Duration::from_millis(random.next() % 1_200)).await;
    child.kill().unwrap();
    child.wait().unwrap();
    let acknowledged = lines.map_while(Result::ok).filter(|line| line.starts_with("done")).count();
    let batches = practice.app.imports(&operator(), None, 100).await.unwrap();
    assert!(batches.iter().all(|batch| batch.state == BatchState::Finished), "{batches:?}");
    let posted = batches.len() - 1;
    assert!((acknowledged..=acknowledged + 1).contains(&posted), "{acknowledged} acknowledged, {posted} found");
    assert_eq!(figures(&practice).await, whole(posted), "whole files and nothing else");
    // Posting all of them again completes the books, whatever was there.
    for file in 0..FILES {
        let again = post(&practice.app, &format!("{file}.835"), payments(file)).await;
        assert_eq!((again.already_imported, again.counts.payments_posted), (file < posted, if file < posted { 0 } else { PAYMENTS }));
    }
    assert_eq!(figures(&practice).await, whole(FILES));
    assert!(post(&practice.app, "again.835", payments(0)).await.already_imported);
    assert_eq!(figures(&practice).await, whole(FILES), "nothing is doubled");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_while_posting_payments_leaves_whole_files() {
    if let Ok(path) = std::env::var(KILLED_DATABASE) {
        return post_until_killed(&path).await;
    }
    let random = SeededRandom::new(storage::testing::soak_seed());
    for _ in 0..5 {
        kill("claim_kills::a_kill_while_posting_payments_leaves_whole_files", &random).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "soak: fifty kills while payments are posted"]
async fn fifty_kills_while_posting_payments_leave_whole_files() {
    if let Ok(path) = std::env::var(KILLED_DATABASE) {
        return post_until_killed(&path).await;
    }
    let random = SeededRandom::new(storage::testing::soak_seed());
    for _ in 0..if storage::testing::is_small_soak() { 3 } else { 50 } {
        kill("claim_kills::fifty_kills_while_posting_payments_leave_whole_files", &random).await;
    }
}
