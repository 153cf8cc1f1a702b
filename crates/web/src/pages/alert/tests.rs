//! Stories of the inbox and of one alert, as a browser tells them.

use vocabulary::{AdministrationId, Role, Version};

use crate::practice::{Browser, Practice, entry, operator, problems_on};

/// A PHQ-9 with a positive item 9, judged; the clinician who treats and the address of the alert.
async fn answered() -> (Practice, Browser, String) {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 1])).await;
    practice.app.judge_everybody().await.expect("judged");
    let inbox = clinician.get("/alerts").await.shown("alerts");
    let address = inbox.split("<a href=\"").find_map(|rest| rest.strip_prefix("/alerts/")).and_then(|rest| rest.split('"').next());
    let address = format!("/alerts/{}", address.expect("an alert in the inbox"));
    (practice, clinician, address)
}

#[tokio::test]
async fn the_inbox_says_what_was_answered_and_who_has_it() {
    let (practice, clinician, _) = answered().await;
    let inbox = clinician.get("/alerts").await.shown("alerts");
    assert!(inbox.contains("<h1>What needs an answer from you?</h1>") && inbox.contains("PHQ-9 of Nov 20, 2026"));
    assert!(inbox.contains("Safety") && inbox.contains("New") && inbox.contains("with okoro Tester"));
    let page = clinician.get(&format!("/patients/{}", practice.anna)).await.shown("patient-with-alert");
    assert!(
        page.contains("<div class=\"running\" aria-hidden=\"true\">") && page.contains(" · A-1</b> · "),
        "every sheet says whom it is about"
    );
    assert!(page.contains("What needs an answer") && page.contains("/alerts/"));
}

#[tokio::test]
async fn safety_that_nobody_took_on_stands_first_and_the_inbox_is_narrowed_by_class() {
    let (practice, clinician, address) = answered().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let inbox = director.get("/alerts").await.shown("alerts-urgent");
    assert!(inbox.contains("<h2>Safety, not acknowledged</h2>") && inbox.contains("Since it happened"));
    assert!(inbox.contains("href=\"/alerts?class=safety\">Safety (1)<"), "{inbox}");
    assert!(director.get("/alerts?class=safety").await.page().contains(&address));
    assert!(!director.get("/alerts?class=clinical").await.page().contains(&address));
    clinician.post(&format!("{address}/acknowledge"), &[]).await.leads_to();
    assert!(!director.get("/alerts").await.page().contains("Safety, not acknowledged"));
}

#[tokio::test]
async fn an_answer_about_safety_is_said_with_words_and_not_as_two_numbers() {
    let (_practice, clinician, address) = answered().await;
    for page in [clinician.get("/alerts").await.page(), clinician.get(&address).await.page()] {
        assert!(page.contains("item 9 “Thoughts that you would be better off dead"), "{page}");
        assert!(page.contains("”: Several days (1)") && !page.contains("item 9: answer 1"), "{page}");
    }
    clinician.post("/account/language", &[("language", "es")]).await.leads_to();
    let spanish = clinician.get(&address).await.shown("alert-spanish");
    assert!(spanish.contains("ítem 9 «Pensamientos de que estaría mejor muerto") && !spanish.contains("Thoughts that"), "{spanish}");
}

#[tokio::test]
async fn a_number_that_was_typed_in_stands_beside_its_question_and_is_no_answer_about_safety() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let answers = [("4", 3), ("5", 2), ("6", 0)].map(|(item, days)| (item.to_owned(), instruments::Answer::Value(days)));
    let drinks = app::administration::NewEntry { instrument: "bam-r".to_owned(), answers: answers.into(), ..entry("2026-11-20", [0; 9]) };
    practice.record(practice.anna, drinks).await;
    practice.app.judge_everybody().await.expect("judged");
    let inbox = clinician.get("/alerts").await.shown("alerts-number");
    assert!(inbox.contains("item 4 “In the past 30 days, how many days did you drink ANY alcohol?”: 3"), "{inbox}");
    let address = inbox.split("<a href=\"").find_map(|rest| rest.strip_prefix("/alerts/")).and_then(|rest| rest.split('"').next()).unwrap();
    let page = clinician.get(&format!("/alerts/{address}")).await.shown("alert-number");
    assert!(page.contains("What is this alert about? Answer to look at") && !page.contains("Answer about safety"), "{page}");
    assert!(page.contains("Times on the clock of Eastern Time, New York."), "on whose clock its times are");
}

#[tokio::test]
async fn an_alert_says_that_its_record_was_corrected_or_withdrawn_since() {
    let (practice, clinician, address) = answered().await;
    let page = clinician.get(&address).await.page();
    assert!(!page.contains("Corrected since") && !page.contains("Withdrawn since"));
    let id = page.split("href=\"/administrations/").nth(1).and_then(|rest| rest.split('"').next()).expect("what it rests on");
    let id: AdministrationId = id.parse().unwrap();
    practice.test.pass_seconds(60);
    let answers = entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 0]);
    practice.app.correct_administration(&operator(), id, Version::FIRST, answers).await.unwrap();
    let corrected = clinician.get(&address).await.shown("alert-corrected");
    assert!(
        corrected.contains("Corrected since: version 2 stands now") && corrected.contains("as it stood then (version 1)"),
        "{corrected}"
    );
    practice.test.pass_seconds(60);
    practice.app.void_administration(&operator(), id, Version(2), "of another patient").await.unwrap();
    assert!(clinician.get(&address).await.shown("alert-withdrawn").contains("Withdrawn since"));
}

#[tokio::test]
async fn an_alert_is_taken_on_then_closed_with_a_note_and_a_name() {
    let (_practice, clinician, address) = answered().await;
    let page = clinician.get(&address).await.shown("alert-open");
    assert!(page.contains("Acknowledge") && !page.contains("name=\"disposition\""), "closing comes after taking it on");
    let early = [("disposition", "safety_assessed"), ("note", "Called her.")];
    let refused = clinician.post(&format!("{address}/close"), &early).await.again("alert-not-acknowledged");
    assert_eq!(problems_on(&refused), ["Acknowledge the alert before you close it or hand it over."]);
    assert_eq!(clinician.post(&format!("{address}/acknowledge"), &[("from", "inbox")]).await.leads_to(), "/alerts");
    let twice = clinician.post(&format!("{address}/acknowledge"), &[]).await.again("alert-twice");
    assert_eq!(problems_on(&twice), ["Somebody has acknowledged this alert already. Nothing was changed."]);
    let empty =
        clinician.post(&format!("{address}/close"), &[("disposition", "safety_assessed"), ("note", " ")]).await.again("alert-no-note");
    assert_eq!(problems_on(&empty), ["What was done: fill this in."]);
    let other =
        clinician.post(&format!("{address}/close"), &[("disposition", "rescheduled"), ("note", "Later.")]).await.again("alert-other");
    assert_eq!(problems_on(&other), ["Choose an outcome from the list for this kind of alert."]);
    let done = [("disposition", "safety_assessed"), ("note", "Spoke with <her>; plan is in place.")];
    assert_eq!(clinician.post(&format!("{address}/close"), &done).await.leads_to(), address);
    let closed = clinician.get(&address).await.shown("alert-closed");
    for said in ["Spoke with &lt;her&gt;; plan is in place.", "okoro Tester, PhD", "Shown", "Acknowledged", "Closed"] {
        assert!(closed.contains(said), "{said}");
    }
    assert!(closed.contains("/records/new/risk_rating\">Rate the risk, with its basis.<"), "the next step is the rating: {closed}");
    let again = clinician.post(&format!("{address}/close"), &done).await.again("alert-ended");
    assert_eq!(problems_on(&again), ["This alert has ended. Nothing was changed."]);
}

#[tokio::test]
async fn who_has_an_alert_about_safety_sees_how_the_patient_is_reached() {
    let (practice, clinician, address) = answered().await;
    let contact = |holder, channel, address: &str| app::contact::NewContact {
        holder,
        holder_name: "Maria".to_owned(),
        channel,
        address: address.to_owned(),
        rank: 1,
        preference: "After five".to_owned(),
    };
    let none = clinician.get(&address).await.page();
    let add = format!("href=\"/patients/{}/contacts/new\">Add a number", practice.anna);
    assert!(none.contains("No number of the patient") && none.contains(&add), "{none}");
    assert!(none.contains("as it stood then (version 1)"), "{none}");
    let own = contact(::care::ContactHolder::Patient, ::care::Channel::Telephone, "555 010 0199");
    practice.app.add_contact(&operator(), practice.anna, own, None).await.unwrap();
    let parent = contact(::care::ContactHolder::Parent, ::care::Channel::Telephone, "555 010 0177");
    practice.app.add_contact(&operator(), practice.anna, parent, None).await.unwrap();
    let page = clinician.get(&address).await.shown("alert-with-telephone");
    for said in ["tel:+15550100199", "After five", "Paper", "Telephone of the patient"] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("Add a number"), "there is one");
    assert!(!page.contains("+15550100177"), "nobody is reached by the number of somebody else");
    let director = practice.browser("ruth", &[Role::Director]).await;
    let page = director.get(&address).await.page();
    assert!(page.contains("PHQ-9") && !page.contains("+15550100199"), "only who has it is shown the number");
}

#[tokio::test]
async fn an_alert_is_handed_to_a_colleague_who_has_to_take_it_on() {
    let (practice, clinician, address) = answered().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    clinician.post(&format!("{address}/acknowledge"), &[]).await.leads_to();
    practice.test.pass_seconds(60);
    let page = clinician.get(&address).await.shown("alert-acknowledged");
    let option = page.split("<option value=\"").find(|rest| rest.contains(">ruth Tester<")).expect("the director is offered");
    let to = option.split('"').next().expect("an id");
    let nobody = clinician.post(&format!("{address}/hand-over"), &[("to", "")]).await;
    assert_eq!(problems_on(&nobody.again("alert-to-nobody")), ["Hand over to: choose one."]);
    assert_eq!(clinician.post(&format!("{address}/hand-over"), &[("to", to)]).await.leads_to(), "/alerts");
    let theirs = director.get("/alerts").await.shown("alerts-director");
    assert!(theirs.contains("with ruth Tester") && theirs.contains("Acknowledge"));
}

#[tokio::test]
async fn the_report_counts_what_was_acted_on() {
    let (practice, clinician, address) = answered().await;
    clinician.post(&format!("{address}/acknowledge"), &[]).await.leads_to();
    clinician.post(&format!("{address}/close"), &[("disposition", "safety_assessed"), ("note", "Called.")]).await.leads_to();
    let director = practice.browser("ruth", &[Role::Director]).await;
    let report = director.get("/alerts/report").await.shown("alert-report");
    assert!(report.contains("Answer about safety") && report.contains("1 of 1") && report.contains("okoro Tester"));
    assert_eq!(clinician.get("/alerts/report").await.status, axum::http::StatusCode::FORBIDDEN, "only for the whole practice");
}

#[tokio::test]
async fn an_empty_inbox_says_so() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    assert!(clinician.get("/alerts").await.shown("alerts-empty").contains("No open alerts."));
}
