//! What of the practice's own records stands behind a claim: what its payer asks for, quotes of benefits, what became of scores.

use std::collections::BTreeMap;

use app::Settings;
use app::care_fact::RecordKind;
use app::claim::ClaimPage;
use care::{Coverage, CoverageRank, Discharge, DischargeDestination, DischargeType, PayerProfile, PlanFunding, SubscriberRelation};
use integrity::assessment::Outcome;
use integrity::claim_support::Answer;
use integrity::ribbon::{Gap, RibbonDay};
use utilization_review::appeal::NoticeChannel;
use utilization_review::clock::NoticeKind;
use utilization_review::given_notice::{GivenNotice, NoticeRecipient};
use vocabulary::{LevelOfCare, Period, RecordId, Role, Verdict, Version};

use crate::practice::{Practice, day, operator, phq9, practice};

/// A claim for 3 November.
const FILE: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261110*0900*^*00501*000000001*0*T*:~\
GS*HC*A*B*20261110*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20261110*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*A-1-7*150***11:B:1*Y*A*Y*Y~HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20261103~\
REF*6R*L1~SE*17*0001~GE*1*1~IEA*1*000000001~";

async fn posted(practice: &Practice) -> RecordId {
    posted_as(practice, "90834").await
}

async fn posted_as(practice: &Practice, procedure: &str) -> RecordId {
    let source = Box::new(std::io::Cursor::new(FILE.replace("90834", procedure).into_bytes()));
    practice.app.post_claims(&operator(), "november.837", source).await.unwrap();
    practice.app.find_claim(&operator(), "A-1-7".to_owned()).await.unwrap()
}

async fn page(practice: &Practice, id: RecordId) -> ClaimPage {
    practice.app.claim_page(&operator(), id).await.unwrap()
}

fn says(page: &ClaimPage, rule: &str) -> &'static str {
    match page.support.rule(rule).unwrap().answer {
        Answer::Pass(_) => "pass",
        Answer::Fail(_) => "fail",
        Answer::Unknown(kind) => kind.code(),
        Answer::NotApplicable => "n/a",
    }
}

pub(crate) async fn covered(practice: &Practice) {
    let coverage = Coverage {
        patient: practice.anna,
        payer: "generic-commercial".to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::Insured,
        state: String::new(),
        member_id: "M1".to_owned(),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day("2026-01-01"), None).unwrap(),
    };
    practice.app.record_coverage(&operator(), coverage).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_the_payer_wants_authorized_and_never_granted_is_a_gap() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice).await;
    let given =
        [("day", "2026-11-03"), ("type", "individual"), ("status", "attended"), ("planned_minutes", "60"), ("delivered_minutes", "50")];
    let given: BTreeMap<String, String> = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    practice.app.record_care_fact(&operator(), practice.anna, RecordKind::Attendance, given).await.unwrap();
    let check = async |expected: Option<Verdict>, is_gap: bool| {
        let shown = page(&practice, id).await.ribbon.unwrap();
        let of_day: RibbonDay = shown.days.iter().find(|found| found.day == day("2026-11-03")).unwrap().clone();
        assert_eq!((of_day.authorized, of_day.gaps.contains(&Gap::DeliveredNotAuthorized)), (expected, is_gap));
    };
    check(Some(Verdict::Unknown), false).await;
    covered(&practice).await;
    check(Some(Verdict::Unknown), false).await;
    let mut profile = PayerProfile::shipped().remove(0).0;
    profile.billing.authorized_levels = Some([LevelOfCare::IntensiveOutpatient].into());
    practice.app.save_payer(&operator(), profile.to_toml()).await.unwrap();
    check(Some(Verdict::Unknown), false).await;
    profile.verified = true;
    practice.app.save_payer(&operator(), profile.to_toml()).await.unwrap();
    check(Some(Verdict::NotMet), true).await;
    profile.billing.authorized_levels = Some([LevelOfCare::Inpatient].into());
    practice.app.save_payer(&operator(), profile.to_toml()).await.unwrap();
    check(None, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_quote_of_benefits_says_that_the_coverage_is_active() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice).await;
    covered(&practice).await;
    let mapping = "[codes.covered]\nyes = \"covered\"\nno = \"not_covered\"\n\n[[records]]\nkind = \"benefit_quote\"\npatient = \"patient\"\n\
                   day = \"quoted_day\"\nservice = \"service\"\nquoted = { column = \"covered\", codes = \"covered\" }\n";
    let check = async |row: &str, expected: &str| {
        let rows = format!("patient,quoted_day,service,covered\n{row}\n");
        let report = crate::files::import(&practice.app, &rows, crate::files::table(mapping)).await;
        assert_eq!(crate::files::counts(&report), (1, 0, 0), "{row}");
        let page = page(&practice, id).await;
        assert_eq!((says(&page, "A1"), says(&page, "B1")), (expected, "eligibility_answer"), "{row}");
    };
    assert_eq!(says(&page(&practice, id).await, "A1"), "eligibility_answer");
    // Too old, and of one service: both say nothing of November.
    check("A-1,2026-09-20,,yes", "eligibility_answer").await;
    check("A-1,2026-11-02,90834,no", "eligibility_answer").await;
    check("A-1,2026-11-02,90834,yes", "pass").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_that_stay_ask_for_a_change_of_the_plan() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice).await;
    assert_eq!(says(&page(&practice, id).await, "F5"), "change");
    for (on, value) in [("2026-10-02", 2), ("2026-10-08", 2)] {
        practice.app.record_administration(&operator(), practice.anna, phq9(on, [value; 9])).await.unwrap();
    }
    assert_eq!(says(&page(&practice, id).await, "F5"), "change", "six days say nothing yet");
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-10-30", [2; 9])).await.unwrap();
    let stays = says(&page(&practice, id).await, "F5");
    assert_eq!(stays, "treatment_plan_change", "nobody keeps changes of plans here yet");
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-02", [0; 9])).await.unwrap();
    assert_eq!(says(&page(&practice, id).await, "F5"), "pass");
}

/// On how many days the live assessment finds a measure that somebody looked at and nobody billed.
async fn measured_unbilled(practice: &Practice) -> usize {
    let caller = operator();
    let looked = practice.app.assess(&caller, |live| match &live.assessment.finding("F21").unwrap().outcome {
        Outcome::Found(found) => found.lines.len(),
        Outcome::Nothing { .. } | Outcome::NotJudged { .. } | Outcome::TooFew { .. } | Outcome::CouldNotRun { .. } => 0,
    });
    looked.await.unwrap().expect("a claim is on record")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_that_came_before_a_correction_of_the_score_supports_no_claim_and_no_finding() {
    let practice = practice(Settings::default()).await;
    let (treating, _) = practice.somebody("okoro", &[Role::Clinician], Some(practice.treating)).await;
    let measured = practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-23", [1; 9])).await.unwrap();
    practice.app.review_score(&treating, measured, true, "").await.unwrap();
    crate::alerts::at(&practice, "2026-12-10T15:00:00Z");
    let of_that_day = FILE.replace("20261103", "20261123").replace("261110", "261201");
    let source = Box::new(std::io::Cursor::new(of_that_day.into_bytes()));
    practice.app.post_claims(&operator(), "november.837", source).await.unwrap();
    let id = practice.app.find_claim(&operator(), "A-1-7".to_owned()).await.unwrap();
    let mapping = "[[records]]\nkind = \"contract_rate\"\npayer = \"payer\"\nservice = \"code\"\nunit_amount = \"rate\"\n\
                   first_day = \"from\"\n";
    let report = crate::files::import(&practice.app, "payer,code,rate,from\nP1,96127,5,2026-01-01\n", crate::files::table(mapping)).await;
    assert_eq!(crate::files::counts(&report), (1, 0, 0));
    // Whether it was talked about, the units of the claim that were missed, the days of the assessment.
    let asked = async || {
        let page = page(&practice, id).await;
        let missed: i64 = page.support.measurement.missed.iter().map(|missed| missed.units).sum();
        (says(&page, "F8"), missed, measured_unbilled(&practice).await)
    };
    assert_eq!(asked().await, ("pass", 1, 1));
    practice.app.correct_administration(&operator(), measured, Version::FIRST, phq9("2026-11-23", [2; 9])).await.unwrap();
    assert_eq!(asked().await, ("fail", 0, 0), "what was looked at is not what stands there");
    practice.app.review_score(&treating, measured, true, "").await.unwrap();
    assert_eq!(asked().await, ("fail", 1, 1), "it was talked about after the day of the claim");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discharge_of_which_the_payer_was_told_passes_once_notices_are_kept_here() {
    let practice = practice(Settings::default()).await;
    let id = posted_as(&practice, "S9480").await;
    covered(&practice).await;
    let episode = practice.app.patient(&operator(), practice.anna, app::View::Current).await.unwrap().episodes[0].episode.id;
    assert_eq!(says(&page(&practice, id).await, "A10"), "n/a", "still in care");
    let discharge = Discharge { day: day("2026-11-04"), kind: DischargeType::Completed, destination: DischargeDestination::Home };
    practice.app.discharge(&operator(), episode, Version::FIRST, discharge).await.unwrap();
    assert_eq!(says(&page(&practice, id).await, "A10"), "discharge_notice", "told elsewhere, or not at all");
    let told = async |kind: NoticeKind, about: &str, given_at: &str| {
        let notice = GivenNotice {
            episode,
            kind,
            about: day(about),
            given_at: given_at.parse().unwrap(),
            channel: NoticeChannel::Telephone,
            recipient: NoticeRecipient::Payer,
            taken_by: "care management".to_owned(),
            reference: String::new(),
            words: String::new(),
        };
        practice.app.record_notice(&operator(), practice.anna, notice).await.unwrap();
        says(&page(&practice, id).await, "A10")
    };
    assert_eq!(told(NoticeKind::Admission, "2026-10-01", "2026-10-02T15:00:00Z").await, "fail");
    assert_eq!(told(NoticeKind::Discharge, "2026-11-04", "2026-11-05T15:00:00Z").await, "pass");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_physician_ordered_comes_with_a_file_and_counts_for_its_level() {
    let practice = practice(Settings::default()).await;
    let id = posted_as(&practice, "S9480").await;
    let mapping = "[[records]]\nkind = \"level_of_care_order\"\npatient = \"patient\"\nday = \"day\"\nlevel_of_care = \"level\"\n";
    let check = async |row: &str, expected: &str| {
        let report = crate::files::import(&practice.app, &format!("patient,day,level\n{row}\n"), crate::files::table(mapping)).await;
        assert_eq!(crate::files::counts(&report), (1, 0, 0), "{row}");
        assert_eq!(says(&page(&practice, id).await, "D10"), expected, "{row}");
    };
    assert_eq!(says(&page(&practice, id).await, "D10"), "order");
    check("A-1,2026-10-01,PHP", "fail").await;
    check("A-1,2026-10-02,IOP", "pass").await;
}

/// An answer about the coverage of a member on this day.
fn coverage_answer(member: &str, day: &str, state: &str) -> String {
    format!(
        "ISA*00*          *00*          *ZZ*RECEIVER       *ZZ*SENDER         *261103*0900*^*00501*000000009*0*T*:~\
GS*HB*B*A*{day}*0900*9*X*005010X279A1~ST*271*0001*005010X279A1~BHT*0022*11*R1*{day}*0900~HL*1**20*1~NM1*PR*2*PLAN*****PI*P1~HL*2*1*21*1~\
NM1*1P*2*PRACTICE*****XX*1234567893~HL*3*2*22*0~TRN*2*T1*1512345678~NM1*IL*1*INVENTED*ANNA****MI*{member}~DMG*D8*19900501*F~\
EB*{state}*IND*30~SE*12*0001~GE*1*9~IEA*1*000000009~"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_a_payer_about_coverage_is_a_quote_of_the_patient_whom_it_names() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice).await;
    covered(&practice).await;
    let answered = async |text: String| {
        let source = Box::new(std::io::Cursor::new(text.into_bytes()));
        let posted = practice.app.post_claims(&operator(), "answer.271", source).await.unwrap();
        let counts = posted.counts;
        (counts.answers_added, counts.answers_known, counts.answers_of_nobody, says(&page(&practice, id).await, "A1"))
    };
    let check = |found: (usize, usize, usize, &'static str), expected| assert_eq!(found, expected);
    check(answered(coverage_answer("M9", "20261102", "1")).await, (0, 0, 1, "eligibility_answer"));
    check(answered(coverage_answer("M1", "20261102", "6")).await, (1, 0, 0, "fail"));
    check(answered(coverage_answer("M1", "20261103", "1")).await, (1, 0, 0, "pass"));
    // The same answer in another file.
    check(answered(coverage_answer("M1", "20261103", "1").replace("0900", "0930")).await, (0, 1, 0, "pass"));
    // Another payer of the same patient, on the same day, says that its plan has ended: that is another answer, and says nothing of this claim.
    let other = coverage_answer("M1", "20261103", "6").replace("PLAN*****PI*P1", "OTHER PLAN*****PI*P2").replace("000000009", "000000010");
    check(answered(other).await, (1, 0, 0, "pass"));
    let again = coverage_answer("M1", "20261103", "1").into_bytes();
    let reading = practice.app.read_claim_file(&operator(), Box::new(std::io::Cursor::new(again))).await.unwrap();
    assert_eq!(reading.coverage.into_iter().collect::<Vec<_>>(), [("covered", 1)]);
}
