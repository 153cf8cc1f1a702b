use axum::http::StatusCode;
use vocabulary::Role;

use crate::practice::{Practice, entry};

#[tokio::test]
async fn change_since_baseline_is_a_verdict_in_words_with_its_norm_behind_why() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-10-05", [1, 1, 1, 1, 1, 1, 1, 1, 0])).await;
    practice.record(practice.anna, entry("2026-11-10", [1, 1, 1, 1, 1, 1, 2, 2, 0])).await;
    practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 0])).await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let page = clinician.get(&format!("/patients/{}", practice.anna)).await.shown("patient-change");
    assert!(page.contains("<span class=\"worse\">Reliably worse: worse by 8</span>"));
    assert!(page.contains("PHQ-9: a change of 6 points or more is reliable (verified:"));
    assert!(page.contains("Baseline 8 on Oct 5, 2026, latest score 16 on Nov 20, 2026."));
    assert!(page.contains("The practice has no expected course of this instrument."));
    assert!(page.contains("id=\"over-time\"") && page.contains("worse from 14"), "the limits stand in the picture");
    let caseload = clinician.get("/caseload").await.shown("caseload-change");
    assert!(caseload.contains("PHQ-9 is reliably worse since baseline, by 8"));
}

#[tokio::test]
async fn a_follow_up_says_whether_what_was_gained_in_the_stay_has_held() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-10-05", [3, 3, 2, 2, 2, 2, 2, 2, 0])).await;
    practice.record(practice.anna, entry("2026-11-10", [1, 1, 1, 1, 0, 0, 0, 0, 0])).await;
    let path = format!("/patients/{}", practice.anna);
    let director = practice.browser("ruth", &[Role::Director]).await;
    assert!(!director.get(&path).await.page().contains("last measure of the stay"), "while the stay goes on there is nothing to hold");
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let end = [("day", "2026-11-12"), ("kind", "completed"), ("destination", "home"), ("version", "1")];
    desk.post(&format!("{path}/episodes/{}/discharge", practice.episode), &end).await.leads_to();
    practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 1, 1, 1, 0, 0])).await;
    let page = director.get(&path).await.shown("patient-after-discharge");
    assert!(page.contains("Since the last measure of the stay, 4 on Nov 10, 2026: worse by 7 (Reliably worse)."), "{page}");
    assert!(page.contains("What was gained in the stay has held in part:"), "{page}");
    assert!(page.contains("Reliably improved: better by 7"), "the beginning is compared with as before: {page}");
}

#[tokio::test]
async fn a_difference_within_measurement_error_is_no_reason() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-11-10", [1, 1, 1, 1, 1, 1, 1, 1, 0])).await;
    practice.record(practice.anna, entry("2026-11-20", [1, 1, 1, 1, 2, 2, 2, 2, 0])).await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let caseload = clinician.get("/caseload").await.shown("caseload-within-error");
    assert!(caseload.contains("Nothing pressing") && !caseload.contains("reliably worse"));
    let page = clinician.get(&format!("/patients/{}", practice.anna)).await.shown("patient-within-error");
    assert!(page.contains("No reliable change: worse by 4"));
    assert!(page.contains("It is not evidence that nothing changed."));
}

#[tokio::test]
async fn a_form_that_was_not_finished_is_told_as_that() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-10-05", [1; 9])).await;
    practice.record(practice.anna, entry("2026-11-20", [1, -1, -1, -1, 1, -1, -1, 1, -1])).await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let path = format!("/patients/{}", practice.anna);
    let page = clinician.get(&path).await.shown("patient-unfinished");
    assert!(page.contains("the form was not finished") && !page.contains("a fact that the formula needs"), "{page}");
    clinician.post("/account/language", &[("language", "es")]).await.leads_to();
    assert!(clinician.get(&path).await.shown("patient-unfinished-spanish").contains("el formulario no se terminó"));
}

#[tokio::test]
async fn the_view_for_the_patient_has_plain_words_and_no_level_of_care() {
    let practice = Practice::new().await;
    let path = format!("/patients/{}/discuss", practice.anna);
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    assert!(clinician.get(&path).await.shown("discuss-none").contains("There are no scores to look at yet."));
    practice.record(practice.anna, entry("2026-10-05", [2, 2, 2, 2, 2, 2, 2, 2, 0])).await;
    assert!(clinician.get(&path).await.shown("discuss-first").contains("PHQ-9: this is your first score in this episode of care, 16"));
    practice.record(practice.anna, entry("2026-11-20", [1, 1, 1, 1, 0, 0, 0, 0, 0])).await;
    let page = clinician.get(&path).await.shown("discuss");
    assert!(page.contains("<h1>How have you been doing, Anna?</h1>"));
    assert!(page.contains("PHQ-9: you are doing better than on Oct 5, 2026. The score went from 16 to 4"));
    assert!(page.contains("In this picture, lower is better."));
    assert!(!page.contains("Level of care") && !page.contains("Riverside IOP") && !page.contains("evel of care"));
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    assert_eq!(desk.get(&path).await.status, StatusCode::FORBIDDEN);
}
