use app::View;
use axum::http::StatusCode;
use vocabulary::Role;

use crate::practice::{Practice, day, operator, problems_on};

fn with<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(given, old)| if *given == name { (name, value) } else { (*given, *old) }).collect()
}

#[tokio::test]
async fn a_forgotten_part_2_is_put_right_with_a_reason_that_the_audit_keeps() {
    let practice = Practice::new().await;
    let director = practice.browser("dir", &Role::ALL).await;
    let address = format!("/practice/programs/{}/correct", practice.program);
    assert!(director.get("/practice").await.page().contains(&format!("href=\"{address}\"")), "the practice page leads there");
    let form = director.get(&address).await.shown("program-correct");
    assert!(form.contains("value=\"Riverside IOP\"") && form.contains("value=\"RIV-IOP\""), "{form}");
    let right = [
        ("version", "1"),
        ("name", "Riverside SUD IOP"),
        ("code", "RIV-SUD"),
        ("level_of_care", "IOP"),
        ("zone", "America/New_York"),
        ("part2", "yes"),
        ("closed_since", ""),
        ("reason", ""),
    ];
    let unexplained = director.post(&address, &right).await.again("program-correct-reason");
    assert_eq!(problems_on(&unexplained), ["Why it changes: say it in a few words, so that somebody who reads it later understands."]);
    let reason = "it is a substance-use program";
    assert_eq!(director.post(&address, &with(&right, "reason", reason)).await.leads_to(), "/practice?done=saved");
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    assert!(page.part2, "what leaves about its patients needs a consent from now on");
    let audit = director.get("/audit").await.page();
    assert!(audit.contains("Corrected a program") && audit.contains(&format!("Reason: {reason}")), "{audit}");
    let late = director.post(&address, &with(&right, "reason", reason)).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "the form was filled in from the first version");

    // A name and an end need no reason.
    let closed = with(&with(&right, "version", "2"), "closed_since", "2026-11-23");
    assert_eq!(director.post(&address, &closed).await.leads_to(), "/practice?done=saved");
    assert!(director.get("/practice").await.shown("practice-closed").contains("closed since Nov 23, 2026"));
    let admit = director.get(&format!("/patients/{}/admit", practice.ben)).await.page();
    assert!(!admit.contains("Riverside SUD IOP"), "nobody is admitted to it any more");
    assert!(director.get(&format!("/patients/{}", practice.anna)).await.page().contains("Riverside SUD IOP"), "whoever is in it stays");
    let elsewhere = with(&with(&closed, "version", "3"), "zone", "America/Denver");
    assert_eq!(problems_on(&director.post(&address, &elsewhere).await.again("program-correct-zone")).len(), 1);
    let program = practice.app.registration_choices(&operator()).await.unwrap().programs.remove(0);
    assert_eq!((program.value().code.as_str(), program.value().closed_since), ("RIV-SUD", Some(day("2026-11-23"))));
}

#[tokio::test]
async fn a_clinician_who_left_is_chosen_for_nothing_new_and_stays_where_they_stand() {
    let practice = Practice::new().await;
    let director = practice.browser("dir", &Role::ALL).await;
    let address = format!("/practice/clinicians/{}/correct", practice.clinician);
    director.get(&address).await.shown("clinician-correct");
    let team = format!("/patients/{}/care-team/new", practice.ben);
    let option = format!("value=\"{}\"", practice.clinician);
    let left = [("version", "1"), ("name", "Dr. Ines Okoro-Hall"), ("code", "C1"), ("credential", "PhD"), ("left_since", "2026-11-24")];
    director.post(&address, &left).await.leads_to();
    assert!(director.get(&team).await.page().contains(&option), "until the day before they do treat");
    let today = with(&with(&left, "version", "2"), "left_since", "2026-11-23");
    assert_eq!(director.post(&address, &today).await.leads_to(), "/practice?done=saved");
    assert!(director.get("/practice").await.shown("practice-left").contains("left since Nov 23, 2026"));
    assert!(!director.get(&team).await.page().contains(&option));
    let note = format!("/patients/{}/records/new/clinician_statement", practice.anna);
    assert!(!director.get(&note).await.page().contains(&option), "nor in a record of care");
    let anna = format!("/patients/{}", practice.anna);
    assert!(director.get(&anna).await.page().contains("Dr. Ines Okoro-Hall"));
    let episode = director.get(&format!("{anna}/episodes/{}/correct", practice.episode)).await.page();
    assert!(episode.contains(&format!("{option} selected")), "{episode}");
}
