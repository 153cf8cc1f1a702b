use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use vocabulary::Role;

use crate::practice::{Practice, REPORT, operator, problems_on};

const DISCLOSURE: [(&str, &str); 3] =
    [("recipient", "Blue <b>Ridge</b> Care"), ("reason", "The patient asked for it at the visit."), ("basis", "patient_request")];

#[tokio::test]
async fn a_report_is_handed_out_as_a_file_that_names_nobody_and_stays_on_record() {
    let practice = Practice::new().await;
    let director = practice.browser("dora", &[Role::Director]).await;
    let patient = format!("/patients/{}", practice.anna);
    assert!(director.get(&format!("{patient}/disclosures")).await.shown("releases-empty").contains("Nothing has left the practice"));
    director.get(&format!("{patient}/report")).await.shown("report");
    let report = director.post(&format!("{patient}/report"), &DISCLOSURE).await;
    assert_eq!(report.status, StatusCode::OK);
    assert_eq!(report.bytes, REPORT);
    assert_eq!(report.headers[CONTENT_TYPE], "application/pdf");
    assert_eq!(report.headers[CACHE_CONTROL], "no-store");
    let releases = practice.app.releases(&operator(), practice.anna).await.unwrap();
    let expected = format!("attachment; filename=\"throughline-progress-report-{}.pdf\"", releases[0].id);
    assert_eq!(report.headers[CONTENT_DISPOSITION], expected.as_str());

    let list = director.get(&format!("{patient}/disclosures")).await.shown("releases");
    assert!(list.contains("Blue &lt;b&gt;Ridge&lt;/b&gt; Care") && list.contains("The patient asked for it"), "{list}");
    assert!(list.contains(&releases[0].value().sha256));
    let document = releases[0].value().document.expect("a kept document");
    assert!(list.contains(&format!("href=\"/documents/{document}\"")));
    let again = director.get(&format!("/documents/{document}")).await;
    assert_eq!((again.status, again.bytes.as_slice()), (StatusCode::OK, REPORT));
    assert_eq!(again.headers[CONTENT_DISPOSITION], expected.as_str());
}

#[tokio::test]
async fn nothing_leaves_without_a_recipient_a_reason_and_a_basis() {
    let practice = Practice::new().await;
    let director = practice.browser("dora", &[Role::Director]).await;
    let address = format!("/patients/{}/report", practice.anna);
    let answer = director.post(&address, &[("reason", "Kept words"), ("basis", "curiosity")]).await;
    let page = answer.again("report-problems");
    assert_eq!(problems_on(&page), ["Recipient: fill this in.", "Basis: this answer is not one of those offered."]);
    assert!(page.contains("Kept words"));
    assert_eq!(director.post_as_is(&address, &DISCLOSURE).await.status, StatusCode::FORBIDDEN);
    assert!(practice.app.releases(&operator(), practice.anna).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_role_that_may_not_release_gets_neither_report_nor_document() {
    let practice = Practice::new().await;
    let director = practice.browser("dora", &[Role::Director]).await;
    let address = format!("/patients/{}/report", practice.anna);
    director.post(&address, &DISCLOSURE).await;
    let document = practice.app.releases(&operator(), practice.anna).await.unwrap()[0].value().document.unwrap();
    let biller = practice.browser("biller", &[Role::Biller]).await;
    for path in [address.clone(), format!("/patients/{}/disclosures", practice.anna), format!("/documents/{document}")] {
        assert_eq!(biller.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let clinician = practice.browser("cleo", &[Role::Clinician]).await;
    let refused = clinician.get(&format!("/documents/{document}")).await;
    assert!(
        refused.leads_to().starts_with(&format!("/patients/{}/reason?", practice.anna)),
        "outside of the care team a reason is asked for"
    );
    assert_eq!(director.get("/documents/00000000-0000-7000-8000-000000000000").await.status, StatusCode::NOT_FOUND);
}
