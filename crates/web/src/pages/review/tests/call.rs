//! The call on one screen: all questions, answers and notes that nothing loses, and what the payer decided in one save.

use utilization_review::authorization::DeterminationOutcome;
use utilization_review::review::ReviewCall;

use super::{COVERAGE, coordinator};
use crate::practice::{Browser, Practice, day, operator, problems_on};

/// A coordinator in front of the call of Anna's review.
async fn call() -> (Practice, Browser, String, String) {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap().to_owned();
    let call = format!("{review}/call");
    (practice, browser, review, call)
}

/// The calls of a review.
async fn calls(practice: &Practice, review: &str) -> Vec<ReviewCall> {
    let id = review.rsplit('/').next().unwrap().parse().unwrap();
    practice.app.review(&operator(), id).await.unwrap().calls.iter().map(|call| call.value().clone()).collect()
}

/// What the payer granted, without the days of the stay that it names.
fn granted(episode: &str) -> Vec<(&str, &str)> {
    vec![
        ("next", "result"),
        ("episode", episode),
        ("outcome", "approved"),
        ("stage", "first_review"),
        ("first", "2026-11-20"),
        ("last", "2026-11-26"),
        ("payer", "generic-commercial"),
        ("number", "AU-77"),
        ("level", "IOP"),
        ("unit", "day"),
        ("units", "5"),
        ("granted_first", "2026-11-20"),
        ("granted_last", "2026-11-26"),
        ("next_review", "2026-11-25"),
    ]
}

#[tokio::test]
async fn one_screen_has_every_question_of_the_payer_and_one_save_has_the_decision_the_authorization_and_the_end_of_the_call() {
    let (practice, browser, review, call) = call().await;
    browser.post(&review, &[("answer-precipitant", "Two <crisis> calls last week.")]).await.leads_to();
    practice.record(practice.anna, crate::practice::entry("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await;
    assert_eq!(browser.post(&format!("{call}/begin"), &[]).await.leads_to(), call);
    practice.test.pass_seconds(8 * 60 + 20);
    let page = browser.get(&call).await.shown("call-going-on");
    let id = review.rsplit('/').next().unwrap().parse().unwrap();
    let asked: Vec<&str> = practice.app.review(&operator(), id).await.unwrap().filled.iter().map(|filled| filled.question.code()).collect();
    let places: Vec<usize> = asked.iter().map(|code| page.find(&format!("<h3 id=\"question-{code}\"")).expect(code)).collect();
    assert!(asked.len() == 24 && places.is_sorted(), "all questions in the payer's order: {asked:?} {places:?}");
    for code in asked.iter().filter(|code| **code != "request") {
        assert!(page.contains(&format!("<textarea class=\"no-print\" id=\"answer-{code}\"")), "{code} has a field of its own:\n{page}");
        assert!(page.contains(&format!("href=\"#question-{code}\"")), "{code} is reached by a link:\n{page}");
    }
    for shown in [
        "Two &lt;crisis&gt; calls",
        "data-copies=\"copy-precipitant\"",
        "data-copies=\"copy-measures\"",
        "9 minutes ago",
        "href=\"#the-call\"",
    ] {
        assert!(page.contains(shown), "{shown}:\n{page}");
    }
    for name in ["notes", "outcome", "reviewer", "number", "level", "granted_first", "granted_last", "units", "next_review"] {
        assert_eq!(page.matches(&format!(" name=\"{name}\"")).count().min(1), 1, "{name} is on the same page:\n{page}");
    }
    assert_eq!(page.matches(" name=\"reviewer\"").count(), 1, "with whom is spoken is asked for once:\n{page}");
    let episode = practice.episode.to_string();
    let mut said = granted(&episode);
    said.extend([("reviewer", "R. Example, RN"), ("reference", "CALL-77"), ("notes", "Asks for the step down."), ("version", "1")]);
    said.push(("answer-barriers", "Lives far away."));
    let saved = browser.post(&call, &said).await.leads_to().to_owned();
    assert_eq!(saved, format!("/patients/{}/authorizations?done=saved", practice.anna));
    let on_record = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    let (decision, grant) = (on_record.determinations[0].value(), on_record.authorizations[0].authorization.value());
    assert_eq!(
        (decision.outcome, decision.reviewer.as_str(), decision.reference.as_str()),
        (DeterminationOutcome::Approved, "R. Example, RN", "CALL-77")
    );
    assert_eq!((grant.number.as_str(), grant.units, grant.next_review), ("AU-77", 5, Some(day("2026-11-25"))));
    let ended = calls(&practice, &review).await;
    assert!(ended[0].ended_at.is_some() && ended[0].notes == "Asks for the step down.", "{ended:?}");
    let of_review = practice.app.review(&operator(), id).await.unwrap();
    let answered = of_review.filled.iter().find(|filled| filled.question == ::care::ReviewQuestion::Barriers).unwrap();
    assert_eq!(answered.human.as_ref().unwrap().text, "Lives far away.");
    assert_eq!((of_review.review.value().closed, of_review.review.value().seconds_spent), (true, Some(500)), "the minutes of the call");
    let page = browser.get(&call).await.shown("call-closed");
    assert!(page.contains("This review is closed") && page.contains("CALL-77") && !page.contains("name=\"next\""), "{page}");
}

#[tokio::test]
async fn a_result_that_cannot_be_comes_again_as_it_was_typed_and_answers_and_notes_are_kept() {
    let (practice, browser, review, call) = call().await;
    browser.post(&format!("{call}/begin"), &[]).await.leads_to();
    let episode = practice.episode.to_string();
    let mut said = granted(&episode);
    said.iter_mut().filter(|(name, _)| *name == "units").for_each(|field| field.1 = "50");
    said.extend([
        ("reviewer", "Kim Example, RN"),
        ("notes", "Asks for risk first."),
        ("answer-barriers", "Lives far away."),
        ("version", "1"),
    ]);
    let page = browser.post(&call, &said).await.again("call-result-problem");
    assert_eq!(problems_on(&page), ["50 units do not fit into 7 days. Mend the units or the days, or choose the unit that is meant."]);
    for stands in [
        "value=\"AU-77\"",
        "value=\"50\"",
        "id=\"units-problem\"",
        "Your answers and notes are on record.",
        "Asks for risk first.",
        "Lives far away.",
    ] {
        assert!(page.contains(stands), "{stands}:\n{page}");
    }
    assert!(!page.contains("name=\"answer-barriers\" rows=\"2\">Lives"), "what is on record stands above an empty field:\n{page}");
    let going_on = calls(&practice, &review).await;
    assert!(going_on[0].ended_at.is_none() && going_on[0].notes == "Asks for risk first.", "{going_on:?}");
    assert!(practice.app.authorizations(&operator(), practice.anna).await.unwrap().determinations.is_empty());
    // What is mended is saved from the same page, whose notes are those that stand.
    let version = page.split_once("name=\"version\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    said.iter_mut().filter(|(name, _)| *name == "units").for_each(|field| field.1 = "5");
    said.iter_mut().filter(|(name, _)| *name == "version").for_each(|field| field.1 = &version);
    browser.post(&call, &said).await.leads_to();
    assert!(calls(&practice, &review).await[0].ended_at.is_some());
}

#[tokio::test]
async fn what_is_kept_during_a_call_loses_nothing_of_a_result_that_was_begun() {
    let (practice, browser, review, call) = call().await;
    assert_eq!(browser.post(&call, &[("notes", "x")]).await.status, 409, "no call goes on");
    let answered = browser.post(&format!("{call}/begin"), &[("answer-diagnoses", "A second opinion is asked for.")]).await;
    assert_eq!(answered.leads_to(), call);
    assert!(browser.get(&call).await.page().contains("A second opinion is asked for."), "an answer typed before the call is kept");
    let said =
        [("next", "keep"), ("version", "1"), ("reviewer", "Kim Example, RN"), ("reference", "REF-7"), ("notes", "Asks for risk first.")];
    assert_eq!(browser.post(&call, &said).await.leads_to(), format!("{call}?done=saved"));
    let begun = [&said[..], &[("number", "AU-9"), ("outcome", "approved")]].concat();
    let page = browser.post(&call, &begun).await.shown("call-kept");
    assert!(page.contains("value=\"AU-9\"") && page.contains("The result is not yet"), "{page}");
    let stale = [("version", "1"), ("notes", "Asks for the plan."), ("number", "AU-9")];
    let again = browser.post(&call, &stale).await.again("call-notes-other");
    assert!(
        problems_on(&again)[0].contains("Kim Example, RN · REF-7 · Asks for risk first."),
        "nobody's reference is lost unread:\n{again}"
    );
    assert!(again.contains("Asks for the plan.") && again.contains("value=\"AU-9\""), "nothing is lost:\n{again}");
    let long = "x".repeat(2_001);
    let again = browser
        .post(&call, &[("answer-barriers", long.as_str()), ("version", "2"), ("notes", "Other.")])
        .await
        .again("call-answer-problem");
    assert!(again.contains("id=\"answer-barriers-problem\"") && again.contains(&long), "{again}");
    assert_eq!(calls(&practice, &review).await[0].notes, "Asks for risk first.", "nothing is kept of what has to be looked at again");
    let ended = [&said[2..], &[("next", "end"), ("version", "2")]].concat();
    assert_eq!(browser.post(&call, &ended).await.leads_to(), format!("{call}?done=saved"));
    let page = browser.get(&call).await.shown("call-ended");
    assert!(page.contains("REF-7") && page.contains("No call goes on"), "{page}");
    let id = review.rsplit('/').next().unwrap();
    let decision = browser.get(&format!("/patients/{}/authorizations/decision?review={id}", practice.anna)).await.page();
    assert!(decision.contains("value=\"REF-7\"") && decision.contains("value=\"Kim Example, RN\""), "{decision}");
}

#[tokio::test]
async fn an_address_of_one_question_leads_to_it_on_the_screen() {
    let (_practice, browser, _review, call) = call().await;
    let check = async |query: &str, expected: &str| {
        assert_eq!(browser.get(&format!("{call}{query}")).await.leads_to(), format!("{call}{expected}"));
    };
    check("?place=2", "#question-diagnoses").await;
    check("?place=0", "#question-request").await;
    check("?place=99&done=saved", "?done=saved#question-dimensions").await;
}
