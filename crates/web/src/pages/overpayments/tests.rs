use vocabulary::Role;

use crate::pages::denials::tests::{posted, refused};
use crate::practice::{Browser, Practice, problems_on};

#[tokio::test]
async fn a_confirmed_exposure_opens_a_case_with_its_days_until_the_money_went_back() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    assert!(bea.get("/overpayments").await.shown("overpayments-empty").contains("Nothing was confirmed."));
    // Paid twice: the payer pays the second claim once more.
    posted(&bea, &refused("CO*197")).await;
    let again = refused("CO*197").replace("000000002", "000000003").replace("TRN*1*T1", "TRN*1*T2").replace("20261020~TRN", "20261101~TRN");
    bea.upload("/claims/file/read", &[], &[("file", "november.x12", &again)]).await.page();
    bea.post_tried("/claims/file").await.leads_to();
    let page = bea.get("/assessment/f14").await.page();
    let subject = page.split("name=\"subject\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a line").to_owned();
    let word = [("subject", subject.as_str()), ("said", "confirmed"), ("reason", "paid on both advices")];
    bea.post("/assessment/f14/word", &word).await.leads_to();
    assert!(bea.get("/assessment").await.page().contains("href=\"/overpayments\""));
    let open = bea.get("/overpayments").await.shown("overpayments");
    for told in ["F14", "paid on both advices", "60 days", "42 CFR 401.305"] {
        assert!(open.contains(told), "{told}: {open}");
    }
    let case = format!("F14 {subject}");
    let step = async |kind: &str, day: &str, amount: &str, note: &str| {
        bea.post("/overpayments", &[("case", &case), ("kind", kind), ("day", day), ("amount", amount), ("note", note)]).await
    };
    let missing = step("returned", "2026-11-23", "", "check 1044").await.again("overpayments-missing");
    assert_eq!(problems_on(&missing).len(), 1, "{missing}");
    assert_eq!(step("deadline", "2026-12-24", "", "contract, section 7").await.leads_to(), "/overpayments?done=saved");
    assert!(bea.get("/overpayments").await.page().contains("contract, section 7"));
    assert_eq!(step("returned", "2026-11-23", "100.00", "check 1044").await.leads_to(), "/overpayments?done=saved");
    let ended = bea.get("/overpayments").await.shown("overpayments-ended");
    assert!(ended.contains("check 1044") && !ended.contains("action=\"/overpayments\""), "a case that ended takes no step: {ended}");
    assert_eq!(step("returned", "2026-11-23", "100.00", "again").await.status, 404);
}

#[tokio::test]
async fn the_claim_of_a_case_is_taken_back_through_the_gate_with_the_payers_number() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    let again = refused("CO*197").replace("000000002", "000000003").replace("TRN*1*T1", "TRN*1*T2").replace("20261020~TRN", "20261101~TRN");
    bea.upload("/claims/file/read", &[], &[("file", "november.x12", &again)]).await.page();
    bea.post_tried("/claims/file").await.leads_to();
    let page = bea.get("/assessment/f14").await.page();
    let subject = page.split("name=\"subject\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a line").to_owned();
    let case = format!("F14 {subject}");
    assert_eq!(bea.get("/overpayments/void?case=F14+nothing").await.status, 404);
    let word = [("subject", subject.as_str()), ("said", "confirmed"), ("reason", "billed although nobody came")];
    bea.post("/assessment/f14/word", &word).await.leads_to();
    let open = bea.get("/overpayments").await.page();
    let address = open.split("href=\"/overpayments/void?").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
    let form = bea.get(&format!("/overpayments/void?{address}")).await.shown("overpayments-void");
    assert!(form.contains("Claim C2"), "{form}");
    let no_one = [("case", case.as_str()), ("payer", "P1"), ("recipient", ""), ("reason", "billed in error"), ("basis", "payment")];
    assert_eq!(problems_on(&bea.post("/overpayments/void", &no_one).await.again("overpayments-void-problem")).len(), 1);
    let given = [("case", case.as_str()), ("payer", "P1"), ("recipient", "PLAN"), ("reason", "billed in error"), ("basis", "payment")];
    let file = bea.post("/overpayments/void", &given).await;
    let written = String::from_utf8(file.bytes).expect("X12 is text");
    assert!(written.contains("CLM*C2*150***11:B:8") && written.contains("REF*F8*ICN2") && !written.contains("CLM*C1"), "{written}");
    let ended = bea.get("/overpayments").await.shown("overpayments-voided");
    assert!(ended.contains("ICN2: billed in error") && ended.contains("left through the release gate"), "{ended}");
    assert!(!ended.contains("/overpayments/void?"), "a case that ended takes nothing back: {ended}");
    assert_eq!(bea.post("/overpayments/void", &given).await.status, 404);
    let releases = practice.app.releases(&crate::practice::operator(), practice.anna).await.expect("read");
    assert_eq!(releases.iter().map(|each| each.value().subject.as_str()).collect::<Vec<_>>(), ["void_claim"]);
}

/// The first claim once more, as the bill to a second payer that says what the first one paid.
fn second_bill() -> String {
    "ISA*00*          *00*          *30*990000001      *ZZ*RECEIVER       *261025*0900*^*00501*000000009*0*T*:~\
GS*HC*SENDER*RECEIVER*20261025*0900*9*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*9*20261025*0900*CH~\
NM1*41*2*PRACTICE*****46*S~PER*IC*BILLING*TE*5550100000~NM1*40*2*PLAN*****46*R~HL*1**20*1~NM1*85*2*PRACTICE*****XX*1234567893~\
N3*1 INVENTED WAY~N4*NOWHERE*NY*10001~REF*EI*990000001~HL*2*1*22*0~SBR*S*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M2~\
N3*2 INVENTED WAY~N4*NOWHERE*NY*10001~DMG*D8*19900501*F~NM1*PR*2*PLAN TWO*****PI*P2~CLM*C2*150***11:B:1*Y*A*Y*Y~REF*EA*A-1~\
HI*ABK:F331~SBR*P*18*******CI~AMT*D*100~OI***Y***Y~NM1*IL*1*INVENTED*ANNA****MI*M1~NM1*PR*2*PLAN*****PI*P1~\
LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20261006~REF*6R*C2L1~SE*30*0001~GE*1*9~IEA*1*000000009~"
        .to_owned()
}

/// The payment of the second payer.
fn second_payment() -> String {
    "ISA*00*          *00*          *ZZ*RECEIVER       *30*990000001      *261102*0900*^*00501*000000010*0*T*:~\
GS*HP*B*A*20261102*0900*1*X*005010X221A1~ST*835*0001~BPR*I*10*C*ACH************20261102~TRN*1*T9*1599999999~\
N1*PR*PLAN TWO~REF*2U*P2~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*C2*2*150*10**12*ICNTWO~NM1*QC*1*INVENTED*ANNA****MI*M2~\
SVC*HC:90834*150*10**1~DTM*472*20261006~CAS*OA*23*140~REF*6R*C2L1~SE*14*0001~GE*1*1~IEA*1*000000010~"
        .to_owned()
}

/// Claim C2 paid twice by its first payer and billed to a second one; the overpayment is confirmed. Gives the case.
async fn paid_twice_and_billed_on(bea: &Browser, files: &[String]) -> String {
    posted(bea, &refused("CO*197")).await;
    let again = refused("CO*197").replace("000000002", "000000003").replace("TRN*1*T1", "TRN*1*T2").replace("20261020~TRN", "20261101~TRN");
    for content in std::iter::once(&again).chain(files) {
        bea.upload("/claims/file/read", &[], &[("file", "november.x12", content)]).await.page();
        bea.post_tried("/claims/file").await.leads_to();
    }
    let page = bea.get("/assessment/f14").await.page();
    let subject = page.split("name=\"subject\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a line").to_owned();
    let word = [("subject", subject.as_str()), ("said", "confirmed"), ("reason", "paid on both advices")];
    bea.post("/assessment/f14/word", &word).await.leads_to();
    format!("F14 {subject}")
}

/// What leaves when the bill of a case is taken back from a payer.
async fn voided(bea: &Browser, case: &str, payer: &str) -> String {
    let given = [("case", case), ("payer", payer), ("recipient", "PLAN"), ("reason", "billed in error"), ("basis", "payment")];
    String::from_utf8(bea.post("/overpayments/void", &given).await.bytes).expect("X12 is text")
}

#[tokio::test]
async fn a_void_goes_to_the_payer_that_paid_and_not_to_the_last_one_that_was_billed() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let case = paid_twice_and_billed_on(&bea, &[second_bill()]).await;
    let form = voided(&bea, &case, "P2").await;
    assert!(problems_on(&form).len() == 1 && !form.contains("CLM*"), "who decided nothing is not offered: {form}");
    let written = voided(&bea, &case, "P1").await;
    for told in ["SBR*P*", "NM1*PR*2*PLAN*****PI*P1", "CLM*C2*150***11:B:8", "REF*F8*ICN2"] {
        assert!(written.contains(told), "{told}: {written}");
    }
    assert!(!written.contains("P2"), "{written}");
    assert!(bea.get("/overpayments").await.page().contains("Ended"), "nobody else paid");
}

#[tokio::test]
async fn each_of_several_payers_gets_one_void_and_the_case_ends_with_the_last() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let case = paid_twice_and_billed_on(&bea, &[second_bill(), second_payment()]).await;
    let form = bea.get(&format!("/overpayments/void?case={}", case.replace(' ', "+"))).await.shown("overpayments-void-payers");
    assert!(form.contains("PLAN (ICN2), paid $100.00") && form.contains("PLAN TWO (ICNTWO), paid $10.00"), "{form}");
    assert!(voided(&bea, &case, "P1").await.contains("REF*F8*ICN2"));
    let open = bea.get("/overpayments").await.page();
    assert!(open.contains("/overpayments/void?") && open.contains("Bill to one of several payers withdrawn"), "{open}");
    assert!(voided(&bea, &case, "P1").await.contains("left for this payer already"));
    let written = voided(&bea, &case, "P2").await;
    for told in ["SBR*S*", "NM1*PR*2*PLAN TWO*****PI*P2", "CLM*C2*150***11:B:8", "REF*F8*ICNTWO"] {
        assert!(written.contains(told), "{told}: {written}");
    }
    assert!(!bea.get("/overpayments").await.page().contains("/overpayments/void?"), "the case ended");
}

#[tokio::test]
async fn two_cases_of_one_claim_take_it_back_once() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let first = paid_twice_and_billed_on(&bea, &[]).await;
    // A second finding about the same claim was confirmed too.
    let second = first.replace("F14 ", "F8 ");
    let word = integrity::assessment::word::ExposureWord {
        finding: "F8".to_owned(),
        subject: second["F8 ".len()..].to_owned(),
        said: integrity::assessment::word::Said::Confirmed,
        amount: None,
        reason: "no note".to_owned(),
    };
    let operation = storage::testing::operation("say");
    let written = practice
        .test
        .database
        .write::<_, storage::StorageError, _>(&operation, |unit| Box::pin(async move { storage::exposure_word::add(unit, &word).await }));
    written.await.expect("said");
    assert!(voided(&bea, &first, "P1").await.contains("REF*F8*ICN2"));
    let page = bea.get("/overpayments").await.page();
    assert_eq!(page.matches("ICN2: billed in error").count(), 2, "it is a step of both: {page}");
    let given = [("case", second.as_str()), ("payer", "P1"), ("recipient", "PLAN"), ("reason", "again"), ("basis", "payment")];
    assert_eq!(bea.post("/overpayments/void", &given).await.status, 404, "both ended");
    // A case that is opened later finds that the void left.
    practice.test.clock.set(practice.app.now().plus_seconds(60));
    bea.post("/assessment/f14/word", &[("subject", &first["F14 ".len()..]), ("said", "dismissed"), ("reason", "looked again")])
        .await
        .leads_to();
    bea.post("/assessment/f14/word", &[("subject", &first["F14 ".len()..]), ("said", "confirmed"), ("reason", "it is so")])
        .await
        .leads_to();
    assert!(voided(&bea, &first, "P1").await.contains("left for this payer already"));
}

#[tokio::test]
async fn a_case_whose_line_is_not_found_any_more_can_be_dismissed() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let case = paid_twice_and_billed_on(&bea, &[]).await;
    // A person says that the second advice is not about a claim of the practice.
    let payments = practice.app.payments(&crate::practice::operator()).await.expect("read");
    let second = payments.iter().find(|(_, payment)| payment.key.interchange == "000000003").expect("on record").0;
    let none = app::claim::SaidMatch::NoneOfOurs;
    practice.app.say_match(&crate::practice::operator(), second, 1, none).await.expect("said");
    let page = bea.get("/assessment/f14").await.page();
    assert!(!page.contains(&case["F14 ".len()..]), "the line is not found any more: {page}");
    let say = async |said: &str, reason: &str| {
        bea.post("/overpayments", &[("form", "word"), ("spoken_of", &case), ("said", said), ("reason", reason)]).await
    };
    assert_eq!(problems_on(&say("", "").await.again("overpayments-word-missing")).len(), 2);
    assert_eq!(say("dismissed", "the payer took it back").await.leads_to(), "/overpayments?done=saved");
    assert!(bea.get("/overpayments").await.page().contains("Nothing was confirmed."));
    assert_eq!(say("dismissed", "once more").await.status, 404);
}

#[tokio::test]
async fn who_may_not_see_what_criteria_said_sees_no_case_of_it() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let word = integrity::assessment::word::ExposureWord {
        finding: "J3".to_owned(),
        subject: "C2 1 2026-10-06".to_owned(),
        said: integrity::assessment::word::Said::Confirmed,
        amount: None,
        reason: "criteria said otherwise".to_owned(),
    };
    let operation = storage::testing::operation("say");
    let written = practice
        .test
        .database
        .write::<_, storage::StorageError, _>(&operation, |unit| Box::pin(async move { storage::exposure_word::add(unit, &word).await }));
    written.await.expect("said");
    let director = practice.browser("ruth", &[Role::Director]).await;
    assert!(director.get("/overpayments").await.page().contains("J3"));
    assert!(!bea.get("/overpayments").await.page().contains("J3"));
    let step = [("case", "J3 C2 1 2026-10-06"), ("kind", "bill_withdrawn"), ("day", "2026-11-20"), ("note", "void sent")];
    assert_eq!(bea.post("/overpayments", &step).await.status, 404);
    assert_eq!(bea.get("/overpayments/void?case=J3+C2+1+2026-10-06").await.status, 404);
    let word = [("form", "word"), ("spoken_of", "J3 C2 1 2026-10-06"), ("said", "dismissed"), ("reason", "x")];
    assert_eq!(bea.post("/overpayments", &word).await.status, 404);
}
