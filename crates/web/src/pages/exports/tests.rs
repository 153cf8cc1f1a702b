use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use vocabulary::Role;

use crate::practice::{Answer, Practice, entry, operator, problems_on};

fn form(kind: &'static str) -> [(&'static str, &'static str); 4] {
    [("kind", kind), ("recipient", "Blue Ridge Care"), ("reason", "The patient goes on there."), ("basis", "treatment")]
}

fn file(answer: &Answer, media_type: &str) -> String {
    assert_eq!((answer.status, answer.headers[CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, media_type));
    assert_eq!(answer.headers[CACHE_CONTROL], "no-store");
    let name = answer.headers[CONTENT_DISPOSITION].to_str().unwrap();
    assert!(name.starts_with("attachment; filename=\"throughline-") && !name.contains("Anna"), "{name}");
    String::from_utf8(answer.bytes.clone()).unwrap()
}

async fn answered() -> Practice {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-11-20", [1; 9])).await;
    practice.record(practice.ben, entry("2026-11-20", [2; 9])).await;
    practice
}

#[tokio::test]
async fn the_scores_of_one_patient_leave_as_a_table_and_stand_among_what_left() {
    let practice = answered().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let patient = format!("/patients/{}", practice.anna);
    assert!(clinician.get(&patient).await.page().contains(&format!("href=\"{patient}/export\"")));
    clinician.get(&format!("{patient}/export")).await.shown("export");
    let table = file(&clinician.post(&format!("{patient}/export"), &form("scores")).await, "text/csv");
    assert!(table.contains("A-1,2026-11-20,phq-9") && !table.contains("A-2"), "{table}");
    let fhir = file(&clinician.post(&format!("{patient}/export"), &form("fhir")).await, "application/fhir+json");
    assert!(fhir.contains("QuestionnaireResponse"));
    let left = clinician.get(&format!("{patient}/disclosures")).await.shown("releases-exports");
    for words in ["Scores as a table", "Records as FHIR", "Blue Ridge Care", "Treatment"] {
        assert!(left.contains(words), "{words}");
    }
}

#[tokio::test]
async fn everybodys_records_leave_by_those_alone_who_may_see_everybody() {
    let practice = answered().await;
    let director = practice.browser("dora", &[Role::Director]).await;
    assert!(director.get("/patients").await.page().contains("href=\"/export\""));
    director.get("/export").await.shown("export-everybody");
    let table = file(&director.post("/export", &form("scores")).await, "text/csv");
    assert!(table.contains("A-1,2026-11-20") && table.contains("A-2,2026-11-20"), "{table}");
    file(&director.post("/export", &form("fhir")).await, "application/fhir+ndjson");
    for (name, role, clinician) in
        [("okoro", Role::Clinician, Some(practice.clinician)), ("bea", Role::Biller, None), ("desk", Role::FrontDesk, None)]
    {
        let browser = practice.browser_of(name, &[role], clinician).await;
        assert_eq!(browser.get("/export").await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(browser.post("/export", &form("scores")).await.status, StatusCode::FORBIDDEN, "{name}");
        assert!(!browser.get("/patients").await.page().contains("href=\"/export\""), "{name} sees no door that is locked");
    }
}

#[tokio::test]
async fn nothing_leaves_without_saying_what_for_whom_and_why() {
    let practice = answered().await;
    let director = practice.browser("dora", &[Role::Director]).await;
    let address = format!("/patients/{}/export", practice.anna);
    let page = director.post(&address, &[("reason", "Kept words")]).await.again("export-problems");
    assert_eq!(problems_on(&page), ["What: choose one.", "Recipient: fill this in.", "Basis: fill this in."]);
    assert!(page.contains("Kept words"));
    let other = director.post(&address, &form("everything")).await.again("export-other");
    assert_eq!(problems_on(&other), ["What: this answer is not one of those offered."]);
    assert!(practice.app.releases(&operator(), practice.anna).await.unwrap().is_empty());
}

#[tokio::test]
async fn outside_of_the_care_team_a_reason_is_asked_for_first() {
    let practice = answered().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let address = format!("/patients/{}/export", practice.ben);
    assert!(clinician.get(&address).await.leads_to().starts_with(&format!("/patients/{}/reason?", practice.ben)));
    assert!(clinician.post(&address, &form("scores")).await.leads_to().starts_with(&format!("/patients/{}/reason?", practice.ben)));
    assert!(practice.app.releases(&operator(), practice.ben).await.unwrap().is_empty());
}
