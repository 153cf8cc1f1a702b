//! How fast a first load of payments goes on record, the claims being there: every payment checked, stored, audited with its batch, and matched.
//!
//! ```sh
//! cargo bench -p app --bench first_load              # 200 000 claims
//! cargo bench -p app --bench first_load -- 20000     # fewer
//! ```
//!
//! The files are invented: claims of two lines, payments of a hundred claims each, one claim in twenty refused. Posting ends when the batch is on
//! record; matching reads all claims and payments back and settles them. The goal is 20,000 claims a second, posted and matched.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fmt::Write as _;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::report::{ProgressFacts, RenderedReport, ReportRenderer};
use app::review::packet::{PacketFacts, PacketFormat};
use app::{App, Caller, Ports, Settings};
use instruments::Library;
use revenue_cycle::ReasonTable;
use storage::{Database, Options, Target};
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{Clock, Day, IdSource, Language};

/// Claims of a payment.
const OF_A_PAYMENT: usize = 100;
/// Lines of a claim.
const LINES: usize = 2;
/// One of so many is refused.
const REFUSED: usize = 20;

struct NoReports;

impl ReportRenderer for NoReports {
    fn progress_report(&self, _: &ProgressFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("this bench makes no reports".to_owned())
    }

    fn paper_forms(&self, _: &app::check_in::PacketFacts) -> Result<Vec<u8>, String> {
        Err("nothing is printed here".to_owned())
    }

    fn packet(&self, _: &PacketFacts, _: PacketFormat, _: &Language) -> Result<RenderedReport, String> {
        Err("this bench makes no reports".to_owned())
    }

    fn letter(&self, _: &app::review::appeal::letter::LetterFacts, _: &Language) -> Result<RenderedReport, String> {
        Err("this bench makes no reports".to_owned())
    }

    fn assessment(&self, _: &app::assessment::AssessmentFacts<'_>, _: &Language) -> Result<RenderedReport, String> {
        Err("this bench makes no reports".to_owned())
    }
}

fn main() {
    let claims = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(200_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(load(&folder.path().join("practice.db"), claims));
}

async fn load(database: &Path, claims: usize) {
    let app = open(database).await;
    let caller = Caller::operator("bench", "bench");
    let post = async |name: &str, text: String| {
        let megabytes = text.len() / 1_000_000;
        let start = now();
        let posted = app.post_claims(&caller, name, Box::new(Cursor::new(text.into_bytes()))).await.expect("the file is posted");
        let time = start.elapsed();
        assert!(posted.problems.is_empty(), "{:?}", posted.problems.first());
        line(&format!("{name}, {megabytes} MB, posted"), claims, time);
        (posted.counts, time)
    };
    let (counts, _) = post("claims.837", claims_file(claims)).await;
    assert_eq!(counts.claims_added, claims);
    let (counts, posting) = post("payments.835", payments_file(claims)).await;
    assert_eq!(counts.payments_posted, claims.div_ceil(OF_A_PAYMENT));
    let start = now();
    let books = app.books(&caller).await.expect("the books are read");
    let reading = start.elapsed();
    line("read back", claims, reading);
    let reasons = ReasonTable::shipped();
    let start = now();
    let settlement = books.settle(reasons);
    let matching = start.elapsed();
    line("matched and settled", claims, matching);
    assert!(settlement.queue.is_empty() && settlement.held.is_empty(), "every decision finds its claim");
    assert_eq!(settlement.claims.len(), claims);
    let speed = line("posted, read back and matched", claims, posting + reading + matching);
    println!("quotient {:.2} (goal 1 or more, at 20,000 a second)", speed / 20_000.0);
    app.database().close().await;
}

fn line(what: &str, claims: usize, time: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a speed that is printed with three digits")]
    let (speed, lines) = (claims as f64 / time.as_secs_f64(), (claims * LINES) as f64 / time.as_secs_f64());
    println!("{what:<34}{:>8.2} s {speed:>12.0} claims a second {lines:>12.0} lines a second", time.as_secs_f64());
    speed
}

#[expect(clippy::disallowed_methods, reason = "this is where speed is measured")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

async fn open(path: &Path) -> App {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::at("2040-11-23T12:00:00Z".parse().expect("an instant")));
    let random = Arc::new(SeededRandom::new(1));
    let ids = Arc::new(IdSource::new(Arc::clone(&clock), random.clone()));
    let ports = storage::Ports { clock: Arc::clone(&clock), ids: Arc::clone(&ids) };
    let database = Database::open(&Options::new(Target::file(path)), ports).await.expect("the database opens");
    let library = Library::shipped().expect("the shipped library reads");
    let ports = Ports { clock, random, ids, renderer: Arc::new(NoReports) };
    App::open(database, library, Vec::new(), Settings::default(), ports).await.expect("the app opens")
}

/// The day of service of a claim.
fn day(place: usize) -> String {
    let first: Day = "2040-01-01".parse().expect("a day");
    first.plus_days(i32::try_from(place % 300).unwrap_or(0)).to_string().replace('-', "")
}

fn enclosed(out: &mut String, (function, guide, set): (&str, &str, &str), control: usize, body: &str) {
    let count = body.matches('~').count() + 2;
    let _ = write!(
        out,
        "ISA*00*          *00*          *ZZ*INVENTED       *ZZ*CLEARING       *401101*0900*^*00501*{control:09}*0*T*:~\
GS*{function}*INVENTED*CLEARING*20401101*0900*{control}*X*{guide}~ST*{set}*0001*{guide}~{body}SE*{count}*0001~GE*1*{control}~IEA*1*{control:09}~"
    );
    out.push('\n');
}

fn claims_file(claims: usize) -> String {
    let mut body = "BHT*0019*00*1*20401101*0900*CH~NM1*41*2*INVENTED PRACTICE*****46*INVENTED~PER*IC*BILLING*TE*5550100000~\
NM1*40*2*CLEARING*****46*CLEARING~HL*1**20*1~NM1*85*2*INVENTED PRACTICE*****XX*1234567893~N3*1 INVENTED WAY~N4*NOWHERE*NY*10001~\
REF*EI*990000001~"
        .to_owned();
    for place in 0..claims {
        let day = day(place);
        let _ = write!(
            body,
            "HL*{}*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M{:06}~N3*2 INVENTED WAY~N4*NOWHERE*NY*10001~DMG*D8*19800229*F~\
NM1*PR*2*INVENTED PLAN*****PI*INV01~CLM*C{place:08}*165***11:B:1*Y*A*Y*Y~REF*EA*R{:06}~HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~\
DTP*472*D8*{day}~REF*6R*L1~LX*2~SV1*HC:96127*15*UN*1***1~DTP*472*D8*{day}~REF*6R*L2~",
            place + 2,
            place / 20,
            place / 20
        );
    }
    let mut out = String::new();
    enclosed(&mut out, ("HC", "005010X222A1", "837"), 1, &body);
    out
}

fn payments_file(claims: usize) -> String {
    let mut out = String::new();
    for (number, first) in (0..claims).step_by(OF_A_PAYMENT).enumerate() {
        let places = first..(first + OF_A_PAYMENT).min(claims);
        let refused = places.clone().filter(|place| place % REFUSED == 0).count();
        let paid = (places.len() - refused) * 112;
        let mut body = format!(
            "BPR*I*{paid}*C*ACH************20401115~TRN*1*TRN{number:06}*1990000001~N1*PR*INVENTED PLAN~REF*2U*INV01~\
N1*PE*INVENTED PRACTICE*XX*1234567893~LX*1~"
        );
        for place in places {
            let day = day(place);
            let is_refused = place % REFUSED == 0;
            let (status, paid, share) = if is_refused { ("4", 0, 0) } else { ("1", 112, 20) };
            let _ = write!(
                body,
                "CLP*C{place:08}*{status}*165*{paid}*{share}*12*ICN{place:08}~NM1*QC*1*INVENTED*ANNA****MI*M{:06}~",
                place / 20
            );
            let lines = if is_refused {
                [("90834", 150, 0, "CAS*CO*50*150~"), ("96127", 15, 0, "CAS*CO*50*15~")]
            } else {
                [("90834", 150, 100, "CAS*CO*45*30~CAS*PR*3*20~"), ("96127", 15, 12, "CAS*CO*45*3~")]
            };
            for (line, (code, charge, paid, adjustments)) in lines.into_iter().enumerate() {
                let _ = write!(body, "SVC*HC:{code}*{charge}*{paid}**1~DTM*472*{day}~{adjustments}REF*6R*L{}~", line + 1);
            }
        }
        enclosed(&mut out, ("HP", "005010X221A1", "835"), number + 2, &body);
    }
    out
}
