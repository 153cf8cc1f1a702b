//! A coordinator records a notice, and its clock stands still.

use vocabulary::Role;

use crate::practice::{Practice, operator};

/// A rule of the practice's own: who pays is told of an admission to intensive outpatient care within three days.
const RULE: &str = "id = \"ours\"\nversion = \"1\"\n[[rule]]\nid = \"OURS\"\nregime = \"contract\"\nevent = \"admission\"\nowed_by = \"practice\"\n\
    limit = { calendar_days = 3 }\nwhen = { levels = [\"IOP\"] }\nsource = \"the contract, section 4\"\n";

/// Anna is in intensive outpatient care; a coordinator looks at her notices.
async fn coordinator() -> (Practice, crate::practice::Browser, String) {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview, Role::Director]).await;
    let notices = format!("/patients/{}/notices", practice.anna);
    (practice, browser, notices)
}

#[tokio::test]
async fn a_clock_is_open_until_a_notice_is_on_record_and_again_once_that_is_withdrawn() {
    let (practice, browser, notices) = coordinator().await;
    assert!(browser.get(&notices).await.page().contains("no coverage is on record"));
    let coverage = [
        ("payer", "generic-commercial"),
        ("rank", "primary"),
        ("funding", "insured"),
        ("state", "NJ"),
        ("member_id", "M-1"),
        ("relation", "self"),
        ("first", "2026-01-01"),
    ];
    browser.post(&format!("/patients/{}/authorizations/coverage", practice.anna), &coverage).await.leads_to();
    practice.app.save_deadline_rules(&operator(), RULE.to_owned()).await.unwrap();
    let page = browser.get(&notices).await.shown("notices");
    assert!(page.contains("Its time is over and nothing is on record") && page.contains("Utilization review"), "{page}");
    assert!(browser.get("/notices").await.shown("notices-all").contains("Notice of admission"));
    assert!(browser.get("/reviews").await.page().contains("Notice of admission: until"));
    let subject = page.split("value=\"admission ").nth(1).unwrap().split('"').next().unwrap();
    let subject = format!("admission {subject}");
    let given = [
        ("subject", subject.as_str()),
        ("given_at", "2026-11-20T09:00"),
        ("channel", "telephone"),
        ("recipient", "payer"),
        ("taken_by", ""),
        ("reference", "N-7"),
    ];
    let refused = browser.post(&notices, &given).await;
    assert!(refused.page().contains("Who took it"), "a notice names who took it");
    let given = given.map(|(name, value)| (name, if name == "taken_by" { "care management" } else { value }));
    assert_eq!(browser.post(&notices, &given).await.leads_to(), format!("{notices}?done=saved"));
    let page = browser.get(&notices).await.page();
    assert!(page.contains("Given after its time was over") && page.contains("N-7") && page.contains("care management"), "{page}");
    assert!(browser.get("/notices").await.page().contains("No notice is due."));
    let id = page.split("name=\"notice\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let withdraw = format!("{notices}/withdraw");
    assert!(browser.post(&withdraw, &[("notice", &id), ("reason", "")]).await.page().contains("Why is it withdrawn?"));
    assert_eq!(
        browser.post(&withdraw, &[("notice", &id), ("reason", "another patient")]).await.leads_to(),
        format!("{notices}?done=withdrawn")
    );
    assert!(browser.get("/notices").await.page().contains("Notice of admission"));
}
