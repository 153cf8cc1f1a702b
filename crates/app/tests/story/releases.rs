//! What the gate keeps of a release and asks of it: whom it is about, the consent of each, and the notice that goes with records under 42 CFR Part 2.

use app::export::Whose;
use app::payer_record::Evidence;
use app::release::{Disclosure, Notice, Outgoing};
use app::{AppError, Settings};
use care::{ConsentUse, DisclosureConsent, NoBasis};
use interchange::export::REDISCLOSURE_NOTICE;
use utilization_review::authorization::{AuthorizationRequest, RequestKind, UnitKind};
use vocabulary::{Language, LevelOfCare, PatientId, Period, RecordId};

use crate::packets::under_part2;
use crate::practice::{Practice, day, operator, phq9, practice};

fn to(recipient: &str, basis: &str) -> Disclosure {
    Disclosure { recipient: recipient.to_owned(), reason: "asked".to_owned(), basis: basis.to_owned(), authority: String::new() }
}

async fn consents(practice: &Practice, patient: PatientId, consent_use: ConsentUse, recipient: &str) -> RecordId {
    let consent = DisclosureConsent {
        patient,
        signed: day("2026-11-01"),
        consent_use,
        recipient: recipient.to_owned(),
        scope: "records of treatment".to_owned(),
        expires: None,
        revoked: None,
    };
    practice.app.record_disclosure_consent(&operator(), consent).await.unwrap()
}

#[tokio::test]
async fn what_left_about_several_stands_in_the_accounting_of_each_with_their_own_consent() {
    let practice = practice(Settings::default()).await;
    let cora = under_part2(&practice).await;
    let consent = consents(&practice, cora, ConsentUse::Payment, "Blue Ridge Health").await;
    let left = practice.app.export_scores(&operator(), Whose::Everybody, to("Blue Ridge Health", "payment")).await.unwrap();
    let check = async |patient: PatientId, expected: Option<RecordId>| {
        let page = practice.app.disclosures(&operator(), patient).await.unwrap();
        let [accounted] = page.releases.as_slice() else { panic!("{:?}", page.releases) };
        assert_eq!((accounted.release.id, accounted.release.value().patient_count), (left.release(), 3));
        assert_eq!(accounted.consent.as_ref().map(|consent| consent.id), expected);
    };
    check(practice.anna, None).await;
    check(practice.ben, None).await;
    check(cora, Some(consent)).await;
    // Merged into another, it stands with that one.
    let merge = care::PatientLink::Merged { kept: practice.anna, merged: practice.ben };
    practice.app.link_patients(&operator(), merge).await.unwrap();
    check(practice.anna, None).await;
}

#[tokio::test]
async fn an_emergency_about_several_is_written_down_for_each() {
    let practice = practice(Settings::default()).await;
    let cora = under_part2(&practice).await;
    let left = practice.app.export_scores(&operator(), Whose::Everybody, to("Mercy Hospital", "medical_emergency")).await.unwrap();
    let waits =
        async |patient: PatientId| practice.app.disclosures(&operator(), patient).await.unwrap().releases[0].waits_for_documentation();
    let write = async |patient: PatientId| {
        let (personnel, nature) = ("Dr. Example, Mercy Hospital".to_owned(), "fire at the site".to_owned());
        practice.app.document_emergency(&operator(), (patient, left.release()), personnel, nature).await
    };
    write(practice.anna).await.unwrap();
    assert!(!waits(practice.anna).await && waits(cora).await, "what was written for one says nothing of another");
    assert!(matches!(write(practice.anna).await.unwrap_err(), AppError::Conflict));
    write(cora).await.unwrap();
    assert!(!waits(cora).await);
}

#[tokio::test]
async fn a_consent_that_names_nobody_reaches_no_employer_and_one_for_payment_no_lawyer() {
    let practice = practice(Settings::default()).await;
    let cora = under_part2(&practice).await;
    let report = async |recipient: &str, basis: &str| {
        practice.app.progress_report(&operator(), cora, &Language::english(), to(recipient, basis)).await
    };
    let refused = async |recipient: &str, basis: &str| match report(recipient, basis).await {
        Err(AppError::NoBasis { why, .. }) => why,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it left to {recipient} on {basis}"),
    };
    consents(&practice, cora, ConsentUse::All, "").await;
    consents(&practice, cora, ConsentUse::Payment, "Blue Ridge Health").await;
    assert_eq!(refused("Acme Tools, employer", "consent").await, NoBasis::NoConsent);
    assert_eq!(refused("Blue Ridge Health", "consent").await, NoBasis::NoConsent);
    report("Blue Ridge Health", "payment").await.unwrap();
    let named = consents(&practice, cora, ConsentUse::Other, "Acme Tools, employer").await;
    report("Acme Tools, Employer", "consent").await.unwrap();
    let page = practice.app.disclosures(&operator(), cora).await.unwrap();
    assert_eq!(page.releases[0].consent.as_ref().map(|consent| consent.id), Some(named));
    assert_eq!(page.releases.len(), 2, "what was refused did not leave");
}

#[tokio::test]
async fn nothing_about_records_under_part_2_leaves_without_its_notice() {
    let practice = practice(Settings::default()).await;
    let cora = under_part2(&practice).await;
    let release = async |patient: PatientId, notice: Notice| {
        let outgoing = Outgoing {
            patients: vec![patient],
            subject: "scores",
            media_type: "text/csv",
            extension: "csv",
            bytes: b"patient".to_vec(),
            notice,
            snapshot_sha256: None,
        };
        practice.app.release(&operator(), to("the patient", "patient_request"), outgoing).await
    };
    assert!(matches!(release(cora, Notice::Absent).await.unwrap_err(), AppError::WithoutNotice));
    assert!(practice.app.disclosures(&operator(), cora).await.unwrap().releases.is_empty());
    assert!(!release(cora, Notice::Carried).await.unwrap().needs_notice_beside());
    assert!(release(cora, Notice::Beside).await.unwrap().needs_notice_beside());
    assert!(!release(practice.anna, Notice::Beside).await.unwrap().needs_notice_beside());
    release(practice.anna, Notice::Absent).await.unwrap();
}

#[tokio::test]
async fn every_export_of_records_under_part_2_carries_the_notice_beside_what_needs_it() {
    let practice = practice(Settings::default()).await;
    let cora = under_part2(&practice).await;
    for patient in [practice.anna, cora] {
        practice.app.record_administration(&operator(), patient, phq9("2026-11-02", [1; 9])).await.unwrap();
    }
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let within = || to("the director", "within_program");
    let scores = text(practice.app.export_scores(&operator(), Whose::Everybody, within()).await.unwrap().bytes());
    let lines: Vec<&str> = scores.lines().collect();
    assert!(lines[0].ends_with(",redisclosure_notice"), "{scores}");
    let noticed: Vec<bool> = lines[1..].iter().map(|line| line.ends_with(REDISCLOSURE_NOTICE)).collect();
    let covered: Vec<bool> = lines[1..].iter().map(|line| line.starts_with("A-3,")).collect();
    assert_eq!(noticed, covered, "{scores}");
    assert!(covered.contains(&true) && covered.contains(&false), "{scores}");

    let records = text(practice.app.export_fhir(&operator(), Whose::Everybody, within()).await.unwrap().bytes());
    let id = cora.to_string();
    for line in records.lines().filter(|line| !line.contains("\"resourceType\":\"Questionnaire\"")) {
        assert_eq!(line.contains("42CFRPart2"), line.contains(&id), "{line}");
        let is_patient = line.contains("\"resourceType\":\"Patient\"");
        assert_eq!(line.contains(REDISCLOSURE_NOTICE), is_patient && line.contains(&id), "{line}");
    }

    let page = practice.app.patient(&operator(), cora, app::View::Current).await.unwrap();
    let request = AuthorizationRequest {
        episode: page.episodes[0].episode.id,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Initial,
        level_of_care: LevelOfCare::Residential,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 6,
        period: Period::new(day("2026-10-05"), Some(day("2026-10-10"))).unwrap(),
        submitted_at: "2026-10-05T14:00:00Z".parse().unwrap(),
        urgent: false,
    };
    practice.app.record_authorization_request(&operator(), request).await.unwrap();
    let audit = || Disclosure { authority: "agreement of November 2, 2026".to_owned(), ..to("State department", "audit_evaluation") };
    for evidence in Evidence::ALL {
        let table = text(practice.app.export_payer_record(&operator(), evidence, audit()).await.unwrap().bytes());
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[0].ends_with(",redisclosure_notice"), "{table}");
        assert!(lines.len() > 1 && lines[1..].iter().all(|line| line.ends_with(REDISCLOSURE_NOTICE)), "{table}");
    }
}
