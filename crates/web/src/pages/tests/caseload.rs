use axum::http::StatusCode;
use vocabulary::Role;

use crate::practice::{Practice, entry, operator, patient};

#[tokio::test]
async fn whoever_needs_somebody_stands_first_with_the_reason_in_words() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    practice.record(practice.anna, entry("2026-11-10", [1, 1, 1, 1, 1, 1, 1, 1, 0])).await;
    practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 1])).await;
    let page = clinician.get("/caseload").await.shown("caseload");
    assert!(page.contains("<h1>Who needs me first?</h1>"));
    assert!(page.contains("<tr role=\"row\" class=\"urgent\">"));
    assert!(page.contains("An answer about safety in PHQ-9 of Nov 20, 2026 needs your attention"));
    assert!(page.contains("moderately severe, 4 of 5") && page.contains("worse by 9"));
    assert!(
        page.contains("O&#39;Invented &amp; &lt;b&gt;, Anna") || page.contains("O'Invented &amp; &lt;b&gt;, Anna"),
        "the name is escaped"
    );
    assert!(!page.contains("Ben"), "not in the care team");
}

#[tokio::test]
async fn an_answer_about_safety_leads_to_its_alert_and_asks_for_nothing_once_that_is_closed() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 1])).await;
    practice.app.judge_everybody().await.expect("judged");
    let page = clinician.get("/caseload").await.shown("caseload-alert");
    let address = page
        .split("<a class=\"row-link reason urgent\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a way to the alert")
        .to_owned();
    clinician.post(&format!("{address}/acknowledge"), &[]).await.leads_to();
    clinician.post(&format!("{address}/close"), &[("disposition", "safety_assessed"), ("note", "Called.")]).await.leads_to();
    let page = clinician.get("/caseload").await.shown("caseload-alert-closed");
    assert!(page.contains("PHQ-9 of Nov 20, 2026; its alert is closed") && !page.contains("needs your attention"), "{page}");
    assert!(!page.contains("class=\"urgent\""), "nobody is waited for any more");
    let patient = clinician.get(&format!("/patients/{}", practice.anna)).await.shown("patient-alert-closed");
    assert!(patient.contains("dealt with on Nov 23, 2026 by") && !patient.contains("needs your attention"), "{patient}");
}

#[tokio::test]
async fn an_answer_about_safety_without_an_alert_that_somebody_closed_asks_for_attention() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 1])).await;
    let address = format!("/patients/{}", practice.anna);
    assert!(clinician.get(&address).await.page().contains("needs your attention"), "nobody has judged it yet");
    practice.app.judge_everybody().await.expect("judged");
    assert!(clinician.get(&address).await.page().contains("needs your attention"), "its alert is open");
}

#[tokio::test]
async fn a_list_by_name_says_what_stands_out_and_not_why_now() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let by_need = director.get("/patients").await.shown("patients-by-need");
    assert!(by_need.contains("<h1>Who needs somebody first?</h1>") && by_need.contains("Why now"));
    assert!(by_need.contains("href=\"/patients?order=name\"") && !by_need.contains("What stands out"));
    let by_name = director.get("/patients?order=name").await.shown("patients-by-name");
    assert!(by_name.contains("What stands out") && !by_name.contains("Why now"));
    assert!(by_need.contains("an open alert about safety or treatment that was raised in the last 430 days"), "whom an alert brings there");
    let biller = practice.browser("bill", &[Role::Biller]).await.get("/patients").await.page();
    assert!(biller.contains("Everybody in care, those with the most pressing") && !biller.contains("open alert"), "who sees none");
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let without_scores = desk.get("/patients").await.page();
    assert!(!without_scores.contains("?order=") && !without_scores.contains("Who needs somebody first?"), "nothing to order by");
}

#[tokio::test]
async fn of_somebody_who_is_not_in_care_is_not_said_that_nothing_presses() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-11-10", [3, 3, 3, 3, 3, 3, 3, 3, 0])).await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let end = [("day", "2026-11-20"), ("kind", "completed"), ("destination", "home"), ("version", "1")];
    desk.post(&format!("/patients/{}/episodes/{}/discharge", practice.anna, practice.episode), &end).await.leads_to();
    let director = practice.browser("ruth", &[Role::Director]).await;
    let page = director.get("/patients").await.shown("patients-discharged");
    assert!(page.contains("Not in care now; the scores are from before") && !page.contains("Nothing pressing"), "{page}");
}

#[tokio::test]
async fn a_search_goes_by_form_and_never_into_the_address() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let all = director.get("/patients").await.shown("patients");
    assert!(all.contains("<form class=\"search\" method=\"post\" action=\"/patients\" role=\"search\">"));
    let found = director.post("/patients", &[("find", "A-2")]).await.shown("patients-found");
    assert!(found.contains("A-2") && !found.contains("A-1<"));
    assert!(!found.contains("?find="), "no address holds what was looked for");
    let nobody = director.post("/patients", &[("find", "<Zoë>")]).await.shown("patients-none");
    assert!(nobody.contains("Nobody fits “&lt;Zoë&gt;”."));
}

#[tokio::test]
async fn a_long_list_is_paged_by_the_last_patient_seen() {
    let practice = Practice::new().await;
    for number in 10..70 {
        practice.app.register_patient(&operator(), patient(&format!("B-{number}"), &format!("Given{number}"))).await.unwrap();
    }
    let director = practice.browser("ruth", &[Role::Director]).await;
    let first = director.get("/patients").await.page();
    let next = first.split("href=\"/patients?after=").nth(1).and_then(|rest| rest.split('"').next()).expect("a next page").to_owned();
    let second = director.get(&format!("/patients?after={next}")).await.page();
    let numbers = |page: &str| page.split("B-").skip(1).map(|rest| rest[..2].to_owned()).collect::<std::collections::BTreeSet<_>>();
    let (one, two) = (numbers(&first), numbers(&second));
    assert!(one.is_disjoint(&two), "{:?}", one.intersection(&two));
    assert_eq!(one.len() + two.len(), 60);
    assert!(second.contains("That is all."));
    let first = director.get("/patients?order=name").await.page();
    let next = first
        .split("href=\"/patients?order=name&amp;after=")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a next page")
        .to_owned();
    assert!(director.get(&format!("/patients?order=name&after={next}")).await.page().contains("That is all."));
}

#[tokio::test]
async fn a_practice_without_anybody_says_what_to_do() {
    let practice = Practice::new().await;
    let other = ::care::Clinician { code: "C2".to_owned(), name: "Sam Reed".to_owned(), credential: String::new(), left_since: None };
    let other = practice.app.add_clinician(&operator(), other).await.unwrap();
    let newcomer = practice.browser_of("new", &[Role::Clinician], Some(other)).await;
    let page = newcomer.get("/caseload").await.shown("caseload-empty");
    assert!(page.contains("Ask the front desk or a director to add you to a care team."), "whoever may do it is named");
}

#[tokio::test]
async fn roles_without_scores_see_care_and_no_numbers() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 1])).await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let list = desk.get("/patients").await.shown("patients-front-desk");
    assert!(list.contains("Riverside IOP") && !list.contains("PHQ-9"));
    let page = desk.get(&format!("/patients/{}", practice.anna)).await.shown("patient-front-desk");
    assert!(
        page.contains("Your role shows care, not scores.") && !page.contains("/administrations/0") && !page.contains("<svg class=\"chart")
    );
    assert!(!page.contains("moderately severe") && !page.contains("safety"));
}

#[tokio::test]
async fn programs_get_the_same_data_as_json() {
    let practice = Practice::new().await;
    let administration = practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 1])).await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let json = |answer: crate::practice::Answer| -> serde_json::Value { serde_json::from_slice(&answer.bytes).unwrap() };
    let program = [("accept", "application/json")];
    let caseload = json(clinician.get_with("/caseload", &program).await);
    assert_eq!(caseload["patients"][0]["need"]["reason"], "safety");
    assert_eq!(caseload["patients"][0]["latest"][0]["total"], 17.0);
    let page = json(clinician.get_with(&format!("/patients/{}", practice.anna), &program).await);
    assert_eq!(page["episodes"][0]["levels_of_care"][0]["level_of_care"], "IOP");
    let one = json(clinician.get_with(&format!("/administrations/{administration}"), &program).await);
    assert_eq!((&one["scales"][0]["value"], &one["answers"]["9"], &one["safety"][0]["verdict"]), (&17.0.into(), &1.into(), &"met".into()));
    let refused = clinician.get_with(&format!("/patients/{}", practice.ben), &program).await;
    assert_eq!((refused.status, json(refused)["error"].as_str().unwrap()), (StatusCode::FORBIDDEN, "reason_needed"));
    let biller = practice.browser("bill", &[Role::Biller]).await;
    let hidden = json(biller.get_with(&format!("/administrations/{administration}"), &program).await);
    assert!(hidden["answers"].is_null() && hidden["scales"][0]["value"] == 17.0);
    let stranger = crate::practice::Browser::stranger(&practice);
    assert_eq!(stranger.get_with("/caseload", &program).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_patient_outside_the_care_team_opens_for_a_stated_reason() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let ben = format!("/patients/{}", practice.ben);
    let address = clinician.get(&ben).await.leads_to().to_owned();
    assert_eq!(address, format!("{ben}/reason?next=%2Fpatients%2F{}", practice.ben));
    let form = clinician.get(&address).await.shown("reason");
    assert!(!form.contains("Invented"), "no name before the reason");
    let too_short = clinician.post(&format!("{ben}/reason"), &[("reason", "x")]).await.again("reason-again");
    assert!(too_short.contains("say it in a few words"));
    let opened = clinician.post(&format!("{ben}/reason"), &[("reason", "Covering for a colleague tonight"), ("next", &ben)]).await;
    assert_eq!(opened.leads_to(), ben);
    clinician.get(&ben).await.shown("patient-by-reason");
    let elsewhere = [("reason", "Covering for a colleague tonight"), ("next", "https://elsewhere.example")];
    assert_eq!(clinician.post(&format!("{ben}/reason"), &elsewhere).await.leads_to(), ben);
}

#[tokio::test]
async fn the_patient_page_can_be_seen_as_it_was() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-11-20", [1; 9])).await;
    practice.test.pass_seconds(3 * 24 * 3600);
    practice.record(practice.anna, entry("2026-11-26", [3; 9])).await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let now = director.get(&format!("/patients/{}", practice.anna)).await.shown("patient");
    assert!(now.contains("2 administrations") && now.contains("Nov 26, 2026"));
    let then = director.get(&format!("/patients/{}?as_of=2026-11-23", practice.anna)).await.shown("patient-as-of");
    assert!(then.contains("1 administration<") && then.contains("as they stood at the end of Nov 23, 2026"));
}

#[tokio::test]
async fn a_merge_that_came_later_is_not_seen_as_of_before_and_the_merged_record_has_its_own_page_then() {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-11-20", [1; 9])).await;
    practice.record(practice.ben, entry("2026-11-21", [3; 9])).await;
    practice.test.pass_seconds(3 * 24 * 3600);
    let merge = ::care::PatientLink::Merged { kept: practice.anna, merged: practice.ben };
    practice.app.link_patients(&operator(), merge).await.unwrap();
    let director = practice.browser("ruth", &[Role::Director]).await;
    let page = async |of: vocabulary::PatientId, as_of: &str| director.get(&format!("/patients/{of}{as_of}")).await.page();
    let now = page(practice.ben, "").await;
    assert!(now.contains("2 administrations") && now.contains("A-2"), "{now}");
    let (anna, ben) = (page(practice.anna, "?as_of=2026-11-23").await, page(practice.ben, "?as_of=2026-11-23").await);
    assert!(anna.contains("1 administration<") && !anna.contains("A-2") && anna.contains("Nov 20, 2026"), "{anna}");
    assert!(ben.contains("1 administration<") && ben.contains("Nov 21, 2026") && !ben.contains("Nov 20, 2026"), "{ben}");
    // A merge that was taken back never was.
    practice.test.pass_seconds(24 * 3600);
    practice.app.link_patients(&operator(), ::care::PatientLink::Unmerged { merged: practice.ben }).await.unwrap();
    practice.test.pass_seconds(24 * 3600);
    let director = practice.browser("dora", &[Role::Director]).await;
    let page = async |of: vocabulary::PatientId, as_of: &str| director.get(&format!("/patients/{of}{as_of}")).await.page();
    let merged_then = page(practice.anna, "?as_of=2026-11-26").await;
    assert!(merged_then.contains("1 administration<") && !merged_then.contains("A-2"), "{merged_then}");
    assert!(page(practice.ben, "?as_of=2026-11-26").await.contains("Nov 21, 2026"));
}
