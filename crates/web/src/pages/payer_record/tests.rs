//! The page of payers and days: from a decision that says when it was asked, over the figures, to the file that leaves on record.

use vocabulary::Role;

use crate::practice::{Practice, problems_on};

const PARTIAL: [(&str, &str); 15] = [
    ("outcome", "partial"),
    ("stage", "first_review"),
    ("asked_at", "2026-10-02T10:00"),
    ("decided", "2026-10-04T10:00"),
    ("first", "2026-10-05"),
    ("last", "2026-10-14"),
    ("payer", "generic-commercial"),
    ("number", "AU-7"),
    ("level", "IOP"),
    ("unit", "day"),
    ("units", "5"),
    ("granted_first", "2026-10-05"),
    ("granted_last", "2026-10-09"),
    ("minutes", "12"),
    ("urgent", "yes"),
];

const LEAVES: [(&str, &str); 5] = [
    ("what", "figures"),
    ("recipient", "State insurance department"),
    ("reason", "parity complaint"),
    ("basis", "audit_evaluation"),
    ("authority", "agreement of November 2, 2026"),
];

#[tokio::test]
async fn a_decision_that_says_when_it_was_asked_is_timed_counted_and_leaves_as_evidence() {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    assert!(browser.get("/payers/record").await.shown("payer-record-empty").contains("Nothing was asked of a payer yet"));
    let episode = practice.episode.to_string();
    let fields = [&PARTIAL[..], &[("episode", episode.as_str())]].concat();
    let address = format!("/patients/{}/authorizations", practice.anna);
    assert_eq!(browser.post(&format!("{address}/decision"), &fields).await.leads_to(), format!("{address}?done=saved"));
    let page = browser.get("/payers/record").await.shown("payer-record");
    assert!(page.contains("5 of 10") && page.contains("half within 2 days"), "{page}");
    assert!(page.contains("Refused without a reason") && page.contains("No figure: 0 finished stays"), "{page}");
    assert!(browser.get("/reviews").await.page().contains("/payers/record"));

    browser.get("/payers/record/export").await.shown("payer-record-export");
    let again = browser.post("/payers/record/export", &LEAVES[..1]).await.again("payer-record-export-empty");
    assert_eq!(problems_on(&again).len(), 3, "{again}");
    let answer = browser.post("/payers/record/export", &LEAVES).await;
    assert_eq!(answer.headers["content-type"], "text/csv");
    let table = String::from_utf8(answer.bytes).unwrap();
    assert!(table.starts_with("payer,level_of_care,asked,decided,days_asked,days_granted"), "{table}");
}

#[tokio::test]
async fn when_it_was_asked_needs_payer_and_level() {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let episode = practice.episode.to_string();
    let fields: [(&str, &str); 7] = [
        ("episode", &episode),
        ("outcome", "denied"),
        ("stage", "first_review"),
        ("asked_at", "2026-10-02T10:00"),
        ("decided", "2026-10-04T10:00"),
        ("first", "2026-10-05"),
        ("last", "2026-10-14"),
    ];
    let again = browser.post(&format!("/patients/{}/authorizations/decision", practice.anna), &fields).await.again("decision-asked");
    assert_eq!(problems_on(&again).len(), 2, "{again}");
}
