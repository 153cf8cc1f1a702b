//! Consents to disclosures: recorded, revoked, and what that does; emergencies written down afterwards.

use vocabulary::Role;

use crate::practice::{Browser, Practice, problems_on};

/// Ben is in a program under 42 CFR Part 2; a director looks at the page of disclosures.
async fn under_part2() -> (Practice, Browser, String) {
    let practice = Practice::new().await;
    let director = practice.browser("dora", &[Role::Director]).await;
    let program = ::care::Program {
        code: "LAKE".to_owned(),
        name: "Lakeview".to_owned(),
        level_of_care: vocabulary::LevelOfCare::Residential,
        zone: "America/New_York".parse().expect("a known zone"),
        part2: true,
        closed_since: None,
    };
    let lakeview = practice.app.add_program(&crate::practice::operator(), program).await.expect("a program");
    let episode = ::care::Episode {
        patient: practice.ben,
        program: lakeview,
        admitted: crate::practice::day("2026-10-01"),
        discharge: None,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    };
    practice.app.admit(&crate::practice::operator(), episode, String::new(), None).await.expect("admitted");
    let address = format!("/patients/{}", practice.ben);
    (practice, director, address)
}

const REPORT: [(&str, &str); 3] = [("recipient", "Blue Ridge Health"), ("reason", "review"), ("basis", "payment")];

#[tokio::test]
async fn a_revoked_consent_refuses_the_release_in_words() {
    let (practice, director, patient) = under_part2().await;
    let address = format!("{patient}/disclosures");
    let page = director.get(&address).await.shown("disclosures-empty");
    assert!(page.contains("42 CFR Part 2 covers records of this patient"), "{page}");
    let refused = director.post(&format!("{patient}/report"), &REPORT).await.again("report-no-consent");
    let said = problems_on(&refused)[0].clone();
    assert!(said.contains("42 CFR Part 2 covers these records, and no consent on record reaches this recipient"), "{refused}");
    assert!(refused.contains(&format!("href=\"{address}\">What left the practice, and consents")), "{refused}");
    let named = [("recipient", "Blue Ridge Health"), ("reason", "review"), ("basis", "consent")];
    let refused = director.post(&format!("/patients/{}/report", practice.anna), &named).await.again("report-consent-named");
    assert!(problems_on(&refused)[0].starts_with("Nothing left. Consent was named as the basis"), "{refused}");
    let empty = director.post(&format!("{address}/consent"), &[("consent_use", "payment")]).await.again("consent-problems");
    assert_eq!(problems_on(&empty), ["Signed on: fill this in.", "What may be told, in the words of the form: fill this in."]);
    let consent =
        [("signed", "2026-11-01"), ("consent_use", "payment"), ("recipient", "Blue Ridge Health"), ("scope", "what the review asks for")];
    assert_eq!(director.post(&format!("{address}/consent"), &consent).await.leads_to(), format!("{address}?done=saved"));
    assert!(director.post(&format!("{patient}/report"), &REPORT).await.status.is_success());
    let page = director.get(&address).await.shown("disclosures-consent");
    assert!(page.contains("Consent of Nov 1, 2026") && page.contains("Holds"), "{page}");
    let id = page.split_once("name=\"consent\" value=\"").expect("a consent").1.split('"').next().unwrap();
    let ahead = [("consent", id), ("revoked", "2099-01-01")];
    let ahead = director.post(&format!("{address}/consent/revoke"), &ahead).await.again("consent-revoked-ahead");
    assert_eq!(problems_on(&ahead), ["It was revoked on: this lies in the future. Check the day."]);
    let reasonless = director.post(&format!("{address}/consent/withdraw"), &[("consent", id)]).await.again("consent-withdraw-problem");
    assert_eq!(problems_on(&reasonless), ["Why it is withdrawn: fill this in."]);
    let relied_on = [("consent", id), ("reason", "not given")];
    let relied_on = director.post(&format!("{address}/consent/withdraw"), &relied_on).await.again("consent-relied-on");
    assert!(problems_on(&relied_on)[0].starts_with("Why it is withdrawn: other records belong to this"), "{relied_on}");
    director.post(&format!("{address}/consent/revoke"), &[("consent", id)]).await.leads_to();
    let refused = director.post(&format!("{patient}/report"), &REPORT).await.again("report-revoked");
    assert!(problems_on(&refused)[0].contains("The consent was revoked on"), "{refused}");
    assert!(director.get(&address).await.page().contains("Revoked on"));
}

#[tokio::test]
async fn an_emergency_is_written_down_after_the_release() {
    let (_practice, director, patient) = under_part2().await;
    let emergency = [("recipient", "Mercy Hospital"), ("reason", "overdose"), ("basis", "medical_emergency")];
    assert!(director.post(&format!("{patient}/report"), &emergency).await.status.is_success());
    let page = director.get(&format!("{patient}/disclosures")).await.shown("disclosures-emergency");
    assert!(page.contains("The emergency is not documented yet."), "{page}");
    let address = page.split_once(&format!("{patient}/disclosures/emergency?release=")).expect("a link").1.split('"').next().unwrap();
    director.get(&format!("{patient}/disclosures/emergency?release={address}")).await.shown("emergency");
    let words = [("release", address), ("personnel", "Dr. Example, Mercy Hospital"), ("nature", "unconscious on arrival")];
    director.post(&format!("{patient}/disclosures/emergency"), &words).await.leads_to();
    let page = director.get(&format!("{patient}/disclosures")).await.page();
    assert!(page.contains("Dr. Example, Mercy Hospital: unconscious on arrival"), "{page}");
    assert_eq!(director.post(&format!("{patient}/disclosures/emergency"), &words).await.status, 404);
}
