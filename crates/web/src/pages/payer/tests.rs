//! A payer's profile: seen, edited as a new version, with its rates, from which the board says what is at risk.

use vocabulary::Role;

use crate::practice::{Practice, problems_on};

const COPY: &str = "\
key = \"blue-ridge\"
name = \"Blue <Ridge>\"
class = \"commercial\"
verified = false
source = \"its manual of 2026\"

[[cadence]]
level = \"IOP\"
initial_days = 14
concurrent_days = 10
";

#[tokio::test]
async fn a_profile_is_written_marked_as_checked_and_keeps_its_versions() {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let list = browser.get("/payers").await.shown("payers");
    assert!(list.contains("Generic commercial plan") && list.contains("Generic, comes with the product"), "{list}");
    let edit = "/payers/generic-commercial/edit";
    assert!(browser.get(edit).await.shown("payer-edit").contains("generic-commercial"));
    let wrong = browser.post(edit, &[("file", "key = 7")]).await.again("payer-problem");
    assert!(problems_on(&wrong)[0].starts_with("line 1"), "{:?}", problems_on(&wrong));
    assert_eq!(browser.post(edit, &[("file", COPY)]).await.leads_to(), "/payers/blue-ridge?done=saved");
    let checked = COPY.replace("verified = false", "verified = true");
    browser.post("/payers/blue-ridge/edit", &[("file", &checked)]).await.leads_to();
    let page = browser.get("/payers/blue-ridge").await.shown("payer");
    for words in
        ["Blue &lt;Ridge&gt;", "Version 2", "Version 1", "Checked against the payer’s documents", "14 at first, then 10", "Not known"]
    {
        assert!(page.contains(words), "{words} is not on the page:\n{page}");
    }
    let clinician = practice.browser_of("ines", &[Role::Clinician], Some(practice.clinician)).await;
    assert!(!clinician.get("/payers/blue-ridge").await.shown("payer-clinician").contains("Edit the profile"));
}

#[tokio::test]
async fn money_at_risk_is_shown_where_a_rate_is_on_record_and_not_guessed_elsewhere() {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    assert!(browser.get("/reviews").await.shown("board-no-rate").contains("No rate on record"));
    browser.post("/payers/generic-commercial/edit", &[("file", COPY)]).await.leads_to();
    let coverage = [
        ("payer", "blue-ridge"),
        ("rank", "primary"),
        ("funding", "insured"),
        ("member_id", "M-1"),
        ("relation", "self"),
        ("first", "2026-01-01"),
    ];
    browser.post(&format!("/patients/{}/authorizations/coverage", practice.anna), &coverage).await.leads_to();
    assert!(browser.get("/reviews").await.page().contains("No rate on record"), "a payer without a rate");
    let rate = [("level", "IOP"), ("amount", "412.50"), ("first", "2026-01-01")];
    let wrong = browser.post("/payers/blue-ridge/rate", &[rate[0], ("amount", "much"), rate[2]]).await.again("rate-problem");
    assert_eq!(problems_on(&wrong), ["Amount for a day, in dollars: this cannot be read. Write it as the hint says."]);
    browser.post("/payers/blue-ridge/rate", &rate).await.leads_to();
    let twice = browser.post("/payers/blue-ridge/rate", &rate).await.again("rate-twice");
    assert_eq!(problems_on(&twice), ["From: this is already taken by another record. Check whether it is the same one."]);
    let board = browser.get("/reviews").await.shown("board-rate");
    assert!(board.contains("$5,775.00"), "14 days of a first authorization at $412.50:\n{board}");
}

#[tokio::test]
async fn the_practice_lays_its_own_rules_of_time_over_those_that_ship() {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let page = browser.get("/payers/deadlines").await.shown("deadlines");
    assert!(page.contains("ERISA-C2") && page.contains("The payer within 24 hours") && !page.contains("OURS-P2P"), "{page}");
    let wrong = browser.post("/payers/deadlines", &[("file", "id = 7")]).await.again("deadlines-problem");
    assert!(problems_on(&wrong)[0].starts_with("The rules cannot be used: line 1"), "{:?}", problems_on(&wrong));
    let rules = "id = \"ours\"\nversion = \"2\"\n[[rule]]\nid = \"OURS-P2P\"\nregime = \"contract\"\nevent = \"denial_received\"\n\
                 owed_by = \"practice\"\nact = \"peer_to_peer\"\nlimit = { business_days = 2 }\nsource = \"our contract\"\nverified = false\n";
    assert_eq!(browser.post("/payers/deadlines", &[("file", rules)]).await.leads_to(), "/payers/deadlines?done=saved");
    let page = browser.get("/payers/deadlines").await.page();
    assert!(page.contains("OURS-P2P") && page.contains("the practice’s own"), "{page}");
    let clinician = practice.browser_of("ines", &[Role::Clinician], Some(practice.clinician)).await;
    assert!(!clinician.get("/payers/deadlines").await.page().contains("Save the rules"));
}
