//! To whom money is asked of, and how often: one bill, one payer, one write-off a line.

use app::claim::QueueQuery;
use integrity::assessment::Outcome;
use revenue_cycle::denial::queue::StandingDenial;
use vocabulary::{LevelOfCare, Money, Role};

use super::{CLAIMS, authorized_as, only, posted, refused};
use crate::practice::{Browser, Practice, operator, problems_on, settings};

const DISCLOSURE: [(&str, &str); 3] = [("recipient", "PLAN"), ("reason", "mended"), ("basis", "payment")];

async fn post(bea: &Browser, content: &str) {
    bea.upload("/claims/file/read", &[], &[("file", "more.x12", content)]).await.page();
    bea.post_tried("/claims/file").await.leads_to();
}

/// The first claim once more, as the bill to a second payer.
fn second_bill() -> String {
    let (envelope, rest) = CLAIMS.split_once("CLM*C1").expect("the first claim");
    let (first, _) = rest.split_once("CLM*C2").expect("the second");
    let envelope = envelope.replace("SBR*P", "SBR*S").replace("MI*M1", "MI*M2").replace("PLAN*****PI*P1", "PLAN TWO*****PI*P2");
    let envelope = envelope.replace("000000001", "000000009").replace("261010", "261025").replace("20261010", "20261025");
    let other = "SBR*P*18*******CI~OI***Y***Y~NM1*IL*1*INVENTED*ANNA****MI*M1~NM1*PR*2*PLAN*****PI*P1~LX*1~";
    let body = format!("{envelope}CLM*C1{}", first.replacen("LX*1~", other, 1));
    let count = body.split("ST*837").nth(1).expect("a transaction").matches('~').count() + 1;
    format!("{body}SE*{count}*0001~GE*1*1~IEA*1*000000009~")
}

/// One claim of two lines, $150.00 each.
fn two_lines() -> String {
    let second = "LX*2~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20261006~REF*6R*C1L2~";
    let (before, rest) = CLAIMS.split_once("CLM*C2").expect("the second claim");
    let after = rest.split_once("SE*").expect("the trailer").1.split_once('~').expect("its end").1;
    let body = format!("{before}{second}").replace("CLM*C1*150*", "CLM*C1*300*");
    let count = body.split("ST*837").nth(1).expect("a transaction").matches('~').count() + 1;
    format!("{body}SE*{count}*0001~{after}")
}

/// A payment that refuses both lines.
fn both_refused(control: &str, trace: &str, day: &str) -> String {
    let line = |place: u32, day: u32| format!("SVC*HC:90834*150*0**1~DTM*472*2026100{day}~CAS*CO*50*150~REF*6R*C1L{place}~");
    format!(
        "ISA*00*          *00*          *ZZ*RECEIVER       *30*990000001      *261020*0900*^*00501*{control}*0*T*:~\
GS*HP*B*A*20261020*0900*1*X*005010X221A1~ST*835*0001~BPR*I*0*C*NON************{day}~TRN*1*{trace}*1512345678~\
N1*PR*PLAN~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*C1*4*300*0**12*ICN1~NM1*QC*1*INVENTED*ANNA****MI*M1~{}{}\
SE*18*0001~GE*1*1~IEA*1*{control}~",
        line(1, 5),
        line(2, 6)
    )
}

async fn granted(practice: &Practice, numbers: &[&str]) {
    for number in numbers {
        authorized_as(practice, (*number, LevelOfCare::Outpatient), "2026-10-01", "2026-10-31").await;
    }
}

async fn queue(practice: &Practice) -> Vec<app::claim::QueuedDenial> {
    practice.app.denial_queue(&operator(), QueueQuery { size: 9, ..QueueQuery::default() }).await.expect("read").rows
}

async fn write_off(bea: &Browser, practice: &Practice) {
    let given = [("step", "write_off"), ("reason", "below what an appeal costs")];
    for row in queue(practice).await {
        bea.post(&format!("{}/step", crate::pages::denials::address(row.about)), &given).await.leads_to();
    }
}

/// What F19 finds: the amounts in cents.
async fn taken_off(practice: &Practice) -> Vec<i64> {
    let caller = operator();
    let looked = practice.app.assess(&caller, |live| match &live.assessment.finding("F19").expect("of the catalogue").outcome {
        Outcome::Found(found) => found.lines.iter().filter_map(|line| line.amount).map(Money::cents).collect(),
        _ => Vec::new(),
    });
    looked.await.expect("assessed").expect("claims are on record")
}

#[tokio::test]
async fn a_corrected_claim_goes_to_the_payer_that_refused_and_not_to_the_last_one_that_was_billed() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    post(&bea, &second_bill()).await;
    granted(&practice, &["AUTH9"]).await;
    let address = only(&bea).await;
    let given = [("authorization", "AUTH9"), ("modifiers", "")];
    let file = bea.post(&format!("{address}/correct"), &[given.as_slice(), &DISCLOSURE].concat()).await;
    let written = String::from_utf8(file.bytes).expect("X12 is text");
    for told in ["SBR*P*", "NM1*PR*2*PLAN*****PI*P1", "CLM*C1*150***11:B:7", "REF*F8*ICN1", "REF*G1*AUTH9"] {
        assert!(written.contains(told), "{told}: {written}");
    }
    assert!(!written.contains("P2"), "{written}");
}

#[tokio::test]
async fn a_corrected_claim_leaves_once_for_a_decision() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    granted(&practice, &["AUTH7", "AUTH8", "AUTH9"]).await;
    let address = only(&bea).await;
    let send = async |authorization: &str| {
        let given = [("authorization", authorization), ("modifiers", "")];
        let file = bea.post(&format!("{address}/correct"), &[given.as_slice(), &DISCLOSURE].concat()).await;
        String::from_utf8(file.bytes).expect("text")
    };
    let first = send("AUTH9").await;
    assert!(first.contains("REF*G1*AUTH9"), "{first}");
    let second = send("AUTH9").await;
    assert!(second.contains("A corrected claim about this decision left already"), "{second}");
    bea.post(&format!("{address}/step"), &[("step", "reopened"), ("reason", "it never arrived")]).await.leads_to();
    let third = send("AUTH8").await;
    assert!(third.contains("REF*G1*AUTH8"), "{third}");
    let control = |file: &str| file.split('*').nth(13).map(str::to_owned);
    assert_ne!(control(&first), control(&third), "each interchange has a number of its own, in the same second too");
    // What left is on record: it is what is corrected next.
    post(&bea, &third).await;
    let next = send("AUTH7").await;
    assert!(next.contains("REF*G1*AUTH7") && !next.contains("AUTH8"), "{next}");
}

#[tokio::test]
async fn modifiers_that_no_line_can_take_are_not_lost_in_silence() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    // The claim is refused as a whole: no line says why.
    let whole = refused("CO*197").replace("SVC*HC:90834*150*0**1~DTM*472*20261005~CAS*CO*197*150~REF*6R*C1L1~", "CAS*CO*197*150~");
    posted(&bea, &whole).await;
    granted(&practice, &["AUTH9"]).await;
    let address = only(&bea).await;
    let given = [("authorization", "AUTH9"), ("modifiers", "95")];
    let page = bea.post(&format!("{address}/correct"), &[given.as_slice(), &DISCLOSURE].concat()).await.again("denial-correct-no-line");
    assert!(problems_on(&page)[0].contains("There is no one line to put this on"), "{page}");
}

#[tokio::test]
async fn two_lines_that_are_written_off_alike_are_two_and_a_second_refusal_writes_none_off_again() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    post(&bea, &two_lines()).await;
    post(&bea, &both_refused("000000002", "T1", "20261020")).await;
    write_off(&bea, &practice).await;
    assert_eq!(taken_off(&practice).await, [15_000, 15_000]);
    // The payer refuses the same lines in another payment.
    post(&bea, &both_refused("000000003", "T2", "20261101")).await;
    assert!(queue(&practice).await.is_empty(), "what is written off stays so");
    write_off(&bea, &practice).await;
    assert_eq!(taken_off(&practice).await, [15_000, 15_000]);
    let again = bea.get("/denials?worked=done").await.page();
    let address = again.split("href=\"/denials/").nth(1).and_then(|rest| rest.split('"').next()).expect("a refusal");
    let page = bea.get(&format!("/denials/{address}")).await.page();
    assert!(page.contains("below what an appeal costs"), "the step about the first refusal is told: {page}");
    bea.post(&format!("/denials/{address}/step"), &[("step", "reopened"), ("reason", "asked again")]).await.leads_to();
    assert_eq!(taken_off(&practice).await, [15_000], "the last step holds, whichever refusal it is about");
}

/// A payment by which a payer refuses the line of the first claim.
fn refused_by((payer, name): (&str, &str), control: &str, trace: &str) -> String {
    format!(
        "ISA*00*          *00*          *ZZ*RECEIVER       *30*990000001      *261020*0900*^*00501*{control}*0*T*:~\
GS*HP*B*A*20261020*0900*1*X*005010X221A1~ST*835*0001~BPR*I*0*C*NON************20261020~TRN*1*{trace}*1512345678~\
N1*PR*{name}~REF*2U*{payer}~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*C1*4*150*0**12*ICN1~NM1*QC*1*INVENTED*ANNA****MI*M1~\
SVC*HC:90834*150*0**1~DTM*472*20261005~CAS*CO*50*150~REF*6R*C1L1~SE*14*0001~GE*1*1~IEA*1*{control}~"
    )
}

#[tokio::test]
async fn a_line_that_two_payers_refused_is_written_off_once_also_by_two_people_at_once() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    post(&bea, CLAIMS).await;
    post(&bea, &second_bill()).await;
    post(&bea, &refused_by(("P1", "PLAN"), "000000002", "T1")).await;
    post(&bea, &refused_by(("P2", "PLAN TWO"), "000000003", "T2")).await;
    let rows = queue(&practice).await;
    let places: Vec<_> = rows.iter().filter(|row| row.denial.claim_number == "C1").map(|row| row.about).collect();
    assert_eq!(places.len(), 2, "{rows:?}");
    let step = || {
        let kind = revenue_cycle::denial::step::StepKind::WriteOff;
        app::claim::NewStep { kind, reason: "below what an appeal costs".to_owned() }
    };
    let (app, caller) = (&practice.app, operator());
    let (one, other) = tokio::join!(app.take_denial_step(&caller, places[0], step()), app.take_denial_step(&caller, places[1], step()));
    let refused = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(refused.as_slice(), [app::AppError::Conflict]), "{refused:?}");
    assert_eq!(taken_off(&practice).await, [15_000]);
}

#[tokio::test]
async fn a_rate_by_contract_says_what_a_refused_line_is_worth() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    let worth = async || queue(&practice).await.remove(0).denial;
    let StandingDenial { worth: nobody_knows, .. } = worth().await;
    assert_eq!(nobody_knows, None);
    let rate = care::ContractRate {
        payer: "P1".to_owned(),
        service: "90834".to_owned(),
        level_of_care: None,
        period: vocabulary::Period::new(crate::practice::day("2026-01-01"), None).expect("no end"),
        unit_amount: Money::from_cents(12_000),
    };
    let entry = storage::Entry::new(practice.test.ids.next(), rate, crate::practice::day("2026-01-01"));
    let operation = storage::testing::operation("rate");
    let written =
        practice.test.database.write::<_, storage::StorageError, _>(&operation, |unit| Box::pin(async move { unit.insert(&entry).await }));
    written.await.expect("on record");
    assert_eq!(worth().await.worth, Some(Money::from_cents(12_000)));
}

#[tokio::test]
async fn above_the_limit_one_person_asks_for_a_write_off_and_another_one_approves_it() {
    let alone = Some(Money::from_cents(10_000));
    let practice = Practice::with(app::Settings { write_off_alone_up_to: alone, ..settings() }).await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let dan = practice.browser("dan", &[Role::Director]).await;
    posted(&bea, &refused("CO*16")).await;
    let address = only(&bea).await;
    let step =
        async |who: &Browser, kind: &str, reason: &str| who.post(&format!("{address}/step"), &[("step", kind), ("reason", reason)]).await;
    assert!(bea.get(&address).await.shown("denial").contains("Ask to write it off"));
    step(&bea, "write_off", "too late to correct").await.leads_to();
    assert_eq!(taken_off(&practice).await, Vec::<i64>::new(), "nothing is taken off before it is approved");
    let waiting = bea.get(&address).await.shown("denial");
    assert!(waiting.contains("bea Tester asks for it: too late to correct") && waiting.contains("somebody else approves"), "{waiting}");
    let own = step(&bea, "write_off", "once more").await;
    assert_eq!(problems_on(&own.again("denial-own")).len(), 1, "nobody approves their own");
    assert_eq!(taken_off(&practice).await, Vec::<i64>::new());
    assert!(dan.get("/denials?worked=asked").await.shown("denials").contains("C1"));
    assert!(dan.get(&address).await.shown("denial").contains("Approve writing it off"));
    step(&dan, "write_off", "agreed").await.leads_to();
    assert_eq!(taken_off(&practice).await, [15_000]);
    let done = bea.get(&address).await.shown("denial");
    assert!(done.contains("approved by dan Tester"), "{done}");
    assert!(!dan.get("/denials?worked=asked").await.shown("denials").contains("C1"));
}

#[tokio::test]
async fn a_write_off_that_is_not_approved_leaves_the_line_open() {
    let practice = Practice::with(app::Settings { write_off_alone_up_to: Some(Money::from_cents(10_000)), ..settings() }).await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let dan = practice.browser("dan", &[Role::Director]).await;
    posted(&bea, &refused("CO*16")).await;
    let address = only(&bea).await;
    bea.post(&format!("{address}/step"), &[("step", "write_off"), ("reason", "small")]).await.leads_to();
    dan.post(&format!("{address}/step"), &[("step", "reopened"), ("reason", "correct it instead")]).await.leads_to();
    assert!(bea.get("/denials?worked=open").await.shown("denials").contains("C1"));
    assert!(bea.get(&address).await.shown("denial").contains("Ask to write it off"));
}
