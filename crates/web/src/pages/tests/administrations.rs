use axum::http::StatusCode;
use vocabulary::Role;

use crate::practice::{Practice, entry, problems_on};

fn answers(values: [&'static str; 9]) -> Vec<(&'static str, &'static str)> {
    const NAMES: [&str; 9] = ["item.1", "item.2", "item.3", "item.4", "item.5", "item.6", "item.7", "item.8", "item.9"];
    NAMES.into_iter().zip(values).collect()
}

const ABOUT: [(&str, &str); 5] =
    [("day", "2026-11-20"), ("phase", "in_treatment"), ("mode", "paper"), ("respondent", "patient"), ("language", "en")];

#[tokio::test]
async fn a_phq_9_on_paper_is_entered_scored_and_explained() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let new = format!("/patients/{}/administrations/new", practice.anna);
    assert!(clinician.get(&new).await.shown("entry-choose").contains(&format!("{new}/phq-9?language=en")));
    let form = clinician.get(&format!("{new}/phq-9?language=en")).await.shown("entry");
    assert!(form.contains("Feeling down, depressed, or hopeless") && form.contains("value=\"2026-11-23\" max=\"2026-11-23\""));
    let mut fields = ABOUT.to_vec();
    fields.extend(answers(["2", "2", "2", "2", "2", "2", "2", "", "1"]));
    let saved = clinician.post(&format!("{new}/phq-9"), &fields).await;
    let page = clinician.get(saved.leads_to()).await.shown("administration");
    assert!(page.contains("Saved. PHQ-9: 17 (moderately severe)"), "prorated: 15 / 8 × 9");
    assert!(
        page.contains("item 8 was not answered and was filled in by the scale&#39;s rule")
            || page.contains("item 8 was not answered and was filled in by the scale's rule")
    );
    assert!(page.contains("Reported: thoughts of death or self-harm (item 9)"));
    assert!(page.contains("Nearly every day") || page.contains("More than half the days"));
}

#[tokio::test]
async fn a_form_without_a_language_in_its_address_shows_the_words_that_are_there() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let form = clinician.get(&format!("/patients/{}/administrations/new/phq-9", practice.anna)).await.shown("entry-no-language");
    assert!(form.contains("Feeling down, depressed, or hopeless"));
}

#[tokio::test]
async fn what_is_due_comes_first_then_what_was_given_before_and_the_rest_is_folded_until_it_is_searched_for() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    practice.record(practice.anna, entry("2026-11-20", [1; 9])).await;
    let new = format!("/patients/{}/administrations/new", practice.anna);
    let all = clinician.get(&new).await.shown("entry-choose-groups");
    let place = |words: &str| all.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(place("Given before") < place("/phq-9?language=en") && place("/phq-9?language=en") < place("<details"));
    let found = clinician.get(&format!("{new}?find=insomnia")).await.shown("entry-choose-found");
    assert!(found.contains("<details open>") && !found.contains("/phq-9?"), "{found}");
    assert!(clinician.get(&format!("{new}?find=zzz")).await.page().contains("No instrument fits"));
}

#[tokio::test]
async fn what_does_not_fit_is_said_beside_its_field_and_nothing_is_lost() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let address = format!("/patients/{}/administrations/new/phq-9", practice.anna);
    let fields = [("day", "2026-12-01"), ("mode", ""), ("respondent", "patient"), ("language", "en"), ("item.1", "3"), ("item.2", "7")];
    let page = clinician.post(&address, &fields).await.again("entry-again");
    assert_eq!(problems_on(&page), ["Mode: choose one.", "Item 2: this answer is not offered by the form."]);
    assert!(page.contains("name=\"item.1\" value=\"3\" checked"));
    assert!(page.contains("value=\"2026-12-01\""));
    let future = [("day", "2026-12-01"), ("mode", "paper"), ("respondent", "patient"), ("language", "en"), ("item.1", "3")];
    let page = clinician.post(&address, &future).await.again("entry-future");
    assert_eq!(problems_on(&page), ["Day: this lies in the future. Check the day."]);
    let nothing = clinician.post(&address, &ABOUT).await.again("entry-empty");
    assert_eq!(problems_on(&nothing), ["Choose at least one answer, or say that the patient declined."]);
}

#[tokio::test]
async fn a_second_one_of_the_same_day_is_saved_only_where_somebody_says_so() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let known = practice.record(practice.anna, entry("2026-11-20", [1; 9])).await;
    let address = format!("/patients/{}/administrations/new/phq-9", practice.anna);
    let fields = [ABOUT.to_vec(), answers(["2"; 9])].concat();
    let again = clinician.post(&address, &fields).await.again("entry-same-day");
    assert_eq!(problems_on(&again).len(), 1);
    assert!(again.contains(&format!("href=\"/administrations/{known}\"")) && again.contains("Save a second PHQ-9 of that day"), "{again}");
    assert!(again.contains("name=\"item.9\" value=\"2\" checked"), "what was keyed stays");
    let saved = clinician.post(&address, &[fields, vec![("second", "yes")]].concat()).await;
    assert!(saved.leads_to().ends_with("?done=saved") && !saved.leads_to().contains(&known.to_string()));
}

#[tokio::test]
async fn a_patient_may_decline_and_that_is_no_score() {
    let practice = Practice::new().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let mut fields = ABOUT.to_vec();
    fields.push(("declined", "yes"));
    let saved = desk.post(&format!("/patients/{}/administrations/new/gad-7", practice.anna), &fields).await;
    assert_eq!(saved.leads_to(), format!("/patients/{}?done=saved", practice.anna), "the front desk does not see administrations");
    let page = desk.get(saved.leads_to()).await.shown("patient-declined");
    assert!(page.contains("Declined"));
}

#[tokio::test]
async fn an_instrument_without_words_is_entered_by_item_number() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let new = format!("/patients/{}/administrations/new", practice.anna);
    let page = clinician.get(&format!("{new}/isi")).await.shown("entry-textless");
    assert!(page.contains("ISI, answers by item number") && page.contains("Item 1"));
    let fields = [("day", "2026-11-20"), ("mode", "paper"), ("respondent", "patient"), ("typed", "4 4 4 4 4 4 4")];
    let saved = clinician.post(&format!("{new}/isi"), &fields).await;
    assert!(clinician.get(saved.leads_to()).await.shown("administration-textless").contains("28"));
}

#[tokio::test]
async fn a_role_without_answers_sees_the_score_and_not_the_answers() {
    let practice = Practice::new().await;
    let id = practice.record(practice.anna, entry("2026-11-20", [3, 3, 3, 3, 3, 3, 3, 3, 0])).await;
    let biller = practice.browser("bill", &[Role::Biller]).await;
    let page = biller.get(&format!("/administrations/{id}")).await.shown("administration-biller");
    assert!(page.contains("Your role shows scores, not answers by item.") && page.contains("24"));
    for secret in ["Nearly every day", "hopeless", "Item 1", "Correct it"] {
        assert!(!page.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_correction_makes_a_new_version_and_never_overwrites_one_it_has_not_seen() {
    let practice = Practice::new().await;
    let id = practice.record(practice.anna, entry("2026-11-20", [1; 9])).await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let address = format!("/administrations/{id}/correct");
    let form = clinician.get(&address).await.shown("correct");
    assert!(form.contains("name=\"item.9\" value=\"1\" checked") && form.contains("name=\"version\" value=\"1\""));
    let mut fields = ABOUT.to_vec();
    fields.extend(answers(["0", "0", "0", "0", "0", "0", "0", "0", "0"]));
    fields.push(("version", "1"));
    assert_eq!(clinician.post(&address, &fields).await.leads_to(), format!("/administrations/{id}?done=corrected"));
    let page = clinician.get(&format!("/administrations/{id}")).await.shown("administration-corrected");
    assert!(page.contains("Version 2") && page.contains("Version 1") && page.contains("minimal"));
    let late = clinician.post(&address, &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.page().contains("Somebody changed this record after you opened it."));
}

#[tokio::test]
async fn a_withdrawn_administration_counts_nowhere_and_is_shown_nowhere() {
    let practice = Practice::new().await;
    let id = practice.record(practice.anna, entry("2026-11-20", [3; 9])).await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let address = format!("/administrations/{id}/withdraw");
    clinician.get(&address).await.shown("withdraw");
    let again = clinician.post(&address, &[("version", "1"), ("reason", "")]).await.again("withdraw-again");
    assert_eq!(problems_on(&again), ["Reason: say it in a few words, so that somebody who reads it later understands."]);
    let done = clinician.post(&address, &[("version", "1"), ("reason", "Filled in for a sister")]).await;
    let patient = clinician.get(done.leads_to()).await.shown("patient-withdrawn");
    assert!(patient.contains("Withdrawn. It counts nowhere") && patient.contains("No instrument has been administered yet."));
    assert_eq!(clinician.get(&format!("/administrations/{id}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_administration_under_the_wrong_patient_is_moved() {
    let practice = Practice::new().await;
    let id = practice.record(practice.anna, entry("2026-11-20", [3; 9])).await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let desk = practice.browser("both", &[Role::Director, Role::FrontDesk]).await;
    let address = format!("/administrations/{id}/move");
    director.get(&address).await.shown("move");
    let unknown = [("version", "1"), ("record_number", "Z-9"), ("reason", "Wrong chart")];
    let again = desk.post(&address, &unknown).await.again("move-again");
    assert_eq!(problems_on(&again), ["No patient has this record number. Check it."]);
    let done = desk.post(&address, &[("version", "1"), ("record_number", "A-2"), ("reason", "Wrong chart")]).await;
    let page = desk.get(done.leads_to()).await.shown("administration-moved");
    assert!(page.contains("Moved. It now stands under this patient.") && page.contains("Ben"));
    let anna = desk.get(&format!("/patients/{}", practice.anna)).await.page();
    assert!(!anna.contains("/administrations/0"), "it vanished from the other patient");
}

#[tokio::test]
async fn what_the_answers_come_to_is_said_on_demand_and_to_nobody_who_sees_no_scores() {
    let practice = Practice::new().await;
    let address = format!("/patients/{}/administrations/new/gad-7", practice.anna);
    let answers = [("day", "2026-11-20"), ("language", "en"), ("do", "check"), ("item.1", "3"), ("item.2", "2")];
    let rest = [("item.3", "1"), ("item.4", "0"), ("item.5", "0"), ("item.6", "0"), ("item.7", "1")];
    let director = practice.browser("ruth", &[Role::Director]).await;
    let page = director.post(&address, &answers).await.page();
    assert!(page.contains("2 of 7 questions are keyed") && page.contains("no score: answers are missing"), "{page}");
    let whole = director.post(&address, &[&answers[..], &rest[..]].concat()).await.page();
    assert!(whole.contains("7 of 7 questions are keyed") && whole.contains("total: 7"), "{whole}");
    assert!(whole.contains("value=\"3\" checked"), "what was typed stays");
    let desk = practice.browser("fay", &[Role::FrontDesk]).await;
    let seen = desk.post(&address, &[&answers[..], &rest[..]].concat()).await.page();
    assert!(seen.contains("7 of 7 questions are keyed") && !seen.contains("total: 7"), "{seen}");
    let wrong = director.post(&address, &[&answers[..], &[("item.3", "9")][..]].concat()).await.again("entry-checked-wrong");
    assert!(!wrong.contains("questions are keyed"), "nothing is said of answers that are none");
    let nothing = practice.app.patient(&crate::practice::operator(), practice.anna, app::View::Current).await.unwrap();
    assert!(nothing.series.is_empty(), "checking records nothing");
}

#[tokio::test]
async fn a_total_without_answers_is_corrected_as_a_total() {
    let practice = Practice::new().await;
    let total = |points: i32| vec![("total".to_owned(), vocabulary::Points::from_whole(points))];
    let alone = app::administration::NewEntry { answers: Vec::new(), totals: total(12), ..entry("2026-11-20", [-1; 9]) };
    let id = practice.record(practice.anna, alone).await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let address = format!("/administrations/{id}/correct");
    let form = clinician.get(&address).await.shown("correct-total");
    assert!(form.contains("name=\"total.total\" value=\"12\"") && !form.contains("item.1"), "{form}");
    let mut fields = vec![("day", "2026-11-19"), ("phase", "in_treatment"), ("mode", "paper"), ("respondent", "patient")];
    fields.extend([("version", "1"), ("language", "en")]);
    let wrong = [fields.clone(), vec![("total.total", "12.5")]].concat();
    let again = clinician.post(&address, &wrong).await.again("correct-total-again");
    assert_eq!(problems_on(&again), ["Total score: give a whole number from 0 to 27."]);
    let right = [fields, vec![("total.total", "13")]].concat();
    assert_eq!(clinician.post(&address, &right).await.leads_to(), format!("/administrations/{id}?done=corrected"));
    let opened = practice.app.administration(&crate::practice::operator(), id).await.unwrap();
    let stored = opened.stored_score.unwrap().summary;
    assert_eq!((stored.status.as_str(), stored.total), ("totals_only", Some(vocabulary::Points::from_whole(13))));
    assert_eq!(opened.administration.value().completion, instruments::Completion::TotalsOnly);
}
