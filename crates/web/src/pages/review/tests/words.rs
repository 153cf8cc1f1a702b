//! Words and facts of a review: where each comes from, and what stands beside the field in which it is answered.

use app::care_fact::RecordKind;
use vocabulary::{LevelOfCare, Role};

use super::{COVERAGE, coordinator};
use crate::practice::{operator, problems_on};

#[tokio::test]
async fn a_fact_says_of_which_kind_its_record_is_and_of_which_day_in_the_review_and_in_the_call() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    practice.record(practice.anna, crate::practice::entry("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await;
    let rated = [("assessed_at", "2026-11-17T15:00:00Z"), ("level", "moderate"), ("basis", "clinical_interview")];
    let rated = rated.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    practice.app.record_care_fact(&operator(), practice.anna, RecordKind::RiskRating, rated).await.unwrap();
    let review = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = review.split('?').next().unwrap();
    for address in [review.to_owned(), format!("{review}/call")] {
        let page = browser.get(&address).await.shown("review-sources");
        for source in ["(Rating of risk, Nov 17, 2026)", "(Measure, Oct 2, 2026)"] {
            assert!(page.contains(source), "{address} {source}:\n{page}");
        }
    }
}

#[tokio::test]
async fn words_before_stand_beside_an_empty_field_and_are_signed_as_they_stand_in_the_review_and_among_the_tasks() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let episode = practice.episode;
    let open = async |due: &str| {
        let review = utilization_review::review::Review::next(episode, LevelOfCare::IntensiveOutpatient, None, due.parse().unwrap());
        practice.app.open_review(&operator(), review).await.unwrap()
    };
    let earlier = open("2026-11-20").await;
    browser.post(&format!("/reviews/{earlier}"), &[("answer-barriers", "Lives far away.")]).await.leads_to();
    practice.app.withdraw_review(&operator(), earlier, "The level was left.".to_owned()).await.unwrap();
    let review = browser.post("/reviews", &[("episode", &episode.to_string())]).await.leads_to().to_owned();
    let review = review.split('?').next().unwrap().to_owned();
    let attending = practice.browser_of("ines", &[Role::Clinician], Some(practice.clinician)).await;
    for (address, id) in
        [(review.clone(), "answer-barriers".to_owned()), ("/tasks".to_owned(), format!("answer-barriers-{}", practice.anna))]
    {
        let page = attending.get(&address).await.shown("review-words-before");
        for stands in [
            "<p class=\"words\">Lives far away.</p>",
            "Not signed by a clinician: ursula Tester, Nov 23, 2026",
            "stand unchanged since Nov 23, 2026",
        ] {
            assert!(page.contains(stands), "{address} {stands}:\n{page}");
        }
        let field = page.split_once(&format!("id=\"{id}\"")).expect("a field").1.split_once('>').unwrap().1;
        assert!(field.starts_with("</textarea>"), "{address}: the field is empty:\n{page}");
        assert!(page.contains("name=\"sign\" value=\"barriers:"), "{address}: what still holds is signed:\n{page}");
    }
    let page = attending.get("/tasks").await.page();
    let seen = format!("barriers:{}", page.split_once("value=\"barriers:").unwrap().1.split('"').next().unwrap());
    // Whoever signs puts their name to the words that they read, and to no others.
    browser.post(&review, &[("answer-barriers", "Lives far away, and the bus is gone.")]).await.leads_to();
    let told = attending.post(&review, &[("from", "tasks"), ("sign", &seen)]).await.again("review-sign-other");
    assert_eq!(
        problems_on(&told),
        ["Somebody changed these words since you read them. Read them again and sign what stands now, or write your own."]
    );
    let page = attending.get("/tasks").await.page();
    let seen = format!("barriers:{}", page.split_once("value=\"barriers:").unwrap().1.split('"').next().unwrap());
    let saved = attending.post(&review, &[("from", "tasks"), ("answer-barriers", ""), ("sign", &seen)]).await.leads_to().to_owned();
    assert_eq!(saved, "/tasks?done=saved");
    let page = attending.get(&saved).await.shown("tasks-saved");
    assert!(page.contains("The answers are on record.") && !page.contains("the bus is gone"), "what is signed waits no more:\n{page}");
    let page = browser.get(&review).await.page();
    assert!(page.contains("<p class=\"words\">Lives far away, and the bus is gone.</p>") && page.contains("Signed: "), "{page}");
}

#[tokio::test]
async fn a_result_in_words_and_answers_about_safety_stand_in_the_review_and_in_the_call_beside_the_rating_of_risk() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let answers = ["1", "2", "6"].map(|item| (item.to_owned(), instruments::Answer::Value(i32::from(item == "1")))).to_vec();
    let screen = app::administration::NewEntry {
        instrument: "c-ssrs-screener".to_owned(),
        answers,
        ..crate::practice::entry("2026-11-17", [-1; 9])
    };
    practice.record(practice.anna, screen).await;
    let review = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = review.split('?').next().unwrap();
    let part = |page: &str, question: &str| {
        let rest = page.split_once(&format!("<h3 id=\"question-{question}\"")).expect("the question").1;
        rest.split("<h3").next().unwrap().to_owned()
    };
    for address in [review.to_owned(), format!("{review}/call")] {
        let page = browser.get(&address).await.shown("review-results");
        let (risk, measures) = (part(&page, "risk"), part(&page, "measures"));
        let result = "C-SSRS screener: low on Nov 17, 2026, given once. (Measure, Nov 17, 2026)";
        assert!(measures.contains(result) && risk.contains(result), "{address}:\n{measures}\n{risk}");
        assert!(risk.contains("not reported:") && risk.contains("Answers to forms are no rating of risk"), "{address}:\n{risk}");
    }
}
