use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use vocabulary::Role;

use crate::practice::{Answer, Browser, Practice, mark, problems_on};

const MAPPING: &str = r#"
[patient]
key = "record_number"
"#;

/// A form with files, as a browser sends it.
async fn upload(browser: &Browser, fields: &[(&str, &str)], files: &[(&str, &str, &str)]) -> Answer {
    browser.upload("/imports/try", fields, files).await
}

const PATIENTS: &str = concat!(
    r#"{"resourceType":"Patient","id":"one","identifier":[{"value":"F-1"}],"name":[{"family":"Bundle","given":["Fay"]}],"birthDate":"1980-02-03"}"#,
    "\n",
    r#"{"resourceType":"Patient","id":"two","identifier":[{"value":"F-2"}],"name":[{"family":"Bundle"}],"birthDate":"2080-02-03"}"#,
    "\n"
);

#[tokio::test]
async fn a_file_is_tried_imported_and_its_rejected_rows_handed_out() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    ada.get("/imports").await.shown("imports-empty");
    ada.get("/imports/new").await.shown("import-new");
    let tried = upload(&ada, &[("how", "fhir")], &[("file", "../people <b>.ndjson", PATIENTS)]).await.shown("import-tried");
    assert!(tried.contains("Nothing was changed yet. people &lt;b&gt;.ndjson") && tried.contains("lies in the future"));
    assert!(tried.contains("<dt>Would be added</dt>") && !tried.contains("Records added"), "nothing was added yet");
    assert!(practice.app.imports(&crate::practice::operator(), None, 5).await.unwrap().is_empty());
    let done = ada.post_tried("/imports").await;
    let batch = ada.get(done.leads_to()).await.shown("import-batch");
    assert!(batch.contains("Imported.") && batch.contains("1 row was not taken") && batch.contains("line 2"));
    let list = ada.get("/imports").await.shown("imports");
    assert!(list.contains("people &lt;b&gt;.ndjson"));
    let address = done.leads_to().split('?').next().unwrap().to_owned() + "/rejects";
    ada.get(&address).await.shown("import-rejects");
    ada.post(&address, &[]).await.again("import-rejects-again");
    let rows = ada.post(&address, &[("recipient", "The registry"), ("reason", "To be mended")]).await;
    assert_eq!(rows.status, 200);
    assert_eq!(rows.headers[CONTENT_TYPE], "application/fhir+ndjson");
    assert!(String::from_utf8(rows.bytes).unwrap().contains("2080-02-03"));
    // Another administrator sees why rows were refused, and no door to the rows.
    let other = practice.browser("bea", &[Role::Administrator]).await;
    let shown = other.get(done.leads_to()).await.page();
    assert!(shown.contains("line 2") && !shown.contains("/rejects"));
    let refused = other.post(&address, &[("recipient", "The registry"), ("reason", "To be mended")]).await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    let taken = PATIENTS.lines().next().expect("a patient");
    for expected in ["done=imported", "done=before"] {
        upload(&ada, &[("how", "fhir")], &[("file", "a.ndjson", taken)]).await.page();
        assert!(ada.post_tried("/imports").await.leads_to().ends_with(expected));
    }
}

#[tokio::test]
async fn what_is_missing_is_said_and_the_choice_stays() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    let none = upload(&ada, &[("how", "table"), ("system", "old <ehr>")], &[]).await.again("import-no-file");
    assert_eq!(problems_on(&none), ["File: choose one."]);
    assert!(none.contains("value=\"old &lt;ehr&gt;\""));
    let no_mapping = upload(&ada, &[("how", "table")], &[("file", "a.csv", "a,b\n1,2\n")]).await.again("import-no-mapping");
    assert_eq!(problems_on(&no_mapping), ["Mapping file: a table needs one. Choose it."]);
    let bad =
        upload(&ada, &[("how", "table")], &[("file", "a.csv", "a\n"), ("mapping", "m.toml", MAPPING)]).await.again("import-bad-mapping");
    assert!(problems_on(&bad)[0].starts_with("Mapping file: "), "{:?}", problems_on(&bad));
}

#[tokio::test]
async fn a_table_that_is_read_as_fhir_is_asked_about_and_its_columns_are_named_in_words() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    let table = "record,family,born\nF-9,Bundle,1980-02-03\n";
    let asked = upload(&ada, &[("how", "fhir")], &[("file", "a.csv", table)]).await.again("import-table-as-fhir");
    assert_eq!(problems_on(&asked), ["Not JSON: line 1, column 1. Is it a table? Choose so below."]);
    let mapping = "[[records]]\nkind = \"patient\"\nrecord_number = \"record\"\nfamily_name = \"family\"\nbirth_day = \"born\"\n";
    let tried = upload(&ada, &[("how", "table")], &[("file", "a.csv", table), ("mapping", "m.toml", mapping)]).await.page();
    assert!(tried.contains("Patients: Date of birth") && !tried.contains("patient.birth_day"), "{tried}");
}

#[tokio::test]
async fn a_total_that_differs_names_its_line_and_is_no_second_administration() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    let table = "record,day,q1,q2,q3,q4,q5,q6,q7,q8,q9,sum\nA-1,2026-11-02,1,1,1,1,1,1,1,1,0,9\n";
    let mapping = concat!(
        "[[records]]\nkind = \"administration\"\ninstrument = \"phq-9\"\npatient = \"record\"\nday = \"day\"\n",
        "items = \"q{item}\"\ntotal = \"sum\"\n"
    );
    let tried = upload(&ada, &[("how", "table")], &[("file", "a.csv", table), ("mapping", "m.toml", mapping)]).await.page();
    assert!(tried.contains("1 total differs from the computed one.") && tried.contains("<li>line 2, row 1</li>"), "{tried}");
}

#[tokio::test]
async fn a_file_that_nobody_tried_cannot_be_imported_and_a_large_one_is_refused() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    let again = ada.post("/imports", &[]).await.again("import-again");
    assert_eq!(problems_on(&again), ["File: it is no longer here. Choose it again."]);
    let limited = practice
        .browser_at("eve", &[Role::Administrator], crate::WebConfig { upload_bytes_max: 1000, ..crate::WebConfig::default() })
        .await;
    let large = upload(&limited, &[("how", "fhir")], &[("file", "a.json", &" ".repeat(1001))]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    large.page();
}

#[tokio::test]
async fn a_page_of_a_try_imports_its_own_file_and_not_one_that_was_tried_beside_it() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    let (first, second) = PATIENTS.split_once('\n').expect("two patients");
    let one = upload(&ada, &[("how", "fhir")], &[("file", "one.ndjson", first)]).await.page();
    let other = second.replace("2080", "1981");
    let two = upload(&ada, &[("how", "fhir")], &[("file", "two.ndjson", other.as_str())]).await.page();
    let again = ada.post("/imports", &[("tried", mark(&one).unwrap())]).await.again("import-other-try");
    assert_eq!(problems_on(&again), ["File: it is no longer here. Choose it again."]);
    assert!(practice.app.imports(&crate::practice::operator(), None, 5).await.unwrap().is_empty());
    let done = ada.post("/imports", &[("tried", mark(&two).unwrap())]).await;
    assert!(ada.get(done.leads_to()).await.page().contains("two.ndjson"), "what the other page showed is still there");
}
