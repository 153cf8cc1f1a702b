use vocabulary::Role;

use crate::pages::denials::tests::{posted, refused};
use crate::practice::{Practice, problems_on};

#[tokio::test]
async fn a_confirmed_exposure_opens_a_case_with_its_days_until_the_money_went_back() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    assert!(bea.get("/overpayments").await.shown("overpayments-empty").contains("Nothing was confirmed."));
    // Paid twice: the payer pays the second claim once more.
    posted(&bea, &refused("CO*197")).await;
    let again = refused("CO*197").replace("000000002", "000000003").replace("TRN*1*T1", "TRN*1*T2").replace("20261020~TRN", "20261101~TRN");
    bea.upload("/claims/file/read", &[], &[("file", "november.x12", &again)]).await.page();
    bea.post("/claims/file", &[]).await.leads_to();
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
    bea.post("/claims/file", &[]).await.leads_to();
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
    let no_one = [("case", case.as_str()), ("recipient", ""), ("reason", "billed in error"), ("basis", "payment")];
    assert_eq!(problems_on(&bea.post("/overpayments/void", &no_one).await.again("overpayments-void-problem")).len(), 1);
    let given = [("case", case.as_str()), ("recipient", "PLAN"), ("reason", "billed in error"), ("basis", "payment")];
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
