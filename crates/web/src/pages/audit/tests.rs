use axum::http::StatusCode;
use vocabulary::Role;

use super::{action, purpose, refused_for};
use crate::practice::{Practice, operator, problems_on};

fn english() -> wording::Text {
    wording::Text::for_language(&vocabulary::Language::english())
}

#[test]
fn codes_of_the_audit_have_words_and_unknown_ones_stay_readable() {
    assert_eq!(action(english(), "view_patient"), "Opened a patient");
    assert_eq!(action(english(), "demo.people"), "demo people");
    assert_eq!(purpose(english(), "stated reason: on call tonight"), "Stated reason: on call tonight");
    assert_eq!(purpose(english(), "payment"), "Payment");
    assert_eq!(refused_for(english(), "recalled_values"), "enabling recalled values");
    assert_eq!(refused_for(english(), "not in care team"), "not in the care team");
}

#[tokio::test]
async fn the_audit_says_who_opened_whose_record_and_what_was_refused() {
    let practice = Practice::new().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    desk.get(&format!("/patients/{}", practice.anna)).await.page();
    let clinician = practice.browser("cleo", &[Role::Clinician]).await;
    clinician.get(&format!("/patients/{}", practice.ben)).await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let page = administrator.get("/audit").await.shown("audit");
    assert!(page.contains("desk Tester") && page.contains("Opened a patient"));
    assert!(page.contains("Refused: not in the care team"));
    assert!(!page.contains("O&#39;Invented") && !page.contains("O'Invented"), "records stand there by their id, not by name");
    let of_anna = administrator.get(&format!("/audit?patient={}", practice.anna)).await.shown("audit-patient");
    assert!(of_anna.contains("Opened a patient") && !of_anna.contains("Refused"), "what touched the other record is not there");
    assert!(!of_anna.contains("Open the record"), "an administrator alone opens no patient");
}

#[tokio::test]
async fn the_audit_goes_on_to_older_operations_until_its_end() {
    let practice = Practice::new().await;
    for _ in 0..130 {
        practice.app.releases(&operator(), practice.anna).await.unwrap();
    }
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let first = administrator.get(&format!("/audit?patient={}", practice.anna)).await.shown("audit-long");
    assert_eq!(first.matches("Listed what has left").count(), 100);
    let older = first.split("rel=\"next\"").next().and_then(|before| before.rsplit_once("href=\"")).map(|(_, address)| address);
    let older = older.and_then(|address| address.split_once('"')).expect("a way to older operations").0.replace("&amp;", "&");
    let second = administrator.get(&older).await.shown("audit-older");
    assert_eq!(second.matches("Listed what has left").count(), 30);
    assert!(second.contains("That is all.") && second.contains("Registered a patient"));
}

#[tokio::test]
async fn a_filter_that_is_no_record_id_is_said_and_other_roles_see_no_audit() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let page = administrator.get("/audit?patient=A-1").await.again("audit-unreadable");
    assert_eq!(problems_on(&page), ["Record id of a patient: this is no record id. Copy it from the column of patients."]);
    let director = practice.browser("dora", &[Role::Director]).await;
    for path in ["/audit", "/audit/chain"] {
        assert_eq!(director.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn the_chain_is_checked() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let sealed = practice.test.database.seal_audit().await.unwrap();
    let page = administrator.get("/audit/chain").await.shown("audit-chain");
    assert!(page.contains("Yes. No sealed row was changed or removed."));
    assert!(page.contains(&format!("<dd>{sealed}</dd>")), "{sealed} seals were checked");
}

#[test]
fn a_broken_chain_says_where() {
    let broken = app::audit::BrokenRange { first: 4, last: 6, problem: app::audit::BrokenSeal::RowMissing };
    let report = app::audit::AuditReport { sealed: 9, unsealed: 2, broken: vec![broken], head: None, expected_head_found: None };
    let frame = crate::frame::Frame { text: english(), practice: "Riverside".to_owned(), person: None };
    let page = super::chain_page(&frame, &report).into_string();
    assert_eq!(crate::check::problems(&page), Vec::<String>::new());
    assert!(page.contains("Row removed") && page.contains("No. Rows were changed") && !page.contains("Yes."));
    crate::practice::keep("audit-chain-broken", &page);
}
