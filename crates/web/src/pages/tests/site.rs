//! What a practice says of itself: on which days it is closed, and where safety plans are.

use vocabulary::Role;

use crate::practice::{Practice, problems_on};

#[tokio::test]
async fn holidays_are_kept_day_by_day_and_a_line_that_is_none_is_named() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    director.get("/practice/holidays").await.shown("holidays");
    let wrong = director.post("/practice/holidays", &[("days", "2026-12-25\n\nChristmas"), ("version", "0")]).await.again("holidays-wrong");
    assert_eq!(problems_on(&wrong), ["Line 3, “Christmas”, is no day. Write it like 2026-11-23."]);
    assert!(practice.app.holidays(&crate::practice::operator()).await.unwrap().days.is_empty(), "nothing is saved");
    let days = [("days", "2027-01-01\r\n 2026-12-25 "), ("version", "0")];
    assert_eq!(director.post("/practice/holidays", &days).await.leads_to(), "/practice?done=saved");
    assert_eq!(director.post("/practice/holidays", &days).await.status, axum::http::StatusCode::CONFLICT, "somebody saved since");
    let page = director.get("/practice/holidays").await.page();
    assert!(page.contains("2026-12-25\n2027-01-01"), "{page}");
    assert!(director.get("/practice").await.page().contains("/practice/holidays"));
}

#[tokio::test]
async fn a_safety_plan_is_one_step_away_from_an_alert_about_safety() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    director.get("/practice/safety-plans").await.shown("safety-plans");
    let wrong = [("reader", "staff"), ("address", "http://ehr.example.org")];
    let again = director.post("/practice/safety-plans", &wrong).await.again("safety-plans-wrong");
    assert_eq!(problems_on(&again).len(), 1, "{again}");
    let address = "https://ehr.example.org/safety-plans";
    let saved = director.post("/practice/safety-plans", &[("reader", "staff"), ("address", address)]).await;
    assert_eq!(saved.leads_to(), "/practice/safety-plans?done=saved");
    practice.record(practice.anna, crate::practice::entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 1])).await;
    practice.app.judge_everybody().await.expect("judged");
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let inbox = clinician.get("/alerts").await.page();
    let alert = inbox.split("<a href=\"/alerts/").nth(1).and_then(|rest| rest.split('"').next()).expect("an alert in the inbox").to_owned();
    assert!(clinician.get(&format!("/alerts/{alert}")).await.shown("alert-safety-plan").contains(address));
    // Taken away, there is no link that leads nowhere.
    director.post("/practice/safety-plans", &[("reader", "staff"), ("address", "")]).await.leads_to();
    assert!(!clinician.get(&format!("/alerts/{alert}")).await.page().contains("ehr.example.org"));
}
