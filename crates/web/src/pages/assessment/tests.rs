use vocabulary::Role;

use crate::pages::denials::tests::{posted, refused};
use crate::practice::{Browser, Practice, problems_on};

async fn biller(practice: &Practice) -> Browser {
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    bea
}

#[tokio::test]
async fn three_amounts_stand_side_by_side_and_are_never_added() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    assert!(bea.get("/assessment").await.shown("assessment-empty").contains("there is nothing to assess"));
    posted(&bea, &refused("CO*197")).await;
    let page = bea.get("/assessment").await.shown("assessment");
    for told in
        ["Owed by contract", "May come back", "May have to be paid back", "never added up", "Claims joined to a patient: 2 of 2", "F4"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    // What could not be judged is said with what would enable it.
    assert!(page.contains("What could not be judged") && page.contains("F9"), "{page}");
}

#[tokio::test]
async fn only_a_basis_that_can_hold_is_offered_for_an_assessment() {
    let practice = Practice::new().await;
    let bea = biller(&practice).await;
    let form = bea.get("/assessment/release").await.shown("assessment-release-bases");
    assert!(form.contains("value=\"payment\"") && form.contains("value=\"consent\""), "{form}");
    assert!(!form.contains("value=\"within_program\"") && !form.contains("value=\"personal_representative\""), "{form}");
}

#[tokio::test]
async fn each_finding_of_the_catalogue_has_a_page() {
    let practice = Practice::new().await;
    let bea = biller(&practice).await;
    for finding in integrity::assessment::findings::CATALOGUE {
        let code = finding.definition.code.to_lowercase();
        let page = bea.get(&format!("/assessment/{code}")).await.shown(&format!("assessment-{code}"));
        assert!(page.contains("How it is counted"), "{code}: {page}");
    }
    assert!(bea.get("/assessment/f4").await.page().contains("CO-197"));
    assert_eq!(bea.get("/assessment/f99").await.status, 404);
}

#[tokio::test]
async fn an_exposure_is_potential_until_somebody_says_why() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    // Paid twice: the payer pays the second claim once more.
    posted(&bea, &refused("CO*197")).await;
    let again = refused("CO*197").replace("000000002", "000000003").replace("TRN*1*T1", "TRN*1*T2").replace("20261020~TRN", "20261101~TRN");
    bea.upload("/claims/file/read", &[], &[("file", "november.x12", &again)]).await.page();
    bea.post_tried("/claims/file").await.leads_to();
    let page = bea.get("/assessment/f14").await.shown("assessment-exposure");
    assert!(page.contains("Potential until a person confirms it"), "{page}");
    assert!(
        page.contains("PLAN · paid again") && page.contains("href=\"/claims/"),
        "the payer has its name, the claim a way to it: {page}"
    );
    assert!(page.contains("1 of 1") && !page.contains("1 of 1: 100.0"), "a full count has no interval: {page}");
    let subject = page.split("name=\"subject\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a line").to_owned();
    let say = async |said: &str, reason: &str| {
        bea.post("/assessment/f14/word", &[("subject", &subject), ("said", said), ("reason", reason)]).await
    };
    let missing = say("confirmed", " ").await.again("assessment-exposure-missing");
    assert_eq!(problems_on(&missing).len(), 1, "{missing}");
    assert_eq!(say("confirmed", "paid on both advices").await.leads_to(), "/assessment/f14?done=said");
    let page = bea.get("/assessment/f14").await.shown("assessment-exposure-said");
    assert!(page.contains("paid on both advices") && page.contains("Confirmed"), "{page}");
    assert!(bea.get("/assessment").await.page().contains("1 confirmed, 0 dismissed, 0 potential"));
    say("reopened", "looked again").await.leads_to();
    assert!(bea.get("/assessment").await.page().contains("0 confirmed, 0 dismissed, 1 potential"));
    let unknown = bea.post("/assessment/f14/word", &[("subject", "nothing"), ("said", "confirmed"), ("reason", "x")]).await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn the_assessment_leaves_through_the_gate() {
    let practice = Practice::new().await;
    let bea = biller(&practice).await;
    bea.get("/assessment/release").await.shown("assessment-release");
    let missing = bea.post("/assessment/release", &[("recipient", "counsel")]).await.again("assessment-release-missing");
    assert_eq!(problems_on(&missing).len(), 2, "{missing}");
    let given = [("copy", "counsel"), ("recipient", "Counsel"), ("reason", "advice"), ("basis", "operations")];
    let file = bea.post("/assessment/release", &given).await;
    assert!(String::from_utf8_lossy(&file.bytes).starts_with("%PDF- Riverside as of "), "{}", file.status);
    // It is found again, as it left, by whoever may release one.
    let page = bea.get("/assessment").await.shown("assessment-released");
    let document = page.split("href=\"/documents/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link to it");
    assert!(page.contains("What left before") && page.contains("Counsel"), "{page}");
    let again = bea.get(&format!("/documents/{document}")).await;
    assert_eq!((again.status, again.bytes), (axum::http::StatusCode::OK, file.bytes));
    let reviewer = practice.browser("uma", &[Role::UtilizationReview]).await;
    assert_eq!(reviewer.get(&format!("/documents/{document}")).await.status, 403, "it names claims of everybody");
}
