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
