//! From the board to a released packet: what speaks against it is answered on the page, then it leaves, and the accounting knows.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use vocabulary::Role;

use crate::practice::{Browser, Practice, REPORT, entry, operator, problems_on};

const COVERAGE: [(&str, &str); 7] = [
    ("payer", "generic-commercial"),
    ("rank", "primary"),
    ("funding", "self_funded"),
    ("state", "NY"),
    ("member_id", "M-1"),
    ("relation", "self"),
    ("first", "2026-01-01"),
];

/// Anna has a mild newest score and an open review; its page.
async fn review() -> (Practice, Browser, String) {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await;
    practice.record(practice.anna, entry("2026-11-19", [1, 1, 1, 1, 0, 1, 0, 1, 0])).await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    browser.post(&format!("/patients/{}/authorizations/coverage", practice.anna), &COVERAGE).await.leads_to();
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap().to_owned();
    browser.post(&review, &[("answer-why_not_lower", "Lives alone; two <b>crisis</b> calls last week.")]).await;
    (practice, browser, review)
}

/// The key of the contradiction on a page.
fn key_on(page: &str) -> String {
    let rest = page.split_once("name=\"contradiction\" value=\"").expect("a contradiction").1;
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_coordinator_answers_what_speaks_against_the_request_and_releases_the_packet() {
    let (practice, browser, review) = review().await;
    assert!(browser.get(&review).await.page().contains(&format!("href=\"{review}/packet?variant=")));
    let address = format!("{review}/packet");
    let page = browser.get(&address).await.shown("packet");
    assert!(page.contains("two &lt;b&gt;crisis&lt;/b&gt; calls") && page.contains("in a mild band or below"), "{page}");
    assert!(page.contains("<summary>Why? [") && page.contains("Every score since admission"), "{page}");
    let disclosure = [("recipient", "Generic commercial plan"), ("reason", "concurrent review"), ("basis", "payment")];
    let refused = browser.post(&format!("{address}/release"), &disclosure).await.again("packet-refused");
    assert_eq!(
        problems_on(&refused),
        ["1 fact that speaks against the request is not answered. Answer it, or let it stand; then release the packet."]
    );
    let key = key_on(&page);
    let wordless = browser.post(&format!("{address}/answer"), &[("contradiction", &key), ("words", " ")]).await.again("packet-wordless");
    assert_eq!(problems_on(&wordless), ["Your answer: fill this in."]);
    let answered = [("contradiction", key.as_str()), ("words", "One good week; the four before were severe.")];
    let saved = browser.post(&format!("{address}/answer"), &answered).await;
    assert_eq!(saved.leads_to(), format!("{address}?variant=concurrent&done=saved"));
    assert!(browser.get(&address).await.page().contains("Your answer: One good week"));
    let form = browser.get(&format!("{address}/release?variant=concurrent")).await.shown("packet-release");
    assert!(form.contains("You sign as ursula Tester.") && !form.contains("With our own determination"), "{form}");
    let stale = [&disclosure[..], &[("seen", "another")]].concat();
    let told = browser.post(&format!("{address}/release"), &stale).await.again("packet-changed");
    assert!(problems_on(&told)[0].starts_with("Nothing left: records changed") && !told.contains("value=\"another\""), "{told}");
    let left = browser.post(&format!("{address}/release"), &disclosure).await;
    assert_eq!((left.status, left.bytes.as_slice()), (StatusCode::OK, REPORT));
    assert_eq!(left.headers[CONTENT_TYPE], "application/pdf");
    let accounting = browser.get(&format!("/patients/{}/disclosures", practice.anna)).await.shown("disclosures");
    assert!(accounting.contains("Review packet") && accounting.contains("Generic commercial plan"), "{accounting}");
    assert!(browser.get(&format!("{address}/release")).await.page().contains("The packet was released before"));
}

#[tokio::test]
async fn every_variant_is_shown_and_an_appeal_without_a_denial_is_refused_in_words() {
    let (_practice, browser, review) = review().await;
    for variant in utilization_review::packet::Variant::ALL {
        let page = browser.get(&format!("{review}/packet?variant={variant}")).await.page();
        assert!(page.contains(&format!("value=\"{variant}\" selected")), "{variant}");
    }
    let page = browser.get(&format!("{review}/packet")).await.page();
    browser.post(&format!("{review}/packet/answer"), &[("contradiction", &key_on(&page)), ("accept", "yes")]).await;
    let appeal = [("variant", "appeal_first"), ("recipient", "Plan"), ("reason", "appeal"), ("basis", "payment")];
    let refused = browser.post(&format!("{review}/packet/release"), &appeal).await.again("packet-no-denial");
    assert_eq!(problems_on(&refused), ["There is no denial on record that an appeal could answer. Record the payer’s decision first."]);
}

#[tokio::test]
async fn a_clause_is_added_with_what_it_rests_on_and_taken_out() {
    let (_practice, browser, review) = review().await;
    let address = format!("{review}/packet");
    let long = "x".repeat(301);
    let refused = browser.post(&format!("{address}/clause"), &[("quotation", &long), ("argument", "It is.")]).await.again("packet-clause");
    assert_eq!(problems_on(&refused), ["Clause, in the payer’s words: at most 300 characters."]);
    let clause = [("quotation", "symptoms persist"), ("argument", "Moderate after eight weeks."), ("rests_on", "measures")];
    browser.post(&format!("{address}/clause"), &clause).await.leads_to();
    let page = browser.get(&address).await.shown("packet-clauses");
    assert!(page.contains("“symptoms persist”"), "{page}");
    let id = page.split_once("name=\"clause\" value=\"").expect("a clause").1.split('"').next().unwrap();
    browser.post(&format!("{address}/clause/remove"), &[("clause", id)]).await.leads_to();
    assert!(!browser.get(&address).await.page().contains("“symptoms persist”"));
}

#[tokio::test]
async fn the_preview_shows_attendance_by_week_with_its_records() {
    let (practice, browser, review) = review().await;
    for (on, delivered) in [("2026-11-09", "180"), ("2026-11-10", "180"), ("2026-11-16", "90"), ("2026-11-17", "0")] {
        let status = if delivered == "0" { "absent" } else { "attended" };
        let given = [("day", on), ("type", "group"), ("status", status), ("planned_minutes", "180"), ("delivered_minutes", delivered)];
        let given = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        practice.app.record_care_fact(&operator(), practice.anna, app::care_fact::RecordKind::Attendance, given).await.unwrap();
    }
    let page = browser.get(&format!("{review}/packet")).await.shown("packet-weeks");
    let rows = page.split_once("Attendance by week").expect("the table").1;
    for words in ["Nov 9, 2026", "2 of 2", "Nov 16, 2026", "1 of 2"] {
        assert!(rows.contains(words), "{words} is not in the table:\n{rows}");
    }
}

#[tokio::test]
async fn without_a_payer_on_record_review_and_packet_say_what_to_do_and_the_packet_stays() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let opened = browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = opened.split('?').next().unwrap().to_owned();
    let record = format!("href=\"/patients/{}/authorizations/coverage\"", practice.anna);
    for (address, name) in
        [(review.clone(), "review-no-payer"), (format!("{review}/call"), "call-no-payer"), (format!("{review}/packet"), "packet-no-payer")]
    {
        let page = browser.get(&address).await.shown(name);
        assert!(page.contains("No payer is on record for") && page.contains(&record), "{address}: {page}");
        // The list of payers under the call names it as a choice, which nobody made.
        let chosen = page.replace("<option value=\"generic-commercial\">Generic commercial plan</option>", "");
        assert!(!chosen.contains("Generic commercial plan"), "no other plan stands in: {page}");
    }
    let disclosure = [("recipient", "The plan"), ("reason", "concurrent review"), ("basis", "payment")];
    let refused = browser.post(&format!("{review}/packet/release"), &disclosure).await.again("packet-refused-no-payer");
    assert!(problems_on(&refused)[0].starts_with("No payer is on record for"), "{refused}");
    browser.post(&format!("/patients/{}/authorizations/coverage", practice.anna), &COVERAGE).await.leads_to();
    let page = browser.get(&format!("{review}/packet")).await.page();
    assert!(!page.contains("No payer is on record") && page.contains("Generic commercial plan"), "{page}");
}

#[tokio::test]
async fn sections_that_hold_nothing_against_the_request_and_the_birth_day_can_be_left_out() {
    let (practice, browser, review) = review().await;
    browser.post(&review, &[("answer-precipitant", "Lost her work in September.")]).await;
    let address = format!("{review}/packet");
    let page = browser.get(&address).await.page();
    browser.post(&format!("{address}/answer"), &[("contradiction", &key_on(&page)), ("accept", "yes")]).await;
    let form = browser.get(&format!("{address}/release?variant=concurrent")).await.page();
    assert!(form.contains("value=\"no_birth_day\"") && form.contains("value=\"precipitant\""), "{form}");
    assert!(
        !form.contains("value=\"risk\"") && !form.contains("value=\"goals\""),
        "what may speak against the request always stays: {form}"
    );
    let disclosure = [
        ("recipient", "Generic commercial plan"),
        ("reason", "concurrent review"),
        ("basis", "payment"),
        ("with", "no_birth_day"),
        ("without", "precipitant"),
        ("without", "risk"),
    ];
    let left = browser.post(&format!("{address}/release"), &disclosure).await;
    assert_eq!(left.status, StatusCode::OK);
    assert_eq!(practice.app.releases(&operator(), practice.anna).await.unwrap().len(), 1);
}

#[tokio::test]
async fn that_a_payer_takes_no_new_information_stands_in_call_mode_on_the_brief_and_on_its_page() {
    let (practice, browser, review) = review().await;
    let words = "This payer takes no new information";
    let brief = format!("{review}/packet?variant=peer_to_peer");
    for address in [format!("{review}/call"), brief.clone()] {
        assert!(!browser.get(&address).await.page().contains(words), "nobody wrote it down");
    }
    let mut profile = ::care::PayerProfile::shipped().remove(0).0;
    profile.peer_to_peer.new_information_allowed = Some(false);
    profile.limits.retro_authorization_hours = Some(72);
    practice.app.save_payer(&operator(), profile.to_toml()).await.unwrap();
    for address in [format!("{review}/call"), brief] {
        assert!(browser.get(&address).await.page().contains(words), "{address}");
    }
    assert!(!browser.get(&format!("{review}/packet?variant=concurrent")).await.page().contains(words), "only where somebody speaks");
    let page = browser.get("/payers/generic-commercial").await.page();
    assert!(page.contains("Takes new information when its physician is spoken with") && page.contains("Hours after admission"), "{page}");
    assert!(page.contains(">72<"), "{page}");
}
