//! From the board to the decision: a stay, its review, what the payer decided, and what is authorized then.

mod call;
mod words;

use ::care::{Discharge, DischargeDestination, DischargeType, Episode};
use vocabulary::{Role, Version};

use crate::practice::{Practice, day, operator, problems_on};

/// Anna is in intensive outpatient care without an authorization; a coordinator looks at the board.
pub(super) async fn coordinator() -> (Practice, crate::practice::Browser, String) {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let anna = format!("/patients/{}", practice.anna);
    (practice, browser, anna)
}

pub(super) const COVERAGE: [(&str, &str); 6] = [
    ("payer", "generic-commercial"),
    ("rank", "primary"),
    ("funding", "insured"),
    ("member_id", "M-1"),
    ("relation", "self"),
    ("first", "2026-01-01"),
];

const DENIAL: [(&str, &str); 5] =
    [("outcome", "denied"), ("stage", "first_review"), ("decided", "2026-11-20T15:20"), ("first", "2026-11-20"), ("last", "2026-11-26")];

#[tokio::test]
async fn a_coordinator_goes_from_the_board_to_a_decision_without_typing_a_fact_twice() {
    let (practice, browser, anna) = coordinator().await;
    assert_eq!(
        browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to(),
        format!("{anna}/authorizations?done=saved")
    );
    let board = browser.get("/reviews").await.shown("review-board");
    assert!(board.contains("Never authorized, not covered since"), "{board}");
    let episode = practice.episode.to_string();
    let review = browser.post("/reviews", &[("episode", &episode)]).await.leads_to().to_owned();
    assert_eq!(browser.post("/reviews", &[("episode", &episode)]).await.leads_to(), review, "one review is open at a time");
    let page = browser.get(&review).await.shown("review");
    assert!(page.contains("Only a person can answer this.") && page.contains("What is missing"), "{page}");
    let address = review.split('?').next().unwrap().to_owned();
    let words = "Sleeps four hours, no plan to harm herself, lives alone.";
    assert_eq!(browser.post(&address, &[("answer-why_not_lower", words)]).await.leads_to(), format!("{address}?done=saved"));
    assert!(browser.get(&address).await.page().contains(words));

    let form =
        browser.get(&format!("{anna}/authorizations/decision?review={}", address.rsplit('/').next().unwrap())).await.shown("decision");
    assert!(form.contains("value=\"generic-commercial\" selected"), "the payer of the coverage is there already:\n{form}");
    let review = address.rsplit('/').next().unwrap();
    let granted = [
        ("review", review),
        ("episode", episode.as_str()),
        ("outcome", "partial"),
        ("stage", "first_review"),
        ("decided", "2026-11-20T15:20"),
        ("first", "2026-11-20"),
        ("last", "2026-12-03"),
        ("payer", "generic-commercial"),
        ("number", "AU-77"),
        ("level", "IOP"),
        ("unit", "day"),
        ("units", "5"),
        ("granted_first", "2026-11-20"),
        ("granted_last", "2026-11-26"),
        ("minutes", "12"),
    ];
    assert_eq!(
        browser.post(&format!("{anna}/authorizations/decision"), &granted).await.leads_to(),
        format!("{anna}/authorizations?done=saved")
    );
    let page = browser.get(&format!("{anna}/authorizations?done=saved")).await.shown("authorizations");
    assert!(page.contains("AU-77") && page.contains("of 5 used") && page.contains("Approved in part"), "{page}");
    assert!(browser.get(&address).await.shown("review-closed").contains("This review is closed"));
    assert!(browser.get("/reviews").await.page().contains("AU-77"));
    // The same decision again, and words for what is decided, change nothing.
    let again = browser.post(&format!("{anna}/authorizations/decision"), &granted).await.again("decision-twice");
    assert_eq!(problems_on(&again), ["Authorization number: this is already taken by another record. Check whether it is the same one."]);
    assert_eq!(browser.post(&address, &[("answer-barriers", "Later.")]).await.status, 409);
}

#[tokio::test]
async fn the_board_is_narrowed_by_end_level_program_and_review() {
    let (practice, browser, _) = coordinator().await;
    let check = async |query: &str, is_shown: bool| {
        let page = browser.get(&format!("/reviews{query}")).await.page();
        assert_eq!(page.contains("Open a review") || page.contains(" answered"), is_shown, "{query}:\n{page}");
        assert_eq!(page.contains("No stay fits what you chose."), !is_shown, "{query}:\n{page}");
        page
    };
    let whole = check("", true).await;
    assert!(whole.contains("No authorization (1)") && whole.contains("Past due (0)"), "{whole}");
    check("?until=none&review=not-opened", true).await;
    check("?until=past-due", false).await;
    check("?review=open", false).await;
    check("?level=RTC", false).await;
    assert!(whole.contains("No payer on record"), "{whole}");
    check("?payer=generic-commercial", false).await;
    let anna = format!("/patients/{}", practice.anna);
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let paid = check("?payer=generic-commercial&until=none", true).await;
    assert!(paid.contains("Never authorized, not covered since") && !paid.contains("No payer on record"), "{paid}");
    check("?payer=generic-medicare", false).await;
    browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to();
    check("?review=open&show=everything", true).await;
    // A stay that is no longer on the board, or none at all: the board begins at its beginning.
    check("?after=00000000-0000-7000-8000-000000000001", true).await;
}

#[tokio::test]
async fn a_stay_with_denied_days_leads_from_the_board_to_its_denials() {
    let (practice, browser, anna) = coordinator().await;
    let episode = practice.episode.to_string();
    let fields = [&[("episode", episode.as_str())][..], &DENIAL].concat();
    browser.post(&format!("{anna}/authorizations/decision"), &fields).await.leads_to();
    let board = browser.get("/reviews").await.shown("review-board-denied");
    assert!(board.contains(&format!("href=\"{anna}/authorizations\">Denied, no appeal filed: ")), "{board}");
}

#[tokio::test]
async fn a_decision_that_cannot_be_says_where_and_what_to_do() {
    let (practice, browser, anna) = coordinator().await;
    let (address, episode) = (format!("{anna}/authorizations/decision"), practice.episode.to_string());
    let check = async |more: &[(&str, &str)], expected: &[&str]| {
        let fields = [&[("episode", episode.as_str())][..], more].concat();
        let page = browser.post(&address, &fields).await.again("decision-problem");
        assert_eq!(problems_on(&page), expected);
    };
    let with_number = [&DENIAL[..], &[("number", "AU-1")]].concat();
    check(&with_number, &["Nothing is granted by this decision: leave the part below empty, or choose an approval."]).await;
    let mut backwards = DENIAL;
    backwards[4].1 = "2026-11-01";
    check(&backwards, &["The last day is before the first. Mend the one that is wrong."]).await;
    let mut too_many = vec![("units", "50"), ("payer", "generic-commercial"), ("number", "AU-1"), ("level", "IOP"), ("unit", "day")];
    too_many.extend([("granted_first", "2026-11-20"), ("granted_last", "2026-11-26")]);
    too_many.extend(DENIAL.iter().map(|(name, value)| (*name, if *name == "outcome" { "approved" } else { *value })));
    check(&too_many, &["50 units do not fit into 7 days. Mend the units or the days, or choose the unit that is meant."]).await;
    assert_eq!(
        browser.post(&address, &[&[("episode", episode.as_str())][..], &DENIAL].concat()).await.leads_to(),
        format!("{anna}/authorizations?done=saved")
    );
}

#[tokio::test]
async fn a_clinician_sees_what_reviews_need_from_them_and_nobody_elses_patients() {
    let (practice, browser, _) = coordinator().await;
    practice.record(practice.anna, crate::practice::entry("2026-11-19", [1, 1, 1, 1, 0, 1, 0, 1, 0])).await;
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap();
    browser.post(review, &[("answer-barriers", "Lives far away.")]).await.leads_to();
    let attending = practice.browser_of("ines", &[Role::Clinician], Some(practice.clinician)).await;
    let tasks = attending.get("/tasks").await.shown("tasks");
    for words in [
        "is not reviewed and signed yet",
        "Not signed by a clinician: Barriers to discharge",
        "What brought the patient into care now: no answer yet.",
        "it speaks against the request",
    ] {
        assert!(tasks.contains(words), "{words} is not on the page:\n{tasks}");
    }
    assert!(tasks.contains("href=\"/tasks\""), "the navigation leads to it");
    let stranger = practice.browser_of("sam", &[Role::Clinician], None).await;
    assert!(stranger.get("/tasks").await.shown("tasks-none").contains("Nothing waits for you."));
}

#[tokio::test]
async fn of_a_patient_who_came_back_the_decision_is_about_the_stay_of_the_review_and_of_no_other() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let ended = Discharge { day: day("2026-10-20"), kind: DischargeType::Administrative, destination: DischargeDestination::Unknown };
    practice.app.discharge(&operator(), practice.episode, Version::FIRST, ended).await.unwrap();
    let again = Episode {
        patient: practice.anna,
        program: practice.program,
        admitted: day("2026-11-10"),
        discharge: None,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: Some(practice.episode),
    };
    let again = practice.app.admit(&operator(), again, String::new(), None).await.unwrap();
    let (first, second) = (practice.episode.to_string(), again.to_string());
    let address = format!("{anna}/authorizations/decision");
    let form = browser.get(&address).await.page();
    assert!(form.contains(&format!("value=\"{second}\" selected")), "the open stay is chosen:\n{form}");
    let opened = browser.post("/reviews", &[("episode", &second)]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let form = browser.get(&format!("{address}?review={review}")).await.page();
    assert!(form.contains(&format!("value=\"{second}\" selected")) && !form.contains(&first), "{form}");
    let mut denied = [&[("review", review.as_str()), ("episode", first.as_str())][..], &DENIAL].concat();
    let page = browser.post(&address, &denied).await.again("decision-other-stay");
    let told = "The first day is after the discharge on Oct 20, 2026. Choose the episode of care to which the days belong.";
    assert_eq!(problems_on(&page), [told]);
    denied[1].1 = &second;
    assert_eq!(browser.post(&address, &denied).await.leads_to(), format!("/reviews/{review}/appeal?done=saved"));
    // Without a review, days after a discharge are refused where they are typed.
    let late = [&[("episode", first.as_str())][..], &DENIAL].concat();
    let page = browser.post(&address, &late).await.again("decision-after-discharge");
    let expected = "The first day is after the discharge on Oct 20, 2026. Choose the episode of care to which the days belong.";
    assert_eq!(problems_on(&page), [expected]);
}

#[tokio::test]
async fn a_denial_without_a_review_is_reached_from_the_authorizations_and_from_the_list_of_denials() {
    let (practice, browser, anna) = coordinator().await;
    let episode = practice.episode.to_string();
    browser.post(&format!("{anna}/authorizations/decision"), &[&[("episode", episode.as_str())][..], &DENIAL].concat()).await.leads_to();
    let page = browser.get(&format!("{anna}/authorizations")).await.shown("authorizations-denied");
    assert!(page.contains("What is done about it"), "{page}");
    let board = browser.get("/appeals").await.shown("appeals-waits");
    let determination = board.split_once("name=\"determination\" value=\"").expect("a way to it").1.split('"').next().unwrap().to_owned();
    let leads = browser.post("/appeals", &[("determination", &determination)]).await.leads_to().to_owned();
    assert!(leads.ends_with("/appeal") && browser.get(&leads).await.page().contains("Take in the notice"), "{leads}");
    assert!(browser.get(&format!("{anna}/authorizations")).await.page().contains(&format!("href=\"{leads}\"")));
}

#[tokio::test]
async fn a_clinician_signs_the_words_of_the_coordinator_as_they_stand() {
    let (practice, browser, _) = coordinator().await;
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap();
    let words = [("answer-barriers", "Lives far away."), ("answer-precipitant", "Two crisis calls.")];
    browser.post(review, &words).await.leads_to();
    let attending = practice.browser_of("ines", &[Role::Clinician], Some(practice.clinician)).await;
    let form = attending.get(review).await.shown("review-to-sign");
    let seen = form.split_once("name=\"sign\" value=\"barriers:").expect("a way to sign").1.split('"').next().unwrap().to_owned();
    let seen = format!("barriers:{seen}");
    assert!(!browser.get(review).await.page().contains("name=\"sign\""), "a coordinator signs nothing");
    attending.post(review, &[&words[1..], &[("sign", seen.as_str())]].concat()).await.leads_to();
    let id = review.rsplit('/').next().unwrap().parse().unwrap();
    let page = practice.app.review(&operator(), id).await.unwrap();
    let of = |question| page.filled.iter().find(|filled| filled.question == question).unwrap().human.clone().unwrap();
    let (signed, other) = (of(::care::ReviewQuestion::Barriers), of(::care::ReviewQuestion::Precipitant));
    assert_eq!((signed.signed, signed.carried_from, other.signed), (true, None, false), "what is not marked is not signed");
}

#[tokio::test]
async fn a_review_of_a_level_that_was_left_is_not_opened_again_and_is_taken_back_with_a_reason() {
    let (practice, browser, anna) = coordinator().await;
    let stale = utilization_review::review::Review::next(
        practice.episode,
        vocabulary::LevelOfCare::PartialHospitalization,
        None,
        day("2026-11-01"),
    );
    let stale = practice.app.open_review(&operator(), stale).await.unwrap();
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    assert!(!opened.contains(&stale.to_string()), "the patient is in intensive outpatient care now");
    let address = format!("/reviews/{stale}");
    assert!(browser.get(&format!("{anna}/authorizations")).await.shown("authorizations-reviews").contains(&address));
    let refused = browser.post(&format!("{address}/withdraw"), &[]).await.again("withdraw-problem");
    assert_eq!(problems_on(&refused), ["Why it leads to no decision: fill this in."]);
    let reason = [("reason", "The patient stepped down before it was asked.")];
    assert_eq!(browser.post(&format!("{address}/withdraw"), &reason).await.leads_to(), format!("{anna}/authorizations?done=saved"));
    assert_eq!(browser.get(&address).await.status, 404);
    assert!(!browser.get(&format!("{anna}/authorizations")).await.page().contains(&address));
}

#[tokio::test]
async fn a_state_is_taken_in_small_letters_and_refused_at_its_field_where_there_is_none() {
    let (practice, browser, anna) = coordinator().await;
    let address = format!("{anna}/authorizations/coverage");
    let with = |state: &'static str| [&COVERAGE[..], &[("state", state)]].concat();
    let page = browser.post(&address, &with("zz")).await.again("coverage-state");
    assert!(problems_on(&page)[0].starts_with("There is no state"), "{page}");
    browser.post(&address, &with("ny")).await.leads_to();
    let page = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    assert_eq!(page.coverages[0].value().state, "NY");
    let shown = browser.get(&format!("{anna}/authorizations")).await.page();
    assert!(shown.contains("Days without an authorization"), "a stay without any authorization lacks one:\n{shown}");
}

#[tokio::test]
async fn the_coordinator_asks_who_treats_and_sees_what_became_of_it() {
    let (practice, browser, _) = coordinator().await;
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap().to_owned();
    let page = browser.get(&review).await.shown("review-ask");
    assert!(page.contains("Ask the treating clinician") && !page.contains("was due"), "{page}");
    let clinician = practice.clinician.to_string();
    let asked =
        |due: &'static str| [("clinician", clinician.as_str()), ("questions", "barriers"), ("questions", "precipitant"), ("due", due)];
    let check = async |fields: &[(&str, &str)], expected: &str| {
        let page = browser.post(&format!("{review}/ask"), fields).await.again("ask-problem");
        assert_eq!(problems_on(&page), [expected]);
    };
    check(&asked("2026-11-19T09:00")[..], "To be answered by: this lies before now. Choose a later time.").await;
    check(&asked("2026-12-24T09:00")[..], "To be answered by: this lies after the day on which the review is due. Choose an earlier time.")
        .await;
    check(&asked("2026-11-23T17:00")[..3], "To be answered by: fill this in.").await;
    let leads = browser.post(&format!("{review}/ask"), &asked("2026-11-23T17:00")).await.leads_to().to_owned();
    assert_eq!(leads, format!("{review}?done=asked"));
    let attending = practice.browser_of("ines", &[Role::Clinician], Some(practice.clinician)).await;
    assert!(attending.get("/tasks").await.page().contains("Asked by"));
    practice.test.pass_seconds(11 * 3600);
    let (browser, attending) = (practice.again("ursula").await, practice.again("ines").await);
    assert!(browser.get(&review).await.shown("review-task-late").contains("was due"));
    let words = [("answer-barriers", "Lives far away."), ("answer-precipitant", "Two crisis calls.")];
    attending.post(&review, &words).await.leads_to();
    assert!(browser.get(&review).await.page().contains("answered on"));
}

#[tokio::test]
async fn a_request_that_waits_is_what_the_packet_asks_and_what_the_decision_answers() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let episode = practice.episode.to_string();
    let opened = browser.post("/reviews", &[("episode", &episode)]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap().to_owned();
    let id = review.rsplit('/').next().unwrap();
    let address = format!("{anna}/authorizations/request");
    let page = browser.get(&review).await.page();
    let link = format!("href=\"{address}?review={id}\"");
    assert!(page.matches(&link).count() >= 2 && !page.contains("name=\"answer-request\""), "what is missing leads to the form:\n{page}");
    assert!(!page.contains("/request/file"), "nothing to make a file of yet:\n{page}");
    let packet = browser.get(&format!("{review}/packet?variant=initial")).await.page();
    assert!(packet.contains("(proposed: the payer’s usual days)"), "nothing was asked yet:\n{packet}");
    let form = browser.get(&format!("{address}?review={id}")).await.shown("request");
    assert!(form.contains("value=\"generic-commercial\" selected") && form.contains("value=\"IOP\" selected"), "{form}");
    let mut asked = vec![
        ("review", id),
        ("episode", episode.as_str()),
        ("payer", "generic-commercial"),
        ("level", "IOP"),
        ("first", "2026-11-20"),
        ("last", "2026-11-26"),
        ("unit", "visit"),
        ("units", "900"),
        ("codes", "0905"),
        ("asked_at", "2026-11-20T08:00"),
    ];
    let page = browser.post(&address, &asked).await.again("request-problem");
    assert!(problems_on(&page)[0].starts_with("900 units do not fit"), "{page}");
    asked[7].1 = "";
    let page = browser.post(&address, &asked).await.again("request-units");
    assert_eq!(problems_on(&page), ["Units asked for: fill this in."]);
    asked[7].1 = "5";
    assert_eq!(browser.post(&address, &asked).await.leads_to(), format!("{review}?done=saved"));
    let page = browser.get(&review).await.page();
    assert!(
        page.contains("Asked for: Intensive outpatient, 5 (Visits), Nov 20, 2026 to Nov 26, 2026."),
        "the request answers its question:\n{page}"
    );
    let file = page
        .split(&format!("{address}/file?request="))
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a way to its file")
        .to_owned();
    let lacks = browser.get(&format!("{address}/file?request={file}")).await.shown("request-file-lacks");
    assert!(lacks.contains("No diagnosis holds on the first day."), "{lacks}");
    let packet = browser.get(&format!("{review}/packet?variant=initial")).await.page();
    assert!(packet.contains("5 · ") && packet.contains("from Nov 20, 2026"), "the packet asks for what was requested:\n{packet}");
    let waiting = browser.get(&format!("{anna}/authorizations")).await.shown("authorizations-request");
    assert!(waiting.contains("No decision yet"), "{waiting}");
    let form = browser.get(&format!("{anna}/authorizations/decision?review={id}")).await.page();
    let request = form.split_once("name=\"request\"").expect("the request that waits").1;
    assert!(form.contains("value=\"2026-11-26\""), "what was asked is not typed again:\n{form}");
    let request = request.split("selected").next().unwrap().rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
    let decision = [&[("review", id), ("episode", episode.as_str()), ("request", &request)][..], &DENIAL].concat();
    browser.post(&format!("{anna}/authorizations/decision"), &decision).await.leads_to();
    let page = browser.get(&format!("{anna}/authorizations")).await.page();
    assert!(!page.contains("No decision yet"), "{page}");
    let packet = browser.get(&format!("{review}/packet?variant=initial")).await.page();
    assert!(packet.contains("5 · ") && !packet.contains("proposed"), "what was asked stands after the decision, too:\n{packet}");
}

#[tokio::test]
async fn what_the_payer_wants_more_stands_on_the_review_with_its_times() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let episode = practice.episode.to_string();
    let opened = browser.post("/reviews", &[("episode", &episode)]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap().to_owned();
    let id = review.rsplit('/').next().unwrap();
    let asked = [
        ("review", id),
        ("episode", episode.as_str()),
        ("payer", "generic-commercial"),
        ("level", "IOP"),
        ("first", "2026-11-20"),
        ("last", "2026-11-26"),
        ("unit", "day"),
        ("units", "5"),
        ("asked_at", "2026-11-19T09:00"),
    ];
    browser.post(&format!("{anna}/authorizations/request"), &asked).await.leads_to();
    assert!(!browser.get(&review).await.page().contains("The payer wants more"), "nothing is wanted yet");
    let pended = [
        ("review", id),
        ("episode", episode.as_str()),
        ("outcome", "pended"),
        ("stage", "first_review"),
        ("decided", "2026-11-19T15:20"),
        ("first", "2026-11-20"),
        ("last", "2026-11-26"),
    ];
    browser.post(&format!("{anna}/authorizations/decision"), &pended).await.leads_to();
    let page = browser.get(&review).await.shown("review-pended");
    let told = [
        "The payer wants more before it decides",
        "To be supplied by Jan 3, 2027",
        "ERISA-P-SUPPLY",
        "stands still until it has that, at the latest until",
        "The payer owes its decision until",
        "/authorizations/supplied?decision=",
    ];
    for words in told {
        assert!(page.contains(words), "{words}:\n{page}");
    }
}

#[tokio::test]
async fn what_was_written_down_wrongly_is_withdrawn_and_recorded_anew_and_a_coverage_ends() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let episode = practice.episode.to_string();
    let opened = browser.post("/reviews", &[("episode", &episode)]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let granted = [("payer", "generic-commercial"), ("number", "AU-WRONG"), ("level", "IOP"), ("unit", "day"), ("units", "5")];
    let days = [("granted_first", "2026-11-20"), ("granted_last", "2026-11-26")];
    let mut decided = [&[("review", review.as_str()), ("episode", episode.as_str())][..], &DENIAL, &granted, &days].concat();
    decided.iter_mut().filter(|(name, _)| *name == "outcome").for_each(|field| field.1 = "approved");
    browser.post(&format!("{anna}/authorizations/decision"), &decided).await.leads_to();
    let page = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    let (decision, coverage) = (page.determinations[0].id.to_string(), page.coverages[0].id.to_string());
    let mend = format!("{anna}/authorizations/mend");
    browser.get(&format!("{mend}?kind=decision&record={decision}")).await.shown("mend");
    let empty = browser.post(&mend, &[("kind", "decision"), ("record", &decision)]).await.again("mend-problem");
    assert_eq!(problems_on(&empty), ["Why it is withdrawn: fill this in."]);
    let reason = ("reason", "The number was misheard.");
    browser.post(&mend, &[("kind", "decision"), ("record", &decision), reason]).await.leads_to();
    let page = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    assert!(page.authorizations.is_empty() && page.determinations.is_empty() && page.open_reviews.len() == 1, "the review is open again");
    decided.iter_mut().filter(|(name, _)| *name == "number").for_each(|field| field.1 = "AU-RIGHT");
    browser.post(&format!("{anna}/authorizations/decision"), &decided).await.leads_to();
    let early = browser.post(&mend, &[("kind", "coverage"), ("record", &coverage), ("do", "end"), ("last", "2025-01-01")]).await;
    assert_eq!(problems_on(&early.again("mend-early")), ["Until: the end lies before the beginning."]);
    browser.post(&mend, &[("kind", "coverage"), ("record", &coverage), ("do", "end"), ("last", "2026-11-30")]).await.leads_to();
    let page = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    assert_eq!((page.coverages[0].value().period.last(), page.authorizations.len()), (Some(day("2026-11-30")), 1));
    browser.post(&mend, &[("kind", "coverage"), ("record", &coverage), reason]).await.leads_to();
    assert!(practice.app.authorizations(&operator(), practice.anna).await.unwrap().coverages.is_empty());
}

#[tokio::test]
async fn what_a_check_in_would_answer_is_asked_from_the_board_and_the_review() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let address = opened.split('?').next().unwrap().to_owned();
    assert!(browser.get("/reviews").await.page().contains("Refresh evidence"));
    let page = browser.get(&address).await.shown("review-evidence-none");
    assert!(page.contains("Ask for fresh measures") && page.contains("No form is known that would answer it"), "{page}");
    let nothing = browser.post(&format!("{address}/refresh"), &[("way", "kiosk")]).await.leads_to().to_owned();
    assert_eq!(nothing, format!("{address}?problem=nothing-to-ask#evidence"));
    practice.record(practice.anna, crate::practice::entry("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await;
    let page = browser.get(&address).await.shown("review-evidence");
    assert!(page.contains("To be asked of: Patient."), "{page}");
    let refresh = format!("{address}/refresh");
    // Nobody is on call and no contact is on record: nothing goes out, and the page says why.
    let told = browser.post(&refresh, &[("way", "message")]).await.leads_to().to_owned();
    assert_eq!(told, format!("{address}?problem=not-ready#evidence"));
    let page = browser.get(told.split('#').next().unwrap()).await.page();
    assert!(page.contains("the practice is not ready to ask that by link"), "{page}");
    let code = browser.post(&refresh, &[("way", "kiosk")]).await.page();
    assert!(code.contains("The code, shown once"), "{code}");
    let page = browser.get(&address).await.shown("review-evidence-asked");
    assert!(page.contains("Asked and not answered yet"), "{page}");
    assert_eq!(browser.post(&refresh, &[("way", "paper")]).await.status, 200);
    assert_eq!(browser.post(&refresh, &[("way", "smoke")]).await.status, 400);
}

#[tokio::test]
async fn a_question_that_the_clinician_has_not_answered_in_time_is_marked_late() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap();
    let page = browser.get(review).await.page();
    let clinician = page.split("value=\"").find(|rest| rest.starts_with(&practice.clinician.to_string()));
    assert!(clinician.is_some(), "whoever treats can be asked:\n{page}");
    let due = page.split("name=\"due\"").nth(1).unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let asked = [("clinician", practice.clinician.to_string()), ("questions", "plan_change".to_owned()), ("due", due)];
    let asked: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(&format!("{review}/ask"), &asked).await.leads_to();
    let page = browser.get(review).await.page();
    assert!(!page.contains(", was due "), "{page}");
    practice.test.pass_seconds(2 * 86_400);
    // Whoever was away for two days signs in again.
    let browser = practice.browser("una", &[Role::UtilizationReview]).await;
    let page = browser.get(review).await.shown("review-task-late");
    assert!(page.contains("Late") && page.contains(", was due "), "{page}");
}
