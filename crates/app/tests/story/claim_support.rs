//! A claim and what stands behind it: joined to its patient by numbers, judged by rules, held and released, with the days of its care.

use std::collections::BTreeMap;

use app::care_fact::RecordKind;
use app::claim::{ClaimPage, HeldQuery, HeldStage};
use app::{AppError, Data, Settings};
use integrity::assessment::Outcome;
use integrity::claim_support::joining::JoinBasis;
use integrity::claim_support::{Answer, Fixer};
use integrity::ribbon::Gap;
use vocabulary::{RecordId, Role, Verdict, Version};

use crate::practice::{Practice, operator, phq9, practice};

/// A claim for 3 November with this number and diagnosis.
fn file(number: &str, diagnosis: &str) -> String {
    format!(
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261110*0900*^*00501*000000001*0*T*:~\
GS*HC*A*B*20261110*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20261110*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*{number}*150***11:B:1*Y*A*Y*Y~HI*ABK:{diagnosis}~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20261103~\
REF*6R*L1~SE*17*0001~GE*1*1~IEA*1*000000001~"
    )
}

pub(crate) async fn posted(practice: &Practice, number: &str, diagnosis: &str) -> RecordId {
    let source = Box::new(std::io::Cursor::new(file(number, diagnosis).into_bytes()));
    practice.app.post_claims(&operator(), "november.837", source).await.unwrap();
    practice.app.find_claim(&operator(), number.to_owned()).await.unwrap()
}

pub(crate) async fn page(practice: &Practice, id: RecordId) -> ClaimPage {
    practice.app.claim_page(&operator(), id).await.unwrap()
}

pub(crate) fn says(page: &ClaimPage, rule: &str) -> &'static str {
    match page.support.rule(rule).unwrap().answer {
        Answer::Pass(_) => "pass",
        Answer::Fail(_) => "fail",
        Answer::Unknown(kind) => kind.code(),
        Answer::NotApplicable => "n/a",
    }
}

async fn attended(practice: &Practice, day: &str, status: &str, minutes: &str) {
    let given = [("day", day), ("type", "individual"), ("status", status), ("planned_minutes", "60"), ("delivered_minutes", minutes)];
    let given: BTreeMap<String, String> = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let kind = RecordKind::Attendance;
    practice.app.record_care_fact(&operator(), practice.anna, kind, given).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_joined_by_its_number_and_judged_by_the_records_of_its_patient() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, "A-1-7", "F331").await;
    let first = page(&practice, id).await;
    let (patient, basis) = first.patient.clone().unwrap();
    assert_eq!((patient.id, basis), (practice.anna, JoinBasis::AccountNumber));
    assert_eq!(
        [says(&first, "C11"), says(&first, "F9"), says(&first, "C1"), says(&first, "B11")],
        ["attendance", "fail", "service_note", "pass"]
    );
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-02", [1; 9])).await.unwrap();
    attended(&practice, "2026-11-03", "attended", "50").await;
    let later = page(&practice, id).await;
    assert_eq!([says(&later, "C11"), says(&later, "F9"), says(&later, "F2")], ["pass", "pass", "pass"]);
    assert!(later.support.score > first.support.score);
}

const NOTE: RecordKind = RecordKind::ServiceNote;

fn note(changes: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut given: BTreeMap<String, String> = [
        ("day", "2026-11-03"),
        ("service", "90834"),
        ("started_at", "2026-11-03T10:00"),
        ("stopped_at", "2026-11-03T10:45"),
        ("signed_day", "2026-11-04"),
        ("needs_cosigner", "no"),
        ("setting_present", "yes"),
        ("goals", "1"),
        ("intervention_present", "yes"),
        ("response_present", "yes"),
        ("risk_present", "yes"),
        ("progress_present", "yes"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    given.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    given
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_carries_a_claim_and_its_correction_and_withdrawal_change_the_answer() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, "A-1-7", "F331").await;
    let asked = async || {
        let page = page(&practice, id).await;
        let ribbon = page.ribbon.clone().unwrap();
        let day = ribbon.days.iter().find(|found| found.day == crate::practice::day("2026-11-03")).unwrap();
        let codes = ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C12"].map(|code| says(&page, code));
        (codes, [day.documented, day.signed], page.is_held())
    };
    let (nothing, unknown) = (["service_note"; 10], [Verdict::Unknown; 2]);
    assert_eq!(asked().await, (nothing, unknown, false));
    let note_id = practice.app.record_care_fact(&operator(), practice.anna, NOTE, note(&[])).await.unwrap();
    assert_eq!(asked().await, (["pass"; 10], [Verdict::Met; 2], false));
    let evidence = match page(&practice, id).await.support.rule("C1").unwrap().answer.clone() {
        Answer::Pass(_) => page(&practice, id).await.support.rule("C2").unwrap().answer.clone(),
        other => panic!("{other:?}"),
    };
    let Answer::Pass(found) = evidence else { panic!("{evidence:?}") };
    assert_eq!(found[0].record.as_deref(), Some(format!("{note_id}.1").as_str()), "the answer names the version of the record it rests on");
    // Each correction takes away one thing, and the rule about it fails.
    let corrections = [
        (("signed_day", ""), "C2"),
        (("stopped_at", "2026-11-03T10:30"), "C3"),
        (("setting_present", "no"), "C4"),
        (("goals", "none"), "C5"),
        (("intervention_present", "no"), "C6"),
        (("response_present", "no"), "C7"),
        (("risk_present", "no"), "C8"),
        (("progress_present", "no"), "C9"),
        (("needs_cosigner", "yes"), "C12"),
        (("service", "90837"), "C1"),
    ];
    for (version, (change, rule)) in (1..).zip(corrections) {
        let which = (NOTE, note_id, Version(version));
        practice.app.correct_care_fact(&operator(), practice.anna, which, note(&[change])).await.unwrap();
        let later = page(&practice, id).await;
        assert_eq!(says(&later, rule), "fail", "{rule} after {change:?}");
        assert_eq!(later.is_held(), ["C1", "C2", "C3", "C12"].contains(&rule), "{rule}");
    }
    let which = (NOTE, note_id, Version(11));
    practice.app.withdraw_care_fact(&operator(), practice.anna, which, "of another patient").await.unwrap();
    assert_eq!(asked().await, (nothing, unknown, false), "a withdrawn note counts no longer");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_attendance_contradicts_is_told_and_a_copy_is_known_by_its_fingerprint() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, "A-1-7", "F331").await;
    let mapping = "[[records]]\nkind = \"service_note\"\nkey = \"no\"\npatient = \"mrn\"\nday = \"day\"\nauthor = \"by\"\nminutes = \"min\"\n\
                   signed_day = \"signed\"\nfingerprint = \"print\"\n";
    let print = |hashes: [u64; 4]| format!("w5:{}", hashes.map(|hash| format!("{hash:016x}")).join(" "));
    let rows = |other: [u64; 4]| {
        let (own, other) = (print([1, 2, 3, 4]), print(other));
        format!("no,mrn,day,by,min,signed,print\n1,A-1,2026-11-03,C1,45,2026-11-03,{own}\n2,A-1,2026-11-10,C1,45,2026-11-10,{other}\n")
    };
    let report = crate::files::import(&practice.app, &rows([5, 6, 7, 8]), crate::files::table(mapping)).await;
    assert_eq!(crate::files::counts(&report), (2, 0, 0));
    let first = page(&practice, id).await;
    assert_eq!([says(&first, "C10"), says(&first, "C13")], ["pass", "service_note"]);
    attended(&practice, "2026-11-03", "attended", "45").await;
    assert_eq!(says(&page(&practice, id).await, "C13"), "pass");
    let copied = rows([1, 2, 3, 4]).replace("\n2,", "\n3,");
    crate::files::import(&practice.app, &copied, crate::files::table(mapping)).await;
    assert_eq!(says(&page(&practice, id).await, "C10"), "fail");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_fits_nobody_says_so_and_rules_about_the_patient_are_unknown() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, "X9", "F331").await;
    let page = page(&practice, id).await;
    assert!(page.patient.is_none() && page.ribbon.is_none());
    assert_eq!([says(&page, "C11"), says(&page, "F9"), says(&page, "A1")], ["patient"; 3]);
    let nowhere = practice.app.find_claim(&operator(), "unheard of".to_owned()).await;
    assert!(matches!(nowhere, Err(AppError::NotFound("claim"))), "{nowhere:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_claim_is_released_with_a_reason_and_held_again_by_another_rule() {
    let practice = practice(Settings::default()).await;
    // A category that is divided further is no diagnosis.
    let id = posted(&practice, "A-1-7", "F32").await;
    assert_eq!((page(&practice, id).await.is_held(), page(&practice, id).await.holding()), (true, vec!["B3".to_owned()]));
    let (biller, _) = practice.somebody("biller", &[Role::Biller], None).await;
    let silent = practice.app.release_claim(&biller, id, "  ").await;
    assert!(matches!(silent, Err(AppError::Form(_))), "{silent:?}");
    practice.app.release_claim(&biller, id, "the payer asked for it by telephone").await.unwrap();
    let released = page(&practice, id).await;
    assert_eq!((released.is_held(), released.releases.len(), released.releases[0].by.as_str()), (false, 1, "biller"));
    assert_eq!((let_go(&released), says(&released, "B3")), (vec!["B3"], "fail"));
    let again = practice.app.release_claim(&biller, id, "once more").await;
    assert!(matches!(again, Err(AppError::Conflict)), "{again:?}");
    attended(&practice, "2026-11-03", "absent", "0").await;
    let held = page(&practice, id).await;
    assert!(held.is_held() && held.holding().contains(&"C11".to_owned()), "{:?}", held.holding());
}

/// The rules that the newest release let go.
fn let_go(page: &ClaimPage) -> Vec<&str> {
    page.releases[0].release.rules.iter().map(|rule| rule.code.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_covers_what_was_looked_at_and_not_the_same_rule_for_another_record() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, "A-1-7", "F331").await;
    let unsigned = |changes: &[(&str, &str)]| note(&[&[("signed_day", "")], changes].concat());
    let first = practice.app.record_care_fact(&operator(), practice.anna, NOTE, unsigned(&[])).await.unwrap();
    assert_eq!(page(&practice, id).await.holding(), ["C2"]);
    practice.app.release_claim(&operator(), id, "signed on paper, seen by the director").await.unwrap();
    let released = page(&practice, id).await;
    assert_eq!((released.is_held(), let_go(&released)), (false, vec!["C2"]));
    // A correction of the record that was looked at brings nothing new.
    let which = (NOTE, first, Version(1));
    practice.app.correct_care_fact(&operator(), practice.anna, which, unsigned(&[("goals", "2")])).await.unwrap();
    assert!(!page(&practice, id).await.is_held(), "{:?}", page(&practice, id).await.holding());
    // A second note that nobody signed is nothing that anybody looked at.
    let later = unsigned(&[("started_at", "2026-11-03T11:00"), ("stopped_at", "2026-11-03T11:45")]);
    practice.app.record_care_fact(&operator(), practice.anna, NOTE, later).await.unwrap();
    let again = page(&practice, id).await;
    assert_eq!((again.is_held(), again.holding()), (true, vec!["C2".to_owned()]));
    let list = practice.app.held_claims(&operator(), HeldQuery::default()).await.unwrap();
    assert_eq!(list.claims.iter().map(|claim| claim.number.as_str()).collect::<Vec<_>>(), ["A-1-7"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn held_claims_are_listed_by_rank_with_who_mends_them_until_they_are_released_or_mended() {
    let practice = practice(Settings::default()).await;
    let held = posted(&practice, "A-1-7", "F32").await;
    posted(&practice, "X9", "F331").await;
    let asked = async |query: HeldQuery| practice.app.held_claims(&operator(), query).await.unwrap();
    let list = asked(HeldQuery::default()).await;
    assert_eq!((list.looked_at, list.of_nobody), (2, 1));
    let told = |list: &app::claim::HeldClaims| {
        let rules = |claim: &app::claim::HeldClaim| claim.holds.iter().map(|judged| judged.rule.code).collect::<Vec<_>>().join(" ");
        list.claims.iter().map(|claim| format!("{} {} {}", claim.rank, claim.number, rules(claim))).collect::<Vec<_>>()
    };
    assert_eq!(told(&list), ["1 A-1-7 B3"]);
    assert_eq!(list.claims[0].id, held);
    let fixer = list.claims[0].holds[0].rule.fixer;
    assert_eq!(list.fixers, [(fixer, 1)]);
    let other = Fixer::ALL.iter().copied().find(|each| *each != fixer);
    let of_other = asked(HeldQuery { fixer: other, ..HeldQuery::default() }).await;
    assert_eq!((of_other.claims.len(), of_other.fixers), (0, vec![(fixer, 1)]), "the counts of roles stay");
    practice.app.release_claim(&operator(), held, "the payer asked for it by telephone").await.unwrap();
    assert!(
        asked(HeldQuery { with_decided: true, ..HeldQuery::default() }).await.claims.is_empty(),
        "a release takes a claim off the list"
    );
    practice.app.record_care_fact(&operator(), practice.anna, NOTE, note(&[("signed_day", "")])).await.unwrap();
    assert_eq!(
        told(&asked(HeldQuery::default()).await),
        ["1 A-1-7 C2"],
        "another rule holds it again; the released one is nobody's to mend"
    );
    let (clinician, _) = practice.somebody("clinician", &[Role::Clinician], None).await;
    let refused = practice.app.held_claims(&clinician, HeldQuery::default()).await.map(drop);
    assert!(matches!(refused, Err(AppError::RoleRefused(Data::Claims))), "{refused:?}");
}

/// The payer says that the claim with this number came through its door, or did not.
fn answer(number: &str, status: &str) -> String {
    format!(
        "ISA*00*          *00*          *ZZ*RECEIVER       *ZZ*SENDER         *261112*0900*^*00501*000000007*0*T*:~\
GS*HN*B*A*20261112*0900*7*X*005010X214~ST*277*0001*005010X214~BHT*0085*08*A1*20261112*0900*TH~HL*1**20*1~NM1*PR*2*PLAN*****PI*P1~\
TRN*1*A1~DTP*050*D8*20261112~DTP*009*D8*20261112~HL*2*1*21*1~NM1*41*2*PRACTICE*****46*S~TRN*2*A1~STC*A1:19:PR*20261112*WQ*150~\
HL*3*2*19*1~NM1*85*2*PRACTICE*****XX*1234567893~TRN*1*0~STC*A1:19:PR**WQ*150~HL*4*3*PT~NM1*QC*1*INVENTED*ANNA****MI*M1~TRN*2*{number}~\
STC*{status}*20261112*WQ*150~DTP*472*D8*20261103~SE*21*0001~GE*1*7~IEA*1*000000007~"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_payer_took_in_can_be_held_no_more_and_what_it_turned_away_can() {
    let check = async |status: &str, listed: usize, stage: HeldStage| {
        let practice = practice(Settings::default()).await;
        let id = posted(&practice, "A-1-7", "F32").await;
        let source = Box::new(std::io::Cursor::new(answer("A-1-7", status).into_bytes()));
        practice.app.post_claims(&operator(), "november.277", source).await.unwrap();
        let list = practice.app.held_claims(&operator(), HeldQuery::default()).await.unwrap();
        assert_eq!(list.claims.len(), listed, "{status}");
        let all = HeldQuery { with_payer: true, ..HeldQuery::default() };
        let all = practice.app.held_claims(&operator(), all).await.unwrap();
        assert_eq!(all.claims.iter().map(|claim| claim.stage).collect::<Vec<_>>(), [stage], "{status}");
        assert_eq!(page(&practice, id).await.stage, stage, "{status}");
    };
    check("A2:20:PR", 0, HeldStage::WithPayer("2026-11-12".parse().ok())).await;
    check("A3:33:IL", 1, HeldStage::Here).await;
}

/// What an assessment comes to: what could not be judged, and each finding with how many lines and how much.
async fn comes_to(practice: &Practice, caller: &app::Caller) -> (Vec<String>, Vec<String>, bool) {
    let made = practice.app.assess(caller, |live| {
        let missing = live.assessment.missing().into_keys().map(|kind| kind.code().to_owned()).collect();
        let told = live.assessment.findings.iter().map(|judged| {
            let lines = if let Outcome::Found(found) = &judged.outcome { found.lines.len() } else { 0 };
            format!("{} {:?} {lines} {}", judged.definition.code, judged.outcome.verdict(), judged.counted.amount)
        });
        let criteria = live.assessment.finding("J3").map(|judged| live.shows_lines(judged.definition));
        (missing, told.collect(), criteria == Some(true))
    });
    made.await.unwrap().expect("a claim is on record")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assessment_has_the_same_numbers_whoever_reads_it() {
    let practice = practice(Settings::default()).await;
    posted(&practice, "A-1-7", "F331").await;
    practice.app.redetermine_everybody().await.unwrap();
    let (biller, _) = practice.somebody("biller", &[Role::Biller], None).await;
    let (director, _) = practice.somebody("director", &[Role::Director], None).await;
    let (missing, told, sees) = comes_to(&practice, &director).await;
    assert!(sees && !missing.contains(&"determinations".to_owned()), "{missing:?}");
    // The lines that say what criteria said about a level of care are for those who may see that; the numbers are for both.
    assert_eq!(comes_to(&practice, &biller).await, (missing, told, false));
}

/// A payer that was checked, and what it asks of a claim.
async fn payer_asks(practice: &Practice, asks: &str) {
    let shipped = care::PayerProfile::shipped();
    let text =
        shipped[0].1.replace("verified = false", "verified = true").replacen("[limits]", &format!("[billing]\n{asks}\n\n[limits]"), 1);
    practice.app.save_payer(&operator(), text).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_checked_profile_asks_of_a_claim_answers_the_rules_and_what_it_leaves_open_is_not_known() {
    let practice = practice(Settings::default()).await;
    let covered = "mrn,payer,member\nA-1,generic-commercial,M1\n";
    let mapping = "[[records]]\nkind = \"coverage\"\npatient = \"mrn\"\npayer = \"payer\"\nmember_id = \"member\"\nrank = { constant = \"primary\" }\n\
                   funding = { constant = \"insured\" }\nrelation = { constant = \"self\" }\nfirst_day = { constant = \"2026-01-01\" }\n";
    let report = crate::files::import(&practice.app, covered, crate::files::table(mapping)).await;
    assert_eq!(crate::files::counts(&report), (1, 0, 0));
    let id = posted(&practice, "A-1-7", "Z630").await;
    let asked = async || {
        let page = page(&practice, id).await;
        ["A13", "B3", "B5", "B6"].map(|rule| says(&page, rule))
    };
    assert_eq!(asked().await, ["payer_rule", "payer_rule", "n/a", "payer_rule"]);
    payer_asks(&practice, "needs_referral = false\nallows_factors_first = false").await;
    assert_eq!(asked().await[..2], ["n/a", "fail"]);
    payer_asks(&practice, "needs_referral = false\nallows_factors_first = true").await;
    assert_ne!(asked().await[1], "fail");
    payer_asks(&practice, "").await;
    assert_eq!(asked().await[..2], ["payer_rule"; 2], "what a new version does not say is not known");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_of_a_patient_name_what_does_not_go_together() {
    let practice = practice(Settings::default()).await;
    posted(&practice, "A-1-7", "F331").await;
    attended(&practice, "2026-11-04", "attended", "50").await;
    let page = practice.app.ribbon(&operator(), practice.anna).await.unwrap();
    let day = |day: &str| page.ribbon.days.iter().find(|found| found.day == crate::practice::day(day)).unwrap();
    assert_eq!((day("2026-11-03").billed, day("2026-11-03").delivered), (Verdict::Met, Verdict::NotMet));
    assert_eq!(day("2026-11-03").gaps[0], Gap::BilledNotDelivered);
    assert!(day("2026-11-04").gaps.contains(&Gap::DeliveredNotBilled));
    assert_eq!(day("2026-11-05").gaps, []);
    assert_eq!(page.claims.iter().map(|(number, _)| number.as_str()).collect::<Vec<_>>(), ["A-1-7"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_claims_sees_no_claim_and_no_days() {
    let practice = practice(Settings::default()).await;
    let id = posted(&practice, "A-1-7", "F331").await;
    for role in [Role::Clinician, Role::FrontDesk, Role::UtilizationReview, Role::Administrator] {
        let (caller, _) = practice.somebody(role.code(), &[role], None).await;
        let claim = practice.app.claim_page(&caller, id).await.map(drop);
        let days = practice.app.ribbon(&caller, practice.anna).await.map(drop);
        let released = practice.app.release_claim(&caller, id, "a reason").await;
        for answer in [claim, days, released] {
            assert!(matches!(answer, Err(AppError::RoleRefused(Data::Claims))), "{role:?}: {answer:?}");
        }
    }
}
