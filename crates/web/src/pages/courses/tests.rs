//! Stories of the expected courses of a practice, as a browser tells them.

use axum::http::StatusCode;
use vocabulary::Role;

use crate::practice::{Practice, entry, operator};

/// A course of the PHQ-9 for all first scores, as a file.
const COURSE: &str = include_str!("../../../../app/tests/story/course.toml");

#[tokio::test]
async fn courses_stand_with_what_they_rest_on_and_are_fitted_by_a_button() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    assert!(director.get("/courses").await.shown("courses-none").contains("No finished episode has two scores of one instrument yet."));
    practice.app.import_expected_courses(&operator(), COURSE).await.unwrap().unwrap();
    let page = director.get("/courses").await.shown("courses");
    for said in ["PHQ-9", "0 to 27", "212", "Model log-time-1, data up to Jun 30, 2026.", "Taken from a file"] {
        assert!(page.contains(said), "{said}");
    }
    assert_eq!(director.post("/courses/fit", &[]).await.leads_to(), "/courses?done=fitted");
    assert!(director.get("/courses?done=fitted").await.shown("courses-fitted").contains("The courses were fitted."));
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    assert!(administrator.get("/instruments").await.shown("instruments-courses").contains("href=\"/courses\""));
    assert_eq!(administrator.post("/courses/fit", &[]).await.leads_to(), "/courses?done=fitted");
    let trail = administrator.get("/audit").await.shown("audit-courses");
    assert!(trail.contains("Fitted expected courses") && trail.contains("Looked at the expected courses"));
    for role in [Role::Clinician, Role::UtilizationReview] {
        let reader = practice.browser(role.code(), &[role]).await;
        let page = reader.get("/courses").await.shown("courses-read");
        assert!(page.contains("Model log-time-1") && !page.contains("Fit from finished episodes"), "{role:?}");
        assert_eq!(reader.get("/courses/phq-9").await.status, StatusCode::OK, "{role:?}");
        assert_eq!(reader.post("/courses/fit", &[]).await.status, StatusCode::FORBIDDEN, "{role:?}");
    }
    for role in [Role::FrontDesk, Role::Biller] {
        let other = practice.browser(role.code(), &[role]).await;
        assert_eq!(other.post("/courses/fit", &[]).await.status, StatusCode::FORBIDDEN, "{role:?}");
        assert_eq!(other.get("/courses").await.status, StatusCode::FORBIDDEN, "{role:?}");
        assert!(!other.get("/instruments").await.page().contains("href=\"/courses\""), "{role:?}");
    }
}

#[tokio::test]
async fn an_evaluation_says_completion_first_and_what_cannot_be_judged() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let page = director.get("/courses/phq-9").await.shown("courses-evaluation-empty");
    assert!(page.find("By phase, of open and ended episodes").unwrap() < page.find("Patients held apart").unwrap());
    assert!(page.contains("No episode of the patients held apart could be judged."));
    assert!(page.contains("a change of 6 points or more is reliable"), "the norm stands beside it");
    let without = director.get("/courses/phq-15").await.shown("courses-evaluation-no-norm");
    assert!(without.contains("PHQ-15: no verified reliable-change value."));
    assert_eq!(director.get("/courses/tea-leaves").await.status, StatusCode::NOT_FOUND);
    // An administrator sees no care, and so no completion; the rest is there.
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    assert!(!administrator.get("/courses/phq-9").await.shown("courses-evaluation-admin").contains("By phase"));
}

#[tokio::test]
async fn whether_a_change_reaches_the_minimal_important_difference_stands_on_the_patient_page() {
    let practice = Practice::new().await;
    practice.app.import_expected_courses(&operator(), COURSE).await.unwrap().unwrap();
    let director = practice.browser("ruth", &[Role::Director]).await;
    practice.record(practice.anna, entry("2026-10-01", [2, 2, 2, 2, 2, 2, 2, 2, 0])).await;
    practice.record(practice.anna, entry("2026-10-15", [2, 2, 2, 2, 2, 2, 0, 0, 0])).await;
    let address = format!("/patients/{}", practice.anna);
    let small = director.get(&address).await.shown("patient-important-not");
    assert!(small.contains("The change does not reach the minimal important difference of 5 points (verified: Löwe"));
    assert!(!small.contains("Minimal important difference reached"));
    practice.record(practice.anna, entry("2026-11-12", [1, 2, 2, 2, 2, 2, 0, 0, 0])).await;
    let page = director.get(&address).await.shown("patient-important");
    for said in [
        "Minimal important difference reached",
        "The change reaches the minimal important difference of 5 points (verified: Löwe",
        "Given all scores before it (dynamic course), ",
        "Given all scores so far, ",
        "expected next, given all scores so far (dynamic course): 80 % of such scores lie within the bar.",
        "PHQ-9, expected course: log-time-1, from 212 finished episodes, data up to Jun 30, 2026.",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let together = director.get(&format!("{address}/discuss")).await.shown("discuss-no-next");
    assert!(!together.contains("lie within the bar"), "the screen to discuss with the patient predicts no score");
}
