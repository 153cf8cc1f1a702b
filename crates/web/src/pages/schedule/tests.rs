//! Stories of what is due, of adherence, of the protocol and of reviews, as a browser tells them.

use axum::http::StatusCode;
use vocabulary::{Role, Version};

use crate::practice::{Practice, entry, operator, problems_on};

#[tokio::test]
async fn what_is_overdue_stands_first_with_its_form() {
    let practice = Practice::new().await;
    practice.test.pass_seconds(2 * 24 * 3600);
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let page = desk.get("/due").await.shown("due");
    assert!(page.contains("<h1>Which measures are due?</h1>") && page.contains("PHQ-9") && page.contains("In treatment"));
    assert!(page.contains(&format!("/patients/{}/administrations/new/phq-9", practice.anna)));
    assert!(page.contains("This protocol is a starting point."));
    assert!(!page.contains("A-2"), "nothing is asked of somebody who is not in care");
}

#[tokio::test]
async fn lists_of_the_day_are_searched_by_name_and_shown_in_portions() {
    let practice = Practice::new().await;
    practice.test.pass_seconds(2 * 24 * 3600);
    let bela = practice.admitted("Bela").await;
    for number in 0..30 {
        practice.admitted(&format!("Other{number:02}")).await;
    }
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    for list in ["/due", "/collection"] {
        let first = desk.get(list).await.page();
        assert!(first.contains("25 of 32 are shown"), "{list}: {first}");
        let next = first.split(&format!("href=\"{list}?after=")).nth(1).and_then(|rest| rest.split('"').next()).expect("a next page");
        assert!(desk.get(&format!("{list}?after={next}")).await.page().contains("7 of 32 are shown"), "{list}");
        let found = desk.post(list, &[("find", "bela invented")]).await.page();
        assert!(found.contains("B-Bela") && !found.contains("A-1<") && found.contains(&bela.to_string()), "{list}: {found}");
        assert!(desk.post(list, &[("find", "zzz")]).await.page().contains("Nobody fits “zzz”"), "{list}");
    }
}

#[tokio::test]
async fn a_clinician_sees_only_their_own_and_a_fresh_practice_says_so() {
    let practice = Practice::new().await;
    let stranger = practice.browser_of("else", &[Role::Clinician], None).await;
    assert!(stranger.get("/due").await.shown("due-empty").contains("Nothing is due today."));
}

#[tokio::test]
async fn completion_stands_before_the_windows_with_n_and_interval() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-10-01", [1; 9])).await;
    practice.record(practice.anna, entry("2026-10-08", [1; 9])).await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let page = director.get("/due/adherence").await.shown("adherence");
    let (completion, windows) = (page.find("<h2>Completion</h2>").unwrap(), page.find("Window by window").unwrap());
    assert!(
        completion < windows
            && page.contains("Riverside IOP")
            && !page.contains("RIV-IOP")
            && page.contains("95 % interval")
            && page.contains("Dr. Ines Okoro")
    );
    let by_phase = page.find("Completion by phase").unwrap();
    assert!(completion < by_phase && by_phase < windows && page.contains("With all that was asked for"));
}

#[tokio::test]
async fn the_funnel_counts_each_stage_and_the_burden_is_held_against_the_budget() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-11-19", [1; 9])).await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let page = director.get("/due/funnel?days=10").await.shown("funnel");
    assert!(
        page.contains("<h1>Where do measures get lost?</h1>")
            && page.contains("Riverside IOP")
            && !page.contains("RIV-IOP")
            && page.contains("Dr. Ines Okoro")
    );
    let by_mode = page.rsplit("By way of answering").next().unwrap();
    assert!(by_mode.contains("On paper") || by_mode.contains("Paper"), "by the way of answering");
    assert!(!by_mode.contains(">Due</th>") && by_mode.contains(">Asked</th>"), "what has a way was asked");
    assert!(by_mode.contains("not asked for yet.") && !page.contains("Not known"), "the language is the patient's own: {page}");
    assert!(page.contains("What the protocol asks of one person") && !page.contains("over budget"));
    let own = collection::protocol::SHIPPED.replace("level_of_care = \"IOP\"", "level_of_care = \"IOP\"\nbudget_minutes = 1");
    assert_eq!(director.post("/due/protocol", &[("source", &own)]).await.leads_to(), "/due/protocol?done=saved");
    let page = director.get("/due/funnel").await.shown("funnel-over");
    assert!(page.contains("over budget") && page.contains("asks more than its budget"));
    let nobody = practice.browser_of("else", &[Role::Clinician], None).await;
    assert!(nobody.get("/due/funnel").await.shown("funnel-empty").contains("Nothing was due in this time."));
}

#[tokio::test]
async fn a_protocol_with_a_mistake_changes_nothing_and_names_the_line() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let shown = director.get("/due/protocol").await.shown("protocol");
    assert!(shown.contains("Default protocol") && shown.contains("every 7 days") && shown.contains("365 days after discharge"));
    let wrong = collection::protocol::SHIPPED.replacen("instrument = \"phq-9\"", "instrument = \"phq-99\"", 1);
    let again = director.post("/due/protocol", &[("source", &wrong)]).await.again("protocol-wrong");
    let problems = problems_on(&again);
    assert!(problems.len() == 1 && problems[0].starts_with("Line ") && problems[0].contains("phq-99"), "{problems:?}");
    director.post("/account/language", &[("language", "es")]).await;
    let spanish = problems_on(&director.post("/due/protocol", &[("source", &wrong)]).await.again("protocol-wrong-es"));
    assert!(spanish[0].starts_with("Línea ") && spanish[0].contains("no hay ningún instrumento «phq-99»"), "{spanish:?}");
    director.post("/account/language", &[("language", "en")]).await;
    let own = collection::protocol::SHIPPED.replacen("name = \"Default protocol\"", "name = \"Riverside protocol\"", 1);
    assert_eq!(director.post("/due/protocol", &[("source", &own)]).await.leads_to(), "/due/protocol?done=saved");
    let kept = director.get("/due/protocol").await.shown("protocol-own");
    assert!(kept.contains("Riverside protocol") && !kept.contains("This protocol is a starting point."));
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    assert!(clinician.get("/due/protocol").await.shown("protocol-read").contains("A clinical director can change this."));
    assert_eq!(clinician.post("/due/protocol", &[("source", &own)]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_rule_runs_silently_when_the_director_says_so() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let shown = director.get("/alerts/rules").await.shown("rules");
    assert!(shown.contains("Answer about safety") && shown.contains("shown while at most 30 days old") && shown.contains("A convention"));
    let text = outcomes::warning_sign::Parameters::shipped_text();
    let broken = director.post("/alerts/rules", &[("source", "version = ")]).await.again("rules-broken");
    assert!(problems_on(&broken)[0].starts_with("Line 1, column "), "{:?}", problems_on(&broken));
    let silent = text.replacen("[safety_answer]\nmode = \"shown\"", "[safety_answer]\nmode = \"silent\"", 1);
    assert_eq!(director.post("/alerts/rules", &[("source", &silent)]).await.leads_to(), "/alerts/rules?done=saved");
    practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 1])).await;
    practice.app.judge_everybody().await.unwrap();
    let inbox = director.get("/alerts").await.shown("alerts-silent");
    assert!(!inbox.contains("an answer that somebody must see"), "recorded and not shown");
}

#[tokio::test]
async fn a_review_is_recorded_and_goes_into_the_note() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-11-10", [1; 9])).await;
    let latest = practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 0])).await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let address = format!("/administrations/{latest}/review");
    let before = clinician.get(&address).await.shown("review");
    assert!(before.contains("PHQ-9 of Nov 20, 2026: 16") && before.contains("Not yet reviewed.") && before.contains("worse by 7"));
    let form = [("discussed", "yes"), ("plan_change", "Second <session> each week")];
    assert_eq!(clinician.post(&address, &form).await.leads_to(), format!("{address}?done=saved"));
    let after = clinician.get(&address).await.shown("review-done");
    for said in ["Reviewed by okoro Tester", "Discussed with the patient on", "Second &lt;session&gt; each week"] {
        assert!(after.contains(said), "{said}");
    }
    let biller = practice.browser("bill", &[Role::Biller]).await;
    assert_eq!(biller.get(&address).await.status, StatusCode::FORBIDDEN);
    // What was said of the score before it was corrected is not said of the one that stands now.
    practice.test.pass_seconds(60);
    let corrected = entry("2026-11-20", [3, 3, 3, 3, 3, 3, 2, 2, 0]);
    practice.app.correct_administration(&operator(), latest, Version::FIRST, corrected).await.unwrap();
    let later = clinician.get(&address).await.shown("review-corrected");
    let note = later.split("id=\"note-text\"").nth(1).and_then(|rest| rest.split("</textarea>").next()).expect("the text for the note");
    assert!(note.contains("PHQ-9 of Nov 20, 2026: 22") && note.contains("as version 1; corrected since and not reviewed"), "{note}");
    assert!(!note.contains("Discussed with the patient"), "{note}");
    assert!(later.contains("version 1, corrected since"), "the earlier review stays on record");
}
