//! From a denial to a letter that left, and to the days that were won.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use vocabulary::Role;

use crate::practice::{Browser, Practice, entry, problems_on};

const DENIED: [(&str, &str); 6] = [
    ("outcome", "denied"),
    ("stage", "first_review"),
    ("decided", "2026-11-19T15:20"),
    ("first", "2026-11-18"),
    ("last", "2026-11-26"),
    ("reason", "Symptoms <b>improved</b>."),
];

/// Anna's review, with her coverage on record, ends in a denial; the page to which the decision leads.
async fn denied() -> (Practice, Browser, String) {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let coverage = [
        ("payer", "generic-commercial"),
        ("rank", "primary"),
        ("funding", "self_funded"),
        ("state", "NY"),
        ("member_id", "M-1"),
        ("relation", "self"),
        ("first", "2026-01-01"),
    ];
    browser.post(&format!("/patients/{}/authorizations/coverage", practice.anna), &coverage).await.leads_to();
    denied_at(practice, browser).await
}

/// The same, whatever coverage is on record.
async fn denied_at(practice: Practice, browser: Browser) -> (Practice, Browser, String) {
    practice.record(practice.anna, entry("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await;
    let anna = format!("/patients/{}", practice.anna);
    let episode = practice.episode.to_string();
    let opened = browser.post("/reviews", &[("episode", &episode)]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap().to_owned();
    let id = review.rsplit('/').next().unwrap();
    let decision = [&[("review", id), ("episode", episode.as_str())][..], &DENIED].concat();
    let leads = browser.post(&format!("{anna}/authorizations/decision"), &decision).await.leads_to().to_owned();
    assert_eq!(leads, format!("{review}/appeal?done=saved"));
    (practice, browser, format!("{review}/appeal"))
}

const NOTICE: [(&str, &str); 7] = [
    ("received", "2026-11-19T16:00"),
    ("channel", "letter"),
    ("funding", "self_funded"),
    ("present", "reason"),
    ("level", "first"),
    ("appellant", "authorized_representative"),
    ("address", "P.O. Box 1"),
];

#[tokio::test]
async fn a_coordinator_takes_in_the_notice_has_the_form_signed_and_releases_the_letter() {
    let (practice, browser, address) = denied().await;
    let page = browser.get(&address).await.shown("appeal-new");
    assert!(page.contains("Symptoms &lt;b&gt;improved&lt;/b&gt;") && page.contains("Take in the notice"), "{page}");
    let form = browser.get(&format!("{address}/notice")).await.shown("denial");
    assert!(form.contains("value=\"self_funded\" selected") && form.contains("value=\"NY\""), "the coverage is known:\n{form}");
    let refused = browser.post(&format!("{address}/notice"), &NOTICE[1..]).await.again("denial-problem");
    assert_eq!(problems_on(&refused), ["Reached us on: fill this in."]);
    assert_eq!(browser.post(&format!("{address}/notice"), &NOTICE).await.leads_to(), format!("{address}?done=saved"));
    let page = browser.get(&address).await.shown("appeal");
    for words in
        ["Nothing can be filed before this", "29 CFR 2560.503-1(h)(3)(i)", "not checked against two sources", "The criteria relied on"]
    {
        assert!(page.contains(words), "{words} is not on the page:\n{page}");
    }
    let paper = browser.get(&format!("{address}/form/designation")).await.shown("appeal-form");
    assert!(paper.contains("M-1") && paper.contains("Generic commercial plan"), "{paper}");

    let letter = format!("{address}/letter/appeal");
    let draft = browser.get(&letter).await.shown("letter");
    assert!(draft.contains("asks Generic commercial plan to reverse its decision") && draft.contains("PHQ-9"), "{draft}");
    assert_eq!(
        browser.post(&letter, &[("text", "We ask.\r\nAgain [1]."), ("next", "release")]).await.leads_to(),
        format!("{letter}/release")
    );
    let late = browser.post(&letter, &[("text", "From another tab."), ("draft", "")]).await.again("letter-other");
    assert!(problems_on(&late)[0].starts_with("Somebody saved other words of this letter") && late.contains("From another tab."), "{late}");
    let form = browser.get(&format!("{letter}/release")).await.shown("letter-release");
    assert!(form.contains("value=\"Generic commercial plan\""), "{form}");
    let disclosure = [("recipient", "Generic commercial plan"), ("reason", "appeal"), ("basis", "payment")];
    let refused = browser.post(&format!("{letter}/release"), &disclosure).await.again("letter-refused");
    let expected =
        "Nothing is filed before this is on record: Designation of a representative. Print the form, have it signed, and record it.";
    assert_eq!(problems_on(&refused), [expected]);
    let unsigned =
        browser.post(&format!("{address}/paper"), &[("kind", "designation"), ("signed", "2026-11-19")]).await.again("paper-problem");
    assert_eq!(problems_on(&unsigned), ["Signed by: fill this in."]);
    let signed = [("kind", "designation"), ("signed", "2026-11-19"), ("signer", "Anna O'Invented")];
    browser.post(&format!("{address}/paper"), &signed).await.leads_to();
    let shown = browser.get(&address).await.shown("appeal-paper");
    let paper = shown.split_once("name=\"paper\" value=\"").expect("a paper").1.split('"').next().unwrap().to_owned();
    assert!(!shown.contains(" <span class=\"sub\">Holds for every level of appeal"), "its words say nothing of that: {shown}");
    let withdraw = format!("{address}/paper/withdraw");
    let refused = browser.post(&withdraw, &[("paper", &paper), ("withdraw_reason", " ")]).await.again("paper-withdraw-problem");
    assert_eq!(problems_on(&refused), ["Why: fill this in."]);
    let reason = [("paper", paper.as_str()), ("withdraw_reason", "Another patient's")];
    assert_eq!(browser.post(&withdraw, &reason).await.leads_to(), format!("{address}?done=saved"));
    let shown = browser.get(&address).await.page();
    assert!(shown.contains("Nothing was signed yet."), "{shown}");
    browser.post(&format!("{address}/paper"), &[&signed[..], &[("scope", "all_levels")]].concat()).await.leads_to();
    let shown = browser.get(&address).await.page();
    assert!(shown.contains(" <span class=\"sub\">Holds for every level of appeal"), "{shown}");
    let left = browser.post(&format!("{letter}/release"), &disclosure).await;
    assert_eq!((left.status, left.bytes.as_slice()), (StatusCode::OK, &b"%PDF- We ask.\nAgain [1]."[..]));
    assert_eq!(left.headers[CONTENT_TYPE], "application/pdf");
    let accounting = browser.get(&format!("/patients/{}/disclosures", practice.anna)).await.page();
    assert!(accounting.contains("Appeal letter"), "{accounting}");
    for kind in ["claim_file", "continuation"] {
        browser.get(&format!("{address}/letter/{kind}")).await.shown(kind);
        assert_eq!(browser.post(&format!("{address}/letter/{kind}/release"), &disclosure).await.status, StatusCode::OK, "{kind}");
    }
    assert_eq!(browser.get(&format!("{address}/letter/other")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_letter_says_that_no_payer_is_on_record_and_where_one_is_recorded() {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let (practice, browser, address) = denied_at(practice, browser).await;
    browser.post(&format!("{address}/notice"), &NOTICE).await.leads_to();
    let record = format!("href=\"/patients/{}/authorizations/coverage\"", practice.anna);
    for page in [format!("{address}/letter/appeal"), format!("{address}/letter/appeal/release")] {
        let shown = browser.get(&page).await.page();
        assert!(shown.contains("No payer is on record for") && shown.contains(&record), "{page}: {shown}");
    }
    let (_practice, browser, address) = denied().await;
    browser.post(&format!("{address}/notice"), &NOTICE).await.leads_to();
    for page in [format!("{address}/letter/appeal"), format!("{address}/letter/appeal/release")] {
        let shown = browser.get(&page).await.page();
        assert!(!shown.contains("No payer is on record for"), "{page}: {shown}");
    }
}

#[tokio::test]
async fn what_an_urgent_appeal_says_and_nobody_signed_is_told_before_it_leaves_and_is_due_at_once() {
    let (practice, browser, address) = denied().await;
    let urgent = [&NOTICE[..], &[("urgent", "yes")]].concat();
    browser.post(&format!("{address}/notice"), &urgent).await.leads_to();
    let page = browser.get(&address).await.shown("appeal-urgent");
    assert_eq!(page.matches("At once: the appeal is urgent").count(), 2, "the statement and the designation:\n{page}");
    let release = format!("{address}/letter/appeal/release");
    let form = browser.get(&release).await.shown("letter-release-urgent");
    let (urgency, designation) = ("the attending’s statement of urgency is not signed", "no designation is signed");
    assert!(form.contains(urgency) && form.contains(designation), "{form}");
    let attending = practice.browser_of("ines", &[Role::Clinician], Some(practice.clinician)).await;
    let stated = [("kind", "urgency"), ("words", "Waiting would put her at risk.")];
    attending.post(&format!("{address}/paper"), &stated).await.leads_to();
    let form = browser.get(&release).await.page();
    assert!(!form.contains(urgency) && form.contains(designation), "{form}");
}

#[tokio::test]
async fn what_an_appeal_came_to_is_marked_day_by_day_and_counted_with_its_interval() {
    let (_practice, browser, address) = denied().await;
    let mut by_provider = NOTICE;
    by_provider[5].1 = "provider";
    browser.post(&format!("{address}/notice"), &by_provider).await.leads_to();
    let page = browser.get(&address).await.page();
    let appeal = page.split_once("name=\"appeal\" value=\"").expect("an appeal").1.split('"').next().unwrap().to_owned();
    let early = browser.post(&format!("{address}/file"), &[("appeal", &appeal), ("filed", "2026-11-18T09:00")]).await.again("file-early");
    assert_eq!(problems_on(&early), ["The notice came later than that. Check the day of filing, or when the notice reached you."]);
    browser.post(&format!("{address}/file"), &[("appeal", &appeal), ("filed", "2026-11-19T17:00")]).await.leads_to();
    let form = browser.get(&format!("{address}/outcome?appeal={appeal}")).await.shown("outcome");
    assert!(form.contains("value=\"2026-11-26\"") && !form.contains("value=\"2026-11-27\""), "{form}");
    let outcome = [("appeal", appeal.as_str()), ("decided", "2026-11-20T09:00"), ("day", "2026-11-18"), ("day", "2026-11-19")];
    let refused = browser.post(&format!("{address}/outcome"), &outcome).await.again("outcome-problem");
    assert_eq!(problems_on(&refused), ["Days were won: give the payer’s authorization number for them."]);
    let with_number = [&outcome[..], &[("number", "AU-9")]].concat();
    browser.post(&format!("{address}/outcome"), &with_number).await.leads_to();
    let board = browser.get("/appeals").await.shown("appeals");
    assert!(board.contains("1 of 1") && board.contains("95 % interval") && board.contains("2 of 9"), "{board}");
}

#[tokio::test]
async fn an_empty_practice_and_a_stay_without_a_denial_say_so() {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let board = browser.get("/appeals").await.shown("appeals-empty");
    assert!(board.contains("No denial is on record") && board.contains("No appeal was decided yet"), "{board}");
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap();
    let page = browser.get(&format!("{review}/appeal")).await.shown("appeal-none");
    assert!(page.contains("No denial on this review is on record"), "{page}");
    assert_eq!(browser.get(&format!("{review}/appeal/letter/appeal")).await.status, StatusCode::NOT_FOUND);
    let refused = browser.post(&format!("{review}/appeal/notice"), &NOTICE).await.again("denial-none");
    assert_eq!(problems_on(&refused), ["There is no denial on record for this review. Record the payer’s decision first."]);
}

/// The id of the first appeal that a page has a form for.
fn appeal_on(page: &str) -> String {
    page.split_once("name=\"appeal\" value=\"").expect("an appeal").1.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_denial_shows_its_provisional_clock_is_closed_with_a_reason_and_opened_again() {
    let (_practice, browser, address) = denied().await;
    let page = browser.get(&address).await.shown("appeal-provisional");
    for words in ["What will have to be done", "Provisional: counted from the day of the decision", "ERISA-A0"] {
        assert!(page.contains(words), "{words} is not on the page:\n{page}");
    }
    let board = browser.get("/appeals").await.page();
    assert!(board.contains("Provisional: counted from the decision") && board.contains("Take in the notice"), "{board}");
    let open = browser.post(&format!("{address}/close"), &[("closing_words", "no")]).await.again("close-problem");
    assert_eq!(problems_on(&open), ["Why nothing more is done: choose one."]);
    browser.post(&format!("{address}/close"), &[("closure", "accepted"), ("closing_words", "She <i>left</i>.")]).await.leads_to();
    let closed = browser.get(&address).await.shown("appeal-closed");
    assert!(closed.contains("Decision accepted") && closed.contains("She &lt;i&gt;left&lt;/i&gt;."), "{closed}");
    assert!(!closed.contains("What will have to be done"), "{closed}");
    let refused = browser.post(&format!("{address}/notice"), &NOTICE).await.again("denial-closed");
    assert_eq!(problems_on(&refused), ["The denial is closed. Open it again first."]);
    assert!(browser.get("/appeals").await.page().contains("Decision accepted"));
    let unsaid = browser.post(&format!("{address}/reopen"), &[]).await.again("reopen-problem");
    assert_eq!(problems_on(&unsaid), ["Why it is opened again: fill this in."]);
    browser.post(&format!("{address}/reopen"), &[("reopen_reason", "she appeals")]).await.leads_to();
    assert!(browser.get(&address).await.page().contains("What will have to be done"));
}

#[tokio::test]
async fn what_the_notice_states_is_a_task_beside_the_rule_and_comes_back_in_the_form() {
    let (_practice, browser, address) = denied().await;
    let stated = [&NOTICE[..], &[("appeal_by", "2026-12-31"), ("peer_to_peer_by", "2026-11-24T17:30")]].concat();
    let early = [&stated[1..], &[("received", "2026-11-18T09:00")]].concat();
    let refused = browser.post(&format!("{address}/notice"), &early).await.again("denial-early");
    assert_eq!(
        problems_on(&refused),
        [
            "The notice cannot have come before the day of the decision: every clock would be wrong. Check when it reached you, or the day of the decision."
        ]
    );
    browser.post(&format!("{address}/notice"), &stated).await.leads_to();
    let page = browser.get(&address).await.shown("appeal-stated");
    assert_eq!(page.matches("As the notice states it").count(), 2, "{page}");
    assert!(page.contains("ERISA-A0"), "the rule’s time stands beside it:\n{page}");
    let form = browser.get(&format!("{address}/notice")).await.page();
    assert!(form.contains("value=\"2026-12-31\"") && form.contains("value=\"2026-11-24T17:30\""), "{form}");
}

#[tokio::test]
async fn each_appeal_has_a_letter_of_its_own_and_wrong_steps_are_taken_back() {
    let (_practice, browser, address) = denied().await;
    let mut by_provider = NOTICE;
    by_provider[5].1 = "provider";
    browser.post(&format!("{address}/notice"), &by_provider).await.leads_to();
    let first = appeal_on(&browser.get(&address).await.page());
    let outside = [("level", "external"), ("appellant", "provider")];
    let warned = browser.post(&format!("{address}/plan"), &outside).await.again("appeal-out-of-order");
    assert!(warned.contains("No rule opens this way yet") && warned.contains("name=\"confirmed\""), "{warned}");
    browser.post(&format!("{address}/plan"), &[&outside[..], &[("confirmed", "yes")]].concat()).await.leads_to();
    let page = browser.get(&address).await.shown("appeal-two");
    let external = page
        .split("/letter/appeal?appeal=")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|id| *id != first)
        .expect("a letter for external review")
        .to_owned();
    let letter = format!("{address}/letter/appeal?appeal={external}");
    let draft = browser.get(&letter).await.shown("letter-external");
    assert!(draft.contains("asks for external review of the decision of Generic commercial plan"), "{draft}");
    assert_eq!(browser.post(&letter, &[("text", "To the reviewer.")]).await.leads_to(), format!("{letter}&done=saved"));
    let release = browser.get(&format!("{address}/letter/appeal/release?appeal={external}")).await.shown("letter-external-release");
    assert!(!release.contains("value=\"Generic commercial plan\""), "whoever lets it out names the reviewer:\n{release}");
    let internal = browser.get(&format!("{address}/letter/appeal")).await.page();
    assert!(
        internal.contains("asks Generic commercial plan to reverse its decision") && !internal.contains("To the reviewer."),
        "{internal}"
    );

    let unsaid = browser.post(&format!("{address}/withdraw"), &[("appeal", &external)]).await.again("withdraw-problem");
    assert_eq!(problems_on(&unsaid), ["Why: fill this in."]);
    browser.post(&format!("{address}/withdraw"), &[("appeal", &external), ("withdraw_reason", "not yet")]).await.leads_to();
    assert!(!browser.get(&address).await.page().contains(&external));
    browser.post(&format!("{address}/file"), &[("appeal", &first), ("filed", "2026-11-19T17:00")]).await.leads_to();
    let early =
        browser.post(&format!("{address}/filing"), &[("appeal", &first), ("filed", "2026-11-18T09:00")]).await.again("filing-early");
    assert_eq!(problems_on(&early), ["The notice came later than that. Check the day of filing, or when the notice reached you."]);
    browser.post(&format!("{address}/filing"), &[("appeal", &first), ("filed", "2026-11-19T18:00")]).await.leads_to();
    assert!(browser.get(&address).await.page().contains("value=\"2026-11-19T18:00\""));
    browser.post(&format!("{address}/filing"), &[("appeal", &first), ("not_filed", "yes")]).await.leads_to();
    assert!(browser.get(&address).await.page().contains("Not filed yet."));

    browser.post(&format!("{address}/file"), &[("appeal", &first), ("filed", "2026-11-19T17:00")]).await.leads_to();
    let outcome = [("appeal", first.as_str()), ("decided", "2026-11-20T09:00"), ("day", "2026-11-18"), ("number", "AU-9")];
    browser.post(&format!("{address}/outcome"), &outcome).await.leads_to();
    let page = browser.get(&address).await.shown("appeal-decided");
    assert!(page.contains("Take back what was recorded as the outcome: First appeal to the payer"), "{page}");
    let unsaid = browser.post(&format!("{address}/outcome/take-back"), &[("appeal", &first)]).await.again("take-back-problem");
    assert_eq!(problems_on(&unsaid), ["Why: fill this in."]);
    let taken = [("appeal", first.as_str()), ("take_back_reason", "of another patient")];
    browser.post(&format!("{address}/outcome/take-back"), &taken).await.leads_to();
    let page = browser.get(&address).await.page();
    assert!(page.contains("Record what was decided") && !page.contains("Covered after all"), "{page}");
}

#[tokio::test]
async fn the_form_of_a_notice_begins_with_the_decision_corrects_it_and_is_withdrawn_while_nothing_followed() {
    let (_practice, browser, address) = denied().await;
    let form = browser.get(&format!("{address}/notice")).await.shown("denial-decision");
    assert!(form.contains("Symptoms &lt;b&gt;improved&lt;/b&gt;") && form.contains("name=\"decision_version\" value=\"1\""), "{form}");
    let said = [&NOTICE[..], &[("decision_version", "1"), ("reason", "The criteria are not met."), ("reviewer", "S. Example")]].concat();
    browser.post(&format!("{address}/notice"), &said).await.leads_to();
    let page = browser.get(&address).await.page();
    assert!(page.contains("The criteria are not met.") && page.contains("S. Example") && !page.contains("Symptoms"), "{page}");
    let mut other_tab = NOTICE;
    other_tab[0].1 = "2026-11-19T18:00";
    assert_eq!(browser.post(&format!("{address}/notice"), &other_tab).await.status, StatusCode::CONFLICT, "it was taken in since");
    let seen = [&other_tab[..], &[("version", "1")]].concat();
    browser.post(&format!("{address}/notice"), &seen).await.leads_to();
    assert!(browser.get(&format!("{address}/notice")).await.page().contains("value=\"2026-11-19T18:00\""));
    let unsaid = browser.post(&format!("{address}/notice/withdraw"), &[]).await.again("notice-withdraw-problem");
    assert_eq!(problems_on(&unsaid), ["Why: fill this in."]);
    browser.post(&format!("{address}/notice/withdraw"), &[("notice_reason", "of another patient")]).await.leads_to();
    assert!(browser.get(&address).await.page().contains("What will have to be done"));
}
