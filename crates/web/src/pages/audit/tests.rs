use axum::http::StatusCode;
use vocabulary::Role;

use super::{action, purpose, refused_for};
use crate::pages::denials::tests::{posted, refused};
use crate::practice::{Practice, operator, problems_on};

fn english() -> wording::Text {
    wording::Text::for_language(&vocabulary::Language::english())
}

/// The rows of the list, without the filter above it.
fn rows(page: &str) -> &str {
    page.split_once("<tbody").expect("a table").1
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

/// The codes of actions that the source files under a folder name.
fn codes_in(folder: &std::path::Path, found: &mut std::collections::BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            codes_in(&entry, found);
            continue;
        }
        let source = std::fs::read_to_string(&entry).unwrap();
        // Where the openings of one patient's record are listed, each is a name and a code.
        let listed = entry.ends_with("src/opening.rs").then_some(" = \"");
        for opening in ["ACTION: &str = \"", ".operation(caller, \"", ".audited(caller, \"", ".refuse(caller, \""].into_iter().chain(listed)
        {
            found.extend(source.split(opening).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
        }
    }
}

#[test]
fn every_action_of_the_use_cases_has_words_in_both_languages() {
    let mut codes = std::collections::BTreeSet::new();
    codes_in(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src"), &mut codes);
    assert!(codes.len() > 120 && codes.contains("view_patient"), "{codes:?}");
    let without: Vec<&String> = codes.iter().filter(|code| action(english(), code) == code.replace('_', " ")).collect();
    assert_eq!(without, [""; 0]);
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
    assert!(rows(&page).contains("desk Tester") && rows(&page).contains("Opened a patient"));
    assert!(rows(&page).contains("Refused: not in the care team"));
    assert!(!page.contains("O&#39;Invented") && !page.contains("O'Invented"), "records stand there by their id, not by name");
    let of_anna = administrator.get(&format!("/audit?patient={}", practice.anna)).await.shown("audit-patient");
    assert!(rows(&of_anna).contains("Opened a patient") && !of_anna.contains("Refused"), "what touched the other record is not there");
    assert!(!of_anna.contains("Open the record"), "an administrator alone opens no patient");
}

#[tokio::test]
async fn the_audit_goes_on_to_older_operations_until_its_end_and_keeps_its_filter() {
    let practice = Practice::new().await;
    for _ in 0..130 {
        practice.app.releases(&operator(), practice.anna).await.unwrap();
    }
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let filter = format!("/audit?patient={}&from=2026-11-01", practice.anna);
    let first = administrator.get(&filter).await.shown("audit-long");
    assert_eq!(rows(&first).matches("Listed what has left").count(), 100);
    let older = first.split("rel=\"next\"").next().and_then(|before| before.rsplit_once("href=\"")).map(|(_, address)| address);
    let older = older.and_then(|address| address.split_once('"')).expect("a way to older operations").0.replace("&amp;", "&");
    assert!(older.contains(&filter) && older.contains("&before="), "{older}");
    let second = administrator.get(&older).await.shown("audit-older");
    assert_eq!(rows(&second).matches("Listed what has left").count(), 30);
    assert!(second.contains("That is all.") && rows(&second).contains("Registered a patient"));
}

#[tokio::test]
async fn a_record_number_is_looked_up_and_only_its_id_stands_in_the_address() {
    let practice = Practice::new().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    desk.get(&format!("/patients/{}", practice.anna)).await.page();
    desk.get(&format!("/patients/{}", practice.ben)).await.page();
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let fields = [("patient", "A-2"), ("person", ""), ("action", "view_patient"), ("from", "2026-11-01"), ("to", "2026-11-23")];
    let answer = administrator.post("/audit", &fields).await;
    let address = answer.leads_to();
    assert_eq!(address, format!("/audit?patient={}&action=view_patient&from=2026-11-01&to=2026-11-23", practice.ben));
    let page = administrator.get(address).await.shown("audit-filtered");
    assert!(
        page.contains("desk Tester") && page.contains("<option value=\"view_patient\" selected>") && page.contains("value=\"2026-11-23\"")
    );
    assert!(!rows(&page).contains("Registered a patient") && !rows(&page).contains(&practice.anna.to_string()));
    let earlier = administrator.get(&format!("/audit?patient={}&to=2026-11-22", practice.ben)).await.shown("audit-earlier");
    assert!(earlier.contains("No operation fits."));
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_said_and_other_roles_see_no_audit() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let fields = [("patient", "A-9"), ("from", "2026-11-20"), ("to", "2026-11-02")];
    let page = administrator.post("/audit", &fields).await.again("audit-unreadable");
    assert_eq!(
        problems_on(&page),
        [
            "Up to: the end lies before the beginning.",
            "Record number or id of a patient: no record has it. Check it letter by letter, or follow the link in the column of patients."
        ]
    );
    assert!(page.contains("value=\"A-9\""));
    let director = practice.browser("dora", &[Role::Director]).await;
    for path in ["/audit", "/audit/chain"] {
        assert_eq!(director.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(director.post("/audit", &fields).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_billing_touched_is_counted_by_claims_and_not_called_people() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    bea.get("/denials").await.page();
    bea.get("/claims/payments").await.page();
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let page = administrator.get("/audit?action=list_payments").await.shown("audit-billing");
    assert!(rows(&page).contains("claims, decisions or steps of billing"), "{}", rows(&page));
    let denials = administrator.get("/audit?action=view_denials").await.page();
    assert!(rows(&denials).contains(&practice.anna.to_string()), "who stands in the queue is named: {}", rows(&denials));
    assert!(!rows(&denials).contains("claims, decisions or steps"), "and nobody else counted: {}", rows(&denials));
    let posting = administrator.get("/audit?action=post_claims").await.page();
    assert!(!rows(&posting).contains("claims, decisions or steps"), "an import is named by its batch: {}", rows(&posting));
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
    let id = |number: u8| format!("00000000-0000-7000-8000-00000000000{number}").parse().unwrap();
    let (from, until) = ("2026-11-20T10:00:00Z".parse().unwrap(), "2026-11-20T10:05:00Z".parse().unwrap());
    let waiting = app::audit::UnsealedRange { first: id(8), last: id(9), rows: 2, from, until };
    let stripped = app::audit::UnsealedRange { first: id(1), last: id(3), rows: 3, from, until };
    let report = app::audit::AuditReport {
        sealed: 9,
        waiting: vec![waiting],
        seal_missing: vec![stripped],
        broken: vec![broken],
        ..app::audit::AuditReport::default()
    };
    let frame = crate::frame::Frame { text: english(), practice: "Riverside".to_owned(), person: None };
    let page = super::chain_page(&frame, &report, &"America/New_York".parse().unwrap()).into_string();
    assert_eq!(crate::check::problems(&page), Vec::<String>::new());
    assert!(
        page.contains("Row removed")
            && page.contains("<dd><p>2</p>")
            && page.contains("<div>3</div>")
            && page.contains("No. Rows were changed")
            && !page.contains("Yes.")
    );
    crate::practice::keep("audit-chain-broken", &page);
}
