//! Claims and payments: files go on record once, what they come to is told, and a person decides what waits.

use app::{AppError, Data, Settings};
use integrity::assessment::Outcome;
use interchange::FileProblem;
use interchange::x12_map::{Problem, ProblemKind};
use revenue_cycle::ReasonTable;
use storage::remittance::SaidMatch;
use vocabulary::Role;

use crate::files::{import, rejections, table};
use crate::practice::{Practice, operator, practice};

const ENVELOPE: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260405*0900*^*00501*000000001*0*T*:~";

const CLAIMS: &str = "GS*HC*A*B*20260310*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260310*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*C1*150***11:B:1*Y*A*Y*Y~HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20260302~REF*6R*C1L1~\
SE*17*0001~GE*1*1~";

const PAYMENT: &str = "GS*HP*B*A*20260405*0900*1*X*005010X221A1~ST*835*0001~BPR*I*100*C*ACH************20260405~TRN*1*T1*1512345678~\
N1*PR*PLAN~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*C1*1*150*100*10*12*ICN1~NM1*QC*1*INVENTED*ANNA****MI*M1~\
SVC*HC:90834*150*100**1~DTM*472*20260302~CAS*CO*45*40~CAS*PR*3*10~REF*6R*C1L1~SE*15*0001~GE*1*1~";

fn file(control: &str, parts: &[&str]) -> String {
    format!("{}{}IEA*1*{control}~", ENVELOPE.replace("000000001", control), parts.concat())
}

async fn post(practice: &Practice, text: &str) -> Result<app::claim::PostedFile, AppError> {
    let source = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
    practice.app.post_claims(&operator(), "april.835", source).await
}

/// Paid on claims, waiting decisions, held payments.
async fn figures(practice: &Practice) -> (i64, usize, usize) {
    let books = practice.app.books(&operator()).await.unwrap();
    let table = ReasonTable::shipped();
    let settlement = books.settle(table);
    (settlement.matched_paid_amount().cents(), settlement.queue.len(), settlement.held.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_posted_once_whatever_its_order_and_repetition() {
    let practice = practice(Settings::default()).await;
    let paid = post(&practice, &file("000000002", &[PAYMENT])).await.unwrap();
    assert_eq!((paid.counts.payments_posted, paid.already_imported, figures(&practice).await), (1, false, (0, 1, 0)));
    let claims = post(&practice, &file("000000001", &[CLAIMS])).await.unwrap();
    assert_eq!((claims.counts.claims_added, figures(&practice).await), (1, (10_000, 0, 0)), "the payment finds its claim");
    let again = post(&practice, &file("000000002", &[PAYMENT])).await.unwrap();
    assert_eq!((again.already_imported, again.batch), (true, paid.batch));
    let both = post(&practice, &file("000000002", &[PAYMENT, PAYMENT])).await.unwrap();
    assert_eq!((both.counts.payments_known, both.counts.payments_posted), (2, 0), "the same content in another file is known");
    assert_eq!(figures(&practice).await, (10_000, 0, 0));
}

/// What the live assessment says of underpayment: `could_not_run`, or the amounts of its lines in cents.
async fn underpaid(practice: &Practice) -> Result<Vec<i64>, String> {
    let caller = operator();
    let looked = practice.app.assess(&caller, |live| match &live.assessment.finding("F9").unwrap().outcome {
        Outcome::Found(found) => Ok(found.lines.iter().filter_map(|line| line.amount).map(vocabulary::Money::cents).collect()),
        Outcome::Nothing { .. } | Outcome::NotJudged { .. } => Ok(Vec::new()),
        Outcome::TooFew { .. } => Err("too_few".to_owned()),
        Outcome::CouldNotRun { .. } => Err("could_not_run".to_owned()),
    });
    looked.await.unwrap().expect("a claim is on record")
}

#[tokio::test(flavor = "multi_thread")]
async fn contract_rates_come_in_as_a_table_and_the_live_assessment_finds_what_was_paid_below_them() {
    let practice = practice(Settings::default()).await;
    post(&practice, &file("000000001", &[CLAIMS])).await.unwrap();
    post(&practice, &file("000000002", &[PAYMENT])).await.unwrap();
    assert_eq!(underpaid(&practice).await, Err("could_not_run".to_owned()));
    let mapping = "[[records]]\nkind = \"contract_rate\"\npayer = \"payer\"\nservice = \"code\"\nlevel_of_care = \"level\"\n\
                   unit_amount = \"rate\"\nfirst_day = \"from\"\nlast_day = \"to\"\n";
    let check = async |rows: &str, told: &[&str], added: i64| {
        let report = import(&practice.app, &format!("payer,code,level,rate,from,to\n{rows}"), table(mapping)).await;
        let reasons: Vec<_> = rejections(&report).into_iter().map(|(_, reason)| reason).collect();
        assert_eq!((reasons.as_slice(), report.counts.records_added), (told, added), "{rows}");
    };
    // Of another day, another service and another level of care.
    check("P1,90834,,200,2026-04-01,\nP1,90837,,200,2026-01-01,\nP1,90834,iop,200,2026-01-01,\n", &[], 3).await;
    assert_eq!(underpaid(&practice).await, Ok(Vec::new()));
    check("P1,90834,,130,2026-01-01,2026-03-31\n", &[], 1).await;
    assert_eq!(underpaid(&practice).await, Ok(vec![2_000]), "100 paid and 10 left to the patient, of 130");
    check("P1,90834,,130.00,2026-01-01,2026-03-31\n", &[], 0).await;
    let told = ["reject-conflict", "care-empty", "care-backwards", "reject-unknown-code"];
    check("P1,90834,,140,2026-03-31,\nP1,90834,,0,2026-01-01,\nP1,90832,,9,2026-03-01,2026-02-01\nP1,90832,,much,2026-03-01,\n", &told, 0)
        .await;
    assert_eq!(underpaid(&practice).await, Ok(vec![2_000]));
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_may_have_come_before_is_held_until_a_person_releases_it() {
    let practice = practice(Settings::default()).await;
    post(&practice, &file("000000001", &[CLAIMS])).await.unwrap();
    post(&practice, &file("000000002", &[PAYMENT])).await.unwrap();
    let again = post(&practice, &file("000000003", &[PAYMENT])).await.unwrap();
    assert_eq!((again.counts.payments_held, figures(&practice).await), (1, (10_000, 0, 1)));
    let payments = practice.app.payments(&operator()).await.unwrap();
    let held = payments.iter().find(|(_, payment)| payment.key.interchange == "000000003").unwrap().0;
    practice.app.release_payment(&operator(), held).await.unwrap();
    practice.app.release_payment(&operator(), held).await.unwrap();
    assert_eq!(figures(&practice).await, (20_000, 0, 0));
    practice.app.say_match(&operator(), held, 0, SaidMatch::NoneOfOurs).await.unwrap();
    assert_eq!(figures(&practice).await, (10_000, 1, 0));
    let nowhere = practice.app.say_match(&operator(), held, 0, SaidMatch::Claim("unheard of".to_owned())).await;
    assert!(matches!(nowhere, Err(AppError::NotFound("claim"))), "{nowhere:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_file_keeps_what_was_understood_and_posts_no_half_payment() {
    let practice = practice(Settings::default()).await;
    post(&practice, &file("000000001", &[CLAIMS])).await.unwrap();
    let whole = file("000000002", &[PAYMENT]);
    let cut = post(&practice, whole.split("CAS*PR").next().unwrap()).await.unwrap();
    assert_eq!((cut.counts.payments_held, cut.problems.len()), (1, 2));
    assert_eq!(figures(&practice).await, (0, 0, 1));
    let kept = practice.app.import_batch(&operator(), cut.batch, None, 10).await.unwrap();
    let told: Vec<_> = kept.rejections.iter().map(|each| (each.reason.id.as_str(), each.position.starts_with("segment "))).collect();
    assert_eq!((kept.batch.counts.rows_rejected, told), (2, vec![("claim-file-cut-payment", true), ("claim-file-cut", true)]));
    post(&practice, &whole).await.unwrap();
    assert_eq!(figures(&practice).await, (10_000, 0, 1), "the whole file is not kept out by the half one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_payment_that_a_person_let_post_gives_way_to_the_whole_file() {
    let practice = practice(Settings::default()).await;
    post(&practice, &file("000000001", &[CLAIMS])).await.unwrap();
    let whole = file("000000002", &[PAYMENT]);
    post(&practice, whole.split("CAS*PR").next().unwrap()).await.unwrap();
    let held = practice.app.claims_overview(&operator()).await.unwrap().held;
    practice.app.release_payment(&operator(), held[0].payment).await.unwrap();
    assert_eq!(figures(&practice).await.2, 0, "what there is of it is posted");
    post(&practice, &whole).await.unwrap();
    assert_eq!(figures(&practice).await, (10_000, 0, 1), "the money is there once");
    assert!(practice.app.claims_overview(&operator()).await.unwrap().held.is_empty(), "nobody has to decide");
    let listed = practice.app.payment_list(&operator(), None, 10).await.unwrap().rows;
    let listed: std::collections::BTreeSet<_> = listed.iter().map(|row| row.held.map(app::claim::WhyHeld::code)).collect();
    assert_eq!(listed, [None, Some("gave_way")].into());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_content_under_one_name_can_be_looked_at() {
    let practice = practice(Settings::default()).await;
    post(&practice, &file("000000001", &[CLAIMS])).await.unwrap();
    post(&practice, &file("000000002", &[PAYMENT])).await.unwrap();
    let other = PAYMENT.replace("*I*100*", "*I*90*").replace("*150*100", "*150*90").replace("CO*45*40", "CO*45*50");
    post(&practice, &file("000000002", &[&other])).await.unwrap();
    let rows = practice.app.payment_list(&operator(), None, 10).await.unwrap().rows;
    let mut looked_at = Vec::new();
    for row in &rows {
        let page = practice.app.payment(&operator(), row.payment).await.unwrap();
        looked_at.push((page.row.amount.cents(), page.claims_amount.cents(), page.row.held.is_some()));
    }
    looked_at.sort_unstable();
    assert!(matches!(looked_at[..], [(9_000, 9_000, _), (10_000, 10_000, _)]), "{looked_at:?}");
    // The one that waits is released, and only that one.
    let held = rows.iter().find(|row| row.held.is_some()).unwrap().payment;
    practice.app.release_payment(&operator(), held).await.unwrap();
    assert_eq!(figures(&practice).await, (19_000, 0, 0));
}

/// An amount that is none would count as nothing: what it stands in is not posted, the rest is, and the batch says where and what to do.
#[tokio::test(flavor = "multi_thread")]
async fn what_holds_an_amount_that_is_none_is_not_posted_and_the_mended_file_is() {
    let practice = practice(Settings::default()).await;
    let claims = post(&practice, &file("000000001", &[&CLAIMS.replace("*C1*150*", "*C1*abc*")])).await.unwrap();
    assert_eq!((claims.counts.claims_added, claims.problems.len()), (0, 2));
    let Some(Problem { place, kind: ProblemKind::Amount(element) }) = claims.problems.first() else { panic!("{:?}", claims.problems) };
    assert_eq!((place.segment, element.as_str()), (13, "CLM02"));
    let kept = practice.app.import_batch(&operator(), claims.batch, None, 10).await.unwrap();
    assert_eq!(kept.rejections.len(), 2, "the batch keeps its report: no amount, and so no sum");
    post(&practice, &file("000000002", &[CLAIMS])).await.unwrap();
    let paid = post(&practice, &file("000000003", &[&PAYMENT.replace("*150*100*10*", "*150*1o0*10*")])).await.unwrap();
    assert_eq!((paid.counts.payments_posted, paid.counts.payments_held), (0, 0));
    assert!(paid.problems.iter().any(|each| each.kind == ProblemKind::Amount("CLP04".to_owned())), "{:?}", paid.problems);
    assert_eq!(figures(&practice).await, (0, 0, 0));
    let mended = post(&practice, &file("000000003", &[PAYMENT])).await.unwrap();
    assert_eq!(
        (mended.counts.payments_posted, figures(&practice).await),
        (1, (10_000, 0, 0)),
        "the mended file is posted and holds nothing up"
    );
}

/// What does not add up, breaks its format or came before is posted as it stands, and the batch says it with its place.
#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_add_up_is_posted_and_stands_in_the_report_of_its_file() {
    let practice = practice(Settings::default()).await;
    let told = async |text: &str| {
        let posted = post(&practice, text).await.unwrap();
        let counts = posted.counts.claims_added + posted.counts.payments_posted;
        (counts, posted.problems.iter().map(|each| format!("{} {}", each.place.segment, each.kind)).collect::<Vec<_>>())
    };
    let check = |found: (usize, Vec<String>), count: usize, expected: &[&str]| {
        assert_eq!(found, (count, expected.iter().map(|each| (*each).to_owned()).collect()));
    };
    check(
        told(&file("000000002", &[&PAYMENT.replace("CAS*CO*45*40", "CAS*CO*45*41")])).await,
        1,
        &["10 does not add up: CLP04 C1", "12 does not add up: SVC03 C1"],
    );
    check(told(&file("000000003", &[&CLAIMS.replace("SE*17*", "SE*18*")])).await, 1, &["19 breaks the format: SE01 count"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_claims_is_refused_and_leaves_nothing() {
    let practice = practice(Settings::default()).await;
    for text in ["", "patient,day\nA-1,2026-01-01\n", &file("000000001", &[])] {
        let refused = post(&practice, text).await;
        assert!(matches!(refused, Err(AppError::File(FileProblem::NoClaims))), "{refused:?}");
    }
    assert!(practice.app.imports(&operator(), None, 10).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn billers_and_directors_see_money_and_nobody_else_does() {
    let practice = practice(Settings::default()).await;
    for (role, is_granted) in [
        (Role::Biller, true),
        (Role::Director, true),
        (Role::Clinician, false),
        (Role::FrontDesk, false),
        (Role::UtilizationReview, false),
        (Role::Administrator, false),
    ] {
        let (caller, _) = practice.somebody(role.code(), &[role], None).await;
        let books = practice.app.books(&caller).await;
        assert_eq!(books.is_ok(), is_granted, "{role:?}");
        assert!(is_granted || matches!(books, Err(AppError::RoleRefused(Data::Claims))));
    }
}
