//! Pages around levels of care: who sees what, the decision, records by form, criteria.

use app::care_fact::{Given, KINDS, RecordKind, fields_of};
use axum::http::StatusCode;
use utilization_review::level_of_care::criteria;
use vocabulary::Role;
use wording::{Key, Text};

use crate::practice::{Browser, Practice, entry, operator, problems_on};

/// Words that stand on pages which show what criteria say.
const RECOMMENDATION: [&str; 3] =
    ["Look at safety now.", "Facts are missing that would decide.", "You decide. This changes nothing by itself."];

async fn record(practice: &Practice, kind: RecordKind, fields: &[(&str, &str)]) -> String {
    let given: Given = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    practice.app.record_care_fact(&operator(), practice.anna, kind, given).await.unwrap().to_string()
}

async fn in_danger() -> (Practice, Browser) {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-11-20", [2, 2, 2, 2, 2, 2, 2, 2, 0])).await;
    record(&practice, RecordKind::RiskRating, &[("assessed_at", "2026-11-22T18:00"), ("level", "high"), ("basis", "clinical_interview")])
        .await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    (practice, clinician)
}

fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_licensed_clinician_sees_why_and_decides_with_a_signature() {
    let (practice, clinician) = in_danger().await;
    let address = format!("/patients/{}/level-of-care", practice.anna);
    let page = clinician.get(&address).await.shown("level-of-care");
    assert!(page.contains("Look at safety now.") && page.contains("You decide. This changes nothing by itself."));
    assert!(page.contains("Your clinicians have not reviewed these criteria yet."));
    assert!(page.contains("/records/risk_rating/"), "the evidence leads to its record");
    assert!(page.contains("Sign as okoro Tester, PhD"));
    let (episode, seen) = (hidden(&page, "episode"), hidden(&page, "seen"));
    let fields = |decision: &'static str| vec![("episode", episode.as_str()), ("seen", seen.as_str()), ("decision", decision)];
    let again = clinician.post(&address, &fields("disagree")).await.again("level-of-care-problems");
    assert_eq!(problems_on(&again).len(), 3, "where instead, why, in which words");
    let stale = [("episode", episode.as_str()), ("seen", "another"), ("decision", "agree")];
    assert!(clinician.post(&address, &stale).await.again("level-of-care-stale").contains("The records changed since you looked."));
    for decision in ["agree", "defer"] {
        let otherwise = [fields(decision), vec![("instead", "lower"), ("why", "no_place")]].concat();
        let again = clinician.post(&address, &otherwise).await.again("level-of-care-contradiction");
        assert!(problems_on(&again)[0].starts_with("Instead: only where you disagree.") && problems_on(&again).len() == 2, "{again}");
        assert!(
            again.contains("<option value=\"lower\" selected") && !again.contains("Agreed ("),
            "what was typed stays, and nothing is signed"
        );
    }
    let signed = clinician.post(&address, &fields("agree")).await;
    assert_eq!(signed.leads_to(), format!("{address}?done=decided"));
    let page = clinician.get(&format!("{address}?done=decided")).await.shown("level-of-care-decided");
    assert!(page.contains("Agreed (A higher level)") && page.contains("okoro Tester, PhD"));
    let director = practice.browser("ruth", &[Role::Director]).await;
    let report = director.get("/level-of-care/agreement").await.shown("agreement-one");
    assert!(report.contains("Too few to say: 1 compared, 18 needed.") && report.contains("Decided: A higher level"), "{report}");
    let (_, rest) = page.split_once(&format!("href=\"{address}/")).unwrap();
    let stored = clinician.get(&format!("{address}/{}", rest.split('"').next().unwrap())).await.shown("determination");
    assert!(stored.contains("The same engine gives the same bytes."));
}

#[tokio::test]
async fn others_see_missing_facts_and_the_decision_and_no_recommendation() {
    let (practice, clinician) = in_danger().await;
    let address = format!("/patients/{}/level-of-care", practice.anna);
    let page = clinician.get(&address).await.page();
    let (episode, seen) = (hidden(&page, "episode"), hidden(&page, "seen"));
    let reasons = [
        ("episode", episode.as_str()),
        ("seen", seen.as_str()),
        ("decision", "disagree"),
        ("instead", "stay"),
        ("why", "no_place"),
        ("words", "No bed tonight."),
    ];
    clinician.post(&address, &reasons).await.leads_to();
    let reviewer = practice.browser("uma", &[Role::UtilizationReview]).await;
    let page = reviewer.get(&address).await.shown("level-of-care-unlicensed");
    for words in RECOMMENDATION {
        assert!(!page.contains(words), "{words}");
    }
    assert!(page.contains("shown to licensed clinical people only") && page.contains("Missing facts, the least trouble first"));
    assert!(page.contains("Decided otherwise: This level") && page.contains("No bed tonight."));
    let json = reviewer.get_with(&address, &[("accept", "application/json")]).await;
    let json: serde_json::Value = serde_json::from_slice(&json.bytes).unwrap();
    assert!(json["episodes"][0]["trace"].is_null() && json["earlier"][0]["outcome"].is_null());
    assert_eq!(reviewer.post(&address, &reasons).await.status, StatusCode::FORBIDDEN);
    let list = reviewer.get("/patients").await.page();
    assert!(list.contains("Still right?") && !list.to_lowercase().contains("look at safety"));
}

#[tokio::test]
async fn the_view_to_discuss_with_the_patient_says_nothing_of_levels_of_care() {
    let (practice, clinician) = in_danger().await;
    practice.record(practice.anna, entry("2026-11-21", [3, 3, 3, 3, 3, 3, 3, 3, 0])).await;
    practice.app.redetermine_everybody().await.unwrap();
    let page = clinician.get(&format!("/patients/{}/discuss", practice.anna)).await.shown("discuss-without-level");
    let text = Text::for_language(&vocabulary::Language::english());
    let main = page.split_once("<main").unwrap().1;
    let beginnings = [
        "determination-",
        "level-of-care-rule-",
        "level-of-care-caveat-",
        "level-of-care-section-",
        "level-of-care-decision-",
        "next-action-",
    ];
    let is_of_levels = |key: &&Key| key.variables().is_empty() && beginnings.iter().any(|beginning| key.id().starts_with(beginning));
    for sentence in Key::ALL.iter().filter(is_of_levels).map(|key| text.say(*key)) {
        assert!(sentence.len() < 8 || !main.contains(&sentence), "{sentence}");
    }
    for words in ["level-of-care", "Level of care", "Intensive outpatient", "IOP", "step down", "step up"] {
        assert!(!main.contains(words), "{words}");
    }
}

#[tokio::test]
async fn every_field_and_choice_of_every_form_has_words() {
    let text = Text::for_language(&vocabulary::Language::english());
    for kind in KINDS {
        assert_ne!(text.record_kind(kind.code()), kind.code().replace('_', " "), "{kind:?}");
        assert!(text.record_lead(kind.code()).ends_with('.'), "{kind:?}");
        for field in fields_of(kind) {
            assert!(Text::record_field_key(kind.code(), field.name).is_some(), "{kind:?} {}", field.name);
            let (app::care_fact::Shape::Choice(list) | app::care_fact::Shape::Several(list)) = field.shape else { continue };
            for code in field.codes {
                let words = text.record_choice(kind.code(), list, code);
                assert!(words.starts_with(|first: char| first.is_uppercase()), "{kind:?} {} {code}: {words}", field.name);
            }
        }
    }
}

#[tokio::test]
async fn records_are_entered_corrected_and_withdrawn_by_form() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let records = format!("/patients/{}/records", practice.anna);
    for kind in KINDS {
        let form = clinician.get(&format!("{records}/new/{}", kind.code())).await.shown(&format!("record-new-{}", kind.code()));
        assert!(fields_of(kind).iter().all(|field| form.contains(&format!("name=\"{}\"", field.name))), "{kind:?}");
    }
    let new = format!("{records}/new/drug_screen");
    let again = clinician.post(&new, &[("day", "2026-11-20")]).await.again("record-problems");
    assert_eq!(problems_on(&again), ["Result: fill this in."]);
    let screen = [("day", "2026-11-20"), ("result", "unexpected"), ("substances", "opioids"), ("substances", "alcohol")];
    assert_eq!(clinician.post(&new, &screen).await.leads_to(), format!("{records}?done=saved"));
    let list = clinician.get(&records).await.shown("records");
    assert!(list.contains("Classes that were unexpected: Opioids and Alcohol"));
    let (_, rest) = list.split_once(&format!("href=\"{records}/drug_screen/")).unwrap();
    let one = format!("{records}/drug_screen/{}", rest.split('"').next().unwrap());
    let form = clinician.get(&format!("{one}/correct")).await.shown("record-correct");
    assert!(form.contains("value=\"alcohol\" checked") && form.contains("value=\"opioids\" checked"));
    assert!(form.contains("About Anna O"), "whose record it is: {form}");
    let before = clinician.get(&format!("{records}?as_of=2026-11-01")).await.shown("records-as-of");
    assert!(before.contains("as they stood at the end of Nov 1, 2026") && !before.contains("Classes that were unexpected"), "{before}");
    assert!(!before.contains("/new/drug_screen"), "nothing is entered into the past");
    let corrected = [("version", "1"), ("day", "2026-11-20"), ("result", "expected")];
    assert_eq!(clinician.post(&format!("{one}/correct"), &corrected).await.leads_to(), one);
    assert_eq!(clinician.post(&format!("{one}/correct"), &corrected).await.status, StatusCode::CONFLICT);
    let withdrawn = clinician.post(&format!("{one}/withdraw"), &[("version", "2"), ("reason", "It was somebody else's sample")]).await;
    assert_eq!(withdrawn.leads_to(), format!("{records}?done=withdrawn"));
    let page = clinician.get(&one).await.shown("record");
    assert!(page.contains("Withdrawn: It was somebody else") && page.contains("by okoro Tester"));
    assert!(clinician.get(&format!("{records}/new/episode")).await.status == StatusCode::NOT_FOUND);
}

#[test]
fn beside_a_value_a_field_is_a_column_and_no_hint_for_filling_it_in() {
    for language in ["en", "es"] {
        let text = Text::for_language(&language.parse().unwrap());
        for (kind, field) in KINDS.into_iter().flat_map(|kind| fields_of(kind).into_iter().map(move |field| (kind, field))) {
            let told = text.record_told(kind.code(), field.name);
            let is_hint = told.contains(['?', '(', '_']) || [", as ", ", con su ", ", como "].iter().any(|hint| told.contains(hint));
            assert!(!is_hint, "{kind:?} {}: {told}", field.name);
        }
    }
}

#[tokio::test]
async fn a_day_that_cannot_be_shown_is_refused_and_never_taken_for_now() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let patient = format!("/patients/{}", practice.anna);
    for page in [patient.clone(), format!("{patient}/records")] {
        for (asked, said) in [
            ("2026-13-01", "names a day that cannot be read"),
            ("yesterday", "names a day that cannot be read"),
            ("2099-01-01", "Jan 1, 2099 is still to come"),
        ] {
            let refused = clinician.get(&format!("{page}?as_of={asked}")).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{page} {asked}");
            assert!(refused.page().contains("As of which day?") && refused.page().contains(said), "{page} {asked}");
            assert!(!refused.page().contains("Anna O"), "nothing of the patient is shown: {page} {asked}");
        }
        assert_eq!(clinician.get(&format!("{page}?as_of=")).await.status, StatusCode::OK, "no day is now");
    }
}

#[tokio::test]
async fn criteria_are_checked_loaded_and_put_in_force_by_the_director() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    let page = director.get("/criteria").await.shown("criteria");
    assert!(page.contains("Not yet reviewed by your clinicians") && page.contains("Take what they say as a draft"), "{page}");
    assert!(page.contains("Eating disorders and psychosis"));
    let own = criteria::NEUTRAL.replace("id = \"neutral\"", "id = \"ours\"").replace("kind = \"neutral\"", "kind = \"practice_written\"");
    a_fault_of_syntax_is_said_in_the_language_of_the_reader(&director, &own).await;
    let wrong = own.replace("\"band >= 1\"", "\"bandd >= 1\"");
    let again = director.post("/criteria", &[("file", &wrong)]).await.again("criteria-problems");
    assert!(again.contains("“bandd” is neither a fact nor a clause") && again.contains("Line ") && again.contains("bandd &gt;= 1"));
    assert_eq!(director.post("/criteria", &[("file", &own)]).await.leads_to(), "/criteria?done=loaded");
    assert_eq!(director.post("/criteria/in-force", &[("set", "ours")]).await.leads_to(), "/criteria?done=in-force");
    director.get("/criteria").await.shown("criteria-own");
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    assert!(!clinician.get("/criteria").await.page().contains("Check and load"));
    assert_eq!(clinician.post("/criteria", &[("file", &own)]).await.status, StatusCode::FORBIDDEN);
    let report = director.get("/level-of-care/agreement").await.shown("agreement");
    assert!(report.contains("Nobody decided about a determination in these days."));
    assert_eq!(director.get("/level-of-care/agreement?first=2026-11-20&last=2026-11-01").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn a_fault_of_syntax_is_said_in_the_language_of_the_reader(director: &Browser, own: &str) {
    director.post("/account/language", &[("language", "es")]).await.leads_to();
    let broken = own.replace("title = ", "title ");
    let page = director.post("/criteria", &[("file", &broken)]).await.again("criteria-not-toml-spanish");
    assert!(page.contains("esto no está escrito como TOML") && page.contains("Línea "), "{page}");
    director.post("/account/language", &[("language", "en")]).await.leads_to();
}
